//! Maps as arguments.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use super::Console;
use super::in_option::{InOption, of_file, state_of};
use crate::exchange::boardwalk_file::ReadError;
use crate::model::quote::shortened;
use crate::model::{Area, Map, Node, Source, Theme, Total};
use crate::storage::failure::losses_in_words;
use crate::storage::{self, OpenError, Opened, ReadOnly, SaveError, Terms};

/// A file or folder of which no map came, and why.
#[derive(Debug, Clone)]
pub(super) struct Trouble {
    /// As it was asked for.
    pub file: PathBuf,
    /// Each a whole message with its place.
    pub complaints: Vec<String>,
}

/// Opens a map, or says what is wrong with its file, and where.
pub(super) fn opened(file: &Path, console: &mut Console) -> Option<Opened> {
    open(file).map_err(|trouble| trouble.complaints.iter().for_each(|what| console.complain(what))).ok()
}

/// Opens a map to look at it, as an option wants it if one is asked for. What should be known of it first is said: one of
/// a newer version may hold what this one does not see.
pub(super) fn looked_into(file: &Path, option: &InOption, console: &mut Console) -> Option<Map> {
    let opened = opened(file, console)?;
    warn_of_later_version(file, opened.read_only, console);
    state_of(&opened.map).iter().for_each(|what| console.warn(of_file(file, what)));
    meant(file, opened.map, option, console)
}

/// The map of a file as an option wants it, or as it was on a date, if that is asked for.
pub(super) fn meant(file: &Path, map: Map, option: &InOption, console: &mut Console) -> Option<Map> {
    match option.of(map) {
        Ok((map, told)) => {
            told.iter().for_each(|what| console.warn(of_file(file, what)));
            Some(map)
        }
        Err(what) => {
            console.complain(of_file(file, &what));
            None
        }
    }
}

/// The map with names and notes that a terminal can be given: at most a line of each, and nothing that acts unseen.
pub(super) fn legible(mut map: Map) -> Map {
    let is_wild = |text: &str| matches!(shortened(text), Cow::Owned(_));
    let tame = |text: &mut String| *text = shortened(text).into_owned();
    tame(&mut map.title);
    let nodes = map.nodes.iter().filter(|node| is_wild(&node.name) || node.status_note.as_deref().is_some_and(is_wild));
    for mut node in nodes.map(|node| Node::clone(node)).collect::<Vec<Node>>() {
        tame(&mut node.name);
        node.status_note.iter_mut().for_each(tame);
        map.nodes.put(node);
    }
    macro_rules! tame {
        ($($type:ident $table:ident $name:ident;)*) => {$(
            let wild: Vec<$type> =
                map.$table.iter().filter(|record| is_wild(&record.$name)).map(|record| $type::clone(record)).collect();
            for mut record in wild {
                tame(&mut record.$name);
                map.$table.put(record);
            }
        )*};
    }
    tame! {
        Theme themes name;
        Area areas name;
        Source sources title;
        Total totals name;
    }
    map
}

/// Says if a map is of a newer version, so that it may hold what this one does not see.
pub(super) fn warn_of_later_version(file: &Path, read_only: Option<ReadOnly>, console: &mut Console) {
    if let Some(why @ ReadOnly::LaterVersion(_)) = read_only {
        console.warn(format_args!("{}: {why}", file.display()));
    }
}

/// What stands for standard input where other programs take it; here nothing is read from there.
const STANDARD_INPUT: &str = "-";

/// What to say if a file is asked for that is standard input.
pub(super) fn not_from_standard_input(file: &Path) -> Option<String> {
    let told =
        "-: nothing is read from standard input; save it into a file, and name that (a file of this name is ./-)";
    (file.as_os_str() == STANDARD_INPUT).then(|| told.to_owned())
}

/// Opens a map, or gives what is wrong with its file.
pub(super) fn open(file: &Path) -> Result<Opened, Trouble> {
    if let Some(told) = not_from_standard_input(file) {
        return Err(Trouble { file: file.to_owned(), complaints: vec![told] });
    }
    storage::open(file).map_err(|error| {
        let complaints = match error {
            OpenError::Unsound { path, error } => {
                let others = error.others.iter().map(|other| located(&path, other));
                std::iter::once(located(&path, &error)).chain(others).collect()
            }
            error => vec![error.to_string()],
        };
        Trouble { file: file.to_owned(), complaints }
    })
}

/// Why nothing that is made of a map can be written there, if so.
pub(super) fn unfit_to_hold(out: &Path, map: &Path) -> Option<&'static str> {
    // What is no file may be a pipe, where writing would wait for a reader.
    if out.exists() && !out.is_file() {
        return Some("this is no ordinary file; name another one");
    }
    storage::is_same_file(map, out).then_some("this is the map itself, which would be lost; name another file")
}

/// Writes a file, and says before what it loses by it and afterwards what is not certain. Whether it was written, and whether
/// that is certain.
pub(super) fn save<'a>(
    file: &Path,
    bytes: impl AsRef<[u8]>,
    terms: impl Into<Terms<'a>>,
    console: &mut Console,
) -> (bool, bool) {
    let mut terms = terms.into();
    let mut saved = storage::save(file, &bytes, terms);
    if let Err(SaveError::WouldLose { losses, .. }) = &saved {
        console.warn(format_args!("{}: {}", file.display(), losses_in_words(losses)));
        terms.accepts_losses = true;
        saved = storage::save(file, &bytes, terms);
    }
    match saved {
        Ok(saved) => {
            if let Some(beside) = saved.beside {
                let kept = beside.display();
                console.warn(format_args!(
                    "{}: another program wrote it in the same moment; that is kept in {kept}",
                    file.display()
                ));
            }
            saved.doubt.iter().for_each(|doubt| console.complain(doubt));
            (true, saved.doubt.is_none())
        }
        Err(error) => {
            console.complain(error);
            (false, false)
        }
    }
}

/// Each file as it is named, and for each folder the maps that lie in it, by name.
pub(super) fn maps_in(named: &[PathBuf]) -> Vec<Result<PathBuf, Trouble>> {
    let mut files = Vec::new();
    for path in named {
        if path.is_dir() {
            match maps_in_folder(path) {
                Ok(maps) => files.extend(maps.into_iter().map(Ok)),
                Err(what) => {
                    let complaints = vec![format!("{}: {what}", path.display())];
                    files.push(Err(Trouble { file: path.clone(), complaints }));
                }
            }
        } else {
            files.push(Ok(path.clone()));
        }
    }
    files
}

fn maps_in_folder(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let unreadable = |error| format!("the folder cannot be read ({error}); check that you may read it");
    let mut maps = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension() == Some(OsStr::new("boardwalk")) && !path.is_dir() {
            maps.push(path);
        }
    }
    maps.sort();
    match maps.is_empty() {
        true => Err("there is no map in this folder; name one whose maps end in \".boardwalk\"".to_owned()),
        false => Ok(maps),
    }
}

/// The error with its place as compilers print it, so that editors and terminals can go there.
fn located(path: &Path, error: &ReadError) -> String {
    let field = error.field.as_ref().map(|field| format!("field \"{field}\""));
    let about: Vec<&str> = [&error.record, &field].into_iter().flatten().map(String::as_str).collect();
    let about = if about.is_empty() { String::new() } else { about.join(", ") + ": " };
    let advice = if error.advice.is_empty() { String::new() } else { format!("; {}", error.advice) };
    format!("{}:{}:{}: {about}{}{advice}", path.display(), error.line, error.column, error.message)
}
