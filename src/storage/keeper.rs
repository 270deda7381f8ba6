//! The keeper: keeps unsaved work on a thread of its own, so that nobody waits for the disk while they draw.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use super::Home;
use super::recovery::SafetyCopy;
use crate::document::{Document, Stamp};
use crate::exchange::boardwalk_file;
use crate::model::Map;

/// Keeps the latest unsaved state of a document. Dropping it waits until all is written.
pub struct Keeper {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    trouble: Arc<Mutex<Option<String>>>,
}

enum Job {
    Keep { map: Arc<Map>, path: Option<PathBuf>, stamp: Option<Stamp> },
    Forget,
    Resume(SafetyCopy),
}

impl Keeper {
    /// A keeper that keeps nothing yet.
    pub fn new(home: Home) -> Self {
        let (jobs, receiver) = channel();
        let trouble = Arc::new(Mutex::new(None));
        let told = Arc::clone(&trouble);
        let thread = std::thread::spawn(move || work(&home, &receiver, &told));
        Self { jobs: Some(jobs), thread: Some(thread), trouble }
    }

    /// Keeps a document as it is now, or forgets what was kept if it has nothing to save.
    pub fn keep(&self, document: &Document) {
        self.send(if document.is_dirty() {
            let path = document.path().map(PathBuf::from);
            Job::Keep { map: Arc::clone(document.baseline()), path, stamp: document.stamp().cloned() }
        } else {
            Job::Forget
        });
    }

    /// Forgets what was kept: the user wants it gone.
    pub fn forget(&self) {
        self.send(Job::Forget);
    }

    /// Goes on with what a crash left behind.
    pub fn resume(&self, copy: SafetyCopy) {
        self.send(Job::Resume(copy));
    }

    /// What went wrong since this was last asked.
    pub fn trouble(&self) -> Option<String> {
        self.trouble.try_lock().ok()?.take()
    }

    fn send(&self, job: Job) {
        // The thread ends only when the sender does.
        if let Some(jobs) = &self.jobs {
            jobs.send(job).ok();
        }
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            thread.join().ok();
        }
    }
}

fn work(home: &Home, jobs: &Receiver<Job>, trouble: &Mutex<Option<String>>) {
    let mut copy = None;
    while let Ok(first) = jobs.recv() {
        let mut next = Some(first);
        while let Some(job) = next {
            next = jobs.try_recv().ok();
            // What was kept a moment before is of no use to anybody. What is forgotten goes even so: the next map that is
            // kept must not lie where another one did.
            if matches!((&job, &next), (Job::Keep { .. }, Some(Job::Keep { .. }))) {
                continue;
            }
            let done = match job {
                Job::Keep { map, path, stamp } => keep(home, &mut copy, &map, path, stamp.as_ref()),
                Job::Forget => copy.take().map_or(Ok(()), |copy: SafetyCopy| copy.forget()),
                Job::Resume(resumed) => {
                    copy = Some(resumed);
                    Ok(())
                }
            };
            if let (Err(error), Ok(mut told)) = (done, trouble.lock()) {
                *told = Some(error.to_string());
            }
        }
    }
}

fn keep(
    home: &Home,
    copy: &mut Option<SafetyCopy>,
    map: &Map,
    path: Option<PathBuf>,
    stamp: Option<&Stamp>,
) -> std::io::Result<()> {
    let copy = match copy {
        Some(copy) => copy,
        None => copy.insert(home.begin_safety_copy()?),
    };
    copy.keep(path.as_deref(), stamp, &boardwalk_file::write(map))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::Edit;
    use crate::model::{Node, NodeKind};

    #[test]
    fn the_latest_state_is_kept_and_forgotten_when_it_is_saved() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let home = Home::at(folder.path());
        let keeper = Keeper::new(home.clone());
        let mut document = Document::new(Map::default());
        for name in ["One", "Two", "Three"] {
            let node = Node::new(name.to_lowercase(), NodeKind::Group, name);
            document.apply("add", vec![Edit::put(node)]).expect("a sound map");
            keeper.keep(&document);
        }
        drop(keeper);
        let left = home.left_behind();
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].text, boardwalk_file::write(document.baseline()));
        let keeper = Keeper::new(home.clone());
        keeper.resume(left.into_iter().next().expect("one").resume());
        while document.undo().is_some() {}
        keeper.keep(&document);
        drop(keeper);
        assert!(home.left_behind().is_empty());
    }

    #[test]
    fn trouble_is_told_once() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let blocked = folder.path().join("blocked");
        std::fs::write(&blocked, "no folder").expect("a file");
        let keeper = Keeper::new(Home::at(&blocked));
        let mut document = Document::new(Map::default());
        let node = Node::new("one", NodeKind::Group, "One");
        document.apply("add", vec![Edit::put(node)]).expect("a sound map");
        keeper.keep(&document);
        let told = std::iter::repeat_with(|| {
            std::thread::sleep(std::time::Duration::from_millis(2));
            keeper.trouble()
        });
        assert!(told.take(1000).flatten().next().is_some());
        assert_eq!(keeper.trouble(), None);
    }
}
