//! What is being typed anywhere in the window: kept with the unsaved work, and put back after a crash.

use egui::Context;

use super::Window;
use crate::app::act::{Act, Ask};
use crate::storage::recovery::Draft;

impl Window {
    /// Has what is being typed kept, and puts back where it was what a crash has left.
    pub(super) fn follow_typing(&mut self, ctx: &Context) {
        let mut typed = self.dialogs.drafts(&self.session);
        typed.on_map.splice(0..0, self.panels.drafts(&self.session));
        if let Some(wait) = self.session.note_drafts(typed) {
            ctx.request_repaint_after(wait);
        }
        // Some places come of findings, which are known with the picture.
        if self.session.picture.is_none() {
            return;
        }
        let mut homeless = Vec::new();
        for draft in self.session.take_drafts() {
            let mut acts = Vec::new();
            let is_back = self.panels.put_back(&draft, &self.session, &mut acts)
                || self.dialogs.put_back(&draft, &self.session, &mut acts);
            if !is_back {
                homeless.push(draft);
            }
            for act in acts {
                self.act(act, ctx);
            }
        }
        if !homeless.is_empty() {
            self.act(Act::Ask(Ask::Typed(homeless)), ctx);
        }
    }

    /// Shows again where one of these was being typed, and gives it the keyboard.
    pub(super) fn type_on(&mut self, drafts: &[Draft], ctx: &Context) {
        // A dialog that is in front has the keyboard already.
        if self.dialogs.is_open() {
            return;
        }
        let mut acts = Vec::new();
        let mut is_there = |draft| {
            self.panels.type_on(draft, &self.session, &mut acts)
                || self.dialogs.type_on(draft, &self.session, &mut acts)
        };
        if !drafts.is_empty() && !drafts.iter().any(&mut is_there) {
            acts.push(Act::Ask(Ask::Typed(drafts.to_vec())));
        }
        for act in acts {
            self.act(act, ctx);
        }
    }
}
