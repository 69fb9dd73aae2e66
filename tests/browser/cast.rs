//! The parts of a story that cases name, by the role that each plays in them.
//!
//! Scripts see the same parts under the same names, as the constant `cast`.

use serde_json::{Map, Value, json};

/// A part of a story.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// Its id in the story file.
    pub(crate) id: String,
    /// Its name or its title.
    pub(crate) name: String,
    /// The URL fragment that selects it, without `#`: `open-source-ai/note/deepseek`.
    pub(crate) link: String,
}

/// Declares the roles: the list of the story file, and the ids in the seed and in the Arabic story.
macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident: $list:literal, [$seed:literal, $arabic:literal];)*) => {
        /// The parts of a story by role, and counts and texts of the story.
        pub(crate) struct Cast {
            /// The id of the story.
            pub(crate) story: String,
            /// Its title.
            pub(crate) title: String,
            /// Its language, a BCP 47 tag.
            pub(crate) lang: String,
            /// The number of paragraphs.
            pub(crate) paragraphs: usize,
            /// The number of quotes.
            pub(crate) quotes: usize,
            /// The number of events.
            pub(crate) events: usize,
            /// The number of events with a date that the chart can show.
            pub(crate) drawn_events: usize,
            /// Texts other than the names of parts.
            pub(crate) texts: &'static Texts,
            $($(#[$doc])* pub(crate) $role: Part,)*
        }

        impl Cast {
            /// The cast of a story file; `variant` is 0 for the seed, 1 for the Arabic story.
            pub(crate) fn of(variant: usize, file: &str) -> Self {
                let story: Value = serde_json::from_str(file).unwrap_or_default();
                let text = |key: &str| story[key].as_str().unwrap_or_default().to_owned();
                let count = |list: &str| story[list].as_array().map_or(0, Vec::len);
                let dated = story["events"].as_array().into_iter().flatten().filter(|it| it["date"] != "XXXX").count();
                Self {
                    story: text("id"),
                    title: text("title"),
                    lang: text("lang"),
                    paragraphs: count("body"),
                    quotes: count("quotes"),
                    events: count("events"),
                    drawn_events: dated,
                    texts: &TEXTS[variant],
                    $($role: Part::of(&story, $list, [$seed, $arabic][variant]),)*
                }
            }

            /// The roles as scripts see them.
            pub(crate) fn to_json(&self) -> Value {
                let mut all = Map::new();
                all.insert("story".into(), json!(self.story));
                $(all.insert(stringify!($role).into(), self.$role.to_json());)*
                Value::Object(all)
            }
        }
    };
}

roles! {
    /// The company with the most mentions, which has events, quotes and a claim about it.
    company: "entities", ["deepseek", "samarek"];
    /// A company with four mentions, a product and two events, and without quotes.
    company_without_quotes: "entities", ["baidu", "khalij-lights"];
    /// A company with a single quote.
    company_with_one_quote: "entities", ["manusai", "nawras"];
    /// The company whose lane follows that of `company`.
    next_company: "entities", ["alibaba", "marsa"];
    /// The company of the first event.
    earliest_company: "entities", ["google", "mawani"];
    /// A company with one event.
    company_with_one_event: "entities", ["tencent", "tayyar"];
    /// A company without events.
    company_without_events: "entities", ["meta", "ufuq"];
    /// The organisation that the speaker of the first quote works for.
    employer: "entities", ["counterpoint", "sawahil"];
    /// An organisation with one mention.
    organisation: "entities", ["omdia", "rasad"];
    /// The speaker of the first quote.
    speaker: "entities", ["wei-sun", "huda-mansour"];
    /// The speaker of the fifth quote, which is reported.
    reported_speaker: "entities", ["kai-fu-lee", "karim-fouad"];
    /// The speaker of the last quote.
    last_speaker: "entities", ["joe-tsai", "jamal-tawfiq"];
    /// A product of `company_without_quotes`.
    product: "entities", ["ernie-4-5", "lumen-4-5"];
    /// Its other product.
    other_product: "entities", ["ernie-x1", "lumen-x1"];
    /// The product that the claim is about.
    product_in_claim: "entities", ["r1", "r7"];
    /// The first quote, in the speaker's own words.
    direct_quote: "quotes", ["wei-sun", "huda-mansour"];
    /// The second quote.
    second_quote: "quotes", ["lian-jye-su", "salim-abboud"];
    /// The third quote, the only one about `company_with_one_quote`.
    third_quote: "quotes", ["ji-yichao", "yara-shahin"];
    /// The fourth quote.
    fourth_quote: "quotes", ["ray-wang", "rami-wahba"];
    /// The fifth quote, which the article reports.
    reported_quote: "quotes", ["kai-fu-lee", "karim-fouad"];
    /// The last quote.
    last_quote: "quotes", ["joe-tsai", "jamal-tawfiq"];
    /// The first event, long before the others.
    first_event: "events", ["android-open", "first-light"];
    /// The second event.
    second_event: "events", ["chatgpt", "pharobot"];
    /// The first of the two events of `company`, on one day.
    company_event: "events", ["r1", "r7"];
    /// The second of the two, over several days.
    days_event: "events", ["open-source-week", "open-tower"];
    /// The event of `next_company`.
    next_company_event: "events", ["wan", "first-bid"];
    /// The first of the two events of `company_without_quotes`, about its products.
    product_event: "events", ["ernie", "gift"];
    /// An event whose date is a month.
    month_event: "events", ["hunyuan-3d", "model"];
    /// An event at about a month.
    approximate_event: "events", ["manus-pledge", "cafe"];
    /// The second of the two events of `company_without_quotes`, which is planned.
    planned_event: "events", ["ernie-open", "new-lens"];
    /// A claim about `company`.
    claim: "highlights", ["r1-drives-the-shift", "no-longer-needed"];
    /// A figure with a chart of two bars.
    figure: "highlights", ["lag-now", "time-now"];
}

impl Part {
    fn of(story: &Value, list: &str, id: &str) -> Self {
        let found = story[list].as_array().into_iter().flatten().find(|it| it["id"] == id);
        let found = found.unwrap_or_else(|| panic!("the story has no {id} among its {list}"));
        let name = found["name"].as_str().or(found["title"].as_str()).unwrap_or_default();
        let kind = match list {
            "entities" => "note",
            "quotes" => "quote",
            "events" => "event",
            _ => "highlight",
        };
        let link = format!("{}/{kind}/{id}", story["id"].as_str().unwrap_or_default());
        Self { id: id.to_owned(), name: name.to_owned(), link }
    }

    /// One of its occurrences, by its number from 1.
    pub(crate) fn occurrence(&self, number: usize) -> Self {
        Self { link: format!("{}/{number}", self.link), ..self.clone() }
    }

    fn to_json(&self) -> Value {
        json!({ "id": self.id, "name": self.name, "link": self.link })
    }
}

impl Cast {
    /// The URL fragment part that follows a company: `company/baidu`.
    pub(crate) fn following(company: &Part) -> String {
        format!("company/{}", company.id)
    }

    /// The fragment that follows a company, without `#`: `open-source-ai/company/baidu`.
    pub(crate) fn company_link(&self, company: &Part) -> String {
        format!("{}/company/{}", self.story, company.id)
    }
}

/// Texts of a story, and of dates in it, as a reader sees them.
pub(crate) struct Texts {
    /// The name of `company`, the title of its note.
    pub(crate) company_title: &'static str,
    /// The beginning of the first paragraph.
    pub(crate) first_paragraph: &'static str,
    /// The beginning of the paragraph with `days_event`.
    pub(crate) days_event_paragraph: &'static str,
    /// The beginning of the words of the first quote.
    pub(crate) direct_quote: &'static str,
    /// The beginning of the words of the second quote.
    pub(crate) second_quote: &'static str,
    /// The words of the article for `planned_event`.
    pub(crate) planned_event: &'static str,
    /// The date of `planned_event`.
    pub(crate) planned_date: &'static str,
    /// The bars of the chart of `figure`.
    pub(crate) bars: [&'static str; 2],
    /// The first quote, copied, without a link.
    pub(crate) direct_quotation: &'static str,
    /// The reported quote, copied, without a link.
    pub(crate) reported_quotation: &'static str,
    /// The year in which the timeline begins.
    pub(crate) first_year: &'static str,
    /// The time range of the whole timeline.
    pub(crate) all_time: &'static str,
    /// The time range of the timeline after one zoom step.
    pub(crate) zoomed_time: &'static str,
    /// Accessible names of events on the timeline: the first, one of two, a planned one, one with an approximate date.
    pub(crate) event_names: [&'static str; 4],
}

static TEXTS: [Texts; 2] = [
    Texts {
        company_title: "DeepSeek",
        first_paragraph: "China is experiencing",
        days_event_paragraph: "Open-source software allows",
        direct_quote: "DeepSeek’s success",
        second_quote: "Disruptors like DeepSeek have proven",
        planned_event: "Plans are in motion",
        planned_date: "by the end of June 2025, planned",
        bars: ["Now 3 to 6 months", "As thought before 12 to 24 months"],
        direct_quotation: "“DeepSeek’s success proves that open-source strategies can lead to faster innovation and broad adoption”\n\
            — Wei Sun, analyst, Counterpoint Research\n\
            China’s Open-Source Revolution: Reshaping AI and Challenging the Giants (24 March 2025)",
        reported_quotation: "the dynamics of the industry are shifting dramatically, highlighting the impact of competitive \
            pricing against a backdrop of compelling free offerings\n\
            — Kai-Fu Lee, AI entrepreneur, as the article reports it\n\
            China’s Open-Source Revolution: Reshaping AI and Challenging the Giants (24 March 2025)",
        first_year: "2008",
        all_time: "January 2008 to June 2025",
        zoomed_time: "January to June 2025",
        event_names: [
            "21 October 2008: Google makes Android’s source code public; Google, 1 of 1",
            "16 March 2025: Baidu releases Ernie 4.5 and Ernie X1, free to individual users; Baidu, 1 of 2",
            "by the end of June 2025, planned: Baidu makes its models fully open-source; Baidu, 2 of 2",
            "around March 2025: ManusAI pledges to go open-source; ManusAI, 1 of 1",
        ],
    },
    Texts {
        company_title: "سيمارك",
        first_paragraph: "بعد أكثر من ستة عقود",
        days_event_paragraph: "تتكوّن عدسة فرينل",
        direct_quote: "ما تبيعه سيمارك ليس",
        second_quote: "العدسة القديمة",
        planned_event: "وتنوي الشركة",
        planned_date: "بحلول نهاية يونيو 2025، مخطط له",
        bars: ["الآن من 3 إلى 6 شهرًا", "كما كان يُظن من 12 إلى 24 شهرًا"],
        direct_quotation: "«ما تبيعه سيمارك ليس حجارة، بل حكاية يعرفها كل طفل على هذا الساحل»\n\
            — هدى منصور، باحثة، مركز سواحل للدراسات\n\
            منارة رأس الريح للبيع: من يشتري ضوءًا أطفأه الزمن؟ (بريد الساحل، 24 مارس 2025)",
        reported_quotation: "أن الترميم ممكن من دون تغيير شكل البرج، وأن كلفته لن تتجاوز كلفة مبنى حديث\n\
            — كريم فؤاد، معماري، كما ينقل المقال\n\
            منارة رأس الريح للبيع: من يشتري ضوءًا أطفأه الزمن؟ (بريد الساحل، 24 مارس 2025)",
        first_year: "1962",
        all_time: "من 1962 إلى 2025",
        zoomed_time: "من يناير إلى يونيو 2025",
        event_names: [
            "21 أكتوبر 1962: الموانئ العامة تضيء المنارة أول مرة؛ الموانئ العامة، 1 من 1",
            "12 مارس 2025: أضواء الخليج تهدي المتحف Lumen 4.5 و Lumen X1؛ أضواء الخليج، 1 من 2",
            "بحلول نهاية يونيو 2025، مخطط له: أضواء الخليج تركّب عدسة جديدة؛ أضواء الخليج، 2 من 2",
            "نحو مارس 2025: نورس تتعهد بفتح مقهى؛ نورس، 1 من 1",
        ],
    },
];
