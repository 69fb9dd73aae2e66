//! Boxes of elements.

use serde_json::Value;

/// A box in the viewport, in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rect {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Rect {
    /// Reads the list of boxes that a script has returned.
    pub(crate) fn list(boxes: &Value) -> Vec<Self> {
        let number = |value: &Value| value.as_f64().unwrap_or(f64::NAN);
        let rect = |r: &Value| Self {
            x: number(&r["x"]),
            y: number(&r["y"]),
            width: number(&r["width"]),
            height: number(&r["height"]),
        };
        boxes.as_array().into_iter().flatten().map(rect).collect()
    }

    /// Returns true if two boxes share more than an edge.
    pub(crate) fn overlaps(self, other: Self) -> bool {
        let apart =
            |from: f64, size: f64, other: f64, other_size: f64| from + size <= other || other + other_size <= from;
        !apart(self.x, self.width, other.x, other.width) && !apart(self.y, self.height, other.y, other.height)
    }
}
