//! The command line: what can be asked of a map without its window.

mod console;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Parser;

pub use console::Console;

/// What the program does after the command line has been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It ends, with this status: 0 nothing wrong, 1 something found, 2 could not run.
    Exit(u8),
    /// It opens its window, with this file if one was named.
    Window(Option<PathBuf>),
}

/// See, check and redesign the partnerships that public services hang on.
#[derive(Debug, Parser)]
#[command(name = "boardwalk", version)]
struct CommandLine {
    /// The map to open
    file: Option<PathBuf>,
}

/// Reads the command line (the program's name first), runs the command that it names, and says what is left to do.
pub fn run(arguments: impl IntoIterator<Item = OsString>, console: &mut Console) -> Outcome {
    match CommandLine::try_parse_from(arguments) {
        Ok(line) => Outcome::Window(line.file),
        Err(refusal) => Outcome::Exit(console.refusal(&refusal)),
    }
}
