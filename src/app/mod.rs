//! The window: everything with egui in it, and the link to eframe.
//!
//! A room for each kind of thing: [`act`] is all that can be asked of the window, as data; [`command`] the table of what can
//! be asked for by name; [`panels`] what stands around the [`canvas`], [`dialogs`] what stands in front of it, both made of
//! [`widgets`] and the [`grid`]; they read what is [`seen`] and give acts. [`window`] shows them all, and carries out what
//! they give. The [`gallery`] shows what they are made of. `tests/tidy` says which room may know which.

pub mod act;
pub mod canvas;
pub mod command;
pub mod dialogs;
pub mod gallery;
pub mod grid;
pub mod panels;
pub mod seen;
pub mod widgets;
pub mod window;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::session::Session;
use crate::session::files::PATIENCE;
use crate::session::screens::Heard;
use crate::session::task::Task;
use crate::storage::Home;
use crate::storage::remembered::Preferences;
use act::Act;
use canvas::Canvas;
use gallery::Gallery;
use window::{FIRST_WINDOW, Window, system_loop};

/// How long the first frame waits for the file that is to be shown in it.
const GRACE: Duration = Duration::from_millis(100);

/// The window of the gallery at first, points.
const GALLERY: [f32; 2] = [1600.0, 940.0];

/// Opens the window, and shows the file named, else the last one, else the start page. Returns when it is closed.
///
/// # Errors
/// When there is no display or no way to draw on it; one line that says so and names the way without a window.
pub fn run(file: Option<PathBuf>) -> Result<(), String> {
    let home = Home::of_user();
    let window = home.preferences().ok().and_then(|preferences| preferences.window).unwrap_or(FIRST_WINDOW);
    let size = [window.width, window.height];
    let screens = Heard::default();
    let heard = Arc::clone(&screens);
    let start = |context: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, Box<dyn std::error::Error + Send + Sync>> {
        let mut app = App::new(&context.egui_ctx, file, home, true);
        app.window.hear_of_the_end();
        app.hear_of_screens(heard);
        Ok(Box::new(app))
    };
    run_window("Boardwalk", size, Box::new(start), screens)
}

/// Opens the gallery in a window of its own. Returns when it is closed.
///
/// # Errors
/// When there is no display or no way to draw on it.
pub fn run_gallery() -> Result<(), String> {
    let start = |context: &eframe::CreationContext<'_>| -> Result<Box<dyn eframe::App>, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Box::new(Gallery::new(&context.egui_ctx)))
    };
    run_window("Boardwalk: the gallery", GALLERY, Box::new(start), Heard::default())
}

/// Opens a window of that title and size, points, and returns when it is closed.
fn run_window(title: &str, size: [f32; 2], start: eframe::AppCreator<'_>, screens: Heard) -> Result<(), String> {
    let icon = eframe::icon_data::from_png_bytes(include_bytes!("../../assets/icon.png")).unwrap_or_default();
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("boardwalk")
        .with_title(title)
        .with_icon(icon)
        .with_inner_size(size);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    system_loop::run(options, start, screens).map_err(|why| {
        format!("no window can be opened here ({why}); to check a map without one, run: boardwalk check FILE")
    })
}

/// The program with its window, as eframe knows it.
pub struct App {
    window: Window,
    home: Home,
    /// Whether the preferences were read: those that a disk in trouble does not give are not to be lost.
    knows_preferences: bool,
}

impl App {
    /// A window's content: the file named, else the last one, else the start page.
    ///
    /// `native_dialogs` tells whether the system's own dialogs may be used; tests have none.
    pub fn new(ctx: &egui::Context, file: Option<PathBuf>, home: Home, native_dialogs: bool) -> Self {
        let preferences = home.preferences();
        let knows_preferences = preferences.is_ok();
        let preferences = preferences.unwrap_or_default();
        let mut window = Window::new(ctx, home.clone(), &preferences, native_dialogs);
        match (file, preferences.last_file) {
            (Some(path), _) => window.open(path),
            (None, Some(path)) => window.session_mut().open_from_last_time(path.into()),
            (None, None) => {}
        }
        window.session_mut().wait_for_file(GRACE);
        Self { window, home, knows_preferences }
    }

    /// What is open, chosen and shown.
    pub fn session(&self) -> &Session {
        self.window.session()
    }

    /// The same, to be changed.
    pub fn session_mut(&mut self) -> &mut Session {
        self.window.session_mut()
    }

    /// Takes from now on what is heard of the system's screens.
    pub fn hear_of_screens(&mut self, screens: Heard) {
        self.window.hear_of_screens(screens);
    }

    /// The canvas.
    pub fn canvas(&self) -> &Canvas {
        self.window.canvas()
    }

    /// The canvas of what the map is compared with.
    pub fn canvas_beside(&self) -> &Canvas {
        self.window.canvas_beside()
    }

    /// Whether something stands in front of the window until it is answered or left.
    pub fn is_asking(&self) -> bool {
        self.window.is_asking()
    }

    /// What is to be remembered for the next start.
    pub fn preferences(&self) -> Preferences {
        self.window.preferences()
    }

    /// Carries out what a person asked for.
    pub fn act(&mut self, act: Act, ctx: &egui::Context) {
        self.window.act(act, ctx);
    }

    /// One frame of the whole window.
    pub fn window_ui(&mut self, ui: &mut egui::Ui) {
        self.window.frame(ui);
    }
}

impl eframe::App for App {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.window_ui(ui);
    }

    fn on_exit(&mut self, _: Option<&eframe::glow::Context>) {
        if self.knows_preferences {
            let (home, preferences) = (self.home.clone(), self.window.preferences());
            // There is nobody left to tell if the preferences cannot be kept, and a disk that does not answer keeps no window
            // open.
            let keeping = Task::start(self.session().wake(), move |_| home.keep_preferences(&preferences).is_ok());
            keeping.wait(PATIENCE);
        }
        self.window.session_mut().end();
    }
}
