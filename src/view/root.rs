//! The root component: renders a story, or the story error that prevents it.

use std::{cell::Cell, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use super::{
    cards,
    element_builder::el_with_class,
    focus_manager,
    region::Region,
    story_error, timeline,
    view_context::{Surface, ViewContext},
};
use crate::{
    dom, link,
    state::Action,
    story::{ItemRef, StoryError},
};

/// The content of one element.
#[derive(Clone, PartialEq)]
pub enum Content {
    /// A checked story and its view context.
    Story(ViewContext),
    /// A story error: the story cannot be shown.
    Error(StoryError),
}

/// The properties of [`Root`].
#[derive(Properties, PartialEq, Clone)]
pub struct RootProps {
    /// The story or the story error.
    pub content: Content,
    /// The language of the error message (BCP 47).
    #[prop_or_default]
    pub lang: AttrValue,
    /// Called once, when a story has been rendered for the first time.
    #[prop_or_default]
    pub on_rendered: Callback<()>,
}

/// The one component that an element mounts. It stays mounted while stories change as its properties.
pub struct Root {
    /// The story that was rendered last.
    rendered: Option<ViewContext>,
}

impl Component for Root {
    /// The story whose staged rendering has ended.
    type Message = ViewContext;
    type Properties = RootProps;

    fn create(_: &Context<Self>) -> Self {
        Self { rendered: None }
    }

    fn update(&mut self, context: &Context<Self>, ctx: ViewContext) -> bool {
        ctx.end_staging();
        // The element may show another story by now.
        if self.rendered.as_ref() == Some(&ctx) {
            context.props().on_rendered.emit(());
        }
        false
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let RootProps { content, lang, .. } = context.props();
        match content {
            Content::Story(ctx) => story(ctx),
            Content::Error(error) => story_error::view(error, lang),
        }
    }

    fn rendered(&mut self, context: &Context<Self>, _first: bool) {
        let RootProps { content, on_rendered, .. } = context.props();
        let ctx = match content {
            Content::Story(ctx) => Some(ctx.clone()),
            Content::Error(_) => None,
        };
        if self.rendered == ctx {
            return;
        }
        self.rendered.clone_from(&ctx);
        let Some(ctx) = ctx else {
            return;
        };
        match ctx.staging() {
            Some(staging) => staging.run(context.link().callback(move |()| ctx.clone())),
            None => on_rendered.emit(()),
        }
    }
}

fn story(ctx: &ViewContext) -> Html {
    let pressed = Rc::new(Cell::new(None));
    let on_pointer_down = {
        let pressed = Rc::clone(&pressed);
        Callback::from(move |event: PointerEvent| pressed.set(Some((event.client_x(), event.client_y()))))
    };
    let on_click = {
        let ctx = ctx.clone();
        let pressed = Rc::clone(&pressed);
        // Keyboards and screen readers send clicks without a pointer position; `detail` is then 0.
        Callback::from(move |event: MouseEvent| {
            let began = pressed.take();
            follow(&ctx, &event, if event.detail() > 0 { began } else { None });
        })
    };
    let on_key_down = {
        let ctx = ctx.clone();
        Callback::from(move |event: KeyboardEvent| {
            pressed.set(None);
            if event.key() == "Escape"
                && let Some(action) = dom::target(&event).and_then(|target| cards::escape(&ctx, &target))
            {
                event.stop_propagation();
                ctx.store.dispatch(action);
            }
        })
    };
    let page = el_with_class("div", "sl-page")
        .attr("part", "page")
        .child(ctx.region(Region::Article))
        .child(ctx.region(Region::Timeline))
        .child(ctx.region(Region::Quotes))
        .child(ctx.region(Region::Notes));
    let class = match ctx.surface {
        Surface::Live => "sidelight sl-is-live",
        Surface::OwnPage => "sidelight",
        Surface::HostPage => "sidelight sl-in-host",
    };
    el_with_class("div", class)
        // A new key makes Yew build a new tree for another story, so no state remains in its elements.
        .key((Rc::as_ptr(&ctx.store) as usize).to_string())
        .attr("lang", ctx.story.lang.clone())
        .attr("dir", ctx.story.direction())
        .on("onpointerdown", on_pointer_down)
        .on("onclick", on_click)
        .on("onkeydown", on_key_down)
        .child(page)
        .child(ctx.region(Region::Cards))
        .into()
}

/// The greatest movement of a pointer during a click on a mark, in CSS pixels. A longer movement selects text.
const MAX_CLICK_MOVEMENT: i32 = 6;

/// Handles a click on any link of the story. `began` is the position of `pointerdown` in the viewport, in CSS pixels,
/// if a pointer made the click.
fn follow(ctx: &ViewContext, event: &MouseEvent, began: Option<(i32, i32)>) {
    if let Some(action) = dom::target(event).and_then(|target| button_action(ctx, &target)) {
        ctx.store.dispatch(action);
        return;
    }
    let Some(pressed) = link_click(event) else {
        return;
    };
    let Some(Action::FollowLink { followed, selected, .. }) = link::parse(&ctx.story, &pressed.fragment) else {
        return;
    };
    event.prevent_default();
    let moved_too_far =
        |(x, y): (i32, i32)| (event.client_x() - x).abs().max((event.client_y() - y).abs()) > MAX_CLICK_MOVEMENT;
    if (pressed.is_mark || pressed.is_in_chart) && began.is_some_and(moved_too_far) {
        return;
    }
    if pressed.to_lane
        && let Some(company) = followed
    {
        if let Some(view) = event.current_target().and_then(|view| view.dyn_into::<Element>().ok()) {
            // An open note would cover the lane.
            ctx.store.dispatch(Action::Select(None));
            timeline::show_lane(ctx, &view, company);
        }
        return;
    }
    if followed.is_none()
        && let Some(selection) = selected
        && selected == ctx.store.state().selected
    {
        // The item is selected already: the click brings it into view again.
        if let Some(view) = event.current_target().and_then(|view| view.dyn_into::<Element>().ok()) {
            focus_manager::show(ctx, &view, selection);
        }
        return;
    }
    ctx.store.dispatch(match (followed, selected) {
        (Some(company), None) => Action::ToggleFollow(company),
        _ => Action::Select(selected),
    });
}

/// Returns the action of a button that names one: `data-follow` has the id of the company to follow or to stop following,
/// or is empty to stop following any company.
fn button_action(ctx: &ViewContext, target: &Element) -> Option<Action> {
    let id = dom::closest(target, "[data-follow]")?.get_attribute("data-follow")?;
    if id.is_empty() {
        return Some(Action::StopFollowing);
    }
    match ctx.story.find_item("note", &id)? {
        ItemRef::Entity(company) => Some(Action::ToggleFollow(company)),
        ItemRef::Highlight(_) | ItemRef::Quote(_) | ItemRef::Event(_) => None,
    }
}

/// The target of a click.
struct LinkClick {
    /// The URL fragment, without its `#`.
    fragment: String,
    /// True if the click hit a mark that is not itself a link; the link is elsewhere.
    is_mark: bool,
    /// True if the target is in the timeline chart, which a pointer can drag.
    is_in_chart: bool,
    /// True if the link leads to the lane of a company.
    to_lane: bool,
}

/// Returns the target of a click. Returns `None` for clicks that ask the browser for something else, such as a new
/// tab.
fn link_click(event: &MouseEvent) -> Option<LinkClick> {
    if event.default_prevented() || event.button() != 0 {
        return None;
    }
    if event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key() {
        return None;
    }
    let link = dom::closest(&dom::target(event)?, "[data-link],a[href^='#']")?;
    let fragment =
        link.get_attribute("data-link").or_else(|| Some(link.get_attribute("href")?.get(1..)?.to_owned()))?;
    let is_in_chart = dom::closest(&link, ".sl-timeline-chart").is_some();
    Some(LinkClick {
        fragment,
        is_mark: !link.has_attribute("href"),
        is_in_chart,
        to_lane: dom::has_class(&link, "sl-link--lane"),
    })
}
