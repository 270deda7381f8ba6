//! Where this map draws the borders of a rule: typed beside its explanation.

use egui::{Ui, WidgetInfo, WidgetType};

use crate::analysis::{self, Rule, Threshold};
use crate::app::act::Act;
use crate::app::widgets::theme;
use crate::editing::accept;
use crate::model::Map;
use crate::session::Session;
use crate::session::panels::Panel;
use crate::storage::recovery::Draft;

/// What this panel calls itself where drafts are kept.
const PLACE: &str = "border";

/// What is being typed, and of which border.
#[derive(Default)]
pub(super) struct Borders {
    typed: Option<(&'static Rule, &'static Threshold, String)>,
}

/// What a map says of a border.
fn set(map: &Map, threshold: &Threshold) -> String {
    map.settings.thresholds.get(threshold.name).map(|border| border.to_string()).unwrap_or_default()
}

impl Borders {
    /// Makes an act of what is being typed.
    pub(super) fn settle(&mut self, session: &Session, acts: &mut Vec<Act>) {
        let map = session.document.map();
        if let Some((_, threshold, text)) = self.typed.take()
            && text.trim() != set(map, threshold)
        {
            acts.push(Act::Make(accept::set_threshold(map, threshold.name, threshold.label, &text)));
        }
    }

    /// What is being typed, and is not on the map yet.
    pub(super) fn typed(&self) -> Option<Draft> {
        let (rule, threshold, text) = self.typed.as_ref()?;
        Some(Draft {
            what: format!("{} of {}", threshold.label, rule.name),
            place: [PLACE, rule.code, threshold.name].map(str::to_owned).to_vec(),
            text: text.clone(),
        })
    }

    /// Puts a text back where it was being typed; whether there is such a place.
    pub(super) fn put_back(&mut self, draft: &Draft, acts: &mut Vec<Act>) -> bool {
        let [place, code, name] = draft.place.as_slice() else { return false };
        let rule = analysis::rules().iter().find(|rule| rule.code == code).filter(|_| place == PLACE);
        let found = rule.and_then(|rule| Some((rule, rule.thresholds.iter().find(|border| border.name == name)?)));
        let Some((rule, threshold)) = found else { return false };
        self.typed = Some((rule, threshold, draft.text.clone()));
        acts.extend([Act::Open(Panel::Findings, true), Act::Explain(Some(rule.code))]);
        true
    }

    /// Shows the borders of a rule.
    pub(super) fn show(&mut self, ui: &mut Ui, rule: &'static Rule, session: &Session, acts: &mut Vec<Act>) {
        if self.typed.as_ref().is_some_and(|(typed, ..)| typed.code != rule.code) {
            self.settle(session, acts);
        }
        rule.thresholds.iter().for_each(|threshold| self.border_ui(ui, rule, threshold, session, acts));
    }

    fn border_ui(
        &mut self,
        ui: &mut Ui,
        rule: &'static Rule,
        threshold: &'static Threshold,
        session: &Session,
        acts: &mut Vec<Act>,
    ) {
        let set = set(session.document.map(), threshold);
        ui.horizontal(|ui| {
            ui.label(theme::small(ui, threshold.label));
            let is_mine = self.typed.as_ref().is_some_and(|(_, typed, _)| typed.name == threshold.name);
            let mut text = self.typed.as_ref().filter(|_| is_mine).map_or(&set, |(.., text)| text).clone();
            let hint = threshold.default.to_string();
            let field = egui::TextEdit::singleline(&mut text).hint_text(hint).desired_width(48.0);
            let field = ui.add_enabled(!session.document.is_read_only(), field);
            field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, threshold.label));
            if field.changed() {
                if !is_mine {
                    self.settle(session, acts);
                }
                self.typed = Some((rule, threshold, text));
            }
            if field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape)) {
                self.typed = None;
            } else if field.lost_focus() {
                self.settle(session, acts);
            }
            if set.is_empty() {
                ui.label(theme::small(ui, "as the catalogue says"));
            } else if ui.link(theme::small(ui, "as the catalogue says")).clicked() {
                let map = session.document.map();
                acts.push(Act::Make(accept::set_threshold(map, threshold.name, threshold.label, "")));
            }
        });
    }
}
