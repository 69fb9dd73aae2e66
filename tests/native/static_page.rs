//! The prerendered page: current, and complete as HTML.

use std::collections::BTreeSet;

use scraper::{Html, Selector};
use serde_json::Value;
use sidelight::{
    link::item_fragment,
    page::{PageOptions, Preload, standalone},
    story::{ItemRef, Story, StoryFile},
};

use crate::{
    FIXTURES, SEED,
    html::{all, expect_links_resolve, expect_no_inline_code, words},
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
fn canonical_urls_are_absolute_if_the_page_url_is_known() {
    let options =
        PageOptions { url: Some("https://example.org/s/".to_owned()), src: SEED.to_owned(), ..PageOptions::default() };
    let html = Html::parse_document(&standalone(&story(SEED), &options));
    assert_eq!(all(&html, "link[rel=canonical]")[0].attr("href"), Some("https://example.org/s/"));
    assert!(all(&Html::parse_document(&page(SEED)), "link[rel=canonical]").is_empty());
}

/// Text of the story and of its URL stays within its attribute.
#[test]
fn text_in_attributes_is_escaped() {
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
    assert_eq!(scripts, [Some("element.js"), Some("offline.js")], "no other script");
    assert_eq!(all(&html, "script").len(), 3);
}

/// A page that contains its stylesheet needs no other file for its first paint, and no text of the stylesheet ends the
/// element.
#[test]
fn the_page_contains_its_stylesheet() {
    let style = "a::after { content: \"</style><script>alert(1)</script>\" }\n";
    let [glue, wasm, file] = ["sidelight-0.js", "sidelight-0_bg.wasm", "style.css"].map(str::to_owned);
    let preload = Some(Preload { glue, wasm, style: file });
    let options =
        PageOptions { src: SEED.to_owned(), style: Some(style.to_owned()), preload, ..PageOptions::default() };
    let html = Html::parse_document(&standalone(&story(SEED), &options));
    assert_eq!(all(&html, "link[rel=stylesheet]").len(), 0);
    assert_eq!(words(all(&html, "style[data-sidelight]")[0]).trim(), style.replace("</", "<\\/").trim());
    assert_eq!(all(&html, "script").len(), 3);
    // Files for scripts are requested after all visible content.
    let order: Vec<_> = all(&html, "sidelight-story, link[rel$=preload], script[src]")
        .into_iter()
        .map(|it| it.attr("href").or(it.attr("src")).unwrap_or_default())
        .collect();
    let story = [SEED, "element.js"];
    assert_eq!(
        order,
        [&story[..], &["sidelight-0.js", SEED, "style.css", "sidelight-0_bg.wasm", "offline.js"]].concat()
    );
    // The request is the one that `element.js` makes later: otherwise the browser loads the file twice.
    let wasm = all(&html, "link[href$='.wasm']")[0];
    assert_eq!([wasm.attr("crossorigin"), wasm.attr("as")], [Some(""), Some("fetch")]);
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
        expect_links_resolve(&Html::parse_document(&page(path)), path);
    }
}

/// [`every_item_links_to_its_first_occurrence`] tests the links back.
#[test]
fn every_highlight_links_to_its_item() {
    for path in FIXTURES {
        let html = Html::parse_document(&page(path));
        for mark in all(&html, ".sl-mark[href]") {
            // The first tab stop of the run may belong to a highlight that is not shown.
            let occurrence = mark.attr("data-link").or(mark.attr("id")).unwrap();
            let href = mark.attr("href").unwrap();
            assert_eq!(
                occurrence.rsplit_once('/').map(|(item, _)| format!("#{item}")).as_deref(),
                Some(href),
                "{path}"
            );
        }
    }
}

/// Every entry (a note, an event or a quote) links to the first occurrence of its item. All its occurrences exist.
#[test]
fn every_item_links_to_its_first_occurrence() {
    let mut count = 0;
    for path in FIXTURES {
        let (story, html) = (story(path), Html::parse_document(&page(path)));
        let items = (story.entities.indices().map(ItemRef::Entity))
            .chain(story.highlights.indices().map(ItemRef::Highlight))
            .chain(story.quotes.indices().map(ItemRef::Quote))
            .chain(story.events.indices().map(ItemRef::Event));
        for item in items {
            let entry = all(&html, &format!("[id='{}']", item_fragment(&story, item, None)));
            assert_eq!(entry.len(), 1, "{path}: {item:?} has one entry");
            let link = Selector::parse("a.sl-occurrence-link").unwrap();
            let linked: Vec<_> = entry[0].select(&link).filter_map(|link| link.attr("href")).collect();
            let occurrences: Vec<_> = story
                .occurrences_of(item)
                .map(|occurrence| format!("#{}", item_fragment(&story, item, Some(occurrence.number))))
                .collect();
            assert_eq!(linked, occurrences[..occurrences.len().min(1)], "{path}: {item:?}");
            for occurrence in occurrences {
                let target = all(&html, &format!("[id='{}']", &occurrence[1..]));
                let text = ".sl-article, .sl-article *";
                assert!(Selector::parse(text).unwrap().matches(&target[0]), "{path}: {occurrence} is not in the text");
                count += 1;
            }
        }
    }
    assert!(count > 100, "{count} occurrences were checked");
}

#[test]
fn the_page_contains_the_whole_seed_story() {
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
    // In print the notes are endnotes, numbered in the order of the index.
    let numbers: Vec<_> = all(&html, "[data-note]").iter().filter_map(|it| it.attr("data-note")).collect();
    let numbers: Vec<usize> = numbers.join(", ").split(", ").map(|it| it.parse().unwrap()).collect();
    let mut sorted = numbers.clone();
    sorted.sort_unstable();
    let is_mentioned = |id: &str| !all(&html, &format!("[id='{id}/1']")).is_empty();
    let mentioned: Vec<usize> =
        (1..).zip(&notes).filter(|(_, id)| is_mentioned(id)).map(|(number, _)| number).collect();
    assert_eq!(sorted, mentioned);
    let kinds: Vec<_> = all(&html, ".sl-note-kind").into_iter().map(words).collect();
    assert_eq!(kinds, ["Companies", "People", "Organisations", "Products", "Terms", "Claims", "Figures"]);

    // The events are in chronological order, each with its company. The first event of a company has the company's id.
    let titles: Vec<_> = all(&html, ".sl-events > li .sl-entry-title").into_iter().map(words).collect();
    assert_eq!(titles, story.events.iter().map(|event| event.title.clone()).collect::<Vec<_>>());
    let lanes: Vec<_> = all(&html, "a.sl-entry-lane").into_iter().map(words).collect();
    let company = |event: &sidelight::story::Event| story.entities[event.company.unwrap()].name.clone();
    assert_eq!(lanes, story.events.iter().map(company).collect::<Vec<_>>());
    let starts = all(&html, ".sl-entry > [id*='/company/']");
    assert_eq!(starts.len(), 7, "Meta and Microsoft have none");
    // The chart reserves its space and has no content.
    assert_eq!(all(&html, ".sl-timeline-chart .sl-lane").len(), 7);
    assert!(all(&html, ".sl-timeline-chart a, .sl-timeline-chart button").is_empty());

    for (slide, quote) in all(&html, ".sl-slide").into_iter().zip(&story.quotes) {
        let text = words(slide.select(&Selector::parse("blockquote").unwrap()).next().unwrap());
        let marks = text.starts_with('“') && text.ends_with('”');
        assert_eq!(marks, quote.speech == sidelight::story::Speech::Direct, "{text}");
        assert!(text.contains(&quote.words), "{text}");
    }
}

#[test]
fn every_link_has_an_accessible_name() {
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
        expect_no_inline_code(&Html::parse_document(&page(path)), path);
    }
}
