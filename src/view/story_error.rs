//! What stands above the static copy when a story can't be read.

use yew::prelude::*;

use super::element_builder::{el, el_with_class};
use crate::{
    story::StoryError,
    words::{self, Messages},
};

/// What is wrong with a story, where, and what happens to the page all the same.
pub(super) fn view(problem: &StoryError, lang: &str) -> Html {
    let messages = Messages::for_lang(lang);
    let occurrence =
        problem.location().map(|occurrence| el("p").text(&words::format(messages.error_location, &[&occurrence])));
    let panel = el_with_class("div", "sl-error")
        .attr("part", "error")
        .attr("role", "alert")
        .child(el_with_class("p", "sl-error-title").text(messages.error_title))
        .children(occurrence)
        .child(el_with_class("p", "sl-error-message").text(&format!("{} ({})", problem.message(), problem.code())))
        .child(el("p").text(messages.error_fallback));
    // A page may have words of its own for it.
    let slot = el("slot").attr("name", "error").child(panel);
    el_with_class("div", "sidelight").attr("lang", messages.lang).child(slot).into()
}
