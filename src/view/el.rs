//! Elements in the making.
//!
//! They are Yew's own; `html!` stands only where something listens, because what it writes out for each element is
//! several times as large in the browser as a call.

use yew::{prelude::*, virtual_dom::VTag};

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
