//! The pages that are compared, on the test server.

use anyhow::{Context, Result};
use sidelight::page::{PageOptions, compiled_file, standalone};
use sidelight::story::Story;

use super::SETS;
use super::article::Article;
use crate::page::Page;
use crate::server::{dist, peers_dir};

/// JavaScript: a function that returns true if a note of Sidelight is open.
const CARD_OF_SIDELIGHT: &str =
    "((islands) => () => islands.some(({ shadowRoot }) => shadowRoot.querySelector(css('@card'))))
    (islandsIn(storyRoot(find('sidelight-story'))))";

/// JavaScript: a function that returns true if a note of a set is open, at its place.
const CARD_OF_SET: &str = "((card) => () => !card.hidden && card.style.left !== '')(document.getElementById('card'))";

/// One of the pages that are compared.
pub(crate) struct ComparedPage {
    /// Its name in the table.
    pub(crate) name: &'static str,
    /// Its path on the test server.
    pub(crate) path: String,
    /// The event of the window that says that the page is ready.
    pub(crate) ready: &'static str,
    /// JavaScript: a function that returns true if a note is open. `None` if the page has no notes.
    pub(crate) is_open: Option<&'static str>,
}

impl ComparedPage {
    /// Serves the pages of the story. The first is Sidelight's, then come the sets.
    pub(crate) fn serve_all(page: &Page, story: &Story, copies: usize) -> Result<[Self; 4]> {
        let own = if copies == 1 { "index.html".to_owned() } else { own_page(page, story)? };
        let article = Article(story);
        let set_page = article.set_page();
        for set in SETS {
            write_page(set, &set_page)?;
        }
        write_page("static", &article.static_page())?;
        let path = |path: &str| format!("/with/brotli/{path}");
        let set = |name, folder: &str| Self {
            name,
            path: path(&format!("peers/{folder}/index.html")),
            ready: "peer-ready",
            is_open: Some(CARD_OF_SET),
        };
        let sidelight =
            Self { name: "Sidelight", path: path(&own), ready: "sidelight-ready", is_open: Some(CARD_OF_SIDELIGHT) };
        let bare = Self { name: "Static page", path: path("peers/static/index.html"), ready: "load", is_open: None };
        Ok([sidelight, set("Set A", SETS[0]), set("Set B", SETS[1]), bare])
    }
}

/// Writes a page beside its script, where anybody can open it after the run.
fn write_page(folder: &str, html: &str) -> Result<()> {
    let folder = peers_dir().join(folder);
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("index.html"), html).with_context(|| format!("can't write to {}", folder.display()))
}

/// Serves the page of a story that is not built, with the files of the build. Returns its path.
fn own_page(page: &Page, story: &Story) -> Result<String> {
    let src = format!("stories/{}.compiled.json", story.id);
    page.serve(&format!("/{src}"), &compiled_file(story));
    let style = std::fs::read_to_string(dist().join("style.css")).context("can't read style.css")?;
    let pages = Some(story.quotes.iter().map(|quote| quote.id.to_string()).collect());
    let options = PageOptions { src, style: Some(style), pages, ..PageOptions::default() };
    let path = format!("{}.html", story.id);
    // The page preloads the same files as the built one.
    let built = std::fs::read_to_string(dist().join("index.html")).context("can't read index.html")?;
    let links: String = built.split_inclusive('\n').filter(|line| line.contains("preload\"")).collect();
    let links = links.replace(&format!("stories/{}.compiled.json", page.cast().story), &options.src);
    let html = standalone(story, &options)
        .replace("<script src=\"offline.js\"", &format!("{links}<script src=\"offline.js\""));
    page.serve(&format!("/{path}"), &html);
    Ok(path)
}
