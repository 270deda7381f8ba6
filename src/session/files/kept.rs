//! What was kept: the unsaved work of earlier runs, which is offered, taken up or thrown away.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::path::PathBuf;

use super::Errand;
use super::reading::Reading;
use crate::document::Document;
use crate::exchange::boardwalk_file;
use crate::model::words::{count, list};
use crate::session::Session;
use crate::session::file_acts::{FileQuestion, Offer};
use crate::storage::Home;
use crate::storage::keeper::Keeper;
use crate::storage::recovery::LeftBehind;

/// What is kept of work that is in no file.
pub(super) struct Kept {
    /// Keeps the unsaved work of the open document, in case the program ends without asking.
    pub(super) keeper: Keeper,
    /// The unsaved work of earlier runs, as it is offered, until it is taken up or thrown away.
    left_behind: Vec<Option<LeftBehind>>,
    /// What could not be kept, and was told.
    told: BTreeSet<Upkeep>,
    /// What is told just now.
    trouble: Option<String>,
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
        Self { keeper: Keeper::new(home), left_behind: Vec::new(), told: BTreeSet::new(), trouble: None }
    }

    /// Notes that something could not be kept. Each kind of thing is told once, however often it fails.
    pub(super) fn note(&mut self, what: Upkeep, why: Option<impl Display>) {
        let Some(why) = why else { return };
        if !self.told.contains(&Upkeep::Everything) && self.told.insert(what) {
            self.trouble = Some(what.complaint(&why));
        }
    }

    /// What is to be told of that, until it was read.
    pub(super) fn trouble(&self) -> Option<&str> {
        self.trouble.as_deref()
    }

    pub(super) fn leave_trouble(&mut self) {
        self.trouble = None;
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
        self.files.run(&self.wake, move || {
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

    /// Offers the work that earlier runs left behind, the latest in front.
    pub(super) fn offer(&mut self, mut left: Vec<LeftBehind>) {
        left.reverse();
        for left in left {
            let (number, title) = (self.files.kept.left_behind.len(), left.title());
            let (path, kept_at) = (left.path.clone(), left.kept_at);
            self.files.kept.left_behind.push(Some(left));
            self.files.questions.push(FileQuestion::Recover(Offer { number, title, path, kept_at }));
        }
    }

    pub(super) fn take_up(&mut self, number: usize) {
        let Some(left) = self.files.kept.take(number) else { return };
        match boardwalk_file::read(left.text.as_bytes()) {
            Ok(map) => {
                // Another file that was asked for comes all the same, and asks first.
                let is_another =
                    |reading: &Reading| !reading.is_from_last_time && Some(&reading.path) != left.path.as_ref();
                let reading = self.files.reading.take().filter(is_another);
                self.replace(Document::recovered(map, left.path.clone(), left.stamp.clone()));
                self.files.reading = reading;
                self.files.kept.keeper.resume(left.resume());
            }
            Err(error) => self.files.fail("The kept work could not be read", error.to_string()),
        }
    }
}
