//! What stands in the line of the tabs, behind what stands there already.

use egui::{Label, Response, RichText, TextStyle, TextWrapMode, Ui, WidgetText};

/// Tells how far an option is in the line of the tabs, behind so much else: in the next one where this has no room for it.
pub fn head_ui(ui: &mut Ui, text: RichText, behind: f32, before: impl FnOnce(&mut Ui)) -> Response {
    let text = WidgetText::from(text);
    let galley = text.clone().into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, TextStyle::Body);
    if behind + galley.size().x > ui.available_size_before_wrap().x {
        ui.end_row();
    }
    before(ui);
    ui.add(Label::new(text).truncate())
}
