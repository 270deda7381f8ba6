//! While the window is to close, or another map to come, and the disk still writes this one: whether to wait.

use std::path::Path;
use std::time::Duration;

use crate::app::act::Act;
use crate::app::seen::Seen;
use crate::app::widgets::question::{Answer, prompt_ui};
use crate::session::file_acts::{FileAct, Next};
use crate::storage;

/// The question. It goes by itself when the map is written.
pub(super) struct Waiting;

impl Waiting {
    /// Shows the question; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let files = &seen.session.files;
        let Some((next, (path, lasts))) = files.waits_for_saving().zip(files.saving()) else { return false };
        ctx.request_repaint_after_secs(1.0);
        let name = path.file_name().unwrap_or(path.as_os_str()).display();
        let title = format!("{name} is still being saved");
        let folder = storage::folder_of(path);
        let takes = format!("The disk has been writing it in {folder} for {}.", seconds(lasts));
        let (text, choices): (String, &[_]) = match next {
            Next::Quit => {
                let certain = certain(seen, path);
                let text = format!("{takes} The window closes when it is done.\n\nWithout waiting: {certain}");
                (
                    text,
                    &[("Don’t close", FileAct::StopWaiting), ("Close without waiting", FileAct::CloseWithoutWaiting)],
                )
            }
            _ => {
                (format!("{takes} What you asked for comes when it is done."), &[("Don’t go on", FileAct::StopWaiting)])
            }
        };
        let places: Vec<_> = choices.iter().enumerate().map(|(place, (label, _))| (*label, place)).collect();
        match prompt_ui(ctx, is_new, &title, &text, &places) {
            Answer::Pending => return true,
            Answer::Given(place) => acts.push(Act::File(choices[place].1.clone())),
            Answer::Cancelled => acts.push(Act::File(FileAct::StopWaiting)),
        }
        false
    }
}

/// What is certain of the map if the window closes now.
fn certain(seen: &Seen<'_>, path: &Path) -> String {
    let session = seen.session;
    let file = match session.document.path() == Some(path) {
        true => "the file is either as it was or wholly the new one, never half of it.",
        false => "there is either no such file or the whole one, never half of it.",
    };
    let kept = match (session.is_dirty(), session.files.is_kept()) {
        (false, _) => "",
        (true, true) => " The map as it is now is kept as a safety copy, which is offered at the next start.",
        (true, false) => " No safety copy of the map as it is now could be written yet, so that changes may be lost.",
    };
    format!("{file}{kept}")
}

fn seconds(lasts: Duration) -> String {
    crate::model::words::count(lasts.as_secs().max(1) as usize, "second", "seconds")
}
