//! Mentions: the search for entity names in the text.

use std::{collections::BinaryHeap, ops::Range};

use super::{EntityIndex, grapheme::is_edge};

/// An index of the names to search for. It is sorted, so that each byte of the text is compared with few names.
#[derive(Debug, Default)]
pub struct NameIndex<'a> {
    /// Each distinct name and its entity, in ascending byte order of the names.
    sorted: Vec<(&'a str, EntityIndex)>,
}

impl<'a> NameIndex<'a> {
    /// Builds the index from names and their entities. Empty names are left out.
    /// A name of several entities belongs to the one with the lowest index.
    pub fn new(names: impl IntoIterator<Item = (&'a str, EntityIndex)>) -> Self {
        let names = names.into_iter().filter(|(name, _)| !name.is_empty());
        let heap: BinaryHeap<_> = names.collect();
        let mut sorted = heap.into_sorted_vec();
        sorted.dedup_by_key(|(name, _)| *name);
        Self { sorted }
    }

    /// Returns the entity that a name belongs to.
    pub fn owner(&self, name: &str) -> Option<EntityIndex> {
        let at = self.sorted.partition_point(|(other, _)| *other < name);
        self.sorted.get(at).filter(|(other, _)| *other == name).map(|(_, entity)| *entity)
    }

    /// Returns the longest name at the byte offset `start` that ends at a word boundary: its byte length and its entity.
    fn longest_match(&self, text: &str, start: usize) -> Option<(usize, EntityIndex)> {
        let rest = &text.as_bytes()[start..];
        let (mut names, mut found) = (self.sorted.as_slice(), None);
        for (at, byte) in rest.iter().enumerate() {
            // Keep the names that have the same bytes so far. The shortest of them is first.
            let first = names.partition_point(|(name, _)| name.as_bytes().get(at).is_none_or(|it| it < byte));
            names = &names[first..];
            let last = names.partition_point(|(name, _)| name.as_bytes().get(at) == Some(byte));
            names = &names[..last];
            let Some(&(name, entity)) = names.first() else {
                break;
            };
            if name.len() == at + 1 && is_word_boundary(text, start + name.len()) {
                found = Some((name.len(), entity));
            }
        }
        found
    }

    /// Finds the mentions in one text, as byte ranges with their entities, in ascending order.
    ///
    /// A mention is a whole word or several, and includes a possessive ending (’s). If several names begin at one
    /// offset, the longest is found. Mentions do not overlap and do not split a grapheme.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, EntityIndex)> {
        let mut found = Vec::new();
        let mut skip_to = 0;
        for (start, _) in text.char_indices() {
            if start < skip_to || !is_word_boundary(text, start) {
                continue;
            }
            if let Some((len, entity)) = self.longest_match(text, start) {
                let end = start + len;
                skip_to = end + possessive_len(text, end);
                found.push((start..skip_to, entity));
            }
        }
        found
    }
}

/// Returns true if a name may begin or end at this byte offset, which is between two characters.
fn is_word_boundary(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    !is_same_word(before.chars().next_back(), after.chars().next()) && is_edge(text, at)
}

/// Returns true if two adjacent characters belong to one word.
fn is_same_word(left: Option<char>, right: Option<char>) -> bool {
    let in_word = |c: char| c.is_alphanumeric() && !is_unspaced_script(c);
    left.is_some_and(in_word) && right.is_some_and(in_word)
}

/// Returns true if a character's script has no spaces between words, so that a name may begin or end beside any other
/// character: Thai, Lao, Myanmar, Khmer, kana and Han.
fn is_unspaced_script(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Returns the length in bytes of the possessive ending at this byte offset; 0 if there is none.
fn possessive_len(text: &str, at: usize) -> usize {
    let is_here = |ending: &&&str| text[at..].starts_with(**ending) && is_word_boundary(text, at + ending.len());
    ["’s", "'s"].iter().find(is_here).map_or(0, |ending| ending.len())
}

#[cfg(test)]
mod tests {
    use super::{EntityIndex, NameIndex};

    fn check(names: &[&str], text: &str, expected: &[&str]) {
        let index = NameIndex::new(names.iter().copied().zip((0..).map(EntityIndex::new)));
        let found: Vec<_> = index
            .find(text)
            .into_iter()
            .map(|(range, entity)| format!("{}={}", &text[range], names[entity.index()]))
            .collect();
        assert_eq!(found, expected, "{names:?} in {text:?}");
    }

    #[test]
    fn names_are_found_as_whole_words() {
        check(&["Meta"], "Meta, Metal and Meta.", &["Meta=Meta", "Meta=Meta"]);
        check(&["R1"], "R1 R12 XR1 R1", &["R1=R1", "R1=R1"]);
        check(&["Étoile"], "L’Étoile", &["Étoile=Étoile"]);
    }

    #[test]
    fn the_longest_name_wins() {
        check(
            &["Wang", "Ray Wang", "Android", "Android moment"],
            "Ray Wang and Wang: an Android moment for Android",
            &["Ray Wang=Ray Wang", "Wang=Wang", "Android moment=Android moment", "Android=Android"],
        );
        check(&["AB", "ABC D"], "ABC AB", &["AB=AB"]);
        check(&["A", "A B", "A B C"], "A B D A B C A", &["A B=A B", "A B C=A B C", "A=A"]);
    }

    #[test]
    fn possessives_belong_to_the_mention() {
        check(&["Baidu"], "Baidu’s Baidu's Baidu’sx", &["Baidu’s=Baidu", "Baidu's=Baidu", "Baidu=Baidu"]);
        check(&["Google"], "‘Google’ said", &["Google=Google"]);
    }

    #[test]
    fn names_match_anywhere_in_scripts_without_spaces() {
        check(&["百度", "阿里巴巴"], "李彦宏的百度与阿里巴巴。", &["百度=百度", "阿里巴巴=阿里巴巴"]);
    }

    #[test]
    fn mentions_do_not_split_graphemes() {
        check(&["Meta", "Cafe"], "Meta\u{301} Cafe\u{301}s Meta", &["Meta=Meta"]);
        check(&["กา"], "กา กา\u{E48} การ", &["กา=กา", "กา=กา"]);
        check(&["\u{1F469}"], "\u{1F469}\u{200D}\u{1F680} \u{1F469}", &["\u{1F469}=\u{1F469}"]);
    }

    #[test]
    fn a_shared_name_belongs_to_the_first_entity() {
        check(&["Wang", "Ray", "Wang"], "Wang", &["Wang=Wang"]);
        let [first, second] = [0, 1].map(EntityIndex::new);
        assert_eq!(NameIndex::new([("Wang", second), ("Wang", first)]).owner("Wang"), Some(first));
        assert_eq!(NameIndex::new([("Wang", second)]).owner("Wan"), None);
    }

    #[test]
    fn empty_names_and_texts_have_no_mentions() {
        check(&[""], "any text", &[]);
        check(&[], "any text", &[]);
        check(&["any"], "", &[]);
    }
}
