//! The mapping between days and CSS pixels for the time range in view.
//!
//! The *line* is the whole scale at the current zoom, in CSS pixels; the strip shows a part of it. A *moment* is a time
//! in days since 1970-01-01, with a fraction.

use super::{End, Extent, Scale, Span, scale::Piece};
use crate::story::date::Day;

/// The number of units of [`TimeRange`] in a day: small enough that an `f64` holds any moment, and large enough for a
/// busy period of days next to one of centuries.
const UNITS_PER_DAY: i64 = 1 << 30;
/// The same as a floating-point number.
const UNITS_PER_DAY_F64: f64 = UNITS_PER_DAY as f64;
/// The greatest width of a day, in em.
const MAX_DAY_WIDTH: f64 = 6.0;
/// The preferred width of a cut, in em.
const CUT_WIDTH: f64 = 3.0;

/// A range of time, in units of 2^-30 days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeRange {
    /// The start.
    pub from: i64,
    /// The end.
    pub to: i64,
}

impl TimeRange {
    /// The range from the start of one day to the end of another.
    pub fn of_days(first: Day, last: Day) -> Self {
        let [from, to] = [first, last.saturating_add(1)].map(|day| day.saturating_mul(UNITS_PER_DAY));
        Self { from, to }
    }

    /// The first and the last day that the range overlaps.
    pub fn days(self) -> (Day, Day) {
        let last = self.to.saturating_sub(1).max(self.from);
        (self.from.div_euclid(UNITS_PER_DAY), last.div_euclid(UNITS_PER_DAY))
    }
}

/// The measured size of a lane's strip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// The width, in CSS pixels; 0 if the strip is not shown.
    pub width: i32,
    /// The font size, in CSS pixels.
    pub em: i32,
}

impl Size {
    /// Returns true if the strip is shown and has been measured.
    pub fn is_shown(self) -> bool {
        self.width > 0 && self.em > 0
    }
}

/// The time range of the chart, and its size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ChartView {
    /// The time range in view; `None` for all.
    pub time_range: Option<TimeRange>,
    /// The size of a lane's strip; zero while the chart is not shown.
    pub size: Size,
}

/// A view of a part of the scale. Positions are CSS pixels from the start edge of the strip.
#[derive(Debug, Clone, Copy)]
pub struct Viewport<'a> {
    scale: &'a Scale,
    /// The size of the strip.
    pub size: Size,
    /// The width of the line without its cuts, in CSS pixels.
    zoom: f64,
    /// The position on the line at which the strip starts, in CSS pixels.
    origin: f64,
}

/// A quiet period that is not drawn to scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// The start, in CSS pixels from the start edge of the strip.
    pub start: i32,
    /// The width, in CSS pixels.
    pub width: i32,
    /// The number of days that it leaves out.
    pub days: Day,
}

impl<'a> Viewport<'a> {
    /// The viewport of a chart with this scale.
    pub fn new(scale: &'a Scale, ChartView { time_range, size }: ChartView) -> Self {
        let mut viewport = Self { scale, size, zoom: 0.0, origin: 0.0 };
        viewport.zoom = viewport.min_zoom();
        if let Some(TimeRange { from, to }) = time_range {
            let (from, to) = (from as f64 / UNITS_PER_DAY_F64, to as f64 / UNITS_PER_DAY_F64);
            let (start, end) = (scale.at(from), scale.at(to));
            let room = viewport.inner_width() - (end.1 - start.1) * viewport.cut_width();
            let share = end.0 - start.0;
            if share > 0.0 && room > 0.0 {
                viewport.zoom = (room / share).max(viewport.zoom);
            }
            viewport = viewport.with_origin(viewport.line(from));
        }
        viewport
    }

    /// The padding at each end of the strip.
    fn pad(&self) -> f64 {
        f64::from(self.size.em) / 2.0
    }

    /// The width of the strip without its padding.
    fn inner_width(&self) -> f64 {
        (f64::from(self.size.width) - 2.0 * self.pad()).max(1.0)
    }

    /// The width of a cut; all cuts together take at most a third of the strip.
    fn cut_width(&self) -> f64 {
        let cuts = self.scale.cuts();
        if cuts == 0.0 { 0.0 } else { (CUT_WIDTH * f64::from(self.size.em)).min(self.inner_width() / 3.0 / cuts) }
    }

    /// The zoom that shows the whole scale.
    fn min_zoom(&self) -> f64 {
        self.inner_width() - self.scale.cuts() * self.cut_width()
    }

    /// The zoom at which a day of this piece has its greatest width; `None` for a cut.
    fn max_zoom_of(&self, piece: &Piece) -> Option<f64> {
        if piece.is_quiet() {
            return None;
        }
        let days = (piece.to - piece.from) as f64;
        Some((MAX_DAY_WIDTH * f64::from(self.size.em) * days / piece.share).max(self.min_zoom()))
    }

    /// The greatest zoom of the pieces that overlap these days.
    fn max_zoom_between(&self, from: Day, to: Day) -> f64 {
        let pieces = self.scale.pieces().iter().filter(|piece| piece.to > from && piece.from < to);
        pieces.filter_map(|piece| self.max_zoom_of(piece)).fold(self.min_zoom(), f64::max)
    }

    /// The greatest zoom around a moment: the least that the piece at the moment and the adjacent pieces allow.
    fn max_zoom_at(&self, moment: f64) -> f64 {
        let current = self.scale.piece(moment);
        let adjacent = self.scale.pieces().iter().filter(|piece| current.is_some_and(|current| piece.meets(current)));
        adjacent.filter_map(|piece| self.max_zoom_of(piece)).fold(f64::INFINITY, f64::min)
    }

    /// The position of a moment on the line.
    fn line(&self, moment: f64) -> f64 {
        let (share, cuts) = self.scale.at(moment);
        share * self.zoom + cuts * self.cut_width()
    }

    /// The moment at a position on the line.
    fn moment(&self, line: f64) -> f64 {
        let width = |piece: &Piece| if piece.is_quiet() { self.cut_width() } else { piece.share * self.zoom };
        let start = |piece: &Piece| piece.before * self.zoom + piece.cuts * self.cut_width();
        let pieces = self.scale.pieces();
        let next = pieces.partition_point(|piece| start(piece) + width(piece) <= line);
        let Some(piece) = pieces.get(next).or(pieces.last()) else {
            return 0.0;
        };
        let part = ((line - start(piece)) / width(piece)).clamp(0.0, 1.0);
        piece.from as f64 + (piece.to - piece.from) as f64 * part
    }

    /// Limits an origin so that the line fills the strip.
    fn clamped_origin(&self, origin: f64) -> f64 {
        let whole = self.zoom + self.scale.cuts() * self.cut_width();
        origin.min(whole - self.inner_width()).max(0.0)
    }

    /// The viewport with another origin. Reduces the zoom if a day would be wider than [`MAX_DAY_WIDTH`], because the
    /// greatest zoom differs between pieces and between sizes of the strip.
    fn with_origin(mut self, origin: f64) -> Self {
        self.origin = self.clamped_origin(origin);
        let (first, last) = self.days();
        let most = self.max_zoom_between(first, last + 1);
        if self.zoom > most {
            let middle = self.inner_width() / 2.0;
            let moment = self.moment(self.origin + middle);
            self.zoom = most;
            self.origin = self.clamped_origin(self.line(moment) - middle);
        }
        self
    }

    /// The time range in view with another origin; `None` if that is the whole scale.
    fn time_range_at(&self, origin: f64) -> Option<TimeRange> {
        let viewport = self.with_origin(origin);
        let unit = |line: f64| (viewport.moment(line) * UNITS_PER_DAY_F64).round() as i64;
        let time_range = TimeRange { from: unit(viewport.origin), to: unit(viewport.origin + self.inner_width()) };
        if viewport.zoom > self.min_zoom() * 1.001 { Some(time_range) } else { None }
    }

    /// The position of a moment in the strip, not limited to it.
    fn x(&self, moment: f64) -> f64 {
        self.line(moment) - self.origin + self.pad()
    }

    /// The position of the start of a day, also if it is outside the strip.
    pub fn at(&self, day: Day) -> i32 {
        // Positions far outside the strip are clamped, so that they fit an `i32`.
        self.x(day as f64).clamp(-1e6, 1e6).round() as i32
    }

    /// The start and end of an event's point or bar, clipped to the strip; `None` if it is not in view. A point is
    /// centred on the middle of its day.
    pub fn event_span(&self, extent: &Extent) -> Option<Span> {
        let (width, em) = (self.size.width, self.size.em);
        if extent.exact {
            let middle = self.x(extent.from as f64 + 0.5).clamp(-1e6, 1e6).round() as i32;
            let half = em * 7 / 16;
            if middle < 0 || middle > width {
                return None;
            }
            let start = (middle - half).min(width - 2 * half).max(0);
            return Some(Span::with_width(start, 2 * half));
        }
        let (from, to) = (self.at(extent.from), self.at(extent.to));
        let (from, to) = if extent.from == Day::MIN { (from.min(0), to) } else { (from, to) };
        let to = if extent.to == Day::MAX { to.max(width) } else { to };
        if to < 0 || from > width {
            return None;
        }
        // Short bars have a least width, to stay visible.
        let least = em * 5 / 8;
        let start = from.max(0).min(width - least);
        Some(Span::new(start, to.min(width).max(start + least)))
    }

    /// The shapes of both ends of an event. A bar that continues outside the strip has the shape of an open end there.
    pub fn ends(&self, extent: &Extent) -> [End; 2] {
        let continues = [self.at(extent.from) < 0, self.at(extent.to) > self.size.width];
        let is_point = extent.exact;
        [(extent.start, continues[0]), (extent.end, continues[1])]
            .map(|(end, continues)| if continues && !is_point { End::Off } else { end })
    }

    /// The first and the last day in view that are not in a cut.
    pub fn span(&self) -> (Day, Day) {
        let (first, last) = self.days();
        let ends = self.busy_periods().map(|(from, to, _)| (from.max(first), last.min(to - 1)));
        ends.reduce(|all, next| (all.0, next.1)).unwrap_or((first, last))
    }

    /// The first and the last day in view.
    pub fn days(&self) -> (Day, Day) {
        self.days_between(0.0, self.inner_width())
    }

    /// The first and the last day of which a part may be visible, including the padding at each end of the strip.
    pub(super) fn drawn_days(&self) -> (Day, Day) {
        let padding = self.pad() + 1.0;
        self.days_between(-padding, self.inner_width() + padding)
    }

    fn days_between(&self, from: f64, to: f64) -> (Day, Day) {
        let first = self.moment(self.origin + from).floor() as Day;
        (first, (self.moment(self.origin + to).ceil() as Day - 1).max(first))
    }

    /// The busy pieces in view: the first day, the day after the last, and the width of a day in CSS pixels.
    pub(super) fn busy_periods(&self) -> impl Iterator<Item = (Day, Day, f64)> {
        let (first, last) = self.days();
        let visible = self.scale.pieces().iter().filter(move |piece| piece.from <= last && piece.to > first);
        let busy = visible.filter(|piece| !piece.is_quiet());
        busy.map(|piece| (piece.from, piece.to, self.zoom * piece.share / (piece.to - piece.from) as f64))
    }

    /// The cuts in view, clipped to the strip.
    pub fn cuts(&self) -> impl Iterator<Item = Cut> {
        let (first, last) = self.days();
        let visible = self.scale.pieces().iter().filter(move |piece| piece.from <= last && piece.to > first);
        visible.filter(|piece| piece.is_quiet()).map(|piece| {
            let (start, end) = (self.at(piece.from).max(0), self.at(piece.to).min(self.size.width));
            Cut { start, width: (end - start).max(0), days: piece.to - piece.from }
        })
    }

    /// The time range after zooming in (`by` above 1) or out; the moment at `x` keeps its position.
    pub fn zoomed(&self, by: f64, x: i32) -> Option<TimeRange> {
        let x = f64::from(x).clamp(self.pad(), self.pad() + self.inner_width()) - self.pad();
        let moment = self.moment(self.origin + x);
        // `f64::max` ignores NaN, so a factor that is not a number zooms out fully.
        let zoom = (self.zoom * by).max(self.min_zoom()).min(self.max_zoom_at(moment).max(self.zoom));
        let next = Self { zoom, ..*self };
        next.time_range_at(next.line(moment) - x)
    }

    /// Returns true if zooming in around the middle would change the zoom by more than 1 %.
    pub fn can_zoom_in(&self) -> bool {
        self.zoom * 1.01 < self.max_zoom_at(self.moment(self.origin + self.inner_width() / 2.0))
    }

    /// The time range after moving to later times by this many CSS pixels.
    pub fn panned(&self, by: i32) -> Option<TimeRange> {
        self.time_range_at(self.origin + f64::from(by))
    }

    /// A time range of the same zoom that shows an event that is out of view, at a quarter of the strip.
    pub fn revealing(&self, extent: &Extent) -> Option<TimeRange> {
        let (from, _) = extent.known();
        let start = self.x(if extent.exact { from as f64 + 0.5 } else { from as f64 });
        let quarter = self.inner_width() / 4.0;
        let target = self.pad() + if start > self.pad() { 3.0 * quarter } else { quarter };
        self.time_range_at(self.origin + start - target)
    }

    /// The time range in which these days, centred, fill the share `fill` (0 to 1) of the strip.
    pub fn filled_by(&self, from: Day, to: Day, fill: f64) -> Option<TimeRange> {
        let (start, end) = (self.scale.at(from as f64), self.scale.at(to as f64));
        let room = self.inner_width() * fill - (end.1 - start.1) * self.cut_width();
        let share = (end.0 - start.0).max(1e-12);
        let next =
            Self { zoom: (room.max(1.0) / share).max(self.min_zoom()).min(self.max_zoom_between(from, to)), ..*self };
        let middle = (next.line(from as f64) + next.line(to as f64)) / 2.0;
        next.time_range_at(middle - self.inner_width() / 2.0)
    }
}
