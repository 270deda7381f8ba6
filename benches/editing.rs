//! What an edit costs in the whole window, without the drawing of the triangles: from the step to the frame that shows it,
//! with findings and figures; and a frame in which a letter is typed. The target: below a frame of a 60 Hz screen, 16 ms,
//! at 1,000 bodies; and no frame of the window's thread that takes more than 8 ms of processor because of an edit, at any
//! size, which is counted and told at the end.

use std::sync::Arc;
use std::time::Duration;

use boardwalk::app::App;
use boardwalk::app::act::Act;
use boardwalk::document::Document;
use boardwalk::editing::{Outcome, add, change, place, remove};
use boardwalk::model::{Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, NodeStatus};
use boardwalk::storage::Home;
use cpu_time::ThreadTime;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use egui::{Context, Event, RawInput, Rect, pos2, vec2};

#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The most processor time that a frame of the window's thread may take because of an edit.
const MOST_OF_A_FRAME: Duration = Duration::from_millis(8);

/// A landscape of so many bodies below a council, five to each, with seats and work for some.
fn landscape(bodies: usize) -> Map {
    let mut map = Map::default();
    let id = |number: usize| format!("body-{number}");
    for number in 0..bodies {
        let kind = if number < bodies / 5 { NodeKind::Board } else { NodeKind::Group };
        let mut node = Node::new(id(number), kind, format!("Advisory Group {number} for International Partnerships"));
        node.accountable_body = (number == 0).then_some(true);
        map.nodes.put(node);
        if number > 0 {
            map.links.put(Link::new(format!("up-{number}"), LinkKind::ReportsTo, id(number), id((number - 1) / 5)));
            map.links.put(Link::new(format!("seat-{number}"), LinkKind::MemberOf, id(number), id(number / 7)));
            map.links.put(Link::new(format!("told-{number}"), LinkKind::Informs, id(number), id(number / 3)));
        }
    }
    map
}

/// What people do to a map.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Rename,
    Line,
    LineStatus,
    Status,
    Move,
    Removal,
}

impl Kind {
    const OTHERS: [Self; 5] = [Self::Line, Self::LineStatus, Self::Status, Self::Move, Self::Removal];

    fn words(self) -> &'static str {
        match self {
            Self::Rename => "a name",
            Self::Line => "a new line",
            Self::LineStatus => "the status of a line",
            Self::Status => "the status of a body",
            Self::Move => "a card that is moved",
            Self::Removal => "a body that is removed",
        }
    }

    /// The step of this kind on a map, of a body in the midst of it; each differs from the one before.
    fn step(self, map: &Map, edits: usize) -> Outcome {
        let bodies = map.nodes.len();
        let (body, other) = (Id::from(format!("body-{}", bodies - 4)), Id::from("body-9"));
        match self {
            Self::Rename => change::rename(map, &"body-7".into(), &format!("Renamed {edits}")),
            Self::Line => add::line(map, LinkKind::Informs, &body, &other),
            Self::LineStatus => {
                let statuses = [LinkStatus::Unclear, LinkStatus::Active];
                change::line_status(map, &[format!("up-{}", bodies - 4).into()], statuses[edits % 2])
            }
            Self::Status => change::status(map, &[body], [NodeStatus::Dormant, NodeStatus::Active][edits % 2]),
            Self::Move => place::move_to(map, &[(body, (100 + edits as i32 % 50, -500))]),
            Self::Removal => Ok(remove::consequences(map, &[body]).step),
        }
    }

    /// Whether a step of this kind is taken back before it is made again.
    fn is_taken_back(self) -> bool {
        matches!(self, Self::Line | Self::Removal)
    }
}

/// The window with a map in it.
struct Stage {
    ctx: Context,
    app: App,
    time: f64,
    edits: usize,
    /// The most processor time that the window's thread has taken for a step or a frame since it was last asked.
    worst: Duration,
    // Dropped last: the window keeps unsaved work there.
    _home: tempfile::TempDir,
}

impl Stage {
    fn new(bodies: usize) -> Self {
        let (ctx, home) = (Context::default(), tempfile::tempdir().expect("a temporary folder"));
        let mut app = App::new(&ctx, None, Home::at(home.path()), false);
        app.session_mut().replace(Document::new(landscape(bodies)));
        let mut stage = Self { ctx, app, time: 0.0, edits: 0, worst: Duration::ZERO, _home: home };
        stage.frame(Vec::new());
        while stage.app.session().is_waiting() {
            stage.frame(Vec::new());
        }
        for _ in 0..40 {
            stage.frame(Vec::new());
        }
        stage
    }

    fn frame(&mut self, events: Vec<Event>) {
        self.time += 1.0 / 60.0;
        let screen_rect = Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1600.0, 1000.0)));
        let input = RawInput { screen_rect, time: Some(self.time), events, focused: true, ..RawInput::default() };
        let app = &mut self.app;
        drop(self.ctx.run_ui(input, |ui| app.window_ui(ui)));
    }

    /// Renames a body, and draws frames until the picture has its new name.
    fn edit(&mut self) -> usize {
        self.edits += 1;
        let (id, name) = (Id::from("body-7"), format!("Renamed {}", self.edits));
        let step = change::rename(self.app.session().document.map(), &id, &name);
        self.app.act(Act::Make(step), &self.ctx);
        let is_shown = |app: &App| {
            let picture = app.session().picture.as_ref();
            picture.and_then(|picture| picture.scene.card(id.as_str())).is_some_and(|card| card.name == name)
        };
        let mut frames = 0;
        while !is_shown(&self.app) {
            self.frame(Vec::new());
            frames += 1;
        }
        frames
    }

    /// Makes a step, and draws frames until it is shown; notes what the window's thread took for it.
    fn edit_of(&mut self, kind: Kind) {
        self.edits += 1;
        let start = ThreadTime::now();
        let is_back = kind.is_taken_back() && self.edits.is_multiple_of(2);
        let act = match is_back {
            true => Act::Command(boardwalk::app::act::Command::Undo),
            false => Act::Make(kind.step(self.app.session().document.map(), self.edits)),
        };
        self.app.act(act, &self.ctx);
        let mut taken = start.elapsed();
        let is_shown = |app: &App| {
            let session = app.session();
            let is_of = |map: &Arc<Map>| Arc::ptr_eq(map, session.document.map());
            session.picture.as_ref().is_some_and(|picture| is_of(&picture.request.map))
        };
        while !is_shown(&self.app) {
            let start = ThreadTime::now();
            self.frame(Vec::new());
            // The step is made in a frame, and so its cost is that frame's.
            self.worst = self.worst.max(std::mem::take(&mut taken) + start.elapsed());
        }
    }

    /// The worst frame of some edits of a kind.
    fn worst_frame(&mut self, kind: Kind) -> Duration {
        self.worst = Duration::ZERO;
        for _ in 0..20 {
            self.edit_of(kind);
            // What is done in the frames after, such as the rest of a flight, is because of the edit too.
            for _ in 0..3 {
                let start = ThreadTime::now();
                self.frame(Vec::new());
                self.worst = self.worst.max(start.elapsed());
            }
        }
        self.worst
    }
}

fn edits(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("an edit until it is shown");
    group.sample_size(20);
    for bodies in [100, 500, 1_000, 10_000] {
        let mut stage = Stage::new(bodies);
        group.bench_function(BenchmarkId::from_parameter(bodies), |bencher| bencher.iter(|| stage.edit()));
    }
    group.finish();
    let mut group = criterion.benchmark_group("another edit until it is shown");
    group.sample_size(20);
    for bodies in [500, 1_000, 10_000] {
        for kind in Kind::OTHERS {
            let mut stage = Stage::new(bodies);
            group.bench_function(BenchmarkId::new(kind.words(), bodies), |bencher| {
                bencher.iter(|| stage.edit_of(kind));
            });
        }
    }
    group.finish();
    let mut group = criterion.benchmark_group("a frame with a letter typed");
    group.sample_size(20);
    for bodies in [100, 1_000, 10_000] {
        let mut stage = Stage::new(bodies);
        let find = boardwalk::app::act::Command::Find;
        stage.app.act(Act::Command(find), &stage.ctx);
        stage.frame(Vec::new());
        group.bench_function(BenchmarkId::from_parameter(bodies), |bencher| {
            bencher.iter(|| stage.frame(vec![Event::Text("a".to_owned())]));
        });
    }
    group.finish();
}

/// Counts what the window's thread takes at worst for a frame in which an edit is made, waited for or shown.
#[expect(clippy::print_stderr, reason = "a bench tells what it counted, beside what criterion prints")]
fn frames(_: &mut Criterion) {
    for bodies in [500, 1_000, 10_000] {
        let mut stage = Stage::new(bodies);
        for kind in std::iter::once(Kind::Rename).chain(Kind::OTHERS) {
            let worst = stage.worst_frame(kind);
            let verdict = if worst > MOST_OF_A_FRAME { ", which is too long" } else { "" };
            let (what, milliseconds) = (kind.words(), worst.as_secs_f64() * 1000.0);
            eprintln!("the worst frame of the window's thread, {bodies} bodies, {what}: {milliseconds:.1} ms{verdict}");
        }
    }
}

criterion_group!(benches, edits, frames);
criterion_main!(benches);
