//! Before one body becomes two: what the new one is called, and which lines go with it.

use std::collections::BTreeSet;

use egui::{Ui, WidgetInfo, WidgetType};

use super::{Answer, buttons_ui};
use crate::app::theme;
use crate::editing::split as splitting;
use crate::model::{Id, Map};

/// A body on its way to become two.
pub struct Split {
    id: Id,
    name: String,
    links: Vec<Id>,
    going: BTreeSet<Id>,
    has_keyboard: bool,
}

impl Split {
    pub(super) fn new(map: &Map, id: Id) -> Self {
        let links = map.links_of(id.as_str()).map(|link| link.id.clone()).collect();
        Self { id, name: String::new(), links, going: BTreeSet::new(), has_keyboard: false }
    }

    pub(super) fn split_ui(&mut self, ui: &mut Ui, map: &Map) -> Answer {
        theme::heading_ui(ui, &format!("Split {}", map.name(self.id.as_str())));
        ui.label("The new one is called");
        let field = egui::TextEdit::singleline(&mut self.name).desired_width(f32::INFINITY);
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Name of the new one"));
        if !std::mem::replace(&mut self.has_keyboard, true) {
            response.request_focus();
        }
        if !self.links.is_empty() {
            theme::section_ui(ui, "Lines that go with the new one");
            egui::ScrollArea::vertical().max_height(260.0).auto_shrink([false, true]).show(ui, |ui| {
                for id in &self.links {
                    let Some(link) = map.links.get(id.as_str()) else { continue };
                    let mut goes = self.going.contains(id);
                    if ui.checkbox(&mut goes, map.sentence(link)).changed() {
                        if goes {
                            self.going.insert(id.clone());
                        } else {
                            self.going.remove(id);
                        }
                    }
                }
            });
        }
        match buttons_ui(ui, "Split", !self.name.trim().is_empty()) {
            Some(true) => Answer::Given(splitting::step(map, &self.id, &self.name, &self.going)),
            Some(false) => Answer::Cancelled,
            None => Answer::Pending,
        }
    }
}
