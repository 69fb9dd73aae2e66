//! The HTML of the embed guide, in English, for web editors.

use super::{
    StoryEmbeds, attribute, content, embed_name,
    field::Field,
    iframe::{iframe, resizing_iframe},
    oembed_name, property, snippet_name,
};
use crate::{
    page::{Preview, SiteOptions},
    story::Story,
};

/// A way to embed a story, as a section of the page.
struct Method {
    /// The URL fragment.
    id: &'static str,
    heading: &'static str,
    /// When to choose this method.
    when: &'static str,
    render: fn(&Guide) -> Section,
}

/// The HTML of a section. Empty parts are left out.
#[derive(Default)]
struct Section {
    explanation: String,
    snippet: String,
    example: String,
}

/// The methods in the order of the page.
const METHODS: [Method; 8] = [
    Method {
        id: "element",
        heading: "The element",
        when: "Your page may run scripts",
        render: |guide| guide.element(),
    },
    Method {
        id: "resizing-iframe",
        heading: "An iframe that fits its story",
        when: "Your page must stay separate from the story",
        render: |guide| guide.resizing_iframe(),
    },
    Method {
        id: "plain-iframe",
        heading: "An iframe without a script",
        when: "Your CMS removes scripts",
        render: |guide| guide.plain_iframe(),
    },
    Method { id: "oembed", heading: "oEmbed", when: "Your CMS supports oEmbed", render: |guide| guide.oembed() },
    Method {
        id: "property",
        heading: "From JavaScript",
        when: "Your page has the story as an object",
        render: |guide| guide.property(),
    },
    Method { id: "npm", heading: "From npm", when: "You use a bundler, or React", render: |_| npm() },
    Method { id: "link", heading: "A link", when: "Your CMS allows no embeds", render: |guide| guide.link() },
    Method { id: "file", heading: "A single-file story", when: "You have no server", render: |guide| guide.file() },
];

/// Renders the embed guide as HTML.
pub(super) fn page(shown: &StoryEmbeds, stories: &[(&Story, String)], options: &SiteOptions) -> String {
    let story = shown.story;
    let page = stories.first().map_or("index.html", |(_, page)| page);
    let list: String = METHODS
        .iter()
        .map(|Method { id, heading, when, .. }| {
            format!("<li><a href=\"#{id}\">{heading}</a> <span>{when}</span></li>\n")
        })
        .collect();
    let note = match options.base_url {
        Some(_) => "",
        None => {
            "<p class=\"guide-note\">The addresses in these snippets are relative to the folder of the build. Build with \
             <code>--base-url</code> <code>https://example.org/stories/</code> to get absolute addresses, which work on \
             any page.</p>\n"
        }
    };
    let (lang, dir, title) = (attribute(&story.lang), story.direction(), content(&story.title));
    let guide = Guide { shown, is_one: stories.len() == 1, page, options };
    let sections: String =
        METHODS.iter().map(|method| section(method.id, method.heading, &(method.render)(&guide))).collect();
    let others = other_stories(stories, options);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>How to embed “{title}”</title>\n\
         <meta name=\"robots\" content=\"noindex\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"stylesheet\" href=\"../style.css\">\n<link rel=\"stylesheet\" href=\"embed_guide.css\">\n\
         <script src=\"copy.js\" defer></script>\n</head>\n<body class=\"sidelight-page\">\n<main class=\"embed-guide\">\n\
         <header class=\"guide-head\"><h1>How to embed a story</h1>\n\
         <p class=\"guide-lead\">Each section has a snippet to copy. Most sections also show the result. The story is \
         <a href=\"../{page}\" lang=\"{lang}\" dir=\"{dir}\">{title}</a>.</p>\n{note}</header>\n\
         <nav class=\"guide-list\" aria-label=\"Methods\"><ol>\n{list}</ol></nav>\n{sections}{others}</main>\n</body>\n</html>\n",
        page = attribute(page),
    )
}

/// Renders one section: an explanation, a snippet, and a live example.
fn section(id: &str, heading: &str, section: &Section) -> String {
    let part = |class: &str, html: &str| match html {
        "" => String::new(),
        html => format!("<div class=\"{class}\">\n{html}</div>\n"),
    };
    format!(
        "<section class=\"guide-section\">\n{}{}{}</section>\n",
        part("guide-text", &format!("<h2 id=\"{id}\">{heading}</h2>\n{}", section.explanation)),
        part("guide-snippet", &section.snippet),
        part("guide-example", &section.example)
    )
}

/// The data of the sections.
struct Guide<'a> {
    shown: &'a StoryEmbeds<'a>,
    is_one: bool,
    page: &'a str,
    options: &'a SiteOptions,
}

impl Guide<'_> {
    /// Returns the base URL of the build's files.
    fn base(&self) -> &str {
        self.options.base_url.as_deref().unwrap_or_default()
    }

    fn element(&self) -> Section {
        let explanation =
            "<p>The snippet contains the whole article as plain HTML. Search engines read it, and so do readers without \
             scripts. In other browsers the live view replaces the plain HTML, and nothing on the page moves.</p>\n\
             <p>The story uses the font of your page. The element is as high as its story.</p>\n"
                .to_owned();
        let snippet = Field { id: "snippet", label: "Snippet", rows: 12, text: &self.shown.snippet }.html();
        let example = demo_iframe("element.html", "A page that contains the snippet");
        Section { explanation, snippet, example }
    }

    fn resizing_iframe(&self) -> Section {
        let explanation = "<p>The iframe keeps the story separate: no style and no script of your page reaches it. The script below \
                    the iframe makes the iframe as high as its story. The height changes when the reader opens something.</p>\n\
                    <p>In this guide, the iframe is in a box that scrolls. This keeps the guide short.</p>\n"
            .to_owned();
        let snippet = resizing_iframe(&self.shown.story.title, &self.iframe_address());
        let snippet = Field { id: "resizing-iframe-code", label: "Iframe and script", rows: 16, text: &snippet }.html();
        let example = format!(
            "<div class=\"guide-box\" role=\"group\" aria-label=\"The iframe that fits its story\" tabindex=\"0\">{}\n\
             <script src=\"iframe_resizer.js\"></script></div>\n",
            self.live_iframe("A story in an iframe that fits it")
        );
        Section { explanation, snippet, example }
    }

    fn plain_iframe(&self) -> Section {
        let explanation =
            "<p>Without a script, the iframe keeps its height, and the story scrolls inside it. To change the height, \
                    change the attribute <code>height</code>.</p>\n"
                .to_owned();
        let snippet = iframe(&self.shown.story.title, &self.iframe_address());
        let snippet = Field { id: "plain-iframe-code", label: "Iframe", rows: 4, text: &snippet }.html();
        let iframe = self.live_iframe("A story in an iframe that scrolls");
        let example = format!("<div class=\"guide-box guide-box--whole\">{iframe}</div>\n");
        Section { explanation, snippet, example }
    }

    /// Returns the URL of the iframe page, as in the snippet.
    fn iframe_address(&self) -> String {
        format!("{}{}", self.base(), embed_name(self.is_one, self.shown.story))
    }

    /// Renders the live iframe. The page's stylesheet replaces the snippet's `style` attribute. The title is distinct
    /// from that of the next iframe.
    fn live_iframe(&self, title: &str) -> String {
        let address = attribute(&embed_name(self.is_one, self.shown.story));
        format!(
            "<iframe src=\"../{address}\" title=\"{title}\" height=\"800\" loading=\"lazy\" \
             allow=\"clipboard-write; web-share\"></iframe>"
        )
    }

    fn oembed(&self) -> Section {
        let Some(response) = &self.shown.oembed else {
            let explanation = "<p>A CMS that supports oEmbed shows an iframe for the story’s address. Paste the address on a separate \
                        line.</p>\n";
            let missing = "<p>This build has no oEmbed files, because they need absolute addresses. Build with \
                           <code>--base-url</code> <code>https://example.org/stories/</code>.</p>\n";
            return Section { explanation: explanation.to_owned(), snippet: missing.to_owned(), ..Section::default() };
        };
        let address = self.page_address();
        let explanation = format!(
            "<p>A CMS that supports oEmbed, such as WordPress, shows an iframe for the story’s address. Paste the address on \
             a separate line. Some CMSs accept only hosts that an administrator has allowed.</p>\n{}",
            Field::of("address", "Address", &address).html()
        );
        let name = oembed_name(self.is_one, self.shown.story);
        let snippet =
            Field { id: "oembed-response", label: "The oEmbed file, which the CMS reads", rows: 10, text: response }
                .html();
        let link = format!("<p><a href=\"../{0}\">{0}</a></p>\n", attribute(&name));
        Section { explanation, snippet: snippet + &link, ..Section::default() }
    }

    /// Returns the URL of the story's page, as in the snippet; for an index page, the URL of its folder.
    fn page_address(&self) -> String {
        let page = if self.page == "index.html" && !self.base().is_empty() { "" } else { self.page };
        format!("{}{page}", self.base())
    }

    fn property(&self) -> Section {
        let explanation =
            "<p>Set the property <code>story</code> to an object with the fields of a story file. Readers without \
                    scripts then see nothing, because there is no fallback.</p>\n"
                .to_owned();
        let lines: String = property(self.shown.story, self.base()).lines().map(|line| format!("  {line}\n")).collect();
        let snippet = format!(
            "<script type=\"module\" src=\"{}element.js\" crossorigin></script>\n\
             <sidelight-story></sidelight-story>\n<script type=\"module\">\n{lines}</script>\n",
            attribute(self.base())
        );
        let snippet = Field::of("script", "Element and script", &snippet).html();
        let example = demo_iframe("property.html", "A page that sets the property story");
        Section { explanation, snippet, example }
    }

    fn link(&self) -> Section {
        let story = self.shown.story;
        let preview = Preview::of_story(story);
        let explanation = format!(
            "<p>Social networks show the story’s title and description{} for a link. Every quote and every event has such a \
             link, too: press “Copy link” beside it.</p>\n{}",
            if self.shown.has_preview_image { ", and its image," } else { "" },
            Field::of("link-address", "Address", &self.page_address()).html()
        );
        let image = if self.shown.has_preview_image {
            let id = &story.id;
            format!("<img src=\"../{id}.png\" width=\"1200\" height=\"630\" alt=\"\" loading=\"lazy\">\n")
        } else {
            String::new()
        };
        let (lang, dir) = (attribute(&story.lang), story.direction());
        let (title, description) = (content(&preview.title), content(&preview.description));
        let card = format!(
            "<a class=\"link-card\" href=\"../{}\" lang=\"{lang}\" dir=\"{dir}\">\n{image}\
             <span class=\"link-card-title\">{title}</span>\n<span>{description}</span></a>\n",
            attribute(self.page)
        );
        Section { explanation, snippet: card, ..Section::default() }
    }

    fn file(&self) -> Section {
        let name = format!("{}.single.html", self.shown.story.id);
        let explanation = "<p>One HTML file contains the story and everything that it needs. The file opens from a disk, makes no \
                    requests, and can be sent by e-mail.</p>\n";
        let file = match self.options.single {
            Some(_) => format!(
                "<p><a href=\"../{name}\" download>Save {name}</a></p>\n<p><a href=\"../{name}\">Open {name}</a></p>\n"
            ),
            None => {
                "<p>This build has no such file. Run <code>cargo xtask build</code> with <code>--single-file</code> to \
                     make it.</p>\n"
                    .to_owned()
            }
        };
        Section { explanation: explanation.to_owned(), snippet: file, ..Section::default() }
    }
}

/// Renders a demo page in an iframe, and a link to it.
fn demo_iframe(name: &str, title: &str) -> String {
    format!(
        "<div class=\"guide-box guide-box--page\"><iframe src=\"{name}\" title=\"{title}\" loading=\"lazy\"></iframe></div>\n\
         <p class=\"guide-open\"><a href=\"{name}\">Open this example as a page</a></p>\n"
    )
}

fn npm() -> Section {
    const BUNDLED: &str = "import \"sidelight-story\";";
    const REACT: &str = "import \"sidelight-story/react\";\n\n\
                         export const Article = ({ story, onSelect }) => (\n  \
                         <sidelight-story story={story} onsidelight-select={onSelect} />\n);";
    let explanation =
        "<p>The package contains the script, the WebAssembly, the types, and the stylesheet of the fallback. It needs \
                no configuration. For details, see “With Vite, or another bundler” and “In React” in its README.</p>\n"
            .to_owned();
    let fields = [
        Field::of("install", "Command", "npm install sidelight-story"),
        Field::of("bundled", "With Vite", BUNDLED),
        Field::of("react", "In React, from version 19", REACT),
    ];
    Section { explanation, snippet: fields.iter().map(Field::html).collect(), ..Section::default() }
}

/// Renders links to the same files of the other stories.
fn other_stories(stories: &[(&Story, String)], options: &SiteOptions) -> String {
    let rest = stories.get(1..).unwrap_or_default();
    if rest.is_empty() {
        return String::new();
    }
    let link = |name: &str, text: &str, more: &str| format!("<a href=\"../{}\"{more}>{text}</a>", attribute(name));
    let item = |(story, page): &(&Story, String)| {
        let (lang, dir) = (attribute(&story.lang), story.direction());
        let title = link(page, &content(&story.title), &format!(" lang=\"{lang}\" dir=\"{dir}\""));
        let snippet = link(&snippet_name(false, story), "Snippet", " download");
        let mut links = vec![snippet, link(&embed_name(false, story), "Iframe page", "")];
        if options.base_url.is_some() {
            links.push(link(&oembed_name(false, story), "oEmbed", ""));
        }
        format!("<li>{title} <span>{}</span></li>\n", links.join(" · "))
    };
    let items: String = rest.iter().map(item).collect();
    format!(
        "<section class=\"guide-section\">\n<div class=\"guide-text\">\n<h2 id=\"others\">Other stories</h2>\n\
         <p>Each of these stories can be embedded in the same ways.</p>\n</div>\n<div class=\"guide-snippet\">\n\
         <ul class=\"others\">\n{items}</ul>\n</div>\n</section>\n"
    )
}
