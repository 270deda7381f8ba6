//! Earlier versions of the open map: listed, brought back, and opened beside it.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::kept::Upkeep;
use super::{EXTENSION, Errand};
use crate::exchange::boardwalk_file;
use crate::model::Map;
use crate::session::Session;
use crate::session::file_acts::FileQuestion;
use crate::session::task::Task;
use crate::session::versions::{self, Versions};
use crate::storage::versions::Version;
use crate::storage::{self, Home, SaveError, Terms};

/// The most names that are tried for a copy.
const MOST_NAMES: usize = 100;

/// What is to take the place of the open map.
pub(super) struct BroughtBack {
    map_number: usize,
    map: Map,
    /// When it was written.
    written: String,
    /// Why the present one could not be kept, if so.
    trouble: Option<io::Error>,
}

impl Session {
    /// Begins to list the earlier versions of the open map, or why they cannot be listed. None if it is in no file.
    pub fn list_versions(&self) -> Option<Task<Result<Versions, String>>> {
        let (path, mine) = (self.document.path()?.to_owned(), Arc::clone(self.document.baseline()));
        let home = self.files.home.clone();
        Some(Task::start(&self.wake, move |_| {
            Versions::read(&home, &path, &mine).map_err(|error| format!("They cannot be read ({error})."))
        }))
    }

    /// Has the version of that number take the place of the open map, which is kept as a version itself.
    pub(super) fn bring_back(&mut self, number: u32) {
        let Some(path) = self.document.path().map(Path::to_owned) else { return };
        let (present, home, map_number) =
            (Arc::clone(self.document.baseline()), self.files.home.clone(), self.files.maps_opened);
        self.files.run(&self.wake, "Bringing the version back", move || {
            let found = find(&home, &path, number).and_then(|version| Ok((versions::read(&version)?, version)));
            Errand::BroughtBack(found.map(|(map, version)| {
                let text = boardwalk_file::write(&present);
                let kept = home.keep_version(&path, text.as_bytes(), SystemTime::now());
                Box::new(BroughtBack { map_number, map, written: version.written(), trouble: kept.err() })
            }))
        });
    }

    pub(super) fn take_brought_back(&mut self, brought: Result<Box<BroughtBack>, String>) {
        match brought {
            Err(why) => self.files.fail("The version could not be brought back", why),
            Ok(brought) => {
                self.files.kept.note(Upkeep::Versions, brought.trouble);
                if brought.map_number == self.files.maps_opened {
                    self.put(&format!("bring back the version of {}", brought.written), brought.map);
                }
            }
        }
    }

    /// Writes the version of that number into a file of its own beside the map, and has that one opened.
    pub(super) fn open_version(&mut self, number: u32) {
        let Some(path) = self.document.path().map(Path::to_owned) else { return };
        let home = self.files.home.clone();
        self.files.run(&self.wake, "Writing the version into a file", move || {
            Errand::Copied(find(&home, &path, number).and_then(|version| copy_beside(&path, &version)))
        });
    }

    pub(super) fn take_copy(&mut self, copied: Result<PathBuf, String>) {
        match copied {
            Err(why) => self.files.fail("The copy could not be written", why),
            Ok(path) => {
                let name = path.file_name().unwrap_or(path.as_os_str()).display().to_string();
                self.say(format!("Wrote {name} in {}", storage::folder_of(&path)));
                self.files.questions.push(FileQuestion::Beside(path));
            }
        }
    }
}

fn find(home: &Home, path: &Path, number: u32) -> Result<Version, String> {
    let versions = home.versions(path).map_err(|error| error.to_string())?;
    let version = versions.into_iter().find(|version| version.number == number);
    version.ok_or_else(|| "It is kept no more: later ones have taken its place.".to_owned())
}

/// The file that a version was written into: "town version 3.boardwalk", or with a number behind where that is taken.
fn copy_beside(path: &Path, version: &Version) -> Result<PathBuf, String> {
    let bytes = version.read().map_err(|error| error.to_string())?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    for number in 1..=MOST_NAMES {
        let behind = if number == 1 { String::new() } else { format!(" ({number})") };
        let copy = path.with_file_name(format!("{stem} version {}{behind}.{EXTENSION}", version.number));
        match storage::save(&copy, &bytes, Terms::copy_of(path)) {
            Ok(_) => return Ok(copy),
            Err(SaveError::IsThere(_)) => {}
            Err(error) => return Err(error.to_string()),
        }
    }
    Err(format!("{} is full of copies of this version", storage::folder_of(path)))
}
