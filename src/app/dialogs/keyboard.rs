//! The keyboard, which goes back to where it was when a dialog closes.

use egui::Context;

/// Or else the next key would still be taken for a letter of a field that is there no more.
pub(super) fn give_back(ctx: &Context, before: Option<egui::Id>) {
    // What is not shown just now must not have it: a screen reader would look for it in vain.
    let before = before.filter(|before| ctx.read_response(*before).is_some());
    ctx.memory_mut(|memory| match (memory.focused(), before) {
        (now, Some(before)) if now != Some(before) => memory.request_focus(before),
        (Some(now), None) => memory.surrender_focus(now),
        _ => {}
    });
}
