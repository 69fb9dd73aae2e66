//! The `sidelight` command line: validates story files, renders pages and sites, prints the schema.

mod attribute;
mod check;
mod compile;
mod error;
mod render;
mod schema;
mod script;
mod site;
mod snippet;
mod story_file;
mod types;
mod url;

use std::{
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Parser, Subcommand};

use error::CommandError;

/// Validate story files, and build pages and sites from them.
#[derive(Debug, Parser)]
#[command(
    version,
    max_term_width = 100,
    after_help = "Exit status:\n  \
        0  the command succeeded\n  \
        1  a story or a file can't be used; each line on standard error names one\n  \
        2  the command line is wrong\n\n\
        Every message has a code, such as C01. docs/troubleshooting.md explains the codes."
)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Options),
    Compile(compile::Options),
    Render(render::Options),
    Site(site::Options),
    Snippet(snippet::Options),
    Schema(schema::Options),
    Types(types::Options),
}

fn main() -> ExitCode {
    let result = match CommandLine::parse().command {
        Command::Check(options) => check::run(&options),
        Command::Compile(options) => compile::run(&options),
        Command::Render(options) => render::run(&options),
        Command::Site(options) => site::run(options),
        Command::Snippet(options) => snippet::run(options),
        Command::Schema(options) => schema::run(&options),
        Command::Types(options) => types::run(&options),
    };
    result.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

/// Writes to standard output. A reader that has closed the pipe, such as `head`, is no error.
fn print(text: &str) -> Result<(), CommandError> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(CommandError::NotWritten { path: PathBuf::from("standard output"), error })
        }
        _ => Ok(()),
    }
}
