//! The properties of an island's component: which region it renders.

use super::{
    cards,
    island::Island,
    region::RegionProps,
    timeline,
    view_context::{Surface, ViewContext},
};

/// Returns the properties of the component that renders an island.
pub fn island_props(island: Island, ctx: &ViewContext) -> RegionProps {
    let region = match island {
        Island::ReadingPosition => timeline::reading_position(),
        Island::Tools => timeline::tools(),
        Island::Chart => timeline::chart(),
        Island::Cards => cards::region(),
    };
    RegionProps { ctx: ctx.on(Surface::Island), region }
}
