//! Decoding of the types of [`super::file`], field by field.

use serde::{Deserialize, Deserializer};

use super::{
    Id, Kind, RichText, StoryError, StoryFile, Value,
    decode::{self, DecodeError, Decoder, FromJson},
    file::{
        Bar, Block, Chart, EntityEntry, EventEntry, Fact, HighlightEntry, HighlightKind, Image, ImageBlock, List,
        Origin, QuoteEntry, Source, Speech, Status, TextQuoteSelector, VERSION,
    },
};

/// A story file that has been read.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedStoryFile {
    /// The story file.
    pub file: StoryFile,
    /// The paths of the fields that the story format does not have, such as `source.href`.
    pub unknown_fields: Vec<String>,
}

impl StoryFile {
    /// Reads a story file from a serde source whose syntax is known to be valid.
    ///
    /// # Errors
    ///
    /// [`StoryError::Version`] or [`StoryError::Structure`].
    pub fn read<'de, D: Deserializer<'de>>(source: D) -> Result<ParsedStoryFile, StoryError> {
        let value = Value::deserialize(source)
            .map_err(|error| StoryError::Structure { path: String::new(), message: error.to_string() })?;
        Self::of(&value)
    }

    /// Reads a story file from a JSON value.
    ///
    /// # Errors
    ///
    /// [`StoryError::Version`] or [`StoryError::Structure`].
    pub fn of(value: &Value) -> Result<ParsedStoryFile, StoryError> {
        // Another version has other fields. Report the version before any of them.
        match value.field("version").map(decode::read) {
            Some(Ok((version, _))) if version != VERSION => return Err(StoryError::Version { found: version }),
            _ => {}
        }
        decode::read(value)
            .map(|(file, unknown_fields)| ParsedStoryFile { file, unknown_fields })
            .map_err(|error| StoryError::Structure { path: error.path().to_owned(), message: error.to_string() })
    }

    /// Reads a story file from JSON text.
    ///
    /// # Errors
    ///
    /// [`StoryError::NotJson`], and the errors of [`StoryFile::read`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn from_json(text: &str) -> Result<ParsedStoryFile, StoryError> {
        serde_json::from_str::<serde_json::Value>(text).map_err(|error| not_json(&error)).and_then(Self::read)
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn not_json(error: &serde_json::Error) -> StoryError {
    let message = error.to_string();
    let end = message.find(" at line ").unwrap_or(message.len());
    StoryError::NotJson { line: error.line(), column: error.column(), message: message[..end].to_owned() }
}

impl FromJson for StoryFile {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.object("a story", |fields| {
            Ok(Self {
                schema: fields.optional("$schema")?,
                version: fields.required("version")?,
                id: fields.required("id")?,
                lang: fields.required("lang")?,
                title: fields.required("title")?,
                standfirst: fields.optional("standfirst")?,
                authors: fields.optional("authors")?,
                publisher: fields.optional("publisher")?,
                published: fields.required("published")?,
                modified: fields.optional("modified")?,
                correction: fields.optional("correction")?,
                image: fields.optional("image")?,
                source: fields.optional("source")?,
                note: fields.optional("note")?,
                body: fields.required("body")?,
                entities: fields.optional("entities")?,
                highlights: fields.optional("highlights")?,
                events: fields.optional("events")?,
                lanes: fields.optional("lanes")?,
                quotes: fields.optional("quotes")?,
            })
        })
    }
}

impl FromJson for Block {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.tagged("{\"paragraph\": …}, {\"heading\": …}, {\"list\": …} or {\"image\": …}", |name, content| {
            Some(match name {
                "paragraph" => RichText::read(content).map(Self::Paragraph),
                "heading" => RichText::read(content).map(Self::Heading),
                "list" => List::read(content).map(Self::List),
                "image" => ImageBlock::read(content).map(Self::Image),
                _ => return None,
            })
        })
    }
}

impl FromJson for List {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.object("a list with its items", |fields| {
            Ok(Self { ordered: fields.optional("ordered")?, items: fields.required("items")? })
        })
    }
}

impl FromJson for ImageBlock {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.object("an image", |fields| {
            Ok(Self {
                url: fields.required("url")?,
                alt: fields.required("alt")?,
                width: fields.required("width")?,
                height: fields.required("height")?,
                caption: fields.optional("caption")?,
            })
        })
    }
}

impl FromJson for Image {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.object("an image", |fields| {
            Ok(Self {
                url: fields.required("url")?,
                alt: fields.required("alt")?,
                width: fields.required("width")?,
                height: fields.required("height")?,
            })
        })
    }
}

impl FromJson for Source {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.object("a source", |fields| Ok(Self { name: fields.required("name")?, url: fields.optional("url")? }))
    }
}

impl FromJson for Origin {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        const EXPECTED: &str = "\"article\" or {\"background\": …}";
        if at.text("").is_ok_and(|text| text == "article") {
            return Ok(Self::Article);
        }
        at.tagged(EXPECTED, |name, content| (name == "background").then(|| Source::read(content).map(Self::Background)))
    }
}

impl FromJson for Fact {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.object("a fact: its text, and where it is from", |fields| {
            Ok(Self { text: fields.required("text")?, from: fields.required("from")? })
        })
    }
}

impl FromJson for TextQuoteSelector {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.object("a selector: exact, prefix, suffix", |fields| {
            Ok(Self {
                exact: fields.required("exact")?,
                prefix: fields.optional("prefix")?,
                suffix: fields.optional("suffix")?,
            })
        })
    }
}

impl FromJson for EntityEntry {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.object("an entity", |fields| {
            Ok(Self {
                id: fields.required("id")?,
                kind: fields.required("kind")?,
                name: fields.optional("name")?,
                aliases: fields.optional("aliases")?,
                role: fields.optional("role")?,
                summary: fields.optional("summary")?,
                affiliation: fields.optional("affiliation")?,
                maker: fields.optional("maker")?,
                url: fields.optional("url")?,
            })
        })
    }
}

impl FromJson for HighlightEntry {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.object("a highlight", |fields| {
            Ok(Self {
                id: fields.required("id")?,
                kind: fields.required("kind")?,
                title: fields.required("title")?,
                target: fields.required("target")?,
                note: fields.required("note")?,
                about: fields.optional("about")?,
                chart: fields.optional("chart")?,
            })
        })
    }
}

impl FromJson for Chart {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.object("a chart: its unit and its bars", |fields| {
            Ok(Self { unit: fields.required("unit")?, bars: fields.required("bars")? })
        })
    }
}

impl FromJson for Bar {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.object("a bar", |fields| {
            Ok(Self { label: fields.required("label")?, from: fields.optional("from")?, to: fields.required("to")? })
        })
    }
}

impl FromJson for EventEntry {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.object("an event", |fields| {
            Ok(Self {
                id: fields.required("id")?,
                title: fields.required("title")?,
                date: fields.required("date")?,
                date_source: fields.required("dateSource")?,
                status: fields.optional("status")?,
                company: fields.optional("company")?,
                target: fields.optional("target")?,
                note: fields.optional("note")?,
            })
        })
    }
}

impl FromJson for QuoteEntry {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.object("a quote", |fields| {
            Ok(Self {
                id: fields.required("id")?,
                speaker: fields.required("speaker")?,
                speech: fields.required("speech")?,
                parts: fields.required("parts")?,
                about: fields.optional("about")?,
                note: fields.optional("note")?,
            })
        })
    }
}

impl FromJson for Kind {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.one_of(&Self::ALL.map(|kind| (kind.as_str(), kind)))
    }
}

impl FromJson for HighlightKind {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.one_of(&Self::ALL.map(|kind| (kind.as_str(), kind)))
    }
}

impl FromJson for Status {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.one_of(&[("happened", Self::Happened), ("planned", Self::Planned)])
    }
}

impl FromJson for Speech {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.one_of(&[("direct", Self::Direct), ("reported", Self::Reported)])
    }
}

impl FromJson for Id {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        at.text(Self::EXPECTED).ok().and_then(Self::new).ok_or_else(|| at.unexpected(Self::EXPECTED))
    }
}

impl FromJson for RichText {
    fn read(at: Decoder<'_>) -> Result<Self, DecodeError> {
        let mut rich = Self::default();
        if at.is_list() {
            at.items("a list", |item| run(item, &mut rich))?;
        } else {
            rich.push(at.text("text, or a list of texts and runs")?, None);
        }
        Ok(rich)
    }
}

/// Decodes an item of a rich text that is a list: a string or a run.
fn run(at: Decoder<'_>, rich: &mut RichText) -> Result<(), DecodeError> {
    const EXPECTED: &str = "text, {\"em\": …} or {\"link\": …}";
    if let Ok(text) = at.text(EXPECTED) {
        rich.push(text, None);
        return Ok(());
    }
    at.tagged(EXPECTED, |name, content| match name {
        "em" => Some(String::read(content).map(|text| rich.push_emphasis(&text))),
        "link" => Some(content.object("a link: its text and its url", |fields| {
            let (text, url): (String, _) = (fields.required("text")?, fields.required("url")?);
            rich.push_link(&text, url);
            Ok(())
        })),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{ParsedStoryFile, StoryFile};

    fn check(json: &str, expected: &str) {
        let problem = StoryFile::from_json(json).unwrap_err();
        let location = problem.location().map_or_else(String::new, |location| format!("{location}: "));
        assert_eq!(format!("{location}{}", problem.message()), expected, "{json}");
    }

    fn with(fields: &str) -> String {
        format!(r#"{{"version": 1, "id": "a", "lang": "en", "title": "A", "published": "2025", "body": [], {fields}}}"#)
    }

    #[test]
    fn json_syntax_errors_have_a_line_and_column() {
        check("{\n  \"version\": 1,\n}", "line 3, column 1: not valid JSON: trailing comma");
        check("", "line 1, column 0: not valid JSON: EOF while parsing a value");
    }

    #[test]
    fn another_version_is_reported_before_other_errors() {
        check(
            r#"{"version": 2, "paragraphs": "all"}"#,
            "version: version 2 of the story format is not supported; use version 1",
        );
    }

    #[test]
    fn wrong_types_are_reported_with_a_path() {
        check("7", "expected a story, found the number 7");
        check(r#"{"version": 1}"#, "the field “id” is missing");
        check(r#"{"version": "1"}"#, "version: expected a whole number, found “1”");
        check(
            &with(r#""events": [{"id": "a", "title": "A", "date": 2025, "dateSource": "article"}]"#),
            "events[0].date: expected text, found the number 2025",
        );
        check(
            &with(r#""events": [{"id": "a", "title": "A", "date": "2025", "dateSource": {"background": {}}}]"#),
            "events[0].dateSource.background: the field “name” is missing",
        );
        check(
            &with(r#""quotes": [{"id": "A B", "speaker": "a", "speech": "direct", "parts": []}]"#),
            "quotes[0].id: expected lower-case letters, digits and hyphens (1 to 64 of them), found “A B”",
        );
        check(
            &with(r#""entities": [{"id": "a", "name": "A", "kind": "compnay"}]"#),
            "entities[0].kind: expected company or person or organisation or product or term, found “compnay”",
        );
        check(
            &with(r#""standfirst": ["a", {"em": 1.5}]"#),
            "standfirst[1].em: expected text, found a number with a fraction",
        );
        check(&with(r#""entities": null"#), "entities: expected a list, found null");
        check(&with(r#""lanes": "acme""#), "lanes: expected a list, found “acme”");
    }

    #[test]
    fn a_story_with_only_required_fields_is_read() {
        let ParsedStoryFile { file, unknown_fields } = StoryFile::from_json(&with(r#""highlights": []"#)).unwrap();
        assert_eq!(file.title, "A");
        assert!(unknown_fields.is_empty());
    }

    #[test]
    fn unknown_fields_are_reported() {
        let parsed = StoryFile::from_json(&with(
            r#""titel": "B", "source": {"name": "C", "href": "d"}, "body2": [{"paragraph": []}]"#,
        ))
        .unwrap();
        assert_eq!(parsed.unknown_fields, ["source.href", "body2", "titel"]);
    }
}
