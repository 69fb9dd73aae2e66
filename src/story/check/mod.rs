//! The check of a story file.

mod occurrences;
mod quotes;

use super::{
    Bar, Block, Chart, Date, Entity, EntityIndex, Event, Fact, Highlight, Id, Image, IndexVec, ItemRef, Kind,
    Occurrence, Origin, ParsedStoryFile, RichText, Source, Story, StoryFile, TextIndex, Warning, WarningKind,
    anchor::AnchorIndex,
    file::{self, EntityEntry, EventEntry, HighlightEntry},
    rich_text::InlineStyle,
    small_sort::sort_by_key,
    url::is_allowed,
};

/// The entities of the story file that are kept, each with its position in the file.
type Entries = IndexVec<EntityIndex, (usize, EntityEntry)>;

impl Story {
    /// Checks a story file.
    ///
    /// Returns the story and a warning for each part of the file that can't be used. The story leaves these parts out.
    pub fn check(parsed: ParsedStoryFile) -> (Self, Vec<Warning>) {
        let mut checker = Checker::default();
        for path in parsed.unknown_fields {
            checker.warn(path, WarningKind::UnknownField);
        }
        let story = checker.story(parsed.file);
        (story, checker.warnings)
    }
}

#[derive(Default)]
struct Checker {
    warnings: Vec<Warning>,
    /// The texts in reading order, each with its path in the file.
    texts: IndexVec<TextIndex, (RichText, String)>,
    /// The positions in `texts`, for the search for selectors.
    anchors: AnchorIndex,
    occurrences: Vec<Occurrence>,
}

impl Checker {
    fn story(&mut self, file: StoryFile) -> Story {
        let standfirst = file.standfirst.map(|rich| self.text("standfirst".to_owned(), rich));
        let blocks = self.blocks(file.body);
        let texts: Vec<_> = self.texts.iter().map(|(rich, _)| rich.text.as_str()).collect();
        self.anchors = AnchorIndex::new(&texts);
        let keep = self.first_of_each_id("entities", &ids(&file.entities, |entry| &entry.id));
        let entries: IndexVec<_, _> = numbered(file.entities, keep).collect();
        let entities = self.entities(&entries);
        self.mentions(&entries);

        let mut story = Story {
            id: file.id,
            lang: file.lang,
            title: file.title,
            standfirst,
            authors: file.authors,
            publisher: file.publisher.map(|source| self.source("publisher.url", source)),
            published: self.date("published", &file.published),
            modified: file.modified.and_then(|text| self.date("modified", &text)),
            correction: file.correction,
            image: file.image.and_then(|image| self.image("image.url", image)),
            source: file.source.map(|source| self.source("source.url", source)),
            note: file.note.map(|fact| self.fact("note".to_owned(), fact)),
            texts: IndexVec::new(),
            blocks,
            entities,
            highlights: IndexVec::new(),
            events: IndexVec::new(),
            lanes: Vec::new(),
            quotes: IndexVec::new(),
            occurrences: IndexVec::new(),
            notes: Vec::new(),
            hidden: super::HiddenSections::default(),
            occurrences_by_item: Vec::new(),
            checksum: 0,
        };
        self.highlights(&mut story, file.highlights);
        self.quotes(&mut story, file.quotes);
        self.events(&mut story, file.events);
        story.lanes = self.lanes(&file.lanes, &story);
        self.warn_unused(&story, &entries);
        self.assemble(&mut story);
        story.with_checksum()
    }

    fn warn(&mut self, path: impl Into<String>, fault: WarningKind) {
        self.warnings.push(Warning { path: path.into(), kind: fault });
    }

    fn text(&mut self, path: String, mut rich: RichText) -> TextIndex {
        let refused = |style: &InlineStyle| match style {
            InlineStyle::Link(url) if !is_allowed(url, true) => Some(url.clone()),
            _ => None,
        };
        for url in rich.spans.iter().filter_map(|(_, style)| refused(style)) {
            self.warn(&path, WarningKind::UrlNotAllowed(url));
        }
        rich.spans.retain(|(_, style)| refused(style).is_none());
        self.texts.push((rich, path))
    }

    fn blocks(&mut self, body: Vec<file::Block>) -> Vec<Block> {
        let mut blocks = Vec::with_capacity(body.len());
        for (at, block) in body.into_iter().enumerate() {
            let path = format!("body[{at}]");
            blocks.push(match block {
                file::Block::Paragraph(rich) => Block::Paragraph(self.text(path, rich)),
                file::Block::Heading(rich) => Block::Heading(self.text(path, rich)),
                file::Block::List(list) => Block::List {
                    ordered: list.ordered,
                    items: list.items.into_iter().map(|item| self.text(path.clone(), item)).collect(),
                },
                file::Block::Image(file::ImageBlock { url, alt, width, height, caption }) => {
                    let image = Image { url, alt, width, height };
                    let Some(image) = self.image(&format!("{path}.image.url"), image) else {
                        continue;
                    };
                    let caption = caption.map(|rich| self.text(path, rich));
                    Block::Image { image, caption }
                }
            });
        }
        blocks
    }

    /// Returns true for each entry to keep: the first with its id.
    fn first_of_each_id(&mut self, list: &str, ids: &[&Id]) -> Vec<bool> {
        let mut keep = Vec::with_capacity(ids.len());
        for (at, id) in ids.iter().enumerate() {
            let taken = ids[..at].contains(id);
            if taken {
                self.warn(format!("{list}[{at}].id"), WarningKind::DuplicateId(id.to_string()));
            }
            keep.push(!taken);
        }
        keep
    }

    fn entities(&mut self, entries: &Entries) -> IndexVec<EntityIndex, Entity> {
        let mut companies = 0..;
        let mut entities = IndexVec::new();
        for (at, entry) in entries {
            let path = format!("entities[{at}]");
            let owner = match (&entry.affiliation, &entry.maker) {
                (Some(id), _) => self.owner(&format!("{path}.affiliation"), id, entries),
                (None, Some(id)) => self.owner(&format!("{path}.maker"), id, entries),
                (None, None) => None,
            };
            entities.push(Entity {
                id: entry.id.clone(),
                kind: entry.kind,
                name: if entry.name.trim().is_empty() { entry.id.to_string() } else { entry.name.clone() },
                role: entry.role.clone(),
                summary: self.facts(&format!("{path}.summary"), entry.summary.clone()),
                owner,
                url: self.url(&format!("{path}.url"), entry.url.clone()),
                accent: if entry.kind == Kind::Company { companies.next() } else { None },
            });
        }
        entities
    }

    fn owner(&mut self, path: &str, id: &Id, entries: &Entries) -> Option<EntityIndex> {
        let owner = entries.position(|(_, entry)| entry.id == *id);
        match owner.map(|at| entries[at].1.kind) {
            Some(Kind::Company | Kind::Organisation) => owner,
            Some(found) => {
                let id = id.to_string();
                self.warn(path, WarningKind::WrongKind { id, found, expected: "company or organisation" });
                None
            }
            None => {
                self.warn(path, WarningKind::UnknownEntity(id.to_string()));
                None
            }
        }
    }

    fn highlights(&mut self, story: &mut Story, entries: Vec<HighlightEntry>) {
        let keep = self.first_of_each_id("highlights", &ids(&entries, |entry| &entry.id));
        for (at, entry) in numbered(entries, keep) {
            let path = format!("highlights[{at}]");
            self.add_occurrence(
                format!("{path}.target"),
                &entry.target,
                ItemRef::Highlight(story.highlights.next_index()),
            );
            let note = self.facts(&format!("{path}.note"), entry.note);
            let chart = entry.chart.and_then(|chart| self.chart(&format!("{path}.chart"), chart));
            if note.is_empty() && chart.is_none() {
                self.warn(format!("{path}.note"), WarningKind::EmptyNote);
            }
            story.highlights.push(Highlight {
                title: if entry.title.trim().is_empty() { entry.id.to_string() } else { entry.title },
                id: entry.id,
                kind: entry.kind,
                note,
                about: self.about(&format!("{path}.about"), &entry.about, story),
                chart,
            });
        }
    }

    /// Returns a chart without its invalid bars; `None` if the first bar is invalid or no bar ends above zero.
    fn chart(&mut self, path: &str, mut chart: Chart) -> Option<Chart> {
        const MAX_VALUE: f64 = 1e15;
        let is_bar = |bar: &Bar| bar.from >= 0.0 && bar.from <= bar.to && bar.to <= MAX_VALUE;
        let has_own = chart.bars.first().is_some_and(is_bar);
        for (at, bar) in chart.bars.iter().enumerate() {
            if !is_bar(bar) {
                self.warn(format!("{path}.bars[{at}]"), WarningKind::InvalidBar(bar.label.clone()));
            }
        }
        chart.bars.retain(is_bar);
        if has_own && chart.bars.iter().any(|bar| bar.to > 0.0) {
            return Some(chart);
        }
        self.warn(path, WarningKind::EmptyChart);
        None
    }

    fn events(&mut self, story: &mut Story, entries: Vec<EventEntry>) {
        let keep = self.first_of_each_id("events", &ids(&entries, |entry| &entry.id));
        let mut dated = Vec::new();
        for (at, entry) in numbered(entries, keep) {
            let path = format!("events[{at}].date");
            let date = self.date(&path, &entry.date);
            if date.as_ref().is_some_and(Date::is_out_of_range) {
                self.warn(path, WarningKind::DateOutOfRange(entry.date.clone()));
            }
            dated.push((at, date, entry));
        }
        let dated = sort_by_key(dated, |(_, date, _)| [date.as_ref().map_or(i64::MAX, Date::sort_day), 0, 0, 0]);
        for (at, date, entry) in dated {
            let path = format!("events[{at}]");
            if let Some(selector) = &entry.target {
                self.add_occurrence(format!("{path}.target"), selector, ItemRef::Event(story.events.next_index()));
            }
            let company = entry.company.and_then(|id| self.company(&format!("{path}.company"), &id, story));
            story.events.push(Event {
                title: if entry.title.trim().is_empty() { entry.id.to_string() } else { entry.title },
                id: entry.id,
                date,
                date_source: self.origin(&format!("{path}.dateSource"), entry.date_source),
                status: entry.status,
                company,
                note: self.facts(&format!("{path}.note"), entry.note),
            });
        }
    }

    /// Returns the companies in the order of the field `lanes`. A repeated company counts once, at its first position.
    fn lanes(&mut self, ids: &[Id], story: &Story) -> Vec<EntityIndex> {
        let mut lanes = Vec::new();
        for (at, id) in ids.iter().enumerate() {
            let path = format!("lanes[{at}]");
            match self.company(&path, id, story) {
                Some(company) if lanes.contains(&company) => self.warn(path, WarningKind::DuplicateId(id.to_string())),
                company => lanes.extend(company),
            }
        }
        lanes
    }

    fn company(&mut self, path: &str, id: &Id, story: &Story) -> Option<EntityIndex> {
        let company = self.reference(path.to_owned(), id, story)?;
        let found = story.entities[company].kind;
        if found == Kind::Company {
            return Some(company);
        }
        self.warn(path, WarningKind::WrongKind { id: id.to_string(), found, expected: "company" });
        None
    }

    fn reference(&mut self, path: String, id: &Id, story: &Story) -> Option<EntityIndex> {
        let found = story.entities.position(|entity| entity.id == *id);
        if found.is_none() {
            self.warn(path, WarningKind::UnknownEntity(id.to_string()));
        }
        found
    }

    fn about(&mut self, path: &str, ids: &[Id], story: &Story) -> Vec<EntityIndex> {
        let numbered = ids.iter().enumerate();
        numbered.filter_map(|(at, id)| self.reference(format!("{path}[{at}]"), id, story)).collect()
    }

    fn warn_unused(&mut self, story: &Story, entries: &Entries) {
        let mut used = vec![false; entries.len()];
        let named = self.occurrences.iter().filter_map(|occurrence| match occurrence.item {
            ItemRef::Entity(entity) => Some(entity),
            ItemRef::Highlight(_) | ItemRef::Quote(_) | ItemRef::Event(_) => None,
        });
        let owners = story.entities.iter().filter_map(|entity| entity.owner);
        let quoted = story.quotes.iter().flat_map(|quote| quote.about.iter().copied().chain(quote.speaker.entity()));
        let acting = story.events.iter().filter_map(|event| event.company);
        let marked = story.highlights.iter().flat_map(|highlight| &highlight.about).copied();
        for entity in named.chain(owners).chain(quoted).chain(acting).chain(marked) {
            used[entity.index()] = true;
        }
        for ((at, entry), used) in entries.iter().zip(used) {
            let is_source = [&story.source, &story.publisher].into_iter().flatten().any(|it| it.name == entry.name);
            if !used && !is_source {
                self.warn(format!("entities[{at}]"), WarningKind::UnusedEntity(entry.id.to_string()));
            }
        }
    }

    fn date(&mut self, path: &str, text: &str) -> Option<Date> {
        match Date::parse(text) {
            Ok(date) => Some(date),
            Err(why) => {
                self.warn(path, WarningKind::InvalidDate(text.to_owned(), why));
                None
            }
        }
    }

    fn url(&mut self, path: &str, url: Option<String>) -> Option<String> {
        let url = url?;
        if is_allowed(&url, false) {
            return Some(url);
        }
        self.warn(path, WarningKind::UrlNotAllowed(url));
        None
    }

    fn source(&mut self, path: &str, source: Source) -> Source {
        Source { url: self.url(path, source.url), ..source }
    }

    fn image(&mut self, path: &str, image: Image) -> Option<Image> {
        let relative = !image.url.contains(':') && !image.url.starts_with("//");
        if relative || is_allowed(&image.url, false) {
            return Some(image);
        }
        self.warn(path, WarningKind::UrlNotAllowed(image.url));
        None
    }

    fn origin(&mut self, path: &str, origin: Origin) -> Origin {
        match origin {
            Origin::Article => Origin::Article,
            Origin::Background(source) => Origin::Background(self.source(&format!("{path}.background.url"), source)),
        }
    }

    fn fact(&mut self, path: String, fact: Fact) -> Fact {
        Fact { from: self.origin(&format!("{path}.from"), fact.from), ..fact }
    }

    /// Returns the facts that have text.
    fn facts(&mut self, path: &str, facts: Vec<Fact>) -> Vec<Fact> {
        let mut kept = Vec::with_capacity(facts.len());
        for (at, fact) in facts.into_iter().enumerate() {
            let fact = self.fact(format!("{path}[{at}]"), fact);
            if fact.text.trim().is_empty() {
                self.warn(format!("{path}[{at}].text"), WarningKind::EmptyNote);
            } else {
                kept.push(fact);
            }
        }
        kept
    }
}

/// Returns the ids of the entries.
fn ids<T>(entries: &[T], id: impl Fn(&T) -> &Id) -> Vec<&Id> {
    entries.iter().map(id).collect()
}

/// Returns the entries to keep, each with its index in the file.
fn numbered<T>(entries: Vec<T>, keep: Vec<bool>) -> impl Iterator<Item = (usize, T)> {
    entries.into_iter().enumerate().filter(move |(at, _)| keep[*at])
}
