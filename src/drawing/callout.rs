//! The callout: a few words beside a card that say what is wrong there, as a panel of plain marks.

use super::family::{HALF, family_mark};
use super::line::Direction;
use super::{Anchor, Ink, Mark, Outline, Pen, TextRun, Weight, text};
use crate::analysis::Family;
use crate::layout::{Point, Rect, Size};
use crate::model::Id;

/// A few words that point at a card or a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Callout {
    /// The cards or lines that they are about: they point at one that is in the picture.
    pub at: Vec<Id>,
    /// The family of the finding, whose mark stands before the title.
    pub family: Option<Family>,
    /// What is the matter, in two or three words.
    pub title: String,
    /// What comes of it, in a few words.
    pub fact: String,
    /// What that means, in a sentence or two.
    pub text: String,
    /// What two have each alone, and what both.
    pub halves: Option<Halves>,
    /// The ink of the finding's severity.
    pub ink: Ink,
}

/// What two bodies have, told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Halves {
    /// What the first has alone.
    pub one: Half,
    /// What both have.
    pub both: Half,
    /// What the second has alone.
    pub other: Half,
}

/// A part of what two bodies have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Half {
    /// Whose it is, such as "Only Trust Board".
    pub title: String,
    /// What it consists of, by name.
    pub items: Vec<String>,
}

const WIDTH: f32 = 214.0;
/// A panel that tells two bodies apart is wider.
const WIDE: f32 = 250.0;
const PADDING: Size = Size::new(12.0, 10.0);
const RADIUS: f32 = 6.0;
const BORDER: f32 = 1.5;
const TITLE: f32 = 13.0;
const TEXT: f32 = 12.5;
const SMALL: f32 = 11.5;
/// The height of a line of text, in parts of its size.
const LINE: f32 = 1.36;
/// How many lines the sentence takes at most, and what each part of two consists of.
const MOST_LINES: usize = 9;
const MOST_LINES_OF_A_PART: usize = 3;
/// The two circles of which the common part is shaded.
const CIRCLE: f32 = 21.0;
const APART: f32 = 26.0;
/// How far the panel stands from what it points at.
const DISTANCE: f32 = 22.0;
/// Where a panel may stand, the near places first: the ways from the middle of what it points at, and the gaps between
/// the two, in parts of the distance.
const WAYS: [(f32, f32); 16] = [
    (1.0, 1.0),
    (1.0, 0.0),
    (-1.0, 1.0),
    (-1.0, 0.0),
    (0.0, 1.0),
    (1.0, -1.0),
    (-1.0, -1.0),
    (0.0, -1.0),
    (1.0, 0.5),
    (-1.0, 0.5),
    (1.0, -0.5),
    (-1.0, -0.5),
    (0.5, 1.0),
    (-0.5, 1.0),
    (0.5, -1.0),
    (-0.5, -1.0),
];
const DISTANCES: [f32; 11] = [1.0, 2.4, 4.0, 6.0, 8.0, 11.0, 14.0, 18.0, 23.0, 30.0, 38.0];
/// How bad it is to cross a card with the line that points, as area of a card, and for each point of its length.
const CROSSED: f32 = 800.0;
const FAR: f32 = 6.0;
/// How finely the line that points is cut where it passes under something.
const POINTER_STEP: f32 = 3.0;
/// How much worse it is to cover what is looked at than anything else.
pub const LIT: f32 = 20.0;

/// A panel that is being written, from its top down.
struct Writer {
    marks: Vec<Mark>,
    left: f32,
    y: f32,
}

impl Writer {
    fn write(&mut self, words: &str, size: f32, weight: Weight, ink: Ink, room: f32, most: usize) {
        for line in text::wrap_to(words, size, weight, room, most) {
            let at = Point::new(self.left, self.y + size * 1.02);
            self.marks.push(Mark::Text(TextRun { at, anchor: Anchor::Start, size, weight, ink, text: line }));
            self.y += size * LINE;
        }
    }
}

impl Callout {
    /// The panel from the origin, and its size.
    pub fn panel(&self) -> (Size, Vec<Mark>) {
        let width = if self.halves.is_some() { WIDE } else { WIDTH };
        let room = width - 2.0 * PADDING.width;
        let mut writer = Writer { marks: Vec::new(), left: PADDING.width, y: PADDING.height };
        let indent = if self.family.is_some() { 2.0 * HALF + 6.0 } else { 0.0 };
        if let Some(family) = self.family {
            let centre = Point::new(PADDING.width + HALF, PADDING.height + TITLE * LINE / 2.0);
            writer.marks.extend(family_mark(family, centre, self.ink, Ink::Panel));
        }
        writer.left += indent;
        writer.write(&self.title, TITLE, Weight::SemiBold, self.ink, room - indent, 2);
        writer.left -= indent;
        writer.y += 1.0;
        writer.write(&self.fact, TEXT, Weight::SemiBold, Ink::Text, room, 2);
        writer.y += if self.fact.is_empty() { 0.0 } else { 2.0 };
        writer.write(&self.text, TEXT, Weight::Regular, Ink::Text, room, MOST_LINES);
        if let Some(halves) = &self.halves {
            writer.y += 5.0;
            writer.marks.extend(halves.circles(Point::new(width / 2.0, writer.y + CIRCLE), self.ink));
            writer.y += 2.0 * CIRCLE + 5.0;
            for half in [&halves.one, &halves.both, &halves.other] {
                writer.y += 3.0;
                writer.write(&half.title, SMALL, Weight::SemiBold, Ink::Text, room, 2);
                let items = if half.items.is_empty() { "nothing else".to_owned() } else { half.items.join(", ") };
                writer.write(&items, SMALL, Weight::Regular, Ink::Muted, room, MOST_LINES_OF_A_PART);
            }
        }
        let size = Size::new(width, writer.y + PADDING.height);
        let outline = Outline::Rounded(Rect::at(Point::default(), size), RADIUS);
        let ground = Mark::Shape { outline, fill: Some(Ink::Panel), pen: Some(Pen::solid(self.ink, BORDER)) };
        (size, std::iter::once(ground).chain(writer.marks).collect())
    }

    /// The panel at its place, with the line by which it points at `target`; the line passes under what is `taken`.
    pub fn marks_at(&self, place: Point, target: Rect, taken: &[(Rect, f32)]) -> Vec<Mark> {
        let (size, panel) = self.panel();
        let (from, to) = pointer(&Rect::at(place, size), target.grown(2.0));
        let above = taken.iter().map(|(rect, _)| rect).filter(|rect| !rect.overlaps(&target));
        let above: Vec<&Rect> = above.filter(|rect| rect.is_crossed(from, to)).collect();
        let way = Direction::between(from, to);
        let mut marks: Vec<Mark> = Vec::new();
        let mut start = from;
        let mut along = 0.0;
        let line =
            |start: Point, end: Point| Mark::Path { points: vec![start, end], pen: Pen::solid(self.ink, BORDER) };
        let mut was_free = true;
        while along < way.length {
            along = (along + POINTER_STEP).min(way.length);
            let here = way.from(from, along, 0.0);
            let is_free = above.iter().all(|rect| !rect.contains(here));
            if was_free && (!is_free || along >= way.length) {
                marks.push(line(start, here));
            } else if is_free && !was_free {
                start = here;
            }
            was_free = is_free;
        }
        marks.extend(panel.iter().map(|mark| mark.moved(place.x, place.y)));
        marks
    }

    /// The whole of it in words, for those who do not see it.
    pub fn words(&self) -> String {
        let mut parts = vec![self.title.clone()];
        parts.extend([&self.fact, &self.text].into_iter().filter(|part| !part.is_empty()).cloned());
        for half in self.halves.iter().flat_map(|halves| [&halves.one, &halves.both, &halves.other]) {
            let items = if half.items.is_empty() { "nothing else".to_owned() } else { half.items.join(", ") };
            parts.push(format!("{}: {items}", half.title));
        }
        parts.join(". ")
    }
}

impl Halves {
    /// Two circles that overlap, with the number of things in each of the three parts.
    fn circles(&self, centre: Point, ink: Ink) -> Vec<Mark> {
        let half = APART / 2.0;
        let circle = |x: f32| Mark::Shape {
            outline: Outline::Circle(centre.moved(x, 0.0), CIRCLE),
            fill: None,
            pen: Some(Pen::solid(ink, 1.3)),
        };
        // The lens between two equal circles: from the upper crossing down one side and up the other.
        let reach = (half / CIRCLE).acos();
        let side = |x: f32, from: f32| {
            (0..=12_u8).map(move |step| {
                let angle = from + 2.0 * reach * f32::from(step) / 12.0;
                centre.moved(x + CIRCLE * angle.cos(), CIRCLE * angle.sin())
            })
        };
        let lens = side(-half, -reach).chain(side(half, std::f32::consts::PI - reach)).collect();
        let number = |x: f32, half: &Half, weight: Weight| {
            Mark::Text(TextRun {
                at: centre.moved(x, TEXT * 0.36),
                anchor: Anchor::Middle,
                size: TEXT,
                weight,
                ink: Ink::Text,
                text: half.items.len().to_string(),
            })
        };
        vec![
            Mark::Shape { outline: Outline::Polygon(lens), fill: Some(ink.tint()), pen: None },
            circle(-half),
            circle(half),
            number(-half - 9.0, &self.one, Weight::Regular),
            number(0.0, &self.both, Weight::SemiBold),
            number(half + 9.0, &self.other, Weight::Regular),
        ]
    }
}

/// The place around one of `targets`, within `room`, where a box of that size covers least, and that target; `taken` says
/// what it would cover, and how bad that is.
pub fn least_covering(taken: &[(Rect, f32)], room: Rect, targets: &[Rect], size: Size) -> Option<(Rect, Rect)> {
    let around = |&target: &Rect| {
        let (place, cost) = least_around(taken, room, target, size);
        (place, target, cost)
    };
    let best = targets.iter().map(around).min_by(|(.., one), (.., other)| one.total_cmp(other));
    best.map(|(place, target, _)| (place, target))
}

/// The best place around one target, and how bad it is.
fn least_around(taken: &[(Rect, f32)], room: Rect, target: Rect, size: Size) -> (Rect, f32) {
    let reach = Size::new((target.width() + size.width) / 2.0, (target.height() + size.height) / 2.0);
    let covered = |place: &Rect| {
        let area = |other: &Rect| {
            let width = place.max.x.min(other.max.x) - place.min.x.max(other.min.x);
            let height = place.max.y.min(other.max.y) - place.min.y.max(other.min.y);
            width.max(0.0) * height.max(0.0)
        };
        let (from, to) = pointer(place, target);
        let crossed = taken.iter().filter(|(other, _)| !other.overlaps(&target) && other.is_crossed(from, to)).count();
        let way = Direction::between(from, to).length;
        // Covering what it points at is worst of all, a long way there the least evil.
        taken.iter().map(|(other, weight)| weight * area(other)).sum::<f32>()
            + LIT * area(&target)
            + CROSSED * u16::try_from(crossed).map_or(f32::MAX, f32::from)
            + FAR * way
    };
    let far = DISTANCES.into_iter().flat_map(|far| WAYS.map(|way| (far, way)));
    let places = far.map(|(far, (x, y))| {
        let (wide, high) = (reach.width + DISTANCE * far, reach.height + DISTANCE * far);
        into(Rect::around(target.centre().moved(x * wide, y * high), size), room)
    });
    let best = places.map(|place| (place, covered(&place))).min_by(|(_, one), (_, other)| one.total_cmp(other));
    best.unwrap_or_else(|| (Rect::at(target.max, size), f32::INFINITY))
}

/// The rectangle moved into the room, its upper left corner before all.
fn into(rect: Rect, room: Rect) -> Rect {
    let step = |low: f32, high: f32, least: f32, most: f32| (most - high).min(0.0).max(least - low);
    let x = step(rect.min.x, rect.max.x, room.min.x, room.max.x);
    let y = step(rect.min.y, rect.max.y, room.min.y, room.max.y);
    rect.moved(x, y)
}

/// The line by which a panel points at what it is about.
fn pointer(place: &Rect, target: Rect) -> (Point, Point) {
    let from = nearest(place, target.centre());
    (from, nearest(&target, from))
}

/// The point of a rectangle that is nearest to another point.
fn nearest(rect: &Rect, point: Point) -> Point {
    Point::new(point.x.clamp(rect.min.x, rect.max.x), point.y.clamp(rect.min.y, rect.max.y))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn callout() -> Callout {
        let half = |title: &str, items: &[&str]| Half {
            title: title.to_owned(),
            items: items.iter().map(|item| (*item).to_owned()).collect(),
        };
        Callout {
            at: vec!["a".into()],
            family: Some(Family::Duplication),
            title: "Shared remit of two bodies with rather a long title".to_owned(),
            fact: "2 of 3 in common".to_owned(),
            text: "A sentence that goes on for so long that it takes more than one line of the panel".to_owned(),
            halves: Some(Halves {
                one: half("Only the Emotional Wellbeing and Mental Health Strategy Group", &[]),
                both: half("Both", &["Staying safe", "Being healthy, and whatever else a theme may be called"]),
                other: half("Only B", &["Play"]),
            }),
            ink: Ink::Warning,
        }
    }

    #[test]
    fn everything_stays_inside_the_panel() {
        let (size, marks) = callout().panel();
        let rect = Rect::at(Point::default(), size).grown(0.1);
        for mark in &marks {
            let bounds = mark.bounds();
            assert!(rect.contains(bounds.min) && rect.contains(bounds.max), "{mark:?}");
        }
        let said: Vec<&Mark> = marks.iter().filter(|mark| matches!(mark, Mark::Text(_))).collect();
        for (place, one) in said.iter().enumerate() {
            assert!(said[..place].iter().all(|other| !one.bounds().grown(-2.0).overlaps(&other.bounds().grown(-2.0))));
        }
    }

    #[test]
    fn it_is_put_where_it_covers_nothing_and_stays_in_the_room() {
        let room = Rect { min: Point::default(), max: Point::new(600.0, 400.0) };
        let target = Rect::at(Point::new(20.0, 20.0), Size::new(100.0, 40.0));
        let beside = Rect::at(Point::new(140.0, 10.0), Size::new(200.0, 200.0));
        let found = least_covering(&[(beside, 1.0)], room, &[target], Size::new(120.0, 80.0));
        let (place, _) = found.expect("a place");
        assert!(!place.overlaps(&beside) && !place.overlaps(&target), "{place:?}");
        assert!(room.contains(place.min) && room.contains(place.max), "{place:?}");
    }

    #[test]
    fn the_line_that_points_passes_under_cards() {
        let target = Rect::at(Point::new(600.0, 20.0), Size::new(100.0, 40.0));
        let card = Rect::at(Point::new(400.0, 0.0), Size::new(100.0, 80.0));
        let marks = callout().marks_at(Point::default(), target, &[(card, 1.0), (target, 1.0)]);
        let paths: Vec<Rect> = marks.iter().take(2).map(Mark::bounds).collect();
        assert!(paths.iter().all(|path| !path.overlaps(&card.grown(-4.0))), "{paths:?}");
        assert!(paths[0].max.x <= 404.0 && paths[1].min.x >= 496.0 && paths[1].max.x > 597.0, "{paths:?}");
    }

    #[test]
    fn it_can_be_read_out() {
        let words = callout().words();
        assert!(words.contains("2 of 3 in common") && words.contains("Only B: Play"), "{words}");
    }
}
