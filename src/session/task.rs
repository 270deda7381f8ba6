//! Tasks: work off the window's thread. Nothing else of the session or the window starts a thread.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::time::{Duration, Instant};

/// Has the window look again, from any thread.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Work that goes on beside the window. Dropping it cancels the work: nobody waits for it any more.
pub struct Task<T> {
    receiver: Receiver<T>,
    progress: Arc<Progress>,
    since: Instant,
}

/// What the work and the one who waits for it know of each other.
#[derive(Debug, Default)]
pub struct Progress {
    is_cancelled: AtomicBool,
}

/// What has become of a task.
#[derive(Debug, PartialEq, Eq)]
pub enum Poll<T> {
    /// It goes on.
    Pending,
    /// It is done, and this is what came of it. It is given once.
    Done(T),
    /// It broke off, or its result was given before.
    Broken,
}

impl Progress {
    /// Whether nobody waits any more, so that work can end early.
    pub fn is_cancelled(&self) -> bool {
        self.is_cancelled.load(Ordering::Relaxed)
    }
}

impl<T: Send + 'static> Task<T> {
    /// Begins work on a thread of its own. The window is woken at its end, by a result or by a panic.
    pub fn start(wake: &Wake, work: impl FnOnce(&Progress) -> T + Send + 'static) -> Self {
        let (sender, receiver) = channel();
        let progress = Arc::new(Progress::default());
        let (known, wake) = (Arc::clone(&progress), Arc::clone(wake));
        std::thread::spawn(move || {
            let end = End { sender: Some(sender), wake };
            let result = work(&known);
            if let Some(sender) = &end.sender {
                // Nobody may wait any more.
                sender.send(result).ok();
            }
        });
        Self { receiver, progress, since: Instant::now() }
    }

    /// What has become of it by now.
    pub fn poll(&self) -> Poll<T> {
        match self.receiver.try_recv() {
            Ok(result) => Poll::Done(result),
            Err(TryRecvError::Empty) => Poll::Pending,
            Err(TryRecvError::Disconnected) => Poll::Broken,
        }
    }

    /// What has become of it once it is done, or after that time.
    pub fn wait(&self, most: Duration) -> Poll<T> {
        match self.receiver.recv_timeout(most) {
            Ok(result) => Poll::Done(result),
            Err(RecvTimeoutError::Timeout) => Poll::Pending,
            Err(RecvTimeoutError::Disconnected) => Poll::Broken,
        }
    }

    /// How long it has been going on.
    pub fn lasts(&self) -> Duration {
        self.since.elapsed()
    }
}

impl<T> Drop for Task<T> {
    fn drop(&mut self) {
        self.progress.is_cancelled.store(true, Ordering::Relaxed);
    }
}

/// Hears that the system ends the program, as it does when people log out: the window is woken to keep what is to be kept.
/// One that does not come to it is ended all the same, after a while.
pub fn hear_of_the_end(wake: &Wake) -> Arc<AtomicBool> {
    /// How long the window may take.
    const MOST: Duration = Duration::from_secs(3);
    let is_ending = Arc::new(AtomicBool::new(false));
    let (told, wake) = (Arc::clone(&is_ending), Arc::clone(wake));
    let handler = move || {
        told.store(true, Ordering::SeqCst);
        wake();
        std::thread::sleep(MOST);
        std::process::exit(1);
    };
    // Where the system has no such thing, what is typed is kept all the same, a second later.
    ctrlc::set_handler(handler).ok();
    is_ending
}

/// Does two things at the same time, and gives what comes of both.
pub fn both<A, B: Send>(one: impl FnOnce() -> A, other: impl FnOnce() -> B + Send) -> (A, B) {
    std::thread::scope(|scope| {
        let other = scope.spawn(other);
        let one = one();
        (one, other.join().unwrap_or_else(|broken| std::panic::resume_unwind(broken)))
    })
}

/// Tells the end of the work, however it comes: first that nothing more will be sent, then to look.
struct End<T> {
    sender: Option<Sender<T>>,
    wake: Wake,
}

impl<T> Drop for End<T> {
    fn drop(&mut self) {
        self.sender = None;
        (self.wake)();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicUsize;

    const LONG: Duration = Duration::from_secs(10);

    /// A window that counts how often it is woken.
    fn counting() -> (Wake, Arc<AtomicUsize>) {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        let wake: Wake = Arc::new(move || {
            counted.fetch_add(1, Ordering::SeqCst);
        });
        (wake, count)
    }

    fn until(is_so: impl Fn() -> bool) {
        let start = Instant::now();
        while !is_so() {
            assert!(start.elapsed() < LONG, "it never came to that");
            std::thread::yield_now();
        }
    }

    #[test]
    fn the_result_is_given_once_and_the_window_is_woken() {
        let (wake, count) = counting();
        let task = Task::start(&wake, |_| 7);
        assert_eq!(task.wait(LONG), Poll::Done(7));
        until(|| count.load(Ordering::SeqCst) == 1);
        assert_eq!(task.poll(), Poll::Broken);
    }

    #[test]
    fn work_that_breaks_off_wakes_the_window_too() {
        let (wake, count) = counting();
        let task: Task<()> = Task::start(&wake, |_| std::panic::resume_unwind(Box::new("broken off")));
        assert_eq!(task.wait(LONG), Poll::Broken);
        until(|| count.load(Ordering::SeqCst) == 1);
    }

    #[test]
    fn of_two_things_both_are_done_and_what_breaks_off_is_heard_of() {
        assert_eq!(both(|| 7, || "seven"), (7, "seven"));
        let broken = std::panic::catch_unwind(|| both(|| 7, || std::panic::resume_unwind(Box::new("broken off"))));
        assert!(broken.map(|(_, ())| ()).is_err());
    }

    #[test]
    fn work_hears_that_nobody_waits_any_more() {
        let (wake, count) = counting();
        let task = Task::start(&wake, |progress| {
            while !progress.is_cancelled() {
                std::thread::yield_now();
            }
        });
        assert_eq!(task.poll(), Poll::Pending);
        drop(task);
        until(|| count.load(Ordering::SeqCst) == 1);
    }
}
