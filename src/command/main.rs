//! The `sidelight` command: checks story files, renders pages and sites, prints the schema.

mod site;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use lexopt::prelude::{Long, Value};
use sha2::{Digest as _, Sha384};
use sidelight::{
    page::{PageOptions, PinnedScript, SiteOptions, SnippetOptions, snippet, standalone},
    story::{Story, StoryFile, schema, typescript},
};

const USAGE: &str = "\
Usage: sidelight check FILE…           say what can't be used in a story
       sidelight render FILE [--base-url URL] [--style FILE] [--glue NAME]
                                       write the story's page to standard output, with the stylesheet in it
       sidelight site FILE… --out DIR [--base-url URL] [--style FILE] [--glue NAME] [--script ELEMENT.JS]
                      [--font FILE]… [--title TEXT] [--single SCRIPT]
                                       write a site: a page and a snippet for each story, pages and pictures of its
                                       quotes and events, a list, where there are several, and a page of the ways to
                                       embed; with URL, oEmbed; with a script that holds all it needs, a file for each
                                       story that opens from a disk, too
       sidelight snippet FILE --script ELEMENT.JS [--base-url URL] [--src URL] [--with NAME[=VALUE]]…
                                       write what is pasted into a page of others: the tag, with the static copy in it,
                                       and with these attributes; URL is where the files of the build are, and the page
                                       is held to ELEMENT.JS, by its name and its hash
       sidelight schema                write the JSON Schema of the story file
       sidelight types                 write the same as types of TypeScript
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
    let (mut words, mut options) = (Vec::new(), Options::default());
    while let Some(arg) = parser.next()? {
        match arg {
            Long("base-url") => options.base_url = Some(base(&text(&mut parser)?)?),
            Long("style") => options.style = Some(fs::read_to_string(text(&mut parser)?)?),
            Long("glue") => options.glue = text(&mut parser)?,
            Long("out") => options.out = Some(PathBuf::from(parser.value()?)),
            Long("font") => options.fonts.push(PathBuf::from(parser.value()?)),
            Long("single") => options.single = Some(fs::read_to_string(text(&mut parser)?)?),
            Long("title") => options.title = Some(text(&mut parser)?),
            Long("script") => options.script = Some(text(&mut parser)?),
            Long("src") => options.src = Some(text(&mut parser)?),
            Long("with") => options.with.push(given(&text(&mut parser)?)?),
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
            let Options { base_url, style, glue, .. } = options;
            let src = file.to_string_lossy().into_owned();
            let options = PageOptions { url: base_url, src, style, glue, ..PageOptions::default() };
            print!("{}", standalone(&checked(file)?, &options));
            Ok(ExitCode::SUCCESS)
        }
        (Some("site"), [_, ..]) => {
            let Options { base_url, style, glue, out, fonts, title, script, single, .. } = options;
            let out = out.ok_or("give the folder to write to by --out DIR")?;
            let title = title.unwrap_or_else(|| "Stories".to_owned());
            if single.is_some() && style.is_none() {
                return Err("--single has to have a stylesheet: give it by --style FILE".into());
            }
            let held = held(script)?;
            site::write(&files, &out, &fonts, SiteOptions { base_url, style, glue, title, pinned: held, single })
        }
        (Some("snippet"), [file]) => {
            let assets = options.base_url.unwrap_or_default();
            let options = SnippetOptions {
                src: options.src.unwrap_or_else(|| format!("{assets}{}", file.display())),
                assets,
                pinned: held(options.script)?,
                attributes: options.with,
            };
            print!("{}", snippet(&checked(file)?, &options));
            Ok(ExitCode::SUCCESS)
        }
        (Some("types"), []) => {
            print!("{}", typescript());
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

/// What may be asked for on the command line.
#[derive(Default)]
struct Options {
    base_url: Option<String>,
    style: Option<String>,
    glue: String,
    out: Option<PathBuf>,
    fonts: Vec<PathBuf>,
    title: Option<String>,
    single: Option<String>,
    script: Option<String>,
    src: Option<String>,
    with: Vec<(String, Option<String>)>,
}

/// The value of an option.
fn text(parser: &mut lexopt::Parser) -> Result<String, Box<dyn std::error::Error>> {
    Ok(parser.value()?.into_string().map_err(|_| "what is given is not Unicode")?)
}

/// Where a site stands: an address with a slash at its end.
fn base(url: &str) -> Result<String, String> {
    let is_absolute = ["https://", "http://"].iter().any(|scheme| url.len() > scheme.len() && url.starts_with(scheme));
    let is_plain =
        !url.contains(|letter: char| letter.is_whitespace() || letter.is_control() || "?#\"<>".contains(letter));
    match is_absolute && is_plain {
        true => Ok(format!("{}/", url.trim_end_matches('/'))),
        false => Err(format!("--base-url takes an address such as https://example.org/stories/, not {url}")),
    }
}

/// The attributes that a snippet may have beside `src`.
const ATTRIBUTES: [&str; 10] = [
    "lang",
    "theme",
    "highlights",
    "no-timeline",
    "no-quotes",
    "deep-links",
    "share-url",
    "preview-pages",
    "preview-images",
    "host-fonts",
];

/// An attribute as it is given on the command line: `deep-links`, or `theme=dark`.
fn given(text: &str) -> Result<(String, Option<String>), String> {
    let (name, value) = text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
    match ATTRIBUTES.contains(&name) {
        true => Ok((name.to_owned(), value.map(str::to_owned))),
        false => Err(format!("the element has no attribute {name}; it has {}", ATTRIBUTES.join(", "))),
    }
}

/// The script of a file: by what it is called, by the stylesheet that it asks for, and by what it is known by (Subresource
/// Integrity, section 3.1).
fn held(file: Option<String>) -> Result<Option<PinnedScript>, String> {
    let Some(file) = file else { return Ok(None) };
    let text = fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
    let script = Path::new(&file).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let style = text.split('"').find(|word| word.starts_with("style") && word.ends_with(".css"));
    let style =
        style.ok_or_else(|| format!("{file} asks for no stylesheet: give the element.js of a build"))?.to_owned();
    Ok(Some(PinnedScript {
        script,
        style,
        integrity: format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(text))),
    }))
}

/// The story of a file; what can't be used in it is said.
fn checked(file: &PathBuf) -> Result<Story, String> {
    let (story, warnings) = Story::check(read(file)?);
    for warning in warnings {
        eprintln!("{}: {warning}", file.display());
    }
    Ok(story)
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
                    story.occurrences.len()
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
