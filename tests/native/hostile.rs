//! Hostile stories: whatever stands in a story, the page has the elements and attributes that it has with plain words, its
//! links lead where links may lead, and the words are shown as they are.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Node};
use serde_json::{Value, json};
use sidelight::{
    page::{PageOptions, standalone},
    story::{Story, StoryError, StoryFile, Warning},
    view::{Content, Root, RootProps},
};
use yew::{AttrValue, Callback, LocalServerRenderer};

use crate::{
    hostile_stories::{Field, base, count, fields, payloads, square, with},
    html::{all, words},
    text,
};

/// Elements that a page has none of, but for its own.
const FORBIDDEN: [&str; 20] = [
    "script",
    "style",
    "iframe",
    "frame",
    "frameset",
    "object",
    "embed",
    "applet",
    "img",
    "image",
    "base",
    "meta",
    "link",
    "form",
    "template",
    "noscript",
    "math",
    "video",
    "audio",
    "plaintext",
];

/// Attributes that hold an address.
const ADDRESSES: [&str; 12] = [
    "href",
    "src",
    "xlink:href",
    "action",
    "formaction",
    "data",
    "poster",
    "background",
    "ping",
    "srcset",
    "cite",
    "manifest",
];

/// Attributes whose value is a story's words.
const WORDS: [&str; 5] = ["lang", "alt", "aria-label", "content", "src"];

/// Whether an element is one of those that every page has, as it has them.
fn is_own(element: ElementRef<'_>) -> bool {
    let is = |name: &str, value: &str| element.attr(name) == Some(value);
    match element.value().name() {
        // What is linked data is no script, but JSON.
        "script" if is("type", "application/ld+json") => {
            element.value().attrs().count() == 1 && serde_json::from_str::<Value>(&words(element)).is_ok()
        }
        "script" => (is("src", "element.js") || is("src", "offline.js")) && words(element).is_empty(),
        "link" => is("rel", "stylesheet") && is("href", "style.css") || is("rel", "canonical") && is("href", PAGE),
        "meta" => {
            is("charset", "utf-8")
                || element.attr("http-equiv").is_none()
                    && (NAMES.iter().any(|name| is("name", name)) || PROPERTIES.iter().any(|name| is("property", name)))
        }
        "img" => ElementRef::wrap(element.parent().unwrap()).is_some_and(|it| it.attr("class") == Some("sl-figure")),
        _ => false,
    }
}

/// What is said in the head.
const NAMES: [&str; 4] = ["viewport", "description", "color-scheme", "twitter:card"];
const PROPERTIES: [&str; 5] = ["og:type", "og:title", "og:description", "og:url", "article:published_time"];

/// Where the pages say that they stand.
const PAGE: &str = "https://coast.example/";

/// Whether an address may stand in a page.
fn may_lead(element: ElementRef<'_>, name: &str, address: &str) -> bool {
    let address = address.to_ascii_lowercase();
    let is_web = ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
    // A picture of the story's may stand beside it.
    let is_beside = element.value().name() == "img" && name == "src" && !address.contains(':');
    is_web || address.starts_with('#') || is_beside
}

/// What is in a page that must not be.
fn faults(page: &Html) -> Vec<String> {
    let mut faults = Vec::new();
    let is_comment = |node: &&Node| matches!(node, Node::Comment(_) | Node::ProcessingInstruction(_));
    faults.extend(page.tree.values().filter(is_comment).map(|node| format!("{node:?}")));
    for element in all(page, "*") {
        let (value, is_own) = (element.value(), is_own(element));
        let mut fault = |what: &str| faults.push(format!("<{}> {what}", value.name()));
        if FORBIDDEN.contains(&value.name()) && !is_own {
            fault("is an element of its own");
        }
        for (name, address) in value.attrs() {
            if name.starts_with("on") || ["style", "srcdoc", "http-equiv"].contains(&name) {
                fault(name);
            }
            let is_given = is_own && value.name() != "img" || value.name() == "sidelight-story";
            if ADDRESSES.contains(&name) && !is_given && !may_lead(element, name, address) {
                fault(&format!("{name} {address}"));
            }
        }
    }
    faults
}

/// The elements of a page, in order, with their attributes.
fn skeleton(page: &Html) -> Vec<String> {
    // What keeps a compound of the headline together goes by its words.
    let elements = all(page, "*").into_iter().filter(|it| it.attr("class") != Some("sl-nowrap"));
    let line = |element: ElementRef<'_>| {
        let shown = |(name, value)| if WORDS.contains(&name) { name.to_owned() } else { format!("{name}={value:?}") };
        let attributes: BTreeSet<_> = element.value().attrs().map(shown).collect();
        format!("{} {} {attributes:?}", element.ancestors().count(), element.value().name())
    };
    elements.map(line).collect()
}

/// The first element in which two skeletons differ.
fn difference(one: &[String], other: &[String]) -> Option<String> {
    let most = one.len().max(other.len());
    let at = (0..most).find(|&at| one.get(at) != other.get(at))?;
    Some(format!("{:?}, where plain words have {:?}", one.get(at), other.get(at)))
}

/// All words of a page, and all that its attributes hold.
fn content(page: &Html) -> String {
    let attributes: Vec<_> = all(page, "*").into_iter().flat_map(|it| it.value().attrs()).map(|it| it.1).collect();
    format!("{}\n{}", words(page.root_element()), attributes.join("\n"))
}

fn html(file: &Value) -> (String, Vec<Warning>) {
    let (story, warnings) = Story::check(StoryFile::read(file).unwrap());
    let options = PageOptions { url: Some(PAGE.to_owned()), src: "story.json".to_owned(), ..PageOptions::default() };
    (standalone(&story, &options), warnings)
}

/// The page of a story, in which nothing is that must not be.
fn harmless(file: &Value, about: &str) -> (Html, Vec<Warning>) {
    let (html, warnings) = html(file);
    let page = Html::parse_document(&html);
    assert_eq!(faults(&page), [""; 0], "{about}");
    (page, warnings)
}

/// What stands above the article when a story has this problem.
fn shown(problem: StoryError) -> Html {
    let props =
        RootProps { content: Content::Error(problem), lang: AttrValue::Static("en"), on_rendered: Callback::noop() };
    let renderer = LocalServerRenderer::<Root>::with_props(props).hydratable(false);
    Html::parse_document(&futures::executor::block_on(renderer.render()))
}

/// A problem is told in words alone, and these are among them.
fn is_told(problem: StoryError, payload: &str) {
    let page = shown(problem.clone());
    assert_eq!(faults(&page), [""; 0], "{problem}");
    assert!(all(&page, "a, img, svg, b, i").is_empty() && all(&page, "p").len() <= 4, "{problem}");
    assert!(words(page.root_element()).contains(payload), "{problem} says {payload}");
}

/// Plain words, as long as a payload: of long ones some are folded.
fn plain(number: usize, payload: &str) -> String {
    format!("{:o<1$}", format!("Plain{number:03}"), payload.len())
}

#[test]
fn payloads_are_told_apart() {
    let payloads = payloads();
    assert_eq!(payloads.len(), 200);
    for (at, payload) in payloads.iter().enumerate() {
        assert!(payload.contains("pwned") && !payload.contains(['\r', '\0']), "{payload}");
        let within = payloads.iter().enumerate().find(|(other, it)| *other != at && it.contains(payload));
        assert_eq!(within, None, "{payload} stands within another");
    }
}

/// Every field that the schema has is one of the story's.
#[test]
fn every_field_is_tried() {
    fn names(value: &Value, is_schema: bool, found: &mut BTreeSet<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| names(item, is_schema, found)),
            Value::Object(fields) => {
                for (name, field) in fields {
                    if !is_schema {
                        found.insert(name.clone());
                    } else if let ("properties", Some(fields)) = (name.as_str(), field.as_object()) {
                        found.extend(fields.keys().cloned());
                    }
                    names(field, is_schema, found);
                }
            }
            _ => {}
        }
    }
    let (mut wanted, mut tried) = (BTreeSet::new(), BTreeSet::new());
    names(&serde_json::from_str(&text("stories/story.schema.json")).unwrap(), true, &mut wanted);
    names(&base(), false, &mut tried);
    assert_eq!(wanted.difference(&tried).collect::<Vec<_>>(), Vec::<&String>::new());
    let [words, urls, dates, fixed] = [Field::Words, Field::Url, Field::Date, Field::Fixed].map(count);
    assert!(words > 60 && words < 200 && urls > 7 && dates > 4 && fixed > 40, "{words} {urls} {dates} {fixed}");
    let (_, warnings) = Story::check(StoryFile::read(base()).unwrap());
    assert_eq!(warnings, []);
}

/// Two hundred stories, in which every payload is once in every field for words.
#[test]
fn story_text_is_never_html() {
    let payloads = payloads();
    let mut tried = BTreeSet::new();
    for number in 0..payloads.len() {
        let payload = |field: usize| payloads[(field + number) % payloads.len()];
        let (page, warnings) = harmless(&square(&payloads, number), payload(0));
        let plain = Html::parse_document(&html(&with(Field::Words, |field| plain(field, payload(field)))).0);
        assert_eq!(difference(&skeleton(&page), &skeleton(&plain)), None, "story {number}");
        let is_lost = warnings.iter().any(|it| it.to_string().contains("was not found in the text"));
        assert!(!is_lost, "story {number}: {warnings:#?}");
        let content = content(&page);
        let occurrences = fields(&base()).into_iter().filter(|(_, field)| *field == Field::Words);
        for ((pointer, _), field) in occurrences.zip(0..) {
            // What a story says of its schema is not read; who speaks stands without the spaces around.
            let is_there = content.contains(payload(field).trim());
            assert!(is_there || pointer == "/$schema", "story {number}: {pointer} does not say {}", payload(field));
            tried.insert((field, payload(field)));
        }
    }
    assert_eq!(tried.len(), payloads.len() * count(Field::Words));
}

#[test]
fn links_have_only_allowed_schemes() {
    let plain = |url: &str| skeleton(&Html::parse_document(&html(&with(Field::Url, |_| url.to_owned())).0));
    let refused = [plain("a plain word"), plain("plain:word")];
    let mut taken = 0;
    for payload in payloads() {
        let (page, warnings) = harmless(&with(Field::Url, |_| payload.to_owned()), payload);
        let outward: Vec<_> = all(&page, "a:not([href^='#'])").iter().filter_map(|it| it.attr("href")).collect();
        if payload.starts_with("https://") || payload.starts_with("mailto:") {
            assert!(!outward.is_empty() && outward.iter().all(|it| *it == payload), "{payload}: {outward:?}");
            taken += 1;
            continue;
        }
        assert_eq!(outward, [""; 0], "{payload}");
        // A picture may stand beside the story, under any name.
        assert!(refused.contains(&skeleton(&page)), "{payload}");
        assert!(warnings.len() > 5 && warnings.iter().all(|it| it.to_string().contains(payload)), "{warnings:#?}");
    }
    assert_eq!(taken, 2);
}

/// What follows an allowed scheme stays in its attribute, whole.
#[test]
fn addresses_end_where_they_end() {
    let mut kept = 0;
    for payload in payloads() {
        for scheme in ["HTTPS://coast.example/?", "mailto:"] {
            let url = format!("{scheme}{payload}");
            let (page, warnings) = harmless(&with(Field::Url, |_| url.clone()), &url);
            let outward: Vec<_> = all(&page, "a:not([href^='#'])").iter().filter_map(|it| it.attr("href")).collect();
            assert!(outward.iter().all(|it| *it == url), "{outward:?}");
            // Those of a story's texts may write to someone; the others lead to pages.
            assert!(outward.is_empty() != warnings.is_empty() || scheme == "mailto:", "{warnings:#?}");
            kept += outward.len();
        }
    }
    assert!(kept > 400, "{kept} were kept");
}

#[test]
fn what_is_no_date_is_no_more() {
    let plain = skeleton(&Html::parse_document(&html(&with(Field::Date, |_| "never".to_owned())).0));
    for payload in payloads() {
        let (page, warnings) = harmless(&with(Field::Date, |_| payload.to_owned()), payload);
        assert_eq!(difference(&skeleton(&page), &plain), None, "{payload}");
        assert_eq!(warnings.len(), count(Field::Date), "{warnings:#?}");
        assert!(warnings.iter().all(|it| it.to_string().contains(payload)), "{warnings:#?}");
    }
}

/// Where an id or a word of the format is wanted, a payload is a problem, and is told.
#[test]
fn a_payload_is_no_word_of_the_format() {
    let (payloads, base) = (payloads(), base());
    let occurrences = fields(&base).into_iter().filter(|(_, field)| *field == Field::Fixed);
    let mut told = 0;
    for ((pointer, _), number) in occurrences.zip(0..) {
        let mut file = base.clone();
        for (at, payload) in payloads.iter().enumerate() {
            *file.pointer_mut(&pointer).unwrap() = json!(payload);
            // All are read, and each is shown in some of the fields.
            let is_shown = at % 8 == number % 8;
            match StoryFile::read(&file) {
                Err(problem) if is_shown => is_told(problem, payload),
                Err(problem) => assert!(problem.to_string().contains(payload), "{problem}"),
                Ok(_) if is_shown => drop(harmless(&file, payload)),
                Ok(_) => assert!(pointer.ends_with("/speaker"), "{pointer} takes {payload}"),
            }
            told += 1;
        }
    }
    assert_eq!(told, payloads.len() * count(Field::Fixed));
}

#[test]
fn names_of_fields_and_files_are_told_in_words() {
    let (plain, _) = html(&base());
    for payload in payloads() {
        let mut file = base();
        for occurrence in ["", "/entities/0", "/quotes/0/parts/0", "/image"] {
            file.pointer_mut(occurrence).unwrap()[payload] = json!(payload);
        }
        let (page, warnings) = html(&file);
        assert_eq!(page, plain, "{payload}");
        let paths: Vec<_> = warnings.iter().map(|it| it.path.as_str()).collect();
        let expected = ["image", "entities[0]", "quotes[0].parts[0]"].map(|it| format!("{it}.{payload}"));
        assert!(expected.iter().all(|it| paths.contains(&it.as_str())) && paths.contains(&payload), "{paths:?}");

        file["body"][0] = json!({ payload: payload });
        assert_eq!(faults(&shown(StoryFile::read(&file).unwrap_err())), [""; 0], "{payload}");
        assert_eq!(faults(&shown(StoryFile::from_json(payload).unwrap_err())), [""; 0], "{payload}");
        is_told(StoryError::NotFetched { url: payload.to_owned(), message: payload.to_owned() }, payload);
    }
}

/// What a page would be that took one text for HTML.
fn raw(page: &str, plain: &str, payload: &str) -> Html {
    assert!(page.contains(plain), "{plain}");
    Html::parse_document(&page.replace(plain, payload))
}

/// The checks find what they look for.
#[test]
fn a_page_that_took_text_for_html_is_found_out() {
    let file = with(Field::Words, |field| plain(field, ""));
    let (page, _) = html(&file);
    let expected = skeleton(&Html::parse_document(&page));
    let [title, alt] = [&file["title"], &file["image"]["alt"]].map(|it| it.as_str().unwrap());
    let mut missed = Vec::new();
    for payload in payloads() {
        let is_found = [title, alt, "https://seamark.example"].into_iter().any(|plain| {
            let page = raw(&page, plain, payload);
            !faults(&page).is_empty() || skeleton(&page) != expected
        });
        if !is_found {
            missed.push(payload);
        }
    }
    assert_eq!(missed, [""; 0]);
    for (payload, fault) in [
        ("<script>pwned=1</script>", "<script> is an element of its own"),
        ("<script src=element.js>pwned=1</script>", "<script> is an element of its own"),
        ("<img src=x>", "<img> is an element of its own"),
        ("<b onclick=x>", "<b> onclick"),
        ("<b style=x>", "<b> style"),
        ("<a href=javascript:x>", "<a> href javascript:x"),
        ("<a href=x>", "<a> href x"),
        ("<a href=' https://x'>", "<a> href  https://x"),
        ("<link rel=stylesheet href=x>", "<link> is an element of its own"),
        ("<meta http-equiv=refresh content=x>", "<meta> is an element of its own"),
        ("<!-- x", "Comment"),
    ] {
        let found = faults(&raw(&page, &format!("{title}</h1>"), payload));
        assert!(found.iter().any(|it| it.contains(fault)), "{payload}: {found:?}");
    }
}
