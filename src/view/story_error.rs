//! What stands above the static copy when a story can't be read.

use yew::prelude::*;

use super::element_builder::{el, el_with_class};
use crate::{
    story::StoryError,
    words::{Messages, format},
};

/// What is wrong with a story, where, and what happens to the page all the same.
pub(super) fn view(problem: &StoryError, lang: &str) -> Html {
    let words = Messages::for_lang(lang);
    let occurrence = problem.location().map(|occurrence| el("p").text(&format(words.error_location, &[&occurrence])));
    let panel = el_with_class("div", "sl-error")
        .attr("part", "error")
        .attr("role", "alert")
        .child(el_with_class("p", "sl-error-title").text(words.error_title))
        .children(occurrence)
        .child(el_with_class("p", "sl-error-message").text(&problem.message()))
        .child(el("p").text(words.error_fallback));
    // A page may have words of its own for it.
    let slot = el("slot").attr("name", "error").child(panel);
    el_with_class("div", "sidelight").attr("lang", words.lang).child(slot).into()
}
