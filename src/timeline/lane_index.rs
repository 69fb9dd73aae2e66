//! The type of a lane's index.

crate::story::index_types! {
    /// The index of a lane in [`Timeline::lanes`](super::Timeline::lanes).
    LaneIndex
}
