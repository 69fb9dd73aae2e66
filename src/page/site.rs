//! A site: a page for each story, a list of them where there are several, and for each quote and event a page and a picture
//! of its own.

use super::{
    EmbedOptions, Held, PageOptions, Preview, SingleOptions, SnippetOptions, embed,
    leaf::{Leaf, leaf},
    list::list,
    oembed::oembed,
    preview::Card,
    single, snippet, standalone,
    ways::{Shown, embed_name, oembed_name, snippet_name, ways},
};
use crate::{
    link,
    story::{Story, Thing},
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
    pub held: Option<Held>,
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
    let mut files = Vec::new();
    let is_one = stories.len() == 1;
    let page_of = |story: &Story| if is_one { "index.html".to_owned() } else { format!("{}.html", story.id) };
    // The ways to embed are shown of the first.
    let mut first = None;
    for (story, text) in stories {
        let src = format!("stories/{}.json", story.id);
        files.push(SiteFile { path: src.clone(), bytes: text.clone().into_bytes() });
        let page = page_of(story);
        let answer = options.base_url.is_some().then(|| oembed_name(is_one, story));
        let picture = story_files(story, [&src, &page], answer.as_deref(), options, draw, &mut files);
        if let Some(script) = &options.single {
            let style = options.style.clone().unwrap_or_default();
            let one = SingleOptions { url: address(options, &page), style, script: script.clone() };
            let bytes = single(story, text, &one).into_bytes();
            files.push(SiteFile { path: format!("{}.single.html", story.id), bytes });
        }
        let snippet_at = |assets: &str| {
            snippet(
                story,
                &SnippetOptions {
                    src: format!("{assets}{src}"),
                    assets: assets.to_owned(),
                    held: options.held.clone(),
                    attributes: vec![("host-fonts".to_owned(), None)],
                },
            )
        };
        let snippet = snippet_at(options.base_url.as_deref().unwrap_or_default());
        files.push(SiteFile { path: snippet_name(is_one, story), bytes: snippet.clone().into_bytes() });
        let answer = options.base_url.as_ref().zip(answer).map(|(base, path)| {
            let frame = format!("{base}{}", embed_name(is_one, story));
            let picture = picture.as_ref().map(|picture| format!("{base}{picture}"));
            let answer = format!("{:#}\n", oembed(story, &frame, picture.as_deref()));
            files.push(SiteFile { path, bytes: answer.clone().into_bytes() });
            answer
        });
        first.get_or_insert_with(|| Shown {
            story,
            snippet,
            near: snippet_at("../"),
            oembed: answer,
            has_picture: picture.is_some(),
        });
    }
    let pages: Vec<_> = stories.iter().map(|(story, _)| (story, page_of(story))).collect();
    if !is_one {
        files.push(SiteFile { path: "index.html".to_owned(), bytes: list(&options.title, &pages).into_bytes() });
    }
    files.extend(first.iter().flat_map(|shown| ways(shown, &pages, options)));
    files
}

/// The absolute address of a page, where that is known. For an index it is that of its folder.
fn address(options: &SiteOptions, page: &str) -> Option<String> {
    let page = if page == "index.html" { "" } else { page };
    options.base_url.as_ref().map(|base| format!("{base}{page}"))
}

/// The page of a story, and those of its quotes and events, with their pictures; gives the path of the story's own picture.
fn story_files(
    story: &Story,
    [src, page]: [&str; 2],
    oembed: Option<&str>,
    options: &SiteOptions,
    draw: &mut Picture,
    files: &mut Vec<SiteFile>,
) -> Option<String> {
    let absolute = |path: &str| options.base_url.as_ref().map(|base| format!("{base}{path}"));
    let is_index = page == "index.html";
    let url = address(options, page);
    let mut pictured = |preview: &Preview, name: String, files: &mut Vec<SiteFile>| {
        let bytes = draw(story, &preview.card)?;
        files.push(SiteFile { path: name.clone(), bytes });
        Some(name)
    };
    let mut with_pictures = Vec::new();
    let quotes = story.quotes.iter().enumerate().map(|(at, it)| (Thing::Quote(at), Preview::of_quote(story, it)));
    let events = story.events.iter().enumerate().map(|(at, it)| (Thing::Event(at), Preview::of_event(story, it)));
    for (thing, preview) in quotes.chain(events) {
        let name = link::to_thing(story, thing, None);
        let picture = pictured(&preview, format!("{name}.png"), files);
        if let (Thing::Quote(at), true) = (thing, picture.is_some()) {
            with_pictures.push(story.quotes[at].id.to_string());
        }
        // A folder's address leads to its page on a host, but not on a disk.
        let to = if url.is_some() && is_index { "../../" } else { &format!("../../{page}") };
        let path = format!("{name}.html");
        let html = leaf(
            story,
            Leaf {
                preview: &preview,
                url: absolute(&path),
                picture: picture.and_then(|picture| absolute(&picture)),
                to: format!("{to}#{name}"),
            },
        );
        files.push(SiteFile { path, bytes: html.into_bytes() });
    }
    let preview = Preview::of_story(story);
    let picture = pictured(&preview, format!("{}.png", story.id), files);
    let html = standalone(
        story,
        &PageOptions {
            picture: picture.as_deref().and_then(absolute),
            oembed: oembed.and_then(absolute),
            url: url.clone(),
            src: src.to_owned(),
            style: options.style.clone(),
            glue: options.glue.clone(),
            pages: Some(with_pictures.clone()),
        },
    );
    files.push(SiteFile { path: page.to_owned(), bytes: html.into_bytes() });
    let html = embed(
        story,
        &EmbedOptions {
            page: if is_index { "./".to_owned() } else { page.to_owned() },
            url,
            src: src.to_owned(),
            style: options.style.clone(),
            glue: options.glue.clone(),
            pages: Some(with_pictures),
        },
    );
    files.push(SiteFile { path: embed_name(is_index, story), bytes: html.into_bytes() });
    picture
}
