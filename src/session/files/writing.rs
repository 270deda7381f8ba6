//! Writing: from the wish to save a map to the file that holds it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::EXTENSION;
use super::kept::Upkeep;
use crate::document::Stamp;
use crate::exchange::boardwalk_file;
use crate::session::Session;
use crate::session::file_acts::{FileQuestion, Next, PathWish};
use crate::session::task::{Poll, Task};
use crate::storage::{self, ReadOnly, SaveError};

/// What a map may be written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Over {
    /// The file as it was opened, or nothing.
    Opened,
    /// Nothing.
    Nothing,
    /// Whatever is there.
    Anything,
}

/// A file that is to be written.
pub(super) struct Save {
    /// None for the file that the map has when it comes to that.
    pub(super) path: Option<PathBuf>,
    pub(super) over: Over,
    pub(super) next: Option<Next>,
}

/// Why a file was not written.
pub(super) enum Unwritten {
    /// A file of that name is there already.
    IsThere,
    /// The disk does not take it.
    Error(SaveError),
}

/// A file that is being written.
pub(super) struct Writing {
    pub(super) path: PathBuf,
    pub(super) next: Option<Next>,
    /// The map that is written: which of those that were opened, and how far it had come.
    map_number: usize,
    revision: u64,
    /// What was asked for meanwhile.
    waiting: Option<Save>,
    pub(super) task: Task<Written>,
}

/// What came of writing, and why what was there before could not be kept, if so.
type Written = (Result<Stamp, Unwritten>, Option<std::io::Error>);

impl Session {
    pub(super) fn ask_where_to_save(&mut self, next: Option<Next>) {
        if let Some(why @ ReadOnly::LaterVersion(_)) = self.files.read_only {
            return self.files.fail("The map cannot be saved", why.to_string());
        }
        let name = self.document.path().and_then(Path::file_name).map_or_else(
            || format!("{}.{EXTENSION}", file_stem(&self.document.map().title)),
            |name| {
                let copy = self.document.is_read_only().then(|| name_of_copy(name));
                copy.unwrap_or_else(|| name.to_string_lossy().into_owned())
            },
        );
        let folder = self.folder();
        self.files.questions.push(FileQuestion::Path { wish: PathWish::SaveAs { name, next }, folder });
    }

    /// Has the map written. One file is written after the other; of what is asked for meanwhile the latest counts.
    pub(super) fn write(&mut self, save: Save) {
        if let Some(writing) = &mut self.files.writing {
            writing.waiting = Some(save);
            return;
        }
        let Save { path, over, next } = save;
        let Some(path) = path.as_deref().or(self.document.path()) else { return self.ask_where_to_save(next) };
        let expected = self.document.stamp().filter(|_| over == Over::Opened).cloned();
        let path = storage::absolute(path);
        let (map, target) = (Arc::clone(self.document.map()), path.clone());
        let has_mark = self.document.stamp().is_some_and(|stamp| stamp.has_mark);
        let home = self.files.home.clone();
        let task = Task::start(&self.wake, move |_| {
            if over == Over::Nothing && storage::is_there(&target) {
                return (Err(Unwritten::IsThere), None);
            }
            let text = boardwalk_file::write_marked(&map, has_mark);
            let (saved, kept) = home.save(&target, &text, expected.as_ref());
            (saved.map_err(Unwritten::Error), kept.err())
        });
        self.files.writing = Some(Writing {
            path,
            next,
            map_number: self.files.maps_opened,
            revision: self.document.revision(),
            waiting: None,
            task,
        });
    }

    pub(super) fn take_what_was_written(&mut self) {
        let Some(writing) = &self.files.writing else { return };
        let result = match writing.task.poll() {
            Poll::Pending => return,
            Poll::Done((result, trouble)) => {
                self.files.kept.note(Upkeep::Versions, trouble);
                Some(result)
            }
            Poll::Broken => None,
        };
        let Some(Writing { path, next, map_number, revision, waiting, .. }) = self.files.writing.take() else { return };
        let target = |save: &Save| save.path.as_deref().or(self.document.path()).map(storage::absolute);
        let goes_elsewhere = waiting.as_ref().is_some_and(|save| target(save).as_ref() != Some(&path));
        match result {
            Some(Ok(stamp)) => {
                let name = path.file_name().unwrap_or(path.as_os_str()).display().to_string();
                let folder = storage::folder_of(&path);
                self.say(format!("Saved {name} in {folder}"));
                self.files.recent.remember(&path);
                if map_number == self.files.maps_opened {
                    self.document.mark_saved(revision, path, stamp);
                    self.files.read_only = None;
                    self.files.keep_for_recovery(&self.document);
                }
                match waiting {
                    Some(save) => self.write(Save { next: save.next.or(next), ..save }),
                    // Something may have been changed while it was written.
                    None => next.into_iter().for_each(|next| self.unless_unsaved(next)),
                }
                return;
            }
            Some(Err(Unwritten::IsThere)) => self.files.questions.push(FileQuestion::Overwrite(path, next)),
            Some(Err(Unwritten::Error(SaveError::ChangedOnDisk(_)))) => {
                self.files.questions.push(FileQuestion::ChangedOnDisk(path, next));
            }
            Some(Err(Unwritten::Error(error))) => self.files.fail("The map could not be saved", error.to_string()),
            None => {
                let why = format!("{}: the writing broke off; save under another name", path.display());
                self.files.fail("The map could not be saved", why);
            }
        }
        // What was to go to another file meanwhile may well get there; the same file has just been asked about.
        if let Some(save) = waiting.filter(|_| goes_elsewhere) {
            self.write(save);
        }
    }
}

/// What a copy of a file that must not change is called at first.
fn name_of_copy(name: &std::ffi::OsStr) -> String {
    let stem = Path::new(name).file_stem().unwrap_or(name).to_string_lossy();
    format!("{stem} copy.{EXTENSION}")
}

/// A file name made of a title.
fn file_stem(title: &str) -> String {
    let words: Vec<String> = title
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() { "untitled".to_owned() } else { words.join("-") }
}
