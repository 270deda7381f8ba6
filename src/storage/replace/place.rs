//! The last step of a save: the new file takes its place, and what another program has put there in the last moment comes
//! out whole.
//!
//! What a call says of itself is not all: a rename over a network may be told as failed and yet be done. So what came of it
//! is judged by what lies there afterwards.

use std::fs::File;
use std::io;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use tempfile::{NamedTempFile, TempPath};

use super::{Over, Replacing, Way, there};
use crate::exchange::boardwalk_file::MOST_BYTES;
use crate::storage::failure::{Call, SaveError};
use crate::storage::{leftovers, read_at_most, system};

/// How often a rename is tried: on Windows a virus scanner or an indexer may hold the file for a moment.
const RENAMES: u32 = 6;

/// What came of having two files change places.
enum Exchange {
    /// The new file is in its place; with what another program had put there meanwhile, if it did, and where that is now.
    Done(Option<PathBuf>),
    /// The new file is where it was, for that reason.
    Not(TempPath, io::Error),
}

impl<W: Way> Replacing<'_, W> {
    /// Puts the new file in the place of the one that holds what was found there. What another program had put there
    /// meanwhile is put back, or lies beside it, where that cannot be done any more.
    pub(super) fn place(
        &self,
        temporary: NamedTempFile,
        mut found: Option<&[u8]>,
        over: Over<'_>,
    ) -> Result<Option<PathBuf>, SaveError> {
        let (file, mut temporary) = temporary.into_parts();
        let mut replaces = found.is_some() || over == Over::Anything && self.was_there == Some(true);
        if let Some(held) = found.filter(|_| system::CAN_EXCHANGE) {
            match self.exchange(temporary, held)? {
                Exchange::Done(beside) => return Ok(beside),
                Exchange::Not(same, error) => {
                    let is_gone = matches!(self.now(), Ok(None));
                    if is_gone {
                        (found, replaces) = (None, false);
                    } else if error.kind() != io::ErrorKind::Unsupported {
                        return self.judge(error, found, replaces, over).map(|()| None);
                    }
                    temporary = same;
                }
            }
        }
        // Not every system moves a file that is open.
        drop(file);
        let put = || if replaces { rename(temporary, &self.target) } else { name_anew(temporary, &self.target) };
        match self.way.make(Call::Place, put) {
            Ok(()) => Ok(None),
            Err(error) => self.judge(error, found, replaces, over).map(|()| None),
        }
    }

    fn exchange(&self, temporary: TempPath, found: &[u8]) -> Result<Exchange, SaveError> {
        let temporary = self.make(Call::Place, || leftovers::about_to_be_exchanged(temporary, &self.target))?;
        // What comes out is not left behind by anybody: it is locked like what goes in.
        let old = File::open(&self.target);
        let _locked = old.as_ref().map(File::try_lock_shared);
        let done = self.way.make(Call::Place, || system::exchange(&temporary, &self.target));
        let look = || read_at_most(&temporary, MOST_BYTES + 1);
        // Too much hangs on it for one try.
        match (look().or_else(|_| look()), done) {
            (Ok(out), done) if out == self.bytes => Ok(match done {
                // What was there is what is there now.
                Ok(()) => Exchange::Done(None),
                Err(error) => Exchange::Not(temporary, error),
            }),
            (Ok(out), _) if out == found => Ok(Exchange::Done(None)),
            (Ok(_), _) => self.give_back(temporary).map(Exchange::Done),
            (Err(error), _) => {
                // It may be another program's: it stays.
                drop(temporary.keep());
                Err(SaveError::Uncertain { path: self.path.to_owned(), failure: self.failure(Call::Place, error) })
            }
        }
    }

    /// Puts back what another program had put there in the last moment.
    fn give_back(&self, temporary: TempPath) -> Result<Option<PathBuf>, SaveError> {
        // Whether it is done shows in what lies there.
        drop(self.way.make(Call::Place, || system::exchange(&temporary, &self.target)));
        if read_at_most(&temporary, MOST_BYTES + 1).is_ok_and(|out| out == self.bytes) {
            return Err(SaveError::ChangedOnDisk(self.path.to_owned()));
        }
        let beside = leftovers::put_beside(temporary, &self.target);
        match self.now() {
            Ok(Some(now)) if now == self.bytes => Ok(Some(beside)),
            _ => Err(SaveError::ChangedOnDisk(self.path.to_owned())),
        }
    }

    /// What came of a call that is told as failed, by what lies there now.
    fn judge(&self, error: io::Error, found: Option<&[u8]>, replaces: bool, over: Over<'_>) -> Result<(), SaveError> {
        let path = self.path.to_owned();
        match self.now() {
            Ok(Some(now)) if now == self.bytes => Ok(()),
            Ok(now) if now.as_deref() == found => Err(self.unwritable(Call::Place, error)),
            _ if !replaces && error.kind() == io::ErrorKind::AlreadyExists => Err(match over {
                Over::Opened(_) => SaveError::ChangedOnDisk(path),
                Over::Nothing | Over::Anything => SaveError::IsThere(path),
            }),
            _ => Err(SaveError::Uncertain { path, failure: self.failure(Call::Place, error) }),
        }
    }

    fn now(&self) -> io::Result<Option<Vec<u8>>> {
        there(read_at_most(&self.target, MOST_BYTES + 1))
    }
}

fn rename(mut temporary: TempPath, target: &std::path::Path) -> io::Result<()> {
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

/// Gives it a name that nothing has.
fn name_anew(temporary: TempPath, target: &std::path::Path) -> io::Result<()> {
    match temporary.persist_noclobber(target) {
        Err(failed) if failed.error.kind() != io::ErrorKind::AlreadyExists && !target.exists() => {
            // Not every disk can do that.
            rename(failed.path, target)
        }
        done => done.map_err(|failed| failed.error),
    }
}
