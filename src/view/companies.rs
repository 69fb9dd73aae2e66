//! Renders the menu of companies, in which the reader chooses the company to follow, and the bar that is shown meanwhile.

use super::{
    ViewContext,
    element_builder::{ElementBuilder, action_button, el, el_with_class},
    monogram::{MONOGRAM, initials},
};
use crate::{
    link,
    story::{EntityIndex, ItemRef},
    words::format,
};

/// Renders the menu of companies; `None` if the story has none. Without script each link leads to the company's lane or
/// note. The reader makes the links buttons that follow the company.
pub(super) fn menu(ctx: &ViewContext) -> Option<ElementBuilder> {
    let (story, words) = (&ctx.story, ctx.words);
    story.companies().next()?;
    let chip = |at: EntityIndex| {
        let name = &story.entities[at].name;
        let link = el("a")
            .attr("class", ctx.class("sl-chip", Some(at)))
            .attr("href", format!("#{}", link::company_fragment(story, at)))
            .attr(MONOGRAM, initials(name))
            .text(name);
        el("li").child(link)
    };
    let summary = el_with_class("summary", "sl-button").attr("part", "button").text(words.follow);
    let list = el_with_class("ul", "sl-chips").attr("aria-label", words.companies);
    let menu = el_with_class("details", "sl-companies").attr("part", "companies");
    Some(menu.child(summary).child(list.children(story.companies().map(chip))))
}

/// Renders the bar that is at the foot of the viewport while the reader follows a company: how much is about the company,
/// the buttons that show the previous and the next part about it, and the button that stops following it.
pub(super) fn following_bar(ctx: &ViewContext) -> Option<ElementBuilder> {
    let words = ctx.words;
    ctx.story.companies().next()?;
    let step = |to: &'static str, label: &'static str, arrow: &str| {
        let arrow = el("span").attr("aria-hidden", "true").text(arrow);
        el_with_class("button", "sl-button sl-step")
            .attr("type", "button")
            .attr("part", "button")
            .attr("data-step", to)
            .attr("aria-label", label)
            .child(arrow)
    };
    let bar = el_with_class("div", "sl-following-bar")
        .child(el_with_class("p", "sl-status"))
        .child(step("previous", words.previous_part, "↑"))
        .child(step("next", words.next_part, "↓"))
        .child(action_button(words.stop_following).attr("data-follow", ""));
    Some(el_with_class("div", "sl-following").attr("hidden", "").child(bar))
}

/// Returns the status while a company is followed: a sentence that counts the paragraphs, events and quotes about it.
pub(crate) fn follow_status(ctx: &ViewContext, company: EntityIndex) -> String {
    let (story, words) = (&ctx.story, ctx.words);
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
