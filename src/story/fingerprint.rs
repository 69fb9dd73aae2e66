//! The fingerprint of a story, by which the reader knows whether a prerendered page shows this very story.

use super::{Story, compiled};

impl Story {
    /// Returns a number that differs between stories, between languages of the interface (BCP 47), and between versions of
    /// Sidelight. It is the same in all environments.
    pub fn fingerprint(&self, interface_lang: &str) -> u64 {
        let hidden = [self.hidden.timeline, self.hidden.quotes].map(|is_hidden| if is_hidden { "-" } else { "+" });
        let [timeline, quotes] = hidden;
        compiled::checksum(&[env!("CARGO_PKG_VERSION"), timeline, quotes, interface_lang].concat()) ^ self.checksum
    }
}

#[cfg(test)]
mod tests {
    use crate::story::{HiddenSections, Story, StoryFile};

    const FILE: &str = include_str!("../../stories/open-source-ai.json");

    fn story(file: &str) -> Story {
        Story::check(StoryFile::from_json(file).unwrap()).0
    }

    #[test]
    fn equal_stories_have_equal_fingerprints() {
        assert_eq!(story(FILE).fingerprint("en"), story(FILE).fingerprint("en"));
    }

    #[test]
    fn the_fingerprint_depends_on_text_language_and_sections() {
        let changed = story(&FILE.replace("Challenging the Giants", "Challenging Giants"));
        let hidden = |timeline| story(FILE).with_hidden(HiddenSections { timeline, quotes: !timeline });
        let all = [
            story(FILE).fingerprint("en"),
            story(FILE).fingerprint("ar"),
            changed.fingerprint("en"),
            hidden(true).fingerprint("en"),
            hidden(false).fingerprint("en"),
        ];
        for (at, one) in all.iter().enumerate() {
            assert!(!all[..at].contains(one));
        }
    }
}
