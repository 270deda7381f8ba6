//! Writing: from the wish to save a map to the file that holds it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::EXTENSION;
use super::kept::Upkeep;
use crate::exchange::boardwalk_file;
use crate::session::Session;
use crate::session::file_acts::{FileQuestion, Losing, Next, PathWish};
use crate::session::task::{Poll, Task};
use crate::storage::{self, ReadOnly, SaveError, Saved, Terms};

/// How long something has to wait for a map to be written before people are asked whether it is to.
const WAITING_IS_TOLD: Duration = Duration::from_millis(400);

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
    /// Whether people know what the file loses by it.
    pub(super) accepts_losses: bool,
    pub(super) next: Option<Next>,
}

impl Save {
    pub(super) fn over(over: Over, path: Option<PathBuf>, next: Option<Next>) -> Self {
        Self { path, over, accepts_losses: false, next }
    }
}

/// A file that is being written.
pub(super) struct Writing {
    pub(super) path: PathBuf,
    pub(super) next: Option<Next>,
    over: Over,
    /// The map that is written: which of those that were opened, and how far it had come.
    map_number: usize,
    revision: u64,
    /// What was asked for meanwhile.
    waiting: Option<Save>,
    pub(super) task: Task<Written>,
    /// Whether people know that something waits for it.
    is_told: bool,
}

impl Writing {
    /// What is to be done when all is written.
    pub(super) fn what_waits(&self) -> Option<&Next> {
        self.waiting.as_ref().and_then(|save| save.next.as_ref()).or(self.next.as_ref())
    }

    /// In what time people are to be told that something waits for it.
    pub(super) fn is_to_be_told_in(&self) -> Option<Duration> {
        let is_to_be_told = self.what_waits().is_some() && !self.is_told;
        is_to_be_told.then(|| WAITING_IS_TOLD.saturating_sub(self.task.lasts()))
    }

    /// Goes on by itself: nothing waits for it any more.
    fn let_go_of_what_waits(&mut self) {
        (self.next, self.is_told) = (None, false);
        self.waiting.iter_mut().for_each(|save| save.next = None);
    }
}

/// What came of writing, and why what was there before could not be kept, if so.
type Written = (Result<Saved, SaveError>, Option<std::io::Error>);

impl Session {
    pub(super) fn ask_where_to_save(&mut self, next: Option<Next>) {
        if let Some(why @ ReadOnly::LaterVersion(_)) = self.files.read_only {
            return self.files.fail("The map cannot be saved", why.to_string());
        }
        let name = self.document.path().and_then(Path::file_name).map_or_else(
            || format!("{}.{EXTENSION}", storage::file_stem(&self.document.baseline().title)),
            |name| {
                let copy = self.document.is_protected().then(|| name_of_copy(name));
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
        let Save { path, over, accepts_losses, next } = save;
        let Some(path) = path.as_deref().or(self.document.path()) else { return self.ask_where_to_save(next) };
        let (stamp, like) = (self.document.stamp().cloned(), self.document.path().map(Path::to_owned));
        let path = storage::absolute(path);
        let (map, target) = (Arc::clone(self.document.baseline()), path.clone());
        let has_mark = self.document.stamp().is_some_and(|stamp| stamp.has_mark);
        let home = self.files.home.clone();
        let task = Task::start(&self.wake, move |_| {
            let over = match (over, &stamp) {
                (Over::Opened, Some(stamp)) => storage::Over::Opened(stamp),
                (Over::Nothing, _) => storage::Over::Nothing,
                (Over::Opened, None) | (Over::Anything, _) => storage::Over::Anything,
            };
            let terms = Terms { like: like.as_deref(), accepts_losses, ..over.into() };
            let (saved, kept) = home.save(&target, &boardwalk_file::write_marked(&map, has_mark), terms);
            (saved, kept.err())
        });
        self.files.writing = Some(Writing {
            path,
            next,
            over,
            map_number: self.files.maps_opened,
            revision: self.document.revision(),
            waiting: None,
            task,
            is_told: false,
        });
    }

    /// Tells that something waits until the map is written, and asks whether it is to.
    pub(super) fn tell_of_waiting(&mut self) {
        let Some(writing) = &mut self.files.writing else { return };
        if writing.is_to_be_told_in() == Some(Duration::ZERO) {
            writing.is_told = true;
            self.files.questions.push(FileQuestion::Waiting);
        }
    }

    /// What was to be done when the map is written is not to be done any more.
    pub(super) fn stop_waiting(&mut self) {
        self.files.writing.iter_mut().for_each(Writing::let_go_of_what_waits);
    }

    /// Closes the window though the map is still being written. What is in no file stays kept.
    pub(super) fn close_without_waiting(&mut self) {
        self.stop_waiting();
        (self.files.may_close, self.files.given_up) = (true, None);
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
        let Some(Writing { path, next, over, map_number, revision, waiting, .. }) = self.files.writing.take() else {
            return;
        };
        let target = |save: &Save| save.path.as_deref().or(self.document.path()).map(storage::absolute);
        let goes_elsewhere = waiting.as_ref().is_some_and(|save| target(save).as_ref() != Some(&path));
        match result {
            Some(Ok(Saved { stamp, doubt, beside, .. })) => {
                let name = path.file_name().unwrap_or(path.as_os_str()).display().to_string();
                let folder = storage::folder_of(&path);
                self.files.recent.remember(&path);
                if map_number == self.files.maps_opened {
                    match &doubt {
                        None => self.document.mark_saved(revision, path, stamp),
                        Some(_) => self.document.mark_written(path, stamp),
                    }
                    self.files.read_only = None;
                    self.files.keep_for_recovery(&self.document);
                    let workshops = self.workshops_to_keep();
                    self.files.recent.remember_workshops(workshops);
                }
                if let Some(beside) = beside {
                    let why = format!(
                        "Another program wrote {name} in the same moment. What it wrote is kept: {}",
                        beside.display()
                    );
                    self.files.fail("Another program's version is kept beside yours", why);
                }
                if let Some(doubt) = doubt {
                    // It is still to be saved: nothing that would follow may lose it.
                    self.files.fail("The map may not be safe yet", doubt.to_string());
                    return waiting.into_iter().for_each(|save| self.write(save));
                }
                self.say(format!("Saved {name} in {folder}"));
                match waiting {
                    Some(save) => self.write(Save { next: save.next.or(next), ..save }),
                    // Something may have been changed while it was written.
                    None => next.into_iter().for_each(|next| self.unless_unsaved(next)),
                }
                return;
            }
            Some(Err(SaveError::IsThere(_))) => self.files.questions.push(FileQuestion::Overwrite(path, next)),
            Some(Err(SaveError::ChangedOnDisk(_))) => {
                self.files.questions.push(FileQuestion::ChangedOnDisk(path, next));
            }
            Some(Err(SaveError::WouldLose { losses, .. })) => {
                let losing = Losing { path, losses, overwrites: over == Over::Anything, next };
                self.files.questions.push(FileQuestion::Losing(losing));
            }
            Some(Err(error)) => self.files.fail("The map could not be saved", error.to_string()),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, Stamp};
    use crate::model::Map;
    use crate::session::file_acts::FileAct;
    use crate::session::files::{Files, Typed};
    use crate::storage::failure::{Call, Failure};
    use crate::storage::recovery::Draft;
    use crate::storage::{Doubt, Home, Loss};

    /// A session in which the open map is just being written, with what comes of that.
    fn written(folder: &Path, next: Option<Next>, result: Result<Saved, SaveError>) -> Session {
        let files = Files::new(Home::at(&folder.join("home")));
        let mut session = Session::new(Document::new(Map::default()), files, Arc::new(|| ()));
        session.files.writing = Some(Writing {
            path: folder.join("map.boardwalk"),
            next,
            over: Over::Opened,
            map_number: 0,
            revision: 0,
            waiting: None,
            task: Task::start(&session.wake, move |_| (result, None)),
            is_told: false,
        });
        while session.files.writing.is_some() {
            session.take_what_was_written();
            std::thread::yield_now();
        }
        session
    }

    #[test]
    fn a_map_that_may_not_last_is_still_to_be_saved_and_its_file_is_known() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.boardwalk");
        let stamp = Stamp { length: 1, modified: None, hash: [1; 32], has_mark: false };
        let failure = Failure {
            call: Call::FlushFolder,
            folder: folder.path().into(),
            error: std::io::ErrorKind::TimedOut.into(),
        };
        let doubt = Some(Doubt::MayNotLast { path: path.clone(), failure });
        let saved = Saved { stamp: stamp.clone(), doubt, beside: None, replaced: None };
        let session = written(folder.path(), Some(Next::Quit), Ok(saved));
        assert_eq!((session.document.path(), session.document.stamp()), (Some(path.as_path()), Some(&stamp)));
        assert!(session.document.is_dirty() && !session.files.may_close());
        let [FileQuestion::Failed(title, why)] = &session.files.questions[..] else { panic!("nothing is told") };
        assert!(title == "The map may not be safe yet" && why.contains("holds the map now"), "{why}");
        assert!(why.contains("the network share does not answer"), "{why}");
    }

    #[test]
    fn what_a_file_would_lose_is_asked_and_what_another_program_wrote_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("map.boardwalk");
        let losses = vec![Loss::Owner];
        let error = SaveError::WouldLose { path: path.clone(), losses: losses.clone() };
        let session = written(folder.path(), Some(Next::Quit), Err(error));
        let asked = FileQuestion::Losing(Losing { path, losses, overwrites: false, next: Some(Next::Quit) });
        assert_eq!(session.files.questions, [asked]);
        let stamp = Stamp { length: 1, modified: None, hash: [1; 32], has_mark: false };
        let saved = Saved { stamp, doubt: None, beside: Some("/maps/theirs.boardwalk".into()), replaced: None };
        let session = written(folder.path(), None, Ok(saved));
        let [FileQuestion::Failed(_, why)] = &session.files.questions[..] else { panic!("nothing is told") };
        assert!(why.ends_with("/maps/theirs.boardwalk") && !session.document.is_dirty(), "{why}");
    }

    /// A session in which the open map is not saved, and is being written until something is sent.
    fn held_up(folder: &Path) -> (Session, std::sync::mpsc::Sender<()>) {
        let files = Files::new(Home::at(&folder.join("home")));
        let path = folder.join("map.boardwalk");
        let document = Document::recovered(Map::default(), Some(path.clone()), None);
        let mut session = Session::new(document, files, Arc::new(|| ()));
        session.files.keep_for_recovery(&session.document);
        let (sender, receiver) = std::sync::mpsc::channel::<()>();
        let stamp = Stamp { length: 1, modified: None, hash: [1; 32], has_mark: false };
        let saved = Saved { stamp, doubt: None, beside: None, replaced: None };
        session.files.writing = Some(Writing {
            path,
            next: None,
            over: Over::Opened,
            map_number: 0,
            revision: 0,
            waiting: None,
            task: Task::start(&session.wake, move |_| {
                receiver.recv().ok();
                (Ok(saved), None)
            }),
            is_told: false,
        });
        (session, sender)
    }

    fn until(session: &mut Session, is_so: impl Fn(&Session) -> bool) {
        let start = std::time::Instant::now();
        while !is_so(session) {
            assert!(start.elapsed() < Duration::from_secs(30), "it never comes to that");
            session.follow_files();
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn closing_waits_for_a_save_says_so_and_can_be_taken_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut session, disk) = held_up(folder.path());
        session.follow_files();
        assert_eq!(session.files.waiting_is_to_be_told_in(), None, "nothing waits for it");
        for _ in 0..2 {
            assert!(!session.on_close_requested());
            until(&mut session, |session| session.files.questions.contains(&FileQuestion::Waiting));
            assert_eq!(session.files.take_questions(), [FileQuestion::Waiting], "it is told once");
            assert_eq!(session.files.waits_for_saving(), Some(&Next::Quit));
            session.file(FileAct::StopWaiting);
            assert_eq!(session.files.waits_for_saving(), None);
        }
        session.file(FileAct::Save(Some(Next::Quit)));
        assert_eq!(session.files.waits_for_saving(), Some(&Next::Quit), "what is saved after it is waited for too");
        session.file(FileAct::StopWaiting);
        disk.send(()).expect("it goes on");
        until(&mut session, |session| session.files.writing.is_none());
        assert!(!session.files.may_close(), "nobody wants it to close any more");
    }

    #[test]
    fn a_window_that_closes_without_waiting_keeps_what_is_not_saved() {
        let folder = tempfile::tempdir().expect("a folder");
        let (mut session, _disk) = held_up(folder.path());
        assert!(!session.on_close_requested());
        until(&mut session, |session| session.files.is_kept());
        session.file(FileAct::CloseWithoutWaiting);
        assert!(session.files.may_close() && session.files.saving().is_some());
        session.end();
        drop(session);
        assert_eq!(Home::at(&folder.path().join("home")).left_behind().len(), 1);
    }

    #[test]
    fn a_system_that_ends_the_program_finds_everything_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        let mut session = Session::new(Document::new(Map::default()), Files::new(home.clone()), Arc::new(|| ()));
        let typed = |text: &str| Draft { what: "Title".into(), place: vec!["title".into()], text: text.into() };
        assert_eq!(
            session.note_drafts(Typed { on_map: vec![typed("T")], ..Typed::default() }),
            None,
            "the first letter is kept at once"
        );
        assert!(
            session.note_drafts(Typed { on_map: vec![typed("To")], ..Typed::default() }).is_some(),
            "the next ones in a moment"
        );
        session.end_at_once();
        session.end();
        drop(session);
        let left = home.left_behind();
        assert_eq!(left[0].at_work.drafts, [typed("To")]);
    }
}
