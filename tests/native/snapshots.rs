//! Rendered HTML of small stories, as snapshots to read.

use sidelight::{
    page::fallback,
    story::{StoryError, StoryFile},
    view::{Content, Root, RootProps},
};
use yew::{AttrValue, Callback, LocalServerRenderer};

use crate::{is_current, story};

/// One element to a line, so that a difference is a line.
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
fn what_stands_on_the_same_words() {
    check("overlaps");
}

#[test]
fn quotes_of_every_sort() {
    check("quotes");
}

#[test]
fn from_right_to_left() {
    check("arabic");
}

#[test]
fn the_least_there_can_be() {
    check("smallest");
}

#[test]
fn dates_of_every_precision() {
    check("dates");
}

/// Every problem there is, as it stands above the article.
#[test]
fn problems() {
    let problems = [
        StoryFile::from_json("{\n  \"version\": 1,\n}").unwrap_err(),
        StoryFile::from_json(r#"{ "version": 2 }"#).unwrap_err(),
        StoryFile::from_json(r#"{ "version": 1, "id": "<b>A&B</b>" }"#).unwrap_err(),
        StoryError::NotFetched { url: "stories/a.json".to_owned(), message: "404 Not Found".to_owned() },
    ];
    let shown = problems.map(|problem| {
        let props = RootProps {
            content: Content::Error(problem),
            lang: AttrValue::Static("en"),
            on_rendered: Callback::noop(),
        };
        let renderer = LocalServerRenderer::<Root>::with_props(props).hydratable(false);
        readable(&futures::executor::block_on(renderer.render()))
    });
    is_current("tests/snapshots/problems.html", &shown.concat());
}
