//! Folders: what lies in them, for people who look for a map.

use std::fs;
use std::io;
use std::path::Path;
use std::time::SystemTime;

/// The most entries that are read of one folder.
pub(super) const MOST_ENTRIES: usize = 20_000;

/// Something in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderEntry {
    /// Its name.
    pub name: String,
    /// Whether it is a folder itself.
    pub is_folder: bool,
    /// When it was last written, if the disk says so.
    pub modified: Option<SystemTime>,
}

/// What lies in a folder: folders first, each by name as people read it. Names that are no text are left out: nobody could
/// type them.
pub fn list(folder: &Path) -> io::Result<Vec<FolderEntry>> {
    let entry = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().ok()?;
        // What a link leads to is what counts.
        let about = fs::metadata(entry.path()).ok();
        let is_folder = about.as_ref().is_some_and(fs::Metadata::is_dir);
        Some(FolderEntry { name, is_folder, modified: about.and_then(|about| about.modified().ok()) })
    };
    let entries = fs::read_dir(folder)?.take(MOST_ENTRIES);
    let mut entries: Vec<_> = entries.filter_map(|found| entry(found.ok()?)).collect();
    entries.sort_by_cached_key(|entry| (!entry.is_folder, entry.name.to_lowercase(), entry.name.clone()));
    Ok(entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_come_first_and_names_as_people_read_them() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["b.boardwalk", "A.boardwalk", "notes.txt"] {
            fs::write(folder.path().join(name), "").expect("written");
        }
        fs::create_dir(folder.path().join("maps")).expect("a folder");
        let entries = list(folder.path()).expect("a folder");
        let names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["maps", "A.boardwalk", "b.boardwalk", "notes.txt"]);
        assert!(entries[0].is_folder && entries.iter().all(|entry| entry.modified.is_some()));
        assert!(list(&folder.path().join("none")).is_err());
    }
}
