//! The JSON Schema: current, and consistent with the decoder.

use serde_json::Value;
use sidelight::story::{StoryFile, schema, typescript};

use crate::{FIXTURES, file, is_current, mutations::every_change, text};

#[test]
fn the_schema_is_current() {
    is_current("stories/story.schema.json", &format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap()));
}

/// Editors find the schema through the field `$schema`: its path is that of the committed schema.
#[test]
fn stories_name_their_schema() {
    for path in [FIXTURES[0], FIXTURES[1]] {
        let story: Value = serde_json::from_str(&text(path)).unwrap();
        let schema = file(path).parent().unwrap().join(story["$schema"].as_str().unwrap());
        let committed = file("stories/story.schema.json");
        assert_eq!(schema.canonicalize().ok(), committed.canonicalize().ok(), "{path}");
    }
}

/// The decoder accepts a story that the schema allows; any other is a story error or has an unknown field.
#[test]
fn schema_and_decoder_agree() {
    let validator = jsonschema::draft202012::new(&schema()).unwrap();
    for path in FIXTURES {
        let story: Value = serde_json::from_str(&text(path)).unwrap();
        let errors: Vec<_> = validator.iter_errors(&story).map(|error| error.to_string()).collect();
        assert_eq!(errors, [""; 0], "{path}");
    }
    let (mut valid, mut invalid) = (0, 0);
    for path in &FIXTURES[1..] {
        let story: Value = serde_json::from_str(&text(path)).unwrap();
        every_change(&story, |at, changed| {
            let read = StoryFile::read(changed);
            let clean = matches!(&read, Ok(parsed) if parsed.unknown_fields.is_empty());
            assert_eq!(validator.is_valid(changed), clean, "{path}: {at}: {read:?}");
            *(if clean { &mut valid } else { &mut invalid }) += 1;
        });
    }
    assert!(valid > 300 && invalid > 1000, "{valid} valid and {invalid} invalid stories were tried");
}

#[test]
fn the_types_are_current() {
    is_current("stories/story.d.ts", &typescript());
}
