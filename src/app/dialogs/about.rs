//! The page that says what the program is.

use crate::app::widgets::theme;

/// The page.
pub(super) struct About;

impl About {
    /// Shows the page; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context) -> bool {
        let modal = theme::modal(ctx, "page").show(ctx, |ui| {
            theme::set_dialog_width(ui, 460.0);
            theme::heading_ui(ui, concat!("Boardwalk ", env!("CARGO_PKG_VERSION")));
            ui.label(
                "A linter and a drawing board for accountability: see a partnership landscape as a graph of boards, \
                 groups and partners, and find where it duplicates, circles and leaves gaps.",
            );
            ui.add_space(theme::GAP);
            let licence = "Licence: MIT or Apache-2.0. The typeface is Inter, under the SIL Open Font License.";
            ui.label(theme::small(ui, licence));
            ui.add_space(theme::GAP);
            theme::main_button_ui(ui, "Close", true).clicked()
        });
        !(modal.inner || modal.should_close())
    }
}
