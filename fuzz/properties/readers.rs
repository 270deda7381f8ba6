//! Readers of texts and files.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};

use boardwalk::cli::{Console, Outcome, run};
use boardwalk::editing::{bring, copy};
use boardwalk::exchange::{boardwalk_file, pasted_text};
use boardwalk::model::edit::apply;
use boardwalk::model::quote::acts_unseen;
use boardwalk::model::spelling::plain;
use boardwalk::model::{Id, Map, invariants};
use boardwalk::storage::Home;
use boardwalk::storage::recovery::AtWork;
use serde_json::Value;
use tempfile::TempDir;

use super::kept::dropped;

/// A map with a record of each type.
pub(super) const FULL: &[u8] = include_bytes!("../../src/exchange/boardwalk_file/full.boardwalk");

/// A map with a few findings.
const FAULTY: &str = r#"{"format": "boardwalk", "version": 1, "title": "T", "nodes": [
    {"id": "a", "kind": "group", "name": "A"}, {"id": "b", "kind": "strand", "name": "B"}]}"#;

static TARGET: LazyLock<Map> = LazyLock::new(|| boardwalk_file::read(FULL).expect("a map"));

/// What is said of a text, for people: short, and nothing in it acts.
pub(super) fn is_legible(said: &str) {
    assert!(said.chars().count() < 4000, "{} letters: {said:.200}", said.chars().count());
    assert!(!said.chars().any(|letter| letter != '\n' && acts_unseen(letter)), "{said:?}");
}

/// A sound map is written and read as it is.
pub(super) fn is_sound(map: &Map) -> String {
    assert_eq!(invariants::problems(map), []);
    let text = boardwalk_file::write(map);
    let again = boardwalk_file::read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert!(again == *map, "another map is read than was written:\n{text}");
    assert_eq!(boardwalk_file::write(&again), text);
    text
}

pub(crate) fn map_file(bytes: &[u8]) {
    match boardwalk_file::read_versioned(bytes) {
        Ok(reading) => {
            let text = is_sound(&reading.map);
            let unmarked = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
            assert_eq!(dropped(unmarked, text.as_bytes()), None);
            boardwalk_file::lines_of_records(&text);
        }
        Err(error) => {
            let lines = bytes.split(|byte| *byte == b'\n');
            let line = lines.clone().nth(error.line as usize - 1).expect("a line of the file");
            assert!(error.column as usize <= line.len() + 1, "{error}");
            assert!(!error.message.is_empty(), "{error}");
            let others = error.others.iter();
            others.chain([&error]).for_each(|error| {
                is_legible(&error.message);
                is_legible(&error.advice);
                error.record.iter().chain(&error.field).for_each(|about| is_legible(about));
            });
        }
    }
}

/// Words of letters alone, as they are found in any spelling.
fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|letter: char| !letter.is_ascii_alphabetic() && letter.is_ascii());
    words.filter(|word| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic())).map(str::to_lowercase)
}

/// Whether a note was cut, or counts those that it has no room for.
fn names_only_some(note: &str) -> bool {
    note.ends_with('…') || ["other", "others"].iter().any(|rest| note.contains(&format!(" {rest} stand in columns")))
}

pub(crate) fn pasted_text(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let has_headings = pasted_text::has_headings(text);
    match pasted_text::read(text) {
        Err(error) => is_legible(&error.to_string()),
        Ok((map, notes)) => {
            is_sound(&map);
            notes.iter().for_each(|note| is_legible(&note.to_string()));
            // Every word is in a name or is told of. Under headings a word may mean something else.
            if !has_headings && !notes.iter().any(|note| names_only_some(&note.text)) {
                let names = map.nodes.iter().map(|node| node.name.as_str()).chain([map.title.as_str()]);
                let told = names.chain(notes.iter().map(|note| note.text.as_str())).collect::<Vec<_>>().join("\n");
                // Two spellings of a name are one name, with its article or without.
                let told = plain(&told);
                // Of a line that is told as left out nothing else is to be found.
                let is_left_out = |line: usize| {
                    notes.iter().any(|note| note.line == Some(line) && note.text.ends_with("the line was left out"))
                };
                let rows = text.replace("\r\n", "\n").replace('\r', "\n");
                let rows = rows.split('\n').enumerate().filter(|(place, _)| !is_left_out(place + 1));
                let lost =
                    rows.flat_map(|(_, row)| words(row)).find(|word| word != "the" && !told.contains(word.as_str()));
                assert_eq!(lost, None, "of {text:?} in {told:?}");
            }
        }
    }
}

pub(crate) fn clipboard(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let at = [None, Some((120, -80)), Some((i32::MAX, i32::MIN))][bytes.len() % 3];
    if let Ok(clip) = boardwalk_file::read(bytes) {
        // A part that holds all is the same part when it comes back.
        let all: Vec<Id> = clip.nodes.iter().map(|node| node.id.clone()).collect();
        let part = copy::clip(&clip, &all);
        is_sound(&part);
        assert!(part.nodes == clip.nodes && part.links == clip.links && part.placement == clip.placement);
        if let Ok(step) = copy::paste(&TARGET, &clip, at) {
            let pasted = apply(&TARGET, &step.edits).unwrap_or_else(|error| panic!("{error}"));
            is_sound(&pasted);
            assert_eq!(pasted.nodes.len(), TARGET.nodes.len() + clip.nodes.len());
            assert_eq!(pasted.links.len(), TARGET.links.len() + clip.links.len());
            assert!(TARGET.nodes.iter().all(|node| pasted.nodes.get(node.id.as_str()) == Some(node)));
        }
        if let Ok(step) = copy::duplicate(&clip, &all) {
            is_sound(&apply(&clip, &step.edits).unwrap_or_else(|error| panic!("{error}")));
        }
    } else if let Ok((read, _)) = pasted_text::read(text) {
        let named = bring::named(&TARGET, &read);
        if let Ok(step) = bring::step(&TARGET, &read, &named, at) {
            is_sound(&apply(&TARGET, &step.edits).unwrap_or_else(|error| panic!("{error}")));
        }
    }
}

/// A stream whose text can be looked at afterwards.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<u8>>>);

impl io::Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("one writer").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Runs the program; gives its status and what it says.
fn says(arguments: &[&str]) -> (u8, String) {
    let (out, err) = (Heard::default(), Heard::default());
    let mut console = Console::new(out, err.clone(), 80);
    let Outcome::Exit(status) = run(arguments.iter().map(Into::into), &mut console) else { panic!("a window") };
    let said = err.0.lock().expect("one writer").clone();
    (status, String::from_utf8(said).expect("text"))
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

pub(crate) fn baseline(bytes: &[u8]) {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (map, baseline) = (path("m.boardwalk"), path("b.json"));
    fs::write(&map, FAULTY).expect("written");
    fs::write(&baseline, bytes).expect("written");
    let (status, said) = says(&["boardwalk", "check", &map, "--baseline", &baseline]);
    // Colours are ours.
    let uncoloured = said.replace("\u{1b}[1m", "").replace("\u{1b}[31m", "").replace("\u{1b}[33m", "");
    is_legible(&uncoloured.replace("\u{1b}[34m", "").replace("\u{1b}[0m", ""));
    assert_eq!(status == 2, said.contains(&format!("{baseline}:")), "{status}: {said}");
    let (status, said) = says(&["boardwalk", "check", &map, "--write-baseline", &baseline]);
    if status == 2 {
        assert_eq!(fs::read(&baseline).expect("a file"), bytes, "what is refused stays: {said}");
    } else {
        let after = fs::read(&baseline).expect("a file");
        let others = |bytes: &[u8]| {
            let mut maps = serde_json::from_slice::<Value>(bytes).ok()?.get("maps")?.clone();
            maps.as_object_mut()?.remove("m.boardwalk");
            serde_json::to_vec(&maps).ok()
        };
        assert_eq!(others(bytes).and_then(|before| dropped(&before, &others(&after)?)), None);
        assert_eq!(says(&["boardwalk", "check", &map, "--baseline", &baseline]).0, 0);
    }
}

pub(crate) fn preferences(bytes: &[u8]) {
    let folder = folder();
    let home = Home::at(folder.path());
    let config = folder.path().join("config");
    fs::create_dir(&config).expect("a folder");
    for name in ["preferences.json", "recent.json"] {
        fs::write(config.join(name), bytes).expect("written");
    }
    let read = home.preferences().expect("a file");
    home.keep_preferences(&read).expect("kept");
    assert_eq!(home.preferences().ok().as_ref(), Some(&read));
    let window = read.window.map(|window| [window.width, window.height]);
    let sizes = window.iter().flatten().chain(read.sizes.values());
    assert!(sizes.into_iter().all(|size| size.is_finite()), "{read:?}");
    let recent = home.recent_files();
    home.remember_file(Path::new("/a/map.boardwalk")).expect("kept");
    let after = home.recent_files();
    assert_eq!(after[0], Path::new("/a/map.boardwalk"));
    assert!(recent.iter().take(11).all(|file| after.contains(file)), "{recent:?} {after:?}");
}

pub(crate) fn safety_copy(bytes: &[u8]) {
    let folder = folder();
    let home = Home::at(folder.path());
    let recovery = folder.path().join("state/recovery");
    fs::create_dir_all(&recovery).expect("a folder");
    fs::write(recovery.join("session-a.lock"), "").expect("written");
    fs::write(recovery.join("session-a.json"), bytes).expect("written");
    // A map in it is a map afterwards, and beside another's copy.
    let title = std::str::from_utf8(bytes).unwrap_or("none");
    let map = serde_json::json!({"format": "boardwalk", "version": 1, "title": title}).to_string();
    let text = map.as_str();
    home.begin_safety_copy()
        .and_then(|copy| copy.keep(Some(Path::new("/a/b")), None, text, &AtWork::default()))
        .expect("kept");
    let found = home.left_behind();
    assert!(found.iter().any(|left| left.text == text && left.path.as_deref() == Some(Path::new("/a/b"))));
    found.iter().for_each(|left| drop(left.title()));
    let whole: Option<Value> = serde_json::from_slice(bytes).ok();
    if let Some(text) = whole.as_ref().and_then(|copy| copy.get("text")).and_then(Value::as_str)
        && let Some(left) = found.into_iter().find(|left| left.text == text)
    {
        drop(left.resume());
        assert!(
            home.left_behind().iter().any(|left| left.text == text),
            "work that was resumed stays until it is saved"
        );
    }
}
