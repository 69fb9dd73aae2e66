//! How many highlights the text shows, and what each kind of them looks like.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    Shared,
    el::{el, none, of_class},
    share, visit,
};
use crate::{
    link,
    state::{Action, HighlightFilter, State},
    story::Mark,
};

/// The legend, and the choice of highlight_filter. Without script the choice keeps its room, and is not offered.
pub(super) fn view(shared: &Shared, state: &State) -> Html {
    let (story, words) = (&shared.story, shared.words);
    if story.places.is_empty() {
        return none();
    }
    let has = |mark: &Mark| story.places.iter().any(|place| story.mark(place.thing) == *mark);
    let samples = Mark::ALL.into_iter().filter(has).map(|mark| {
        let sample = el("span")
            .attr("class", format!("sl-sample sl-mark--{}", mark.as_str()))
            .attr("id", described_as(shared, mark))
            .text(words.mark(mark));
        el("li").add(sample)
    });
    // A link with the highlight_filter in it is made only where it is asked for.
    let to_view = Some(state).filter(|state| state.highlight_filter != HighlightFilter::All);
    let copy = to_view.and_then(|state| Some(share::link(shared, words.copy_view, link::to_view(story, state)?)));
    let legend = of_class("details", "sl-legend")
        .add(of_class("summary", "sl-summary").text(words.legend))
        .add(of_class("p", "sl-legend-hint").text(words.legend_hint))
        .add(of_class("ul", "sl-samples").all(samples))
        .add(of_class("div", "sl-view-link").all(copy.flatten()));
    // WebKit gives a `<legend>` a line of its own, whatever it is told.
    let named = format!("{}/highlights", story.id);
    let choice = of_class("fieldset", "sl-highlight-filter sl-needs-script")
        .attr("aria-labelledby", named.clone())
        .add(of_class("span", "sl-highlight-filter-name").attr("id", named).text(words.highlights))
        .all(
            HighlightFilter::ALL
                .into_iter()
                .zip(words.highlight_filters)
                .map(|(highlight_filter, name)| option(shared, state, highlight_filter, name)),
        );
    of_class("div", "sl-highlight-tools").add(legend).add(choice).into()
}

fn option(shared: &Shared, state: &State, highlight_filter: HighlightFilter, words: &str) -> Html {
    let name = format!("{}/highlight-filter", shared.story.id);
    let store = Rc::clone(&shared.store);
    let changed = Callback::from(move |_: Event| {
        visit::save_highlight_filter(highlight_filter);
        store.dispatch(Action::SetHighlightFilter(highlight_filter));
    });
    let choice = el("input")
        .attr("type", "radio")
        .attr("name", name)
        .checked(state.highlight_filter == highlight_filter)
        .on("onchange", changed);
    of_class("label", "sl-highlight-option").add(choice).add(el("span").text(words)).into()
}

/// The id of the words that say what a highlight marks, in the legend.
fn described_as(shared: &Shared, mark: Mark) -> String {
    format!("{}/mark/{}", shared.story.id, mark.as_str())
}

/// The ids of the words for what stands at places, parted by spaces: they follow the words of the text as a
/// description, and leave these as they are.
pub(super) fn described_by(shared: &Shared, places: &[usize]) -> String {
    let story = &shared.story;
    let mut ids: Vec<String> = Vec::new();
    for &at in places {
        let id = described_as(shared, story.mark(story.places[at].thing));
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.join(" ")
}
