//! Hostile stories: no text of a story adds an element, an attribute or a link target to the page, and all text is shown
//! unchanged.

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

/// Elements that no story may add.
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

/// Attributes whose value is a URL.
const URL_ATTRIBUTES: [&str; 12] = [
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

/// Attributes whose value is text of a story.
const TEXT_ATTRIBUTES: [&str; 8] =
    ["lang", "alt", "aria-label", "content", "data-label", "data-monogram", "data-story", "src"];

/// Returns true if an element is part of every page, with exactly these attributes.
fn belongs_to_page(element: ElementRef<'_>) -> bool {
    let is = |name: &str, value: &str| element.attr(name) == Some(value);
    match element.value().name() {
        // JSON-LD is data: it doesn't run.
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

/// The allowed names of `<meta>`.
const NAMES: [&str; 4] = ["viewport", "description", "color-scheme", "twitter:card"];
/// The allowed properties of `<meta>`.
const PROPERTIES: [&str; 5] = ["og:type", "og:title", "og:description", "og:url", "article:published_time"];

/// The URL of the pages.
const PAGE: &str = "https://coast.example/";

/// Returns true if this URL is allowed in this attribute.
fn is_url_allowed(element: ElementRef<'_>, name: &str, url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    let is_web = ["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme));
    // An image of the story may have a relative URL.
    let is_relative_image = element.value().name() == "img" && name == "src" && !url.contains(':');
    is_web || url.starts_with('#') || is_relative_image
}

/// Returns the violations in a page: forbidden elements, attributes and URLs.
fn violations(page: &Html) -> Vec<String> {
    let mut violations = Vec::new();
    let is_comment = |node: &&Node| matches!(node, Node::Comment(_) | Node::ProcessingInstruction(_));
    violations.extend(page.tree.values().filter(is_comment).map(|node| format!("{node:?}")));
    for element in all(page, "*") {
        let (value, belongs_to_page) = (element.value(), belongs_to_page(element));
        let mut report = |what: &str| violations.push(format!("<{}> {what}", value.name()));
        if FORBIDDEN.contains(&value.name()) && !belongs_to_page {
            report("is forbidden");
        }
        for (name, url) in value.attrs() {
            if name.starts_with("on") || ["style", "srcdoc", "http-equiv"].contains(&name) {
                report(name);
            }
            let is_exempt = belongs_to_page && value.name() != "img" || value.name() == "sidelight-story";
            if URL_ATTRIBUTES.contains(&name) && !is_exempt && !is_url_allowed(element, name, url) {
                report(&format!("{name} {url}"));
            }
        }
    }
    violations
}

/// The elements of a page, in order, with their attributes.
fn element_structure(page: &Html) -> Vec<String> {
    // The number of these elements depends on the words of the headline.
    let elements = all(page, "*").into_iter().filter(|it| it.attr("class") != Some("sl-nowrap"));
    let line = |element: ElementRef<'_>| {
        let attribute =
            |(name, value)| if TEXT_ATTRIBUTES.contains(&name) { name.to_owned() } else { format!("{name}={value:?}") };
        let attributes: BTreeSet<_> = element.value().attrs().map(attribute).collect();
        format!("{} {} {attributes:?}", element.ancestors().count(), element.value().name())
    };
    elements.map(line).collect()
}

/// The first element in which two structures differ.
fn difference(one: &[String], other: &[String]) -> Option<String> {
    let most = one.len().max(other.len());
    let at = (0..most).find(|&at| one.get(at) != other.get(at))?;
    Some(format!("{:?}, where plain text has {:?}", one.get(at), other.get(at)))
}

/// The text of a page, and the values of its attributes.
fn content(page: &Html) -> String {
    let attributes: Vec<_> = all(page, "*").into_iter().flat_map(|it| it.value().attrs()).map(|it| it.1).collect();
    format!("{}\n{}", words(page.root_element()), attributes.join("\n"))
}

fn html(file: &Value) -> (String, Vec<Warning>) {
    let (story, warnings) = Story::check(StoryFile::read(file).unwrap());
    let options = PageOptions { url: Some(PAGE.to_owned()), src: "story.json".to_owned(), ..PageOptions::default() };
    (standalone(&story, &options), warnings)
}

/// Renders a story. Panics if the page has a violation.
fn render_checked(file: &Value, about: &str) -> (Html, Vec<Warning>) {
    let (html, warnings) = html(file);
    let page = Html::parse_document(&html);
    assert_eq!(violations(&page), [""; 0], "{about}");
    (page, warnings)
}

/// Renders a story error.
fn render_error(error: StoryError) -> Html {
    let props =
        RootProps { content: Content::Error(error), lang: AttrValue::Static("en"), on_rendered: Callback::noop() };
    let renderer = LocalServerRenderer::<Root>::with_props(props).hydratable(false);
    Html::parse_document(&futures::executor::block_on(renderer.render()))
}

/// Asserts that an error is shown as text and contains the payload.
fn expect_error_as_text(error: StoryError, payload: &str) {
    let page = render_error(error.clone());
    assert_eq!(violations(&page), [""; 0], "{error}");
    assert!(all(&page, "a, img, svg, b, i").is_empty() && all(&page, "p").len() <= 4, "{error}");
    assert!(words(page.root_element()).contains(payload), "{error} contains {payload}");
}

/// Text of the length of a payload, because long quotes are shortened.
fn plain(number: usize, payload: &str) -> String {
    format!("{:o<1$}", format!("Plain{number:03}"), payload.len())
}

#[test]
fn no_payload_contains_another() {
    let payloads = payloads();
    assert_eq!(payloads.len(), 200);
    for (at, payload) in payloads.iter().enumerate() {
        assert!(payload.contains("pwned") && !payload.contains(['\r', '\0']), "{payload}");
        let container = payloads.iter().enumerate().find(|(other, it)| *other != at && it.contains(payload));
        assert_eq!(container, None, "another payload contains {payload}");
    }
}

/// The base story has every field of the schema.
#[test]
fn every_field_of_the_schema_has_a_payload() {
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
    let (mut expected, mut actual) = (BTreeSet::new(), BTreeSet::new());
    names(&serde_json::from_str(&text("stories/story.schema.json")).unwrap(), true, &mut expected);
    names(&base(), false, &mut actual);
    assert_eq!(expected.difference(&actual).collect::<Vec<_>>(), Vec::<&String>::new());
    let [words, urls, dates, fixed] = [Field::Words, Field::Url, Field::Date, Field::Fixed].map(count);
    assert!(words > 60 && words < 200 && urls > 7 && dates > 4 && fixed > 40, "{words} {urls} {dates} {fixed}");
    let (_, warnings) = Story::check(StoryFile::read(base()).unwrap());
    assert_eq!(warnings, []);
}

/// Two hundred stories, in which every text field has every payload once.
#[test]
fn story_text_is_never_html() {
    let payloads = payloads();
    let mut tried = BTreeSet::new();
    for number in 0..payloads.len() {
        let payload = |field: usize| payloads[(field + number) % payloads.len()];
        let (page, warnings) = render_checked(&square(&payloads, number), payload(0));
        let plain = Html::parse_document(&html(&with(Field::Words, |field| plain(field, payload(field)))).0);
        assert_eq!(difference(&element_structure(&page), &element_structure(&plain)), None, "story {number}");
        let is_lost = warnings.iter().any(|it| it.to_string().contains("was not found in the text"));
        assert!(!is_lost, "story {number}: {warnings:#?}");
        let content = content(&page);
        let occurrences = fields(&base()).into_iter().filter(|(_, field)| *field == Field::Words);
        for ((pointer, _), field) in occurrences.zip(0..) {
            // The field `$schema` is ignored, and the speaker's name is trimmed.
            let is_shown = content.contains(payload(field).trim());
            assert!(
                is_shown || pointer == "/$schema",
                "story {number}: the page lacks the text of {pointer}: {}",
                payload(field)
            );
            tried.insert((field, payload(field)));
        }
    }
    assert_eq!(tried.len(), payloads.len() * count(Field::Words));
}

#[test]
fn links_have_only_allowed_schemes() {
    let plain = |url: &str| element_structure(&Html::parse_document(&html(&with(Field::Url, |_| url.to_owned())).0));
    let refused = [plain("a plain word"), plain("plain:word")];
    let mut taken = 0;
    for payload in payloads() {
        let (page, warnings) = render_checked(&with(Field::Url, |_| payload.to_owned()), payload);
        let external: Vec<_> = all(&page, "a:not([href^='#'])").iter().filter_map(|it| it.attr("href")).collect();
        if payload.starts_with("https://") || payload.starts_with("mailto:") {
            assert!(!external.is_empty() && external.iter().all(|it| *it == payload), "{payload}: {external:?}");
            taken += 1;
            continue;
        }
        assert_eq!(external, [""; 0], "{payload}");
        // An image may have any relative URL.
        assert!(refused.contains(&element_structure(&page)), "{payload}");
        assert!(warnings.len() > 5 && warnings.iter().all(|it| it.to_string().contains(payload)), "{warnings:#?}");
    }
    assert_eq!(taken, 2);
}

#[test]
fn allowed_urls_stay_whole_in_their_attribute() {
    let mut links = 0;
    for payload in payloads() {
        for scheme in ["HTTPS://coast.example/?", "mailto:"] {
            let url = format!("{scheme}{payload}");
            let (page, warnings) = render_checked(&with(Field::Url, |_| url.clone()), &url);
            let external: Vec<_> = all(&page, "a:not([href^='#'])").iter().filter_map(|it| it.attr("href")).collect();
            assert!(external.iter().all(|it| *it == url), "{external:?}");
            // Links in the text may be `mailto:` links; the other links must be HTTP.
            assert!(external.is_empty() != warnings.is_empty() || scheme == "mailto:", "{warnings:#?}");
            links += external.len();
        }
    }
    assert!(links > 400, "{links} links were kept");
}

#[test]
fn payloads_in_dates_are_warnings() {
    let plain = element_structure(&Html::parse_document(&html(&with(Field::Date, |_| "never".to_owned())).0));
    for payload in payloads() {
        let (page, warnings) = render_checked(&with(Field::Date, |_| payload.to_owned()), payload);
        assert_eq!(difference(&element_structure(&page), &plain), None, "{payload}");
        assert_eq!(warnings.len(), count(Field::Date), "{warnings:#?}");
        assert!(warnings.iter().all(|it| it.to_string().contains(payload)), "{warnings:#?}");
    }
}

/// An id or a keyword that is a payload is a story error, and the error is shown as text.
#[test]
fn payloads_in_ids_and_keywords_are_story_errors() {
    let (payloads, base) = (payloads(), base());
    let occurrences = fields(&base).into_iter().filter(|(_, field)| *field == Field::Fixed);
    let mut tried = 0;
    for ((pointer, _), number) in occurrences.zip(0..) {
        let mut file = base.clone();
        for (at, payload) in payloads.iter().enumerate() {
            *file.pointer_mut(&pointer).unwrap() = json!(payload);
            // Every payload is read; an eighth of them is rendered, to save time.
            let is_shown = at % 8 == number % 8;
            match StoryFile::read(&file) {
                Err(error) if is_shown => expect_error_as_text(error, payload),
                Err(error) => assert!(error.to_string().contains(payload), "{error}"),
                Ok(_) if is_shown => drop(render_checked(&file, payload)),
                Ok(_) => assert!(pointer.ends_with("/speaker"), "{pointer} accepts {payload}"),
            }
            tried += 1;
        }
    }
    assert_eq!(tried, payloads.len() * count(Field::Fixed));
}

#[test]
fn payloads_in_field_names_and_urls_are_shown_as_text() {
    let (plain, _) = html(&base());
    for payload in payloads() {
        let mut file = base();
        for pointer in ["", "/entities/0", "/quotes/0/parts/0", "/image"] {
            file.pointer_mut(pointer).unwrap()[payload] = json!(payload);
        }
        let (page, warnings) = html(&file);
        assert_eq!(page, plain, "{payload}");
        let paths: Vec<_> = warnings.iter().map(|it| it.path.as_str()).collect();
        let expected = ["image", "entities[0]", "quotes[0].parts[0]"].map(|it| format!("{it}.{payload}"));
        assert!(expected.iter().all(|it| paths.contains(&it.as_str())) && paths.contains(&payload), "{paths:?}");

        file["body"][0] = json!({ payload: payload });
        assert_eq!(violations(&render_error(StoryFile::read(&file).unwrap_err())), [""; 0], "{payload}");
        assert_eq!(violations(&render_error(StoryFile::from_json(payload).unwrap_err())), [""; 0], "{payload}");
        expect_error_as_text(StoryError::NotFetched { url: payload.to_owned(), message: payload.to_owned() }, payload);
    }
}

/// The page as it would be if one text were inserted as HTML.
fn insert_as_html(page: &str, plain: &str, payload: &str) -> Html {
    assert!(page.contains(plain), "{plain}");
    Html::parse_document(&page.replace(plain, payload))
}

#[test]
fn detects_text_that_is_read_as_html() {
    let file = with(Field::Words, |field| plain(field, ""));
    let (page, _) = html(&file);
    let structure = element_structure(&Html::parse_document(&page));
    let [title, alt] = [&file["title"], &file["image"]["alt"]].map(|it| it.as_str().unwrap());
    let mut missed = Vec::new();
    for payload in payloads() {
        let is_detected = [title, alt, "https://seamark.example"].into_iter().any(|plain| {
            let page = insert_as_html(&page, plain, payload);
            !violations(&page).is_empty() || element_structure(&page) != structure
        });
        if !is_detected {
            missed.push(payload);
        }
    }
    assert_eq!(missed, [""; 0]);
    for (payload, expected) in [
        ("<script>pwned=1</script>", "<script> is forbidden"),
        ("<script src=element.js>pwned=1</script>", "<script> is forbidden"),
        ("<img src=x>", "<img> is forbidden"),
        ("<b onclick=x>", "<b> onclick"),
        ("<b style=x>", "<b> style"),
        ("<a href=javascript:x>", "<a> href javascript:x"),
        ("<a href=x>", "<a> href x"),
        ("<a href=' https://x'>", "<a> href  https://x"),
        ("<link rel=stylesheet href=x>", "<link> is forbidden"),
        ("<meta http-equiv=refresh content=x>", "<meta> is forbidden"),
        ("<!-- x", "Comment"),
    ] {
        let found = violations(&insert_as_html(&page, &format!("{title}</h1>"), payload));
        assert!(found.iter().any(|it| it.contains(expected)), "{payload}: {found:?}");
    }
}
