//! The search for the occurrences of items in the text.

use std::ops::Range;

use super::{
    super::{
        EntityIndex, IndexVec, InlineStyle, ItemRef, Kind, Occurrence, OccurrenceIndex, RichText, Story, Text,
        TextIndex, WarningKind,
        anchor::Anchor,
        file::TextQuoteSelector,
        grapheme::widen_to_graphemes,
        mention::NameIndex,
        quotation::trimmed,
        run::flatten,
        small_sort::{sort_by_key, sorted_unique_indices, to_key},
    },
    Checker, Entries,
};

/// About as much text as a desktop window shows, in bytes of UTF-8. Wide characters, such as Chinese ones, have more bytes.
const SCREEN: usize = 2400;

impl Checker {
    /// Adds the mentions of all entities.
    pub(super) fn mentions(&mut self, entries: &Entries) {
        let (mut names, mut paths) = (Vec::new(), Vec::new());
        for (entity, (at, entry)) in entries.iter_enumerated() {
            let path = format!("entities[{at}]");
            for (alias, name) in [&entry.name].into_iter().chain(&entry.aliases).enumerate() {
                let path = || match alias.checked_sub(1) {
                    // The field `name` may be absent, so its path is the path of the entity.
                    None => path.clone(),
                    Some(alias) => format!("{path}.aliases[{alias}]"),
                };
                if !name.chars().any(char::is_alphanumeric) {
                    self.warn(path(), WarningKind::EmptyName);
                    continue;
                }
                if alias > 0 && name.chars().nth(1).is_none() {
                    self.warn(path(), WarningKind::ShortAlias(name.clone()));
                }
                names.push((name.as_str(), entity));
                paths.push(path());
            }
        }
        let (given, names) = (names.clone(), NameIndex::new(names));
        for ((name, entity), path) in given.into_iter().zip(paths) {
            let owner = names.owner(name).filter(|&owner| owner != entity);
            if let Some(owner) = owner.and_then(|owner| entries.get(owner)) {
                self.warn(path, WarningKind::DuplicateName(name.to_owned(), owner.1.id.to_string()));
            }
        }
        for (text, (rich, _)) in self.texts.iter_enumerated() {
            for (range, entity) in names.find(&rich.text) {
                // A link that the author wrote has precedence over a mention.
                let linked = rich.spans.iter().any(|(span, style)| {
                    matches!(style, InlineStyle::Link(_)) && span.start < range.end && range.start < span.end
                });
                if !linked {
                    self.occurrences.push(Occurrence {
                        item: ItemRef::Entity(entity),
                        number: 0,
                        text,
                        range,
                        level: 0,
                        is_key: false,
                    });
                }
            }
        }
    }

    /// Adds the occurrence that a selector names. Returns its text and its byte range; `None` if not found.
    pub(super) fn add_occurrence(
        &mut self,
        path: String,
        selector: &TextQuoteSelector,
        item: ItemRef,
    ) -> Option<(TextIndex, Range<usize>)> {
        let exact = || selector.exact.clone();
        let found = self.anchors.find(selector, |at| self.texts[at].0.text.as_str());
        let (text, range) = match found {
            Anchor::Unique { text, range } => (text, range),
            Anchor::Ambiguous { text, range, count } => {
                self.warn(path, WarningKind::WordsAmbiguous(exact(), count));
                (text, range)
            }
            Anchor::NotFound => {
                self.warn(path, WarningKind::WordsNotFound(exact()));
                return None;
            }
        };
        let words = &self.texts[text].0.text;
        let range = match item {
            ItemRef::Quote(_) => {
                let trimmed = trimmed(&words[range.clone()]);
                range.start + trimmed.start..range.start + trimmed.end
            }
            ItemRef::Entity(_) | ItemRef::Highlight(_) | ItemRef::Event(_) => range,
        };
        let range = widen_to_graphemes(words, range);
        self.occurrences.push(Occurrence { item, number: 0, text, range: range.clone(), level: 0, is_key: false });
        Some((text, range))
    }

    /// Chooses the occurrences that are highlighted by default: claims, figures and quotes, and a mention of a prominent
    /// entity if the text of the last screen has none that is highlighted. Prominent are companies, what is named at least
    /// twice, and people without a quote: the note of a quote has its speaker. The standfirst has no highlights by default.
    fn choose_key_occurrences(&self, story: &Story, occurrences: &mut [Occurrence]) {
        let begin_of_next = |begin: &mut usize, (rich, _): &(RichText, String)| {
            let end = *begin + rich.text.len();
            Some(std::mem::replace(begin, end))
        };
        let begins: IndexVec<TextIndex, usize> = self.texts.iter().scan(0, begin_of_next).collect();
        let mut counts = vec![0; story.entities.len()];
        for occurrence in occurrences.iter() {
            if let ItemRef::Entity(entity) = occurrence.item {
                counts[entity.index()] += 1;
            }
        }
        let speaks = |entity| story.quotes.iter().any(|quote| quote.speaker.entity() == Some(entity));
        let is_prominent = |entity: EntityIndex| match story.entities[entity].kind {
            Kind::Company => true,
            Kind::Person => !speaks(entity),
            Kind::Organisation | Kind::Product | Kind::Term => counts[entity.index()] > 1,
        };
        let mut last_key: Vec<Option<usize>> = vec![None; story.entities.len()];
        for occurrence in occurrences {
            if story.standfirst == Some(occurrence.text) {
                continue;
            }
            occurrence.is_key = match occurrence.item {
                ItemRef::Highlight(_) | ItemRef::Quote(_) => true,
                ItemRef::Event(_) => false,
                ItemRef::Entity(entity) => {
                    let at = begins[occurrence.text] + occurrence.range.start;
                    let last = &mut last_key[entity.index()];
                    let is_key = is_prominent(entity) && last.is_none_or(|last| at - last >= SCREEN);
                    if is_key {
                        *last = Some(at);
                    }
                    is_key
                }
            };
        }
    }

    /// Sorts and numbers the occurrences, and splits the texts into runs.
    pub(super) fn assemble(&mut self, story: &mut Story) {
        let sorted = sort_by_key(std::mem::take(&mut self.occurrences), |occurrence| {
            [
                to_key(occurrence.text.index()),
                to_key(occurrence.range.start),
                -to_key(occurrence.range.end),
                to_key(occurrence.item.sort_position().1),
            ]
        });
        let counts = [story.entities.len(), story.highlights.len(), story.quotes.len(), story.events.len()];
        let mut counters = counts.map(|count| vec![0; count]);
        let number = |occurrence: Occurrence| {
            let (list, at) = occurrence.item.sort_position();
            counters[list][at] += 1;
            Occurrence { number: counters[list][at], ..occurrence }
        };
        let mut numbered: Vec<_> = sorted.into_iter().map(number).collect();
        self.choose_key_occurrences(story, &mut numbered);
        let occurrences: IndexVec<_, _> = numbered.into();
        story.occurrences_by_item = sort_by_key(occurrences.indices(), |&at: &OccurrenceIndex| {
            let (list, item) = occurrences[at].item.sort_position();
            [to_key(list), to_key(item), to_key(occurrences[at].number), 0]
        });
        story.occurrences = occurrences;
        let entities = story.entities.indices().map(ItemRef::Entity);
        let items = entities.chain(story.highlights.indices().map(ItemRef::Highlight));
        story.notes = sort_by_key(items, |&item| {
            let first = story.occurrence(item, 1).map_or(i64::MAX, |at| to_key(at.index()));
            [to_key(story.highlight_style(item).position()), first, 0, 0]
        });
        for (rich, path) in std::mem::take(&mut self.texts) {
            let text = story.texts.next_index();
            let first = story.occurrences.partition_point(|occurrence| occurrence.text < text);
            let last = story.occurrences.partition_point(|occurrence| occurrence.text <= text);
            let here = || (first..last).map(OccurrenceIndex::new);
            let ranges: Vec<_> = here().map(|at| (at, story.occurrences[at].range.clone())).collect();
            let (runs, levels) = flatten(&rich.text, &rich.spans, &ranges);
            for (at, level) in here().zip(levels) {
                story.occurrences[at].level = level;
            }
            let linked = runs.iter().filter(|run| matches!(run.style, Some(InlineStyle::Link(_))));
            for at in linked.flat_map(|run| &run.tab_stops_of) {
                let exact = rich.text[story.occurrences[*at].range.clone()].to_owned();
                self.warn(&path, WarningKind::InsideLink(exact));
            }
            let about = here().flat_map(|at| story.companies_of(story.occurrences[at].item)).collect();
            let occurrences = OccurrenceIndex::new(first)..OccurrenceIndex::new(last);
            story.texts.push(Text { rich, runs, occurrences, about: sorted_unique_indices(about) });
        }
    }
}
