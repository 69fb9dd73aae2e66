//! Quotation marks: which ones stand around words, and what of a selection is no part of a quote.

use std::ops::Range;

/// The marks around words that are quoted, with the spaces that belong to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuoteMarks {
    /// Before the words.
    pub open: &'static str,
    /// After them.
    pub close: &'static str,
}

const fn marks(open: &'static str, close: &'static str) -> QuoteMarks {
    QuoteMarks { open, close }
}

/// The marks of most languages, and of English.
const USUAL: QuoteMarks = marks("“", "”");
/// French parts them from the words by a narrow space that never breaks.
const FRENCH: QuoteMarks = marks("«\u{202F}", "\u{202F}»");

/// Languages (BCP 47, the longer tag first) and their marks, after the Unicode CLDR's delimiters; Arabic has those of its
/// newspapers.
const LANGUAGES: [(&str, QuoteMarks); 5] = [
    ("fr", FRENCH),
    ("ar be ca el es eu fa gl hy it kk nb nn no pt-pt ru sq uk", marks("«", "»")),
    ("bg cs de et hr hsb is ka lb lt mk sk sl", marks("„", "“")),
    ("bs hu pl ro sr", marks("„", "”")),
    ("fi he sv", marks("”", "”")),
];
const CORNERS: QuoteMarks = marks("「", "」");

/// All that stand around words in any of them.
const ALL: [QuoteMarks; 15] = [
    USUAL,
    marks("‘", "’"),
    marks("«", "»"),
    marks("‹", "›"),
    marks("„", "“"),
    marks("„", "”"),
    marks("‚", "‘"),
    marks("‚", "’"),
    CORNERS,
    marks("『", "』"),
    // These begin with what ends the others.
    marks("”", "”"),
    marks("’", "’"),
    marks("»", "«"),
    marks("»", "»"),
    marks("›", "‹"),
];
/// Where in [`ALL`] those stand that begin with what ends others.
const CLOSERS_FIRST: usize = 10;

impl QuoteMarks {
    /// The marks of a language, by its BCP 47 tag.
    fn of_language(lang: &str) -> Self {
        let lang = lang.to_ascii_lowercase();
        if lang.starts_with("ja") || lang.starts_with("zh-hant") || lang.starts_with("zh-tw") {
            return CORNERS;
        }
        let primary = lang.split('-').next().unwrap_or_default();
        let is_of = |tags: &str, lang: &str| tags.split(' ').any(|tag| tag == lang);
        let found = LANGUAGES.iter().find(|(tags, _)| is_of(tags, &lang) || is_of(tags, primary));
        found.map_or(USUAL, |(_, marks)| *marks)
    }

    /// The marks that words are to stand in: those that the text itself has around them, between what is `before` and
    /// what is `after`, so that a house keeps its style and marks within marks differ; else those of the language.
    pub(super) fn around(before: &str, after: &str, lang: &str) -> Self {
        let usual = Self::of_language(lang);
        let near = before.trim_end();
        let is_spaced = near.len() < before.len();
        let after = after.trim_start_matches(|c: char| c.is_whitespace() || COMMAS.contains(&c));
        let open = |marks: &&Self| near.ends_with(marks.open);
        let closers = if is_spaced { CLOSERS_FIRST } else { ALL.len() };
        let candidates = || ALL[..closers].iter().filter(open);
        // A part of a quotation may have its end elsewhere.
        let found = candidates().find(|marks| after.starts_with(marks.close));
        let found = found.or_else(|| candidates().find(|&&marks| marks == usual)).or_else(|| candidates().next());
        match found {
            Some(&marks) if is_spaced && FRENCH.open.starts_with(marks.open) => FRENCH,
            Some(&marks) => marks,
            None => usual,
        }
    }

    /// Words in these marks.
    pub fn quote(self, words: &str) -> String {
        [self.open, words, self.close].concat()
    }
}

/// Commas, as scripts have them.
const COMMAS: [char; 4] = [',', '،', '，', '、'];
/// Marks that a keyboard has.
const STRAIGHT: [QuoteMarks; 2] = [marks("\"", "\""), marks("'", "'")];

/// What of a selection is a quote's words, in bytes: without the spaces around them, without the marks that they stand in,
/// and without the comma at their end, which belongs to the clause that says who spoke.
pub(super) fn trimmed(words: &str) -> Range<usize> {
    let whole = inner(words, 0..words.len());
    let within = ALL.iter().chain(&STRAIGHT).find_map(|marks| {
        let within = words[whole.clone()].strip_prefix(marks.open)?.strip_suffix(marks.close)?;
        // “No” and “never” begin and end with a mark, and do not stand in two.
        (!ends_within(within, marks)).then(|| whole.start + marks.open.len()..whole.end - marks.close.len())
    });
    within.map_or(whole, |within| inner(words, within))
}

/// A range of words, without spaces around it and commas after it.
fn inner(words: &str, range: Range<usize>) -> Range<usize> {
    let started = words[range.clone()].trim_start();
    let ended = started.trim_end_matches(|c: char| c.is_whitespace() || COMMAS.contains(&c));
    let start = range.end - started.len();
    start..start + ended.len()
}

/// Whether words that begin after an opening mark have its closing one in them, which is no apostrophe.
fn ends_within(words: &str, marks: &QuoteMarks) -> bool {
    words.match_indices(marks.close).any(|(at, mark)| {
        let [before, after] = [words[..at].chars().next_back(), words[at + mark.len()..].chars().next()];
        ![before, after].into_iter().all(|c| c.is_some_and(char::is_alphanumeric))
    })
}

#[cfg(test)]
mod tests {
    use super::{QuoteMarks, trimmed};

    fn check_words(selected: &str, expected: &str) {
        assert_eq!(&selected[trimmed(selected)], expected, "{selected}");
    }

    #[test]
    fn a_quote_is_its_words() {
        check_words("We won’t give up.", "We won’t give up.");
        check_words("We won’t,", "We won’t");
        check_words(" “We won’t,” ", "We won’t");
        check_words("“We won’t”,", "We won’t");
        check_words("‘We won’t give up.’", "We won’t give up.");
        check_words("\"We won't,\"", "We won't");
        check_words("« Jamais »,", "Jamais");
        check_words("لن نستسلم،", "لن نستسلم");
        check_words("我们不会，", "我们不会");
        // Marks that are words of the quote stay.
        check_words("“No” and “never”", "“No” and “never”");
        check_words("‘Freedom’ is a word", "‘Freedom’ is a word");
        check_words("“’Tis,” she said", "“’Tis,” she said");
        check_words("", "");
        check_words(",", "");
        check_words("“", "“");
    }

    /// The marks for the words between bars.
    fn check(lang: &str, text: &str, expected: &str) {
        let parts: Vec<_> = text.split('|').collect();
        assert_eq!(QuoteMarks::around(parts[0], parts[2], lang).quote(parts[1]), expected, "{lang}: {text}");
    }

    #[test]
    fn a_house_keeps_its_marks() {
        check("en", "He said, “|No|.”", "“No”");
        check("en", "He said, ‘|No|’.", "‘No’");
        check("en", "He said, “‘|No|’ is a word.”", "‘No’");
        check("de", "Er sagte: „|Nein|“, und ging.", "„Nein“");
        check("de", "Er sagte: »|Nein|«, und ging.", "»Nein«");
        check("de-CH", "Er sagte: «|Nein|», und ging.", "«Nein»");
        check("pl", "Powiedział: „|Nie|”.", "„Nie”");
        check("fr", "Il dit : « |Non| ».", "«\u{202F}Non\u{202F}»");
        check("fr-CH", "Il dit : «|Non|».", "«Non»");
        check("sv", "Han sade: ”|Nej|”.", "”Nej”");
        check("fi", "Hän sanoi: »|Ei|».", "»Ei»");
        check("ja", "彼は「|いいえ|」と言った。", "「いいえ」");
        check("zh-Hant", "他說：『|不|』。", "『不』");
        check("ar", "قال: «|لا|».", "«لا»");
        // The end is not there to be seen.
        check("pl", "Powiedział: „|Nie|, panie", "„Nie”");
        check("de", "Er sagte: „|Nein|, mein Herr", "„Nein“");
    }

    #[test]
    fn where_the_text_has_none_the_language_says() {
        check("en", "He said |no|.", "“no”");
        check("en", "He said, \"|No|.\"", "“No”");
        check("en", "The firms’ |no|.", "“no”");
        check("en", "“Yes.” |No|.", "“No”");
        check("de-AT", "Er sagte, |nein|.", "„nein“");
        check("pt", "Ele disse |não|.", "“não”");
        check("pt-PT", "Ele disse |não|.", "«não»");
        check("fr", "Il a dit |non|.", "«\u{202F}non\u{202F}»");
        check("ja", "|いいえ|。", "「いいえ」");
        check("zh", "|不|。", "“不”");
        check("", "||", "“”");
    }
}
