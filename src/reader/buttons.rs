//! The buttons of the document, which name their action in an attribute.

use web_sys::Element;

use crate::{
    dom, link,
    state::{Action, Selection},
    story::{ItemRef, QuoteIndex},
    view::{ViewContext, save_quote_list},
};

/// Returns the action of the button that contains `target`, if there is one.
pub(super) fn action(ctx: &ViewContext, target: &Element) -> Option<Action> {
    let button = dom::closest(target, "[data-follow],[data-quotes]")?;
    match button.get_attribute("data-quotes") {
        Some(name) => quotes_action(ctx, &button, &name),
        None => follow_action(ctx, &button.get_attribute("data-follow")?),
    }
}

/// The action of `data-follow`: the id of the company to follow or to stop following, or empty to stop following any.
fn follow_action(ctx: &ViewContext, id: &str) -> Option<Action> {
    if id.is_empty() {
        return Some(Action::StopFollowing);
    }
    match ctx.story.find_item("note", id)? {
        ItemRef::Entity(company) => Some(Action::ToggleFollow(company)),
        ItemRef::Highlight(_) | ItemRef::Quote(_) | ItemRef::Event(_) => None,
    }
}

/// The action of `data-quotes`. `None` for a step beyond the first or the last quote.
fn quotes_action(ctx: &ViewContext, button: &Element, name: &str) -> Option<Action> {
    let state = ctx.store.state();
    let carousel = &state.carousel;
    let step = |by: isize| -> Option<QuoteIndex> {
        let shown = state.shown_quotes(&ctx.story);
        let at = shown.binary_search(&carousel.current).ok()?;
        shown.get(at.checked_add_signed(by)?).copied()
    };
    match name {
        "previous" => step(-1).map(Action::ShowSlide),
        "next" => step(1).map(Action::ShowSlide),
        "list" => {
            save_quote_list(!carousel.is_list);
            Some(Action::ListQuotes(!carousel.is_list))
        }
        "unrelated" => Some(Action::ShowUnrelatedQuotes(!carousel.show_unrelated)),
        _ => {
            let slide = dom::closest(button, ".sl-slide")?;
            let fragment = slide.id();
            let Action::FollowLink { selected: Some(Selection { item: ItemRef::Quote(quote), .. }), .. } =
                link::parse(&ctx.story, &fragment)?
            else {
                return None;
            };
            Some(Action::ExpandQuote(quote, carousel.expanded.binary_search(&quote).is_err()))
        }
    }
}
