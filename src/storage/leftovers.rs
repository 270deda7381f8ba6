//! Leftovers: what a save writes beside a file, and what is left of it when the program ends on the way.
//!
//! Whoever writes such a file holds a lock on it, which the system takes away with the program: one that can be locked is
//! left behind. Where the disk knows no locks, nobody clears up.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::folder::MOST_ENTRIES;
use super::system::{self, Rights};

/// The name of such a file: this, some letters and digits, and one of the endings.
const BEGINS: &str = ".boardwalk-";
const LETTERS: usize = 6;
/// Of a file that holds what is to be saved, or a part of it: nobody misses it.
const SAVING: &str = "saving";
/// Of one that is about to change places with the old one: it may be either.
const CHANGING: &str = "changing";

/// The longest name of a map that has room in the name of such a file.
const LONGEST: usize = 200;

/// How often another name is tried, when somebody is just clearing up the new file.
const TRIES: usize = 8;

/// A new file for what is to be saved, which goes away by itself if it is not renamed.
pub(super) fn temporary_in(folder: &Path, rights: Rights<'_>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    let ending = format!(".{SAVING}");
    builder.prefix(BEGINS).suffix(&ending).rand_bytes(LETTERS);
    for _ in 0..TRIES {
        let file = builder.make_in(folder, |path| system::create(path, rights))?;
        let is_ours = match file.as_file().try_lock() {
            Ok(()) => file.path().exists(),
            Err(TryLockError::WouldBlock) => false,
            Err(TryLockError::Error(_)) => true,
        };
        if is_ours {
            return Ok(file);
        }
    }
    Err(io::ErrorKind::ResourceBusy.into())
}

/// Gives the file a name from which one sees that it may soon be the old one, and of what.
pub(super) fn about_to_be_exchanged(temporary: TempPath, target: &Path) -> io::Result<TempPath> {
    let of = target.file_name().map(|name| name.to_string_lossy()).filter(|name| name.len() <= LONGEST);
    let changing = temporary.with_extension(format!("{}.{CHANGING}", of.unwrap_or_default()));
    fs::rename(&temporary, &changing)?;
    // There is nothing of that name any more to go away.
    drop(temporary.keep());
    TempPath::try_from_path(changing)
}

/// A file that was about to change places, or just had, when the program ended.
pub(super) struct Changing {
    pub(super) path: PathBuf,
    /// The file with which it did.
    pub(super) of: PathBuf,
    /// Nobody else takes it meanwhile.
    _locked: File,
}

/// What is left in a folder of changing places.
pub(super) fn changing(folder: &Path) -> Vec<Changing> {
    let entries = fs::read_dir(folder).into_iter().flatten().take(MOST_ENTRIES).flatten();
    let changing = entries.filter_map(|entry| {
        let name = entry.file_name().to_string_lossy().into_owned();
        let of = folder.join(changing_with(&name)?);
        let path = entry.path();
        let _locked = lock_if_left(&path).ok()??;
        Some(Changing { path, of, _locked })
    });
    changing.collect()
}

/// With what a file of that name changes places.
fn changing_with(name: &str) -> Option<&str> {
    let (letters, of) =
        name.strip_prefix(BEGINS)?.strip_suffix(CHANGING)?.strip_suffix('.')?.split_at_checked(LETTERS)?;
    let of = of.strip_prefix('.').filter(|of| !of.is_empty())?;
    is_random(letters).then_some(of)
}

/// Puts what another program had written beside the file from which it was taken, under a name that tells what it is; where
/// it lies then.
pub(super) fn put_beside(mut temporary: TempPath, target: &Path) -> PathBuf {
    let stem = target.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let ending = target.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    for number in 1..100 {
        let beside = target.with_file_name(format!("{stem} (another program's version {number}){ending}"));
        match temporary.persist_noclobber(&beside) {
            Ok(()) => return beside,
            Err(failed) => temporary = failed.path,
        }
    }
    let path = temporary.to_path_buf();
    // Better under a strange name than gone.
    drop(temporary.keep());
    path
}

/// Removes what saves that broke off have left in a folder.
pub(super) fn clear(folder: &Path) {
    // The standard library panics when a disk in trouble does not close a folder, which is no reason not to save.
    drop(std::panic::catch_unwind(|| remove_leftovers(folder)));
}

fn remove_leftovers(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.take(MOST_ENTRIES).flatten() {
        if is_named(&entry.file_name().to_string_lossy(), SAVING) {
            // What cannot be removed now may be so the next time.
            drop(remove_if_left(&entry.path()));
        }
    }
}

fn is_named(name: &str, ending: &str) -> bool {
    let letters = name.strip_prefix(BEGINS).and_then(|rest| rest.strip_suffix(ending)?.strip_suffix('.'));
    letters.is_some_and(is_random)
}

fn is_random(letters: &str) -> bool {
    letters.len() == LETTERS && letters.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn remove_if_left(path: &Path) -> io::Result<()> {
    if let Some(_locked) = lock_if_left(path)? { fs::remove_file(path) } else { Ok(()) }
}

/// The file, locked, if no running program has it.
fn lock_if_left(path: &Path) -> io::Result<Option<File>> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Ok(None);
    }
    // Over a network only what could be written can be locked for oneself.
    let file = OpenOptions::new().read(true).write(true).open(path)?;
    Ok(file.try_lock().is_ok().then_some(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_save_has_left_goes_and_nothing_else_does() {
        let folder = tempfile::tempdir().expect("a folder");
        let others = [
            ".boardwalk-abcdef.saving.bak",
            ".boardwalk-.saving",
            ".boardwalk-abc ef.saving",
            ".boardwalk-abcdef.changing",
            ".boardwalk-abcdef.map.boardwalk.changing",
            "boardwalk-abcdef.saving",
            "map.boardwalk",
        ];
        for name in others.into_iter().chain([".boardwalk-aB3xyz.saving"]) {
            fs::write(folder.path().join(name), "half a map").expect("written");
        }
        fs::create_dir(folder.path().join(".boardwalk-folder.saving")).expect("a folder");
        let living = temporary_in(folder.path(), Rights::Private).expect("a file");
        clear(folder.path());
        let left = fs::read_dir(folder.path()).expect("a folder").flatten().map(|entry| entry.path());
        let mut left: Vec<PathBuf> = left.collect();
        left.sort();
        let mut expected: Vec<_> = others.map(|name| folder.path().join(name)).into();
        expected.extend([folder.path().join(".boardwalk-folder.saving"), living.path().to_owned()]);
        expected.sort();
        assert_eq!(left, expected);
    }

    #[test]
    fn what_was_changing_places_becomes_a_version_of_the_map() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = crate::storage::Home::at(&folder.path().join("home"));
        let (map, new) = (folder.path().join("map.boardwalk"), folder.path().join("new"));
        fs::write(&map, "new").expect("written");
        let left = temporary_in(folder.path(), Rights::Private).expect("a file");
        fs::write(left.path(), "old").expect("written");
        let (file, left) = left.into_parts();
        let left = about_to_be_exchanged(left, &map).expect("renamed");
        crate::storage::clear_up_beside(&map, &home);
        assert!(left.exists(), "somebody is at work on it");
        drop(file);
        #[cfg(unix)]
        let map = {
            let elsewhere = folder.path().join("elsewhere");
            fs::create_dir(&elsewhere).expect("a folder");
            let link = elsewhere.join("link.boardwalk");
            std::os::unix::fs::symlink(&map, &link).expect("a link");
            link
        };
        fs::write(&new, "another file").expect("written");
        crate::storage::clear_up_beside(&map, &home);
        assert!(!left.exists() && map.exists() && new.exists());
        let versions = home.versions(&map).expect("versions");
        assert_eq!(versions.iter().map(|version| version.read().expect("read")).collect::<Vec<_>>(), [b"old"]);
    }
}
