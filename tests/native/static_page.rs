//! The static page: current, and whole as HTML.

use std::collections::BTreeSet;

use scraper::{Html, Selector};
use serde_json::Value;
use sidelight::{
    link::item_fragment,
    page::{PageOptions, standalone},
    story::{ItemRef, Story, StoryFile},
};

use crate::{
    FIXTURES, SEED,
    html::{all, links_lead_somewhere, nothing_is_inline, words},
    is_current, story, text,
};

fn page(path: &str) -> String {
    standalone(&story(path), &PageOptions { src: path.to_owned(), ..PageOptions::default() })
}

#[test]
fn the_page_is_current() {
    is_current("index.html", &page(SEED));
}

#[test]
fn canonical_links_are_absolute_if_it_is_known_where_it_stands() {
    let options =
        PageOptions { url: Some("https://example.org/s/".to_owned()), src: SEED.to_owned(), ..PageOptions::default() };
    let html = Html::parse_document(&standalone(&story(SEED), &options));
    assert_eq!(all(&html, "link[rel=canonical]")[0].attr("href"), Some("https://example.org/s/"));
    assert!(all(&Html::parse_document(&page(SEED)), "link[rel=canonical]").is_empty());
}

/// What a story and its address hold stays within the attributes that they are put into.
#[test]
fn attributes_hold_any_text() {
    const SHARP: &str = r#""'><script>alert(1)</script>&amp;<!--"#;
    let mut file: Value = serde_json::from_str(&text(SEED)).unwrap();
    for field in ["lang", "title", "standfirst"] {
        file[field] = SHARP.into();
    }
    let (changed, _) = Story::check(StoryFile::read(file).unwrap());
    let options = PageOptions { url: Some(SHARP.to_owned()), src: SHARP.to_owned(), ..PageOptions::default() };
    let html = Html::parse_document(&standalone(&changed, &options));
    let check = |selector: &str, attribute: &str| {
        let found: Vec<_> = all(&html, selector).into_iter().map(|it| it.attr(attribute)).collect();
        assert_eq!(found, [Some(SHARP)], "{selector}");
    };
    check("html", "lang");
    check(".sidelight", "lang");
    check("sidelight-story", "src");
    check("link[rel=canonical]", "href");
    check("meta[name=description]", "content");
    assert_eq!(words(all(&html, "title")[0]), SHARP);
    let linked: Value = serde_json::from_str(&words(all(&html, "script[type='application/ld+json']")[0])).unwrap();
    assert_eq!(linked["headline"], SHARP);
    let scripts: Vec<_> = all(&html, "script[src]").into_iter().map(|it| it.attr("src")).collect();
    assert_eq!(scripts, [Some("element.js"), Some("offline.js")], "ours alone");
    assert_eq!(all(&html, "script").len(), 3);
}

/// A page with its stylesheet in it is painted without another file, and nothing in the sheet ends it.
#[test]
fn the_page_contains_its_stylesheet() {
    let style = "a::after { content: \"</style><script>alert(1)</script>\" }\n";
    let glue = Some("sidelight-0.js".to_owned());
    let options = PageOptions { src: SEED.to_owned(), style: Some(style.to_owned()), glue, ..PageOptions::default() };
    let html = Html::parse_document(&standalone(&story(SEED), &options));
    assert_eq!(all(&html, "link[rel=stylesheet]").len(), 0);
    assert_eq!(words(all(&html, "style[data-sidelight]")[0]).trim(), style.replace("</", "<\\/").trim());
    assert_eq!(all(&html, "script").len(), 3);
    // What scripts need is asked for after all that is read.
    let order = all(&html, "sidelight-story, link[rel=modulepreload], script[src]");
    let order: Vec<_> = order.into_iter().map(|it| it.value().name()).collect();
    assert_eq!(order, ["sidelight-story", "link", "script", "script"]);
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
fn every_link_has_a_target() {
    for path in FIXTURES {
        links_lead_somewhere(&Html::parse_document(&page(path)), path);
    }
}

/// [`every_thing_leads_to_its_places`] is the way back.
#[test]
fn every_highlight_links_to_its_item() {
    for path in FIXTURES {
        let html = Html::parse_document(&page(path));
        for mark in all(&html, ".sl-mark[id]") {
            let (id, to) = (mark.attr("id").unwrap(), mark.attr("href").unwrap());
            assert_eq!(id.rsplit_once('/').map(|(item, _)| format!("#{item}")).as_deref(), Some(to), "{path}");
        }
    }
}

/// From where each thing is at home, among the notes, the events or the quotes, to every place of it in the text; and
/// these are there, those without a word of their own too.
#[test]
fn every_thing_leads_to_its_places() {
    let mut count = 0;
    for path in FIXTURES {
        let (story, html) = (story(path), Html::parse_document(&page(path)));
        let items = (story.entities.indices().map(ItemRef::Entity))
            .chain(story.highlights.indices().map(ItemRef::Highlight))
            .chain(story.quotes.indices().map(ItemRef::Quote))
            .chain(story.events.indices().map(ItemRef::Event));
        for item in items {
            let home = all(&html, &format!("[id='{}']", item_fragment(&story, item, None)));
            assert_eq!(home.len(), 1, "{path}: {item:?} is at home in one place");
            let links = Selector::parse("a.sl-place").unwrap();
            let linked: Vec<_> = home[0].select(&links).filter_map(|link| link.attr("href")).collect();
            let occurrences: Vec<_> = story
                .occurrences_of(item)
                .map(|occurrence| format!("#{}", item_fragment(&story, item, Some(occurrence.number))))
                .collect();
            // The parts of a quote are one place: the way leads to the first.
            let ways = if matches!(item, ItemRef::Quote(_)) { 1 } else { occurrences.len() };
            assert_eq!(linked, occurrences[..ways], "{path}: {item:?}");
            for occurrence in occurrences {
                let there = all(&html, &format!("[id='{}']", &occurrence[1..]));
                let text = ".sl-article, .sl-article *";
                assert!(Selector::parse(text).unwrap().matches(&there[0]), "{path}: {occurrence} is not in the text");
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count} places were looked at");
}

#[test]
fn all_of_the_seed_story_is_on_its_page() {
    let html = Html::parse_document(&page(SEED));
    let article = text("tests/fixtures/article.txt");
    let shown: Vec<_> = all(&html, ".sl-standfirst, .sl-paragraph").into_iter().map(words).collect();
    assert_eq!(shown, article.lines().take(11).collect::<Vec<_>>());

    let story = story(SEED);
    let notes: Vec<_> = all(&html, ".sl-note").iter().filter_map(|it| it.attr("id")).collect();
    let entities = story.entities.iter().map(|entity| format!("open-source-ai/note/{}", entity.id));
    let highlights = story.highlights.iter().map(|highlight| format!("open-source-ai/highlight/{}", highlight.id));
    let expected: BTreeSet<_> = entities.chain(highlights).collect();
    assert_eq!(notes.iter().map(|&it| it.to_owned()).collect::<BTreeSet<_>>(), expected);
    // On paper, they are endnotes: the numbers in the text count up from one.
    let numbers: Vec<_> = all(&html, "[data-note]").iter().filter_map(|it| it.attr("data-note")).collect();
    let numbers: Vec<usize> = numbers.join(", ").split(", ").map(|it| it.parse().unwrap()).collect();
    let mut sorted = numbers.clone();
    sorted.sort_unstable();
    let first_names = notes.iter().filter(|id| !all(&html, &format!("[id='{id}/1']")).is_empty()).count();
    assert_eq!(sorted, (1..=first_names).collect::<Vec<_>>());
    let strays = numbers.windows(2).filter(|pair| pair[0] > pair[1]).count();
    assert!(strays < 5, "they count up, but for what begins within another: {numbers:?}");

    // The events in order of time, each with its company, which its first one is found by too.
    let told: Vec<_> = all(&html, ".sl-events > li .sl-entry-title").into_iter().map(words).collect();
    assert_eq!(told, story.events.iter().map(|event| event.title.clone()).collect::<Vec<_>>());
    let lanes: Vec<_> = all(&html, ".sl-entry-lane a").into_iter().map(words).collect();
    let company = |event: &sidelight::story::Event| story.entities[event.company.unwrap()].name.clone();
    assert_eq!(lanes, story.events.iter().map(company).collect::<Vec<_>>());
    let starts = all(&html, ".sl-entry > [id*='/company/']");
    assert_eq!(starts.len(), 7, "Meta and Microsoft have none");
    // The drawing keeps its room, and holds nothing.
    assert_eq!(all(&html, ".sl-timeline-chart .sl-lane").len(), 7);
    assert!(all(&html, ".sl-timeline-chart a, .sl-timeline-chart button").is_empty());

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

#[test]
fn a_strict_policy_blocks_nothing() {
    for path in FIXTURES {
        nothing_is_inline(&Html::parse_document(&page(path)), path);
    }
}
