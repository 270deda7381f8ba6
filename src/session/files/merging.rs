//! Merging another version into the open map: asked for, looked into, and done as one step.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::Errand;
use crate::exchange::boardwalk_file;
use crate::session::Session;
use crate::session::file_acts::{FileQuestion, MergedIn, PathWish};
use crate::session::merging::{Base, Found, Ours, Outcome, look, outcome};
use crate::session::task::Task;
use crate::storage;

impl Session {
    /// Asks which version is to be merged, or tells why the open map cannot be changed.
    pub(super) fn ask_what_to_merge(&mut self) {
        if self.document.is_read_only() {
            return self.ask_why_not();
        }
        let folder = self.folder();
        self.files.questions.push(FileQuestion::Path { wish: PathWish::Merge, folder });
    }

    /// Asks about merging that version, with another file as the one from which both come.
    pub(super) fn ask_about_merging(&mut self, theirs: PathBuf, base: Option<PathBuf>) {
        if self.document.is_read_only() {
            return self.ask_why_not();
        }
        self.files.questions.push(FileQuestion::Merge(theirs, base));
    }

    /// The open map, as it is merged with another version.
    pub fn ours(&self) -> Ours {
        let document = &self.document;
        Ours {
            map: Arc::clone(document.baseline()),
            path: document.path().map(Path::to_owned),
            saved: document.saved().cloned().zip(document.stamp().cloned()),
        }
    }

    /// Begins to read another version, and to look for the one from which both come; or why it cannot be merged.
    pub fn look_at_theirs(&self, theirs: &Path) -> Task<Result<Arc<Found>, String>> {
        let (home, ours, theirs) = (self.files.home.clone(), self.ours(), theirs.to_owned());
        Task::start(&self.wake, move |_| look(&home, &ours, &theirs).map(Arc::new))
    }

    /// Begins to work out what would come of merging what was found, if both come of that.
    pub fn try_merging(&self, found: &Arc<Found>, base: Base) -> Task<Result<Outcome, String>> {
        let (map, found) = (Arc::clone(self.document.baseline()), Arc::clone(found));
        Task::start(&self.wake, move |_| outcome(&map, &found, &base))
    }

    /// Has what has come of merging take the place of the open map, as one step. The other version is kept among those of
    /// this map: whoever goes on with it and sends it again has it in common with what the map is now.
    pub(super) fn take_merged(&mut self, merged: MergedIn) {
        let MergedIn { map, theirs, path, stamp, is_own_file, revision } = merged;
        if self.document.revision() != revision {
            return self.say("The map has changed meanwhile: nothing was merged. Merge it again.");
        }
        if !self.put(&format!("merge with {}", storage::name_of(&path)), map) {
            return;
        }
        if let Some(own) = self.document.path().map(Path::to_owned) {
            let (home, at) = (self.files.home.clone(), stamp.modified.unwrap_or_else(SystemTime::now));
            self.files.run(&self.wake, "Keeping the other version", move || {
                Errand::Versions(home.keep_version(&own, boardwalk_file::write(&theirs).as_bytes(), at))
            });
        }
        if is_own_file {
            self.document.mark_taken_in(stamp);
        }
    }
}
