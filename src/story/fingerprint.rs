//! The fingerprint of a story, by which the reader knows whether a prerendered page shows this very story.

use std::hash::{Hash, Hasher};

use super::Story;

impl Story {
    /// Returns a number that differs between stories, between languages of the interface (BCP 47), and between versions of
    /// Sidelight. It is the same in all environments.
    pub fn fingerprint(&self, interface_lang: &str) -> u64 {
        let mut hasher = Fnv(0xcbf2_9ce4_8422_2325);
        (env!("CARGO_PKG_VERSION"), interface_lang, self).hash(&mut hasher);
        hasher.finish()
    }
}

/// The hash function FNV-1a (Internet-Draft draft-eastlake-fnv, section 2), on whole words where `Hash` writes words.
/// Machine words have 64 bits in all environments.
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(byte.into());
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0 ^ word).wrapping_mul(0x0100_0000_01b3);
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }

    fn write_isize(&mut self, word: isize) {
        self.write_u64(word as u64);
    }
}

#[cfg(test)]
mod tests {
    use crate::story::{HiddenSections, Story, StoryFile};

    fn story() -> Story {
        Story::check(StoryFile::from_json(include_str!("../../stories/open-source-ai.json")).unwrap()).0
    }

    #[test]
    fn equal_stories_have_equal_fingerprints() {
        assert_eq!(story().fingerprint("en"), story().fingerprint("en"));
    }

    #[test]
    fn the_fingerprint_depends_on_text_language_and_sections() {
        let mut changed = story();
        changed.quotes[super::super::QuoteIndex::new(0)].words.push('!');
        let hidden = story().with_hidden(HiddenSections { timeline: true, quotes: false });
        let all =
            [story().fingerprint("en"), story().fingerprint("ar"), changed.fingerprint("en"), hidden.fingerprint("en")];
        for (at, one) in all.iter().enumerate() {
            assert!(!all[..at].contains(one));
        }
    }
}
