//! The list of companies: the followed company, and the status below the list.

use web_sys::Element;

use crate::{
    dom, link,
    state::State,
    view::{ViewContext, follow_status},
};

/// Makes the status a live region. The prerendered page never changes it.
pub(super) fn begin(root: &Element) {
    if let Some(status) = dom::find(root, ".sl-status > span") {
        dom::set_attribute(&status, "role", Some("status"));
    }
}

/// Updates the links of the companies and the status.
pub(super) fn update(ctx: &ViewContext, root: &Element, before: &State, now: &State) {
    if before.followed == now.followed {
        return;
    }
    let Some(list) = dom::find(root, ".sl-companies") else {
        return;
    };
    for company in [before.followed, now.followed].into_iter().flatten() {
        let link = format!("a[href='#{}']", link::company_fragment(&ctx.story, company));
        if let Some(link) = dom::find(&list, &link) {
            dom::set_attribute(&link, "aria-current", (now.followed == Some(company)).then_some("true"));
        }
    }
    if let Some(status) = dom::find(&list, ".sl-status > span") {
        status.set_text_content(Some(&follow_status(ctx, now.followed)));
    }
    if let Some(button) = dom::find(&list, ".sl-status > button") {
        dom::toggle_attribute(&button, "hidden", now.followed.is_none());
    }
}
