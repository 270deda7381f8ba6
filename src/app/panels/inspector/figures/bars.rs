//! Bars: small pictures of amounts, painted by hand, each with its amount in words beside it.

use egui::{Color32, CursorIcon, Pos2, Rect, Response, Sense, Stroke, StrokeKind, TextStyle, TextWrapMode, Ui, Vec2};
use egui::{WidgetInfo, WidgetText, WidgetType};

use crate::analysis::Severity;
use crate::app::widgets::theme;
use crate::drawing::Ink;
use crate::model::NodeStatus;

const THICKNESS: f32 = 7.0;
const ROUNDING: f32 = 2.0;
/// What is not nought is seen, however little it is: points.
const LEAST_WIDTH: f32 = 2.0;
const SWATCH: f32 = 9.0;

/// A part of a bar.
pub(super) struct Part {
    /// How long it is, in the unit of the chart.
    pub(super) size: f64,
    /// Its colours.
    pub(super) look: Look,
}

/// How a part of a bar looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    fill: Color32,
    line: Color32,
}

impl Look {
    /// Plain bars.
    pub(super) fn plain(ui: &Ui) -> Self {
        Self::solid(theme::colours(ui).accent)
    }

    /// As the findings of that severity are marked.
    pub(super) fn of_severity(ui: &Ui, severity: Severity) -> Self {
        Self::solid(theme::colours(ui).severity(severity))
    }

    /// As the cards of that status are drawn.
    pub(super) fn of_status(ui: &Ui, status: NodeStatus) -> Self {
        let (fill, line) = match status {
            NodeStatus::Active => return Self::plain(ui),
            NodeStatus::Dormant => (Ink::HoldFill, Ink::HoldLine),
            NodeStatus::Proposed => (Ink::ProposedFill, Ink::ProposedLine),
            NodeStatus::Ended => (Ink::EndedFill, Ink::EndedLine),
        };
        let colour = |ink| theme::colour(theme::palette(ui), ink);
        Self { fill: colour(fill), line: colour(line) }
    }

    fn solid(colour: Color32) -> Self {
        Self { fill: colour, line: colour }
    }

    fn paint(self, ui: &Ui, rect: Rect) {
        ui.painter().rect(rect, ROUNDING, self.fill, Stroke::new(1.0, self.line), StrokeKind::Inside);
    }
}

/// A bar with what it stands for.
pub(super) struct Bar<'a> {
    /// What the bar stands for.
    pub(super) label: &'a str,
    /// How much it is, as people print it.
    pub(super) value: &'a str,
    /// Both in words, for those who cannot see the bar.
    pub(super) said: String,
    /// Whether a click leads somewhere.
    pub(super) leads_somewhere: bool,
    /// What it is made of, from the left.
    pub(super) parts: &'a [Part],
}

/// Shows a bar below its label and its value; `whole` is the length of a bar that takes all the room.
pub(super) fn bar_row_ui(ui: &mut Ui, bar: Bar<'_>, whole: f64) -> Response {
    let width = ui.available_width();
    let value = WidgetText::from(theme::strong(bar.value, theme::BODY));
    let value = value.into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, TextStyle::Body);
    let room = (width - value.size().x - ui.spacing().item_spacing.x).max(0.0);
    let label = WidgetText::from(bar.label).into_galley(ui, Some(TextWrapMode::Truncate), room, TextStyle::Body);
    let height = label.size().y.max(value.size().y);
    let (sense, kind) =
        if bar.leads_somewhere { (Sense::click(), WidgetType::Link) } else { (Sense::hover(), WidgetType::Label) };
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height + 2.0 + THICKNESS), sense);
    response.widget_info(|| WidgetInfo::labeled(kind, true, &bar.said));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if ui.is_rect_visible(rect) {
        let colours = theme::colours(ui);
        let ink = if bar.leads_somewhere && response.hovered() { colours.accent } else { colours.ink };
        ui.painter().galley_with_override_text_color(rect.min, label, ink);
        let at_right = Pos2::new(rect.right() - value.size().x, rect.top());
        ui.painter().galley(at_right, value, colours.ink);
        let track = Rect::from_min_max(Pos2::new(rect.left(), rect.bottom() - THICKNESS), rect.max);
        paint_parts(ui, track, bar.parts, whole);
        if response.has_focus() {
            let ring = Stroke::new(1.5, colours.accent);
            ui.painter().rect_stroke(rect.expand(2.0), ROUNDING, ring, StrokeKind::Outside);
        }
    }
    let response = response.on_hover_text(bar.said);
    if bar.leads_somewhere { response.on_hover_cursor(CursorIcon::PointingHand) } else { response }
}

fn paint_parts(ui: &Ui, track: Rect, parts: &[Part], whole: f64) {
    ui.painter().rect_filled(track, ROUNDING, theme::colours(ui).hairline.gamma_multiply(0.5));
    let mut left = track.left();
    for part in parts {
        let width = part_width(part.size, whole, track.width()).min(track.right() - left);
        if width > 0.0 {
            part.look.paint(ui, Rect::from_min_size(Pos2::new(left, track.top()), Vec2::new(width, track.height())));
            left += width;
        }
    }
}

/// The width of a part in points.
fn part_width(size: f64, whole: f64, room: f32) -> f32 {
    if size > 0.0 && whole > 0.0 { ((size / whole).min(1.0) as f32 * room).max(LEAST_WIDTH) } else { 0.0 }
}

/// Names the parts of a bar, each with its colour: "31 active".
pub(super) fn parts_in_words_ui(ui: &mut Ui, parts: &[(Look, String)]) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::new(4.0, 2.0);
        for (look, words) in parts {
            // Each is measured as a whole, so that the next line takes what this one has no room for.
            let text = WidgetText::from(theme::small(ui, words));
            let text = text.into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, TextStyle::Body);
            let size = Vec2::new(SWATCH + 4.0 + text.size().x + 8.0, text.size().y.max(SWATCH));
            let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, words));
            look.paint(
                ui,
                Rect::from_center_size(rect.left_center() + Vec2::new(SWATCH / 2.0, 0.0), Vec2::splat(SWATCH)),
            );
            let at = Pos2::new(rect.left() + SWATCH + 4.0, rect.center().y - text.size().y / 2.0);
            ui.painter().galley(at, text, theme::colours(ui).muted);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::{LEAST_WIDTH, part_width};

    #[test]
    fn a_part_takes_its_share_of_the_room() {
        assert_eq!(part_width(1.0, 4.0, 200.0), 50.0);
        assert_eq!(part_width(4.0, 4.0, 200.0), 200.0);
        assert_eq!(part_width(1.0, 1e9, 200.0), LEAST_WIDTH, "little is not nothing");
    }

    #[test]
    fn nothing_and_less_than_nothing_have_no_bar() {
        for (size, whole) in [(0.0, 4.0), (-3.0, 4.0), (1.0, 0.0), (f64::NAN, 4.0)] {
            assert_eq!(part_width(size, whole, 200.0), 0.0, "{size} of {whole}");
        }
    }
}
