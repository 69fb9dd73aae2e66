//! What a CMS is answered that makes an embed of an address: held to the specification (oembed.com), and to what WordPress
//! takes from those that it doesn't know.

use std::collections::BTreeMap;

use scraper::Html;
use serde_json::{Value, json};
use sidelight::story::{Story, StoryFile};

use crate::{
    FIXTURES, SECOND, SEED, hostile_stories,
    html::{all, words},
    previews::{BASE, files, files_of, page},
    story,
};

/// What a field is to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Text,
    Number,
    Url,
}

/// The fields of an answer, whether they are required, and what they are: of any type (section 2.3.4), and of the type
/// `rich` (section 2.3.4.4).
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

/// What is wrong with an answer.
fn faults(answer: &Value) -> Vec<String> {
    let Some(fields) = answer.as_object() else { return vec!["it is no object".to_owned()] };
    let mut faults = Vec::new();
    for (name, is_required, kind) in FIELDS {
        match (fields.get(name), is_required) {
            (None, true) => faults.push(format!("{name} is required")),
            (None, false) => {}
            (Some(value), _) => {
                let is_right = match kind {
                    Kind::Text => value.is_string(),
                    Kind::Number => value.as_u64().is_some_and(|number| number > 0),
                    Kind::Url => value.as_str().is_some_and(is_absolute),
                };
                if !is_right {
                    faults.push(format!("{name} is no {kind:?}"));
                }
            }
        }
    }
    let known = |name: &String| FIELDS.iter().any(|(known, ..)| known == name);
    faults.extend(fields.keys().filter(|name| !known(name)).map(|name| format!("nobody knows {name}")));
    if answer["version"] != "1.0" {
        faults.push("version is not 1.0".to_owned());
    }
    if answer["type"] != "rich" {
        faults.push("type is not rich".to_owned());
    }
    let thumbnail = fields.keys().filter(|name| name.starts_with("thumbnail_")).count();
    if ![0, 3].contains(&thumbnail) {
        faults.push("of thumbnail_* there are all or none".to_owned());
    }
    if let Some(html) = answer["html"].as_str() {
        faults.extend(frame_faults(html));
    }
    faults
}

fn is_absolute(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or(url.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace))
}

/// What is wrong with the HTML: it is to be one frame, and nothing else, for readers of HTML and for those that only look
/// for where a tag ends.
fn frame_faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let parsed = Html::parse_fragment(html);
    let elements = all(&parsed, "html *");
    match elements.as_slice() {
        [frame] if frame.value().name() == "iframe" => {
            if !frame.attr("src").is_some_and(is_absolute) {
                faults.push("src is not absolute".to_owned());
            }
            let names: Vec<_> = frame.value().attrs().map(|(name, _)| name).collect();
            if names != ["allow", "height", "loading", "src", "style", "title", "width"] {
                faults.push(format!("it has {names:?}"));
            }
        }
        others => faults.push(format!("it is {} elements", others.len())),
    }
    if !words(parsed.root_element()).is_empty() {
        faults.push("there is text beside it".to_owned());
    }
    // WordPress takes a frame and its text apart so, once it has left no tag and no attribute but a few.
    let inside = html.strip_prefix("<iframe src=\"").and_then(|rest| rest.strip_suffix("></iframe>"));
    match inside {
        None => faults.push("WordPress finds no frame in it".to_owned()),
        Some(inside) if inside.contains(['<', '>']) => faults.push("a tag ends or begins within it".to_owned()),
        Some(_) => {}
    }
    faults
}

/// The answer in a file of a site.
fn answer(files: &BTreeMap<String, Vec<u8>>, path: &str) -> Value {
    let bytes = files.get(path).unwrap_or_else(|| panic!("no {path} in {:?}", files.keys()));
    serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Where a page says that the answer about it is: what its one link leads to, and that link's title.
fn discovered(page: &Html) -> (String, String) {
    let links = all(page, "head > link[rel=alternate][type='application/json+oembed']");
    assert_eq!(links.len(), 1);
    (links[0].attr("href").unwrap().to_owned(), links[0].attr("title").unwrap().to_owned())
}

#[test]
fn answers_are_what_the_specification_asks_for() {
    for path in FIXTURES {
        for draws in [true, false] {
            let answer = answer(&files(&[path], Some(BASE), draws), "oembed.json");
            assert_eq!(faults(&answer), [""; 0], "{path}: {answer:#}");
            assert_eq!(answer["title"], story(path).title);
            assert_eq!(answer.get("thumbnail_url").is_some(), draws, "{path}");
        }
    }
}

#[test]
fn what_is_known_of_a_story_is_told() {
    let of = |path: &str| answer(&files(&[path], Some(BASE), true), "oembed.json");
    let seed = of(SEED);
    assert_eq!(seed["thumbnail_url"], "https://example.org/s/open-source-ai.png");
    assert_eq!((&seed["thumbnail_width"], &seed["thumbnail_height"]), (&json!(1200), &json!(630)));
    assert!(["author_name", "provider_name", "provider_url"].iter().all(|name| seed.get(name).is_none()));
    let (second, told) = (of(SECOND), story(SECOND));
    assert_eq!(second["author_name"], told.authors.join("، "), "parted as its language has it");
    assert_eq!(second["provider_name"], told.publisher.unwrap().name);
    let everything = of("tests/fixtures/everything.json");
    let publisher = story("tests/fixtures/everything.json").publisher.unwrap();
    assert_eq!(everything["provider_name"], publisher.name);
    assert_eq!(everything.get("provider_url").and_then(Value::as_str), publisher.url.as_deref());
}

/// A page says where the answer about it is, early enough for those who read no further (WordPress: 150 KB), and the answer
/// leads to the page for frames.
#[test]
fn the_page_of_a_story_leads_to_its_answer() {
    let sites: [(&[&str], _); 2] = [
        (&[SEED], &[("index.html", "oembed.json", "embed.html")][..]),
        (
            &[SEED, SECOND],
            &[
                ("open-source-ai.html", "open-source-ai.oembed.json", "open-source-ai.embed.html"),
                ("ras-al-rih.html", "ras-al-rih.oembed.json", "ras-al-rih.embed.html"),
            ],
        ),
    ];
    for (stories, expected) in sites {
        let files = files(stories, Some(BASE), true);
        for (path, oembed, frame) in expected {
            let (address, title) = discovered(&page(&files, path));
            assert_eq!(address, format!("{BASE}{oembed}"));
            let answer = answer(&files, oembed);
            assert_eq!(answer["title"], title);
            let html = Html::parse_fragment(answer["html"].as_str().unwrap());
            assert_eq!(all(&html, "iframe")[0].attr("src"), Some(format!("{BASE}{frame}").as_str()));
            let text = String::from_utf8_lossy(&files[*path]).into_owned();
            let at = text.find("application/json+oembed").unwrap();
            let before = text.find("<style").or(text.find("<link rel=\"stylesheet\"")).unwrap();
            assert!(at < 150_000 && at < before, "{path}: at {at}, and the stylesheet at {before}");
        }
        let answers = files.keys().filter(|path| path.ends_with("oembed.json")).count();
        assert_eq!(answers, expected.len());
    }
}

#[test]
fn without_an_address_there_is_no_answer() {
    let files = files(&[SEED, SECOND], None, true);
    assert!(!files.keys().any(|path| path.contains("oembed")), "{:?}", files.keys());
    for path in ["open-source-ai.html", "ras-al-rih.html"] {
        assert!(all(&page(&files, path), "link[type='application/json+oembed']").is_empty());
    }
}

#[test]
fn nothing_in_a_story_breaks_out_of_an_answer() {
    let payloads = hostile_stories::payloads();
    for number in 0..payloads.len() {
        let file = hostile_stories::square(&payloads, number);
        let story = Story::check(StoryFile::read(&file).unwrap()).0;
        let files = files_of(&[(story, file.to_string())], Some(BASE), true);
        let answer = answer(&files, "oembed.json");
        assert_eq!(faults(&answer), [""; 0], "{}: {answer:#}", payloads[number]);
        let html = Html::parse_fragment(answer["html"].as_str().unwrap());
        assert_eq!(all(&html, "iframe")[0].attr("title"), file["title"].as_str(), "the title is whole");
        let (address, title) = discovered(&page(&files, "index.html"));
        assert_eq!(
            (address.as_str(), Some(title.as_str())),
            ("https://example.org/s/oembed.json", file["title"].as_str())
        );
        let text = String::from_utf8_lossy(&files["index.html"]).into_owned();
        let line = text.lines().find(|line| line.contains("application/json+oembed")).unwrap();
        assert_eq!((line.matches('<').count(), line.matches('>').count()), (1, 1), "its end is where it seems: {line}");
    }
}

/// What is wrong is found.
#[test]
fn an_answer_that_is_wrong_is_told() {
    let right = answer(&files(&[SEED], Some(BASE), true), "oembed.json");
    let check = |field: &str, value: Option<Value>, fault: &str| {
        let mut wrong = right.clone();
        match value {
            Some(value) => wrong[field] = value,
            None => drop(wrong.as_object_mut().unwrap().remove(field)),
        }
        let found = faults(&wrong);
        assert!(found.iter().any(|it| it == fault), "{field}: {found:?}");
    };
    check("html", None, "html is required");
    check("width", None, "width is required");
    check("width", Some(json!("100%")), "width is no Number");
    check("version", Some(json!("1")), "version is not 1.0");
    check("type", Some(json!("video")), "type is not rich");
    check("thumbnail_width", None, "of thumbnail_* there are all or none");
    check("thumbnail_url", Some(json!("/a.png")), "thumbnail_url is no Url");
    check("name", Some(json!("x")), "nobody knows name");
    let frame = right["html"].as_str().unwrap();
    check("html", Some(json!(frame.replace(BASE, ""))), "src is not absolute");
    check("html", Some(json!(frame.replace("title=\"", "title=\"a > b"))), "a tag ends or begins within it");
    check("html", Some(json!(format!("{frame}<script></script>"))), "it is 2 elements");
    let names = r#"["allow", "height", "loading", "onload", "src", "style", "title", "width"]"#;
    check("html", Some(json!(frame.replace("style=", "onload=\"x\" style="))), &format!("it has {names}"));
}
