//! The interface texts in Modern Standard Arabic, in the style of newspapers.
//!
//! Digits are Western: the code formats numbers with them, and so do most news sites from Morocco to the Gulf.
//! Arabic has six forms of a counted noun. A number therefore follows its noun and a colon, or precedes "من" and a
//! plural: both are correct for every number. Buttons are named with verbal nouns, not imperatives, because an
//! imperative would address the reader as a man or a woman.

use super::{DateWords, Messages, Plural, StyleNames};

/// January to December, in the Gregorian calendar. Arabic does not abbreviate them.
const MONTHS: [&str; 12] =
    ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];

/// The Arabic message table.
pub(super) static WORDS: Messages = Messages {
    lang: "ar",
    style_names: StyleNames {
        groups: ["شركات", "أشخاص", "مؤسسات", "منتجات", "مصطلحات", "أقوال", "أرقام"],
        company: "شركة",
        person: "شخص",
        organisation: "مؤسسة",
        product: "منتج",
        term: "مصطلح",
        claim: "قول",
        figure: "رقم",
        quote: "اقتباس",
        event: "حدث",
    },
    dates: DateWords {
        months: MONTHS,
        short_months: MONTHS,
        seasons: ["ربيع", "صيف", "خريف", "شتاء"],
        day: "{0} {1} {2}",
        day_of_month: "{0} {1}",
        month: "{0} {1}",
        // In words: in right-to-left text a reader could start "24–28" at either end.
        days_of_month: "من {0} إلى {1} {2} {3}",
        season: "{0} {1}",
        quarter: "الربع {0} من {1}",
        third: "الثلث {0} من {1}",
        half: "النصف {0} من {1}",
        before_common_era: "{0} ق.م",
        decade: "عقد {0}",
        century: "القرن الذي يبدأ بعام {0}",
        some_time_in: "وقت ما من {0}",
        interval: "من {0} إلى {1}",
        until: "بحلول {0}",
        until_end_of: "بحلول نهاية {0} {1}",
        since: "منذ {0}",
        from: "من {0} إلى تاريخ غير معروف",
        at_some_time: "وقت غير معلوم",
        around: "نحو {0}",
        uncertain: "{0} (غير مؤكد)",
    },
    timeline: "ماذا حدث ومتى",
    quotes: "من قال ماذا",
    notes: "أشخاص وشركات ومصطلحات",
    companies: "الشركات في هذا المقال",
    bar: "أدوات القراءة",
    jump_to_timeline: "الخط الزمني",
    jump_to_quotes: "الاقتباسات",
    jump_to_notes: "الملاحظات",
    follow: "تتبّع",
    previous_part: "الجزء السابق عنها",
    next_part: "الجزء التالي عنها",
    part_n_of_m: "{0}: {1} من {2}",
    list_separator: "، ",
    following: "تتبّع {0}: {1}.",
    followed_paragraphs: "الفقرات {0} من {1}",
    followed_events: "الأحداث {0} من {1}",
    followed_quotes: "الاقتباسات {0} من {1}",
    stop_following: "إيقاف التتبّع",
    follow_company: "تتبّع {0}",
    unfollow_company: "إيقاف تتبّع {0}",
    published: "نُشر في",
    modified: "حُدّث في",
    authors_prefix: "بقلم",
    correction: "تصويب",
    original_source: "المصدر الأصلي",
    from_background: "سياق مضاف",
    date_from: "مصدر التاريخ",
    undated: "التاريخ غير معروف",
    planned: "مخطط له",
    no_company: "السياق",
    in_article: "في المقال",
    on_timeline: "على الخط الزمني",
    among_quotes: "بين الاقتباسات",
    n_of_m: "{0} من {1}",
    also_here: "على هذه الكلمات أيضًا",
    direct: "اقتباس مباشر",
    reported: "بتصرّف",
    carousel: "عارض متتابع",
    slide: "شريحة",
    previous_quote: "الاقتباس السابق",
    next_quote: "الاقتباس التالي",
    quote_name: "{0}، {1} من {2}",
    read_all: "قراءة الكل",
    show_less: "عرض أقل",
    quotes_of_followed: "ما يخص {0} من الاقتباسات: {1} من {2}.",
    show_unrelated_quotes: "إظهار كل الاقتباسات",
    hide_unrelated_quotes: "إظهار هذه فقط",
    show_all: "عرض الكل",
    show_one: "واحدًا تلو الآخر",
    speakers: "المتحدثون",
    close: "إغلاق الملاحظة",
    role_at: "{0}، {1}",
    maker: "من إنتاج",
    highlights: "العلامات",
    all_highlights: "كل العلامات",
    key_highlights: "أهم العلامات",
    no_highlights: "بلا علامات",
    mention_n_of_m: "الموضع {0} من {1}",
    previous_mention: "الموضع السابق",
    next_mention: "الموضع التالي",
    pin_note: "تثبيت",
    copy: "نسخ الرابط",
    copied: "نُسخ الرابط",
    copy_quotation: "نسخ الاقتباس",
    quotation_copied: "نُسخ الاقتباس",
    save_image: "حفظ الصورة",
    share: "مشاركة",
    share_sheet: "مشاركة عبر …",
    copy_by_hand: "للنسخ باليد",
    said_by: "— {0}",
    reported_by: "— {0}، كما ينقل المقال",
    cited: "{0} ({1})",
    issued: "{0}، {1}",
    copy_view: "نسخ رابط هذا العرض",
    events_of_company: "الأحداث",
    related_quotes: "الاقتباسات",
    people_and_products: "الأشخاص والمنتجات",
    about: "عن",
    span: "من {0} إلى {1} {2}",
    amount: "{0} {1}",
    error_title: "يتعذر عرض هذا المقال كما ينبغي",
    error_location: "في ملف المقال، عند {0}",
    error_fallback: "المقال أدناه هو النسخة التي جاءت مع الصفحة.",
    website: "الموقع الإلكتروني",
    quiet_years: "سنوات هدوء: {0}",
    quiet_months: "أشهر هدوء: {0}",
    show_list: "عرض كقائمة",
    show_chart: "عرض كمسارات",
    search_events: "البحث في الأحداث",
    filter_companies: "تصفية حسب الشركة",
    clear_search: "مسح البحث",
    events_found: "نتيجة البحث: {0} من {1} من الأحداث.",
    no_events_found: "لا حدث يطابق البحث.",
    events: Plural { one: "حدث واحد", other: "{0} من الأحداث" },
    in_view: "{0}: يظهر {1} من أصل {2}.",
    events_without_date: Plural {
        one: "في القائمة حدث آخر لا تاريخ له يُرسم.",
        other: "في القائمة أيضًا ما لا تاريخ له يُرسم من الأحداث، وعدده {0}.",
    },
    move_timeline: "تحريك الخط الزمني",
    move_earlier: "إلى الأقدم",
    move_later: "إلى الأحدث",
    zoom_out: "تصغير",
    zoom_in: "تكبير",
    fit_all: "إظهار الكل",
    busiest: "الأكثر أحداثًا: {0}",
    keyboard_help: "مفاتيح الأسهم تقود من حدث إلى حدث ومن مسار إلى مسار، و Enter يفتح. الزائد والناقص يكبّران ويصغّران، و 0 يُظهر الكل، و Page Up و Page Down ينقلان العرض.",
    event_name: "{0}: {1}؛ {2}، {3} من {4}",
    group_name: "{0}، {1}؛ {2}، من {3} إلى {4} من أصل {5}",
    zoom_to_group: "تكبير هذه الأحداث",
    fold: "طيّ {0}",
    unfold: "بسط {0}",
    follow_reading: "تتبّع موضع القراءة",
    reading_position: "بلغت القراءة",
    link_to_lane: "العرض على الخط الزمني",
};

#[cfg(test)]
mod tests {
    use crate::{
        story::{Date, QuoteIndex, Story, StoryFile, date::day_number},
        words::{Messages, date, quotation, time_range},
    };

    #[test]
    fn dates_are_formatted_in_arabic() {
        for (edtf, expected) in [
            ("2025-01-20", "20 يناير 2025"),
            ("2025-03", "مارس 2025"),
            ("2025-02-24/2025-02-28", "من 24 إلى 28 فبراير 2025"),
            ("2023/2025-06", "من 2023 إلى يونيو 2025"),
            ("../2025-06-30", "بحلول نهاية يونيو 2025"),
            ("../2025-06-29", "بحلول 29 يونيو 2025"),
            ("2025-03/..", "منذ مارس 2025"),
            ("2025-03/", "من مارس 2025 إلى تاريخ غير معروف"),
            ("2025-03~", "نحو مارس 2025"),
            ("2008%", "نحو 2008 (غير مؤكد)"),
            ("199X", "عقد 1990"),
            ("XXXX", "وقت غير معلوم"),
            ("2025-06-XX", "وقت ما من يونيو 2025"),
            ("2025-21", "ربيع 2025"),
            ("2025-34", "الربع 2 من 2025"),
            ("-0043-03-15", "15 مارس 44 ق.م"),
        ] {
            assert_eq!(date(&Date::parse(edtf).unwrap(), &Messages::for_lang("ar").dates), expected, "{edtf}");
        }
    }

    #[test]
    fn time_ranges_are_formatted_in_arabic() {
        for (first, last, expected) in [
            ((2025, 3, 24), (2025, 3, 24), "24 مارس 2025"),
            ((2025, 2, 24), (2025, 2, 28), "من 24 إلى 28 فبراير 2025"),
            ((2025, 2, 24), (2025, 3, 2), "من 24 فبراير إلى 2 مارس 2025"),
            ((2025, 1, 1), (2025, 6, 30), "من يناير إلى يونيو 2025"),
            ((1962, 1, 1), (2025, 12, 31), "من 1962 إلى 2025"),
        ] {
            let [first, last] = [first, last].map(|(year, month, date)| day_number(year, month, date));
            assert_eq!(time_range(first, last, &Messages::for_lang("ar-EG").dates), expected);
        }
    }

    #[test]
    fn quotations_are_formatted_in_arabic() {
        let file = StoryFile::from_json(include_str!("../../stories/ras-al-rih.json")).unwrap();
        let story = Story::check(file).0;
        let quoted =
            |quote| quotation(&story, &story.quotes[QuoteIndex::new(quote)], Messages::for_lang(&story.lang), None);
        assert_eq!(
            quoted(0),
            "«ما تبيعه سيمارك ليس حجارة، بل حكاية يعرفها كل طفل على هذا الساحل»\n\
             — هدى منصور، باحثة، مركز سواحل للدراسات\n\
             منارة رأس الريح للبيع: من يشتري ضوءًا أطفأه الزمن؟ (بريد الساحل، 24 مارس 2025)"
        );
        assert!(quoted(1).starts_with("«العدسة القديمة […] ما زالت تجمع الضوء"), "{}", quoted(1));
        assert!(quoted(4).contains("— كريم فؤاد، معماري، كما ينقل المقال"), "{}", quoted(4));
    }
}
