//! Text with emphasis and links: a string, or a list of runs.

use std::{fmt, ops::Range};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, SeqAccess, Visitor},
    ser::SerializeSeq,
};

/// A block's text. Written as a string, or as a list of strings and runs:
/// `["Plain, ", {"em": "stressed"}, {"link": {"text": "here", "url": "https://example.org"}}]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RichText {
    /// The words, without their dress.
    pub text: String,
    /// Which of them are dressed, as byte ranges into `text`: in order, not overlapping, none empty.
    pub spans: Vec<(Range<usize>, InlineStyle)>,
}

/// What a span of text wears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InlineStyle {
    /// Stressed words.
    Emphasis,
    /// A link of the author's, with its address.
    Link(String),
}

/// One run, as it is written.
#[derive(Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum StyledRun {
    /// Stressed words.
    Em(String),
    /// A link.
    Link(LinkRun),
}

#[derive(Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
struct LinkRun {
    /// The words of the link.
    text: String,
    /// Its address (http, https or mailto).
    url: String,
}

impl RichText {
    /// Adds stressed words.
    pub(super) fn push_emphasis(&mut self, text: &str) {
        self.push(text, Some(InlineStyle::Emphasis));
    }

    /// Adds a link of the author's.
    pub(super) fn push_link(&mut self, text: &str, url: String) {
        self.push(text, Some(InlineStyle::Link(url)));
    }

    /// Adds words.
    pub(super) fn push(&mut self, text: &str, dress: Option<InlineStyle>) {
        let start = self.text.len();
        self.text.push_str(text);
        if let (Some(dress), false) = (dress, text.is_empty()) {
            self.spans.push((start..self.text.len(), dress));
        }
    }
}

impl From<&str> for RichText {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), spans: Vec::new() }
    }
}

/// A plain string or a piece, inside a list.
struct StyledText(String, Option<InlineStyle>);

impl<'de> Deserialize<'de> for StyledText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RunVisitor;
        impl<'de> Visitor<'de> for RunVisitor {
            type Value = StyledText;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string, {\"em\": …} or {\"link\": …}")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<StyledText, E> {
                Ok(StyledText(text.to_owned(), None))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<StyledText, A::Error> {
                let piece = StyledRun::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(match piece {
                    StyledRun::Em(text) => StyledText(text, Some(InlineStyle::Emphasis)),
                    StyledRun::Link(link) => StyledText(link.text, Some(InlineStyle::Link(link.url))),
                })
            }
        }
        deserializer.deserialize_any(RunVisitor)
    }
}

impl<'de> Deserialize<'de> for RichText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RichVisitor;
        impl<'de> Visitor<'de> for RichVisitor {
            type Value = RichText;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string, or a list of strings and runs")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<RichText, E> {
                Ok(RichText::from(text))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<RichText, A::Error> {
                let mut rich = RichText::default();
                while let Some(StyledText(text, dress)) = seq.next_element()? {
                    rich.push(&text, dress);
                }
                Ok(rich)
            }
        }
        deserializer.deserialize_any(RichVisitor)
    }
}

impl Serialize for RichText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.spans.is_empty() {
            return serializer.serialize_str(&self.text);
        }
        let mut seq = serializer.serialize_seq(None)?;
        let mut at = 0;
        for (range, dress) in &self.spans {
            if at < range.start {
                seq.serialize_element(&self.text[at..range.start])?;
            }
            let text = self.text[range.clone()].to_owned();
            seq.serialize_element(&match dress {
                InlineStyle::Emphasis => StyledRun::Em(text),
                InlineStyle::Link(url) => StyledRun::Link(LinkRun { text, url: url.clone() }),
            })?;
            at = range.end;
        }
        if at < self.text.len() {
            seq.serialize_element(&self.text[at..])?;
        }
        seq.end()
    }
}

#[cfg(feature = "cli")]
impl schemars::JsonSchema for RichText {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Rich".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let piece = generator.subschema_for::<StyledRun>();
        schemars::json_schema!({
            "description": "Text: a string, or a list of strings and runs that add emphasis or a link.",
            "anyOf": [
                { "type": "string" },
                { "type": "array", "items": { "anyOf": [{ "type": "string" }, piece] } },
            ],
        })
    }
}
