//! Popups: what floats in front of the window, and is left by Escape or by a press elsewhere.

use egui::{Context, Id, InnerResponse, Order, Pos2, Response, Ui};

/// Shows something in front of everything, at a place of the screen but within it.
pub fn popup_ui<T>(ctx: &Context, id: &str, at: Pos2, content: impl FnOnce(&mut Ui) -> T) -> InnerResponse<T> {
    egui::Area::new(Id::new(id)).order(Order::Foreground).constrain(true).fixed_pos(at).show(ctx, content)
}

/// Whether a press went beside a popup. The press that opens it does not count.
pub fn is_pressed_outside(ctx: &Context, popup: &Response, is_new: bool) -> bool {
    let outside = ctx.input(|input| {
        let at = input.pointer.interact_pos();
        input.pointer.any_pressed() && at.is_some_and(|at| !popup.rect.contains(at))
    });
    outside && !is_new
}
