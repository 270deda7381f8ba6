//! Files: where the map came from, what is being read or written, and what has to be asked on the way, so that nothing
//! that a person made is lost. Whatever waits for the disk does so in a task.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::file_acts::{FileAct, FileQuestion, Next, PathWish};
use super::recent::Recent;
use super::task::{Poll, Task, Wake};
use super::{Session, samples};
use crate::document::{Document, Stamp};
use crate::exchange::boardwalk_file;
use crate::storage::keeper::Keeper;
use crate::storage::recovery::LeftBehind;
use crate::storage::{self, Home, OpenError, Opened, ReadOnly, SaveError};

/// The extension of map files, without the dot.
pub const EXTENSION: &str = "boardwalk";

/// What a map may be written over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Over {
    /// The file as it was opened, or nothing.
    Opened,
    /// Nothing.
    Nothing,
    /// Whatever is there.
    Anything,
}

/// A file that is to be written.
struct Save {
    path: PathBuf,
    over: Over,
    next: Option<Next>,
}

/// Why a file was not written.
enum Unwritten {
    /// A file of that name is there already.
    IsThere,
    /// The disk does not take it.
    Error(SaveError),
}

/// A file that is being read.
struct Reading {
    path: PathBuf,
    /// Whether nobody asked for it just now: it was open when the window was last closed, and may be gone since.
    is_from_last_time: bool,
    task: Task<Result<Opened, OpenError>>,
}

/// A file that is being written.
struct Writing {
    path: PathBuf,
    next: Option<Next>,
    /// The map that is written: which of those that were opened, and how far it had come.
    map_number: usize,
    revision: u64,
    /// What was asked for meanwhile.
    waiting: Option<Save>,
    task: Task<Result<Stamp, Unwritten>>,
}

/// What came of something small that waited for the disk.
enum Errand {
    /// Another program has changed this file, or not.
    Looked(PathBuf, bool),
    /// What an earlier run left behind, if anything.
    Found(Option<LeftBehind>),
    /// Something was removed, or could not be.
    Removed(std::io::Result<()>),
}

/// Where the map came from, and what is on the way.
pub struct Files {
    /// Files opened lately.
    pub recent: Recent,
    maps_opened: usize,
    reading: Option<Reading>,
    writing: Option<Writing>,
    errands: Vec<Task<Errand>>,
    questions: Vec<FileQuestion>,
    may_close: bool,
    /// Why the open map must not be written back to its file, if so.
    read_only: Option<ReadOnly>,
    /// The unsaved work of an earlier run that is offered.
    left_behind: Option<LeftBehind>,
    /// Where the program keeps what is its own.
    home: Home,
    /// Keeps the unsaved work of the open document, in case the program ends without asking.
    keeper: Keeper,
}

impl Files {
    /// Nothing on the way yet.
    pub fn new(home: Home) -> Self {
        Self {
            recent: Recent::new(home.clone()),
            maps_opened: 0,
            reading: None,
            writing: None,
            errands: Vec::new(),
            questions: Vec::new(),
            may_close: false,
            read_only: None,
            left_behind: None,
            keeper: Keeper::new(home.clone()),
            home,
        }
    }

    /// How many maps have been opened: another number is another map.
    pub fn maps_opened(&self) -> usize {
        self.maps_opened
    }

    /// The file that is being read just now.
    pub fn opening(&self) -> Option<&Path> {
        self.reading.as_ref().map(|reading| reading.path.as_path())
    }

    /// The file that is being written just now, and for how long that has been going on.
    pub fn saving(&self) -> Option<(&Path, Duration)> {
        self.writing.as_ref().map(|writing| (writing.path.as_path(), writing.task.lasts()))
    }

    /// Whether anything waits for the disk.
    pub fn is_busy(&self) -> bool {
        self.reading.is_some() || self.writing.is_some() || !self.errands.is_empty() || self.recent.is_busy()
    }

    /// Whether the window is to close, with nothing left to ask.
    pub fn may_close(&self) -> bool {
        self.may_close
    }

    pub(super) fn take_questions(&mut self) -> Vec<FileQuestion> {
        std::mem::take(&mut self.questions)
    }

    pub(super) fn note_another_map(&mut self) {
        self.maps_opened += 1;
    }

    /// Keeps a copy of what is not saved yet, or forgets it when there is nothing to save.
    pub(super) fn keep_for_recovery(&self, document: &Document) {
        self.keeper.keep(document);
    }

    fn fail(&mut self, title: &str, message: String) {
        self.questions.push(FileQuestion::Failed(title.to_owned(), message));
    }

    fn run(&mut self, wake: &Wake, errand: impl FnOnce() -> Errand + Send + 'static) {
        self.errands.push(Task::start(wake, |_| errand()));
    }
}

impl Session {
    /// Reads what earlier runs have left: the list of recent files, and work that was not saved, to be offered.
    pub fn look_for_what_was_left(&mut self) {
        self.files.recent.load(&self.wake);
        let home = self.files.home.clone();
        self.files.run(&self.wake, move || Errand::Found(home.left_behind().into_iter().next()));
    }

    /// Opens the file that was open when the window was last closed; nobody is told if it is gone.
    pub fn open_from_last_time(&mut self, path: PathBuf) {
        self.read(path, true);
    }

    /// Waits a moment for the file that is being read: most disks give it before a first picture could be shown of
    /// anything else.
    pub fn wait_for_file(&mut self, most: Duration) {
        self.take_what_was_read(most);
    }

    /// Does what was asked for, or answered.
    pub fn file(&mut self, act: FileAct) {
        match act {
            FileAct::UnlessUnsaved(next) => self.unless_unsaved(next),
            FileAct::Discard(next) => {
                self.files.keeper.forget();
                self.proceed(next);
            }
            FileAct::Save(next) => match self.document.path() {
                Some(path) if !self.document.is_read_only() => {
                    self.write(Save { path: path.to_owned(), over: Over::Opened, next });
                }
                _ => self.ask_where_to_save(next),
            },
            FileAct::SaveAs(next) => self.ask_where_to_save(next),
            FileAct::Use(PathWish::Open, path) => self.proceed(Next::OpenPath(path)),
            FileAct::Use(PathWish::SaveAs { next, .. }, path) => {
                // The system's dialog asks on its own, but not about the extension that was added after it closed.
                let is_own = self.document.path() == Some(&path);
                self.write(Save { path, over: if is_own { Over::Anything } else { Over::Nothing }, next });
            }
            FileAct::Overwrite(path, next) => self.write(Save { path, over: Over::Anything, next }),
            FileAct::TakeUp => self.take_up(),
            FileAct::ThrowAway => {
                if let Some(left) = self.files.left_behind.take() {
                    self.files.run(&self.wake, move || Errand::Removed(left.forget()));
                }
            }
        }
    }

    /// Looks, when people come back to the window, whether another program has changed the file meanwhile.
    pub fn notice_change_on_disk(&mut self) {
        if let Some((path, stamp)) = self.document.path().zip(self.document.stamp()) {
            let (path, stamp) = (path.to_owned(), stamp.clone());
            self.files.run(&self.wake, move || {
                let has_changed = storage::has_changed(&path, &stamp);
                Errand::Looked(path, has_changed)
            });
        }
    }

    /// Whether the window may close now. If not, what stands against it is asked first, or waited for.
    pub fn on_close_requested(&mut self) -> bool {
        if !self.files.may_close {
            self.unless_unsaved(Next::Quit);
        }
        self.files.may_close
    }

    /// What the window calls the map: its title, its file, and a mark if there is something to save.
    pub fn window_title(&self) -> String {
        let map = self.document.map();
        let title = if map.title.is_empty() { "Untitled map" } else { &map.title };
        let mark = if self.document.is_dirty() { "• " } else { "" };
        let file = self.document.path().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        file.map_or_else(|| format!("{mark}{title} – Boardwalk"), |file| format!("{mark}{title} ({file}) – Boardwalk"))
    }

    /// Takes what the disk has said meanwhile.
    pub(super) fn follow_files(&mut self) {
        self.take_what_was_read(Duration::ZERO);
        self.take_what_was_written();
        self.take_errands();
        let troubles = [self.files.recent.follow(&self.wake), self.files.keeper.trouble()];
        for trouble in troubles.into_iter().flatten() {
            self.say(trouble);
        }
    }

    fn unless_unsaved(&mut self, next: Next) {
        match &mut self.files.writing {
            // What is being written may be all there is to save.
            Some(writing) => writing.next = Some(next),
            None if self.document.is_dirty() => self.files.questions.push(FileQuestion::Unsaved(next)),
            None => self.proceed(next),
        }
    }

    fn proceed(&mut self, next: Next) {
        match next {
            Next::Quit => self.files.may_close = true,
            Next::AskToOpen => {
                let folder = self.folder();
                self.files.questions.push(FileQuestion::Path { wish: PathWish::Open, folder });
            }
            Next::OpenPath(path) => self.read(path, false),
            Next::OpenSample(index) => match samples::document(index) {
                Ok(document) => {
                    self.files.read_only = None;
                    self.replace(document);
                }
                Err(message) => self.files.fail("The sample could not be opened", message),
            },
            Next::PutNew(new) => {
                self.files.read_only = None;
                // What somebody typed or pasted is nowhere else: it is unsaved from the start.
                self.replace(if new.is_work {
                    Document::recovered(new.map, None, None)
                } else {
                    Document::new(new.map)
                });
                self.files.keep_for_recovery(&self.document);
                self.say(new.message);
            }
        }
    }

    fn read(&mut self, path: PathBuf, is_from_last_time: bool) {
        let wanted = path.clone();
        // Another file may have been asked for before, and then nobody waits for that one any more.
        let task = Task::start(&self.wake, move |_| storage::open(&wanted));
        self.files.reading = Some(Reading { path, is_from_last_time, task });
    }

    fn take_what_was_read(&mut self, most: Duration) {
        let Some(reading) = &self.files.reading else { return };
        let result = match reading.task.wait(most) {
            Poll::Pending => return,
            Poll::Done(result) => Some(result),
            Poll::Broken => None,
        };
        let Some(Reading { path, is_from_last_time, .. }) = self.files.reading.take() else { return };
        match result {
            None => self.files.fail("The file could not be read", format!("{}: the reading broke off", path.display())),
            Some(Err(OpenError::Missing(_))) if is_from_last_time => {}
            Some(Err(error)) => self.files.fail("The file could not be opened", error.to_string()),
            Some(Ok(opened)) => {
                self.files.recent.remember(&path);
                self.replace(Document::opened(opened.map, path, opened.stamp, opened.read_only.is_some()));
                self.files.read_only = opened.read_only;
                if let Some(why) = opened.read_only {
                    self.files.fail("Open for reading only", why.to_string());
                }
            }
        }
    }

    fn ask_where_to_save(&mut self, next: Option<Next>) {
        if let Some(why @ ReadOnly::LaterVersion(_)) = self.files.read_only {
            return self.files.fail("The map cannot be saved", why.to_string());
        }
        let name = self.document.path().and_then(Path::file_name).map_or_else(
            || format!("{}.{EXTENSION}", file_stem(&self.document.map().title)),
            |name| name.to_string_lossy().into_owned(),
        );
        let folder = self.folder();
        self.files.questions.push(FileQuestion::Path { wish: PathWish::SaveAs { name, next }, folder });
    }

    /// Has the map written. One file is written after the other; of what is asked for meanwhile the latest counts.
    fn write(&mut self, save: Save) {
        if let Some(writing) = &mut self.files.writing {
            writing.waiting = Some(save);
            return;
        }
        let Save { path, over, next } = save;
        let expected = self.document.stamp().filter(|_| over == Over::Opened).cloned();
        let (map, target) = (Arc::clone(self.document.map()), path.clone());
        let task = Task::start(&self.wake, move |_| {
            if over == Over::Nothing && storage::is_there(&target) {
                return Err(Unwritten::IsThere);
            }
            storage::save(&target, &boardwalk_file::write(&map), expected.as_ref()).map_err(Unwritten::Error)
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

    fn take_what_was_written(&mut self) {
        let Some(writing) = &self.files.writing else { return };
        let result = match writing.task.poll() {
            Poll::Pending => return,
            Poll::Done(result) => Some(result),
            Poll::Broken => None,
        };
        let Some(Writing { path, next, map_number, revision, waiting, .. }) = self.files.writing.take() else { return };
        match result {
            Some(Ok(stamp)) => {
                self.say(format!("Saved {}", path.display()));
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
    }

    fn take_errands(&mut self) {
        let mut done = Vec::new();
        self.files.errands.retain(|errand| match errand.poll() {
            Poll::Pending => true,
            Poll::Done(errand) => {
                done.push(errand);
                false
            }
            Poll::Broken => false,
        });
        for errand in done {
            match errand {
                Errand::Looked(path, true) if self.document.path() == Some(&path) => self.say(
                    "Another program has changed this file. Open it again to see what changed; saving asks first.",
                ),
                Errand::Looked(..) | Errand::Removed(Ok(())) | Errand::Found(None) => {}
                Errand::Removed(Err(error)) => self.say(format!("The kept work could not be removed: {error}")),
                Errand::Found(Some(left)) => {
                    self.files.questions.push(FileQuestion::Recover(left.path.clone()));
                    self.files.left_behind = Some(left);
                }
            }
        }
    }

    fn take_up(&mut self) {
        let Some(left) = self.files.left_behind.take() else { return };
        match boardwalk_file::read(left.text.as_bytes()) {
            Ok(map) => {
                self.replace(Document::recovered(map, left.path.clone(), left.stamp.clone()));
                self.files.keeper.resume(left.resume());
            }
            Err(error) => self.files.fail("The kept work could not be read", error.to_string()),
        }
    }

    fn folder(&self) -> Option<PathBuf> {
        let recent = self.files.recent.files().first().map(PathBuf::as_path);
        self.document.path().or(recent).and_then(Path::parent).map(Path::to_owned)
    }
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
