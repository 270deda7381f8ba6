//! Composing: from a map to a scene. Measuring and placing do not depend on lens or findings, so that changing these
//! moves nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::card::{self, CardText, OVERHANG};
use super::lens::{Scheme, Tally};
use super::words::{Surroundings, date};
use super::{Area, Card, Choice, Lens, Line, Scene, Shown, area, bus, line};
use crate::analysis::Report;
use crate::layout::{self, CardBox, Parameters, Placement, Point, Rect};
use crate::model::{Id, LinkKind, LinkStatus, Map, Node};

/// The gaps of the layout: as narrow as badges, arrowheads and bends allow, so that names stay large when a whole map
/// is fitted to a screen.
const COLUMN_GAP: f32 = 20.0;
const CARD_GAP: f32 = 11.0;
const RANK_GAP: f32 = 34.0;
const AREA_GAP: f32 = 24.0;

/// What is in a picture and where: everything but its colours and findings.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The cards and lines in view.
    pub choice: Choice,
    /// The wrapped texts of the cards.
    pub texts: BTreeMap<Id, CardText>,
    /// Where everything stands.
    pub placement: Placement,
}

/// The courses drawn so far, by their end and by what they look like.
type Drawn = BTreeMap<(Id, LinkKind, LinkStatus, u32), Vec<Vec<Point>>>;

impl Plan {
    /// Chooses, measures and places; `also` is in view whatever `shown` says.
    pub fn of(map: &Map, shown: Shown, also: &BTreeSet<Id>, parameters: &Parameters) -> Self {
        let choice = shown.choose(map, also);
        let around = Surroundings::of(map);
        let texts: BTreeMap<Id, CardText> = in_view(map, &choice)
            .map(|node| (node.id.clone(), card::card_text(map, node, &around, shown.strands)))
            .collect();
        let boxes: Vec<CardBox> = texts.iter().map(|(id, text)| CardBox { id: id.clone(), size: text.size }).collect();
        let placement = layout::layers(map, &boxes, &choice.links, parameters);
        Self { choice, texts, placement }
    }

    /// Draws what was placed.
    pub fn draw(&self, map: &Map, report: Option<&Report>, lens: Lens) -> Scene {
        let tallies = report.map(Tally::of).unwrap_or_default();
        let scheme = Scheme::of(lens, map, in_view(map, &self.choice), &tallies);
        let cards: Vec<Card> =
            in_view(map, &self.choice).filter_map(|node| self.card(map, node, &scheme, &tallies)).collect();
        let mut drawn = Drawn::new();
        let lines: Vec<Line> = self.choice.links.iter().filter_map(|id| self.line(map, id, &mut drawn)).collect();
        let areas: Vec<Area> = self
            .placement
            .areas
            .iter()
            .map(|placed| Area {
                kind: placed.kind.clone(),
                rect: placed.rect,
                title: placed.title.clone(),
                note: placed.note.clone(),
                marks: area::draw(placed),
            })
            .collect();
        let bounds = bounds(&cards, &lines, &areas);
        Scene {
            title: map.title.clone(),
            subtitle: subtitle(map),
            lens,
            categories: scheme.categories,
            areas,
            lines,
            cards,
            bounds,
        }
    }

    fn card(&self, map: &Map, node: &Node, scheme: &Scheme, tallies: &BTreeMap<Id, Tally>) -> Option<Card> {
        let text = self.texts.get(&node.id)?;
        let places = scheme.places(node, tallies);
        let bar: Vec<_> = places.iter().filter_map(|place| scheme.categories.get(*place)).collect();
        let findings = tallies.get(&node.id).and_then(|tally| tally.worst());
        // Under the lens of findings the small print has the numbers, so that the badge can say of which kind the worst is.
        let family = tallies.get(&node.id).and_then(|tally| tally.family()).filter(|_| scheme.lens == Lens::Findings);
        let badge = findings.map(|(count, worst)| match family {
            Some(family) => card::family_badge(family, worst, text.size.width),
            None => card::badge(count, worst, text.size.width),
        });
        Some(Card {
            id: node.id.clone(),
            kind: node.kind,
            status: node.status,
            name: node.name.clone(),
            rect: *self.placement.cards.get(&node.id)?,
            face: card::face(node, text, &bar, scheme.words(map, node, tallies).as_deref()),
            badge: badge.unwrap_or_else(|| [].into()),
            findings,
            family,
            categories: places,
            is_accountable_body: node.is_accountable_body(),
        })
    }

    fn line(&self, map: &Map, id: &Id, drawn: &mut Drawn) -> Option<Line> {
        let link = map.links.get(id.as_str())?;
        let points = self.placement.routes.get(id)?.clone();
        let style = line::style(link);
        let alike = drawn.entry((link.to.clone(), link.kind, link.status, style.pen.width.to_bits())).or_default();
        let marks = match bus::own_part(&points, alike) {
            Some(part) => line::draw_branch(&style, &part),
            None => line::draw(&style, &points),
        };
        alike.push(points.clone());
        Some(Line {
            id: id.clone(),
            kind: link.kind,
            status: link.status,
            from: link.from.clone(),
            to: link.to.clone(),
            width: style.pen.width,
            marks,
            points,
        })
    }
}

/// Composes the picture of a map in one go, with the layout's own parameters.
pub fn compose(map: &Map, report: Option<&Report>, shown: Shown, lens: Lens) -> Scene {
    Plan::of(map, shown, &BTreeSet::new(), &parameters(map)).draw(map, report, lens)
}

/// The parameters that a map is laid out by: gaps that suit the cards, and its cards stay where its user put them.
pub fn parameters(map: &Map) -> Parameters {
    let place = |value: i32| value as f32;
    let pinned = map.placement.iter().map(|at| (at.id.clone(), Point::new(place(at.x), place(at.y)))).collect();
    Parameters {
        pinned,
        column_gap: COLUMN_GAP,
        card_gap: CARD_GAP,
        rank_gap: RANK_GAP,
        area_gap: AREA_GAP,
        ..Parameters::default()
    }
}

fn in_view<'a>(map: &'a Map, choice: &'a Choice) -> impl Iterator<Item = &'a Node> {
    choice.nodes.iter().filter_map(|id| map.nodes.get(id.as_str())).map(AsRef::as_ref)
}

fn subtitle(map: &Map) -> String {
    let parts = [map.place.clone(), map.as_of.map(date)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn bounds(cards: &[Card], lines: &[Line], areas: &[Area]) -> Rect {
    let card_rects = cards.iter().map(|card| card.rect.grown(OVERHANG));
    let line_rects = lines.iter().map(|line| super::mark::bounds_of(&line.points).grown(line.width));
    let area_rects = areas.iter().map(|area| area.rect);
    card_rects.chain(line_rects).chain(area_rects).reduce(|one, other| one.union(&other)).unwrap_or_default()
}
