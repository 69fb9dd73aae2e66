//! Which cases run on the second story, too: those of these files, but for those that are left to the seed.

use crate::case::Case;
use crate::{
    accessibility, carousel, carousel_input, copying, focus_return, grid, highlights, links, note_sheets, notes,
    quotes, reading, static_page, takeover, timeline, timeline_gestures,
};

/// The files. `smoke` is about the harness, and has no story; `events` has stories of its own.
const FILES: &[&[Case]] = &[
    static_page::CASES,
    takeover::CASES,
    reading::CASES,
    highlights::CASES,
    notes::CASES,
    note_sheets::CASES,
    copying::CASES,
    carousel::CASES,
    carousel_input::CASES,
    quotes::CASES,
    timeline::CASES,
    grid::CASES,
    timeline_gestures::CASES,
    focus_return::CASES,
    links::CASES,
    accessibility::CASES,
];

/// A story of its own is opened there: the seed has no part in it, nor has the second story.
const OWN: &str = "it opens a story of its own";
/// How a page around a story behaves, or the build: the same whatever the story.
const HOST: &str = "it is about the page, not about the story";
/// The seed's very words are what it is about.
const WORDS: &str = "it is about the seed's very words";

/// Colours are the same in every script, and what takes a minute has to be worth it.
const COLOURS: &str = "it is about colours";

/// What is left to the seed, and why.
const LEFT: &[(&str, &str)] = &[
    ("highlights::overlapping_highlights_are_all_reached", OWN),
    ("highlights::overlapping_lines_stack", OWN),
    ("highlights::a_highlight_moves_no_letter", OWN),
    ("notes::from_right_to_left_notes_stand_at_the_left", OWN),
    ("note_sheets::a_sheet_goes_to_the_top_where_the_line_cant", OWN),
    ("carousel::from_right_to_left", OWN),
    ("carousel::one_quote_has_no_controls", OWN),
    ("carousel::without_quotes_there_is_nothing", OWN),
    ("carousel::a_hundred_turn_as_fast_as_ten", OWN),
    ("quotes::the_picker_names_each_speaker_once", OWN),
    ("quotes::all_parts_of_a_broken_quote_are_marked", OWN),
    ("grid::keys_elsewhere_are_left_alone", OWN),
    ("focus_return::what_cant_be_drawn_is_told", OWN),
    ("focus_return::what_is_opened_stays_on_the_page", OWN),
    ("highlights::what_is_heard_is_what_is_written", WORDS),
    ("timeline::a_narrow_screen_starts_with_the_list", WORDS),
    ("timeline::events_are_found_by_words_and_company", WORDS),
    ("links::a_base_of_the_page_is_no_matter", HOST),
    ("static_page::it_stays_without_the_webassembly", HOST),
    ("static_page::it_stays_without_the_script", HOST),
    ("static_page::it_stays_where_webassembly_is_forbidden", HOST),
    ("static_page::it_stays_where_scripts_are_forbidden", HOST),
    ("takeover::it_takes_place_once", HOST),
    ("takeover::an_element_moved_goes_on", HOST),
    ("takeover::an_element_removed_and_put_back_is_live_again", HOST),
    ("takeover::an_element_removed_while_it_loads_stays_quiet", HOST),
    ("takeover::it_does_not_wait_for_a_selection_elsewhere", HOST),
    ("links::a_new_tab_is_the_browsers", HOST),
    ("links::fragments_of_others_are_left_alone", HOST),
    ("accessibility::axe_finds_nothing_in_the_dark", COLOURS),
    ("accessibility::axe_finds_nothing_in_forced_colours", COLOURS),
    ("takeover::two_stories_stand_on_one_page", HOST),
];

/// The cases that run on the second story.
pub(crate) fn cases() -> Vec<Case> {
    let all = FILES.concat();
    for (name, _) in LEFT {
        assert!(all.iter().any(|case| case.short() == *name), "no case is called {name}");
    }
    all.into_iter().filter(|case| !LEFT.iter().any(|(name, _)| case.short() == *name)).collect()
}
