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
        let primary = lang.split('-').next().unwrap_or_default();
        if primary == "ja" || ["zh-hant", "zh-hk", "zh-mo", "zh-tw"].iter().any(|tag| lang.starts_with(tag)) {
            return CORNERS;
        }
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
        let after = after.trim_start_matches(|c: char| c.is_whitespace() || COMMAS.contains(&c) || ENDS.contains(&c));
        let open = |marks: &&Self| near.ends_with(marks.open);
        let [openers, closers] = [&ALL[..CLOSERS_FIRST], if is_spaced { &[] } else { &ALL[CLOSERS_FIRST..] }];
        let found = openers.iter().chain(closers).filter(open).find(|marks| after.starts_with(marks.close));
        // A part of a quotation may have its end elsewhere. But what ends others may be an apostrophe.
        let found = found.or_else(|| openers.iter().chain(closers).filter(open).find(|&&marks| marks == usual));
        let found = found.or_else(|| openers.iter().find(open));
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
pub(super) const COMMAS: [char; 4] = [',', '،', '，', '、'];
/// What ends a sentence.
const ENDS: [char; 9] = ['.', '!', '?', '…', '。', '！', '？', '؟', '۔'];
/// The mark that a keyboard has, but for its apostrophe.
const STRAIGHT: QuoteMarks = marks("\"", "\"");

/// What of a selection is a quote's words, in bytes: without the spaces around them, without the marks that they stand in
/// (or that one of them was selected of), and without the comma at their end, which belongs to the clause that says who
/// spoke.
pub(super) fn trimmed(words: &str) -> Range<usize> {
    let mut range = inner(words, 0..words.len());
    for marks in ALL[..CLOSERS_FIRST].iter().chain([&STRAIGHT]) {
        let whole = &words[range.clone()];
        let [opens, closes] = [whole.starts_with(marks.open), whole.ends_with(marks.close)];
        let within = |from: usize, to: usize| whole.get(from..to).unwrap_or_default();
        let [open, close] = [marks.open.len(), whole.len().saturating_sub(marks.close.len())];
        // “No” and “never” begin and end with a mark, and do not stand in two.
        let is_both = opens && closes && close >= open && !ends_within(within(open, close), marks);
        // One of a pair alone; not of those that may be an apostrophe.
        let is_single = marks.open == "‘" || marks.open == "‚";
        let partners =
            |is_it: fn(&QuoteMarks, &QuoteMarks) -> bool| ALL.iter().filter(move |other| is_it(other, marks));
        let is_opened = opens
            && !is_single
            && partners(|one, other| one.open == other.open).all(|it| !ends_within(within(open, whole.len()), it));
        let is_closed = closes
            && !is_single
            && partners(|one, other| one.close == other.close).all(|it| !within(0, close).contains(it.open));
        let start = if is_both || is_opened { open } else { 0 };
        let end = if is_both || is_closed { close } else { whole.len() };
        if (start, end) != (0, whole.len()) {
            let end = range.start + end.max(start);
            range = inner(words, range.start + start..end);
            break;
        }
    }
    range
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
        check_words("“", "");
        // One of the marks, of a quotation that is broken.
        check_words("“We won’t,", "We won’t");
        check_words("give up.”", "give up.");
        check_words("„Niemand", "Niemand");
        check_words("\"We won't,", "We won't");
        check_words("so he said “no”", "so he said “no”");
        check_words("“no” he said", "“no” he said");
        // An apostrophe is none.
        check_words("’Tis the lads’", "’Tis the lads’");
        check_words("'Twas the lads'", "'Twas the lads'");
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
        check("fi", "Hän sanoi: »|Ei|.»", "»Ei»");
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
        check("jam", "Im seh |no|.", "“no”");
        check("zh-HK", "他說|不|。", "「不」");
        // An apostrophe opens nothing.
        check("fr", "C’est l’|ouverture|.", "«\u{202F}ouverture\u{202F}»");
        check("it", "Ha detto l’|innovazione|.", "«innovazione»");
        check("pt", "Ele disse |não|.", "“não”");
        check("pt-PT", "Ele disse |não|.", "«não»");
        check("fr", "Il a dit |non|.", "«\u{202F}non\u{202F}»");
        check("ja", "|いいえ|。", "「いいえ」");
        check("zh", "|不|。", "“不”");
        check("", "||", "“”");
    }
}
