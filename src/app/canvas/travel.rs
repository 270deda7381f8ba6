//! Travel: how the canvas comes from one picture to another. Where it looks elsewhere in one picture, it flies there
//! (`navigation`).

use std::sync::Arc;

use egui::Ui;

use super::journey::{Journey, Left, Passage};
use super::view::{Clock, eased};
use super::{Canvas, CanvasState};
use crate::drawing::Scene;

/// How long cards glide, in seconds.
const GLIDE: f64 = 0.28;

/// A journey that a canvas is on.
pub(super) struct Travel {
    journey: Arc<Journey>,
    clock: Clock,
}

impl Canvas {
    /// Shows another scene, and has what stood elsewhere glide there. Whatever is asked of the canvas meanwhile, it answers
    /// with where things stand in the end.
    pub fn glide_to(&mut self, scene: Arc<Scene>) {
        let journey = {
            let sheet = self.shared.borrow();
            let look = &sheet.look;
            if Arc::ptr_eq(&look.scene, &scene) {
                return;
            }
            let dropped = self.dropped.as_ref().map(|dropped| (&*dropped.ids, dropped.by));
            let left = Left { scene: &look.scene, passage: look.passage.as_ref(), dropped };
            Journey::between(&left, &scene)
        };
        self.set_scene(scene);
        self.travel = journey.map(|journey| Travel { journey: Arc::new(journey), clock: Clock::default() });
    }

    /// How far the picture has come on its way at this frame, as long as it is under way.
    pub(super) fn passage(&mut self, ui: &Ui, state: &CanvasState) -> Option<Passage> {
        let is_moved_by_hand = self.held.as_ref().is_some_and(|held| held.moved().is_some());
        self.travel.take_if(|_| state.reduced_motion || is_moved_by_hand);
        let travel = self.travel.as_mut()?;
        let part = travel.clock.at(ui.input(|input| input.time)) / GLIDE;
        if part >= 1.0 {
            self.travel = None;
            return None;
        }
        ui.ctx().request_repaint();
        Some(Passage::new(&travel.journey, eased(part as f32)))
    }
}
