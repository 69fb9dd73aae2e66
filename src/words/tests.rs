//! The message tables are compared with the English one.

use super::{Messages, TABLES, en};

/// Texts of two or more words that are right in another language too: the language, and the text.
const SAME_AS_ENGLISH: &[(&str, &str)] = &[];

/// The lines of a table's debug output: one for each text, with the name of its field if it has one.
fn lines(words: &Messages) -> Vec<String> {
    format!("{words:#?}").lines().map(|line| line.trim().trim_end_matches(',').to_owned()).collect()
}

/// The text in such a line, if it is a text of two or more words. Placeholders and punctuation are no words.
fn long_text(line: &str) -> Option<&str> {
    let text = line.split_once('"')?.1.strip_suffix('"')?;
    let is_word = |word: &&str| word.chars().any(char::is_alphabetic);
    (text.split_whitespace().filter(is_word).count() > 1).then_some(text)
}

/// The lines whose long text is the English one.
fn untranslated(words: &Messages) -> Vec<String> {
    let pairs = lines(words).into_iter().zip(lines(&en::WORDS));
    let is_english = |line: &str, english: &str| {
        long_text(line).is_some_and(|text| line == english && !SAME_AS_ENGLISH.contains(&(words.lang, text)))
    };
    pairs.filter(|(line, english)| is_english(line, english)).map(|(line, _)| line).collect()
}

#[test]
fn every_long_text_is_translated() {
    let english = lines(&en::WORDS).len();
    for words in TABLES.iter().filter(|words| words.lang != en::WORDS.lang) {
        assert_eq!(lines(words).len(), english, "{}: the lines differ", words.lang);
        let found = untranslated(words);
        assert!(found.is_empty(), "{}: translate these texts:\n{}", words.lang, found.join("\n"));
    }
}

#[test]
fn every_language_has_one_table() {
    let mut languages: Vec<_> = TABLES.iter().map(|words| words.lang).collect();
    languages.sort_unstable();
    assert!(languages.windows(2).all(|pair| pair[0] != pair[1]), "{languages:?}");
}

#[test]
fn detects_an_untranslated_table() {
    let found = untranslated(&en::WORDS);
    assert!(found.len() > 50, "{found:#?}");
    for line in ["follow_company: \"Follow {}\"", "n_of_m: \"{} of {}\"", "\"January\""] {
        assert_eq!(long_text(line), None, "{line}");
    }
    assert_eq!(long_text("one: \"1 more event\""), Some("1 more event"));
}
