//! The legend: a strip below the picture, so that it covers nothing: one line of it at first, all of it for whoever asks.

use std::sync::Arc;

use egui::{CornerRadius, CursorIcon, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo, WidgetType, pos2, vec2};

use super::CanvasState;
use super::lettering::Lettering;
use super::paint::{Pencil, colour};
use crate::drawing::legend::ROW;
use crate::drawing::{Depiction, Ink, Mark, Palette, Scene, legend};

/// Room around the entries, in screen points.
const PADDING: f32 = 8.0;
/// Room above and below a single line.
const LINE_PADDING: f32 = 2.0;
/// Room for the button that unfolds the strip.
const BUTTON: f32 = 24.0;
/// A strip that would take more of the height than this stays a line.
const MOST: f32 = 0.34;
/// A strip that would take more of the height than this is drawn smaller.
const MUCH: f32 = 0.12;
/// How much smaller.
const SMALLER: f32 = 0.9;

/// The legend, laid out for a scene and a width.
#[derive(Default)]
pub(super) struct LegendBox {
    is_unfolded: bool,
    laid_out: Option<LaidOut>,
    lettering: Lettering,
}

/// What a legend is laid out for, beside a scene.
#[derive(PartialEq)]
struct Occasion {
    depiction: Option<Arc<Depiction>>,
    room: Vec2,
    scale: f32,
    is_whole: bool,
    presenting: bool,
}

struct LaidOut {
    scene: Arc<Scene>,
    occasion: Occasion,
    scale: f32,
    height: f32,
    padding: f32,
    /// Whether there is more than is shown.
    has_more: bool,
    /// Whether it takes no more room when it is unfolded.
    is_line: bool,
    marks: Vec<Mark>,
    words: String,
}

impl LaidOut {
    fn new(scene: &Arc<Scene>, occasion: Occasion) -> Self {
        let explained = legend(scene, occasion.depiction.as_deref());
        let width = (occasion.room.x - 3.0 * PADDING - BUTTON).max(80.0);
        let whole = |scale: f32| {
            let (size, marks) = explained.strip(width / scale);
            (if marks.is_empty() { 0.0 } else { size.height * scale + 2.0 * PADDING }, size, marks, scale)
        };
        let full = whole(occasion.scale);
        let (height, size, marks, scale) =
            if full.0 > MUCH * occasion.room.y { whole(SMALLER * occasion.scale) } else { full };
        let is_line = size.height <= ROW;
        let shows_line = is_line || !occasion.is_whole || height > MOST * occasion.room.y;
        let (scale, padding) = if shows_line { (occasion.scale, LINE_PADDING) } else { (scale, PADDING) };
        let (line_size, line) = explained.strip(width / scale);
        let (height, marks) = match shows_line {
            true if line.is_empty() => (0.0, line),
            true => {
                let in_line = line.into_iter().filter(|mark| mark.bounds().centre().y < ROW).collect();
                (ROW * scale + 2.0 * LINE_PADDING, in_line)
            }
            false => (height, marks),
        };
        let has_more = shows_line && line_size.height > ROW;
        let words = words(&explained);
        Self { scene: Arc::clone(scene), occasion, scale, height, padding, has_more, is_line, marks, words }
    }
}

impl LegendBox {
    /// The height that the strip needs below a picture, when everything is to be that many times as large.
    pub(super) fn height(&mut self, scene: &Arc<Scene>, state: &CanvasState, room: Rect, scale: f32) -> f32 {
        let occasion = Occasion {
            depiction: state.depiction.clone(),
            room: room.size(),
            scale,
            is_whole: self.is_unfolded || state.presenting,
            presenting: state.presenting,
        };
        let is_current = |known: &LaidOut| Arc::ptr_eq(&known.scene, scene) && known.occasion == occasion;
        if !self.laid_out.as_ref().is_some_and(is_current) {
            self.lettering.clear();
            self.laid_out = Some(LaidOut::new(scene, occasion));
        }
        self.laid_out.as_ref().map_or(0.0, |laid_out| laid_out.height)
    }

    /// Shows the strip in `strip`.
    pub(super) fn legend_ui(&mut self, ui: &Ui, palette: Palette, strip: Rect) {
        let Some(laid_out) = self.laid_out.as_ref().filter(|_| strip.height() > 0.0) else { return };
        self.lettering.begin(ui.ctx(), laid_out.scale);
        let painter = ui.painter().with_clip_rect(strip);
        painter.rect_filled(strip, CornerRadius::ZERO, colour(palette.colour(Ink::Panel)));
        let hairline = Stroke::new(1.0, colour(palette.colour(Ink::Hairline)));
        painter.hline(strip.x_range(), strip.min.y + 0.5, hairline);
        let mut shapes = Vec::new();
        let mut pencil = Pencil {
            clip: strip,
            zoom: laid_out.scale,
            origin: strip.min + vec2(PADDING + 4.0, laid_out.padding),
            palette,
            is_dimmed: false,
            strength: 1.0,
            instead: None,
            lettering: &mut self.lettering,
            pixel: 1.0 / ui.ctx().pixels_per_point(),
        };
        pencil.draw(0, &laid_out.marks, &mut shapes);
        let read = ui.interact(strip, ui.id().with("legend"), Sense::hover());
        read.widget_info(|| WidgetInfo::labeled(WidgetType::Other, true, &laid_out.words));
        painter.extend(shapes);
        let is_whole = laid_out.occasion.is_whole && !laid_out.has_more;
        let can_turn = laid_out.has_more || (is_whole && !laid_out.is_line);
        if laid_out.occasion.presenting || !can_turn {
            return;
        }
        let words = if is_whole { "Show one line of the legend" } else { "Show the whole legend" };
        let middle = strip.min.y + laid_out.padding + ROW * laid_out.scale / 2.0;
        let button = Rect::from_center_size(pos2(strip.max.x - BUTTON / 2.0 - 4.0, middle), Vec2::splat(BUTTON));
        let response = ui.interact(button, ui.id().with("unfold legend"), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, words));
        let ink = if response.hovered() || response.has_focus() { Ink::Accent } else { Ink::Muted };
        let way = if is_whole { 1.0 } else { -1.0 };
        ui.painter().extend(chevron(button.center(), way, Stroke::new(1.5, colour(palette.colour(ink)))));
        if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(words).clicked() {
            self.is_unfolded = !is_whole;
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
