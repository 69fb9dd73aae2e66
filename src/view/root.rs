//! The whole view: a story, or why it can't be shown.

use std::{cell::Cell, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::*;

use super::{
    cards, dom, element_builder::el_with_class, focus_manager, region::Region, story_error, timeline,
    view_context::ViewContext,
};
use crate::{link, state::Action, story::StoryError};

/// What an element shows.
#[derive(Clone, PartialEq)]
pub enum Content {
    /// A story.
    Story(ViewContext),
    /// Why there is none.
    Problem(StoryError),
}

/// What an element shows, and whom to tell.
#[derive(Properties, PartialEq, Clone)]
pub struct RootProps {
    /// What it shows.
    pub content: Content,
    /// The language to say a problem in (BCP 47).
    #[prop_or_default]
    pub lang: AttrValue,
    /// Called once a story has been rendered for the first time.
    #[prop_or_default]
    pub on_rendered: Callback<()>,
}

/// The one component that an element mounts. It stays mounted for good: stories come and go as its props.
pub struct Root {
    /// The story that was rendered last.
    rendered: Option<ViewContext>,
}

impl Component for Root {
    /// What has been rendered to its end, where that took more than one stage.
    type Message = ViewContext;
    type Properties = RootProps;

    fn create(_: &Context<Self>) -> Self {
        Self { rendered: None }
    }

    fn update(&mut self, context: &Context<Self>, ctx: ViewContext) -> bool {
        ctx.end_staging();
        // Another story may have come meanwhile.
        if self.rendered.as_ref() == Some(&ctx) {
            context.props().on_rendered.emit(());
        }
        false
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let RootProps { content, lang, .. } = context.props();
        match content {
            Content::Story(ctx) => story(ctx),
            Content::Problem(problem) => story_error::view(problem, lang),
        }
    }

    fn rendered(&mut self, context: &Context<Self>, _first: bool) {
        let RootProps { content, on_rendered, .. } = context.props();
        let ctx = match content {
            Content::Story(ctx) => Some(ctx.clone()),
            Content::Problem(_) => None,
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
    let down = {
        let pressed = Rc::clone(&pressed);
        Callback::from(move |event: PointerEvent| pressed.set(Some((event.client_x(), event.client_y()))))
    };
    let clicked = {
        let ctx = ctx.clone();
        let pressed = Rc::clone(&pressed);
        // A key, or a reader of screens, presses nowhere.
        Callback::from(move |event: MouseEvent| follow(&ctx, &event, pressed.take().filter(|_| event.detail() > 0)))
    };
    let key = {
        let ctx = ctx.clone();
        Callback::from(move |event: KeyboardEvent| {
            pressed.set(None);
            let target = event.composed_path().get(0).dyn_into::<Element>().ok();
            let escapes = target.filter(|_| event.key() == "Escape");
            if let Some(action) = escapes.and_then(|target| cards::escape(&ctx, &target)) {
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
    el_with_class("div", if ctx.live { "sidelight sl-is-live" } else { "sidelight" })
        // Another story is another view: nothing of the one before is kept.
        .key((Rc::as_ptr(&ctx.store) as usize).to_string())
        .attr("lang", ctx.story.lang.clone())
        .attr("dir", ctx.story.direction())
        .on("onpointerdown", down)
        .on("onclick", clicked)
        .on("onkeydown", key)
        .child(page)
        .child(ctx.region(Region::Cards))
        .into()
}

/// How far a pointer may stray while it presses words, in CSS pixels; if it goes further, it selects them.
const MAX_CLICK_MOVEMENT: i32 = 6;

/// Answers a press on any link of the story, which began at a point of the window if it is a pointer's.
fn follow(ctx: &ViewContext, event: &MouseEvent, began: Option<(i32, i32)>) {
    let Some(pressed) = dom::link_click(event) else {
        return;
    };
    let Some(Action::FollowLink { followed: focus, selected, .. }) = link::parse(&ctx.story, &pressed.fragment) else {
        return;
    };
    event.prevent_default();
    let strayed =
        |(x, y): (i32, i32)| (event.client_x() - x).abs().max((event.client_y() - y).abs()) > MAX_CLICK_MOVEMENT;
    if (pressed.is_mark || pressed.is_in_chart) && began.is_some_and(strayed) {
        return;
    }
    if let (true, Some(company)) = (pressed.to_lane, focus) {
        if let Some(view) = event.current_target().and_then(|view| view.dyn_into::<Element>().ok()) {
            // The note would lie upon it.
            ctx.store.dispatch(Action::Select(None));
            timeline::show_lane(ctx, &view, company);
        }
        return;
    }
    if let (None, Some(selection), true) = (focus, selected, selected == ctx.store.state().selected) {
        // It is shown already, somewhere: the reader wants to be there.
        if let Some(view) = event.current_target().and_then(|view| view.dyn_into::<Element>().ok()) {
            focus_manager::show(ctx, &view, selection);
        }
        return;
    }
    ctx.store.dispatch(match (focus, selected) {
        (Some(company), None) => Action::ToggleFollow(company),
        _ => Action::Select(selected),
    });
}
