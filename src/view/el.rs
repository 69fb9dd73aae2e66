//! Elements in the making.
//!
//! They are Yew's own; `html!` stands only where a component does, because what it writes out for each element is
//! several times as large in the browser as a call.

use std::rc::Rc;

use yew::{
    html::onclick,
    prelude::*,
    virtual_dom::{Listener, VTag},
};

/// An element in the making.
pub(super) struct El(Box<VTag>);

/// An element with this tag.
#[inline(never)]
pub(super) fn el(tag: &'static str) -> El {
    El(Box::new(VTag::new(tag)))
}

/// An element with this tag and class.
#[inline(never)]
pub(super) fn of_class(tag: &'static str, class: &'static str) -> El {
    el(tag).set("class", AttrValue::Static(class))
}

/// A button with this class, and what a press of it does.
#[inline(never)]
pub(super) fn button(class: &'static str, pressed: Callback<MouseEvent>) -> El {
    of_class("button", class).attr("type", "button").on(Rc::new(onclick::Wrapper::new(pressed)))
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
pub(super) fn none() -> Html {
    Html::default()
}

/// Words by themselves.
#[inline(never)]
pub(super) fn text(words: &str) -> Html {
    Html::from(yew::virtual_dom::VText::new(words.to_owned()))
}

impl El {
    /// With an attribute.
    pub(super) fn attr(self, name: &'static str, value: impl Into<AttrValue>) -> Self {
        self.set(name, value.into())
    }

    /// With an attribute, if it has a value.
    pub(super) fn maybe(self, name: &'static str, value: Option<impl Into<AttrValue>>) -> Self {
        match value {
            Some(value) => self.set(name, value.into()),
            None => self,
        }
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, value: AttrValue) -> Self {
        self.0.add_attribute(name, value);
        self
    }

    /// From one position to another, in CSS pixels from the start edge of what it stands in. It is a property and no
    /// attribute, which a strict policy would refuse.
    #[inline(never)]
    pub(super) fn at(mut self, [from, to]: [i32; 2]) -> Self {
        self.0.add_property("style", format!("inset-inline-start:{from}px;inline-size:{}px", to - from));
        self
    }

    /// With something that listens to it.
    #[inline(never)]
    pub(super) fn on(mut self, listener: Rc<dyn Listener>) -> Self {
        self.0.add_listener(listener);
        self
    }

    /// With this written in it, if it is a field.
    pub(super) fn value(mut self, value: &str) -> Self {
        self.0.set_value(AttrValue::from(value.to_owned()));
        self
    }

    /// Ticked, or not, if it is a box to be ticked.
    pub(super) fn checked(mut self, checked: bool) -> Self {
        self.0.set_checked(checked);
        self
    }

    /// With words in it, after what is in it already.
    #[inline(never)]
    pub(super) fn text(mut self, words: &str) -> Self {
        self.0.add_child(text(words));
        self
    }

    /// With something in it, after what is in it already.
    pub(super) fn add(self, child: impl Into<Html>) -> Self {
        self.put(child.into())
    }

    #[inline(never)]
    fn put(mut self, child: Html) -> Self {
        self.0.add_child(child);
        self
    }

    /// With all of these in it, after what is in it already.
    pub(super) fn all(mut self, children: impl IntoIterator<Item = impl Into<Html>>) -> Self {
        for child in children {
            self = self.put(child.into());
        }
        self
    }

    /// Known by this among those that may stand in its place.
    pub(super) fn key(mut self, key: String) -> Self {
        self.0.key = Some(key.into());
        self
    }

    /// Found by this reference once it is shown.
    pub(super) fn node(mut self, node: &NodeRef) -> Self {
        self.0.node_ref = node.clone();
        self
    }
}

impl From<El> for Html {
    #[inline(never)]
    fn from(element: El) -> Self {
        Self::from(*element.0)
    }
}
