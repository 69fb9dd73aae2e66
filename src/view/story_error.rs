//! Renders a story error above the fallback.

use yew::prelude::*;

use super::element_builder::{el, el_with_class};
use crate::{
    story::StoryError,
    words::{self, Messages},
};

/// Renders the error: its message and code, its location in the story file, and what the page shows instead.
pub(super) fn view(error: &StoryError, lang: &str) -> Html {
    let messages = Messages::for_lang(lang);
    let location = error.location().map(|location| el("p").text(&words::format(messages.error_location, &[&location])));
    let panel = el_with_class("div", "sl-error")
        .attr("part", "error")
        .attr("role", "alert")
        .child(el_with_class("p", "sl-error-title").text(messages.error_title))
        .children(location)
        .child(el_with_class("p", "sl-error-message").text(&format!("{} ({})", error.message(), error.code())))
        .child(el("p").text(messages.error_fallback));
    // The host page may supply other content in the slot `error`.
    let slot = el("slot").attr("name", "error").child(panel);
    el_with_class("div", "sidelight").attr("lang", messages.lang).child(slot).into()
}
