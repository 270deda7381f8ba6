//! Together: two canvases that look at the same part of two pictures.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::pos2;

use super::navigation::Wish;
use super::paint::{pos, rect};
use super::view::{Brought, View};
use super::{Canvas, layout_point};
use crate::drawing::{Card, Scene};
use crate::layout::Rect;
use crate::model::Id;

impl Canvas {
    /// Shows, where it shows everything, all of another picture too, so that both can be seen side by side.
    pub fn fit_with(&mut self, other: Option<Rect>) {
        let other = other.map(rect);
        if std::mem::replace(&mut self.beside, other) != other && self.is_fitted {
            self.fit();
        }
    }

    /// All that there is to be seen of a scene, with what is seen beside it.
    pub(super) fn whole(&self, scene: &Scene) -> egui::Rect {
        self.beside.map_or(rect(scene.bounds), |beside| beside.union(rect(scene.bounds)))
    }

    /// The part of the canvas that is in view.
    pub fn in_view(&self) -> Rect {
        let part = self.view.visible(self.screen);
        Rect { min: layout_point(part.min), max: layout_point(part.max) }
    }

    /// The cards in view, unless it shows everything: those whose middle is on the screen.
    pub fn cards_in_view(&self) -> BTreeSet<Id> {
        if self.is_fitted {
            return BTreeSet::new();
        }
        let part = self.destination().visible(self.screen);
        let scene = Arc::clone(&self.shared.borrow().look.scene);
        let is_in_view = |card: &&Card| part.contains(rect(card.rect).center());
        scene.cards.iter().filter(is_in_view).map(|card| card.id.clone()).collect()
    }

    /// Brings the picture near to those cards and lines, or to everything if none of them is there.
    pub fn arrive(&mut self, ids: &[Id]) {
        self.brought = None;
        self.wishes.push(Wish::Arrive(ids.to_vec()));
    }

    /// Whether it shows everything, and goes on doing so when its room changes.
    pub fn shows_everything(&self) -> bool {
        self.is_fitted
    }

    /// Whether the application has brought it somewhere, and no wish has been heard since.
    pub fn is_brought(&self) -> bool {
        self.brought.is_some()
    }

    /// Whether somebody has moved the picture since it was last brought somewhere.
    pub fn is_moved(&self) -> bool {
        self.brought.is_some_and(|brought| match brought {
            Brought::Whole => !self.is_fitted,
            Brought::To(view) => view != self.destination(),
        })
    }

    /// Shows all of a part of the canvas at once, as large as it goes.
    pub fn show_part(&mut self, part: Rect) {
        if self.screen.is_positive() && part.width() > 0.0 {
            self.flight = None;
            self.wishes.clear();
            self.is_fitted = false;
            self.view = View::showing(rect(part), self.screen, 0.0, f32::INFINITY);
        }
    }

    /// Looks at a part of the canvas at once: it fills the width, from its upper left corner on.
    pub fn look_at(&mut self, part: Rect) {
        if !self.screen.is_positive() || part.width() <= 0.0 {
            return;
        }
        let zoom = self.screen.width() / part.width();
        let corner = pos(part.min);
        let centre = pos2(corner.x + self.screen.width() / zoom / 2.0, corner.y + self.screen.height() / zoom / 2.0);
        self.flight = None;
        self.wishes.clear();
        self.is_fitted = false;
        self.view = View { centre, zoom };
    }
}
