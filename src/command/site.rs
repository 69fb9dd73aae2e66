//! `sidelight site`: writes a site into a folder, whole or not at all.

use std::{
    error::Error,
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use sidelight::{
    page::{SiteFile, SiteOptions, site},
    picture::Pictures,
    story::{Block, Story, StoryFile},
};

/// Where files are written before they are put in their places.
const STAGE: &str = ".sidelight-new";

/// Writes the site of those stories that can be read. Each that can't is said, and then the command fails at its end.
pub(super) fn write(
    files: &[PathBuf],
    out: &Path,
    fonts: &[PathBuf],
    options: SiteOptions,
) -> Result<ExitCode, Box<dyn Error>> {
    let mut pictures = Pictures::new(fonts)?;
    let (stories, faults) = read(files);
    if stories.is_empty() {
        return Err("no story is left to write".into());
    }
    if options.base_url.is_none() {
        eprintln!(
            "warning: without --base-url, previews have no pictures, pages no address of their own, and there is no oEmbed"
        );
    }
    if options.single.is_some() {
        for (story, _) in &stories {
            pictures_outside(story);
        }
    }
    let files = site(&stories, &options, &mut |story, card| {
        pictures
            .draw(story, card)
            .map_err(|problem| eprintln!("warning: {}: no picture of “{}”: {problem}", story.id, card.words))
            .ok()
    });
    stage(&files, out).map_err(|(path, error)| format!("can’t write {}: {error}", path.display()))?;
    Ok(if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Says which pictures of a story are not in its one file: they stay where their addresses lead.
fn pictures_outside(story: &Story) {
    let figures = story.blocks.iter().filter_map(|block| match block {
        Block::Image { image, .. } => Some(image),
        _ => None,
    });
    for image in story.image.iter().chain(figures) {
        eprintln!("warning: {}.single.html: the picture {} is not in it", story.id, image.url);
    }
}

/// The stories, each with the text of its file, and how many could not be taken.
fn read(files: &[PathBuf]) -> (Vec<(Story, String)>, usize) {
    let (mut stories, mut faults): (Vec<(Story, String)>, _) = (Vec::new(), 0);
    for file in files {
        let mut refuse = |why: String| {
            eprintln!("{}: {why}", file.display());
            faults += 1;
        };
        let text = match fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) => {
                refuse(error.to_string());
                continue;
            }
        };
        let (story, warnings) = match StoryFile::from_json(&text) {
            Ok(file) => Story::check(file),
            Err(problem) => {
                refuse(problem.to_string());
                continue;
            }
        };
        for warning in warnings {
            eprintln!("{}: {warning}", file.display());
        }
        match stories.iter().any(|(other, _)| other.id == story.id) {
            true => refuse(format!("another story has the id {}, too", story.id)),
            false => stories.push((story, text)),
        }
    }
    (stories, faults)
}

/// Writes all files beside their places, and then puts them there: a disk that is full leaves what was there before.
fn stage(files: &[SiteFile], out: &Path) -> Result<(), (PathBuf, io::Error)> {
    let at = |path: &Path| {
        let path = path.to_owned();
        move |error| (path, error)
    };
    fs::create_dir_all(out).map_err(at(out))?;
    let stage = out.join(STAGE);
    // What a run that was ended left there.
    let clear = || match fs::remove_dir_all(&stage) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err((stage.clone(), error)),
        _ => Ok(()),
    };
    clear()?;
    let written = files.iter().try_for_each(|file| {
        let path = stage.join(&file.path);
        let folder = path.parent().unwrap_or(&stage);
        fs::create_dir_all(folder).map_err(at(folder))?;
        fs::write(&path, &file.bytes).map_err(at(&path))
    });
    let placed = written.and_then(|()| {
        files.iter().try_for_each(|file| {
            let path = out.join(&file.path);
            let folder = path.parent().unwrap_or(out);
            fs::create_dir_all(folder).map_err(at(folder))?;
            fs::rename(stage.join(&file.path), &path).map_err(at(&path))
        })
    });
    let cleared = clear();
    placed.and(cleared)
}
