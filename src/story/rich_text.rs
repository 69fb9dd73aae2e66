//! Text with emphasis and links.

use std::{fmt, ops::Range};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, SeqAccess, Visitor},
    ser::SerializeSeq,
};

/// Plain text and its styled spans. In the story file it is a string, or a list of strings and runs:
/// `["Plain, ", {"em": "stressed"}, {"link": {"text": "here", "url": "https://example.org"}}]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RichText {
    /// The plain text, without styles.
    pub text: String,
    /// The styled spans, as byte ranges into `text`: in ascending order, not overlapping, not empty.
    pub spans: Vec<(Range<usize>, InlineStyle)>,
}

/// The style of a span of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InlineStyle {
    /// Emphasis, rendered as `<em>`.
    Emphasis,
    /// A link that the author wrote, with its URL.
    Link(String),
}

/// A run with a style, as the story file writes it.
#[derive(Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum StyledRun {
    /// Emphasis: `{"em": "stressed"}`.
    Em(String),
    /// A link: `{"link": {"text": "here", "url": "https://example.org"}}`.
    Link(LinkRun),
}

#[derive(Deserialize, Serialize)]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
struct LinkRun {
    /// The text of the link.
    text: String,
    /// The URL of the link (http, https or mailto).
    url: String,
}

impl RichText {
    /// Adds text with emphasis.
    pub(super) fn push_emphasis(&mut self, text: &str) {
        self.push(text, Some(InlineStyle::Emphasis));
    }

    /// Adds a link that the author wrote.
    pub(super) fn push_link(&mut self, text: &str, url: String) {
        self.push(text, Some(InlineStyle::Link(url)));
    }

    /// Adds text, with a style or without one.
    pub(super) fn push(&mut self, text: &str, style: Option<InlineStyle>) {
        let start = self.text.len();
        self.text.push_str(text);
        if let Some(style) = style
            && !text.is_empty()
        {
            self.spans.push((start..self.text.len(), style));
        }
    }
}

impl From<&str> for RichText {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), spans: Vec::new() }
    }
}

/// An item of a list: a string, or a run with its style.
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
                let run = StyledRun::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(match run {
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
                while let Some(StyledText(text, style)) = seq.next_element()? {
                    rich.push(&text, style);
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
        let mut written = 0;
        for (range, style) in &self.spans {
            if written < range.start {
                seq.serialize_element(&self.text[written..range.start])?;
            }
            let text = self.text[range.clone()].to_owned();
            seq.serialize_element(&match style {
                InlineStyle::Emphasis => StyledRun::Em(text),
                InlineStyle::Link(url) => StyledRun::Link(LinkRun { text, url: url.clone() }),
            })?;
            written = range.end;
        }
        if written < self.text.len() {
            seq.serialize_element(&self.text[written..])?;
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
        let run = generator.subschema_for::<StyledRun>();
        schemars::json_schema!({
            "description": "Text: a string, or a list of strings and runs that add emphasis or a link.",
            "anyOf": [
                { "type": "string" },
                { "type": "array", "items": { "anyOf": [{ "type": "string" }, run] } },
            ],
        })
    }
}
