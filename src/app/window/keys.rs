//! Keys: the commands that are given by the keyboard, the clipboard, and a mouse's buttons for going back and forward.

use egui::{Event, Key, Modifiers, PointerButton};

use crate::app::act::{Act, Command};
use crate::app::command;
use crate::app::grid;
use crate::session::Session;

/// Gives the commands whose keys are pressed, and takes what is pasted.
pub(super) fn take(ctx: &egui::Context, session: &Session, acts: &mut Vec<Act>) {
    let typing = ctx.text_edit_focused();
    let lets_go = session.spotlight().is_some() && !typing && !grid::has_keyboard(ctx);
    if lets_go && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        acts.push(Act::Spotlight(None));
    }
    // The longer shortcut is asked for first: Ctrl+Shift+S must not be taken for Ctrl+S.
    let mut rows: Vec<_> = command::entries().iter().filter_map(|entry| Some((entry, entry.keys?))).collect();
    rows.sort_by_key(|(_, shortcut)| std::cmp::Reverse(shortcut.modifiers.shift));
    for (entry, shortcut) in rows {
        let key = shortcut.logical_key;
        let is_plain = shortcut.modifiers.is_none() && (key.name().len() == 1 || matches!(key, Key::Delete));
        let is_editing = matches!(
            entry.command,
            Command::Undo | Command::Redo | Command::SelectAll | Command::GoBack | Command::GoForward
        );
        let belongs_to_field = (typing && (is_plain || is_editing)) || grid::takes(ctx, &shortcut);
        let is_pressed = |input: &mut egui::InputState| input.consume_shortcut(&shortcut);
        if !belongs_to_field && (entry.can)(session) && ctx.input_mut(is_pressed) {
            acts.push(Act::Command(entry.command));
        }
    }
    if !typing && !grid::has_keyboard(ctx) {
        clipboard(ctx, session, acts);
    }
    let (back, forward) = ctx.input(|input| {
        (input.pointer.button_pressed(PointerButton::Extra1), input.pointer.button_pressed(PointerButton::Extra2))
    });
    for (is_pressed, command) in [(back, Command::GoBack), (forward, Command::GoForward)] {
        if is_pressed && command::entry(command).is_enabled(session) {
            acts.push(Act::Command(command));
        }
    }
}

/// The system gives the keys of the clipboard as events of their own.
fn clipboard(ctx: &egui::Context, session: &Session, acts: &mut Vec<Act>) {
    let is_of_clipboard = |event: &Event| matches!(event, Event::Copy | Event::Cut | Event::Paste(_));
    let events: Vec<Event> =
        ctx.input(|input| input.events.iter().filter(|event| is_of_clipboard(event)).cloned().collect());
    let can = |command| command::entry(command).is_enabled(session);
    for event in events {
        match event {
            Event::Copy if can(Command::Copy) => acts.push(Act::Command(Command::Copy)),
            Event::Cut if can(Command::Cut) => acts.push(Act::Command(Command::Cut)),
            Event::Paste(text) if can(Command::Paste) => acts.push(Act::Paste(text)),
            _ => {}
        }
    }
}
