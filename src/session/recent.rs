//! Recent files: those that were opened or saved last, as they are offered and as the disk keeps them.

use std::path::{Path, PathBuf};

use super::task::{Poll, Task, Wake};
use crate::model::Id;
use crate::storage::kept_path::KeptPath;
use crate::storage::remembered::KeptWorkshop;
use crate::storage::{Home, foreign};

/// The files that were opened or saved last.
pub struct Recent {
    files: Vec<PathBuf>,
    /// Those that are still to be put first, the latest last.
    waiting: Vec<PathBuf>,
    /// The workshops that go on, if the disk does not know them yet.
    workshops: Option<Vec<KeptWorkshop>>,
    /// The folder of the file that was imported last, and whether the disk does not know it yet.
    imports: Option<PathBuf>,
    is_import_new: bool,
    task: Option<Task<Heard>>,
    /// Where that is which was damaged, until it is told.
    damaged: Vec<PathBuf>,
    home: Home,
    /// Which option was open in a file, the latest first.
    options: Vec<(PathBuf, Id)>,
}

/// So many files are known by the option that was open.
const MOST_OPTIONS: usize = 30;

/// What the disk has said.
struct Heard {
    files: Vec<PathBuf>,
    imports: Option<PathBuf>,
    damaged: Vec<PathBuf>,
    trouble: Option<String>,
}

impl Recent {
    /// No files yet: they are known once [`follow`](Self::follow) has had them read.
    pub(super) fn new(home: Home) -> Self {
        Self {
            files: Vec::new(),
            waiting: Vec::new(),
            workshops: None,
            imports: None,
            is_import_new: false,
            task: None,
            damaged: Vec::new(),
            home,
            options: Vec::new(),
        }
    }

    /// The files, newest first.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// The folder of the file that was imported last.
    pub fn imports(&self) -> Option<&Path> {
        self.imports.as_deref()
    }

    /// Remembers from which folder a file is imported.
    pub(super) fn remember_import(&mut self, file: &Path) {
        let folder = file.parent().filter(|folder| Some(*folder) != self.imports());
        if let Some(folder) = folder.map(Path::to_owned) {
            (self.imports, self.is_import_new) = (Some(folder), true);
        }
    }

    /// Whether the disk is still to be heard.
    pub(super) fn is_busy(&self) -> bool {
        self.task.is_some() || self.is_anything_waiting()
    }

    fn is_anything_waiting(&self) -> bool {
        !self.waiting.is_empty() || self.is_import_new || self.workshops.is_some()
    }

    /// Has the files read that earlier runs have kept.
    pub(super) fn load(&mut self, wake: &Wake) {
        let home = self.home.clone();
        self.task = Some(Task::start(wake, move |_| {
            // Before anything is written in its place.
            let damaged = home.set_aside_damaged();
            Heard { files: home.recent_files(), imports: foreign::folder(&home), damaged, trouble: None }
        }));
    }

    /// Where that is which was damaged, once.
    pub(super) fn take_damaged(&mut self) -> Vec<PathBuf> {
        std::mem::take(&mut self.damaged)
    }

    /// Puts a file first.
    pub(super) fn remember(&mut self, path: &Path) {
        self.waiting.push(path.to_owned());
    }

    /// Remembers which workshops go on.
    pub(super) fn remember_workshops(&mut self, workshops: Vec<KeptWorkshop>) {
        self.workshops = Some(workshops);
    }

    /// Notes which option of a file is open; none is the baseline.
    pub(super) fn note_option(&mut self, path: &Path, option: Option<&Id>) {
        let is_known = self.options.first().is_some_and(|(known, open)| known == path && Some(open) == option);
        if is_known || (option.is_none() && self.options.is_empty()) {
            return;
        }
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        self.options.retain(|(known, _)| *known != path);
        if let Some(option) = option {
            self.options.insert(0, (path, option.clone()));
            self.options.truncate(MOST_OPTIONS);
        }
    }

    /// The option that was open in a file when it was seen last.
    pub(super) fn option_of(&self, path: &Path) -> Option<&Id> {
        let path = std::path::absolute(path).ok()?;
        self.options.iter().find(|(known, _)| *known == path).map(|(_, option)| option)
    }

    /// What is to be remembered of the options that were open.
    pub fn options(&self) -> Vec<(KeptPath, String)> {
        self.options.iter().map(|(path, option)| (path.as_path().into(), option.to_string())).collect()
    }

    /// Goes on from what was remembered of that.
    pub fn recall_options(&mut self, options: &[(KeptPath, String)]) {
        let known = options.iter().take(MOST_OPTIONS);
        self.options = known.map(|(path, option)| (path.to_path_buf(), Id::from(option.as_str()))).collect();
    }

    /// Takes what the disk has said, and has it keep what is waiting, one list after the other: whoever writes it last
    /// must know what was written before. What went wrong.
    pub(super) fn follow(&mut self, wake: &Wake) -> Option<String> {
        let mut trouble = None;
        match self.task.as_ref().map(Task::poll) {
            Some(Poll::Pending) => return None,
            Some(Poll::Done(heard)) => {
                (self.files, trouble) = (heard.files, heard.trouble);
                if !self.is_import_new {
                    self.imports = heard.imports;
                }
                self.damaged.extend(heard.damaged);
            }
            Some(Poll::Broken) | None => {}
        }
        self.task = self.is_anything_waiting().then(|| {
            let (paths, home) = (std::mem::take(&mut self.waiting), self.home.clone());
            let workshops = self.workshops.take();
            let imports = self.imports.clone().filter(|_| std::mem::take(&mut self.is_import_new));
            Task::start(wake, move |_| {
                let remembered = paths.iter().map(|path| home.remember_file(path));
                let last = paths.last().map(|path| home.remember_last_file(path));
                let workshops = workshops.map(|workshops| home.remember_workshops(workshops));
                let folder = imports.as_deref().map(|folder| foreign::keep_folder(&home, folder));
                let error = remembered.chain(last).chain(workshops).chain(folder).find_map(Result::err);
                let trouble = error.map(|error| error.to_string());
                let imports = imports.or_else(|| foreign::folder(&home));
                Heard { files: home.recent_files(), imports, damaged: Vec::new(), trouble }
            })
        });
        trouble
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::time::Duration;

    fn follow(recent: &mut Recent) -> Vec<String> {
        let wake: Wake = Arc::new(|| ());
        let mut troubles = Vec::new();
        while recent.is_busy() {
            troubles.extend(recent.follow(&wake));
            std::thread::sleep(Duration::from_millis(1));
        }
        troubles
    }

    #[test]
    fn files_are_put_first_in_the_order_in_which_they_were_used() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let home = Home::at(folder.path());
        let mut recent = Recent::new(home.clone());
        let path = |name: &str| folder.path().join(name);
        for name in ["a", "b", "a", "c"] {
            recent.remember(&path(name));
        }
        assert_eq!(follow(&mut recent), [""; 0]);
        assert_eq!(recent.files(), [path("c"), path("a"), path("b")]);
        let mut later = Recent::new(home);
        later.load(&(Arc::new(|| ()) as Wake));
        follow(&mut later);
        assert_eq!(later.files(), recent.files());
    }

    #[test]
    fn the_folder_of_the_last_import_is_known_the_next_time() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut recent = Recent::new(Home::at(folder.path()));
        recent.remember_import(&folder.path().join("first/groups.xlsx"));
        recent.remember_import(&folder.path().join("sheets/groups.xlsx"));
        assert_eq!(recent.imports(), Some(folder.path().join("sheets").as_path()), "at once");
        assert_eq!(follow(&mut recent), [""; 0]);
        let mut later = Recent::new(Home::at(folder.path()));
        later.load(&(Arc::new(|| ()) as Wake));
        follow(&mut later);
        assert_eq!(later.imports(), Some(folder.path().join("sheets").as_path()));
    }

    #[test]
    fn a_list_that_cannot_be_kept_is_told() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let blocked = folder.path().join("blocked");
        std::fs::write(&blocked, "no folder").expect("a file");
        let mut recent = Recent::new(Home::at(&blocked));
        recent.remember(&folder.path().join("map"));
        let troubles = follow(&mut recent);
        assert_eq!(troubles.len(), 1, "{troubles:?}");
    }
}
