//! The cases that axe cannot decide, with the decision of a person and its reason.

use crate::axe::AxeException;

/// The rules that axe cannot decide, each with the elements and the reason for the exception.
pub(crate) const AXE_EXCEPTIONS: [AxeException; 16] = [
    AxeException {
        rule: "color-contrast",
        selector: "@article:has(@companies[open]) *",
        _why: "the text below the open menu of companies; axe decides it while the menu is closed",
    },
    AxeException {
        rule: "color-contrast",
        selector: "@story-page:has(@following:not([hidden])) *",
        _why: "the text below the bar of the followed company, at the foot of the viewport, and the bar over that text; axe \
               decides the other text",
    },
    AxeException {
        rule: "color-contrast",
        selector: "@slide:has(@share-menu) *, @card:has(@share-menu) *",
        _why: "the text below an open share menu; axe decides it while the menu is closed",
    },
    AxeException {
        rule: "skip-link",
        selector: "@speakers @company-chip",
        _why: "a name that is scrolled out of the row, with a link to a quote that is scrolled out of its row; a click on the \
               name shows the quote",
    },
    AxeException {
        rule: "color-contrast",
        selector: "@upper-label",
        _why: "the box of a tick of the axis overlaps the label by a pixel; both have the colour of the status line below the \
               companies, on the same background, which axe decides",
    },
    AxeException {
        rule: "color-contrast",
        selector: "@fold span",
        _why: "an arrow has the colour of the status line below the companies, on the same background, which axe decides",
    },
    AxeException {
        rule: "color-contrast",
        selector: "@lane :is(@clamp-2, @lane-title)",
        _why: "text of the timeline over its thin lines or below a note; axe decides other text of the same colour, and the \
               lines are as faint as those below the lanes",
    },
    AxeException {
        rule: "color-contrast",
        selector: ":is(@slide-button, @mention-step, @close-button, @zoom-button, @step) span",
        _why: "an arrow or a cross has the colour of the text beside it; if disabled, the colour of dimmed text",
    },
    AxeException {
        rule: "color-contrast",
        selector: "@timeline-card :is(@note-title, @date time, @source, @related)",
        _why: "a note over the lines of the chart; the box of a title overlaps the button that closes its note; the box of a date overlaps the title in scripts \
               with tall letters, such as Arabic; both have the text colour",
    },
    AxeException {
        rule: "color-contrast",
        selector: "[data-placement=margin] @card @fact",
        _why: "a note beside the lower edge of the article's head, which is below the note and has no background; axe decides \
               the other text of notes, which has the same colours",
    },
    AxeException {
        rule: "color-contrast",
        selector: "[data-placement=foot] @card *",
        _why: "text that is scrolled out of a sheet, or is below its handle; axe decides all text of notes in the margin, \
               which has the same colours",
    },
    AxeException {
        rule: "color-contrast",
        selector: "@quote-mark@level-1, @plain-run",
        _why: "a run that is broken between two lines: Firefox finds its neighbour in the middle of its box; axe decides the \
               other runs, which have the same colours",
    },
    AxeException {
        rule: "color-contrast",
        selector: "@speakers [aria-current]",
        _why: "a name that is partly scrolled out of the row; in forced colours it has a pair of system colours",
    },
    AxeException {
        rule: "color-contrast",
        selector: "@slide @link-field",
        _why: "a field has the text colour and the background of the page; the status text that overlaps its corner is empty \
               then",
    },
    AxeException {
        rule: "color-contrast",
        selector: "@slide:has([data-collapsed]) *",
        _why: "the clipped lines of a long quote are below the following content; axe decides the other slides, which have \
               the same colours",
    },
    AxeException {
        rule: "label-content-name-mismatch",
        selector: "@slide-button, @mention-step, @close-button, @fold, @zoom-button, @step",
        _why: "an arrow or a cross is not text that an accessible name can contain",
    },
];
