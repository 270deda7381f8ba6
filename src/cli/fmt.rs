//! `boardwalk fmt`: maps in their canonical form, so that versions can be compared line by line.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::files::{opened, save};
use super::{Console, Verdict};
use crate::exchange::boardwalk_file;
use crate::storage::Over;

/// Write maps in their canonical form, in which an unchanged map is the same bytes
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The maps to format
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Change nothing, and list the maps that would be changed
    #[arg(long)]
    check: bool,
}

const EXAMPLES: &str = "\
Examples:
  boardwalk fmt town.boardwalk
  boardwalk fmt --check *.boardwalk

Exit status: 0 if all went well, 1 if --check lists a map, 2 if a map could not be read or written.";

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let mut verdict = Verdict::Clean;
    for file in &arguments.files {
        verdict = verdict.max(format(file, arguments.check, console)?);
    }
    Ok(verdict)
}

fn format(file: &Path, only_check: bool, console: &mut Console) -> io::Result<Verdict> {
    let Some(opened) = opened(file, console) else {
        return Ok(Verdict::Failed);
    };
    let name = file.display();
    let canonical = boardwalk_file::write_marked(&opened.map, opened.stamp.has_mark);
    if std::fs::read(file).is_ok_and(|bytes| bytes == canonical.as_bytes()) {
        return Ok(Verdict::Clean);
    }
    if let Some(why) = opened.read_only {
        console.complain(format_args!("{name}: {why}"));
        return Ok(Verdict::Failed);
    }
    if only_check {
        console.print(&format!("would change {name}\n"))?;
        return Ok(Verdict::Found);
    }
    let (is_written, is_certain) = save(file, &canonical, Over::Opened(&opened.stamp), console);
    if is_written {
        console.print(&format!("changed {name}\n"))?;
    }
    Ok(if is_certain { Verdict::Clean } else { Verdict::Failed })
}
