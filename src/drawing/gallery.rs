//! The gallery: every card, line, state and mark beside each other, so that the look of maps can be judged at a glance.

use std::collections::BTreeSet;

use super::card::{badge, badge_at, card_text, diamond, face, family_badge, family_badge_at, swatch};
use super::change::{Difference, ghost, stroke};
use super::ink::CATEGORIES;
use super::line::{draw, kind_style};
use super::words::Surroundings;
use super::{
    Anchor, Callout, Category, Change, Depiction, Ink, Lens, Mark, Outline, Palette, Pen, Plan, Scene, Shown, TextRun,
    Weight, depict, line, parameters,
};
use crate::analysis::{Family, Severity, analyse};
use crate::layout::{self, AreaKind, Form, Point, Rect, Size};
use crate::model::{Link, LinkKind, LinkStatus, Map, Node, NodeKind, NodeStatus};

/// Marks of one tone.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// How they are painted.
    pub tone: Tone,
    /// The marks.
    pub marks: Vec<Mark>,
}

/// How marks are painted, beside their inks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As they are.
    Plain,
    /// Standing back, because something else is looked at.
    Faded,
    /// Standing out, in this ink.
    Lit(Ink),
}

/// The margins, and the space between sections, points.
const MARGIN: f32 = 28.0;
const GAP: f32 = 30.0;
/// How wide the gallery is, points.
const WIDTH: f32 = 984.0;
/// Where the columns of a table of samples begin, and how far they are apart, points.
const FIRST_COLUMN: f32 = 130.0;
const COLUMN: f32 = 206.0;
const LINE_LENGTH: f32 = 128.0;
const LINE_ROW: f32 = 24.0;
/// The sizes of titles, headings of sections and labels, points.
const TITLE: f32 = 20.0;
const HEADING: f32 = 13.0;
const LABEL: f32 = 11.0;

/// Draws the gallery from the origin; how large it is.
pub fn gallery(palette: Palette) -> (Size, Vec<Piece>) {
    let mut wall = Wall { pieces: Vec::new(), y: MARGIN + TITLE };
    wall.text(Point::new(MARGIN, wall.y), palette.title(), TITLE, Weight::SemiBold, Ink::Text);
    wall.y += GAP;
    wall.cards();
    wall.lines();
    wall.signs();
    wall.states();
    wall.changes();
    wall.finding();
    (Size::new(WIDTH, wall.y + MARGIN), wall.pieces)
}

/// What hangs there already, from the top down to `y`.
struct Wall {
    pieces: Vec<Piece>,
    y: f32,
}

impl Wall {
    fn hang(&mut self, tone: Tone, at: Point, marks: &[Mark]) {
        let marks = marks.iter().map(|mark| mark.moved(at.x, at.y)).collect();
        self.pieces.push(Piece { tone, marks });
    }

    fn plain(&mut self, at: Point, marks: &[Mark]) {
        self.hang(Tone::Plain, at, marks);
    }

    fn text(&mut self, at: Point, text: &str, size: f32, weight: Weight, ink: Ink) {
        let run = TextRun { at, anchor: Anchor::Start, size, weight, ink, text: text.to_owned() };
        self.plain(Point::default(), &[Mark::Text(run)]);
    }

    fn label(&mut self, x: f32, baseline: f32, text: &str) {
        self.text(Point::new(x, baseline), text, LABEL, Weight::Regular, Ink::Muted);
    }

    fn heading(&mut self, text: &str) {
        self.text(Point::new(MARGIN, self.y), text, HEADING, Weight::SemiBold, Ink::Text);
        self.y += 16.0;
    }

    fn columns(&mut self, labels: &[&str]) {
        for (label, place) in labels.iter().zip(0_u8..) {
            self.label(column(place), self.y + 8.0, label);
        }
        self.y += 22.0;
    }

    /// Every kind of card in every status, with the bar of a lens, badges and the sign of an accountable body.
    fn cards(&mut self) {
        self.heading("Cards");
        self.columns(&NodeStatus::ALL.map(NodeStatus::word));
        let inks = (0..).map(|number: u8| Ink::Category(number % CATEGORIES));
        let mut inks = inks.map(|ink| Category { name: String::new(), ink, striped: false });
        for (kind, name) in NodeKind::ALL.into_iter().zip(NAMES) {
            let mut lowest: f32 = 0.0;
            for (status, place) in NodeStatus::ALL.into_iter().zip(0_u8..) {
                let mut node = Node::new("sample", kind, name);
                node.status = status;
                node.accountable_body = Some(kind == NodeKind::Board);
                node.status_note = (status == NodeStatus::Dormant).then(|| "waits for a review".to_owned());
                let text = card_text(&Map::default(), &node, &Surroundings::default(), false);
                let category = inks.next();
                let bar: Vec<&Category> = category.iter().collect();
                let at = Point::new(column(place), self.y);
                self.plain(at, &face(&node, &text, &bar, Some("in small print")));
                let width = text.size.width;
                let badge = match status {
                    NodeStatus::Active => badge(3, Severity::Error, width),
                    NodeStatus::Dormant => badge(12, Severity::Warning, width),
                    NodeStatus::Proposed => badge(1, Severity::Note, width),
                    NodeStatus::Ended => family_badge(Family::Gaps, Severity::Error, width),
                };
                self.plain(at, &badge);
                lowest = lowest.max(text.size.height);
            }
            self.label(MARGIN, self.y + 22.0, kind.word());
            self.y += lowest + 16.0;
        }
        self.y += GAP - 16.0;
    }

    /// Every kind of line in every status, as a word between two ends.
    fn lines(&mut self) {
        self.heading("Lines");
        self.columns(&LinkStatus::ALL.map(LinkStatus::word));
        for kind in LinkKind::ALL {
            for (status, place) in LinkStatus::ALL.into_iter().zip(0_u8..) {
                let course = course(column(place), self.y + 8.0);
                self.plain(Point::default(), &draw(&kind_style(kind, status), &course, &course));
            }
            self.label(MARGIN, self.y + 12.0, kind.word());
            self.y += LINE_ROW;
        }
        self.y += 12.0;
        self.columns(&["among many", "that stands out", "that stands back", "on what an error concerns"]);
        let style = kind_style(LinkKind::ReportsTo, LinkStatus::Active);
        let tones = [Tone::Plain, Tone::Lit(Ink::Error), Tone::Faded, Tone::Plain];
        for (tone, place) in tones.into_iter().zip(0_u8..) {
            let course = course(column(place), self.y + 8.0);
            let style = if place == 0 { style.among_many() } else { style };
            if place == 3 {
                let band = Rect { min: course[0].moved(-6.0, -6.0), max: course[1].moved(6.0, 6.0) };
                self.plain(Point::default(), &[filled(band, 6.0, Ink::ErrorTint)]);
            }
            self.hang(tone, Point::default(), &draw(&style, &course, &course));
        }
        self.label(MARGIN, self.y + 12.0, "a line");
        self.y += LINE_ROW + GAP;
    }

    /// The signs of findings and of changes, and the colours of lenses.
    fn signs(&mut self) {
        self.heading("Signs");
        self.y += 12.0;
        for severity in Severity::ALL {
            let name = match severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            };
            self.label(MARGIN, self.y + 4.0, name);
            self.plain(Point::default(), &badge_at("2", severity, Point::new(column(0) + 9.0, self.y)));
            self.plain(Point::default(), &badge_at("24", severity, Point::new(column(0) + 42.0, self.y)));
            for (family, place) in Family::ALL.into_iter().zip(0_u8..) {
                let x = column(0) + 90.0 + 132.0 * f32::from(place);
                self.plain(Point::default(), &family_badge_at(family, severity, Point::new(x, self.y)));
                self.label(x + 16.0, self.y + 4.0, &family.word().to_lowercase());
            }
            self.y += 26.0;
        }
        self.label(MARGIN, self.y + 4.0, "changes");
        for (change, place) in Change::ALL.into_iter().zip(0_u8..) {
            let x = column(0) + 9.0 + 132.0 * f32::from(place);
            self.plain(Point::default(), &change.sign(Point::new(x, self.y)));
            self.label(x + 16.0, self.y + 4.0, change.word());
        }
        self.y += 26.0;
        self.label(MARGIN, self.y + 4.0, "accountable");
        self.plain(Point::default(), &[diamond(Point::new(column(0) + 9.0, self.y))]);
        self.y += 26.0;
        self.label(MARGIN, self.y + 4.0, "lenses");
        let inks: Vec<(Ink, bool)> = [false, true]
            .into_iter()
            .flat_map(|striped| (0..CATEGORIES).map(move |number| (Ink::Category(number), striped)))
            .chain([(Ink::NoCategory, false)])
            .collect();
        for ((ink, striped), place) in inks.into_iter().zip(0_u8..) {
            let category = Category { name: String::new(), ink, striped };
            let at = Point::new(column(0) + 46.0 * f32::from(place), self.y - 12.0);
            self.plain(Point::default(), &swatch(&category, Rect::at(at, Size::new(30.0, 24.0))));
        }
        self.y += 26.0 + GAP;
    }

    /// A card that is chosen, one that stands back, one that is only remembered; and the grounds on which cards stand.
    fn states(&mut self) {
        self.heading("States and grounds");
        self.columns(&["chosen", "stands out", "stands back", "where it stood"]);
        let node = Node::new("sample", NodeKind::Group, NAMES[1]);
        let text = card_text(&Map::default(), &node, &Surroundings::default(), false);
        let card = face(&node, &text, &[], Some("in small print"));
        let rect = Rect::at(Point::default(), text.size);
        for (ink, place) in [(Ink::Accent, 0), (Ink::Error, 1)] {
            let at = Point::new(column(place), self.y);
            self.plain(at, &[ring(rect, ink)]);
            self.plain(at, &card);
        }
        self.hang(Tone::Faded, Point::new(column(2), self.y), &card);
        self.plain(Point::new(column(3), self.y), &ghost(text.size));
        self.y += text.size.height + 18.0;
        let grounds = [
            (AreaKind::NoRoute, "No line upward"),
            (AreaKind::Ended, "Wound up"),
            (AreaKind::Unconnected, "Not tied to a body"),
        ];
        for ((kind, title), place) in grounds.into_iter().zip(0_u8..) {
            let at = Point::new(FIRST_COLUMN + 282.0 * f32::from(place), self.y);
            let area = layout::Area {
                kind,
                rect: Rect::at(at, Size::new(264.0, 46.0)),
                title: title.to_owned(),
                note: String::new(),
            };
            self.plain(Point::default(), &super::area::draw(&area, "5 bodies"));
        }
        self.y += 46.0 + GAP;
    }

    /// What a change makes of cards and lines.
    fn changes(&mut self) {
        self.heading("Changes");
        let x = |place: u8| FIRST_COLUMN + 160.0 * f32::from(place);
        for (change, place) in Change::ALL.into_iter().zip(0_u8..) {
            let is_ghost = change == Change::Gone;
            self.plain(Point::default(), &stroke(change, is_ghost, &course(x(place), self.y + 6.0)));
        }
        self.label(MARGIN, self.y + 10.0, "lines");
        self.y += LINE_ROW + 10.0;
        let (before, after) = two_maps();
        let difference = Difference::between(&before, &after);
        let plan = difference.plan(Shown::default(), &BTreeSet::new(), &Default::default(), Form::Layers);
        self.scene(&difference.draw(&plan), None);
    }

    /// A finding as it is drawn on a map, and what is said beside it.
    fn finding(&mut self) {
        self.heading("A finding");
        self.y += 6.0;
        let (map, _) = two_maps();
        let report = analyse(&map);
        let plan = Plan::of(&map, Shown::default(), &BTreeSet::new(), &parameters(&map, Form::Layers));
        let scene = plan.draw(&map, Some(&report), Lens::Findings);
        let depiction = report.findings.first().map(|finding| depict(&scene, &map, finding, 1.0));
        let top = self.y;
        self.scene(&scene, depiction.as_ref());
        for ((ink, title), place) in
            [(Ink::Error, "Error"), (Ink::Warning, "Warning"), (Ink::Note, "Note")].into_iter().zip(0_u8..)
        {
            let callout = Callout {
                at: Vec::new(),
                family: Some(Family::Gaps),
                title: title.to_owned(),
                fact: "What comes of it, in a few words".to_owned(),
                text: "What that means for those who lead the review, in a sentence.".to_owned(),
                halves: None,
                ink,
            };
            let (size, marks) = callout.panel();
            self.plain(Point::new(FIRST_COLUMN + 236.0 * f32::from(place), self.y), &marks);
            if place == 2 {
                self.y += size.height;
            }
        }
        self.y = self.y.max(top) + MARGIN;
    }

    /// A small map, as screen and exports draw it.
    fn scene(&mut self, scene: &Scene, depiction: Option<&Depiction>) {
        let at = Point::new(FIRST_COLUMN - scene.bounds.min.x, self.y - scene.bounds.min.y);
        let tone = |id| match depiction {
            Some(depiction) if depiction.lit.contains(id) => Tone::Lit(depiction.ink),
            Some(depiction) if depiction.is_faded(id) => Tone::Faded,
            _ => Tone::Plain,
        };
        let ground = if depiction.is_some() { Tone::Faded } else { Tone::Plain };
        for area in &scene.areas {
            self.hang(ground, at, &area.marks);
        }
        let (under, over) = depiction.map(|seen| (seen.under.as_slice(), seen.over.as_slice())).unwrap_or_default();
        self.plain(at, under);
        for drawn in scene.lines_to_paint() {
            let tone = tone(&drawn.id);
            let whole = if matches!(tone, Tone::Lit(_)) { line::in_full(drawn) } else { Vec::new() };
            self.hang(tone, at, &whole);
            self.hang(tone, at, &drawn.marks);
        }
        for card in &scene.cards {
            let place = at.moved(card.rect.min.x, card.rect.min.y);
            let tone = match tone(&card.id) {
                Tone::Lit(ink) => {
                    self.plain(at, &[ring(card.rect, ink)]);
                    Tone::Plain
                }
                tone => tone,
            };
            self.hang(tone, place, &card.face);
            self.hang(tone, place, &card.badge);
        }
        self.plain(at, over);
        self.y += scene.bounds.height() + GAP;
    }
}

/// What the samples are called, by their kinds.
const NAMES: [&str; 5] = [
    "Children’s Trust Board",
    "Early Support Group",
    "Primary care trust",
    "Lead member for children",
    "Play strategy",
];

fn column(place: u8) -> f32 {
    FIRST_COLUMN + COLUMN * f32::from(place)
}

fn course(x: f32, y: f32) -> [Point; 2] {
    [Point::new(x, y), Point::new(x + LINE_LENGTH, y)]
}

fn filled(rect: Rect, radius: f32, ink: Ink) -> Mark {
    Mark::Shape { outline: Outline::Rounded(rect, radius), fill: Some(ink), pen: None }
}

/// The ring around a card that is chosen or stands out.
fn ring(rect: Rect, ink: Ink) -> Mark {
    let pen = Some(Pen::solid(ink, 2.5));
    Mark::Shape { outline: Outline::Rounded(rect.grown(4.0), 9.0), fill: Some(Ink::Panel), pen }
}

/// A small map, and what becomes of it: something of every change.
fn two_maps() -> (Map, Map) {
    let mut before = Map::default();
    let mut trust = Node::new("trust", NodeKind::Board, NAMES[0]);
    trust.accountable_body = Some(true);
    before.nodes.put(trust);
    for (id, name) in
        [("early", NAMES[1]), ("play", "Play Group"), ("youth", "Youth Group"), ("parents", "Parents’ Forum")]
    {
        before.nodes.put(Node::new(id, NodeKind::Group, name));
    }
    let answers = |map: &mut Map, id: &str, from: &str, to: &str| {
        map.links.put(Link::new(id, LinkKind::ReportsTo, from, to));
    };
    answers(&mut before, "a", "early", "trust");
    answers(&mut before, "b", "play", "early");
    answers(&mut before, "c", "youth", "trust");
    answers(&mut before, "d", "parents", "early");
    let mut after = before.clone();
    if let Some(early) = before.nodes.get("early") {
        let mut early = early.as_ref().clone();
        early.status = NodeStatus::Dormant;
        before.nodes.put(early);
    }
    answers(&mut after, "b", "play", "trust");
    let mut forum = Node::new("parents", NodeKind::Group, "Parents’ Forum");
    forum.status = NodeStatus::Ended;
    after.nodes.put(forum);
    after.nodes.put(Node::new("carers", NodeKind::Group, "Young Carers Group"));
    answers(&mut after, "e", "carers", "trust");
    after.links.put(Link::new("f", LinkKind::AbsorbedInto, "parents", "carers"));
    (before, after)
}

#[cfg(test)]
mod tests;
