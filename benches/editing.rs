//! What an edit costs in the whole window, without the drawing of the triangles: from the step to the frame that shows it,
//! with findings and figures; and a frame in which a letter is typed. The target: below a frame of a 60 Hz screen, 16 ms,
//! at 1,000 bodies.

use boardwalk::app::App;
use boardwalk::app::act::Act;
use boardwalk::document::Document;
use boardwalk::editing::change;
use boardwalk::model::{Id, Link, LinkKind, Map, Node, NodeKind};
use boardwalk::storage::Home;
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use egui::{Context, Event, RawInput, Rect, pos2, vec2};

#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

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

/// The window with a map in it.
struct Stage {
    ctx: Context,
    app: App,
    time: f64,
    edits: usize,
    // Dropped last: the window keeps unsaved work there.
    _home: tempfile::TempDir,
}

impl Stage {
    fn new(bodies: usize) -> Self {
        let (ctx, home) = (Context::default(), tempfile::tempdir().expect("a temporary folder"));
        let mut app = App::new(&ctx, None, Home::at(home.path()), false);
        app.session_mut().replace(Document::new(landscape(bodies)));
        let mut stage = Self { ctx, app, time: 0.0, edits: 0, _home: home };
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
}

fn edits(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("an edit until it is shown");
    group.sample_size(20);
    for bodies in [100, 500, 1_000, 10_000] {
        let mut stage = Stage::new(bodies);
        group.bench_function(BenchmarkId::from_parameter(bodies), |bencher| bencher.iter(|| stage.edit()));
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

criterion_group!(benches, edits);
criterion_main!(benches);
