//! `boardwalk import`: spreadsheets, tables and graphs become a map, or bring one up to date.

mod report;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};

use super::files::{not_from_standard_input, opened, save};
use super::format::Format;
use super::{Console, Verdict};
use crate::document::Stamp;
use crate::editing::take_in::{self, Earlier, Gone};
use crate::exchange::boardwalk_file;
use crate::exchange::import::doubt::Weight;
use crate::exchange::import::mapping::{Mapping, is_mapping};
use crate::exchange::import::phrases::Phrases;
use crate::exchange::import::{AsText, Draft, MOST_BYTES, book, draft, guess, kept as kept_mapping, read};
use crate::model::edit::apply;
use crate::model::quote::shortened;
use crate::model::words::list;
use crate::model::{Id, Map, Source, spelling};
use crate::storage::{self, Over, ReadOnly, Terms, foreign};
use report::{Import, Report, Told};

/// Make a map of spreadsheets (XLSX, ODS, CSV, TSV) or graphs (GraphML, GEXF, DOT, Kumu, draw.io, JSON Graph, ArchiMate), or
/// bring one up to date with them
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The files, one after the other onto the same map
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,

    /// Where to write the map
    #[arg(short, long, value_name = "MAP")]
    output: PathBuf,

    /// The map that is brought up to date; without it, a new one is made
    #[arg(long, value_name = "MAP")]
    into: Option<PathBuf>,

    /// What the columns hold, as --write-mapping or the window has kept it; what it does not say is guessed
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,

    /// Keep what the columns of the one FILE were taken for in this file, to be changed and used the next time
    #[arg(long, value_name = "FILE")]
    write_mapping: Option<PathBuf>,

    /// More phrases for columns such as "current position", heard before those that come along
    #[arg(long, value_name = "FILE")]
    phrases: Option<PathBuf>,

    /// What to do with what such phrases seem to say
    #[arg(long, value_enum, default_value_t = Propose::Take)]
    proposals: Propose,

    /// What to do with names that are nearly those of others
    #[arg(long, value_enum, default_value_t = Near::Apart)]
    near: Near,

    /// What to do with what an earlier import of the file brought, and it says no more
    #[arg(long, value_enum, default_value_t = OfGone::Keep)]
    gone: OfGone,

    /// The name under which an earlier version of the one FILE was imported, if it had another
    #[arg(long, value_name = "NAME")]
    next_version_of: Option<String>,

    /// Let cards stand where a graph draws them, where they have no place yet
    #[arg(long)]
    positions: bool,

    /// How to print the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Propose {
    /// Write it, with the words that it rests on
    Take,
    /// Only list it
    List,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Near {
    /// They are others
    Apart,
    /// They are the same, typed otherwise
    Same,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum OfGone {
    /// List it, and leave it as it is
    Keep,
    /// End it
    End,
}

const EXAMPLES: &str = "\
Examples:
  boardwalk import groups.xlsx -o town.boardwalk
  boardwalk import groups.xlsx -o town.boardwalk --write-mapping groups.json
  boardwalk import groups.xlsx --mapping groups.json --into town.boardwalk -o town.boardwalk
  boardwalk import groups.csv links.csv -o town.boardwalk --format json
  boardwalk import drawing.drawio -o town.boardwalk --positions

A sheet has one body, post or strand a row, with columns such as name, type, reports to, chair, members; or one link a row,
with columns such as from, relation, to; or one seat a row, with columns such as board, name, organisation, role; or marks in
a table of bodies by members. What hangs under what can also be told by blanks, indents, columns or numbers such as 1.2.3.
Headings are found, and other columns become fields. Several names in a cell stand between semicolons. What is on the map
is known by its id, its reference or its name, and keeps its place and its evidence.
A graph has nodes and edges: labels become names, attributes fields, and what edges say becomes the kind of their lines. What a
file is follows from what stands in it, not from its name.

Exit status: 0 if all was clear, 1 if there are doubts, 2 if something could not be read or written.";

pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    if arguments.write_mapping.is_some() && arguments.files.len() > 1 {
        console.complain("--write-mapping keeps what the columns of one file hold: import the files one by one for it");
        return Ok(Verdict::Failed);
    }
    if arguments.next_version_of.is_some() && arguments.files.len() > 1 {
        console.complain("--next-version-of is about one file: import the files one by one for it");
        return Ok(Verdict::Failed);
    }
    if let Some(told) = arguments.write_mapping.as_deref().and_then(|wanted| unfit_for_mapping(wanted, arguments)) {
        console.complain(told);
        return Ok(Verdict::Failed);
    }
    let Some((mut map, stamp)) = ground(arguments, console) else { return Ok(Verdict::Failed) };
    let Some(phrases) = phrases(arguments, console) else { return Ok(Verdict::Failed) };
    let Some(kept) = text_of(arguments.mapping.as_deref(), console) else { return Ok(Verdict::Failed) };
    let mut report = Report::default();
    let mut verdict = Verdict::Clean;
    let mut is_any = false;
    for file in &arguments.files {
        match import(file, &map, kept.as_deref(), &phrases, arguments) {
            Ok((after, told, mapping)) => {
                if told.has_doubts() {
                    verdict = verdict.max(Verdict::Found);
                }
                if let Some(wanted) = &arguments.write_mapping {
                    let (is_written, is_certain) = save(wanted, mapping, Over::Anything, console);
                    verdict = if is_written && is_certain { verdict } else { Verdict::Failed };
                }
                map = after;
                is_any = true;
                report.files.push(told);
            }
            Err(what) => {
                console.complain(format_args!("{}: {what}", file.display()));
                verdict = Verdict::Failed;
            }
        }
    }
    if is_any {
        let text = boardwalk_file::write_marked(&map, stamp.as_ref().is_some_and(|stamp| stamp.has_mark));
        let over = match stamp.as_ref().filter(|_| arguments.output.exists()) {
            Some(stamp) => Over::Opened(stamp),
            None => Over::Nothing,
        };
        let (is_written, is_certain) =
            save(&arguments.output, &text, Terms::made_of(arguments.files.first().map(AsRef::as_ref), over), console);
        report.written = is_written.then(|| arguments.output.display().to_string());
        if !is_certain {
            verdict = Verdict::Failed;
        }
    }
    report.map = (&map).into();
    match arguments.format {
        Format::Json => console.print(&super::console::json_text(&report)?)?,
        Format::Text => console.print(&report.text(console.width()))?,
    }
    Ok(verdict)
}

/// Why a mapping must not be kept in a file: it holds something else, or something else is to be written there. A mapping is
/// written over by the next one.
fn unfit_for_mapping(wanted: &Path, arguments: &Arguments) -> Option<String> {
    let named = arguments.files.iter().chain([&arguments.output]).chain(&arguments.into).chain(&arguments.phrases);
    let mut named = named
        .filter(|other| storage::is_same_file(other, wanted) || storage::absolute(other) == storage::absolute(wanted));
    if let Some(other) = named.next() {
        return Some(format!(
            "{}: this is {} too; keep the mapping in another file",
            wanted.display(),
            other.display()
        ));
    }
    let there = wanted.exists().then(|| bytes(wanted));
    let is_mapping = there.is_none_or(|bytes| bytes.is_ok_and(|bytes| is_mapping(&bytes)));
    (!is_mapping).then(|| {
        format!(
            "{}: this file is there already and holds no mapping; keep the mapping in another one",
            wanted.display()
        )
    })
}

/// The map onto which all comes, and what its file was. None is written over that was not named to be.
fn ground(arguments: &Arguments, console: &mut Console) -> Option<(Map, Option<Stamp>)> {
    let is_same = |into: &PathBuf| storage::absolute(into) == storage::absolute(&arguments.output);
    if arguments.output.exists() && !arguments.into.as_ref().is_some_and(is_same) {
        let output = arguments.output.display();
        console.complain(format_args!(
            "{output}: this file is there already; name it with --into too to bring it up to date, or write to another one"
        ));
        return None;
    }
    let Some(into) = &arguments.into else { return Some((Map::default(), None)) };
    let opened = opened(into, console)?;
    if let Some(why @ ReadOnly::LaterVersion(_)) = opened.read_only {
        console.complain(format_args!("{}: {why}", into.display()));
        return None;
    }
    Some((opened.map, Some(opened.stamp)))
}

/// The phrases that come along, and those of a file before them.
fn phrases(arguments: &Arguments, console: &mut Console) -> Option<Phrases> {
    let phrases = Phrases::default();
    let Some(text) = text_of(arguments.phrases.as_deref(), console)? else { return Some(phrases) };
    match Phrases::read(&text) {
        Ok(own) => Some(phrases.extended(own)),
        Err(what) => {
            let file = arguments.phrases.as_deref().unwrap_or(Path::new("")).display();
            console.complain(format_args!("{file}: {what}"));
            None
        }
    }
}

/// The text of a file, if one is asked for; none and a complaint where it cannot be read.
fn text_of(file: Option<&Path>, console: &mut Console) -> Option<Option<String>> {
    let Some(file) = file else { return Some(None) };
    match bytes(file).and_then(|bytes| String::from_utf8(bytes).map_err(|_| "it is no text".to_owned())) {
        Ok(text) => Some(Some(text)),
        Err(what) => {
            console.complain(format_args!("{}: {what}", file.display()));
            None
        }
    }
}

/// What is in a file, and never more than may be read.
fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    match not_from_standard_input(file) {
        Some(told) => Err(told),
        None => foreign::read(file, MOST_BYTES),
    }
}

/// Imports one file onto a map: the map afterwards, what is told of it, and the mapping as it is kept.
fn import(
    file: &Path,
    map: &Map,
    kept: Option<&str>,
    phrases: &Phrases,
    arguments: &Arguments,
) -> Result<(Map, Told, String), String> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let book = read(&name, &bytes(file)?, AsText::default()).map_err(|error| error.to_string())?;
    let mut mapping = match kept {
        Some(text) => kept_mapping(text, &book).map_err(|what| format!("the mapping cannot be used: {what}"))?,
        None => guess(&book),
    };
    mapping.takes_places |= arguments.positions && book.graph.is_some();
    let mut draft = draft(&book, &mapping, phrases);
    if arguments.proposals == Propose::List {
        draft.proposals.iter_mut().for_each(|proposal| proposal.is_taken = false);
    }
    let incoming = draft.with_proposals();
    if incoming.read.nodes.is_empty() {
        return Err(nothing(&book, &mapping, &draft));
    }
    let mut named = take_in::named(map, &incoming);
    if arguments.near == Near::Same {
        named.iter_mut().for_each(|one| one.fate = one.near.clone().unwrap_or_else(|| one.fate.clone()));
    }
    let earlier = match &arguments.next_version_of {
        Some(name) => Some(Earlier { source: source_called(map, name)?, is_guess: false }),
        None => take_in::earlier(map, &incoming, &named),
    };
    let mut gone = take_in::gone(map, &incoming, &named, earlier.as_ref());
    // Nothing is ended on a guess.
    let is_ended = arguments.gone == OfGone::End && earlier.as_ref().is_some_and(|earlier| !earlier.is_guess);
    gone.iter_mut().for_each(|one: &mut Gone| one.is_ended = is_ended);
    let (mut after, label) = match take_in::step(map, &incoming, &named, &gone) {
        Ok(step) => (apply(map, &step.edits).map_err(|error| error.to_string())?, step.label),
        Err(refusal) => (map.clone(), refusal.to_string()),
    };
    if after.title.is_empty() {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        after.title = draft.title.clone().unwrap_or(stem);
    }
    let kept = mapping.write(&book);
    let (incoming, named, gone) = (&incoming, named.as_slice(), gone.as_slice());
    let import =
        Import { book: &book, mapping: &mapping, draft: &draft, map, incoming, named, gone, earlier: earlier.as_ref() };
    let told = Told::new(&import, label);
    Ok((after, told, kept))
}

/// The source of a map that is called so.
fn source_called(map: &Map, name: &str) -> Result<Id, String> {
    let called = |source: &&Arc<Source>| spelling::key(&source.title) == spelling::key(name);
    map.sources.iter().find(called).map(|source| source.id.clone()).ok_or_else(|| {
        let titles: Vec<_> = map.sources.iter().map(|source| format!("\"{}\"", shortened(&source.title))).collect();
        let name = shortened(name);
        match titles.is_empty() {
            true => format!("no source of the map is called \"{name}\": it has none"),
            false => format!("no source of the map is called \"{name}\"; it has {}", list(&titles, 5)),
        }
    })
}

/// Why nothing came of a file.
fn nothing(book: &book::Book, mapping: &Mapping, draft: &Draft) -> String {
    let first = draft.doubts.iter().find(|doubt| doubt.weight == Weight::Error);
    match first {
        _ if !mapping.takes_any() => {
            "no column of it looks like names: say what they hold in a mapping (--mapping)".to_owned()
        }
        Some(doubt) => format!("no body, post or strand is named in it; {}", doubt.sentence(book)),
        None => "no body, post or strand is named in it".to_owned(),
    }
}
