//! Quotation marks: choosing them for a quote, and removing them from the words of a selector.

use std::ops::Range;

use super::small_search::positions;

/// A pair of quotation marks, with the spaces that belong to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QuoteMarks {
    /// The opening mark.
    pub open: &'static str,
    /// The closing mark.
    pub close: &'static str,
}

const fn marks(open: &'static str, close: &'static str) -> QuoteMarks {
    QuoteMarks { open, close }
}

/// The marks of English and of all languages without an entry in [`LANGUAGES`].
const DEFAULT: QuoteMarks = marks("“", "”");
/// The French marks, with narrow no-break spaces inside.
const FRENCH: QuoteMarks = marks("«\u{202F}", "\u{202F}»");

/// Language tags (BCP 47) and their marks, from the delimiters of the Unicode CLDR. Arabic has the marks that
/// newspapers use.
const LANGUAGES: [(&str, QuoteMarks); 5] = [
    ("fr", FRENCH),
    ("ar be ca el es eu fa gl hy it kk nb nn no pt-pt ru sq uk", marks("«", "»")),
    ("bg cs de et hr hsb is ka lb lt mk sk sl", marks("„", "“")),
    ("bs hu pl ro sr", marks("„", "”")),
    ("fi he sv", marks("”", "”")),
];
const CORNERS: QuoteMarks = marks("「", "」");

/// All pairs of marks that are recognized in a text.
const ALL: [QuoteMarks; 15] = [
    DEFAULT,
    marks("‘", "’"),
    marks("«", "»"),
    marks("‹", "›"),
    marks("„", "“"),
    marks("„", "”"),
    marks("‚", "‘"),
    marks("‚", "’"),
    CORNERS,
    marks("『", "』"),
    // The opening marks of these pairs are closing marks of the pairs above.
    marks("”", "”"),
    marks("’", "’"),
    marks("»", "«"),
    marks("»", "»"),
    marks("›", "‹"),
];
/// The index in [`ALL`] of the first pair whose opening mark is a closing mark of another pair.
const CLOSERS_FIRST: usize = 10;

impl QuoteMarks {
    /// Returns the marks of a language, given by its BCP 47 tag.
    fn of_language(lang: &str) -> Self {
        let lang = lang.to_ascii_lowercase();
        let primary = lang.split('-').next().unwrap_or_default();
        if primary == "ja" || ["zh-hant", "zh-hk", "zh-mo", "zh-tw"].iter().any(|tag| lang.starts_with(tag)) {
            return CORNERS;
        }
        let is_of = |tags: &str, lang: &str| tags.split(' ').any(|tag| tag == lang);
        let found = LANGUAGES.iter().find(|(tags, _)| is_of(tags, &lang) || is_of(tags, primary));
        found.map_or(DEFAULT, |(_, marks)| *marks)
    }

    /// Returns the marks for words of the text between `before` and `after`.
    ///
    /// These are the marks around the words in the text, which keeps a publisher's style and nested marks. Without
    /// marks in the text, they are the marks of the language `lang`.
    pub(super) fn around(before: &str, after: &str, lang: &str) -> Self {
        let default = Self::of_language(lang);
        let near = before.trim_end();
        let is_spaced = near.len() < before.len();
        let after = after.trim_start_matches(|c: char| c.is_whitespace() || COMMAS.contains(&c) || ENDS.contains(&c));
        let open = |marks: &&Self| near.ends_with(marks.open);
        let [openers, closers] = [&ALL[..CLOSERS_FIRST], if is_spaced { &[] } else { &ALL[CLOSERS_FIRST..] }];
        let found = openers.iter().chain(closers).filter(open).find(|marks| after.starts_with(marks.close));
        // The closing mark of a part may be in another part. But a closing mark before a part may be an apostrophe.
        let found = found.or_else(|| openers.iter().chain(closers).filter(open).find(|&&marks| marks == default));
        let found = found.or_else(|| openers.iter().find(open));
        match found {
            Some(&marks) if is_spaced && FRENCH.open.starts_with(marks.open) => FRENCH,
            Some(&marks) => marks,
            None => default,
        }
    }

    /// Returns a number for the marks: a compiled story has it in place of the marks.
    pub(super) fn number(self) -> usize {
        ALL.iter().position(|&marks| marks == self).unwrap_or(ALL.len())
    }

    /// Returns the marks with this number; `None` if there are none.
    pub(super) fn with_number(number: usize) -> Option<Self> {
        ALL.iter().chain([&FRENCH]).nth(number).copied()
    }

    /// Returns the words in these marks.
    pub fn quote(self, words: &str) -> String {
        [self.open, words, self.close].concat()
    }
}

/// The commas of Latin, Arabic, Chinese and Japanese script.
pub(super) const COMMAS: [char; 4] = [',', '،', '，', '、'];
/// The marks that end a sentence.
const ENDS: [char; 9] = ['.', '!', '?', '…', '。', '！', '？', '؟', '۔'];
/// The straight double quotation mark. The straight single one is left out: it is mostly an apostrophe.
const STRAIGHT: QuoteMarks = marks("\"", "\"");

/// Returns the byte range of a quote's words within a selection.
///
/// The range leaves out spaces and quotation marks at its ends, also an unpaired mark. It also leaves out a comma at
/// the end, which belongs to the clause that names the speaker.
pub(super) fn trimmed(words: &str) -> Range<usize> {
    let mut range = inner(words, 0..words.len());
    for marks in ALL[..CLOSERS_FIRST].iter().chain([&STRAIGHT]) {
        let whole = &words[range.clone()];
        let [opens, closes] = [whole.starts_with(marks.open), whole.ends_with(marks.close)];
        let within = |from: usize, to: usize| whole.get(from..to).unwrap_or_default();
        let [open, close] = [marks.open.len(), whole.len().saturating_sub(marks.close.len())];
        // In `“No” and “never”`, the first and the last mark are no pair.
        let is_both = opens && closes && close >= open && !ends_within(within(open, close), marks);
        // A single quotation mark without its partner may be an apostrophe: it stays.
        let is_single = marks.open == "‘" || marks.open == "‚";
        let partners =
            |is_it: fn(&QuoteMarks, &QuoteMarks) -> bool| ALL.iter().filter(move |other| is_it(other, marks));
        let is_opened = opens
            && !is_single
            && partners(|one, other| one.open == other.open).all(|it| !ends_within(within(open, whole.len()), it));
        let is_closed = closes
            && !is_single
            && partners(|one, other| one.close == other.close)
                .all(|it| positions(within(0, close), it.open).next().is_none());
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

/// Returns the range without spaces at its ends and without commas at its end.
fn inner(words: &str, range: Range<usize>) -> Range<usize> {
    let started = words[range.clone()].trim_start();
    let ended = started.trim_end_matches(|c: char| c.is_whitespace() || COMMAS.contains(&c));
    let start = range.end - started.len();
    start..start + ended.len()
}

/// Returns true if the words after an opening mark contain the closing mark. A mark between letters does not count.
fn ends_within(words: &str, marks: &QuoteMarks) -> bool {
    positions(words, marks.close).any(|offset| {
        let [before, after] = [words[..offset].chars().next_back(), words[offset + marks.close.len()..].chars().next()];
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
    fn words_of_a_quote_exclude_marks_spaces_and_commas() {
        check_words("We won’t give up.", "We won’t give up.");
        check_words("We won’t,", "We won’t");
        check_words(" “We won’t,” ", "We won’t");
        check_words("“We won’t”,", "We won’t");
        check_words("‘We won’t give up.’", "We won’t give up.");
        check_words("\"We won't,\"", "We won't");
        check_words("« Jamais »,", "Jamais");
        check_words("لن نستسلم،", "لن نستسلم");
        check_words("我们不会，", "我们不会");
        // Marks within the quote stay.
        check_words("“No” and “never”", "“No” and “never”");
        check_words("‘Freedom’ is a word", "‘Freedom’ is a word");
        check_words("“’Tis,” she said", "“’Tis,” she said");
        check_words("", "");
        check_words(",", "");
        check_words("“", "");
        // A part of a quote can have one mark of a pair.
        check_words("“We won’t,", "We won’t");
        check_words("give up.”", "give up.");
        check_words("„Niemand", "Niemand");
        check_words("\"We won't,", "We won't");
        check_words("so he said “no”", "so he said “no”");
        check_words("“no” he said", "“no” he said");
        // An apostrophe is no quotation mark.
        check_words("’Tis the lads’", "’Tis the lads’");
        check_words("'Twas the lads'", "'Twas the lads'");
    }

    /// Checks the marks for the words between bars.
    fn check(lang: &str, text: &str, expected: &str) {
        let parts: Vec<_> = text.split('|').collect();
        assert_eq!(QuoteMarks::around(parts[0], parts[2], lang).quote(parts[1]), expected, "{lang}: {text}");
    }

    #[test]
    fn marks_around_the_words_are_used() {
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
        // The closing mark is missing.
        check("pl", "Powiedział: „|Nie|, panie", "„Nie”");
        check("de", "Er sagte: „|Nein|, mein Herr", "„Nein“");
    }

    #[test]
    fn marks_of_the_language_are_the_default() {
        check("en", "He said |no|.", "“no”");
        check("en", "He said, \"|No|.\"", "“No”");
        check("en", "The firms’ |no|.", "“no”");
        check("en", "“Yes.” |No|.", "“No”");
        check("de-AT", "Er sagte, |nein|.", "„nein“");
        check("jam", "Im seh |no|.", "“no”");
        check("zh-HK", "他說|不|。", "「不」");
        // An apostrophe is no opening mark.
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
