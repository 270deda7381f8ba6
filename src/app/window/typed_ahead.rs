//! Typing ahead: what is typed faster than frames are drawn waits for its turn.

use egui::{Event, Key};

/// What was typed faster than it could be taken up.
#[derive(Default)]
pub(super) struct TypedAhead(Vec<Event>);

impl TypedAhead {
    /// Leaves for the next frame what was typed after a key that may change who is typed to: whoever types "L", a name
    /// and Enter faster than frames are drawn gets the same as anybody else. `is_covered` tells whether something stands
    /// in front of the window, `is_opening` whether it has not been shown yet.
    pub(super) fn pace(&mut self, ctx: &egui::Context, is_covered: bool, is_opening: bool) {
        let is_writing = is_covered || ctx.text_edit_focused();
        let is_decisive = |event: &Event| match event {
            Event::Key { pressed: true, key: Key::Enter | Key::Escape | Key::Tab, .. } => true,
            // Keys that are held down say the same again: they need no frame each.
            Event::Key { pressed: true, repeat: false, modifiers, .. } => modifiers.command || !is_writing,
            _ => false,
        };
        let is_typed = |event: &Event| {
            matches!(
                event,
                Event::Key { .. } | Event::Text(_) | Event::Copy | Event::Cut | Event::Paste(_) | Event::Ime(_)
            )
        };
        let mut typed = std::mem::take(&mut self.0);
        ctx.input_mut(|input| {
            typed.extend(input.events.extract_if(.., |event| is_typed(event)));
            let place = typed.iter().position(is_decisive);
            let end = match place {
                // A field that has just been opened is measured in its first frame, and takes text from the second one on.
                _ if is_opening => 0,
                // The letter that a key stands for comes right after it.
                Some(place) => place + 1 + usize::from(is_letter_of(&typed[place], typed.get(place + 1))),
                None => typed.len(),
            };
            self.0 = typed.split_off(end);
            input.events.extend(typed);
        });
        if !self.0.is_empty() {
            ctx.request_repaint();
        }
    }
}

/// Whether the second event is the text that the key of the first one writes.
fn is_letter_of(key: &Event, text: Option<&Event>) -> bool {
    match (key, text) {
        (Event::Key { key, .. }, Some(Event::Text(text))) => text.eq_ignore_ascii_case(key.name()),
        _ => false,
    }
}
