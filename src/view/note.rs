//! Renders the content of a note, which is the same in the notes section and in a card.

use yew::prelude::*;

use super::{
    ViewContext,
    article::time,
    chart,
    element_builder::{ElementBuilder, action_button, el, el_with_class, empty, fragment, text},
    fact::{facts, link_out, origin},
    related::{self, link_to},
};
use crate::{
    story::{EntityIndex, EventIndex, ItemRef, Kind, QuoteIndex, Speech, Status},
    words::format,
};

/// Renders the note of an item. `title_id` is the HTML id of the title, by which the card is named. `occurrence` is
/// the number of the mention that the card belongs to; `None` in the notes section. `followed` is the followed company.
pub(super) fn view(
    ctx: &ViewContext,
    followed: Option<EntityIndex>,
    item: ItemRef,
    title_id: String,
    occurrence: Option<usize>,
) -> Html {
    let (story, words) = (&ctx.story, ctx.words);
    let monogram = match item {
        ItemRef::Entity(at) => monogram(ctx, at),
        ItemRef::Highlight(_) | ItemRef::Quote(_) | ItemRef::Event(_) => None,
    };
    let speaker = match item {
        ItemRef::Quote(at) => story.quotes[at].speaker.entity(),
        ItemRef::Entity(_) | ItemRef::Highlight(_) | ItemRef::Event(_) => None,
    };
    let title = el_with_class("h3", "sl-note-title").attr("id", title_id).children(monogram);
    // The title of a quote is its speaker.
    let title = match speaker {
        Some(speaker) => title.child(link_to(ctx, ItemRef::Entity(speaker))),
        None => title.text(ctx.title(item)),
    };
    let body = match item {
        ItemRef::Entity(at) => entity_body(ctx, at, followed == Some(at)),
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
    let kind = el_with_class("p", "sl-kind").text(words.style_name(story.highlight_style(item)));
    let mentions = match occurrence {
        Some(number) => mentions(ctx, item, number),
        None => occurrence_link(ctx, item),
    };
    fragment(vec![kind.into(), title.into(), body, related::view(ctx, item), mentions])
}

/// Renders the monogram of a company.
fn monogram(ctx: &ViewContext, entity: EntityIndex) -> Option<ElementBuilder> {
    let company = &ctx.story.entities[entity];
    company.accent.map(|_| ctx.monogram(&company.name).attr("class", ctx.class("sl-monogram", Some(entity))))
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
        let label = follow_label(ctx, at, is_followed);
        let button = action_button(&label).attr("data-follow", entity.id.to_string());
        body.push(el_with_class("p", "sl-needs-script").child(button).into());
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

/// Renders the date of an event, whether the event is planned, and the origin of the date.
pub(super) fn event_date(ctx: &ViewContext, at: EventIndex) -> Html {
    let date_origin = origin(ctx, &ctx.story.events[at].date_source, Some(ctx.words.date_from));
    el_with_class("p", "sl-date").child(event_when(ctx, at)).text(" ").child(date_origin).into()
}

/// Renders the date of an event, and whether the event is planned.
pub(super) fn event_when(ctx: &ViewContext, at: EventIndex) -> ElementBuilder {
    let (event, words) = (&ctx.story.events[at], ctx.words);
    // `dir="auto"` gives the date its own direction within the text around it.
    let mut when = el("b").attr("dir", "auto").child(match &event.date {
        Some(date) => time(ctx, date),
        None => text(words.undated),
    });
    if event.status == Status::Planned {
        when = when.text(words.list_separator).child(el_with_class("span", "sl-planned").text(words.planned));
    }
    when
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
    let line = el_with_class("p", "sl-occurrences").child(link);
    // The parts of a quote that the text interrupts count as one occurrence.
    if count == 1 || matches!(item, ItemRef::Quote(_)) {
        return line.into();
    }
    line.text(" ").text(&format(ctx.words.n_of_m, &["1", &count.to_string()])).into()
}
