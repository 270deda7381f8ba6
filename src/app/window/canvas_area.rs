//! The middle of the window: the canvas, and what stands there while there is nothing to see on it.

use egui::Ui;

use super::Window;
use super::canvas_events::{act_of, of_records, whole};
use super::stage;
use crate::app::act::{Act, Command};
use crate::app::canvas::{Canvas, CanvasState};
use crate::app::widgets::theme;
use crate::drawing::{Hidden, Lens, mark_size};
use crate::editing::place;
use crate::model::quote::shortened;
use crate::model::words::list;
use crate::session::Session;

/// In smaller pictures cards bear no marks of their own: there would be no room for them.
const LEGIBLE: f32 = 0.45;
/// The size of the mark of a card that was changed, points.
const MARK: egui::Vec2 = egui::vec2(72.0, 15.0);
/// How wide what is told to who presents is at most, points.
const TOLD: f32 = 420.0;

impl Window {
    /// Shows the canvas in the room that the panels leave.
    pub(super) fn canvas_ui(&mut self, ui: &mut Ui, acts: &mut Vec<Act>) {
        let palette = theme::palette(ui);
        let frame = egui::Frame::new().fill(theme::colours(ui).canvas);
        egui::CentralPanel::default().frame(frame).show(ui, |ui| {
            let (session, canvas) = (&mut self.session, &mut self.canvas);
            if session.picture.is_none() {
                ui.centered_and_justified(|ui| ui.label(theme::small(ui, "Checking and drawing the map …")));
                return;
            }
            let state = CanvasState {
                selected: session.seen_as_chosen(),
                depiction: session.depiction(mark_size(canvas.zoom())),
                show_minimap: session.panels.minimap && !session.panels.presenting,
                show_legend: session.panels.legend || session.panels.presenting,
                movable: is_movable(session),
                presenting: session.panels.presenting,
                pen: stage::has_pen(session),
                has_free_keys: !session.panels.presenting && !self.dialogs.is_open(),
                reduced_motion: session.panels.still,
            };
            let beside = self.beside.show(ui, palette, session, &state, acts);
            let room = beside.unwrap_or_else(|| ui.available_rect_before_wrap());
            let builder = egui::UiBuilder::new().id_salt("map").max_rect(room);
            let events = ui.scope_builder(builder, |ui| canvas.canvas_ui(ui, palette, &state)).inner;
            if beside.is_some() {
                self.beside.follow(canvas, ui.ctx());
            }
            acts.extend(events.into_iter().map(|event| act_of(of_records(event, session), session)));
            stage::pen_ui(ui, session, canvas);
            session.last_used.pointer = canvas.pointer().map(whole);
            let presenting = session.panels.presenting;
            match session.picture.as_ref().and_then(|picture| picture.scene.hidden.as_ref()) {
                Some(hidden) => hidden_ui(ui, canvas.screen(), hidden, acts),
                None if session.document.map().nodes.is_empty() && !self.dialogs.is_open() => {
                    empty_ui(ui, canvas.screen(), acts);
                }
                None if !presenting => {
                    if session.picture.as_ref().is_some_and(|picture| picture.difference.is_none()) {
                        edited_ui(ui, session, canvas, acts);
                    }
                    unchanged_ui(ui, session, canvas.screen());
                    far_ui(ui, session, canvas.screen(), acts);
                }
                None => {}
            }
        });
    }
}

/// Whether cards can be moved: not where some of them only show where something stood.
fn is_movable(session: &Session) -> bool {
    let shows_ghosts = session.picture.as_ref().is_some_and(|picture| picture.difference.is_some());
    !session.document.is_read_only() && !session.panels.presenting && !shows_ghosts
}

/// What is told for a moment while the map is presented.
pub(super) fn told_ui<'t>(ctx: &egui::Context, screen: egui::Rect, told: impl Iterator<Item = &'t str>) {
    let area = egui::Area::new(egui::Id::new("way out")).order(egui::Order::Foreground).interactable(false);
    // Beside the title, where it covers nothing of the map.
    let corner = egui::pos2(screen.right(), ctx.content_rect().top()) + egui::vec2(-12.0, 10.0);
    area.pivot(egui::Align2::RIGHT_TOP).fixed_pos(corner).show(ctx, |ui| {
        egui::Frame::window(ui.style()).inner_margin(egui::Margin::symmetric(16, 9)).show(ui, |ui| {
            ui.set_max_width(TOLD.min(screen.width() / 2.0));
            for words in told {
                let words = ui.add(egui::Label::new(theme::strong(words, theme::BODY)).wrap());
                ui.ctx().accesskit_node_builder(words.id, |node| node.set_live(egui::accesskit::Live::Polite));
            }
        });
    });
}

/// What is hidden of a map of which nothing is shown, in the middle of the canvas, and the way to see it.
fn hidden_ui(ui: &mut Ui, screen: egui::Rect, hidden: &Hidden, acts: &mut Vec<Act>) {
    let room = egui::Rect::from_center_size(screen.center(), egui::vec2(460.0_f32.min(screen.width()), 120.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(room), |ui| {
        ui.vertical_centered(|ui| {
            ui.label(theme::strong(format!("{}.", hidden.words()), theme::TITLE));
            ui.add_space(theme::GAP);
            if theme::main_button_ui(ui, "Show them", true).clicked() {
                acts.push(Act::Show(hidden.shown));
            }
        });
    });
}

/// A mark on every card that is shown only because it was changed: a click lets go of it.
fn edited_ui(ui: &mut Ui, session: &Session, canvas: &Canvas, acts: &mut Vec<Act>) {
    if canvas.zoom() < LEGIBLE {
        return;
    }
    for id in &session.view.edited {
        let Some(card) = canvas.card_on_screen(id) else { continue };
        let mark = egui::Rect::from_center_size(card.left_bottom() + egui::vec2(46.0, 0.0), MARK);
        if !canvas.screen().contains_rect(mark) {
            continue;
        }
        let text = egui::RichText::new("changed ×").size(theme::SMALL - 1.5);
        let button = egui::Button::new(text).min_size(MARK).corner_radius(MARK.y / 2.0);
        let name = session.document.map().name(id.as_str());
        let tip = "This card is in the picture because it was changed. Click to let it go.";
        let response = ui.put(mark, button).on_hover_text(tip);
        let label = format!("Let go of {name}, shown because it was changed");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, label.as_str()));
        if response.clicked() {
            acts.push(Act::LetGo(Some(id.clone())));
        }
    }
}

/// Which cards stand too far away to be drawn with the others, above the picture, and the way to bring them back.
fn far_ui(ui: &mut Ui, session: &Session, screen: egui::Rect, acts: &mut Vec<Act>) {
    let far = session.picture.as_ref().map(|picture| &picture.plan.placement.far).filter(|far| !far.is_empty());
    let Some(far) = far else { return };
    let map = session.document.map();
    let names: Vec<_> = far.iter().map(|id| shortened(map.name(id.as_str()))).collect();
    let (stands, back) = if far.len() == 1 { ("stands", "Bring it back") } else { ("stand", "Bring them back") };
    let are_all = session.picture.as_ref().is_some_and(|picture| picture.scene.cards.len() == far.len());
    let whither = if are_all { "out to be drawn there" } else { "away to be drawn with the others" };
    let words = format!("{} {stands} too far {whither}.", list(&names, 3));
    let bar = egui::Rect::from_min_size(screen.min + egui::vec2(12.0, 10.0), egui::vec2(screen.width() - 24.0, 34.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(bar), |ui| {
        egui::Frame::window(ui.style()).inner_margin(egui::Margin::symmetric(10, 5)).show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(theme::small(ui, words));
                if !session.document.is_read_only() && ui.button(back).clicked() {
                    acts.push(Act::Make(place::bring_back(map, session.view.form.word(), far)));
                }
            });
        });
    });
}

/// That nothing is compared under the lens that shows what changes, and how it comes to be.
fn unchanged_ui(ui: &mut Ui, session: &Session, screen: egui::Rect) {
    let compares = session.picture.as_ref().is_none_or(|picture| picture.difference.is_some());
    if session.view.lens != Lens::Change || compares {
        return;
    }
    let bar = egui::Rect::from_min_size(screen.min + egui::vec2(12.0, 10.0), egui::vec2(screen.width() - 24.0, 34.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(bar), |ui| {
        egui::Frame::window(ui.style()).inner_margin(egui::Margin::symmetric(10, 5)).show(ui, |ui| {
            let words = "Nothing to compare: open an option, or look at another date in the timeline.";
            ui.label(theme::small(ui, words));
        });
    });
}

/// Says, while files are held above the window, what letting go of them does, wherever that is.
pub(super) fn drop_hint_ui(ctx: &egui::Context) {
    let area = egui::Area::new(egui::Id::new("drop hint")).order(egui::Order::Tooltip).interactable(false);
    area.anchor(egui::Align2::CENTER_CENTER, egui::Vec2::ZERO).show(ctx, |ui| {
        egui::Frame::window(ui.style()).show(ui, |ui| ui.label(theme::strong("Let go to open the map", theme::TITLE)));
    });
}

/// What an empty map invites to, in the middle of the canvas.
fn empty_ui(ui: &mut Ui, screen: egui::Rect, acts: &mut Vec<Act>) {
    let room = egui::Rect::from_center_size(screen.center(), egui::vec2(460.0, 140.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(room), |ui| {
        ui.vertical_centered(|ui| {
            ui.label(theme::strong("This map is empty", theme::TITLE));
            ui.add_space(theme::GAP / 2.0);
            ui.label(theme::small(ui, "Double-click anywhere, or press N, and type the name of the first board."));
            ui.add_space(theme::GAP);
            if theme::main_button_ui(ui, "Add the first body", true).clicked() {
                acts.push(Act::Command(Command::AddBody));
            }
            ui.add_space(4.0);
            if ui.button("Begin with a template or with text…").clicked() {
                acts.push(Act::Command(Command::NewMap));
            }
        });
    });
}
