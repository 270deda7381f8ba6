//! Where the canvas looks: which point stands in the middle of the screen, how large, and how it flies there.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// The largest zoom that gestures reach.
const MOST: f32 = 4.0;
/// How long a flight takes to what is in sight, in seconds.
const FLIGHT: f64 = 0.28;
/// How long a flight takes at most, and how much longer it takes the farther it leads.
const LONGEST: f64 = 0.9;
const PACE: f64 = 0.25;
/// How much a flight to what is out of sight rises above it: the ratio that people found most pleasant in the trials of van
/// Wijk and Nuij ("Smooth and efficient zooming and panning", 2003).
const RISE: f64 = 1.42;

/// As how long the first frame of a movement counts at most: many texts may be laid out in it, and nothing is to jump because
/// of that.
const FIRST_FRAME: f64 = 1.0 / 30.0;

/// Since when something moves.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Clock {
    start: f64,
    frames: usize,
}

impl Clock {
    /// How long it has been moving at a frame, in seconds. It begins with the first frame for which that is asked.
    pub(super) fn at(&mut self, now: f64) -> f64 {
        match self.frames {
            0 => self.start = now,
            1 => self.start = self.start.max(now - FIRST_FRAME),
            _ => {}
        }
        self.frames += 1;
        now - self.start
    }
}

/// A part of the time, eased: quick at first, slow at the end.
pub(super) fn eased(part: f32) -> f32 {
    1.0 - (1.0 - part.clamp(0.0, 1.0)).powi(3)
}

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
        // Of a low or narrow canvas the margins leave the most.
        let margin = margin.min(screen.size().min_elem() / 6.0);
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
    clock: Clock,
    /// How it leads to what is out of sight.
    arc: Option<Arc>,
}

impl Flight {
    /// Begins with the first frame for which it is asked where it is.
    pub(super) fn new(from: View, to: View, screen: Rect) -> Self {
        let is_in_sight =
            from.visible(screen).contains(to.centre) || to.visible(screen).contains(from.centre) || from == to;
        let arc = (!is_in_sight).then(|| Arc::between(from, to, f64::from(screen.width())));
        Self { from, to, clock: Clock::default(), arc }
    }

    /// Where it leads.
    pub(super) fn destination(&self) -> View {
        self.to
    }

    /// The view at a frame at `now`, in seconds, and whether it has arrived.
    pub(super) fn at(&mut self, now: f64) -> (View, bool) {
        let time = self.arc.map_or(FLIGHT, |arc| (PACE * arc.length).clamp(FLIGHT, LONGEST));
        let part = (self.clock.at(now) / time).clamp(0.0, 1.0) as f32;
        if part >= 1.0 {
            return (self.to, true);
        }
        let view = match self.arc {
            None => self.from.towards(self.to, eased(part)),
            // It is as long in coming up as in going down.
            Some(arc) => arc.at(self.from, self.to, f64::from(part * part * (3.0 - 2.0 * part))),
        };
        (view, false)
    }
}

/// A way that rises until both ends are in sight, and then comes down.
#[derive(Debug, Clone, Copy)]
struct Arc {
    /// How wide the part is that is seen at first, and how far the middle of the last one is away, in canvas points.
    width: f64,
    distance: f64,
    /// Where on the curve it begins, and how long it is.
    start: f64,
    length: f64,
}

impl Arc {
    fn between(from: View, to: View, screen: f64) -> Self {
        let [width, last] = [from.zoom, to.zoom].map(|zoom| screen.max(1.0) / f64::from(zoom));
        let distance = f64::from(from.centre.distance(to.centre)).max(1e-3);
        let (grown, way) = (last * last - width * width, RISE.powi(4) * distance * distance);
        let start = -((grown + way) / (2.0 * width * RISE * RISE * distance)).asinh();
        let end = -((grown - way) / (2.0 * last * RISE * RISE * distance)).asinh();
        Self { width, distance, start, length: (end - start) / RISE }
    }

    /// The view at `part` (0 to 1) of the way.
    fn at(&self, from: View, to: View, part: f64) -> View {
        let at = RISE * self.length * part + self.start;
        let (rise, height) = (self.start.cosh(), at.cosh());
        let along = self.width / (RISE * RISE) * (rise * at.tanh() - self.start.sinh()) / self.distance;
        let centre = from.centre + (to.centre - from.centre) * along as f32;
        View { centre, zoom: from.zoom * (height / rise) as f32 }
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
        let mut flight = Flight::new(from, to, SCREEN);
        assert_eq!(flight.at(10.0), (from, false));
        let held = from.to_canvas(SCREEN, at);
        let (midway, arrived) = flight.at(10.1);
        assert!(!arrived && midway.zoom > from.zoom && midway.zoom < to.zoom);
        assert!((midway.to_screen(SCREEN, held) - at).length() < 0.1);
        assert_eq!(flight.at(11.0), (to, true));
    }

    #[test]
    fn nothing_jumps_because_the_first_frame_took_long() {
        let mut clock = Clock::default();
        assert_eq!(clock.at(7.0), 0.0);
        assert!((clock.at(7.5) - FIRST_FRAME).abs() < 1e-6, "half a second of it is not told");
        assert!((clock.at(7.6) - FIRST_FRAME - 0.1).abs() < 1e-6);
    }

    #[test]
    fn a_flight_to_what_is_out_of_sight_rises_until_both_ends_are_seen_and_comes_down_there() {
        for (far, zooms) in [(4_000.0, [1.0, 1.0]), (9_000.0, [0.6, 2.0]), (9_000.0, [2.5, 0.4]), (2_000.0, [4.0, 4.0])]
        {
            let from = View { centre: pos2(-100.0, 40.0), zoom: zooms[0] };
            let to = View { centre: from.centre + vec2(0.6, 0.8) * far, zoom: zooms[1] };
            let mut flight = Flight::new(from, to, SCREEN);
            let time = (PACE * flight.arc.expect("an arc").length).min(LONGEST);
            let steps: Vec<View> =
                (0..200).map(|step| flight.at(10.0 + f64::from(step) / 100.0)).map(|(view, _)| view).collect();
            assert!((steps[0].centre - from.centre).length() < 0.5 && (steps[0].zoom - from.zoom).abs() < 1e-3);
            let highest = steps.iter().copied().min_by(|one, other| one.zoom.total_cmp(&other.zoom)).expect("steps");
            assert!(highest.zoom < 0.8 * zooms[0].min(zooms[1]), "{far}: {highest:?}");
            let is_nearer =
                |pair: &[View]| pair[1].centre.distance(to.centre) <= pair[0].centre.distance(to.centre) + 0.1;
            assert!(steps.windows(2).all(is_nearer), "it never turns back");
            let (before, has_arrived) = flight.at(10.0 + 0.999 * time);
            assert!(!has_arrived && (before.zoom / to.zoom - 1.0).abs() < 0.01, "{before:?} instead of {to:?}");
            assert!((before.centre - to.centre).length() * to.zoom < 2.0, "{before:?} instead of {to:?}");
            assert_eq!(flight.at(13.0), (to, true));
        }
    }

    #[test]
    fn the_picture_cannot_be_pushed_out_of_sight() {
        let bounds = Rect::from_min_max(pos2(0.0, 0.0), pos2(400.0, 300.0));
        let lost = View { centre: pos2(1e6, -1e6), zoom: 1.0 };
        let kept = lost.kept_near(bounds, SCREEN);
        assert!(kept.visible(SCREEN).intersects(bounds));
    }
}
