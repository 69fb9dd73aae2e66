//! The names of lanes.

use crate::{
    story::{EntityIndex, ItemRef},
    view::ViewContext,
};

/// Returns the name of a lane: of its company, or of the events without a company.
pub(super) fn lane_name(ctx: &ViewContext, company: Option<EntityIndex>) -> &str {
    company.map_or(ctx.words.no_company, |company| ctx.title(ItemRef::Entity(company)))
}
