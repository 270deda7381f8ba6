//! What was being typed in places that are not there, after a crash or in another option: shown, so that it can be copied.

use egui::{TextEdit, Ui};

use crate::app::act::{Act, Native};
use crate::app::widgets::theme;
use crate::storage::recovery::Draft;

/// How wide the page is, points.
const WIDTH: f32 = 520.0;

/// The texts.
pub(super) struct Typed(pub(super) Vec<Draft>);

impl Typed {
    /// Shows them; whether they stay open.
    pub(super) fn show(&mut self, ctx: &egui::Context, acts: &mut Vec<Act>) -> bool {
        let modal = theme::modal(ctx, "typed").show(ctx, |ui| {
            theme::set_dialog_width(ui, WIDTH);
            theme::heading_ui(ui, "What was being typed");
            ui.label("Where this was typed is not there just now, and it is not on the map: copy what is to stay.");
            egui::ScrollArea::vertical().max_height(340.0).auto_shrink([false, true]).show(ui, |ui| {
                self.0.iter().for_each(|draft| draft_ui(ui, draft, acts));
            });
            ui.add_space(theme::GAP);
            theme::main_button_ui(ui, "Close", true).clicked()
        });
        // Not by a click beside it, or by a key that was typed on: too much hangs on it.
        !modal.inner
    }
}

fn draft_ui(ui: &mut Ui, draft: &Draft, acts: &mut Vec<Act>) {
    theme::section_ui(ui, &draft.what);
    let mut text = draft.text.as_str();
    let field = TextEdit::multiline(&mut text).desired_width(f32::INFINITY).desired_rows(1);
    ui.add(field).widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, draft.what.as_str()));
    let button = ui.button("Copy");
    theme::name_button(&button, &format!("Copy {}", draft.what), true);
    if button.clicked() {
        acts.push(Act::Native(Native::CopyText(draft.text.clone())));
    }
}
