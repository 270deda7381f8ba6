//! The ring around what has the keyboard: around every control that shows nothing of it by itself, whatever it is.

use egui::{Context, CornerRadius, Event, RawInput, Stroke, StrokeKind, Ui};

/// How far the ring stands from what it is around, and how wide it is, points.
const AROUND: f32 = 2.0;
const WIDTH: f32 = 2.0;
/// What is larger than this both ways shows in itself where the keyboard is, points: the map, and tables.
const LARGEST: f32 = 160.0;

/// Draws the ring, as long as the keyboard is used.
#[derive(Default)]
pub struct Ring {
    /// The keyboard was used last, or a screen reader, and not the pointer.
    is_shown: bool,
}

impl egui::Plugin for Ring {
    fn debug_name(&self) -> &'static str {
        "ring"
    }

    fn input_hook(&mut self, _: &Context, input: &mut RawInput) {
        for event in &input.events {
            match event {
                Event::Key { pressed: true, .. } | Event::AccessKitActionRequest(_) => self.is_shown = true,
                Event::PointerButton { pressed: true, .. } => self.is_shown = false,
                _ => {}
            }
        }
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        // A field shows its cursor, and a frame of its own.
        if !self.is_shown || ui.ctx().text_edit_focused() {
            return;
        }
        let Some(id) = ui.memory(egui::Memory::focused) else { return };
        let Some(widget) = ui.ctx().viewport(|viewport| viewport.this_pass.widgets.get(id).copied()) else { return };
        // What can only be walked to is drawn by whoever draws the picture that it stands for.
        let is_control = widget.sense.interactive();
        let seen = widget.interact_rect;
        if is_control && widget.enabled && seen.is_positive() && seen.size().min_elem() <= LARGEST {
            let stroke = Stroke::new(WIDTH, ui.visuals().selection.stroke.color);
            let painter = ui.ctx().layer_painter(widget.layer_id);
            painter.rect_stroke(seen.expand(AROUND), CornerRadius::same(6), stroke, StrokeKind::Middle);
        }
    }
}
