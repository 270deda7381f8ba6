//! Whatever gets the keyboard is brought into view: where letters are large and the window is small, much of a dialog or a
//! panel lies out of sight.

use egui::accesskit::{Action, ActionRequest, TreeId};
use egui::{Context, Event, Id, RawInput, WidgetRect};

/// Something is in view if that much of its area is; of what is as large as a table, a part is enough.
const ENOUGH: f32 = 0.6;
const SMALL: f32 = 64.0;
/// So many passes it is remembered what has got the keyboard: one area within another scrolls after the other.
const PASSES: u64 = 4;

/// What has just got the keyboard.
pub fn just_got_keyboard(ctx: &Context) -> Option<WidgetRect> {
    let (id, pass) = ctx.data(|data| data.get_temp::<(Id, u64)>(noted()))?;
    if ctx.cumulative_pass_nr() > pass + PASSES {
        return None;
    }
    ctx.request_repaint();
    place_of(ctx, id)
}

/// Where a control is, or was. Its response is not asked for: egui takes the keyboard from whatever is asked about while
/// the pointer clicks elsewhere.
fn place_of(ctx: &Context, id: Id) -> Option<WidgetRect> {
    ctx.viewport(|viewport| {
        let [now, before] = [&viewport.this_pass, &viewport.prev_pass].map(|pass| pass.widgets.get(id));
        now.or(before).copied()
    })
}

fn noted() -> Id {
    Id::new("what has just got the keyboard")
}

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
        let Some(widget) = focused.and_then(|id| place_of(ctx, id)) else { return };
        // Asked within, the context would wait for itself.
        let pass = ctx.cumulative_pass_nr();
        ctx.data_mut(|data| data.insert_temp(noted(), (widget.id, pass)));
        let (seen, whole) = (widget.interact_rect, widget.rect);
        let is_enough = whole.height() > SMALL || seen.area() >= ENOUGH * whole.area();
        if seen.is_positive() && is_enough {
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
