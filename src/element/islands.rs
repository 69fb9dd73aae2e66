//! The islands in the browser: Yew renders each into a shadow root.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsCast;
use web_sys::{CssStyleSheet, Element, Node, ShadowRoot, ShadowRootInit, ShadowRootMode};
use yew::{AppHandle, Callback, Renderer};

use crate::{
    dom,
    view::{Island, RegionView, ViewContext},
};

/// The islands of a page. When this is dropped, the placeholders are back.
pub(super) struct Islands(Vec<MountedIsland>);

struct MountedIsland {
    host: Element,
    /// The element in the shadow root that Yew renders into. It has the classes that the stylesheet expects.
    wrapper: Element,
    placeholder: Vec<Node>,
    app: Option<AppHandle<RegionView>>,
}

impl Islands {
    /// Renders the islands of the page in `root` without showing them. Their shadow roots adopt `sheet`. With `done` they
    /// are rendered in stages, and `done` is called at the end.
    pub(super) fn mount(
        ctx: &ViewContext,
        root: &Element,
        sheet: &CssStyleSheet,
        has_host_fonts: bool,
        done: Option<Callback<()>>,
    ) -> Self {
        let stages = done.map(|done| (ctx.begin_staging(), done));
        let mounted =
            dom::islands(root).filter_map(|host| MountedIsland::mount(ctx, host, sheet, has_host_fonts)).collect();
        if let Some((staging, done)) = stages {
            let ctx = ctx.clone();
            staging.run(Callback::from(move |()| {
                ctx.end_staging();
                done.emit(());
            }));
        }
        Self(mounted)
    }

    /// Shows the islands in place of their placeholders.
    pub(super) fn show(&self) {
        for island in &self.0 {
            for node in &island.placeholder {
                let _ = island.host.remove_child(node);
            }
            if let Some(slot) = island.wrapper.next_element_sibling() {
                slot.remove();
            }
            dom::toggle_attribute(&island.wrapper, "hidden", false);
        }
    }
}

impl MountedIsland {
    fn mount(ctx: &ViewContext, host: Element, sheet: &CssStyleSheet, has_host_fonts: bool) -> Option<Self> {
        let name = host.get_attribute(dom::ISLAND)?;
        let island = Island::ALL.into_iter().find(|island| island.name() == name)?;
        let attach = || host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)).ok();
        let shadow = host.shadow_root().or_else(attach)?;
        // Setting a property of a shadow root cannot fail.
        let _ = Reflect::set(&shadow, &"adoptedStyleSheets".into(), &Array::of1(sheet));
        let document = host.owner_document()?;
        let wrapper = document.create_element("div").ok()?;
        dom::set_attribute(&wrapper, "class", Some(&format!("sidelight sl-in-island sl-in-island--{name} sl-is-live")));
        dom::toggle_class(&wrapper, "sl-host-fonts", has_host_fonts);
        dom::set_attribute(&wrapper, "lang", Some(&ctx.story.lang));
        dom::set_attribute(&wrapper, "dir", Some(ctx.story.direction()));
        dom::toggle_attribute(&wrapper, "hidden", true);
        let slot = document.create_element("slot").ok()?;
        shadow.replace_children_with_node_2(&wrapper, &slot);
        let children = host.child_nodes();
        let placeholder = (0..children.length()).filter_map(|at| children.item(at)).collect();
        let app = Some(Renderer::<RegionView>::with_root_and_props(wrapper.clone(), island.props(ctx)).render());
        Some(Self { host, wrapper, placeholder, app })
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
