//! Renders the content of a note, for the notes section and for a card.

use yew::prelude::*;

use super::{
    ViewContext, chart,
    date::event_when,
    element_builder::{ElementBuilder, action_button, el, el_with_class, empty, fragment},
    fact::{date_origin, facts, link_out},
    monogram::{MONOGRAM, initials},
    related::{self, link_to},
};
use crate::{
    story::{EntityIndex, EventIndex, ItemRef, Kind, QuoteIndex, Speech},
    words::format,
};

/// The data that a card adds to its note.
pub(super) struct CardNote {
    /// The HTML id of the title, by which the card is named.
    pub title_id: String,
    /// The number of the mention that the card belongs to; `None` for an event of the chart.
    pub occurrence: Option<usize>,
    /// True if the reader follows the company of the note.
    pub is_followed: bool,
}

/// Renders the note of an item in a card.
pub(super) fn view(ctx: &ViewContext, item: ItemRef, card: CardNote) -> Html {
    let (story, words) = (&ctx.story, ctx.words);
    let speaker = match item {
        ItemRef::Quote(at) => story.quotes[at].speaker.entity(),
        ItemRef::Entity(_) | ItemRef::Highlight(_) | ItemRef::Event(_) => None,
    };
    let title = title(ctx, "h3", item).attr("id", card.title_id.clone());
    // The title of a quote is its speaker.
    let title = match speaker {
        Some(speaker) => title.child(link_to(ctx, ItemRef::Entity(speaker))),
        None => title.text(ctx.title(item)),
    };
    let kind = el_with_class("p", "sl-kind").text(words.style_name(story.highlight_style(item)));
    fragment(vec![kind.into(), title.into(), body(ctx, item, Some(&card))])
}

/// Renders what follows the title of a note: in a card, or in the notes section.
pub(super) fn body(ctx: &ViewContext, item: ItemRef, card: Option<&CardNote>) -> Html {
    let story = &ctx.story;
    let content = match item {
        ItemRef::Entity(at) => entity_body(ctx, at, card.is_some_and(|card| card.is_followed)),
        ItemRef::Highlight(at) => {
            let highlight = &story.highlights[at];
            let mut body = vec![facts(ctx, &highlight.note)];
            if let Some(chart) = &highlight.chart {
                body.push(chart::view(ctx, chart).into());
            }
            fragment(body)
        }
        ItemRef::Quote(at) => quote_body(ctx, at),
        ItemRef::Event(at) => fragment(vec![event_date(ctx, at), facts(ctx, &story.events[at].note)]),
    };
    let mentions = match card.and_then(|card| card.occurrence) {
        Some(number) => mentions(ctx, item, number),
        None => occurrence_link(ctx, item),
    };
    fragment(vec![content, related::view(ctx, item), mentions])
}

/// Builds the title of a note. That of a company has the company's monogram and accent colour.
pub(super) fn title(ctx: &ViewContext, tag: &'static str, item: ItemRef) -> ElementBuilder {
    let class = "sl-note-title";
    if let ItemRef::Entity(at) = item
        && ctx.story.entities[at].accent.is_some()
    {
        return el(tag).attr("class", ctx.class(class, Some(at))).attr(MONOGRAM, initials(ctx.title(item)));
    }
    el_with_class(tag, class)
}

/// Renders the role and the owner of an entity, if the story names them.
pub(super) fn affiliation(ctx: &ViewContext, at: EntityIndex) -> Html {
    let (entity, words) = (&ctx.story.entities[at], ctx.words);
    let role = || el_with_class("p", "sl-role");
    let owner = entity.owner.map(|owner| link_to(ctx, ItemRef::Entity(owner)));
    match (&entity.role, owner) {
        (Some(text), Some(owner)) => role().text(text).text(words.list_separator).child(owner).into(),
        (Some(text), None) => role().text(text).into(),
        (None, Some(owner)) if entity.kind == Kind::Product => role().text(words.maker).text(" ").child(owner).into(),
        (None, Some(owner)) => role().child(owner).into(),
        (None, None) => empty(),
    }
}

fn entity_body(ctx: &ViewContext, at: EntityIndex, is_followed: bool) -> Html {
    let (entity, words) = (&ctx.story.entities[at], ctx.words);
    let mut body = vec![affiliation(ctx, at), facts(ctx, &entity.summary)];
    if let Some(url) = &entity.url {
        body.push(el("p").child(link_out(url, words.website)).into());
    }
    if entity.accent.is_some() {
        let button = action_button(&follow_label(ctx, at, is_followed))
            .attr("class", "sl-button sl-follow sl-needs-script")
            .attr("data-follow", entity.id.to_string());
        body.push(button.into());
    }
    fragment(body)
}

/// Returns the label of the button in a company's note.
pub(crate) fn follow_label(ctx: &ViewContext, company: EntityIndex, is_followed: bool) -> String {
    let label = if is_followed { ctx.words.unfollow_company } else { ctx.words.follow_company };
    format(label, &[&ctx.story.entities[company].name])
}

fn quote_body(ctx: &ViewContext, at: QuoteIndex) -> Html {
    let quote = &ctx.story.quotes[at];
    let mut body: Vec<Html> = quote.speaker.entity().map(|speaker| affiliation(ctx, speaker)).into_iter().collect();
    body.push(speech(ctx, quote.speech));
    body.push(facts(ctx, &quote.note));
    fragment(body)
}

/// Renders whether a quote is direct or reported speech.
pub(super) fn speech(ctx: &ViewContext, speech: Speech) -> Html {
    let words = match speech {
        Speech::Direct => ctx.words.direct,
        Speech::Reported => ctx.words.reported,
    };
    el_with_class("p", "sl-speech").text(words).into()
}

/// Renders the date of an event, whether the event is planned, and the source of the date.
pub(super) fn event_date(ctx: &ViewContext, at: EventIndex) -> Html {
    let origin = date_origin(ctx, &ctx.story.events[at].date_source, el_with_class("span", "sl-origin"));
    el_with_class("p", "sl-date").child(event_when(ctx, at)).text(" ").children(origin).into()
}

/// Renders the position of a mention among all mentions of an item, with links to the previous and next one.
fn mentions(ctx: &ViewContext, item: ItemRef, number: usize) -> Html {
    let words = ctx.words;
    let count = ctx.story.occurrences_of(item).len();
    if count < 2 {
        return empty();
    }
    // At the first and the last mention the buttons stay, so that the pointer remains on the same button.
    let step = |to: Option<usize>, label: &'static str, arrow: &str| {
        let link = el_with_class("a", "sl-button sl-mention-step").attr("part", "button").attr("aria-label", label);
        let link = link.child(el("span").attr("aria-hidden", "true").text(arrow));
        match to {
            Some(to) if (1..=count).contains(&to) => link.attr("href", ctx.href(item, Some(to))),
            _ => link.attr("role", "link").attr("aria-disabled", "true").attr("tabindex", "0"),
        }
    };
    let position = format(words.mention_n_of_m, &[&number.to_string(), &count.to_string()]);
    el_with_class("p", "sl-mentions")
        .child(step(number.checked_sub(1), words.previous_mention, "↑"))
        .child(step(Some(number + 1), words.next_mention, "↓"))
        .child(el("span").text(&position))
        .into()
}

/// Renders the link to the first occurrence of an item in the text, and how many there are. The card of an occurrence
/// has links to the previous and the next one.
pub(super) fn occurrence_link(ctx: &ViewContext, item: ItemRef) -> Html {
    let count = ctx.story.occurrences_of(item).len();
    if count == 0 {
        return empty();
    }
    let link =
        el_with_class("a", "sl-occurrence-link").attr("href", ctx.href(item, Some(1))).text(ctx.words.in_article);
    // The parts of a quote that the text interrupts count as one occurrence.
    if count == 1 || matches!(item, ItemRef::Quote(_)) {
        return link.into();
    }
    link.text(": ").text(&format(ctx.words.n_of_m, &["1", &count.to_string()])).into()
}
