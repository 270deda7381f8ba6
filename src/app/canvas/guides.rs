//! Guides: cards that are moved come to stand in line with others or evenly between them, and thin lines show it.

use egui::{Pos2, Rect, Vec2};

/// What is nearer than this counts as being in line, in canvas points.
const SAME: f32 = 0.05;

/// Half the length of the ticks at the ends of a gap, in canvas points.
const TICK: f32 = 5.0;

/// Where something that is moved comes to stand, and why.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Snap {
    /// How much further it goes, in canvas points.
    pub(super) by: Vec2,
    /// What it is in line with: straight lines through all that stand there, in canvas points.
    pub(super) guides: Vec<[Pos2; 2]>,
}

/// Brings `moved` in line with `others`, edge or middle with edge or middle, if it is within `reach` canvas points; else
/// to where the gaps beside the last of `moved` are even. Where several places are in reach the nearest one counts, and
/// among equals that of the first of `others`.
pub(super) fn snap(moved: &[Rect], others: &[Rect], reach: f32) -> Snap {
    let mut by = Vec2::ZERO;
    for axis in 0..2 {
        let ways = others
            .iter()
            .flat_map(|other| marks(*other, axis))
            .flat_map(|to| moved.iter().flat_map(move |rect| marks(*rect, axis)).map(move |from| to - from));
        let in_line = nearest(ways, reach);
        let is_even = || nearest(evens(*moved.last()?, others, axis).iter().map(|even| even.by), reach);
        by[axis] = in_line.or_else(is_even).unwrap_or_default();
    }
    let moved: Vec<Rect> = moved.iter().map(|rect| rect.translate(by)).collect();
    let mut shown: Vec<[Pos2; 2]> = (0..2).flat_map(|axis| guides(&moved, others, axis)).collect();
    for axis in 0..2 {
        let found = moved.last().map(|rect| evens(*rect, others, axis)).unwrap_or_default();
        shown.extend(found.into_iter().filter(|even| even.by.abs() < SAME).flat_map(|even| even.gaps).flatten());
    }
    Snap { by, guides: shown }
}

/// The shortest of some ways along an axis, if it is within `reach`.
fn nearest(ways: impl Iterator<Item = f32>, reach: f32) -> Option<f32> {
    ways.filter(|way| way.abs() <= reach).min_by(|one, two| one.abs().total_cmp(&two.abs()))
}

/// A place with even gaps.
struct Even {
    /// The way there.
    by: f32,
    /// The two gaps that are equal there, each as a line with a tick at both of its ends.
    gaps: [[[Pos2; 2]; 3]; 2],
}

/// The places along an axis where a rectangle has even gaps: midway between its neighbours, or as far from one as that is
/// from the next.
fn evens(moved: Rect, others: &[Rect], axis: usize) -> Vec<Even> {
    let across = 1 - axis;
    let is_beside = |other: &&Rect| other.min[across] < moved.max[across] && moved.min[across] < other.max[across];
    let row: Vec<Rect> = others.iter().filter(is_beside).copied().collect();
    // Neighbours may be overlapped a little: the middles tell on which side they are.
    let last_before = |middle: f32| {
        let before = row.iter().filter(|other| other.center()[axis] < middle);
        before.max_by(|one, two| one.max[axis].total_cmp(&two.max[axis])).copied()
    };
    let first_after = |middle: f32| {
        let after = row.iter().filter(|other| other.center()[axis] > middle);
        after.min_by(|one, two| one.min[axis].total_cmp(&two.min[axis])).copied()
    };
    let (size, middle) = (moved.size()[axis], moved.center()[axis]);
    let even = |start: f32, gaps: [(f32, f32); 2]| Even {
        by: start - moved.min[axis],
        gaps: gaps.map(|(from, to)| gap_lines(axis, moved.center()[across], from, to)),
    };
    let mut evens = Vec::new();
    let (left, right) = (last_before(middle), first_after(middle));
    if let (Some(left), Some(right)) = (left, right) {
        let gap = (right.min[axis] - left.max[axis] - size) / 2.0;
        let start = left.max[axis] + gap;
        if gap > 0.0 {
            evens.push(even(start, [(left.max[axis], start), (start + size, right.min[axis])]));
        }
    }
    if let Some((left, next)) = left.and_then(|left| Some((left, last_before(left.center()[axis])?))) {
        let gap = left.min[axis] - next.max[axis];
        let start = left.max[axis] + gap;
        if gap > 0.0 {
            evens.push(even(start, [(next.max[axis], left.min[axis]), (left.max[axis], start)]));
        }
    }
    if let Some((right, next)) = right.and_then(|right| Some((right, first_after(right.center()[axis])?))) {
        let gap = next.min[axis] - right.max[axis];
        let end = right.min[axis] - gap;
        if gap > 0.0 {
            evens.push(even(end - size, [(end, right.min[axis]), (right.max[axis], next.min[axis])]));
        }
    }
    evens
}

/// A gap along an axis as lines.
fn gap_lines(axis: usize, across: f32, from: f32, to: f32) -> [[Pos2; 2]; 3] {
    let at = |along: f32, across: f32| if axis == 0 { Pos2::new(along, across) } else { Pos2::new(across, along) };
    let tick = |along: f32| [at(along, across - TICK), at(along, across + TICK)];
    [[at(from, across), at(to, across)], tick(from), tick(to)]
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
    #[test]
    fn gaps_become_even_between_two_cards_and_beyond_them() {
        let shifted = |at: f32, others: &[Rect]| snap(&[card(at, 13.0)], others, 6.0);
        // Rows 13 points apart are out of line, so that only the gaps count.
        let between = shifted(197.0, &[card(0.0, 0.0), card(400.0, 26.0)]);
        assert_eq!(between.by, vec2(3.0, 0.0));
        assert!(between.guides.contains(&[pos2(100.0, 33.0), pos2(200.0, 33.0)]), "{:?}", between.guides);
        assert!(between.guides.contains(&[pos2(300.0, 33.0), pos2(400.0, 33.0)]));
        let beyond = shifted(264.0, &[card(0.0, 0.0), card(130.0, 0.0)]);
        assert_eq!(beyond.by, vec2(-4.0, 0.0), "30 points on, as between the others");
        let before = shifted(-128.0, &[card(0.0, 0.0), card(130.0, 0.0)]);
        assert_eq!(before.by, vec2(-2.0, 0.0));
        assert_eq!(shifted(190.0, &[card(0.0, 0.0), card(400.0, 26.0)]), Snap::default(), "out of reach");
        assert_eq!(shifted(197.0, &[card(0.0, 90.0), card(400.0, 90.0)]).by, Vec2::ZERO, "another row");
    }
}
