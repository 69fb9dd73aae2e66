//! What can be copied on the page `embed/`.

use super::{attribute, content};

/// Something to be copied: a field of its own with a label, and a button that is shown where a script answers it.
pub(super) struct Field<'a> {
    /// Its id on the page.
    pub id: &'a str,
    /// What it is called.
    pub label: &'a str,
    /// How many lines of it are in sight.
    pub rows: usize,
    /// What is copied, to the letter.
    pub text: &'a str,
}

impl Field<'_> {
    /// A field for a text of few lines, all of them in sight, and where it ends.
    pub(super) fn of<'a>(id: &'a str, label: &'a str, text: &'a str) -> Field<'a> {
        Field { id, label, rows: text.split('\n').count(), text }
    }

    /// The field, as HTML. The first line of the element is empty, for an empty first line is no part of its text (HTML,
    /// section 13.1.2.5).
    pub(super) fn html(&self) -> String {
        let Self { rows, .. } = self;
        let (id, label, text) = (attribute(self.id), content(self.label), content(self.text).replace('>', "&gt;"));
        format!(
            "<div class=\"field\">\n<div class=\"field-head\"><label id=\"{id}-label\" for=\"{id}\">{label}</label>\n\
             <span class=\"said\" role=\"status\"></span>\n\
             <button type=\"button\" id=\"{id}-copy\" aria-labelledby=\"{id}-copy {id}-label\" data-copies=\"{id}\" hidden>\
             Copy</button></div>\n\
             <textarea id=\"{id}\" dir=\"ltr\" rows=\"{rows}\" readonly spellcheck=\"false\">\n{text}</textarea>\n</div>\n"
        )
    }
}
