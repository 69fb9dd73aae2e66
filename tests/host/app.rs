//! The application: buttons around and beside stories, and the events that it has received.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// The URLs of the stories.
const SOURCES: [&str; 2] = ["/stories/open-source-ai.json", "/another.json"];

/// Renders the application in `root`, with `stories` stories. All ids in it begin with `name`.
#[wasm_bindgen]
pub fn start(root: web_sys::Element, name: String, stories: usize) {
    let props = Props { name: name.into(), stories };
    yew::Renderer::<App>::with_root_and_props(root, props).render();
}

/// The properties of the application.
#[derive(Properties, PartialEq)]
struct Props {
    /// The prefix of all ids.
    name: AttrValue,
    /// The initial number of stories.
    stories: usize,
}

/// A message to the application.
enum Msg {
    /// An event: the name of the listener, and the id of the target or the typed text.
    Event(&'static str, String),
    /// Shows this number of stories.
    Show(usize),
    /// Shows the other story file.
    SwitchStory,
    /// Shows all highlights or none.
    HighlightFilter,
}

/// The application.
struct App {
    /// The received events, in order.
    events: Vec<String>,
    stories: usize,
    source: usize,
    is_plain: bool,
}

impl Component for App {
    type Message = Msg;
    type Properties = Props;

    fn create(context: &Context<Self>) -> Self {
        Self { events: Vec::new(), stories: context.props().stories, source: 0, is_plain: false }
    }

    fn update(&mut self, _: &Context<Self>, message: Msg) -> bool {
        match message {
            Msg::Event(listener, at) => self.events.push(format!("{listener}:{at}")),
            Msg::Show(stories) => self.stories = stories,
            Msg::SwitchStory => self.source = 1 - self.source,
            Msg::HighlightFilter => self.is_plain = !self.is_plain,
        }
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let link = context.link();
        let name = &context.props().name;
        let id = |part: &str| format!("{name}-{part}");
        let press = |listener| link.callback(move |event: MouseEvent| Msg::Event(listener, target(&event)));
        let key =
            link.callback(|event: KeyboardEvent| Msg::Event("key", format!("{} {}", target(&event), event.key())));
        let typed = link.callback(|event: InputEvent| {
            let field = event.target_dyn_into::<HtmlInputElement>();
            Msg::Event("typed", field.map(|field| field.value()).unwrap_or_default())
        });
        let highlight_filter = if self.is_plain { "off" } else { "all" };
        // Each story has a key, so that a story that is shown again is a new element.
        let story = |at: usize| {
            html! { <sidelight-story key={at} id={id(&format!("story-{at}"))} src={SOURCES[self.source]} highlights={highlight_filter}>
                <p>{ "The fallback." }</p>
            </sidelight-story> }
        };
        html! {
            <div id={id("app")} class={format!("events-{}", self.events.len())}>
                <button id={id("before")} onclick={press("before")}>{ format!("Before {}", self.events.len()) }</button>
                <button id={id("none")} onclick={link.callback(|_| Msg::Show(0))}>{ "No story" }</button>
                <button id={id("one")} onclick={link.callback(|_| Msg::Show(1))}>{ "One" }</button>
                <button id={id("two")} onclick={link.callback(|_| Msg::Show(2))}>{ "Two" }</button>
                <button id={id("switch")} onclick={link.callback(|_| Msg::SwitchStory)}>{ "Another" }</button>
                <button id={id("highlights")} onclick={link.callback(|_| Msg::HighlightFilter)}>{ "Highlights" }</button>
                <input id={id("field")} aria-label="A field" oninput={typed} />
                <div id={id("around")} onclick={press("around")} onkeydown={key}>
                    <button id={id("beside")} onclick={press("beside")}>{ "Beside" }</button>
                    { for (0..self.stories).map(story) }
                </div>
                <button id={id("after")} onclick={press("after")}>{ "After" }</button>
                <output id={id("events")}>{ self.events.join(", ") }</output>
                // The mount of the nested application.
                <div id={id("inner-app")}></div>
            </div>
        }
    }
}

/// The id of the event's target, as the application sees it.
fn target(event: &Event) -> String {
    event.target_dyn_into::<web_sys::Element>().map(|element| element.id()).unwrap_or_default()
}
