//! `sidelight compile`.

use std::{path::PathBuf, process::ExitCode};

use clap::Args;
use sidelight::page::compiled_file;

use crate::{error::CommandError, print, story_file};

/// Write the compiled story to standard output.
///
/// A page with a compiled story is live sooner than a page with a story file, because the browser needs no check of the
/// story. Name the file `ID.compiled.json`. Compile the story again when the story file or the build changes.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sidelight compile my-story.json > my-story.compiled.json")]
pub(crate) struct Options {
    /// Story file
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(crate) fn run(options: &Options) -> Result<ExitCode, CommandError> {
    print(&compiled_file(&story_file::read(&options.file)?.story))?;
    Ok(ExitCode::SUCCESS)
}
