//! Cards: the face of a node. Kind is told by shape, status by border, fill and word, the lens by the left edge.

use std::sync::Arc;

use super::lens::Category;
use super::words::{Surroundings, small_print};
use super::{Anchor, Dash, Ink, Mark, Outline, Pen, TextRun, Weight, family_mark, text};
use crate::analysis::{Family, Severity};
use crate::layout::{Point, Rect, Size};
use crate::model::{Map, Node, NodeKind, NodeStatus};

/// The size of names, and the height of a line of them.
pub const NAME_SIZE: f32 = 12.0;
const NAME_LINE: f32 = 14.0;
/// The size of small print, and the height of a line of it.
pub const PRINT_SIZE: f32 = 11.0;
const PRINT_LINE: f32 = 13.0;
/// The widths that cards may have: the first at which the name takes two lines of whole words, else the last.
const WIDTHS: [f32; 3] = [168.0, 184.0, 200.0];
const NAME_LINES_WANTED: usize = 2;
/// Names are cut after so many lines, which no name of a body reaches: a text that was pasted there would be a tower.
const NAME_LINES_MOST: usize = 12;
/// Small print is cut after so many lines; the inspector has the whole of it.
const PRINT_LINES_MOST: usize = 2;
const PAD_LEFT: f32 = 14.0;
const PAD_RIGHT: f32 = 12.0;
const PAD_TOP: f32 = 6.0;
const PAD_BOTTOM: f32 = 6.5;
/// How far below the top of its line the baseline of a text lies, in parts of its size.
const ASCENT: f32 = 0.96;

/// The bar on top of boards.
const BOARD_BAR: f32 = 4.0;
const BOARD_RADIUS: f32 = 2.0;
const GROUP_RADIUS: f32 = 9.0;
const POST_RADIUS: f32 = 19.0;
/// The cut corners of partners, and the folded one of strands.
const CUT: f32 = 9.0;
const FOLD: f32 = 11.0;

/// The bar of the lens at the left edge.
const BAR_LEFT: f32 = 5.0;
const BAR_WIDTH: f32 = 4.0;
const BAR_INSET: f32 = 9.0;
/// A striped bar changes ink this often.
const STRIPE: f32 = 4.0;

/// Half the diagonal of the diamond on accountable bodies, and the room that it takes.
const DIAMOND: f32 = 4.5;
const DIAMOND_ROOM: f32 = 14.0;
/// The centre of the diamond, from the upper right corner.
const DIAMOND_AT: Point = Point::new(-17.0, 15.0);

/// How far apart the strokes of hatching stand.
const HATCH_STEP: f32 = 7.0;
const HATCH_WIDTH: f32 = 1.0;

/// The badge: its radius, and its centre from the upper right corner.
const BADGE_RADIUS: f32 = 8.5;
const BADGE_AT: Point = Point::new(-1.5, 1.5);
const BADGE_SIZE: f32 = 10.5;
/// The mark of what was noted: its least size, that of its number, and its centre from the upper left corner.
const NOTED: Size = Size::new(16.0, 13.0);
const NOTED_SIZE: f32 = 9.5;
const NOTED_AT: Point = Point::new(2.0, -0.5);
/// How far a badge may reach beyond its card, with two digits.
pub const OVERHANG: f32 = BADGE_RADIUS + 2.5;

/// The texts of a card, wrapped, and the size that they need.
#[derive(Debug, Clone, PartialEq)]
pub struct CardText {
    /// The full name, line by line.
    pub name: Vec<String>,
    /// What one asks next, line by line.
    pub print: Vec<String>,
    /// How big the card is.
    pub size: Size,
}

/// Wraps the texts of a node and measures its card.
pub fn card_text(map: &Map, node: &Node, around: &Surroundings, strands_are_shown: bool) -> CardText {
    let is_long = node.status != NodeStatus::Active || around.names_off_map(&node.id);
    text_of(node, |limit| wrap_print(&small_print(map, node, around, strands_are_shown), is_long, limit))
}

/// The same for a card that says something in place of its small print, in a few lines if need be.
pub fn card_text_saying(node: &Node, words: &str) -> CardText {
    text_of(node, |limit| text::wrap_to(words, PRINT_SIZE, Weight::Regular, limit, PRINT_LINES_MOST + 1))
}

fn text_of(node: &Node, print: impl FnOnce(f32) -> Vec<String>) -> CardText {
    let mark_room = if node.is_accountable_body() { DIAMOND_ROOM } else { 0.0 };
    let name_room = |width: f32| room(node.kind, width) - mark_room;
    let wrap = |width: f32| text::wrap_to(&node.name, NAME_SIZE, Weight::SemiBold, name_room(width), NAME_LINES_MOST);
    let is_whole = |width: f32| text::is_whole(&node.name, NAME_SIZE, Weight::SemiBold, name_room(width));
    let mut widths = WIDTHS.into_iter().map(|width| (width, wrap(width)));
    let fitting = widths.find(|(width, name)| name.len() <= NAME_LINES_WANTED && is_whole(*width));
    let widest = WIDTHS[WIDTHS.len() - 1];
    let (width, name) = fitting.unwrap_or_else(|| (widest, wrap(widest)));
    let print = print(room(node.kind, width));
    let height = top(node.kind) + lines(name.len(), NAME_LINE) + lines(print.len(), PRINT_LINE) + PAD_BOTTOM;
    CardText { name, print, size: Size::new(width, height.ceil()) }
}

/// Why something is not active, or who it answers to off the map, may take two lines; other small print only what fits on
/// one, whole parts at a time.
fn wrap_print(parts: &[String], is_long: bool, limit: f32) -> Vec<String> {
    let Some((first, rest)) = parts.split_first() else { return Vec::new() };
    let most = if is_long { PRINT_LINES_MOST } else { 1 };
    let mut print = text::wrap_to(first, PRINT_SIZE, Weight::Regular, limit, most);
    for part in rest {
        let longer = print.last().map(|last| format!("{last} · {}", text::visible(part)));
        match (print.last_mut(), longer) {
            (Some(last), Some(longer)) if text::width(&longer, PRINT_SIZE, Weight::Regular) <= limit => *last = longer,
            _ => {}
        }
    }
    print
}

/// How wide a text may run on a card of that width.
fn room(kind: NodeKind, width: f32) -> f32 {
    width - pad_left(kind) - PAD_RIGHT
}

/// Where texts begin: pills need more room at their round ends.
fn pad_left(kind: NodeKind) -> f32 {
    if kind == NodeKind::Post { PAD_LEFT + 3.0 } else { PAD_LEFT }
}

fn top(kind: NodeKind) -> f32 {
    if kind == NodeKind::Board { PAD_TOP + BOARD_BAR - 1.0 } else { PAD_TOP }
}

fn lines(count: usize, height: f32) -> f32 {
    u16::try_from(count).map_or(f32::MAX, f32::from) * height
}

/// The inks of a card by its status.
#[derive(Debug, Clone, Copy)]
struct Inks {
    fill: Ink,
    pen: Pen,
    name: Ink,
    print: Ink,
}

fn inks(status: NodeStatus) -> Inks {
    match status {
        NodeStatus::Active => {
            Inks { fill: Ink::Card, pen: Pen::solid(Ink::CardLine, 1.3), name: Ink::Text, print: Ink::Muted }
        }
        NodeStatus::Dormant => Inks {
            fill: Ink::HoldFill,
            pen: Pen::solid(Ink::HoldLine, 1.2).dashed(Dash::Dashed),
            name: Ink::HoldText,
            print: Ink::HoldMuted,
        },
        NodeStatus::Proposed => Inks {
            fill: Ink::ProposedFill,
            pen: Pen::solid(Ink::ProposedLine, 1.4).dashed(Dash::Short),
            name: Ink::ProposedText,
            print: Ink::ProposedText,
        },
        NodeStatus::Ended => Inks {
            fill: Ink::EndedFill,
            pen: Pen::solid(Ink::EndedLine, 1.0),
            name: Ink::EndedText,
            print: Ink::EndedText,
        },
    }
}

/// The border of a card of that kind and size, at the origin.
pub fn outline(kind: NodeKind, size: Size) -> Outline {
    let Size { width, height } = size;
    let rect = Rect::at(Point::default(), size);
    match kind {
        NodeKind::Board => Outline::Rounded(rect, BOARD_RADIUS),
        NodeKind::Group => Outline::Rounded(rect, GROUP_RADIUS.min(height / 3.0)),
        NodeKind::Post => Outline::Rounded(rect, POST_RADIUS.min(height / 2.0)),
        NodeKind::Partner => {
            let cut = CUT.min(height / 3.0);
            Outline::Polygon(vec![
                Point::new(cut, 0.0),
                Point::new(width - cut, 0.0),
                Point::new(width, cut),
                Point::new(width, height - cut),
                Point::new(width - cut, height),
                Point::new(cut, height),
                Point::new(0.0, height - cut),
                Point::new(0.0, cut),
            ])
        }
        NodeKind::Strand => {
            let fold = FOLD.min(height / 2.0);
            Outline::Polygon(vec![
                Point::new(0.0, 0.0),
                Point::new(width, 0.0),
                Point::new(width, height - fold),
                Point::new(width - fold, height),
                Point::new(0.0, height),
            ])
        }
    }
}

/// The shape of a card with its fill and border, without texts: also what the legend shows.
pub fn body(kind: NodeKind, status: NodeStatus, size: Size) -> Vec<Mark> {
    let Inks { fill, pen, .. } = inks(status);
    let outline = outline(kind, size);
    let mut marks = vec![Mark::Shape { outline: outline.clone(), fill: Some(fill), pen: None }];
    if status == NodeStatus::Dormant {
        let strokes = hatching(&outline.points(), HATCH_STEP);
        marks.push(Mark::Hatch { strokes, pen: Pen::solid(Ink::HoldHatch, HATCH_WIDTH) });
    }
    marks.push(Mark::Shape { outline, fill: None, pen: Some(pen) });
    let corner = Point::new(size.width, size.height);
    match kind {
        NodeKind::Board => {
            // It covers the border beneath it, so that no dash peeks out.
            let edge = pen.width / 2.0;
            let height = BOARD_BAR.min(size.height / 3.0) + edge;
            let bar = Rect::at(Point::new(-edge, -edge), Size::new(size.width + 2.0 * edge, height));
            marks.push(Mark::Shape { outline: Outline::Rounded(bar, 1.0), fill: Some(pen.ink), pen: None });
        }
        NodeKind::Strand => {
            let fold = FOLD.min(size.height / 2.0);
            let points = vec![corner.moved(-fold, 0.0), corner.moved(-fold, -fold), corner.moved(0.0, -fold)];
            marks.push(Mark::Path { points, pen: Pen::solid(pen.ink, 1.0) });
        }
        _ => {}
    }
    marks
}

/// The whole face of a card: shape, texts, the bar of the lens and the diamond. `print` stands in for the small print
/// where the lens has a word of its own.
pub fn face(node: &Node, card: &CardText, bar: &[&Category], print: Option<&str>) -> Arc<[Mark]> {
    let inks = inks(node.status);
    let mut marks = body(node.kind, node.status, card.size);
    marks.extend(lens_bar(bar, card.size.height));
    let left = pad_left(node.kind);
    let mut y = top(node.kind);
    let mut write = |lines: &[String], size: f32, step: f32, weight: Weight, ink: Ink| {
        for line in lines {
            let at = Point::new(left, y + (step - size) / 2.0 + ASCENT * size);
            marks.push(Mark::Text(TextRun { at, anchor: Anchor::Start, size, weight, ink, text: line.clone() }));
            y += step;
        }
    };
    write(&card.name, NAME_SIZE, NAME_LINE, Weight::SemiBold, inks.name);
    let limit = room(node.kind, card.size.width);
    let lens_print = print.map(|words| text::wrap_to(words, PRINT_SIZE, Weight::Regular, limit, card.print.len()));
    write(lens_print.as_ref().unwrap_or(&card.print), PRINT_SIZE, PRINT_LINE, Weight::Regular, inks.print);
    if node.is_accountable_body() {
        marks.push(diamond(DIAMOND_AT.moved(card.size.width, 0.0)));
    }
    marks.into()
}

/// The diamond of a body at which accountability may end.
pub fn diamond(centre: Point) -> Mark {
    let points = vec![
        centre.moved(0.0, -DIAMOND),
        centre.moved(DIAMOND, 0.0),
        centre.moved(0.0, DIAMOND),
        centre.moved(-DIAMOND, 0.0),
    ];
    Mark::Shape { outline: Outline::Polygon(points), fill: Some(Ink::Accountable), pen: None }
}

/// The bar at the left edge, shared by all categories of a card.
fn lens_bar(categories: &[&Category], card_height: f32) -> Vec<Mark> {
    let height = card_height - 2.0 * BAR_INSET;
    let share = height / u16::try_from(categories.len().max(1)).map_or(f32::MAX, f32::from);
    let mut marks = Vec::new();
    for (category, place) in categories.iter().zip(0_u16..) {
        let min = Point::new(BAR_LEFT, BAR_INSET + share * f32::from(place));
        marks.extend(swatch(category, Rect::at(min, Size::new(BAR_WIDTH, share))));
    }
    marks
}

/// A patch in the ink of a category, outlined so that pale inks stand out.
pub fn swatch(category: &Category, rect: Rect) -> Vec<Mark> {
    let plain = |rect, ink| Mark::Shape { outline: Outline::Rounded(rect, 0.0), fill: Some(ink), pen: None };
    let mut marks = vec![plain(rect, category.ink)];
    if category.striped {
        let mut y = rect.min.y + STRIPE / 2.0;
        while y < rect.max.y {
            let height = (STRIPE / 2.0).min(rect.max.y - y);
            marks.push(plain(Rect::at(Point::new(rect.min.x, y), Size::new(rect.width(), height)), Ink::Panel));
            y += STRIPE;
        }
    }
    let pen = Some(Pen::solid(Ink::CategoryLine, 0.6));
    marks.push(Mark::Shape { outline: Outline::Rounded(rect, 0.0), fill: None, pen });
    marks
}

/// The mark of what was noted, for the upper left corner of a card: a speech bubble with how much it is.
pub fn noted(number: usize) -> Vec<Mark> {
    noted_at(&number.to_string(), NOTED_AT)
}

/// The same around a centre.
pub fn noted_at(words: &str, centre: Point) -> Vec<Mark> {
    let half = (text::width(words, NOTED_SIZE, Weight::SemiBold) / 2.0 + 4.0).max(NOTED.width / 2.0);
    let bubble = Rect::around(centre, Size::new(2.0 * half, NOTED.height));
    let (left, low) = (bubble.min.x + 3.0, bubble.max.y - 0.5);
    let tail = vec![Point::new(left, low), Point::new(left + 6.0, low), Point::new(left + 0.5, low + 4.5)];
    let at = centre.moved(0.0, NOTED_SIZE * 0.36);
    let (anchor, weight, text) = (Anchor::Middle, Weight::SemiBold, words.to_owned());
    vec![
        Mark::Shape { outline: Outline::Polygon(tail), fill: Some(Ink::Accent), pen: None },
        Mark::Shape { outline: Outline::Rounded(bubble, 4.0), fill: Some(Ink::Accent), pen: None },
        Mark::Text(TextRun { at, anchor, size: NOTED_SIZE, weight, ink: Ink::OnSeverity, text }),
    ]
}

/// The badge with the number of findings, for the upper right corner of a card of that width. Errors are round,
/// warnings square, notes hollow, so that the badge is not told by colour alone.
pub fn badge(count: usize, worst: Severity, card_width: f32) -> Arc<[Mark]> {
    badge_at(&count.to_string(), worst, BADGE_AT.moved(card_width, 0.0)).into()
}

/// The badge with the mark of a family, for the same place.
pub fn family_badge(family: Family, worst: Severity, card_width: f32) -> Arc<[Mark]> {
    family_badge_at(family, worst, BADGE_AT.moved(card_width, 0.0)).into()
}

/// A badge with a number around a centre.
pub fn badge_at(words: &str, worst: Severity, centre: Point) -> Vec<Mark> {
    let (ground, ink) = badge_ground(text::width(words, BADGE_SIZE, Weight::SemiBold) / 2.0 + 3.5, worst, centre);
    let at = centre.moved(0.0, BADGE_SIZE * 0.36);
    let (anchor, weight, text) = (Anchor::Middle, Weight::SemiBold, words.to_owned());
    vec![ground, Mark::Text(TextRun { at, anchor, size: BADGE_SIZE, weight, ink, text })]
}

/// A badge with the mark of a family around a centre.
pub fn family_badge_at(family: Family, worst: Severity, centre: Point) -> Vec<Mark> {
    let (ground, ink) = badge_ground(0.0, worst, centre);
    let fill = if let Mark::Shape { fill: Some(fill), .. } = &ground { *fill } else { Ink::Card };
    std::iter::once(ground).chain(family_mark(family, centre, ink, fill)).collect()
}

/// The ground of a badge of at least that half width, and the ink of what stands on it.
fn badge_ground(half: f32, worst: Severity, centre: Point) -> (Mark, Ink) {
    let rect = Rect::around(centre, Size::new(2.0 * half.max(BADGE_RADIUS), 2.0 * BADGE_RADIUS));
    let (radius, fill, border, ink) = match worst {
        Severity::Error => (BADGE_RADIUS, Ink::Error, Ink::Canvas, Ink::OnSeverity),
        Severity::Warning => (3.0, Ink::Warning, Ink::Canvas, Ink::OnSeverity),
        Severity::Note => (BADGE_RADIUS, Ink::Card, Ink::Note, Ink::Note),
    };
    (Mark::Shape { outline: Outline::Rounded(rect, radius), fill: Some(fill), pen: Some(Pen::solid(border, 1.5)) }, ink)
}

/// Strokes at 45 degrees through a convex polygon, clipped to it.
fn hatching(polygon: &[Point], step: f32) -> Vec<[Point; 2]> {
    // A stroke is a line x + y = level; it meets the border of a convex polygon in two points.
    let level = |point: &Point| point.x + point.y;
    let lowest = polygon.iter().map(level).fold(f32::INFINITY, f32::min);
    let highest = polygon.iter().map(level).fold(f32::NEG_INFINITY, f32::max);
    let mut strokes = Vec::new();
    let mut at = (lowest / step).ceil() * step;
    while at < highest {
        let next = polygon.iter().skip(1).chain(polygon.first());
        let crossings = polygon.iter().zip(next).filter_map(|(a, b)| {
            let (from, to) = (level(a) - at, level(b) - at);
            ((from < 0.0) != (to < 0.0)).then(|| {
                let part = from / (from - to);
                Point::new(a.x + part * (b.x - a.x), a.y + part * (b.y - a.y))
            })
        });
        let mut ends: Vec<Point> = crossings.collect();
        ends.sort_by(|a, b| a.x.total_cmp(&b.x));
        if let [first, .., last] = ends[..] {
            strokes.push([first, last]);
        }
        at += step;
    }
    strokes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(name: &str, kind: NodeKind) -> CardText {
        let node = Node::new("a", kind, name);
        card_text(&Map::default(), &node, &Surroundings::default(), false)
    }

    #[test]
    fn every_text_stays_inside_its_card() {
        let names =
            ["A", "Children’s Trust Board", "Emotional Wellbeing and Mental Health Strategy Group for Solihull"];
        for kind in NodeKind::ALL {
            for name in names {
                let mut node = Node::new("a", kind, name);
                node.accountable_body = Some(true);
                node.status = NodeStatus::Dormant;
                node.status_note = Some("pending a review that is to report to the partnership next year".to_owned());
                let card = card_text(&Map::default(), &node, &Surroundings::default(), false);
                for mark in face(&node, &card, &[], None).iter() {
                    let Mark::Text(run) = mark else { continue };
                    let right = run.at.x + text::width(&run.text, run.size, run.weight);
                    assert!(right <= card.size.width - PAD_RIGHT + 0.1, "{} reaches {right}", run.text);
                    assert!(run.at.y <= card.size.height - 3.0 && run.at.y > run.size * 0.7, "{}", run.text);
                }
            }
        }
    }

    #[test]
    fn badges_cover_no_text() {
        let card = text_of("Tees primary care trusts (NHS Tees)", NodeKind::Partner);
        let badge = badge(2, Severity::Error, card.size.width);
        let ground = badge.first().map(Mark::bounds).expect("a ground");
        assert!(ground.min.x >= card.size.width - PAD_RIGHT + 0.75, "{ground:?}");
        assert!(ground.max.x <= card.size.width + OVERHANG && ground.min.y >= -OVERHANG);
    }

    #[test]
    fn cards_widen_before_names_take_a_third_line() {
        assert_eq!(text_of("Trust Board", NodeKind::Board).size.width, WIDTHS[0]);
        let long = text_of("Early Support Implementation Group for Families and Communities", NodeKind::Group);
        assert!(long.size.width > WIDTHS[0]);
    }

    #[test]
    fn hatching_stays_inside_the_shape() {
        for kind in NodeKind::ALL {
            let size = Size::new(170.0, 50.0);
            let strokes = hatching(&outline(kind, size).points(), HATCH_STEP);
            assert!(strokes.len() > 20, "{kind:?}");
            let rect = Rect::at(Point::default(), size).grown(0.01);
            assert!(strokes.iter().flatten().all(|point| rect.contains(*point)), "{kind:?}");
        }
    }

    #[test]
    fn no_two_kinds_and_no_two_statuses_look_the_same() {
        let size = Size::new(170.0, 50.0);
        for status in NodeStatus::ALL {
            for (place, kind) in NodeKind::ALL.into_iter().enumerate() {
                for other in &NodeKind::ALL[..place] {
                    assert_ne!(body(kind, status, size), body(*other, status, size), "{kind:?} and {other:?}");
                }
            }
        }
        for (place, status) in NodeStatus::ALL.into_iter().enumerate() {
            for other in &NodeStatus::ALL[..place] {
                let (one, two) = (inks(status), inks(*other));
                assert!(one.fill != two.fill, "{status:?} and {other:?} have one fill");
                assert!(
                    one.pen.dash != two.pen.dash || one.pen.width != two.pen.width,
                    "{status:?} and {other:?} differ by colour alone"
                );
            }
        }
    }
}
