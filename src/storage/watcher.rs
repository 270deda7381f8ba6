//! The watcher: sees on a thread of its own what other programs do to a file and put beside it. It hears of that from the
//! system at once, and looks every two seconds all the same: network shares and some other disks tell nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant, SystemTime};

use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::{MOST_BYTES, beside, read_at_most};
use crate::document::Stamp;

/// How often it looks, whatever it hears.
const EVERY: Duration = Duration::from_secs(2);
/// For how long nothing is to happen before it looks: a program that saves does several things in turn.
const QUIET: Duration = Duration::from_millis(150);
/// For how long it waits at most for that.
const LONGEST: Duration = Duration::from_secs(1);
/// How young a change of a folder is that another may follow without a trace: some disks know the time to two seconds.
const YOUNG: Duration = Duration::from_secs(5);

/// What a file is beside what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// The same.
    Same,
    /// Something else: the hash of it.
    Changed([u8; 32]),
    /// There is no such file any more.
    Gone,
    /// The same, but there.
    Moved(PathBuf),
}

impl Found {
    /// What a file is now beside the one of the stamp.
    pub fn of(path: &Path, stamp: &Stamp) -> Self {
        look(path, stamp, &mut None, None)
    }
}

/// What is known of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The file.
    pub path: PathBuf,
    /// What it is now.
    pub found: Found,
    /// Other versions of it that sync programs have put beside it.
    pub copies: Vec<PathBuf>,
}

enum Word {
    /// That file is to be watched.
    Watch(PathBuf, Stamp),
    /// Something happened to it, or to what is called alike.
    Stirred,
    /// Nobody wants to know any more.
    End,
}

/// Looks after one file at a time. Dropping it ends that.
pub struct Watcher {
    words: Sender<Word>,
    news: Receiver<News>,
}

impl Watcher {
    /// A watcher of nothing yet. Whoever waits is woken when there is something new to be heard.
    pub fn new(wake: impl Fn() + Send + 'static) -> Self {
        let (words, received) = channel();
        let (sender, news) = channel();
        let from = words.clone();
        std::thread::spawn(move || work(&received, &from, &sender, wake));
        Self { words, news }
    }

    /// Watches this file from now on, and says at once what it is.
    pub fn watch(&self, path: PathBuf, stamp: Stamp) {
        // The thread ends only when it is told to.
        self.words.send(Word::Watch(path, stamp)).ok();
    }

    /// What was found since this was last asked, the latest last.
    pub fn news(&self) -> impl Iterator<Item = News> + '_ {
        self.news.try_iter()
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.words.send(Word::End).ok();
    }
}

fn work(words: &Receiver<Word>, from: &Sender<Word>, news: &Sender<News>, wake: impl Fn()) {
    let mut watched: Option<Watched> = None;
    loop {
        let (word, has_stirred) = next(words, watched.is_some());
        match word {
            Some(Word::Watch(path, stamp)) => watched = Some(Watched::new(path, stamp, from)),
            Some(Word::End) => return,
            Some(Word::Stirred) | None => {}
        }
        let Some(watched) = &mut watched else { continue };
        if let Some(found) = watched.look(has_stirred) {
            if news.send(found).is_err() {
                return;
            }
            wake();
        }
    }
}

/// The next word once it is quiet, or none after a while; and whether something has stirred.
fn next(words: &Receiver<Word>, is_watching: bool) -> (Option<Word>, bool) {
    let most = if is_watching { EVERY } else { Duration::MAX };
    let first = match words.recv_timeout(most) {
        Ok(Word::Stirred) => Instant::now(),
        Ok(other) => return (Some(other), true),
        Err(RecvTimeoutError::Timeout) => return (None, false),
        Err(RecvTimeoutError::Disconnected) => return (Some(Word::End), false),
    };
    while first.elapsed() < LONGEST {
        match words.recv_timeout(QUIET) {
            Ok(Word::Stirred) => {}
            Ok(other) => return (Some(other), true),
            Err(_) => break,
        }
    }
    (None, true)
}

/// What was seen of a file the last time, so that it is read again only when that is another.
type Looks = Option<(u64, Option<SystemTime>)>;

/// A file that is looked after.
struct Watched {
    path: PathBuf,
    stamp: Stamp,
    looks: Looks,
    told: Option<News>,
    copies: Vec<PathBuf>,
    /// When the folder was last changed, as it was listed.
    listed: Option<SystemTime>,
    /// Hears from the system, where that tells anything.
    _events: Option<RecommendedWatcher>,
}

impl Watched {
    fn new(path: PathBuf, stamp: Stamp, words: &Sender<Word>) -> Self {
        let events = events(&path, words.clone());
        Self { path, stamp, looks: None, told: None, copies: Vec::new(), listed: None, _events: events }
    }

    /// What there is to be told.
    fn look(&mut self, has_stirred: bool) -> Option<News> {
        let is_new = self.has_folder_changed() || has_stirred || self.told.is_none();
        let told = self.told.as_ref().map(|told| &told.found);
        let mut found = look(&self.path, &self.stamp, &mut self.looks, told);
        if found == Found::Gone {
            if !matches!(told, Some(Found::Gone | Found::Moved(_))) {
                // Some programs save by taking the old file away first.
                std::thread::sleep(QUIET);
                found = look(&self.path, &self.stamp, &mut self.looks, told);
            }
            found = match (found, told) {
                (Found::Gone, Some(before @ (Found::Gone | Found::Moved(_)))) if !is_new => before.clone(),
                (Found::Gone, _) => beside::where_it_went(&self.path, &self.stamp).map_or(Found::Gone, Found::Moved),
                (found, _) => found,
            };
        }
        if is_new {
            self.copies = beside::conflict_copies(&self.path, &self.stamp.hash);
        }
        let news = News { path: self.path.clone(), found, copies: self.copies.clone() };
        let is_told = self.told.as_ref() == Some(&news);
        self.told = Some(news.clone());
        (!is_told).then_some(news)
    }

    /// Whether something may have come into the folder, or gone.
    fn has_folder_changed(&mut self) -> bool {
        let about = self.path.parent().and_then(|folder| fs::metadata(folder).ok());
        let changed = about.and_then(|about| about.modified().ok());
        let is_young = changed.is_some_and(|at| at.elapsed().map_or(true, |since| since < YOUNG));
        std::mem::replace(&mut self.listed, changed) != changed || is_young
    }
}

/// Has the system tell what happens to a file, and to those beside it that are called alike. A file that is replaced by
/// another is another to most systems: so its folder is watched.
fn events(path: &Path, words: Sender<Word>) -> Option<RecommendedWatcher> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let stem = path.file_stem()?.to_owned();
    let is_about_it = move |event: notify::Event| {
        let is_alike = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default().as_encoded_bytes();
            name.starts_with(stem.as_encoded_bytes())
        };
        // Whoever only looks changes nothing, and this program looks itself.
        !matches!(event.kind, EventKind::Access(_)) && (event.paths.is_empty() || event.paths.iter().any(is_alike))
    };
    let heard = move |event: notify::Result<notify::Event>| {
        if event.map_or(true, &is_about_it) {
            words.send(Word::Stirred).ok();
        }
    };
    let mut events = notify::recommended_watcher(heard).ok()?;
    events.watch(path.parent()?, RecursiveMode::NonRecursive).ok()?;
    Some(events)
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

    /// A file that is watched, in a folder of its own.
    fn watched() -> (tempfile::TempDir, PathBuf, Watcher) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.boardwalk");
        fs::write(&path, "one").expect("written");
        let was = stamp(b"one", &fs::metadata(&path).expect("a file"));
        let watcher = Watcher::new(|| ());
        watcher.watch(path.clone(), was);
        assert_eq!(next(&watcher), News { path: path.clone(), found: Found::Same, copies: Vec::new() });
        (folder, path, watcher)
    }

    fn next(watcher: &Watcher) -> News {
        watcher.news.recv_timeout(Duration::from_secs(20)).expect("something")
    }

    #[test]
    fn what_another_program_does_to_a_file_is_noticed() {
        let (folder, path, watcher) = watched();
        fs::write(&path, "another").expect("written");
        assert_eq!(next(&watcher).found, Found::Changed(*blake3::hash(b"another").as_bytes()));
        fs::remove_file(&path).expect("removed");
        assert_eq!(next(&watcher).found, Found::Gone);
        fs::write(&path, "one").expect("written");
        assert_eq!(next(&watcher).found, Found::Same, "it is what it was, if later");
        // As most programs save: another file takes its place.
        let other = folder.path().join("other");
        fs::write(&other, "another").expect("written");
        fs::rename(other, &path).expect("renamed");
        assert_eq!(next(&watcher).found, Found::Changed(*blake3::hash(b"another").as_bytes()));
    }

    #[test]
    fn where_a_file_went_is_told() {
        for place in ["new name.boardwalk", "archive/map.boardwalk"] {
            let (folder, path, watcher) = watched();
            fs::create_dir(folder.path().join("archive")).expect("a folder");
            let there = folder.path().join(place);
            fs::rename(&path, &there).expect("moved");
            assert_eq!(next(&watcher).found, Found::Moved(there.clone()));
            fs::rename(&there, &path).expect("moved");
            assert_eq!(next(&watcher).found, Found::Same);
        }
    }

    #[test]
    fn what_a_sync_program_puts_beside_a_file_is_told_until_it_is_gone() {
        let (folder, _, watcher) = watched();
        let copy = folder.path().join("map (Jo's conflicted copy 2026-11-30).boardwalk");
        fs::write(&copy, "two").expect("written");
        let news = next(&watcher);
        assert_eq!((news.found, news.copies), (Found::Same, vec![copy.clone()]));
        fs::remove_file(copy).expect("removed");
        assert_eq!(next(&watcher).copies, Vec::<PathBuf>::new());
    }

    #[test]
    fn looking_every_two_seconds_is_enough_where_the_system_tells_nothing() {
        let (folder, path, _) = watched();
        let was = stamp(b"one", &fs::metadata(&path).expect("a file"));
        let (silent, _) = channel();
        let mut watched = Watched { _events: None, ..Watched::new(path.clone(), was, &silent) };
        assert!(watched.look(false).is_some() && watched.look(false).is_none());
        fs::write(folder.path().join("map.sync-conflict-20261130-041502-ABCDEFG.boardwalk"), "two").expect("written");
        assert_eq!(watched.look(false).map(|news| news.copies.len()), Some(1));
        fs::rename(&path, folder.path().join("other.boardwalk")).expect("renamed");
        let news = watched.look(false).expect("it is gone");
        assert_eq!(news.found, Found::Moved(folder.path().join("other.boardwalk")));
    }
}
