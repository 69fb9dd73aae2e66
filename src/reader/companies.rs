//! The followed company: the menu of companies, and the bar that is shown while the reader follows one.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::{
    dom, link,
    state::State,
    story::EntityIndex,
    view::{ViewContext, follow_status},
    words::format,
};

/// The attribute of the bar with the number of the part that its buttons have shown last, from 1.
const SHOWN_PART: &str = "data-shown-part";

/// Makes the links of the companies buttons, and the status a live region. The prerendered page never changes them.
pub(super) fn begin(root: &Element) {
    set_role(root, Some("button"), Some("false"));
    if let Some(status) = dom::find(root, ".sl-status") {
        dom::set_attribute(&status, "role", Some("status"));
    }
}

/// Makes the buttons links again, so that they work without script.
pub(super) fn undo(root: &Element) {
    set_role(root, None, None);
}

fn set_role(root: &Element, role: Option<&str>, pressed: Option<&str>) {
    for chip in dom::elements(root.query_selector_all(".sl-companies .sl-chip")) {
        dom::set_attribute(&chip, "role", role);
        dom::set_attribute(&chip, "aria-pressed", pressed);
    }
}

/// Updates the menu and the bar.
pub(super) fn update(ctx: &ViewContext, root: &Element, before: &State, now: &State) {
    if before.followed == now.followed {
        return;
    }
    close_menu(root);
    for company in [before.followed, now.followed].into_iter().flatten() {
        let link = format!(".sl-companies a[href='#{}']", link::company_fragment(&ctx.story, company));
        if let Some(link) = dom::find(root, &link) {
            let is_followed = now.followed == Some(company);
            dom::set_attribute(&link, "aria-pressed", Some(if is_followed { "true" } else { "false" }));
        }
    }
    let accent = now.followed.and_then(|company| ctx.story.entities[company].accent);
    let accent = accent.map_or_else(String::new, |accent| format!("var(--sl-accent-{})", accent % 9));
    if let Some(page) = dom::find(root, ".sl-page") {
        dom::set_style(&page, "--sl-followed", &accent);
    }
    if let Some(bar) = dom::find(root, ".sl-following") {
        dom::toggle_attribute(&bar, "hidden", now.followed.is_none());
        dom::set_attribute(&bar, SHOWN_PART, None);
    }
    let status = now.followed.map(|company| follow_status(ctx, company));
    set_status(root, status.as_deref());
}

/// Shows the previous (`-1`) or the next part (`1`) about the followed company.
pub(super) fn show_part(ctx: &ViewContext, root: &Element, by: isize) {
    let Some((bar, company)) = dom::find(root, ".sl-following").zip(ctx.store.state().followed) else {
        return;
    };
    let parts = parts(ctx, root, company);
    // Numbers are from 1; 0 is before the first part.
    let shown: usize = bar.get_attribute(SHOWN_PART).and_then(|number| number.parse().ok()).unwrap_or(0);
    let number = shown.saturating_add_signed(by).clamp(1, parts.len().max(1));
    let Some(part) = parts.get(number - 1) else {
        return;
    };
    dom::set_attribute(&bar, SHOWN_PART, Some(&number.to_string()));
    dom::make_focusable(part);
    dom::show(part);
    let name = &ctx.story.entities[company].name;
    let status = format(ctx.words.part_n_of_m, &[name, &number.to_string(), &parts.len().to_string()]);
    set_status(root, Some(&status));
}

/// Returns the parts of the document about a company that are not hidden.
fn parts(ctx: &ViewContext, root: &Element, company: EntityIndex) -> Vec<HtmlElement> {
    let id = &ctx.story.entities[company].id;
    dom::elements(root.query_selector_all(&format!(".sl-dimmable[data-companies~='{id}']")))
        .filter(|part| part.get_client_rects().length() > 0)
        .filter_map(|part| part.dyn_into().ok())
        .collect()
}

fn set_status(root: &Element, text: Option<&str>) {
    if let Some(status) = dom::find(root, ".sl-status") {
        status.set_text_content(text);
    }
}

/// Closes the menu, unless it is closed. Returns true if it was open.
pub(super) fn close_menu(root: &Element) -> bool {
    let menu = dom::find(root, ".sl-companies[open]");
    if let Some(menu) = &menu {
        if dom::has_focus(menu)
            && let Some(summary) = dom::find(menu, "summary")
        {
            dom::focus(&summary);
        }
        dom::toggle_attribute(menu, "open", false);
    }
    menu.is_some()
}
