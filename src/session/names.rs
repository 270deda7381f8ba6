//! How high names are in a picture, kept once somebody has asked: every frame asks.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;

use crate::drawing::{Scene, names_in, names_near};
use crate::model::Id;

/// How high names are in one picture, pixels.
#[derive(Default)]
pub(super) struct Names {
    whole: OnceCell<f32>,
    near: RefCell<Option<(BTreeSet<Id>, f32)>>,
}

impl Names {
    /// Where all of it fills a usual screen.
    pub(super) fn whole(&self, scene: &Scene) -> f32 {
        *self.whole.get_or_init(|| names_in(scene))
    }

    /// Where the canvas is brought near to some cards.
    pub(super) fn near(&self, scene: &Scene, near: &BTreeSet<Id>) -> f32 {
        let mut known = self.near.borrow_mut();
        match &*known {
            Some((of, names)) if of == near => *names,
            _ => known.insert((near.clone(), names_near(scene, near))).1,
        }
    }
}
