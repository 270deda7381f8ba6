//! Faults that are injected from outside: the program is killed at each call that it makes of the system while it saves,
//! each of them fails, the disk takes its time while the window closes, and somebody does random things while it is killed
//! at any moment. It runs as a test of its own, so that it can be the program that is killed, and tells how much it has
//! tried.
//!
//! `cargo test --test injected` is the short form; `.ci/faults` the long one.

mod calls;
mod folder;
mod memory;
mod slow;
mod soak;
#[path = "../app/whims.rs"]
mod whims;
mod works;

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

// As the program has it: how much memory is taken hangs on it.
#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How much is tried.
#[derive(Debug, Clone, Copy)]
struct Extent {
    /// Beside one kill at each call, so many more at random ones.
    kills: usize,
    /// Which errors each call fails with, by their numbers.
    errors: &'static [u8],
    /// How many random actions there are.
    actions: usize,
    /// How much is asked of a window, to see whether its memory grows.
    whims: usize,
}

/// No more room, a broken disk, no right to it, no more files, and too long a name.
const USUAL: &[u8] = &[28, 5, 13, 24, 36];
/// Every error that the kernel has.
const EVERY: &[u8] = &{
    let mut all = [0; 133];
    let mut at = 0;
    while at < 133 {
        all[at] = at as u8 + 1;
        at += 1;
    }
    all
};

const SHORT: Extent = Extent { kills: 0, errors: USUAL, actions: 1_500, whims: 0 };

#[expect(clippy::print_stdout, reason = "a test of its own tells by itself what it has tried")]
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["--work", work, folder] => return works::run(work, Path::new(folder)),
        ["--act", seed, folder] => return soak::act(seed.parse().unwrap_or(1), Path::new(folder)),
        ["--window", way, folder] => return slow::window(way, Path::new(folder)),
        ["--whims", count, seed] => return memory::whims(count.parse().unwrap_or(0), seed.parse().unwrap_or(1)),
        // What lists tests finds none, and who asks for another test does not mean this one.
        words if words.contains(&"--list") => return ExitCode::SUCCESS,
        [filter, ..] if !filter.starts_with('-') && !"injected".contains(filter) => return ExitCode::SUCCESS,
        _ => {}
    }
    let number = |name: &str| {
        let at = words.iter().position(|word| *word == name)?;
        words.get(at + 1)?.parse::<usize>().ok()
    };
    let every = words.contains(&"--every-error");
    let extent = Extent {
        kills: number("--kills").unwrap_or(SHORT.kills),
        errors: if every { EVERY } else { SHORT.errors },
        actions: number("--actions").unwrap_or(SHORT.actions),
        whims: number("--memory").unwrap_or(SHORT.whims),
    };
    let start = Instant::now();
    let told = calls::kills(extent.kills)
        .and_then(|told| Ok(told + &calls::errors(extent.errors)?))
        .and_then(|told| Ok(told + &slow::disk()?))
        .and_then(|told| Ok(told + &soak::kills(extent.actions)?))
        .and_then(|told| Ok(told + &memory::growth(extent.whims)?));
    match told {
        Ok(told) => {
            println!("{told}all of it in {:.0} s", start.elapsed().as_secs_f64());
            ExitCode::SUCCESS
        }
        Err(what) => {
            println!("{what}");
            ExitCode::FAILURE
        }
    }
}
