//! `docs/cli.md` is generated from the help of the `sidelight` command.

use std::fs;

use crate::{
    command::{COMMANDS, folder, messages, program, stdout},
    is_current, text,
};

const INTRODUCTION: &str = "\
# Command line

<!-- Generated from `sidelight --help` by tests/native/cli_reference.rs. Edit src/command/, then run:
     SIDELIGHT_UPDATE=1 cargo xtask test --native -->

The command `sidelight` validates story files and builds pages from them. It needs no browser and no network.

Install it once. You need [Rust](https://rustup.rs) with rustup, and a copy of the repository. Run this in its folder:

```sh
cargo install --path . --features cli
```

This compiles the command and takes some minutes. The command `sidelight` is then available in every folder. After an
update of the repository, run the same line again.

";

const EXIT_STATUS: &str = "\
## Exit status

| Status | Meaning |
|---|---|
| 0 | The command succeeded. There may be warnings on standard error. |
| 1 | A story or a file can't be used. Each line on standard error names one. `check` also gives 1 for warnings. |
| 2 | The command line is wrong: an unknown option, a missing argument, a value that can't be used. |

## Messages

Results go to standard output, messages to standard error. A message is one line: the file, the code, what happened,
what to do, and where the code is explained. After a warning about the story file, an indented line that begins with
`help:` says what to do.
";

const CODES: &str = "\
[Troubleshooting](troubleshooting.md) explains every code. Codes `S…` are about the story file, codes `C…` about the
command line and other files. `C01` to `C09` are errors; `C21` to `C23` are warnings.
";

/// The output of `sidelight … --help`.
fn help(args: &[&str]) -> String {
    let output = program().args(args).arg("--help").output().unwrap();
    assert!(output.status.success(), "{args:?}");
    stdout(&output)
}

#[test]
fn the_list_of_commands_is_complete() {
    let help = help(&[]);
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let (commands, _) = commands.split_once("\n\n").unwrap();
    let names = commands.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let names: Vec<_> = names.filter(|&name| !name.is_empty() && name != "help").collect();
    assert_eq!(names, COMMANDS);
}

/// The messages for a missing file, and for a story with an invalid date.
fn example_messages() -> String {
    let folder = folder("cli-reference");
    let story = text("stories/open-source-ai.json").replace("\"date\": \"2025-01-20\"", "\"date\": \"January 2025\"");
    fs::write(folder.join("my-story.json"), story).unwrap();
    let output = program().current_dir(folder).args(["check", "no/such.json", "my-story.json"]).output().unwrap();
    messages(&output)
}

#[test]
fn docs_cli_is_current() {
    let mut table = String::from("| Command | Purpose |\n|---|---|\n");
    let mut sections = String::new();
    for command in COMMANDS {
        let help = help(&[command]);
        let purpose = help.split("\n\n").next().unwrap_or_default().replace('\n', " ");
        table += &format!("| [`sidelight {command}`](#sidelight-{command}) | {} |\n", purpose.trim_end_matches('.'));
        let lines: Vec<_> = help.trim_end().lines().map(str::trim_end).collect();
        sections += &format!("\n## sidelight {command}\n\n```text\n{}\n```\n", lines.join("\n"));
    }
    is_current(
        "docs/cli.md",
        &format!("{INTRODUCTION}{table}\n{EXIT_STATUS}\n```text\n{}```\n\n{CODES}{sections}", example_messages()),
    );
}
