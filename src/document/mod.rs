//! The document: what is open, which of its options is worked on, its history, and whether it is saved. No input or
//! output.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::model::diff::{self, Applied, Conflict};
use crate::model::edit::{self, Edit, EditError};
use crate::model::{EntryKind, Id, Map, When, as_of};

/// What a file was when it was last read or written, to notice that another program has changed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Its length in bytes.
    pub length: u64,
    /// When it was last written, if the disk says so.
    pub modified: Option<SystemTime>,
    /// The BLAKE3 hash of its bytes.
    pub hash: [u8; 32],
    /// Whether it begins with a byte-order mark, as some editors of text write it; then it is written with one again.
    #[serde(default)]
    pub has_mark: bool,
}

/// So many steps can be taken back; of earlier ones nothing is kept, or memory would grow as long as somebody works.
const MOST_STEPS: usize = 2_000;
/// So many bytes they may take together.
const MOST_BYTES: usize = 24 << 20;
/// So many can be taken back however much they take.
const LEAST_STEPS: usize = 20;
/// Of so many steps that are let go, one state is given to be kept elsewhere.
const STATE_KEPT: usize = 500;

/// A map that is open, with its history. History holds snapshots that share their records and most parts of their tables, so
/// that a step costs about as much as one part of each table that it changes. It is one history, of the baseline with its
/// options: an edit made within an option is a step that changes the option.
#[derive(Debug, Clone)]
pub struct Document {
    past: VecDeque<Step>,
    present: Step,
    /// The option that is worked on, with the map as it wants it; none for the baseline.
    open: Option<Open>,
    /// The date as of which it is looked at, with the map as it was then; none for now.
    then: Option<(When, Arc<Map>)>,
    /// What was undone, the next one to redo last.
    future: Vec<Step>,
    let_go: LetGo,
    next_revision: u64,
    saved_revision: Option<u64>,
    path: Option<PathBuf>,
    stamp: Option<Stamp>,
    read_only: bool,
}

/// A state of the baseline, and what led to it.
#[derive(Debug, Clone)]
struct Step {
    label: String,
    /// The option in which it was made.
    option: Option<Id>,
    revision: u64,
    map: Arc<Map>,
    /// Whether it changes nothing but views and what is noted.
    is_of_the_talk: bool,
    /// How many bytes it takes beside the state before, about.
    weight: usize,
}

/// A step that was made, and can be taken back.
#[derive(Debug, Clone, Copy)]
pub struct Made<'a> {
    /// What it is called in the history.
    pub label: &'a str,
    /// The option in which it was made.
    pub option: Option<&'a Id>,
    /// The map that is saved, before it.
    pub before: &'a Arc<Map>,
    /// The same after it.
    pub after: &'a Arc<Map>,
}

impl<'a> Made<'a> {
    fn of(before: &'a Step, step: &'a Step) -> Self {
        Self { label: &step.label, option: step.option.as_ref(), before: &before.map, after: &step.map }
    }
}

/// Steps that cannot be taken back any more.
#[derive(Debug, Clone, Default)]
struct LetGo {
    count: usize,
    /// A state to which nothing leads back, until it is kept elsewhere.
    state: Option<Arc<Map>>,
}

/// An option that is worked on.
#[derive(Debug, Clone)]
struct Open {
    id: Id,
    map: Arc<Map>,
    conflicts: Vec<Conflict>,
}

impl Open {
    /// The option of that id over a baseline that has it.
    fn of(baseline: &Map, id: &Id) -> Option<Self> {
        let option = baseline.options.get(id.as_str())?;
        let Applied { map, conflicts } = diff::apply(baseline, option);
        Some(Self { id: id.clone(), map: Arc::new(map), conflicts })
    }
}

/// Why a step was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// The document must not change.
    #[error("this map is open for reading only; save it under another name to change it")]
    ReadOnly,
    /// The map is looked at as it was on another date.
    #[error("the map is shown as of {0}; go back to now to change it")]
    OnDate(When),
    /// The edits do not fit the map.
    #[error(transparent)]
    Edit(#[from] EditError),
}

impl Document {
    /// A map that is in no file yet. Nothing is lost if it is closed unchanged, so it counts as saved.
    pub fn new(map: Map) -> Self {
        Self {
            past: VecDeque::new(),
            present: Step {
                label: String::new(),
                option: None,
                revision: 0,
                map: Arc::new(map),
                is_of_the_talk: false,
                weight: 0,
            },
            open: None,
            then: None,
            future: Vec::new(),
            let_go: LetGo::default(),
            next_revision: 1,
            saved_revision: Some(0),
            path: None,
            stamp: None,
            read_only: false,
        }
    }

    /// A map as it was read from a file.
    pub fn opened(map: Map, path: PathBuf, stamp: Stamp, read_only: bool) -> Self {
        Self { path: Some(path), stamp: Some(stamp), read_only, ..Self::new(map) }
    }

    /// A map that a crash had left unsaved: it is not saved until it is written. The stamp is of the file on which the work
    /// began, so that what has been written there since is not lost.
    pub fn recovered(map: Map, path: Option<PathBuf>, stamp: Option<Stamp>) -> Self {
        Self { path, stamp, saved_revision: None, ..Self::new(map) }
    }

    /// The map that is worked on: the baseline, or the baseline as the open option wants it. While it is looked at as of
    /// a date, it is as it was then.
    pub fn map(&self) -> &Arc<Map> {
        self.then.as_ref().map_or_else(|| self.now(), |(_, then)| then)
    }

    /// The same as it is now, whatever date is looked at.
    pub fn now(&self) -> &Arc<Map> {
        self.open.as_ref().map_or(&self.present.map, |open| &open.map)
    }

    /// The map as an option would have it, as it is now, whichever is worked on; the baseline if there is no such option.
    pub fn within(&self, option: Option<&Id>) -> Arc<Map> {
        let known = option.and_then(|id| self.baseline().options.get(id.as_str()));
        known.map_or_else(|| Arc::clone(self.baseline()), |option| Arc::new(diff::apply(self.baseline(), option).map))
    }

    /// The map that is saved, with its options.
    pub fn baseline(&self) -> &Arc<Map> {
        &self.present.map
    }

    /// The map as it was last read from its file or written there, as long as a step leads there.
    pub fn saved(&self) -> Option<&Arc<Map>> {
        let steps = [&self.present].into_iter().chain(&self.past).chain(&self.future);
        steps.into_iter().find(|step| Some(step.revision) == self.saved_revision).map(|step| &step.map)
    }

    /// Notes that what is in the file now is part of the map, so that it may be written over.
    pub fn mark_taken_in(&mut self, stamp: Stamp) {
        self.stamp = Some(stamp);
    }

    /// The option that is worked on; none for the baseline.
    pub fn option(&self) -> Option<&Id> {
        self.open.as_ref().map(|open| &open.id)
    }

    /// The changes of the open option that could not be made, or not in all fields, because the baseline has changed since.
    pub fn conflicts(&self) -> &[Conflict] {
        self.open.as_ref().map_or(&[], |open| &open.conflicts)
    }

    /// Works on the option of that id from now on, or on the baseline; on the baseline too if there is no such option. It
    /// is no step.
    pub fn work_on(&mut self, option: Option<&Id>) {
        if self.option() != option {
            self.open = option.and_then(|id| Open::of(self.baseline(), id));
            self.look_at(self.date());
        }
    }

    /// Why no step can be made just now, if so.
    fn refusal(&self) -> Option<StepError> {
        match self.date() {
            _ if self.read_only => Some(StepError::ReadOnly),
            Some(date) => Some(StepError::OnDate(date)),
            None => None,
        }
    }

    /// The date as of which the map is looked at; none for now.
    pub fn date(&self) -> Option<When> {
        self.then.as_ref().map(|(date, _)| *date)
    }

    /// Looks at the map as of a date from now on, or as it is now. It is no step, and until then there can be none.
    pub fn look_at(&mut self, date: Option<When>) {
        self.then = date.map(|date| (date, Arc::new(as_of(self.now(), date))));
    }

    /// Changes whenever the map does that is saved, and returns to what it was when a step is undone.
    pub fn revision(&self) -> u64 {
        self.present.revision
    }

    /// Makes all the edits as one step that can be undone, or none of them. Edits that change nothing are no step. Within
    /// an option they become changes of it, with their reasons, but for those of options themselves, of views and of what
    /// is noted; these two also change while the map is looked at as of a date.
    pub fn apply(&mut self, label: impl Into<String>, edits: Vec<Edit>) -> Result<(), StepError> {
        match self.refusal() {
            Some(StepError::OnDate(_)) if edits.iter().all(Edit::is_of_the_talk) => {
                let map = edit::apply(self.baseline(), &edits)?;
                if map != **self.baseline() {
                    let option = self.option().cloned();
                    self.step_to(label.into(), map, |map| option.and_then(|id| Open::of(map, &id)));
                    self.look_at(self.date());
                }
                return Ok(());
            }
            Some(refusal) => return Err(refusal),
            None => {}
        }
        let Some(open) = &self.open else {
            let map = edit::apply(self.baseline(), &edits)?;
            return self.put(label, map);
        };
        let is_of_options = |edit: &Edit| {
            let is_one = matches!(edit, Edit::PutOption(_) | Edit::Decide(_) | Edit::Remove(EntryKind::Option, _));
            is_one || edit.is_of_the_talk()
        };
        let (of_options, edits): (Vec<Edit>, Vec<Edit>) = edits.into_iter().partition(is_of_options);
        let reasons: Vec<(EntryKind, Id, String)> = edits.iter().filter_map(Edit::reason).collect();
        let baseline = edit::apply(self.baseline(), &of_options)?;
        let Some(option) = baseline.options.get(open.id.as_str()).filter(|_| !edits.is_empty()) else {
            return self.put(label, baseline);
        };
        let has_changed = self.baseline().options.get(open.id.as_str()) != Some(option);
        let mut applied = match has_changed {
            true => diff::apply(&baseline, option),
            false => Applied { map: Map::clone(&open.map), conflicts: open.conflicts.clone() },
        };
        applied.map.views = baseline.views.clone();
        applied.map.captures = baseline.captures.clone();
        let wanted = edit::apply(&applied.map, &edits)?;
        let (mut changed, mut applied) = match wanted == applied.map {
            true => (option.as_ref().clone(), applied),
            false => diff::edited(&baseline, option, &applied, &wanted),
        };
        if changed.explain(&reasons) && !applied.conflicts.is_empty() {
            applied = diff::apply(&baseline, &changed);
        }
        if changed == **option {
            return self.put(label, baseline);
        }
        let id = open.id.clone();
        self.step_to(label.into(), edit::apply(&baseline, &[Edit::PutOption(changed)])?, |map| {
            let map = Arc::new(Map { options: map.options.clone(), ..applied.map });
            Some(Open { id, map, conflicts: applied.conflicts })
        });
        Ok(())
    }

    /// Has another map, with its options, take the place of the one that is saved, as one step that can be undone.
    pub fn put(&mut self, label: impl Into<String>, map: Map) -> Result<(), StepError> {
        if let Some(refusal) = self.refusal() {
            return Err(refusal);
        }
        if map != **self.baseline() {
            let option = self.option().cloned();
            self.step_to(label.into(), map, |map| option.and_then(|id| Open::of(map, &id)));
        }
        Ok(())
    }

    fn step_to(&mut self, label: String, map: Map, open: impl FnOnce(&Map) -> Option<Open>) {
        let option = self.option().cloned();
        self.open = open(&map);
        let weight = map.weight_beside(self.baseline());
        let is_of_the_talk = is_of_the_talk(self.baseline(), &map);
        let revision = self.next_revision;
        let step = Step { label, option, revision, map: Arc::new(map), is_of_the_talk, weight };
        self.next_revision += 1;
        self.past.push_back(std::mem::replace(&mut self.present, step));
        self.future.clear();
        self.let_go_of_the_earliest();
    }

    /// Lets go of the earliest steps, where history is longer or takes more than it may.
    fn let_go_of_the_earliest(&mut self) {
        let mut bytes: usize = self.past.iter().skip(1).map(|step| step.weight).sum::<usize>() + self.present.weight;
        while self.past.len() > MOST_STEPS || (bytes > MOST_BYTES && self.past.len() > LEAST_STEPS) {
            let Some(gone) = self.past.pop_front() else { return };
            // With a state goes what the next one has in its place.
            bytes -= self.past.front().map_or(0, |next| next.weight);
            if self.let_go.count.is_multiple_of(STATE_KEPT) {
                self.let_go.state = Some(gone.map);
            }
            self.let_go.count += 1;
        }
    }

    /// A state to which nothing leads back any more, to be kept elsewhere: the first of them, and then one of so many.
    pub fn take_let_go(&mut self) -> Option<Arc<Map>> {
        self.let_go.state.take()
    }

    /// The steps since a revision by which the map has changed, the first first: views and what is noted change nothing.
    pub fn steps_since(&self, revision: u64) -> Vec<Made<'_>> {
        let steps = self.past.iter().chain([&self.present]);
        let pairs = steps.clone().zip(steps.skip(1));
        let since = pairs.filter(|(_, step)| step.revision > revision && !step.is_of_the_talk);
        since.map(|(before, step)| Made::of(before, step)).collect()
    }

    /// What [`undo`](Self::undo) would undo.
    pub fn undo_label(&self) -> Option<&str> {
        (!self.past.is_empty()).then_some(self.present.label.as_str())
    }

    /// What [`redo`](Self::redo) would redo.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    /// Takes the last step back, in the option in which it was made, and gives its label.
    pub fn undo(&mut self) -> Option<&str> {
        self.then = None;
        let before = self.past.pop_back()?;
        let undone = std::mem::replace(&mut self.present, before);
        self.open = undone.option.as_ref().and_then(|id| Open::of(&self.present.map, id));
        self.future.push(undone);
        self.redo_label()
    }

    /// Makes the step again that was taken back last, in the option in which it was made, and gives its label.
    pub fn redo(&mut self) -> Option<&str> {
        self.then = None;
        let after = self.future.pop()?;
        self.open = after.option.as_ref().and_then(|id| Open::of(&after.map, id));
        self.past.push_back(std::mem::replace(&mut self.present, after));
        self.undo_label()
    }

    /// Whether the map is another than the one that was saved. Undoing back to that one makes it clean again.
    pub fn is_dirty(&self) -> bool {
        self.saved_revision != Some(self.present.revision)
    }

    /// Notes that the map of `revision` is in the file at `path`, which may now be changed.
    pub fn mark_saved(&mut self, revision: u64, path: PathBuf, stamp: Stamp) {
        self.saved_revision = Some(revision);
        self.path = Some(path);
        self.stamp = Some(stamp);
        self.read_only = false;
    }

    /// Notes that the map was written to the file at `path`, where it may not last: it still is to be saved.
    pub fn mark_written(&mut self, path: PathBuf, stamp: Stamp) {
        self.saved_revision = None;
        self.path = Some(path);
        self.stamp = Some(stamp);
        self.read_only = false;
    }

    /// Notes that the file, which is as it was, lies there now.
    pub fn mark_moved(&mut self, path: PathBuf) {
        self.path = Some(path);
    }

    /// The file that the map is in.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// What that file was when it was last read or written.
    pub fn stamp(&self) -> Option<&Stamp> {
        self.stamp.as_ref()
    }

    /// Whether the map must not be changed just now: its file is not to be written, or it is looked at as of a date.
    pub fn is_read_only(&self) -> bool {
        self.refusal().is_some()
    }

    /// Whether the map must not be written back to its file.
    pub fn is_protected(&self) -> bool {
        self.read_only
    }
}

/// Whether two maps differ in nothing but views and what is noted.
fn is_of_the_talk(before: &Map, after: &Map) -> bool {
    let alike = Map { views: before.views.clone(), captures: before.captures.clone(), ..after.clone() };
    alike == *before
}

#[cfg(test)]
mod tests;
