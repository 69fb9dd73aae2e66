//! Structured data of a story (schema.org, as JSON-LD 1.1), for search engines.

use serde_json::{Map, Value, json};

use super::Preview;
use crate::{
    link,
    story::{ItemRef, Kind, Quote, QuoteIndex, Source, Speech, Story},
};

/// Returns the story as a `NewsArticle`, with its quotes. `url` is the absolute URL of the page, `picture` that of
/// the preview image. The original article is in `isBasedOn`; it is never named as the publisher.
pub(super) fn article(story: &Story, url: Option<&str>, picture: Option<&str>) -> Value {
    let day = |date: &Option<crate::story::Date>| date.as_ref().and_then(|date| date.to_datetime_attr());
    let authors: Vec<_> = story.authors.iter().map(|name| json!({ "@type": "Person", "name": name })).collect();
    let mentions = story.entities.iter().filter(|entity| entity.kind != Kind::Term);
    let mentions: Vec<_> = mentions
        .map(|entity| {
            with(kind(entity.kind), [("name", Some(json!(entity.name))), ("url", text(entity.url.as_deref()))])
        })
        .collect();
    let quotes: Vec<_> = story.quotes.indices().map(|at| quotation(story, at, url)).collect();
    let mut article = with(
        "NewsArticle",
        [
            ("headline", Some(json!(story.title))),
            ("description", Some(json!(Preview::of_story(story).description)).filter(|it| it != "")),
            ("inLanguage", Some(json!(story.lang))),
            ("url", text(url)),
            ("mainEntityOfPage", text(url)),
            ("image", text(picture)),
            ("datePublished", text(day(&story.published).as_deref())),
            ("dateModified", text(day(&story.modified).as_deref())),
            ("author", list(authors)),
            ("publisher", story.publisher.as_ref().map(|source| named("Organization", source))),
            ("isBasedOn", story.source.as_ref().map(|source| named("CreativeWork", source))),
            ("correction", text(story.correction.as_deref())),
            ("mentions", list(mentions)),
            ("hasPart", list(quotes)),
        ],
    );
    article["@context"] = json!("https://schema.org");
    article
}

/// Returns a quote as a `Quotation`. Its `creator` is the speaker; reported speech has the speaker in `about`
/// instead.
fn quotation(story: &Story, at: QuoteIndex, url: Option<&str>) -> Value {
    let quote: &Quote = &story.quotes[at];
    let speaker = match quote.speaker.entity() {
        Some(at) => {
            let speaker = &story.entities[at];
            let owner = speaker.owner.map(|owner| &story.entities[owner]);
            let of = owner.map(|owner| with(kind(owner.kind), [("name", Some(json!(owner.name)))]));
            let is_person = speaker.kind == Kind::Person;
            let role = speaker.role.as_deref().filter(|_| is_person);
            let belongs = of.filter(|_| is_person);
            let rest = [("jobTitle", text(role)), ("affiliation", belongs)];
            Some(with(kind(speaker.kind), [("name", Some(json!(speaker.name)))].into_iter().chain(rest)))
        }
        None => {
            let name = story.speaker_name(&quote.speaker);
            (!name.is_empty()).then(|| json!({ "@type": "Person", "name": name }))
        }
    };
    let relation = if quote.speech == Speech::Direct { "creator" } else { "about" };
    let occurrence_url = url.map(|url| format!("{url}#{}", link::item_fragment(story, ItemRef::Quote(at), None)));
    with(
        "Quotation",
        [
            ("text", Some(json!(quote.words))),
            ("inLanguage", Some(json!(story.lang))),
            (relation, speaker),
            ("url", text(occurrence_url.as_deref())),
        ],
    )
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Company => "Corporation",
        Kind::Person => "Person",
        Kind::Organisation => "Organization",
        Kind::Product => "Product",
        Kind::Term => "DefinedTerm",
    }
}

fn named(kind: &str, source: &Source) -> Value {
    with(kind, [("name", Some(json!(source.name))), ("url", text(source.url.as_deref()))])
}

fn text(text: Option<&str>) -> Option<Value> {
    text.map(Value::from)
}

fn list(items: Vec<Value>) -> Option<Value> {
    (!items.is_empty()).then_some(Value::Array(items))
}

/// Returns an object of this type with the fields that have a value.
fn with<'a>(kind: &str, fields: impl IntoIterator<Item = (&'a str, Option<Value>)>) -> Value {
    let kind = ("@type".to_owned(), json!(kind));
    let known = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object([kind].into_iter().chain(known).collect::<Map<_, _>>())
}
