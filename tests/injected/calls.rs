//! Faults at the calls that the program makes of the system. strace injects them, where there is one.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::folder::Folder;
use super::works::{self, BEGINS, Became, ENDS, WORKS};

/// Calls that have nothing to do with the disk: they only wait, or ask for memory.
const OTHERS: [&str; 12] = [
    "futex",
    "mmap",
    "munmap",
    "mprotect",
    "brk",
    "madvise",
    "rt_sigaction",
    "rt_sigprocmask",
    "sigaltstack",
    "getrandom",
    "exit_group",
    "clock_nanosleep",
];

/// With this a debug build asks whether the file that it is about to close is open, and aborts if it is not.
const CLOSING: &str = "F_GETFD";

/// A call of a work: its name, and which of that name it is, from 1.
type Call = (String, usize);

pub(crate) fn strace() -> Option<Command> {
    let found = Command::new("strace").arg("--version").output().ok()?;
    found.status.success().then(|| Command::new("strace"))
}

const MISSING: &str = "strace is not installed: no faults were injected at calls\n";

/// The command line that does the work, for strace.
fn work(strace: &mut Command, work: &str, folder: &Path) -> std::io::Result<std::process::Output> {
    let program = std::env::current_exe()?;
    strace.arg(program).args(["--work", work]).arg(folder).stdin(Stdio::null()).stderr(Stdio::null()).output()
}

/// The calls that a work makes, in their order.
fn calls_of(name: &str) -> Result<Vec<Call>, String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    works::prepare(&Folder::at(folder.path()));
    let log = folder.path().join("calls");
    let mut strace = Command::new("strace");
    strace.arg("-o").arg(&log);
    work(&mut strace, name, folder.path()).map_err(|error| error.to_string())?;
    let log = std::fs::read_to_string(log).map_err(|error| error.to_string())?;
    let (mut counts, mut calls, mut is_within) = (BTreeMap::<&str, usize>::new(), Vec::new(), false);
    for line in log.lines() {
        let Some((call, _)) = line.split_once('(') else { continue };
        *counts.entry(call).or_default() += 1;
        if line.contains(BEGINS) || line.contains(ENDS) {
            is_within = line.contains(BEGINS);
        } else if is_within && !OTHERS.contains(&call) && !line.contains(CLOSING) {
            calls.push((call.to_owned(), counts[call]));
        }
    }
    if calls.len() < 10 { Err(format!("{name}: hardly any calls are seen:\n{log}")) } else { Ok(calls) }
}

/// Does a work with a fault at one of its calls; gives what became of it, and whether the fault was met.
fn with_fault(name: &str, (call, number): &Call, fault: &str) -> Result<(Became, bool), String> {
    let trouble = |error: std::io::Error| error.to_string();
    let folder = tempfile::tempdir().map_err(trouble)?;
    let place = Folder::at(folder.path());
    works::prepare(&place);
    let log = folder.path().join("calls");
    let mut strace = Command::new("strace");
    strace.arg("-o").arg(&log).arg("-e").arg(format!("trace={call}"));
    strace.arg("-e").arg(format!("inject={call}:{fault}:when={number}"));
    let output = work(&mut strace, name, folder.path()).map_err(trouble)?;
    let log = std::fs::read_to_string(&log).map_err(trouble)?;
    let is_killed = log.contains("+++ killed by SIGKILL");
    let is_met = is_killed || log.contains("(INJECTED)");
    let told = String::from_utf8_lossy(&output.stdout);
    let ends = told.contains("failed ") || output.status.success();
    let at = || format!("{call} number {number}, {fault}");
    if !is_killed && !ends {
        return Err(format!("{name} broke off at {}: {told}", at()));
    }
    let became = works::look(name, &place, &told, is_killed).map_err(|what| format!("{}: {what}", at()))?;
    Ok((became, is_met))
}

/// What came of many faults.
#[derive(Default)]
struct Sum {
    met: usize,
    leftovers: usize,
    there_all_the_same: usize,
}

/// Injects faults on as many cores as there are.
fn inject(faults: &[(&str, Call, String)]) -> Result<Sum, String> {
    let (next, sum) = (AtomicUsize::new(0), Mutex::new(Ok(Sum::default())));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some((name, call, fault)) = faults.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let became = with_fault(name, call, fault);
                    let Ok(mut sum) = sum.lock() else { return };
                    match (&mut *sum, became) {
                        (Ok(sum), Ok((became, is_met))) => {
                            sum.met += usize::from(is_met);
                            sum.leftovers += usize::from(is_met && became.leftovers > 0);
                            sum.there_all_the_same += usize::from(became.is_there_all_the_same);
                        }
                        (sum @ Ok(_), Err(what)) => *sum = Err(what),
                        (Err(_), _) => return,
                    }
                }
            });
        }
    });
    sum.into_inner().unwrap_or_else(|_| Err("a thread broke off".to_owned()))
}

/// Kills at each call of each work, and at so many more at random.
pub(crate) fn kills(more: usize) -> Result<String, String> {
    if strace().is_none() {
        return Ok(MISSING.to_owned());
    }
    let mut kills = Vec::new();
    for name in WORKS {
        let calls = calls_of(name)?;
        kills.extend(calls.into_iter().map(|call| (name, call, "signal=KILL".to_owned())));
    }
    let each = kills.len();
    let mut random = super::soak::Random::new(7);
    kills.extend((0..more).map(|_| kills[random.below(each)].clone()).collect::<Vec<_>>());
    let sum = inject(&kills)?;
    if sum.met < each {
        return Err(format!("of {each} kills only {} were met", sum.met));
    }
    Ok(format!(
        "killed {} times at {each} calls of {}: old or new each time, and {} times a temporary file was left\n",
        sum.met,
        WORKS.join(", "),
        sum.leftovers
    ))
}

/// Lets each call of each work fail with each of the errors.
pub(crate) fn errors(errors: &[u8]) -> Result<String, String> {
    if strace().is_none() {
        return Ok(String::new());
    }
    let mut faults = Vec::new();
    for name in WORKS {
        for call in calls_of(name)? {
            faults.extend(errors.iter().map(|error| (name, call.clone(), format!("error={error}"))));
        }
    }
    let sum = inject(&faults)?;
    if sum.there_all_the_same > 0 {
        return Err(format!("{} times a save was told as failed, and the new file was there", sum.there_all_the_same));
    }
    Ok(format!("{} calls failed with {} errors: old or new each time, and told as it was\n", sum.met, errors.len()))
}
