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

/// The sections of the page in order: id, heading, and intended reader.
const SECTIONS: [[&str; 3]; 8] = [
    ["element", "The element", "Your page may run scripts"],
    ["grows", "A frame that grows", "Your page and the story are to stay apart"],
    ["frame", "A frame alone", "Your CMS strips scripts"],
    ["oembed", "oEmbed", "Your CMS makes an embed of an address"],
    ["property", "From JavaScript", "Your page has the story already"],
    ["npm", "From npm", "You bundle, or use React"],
    ["link", "A link", "Nothing can be embedded"],
    ["file", "One file", "There is no host"],
];

/// Renders the embed guide as HTML.
pub(super) fn page(shown: &StoryEmbeds, stories: &[(&Story, String)], options: &SiteOptions) -> String {
    let story = shown.story;
    let page = stories.first().map_or("index.html", |(_, page)| page);
    let list: String = SECTIONS
        .iter()
        .map(|[id, name, whom]| format!("<li><a href=\"#{id}\">{name}</a> <span>{whom}</span></li>\n"))
        .collect();
    let note = match options.base_url {
        Some(_) => "",
        None => {
            "<p class=\"ways-note\">The addresses in the snippets are relative to the folder of the build. Built with \
             <code>--base-url</code> <code>https://example.org/stories/</code>, they are whole, and can be pasted anywhere.</p>\n"
        }
    };
    let (lang, dir, title) = (attribute(&story.lang), story.direction(), content(&story.title));
    let parts = Parts { shown, is_one: stories.len() == 1, page, options };
    let ways: String = SECTIONS.iter().map(|[id, name, _]| section(id, name, &parts.of(id))).collect();
    let others = others(stories, options);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Ways to embed “{title}”</title>\n\
         <meta name=\"robots\" content=\"noindex\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <link rel=\"stylesheet\" href=\"../style.css\">\n<link rel=\"stylesheet\" href=\"embed.css\">\n\
         <script src=\"copy.js\" defer></script>\n</head>\n<body class=\"sidelight-page\">\n<main class=\"ways\">\n\
         <header class=\"ways-head\"><h1>Ways to embed a story</h1>\n\
         <p class=\"ways-lead\">Each is at work here, beside what is pasted for it. The story is \
         <a href=\"../{page}\" lang=\"{lang}\" dir=\"{dir}\">{title}</a>.</p>\n{note}</header>\n\
         <nav class=\"ways-list\" aria-label=\"Ways\"><ol>\n{list}</ol></nav>\n{ways}{others}</main>\n</body>\n</html>\n",
        page = attribute(page),
    )
}

/// Renders one section: an explanation, a snippet, and a live example.
fn section(id: &str, name: &str, [words, pasted, shown]: &[String; 3]) -> String {
    let part = |class: &str, html: &str| match html {
        "" => String::new(),
        html => format!("<div class=\"{class}\">\n{html}</div>\n"),
    };
    format!(
        "<section class=\"way\">\n{}{}{}</section>\n",
        part("way-words", &format!("<h2 id=\"{id}\">{name}</h2>\n{words}")),
        part("way-pasted", pasted),
        part("way-shown", shown)
    )
}

/// The data of the sections.
struct Parts<'a> {
    shown: &'a StoryEmbeds<'a>,
    is_one: bool,
    page: &'a str,
    options: &'a SiteOptions,
}

impl Parts<'_> {
    /// Returns the explanation, the snippet and the example of a section, as HTML.
    fn of(&self, id: &str) -> [String; 3] {
        match id {
            "element" => self.element(),
            "grows" => self.grows(),
            "frame" => self.frame(),
            "oembed" => self.oembed(),
            "property" => self.property(),
            "npm" => npm(),
            "link" => self.link(),
            _ => self.file(),
        }
    }

    /// Returns the base URL of the build's files.
    fn base(&self) -> &str {
        self.options.base_url.as_deref().unwrap_or_default()
    }

    fn element(&self) -> [String; 3] {
        let words = "<p>The snippet holds the whole article as plain HTML. Readers without scripts have it, and so do search \
                     engines; the live view takes its place where it can, and moves nothing. The story takes the typeface \
                     of your page, and grows with it.</p>\n"
            .to_owned();
        let pasted = Field { id: "snippet", label: "Snippet", rows: 12, text: &self.shown.snippet }.html();
        [words, pasted, framed("element.html", "A page with the snippet in it")]
    }

    fn grows(&self) -> [String; 3] {
        let words =
            "<p>The story has a page of its own in the frame: no style and no script of your page touches it. The \
                     lines below the frame make it as high as its story, whatever the reader opens in it.</p>\n\
                     <p>Here it stands in a box that scrolls, so that this page stays short.</p>\n"
                .to_owned();
        let pasted = resizing_iframe(&self.shown.story.title, &self.frame_address());
        let pasted = Field { id: "growing-frame", label: "Frame and script", rows: 16, text: &pasted }.html();
        let shown = format!(
            "<div class=\"way-box\" role=\"group\" aria-label=\"The frame that grows\" tabindex=\"0\">{}\n\
             <script src=\"grow.js\"></script></div>\n",
            self.live_frame("A story in a frame that grows")
        );
        [words, pasted, shown]
    }

    fn frame(&self) -> [String; 3] {
        let words =
            "<p>Where scripts are stripped, the frame keeps the height that it is given, and the story scrolls in \
                     it. Choose another height by its attribute.</p>\n"
                .to_owned();
        let pasted = iframe(&self.shown.story.title, &self.frame_address());
        let pasted = Field { id: "plain-frame", label: "Frame", rows: 4, text: &pasted }.html();
        let frame = self.live_frame("A story in a frame that scrolls");
        [words, pasted, format!("<div class=\"way-box way-box--whole\">{frame}</div>\n")]
    }

    /// Returns the URL of the iframe page, as in the snippet.
    fn frame_address(&self) -> String {
        format!("{}{}", self.base(), embed_name(self.is_one, self.shown.story))
    }

    /// Renders the live iframe. The page's stylesheet replaces the snippet's `style` attribute. The title is distinct
    /// from that of the next iframe.
    fn live_frame(&self, title: &str) -> String {
        let address = attribute(&embed_name(self.is_one, self.shown.story));
        format!(
            "<iframe src=\"../{address}\" title=\"{title}\" height=\"800\" loading=\"lazy\" \
             allow=\"clipboard-write; web-share\"></iframe>"
        )
    }

    fn oembed(&self) -> [String; 3] {
        let Some(answer) = &self.shown.oembed else {
            let words =
                "<p>A CMS that knows oEmbed makes a frame of the story’s address, pasted on a line of its own.</p>\n";
            let missing = "<p>This build has none, for it wants whole addresses: build with \
                           <code>--base-url</code> <code>https://example.org/stories/</code>.</p>\n";
            return [words.to_owned(), missing.to_owned(), String::new()];
        };
        let address = self.page_address();
        let words = format!(
            "<p>Paste the story’s address on a line of its own. A CMS that knows oEmbed, such as WordPress, finds in the \
             page what it is to make of it: a frame. Some take only hosts that they have been told of.</p>\n{}",
            Field::of("address", "Address", &address).html()
        );
        let name = oembed_name(self.is_one, self.shown.story);
        let pasted = Field { id: "answer", label: "The answer", rows: 10, text: answer }.html();
        let link = format!("<p><a href=\"../{0}\">{0}</a></p>\n", attribute(&name));
        [words, pasted + &link, String::new()]
    }

    /// Returns the URL of the story's page, as in the snippet; for an index page, the URL of its folder.
    fn page_address(&self) -> String {
        let page = if self.page == "index.html" && !self.base().is_empty() { "" } else { self.page };
        format!("{}{page}", self.base())
    }

    fn property(&self) -> [String; 3] {
        let words =
            "<p>The story is an object in the shape of a story file, from wherever your page has it. There is no copy \
                     for readers without scripts then.</p>\n"
                .to_owned();
        let lines: String = property(self.shown.story, self.base()).lines().map(|line| format!("  {line}\n")).collect();
        let pasted = format!(
            "<script type=\"module\" src=\"{}element.js\" crossorigin></script>\n\
             <sidelight-story></sidelight-story>\n<script type=\"module\">\n{lines}</script>\n",
            attribute(self.base())
        );
        let pasted = Field::of("script", "Element and script", &pasted).html();
        [words, pasted, framed("property.html", "A page that gives the element its story")]
    }

    fn link(&self) -> [String; 3] {
        let story = self.shown.story;
        let preview = Preview::of_story(story);
        let words = format!(
            "<p>Where a link is posted, it shows the story’s title and words{}. Every quote and every event has such a page, \
             too: “Copy link” beside it gives its address.</p>\n{}",
            if self.shown.has_picture { ", and its picture" } else { "" },
            Field::of("link-address", "Address", &self.page_address()).html()
        );
        let picture = if self.shown.has_picture {
            let id = &story.id;
            format!("<img src=\"../{id}.png\" width=\"1200\" height=\"630\" alt=\"\" loading=\"lazy\">\n")
        } else {
            String::new()
        };
        let (lang, dir) = (attribute(&story.lang), story.direction());
        let (title, said) = (content(&preview.title), content(&preview.description));
        let card = format!(
            "<a class=\"link-card\" href=\"../{}\" lang=\"{lang}\" dir=\"{dir}\">\n{picture}\
             <span class=\"link-card-title\">{title}</span>\n<span>{said}</span></a>\n",
            attribute(self.page)
        );
        [words, card, String::new()]
    }

    fn file(&self) -> [String; 3] {
        let name = format!("{}.single.html", self.shown.story.id);
        let words = "<p>The story with all that shows it, in one HTML file. It opens from a disk, asks for nothing, and can be \
                     mailed.</p>\n";
        let pasted = match self.options.single {
            Some(_) => format!(
                "<p><a href=\"../{name}\" download>Save {name}</a></p>\n<p><a href=\"../{name}\">Open it</a></p>\n"
            ),
            None => "<p>This build has none: <code>cargo xtask build</code> <code>--single-file</code> makes it.</p>\n"
                .to_owned(),
        };
        [words.to_owned(), pasted, String::new()]
    }
}

/// Renders a demo page in an iframe, and a link to it.
fn framed(name: &str, title: &str) -> String {
    format!(
        "<div class=\"way-box way-box--page\"><iframe src=\"{name}\" title=\"{title}\" loading=\"lazy\"></iframe></div>\n\
         <p class=\"way-open\"><a href=\"{name}\">Open this page by itself</a></p>\n"
    )
}

fn npm() -> [String; 3] {
    const BUNDLED: &str = "import \"sidelight-story\";";
    const REACT: &str = "import \"sidelight-story/react\";\n\n\
                         export const Article = ({ story, onSelect }) => (\n  \
                         <sidelight-story story={story} onsidelight-select={onSelect} />\n);";
    let words = "<p>The package has the script, the WebAssembly, the types, and the stylesheet of the copy. There is nothing to \
                 configure. Its readme says the rest, under “With Vite, or another bundler” and “In React”.</p>\n"
        .to_owned();
    let pasted = [
        Field::of("install", "Command", "npm install sidelight-story"),
        Field::of("bundled", "With Vite", BUNDLED),
        Field::of("react", "In React, from version 19", REACT),
    ];
    [words, pasted.iter().map(Field::html).collect(), String::new()]
}

/// Renders the names of the same files for the other stories.
fn others(stories: &[(&Story, String)], options: &SiteOptions) -> String {
    let rest = stories.get(1..).unwrap_or_default();
    if rest.is_empty() {
        return String::new();
    }
    let link = |name: &str, words: &str, more: &str| format!("<a href=\"../{}\"{more}>{words}</a>", attribute(name));
    let item = |(story, page): &(&Story, String)| {
        let (lang, dir) = (attribute(&story.lang), story.direction());
        let title = link(page, &content(&story.title), &format!(" lang=\"{lang}\" dir=\"{dir}\""));
        let snippet = link(&snippet_name(false, story), "Snippet", " download");
        let mut links = vec![snippet, link(&embed_name(false, story), "Page for frames", "")];
        if options.base_url.is_some() {
            links.push(link(&oembed_name(false, story), "oEmbed", ""));
        }
        format!("<li>{title} <span>{}</span></li>\n", links.join(" · "))
    };
    let items: String = rest.iter().map(item).collect();
    format!(
        "<section class=\"way\">\n<div class=\"way-words\">\n<h2 id=\"others\">Other stories</h2>\n\
         <p>The same ways lead to each of these.</p>\n</div>\n<div class=\"way-pasted\">\n<ul class=\"others\">\n{items}</ul>\n</div>\n\
         </section>\n"
    )
}
