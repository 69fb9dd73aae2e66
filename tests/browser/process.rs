//! Child processes that end with the tests, even if the tests are interrupted.

use std::ffi::OsStr;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result};

/// The process groups to end.
static GROUPS: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// A program in a separate process group: its children end with it.
pub(crate) struct Process(Child);

impl Process {
    /// Starts `command`; its standard error goes to a log.
    pub(crate) fn start(command: &mut Command, log: &str) -> Result<Self> {
        let logs = target_dir().join("browser-logs");
        fs::create_dir_all(&logs)?;
        let log = fs::File::create(logs.join(log))?;
        let child = command.process_group(0).stdin(Stdio::null()).stderr(log).spawn();
        let child = child.with_context(|| format!("can't start {}", command.get_program().to_string_lossy()))?;
        GROUPS.lock().unwrap_or_else(PoisonError::into_inner).push(child.id());
        Ok(Self(child))
    }

    /// The standard output, if it was piped.
    pub(crate) fn stdout(&mut self) -> Result<impl std::io::Read + use<>> {
        self.0.stdout.take().context("standard output was not piped")
    }

    /// True once the program has ended.
    pub(crate) fn has_ended(&mut self) -> bool {
        !matches!(self.0.try_wait(), Ok(None))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let id = self.0.id();
        end(id, "TERM");
        let _ = self.0.wait();
        GROUPS.lock().unwrap_or_else(PoisonError::into_inner).retain(|group| *group != id);
    }
}

/// Ends every process that still runs.
pub(crate) fn end_all() {
    for group in GROUPS.lock().unwrap_or_else(PoisonError::into_inner).drain(..) {
        end(group, "KILL");
    }
}

/// Ends the children when the tests are interrupted: separate process groups do not get the signal.
pub(crate) fn end_on_interrupt() {
    std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        if runtime.is_ok_and(|runtime| runtime.block_on(tokio::signal::ctrl_c()).is_ok()) {
            end_all();
            std::process::exit(130);
        }
    });
}

/// Signals a whole process group by the shell: the standard library can only signal one process.
fn end(group: u32, signal: &str) {
    let kill = format!("kill -{signal} -{group} 2>/dev/null");
    let _ = Command::new("sh").args(["-c", &kill]).status();
}

/// A port that is free now.
pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Returns the path of the first of `names` that is a program in `PATH`.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let at = |name: &&str| std::env::split_paths(&path).map(|dir| dir.join(name)).find(|file| file.is_file());
    names.iter().find_map(at)
}

/// The target folder of Cargo.
pub(crate) fn target_dir() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join(std::env::var_os("CARGO_TARGET_DIR").as_deref().unwrap_or(OsStr::new("target")))
}

/// The folder of the tools that `cargo xtask test` has downloaded.
pub(crate) fn tools() -> PathBuf {
    std::env::var_os("SIDELIGHT_TOOLS").map_or_else(|| target_dir().join("tools"), PathBuf::from)
}
