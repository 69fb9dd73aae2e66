//! The stories that cases run on: the seed, in which they are written, and a second one in another script and direction.
//!
//! **A case names things as the seed does**, and every thing that it names has its counterpart in the second story:
//! another firm that is quoted, another product, another event that is planned. [`Tale::told`] puts these in the place of
//! the seed's names in whatever a case asks of a page. What a page answers is never touched: a case that compares it with
//! a name or with words asks [`crate::page::Page::says`] how the story at hand has them.

use std::borrow::Cow;
use std::path::PathBuf;

use anyhow::{Context, Result};
use sidelight::words::Messages;

use crate::server::{both, dist};

/// A story that cases run on.
pub(crate) struct Tale {
    /// Before the name of a case, for any but the seed.
    pub(crate) name: &'static str,
    /// The folder that its site is served in.
    pub(crate) folder: &'static str,
    /// The text of its file.
    pub(crate) file: &'static str,
    /// What the seed has, and what stands for it here.
    glossary: &'static [(&'static str, &'static str)],
}

/// The seed story, in `dist/`.
pub(crate) static SEED: Tale =
    Tale { name: "", folder: "", file: include_str!("../../stories/open-source-ai.json"), glossary: &[] };

/// The second story, in the site of both.
pub(crate) static SECOND: Tale = Tale {
    name: "arabic_cases::",
    folder: "/site",
    file: include_str!("../../stories/ras-al-rih.json"),
    glossary: &GLOSSARY,
};

/// What the second story has in the place of what the seed has: ids, and then words.
const GLOSSARY: [(&str, &str); 121] = [
    ("/index.html", "/ras-al-rih.html"),
    ("open-source-ai", "ras-al-rih"),
    ("deepseek", "samarek"),
    ("baidu", "khalij-lights"),
    ("alibaba", "marsa"),
    ("tencent", "tayyar"),
    ("manusai", "nawras"),
    ("openai", "bluelight"),
    ("google", "mawani"),
    ("meta", "ufuq"),
    ("microsoft", "murjan"),
    ("counterpoint", "sawahil"),
    ("omdia", "rasad"),
    ("constellation", "kawkaba"),
    ("wei-sun", "huda-mansour"),
    ("lian-jye-su", "salim-abboud"),
    ("ray-wang", "rami-wahba"),
    ("wang", "najla-rustum"),
    ("ji-yichao", "yara-shahin"),
    ("kai-fu-lee", "karim-fouad"),
    ("joe-tsai", "jamal-tawfiq"),
    ("r1", "r7"),
    ("ernie-4-5", "lumen-4-5"),
    ("ernie-x1", "lumen-x1"),
    ("chatgpt", "pharobot"),
    ("open-source-week", "open-tower"),
    ("android-moment", "eye-of-the-coast"),
    ("r1-drives-the-shift", "no-longer-needed"),
    ("lag-now", "time-now"),
    ("android-open", "first-light"),
    ("wan", "first-bid"),
    ("ernie", "gift"),
    ("hunyuan-3d", "model"),
    ("manus-pledge", "cafe"),
    ("ernie-open", "new-lens"),
    // Words of the story.
    ("DSDeepSeek", "سيسيمارك"),
    ("DeepSeek", "سيمارك"),
    ("Baidu", "أضواء الخليج"),
    ("Alibaba", "مرسى القابضة"),
    ("ManusAI", "نورس"),
    ("Omdia", "Rasad"),
    ("Counterpoint Research", "مركز سواحل للدراسات"),
    ("Wei Sun", "هدى منصور"),
    ("Ernie 4.5", "Lumen 4.5"),
    ("R1 drives the shift", "ضوء لم يعد ضروريًا"),
    ("DeepSeek’s success", "ما تبيعه سيمارك ليس"),
    ("Disruptors like DeepSeek have proven", "العدسة القديمة"),
    ("Google makes Android’s source code public", "الموانئ العامة تضيء المنارة أول مرة"),
    ("Alibaba Cloud open-sources", "مرسى القابضة تقدّم"),
    ("China is experiencing", "بعد أكثر من ستة عقود"),
    ("As thought before 12 to 24 months", "كما كان يُظن من 12 إلى 24 شهرًا"),
    ("Now 3 to 6 months", "الآن من 3 إلى 6 شهرًا"),
    // Words of the interface.
    ("Following", "تتبّع"),
    ("Mention 2 of 4", "الموضع 2 من 4"),
    ("Mention 3 of 4", "الموضع 3 من 4"),
    ("Mention 4 of 4", "الموضع 4 من 4"),
    ("1 of 7", "1 من 7"),
    ("2 of 7", "2 من 7"),
    ("3 of 7", "3 من 7"),
    ("4 of 7", "4 من 7"),
    ("5 of 7", "5 من 7"),
    ("6 of 7", "6 من 7"),
    ("7 of 7", "7 من 7"),
    (
        "Following Baidu: 3 of 10 paragraphs, 2 of 9 events, 0 of 7 quotes.",
        "تتبّع أضواء الخليج: الفقرات 3 من 10، الأحداث 2 من 10، الاقتباسات 0 من 7.",
    ),
    ("Stop following DeepSeek", "إيقاف تتبّع سيمارك"),
    ("Open-source software allows", "تتكوّن عدسة فرينل"),
    ("By or about DeepSeek: 4 of 7 quotes.", "ما يخص سيمارك من الاقتباسات: 4 من 7."),
    ("By or about Baidu: 0 of 7 quotes.", "ما يخص أضواء الخليج من الاقتباسات: 0 من 7."),
    ("By or about ManusAI: 1 of 7 quotes.", "ما يخص نورس من الاقتباسات: 1 من 7."),
    ("Wei Sun, 1 of 4", "هدى منصور، 1 من 4"),
    ("Previous quote", "الاقتباس السابق"),
    ("Next quote", "الاقتباس التالي"),
    (
        "“DeepSeek’s success proves that open-source strategies can lead to faster innovation and broad adoption”\n\
         — Wei Sun, analyst, Counterpoint Research",
        "«ما تبيعه سيمارك ليس حجارة، بل حكاية يعرفها كل طفل على هذا الساحل»\n— هدى منصور، باحثة، مركز سواحل للدراسات",
    ),
    (
        "the dynamics of the industry are shifting dramatically, highlighting the impact of competitive pricing against a \
         backdrop of compelling free offerings\n\
         — Kai-Fu Lee, AI entrepreneur, as the article reports it",
        "أن الترميم ممكن من دون تغيير شكل البرج، وأن كلفته لن تتجاوز كلفة مبنى حديث\n— كريم فؤاد، معماري، كما ينقل المقال",
    ),
    (
        "China’s Open-Source Revolution: Reshaping AI and Challenging the Giants (24 March 2025)",
        "منارة رأس الريح للبيع: من يشتري ضوءًا أطفأه الزمن؟ (بريد الساحل، 24 مارس 2025)",
    ),
    (
        "China’s Open-Source Revolution: Reshaping AI and Challenging the Giants",
        "منارة رأس الريح للبيع: من يشتري ضوءًا أطفأه الزمن؟",
    ),
    ("Baidu makes its models fully open-source", "أضواء الخليج تركّب عدسة جديدة"),
    ("by the end of June 2025, planned", "بحلول نهاية يونيو 2025، مخطط له"),
    ("Date from Article", "مصدر التاريخ المقال"),
    ("Plans are in motion", "وتنوي الشركة"),
    ("Show as a list", "عرض كقائمة"),
    ("Show as a chart", "عرض كمسارات"),
    ("January 2008 to June 2025: 9 of 9", "من 1962 إلى 2025: يظهر 9 من أصل 9"),
    ("January 2008 to June 2025: 9 of 9 events in view.", "من 1962 إلى 2025: يظهر 9 من أصل 9 من الأحداث."),
    ("January to June 2025: 7 of 9 events in view.", "من يناير إلى يونيو 2025: يظهر 7 من أصل 9 من الأحداث."),
    ("January 2008 to June 2025", "من 1962 إلى 2025"),
    ("1 of 9", "نتيجة البحث: 1 من 10"),
    (
        "21 October 2008: Google makes Android’s source code public; Google, 1 of 1",
        "21 أكتوبر 1962: الموانئ العامة تضيء المنارة أول مرة؛ الموانئ العامة، 1 من 1",
    ),
    (
        "16 March 2025: Baidu releases Ernie 4.5 and Ernie X1, free to individual users; Baidu, 1 of 2",
        "12 مارس 2025: أضواء الخليج تهدي المتحف Lumen 4.5 و Lumen X1؛ أضواء الخليج، 1 من 2",
    ),
    (
        "by the end of June 2025, planned: Baidu makes its models fully open-source; Baidu, 2 of 2",
        "بحلول نهاية يونيو 2025، مخطط له: أضواء الخليج تركّب عدسة جديدة؛ أضواء الخليج، 2 من 2",
    ),
    (
        "around March 2025: ManusAI pledges to go open-source; ManusAI, 1 of 1",
        "نحو مارس 2025: نورس تتعهد بفتح مقهى؛ نورس، 1 من 1",
    ),
    ("arrow keys", "مفاتيح الأسهم"),
    ("includes('found')", "includes('نتيجة')"),
    ("Organisation", "مؤسسة"),
    ("'2 of 9'", "'نتيجة البحث: 2 من 10'"),
    ("Link copied", "نُسخ الرابط"),
    ("Quotation copied", "نُسخ الاقتباس"),
    ("Copy quotation", "نسخ الاقتباس"),
    ("Company", "شركة"),
    ("Claim", "قول"),
    ("Person", "شخص"),
    ("Product", "منتج"),
    ("Term", "مصطلح"),
    ("Event", "حدث"),
    ("Figure", "رقم"),
    ("Copy link", "نسخ الرابط"),
    ("Quote", "اقتباس"),
    ("Among the quotes", "بين الاقتباسات"),
    ("Who said what", "من قال ماذا"),
    ("What happened when", "ماذا حدث ومتى"),
    ("carousel", "عارض متتابع"),
    ("One by one", "واحدًا تلو الآخر"),
    ("Show the others too", "إظهار البقية أيضًا"),
    ("Hide the others", "إخفاء البقية"),
    ("Fold DeepSeek", "طيّ سيمارك"),
    ("Unfold DeepSeek", "بسط سيمارك"),
    ("Fold Alibaba", "طيّ مرسى القابضة"),
    ("January to March 2025", "من يناير إلى مارس 2025"),
    ("January to June 2025", "من يناير إلى يونيو 2025"),
    ("January to", "من يناير إلى"),
    ("2008", "1962"),
];

impl Tale {
    /// The text of a case, with what this story has in the place of what the seed has: the longest names first, and whole
    /// ones only.
    pub(crate) fn told<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.glossary.is_empty() {
            return text.into();
        }
        let is_part = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
        let mut told = String::with_capacity(text.len() * 2);
        let (mut rest, mut before) = (text, None);
        while let Some(first) = rest.chars().next() {
            let fits = |(from, _): &&(&str, &str)| {
                let part = |letter: Option<char>| letter.is_some_and(is_part);
                rest.starts_with(from)
                    && !(part(before) && part(from.chars().next()))
                    && !(part(rest[from.len()..].chars().next()) && part(from.chars().last()))
            };
            let (from, to) = match self.glossary.iter().filter(fits).max_by_key(|(from, _)| from.len()) {
                Some(&(from, to)) => (from, to),
                None => (&rest[..first.len_utf8()], &rest[..first.len_utf8()]),
            };
            told.push_str(to);
            before = from.chars().last();
            rest = &rest[from.len()..];
        }
        told.into()
    }

    /// A path of the seed's site as one of this story's. What stands beside all sites stays where it is.
    pub(crate) fn placed(&self, path: &str) -> String {
        let told = self.told(path);
        let beside = ["/control/", "/pages/", "/npm/", "/host/", "/v2/"];
        let (with, path) = match told.strip_prefix("/with/").and_then(|rest| rest.split_once('/')) {
            Some((with, _)) => told.split_at("/with/".len() + with.len()),
            None => ("", told.as_ref()),
        };
        match beside.iter().any(|folder| path.starts_with(folder)) {
            true => told.clone().into_owned(),
            false => format!("{with}{}{path}", self.folder),
        }
    }

    /// The story's file.
    pub(crate) fn story(&self) -> Result<serde_json::Value> {
        Ok(serde_json::from_str(self.file)?)
    }

    /// How many of these it has: "events".
    pub(crate) fn count(&self, list: &str) -> Result<usize> {
        Ok(self.story()?[list].as_array().map_or(0, Vec::len))
    }

    /// The words of its interface.
    pub(crate) fn words(&self) -> Result<&'static Messages> {
        Ok(Messages::for_lang(self.story()?["lang"].as_str().context("no language")?))
    }

    /// The folder that its site is built into.
    pub(crate) fn dist(&self) -> PathBuf {
        if self.folder.is_empty() { dist() } else { both() }
    }
}
