//! Controls: the choices, the lists of words and the small buttons of the inspector.

use egui::{Color32, ComboBox, FontId, Response, RichText, Ui, Vec2};

use super::Desk;
use super::drafts::Draft;
use super::rows::Row;
use super::slot::{Slot, Subject};
use super::typing::{Name, PAD, Typed, name, typing_ui};
use crate::app::act::Act;
use crate::app::widgets::{list, lookup, theme};
use crate::editing::fields::Control;

/// What stands where several records differ.
const SEVERAL: &str = "(several values)";
/// What stands for a choice that nobody has made.
const NOT_KNOWN: &str = "not known";
/// The room for the label of a short field, points.
const LABEL_WIDTH: f32 = 98.0;
/// What a choice takes beside its text, points.
const ROOM_AROUND_CHOICE: f32 = 48.0;

/// A field with its label: beside it if it is short, else above it.
pub(super) fn field_ui(ui: &mut Ui, desk: &mut Desk<'_>, subject: &Subject, row: &Row) {
    let is_long = row.is_list()
        || matches!(row.control, Control::Paragraph | Control::One(_))
        || (row.control == Control::Line && !fits_beside(ui, row.value.as_deref().unwrap_or_default()));
    if is_long {
        let label = label_ui(ui, row);
        control_ui(ui, desk, subject, row, Name::Label(label));
    } else {
        ui.horizontal_top(|ui| {
            let size = Vec2::new(LABEL_WIDTH, theme::ROW - 2.0);
            let label = ui
                .allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.set_min_width(LABEL_WIDTH);
                    ui.add(egui::Label::new(label(ui, row)).wrap()).on_hover_text(row.help)
                })
                .inner;
            ui.vertical(|ui| control_ui(ui, desk, subject, row, Name::Label(label.id)));
        });
    }
}

/// Whether a text has room beside its label: it is short, and no word of it would be broken.
fn fits_beside(ui: &Ui, text: &str) -> bool {
    let room = ui.available_width() - LABEL_WIDTH - ui.spacing().item_spacing.x - 2.0 * f32::from(PAD);
    let font = FontId::proportional(theme::BODY);
    let width = |word: &str| ui.painter().layout_no_wrap(word.to_owned(), font.clone(), Color32::PLACEHOLDER).size().x;
    text.chars().count() <= 20 && text.split(' ').all(|word| width(word) < room)
}

/// The label of a field, as small print.
pub(super) fn label(ui: &Ui, row: &Row) -> RichText {
    theme::strong(row.label, theme::SMALL).color(theme::colours(ui).muted)
}

fn label_ui(ui: &mut Ui, row: &Row) -> egui::Id {
    ui.add_space(6.0);
    let text = label(ui, row);
    ui.label(text).on_hover_text(row.help).id
}

/// The control of a field.
pub(super) fn control_ui(ui: &mut Ui, desk: &mut Desk<'_>, subject: &Subject, row: &Row, called: Name<'_>) {
    let slot = Slot::Field(subject.clone(), row.name);
    match row.control {
        Control::Choice(words) => choice_ui(ui, desk, &slot, row, words, called),
        Control::Tick => choice_ui(ui, desk, &slot, row, &["yes", "no", ""], called),
        Control::Tags | Control::Many(_) => words_ui(ui, desk, subject, row, called),
        _ => {
            let font = FontId::proportional(theme::BODY);
            field_text_ui(ui, desk, &slot, row, font, called);
        }
    }
}

/// The text of a field, in letters of a choice.
pub(super) fn field_text_ui(ui: &mut Ui, desk: &mut Desk<'_>, slot: &Slot, row: &Row, font: FontId, called: Name<'_>) {
    let hint = match (&row.value, row.control) {
        (None, _) => SEVERAL,
        (_, Control::Date) => "2011, 2011-05 …",
        (_, Control::Money) => "24,383,000",
        _ => "…",
    };
    let typed = Typed {
        value: row.value.as_deref().unwrap_or_default(),
        hint,
        is_paragraph: row.control == Control::Paragraph,
        font,
        help: row.help,
        label: called,
    };
    outdented_ui(ui, |ui| typing_ui(ui, desk, slot, &typed));
}

/// Goes to the next line of a row that breaks its lines if a choice of that text has no room in this one: a choice does not
/// do so by itself, and would make the panel wider.
pub(super) fn room_for_choice_ui(ui: &mut Ui, text: &str) {
    let font = FontId::proportional(theme::BODY);
    let text = ui.painter().layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER).size().x;
    if text + ROOM_AROUND_CHOICE > ui.available_size_before_wrap().x {
        ui.end_row();
    }
}

/// Lets what has a ground of its own reach so far to the left that its letters stand in line with the others.
pub(super) fn outdented_ui<T>(ui: &mut Ui, content: impl FnOnce(&mut Ui) -> T) -> T {
    let room = ui.available_rect_before_wrap();
    let mut wider = room;
    wider.min.x -= f32::from(PAD);
    let mut child =
        ui.new_child(egui::UiBuilder::new().max_rect(wider).layout(egui::Layout::top_down(egui::Align::LEFT)));
    let result = content(&mut child);
    // What reaches out must not move what follows.
    let mut used = child.min_rect();
    used.min.x = used.min.x.max(room.min.x);
    ui.advance_cursor_after_rect(used);
    result
}

/// Content with small buttons at the end of its first line, which are drawn first so that they have their room.
pub(super) fn with_buttons_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    buttons: impl FnOnce(&mut Ui, &mut Desk<'_>),
    content: impl FnOnce(&mut Ui, &mut Desk<'_>),
) -> Response {
    let size = Vec2::new(ui.available_width(), 0.0);
    let layout = egui::Layout::right_to_left(egui::Align::TOP);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        if !desk.is_read_only {
            buttons(ui, desk);
        }
        let size = Vec2::new(ui.available_width(), 0.0);
        ui.allocate_ui_with_layout(size, egui::Layout::top_down(egui::Align::LEFT), |ui| {
            ui.set_width(size.x);
            ui.spacing_mut().item_spacing.x = 6.0;
            content(ui, desk);
        });
    })
    .response
}

/// One of several words, without a frame until the pointer comes to it.
fn choice_ui(ui: &mut Ui, desk: &mut Desk<'_>, slot: &Slot, row: &Row, words: &[&str], called: Name<'_>) {
    let shown = match row.value.as_deref() {
        None => SEVERAL,
        Some("") => NOT_KNOWN,
        Some(value) => value,
    };
    if desk.is_read_only {
        name(ui.label(shown), called);
        return;
    }
    let taken = outdented_ui(ui, |ui| {
        quiet(ui);
        let list = ComboBox::from_id_salt(slot)
            .selected_text(shown)
            .width(0.0)
            .height(320.0)
            .wrap_mode(egui::TextWrapMode::Extend);
        let words = words.iter().map(|word| (*word, if word.is_empty() { NOT_KNOWN } else { word }.to_owned()));
        let (response, taken) = list::choice_ui(ui, list, shown, row.value.as_deref(), words);
        lookup::note(&response, slot.topic());
        name(response, called).on_hover_text(row.help);
        taken
    });
    if let Some(word) = taken {
        desk.drafts.put(slot.clone(), Draft { text: word.to_owned(), is_fresh: true, ..Draft::default() });
        desk.enter(slot);
    }
    if let Some(reason) = desk.drafts.at(slot).and_then(|draft| draft.refusal.clone()) {
        let colour = theme::colours(ui).error;
        ui.label(RichText::new(crate::model::words::capitalised(&reason)).size(theme::SMALL).color(colour));
    }
}

/// Takes the ground from buttons until the pointer or the keyboard comes to them.
pub(super) fn quiet(ui: &mut Ui) {
    let inactive = &mut ui.visuals_mut().widgets.inactive;
    inactive.weak_bg_fill = Color32::TRANSPARENT;
    inactive.bg_stroke = egui::Stroke::NONE;
    ui.spacing_mut().button_padding = Vec2::new(f32::from(PAD), 1.0);
    ui.spacing_mut().interact_size.y = theme::ROW - 2.0;
    ui.spacing_mut().icon_width = 9.0;
}

/// The words of a list, each with a cross to take it away, and a place to type another one.
fn words_ui(ui: &mut Ui, desk: &mut Desk<'_>, subject: &Subject, row: &Row, called: Name<'_>) {
    let mut removed = None;
    for row in chip_rows(ui, desk, &row.words) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = CHIP_GAP;
            for (word, chip) in row {
                if chip_ui(ui, word, chip, desk.is_read_only) {
                    removed = Some(word.clone());
                }
            }
        });
    }
    if let Some(word) = removed {
        desk.acts.push(Act::Make(subject.exclude(desk.map, row.name, &word)));
    }
    if desk.is_read_only {
        return;
    }
    let hint = match row.control {
        Control::Many(kind) => format!("add a {} …", kind.word()),
        _ => "add a tag …".to_owned(),
    };
    let typed = Typed {
        value: "",
        hint: &hint,
        is_paragraph: false,
        font: FontId::proportional(theme::BODY),
        help: row.help,
        label: called,
    };
    outdented_ui(ui, |ui| typing_ui(ui, desk, &Slot::Word(subject.clone(), row.name), &typed));
    ui.add_space(4.0);
}

/// The space between two words of a list, points.
const CHIP_GAP: f32 = 4.0;

/// A word of a list as it is drawn.
struct Chip {
    words: String,
    galley: std::sync::Arc<egui::Galley>,
    size: Vec2,
}

/// The words of a list in rows that have room for them; egui's own wrapping keeps every row as high as the highest.
fn chip_rows<'a>(ui: &Ui, desk: &Desk<'_>, words: &'a [(String, bool)]) -> Vec<Vec<(&'a String, Chip)>> {
    let colours = theme::colours(ui);
    let mut rows: Vec<Vec<(&String, Chip)>> = Vec::new();
    let room = ui.available_width();
    let mut left = 0.0;
    for (word, is_on_all) in words {
        let (words, colour) =
            if *is_on_all { (word.clone(), colours.ink) } else { (format!("{word} (some)"), colours.muted) };
        let padding = Vec2::new(8.0 + cross_width(desk.is_read_only), 4.0);
        let font = FontId::proportional(theme::BODY);
        let galley = ui.painter().layout(words.clone(), font, colour, room - padding.x);
        let size = galley.size() + padding;
        let chip = (word, Chip { words, galley, size });
        match rows.last_mut().filter(|_| size.x + CHIP_GAP <= left) {
            Some(row) => {
                left -= size.x + CHIP_GAP;
                row.push(chip);
            }
            None => {
                left = room - size.x;
                rows.push(vec![chip]);
            }
        }
    }
    rows
}

fn cross_width(is_read_only: bool) -> f32 {
    if is_read_only { 8.0 } else { 20.0 }
}

/// One word of a list, with a cross; whether the cross was clicked.
fn chip_ui(ui: &mut Ui, word: &str, chip: Chip, is_read_only: bool) -> bool {
    let colours = theme::colours(ui);
    let Chip { words, galley, size } = chip;
    let cross_width = cross_width(is_read_only);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Label, true, words.as_str()));
    let stroke = egui::Stroke::new(1.0, colours.hairline);
    ui.painter().rect(rect, 9, colours.canvas, stroke, egui::StrokeKind::Inside);
    ui.painter().galley(rect.min + Vec2::new(8.0, 2.0), galley, colours.ink);
    if is_read_only {
        return false;
    }
    let place = egui::Rect::from_min_max(egui::pos2(rect.max.x - cross_width, rect.min.y), rect.max);
    let cross = ui.interact(place, ui.id().with(("cross", word)), egui::Sense::click());
    let accessible = format!("Remove {word}");
    cross.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, accessible.as_str()));
    let colour = if cross.hovered() || cross.has_focus() { colours.ink } else { colours.muted };
    ui.painter().text(place.center(), egui::Align2::CENTER_CENTER, "×", FontId::proportional(theme::BODY), colour);
    if cross.has_focus() {
        ui.painter().rect_stroke(place.shrink(2.0), 4, (1.5, colours.accent), egui::StrokeKind::Inside);
    }
    cross.on_hover_text(accessible).clicked()
}

/// A small cross that takes something away.
pub(super) fn cross_ui(ui: &mut Ui, accessible: &str) -> Response {
    small_button_ui(ui, "×", accessible)
}

/// A small button without a ground, of less weight than the words beside it.
pub(super) fn small_button_ui(ui: &mut Ui, words: &str, accessible: &str) -> Response {
    let text = theme::small(ui, words);
    // Not in a scope: a button in a scope does not wrap to the next line.
    let before = ui.spacing().clone();
    ui.spacing_mut().button_padding = Vec2::new(4.0, 0.0);
    ui.spacing_mut().interact_size = Vec2::splat(16.0);
    let response = ui.add(egui::Button::new(text).frame_when_inactive(false));
    *ui.spacing_mut() = before;
    name(response, Name::Words(accessible)).on_hover_text(accessible)
}
