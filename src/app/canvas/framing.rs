//! Framing: the part of a picture that shows some cards to a room, and cuts no card in two where that can be had.

use egui::{Pos2, Rect, Vec2, pos2};

use super::view::View;

/// The part of the screen that is left free around what is shown, and the least of it, screen points.
const MARGIN: f32 = 80.0;
const LEAST_MARGIN: f32 = 12.0;
/// The ratio between two zooms that are tried, and how much smaller than usual the smallest is.
const STEP: f32 = 0.96;
const SMALLEST: f32 = 0.6;
/// So many places are tried along each axis.
const MOST_TRIED: usize = 24;

/// Looks at `near`, as large as `limit` allows; where that cuts other cards, from a little farther, nearer or beside it, but
/// not from so far that names become smaller than at the zoom `least`.
pub(super) fn framed(near: Rect, cards: impl Iterator<Item = Rect>, screen: Rect, limit: f32, least: f32) -> View {
    let margin = MARGIN.min(screen.width() / 8.0);
    let largest = View::showing(near, screen, LEAST_MARGIN, limit).zoom;
    let usual = View::showing(near, screen, margin, limit);
    // Names come before the margin.
    let usual = View { zoom: usual.zoom.max(least.min(largest)), ..usual };
    let smallest = (usual.zoom * SMALLEST).max(least.min(usual.zoom));
    let reach = near.expand2(screen.size() / smallest);
    let cards: Vec<Rect> = cards.filter(|card| card.intersects(reach)).collect();
    let down = |from: f32, to: f32| {
        std::iter::successors(Some(from), |zoom| Some(zoom * STEP)).take_while(move |zoom| *zoom >= to)
    };
    let zooms = down(usual.zoom, smallest).chain(down(largest, usual.zoom));
    let mut best = (cut(&cards, usual.visible(screen), LEAST_MARGIN / usual.zoom), usual);
    for zoom in zooms {
        if best.0 == 0 {
            break;
        }
        let view = placed(near, &cards, screen, zoom);
        if view.0 < best.0 {
            best = view;
        }
    }
    best.1
}

/// How many cards are cut by the border of a part, or come nearer to it than `gap`.
fn cut(cards: &[Rect], part: Rect, gap: f32) -> usize {
    let is_cut = |card: &&Rect| {
        let is_out = !part.expand(gap / 2.0).intersects(**card);
        !is_out && !part.shrink(gap / 2.0).contains_rect(**card)
    };
    cards.iter().filter(is_cut).count()
}

/// Where at a zoom the fewest cards are cut, as near to the middle as can be; with how many are.
fn placed(near: Rect, cards: &[Rect], screen: Rect, zoom: f32) -> (usize, View) {
    let (size, gap) = (screen.size() / zoom, LEAST_MARGIN / zoom);
    let middle = near.center() - size / 2.0;
    let along = |axis: fn(Pos2) -> f32, length: fn(Vec2) -> f32| {
        let (length, middle) = (length(size), axis(middle));
        let first = (axis(near.max) + gap - length).min(middle);
        let last = (axis(near.min) - gap).max(middle);
        let borders = cards.iter().flat_map(|card| {
            let (from, to) = (axis(card.min), axis(card.max));
            [from - gap, to + gap, from - gap - length, to + gap - length]
        });
        let mut tried: Vec<f32> = borders.filter(|at| (first..=last).contains(at)).collect();
        tried.push(middle);
        tried.sort_by(|one, other| (one - middle).abs().total_cmp(&(other - middle).abs()));
        tried.dedup();
        tried.truncate(MOST_TRIED);
        tried
    };
    let across = along(|at| at.x, |size| size.x);
    let down = along(|at| at.y, |size| size.y);
    let places = across.iter().flat_map(|x| down.iter().map(|y| pos2(*x, *y)));
    let told = places.map(|at| {
        let part = Rect::from_min_size(at, size);
        (cut(cards, part, gap), (at - middle).length(), part)
    });
    let best = told.min_by(|one, other| one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)));
    let (count, _, part) = best.unwrap_or((usize::MAX, 0.0, Rect::from_min_size(middle, size)));
    (count, View { centre: part.center(), zoom })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: Rect = Rect { min: Pos2::ZERO, max: pos2(1600.0, 900.0) };

    fn card(x: f32, y: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), egui::vec2(150.0, 50.0))
    }

    fn looks(near: &[Rect], others: &[Rect]) -> (View, usize) {
        let extent = near.iter().copied().reduce(|one, other| one.union(other)).expect("a card");
        let all: Vec<Rect> = near.iter().chain(others).copied().collect();
        let view = framed(extent, all.iter().copied(), SCREEN, 3.0, 1.5);
        (view, cut(&all, view.visible(SCREEN), 0.0))
    }

    #[test]
    fn what_stands_alone_is_in_the_middle() {
        let (view, _) = looks(&[card(0.0, 0.0), card(300.0, 200.0)], &[]);
        assert_eq!(view, View::showing(card(0.0, 0.0).union(card(300.0, 200.0)), SCREEN, MARGIN, 3.0));
    }

    #[test]
    fn a_neighbour_at_the_border_is_shown_whole_or_not_at_all() {
        let near = [card(0.0, 0.0), card(300.0, 200.0)];
        for others in [
            vec![card(100.0, -90.0)],
            vec![card(-140.0, 100.0), card(440.0, -60.0)],
            vec![card(150.0, -70.0), card(150.0, 270.0), card(-190.0, 90.0), card(480.0, 90.0)],
        ] {
            let (view, cut) = looks(&near, &others);
            assert_eq!(cut, 0, "{others:?}: {view:?}");
            assert!(view.visible(SCREEN).contains_rect(near[0].union(near[1])) && view.zoom >= 1.5);
        }
    }

    #[test]
    fn names_stay_readable_whatever_is_cut() {
        // Cards everywhere: there is no way without cutting some.
        let others: Vec<Rect> =
            (0..900).map(|at| card((at % 30) as f32 * 97.0 - 1500.0, (at / 30) as f32 * 31.0 - 450.0)).collect();
        let (view, _) = looks(&[card(0.0, 0.0)], &others);
        assert!(view.zoom >= 1.5);
    }
}
