//! The status bar: whether all is saved, what the map holds, what just happened.

use egui::Ui;

use super::theme;
use super::workbench::{Workbench, plural};
use crate::model::NodeKind;

/// Shows the bar.
pub fn status_bar_ui(ui: &mut Ui, bench: &Workbench) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let map = bench.document.map();
        let bodies = map.nodes.iter().filter(|node| node.is_body()).count();
        let live = map.nodes.iter().filter(|node| node.is_body() && map.is_live(node)).count();
        let strands = map.nodes.iter().filter(|node| node.kind == NodeKind::Strand).count();
        let saved = match (bench.document.is_read_only(), bench.document.is_dirty(), bench.document.path()) {
            (true, ..) => "read only",
            (_, true, _) => "not saved",
            (_, _, Some(_)) => "saved",
            (_, _, None) => "sample",
        };
        let mut parts = vec![
            saved.to_owned(),
            format!("{} ({live} live)", plural(bodies, "body", "bodies")),
            plural(strands, "strand", "strands"),
        ];
        if let Some(picture) = &bench.picture {
            let routes = &picture.report.metrics.routes;
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
                ui.label(egui::RichText::new(message).size(theme::SMALL));
                ui.ctx().request_repaint_after(left);
            } else if let Some(picture) = &bench.picture {
                let milliseconds = picture.analysed_in.as_secs_f64() * 1000.0;
                ui.label(theme::small(ui, format!("checked in {milliseconds:.1} ms")));
            }
        });
    });
}
