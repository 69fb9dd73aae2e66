//! The islands in the browser: Yew renders each into a shadow root.
//!
//! The island of the open notes is rendered before the document is interactive. The islands of the timeline are rendered
//! when the timeline comes near the viewport, or when something needs them.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use js_sys::{Array, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{CssStyleSheet, Element, Node, ShadowRoot, ShadowRootInit, ShadowRootMode};
use yew::{AppHandle, Callback, Renderer};

use super::instance::Inner;
use crate::{
    dom::{self, Guard},
    view::{
        Island, RegionView, ViewContext, focused_entry, island_props, move_focus_to_chart, when_timeline_is_needed,
    },
};

/// The class of a timeline whose chart is rendered. Until then the list of events is in its place.
const HAS_CHART: &str = "sl-has-chart";

/// The islands of a page. When this is dropped, the placeholders are back.
pub(super) struct Islands {
    /// The instance, which loads the chunk of the timeline.
    instance: Weak<Inner>,
    ctx: ViewContext,
    /// The document of the story.
    root: Element,
    /// The stylesheet that the shadow roots adopt.
    sheet: CssStyleSheet,
    has_host_fonts: bool,
    mounted: RefCell<Vec<MountedIsland>>,
    /// The observers and handlers that start the rendering of the timeline's islands.
    later: RefCell<Guard>,
}

struct MountedIsland {
    host: Element,
    /// The element in the shadow root that Yew renders into. It has the classes that the stylesheet expects.
    wrapper: Element,
    placeholder: Vec<Node>,
    app: Option<AppHandle<RegionView>>,
}

impl Islands {
    /// The islands of the document in `root`. None is rendered yet.
    pub(super) fn new(instance: &Rc<Inner>, ctx: &ViewContext, root: &Element, has_host_fonts: bool) -> Rc<Self> {
        Rc::new(Self {
            instance: Rc::downgrade(instance),
            ctx: ctx.clone(),
            root: root.clone(),
            sheet: instance.sheet.clone(),
            has_host_fonts,
            mounted: RefCell::default(),
            later: RefCell::default(),
        })
    }

    /// Renders islands without showing them.
    pub(super) fn mount(&self, islands: &[Island]) {
        let mounted: Vec<_> = dom::islands(&self.root).filter_map(|host| self.mount_one(islands, host)).collect();
        self.mounted.borrow_mut().extend(mounted);
    }

    /// Renders islands in stages without showing them, and calls `done` at the end.
    pub(super) fn mount_in_stages(&self, islands: &[Island], done: impl Fn() + 'static) {
        let staging = self.ctx.begin_staging();
        self.mount(islands);
        let ctx = self.ctx.clone();
        staging.run(Callback::from(move |()| {
            ctx.end_staging();
            done();
        }));
    }

    /// Shows the rendered islands in place of their placeholders.
    pub(super) fn show(&self) {
        for island in self.mounted.borrow().iter() {
            island.show();
        }
        self.set_has_chart(dom::find(&self.root, ".sl-in-island--chart").is_some());
    }

    /// Renders and shows the islands of the timeline when they are needed, unless they are rendered.
    pub(super) fn render_timeline_later(self: &Rc<Self>) {
        let is_rendered = dom::find(&self.root, ".sl-in-island--tools").is_some();
        let Some(timeline) = dom::find(&self.root, ".sl-timeline").filter(|_| !is_rendered) else {
            return;
        };
        let weak = Rc::downgrade(self);
        let render = move || {
            if let Some(islands) = weak.upgrade()
                && let Some(instance) = islands.instance.upgrade()
            {
                instance.with_timeline(&islands.ctx, {
                    let weak = weak.clone();
                    move |_| {
                        if let Some(islands) = weak.upgrade()
                            && islands.ctx.timeline().is_some()
                            && islands.later.take().is_some()
                        {
                            islands.render_timeline();
                        }
                    }
                });
            }
        };
        self.later.replace(when_timeline_is_needed(&self.ctx, &timeline, render));
    }

    fn render_timeline(self: &Rc<Self>) {
        let weak = Rc::downgrade(self);
        self.mount_in_stages(&Island::TIMELINE, move || {
            if let Some(islands) = weak.upgrade() {
                let entry = focused_entry(&islands.root);
                islands.show();
                if let Some(entry) = entry {
                    move_focus_to_chart(&islands.ctx, &islands.root, &entry);
                }
            }
        });
    }

    fn set_has_chart(&self, has_chart: bool) {
        if let Some(body) = dom::find(&self.root, ".sl-timeline-body") {
            dom::toggle_class(&body, HAS_CHART, has_chart);
        }
    }

    fn mount_one(&self, islands: &[Island], host: Element) -> Option<MountedIsland> {
        let ctx = &self.ctx;
        let name = host.get_attribute(dom::ISLAND)?;
        let island = islands.iter().find(|island| island.name() == name)?;
        let props = island_props(*island, ctx)?;
        let attach = || host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).ok();
        let shadow = host.shadow_root().or_else(attach)?;
        // Setting a property of a shadow root cannot fail.
        let _ = Reflect::set(&shadow, &"adoptedStyleSheets".into(), &Array::of1(&self.sheet));
        let document = host.owner_document()?;
        let wrapper = document.create_element("div").ok()?;
        dom::set_attribute(&wrapper, "class", Some(&format!("sidelight sl-in-island sl-in-island--{name} sl-is-live")));
        dom::toggle_class(&wrapper, "sl-host-fonts", self.has_host_fonts);
        dom::set_attribute(&wrapper, "lang", Some(&ctx.story.lang));
        dom::set_attribute(&wrapper, "dir", Some(ctx.story.direction()));
        dom::toggle_attribute(&wrapper, "hidden", true);
        let slot = document.create_element("slot").ok()?;
        shadow.replace_children_with_node_2(&wrapper, &slot);
        let children = host.child_nodes();
        let placeholder = (0..children.length()).filter_map(|at| children.item(at)).collect();
        let app = Some(Renderer::<RegionView>::with_root_and_props(wrapper.clone(), props).render());
        Some(MountedIsland { host, wrapper, placeholder, app })
    }
}

impl Drop for Islands {
    fn drop(&mut self) {
        self.set_has_chart(false);
    }
}

impl MountedIsland {
    fn show(&self) {
        for node in &self.placeholder {
            let _ = self.host.remove_child(node);
        }
        if let Some(slot) = self.wrapper.next_element_sibling() {
            slot.remove();
        }
        dom::toggle_attribute(&self.wrapper, "hidden", false);
    }
}

impl Drop for MountedIsland {
    fn drop(&mut self) {
        if let Some(app) = self.app.take() {
            app.destroy();
        }
        for node in &self.placeholder {
            let _ = self.host.append_child(node);
        }
        if let Some(document) = self.host.owner_document()
            && let Ok(slot) = document.create_element("slot")
            && let Some(shadow) = self.wrapper.get_root_node().dyn_ref::<ShadowRoot>()
        {
            shadow.replace_children_with_node_1(&slot);
        }
    }
}
