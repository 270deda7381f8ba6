//! The timeline: a slider over the dates that the map tells, and which bodies lived from when to when.

mod lanes;
mod scale;

use std::sync::Arc;

use egui::{EventFilter, Key, Modifiers, Rect, RichText, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use crate::app::act::{Act, Command};
use crate::app::command;
use crate::app::seen::Seen;
use crate::app::widgets::theme;
use crate::drawing::Lens;
use crate::model::as_of::stops;
use crate::model::words::count;
use crate::model::{Map, NodeStatus, When};
use lanes::Lane;
use scale::Scale;

/// How high the slider is, points.
const SLIDER: f32 = 30.0;
/// How wide the field for a date is, points.
const FIELD: f32 = 92.0;

/// The timeline.
#[derive(Default)]
pub(super) struct Timeline {
    /// What the map tells of time, until the map changes.
    known: Option<Known>,
    /// The date that is being typed.
    typed: Option<String>,
    /// What is wrong with the one that was typed last, and the date that was looked at then.
    complaint: Option<(Option<When>, String)>,
    /// The map as of the date that is looked at, and what there is to say of it.
    told: Option<(Arc<Map>, String)>,
}

/// What a map tells of time.
struct Known {
    map: Arc<Map>,
    stops: Vec<When>,
    lanes: Vec<Lane>,
}

impl Timeline {
    /// Shows it.
    pub(super) fn show(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        let now = seen.session.document.now();
        if self.known.as_ref().is_none_or(|known| !Arc::ptr_eq(&known.map, now)) {
            self.known = Some(Known { map: Arc::clone(now), stops: stops(now), lanes: lanes::lanes(now) });
        }
        self.head_ui(ui, seen, acts);
        let Some(Known { stops, lanes, .. }) = &self.known else { return };
        let Some(scale) = Scale::of(stops, now.as_of) else {
            ui.label(theme::small(
                ui,
                "This map does not say when anything began or ended. Since and Until in the inspector say it.",
            ));
            return;
        };
        let track = slider_ui(ui, seen, stops, &scale, acts);
        lanes::show(ui, seen, lanes, &scale, track, acts);
    }

    /// Shows the date, with the ways to another one.
    fn head_ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        let session = seen.session;
        let date = session.document.date();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.label(theme::strong("Timeline", theme::BODY));
            ui.add_space(theme::GAP / 2.0);
            step_ui(ui, "‹", Command::EarlierDate, seen, acts);
            let shown = date.map_or_else(|| "now".to_owned(), |date| date.to_string());
            let mut text = self.typed.clone().unwrap_or(shown);
            let field = egui::TextEdit::singleline(&mut text).desired_width(FIELD).hint_text("2008-04");
            let field = ui.add(field);
            field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Date to look at"));
            let field = field.on_hover_text("A year, a month or a day: 2008, 2008-04 or 2008-04-30");
            if field.changed() {
                self.typed = Some(text);
                self.complaint = None;
            }
            if field.lost_focus()
                && let Some(typed) = self.typed.take()
                && !ui.input(|input| input.key_pressed(Key::Escape))
            {
                match read(&typed) {
                    Ok(date) => acts.push(Act::Date(date)),
                    Err(complaint) => self.complaint = Some((date, complaint)),
                }
            }
            step_ui(ui, "›", Command::LaterDate, seen, acts);
            if ui
                .add_enabled(date.is_some(), egui::Button::new("Now"))
                .on_hover_text("Look at the map as it is now")
                .clicked()
            {
                acts.push(Act::Date(None));
            }
            ui.add_space(theme::GAP / 2.0);
            self.complaint = self.complaint.take().filter(|(then, _)| *then == date);
            if let Some((_, complaint)) = &self.complaint {
                let label = ui.label(RichText::new(complaint).size(theme::SMALL).color(theme::colours(ui).error));
                ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
                return;
            }
            if date.is_some() {
                let map = session.document.map();
                if self.told.as_ref().is_none_or(|(known, _)| !Arc::ptr_eq(known, map)) {
                    self.told = Some((Arc::clone(map), words_of(map)));
                }
                ui.label(theme::small(ui, self.told.as_ref().map_or("", |(_, words)| words)));
                ui.add_space(theme::GAP / 2.0);
                let is_on = session.view.lens == Lens::Change;
                if ui.selectable_label(is_on, RichText::new("What changed since").size(theme::SMALL)).clicked() {
                    acts.push(Act::Lens(if is_on { Lens::Status } else { Lens::Change }));
                }
            }
        });
    }
}

/// "12 bodies at work, 3 ended by then".
fn words_of(map: &Map) -> String {
    let bodies = || map.nodes.iter().filter(|node| node.is_body());
    let live = bodies().filter(|node| map.is_live(node)).count();
    let over = bodies().filter(|node| node.status == NodeStatus::Ended).count();
    format!("{} at work, {over} ended by then", count(live, "body", "bodies"))
}

/// The date that somebody has typed; none for now.
fn read(typed: &str) -> Result<Option<When>, String> {
    match typed.trim() {
        "" => Ok(None),
        text if text.eq_ignore_ascii_case("now") => Ok(None),
        text => text.parse().map(Some).map_err(|error: crate::model::when::NoDate| error.to_string()),
    }
}

fn step_ui(ui: &mut Ui, sign: &str, command: Command, seen: &Seen<'_>, acts: &mut Vec<Act>) {
    let entry = command::entry(command);
    let button = ui.add_enabled(entry.is_enabled(seen.session), egui::Button::new(sign)).on_hover_text(entry.tooltip);
    button.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, entry.label));
    if button.clicked() {
        acts.push(Act::Command(command));
    }
}

/// Shows the slider: a tick for each date on which something changes, and where it stands. Gives the track.
fn slider_ui(ui: &mut Ui, seen: &Seen<'_>, stops: &[When], scale: &Scale, acts: &mut Vec<Act>) -> Rect {
    let session = seen.session;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), SLIDER), Sense::click_and_drag());
    let track = scale::track(rect);
    let date = session.document.date();
    let said = date.map_or_else(|| "now".to_owned(), |date| date.to_string());
    let place = date.map_or(stops.len(), |date| stops.partition_point(|stop| *stop < date));
    response.widget_info(|| {
        let mut info = WidgetInfo::slider(true, place as f64, format!("As of {said}"));
        info.current_text_value = Some(said.clone());
        info
    });
    if response.is_pointer_button_down_on() || response.clicked() {
        response.request_focus();
        if let Some(at) = response.interact_pointer_pos() {
            let wanted = scale.nearest(stops, track, at.x);
            if wanted != date {
                acts.push(Act::Date(wanted));
            }
        }
    }
    if response.has_focus() {
        let keys = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, keys));
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowLeft) && session.date_further(-1).is_some() {
            acts.push(Act::Date(session.date_further(-1)));
        } else if pressed(Key::ArrowRight) && date.is_some() {
            acts.push(Act::Date(session.date_further(1)));
        } else if pressed(Key::Home) {
            acts.push(Act::Date(stops.first().copied()));
        } else if pressed(Key::End) {
            acts.push(Act::Date(None));
        }
    }
    scale.paint(ui, rect, track, stops, date, response.hovered() || response.has_focus());
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::ResizeHorizontal);
    }
    track
}

/// Says above the canvas, as long as it is so, that the map is shown as of a date.
pub(super) fn strip_ui(ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
    let Some(date) = seen.session.document.date() else { return };
    let colours = theme::colours(ui);
    let fill = colours.panel.lerp_to_gamma(colours.accent, 0.14);
    let frame = theme::panel_frame(ui).fill(fill).inner_margin(egui::Margin::symmetric(theme::MARGIN, 5));
    egui::Panel::top("as of a date").frame(frame).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let words = match seen.session.view.lens {
                Lens::Change => format!("You look at what has changed since {date}."),
                _ => format!("You look at the map as of {date}. Nothing can be changed there."),
            };
            let label = ui.label(theme::strong(words, theme::BODY));
            ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
            ui.add_space(theme::GAP / 2.0);
            if ui.button("Back to now").clicked() {
                acts.push(Act::Date(None));
            }
        });
    });
}
