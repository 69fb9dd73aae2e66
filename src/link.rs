//! What the reader looks at, as a URL fragment, and back (RFC 3986, section 3.5).
//!
//! `story/kind/id` names a thing where it is at home, `story/kind/id/n` its n-th place in the text; `company/id` is a
//! company in focus. A fragment that names one thing is its HTML id in the static page too. Both at once are joined
//! by a plus: `open-source-ai/quote/wei-sun+company/deepseek`. `highlights/key` and `highlights/off` show fewer highlights,
//! `timeline/2025-01-01/2025-06-30` a part of time; these are understood, and written only where a link is asked for that
//! has them.
//!
//! **Nothing here knows of a browser, of HTML or of Yew.**

use crate::{
    state::{Action, HighlightFilter, Selection, State},
    story::{
        Date, ItemRef, Story,
        date::{Day, civil_date},
    },
    timeline::TimeRange,
};

/// The fragment, without its `#`, that names a thing, or one of its places.
pub fn item_fragment(story: &Story, item: ItemRef, place: Option<usize>) -> String {
    format!("{}/{}", story.id, part(story, item, place))
}

/// The fragment, without its `#`, that puts a company in focus.
pub fn company_fragment(story: &Story, company: usize) -> String {
    format!("{}/company/{}", story.id, story.entities[company].id)
}

fn part(story: &Story, item: ItemRef, place: Option<usize>) -> String {
    let (kind, id) = story.link_name(item);
    match place {
        Some(number) => format!("{kind}/{id}/{number}"),
        None => format!("{kind}/{id}"),
    }
}

/// The fragment, without its `#`, for what the reader looks at; `None` if nothing is chosen.
pub fn state_fragment(story: &Story, state: &State) -> Option<String> {
    join(story, parts(story, state))
}

/// The same, with the highlight filter of the highlights and the part of time in view; `None` if nothing is chosen and all are
/// shown.
pub fn view_fragment(story: &Story, state: &State) -> Option<String> {
    let highlight_filter =
        Some(state.highlight_filter).filter(|&highlight_filter| highlight_filter != HighlightFilter::All);
    let highlight_filter = highlight_filter.map(|highlight_filter| format!("highlights/{}", highlight_filter.as_str()));
    let window = state.timeline.time_range.and_then(time_range_part);
    join(story, parts(story, state).chain(highlight_filter).chain(window))
}

/// The fragment, without its `#`, for a part of time; `None` if it is too far away to be named.
pub fn time_range_fragment(story: &Story, window: TimeRange) -> Option<String> {
    join(story, time_range_part(window).into_iter())
}

fn parts(story: &Story, state: &State) -> impl Iterator<Item = String> {
    let selected = state.selected.map(|selection| part(story, selection.item, selection.occurrence));
    let focus = state.followed.map(|company| format!("company/{}", story.entities[company].id));
    selected.into_iter().chain(focus)
}

fn join(story: &Story, parts: impl Iterator<Item = String>) -> Option<String> {
    let parts: Vec<_> = parts.collect();
    (!parts.is_empty()).then(|| format!("{}/{}", story.id, parts.join("+")))
}

/// No fragment that is written here is as long, in bytes.
const MAX_LENGTH: usize = 512;

/// What a fragment (without its `#`) leads to; `None` if it is not one of this story's.
pub fn parse(story: &Story, fragment: &str) -> Option<Action> {
    let fragment = Some(fragment).filter(|fragment| fragment.len() <= MAX_LENGTH)?;
    let parts = fragment.strip_prefix(story.id.as_str())?.strip_prefix('/')?;
    let (mut focus, mut selected, mut highlight_filter, mut window) = (None, None, None, None);
    for part in parts.split('+') {
        let (kind, rest) = part.split_once('/')?;
        if kind == "company" {
            let Some(ItemRef::Entity(company)) = story.find_item("note", rest) else {
                return None;
            };
            story.entities[company].accent?;
            if focus.replace(company).is_some() {
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
            if window.replace(parse_time_range(rest)?).is_some() {
                return None;
            }
            continue;
        }
        if selected.replace(selection(story, kind, rest)?).is_some() {
            return None;
        }
    }
    Some(Action::FollowLink { followed: focus, selected, highlight_filter, time_range: window })
}

/// What is named by its kind, its id and perhaps the number of one of its places.
fn selection(story: &Story, kind: &str, rest: &str) -> Option<Selection> {
    let (id, place) = match rest.split_once('/') {
        Some((id, number)) => (id, Some(number.parse().ok()?)),
        None => (rest, None),
    };
    Some(Selection { item: story.find_item(kind, id)?, occurrence: place })
        .filter(|selection| selection.exists_in(story))
}

/// The name of a selection within its story: `quote/wei-sun`, `note/deepseek/2`.
pub(crate) fn selection_name(story: &Story, selection: Selection) -> String {
    part(story, selection.item, selection.occurrence)
}

/// The selection of this name within its story.
pub(crate) fn parse_selection(story: &Story, name: &str) -> Option<Selection> {
    let (kind, rest) = name.split_once('/')?;
    selection(story, kind, rest)
}

/// A part of time by its days, each an EDTF date (ISO 8601-2): `2025-01-01/2025-06-30`, or briefly `2025-01/2025-06`.
pub(crate) fn parse_time_range(text: &str) -> Option<TimeRange> {
    let (from, to) = text.split_once('/')?;
    // What has an end of its own is no end.
    let day = |text: &str| Date::parse(text).ok().filter(|date| !date.is_out_of_range() && !text.contains('/'));
    let (from, to) = (day(from)?.first.day()?, day(to)?.last.day()?);
    (from <= to).then(|| TimeRange::of_days(from, to))
}

/// The name of a part of time in links.
fn time_range_part(window: TimeRange) -> Option<String> {
    Some(format!("timeline/{}", time_range_name(window)?))
}

/// The name of a part of time, by its days: an EDTF interval (ISO 8601-2). `None` if it is too far away to be named.
pub(crate) fn time_range_name(window: TimeRange) -> Option<String> {
    let (from, to) = window.days();
    let name = |day: Day| {
        let (year, month, day) = civil_date(day);
        // What is farther has another form, and nothing is drawn there.
        (0..=9999).contains(&year).then(|| format!("{year:04}-{month:02}-{day:02}"))
    };
    Some(format!("{}/{}", name(from)?, name(to)?))
}

/// The place in the text that a fragment (without its `#`) names, by its position in [`Story::places`].
pub fn to_occurrence(story: &Story, fragment: &str) -> Option<usize> {
    match parse(story, fragment)? {
        Action::FollowLink { selected, .. } => selected?.occurrence_index(story),
        _ => None,
    }
}

/// The event that a fragment (without its `#`) names where it is at home, as a position in [`Story::events`].
pub fn to_event(story: &Story, fragment: &str) -> Option<usize> {
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
        story::{ItemRef, Story, StoryFile},
    };

    fn story() -> Story {
        let text = include_str!("../stories/open-source-ai.json");
        Story::check(StoryFile::from_json(text).unwrap()).0
    }

    /// A fragment, read and written again; `None` if it is not one of the story's.
    fn check(fragment: &str, expected: Option<&str>) {
        let story = story();
        let again =
            parse(&story, fragment).and_then(|action| state_fragment(&story, &State::default().apply(action, &story)));
        assert_eq!(again.as_deref(), expected, "{fragment}");
    }

    #[test]
    fn fragments_that_lead_somewhere() {
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
    fn fragments_that_lead_nowhere() {
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
    fn the_highlight_filter_is_understood_and_written_only_on_request() {
        let story = story();
        let off = "open-source-ai/quote/wei-sun+highlights/off";
        let state = State::default().apply(parse(&story, off).unwrap(), &story);
        assert_eq!(state.highlight_filter, HighlightFilter::Off);
        assert_eq!(state_fragment(&story, &state).as_deref(), Some("open-source-ai/quote/wei-sun"));
        assert_eq!(view_fragment(&story, &state).as_deref(), Some(off));
        let alone = State { highlight_filter: HighlightFilter::Key, ..State::default() };
        assert_eq!(
            (state_fragment(&story, &alone), view_fragment(&story, &alone).as_deref()),
            (None, Some("open-source-ai/highlights/key"))
        );
        assert_eq!(view_fragment(&story, &State::default()), None);
    }

    #[test]
    fn a_part_of_time_is_understood_and_written_only_on_request() {
        let story = story();
        let check = |fragment: &str, expected: Option<&str>| {
            let go = parse(&story, &format!("open-source-ai/{fragment}"));
            let written = go.and_then(|action| view_fragment(&story, &State::default().apply(action, &story)));
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
        let window = parse(&story, "open-source-ai/timeline/2025/2025").map(|go| State::default().apply(go, &story));
        assert_eq!(window.and_then(|state| state_fragment(&story, &state)), None, "the address bar has none");
    }

    /// Every thing, every place of it, with every company: what is written is read as what it was.
    #[test]
    fn every_state_comes_back() {
        let story = story();
        let items = (0..story.entities.len())
            .map(ItemRef::Entity)
            .chain((0..story.highlights.len()).map(ItemRef::Highlight))
            .chain((0..story.quotes.len()).map(ItemRef::Quote))
            .chain((0..story.events.len()).map(ItemRef::Event));
        for item in items {
            let occurrences = story.occurrences_of(item).map(|place| Some(place.number));
            for place in occurrences.chain([None]) {
                for focus in story.companies().map(Some).chain([None]) {
                    let selected = Some(Selection { item, occurrence: place });
                    let state = State { followed: focus, selected, ..State::default() };
                    let fragment = state_fragment(&story, &state).unwrap();
                    assert_eq!(
                        parse(&story, &fragment),
                        Some(Action::FollowLink {
                            followed: focus,
                            selected,
                            highlight_filter: None,
                            time_range: None
                        }),
                        "{fragment}"
                    );
                }
                let alone = item_fragment(&story, item, place);
                assert_eq!(
                    parse(&story, &alone),
                    Some(Action::FollowLink {
                        followed: None,
                        selected: Some(Selection { item, occurrence: place }),
                        highlight_filter: None,
                        time_range: None
                    })
                );
            }
        }
        assert_eq!(state_fragment(&story, &State::default()), None);
        assert_eq!(company_fragment(&story, 0), "open-source-ai/company/deepseek");
    }
}
