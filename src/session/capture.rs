//! Captures: what is being noted while people talk, what was noted, and what has changed since the workshop began.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Session;
use super::looking::Look;
use super::selection::Selection;
use crate::document::Made;
use crate::editing::Outcome;
use crate::editing::capture::{Noted, change, note};
use crate::model::as_of::as_of;
use crate::model::whereabouts::Whereabouts;
use crate::model::words::{capitalised, count};
use crate::model::{Change, Entry, Id, Map, diff};
use crate::storage::remembered::{KeptChange, KeptWorkshop};

/// So many changes of a workshop are kept when its map is closed.
const MOST_KEPT: usize = 500;
/// So many workshops of other maps are kept: nobody holds more in a day.
const MOST_WORKSHOPS: usize = 12;

/// A workshop: what is being noted in it, and since when it goes on.
#[derive(Debug, Default)]
pub struct Workshop {
    /// What is being noted, while its form is open.
    pub form: Option<Form>,
    /// What was being typed when the form was closed.
    aside: Option<Noted>,
    /// How often a form was opened, so that a new one takes the keyboard.
    pub opened: usize,
    /// Whether only what is open is listed.
    pub only_open: bool,
    /// Whether the room sees what is being noted.
    pub room_sees: bool,
    began: Option<Began>,
    /// Those that went on when their maps were closed, the latest first.
    pub kept: Vec<KeptWorkshop>,
}

/// Something on its way to be noted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What was typed.
    pub noted: Noted,
    /// What is changed by it; none where it is new.
    pub of: Option<Id>,
    /// Why it could not be noted.
    pub refusal: Option<String>,
    /// What was chosen when it was last looked.
    chosen: BTreeSet<Id>,
}

/// How it was when the workshop began.
#[derive(Debug, Clone)]
struct Began {
    /// The time of day.
    at: String,
    revision: u64,
    /// How many changes there have been since, at a revision.
    counted: Option<(u64, usize)>,
    /// What was changed in it before the map was opened again.
    earlier: Vec<KeptChange>,
}

/// What can be done with what is noted, beside what is a step.
#[derive(Debug, Clone, PartialEq)]
pub enum CaptureAct {
    /// Open the form, about what is chosen.
    Begin,
    /// Open the form for what was noted, to change it.
    Edit(Id),
    /// Open the form with what was being typed before a crash.
    PutBack(Noted, Option<Id>),
    /// What is typed in the form is this now.
    Write(Noted),
    /// Have it be about what is chosen now.
    AboutChosen,
    /// Note it.
    Enter,
    /// Close the form; what was typed stands there again when it is opened.
    Leave,
    /// Choose on the map what was noted is about.
    GoTo(Id),
    /// List only what is open, or all.
    OnlyOpen(bool),
    /// Let the room see what is being noted, or not.
    RoomSees(bool),
    /// Count from now on what is changed.
    BeginWorkshop,
    /// Count no more.
    EndWorkshop,
}

impl Workshop {
    /// Since when it goes on, as a time of day.
    pub fn since(&self) -> Option<&str> {
        self.began.as_ref().map(|began| began.at.as_str())
    }

    /// What was being typed when the form was closed, and stands there again when it is opened.
    pub fn aside(&self) -> Option<&Noted> {
        self.aside.as_ref()
    }

    fn open(&mut self, noted: Noted, of: Option<Id>, chosen: BTreeSet<Id>) {
        self.form = Some(Form { noted, of, refusal: None, chosen });
        self.opened += 1;
    }

    fn begin(&mut self, revision: u64) {
        let at = jiff::Zoned::now().strftime("%H:%M").to_string();
        self.began.get_or_insert(Began { at, revision, counted: None, earlier: Vec::new() });
    }
}

impl Session {
    /// Does what was asked for with what is noted.
    pub fn capture(&mut self, act: CaptureAct) -> Look {
        let workshop = &mut self.talk.workshop;
        match act {
            CaptureAct::Begin => match &workshop.form {
                Some(form) if form.of.is_none() => workshop.opened += 1,
                _ => {
                    if !self.keep_changed() {
                        return Look::Stay;
                    }
                    self.put_aside();
                    let noted = self.talk.workshop.aside.take().unwrap_or_default();
                    let noted = self.about_chosen(noted);
                    self.talk.workshop.open(noted, None, self.selection.ids.clone());
                }
            },
            CaptureAct::Edit(id) => match &workshop.form {
                Some(form) if form.of.as_ref() == Some(&id) => workshop.opened += 1,
                _ => {
                    if !self.keep_changed() {
                        return Look::Stay;
                    }
                    if let Some(capture) = self.document.baseline().captures.get(id.as_str()) {
                        let noted = Noted::of(capture);
                        self.put_aside();
                        self.talk.workshop.open(noted, Some(id), self.selection.ids.clone());
                    }
                }
            },
            CaptureAct::PutBack(noted, of) => {
                let of = of.filter(|id| self.document.baseline().captures.contains(id.as_str()));
                if of.is_none() && workshop.form.as_ref().is_some_and(|form| form.of.is_some()) {
                    // What is typed in place of something that was noted would be given up for it.
                    workshop.aside = Some(noted);
                    return Look::Stay;
                }
                self.put_aside();
                // It does not stand there twice.
                let aside = &mut self.talk.workshop.aside;
                aside.take_if(|aside| (aside.kind, &aside.text) == (noted.kind, &noted.text));
                self.talk.workshop.open(noted, of, self.selection.ids.clone());
            }
            CaptureAct::Write(noted) => {
                if let Some(form) = &mut workshop.form {
                    (form.noted, form.refusal) = (noted, None);
                }
            }
            CaptureAct::AboutChosen => {
                if let Some(noted) = workshop.form.as_ref().map(|form| form.noted.clone()) {
                    let ids = self.selection.ids.clone();
                    let noted = noted.about(self.document.map(), ids);
                    self.talk.workshop.form.iter_mut().for_each(|form| form.noted = noted.clone());
                }
            }
            CaptureAct::Enter => self.enter_capture(),
            CaptureAct::Leave => self.put_aside(),
            CaptureAct::GoTo(id) => return self.go_to_capture(&id),
            CaptureAct::OnlyOpen(only_open) => workshop.only_open = only_open,
            CaptureAct::RoomSees(sees) => workshop.room_sees = sees,
            CaptureAct::BeginWorkshop => self.begin_workshop(),
            CaptureAct::EndWorkshop => workshop.began = None,
        }
        Look::Stay
    }

    /// Counts from now on what is changed, unless that is counted already.
    pub(super) fn begin_workshop(&mut self) {
        self.talk.workshop.begin(self.document.revision());
    }

    /// Notes what is being typed whatever it is, because the map is about to be closed.
    pub fn settle_capture(&mut self) {
        if self.document.is_protected() {
            return;
        }
        let Some(Form { noted, of, .. }) = self.talk.workshop.form.take().filter(|form| !form.noted.is_empty()) else {
            return;
        };
        if !self.made(step_of(self.document.baseline(), &noted.clone().as_far_as_it_goes(), of.as_ref())) {
            self.talk.workshop.aside = Some(noted);
        }
    }

    /// Closes the form. What is typed anew is kept for the next time; what changes something that was noted is given up.
    fn put_aside(&mut self) {
        let workshop = &mut self.talk.workshop;
        if let Some(form) = workshop.form.take().filter(|form| form.of.is_none() && !form.noted.is_empty()) {
            workshop.aside = Some(form.noted);
        }
    }

    /// Keeps what is typed in place of something that was noted, before another form takes its room; whether it has room.
    fn keep_changed(&mut self) -> bool {
        let captures = &self.document.baseline().captures;
        let is_changed = |form: &Form| {
            let Some(id) = &form.of else { return false };
            captures.get(id.as_str()).is_none_or(|capture| Noted::of(capture) != form.noted)
        };
        let is_changed = self.talk.workshop.form.as_ref().is_some_and(is_changed);
        if is_changed {
            self.enter_capture();
        }
        !is_changed || self.talk.workshop.form.is_none()
    }

    fn about_chosen(&self, noted: Noted) -> Noted {
        let (option, as_of) = (self.document.option().cloned(), self.document.date());
        let map = self.document.map();
        let ids = self.looked_at();
        let is_kept = ids.is_empty() && !noted.is_empty();
        let noted = if is_kept { noted } else { noted.about(map, ids) };
        Noted { option, as_of, ..noted }
    }

    fn enter_capture(&mut self) {
        let Some(form) = self.talk.workshop.form.clone() else { return };
        let outcome = step_of(self.document.baseline(), &form.noted, form.of.as_ref());
        let before = self.document.revision();
        match outcome {
            Err(refusal) => {
                let refusal = Some(capitalised(&refusal.to_string()));
                self.talk.workshop.form = Some(Form { refusal, ..form });
            }
            Ok(_) if self.document.is_protected() => self.ask_why_not(),
            Ok(step) => {
                if self.made(Ok(step)) {
                    self.talk.workshop.form = None;
                    self.talk.workshop.begin(before);
                } else {
                    let refusal = Some("It could not be noted: what was typed stays here".to_owned());
                    self.talk.workshop.form = Some(Form { refusal, ..form });
                }
            }
        }
    }

    /// What is being noted anew is about what is chosen, whenever something else is.
    pub(super) fn follow_capture(&mut self) {
        let chosen = &self.selection.ids;
        let form = self.talk.workshop.form.as_ref().filter(|form| form.of.is_none() && form.chosen != *chosen);
        let Some(noted) = form.map(|form| form.noted.clone()) else { return };
        let chosen = chosen.clone();
        // Going from view to view chooses nothing: what is being said is still about the same.
        let noted = if chosen.is_empty() { noted } else { self.about_chosen(noted) };
        self.talk.workshop.form.iter_mut().for_each(|form| {
            form.noted.clone_from(&noted);
            form.chosen.clone_from(&chosen);
        });
    }

    /// Chooses what something that was noted is about, and goes there: in the option in which it was noted, if it is only
    /// there.
    fn go_to_capture(&mut self, id: &Id) -> Look {
        let Some(capture) = self.document.baseline().captures.get(id.as_str()).cloned() else { return Look::Stay };
        if capture.about.is_empty() {
            self.say("It is about the map as a whole");
            return Look::Stay;
        }
        let date = self.document.date();
        let there = |map: &Map| Whereabouts::of(map).there(&capture);
        let mut ids = there(self.document.map());
        for option in [capture.option.as_ref(), None] {
            if ids.is_empty() && self.document.option() != option {
                // What is not there is not worked on: nothing else is to be seen on the way.
                let map = self.document.within(option);
                ids = there(&date.map_or_else(|| Map::clone(&map), |date| as_of(&map, date)));
                if !ids.is_empty() {
                    self.work_on(option);
                }
            }
        }
        if ids.is_empty() {
            self.say(match self.document.date() {
                Some(_) => "What it is about is not on the map on that date",
                None => "What it is about is not on the map any more",
            });
            return Look::Stay;
        }
        self.selection = Selection::of(ids.iter().cloned());
        let ids: Vec<Id> = ids.into_iter().collect();
        self.reveal(&ids);
        self.note_looked();
        Look::ZoomTo(ids)
    }

    /// What was changed since the workshop began, in a few words: "14 changes since 10:02".
    pub fn changes_in_words(&self) -> Option<String> {
        let began = self.talk.workshop.began.as_ref()?;
        let changes = match began.counted {
            Some((revision, changes)) if revision == self.document.revision() => changes,
            _ => self.changes_since().len(),
        };
        let changes = began.earlier.len() + changes;
        Some(format!("{} since {}", count(changes, "change", "changes"), began.at))
    }

    /// Whether anything was changed since the workshop began.
    pub fn has_changes_since(&self) -> bool {
        !self.changed_earlier().is_empty()
            || match self.talk.workshop.began.as_ref().and_then(|began| began.counted) {
                Some((revision, changes)) if revision == self.document.revision() => changes > 0,
                _ => !self.changes_since().is_empty(),
            }
    }

    /// The steps by which the map was changed since the workshop began.
    pub fn changes_since(&self) -> Vec<Made<'_>> {
        self.talk.workshop.began.as_ref().map(|began| self.document.steps_since(began.revision)).unwrap_or_default()
    }

    /// What was changed in the workshop before the map was opened again.
    pub fn changed_earlier(&self) -> &[KeptChange] {
        self.talk.workshop.began.as_ref().map_or(&[], |began| &began.earlier)
    }

    /// The workshops of today, to be kept until their maps are opened again: of the open map first.
    pub fn workshops_to_keep(&self) -> Vec<KeptWorkshop> {
        let workshop = &self.talk.workshop;
        let own = workshop.began.as_ref().zip(self.document.path().map(absolute));
        let own = own.map(|(began, map)| self.kept_workshop(began, map));
        let is_other = |kept: &&KeptWorkshop| own.as_ref().is_none_or(|own| own.map != kept.map);
        let (others, today) = (workshop.kept.iter().filter(is_other).cloned().collect::<Vec<_>>(), today());
        // On another day it is another workshop.
        let all = own.into_iter().chain(others).filter(|kept| kept.day == today);
        all.take(MOST_WORKSHOPS).collect()
    }

    fn kept_workshop(&self, began: &Began, map: PathBuf) -> KeptWorkshop {
        let mut steps = self.changes_since();
        if self.document.is_dirty() {
            // What was given up is not on the map when it is opened again.
            let is_saved = |made: &Made<'_>| self.document.saved().is_some_and(|saved| Arc::ptr_eq(saved, made.after));
            steps.truncate(steps.iter().rposition(is_saved).map_or(0, |place| place + 1));
        }
        steps.drain(..steps.len().saturating_sub(MOST_KEPT));
        let change = |made: &Made<'_>| KeptChange {
            label: made.label.to_owned(),
            option: made.option.map(ToString::to_string),
            about: changed_by(made).iter().map(ToString::to_string).collect(),
        };
        let mut changes: Vec<KeptChange> = began.earlier.iter().cloned().chain(steps.iter().map(change)).collect();
        changes.drain(..changes.len().saturating_sub(MOST_KEPT));
        KeptWorkshop { map: map.as_path().into(), day: today(), at: began.at.clone(), changes }
    }

    /// Keeps the workshop of the map that is about to be closed.
    pub(super) fn keep_workshop(&mut self) {
        self.talk.workshop.kept = self.workshops_to_keep();
    }

    /// Goes on with the workshop of the map that was opened, if one was held on it today.
    pub(super) fn resume_workshop(&mut self) {
        let Some(path) = self.document.path().map(absolute) else { return };
        let (revision, today) = (self.document.revision(), today());
        let kept = &mut self.talk.workshop.kept;
        let Some(place) = kept.iter().position(|kept| *kept.map == *path) else { return };
        let KeptWorkshop { day, at, changes, .. } = kept.remove(place);
        self.talk.workshop.began = (day == today).then_some(Began { at, revision, counted: None, earlier: changes });
    }

    /// Counts what was changed since the workshop began, once after each change.
    pub(super) fn count_changes(&mut self) {
        let revision = self.document.revision();
        let is_counted = |began: &Began| began.counted.is_some_and(|(counted, _)| counted == revision);
        if self.talk.workshop.began.as_ref().is_some_and(|began| !is_counted(began)) {
            let changes = self.changes_since().len();
            self.talk.workshop.began.iter_mut().for_each(|began| began.counted = Some((revision, changes)));
        }
    }
}

/// The nodes and links that a step added or changed: on the map, or in the option in which it was made.
pub fn changed_by(made: &Made<'_>) -> Vec<Id> {
    let Some(option) = made.option else { return added_or_changed(&diff::between(made.before, made.after)) };
    let changes = |map: &Map| map.options.get(option.as_str()).map(|option| option.changes.clone()).unwrap_or_default();
    let key = |change: &Change| change.subject().map(|(kind, id)| (kind, id.cloned()));
    let before: BTreeMap<_, Change> = changes(made.before).into_iter().map(|change| (key(&change), change)).collect();
    let is_other = |change: &Change| before.get(&key(change)).is_none_or(|before| before != change);
    added_or_changed(&changes(made.after).into_iter().filter(is_other).collect::<Vec<_>>())
}

fn added_or_changed(changes: &[Change]) -> Vec<Id> {
    let entries = changes.iter().filter_map(|change| change.after.as_ref());
    let is_there = |entry: &&Entry| matches!(entry, Entry::Node(_) | Entry::Link(_));
    entries.filter(is_there).filter_map(|entry| entry.id().cloned()).collect()
}

/// The step that it becomes. What was taken away while it was changed, by undo perhaps, is noted anew: nothing that was
/// typed is lost.
fn step_of(map: &Map, noted: &Noted, of: Option<&Id>) -> Outcome {
    match of.filter(|id| map.captures.contains(id.as_str())) {
        Some(id) => change(map, id, noted),
        None => note(map, &Noted { at: noted.at.clone().or_else(|| Some(now())), ..noted.clone() }),
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// The day that it is where people sit.
fn today() -> String {
    jiff::Zoned::now().strftime("%Y-%m-%d").to_string()
}

/// The time that it is where people sit.
fn now() -> String {
    jiff::Zoned::now().strftime("%Y-%m-%d %H:%M:%S").to_string()
}
