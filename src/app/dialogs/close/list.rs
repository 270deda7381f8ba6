//! The list of all that hangs on a body: a section for each part, a row for each thing with its answer and its reason.

use egui::{Id, Rect, Response, RichText, Sense, Ui, UiBuilder, Vec2, WidgetInfo, WidgetType};

use super::state::{Kind, State, Taken};
use crate::app::widgets::picking::{Field, Picking};
use crate::app::widgets::{folding, spelling, theme};
use crate::editing::close::{Fate, Part};

/// How high a row and the title of a section are, points.
const ROW: f32 = 40.0;
const TITLE: f32 = 30.0;
/// So far beyond what is in view rows are there, for the keyboard to get to, points.
const BEYOND: f32 = 30.0 * ROW;
/// The room of a tick, of the mark and of the button, points.
const TICK: f32 = 26.0;
const MARK: f32 = 20.0;
const BUTTON: f32 = 62.0;

/// The field of a row's answer.
pub(super) fn field_of(place: usize) -> Id {
    Id::new(("what becomes of a row", place))
}

/// Shows the list; the row that was answered in this frame.
pub(super) fn list_ui(
    ui: &mut Ui,
    state: &mut State,
    picking: &mut Picking<Taken>,
    wanted: &mut Option<Id>,
) -> Option<usize> {
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut answered = None;
    let mut start = 0;
    while start < state.rows.len() {
        let part = state.rows[start].hanging.part;
        let end = start + state.rows[start..].iter().take_while(|row| row.hanging.part == part).count();
        title_ui(ui, state, part, start..end);
        if !state.folded.contains(&part) {
            for place in start..end {
                answered = row_ui(ui, state, picking, wanted, place).then_some(place).or(answered);
            }
        }
        start = end;
    }
    answered
}

/// The title of a part, which folds it, with a tick for all of it and how much of it is answered.
fn title_ui(ui: &mut Ui, state: &mut State, part: Part, places: std::ops::Range<usize>) {
    let colours = theme::colours(ui);
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), TITLE), Sense::hover());
    ui.painter().rect_filled(rect, 0.0, colours.canvas);
    let mut all = state.rows[places.clone()].iter().all(|row| row.is_ticked);
    let name = format!("Choose all: {}", part.title());
    if tick_ui(&mut column(ui, rect.left(), TICK, rect), &mut all, &name).changed() {
        state.rows[places.clone()].iter_mut().for_each(|row| row.is_ticked = all);
    }
    let rows = &state.rows[places.clone()];
    let done = rows.iter().filter(|row| state.is_answered(row)).count();
    let is_open = !state.folded.contains(&part);
    let room = Rect::from_min_max(rect.left_top() + Vec2::new(TICK, 0.0), rect.max);
    let button = ui.interact(room, Id::new(("part that hangs", part)), Sense::click());
    let told = format!("{}, {done} of {} answered", part.title(), rows.len());
    button.widget_info(|| WidgetInfo::labeled(WidgetType::CollapsingHeader, true, told.as_str()));
    folding::note(&button, is_open);
    if button.has_focus() {
        ui.painter().rect_stroke(
            room.shrink(1.0),
            3.0,
            egui::Stroke::new(1.5, colours.accent),
            egui::StrokeKind::Inside,
        );
    }
    let icon = Rect::from_center_size(egui::pos2(room.left() + 8.0, room.center().y), Vec2::splat(10.0));
    egui::collapsing_header::paint_default_icon(ui, f32::from(u8::from(is_open)), &button.clone().with_new_rect(icon));
    let font = theme::strong_font(theme::BODY);
    let left = egui::pos2(room.left() + 20.0, room.center().y);
    ui.painter().text(left, egui::Align2::LEFT_CENTER, part.title(), font, colours.ink);
    let small = egui::FontId::proportional(theme::SMALL);
    let right = egui::pos2(room.right() - 10.0, room.center().y);
    let counted = format!("{done} of {} answered", rows.len());
    ui.painter().text(right, egui::Align2::RIGHT_CENTER, counted, small, colours.muted);
    if button.clicked() && !state.folded.remove(&part) {
        state.folded.insert(part);
    }
}

/// A row: what hangs, what becomes of it and why. Whether it was answered.
fn row_ui(ui: &mut Ui, state: &mut State, picking: &mut Picking<Taken>, wanted: &mut Option<Id>, place: usize) -> bool {
    let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ROW), Sense::hover());
    let field = field_of(place);
    if !ui.clip_rect().expand2(Vec2::new(0.0, BEYOND)).intersects(rect) && *wanted != Some(field) {
        return false;
    }
    let colours = theme::colours(ui);
    ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, colours.hairline));
    let room = rect.width() - TICK - MARK - BUTTON;
    let widths = [room * 0.38, room * 0.33, room * 0.29];
    let (name, called) = (state.rows[place].name.clone(), state.rows[place].called.clone());
    if *wanted == Some(field) {
        ui.memory_mut(|memory| memory.request_focus(field));
        *wanted = None;
    }
    let mut left = rect.left();
    tick_ui(&mut column(ui, left, TICK, rect), &mut state.rows[place].is_ticked, &format!("Choose {called}"));
    left += TICK;
    let is_answered = state.is_answered(&state.rows[place]);
    mark(ui, egui::pos2(left + MARK / 2.0 - 2.0, rect.center().y), is_answered);
    left += MARK;
    what_ui(&mut column(ui, left, widths[0] - 10.0, rect), &name, &state.rows[place].words);
    left += widths[0];
    let mut taken = answer_ui(&mut column(ui, left, widths[1] - 8.0, rect), state, picking, place, widths[1] - 8.0);
    left += widths[1];
    let row = &state.rows[place];
    let (words, does) = match (&row.answer.fate, &row.proposal) {
        (Fate::Open, Some(_)) => ("Take", Some(Taken::Proposed)),
        (Fate::Open, None) => ("", None),
        _ => ("Clear", Some(Taken::Fate(Fate::Open))),
    };
    if let Some(does) = does {
        let mut column = column(ui, left, BUTTON, rect);
        let button = column.button(theme::strong(words, theme::SMALL));
        theme::name_button(&button, &format!("{words}: {called}"), true);
        taken = taken.or(button.clicked().then_some(does));
    }
    left += BUTTON;
    reason_ui(&mut column(ui, left, widths[2], rect), state, place, widths[2]);
    let Some(taken) = taken else { return false };
    state.answer(place, &taken);
    taken != Taken::Fate(Fate::Open)
}

fn column(ui: &mut Ui, left: f32, width: f32, row: Rect) -> Ui {
    let rect = Rect::from_min_size(egui::pos2(left, row.top()), Vec2::new(width, row.height()));
    ui.new_child(UiBuilder::new().max_rect(rect).layout(egui::Layout::left_to_right(egui::Align::Center)))
}

fn tick_ui(ui: &mut Ui, is_on: &mut bool, name: &str) -> Response {
    let response = ui.checkbox(is_on, "");
    let is_on = *is_on;
    response.widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, true, is_on, name));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    response
}

/// A disc for what is answered, a ring for what is open.
fn mark(ui: &Ui, at: egui::Pos2, is_answered: bool) {
    let colours = theme::colours(ui);
    if is_answered {
        ui.painter().circle_filled(at, 4.5, colours.accent);
    } else {
        ui.painter().circle_stroke(at, 4.0, egui::Stroke::new(1.5, colours.muted));
    }
}

/// The name of what hangs, and below it how.
fn what_ui(ui: &mut Ui, name: &str, words: &str) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.add_space(3.0);
        ui.add(egui::Label::new(theme::strong(name, theme::BODY)).truncate());
        ui.add(egui::Label::new(theme::small(ui, words)).truncate());
    });
}

/// The field in which a row is answered; what was taken in it.
fn answer_ui(ui: &mut Ui, state: &State, picking: &mut Picking<Taken>, place: usize, width: f32) -> Option<Taken> {
    let row = &state.rows[place];
    let value = state.told(row, &row.answer.fate);
    let proposed = row.proposal.as_ref().map(|proposal| state.told(row, &proposal.fate));
    let hint = proposed.map_or_else(|| "Type who takes it over".to_owned(), |proposed| format!("{proposed}?"));
    let name = format!("What becomes of {}", row.called);
    let field = Field { id: field_of(place), name: &name, value: &value, hint: &hint, width };
    picking.field_ui(ui, field, |typed| state.offer(place, typed)).1
}

/// The field for the reason of a row.
fn reason_ui(ui: &mut Ui, state: &mut State, place: usize, width: f32) {
    let is_put_on_hold = state.kind == Kind::Rests;
    let whole = state.reason.trim().to_owned();
    let row = &mut state.rows[place];
    let hint = match (&row.answer.fate, &row.proposal) {
        (Fate::Open, Some(proposal)) => proposal.reason.clone(),
        (Fate::Ends, _) if whole.is_empty() => "Why? An end needs a reason".to_owned(),
        (Fate::Ends, _) => whole,
        (Fate::Waits, _) if !is_put_on_hold => "Nothing waits for what has ended".to_owned(),
        _ => "Why? Who agreed, when".to_owned(),
    };
    let name = format!("Why: {}", row.called);
    let response = spelling::field_ui(ui, Id::new(("why of a row", place)), &mut row.answer.reason, |field| {
        field.desired_width(width - 12.0).hint_text(RichText::new(hint.as_str()))
    });
    let told = if row.answer.reason.is_empty() { hint } else { row.answer.reason.clone() };
    let response = response.on_hover_text(told);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, name.as_str()));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
}
