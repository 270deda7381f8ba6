//! The findings: what is wrong with the map, by consequence, as sentences.

use std::sync::Arc;

use egui::{Align2, FontFamily, FontId, Sense, Ui, Vec2, WidgetInfo, WidgetType};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use super::theme;
use super::workbench::{Act, Workbench, plural};
use crate::analysis::{self, Cause, ENOUGH_TO_FOLD, Family, Finding, Severity, by_cause};

/// How wide the explanation beside the list is, as a share of the panel.
const EXPLANATION_SHARE: f32 = 0.42;
/// How wide the columns at the right of the list are, points.
const RULE_COLUMN: f32 = 170.0;
const SUBJECTS_COLUMN: f32 = 150.0;
const EXPLAIN_COLUMN: f32 = 62.0;
const FIX_COLUMN: f32 = 34.0;

/// A line of the list.
#[derive(Debug, Clone)]
enum Row {
    Title(Family, usize),
    Cause { cause: Cause, text: String, severity: Severity, open: bool },
    Finding { index: usize, indented: bool },
}

/// What the rows follow from.
type Key = (usize, Vec<Family>, Option<Severity>, String, Vec<Cause>);

/// The panel's own state.
#[derive(Default)]
pub struct Findings {
    hidden: Vec<Family>,
    severity: Option<Severity>,
    words: String,
    open: Vec<Cause>,
    rows: Option<(Key, Arc<[Row]>)>,
    shown_finding: Option<usize>,
    markdown: CommonMarkCache,
}

impl Findings {
    /// Shows the list, and beside it the explanation that is open.
    pub fn findings_ui(&mut self, ui: &mut Ui, bench: &Workbench, acts: &mut Vec<Act>) {
        if let Some(code) = bench.explaining {
            let width = ui.available_width() * EXPLANATION_SHARE;
            egui::Panel::right("explanation")
                .resizable(true)
                .default_size(width)
                .frame(egui::Frame::new().inner_margin(egui::Margin { left: 14, right: 0, top: 0, bottom: 0 }))
                .show(ui, |ui| self.explanation_ui(ui, code, acts));
        }
        egui::CentralPanel::default().frame(egui::Frame::NONE).show(ui, |ui| {
            self.filter_ui(ui, bench);
            ui.add_space(4.0);
            self.list_ui(ui, bench, acts);
        });
    }

    fn filter_ui(&mut self, ui: &mut Ui, bench: &Workbench) {
        let findings = bench.findings();
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.spacing_mut().button_padding = Vec2::new(7.0, 2.0);
            ui.label(theme::strong(plural(findings.len(), "finding", "findings"), theme::BODY));
            ui.add_space(6.0);
            for severity in [Severity::Error, Severity::Warning, Severity::Note] {
                let count = findings.iter().filter(|finding| finding.severity == severity).count();
                let label = match severity {
                    Severity::Error => plural(count, "error", "errors"),
                    Severity::Warning => plural(count, "warning", "warnings"),
                    Severity::Note => plural(count, "note", "notes"),
                };
                theme::severity_mark_ui(ui, severity);
                let text = egui::RichText::new(label).size(theme::SMALL);
                let chosen = self.severity == Some(severity);
                let response = ui.selectable_label(chosen, text).on_hover_text("Show only these");
                if response.clicked() {
                    self.severity = if chosen { None } else { Some(severity) };
                }
            }
            ui.add_space(8.0);
            for family in Family::ALL {
                let count = findings.iter().filter(|finding| finding.family == family).count();
                let shown = !self.hidden.contains(&family);
                let text = egui::RichText::new(format!("{} {count}", family.word())).size(theme::SMALL);
                let response = ui
                    .add_enabled(count > 0, egui::Button::selectable(shown && count > 0, text))
                    .on_hover_text(if shown { "Hide this family" } else { "Show this family" });
                if response.clicked() {
                    if shown {
                        self.hidden.push(family);
                    } else {
                        self.hidden.retain(|hidden| *hidden != family);
                    }
                }
            }
            ui.add_space(8.0);
            let field = egui::TextEdit::singleline(&mut self.words).hint_text("Filter").desired_width(110.0);
            ui.add(field).widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Filter the findings"));
        });
    }

    fn list_ui(&mut self, ui: &mut Ui, bench: &Workbench, acts: &mut Vec<Act>) {
        if bench.picture.is_none() {
            ui.label(theme::small(ui, "Checking the map …"));
            return;
        }
        let is_new = self.shown_finding != bench.finding;
        self.shown_finding = bench.finding;
        if let Some(finding) = bench.chosen_finding().filter(|_| is_new) {
            // What is gone to from elsewhere is to be seen here too.
            let cause = Cause::of(finding);
            if !self.open.contains(&cause) {
                self.open.push(cause);
            }
        }
        let rows = self.rows(bench);
        if rows.is_empty() {
            let text = if bench.findings().is_empty() {
                "Nothing was found: every live body answers to an accountable body, and every strand has an owner."
            } else {
                "No finding fits the filter."
            };
            ui.label(theme::small(ui, text));
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = egui::ScrollArea::vertical().auto_shrink(false);
        if is_new {
            let is_chosen = |row: &Row| matches!(row, Row::Finding { index, .. } if Some(*index) == bench.finding);
            let place = rows.iter().position(is_chosen);
            if let Some(place) = place {
                let above = ui.available_height() / 2.0 - theme::ROW;
                area = area.vertical_scroll_offset((place as f32 * theme::ROW - above).max(0.0));
            }
        }
        area.show_rows(ui, theme::ROW, rows.len(), |ui, range| {
            for row in &rows[range] {
                match row {
                    Row::Title(family, count) => title_ui(ui, *family, *count),
                    Row::Cause { cause, text, severity, open } => {
                        if cause_ui(ui, text, *severity, *open).clicked() {
                            match self.open.iter().position(|other| other == cause) {
                                Some(place) => drop(self.open.remove(place)),
                                None => self.open.push(cause.clone()),
                            }
                        }
                    }
                    Row::Finding { index, indented } => finding_ui(ui, *index, *indented, bench, acts),
                }
            }
        });
    }

    fn rows(&mut self, bench: &Workbench) -> Arc<[Row]> {
        let report = bench.picture.as_ref().map_or(0, |picture| Arc::as_ptr(&picture.report) as usize);
        let key = (report, self.hidden.clone(), self.severity, self.words.clone(), self.open.clone());
        if let Some((known, rows)) = &self.rows
            && *known == key
        {
            return rows.clone();
        }
        let words = self.words.trim().to_lowercase();
        let fits = |finding: &Finding| {
            self.severity.is_none_or(|severity| finding.severity == severity)
                && (words.is_empty()
                    || [finding.message.as_str(), finding.rule, finding.code]
                        .iter()
                        .any(|text| text.to_lowercase().contains(&words)))
        };
        let findings = bench.findings();
        let mut families: Vec<(Family, Vec<usize>)> = Vec::new();
        for (index, finding) in findings.iter().enumerate() {
            if self.hidden.contains(&finding.family) || !fits(finding) {
                continue;
            }
            match families.iter_mut().find(|(family, _)| *family == finding.family) {
                Some((_, indices)) => indices.push(index),
                None => families.push((finding.family, vec![index])),
            }
        }
        // Families and causes stand in the order of their worst finding, since the report is in that order.
        let mut rows = Vec::new();
        for (family, indices) in families {
            rows.push(Row::Title(family, indices.len()));
            for (cause, indices) in by_cause(indices, |index| &findings[*index]) {
                let folded = indices.len() >= ENOUGH_TO_FOLD;
                let open = self.open.contains(&cause);
                if folded {
                    let severity = findings[indices[0]].severity;
                    let text = cause.sentence(indices.len(), bench.document.map());
                    rows.push(Row::Cause { cause, text, severity, open });
                }
                if !folded || open {
                    rows.extend(indices.into_iter().map(|index| Row::Finding { index, indented: folded }));
                }
            }
        }
        let rows: Arc<[Row]> = rows.into();
        self.rows = Some((key, rows.clone()));
        rows
    }

    fn explanation_ui(&mut self, ui: &mut Ui, code: &'static str, acts: &mut Vec<Act>) {
        let Some(rule) = analysis::rules().iter().find(|rule| rule.code == code) else { return };
        ui.horizontal(|ui| {
            egui::ComboBox::from_id_salt("rule")
                .selected_text(format!("{} {}", rule.code, rule.name))
                .width(230.0)
                .show_ui(ui, |ui| {
                    for other in analysis::rules() {
                        let text = format!("{} {}", other.code, other.name);
                        if ui.selectable_label(other.code == code, text).clicked() {
                            acts.push(Act::Explain(other.code));
                        }
                    }
                });
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.button("Close").on_hover_text("Close the explanation").clicked() {
                    acts.push(Act::CloseExplanation);
                }
            });
        });
        ui.add_space(4.0);
        egui::ScrollArea::vertical().id_salt(code).auto_shrink(false).show(ui, |ui| {
            CommonMarkViewer::new().show(ui, &mut self.markdown, rule.explanation);
        });
    }
}

/// The line above findings of one cause; says whether it was clicked.
fn cause_ui(ui: &mut Ui, text: &str, severity: Severity, open: bool) -> egui::Response {
    let colours = theme::colours(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), theme::ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(WidgetType::CollapsingHeader, true, open, text));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, colours.canvas);
    }
    let middle = rect.center().y;
    let mark = egui::Rect::from_center_size(egui::pos2(rect.left() + 12.0, middle), Vec2::splat(12.0));
    theme::paint_severity(ui, mark, severity);
    let font = FontId::new(theme::BODY, FontFamily::Name(theme::SEMIBOLD.into()));
    let place = egui::pos2(rect.left() + 26.0, middle);
    let clip = ui.painter_at(rect.with_max_x(rect.right() - 30.0));
    clip.text(place, Align2::LEFT_CENTER, text, font, colours.ink);
    let arrow = if open { "⏷" } else { "⏵" };
    let place = egui::pos2(rect.right() - 12.0, middle);
    ui.painter().text(place, Align2::RIGHT_CENTER, arrow, FontId::proportional(10.0), colours.muted);
    response
}

fn title_ui(ui: &mut Ui, family: Family, count: usize) {
    let muted = theme::colours(ui).muted;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), theme::ROW), Sense::hover());
    let text = format!("{}  {count}", family.word().to_uppercase());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{}, {count}", family.word())));
    let font = FontId::new(11.0, FontFamily::Name(theme::SEMIBOLD.into()));
    let place = egui::pos2(rect.left(), rect.center().y + 3.0);
    ui.painter().text(place, Align2::LEFT_CENTER, text, font, muted);
}

fn finding_ui(ui: &mut Ui, index: usize, indented: bool, bench: &Workbench, acts: &mut Vec<Act>) {
    let finding = &bench.findings()[index];
    let colours = theme::colours(ui);
    let chosen = bench.finding == Some(index);
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, theme::ROW), Sense::click());
    response.widget_info(|| {
        let text = format!("{}: {}", finding.severity.word(), finding.message);
        WidgetInfo::selected(WidgetType::SelectableLabel, true, chosen, text)
    });
    if chosen || response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, if chosen { colours.chosen } else { colours.canvas });
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 4.0, egui::Stroke::new(1.5, colours.accent), egui::StrokeKind::Inside);
    }
    let middle = rect.center().y;
    let left = rect.left() + if indented { 18.0 } else { 0.0 };
    let mark = egui::Rect::from_center_size(egui::pos2(left + 12.0, middle), Vec2::splat(12.0));
    theme::paint_severity(ui, mark, finding.severity);

    // The columns at the right go one after the other when the panel is narrow: the sentence comes first.
    let explain = rect.right() - EXPLAIN_COLUMN;
    let fix = if finding.fix.is_some() && !bench.document.is_read_only() { explain - FIX_COLUMN } else { explain };
    let subjects = if width > 720.0 { explain - FIX_COLUMN - SUBJECTS_COLUMN } else { fix };
    let rule = if width > 560.0 { subjects - RULE_COLUMN } else { subjects };
    let cell = |ui: &Ui, from: f32, to: f32, text: &str, font: FontId, colour| {
        let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, colour);
        job.wrap = egui::text::TextWrapping::truncate_at_width(to - from - 10.0);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let cut = galley.elided;
        ui.painter().galley(egui::pos2(from, middle - galley.size().y / 2.0), galley, colour);
        cut
    };
    let font = if chosen {
        FontId::new(theme::BODY, FontFamily::Name(theme::SEMIBOLD.into()))
    } else {
        FontId::proportional(theme::BODY)
    };
    cell(ui, left + 26.0, rule, &finding.message, font, colours.ink);
    let small = FontId::proportional(theme::SMALL);
    if rule < subjects {
        cell(ui, rule, subjects, finding.rule, small.clone(), colours.muted);
    }
    if subjects < explain {
        cell(ui, subjects, explain - FIX_COLUMN, &subjects_text(finding, bench), small, colours.muted);
    }
    if fix < explain
        && let Some(mend) = &finding.fix
    {
        let place = egui::Rect::from_min_max(egui::pos2(fix, rect.top()), egui::pos2(explain, rect.bottom()));
        let link = ui.put(place, egui::Link::new(egui::RichText::new("fix").size(theme::SMALL)));
        if link.on_hover_text(&mend.label).clicked() {
            acts.push(Act::Fix(index));
        }
    }
    let link = egui::Rect::from_min_max(egui::pos2(explain, rect.top()), rect.max);
    let explain = ui.put(link, egui::Link::new(egui::RichText::new("explain").size(theme::SMALL)));
    if explain.clicked() {
        acts.push(Act::Explain(finding.code));
    } else if response.clicked() {
        acts.push(Act::Finding(index));
    }
    response.on_hover_ui(|ui| {
        ui.label(&finding.message);
        ui.label(theme::small(ui, &finding.hint));
    });
}

/// What a finding is about, counted: "3 bodies, 1 strand".
fn subjects_text(finding: &Finding, bench: &Workbench) -> String {
    use crate::analysis::SubjectKind;
    use crate::model::NodeKind;
    let map = bench.document.map();
    let mut counts = [0_usize; 6];
    for subject in &finding.subjects {
        let kind = match subject.kind {
            SubjectKind::Node => match map.nodes.get(subject.id.as_str()).map(|node| node.kind) {
                Some(NodeKind::Post) => 1,
                Some(NodeKind::Strand) => 2,
                _ => 0,
            },
            SubjectKind::Link => 3,
            SubjectKind::Theme => 4,
            SubjectKind::Total => 5,
        };
        counts[kind] += 1;
    }
    let nouns = [
        ("body", "bodies"),
        ("post", "posts"),
        ("strand", "strands"),
        ("line", "lines"),
        ("theme", "themes"),
        ("total", "totals"),
    ];
    let parts: Vec<String> = counts
        .iter()
        .zip(nouns)
        .filter(|(count, _)| **count > 0)
        .map(|(count, (one, many))| plural(*count, one, many))
        .collect();
    parts.join(", ")
}
