//! What the reader looks at, as plain data with names in it, and back: the element's property `state`.
//!
//! It is an object of words and lists of words, so that it can be stored and sent. A thing has its name within the story, as
//! in links: `quote/wei-sun`, or `note/deepseek/2` for one of its places. **Nothing here knows of a browser.**

use crate::{
    link,
    state::{Action, HighlightFilter, Reached, State},
    story::{Id, Story, Thing, Value},
    timeline::{Look, Shape, Step, Timeline},
    words::DateWords,
};

/// What the reader looks at, as an object.
pub fn write(state: &State, story: &Story, timeline: &Timeline) -> Value {
    let quote = |at: usize| story.quotes.get(at).map(|quote| &quote.id);
    let lane = |&at: &usize| id(timeline.lanes[at].company.map(|company| &story.entities[company].id));
    let look = &state.look;
    let kept = state.kept.iter().map(|&at| {
        let place = &story.places[at];
        let place = crate::state::Selection { thing: place.thing, place: Some(place.number) };
        Value::Text(link::name_of(story, place))
    });
    let carousel = &state.carousel;
    object([
        ("selected", state.selected.map_or(Value::Null, |selected| Value::Text(link::name_of(story, selected)))),
        ("followed", state.focus.map_or(Value::Null, |company| id(Some(&story.entities[company].id)))),
        ("highlights", text(state.highlight_filter.name())),
        ("pinned", Value::List(kept.collect())),
        (
            "quotes",
            object([
                ("current", quote(carousel.current).map_or(Value::Null, |quote| id(Some(quote)))),
                ("list", Value::Bool(carousel.is_list)),
                ("unrelated", Value::Bool(carousel.others)),
                ("expanded", Value::List(carousel.unfolded.iter().map(|&at| id(quote(at))).collect())),
            ]),
        ),
        (
            "timeline",
            object([
                ("mode", look.shape.map_or(Value::Null, |shape| text(shape.name()))),
                ("range", look.window.and_then(link::name_of_days).map_or(Value::Null, Value::Text)),
                ("search", text(&look.text)),
                ("companies", Value::List(look.only.iter().map(lane).collect())),
                ("folded", Value::List(look.folded.iter().map(lane).collect())),
                ("followReading", Value::Bool(look.follows)),
            ]),
        ),
    ])
}

/// What an object says that the reader is to look at. What it doesn't say is as at first; what the story doesn't have is
/// passed over. How much room there is stays as it is `now`.
pub fn read(value: &Value, now: &State, story: &Story, timeline: &Timeline, words: &DateWords) -> State {
    let word = |value: &Value, name| field_text(value, name).to_owned();
    let is = |value: &Value, name| value.field(name) == Some(&Value::Bool(true));
    let names = |value: &Value, name| match value.field(name) {
        Some(Value::List(list)) => list.iter().filter_map(as_text).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let (quotes, drawn) =
        (value.field("quotes").unwrap_or(&Value::Null), value.field("timeline").unwrap_or(&Value::Null));
    let quote = |name: &str| match story.thing("quote", name)? {
        Thing::Quote(at) => Some(at),
        _ => None,
    };
    let company = |name: &str| match story.thing("note", name)? {
        Thing::Entity(at) => Some(at),
        _ => None,
    };
    let place = |name: &str| link::named(story, name)?.position(story);
    let lane = |name: &String| {
        let named = |company: Option<usize>| id_of(company.map(|at| &story.entities[at].id)) == name.as_str();
        timeline.lanes.iter().position(|lane| named(lane.company))
    };

    let at_first = Look { size: now.look.size, lanes: now.look.lanes.clone(), ..Look::default() };
    let shape = [Shape::Lanes, Shape::List].into_iter().find(|shape| shape.name() == field_text(drawn, "mode"));
    let only = names(drawn, "companies");
    let folded = names(drawn, "folded");
    let steps = (shape.map(Step::Show).into_iter())
        .chain([Step::Find(word(drawn, "search"))])
        .chain(only.iter().filter_map(lane).map(Step::Only))
        .chain(folded.iter().filter_map(lane).map(Step::Fold))
        .chain([Step::Follow(is(drawn, "followReading"))]);
    let mut look = steps.fold(at_first, |look, step| look.step(step, timeline, story, words));
    look.window = link::days(field_text(drawn, "range"));

    let mut actions = vec![
        Action::Go {
            focus: company(field_text(value, "followed")),
            selected: None,
            highlight_filter: HighlightFilter::named(field_text(value, "highlights")),
            window: None,
        },
        Action::ListQuotes(is(quotes, "list")),
        Action::ShowOtherQuotes(is(quotes, "unrelated")),
    ];
    actions.extend(quote(field_text(quotes, "current")).map(Action::DriftTo));
    actions.extend(link::named(story, field_text(value, "selected")).map(|selected| Action::Select(Some(selected))));
    actions.extend(names(quotes, "expanded").iter().filter_map(|name| quote(name)).map(|at| Action::Unfold(at, true)));
    let kept: Vec<String> = names(value, "pinned");
    actions.extend(kept.iter().filter_map(|name| place(name)).map(Action::ToggleKept));
    let mut state = State { look, ..State::default() };
    for action in actions {
        state = state.apply(action, story);
    }
    state.carousel.reached = Reached::Restored;
    state
}

fn object<const N: usize>(fields: [(&str, Value); N]) -> Value {
    Value::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn id(id: Option<&Id>) -> Value {
    text(id_of(id))
}

fn id_of(id: Option<&Id>) -> &str {
    id.map_or("", Id::as_str)
}

fn as_text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn field_text<'a>(value: &'a Value, name: &str) -> &'a str {
    value.field(name).and_then(as_text).unwrap_or_default()
}
