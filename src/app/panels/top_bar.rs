//! The top bar: menus, the map's title, and the search field.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Align2, FontId, Key, Modifiers, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use crate::app::act::{Act, Command, Target};
use crate::app::command::{self, Menu};
use crate::app::seen::Seen;
use crate::app::widgets::{list, spelling, theme};
use crate::layout::Form;
use crate::model::spelling::{Fit, Wanted};
use crate::session::Session;
use crate::session::capture::CaptureAct;
use crate::session::file_acts::{FileAct, Next};
use crate::session::panels::Panel;
use crate::session::samples::SAMPLES;
use crate::session::search::{Hit, search};

/// How wide the search field is, points.
const SEARCH_WIDTH: f32 = 300.0;
const SEARCH_WIDTH_IF_NARROW: f32 = 250.0;
/// In less room than this the search stands below the menus, points.
const ROOM_FOR_ONE_ROW: f32 = 980.0;
/// How wide the list of what was found is, points.
const LIST_WIDTH: f32 = 420.0;
/// How high each of them is, and how much room is left below the list, points.
const HIT_HEIGHT: f32 = 40.0;
const BELOW_LIST: f32 = 24.0;
/// How much is listed, and how many commands at most among it.
const MOST_FOUND: usize = 12;
const MOST_COMMANDS: usize = 4;

/// The field that searches.
pub fn search_field() -> egui::Id {
    egui::Id::new("find")
}

/// Gives the keyboard to the field that searches, with what it holds chosen, so that the next letter begins anew.
pub fn focus_search(ctx: &egui::Context) {
    // A screen reader must not be sent to what is not shown: after a presentation, the field is there in the next frame.
    if ctx.read_response(search_field()).is_none() {
        ctx.data_mut(|data| data.insert_temp(search_field(), IsAwaited));
        return;
    }
    ctx.memory_mut(|memory| memory.request_focus(search_field()));
    choose_all(ctx);
}

/// The field that searches is to get the keyboard as soon as it is shown.
#[derive(Default, Clone, Copy)]
struct IsAwaited;

fn choose_all(ctx: &egui::Context) {
    if let Some(mut state) = TextEditState::load(ctx, search_field()) {
        let all = CCursorRange::two(CCursor::new(0), CCursor::new(usize::MAX));
        state.cursor.set_char_range(Some(all));
        state.store(ctx, search_field());
    }
}

/// What a search leads to.
enum Found {
    OnMap(Hit),
    Command(Command),
}

/// What fits some words: first what is on the map, then commands, unless one is called just so.
fn found(session: &Session, words: &str) -> Vec<Found> {
    let report = session.picture.as_ref().map(|picture| picture.report.as_ref());
    let wanted = Wanted::new(words);
    if wanted.is_empty() {
        return Vec::new();
    }
    let commands = wanted.best(command::entries(), |entry| entry.label.trim_end_matches('…'));
    let fits = |entry: &&command::Entry| wanted.fit(entry.label).is_some_and(|fit| fit >= Fit::Beginnings);
    let commands: Vec<_> = commands.into_iter().filter(fits).take(MOST_COMMANDS).collect();
    let is_called_so = commands.first().is_some_and(|entry| wanted.fit(entry.label) == Some(Fit::Same));
    let on_map = search(session.document.map(), report, words).into_iter().map(Found::OnMap);
    let room = MOST_FOUND - commands.len();
    let commands = commands.into_iter().map(|entry| Found::Command(entry.command));
    if is_called_so { commands.chain(on_map.take(room)).collect() } else { on_map.take(room).chain(commands).collect() }
}

/// The bar's own state.
#[derive(Default)]
pub struct TopBar {
    words: String,
    hits: Vec<Found>,
    chosen: usize,
}

impl TopBar {
    /// Shows the bar.
    pub fn show(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        let session = seen.session;
        // The bar of menus takes all the room there is, so that title and search stand within it.
        egui::MenuBar::new().ui(ui, |ui| {
            list::show_keyboard(ui);
            let is_roomy = session.panels.start || ui.available_width() >= ROOM_FOR_ONE_ROW;
            if !is_roomy {
                // The menus stand nearer to each other, and all the rest in a row of its own.
                ui.spacing_mut().button_padding.x = 6.0;
            }
            for menu in Menu::ALL {
                let button =
                    ui.menu_button(menu.label(), |ui| list::rows_ui(ui, |ui| menu_ui(ui, menu, session, acts)));
                list::open_downwards(ui, &button.response);
            }
            if is_roomy && !session.panels.start {
                self.beside_menus_ui(ui, session, SEARCH_WIDTH, acts);
            }
        });
        if !session.panels.start && ui.available_width() < ROOM_FOR_ONE_ROW {
            ui.horizontal(|ui| self.beside_menus_ui(ui, session, SEARCH_WIDTH_IF_NARROW, acts));
        }
    }

    /// The title, the search and the button that presents, from the right on.
    fn beside_menus_ui(&mut self, ui: &mut Ui, session: &Session, search: f32, acts: &mut Vec<Act>) {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.spacing_mut().button_padding = Vec2::new(12.0, 5.0);
            let present = theme::main_button_ui(ui, "▶ Present", true);
            let has_talk = !session.document.baseline().views.is_empty();
            let (command, words) = match has_talk {
                true => (Command::PresentTalk, "The views one after the other, from the first one on (F5)"),
                false => (Command::Present, "Nothing but the map, its title and its legend (F11)"),
            };
            if present.on_hover_text(words).clicked() {
                acts.push(Act::Command(command));
            }
            ui.add_space(6.0);
            self.search_ui(ui, session, search, acts);
            title_ui(ui, session);
        });
    }

    fn search_ui(&mut self, ui: &mut Ui, session: &Session, width: f32, acts: &mut Vec<Act>) {
        let shortcut = command::entry(Command::Find).keys.map(|shortcut| command::keys_in_words(ui.ctx(), &shortcut));
        let what = if width < SEARCH_WIDTH { "Find" } else { "Find a body, finding or command" };
        let hint = format!("{what}    {}", shortcut.unwrap_or_default());
        let filter = egui::EventFilter { escape: true, horizontal_arrows: true, ..Default::default() };
        // Menus draw their buttons without a frame; a field needs its own.
        let frame = search_frame(ui);
        let response = spelling::field_ui(ui, search_field(), &mut self.words, |field| {
            let field = field.hint_text(hint).margin(egui::Margin::symmetric(10, 5));
            field.event_filter(filter).desired_width(width).frame(frame)
        });
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Find"));
        if ui.data_mut(|data| data.remove_temp::<IsAwaited>(search_field())).is_some() {
            response.request_focus();
        }
        if response.gained_focus() {
            choose_all(ui.ctx());
        }
        let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
        if response.has_focus() && pressed(Key::Escape) > 0 {
            if self.words.is_empty() {
                response.surrender_focus();
            }
            self.words.clear();
            self.hits.clear();
        }
        if response.changed() || response.gained_focus() {
            self.hits = found(session, &self.words);
            self.chosen = 0;
        }
        let mut is_stepping = false;
        if response.has_focus() && !self.hits.is_empty() {
            let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
            self.chosen = (self.chosen + down).min(self.hits.len() - 1).saturating_sub(up);
            is_stepping = down + up > 0;
        }
        let is_entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let mut taken = is_entered.then_some(self.chosen);
        let open =
            !self.words.trim().is_empty() && (response.has_focus() || taken.is_some() || self.popup_is_pointed_at(ui));
        let below = response.rect.bottom();
        let popup = egui::Popup::from_response(&response)
            .id(Self::popup_id())
            .open(open)
            .close_behavior(egui::PopupCloseBehavior::IgnoreClicks)
            .align(egui::RectAlign::BOTTOM_END)
            .gap(4.0)
            .show(|ui| {
                // Whatever is found: a list that changes its width while one types is hard to read.
                ui.set_width(LIST_WIDTH);
                ui.spacing_mut().item_spacing.y = 0.0;
                if self.hits.is_empty() {
                    ui.label(theme::small(ui, "Nothing fits."));
                }
                // In a low window the list scrolls, and never lies over what is typed.
                let room = (ui.ctx().content_rect().bottom() - below - BELOW_LIST).max(2.0 * HIT_HEIGHT);
                egui::ScrollArea::vertical().max_height(room).min_scrolled_height(room).show(ui, |ui| {
                    for (index, hit) in self.hits.iter().enumerate() {
                        let row = hit_ui(ui, hit, index == self.chosen, session);
                        if is_stepping && index == self.chosen {
                            row.scroll_to_me(None);
                        }
                        if row.clicked() {
                            taken = Some(index);
                        }
                    }
                });
            });
        drop(popup);
        if let Some(hit) = taken.and_then(|index| self.hits.get(index)) {
            acts.push(match hit {
                Found::OnMap(Hit::Node(id) | Hit::Link(id)) => Act::go_to(id.clone()),
                Found::OnMap(Hit::Finding(key)) => Act::GoTo(Target::Finding(key.clone())),
                Found::OnMap(Hit::Capture(id)) => Act::Several(vec![
                    Act::Open(Panel::Captures, true),
                    Act::Capture(CaptureAct::OnlyOpen(false)),
                    Act::Capture(CaptureAct::GoTo(id.clone())),
                ]),
                Found::Command(command) => Act::Command(*command),
            });
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
    let stroke = match ui.memory(|memory| memory.has_focus(search_field())) {
        true => ui.visuals().selection.stroke,
        false => egui::Stroke::new(1.0, colours.hairline),
    };
    egui::Frame::new().fill(colours.canvas).stroke(stroke).corner_radius(5).inner_margin(egui::Margin::symmetric(10, 5))
}

fn hit_ui(ui: &mut Ui, hit: &Found, chosen: bool, session: &Session) -> egui::Response {
    let map = session.document.map();
    let (text, what) = match hit {
        Found::OnMap(Hit::Node(id)) => {
            let node = map.nodes.get(id.as_str());
            let what = node.map_or(String::new(), |node| format!("{} · {}", node.kind.word(), node.status_word()));
            (map.name(id.as_str()).to_owned(), what)
        }
        Found::OnMap(Hit::Link(id)) => {
            let link = map.links.get(id.as_str());
            (link.map_or(String::new(), |link| map.sentence(link)), "line".to_owned())
        }
        Found::OnMap(Hit::Finding(key)) => {
            let finding = session.finding(key);
            let text = finding.map_or(String::new(), |finding| finding.message.clone());
            (text, finding.map_or(String::new(), |finding| finding.rule.to_owned()))
        }
        Found::OnMap(Hit::Capture(id)) => {
            let capture = map.captures.get(id.as_str());
            let what =
                capture.map_or(String::new(), |capture| format!("{} · {}", capture.kind.word(), capture.state()));
            (map.name(id.as_str()).to_owned(), what)
        }
        Found::Command(command) => {
            let entry = command::entry(*command);
            let keys =
                entry.keys.map(|keys| format!(" · {}", command::keys_in_words(ui.ctx(), &keys))).unwrap_or_default();
            let can = if entry.is_enabled(session) { "" } else { " · not just now" };
            (entry.label_in(session), format!("command in the menu {}{keys}{can}", entry.menu.label()))
        }
    };
    let colours = theme::colours(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), HIT_HEIGHT), Sense::click());
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
    let title = map.called();
    let state = match (session.document.is_dirty(), session.is_typing()) {
        (true, _) => Some("not saved"),
        (false, true) => Some("being typed"),
        (false, false) => None,
    };
    let mark: Vec<&str> = session.is_sample().then_some("sample").into_iter().chain(state).collect();
    ui.with_layout(egui::Layout::centered_and_justified(egui::Direction::LeftToRight), |ui| {
        let mut job = egui::text::LayoutJob::default();
        let font = FontId::new(14.0, egui::FontFamily::Name(theme::SEMIBOLD.into()));
        let colours = theme::colours(ui);
        job.append(title, 0.0, egui::TextFormat::simple(font, colours.ink));
        job.append(
            &mark.join(" · "),
            12.0,
            egui::TextFormat::simple(FontId::proportional(theme::SMALL), colours.muted),
        );
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
        if let Command::LayOut(form) = command {
            // There are many; they have a menu of their own.
            if form == Form::Layers {
                layouts_ui(ui, session, acts);
            }
            continue;
        }
        let row = list::Row {
            label: &entry.label_in(session),
            keys: entry.keys.map_or_else(String::new, |shortcut| command::keys_in_words(ui.ctx(), &shortcut)),
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

fn layouts_ui(ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
    ui.menu_button("Layout", |ui| {
        list::show_keyboard(ui);
        for (place, form) in Form::ALL.into_iter().enumerate() {
            let is_on = Some(session.view.form == form);
            let row = list::Row { label: form.label(), keys: String::new(), is_enabled: true, is_on };
            let row = list::row_ui(ui, row).on_hover_text(form.words());
            if place == 0 {
                list::begin_with(ui, &row);
            }
            if row.clicked() {
                acts.push(Act::LayOut(form));
                ui.close();
            }
        }
    });
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
