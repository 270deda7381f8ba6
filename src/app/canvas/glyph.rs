//! Marks of the drawing outside the canvas, so that a sign is the same wherever it stands.

use egui::{Atom, Button, Id, Rect, Response, RichText, Ui, Vec2};

use super::lettering::Lettering;
use super::paint::Pencil;
use crate::analysis::Family;
use crate::drawing::family::HALF;
use crate::drawing::gallery::{Piece, Tone};
use crate::drawing::{Ink, Palette, family_mark};
use crate::layout::Point;

/// A switch for a family, with its mark before the words.
pub fn family_chip_ui(ui: &mut Ui, palette: Palette, family: Family, words: RichText, is_on: bool) -> Response {
    let mark = Id::new("the family's mark");
    let atoms = (Atom::custom(mark, Vec2::splat(2.0 * HALF + 1.0)), words);
    let chip = Button::selectable(is_on, atoms).atom_ui(ui);
    if let Some(rect) = chip.rect(mark) {
        let ink = if is_on { Ink::Accent } else { Ink::Muted };
        paint_family(ui, rect, palette, family, ink);
    }
    chip.response
}

fn paint_family(ui: &Ui, rect: Rect, palette: Palette, family: Family, ink: Ink) {
    let mut shapes = Vec::new();
    // The mark has no text to lay out.
    let mut lettering = Lettering::default();
    let mut pencil = Pencil {
        clip: rect,
        zoom: 1.0,
        origin: rect.center(),
        palette,
        is_dimmed: false,
        strength: 1.0,
        instead: None,
        lettering: &mut lettering,
        pixel: 1.0 / ui.ctx().pixels_per_point(),
    };
    pencil.draw(0, &family_mark(family, Point::default(), ink, Ink::Panel), &mut shapes);
    ui.painter().extend(shapes);
}

/// Paints pieces of the gallery, which have texts.
#[derive(Default)]
pub struct Easel {
    lettering: Lettering,
}

impl Easel {
    /// Makes ready for another frame.
    pub fn begin(&mut self, ui: &Ui) {
        self.lettering.begin(ui.ctx(), 1.0);
    }

    /// Paints pieces with their origin there. `first` tells their texts from those of others that are painted in the frame.
    pub fn paint(&mut self, ui: &Ui, palette: Palette, origin: egui::Pos2, first: u32, pieces: &[Piece]) {
        let mut shapes = Vec::new();
        for (piece, owner) in pieces.iter().zip(first..) {
            let mut pencil = Pencil {
                clip: ui.clip_rect(),
                zoom: 1.0,
                origin,
                palette,
                is_dimmed: piece.tone == Tone::Faded,
                strength: 1.0,
                instead: if let Tone::Lit(ink) = piece.tone { Some((ink, 1.0)) } else { None },
                lettering: &mut self.lettering,
                pixel: 1.0 / ui.ctx().pixels_per_point(),
            };
            pencil.draw(owner, &piece.marks, &mut shapes);
        }
        ui.painter().extend(shapes);
    }
}
