//! Whatever gets the keyboard is brought into view: where letters are large and the window is small, much of a dialog or a
//! panel lies out of sight.

use egui::accesskit::{Action, ActionRequest, TreeId};
use egui::{Context, Event, Id, RawInput};

/// Something is in view if that much of its area is.
const ENOUGH: f32 = 0.6;

/// Follows the keyboard.
#[derive(Default)]
pub struct InView {
    followed: Option<Id>,
}

impl egui::Plugin for InView {
    fn debug_name(&self) -> &'static str {
        "in view"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let focused = ctx.memory(egui::Memory::focused);
        if std::mem::replace(&mut self.followed, focused) == focused {
            return;
        }
        let Some(widget) = focused.and_then(|id| ctx.read_response(id)) else { return };
        let (seen, whole) = (widget.interact_rect, widget.rect);
        if seen.is_positive() && seen.area() >= ENOUGH * whole.area() {
            return;
        }
        // What a screen reader asks for when it comes to something: every scroll area follows it.
        input.events.push(Event::AccessKitActionRequest(ActionRequest {
            action: Action::ScrollIntoView,
            target_tree: TreeId::ROOT,
            target_node: widget.id.accesskit_id(),
            data: None,
        }));
    }
}
