//! A journey from one scene to the next: what stands in both glides, what is new fades in, and what goes fades out.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use egui::{Pos2, Vec2};

use super::paint::{pos, rect};
use super::places::{card_place, line_place};
use crate::drawing::{Area, Card, Fold, Line, Scene};
use crate::model::Id;

/// What is fainter than this is not seen any more.
const FAINTEST: f32 = 0.04;

/// How a card stood when it set out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stance {
    /// How far from where it stands in the end, in canvas points.
    pub(super) by: Vec2,
    /// How strong it was drawn: nothing of it at 0, all of it at 1.
    pub(super) strength: f32,
}

impl Stance {
    const THERE: Self = Self { by: Vec2::ZERO, strength: 1.0 };

    /// What is left of it at a part of the way.
    fn at(self, part: f32) -> Self {
        Self { by: self.by * (1.0 - part), strength: self.strength + (1.0 - self.strength) * part }
    }
}

/// How a line comes to its course.
#[derive(Debug, Clone, PartialEq)]
enum Course {
    /// It runs there already.
    Same,
    /// It is new, and was drawn that strong.
    New(f32),
    /// Each of its points, before and in the end.
    From(Vec<[Pos2; 2]>),
}

/// What of an earlier scene is no more in the next one, by its place there.
pub(super) struct Leaving {
    pub(super) scene: Arc<Scene>,
    /// Each with how far it goes on its way out: onto the card on which it is folded.
    pub(super) cards: Vec<(usize, Stance, Vec2)>,
    pub(super) lines: Vec<(usize, Vec<Pos2>, f32)>,
    pub(super) areas: Vec<(usize, f32)>,
}

/// The way from one scene to another.
pub(super) struct Journey {
    cards: Vec<Stance>,
    lines: Vec<Course>,
    /// How strong each area was drawn.
    areas: Vec<f32>,
    leaving: Vec<Leaving>,
}

/// A journey, and how far it has come.
#[derive(Clone)]
pub(super) struct Passage {
    journey: Arc<Journey>,
    /// From 0 to 1.
    part: f32,
}

impl PartialEq for Passage {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.journey, &other.journey) && self.part == other.part
    }
}

/// How a picture is left: its scene, how far that had come, and which of its cards have been put elsewhere by hand.
pub(super) struct Left<'a> {
    pub(super) scene: &'a Arc<Scene>,
    pub(super) passage: Option<&'a Passage>,
    pub(super) dropped: Option<(&'a BTreeSet<Id>, Vec2)>,
}

impl Left<'_> {
    fn stance(&self, place: usize) -> Stance {
        let mut stance = self.passage.map_or(Stance::THERE, |passage| passage.card(place));
        if let Some((_, by)) = self.dropped.filter(|(ids, _)| ids.contains(&self.scene.cards[place].id)) {
            stance.by += by;
        }
        stance
    }

    /// Where a card was seen, and how strong: also one that was on its way out.
    fn card(&self, id: &Id) -> Option<(Pos2, f32)> {
        let seen = |card: &Card, stance: Stance| (rect(card.rect).center() + stance.by, stance.strength);
        if let Some(place) = card_place(self.scene, id) {
            return Some(seen(&self.scene.cards[place], self.stance(place)));
        }
        let passage = self.passage?;
        let mut leaving = passage.journey.leaving.iter().rev();
        leaving.find_map(|leaving| {
            let card = |place: usize| &leaving.scene.cards[place];
            let at = leaving.cards.binary_search_by(|(place, ..)| card(*place).id.cmp(id)).ok()?;
            let (place, stance, whither) = leaving.cards[at];
            Some(seen(card(place), passage.gone(stance, whither)))
        })
    }

    fn line(&self, place: usize) -> (Vec<Pos2>, f32) {
        let passage = self.passage;
        let course = || self.scene.lines[place].points.iter().map(|&point| pos(point)).collect();
        let points = passage.and_then(|passage| passage.line(place)).unwrap_or_else(course);
        (points, passage.map_or(1.0, |passage| passage.line_strength(place)))
    }

    fn area_strength(&self, place: usize) -> f32 {
        self.passage.map_or(1.0, |passage| passage.area_strength(place))
    }
}

impl Journey {
    /// The way from how a picture was left to a scene; none if nothing of it is seen to move, to come or to go.
    pub(super) fn between(left: &Left<'_>, after: &Scene) -> Option<Self> {
        let before = left.scene;
        if before.cards.is_empty() || after.cards.is_empty() {
            return None;
        }
        let folded = stand_ins(before);
        let card = |card: &Card| match left.card(&card.id) {
            Some((was, strength)) => Stance { by: was - rect(card.rect).center(), strength },
            // What unfolds comes out of the card on which it was folded.
            None => {
                let from = folded.get(&card.id).and_then(|stand_in| left.card(stand_in));
                let by = from.map_or(Vec2::ZERO, |(from, _)| from - rect(card.rect).center());
                Stance { by, strength: 0.0 }
            }
        };
        let line = |line: &Line| match line_place(before, &line.id) {
            None => Course::New(0.0),
            Some(place) => {
                let (points, strength) = left.line(place);
                let course: Vec<Pos2> = line.points.iter().map(|&point| pos(point)).collect();
                match points == course {
                    true if strength < 1.0 => Course::New(strength),
                    true => Course::Same,
                    false => Course::From(paired(&points, &course)),
                }
            }
        };
        let known = |area: &Area| before.areas.iter().position(|other| is_one_area(area, other));
        let area = |area: &Area| known(area).map_or(0.0, |place| left.area_strength(place));
        let journey = Self {
            cards: after.cards.iter().map(card).collect(),
            lines: after.lines.iter().map(line).collect(),
            areas: after.areas.iter().map(area).collect(),
            leaving: leaving(left, after),
        };
        let is_there = |stance: &Stance| stance.by.length() < 0.1 && stance.strength >= 1.0;
        let is_over = journey.leaving.iter().all(Leaving::is_empty)
            && journey.cards.iter().all(is_there)
            && journey.lines.iter().all(|course| *course == Course::Same)
            && journey.areas.iter().all(|strength| *strength >= 1.0);
        (!is_over).then_some(journey)
    }
}

/// What goes: of the scene that is left, and what was on its way out of it.
fn leaving(left: &Left<'_>, after: &Scene) -> Vec<Leaving> {
    let before = left.scene;
    let folded = stand_ins(after);
    let whither = |card: &Card, stance: Stance| {
        let stand_in = folded.get(&card.id).and_then(|id| after.card(id.as_str()));
        let stand_in = stand_in.filter(|stand_in| stand_in.id != card.id);
        stand_in.map_or(Vec2::ZERO, |stand_in| rect(stand_in.rect).center() - rect(card.rect).center() - stance.by)
    };
    let is_area = |area: &Area| after.areas.iter().any(|other| is_one_area(area, other));
    let cards = before.cards.iter().enumerate().filter(|(_, card)| card_place(after, &card.id).is_none());
    let lines = before.lines.iter().enumerate().filter(|(_, line)| line_place(after, &line.id).is_none());
    let areas = before.areas.iter().enumerate().filter(|(_, area)| !is_area(area));
    let mut all = vec![Leaving {
        scene: Arc::clone(before),
        cards: cards
            .map(|(place, _)| (place, left.stance(place)))
            .map(|(place, stance)| (place, stance, whither(&before.cards[place], stance)))
            .collect(),
        lines: lines
            .map(|(place, _)| {
                let (points, strength) = left.line(place);
                (place, points, strength)
            })
            .collect(),
        areas: areas.map(|(place, _)| (place, left.area_strength(place))).collect(),
    }];
    if let Some(passage) = left.passage {
        let is_back = |card: &Card| card_place(after, &card.id).is_some();
        all.extend(passage.leaving().map(|(leaving, fade)| {
            Leaving {
                scene: Arc::clone(&leaving.scene),
                cards: leaving
                    .cards
                    .iter()
                    .map(|(place, stance, whither)| {
                        let by = stance.by + *whither * (1.0 - fade);
                        (*place, Stance { strength: stance.strength * fade, by }, *whither * fade)
                    })
                    .filter(|(place, stance, _)| stance.strength > FAINTEST && !is_back(&leaving.scene.cards[*place]))
                    .collect(),
                lines: Vec::new(),
                areas: Vec::new(),
            }
        }));
    }
    all.retain(|leaving| !leaving.is_empty());
    all
}

impl Leaving {
    fn is_empty(&self) -> bool {
        self.cards.is_empty() && self.lines.is_empty() && self.areas.is_empty()
    }
}

impl Passage {
    /// So far on the way, from 0 to 1.
    pub(super) fn new(journey: &Arc<Journey>, part: f32) -> Self {
        Self { journey: Arc::clone(journey), part }
    }

    /// How the card at a place of the scene stands just now.
    pub(super) fn card(&self, place: usize) -> Stance {
        self.journey.cards[place].at(self.part)
    }

    /// The course of the line at a place just now, if it is not the one of the scene.
    pub(super) fn line(&self, place: usize) -> Option<Vec<Pos2>> {
        let Course::From(points) = &self.journey.lines[place] else { return None };
        Some(points.iter().map(|[from, to]| from.lerp(*to, self.part)).collect())
    }

    /// How strong the line at a place is drawn.
    pub(super) fn line_strength(&self, place: usize) -> f32 {
        match self.journey.lines[place] {
            // It comes when its cards are nearly there.
            Course::New(strength) => strength + (1.0 - strength) * ((self.part - 0.6) / 0.4).max(0.0),
            Course::Same | Course::From(_) => 1.0,
        }
    }

    /// How strong what hangs on a line that is under way is drawn, such as its head.
    pub(super) fn arrival(&self) -> f32 {
        self.part
    }

    /// How strong the area at a place is drawn.
    pub(super) fn area_strength(&self, place: usize) -> f32 {
        // One that has come since then is there at once.
        let strength = self.journey.areas.get(place).copied().unwrap_or(1.0);
        strength + (1.0 - strength) * self.part
    }

    /// What goes, and how much of its strength is left.
    pub(super) fn leaving(&self) -> impl Iterator<Item = (&Leaving, f32)> {
        self.journey.leaving.iter().map(|leaving| (leaving, 1.0 - self.part))
    }

    /// How something stands that goes, and that far on its way.
    fn gone(&self, stance: Stance, whither: Vec2) -> Stance {
        Stance { strength: stance.strength * (1.0 - self.part), by: stance.by + whither * self.part }
    }
}

/// By which card each is seen that is folded.
fn stand_ins(scene: &Scene) -> HashMap<&Id, &Id> {
    let packs = scene.cards.iter().filter_map(|card| match &card.fold {
        Fold::Closed(pack) => Some((&card.id, pack)),
        Fold::Nothing | Fold::Open => None,
    });
    packs.flat_map(|(id, pack)| pack.members.iter().map(move |member| (member, id))).collect()
}

/// Whether two areas are drawn alike.
fn is_one_area(one: &Area, other: &Area) -> bool {
    (one.rect, &one.title, &one.note) == (other.rect, &other.title, &other.note)
}

/// Points along two courses, each beside the one that it becomes: at every bend of either.
fn paired(from: &[Pos2], to: &[Pos2]) -> Vec<[Pos2; 2]> {
    let (Some((&first, &last)), Some((&begin, &end))) = (from.first().zip(from.last()), to.first().zip(to.last()))
    else {
        return Vec::new();
    };
    let (one, other) = (shares(from), shares(to));
    let mut stops: Vec<f32> = one.iter().chain(&other).copied().filter(|share| *share > 0.0 && *share < 1.0).collect();
    stops.sort_by(f32::total_cmp);
    stops.dedup_by(|one, other| (*one - *other).abs() < 1e-4);
    let between = stops.into_iter().map(|stop| [along(from, &one, stop), along(to, &other, stop)]);
    std::iter::once([first, begin]).chain(between).chain([[last, end]]).collect()
}

/// How far along its course each point lies, from 0 to 1.
fn shares(course: &[Pos2]) -> Vec<f32> {
    let mut length = 0.0;
    let mut shares = vec![0.0];
    for pair in course.windows(2) {
        length += pair[0].distance(pair[1]);
        shares.push(length);
    }
    shares.iter_mut().for_each(|share| *share /= length.max(f32::MIN_POSITIVE));
    shares
}

/// The point that lies so far along a course.
fn along(course: &[Pos2], shares: &[f32], share: f32) -> Pos2 {
    let next = shares.partition_point(|known| *known < share).clamp(1, course.len().max(2) - 1);
    let (before, after) = (shares[next - 1], shares.get(next).copied().unwrap_or(1.0));
    let part = if after > before { (share - before) / (after - before) } else { 0.0 };
    course[next - 1].lerp(course[next.min(course.len() - 1)], part)
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    #[test]
    fn a_course_becomes_another_bend_by_bend() {
        let from = [pos2(0.0, 0.0), pos2(0.0, 10.0), pos2(30.0, 10.0)];
        let to = [pos2(100.0, 0.0), pos2(100.0, 40.0)];
        let pairs = paired(&from, &to);
        let nth = |nth: usize| pairs.iter().map(|pair| pair[nth]).collect::<Vec<Pos2>>();
        assert_eq!(nth(0), from, "at first it runs as it ran");
        assert_eq!(nth(1), [pos2(100.0, 0.0), pos2(100.0, 10.0), pos2(100.0, 40.0)], "and then as it is to run");
        let length = |course: &[Pos2]| course.windows(2).map(|pair| pair[0].distance(pair[1])).sum::<f32>();
        let bent = [pos2(5.0, 5.0), pos2(9.0, 5.0), pos2(9.0, 2.0), pos2(40.0, 2.0), pos2(40.0, 3.0)];
        for (from, to) in
            [(&from[..], &bent[..]), (&bent[..], &to[..]), (&bent[..1], &to[..]), (&bent[..], &bent[2..3])]
        {
            let pairs = paired(from, to);
            for (nth, course) in [(0, from), (1, to)] {
                let along: Vec<Pos2> = pairs.iter().map(|pair| pair[nth]).collect();
                assert!(course.iter().all(|bend| along.iter().any(|point| point.distance(*bend) < 1e-2)), "{along:?}");
                assert!((length(&along) - length(course)).abs() < 1e-2, "{along:?} along {course:?}");
            }
        }
        assert_eq!(paired(&[], &to), Vec::<[Pos2; 2]>::new());
    }
}
