//! Rendered HTML of small stories, as snapshots to read.

use sidelight::page::static_copy;

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
    let html = static_copy(&story(&format!("tests/fixtures/{name}.json")));
    is_current(&format!("tests/snapshots/{name}.html"), &readable(&html));
}

#[test]
fn all_that_the_format_has() {
    check("everything");
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
