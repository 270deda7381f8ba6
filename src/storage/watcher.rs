//! The watcher: looks every second, on a thread of its own, whether another program has changed or taken away a file. Looking
//! is slower to notice than the system's own events, but works on every disk, network shares as well.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, SystemTime};

use super::{MOST_BYTES, read_at_most};
use crate::document::Stamp;

/// How often it looks.
const EVERY: Duration = Duration::from_secs(1);

/// What a file is beside what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The same.
    Same,
    /// Something else: the hash of it.
    Changed([u8; 32]),
    /// There is no such file any more.
    Gone,
}

impl Found {
    /// What a file is now beside the one of the stamp.
    pub fn of(path: &Path, stamp: &Stamp) -> Self {
        look(path, stamp, &mut None, None)
    }
}

/// Looks after one file at a time. Dropping it ends that.
pub struct Watcher {
    targets: Sender<(PathBuf, Stamp)>,
    found: Receiver<(PathBuf, Found)>,
}

impl Watcher {
    /// A watcher of nothing yet. Whoever waits is woken when there is something new to be heard.
    pub fn new(wake: impl Fn() + Send + 'static) -> Self {
        let (targets, received) = channel();
        let (sender, found) = channel();
        std::thread::spawn(move || work(&received, &sender, wake));
        Self { targets, found }
    }

    /// Watches this file from now on, and says at once what it is.
    pub fn watch(&self, path: PathBuf, stamp: Stamp) {
        // The thread ends only when the sender does.
        self.targets.send((path, stamp)).ok();
    }

    /// What was found since this was last asked, the latest last.
    pub fn found(&self) -> impl Iterator<Item = (PathBuf, Found)> + '_ {
        self.found.try_iter()
    }
}

/// What was seen of a file the last time, so that it is read again only when that is another.
type Looks = Option<(u64, Option<SystemTime>)>;

fn work(targets: &Receiver<(PathBuf, Stamp)>, found: &Sender<(PathBuf, Found)>, wake: impl Fn()) {
    let Ok((mut path, mut stamp)) = targets.recv() else { return };
    let (mut told, mut looks): (Option<Found>, Looks) = (None, None);
    loop {
        let now = look(&path, &stamp, &mut looks, told.as_ref());
        if told.as_ref() != Some(&now) {
            told = Some(now.clone());
            if found.send((path.clone(), now)).is_err() {
                return;
            }
            wake();
        }
        match targets.recv_timeout(EVERY) {
            Ok(target) => {
                ((path, stamp), told, looks) = (target, None, None);
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// What the file is now. One that cannot be read just now counts as it did before.
fn look(path: &Path, stamp: &Stamp, looks: &mut Looks, told: Option<&Found>) -> Found {
    let before = || told.cloned().unwrap_or(Found::Same);
    let about = match fs::metadata(path) {
        Ok(about) => about,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            *looks = None;
            return Found::Gone;
        }
        Err(_) => return before(),
    };
    let now = (about.len(), about.modified().ok());
    if now == (stamp.length, stamp.modified) {
        *looks = None;
        return Found::Same;
    }
    if *looks == Some(now) {
        return before();
    }
    let Ok(bytes) = read_at_most(path, MOST_BYTES + 1) else { return before() };
    *looks = Some(now);
    let hash = *blake3::hash(&bytes).as_bytes();
    if hash == stamp.hash { Found::Same } else { Found::Changed(hash) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::stamp;

    #[test]
    fn what_another_program_does_to_a_file_is_noticed_within_seconds() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.boardwalk");
        fs::write(&path, "one").expect("written");
        let was = stamp(b"one", &fs::metadata(&path).expect("a file"));
        let watcher = Watcher::new(|| ());
        watcher.watch(path.clone(), was);
        let next = || watcher.found.recv_timeout(Duration::from_secs(10)).expect("something").1;
        assert_eq!(next(), Found::Same);
        fs::write(&path, "another").expect("written");
        assert_eq!(next(), Found::Changed(*blake3::hash(b"another").as_bytes()));
        fs::remove_file(&path).expect("removed");
        assert_eq!(next(), Found::Gone);
        fs::write(&path, "one").expect("written");
        assert_eq!(next(), Found::Same, "it is what it was, if later");
    }
}
