//! The content of the compared pages, from a checked story: HTML, and data for the scripts of the sets.

use std::fmt::Write as _;

use serde_json::{Value, json};
use sidelight::story::edtf::{Point, number};
use sidelight::story::{Event, ItemRef, Occurrence, Story, TextIndex};

/// The page of a set, the static page, and their styles.
const SET: &str = include_str!("../../peers/set.html");
const STATIC: &str = include_str!("../../peers/static.html");
const STYLE: &str = include_str!("../../peers/page.css");

/// An article as the compared pages show it: each text of the story is a paragraph.
pub(crate) struct Article<'a>(pub(crate) &'a Story);

impl<'a> Article<'a> {
    /// The page of a set. Its script finds the highlights and the events in the data of the page.
    pub(crate) fn set_page(&self) -> String {
        let text = |text: &str, _: TextIndex| escaped(text);
        // A `<` could end the script element.
        let data = self.data().to_string().replace('<', "\\u003c");
        self.page(SET, &[("article", self.paragraphs(text)), ("quotes", self.quotes()), ("data", data)])
    }

    /// The static page: highlights are marked, and events link to their paragraphs.
    pub(crate) fn static_page(&self) -> String {
        let marked = |text: &str, at: TextIndex| {
            let runs = self.0.texts[at].runs.iter().map(|run| {
                let words = escaped(&text[run.range.clone()]);
                if run.occurrences.is_empty() { words } else { format!("<mark>{words}</mark>") }
            });
            runs.collect()
        };
        let events = self.events().map(|event| {
            let [title, company, start] = ["title", "company", "start"].map(|key| escaped_value(&event[key]));
            format!("<li><a href=\"#p{}\">{start} {company}: {title}</a></li>", event["paragraph"])
        });
        let parts = [("article", self.paragraphs(marked)), ("events", events.collect()), ("quotes", self.quotes())];
        self.page(STATIC, &parts)
    }

    /// The occurrence of an entity nearest to the middle of the article that overlaps no other occurrence.
    pub(crate) fn middle(&self) -> Option<&'a Occurrence> {
        let all = &self.0.occurrences;
        let overlaps = |one: &Occurrence, other: &Occurrence| {
            one.text == other.text && one.range.start < other.range.end && other.range.start < one.range.end
        };
        let is_usable = |it: &Occurrence| {
            matches!(it.item, ItemRef::Entity(_)) && all.iter().filter(|other| overlaps(it, other)).count() == 1
        };
        let usable = all.iter().enumerate().filter(|(_, it)| is_usable(it));
        usable.min_by_key(|(at, _)| at.abs_diff(all.len() / 2)).map(|(_, it)| it)
    }

    fn page(&self, template: &str, parts: &[(&str, String)]) -> String {
        let same = [("lang", escaped(&self.0.lang)), ("title", escaped(&self.0.title)), ("style", STYLE.to_owned())];
        let parts = same.iter().chain(parts);
        parts.fold(template.to_owned(), |page, (name, part)| page.replace(&format!("{{{name}}}"), part))
    }

    /// The paragraphs without space between them: positions of highlights are offsets into the text of all of them.
    fn paragraphs(&self, content: impl Fn(&str, TextIndex) -> String) -> String {
        self.0.texts.iter_enumerated().fold(String::new(), |mut html, (at, text)| {
            let class = if self.0.standfirst == Some(at) { " class=\"standfirst\"" } else { "" };
            // Writing to a string can't fail.
            let _ = write!(html, "<p id=\"p{}\"{class}>{}</p>", at.index(), content(&text.rich.text, at));
            html
        })
    }

    fn quotes(&self) -> String {
        let figure = |quote: &sidelight::story::Quote| {
            let words = escaped(&quote.quoted(&quote.words));
            let role = quote.speaker.entity().and_then(|at| self.0.entities[at].role.as_deref());
            let speaker: Vec<_> = [Some(self.0.speaker_name(&quote.speaker)), role].into_iter().flatten().collect();
            format!(
                "<figure><blockquote>{words}</blockquote><figcaption>{}</figcaption></figure>",
                escaped(&speaker.join(", "))
            )
        };
        self.0.quotes.iter().map(figure).collect()
    }

    /// The data of a set's page. Scripts count text in UTF-16 code units.
    fn data(&self) -> Value {
        let items: Vec<_> = self.items().collect();
        let units = |text: &str| text.encode_utf16().count();
        let mut starts = vec![0];
        for text in self.0.texts.iter() {
            starts.push(starts[starts.len() - 1] + units(&text.rich.text));
        }
        let highlight = |it: &Occurrence| {
            let text = &self.0.texts[it.text].rich.text;
            let offset = |byte: usize| starts[it.text.index()] + units(&text[..byte]);
            let note = items.iter().position(|item| *item == it.item);
            json!([note, offset(it.range.start), offset(it.range.end)])
        };
        json!({
            "notes": items.iter().map(|item| self.note(*item)).collect::<Vec<_>>(),
            "highlights": self.0.occurrences.iter().map(highlight).collect::<Vec<_>>(),
            "events": self.events().collect::<Vec<_>>(),
        })
    }

    /// The items that have notes.
    fn items(&self) -> impl Iterator<Item = ItemRef> {
        let entities = self.0.entities.indices().map(ItemRef::Entity);
        let highlights = self.0.highlights.indices().map(ItemRef::Highlight);
        let quotes = self.0.quotes.indices().map(ItemRef::Quote);
        entities.chain(highlights).chain(quotes).chain(self.0.events.indices().map(ItemRef::Event))
    }

    /// A note: its title, its kind and its text.
    fn note(&self, item: ItemRef) -> Value {
        let (title, kind, facts) = match item {
            ItemRef::Entity(at) => {
                let entity = &self.0.entities[at];
                (&entity.name, entity.kind.as_str(), &entity.summary)
            }
            ItemRef::Highlight(at) => {
                let highlight = &self.0.highlights[at];
                (&highlight.title, highlight.kind.as_str(), &highlight.note)
            }
            ItemRef::Quote(at) => (&self.0.quotes[at].words, "quote", &self.0.quotes[at].note),
            ItemRef::Event(at) => (&self.0.events[at].title, "event", &self.0.events[at].note),
        };
        json!([title, kind, facts.iter().map(|fact| fact.text.as_str()).collect::<Vec<_>>().join(" ")])
    }

    /// The events that have a date.
    fn events(&self) -> impl Iterator<Item = Value> {
        let event = |(at, event): (_, &Event)| {
            let (start, end) = event.date.as_ref()?.edtf.ends();
            let [start, end] = [start, end].map(|end| end.date().and_then(|point| iso(&point)));
            let company = event.company.map(|company| &self.0.entities[company].name);
            let paragraph = self.0.occurrences_of(ItemRef::Event(at)).next().map_or(0, |it| it.text.index());
            // An event with an open start is shown at its end.
            let start = start.or_else(|| end.clone())?;
            let end = end.filter(|end| *end != start);
            Some(json!({
                "title": event.title, "company": company, "start": start, "end": end, "paragraph": paragraph,
            }))
        };
        self.0.events.iter_enumerated().filter_map(event)
    }
}

/// A year, a month or a day (ISO 8601); `None` if the year is not known.
fn iso(point: &Point) -> Option<String> {
    let mut text = format!("{:04}", point.year.value()?);
    for field in [point.month, point.day].into_iter().map_while(|field| field.and_then(number)) {
        // Writing to a string can't fail.
        let _ = write!(text, "-{field:02}");
    }
    Some(text)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

fn escaped_value(value: &Value) -> String {
    escaped(value.as_str().unwrap_or_default())
}
