//! Lines: what a link looks like. Kind is told by stroke, end and sign, status by the pattern of the stroke, and the
//! ink only repeats both.

use rust_decimal::prelude::ToPrimitive;

use super::{Anchor, Dash, Ink, Line, Mark, Outline, Pen, TextRun, Weight};
use crate::layout::{Point, Rect, Size};
use crate::model::{Link, LinkKind, LinkStatus};

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineStyle {
    /// Its stroke.
    pub pen: Pen,
    /// What stands at its end.
    pub head: Head,
    /// Whether that is an outline only.
    pub is_hollow: bool,
    /// What stands in its middle, if anything.
    pub sign: Option<Sign>,
    /// Whether a question mark stands there too.
    pub is_in_question: bool,
}

/// What stands at the end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Head {
    /// A filled arrow.
    Arrow,
    /// An open arrow.
    Chevron,
    /// Two open arrows, one behind the other: money flows.
    Chevrons,
    /// A bar across: work is taken up here.
    Bar,
    /// A dot.
    Dot,
    /// A diamond: the whole that the other end is part of.
    Diamond,
    /// A square.
    Square,
    /// Two arrows, one behind the other.
    Double,
}

/// What stands in the middle of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// A chair.
    Chair,
    /// An eye.
    Eye,
}

impl LineStyle {
    /// The same where lines are many: so light that side by side or on one another they make no frame.
    #[must_use]
    pub fn among_many(mut self) -> Self {
        self.pen.ink = self.pen.ink.among_many();
        self.pen.width = self.pen.width.min(MOST_AMONG_MANY);
        self
    }
}

const PLAIN: f32 = 1.4;
const THIN: f32 = 0.9;
/// The widths of lines of money, and the powers of ten of the amounts that they stand for.
const MONEY_WIDTHS: std::ops::RangeInclusive<f32> = 1.2..=4.0;
const MONEY_LEAST_POWER: f32 = 4.5;
/// The width of lines among many.
const MOST_AMONG_MANY: f32 = 0.8;

/// How far heads reach back along a line, and to either side.
const HEAD_LENGTH: f32 = 7.5;
const HEAD_HALF: f32 = 3.6;
const DOT_RADIUS: f32 = 2.6;
/// Bends are rounded so far.
pub(super) const BEND: f32 = 5.0;
const BEND_STEPS: u16 = 4;
const SIGN_RADIUS: f32 = 6.5;
const NUMBER_SIZE: f32 = 9.5;
/// Points closer than this are one.
const NEAR: f32 = 0.02;

/// How a link is drawn.
pub fn style(link: &Link) -> LineStyle {
    let amount = link.amount.as_ref().and_then(ToPrimitive::to_f32);
    let width =
        amount.filter(|amount| *amount > 1.0).map(|amount| amount.log10() - MONEY_LEAST_POWER + *MONEY_WIDTHS.start());
    let mut style = kind_style(link.kind, link.status);
    if let Some(width) = width.filter(|_| link.kind == LinkKind::Funds) {
        style.pen.width = width.clamp(*MONEY_WIDTHS.start(), *MONEY_WIDTHS.end());
    }
    style
}

/// How links of that kind and status are drawn, whatever their amount.
pub fn kind_style(kind: LinkKind, status: LinkStatus) -> LineStyle {
    let plain = |pen, head| LineStyle { pen, head, is_hollow: false, sign: None, is_in_question: false };
    let solid = |ink, width, head| plain(Pen::solid(ink, width), head);
    let active = match kind {
        LinkKind::ReportsTo => solid(Ink::Line, PLAIN, Head::Arrow),
        LinkKind::Informs => plain(Pen::solid(Ink::Line, PLAIN).dashed(Dash::Dotted), Head::Chevron),
        LinkKind::MemberOf => solid(Ink::Line, THIN, Head::Dot),
        LinkKind::Chairs => LineStyle { sign: Some(Sign::Chair), ..solid(Ink::Line, THIN, Head::Dot) },
        LinkKind::PartOf => solid(Ink::Line, PLAIN, Head::Diamond),
        LinkKind::Owns => solid(Ink::StrandLine, PLAIN, Head::Square),
        LinkKind::Delivers => plain(Pen::solid(Ink::StrandLine, PLAIN).dashed(Dash::Long), Head::Bar),
        LinkKind::Scrutinises => LineStyle { sign: Some(Sign::Eye), ..solid(Ink::Line, PLAIN, Head::Chevron) },
        LinkKind::Funds => solid(Ink::MoneyLine, *MONEY_WIDTHS.start(), Head::Chevrons),
        LinkKind::AbsorbedInto => solid(Ink::FaintLine, PLAIN, Head::Double),
    };
    match status {
        LinkStatus::Active => active,
        LinkStatus::Proposed => {
            let pen = Pen { ink: Ink::ProposedLine, dash: Dash::Short, ..active.pen };
            LineStyle { pen, is_hollow: true, ..active }
        }
        LinkStatus::Unclear => LineStyle { pen: active.pen.dashed(Dash::Sparse), is_in_question: true, ..active },
        LinkStatus::Lapsed => LineStyle { pen: active.pen.dashed(Dash::Dashed), is_hollow: true, ..active },
    }
}

/// Draws a line along points, from its beginning to its end; its signs stand in the middle of `signed`, a part of it.
pub fn draw(style: &LineStyle, points: &[Point], signed: &[Point]) -> Vec<Mark> {
    draw_parts(style, points, vec![points.to_vec()], signed)
}

/// The same where only some parts of it are drawn, since the others are there; with its head if it is drawn to its end, or
/// if it is one of many that may end there otherwise.
pub(super) fn draw_parts(style: &LineStyle, points: &[Point], parts: Vec<Vec<Point>>, signed: &[Point]) -> Vec<Mark> {
    let course = without_repeats(points);
    let [.., before, end] = course[..] else { return Vec::new() };
    let way = Direction::between(before, end);
    let stroke = |part: Vec<Point>| {
        let mut stroke = without_repeats(&part);
        if let Some(last) = stroke.last_mut().filter(|last| Direction::between(**last, end).length < NEAR) {
            // The stroke ends inside the head, so that a dash never peeks out at its tip.
            *last = way.from(end, -reach(style.head).min(way.length), 0.0);
        }
        Mark::Path { points: rounded(&stroke), pen: style.pen }
    };
    let reaches =
        parts.last().and_then(|part| part.last()).is_some_and(|last| Direction::between(*last, end).length < NEAR);
    let mut marks: Vec<Mark> = parts.into_iter().map(stroke).collect();
    if reaches || style.pen.ink.is_among_many() {
        marks.extend(head(style, end, way));
    }
    marks.extend(signs(style, &without_repeats(signed)));
    marks
}

/// The whole course of a line of a scene with its head, but without signs: of a line that runs into another, its marks
/// have only the part before.
pub fn in_full(line: &Line) -> Vec<Mark> {
    on_course(line, &line.points)
}

/// The same on another course, as while its cards are on their way, in the pen that it has in the scene.
pub fn on_course(line: &Line, course: &[Point]) -> Vec<Mark> {
    let style = LineStyle { sign: None, is_in_question: false, ..kind_style(line.kind, line.status) };
    let pen = line.marks.iter().find_map(|mark| if let Mark::Path { pen, .. } = mark { Some(*pen) } else { None });
    let pen = pen.unwrap_or(line.pen);
    draw(&LineStyle { pen, ..style }, course, course)
}

/// How many lines one stands for, in the middle of a part of its course.
pub(super) fn number(count: usize, course: &[Point], ink: Ink) -> Vec<Mark> {
    let Some((centre, _)) = middle_of_longest(&without_repeats(course)) else { return Vec::new() };
    let text = count.to_string();
    let half = super::text::width(&text, NUMBER_SIZE, Weight::SemiBold) / 2.0 + 3.0;
    let ground = Rect::around(centre, Size::new(2.0 * half.max(SIGN_RADIUS), 2.0 * SIGN_RADIUS));
    let outline = Outline::Rounded(ground, SIGN_RADIUS);
    let (at, anchor, weight) = (centre.moved(0.0, NUMBER_SIZE * 0.36), Anchor::Middle, Weight::SemiBold);
    vec![
        Mark::Shape { outline, fill: Some(Ink::Canvas), pen: Some(Pen::solid(ink, 1.0)) },
        Mark::Text(TextRun { at, anchor, size: NUMBER_SIZE, weight, ink: Ink::Text, text }),
    ]
}

/// The signs in the middle of a line.
fn signs(style: &LineStyle, course: &[Point]) -> Vec<Mark> {
    let Some((centre, along)) = middle_of_longest(course) else { return Vec::new() };
    let apart = if style.sign.is_some() && style.is_in_question { SIGN_RADIUS + 1.0 } else { 0.0 };
    let mut marks = Vec::new();
    if let Some(sign) = style.sign {
        marks.extend(sign_marks(sign, along.from(centre, -apart, 0.0), style.pen.ink));
    }
    if style.is_in_question {
        marks.extend(question_marks(along.from(centre, apart, 0.0), style.pen.ink));
    }
    marks
}

fn without_repeats(points: &[Point]) -> Vec<Point> {
    let mut course = points.to_vec();
    course.dedup_by(|a, b| (a.x - b.x).abs() < 0.01 && (a.y - b.y).abs() < 0.01);
    course
}

/// A unit vector, and the length of the way that it was taken from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Direction {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) length: f32,
}

impl Direction {
    pub(super) fn between(from: Point, to: Point) -> Self {
        let (x, y) = (to.x - from.x, to.y - from.y);
        let length = x.hypot(y).max(f32::EPSILON);
        Self { x: x / length, y: y / length, length }
    }

    /// The point so far along the direction, and so far to its right on the screen.
    pub(super) fn from(self, point: Point, along: f32, aside: f32) -> Point {
        point.moved(self.x * along - self.y * aside, self.y * along + self.x * aside)
    }
}

/// How far before the end of a line its stroke stops.
fn reach(head: Head) -> f32 {
    match head {
        Head::Arrow => HEAD_LENGTH - 0.5,
        Head::Double => 1.7 * HEAD_LENGTH,
        Head::Diamond => 2.0 * HEAD_HALF + 2.0,
        Head::Square => 2.0 * DOT_RADIUS,
        Head::Dot => DOT_RADIUS,
        Head::Chevron | Head::Chevrons | Head::Bar => 1.0,
    }
}

fn head(style: &LineStyle, end: Point, way: Direction) -> Vec<Mark> {
    let ink = style.pen.ink;
    // Wide lines of money need a head that stands out from them.
    let scale = (style.pen.width / 3.0).max(1.0);
    let closed = |points: Vec<Point>| Mark::Shape {
        outline: Outline::Polygon(points),
        fill: (!style.is_hollow).then_some(ink),
        pen: Some(Pen::solid(ink, 1.0)),
    };
    let arrow = |tip: f32| {
        closed(vec![
            way.from(end, tip, 0.0),
            way.from(end, tip - HEAD_LENGTH, HEAD_HALF),
            way.from(end, tip - HEAD_LENGTH, -HEAD_HALF),
        ])
    };
    let chevron = |tip: f32| {
        let (back, side) = (tip - HEAD_LENGTH * scale, HEAD_HALF * 1.15 * scale);
        let points = vec![way.from(end, back, side), way.from(end, tip, 0.0), way.from(end, back, -side)];
        Mark::Path { points, pen: Pen::solid(ink, style.pen.width.max(1.2)) }
    };
    match style.head {
        Head::Arrow => vec![arrow(-0.5)],
        Head::Double => vec![arrow(-0.5), arrow(-0.5 - 0.8 * HEAD_LENGTH)],
        Head::Chevron => vec![chevron(-0.5)],
        Head::Chevrons => vec![chevron(-0.5), chevron(-0.5 - 0.7 * HEAD_LENGTH * scale)],
        Head::Bar => {
            let points = vec![way.from(end, -2.5, HEAD_HALF), way.from(end, -2.5, -HEAD_HALF)];
            vec![Mark::Path { points, pen: Pen::solid(ink, 2.2) }]
        }
        Head::Diamond => vec![closed(vec![
            way.from(end, -0.5, 0.0),
            way.from(end, -HEAD_HALF - 1.5, HEAD_HALF),
            way.from(end, -2.0 * HEAD_HALF - 2.5, 0.0),
            way.from(end, -HEAD_HALF - 1.5, -HEAD_HALF),
        ])],
        Head::Square => vec![closed(vec![
            way.from(end, -0.5, DOT_RADIUS),
            way.from(end, -0.5 - 2.0 * DOT_RADIUS, DOT_RADIUS),
            way.from(end, -0.5 - 2.0 * DOT_RADIUS, -DOT_RADIUS),
            way.from(end, -0.5, -DOT_RADIUS),
        ])],
        Head::Dot => vec![Mark::Shape {
            outline: Outline::Circle(way.from(end, -DOT_RADIUS, 0.0), DOT_RADIUS),
            fill: (!style.is_hollow).then_some(ink),
            pen: Some(Pen::solid(ink, 1.0)),
        }],
    }
}

/// The course with its bends rounded.
pub(super) fn rounded(course: &[Point]) -> Vec<Point> {
    let mut points: Vec<Point> = course.first().copied().into_iter().collect();
    for bend in course.windows(3) {
        let [before, corner, after] = [bend[0], bend[1], bend[2]];
        let (towards, onwards) = (Direction::between(before, corner), Direction::between(corner, after));
        let radius = BEND.min(towards.length / 2.0).min(onwards.length / 2.0);
        let (start, end) = (towards.from(corner, -radius, 0.0), onwards.from(corner, radius, 0.0));
        for step in 0..=BEND_STEPS {
            // A quadratic curve from start to end with the corner as its control point.
            let t = f32::from(step) / f32::from(BEND_STEPS);
            let blend = |a: f32, b: f32, c: f32| (1.0 - t).powi(2) * a + 2.0 * t * (1.0 - t) * b + t * t * c;
            points.push(Point::new(blend(start.x, corner.x, end.x), blend(start.y, corner.y, end.y)));
        }
    }
    if course.len() > 1 {
        points.extend(course.last());
    }
    points
}

/// The middle of the longest piece of a course, and its direction.
fn middle_of_longest(course: &[Point]) -> Option<(Point, Direction)> {
    let mut longest: Option<(Point, Direction)> = None;
    for piece in course.windows(2) {
        let way = Direction::between(piece[0], piece[1]);
        // The later piece wins a near tie: the first ones are often shared with other lines.
        if longest.is_none_or(|(_, most)| way.length >= most.length - 0.5) {
            longest = Some((way.from(piece[0], way.length / 2.0, 0.0), way));
        }
    }
    longest
}

fn sign_marks(sign: Sign, centre: Point, ink: Ink) -> Vec<Mark> {
    let pen = Pen::solid(ink, 1.1);
    let path = |offsets: &[(f32, f32)]| Mark::Path {
        points: offsets.iter().map(|(x, y)| centre.moved(*x, *y)).collect(),
        pen,
    };
    match sign {
        // The side view of a chair: back, seat and legs.
        Sign::Chair => {
            vec![
                disc(centre, Some(pen)),
                path(&[(-2.2, -4.2), (-2.2, 3.6)]),
                path(&[(-2.2, 0.4), (2.4, 0.4), (2.4, 3.6)]),
            ]
        }
        Sign::Eye => {
            let lid = |side: f32| {
                let height = [0.0, 0.62, 0.9, 1.0, 0.9, 0.62, 0.0];
                let points: Vec<(f32, f32)> =
                    height.iter().zip(-3_i8..).map(|(y, x)| (f32::from(x) * 2.1, side * y * 3.8)).collect();
                path(&points)
            };
            let pupil = Mark::Shape { outline: Outline::Circle(centre, 1.9), fill: Some(ink), pen: None };
            vec![disc(centre, None), lid(1.0), lid(-1.0), pupil]
        }
    }
}

fn question_marks(centre: Point, ink: Ink) -> Vec<Mark> {
    let text = TextRun {
        at: centre.moved(0.0, 3.6),
        anchor: Anchor::Middle,
        size: 10.0,
        weight: Weight::SemiBold,
        ink: Ink::Text,
        text: "?".to_owned(),
    };
    vec![disc(centre, Some(Pen::solid(ink, 1.1))), Mark::Text(text)]
}

/// The ground of a sign, which interrupts its line.
fn disc(centre: Point, border: Option<Pen>) -> Mark {
    Mark::Shape { outline: Outline::Circle(centre, SIGN_RADIUS), fill: Some(Ink::Canvas), pen: border }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_kinds_and_no_two_statuses_are_drawn_the_same_even_without_colour() {
        let mut seen: Vec<(LineStyle, String)> = Vec::new();
        for kind in LinkKind::ALL {
            for status in LinkStatus::ALL {
                let mut style = kind_style(kind, status);
                style.pen.ink = Ink::Line;
                let name = format!("{kind:?} {status:?}");
                if let Some((_, other)) = seen.iter().find(|(other, _)| *other == style) {
                    panic!("{name} and {other} look the same in grey");
                }
                seen.push((style, name));
            }
        }
    }

    #[test]
    fn money_is_as_wide_as_it_is_much() {
        let width = |amount: u32| {
            let mut link = Link::new("a", LinkKind::Funds, "b", "c");
            link.amount = Some(amount.into());
            style(&link).pen.width
        };
        assert!(width(20_000) < width(500_000) && width(500_000) < width(24_383_000));
        assert!(MONEY_WIDTHS.contains(&width(0)) && MONEY_WIDTHS.contains(&width(u32::MAX)));
    }

    #[test]
    fn lines_end_where_they_should() {
        let course = [Point::new(0.0, 100.0), Point::new(0.0, 50.0), Point::new(80.0, 50.0), Point::new(80.0, 0.0)];
        for kind in LinkKind::ALL {
            let marks = draw(&kind_style(kind, LinkStatus::Active), &course, &course);
            let all: Vec<Point> = marks
                .iter()
                .flat_map(|mark| match mark {
                    Mark::Path { points, .. } => points.clone(),
                    Mark::Shape { outline, .. } => outline.points(),
                    _ => Vec::new(),
                })
                .collect();
            assert!(all.contains(&course[0]), "{kind:?} begins at its beginning");
            let highest = all.iter().map(|point| point.y).fold(f32::INFINITY, f32::min);
            assert!((-0.01..=1.0).contains(&highest), "{kind:?} ends at {highest}");
        }
    }

    #[test]
    fn odd_courses_are_survived() {
        let style = kind_style(LinkKind::ReportsTo, LinkStatus::Active);
        assert!(draw(&style, &[], &[]).is_empty());
        assert!(draw(&style, &[Point::default(), Point::default()], &[]).is_empty());
        assert!(!draw(&style, &[Point::default(), Point::new(0.0, 0.5)], &[]).is_empty());
    }
}
