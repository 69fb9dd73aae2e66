//! The `sidelight` command: checks story files, renders pages, prints the schema.

use std::{fs, path::PathBuf, process::ExitCode};

use lexopt::prelude::{Long, Value};
use sidelight::{
    page::{PageOptions, standalone},
    story::{Story, StoryFile, schema},
};

const USAGE: &str = "\
Usage: sidelight check FILE…           say what can't be used in a story
       sidelight render FILE [--base-url URL] [--style FILE]
                                       write the story's page to standard output, with the stylesheet in it
       sidelight schema                write the JSON Schema of the story file
";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("sidelight: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut parser = lexopt::Parser::from_env();
    let (mut words, mut base_url, mut style) = (Vec::new(), None, None);
    while let Some(arg) = parser.next()? {
        match arg {
            Long("base-url") => base_url = Some(parser.value()?.into_string().map_err(|_| "the URL is not Unicode")?),
            Long("style") => style = Some(fs::read_to_string(parser.value()?)?),
            Value(word) => words.push(PathBuf::from(word)),
            Long("help") => {
                print!("{USAGE}");
                return Ok(ExitCode::SUCCESS);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    let mut words = words.into_iter();
    let command = words.next();
    let files: Vec<PathBuf> = words.collect();
    match (command.as_ref().and_then(|command| command.to_str()), files.as_slice()) {
        (Some("check"), [_, ..]) => Ok(check(&files)),
        (Some("render"), [file]) => {
            let (story, warnings) = Story::check(read(file)?);
            for warning in warnings {
                eprintln!("{}: {warning}", file.display());
            }
            let options = PageOptions { base_url, src: file.to_string_lossy().into_owned(), style };
            print!("{}", standalone(&story, &options));
            Ok(ExitCode::SUCCESS)
        }
        (Some("schema"), []) => {
            println!("{}", serde_json::to_string_pretty(&schema())?);
            Ok(ExitCode::SUCCESS)
        }
        _ => {
            eprint!("{USAGE}");
            Ok(ExitCode::from(2))
        }
    }
}

/// Says what can't be used in each file; fails if there is anything.
fn check(files: &[PathBuf]) -> ExitCode {
    let mut clean = true;
    for file in files {
        match read(file) {
            Err(error) => {
                eprintln!("{error}");
                clean = false;
            }
            Ok(story) => {
                let (story, warnings) = Story::check(story);
                clean &= warnings.is_empty();
                for warning in &warnings {
                    eprintln!("{}: {warning}", file.display());
                }
                println!(
                    "{}: {} entities, {} highlights, {} events, {} quotes in {} places",
                    file.display(),
                    story.entities.len(),
                    story.highlights.len(),
                    story.events.len(),
                    story.quotes.len(),
                    story.places.len()
                );
            }
        }
    }
    if clean { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn read(file: &PathBuf) -> Result<(StoryFile, Vec<String>), String> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    StoryFile::from_json(&text).map_err(|problem| format!("{}: {problem}", file.display()))
}
