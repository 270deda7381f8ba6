//! What two have in common: a ribbon between them that says what, and beside it what each has alone.

use super::Stage;
use crate::analysis::SharedGround;
use crate::drawing::callout::{Half, Halves};
use crate::drawing::entry::SAMPLE;
use crate::drawing::line::Direction;
use crate::drawing::mark::bounds_of;
use crate::drawing::{Anchor, Dash, Ink, Mark, Outline, Pen, TextRun, Weight, text};
use crate::layout::{Point, Rect, Size};
use crate::model::Id;

const RIBBON: f32 = 14.0;
const LABEL: f32 = 11.5;
const LABEL_PAD: Size = Size::new(9.0, 4.0);
const LABEL_MOST: f32 = 170.0;
/// How far a ribbon may bow aside, in parts of its length, what is straight first.
const BOWS: [f32; 9] = [0.0, 0.12, -0.12, 0.25, -0.25, 0.4, -0.4, 0.6, -0.6];
const SAMPLES: u8 = 32;
/// So much of a ribbon must lie outside its two cards for it to be seen at all.
const SEEN: f32 = 26.0;
/// The sides by which a bracket may leave two cards.
const WAYS: [(f32, f32); 4] = [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)];
/// How far aside the middle of a bracket is drawn, of which half is reached.
const BRACKET: f32 = 64.0;
/// Of many bodies with one remit only so many ribbons are drawn: the ring around each says the rest.
const MOST_RIBBONS: usize = 12;

pub(super) fn draw(stage: &mut Stage<'_>, ground: SharedGround, sides: &[(Id, Vec<Id>)], common: &[Id]) {
    let label = label(stage, ground, sides, common);
    for pair in sides.windows(2).take(MOST_RIBBONS) {
        ribbon(stage, [&pair[0].0, &pair[1].0], &label);
    }
    // Those who sit on both, if they are in the picture.
    stage.depiction.kept.extend(common.iter().cloned());
    stage.callout.at = sides.iter().map(|(id, _)| id.clone()).collect();
    let name = |id: &Id| stage.map.name(id.as_str()).to_owned();
    let names = |ids: &[Id]| ids.iter().map(name).collect::<Vec<String>>();
    if let [one, other] = sides {
        let half = |title: String, ids: &[Id]| Half { title, items: names(ids) };
        stage.callout.halves = Some(Halves {
            one: half(format!("Only {}", name(&one.0)), &one.1),
            both: half("Both".to_owned(), common),
            other: half(format!("Only {}", name(&other.0)), &other.1),
        });
        stage.callout.text = String::new();
        let all = common.len() + one.1.len() + other.1.len();
        stage.callout.fact = format!("{} of {all} {} in common", common.len(), plural(ground));
    } else {
        stage.callout.fact = format!("All {} have {}", sides.len(), names(common).join(", "));
    }
    let middle = SAMPLE.height / 2.0;
    let points = vec![Point::new(0.0, middle), Point::new(28.0, middle)];
    let sample = band(&points, stage.depiction.ink).to_vec();
    stage.sign(sample, "in common");
}

fn plural(ground: SharedGround) -> &'static str {
    match ground {
        SharedGround::Remit => "themes and strands",
        SharedGround::Members => "members",
        SharedGround::Themes => "themes",
    }
}

/// What a ribbon says: what both have, by name if it is one thing.
fn label(stage: &Stage<'_>, ground: SharedGround, sides: &[(Id, Vec<Id>)], common: &[Id]) -> String {
    let is_all = sides.iter().all(|(_, alone)| alone.is_empty());
    match (ground, common) {
        (SharedGround::Remit, _) if is_all => "same remit".to_owned(),
        (SharedGround::Members, _) if is_all => "same members".to_owned(),
        (_, [one]) => format!("both: {}", stage.map.name(one.as_str())),
        (SharedGround::Remit, some) => format!("{} in common", some.len()),
        (_, some) => format!("{} {} in common", some.len(), plural(ground)),
    }
}

/// The ground of a ribbon, and the line that tells it from other grounds.
fn band(points: &[Point], ink: Ink) -> [Mark; 2] {
    let path = |pen| Mark::Path { points: points.to_vec(), pen };
    [path(Pen::solid(ink.tint(), RIBBON)), path(Pen::solid(ink, 1.8).dashed(Dash::Dotted))]
}

fn ribbon(stage: &mut Stage<'_>, ends: [&Id; 2], label: &str) {
    let cards = ends.map(|end| stage.scene.card(end.as_str()).map(|card| card.rect));
    let [Some(one), Some(other)] = cards else { return };
    let foreign: Vec<Rect> = stage.taken.iter().filter(|rect| **rect != one && **rect != other).copied().collect();
    let covered = |points: &[Point]| {
        let hidden = |point: &&Point| foreign.iter().any(|card| card.grown(RIBBON / 2.0).contains(**point));
        points.iter().filter(hidden).count()
    };
    let own = |points: &[Point]| {
        let hidden = |point: &&Point| [one, other].iter().any(|card| card.grown(RIBBON / 2.0).contains(**point));
        points.iter().filter(hidden).count()
    };
    let way = Direction::between(one.centre(), other.centre()).length;
    let is_seen = |points: &[Point]| {
        let seen = u16::try_from(points.len() - own(points)).map_or(f32::MAX, f32::from);
        way * seen > SEEN * f32::from(SAMPLES)
    };
    // The first of equally free ones is the straightest.
    let straight = BOWS.map(|bow| curve(one.centre(), other.centre(), bow)).into_iter();
    let straight = straight.filter(|points| is_seen(points)).min_by_key(|points| covered(points));
    // What runs between two that stand close together has no room to be seen: it goes round outside.
    let round = || {
        let brackets = WAYS.map(|(x, y)| bracket(one, other, x, y)).into_iter();
        brackets.min_by_key(|points| covered(points) + own(points))
    };
    let Some(points) = straight.or_else(round) else { return };
    stage.depiction.under.extend(band(&points, stage.depiction.ink));
    let letters = LABEL * stage.size;
    let words = text::wrap_to(label, letters, Weight::SemiBold, LABEL_MOST * stage.size, 1).concat();
    let width = text::width(&words, letters, Weight::SemiBold);
    let size = Size::new(width + 2.0 * LABEL_PAD.width, letters * 1.3 + 2.0 * LABEL_PAD.height);
    // As near to its middle as there is room; where there is none, the callout has to do.
    let middle = points.len() / 2;
    let mut places: Vec<(usize, Point)> =
        points.iter().enumerate().map(|(at, point)| (at.abs_diff(middle), *point)).collect();
    places.sort_by_key(|(far, _)| *far);
    let asides = [0.0, 1.0, -1.0, 1.8, -1.8].map(|part| part * size.height);
    let rects =
        asides.iter().flat_map(|aside| places.iter().map(move |(_, at)| Rect::around(at.moved(0.0, *aside), size)));
    let is_free = |rect: &Rect| stage.taken.iter().all(|taken| !taken.grown(2.0).overlaps(rect));
    let Some(rect) = rects.into_iter().find(is_free) else { return };
    let ink = stage.depiction.ink;
    let outline = Outline::Rounded(rect, size.height / 2.0);
    stage.depiction.over.push(Mark::Shape { outline, fill: Some(Ink::Panel), pen: Some(Pen::solid(ink, 1.3)) });
    stage.depiction.over.push(Mark::Text(TextRun {
        at: rect.centre().moved(0.0, letters * 0.36),
        anchor: Anchor::Middle,
        size: letters,
        weight: Weight::SemiBold,
        ink,
        text: words,
    }));
    stage.taken.push(rect);
}

/// A curve from one side of a card to the same side of another, which is told by its direction.
fn bracket(one: Rect, other: Rect, x: f32, y: f32) -> Vec<Point> {
    let side = |rect: Rect| rect.centre().moved(x * rect.width() / 2.0, y * rect.height() / 2.0);
    let (from, to) = (side(one), side(other));
    let middle = bounds_of(&[from, to]).centre();
    // From the farther of the two sides, so that it passes outside of both.
    let farther = [from, to].into_iter().map(|end| (end.x - middle.x) * x + (end.y - middle.y) * y).fold(0.0, f32::max);
    through(from, middle.moved(x * (farther + BRACKET), y * (farther + BRACKET)), to)
}

/// A curve from one point to another that bows aside.
fn curve(from: Point, to: Point, bow: f32) -> Vec<Point> {
    let (x, y) = (to.x - from.x, to.y - from.y);
    through(from, bounds_of(&[from, to]).centre().moved(-y * bow, x * bow), to)
}

/// A quadratic curve.
fn through(from: Point, middle: Point, to: Point) -> Vec<Point> {
    let at = |step: u8| {
        let t = f32::from(step) / f32::from(SAMPLES);
        let blend = |a: f32, b: f32, c: f32| (1.0 - t).powi(2) * a + 2.0 * t * (1.0 - t) * b + t * t * c;
        Point::new(blend(from.x, middle.x, to.x), blend(from.y, middle.y, to.y))
    };
    (0..=SAMPLES).map(at).collect()
}
