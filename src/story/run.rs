//! Overlapping annotations, flattened into runs that stand one after another.

use std::ops::Range;

use super::{
    rich_text::InlineStyle,
    small_sort::{sort_by_key, sorted_unique, to_key},
};

/// A stretch of one text over which nothing begins or ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Byte offsets into the text.
    pub range: Range<usize>,
    /// What the author dressed it in.
    pub style: Option<InlineStyle>,
    /// The places that cover it, by number in the story, smallest first.
    pub occurrences: Vec<usize>,
    /// The places that have their name and their tab stop on this run, smallest first. Every place has exactly one such
    /// run; where links of the author's cover it from end to end, it has no tab stop there.
    pub tab_stops_of: Vec<usize>,
}

/// Flattens the places of one text (their numbers and byte ranges) and the author's spans into runs; and tells which
/// underline is each place's own.
///
/// A place leads where it is first the smallest, so that each has words of its own to press; one whose every word
/// smaller ones cover leads on its first, beside them.
pub(super) fn flatten(
    text: &str,
    spans: &[(Range<usize>, InlineStyle)],
    occurrences: &[(usize, Range<usize>)],
) -> (Vec<Run>, Vec<usize>) {
    let cuts = spans
        .iter()
        .map(|(range, _)| range)
        .chain(occurrences.iter().map(|(_, range)| range))
        .flat_map(|range| [range.start, range.end])
        .chain([0, text.len()]);
    let cuts = sorted_unique(cuts.collect());

    let size = |(at, range): &&(usize, Range<usize>)| [to_key(range.len()), to_key(*at), 0, 0];
    let mut waiting = sort_by_key(occurrences, |(_, range)| [-to_key(range.start), 0, 0, 0]);
    let mut open: Vec<&(usize, Range<usize>)> = Vec::new();
    let mut spans = spans.iter().peekable();
    let mut runs = Vec::with_capacity(cuts.len());
    for pair in cuts.windows(2) {
        let range = pair[0]..pair[1];
        open.retain(|(_, occurrence)| occurrence.end > range.start);
        while let Some(next) = waiting.pop_if(|(_, occurrence)| occurrence.start <= range.start) {
            open.insert(open.partition_point(|other| size(other) < size(&next)), next);
        }
        while spans.next_if(|(span, _)| span.end <= range.start).is_some() {}
        let dress = spans.peek().filter(|(span, _)| span.start <= range.start).map(|(_, dress)| dress.clone());
        runs.push(Run {
            range,
            style: dress,
            occurrences: open.iter().map(|(number, _)| *number).collect(),
            tab_stops_of: Vec::new(),
        });
    }
    let levels = assign_levels(text, &mut runs, occurrences);
    (runs, levels)
}

/// From the smallest place to the largest: chooses the run that each leads on, and the first level that none it
/// overlaps has taken.
fn assign_levels(text: &str, runs: &mut [Run], occurrences: &[(usize, Range<usize>)]) -> Vec<usize> {
    // What is taken over each run, a bit for a level. Nobody tells more than a few underlines apart.
    let mut taken = vec![0_u64; runs.len()];
    let mut levels = vec![0; occurrences.len()];
    let by_size = sort_by_key(occurrences.iter().zip(0..), |((at, range), _)| [to_key(range.len()), to_key(*at), 0, 0]);
    for ((number, range), at) in by_size {
        let first = runs.partition_point(|run| run.range.start < range.start);
        let last = runs.partition_point(|run| run.range.start < range.end);
        let level = taken[first..last].iter().fold(0, |all, each| all | each).trailing_ones().min(63);
        taken[first..last].iter_mut().for_each(|each| *each |= 1 << level);
        if let (Some(own), Ok(level)) = (levels.get_mut::<usize>(at), usize::try_from(level)) {
            *own = level;
        }
        let free = |at: &usize| !matches!(runs[*at].style, Some(InlineStyle::Link(_)));
        // A space or a comma is no name for a link.
        let has_words = |at: &usize| text[runs[*at].range.clone()].contains(char::is_alphanumeric);
        let own = |at: &usize| runs[*at].occurrences.first() == Some(number);
        let chosen = (first..last).filter(free).find(|at| has_words(at) && own(at));
        let chosen = chosen.or_else(|| (first..last).filter(free).find(has_words));
        if let Some(at) = chosen.or_else(|| (first..last).find(free)).or(Some(first)).filter(|&at| at < last) {
            runs[at].tab_stops_of.push(*number);
        }
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::{InlineStyle, Range, flatten};

    /// Runs as `text{covering places}*leading places`, parted by bars.
    fn check(text: &str, spans: &[(Range<usize>, InlineStyle)], occurrences: &[[usize; 2]], expected: &str) {
        let occurrences: Vec<_> = occurrences.iter().map(|&[start, end]| start..end).enumerate().collect();
        let list = |numbers: &[usize]| numbers.iter().map(usize::to_string).collect::<Vec<_>>().join(",");
        let shown: Vec<_> = flatten(text, spans, &occurrences)
            .0
            .iter()
            .map(|run| {
                let mut shown = text[run.range.clone()].to_owned();
                match &run.style {
                    Some(InlineStyle::Emphasis) => shown.push('!'),
                    Some(InlineStyle::Link(_)) => shown.push('>'),
                    None => {}
                }
                if !run.occurrences.is_empty() {
                    shown += &format!("{{{}}}", list(&run.occurrences));
                }
                if !run.tab_stops_of.is_empty() {
                    shown += &format!("*{}", list(&run.tab_stops_of));
                }
                shown
            })
            .collect();
        assert_eq!(shown.join("|"), expected);
    }

    #[test]
    fn places_are_flattened_into_runs() {
        check("abcdef", &[], &[], "abcdef");
        check("abcdef", &[], &[[2, 4]], "ab|cd{0}*0|ef");
        check("abcdef", &[], &[[0, 6], [2, 4]], "ab{0}*0|cd{1,0}*1|ef{0}");
        check("abcdef", &[], &[[0, 4], [2, 6]], "ab{0}*0|cd{0,1}|ef{1}*1");
    }

    #[test]
    fn every_place_leads_once() {
        // It begins with a smaller one: it leads on its first words of its own.
        check("abcdef", &[], &[[0, 6], [0, 2]], "ab{1,0}*1|cdef{0}*0");
        // It is covered from end to end: it leads beside what covers it.
        check("abcd", &[], &[[0, 4], [0, 2], [2, 4]], "ab{1,0}*1,0|cd{2,0}*2");
        check("abcd", &[], &[[0, 4], [0, 4]], "abcd{0,1}*0,1");
        // A space of its own is nothing to press.
        check("ab cd", &[], &[[0, 5], [0, 2], [3, 5]], "ab{1,0}*1,0| {0}|cd{2,0}*2");
        check("—", &[], &[[0, 3]], "—{0}*0");
    }

    #[test]
    fn underlines_stack_and_none_meets_another() {
        fn check(occurrences: &[[usize; 2]], expected: &[usize]) {
            let occurrences: Vec<_> = occurrences.iter().map(|&[start, end]| start..end).enumerate().collect();
            assert_eq!(flatten("abcdefghij", &[], &occurrences).1, expected, "{occurrences:?}");
        }
        check(&[], &[]);
        check(&[[0, 2], [4, 6]], &[0, 0]);
        check(&[[0, 9], [2, 4], [1, 6]], &[2, 0, 1]);
        check(&[[0, 4], [2, 8], [6, 10]], &[0, 1, 0]);
        check(&[[0, 4], [0, 4], [0, 4]], &[0, 1, 2]);
    }

    #[test]
    fn a_link_of_the_authors_is_no_tab_stop_of_ours() {
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
