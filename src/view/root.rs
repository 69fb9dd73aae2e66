//! The root component: renders a story, or the story error that prevents it.

use std::rc::Rc;

use yew::prelude::*;

use super::{
    article, cards, companies,
    element_builder::el_with_class,
    island::Island,
    notes, quotes,
    region::Region,
    story_error, timeline,
    view_context::{Surface, ViewContext},
};
use crate::story::StoryError;

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
    let page = el_with_class("div", "sl-page")
        .attr("part", "page")
        .child(Region::fixed(article::view).view(ctx))
        .child(Region::fixed(timeline::view).view(ctx))
        .child(Region::fixed(quotes::view).view(ctx))
        .child(Region::fixed(notes::view).view(ctx))
        .children(companies::following_bar(ctx));
    let class = if ctx.surface == Surface::HostPage { "sidelight sl-in-host" } else { "sidelight" };
    el_with_class("div", class)
        .attr("data-story", ctx.fingerprint())
        // A new key makes Yew build a new tree for another story, so no state remains in its elements.
        .key((Rc::as_ptr(&ctx.store) as usize).to_string())
        .attr("lang", ctx.story.lang.clone())
        .attr("dir", ctx.story.direction())
        .child(page)
        .child(Island::Cards.placeholder(ctx, cards::region()))
        .into()
}
