//! What the program does while it is killed or its calls fail, and what must hold afterwards.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use boardwalk::storage::recovery::AtWork;
use boardwalk::storage::remembered::{Preferences, ThemeChoice};
use boardwalk::storage::{self, Home};

use super::folder::Folder;

/// What is done, by its name.
pub(crate) const WORKS: [&str; 4] = ["save", "save as", "safety copy", "preferences"];

/// A file that is asked about before the work and after it, so that its calls can be told from those around.
pub(crate) const BEGINS: &str = "/boardwalk-begins";
pub(crate) const ENDS: &str = "/boardwalk-ends";

/// A map, and two that it becomes.
const OLD: &str = include_str!("../../src/exchange/boardwalk_file/full.boardwalk");
const NEW: [&str; 2] = ["Sandwell", "Stockport"];

pub(crate) fn map(number: usize) -> String {
    match number {
        0 => OLD.to_owned(),
        number => OLD.replace("Solihull", NEW[number - 1]),
    }
}

fn preferences(theme: ThemeChoice) -> Preferences {
    Preferences { theme, last_file: Some("/maps/a.boardwalk".into()), ..Preferences::default() }
}

/// Makes a folder ready for any of the works.
pub(crate) fn prepare(folder: &Folder) {
    fs::write(folder.map(), map(0)).expect("written");
    let home = folder.home();
    home.keep_preferences(&preferences(ThemeChoice::Light)).expect("kept");
    home.remember_file(Path::new("/maps/first.boardwalk")).expect("kept");
}

/// Tells how far it has come, to whoever is still there when this program is not.
fn tell(what: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "{what}").and_then(|()| out.flush()).ok();
}

/// Does it, in this program; the one thread that it has makes all calls.
pub(crate) fn run(work: &str, folder: &Path) -> ExitCode {
    let folder = Folder::at(folder);
    let opened = storage::open(folder.map());
    fs::metadata(BEGINS).ok();
    let done = match work {
        "save" => opened.map_err(|error| error.to_string()).and_then(|opened| {
            let saved = storage::save(folder.map(), map(1), Some(&opened.stamp));
            saved.map(|_| tell("new")).map_err(|error| error.to_string())
        }),
        "save as" => {
            let saved = storage::save(folder.other_map(), map(1), None);
            saved.map(|_| tell("new")).map_err(|error| error.to_string())
        }
        "safety copy" => keep(&folder.home(), &folder.map()).map_err(|error| error.to_string()),
        _ => remember(&folder.home()).map_err(|error| error.to_string()),
    };
    fs::metadata(ENDS).ok();
    if let Err(error) = done {
        tell(&format!("failed {error}"));
    }
    ExitCode::SUCCESS
}

fn keep(home: &Home, file: &Path) -> std::io::Result<()> {
    let copy = home.begin_safety_copy()?;
    for number in 1..=2 {
        copy.keep(Some(file), None, &map(number), &AtWork::default())?;
        tell(&format!("kept {number}"));
    }
    Ok(())
}

fn remember(home: &Home) -> std::io::Result<()> {
    home.keep_preferences(&preferences(ThemeChoice::Dark))?;
    tell("preferences");
    home.remember_file(Path::new("/maps/second.boardwalk"))?;
    tell("recent");
    Ok(())
}

/// What became of a work.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Became {
    /// How many temporary files stayed behind.
    pub leftovers: usize,
    /// Whether it was told as failed, although what was to be written is there.
    pub is_there_all_the_same: bool,
}

/// Looks at what is there after the work, of which that much was told; then whether the program goes on as if nothing had
/// been.
pub(crate) fn look(work: &str, folder: &Folder, told: &str, is_killed: bool) -> Result<Became, String> {
    let has_told = |what: &str| told.lines().any(|line| line == what);
    let failed = told.lines().find_map(|line| line.strip_prefix("failed "));
    let mut became = Became { leftovers: folder.leftovers(), ..Became::default() };
    let read = |path: &Path| fs::read_to_string(path).ok();
    let (old, new) = (Some(map(0)), Some(map(1)));
    let is = |holds: bool, what: &str| if holds { Ok(()) } else { Err(format!("{work}: {what}; told: {told:?}")) };
    if let Some(failed) = failed {
        is(!failed.trim().is_empty(), "it failed without a word")?;
        is(is_killed || has_told("new") || became.leftovers == 0 || failed.contains("remove"), "a file stayed behind")?;
    }
    match work {
        "save" | "save as" => {
            let (path, before) = if work == "save" { (folder.map(), old.clone()) } else { (folder.other_map(), None) };
            let there = read(&path);
            is(there == before || there == new, "the file is neither old nor new")?;
            is(!has_told("new") || there == new, "it was told as saved, and is not")?;
            became.is_there_all_the_same = failed.is_some() && there == new;
            is(read(&folder.map()) == old || work == "save", "another file was changed")?;
            storage::save(&path, map(2), None).map_err(|error| format!("{work}: cannot be saved again: {error}"))?;
            is(read(&path) == Some(map(2)), "what was saved again is not there")?;
        }
        "safety copy" => {
            let found = folder.home().left_behind();
            let newest = (1..=2).rev().find(|number| has_told(&format!("kept {number}")));
            let texts: Vec<&str> = found.iter().map(|left| left.text.as_str()).collect();
            is(texts.iter().all(|text| (1..=2).any(|number| *text == map(number))), "a copy is no map")?;
            is(
                newest.is_none_or(|least| (least..=2).any(|number| texts.contains(&map(number).as_str()))),
                "work is lost",
            )?;
            is(found.iter().all(|left| left.path.as_deref() == Some(&folder.map())), "it belongs to another file")?;
            drop(found);
            is(read(&folder.map()) == old, "the file was changed")?;
        }
        _ => {
            let (theme, recent) = (folder.home().preferences().unwrap_or_default(), folder.home().recent_files());
            let [old, new] = [ThemeChoice::Light, ThemeChoice::Dark].map(preferences);
            is(theme == old || theme == new, "the preferences are lost")?;
            is(!has_told("preferences") || theme == new, "they were kept, and are not")?;
            let [first, second] = ["first", "second"].map(|name| Path::new("/maps").join(format!("{name}.boardwalk")));
            is(recent.contains(&first), "a recent file is lost")?;
            is(!has_told("recent") || recent == [second, first], "it was remembered, and is not")?;
        }
    }
    Ok(became)
}
