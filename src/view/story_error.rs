//! Renders a story error above the fallback.

use yew::prelude::*;

use super::element_builder::{el, el_with_class};
use crate::{
    story::StoryError,
    words::{Messages, format},
};

/// Renders the error: its message, its location in the story file, and what the page shows instead.
pub(super) fn view(error: &StoryError, lang: &str) -> Html {
    let words = Messages::for_lang(lang);
    let location = error.location().map(|location| el("p").text(&format(words.error_location, &[&location])));
    let panel = el_with_class("div", "sl-error")
        .attr("part", "error")
        .attr("role", "alert")
        .child(el_with_class("p", "sl-error-title").text(words.error_title))
        .children(location)
        .child(el_with_class("p", "sl-error-message").text(&error.message()))
        .child(el("p").text(words.error_fallback));
    // The host page may supply other content in the slot `error`.
    let slot = el("slot").attr("name", "error").child(panel);
    el_with_class("div", "sidelight").attr("lang", words.lang).child(slot).into()
}
