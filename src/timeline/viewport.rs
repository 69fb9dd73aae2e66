//! A part of the scale as it stands in a strip of some width: days to pixels, and back.

use super::{End, Extent, Scale, scale::Piece};
use crate::story::date::Day;

/// So many parts make a day: few enough that an `f64` holds any moment, and enough for a stretch of days to be in view
/// beside one of centuries.
const PARTS_PER_DAY: i64 = 1 << 30;
/// The same, to reckon with.
const A_DAY: f64 = PARTS_PER_DAY as f64;
/// How wide a day may become, in units of the font's size.
const WIDEST_DAY: f64 = 6.0;
/// How wide a cut is, in units of the font's size, where there is room for it.
const CUT: f64 = 4.0;

/// The part of time that is in view, in parts of a day since 1 January 1970: 2^30 make a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeRange {
    /// Where it begins.
    pub from: i64,
    /// Where it ends.
    pub to: i64,
}

impl TimeRange {
    /// From the beginning of one day to the end of another.
    pub fn of_days(first: Day, last: Day) -> Self {
        let [from, to] = [first, last.saturating_add(1)].map(|day| day.saturating_mul(PARTS_PER_DAY));
        Self { from, to }
    }

    /// The first and the last day that it has anything of.
    pub fn days(self) -> (Day, Day) {
        let last = self.to.saturating_sub(1).max(self.from);
        (self.from.div_euclid(PARTS_PER_DAY), last.div_euclid(PARTS_PER_DAY))
    }
}

/// The room that a strip has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Size {
    /// The width, in CSS pixels; nothing, if it is not shown.
    pub width: i32,
    /// The size of the font around it, in CSS pixels.
    pub em: i32,
}

/// A part of the scale as it stands in a strip. Positions are CSS pixels from the strip's start edge.
#[derive(Debug, Clone, Copy)]
pub struct Viewport<'a> {
    scale: &'a Scale,
    /// The room.
    pub size: Size,
    /// The width of all that is drawn to scale, cuts apart.
    zoom: f64,
    /// Where the strip begins on the whole line, both in pixels.
    origin: f64,
}

/// Quiet time that is not drawn to scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cut {
    /// Where it begins.
    pub start: i32,
    /// How wide it is.
    pub width: i32,
    /// How many days it leaves out.
    pub days: Day,
}

impl<'a> Viewport<'a> {
    /// The part in view, or all.
    pub fn new(scale: &'a Scale, window: Option<TimeRange>, size: Size) -> Self {
        let mut viewport = Self { scale, size, zoom: 0.0, origin: 0.0 };
        viewport.zoom = viewport.least();
        if let Some(window) = window {
            let (from, to) = (window.from as f64 / A_DAY, window.to as f64 / A_DAY);
            let (start, end) = (scale.at(from), scale.at(to));
            let room = viewport.inner() - (end.1 - start.1) * viewport.cut();
            let share = end.0 - start.0;
            if share > 0.0 && room > 0.0 {
                viewport.zoom = (room / share).max(viewport.zoom);
            }
            viewport = viewport.beginning(viewport.line(from));
        }
        viewport
    }

    /// What is kept free at either end.
    fn pad(&self) -> f64 {
        f64::from(self.size.em) / 2.0
    }

    /// The width that time has.
    fn inner(&self) -> f64 {
        (f64::from(self.size.width) - 2.0 * self.pad()).max(1.0)
    }

    fn cut(&self) -> f64 {
        let cuts = self.scale.cuts();
        if cuts == 0.0 { 0.0 } else { (CUT * f64::from(self.size.em)).min(self.inner() / 3.0 / cuts) }
    }

    /// The zoom that shows all.
    fn least(&self) -> f64 {
        self.inner() - self.scale.cuts() * self.cut()
    }

    /// The zoom at which a day of this stretch is as wide as it may become; none, for what is quiet.
    fn widest(&self, piece: &Piece) -> Option<f64> {
        let days = (piece.to - piece.from) as f64;
        (!piece.is_quiet()).then(|| (WIDEST_DAY * f64::from(self.size.em) * days / piece.share).max(self.least()))
    }

    /// The most that can be zoomed in on one of the stretches of these days.
    fn most(&self, from: Day, to: Day) -> f64 {
        let pieces = self.scale.pieces().iter().filter(|piece| piece.to > from && piece.from < to);
        pieces.filter_map(|piece| self.widest(piece)).fold(self.least(), f64::max)
    }

    /// The most that can be zoomed in around a moment, in days: as the stretch that it is in allows, or, in quiet time,
    /// both of those around it.
    fn most_at(&self, moment: f64) -> f64 {
        let at = self.scale.piece(moment);
        let beside = self.scale.pieces().iter().filter(|piece| at.is_some_and(|at| piece.meets(at)));
        beside.filter_map(|piece| self.widest(piece)).fold(f64::INFINITY, f64::min)
    }

    /// Where a moment, in days, stands on the whole line.
    fn line(&self, moment: f64) -> f64 {
        let (share, cuts) = self.scale.at(moment);
        share * self.zoom + cuts * self.cut()
    }

    /// The moment, in days, that stands there on the whole line.
    fn moment(&self, line: f64) -> f64 {
        let width = |piece: &Piece| if piece.is_quiet() { self.cut() } else { piece.share * self.zoom };
        let start = |piece: &Piece| piece.before * self.zoom + piece.cuts * self.cut();
        let pieces = self.scale.pieces();
        let next = pieces.partition_point(|piece| start(piece) + width(piece) <= line);
        let Some(piece) = pieces.get(next).or(pieces.last()) else {
            return 0.0;
        };
        let part = ((line - start(piece)) / width(piece)).clamp(0.0, 1.0);
        piece.from as f64 + (piece.to - piece.from) as f64 * part
    }

    /// A beginning on the whole line that leaves no room unused at its end.
    fn within(&self, origin: f64) -> f64 {
        let whole = self.zoom + self.scale.cuts() * self.cut();
        origin.min(whole - self.inner()).max(0.0)
    }

    /// It, beginning elsewhere on the whole line, and with no day wider than it may become: what is near in one stretch
    /// may be too near in the next, or in other room.
    fn beginning(mut self, origin: f64) -> Self {
        self.origin = self.within(origin);
        let (first, last) = self.days();
        let most = self.most(first, last + 1);
        if self.zoom > most {
            let middle = self.inner() / 2.0;
            let moment = self.moment(self.origin + middle);
            self.zoom = most;
            self.origin = self.within(self.line(moment) - middle);
        }
        self
    }

    /// What is in view if the strip begins there; `None` if that is all.
    fn window(&self, origin: f64) -> Option<TimeRange> {
        let viewport = self.beginning(origin);
        let unit = |line: f64| (viewport.moment(line) * A_DAY).round() as i64;
        let window = TimeRange { from: unit(viewport.origin), to: unit(viewport.origin + self.inner()) };
        (viewport.zoom > self.least() * 1.001).then_some(window)
    }

    /// Where a moment, in days, stands.
    fn x(&self, moment: f64) -> f64 {
        self.line(moment) - self.origin + self.pad()
    }

    /// Where a day begins.
    pub fn at(&self, day: Day) -> i32 {
        // A position beyond the strip is as good as one at its edge, and is kept far from what a number holds.
        self.x(day as f64).clamp(-1e6, 1e6).round() as i32
    }

    /// Where an event is drawn, from start to end, within the strip; `None` if it is not in view. A point is drawn
    /// around the middle of its day.
    pub fn event_span(&self, extent: &Extent) -> Option<[i32; 2]> {
        let (width, em) = (self.size.width, self.size.em);
        if extent.exact {
            let middle = self.x(extent.from as f64 + 0.5).clamp(-1e6, 1e6).round() as i32;
            let half = em * 7 / 16;
            return (0..=width).contains(&middle).then(|| {
                let start = (middle - half).min(width - 2 * half).max(0);
                [start, start + 2 * half]
            });
        }
        let (from, to) = (self.at(extent.from), self.at(extent.to));
        let (from, to) = if extent.from == Day::MIN { (from.min(0), to) } else { (from, to) };
        let to = if extent.to == Day::MAX { to.max(width) } else { to };
        if to < 0 || from > width {
            return None;
        }
        // A bar is wide enough to be seen.
        let least = em * 5 / 8;
        let start = from.max(0).min(width - least);
        Some([start, to.min(width).max(start + least)])
    }

    /// How the ends of an event look: what goes on beyond what is in view points there, as what has no end does.
    pub fn ends(&self, extent: &Extent) -> [End; 2] {
        let goes_on = [self.at(extent.from) < 0, self.at(extent.to) > self.size.width];
        let is_point = extent.exact;
        [(extent.start, goes_on[0]), (extent.end, goes_on[1])]
            .map(|(end, goes_on)| if goes_on && !is_point { End::Off } else { end })
    }

    /// The first day in view that is drawn to scale, and the last.
    pub fn span(&self) -> (Day, Day) {
        let (first, last) = self.days();
        let ends = self.stretches().map(|(from, to, _)| (from.max(first), last.min(to - 1)));
        ends.reduce(|all, next| (all.0, next.1)).unwrap_or((first, last))
    }

    /// The first day in view, and the last.
    pub fn days(&self) -> (Day, Day) {
        self.days_between(0.0, self.inner())
    }

    /// The first day of which anything may be drawn, and the last: what is kept free at either end holds marks, too.
    pub(super) fn drawn_days(&self) -> (Day, Day) {
        let beyond = self.pad() + 1.0;
        self.days_between(-beyond, self.inner() + beyond)
    }

    fn days_between(&self, from: f64, to: f64) -> (Day, Day) {
        let first = self.moment(self.origin + from).floor() as Day;
        (first, (self.moment(self.origin + to).ceil() as Day - 1).max(first))
    }

    /// The stretches in view that are drawn to scale: the first day, the one after the last, the width of a day.
    pub(super) fn stretches(&self) -> impl Iterator<Item = (Day, Day, f64)> {
        let (first, last) = self.days();
        let seen = self.scale.pieces().iter().filter(move |piece| piece.from <= last && piece.to > first);
        let busy = seen.filter(|piece| !piece.is_quiet());
        busy.map(|piece| (piece.from, piece.to, self.zoom * piece.share / (piece.to - piece.from) as f64))
    }

    /// What is cut out of what is in view.
    pub fn cuts(&self) -> impl Iterator<Item = Cut> {
        let (first, last) = self.days();
        let seen = self.scale.pieces().iter().filter(move |piece| piece.from <= last && piece.to > first);
        seen.filter(|piece| piece.is_quiet()).map(|piece| {
            let (start, end) = (self.at(piece.from).max(0), self.at(piece.to).min(self.size.width));
            Cut { start, width: (end - start).max(0), days: piece.to - piece.from }
        })
    }

    /// Zooms in (by more than 1) or out, so that what stands at `x` stays there.
    pub fn zoomed(&self, by: f64, x: i32) -> Option<TimeRange> {
        let x = f64::from(x).clamp(self.pad(), self.pad() + self.inner()) - self.pad();
        let moment = self.moment(self.origin + x);
        // Of a factor that is no number, `max` leaves the least.
        let zoom = (self.zoom * by).max(self.least()).min(self.most_at(moment).max(self.zoom));
        let next = Self { zoom, ..*self };
        next.window(next.line(moment) - x)
    }

    /// Whether it can be zoomed in further around the middle, by as much as is seen.
    pub fn can_zoom_in(&self) -> bool {
        self.zoom * 1.01 < self.most_at(self.moment(self.origin + self.inner() / 2.0))
    }

    /// Moves on by so many pixels, to later times.
    pub fn panned(&self, by: i32) -> Option<TimeRange> {
        self.window(self.origin + f64::from(by))
    }

    /// As much as is needed to bring an event into view that is not, and no more.
    pub fn revealing(&self, extent: &Extent) -> Option<TimeRange> {
        let (from, _) = extent.known();
        let start = self.x(if extent.exact { from as f64 + 0.5 } else { from as f64 });
        let quarter = self.inner() / 4.0;
        let beginning = self.pad() + if start > self.pad() { 3.0 * quarter } else { quarter };
        self.window(self.origin + start - beginning)
    }

    /// These days, as large as they can be to fill this share of the strip.
    pub fn filled_by(&self, from: Day, to: Day, fill: f64) -> Option<TimeRange> {
        let (start, end) = (self.scale.at(from as f64), self.scale.at(to as f64));
        let room = self.inner() * fill - (end.1 - start.1) * self.cut();
        let share = (end.0 - start.0).max(1e-12);
        let next = Self { zoom: (room.max(1.0) / share).max(self.least()).min(self.most(from, to)), ..*self };
        let middle = (next.line(from as f64) + next.line(to as f64)) / 2.0;
        next.window(middle - self.inner() / 2.0)
    }
}
