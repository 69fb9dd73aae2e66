//! URL fragments (RFC 3986, section 3.5): conversion of the state to a fragment, and of a fragment to an action.
//!
//! A fragment is the story's id, a slash, and one part or several, joined by `+`:
//! `open-source-ai/quote/wei-sun+company/deepseek`. The parts:
//!
//! - `quote/wei-sun` (also `note`, `highlight`, `event`): an item in its section.
//! - `quote/wei-sun/2`: the second occurrence of an item in the text.
//! - `company/deepseek`: the followed company.
//! - `highlights/key` and `highlights/off`: the highlight filter.
//! - `timeline/2025-01-01/2025-06-30`: a time range, as an EDTF interval.
//!
//! The fragment of one item or occurrence is also its HTML id in prerendered HTML. [`state_fragment`] leaves out the
//! highlight filter and the time range; [`view_fragment`] includes them.
//!
//! **This module does not depend on a browser, HTML or Yew.**

use crate::{
    state::{Action, HighlightFilter, Selection, State},
    story::{
        EntityIndex, EventIndex, ItemRef, OccurrenceIndex, Story,
        date::{Day, calendar_days, civil_date},
    },
    timeline::TimeRange,
};

/// Returns the fragment, without `#`, of an item, or of its occurrence with this number (from 1).
pub fn item_fragment(story: &Story, item: ItemRef, occurrence: Option<usize>) -> String {
    format!("{}/{}", story.id, part(story, item, occurrence))
}

/// Returns the fragment, without `#`, that follows a company.
pub fn company_fragment(story: &Story, company: EntityIndex) -> String {
    format!("{}/company/{}", story.id, story.entities[company].id)
}

fn part(story: &Story, item: ItemRef, occurrence: Option<usize>) -> String {
    let (kind, id) = story.link_name(item);
    match occurrence {
        Some(number) => format!("{kind}/{id}/{number}"),
        None => format!("{kind}/{id}"),
    }
}

/// Returns the fragment, without `#`, of the selection and the followed company; `None` if there is neither.
pub fn state_fragment(story: &Story, state: &State) -> Option<String> {
    join(story, parts(story, state))
}

/// Returns the fragment of [`state_fragment`] with the highlight filter and the visible time range added.
/// `None` if the fragment would have no part.
pub fn view_fragment(story: &Story, state: &State) -> Option<String> {
    let highlight_filter = match state.highlight_filter {
        HighlightFilter::Key => None,
        HighlightFilter::All | HighlightFilter::Off => Some(format!("highlights/{}", state.highlight_filter.as_str())),
    };
    let time_range = state.timeline.choices.time_range.and_then(time_range_part);
    join(story, parts(story, state).chain(highlight_filter).chain(time_range))
}

/// Returns the fragment, without `#`, of a time range; `None` if it is outside the years 0 to 9999.
pub fn time_range_fragment(story: &Story, time_range: TimeRange) -> Option<String> {
    join(story, time_range_part(time_range).into_iter())
}

fn parts(story: &Story, state: &State) -> impl Iterator<Item = String> {
    let selected = state.selected.map(|selection| part(story, selection.item, selection.occurrence));
    let followed = state.followed.map(|company| format!("company/{}", story.entities[company].id));
    selected.into_iter().chain(followed)
}

fn join(story: &Story, parts: impl Iterator<Item = String>) -> Option<String> {
    let parts: Vec<_> = parts.collect();
    if parts.is_empty() { None } else { Some(format!("{}/{}", story.id, parts.join("+"))) }
}

/// The greatest length of a fragment, in bytes. This module writes no fragment as long.
const MAX_LENGTH: usize = 512;

/// Parses a fragment, without `#`. `None` if it is invalid, or for another story.
pub fn parse(story: &Story, fragment: &str) -> Option<Action> {
    if fragment.len() > MAX_LENGTH {
        return None;
    }
    let parts = fragment.strip_prefix(story.id.as_str())?.strip_prefix('/')?;
    let (mut followed, mut selected, mut highlight_filter, mut time_range) = (None, None, None, None);
    for part in parts.split('+') {
        let (kind, rest) = part.split_once('/')?;
        if kind == "company" {
            let Some(ItemRef::Entity(company)) = story.find_item("note", rest) else {
                return None;
            };
            story.entities[company].accent?;
            if followed.replace(company).is_some() {
                return None;
            }
            continue;
        }
        if kind == "highlights" {
            if highlight_filter.replace(HighlightFilter::parse(rest)?).is_some() {
                return None;
            }
            continue;
        }
        if kind == "timeline" {
            if time_range.replace(parse_time_range(rest)?).is_some() {
                return None;
            }
            continue;
        }
        if selected.replace(selection(story, kind, rest)?).is_some() {
            return None;
        }
    }
    Some(Action::FollowLink { followed, selected, highlight_filter, time_range })
}

/// Returns the selection of an item's kind and the rest of a part: an id, or an id and an occurrence number.
fn selection(story: &Story, kind: &str, rest: &str) -> Option<Selection> {
    let (id, occurrence) = match rest.split_once('/') {
        Some((id, number)) => (id, Some(number.parse().ok()?)),
        None => (rest, None),
    };
    let selection = Selection { item: story.find_item(kind, id)?, occurrence };
    if selection.exists_in(story) { Some(selection) } else { None }
}

/// Returns the part of a fragment for a selection, without the story's id: `quote/wei-sun`, `note/deepseek/2`.
pub(crate) fn selection_name(story: &Story, selection: Selection) -> String {
    part(story, selection.item, selection.occurrence)
}

/// Parses the result of [`selection_name`]; `None` if the story has no such item or occurrence.
pub(crate) fn parse_selection(story: &Story, name: &str) -> Option<Selection> {
    let (kind, rest) = name.split_once('/')?;
    selection(story, kind, rest)
}

/// Parses a time range of two dates (EDTF, level 0): `2025-01-01/2025-06-30`, or shorter `2025-01/2025-06`.
pub(crate) fn parse_time_range(text: &str) -> Option<TimeRange> {
    let (from, to) = text.split_once('/')?;
    let ((from, _), (_, to)) = (calendar_days(from)?, calendar_days(to)?);
    if from <= to { Some(TimeRange::of_days(from, to)) } else { None }
}

/// Returns the part of a fragment for a time range.
fn time_range_part(time_range: TimeRange) -> Option<String> {
    Some(format!("timeline/{}", time_range_name(time_range)?))
}

/// Returns a time range as an EDTF interval of days (ISO 8601-2); `None` if it is outside the years 0 to 9999.
pub(crate) fn time_range_name(time_range: TimeRange) -> Option<String> {
    let (from, to) = time_range.days();
    let name = |day: Day| {
        let (year, month, day) = civil_date(day);
        // EDTF writes other years differently, and the timeline does not show them.
        if (0..=9999).contains(&year) { Some(format!("{year:04}-{month:02}-{day:02}")) } else { None }
    };
    Some(format!("{}/{}", name(from)?, name(to)?))
}

/// Returns the occurrence that a fragment (without `#`) names.
pub fn to_occurrence(story: &Story, fragment: &str) -> Option<OccurrenceIndex> {
    match parse(story, fragment)? {
        Action::FollowLink { selected, .. } => selected?.occurrence_index(story),
        _ => None,
    }
}

/// Returns the event that a fragment (without `#`) names in the timeline.
pub fn to_event(story: &Story, fragment: &str) -> Option<EventIndex> {
    match parse(story, fragment)? {
        Action::FollowLink { selected: Some(Selection { item: ItemRef::Event(event), occurrence: None }), .. } => {
            Some(event)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{company_fragment, item_fragment, parse, state_fragment, view_fragment};
    use crate::{
        state::{Action, HighlightFilter, Selection, State},
        story::{EntityIndex, ItemRef, Story, StoryFile},
    };

    fn story() -> Story {
        let text = include_str!("../stories/open-source-ai.json");
        Story::check(StoryFile::from_json(text).unwrap()).0
    }

    /// Checks a fragment after parsing and writing it again; `None` if it is invalid.
    fn check(fragment: &str, expected: Option<&str>) {
        let story = story();
        let again =
            parse(&story, fragment).and_then(|action| state_fragment(&story, &State::default().after(action, &story)));
        assert_eq!(again.as_deref(), expected, "{fragment}");
    }

    #[test]
    fn valid_fragments_are_parsed_and_written() {
        for fragment in [
            "open-source-ai/quote/wei-sun",
            "open-source-ai/quote/wei-sun/1",
            "open-source-ai/event/r1",
            "open-source-ai/highlight/lag-now/1",
            "open-source-ai/note/deepseek/10",
            "open-source-ai/company/meta",
            "open-source-ai/quote/wei-sun+company/baidu",
        ] {
            check(fragment, Some(fragment));
        }
        check("open-source-ai/company/baidu+quote/wei-sun", Some("open-source-ai/quote/wei-sun+company/baidu"));
    }

    #[test]
    fn invalid_fragments_are_ignored() {
        for fragment in [
            "",
            "open-source-ai",
            "open-source-ai/",
            "open-source-ai/quote",
            "open-source-ai/quote/",
            "open-source-ai/quote/nobody",
            "open-source-ai/quote/wei-sun/",
            "open-source-ai/quote/wei-sun/0",
            "open-source-ai/quote/wei-sun/2",
            "open-source-ai/quote/wei-sun/-1",
            "open-source-ai/quote/wei-sun/1/1",
            "open-source-ai/quote/wei-sun/99999999999999999999",
            "open-source-ai/quote/Wei-Sun",
            "open-source-ai/quote/wei%20sun",
            "open-source-ai/quote/wei-sun+",
            "open-source-ai/quote/wei-sun+quote/joe-tsai",
            "open-source-ai/company/wei-sun",
            "open-source-ai/company/meta+company/baidu",
            "open-source-ai/company/meta/1",
            "open-source-ai/highlights/some",
            "open-source-ai/highlights/key+highlights/off",
            "open-source-ai/speaker/wei-sun",
            "other-story/quote/wei-sun",
            "open-source-ai-2/quote/wei-sun",
            "open-source-ai/ähm/🦀",
            "+",
            "/",
        ] {
            check(fragment, None);
        }
    }

    #[test]
    fn only_view_fragments_have_the_highlight_filter() {
        let story = story();
        let off = "open-source-ai/quote/wei-sun+highlights/off";
        let state = State::default().after(parse(&story, off).unwrap(), &story);
        assert_eq!(state.highlight_filter, HighlightFilter::Off);
        assert_eq!(state_fragment(&story, &state).as_deref(), Some("open-source-ai/quote/wei-sun"));
        assert_eq!(view_fragment(&story, &state).as_deref(), Some(off));
        let alone = State { highlight_filter: HighlightFilter::All, ..State::default() };
        assert_eq!(
            (state_fragment(&story, &alone), view_fragment(&story, &alone).as_deref()),
            (None, Some("open-source-ai/highlights/all"))
        );
        assert_eq!(view_fragment(&story, &State::default()), None);
    }

    #[test]
    fn only_view_fragments_have_the_time_range() {
        let story = story();
        let check = |fragment: &str, expected: Option<&str>| {
            let go = parse(&story, &format!("open-source-ai/{fragment}"));
            let written = go.and_then(|action| view_fragment(&story, &State::default().after(action, &story)));
            assert_eq!(written.as_deref(), expected, "{fragment}");
        };
        let half = Some("open-source-ai/timeline/2025-01-01/2025-06-30");
        check("timeline/2025-01-01/2025-06-30", half);
        check("timeline/2025-01/2025-06", half);
        check("timeline/2025-03-24/2025-03-24", Some("open-source-ai/timeline/2025-03-24/2025-03-24"));
        check("timeline/2025/2025+quote/wei-sun", Some("open-source-ai/quote/wei-sun+timeline/2025-01-01/2025-12-31"));
        for nothing in [
            "timeline/2025",
            "timeline/2025-06/2025-01",
            "timeline/2025-01/2025-13",
            "timeline/2025-01/..",
            "timeline/Y170000000/Y170000001",
            "timeline/2025/2025+timeline/2025/2025",
            "timeline/2025/2025/2025",
        ] {
            check(nothing, None);
        }
        let time_range =
            parse(&story, "open-source-ai/timeline/2025/2025").map(|go| State::default().after(go, &story));
        assert_eq!(
            time_range.and_then(|state| state_fragment(&story, &state)),
            None,
            "state fragments have no time range"
        );
    }

    /// Covers every item and occurrence with every followed company.
    #[test]
    fn every_state_survives_a_round_trip() {
        let story = story();
        let items = (story.entities.indices().map(ItemRef::Entity))
            .chain(story.highlights.indices().map(ItemRef::Highlight))
            .chain(story.quotes.indices().map(ItemRef::Quote))
            .chain(story.events.indices().map(ItemRef::Event));
        for item in items {
            let occurrences = story.occurrences_of(item).map(|occurrence| Some(occurrence.number));
            for occurrence in occurrences.chain([None]) {
                for followed in story.companies().map(Some).chain([None]) {
                    let selected = Some(Selection { item, occurrence });
                    let state = State { followed, selected, ..State::default() };
                    let fragment = state_fragment(&story, &state).unwrap();
                    assert_eq!(
                        parse(&story, &fragment),
                        Some(Action::FollowLink { followed, selected, highlight_filter: None, time_range: None }),
                        "{fragment}"
                    );
                }
                let alone = item_fragment(&story, item, occurrence);
                assert_eq!(
                    parse(&story, &alone),
                    Some(Action::FollowLink {
                        followed: None,
                        selected: Some(Selection { item, occurrence }),
                        highlight_filter: None,
                        time_range: None
                    })
                );
            }
        }
        assert_eq!(state_fragment(&story, &State::default()), None);
        assert_eq!(company_fragment(&story, EntityIndex::new(0)), "open-source-ai/company/deepseek");
    }
}
