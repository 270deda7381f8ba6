//! What a sheet shows of a small picture: sketches of many cards and lines, kept as long as they look the same.

use std::ops::Range;
use std::sync::Arc;

use egui::{Mesh, Shape};

use super::{Look, Sheet};
use crate::app::canvas::paint::is_sketched;
use crate::drawing::{Card, Line};

/// The cards and lines of a small picture, which go to the screen in a few pieces. What an edit has not changed is kept.
#[derive(Default)]
pub(super) struct Sketch {
    lines: Option<Arc<Mesh>>,
    cards: Vec<Option<Arc<Mesh>>>,
}

/// How many cards are sketched in one piece.
const CARDS_IN_A_PIECE: usize = 256;

impl Sketch {
    /// Keeps what looks the same from now on.
    pub(super) fn turn(&mut self, before: &Look, after: &Look) {
        let is_one_focus = before.scene.focus == after.scene.focus;
        if !before.is_cast_alike(after) || !is_one_focus || before.scene.cards.len() != after.scene.cards.len() {
            *self = Self::default();
            return;
        }
        self.lines.take_if(|_| !Arc::ptr_eq(&before.scene.lines, &after.scene.lines));
        let is_same = |(one, other): (&Card, &Card)| {
            let faces = Arc::ptr_eq(&one.face, &other.face) && Arc::ptr_eq(&one.badge, &other.badge);
            faces && one.rect == other.rect && one.id == other.id
        };
        let [old, new] = [before, after].map(|look| look.scene.cards.chunks(CARDS_IN_A_PIECE));
        for (piece, (one, other)) in self.cards.iter_mut().zip(old.zip(new)) {
            piece.take_if(|_| !one.iter().zip(other).all(is_same));
        }
    }
}

impl Sheet {
    /// What is not drawn one by one, as long as the picture is small.
    pub(in crate::app::canvas) fn sketched(&mut self) -> Vec<Shape> {
        if !is_sketched(self.look.view.zoom) {
            return Vec::new();
        }
        let scene = Arc::clone(&self.look.scene);
        let Sketch { lines, mut cards } = std::mem::take(&mut self.sketch);
        let lines = lines.unwrap_or_else(|| self.sketch_of_lines(&scene.lines));
        let count = scene.cards.len();
        cards.resize(count.div_ceil(CARDS_IN_A_PIECE), None);
        for (known, first) in cards.iter_mut().zip((0..count).step_by(CARDS_IN_A_PIECE)) {
            known.get_or_insert_with(|| self.sketch_of_cards(first..(first + CARDS_IN_A_PIECE).min(count)));
        }
        let shapes = std::iter::once(&lines).chain(cards.iter().flatten()).map(|mesh| Shape::Mesh(Arc::clone(mesh)));
        let shapes = shapes.collect();
        self.sketch = Sketch { lines: Some(lines), cards };
        shapes
    }

    fn sketch_of_lines(&mut self, lines: &[Line]) -> Arc<Mesh> {
        let mut mesh = Mesh::default();
        let scene = Arc::clone(&self.look.scene);
        // What is in focus lies above what is not.
        let (faded, others): (Vec<_>, Vec<_>) =
            lines.iter().enumerate().partition(|(_, line)| scene.is_faded(&line.id));
        for (place, line) in faded.into_iter().chain(others) {
            if self.is_sketched_line(place, line) {
                let origin = self.look.view.to_screen(self.look.screen, self.moved_whole(line).to_pos2());
                let (is_dimmed, strength) = (self.is_dimmed(&line.id), self.line_strength(place));
                let course = self.course(place);
                let mut pencil = self.pencil(origin, is_dimmed);
                pencil.strength = strength;
                match course {
                    None => pencil.sketch_line(line, &mut mesh),
                    Some(course) => pencil.sketch_course(line, &course, &mut mesh),
                }
            }
        }
        Arc::new(mesh)
    }

    fn sketch_of_cards(&mut self, places: Range<usize>) -> Arc<Mesh> {
        let scene = Arc::clone(&self.look.scene);
        let mut mesh = Mesh::default();
        for place in places {
            let card = &scene.cards[place];
            if self.is_in_view(place) && !self.stands_out(&card.id) {
                let (is_dimmed, strength) = (self.is_dimmed(&card.id), self.card_strength(place));
                let mut pencil = self.pencil(self.on_screen(place).min, is_dimmed);
                pencil.strength = strength;
                pencil.sketch(&card.face, &mut mesh);
                pencil.sketch(&card.badge, &mut mesh);
            }
        }
        Arc::new(mesh)
    }
}
