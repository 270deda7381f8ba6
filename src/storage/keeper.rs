//! The keeper: keeps unsaved work on a thread of its own, so that nobody waits for the disk while they draw.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::Home;
use super::recovery::{AtWork, Draft, SafetyCopy};
use crate::document::{Document, Stamp};
use crate::exchange::boardwalk_file;
use crate::model::Map;

/// Keeps the latest unsaved state of a document. Dropping it waits until all is written.
pub struct Keeper {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
    state: Arc<State>,
}

/// How far the keeper has come.
#[derive(Default)]
struct State {
    trouble: Mutex<Option<String>>,
    /// How much it is still to do.
    waiting: AtomicUsize,
    /// Whether it could not do what it did last.
    has_failed: AtomicBool,
}

enum Job {
    Keep { map: Arc<Map>, path: Option<PathBuf>, stamp: Option<Stamp>, at_work: AtWork },
    Forget,
    Resume(SafetyCopy),
}

impl Keeper {
    /// A keeper that keeps nothing yet.
    pub fn new(home: Home) -> Self {
        let (jobs, receiver) = channel();
        let state = Arc::new(State::default());
        let told = Arc::clone(&state);
        let thread = std::thread::spawn(move || work(&home, &receiver, &told));
        Self { jobs: Some(jobs), thread: Some(thread), state }
    }

    /// Keeps a document as it is now with what is being typed, or forgets what was kept if there is nothing to save.
    pub fn keep(&self, document: &Document, drafts: Vec<Draft>) {
        self.send(if document.is_dirty() || !drafts.is_empty() {
            let path = document.path().map(PathBuf::from);
            let at_work = AtWork { option: document.option().cloned(), drafts };
            Job::Keep { map: Arc::clone(document.baseline()), path, stamp: document.stamp().cloned(), at_work }
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
        self.state.trouble.try_lock().ok()?.take()
    }

    /// Whether all that it was given to keep is kept by now.
    pub fn is_up_to_date(&self) -> bool {
        self.state.waiting.load(Ordering::SeqCst) == 0 && !self.has_failed()
    }

    /// Whether it could not do what it did last.
    pub fn has_failed(&self) -> bool {
        self.state.has_failed.load(Ordering::SeqCst)
    }

    /// Takes nothing more, and waits until all is written, but no longer than that.
    pub fn finish(&mut self, most: Duration) {
        self.jobs = None;
        let Some(thread) = self.thread.take() else { return };
        let start = Instant::now();
        while !thread.is_finished() && start.elapsed() < most {
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn send(&self, job: Job) {
        // The thread ends only when the sender does.
        if let Some(jobs) = &self.jobs {
            self.state.waiting.fetch_add(1, Ordering::SeqCst);
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

fn work(home: &Home, jobs: &Receiver<Job>, state: &State) {
    let mut copy = None;
    while let Ok(first) = jobs.recv() {
        let mut next = Some(first);
        while let Some(job) = next {
            next = jobs.try_recv().ok();
            // What was kept a moment before is of no use to anybody. What is forgotten goes even so: the next map that is
            // kept must not lie where another one did.
            if matches!((&job, &next), (Job::Keep { .. }, Some(Job::Keep { .. }))) {
                state.waiting.fetch_sub(1, Ordering::SeqCst);
                continue;
            }
            let done = match job {
                Job::Keep { map, path, stamp, at_work } => keep(home, &mut copy, &map, path, stamp.as_ref(), &at_work),
                Job::Forget => copy.take().map_or(Ok(()), |copy: SafetyCopy| copy.forget()),
                Job::Resume(resumed) => {
                    copy = Some(resumed);
                    Ok(())
                }
            };
            state.has_failed.store(done.is_err(), Ordering::SeqCst);
            if let (Err(error), Ok(mut told)) = (done, state.trouble.lock()) {
                *told = Some(error.to_string());
            }
            state.waiting.fetch_sub(1, Ordering::SeqCst);
        }
    }
}

fn keep(
    home: &Home,
    copy: &mut Option<SafetyCopy>,
    map: &Map,
    path: Option<PathBuf>,
    stamp: Option<&Stamp>,
    at_work: &AtWork,
) -> std::io::Result<()> {
    let copy = match copy {
        Some(copy) => copy,
        None => copy.insert(home.begin_safety_copy()?),
    };
    copy.keep(path.as_deref(), stamp, &boardwalk_file::write(map), at_work)
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
            keeper.keep(&document, Vec::new());
        }
        let start = Instant::now();
        while !keeper.is_up_to_date() {
            assert!(start.elapsed() < Duration::from_secs(30), "it is never kept");
            std::thread::sleep(Duration::from_millis(1));
        }
        drop(keeper);
        let left = home.left_behind();
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].text, boardwalk_file::write(document.baseline()));
        let keeper = Keeper::new(home.clone());
        keeper.resume(left.into_iter().next().expect("one").resume());
        while document.undo().is_some() {}
        keeper.keep(&document, Vec::new());
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
        keeper.keep(&document, Vec::new());
        let told = std::iter::repeat_with(|| {
            std::thread::sleep(std::time::Duration::from_millis(2));
            keeper.trouble()
        });
        assert!(told.take(1000).flatten().next().is_some());
        assert_eq!(keeper.trouble(), None);
        assert!(!keeper.is_up_to_date(), "nothing is kept");
    }
}
