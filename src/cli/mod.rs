//! The command line: what can be asked of a map without its window, one command a file.

mod captures;
mod check;
mod compare;
mod compare_maps;
mod console;
mod decisions;
mod diff;
mod explain;
mod export;
mod files;
mod fmt;
mod format;
mod gallery;
mod git_setup;
mod impact;
mod import;
mod in_option;
mod in_order;
mod ledger;
mod look;
mod markdown;
mod merge;
mod metrics;
mod nodes;
mod report;
mod route;
mod rules;
mod schema;
mod screenshot;
mod textconv;
mod versions;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use clap::{CommandFactory, Parser, Subcommand};

pub use console::Console;

/// What the program does after the command line has been read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It ends, with this status: 0 nothing wrong, 1 something found, 2 could not run, 129 git is to undo a merge.
    Exit(u8),
    /// It opens its window, with this file if one was named.
    Window(Option<PathBuf>),
    /// It opens a window that shows how everything looks.
    Gallery,
}

/// See, check and redesign the partnerships that public services hang on
#[derive(Debug, Parser)]
#[command(name = "boardwalk", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
struct CommandLine {
    /// The map to open in the window [default: the last one opened, else a start page]
    file: Option<PathBuf>,

    #[command(subcommand)]
    command: Option<Command>,
}

const EXAMPLES: &str = "\
Examples:
  boardwalk                                      open the window
  boardwalk town.boardwalk                       open a map in the window
  boardwalk check town.boardwalk                 list what is wrong with a map
  boardwalk explain broken-route                 say what a rule checks, and why it matters
  boardwalk screenshot town.boardwalk town.png   draw a map
  boardwalk report town.boardwalk -o town.docx   write a board paper on a map";

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Arguments),
    Explain(explain::Arguments),
    Fmt(fmt::Arguments),
    Schema(schema::Arguments),
    Metrics(metrics::Arguments),
    CompareMaps(compare_maps::Arguments),
    Compare(compare::Arguments),
    Ledger(ledger::Arguments),
    Decisions(decisions::Arguments),
    Captures(captures::Arguments),
    Diff(diff::Arguments),
    Merge(merge::Arguments),
    GitSetup(git_setup::Arguments),
    Textconv(textconv::Arguments),
    Impact(impact::Arguments),
    Report(report::Arguments),
    Import(import::Arguments),
    Route(route::Arguments),
    Screenshot(screenshot::Arguments),
    Export(export::Arguments),
    Versions(versions::Arguments),
    Gallery(gallery::Arguments),
}

/// How a command ended, worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    /// It ran, and there is nothing to report.
    Clean = 0,
    /// It ran, and found something.
    Found = 1,
    /// It could not run, or not wholly.
    Failed = 2,
    /// It could not run, and git is to undo what it asked for.
    Undone = 129,
}

/// The command line as people are told of it: man pages and completions are made of this.
pub fn definition() -> clap::Command {
    let whole = CommandLine::command();
    // Completions would offer what is there for git alone, hidden or not.
    let offered: Vec<_> = whole.get_subcommands().filter(|command| !command.is_hide_set()).cloned().collect();
    let bare = clap::Command::new("boardwalk")
        .version(env!("CARGO_PKG_VERSION"))
        .args_conflicts_with_subcommands(true)
        .after_help(EXAMPLES)
        .args(whole.get_arguments().cloned())
        .subcommands(offered);
    match whole.get_about() {
        Some(about) => bare.about(about.clone()),
        None => bare,
    }
}

/// Reads the command line (the program's name first), runs the command that it names, and says what is left to do.
pub fn run(arguments: impl IntoIterator<Item = OsString>, console: &mut Console) -> Outcome {
    let line = match CommandLine::try_parse_from(arguments) {
        Ok(line) => line,
        Err(refusal) => return Outcome::Exit(console.refusal(&refusal)),
    };
    let Some(command) = line.command else {
        return window(line.file, console);
    };
    let verdict = match command {
        Command::Check(arguments) => check::run(&arguments, console),
        Command::Explain(arguments) => explain::run(&arguments, console),
        Command::Fmt(arguments) => fmt::run(&arguments, console),
        Command::Schema(arguments) => schema::run(&arguments, console),
        Command::Metrics(arguments) => metrics::run(&arguments, console),
        Command::CompareMaps(arguments) => compare_maps::run(&arguments, console),
        Command::Compare(arguments) => compare::run(&arguments, console),
        Command::Ledger(arguments) => ledger::run(&arguments, console),
        Command::Decisions(arguments) => decisions::run(&arguments, console),
        Command::Captures(arguments) => captures::run(&arguments, console),
        Command::Diff(arguments) => diff::run(&arguments, console),
        Command::Merge(arguments) => merge::run(&arguments, console),
        Command::GitSetup(arguments) => git_setup::run(&arguments, console),
        Command::Textconv(arguments) => textconv::run(&arguments, console),
        Command::Impact(arguments) => impact::run(&arguments, console),
        Command::Report(arguments) => report::run(&arguments, console),
        Command::Import(arguments) => import::run(&arguments, console),
        Command::Route(arguments) => route::run(&arguments, console),
        Command::Screenshot(arguments) => screenshot::run(&arguments, console),
        Command::Export(arguments) => export::run(&arguments, console),
        Command::Versions(arguments) => versions::run(&arguments, console),
        Command::Gallery(arguments) => match &arguments.out {
            Some(out) => gallery::run(&arguments, out, console),
            None => return Outcome::Gallery,
        },
    };
    let verdict = verdict.unwrap_or_else(|error: io::Error| {
        console.complain(format_args!("the result could not be written: {error}"));
        Verdict::Failed
    });
    Outcome::Exit(verdict as u8)
}

/// The window, unless the word is no file: then it is more likely a command misspelt than a map to be made.
fn window(file: Option<PathBuf>, console: &mut Console) -> Outcome {
    match file {
        Some(file) if !file.exists() => {
            console.complain(format_args!(
                "there is no file or command \"{}\"; boardwalk --help lists the commands",
                file.display()
            ));
            Outcome::Exit(Verdict::Failed as u8)
        }
        file => Outcome::Window(file),
    }
}
