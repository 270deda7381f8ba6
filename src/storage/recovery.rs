//! Recovery: copies of unsaved work, so that a crash loses nothing.
//!
//! Each open document has a safety copy, which holds a lock on a file of its own for as long as the program runs; one whose
//! lock nobody holds was left behind by a crash.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::kept_path::KeptPath;
use super::system::Rights;
use super::{Home, leftovers, private_folder, replace, system};
use crate::document::Stamp;
use crate::exchange::boardwalk_file;
use crate::model::Id;

/// The endings of the two files of a safety copy.
const LOCK: &str = "lock";
const COPY: &str = "json";
/// The ending of a copy that nobody can read, which is kept for whoever can.
const UNREADABLE: &str = "unreadable";

/// Text that is being typed, and is not on the map yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What it is, as people call it: "Remit of Youth Council".
    pub what: String,
    /// Where it is typed, as the one who shows that place knows it again.
    pub place: Vec<String>,
    /// The text.
    pub text: String,
}

/// What somebody was at when the work was kept, beside what is on the map.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtWork {
    /// The option that was worked on; none for the baseline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<Id>,
    /// What was being typed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drafts: Vec<Draft>,
}

/// One document's unsaved work, as it is kept. Dropping it after [`forget`](SafetyCopy::forget) leaves nothing behind.
#[derive(Debug)]
pub struct SafetyCopy {
    lock_path: PathBuf,
    /// Held for as long as the program runs.
    _lock: File,
}

/// Unsaved work that a crash left behind.
#[derive(Debug)]
pub struct LeftBehind {
    /// The file that the work belongs to, if it had one.
    pub path: Option<PathBuf>,
    /// What that file was when the work on it began, so that it is not overwritten if it has changed since.
    pub stamp: Option<Stamp>,
    /// The map, as the text of a map file.
    pub text: String,
    /// What somebody was at.
    pub at_work: AtWork,
    /// When it was kept.
    pub kept_at: Option<SystemTime>,
    safety_copy: SafetyCopy,
}

/// A copy as it lies on the disk.
#[derive(Serialize, Deserialize)]
struct Copy {
    path: Option<KeptPath>,
    stamp: Option<Stamp>,
    text: String,
    #[serde(flatten)]
    at_work: AtWork,
}

impl Home {
    /// Begins to look after a document.
    pub fn begin_safety_copy(&self) -> io::Result<SafetyCopy> {
        SafetyCopy::begin_in(&self.recovery()?)
    }

    /// Clears up what was left of writing copies, and sets those aside that cannot be read; where they are then, of those that
    /// are found for the first time. What other running programs keep is not touched.
    pub fn set_aside_unreadable(&self) -> Vec<PathBuf> {
        self.recovery().and_then(|folder| clear_up(&folder)).unwrap_or_default()
    }

    /// The unsaved work that crashes have left behind, the latest first. What other running programs keep is not
    /// touched.
    pub fn left_behind(&self) -> Vec<LeftBehind> {
        self.recovery().and_then(|folder| find_in(&folder)).unwrap_or_default()
    }

    fn recovery(&self) -> io::Result<PathBuf> {
        Ok(self.state()?.join("recovery"))
    }
}

impl SafetyCopy {
    fn begin_in(folder: &Path) -> io::Result<Self> {
        private_folder(folder)?;
        loop {
            let file = tempfile::Builder::new().prefix("session-").suffix(&format!(".{LOCK}")).tempfile_in(folder)?;
            file.as_file().lock()?;
            // Another program that was just looking for work left behind may have taken the empty one away.
            if file.path().exists() {
                let (lock, lock_path) = file.keep().map_err(|error| error.error)?;
                return Ok(Self { lock_path, _lock: lock });
            }
        }
    }

    /// The copy of a program that has ended, if there is anything in it.
    fn of_ended(lock_path: PathBuf) -> Option<Self> {
        // A pipe would be waited for.
        let is_file = fs::metadata(&lock_path).is_ok_and(|about| about.is_file());
        let lock = is_file.then(|| File::open(&lock_path).ok())??;
        lock.try_lock().ok()?;
        let copy = Self { lock_path, _lock: lock };
        copy.copy_path().exists().then_some(copy)
    }

    /// Keeps the text of a map that is not saved yet, in the place of what was kept before, with the file that it belongs
    /// to, what that file was, and what somebody is at.
    pub fn keep(&self, path: Option<&Path>, stamp: Option<&Stamp>, text: &str, at_work: &AtWork) -> io::Result<()> {
        let copy = Copy {
            path: path.map(KeptPath::from),
            stamp: stamp.cloned(),
            text: text.to_owned(),
            at_work: at_work.clone(),
        };
        let copy_path = self.copy_path();
        let (folder, name) = copy_path.parent().zip(copy_path.file_name()).ok_or(io::ErrorKind::InvalidFilename)?;
        replace::keep(folder, &name.to_string_lossy(), &serde_json::to_vec(&copy)?)
    }

    /// Forgets what was kept: the map is saved, or the user wants it gone.
    pub fn forget(&self) -> io::Result<()> {
        match fs::remove_file(self.copy_path()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn copy_path(&self) -> PathBuf {
        self.lock_path.with_extension(COPY)
    }
}

impl Drop for SafetyCopy {
    fn drop(&mut self) {
        // Work that is still kept stays to be found at the next start, with the lock by which it is found; so does what a
        // disk in trouble does not tell of.
        if matches!(self.copy_path().try_exists(), Ok(false)) {
            // What cannot be removed now is removed by the next search.
            drop(fs::remove_file(&self.lock_path));
        }
    }
}

impl LeftBehind {
    /// What the map is called, as far as that can be read.
    pub fn title(&self) -> Option<String> {
        let map: serde_json::Value = serde_json::from_str(&self.text).ok()?;
        let title = map.get("title")?.as_str()?.trim();
        (!title.is_empty()).then(|| title.to_owned())
    }

    /// Goes on with the work: its copy is kept until it is saved.
    pub fn resume(self) -> SafetyCopy {
        self.safety_copy
    }

    /// Forgets the work.
    pub fn forget(self) -> io::Result<()> {
        self.safety_copy.forget()
    }
}

/// The safety copies of programs that have ended, with something in them, taken over.
fn ended_in(folder: &Path) -> io::Result<Vec<SafetyCopy>> {
    let entries = fs::read_dir(folder)?;
    // Earlier versions kept them so that others could read them.
    private_folder(folder)?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let paths: Vec<_> = paths.inspect(|path| drop(system::make_private(path))).collect();
    let is = |path: &Path, wanted: &str| path.extension().is_some_and(|ending| ending == wanted);
    // Somebody may have cleared up the empty files, which looked like nothing.
    for path in paths.iter().filter(|path| is(path, COPY)) {
        let lock = path.with_extension(LOCK);
        if matches!(lock.try_exists(), Ok(false)) {
            drop(system::create(&lock, Rights::Private));
        }
    }
    let locks = paths.into_iter().filter(|path| is(path, LOCK) || is(path, COPY)).map(|path| path.with_extension(LOCK));
    let locks: BTreeSet<PathBuf> = locks.collect();
    Ok(locks.into_iter().filter_map(SafetyCopy::of_ended).collect())
}

fn find_in(folder: &Path) -> io::Result<Vec<LeftBehind>> {
    let mut found: Vec<_> = ended_in(folder)?.into_iter().filter_map(|copy| left_behind(copy).ok()).collect();
    found.sort_by_key(|left| std::cmp::Reverse(left.kept_at));
    Ok(found)
}

fn clear_up(folder: &Path) -> io::Result<Vec<PathBuf>> {
    leftovers::clear(folder);
    let mut aside = Vec::new();
    for copy in ended_in(folder)? {
        let Err((path, is_damaged)) = left_behind(copy) else { continue };
        let there = path.with_extension(UNREADABLE);
        // What a disk in trouble does not give stays where it is, until it does, and is told again.
        aside.push(if is_damaged && fs::rename(&path, &there).is_ok() { there } else { path });
    }
    // Now that there are no copies, their locks go with them.
    drop(ended_in(folder)?);
    Ok(aside)
}

/// The work that an ended program has left; where it is, if it cannot be read, and whether it is damaged.
fn left_behind(safety_copy: SafetyCopy) -> Result<LeftBehind, (PathBuf, bool)> {
    let path = safety_copy.copy_path();
    let bytes = match super::read_file(&path) {
        Ok(bytes) => bytes,
        Err(error) => return Err((path, error.kind() == io::ErrorKind::InvalidInput)),
    };
    let copy: Option<Copy> = serde_json::from_slice(&bytes).ok();
    match copy.filter(|copy| boardwalk_file::read_versioned(copy.text.as_bytes()).is_ok()) {
        Some(Copy { path: file, stamp, text, at_work }) => {
            let kept_at = fs::metadata(&path).and_then(|about| about.modified()).ok();
            Ok(LeftBehind { path: file.map(PathBuf::from), stamp, text, at_work, kept_at, safety_copy })
        }
        None => Err((path, true)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp() -> Stamp {
        Stamp { length: 3, modified: Some(SystemTime::UNIX_EPOCH), hash: [7; 32], has_mark: true }
    }

    /// A map of that title.
    fn map(title: &str) -> String {
        format!("{{\"format\": \"boardwalk\", \"version\": 1, \"title\": \"{title}\"}}")
    }

    fn texts(folder: &Path) -> Vec<String> {
        find_in(folder).expect("a folder").into_iter().filter_map(|left| left.title()).collect()
    }

    #[test]
    fn a_crash_leaves_the_last_copy_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let copy = SafetyCopy::begin_in(folder.path()).expect("begun");
        copy.keep(Some(Path::new("/maps/a.boardwalk")), Some(&stamp()), &map("one"), &AtWork::default()).expect("kept");
        copy.keep(Some(Path::new("/maps/a.boardwalk")), Some(&stamp()), &map("two"), &AtWork::default()).expect("kept");
        assert_eq!(texts(folder.path()), [""; 0], "a program that runs keeps its work to itself");
        drop(copy);
        let found = find_in(folder.path()).expect("a folder");
        assert_eq!(found.iter().filter_map(LeftBehind::title).collect::<Vec<_>>(), ["two"]);
        assert_eq!(found.first().and_then(|left| left.path.as_deref()), Some(Path::new("/maps/a.boardwalk")));
        assert_eq!(found.first().and_then(|left| left.stamp.clone()), Some(stamp()));
        assert_eq!(texts(folder.path()), [""; 0], "whoever has found it holds it");
        drop(found);
        assert_eq!(texts(folder.path()), ["two"], "looking at it does not forget it");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_whose_name_is_no_text_is_known_again() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().expect("a folder");
        let path = Path::new(std::ffi::OsStr::from_bytes(b"/maps/S\xfcd.boardwalk"));
        let copy = SafetyCopy::begin_in(folder.path()).expect("begun");
        copy.keep(Some(path), None, &map("one"), &AtWork::default()).expect("kept");
        drop(copy);
        let found = find_in(folder.path()).expect("a folder");
        assert_eq!(found.first().and_then(|left| left.path.as_deref()), Some(path));
    }

    #[test]
    fn saved_work_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let copy = SafetyCopy::begin_in(folder.path()).expect("begun");
        copy.forget().expect("nothing to forget is no mistake");
        copy.keep(None, None, "one", &AtWork::default()).expect("kept");
        copy.forget().expect("forgotten");
        drop(copy);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn work_that_is_found_is_resumed_or_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        for text in ["one", "two"] {
            SafetyCopy::begin_in(folder.path())
                .expect("begun")
                .keep(None, None, &map(text), &AtWork::default())
                .expect("kept");
        }
        let mut found = find_in(folder.path()).expect("a folder");
        let (last, first) = (found.pop().expect("two"), found.pop().expect("one"));
        let resumed = last.title().expect("a title");
        first.forget().expect("forgotten");
        let copy = last.resume();
        assert_eq!(texts(folder.path()), [""; 0]);
        drop(copy);
        assert_eq!(texts(folder.path()), [resumed]);
    }

    #[test]
    fn a_copy_that_cannot_be_read_is_told_once_and_kept_aside_and_the_others_are_offered() {
        let folder = tempfile::tempdir().expect("a folder");
        let keep = |text: &str| {
            let copy = SafetyCopy::begin_in(folder.path()).expect("begun");
            copy.keep(None, None, text, &AtWork::default()).expect("kept");
            copy.copy_path()
        };
        let torn = keep("half a map");
        let broken = keep(&map("broken"));
        fs::write(&broken, "{\"path\": nul").expect("written");
        let orphan = keep(&map("sound"));
        fs::remove_file(orphan.with_extension(LOCK)).expect("removed");
        fs::write(folder.path().join(".boardwalk-abcdef.saving"), "half").expect("written");
        let mut aside = clear_up(folder.path()).expect("a folder");
        aside.sort();
        let mut expected = [torn.with_extension(UNREADABLE), broken.with_extension(UNREADABLE)];
        expected.sort();
        assert_eq!(aside, expected);
        assert!(fs::read_to_string(torn.with_extension(UNREADABLE)).is_ok_and(|text| text.contains("half a map")));
        assert_eq!(clear_up(folder.path()).expect("a folder"), Vec::<PathBuf>::new(), "it is told once");
        assert_eq!(texts(folder.path()), ["sound"]);
        let count = fs::read_dir(folder.path()).expect("a folder").count();
        assert_eq!(count, 4, "what is aside, and the sound one with its lock");
    }

    #[cfg(unix)]
    #[test]
    fn nobody_but_their_owner_may_read_copies_not_even_those_of_earlier_versions() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().expect("a folder");
        let folder = home.path().join("state").join("recovery");
        let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
        let open = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
        let copy = SafetyCopy::begin_in(&folder).expect("begun");
        copy.keep(None, None, &map("one"), &AtWork::default()).expect("kept");
        let path = copy.copy_path();
        assert_eq!([mode(&folder), mode(&path), mode(&copy.lock_path)], [0o700, 0o600, 0o600]);
        // As earlier versions had them.
        open(&folder, 0o755);
        open(&path, 0o644);
        copy.keep(None, None, &map("two"), &AtWork::default()).expect("kept");
        assert_eq!([mode(&folder), mode(&path)], [0o700, 0o600], "the next copy mends it");
        open(&folder, 0o755);
        open(&path, 0o644);
        drop(copy);
        assert_eq!(texts(&folder), ["two"]);
        assert_eq!([mode(&folder), mode(&path)], [0o700, 0o600], "and so does the next start");
    }
}
