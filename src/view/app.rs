//! The whole view.

use yew::prelude::*;

use super::{
    article::Article, card::Card, dom, notes::Notes, quotes::Quotes, shared::Shared, store::use_slice,
    timeline::Timeline,
};
use crate::{
    link,
    state::{Action, Selection, State},
};

/// What the view is a function of.
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// The story, and what the reader looks at.
    pub shared: Shared,
    /// Called once everything has been rendered for the first time.
    #[prop_or_default]
    pub on_rendered: Callback<()>,
}

/// The whole view: article, timeline, quotes, notes, and the open note.
#[component]
pub fn App(props: &AppProps) -> Html {
    let shared = &props.shared;
    {
        let on_rendered = props.on_rendered.clone();
        use_effect_with((), move |()| on_rendered.emit(()));
    }
    let onclick = {
        let shared = shared.clone();
        Callback::from(move |event: MouseEvent| follow(&shared, &event))
    };
    let onkeydown = {
        let store = shared.store.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && store.state().selected.is_some() {
                event.stop_propagation();
                store.dispatch(Action::Select(None));
            }
        })
    };
    html! {
        <ContextProvider<Shared> context={shared.clone()}>
            <div
                class={classes!("sidelight", shared.live.then_some("sl-live"))}
                lang={shared.story.lang.clone()}
                dir={shared.story.direction()}
                {onclick}
                {onkeydown}
            >
                <div class="sl-page">
                    <Article />
                    <Timeline />
                    <Quotes />
                    <Notes />
                </div>
                <Card />
                if shared.live {
                    <Follow />
                }
            </div>
        </ContextProvider<Shared>>
    }
}

/// Answers a press on any link of the story.
fn follow(shared: &Shared, event: &MouseEvent) {
    let Some((to, _)) = dom::pressed_link(event) else {
        return;
    };
    let Some(Action::Go { focus, selected }) = link::read(&shared.story, &to) else {
        return;
    };
    event.prevent_default();
    shared.store.dispatch(match (focus, selected) {
        (Some(company), None) => Action::ToggleFocus(company),
        _ => Action::Select(selected),
    });
}

/// Moves view and focus to what is selected, and back to the words when its note closes.
#[component]
fn Follow() -> Html {
    let shared = use_context::<Shared>().expect("it stands within App");
    let (selected, turned) = use_slice(&shared.store, |state: &State| (state.selected, state.turned));
    let node = use_node_ref();
    let before = use_mut_ref(|| shared.store.state().selected);
    {
        let node = node.clone();
        use_effect_with((selected, turned), move |&(selected, turned)| {
            let before = before.replace(selected);
            let find = |selection: Selection| {
                let id = link::to_thing(&shared.story, selection.thing, selection.place);
                dom::by_id(&node.get()?, &id)
            };
            match (before, selected) {
                _ if before == selected || turned => {}
                (_, Some(selection)) if selection.place.is_none() => {
                    if let Some(home) = find(selection) {
                        dom::show(&home);
                    }
                }
                // A note beside the text places itself.
                (_, Some(_)) => {}
                (Some(closed), None) => {
                    if let Some(mark) = find(closed) {
                        dom::focus(&mark);
                    }
                }
                (None, None) => {}
            }
        });
    }
    html! { <span ref={node} hidden=true></span> }
}
