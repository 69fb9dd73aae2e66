//! Reading a story file: from any source that serde can read, with the path to what is wrong.

use serde::{Deserialize, Deserializer};

use super::{Problem, StoryFile, file::VERSION};

/// The one field that is read before all others, since it says what the others mean.
#[derive(Deserialize)]
struct Versioned {
    version: u32,
}

impl StoryFile {
    /// Reads a story file from a source that can be opened anew.
    ///
    /// # Errors
    ///
    /// [`Problem::Version`] or [`Problem::Shape`].
    pub fn read<'de, D: Deserializer<'de>>(open: impl Fn() -> D) -> Result<Self, Problem> {
        let read = serde_path_to_error::deserialize(open()).map_err(|error| {
            // A file of another version has another shape: say the cause, not the symptom.
            match Versioned::deserialize(open()) {
                Ok(Versioned { version }) if version != VERSION => {
                    Problem::Version { found: version }
                }
                _ => Problem::Shape {
                    path: path(error.path()),
                    message: error.into_inner().to_string(),
                },
            }
        });
        let story: Self = read?;
        if story.version == VERSION {
            Ok(story)
        } else {
            Err(Problem::Version {
                found: story.version,
            })
        }
    }

    /// Reads a story file from JSON text.
    ///
    /// # Errors
    ///
    /// [`Problem::NotJson`], and those of [`StoryFile::read`].
    #[cfg(not(target_arch = "wasm32"))]
    pub fn from_json(text: &str) -> Result<Self, Problem> {
        let value: serde_json::Value = match serde_json::from_str(text) {
            Ok(value) => value,
            Err(error) => return Err(not_json(&error)),
        };
        Self::read(|| &value)
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

/// The path as it is written in the story file: `events[3].date`.
fn path(path: &serde_path_to_error::Path) -> String {
    let text = path.to_string();
    if text == "." { String::new() } else { text }
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
        check("7", "invalid type: integer `7`, expected struct StoryFile");
        check(r#"{"version": 1}"#, "missing field `id`");
        check(
            &with(r#""events": [{"id": "a", "title": "A", "date": 2025, "dated": "article"}]"#),
            "events[0].date: invalid type: integer `2025`, expected a string",
        );
        check(
            &with(r#""quotes": [{"id": "A B", "speaker": "a", "speech": "direct", "parts": []}]"#),
            "quotes[0].id: invalid value: string \"A B\", expected lower-case letters, digits and hyphens (1 to 64 of them)",
        );
        check(
            &with(r#""standfirst": ["a", {"em": 1}]"#),
            "standfirst[1].em: invalid type: integer `1`, expected a string",
        );
    }

    #[test]
    fn the_least_story_is_read() {
        let story = StoryFile::from_json(&with(r#""highlights": []"#)).unwrap();
        assert_eq!(story.title, "A");
    }
}
