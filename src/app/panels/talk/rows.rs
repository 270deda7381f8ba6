//! The list of views: each is shown by a click, and put elsewhere by dragging it, or with Alt and the arrow keys.

use egui::{CursorIcon, Key, Modifiers, Rect, Response, Sense, Stroke, Ui, WidgetInfo, WidgetType, pos2, vec2};

use crate::app::act::Act;
use crate::app::widgets::theme;
use crate::editing::view;
use crate::model::quote::shortened;
use crate::model::{Id, View};
use crate::session::Session;
use crate::session::talk::TalkAct;

/// The height of a row, points.
const HEIGHT: f32 = 36.0;
/// The room of its number.
const NUMBER: f32 = 30.0;

pub(super) fn show(
    ui: &mut Ui,
    session: &Session,
    views: &[&View],
    held: &mut Option<Id>,
    has_moved: bool,
    acts: &mut Vec<Act>,
) {
    let shown = session.view_shown().map(|view| &view.id);
    ui.spacing_mut().item_spacing.y = 2.0;
    let top = ui.next_widget_position().y;
    for (place, view) in views.iter().enumerate() {
        let is_shown = shown == Some(&view.id);
        let row = row_ui(ui, session, place, view, is_shown);
        if row.clicked() {
            acts.push(Act::Talk(TalkAct::GoTo(view.id.clone())));
        }
        if is_shown && has_moved {
            row.scroll_to_me(None);
        }
        if row.drag_started() && !session.document.is_protected() {
            *held = Some(view.id.clone());
        }
        if row.has_focus() {
            acts.extend(moved_by_keys(ui, session, place, &view.id));
        }
    }
    let Some(id) = held.clone() else { return };
    let pointer = ui.input(|input| input.pointer.hover_pos());
    let step = HEIGHT + 2.0;
    let from = views.iter().position(|view| view.id == id).unwrap_or(views.len());
    let gap = pointer.map(|at| (((at.y - top) / step).round().max(0.0) as usize).min(views.len()));
    if let Some(gap) = gap {
        let y = top + gap as f32 * step - 1.0;
        let line = ui.max_rect().x_range();
        ui.painter().hline(line, y, Stroke::new(2.5, theme::colours(ui).accent));
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    }
    if ui.input(|input| !input.pointer.any_down()) {
        *held = None;
        // What stands before the place is counted without the view itself.
        let place = gap.map(|gap| if gap > from { gap - 1 } else { gap });
        acts.extend(place.filter(|place| *place != from).map(|place| moved(session, &id, place)));
    }
}

fn moved(session: &Session, id: &Id, place: usize) -> Act {
    Act::Make(view::reorder(session.document.baseline(), id, place))
}

fn moved_by_keys(ui: &Ui, session: &Session, place: usize, id: &Id) -> Option<Act> {
    let (up, down) = ui.input_mut(|input| {
        (input.consume_key(Modifiers::ALT, Key::ArrowUp), input.consume_key(Modifiers::ALT, Key::ArrowDown))
    });
    match (up, down) {
        (true, _) if place > 0 => Some(moved(session, id, place - 1)),
        (_, true) => Some(moved(session, id, place + 1)),
        _ => None,
    }
}

fn row_ui(ui: &mut Ui, session: &Session, place: usize, view: &View, is_shown: bool) -> Response {
    let colours = theme::colours(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::click_and_drag());
    let label = format!("View {}: {}", place + 1, view.name);
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, is_shown, label.as_str()));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let missing = session.missing_of(view);
    let painter = ui.painter_at(rect);
    if is_shown {
        painter.rect_filled(rect, 4, colours.chosen);
        painter.rect_filled(rect.with_max_x(rect.left() + 3.0), 1, colours.accent);
    } else if response.hovered() {
        painter.rect_filled(rect, 4, colours.chosen.gamma_multiply(0.5));
    }
    if response.has_focus() {
        painter.rect_stroke(rect.shrink(0.5), 4, Stroke::new(1.5, colours.accent), egui::StrokeKind::Inside);
    }
    let at = pos2(rect.left() + NUMBER - 8.0, rect.top() + 10.0);
    painter.text(
        at,
        egui::Align2::RIGHT_CENTER,
        (place + 1).to_string(),
        theme::strong_font(theme::SMALL),
        colours.muted,
    );
    let line = |top: f32| {
        Rect::from_min_max(
            pos2(rect.left() + NUMBER, rect.top() + top),
            pos2(rect.right() - 6.0, rect.top() + top + 18.0),
        )
    };
    put(ui, line(1.0), theme::strong(shortened(&view.name), theme::BODY));
    let told = match (&missing, &view.caption) {
        (Some(missing), _) => theme::small(ui, missing.as_str()).color(colours.warning),
        (None, Some(caption)) => theme::small(ui, shortened(caption)),
        (None, None) => theme::small(ui, "No caption yet").italics(),
    };
    put(ui, line(17.0), told);
    response
        .on_hover_cursor(CursorIcon::PointingHand)
        .on_hover_text("Click to show it; drag it to another place (Alt+↑, Alt+↓)")
}

/// Puts a line of text that the row itself tells to screen readers.
fn put(ui: &Ui, rect: Rect, text: egui::RichText) {
    let galley = egui::WidgetText::from(text).into_galley(
        ui,
        Some(egui::TextWrapMode::Truncate),
        rect.width(),
        egui::TextStyle::Body,
    );
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    ui.painter().with_clip_rect(ui.clip_rect().intersect(rect)).galley(at, galley, theme::colours(ui).ink);
}
