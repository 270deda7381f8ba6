//! What is being typed anywhere in the window: kept with the unsaved work, and put back after a crash.

use egui::Context;

use super::Window;
use crate::app::act::{Act, Ask};

impl Window {
    /// Has what is being typed kept, and puts back where it was what a crash has left.
    pub(super) fn follow_typing(&mut self, ctx: &Context) {
        let mut drafts = self.panels.drafts(&self.session);
        drafts.extend(self.dialogs.drafts(&self.session));
        if let Some(wait) = self.session.note_drafts(drafts) {
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
}
