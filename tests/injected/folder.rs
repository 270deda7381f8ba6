//! A folder with a map, and the program's own folder beside it.

use std::fs;
use std::path::{Path, PathBuf};

use boardwalk::storage::Home;

/// Such a folder.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    pub(crate) fn map(&self) -> PathBuf {
        self.0.join("map.boardwalk")
    }

    pub(crate) fn other_map(&self) -> PathBuf {
        self.0.join("other.boardwalk")
    }

    pub(crate) fn home(&self) -> Home {
        Home::at(&self.0.join("home"))
    }

    /// How many files of saves that did not come to their end lie beside the maps, and in the program's own folder.
    pub(crate) fn leftovers(&self) -> usize {
        fn count(folder: &Path) -> usize {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            let one = |entry: fs::DirEntry| match entry.file_type() {
                Ok(kind) if kind.is_dir() => count(&entry.path()),
                _ => usize::from(entry.path().extension().is_some_and(|ending| ending == "saving")),
            };
            entries.map(one).sum()
        }
        count(&self.0)
    }
}
