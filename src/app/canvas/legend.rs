//! The legend: a strip below the picture, so that it covers nothing, which can be folded away.

use std::sync::Arc;

use egui::{
    CornerRadius, CursorIcon, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, WidgetType, pos2,
    vec2,
};

use super::lettering::{Lettering, semi_bold};
use super::paint::{Pencil, colour};
use crate::drawing::{Depiction, Ink, Mark, Palette, Scene, legend};

/// Room around the entries, in screen points.
const PADDING: f32 = 8.0;
/// Room for the button that folds the strip.
const BUTTON: f32 = 24.0;
/// A strip that would take more of the height than this stays folded.
const MOST: f32 = 0.34;
/// A strip that would take more of the height than this is drawn smaller.
const MUCH: f32 = 0.12;
/// How much smaller.
const SMALLER: f32 = 0.9;

/// The legend, laid out for a scene and a width.
#[derive(Default)]
pub(super) struct LegendBox {
    is_folded: bool,
    laid_out: Option<LaidOut>,
    lettering: Lettering,
}

struct LaidOut {
    scene: Arc<Scene>,
    depiction: Option<Arc<Depiction>>,
    room: Vec2,
    scale: f32,
    height: f32,
    marks: Vec<Mark>,
    words: String,
}

impl LaidOut {
    fn new(scene: &Arc<Scene>, depiction: Option<&Arc<Depiction>>, room: Vec2) -> Self {
        let explained = legend(scene, depiction.map(AsRef::as_ref));
        let width = (room.x - 3.0 * PADDING - BUTTON).max(80.0);
        let at = |scale: f32| {
            let (size, marks) = explained.strip(width / scale);
            let height = if marks.is_empty() { 0.0 } else { size.height * scale + 2.0 * PADDING };
            let (scene, depiction) = (Arc::clone(scene), depiction.cloned());
            Self { scene, depiction, room, scale, height, marks, words: words(&explained) }
        };
        let full = at(1.0);
        if full.height > MUCH * room.y { at(SMALLER) } else { full }
    }
}

impl LegendBox {
    /// The height that the strip needs below a picture; nothing while it is folded.
    pub(super) fn height(&mut self, scene: &Arc<Scene>, depiction: Option<&Arc<Depiction>>, room: Rect) -> f32 {
        if self.is_folded {
            return 0.0;
        }
        let is_current = |known: &LaidOut| {
            Arc::ptr_eq(&known.scene, scene) && known.depiction.as_ref() == depiction && known.room == room.size()
        };
        if !self.laid_out.as_ref().is_some_and(is_current) {
            self.lettering.clear();
            self.laid_out = Some(LaidOut::new(scene, depiction, room.size()));
        }
        let height = self.laid_out.as_ref().map_or(0.0, |laid_out| laid_out.height);
        if height <= MOST * room.height() { height } else { 0.0 }
    }

    /// Shows the strip in `strip`, or, where that has no height, the button that unfolds it in the corner of `screen`.
    pub(super) fn legend_ui(&mut self, ui: &Ui, palette: Palette, strip: Rect, screen: Rect) {
        let scale = self.laid_out.as_ref().map_or(1.0, |laid_out| laid_out.scale);
        self.lettering.begin(ui.ctx(), scale);
        if strip.height() <= 0.0 {
            self.folded_ui(ui, palette, screen);
            return;
        }
        let painter = ui.painter().with_clip_rect(strip);
        painter.rect_filled(strip, CornerRadius::ZERO, colour(palette.colour(Ink::Panel)));
        let hairline = Stroke::new(1.0, colour(palette.colour(Ink::Hairline)));
        painter.hline(strip.x_range(), strip.min.y + 0.5, hairline);
        let mut shapes = Vec::new();
        if let Some(laid_out) = &self.laid_out {
            let pixel = 1.0 / ui.ctx().pixels_per_point();
            let origin = strip.min + vec2(PADDING + 4.0, PADDING);
            let lettering = &mut self.lettering;
            let mut pencil =
                Pencil { clip: strip, zoom: scale, origin, palette, is_dimmed: false, instead: None, lettering, pixel };
            pencil.draw(0, &laid_out.marks, &mut shapes);
            let read = ui.interact(strip, ui.id().with("legend"), Sense::hover());
            read.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, &laid_out.words));
        }
        painter.extend(shapes);
        let button = Rect::from_min_size(
            pos2(strip.max.x - BUTTON - PADDING / 2.0, strip.min.y + PADDING / 2.0),
            vec2(BUTTON, BUTTON),
        );
        let response = ui.interact(button, ui.id().with("fold legend"), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, "Hide the legend"));
        let ink = if response.hovered() || response.has_focus() { Ink::Accent } else { Ink::Muted };
        ui.painter().extend(chevron(button.center(), 1.0, Stroke::new(1.5, colour(palette.colour(ink)))));
        if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text("Hide the legend").clicked() {
            self.is_folded = true;
        }
    }

    fn folded_ui(&mut self, ui: &Ui, palette: Palette, screen: Rect) {
        let font = egui::FontId::new(11.5, semi_bold(ui.ctx()));
        let galley = ui.painter().layout_no_wrap("Legend".to_owned(), font, colour(palette.colour(Ink::Text)));
        let size = galley.size() + vec2(34.0, 12.0);
        let button = Rect::from_min_size(pos2(screen.min.x + 12.0, screen.max.y - size.y - 12.0), size);
        let response = ui.interact(button, ui.id().with("unfold legend"), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, "Show the legend"));
        let is_near = response.hovered() || response.has_focus();
        let stroke = Stroke::new(1.0, colour(palette.colour(if is_near { Ink::Accent } else { Ink::Hairline })));
        ui.painter().rect(
            button,
            CornerRadius::same(6),
            colour(palette.colour(Ink::Panel)),
            stroke,
            StrokeKind::Inside,
        );
        let ink = colour(palette.colour(if is_near { Ink::Accent } else { Ink::Muted }));
        ui.painter().extend(chevron(button.left_center() + vec2(15.0, 0.0), -1.0, Stroke::new(1.5, ink)));
        ui.painter().galley(button.min + vec2(26.0, 6.0), galley, ink);
        if response.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            self.is_folded = false;
        }
    }
}

/// What the legend holds, for those who do not see it.
fn words(legend: &crate::drawing::Legend) -> String {
    let group = |group: &crate::drawing::legend::Group| {
        let labels: Vec<&str> = group.entries.iter().map(|entry| entry.label.as_str()).collect();
        format!("{}: {}", group.title, labels.join(", "))
    };
    let groups: Vec<String> = legend.groups.iter().map(group).collect();
    format!("Legend. {}", groups.join(". "))
}

/// A chevron that points down, or up if `way` is negative.
fn chevron(centre: Pos2, way: f32, stroke: Stroke) -> [Shape; 2] {
    let (tip, reach) = (centre + vec2(0.0, 2.0 * way), vec2(4.0, -4.0 * way));
    [-1.0, 1.0].map(|side| Shape::line_segment([tip, tip + vec2(reach.x * side, reach.y)], stroke))
}
