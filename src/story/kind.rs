//! The kinds of entities.

use serde::{Deserialize, Serialize};

/// The kind of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A company. It can have a lane in the timeline, and readers can follow it.
    Company,
    /// A person.
    Person,
    /// An organisation without a lane in the timeline: a research firm, a ministry, a newsroom.
    Organisation,
    /// A product, a model or a service.
    Product,
    /// A term that needs an explanation.
    Term,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Company, Self::Person, Self::Organisation, Self::Product, Self::Term];

    /// Returns the name of the kind in the story file and in CSS class names.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Product => "product",
            Self::Term => "term",
        }
    }
}
