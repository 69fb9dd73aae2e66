//! Builds the sections of the page.

use super::{
    ViewContext,
    element_builder::{ElementBuilder, el_with_class},
};

/// Builds a section that is named by its heading.
pub(super) fn section(ctx: &ViewContext, class: &'static str, name: &'static str, heading: &str) -> ElementBuilder {
    let id = format!("{}/{name}", ctx.story.id);
    el_with_class("section", class)
        .attr("part", name)
        .attr("aria-labelledby", id.clone())
        .child(el_with_class("h2", "sl-heading").attr("part", "heading").attr("id", id).text(heading))
}
