//! The menu of files.

use egui::Key;

use super::{CTRL, CTRL_SHIFT, Entry, Menu, always, keys};
use crate::app::act::{Act, Ask, Command, Native};
use crate::session::file_acts::{FileAct, FileQuestion, Next, PathWish};

pub(super) fn entries() -> Vec<Entry> {
    let entry = |row| Entry::row(Menu::File, row);
    vec![
        entry((
            Command::NewMap,
            "New…",
            "Make a new map: empty, from a template or from pasted text",
            keys(CTRL, Key::N),
            always,
            |_, _| vec![Act::Ask(Ask::NewMap)],
        )),
        entry((Command::Open, "Open…", "Choose a map file and open it", keys(CTRL, Key::O), always, |_, _| {
            vec![Act::File(FileAct::UnlessUnsaved(Next::AskToOpen))]
        })),
        entry((Command::Save, "Save", "Write the map to its file", keys(CTRL, Key::S), always, |_, _| {
            vec![Act::File(FileAct::Save(None))]
        }))
        .after_line(),
        entry((
            Command::SaveAs,
            "Save as…",
            "Write the map to another file",
            keys(CTRL_SHIFT, Key::S),
            always,
            |_, _| vec![Act::File(FileAct::SaveAs(None))],
        )),
        entry((
            Command::MergeFile,
            "Merge from file…",
            "Take in what somebody else has changed in a copy of this map",
            None,
            |session| !session.panels.start,
            |_, _| vec![Act::File(FileAct::AskToMerge)],
        )),
        entry((
            Command::Versions,
            "Versions…",
            "See what the file of the map was before, compare it, and bring it back",
            None,
            |session| session.document.path().is_some() && !session.panels.start,
            |_, _| vec![Act::Ask(Ask::Versions)],
        )),
        entry((
            Command::Import,
            "Import…",
            "Read a spreadsheet, a table or a drawing of another tool (Excel, CSV, GraphML, Kumu, draw.io) onto the map or into a new one",
            None,
            always,
            |_, session| {
                let folder = session.folder_of_imports();
                vec![Act::Ask(Ask::File(FileQuestion::Path { wish: PathWish::Import, folder }))]
            },
        ))
        .after_line(),
        entry((
            Command::Export,
            "Export…",
            "Write the map as a picture, a workbook or for another program",
            keys(CTRL_SHIFT, Key::E),
            |session| session.picture.is_some() && !session.panels.start,
            |_, _| vec![Act::Ask(Ask::Export)],
        )),
        entry((
            Command::Report,
            "Report…",
            "Write a board paper on the map, for Word, as a PDF, for the web or as plain text",
            None,
            |session| !session.panels.start && !session.document.baseline().nodes.is_empty(),
            |_, _| vec![Act::Ask(Ask::Report)],
        )),
        entry((Command::Quit, "Quit", "Close the window", keys(CTRL, Key::Q), always, |_, _| {
            vec![Act::Native(Native::Close)]
        }))
        .after_line(),
    ]
}
