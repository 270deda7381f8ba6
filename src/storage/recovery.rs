//! Recovery: copies of unsaved work, so that a crash loses nothing.
//!
//! Each open document has a safety copy, which holds a lock on a file of its own for as long as the program runs; one whose
//! lock nobody holds was left behind by a crash.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::{Home, replace};
use crate::document::Stamp;

/// The endings of the two files of a safety copy.
const LOCK: &str = "lock";
const COPY: &str = "json";

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
    /// When it was kept.
    pub kept_at: Option<SystemTime>,
    safety_copy: SafetyCopy,
}

/// A copy as it lies on the disk.
#[derive(Serialize, Deserialize)]
struct Copy {
    path: Option<PathBuf>,
    stamp: Option<Stamp>,
    text: String,
}

impl Home {
    /// Begins to look after a document.
    pub fn begin_safety_copy(&self) -> io::Result<SafetyCopy> {
        SafetyCopy::begin_in(&self.recovery()?)
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
        fs::create_dir_all(folder)?;
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

    /// Keeps the text of a map that is not saved yet, in the place of what was kept before, with the file that it belongs
    /// to and what that file was.
    pub fn keep(&self, path: Option<&Path>, stamp: Option<&Stamp>, text: &str) -> io::Result<()> {
        let path = path.and_then(Path::to_str).map(PathBuf::from);
        let copy = Copy { path, stamp: stamp.cloned(), text: text.to_owned() };
        let bytes = serde_json::to_vec(&copy)?;
        replace::replace(&self.copy_path(), &bytes, None).map(drop).map_err(io::Error::other)
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

fn find_in(folder: &Path) -> io::Result<Vec<LeftBehind>> {
    let entries = fs::read_dir(folder)?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut locks: Vec<_> = paths.filter(|path| path.extension().is_some_and(|ending| ending == LOCK)).collect();
    locks.sort();
    let mut found: Vec<_> = locks.into_iter().filter_map(left_behind).collect();
    found.sort_by_key(|left| std::cmp::Reverse(left.kept_at));
    Ok(found)
}

/// The work of a program that has ended, if it left any; takes its safety copy over.
fn left_behind(lock_path: PathBuf) -> Option<LeftBehind> {
    // A pipe would be waited for.
    let lock = fs::metadata(&lock_path).ok().filter(fs::Metadata::is_file).and_then(|_| File::open(&lock_path).ok())?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock | TryLockError::Error(_)) => return None,
    }
    let safety_copy = SafetyCopy { lock_path, _lock: lock };
    let path = safety_copy.copy_path();
    let copy: Copy = serde_json::from_slice(&super::read_file(&path).ok()?).ok()?;
    let kept_at = fs::metadata(&path).and_then(|about| about.modified()).ok();
    Some(LeftBehind { path: copy.path, stamp: copy.stamp, text: copy.text, kept_at, safety_copy })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp() -> Stamp {
        Stamp { length: 3, modified: Some(SystemTime::UNIX_EPOCH), hash: [7; 32], has_mark: true }
    }

    fn texts(folder: &Path) -> Vec<String> {
        find_in(folder).expect("a folder").into_iter().map(|left| left.text).collect()
    }

    #[test]
    fn a_crash_leaves_the_last_copy_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let copy = SafetyCopy::begin_in(folder.path()).expect("begun");
        copy.keep(Some(Path::new("/maps/a.boardwalk")), Some(&stamp()), "one").expect("kept");
        copy.keep(Some(Path::new("/maps/a.boardwalk")), Some(&stamp()), "two").expect("kept");
        assert_eq!(texts(folder.path()), [""; 0], "a program that runs keeps its work to itself");
        drop(copy);
        let found = find_in(folder.path()).expect("a folder");
        assert_eq!(found.iter().map(|left| left.text.as_str()).collect::<Vec<_>>(), ["two"]);
        assert_eq!(found.first().and_then(|left| left.path.as_deref()), Some(Path::new("/maps/a.boardwalk")));
        assert_eq!(found.first().and_then(|left| left.stamp.clone()), Some(stamp()));
        assert_eq!(texts(folder.path()), [""; 0], "whoever has found it holds it");
        drop(found);
        assert_eq!(texts(folder.path()), ["two"], "looking at it does not forget it");
    }

    #[test]
    fn saved_work_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let copy = SafetyCopy::begin_in(folder.path()).expect("begun");
        copy.forget().expect("nothing to forget is no mistake");
        copy.keep(None, None, "one").expect("kept");
        copy.forget().expect("forgotten");
        drop(copy);
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn work_that_is_found_is_resumed_or_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        for text in ["one", "two"] {
            SafetyCopy::begin_in(folder.path()).expect("begun").keep(None, None, text).expect("kept");
        }
        let mut found = find_in(folder.path()).expect("a folder");
        let (last, first) = (found.pop().expect("two"), found.pop().expect("one"));
        let resumed = last.text.clone();
        first.forget().expect("forgotten");
        let copy = last.resume();
        assert_eq!(texts(folder.path()), [""; 0]);
        drop(copy);
        assert_eq!(texts(folder.path()), [resumed]);
    }
}
