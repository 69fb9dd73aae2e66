//! Renders the list of companies, in which the reader chooses the company to follow.

use yew::prelude::*;

use super::{
    ViewContext,
    element_builder::{action_button, el, el_with_class, empty},
    monogram::{MONOGRAM, initials},
};
use crate::{
    link,
    story::{EntityIndex, ItemRef},
    words::format,
};

/// Renders the list of companies. Without script each link leads to the company's lane or note; in the live view it
/// follows the company.
pub(super) fn view(ctx: &ViewContext) -> Html {
    let (story, words) = (&ctx.story, ctx.words);
    if story.companies().next().is_none() {
        return empty();
    }
    let chip = |at: EntityIndex| {
        let name = &story.entities[at].name;
        let link = el("a")
            .attr("class", ctx.class("sl-chip", Some(at)))
            .attr("href", format!("#{}", link::company_fragment(story, at)))
            .attr(MONOGRAM, initials(name))
            .text(name);
        el("li").child(link)
    };
    let stop = action_button(words.stop_following).attr("data-follow", "").attr("hidden", "");
    let status_line =
        el_with_class("p", "sl-status").child(el("span").text(&follow_status(ctx, None))).text(" ").child(stop);
    el_with_class("nav", "sl-companies")
        .attr("part", "companies")
        .attr("aria-label", words.companies)
        .child(el_with_class("ul", "sl-chips").children(story.companies().map(chip)))
        .child(status_line)
        .into()
}

/// Returns the status below the list: a sentence that counts the paragraphs, events and quotes about the followed company,
/// or a hint while no company is followed.
pub(crate) fn follow_status(ctx: &ViewContext, followed: Option<EntityIndex>) -> String {
    let (story, words) = (&ctx.story, ctx.words);
    let Some(company) = followed else {
        return words.companies_hint.to_owned();
    };
    let share = |text: &str, items: &mut dyn Iterator<Item = bool>| {
        let (about, all) = items.fold((0, 0), |(about, all), is_about| (about + usize::from(is_about), all + 1));
        if all == 0 { None } else { Some(format(text, &[&about.to_string(), &all.to_string()])) }
    };
    let is_about = |item| story.companies_of(item).contains(&company);
    let events = if story.hidden.timeline {
        None
    } else {
        share(words.followed_events, &mut story.events.indices().map(|at| is_about(ItemRef::Event(at))))
    };
    let quotes = if story.hidden.quotes {
        None
    } else {
        share(words.followed_quotes, &mut story.quotes.indices().map(|at| is_about(ItemRef::Quote(at))))
    };
    let texts = share(
        words.followed_paragraphs,
        &mut story.paragraphs().map(|text| story.texts[text].about.contains(&company)),
    );
    let shares: Vec<String> = texts.into_iter().chain(events).chain(quotes).collect();
    format(words.following, &[&story.entities[company].name, &shares.join(words.list_separator)])
}
