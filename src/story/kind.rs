//! What an entity is.

use serde::{Deserialize, Serialize};

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A company; may have a lane in the timeline and be put in focus.
    Company,
    /// A person.
    Person,
    /// An organisation that is no company of the story: a research firm, a ministry, a newsroom.
    Organisation,
    /// A product, a model, a service.
    Product,
    /// A term that wants explaining.
    Term,
}

impl Kind {
    /// Its name, as the story file and class names have it.
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
