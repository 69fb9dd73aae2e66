//! The oEmbed response, checked against the specification (oembed.com) and against WordPress's filter for unknown providers.

use std::collections::BTreeMap;

use scraper::Html;
use serde_json::{Value, json};
use sidelight::story::{Story, StoryFile};

use crate::{
    ARABIC, FIXTURES, SEED, hostile_stories,
    html::{all, words},
    previews::{BASE, files, files_of, page},
    story,
};

/// The type of a field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Text,
    Number,
    Url,
}

/// The fields of a response, whether they are required, and their types: those of every response (section 2.3.4), and those
/// of the type `rich` (section 2.3.4.4).
const FIELDS: [(&str, bool, Kind); 15] = [
    ("type", true, Kind::Text),
    ("version", true, Kind::Text),
    ("title", false, Kind::Text),
    ("author_name", false, Kind::Text),
    ("author_url", false, Kind::Url),
    ("provider_name", false, Kind::Text),
    ("provider_url", false, Kind::Url),
    ("cache_age", false, Kind::Number),
    ("thumbnail_url", false, Kind::Url),
    ("thumbnail_width", false, Kind::Number),
    ("thumbnail_height", false, Kind::Number),
    ("html", true, Kind::Text),
    ("width", true, Kind::Number),
    ("height", true, Kind::Number),
    ("url", false, Kind::Url),
];

/// Returns the violations of the specification.
fn violations(response: &Value) -> Vec<String> {
    let Some(fields) = response.as_object() else { return vec!["the response is not an object".to_owned()] };
    let mut violations = Vec::new();
    for (name, is_required, kind) in FIELDS {
        match (fields.get(name), is_required) {
            (None, true) => violations.push(format!("{name} is required")),
            (None, false) => {}
            (Some(value), _) => {
                let is_valid = match kind {
                    Kind::Text => value.is_string(),
                    Kind::Number => value.as_u64().is_some_and(|number| number > 0),
                    Kind::Url => value.as_str().is_some_and(is_absolute),
                };
                if !is_valid {
                    violations.push(format!("{name} is not a {kind:?}"));
                }
            }
        }
    }
    let known = |name: &String| FIELDS.iter().any(|(known, ..)| known == name);
    violations
        .extend(fields.keys().filter(|name| !known(name)).map(|name| format!("{name} is not in the specification")));
    if response["version"] != "1.0" {
        violations.push("version is not 1.0".to_owned());
    }
    if response["type"] != "rich" {
        violations.push("type is not rich".to_owned());
    }
    let thumbnail = fields.keys().filter(|name| name.starts_with("thumbnail_")).count();
    if ![0, 3].contains(&thumbnail) {
        violations.push("some fields thumbnail_* are missing".to_owned());
    }
    if let Some(html) = response["html"].as_str() {
        violations.extend(iframe_violations(html));
    }
    violations
}

fn is_absolute(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or(url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace))
}

/// Returns the violations in the HTML: it must be one iframe and nothing else, both for an HTML parser and for code that
/// only searches for the end of a tag.
fn iframe_violations(html: &str) -> Vec<String> {
    let mut violations = Vec::new();
    let parsed = Html::parse_fragment(html);
    let elements = all(&parsed, "html *");
    match elements.as_slice() {
        [iframe] if iframe.value().name() == "iframe" => {
            if !iframe.attr("src").is_some_and(is_absolute) {
                violations.push("src is not absolute".to_owned());
            }
            let names: Vec<_> = iframe.value().attrs().map(|(name, _)| name).collect();
            if names != ["allow", "height", "loading", "src", "style", "title", "width"] {
                violations.push(format!("the attributes are {names:?}"));
            }
        }
        others => violations.push(format!("the HTML has {} elements", others.len())),
    }
    if !words(parsed.root_element()).is_empty() {
        violations.push("there is text beside the iframe".to_owned());
    }
    // WordPress first removes all other tags and most attributes, then splits the iframe from its text in this way.
    let inside = html.strip_prefix("<iframe src=\"").and_then(|rest| rest.strip_suffix("></iframe>"));
    match inside {
        None => violations.push("WordPress finds no iframe".to_owned()),
        Some(inside) if inside.contains(['<', '>']) => violations.push("there is `<` or `>` inside the tag".to_owned()),
        Some(_) => {}
    }
    violations
}

/// The response in a file of a site.
fn response(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Value {
    let bytes = files.get(path).unwrap_or_else(|| panic!("no {path} in {:?}", files.keys()));
    serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The URL of the oEmbed response that a page names in its only discovery link, and that link's title.
fn discovered(page: &Html) -> (String, String) {
    let links = all(page, "head > link[rel=alternate][type='application/json+oembed']");
    assert_eq!(links.len(), 1);
    (links[0].attr("href").unwrap().to_owned(), links[0].attr("title").unwrap().to_owned())
}

#[test]
fn responses_follow_the_specification() {
    for path in FIXTURES {
        for draws in [true, false] {
            let response = response(&files(&[path], Some(BASE), draws), "oembed.json");
            assert_eq!(violations(&response), [""; 0], "{path}: {response:#}");
            assert_eq!(response["title"], story(path).title);
            assert_eq!(response.get("thumbnail_url").is_some(), draws, "{path}");
        }
    }
}

#[test]
fn the_response_has_author_provider_and_thumbnail() {
    let of = |path: &str| response(&files(&[path], Some(BASE), true), "oembed.json");
    let seed = of(SEED);
    assert_eq!(seed["thumbnail_url"], "https://example.org/s/open-source-ai.png");
    assert_eq!((&seed["thumbnail_width"], &seed["thumbnail_height"]), (&json!(1200), &json!(630)));
    assert!(["author_name", "provider_name", "provider_url"].iter().all(|name| seed.get(name).is_none()));
    let (arabic, arabic_story) = (of(ARABIC), story(ARABIC));
    assert_eq!(arabic["author_name"], arabic_story.authors.join("، "), "the separator is that of the language");
    assert_eq!(arabic["provider_name"], arabic_story.publisher.unwrap().name);
    let everything = of("tests/fixtures/everything.json");
    let publisher = story("tests/fixtures/everything.json").publisher.unwrap();
    assert_eq!(everything["provider_name"], publisher.name);
    assert_eq!(everything.get("provider_url").and_then(Value::as_str), publisher.url.as_deref());
}

/// A page has the discovery link in its first 150 KB, because WordPress reads no further. The response has the URL of the
/// iframe page.
#[test]
fn the_page_links_its_oembed_response() {
    let sites: [(&[&str], _); 2] = [
        (&[SEED], &[("index.html", "oembed.json", "embed.html")][..]),
        (
            &[SEED, ARABIC],
            &[
                ("open-source-ai.html", "open-source-ai.oembed.json", "open-source-ai.embed.html"),
                ("ras-al-rih.html", "ras-al-rih.oembed.json", "ras-al-rih.embed.html"),
            ],
        ),
    ];
    for (stories, expected) in sites {
        let files = files(stories, Some(BASE), true);
        for (path, oembed, iframe_page) in expected {
            let (url, title) = discovered(&page(&files, path));
            assert_eq!(url, format!("{BASE}{oembed}"));
            let response = response(&files, oembed);
            assert_eq!(response["title"], title);
            let html = Html::parse_fragment(response["html"].as_str().unwrap());
            assert_eq!(all(&html, "iframe")[0].attr("src"), Some(format!("{BASE}{iframe_page}").as_str()));
            let text = String::from_utf8_lossy(&files[*path]).into_owned();
            let at = text.find("application/json+oembed").unwrap();
            let before = text.find("<style").or(text.find("<link rel=\"stylesheet\"")).unwrap();
            assert!(at < 150_000 && at < before, "{path}: at {at}, and the stylesheet at {before}");
        }
        let responses = files.keys().filter(|path| path.ends_with("oembed.json")).count();
        assert_eq!(responses, expected.len());
    }
}

#[test]
fn without_a_base_url_there_is_no_response() {
    let files = files(&[SEED, ARABIC], None, true);
    assert!(!files.keys().any(|path| path.contains("oembed")), "{:?}", files.keys());
    for path in ["open-source-ai.html", "ras-al-rih.html"] {
        assert!(all(&page(&files, path), "link[type='application/json+oembed']").is_empty());
    }
}

#[test]
fn story_text_is_escaped_in_responses() {
    let payloads = hostile_stories::payloads();
    for number in 0..payloads.len() {
        let file = hostile_stories::square(&payloads, number);
        let story = Story::check(StoryFile::read(&file).unwrap()).0;
        let files = files_of(&[(story, file.to_string())], Some(BASE), true);
        let response = response(&files, "oembed.json");
        assert_eq!(violations(&response), [""; 0], "{}: {response:#}", payloads[number]);
        let html = Html::parse_fragment(response["html"].as_str().unwrap());
        assert_eq!(all(&html, "iframe")[0].attr("title"), file["title"].as_str(), "the title is whole");
        let (url, title) = discovered(&page(&files, "index.html"));
        assert_eq!((url.as_str(), Some(title.as_str())), ("https://example.org/s/oembed.json", file["title"].as_str()));
        let text = String::from_utf8_lossy(&files["index.html"]).into_owned();
        let line = text.lines().find(|line| line.contains("application/json+oembed")).unwrap();
        assert_eq!((line.matches('<').count(), line.matches('>').count()), (1, 1), "the link is one tag: {line}");
    }
}

#[test]
fn detects_an_invalid_response() {
    let valid = response(&files(&[SEED], Some(BASE), true), "oembed.json");
    let check = |field: &str, value: Option<Value>, expected: &str| {
        let mut changed = valid.clone();
        match value {
            Some(value) => changed[field] = value,
            None => drop(changed.as_object_mut().unwrap().remove(field)),
        }
        let found = violations(&changed);
        assert!(found.iter().any(|it| it == expected), "{field}: {found:?}");
    };
    check("html", None, "html is required");
    check("width", None, "width is required");
    check("width", Some(json!("100%")), "width is not a Number");
    check("version", Some(json!("1")), "version is not 1.0");
    check("type", Some(json!("video")), "type is not rich");
    check("thumbnail_width", None, "some fields thumbnail_* are missing");
    check("thumbnail_url", Some(json!("/a.png")), "thumbnail_url is not a Url");
    check("name", Some(json!("x")), "name is not in the specification");
    let iframe = valid["html"].as_str().unwrap();
    check("html", Some(json!(iframe.replace(BASE, ""))), "src is not absolute");
    check("html", Some(json!(iframe.replace("title=\"", "title=\"a > b"))), "there is `<` or `>` inside the tag");
    check("html", Some(json!(format!("{iframe}<script></script>"))), "the HTML has 2 elements");
    let names = r#"["allow", "height", "loading", "onload", "src", "style", "title", "width"]"#;
    check("html", Some(json!(iframe.replace("style=", "onload=\"x\" style="))), &format!("the attributes are {names}"));
}
