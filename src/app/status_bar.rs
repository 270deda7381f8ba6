//! The status bar: whether all is saved, what the map holds, what just happened.

use egui::Ui;

use super::theme;
use super::workbench::Workbench;
use crate::model::{NodeKind, words};

/// Shows the bar.
pub fn status_bar_ui(ui: &mut Ui, bench: &Workbench) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let saved = match (bench.document.is_read_only(), bench.document.is_dirty(), bench.document.path()) {
            (true, ..) => "read only",
            (_, true, _) => "not saved",
            (_, _, Some(_)) => "saved",
            (_, _, None) => "in no file yet",
        };
        let mut parts = vec![saved.to_owned()];
        if let Some(picture) = &bench.picture {
            let metrics = &picture.report.metrics;
            let bodies = words::count(metrics.bodies.all as usize, "body", "bodies");
            let strands: u32 = metrics.nodes.get(&NodeKind::Strand).map_or(0, |counts| counts.values().sum());
            parts.push(format!("{bodies} ({} live)", metrics.bodies.live));
            parts.push(words::count(strands as usize, "strand", "strands"));
            let routes = &metrics.routes;
            parts.push(format!("{} of {} have a sound route", routes.sound, routes.expected));
        }
        ui.label(theme::small(ui, parts.join("  ·  ")));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if let Some(path) = bench.files.opening() {
                ui.spinner();
                ui.label(theme::small(ui, format!("Opening {}", path.display())));
            } else if bench.worker.is_busy() {
                ui.spinner();
                ui.label(theme::small(ui, "Checking and drawing the map"));
            } else if let Some((message, left)) = bench.message() {
                let label = ui.label(egui::RichText::new(message).size(theme::SMALL));
                ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
                ui.ctx().request_repaint_after(left);
            } else if let Some(picture) = &bench.picture {
                let milliseconds = picture.analysed_in.as_secs_f64() * 1000.0;
                ui.label(theme::small(ui, format!("checked in {milliseconds:.1} ms")));
            }
        });
    });
}
