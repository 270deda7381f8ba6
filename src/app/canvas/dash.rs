//! Dashed lines: only the dashes that are on the screen, in step however far the line comes from.

use egui::{Pos2, Rect, Shape, Stroke};

use crate::drawing::Dash;

/// Dashes shorter than this many screen points run together: the line is drawn whole.
const SHORTEST: f32 = 1.0;

/// How long a dash and the gap after it are on the screen, and how large its pixels are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Dashes {
    dash: f32,
    gap: f32,
    pixel: f32,
}

/// The dashes of a line on a screen whose pixels are that large; none for one that is drawn whole. Dashes and gaps are whole
/// pixels: egui moves upright and level strokes to these, and dashes would be of uneven lengths.
pub(super) fn lengths(dash: Dash, zoom: f32, pixel: f32) -> Option<Dashes> {
    let (dash, gap) = dash.lengths()?;
    let pixels = |length: f32| (length * zoom).max(SHORTEST) / pixel;
    // What is rounded goes to the dash: with wider gaps a dotted line would be but scattered points.
    let (dash_pixels, gap_pixels) = (pixels(dash).round(), (pixels(gap) + 0.01).floor().max(1.0));
    (gap * zoom > SHORTEST).then_some(Dashes { dash: dash_pixels * pixel, gap: gap_pixels * pixel, pixel })
}

/// Draws the dashes of a line through screen points. Upright and level ones begin and end on the edges of pixels: where an
/// end lay between two, it would be moved to the one here and to the other there.
pub(super) fn draw(points: &[Pos2], dashes: Dashes, clip: Rect, stroke: Stroke, shapes: &mut Vec<Shape>) {
    let Dashes { dash, gap, pixel } = dashes;
    let whole = |length: f32| (length / pixel).round() * pixel;
    let near = clip.expand(stroke.width);
    let period = dash + gap;
    // How far into the period the segment begins: dashes go on around corners.
    let mut phase = 0.0_f32;
    for pair in points.windows(2) {
        let (mut from, mut to) = (pair[0], pair[1]);
        if from.x == to.x || from.y == to.y {
            let along = usize::from(from.x == to.x);
            (from[along], to[along], phase) = (whole(from[along]), whole(to[along]), whole(phase));
        }
        let length = from.distance(to);
        if length > 0.0 {
            if let Some((enter, leave)) = inside(from, to, near) {
                let along = |distance: f32| from.lerp(to, distance / length);
                let mut start = ((enter * length + phase) / period).floor() * period - phase;
                while start < leave * length {
                    let (begin, end) = (start.max(0.0), (start + dash).min(length));
                    if end > begin {
                        shapes.push(Shape::LineSegment { points: [along(begin), along(end)], stroke });
                    }
                    start += period;
                }
            }
            phase = (phase + length) % period;
        }
    }
}

/// The part of a segment within a rectangle, as fractions of its length (Liang and Barsky, 1984).
fn inside(from: Pos2, to: Pos2, rect: Rect) -> Option<(f32, f32)> {
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    for (start, step, low, high) in
        [(from.x, to.x - from.x, rect.min.x, rect.max.x), (from.y, to.y - from.y, rect.min.y, rect.max.y)]
    {
        if step == 0.0 {
            if start < low || start > high {
                return None;
            }
            continue;
        }
        let (one, two) = ((low - start) / step, (high - start) / step);
        enter = enter.max(one.min(two));
        leave = leave.min(one.max(two));
    }
    (enter < leave).then_some((enter, leave))
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Color32, pos2};

    const CLIP: Rect = Rect { min: pos2(0.0, 0.0), max: pos2(100.0, 100.0) };

    fn dashes(points: &[Pos2]) -> Vec<[Pos2; 2]> {
        let mut shapes = Vec::new();
        draw(points, Dashes { dash: 6.0, gap: 4.0, pixel: 1.0 }, CLIP, Stroke::new(1.0, Color32::BLACK), &mut shapes);
        shapes
            .into_iter()
            .filter_map(|shape| if let Shape::LineSegment { points, .. } = shape { Some(points) } else { None })
            .collect()
    }

    #[test]
    fn dashes_and_gaps_follow_each_other() {
        let found = dashes(&[pos2(10.0, 50.0), pos2(30.0, 50.0)]);
        assert_eq!(found, [[pos2(10.0, 50.0), pos2(16.0, 50.0)], [pos2(20.0, 50.0), pos2(26.0, 50.0)]]);
    }

    #[test]
    fn dashes_are_whole_pixels_at_any_zoom() {
        for pixel in [0.5, 1.0 / 1.5, 1.0] {
            for zoom in [0.4, 0.63, 1.0, 1.37, 2.2] {
                for dash in [Dash::Long, Dash::Dashed, Dash::Short, Dash::Dotted, Dash::Sparse] {
                    let Some(Dashes { dash, gap, .. }) = lengths(dash, zoom, pixel) else { continue };
                    let off = |length: f32| (length / pixel - (length / pixel).round()).abs();
                    assert!(off(dash) < 1e-3 && off(gap) < 1e-3, "{dash} and {gap} at {zoom}");
                }
            }
        }
        assert_eq!(lengths(Dash::Solid, 1.0, 1.0), None);
    }

    #[test]
    fn ends_of_dashes_are_edges_of_pixels_wherever_a_line_begins() {
        for begin in [10.5, 10.499, 10.501, 10.25] {
            let found = dashes(&[pos2(begin, 50.3), pos2(90.5, 50.3)]);
            assert!(found.len() > 7);
            for [from, to] in &found[..found.len() - 1] {
                let off = (from.x - from.x.round()).abs();
                assert!(off < 1e-3 && (to.x - from.x - 6.0).abs() < 1e-3 && (from.y - 50.3).abs() < 1e-3, "{found:?}");
            }
        }
    }

    #[test]
    fn a_dash_goes_on_around_a_corner() {
        let found = dashes(&[pos2(10.0, 50.0), pos2(13.0, 50.0), pos2(13.0, 70.0)]);
        assert_eq!(found[0], [pos2(10.0, 50.0), pos2(13.0, 50.0)]);
        assert_eq!(found[1], [pos2(13.0, 50.0), pos2(13.0, 53.0)]);
    }

    #[test]
    fn what_is_off_the_screen_costs_nothing() {
        let found = dashes(&[pos2(-1e5, 50.0), pos2(1e5, 50.0)]).len();
        assert!((10..=12).contains(&found), "{found}");
        assert!(dashes(&[pos2(-1e5, 500.0), pos2(1e5, 500.0)]).is_empty());
    }
}
