//! The explanation of a rule beside the list, and how grave this map takes its findings to be.

use egui::{Ui, WidgetInfo, WidgetType};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use crate::analysis::{self, Rule, Threshold};
use crate::app::act::Act;
use crate::app::widgets::{list, theme};
use crate::editing::accept;
use crate::model::Grade;
use crate::session::Session;

/// Shows the explanation of a rule, and lets the map say how grave its findings are.
pub(super) fn explanation_ui(
    ui: &mut Ui,
    code: &'static str,
    markdown: &mut CommonMarkCache,
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
        rule.thresholds.iter().for_each(|threshold| threshold_ui(ui, threshold, session, acts));
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

/// Where this map draws a border of the rule.
fn threshold_ui(ui: &mut Ui, threshold: &Threshold, session: &Session, acts: &mut Vec<Act>) {
    let map = session.document.map();
    let set = map.settings.thresholds.get(threshold.name).map(|border| border.to_string()).unwrap_or_default();
    ui.horizontal(|ui| {
        ui.label(theme::small(ui, threshold.label));
        let draft_id = ui.id().with((threshold.name, &set));
        let mut draft = ui.data(|data| data.get_temp::<String>(draft_id)).unwrap_or_else(|| set.clone());
        let field = egui::TextEdit::singleline(&mut draft).hint_text(threshold.default.to_string()).desired_width(48.0);
        let response = ui.add_enabled(!session.document.is_read_only(), field);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, threshold.label));
        if response.changed() {
            ui.data_mut(|data| data.insert_temp(draft_id, draft.clone()));
        }
        if response.lost_focus() {
            ui.data_mut(|data| data.remove::<String>(draft_id));
            let is_given_up = ui.input(|input| input.key_pressed(egui::Key::Escape));
            if draft.trim() != set && !is_given_up {
                acts.push(Act::Make(accept::set_threshold(map, threshold.name, threshold.label, &draft)));
            }
        }
        if set.is_empty() {
            ui.label(theme::small(ui, "as the catalogue says"));
        } else if ui.link(theme::small(ui, "as the catalogue says")).clicked() {
            acts.push(Act::Make(accept::set_threshold(map, threshold.name, threshold.label, "")));
        }
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
