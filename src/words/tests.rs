//! The message tables are compared with the English one.

use super::{Messages, TABLES, en, format};

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
    for line in ["follow_company: \"Follow {0}\"", "n_of_m: \"{0} of {1}\"", "\"January\""] {
        assert_eq!(long_text(line), None, "{line}");
    }
    assert_eq!(long_text("one: \"1 more event\""), Some("1 more event"));
}

/// The placeholders of a line, sorted. Debug output writes a combining character as `\u{301}`, which is none.
fn placeholders(line: &str) -> Vec<String> {
    let line = line.replace("\\u{", "");
    let mut found: Vec<_> = line.split('{').skip(1).map(|part| part.chars().take(2).collect()).collect();
    found.sort_unstable();
    found
}

#[test]
fn every_text_has_the_placeholders_of_the_english_one() {
    for words in TABLES {
        for (line, english) in lines(words).iter().zip(lines(&en::WORDS)).filter(|(line, _)| line.contains('"')) {
            // The singular of a counted text may write its number as a word.
            if !line.starts_with("one: ") {
                assert_eq!(placeholders(line), placeholders(&english), "{}: {line}", words.lang);
            }
            for placeholder in placeholders(line) {
                assert!(matches!(placeholder.as_bytes(), [b'0'..=b'9', b'}']), "{}: {line}", words.lang);
            }
        }
    }
}

#[test]
fn placeholders_are_replaced_by_number() {
    let check = |text: &str, expected: &str| assert_eq!(format(text, &["3", "May", "2025"]), expected, "{text}");
    check("{0} {1} {2}", "3 May 2025");
    check("{2}年{1}{0}日", "2025年May3日");
    check("{0}, {0} and {0}", "3, 3 and 3");
    check("no value", "no value");
    check("{3}missing", "missing");
    check("", "");
}
