//! A builder for Yew elements.
//!
//! `html!` is used only for components: the code that it generates for an element is several times as large in
//! WebAssembly as a call of the builder.

use std::cell::RefCell;

use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use yew::{
    prelude::*,
    virtual_dom::{AttributeOrProperty, Attributes, VList, VTag},
};

use crate::timeline::Span;

/// An element that is being built.
pub(super) struct ElementBuilder(Box<Draft>);

struct Draft {
    tag: VTag,
    names: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
}

/// Starts an element with this tag.
#[inline(never)]
pub(super) fn el(tag: &'static str) -> ElementBuilder {
    ElementBuilder(Box::new(Draft { tag: VTag::new(tag), names: Vec::new(), values: Vec::new() }))
}

/// Starts an element with this tag and class.
#[inline(never)]
pub(super) fn el_with_class(tag: &'static str, class: &'static str) -> ElementBuilder {
    el(tag).set("class", AttrValue::Static(class))
}

/// Starts a button with this class and click handler.
#[inline(never)]
pub(super) fn button(class: &'static str, pressed: Callback<Event>) -> ElementBuilder {
    el_with_class("button", class)
        .attr("type", "button")
        .attr_opt("part", class.starts_with("sl-button").then_some("button"))
        .listen("onclick", pressed)
}

/// Starts a button that does what its attributes say: see `src/reader/buttons.rs`.
pub(super) fn action_button(label: &str) -> ElementBuilder {
    el_with_class("button", "sl-button").attr("type", "button").attr("part", "button").text(label)
}

/// Returns the class, followed by the other classes whose condition is true.
pub(super) fn with_classes<const N: usize>(mut class: String, others: [(&str, bool); N]) -> String {
    for (other, is_set) in others {
        if is_set {
            class.push(' ');
            class.push_str(other);
        }
    }
    class
}

/// Renders nothing.
pub(super) fn empty() -> Html {
    Html::default()
}

/// Renders several nodes in order. The number of nodes must not change: Yew matches them by position.
#[inline(never)]
pub(super) fn fragment(items: Vec<Html>) -> Html {
    VList::from(items).into()
}

/// Renders a text node.
#[inline(never)]
pub(super) fn text(words: &str) -> Html {
    Html::from(yew::virtual_dom::VText::new(words.to_owned()))
}

impl ElementBuilder {
    /// Sets an attribute.
    pub(super) fn attr(self, name: &'static str, value: impl Into<AttrValue>) -> Self {
        self.set(name, value.into())
    }

    /// Sets an attribute if it has a value.
    pub(super) fn attr_opt(self, name: &'static str, value: Option<impl Into<AttrValue>>) -> Self {
        self.put_value(name, value.map(|value| AttributeOrProperty::Attribute(value.into())))
    }

    #[inline(never)]
    fn set(self, name: &'static str, value: AttrValue) -> Self {
        self.put_value(name, Some(AttributeOrProperty::Attribute(value)))
    }

    #[inline(never)]
    fn put_value(mut self, name: &'static str, value: Option<AttributeOrProperty>) -> Self {
        let Draft { names, values, .. } = &mut *self.0;
        match names.iter().position(|existing| *existing == name) {
            Some(at) => values[at] = value,
            None => {
                names.push(name);
                values.push(value);
            }
        }
        self
    }

    /// Sets the inline start and end, in CSS pixels from the start edge of the containing block. The style is set as
    /// a DOM property, because a strict content security policy refuses the attribute.
    #[inline(never)]
    pub(super) fn inline_span(self, span: Span) -> Self {
        let style = format!("inset-inline-start:{}px;inline-size:{}px", span.start, span.width());
        self.put_value("style", Some(AttributeOrProperty::Property(JsValue::from(style))))
    }

    /// Adds an event handler; `name` is a property such as `onkeydown`.
    pub(super) fn on<E: JsCast + 'static>(self, name: &'static str, listener: Callback<E>) -> Self {
        self.listen(name, listener.reform(|event: Event| event.unchecked_into()))
    }

    /// Sets the event handler as a property of the element, so that Yew's event delegation is not compiled in. The
    /// browser frees the function with the element.
    #[inline(never)]
    fn listen(self, name: &'static str, listener: Callback<Event>) -> Self {
        if cfg!(not(target_arch = "wasm32")) {
            return self;
        }
        let listener = Closure::<dyn Fn(Event)>::new(move |event| listener.emit(event)).into_js_value();
        self.put_value(name, Some(AttributeOrProperty::Property(listener)))
    }

    /// Sets the value of an input field.
    pub(super) fn value(mut self, value: &str) -> Self {
        self.0.tag.set_value(AttrValue::from(value.to_owned()));
        self
    }

    /// Sets whether a checkbox or radio button is checked.
    pub(super) fn checked(mut self, checked: bool) -> Self {
        self.0.tag.set_checked(checked);
        self
    }

    /// Appends a text node.
    #[inline(never)]
    pub(super) fn text(mut self, words: &str) -> Self {
        self.0.tag.add_child(text(words));
        self
    }

    /// Appends a child.
    pub(super) fn child(self, child: impl Into<Html>) -> Self {
        self.push(child.into())
    }

    #[inline(never)]
    fn push(mut self, child: Html) -> Self {
        self.0.tag.add_child(child);
        self
    }

    /// Appends several children.
    pub(super) fn children(mut self, children: impl IntoIterator<Item = impl Into<Html>>) -> Self {
        for child in children {
            self = self.push(child.into());
        }
        self
    }

    /// Sets the key by which Yew tells this element from its siblings.
    pub(super) fn key(mut self, key: String) -> Self {
        self.0.tag.key = Some(key.into());
        self
    }

    /// Stores the rendered element in this reference.
    pub(super) fn node(mut self, node: &NodeRef) -> Self {
        self.0.tag.node_ref = node.clone();
        self
    }
}

impl From<ElementBuilder> for Html {
    #[inline(never)]
    fn from(element: ElementBuilder) -> Self {
        let Draft { mut tag, names, values } = *element.0;
        tag.attributes = Attributes::Dynamic { keys: interned(names), values: values.into() };
        Self::from(tag)
    }
}

thread_local! {
    /// All lists of attribute names that elements have had.
    static NAMES: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
}

/// Returns the same `'static` slice for the same names. Yew then compares attributes value by value and needs no map.
/// There is one list for each kind of element, so the leaked memory is small.
fn interned(names: Vec<&'static str>) -> &'static [&'static str] {
    NAMES.with_borrow_mut(|all| {
        let found = all.iter().find(|existing| **existing == names);
        *found.copied().get_or_insert_with(|| {
            let names: &'static [_] = names.leak();
            all.push(names);
            names
        })
    })
}
