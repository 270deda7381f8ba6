//! Looking for a file: what is typed, the folder that it leads to, what lies there and fits, and how the rest is completed.
//! No egui, and the disk only in a task.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use crate::session::files::EXTENSION;
use crate::session::task::{Poll, Task, Wake};
use crate::storage;
use crate::storage::folder::{self, FolderEntry};

/// What is typed, and what lies in the folder that it leads to.
pub(super) struct Looking {
    /// The path as it is typed.
    pub(super) typed: String,
    /// The row that is marked: the arrow keys have come to it, or it was clicked.
    pub(super) chosen: Option<usize>,
    /// The extensions of the files that are looked for, without the dot.
    extensions: &'static [&'static str],
    folder: Option<PathBuf>,
    entries: Result<Vec<FolderEntry>, String>,
    task: Option<Task<Result<Vec<FolderEntry>, String>>>,
}

/// What a typed path leads to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// A folder: it is looked into.
    Folder,
    /// A file that is there.
    File(PathBuf),
    /// A file that is not there.
    Nothing(PathBuf),
    /// A folder that cannot be read: why.
    Unreadable(String),
}

impl Looking {
    /// Begins with a path.
    pub(super) fn new(typed: String, extensions: &'static [&'static str]) -> Self {
        Self { typed, chosen: None, extensions, folder: None, entries: Ok(Vec::new()), task: None }
    }

    /// Begins in a folder, with the name of a file to be written there.
    pub(super) fn path_in(folder: &Path, name: &str) -> String {
        let folder = storage::folder_in_words(folder);
        let gap = if folder.ends_with(MAIN_SEPARATOR) { "" } else { std::path::MAIN_SEPARATOR_STR };
        format!("{folder}{gap}{name}")
    }

    /// The folder that is typed, and the rest: the beginning of a name.
    fn parts(&self) -> (PathBuf, &str) {
        let typed = self.typed.trim();
        let end = typed.rfind(std::path::is_separator).map_or(0, |place| place + 1);
        let (folder, name) = typed.split_at(end);
        match (folder, name) {
            ("", "~") => (storage::absolute(Path::new("~")), ""),
            _ => (storage::absolute(Path::new(if folder.is_empty() { "." } else { folder })), name),
        }
    }

    /// The folder whose content is listed.
    pub(super) fn folder(&self) -> PathBuf {
        self.parts().0
    }

    /// The name that stands behind the folder.
    pub(super) fn name(&self) -> String {
        self.parts().1.to_owned()
    }

    /// Reads the folder that is typed, if it is another than before, and takes what has been read. Whether it is still read.
    pub(super) fn follow(&mut self, wake: &Wake) -> bool {
        let folder = self.folder();
        if self.folder.as_ref() != Some(&folder) {
            self.folder = Some(folder.clone());
            (self.entries, self.chosen) = (Ok(Vec::new()), None);
            self.task = Some(Task::start(wake, move |_| {
                folder::list(&folder).map_err(|error| match error.kind() {
                    std::io::ErrorKind::NotFound => "There is no such folder.".to_owned(),
                    std::io::ErrorKind::NotADirectory => "This is no folder.".to_owned(),
                    _ => format!("The folder cannot be read ({error})."),
                })
            }));
        }
        match self.task.as_ref().map(Task::poll) {
            Some(Poll::Pending) => return true,
            Some(Poll::Done(entries)) => self.entries = entries,
            Some(Poll::Broken) | None => {}
        }
        self.task = None;
        false
    }

    /// Why nothing is listed.
    pub(super) fn trouble(&self) -> Option<&str> {
        self.entries.as_ref().err().map(String::as_str)
    }

    /// What lies in the folder, and fits what is typed: folders and maps, hidden ones only when a dot is typed. All of it
    /// where a whole name is typed, as when a map is to be saved.
    pub(super) fn rows(&self, is_whole: bool) -> Vec<&FolderEntry> {
        let name = self.parts().1.to_lowercase();
        let fits = |entry: &&FolderEntry| {
            let is_hidden = entry.name.starts_with('.') && !name.starts_with('.');
            let is_wanted = entry.is_folder || self.is_wanted(&entry.name);
            is_wanted && !is_hidden && (is_whole || entry.name.to_lowercase().contains(&name))
        };
        self.entries.iter().flatten().filter(fits).collect()
    }

    /// Whether a file's name is one of those that are looked for.
    fn is_wanted(&self, name: &str) -> bool {
        let extension = Path::new(name).extension();
        extension.is_some_and(|extension| self.extensions.iter().any(|known| extension.eq_ignore_ascii_case(known)))
    }

    /// Goes into the folder, or takes the name, of a row; a name that is to be written stays.
    pub(super) fn take(&mut self, entry: &FolderEntry, keeps_name: bool) {
        let (folder, name) = self.parts();
        let kept = if keeps_name { name.to_owned() } else { String::new() };
        self.typed = match entry.is_folder {
            true => Self::path_in(&folder.join(&entry.name), &kept),
            false => Self::path_in(&folder, &entry.name),
        };
        self.chosen = None;
    }

    /// Goes to a folder; the name stays if it is to be written.
    pub(super) fn go_to(&mut self, folder: &Path, keeps_name: bool) {
        let name = if keeps_name { self.name() } else { String::new() };
        self.typed = Self::path_in(folder, &name);
    }

    /// Completes what is typed as far as all that begins so goes together.
    pub(super) fn complete(&mut self) {
        let (folder, name) = self.parts();
        let begins = name.to_lowercase();
        let mut fitting = self.rows(false);
        fitting.retain(|entry| entry.name.to_lowercase().starts_with(&begins));
        let Some(first) = fitting.first() else { return };
        let common = fitting.iter().fold(first.name.as_str(), |common, entry| {
            let same = common.chars().zip(entry.name.chars()).take_while(|(one, other)| one == other);
            &common[..same.map(|(letter, _)| letter.len_utf8()).sum()]
        });
        let ending = if fitting.len() == 1 && first.is_folder { std::path::MAIN_SEPARATOR_STR } else { "" };
        if common.chars().count() >= name.chars().count() {
            self.typed = Self::path_in(&folder, &format!("{common}{ending}"));
        }
    }

    /// What the typed path leads to. An extension that was left out is added.
    pub(super) fn target(&self) -> Target {
        let (folder, name) = self.parts();
        if let Err(why) = &self.entries {
            return Target::Unreadable(why.clone());
        }
        let entry = |name: &str| self.entries.iter().flatten().find(|entry| entry.name == name);
        let with_extension = format!("{name}.{EXTENSION}");
        match entry(name) {
            _ if name.is_empty() || name == "." || name == ".." => Target::Folder,
            Some(entry) if entry.is_folder => Target::Folder,
            Some(_) => Target::File(folder.join(name)),
            None if entry(&with_extension).is_some_and(|entry| !entry.is_folder) => {
                Target::File(folder.join(with_extension))
            }
            None => Target::Nothing(folder.join(name)),
        }
    }
}

/// The path with the extension of maps, if it has none that is known: "v1.2" has none.
pub(super) fn with_extension(path: PathBuf) -> PathBuf {
    let is_known =
        |extension: &std::ffi::OsStr| [EXTENSION, "json"].iter().any(|known| extension.eq_ignore_ascii_case(known));
    if path.extension().is_some_and(is_known) {
        return path;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(EXTENSION);
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder with two folders, two maps and a note.
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["town-2024.boardwalk", "town-2025.boardwalk", "notes.txt", ".hidden.boardwalk"] {
            std::fs::write(folder.path().join(name), "").expect("written");
        }
        for name in ["maps", "minutes"] {
            std::fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        folder
    }

    fn looked(typed: String) -> Looking {
        let mut looking = Looking::new(typed, &[EXTENSION]);
        let wake: Wake = std::sync::Arc::new(|| ());
        while looking.follow(&wake) {
            std::thread::yield_now();
        }
        looking
    }

    fn names(looking: &Looking) -> Vec<&str> {
        looking.rows(false).into_iter().map(|entry| entry.name.as_str()).collect()
    }

    #[test]
    fn what_lies_in_the_folder_and_fits_is_listed_and_completed() {
        let folder = folder();
        let typed = |rest: &str| format!("{}{MAIN_SEPARATOR}{rest}", folder.path().display());
        assert_eq!(names(&looked(typed(""))), ["maps", "minutes", "town-2024.boardwalk", "town-2025.boardwalk"]);
        assert_eq!(names(&looked(typed("M"))), ["maps", "minutes"]);
        assert_eq!(names(&looked(typed(".h"))), [".hidden.boardwalk"]);
        let completed = |rest: &str| {
            let mut looking = looked(typed(rest));
            looking.complete();
            looking.typed
        };
        assert_eq!(completed("to"), typed("town-202"));
        assert_eq!(completed("town-2025"), typed("town-2025.boardwalk"));
        assert_eq!(completed("ma"), typed(&format!("maps{MAIN_SEPARATOR}")));
        assert_eq!(completed("zebra"), typed("zebra"));
        std::fs::create_dir(folder.path().join("maps").join("one")).expect("a folder");
        std::fs::create_dir(folder.path().join("maps").join(".two")).expect("a folder");
        let one = format!("maps{MAIN_SEPARATOR}one{MAIN_SEPARATOR}");
        assert_eq!(completed(&format!("maps{MAIN_SEPARATOR}")), typed(&one), "what is hidden is not in the way");
        assert!(looked(typed("none/")).trouble().is_some_and(|why| why.contains("no such folder")));
    }

    #[test]
    fn a_typed_path_is_a_folder_a_file_or_nothing_yet() {
        let folder = folder();
        let target = |rest: &str| looked(format!("{}{MAIN_SEPARATOR}{rest}", folder.path().display())).target();
        assert_eq!(target("maps"), Target::Folder);
        assert_eq!(target(""), Target::Folder);
        let file = folder.path().join("town-2024.boardwalk");
        assert_eq!(target("town-2024.boardwalk"), Target::File(file.clone()));
        assert_eq!(target("town-2024"), Target::File(file));
        assert_eq!(target("notes.txt"), Target::File(folder.path().join("notes.txt")));
        assert_eq!(target("new"), Target::Nothing(folder.path().join("new")));
        assert!(matches!(target("none/new"), Target::Unreadable(_)));
        let home = looked("~".into());
        assert_eq!((home.folder(), home.target()), (storage::absolute(Path::new("~")), Target::Folder));
    }

    #[test]
    fn going_through_folders_keeps_the_name_that_is_to_be_written() {
        let folder = folder();
        let mut looking = looked(Looking::path_in(folder.path(), "new.boardwalk"));
        let maps = looking.rows(true)[0].clone();
        looking.take(&maps, true);
        assert_eq!(looking.folder().join(looking.name()), folder.path().join("maps").join("new.boardwalk"));
        looking.go_to(folder.path(), true);
        assert_eq!(looking.name(), "new.boardwalk");
        assert_eq!(with_extension("v1.2".into()), Path::new("v1.2.boardwalk"));
        assert_eq!(with_extension("a.BOARDWALK".into()), Path::new("a.BOARDWALK"));
    }
}
