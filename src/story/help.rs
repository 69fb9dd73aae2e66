//! The next step after a warning, for the author of a story file. Only native builds have it: the command prints it, and
//! the WebAssembly stays small.

use super::{Story, WarningKind};

/// The greatest number of ids that a help line lists.
const LISTED_IDS: usize = 12;

/// Returns the sentences that say what the author can do; `None` if the warning says it.
pub fn help(warning: &WarningKind, story: &Story) -> Option<String> {
    let sentences = match warning {
        WarningKind::WordsNotFound(_) => "Copy the words from one paragraph of the article.",
        WarningKind::WordsAmbiguous(..) => return None,
        WarningKind::InsideLink(_) => "Make the link shorter, or point at other words.",
        WarningKind::UnknownEntity(_) => {
            return Some(format!("Correct the id, or add the entity. {}", entity_ids(story)));
        }
        WarningKind::WrongKind { .. } => "Refer to another entity, or correct the `kind` of this one.",
        WarningKind::DuplicateId(_) => "Give each entry its own id.",
        WarningKind::EmptyName => "Write the name, or delete the alias.",
        WarningKind::ShortAlias(_) => "Use a longer alias, or keep this one if every match is right.",
        WarningKind::DuplicateName(..) => "Remove the name from one of the two entities.",
        WarningKind::UnusedEntity(_) => {
            "Check the spelling of `name`, add the form that the article uses to `aliases`, or delete the entity."
        }
        WarningKind::InvalidDate(..) => "Write the year first, such as 2025-10 or 2025-10-31.",
        WarningKind::DateOutOfRange(_) => "Check the year. If it is right, keep it.",
        WarningKind::EmptyNote => "Write the note, or delete the entry.",
        WarningKind::QuoteWithoutWords => "Give the quote at least one part that quotes the article.",
        WarningKind::InvalidBar(_) => "Exchange the two numbers, or correct them.",
        WarningKind::EmptyChart => "Add a bar, or delete the chart.",
        WarningKind::UnknownField => "Correct the name of the field, or delete the field.",
        WarningKind::UrlNotAllowed(_) => "Write the whole address, such as https://www.example.org.",
    };
    Some(sentences.to_owned())
}

/// The ids of the story's entities, in a sentence.
fn entity_ids(story: &Story) -> String {
    let ids: Vec<_> = story.entities.iter().map(|entity| entity.id.as_str()).collect();
    if ids.is_empty() {
        return "The file has no entities.".to_owned();
    }
    let listed = ids[..ids.len().min(LISTED_IDS)].join(", ");
    match ids.len().saturating_sub(LISTED_IDS) {
        0 => format!("Ids in the file: {listed}."),
        more => format!("Ids in the file: {listed}, and {more} more."),
    }
}

#[cfg(test)]
mod tests {
    use super::{Story, WarningKind, help};
    use crate::story::{DateError, Kind, StoryFile};

    /// A story with this number of entities.
    fn story(count: usize) -> Story {
        let entities: Vec<_> =
            (1..=count).map(|id| format!(r#"{{ "id": "e{id}", "kind": "term", "name": "Name {id}" }}"#)).collect();
        let file = format!(
            r#"{{ "version": 1, "id": "small", "lang": "en", "title": "Small", "published": "2025",
                  "body": [{{ "paragraph": "Words." }}], "entities": [{}] }}"#,
            entities.join(",")
        );
        Story::check(StoryFile::from_json(&file).unwrap()).0
    }

    #[test]
    fn every_warning_has_help_or_says_it_itself() {
        let text = String::new;
        let story = story(2);
        let check = |warning: WarningKind, expected: &str| {
            assert_eq!(help(&warning, &story).as_deref().unwrap_or_default(), expected, "{warning:?}");
        };
        let wrong_kind = WarningKind::WrongKind { id: text(), found: Kind::Person, expected: "company" };
        check(WarningKind::WordsNotFound(text()), "Copy the words from one paragraph of the article.");
        check(WarningKind::WordsAmbiguous(text(), 2), "");
        check(WarningKind::InsideLink(text()), "Make the link shorter, or point at other words.");
        check(WarningKind::UnknownEntity(text()), "Correct the id, or add the entity. Ids in the file: e1, e2.");
        check(wrong_kind, "Refer to another entity, or correct the `kind` of this one.");
        check(WarningKind::DuplicateId(text()), "Give each entry its own id.");
        check(WarningKind::EmptyName, "Write the name, or delete the alias.");
        check(WarningKind::ShortAlias(text()), "Use a longer alias, or keep this one if every match is right.");
        check(WarningKind::DuplicateName(text(), text()), "Remove the name from one of the two entities.");
        check(
            WarningKind::UnusedEntity(text()),
            "Check the spelling of `name`, add the form that the article uses to `aliases`, or delete the entity.",
        );
        check(WarningKind::InvalidDate(text(), DateError::Set), "Write the year first, such as 2025-10 or 2025-10-31.");
        check(WarningKind::DateOutOfRange(text()), "Check the year. If it is right, keep it.");
        check(WarningKind::EmptyNote, "Write the note, or delete the entry.");
        check(WarningKind::QuoteWithoutWords, "Give the quote at least one part that quotes the article.");
        check(WarningKind::InvalidBar(text()), "Exchange the two numbers, or correct them.");
        check(WarningKind::EmptyChart, "Add a bar, or delete the chart.");
        check(WarningKind::UnknownField, "Correct the name of the field, or delete the field.");
        check(WarningKind::UrlNotAllowed(text()), "Write the whole address, such as https://www.example.org.");
    }

    #[test]
    fn help_lists_at_most_twelve_ids() {
        let ids = |count| help(&WarningKind::UnknownEntity(String::new()), &story(count)).unwrap();
        assert!(ids(0).ends_with("The file has no entities."), "{}", ids(0));
        assert!(ids(12).ends_with("e11, e12."), "{}", ids(12));
        assert!(ids(14).ends_with("e11, e12, and 2 more."), "{}", ids(14));
    }
}
