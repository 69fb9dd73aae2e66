//! The fields of each type of a compiled story, in the order in which they are written.

use super::codec::{Codec, Lengths, Reader, Writer};
use crate::story::{
    Bar, Block, Chart, Date, Entity, Event, Fact, HiddenSections, Highlight, HighlightKind, Id, Image, InlineStyle,
    ItemRef, Kind, Occurrence, Origin, Quote, RichText, Run, Source, Speaker, Speech, Status, Story, Text,
    date::Edge,
    edtf::{Edtf, Endpoint, Point, Year},
};

/// Implements [`Codec`] for structs by the names of their fields.
macro_rules! structs {
    ($($type:ident { $($field:ident),+ $(,)? })+) => {$(
        impl Codec for $type {
            fn write(&self, to: &mut Writer) {
                $(self.$field.write(to);)+
            }

            fn read(from: &mut Reader) -> Option<Self> {
                Some(Self { $($field: Codec::read(from)?),+ })
            }
        }
    )+};
}

/// Implements [`Codec`] for enums by the numbers and the fields of their variants.
macro_rules! enums {
    ($($type:ident {
        $($number:literal $variant:ident $(($($unnamed:ident),+))? $({ $($named:ident),+ })?),+ $(,)?
    })+) => {$(
        impl Codec for $type {
            fn write(&self, to: &mut Writer) {
                match self {
                    $(Self::$variant $(($($unnamed),+))? $({ $($named),+ })? => {
                        u8::write(&$number, to);
                        $($($unnamed.write(to);)+)?
                        $($($named.write(to);)+)?
                    })+
                }
            }

            fn read(from: &mut Reader) -> Option<Self> {
                Some(match u8::read(from)? {
                    $($number => {
                        $($(let $unnamed = Codec::read(from)?;)+)?
                        $($(let $named = Codec::read(from)?;)+)?
                        Self::$variant $(($($unnamed),+))? $({ $($named),+ })?
                    })+
                    _ => return None,
                })
            }
        }
    )+};
}

structs! {
    Lengths { texts, entities, highlights, quotes, events, occurrences }
    Source { name, url }
    Fact { text, from }
    Image { url, alt, width, height }
    Chart { unit, bars }
    Bar { label, from, to }
    Run { range, style, occurrences, tab_stops_of }
    Text { rich, runs, occurrences, about }
    Entity { id, kind, name, role, summary, owner, url, accent }
    Highlight { id, kind, title, note, about, chart }
    Event { id, title, date, date_source, status, company, note }
    Quote { id, words, beginning, marks, speaker, speech, about, companies, note }
    Occurrence { item, number, text, range, level, is_key }
    Date { edtf, first, last }
    Point { year, significant, month, day, is_uncertain, is_approximate }
}

enums! {
    Kind { 0 Company, 1 Person, 2 Organisation, 3 Product, 4 Term }
    HighlightKind { 0 Claim, 1 Figure }
    Status { 0 Happened, 1 Planned }
    Speech { 0 Direct, 1 Reported }
    Origin { 0 Article, 1 Background(source) }
    InlineStyle { 0 Emphasis, 1 Link(url) }
    Speaker { 0 Entity(at), 1 Name(name) }
    ItemRef { 0 Entity(at), 1 Highlight(at), 2 Quote(at), 3 Event(at) }
    Block { 0 Paragraph(text), 1 Heading(text), 2 List { ordered, items }, 3 Image { image, caption } }
    Edge { 0 Day(day), 1 Open, 2 Unknown }
    Edtf { 0 Date(date), 1 DateTime(date), 2 Interval(start, end) }
    Endpoint { 0 Date(date), 1 Open, 2 Unknown, 3 OnOrBefore(date), 4 OnOrAfter(date) }
    Year { 0 Digits { is_negative, digits }, 1 Far { is_negative, value } }
}

impl Codec for Id {
    fn write(&self, to: &mut Writer) {
        self.as_str().to_owned().write(to);
    }

    fn read(from: &mut Reader) -> Option<Self> {
        Self::new(&String::read(from)?)
    }
}

impl Codec for RichText {
    fn write(&self, to: &mut Writer) {
        self.text.write(to);
        self.spans.len().write(to);
        for (range, style) in &self.spans {
            range.write(to);
            style.write(to);
        }
    }

    fn read(from: &mut Reader) -> Option<Self> {
        let (text, length) = (String::read(from)?, usize::read(from)?);
        let mut spans = Vec::new();
        for _ in 0..length {
            spans.push((Codec::read(from)?, Codec::read(from)?));
        }
        Some(Self { text, spans })
    }
}

/// Implements [`Codec`] for a story: the lengths of its lists, then its fields.
macro_rules! story {
    ($($field:ident),+ $(,)?) => {
        impl Codec for Story {
            fn write(&self, to: &mut Writer) {
                self.lengths().write(to);
                $(self.$field.write(to);)+
            }

            fn read(from: &mut Reader) -> Option<Self> {
                from.lengths = Codec::read(from)?;
                let story = Self { $($field: Codec::read(from)?,)+ hidden: HiddenSections::default(), checksum: 0 };
                story.is_consistent(from.lengths).then_some(story)
            }
        }
    };
}

story! {
    id, lang, title, standfirst, authors, publisher, published, modified, correction, image, source, note, texts, blocks,
    entities, highlights, events, lanes, quotes, occurrences, notes, occurrences_by_item,
}

impl Story {
    fn lengths(&self) -> Lengths {
        Lengths {
            texts: self.texts.len(),
            entities: self.entities.len(),
            highlights: self.highlights.len(),
            quotes: self.quotes.len(),
            events: self.events.len(),
            occurrences: self.occurrences.len(),
        }
    }

    /// Returns true if the lists have these lengths, and every byte range is a part of its text.
    fn is_consistent(&self, lengths: Lengths) -> bool {
        let has_ranges = |text: &Text| {
            let mut ranges =
                text.runs.iter().map(|run| &run.range).chain(text.rich.spans.iter().map(|(range, _)| range));
            ranges.all(|range| text.rich.text.get(range.clone()).is_some())
        };
        let in_text = |it: &Occurrence| self.texts[it.text].rich.text.get(it.range.clone()).is_some();
        self.lengths() == lengths
            && self.texts.iter().all(has_ranges)
            && self.occurrences.iter().all(in_text)
            && self.quotes.iter().all(|quote| quote.words.is_char_boundary(quote.beginning))
    }
}
