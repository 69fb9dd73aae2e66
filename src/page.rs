//! The static page: the view rendered natively, in the page that one opens.

use yew::{LocalServerRenderer, prelude::*};

use crate::{
    story::{LeftOut, Story},
    view::{Content, Root, RootProps, Shared},
};

/// What a page needs beyond its story.
#[derive(Debug, Clone, Default)]
pub struct PageOptions {
    /// Where the site will stand, such as `https://example.org/stories/`; makes the canonical link absolute.
    pub base_url: Option<String>,
    /// The address of the story file, relative to the page.
    pub src: String,
    /// The stylesheet, to stand in the page itself, so that it is painted without waiting for another file. Without it the
    /// page links `style.css`.
    pub style: Option<String>,
    /// The name of the glue, which the page asks for early; `sidelight.js`, if it is empty.
    pub glue: String,
}

/// What the tag of a snippet needs beyond its story.
#[derive(Debug, Clone, Default)]
pub struct SnippetOptions {
    /// Where the files of the build stand, with a slash at its end; beside the page, if it is empty.
    pub assets: String,
    /// The address of the story file.
    pub src: String,
    /// What the script is known by (Subresource Integrity, section 3.1): `sha384-…`.
    pub integrity: Option<String>,
    /// The attributes of the tag beside `src`, by name, with their values.
    pub attributes: Vec<(String, Option<String>)>,
}

/// The static copy of a story: what stands inside `<sidelight-story>` before any script runs, and stays if none does.
pub fn static_copy(story: &Story) -> String {
    copy_in(story, None)
}

/// The same, with the interface in this language, or else the story's.
fn copy_in(story: &Story, lang: Option<&str>) -> String {
    let shared = Shared::new(story.clone(), lang, false);
    let props =
        RootProps { content: Content::Story(shared), lang: AttrValue::default(), on_rendered: Callback::noop() };
    let renderer = LocalServerRenderer::<Root>::with_props(props);
    futures::executor::block_on(renderer.hydratable(false).render())
}

/// What is pasted into a page of others: the stylesheet, the script, and the tag around the static copy, which has its
/// height before anything else has come.
pub fn snippet(story: &Story, options: &SnippetOptions) -> String {
    let asked = |name: &str| options.attributes.iter().find(|(asked, _)| asked == name);
    let left_out = LeftOut { timeline: asked("no-timeline").is_some(), quotes: asked("no-quotes").is_some() };
    let lang = asked("lang").and_then(|(_, lang)| lang.as_deref());
    let copy = copy_in(&story.clone().leaving_out(left_out), lang);
    let (assets, src) = (attribute(&options.assets), attribute(&options.src));
    let integrity = options.integrity.as_deref().map(attribute);
    let integrity = integrity.map(|known_by| format!(" integrity=\"{known_by}\"")).unwrap_or_default();
    let attributes: String = (options.attributes.iter())
        .map(|(name, value)| match value {
            Some(value) => format!(" {name}=\"{}\"", attribute(value)),
            None => format!(" {name}"),
        })
        .collect();
    format!(
        "<link rel=\"stylesheet\" href=\"{assets}style.css\">\n\
         <script type=\"module\" src=\"{assets}element.js\"{integrity} crossorigin></script>\n\
         <sidelight-story src=\"{src}\"{attributes}>{copy}</sidelight-story>\n"
    )
}

/// A whole page for a story, as HTML. What scripts need is asked for after all that is seen. (A `preload` of what is fetched
/// would have it come twice to WebKit, which takes it for another request.)
pub fn standalone(story: &Story, options: &PageOptions) -> String {
    let props = HeadProps {
        title: story.title.clone(),
        description: story.standfirst.map(|text| story.texts[text].rich.text.clone()).unwrap_or_default(),
        canonical: options.base_url.clone(),
    };
    let head = LocalServerRenderer::<Head>::with_props(props).hydratable(false);
    let head = futures::executor::block_on(head.render()).replace("><", ">\n<");
    let lang = attribute(&story.lang);
    let src = attribute(&options.src);
    let glue = attribute(if options.glue.is_empty() { "sidelight.js" } else { &options.glue });
    let copy = static_copy(story);
    let style = match &options.style {
        // In CSS it means the same (CSS Syntax Level 3, section 4.3.7), and can't end the element.
        Some(style) => format!("<style data-sidelight>\n{}</style>", style.replace("</", "<\\/")),
        None => "<link rel=\"stylesheet\" href=\"style.css\">".to_owned(),
    };
    format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n{head}\n{style}\n\
         </head>\n<body class=\"sidelight-page\">\n\
         <main><sidelight-story src=\"{src}\" deep-links>{copy}</sidelight-story></main>\n\
         <link rel=\"modulepreload\" href=\"{glue}\" fetchpriority=\"low\">\n\
         <script type=\"module\" src=\"element.js\" fetchpriority=\"low\"></script>\n\
         <script src=\"offline.js\" defer fetchpriority=\"low\"></script>\n\
         </body>\n</html>\n"
    )
}

#[derive(Properties, PartialEq, Clone)]
struct HeadProps {
    title: String,
    description: String,
    canonical: Option<String>,
}

#[component]
fn Head(props: &HeadProps) -> Html {
    html! {
        <>
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{ &props.title }</title>
            <meta name="description" content={props.description.clone()} />
            <meta name="color-scheme" content="light dark" />
            if let Some(url) = &props.canonical {
                <link rel="canonical" href={url.clone()} />
            }
        </>
    }
}

/// Text as it may stand in a quoted attribute (HTML, section 13.1.2.3).
fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}
