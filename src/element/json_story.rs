//! The chunk for stories that come as JSON: reads and checks them, and renders what is not prerendered.
//!
//! A page that `sidelight site` writes needs nothing of this file, because its story is compiled and its document is
//! prerendered.

use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{Element, console};
use yew::{AppHandle, Callback, Renderer};

use super::{
    chunk::JsonStory,
    data::{self, object},
    instance::{Inner, Source},
};
use crate::{
    dom,
    story::{ParsedStoryFile, Story, StoryError, Warning},
    view::{Content, Root, RootProps},
};

/// What Yew renders into the mount. A trait object, so that only this file contains code of the root component.
pub(super) trait RenderedDocument {
    /// Renders other content.
    fn update(&mut self, props: RootProps);

    /// Removes everything from the mount.
    fn destroy(self: Box<Self>);
}

impl RenderedDocument for AppHandle<Root> {
    fn update(&mut self, props: RootProps) {
        Self::update(self, props);
    }

    fn destroy(self: Box<Self>) {
        Self::destroy(*self);
    }
}

/// Begins to show the story of the instance: reads it in the next task, and checks it in the task after that.
#[inline(never)]
pub(super) fn begin(loaded: JsonStory, inner: &Rc<Inner>, is_new: bool) {
    inner.schedule(move |inner| {
        let read = match &*inner.source.borrow() {
            Source::Json(text) => data::read_story(text),
            Source::Compiled(_) => return,
        };
        match read {
            Ok(read) => inner.schedule(move |inner| check(inner, read, is_new)),
            Err(error) => fail(loaded, inner, error),
        }
    });
}

fn check(inner: &Rc<Inner>, read: ParsedStoryFile, is_new: bool) {
    let (story, warnings) = Story::check(read);
    if is_new && !warnings.is_empty() {
        let lines = warnings.iter().fold(String::new(), |lines, warning| format!("{lines}\n{warning}"));
        console::warn_2(&"sidelight: parts of the story can't be used:".into(), &lines.into());
    }
    if is_new {
        inner.warnings.replace(Some(warnings.iter().map(warning_object).collect()));
    }
    inner.schedule(move |inner| inner.show(story));
}

/// Converts a warning to a plain JavaScript object for the host page.
fn warning_object(warning: &Warning) -> JsValue {
    object([
        ("code", warning.code().into()),
        ("path", warning.path.as_str().into()),
        ("message", warning.kind.to_string().into()),
    ])
}

/// Reports a story error: on the console, to the reader above the fallback, and to the host page.
#[inline(never)]
pub(super) fn fail(loaded: JsonStory, inner: &Rc<Inner>, error: StoryError) {
    let (code, message) = (error.code(), error.message());
    let path = error.location().map_or(JsValue::NULL, Into::into);
    console::error_2(&"sidelight:".into(), &error.to_string().into());
    inner.end();
    inner.pending_state.take();
    render(loaded, inner, Content::Error(error), false);
    inner.attach_root();
    inner.show_fallback();
    inner.set_status(Some("failed"));
    inner.dispatch("sidelight-error", &object([("code", code.into()), ("message", message.into()), ("path", path)]));
}

/// Renders an error message or the document of a story, whose islands are rendered in stages if wanted.
#[inline(never)]
pub(super) fn render(_: JsonStory, inner: &Rc<Inner>, content: Content, in_stages: bool) {
    let weak = Rc::downgrade(inner);
    let of = match &content {
        Content::Story(ctx) => Some(ctx.clone()),
        Content::Error(_) => None,
    };
    let lang = match inner.host.closest("[lang]") {
        Ok(Some(element)) => element.get_attribute("lang").unwrap_or_default(),
        _ => String::new(),
    };
    let props = RootProps {
        content,
        lang: lang.into(),
        on_rendered: Callback::from(move |()| {
            if let Some(inner) = weak.upgrade()
                && let Some(ctx) = &of
                && let Some(root) = dom::find(&inner.mount, ".sidelight")
            {
                inner.adopt(ctx, root.into(), false, in_stages);
            }
        }),
    };
    let mut app = inner.app.borrow_mut();
    match app.as_mut() {
        Some(app) => app.update(props),
        None => {
            let mount: Element = inner.mount.clone().into();
            *app = Some(Box::new(Renderer::<Root>::with_root_and_props(mount, props).render()));
        }
    }
}
