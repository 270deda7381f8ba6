//! Before one body becomes two: what the new one is called, and which lines go with it.

use std::collections::BTreeSet;

use egui::{WidgetInfo, WidgetType};

use super::make_unless_refused;
use crate::app::act::Act;
use crate::app::seen::Seen;
use crate::app::widgets::question::{buttons_ui, question_ui};
use crate::app::widgets::{spelling, theme};
use crate::editing::split as splitting;
use crate::model::{Id, Map};
use crate::storage::recovery::Draft;

/// The first word of the place, as a safety copy names it.
pub(super) const ROOM: &str = "split";

/// A body on its way to become two.
pub(super) struct Split {
    id: Id,
    name: String,
    links: Vec<Id>,
    going: BTreeSet<Id>,
}

impl Split {
    pub(super) fn new(map: &Map, id: Id) -> Self {
        let links = map.links_of(id.as_str()).map(|link| link.id.clone()).collect();
        Self { id, name: String::new(), links, going: BTreeSet::new() }
    }

    /// What is being typed, and which lines go.
    pub(super) fn typed(&self, map: &Map) -> Option<Draft> {
        let what = format!("Name of what is split off {}", map.name(self.id.as_str()));
        let place = [&self.id].into_iter().chain(&self.going).map(ToString::to_string);
        let place = std::iter::once(ROOM.to_owned()).chain(place).collect();
        let is_begun = !self.name.is_empty() || !self.going.is_empty();
        is_begun.then(|| Draft { what, place, text: self.name.clone() })
    }

    /// The question with what was being typed; none if that body is not there.
    pub(super) fn put_back(draft: &Draft, map: &Map) -> Option<Self> {
        let id = draft.place.get(1).filter(|id| map.nodes.contains(id))?;
        let mut split = Self::new(map, Id::from(id.as_str()));
        let goes = |link: &&Id| draft.place[2..].iter().any(|going| link.as_str() == going);
        split.going = split.links.iter().filter(goes).cloned().collect();
        split.name.clone_from(&draft.text);
        Some(split)
    }

    /// Shows the question; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let map = seen.session.document.map();
        let answer = question_ui(ctx, "asking", |ui| {
            theme::heading_ui(ui, &format!("Split {}", map.name(self.id.as_str())));
            ui.label("The new one is called");
            let id = egui::Id::new("name of the new one");
            let response = spelling::field_ui(ui, id, &mut self.name, |field| field.desired_width(f32::INFINITY));
            response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Name of the new one"));
            if is_new {
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
            let is_named = !self.name.trim().is_empty();
            buttons_ui(ui, "Split", is_named, || splitting::step(map, &self.id, &self.name, &self.going))
        });
        make_unless_refused(answer, acts)
    }
}
