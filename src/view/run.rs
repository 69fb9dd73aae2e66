//! The words of a text, with what stands in them.

use yew::prelude::*;

use super::{
    Shared,
    el::{El, el, text, together},
    highlight_filter::described_by,
};
use crate::{
    state::State,
    story::{Dress, Place, Run},
};

/// The classes of underlines, from the one nearest to the words. Deeper ones share the last.
const LEVELS: [&str; 4] = ["", " sl-level-1", " sl-level-2", " sl-level-3"];

/// A text of the story: words in the author's dress, and highlights.
pub(super) fn view(shared: &Shared, state: &State, text: usize) -> Html {
    let text = &shared.story.texts[text];
    let runs = text.runs.iter().map(|run| view_run(shared, state, run, &text.rich.text[run.range.clone()]));
    together(runs.collect())
}

/// One run, as one node: [`super::lit`] counts on it.
fn view_run(shared: &Shared, state: &State, run: &Run, words: &str) -> Html {
    let words = match &run.dress {
        None => text(words),
        Some(Dress::Emphasis) => el("em").text(words).into(),
        Some(Dress::Link(url)) => el("a").attr("href", url.clone()).attr("rel", "noopener").text(words).into(),
    };
    if run.places.is_empty() { words } else { mark(shared, state, run, words) }
}

/// A run in which something stands: an underline for each, the smallest innermost. Where one has its tab stop, it is a
/// link to its note. What the reader does not want to see leaves its name, for links to lead to, and nothing else.
fn mark(shared: &Shared, state: &State, run: &Run, words: Html) -> Html {
    let places = &shared.story.places;
    let is_shown = |at: &&usize| state.highlight_filter.shows(&places[**at]);
    let id = |at: usize| shared.id(places[at].thing, Some(places[at].number));
    let shown: Vec<usize> = run.places.iter().filter(is_shown).copied().collect();
    let leads: Vec<usize> = run.leads.iter().filter(is_shown).copied().collect();
    let outer = shown.last().map_or_else(|| "sl-run".to_owned(), |&at| class(shared, "sl-mark", at));

    let own_id = leads.first().or(run.leads.first()).copied();
    let others = run.leads.iter().filter(|&&at| Some(at) != own_id);
    let mut words = others.fold(words, |words, &at| el("span").attr("id", id(at)).add(words).into());
    let within = shown.len().saturating_sub(1);
    for &at in &shown[..within] {
        words = el("span").attr("class", class(shared, "sl-underline", at)).add(words).into();
    }

    let of = |tag: &'static str| -> El {
        let notes = numbers(shared, &shown, run.range.end);
        el(tag).attr("class", outer.clone()).maybe("id", own_id.map(id)).maybe("data-note", notes).add(words.clone())
    };
    // A link of the author's leads where it leads, and stays the only one.
    let is_linked = matches!(run.dress, Some(Dress::Link(_)));
    // It has the focus when its note closes.
    let held = |it: El| -> Html { it.maybe("tabindex", own_id.map(|_| "-1")).into() };
    match (leads.first(), shown.first()) {
        // Without script it leads to the note; the live page answers with the note beside these words.
        (Some(&lead), _) if !is_linked => of("a")
            .attr("href", shared.href(places[lead].thing, None))
            .attr("data-link", id(lead))
            .attr("aria-describedby", described_by(shared, &shown))
            .into(),
        // Part of a highlight whose tab stop is elsewhere: it can be pressed, and is no stop.
        (None, Some(&smallest)) if !is_linked => held(of("span").attr("data-link", id(smallest))),
        _ => held(of("span")),
    }
}

/// The numbers, on paper, of the notes on what is first named here and ends with this run.
fn numbers(shared: &Shared, shown: &[usize], end: usize) -> Option<String> {
    let story = &shared.story;
    let is_first = |place: &&Place| place.number == 1 && place.range.end == end;
    let places = shown.iter().map(|&at| &story.places[at]).filter(is_first);
    let numbers = places.filter_map(|place| story.notes.iter().position(|&thing| thing == place.thing));
    let numbers: Vec<_> = numbers.map(|at| (at + 1).to_string()).collect();
    (!numbers.is_empty()).then(|| numbers.join(", "))
}

/// A class, the kind of what stands at a place, and which underline is its own.
fn class(shared: &Shared, class: &'static str, at: usize) -> String {
    let place = &shared.story.places[at];
    let mut class = shared.class(class, shared.owner(place.thing));
    class.push_str(" sl-mark--");
    class.push_str(shared.story.mark(place.thing).as_str());
    class.push_str(LEVELS[place.level.min(LEVELS.len() - 1)]);
    class
}
