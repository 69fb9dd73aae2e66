//! `cargo xtask unicode`: the tables `MARKS` and `LINKERS` of `src/story/grapheme.rs`, from the crate `unicode-segmentation`.

use std::fmt::Write as _;

use unicode_segmentation::UnicodeSegmentation as _;

/// The first code point that is not in the tables.
const END: u32 = 0x1F000;

/// Both tables as Rust source, without indentation; `cargo fmt` and the attributes in the file do the rest.
pub(crate) fn tables() -> String {
    let mut text = String::new();
    let marks = marks();
    // Writing to a string can't fail.
    let _ = writeln!(text, "const MARKS: [(u16, u16); {}] = [", marks.len());
    let mut line = String::from("   ");
    for (others, marks) in marks {
        let pair = format!(" ({others}, {marks}),");
        if line.len() + pair.len() > 119 {
            let _ = writeln!(text, "{line}");
            line = String::from("   ");
        }
        line += &pair;
    }
    let _ = writeln!(text, "{line}\n];\n");
    let linkers = linkers();
    let _ = writeln!(text, "const LINKERS: [char; {}] = [", linkers.len());
    for linker in linkers {
        let _ = writeln!(text, "    '{}',", linker.escape_unicode().to_string().to_uppercase().replace("\\U", "\\u"));
    }
    text + "];\n"
}

/// Pairs: how many code points don't continue a grapheme, then how many do (UAX #29: Extend, `SpacingMark` and ZWJ).
fn marks() -> Vec<(u32, u32)> {
    let mut pairs = vec![(0, 0)];
    for code in 0..END {
        let is_mark = char::from_u32(code).is_some_and(|c| is_one_grapheme(&format!("a{c}")));
        match pairs.last_mut() {
            Some((_, marks)) if is_mark => *marks += 1,
            Some((others, 0)) => *others += 1,
            _ => pairs.push((1, 0)),
        }
    }
    // The code points after the last mark.
    pairs.retain(|(_, marks)| *marks > 0);
    pairs
}

/// The marks that join the consonant before them to the one after (UAX #29, GB9c).
fn linkers() -> Vec<char> {
    let is_linker = |c: &char| is_one_grapheme(&format!("a{c}")) && is_one_grapheme(&format!("क{c}क"));
    (0..END).filter_map(char::from_u32).filter(is_linker).collect()
}

fn is_one_grapheme(text: &str) -> bool {
    text.graphemes(true).count() == 1
}

#[cfg(test)]
mod tests {
    #[test]
    fn tables_are_those_of_the_source() {
        let normalize = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let source = normalize(include_str!("../../src/story/grapheme.rs"));
        for table in super::tables().split("\n\n") {
            assert!(source.contains(&normalize(table)), "src/story/grapheme.rs doesn't have this table: {table}");
        }
    }
}
