//! Memory: a window of which very much is asked is to need hardly more of it at the end than after the first thousand.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use boardwalk::app::act::Act;
use boardwalk::app::window::Window;
use boardwalk::session::file_acts::{FileAct, Next};
use boardwalk::storage::Home;
use boardwalk::storage::remembered::Preferences;
use egui::{Context, Event, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, pos2, vec2};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::soak::Random;
use super::whims::whim;

/// Until then what can be taken back fills up, which is bounded.
const FIRST: usize = 1_000;
/// So many whims are compared then, and so many at the end.
const COMPARED: usize = 1_000;
/// How often memory is measured among these, and how often else. Just how much it is hangs on the map of the moment, and a
/// picture that is copied takes much for as long as it lies there, so that one measure says nothing: the middle one counts.
const MEASURED: usize = 25;
const TOLD: usize = 500;
/// How much more it may be at most at the end, in parts of a hundred.
const MOST_GROWTH: usize = 20;
/// So many frames are waited for what is under way.
const LONGEST_WAIT: usize = 400;
/// So many things are left that stand in front.
const MOST_IN_FRONT: usize = 80;
/// So many whims are followed by a frame, with a key or a click.
const FRAME: usize = 100;

/// How much of the computer's memory is this program's own, in bytes, where the system tells: the pages of its file, of which
/// there are more the more of it has been run, are none of that.
fn taken() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"))?;
    Some(line.split_whitespace().next()?.parse::<usize>().ok()? << 10)
}

/// Asks so much of a window, and compares.
pub(crate) fn growth(count: usize) -> Result<String, String> {
    if count < FIRST + 2 * COMPARED || taken().is_none() {
        return Ok(String::new());
    }
    let trouble = |error: std::io::Error| error.to_string();
    // It may save files, and is to find no other folder than this one.
    let folder = tempfile::tempdir().map_err(trouble)?;
    let mut child = Command::new(std::env::current_exe().map_err(trouble)?);
    child.args(["--whims", &count.to_string(), "1"]).current_dir(folder.path()).stdin(Stdio::null());
    child.env("HOME", folder.path()).env("BOARDWALK_HOME", folder.path().join("home"));
    let mut child = child.stdout(Stdio::piped()).spawn().map_err(trouble)?;
    let (mut first, mut last) = (Vec::new(), Vec::new());
    // It takes long: how far it has come is told meanwhile.
    for line in BufReader::new(child.stdout.take().expect("piped")).lines() {
        let line = line.map_err(trouble)?;
        let mut numbers = line.split(' ').filter_map(|word| word.parse::<usize>().ok());
        let (number, megabytes) = numbers.next().zip(numbers.next()).ok_or_else(|| line.clone())?;
        if number.is_multiple_of(TOLD) {
            writeln!(std::io::stdout(), "{line}").map_err(trouble)?;
        }
        if (FIRST..=FIRST + COMPARED).contains(&number) {
            first.push(megabytes);
        } else if number + COMPARED >= count {
            last.push(megabytes);
        }
    }
    if !child.wait().map_err(trouble)?.success() {
        return Err("a window of which much was asked broke off".to_owned());
    }
    let middle = |mut measured: Vec<usize>| {
        measured.sort_unstable();
        measured.get(measured.len() / 2).copied().unwrap_or_default()
    };
    let (first, last) = (middle(first), middle(last));
    let told = format!("{count} whims: {first} MB after the first {FIRST}, {last} MB at the end\n");
    if last > first * (100 + MOST_GROWTH) / 100 { Err(told) } else { Ok(told) }
}

/// Asks so much of a window, and tells from time to time how much memory it has.
pub(crate) fn whims(count: usize, seed: u64) -> ExitCode {
    let home = std::env::var_os("BOARDWALK_HOME").map(std::path::PathBuf::from).expect("a folder of its own");
    let ctx = Context::default();
    let mut window = Window::new(&ctx, Home::at(&home), &Preferences::default(), false);
    window.act(Act::File(FileAct::UnlessUnsaved(Next::OpenSample(0))), &ctx);
    let mut seeds = [0; 32];
    seeds[..8].copy_from_slice(&seed.to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seeds);
    let (mut runner, mut random) = (TestRunner::new_with_rng(Config::default(), rng), Random::new(seed));
    let (start, mut seconds) = (Instant::now(), 0.0);
    for number in 1..=count {
        let whim = whim().new_tree(&mut runner).expect("a whim").current();
        let act = whim.act(&window);
        window.act(act, &ctx);
        if number % FRAME == 0 {
            seconds += 0.1;
            let events = if number % (2 * FRAME) == 0 { key(Key::Escape) } else { touch(&mut random) };
            frame(&mut window, &ctx, seconds, events);
        }
        let is_compared = (FIRST..=FIRST + COMPARED).contains(&number) || number + COMPARED >= count;
        if number % (if is_compared { MEASURED } else { TOLD }) == 0 {
            // A file that has come waits for as long as something that is about the map stands in front. What nobody has left
            // since lies on a heap, as it never does where people leave one thing before they ask for another.
            for wait in 0..LONGEST_WAIT {
                if !window.session().is_waiting() && (!window.is_asking() || wait > MOST_IN_FRONT) {
                    break;
                }
                if window.session().is_waiting() {
                    std::thread::sleep(Duration::from_millis(5));
                }
                seconds += 0.005;
                frame(&mut window, &ctx, seconds, key(Key::Escape));
            }
            let megabytes = taken().unwrap_or_default() >> 20;
            let (records, took) = (window.session().document.map().nodes.len(), start.elapsed().as_secs());
            writeln!(std::io::stdout(), "{number} whims: {megabytes} MB with {records} records, after {took} s").ok();
        }
    }
    ExitCode::SUCCESS
}

fn key(key: Key) -> Vec<Event> {
    let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
    vec![event(true), event(false)]
}

/// A key or a click, anywhere.
fn touch(random: &mut Random) -> Vec<Event> {
    if random.below(3) == 0 {
        return key(Key::ALL[random.below(Key::ALL.len())]);
    }
    let pos: Pos2 = pos2(random.below(1280) as f32, random.below(800) as f32);
    let button =
        |pressed| Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
    vec![Event::PointerMoved(pos), button(true), button(false)]
}

fn frame(window: &mut Window, ctx: &Context, seconds: f64, events: Vec<Event>) {
    let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(1280.0, 800.0)));
    let input = RawInput { screen_rect, time: Some(seconds), focused: true, events, ..RawInput::default() };
    ctx.run_ui(input, |ui| window.frame(ui)).drop_without_applying_deltas();
}
