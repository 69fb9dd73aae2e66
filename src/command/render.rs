//! `sidelight render`.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use sidelight::page::{PageOptions, standalone};

use crate::{
    error::CommandError,
    print, script, story_file,
    url::{Url, page_url},
};

/// Write the prerendered page of one story to standard output.
///
/// The page needs the build's files and the story file beside it. It loads the story from FILE, as a URL relative to the
/// page.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  \
    sidelight render my-story.json --inline-style dist/style.css > dist/my-story.html\n  \
    cp my-story.json dist/")]
pub(crate) struct Options {
    /// Story file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Absolute URL that the page will have, for its canonical link and its metadata
    #[arg(long, value_name = "URL", value_parser = page_url)]
    page_url: Option<Url>,

    /// Stylesheet to put into the page; without it, the page links `style.css`
    #[arg(long, value_name = "FILE")]
    inline_style: Option<PathBuf>,

    /// Preload the files that this script loads, so that the page is live sooner. Give the build's `element.js`, beside the
    /// page. Without it, there is no preload
    #[arg(long, value_name = "ELEMENT.JS")]
    preload: Option<PathBuf>,
}

pub(crate) fn run(options: &Options) -> Result<ExitCode, CommandError> {
    let page = PageOptions {
        url: options.page_url.as_ref().map(Url::to_string),
        src: options.file.to_string_lossy().into_owned(),
        style: options.inline_style.as_deref().map(story_file::read_text).transpose()?,
        preload: options.preload.as_deref().map(script::preload).transpose()?,
        ..PageOptions::default()
    };
    let read = story_file::read(&options.file)?;
    print(&standalone(&read.story, &page))?;
    Ok(ExitCode::SUCCESS)
}
