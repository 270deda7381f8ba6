//! The page of shortcuts.

use egui::Ui;

use crate::app::command::{self, Menu};
use crate::app::grid;
use crate::app::widgets::theme;

/// What the canvas understands beside the commands, as keys and meaning.
const ON_THE_CANVAS: [(&str, &str); 16] = [
    ("Double-click", "On the ground: add a body there. On a card: look at it more closely"),
    ("Drag from a handle", "Draw a line to another card, or to a new body on the ground"),
    ("Drag a card", "Move it, with all that is chosen; Alt leaves the guides aside"),
    ("Drop a card on another", "Have it answer to that one"),
    ("Drag the end of a chosen line", "Lead it to another card"),
    ("Right button, Shift+F10", "What can be done with what is there"),
    ("Shift+drag on the ground", "Choose what lies in the box; with Ctrl or Alt too, let it go"),
    ("Ctrl+click, Shift+click", "Choose one more, or let it go"),
    ("Drag on the ground", "Move the picture"),
    ("Wheel, pinch", "Zoom at the pointer"),
    ("Arrow keys", "Go along the lines to the next card; with none chosen, move the picture"),
    (". and ,", "Go through the lines of the chosen card"),
    ("Ctrl+arrow keys", "Move the chosen cards a little; with Shift, very little"),
    ("Enter", "Look more closely; on a line, go to its other end"),
    ("Tab", "Go on to the next part of the window"),
    ("Esc", "Give up what is under way, let go of what is chosen, or leave the presentation"),
];

/// What the matrix understands beside what every table does.
const IN_THE_MATRIX: [(&str, &str); 3] = [
    ("Space", "The next mark for this cell"),
    ("Letters", "M member, C chair, A owns, R delivers, S scrutinises; with Shift, as well"),
    ("1 to 9", "So many seats"),
];

/// The page.
pub(super) struct Shortcuts;

impl Shortcuts {
    /// Shows the page; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context) -> bool {
        let modal = theme::modal(ctx, "page").show(ctx, |ui| {
            theme::set_dialog_width(ui, 720.0);
            theme::heading_ui(ui, "Keyboard shortcuts");
            egui::ScrollArea::vertical().max_height(460.0).show(ui, contents_ui);
            ui.add_space(theme::GAP);
            theme::main_button_ui(ui, "Close", true).clicked()
        });
        !(modal.inner || modal.should_close())
    }
}

fn contents_ui(ui: &mut Ui) {
    for menu in Menu::ALL {
        theme::section_ui(ui, menu.label());
        egui::Grid::new(menu.label()).num_columns(2).min_col_width(150.0).show(ui, |ui| {
            for entry in command::entries().iter().filter(|entry| entry.menu == menu) {
                if entry.keys.is_none() {
                    continue;
                }
                let keys = [entry.keys, entry.also].into_iter().flatten();
                let keys: Vec<String> = keys.map(|shortcut| ui.ctx().format_shortcut(&shortcut)).collect();
                ui.label(theme::strong(keys.join(", "), theme::BODY));
                ui.label(entry.tooltip);
                ui.end_row();
            }
        });
    }
    keys_ui(ui, "On the canvas", &ON_THE_CANVAS);
    keys_ui(ui, "In a table", &grid::KEYS);
    keys_ui(ui, "In the matrix", &IN_THE_MATRIX);
}

fn keys_ui(ui: &mut Ui, title: &str, keys: &[(&str, &str)]) {
    theme::section_ui(ui, title);
    egui::Grid::new(title).num_columns(2).min_col_width(150.0).show(ui, |ui| {
        for (keys, meaning) in keys {
            ui.label(theme::strong(*keys, theme::BODY));
            ui.label(*meaning);
            ui.end_row();
        }
    });
}
