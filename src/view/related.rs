//! What else of the story a thing has to do with, as links.

use yew::prelude::*;

use super::{
    Shared,
    el::{El, el, none, of_class, together},
};
use crate::{
    link,
    state::Selection,
    story::{Thing, edge},
};

/// The events, the quotes, and the people and products of an entity; what a claim, a quote or an event is about.
pub(super) fn view(shared: &Shared, thing: Thing) -> Html {
    let (story, words) = (&shared.story, shared.words);
    match thing {
        Thing::Entity(at) => {
            let own = (0..story.entities.len()).filter(|&other| story.entities[other].owner == Some(at));
            let is_shown = |thing: Thing| Selection { thing, place: None }.shown(story).is_some();
            let events = (0..story.events.len()).filter(|&event| story.events[event].company == Some(at));
            let events = events.filter(|&event| is_shown(Thing::Event(event)));
            let quotes = (0..story.quotes.len()).filter(|&at_quote| {
                let quote = &story.quotes[at_quote];
                let has_part = quote.speaker.entity() == Some(at) || quote.about.contains(&at);
                has_part && is_shown(Thing::Quote(at_quote))
            });
            let lane = story.has_lane(at).then(|| {
                let link = of_class("a", "sl-link--lane").attr("href", format!("#{}", link::to_company(story, at)));
                Html::from(el("p").add(link.text(words.its_lane)))
            });
            let lane = lane.unwrap_or_default();
            together(vec![
                links(words.its_own, &mut own.map(|own| link_to(shared, Thing::Entity(own)))),
                links(words.its_events, &mut events.map(|event| link_to(shared, Thing::Event(event)))),
                lane,
                links(words.its_quotes, &mut quotes.map(|quote| quote_link(shared, quote, at))),
            ])
        }
        Thing::Highlight(at) => about(shared, &story.highlights[at].about),
        Thing::Quote(at) => about(shared, &story.quotes[at].about),
        Thing::Event(at) => about(shared, story.events[at].company.as_slice()),
    }
}

/// What it is about.
fn about(shared: &Shared, about: &[usize]) -> Html {
    links(shared.words.about, &mut about.iter().map(|&at| link_to(shared, Thing::Entity(at))))
}

/// What a quote is about, in a line; nothing, if the story does not say.
pub(super) fn said_about(shared: &Shared, at: usize) -> Html {
    let about = &shared.story.quotes[at].about;
    let link =
        |at: &usize| link_to(shared, Thing::Entity(*at)).attr("class", shared.class("sl-affiliation", Some(*at)));
    let line = of_class("p", "sl-quote-about").text(shared.words.about);
    match about.is_empty() {
        true => none(),
        false => {
            let separators = [" "].into_iter().chain(std::iter::repeat(", "));
            about.iter().zip(separators).fold(line, |line, (at, before)| line.text(before).add(link(at))).into()
        }
    }
}

/// Links under a title; nothing, if there are none.
fn links(title: &str, links: &mut dyn Iterator<Item = El>) -> Html {
    let items: Vec<El> = links.map(|link| el("li").add(link)).collect();
    if items.is_empty() {
        return none();
    }
    let list = of_class("ul", "sl-related-list").all(items);
    of_class("div", "sl-related").add(of_class("p", "sl-related-title").text(title)).add(list).into()
}

/// A link to a thing where it is at home.
pub(super) fn link_to(shared: &Shared, thing: Thing) -> El {
    el("a").attr("href", shared.href(thing, None)).text(shared.title(thing))
}

/// A link to a quote: by its speaker, or in the speaker's own note by its first words.
fn quote_link(shared: &Shared, at: usize, of: usize) -> El {
    let thing = Thing::Quote(at);
    let quote = &shared.story.quotes[at];
    if quote.speaker.entity() != Some(of) {
        return link_to(shared, thing);
    }
    let beginning = beginning(&quote.words);
    el("a").attr("href", shared.href(thing, None)).text(&quote.worded(&beginning))
}

/// As many whole words as fit into a line, and a sign that there are more.
fn beginning(words: &str) -> String {
    const LINE: usize = 40;
    let Some((end, _)) = words.char_indices().nth(LINE) else {
        return words.to_owned();
    };
    let end = words[..end].rfind(char::is_whitespace).unwrap_or_else(|| edge(words, end));
    format!("{} …", words[..end].trim_end_matches(|c: char| c.is_whitespace() || c == ','))
}

#[cfg(test)]
mod tests {
    use super::beginning;

    fn check(words: &str, expected: &str) {
        assert_eq!(beginning(words), expected);
    }

    #[test]
    fn long_words_are_cut_between_two() {
        check("It has been dark for years", "It has been dark for years");
        check("With DeepSeek free, it’s impossible, for any other", "With DeepSeek free, it’s impossible …");
        check(
            "百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度",
            "百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度百度 …",
        );
    }
}
