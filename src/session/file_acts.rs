//! What can be asked for of files, and what has to be asked before it is done, as data.

use std::path::PathBuf;
use std::time::SystemTime;

use crate::document::Stamp;
use crate::model::{Map, When};
use crate::storage::{Loss, ReadOnly};

/// A map that somebody has made, and what is told once it is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMap {
    /// The map.
    pub map: Map,
    /// What is told in the status bar.
    pub message: String,
    /// Whether it holds work that is in no file, so that it counts as unsaved at once.
    pub is_work: bool,
}

/// What is to be done once nothing can be lost by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Close the window.
    Quit,
    /// Ask for a file and open it.
    AskToOpen,
    /// Open this file.
    OpenPath(PathBuf),
    /// Open this sample.
    OpenSample(usize),
    /// Open this new map.
    PutNew(Box<NewMap>),
    /// Open the work that an earlier run left behind, by the number of its offer.
    TakeUp(usize),
}

/// Unsaved work that an earlier run left behind, as it is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// Which offer this is.
    pub number: usize,
    /// What the map is called, as far as that can be read.
    pub title: Option<String>,
    /// The file that the work belongs to, if it is in one.
    pub path: Option<PathBuf>,
    /// Whether something was being typed.
    pub has_drafts: bool,
    /// When it was kept.
    pub kept_at: Option<SystemTime>,
}

/// What is another in a file than in the open map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The file.
    pub path: PathBuf,
    /// Whether that is another one, which lies beside the one of the open map.
    pub is_beside: bool,
    /// Each change that would turn the open map into the one of the file, in a sentence.
    pub lines: Vec<String>,
    /// What was asked before people wanted to see this, and is to be asked again.
    pub again: Option<Box<FileQuestion>>,
}

/// What saving would take from a file, and how it was to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Losing {
    /// The file.
    pub path: PathBuf,
    /// What would be lost.
    pub losses: Vec<Loss>,
    /// Whether people have agreed that whatever the file holds is written over.
    pub overwrites: bool,
    /// What is to be done when it is written.
    pub next: Option<Next>,
}

/// What has come of merging another version into the open map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedIn {
    /// The map.
    pub map: Map,
    /// The other version.
    pub theirs: Map,
    /// Its file.
    pub path: PathBuf,
    /// What that was when it was read.
    pub stamp: Stamp,
    /// Whether it is the file of the open map.
    pub is_own_file: bool,
    /// What the open map was.
    pub revision: u64,
}

/// What a path is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathWish {
    /// The map file to open.
    Open,
    /// The spreadsheet to import.
    Import,
    /// The version that is to be merged into the open map.
    Merge,
    /// The map from which both that version and the open one come.
    Base(PathBuf),
    /// The file to write to.
    SaveAs {
        /// The name that is proposed.
        name: String,
        /// What is to be done when it is written.
        next: Option<Next>,
    },
}

/// What has to be asked before anything goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileQuestion {
    /// Which file?
    Path {
        /// What for.
        wish: PathWish,
        /// The folder to begin in.
        folder: Option<PathBuf>,
    },
    /// The map has changes that are not saved: what about them, before that is done?
    Unsaved(Next),
    /// Another program changed the file meanwhile.
    ChangedOnDisk(PathBuf, Option<Next>),
    /// A file of that name is there already.
    Overwrite(PathBuf, Option<Next>),
    /// Saving takes something from the file that the new one cannot be given: save it all the same?
    Losing(Losing),
    /// This is what is another in the file: reload it?
    Difference(Difference),
    /// The map is open for reading only, for that reason: save a copy that can be changed?
    ReadOnly(ReadOnly),
    /// The map is shown as of that date: go back to now, so that it can be changed?
    OnDate(When),
    /// Something did not work: what, and why.
    Failed(String, String),
    /// Something waits until the map is written, which takes the disk long: is it to wait?
    Waiting,
    /// The program ended without saving: take up what it kept?
    Recover(Offer),
    /// What the columns of this spreadsheet hold, and what comes of its rows.
    Import(PathBuf),
    /// Merge that version into the open map, and from what do both come: from that file, if one was chosen?
    Merge(PathBuf, Option<PathBuf>),
    /// Nothing: this file is to be opened beside the open one.
    Beside(PathBuf),
}

/// What can be asked for, and what is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileAct {
    /// Do this, unless there are changes that are not saved: then ask first.
    UnlessUnsaved(Next),
    /// Give up the changes that are not saved, and do this.
    Discard(Next),
    /// Write the map to its file, or ask for one; then do that.
    Save(Option<Next>),
    /// Ask for another file and write the map there; then do that.
    SaveAs(Option<Next>),
    /// Use the path that was asked for.
    Use(PathWish, PathBuf),
    /// Write the map to that file, whatever is there; then do that.
    Overwrite(PathBuf, Option<Next>),
    /// Write the map though the file loses that; then do what was to be done.
    AcceptLosses(Losing),
    /// Do not do any more what was to be done when the map is written.
    StopWaiting,
    /// Close the window, though the map is still being written.
    CloseWithoutWaiting,
    /// Find out what is another in the file than in the open map, before that question is asked again.
    Compare(Option<Box<FileQuestion>>),
    /// Find out what is another in that file, which lies beside the one of the open map.
    CompareWith(PathBuf),
    /// Go on with the file of the open map where it lies now.
    GoOnIn(PathBuf),
    /// Leave that other version beside the file of the open map; it is not told again.
    LeaveCopy(PathBuf),
    /// Leave the open map as it is, though its file has been changed; that is not told again.
    LeaveChange,
    /// Have the version of that number take the place of the open map.
    BringBack(u32),
    /// Write the version of that number into a file of its own, and open that one beside the open map.
    OpenVersion(u32),
    /// Ask which version is to be merged into the open map.
    AskToMerge,
    /// Ask whether that version is to be merged, and from what both come.
    Merge(PathBuf),
    /// Have what has come of merging take the place of the open map.
    TakeMerged(Box<MergedIn>),
    /// What was told of the program's own folder was read.
    LeaveTrouble,
    /// Forget the work that an earlier run left behind, by the number of its offer.
    ThrowAway(usize),
}
