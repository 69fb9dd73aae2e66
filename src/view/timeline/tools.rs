//! What stands above the timeline: its shape, what is looked for, and what moves it.

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::{
    super::{
        Shared,
        dom::{self, Alive},
        el::{El, button, el, of_class},
        share,
    },
    lane_name,
};
use crate::{
    link,
    state::State,
    story::Thing,
    timeline::{Frame, Scale, Shape, Step},
    words::{self, fill},
};

/// How long what is in view has to stay so before it is said, in milliseconds.
const QUIET: i32 = 500;

/// The tools. Without script they keep their room, and are not offered.
pub(in super::super) fn view(shared: &Shared, state: &State, node: &NodeRef) -> Html {
    let words = shared.words;
    let scale = shared.timeline.scale.as_ref();
    let toggled = {
        let shared = shared.clone();
        Callback::from(move |_| {
            let is_drawn = shared.store.state().look.is_drawn();
            shared.look(Step::Show(if is_drawn { Shape::List } else { Shape::Lanes }));
        })
    };
    // The stylesheet shows which of the two it is.
    let shape = button("sl-button sl-mode-toggle", toggled)
        .add(of_class("span", "sl-if-chart").text(words.show_list))
        .add(of_class("span", "sl-if-list").text(words.show_lanes));
    let told = of_class("p", "sl-readout").attr("aria-hidden", "true");
    let told = match shared.live {
        true => told.add(el("bdi").text(&readout(shared, state, state.look.is_drawn()))),
        // In the static page, what the room of each shape needs.
        false => told
            .add(of_class("span", "sl-if-chart").text(&readout(shared, state, scale.is_some())))
            .add(of_class("span", "sl-if-list").text(&readout(shared, state, false))),
    };
    let said = of_class("span", "sl-visually-hidden").maybe("role", shared.live.then_some("status"));
    of_class("div", "sl-tools sl-needs-script")
        .maybe("data-mode", state.look.shape.map(Shape::name))
        .node(node)
        .all(scale.map(|_| shape))
        .add(finding(shared, state, node))
        .all(scale.map(|scale| moving(shared, state, scale)))
        .add(told)
        .add(of_class("div", "sl-view-link").all(view_link(shared, state)))
        .all(following(shared, state))
        .add(said)
        .into()
}

/// What copies a link to what is in view, if that is not all, and links can be given.
fn view_link(shared: &Shared, state: &State) -> Option<El> {
    let window = state.look.window.filter(|_| state.look.is_drawn())?;
    let fragment = link::to_window(&shared.story, window)?;
    share::link(shared, shared.words.copy_view, fragment)
}

/// What is looked for.
fn finding(shared: &Shared, state: &State, node: &NodeRef) -> El {
    let words = shared.words;
    let look = &state.look;
    let typed = {
        let shared = shared.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                shared.look(Step::Find(input.value()));
            }
        })
    };
    let field = of_class("input", "sl-search")
        .attr("type", "search")
        .attr("aria-label", words.find)
        .attr("placeholder", words.find)
        .attr("autocomplete", "off")
        .value(&look.text)
        .on("oninput", typed);
    let lanes = &shared.timeline.lanes;
    let chips = lanes.iter().enumerate().map(|(at, lane)| {
        let name = lane_name(shared, lane.company);
        button("sl-chip", shared.takes(Step::Only(at)))
            .attr("class", shared.class("sl-chip", lane.company))
            .attr("aria-pressed", if look.only.contains(&at) { "true" } else { "false" })
            .all(lane.company.map(|_| shared.monogram(name)))
            .text(name)
    });
    let title = match look.only.len() {
        0 => words.only.to_owned(),
        count => {
            let share = fill(words.of, &[&count.to_string(), &lanes.len().to_string()]);
            format!("{}: {share}", words.only)
        }
    };
    let only = (lanes.len() > 1).then(|| {
        of_class("details", "sl-company-filter")
            .add(of_class("summary", "sl-summary").text(&title))
            .add(of_class("div", "sl-chips").all(chips))
    });
    // It is there from the first, so that the field stays what it is, and keeps the focus.
    let cleared = {
        let (shared, node) = (shared.clone(), node.clone());
        Callback::from(move |_| {
            shared.look(Step::FindAll);
            // It goes, and leaves the focus to the field.
            let field = node.cast::<Element>().and_then(|tools| dom::find(&tools, ".sl-search"));
            if let Some(field) = field {
                dom::focus(&field);
            }
        })
    };
    let clear =
        button("sl-button sl-clear", cleared).maybe("hidden", look.found.is_none().then_some("")).text(words.find_all);
    of_class("div", "sl-search-tools").add(field).all(only).add(clear)
}

/// What moves the drawing.
fn moving(shared: &Shared, state: &State, scale: &Scale) -> El {
    let words = shared.words;
    let frame = shared.timeline.frame(&state.look);
    let is_all = state.look.window.is_none();
    let is_nearest = !frame.as_ref().is_some_and(Frame::can_zoom_in);
    let (first, last) = frame.as_ref().map_or((0, 0), Frame::days);
    let (start, end) = scale.ends();
    let signs = ["←", "→", "−", "+"];
    let stuck = [is_all || first <= start, is_all || last >= end - 1, is_all, is_nearest];
    let steps = [Step::Turn(false), Step::Turn(true), Step::Farther, Step::Nearer];
    let disabled = |stuck: bool| (shared.live && stuck).then_some("true");
    let buttons = signs.into_iter().zip(stuck).zip(steps).zip(words.moves).map(|(((sign, stuck), step), label)| {
        button("sl-button sl-zoom-button", shared.takes(step))
            .attr("aria-label", label)
            .attr("title", label)
            .maybe("aria-disabled", disabled(stuck))
            .add(el("span").attr("aria-hidden", "true").text(sign))
    });
    let fit =
        button("sl-button", shared.takes(Step::Fit)).maybe("aria-disabled", disabled(is_all)).text(words.moves[4]);
    let busiest = scale.busiest().map(|(from, to)| {
        let label = fill(words.busiest, &[&words::span(from, to - 1, &words.dates)]);
        button("sl-button", shared.takes(Step::Busiest)).text(&label)
    });
    of_class("div", "sl-zoom-tools")
        .attr("role", "group")
        .attr("aria-label", words.moving)
        .all(buttons)
        .add(fit)
        .all(busiest)
}

/// The choice to follow the reader's place in the text; none, if no event has one there.
fn following(shared: &Shared, state: &State) -> Option<El> {
    let has_place = shared.story.places.iter().any(|place| matches!(place.thing, Thing::Event(_)));
    let follows = state.look.follows;
    let changed = {
        let shared = shared.clone();
        Callback::from(move |_: Event| shared.look(Step::Follow(!follows)))
    };
    has_place.then(|| {
        let choice = el("input").attr("type", "checkbox").checked(follows);
        of_class("label", "sl-follow-reading").add(choice.on("onchange", changed)).text(shared.words.follow)
    })
}

/// What is in view, if it is drawn, and what is found.
fn readout(shared: &Shared, state: &State, is_drawn: bool) -> String {
    let (words, look) = (shared.words, &state.look);
    let all = shared.story.events.len();
    let several = |words: [&str; 2], count: usize| fill(words[usize::from(count != 1)], &[&count.to_string()]);
    let mut told = String::new();
    if let Some(found) = &look.found {
        if found.is_empty() {
            return words.found_none.to_owned();
        }
        told = fill(words.found, &[&found.len().to_string(), &all.to_string()]);
    }
    let all_of_it = shared.timeline.scale.as_ref().map(|scale| (scale.ends().0, scale.ends().1 - 1));
    let Some((first, last)) = look.span(&shared.timeline).or(all_of_it).filter(|_| is_drawn) else {
        if look.found.is_none() {
            told = format!("{}.", several(words.events, all));
        }
        return told;
    };
    let [seen, drawn] = shared.timeline.count(look);
    if !told.is_empty() {
        told.push(' ');
    }
    let span = words::span(first, last, &words.dates);
    told.push_str(&fill(words.in_view, &[&span, &seen.to_string(), &several(words.events, drawn)]));
    let undrawn = look.found.as_ref().map_or(all, Vec::len) - drawn;
    if undrawn > 0 {
        told.push(' ');
        told.push_str(&several(words.undrawn, undrawn));
    }
    told
}

/// Once the tools are shown: says what is in view, when it has come to rest.
pub(in super::super) fn shown(shared: &Shared, state: &State, node: &NodeRef) -> Alive {
    let tools = node.cast::<Element>()?;
    let said = dom::find(&tools, ".sl-visually-hidden")?;
    let told = readout(shared, state, state.look.is_drawn());
    let before = said.text_content().unwrap_or_default();
    let is_first = before.is_empty() && state.look.window.is_none() && state.look.found.is_none();
    if is_first || before == told {
        return None;
    }
    Some(Box::new(dom::after(QUIET, move || said.set_text_content(Some(&told)))))
}
