//! A site: a page for each story, a list of several stories, and preview pages and images for quotes and events.

use super::{
    PageOptions, PinnedScript, Preload, Preview, SingleOptions, SnippetOptions, compiled_file, embed,
    embed_guide::{StoryEmbeds, embed_guide, embed_name, oembed_name, snippet_name},
    list::list,
    oembed::oembed,
    preview::Card,
    preview_page::{PreviewPage, preview_page},
    single, snippet, standalone,
};
use crate::{
    link,
    story::{ItemRef, Story},
};

/// The data of a site, apart from the stories.
#[derive(Debug, Clone, Default)]
pub struct SiteOptions {
    /// The base URL of the site, which ends with a slash; it makes URLs absolute. Without it, elements that need an
    /// absolute URL are left out.
    pub base_url: Option<String>,
    /// The stylesheet to include in the pages.
    pub style: Option<String>,
    /// The files to preload; without it the pages preload nothing.
    pub preload: Option<Preload>,
    /// The title of the list of stories.
    pub title: String,
    /// The content-hashed script for snippets (see [`super::SnippetOptions`]).
    pub pinned: Option<PinnedScript>,
    /// The script of single-file stories (see [`super::SingleOptions`]); without it the site has none.
    pub single: Option<String>,
}

/// One file of a site.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteFile {
    /// The path in the site, with slashes.
    pub path: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// A function that draws the preview image of a card of a story.
pub type Picture<'a> = dyn FnMut(&Story, &Card) -> Option<Vec<u8>> + 'a;

/// Returns the files of a site, from checked stories and the texts of their files. Of several stories with the same
/// id, the first is used. `draw` draws a preview image (PNG, 1200 by 630 pixels); if it cannot, it reports why and
/// returns `None`.
pub fn site(stories: &[(Story, String)], options: &SiteOptions, draw: &mut Picture) -> Vec<SiteFile> {
    let mut site = Site { options, is_one: stories.len() == 1, draw, files: Vec::new() };
    // The embed guide shows the first story.
    let mut first = None;
    for (story, text) in stories {
        let shown = site.add(story, text);
        first.get_or_insert(shown);
    }
    let pages: Vec<_> = stories.iter().map(|(story, _)| (story, site.page_of(story))).collect();
    if !site.is_one {
        site.put("index.html", list(&options.title, &pages));
    }
    let mut files = site.files;
    files.extend(first.iter().flat_map(|shown| embed_guide(shown, &pages, options)));
    files
}

/// A site that is being built.
struct Site<'a, 'b> {
    options: &'a SiteOptions,
    is_one: bool,
    draw: &'a mut Picture<'b>,
    files: Vec<SiteFile>,
}

impl Site<'_, '_> {
    fn put(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.files.push(SiteFile { path: path.into(), bytes: content.into() });
    }

    /// Returns the name of a story's page.
    fn page_of(&self, story: &Story) -> String {
        if self.is_one { "index.html".to_owned() } else { format!("{}.html", story.id) }
    }

    /// Returns true if the URL of the folder shows the story's page, as it does on a web server.
    fn is_at_folder(&self) -> bool {
        self.is_one && self.options.base_url.is_some()
    }

    /// Returns the absolute URL of a file, if the base URL is known.
    fn absolute(&self, path: &str) -> Option<String> {
        self.options.base_url.as_ref().map(|base| format!("{base}{path}"))
    }

    /// Returns the absolute URL of a story's page, if the base URL is known.
    fn address(&self, story: &Story) -> Option<String> {
        self.absolute(if self.is_one { String::new() } else { self.page_of(story) }.as_str())
    }

    /// Draws a preview image, and returns its path if it was drawn.
    fn picture(&mut self, story: &Story, preview: &Preview, path: String) -> Option<String> {
        let bytes = (self.draw)(story, &preview.card)?;
        self.put(path.clone(), bytes);
        Some(path)
    }

    /// Adds all files of a story, and returns the parts that the embed guide shows.
    fn add<'s>(&mut self, story: &'s Story, text: &str) -> StoryEmbeds<'s> {
        self.put(format!("stories/{}.json", story.id), text);
        let src = format!("stories/{}.compiled.json", story.id);
        self.put(src.clone(), compiled_file(story));
        let pictures = self.preview_pages(story);
        let picture = self.picture(story, &Preview::of_story(story), format!("{}.png", story.id));
        let picture_url = picture.as_deref().and_then(|path| self.absolute(path));
        self.pages(story, &src, pictures, picture_url.clone());
        if let Some(script) = self.options.single.clone() {
            let style = self.options.style.clone().unwrap_or_default();
            let one = single(story, &SingleOptions { url: self.address(story), style, script });
            self.put(format!("{}.single.html", story.id), one);
        }
        let snippet = self.snippet(story, &src, self.options.base_url.as_deref().unwrap_or_default());
        self.put(snippet_name(self.is_one, story), snippet.as_str());
        let oembed = self.absolute(&embed_name(self.is_one, story)).map(|iframe_url| {
            let response = format!("{:#}\n", oembed(story, &iframe_url, picture_url.as_deref()));
            self.put(oembed_name(self.is_one, story), response.as_str());
            response
        });
        StoryEmbeds {
            story,
            snippet,
            local_snippet: self.snippet(story, &src, "../"),
            oembed,
            has_preview_image: picture.is_some(),
        }
    }

    /// Adds the preview pages and images of a story's quotes and events. Returns the ids of the quotes that have an
    /// image.
    fn preview_pages(&mut self, story: &Story) -> Vec<String> {
        let mut with_pictures = Vec::new();
        // The path from a preview page, two folders below the story's page.
        let page = if self.is_at_folder() { String::new() } else { self.page_of(story) };
        let quotes = story.quotes.iter_enumerated().map(|(at, it)| (ItemRef::Quote(at), Preview::of_quote(story, it)));
        let events = story.events.iter_enumerated().map(|(at, it)| (ItemRef::Event(at), Preview::of_event(story, it)));
        for (item, preview) in quotes.chain(events) {
            let name = link::item_fragment(story, item, None);
            let picture = self.picture(story, &preview, format!("{name}.png"));
            if let (ItemRef::Quote(at), true) = (item, picture.is_some()) {
                with_pictures.push(story.quotes[at].id.to_string());
            }
            let path = format!("{name}.html");
            let html = preview_page(
                story,
                PreviewPage {
                    preview: &preview,
                    url: self.absolute(&path),
                    picture: picture.and_then(|picture| self.absolute(&picture)),
                    to: format!("../../{page}#{name}"),
                },
            );
            self.put(path, html);
        }
        with_pictures
    }

    /// Adds the page and the iframe page of a story.
    fn pages(&mut self, story: &Story, src: &str, pictures: Vec<String>, picture: Option<String>) {
        let page = self.page_of(story);
        let options = PageOptions {
            picture,
            oembed: self.absolute(&oembed_name(self.is_one, story)),
            url: self.address(story),
            src: src.to_owned(),
            style: self.options.style.clone(),
            preload: self.options.preload.clone(),
            pages: Some(pictures),
        };
        // The iframe page needs a web server: browsers refuse to load its files from a disk.
        let beside = if self.is_one { "./" } else { &page };
        self.put(embed_name(self.is_one, story), embed(story, beside, &options));
        self.put(page, standalone(story, &options));
    }

    /// Returns the snippet of a story. `assets` is the base URL of the build's files.
    fn snippet(&self, story: &Story, src: &str, assets: &str) -> String {
        snippet(
            story,
            &SnippetOptions {
                src: format!("{assets}{src}"),
                assets: assets.to_owned(),
                pinned: self.options.pinned.clone(),
                attributes: vec![("host-fonts".to_owned(), None)],
            },
        )
    }
}
