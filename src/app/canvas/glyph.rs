//! Small marks of the drawing outside the canvas, so that a sign is the same wherever it stands.

use egui::{Rect, Response, Sense, Ui, Vec2};

use super::lettering::Lettering;
use super::paint::Pencil;
use crate::analysis::Family;
use crate::drawing::family::HALF;
use crate::drawing::{Ink, family_mark};
use crate::layout::Point;

/// The mark of a family, in the ink of small print or, where the family is left out, fainter.
pub fn family_mark_ui(ui: &mut Ui, family: Family, is_faint: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(2.0 * HALF + 2.0), Sense::hover());
    let ink = if is_faint { Ink::FaintLine } else { Ink::Muted };
    paint_family(ui, rect, family, ink);
    response
}

fn paint_family(ui: &Ui, rect: Rect, family: Family, ink: Ink) {
    let mut shapes = Vec::new();
    // The mark has no text to lay out.
    let mut lettering = Lettering::default();
    let palette = crate::app::theme::palette(ui.visuals().dark_mode);
    let mut pencil = Pencil {
        clip: rect,
        zoom: 1.0,
        origin: rect.center(),
        palette,
        is_dimmed: false,
        instead: None,
        lettering: &mut lettering,
        pixel: 1.0 / ui.ctx().pixels_per_point(),
    };
    pencil.draw(0, &family_mark(family, Point::default(), ink, Ink::Panel), &mut shapes);
    ui.painter().extend(shapes);
}
