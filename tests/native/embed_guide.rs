//! The embed guide, the page `embed/`: each method to embed a story, with its snippet.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use sidelight::{
    page::{SiteOptions, iframe, resizer_script, resizing_iframe, site},
    story::{Story, StoryFile},
};

use crate::{
    ARABIC, FIXTURES, SEED, hostile_stories,
    html::{all, expect_links_resolve, words},
    previews::{BASE, files, files_of, page},
    story, text,
};

const PAGE: &str = "embed/index.html";

/// The text of the field with this id.
fn field(page: &Html, id: &str) -> String {
    let fields = all(page, &format!("textarea[readonly][id='{id}']"));
    assert_eq!(fields.len(), 1, "{id}");
    words(fields[0])
}

fn file(files: &BTreeMap<String, Vec<u8>>, path: &str) -> String {
    String::from_utf8(files[path].clone()).unwrap()
}

/// The section with this heading.
fn section<'a>(page: &'a Html, id: &str) -> ElementRef<'a> {
    let heading = Selector::parse(&format!("h2[id='{id}']")).unwrap();
    let mut found = all(page, "section").into_iter().filter(|it| it.select(&heading).next().is_some());
    found.next().unwrap_or_else(|| panic!("no {id}"))
}

fn within<'a>(element: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    element.select(&Selector::parse(selector).unwrap()).collect()
}

#[test]
fn every_method_has_a_snippet_and_an_example() {
    for path in [SEED, ARABIC] {
        let files = files(&[path], Some(BASE), true);
        let page = page(&files, PAGE);
        let listed: Vec<_> = all(&page, "nav a").iter().map(|it| it.attr("href").unwrap()[1..].to_owned()).collect();
        assert_eq!(listed, ["element", "resizing-iframe", "plain-iframe", "oembed", "property", "npm", "link", "file"]);
        let sections: Vec<_> = all(&page, "section h2").iter().map(|it| it.attr("id").unwrap().to_owned()).collect();
        assert_eq!(sections, listed);
        for id in ["element", "resizing-iframe", "plain-iframe", "property"] {
            assert_eq!(within(section(&page, id), "textarea").len(), 1, "{id} has a snippet");
            assert_eq!(within(section(&page, id), "iframe[loading=lazy][title]").len(), 1, "{id} has an example");
        }
        for id in ["oembed", "npm", "link"] {
            assert!(!within(section(&page, id), "textarea").is_empty(), "{id} has a snippet");
        }
        assert_eq!(within(section(&page, "link"), "a[href='../index.html'] img[width][height]").len(), 1);
        expect_links_resolve(&page, PAGE);
    }
}

#[test]
fn snippets_are_exactly_what_the_build_writes() {
    for path in FIXTURES {
        for base in [Some(BASE), None] {
            let (files, story) = (files(&[path], base, true), story(path));
            let page = page(&files, PAGE);
            assert_eq!(field(&page, "snippet"), file(&files, "snippet.html"), "{path}");
            let iframe_url = format!("{}embed.html", base.unwrap_or_default());
            assert_eq!(field(&page, "resizing-iframe-code"), resizing_iframe(&story.title, &iframe_url));
            assert_eq!(field(&page, "plain-iframe-code"), iframe(&story.title, &iframe_url));
            assert_eq!(file(&files, "embed/iframe_resizer.js"), resizer_script());
            let script = field(&page, "script");
            assert!(script.contains(&format!("\"{}stories/{}.json\"", base.unwrap_or_default(), story.id)), "{script}");
            let has_answer = !all(&page, "#oembed-response").is_empty();
            assert_eq!(has_answer, base.is_some());
            if has_answer {
                assert_eq!(field(&page, "oembed-response"), file(&files, "oembed.json"));
                assert_eq!([field(&page, "address"), field(&page, "link-address")], [BASE, BASE]);
            }
            let has_note = words(all(&page, "header")[0]).contains("relative to the folder of the build");
            assert_eq!(has_note, base.is_none());
        }
    }
}

/// The examples differ from the snippets only in the base URL.
#[test]
fn examples_run_the_snippets() {
    let files = files(&[SEED], Some(BASE), true);
    let host_page = file(&files, "embed/element.html");
    let (_, snippet) = host_page.split_once("<main>\n").unwrap();
    let (snippet, _) = snippet.split_once("</main>").unwrap();
    assert_eq!(snippet.replace("\"../", &format!("\"{BASE}")), file(&files, "snippet.html"));
    let lines = file(&files, "embed/property.js");
    for line in lines.lines() {
        let line = line.replace("../", BASE);
        assert!(field(&page(&files, PAGE), "script").contains(&format!("  {line}\n")), "{line}");
    }
    // The script is directly after its iframe.
    let guide = file(&files, PAGE);
    let (before, _) = guide.split_once("<script src=\"iframe_resizer.js\"></script>").unwrap();
    assert!(before.trim_end().ends_with("</iframe>"));
    for iframe in all(&page(&files, PAGE), "iframe") {
        let url = iframe.attr("src").unwrap();
        let path = url.strip_prefix("../").map_or_else(|| format!("embed/{url}"), str::to_owned);
        assert!(files.contains_key(&path), "{path}");
    }
}

/// Every field has a label, and a button that is named after the label and hidden until the script runs.
#[test]
fn every_snippet_can_be_copied() {
    let page = page(&files(&[SEED], Some(BASE), true), PAGE);
    let fields: Vec<_> = all(&page, "textarea").iter().map(|it| it.attr("id").unwrap().to_owned()).collect();
    assert!(fields.len() > 6);
    for id in fields {
        assert_eq!(all(&page, &format!("label[for='{id}']")).len(), 1, "{id}");
        let buttons = all(&page, &format!("button[type=button][hidden][data-copies='{id}']"));
        assert_eq!(buttons.len(), 1, "{id}");
        assert_eq!(buttons[0].attr("aria-labelledby"), Some(format!("{id}-copy {id}-label").as_str()));
    }
}

#[test]
fn the_guide_loads_only_files_of_the_build() {
    for base in [Some(BASE), None] {
        let files = files(&[SEED, ARABIC], base, true);
        let page = page(&files, PAGE);
        for link in all(&page, "link[href], script[src], img[src], iframe[src], main a[href]") {
            let to = link.attr("href").or(link.attr("src")).unwrap();
            let Some(to) = Some(to).filter(|to| !to.starts_with('#')) else { continue };
            assert!(!to.contains("//"), "{to}");
            let path = to.strip_prefix("../").map_or_else(|| format!("embed/{to}"), str::to_owned);
            assert!(path == "style.css" || files.contains_key(&path), "{path}");
        }
        assert!(
            all(&page, "style, [style], script:not([src]), object, embed, base").is_empty(),
            "a strict Content-Security-Policy allows everything"
        );
        let handlers =
            all(&page, "*").into_iter().flat_map(|it| it.value().attrs()).filter(|it| it.0.starts_with("on"));
        assert_eq!(handlers.count(), 0);
        let order: Vec<_> = all(&page, "h1, h2, h3").iter().map(|it| it.value().name().to_owned()).collect();
        assert_eq!(order.iter().filter(|name| *name == "h1").count(), 1);
        assert_eq!(order[0], "h1");
    }
}

#[test]
fn of_several_stories_the_first_is_shown_and_the_others_are_listed() {
    let files = files(&[ARABIC, SEED, "tests/fixtures/dates.json"], Some(BASE), true);
    let page = page(&files, PAGE);
    assert_eq!(field(&page, "snippet"), file(&files, "ras-al-rih.snippet.html"));
    assert_eq!(field(&page, "address"), "https://example.org/s/ras-al-rih.html");
    let title = all(&page, "header a[dir=rtl][lang=ar]");
    assert_eq!(words(title[0]), story(ARABIC).title);
    let links: Vec<_> =
        within(section(&page, "others"), "a").iter().map(|it| it.attr("href").unwrap().to_owned()).collect();
    let of = |id: &str| ["html", "snippet.html", "embed.html", "oembed.json"].map(|name| format!("../{id}.{name}"));
    assert_eq!(links, [of("open-source-ai"), of("dates")].concat());
    let list = crate::previews::page(&files, "index.html");
    assert_eq!(all(&list, "main a[href='embed/index.html']").len(), 1);
}

#[test]
fn a_single_file_story_is_offered_if_it_is_built() {
    let stories = [(story(SEED), text(SEED))];
    let made = |single: Option<&str>| {
        let options = SiteOptions { single: single.map(str::to_owned), ..SiteOptions::default() };
        let files = site(&stories, &options, &mut |_, _| None);
        let file = files.iter().find(|it| it.path == PAGE).unwrap();
        Html::parse_document(std::str::from_utf8(&file.bytes).unwrap())
    };
    let saved = "a[download][href='../open-source-ai.single.html']";
    let counts = [Some("0"), None].map(|single| within(section(&made(single), "file"), saved).len());
    assert_eq!(counts, [1, 0]);
}

/// No payload changes the elements of the page, or the snippet.
#[test]
fn story_text_is_never_interpreted_as_html() {
    let shape = |page: &Html| -> Vec<String> {
        let names = |it: ElementRef| it.value().attrs().map(|(name, _)| name.to_owned()).collect::<Vec<_>>();
        all(page, "*").into_iter().map(|it| format!("{} {:?}", it.value().name(), names(it))).collect()
    };
    let made = |file: &Value| {
        let story = Story::check(StoryFile::read(file).unwrap()).0;
        files_of(&[(story, file.to_string())], Some(BASE), true)
    };
    let plain = made(&hostile_stories::base());
    let payloads = hostile_stories::payloads();
    for number in (0..payloads.len()).step_by(3) {
        let files = made(&hostile_stories::square(&payloads, number));
        for path in [PAGE, "embed/property.html"] {
            assert_eq!(shape(&page(&files, path)), shape(&page(&plain, path)), "{path}: {}", payloads[number]);
        }
        assert_eq!(field(&page(&files, PAGE), "snippet"), file(&files, "snippet.html"), "{}", payloads[number]);
    }
}

/// The iframe snippet of the page is the one that the build writes.
#[test]
fn the_embedding_page_has_the_iframe_snippet() {
    let guide = text("docs/embedding.md");
    let lines = resizing_iframe("TITLE", "https://example.org/stories/embed.html");
    assert!(guide.contains(&format!("```html\n{lines}```\n")), "docs/embedding.md needs these lines:\n{lines}");
}
