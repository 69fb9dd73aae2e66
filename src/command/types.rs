//! `sidelight types`.

use std::process::ExitCode;

use clap::Args;

use crate::{error::CommandError, print};

/// Print the TypeScript types of the story file.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sidelight types > story.d.ts")]
pub(crate) struct Options {}

pub(crate) fn run(_: &Options) -> Result<ExitCode, CommandError> {
    print(&sidelight::story::typescript())?;
    Ok(ExitCode::SUCCESS)
}
