//! The window: a map on a canvas, with what is wrong with it beside.
//!
//! [`workbench`] holds what is open, chosen and shown, and carries out what people ask for; [`command`] lists what can
//! be asked for; [`work`] makes findings and drawing off the window's thread; [`files`] opens and saves; [`keys`] gives
//! commands by the keyboard. Each panel has a file of its own: [`top_bar`], [`toolbar`], [`canvas`], [`outline`],
//! [`inspector`], [`figures`], [`status_bar`]; in [`lower`] [`findings`], [`register`] and [`matrix`]. In front of them
//! stand [`naming`], [`chooser`], [`context_menu`], [`asking`], [`notice`], [`pages`] and [`new_map`].

pub mod asking;
pub mod canvas;
mod canvas_events;
pub mod chooser;
pub mod command;
pub mod context_menu;
pub mod dialogs;
pub mod figures;
pub mod files;
pub mod findings;
pub mod grid;
pub mod inspector;
mod itself;
pub mod keys;
pub mod lower;
pub mod matrix;
pub mod naming;
pub mod new_map;
pub mod notice;
pub mod outline;
pub mod pages;
pub mod register;
pub mod samples;
pub mod search;
pub mod status_bar;
pub mod templates;
pub mod theme;
pub mod toolbar;
pub mod top_bar;
pub mod work;
pub mod workbench;

use std::path::PathBuf;

use canvas::CanvasState;
use command::Command;
use files::Files;
use workbench::{Act, Lower, Workbench};

use crate::document::Document;
use crate::storage::Home;
use crate::storage::remembered::{Preferences, ThemeChoice, WindowSize};

/// The smallest window in which everything has its place, points.
const SMALLEST_WINDOW: [f32; 2] = [900.0, 600.0];
/// Frames that a window manager has to look after a new window.
const FRAMES_TO_SETTLE: u8 = 8;
/// The window at a first start, points.
const FIRST_WINDOW: WindowSize = WindowSize { width: 1280.0, height: 800.0, maximised: true };

/// Opens the window, and shows the file named, else the last one, else the first sample. Returns when it is closed.
///
/// # Errors
/// When there is no display or no way to draw on it; one line that says so and names the way without a window.
pub fn run(file: Option<PathBuf>) -> Result<(), String> {
    let home = Home::of_user();
    let window = home.preferences().window.unwrap_or(FIRST_WINDOW);
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).unwrap_or_default();
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("boardwalk")
        .with_title("Boardwalk")
        .with_icon(icon)
        .with_min_inner_size(SMALLEST_WINDOW)
        .with_inner_size([window.width, window.height])
        .with_maximized(window.maximised);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    let start = |context: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Box::new(App::new(&context.egui_ctx, file, home, true)))
    };
    eframe::run_native("boardwalk", options, Box::new(start)).map_err(|error| {
        let why = match error {
            // Its own words name a line of a library's source, which tells nothing to who has no display.
            eframe::Error::WinitEventLoop(_) => "there is no display".to_owned(),
            other => other.to_string(),
        };
        format!("no window can be opened here ({why}); to check a map without one, run: boardwalk check FILE")
    })
}

/// The program with its window.
pub struct App {
    bench: Workbench,
    top_bar: top_bar::TopBar,
    outline: outline::Outline,
    inspector: inspector::Inspector,
    lower: lower::LowerPanel,
    home: Home,
    preferences: Preferences,
    title: String,
    /// Whether no earlier window has left its size.
    is_first_window: bool,
    /// Frames until a window that no window manager looks after is helped.
    frames_to_settle: u8,
    is_taking_the_keyboard: bool,
}

impl App {
    /// A window's content: the file named, else the last one, else the first sample.
    ///
    /// `native_dialogs` tells whether the system's own dialogs may be used; tests have none.
    pub fn new(ctx: &egui::Context, file: Option<PathBuf>, home: Home, native_dialogs: bool) -> Self {
        theme::install(ctx);
        let preferences = home.preferences();
        ctx.set_theme(match preferences.theme {
            ThemeChoice::System => egui::ThemePreference::System,
            ThemeChoice::Light => egui::ThemePreference::Light,
            ThemeChoice::Dark => egui::ThemePreference::Dark,
        });
        let last = preferences.last_file.clone().filter(|path| path.exists());
        let (document, trouble) = match files::sample_document(0) {
            Ok(document) => (document, None),
            Err(message) => (Document::new(Default::default()), Some(message)),
        };
        let mut bench = Workbench::new(document, Files::new(home.clone(), native_dialogs));
        if let Some(trouble) = trouble {
            bench.say(trouble);
        }
        if let Some(path) = file.or(last) {
            bench.open_path(path, ctx);
        }
        bench.offer_recovery();
        Self {
            bench,
            top_bar: top_bar::TopBar::default(),
            outline: outline::Outline::default(),
            inspector: inspector::Inspector::default(),
            lower: lower::LowerPanel::default(),
            home,
            is_first_window: preferences.window.is_none(),
            frames_to_settle: FRAMES_TO_SETTLE,
            is_taking_the_keyboard: false,
            preferences,
            title: String::new(),
        }
    }

    /// What is open, chosen and shown.
    pub fn workbench(&self) -> &Workbench {
        &self.bench
    }

    /// The same, to be changed.
    pub fn workbench_mut(&mut self) -> &mut Workbench {
        &mut self.bench
    }

    /// One frame of the whole window.
    pub fn window_ui(&mut self, ui: &mut egui::Ui) {
        let ctx = ui.ctx().clone();
        self.settle_in(&ctx);
        self.bench.pace(&ctx);
        if ctx.input(|input| input.viewport().close_requested()) {
            for act in self.inspector.leave(&self.bench) {
                self.bench.act(act, &ctx);
            }
        }
        self.bench.files_ui(&ctx);
        self.bench.follow(&ctx);
        let mut acts = Vec::new();
        self.bench.name_ui(&ctx);
        self.bench.choose_ui(&ctx, &mut acts);
        self.bench.asking_ui(&ctx);
        if !self.bench.is_covered() {
            self.bench.keys(&ctx, &mut acts);
        }
        if self.bench.parts.presenting {
            self.presentation_ui(ui, &mut acts);
        } else {
            self.panels_ui(ui, &mut acts);
        }
        self.bench.notice_ui(&ctx, &mut acts);
        self.bench.context_menu_ui(&ctx, &mut acts);
        pages::pages_ui(&ctx, &mut self.bench);
        self.bench.new_map_ui(&ctx);
        if !acts.is_empty() {
            ctx.request_repaint();
        }
        for act in acts {
            self.bench.act(act, &ctx);
        }
        self.tell_the_window(&ctx);
    }

    /// Does what a window manager does, where there is none: gives a first window the whole screen, and the keyboard.
    fn settle_in(&mut self, ctx: &egui::Context) {
        if self.frames_to_settle == 0 {
            return;
        }
        self.frames_to_settle -= 1;
        ctx.request_repaint();
        let (monitor, maximised, focused) =
            ctx.input(|input| (input.viewport().monitor_size, input.viewport().maximized, input.focused));
        let is_left_alone = maximised != Some(true) && !focused;
        match (self.frames_to_settle, monitor) {
            // A window that fills the screen takes the keyboard; the frame after next it need not fill it any more.
            (2, Some(_)) if is_left_alone => {
                self.is_taking_the_keyboard = true;
                ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(true));
            }
            (0, Some(size)) => {
                if std::mem::take(&mut self.is_taking_the_keyboard) {
                    ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(false));
                }
                if self.is_first_window && maximised != Some(true) {
                    ctx.send_viewport_cmd(egui::ViewportCommand::OuterPosition(egui::Pos2::ZERO));
                    ctx.send_viewport_cmd(egui::ViewportCommand::InnerSize(size));
                }
            }
            _ => {}
        }
    }

    fn panels_ui(&mut self, ui: &mut egui::Ui, acts: &mut Vec<Act>) {
        let frame = theme::panel_frame(ui);
        let bench = &mut self.bench;
        egui::Panel::top("top").frame(frame.inner_margin(egui::Margin::symmetric(12, 8))).show(ui, |ui| {
            self.top_bar.top_bar_ui(ui, bench, acts);
        });
        let quiet = frame.fill(theme::colours(ui).canvas).inner_margin(egui::Margin::symmetric(theme::MARGIN, 3));
        egui::Panel::bottom("status").frame(quiet).show(ui, |ui| status_bar::status_bar_ui(ui, bench));
        if bench.shows_outline(ui.ctx()) {
            egui::Panel::left("outline").default_size(236.0).size_range(160.0..=420.0).frame(frame).show(ui, |ui| {
                self.outline.outline_ui(ui, bench, acts);
            });
        }
        if bench.parts.inspector {
            egui::Panel::right("inspector").default_size(272.0).size_range(220.0..=520.0).frame(frame).show(ui, |ui| {
                self.inspector.inspector_ui(ui, bench, acts);
            });
        }
        if let Some(open) = bench.parts.lower {
            // A table needs more room than a list, and each keeps the height that it has been given.
            let (part, least, most) = match open {
                Lower::Findings => (0.25, 150.0, 260.0),
                Lower::Register => (0.42, 220.0, 440.0),
                // Its titles read upwards.
                Lower::Matrix => (0.52, 300.0, 480.0),
            };
            let height = (ui.available_height() * part).clamp(least, most);
            egui::Panel::bottom(open.label()).resizable(true).default_size(height).min_size(90.0).frame(frame).show(
                ui,
                |ui| {
                    self.lower.lower_ui(ui, open, bench, acts);
                },
            );
        }
        let bar = frame.inner_margin(egui::Margin::symmetric(10, 4));
        egui::Panel::top("toolbar").frame(bar).show(ui, |ui| toolbar::toolbar_ui(ui, bench, acts));
        canvas_ui(ui, bench, acts);
    }

    fn presentation_ui(&mut self, ui: &mut egui::Ui, acts: &mut Vec<Act>) {
        let bench = &mut self.bench;
        let frame = theme::panel_frame(ui).fill(theme::colours(ui).canvas);
        egui::Panel::top("title").frame(frame).show_separator_line(false).show(ui, |ui| {
            let map = bench.document.map();
            ui.vertical_centered(|ui| {
                ui.label(theme::strong(map.title.as_str(), 24.0));
                let when = map.as_of.map(|when| when.to_string());
                let line: Vec<String> = [map.place.clone(), when].into_iter().flatten().collect();
                ui.label(theme::small(ui, line.join(" · ")));
            });
        });
        canvas_ui(ui, bench, acts);
        if ui.input(|input| input.key_pressed(egui::Key::Escape))
            && bench.selected.is_empty()
            && bench.finding.is_none()
        {
            acts.push(Act::Command(Command::Present));
        }
    }

    /// Tells the system's window what it is called, and remembers how it looks.
    fn tell_the_window(&mut self, ctx: &egui::Context) {
        let title = self.bench.window_title();
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
        let preferences = &mut self.preferences;
        ctx.input(|input| {
            let window = input.viewport();
            let maximised = window.maximized.unwrap_or_default();
            let whole_screen = maximised || window.fullscreen == Some(true) || self.bench.parts.presenting;
            let ordinary = window.inner_rect.filter(|_| !whole_screen).map(|rect| (rect.width(), rect.height()));
            let known = preferences.window.unwrap_or(FIRST_WINDOW);
            let (width, height) = ordinary.unwrap_or((known.width, known.height));
            preferences.window = Some(WindowSize { width, height, maximised });
        });
        preferences.theme = match ctx.options(|options| options.theme_preference) {
            egui::ThemePreference::System => ThemeChoice::System,
            egui::ThemePreference::Light => ThemeChoice::Light,
            egui::ThemePreference::Dark => ThemeChoice::Dark,
        };
        preferences.last_file = self.bench.document.path().map(std::path::Path::to_owned);
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.window_ui(ui);
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        // The window is gone: there is nobody left to tell if the preferences cannot be kept.
        self.home.keep_preferences(&self.preferences).ok();
    }
}

fn canvas_ui(ui: &mut egui::Ui, bench: &mut Workbench, acts: &mut Vec<Act>) {
    let palette = theme::palette(ui.visuals().dark_mode);
    let frame = egui::Frame::new().fill(theme::colours(ui).canvas);
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        if bench.picture.is_none() {
            ui.centered_and_justified(|ui| ui.label(theme::small(ui, "Checking and drawing the map …")));
            return;
        }
        let state = CanvasState {
            selected: bench.selected.clone(),
            depiction: bench.depiction(),
            show_minimap: bench.parts.minimap && !bench.parts.presenting,
            show_legend: bench.parts.legend || bench.parts.presenting,
            movable: !bench.document.is_read_only(),
            ..CanvasState::default()
        };
        for event in bench.canvas.canvas_ui(ui, palette, &state) {
            bench.take_canvas_event(event, acts);
        }
        if bench.document.map().nodes.is_empty() && bench.naming.is_none() {
            empty_ui(ui, bench.canvas.screen(), acts);
        }
    });
}

/// What an empty map invites to, in the middle of the canvas.
fn empty_ui(ui: &mut egui::Ui, screen: egui::Rect, acts: &mut Vec<Act>) {
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
