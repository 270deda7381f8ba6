//! Together: two canvases that look at the same part of two pictures.

use egui::pos2;

use super::paint::{pos, rect};
use super::view::View;
use super::{Canvas, layout_point};
use crate::drawing::Scene;
use crate::layout::Rect;

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
