//! Files: where the map came from, what is being read or written, and what has to be asked on the way, so that nothing
//! that a person made is lost. Whatever waits for the disk does so in a task.
//!
//! `reading` and `writing` are the two ways of a map, `kept` is what a crash has left, `merging` another version, `versions` what the file was before,
//! and `disk` what other programs do meanwhile.

mod disk;
mod kept;
mod merging;
mod reading;
mod versions;
mod writing;

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::file_acts::{Difference, FileAct, FileQuestion, Losing, Next, PathWish};
use super::recent::Recent;
use super::task::{Poll, Task, Wake};
use super::{Session, samples};
use crate::document::Document;
use crate::exchange::boardwalk_file;
use crate::model::When;
use crate::storage::recovery::LeftBehind;
use crate::storage::{Home, ReadOnly};
use disk::Disk;
pub use kept::Typed;
use kept::{Kept, Upkeep};
use reading::Reading;
use writing::{Over, Save, Writing};

/// How long a window that closes waits for the disk to take what is to be kept.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// The extension of map files, without the dot.
pub const EXTENSION: &str = "boardwalk";

/// What came of something small that waited for the disk.
enum Errand {
    /// What is another in the file than in the map of that number, or why that cannot be known.
    Compared(usize, Result<Difference, disk::Uncompared>),
    /// What earlier runs left behind, where that is which cannot be read, and why nothing of the program's own can be kept,
    /// if so.
    Found(Vec<LeftBehind>, Vec<PathBuf>, Option<std::io::Error>),
    /// An earlier version that is to take the place of the open map.
    BroughtBack(Result<Box<versions::BroughtBack>, String>),
    /// The file into which an earlier version was written.
    Copied(Result<PathBuf, String>),
    /// Versions of a map were kept, or could not be.
    Versions(std::io::Result<()>),
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
    errands: Vec<(&'static str, Task<Errand>)>,
    disk: Disk,
    questions: Vec<FileQuestion>,
    /// Whether a file that has been read has to wait, because people are just being asked something about the open map.
    is_held: bool,
    may_close: bool,
    /// The state of the map that people agreed to lose, by the map's number and its revision. It is still open, and kept,
    /// until another one takes its place.
    given_up: Option<(usize, u64)>,
    /// Whether the open map came along with the program.
    is_sample: bool,
    /// Why the open map must not be written back to its file, if so.
    read_only: Option<ReadOnly>,
    /// Where the program keeps what is its own.
    home: Home,
    kept: Kept,
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
            disk: Disk::default(),
            questions: Vec::new(),
            is_held: false,
            may_close: false,
            given_up: None,
            is_sample: false,
            read_only: None,
            kept: Kept::new(home.clone()),
            home,
        }
    }

    /// Where the program keeps what is its own.
    pub fn home(&self) -> &Home {
        &self.home
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

    /// What is to be done when the file is written that is being written just now.
    pub fn waits_for_saving(&self) -> Option<&Next> {
        self.writing.as_ref()?.what_waits()
    }

    /// In what time people are to be told that something waits for a file to be written.
    pub fn waiting_is_to_be_told_in(&self) -> Option<Duration> {
        self.writing.as_ref()?.is_to_be_told_in()
    }

    /// Whether what is in no file is kept in a safety copy, as it is now.
    pub fn is_kept(&self) -> bool {
        self.kept.keeper.is_up_to_date()
    }

    /// Whether anything waits for the disk.
    pub fn is_busy(&self) -> bool {
        let waits = self.reading.is_some() || self.writing.is_some() || !self.errands.is_empty();
        waits || self.disk.is_looking() || self.recent.is_busy()
    }

    /// Whether the window is to close, with nothing left to ask.
    pub fn may_close(&self) -> bool {
        self.may_close
    }

    /// Has a file that arrives wait, or lets it take the place of the map that is open.
    pub fn hold(&mut self, is_held: bool) {
        self.is_held = is_held;
    }

    pub(super) fn take_questions(&mut self) -> Vec<FileQuestion> {
        std::mem::take(&mut self.questions)
    }

    /// Nobody waits for another file any more, and what was kept of the map before was saved or given up.
    pub(super) fn note_another_map(&mut self) {
        self.maps_opened += 1;
        self.reading = None;
        self.is_sample = false;
        self.read_only = None;
        self.kept.forget();
    }

    /// Keeps as a version what nothing leads back to any more.
    pub(super) fn keep_what_is_let_go(&mut self, document: &mut Document, wake: &Wake) {
        let Some((state, path)) = document.take_let_go().zip(document.path().map(Path::to_owned)) else { return };
        let home = self.home.clone();
        self.run(wake, "Keeping an earlier state as a version", move || {
            let text = boardwalk_file::write(&state);
            Errand::Versions(home.keep_version(&path, text.as_bytes(), SystemTime::now()))
        });
    }

    /// Keeps a copy of what is not saved yet, or forgets it when there is nothing to save.
    pub(super) fn keep_for_recovery(&mut self, document: &Document) {
        self.kept.keep(document);
    }

    /// What to tell of a folder of the program's own that takes nothing, until that was read.
    pub fn trouble_at_home(&self) -> Option<&str> {
        self.kept.trouble()
    }

    /// Why the open map must not be changed, if so.
    pub fn read_only(&self) -> Option<ReadOnly> {
        self.read_only
    }

    /// Says why the open map cannot be changed, and offers a copy that can.
    pub fn ask_for_copy(&mut self) {
        self.questions.extend(self.read_only.map(FileQuestion::ReadOnly));
    }

    /// Asks to go back to now before anything is changed.
    pub fn ask_for_now(&mut self, date: When) {
        self.questions.push(FileQuestion::OnDate(date));
    }

    fn fail(&mut self, title: &str, message: String) {
        self.questions.push(FileQuestion::Failed(title.to_owned(), message));
    }

    /// Does something small beside the window; in words for whoever is told that it broke off.
    fn run(&mut self, wake: &Wake, words: &'static str, errand: impl FnOnce() -> Errand + Send + 'static) {
        self.errands.push((words, Task::start(wake, |_| errand())));
    }
}

impl Session {
    /// Ends the session: what was given up goes with the window, and what was not stays kept.
    pub fn end(&mut self) {
        if self.files.may_close && !self.has_unsaved_work(&Next::Quit) {
            self.files.kept.keeper.forget();
        }
        self.files.kept.keeper.finish(PATIENCE);
    }

    /// Does what was asked for, or answered.
    pub fn file(&mut self, act: FileAct) {
        match act {
            FileAct::UnlessUnsaved(next) => {
                self.files.given_up = None;
                self.unless_unsaved(next);
            }
            FileAct::Discard(next) => {
                self.files.given_up = Some((self.files.maps_opened, self.document.revision()));
                self.proceed(next);
            }
            FileAct::Save(next) => match self.document.path() {
                Some(_) if !self.document.is_protected() => self.write(Save::over(Over::Opened, None, next)),
                _ => self.ask_where_to_save(next),
            },
            FileAct::SaveAs(next) => self.ask_where_to_save(next),
            FileAct::Use(PathWish::Open, path) => self.unless_unsaved(Next::OpenPath(path)),
            FileAct::Use(PathWish::Import, path) => {
                self.files.recent.remember_import(&path);
                self.files.questions.push(FileQuestion::Import(path));
            }
            FileAct::Use(PathWish::SaveAs { next, .. }, path) => {
                // The system's dialog asks on its own, but not about the extension that was added after it closed, nor
                // about what another program has written into the map's own file.
                let over = if self.document.path() == Some(&path) { Over::Opened } else { Over::Nothing };
                self.write(Save::over(over, Some(path), next));
            }
            FileAct::Use(PathWish::Merge, path) | FileAct::Merge(path) => self.ask_about_merging(path, None),
            FileAct::Use(PathWish::Base(theirs), path) => self.ask_about_merging(theirs, Some(path)),
            FileAct::AskToMerge => self.ask_what_to_merge(),
            FileAct::TakeMerged(merged) => self.take_merged(*merged),
            FileAct::Overwrite(path, next) => self.write(Save::over(Over::Anything, Some(path), next)),
            FileAct::AcceptLosses(Losing { path, overwrites, next, .. }) => {
                let over = if overwrites { Over::Anything } else { Over::Opened };
                self.write(Save { accepts_losses: true, ..Save::over(over, Some(path), next) });
            }
            FileAct::StopWaiting => self.stop_waiting(),
            FileAct::CloseWithoutWaiting => self.close_without_waiting(),
            FileAct::Compare(again) => self.compare_with_file(again),
            FileAct::CompareWith(path) => self.compare_with(path, true, None),
            FileAct::GoOnIn(path) => self.go_on_in(path),
            FileAct::LeaveCopy(path) => self.leave_copy(path),
            FileAct::LeaveChange => self.leave_change(),
            FileAct::BringBack(number) => self.bring_back(number),
            FileAct::OpenVersion(number) => self.open_version(number),
            FileAct::LeaveTrouble => self.files.kept.leave_trouble(),
            FileAct::ThrowAway(number) => {
                if let Some(left) = self.files.kept.take(number) {
                    let words = "Removing the kept work";
                    self.files.run(&self.wake, words, move || Errand::Removed(left.forget()));
                }
            }
        }
    }

    /// Whether the window may close now. If not, what stands against it is asked first, or waited for.
    pub fn on_close_requested(&mut self) -> bool {
        if !self.files.may_close {
            self.files.given_up = None;
            self.unless_unsaved(Next::Quit);
        }
        self.files.may_close
    }

    /// Whether the open map is a sample, which has no file of its own until it is saved somewhere.
    pub fn is_sample(&self) -> bool {
        self.files.is_sample && self.document.path().is_none()
    }

    /// What the window calls the map: its title, its file, and a mark if there is something to save.
    pub fn window_title(&self) -> String {
        if self.panels.start {
            return "Boardwalk".to_owned();
        }
        let title = self.document.baseline().called();
        let title = match self.option_words() {
            Some(option) => format!("{title}, {option}"),
            None => title.to_owned(),
        };
        let mark = if self.is_dirty() { "• " } else { "" };
        let file = self.document.path().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let file = file.or_else(|| self.is_sample().then(|| "sample".to_owned()));
        file.map_or_else(|| format!("{mark}{title} – Boardwalk"), |file| format!("{mark}{title} ({file}) – Boardwalk"))
    }

    /// Takes what the disk has said meanwhile.
    pub(super) fn follow_files(&mut self) {
        self.take_what_was_read(Duration::ZERO);
        self.take_what_was_written();
        self.tell_of_waiting();
        self.take_errands();
        self.follow_disk();
        let trouble = self.files.recent.follow(&self.wake);
        let damaged = self.files.recent.take_damaged();
        self.tell_of_damaged(&damaged);
        self.files.kept.note(Upkeep::RecentFiles, trouble);
        let trouble = self.files.kept.keeper.trouble();
        self.files.kept.note(Upkeep::SafetyCopies, trouble);
    }

    /// Whether there is anything of the map that is in no file: on it, or being typed for it.
    pub fn is_dirty(&self) -> bool {
        self.document.is_dirty() || self.is_typing()
    }

    /// Whether something is being typed for the map.
    pub fn is_typing(&self) -> bool {
        !self.files.kept.on_map().is_empty()
    }

    fn unless_unsaved(&mut self, next: Next) {
        if let Some(writing) = &mut self.files.writing {
            // What is being written may be all there is to save.
            writing.next = Some(next);
        } else if self.has_unsaved_work(&next) {
            self.files.questions.push(FileQuestion::Unsaved(next));
        } else {
            self.proceed(next);
        }
    }

    /// Whether anything would be lost by that which nobody has agreed to lose.
    fn has_unsaved_work(&self, next: &Next) -> bool {
        let is_given_up = self.files.given_up == Some((self.files.maps_opened, self.document.revision()));
        !is_given_up && (self.document.is_dirty() || !self.drafts_lost_by(next).is_empty())
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
                    self.replace(document);
                    self.files.is_sample = true;
                }
                Err(message) => self.files.fail("The sample could not be opened", message),
            },
            Next::PutNew(new) => {
                // What somebody typed or pasted is nowhere else: it is unsaved from the start.
                self.replace(if new.is_work {
                    Document::recovered(new.map, None, None)
                } else {
                    Document::new(new.map)
                });
                self.files.keep_for_recovery(&self.document);
                self.say(new.message);
            }
            Next::TakeUp(number) => self.take_up(number),
        }
    }

    fn take_errands(&mut self) {
        let (mut done, mut broken) = (Vec::new(), Vec::new());
        self.files.errands.retain(|(words, errand)| match errand.poll() {
            Poll::Pending => true,
            Poll::Done(errand) => {
                done.push(errand);
                false
            }
            Poll::Broken => {
                broken.push(*words);
                false
            }
        });
        for words in broken {
            let why =
                format!("{words} broke off, which is a mistake in Boardwalk. Nothing on the map was changed by it.");
            self.files.fail("Something was not done", why);
        }
        for errand in done {
            match errand {
                // What was to be asked of another map must not be answered of this one.
                Errand::Compared(map_number, _) if map_number != self.files.maps_opened => {}
                Errand::Compared(_, compared) => self.tell_difference(compared),
                Errand::Removed(Ok(())) => {}
                Errand::Versions(kept) => self.files.kept.note(Upkeep::Versions, kept.err()),
                Errand::Removed(Err(error)) => self.say(format!("The kept work could not be removed: {error}")),
                Errand::Found(left, aside, trouble) => {
                    self.files.kept.note(Upkeep::Everything, trouble);
                    self.tell_of_unreadable(&aside);
                    self.offer(left);
                }
                Errand::BroughtBack(brought) => self.take_brought_back(brought),
                Errand::Copied(copied) => self.take_copy(copied),
            }
        }
    }

    /// The folder in which people look for files first: the one of the open map, else of the last one.
    pub fn folder(&self) -> Option<PathBuf> {
        let recent = self.files.recent.files().first().map(PathBuf::as_path);
        self.document.path().or(recent).and_then(Path::parent).map(Path::to_owned)
    }

    /// The folder in which people look for what is to be imported: that of the last time.
    pub fn folder_of_imports(&self) -> Option<PathBuf> {
        self.files.recent.imports().map(Path::to_owned).or_else(|| self.folder())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Map;
    use std::sync::Arc;

    #[test]
    fn an_errand_that_breaks_off_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut session =
            Session::new(Document::new(Map::default()), Files::new(Home::at(folder.path())), Arc::new(|| ()));
        let wake = Arc::clone(session.wake());
        session.files.run(&wake, "Comparing the two", || std::panic::resume_unwind(Box::new("broken off")));
        while session.files.is_busy() {
            session.follow_files();
            std::thread::yield_now();
        }
        let [FileQuestion::Failed(_, why)] = &session.files.questions[..] else { panic!("nothing is told") };
        assert!(why.starts_with("Comparing the two broke off"), "{why}");
    }
}
