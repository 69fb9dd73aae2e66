//! The timeline, for the functions that render it.

use crate::{timeline::Timeline, view::ViewContext};

/// Returns the timeline. The functions that render it are called only once it is loaded.
pub(super) fn loaded(ctx: &ViewContext) -> &Timeline {
    ctx.load_timeline()
}
