//! `sidelight schema`.

use std::process::ExitCode;

use clap::Args;

use crate::{error::CommandError, print};

/// Print the JSON Schema of the story file.
///
/// Editors use it for completion and for validation while typing.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  sidelight schema > story.schema.json")]
pub(crate) struct Options {}

pub(crate) fn run(_: &Options) -> Result<ExitCode, CommandError> {
    print(&format!("{:#}\n", sidelight::story::schema()))?;
    Ok(ExitCode::SUCCESS)
}
