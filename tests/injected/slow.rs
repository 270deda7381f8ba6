//! A disk that takes its time: strace holds up each wait for it, while the map is saved and the window is to close.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use boardwalk::app::App;
use boardwalk::app::act::Act;
use boardwalk::editing::change;
use boardwalk::session::file_acts::FileAct;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use super::calls;
use super::folder::Folder;
use super::works::{self, BEGINS, ENDS};

/// How long each wait for the disk takes at least; a save waits several times.
const SLOW: Duration = Duration::from_secs(3);
/// The window waits for it, or is closed without.
const WAYS: [&str; 2] = ["wait", "close"];

/// Saves and closes on a slow disk, and looks at what the window's own thread has asked of the disk.
pub(crate) fn disk() -> Result<String, String> {
    if calls::strace().is_none() {
        return Ok("strace is not installed: no disk was made slow\n".to_owned());
    }
    let mut told = String::new();
    for way in WAYS {
        let trouble = |error: std::io::Error| error.to_string();
        let folder = tempfile::tempdir().map_err(trouble)?;
        let place = Folder::at(folder.path());
        works::prepare(&place);
        let log = folder.path().join("calls");
        let mut strace = Command::new("strace");
        strace
            .args(["-f", "--seccomp-bpf", "-o"])
            .arg(&log)
            .args(["-e", "trace=%file,fsync,fdatasync,flock,ftruncate"]);
        for call in ["fsync", "fdatasync"] {
            strace.arg("-e").arg(format!("inject={call}:delay_enter={}", SLOW.as_micros()));
        }
        let program = std::env::current_exe().map_err(trouble)?;
        strace.arg(program).args(["--window", way]).arg(folder.path()).stdin(Stdio::null());
        let output = strace.output().map_err(trouble)?;
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        if !output.status.success() {
            return Err(format!("a slow disk, {way}: {said}{}", String::from_utf8_lossy(&output.stderr)));
        }
        by_the_window(&fs::read_to_string(&log).map_err(trouble)?).map_err(|what| format!("{way}: {what}"))?;
        told += &said;
        let there = fs::read_to_string(place.map()).map_err(trouble)?;
        let kept: Vec<String> = place.home().left_behind().into_iter().map(|left| left.text).collect();
        // A window that does not wait may leave either map in the file, and keeps the new one beside it.
        let is_as_told = match way {
            "wait" => there.contains(NAME) && kept.is_empty(),
            _ => {
                let is_whole = there == works::map(0) || there.contains(NAME);
                is_whole && matches!(&kept[..], [kept] if kept.contains(NAME))
            }
        };
        if !is_as_told {
            return Err(format!("{way}: what is certain is not so: {} copies, and the file holds {there}", kept.len()));
        }
    }
    Ok(told)
}

/// Whether the window's own thread has left the disk alone from the first edit to the end.
fn by_the_window(log: &str) -> Result<(), String> {
    let Some(begin) = log.lines().find(|line| line.contains(BEGINS)) else { return Err("it never began".to_owned()) };
    let thread = begin.split_whitespace().next().unwrap_or_default();
    let own = log.lines().filter(|line| line.split_whitespace().next() == Some(thread));
    let within = own.skip_while(|line| !line.contains(BEGINS)).skip(1).take_while(|line| !line.contains(ENDS));
    // Where another thread calls meanwhile, a line tells the beginning of a call, and a later one its end.
    let asked: Vec<&str> = within.filter(|line| !line.contains(" resumed>")).collect();
    match asked.is_empty() {
        true => Ok(()),
        false => Err(format!("the window itself asked the disk:\n{}", asked.join("\n"))),
    }
}

/// What a body is called that is not called so in the file.
const NAME: &str = "Named while the disk was slow";

/// A window in which a map is edited and saved, and which is closed meanwhile: it waits for the disk or does not.
pub(crate) fn window(way: &str, folder: &Path) -> ExitCode {
    let folder = Folder::at(folder);
    let (home, map) = (folder.home(), folder.map());
    let mut harness = Harness::builder()
        .with_size([1280.0, 800.0])
        .build_eframe(move |context| App::new(&context.egui_ctx, Some(map), home, false));
    let mut frames = Frames::default();
    frames.until(&mut harness, "the map is drawn", |harness| {
        harness.state().session().picture.is_some() && !harness.state().session().is_waiting()
    });
    fs::metadata(BEGINS).ok();
    frames.longest = Duration::ZERO;
    let session = harness.state_mut().session_mut();
    let id = session.document.map().nodes.ids().next().cloned().expect("a body");
    let outcome = change::rename(session.document.map(), &id, NAME);
    session.make(outcome);
    // The safety copy waits for the disk too.
    frames.until(&mut harness, "it is kept", |harness| harness.state().session().files.is_kept());
    let ctx = harness.ctx.clone();
    harness.state_mut().act(Act::File(FileAct::Save(None)), &ctx);
    assert!(!harness.state_mut().session_mut().on_close_requested(), "it is being saved");
    frames.until(&mut harness, "it says so", |harness| says(harness, "map.boardwalk is still being saved"));
    assert!(says(&harness, "The window closes when it is done") && says(&harness, "kept as a safety copy"));
    let is_in_a_hurry = way == "close";
    if is_in_a_hurry {
        // Not by its place: a question that has just come up still moves to the middle.
        harness.get_by_label("Close without waiting").click_accesskit();
    }
    frames.until(&mut harness, "it may close", |harness| harness.state().session().files.may_close());
    assert_eq!(harness.state().session().files.saving().is_some(), is_in_a_hurry, "whether the disk is still at it");
    assert!(is_in_a_hurry || !says(&harness, "still being saved") && !harness.state().session().document.is_dirty());
    let longest = frames.longest;
    // All of its waits together would take longer.
    assert!(longest < SLOW, "the window stood still for {longest:?}");
    fs::metadata(ENDS).ok();
    let text = format!("a disk that takes {SLOW:?} or more for each wait, {way}: the longest frame took {longest:?}\n");
    std::io::Write::write_all(&mut std::io::stdout(), text.as_bytes()).ok();
    harness.state_mut().session_mut().end();
    ExitCode::SUCCESS
}

/// The frames of a window, and what the longest of them took.
#[derive(Default)]
struct Frames {
    longest: Duration,
}

impl Frames {
    fn until(&mut self, harness: &mut Harness<'_, App>, what: &str, is_so: impl Fn(&Harness<'_, App>) -> bool) {
        let start = Instant::now();
        while !is_so(harness) {
            assert!(start.elapsed() < Duration::from_secs(120), "never comes: {what}");
            std::thread::sleep(Duration::from_millis(10));
            let frame = Instant::now();
            harness.run_steps(1);
            self.longest = self.longest.max(frame.elapsed());
        }
    }
}

fn says(harness: &Harness<'_, App>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}
