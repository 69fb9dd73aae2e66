//! Two letters that stand for a name, beside its colour and never instead of it.

/// Two letters for a name: its first letter and that of its last word, or of its next capital, or simply its next.
/// What stands in brackets does not count.
pub(super) fn initials(name: &str) -> String {
    let plain = name.split('(').next().unwrap_or(name);
    // The Arabic article is not what tells names apart.
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
    fn names_have_two_letters() {
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
