//! Reading: from the wish to open a file to the map that takes the place of the one before.

use std::path::PathBuf;
use std::time::Duration;

use super::Files;
use crate::document::Document;
use crate::session::Session;
use crate::session::file_acts::{FileQuestion, Next};
use crate::session::task::{Poll, Task};
use crate::storage::{self, OpenError, Opened};

/// A file that is being read.
pub(super) struct Reading {
    pub(super) path: PathBuf,
    /// Whether nobody asked for it just now: it was open when the window was last closed, and may be gone since.
    pub(super) is_from_last_time: bool,
    task: Task<Result<Opened, OpenError>>,
    /// What came of it, until it can take the place of what is open.
    arrived: Poll<Result<Opened, OpenError>>,
}

impl Files {
    /// Whether a file that was asked for has been read by now, or after that time, and is about to take the place of the map
    /// that is open.
    pub fn has_arrived(&mut self, most: Duration) -> bool {
        let Some(reading) = &mut self.reading else { return false };
        if matches!(reading.arrived, Poll::Pending) {
            reading.arrived = reading.task.wait(most);
        }
        !matches!(reading.arrived, Poll::Pending)
    }
}

impl Session {
    /// Opens the file that was open when the window was last closed; nobody is told if it is gone.
    pub fn open_from_last_time(&mut self, path: PathBuf) {
        self.read(path, true);
    }

    /// Waits a moment for the file that is being read: most disks give it before a first picture could be shown of
    /// anything else.
    pub fn wait_for_file(&mut self, most: Duration) {
        self.take_what_was_read(most);
    }

    pub(super) fn read(&mut self, path: PathBuf, is_from_last_time: bool) {
        let path = storage::absolute(&path);
        let wanted = path.clone();
        // Another file may have been asked for before, and then nobody waits for that one any more.
        let home = self.files.home.clone();
        let task = Task::start(&self.wake, move |_| {
            let opened = storage::open(&wanted);
            if opened.is_ok() {
                storage::clear_up_beside(&wanted, &home);
            }
            opened
        });
        self.files.reading = Some(Reading { path, is_from_last_time, task, arrived: Poll::Pending });
    }

    /// Opens the file that has been read. It never takes the place of work that is not saved unasked, however long the disk
    /// took: it waits while that is being written, and else people are asked, or keep what they began meanwhile.
    pub(in crate::session) fn take_what_was_read(&mut self, most: Duration) {
        if self.files.is_held || self.files.writing.is_some() || !self.files.has_arrived(most) {
            return;
        }
        let Some(Reading { path, is_from_last_time, arrived, .. }) = self.files.reading.take() else { return };
        let result = match arrived {
            Poll::Done(result) => Some(result),
            Poll::Pending | Poll::Broken => None,
        };
        match result {
            None => self.files.fail("The file could not be read", format!("{}: the reading broke off", path.display())),
            Some(Err(OpenError::Missing(_))) if is_from_last_time => {}
            Some(Err(error)) => self.files.fail("The file could not be opened", error.to_string()),
            Some(Ok(_)) if self.has_unsaved_work(&Next::OpenPath(path.clone())) => {
                if is_from_last_time {
                    self.say(format!("{} was not opened, because something was changed meanwhile", path.display()));
                } else {
                    self.files.questions.push(FileQuestion::Unsaved(Next::OpenPath(path)));
                }
            }
            Some(Ok(opened)) => {
                self.files.recent.remember(&path);
                self.replace(Document::opened(opened.map, path, opened.stamp, opened.read_only.is_some()));
                self.files.read_only = opened.read_only;
            }
        }
    }
}
