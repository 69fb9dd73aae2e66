//! The offsets at which a text may be split: not within a grapheme cluster (UAX #29), nor between joining letters.

use std::ops::Range;

/// The characters below U+1F000 that continue a grapheme (UAX #29, Grapheme_Cluster_Break = Extend, `SpacingMark` and
/// ZWJ, of Unicode 17).
///
/// A run-length encoding: each pair is a number of other characters, then a number of continuing ones.
/// `tests/native/graphemes.rs` compares this table with a complete implementation.
#[rustfmt::skip]
const MARKS: [(u16, u16); 331] = [
    (768, 112), (275, 7), (263, 45), (1, 1), (1, 2), (1, 2), (1, 1), (72, 11), (48, 21), (16, 1), (101, 7), (2, 6),
    (2, 2), (1, 4), (35, 1), (30, 27), (91, 11), (58, 9), (9, 1), (24, 4), (1, 9), (1, 3), (1, 5), (43, 3), (59, 9),
    (42, 24), (1, 33), (54, 3), (1, 18), (1, 7), (10, 2), (29, 3), (56, 1), (1, 7), (2, 2), (2, 3), (9, 1), (10, 2),
    (26, 1), (2, 3), (56, 1), (1, 5), (4, 2), (2, 3), (3, 1), (30, 2), (3, 1), (11, 3), (56, 1), (1, 8), (1, 3),
    (1, 3), (20, 2), (22, 6), (1, 3), (56, 1), (1, 7), (2, 2), (2, 3), (7, 3), (10, 2), (30, 1), (59, 5), (3, 3),
    (1, 4), (9, 1), (40, 5), (55, 1), (1, 7), (1, 3), (1, 4), (7, 2), (11, 2), (29, 3), (56, 1), (1, 7), (1, 3),
    (1, 4), (7, 2), (11, 2), (15, 1), (12, 4), (55, 2), (1, 7), (1, 3), (1, 4), (9, 1), (10, 2), (29, 3), (70, 1),
    (4, 6), (1, 1), (1, 8), (18, 2), (61, 1), (1, 8), (12, 8), (98, 1), (1, 10), (11, 7), (73, 2), (27, 1), (1, 1),
    (1, 1), (4, 2), (49, 20), (1, 2), (5, 11), (1, 36), (9, 1), (102, 11), (1, 6), (23, 4), (4, 3), (16, 4), (13, 1),
    (1, 3), (6, 1), (15, 1), (703, 3), (946, 4), (28, 3), (29, 2), (30, 2), (64, 32), (9, 1), (45, 3), (1, 1),
    (117, 2), (34, 1), (118, 12), (4, 12), (219, 5), (57, 10), (1, 1), (1, 1), (2, 24), (2, 1), (48, 46), (2, 12),
    (20, 5), (47, 17), (38, 9), (12, 3), (30, 13), (56, 14), (48, 20), (152, 3), (1, 21), (4, 1), (6, 1), (2, 3),
    (198, 64), (524, 2), (194, 33), (3070, 3), (141, 1), (96, 32), (554, 6), (105, 2), (30164, 4), (1, 10), (32, 2),
    (80, 2), (272, 1), (3, 1), (4, 1), (23, 5), (4, 1), (83, 2), (50, 18), (26, 18), (13, 1), (38, 8), (25, 13),
    (44, 4), (47, 14), (36, 1), (67, 14), (12, 1), (8, 2), (46, 1), (51, 1), (1, 3), (2, 2), (5, 2), (1, 1), (41, 5),
    (5, 2), (236, 8), (1, 2), (20272, 1), (737, 16), (16, 16), (366, 2), (605, 1), (226, 1), (149, 5), (1670, 3),
    (1, 2), (5, 4), (40, 3), (4, 1), (165, 2), (573, 4), (65, 5), (317, 2), (77, 6), (70, 11), (49, 4), (122, 3),
    (53, 15), (41, 1), (2, 2), (10, 4), (45, 11), (7, 1), (61, 3), (36, 14), (16, 2), (44, 1), (12, 3), (48, 14),
    (8, 4), (1, 2), (92, 12), (6, 1), (2, 1), (157, 12), (21, 4), (55, 2), (1, 7), (2, 2), (2, 3), (9, 1), (10, 2),
    (2, 7), (3, 5), (67, 9), (1, 1), (2, 1), (1, 4), (1, 5), (1, 1), (14, 2), (82, 18), (23, 1), (81, 20), (235, 7),
    (2, 9), (27, 2), (82, 17), (106, 13), (101, 3), (2, 10), (256, 15), (245, 6), (1, 2), (2, 4), (1, 1), (1, 2),
    (141, 7), (2, 7), (3, 1), (28, 10), (40, 7), (1, 4), (8, 1), (9, 11), (46, 16), (198, 8), (199, 8), (1, 8),
    (82, 22), (1, 14), (122, 6), (3, 1), (1, 2), (1, 7), (1, 1), (66, 5), (1, 2), (1, 5), (347, 4), (9, 2), (1, 1),
    (48, 7), (3, 5), (23, 1), (5349, 1), (6, 15), (11464, 18), (2496, 5), (59, 7), (1048, 1), (1, 55), (7, 4), (81, 1),
    (11, 2), (19627, 2), (4705, 46), (2, 23), (542, 5), (3, 6), (8, 8), (2, 7), (30, 4), (148, 3), (1979, 55), (4, 50),
    (8, 1), (14, 1), (22, 5), (1, 15), (1360, 7), (1, 17), (2, 7), (1, 2), (1, 5), (100, 1), (160, 7), (375, 1),
    (61, 4), (508, 4), (254, 2), (243, 1), (2, 1), (7, 2), (5, 1), (474, 7), (109, 7),
];

/// Marks that join the consonant before them to the one after them (UAX #29, GB9c).
const LINKERS: [char; 20] = [
    '\u{94D}',
    '\u{9CD}',
    '\u{ACD}',
    '\u{B4D}',
    '\u{C4D}',
    '\u{D4D}',
    '\u{1039}',
    '\u{17D2}',
    '\u{1A60}',
    '\u{1B44}',
    '\u{1BAB}',
    '\u{A9C0}',
    '\u{AAF6}',
    '\u{10A3F}',
    '\u{11133}',
    '\u{113D0}',
    '\u{1193E}',
    '\u{11A47}',
    '\u{11A99}',
    '\u{11F42}',
];

const JOINER: char = '\u{200D}';
const NON_JOINER: char = '\u{200C}';

/// Returns the smallest range that contains this one and whose ends may split the text.
///
/// The ends are byte offsets between characters.
pub(super) fn widen_to_graphemes(text: &str, range: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (range.start, range.end);
    while !is_edge(text, start)
        && let Some(before) = text[..start].chars().next_back()
    {
        start -= before.len_utf8();
    }
    while !is_edge(text, end)
        && let Some(after) = text[end..].chars().next()
    {
        end += after.len_utf8();
    }
    start..end
}

/// Returns the first byte offset, from `at` on, that may split the text. `at` is between two characters.
pub(crate) fn edge(text: &str, at: usize) -> usize {
    widen_to_graphemes(text, at..at).end
}

/// Returns true if the byte offset `at`, which is between two characters, may split the text.
pub(super) fn is_edge(text: &str, at: usize) -> bool {
    let (before, after) = text.split_at(at);
    let (Some(left), Some(right)) = (before.chars().next_back(), after.chars().next()) else {
        return true;
    };
    if left.is_ascii() && right.is_ascii() {
        return (left, right) != ('\r', '\n');
    }
    if continues(right) || left == JOINER || prepends(left) || is_syllable(left, right) {
        return false;
    }
    if is_regional(left) && is_regional(right) {
        return before.chars().rev().take_while(|&c| is_regional(c)).count() % 2 == 0;
    }
    // The letter before the offset, without its combining marks.
    let mut linked = false;
    let letter = before.chars().rev().find(|&c| {
        linked |= LINKERS.contains(&c);
        !continues(c)
    });
    let joined = left != NON_JOINER && joins(right) && letter.is_some_and(joins);
    !(joined || linked && right.is_alphabetic())
}

/// Returns true if a character continues the grapheme of the character before it.
fn continues(c: char) -> bool {
    let at = u32::from(c);
    if at < 0x300 {
        return false;
    }
    if at >= 0x1_F000 {
        // Skin tones, tags and variation selectors.
        return matches!(at, 0x1_F3FB..=0x1_F3FF | 0xE_0020..=0xE_007F | 0xE_0100..=0xE_01EF);
    }
    let mut end = 0;
    for (others, marks) in MARKS {
        end += u32::from(others);
        if at < end {
            return false;
        }
        end += u32::from(marks);
        if at < end {
            return true;
        }
    }
    false
}

/// Returns true if a character belongs to the grapheme of the character after it (UAX #29, GB9b).
fn prepends(c: char) -> bool {
    matches!(u32::from(c),
        0x600..=0x605 | 0x6DD | 0x70F | 0x890..=0x891 | 0x8E2 | 0xD4E | 0x1_10BD | 0x1_10CD | 0x1_11C2..=0x1_11C3
        | 0x1_13D1 | 0x1_193F | 0x1_1941 | 0x1_1A84..=0x1_1A89 | 0x1_1D46 | 0x1_1F02)
}

/// Returns true if two characters belong to one Hangul syllable (UAX #29, GB6 to GB8).
fn is_syllable(left: char, right: char) -> bool {
    let whole = |c: char| u32::from(c).checked_sub(0xAC00).filter(|&at| at < 11_172);
    let leads = |c: char| matches!(u32::from(c), 0x1100..=0x115F | 0xA960..=0xA97C);
    let is_vowel = |c: char| matches!(u32::from(c), 0x1160..=0x11A7 | 0xD7B0..=0xD7C6);
    let trails = |c: char| matches!(u32::from(c), 0x11A8..=0x11FF | 0xD7CB..=0xD7FB);
    let open = is_vowel(left) || whole(left).is_some_and(|at| at % 28 == 0);
    leads(left) && (leads(right) || is_vowel(right) || whole(right).is_some())
        || open && (is_vowel(right) || trails(right))
        || (trails(left) || whole(left).is_some()) && trails(right)
}

/// Returns true for a regional indicator. Two of them are a flag.
fn is_regional(c: char) -> bool {
    matches!(u32::from(c), 0x1_F1E6..=0x1_F1FF)
}

/// Returns true for a letter of a script whose letters join, such as Arabic, Syriac, N’Ko, Mongolian and Adlam.
///
/// A highlight that begins within a word would break the connection of its letters.
fn joins(c: char) -> bool {
    let script = matches!(u32::from(c),
        0x620..=0x77F | 0x7C0..=0x8FF | 0x1800..=0x18AF | 0xFB50..=0xFDFF | 0xFE70..=0xFEFF
        | 0x1_0AC0..=0x1_0AFF | 0x1_0D00..=0x1_0D3F | 0x1_0F30..=0x1_0FDF | 0x1_E900..=0x1_E95F);
    script && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::widen_to_graphemes;

    /// Checks the widened range, in brackets, of the range in brackets.
    fn check(text: &str, expected: &str) {
        let (start, end) = (text.find('[').unwrap(), text.find(']').unwrap() - 1);
        let plain = text.replace(['[', ']'], "");
        let range = widen_to_graphemes(&plain, start..end);
        let (before, within, after) = (&plain[..range.start], &plain[range.clone()], &plain[range.end..]);
        assert_eq!(format!("{before}[{within}]{after}"), expected);
    }

    #[test]
    fn ranges_between_graphemes_are_unchanged() {
        check("a [word] here", "a [word] here");
        check("un[do]ing", "un[do]ing");
        check("我[们的]话", "我[们的]话");
        check("[]", "[]");
    }

    #[test]
    fn ranges_do_not_split_graphemes() {
        check("caf[e]\u{301} noir", "caf[e\u{301}] noir");
        check("cafe[\u{301} noir]", "caf[e\u{301} noir]");
        check("a [\u{1F469}]\u{200D}\u{1F680} b", "a [\u{1F469}\u{200D}\u{1F680}] b");
        check("\u{1F1E9}[\u{1F1EA}]\u{1F1EB}\u{1F1F7}", "[\u{1F1E9}\u{1F1EA}]\u{1F1EB}\u{1F1F7}");
        check("\u{1F44D}[\u{1F3FD}]!", "[\u{1F44D}\u{1F3FD}]!");
        check("ह[िन]्दी", "[हिन्दी]");
        check("[ก]ี่ข", "[กี่]ข");
        check("\u{1112}[\u{1161}]\u{11AB}글", "[\u{1112}\u{1161}\u{11AB}]글");
    }

    #[test]
    fn ranges_do_not_split_joining_letters() {
        check("شركة س[يمار]ك هنا", "شركة [سيمارك] هنا");
        check("و[سيمارك] هنا", "[وسيمارك] هنا");
        check("س[َي]مارك", "[سَيمارك]");
        check("می\u{200C}[خواهم]", "می\u{200C}[خواهم]");
        check("ש[ל]ום", "ש[ל]ום");
    }
}
