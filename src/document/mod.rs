//! The document: what is open, its history, and whether it is saved. No input or output.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::model::Map;
use crate::model::edit::{self, Edit, EditError};

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

/// A map that is open, with its history. History holds snapshots that share their records and most parts of their tables, so
/// that a step costs about as much as one part of each table that it changes.
#[derive(Debug, Clone)]
pub struct Document {
    past: Vec<Step>,
    present: Step,
    /// What was undone, the next one to redo last.
    future: Vec<Step>,
    next_revision: u64,
    saved_revision: Option<u64>,
    path: Option<PathBuf>,
    stamp: Option<Stamp>,
    read_only: bool,
}

/// A state of the map, and what led to it.
#[derive(Debug, Clone)]
struct Step {
    label: String,
    revision: u64,
    map: Arc<Map>,
}

/// Why a step was not made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// The document must not change.
    #[error("this map is open for reading only; save it under another name to change it")]
    ReadOnly,
    /// The edits do not fit the map.
    #[error(transparent)]
    Edit(#[from] EditError),
}

impl Document {
    /// A map that is in no file yet. Nothing is lost if it is closed unchanged, so it counts as saved.
    pub fn new(map: Map) -> Self {
        Self {
            past: Vec::new(),
            present: Step { label: String::new(), revision: 0, map: Arc::new(map) },
            future: Vec::new(),
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

    /// The map as it is now.
    pub fn map(&self) -> &Arc<Map> {
        &self.present.map
    }

    /// Changes whenever the map does, and returns to what it was when a step is undone.
    pub fn revision(&self) -> u64 {
        self.present.revision
    }

    /// Makes all the edits as one step that can be undone, or none of them. Edits that change nothing are no step.
    pub fn apply(&mut self, label: impl Into<String>, edits: Vec<Edit>) -> Result<(), StepError> {
        if self.read_only {
            return Err(StepError::ReadOnly);
        }
        let map = edit::apply(self.map(), &edits)?;
        self.put(label, map)
    }

    /// Has another map take the place of this one, as one step that can be undone.
    pub fn put(&mut self, label: impl Into<String>, map: Map) -> Result<(), StepError> {
        if self.read_only {
            return Err(StepError::ReadOnly);
        }
        if map != **self.map() {
            self.step_to(label.into(), map);
        }
        Ok(())
    }

    fn step_to(&mut self, label: String, map: Map) {
        let step = Step { label, revision: self.next_revision, map: Arc::new(map) };
        self.next_revision += 1;
        self.past.push(std::mem::replace(&mut self.present, step));
        if self.past.len() > MOST_STEPS {
            self.past.remove(0);
        }
        self.future.clear();
    }

    /// What [`undo`](Self::undo) would undo.
    pub fn undo_label(&self) -> Option<&str> {
        (!self.past.is_empty()).then_some(self.present.label.as_str())
    }

    /// What [`redo`](Self::redo) would redo.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    /// Takes the last step back, and gives its label.
    pub fn undo(&mut self) -> Option<&str> {
        let before = self.past.pop()?;
        self.future.push(std::mem::replace(&mut self.present, before));
        self.redo_label()
    }

    /// Makes the step again that was taken back last, and gives its label.
    pub fn redo(&mut self) -> Option<&str> {
        let after = self.future.pop()?;
        self.past.push(std::mem::replace(&mut self.present, after));
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

    /// Whether the map must not be changed or written back.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EntryKind, Node, NodeKind, Position};

    fn document() -> Document {
        let put = Edit::put(Node::new("board", NodeKind::Board, "Board"));
        Document::new(edit::apply(&Map::default(), &[put]).expect("a sound map"))
    }

    fn place(document: &mut Document, x: i32) {
        let place = Position { id: "board".into(), x, y: 0, unknown: Default::default() };
        document.apply(format!("Move to {x}"), vec![Edit::put(place)]).expect("the board is there");
    }

    fn x(document: &Document) -> Option<i32> {
        document.map().placement.get("board").map(|position| position.x)
    }

    fn stamp() -> Stamp {
        Stamp { length: 0, modified: None, hash: [0; 32], has_mark: false }
    }

    #[test]
    fn steps_are_undone_and_redone_by_label() {
        let mut document = document();
        place(&mut document, 1);
        place(&mut document, 2);
        assert_eq!(document.undo(), Some("Move to 2"));
        assert_eq!(x(&document), Some(1));
        assert_eq!((document.undo_label(), document.redo_label()), (Some("Move to 1"), Some("Move to 2")));
        assert_eq!(document.redo(), Some("Move to 2"));
        assert_eq!(x(&document), Some(2));
        assert_eq!(document.redo(), None);
        document.undo();
        place(&mut document, 3);
        assert_eq!(document.redo_label(), None, "a new step forgets what was undone");
    }

    #[test]
    fn history_goes_back_to_the_start() {
        let mut document = document();
        let start = Arc::clone(document.map());
        (1..=2000).for_each(|x| place(&mut document, x));
        let steps = std::iter::from_fn(|| document.undo().map(str::to_owned)).count();
        assert_eq!((steps, document.map()), (2000, &start));
        assert!(
            std::iter::from_fn(|| document.redo().map(str::to_owned)).count() == 2000 && x(&document) == Some(2000)
        );
    }

    #[test]
    fn history_grows_no_longer_than_its_most_steps() {
        let mut document = document();
        (1..=2 * MOST_STEPS as i32).for_each(|x| place(&mut document, x));
        assert_eq!(document.past.len(), MOST_STEPS);
        while document.undo().is_some() {}
        assert_eq!(x(&document), Some(MOST_STEPS as i32), "the earliest steps are let go");
        assert!(document.is_dirty(), "what was opened is not there to come back to");
    }

    #[test]
    fn undoing_back_to_what_was_saved_is_clean() {
        let mut document = document();
        assert!(!document.is_dirty());
        place(&mut document, 1);
        assert!(document.is_dirty());
        document.mark_saved(document.revision(), "map.boardwalk".into(), stamp());
        place(&mut document, 2);
        document.undo();
        assert!(!document.is_dirty());
        document.undo();
        assert!(document.is_dirty(), "the state before the saved one is another");
        place(&mut document, 1);
        assert!(document.is_dirty(), "the saved state is gone from the history");
    }

    #[test]
    fn an_edit_that_changes_nothing_is_no_step() {
        let mut document = document();
        place(&mut document, 1);
        place(&mut document, 1);
        document.undo();
        assert_eq!(document.undo_label(), None);
    }

    #[test]
    fn a_document_for_reading_does_not_change() {
        let map = Map::clone(document().map());
        let mut document = Document::opened(map, "map.boardwalk".into(), stamp(), true);
        assert_eq!(
            document.apply("Remove", vec![Edit::Remove(EntryKind::Node, "board".into())]),
            Err(StepError::ReadOnly)
        );
        assert_eq!(document.map().nodes.len(), 1);
    }
}
