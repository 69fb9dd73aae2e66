//! `sidelight site`.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use sidelight::{
    page::{SiteFile, SiteOptions, site},
    picture::Pictures,
    story::{Block, Story},
};

use crate::{
    error::{CommandError, CommandWarning},
    script, story_file,
    url::{Url, folder_url},
};

/// Write a site: for each story a page, a snippet, and preview pages and preview images of its quotes and events.
///
/// Several stories get a list. All sites get an embed guide. A story that can't be read is left out, and the exit status is
/// then 1. The site needs the other files of a build (`element.js`, `style.css`) in the same folder: `cargo xtask build`
/// writes both.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sidelight site my-story.json --out site --base-url https://example.org/stories/")]
pub(crate) struct Options {
    /// Story files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Folder to write to. Existing files with the same names are replaced
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// Absolute URL that the site will have. Without it there are no canonical URLs, no preview images, and no oEmbed
    #[arg(long, value_name = "URL", value_parser = folder_url)]
    base_url: Option<Url>,

    /// Title of the list of stories
    #[arg(long, value_name = "TEXT", default_value = "Stories")]
    title: String,

    /// Font for the preview images, beside Noto Serif. May be repeated
    #[arg(long = "font", value_name = "FILE")]
    fonts: Vec<PathBuf>,

    /// Stylesheet to put into each page; without it, the pages link `style.css`
    #[arg(long, value_name = "FILE")]
    inline_style: Option<PathBuf>,

    /// Preload the files that this script loads, so that the pages are live sooner. Give the build's `element.js`, beside the
    /// pages. Without it, there is no preload
    #[arg(long, value_name = "ELEMENT.JS")]
    preload: Option<PathBuf>,

    /// Pin this script in the snippets with Subresource Integrity: a page runs exactly this file, or none. Give the build's
    /// `element-….js`. Without it, snippets load `element.js`
    #[arg(long, value_name = "ELEMENT.JS")]
    pin_script: Option<PathBuf>,

    /// Script that holds everything a page needs: also writes each story as a single file. `cargo xtask build
    /// --single-file` makes such a script
    #[arg(long, value_name = "FILE", requires = "inline_style")]
    single_file_script: Option<PathBuf>,
}

/// The folder, inside the output folder, for files that are not complete yet.
const TEMPORARY_FOLDER: &str = ".sidelight-temporary";

/// Writes the site of the stories that can be read. Fails at the end if there were others.
pub(crate) fn run(options: Options) -> Result<ExitCode, CommandError> {
    let site_options = SiteOptions {
        base_url: options.base_url.as_ref().map(Url::to_string),
        style: options.inline_style.as_deref().map(story_file::read_text).transpose()?,
        preload: options.preload.as_deref().map(script::preload).transpose()?,
        title: options.title,
        pinned: options.pin_script.as_deref().map(script::pin).transpose()?,
        single: options.single_file_script.as_deref().map(story_file::read_text).transpose()?,
    };
    let mut pictures = Pictures::new(&options.fonts).map_err(CommandError::Font)?;
    let stories = read_stories(&options.files);
    if stories.is_empty() {
        return Err(CommandError::NoStory);
    }
    let has_all = stories.len() == options.files.len();
    if site_options.base_url.is_none() {
        warn(&CommandWarning::NoBaseUrl);
    }
    if site_options.single.is_some() {
        stories.iter().for_each(|(story, _)| warn_of_images(story));
    }
    let files = site(&stories, &site_options, &mut |story, card| match pictures.draw(story, card) {
        Ok(png) => Some(png),
        Err(error) => {
            warn(&CommandWarning::NoPreviewImage { story: story.id.to_string(), words: card.words.clone(), error });
            None
        }
    });
    write_files(&files, &options.out).map_err(|(path, error)| CommandError::NotWritten { path, error })?;
    Ok(if has_all { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn warn(warning: &CommandWarning) {
    eprintln!("{warning}");
}

/// Names the images that a single-file story loads by their URLs.
fn warn_of_images(story: &Story) {
    let in_text = story.blocks.iter().filter_map(|block| match block {
        Block::Image { image, .. } => Some(image),
        _ => None,
    });
    for image in story.image.iter().chain(in_text) {
        warn(&CommandWarning::ImageOutside { story: story.id.to_string(), url: image.url.clone() });
    }
}

/// Reads the stories, each with the text of its file. Prints an error for each that can't be used.
fn read_stories(paths: &[PathBuf]) -> Vec<(Story, String)> {
    let mut stories: Vec<(Story, String)> = Vec::new();
    let mut used_paths: Vec<&Path> = Vec::new();
    for path in paths {
        let result = story_file::read(path).and_then(|read| {
            match stories.iter().position(|(earlier, _)| earlier.id == read.story.id) {
                None => Ok(read),
                Some(at) => Err(CommandError::DuplicateStory {
                    path: path.clone(),
                    first: used_paths[at].to_owned(),
                    id: read.story.id.to_string(),
                }),
            }
        });
        match result {
            Ok(read) => {
                stories.push((read.story, read.text));
                used_paths.push(path);
            }
            Err(error) => eprintln!("{error}"),
        }
    }
    stories
}

/// Writes all files to a temporary folder, then moves them: a full disk leaves the earlier files unchanged.
fn write_files(files: &[SiteFile], out: &Path) -> Result<(), (PathBuf, io::Error)> {
    let with_path = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    fs::create_dir_all(out).map_err(with_path(out))?;
    let temporary = out.join(TEMPORARY_FOLDER);
    let remove_temporary = || match fs::remove_dir_all(&temporary) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err((temporary.clone(), error)),
        _ => Ok(()),
    };
    // A run that was ended may have left the folder.
    remove_temporary()?;
    let written = files.iter().try_for_each(|file| {
        let path = temporary.join(&file.path);
        let folder = path.parent().unwrap_or(&temporary);
        fs::create_dir_all(folder).map_err(with_path(folder))?;
        fs::write(&path, &file.bytes).map_err(with_path(&path))
    });
    let moved = written.and_then(|()| {
        files.iter().try_for_each(|file| {
            let path = out.join(&file.path);
            let folder = path.parent().unwrap_or(out);
            fs::create_dir_all(folder).map_err(with_path(folder))?;
            fs::rename(temporary.join(&file.path), &path).map_err(with_path(&path))
        })
    });
    let removed = remove_temporary();
    moved.and(removed)
}
