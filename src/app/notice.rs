//! The notice: what the last step did to the findings, shown for a moment, with the way back.

use std::time::{Duration, Instant};

use super::command::Command;
use super::theme;
use super::workbench::{Act, Workbench};
use crate::analysis::{Changes, Severity};
use crate::model::Map;
use crate::model::words::{self, capitalised};

/// How long it stays.
const STAYS: Duration = Duration::from_secs(9);
/// How many new findings are named.
const NAMED: usize = 2;

/// What the last step was, and what came of it.
pub struct Notice {
    title: String,
    is_made: bool,
    solved: usize,
    news: Vec<(Severity, String)>,
    since: Instant,
}

impl Notice {
    /// A step was made.
    pub fn made(label: &str) -> Self {
        Self { title: capitalised(label), is_made: true, solved: 0, news: Vec::new(), since: Instant::now() }
    }

    /// A step was taken back.
    pub fn undone(label: &str) -> Self {
        Self { title: format!("Undone: {label}"), is_made: false, ..Self::made(label) }
    }

    /// Notes what the step did to the findings.
    pub fn note(&mut self, changes: &Changes<'_>, map: &Map) {
        self.solved += changes.solved.len();
        let name = |finding: &&crate::analysis::Finding| {
            let place = finding.subjects.first().map_or("", |subject| map.name(subject.id.as_str()));
            (finding.severity, format!("{} at {place}", finding.rule.replace('-', " ")))
        };
        self.news.extend(changes.new.iter().map(name));
    }

    /// The whole of it in a sentence, as it is read out.
    pub fn words(&self) -> String {
        let parts = [Some(self.title.clone()), self.solved_words(), self.new_words()];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    fn solved_words(&self) -> Option<String> {
        (self.solved > 0).then(|| format!("solved {}", words::count(self.solved, "finding", "findings")))
    }

    fn new_words(&self) -> Option<String> {
        let named: Vec<&str> = self.news.iter().take(NAMED).map(|(_, words)| words.as_str()).collect();
        let more = self.news.len() - named.len();
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        (!named.is_empty()).then(|| format!("new: {}{rest}", named.join(", ")))
    }
}

impl Workbench {
    /// Shows the notice at the foot of the canvas, while it is fresh.
    pub(super) fn notice_ui(&mut self, ctx: &egui::Context, acts: &mut Vec<Act>) {
        let Some(notice) = &self.notice else { return };
        let Some(left) = STAYS.checked_sub(notice.since.elapsed()) else {
            self.notice = None;
            return;
        };
        ctx.request_repaint_after(left);
        let screen = self.canvas.screen();
        let area = egui::Area::new(egui::Id::new("notice"))
            .order(egui::Order::Middle)
            .pivot(egui::Align2::CENTER_BOTTOM)
            .fixed_pos(screen.center_bottom() - egui::vec2(0.0, 14.0));
        let mut is_closed = false;
        area.show(ctx, |ui| {
            let colours = theme::colours(ui);
            egui::Frame::window(ui.style()).inner_margin(egui::Margin::symmetric(12, 7)).show(ui, |ui| {
                ui.horizontal(|ui| {
                    let title = ui.label(theme::strong(notice.title.as_str(), theme::BODY));
                    ui.ctx().accesskit_node_builder(title.id, |node| {
                        node.set_label(notice.words());
                        node.set_live(egui::accesskit::Live::Polite);
                    });
                    if let Some(solved) = notice.solved_words() {
                        ui.label(theme::small(ui, "·"));
                        ui.label(egui::RichText::new(solved).size(theme::SMALL).color(colours.accent));
                    }
                    if let Some(new) = notice.new_words() {
                        let worst = notice.news.iter().map(|(severity, _)| *severity).max();
                        ui.label(theme::small(ui, "·"));
                        let colour = worst.map_or(colours.muted, |worst| colours.severity(worst));
                        ui.label(egui::RichText::new(new).size(theme::SMALL).color(colour));
                    }
                    if notice.is_made && ui.button("Undo").clicked() {
                        acts.push(Act::Command(Command::Undo));
                    }
                    is_closed = ui.add(egui::Button::new("×").frame(false)).on_hover_text("Close").clicked();
                });
            });
        });
        if is_closed {
            self.notice = None;
        }
    }
}
