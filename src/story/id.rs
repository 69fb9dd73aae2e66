//! Ids of stories and items.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

/// An id for links and HTML: 1 to 64 lower-case ASCII letters, digits and hyphens, such as `wei-sun`.
///
/// None of these characters needs escaping in a URL fragment (RFC 3986, section 3.5).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "cli", schemars(transparent))]
pub struct Id(#[cfg_attr(feature = "cli", schemars(regex(pattern = r"^[a-z0-9-]{1,64}$")))] String);

impl Id {
    /// The description of an id in messages about a story file.
    pub(super) const EXPECTED: &str = "lower-case letters, digits and hyphens (1 to 64 of them)";

    /// The greatest length of an id, in bytes (an id is ASCII).
    pub const MAX: usize = 64;

    /// Returns the id; `None` if `text` is empty, longer than [`Id::MAX`], or contains another character.
    pub fn new(text: &str) -> Option<Self> {
        let has_length = (1..=Self::MAX).contains(&text.len());
        let is_allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !has_length || !text.bytes().all(is_allowed) {
            return None;
        }
        Some(Self(text.to_owned()))
    }

    /// Returns the id as text.
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
