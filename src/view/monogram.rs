//! Monograms: two letters for a name, shown in addition to its colour (WCAG 2.2, 1.4.1).

/// The attribute with the monogram of an element's text. The stylesheet shows it before the text, and hides it from screen
/// readers.
pub(super) const MONOGRAM: &str = "data-monogram";

/// Returns two letters for a name: its first letter, and the first of its last word, its next capital or its second
/// letter. Text in brackets is ignored.
pub(super) fn initials(name: &str) -> String {
    let plain = name.split('(').next().unwrap_or(name);
    // The Arabic article is left out because most names share it.
    let words: Vec<&str> = plain.split_whitespace().map(|word| word.strip_prefix("ال").unwrap_or(word)).collect();
    let Some(first) = words.first() else {
        return String::new();
    };
    let mut letters = first.chars();
    let initial = letters.next();
    let second = match words.last() {
        Some(last) if words.len() > 1 => last.chars().next(),
        _ => letters.clone().find(|c| c.is_uppercase()).or_else(|| letters.next()),
    };
    initial.into_iter().chain(second).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    fn check(name: &str, expected: &str) {
        assert_eq!(initials(name), expected, "{name}");
    }

    #[test]
    fn initials_are_two_letters() {
        check("DeepSeek", "DS");
        check("OpenAI", "OA");
        check("Baidu", "Ba");
        check("Wei Sun", "WS");
        check("Lian Jye Su", "LS");
        check("Kai-Fu Lee", "KL");
        check("Wang (as the article names him)", "Wa");
        check("الموانئ العامة", "مع");
        check("سيمارك", "سي");
        check("X", "X");
        check("百度", "百度");
        check("", "");
    }
}
