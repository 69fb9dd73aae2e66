//! A horizontal range of a lane's strip.

/// A range of positions, in CSS pixels from the start edge of a lane's strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The position of its start.
    pub start: i32,
    /// The position of its end.
    pub end: i32,
}

impl Span {
    /// The span between two positions.
    pub const fn new(start: i32, end: i32) -> Self {
        Self { start, end }
    }

    /// The span with this start and width.
    pub const fn with_width(start: i32, width: i32) -> Self {
        Self { start, end: start + width }
    }

    /// The same span, with its positions counted from `origin`.
    #[must_use]
    pub const fn relative_to(self, origin: i32) -> Self {
        Self { start: self.start - origin, end: self.end - origin }
    }

    /// The distance from its start to its end.
    pub const fn width(self) -> i32 {
        self.end - self.start
    }
}
