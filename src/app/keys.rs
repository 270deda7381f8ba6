//! Keys: the commands that are given by the keyboard, the clipboard, and a mouse's buttons for going back and forward.

use egui::{Event, Key, Modifiers, PointerButton};

use super::chooser::Chooser;
use super::command::Command;
use super::grid;
use super::naming::Naming;
use super::workbench::{Act, Workbench};

/// Whether the second event is the text that the key of the first one writes.
fn is_letter_of(key: &Event, text: Option<&Event>) -> bool {
    match (key, text) {
        (Event::Key { key, .. }, Some(Event::Text(text))) => text.eq_ignore_ascii_case(key.name()),
        _ => false,
    }
}

impl Workbench {
    /// Whether something stands in front of the window that takes the keyboard.
    pub(super) fn is_covered(&self) -> bool {
        self.files.is_asking()
            || self.new_map.is_open()
            || self.naming.is_some()
            || self.chooser.is_some()
            || self.asking.is_some()
            || self.context_menu.is_some()
            || self.page.is_some()
    }

    /// Leaves for the next frame what was typed after a key that may change who is typed to: whoever types "L", a name
    /// and Enter faster than frames are drawn gets the same as anybody else.
    pub(super) fn pace(&mut self, ctx: &egui::Context) {
        let is_writing = self.is_covered() || ctx.text_edit_focused();
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
        // A field that has just been opened is measured in its first frame, and takes text from the second one on.
        let is_opening = self.naming.as_ref().is_some_and(Naming::is_opening)
            || self.chooser.as_ref().is_some_and(Chooser::is_opening);
        let mut typed = std::mem::take(&mut self.typed_ahead);
        ctx.input_mut(|input| {
            typed.extend(input.events.extract_if(.., |event| is_typed(event)));
            let place = typed.iter().position(is_decisive);
            let end = match place {
                _ if is_opening => 0,
                // The letter that a key stands for comes right after it.
                Some(place) => place + 1 + usize::from(is_letter_of(&typed[place], typed.get(place + 1))),
                None => typed.len(),
            };
            self.typed_ahead = typed.split_off(end);
            input.events.extend(typed);
        });
        if !self.typed_ahead.is_empty() {
            ctx.request_repaint();
        }
    }

    /// Gives the commands whose keys are pressed, and takes what is pasted.
    pub(super) fn keys(&mut self, ctx: &egui::Context, acts: &mut Vec<Act>) {
        let typing = ctx.text_edit_focused();
        let lets_go = self.spotlight().is_some() && !typing && !grid::has_keyboard(ctx);
        if lets_go && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            acts.push(Act::Spotlight(None));
        }
        // The longer shortcut is asked for first: Ctrl+Shift+S must not be taken for Ctrl+S.
        let mut commands: Vec<_> =
            Command::ALL.iter().filter_map(|&command| Some((command, command.entry().shortcut?))).collect();
        commands.sort_by_key(|(_, shortcut)| std::cmp::Reverse(shortcut.modifiers.shift));
        for (command, shortcut) in commands {
            let key = shortcut.logical_key;
            let is_plain = shortcut.modifiers.is_none() && (key.name().len() == 1 || matches!(key, Key::Delete));
            let is_editing = matches!(
                command,
                Command::Undo | Command::Redo | Command::SelectAll | Command::GoBack | Command::GoForward
            );
            let belongs_to_field = (typing && (is_plain || is_editing)) || grid::takes(ctx, &shortcut);
            let is_pressed = |input: &mut egui::InputState| input.consume_shortcut(&shortcut);
            if !belongs_to_field && self.is_enabled(command) && ctx.input_mut(is_pressed) {
                acts.push(Act::Command(command));
            }
        }
        if !typing && !grid::has_keyboard(ctx) {
            self.clipboard(ctx, acts);
        }
        let (back, forward) = ctx.input(|input| {
            (input.pointer.button_pressed(PointerButton::Extra1), input.pointer.button_pressed(PointerButton::Extra2))
        });
        for (is_pressed, command) in [(back, Command::GoBack), (forward, Command::GoForward)] {
            if is_pressed && self.is_enabled(command) {
                acts.push(Act::Command(command));
            }
        }
    }

    /// The system gives the keys of the clipboard as events of their own.
    fn clipboard(&mut self, ctx: &egui::Context, acts: &mut Vec<Act>) {
        let is_of_clipboard = |event: &Event| matches!(event, Event::Copy | Event::Cut | Event::Paste(_));
        let events: Vec<Event> =
            ctx.input(|input| input.events.iter().filter(|event| is_of_clipboard(event)).cloned().collect());
        for event in events {
            match event {
                Event::Copy if self.is_enabled(Command::Copy) => acts.push(Act::Command(Command::Copy)),
                Event::Cut if self.is_enabled(Command::Cut) => acts.push(Act::Command(Command::Cut)),
                Event::Paste(text) if self.is_enabled(Command::Paste) => acts.push(Act::Paste(text)),
                _ => {}
            }
        }
    }
}
