//! Somebody who does random things to a map, and a program that ends at any moment. What is in files and what was kept is
//! held against a simple model: a list of the maps that were, and of what was written where.

use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use boardwalk::document::Document;
use boardwalk::editing::{Outcome, add, change, remove};
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::edit::apply;
use boardwalk::model::{Id, LinkKind, Map, NodeKind};
use boardwalk::session::Session;
use boardwalk::session::file_acts::{FileAct, FileQuestion, Next, PathWish};
use boardwalk::session::files::Files;

use super::folder::Folder;

/// No more work than this is lost. The rest is the time of a machine that does other things too.
const MOST_LOST: Duration = Duration::from_secs(2);
/// How long the program goes on before it is killed, at most.
const LONGEST: u64 = 4_000;

/// Numbers that look random, and are the same each time.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// One of so many numbers, from 0.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % most.max(1)
    }
}

/// What a map is known by.
fn known_by(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

fn mark(map: &Map) -> u64 {
    known_by(&boardwalk_file::write(map))
}

/// The program, with somebody at it.
struct Somebody {
    session: Session,
    random: Random,
    start: Instant,
    /// The maps that undo leads back to, the latest last, and those that redo leads to.
    past: Vec<u64>,
    future: Vec<u64>,
    folder: Folder,
    /// Whether it goes on with what a run before has left.
    has_taken_up: bool,
}

impl Somebody {
    fn tell(&self, what: &str, mark: u64) {
        let mut out = std::io::stdout();
        writeln!(out, "{what} {} {mark}", self.start.elapsed().as_millis()).and_then(|()| out.flush()).ok();
    }

    fn now(&self) -> u64 {
        mark(self.session.document.map())
    }

    /// Waits until nothing is under way, and gives what is asked.
    fn settle(&mut self) -> Vec<FileQuestion> {
        let start = Instant::now();
        let mut questions = self.session.follow();
        while self.session.is_waiting() {
            assert!(start.elapsed() < Duration::from_secs(60), "it never comes to an end");
            std::thread::sleep(Duration::from_micros(200));
            questions.extend(self.session.follow());
        }
        questions
    }

    /// Some step on the map, which may be refused.
    fn step(&mut self) -> Outcome {
        let map = Arc::clone(self.session.document.map());
        let ids: Vec<Id> = map.nodes.ids().cloned().collect();
        let mut some = || ids.get(self.random.below(ids.len())).cloned().unwrap_or_else(|| Id::from("nobody"));
        let (one, other) = (some(), some());
        let name = format!("Body {}", self.random.below(1_000_000));
        match self.random.below(8) {
            0..=2 => add::node(&map, NodeKind::ALL[self.random.below(5)], &name, None),
            3 | 4 => change::rename(&map, &one, &name),
            5 | 6 => add::line(&map, LinkKind::ALL[self.random.below(LinkKind::ALL.len())], &one, &other),
            _ => Ok(remove::consequences(&map, &[one]).step),
        }
    }

    fn edit(&mut self) {
        let (before, outcome) = (self.now(), self.step());
        if let Ok(after) = outcome
            .as_ref()
            .map_err(drop)
            .and_then(|step| apply(self.session.document.map(), &step.edits).map_err(drop))
        {
            self.tell("to", mark(&after));
            self.session.make(outcome);
            assert_eq!(self.now(), mark(&after), "a step is what it says");
            if self.now() != before {
                self.past.push(before);
                self.future.clear();
            }
        }
    }

    fn undo(&mut self) {
        if let Some(before) = self.past.last().copied() {
            let after = self.now();
            self.tell("to", before);
            self.session.undo();
            if self.now() == after {
                // The earliest steps are let go.
                self.past.clear();
            } else {
                assert_eq!(self.now(), before, "undo leads to what was");
                self.past.pop();
                self.future.push(after);
            }
        }
    }

    fn redo(&mut self) {
        if let Some(after) = self.future.pop() {
            self.past.push(self.now());
            self.tell("to", after);
            self.session.redo();
            assert_eq!(self.now(), after, "redo leads to what was");
        }
    }

    /// Saves to the map's file, or to that one.
    fn save(&mut self, elsewhere: Option<PathBuf>) {
        let path = elsewhere.clone().or_else(|| self.session.document.path().map(Path::to_owned));
        let path = path.unwrap_or_else(|| self.folder.map());
        let number = if path == self.folder.map() { "saving-map" } else { "saving-other" };
        self.tell(number, self.now());
        let wish = || PathWish::SaveAs { name: "map".to_owned(), next: None };
        self.session.file(if elsewhere.is_some() { FileAct::SaveAs(None) } else { FileAct::Save(None) });
        for _ in 0..4 {
            let questions = self.settle();
            let Some(question) = questions.into_iter().next() else { break };
            self.session.file(match question {
                FileQuestion::Path { .. } => FileAct::Use(wish(), path.clone()),
                FileQuestion::Overwrite(path, next) => FileAct::Overwrite(path, next),
                // The run before may have ended when its save was done and nobody had told it yet.
                FileQuestion::ChangedOnDisk(path, next) if self.has_taken_up => FileAct::Overwrite(path, next),
                question => panic!("nobody expects {question:?}"),
            });
        }
        let there = fs::read_to_string(&path).map(|text| known_by(&text)).unwrap_or_default();
        assert_eq!(there, self.now(), "what is told as saved is in the file");
        assert!(!self.session.document.is_dirty());
        self.tell(&number.replace("saving", "saved"), there);
    }

    /// Opens one of the files, and gives up what is not saved, or saves it first.
    fn open(&mut self) {
        let path = if self.random.below(2) == 0 { self.folder.map() } else { self.folder.other_map() };
        let Ok(text) = fs::read_to_string(&path) else { return };
        if self.session.document.is_dirty() && self.random.below(2) == 0 {
            self.save(None);
        }
        self.tell("to", known_by(&text));
        self.session.file(FileAct::UnlessUnsaved(Next::OpenPath(path.clone())));
        for question in self.settle() {
            match question {
                FileQuestion::Unsaved(next) => self.session.file(FileAct::Discard(next)),
                question => panic!("nobody expects {question:?}"),
            }
        }
        self.settle();
        let there = fs::read_to_string(&path).map(|text| known_by(&text)).unwrap_or_default();
        assert_eq!(self.now(), there, "what is opened is what is in the file");
        (self.past, self.future) = (Vec::new(), Vec::new());
    }

    /// Takes up what an earlier run has left, if it left something; else opens the file.
    fn begin(&mut self) {
        self.session.look_for_what_was_left();
        let offers = self.settle().into_iter().filter_map(|question| match question {
            FileQuestion::Recover(offer) => Some(offer.number),
            _ => None,
        });
        match offers.collect::<Vec<_>>().pop() {
            Some(number) => {
                self.session.file(FileAct::UnlessUnsaved(Next::TakeUp(number)));
                assert_eq!(self.settle(), [], "what was kept can be taken up");
                self.has_taken_up = true;
                self.tell("taken-up", self.now());
            }
            None => self.open(),
        }
    }
}

/// Does random things until it is killed.
pub(crate) fn act(seed: u64, folder: &Path) -> ExitCode {
    let folder = Folder::at(folder);
    let files = Files::new(folder.home());
    let session = Session::new(Document::new(Map { title: "Town".into(), ..Map::default() }), files, Arc::new(|| ()));
    let mut somebody = Somebody {
        session,
        random: Random::new(seed),
        start: Instant::now(),
        past: Vec::new(),
        future: Vec::new(),
        folder,
        has_taken_up: false,
    };
    somebody.begin();
    loop {
        match somebody.random.below(40) {
            0..=22 => somebody.edit(),
            23..=27 => somebody.undo(),
            28..=30 => somebody.redo(),
            31..=34 => somebody.save(None),
            35 => somebody.save(Some(somebody.folder.other_map())),
            36 => somebody.open(),
            _ => std::thread::sleep(Duration::from_millis(somebody.random.below(40) as u64)),
        }
        let what = if somebody.session.document.is_dirty() { "dirty" } else { "clean" };
        somebody.tell(what, somebody.now());
    }
}

/// A line of what was told: what, when, and which map.
type Told<'t> = (&'t str, Duration, u64);

fn told(text: &str) -> Vec<Told<'_>> {
    // The last line may have been cut off.
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    whole
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            let (what, at, mark) = (words.next()?, words.next()?.parse().ok()?, words.next()?.parse().ok()?);
            Some((what, Duration::from_millis(at), mark))
        })
        .collect()
}

/// What is known between two runs.
#[derive(Default)]
struct Model {
    /// What is in each file, if the last run left no doubt, or what it may be.
    files: BTreeMap<&'static str, Vec<u64>>,
    /// What was kept when the last run ended.
    kept: Option<u64>,
    actions: usize,
    runs: usize,
    taken_up: usize,
    most_lost: Duration,
}

const FILES: [(&str, &str, &str); 2] =
    [("map.boardwalk", "saving-map", "saved-map"), ("other.boardwalk", "saving-other", "saved-other")];

impl Model {
    /// Holds what a run has told, and what it left, against what must be.
    fn after(&mut self, folder: &Path, told: &[Told<'_>], ended: Duration) -> Result<(), String> {
        self.runs += 1;
        self.actions += told.iter().filter(|(what, ..)| matches!(*what, "dirty" | "clean")).count();
        for (name, saving, saved) in FILES {
            let may_be = self.files.entry(name).or_default();
            for (what, _, mark) in told {
                if *what == saving {
                    may_be.push(*mark);
                } else if *what == saved {
                    *may_be = vec![*mark];
                }
            }
            let there = fs::read_to_string(folder.join(name)).map(|text| known_by(&text)).ok();
            let fits = there.map_or(may_be.is_empty() || told.iter().any(|(what, ..)| *what == saving), |there| {
                may_be.contains(&there)
            });
            if !fits {
                return Err(format!("{name} is {there:?}, and was to be one of {may_be:?}"));
            }
            *may_be = there.into_iter().collect();
        }
        if let Some((.., mark)) = told.iter().find(|(what, ..)| *what == "taken-up") {
            self.taken_up += 1;
            if self.kept != Some(*mark) {
                return Err(format!("{mark} was taken up, and {:?} was kept", self.kept));
            }
        } else if self.kept.is_some() && told.iter().any(|(what, ..)| matches!(*what, "dirty" | "clean")) {
            return Err("what was kept was not offered".to_owned());
        }
        let left = Folder::at(folder).home().left_behind();
        let texts: Vec<u64> = left.iter().map(|left| known_by(&left.text)).collect();
        if texts.len() > 1 {
            return Err(format!("{} copies were kept of one map", texts.len()));
        }
        let began_with = self.kept;
        self.kept = texts.first().copied();
        self.is_late_enough(told, ended, began_with)
    }

    /// Whether what was kept is what was there a moment before the end.
    fn is_late_enough(&mut self, told: &[Told<'_>], ended: Duration, began_with: Option<u64>) -> Result<(), String> {
        let is_state = |what: &str| matches!(what, "dirty" | "clean" | "to" | "taken-up");
        if told.iter().all(|(what, ..)| !is_state(what)) {
            // It ended before it began.
            return if self.kept == began_with { Ok(()) } else { Err("what was kept is gone".to_owned()) };
        }
        // From the end backwards: up to when was what was kept the map, or nothing to be kept?
        let is_as_kept = |(what, _, mark): &Told<'_>| match self.kept {
            Some(kept) => is_state(what) && *mark == kept,
            None => *what == "clean" || what.starts_with("saving") || what.starts_with("saved"),
        };
        let lost = match told.iter().rposition(is_as_kept) {
            Some(place) => match told[place + 1..].iter().find(|(what, ..)| *what == "dirty") {
                Some((_, since, _)) => ended.saturating_sub(*since),
                None => Duration::ZERO,
            },
            None => {
                let first = told.iter().find(|(what, ..)| *what == "dirty").map(|(_, at, _)| *at);
                first.map_or(Duration::ZERO, |first| ended.saturating_sub(first))
            }
        };
        self.most_lost = self.most_lost.max(lost);
        if lost > MOST_LOST {
            return Err(format!("{lost:?} of work are lost; kept is {:?}, told was {told:?}", self.kept));
        }
        Ok(())
    }
}

/// Has somebody do so many random things, and ends the program at any moment.
pub(crate) fn kills(actions: usize) -> Result<String, String> {
    let trouble = |error: std::io::Error| error.to_string();
    let (mut model, mut random) = (Model::default(), Random::new(11));
    let folder = tempfile::tempdir().map_err(trouble)?;
    let program = std::env::current_exe().map_err(trouble)?;
    let log = folder.path().join("told");
    while model.actions < actions {
        let seed = model.runs + 1;
        let output = fs::File::create(&log).map_err(trouble)?;
        let said = fs::File::create(folder.path().join("said")).map_err(trouble)?;
        let mut child = Command::new(&program)
            .args(["--act", &seed.to_string()])
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(output)
            .stderr(said)
            .spawn()
            .map_err(trouble)?;
        let start = Instant::now();
        let longest = if random.below(3) == 0 { LONGEST as usize } else { 500 };
        std::thread::sleep(Duration::from_millis(random.below(longest) as u64));
        let has_ended = child.try_wait().map_err(trouble)?;
        child.kill().map_err(trouble)?;
        let ended = start.elapsed();
        child.wait().map_err(trouble)?;
        if let Some(status) = has_ended {
            let said = fs::read_to_string(folder.path().join("said")).unwrap_or_default();
            return Err(format!("run {seed} ended by itself, {status}: {said}"));
        }
        let text = fs::read_to_string(&log).map_err(trouble)?;
        model.after(folder.path(), &told(&text), ended).map_err(|what| format!("after run {seed}: {what}"))?;
    }
    Ok(format!(
        "{} random actions, ended {} times at any moment: {} times work was taken up, at most {} ms of it were lost\n",
        model.actions,
        model.runs,
        model.taken_up,
        model.most_lost.as_millis()
    ))
}
