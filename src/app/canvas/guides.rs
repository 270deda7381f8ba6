//! Guides: cards that are moved come to stand in line with others, and thin lines show with which.

use egui::{Pos2, Rect, Vec2};

/// What is nearer than this counts as being in line, in canvas points.
const SAME: f32 = 0.05;

/// Where something that is moved comes to stand, and why.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Snap {
    /// How much further it goes, in canvas points.
    pub(super) by: Vec2,
    /// What it is in line with: straight lines through all that stand there, in canvas points.
    pub(super) guides: Vec<[Pos2; 2]>,
}

/// Brings `moved` in line with `others`, edge or middle with edge or middle, if it is within `reach` canvas points.
/// Where several lines are in reach the nearest one counts, and among equals that of the first of `others`.
pub(super) fn snap(moved: &[Rect], others: &[Rect], reach: f32) -> Snap {
    let mut by = Vec2::ZERO;
    for axis in 0..2 {
        let ways = others
            .iter()
            .flat_map(|other| marks(*other, axis))
            .flat_map(|to| moved.iter().flat_map(move |rect| marks(*rect, axis)).map(move |from| to - from));
        let nearest = ways.filter(|way| way.abs() <= reach).min_by(|one, two| one.abs().total_cmp(&two.abs()));
        by[axis] = nearest.unwrap_or_default();
    }
    let moved: Vec<Rect> = moved.iter().map(|rect| rect.translate(by)).collect();
    let guides = (0..2).flat_map(|axis| guides(&moved, others, axis)).collect();
    Snap { by, guides }
}

/// The lines along which `moved` and `others` stand, across one axis.
fn guides(moved: &[Rect], others: &[Rect], axis: usize) -> Vec<[Pos2; 2]> {
    let mut at: Vec<f32> = moved.iter().flat_map(|rect| marks(*rect, axis)).collect();
    at.sort_by(f32::total_cmp);
    at.dedup_by(|one, two| (*one - *two).abs() < SAME);
    let is_there = |rect: &&Rect, at: f32| marks(**rect, axis).iter().any(|mark| (mark - at).abs() < SAME);
    let through = |at: f32| {
        let found = others.iter().filter(|rect| is_there(rect, at)).copied().reduce(Rect::union)?;
        let all = moved.iter().filter(|rect| is_there(rect, at)).fold(found, |all, rect| all.union(*rect));
        Some(if axis == 0 {
            [Pos2::new(at, all.min.y), Pos2::new(at, all.max.y)]
        } else {
            [Pos2::new(all.min.x, at), Pos2::new(all.max.x, at)]
        })
    };
    at.into_iter().filter_map(through).collect()
}

/// Where a rectangle begins, has its middle and ends, along an axis.
fn marks(rect: Rect, axis: usize) -> [f32; 3] {
    [rect.min[axis], rect.center()[axis], rect.max[axis]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{pos2, vec2};

    fn card(x: f32, y: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(100.0, 40.0))
    }

    #[test]
    fn edges_and_middles_come_in_line_within_reach_only() {
        let other = card(0.0, 0.0);
        let near = snap(&[card(4.0, 200.0)], &[other], 6.0);
        assert_eq!(near.by, vec2(-4.0, 0.0));
        let down = |x: f32| [pos2(x, 0.0), pos2(x, 240.0)];
        assert_eq!(near.guides, [down(0.0), down(50.0), down(100.0)], "equal widths agree at all three");
        assert_eq!(snap(&[card(7.0, 200.0)], &[other], 6.0), Snap::default());
        let end_to_start = snap(&[card(103.0, 15.0)], &[other], 6.0);
        assert_eq!(end_to_start.by, vec2(-3.0, 5.0), "left to right, and middle to bottom");
    }

    #[test]
    fn the_nearest_line_wins_and_both_axes_are_served() {
        let others = [card(0.0, 0.0), card(305.0, 90.0)];
        let both = snap(&[card(302.0, 2.0)], &others, 6.0);
        assert_eq!(both.by, vec2(3.0, -2.0));
        assert!(both.guides.contains(&[pos2(305.0, 0.0), pos2(305.0, 130.0)]));
        assert!(both.guides.contains(&[pos2(0.0, 0.0), pos2(405.0, 0.0)]));
    }
}
