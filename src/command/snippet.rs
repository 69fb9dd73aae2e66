//! `sidelight snippet`.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use sidelight::page::SnippetOptions;

use crate::{
    attribute::{self, Attribute},
    error::CommandError,
    print, script, story_file,
    url::{Url, folder_url},
};

/// Write the HTML that an editor pastes into a page: the stylesheet, the script, and the element with its fallback.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  \
    sidelight snippet my-story.json --pin-script dist/element-*.js \\\n    \
    --assets-url https://cdn.example.org/sidelight/ --src /stories/my-story.json \\\n    \
    --attribute theme=dark --attribute host-fonts")]
pub(crate) struct Options {
    /// Story file
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Absolute URL of the folder that the build's files are served from; without it, they are beside the page
    #[arg(long, value_name = "URL", value_parser = folder_url)]
    assets_url: Option<Url>,

    /// URL that the page loads the story file from; by default FILE, in the folder of --assets-url
    #[arg(long, value_name = "URL")]
    src: Option<String>,

    /// Pin this script with Subresource Integrity: the page runs exactly this file, or none. Give the build's
    /// `element-….js`. Without it, the page loads `element.js`
    #[arg(long, value_name = "ELEMENT.JS")]
    pin_script: Option<PathBuf>,

    /// Attribute of `<sidelight-story>`, with its value where it takes one. May be repeated
    #[arg(long = "attribute", value_name = "NAME[=VALUE]", value_parser = attribute::parse, long_help = attribute::help())]
    attributes: Vec<Attribute>,
}

pub(crate) fn run(options: Options) -> Result<ExitCode, CommandError> {
    let assets = options.assets_url.as_ref().map(Url::to_string).unwrap_or_default();
    let snippet = SnippetOptions {
        src: options.src.unwrap_or_else(|| format!("{assets}{}", options.file.display())),
        assets,
        pinned: options.pin_script.as_deref().map(script::pin).transpose()?,
        attributes: options.attributes.into_iter().map(|attribute| (attribute.name, attribute.value)).collect(),
    };
    let read = story_file::read(&options.file)?;
    print(&sidelight::page::snippet(&read.story, &snippet))?;
    Ok(ExitCode::SUCCESS)
}
