//! Before bodies are put under another: what becomes of those that answer to them.

use super::make_unless_refused;
use crate::app::act::Act;
use crate::app::seen::Seen;
use crate::app::widgets::question::{buttons_ui, question_ui};
use crate::app::widgets::theme;
use crate::editing::reparent::{self, Children};
use crate::model::{Id, Map};

/// Bodies on their way under another.
pub(super) struct MoveUnder {
    ids: Vec<Id>,
    parent: Id,
    children: Children,
}

impl MoveUnder {
    /// # Errors
    /// Where nothing has to be asked: what is to be done at once.
    pub(super) fn new(map: &Map, ids: Vec<Id>, parent: Id) -> Result<Self, Vec<Act>> {
        if reparent::is_choice_needed(map, &ids) {
            Ok(Self { ids, parent, children: Children::Follow })
        } else {
            Err(vec![Act::Make(reparent::under(map, &ids, &parent, Children::Follow))])
        }
    }

    /// Shows the question; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, acts: &mut Vec<Act>) -> bool {
        let map = seen.session.document.map();
        let answer = question_ui(ctx, "asking", |ui| {
            let what = match self.ids.as_slice() {
                [id] => map.name(id.as_str()).to_owned(),
                ids => format!("{} bodies", ids.len()),
            };
            theme::heading_ui(ui, &format!("Put {what} under {}?", map.name(self.parent.as_str())));
            ui.label("Others answer to what is moved. What becomes of them?");
            ui.add_space(6.0);
            ui.radio_value(&mut self.children, Children::Follow, "They stay under it, and move along");
            ui.radio_value(&mut self.children, Children::GoUp, "They answer to what it answered to before");
            buttons_ui(ui, "Move", true, || reparent::under(map, &self.ids, &self.parent, self.children))
        });
        make_unless_refused(answer, acts)
    }
}
