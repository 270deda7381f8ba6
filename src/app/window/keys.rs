//! Keys: the commands that are given by the keyboard, the clipboard, and a mouse's buttons for going back and forward.

use egui::{Event, Key, KeyboardShortcut, Modifiers, PointerButton};

use super::clicker;
use crate::app::act::{Act, Command};
use crate::app::command::{self, Entry};
use crate::app::grid;
use crate::app::widgets::keys;
use crate::app::widgets::regions::{self, Region};
use crate::session::Session;
use crate::session::capture::CaptureAct;
use crate::session::panels::Panel;
use crate::session::tour::TourAct;

/// A key that was pressed: what it stands for on this keyboard, and where it lies.
#[derive(Debug, Clone, Copy)]
struct Pressed {
    key: Key,
    place: Option<Key>,
    modifiers: Modifiers,
}

/// Gives the commands whose keys are pressed, and takes what is pasted.
pub(super) fn take(ctx: &egui::Context, session: &Session, acts: &mut Vec<Act>) {
    let is_typing = ctx.text_edit_focused();
    if !is_typing && !grid::has_keyboard(ctx) {
        let_go(ctx, session, acts);
    }
    let mut taken = Vec::new();
    for (place, pressed) in pressed_keys(ctx) {
        let Some((entry, shortcut)) = meant_by(pressed) else { continue };
        let is_editing = matches!(
            entry.command,
            Command::Undo | Command::Redo | Command::SelectAll | Command::GoBack | Command::GoForward
        );
        let belongs_to_field =
            (is_typing && (keys::belongs_to_text(&shortcut) || is_editing)) || grid::takes(ctx, &shortcut);
        if !belongs_to_field && is_answered(entry, session) {
            acts.push(match slips(entry, &shortcut, session) {
                true => Act::Say(refusal(entry, command::keys_in_words(ctx, &shortcut), ctx)),
                false => Act::Command(entry.command),
            });
            taken.push(place);
        }
    }
    ctx.input_mut(|input| {
        let mut place = 0..;
        input.events.retain(|_| !place.next().is_some_and(|place| taken.contains(&place)));
    });
    if !is_typing && !grid::has_keyboard(ctx) {
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

/// Takes the keys of who presents: all of a clicker where nothing but the map is shown, those that make the screen black
/// while the room has a window of its own.
pub(super) fn take_of_talk(ctx: &egui::Context, session: &Session, acts: &mut Vec<Act>) {
    let is_typing = ctx.text_edit_focused() || grid::has_keyboard(ctx) || egui::Popup::is_any_open(ctx);
    if is_typing || session.panels.start {
        return;
    }
    if session.panels.presenting {
        clicker::take(ctx, session, acts);
    } else if session.talk.stage.has_audience {
        clicker::take_black(ctx, session, acts);
    }
}

/// F10 leads to the menus, F6 from one part of the window to the next, and with Shift to the one before.
pub(super) fn go_about(ctx: &egui::Context, session: &Session) {
    if session.panels.presenting || egui::Popup::is_any_open(ctx) {
        return;
    }
    // Shift and F10 ask what can be done with what is chosen.
    let pressed = |wanted, modifiers| {
        pressed_keys(ctx).iter().any(|(_, pressed)| pressed.key == wanted && pressed.modifiers == modifiers)
    };
    if pressed(Key::F10, Modifiers::NONE) {
        regions::go_to(ctx, Region::Menus);
    } else if pressed(Key::F6, Modifiers::NONE) {
        regions::go_on(ctx, false);
    } else if pressed(Key::F6, Modifiers::SHIFT) {
        regions::go_on(ctx, true);
    }
}

/// Whether the keys of a command have an answer: it is carried out, or a map for reading only says why it is not.
fn is_answered(entry: &Entry, session: &Session) -> bool {
    entry.is_enabled(session) || (session.document.is_read_only() && entry.changes_the_map())
}

/// Whether a key alone would change what the room sees, by a slip of the hand: while the map is presented nobody moves a card
/// either. What is meant is asked for with a second key, in the menu of a card or among all commands. A note is taken by one
/// key, as people speak.
fn slips(entry: &Entry, shortcut: &KeyboardShortcut, session: &Session) -> bool {
    let is_alone = !shortcut.modifiers.command && !shortcut.modifiers.alt;
    session.panels.presenting && is_alone && entry.changes_the_map() && entry.command != Command::Capture
}

/// What is said of such a key.
fn refusal(entry: &Entry, key: String, ctx: &egui::Context) -> String {
    let all = command::entry(Command::Palette).keys.map(|keys| command::keys_in_words(ctx, &keys)).unwrap_or_default();
    let label = entry.label.trim_end_matches('…');
    format!("{key} alone changes nothing that is presented: “{label}” is among all commands ({all})")
}

/// Escape ends a presentation, whatever is chosen, lit or held, once nothing is being noted: who presents must not have to look
/// for the way out. Else it takes one thing back: what was asked to be seen, then the finding that is lit, then the focus,
/// then what stands beside the map. What is chosen comes after these.
fn let_go(ctx: &egui::Context, session: &Session, acts: &mut Vec<Act>) {
    let act = if session.panels.presenting && session.talk.workshop.form.is_some() {
        // What is typed in it stands there again.
        Act::Capture(CaptureAct::Leave)
    } else if session.panels.presenting {
        Act::Present(false)
    } else if session.spotlight().is_some() {
        Act::Spotlight(None)
    } else if session.selection.finding.is_some() {
        Act::Select(session.selection.ids.clone())
    } else if session.view.focus.is_some() {
        Act::Focus(None)
    } else if session.picture_beside().is_some() {
        Act::Open(Panel::Beside, false)
    } else {
        return;
    };
    let is_held = !session.panels.presenting && ctx.input(|input| input.pointer.any_down());
    let is_free = !egui::Popup::is_any_open(ctx) && !is_held;
    if is_free && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        acts.push(act);
    }
}

/// Has keys not reach the canvas that are meant for what stands in front of it: Escape closes that, arrows go through it.
pub(super) fn keep_from_canvas(ctx: &egui::Context) {
    ctx.input_mut(|input| {
        for key in [Key::Escape, Key::ArrowUp, Key::ArrowDown, Key::ArrowLeft, Key::ArrowRight, Key::Enter] {
            input.consume_key(Modifiers::NONE, key);
        }
    });
}

/// What Escape takes back where nobody had any other use for it: what is chosen.
pub(super) fn take_back_the_rest(ctx: &egui::Context, session: &Session, acts: &mut Vec<Act>) {
    let is_free = !ctx.text_edit_focused() && !grid::has_keyboard(ctx);
    let act = Act::Select(Default::default());
    let is_free = is_free && session.selection != Default::default();
    if is_free && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        acts.push(act);
    }
}

/// Escape leaves the tour where nobody had any other use for it.
pub(super) fn leave_tour(ctx: &egui::Context, acts: &mut Vec<Act>) {
    let is_free = !ctx.text_edit_focused() && !grid::has_keyboard(ctx) && !egui::Popup::is_any_open(ctx);
    if is_free && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        acts.push(Act::Tour(TourAct::Leave));
    }
}

/// The keys that are pressed in this frame, in their order, with their places among the events.
fn pressed_keys(ctx: &egui::Context) -> Vec<(usize, Pressed)> {
    ctx.input(|input| {
        let pressed = |(place, event): (usize, &Event)| match event {
            Event::Key { key, physical_key, pressed: true, modifiers, .. } => {
                Some((place, Pressed { key: *key, place: *physical_key, modifiers: *modifiers }))
            }
            _ => None,
        };
        input.events.iter().enumerate().filter_map(pressed).collect()
    })
}

/// The command that a key asks for: by what it stands for; else by where it lies, if that is no letter and no digit. So
/// every shortcut has a key on every keyboard: some have digits only with Shift, or a semicolon in the place of Q.
fn meant_by(pressed: Pressed) -> Option<(&'static Entry, KeyboardShortcut)> {
    let is_letter_or_digit = pressed.key.name().len() == 1 && pressed.key.name().is_ascii();
    let place = pressed.place.filter(|_| !is_letter_or_digit);
    [Some(pressed.key), place].into_iter().flatten().find_map(|key| {
        let fits = |shortcut: &KeyboardShortcut| {
            // With Alt, a key writes a letter of its own on many keyboards; and with Ctrl and Alt, which is AltGr on some.
            let is_alt_meant = shortcut.modifiers.alt || !pressed.modifiers.alt;
            shortcut.logical_key == key && is_alt_meant && pressed.modifiers.matches_logically(shortcut.modifiers)
        };
        let fitting = command::entries().iter().flat_map(|entry| {
            let shortcuts = [entry.keys, entry.also].into_iter().flatten();
            shortcuts.filter(fits).map(move |shortcut| (entry, shortcut))
        });
        // The longer shortcut comes first: Ctrl+Shift+S must not be taken for Ctrl+S.
        fitting.max_by_key(|(_, shortcut)| (shortcut.modifiers.shift, shortcut.modifiers.alt))
    })
}

/// The system gives the keys of the clipboard as events of their own.
fn clipboard(ctx: &egui::Context, session: &Session, acts: &mut Vec<Act>) {
    let is_of_clipboard = |event: &Event| matches!(event, Event::Copy | Event::Cut | Event::Paste(_));
    let events: Vec<Event> =
        ctx.input(|input| input.events.iter().filter(|event| is_of_clipboard(event)).cloned().collect());
    let is_answered = |command| is_answered(command::entry(command), session);
    for event in events {
        match event {
            Event::Copy if is_answered(Command::Copy) => acts.push(Act::Command(Command::Copy)),
            Event::Cut if is_answered(Command::Cut) => acts.push(Act::Command(Command::Cut)),
            Event::Paste(text) if command::entry(Command::Paste).is_enabled(session) => acts.push(Act::Paste(text)),
            Event::Paste(_) if is_answered(Command::Paste) => acts.push(Act::Command(Command::Paste)),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys of a keyboard by their places, as a British or American one names them.
    const PLACES: &str = "`1234567890-=QWERTYUIOP[]ASDFGHJKL;'ZXCVBNM,./";
    /// What they write on other keyboards, without and with Shift.
    const KEYBOARDS: [(&str, &str, &str); 6] = [
        (
            "American",
            "`1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./",
            "~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>?",
        ),
        ("French", "²&é\"'(-è_çà)=azertyuiop^$qsdfghjklmùwxcvbn,;:!", "~1234567890°+AZERTYUIOP¨£QSDFGHJKLM%WXCVBN?./§"),
        ("German", "^1234567890ß´qwertzuiopü+asdfghjklöäyxcvbnm,.-", "°!\"§$%&/()=?`QWERTZUIOPÜ*ASDFGHJKLÖÄYXCVBNM;:_"),
        (
            "Russian",
            "ё1234567890-=йцукенгшщзхъфывапролджэячсмитьбю.",
            "Ё!\"№;%:?*()_+ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,",
        ),
        ("Greek", "`1234567890-=;ςερτυθιοπ[]ασδφγηξκλ΄'ζχψωβνμ,./", "~!@#$%^&*()_+:΅ΕΡΤΥΘΙΟΠ{}ΑΣΔΦΓΗΞΚΛ¨\"ΖΧΨΩΒΝΜ<>?"),
        ("Dvorak", "`1234567890[]',.pyfgcrl/=aoeuidhtns-;qjkxbmwvz", "~!@#$%^&*(){}\"<>PYFGCRL?+AOEUIDHTNS_:QJKXBMWVZ"),
    ];
    const NAMED: [Key; 11] = [
        Key::Delete,
        Key::F1,
        Key::F2,
        Key::F5,
        Key::F8,
        Key::F9,
        Key::F11,
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::PageUp,
        Key::PageDown,
    ];

    /// What each key of a keyboard stands for, with and without Shift, as winit and egui make it of what it writes.
    fn keys(plain: &str, shifted: &str) -> Vec<(Key, Option<Key>, bool)> {
        let places = PLACES.chars().map(|place| Key::from_name(&place.to_string()));
        let written = plain.chars().zip(shifted.chars());
        let both = places.zip(written).flat_map(|(place, (plain, shifted))| {
            [(plain, false), (shifted, true)]
                .map(|(written, shift)| (Key::from_name(&written.to_string()), place, shift))
        });
        let mut keys: Vec<_> = both.filter_map(|(key, place, shift)| Some((key.or(place)?, place, shift))).collect();
        keys.extend(NAMED.iter().flat_map(|key| [false, true].map(|shift| (*key, Some(*key), shift))));
        keys
    }

    #[test]
    fn every_shortcut_has_a_key_on_every_keyboard() {
        for (keyboard, plain, shifted) in KEYBOARDS {
            let keys = keys(plain, shifted);
            for entry in command::entries().iter().filter(|entry| entry.keys.is_some()) {
                let modifiers = [Modifiers::NONE, Modifiers::COMMAND, Modifiers::ALT];
                let is_pressable = keys.iter().any(|&(key, place, shift)| {
                    modifiers.iter().any(|&modifiers| {
                        let modifiers = Modifiers { shift, ..modifiers };
                        meant_by(Pressed { key, place, modifiers })
                            .is_some_and(|(meant, _)| meant.command == entry.command)
                    })
                });
                // The keys of the clipboard come as events of their own.
                assert!(is_pressable, "{:?} has no key on a {keyboard} keyboard", entry.command);
            }
        }
    }

    #[test]
    fn letters_mean_what_is_written_on_them_and_other_keys_may_mean_their_places() {
        let meant = |key, place, modifiers| {
            meant_by(Pressed { key, place: Some(place), modifiers }).map(|(entry, _)| entry.command)
        };
        let ctrl = Modifiers::COMMAND;
        for (modifiers, command) in [(Modifiers::NONE, Command::ZoomIn), (ctrl, Command::LargerText)] {
            assert_eq!(meant(Key::Equals, Key::Equals, modifiers), Some(command));
            assert_eq!(meant(Key::Plus, Key::Equals, modifiers | Modifiers::SHIFT), Some(command));
        }
        assert_eq!(meant(Key::Y, Key::Y, ctrl), Some(Command::Redo));
        assert_eq!(meant(Key::Z, Key::Y, ctrl), Some(Command::Undo), "a German keyboard");
        assert_eq!(meant(Key::Semicolon, Key::Q, ctrl), Some(Command::Quit), "a Greek keyboard");
        assert_eq!(meant(Key::O, Key::S, Modifiers::NONE), None, "a Dvorak keyboard: O is no S");
        assert_eq!(meant(Key::L, Key::L, Modifiers::ALT), None, "Alt and L write a letter in Polish");
        assert_eq!(meant(Key::S, Key::S, ctrl | Modifiers::SHIFT), Some(Command::SaveAs));
    }
}
