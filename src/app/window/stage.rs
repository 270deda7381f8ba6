//! The stage: what the room reads above the map, a black screen, and the notes of whoever presents.

use egui::{
    Align, Area, Color32, Context, Frame, Id, Label, Layout, Margin, Order, Pos2, Rect, RichText, Stroke, Ui, vec2,
};

use crate::app::act::{Act, Command};
use crate::app::canvas::Canvas;
use crate::app::command;
use crate::app::widgets::theme;
use crate::model::quote::message;
use crate::model::words::capitalised;
use crate::session::Session;
use crate::session::talk::TalkAct;

/// From this width on all that is read from afar grows with the screen, points.
const PRESENTED: f32 = 1100.0;
/// The sizes of a caption, of a name above it and of notes there, points.
const CAPTION: f32 = 22.0;
const NAME: f32 = 14.0;
const NOTES: f32 = 15.0;
/// The radius of the dot that shows where somebody points, points, and its colour, which no ink of the map has.
const DOT: f32 = 9.0;
const DOT_COLOUR: Color32 = Color32::from_rgb(0xe5, 0x1c, 0x8a);
/// How thick the pen is, points.
const PEN: f32 = 4.0;
/// The clock of the talk is looked at so often, seconds.
const MINUTE: f32 = 60.0;
/// The share of the height that notes take at most.
const NOTES_HEIGHT: f32 = 0.3;

/// How much larger than usual something is that is read from afar.
pub(super) fn scale(width: f32) -> f32 {
    (width / PRESENTED).max(1.0)
}

/// What stands above the map while it is presented: the caption of the view that is shown, else the title of the map.
pub(super) fn head_ui(ui: &mut Ui, session: &Session) {
    let scale = scale(ui.available_width());
    let margin = Margin::symmetric((24.0 * scale) as i8, (7.0 * scale) as i8);
    let frame = theme::panel_frame(ui).fill(theme::colours(ui).canvas).inner_margin(margin);
    let id = ui.id().with("head of the stage");
    egui::Panel::top(id).frame(frame).show_separator_line(false).show(ui, |ui| match session.view_shown() {
        Some(view) => {
            let place = session.place_in_talk().map(|(place, all)| format!("{} / {all}", place + 1));
            let place = folded(session).into_iter().chain(place).collect::<Vec<_>>().join("   ·   ");
            ui.spacing_mut().item_spacing.y = 2.0 * scale;
            ui.horizontal(|ui| {
                let muted = theme::colours(ui).muted;
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.label(RichText::new(place).size(NAME * scale).color(muted));
                    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                        ui.add(Label::new(theme::strong(view.name.as_str(), NAME * scale).color(muted)).truncate());
                    });
                });
            });
            if let Some(caption) = &view.caption {
                let label = ui.add(Label::new(theme::strong(caption.as_str(), CAPTION * scale)).wrap());
                ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
            }
        }
        None => title_ui(ui, session),
    });
}

/// What of the map stands folded on other cards, if anything does.
fn folded(session: &Session) -> Option<String> {
    session.picture.as_ref().map(|picture| picture.scene.note.clone()).filter(|note| !note.is_empty())
}

fn title_ui(ui: &mut Ui, session: &Session) {
    let map = session.document.map();
    ui.vertical_centered(|ui| {
        ui.label(theme::strong(map.title.as_str(), 24.0));
        let when = map.as_of.map(|when| when.to_string());
        let option = session.option_words().map(|words| capitalised(&words));
        let line: Vec<String> = [option, map.place.clone(), when, folded(session)].into_iter().flatten().collect();
        ui.label(theme::small(ui, line.join(" · ")));
        if let Some(seen) = session.in_focus() {
            ui.label(theme::strong(seen.text.as_str(), theme::TITLE));
        }
    });
}

/// What is being noted, for the room to read, if it is to see it.
pub(super) fn noted_ui(ui: &mut Ui, session: &Session) {
    let workshop = &session.talk.workshop;
    let Some(form) = workshop.form.as_ref().filter(|_| workshop.room_sees) else { return };
    let scale = scale(ui.available_width());
    let margin = Margin::symmetric((24.0 * scale) as i8, (7.0 * scale) as i8);
    let frame = theme::panel_frame(ui).inner_margin(margin);
    let id = ui.id().with("what is being noted");
    egui::Panel::bottom(id).frame(frame).show(ui, |ui| {
        let kind = capitalised(form.noted.kind_now().word());
        ui.label(theme::strong(kind, NAME * scale).color(theme::colours(ui).accent));
        let text = if form.noted.text.trim().is_empty() { "…" } else { form.noted.text.as_str() };
        let label = ui.add(Label::new(theme::strong(message(text), CAPTION * scale)).wrap());
        ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
    });
}

/// A large dot where somebody points.
pub(super) fn dot_ui(painter: &egui::Painter, at: egui::Pos2, width: f32) {
    let radius = DOT * scale(width);
    painter.circle(at, radius, DOT_COLOUR.gamma_multiply(0.55), Stroke::new(0.2 * radius, DOT_COLOUR));
}

/// Whether the mouse draws over the picture.
pub(super) fn has_pen(session: &Session) -> bool {
    session.talk.stage.draws && (session.panels.presenting || session.talk.stage.has_audience)
}

/// What was drawn with the pen over the picture of a canvas, as long as it is to be seen.
pub(super) fn pen_ui(ui: &Ui, session: &Session, canvas: &Canvas) {
    let (pen, now) = (&session.talk.stage.pen, ui.input(|input| input.time));
    let Some(wait) = pen.changes_in(now) else { return };
    ui.ctx().request_repaint_after_secs(wait as f32);
    let width = PEN * scale(ui.ctx().content_rect().width());
    let painter = ui.painter_at(canvas.screen());
    for (points, strength) in pen.seen(now) {
        let colour = DOT_COLOUR.gamma_multiply(strength);
        let points: Vec<Pos2> = points.iter().map(|point| canvas.to_screen(*point)).collect();
        match points.as_slice() {
            [] => {}
            [only] => drop(painter.circle_filled(*only, width, colour)),
            _ => drop(painter.line(points, Stroke::new(width, colour))),
        }
    }
}

/// A black screen, which tells only those who know where to look how it is left.
pub(super) fn black_ui(ctx: &Context, screen: Rect) {
    Area::new(Id::new("black screen")).order(Order::Tooltip).fixed_pos(screen.min).show(ctx, |ui| {
        Frame::new().fill(Color32::BLACK).show(ui, |ui| {
            ui.set_min_size(screen.size());
            ui.add_space(screen.height() - 28.0);
            ui.vertical_centered(|ui| {
                let words = "The screen is black: B shows the view again";
                ui.label(RichText::new(words).size(theme::SMALL).color(Color32::from_gray(64)));
            });
        });
    });
}

/// The notes, on the screen that the room sees too: on call, for who has only one. They cover nothing of the map.
pub(super) fn notes_ui(ui: &mut Ui, session: &Session) {
    let Some(view) = session.view_shown() else { return };
    let scale = scale(ui.available_width());
    let margin = Margin::symmetric((24.0 * scale) as i8, (6.0 * scale) as i8);
    let frame = theme::panel_frame(ui).inner_margin(margin);
    let most = ui.available_height() * NOTES_HEIGHT;
    egui::Panel::bottom("notes").frame(frame).show(ui, |ui| {
        let notes = view.notes.as_deref().unwrap_or("No notes on this view.");
        egui::ScrollArea::vertical().id_salt("notes").max_height(most).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.add(Label::new(RichText::new(notes).size(NOTES * scale)).wrap());
        });
        ui.label(theme::small(ui, what_comes(session)));
        if session.talk.stage.lasts().is_some() {
            ui.ctx().request_repaint_after_secs(MINUTE);
        }
    });
}

/// "12 min · Next: The options · N hides this", where N has no other meaning.
fn what_comes(session: &Session) -> String {
    let lasts = session.talk.stage.lasts().map(|lasts| format!("{} min", lasts.as_secs() / 60));
    let next = session.next_view().map_or_else(|| "The last one".to_owned(), |next| format!("Next: {}", next.name));
    let hides = if session.panels.presenting { "N hides this" } else { "N in the window for the room hides this" };
    let parts = [lasts, Some(next), Some(hides.to_owned())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// What the room sees, in words and for screen readers too, above the canvas of whoever presents it.
pub(super) fn room_ui(ui: &mut Ui, session: &Session, told: &str, acts: &mut Vec<Act>) {
    let frame = theme::panel_frame(ui).inner_margin(Margin::symmetric(10, 3));
    egui::Panel::top("what the room sees").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().button_padding = vec2(7.0, 2.0);
                let buttons = [
                    (Command::Audience, "Close the window"),
                    (Command::BlackScreen, "Black"),
                    (Command::Pen, "Pen"),
                    (Command::PointOut, "Pointer"),
                    (Command::NextView, "Next"),
                    (Command::PreviousView, "Previous"),
                ];
                for (command, label) in buttons {
                    let entry = command::entry(command);
                    let is_on = command != Command::Audience && entry.is_on_in(session) == Some(true);
                    let button = egui::Button::new(RichText::new(label).size(theme::SMALL)).selected(is_on);
                    let button = ui.add_enabled(entry.is_enabled(session), button);
                    if button.on_hover_text(entry.tooltip).clicked() {
                        acts.push(Act::Command(command));
                    }
                }
                if let Some(words) = session.changes_in_words().filter(|_| session.has_changes_since()) {
                    let entry = command::entry(Command::ChangesSince);
                    let button = ui.button(RichText::new(words).size(theme::SMALL));
                    if button.on_hover_text(entry.tooltip).clicked() {
                        acts.push(Act::Command(Command::ChangesSince));
                    }
                }
                if !told.is_empty() {
                    let button = ui.button(RichText::new("Fill the other screen").size(theme::SMALL));
                    if button.on_hover_text("Have the window for the room fill the other screen").clicked() {
                        acts.push(Act::Talk(TalkAct::Audience(true)));
                    }
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let words = room_words(session, told);
                    let label = ui.add(Label::new(theme::small(ui, words)).truncate());
                    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
                });
            });
        });
    });
}

fn room_words(session: &Session, told: &str) -> String {
    let sees = match (session.talk.stage.is_black, session.view_shown(), session.place_in_talk()) {
        (true, ..) => "The room sees a black screen".to_owned(),
        (false, Some(view), Some((place, all))) => {
            let caption = view.caption.as_ref().map(|caption| format!(": {caption}")).unwrap_or_default();
            format!("The room sees view {} of {all}, “{}”{caption}", place + 1, view.name)
        }
        _ => "The room sees the map as you do".to_owned(),
    };
    if told.is_empty() { sees } else { format!("{told} · {sees}") }
}
