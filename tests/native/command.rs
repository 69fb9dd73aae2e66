//! The `sidelight` command, run as a program: its output, its messages and its exit status.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

use crate::{SEED, file, text};

/// The subcommands, in the order of the help.
pub(crate) const COMMANDS: [&str; 7] = ["check", "compile", "render", "site", "snippet", "schema", "types"];

/// A story that renders fast.
const SMALLEST: &str = "tests/fixtures/smallest.json";

/// Creates an empty folder for one test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("command").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// The program, in the root of the repository. Help is wrapped at 100 characters.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sidelight"));
    command.current_dir(file("")).env("COLUMNS", "100");
    command
}

fn run(args: &[&str]) -> Output {
    program().args(args).output().unwrap()
}

fn site(files: &[&str], out: &Path, more: &[&str]) -> Output {
    program().arg("site").args(files).arg("--out").arg(out).args(more).output().unwrap()
}

/// Standard error, as text.
pub(crate) fn messages(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Standard output, as text.
pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Asserts that a run failed with this exit status, and that a message has this code and these words.
fn assert_fails(output: &Output, status: i32, code: &str, words: &str) {
    let messages = messages(output);
    assert_eq!(output.status.code(), Some(status), "{messages}");
    let anchor = format!("See docs/troubleshooting.md#{}", code.to_lowercase());
    let is_there = |line: &str| line.contains(&format!("[{code}]")) && line.contains(words) && line.contains(&anchor);
    assert!(messages.lines().any(is_there), "{code}, {words}: {messages}");
}

/// The files below a folder, with their sizes in bytes. No folder may be empty.
fn files(folder: &Path) -> Vec<(String, u64)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let metadata = entry.metadata().unwrap();
        if metadata.is_dir() {
            let within = files(&entry.path());
            assert!(!within.is_empty(), "the folder {name} is empty");
            found.extend(within.into_iter().map(|(path, size)| (format!("{name}/{path}"), size)));
        } else {
            found.push((name, metadata.len()));
        }
    }
    found.sort();
    found
}

const BASE_URL: [&str; 2] = ["--base-url", "https://example.org/stories"];

#[test]
fn site_writes_pages_snippet_and_preview_images() {
    let out = folder("whole").join("not/there/yet");
    let output = site(&[SEED], &out, &BASE_URL);
    assert!(output.status.success() && messages(&output).is_empty(), "{}", messages(&output));
    let files = files(&out);
    let count = |ending: &str| files.iter().filter(|(path, _)| path.ends_with(ending)).count();
    assert_eq!([count("/index.html"), count("snippet.html"), count("stories/open-source-ai.json")], [1, 1, 1]);
    let preview_pages = files.iter().filter(|(path, _)| path.starts_with("open-source-ai/") && path.ends_with(".html"));
    assert!(count(".png") == preview_pages.count() + 1 && count(".png") > 15, "{files:?}");
    assert!(files.iter().all(|(path, size)| !path.ends_with(".png") || (5_000..300_000).contains(size)), "{files:?}");
    let page = fs::read_to_string(out.join("index.html")).unwrap();
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/stories/\">"));
}

#[test]
fn site_warns_of_missing_base_url_and_missing_glyphs() {
    let out = folder("warned");
    let output = site(&["tests/fixtures/arabic.json"], &out, &[]);
    assert!(output.status.success());
    let messages = messages(&output);
    assert!(messages.contains("sidelight: [C21] without --base-url"), "{messages}");
    assert!(messages.contains("[C22] no preview image for “المنارة للبيع”: "), "{messages}");
    assert!(messages.contains("--font FILE"), "{messages}");
    assert!(!files(&out).iter().any(|(path, _)| path.ends_with(".png")), "{messages}");
}

#[test]
fn site_leaves_out_unusable_stories_and_fails() {
    let folder = folder("beside");
    let [broken, twin] = ["broken.json", "twin.json"].map(|name| folder.join(name));
    fs::write(&broken, "{ \"version\": 1, ").unwrap();
    fs::copy(file(SEED), &twin).unwrap();
    let out = folder.join("out");
    let given =
        [broken.to_str().unwrap(), SEED, "no/such/story.json", twin.to_str().unwrap(), "tests/fixtures/dates.json"];
    let output = site(&given, &out, &BASE_URL);
    assert_eq!(output.status.code(), Some(1));
    let messages = messages(&output);
    let lines: Vec<_> = messages.lines().filter(|line| !line.contains("[C22]")).collect();
    assert_eq!(lines.len(), 3, "{messages}");
    assert!(lines[0].starts_with(broken.to_str().unwrap()) && lines[0].contains("line"), "{messages}");
    assert!(lines[1].starts_with("no/such/story.json: [C01] the file can't be read: "), "{messages}");
    assert!(lines[2].starts_with(twin.to_str().unwrap()) && lines[2].contains("[C09]"), "{messages}");
    assert!(lines[2].contains(&format!("the id `open-source-ai`, as {SEED} has")), "{messages}");
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
fn site_writes_nothing_without_a_readable_story() {
    let folder = folder("none");
    let output = site(&["README.md"], &folder.join("out"), &BASE_URL);
    assert_fails(&output, 1, "C05", "no site was written");
    assert!(messages(&output).starts_with("README.md: "), "{}", messages(&output));
    assert_eq!(files(&folder), []);
}

#[test]
fn site_names_an_output_folder_that_cannot_be_written() {
    let folder = folder("unwritable");
    fs::write(folder.join("file"), "").unwrap();
    let output = site(&[SEED], &folder.join("file/out"), &BASE_URL);
    assert_fails(&output, 1, "C03", "file/out: ");
    assert_eq!(files(&folder), [("file".to_owned(), 0)]);
}

/// A limit on the size of files has the effect of a full disk: a write fails in the middle of a file.
#[test]
fn site_leaves_earlier_files_unchanged_on_a_full_disk() {
    let out = folder("full");
    fs::write(out.join("index.html"), "earlier file").unwrap();
    let limited = "ulimit -f 64; trap '' XFSZ; exec \"$@\"";
    let output = Command::new("bash")
        .current_dir(file(""))
        .args(["-c", limited, "bash", env!("CARGO_BIN_EXE_sidelight"), "site", SEED, "--out"])
        .arg(&out)
        .args(BASE_URL)
        .output()
        .unwrap();
    assert_fails(&output, 1, "C03", "can't be written");
    assert_eq!(files(&out), [("index.html".to_owned(), 12)]);
    assert!(site(&[SEED], &out, &BASE_URL).status.success());
    assert!(files(&out).len() > 30);
}

#[test]
fn single_file_stories_need_a_stylesheet() {
    let out = folder("single");
    let script = ["--single-file-script", "src/element/load/single.js"];
    let refused = site(&[SEED], &out, &script);
    assert_eq!(refused.status.code(), Some(2));
    assert!(messages(&refused).contains("--inline-style"), "{}", messages(&refused));
    assert_eq!(files(&out), []);
    let with_style = [&script[..], &["--inline-style", "style.css"]].concat();
    assert!(site(&[SEED], &out, &with_style).status.success());
    let page = fs::read_to_string(out.join("open-source-ai.single.html")).unwrap();
    assert!(page.contains("<style data-sidelight>") && page.contains("DecompressionStream"));
    let with_images = site(&["tests/fixtures/everything.json"], &out, &with_style);
    let messages = messages(&with_images);
    for url in ["lamp.jpg", "https://coast.example/lens.png", "tower.png"] {
        assert!(messages.contains(&format!("[C23] the image {url} is not inside the file")), "{url}: {messages}");
    }
}

#[test]
fn urls_must_be_absolute() {
    let out = folder("url");
    for url in ["example.org", "https://", "ftp://example.org", "https://example.org/?a", "https://exa mple.org"] {
        assert_fails(&site(&[SEED], &out, &["--base-url", url]), 2, "C07", "'--base-url <URL>'");
        assert_fails(&run(&["render", SEED, "--page-url", url]), 2, "C07", "'--page-url <URL>'");
        assert_fails(&run(&["snippet", SEED, "--assets-url", url]), 2, "C07", "'--assets-url <URL>'");
    }
    assert_eq!(files(&out), []);
}

#[test]
fn render_writes_the_page_url_as_given() {
    let output = run(&["render", SMALLEST, "--page-url", "https://example.org/story.html"]);
    assert!(output.status.success(), "{}", messages(&output));
    let page = stdout(&output);
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/story.html\">"), "{page}");
}

#[test]
fn pages_preload_the_files_that_the_script_names() {
    let script = folder("preload").join("element.js");
    fs::write(&script, "G=`./sidelight-0.js`,W='./sidelight-0_bg.wasm',S=\"style.css\"").unwrap();
    let output = run(&["render", SMALLEST, "--preload", script.to_str().unwrap()]);
    assert!(output.status.success(), "{}", messages(&output));
    let page = stdout(&output);
    for link in [
        "<link rel=\"modulepreload\" href=\"sidelight-0.js\"",
        "<link rel=\"preload\" as=\"fetch\" href=\"style.css\"",
        "<link rel=\"preload\" as=\"fetch\" href=\"sidelight-0_bg.wasm\" crossorigin",
    ] {
        assert!(page.contains(link), "{link}: {page}");
    }
    fs::write(&script, "console.log('element.js')").unwrap();
    assert_fails(&run(&["render", SMALLEST, "--preload", script.to_str().unwrap()]), 1, "C06", "element.js");
}

/// The names depend on the build, so a default would be a file that is not there.
#[test]
fn pages_preload_nothing_without_the_option() {
    assert!(!stdout(&run(&["render", SMALLEST])).contains("preload"));
    let out = folder("no-preload");
    assert!(site(&[SMALLEST], &out, &[]).status.success());
    let pages: Vec<_> = files(&out).into_iter().filter(|(path, _)| path.ends_with(".html")).collect();
    assert!(pages.len() > 2, "{pages:?}");
    for (path, _) in pages {
        assert!(!fs::read_to_string(out.join(&path)).unwrap().contains("preload"), "{path}");
    }
}

#[test]
fn pinned_snippet_names_script_stylesheet_and_hash() {
    let out = folder("pinned");
    let script = out.join("element-0123456789.js");
    fs::write(&script, "fetched(\"style-9876543210.css\")").unwrap();
    let script = ["--pin-script", script.to_str().unwrap()];
    let first_lines = |more: &[&str]| -> Vec<String> {
        let output = run(&[&["snippet", SMALLEST], more].concat());
        stdout(&output).lines().take(2).map(str::to_owned).collect()
    };
    let pinned = first_lines(&[&script[..], &["--assets-url", "https://cdn.example.org/sidelight"]].concat());
    assert_eq!(pinned[0], "<link rel=\"stylesheet\" href=\"https://cdn.example.org/sidelight/style-9876543210.css\">");
    let begin =
        "<script type=\"module\" src=\"https://cdn.example.org/sidelight/element-0123456789.js\" integrity=\"sha384-";
    assert!(pinned[1].starts_with(begin) && pinned[1].ends_with("\" crossorigin></script>"), "{pinned:?}");
    let unpinned = [
        "<link rel=\"stylesheet\" href=\"style.css\">",
        "<script type=\"module\" src=\"element.js\" crossorigin></script>",
    ];
    assert_eq!(first_lines(&[]), unpinned);
    let other_script = run(&["snippet", SMALLEST, "--pin-script", "src/element/offline.js"]);
    assert_fails(&other_script, 1, "C06", "src/element/offline.js: ");
}

#[test]
fn snippet_accepts_every_attribute_of_the_manifest() {
    let manifest: Value = serde_json::from_str(&text("src/element/custom-elements.json")).unwrap();
    let attributes = manifest["modules"][0]["declarations"][0]["attributes"].as_array().unwrap();
    let names: Vec<_> =
        attributes.iter().map(|it| it["name"].as_str().unwrap()).filter(|&name| name != "src").collect();
    assert!(names.len() > 5, "{names:?}");
    let args: Vec<_> =
        ["snippet", SMALLEST].into_iter().chain(names.iter().flat_map(|name| ["--attribute", name])).collect();
    let output = run(&args);
    assert!(output.status.success(), "{}", messages(&output));
    let tag = format!("<sidelight-story src=\"{SMALLEST}\" {}>", names.join(" "));
    assert!(stdout(&output).contains(&tag), "{tag}");
    let with_value = run(&["snippet", SMALLEST, "--attribute", "theme=dark"]);
    assert!(stdout(&with_value).contains(" theme=\"dark\">"));

    let unknown = run(&["snippet", SMALLEST, "--attribute", "colour=red"]);
    assert_fails(&unknown, 2, "C08", "no attribute `colour`");
    assert!(names.iter().all(|name| messages(&unknown).contains(name)), "{}", messages(&unknown));
    assert_fails(&run(&["snippet", SMALLEST, "--attribute", "src=a.json"]), 2, "C08", "Use --src URL");
}

#[test]
fn unreadable_files_are_named() {
    let folder = folder("unreadable");
    let latin1 = folder.join("latin1.json");
    fs::write(&latin1, b"{ \"title\": \"caf\xe9\" }").unwrap();
    let latin1 = latin1.to_str().unwrap();
    assert_fails(&run(&["check", "no/such.json"]), 1, "C01", "no/such.json: ");
    assert_fails(&run(&["check", latin1]), 1, "C02", "byte 15 ");
    assert_fails(&run(&["render", SMALLEST, "--inline-style", "no/such.css"]), 1, "C01", "no/such.css: ");
    assert_fails(&run(&["snippet", SMALLEST, "--pin-script", "no/such.js"]), 1, "C01", "no/such.js: ");
    let out = folder.join("out");
    assert_fails(&site(&[SMALLEST], &out, &["--font", "no/such.ttf"]), 1, "C04", "no/such.ttf");
    assert_fails(&site(&[SMALLEST], &out, &["--font", "README.md"]), 1, "C04", "README.md");
}

#[test]
fn check_counts_items_and_fails_on_warnings() {
    let clean = run(&["check", SEED, SMALLEST]);
    assert!(clean.status.success() && clean.stderr.is_empty(), "{}", messages(&clean));
    let lines = stdout(&clean);
    assert!(lines.starts_with(&format!("{SEED}: ")) && lines.lines().count() == 2, "{lines}");
    let folder = folder("check");
    let story = folder.join("story.json");
    fs::write(&story, text(SMALLEST).replacen('{', "{ \"colour\": 1,", 1)).unwrap();
    let path = story.to_str().unwrap();
    let warned = run(&["check", path]);
    assert_eq!(warned.status.code(), Some(1));
    assert!(messages(&warned).starts_with(&format!("{path}: ")) && messages(&warned).contains("colour"));
    let help = "#s0601\n  help: Correct the name of the field, or delete the field.\n";
    assert!(messages(&warned).ends_with(help), "{}", messages(&warned));
}

#[test]
fn schema_and_types_print_the_committed_files() {
    assert_eq!(stdout(&run(&["schema"])), text("stories/story.schema.json"));
    assert_eq!(stdout(&run(&["types"])), text("stories/story.d.ts"));
}

#[test]
fn each_command_refuses_options_of_other_commands() {
    let options = [
        ("check", ["--out", "a"]),
        ("check", ["--title", "a"]),
        ("compile", ["--out", "a"]),
        ("render", ["--base-url", "https://example.org/"]),
        ("render", ["--attribute", "theme"]),
        ("site", ["--attribute", "theme"]),
        ("site", ["--src", "a"]),
        ("snippet", ["--inline-style", "style.css"]),
        ("snippet", ["--base-url", "https://example.org/"]),
        ("schema", ["--out", "a"]),
        ("types", ["--out", "a"]),
    ];
    for command in COMMANDS {
        assert!(options.iter().any(|(other, _)| *other == command), "{command}");
    }
    for (command, [option, value]) in options {
        let output = run(&[command, option, value]);
        assert_eq!(output.status.code(), Some(2), "{command} {option}");
        let messages = messages(&output);
        assert!(messages.contains(&format!("unexpected argument '{option}'")), "{command} {option}: {messages}");
        assert!(output.stdout.is_empty(), "{command} {option}");
    }
}

#[test]
fn missing_arguments_are_usage_errors() {
    for args in [&[][..], &["check"], &["render"], &["site", SMALLEST], &["snippet"], &["chek", SMALLEST]] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(messages(&output).contains("Usage: sidelight"), "{args:?}: {}", messages(&output));
    }
}

#[test]
fn version_is_that_of_the_package() {
    assert_eq!(stdout(&run(&["--version"])), format!("sidelight {}\n", env!("CARGO_PKG_VERSION")));
}

/// Each command's help has an example. The examples run as they are, in a folder with a story and the files of a build.
#[test]
fn examples_in_the_help_run() {
    let folder = folder("examples");
    fs::copy(file(SMALLEST), folder.join("my-story.json")).unwrap();
    fs::create_dir(folder.join("dist")).unwrap();
    fs::write(folder.join("dist/element-0123456789.js"), "\"style-0123456789.css\"").unwrap();
    fs::copy(file("style.css"), folder.join("dist/style.css")).unwrap();
    let programs = Path::new(env!("CARGO_BIN_EXE_sidelight")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    for command in COMMANDS {
        let help = run(&[command, "--help"]);
        assert!(help.status.success() && help.stderr.is_empty(), "{command}");
        let help = stdout(&help);
        let (_, example) =
            help.split_once("\nExample:\n").unwrap_or_else(|| panic!("{command} has no example: {help}"));
        assert!(example.contains(&format!("sidelight {command} ")), "{example}");
        let output =
            Command::new("bash").current_dir(&folder).env("PATH", &path).args(["-ec", example]).output().unwrap();
        assert!(output.status.success(), "{example}\n{}", messages(&output));
    }
    let written = files(&folder);
    for name in ["dist/my-story.html", "dist/my-story.json", "site/index.html", "story.d.ts", "story.schema.json"] {
        assert!(written.iter().any(|(path, size)| path == name && *size > 0), "{name}: {written:?}");
    }
}
