//! Single-file stories: their content, and the escaping of the story, the stylesheet and the script.

use std::collections::BTreeMap;

use scraper::Html;
use serde_json::Value;
use sidelight::{
    page::{SingleOptions, SiteOptions, single, site},
    story::{Story, StoryFile},
};

use crate::{
    FIXTURES, SEED, hostile_stories,
    html::{all, expect_links_resolve, words},
    story, text,
};

const STYLE: &str = ".a::after { content: \"</style><blink>\" } /* </STYLE > <!-- */ .b { color: red }\n";
const SCRIPT: &str =
    "const a = '</script><blink>', b = `<!-- <script>`; // </SCRIPT\n/* \u{2028}<\\/script> */ a < b;\n";

fn options(url: Option<&str>) -> SingleOptions {
    SingleOptions { url: url.map(str::to_owned), style: STYLE.to_owned(), script: SCRIPT.to_owned() }
}

fn page(file: &Value, url: Option<&str>) -> Html {
    Html::parse_document(&single(&checked(file), &options(url)))
}

fn checked(file: &Value) -> Story {
    Story::check(StoryFile::read(file).unwrap()).0
}

/// The story that the element reads.
fn embedded(page: &Html) -> Story {
    let scripts = all(page, "sidelight-story > script[type='application/json']");
    assert_eq!(scripts.len(), 1);
    let compiled: String = serde_json::from_str(&words(scripts[0])).unwrap();
    Story::from_compiled(&compiled).unwrap()
}

#[test]
fn the_file_contains_everything_it_needs() {
    for path in FIXTURES {
        let page = Html::parse_document(&single(&story(path), &options(None)));
        assert_eq!(embedded(&page), story(path), "{path}");
        expect_links_resolve(&page, path);
        assert!(
            all(&page, "link, script[src], style:not([data-sidelight]), sidelight-story[src]").is_empty(),
            "{path}"
        );
        let tag = all(&page, "main > sidelight-story[deep-links]")[0].value();
        assert_eq!(["share-url", "preview-pages", "src"].map(|name| tag.attr(name)), [None; 3], "{path}");
        assert!(!words(all(&page, "sidelight-story .sl-title")[0]).is_empty(), "{path}: the fallback is there");
        let order: Vec<_> = all(&page, "script").iter().map(|it| it.attr("type")).collect();
        assert_eq!(order, [Some("application/ld+json"), Some("application/json"), Some("module")], "{path}");
    }
}

#[test]
fn links_use_the_url_of_the_page() {
    let url = "https://example.org/s/?a=\"&b";
    let page = Html::parse_document(&single(&story(SEED), &options(Some(url))));
    assert_eq!(all(&page, "sidelight-story")[0].attr("share-url"), Some(url));
    assert_eq!(all(&page, "link").iter().map(|it| it.attr("rel")).collect::<Vec<_>>(), [Some("canonical")]);
}

/// A stylesheet and a script keep their meaning and cannot end their element.
#[test]
fn style_and_script_text_cannot_end_their_elements() {
    let page = page(&serde_json::from_str(&text(SEED)).unwrap(), None);
    assert!(all(&page, "blink").is_empty());
    let style = words(all(&page, "head > style")[0]);
    assert_eq!(style.trim_start().replace("<\\/", "</"), STYLE);
    let script = words(all(&page, "body > script[type=module]")[0]);
    assert_eq!(script.trim_start().replace("\\x3C", "<"), SCRIPT);
    assert_eq!(script.matches("\\x3C").count(), 4, "nothing else is escaped: {script}");
}

#[test]
fn story_text_is_escaped_in_single_files() {
    let payloads = hostile_stories::payloads();
    let shape = |page: &Html| -> Vec<_> {
        let of = |it: scraper::ElementRef<'_>| {
            (it.value().name().to_owned(), it.value().attrs().map(|(name, _)| name.to_owned()).collect::<Vec<_>>())
        };
        all(page, "script, style, link, base, iframe, img, head > *, body > *, main > *").into_iter().map(of).collect()
    };
    let plain = hostile_stories::with(hostile_stories::Field::Words, |field| format!("words {field}"));
    let expected = shape(&page(&plain, None));
    for (number, payload) in payloads.iter().enumerate().step_by(3) {
        let file = hostile_stories::square(&payloads, number);
        let page = page(&file, None);
        assert_eq!(shape(&page), expected, "{payload}");
        assert_eq!(embedded(&page), checked(&file), "{payload}");
        let raw = words(all(&page, "sidelight-story > script")[0]);
        assert!(!raw.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{raw}");
        assert_eq!(words(all(&page, "style")[0]).trim_start().replace("<\\/", "</"), STYLE, "{payload}");
    }
}

#[test]
fn a_site_has_single_files_only_with_the_option() {
    let stories: Vec<_> = [SEED, "tests/fixtures/arabic.json"].map(|path| (story(path), text(path))).into();
    let files = |stories: &[(Story, String)], base: Option<&str>, script: Option<&str>| -> BTreeMap<_, _> {
        let base_url = base.map(str::to_owned);
        let single = script.map(str::to_owned);
        let options = SiteOptions { base_url, style: Some(STYLE.to_owned()), single, ..SiteOptions::default() };
        let files = site(stories, &options, &mut |_, _| None);
        let files = files.into_iter().filter(|file| file.path.ends_with(".single.html"));
        files.map(|file| (file.path, Html::parse_document(std::str::from_utf8(&file.bytes).unwrap()))).collect()
    };
    assert!(files(&stories, None, None).is_empty());
    let two = files(&stories, Some("https://example.org/s/"), Some(SCRIPT));
    assert_eq!(two.keys().collect::<Vec<_>>(), ["arabic.single.html", "open-source-ai.single.html"]);
    let share_url = |page: &Html| all(page, "sidelight-story")[0].attr("share-url").map(str::to_owned);
    assert_eq!(share_url(&two["arabic.single.html"]).as_deref(), Some("https://example.org/s/arabic.html"));
    let one = files(&stories[..1], Some("https://example.org/s/"), Some(SCRIPT));
    assert_eq!(share_url(&one["open-source-ai.single.html"]).as_deref(), Some("https://example.org/s/"));
    assert_eq!(share_url(&files(&stories[..1], None, Some(SCRIPT))["open-source-ai.single.html"]), None);
}
