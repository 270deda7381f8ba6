//! Before bodies are put under another: what becomes of those that answer to them.

use egui::Ui;

use super::{Answer, buttons_ui};
use crate::app::theme;
use crate::editing::reparent::{self, Children};
use crate::model::{Id, Map};

/// Bodies on their way under another.
pub struct MoveUnder {
    ids: Vec<Id>,
    parent: Id,
    children: Children,
}

impl MoveUnder {
    pub(super) fn new(ids: Vec<Id>, parent: Id) -> Self {
        Self { ids, parent, children: Children::Follow }
    }

    pub(super) fn move_under_ui(&mut self, ui: &mut Ui, map: &Map) -> Answer {
        let what = match self.ids.as_slice() {
            [id] => map.name(id.as_str()).to_owned(),
            ids => format!("{} bodies", ids.len()),
        };
        theme::heading_ui(ui, &format!("Put {what} under {}?", map.name(self.parent.as_str())));
        ui.label("Others answer to what is moved. What becomes of them?");
        ui.add_space(6.0);
        ui.radio_value(&mut self.children, Children::Follow, "They stay under it, and move along");
        ui.radio_value(&mut self.children, Children::GoUp, "They answer to what it answered to before");
        match buttons_ui(ui, "Move", true) {
            Some(true) => Answer::Given(reparent::under(map, &self.ids, &self.parent, self.children)),
            Some(false) => Answer::Cancelled,
            None => Answer::Pending,
        }
    }
}
