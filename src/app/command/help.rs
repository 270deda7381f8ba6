//! The menu of what can be read.

use egui::Key;

use super::{CTRL_SHIFT, Entry, Menu, NONE, always, keys};
use crate::app::act::{Act, Ask, Command};

pub(super) fn entries() -> Vec<Entry> {
    let entry = |row| Entry::row(Menu::Help, row);
    vec![
        entry((
            Command::Palette,
            "All commands…",
            "Find any command by a few letters",
            keys(CTRL_SHIFT, Key::P),
            always,
            |_, _| vec![Act::Ask(Ask::Palette)],
        )),
        entry((
            Command::Shortcuts,
            "Keyboard shortcuts",
            "Show every shortcut",
            keys(NONE, Key::F1),
            always,
            |_, _| vec![Act::Ask(Ask::Shortcuts)],
        )),
        entry((Command::About, "About Boardwalk", "What this program is", None, always, |_, _| {
            vec![Act::Ask(Ask::About)]
        }))
        .after_line(),
    ]
}
