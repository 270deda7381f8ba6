//! Beside: the canvas of what the map is compared with. Both look at the same part, and share what is chosen.

use egui::{Align, Layout, Rect, Ui, UiBuilder, vec2};

use super::canvas_events::{act_of, of_records};
use crate::app::act::Act;
use crate::app::canvas::{Canvas, CanvasEvent, CanvasState};
use crate::app::widgets::theme;
use crate::drawing::Palette;
use crate::layout;
use crate::session::Session;
use crate::session::selection::is_on;

/// How high the title above a picture is, points.
const TITLE: f32 = 24.0;

/// The canvas beside that of the map.
pub(super) struct Beside {
    pub(super) canvas: Canvas,
    /// What the two looked at last: the map's, and this one.
    seen: Option<[layout::Rect; 2]>,
}

impl Beside {
    pub(super) fn new() -> Self {
        Self { canvas: Canvas::new(), seen: None }
    }

    /// Shows what stands beside the map in its half of the room. Gives the half of the map.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        palette: Palette,
        session: &Session,
        state: &CanvasState,
        acts: &mut Vec<Act>,
    ) -> Option<Rect> {
        let (titles, _) = session.titles_beside().zip(session.picture_beside())?;
        let room = ui.available_rect_before_wrap();
        let (left, right) = room.split_left_right_at_fraction(0.5);
        ui.painter().vline(room.center().x, room.y_range(), ui.visuals().widgets.noninteractive.bg_stroke);
        let (left, right) = (left.with_max_x(left.max.x - 1.0), right.with_min_x(right.min.x + 1.0));
        for (half, title) in [(left, &titles.left), (right, &titles.right)] {
            let bar = Rect::from_min_size(half.min, vec2(half.width(), TITLE)).shrink2(vec2(theme::GAP, 0.0));
            let row = UiBuilder::new().id_salt(("title beside", title)).max_rect(bar);
            ui.scope_builder(row.layout(Layout::left_to_right(Align::Center)), |ui| {
                ui.add(egui::Label::new(theme::strong(title.as_str(), theme::BODY)).truncate());
            });
        }
        let (own, other) = if titles.is_own_left { (left, right) } else { (right, left) };
        let below = |half: Rect| half.with_min_y(half.min.y + TITLE);
        let builder = UiBuilder::new().id_salt("beside").max_rect(below(other));
        let events = ui.scope_builder(builder, |ui| {
            let state = CanvasState {
                movable: false,
                has_free_keys: false,
                show_minimap: false,
                // Colours mean the same in both: one legend is enough, that of the map.
                show_legend: false,
                depiction: None,
                ..state.clone()
            };
            self.canvas.canvas_ui(ui, palette, &state)
        });
        for event in events.inner {
            match event {
                CanvasEvent::Selected { id: Some(id), .. } if !is_on(session.document.map(), &id) => {
                    let name = session.document.baseline().name(id.as_str()).to_owned();
                    let name =
                        if name == id.as_str() { session.document.now().name(id.as_str()).to_owned() } else { name };
                    acts.push(Act::Say(format!("{name} is not on the map beside it")));
                }
                CanvasEvent::Selected { .. } => acts.push(act_of(of_records(event, session), session)),
                CanvasEvent::SelectedMany { ids, how } => {
                    let ids = ids.into_iter().filter(|id| is_on(session.document.map(), id)).collect();
                    acts.push(act_of(CanvasEvent::SelectedMany { ids, how }, session));
                }
                CanvasEvent::Activated(id) if is_on(session.document.map(), &id) => acts.push(Act::go_to(id)),
                // It is there to be read.
                _ => {}
            }
        }
        Some(below(own))
    }

    /// Has both look at what the one looks at that has been moved.
    pub(super) fn follow(&mut self, own: &mut Canvas, ctx: &egui::Context) {
        let now = [own.in_view(), self.canvas.in_view()];
        if self.seen == Some(now) || now.iter().any(|part| part.width() <= 0.0) {
            return;
        }
        match self.seen {
            Some([before, _]) if before == now[0] => own.look_at(now[1]),
            _ => self.canvas.look_at(now[0]),
        }
        self.seen = Some([own.in_view(), self.canvas.in_view()]);
        ctx.request_repaint();
    }
}
