//! Names of things, as they stand in links.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

/// The name of a thing in links and as an HTML id: ASCII lower-case letters, digits and hyphens, at most 64 of them,
/// so that a URL fragment (RFC 3986, section 3.5) carries it unescaped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "cli", schemars(transparent))]
pub struct Id(#[cfg_attr(feature = "cli", schemars(regex(pattern = r"^[a-z0-9-]{1,64}$")))] String);

impl Id {
    /// What an id is, for the person who writes one.
    pub(super) const EXPECTED: &str = "lower-case letters, digits and hyphens (1 to 64 of them)";

    /// Longest id that is accepted, in bytes (which are characters here).
    pub const MAX: usize = 64;

    /// Reads an id; `None` if it is empty, too long, or holds any other character.
    pub fn new(text: &str) -> Option<Self> {
        let fits = (1..=Self::MAX).contains(&text.len());
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        (fits && text.bytes().all(plain)).then(|| Self(text.to_owned()))
    }

    /// The id as it stands in links.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::new(&text).ok_or_else(|| de::Error::invalid_value(de::Unexpected::Str(&text), &Self::EXPECTED))
    }
}
