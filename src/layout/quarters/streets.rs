//! Ways for when lines are too many to search the channels: along the streets between rows, and from row to row through
//! the gaps between cards. No card stands in any of these.

use crate::layout::geometry::{Point, Rect, straightened};

/// How far from the outermost cards of a row its outer gaps lie.
const OUTSIDE: f32 = 20.0;

/// The streets and gaps of a ground.
pub(super) struct Streets {
    /// How high the street above each row runs, and below the last.
    heights: Vec<f32>,
    /// Where each row can be passed, from the left.
    gaps: Vec<Vec<f32>>,
}

impl Streets {
    /// The streets between rows, in which cards stand that belong there.
    pub(super) fn new(rows: &[[f32; 2]], cards: impl Iterator<Item = (usize, Rect)>) -> Self {
        let outer = |row: Option<&[f32; 2]>, edge: usize, by: f32| row.map_or(0.0, |row| row[edge] + by);
        let between = rows.windows(2).map(|two| f32::midpoint(two[0][1], two[1][0]));
        let heights = [outer(rows.first(), 0, -OUTSIDE)].into_iter().chain(between);
        let heights = heights.chain([outer(rows.last(), 1, OUTSIDE)]).collect();
        let mut standing: Vec<Vec<(f32, f32)>> = vec![Vec::new(); rows.len()];
        cards.for_each(|(row, card)| standing[row].push((card.min.x, card.max.x)));
        let gaps = standing.into_iter().map(|mut row| {
            row.sort_by(|one, other| one.0.total_cmp(&other.0));
            let first = row.first().map(|card| card.0 - OUTSIDE);
            let last = row.last().map(|card| card.1 + OUTSIDE);
            let between = row.windows(2).map(|two| f32::midpoint(two[0].1, two[1].0));
            first.into_iter().chain(between).chain(last).collect()
        });
        Self { heights, gaps: gaps.collect() }
    }

    /// A way from one card to another, in those rows.
    pub(super) fn route(&self, (from, start): (&Rect, usize), (to, end): (&Rect, usize)) -> Vec<Point> {
        if start > end {
            let mut way = self.route((to, end), (from, start));
            way.reverse();
            return way;
        }
        let (begin, goal) = (from.centre(), to.centre());
        let mut at = Point::new(begin.x, from.max.y);
        let mut way = vec![at];
        at.y = self.heights[start + 1];
        way.push(at);
        for row in start + 1..end {
            let share = (row - start) as f32 / (end - start) as f32;
            at.x = self.gap(row, begin.x + (goal.x - begin.x) * share);
            way.push(at);
            at.y = self.heights[row + 1];
            way.push(at);
        }
        way.push(Point::new(goal.x, at.y));
        way.push(Point::new(goal.x, if start == end { to.max.y } else { to.min.y }));
        straightened(way)
    }

    /// The gap of a row nearest to a place; the place itself, if nothing stands in the row.
    fn gap(&self, row: usize, x: f32) -> f32 {
        let gaps = &self.gaps[row];
        let next = gaps.partition_point(|gap| *gap < x);
        let near = [next.checked_sub(1), Some(next)].into_iter().flatten().filter_map(|place| gaps.get(place));
        near.copied().min_by(|one, other| (one - x).abs().total_cmp(&(other - x).abs())).unwrap_or(x)
    }
}
