//! The picture of what becomes of one map in another: baseline and option, two dates, two files. Both are laid out together,
//! so that what stays stays where it stood.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::changed::{Change, Changed};
use super::compose::subtitle;
use super::line::{Direction, rounded};
use super::placing::parameters;
use super::union::Union;
use super::words::date;
use super::{Card, Dash, Ink, Lens, Line, Mark, Outline, Pen, Plan, Scene, Shown, card};
use crate::layout::{Form, Parameters, Point, Rect, Size, Standing};
use crate::model::{Id, Map};

/// How wide pictures are by their height, and how much smaller one may be so that what stays stays where it stood.
const ASPECT: f32 = 16.0 / 9.0;
const MOST_SMALLER: f32 = 0.8;
/// The width of a line that changes, and how long its head is, half as wide.
const STROKE: f32 = 2.4;
const HEAD: f32 = 9.0;
/// The border of a card that changes.
const BORDER: f32 = 2.6;
/// The centre of the sign of a change, from the upper right corner of a card.
const SIGN_AT: Point = Point::new(-1.5, 1.5);

/// What differs between two maps, ready to be drawn.
#[derive(Debug)]
pub struct Difference {
    union: Union,
    /// What the picture is called beside its title: from when to when, or where.
    subtitle: String,
}

impl Difference {
    /// What becomes of one map in another.
    pub fn between(before: &Map, after: &Map) -> Self {
        let subtitle = match (before.as_of, after.as_of) {
            (Some(from), Some(to)) if from != to => {
                let dates = format!("what changed from {} to {}", date(from), date(to));
                after.place.iter().cloned().chain([dates]).collect::<Vec<_>>().join(" · ")
            }
            _ => subtitle(after),
        };
        Self { union: Union::of(before, after), subtitle }
    }

    /// Both maps in one, as the picture has them.
    pub fn map(&self) -> &Map {
        &self.union.map
    }

    /// The record that a card or a line of the picture shows.
    pub fn shown_by<'a>(&'a self, id: &'a Id) -> &'a Id {
        let changed = self.union.cards.get(id).or_else(|| self.union.lines.get(id));
        changed.map_or(id, |changed| &changed.of)
    }

    /// Places both maps together, `kept` being how the one or the other stood. What stood somewhere in that stands there
    /// still, be it as a ghost, unless so much moves that the picture would become much smaller for it.
    pub fn plan(&self, shown: Shown, also: &BTreeSet<Id>, kept: &Standing, form: Form) -> Plan {
        self.planned(kept, form, |parameters| Plan::saying(self.map(), shown, also, parameters, |id| self.says(id)))
    }

    /// The same by any way of planning.
    pub(super) fn planned(&self, kept: &Standing, form: Form, plan: impl Fn(&Parameters) -> Plan) -> Plan {
        let kept = Arc::new(self.standing(kept));
        let anew = parameters(&self.union.map, form);
        let (stays, anew) = (plan(&Parameters { kept: Some(kept), ..anew.clone() }), plan(&anew));
        let scale = |plan: &Plan| {
            let bounds = plan.placement.bounds;
            1.0 / (bounds.width() / ASPECT).max(bounds.height()).max(1.0)
        };
        if scale(&stays) < MOST_SMALLER * scale(&anew) { anew } else { stays }
    }

    /// What becomes of the one that a card shows, in a few words; nothing if it stays as it is.
    pub(super) fn says(&self, id: &Id) -> Option<&str> {
        self.union.cards.get(id).map(|changed| changed.words.as_str())
    }

    /// How both stand if the one or the other stood so: where something stood that moves, its ghost
    /// stands. What stands already where it moves to stays, and its ghost comes in anew.
    fn standing(&self, kept: &Standing) -> Standing {
        let is_gone = |id: &Id| self.union.cards.get(id).is_some_and(|changed| changed.is_ghost);
        let stays = |id: &Id| match (kept.parent(id), self.union.superiors.get(id)) {
            (Some(parent), Some(superiors)) => superiors.contains(parent),
            (parent, superiors) => parent.is_none() && superiors.is_none(),
        };
        let ghosts = self.union.ghosts.iter().filter(|(id, _)| !stays(id));
        let ghosts = ghosts.map(|(id, ghost)| (id.clone(), ghost.clone())).collect();
        kept.with_others(&ghosts, is_gone)
    }

    /// Draws what was placed.
    pub fn draw(&self, plan: &Plan) -> Scene {
        let mut scene = plan.draw(&self.union.map, None, Lens::Change);
        for card in &mut scene.cards {
            card.changed = self.union.cards.get(&card.id).cloned();
            card.face = face(card);
            card.badge = badge(card);
        }
        let lines: Vec<Line> = scene.lines.iter().map(|line| self.line(line)).collect();
        scene.lines = Arc::new(lines);
        scene.subtitle.clone_from(&self.subtitle);
        scene
    }

    fn line(&self, line: &Line) -> Line {
        let Some(changed) = self.union.lines.get(&line.id) else {
            return Line { marks: line.marks.iter().map(quiet).collect(), ..line.clone() };
        };
        let marks = stroke(changed.how, changed.is_ghost, &line.points);
        Line { marks, changed: Some(changed.clone()), ..line.clone() }
    }
}

/// The face of a card: what changes stands out, what goes is a ghost, what stays as it is stands back.
fn face(card: &Card) -> Arc<[Mark]> {
    let outline = card::outline(card.kind, Size::new(card.rect.width(), card.rect.height()));
    match &card.changed {
        None => card.face.iter().map(quiet).collect(),
        Some(Changed { is_ghost: true, how, .. }) => {
            let texts = card.face.iter().filter(|mark| matches!(mark, Mark::Text(_)));
            std::iter::once(ghostly(outline, how.ink()))
                .chain(texts.map(|text| inked(text, |_| Ink::EndedText)))
                .collect()
        }
        Some(Changed { how, .. }) => {
            let border = Mark::Shape { outline, fill: None, pen: Some(Pen::solid(how.ink(), BORDER)) };
            card.face.iter().cloned().chain([border]).collect()
        }
    }
}

/// The sign at the corner; where something stood that moves, the arrow says it.
fn badge(card: &Card) -> Arc<[Mark]> {
    match &card.changed {
        Some(Changed { how: Change::Moved, is_ghost: true, .. }) | None => [].into(),
        Some(changed) => changed.how.sign(SIGN_AT.moved(card.rect.width(), 0.0)).into(),
    }
}

/// A mark of what stays as it is.
fn quiet(mark: &Mark) -> Mark {
    inked(mark, |ink| match ink {
        Ink::Text => Ink::Muted,
        Ink::CardLine | Ink::Line | Ink::StrandLine | Ink::MoneyLine => Ink::EndedLine,
        other => other,
    })
}

/// The same mark in other inks.
fn inked(mark: &Mark, ink: impl Fn(Ink) -> Ink) -> Mark {
    let pen = |pen: &Pen| Pen { ink: ink(pen.ink), ..*pen };
    match mark {
        Mark::Shape { outline, fill, pen: border } => {
            Mark::Shape { outline: outline.clone(), fill: fill.map(&ink), pen: border.as_ref().map(pen) }
        }
        Mark::Path { points, pen: stroke } => Mark::Path { points: points.clone(), pen: pen(stroke) },
        Mark::Hatch { strokes, pen: stroke } => Mark::Hatch { strokes: strokes.clone(), pen: pen(stroke) },
        Mark::Text(run) => {
            let mut run = run.clone();
            run.ink = ink(run.ink);
            Mark::Text(run)
        }
    }
}

/// A line that changes, along a course: what is to come with a head, what goes in dashes and without one.
pub(super) fn stroke(how: Change, is_ghost: bool, course: &[Point]) -> Vec<Mark> {
    let [.., before, end] = course else { return Vec::new() };
    let ink = how.ink();
    if is_ghost {
        let pen = Pen::solid(ink, 1.4).dashed(Dash::Dashed);
        return vec![Mark::Path { points: rounded(course), pen }];
    }
    let way = Direction::between(*before, *end);
    let mut points = course.to_vec();
    if let Some(last) = points.last_mut() {
        *last = way.from(*end, -(HEAD - 1.0).min(way.length), 0.0);
    }
    let head = vec![*end, way.from(*end, -HEAD, HEAD / 2.0), way.from(*end, -HEAD, -HEAD / 2.0)];
    vec![
        Mark::Path { points: rounded(&points), pen: Pen::solid(ink, STROKE) },
        Mark::Shape { outline: Outline::Polygon(head), fill: Some(ink), pen: None },
    ]
}

/// The empty card of what stood somewhere, at the origin.
pub(super) fn ghost(size: Size) -> Vec<Mark> {
    let outline = Outline::Rounded(Rect::at(Point::default(), size), 3.0);
    vec![ghostly(outline, Ink::EndedText)]
}

/// The border of a ghost.
pub(super) fn ghostly(outline: Outline, ink: Ink) -> Mark {
    Mark::Shape { outline, fill: Some(Ink::Canvas), pen: Some(Pen::solid(ink, 1.4).dashed(Dash::Dashed)) }
}

#[cfg(test)]
mod tests;
