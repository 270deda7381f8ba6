//! The status bar: whether all is saved, what the map holds, what just happened.

use std::time::Duration;

use egui::Ui;

use crate::app::seen::Seen;
use crate::app::widgets::theme;
use crate::model::{NodeKind, words};
use crate::storage;

/// The most letters of a folder that are shown.
const MOST_LETTERS: usize = 36;

/// How long a map is being written before that is told.
const SAVING_IS_TOLD: Duration = Duration::from_millis(200);

/// Shows the bar.
pub(super) fn show(ui: &mut Ui, seen: &Seen<'_>) {
    let session = seen.session;
    // The map needs the room more.
    ui.spacing_mut().interact_size.y = 16.0;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let saved = match (session.document.is_protected(), session.document.is_dirty(), session.document.path()) {
            (true, ..) => "read only".to_owned(),
            (_, true, _) => "not saved".to_owned(),
            (_, _, Some(path)) => format!("saved in {}", short(&storage::folder_of(path))),
            (_, _, None) if session.is_sample() => "a sample, in no file of yours".to_owned(),
            (_, _, None) => "in no file yet".to_owned(),
        };
        let mut parts = vec![saved];
        // Saving takes nothing of it along, and says that it has saved.
        parts.extend(session.is_typing().then(|| "something is still being typed".to_owned()));
        if let Some(picture) = &session.picture {
            let metrics = &picture.report.metrics;
            let bodies = words::count(metrics.bodies.all as usize, "body", "bodies");
            let strands: u32 = metrics.nodes.get(&NodeKind::Strand).map_or(0, |counts| counts.values().sum());
            if session.document.map().nodes.is_empty() {
                parts.push("nothing on the map yet".to_owned());
            } else {
                parts.push(format!("{bodies} ({} live)", metrics.bodies.live));
                parts.push(words::count(strands as usize, "strand", "strands"));
            }
            parts.extend(metrics.routes.sentence());
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if let Some(path) = session.files.opening() {
                ui.spinner();
                ui.label(theme::small(ui, format!("Opening {}", path.display())));
            } else if let Some((path, lasts)) = session.files.saving() {
                // Most disks are done before anybody could read it.
                match SAVING_IS_TOLD.checked_sub(lasts) {
                    Some(left) => ui.ctx().request_repaint_after(left),
                    None => {
                        ui.spinner();
                        ui.label(theme::small(ui, format!("Saving {}", path.display())));
                    }
                }
            } else if session.is_drawing() {
                ui.spinner();
                ui.label(theme::small(ui, "Checking and drawing the map"));
            } else if let Some((message, left)) = session.message() {
                let text = egui::RichText::new(message).size(theme::SMALL);
                let label = ui.add(egui::Label::new(text).truncate());
                ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
                ui.ctx().request_repaint_after(left);
            } else if let Some(picture) = &session.picture {
                let milliseconds = picture.analysed_in.as_secs_f64() * 1000.0;
                ui.label(theme::small(ui, format!("checked in {milliseconds:.1} ms")));
            }
            // What just happened has its room first; of the rest the end is cut.
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let label = ui.add(egui::Label::new(theme::small(ui, parts.join("  ·  "))).truncate());
                if let Some(path) = session.document.path() {
                    label.on_hover_text(path.display().to_string());
                }
            });
        });
    });
}

/// The end of a long path: the folder itself tells more than where all folders begin.
fn short(folder: &str) -> String {
    let letters = folder.chars().count();
    if letters <= MOST_LETTERS {
        return folder.to_owned();
    }
    let end: String = folder.chars().skip(letters + 1 - MOST_LETTERS).collect();
    format!("…{end}")
}
