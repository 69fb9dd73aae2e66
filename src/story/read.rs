//! Reading a story file, with the path to what is wrong.

use serde::Deserialize;

use super::{Problem, StoryFile, Value, file::VERSION, shape};

impl StoryFile {
    /// Reads a story file from any source that serde can read, and whose syntax is known to be right.
    ///
    /// # Errors
    ///
    /// [`Problem::Version`] or [`Problem::Shape`].
    pub fn read<'de, D: serde::Deserializer<'de>>(source: D) -> Result<Self, Problem> {
        let value = Value::deserialize(source)
            .map_err(|error| Problem::Shape { path: String::new(), message: error.to_string() })?;
        Self::from_value(&value)
    }

    fn from_value(value: &Value) -> Result<Self, Problem> {
        // A file of another version has another shape: say the cause, not the symptom.
        match value.field("version").map(shape::read) {
            Some(Ok(version)) if version != VERSION => return Err(Problem::Version { found: version }),
            _ => {}
        }
        shape::read(value).map_err(|error| Problem::Shape { path: error.path(), message: error.to_string() })
    }

    /// Reads a story file from JSON text.
    ///
    /// # Errors
    ///
    /// [`Problem::NotJson`], and those of [`StoryFile::read`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn from_json(text: &str) -> Result<Self, Problem> {
        match serde_json::from_str::<serde_json::Value>(text) {
            Ok(value) => Self::read(value),
            Err(error) => Err(not_json(&error)),
        }
    }
}

/// The paths of fields that the format does not have, in a file that can be read.
#[cfg(feature = "cli")]
pub fn unknown_fields(text: &str) -> Vec<String> {
    let mut unknown = Vec::new();
    if let Ok(value) = serde_json::from_str::<serde_json::Value>(text) {
        // What can't be read at all is a problem, and told as one.
        let _: Result<StoryFile, _> = serde_ignored::deserialize(&value, |path| unknown.push(path.to_string()));
    }
    unknown
}

/// Where JSON text stops being JSON; `None` if it doesn't.
pub fn find_syntax_error(text: &str) -> Option<Problem> {
    let read = serde_json::from_str::<serde::de::IgnoredAny>(text);
    read.err().map(|error| not_json(&error))
}

fn not_json(error: &serde_json::Error) -> Problem {
    let message = error.to_string();
    let end = message.rfind(" at line ").unwrap_or(message.len());
    Problem::NotJson {
        line: error.line(),
        column: error.column(),
        message: message[..end].to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::StoryFile;

    fn check(json: &str, expected: &str) {
        let problem = StoryFile::from_json(json).unwrap_err();
        assert_eq!(problem.to_string(), expected, "{json}");
    }

    fn with(fields: &str) -> String {
        format!(
            r#"{{"version": 1, "id": "a", "lang": "en", "title": "A", "published": "2025", "body": [], {fields}}}"#
        )
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
        check(r#"{"version": 1}"#, "missing field `id`");
        check(
            &with(r#""events": [{"id": "a", "title": "A", "date": 2025, "dated": "article"}]"#),
            "events[0].date: expected a string, found the number 2025",
        );
        check(
            &with(r#""quotes": [{"id": "A B", "speaker": "a", "speech": "direct", "parts": []}]"#),
            "quotes[0].id: expected lower-case letters, digits and hyphens (1 to 64 of them), found “A B”",
        );
        check(
            &with(r#""standfirst": ["a", {"em": 1}]"#),
            "standfirst[1].em: expected a string, found the number 1",
        );
        check(
            &with(r#""events": [{"id": "a", "title": "A", "date": "2025", "dated": {"background": {}}}]"#),
            "events[0].dated.background: missing field `name`",
        );
        check(
            &with(r#""entities": [{"id": "a", "name": "A", "kind": "compnay"}]"#),
            "entities[0].kind: unknown variant `compnay`, expected one of `company`, `person`, `organisation`, `product`, `term`",
        );
        check(&with(r#""entities": null"#), "entities: expected a sequence, found null");
    }

    #[test]
    fn the_least_story_is_read() {
        let story = StoryFile::from_json(&with(r#""highlights": []"#)).unwrap();
        assert_eq!(story.title, "A");
    }
}
