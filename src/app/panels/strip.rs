//! The strip above the canvas: what people have to know of the file of the open map, for as long as it is so, with what can
//! be done about it.

use std::path::Path;

use egui::Ui;

use crate::app::act::{Act, Command};
use crate::app::seen::Seen;
use crate::app::widgets::theme;
use crate::model::words::{capitalised, count};
use crate::session::file_acts::{FileAct, Next};
use crate::session::options::OptionAct;
use crate::storage::watcher::Found;
use crate::storage::{self, ReadOnly};

/// What is said, and what can be done about it: the likeliest first.
struct Strip {
    text: String,
    ways: Vec<(&'static str, FileAct)>,
}

/// Shows the strip, if there is anything to say.
pub(super) fn show(ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
    undecided_ui(ui, seen, acts);
    let strips = [changed(seen), beside(seen), read_only(seen), at_home(seen)];
    for (place, strip) in strips.into_iter().enumerate() {
        let Some(Strip { text, ways }) = strip else { continue };
        let colours = theme::colours(ui);
        let fill = colours.panel.lerp_to_gamma(colours.warning, 0.16);
        let frame = theme::panel_frame(ui).fill(fill).inner_margin(egui::Margin::symmetric(theme::MARGIN, 5));
        egui::Panel::top(egui::Id::new(("strip", place))).frame(frame).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                let label = ui.label(text.as_str());
                ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
                ui.add_space(theme::GAP / 2.0);
                for (words, act) in ways {
                    if ui.button(words).clicked() {
                        acts.push(Act::File(act));
                    }
                }
            });
        });
    }
}

/// That two versions were merged, and not all of it is decided.
fn undecided_ui(ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
    let undecided = seen.session.document.baseline().undecided.len();
    if undecided == 0 {
        return;
    }
    let colours = theme::colours(ui);
    let fill = colours.panel.lerp_to_gamma(colours.warning, 0.16);
    let frame = theme::panel_frame(ui).fill(fill).inner_margin(egui::Margin::symmetric(theme::MARGIN, 5));
    egui::Panel::top("undecided").frame(frame).show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            let number = count(undecided, "thing is", "things are");
            ui.label(format!("Two versions of this map were merged, and {number} still undecided."));
            if ui.button("Decide…").clicked() {
                acts.push(Act::Option(OptionAct::Open(None)));
                acts.push(Act::Command(Command::Decide));
            }
        });
    });
}

/// What another program has done to the file.
fn changed(seen: &Seen<'_>) -> Option<Strip> {
    let (path, found) = seen.session.change_on_disk()?;
    let name = file_name(path);
    let folder = storage::folder_of(path);
    Some(match found {
        Found::Same => return None,
        Found::Changed(_) => Strip {
            text: format!("Another program has changed {name} in {folder}. What is open here is as it was."),
            ways: vec![
                ("Reload", FileAct::UnlessUnsaved(Next::OpenPath(path.to_owned()))),
                ("See what changed…", FileAct::Compare(None)),
                ("Merge it into mine…", FileAct::Merge(path.to_owned())),
                ("Keep mine", FileAct::LeaveChange),
                ("Save mine as…", FileAct::SaveAs(None)),
            ],
        },
        Found::Moved(there) => Strip {
            text: match there.parent() == path.parent() {
                true => format!("{name} in {folder} is called {} now.", file_name(there)),
                false => format!("{name} was moved from {folder} to {}.", place(there, path)),
            },
            ways: vec![
                ("Go on there", FileAct::GoOnIn(there.clone())),
                ("Save it here again", FileAct::Save(None)),
                ("Save as…", FileAct::SaveAs(None)),
                ("Leave it", FileAct::LeaveChange),
            ],
        },
        Found::Gone => Strip {
            text: format!(
                "{name} is not in {folder} any more: it was moved, renamed or removed. The map is still open here."
            ),
            ways: vec![
                ("Save it there again", FileAct::Save(None)),
                ("Save as…", FileAct::SaveAs(None)),
                ("Leave it", FileAct::LeaveChange),
            ],
        },
    })
}

/// That nothing can be kept in the program's own folder.
fn at_home(seen: &Seen<'_>) -> Option<Strip> {
    let text = seen.session.files.trouble_at_home()?;
    Some(Strip { text: text.to_owned(), ways: vec![("Close", FileAct::LeaveTrouble)] })
}

/// Another version that lies beside the file.
fn beside(seen: &Seen<'_>) -> Option<Strip> {
    let copy = seen.session.copy_beside()?;
    let (name, folder) = (file_name(copy), storage::folder_of(copy));
    Some(Strip {
        text: format!("Another version of this map lies in {folder}: {name}."),
        ways: vec![
            ("See what is different…", FileAct::CompareWith(copy.to_owned())),
            ("Open that one", FileAct::UnlessUnsaved(Next::OpenPath(copy.to_owned()))),
            ("Leave it there", FileAct::LeaveCopy(copy.to_owned())),
        ],
    })
}

fn file_name(path: &Path) -> std::path::Display<'_> {
    Path::new(path.file_name().unwrap_or(path.as_os_str())).display()
}

/// Where it is, with its name if that is another one.
fn place(there: &Path, was: &Path) -> String {
    let folder = storage::folder_of(there);
    match there.file_name() == was.file_name() {
        true => folder,
        false => format!("{folder}, where it is called {}", file_name(there)),
    }
}

/// Why the map cannot be changed.
fn read_only(seen: &Seen<'_>) -> Option<Strip> {
    let why = seen.session.files.read_only()?;
    let ways = match why {
        ReadOnly::Protected => vec![("Save a copy…", FileAct::SaveAs(None))],
        ReadOnly::LaterVersion(_) => Vec::new(),
    };
    Some(Strip { text: format!("{}.", capitalised(&why.to_string())), ways })
}
