//! Link previews: metadata, JSON-LD, preview pages and images, read without script as crawlers do.

use std::collections::BTreeMap;

use scraper::{ElementRef, Html};
use serde_json::{Value, json};
use sidelight::{
    link,
    page::{SiteFile, SiteOptions, site},
    picture::{ACCENTS, INK, MUTED, PAPER, PictureError, Pictures, SIZE},
    story::{ItemRef, Story, StoryFile},
};

use crate::{
    FIXTURES, SEED, hostile_stories,
    html::{all, words},
    story, text,
};

/// The base URL of the sites.
pub(crate) const BASE: &str = "https://example.org/s/";

/// The files of a site of these stories, by path. Preview images are drawn if `draws` is true; their bytes are the
/// alternative text.
pub(crate) fn files(stories: &[&str], base: Option<&str>, draws: bool) -> BTreeMap<String, Vec<u8>> {
    let stories: Vec<_> = stories.iter().map(|path| (story(path), text(path))).collect();
    files_of(&stories, base, draws)
}

/// The files of a site of these stories and of the text of their story files.
pub(crate) fn files_of(stories: &[(Story, String)], base: Option<&str>, draws: bool) -> BTreeMap<String, Vec<u8>> {
    let options =
        SiteOptions { base_url: base.map(str::to_owned), title: "Stories".to_owned(), ..SiteOptions::default() };
    let files = site(stories, &options, &mut |_, card| draws.then(|| card.alt().into_bytes()));
    let count = files.len();
    let files: BTreeMap<_, _> = files.into_iter().map(|SiteFile { path, bytes }| (path, bytes)).collect();
    assert_eq!(files.len(), count, "no file is written twice");
    files
}

/// A page of a site.
pub(crate) fn page(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Html {
    let bytes = files.get(path).unwrap_or_else(|| panic!("no {path} in {:?}", files.keys()));
    Html::parse_document(std::str::from_utf8(bytes).unwrap())
}

/// Returns the content of the only `<meta>` with this name or property.
fn meta(page: &Html, name: &str) -> Option<String> {
    let found = all(page, &format!("head > meta[name='{name}'], head > meta[property='{name}']"));
    assert!(found.len() <= 1, "{name} occurs once");
    found.first().map(|it| it.attr("content").unwrap().to_owned())
}

fn json_ld(page: &Html) -> Value {
    let scripts = all(page, "head > script[type='application/ld+json']");
    assert_eq!(scripts.len(), 1);
    serde_json::from_str(&words(scripts[0])).unwrap()
}

#[test]
fn the_page_has_open_graph_tags() {
    let files = files(&[SEED], Some(BASE), true);
    let (page, seed) = (page(&files, "index.html"), story(SEED));
    assert_eq!(words(all(&page, "head > title")[0]), seed.title);
    assert_eq!(all(&page, "link[rel=canonical]")[0].attr("href"), Some(BASE));
    let standfirst = seed.texts[seed.standfirst.unwrap()].rich.text.clone();
    for (name, expected) in [
        ("description", standfirst.as_str()),
        ("og:type", "article"),
        ("og:title", &seed.title),
        ("og:description", &standfirst),
        ("og:url", BASE),
        ("og:image", "https://example.org/s/open-source-ai.png"),
        ("og:image:width", "1200"),
        ("og:image:height", "630"),
        ("twitter:card", "summary_large_image"),
        ("article:published_time", "2025-03-24"),
    ] {
        assert_eq!(meta(&page, name).as_deref(), Some(expected), "{name}");
    }
    assert!(files.contains_key("open-source-ai.png"));
}

#[test]
fn json_ld_has_the_article_and_its_quotes() {
    let article = json_ld(&page(&files(&[SEED], Some(BASE), true), "index.html"));
    let seed = story(SEED);
    assert_eq!([&article["@context"], &article["@type"]], ["https://schema.org", "NewsArticle"]);
    assert_eq!(article["headline"], seed.title);
    assert_eq!(article["datePublished"], "2025-03-24");
    assert_eq!(article["mainEntityOfPage"], BASE);
    assert_eq!(article["isBasedOn"], json!({ "@type": "CreativeWork", "name": "CNBC", "url": "https://www.cnbc.com" }));
    assert!(article.get("publisher").is_none(), "CNBC is the source, not the publisher");
    let quotes = article["hasPart"].as_array().unwrap();
    assert_eq!(quotes.len(), seed.quotes.len());
    for (given, quote) in quotes.iter().zip(&seed.quotes) {
        assert_eq!((&given["@type"], &given["text"]), (&json!("Quotation"), &json!(quote.words)));
    }
    let wei = &quotes[0];
    let counterpoint = json!({ "@type": "Organization", "name": "Counterpoint Research" });
    let speaker = json!({ "@type": "Person", "name": "Wei Sun", "jobTitle": "analyst", "affiliation": counterpoint });
    assert_eq!(wei["creator"], speaker);
    assert_eq!(wei["url"], "https://example.org/s/#open-source-ai/quote/wei-sun");
    // Reported speech has no creator, because its words are the article's.
    let reported = quotes.iter().find(|it| it["about"]["name"] == "Kai-Fu Lee").unwrap();
    assert!(reported.get("creator").is_none());
}

#[test]
fn without_a_base_url_there_are_no_absolute_urls() {
    let files = files(&[SEED], None, true);
    for path in ["index.html", "open-source-ai/quote/wei-sun.html"] {
        let page = page(&files, path);
        let absolute = ["og:url", "og:image", "og:image:alt"].map(|name| meta(&page, name));
        assert_eq!(absolute, [None, None, None], "{path}");
        assert_eq!(meta(&page, "twitter:card").as_deref(), Some("summary"));
        assert!(all(&page, "link[rel=canonical]").is_empty());
    }
    let article = json_ld(&page(&files, "index.html"));
    assert!(["url", "image", "mainEntityOfPage"].iter().all(|name| article.get(name).is_none()));
    assert!(files.contains_key("open-source-ai/quote/wei-sun.png"), "the preview image is written all the same");
}

/// Every quote and event has a preview page, which redirects to its item.
#[test]
fn preview_pages_redirect_to_their_item() {
    for (base, index) in [(Some(BASE), "../../"), (None, "../../index.html")] {
        for path in FIXTURES {
            let (files, story) = (files(&[path], base, true), story(path));
            let items = story.quotes.indices().map(ItemRef::Quote).chain(story.events.indices().map(ItemRef::Event));
            for item in items {
                let name = link::item_fragment(&story, item, None);
                let page = page(&files, &format!("{name}.html"));
                let target = format!("{index}#{name}");
                let refresh = all(&page, "meta[http-equiv=refresh]")[0].attr("content").unwrap();
                assert_eq!(refresh, format!("0; url={target}"));
                assert_eq!(all(&page, "main a")[0].attr("href"), Some(target.as_str()));
                assert!(!all(&page, "h1").is_empty() && !words(all(&page, "title")[0]).is_empty(), "{name}");
                let image = base.map(|base| format!("{base}{name}.png"));
                assert_eq!(meta(&page, "og:image"), image);
                assert_eq!(meta(&page, "og:url"), base.map(|base| format!("{base}{name}.html")));
                let has_alt =
                    meta(&page, "og:image:alt").is_some_and(|alt| alt.contains(words(all(&page, "h1")[0]).trim()));
                assert_eq!(has_alt, base.is_some(), "{name}");
                assert!(files.contains_key(&format!("{name}.png")));
                assert_eq!(all(&page, "html")[0].attr("dir"), Some(story.direction()));
            }
        }
    }
}

#[test]
fn titles_distinguish_quotes_and_events() {
    let files = files(&[SEED], Some(BASE), true);
    let title = |path: &str| words(all(&page(&files, path), "title")[0]);
    assert_eq!(title("open-source-ai/quote/android-moment.html"), "“Android moment” — Wang (as the article names him)");
    let reported = title("open-source-ai/quote/joe-tsai.html");
    assert_eq!(
        reported,
        "the essence of DeepSeek’s rise is rooted in the power of open-source itself — Joe Tsai, as the article reports it"
    );
    assert_eq!(title("open-source-ai/event/wan.html"), "Alibaba Cloud open-sources AI video-generation models");
}

#[test]
fn undrawable_images_are_not_offered() {
    let offered = |draws| {
        let files = files(&[SEED], Some(BASE), draws);
        let tag = page(&files, "index.html");
        let tag = all(&tag, "sidelight-story")[0].value().clone();
        (tag.attr("preview-pages").is_some(), tag.attr("preview-images").map(str::to_owned))
    };
    let ids: Vec<_> = story(SEED).quotes.iter().map(|quote| quote.id.to_string()).collect();
    assert_eq!(offered(true), (true, Some(ids.join(" "))));
    assert_eq!(offered(false), (true, None));
    let files = files(&[SEED], Some(BASE), false);
    assert_eq!(meta(&page(&files, "open-source-ai/quote/wei-sun.html"), "og:image"), None);
    assert!(!files.keys().any(|path| path.ends_with(".png")));
}

#[test]
fn several_stories_have_a_list() {
    let files = files(&[SEED, "tests/fixtures/arabic.json"], Some(BASE), true);
    let list = page(&files, "index.html");
    let links: Vec<_> = all(&list, "main a").into_iter().map(|it| it.attr("href").unwrap().to_owned()).collect();
    assert_eq!(links, ["open-source-ai.html", "arabic.html", "embed/index.html"]);
    let arabic = all(&list, "li[dir=rtl]");
    assert_eq!((arabic.len(), arabic[0].attr("lang")), (1, Some("ar")));
    let preview_page = page(&files, "arabic/quote/dark.html");
    assert_eq!(all(&preview_page, "main a")[0].attr("href"), Some("../../arabic.html#arabic/quote/dark"));
    let story = page(&files, "arabic.html");
    assert_eq!(all(&story, "link[rel=canonical]")[0].attr("href"), Some("https://example.org/s/arabic.html"));
    for path in ["stories/open-source-ai.json", "stories/arabic.json", "arabic.snippet.html"] {
        assert!(files.contains_key(path), "{path}");
    }
}

#[test]
fn a_story_without_quotes_and_events_has_a_site() {
    let mut file: Value = serde_json::from_str(&text("tests/fixtures/smallest.json")).unwrap();
    file["title"] = json!("long words ".repeat(50).trim());
    let story = Story::check(StoryFile::read(&file).unwrap()).0;
    assert!(story.quotes.is_empty() && story.events.is_empty());
    let drawn =
        Pictures::new(&[""; 0]).unwrap().draw(&story, &sidelight::page::Preview::of_story(&story).card).unwrap();
    expect_png(&drawn);
    let files = files_of(&[(story, file.to_string())], Some(BASE), true);
    assert!(json_ld(&page(&files, "index.html")).get("hasPart").is_none());
    let names: Vec<_> = files.keys().map(String::as_str).filter(|path| !path.starts_with("embed/")).collect();
    assert_eq!(
        names,
        [
            "embed.html",
            "index.html",
            "oembed.json",
            "smallest.png",
            "snippet.html",
            "stories/smallest.compiled.json",
            "stories/smallest.json"
        ]
    );
}

#[test]
fn the_iframe_page_has_the_canonical_url_of_the_story_page() {
    let check = |base: Option<&str>, path: &str, stories: &[&str], story_page: &str, share: Option<&str>| {
        let stories: Vec<_> = stories.iter().map(|file| (story(file), text(file))).collect();
        let page = page(&files_of(&stories, base, true), path);
        let body = &all(&page, "body.sidelight-page.sidelight-frame")[0];
        assert_eq!(body.attr("data-page"), Some(story_page));
        let element = &all(&page, "main > sidelight-story")[0];
        assert_eq!((element.attr("deep-links"), element.attr("share-url")), (Some("replace"), share));
        assert!(element.attr("preview-pages").is_some() && element.attr("preview-images").is_some());
        // Search engines must list the page of the story, not the iframe page.
        let canonical: Vec<_> = all(&page, "link[rel=canonical]").iter().map(|it| it.attr("href")).collect();
        assert_eq!(canonical, Vec::from_iter(share.map(Some)));
        let scripts: Vec<_> = all(&page, "script[src]").iter().map(|it| it.attr("src").unwrap().to_owned()).collect();
        assert_eq!(scripts, ["frame.js", "element.js"], "there is no service worker, and frame.js comes first");
        assert!(all(&page, "p.sidelight-by-hand[hidden] label input[readonly]").len() == 1);
    };
    check(Some(BASE), "embed.html", &[SEED], "./", Some(BASE));
    check(None, "embed.html", &[SEED], "./", None);
    let both = ["stories/open-source-ai.json", "tests/fixtures/everything.json"];
    let share = format!("{BASE}open-source-ai.html");
    check(Some(BASE), "open-source-ai.embed.html", &both, "open-source-ai.html", Some(&share));
}

/// No payload changes the elements of a page or the structure of the JSON-LD.
#[test]
fn story_text_is_escaped_in_preview_pages() {
    let payloads = hostile_stories::payloads();
    let shape = |page: &Html| -> Vec<String> {
        let line = |name: &str, attributes: Vec<&str>| format!("{name} {attributes:?}");
        let elements = all(page, "*").into_iter();
        elements.map(|it| line(it.value().name(), it.value().attrs().map(|(name, _)| name).collect())).collect()
    };
    let files_for = |file: &Value| {
        let story = Story::check(StoryFile::read(file).unwrap()).0;
        files_of(&[(story, file.to_string())], Some(BASE), true)
    };
    let plain = files_for(&hostile_stories::with(hostile_stories::Field::Words, |field| format!("words {field}")));
    let preview_pages: Vec<_> =
        plain.keys().filter(|path| path.starts_with("everything/") && path.ends_with(".html")).collect();
    assert!(preview_pages.len() > 3, "{preview_pages:?}");
    // The parts of an iframe page that do not come from the story.
    let outside_story = |page: &Html| {
        let outside = "html > body, main, sidelight-story, body > p, body > p *, body > script, body > link";
        let of = |it: ElementRef| (it.value().name().to_owned(), it.value().attrs().count());
        all(page, outside).into_iter().map(of).collect::<Vec<_>>()
    };
    for number in (0..payloads.len()).step_by(3) {
        let file = hostile_stories::square(&payloads, number);
        let files = files_for(&file);
        for path in &preview_pages {
            let (page, plain) = (page(&files, path), page(&plain, path));
            // Empty lines are left out.
            let mut actual = shape(&page);
            let mut expected = shape(&plain);
            actual.retain(|line| line != "p []");
            expected.retain(|line| line != "p []");
            assert_eq!(actual, expected, "{path}: {}", payloads[number]);
        }
        let [actual, expected] = [&files, &plain].map(|files| outside_story(&page(files, "embed.html")));
        assert_eq!(actual, expected, "embed.html: {}", payloads[number]);
        let page = page(&files, "index.html");
        let article = json_ld(&page);
        assert_eq!((&article["@type"], article["headline"] == file["title"]), (&json!("NewsArticle"), true));
        let raw = String::from_utf8_lossy(&files["index.html"]).into_owned();
        let (_, raw) = raw.split_once("application/ld+json\">").unwrap();
        let (raw, _) = raw.split_once("</script>").unwrap();
        assert!(!raw.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{raw}");
    }
}

/// Asserts the size in a PNG header (W3C PNG, section 11.2.1), and a limit for the bytes.
fn expect_png(bytes: &[u8]) {
    assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    assert_eq!((number(16), number(20)), SIZE);
    assert!(bytes.len() < 300_000, "{} bytes", bytes.len());
}

/// The number of pixels per row that differ from the background, within these columns.
fn inked(bytes: &[u8], columns: std::ops::Range<usize>) -> Vec<usize> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    let rows = pixels.chunks(SIZE.0 as usize * 3);
    rows.map(|row| row[columns.start * 3..columns.end * 3].chunks(3).filter(|pixel| *pixel != PAPER).count()).collect()
}

/// Text of any length stays within the margins.
#[test]
fn text_of_any_length_fits_the_image() {
    let mut pictures = Pictures::new(&[""; 0]).unwrap();
    let seed = story(SEED);
    let card = |words: &str| sidelight::page::Card {
        words: words.to_owned(),
        marks: ["“", "”"].map(str::to_owned),
        name: "A name that is long ".repeat(9),
        above: "Above ".repeat(60),
        below: "Below".to_owned(),
        accent: Some(3),
    };
    let texts =
        ["Yes", &"Some words of a quote. ".repeat(8), &"A very long quote. ".repeat(200), &"unbroken".repeat(90)];
    let mut heights = Vec::new();
    for words in texts {
        let drawn = pictures.draw(&seed, &card(words)).unwrap();
        expect_png(&drawn);
        let (width, height) = (SIZE.0 as usize, SIZE.1 as usize);
        assert!(inked(&drawn, width - 60..width).iter().all(|&count| count == 0), "the right margin is empty: {words}");
        let rows = inked(&drawn, 60..width);
        assert!(
            rows[..50].iter().chain(&rows[height - 50..]).all(|&count| count == 0),
            "the margins above and below are empty: {words}"
        );
        heights.push(rows.iter().filter(|&&count| count > 0).count());
    }
    assert!(heights[0] < heights[1] && heights[1] <= heights[2], "{heights:?}");
}

#[test]
fn a_missing_glyph_means_no_image() {
    let arabic = story("tests/fixtures/arabic.json");
    let card = sidelight::page::Preview::of_story(&arabic).card;
    let drawn = Pictures::new(&[""; 0]).unwrap().draw(&arabic, &card);
    assert!(matches!(&drawn, Err(PictureError::NoGlyphs(letters)) if letters.contains('م')), "{drawn:?}");
    let no_font = Pictures::new(&["README.md"]).map(drop);
    assert!(matches!(no_font, Err(PictureError::NoFont(_))), "{no_font:?}");
    let nothing = Pictures::new(&["no-such-font.ttf"]).map(drop);
    assert!(matches!(nothing, Err(PictureError::NotRead(..))), "{nothing:?}");
}

#[test]
fn colours_are_those_of_the_stylesheet() {
    let sheet = text("style.css");
    let hex = |[red, green, blue]: [u8; 3]| format!("#{red:02x}{green:02x}{blue:02x}");
    for (at, colour) in ACCENTS.into_iter().enumerate() {
        assert!(sheet.contains(&format!("company-{at}, var(--sl-light, {})", hex(colour))), "{at}");
    }
    for (name, colour) in [("paper", PAPER), ("ink", INK), ("muted", MUTED)] {
        assert!(sheet.contains(&format!("sidelight-{name}, var(--sl-light, {})", hex(colour))), "{name}");
    }
}
