//! The top bar: menus, the map's title, and the search field.

use egui::{Align2, FontId, Key, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use crate::app::act::{Act, Command, Target};
use crate::app::command::{self, Menu};
use crate::app::seen::Seen;
use crate::app::widgets::{list, theme};
use crate::session::Session;
use crate::session::file_acts::{FileAct, Next};
use crate::session::samples::SAMPLES;
use crate::session::search::{Hit, search};

/// How wide the search field is, points.
const SEARCH_WIDTH: f32 = 300.0;

/// The field that searches.
pub fn search_field() -> egui::Id {
    egui::Id::new("find")
}

/// The bar's own state.
#[derive(Default)]
pub struct TopBar {
    words: String,
    hits: Vec<Hit>,
    chosen: usize,
}

impl TopBar {
    /// Shows the bar.
    pub fn show(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        let session = seen.session;
        // The bar of menus takes all the room there is, so that title and search stand within it.
        egui::MenuBar::new().ui(ui, |ui| {
            list::show_keyboard(ui);
            for menu in Menu::ALL {
                ui.menu_button(menu.label(), |ui| menu_ui(ui, menu, session, acts));
            }
            if session.panels.start {
                return;
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.spacing_mut().button_padding = Vec2::new(12.0, 5.0);
                let present = theme::main_button_ui(ui, "▶ Present", true);
                if present.on_hover_text("Nothing but the map, its title and its legend (F11)").clicked() {
                    acts.push(Act::Command(Command::Present));
                }
                ui.add_space(6.0);
                self.search_ui(ui, session, acts);
                title_ui(ui, session);
            });
        });
    }

    fn search_ui(&mut self, ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
        let shortcut = command::entry(Command::Find).keys.map(|shortcut| ui.ctx().format_shortcut(&shortcut));
        let hint = format!("Find a body, strand or finding    {}", shortcut.unwrap_or_default());
        let field = egui::TextEdit::singleline(&mut self.words)
            .id(search_field())
            .hint_text(hint)
            .margin(egui::Margin::symmetric(10, 5))
            .desired_width(SEARCH_WIDTH);
        // Menus draw their buttons without a frame; a field needs its own.
        let response = ui.add(field.frame(search_frame(ui)));
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Find"));
        let report = session.picture.as_ref().map(|picture| picture.report.as_ref());
        if response.changed() || response.gained_focus() {
            self.hits = search(session.document.map(), report, &self.words);
            self.chosen = 0;
        }
        let (entered, down, up) = ui.input(|input| {
            (input.key_pressed(Key::Enter), input.num_presses(Key::ArrowDown), input.num_presses(Key::ArrowUp))
        });
        if response.has_focus() && !self.hits.is_empty() {
            let last = self.hits.len() - 1;
            self.chosen = (self.chosen + down).min(last).saturating_sub(up);
        }
        let mut taken = (response.lost_focus() && entered).then_some(self.chosen);
        let open =
            !self.words.trim().is_empty() && (response.has_focus() || taken.is_some() || self.popup_is_pointed_at(ui));
        let popup = egui::Popup::from_response(&response)
            .id(Self::popup_id())
            .open(open)
            .close_behavior(egui::PopupCloseBehavior::IgnoreClicks)
            .width(response.rect.width())
            .gap(4.0)
            .show(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                if self.hits.is_empty() {
                    ui.label(theme::small(ui, "Nothing fits."));
                }
                for (index, hit) in self.hits.iter().enumerate() {
                    if hit_ui(ui, hit, index == self.chosen, session).clicked() {
                        taken = Some(index);
                    }
                }
            });
        drop(popup);
        if let Some(hit) = taken.and_then(|index| self.hits.get(index)) {
            acts.push(match hit {
                Hit::Node(id) | Hit::Link(id) => Act::go_to(id.clone()),
                Hit::Finding(key) => Act::GoTo(Target::Finding(key.clone())),
            });
            self.words.clear();
            self.hits.clear();
            response.surrender_focus();
        }
    }

    fn popup_id() -> egui::Id {
        egui::Id::new("find-hits")
    }

    /// A click into the hits takes the focus from the field before it is a click: they must stay until then.
    fn popup_is_pointed_at(&self, ui: &Ui) -> bool {
        let layer = egui::LayerId::new(egui::Order::Foreground, Self::popup_id());
        let pointer = ui.input(|input| {
            input.pointer.latest_pos().filter(|_| input.pointer.any_down() || input.pointer.any_released())
        });
        pointer.is_some_and(|pointer| ui.ctx().layer_id_at(pointer) == Some(layer))
    }
}

fn search_frame(ui: &Ui) -> egui::Frame {
    let colours = theme::colours(ui);
    egui::Frame::new()
        .fill(colours.canvas)
        .stroke(egui::Stroke::new(1.0, colours.hairline))
        .corner_radius(5)
        .inner_margin(egui::Margin::symmetric(10, 5))
}

fn hit_ui(ui: &mut Ui, hit: &Hit, chosen: bool, session: &Session) -> egui::Response {
    let map = session.document.map();
    let (text, what) = match hit {
        Hit::Node(id) => {
            let node = map.nodes.get(id.as_str());
            let what = node.map_or(String::new(), |node| format!("{} · {}", node.kind.word(), node.status.word()));
            (map.name(id.as_str()).to_owned(), what)
        }
        Hit::Link(id) => {
            let link = map.links.get(id.as_str());
            (link.map_or(String::new(), |link| map.sentence(link)), "line".to_owned())
        }
        Hit::Finding(key) => {
            let finding = session.finding(key);
            let text = finding.map_or(String::new(), |finding| finding.message.clone());
            (text, finding.map_or(String::new(), |finding| finding.rule.to_owned()))
        }
    };
    let colours = theme::colours(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 40.0), Sense::click());
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, chosen, format!("{text}, {what}")));
    if chosen || response.hovered() {
        ui.painter().rect_filled(rect, 4.0, if chosen { colours.chosen } else { colours.canvas });
    }
    let mut job = egui::text::LayoutJob::simple_singleline(text, FontId::proportional(theme::BODY), colours.ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 16.0);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    ui.painter().galley(rect.min + Vec2::new(8.0, 4.0), galley, colours.ink);
    let place = rect.left_bottom() + Vec2::new(8.0, -4.0);
    ui.painter().text(place, Align2::LEFT_BOTTOM, what, FontId::proportional(11.0), colours.muted);
    response
}

fn title_ui(ui: &mut Ui, session: &Session) {
    let map = session.document.map();
    let title = if map.title.is_empty() { "Untitled map" } else { &map.title };
    let mark = match (session.is_sample(), session.document.is_dirty()) {
        (true, true) => "sample · not saved",
        (true, false) => "sample",
        (false, true) => "not saved",
        (false, false) => "",
    };
    ui.with_layout(egui::Layout::centered_and_justified(egui::Direction::LeftToRight), |ui| {
        let mut job = egui::text::LayoutJob::default();
        let font = FontId::new(14.0, egui::FontFamily::Name(theme::SEMIBOLD.into()));
        let colours = theme::colours(ui);
        job.append(title, 0.0, egui::TextFormat::simple(font, colours.ink));
        job.append(mark, 12.0, egui::TextFormat::simple(FontId::proportional(theme::SMALL), colours.muted));
        ui.add(egui::Label::new(job).truncate());
    });
}

fn menu_ui(ui: &mut Ui, menu: Menu, session: &Session, acts: &mut Vec<Act>) {
    ui.set_min_width(230.0);
    list::show_keyboard(ui);
    let mut is_first = true;
    for entry in command::entries().iter().filter(|entry| entry.menu == menu) {
        let command = entry.command;
        if entry.starts_section {
            ui.separator();
        }
        let row = list::Row {
            label: &entry.label_in(session),
            keys: entry.keys.map_or_else(String::new, |shortcut| ui.ctx().format_shortcut(&shortcut)),
            is_enabled: entry.is_enabled(session),
            is_on: entry.is_on_in(session),
        };
        let response = list::row_ui(ui, row).on_hover_text(entry.tooltip);
        if response.enabled() && std::mem::take(&mut is_first) {
            list::begin_with(ui, &response);
        }
        if response.clicked() {
            acts.push(Act::Command(command));
            ui.close();
        }
        if command == Command::Open {
            recent_ui(ui, session, acts);
            samples_ui(ui, acts);
        }
    }
}

fn recent_ui(ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
    if session.files.recent.files().is_empty() {
        return;
    }
    ui.menu_button("Open recent", |ui| {
        list::show_keyboard(ui);
        for (place, path) in session.files.recent.files().iter().enumerate() {
            let name =
                path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
            let row = ui.button(name).on_hover_text(path.display().to_string());
            if place == 0 {
                list::begin_with(ui, &row);
            }
            if row.clicked() {
                acts.push(Act::File(FileAct::UnlessUnsaved(Next::OpenPath(path.clone()))));
                ui.close();
            }
        }
    });
}

fn samples_ui(ui: &mut Ui, acts: &mut Vec<Act>) {
    ui.menu_button("Sample maps", |ui| {
        list::show_keyboard(ui);
        for (index, sample) in SAMPLES.iter().enumerate() {
            let row = ui.button(sample.name);
            if index == 0 {
                list::begin_with(ui, &row);
            }
            if row.clicked() {
                acts.push(Act::File(FileAct::UnlessUnsaved(Next::OpenSample(index))));
                ui.close();
            }
        }
    });
}
