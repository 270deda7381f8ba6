//! What goes wrong on the way to the disk, in plain words: what could not be done, in which folder, why, and what is there
//! now.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::system::Loss;
use super::{absolute, folder_in_words};
use crate::model::words::list;

/// What a save asks of the disk, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// To tell what is there.
    Look,
    /// A new file beside it.
    Create,
    /// The rights of the old file for the new one.
    Dress,
    /// To take the bytes.
    Write,
    /// To have them safely.
    Flush,
    /// To give them back.
    ReadBack,
    /// To give what is in the file just before it is replaced.
    Compare,
    /// To put the new file into its place.
    Place,
    /// To have the new name safely.
    FlushFolder,
    /// To tell what is there after all.
    LookAgain,
}

impl Call {
    /// What could not be done, up to the name of the folder.
    fn words(self) -> &'static str {
        match self {
            Self::Look => "look at the file in",
            Self::Create => "make a new file in",
            Self::Dress => "give the new file the rights of the old one in",
            Self::Write => "write into",
            Self::Flush => "have the disk keep what was written into",
            Self::ReadBack => "read back what was written into",
            Self::Compare => "read what the file holds now in",
            Self::Place => "put the new file into its place in",
            Self::FlushFolder => "have the disk keep the name of the new file in",
            Self::LookAgain => "look at the new file in",
        }
    }
}

/// A call that failed.
#[derive(Debug)]
pub struct Failure {
    /// What could not be done.
    pub call: Call,
    /// Where.
    pub folder: PathBuf,
    /// What the system says.
    pub error: io::Error,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "could not {} the folder {}: {}", self.call.words(), named(&self.folder), cause(&self.error))
    }
}

impl Failure {
    /// What can be done about it.
    fn advice(&self) -> &'static str {
        match self.error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "make room there, or save elsewhere",
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem | ErrorKind::FileTooLarge => "save elsewhere",
            _ => "save again, or save elsewhere",
        }
    }
}

/// Why the system did not do something, in plain words.
pub fn cause(error: &io::Error) -> String {
    use ErrorKind::{
        AlreadyExists, ConnectionAborted, ConnectionReset, ExecutableFileBusy, FileTooLarge, HostUnreachable,
        Interrupted, InvalidFilename, NetworkDown, NetworkUnreachable, NotADirectory, NotConnected, NotFound,
        OutOfMemory, PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, ResourceBusy, StaleNetworkFileHandle,
        StorageFull, TimedOut, Unsupported, WouldBlock,
    };
    /// What there is no kind for, by its number on Linux and macOS: a fault of the disk.
    const FAULT: i32 = 5;
    /// Too many files are open in this program, or in all of them.
    const TOO_MANY: [i32; 2] = [24, 23];
    let words = match error.kind() {
        StorageFull => "there is no room left on the disk",
        QuotaExceeded => "your share of the disk is used up",
        FileTooLarge => "the disk takes no file of that size",
        ReadOnlyFilesystem => "the disk can only be read",
        PermissionDenied => "the system does not allow it",
        NotFound => "it is not there any more",
        NotADirectory => "it is no folder",
        AlreadyExists => "something of that name is there already",
        InvalidFilename => "the disk takes no such name; it may be too long",
        StaleNetworkFileHandle | NotConnected | ConnectionReset | ConnectionAborted => {
            "the network share has gone away"
        }
        TimedOut | HostUnreachable | NetworkUnreachable | NetworkDown => "the network share does not answer",
        ResourceBusy | ExecutableFileBusy | WouldBlock => "another program is using it",
        Interrupted => "it was interrupted",
        OutOfMemory => "there is no memory left",
        Unsupported => "the disk knows no such thing",
        _ if error.raw_os_error() == Some(FAULT) => "the disk, or the way to it, has a fault",
        _ if error.raw_os_error().is_some_and(|number| TOO_MANY.contains(&number)) => "too many files are open",
        _ => return format!("the system says: {error}"),
    };
    words.to_owned()
}

/// The failure to make a folder in which the program keeps what is its own.
pub(super) fn no_folder(folder: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("could not make the folder {}: {}", named(folder), cause(error)))
}

fn named(folder: &Path) -> String {
    folder_in_words(&absolute(folder))
}

/// Why a map was not saved. Unless it says otherwise, the file is then as it was before.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// Another program has written the file since it was opened.
    #[error(
        "{}: another program has changed this file since it was opened; save under another name, or open it again to see what changed", .0.display()
    )]
    ChangedOnDisk(PathBuf),
    /// A file of that name has come meanwhile.
    #[error("{}: a file of that name is there already; save under another name", .0.display())]
    IsThere(PathBuf),
    /// The file must not change.
    #[error("{}: this file is write-protected; save under another name", .0.display())]
    Protected(PathBuf),
    /// There is a folder, a device or the like of that name.
    #[error("{}: this is no ordinary file; save under another name", .0.display())]
    NoFile(PathBuf),
    /// The folder is not there.
    #[error("{}: the folder is not there; choose another one", .0.display())]
    NoFolder(PathBuf),
    /// Saving would take something from the file that cannot be given to the new one, to which nobody has agreed.
    #[error("{}: {}; save under another name to leave it as it is", .path.display(), losses_in_words(.losses))]
    WouldLose {
        /// The file.
        path: PathBuf,
        /// What would be lost.
        losses: Vec<Loss>,
    },
    /// The disk does not do something.
    #[error("{}: {failure}; {}; {}", .path.display(), left(*.was_there), failure.advice())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Whether there was one before, as far as that is known.
        was_there: Option<bool>,
        /// What it does not do.
        failure: Failure,
    },
    /// What the disk gives back is not what was written.
    #[error("{}: the disk gives back something else than was written; {}; save to another disk", .path.display(), left(*.was_there))]
    NotKept {
        /// The file.
        path: PathBuf,
        /// Whether there was one before, as far as that is known.
        was_there: Option<bool>,
    },
    /// The disk failed so that nobody knows what came of it.
    #[error(
        "{}: {failure}; whether the file is the old one or the new one is not certain; your work is still open here: save it under another name", .path.display()
    )]
    Uncertain {
        /// The file.
        path: PathBuf,
        /// What failed.
        failure: Failure,
    },
}

impl SaveError {
    /// The failure alone, for files of which people do not know that they are there.
    pub(super) fn of_own_file(self) -> io::Error {
        match self {
            Self::Unwritable { failure, .. } | Self::Uncertain { failure, .. } => {
                io::Error::new(failure.error.kind(), failure.to_string())
            }
            other => io::Error::other(other),
        }
    }
}

/// What would be lost, as a sentence without its end.
pub fn losses_in_words(losses: &[Loss]) -> String {
    let words: Vec<&str> = losses.iter().map(|loss| loss.words()).collect();
    format!("saving would {}", list(&words, words.len()))
}

/// What was lost, as a sentence without its end.
pub fn lost_in_words(losses: &[Loss]) -> String {
    let words: Vec<&str> = losses.iter().map(|loss| loss.words_after()).collect();
    format!("replacing the file {}", list(&words, words.len()))
}

fn left(was_there: Option<bool>) -> &'static str {
    match was_there {
        Some(true) => "the file is as it was",
        Some(false) => "there is no new file",
        None => "nothing was changed there",
    }
}

/// What is not certain of a map that was saved: the file holds it now.
#[derive(Debug, thiserror::Error)]
pub enum Doubt {
    /// The disk has not said that it keeps the file under its name.
    #[error(
        "{}: the file holds the map now, but this is not certain to outlast a power cut: {failure}; save again, or save a copy elsewhere", .path.display()
    )]
    MayNotLast {
        /// The file.
        path: PathBuf,
        /// What failed.
        failure: Failure,
    },
    /// It was put into its place, but cannot be read there, or is another already.
    #[error(
        "{}: the map was written and put into its place, but what is there now cannot be told: {failure}; save again, or save a copy elsewhere", .path.display()
    )]
    Unseen {
        /// The file.
        path: PathBuf,
        /// What failed.
        failure: Failure,
    },
}
