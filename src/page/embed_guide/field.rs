//! The fields of the embed guide with text to copy.

use super::{attribute, content};

/// A labelled text field, with a button that copies its text. The button is shown only if script runs.
pub(super) struct Field<'a> {
    /// The HTML id of the field.
    pub id: &'a str,
    /// The label.
    pub label: &'a str,
    /// The number of visible lines.
    pub rows: usize,
    /// The exact text to copy.
    pub text: &'a str,
}

impl Field<'_> {
    /// Creates a field that shows all lines of a short text.
    pub(super) fn of<'a>(id: &'a str, label: &'a str, text: &'a str) -> Field<'a> {
        Field { id, label, rows: text.split('\n').count(), text }
    }

    /// Renders the field as HTML. The element begins with a line break, because HTML ignores the first line break of
    /// a `textarea` (HTML, section 13.1.2.5).
    pub(super) fn html(&self) -> String {
        let Self { rows, .. } = self;
        let (id, label, text) = (attribute(self.id), content(self.label), content(self.text).replace('>', "&gt;"));
        format!(
            "<div class=\"field\">\n<div class=\"field-head\"><label id=\"{id}-label\" for=\"{id}\">{label}</label>\n\
             <span class=\"status\" role=\"status\"></span>\n\
             <button type=\"button\" id=\"{id}-copy\" aria-labelledby=\"{id}-copy {id}-label\" data-copies=\"{id}\" hidden>\
             Copy</button></div>\n\
             <textarea id=\"{id}\" dir=\"ltr\" rows=\"{rows}\" readonly spellcheck=\"false\">\n{text}</textarea>\n</div>\n"
        )
    }
}
