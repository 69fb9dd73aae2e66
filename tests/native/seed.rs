//! The seed story: the article word for word, and the complete background.

use sidelight::story::{
    Date, EventIndex, Fact, HighlightKind, ItemRef, Kind, Origin, QuoteIndex, Speech, Status, StoryFile, TextIndex,
};

use crate::{SEED, story, text};

#[test]
fn the_article_is_word_for_word() {
    let article = text("tests/fixtures/article.txt");
    let lines: Vec<&str> = article.lines().filter(|line| !line.is_empty()).collect();
    let story = story(SEED);
    let shown = |text: TextIndex| story.texts[text].rich.text.as_str();
    assert_eq!(story.standfirst.map(shown), Some(lines[0]));
    assert_eq!(story.paragraphs().map(shown).collect::<Vec<_>>(), lines[1..11]);
    assert_eq!(story.blocks.len(), 10, "there are no other blocks");
    assert_eq!(lines[11..], ["Original Source: www.cnbc.com"]);
    let source = story.source.unwrap();
    assert_eq!((source.name.as_str(), source.url.as_deref()), ("CNBC", Some("https://www.cnbc.com")));
}

#[test]
fn headline_and_date_are_marked_as_background() {
    let story = story(SEED);
    assert_eq!(story.title, "China’s Open-Source Revolution: Reshaping AI and Challenging the Giants");
    let file = StoryFile::from_json(&text(SEED)).unwrap().file;
    assert_eq!(file.published, "2025-03-24");
    assert!(matches!(story.note, Some(Fact { from: Origin::Background(_), .. })));
}

/// The origin of a date that the article has.
const ARTICLE: &str = "article";

#[test]
fn events_have_date_source_company_and_paragraph() {
    // Id, date, planned, origin of the date, company, number of the paragraph.
    let expected = [
        ("android-open", "2008-10-21", false, "Android developers’ blog, 21 October 2008", "google", 8),
        ("chatgpt", "2022-11-30", false, "OpenAI’s announcement of 30 November 2022", "openai", 7),
        ("r1", "2025-01-20", false, "DeepSeek’s release note of 20 January 2025", "deepseek", 1),
        ("open-source-week", "2025-02-24/2025-02-28", false, "DeepSeek’s open-infra-index repository", "deepseek", 4),
        ("wan", "2025-02-25", false, "The Wan2.1 repository", "alibaba", 5),
        ("hunyuan-3d", "2025-03", false, "CNBC, 24 March 2025 (“this month”)", "tencent", 5),
        ("manus-pledge", "2025-03~", false, "CNBC, 24 March 2025", "manusai", 5),
        ("ernie", "2025-03-16", false, "CNBC, 24 March 2025", "baidu", 3),
        ("ernie-open", "../2025-06-30", true, ARTICLE, "baidu", 3),
    ];
    let story = story(SEED);
    let events: Vec<_> = story
        .events
        .iter_enumerated()
        .map(|(at, event)| {
            let from = match &event.date_source {
                Origin::Article => ARTICLE,
                Origin::Background(source) => source.name.as_str(),
            };
            let company = event.company.map_or("", |at| story.entities[at].id.as_str());
            // The standfirst is the text before the first paragraph.
            let paragraph =
                story.occurrences_of(ItemRef::Event(at)).next().map_or(0, |occurrence| occurrence.text.index());
            let date = event.date.as_ref();
            (event.id.as_str(), date, event.status == Status::Planned, from, company, paragraph)
        })
        .collect();
    let dates: Vec<_> = expected.iter().map(|event| Date::parse(event.1).ok()).collect();
    let expected: Vec<_> = expected
        .iter()
        .zip(&dates)
        .map(|(&(id, _, planned, from, company, at), date)| (id, date.as_ref(), planned, from, company, at))
        .collect();
    assert_eq!(events, expected);
    let plan = &story.events[EventIndex::new(8)];
    assert!(plan.note.iter().any(|fact| matches!(fact.from, Origin::Background(_)) && fact.text.contains("Ernie 4.5")));
}

/// The occurrence of an event contains the words that the background quotes for it.
#[test]
fn events_have_their_occurrence_in_the_text() {
    let story = story(SEED);
    let check = |id: &str, expected: &str| {
        let occurrence = story.occurrences_of(story.find_item("event", id).unwrap()).next().unwrap();
        let words = &story.texts[occurrence.text].rich.text[occurrence.range.clone()];
        assert!(words.contains(expected), "{id} is at “{words}”");
    };
    check("r1", "introduced its R1 model earlier this year");
    check("ernie-open", "by June’s end");
    check("chatgpt", "popularized the AI hype with its ChatGPT");
    check("android-open", "Google’s decision to make its operating system code available for public use");
}

/// Date sources have exactly the URLs of the background.
#[test]
fn date_sources_have_the_urls_of_the_background() {
    let story = story(SEED);
    let expected = [
        ("r1", Some("https://api-docs.deepseek.com")),
        ("open-source-week", Some("https://github.com/deepseek-ai/open-infra-index")),
        ("wan", Some("https://github.com/Wan-Video/Wan2.1")),
        ("ernie", Some("https://www.cnbc.com")),
        ("hunyuan-3d", Some("https://www.cnbc.com")),
        ("manus-pledge", Some("https://www.cnbc.com")),
        ("ernie-open", None),
        ("chatgpt", None),
        ("android-open", None),
    ];
    for (id, url) in expected {
        let event = story.events.iter().find(|event| event.id.as_str() == id).unwrap();
        let found = match &event.date_source {
            Origin::Article => None,
            Origin::Background(source) => source.url.as_deref(),
        };
        assert_eq!(found, url, "{id}");
    }
}

/// Persons have their organisation, products their maker.
#[test]
fn entities_have_their_role_and_owner() {
    // Id, role of the person, affiliation or maker.
    let expected = [
        ("wei-sun", Some("analyst"), Some("Counterpoint Research")),
        ("lian-jye-su", None, Some("Omdia")),
        ("ray-wang", None, Some("Constellation Research")),
        ("wang", None, None),
        ("ji-yichao", Some("co-founder"), Some("ManusAI")),
        ("kai-fu-lee", Some("AI entrepreneur"), None),
        ("joe-tsai", Some("chairperson"), Some("Alibaba")),
        ("r1", None, Some("DeepSeek")),
        ("ernie-4-5", None, Some("Baidu")),
        ("ernie-x1", None, Some("Baidu")),
        ("chatgpt", None, Some("OpenAI")),
        ("android", None, Some("Google")),
    ];
    let story = story(SEED);
    let named = story.entities.iter().filter(|entity| matches!(entity.kind, Kind::Person | Kind::Product));
    let actual: Vec<_> = named
        .map(|entity| {
            let owner = entity.owner.map(|at| story.entities[at].name.as_str());
            (entity.id.as_str(), entity.role.as_deref(), owner)
        })
        .collect();
    assert_eq!(actual, expected);
}

/// Exactly these facts are background; all others are from the article.
#[test]
fn only_listed_facts_are_background() {
    let story = story(SEED);
    let items = story
        .entities
        .iter()
        .map(|entity| (&entity.id, &entity.summary))
        .chain(story.highlights.iter().map(|highlight| (&highlight.id, &highlight.note)))
        .chain(story.events.iter().map(|event| (&event.id, &event.note)))
        .chain(story.quotes.iter().map(|quote| (&quote.id, &quote.note)));
    let background = |fact: &&Fact| matches!(fact.from, Origin::Background(_));
    let actual: Vec<_> = items.flat_map(|(id, facts)| facts.iter().filter(background).map(|_| id.as_str())).collect();
    // The bare “Wang” (twice), the Ernie model of the plan (twice), and the models of Alibaba.
    assert_eq!(actual, ["wang", "ernie-4-5", "wan", "ernie-open", "android-moment"]);
}

#[test]
fn the_list_of_entities_is_complete() {
    let story = story(SEED);
    let check = |kind: Kind, expected: &[&str]| {
        let entities = story.entities.iter().filter(|entity| entity.kind == kind);
        assert_eq!(entities.map(|entity| entity.name.as_str()).collect::<Vec<_>>(), expected);
    };
    check(
        Kind::Company,
        &["DeepSeek", "Baidu", "Alibaba", "Tencent", "ManusAI", "OpenAI", "Google", "Meta", "Microsoft"],
    );
    check(Kind::Organisation, &["Counterpoint Research", "Omdia", "Constellation Research", "CNBC"]);
    check(
        Kind::Person,
        &[
            "Wei Sun",
            "Lian Jye Su",
            "Ray Wang",
            "Wang (as the article names him)",
            "Ji Yichao",
            "Kai-Fu Lee",
            "Joe Tsai",
        ],
    );
    check(Kind::Product, &["R1", "Ernie 4.5", "Ernie X1", "ChatGPT", "Android"]);
    check(Kind::Term, &["open source", "MIT License", "Open-Source Week", "Android moment"]);
    assert!(story.entities.iter().all(|entity| !entity.summary.is_empty()), "every entity has a note");
}

/// The number of mentions of each entity, with possessives and aliases.
#[test]
fn mentions_are_counted() {
    let story = story(SEED);
    let check = |id: &str, expected: usize| {
        let item = story.find_item("note", id).unwrap();
        assert_eq!(story.occurrences_of(item).count(), expected, "{id}");
    };
    let article = text("tests/fixtures/article.txt");
    check("deepseek", article.matches("DeepSeek").count());
    check("alibaba", article.matches("Alibaba").count());
    check("openai", article.matches("OpenAI").count());
    check("ray-wang", 1);
    check("wang", 1);
    check("android-moment", article.matches("Android moment").count());
    check("android", article.matches("Android").count() - article.matches("Android moment").count());
}

#[test]
fn the_list_of_quotes_is_complete() {
    let story = story(SEED);
    let quotes: Vec<_> =
        story.quotes.iter().map(|quote| (story.speaker_name(&quote.speaker), quote.speech == Speech::Direct)).collect();
    let expected = [
        ("Wei Sun", true),
        ("Lian Jye Su", true),
        ("Ji Yichao", false),
        ("Ray Wang", true),
        ("Kai-Fu Lee", false),
        ("Wang (as the article names him)", true),
        ("Joe Tsai", false),
    ];
    assert_eq!(quotes, expected);
    let bare = &story.quotes[QuoteIndex::new(5)];
    assert_eq!(bare.words, "Android moment");
    assert!(bare.note.iter().any(|fact| matches!(fact.from, Origin::Background(_)) && fact.text.contains("Tim Wang")));
}

#[test]
fn claims_and_figures_are_in_their_paragraphs() {
    let story = story(SEED);
    let occurrences: Vec<_> = story
        .highlights
        .iter_enumerated()
        .map(|(at, highlight)| {
            let occurrence = story.occurrences_of(ItemRef::Highlight(at)).next().unwrap();
            (highlight.id.as_str(), highlight.kind == HighlightKind::Claim, occurrence.text.index())
        })
        .collect();
    let expected = [
        ("r1-drives-the-shift", true, 1),
        ("restrictive-licenses", true, 4),
        ("cannot-charge", true, 6),
        ("diminishing-prospects", true, 7),
        ("the-lag-shrinks", true, 8),
        ("lag-now", false, 8),
        ("lag-before", false, 8),
    ];
    assert_eq!(occurrences, expected);
}
