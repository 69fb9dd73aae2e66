//! The static page: current, and whole as HTML.

use std::collections::HashSet;

use scraper::{ElementRef, Html, Selector};
use sidelight::page::{PageOptions, standalone};

use crate::{FIXTURES, SEED, is_current, story, text};

fn page(path: &str) -> String {
    standalone(&story(path), &PageOptions { base_url: None, src: path.to_owned() })
}

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect()
}

#[test]
fn the_page_is_current() {
    is_current("index.html", &page(SEED));
}

#[test]
fn canonical_links_are_absolute_if_it_is_known_where_it_stands() {
    let options = PageOptions { base_url: Some("https://example.org/s/".to_owned()), src: SEED.to_owned() };
    let html = Html::parse_document(&standalone(&story(SEED), &options));
    assert_eq!(all(&html, "link[rel=canonical]")[0].attr("href"), Some("https://example.org/s/"));
    assert!(all(&Html::parse_document(&page(SEED)), "link[rel=canonical]").is_empty());
}

#[test]
fn headings_are_in_order() {
    for path in FIXTURES {
        let html = Html::parse_document(&page(path));
        let levels: Vec<_> = all(&html, "h1,h2,h3,h4,h5,h6").iter().map(|it| it.value().name().to_owned()).collect();
        assert_eq!(levels[0], "h1", "{path}");
        assert_eq!(levels.iter().filter(|level| *level == "h1").count(), 1, "{path}");
        assert!(levels.windows(2).all(|pair| pair[1].as_bytes()[1] <= pair[0].as_bytes()[1] + 1), "{path}: {levels:?}");
    }
}

#[test]
fn every_link_leads_somewhere() {
    for path in FIXTURES {
        let html = Html::parse_document(&page(path));
        let list: Vec<_> = all(&html, "[id]").iter().filter_map(|it| it.attr("id")).collect();
        let ids: HashSet<_> = list.iter().copied().collect();
        assert_eq!(ids.len(), list.len(), "{path}: every id is given once");
        for link in all(&html, "a[href^='#']") {
            let to = &link.attr("href").unwrap()[1..];
            assert!(ids.contains(to), "{path}: #{to} leads nowhere");
        }
        for named in all(&html, "[aria-labelledby]") {
            let by = named.attr("aria-labelledby").unwrap();
            assert!(ids.contains(by), "{path}: nothing is named {by}");
        }
    }
}

/// From each highlight to what it is about, and from there back to the highlight.
#[test]
fn every_highlight_leads_there_and_back() {
    for path in FIXTURES {
        let html = Html::parse_document(&page(path));
        for mark in all(&html, ".sl-mark[id]") {
            let (id, to) = (mark.attr("id").unwrap(), mark.attr("href").unwrap());
            assert_eq!(id.rsplit_once('/').map(|(thing, _)| format!("#{thing}")).as_deref(), Some(to), "{path}");
            let home = all(&html, &format!("[id='{}']", &to[1..]))[0];
            let back = Selector::parse(&format!("a[href='#{id}']")).unwrap();
            assert!(home.select(&back).next().is_some(), "{path}: {to} does not lead back to {id}");
        }
    }
}

#[test]
fn all_of_the_seed_story_is_on_its_page() {
    let html = Html::parse_document(&page(SEED));
    let article = text("tests/fixtures/article.txt");
    let shown: Vec<_> = all(&html, ".sl-standfirst, .sl-paragraph").into_iter().map(words).collect();
    assert_eq!(shown, article.lines().take(11).collect::<Vec<_>>());

    let story = story(SEED);
    let notes: Vec<_> = all(&html, ".sl-note").iter().filter_map(|it| it.attr("id")).collect();
    let expected = story.entities.iter().map(|entity| format!("open-source-ai/note/{}", entity.id));
    let highlights = story.highlights.iter().map(|highlight| format!("open-source-ai/highlight/{}", highlight.id));
    assert_eq!(notes, expected.chain(highlights).collect::<Vec<_>>());

    for lane in all(&html, ".sl-lane") {
        let company = lane.attr("data-about").unwrap();
        let of_it = |event: &&sidelight::story::Event| {
            event.company.is_some_and(|at| story.entities[at].id.as_str() == company)
        };
        let told = lane.select(&Selector::parse("ol > li .sl-entry-title").unwrap()).map(words).collect::<Vec<_>>();
        let events: Vec<_> = story.events.iter().filter(of_it).map(|event| event.title.clone()).collect();
        assert_eq!(told, events, "{company}");
        assert!(!told.is_empty(), "no lane without an event");
    }
    assert_eq!(all(&html, ".sl-lane").len(), 7, "Meta and Microsoft have none");

    for (slide, quote) in all(&html, ".sl-slide").into_iter().zip(&story.quotes) {
        let said = words(slide.select(&Selector::parse("blockquote").unwrap()).next().unwrap());
        let marks = said.starts_with('“') && said.ends_with('”');
        assert_eq!(marks, quote.speech == sidelight::story::Speech::Direct, "{said}");
        assert!(said.contains(&quote.words), "{said}");
    }
}

/// Every link has a name that can be read out.
#[test]
fn every_link_has_words() {
    for path in FIXTURES {
        let html = Html::parse_document(&page(path));
        for link in all(&html, "a:not(.sl-event)") {
            let name = link.attr("aria-label").map_or_else(|| words(link), str::to_owned);
            assert!(name.contains(char::is_alphanumeric), "{path}: {}", link.html());
        }
    }
}

/// A strict content security policy has nothing to block: no inline script, style or handler.
#[test]
fn nothing_is_inline() {
    for path in FIXTURES {
        let html = Html::parse_document(&page(path));
        assert!(all(&html, "style, [style], script:not([src]), iframe, object").is_empty(), "{path}");
        let handlers =
            all(&html, "*").into_iter().flat_map(|it| it.value().attrs()).filter(|(name, _)| name.starts_with("on"));
        assert_eq!(handlers.count(), 0, "{path}");
    }
}
