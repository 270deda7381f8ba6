//! The disk behind the open map: what other programs do to its file meanwhile.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Errand;
use crate::document::{Document, Stamp};
use crate::editing::describe::differences_between;
use crate::session::Session;
use crate::session::file_acts::{Difference, FileQuestion};
use crate::session::task::Wake;
use crate::storage;
use crate::storage::watcher::{Found, News, Watcher};

/// Why a file could not be compared, and what is to be asked again.
pub(super) type Uncompared = (String, Option<Box<FileQuestion>>);

/// What is known of the file behind the open map.
#[derive(Default)]
pub(super) struct Disk {
    watcher: Option<Watcher>,
    /// The file that is watched, by its path and what it was.
    watched: Option<(PathBuf, Stamp)>,
    /// What it is now, once that is known.
    now: Option<News>,
    /// What people have said that they will live with.
    left: Option<Found>,
    left_copies: BTreeSet<PathBuf>,
}

impl Disk {
    /// Whether what has become of the file is still to be heard.
    pub(super) fn is_looking(&self) -> bool {
        self.watched.is_some() && self.now.is_none()
    }

    /// Has the file looked at without waiting for the next second.
    pub(super) fn look_now(&mut self) {
        self.watched = None;
    }

    fn follow(&mut self, document: &Document, wake: &Wake) {
        let wanted = document.path().zip(document.stamp());
        let is_watched = match (&self.watched, wanted) {
            (Some((path, stamp)), Some(wanted)) => (path.as_path(), stamp) == wanted,
            (watched, wanted) => watched.is_none() && wanted.is_none(),
        };
        if !is_watched {
            self.watched = wanted.map(|(path, stamp)| (path.to_owned(), stamp.clone()));
            self.now = None;
            if let Some((path, stamp)) = self.watched.clone() {
                let wake = Arc::clone(wake);
                self.watcher.get_or_insert_with(|| Watcher::new(move || wake())).watch(path, stamp);
            }
        }
        let Some((watched, stamp)) = &self.watched else { return };
        let news = self.watcher.iter().flat_map(Watcher::news);
        if let Some(mut news) = news.filter(|news| news.path == *watched).last() {
            if news.found == Found::Changed(stamp.hash) {
                // Looked at before it was known that what is there is what was written here.
                news.found = Found::Same;
            }
            self.left.take_if(|left| *left != news.found);
            self.now = Some(news);
        }
    }
}

impl Session {
    /// Looks, when people come back to the window, whether another program has changed the file meanwhile.
    pub fn notice_change_on_disk(&mut self) {
        self.files.disk.look_now();
    }

    /// What another program has done to the file of the open map, if that is to be told; not while it is being written.
    pub fn change_on_disk(&self) -> Option<(&Path, &Found)> {
        let now = self.files.disk.now.as_ref().map(|news| &news.found).filter(|now| **now != Found::Same)?;
        let is_told = self.files.writing.is_none() && self.files.disk.left.as_ref() != Some(now);
        self.document.path().filter(|_| is_told).map(|path| (path, now))
    }

    /// Another version that a sync program has put beside the file of the open map, if that is to be told.
    pub fn copy_beside(&self) -> Option<&Path> {
        let disk = &self.files.disk;
        let copies = disk.now.iter().flat_map(|news| &news.copies);
        copies.map(PathBuf::as_path).find(|copy| !disk.left_copies.contains(*copy))
    }

    pub(super) fn follow_disk(&mut self) {
        self.files.disk.follow(&self.document, &self.wake);
    }

    /// Keeps the open map as it is, whatever the file is now; saving still asks.
    pub(super) fn leave_change(&mut self) {
        self.files.disk.left = self.files.disk.now.as_ref().map(|news| news.found.clone());
    }

    /// Leaves another version beside the file of the open map as it is.
    pub(super) fn leave_copy(&mut self, path: PathBuf) {
        self.files.disk.left_copies.insert(path);
    }

    /// Goes on with the file of the open map where it was moved to.
    pub(super) fn go_on_in(&mut self, path: PathBuf) {
        self.files.recent.remember(&path);
        if let Some(before) = self.document.path().map(Path::to_owned) {
            let (home, after) = (self.files.home.clone(), path.clone());
            let words = "Taking the earlier versions along";
            self.files.run(&self.wake, words, move || Errand::Versions(home.carry_versions(&before, &after)));
        }
        self.document.mark_moved(path);
        self.files.keep_for_recovery(&self.document);
    }

    /// Finds out what is another in the file than in the open map, before a question is asked again.
    pub(super) fn compare_with_file(&mut self, again: Option<Box<FileQuestion>>) {
        if let Some(path) = self.document.path().map(Path::to_owned) {
            self.compare_with(path, false, again);
        }
    }

    /// Finds out what is another in a file than in the open map.
    pub(super) fn compare_with(&mut self, path: PathBuf, is_beside: bool, again: Option<Box<FileQuestion>>) {
        let (mine, map_number) = (Arc::clone(self.document.baseline()), self.files.maps_opened);
        self.files.run(&self.wake, "Comparing the two maps", move || {
            let compared = match storage::open(&path) {
                Ok(opened) => Ok(Difference { path, is_beside, lines: differences_between(&mine, &opened.map), again }),
                Err(error) => Err((error.to_string(), again)),
            };
            Errand::Compared(map_number, compared)
        });
    }

    pub(super) fn tell_difference(&mut self, compared: Result<Difference, Uncompared>) {
        match compared {
            Ok(difference) => self.files.questions.push(FileQuestion::Difference(difference)),
            Err((why, again)) => {
                self.files.questions.extend(again.map(|question| *question));
                self.files.fail("The file cannot be compared", why);
            }
        }
    }
}
