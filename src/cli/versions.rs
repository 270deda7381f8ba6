//! `boardwalk versions`: what the file of a map was before it was saved over.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::console::{FAINT, STRONG, json_text, painted, paragraph};
use super::files::save;
use super::format::Format;
use super::{Console, Verdict};
use crate::editing::describe::{differences_between, in_short};
use crate::exchange::boardwalk_file;
use crate::model::Map;
use crate::model::quote::{in_json, shortened};
use crate::model::words::size;
use crate::storage::versions::Version;
use crate::storage::{self, Home, Terms};

/// List the earlier versions of a map, which each save in the window keeps, or get one back
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The map; its file need not be there any more
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// Print the version of that number instead of the list
    #[arg(long, value_name = "NUMBER")]
    show: Option<u32>,

    /// Write the version into a file that is not there yet, byte by byte
    #[arg(short, long, value_name = "FILE", requires = "show")]
    output: Option<PathBuf>,

    /// How to print the list
    #[arg(long, value_enum, default_value_t = Format::Text, conflicts_with = "show")]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  boardwalk versions town.boardwalk
  boardwalk versions town.boardwalk --show 17 -o town-before.boardwalk

Exit status: 0 if all went well, 2 if there is no such file or version, or it could not be read or written.";

/// A version as it is listed.
#[derive(Debug, Serialize)]
struct Row {
    number: u32,
    written: String,
    bytes: u64,
    changed: String,
}

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let (file, home) = (&arguments.file, Home::of_user());
    let versions = match home.versions(file) {
        Ok(versions) => versions,
        Err(error) => {
            console.complain(format_args!("{}: its versions cannot be read ({error})", file.display()));
            return Ok(Verdict::Failed);
        }
    };
    match arguments.show {
        Some(number) => show(arguments, versions.iter().find(|version| version.number == number), number, console),
        None if versions.is_empty() && !file.exists() => {
            console.complain(format_args!("{}: there is no such file, and no version of it is kept", file.display()));
            Ok(Verdict::Failed)
        }
        None => list(file, &versions, arguments.format, console),
    }
}

fn list(file: &Path, versions: &[Version], format: Format, console: &mut Console) -> io::Result<Verdict> {
    let (rows, latest) = rows(versions);
    if format == Format::Json {
        console.print(&json_text(&rows)?)?;
        return Ok(Verdict::Clean);
    }
    let name = file.display();
    if rows.is_empty() {
        console.print(&format!("No earlier version of {name} is kept.\n"))?;
        return Ok(Verdict::Clean);
    }
    let mut text = painted(format_args!("Earlier versions of {name}, the latest first"), STRONG) + "\n\n";
    let present = storage::open(file).ok().zip(latest);
    if let Some((present, latest)) = present {
        let told = in_short(&differences_between(&latest, &present.map));
        text += &paragraph(&format!("What the file holds now: {told}"), "   now  ", console.width());
    }
    for row in &rows {
        let head = format!("{}, {}", row.written, size(row.bytes));
        text += &paragraph(&format!("{head}: {}", row.changed), &format!("{:>6}  ", row.number), console.width());
    }
    text +=
        &painted("\nEach tells what had changed in it since the one before. Add --show NUMBER to print one.\n", FAINT);
    console.print(&text)?;
    Ok(Verdict::Clean)
}

/// The versions as they are listed, and the map that the latest one is.
fn rows(versions: &[Version]) -> (Vec<Row>, Option<Map>) {
    let (mut rows, mut before): (Vec<Row>, Option<Map>) = (Vec::new(), None);
    for version in versions.iter().rev() {
        let map = version.read().ok().and_then(|bytes| boardwalk_file::read(&bytes).ok());
        let changed = match (&map, &before) {
            (None, _) => "it cannot be read as a map".to_owned(),
            (Some(_), None) if rows.is_empty() => "the oldest that is kept".to_owned(),
            (Some(map), Some(before)) => in_short(&differences_between(before, map)),
            (Some(_), None) => "the one before cannot be read".to_owned(),
        };
        let (number, bytes, written) = (version.number, version.length, version.written());
        rows.push(Row { number, written, bytes, changed: shortened(&changed).into_owned() });
        before = map;
    }
    rows.reverse();
    (rows, before)
}

fn show(arguments: &Arguments, version: Option<&Version>, number: u32, console: &mut Console) -> io::Result<Verdict> {
    let name = arguments.file.display();
    let Some(version) = version else {
        console.complain(format_args!(
            "{name}: no version {number} is kept; boardwalk versions {name} lists those that are"
        ));
        return Ok(Verdict::Failed);
    };
    let why = match (version.read(), &arguments.output) {
        (Err(error), _) => format!("version {number} of {name} cannot be read ({error})"),
        (Ok(bytes), Some(output)) => {
            let (_, is_certain) = save(output, bytes, Terms::copy_of(&arguments.file), console);
            return Ok(if is_certain { Verdict::Clean } else { Verdict::Failed });
        }
        (Ok(bytes), None) => match std::str::from_utf8(&bytes) {
            Ok(text) => return console.print(&in_json(text)).map(|()| Verdict::Clean),
            Err(_) => format!("version {number} of {name} is no text; write it into a file with -o"),
        },
    };
    console.complain(why);
    Ok(Verdict::Failed)
}
