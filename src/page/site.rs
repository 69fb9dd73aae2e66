//! A site: a page for each story, a list of them where there are several, and for each quote and event a page and a picture
//! of its own.

use super::{
    PageOptions, PinnedScript, Preview, SingleOptions, SnippetOptions, embed,
    list::list,
    oembed::oembed,
    preview::Card,
    preview_page::{PreviewPage, preview_page},
    single, snippet, standalone,
    ways::{StoryEmbeds, embed_guide, embed_name, oembed_name, snippet_name},
};
use crate::{
    link,
    story::{ItemRef, Story},
};

/// What a site needs beyond its stories.
#[derive(Debug, Clone, Default)]
pub struct SiteOptions {
    /// Where it will stand, with a slash at its end: makes addresses absolute. Without it, what has to be absolute is left
    /// out.
    pub base_url: Option<String>,
    /// The stylesheet, to stand in the pages themselves.
    pub style: Option<String>,
    /// The name of the glue; `sidelight.js`, if it is empty.
    pub glue: String,
    /// What the list of stories is called.
    pub title: String,
    /// The script that snippets are held to (see [`super::SnippetOptions`]).
    pub pinned: Option<PinnedScript>,
    /// The script of a file that holds all of a story (see [`super::SingleOptions`]); without it there are no such files.
    pub single: Option<String>,
}

/// One file of a site.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteFile {
    /// Where it stands in the site, with slashes.
    pub path: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// What a picture is drawn of: a card, in a story.
pub type Picture<'a> = dyn FnMut(&Story, &Card) -> Option<Vec<u8>> + 'a;

/// The files of a site, from checked stories with the text of their files. The first of several with one id is taken.
/// `draw` draws a picture (PNG, 1200 by 630 pixels), or says why it can't, and gives none.
pub fn site(stories: &[(Story, String)], options: &SiteOptions, draw: &mut Picture) -> Vec<SiteFile> {
    let mut site = Site { options, is_one: stories.len() == 1, draw, files: Vec::new() };
    // The ways to embed are shown of the first.
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

/// A site as it is made.
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

    /// The name of a story's page.
    fn page_of(&self, story: &Story) -> String {
        if self.is_one { "index.html".to_owned() } else { format!("{}.html", story.id) }
    }

    /// Whether the address of the folder leads to the page of the story: on a host it does.
    fn is_at_folder(&self) -> bool {
        self.is_one && self.options.base_url.is_some()
    }

    /// The absolute address of a file, where that is known.
    fn absolute(&self, path: &str) -> Option<String> {
        self.options.base_url.as_ref().map(|base| format!("{base}{path}"))
    }

    /// The absolute address of a story's page, where that is known.
    fn address(&self, story: &Story) -> Option<String> {
        self.absolute(if self.is_one { String::new() } else { self.page_of(story) }.as_str())
    }

    /// Draws the picture of a preview; gives its path, if there is one.
    fn picture(&mut self, story: &Story, preview: &Preview, path: String) -> Option<String> {
        let bytes = (self.draw)(story, &preview.card)?;
        self.put(path.clone(), bytes);
        Some(path)
    }

    /// All that a story has; gives what is shown of it beside the ways to embed it.
    fn add<'s>(&mut self, story: &'s Story, text: &str) -> StoryEmbeds<'s> {
        let src = format!("stories/{}.json", story.id);
        self.put(src.clone(), text);
        let pictures = self.preview_pages(story);
        let picture = self.picture(story, &Preview::of_story(story), format!("{}.png", story.id));
        let picture_url = picture.as_deref().and_then(|path| self.absolute(path));
        self.pages(story, &src, pictures, picture_url.clone());
        if let Some(script) = self.options.single.clone() {
            let style = self.options.style.clone().unwrap_or_default();
            let one = single(story, text, &SingleOptions { url: self.address(story), style, script });
            self.put(format!("{}.single.html", story.id), one);
        }
        let snippet = self.snippet(story, &src, self.options.base_url.as_deref().unwrap_or_default());
        self.put(snippet_name(self.is_one, story), snippet.as_str());
        let oembed = self.absolute(&embed_name(self.is_one, story)).map(|frame| {
            let answer = format!("{:#}\n", oembed(story, &frame, picture_url.as_deref()));
            self.put(oembed_name(self.is_one, story), answer.as_str());
            answer
        });
        StoryEmbeds { story, snippet, near: self.snippet(story, &src, "../"), oembed, has_picture: picture.is_some() }
    }

    /// The pages of a story's quotes and events, with their pictures; gives the ids of the quotes that have one.
    fn preview_pages(&mut self, story: &Story) -> Vec<String> {
        let mut with_pictures = Vec::new();
        // From two folders below.
        let page = if self.is_at_folder() { String::new() } else { self.page_of(story) };
        let quotes = story.quotes.iter().enumerate().map(|(at, it)| (ItemRef::Quote(at), Preview::of_quote(story, it)));
        let events = story.events.iter().enumerate().map(|(at, it)| (ItemRef::Event(at), Preview::of_event(story, it)));
        for (thing, preview) in quotes.chain(events) {
            let name = link::item_fragment(story, thing, None);
            let picture = self.picture(story, &preview, format!("{name}.png"));
            if let (ItemRef::Quote(at), true) = (thing, picture.is_some()) {
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

    /// The page of a story, and the same for frames.
    fn pages(&mut self, story: &Story, src: &str, pictures: Vec<String>, picture: Option<String>) {
        let page = self.page_of(story);
        let options = PageOptions {
            picture,
            oembed: self.absolute(&oembed_name(self.is_one, story)),
            url: self.address(story),
            src: src.to_owned(),
            style: self.options.style.clone(),
            glue: self.options.glue.clone(),
            pages: Some(pictures),
        };
        // A frame stands on a host: from a disk its files could not be read.
        let beside = if self.is_one { "./" } else { &page };
        self.put(embed_name(self.is_one, story), embed(story, beside, &options));
        self.put(page, standalone(story, &options));
    }

    /// What is pasted for a story, where the files of the build stand there.
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
