//! The cases that axe cannot decide, with the decision of a person and its reason.

use crate::axe::AxeException;

/// The rules that axe cannot decide, each with the elements and the reason for the exception.
pub(crate) const AXE_EXCEPTIONS: [AxeException; 11] = [
    AxeException {
        rule: "color-contrast",
        selector: "@cut-label",
        _why: "it stands above a mark of the axis, whose box reaches a pixel into its own; both have the colour of the line \
               below the companies, on the same ground, which axe decides",
    },
    AxeException {
        rule: "color-contrast",
        selector: "@fold span",
        _why: "an arrow has the colour of the line below the companies, on the same ground, which axe decides",
    },
    AxeException {
        rule: "color-contrast",
        selector: "@lane :is(@clamp-2, @lane-title, @monogram)",
        _why: "words of the timeline that lie upon its thin lines, or below a note; axe decides those that do not, which \
               have the same ink, and the lines are as faint as those below the lanes",
    },
    AxeException {
        rule: "color-contrast",
        selector: ":is(@slide-button, @mention-step, @close-button, @zoom-button) span",
        _why: "an arrow or a cross has the ink of the text beside it; where it leads nowhere, what dimmed text has",
    },
    AxeException {
        rule: "color-contrast",
        selector: "@timeline-card :is(@note-title, @date time)",
        _why: "a title flows around the cross that closes its note, and its box lies below that; a date's reaches into the \
               title's where letters are tall, as Arabic ones are; both have the ink of all",
    },
    AxeException {
        rule: "color-contrast",
        selector: "[data-placement=foot] @card *",
        _why: "in a sheet, what scrolls out of it, or lies under the edge that a finger draws at; in the margin axe \
               decides all of it, and the colours are the same",
    },
    AxeException {
        rule: "color-contrast",
        selector: "@quote-mark@level-1, @plain-run",
        _why: "a run that is broken between two lines, where Firefox finds its neighbour in the middle of its box; axe \
               decides those that are not, which have the same colours",
    },
    AxeException {
        rule: "color-contrast",
        selector: "@speakers [aria-current]",
        _why: "a name in the strip, partly out of it; in forced colours it has the two that the system pairs",
    },
    AxeException {
        rule: "color-contrast",
        selector: "@slide @link-field",
        _why: "a field has the ink and the ground of the page; what is said of copying has its place upon its corner, and is \
               empty then",
    },
    AxeException {
        rule: "color-contrast",
        selector: "@slide:has([data-collapsed]) *",
        _why: "lines that are folded away lie below what follows, cut off; axe decides the other slides, which have the \
               same colours",
    },
    AxeException {
        rule: "label-content-name-mismatch",
        selector: "@slide-button, @mention-step, @close-button, @fold, @zoom-button",
        _why: "an arrow or a cross is no text that a name could hold",
    },
];
