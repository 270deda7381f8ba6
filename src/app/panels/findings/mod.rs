//! The findings: what is wrong with the map, by consequence, as sentences; what is accepted and switched off, below it.

mod borders;
mod explanation;
mod row;

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Ui, Vec2, WidgetInfo, WidgetType};
use egui_commonmark::CommonMarkCache;

use crate::analysis::{
    self, Cause, ENOUGH_TO_FOLD, Family, Finding, FindingKey, Metrics, Report, Rule, Severity, Stake, Stakes, by_cause,
};
use crate::app::act::Act;
use crate::app::canvas::family_chip_ui;
use crate::app::seen::Seen;
use crate::app::widgets::{spelling, theme};
use crate::drawing::Ink;
use crate::model::spelling::Wanted;
use crate::model::words;
use crate::session::Session;
use crate::session::panels::Panel;
use crate::session::same::SameValue;
use crate::session::spotlight::Spotlight;
use crate::storage::recovery::Draft;
use borders::Borders;
use row::{cause_ui, finding_ui, off_ui, title_ui};

/// How wide the explanation beside the list is, as a share of the panel.
const EXPLANATION_SHARE: f32 = 0.42;

/// A line of the list.
#[derive(Debug, Clone)]
enum Row {
    Cause { cause: Cause, folded: Folded, open: bool },
    Finding { index: usize, indented: bool },
    Accepted(usize),
    Off(usize),
    Rule(&'static Rule),
}

/// Findings of one cause, told as one.
#[derive(Debug, Clone)]
struct Folded {
    sentence: String,
    rule: &'static str,
    stake: String,
    severity: Severity,
    /// Their places in the report.
    indices: Vec<usize>,
}

impl Folded {
    /// What shows all that they are about on the map.
    fn spotlight(&self, findings: &[Finding]) -> Spotlight {
        let findings = || self.indices.iter().filter_map(|index| findings.get(*index));
        let subjects = findings().filter_map(|finding| finding.subjects.first());
        Spotlight {
            at: subjects.map(|subject| subject.id.clone()).collect(),
            title: words::capitalised(&self.rule.replace('-', " ")),
            text: format!("{}.", self.sentence),
            ids: findings().flat_map(Finding::named).collect(),
            gaps: Vec::new(),
            ink: Ink::of(self.severity),
        }
    }
}

/// What the rows follow from.
type Key = (Option<SameValue<Report>>, Vec<Family>, Option<Severity>, String, Vec<Cause>);

/// The panel's own state.
#[derive(Default)]
pub(super) struct Findings {
    hidden: Vec<Family>,
    severity: Option<Severity>,
    words: String,
    open: Vec<Cause>,
    rows: Option<(Key, Arc<[Row]>)>,
    shown_finding: Option<FindingKey>,
    markdown: CommonMarkCache,
    borders: Borders,
}

/// Shows how many findings there are, in the line of the tabs while their list is folded; a click unfolds it.
pub(super) fn count_ui(ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
    counts_ui(ui, session, in_words, acts);
}

/// The same in figures, where there is little room.
pub(super) fn short_count_ui(ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
    counts_ui(ui, session, |_, count| count.to_string(), acts);
}

fn counts_ui(ui: &mut Ui, session: &Session, told: fn(Severity, usize) -> String, acts: &mut Vec<Act>) {
    let Some(picture) = &session.picture else { return };
    ui.spacing_mut().item_spacing.x = 4.0;
    ui.spacing_mut().button_padding = Vec2::new(7.0, 2.0);
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let count = picture.report.metrics.findings.by_severity.get(&severity).map_or(0, |count| *count as usize);
        theme::severity_mark_ui(ui, severity);
        let text = egui::RichText::new(told(severity, count)).size(theme::SMALL);
        let button = ui.add(egui::Button::new(text).frame(false));
        theme::name_button(&button, &in_words(severity, count), true);
        if button.on_hover_text("Show the findings").clicked() {
            acts.push(Act::Open(Panel::Findings, true));
        }
    }
}

/// So many findings of a severity, in words.
fn in_words(severity: Severity, count: usize) -> String {
    match severity {
        Severity::Error => words::count(count, "error", "errors"),
        Severity::Warning => words::count(count, "warning", "warnings"),
        Severity::Note => words::count(count, "note", "notes"),
    }
}

impl Findings {
    /// Makes an act of what is being typed.
    pub(super) fn settle(&mut self, session: &Session, acts: &mut Vec<Act>) {
        self.borders.settle(session, acts);
    }

    /// What is being typed, and is not on the map yet.
    pub(super) fn typed(&self) -> Option<Draft> {
        self.borders.typed()
    }

    /// Puts a text back where it was being typed; whether there is such a place.
    pub(super) fn put_back(&mut self, draft: &Draft, acts: &mut Vec<Act>) -> bool {
        self.borders.put_back(draft, acts)
    }

    /// Forgets what is being typed.
    pub(super) fn forget_typed(&mut self) {
        self.borders = Borders::default();
    }

    /// Shows the list, and beside it the explanation that is open.
    pub(super) fn show(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        let session = seen.session;
        if let Some(code) = session.panels.explaining {
            let width = ui.available_width() * EXPLANATION_SHARE;
            egui::Panel::right("explanation")
                .resizable(true)
                .default_size(width)
                .frame(egui::Frame::new().inner_margin(egui::Margin { left: 14, right: 0, top: 0, bottom: 0 }))
                .show(ui, |ui| {
                    let own = (&mut self.markdown, &mut self.borders);
                    explanation::explanation_ui(ui, code, own, session, acts);
                });
        } else {
            self.borders.settle(session, acts);
        }
        egui::CentralPanel::default().frame(egui::Frame::NONE).show(ui, |ui| {
            self.list_ui(ui, session, acts);
        });
    }

    /// Shows how many findings there are, and what is to be shown of them, in the line of the tabs.
    pub(super) fn filter_ui(&mut self, ui: &mut Ui, session: &Session) {
        let unknown = Metrics::default();
        let counted = &session.picture.as_ref().map_or(&unknown, |picture| &picture.report.metrics).findings;
        let accepted = counted.accepted;
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().button_padding = Vec2::new(7.0, 2.0);
        // The marks that follow count them too.
        if ui.max_rect().width() > 1000.0 {
            ui.label(theme::strong(words::count(counted.all as usize, "finding", "findings"), theme::BODY));
        }
        if accepted > 0 {
            ui.label(theme::small(ui, format!("and {accepted} accepted")));
        }
        ui.add_space(6.0);
        for severity in [Severity::Error, Severity::Warning, Severity::Note] {
            let count = counted.by_severity.get(&severity).map_or(0, |count| *count as usize);
            theme::severity_mark_ui(ui, severity);
            let text = egui::RichText::new(in_words(severity, count)).size(theme::SMALL);
            let chosen = self.severity == Some(severity);
            let response = ui.selectable_label(chosen, text).on_hover_text("Show only these");
            if response.clicked() {
                self.severity = if chosen { None } else { Some(severity) };
            }
        }
        ui.add_space(8.0);
        for family in Family::ALL {
            let count: u32 = counted.by_family.get(&family).map_or(0, |counts| counts.values().sum());
            if count == 0 {
                continue;
            }
            let shown = !self.hidden.contains(&family);
            let text = egui::RichText::new(format!("{} {count}", family.word())).size(theme::SMALL);
            let response = family_chip_ui(ui, theme::palette(ui), family, text, shown).on_hover_text(if shown {
                "Hide this family"
            } else {
                "Show this family"
            });
            if response.clicked() {
                if shown {
                    self.hidden.push(family);
                } else {
                    self.hidden.retain(|hidden| *hidden != family);
                }
            }
        }
        ui.add_space(8.0);
        let id = egui::Id::new("filter of the findings");
        let field = spelling::field_ui(ui, id, &mut self.words, |field| field.hint_text("Filter").desired_width(84.0));
        field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Filter the findings"));
    }

    fn list_ui(&mut self, ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
        if session.picture.is_none() {
            ui.label(theme::small(ui, "Checking the map …"));
            return;
        }
        let is_new = self.shown_finding != session.selection.finding;
        self.shown_finding.clone_from(&session.selection.finding);
        if let Some(finding) = session.chosen_finding().filter(|finding| is_new && !finding.is_accepted()) {
            // What is gone to from elsewhere is to be seen here too.
            let cause = Cause::of(finding);
            if !self.open.contains(&cause) {
                self.open.push(cause);
            }
        }
        let rows = self.rows(session);
        if rows.is_empty() {
            ui.label(theme::small(ui, nothing(session)));
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = egui::ScrollArea::vertical().auto_shrink(false);
        if is_new {
            let chosen = session.selection.finding.as_ref();
            let is_chosen = |row: &Row| match row {
                Row::Finding { index, .. } => chosen.is_some_and(|key| session.findings()[*index].is(key)),
                _ => false,
            };
            let place = rows.iter().position(is_chosen);
            if let Some(place) = place {
                let above = ui.available_height() / 2.0 - theme::ROW;
                area = area.vertical_scroll_offset((place as f32 * theme::ROW - above).max(0.0));
            }
        }
        area.show_rows(ui, theme::ROW, rows.len(), |ui, range| {
            for row in &rows[range] {
                match row {
                    Row::Accepted(count) => title_ui(ui, "Accepted", *count),
                    Row::Off(count) => title_ui(ui, "Switched off", *count),
                    Row::Rule(rule) => off_ui(ui, rule, session, acts),
                    Row::Cause { cause, folded, open } => {
                        if cause_ui(ui, folded, *open, session, acts).clicked() {
                            match self.open.iter().position(|other| other == cause) {
                                Some(place) => {
                                    self.open.remove(place);
                                    acts.push(Act::Spotlight(None));
                                }
                                None => {
                                    self.open.push(cause.clone());
                                    acts.push(Act::Spotlight(Some(folded.spotlight(session.findings()))));
                                }
                            }
                        }
                    }
                    Row::Finding { index, indented } => finding_ui(ui, *index, *indented, session, acts),
                }
            }
        });
    }

    fn rows(&mut self, session: &Session) -> Arc<[Row]> {
        let report = session.picture.as_ref().map(|picture| SameValue::of(&picture.report));
        let key = (report, self.hidden.clone(), self.severity, self.words.clone(), self.open.clone());
        if let Some((known, rows)) = &self.rows
            && *known == key
        {
            return rows.clone();
        }
        let wanted = Wanted::new(&self.words);
        let fits = |finding: &Finding| {
            !self.hidden.contains(&finding.family)
                && self.severity.is_none_or(|severity| finding.severity == severity)
                && [finding.message.as_str(), finding.rule, finding.code].iter().any(|text| wanted.is_in(text))
        };
        let findings = session.findings();
        let open = session.open_findings().len();
        let unknown = Stakes::default();
        let stakes = session.picture.as_ref().map_or(&unknown, |picture| &picture.report.stakes);
        let words = |stake: &Stake| stake.words(stakes.currency.as_deref());
        let row = |index: usize, indented| Row::Finding { index, indented };
        let all_of = by_cause(findings, |finding| finding).into_iter();
        let all_of: HashMap<Cause, usize> = all_of.map(|(cause, findings)| (cause, findings.len())).collect();
        // Causes stand in the order of their worst finding, since the report is in that order.
        let mut rows = Vec::new();
        for (cause, indices) in by_cause((0..open).filter(|&index| fits(&findings[index])), |index| &findings[*index]) {
            if indices.len() < ENOUGH_TO_FOLD {
                rows.extend(indices.into_iter().map(|index| row(index, false)));
                continue;
            }
            let worst = &findings[indices[0]];
            let all = all_of.get(&cause).copied().unwrap_or_default();
            let folded = Folded {
                sentence: cause.sentence(indices.len(), all.saturating_sub(indices.len()), session.document.map()),
                rule: worst.rule,
                stake: words(&stakes.of(&cause)),
                severity: worst.severity,
                indices: indices.clone(),
            };
            let open = self.open.contains(&cause);
            rows.push(Row::Cause { cause, folded, open });
            if open {
                rows.extend(indices.into_iter().map(|index| row(index, true)));
            }
        }
        let accepted: Vec<usize> = (open..findings.len()).filter(|index| fits(&findings[*index])).collect();
        if !accepted.is_empty() {
            rows.push(Row::Accepted(accepted.len()));
            rows.extend(accepted.into_iter().map(|index| row(index, false)));
        }
        let off: &[&str] = session.picture.as_ref().map_or(&[], |picture| &picture.report.switched_off);
        if !off.is_empty() {
            rows.push(Row::Off(off.len()));
            rows.extend(off.iter().filter_map(|code| analysis::rule(code)).map(Row::Rule));
        }
        let rows: Arc<[Row]> = rows.into();
        self.rows = Some((key, rows.clone()));
        rows
    }
}

/// What the list says where it is empty.
fn nothing(session: &Session) -> &'static str {
    let metrics = session.picture.as_ref().map(|picture| &picture.report.metrics);
    let is_held = metrics.is_some_and(|metrics| {
        let (routes, strands) = (&metrics.routes, &metrics.strands);
        routes.expected > 0 && routes.sound == routes.expected && (strands.unowned, strands.stranded) == (0, 0)
    });
    match (session.document.map().nodes.is_empty(), session.findings().is_empty()) {
        (true, _) => "There is nothing on the map yet. What is wrong with it will be listed here.",
        (false, false) => "No finding fits the filter.",
        (false, true) if is_held => {
            "Nothing was found: every live body answers to an accountable body, and every strand has an owner."
        }
        (false, true) => "Nothing was found.",
    }
}
