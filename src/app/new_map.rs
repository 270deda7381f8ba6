//! The page that makes a new map. What is typed on it stays until a map has been made of it.

use egui::Key;

use super::theme;
use super::workbench::Workbench;
use crate::model::Map;

/// How wide the page is, points.
const WIDTH: f32 = 640.0;

/// A map that was made on the page, and what is told once it is on the workbench.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// The map.
    pub map: Map,
    /// What is told in the status bar.
    pub message: String,
}

/// The page, open or closed.
#[derive(Debug, Default)]
pub struct NewMap {
    is_open: bool,
    has_keyboard: bool,
    title: String,
}

impl NewMap {
    /// Opens the page, with what was typed on it before.
    pub fn open(&mut self) {
        self.is_open = true;
        self.has_keyboard = false;
    }

    /// Whether the page stands in front of the window.
    pub fn is_open(&self) -> bool {
        self.is_open
    }

    /// Shows the page if it is open; gives the map once it is asked for.
    pub fn page_ui(&mut self, ctx: &egui::Context) -> Option<Chosen> {
        if !self.is_open {
            return None;
        }
        let mut chosen = None;
        let mut is_cancelled = false;
        let modal = egui::Modal::new(egui::Id::new("new-map")).show(ctx, |ui| {
            ui.set_width(WIDTH);
            theme::heading_ui(ui, "New map");
            let label = ui.label("Title");
            let field =
                ui.add(egui::TextEdit::singleline(&mut self.title).desired_width(f32::INFINITY)).labelled_by(label.id);
            if !std::mem::replace(&mut self.has_keyboard, true) {
                field.request_focus();
            }
            let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            ui.add_space(theme::GAP);
            ui.horizontal(|ui| {
                if theme::main_button_ui(ui, "Make the map", true).clicked() || is_entered {
                    chosen = Some(self.empty());
                }
                is_cancelled = ui.button("Cancel").clicked();
            });
        });
        if chosen.is_none() && (is_cancelled || modal.should_close()) {
            self.is_open = false;
        }
        chosen
    }

    fn empty(&self) -> Chosen {
        let map = Map { title: self.title.trim().to_owned(), ..Map::default() };
        Chosen { map, message: "An empty map is on the workbench".to_owned() }
    }
}

impl Workbench {
    /// Shows the page for a new map, unless something else has to be answered first.
    pub fn new_map_ui(&mut self, ctx: &egui::Context) {
        if self.files.is_asking() {
            return;
        }
        if let Some(chosen) = self.new_map.page_ui(ctx) {
            self.put_new_map(chosen, ctx);
        }
    }
}
