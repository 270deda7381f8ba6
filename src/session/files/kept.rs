//! What was kept: the unsaved work of earlier runs, which is offered, taken up or thrown away.

use std::collections::{BTreeSet, VecDeque};
use std::fmt::Display;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::Errand;
use super::reading::Reading;
use crate::document::Document;
use crate::exchange::boardwalk_file;
use crate::model::Id;
use crate::model::words::{count, list};
use crate::session::Session;
use crate::session::file_acts::{FileQuestion, Next, Offer};
use crate::storage::Home;
use crate::storage::keeper::Keeper;
use crate::storage::recovery::{Draft, LeftBehind};

/// How often a text that is being typed is kept.
const EVERY: Duration = Duration::from_secs(1);
/// How often it is tried again to keep what the disk did not take: it may have room again.
const AGAIN: Duration = Duration::from_secs(10);

/// What is kept of work that is in no file.
pub(super) struct Kept {
    /// Keeps the unsaved work of the open document, in case the program ends without asking.
    pub(super) keeper: Keeper,
    /// The unsaved work of earlier runs, as it is offered, until it is taken up or thrown away.
    left_behind: Vec<Option<LeftBehind>>,
    typing: Typing,
    /// What could not be kept, and was told.
    told: BTreeSet<Upkeep>,
    /// What is still to be told of that, one after the other.
    trouble: VecDeque<String>,
}

/// What is typed anywhere in the window, and is not on the map yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// For the open map, where people see that it is not done yet.
    pub on_map: Vec<Draft>,
    /// What changes nothing of the map, or stands there again when it is asked for. It goes with the map.
    pub beside: Vec<Draft>,
    /// What stays though another map is opened.
    pub for_later: Vec<Draft>,
}

/// What is being typed, and is not on the map yet.
#[derive(Default)]
struct Typing {
    /// All of it: for the open map, then beside it, then for later; and how many there are of the first two.
    drafts: Vec<Draft>,
    on_map: usize,
    beside: usize,
    /// When it was handed to the keeper last, with which option open, and whether that is behind what is typed.
    kept_at: Option<Instant>,
    option: Option<Id>,
    is_behind: bool,
    /// What a crash has left, until it is put back where it was.
    left: Vec<Draft>,
}

/// What the program keeps in a folder of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Upkeep {
    Everything,
    SafetyCopies,
    Versions,
    RecentFiles,
}

impl Upkeep {
    fn complaint(self, why: &impl Display) -> String {
        let what = match self {
            Self::Everything => "Safety copies, earlier versions and the list of recent files cannot be kept",
            Self::SafetyCopies => "No safety copy of what is not saved could be kept",
            Self::Versions => "What the file was before could not be kept as a version",
            Self::RecentFiles => "The list of recent files could not be kept",
        };
        format!("{what}, because Boardwalk’s own folder does not take it ({why}). Maps are saved all the same.")
    }
}

impl Kept {
    pub(super) fn new(home: Home) -> Self {
        Self {
            keeper: Keeper::new(home),
            left_behind: Vec::new(),
            typing: Typing::default(),
            told: BTreeSet::new(),
            trouble: VecDeque::new(),
        }
    }

    /// Notes that something could not be kept. Each kind of thing is told once, however often it fails.
    pub(super) fn note(&mut self, what: Upkeep, why: Option<impl Display>) {
        let Some(why) = why else { return };
        if !self.told.contains(&Upkeep::Everything) && self.told.insert(what) {
            self.trouble.push_back(what.complaint(&why));
        }
    }

    /// What is to be told of that, until it was read.
    pub(super) fn trouble(&self) -> Option<&str> {
        self.trouble.front().map(String::as_str)
    }

    pub(super) fn leave_trouble(&mut self) {
        self.trouble.pop_front();
    }

    /// What is being typed.
    pub(super) fn drafts(&self) -> &[Draft] {
        &self.typing.drafts
    }

    /// What of that is for the open map.
    pub(super) fn on_map(&self) -> &[Draft] {
        &self.typing.drafts[..self.typing.on_map]
    }

    /// What of that goes with the open map.
    pub(super) fn with_map(&self) -> &[Draft] {
        &self.typing.drafts[..self.typing.on_map + self.typing.beside]
    }

    /// Keeps a document with what is being typed, or forgets what was kept when there is nothing to save.
    pub(super) fn keep(&mut self, document: &Document) {
        let Typing { drafts, left, .. } = &self.typing;
        self.keeper.keep(document, [drafts.as_slice(), left.as_slice()].concat());
        (self.typing.kept_at, self.typing.is_behind) = (Some(Instant::now()), false);
        self.typing.option = document.option().cloned();
    }

    /// Forgets what was kept of the map before.
    pub(super) fn forget(&mut self) {
        self.keeper.forget();
        self.typing = Typing::default();
    }

    /// The work of that offer, unless it was taken before.
    pub(super) fn take(&mut self, number: usize) -> Option<LeftBehind> {
        self.left_behind.get_mut(number).and_then(Option::take)
    }
}

impl Session {
    /// Reads what earlier runs have left: the list of recent files, and work that was not saved, to be offered.
    pub fn look_for_what_was_left(&mut self) {
        self.files.recent.load(&self.wake);
        let home = self.files.home.clone();
        self.files.run(&self.wake, "Looking for work that was not saved", move || {
            let aside = home.set_aside_unreadable();
            Errand::Found(home.left_behind(), aside, home.try_out().err())
        });
    }

    /// Tells, once, of work that was kept and that nobody can read.
    pub(super) fn tell_of_unreadable(&mut self, aside: &[PathBuf]) {
        if aside.is_empty() {
            return;
        }
        let paths: Vec<String> = aside.iter().map(|path| path.display().to_string()).collect();
        let why = format!(
            "What was kept of {} is damaged, so that it cannot be taken up. It is put aside, for somebody who can mend it: {}",
            count(aside.len(), "map that was not saved", "maps that were not saved"),
            list(&paths, paths.len())
        );
        self.files.fail("Some kept work could not be read", why);
    }

    /// Tells of what was remembered and is damaged.
    pub(super) fn tell_of_damaged(&mut self, aside: &[PathBuf]) {
        if aside.is_empty() {
            return;
        }
        let paths: Vec<String> = aside.iter().map(|path| path.display().to_string()).collect();
        let why = format!(
            "Boardwalk had noted how its window was, or which files were opened, in a file that is damaged, and begins anew \
             with that. It is put aside, for somebody who can mend it: {}",
            list(&paths, paths.len())
        );
        self.files.fail("What Boardwalk remembered could not be read", why);
    }

    /// Offers the work that earlier runs left behind, the latest in front.
    pub(super) fn offer(&mut self, mut left: Vec<LeftBehind>) {
        left.reverse();
        for left in left {
            let (number, title) = (self.files.kept.left_behind.len(), left.title());
            let (path, kept_at, has_drafts) = (left.path.clone(), left.kept_at, !left.at_work.drafts.is_empty());
            self.files.kept.left_behind.push(Some(left));
            self.files.questions.push(FileQuestion::Recover(Offer { number, title, path, has_drafts, kept_at }));
        }
    }

    /// Notes what is being typed, so that it belongs to the unsaved work, and keeps it now and then: after what time it is to
    /// be looked at again, if so.
    pub fn note_drafts(&mut self, typed: Typed) -> Option<Duration> {
        let typing = &mut self.files.kept.typing;
        (typing.on_map, typing.beside) = (typed.on_map.len(), typed.beside.len());
        let drafts: Vec<Draft> = typed.on_map.into_iter().chain(typed.beside).chain(typed.for_later).collect();
        if typing.drafts != drafts {
            (typing.drafts, typing.is_behind) = (drafts, true);
        }
        // Whoever goes to another option is at work there.
        typing.is_behind |= typing.option.as_ref() != self.document.option();
        let every = match (typing.is_behind, self.files.kept.keeper.has_failed()) {
            (true, _) => EVERY,
            (false, true) => AGAIN,
            (false, false) => return None,
        };
        let since = self.files.kept.typing.kept_at.map_or(every, |kept_at| kept_at.elapsed());
        if since < every {
            return Some(every - since);
        }
        self.files.keep_for_recovery(&self.document);
        None
    }

    /// What is being typed.
    pub fn drafts(&self) -> &[Draft] {
        self.files.kept.drafts()
    }

    /// What of that would be lost by that.
    pub fn drafts_lost_by(&self, next: &Next) -> &[Draft] {
        let kept = &self.files.kept;
        if *next == Next::Quit { kept.drafts() } else { kept.with_map() }
    }

    /// What was being typed before a crash, to be put back once.
    pub fn take_drafts(&mut self) -> Vec<Draft> {
        std::mem::take(&mut self.files.kept.typing.left)
    }

    /// Keeps everything at once and lets the window close: the system ends the program.
    pub fn end_at_once(&mut self) {
        self.files.keep_for_recovery(&self.document);
        (self.files.may_close, self.files.given_up) = (true, None);
    }

    pub(super) fn take_up(&mut self, number: usize) {
        let Some(left) = self.files.kept.take(number) else { return };
        match boardwalk_file::read(left.text.as_bytes()) {
            Ok(map) => {
                // Another file that was asked for comes all the same, and asks first.
                let is_another =
                    |reading: &Reading| !reading.is_from_last_time && Some(&reading.path) != left.path.as_ref();
                let reading = self.files.reading.take().filter(is_another);
                let mut document = Document::recovered(map, left.path.clone(), left.stamp.clone());
                document.work_on(left.at_work.option.as_ref());
                self.replace(document);
                // Not in the option that was open in this file another time: what was typed belongs where it was typed.
                self.work_on(left.at_work.option.as_ref());
                self.files.reading = reading;
                self.files.kept.typing.left.clone_from(&left.at_work.drafts);
                self.files.kept.keeper.resume(left.resume());
            }
            Err(error) => self.files.fail("The kept work could not be read", error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Map;
    use crate::session::files::Files;
    use std::sync::Arc;

    #[test]
    fn what_a_full_disk_did_not_take_is_kept_when_it_has_room_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = folder.path().join("home");
        std::fs::write(&home, "no folder").expect("written");
        let document = Document::recovered(Map::default(), None, None);
        let mut session = Session::new(document, Files::new(Home::at(&home)), Arc::new(|| ()));
        session.files.keep_for_recovery(&session.document);
        while !session.files.kept.keeper.has_failed() {
            std::thread::yield_now();
        }
        assert!(session.note_drafts(Typed::default()).is_some_and(|wait| wait <= AGAIN), "in a while");
        std::fs::remove_file(&home).expect("removed");
        session.files.kept.typing.kept_at = Instant::now().checked_sub(AGAIN);
        assert_eq!(session.note_drafts(Typed::default()), None, "it is tried");
        while !session.files.is_kept() {
            std::thread::yield_now();
        }
        assert_eq!(session.note_drafts(Typed::default()), None, "and no more");
    }
}
