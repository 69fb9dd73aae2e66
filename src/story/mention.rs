//! Mentions: where the text names an entity.

use std::ops::Range;

use super::order::{number, sorted};

/// The names to look for, arranged so that a position in the text is compared only with names that begin alike.
#[derive(Debug, Default)]
pub struct Names<'a> {
    /// First character, name, entity; by first character, then longest first, then as given.
    sorted: Vec<(char, &'a str, usize)>,
}

impl<'a> Names<'a> {
    /// Arranges names and the entities they belong to. Empty names are left out.
    pub fn new(names: impl IntoIterator<Item = (&'a str, usize)>) -> Self {
        let names = names.into_iter().filter_map(|(name, entity)| Some((name.chars().next()?, name, entity)));
        Self { sorted: sorted(names, |&(first, name, _)| [i64::from(u32::from(first)), -number(name.len()), 0, 0]) }
    }

    fn beginning_with(&self, first: char) -> &[(char, &'a str, usize)] {
        let start = self.sorted.partition_point(|entry| entry.0 < first);
        let len = self.sorted[start..].partition_point(|entry| entry.0 == first);
        &self.sorted[start..start + len]
    }

    /// Finds the mentions in one text, in order: the longest name wherever several begin, whole words only, a
    /// possessive ending (’s) included. Mentions do not overlap. Offsets are bytes.
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut found = Vec::new();
        let mut before: Option<char> = None;
        let mut skip_to = 0;
        for (start, first) in text.char_indices() {
            let begins = start >= skip_to && !joined(before, Some(first));
            before = Some(first);
            if !begins {
                continue;
            }
            let rest = &text[start..];
            let hit = self.beginning_with(first).iter().find(|(_, name, _)| {
                rest.strip_prefix(name).is_some_and(|after| !joined(name.chars().next_back(), after.chars().next()))
            });
            if let Some(&(_, name, entity)) = hit {
                let end = start + name.len();
                skip_to = end + possessive(&text[end..]);
                found.push((start..skip_to, entity));
            }
        }
        found
    }
}

/// Whether two neighbouring characters belong to one word.
fn joined(left: Option<char>, right: Option<char>) -> bool {
    let in_word = |c: char| c.is_alphanumeric() && !spaceless(c);
    left.is_some_and(in_word) && right.is_some_and(in_word)
}

/// Whether a character belongs to a script that is written without spaces between words, so that a name may begin or
/// end beside any other: Thai and its neighbours, kana, Han.
fn spaceless(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The length in bytes of a possessive ending that stands here as a whole.
fn possessive(rest: &str) -> usize {
    ["’s", "'s"]
        .iter()
        .find(|ending| rest.strip_prefix(**ending).is_some_and(|after| !joined(Some('s'), after.chars().next())))
        .map_or(0, |ending| ending.len())
}

#[cfg(test)]
mod tests {
    use super::Names;

    fn check(names: &[&str], text: &str, expected: &[&str]) {
        let index = Names::new(names.iter().copied().enumerate().map(|(i, name)| (name, i)));
        let found: Vec<_> =
            index.find(text).into_iter().map(|(range, entity)| format!("{}={}", &text[range], names[entity])).collect();
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
    }

    #[test]
    fn possessives_belong_to_the_mention() {
        check(&["Baidu"], "Baidu’s Baidu's Baidu’sx", &["Baidu’s=Baidu", "Baidu's=Baidu", "Baidu=Baidu"]);
        check(&["Google"], "‘Google’ said", &["Google=Google"]);
    }

    #[test]
    fn scripts_without_spaces_have_no_word_edges() {
        check(&["百度", "阿里巴巴"], "李彦宏的百度与阿里巴巴。", &["百度=百度", "阿里巴巴=阿里巴巴"]);
    }

    #[test]
    fn nothing_to_find_finds_nothing() {
        check(&[""], "any text", &[]);
        check(&[], "any text", &[]);
        check(&["any"], "", &[]);
    }
}
