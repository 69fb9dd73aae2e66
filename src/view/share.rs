//! Passing a thing on: as a quotation, as a link, or to what else the system offers.

use super::{
    Shared,
    el::{El, el, of_class},
};
use crate::{link, story::Thing, words};

/// What passes a thing on, or one of its places: as a quotation if it is a quote, and as a link where links can be given.
/// Nothing, where neither can be. Once there is script, `element.js` does it.
pub(super) fn of(shared: &Shared, thing: Thing, place: Option<usize>) -> Option<El> {
    let (story, words) = (&shared.story, shared.words);
    let fragment = link::to_thing(story, thing, place);
    let url = shared.share.as_ref().map(|share| share.link(story, thing, place));
    let picture = shared.share.as_ref().and_then(|share| share.picture(story, thing));
    let quotation = |link: Option<&str>| match thing {
        Thing::Quote(at) => Some(words::quotation(story, &story.quotes[at], words, link)),
        Thing::Entity(_) | Thing::Highlight(_) | Thing::Event(_) => None,
    };
    // Without script they keep their room.
    let copies = |label: &str, what: &'static str, said: &'static str, text: String| {
        let button = action(label);
        if shared.live { copying(button, what, said, text) } else { button }
    };
    let quote =
        quotation(url.as_deref()).map(|text| copies(words.copy_quotation, "quotation", words.quotation_copied, text));
    let link = url.as_ref().map(|url| copies(words.copy, "link", words.copied, url.clone()));
    let sheet = (shared.has_sheet && (url.is_some() || quote.is_some())).then(|| {
        action(words.share)
            .attr("data-share", "sheet")
            .attr("data-title", story.title.clone())
            .maybe("data-text", quotation(None))
            .maybe("data-url", url.clone())
            .maybe("data-picture", picture.clone())
    });
    // The sheet passes the picture on, too.
    let picture = picture.filter(|_| !shared.has_sheet).map(|picture| {
        of_class("a", "sl-button sl-share-action").attr("download", "").attr("href", picture).text(words.picture)
    });
    let actions: Vec<El> = quote.into_iter().chain(link).chain(picture).chain(sheet).collect();
    (!actions.is_empty()).then(|| group(actions, fragment, words.by_hand))
}

/// A button that copies the link with this fragment (without its `#`), where links can be given.
pub(super) fn link(shared: &Shared, label: &str, fragment: String) -> Option<El> {
    let url = shared.share.as_ref()?.to(&fragment);
    Some(group(vec![copying(action(label), "link", shared.words.copied, url)], fragment, shared.words.by_hand))
}

fn action(label: &str) -> El {
    of_class("button", "sl-button sl-share-action").attr("part", "button").attr("type", "button").text(label)
}

fn copying(button: El, what: &'static str, said: &'static str, text: String) -> El {
    button.attr("data-share", what).attr("data-copied", said).attr("data-text", text)
}

/// The buttons, a field that shows what may not be copied, and what is said when something was.
fn group(actions: Vec<El>, fragment: String, by_hand: &'static str) -> El {
    let field = of_class("textarea", "sl-link")
        .attr("readonly", "")
        .attr("hidden", "")
        .attr("rows", "1")
        .attr("aria-label", by_hand);
    // Another thing has other buttons: what was said of the one before goes with it.
    of_class("div", "sl-share sl-needs-script")
        .key(fragment)
        .all(actions)
        .add(field)
        .add(el("span").attr("class", "sl-copied").attr("role", "status"))
}
