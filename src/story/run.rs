//! Flattening of overlapping occurrences into consecutive runs.

use std::ops::Range;

use super::{
    OccurrenceIndex,
    rich_text::InlineStyle,
    small_sort::{sort_by_key, sorted_unique, to_key},
};

/// A part of a text in which no occurrence and no style begins or ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Byte offsets into the text.
    pub range: Range<usize>,
    /// The author's style: emphasis or a link.
    pub style: Option<InlineStyle>,
    /// The occurrences that cover the run, the shortest first.
    pub occurrences: Vec<OccurrenceIndex>,
    /// The occurrences with their accessible name and tab stop on this run, the shortest first.
    ///
    /// Every occurrence has one such run. An occurrence covered completely by the author's links has no tab stop on it.
    pub tab_stops_of: Vec<OccurrenceIndex>,
}

/// Flattens occurrences (their indices and byte ranges) and the author's spans into the runs of one text.
/// Also returns the underline level of each occurrence.
///
/// An occurrence has its tab stop on the first run where it is the shortest, so that the reader can click each one.
/// If shorter occurrences cover all its words, its tab stop is on its first run with words.
pub(super) fn flatten(
    text: &str,
    spans: &[(Range<usize>, InlineStyle)],
    occurrences: &[(OccurrenceIndex, Range<usize>)],
) -> (Vec<Run>, Vec<usize>) {
    let cuts = spans
        .iter()
        .map(|(range, _)| range)
        .chain(occurrences.iter().map(|(_, range)| range))
        .flat_map(|range| [range.start, range.end])
        .chain([0, text.len()]);
    let cuts = sorted_unique(cuts.collect());

    let size = |(at, range): &&(OccurrenceIndex, Range<usize>)| [to_key(range.len()), to_key(at.index()), 0, 0];
    let mut waiting = sort_by_key(occurrences, |(_, range)| [-to_key(range.start), 0, 0, 0]);
    let mut open: Vec<&(OccurrenceIndex, Range<usize>)> = Vec::new();
    let mut spans = spans.iter().peekable();
    let mut runs = Vec::with_capacity(cuts.len());
    for pair in cuts.windows(2) {
        let range = pair[0]..pair[1];
        open.retain(|(_, occurrence)| occurrence.end > range.start);
        while let Some(next) = waiting.pop_if(|(_, occurrence)| occurrence.start <= range.start) {
            open.insert(open.partition_point(|other| size(other) < size(&next)), next);
        }
        while spans.next_if(|(span, _)| span.end <= range.start).is_some() {}
        let style = spans.peek().filter(|(span, _)| span.start <= range.start).map(|(_, style)| style.clone());
        runs.push(Run {
            range,
            style,
            occurrences: open.iter().map(|(number, _)| *number).collect(),
            tab_stops_of: Vec::new(),
        });
    }
    let levels = assign_levels(text, &mut runs, occurrences);
    (runs, levels)
}

/// Assigns a tab stop and an underline level to each occurrence, from the shortest to the longest.
///
/// The level is the lowest that no overlapping occurrence has. Returns the levels in the order of `occurrences`.
fn assign_levels(text: &str, runs: &mut [Run], occurrences: &[(OccurrenceIndex, Range<usize>)]) -> Vec<usize> {
    // The levels in use on each run, one bit per level. More than 64 overlapping occurrences share the last level.
    let mut used = vec![0_u64; runs.len()];
    let mut levels = vec![0; occurrences.len()];
    let by_size =
        sort_by_key(occurrences.iter().zip(0..), |((at, range), _)| [to_key(range.len()), to_key(at.index()), 0, 0]);
    for ((number, range), at) in by_size {
        let first = runs.partition_point(|run| run.range.start < range.start);
        let last = runs.partition_point(|run| run.range.start < range.end);
        let level = used[first..last].iter().fold(0, |all, each| all | each).trailing_ones().min(63);
        used[first..last].iter_mut().for_each(|each| *each |= 1 << level);
        if let (Some(slot), Ok(level)) = (levels.get_mut::<usize>(at), usize::try_from(level)) {
            *slot = level;
        }
        let is_no_link = |at: &usize| !matches!(runs[*at].style, Some(InlineStyle::Link(_)));
        // A run of spaces or punctuation has no accessible name.
        let has_words = |at: &usize| text[runs[*at].range.clone()].contains(char::is_alphanumeric);
        let is_shortest = |at: &usize| runs[*at].occurrences.first() == Some(number);
        let chosen = (first..last).filter(is_no_link).find(|at| has_words(at) && is_shortest(at));
        let chosen = chosen.or_else(|| (first..last).filter(is_no_link).find(has_words));
        if let Some(at) = chosen.or_else(|| (first..last).find(is_no_link)).or(Some(first)).filter(|&at| at < last) {
            runs[at].tab_stops_of.push(*number);
        }
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::{InlineStyle, OccurrenceIndex, Range, flatten};

    fn numbered(ranges: &[[usize; 2]]) -> Vec<(OccurrenceIndex, Range<usize>)> {
        let numbered = ranges.iter().enumerate();
        numbered.map(|(at, &[start, end])| (OccurrenceIndex::new(at), start..end)).collect()
    }

    /// Checks the runs, written as `text{covering occurrences}*tab stops of occurrences`, with bars between them.
    fn check(text: &str, spans: &[(Range<usize>, InlineStyle)], occurrences: &[[usize; 2]], expected: &str) {
        let occurrences = numbered(occurrences);
        let list =
            |numbers: &[OccurrenceIndex]| numbers.iter().map(|at| at.index().to_string()).collect::<Vec<_>>().join(",");
        let runs: Vec<_> = flatten(text, spans, &occurrences)
            .0
            .iter()
            .map(|run| {
                let mut written = text[run.range.clone()].to_owned();
                match &run.style {
                    Some(InlineStyle::Emphasis) => written.push('!'),
                    Some(InlineStyle::Link(_)) => written.push('>'),
                    None => {}
                }
                if !run.occurrences.is_empty() {
                    written += &format!("{{{}}}", list(&run.occurrences));
                }
                if !run.tab_stops_of.is_empty() {
                    written += &format!("*{}", list(&run.tab_stops_of));
                }
                written
            })
            .collect();
        assert_eq!(runs.join("|"), expected);
    }

    #[test]
    fn overlapping_occurrences_become_runs() {
        check("abcdef", &[], &[], "abcdef");
        check("abcdef", &[], &[[2, 4]], "ab|cd{0}*0|ef");
        check("abcdef", &[], &[[0, 6], [2, 4]], "ab{0}*0|cd{1,0}*1|ef{0}");
        check("abcdef", &[], &[[0, 4], [2, 6]], "ab{0}*0|cd{0,1}|ef{1}*1");
    }

    #[test]
    fn every_occurrence_has_one_tab_stop() {
        // A shorter occurrence covers the start: the tab stop is on the first run after it.
        check("abcdef", &[], &[[0, 6], [0, 2]], "ab{1,0}*1|cdef{0}*0");
        // Shorter occurrences cover all of it: the tab stop is on the first run.
        check("abcd", &[], &[[0, 4], [0, 2], [2, 4]], "ab{1,0}*1,0|cd{2,0}*2");
        check("abcd", &[], &[[0, 4], [0, 4]], "abcd{0,1}*0,1");
        // A space has no tab stop.
        check("ab cd", &[], &[[0, 5], [0, 2], [3, 5]], "ab{1,0}*1,0| {0}|cd{2,0}*2");
        check("—", &[], &[[0, 3]], "—{0}*0");
    }

    #[test]
    fn overlapping_underlines_have_different_levels() {
        fn check(occurrences: &[[usize; 2]], expected: &[usize]) {
            let occurrences = numbered(occurrences);
            assert_eq!(flatten("abcdefghij", &[], &occurrences).1, expected, "{occurrences:?}");
        }
        check(&[], &[]);
        check(&[[0, 2], [4, 6]], &[0, 0]);
        check(&[[0, 9], [2, 4], [1, 6]], &[2, 0, 1]);
        check(&[[0, 4], [2, 8], [6, 10]], &[0, 1, 0]);
        check(&[[0, 4], [0, 4], [0, 4]], &[0, 1, 2]);
    }

    #[test]
    fn tab_stops_avoid_links_of_the_author() {
        let link = InlineStyle::Link("https://example.org".to_owned());
        check("abcdef", &[(0..2, link.clone())], &[[0, 4]], "ab>{0}|cd{0}*0|ef");
        check("abcdef", &[(0..6, link)], &[[0, 4]], "abcd>{0}*0|ef>");
        check("abcdef", &[(1..3, InlineStyle::Emphasis)], &[[2, 4]], "a|b!|c!{0}*0|d{0}|ef");
    }

    #[test]
    fn an_empty_text_has_no_runs() {
        check("", &[], &[], "");
    }
}
