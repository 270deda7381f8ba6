//! Replacing a file so that at each moment either the old one or the new one is whole on the disk, and so that nothing is
//! lost that another program puts there meanwhile.

mod place;
#[cfg(test)]
mod tests;

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::failure::{Call, Doubt, Failure, SaveError};
use super::system::{self, Rights};
use super::{leftovers, private_folder, read_at_most, stamp};
use crate::document::Stamp;
use crate::exchange::boardwalk_file::MOST_BYTES;

/// What a file may be written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over<'a> {
    /// The file of that stamp, or nothing.
    Opened(&'a Stamp),
    /// Nothing.
    Nothing,
    /// Whatever is there: people have agreed to it.
    Anything,
}

/// How a file is to be written.
#[derive(Debug, Clone, Copy)]
pub struct Terms<'a> {
    /// What it may be written over.
    pub over: Over<'a>,
    /// The file that the map is in so far: who may not use that one may not use a new one either.
    pub like: Option<&'a Path>,
    /// Whether people know what the file loses by it, and want it saved all the same.
    pub accepts_losses: bool,
    /// Whether nobody but the user may use it, whatever it was.
    pub is_private: bool,
}

impl<'a> Terms<'a> {
    /// For a copy of what the map in that file was, over nothing: whoever may not use that file may not use the copy, and if
    /// there is none any more, nobody but the user may.
    pub fn copy_of(map: &'a Path) -> Self {
        Self { like: Some(map), is_private: !map.exists(), ..Over::Nothing.into() }
    }

    /// For what is made of the map in that file: whoever may not use the map may not use that either.
    pub fn made_of(map: Option<&'a Path>, over: Over<'a>) -> Self {
        Self { like: map, ..over.into() }
    }
}

impl<'a> From<Over<'a>> for Terms<'a> {
    fn from(over: Over<'a>) -> Self {
        Self { over, like: None, accepts_losses: false, is_private: false }
    }
}

impl<'a> From<Option<&'a Stamp>> for Terms<'a> {
    fn from(expected: Option<&'a Stamp>) -> Self {
        expected.map_or(Over::Anything, Over::Opened).into()
    }
}

/// A file that was saved.
#[derive(Debug)]
pub struct Saved {
    /// What it is now.
    pub stamp: Stamp,
    /// What is not certain of it.
    pub doubt: Option<Doubt>,
    /// What another program had put into its place meanwhile, where that lies now.
    pub beside: Option<PathBuf>,
    /// What it was written over.
    pub replaced: Option<Vec<u8>>,
}

/// Writes the bytes beside the file, and puts them in its place when they are safely on the disk.
pub(super) fn replace(path: &Path, bytes: &[u8], terms: Terms<'_>) -> Result<Saved, SaveError> {
    replace_by(path, bytes, terms, &Straight)
}

/// The same for a file in which the program keeps what is its own, which is nobody else's business.
pub(super) fn keep(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    private_folder(folder)?;
    let terms = Terms { is_private: true, ..Over::Anything.into() };
    replace(&folder.join(name), bytes, terms).map(drop).map_err(SaveError::of_own_file)
}

/// How calls reach the disk, so that tests can put a fault in the way of each.
trait Way {
    fn make<T>(&self, call: Call, real: impl FnOnce() -> io::Result<T>) -> io::Result<T>;
}

struct Straight;

impl Way for Straight {
    fn make<T>(&self, _: Call, real: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        real()
    }
}

/// A file on its way to be replaced.
struct Replacing<'a, W> {
    path: &'a Path,
    /// The file itself, where the path names a link to it.
    target: PathBuf,
    folder: PathBuf,
    bytes: &'a [u8],
    /// Whether there is one so far, once that is known.
    was_there: Option<bool>,
    way: &'a W,
}

fn replace_by<W: Way>(path: &Path, bytes: &[u8], terms: Terms<'_>, way: &W) -> Result<Saved, SaveError> {
    let mut replacing =
        Replacing { path, target: path.to_owned(), folder: folder_of(path).to_owned(), bytes, was_there: None, way };
    let old = replacing.look()?;
    if old.is_some() && terms.over == Over::Nothing {
        // Before it is told what that file would lose: people may not want it written over at all.
        return Err(SaveError::IsThere(path.to_owned()));
    }
    leftovers::clear(&replacing.folder);
    let temporary = replacing.write(old.is_some(), terms)?;
    let found = replacing.last_look(terms.over)?;
    let beside = replacing.place(temporary, found.as_deref(), terms.over)?;
    Ok(Saved { replaced: found, ..replacing.confirm(beside) })
}

impl<W: Way> Replacing<'_, W> {
    fn make<T>(&self, call: Call, real: impl FnOnce() -> io::Result<T>) -> Result<T, SaveError> {
        self.way.make(call, real).map_err(|error| self.unwritable(call, error))
    }

    fn failure(&self, call: Call, error: io::Error) -> Failure {
        Failure { call, folder: self.folder.clone(), error }
    }

    fn unwritable(&self, call: Call, error: io::Error) -> SaveError {
        let failure = self.failure(call, error);
        SaveError::Unwritable { path: self.path.to_owned(), was_there: self.was_there, failure }
    }

    /// Finds the file itself, and what is there.
    fn look(&mut self) -> Result<Option<Metadata>, SaveError> {
        let target = self.make(Call::Look, || resolve(self.path))?;
        folder_of(&target).clone_into(&mut self.folder);
        self.target = target;
        let old = self.make(Call::Look, || there(fs::metadata(&self.target)))?;
        match &old {
            Some(about) if !about.is_file() => return Err(SaveError::NoFile(self.path.to_owned())),
            Some(about) if about.permissions().readonly() => return Err(SaveError::Protected(self.path.to_owned())),
            None if !self.folder.is_dir() => return Err(SaveError::NoFolder(self.path.to_owned())),
            _ => self.was_there = Some(old.is_some()),
        }
        Ok(old)
    }

    /// A file beside the old one, with its rights, that holds the bytes for certain. It goes away by itself if it is not put
    /// into its place, and is locked for as long as this program works on it.
    fn write(&self, is_there: bool, terms: Terms<'_>) -> Result<NamedTempFile, SaveError> {
        let like = terms.like.and_then(|like| fs::metadata(like).ok());
        let rights = match &like {
            _ if is_there || terms.is_private => Rights::Private,
            Some(like) => Rights::AtMost(like),
            None => Rights::Usual,
        };
        let mut temporary = self.make(Call::Create, || leftovers::temporary_in(&self.folder, rights))?;
        if is_there && !terms.is_private {
            let losses = self.make(Call::Dress, || system::dress(temporary.as_file(), &self.target))?;
            if !losses.is_empty() && !terms.accepts_losses {
                return Err(SaveError::WouldLose { path: self.path.to_owned(), losses });
            }
        }
        self.make(Call::Write, || temporary.as_file_mut().write_all(self.bytes))?;
        self.make(Call::Flush, || temporary.as_file().sync_all())?;
        if self.make(Call::ReadBack, || read_back(temporary.as_file_mut()))? == self.bytes {
            Ok(temporary)
        } else {
            Err(SaveError::NotKept { path: self.path.to_owned(), was_there: self.was_there })
        }
    }

    /// What the file holds, as late as possible, unless it is what may not be written over.
    fn last_look(&self, over: Over<'_>) -> Result<Option<Vec<u8>>, SaveError> {
        let found = self.make(Call::Compare, || there(read_at_most(&self.target, MOST_BYTES + 1)));
        match (over, found) {
            (Over::Nothing, Ok(Some(_))) => Err(SaveError::IsThere(self.path.to_owned())),
            (Over::Opened(stamp), Ok(Some(found)))
                if *blake3::hash(&found).as_bytes() != stamp.hash && found != self.bytes =>
            {
                Err(SaveError::ChangedOnDisk(self.path.to_owned()))
            }
            // People have agreed to lose what nobody can read.
            (Over::Anything, Err(_)) => Ok(None),
            (_, found) => found,
        }
    }

    /// Has the disk keep the new name, and looks at what is there.
    fn confirm(&self, beside: Option<PathBuf>) -> Saved {
        let (path, hash) = (self.path.to_owned(), blake3::hash(self.bytes));
        let lasts = self.way.make(Call::FlushFolder, || sync_folder(&self.folder));
        let mut doubt =
            lasts.map_err(|error| Doubt::MayNotLast { path, failure: self.failure(Call::FlushFolder, error) }).err();
        let about = self.way.make(Call::LookAgain, || fs::metadata(&self.target));
        let found = about.and_then(|about| {
            // Another program may have written there meanwhile: then what it says of the file is not said of this one.
            let is_ours = self.way.make(Call::LookAgain, || fs::read(&self.target))? == self.bytes;
            Ok(is_ours.then(|| stamp(self.bytes, &about)))
        });
        let stamp = match found {
            Ok(Some(stamp)) => stamp,
            found => {
                if let Err(error) = found {
                    let failure = self.failure(Call::LookAgain, error);
                    doubt.get_or_insert(Doubt::Unseen { path: self.path.to_owned(), failure });
                }
                let has_mark = crate::exchange::boardwalk_file::has_mark(self.bytes);
                Stamp { length: self.bytes.len() as u64, modified: None, hash: *hash.as_bytes(), has_mark }
            }
        };
        Saved { stamp, doubt, beside, replaced: None }
    }
}

/// Nothing where there is none.
fn there<T>(found: io::Result<T>) -> io::Result<Option<T>> {
    match found {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        found => found.map(Some),
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
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

fn read_back(file: &mut File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Makes the new name last. Some file systems and all of Windows know no such thing for folders.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    use io::ErrorKind::{InvalidInput, PermissionDenied, Unsupported};
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error) if matches!(error.kind(), InvalidInput | PermissionDenied | Unsupported) => Ok(()),
        done => done,
    }
}
