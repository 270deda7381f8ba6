//! Pages that stand in front of the window: the shortcuts, and what the program is.

use egui::Ui;

use super::command::{Command, Menu};
use super::theme;
use super::workbench::{Page, Workbench};

/// What the canvas understands beside the commands, as keys and meaning.
const ON_THE_CANVAS: [(&str, &str); 16] = [
    ("Arrow keys", "Go along the lines to the next card; without a chosen card, pan"),
    (". and ,", "Go through the lines of a card; Enter follows the line to its other end"),
    ("Enter", "Show what is chosen more closely"),
    ("Ctrl+arrow keys", "Move the chosen cards a little; with Shift, very little"),
    ("Shift+F10, right button", "Show what can be done with a card, a line or the ground"),
    ("Esc", "Give up what is being dragged; choose nothing; leave the presentation"),
    ("Wheel, pinch", "Zoom at the pointer"),
    ("Drag on the ground", "Pan"),
    ("Double-click on the ground", "Add a body there"),
    ("Drag a card", "Move it, with all that is chosen; Alt keeps it from falling in line with others"),
    ("Drag a card onto another", "Have it answer to that one"),
    ("Drag a handle of a card", "Draw a line to another card, or to a new body on the ground"),
    ("Drag an end of a chosen line", "Take it to another card"),
    ("Ctrl+click", "Choose one more, or let it go"),
    ("Shift+drag on the ground", "Choose what lies in a box"),
    ("Ctrl+Shift+drag on the ground", "Let go of what lies in a box"),
];

/// Shows the page that is open.
pub fn pages_ui(ctx: &egui::Context, bench: &mut Workbench) {
    let Some(page) = bench.page else { return };
    let modal = egui::Modal::new(egui::Id::new("page")).show(ctx, |ui| {
        match page {
            Page::Shortcuts => shortcuts_ui(ui),
            Page::About => about_ui(ui),
        }
        ui.add_space(theme::GAP);
        theme::main_button_ui(ui, "Close", true).clicked()
    });
    if modal.inner || modal.should_close() {
        bench.page = None;
    }
}

fn shortcuts_ui(ui: &mut Ui) {
    ui.set_width(620.0);
    theme::heading_ui(ui, "Keyboard shortcuts");
    egui::ScrollArea::vertical().max_height(460.0).show(ui, |ui| {
        for menu in Menu::ALL {
            theme::section_ui(ui, menu.label());
            egui::Grid::new(menu.label()).num_columns(2).min_col_width(150.0).show(ui, |ui| {
                for command in Command::ALL.iter().copied().filter(|command| command.entry().menu == menu) {
                    let entry = command.entry();
                    let Some(shortcut) = entry.shortcut else { continue };
                    ui.label(theme::strong(ui.ctx().format_shortcut(&shortcut), theme::BODY));
                    ui.label(entry.tooltip);
                    ui.end_row();
                }
            });
        }
        theme::section_ui(ui, "On the canvas");
        egui::Grid::new("canvas").num_columns(2).min_col_width(150.0).show(ui, |ui| {
            for (keys, meaning) in ON_THE_CANVAS {
                ui.label(theme::strong(keys, theme::BODY));
                ui.label(meaning);
                ui.end_row();
            }
        });
    });
}

fn about_ui(ui: &mut Ui) {
    ui.set_width(460.0);
    theme::heading_ui(ui, concat!("Boardwalk ", env!("CARGO_PKG_VERSION")));
    ui.label(
        "A linter and a drawing board for accountability: see a partnership landscape as a graph of boards, groups \
         and partners, and find where it duplicates, circles and leaves gaps.",
    );
    ui.add_space(theme::GAP);
    ui.label(theme::small(ui, "Licence: MIT or Apache-2.0. The typeface is Inter, under the SIL Open Font License."));
}
