//! The menu of what can be read.

use egui::Key;

use super::{CTRL_SHIFT, Entry, Menu, NONE, SHIFT, always, keys};
use crate::app::act::{Act, Ask, Command};
use crate::session::help::Topic;
use crate::session::tour::TourAct;

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
            Command::Help,
            "Look something up…",
            "Read and search the help; with a field or a finding chosen, what there is to know of that",
            keys(NONE, Key::F1),
            always,
            |_, _| vec![Act::Ask(Ask::Help(Topic::Here))],
        )),
        entry((
            Command::Shortcuts,
            "Keyboard shortcuts",
            "Show every shortcut",
            keys(SHIFT, Key::F1),
            always,
            |_, _| vec![Act::Ask(Ask::Help(Topic::Keys))],
        )),
        entry((
            Command::Tour,
            "Take the tour",
            "Learn by doing, in eight steps on a map of its own, or go on where you left",
            None,
            always,
            |_, _| vec![Act::Tour(TourAct::Take)],
        )),
        entry((Command::About, "About Boardwalk", "What this program is", None, always, |_, _| {
            vec![Act::Ask(Ask::About)]
        }))
        .after_line(),
    ]
}
