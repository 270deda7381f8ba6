//! The explanation of a rule beside the list, and how grave this map takes its findings to be.

use egui::Ui;
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use super::borders::Borders;
use crate::analysis::{self, Rule};
use crate::app::act::Act;
use crate::app::widgets::{list, theme};
use crate::editing::accept;
use crate::model::Grade;
use crate::session::Session;

/// Shows the explanation of a rule, and lets the map say how grave its findings are.
pub(super) fn explanation_ui(
    ui: &mut Ui,
    code: &'static str,
    (markdown, borders): (&mut CommonMarkCache, &mut Borders),
    session: &Session,
    acts: &mut Vec<Act>,
) {
    let Some(rule) = analysis::rules().iter().find(|rule| rule.code == code) else { return };
    ui.horizontal(|ui| {
        let words = |rule: &Rule| format!("{} {}", rule.code, rule.name);
        let list = egui::ComboBox::from_id_salt("rule").selected_text(words(rule)).width(230.0);
        let all = analysis::rules().iter().map(|rule| (rule.code, words(rule)));
        let (response, taken) = list::choice_ui(ui, list, &words(rule), Some(code), all);
        list::name_choice(&response, "Rule");
        acts.extend(taken.map(|code| Act::Explain(Some(code))));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button("Close").on_hover_text("Close the explanation").clicked() {
                acts.push(Act::Explain(None));
            }
        });
    });
    ui.add_space(4.0);
    egui::ScrollArea::vertical().id_salt(code).auto_shrink(false).show(ui, |ui| {
        grade_ui(ui, rule, session, acts);
        borders.show(ui, rule, session, acts);
        ui.add_space(4.0);
        CommonMarkViewer::new().show(ui, markdown, rule.explanation);
    });
}

/// The choice of how grave the findings of a rule are in this map.
fn grade_ui(ui: &mut Ui, rule: &Rule, session: &Session, acts: &mut Vec<Act>) {
    let map = session.document.map();
    let set = map.settings.severities.get(rule.code).copied();
    ui.horizontal(|ui| {
        ui.label(theme::small(ui, "In this map it counts"));
        ui.add_enabled_ui(!session.document.is_read_only(), |ui| {
            let list = egui::ComboBox::from_id_salt(("grade", rule.code)).width(180.0).selected_text(words(rule, set));
            let grades = std::iter::once(None).chain(Grade::ALL.map(Some));
            let grades = grades.map(|grade| (grade, words(rule, grade)));
            let (response, taken) = list::choice_ui(ui, list, &words(rule, set), Some(set), grades);
            list::name_choice(&response, &format!("In this map it counts {}", words(rule, set)));
            acts.extend(taken.map(|grade| Act::Make(accept::set_severity(map, rule.code, rule.name, grade))));
        });
    });
}

fn words(rule: &Rule, grade: Option<Grade>) -> String {
    match grade {
        None => format!("as the catalogue says: {} at most", rule.severity.word()),
        Some(Grade::Off) => "not at all: switched off".to_owned(),
        Some(Grade::Error) => "as an error".to_owned(),
        Some(grade) => format!("as a {}", grade.word()),
    }
}
