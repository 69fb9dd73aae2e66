//! Snapshots of the HTML of small stories.

use sidelight::{
    page::fallback,
    story::{StoryError, StoryFile},
    view::{Content, Root, RootProps},
};
use yew::{AttrValue, Callback, LocalServerRenderer};

use crate::{is_current, story};

/// Writes one element per line, so that a difference is a line.
fn readable(html: &str) -> String {
    let mut out = String::new();
    for (at, c) in html.char_indices() {
        if c == '<' && at > 0 && !html[at..].starts_with("</") {
            out.push('\n');
        }
        out.push(c);
    }
    out.push('\n');
    out
}

fn check(name: &str) {
    let html = fallback(&story(&format!("tests/fixtures/{name}.json")));
    is_current(&format!("tests/snapshots/{name}.html"), &readable(&html));
}

#[test]
fn every_field_of_the_format_is_rendered() {
    check("everything");
}

#[test]
fn overlapping_highlights_are_rendered() {
    check("overlaps");
}

#[test]
fn every_kind_of_quote_is_rendered() {
    check("quotes");
}

#[test]
fn an_arabic_story_is_rendered() {
    check("arabic");
}

#[test]
fn a_minimal_story_is_rendered() {
    check("smallest");
}

#[test]
fn dates_of_every_precision_are_rendered() {
    check("dates");
}

/// Story errors, as rendered above the fallback.
#[test]
fn story_errors_are_rendered() {
    let errors = [
        StoryFile::from_json("{\n  \"version\": 1,\n}").unwrap_err(),
        StoryFile::from_json(r#"{ "version": 2 }"#).unwrap_err(),
        StoryFile::from_json(r#"{ "version": 1, "id": "<b>A&B</b>" }"#).unwrap_err(),
        StoryError::NotFetched { url: "stories/a.json".to_owned(), message: "404 Not Found".to_owned() },
    ];
    let html = errors.map(|error| {
        let props =
            RootProps { content: Content::Error(error), lang: AttrValue::Static("en"), on_rendered: Callback::noop() };
        let renderer = LocalServerRenderer::<Root>::with_props(props).hydratable(false);
        readable(&futures::executor::block_on(renderer.render()))
    });
    is_current("tests/snapshots/story_errors.html", &html.concat());
}
