//! Attributes, classes and styles of elements.

use web_sys::{Element, HtmlElement};

/// Sets an attribute, or removes it. The browser refuses only an invalid name, and all names are constants. This is
/// also true of the names in the functions below.
pub(crate) fn set_attribute(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Sets a boolean attribute, or removes it.
pub(crate) fn toggle_attribute(element: &Element, name: &str, is_set: bool) {
    let _ = element.toggle_attribute_with_force(name, is_set);
}

/// Returns true if the element has this class.
pub(crate) fn has_class(element: &Element, class: &str) -> bool {
    element.class_list().contains(class)
}

/// Adds a class, or removes it.
pub(crate) fn toggle_class(element: &Element, class: &str, is_set: bool) {
    let _ = element.class_list().toggle_with_force(class, is_set);
}

/// Sets a property of the inline style, or removes it if the value is empty. A content security policy allows styles
/// that a script sets.
pub(crate) fn set_style(element: &HtmlElement, name: &str, value: &str) {
    let _ = element.style().set_property(name, value);
}

/// Sets a property of the inline style to a length, in whole CSS pixels.
pub(crate) fn set_style_length(element: &HtmlElement, name: &str, pixels: i32) {
    set_style(element, name, &format!("{pixels}px"));
}

/// Returns the computed value of a CSS property of an element, or an empty string.
pub(crate) fn computed_property(element: &Element, name: &str) -> String {
    let style = web_sys::window().and_then(|window| window.get_computed_style(element).ok()?);
    style.and_then(|style| style.get_property_value(name).ok()).unwrap_or_default()
}
