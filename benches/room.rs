//! What the window for the room costs: the processor time of a frame while views are travelled between on 1,000 bodies,
//! with the presenter's window alone and with both, in turn; and that nothing is drawn by either while nothing moves.
//!
//! Usage: `cargo bench --bench room [-- BODIES]`. The target: with both, at most 1.3 times that of the one.
//! A laptop of two pixels a point stands beside a projector of one.

#![expect(clippy::print_stdout, reason = "it is a program that prints its findings")]

use std::process::ExitCode;
use std::time::Duration;

use boardwalk::app::App;
use boardwalk::app::act::Act;
use boardwalk::document::Document;
use boardwalk::model::{Id, Link, LinkKind, Map, Node, NodeKind, View};
use boardwalk::session::talk::TalkAct;
use boardwalk::storage::Home;
use cpu_time::ProcessTime;
use egui::{Context, ImmediateViewport, RawInput, Rect, Vec2, ViewportId, ViewportInfo, pos2, vec2};

#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The screens of the presenter and of the room, points, and how many pixels a point has there.
const LAPTOP: (Vec2, f32) = (vec2(1366.0, 768.0), 2.0);
const PROJECTOR: (Vec2, f32) = (vec2(1920.0, 1080.0), 1.0);
/// So many frames of each journey are measured, and so many journeys.
const FRAMES: usize = 20;
const JOURNEYS: usize = 12;
/// A frame of a screen, seconds.
const FRAME: f64 = 1.0 / 60.0;

/// A landscape of so many bodies, five below each, with views of parts that lie far apart.
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
        }
    }
    for view in 0..6_usize {
        let near = (0..8).map(|at| Id::from(id((view * bodies / 6 + at * 3) % bodies))).collect();
        let near = if view == 0 { Default::default() } else { near };
        let order = (view + 1).to_string();
        // Everything is drawn as large as it is: folding would make a small map of it.
        map.views.put(View {
            near,
            fold_to: Some(0),
            order,
            ..View::new(format!("view-{view}"), format!("View {view}"))
        });
    }
    map
}

/// What a window's pass is given.
fn input(id: ViewportId, (size, density): (Vec2, f32), time: f64) -> RawInput {
    let screen = Rect::from_min_size(pos2(0.0, 0.0), size);
    let info = ViewportInfo { native_pixels_per_point: Some(density), inner_rect: Some(screen), ..Default::default() };
    let mut input =
        RawInput { viewport_id: id, screen_rect: Some(screen), time: Some(time), focused: true, ..RawInput::default() };
    input.viewports.insert(id, info);
    input
}

/// Runs a window's pass to its end, triangles included; in how many seconds it wants the next one.
fn pass(context: &Context, input: RawInput, run_ui: impl FnMut(&mut egui::Ui)) -> Duration {
    let id = input.viewport_id;
    let mut output = context.run_ui(input, run_ui);
    let shapes = std::mem::take(&mut output.shapes);
    std::hint::black_box(context.tessellate(shapes, output.pixels_per_point));
    let delay = output.viewport_output.get(&id).map_or(Duration::MAX, |output| output.repaint_delay);
    output.drop_without_applying_deltas();
    delay
}

struct Stage {
    context: Context,
    app: App,
    time: f64,
}

impl Stage {
    fn new(map: Map, home: &std::path::Path) -> Self {
        let context = Context::default();
        context.set_embed_viewports(false);
        let mut app = App::new(&context, None, Home::at(home), false);
        app.session_mut().replace(Document::new(map));
        let mut stage = Self { context, app, time: 0.0 };
        stage.settle();
        stage
    }

    fn frame(&mut self) -> Duration {
        self.time += FRAME;
        let time = self.time;
        Context::set_immediate_viewport_renderer(move |context, viewport| {
            let ImmediateViewport { ids, mut viewport_ui_cb, .. } = viewport;
            pass(context, input(ids.this, PROJECTOR, time), |ui| viewport_ui_cb(ui));
        });
        let Self { context, app, .. } = self;
        pass(context, input(ViewportId::ROOT, LAPTOP, time), |ui| app.window_ui(ui))
    }

    /// Frames until nothing moves any more.
    fn settle(&mut self) {
        loop {
            for _ in 0..200 {
                self.frame();
            }
            if !self.app.session().is_waiting() {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// The processor time of a frame on the way from view to view, seconds.
    fn journeys(&mut self) -> f64 {
        let mut spent = Duration::ZERO;
        for _ in 0..JOURNEYS {
            let act = match self.app.session().place_in_talk() {
                Some((place, all)) if place + 1 == all => TalkAct::First,
                _ => TalkAct::Further(1),
            };
            let context = self.context.clone();
            self.app.act(Act::Talk(act), &context);
            // The picture of a view is made off the thread, and is no part of the way there.
            while self.app.session().is_waiting() {
                std::thread::sleep(Duration::from_millis(2));
                self.frame();
            }
            let begun = ProcessTime::now();
            for _ in 0..FRAMES {
                self.frame();
            }
            spent += begun.elapsed();
            self.settle();
        }
        spent.as_secs_f64() / (JOURNEYS * FRAMES) as f64
    }

    fn show_room(&mut self, is_open: bool) {
        let context = self.context.clone();
        self.app.act(Act::Talk(TalkAct::Audience(is_open)), &context);
        self.settle();
    }
}

fn main() -> ExitCode {
    let bodies = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(1_000);
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut stage = Stage::new(landscape(bodies), home.path());
    let (mut alone, mut both) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        stage.show_room(false);
        alone.push(stage.journeys());
        stage.show_room(true);
        both.push(stage.journeys());
    }
    let least = |times: &[f64]| times.iter().copied().fold(f64::INFINITY, f64::min);
    let (alone, both) = (least(&alone), least(&both));
    let ratio = both / alone;
    println!(
        "{bodies} bodies, travelling: {:.2} ms alone, {:.2} ms with both: {ratio:.2} times",
        alone * 1e3,
        both * 1e3
    );
    let wait = (0..5).map(|_| stage.frame()).min().unwrap_or_default();
    println!("with both and nothing moving, the next frame is asked for in {wait:?}");
    if ratio <= 1.3 && wait >= Duration::from_secs(1) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
