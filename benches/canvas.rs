//! What a frame of the canvas costs: the headless pass and the tessellation, at 1600x1000, with everything in view.
//!
//! "Moving" frames are drawn anew, as while panning; "still" ones show again what the frame before has drawn, as when the
//! pointer rests elsewhere in the window; "gliding" ones show every card on its way to another place, as after a switch
//! between options. The target for moving frames: 2 ms for 500 cards, 10 ms for 10,000; for gliding ones 8 ms for 1,000.

use std::hint::black_box;
use std::sync::Arc;

use boardwalk::app::canvas::{Canvas, CanvasState, SEMI_BOLD_FAMILY};
use boardwalk::drawing::{Lens, Palette, Scene, Shown, compose, text};
use boardwalk::model::{Link, LinkKind, Map, Node, NodeKind, NodeStatus};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use egui::{
    Context, Event, FontData, FontDefinitions, FontFamily, Modifiers, MouseWheelUnit, RawInput, Rect, TouchPhase, Vec2,
    pos2, vec2,
};

#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SCREEN: Vec2 = vec2(1600.0, 1000.0);

/// A landscape of so many bodies: boards with five groups each, some on hold, and a few lines across.
fn landscape(count: usize) -> Scene {
    let mut map = Map::default();
    let id = |number: usize| format!("body-{number}");
    for number in 0..count {
        let kind = if number < count / 5 { NodeKind::Board } else { NodeKind::Group };
        let mut node = Node::new(id(number), kind, format!("Advisory Group {number} for International Partnerships"));
        node.accountable_body = (number == 0).then_some(true);
        if number % 4 == 3 {
            node.status = NodeStatus::Dormant;
        }
        map.nodes.put(node);
        if number > 0 {
            map.links.put(Link::new(format!("up-{number}"), LinkKind::ReportsTo, id(number), id((number - 1) / 5)));
        }
        if number > 10 && number % 10 == 0 {
            map.links.put(Link::new(format!("across-{number}"), LinkKind::ReportsTo, id(number), id(number / 3)));
        }
    }
    compose(&map, None, Shown::default(), Lens::default())
}

/// The canvas in a window that is not there.
struct Stage {
    context: Context,
    canvas: Canvas,
    state: CanvasState,
    scene: Arc<Scene>,
    frame: u64,
}

impl Stage {
    fn new(scene: Scene) -> Self {
        let context = Context::default();
        let mut fonts = FontDefinitions::default();
        fonts.font_data.insert("regular".to_owned(), Arc::new(FontData::from_static(text::REGULAR)));
        fonts.font_data.insert("semi-bold".to_owned(), Arc::new(FontData::from_static(text::SEMI_BOLD)));
        fonts.families.insert(FontFamily::Proportional, vec!["regular".to_owned()]);
        fonts.families.insert(FontFamily::Name(SEMI_BOLD_FAMILY.into()), vec!["semi-bold".to_owned()]);
        context.set_fonts(fonts);
        let mut canvas = Canvas::new();
        let scene = Arc::new(scene);
        canvas.set_scene(Arc::clone(&scene));
        let mut stage = Self { context, canvas, state: CanvasState::default(), scene, frame: 0 };
        for _ in 0..4 {
            stage.frame(true);
        }
        stage
    }

    /// One frame, from input to triangles; returns how many vertices it has.
    fn frame(&mut self, is_moving: bool) -> usize {
        self.frame += 1;
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), SCREEN)),
            time: Some(self.frame as f64 / 60.0),
            ..RawInput::default()
        };
        input.events.push(Event::PointerMoved(pos2(800.0, 500.0)));
        if is_moving {
            let way = if self.frame.is_multiple_of(2) { 1.0 } else { -1.0 };
            let (unit, phase, modifiers) = (MouseWheelUnit::Point, TouchPhase::Move, Modifiers::NONE);
            input.events.push(Event::MouseWheel { unit, delta: vec2(way, 0.0), phase, modifiers });
        }
        let Self { context, canvas, state, .. } = self;
        let mut output = context.run_ui(input, |ui| {
            black_box(canvas.canvas_ui(ui, Palette::Light, state));
        });
        let shapes = std::mem::take(&mut output.shapes);
        let triangles = context.tessellate(shapes, output.pixels_per_point);
        output.drop_without_applying_deltas();
        let vertices = |primitive: &egui::ClippedPrimitive| match &primitive.primitive {
            egui::epaint::Primitive::Mesh(mesh) => mesh.vertices.len(),
            egui::epaint::Primitive::Callback(_) => 0,
        };
        triangles.iter().map(vertices).sum()
    }
}

/// The same scene with every card and every line elsewhere.
fn moved(scene: &Scene) -> Scene {
    let mut moved = scene.clone();
    let by = |place: usize| (9.0 + 40.0 * (place % 7) as f32, 5.0 + 30.0 * (place % 5) as f32);
    for (place, card) in moved.cards.iter_mut().enumerate() {
        let (x, y) = by(place);
        card.rect = card.rect.moved(x, y);
    }
    let mut lines = Vec::clone(&moved.lines);
    for (place, line) in lines.iter_mut().enumerate() {
        let (x, y) = by(place);
        line.points.iter_mut().for_each(|point| *point = point.moved(x, y));
    }
    moved.lines = Arc::new(lines);
    moved
}

/// How many frames of a glide are measured: it is under way in all of them.
const OF_A_GLIDE: u64 = 15;

fn frames(criterion: &mut Criterion) {
    for count in [50, 500, 1_000, 2_000, 10_000] {
        let scene = landscape(count);
        assert_eq!(scene.cards.len(), count, "every body is in the picture");
        let mut stage = Stage::new(scene);
        let mut group = criterion.benchmark_group("frame");
        group.sample_size(30);
        group.bench_function(BenchmarkId::new("moving", count), |bencher| bencher.iter(|| stage.frame(true)));
        group.bench_function(BenchmarkId::new("still", count), |bencher| bencher.iter(|| stage.frame(false)));
        let scenes = [Arc::new(moved(&stage.scene)), Arc::clone(&stage.scene)];
        let mut turn = 0;
        group.bench_function(BenchmarkId::new("gliding", count), |bencher| {
            bencher.iter(|| {
                if turn % OF_A_GLIDE == 0 {
                    stage.canvas.glide_to(Arc::clone(&scenes[(turn / OF_A_GLIDE % 2) as usize]));
                }
                turn += 1;
                stage.frame(false)
            });
        });
        group.finish();
    }
}

criterion_group!(benches, frames);
criterion_main!(benches);
