//! The notes section: the selected note, and the buttons that follow companies.

use web_sys::Element;

use super::move_class;
use crate::{
    dom, link,
    state::State,
    story::ItemRef,
    view::{ViewContext, follow_label},
};

/// Updates the selected note and the labels of the buttons.
pub(super) fn update(ctx: &ViewContext, root: &Element, before: &State, now: &State) {
    let note = |item: ItemRef| dom::by_id(root, &link::item_fragment(&ctx.story, item, None));
    let selected = |state: &State| {
        let selection = state.selected.filter(|selection| selection.occurrence.is_none())?;
        // Quotes and events have other sections.
        matches!(selection.item, ItemRef::Entity(_) | ItemRef::Highlight(_)).then_some(selection.item)
    };
    move_class("sl-is-selected", [selected(before), selected(now)], |item| note(item).map(Into::into));
    if before.followed != now.followed {
        for company in [before.followed, now.followed].into_iter().flatten() {
            let note = note(ItemRef::Entity(company));
            if let Some(button) = note.and_then(|note| dom::find(&note, "[data-follow]")) {
                let label = follow_label(ctx, company, now.followed == Some(company));
                button.set_text_content(Some(&label));
            }
        }
    }
}
