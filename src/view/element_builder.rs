//! Elements in the making.
//!
//! They are Yew's own; `html!` stands only where a component does, because what it writes out for each element is
//! several times as large in the browser as a call.

use std::cell::RefCell;

use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use yew::{
    prelude::*,
    virtual_dom::{AttributeOrProperty, Attributes, VList, VTag},
};

/// An element in the making.
pub(super) struct ElementBuilder(Box<Draft>);

struct Draft {
    tag: VTag,
    names: Vec<&'static str>,
    values: Vec<Option<AttributeOrProperty>>,
}

/// An element with this tag.
#[inline(never)]
pub(super) fn el(tag: &'static str) -> ElementBuilder {
    ElementBuilder(Box::new(Draft { tag: VTag::new(tag), names: Vec::new(), values: Vec::new() }))
}

/// An element with this tag and class.
#[inline(never)]
pub(super) fn el_with_class(tag: &'static str, class: &'static str) -> ElementBuilder {
    el(tag).set("class", AttrValue::Static(class))
}

/// A button with this class, and what a press of it does.
#[inline(never)]
pub(super) fn button(class: &'static str, pressed: Callback<Event>) -> ElementBuilder {
    el_with_class("button", class)
        .attr("type", "button")
        .attr_opt("part", class.starts_with("sl-button").then_some("button"))
        .listen("onclick", pressed)
}

/// A class, and those of the others that are given.
pub(super) fn with_classes<const N: usize>(mut class: String, others: [(&str, bool); N]) -> String {
    for (other, _) in others.into_iter().filter(|(_, given)| *given) {
        class.push(' ');
        class.push_str(other);
    }
    class
}

/// Nothing.
pub(super) fn empty() -> Html {
    Html::default()
}

/// Several things, one after another. (Their number stays what it is: what each of them was is told by its place.)
#[inline(never)]
pub(super) fn fragment(items: Vec<Html>) -> Html {
    VList::from(items).into()
}

/// Words by themselves.
#[inline(never)]
pub(super) fn text(words: &str) -> Html {
    Html::from(yew::virtual_dom::VText::new(words.to_owned()))
}

impl ElementBuilder {
    /// With an attribute.
    pub(super) fn attr(self, name: &'static str, value: impl Into<AttrValue>) -> Self {
        self.set(name, value.into())
    }

    /// With an attribute, if it has a value.
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
        match names.iter().position(|known| *known == name) {
            Some(at) => values[at] = value,
            None => {
                names.push(name);
                values.push(value);
            }
        }
        self
    }

    /// From one position to another, in CSS pixels from the start edge of what it stands in. It is a property and no
    /// attribute, which a strict policy would refuse.
    #[inline(never)]
    pub(super) fn inline_span(self, [from, to]: [i32; 2]) -> Self {
        let style = format!("inset-inline-start:{from}px;inline-size:{}px", to - from);
        self.put_value("style", Some(AttributeOrProperty::Property(JsValue::from(style))))
    }

    /// With something that listens to it: `onkeydown`, say.
    pub(super) fn on<E: JsCast + 'static>(self, name: &'static str, listener: Callback<E>) -> Self {
        self.listen(name, listener.reform(|event: Event| event.unchecked_into()))
    }

    /// It is a property of the element, which needs none of what Yew has to hear events of a whole tree in one place. The
    /// browser frees the function with the element.
    #[inline(never)]
    fn listen(self, name: &'static str, listener: Callback<Event>) -> Self {
        if cfg!(not(target_arch = "wasm32")) {
            return self;
        }
        let listener = Closure::<dyn Fn(Event)>::new(move |event| listener.emit(event)).into_js_value();
        self.put_value(name, Some(AttributeOrProperty::Property(listener)))
    }

    /// With this written in it, if it is a field.
    pub(super) fn value(mut self, value: &str) -> Self {
        self.0.tag.set_value(AttrValue::from(value.to_owned()));
        self
    }

    /// Ticked, or not, if it is a box to be ticked.
    pub(super) fn checked(mut self, checked: bool) -> Self {
        self.0.tag.set_checked(checked);
        self
    }

    /// With words in it, after what is in it already.
    #[inline(never)]
    pub(super) fn text(mut self, words: &str) -> Self {
        self.0.tag.add_child(text(words));
        self
    }

    /// With something in it, after what is in it already.
    pub(super) fn child(self, child: impl Into<Html>) -> Self {
        self.put(child.into())
    }

    #[inline(never)]
    fn put(mut self, child: Html) -> Self {
        self.0.tag.add_child(child);
        self
    }

    /// With all of these in it, after what is in it already.
    pub(super) fn children(mut self, children: impl IntoIterator<Item = impl Into<Html>>) -> Self {
        for child in children {
            self = self.put(child.into());
        }
        self
    }

    /// Known by this among those that may stand in its place.
    pub(super) fn key(mut self, key: String) -> Self {
        self.0.tag.key = Some(key.into());
        self
    }

    /// Found by this reference once it is shown.
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
    /// The names that the attributes of elements have had, together.
    static NAMES: RefCell<Vec<&'static [&'static str]>> = const { RefCell::new(Vec::new()) };
}

/// The same names, the same each time: Yew then compares value by value, and needs no map. There are as many of them as
/// there are kinds of elements in this module's callers, so what is kept for good is little.
fn interned(names: Vec<&'static str>) -> &'static [&'static str] {
    NAMES.with_borrow_mut(|all| {
        let found = all.iter().find(|known| **known == names);
        *found.copied().get_or_insert_with(|| {
            let names: &'static [_] = names.leak();
            all.push(names);
            names
        })
    })
}
