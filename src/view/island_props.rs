//! The properties of an island's component: which region it renders.

use super::{
    cards,
    island::Island,
    region::RegionProps,
    timeline,
    view_context::{Surface, ViewContext},
};

/// Returns the properties of the component that renders an island; `None` for an island of a timeline that is not loaded.
pub fn island_props(island: Island, ctx: &ViewContext) -> Option<RegionProps> {
    let region = match island {
        Island::ReadingPosition => timeline::reading_position(ctx.timeline()?),
        Island::Tools => timeline::tools(ctx.timeline()?),
        Island::Chart => timeline::chart(ctx.timeline()?),
        Island::Cards => cards::region(),
    };
    Some(RegionProps { ctx: ctx.on(Surface::Island), region })
}
