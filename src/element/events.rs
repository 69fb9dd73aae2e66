//! The events that the element fires, and its attribute `data-sidelight`.

use std::{cell::Cell, rc::Rc};

use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

use super::{data::object, instance::Inner};
use crate::{
    dom, link,
    state::State,
    view::{Subscription, ViewContext},
};

impl Inner {
    /// Fires `sidelight-select` for the reader's selections only.
    pub(super) fn report_selection(self: &Rc<Self>, ctx: &ViewContext) -> Subscription {
        let weak = Rc::downgrade(self);
        let (story, store) = (Rc::clone(&ctx.story), Rc::downgrade(&ctx.store));
        let choice = |state: &State| (state.selected, state.followed);
        let last = Cell::new(choice(&ctx.store.state()));
        ctx.store.subscribe(move |state| {
            let is_same = last.replace(choice(state)) == choice(state);
            let (Some(inner), Some(store)) = (weak.upgrade(), store.upgrade()) else {
                return;
            };
            if is_same || store.is_quiet() {
                return;
            }
            let text = |text: Option<String>| text.map_or(JsValue::NULL, Into::into);
            let focus = state.followed.map(|company| story.entities[company].id.to_string());
            let detail = object([
                ("selected", text(state.selected.map(|selected| link::selection_name(&story, selected)))),
                ("followed", text(focus)),
                ("fragment", text(link::state_fragment(&story, state))),
            ]);
            inner.dispatch("sidelight-select", &detail);
        })
    }

    /// Called when the document is interactive.
    pub(super) fn ready(&self) {
        self.set_status(Some("live"));
        // `sidelight-ready` is fired once for each story.
        if let Some(warnings) = self.warnings.take() {
            self.dispatch("sidelight-ready", &object([("warnings", warnings.into())]));
        }
    }

    /// Sets the status on the host element, for the host page's styles and scripts.
    pub(super) fn set_status(&self, status: Option<&str>) {
        dom::set_attribute(&self.host, "data-sidelight", status);
    }

    /// Fires an event of the element. The event bubbles and is composed, so it also leaves shadow trees around the
    /// element.
    pub(super) fn dispatch(&self, name: &str, detail: &JsValue) {
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_detail(detail);
        if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
            // The host page is responsible for errors in its listeners.
            let _ = self.host.dispatch_event(&event);
        }
    }
}
