//! Reading a story file: the fields of every type of [`super::file`], and what is wrong with them.

use serde::{Deserialize, Deserializer};

use super::{
    Id, Kind, Problem, Rich, StoryFile, Value,
    file::{
        Bar, Block, Chart, EntityEntry, EventEntry, Fact, HighlightEntry, HighlightKind, Image, ImageBlock, List,
        Origin, QuoteEntry, Source, Speech, Status, TextQuoteSelector, VERSION,
    },
    shape::{self, At, Misshapen, Shape},
};

impl StoryFile {
    /// Reads a story file from any source that serde can read, and whose syntax is known to be right. Beside it, the
    /// paths of fields that the format does not have.
    ///
    /// # Errors
    ///
    /// [`Problem::Version`] or [`Problem::Shape`].
    pub fn read<'de, D: Deserializer<'de>>(source: D) -> Result<(Self, Vec<String>), Problem> {
        let value = Value::deserialize(source)
            .map_err(|error| Problem::Shape { path: String::new(), message: error.to_string() })?;
        Self::of(&value)
    }

    /// Reads a story file that has been read as JSON.
    ///
    /// # Errors
    ///
    /// [`Problem::Version`] or [`Problem::Shape`].
    pub fn of(value: &Value) -> Result<(Self, Vec<String>), Problem> {
        // A file of another version has another shape: say the cause, not the symptom.
        match value.field("version").map(shape::read) {
            Some(Ok((version, _))) if version != VERSION => return Err(Problem::Version { found: version }),
            _ => {}
        }
        shape::read(value).map_err(|error| Problem::Shape { path: error.path().to_owned(), message: error.to_string() })
    }

    /// Reads a story file from JSON text.
    ///
    /// # Errors
    ///
    /// [`Problem::NotJson`], and those of [`StoryFile::read`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn from_json(text: &str) -> Result<(Self, Vec<String>), Problem> {
        serde_json::from_str::<serde_json::Value>(text).map_err(|error| not_json(&error)).and_then(Self::read)
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn not_json(error: &serde_json::Error) -> Problem {
    let message = error.to_string();
    let end = message.find(" at line ").unwrap_or(message.len());
    Problem::NotJson { line: error.line(), column: error.column(), message: message[..end].to_owned() }
}

impl Shape for StoryFile {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        let mut fields = at.object("a story")?;
        let story = Self {
            schema: fields.get("$schema")?,
            version: fields.need("version")?,
            id: fields.need("id")?,
            lang: fields.need("lang")?,
            title: fields.need("title")?,
            standfirst: fields.get("standfirst")?,
            authors: fields.get("authors")?,
            publisher: fields.get("publisher")?,
            published: fields.need("published")?,
            modified: fields.get("modified")?,
            correction: fields.get("correction")?,
            image: fields.get("image")?,
            source: fields.get("source")?,
            note: fields.get("note")?,
            body: fields.need("body")?,
            entities: fields.get("entities")?,
            highlights: fields.get("highlights")?,
            events: fields.get("events")?,
            lanes: fields.get("lanes")?,
            quotes: fields.get("quotes")?,
        };
        fields.done();
        Ok(story)
    }
}

impl Shape for Block {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        at.tagged("{\"paragraph\": …}, {\"heading\": …}, {\"list\": …} or {\"image\": …}", |name, content| {
            Some(match name {
                "paragraph" => Rich::read(content).map(Self::Paragraph),
                "heading" => Rich::read(content).map(Self::Heading),
                "list" => List::read(content).map(Self::List),
                "image" => ImageBlock::read(content).map(Self::Image),
                _ => return None,
            })
        })
    }
}

impl Shape for List {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        let mut fields = at.object("a list with its items")?;
        let list = Self { ordered: fields.get("ordered")?, items: fields.need("items")? };
        fields.done();
        Ok(list)
    }
}

impl Shape for ImageBlock {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        let mut fields = at.object("an image")?;
        let image = Self {
            url: fields.need("url")?,
            alt: fields.need("alt")?,
            width: fields.need("width")?,
            height: fields.need("height")?,
            caption: fields.get("caption")?,
        };
        fields.done();
        Ok(image)
    }
}

impl Shape for Image {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        let mut fields = at.object("an image")?;
        let image = Self {
            url: fields.need("url")?,
            alt: fields.need("alt")?,
            width: fields.need("width")?,
            height: fields.need("height")?,
        };
        fields.done();
        Ok(image)
    }
}

impl Shape for Source {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        let mut fields = at.object("a source")?;
        let source = Self { name: fields.need("name")?, url: fields.get("url")? };
        fields.done();
        Ok(source)
    }
}

impl Shape for Origin {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        const EXPECTED: &str = "\"article\" or {\"background\": …}";
        if at.text("").is_ok_and(|text| text == "article") {
            return Ok(Self::Article);
        }
        at.tagged(EXPECTED, |name, content| (name == "background").then(|| Source::read(content).map(Self::Background)))
    }
}

impl Shape for Fact {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        let mut fields = at.object("a fact: its text, and where it is from")?;
        let fact = Self { text: fields.need("text")?, from: fields.need("from")? };
        fields.done();
        Ok(fact)
    }
}

impl Shape for TextQuoteSelector {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        let mut fields = at.object("a selector: exact, prefix, suffix")?;
        let selector =
            Self { exact: fields.need("exact")?, prefix: fields.get("prefix")?, suffix: fields.get("suffix")? };
        fields.done();
        Ok(selector)
    }
}

impl Shape for EntityEntry {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        let mut fields = at.object("an entity")?;
        let entity = Self {
            id: fields.need("id")?,
            kind: fields.need("kind")?,
            name: fields.get("name")?,
            aliases: fields.get("aliases")?,
            role: fields.get("role")?,
            summary: fields.get("summary")?,
            affiliation: fields.get("affiliation")?,
            maker: fields.get("maker")?,
            url: fields.get("url")?,
        };
        fields.done();
        Ok(entity)
    }
}

impl Shape for HighlightEntry {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        let mut fields = at.object("a highlight")?;
        let highlight = Self {
            id: fields.need("id")?,
            kind: fields.need("kind")?,
            title: fields.need("title")?,
            target: fields.need("target")?,
            note: fields.need("note")?,
            about: fields.get("about")?,
            chart: fields.get("chart")?,
        };
        fields.done();
        Ok(highlight)
    }
}

impl Shape for Chart {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        let mut fields = at.object("a chart: its unit and its bars")?;
        let chart = Self { unit: fields.need("unit")?, bars: fields.need("bars")? };
        fields.done();
        Ok(chart)
    }
}

impl Shape for Bar {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        let mut fields = at.object("a bar")?;
        let bar = Self { label: fields.need("label")?, from: fields.get("from")?, to: fields.need("to")? };
        fields.done();
        Ok(bar)
    }
}

impl Shape for EventEntry {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        let mut fields = at.object("an event")?;
        let event = Self {
            id: fields.need("id")?,
            title: fields.need("title")?,
            date: fields.need("date")?,
            date_source: fields.need("dateSource")?,
            status: fields.get("status")?,
            company: fields.get("company")?,
            target: fields.get("target")?,
            note: fields.get("note")?,
        };
        fields.done();
        Ok(event)
    }
}

impl Shape for QuoteEntry {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        let mut fields = at.object("a quote")?;
        let quote = Self {
            id: fields.need("id")?,
            speaker: fields.need("speaker")?,
            speech: fields.need("speech")?,
            parts: fields.need("parts")?,
            about: fields.get("about")?,
            note: fields.get("note")?,
        };
        fields.done();
        Ok(quote)
    }
}

impl Shape for Kind {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        at.one_of(&[
            ("company", Self::Company),
            ("person", Self::Person),
            ("organisation", Self::Organisation),
            ("product", Self::Product),
            ("term", Self::Term),
        ])
    }
}

impl Shape for HighlightKind {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        at.one_of(&[("claim", Self::Claim), ("figure", Self::Figure)])
    }
}

impl Shape for Status {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        at.one_of(&[("happened", Self::Happened), ("planned", Self::Planned)])
    }
}

impl Shape for Speech {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        at.one_of(&[("direct", Self::Direct), ("reported", Self::Reported)])
    }
}

impl Shape for Id {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        at.text(Self::EXPECTED).ok().and_then(Self::new).ok_or_else(|| at.not(Self::EXPECTED))
    }
}

impl Shape for Rich {
    fn read(at: At<'_>) -> Result<Self, Misshapen> {
        let mut rich = Self::default();
        if at.is_list() {
            at.items("a list", |item| piece(item, &mut rich))?;
        } else {
            rich.push(at.text("text, or a list of texts and runs")?, None);
        }
        Ok(rich)
    }
}

/// One item of a text that is a list: plain text, or a run.
fn piece(at: At<'_>, rich: &mut Rich) -> Result<(), Misshapen> {
    const EXPECTED: &str = "text, {\"em\": …} or {\"link\": …}";
    if let Ok(text) = at.text(EXPECTED) {
        rich.push(text, None);
        return Ok(());
    }
    at.tagged(EXPECTED, |name, content| match name {
        "em" => Some(String::read(content).map(|text| rich.push_emphasis(&text))),
        "link" => Some(content.object("a link: its text and its url").and_then(|mut fields| {
            let (text, url): (String, _) = (fields.need("text")?, fields.need("url")?);
            fields.done();
            rich.push_link(&text, url);
            Ok(())
        })),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::StoryFile;

    fn check(json: &str, expected: &str) {
        let problem = StoryFile::from_json(json).unwrap_err();
        assert_eq!(problem.to_string(), expected, "{json}");
    }

    fn with(fields: &str) -> String {
        format!(r#"{{"version": 1, "id": "a", "lang": "en", "title": "A", "published": "2025", "body": [], {fields}}}"#)
    }

    #[test]
    fn what_is_no_json_is_a_problem_with_a_line() {
        check("{\n  \"version\": 1,\n}", "line 3, column 1: not JSON: trailing comma");
        check("", "line 1, column 0: not JSON: EOF while parsing a value");
    }

    #[test]
    fn another_version_is_named() {
        check(
            r#"{"version": 2, "paragraphs": "all"}"#,
            "version: version 2 of the story format, where this Sidelight reads version 1",
        );
    }

    #[test]
    fn a_wrong_shape_is_a_problem_with_a_path() {
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
    fn the_least_story_is_read() {
        let (story, unknown) = StoryFile::from_json(&with(r#""highlights": []"#)).unwrap();
        assert_eq!(story.title, "A");
        assert!(unknown.is_empty());
    }

    #[test]
    fn fields_that_the_format_does_not_have_are_named() {
        let (_, unknown) = StoryFile::from_json(&with(
            r#""titel": "B", "source": {"name": "C", "href": "d"}, "body2": [{"paragraph": []}]"#,
        ))
        .unwrap();
        assert_eq!(unknown, ["source.href", "body2", "titel"]);
    }
}
