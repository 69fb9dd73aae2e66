//! The table of the comparison, in Markdown.

use super::visit::Visit;

/// A row of the table.
struct Row {
    measure: &'static str,
    value: fn(&Visit) -> Option<f64>,
    /// The number of decimals.
    decimals: usize,
}

/// Bytes in a kB.
const KB: f64 = 1000.0;

const ROWS: [Row; 11] = [
    Row { measure: "First contentful paint, ms", value: |visit| Some(visit.first_paint), decimals: 0 },
    Row { measure: "Largest contentful paint, ms", value: |visit| Some(visit.largest_paint), decimals: 0 },
    Row { measure: "Ready, ms", value: |visit| Some(visit.ready), decimals: 0 },
    Row {
        measure: "Main-thread time until two seconds after ready, ms",
        value: |visit| Some(visit.main_thread),
        decimals: 0,
    },
    Row { measure: "Total blocking time, ms", value: |visit| Some(visit.blocked), decimals: 0 },
    Row { measure: "Longest task, ms", value: |visit| Some(visit.longest_task), decimals: 0 },
    Row { measure: "Style recalculation, ms", value: |visit| Some(visit.style), decimals: 0 },
    Row { measure: "Elements in the page", value: |visit| Some(visit.elements), decimals: 0 },
    Row { measure: "Open a note, ms", value: |visit| visit.note, decimals: 0 },
    Row { measure: "HTML, kB (Brotli)", value: |visit| Some(visit.html_bytes / KB), decimals: 1 },
    Row { measure: "Beyond the HTML, kB (Brotli)", value: |visit| Some(visit.file_bytes / KB), decimals: 1 },
];

/// Prints the medians of the visits of each page, and the range of the time until it is ready. The first page is
/// compared with the better of those in `peers`.
pub(crate) fn print(pages: &[(&str, Vec<Visit>)], peers: std::ops::Range<usize>) {
    let names: Vec<_> = pages.iter().map(|(name, _)| *name).collect();
    println!("| Measure | {} | Ratio to the better set |", names.join(" | "));
    println!("|---|{}--:|", "--:|".repeat(names.len()));
    for row in ROWS {
        let medians: Vec<_> = pages.iter().map(|(_, visits)| median(visits, row.value)).collect();
        let best = medians[peers.clone()].iter().flatten().copied().reduce(f64::min);
        let ratio = medians[0].zip(best).filter(|(_, best)| *best > 0.0).map(|(own, best)| own / best);
        let cell =
            |value: Option<f64>, decimals: usize| value.map_or("–".to_owned(), |value| thousands(value, decimals));
        let cells: Vec<_> = medians.iter().map(|median| cell(*median, row.decimals)).collect();
        println!("| {} | {} | {} |", row.measure, cells.join(" | "), cell(ratio, 2));
    }
    let ranges = pages.iter().map(|(name, visits)| {
        let times = || visits.iter().map(|visit| visit.ready);
        let [first, last] = [times().fold(f64::INFINITY, f64::min), times().fold(0.0, f64::max)];
        format!("{name} {}–{}", thousands(first, 0), thousands(last, 0))
    });
    // On a busy machine the visits differ a lot.
    println!("\nReady, smallest to largest, ms: {}", ranges.collect::<Vec<_>>().join(", "));
}

/// The median of a value; `None` if no visit has it. Of an even number, it is the mean of the two in the middle.
fn median(visits: &[Visit], value: fn(&Visit) -> Option<f64>) -> Option<f64> {
    let mut all: Vec<f64> = visits.iter().filter_map(value).collect();
    all.sort_by(f64::total_cmp);
    let last = all.len().checked_sub(1)?;
    Some((all[last / 2] + all[last.div_ceil(2)]) / 2.0)
}

/// A number with commas between groups of three digits.
fn thousands(value: f64, decimals: usize) -> String {
    // The sum of no numbers is -0.
    let text = format!("{:.decimals$}", value + 0.0);
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let digits = whole.chars().enumerate().map(|(at, digit)| {
        let is_group = at > 0 && (whole.len() - at).is_multiple_of(3);
        if is_group { format!(",{digit}") } else { digit.to_string() }
    });
    digits.collect::<String>() + rest
}
