//! Where things stand in the text.

use std::ops::Range;

use super::{
    super::{
        Dress, Fault, Place, Story, Text, Thing,
        anchor::{self, Anchor},
        file::{EntityEntry, TextQuoteSelector},
        grapheme::widen,
        mention::Names,
        order::{ascending, number, sorted},
        quotation::trimmed,
        run::flatten,
    },
    Checker,
};

impl Checker {
    /// Finds where the entities are named.
    pub(super) fn mentions(&mut self, entries: &[(usize, EntityEntry)]) {
        let (mut names, mut paths) = (Vec::new(), Vec::new());
        for (entity, (at, entry)) in entries.iter().enumerate() {
            let path = format!("entities[{at}]");
            for (alias, name) in [&entry.name].into_iter().chain(&entry.aliases).enumerate() {
                let path = || match alias.checked_sub(1) {
                    // It may not be there at all.
                    None => path.clone(),
                    Some(alias) => format!("{path}.aliases[{alias}]"),
                };
                if !name.chars().any(char::is_alphanumeric) {
                    self.warn(path(), Fault::EmptyName);
                    continue;
                }
                if alias > 0 && name.chars().nth(1).is_none() {
                    self.warn(path(), Fault::ShortAlias(name.clone()));
                }
                names.push((name.as_str(), entity));
                paths.push(path());
            }
        }
        let (given, names) = (names.clone(), Names::new(names));
        for ((name, entity), path) in given.into_iter().zip(paths) {
            let owner = names.owner(name).filter(|&owner| owner != entity);
            if let Some(owner) = owner.and_then(|owner| entries.get(owner)) {
                self.warn(path, Fault::NameTaken(name.to_owned(), owner.1.id.to_string()));
            }
        }
        for (text, (rich, _)) in self.texts.iter().enumerate() {
            for (range, entity) in names.find(&rich.text) {
                // A link of the author's leads where it leads.
                let linked = rich.spans.iter().any(|(span, dress)| {
                    matches!(dress, Dress::Link(_)) && span.start < range.end && range.start < span.end
                });
                if !linked {
                    self.places.push(Place { thing: Thing::Entity(entity), number: 0, text, range, level: 0 });
                }
            }
        }
    }

    /// Finds where a selector points to, and takes note of what stands there: in which text, and there in which bytes.
    pub(super) fn place(
        &mut self,
        path: String,
        selector: &TextQuoteSelector,
        thing: Thing,
    ) -> Option<(usize, Range<usize>)> {
        let exact = || selector.exact.clone();
        let found = anchor::find(selector, self.texts.iter().map(|(rich, _)| rich.text.as_str()));
        let (text, range) = match found {
            Anchor::One { text, range } => (text, range),
            Anchor::Several { text, range, count } => {
                self.warn(path, Fault::Ambiguous(exact(), count));
                (text, range)
            }
            Anchor::None => {
                self.warn(path, Fault::NotFound(exact()));
                return None;
            }
        };
        let words = &self.texts[text].0.text;
        let range = match thing {
            Thing::Quote(_) => {
                let said = trimmed(&words[range.clone()]);
                range.start + said.start..range.start + said.end
            }
            Thing::Entity(_) | Thing::Highlight(_) | Thing::Event(_) => range,
        };
        let range = widen(words, range);
        self.places.push(Place { thing, number: 0, text, range: range.clone(), level: 0 });
        Some((text, range))
    }

    /// Puts the places in order of the text, and parts the texts into runs.
    pub(super) fn assemble(&mut self, story: &mut Story) {
        let mut places = sorted(std::mem::take(&mut self.places), |place| {
            [number(place.text), number(place.range.start), -number(place.range.end), number(place.thing.position().1)]
        });
        let counts = [story.entities.len(), story.highlights.len(), story.quotes.len(), story.events.len()];
        let mut counters = counts.map(|count| vec![0; count]);
        for place in &mut places {
            let (list, at) = place.thing.position();
            counters[list][at] += 1;
            place.number = counters[list][at];
        }
        story.by_thing = sorted(0..places.len(), |&at: &usize| {
            let (list, thing) = places[at].thing.position();
            [number(list), number(thing), number(places[at].number), 0]
        });
        story.places = places;
        let entities = (0..story.entities.len()).map(Thing::Entity);
        let things = entities.chain((0..story.highlights.len()).map(Thing::Highlight));
        story.notes = sorted(things, |&thing| [story.place(thing, 1).map_or(i64::MAX, number), 0, 0, 0]);
        for (text, (rich, path)) in std::mem::take(&mut self.texts).into_iter().enumerate() {
            let first = story.places.partition_point(|place| place.text < text);
            let last = story.places.partition_point(|place| place.text <= text);
            let here: Vec<_> = (first..last).map(|at| (at, story.places[at].range.clone())).collect();
            let (runs, levels) = flatten(&rich.text, &rich.spans, &here);
            for ((at, _), level) in here.iter().zip(levels) {
                story.places[*at].level = level;
            }
            let linked = runs.iter().filter(|run| matches!(run.dress, Some(Dress::Link(_))));
            for at in linked.flat_map(|run| &run.leads) {
                let exact = rich.text[story.places[*at].range.clone()].to_owned();
                self.warn(&path, Fault::Covered(exact));
            }
            let about = (first..last).flat_map(|at| story.companies_of(story.places[at].thing)).collect();
            story.texts.push(Text { rich, runs, places: first..last, about: ascending(about) });
        }
    }
}
