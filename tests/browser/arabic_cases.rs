//! The cases that also run on the Arabic story: the cases of these files, except those that only the seed can run.

use crate::case::{Case, Plan};
use crate::engine::Engine;
use crate::story_variant::ARABIC;
use crate::{
    accessibility, carousel, carousel_input, copying, focus_return, grid, highlights, links, note_sheets, notes,
    quotes, reading, static_page, takeover, timeline, timeline_gestures,
};

/// Files about scrolling and gestures, in which engines differ from right to left: their cases run in every engine.
const DIRECTIONAL: &[&[Case]] = &[carousel::CASES, carousel_input::CASES, timeline_gestures::CASES];

/// Files in which the script and the direction are the same in every engine: each case runs in one. (`smoke` has no
/// story, and `events` has separate stories.)
const OTHERS: &[&[Case]] = &[
    highlights::CASES,
    notes::CASES,
    note_sheets::CASES,
    timeline::CASES,
    grid::CASES,
    static_page::CASES,
    takeover::CASES,
    reading::CASES,
    copying::CASES,
    quotes::CASES,
    focus_return::CASES,
    links::CASES,
    accessibility::CASES,
];

/// The case opens a fixture: neither the seed nor the Arabic story.
const FIXTURE: &str = "the case opens a fixture";
/// The case is about the page around a story, or about the build.
const HOST: &str = "the case is about the page, not about the story";
/// The case compares with the words of the seed.
const WORDS: &str = "the case compares with the words of the seed";

/// Colours are the same in every script, and the case takes a minute.
const COLOURS: &str = "the case is about colours";

/// The cases that run on the seed only, and why.
const SEED_ONLY: &[(&str, &str)] = &[
    ("highlights::every_overlapping_highlight_is_reachable", FIXTURE),
    ("highlights::underlines_of_overlapping_highlights_stack", FIXTURE),
    ("highlights::highlights_do_not_change_the_layout", FIXTURE),
    ("notes::right_to_left_notes_are_at_the_left", FIXTURE),
    ("note_sheets::a_sheet_is_at_the_top_if_the_page_cannot_scroll", FIXTURE),
    ("carousel::right_to_left_slides_go_to_the_left", FIXTURE),
    ("carousel::one_quote_has_no_controls", FIXTURE),
    ("carousel::without_quotes_there_is_no_section", FIXTURE),
    ("carousel::the_cost_of_a_slide_does_not_grow_with_the_quotes", FIXTURE),
    ("quotes::each_speaker_is_named_once", FIXTURE),
    ("quotes::all_parts_of_an_interrupted_quote_are_marked", FIXTURE),
    ("grid::keys_outside_the_grid_are_ignored", FIXTURE),
    ("focus_return::a_link_to_an_event_without_a_date_focuses_its_entry", FIXTURE),
    ("focus_return::an_open_group_stays_in_the_viewport", FIXTURE),
    ("highlights::the_accessible_text_is_the_text_of_the_article", WORDS),
    ("timeline::a_narrow_screen_starts_with_the_list", WORDS),
    ("timeline::events_are_found_by_words_and_company", WORDS),
    ("links::links_work_with_a_base_element", HOST),
    ("static_page::the_fallback_stays_without_webassembly_file", HOST),
    ("static_page::the_fallback_stays_without_element_js", HOST),
    ("static_page::the_fallback_stays_if_csp_forbids_webassembly", HOST),
    ("static_page::the_fallback_stays_if_csp_forbids_scripts", HOST),
    ("takeover::a_moved_element_stays_live", HOST),
    ("takeover::a_reinserted_element_is_live_again", HOST),
    ("takeover::an_element_removed_while_loading_stays_quiet", HOST),
    ("takeover::slow_rendering_is_complete", HOST),
    ("links::clicks_for_a_new_tab_are_left_to_the_browser", HOST),
    ("links::fragments_of_the_page_are_ignored", HOST),
    ("accessibility::axe_finds_nothing_in_the_dark", COLOURS),
    ("accessibility::axe_finds_nothing_in_forced_colours", COLOURS),
    ("takeover::two_stories_share_a_page", HOST),
];

/// The plan of the cases that run on the Arabic story. A case in which direction matters runs in every engine. Any other
/// case runs in one engine; the requested engines take turns.
pub(crate) fn plans() -> Vec<Plan> {
    let all = || DIRECTIONAL.iter().chain(OTHERS).flat_map(|cases| cases.iter());
    for (name, _) in SEED_ONLY {
        assert!(all().any(|case| case.short() == *name), "no case is called {name}");
    }
    let runs = |case: &&Case| !SEED_ONLY.iter().any(|(name, _)| case.short() == *name);
    let everywhere = |case: &Case| Plan { variant: &ARABIC, case: *case, engines: Engine::ALL.to_vec() };
    let in_turn = |(at, case): (usize, &Case)| Plan::in_one_engine(&ARABIC, *case, at);
    let directional = DIRECTIONAL.iter().flat_map(|cases| cases.iter()).filter(runs).map(everywhere);
    let others = OTHERS.iter().flat_map(|cases| cases.iter()).filter(runs).enumerate().map(in_turn);
    directional.chain(others).collect()
}
