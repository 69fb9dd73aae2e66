//! Renders the tools above the timeline: the chart/list button, search, company filter and zoom buttons.

use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

use super::{lane_name::lane_name, loaded::loaded};
use crate::{
    dom::{self, Guard},
    link,
    story::ItemRef,
    timeline::{
        ChartView, LaneIndex, Scale, Size, Timeline, TimelineAction, TimelineChoices, TimelineMode, TimelineState,
        Viewport,
    },
    view::{
        ViewContext,
        element_builder::{ElementBuilder, button, el, el_with_class},
        monogram::{MONOGRAM, initials},
        region::{Region, Slice},
        share_buttons,
    },
    words::{self, format},
};

/// The delay before the readout is announced to screen readers, in milliseconds.
const SEARCH_DELAY: i32 = 500;

/// The part of the state that the tools are rendered from.
#[derive(PartialEq)]
struct ToolsSlice {
    choices: TimelineChoices,
    size: Size,
}

impl ToolsSlice {
    fn new(timeline_state: &TimelineState) -> Self {
        Self { choices: timeline_state.choices.clone(), size: timeline_state.layout.size }
    }

    fn view(&self) -> ChartView {
        ChartView { time_range: self.choices.time_range, size: self.size }
    }

    fn is_chart(&self) -> bool {
        self.size.is_shown()
    }
}

/// The region of the tools.
///
/// This is an entry function of the chunk of the timeline: see `xtask/src/chunks/mod.rs`.
#[inline(never)]
pub(in crate::view) fn region(_: &Timeline) -> Region {
    // Hides the function pointers from the optimizer, which would otherwise copy them into the callers.
    std::hint::black_box(Region::live(|_, state| ToolsSlice::new(&state.timeline)))
}

impl Slice for ToolsSlice {
    fn view(&self, ctx: &ViewContext, node: &NodeRef) -> Html {
        view(ctx, self, node)
    }

    fn shown(&self, ctx: &ViewContext, _: Option<&Self>, node: &NodeRef) -> Guard {
        shown(ctx, self, node)
    }
}

/// Renders the tools. Without script they keep their space but are hidden.
fn view(ctx: &ViewContext, slice: &ToolsSlice, node: &NodeRef) -> Html {
    let words = ctx.words;
    let scale = loaded(ctx).scale.as_ref();
    let on_toggle = {
        let ctx = ctx.clone();
        Callback::from(move |_| {
            let is_chart = ctx.store.state().timeline.is_chart();
            ctx.dispatch_timeline(TimelineAction::SetMode(if is_chart {
                TimelineMode::List
            } else {
                TimelineMode::Chart
            }));
        })
    };
    // The stylesheet shows one of the two labels.
    let shape = button("sl-button sl-mode-toggle", on_toggle)
        .child(el_with_class("span", "sl-if-chart").text(words.show_list))
        .child(el_with_class("span", "sl-if-list").text(words.show_chart));
    let readout_line = el_with_class("p", "sl-readout").attr("aria-hidden", "true");
    let readout_line = if ctx.is_live() {
        readout_line.child(el("bdi").text(&readout(ctx, slice, slice.is_chart())))
    } else {
        // The prerendered page contains the text of both forms, to reserve their space.
        readout_line
            .child(el_with_class("span", "sl-if-chart").text(&readout(ctx, slice, scale.is_some())))
            .child(el_with_class("span", "sl-if-list").text(&readout(ctx, slice, false)))
    };
    let status = el_with_class("span", "sl-visually-hidden").attr_opt("role", ctx.is_live().then_some("status"));
    el_with_class("div", "sl-tools sl-needs-script")
        .attr_opt("data-mode", slice.choices.mode.map(TimelineMode::as_str))
        .node(node)
        .children(scale.map(|_| shape))
        .child(search_tools(ctx, slice, node))
        .children(scale.map(|scale| zoom_tools(ctx, slice.view(), scale)))
        .child(readout_line)
        .child(el_with_class("div", "sl-view-link").children(view_link(ctx, slice.view())))
        .children(follow_reading(ctx, slice.choices.follows_reading))
        .child(status)
        .into()
}

/// Builds the button that copies a link to the visible time range, if the story can be linked to.
/// The whole timeline needs no such link.
fn view_link(ctx: &ViewContext, view: ChartView) -> Option<ElementBuilder> {
    let time_range = view.time_range.filter(|_| view.size.is_shown())?;
    let fragment = link::time_range_fragment(&ctx.story, time_range)?;
    share_buttons::copy_link_button(ctx, ctx.words.copy_view, fragment)
}

/// Builds the search field, the company filter, and the button that clears both.
fn search_tools(ctx: &ViewContext, slice: &ToolsSlice, node: &NodeRef) -> ElementBuilder {
    let words = ctx.words;
    let on_input = {
        let ctx = ctx.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                ctx.dispatch_timeline(TimelineAction::Search(input.value()));
            }
        })
    };
    let field = el_with_class("input", "sl-search")
        .attr("type", "search")
        .attr("aria-label", words.search_events)
        .attr("placeholder", words.search_events)
        .attr("autocomplete", "off")
        .value(&slice.choices.search_text)
        .on("oninput", on_input);
    let on_clear = {
        let (ctx, node) = (ctx.clone(), node.clone());
        Callback::from(move |_| {
            ctx.dispatch_timeline(TimelineAction::ClearSearch);
            // The button disappears, so the focus moves to the search field.
            if let Some(tools) = node.cast::<Element>()
                && let Some(field) = dom::find(&tools, ".sl-search")
            {
                dom::focus(&field);
            }
        })
    };
    // The button is always in the document, so that the search field stays and keeps the focus.
    let clear = button("sl-button sl-clear", on_clear)
        .attr_opt("hidden", slice.choices.found.events.is_none().then_some(""))
        .text(words.clear_search);
    el_with_class("div", "sl-search-tools")
        .child(field)
        .children(company_filter(ctx, &slice.choices.lane_filter))
        .child(clear)
}

/// Builds the filter by company; `None` if there is only one lane.
fn company_filter(ctx: &ViewContext, lane_filter: &[LaneIndex]) -> Option<ElementBuilder> {
    let (words, lanes) = (ctx.words, &loaded(ctx).lanes);
    if lanes.len() < 2 {
        return None;
    }
    let chips = lanes.iter_enumerated().map(|(at, lane)| {
        let name = lane_name(ctx, lane.company);
        button("sl-chip", ctx.dispatching_timeline(TimelineAction::ToggleLaneFilter(at)))
            .attr("class", ctx.class("sl-chip", lane.company))
            .attr("aria-pressed", if lane_filter.contains(&at) { "true" } else { "false" })
            .attr_opt(MONOGRAM, lane.company.map(|_| initials(name)))
            .text(name)
    });
    let title = match lane_filter.len() {
        0 => words.filter_companies.to_owned(),
        count => {
            let share = format(words.n_of_m, &[&count.to_string(), &lanes.len().to_string()]);
            format!("{}: {share}", words.filter_companies)
        }
    };
    let summary = el_with_class("summary", "sl-summary").text(&title);
    // The placeholder keeps the space of the closed filter only.
    let chips = ctx.is_live().then(|| el_with_class("div", "sl-chips").children(chips));
    Some(el_with_class("details", "sl-company-filter").child(summary).children(chips))
}

/// Builds the buttons that move and zoom the chart.
fn zoom_tools(ctx: &ViewContext, view: ChartView, scale: &Scale) -> ElementBuilder {
    let words = ctx.words;
    let viewport = loaded(ctx).viewport(view);
    let is_all = view.time_range.is_none();
    let is_nearest = !viewport.as_ref().is_some_and(Viewport::can_zoom_in);
    let (first, last) = viewport.as_ref().map_or((0, 0), Viewport::days);
    let (start, end) = scale.ends();
    let signs = ["←", "→", "−", "+"];
    let is_disabled = [is_all || first <= start, is_all || last >= end - 1, is_all, is_nearest];
    let actions =
        [TimelineAction::Page(false), TimelineAction::Page(true), TimelineAction::ZoomOut, TimelineAction::ZoomIn];
    let labels = [words.move_earlier, words.move_later, words.zoom_out, words.zoom_in];
    let disabled = |is_disabled: bool| (ctx.is_live() && is_disabled).then_some("true");
    let buttons =
        signs.into_iter().zip(is_disabled).zip(actions).zip(labels).map(|(((sign, is_disabled), action), label)| {
            button("sl-button sl-zoom-button", ctx.dispatching_timeline(action))
                .attr("aria-label", label)
                .attr("title", label)
                .attr_opt("aria-disabled", disabled(is_disabled))
                .child(el("span").attr("aria-hidden", "true").text(sign))
        });
    let fit = button("sl-button", ctx.dispatching_timeline(TimelineAction::Fit))
        .attr_opt("aria-disabled", disabled(is_all))
        .text(words.fit_all);
    let busiest = scale.busiest().map(|(from, to)| {
        let label = format(words.busiest, &[&words::time_range(from, to - 1, &words.dates)]);
        button("sl-button", ctx.dispatching_timeline(TimelineAction::Busiest)).text(&label)
    });
    el_with_class("div", "sl-zoom-tools")
        .attr("role", "group")
        .attr("aria-label", words.move_timeline)
        .children(buttons)
        .child(fit)
        .children(busiest)
}

/// Builds the checkbox for following the reader's position in the text; `None` if no event is mentioned there.
fn follow_reading(ctx: &ViewContext, follows: bool) -> Option<ElementBuilder> {
    if !ctx.story.occurrences.iter().any(|occurrence| matches!(occurrence.item, ItemRef::Event(_))) {
        return None;
    }
    let changed = {
        let ctx = ctx.clone();
        Callback::from(move |_: Event| ctx.dispatch_timeline(TimelineAction::FollowReading(!follows)))
    };
    let choice = el("input").attr("type", "checkbox").checked(follows).on("onchange", changed);
    Some(el_with_class("label", "sl-follow-reading").child(choice).text(ctx.words.follow_reading))
}

/// Returns the text about the visible time range, if the timeline is a chart, and about the search results.
fn readout(ctx: &ViewContext, slice: &ToolsSlice, is_chart: bool) -> String {
    let (words, view, found) = (ctx.words, slice.view(), &slice.choices.found);
    let all = ctx.story.events.len();
    let mut readout = String::new();
    if let Some(found) = &found.events {
        if found.is_empty() {
            return words.no_events_found.to_owned();
        }
        readout = format(words.events_found, &[&found.len().to_string(), &all.to_string()]);
    }
    let all_of_it = loaded(ctx).scale.as_ref().map(|scale| (scale.ends().0, scale.ends().1 - 1));
    let viewport = loaded(ctx).viewport(view);
    let span = if is_chart { viewport.map(|viewport| viewport.span()).or(all_of_it) } else { None };
    let Some((first, last)) = span else {
        if found.events.is_none() {
            readout = format!("{}.", words.events.format(all));
        }
        return readout;
    };
    let count = loaded(ctx).count(view, found);
    if !readout.is_empty() {
        readout.push(' ');
    }
    let span = words::time_range(first, last, &words.dates);
    readout.push_str(&format(words.in_view, &[&span, &count.in_view.to_string(), &words.events.format(count.all)]));
    let undrawn = found.events.as_ref().map_or(all, Vec::len) - count.all;
    if undrawn > 0 {
        readout.push(' ');
        readout.push_str(&words.events_without_date.format(undrawn));
    }
    readout
}

/// Called after rendering: announces the readout once it has not changed for [`SEARCH_DELAY`].
fn shown(ctx: &ViewContext, slice: &ToolsSlice, node: &NodeRef) -> Guard {
    let tools = node.cast::<Element>()?;
    let status = dom::find(&tools, ".sl-visually-hidden")?;
    let text = readout(ctx, slice, slice.is_chart());
    let before = status.text_content().unwrap_or_default();
    let is_first = before.is_empty() && slice.choices.time_range.is_none() && slice.choices.found.events.is_none();
    if is_first || before == text {
        return None;
    }
    Some(Box::new(dom::set_timeout(SEARCH_DELAY, move || status.set_text_content(Some(&text)))))
}
