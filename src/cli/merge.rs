//! `boardwalk merge`: one map of two that come of a third, for people and for git.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use clap::Args;

use super::files::open;
use super::{Console, Verdict};
use crate::exchange::boardwalk_file;
use crate::model::quote::{in_json, shortened};
use crate::model::words::count;
use crate::model::{Map, invariants, three_way};
use crate::storage::{self, Opened, ReadOnly};

/// Merge two versions of a map that come of a third, record by record and field by field
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The map from which both come; an empty file if there is none
    base: PathBuf,

    /// Our version
    ours: PathBuf,

    /// Their version
    theirs: PathBuf,

    /// Where to write the merged map; without it, it is printed
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// What git gives as %L; more than 8 means that git makes a base of several, in which nothing may stay undecided
    #[arg(long, value_name = "NUMBER", default_value_t = 7)]
    marker_size: u32,

    /// What to call the map in messages, instead of the name of our version
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  boardwalk merge april.boardwalk anna.boardwalk ben.boardwalk -o both.boardwalk
  boardwalk git-setup       (git then merges maps in this way)

What both have changed, each in its own way, keeps what it was before, and is listed and kept in the merged map until
somebody decides. What one has removed and the other has changed or still needs stays, and is listed, too.

Exit status: 0 if all went together, 1 if something is undecided, 129 if there is no merged map, so that git undoes the
merge.";

/// The most that is told one by one.
const MOST_TOLD: usize = 20;
/// git gives more than this only for a base that it makes itself.
const LARGEST_MARK_OF_PEOPLE: u32 = 8;

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    // Whatever goes wrong: git takes most statuses for a conflict, and would keep our side alone.
    let done = catch_unwind(AssertUnwindSafe(|| merge(arguments, console)));
    match done {
        Ok(Ok(verdict)) => Ok(verdict),
        Ok(Err(complaints)) => {
            complaints.iter().for_each(|what| console.complain(what));
            Ok(Verdict::Undone)
        }
        Err(_) => Ok(Verdict::Undone),
    }
}

fn merge(arguments: &Arguments, console: &mut Console) -> Result<Verdict, Vec<String>> {
    let ours = read(&arguments.ours)?;
    let theirs = read(&arguments.theirs)?;
    let is_empty = std::fs::metadata(&arguments.base).is_ok_and(|about| about.is_file() && about.len() == 0);
    let base = if is_empty { Map::default() } else { read(&arguments.base)?.map };
    let name = shortened(&arguments.name.clone().unwrap_or_else(|| arguments.ours.display().to_string())).into_owned();
    let merged = three_way::merge(&base, &ours.map, &theirs.map);
    let map = if arguments.marker_size > LARGEST_MARK_OF_PEOPLE {
        Map { undecided: Vec::new(), ..merged.map }
    } else {
        for renamed in &merged.renamed {
            let (kind, old, new) = (renamed.kind.word(), &renamed.old, &renamed.new);
            console.note(format_args!("{name}: both have added a {kind} \"{old}\"; one of the two is \"{new}\" now"));
        }
        merged.map
    };
    if let Some(problem) = invariants::problems(&map).first() {
        return Err(vec![format!("{name}: these two versions do not become one map: {}", problem.message)]);
    }
    write(arguments, &map, ours.stamp.has_mark, console)?;
    for one in map.undecided.iter().take(MOST_TOLD) {
        console.warn(format_args!("{name}: undecided: {one}"));
    }
    if map.undecided.is_empty() {
        return Ok(Verdict::Clean);
    }
    let number = count(map.undecided.len(), "thing is undecided", "things are undecided");
    console.warn(format_args!("{name}: {number}; the map opens, and keeps both sides of each until somebody decides"));
    Ok(Verdict::Found)
}

fn read(file: &Path) -> Result<Opened, Vec<String>> {
    let opened = open(file).map_err(|trouble| trouble.complaints)?;
    match opened.read_only {
        Some(why @ ReadOnly::LaterVersion(_)) => Err(vec![format!("{}: {why}", file.display())]),
        _ => Ok(opened),
    }
}

fn write(arguments: &Arguments, map: &Map, has_mark: bool, console: &mut Console) -> Result<(), Vec<String>> {
    let text = boardwalk_file::write_marked(map, has_mark);
    match &arguments.output {
        Some(file) => storage::save(file, &text, None).map(drop).map_err(|error| vec![error.to_string()]),
        None => console.print(&in_json(&text)).map_err(|error| vec![format!("the map could not be written: {error}")]),
    }
}
