//! Replacing a file so that at each moment either the old one or the new one is whole on the disk.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use tempfile::{NamedTempFile, TempPath};

use super::{SaveError, stamp};
use crate::document::Stamp;

/// How often a rename is tried: on Windows a virus scanner or an indexer may hold the file for a moment.
const RENAMES: u32 = 6;

/// Writes the bytes beside the file, and puts them in its place when they are safely on the disk.
pub(super) fn replace(path: &Path, bytes: &[u8], expected: Option<&Stamp>) -> Result<Stamp, SaveError> {
    replace_by(path, bytes, expected, |file| file.write_all(bytes))
}

/// As [`replace`], with the writing itself as a parameter, so that tests can make it fail.
fn replace_by(
    path: &Path,
    bytes: &[u8],
    expected: Option<&Stamp>,
    write: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<Stamp, SaveError> {
    let unwritable = |error| SaveError::Unwritable { path: path.to_owned(), error };
    let target = resolve(path).map_err(unwritable)?;
    let old = match fs::metadata(&target) {
        Ok(about) if !about.is_file() => return Err(SaveError::NoFile(path.to_owned())),
        Ok(about) if about.permissions().readonly() => return Err(SaveError::Protected(path.to_owned())),
        Ok(about) => Some(about.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(unwritable(error)),
    };
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(SaveError::NoFolder(path.to_owned()));
    }
    let mut temporary = temporary_in(folder).map_err(unwritable)?;
    write(temporary.as_file_mut()).map_err(unwritable)?;
    if let Some(permissions) = old {
        temporary.as_file().set_permissions(permissions).map_err(unwritable)?;
    }
    temporary.as_file().sync_all().map_err(unwritable)?;
    let temporary = temporary.into_temp_path();
    let is_kept = |file: &Path| fs::read(file).is_ok_and(|found| found == bytes);
    if !is_kept(&temporary) {
        return Err(SaveError::NotKept(path.to_owned()));
    }
    // As late as possible, so that hardly any moment is left in which another program's change could be lost.
    if expected.is_some_and(|expected| is_foreign(&target, expected, bytes)) {
        return Err(SaveError::ChangedOnDisk(path.to_owned()));
    }
    rename(temporary, &target).map_err(unwritable)?;
    sync_folder(folder).map_err(unwritable)?;
    if !is_kept(&target) {
        return Err(SaveError::NotKept(path.to_owned()));
    }
    fs::metadata(&target).map(|about| stamp(bytes, &about)).map_err(unwritable)
}

/// The file itself, where the path names a link to it; the file that it would be, where it is not there yet.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    /// As many links as Linux follows.
    const MOST_LINKS: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = path.parent().unwrap_or(Path::new("")).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("the link leads in a circle"))
}

/// A file of the usual mode for new files, which goes away by itself if it is not renamed.
fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".boardwalk-").suffix(".saving");
    builder.make_in(folder, |path| File::create_new(path))
}

/// Whether the file holds something that is neither what was read nor what is to be written.
fn is_foreign(target: &Path, expected: &Stamp, bytes: &[u8]) -> bool {
    match fs::read(target) {
        Ok(found) => *blake3::hash(&found).as_bytes() != expected.hash && found != bytes,
        Err(error) => error.kind() != io::ErrorKind::NotFound,
    }
}

fn rename(mut temporary: TempPath, target: &Path) -> io::Result<()> {
    let mut wait = Duration::from_millis(10);
    for _ in 1..RENAMES {
        match temporary.persist(target) {
            Err(failed) if failed.error.kind() == io::ErrorKind::PermissionDenied => temporary = failed.path,
            done => return done.map_err(|failed| failed.error),
        }
        thread::sleep(wait);
        wait *= 2;
    }
    temporary.persist(target).map_err(|failed| failed.error)
}

/// Makes the rename last. Some file systems and all of Windows know no such thing for folders.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if matches!(error.kind(), InvalidInput | PermissionDenied | Unsupported) => Ok(()),
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names in a folder.
    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        entries.map(|name| name.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_write_that_fails_half_way_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.boardwalk");
        fs::write(&path, "old").expect("written");
        let full_disk = |file: &mut File| {
            file.write_all(b"ne")?;
            Err(io::Error::from(io::ErrorKind::StorageFull))
        };
        let error = replace_by(&path, b"new", None, full_disk).expect_err("the disk is full");
        assert!(error.to_string().contains("check that there is room"), "{error}");
        assert_eq!(fs::read(&path).expect("still there"), b"old");
        assert_eq!(names(folder.path()), ["map.boardwalk"]);
    }

    #[test]
    fn a_disk_that_keeps_something_else_is_noticed_before_the_old_file_is_gone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.boardwalk");
        fs::write(&path, "old").expect("written");
        let lying_disk = |file: &mut File| file.write_all(b"nex");
        assert!(matches!(replace_by(&path, b"new", None, lying_disk), Err(SaveError::NotKept(_))));
        assert_eq!(fs::read(&path).expect("still there"), b"old");
        assert_eq!(names(folder.path()), ["map.boardwalk"]);
    }
}
