//! While the reader follows a company, the parts that are not about this company are dimmed.

use web_sys::Element;

use crate::{dom, state::State, view::ViewContext};

/// The attribute of a dimmed part, for the stylesheet.
const DIMMED: &str = "data-dimmed";

/// Dims the parts whose attribute `data-companies` does not name the followed company.
pub(super) fn update(ctx: &ViewContext, root: &Element, before: &State, now: &State) {
    if before.followed == now.followed {
        return;
    }
    let company = now.followed.map(|company| ctx.story.entities[company].id.as_str());
    for part in dom::find_all(root, ".sl-dimmable") {
        let companies = part.get_attribute("data-companies").unwrap_or_default();
        let is_dimmed = company.is_some_and(|company| !companies.split(' ').any(|id| id == company));
        dom::toggle_attribute(&part, DIMMED, is_dimmed);
    }
}
