//! The `sidelight` command, run as a program: what it writes, and what it says and leaves alone when it can't.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use crate::{SEED, file};

/// A folder of its own for a test, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sidelight"));
    command.current_dir(file(""));
    command
}

fn site(files: &[&str], out: &Path, more: &[&str]) -> Output {
    program().arg("site").args(files).arg("--out").arg(out).args(more).output().unwrap()
}

/// What a program that was run said of what is wrong.
fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The files below a folder, and how large they are.
fn files(folder: &Path) -> Vec<(String, u64)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let metadata = entry.metadata().unwrap();
        if metadata.is_dir() {
            let within = files(&entry.path());
            assert!(!within.is_empty(), "{name} is left, empty");
            found.extend(within.into_iter().map(|(path, size)| (format!("{name}/{path}"), size)));
        } else {
            found.push((name, metadata.len()));
        }
    }
    found.sort();
    found
}

const ADDRESS: [&str; 2] = ["--base-url", "https://example.org/stories"];

#[test]
fn a_site_is_written_whole() {
    let out = folder("whole").join("not/there/yet");
    let output = site(&[SEED], &out, &ADDRESS);
    assert!(output.status.success() && said(&output).is_empty(), "{}", said(&output));
    let files = files(&out);
    let count = |ending: &str| files.iter().filter(|(path, _)| path.ends_with(ending)).count();
    assert_eq!([count("/index.html"), count("snippet.html"), count("stories/open-source-ai.json")], [1, 1, 1]);
    let leaves = files.iter().filter(|(path, _)| path.starts_with("open-source-ai/") && path.ends_with(".html"));
    assert!(count(".png") == leaves.count() + 1 && count(".png") > 15, "{files:?}");
    assert!(files.iter().all(|(path, size)| !path.ends_with(".png") || (5_000..300_000).contains(size)), "{files:?}");
    let page = fs::read_to_string(out.join("index.html")).unwrap();
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/stories/\">"));
}

#[test]
fn what_is_missing_is_warned_of() {
    let out = folder("warned");
    let output = site(&["tests/fixtures/arabic.json"], &out, &[]);
    assert!(output.status.success());
    let said = said(&output);
    assert!(said.contains("without --base-url"), "{said}");
    assert!(said.contains("no picture of “المنارة للبيع”: no font has what is needed for"), "{said}");
    assert!(said.contains("--font FILE") && !files(&out).iter().any(|(path, _)| path.ends_with(".png")), "{said}");
}

#[test]
fn good_stories_are_written_beside_bad_ones() {
    let folder = folder("beside");
    let [broken, twin] = ["broken.json", "twin.json"].map(|name| folder.join(name));
    fs::write(&broken, "{ \"version\": 1, ").unwrap();
    fs::copy(file(SEED), &twin).unwrap();
    let out = folder.join("out");
    let given =
        [broken.to_str().unwrap(), SEED, "no/such/story.json", twin.to_str().unwrap(), "tests/fixtures/dates.json"];
    let output = site(&given, &out, &ADDRESS);
    assert_eq!(output.status.code(), Some(1));
    let said = said(&output);
    let lines: Vec<_> = said.lines().filter(|line| !line.starts_with("warning: ")).collect();
    assert_eq!(lines.len(), 3, "{said}");
    assert!(lines[0].starts_with(broken.to_str().unwrap()) && lines[0].contains("line"), "{said}");
    assert!(lines[1].starts_with("no/such/story.json: "), "{said}");
    assert!(lines[2].contains("another story has the id open-source-ai, too"), "{said}");
    let files = files(&out);
    let pages: Vec<_> =
        files.iter().map(|(path, _)| path).filter(|path| !path.contains('/') && !path.contains("snippet")).collect();
    let expected = [
        "dates.embed.html",
        "dates.html",
        "dates.oembed.json",
        "dates.png",
        "index.html",
        "open-source-ai.embed.html",
        "open-source-ai.html",
        "open-source-ai.oembed.json",
        "open-source-ai.png",
    ];
    assert_eq!(pages, expected);
}

#[test]
fn where_no_story_is_good_nothing_is_written() {
    let folder = folder("none");
    let output = site(&["README.md"], &folder.join("out"), &ADDRESS);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("README.md: ") && said(&output).contains("no story is left to write"));
    assert_eq!(files(&folder), []);
}

#[test]
fn a_folder_that_can_not_be_written_is_named() {
    let folder = folder("unwritable");
    fs::write(folder.join("file"), "").unwrap();
    let output = site(&[SEED], &folder.join("file/out"), &ADDRESS);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("can’t write ") && said(&output).contains("file/out"), "{}", said(&output));
    assert_eq!(files(&folder), [("file".to_owned(), 0)]);
}

/// No file may be larger than a limit here, as on a disk that is full: what was there stays, and nothing is half there.
#[test]
fn a_disk_that_is_full_leaves_what_was_there() {
    let out = folder("full");
    fs::write(out.join("index.html"), "what was there").unwrap();
    let limited = "ulimit -f 64; trap '' XFSZ; exec \"$@\"";
    let output = Command::new("bash")
        .current_dir(file(""))
        .args(["-c", limited, "bash", env!("CARGO_BIN_EXE_sidelight"), "site", SEED, "--out"])
        .arg(&out)
        .args(ADDRESS)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("can’t write "), "{}", said(&output));
    assert_eq!(files(&out), [("index.html".to_owned(), 14)]);
    // Without the limit, all is written.
    assert!(site(&[SEED], &out, &ADDRESS).status.success());
    assert!(files(&out).len() > 30);
}

#[test]
fn a_story_in_one_file_has_a_stylesheet() {
    let out = folder("single");
    let refused = site(&[SEED], &out, &["--single", "src/element/single.js"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("--single has to have a stylesheet"), "{}", said(&refused));
    assert_eq!(files(&out), []);
    assert!(site(&[SEED], &out, &["--single", "src/element/single.js", "--style", "style.css"]).status.success());
    let page = fs::read_to_string(out.join("open-source-ai.single.html")).unwrap();
    assert!(page.contains("<style data-sidelight>") && page.contains("DecompressionStream"));
    let everything = ["tests/fixtures/everything.json"];
    let pictured = site(&everything, &out, &["--single", "src/element/single.js", "--style", "style.css"]);
    let told = ["lamp.jpg", "https://coast.example/lens.png", "tower.png"]
        .map(|name| said(&pictured).contains(&format!("the picture {name} is not in it")));
    assert_eq!(told, [true; 3], "{}", said(&pictured));
}

#[test]
fn addresses_that_are_none_are_refused() {
    let out = folder("address");
    for address in ["example.org", "https://", "ftp://example.org", "https://example.org/?a", "https://exa mple.org"] {
        let output = site(&[SEED], &out, &["--base-url", address]);
        assert_eq!(output.status.code(), Some(1), "{address}");
        assert!(said(&output).contains("--base-url takes an address"), "{}", said(&output));
    }
    assert_eq!(files(&out), []);
}

/// A page that is held to a script by its hash names that very script, and the stylesheet that it asks for: an upgrade leaves
/// both where they are.
#[test]
fn a_snippet_names_what_it_is_held_to() {
    let out = folder("held");
    let script = out.join("element-0123456789.js");
    fs::write(&script, "fetched(\"style-9876543210.css\")").unwrap();
    let snippet = |more: &[&str]| program().args(["snippet", SEED]).args(more).output().unwrap();
    let links = |output: &Output| -> Vec<String> {
        let text = String::from_utf8(output.stdout.clone()).unwrap();
        text.lines().take(2).map(str::to_owned).collect()
    };
    let address = ["--base-url", "https://cdn.example.org/sidelight"];
    let held = links(&snippet(&[&["--script", script.to_str().unwrap()], &address[..]].concat()));
    assert_eq!(held[0], "<link rel=\"stylesheet\" href=\"https://cdn.example.org/sidelight/style-9876543210.css\">");
    let begin =
        "<script type=\"module\" src=\"https://cdn.example.org/sidelight/element-0123456789.js\" integrity=\"sha384-";
    assert!(held[1].starts_with(begin) && held[1].ends_with("\" crossorigin></script>"), "{held:?}");
    let free = links(&snippet(&[]));
    assert_eq!(
        free,
        [
            "<link rel=\"stylesheet\" href=\"style.css\">",
            "<script type=\"module\" src=\"element.js\" crossorigin></script>"
        ]
    );
    let other = snippet(&["--script", "src/element/offline.js"]);
    assert!(!other.status.success() && said(&other).contains("asks for no stylesheet"), "{}", said(&other));
}
