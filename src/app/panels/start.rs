//! The start page: what stands in the window before any map is open.

use egui::{Sense, Ui, Vec2, WidgetInfo, WidgetType};

use crate::app::act::{Act, Command};
use crate::app::seen::Seen;
use crate::app::widgets::theme;
use crate::session::Session;
use crate::session::file_acts::{FileAct, Next};
use crate::session::samples::SAMPLES;
use crate::session::tour::{STEPS, Tour};
use crate::storage;

/// The most that the page takes of the width, points.
const WIDTH: f32 = 860.0;
/// The height of an entry of a list, points.
const ENTRY: f32 = 52.0;
/// What a person who has never seen the program is to know of it.
const WHAT_THIS_IS: &str =
    "See who answers to whom in a partnership, find where accountability breaks, and redesign it.";

/// Shows the page in all the room that is left.
pub(super) fn show(ui: &mut Ui, seen: &Seen<'_>, tour: &Tour, acts: &mut Vec<Act>) {
    let frame = egui::Frame::new().fill(theme::colours(ui).canvas).inner_margin(egui::Margin::same(24));
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        if let Some(path) = seen.session.files.opening() {
            ui.centered_and_justified(|ui| ui.label(theme::small(ui, format!("Opening {} …", path.display()))));
            return;
        }
        egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let width = ui.available_width().min(WIDTH);
            let margin = (ui.available_width() - width) / 2.0;
            ui.add_space((ui.available_height() * 0.12).clamp(8.0, 110.0));
            ui.horizontal_top(|ui| {
                ui.add_space(margin);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    page_ui(ui, seen.session, tour, acts);
                });
            });
        });
    });
}

fn page_ui(ui: &mut Ui, session: &Session, tour: &Tour, acts: &mut Vec<Act>) {
    ui.label(theme::strong("Boardwalk", 30.0));
    ui.add_space(2.0);
    ui.label(egui::RichText::new(WHAT_THIS_IS).size(15.0));
    ui.add_space(theme::GAP * 1.5);
    ui.horizontal(|ui| {
        ui.spacing_mut().button_padding = Vec2::new(16.0, 8.0);
        let new = theme::main_button_ui(ui, "New map", true);
        if new.on_hover_text("Type the name of its first body, and go on from there").clicked() {
            acts.push(Act::Command(Command::AddBody));
        }
        if ui.button("From a template or text…").clicked() {
            acts.push(Act::Command(Command::NewMap));
        }
        if ui.button("Open…").clicked() {
            acts.push(Act::Command(Command::Open));
        }
        let words = match tour.place() {
            0 => "Take the tour".to_owned(),
            place => format!("Go on with the tour, step {} of {}", place + 1, STEPS.len()),
        };
        if ui.button(words).on_hover_text("Learn by doing, on a map of its own: it takes some ten minutes").clicked() {
            acts.push(Act::Command(Command::Tour));
        }
    });
    ui.add_space(theme::GAP * 2.0);
    ui.columns(2, |columns| {
        if let [left, right] = columns {
            recent_ui(left, session, acts);
            samples_ui(right, acts);
        }
    });
}

fn recent_ui(ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
    theme::section_ui(ui, "Recent maps");
    ui.add_space(4.0);
    let recent = session.files.recent.files();
    if recent.is_empty() {
        ui.label(theme::small(ui, "Maps that you open or save are listed here."));
    }
    for path in recent {
        let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy();
        let folder = storage::folder_of(path);
        if entry_ui(ui, &name, &folder).clicked() {
            acts.push(Act::File(FileAct::UnlessUnsaved(Next::OpenPath(path.clone()))));
        }
    }
}

fn samples_ui(ui: &mut Ui, acts: &mut Vec<Act>) {
    theme::section_ui(ui, "Samples to look at");
    ui.add_space(4.0);
    for (index, sample) in SAMPLES.iter().enumerate() {
        if entry_ui(ui, sample.name, sample.shows).clicked() {
            acts.push(Act::File(FileAct::UnlessUnsaved(Next::OpenSample(index))));
        }
    }
}

/// An entry of a list: its name, and below it what is to be known of it, both cut where the room ends.
fn entry_ui(ui: &mut Ui, name: &str, about: &str) -> egui::Response {
    let colours = theme::colours(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), ENTRY), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, format!("{name}, {about}")));
    let inner = rect.shrink2(Vec2::new(10.0, 7.0));
    let is_near = response.hovered() || response.has_focus();
    let fill = if is_near { colours.chosen } else { colours.panel };
    let stroke = egui::Stroke::new(
        if response.has_focus() { 2.0 } else { 1.0 },
        match is_near {
            true => colours.accent,
            false => colours.hairline,
        },
    );
    ui.painter().rect(rect.shrink2(Vec2::new(1.0, 2.0)), 6, fill, stroke, egui::StrokeKind::Inside);
    let lay_out = |text: egui::RichText| {
        let text = egui::WidgetText::from(text);
        text.into_galley(ui, Some(egui::TextWrapMode::Truncate), inner.width(), egui::TextStyle::Body)
    };
    let name = lay_out(theme::strong(name, theme::BODY));
    let told = lay_out(egui::RichText::new(about).size(theme::SMALL));
    let is_cut = told.elided;
    ui.painter().galley(inner.min, name, colours.ink);
    ui.painter().galley(inner.left_bottom() - Vec2::new(0.0, told.size().y), told, colours.muted);
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    if is_cut { response.on_hover_text(about) } else { response }
}
