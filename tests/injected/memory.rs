//! Memory: a window of which very much is asked is to need no more of it in the second half than in the first.

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

/// When memory is measured first.
const FIRST: usize = 1_000;
/// How often it is told meanwhile.
const TOLD: usize = 250;
/// How much more it may be at most in the second half, in parts of a hundred. Just how much it is hangs on the map of the
/// moment, so that one measure says nothing.
const MOST_GROWTH: usize = 20;
/// So many frames are waited for what is under way.
const LONGEST_WAIT: usize = 400;
/// So many whims are followed by a frame, with a key or a click.
const FRAME: usize = 100;

/// How much of the computer's memory this program has, in bytes, where the system tells.
fn resident() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.split_whitespace().next()?.parse::<usize>().ok()? << 10)
}

/// Asks so much of a window, and compares.
pub(crate) fn growth(count: usize) -> Result<String, String> {
    if count <= FIRST || resident().is_none() {
        return Ok(String::new());
    }
    let trouble = |error: std::io::Error| error.to_string();
    // It may save files, and is to find no other folder than this one.
    let folder = tempfile::tempdir().map_err(trouble)?;
    let mut child = Command::new(std::env::current_exe().map_err(trouble)?);
    child.args(["--whims", &count.to_string(), "1"]).current_dir(folder.path()).stdin(Stdio::null());
    child.env("HOME", folder.path()).env("BOARDWALK_HOME", folder.path().join("home"));
    let mut child = child.stdout(Stdio::piped()).spawn().map_err(trouble)?;
    let mut most = [0, 0];
    // It takes long: how far it has come is told meanwhile.
    for line in BufReader::new(child.stdout.take().expect("piped")).lines() {
        let line = line.map_err(trouble)?;
        writeln!(std::io::stdout(), "{line}").map_err(trouble)?;
        let mut numbers = line.split(' ').filter_map(|word| word.parse::<usize>().ok());
        let (number, megabytes) = numbers.next().zip(numbers.next()).ok_or(line)?;
        if number >= FIRST {
            let half = &mut most[usize::from(number > (FIRST + count) / 2)];
            *half = megabytes.max(*half);
        }
    }
    if !child.wait().map_err(trouble)?.success() {
        return Err("a window of which much was asked broke off".to_owned());
    }
    let [first, second] = most;
    let told = format!("{count} whims: at most {first} MB in the first half, {second} MB in the second\n");
    if second > first * (100 + MOST_GROWTH) / 100 { Err(told) } else { Ok(told) }
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
        if number % TOLD == 0 || number == count {
            // A file that has come waits for as long as something that is about the map stands in front.
            for _ in 0..LONGEST_WAIT {
                if !window.session().is_waiting() {
                    break;
                }
                std::thread::sleep(Duration::from_millis(5));
                seconds += 0.005;
                frame(&mut window, &ctx, seconds, key(Key::Escape));
            }
            let megabytes = resident().unwrap_or_default() >> 20;
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
