//! `sidelight check`.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;

use crate::{error::CommandError, print, story_file};

/// Validate story files.
///
/// Prints one line per error or warning to standard error, and one line of counts per story to standard output. A line that
/// begins with `help:` says what to do about the warning before it. The exit status is 1 if there was any error or warning.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sidelight check my-story.json")]
pub(crate) struct Options {
    /// Story files to validate
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

pub(crate) fn run(options: &Options) -> Result<ExitCode, CommandError> {
    let mut is_clean = true;
    for path in &options.files {
        match story_file::read(path) {
            Err(error) => {
                eprintln!("{error}");
                is_clean = false;
            }
            Ok(read) => {
                is_clean &= !read.has_warnings;
                let story = &read.story;
                print(&format!(
                    "{}: {} entities, {} highlights, {} events, {} quotes, {} occurrences in the text\n",
                    path.display(),
                    story.entities.len(),
                    story.highlights.len(),
                    story.events.len(),
                    story.quotes.len(),
                    story.occurrences.len()
                ))?;
            }
        }
    }
    Ok(if is_clean { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
