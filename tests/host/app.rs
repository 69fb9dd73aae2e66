//! The application: buttons around stories and next to them, and what it was told of.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Stories that it can show.
const SOURCES: [&str; 2] = ["/stories/open-source-ai.json", "/another.json"];

/// Shows the application in `root`, with as many stories. All ids in it begin with `name`.
#[wasm_bindgen]
pub fn start(root: web_sys::Element, name: String, stories: usize) {
    let props = Props { name: name.into(), stories };
    yew::Renderer::<App>::with_root_and_props(root, props).render();
}

/// What it is given.
#[derive(Properties, PartialEq)]
struct Props {
    /// What ids begin with.
    name: AttrValue,
    /// How many stories there are at first.
    stories: usize,
}

/// What happens in it.
enum Msg {
    /// Something was pressed, or typed: where, and what was it at.
    Told(&'static str, String),
    /// This many stories are shown from now on.
    Show(usize),
    /// The other source is shown.
    Turn,
    /// Highlights are shown, or not.
    HighlightFilter,
}

/// The application.
struct App {
    /// What it was told of, in order.
    told: Vec<String>,
    stories: usize,
    source: usize,
    is_plain: bool,
}

impl Component for App {
    type Message = Msg;
    type Properties = Props;

    fn create(context: &Context<Self>) -> Self {
        Self { told: Vec::new(), stories: context.props().stories, source: 0, is_plain: false }
    }

    fn update(&mut self, _: &Context<Self>, message: Msg) -> bool {
        match message {
            Msg::Told(place, at) => self.told.push(format!("{place}:{at}")),
            Msg::Show(stories) => self.stories = stories,
            Msg::Turn => self.source = 1 - self.source,
            Msg::HighlightFilter => self.is_plain = !self.is_plain,
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let link = context.link();
        let name = &context.props().name;
        let id = |part: &str| format!("{name}-{part}");
        let press = |place| link.callback(move |event: MouseEvent| Msg::Told(place, target(&event)));
        let key = link.callback(|event: KeyboardEvent| Msg::Told("key", format!("{} {}", target(&event), event.key())));
        let typed = link.callback(|event: InputEvent| {
            let field = event.target_dyn_into::<HtmlInputElement>();
            Msg::Told("typed", field.map(|field| field.value()).unwrap_or_default())
        });
        let highlight_filter = if self.is_plain { "off" } else { "all" };
        // A key for each, so that one that is put back is another one.
        let story = |at: usize| {
            html! { <sidelight-story key={at} id={id(&format!("story-{at}"))} src={SOURCES[self.source]} highlights={highlight_filter}>
                <p>{ "The copy." }</p>
            </sidelight-story> }
        };
        html! {
            <div id={id("app")} class={format!("told-{}", self.told.len())}>
                <button id={id("before")} onclick={press("before")}>{ format!("Before {}", self.told.len()) }</button>
                <button id={id("none")} onclick={link.callback(|_| Msg::Show(0))}>{ "No story" }</button>
                <button id={id("one")} onclick={link.callback(|_| Msg::Show(1))}>{ "One" }</button>
                <button id={id("two")} onclick={link.callback(|_| Msg::Show(2))}>{ "Two" }</button>
                <button id={id("turn")} onclick={link.callback(|_| Msg::Turn)}>{ "Another" }</button>
                <button id={id("highlights")} onclick={link.callback(|_| Msg::HighlightFilter)}>{ "Highlights" }</button>
                <input id={id("field")} aria-label="A field" oninput={typed} />
                <div id={id("around")} onclick={press("around")} onkeydown={key}>
                    <button id={id("beside")} onclick={press("beside")}>{ "Beside" }</button>
                    { for (0..self.stories).map(story) }
                </div>
                <button id={id("after")} onclick={press("after")}>{ "After" }</button>
                <output id={id("told")}>{ self.told.join(", ") }</output>
                // Another application may stand here.
                <div id={id("guest")}></div>
            </div>
        }
    }
}

/// What an event is at, as the application sees it: an id.
fn target(event: &Event) -> String {
    event.target_dyn_into::<web_sys::Element>().map(|element| element.id()).unwrap_or_default()
}
