//! Cards that the user has put somewhere.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use super::Parameters;
use super::forest::Forest;
use super::geometry::{Point, Rect};

/// The least room between a card that was put somewhere and its neighbours.
const GAP: f32 = 8.0;
/// How many places are looked at before a card goes beside all others.
const LOOKS: usize = 2_000;

/// A card is put no farther from the middle of all others than this, or twice as far as the picture reaches without it:
/// a picture of more than that cannot be read, and its lines cost memory without end.
const FARTHEST: f32 = 40_000.0;

/// No card is put farther out than this, however many stand there: beyond, numbers are too coarse to set cards side by
/// side, and they would stand over each other.
const FARTHEST_OUT: f32 = 1_000_000.0;

/// What became of the cards that the user has put somewhere.
pub(super) struct Pinned {
    /// Which cards stand where they were put, or near.
    pub(super) moved: Vec<bool>,
    /// Those that were put too far away to be drawn with the others: they stand where the layout has them.
    pub(super) far: Vec<usize>,
}

/// Puts pinned cards where the user put them, and nothing else moves. Where that would cover another card, it slides to
/// the nearest free place.
pub(super) fn apply(forest: &Forest, parameters: &Parameters, cards: &mut [Rect]) -> Pinned {
    let mut moved = vec![false; cards.len()];
    if parameters.pinned.is_empty() {
        return Pinned { moved, far: Vec::new() };
    }
    let index: BTreeMap<&str, usize> =
        forest.nodes.iter().enumerate().map(|(at, node)| (node.id.as_str(), at)).collect();
    let pins: Vec<(usize, Point)> = parameters
        .pinned
        .iter()
        .filter(|(_, point)| point.x.is_finite() && point.y.is_finite())
        .filter_map(|(id, point)| Some((*index.get(id.as_str())?, *point)))
        .collect();
    let (pins, far) = sort_out(pins, cards);
    for &(card, _) in &pins {
        moved[card] = true;
    }
    let mut standing: Vec<Rect> = (0..cards.len()).filter(|&card| !moved[card]).map(|card| cards[card]).collect();
    for (card, point) in pins {
        cards[card] = nearest_free(Rect::around(point, cards[card].size()), &standing);
        standing.push(cards[card]);
    }
    Pinned { moved, far: far.into_iter().map(|(card, _)| card).collect() }
}

/// Tells the pins that can be drawn together from those that are too far away. The middle is that of most cards, so that
/// a whole map that stands far out is drawn where it stands, as far as numbers go.
#[expect(clippy::type_complexity, reason = "two lists of one kind")]
fn sort_out(pins: Vec<(usize, Point)>, cards: &[Rect]) -> (Vec<(usize, Point)>, Vec<(usize, Point)>) {
    let mut centres: Vec<Point> = cards.iter().map(Rect::centre).collect();
    for &(card, point) in &pins {
        centres[card] = point;
    }
    let median = |along: fn(&Point) -> f32| {
        let mut all: Vec<f32> = centres.iter().map(along).collect();
        all.sort_by(f32::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or_default()
    };
    let middle = Point::new(median(|point| point.x), median(|point| point.y));
    let reach = cards.iter().copied().reduce(|all, card| all.union(&card)).unwrap_or_default();
    let farthest = FARTHEST.max(2.0 * reach.width().max(reach.height()));
    let is_near = |at: f32, middle: f32| (at - middle).abs() <= farthest && at.abs() <= FARTHEST_OUT;
    pins.into_iter().partition(|(_, point)| is_near(point.x, middle.x) && is_near(point.y, middle.y))
}

/// The place for the card nearest to where it is that covers none of the others.
fn nearest_free(card: Rect, others: &[Rect]) -> Rect {
    let (x, y) = way_to_room(&[card], others);
    card.moved(x, y)
}

/// How far cards have to go together, so that they keep their shape, to cover none of the others: tried are the places
/// beside whatever is in the way, the nearest first.
pub fn way_to_room(cards: &[Rect], others: &[Rect]) -> (f32, f32) {
    let mut open = BinaryHeap::from([(Reverse(0_u64), (0_i32, 0_i32))]);
    let mut seen = BTreeSet::new();
    while let Some((_, (x, y))) = open.pop() {
        // The place that the user chose may be as near to a neighbour as they like.
        let gap = if (x, y) == (0, 0) { 0.0 } else { GAP - 1.0 };
        let in_the_way = cards.iter().find_map(|card| {
            let room = card.moved(x as f32, y as f32).grown(gap);
            Some((card, others.iter().find(|other| other.overlaps(&room))?))
        });
        let Some((card, other)) = in_the_way else { return (x as f32, y as f32) };
        if seen.len() > LOOKS {
            break;
        }
        let left = (other.min.x - GAP - card.max.x).floor() as i32;
        let right = (other.max.x + GAP - card.min.x).ceil() as i32;
        let above = (other.min.y - GAP - card.max.y).floor() as i32;
        let below = (other.max.y + GAP - card.min.y).ceil() as i32;
        for (x, y) in [(left, y), (right, y), (x, above), (x, below)] {
            if seen.insert((x, y)) {
                let distance = i64::from(x).pow(2) as u64 + i64::from(y).pow(2) as u64;
                open.push((Reverse(distance), (x, y)));
            }
        }
    }
    let left = cards.iter().map(|card| card.min.x).fold(f32::INFINITY, f32::min);
    let right = others.iter().map(|other| other.max.x).fold(left, f32::max);
    if cards.is_empty() { (0.0, 0.0) } else { (right + GAP - left, 0.0) }
}

#[cfg(test)]
mod tests {
    use super::{GAP, nearest_free};
    use crate::layout::geometry::{Point, Rect, Size};

    #[test]
    fn a_card_slides_off_what_it_would_cover_and_no_further() {
        let other = Rect::at(Point::default(), Size::new(100.0, 50.0));
        let beside = other.moved(100.5, 0.0);
        assert_eq!(nearest_free(beside, &[other]), beside, "what covers nothing stays");
        let below = nearest_free(other.moved(10.0, 40.0), &[other]);
        assert_eq!(below.min, Point::new(10.0, 50.0 + GAP));
        let both = [other.moved(10.0, 40.0), other.moved(10.0, 96.0)];
        assert_eq!(super::way_to_room(&both, &[other]), (0.0, 10.0 + GAP), "they keep their shape");
        let crowd: Vec<Rect> = (0..9).map(|at| other.moved(104.0 * (at % 3) as f32, 54.0 * (at / 3) as f32)).collect();
        let placed = nearest_free(crowd[4].moved(3.0, 3.0), &crowd);
        assert!(crowd.iter().all(|card| !card.overlaps(&placed)));
    }
}
