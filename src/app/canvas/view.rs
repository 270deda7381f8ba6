//! Where the canvas looks: which point stands in the middle of the screen, how large, and how it flies there.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// The largest zoom that gestures reach.
const MOST: f32 = 4.0;
/// How long a flight takes, in seconds.
const FLIGHT: f64 = 0.28;

/// The part of the canvas that is looked at. It keeps the middle in place when the window changes its size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct View {
    /// The canvas point in the middle of the screen.
    pub(super) centre: Pos2,
    /// Screen points for each canvas point.
    pub(super) zoom: f32,
}

impl Default for View {
    fn default() -> Self {
        Self { centre: Pos2::ZERO, zoom: 1.0 }
    }
}

impl View {
    /// The view that shows all of `bounds` on `screen`, with `margin` screen points around, enlarged at most to `limit`.
    pub(super) fn showing(bounds: Rect, screen: Rect, margin: f32, limit: f32) -> Self {
        let room = (screen.size() - Vec2::splat(2.0 * margin)).max(Vec2::splat(1.0));
        let size = bounds.size().max(Vec2::splat(1.0));
        let zoom = (room.x / size.x).min(room.y / size.y).min(limit).max(1e-3);
        Self { centre: bounds.center(), zoom }
    }

    /// The screen point of a canvas point.
    pub(super) fn to_screen(self, screen: Rect, point: Pos2) -> Pos2 {
        screen.center() + (point - self.centre) * self.zoom
    }

    /// The screen rectangle of a canvas rectangle.
    pub(super) fn rect_to_screen(self, screen: Rect, rect: Rect) -> Rect {
        Rect::from_min_max(self.to_screen(screen, rect.min), self.to_screen(screen, rect.max))
    }

    /// The canvas point of a screen point.
    pub(super) fn to_canvas(self, screen: Rect, point: Pos2) -> Pos2 {
        self.centre + (point - screen.center()) / self.zoom
    }

    /// The part of the canvas that is on the screen.
    pub(super) fn visible(self, screen: Rect) -> Rect {
        Rect::from_center_size(self.centre, screen.size() / self.zoom)
    }

    /// The picture moved by so many screen points.
    pub(super) fn panned(self, by: Vec2) -> Self {
        Self { centre: self.centre - by / self.zoom, ..self }
    }

    /// Enlarged by `factor`, but not below the zoom `least`, while what is at the screen point `at` stays there.
    pub(super) fn zoomed(self, screen: Rect, at: Pos2, factor: f32, least: f32) -> Self {
        let zoom = (self.zoom * factor).clamp(least.min(self.zoom), MOST);
        let held = self.to_canvas(screen, at);
        Self { centre: held - (at - screen.center()) / zoom, zoom }
    }

    /// Held so that at least a corner of `bounds` stays on the screen: nobody gets lost in emptiness.
    pub(super) fn kept_near(self, bounds: Rect, screen: Rect) -> Self {
        let reach = (screen.size() / self.zoom / 2.0 - Vec2::splat(48.0 / self.zoom)).max(Vec2::ZERO);
        let near = bounds.expand2(reach);
        Self {
            centre: pos2(self.centre.x.clamp(near.min.x, near.max.x), self.centre.y.clamp(near.min.y, near.max.y)),
            ..self
        }
    }

    /// The view at `part` (0 to 1) of the way to `target`. Zooming changes evenly by factor, and a point that both
    /// views show at the same place of the screen stays there all the way.
    fn towards(self, target: Self, part: f32) -> Self {
        let zoom = self.zoom * (target.zoom / self.zoom).powf(part);
        let (from, to) = (1.0 / self.zoom, 1.0 / target.zoom);
        let along = if (from - to).abs() > 1e-3 * from { (from - 1.0 / zoom) / (from - to) } else { part };
        Self { centre: self.centre + (target.centre - self.centre) * along, zoom }
    }
}

/// Where the application has brought the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Brought {
    Whole,
    To(View),
}

/// A move from one view to another that takes a moment, so that the eye can follow.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flight {
    from: View,
    to: View,
    start: f64,
}

impl Flight {
    /// Begins at `now`, in seconds.
    pub(super) fn new(from: View, to: View, now: f64) -> Self {
        Self { from, to, start: now }
    }

    /// Where it leads.
    pub(super) fn destination(&self) -> View {
        self.to
    }

    /// The view at `now`, and whether it has arrived.
    pub(super) fn at(&self, now: f64) -> (View, bool) {
        let part = ((now - self.start) / FLIGHT).clamp(0.0, 1.0) as f32;
        let eased = 1.0 - (1.0 - part).powi(3);
        if part >= 1.0 { (self.to, true) } else { (self.from.towards(self.to, eased), false) }
    }
}

/// The part of a minimap or another small picture: a canvas rectangle fitted into a screen rectangle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fitted {
    view: View,
    screen: Rect,
}

impl Fitted {
    /// All of `bounds` in `screen`.
    pub(super) fn new(bounds: Rect, screen: Rect) -> Self {
        Self { view: View::showing(bounds, screen, 6.0, 1.0), screen }
    }

    /// The screen rectangle of a canvas rectangle, never thinner than a point.
    pub(super) fn rect(&self, rect: Rect) -> Rect {
        let small = self.view.rect_to_screen(self.screen, rect);
        Rect::from_center_size(small.center(), small.size().max(vec2(1.0, 1.0)))
    }

    /// The canvas point under a screen point.
    pub(super) fn point(&self, point: Pos2) -> Pos2 {
        self.view.to_canvas(self.screen, point)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: Rect = Rect { min: pos2(100.0, 50.0), max: pos2(900.0, 650.0) };

    #[test]
    fn screen_and_canvas_points_turn_into_each_other() {
        let view = View { centre: pos2(-300.0, 40.0), zoom: 0.7 };
        let point = pos2(-500.0, 120.0);
        let back = view.to_canvas(SCREEN, view.to_screen(SCREEN, point));
        assert!((back - point).length() < 1e-3, "{back:?}");
    }

    #[test]
    fn zooming_holds_the_point_under_the_pointer() {
        let view = View { centre: pos2(10.0, 20.0), zoom: 1.0 };
        let at = pos2(250.0, 600.0);
        let held = view.to_canvas(SCREEN, at);
        for factor in [0.5, 0.9, 1.3, 3.0] {
            let zoomed = view.zoomed(SCREEN, at, factor, 0.1);
            assert!((zoomed.zoom - factor).abs() < 1e-6);
            assert!((zoomed.to_canvas(SCREEN, at) - held).length() < 1e-3);
        }
    }

    #[test]
    fn zooming_ends_at_the_limits() {
        let view = View::default();
        assert_eq!(view.zoomed(SCREEN, SCREEN.center(), 1e6, 0.1).zoom, MOST);
        assert_eq!(view.zoomed(SCREEN, SCREEN.center(), 1e-6, 0.1).zoom, 0.1);
    }

    #[test]
    fn fitting_shows_everything_inside_the_margin() {
        let bounds = Rect::from_min_max(pos2(-2000.0, 100.0), pos2(1500.0, 900.0));
        let view = View::showing(bounds, SCREEN, 20.0, 1.0);
        let shown = view.rect_to_screen(SCREEN, bounds);
        assert!(SCREEN.shrink(19.9).contains_rect(shown), "{shown:?}");
    }

    #[test]
    fn a_flight_begins_and_ends_where_it_should_and_holds_a_common_point() {
        let from = View { centre: pos2(0.0, 0.0), zoom: 0.5 };
        let at = pos2(300.0, 300.0);
        let to = from.zoomed(SCREEN, at, 4.0, 0.1);
        let flight = Flight::new(from, to, 10.0);
        assert_eq!(flight.at(10.0), (from, false));
        assert_eq!(flight.at(11.0), (to, true));
        let held = from.to_canvas(SCREEN, at);
        let (midway, arrived) = flight.at(10.1);
        assert!(!arrived && midway.zoom > from.zoom && midway.zoom < to.zoom);
        assert!((midway.to_screen(SCREEN, held) - at).length() < 0.1);
    }

    #[test]
    fn the_picture_cannot_be_pushed_out_of_sight() {
        let bounds = Rect::from_min_max(pos2(0.0, 0.0), pos2(400.0, 300.0));
        let lost = View { centre: pos2(1e6, -1e6), zoom: 1.0 };
        let kept = lost.kept_near(bounds, SCREEN);
        assert!(kept.visible(SCREEN).intersects(bounds));
    }
}
