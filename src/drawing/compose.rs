//! Composing: from a map to a scene. Measuring and placing do not depend on lens or findings, so that changing these
//! moves nothing.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::bus::{self, Trunks};
use super::card::{self, CardText, OVERHANG};
use super::lens::{Scheme, Tally};
use super::words::{Surroundings, date};
use super::{Area, Card, Choice, Hidden, Lens, Line, Scene, Shown, area, line};
use crate::analysis::Report;
use crate::layout::{self, AreaKind, By, CardBox, Form, Parameters, Placement, Point, Rect};
use crate::model::table::Difference;
use crate::model::{Id, Link, LinkKind, Map, Node};

/// The gaps of the layout: as narrow as badges, arrowheads and bends allow, so that names stay large when a whole map
/// is fitted to a screen.
const COLUMN_GAP: f32 = 20.0;
const CARD_GAP: f32 = 10.0;
const RANK_GAP: f32 = 34.0;
const AREA_GAP: f32 = 24.0;
/// Where more lines than this run beside those of accountability, they are drawn lighter.
const MANY: usize = 60;

/// What is in a picture and where: everything but its colours and findings.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The cards and lines in view.
    pub choice: Arc<Choice>,
    /// The wrapped texts of the cards.
    pub texts: Arc<BTreeMap<Id, Arc<CardText>>>,
    /// Where everything stands.
    pub placement: Arc<Placement>,
    surroundings: Arc<Surroundings>,
    parameters: Parameters,
    shown: Shown,
}

/// A picture of an earlier state of a map, and what it follows from. What cannot have changed since is shared with it.
#[derive(Debug, Clone, Copy)]
pub struct Earlier<'a> {
    /// The map.
    pub map: &'a Map,
    /// What of it was in the picture.
    pub shown: Shown,
    /// What else was.
    pub extra: &'a BTreeSet<Id>,
    /// The plan.
    pub plan: &'a Plan,
    /// The drawing.
    pub scene: &'a Scene,
}

/// Courses by their end and by what they look like, but for their status.
type Courses = BTreeMap<(Id, LinkKind, u32), Vec<Vec<Point>>>;

impl Plan {
    /// Chooses, measures and places; `also` is in view whatever `shown` says.
    pub fn of(map: &Map, shown: Shown, also: &BTreeSet<Id>, parameters: &Parameters) -> Self {
        Self::saying(map, shown, also, parameters, |_| None)
    }

    /// The same, where some cards say something else in place of their small print.
    pub(super) fn saying<'a>(
        map: &Map,
        shown: Shown,
        also: &BTreeSet<Id>,
        parameters: &Parameters,
        says: impl Fn(&Id) -> Option<&'a str>,
    ) -> Self {
        let choice = Arc::new(shown.choose(map, also));
        let surroundings = Arc::new(Surroundings::of(map));
        let text = |node: &Node| {
            Arc::new(match says(&node.id) {
                Some(words) => card::card_text_saying(node, words),
                None => card::card_text(map, node, &surroundings, shown.strands),
            })
        };
        let texts = Arc::new(in_view(map, &choice).map(|node| (node.id.clone(), text(node))).collect());
        let placement = Arc::new(place(map, &choice, &texts, parameters));
        Self { choice, texts, placement, surroundings, parameters: parameters.clone(), shown }
    }

    /// The same, of a map that an earlier one has become.
    pub fn following(
        earlier: &Earlier<'_>,
        map: &Map,
        shown: Shown,
        also: &BTreeSet<Id>,
        parameters: &Parameters,
    ) -> Self {
        let known = earlier.plan;
        let nodes: Vec<_> = earlier.map.nodes.differences(&map.nodes).collect();
        let links: Vec<_> = earlier.map.links.differences(&map.links).collect();
        let is_chosen_alike = (earlier.shown, earlier.extra) == (shown, also)
            && nodes.iter().all(|node| both(node).is_some_and(|(one, other)| Shown::sees_same_node(one, other)))
            && links.iter().all(|link| both(link).is_some_and(|(one, other)| Shown::sees_same_link(one, other)));
        let chosen = if is_chosen_alike { None } else { Some(shown.choose(map, also)) };
        let choice = match chosen.filter(|chosen| *chosen != *known.choice) {
            Some(chosen) => Arc::new(chosen),
            None => Arc::clone(&known.choice),
        };
        let is_one_choice = Arc::ptr_eq(&choice, &known.choice);
        let is_one_status =
            |node: &Difference<'_, Node>| both(node).is_some_and(|(one, other)| one.status == other.status);
        let surroundings = match links.is_empty() && nodes.iter().all(is_one_status) {
            true => Arc::clone(&known.surroundings),
            false => Arc::new(Surroundings::of(map)),
        };
        let changed: BTreeSet<&Id> =
            nodes.iter().filter_map(|node| node.before.or(node.after)).map(|node| &node.id).collect();
        let told_anew = known.surroundings.told_anew(&surroundings, &changed);
        let text = |node: &Node| Arc::new(card::card_text(map, node, &surroundings, shown.strands));
        let mut texts = Arc::clone(&known.texts);
        if shown.strands != earlier.shown.strands {
            texts = Arc::new(in_view(map, &choice).map(|node| (node.id.clone(), text(node))).collect());
        } else {
            if !is_one_choice {
                let left = |id: &&Id| !choice.nodes.contains(*id);
                let left: Vec<Id> = known.texts.keys().filter(left).cloned().collect();
                let entered = choice.nodes.iter().filter(|id| !known.texts.contains_key(*id));
                let entered: Vec<&Id> = entered.collect();
                if !left.is_empty() || !entered.is_empty() {
                    let texts = Arc::make_mut(&mut texts);
                    left.iter().for_each(|id| drop(texts.remove(id)));
                    let nodes = entered.into_iter().filter_map(|id| map.nodes.get(id.as_str()));
                    texts.extend(nodes.map(|node| (node.id.clone(), text(node))));
                }
            }
            let nodes = changed.into_iter().chain(told_anew).filter(|id| choice.nodes.contains(*id));
            for node in nodes.filter_map(|id| map.nodes.get(id.as_str())) {
                let text = text(node);
                if texts.get(&node.id) != Some(&text) {
                    Arc::make_mut(&mut texts).insert(node.id.clone(), text);
                }
            }
        }
        let is_one_size = || {
            let sizes = |texts: &BTreeMap<Id, Arc<CardText>>| texts.values().map(|text| text.size).collect::<Vec<_>>();
            Arc::ptr_eq(&texts, &known.texts) || sizes(&texts) == sizes(&known.texts)
        };
        // Of what is not in the picture a layout reads nothing.
        let is_card = |node: &&Difference<'_, Node>| {
            node.before.or(node.after).is_some_and(|node| choice.nodes.contains(&node.id))
        };
        let is_line = |link: &&Difference<'_, Link>| {
            link.before.or(link.after).is_some_and(|link| choice.links.binary_search(&link.id).is_ok())
        };
        let is_one_placement = is_one_choice
            && earlier.map.adopted == map.adopted
            && known.stays(parameters)
            && has_one_heading(earlier.map, map, parameters.form)
            && nodes
                .iter()
                .filter(is_card)
                .all(|node| both(node).is_some_and(|(one, other)| layout::sees_same_node(parameters.form, one, other)))
            && links
                .iter()
                .filter(is_line)
                .all(|link| both(link).is_some_and(|(one, other)| layout::sees_same_link(one, other)))
            && is_one_size();
        let placement = match is_one_placement {
            true => Arc::clone(&known.placement),
            false => Arc::new(place(map, &choice, &texts, parameters)),
        };
        Self { choice, texts, placement, surroundings, parameters: parameters.clone(), shown }
    }

    /// Whether a layout by other parameters would stand everything where it stands if it is laid out from the same.
    fn stays(&self, parameters: &Parameters) -> bool {
        // A card that the user has put somewhere holds nothing else in its place.
        let is_there = |(id, point): &(Id, Point)| {
            let stands = self.placement.cards.get(id).is_some_and(|card| card.centre() == *point);
            stands && !parameters.pinned.contains_key(id)
        };
        let anchor = parameters.anchor.as_ref();
        (anchor == self.parameters.anchor.as_ref() || anchor.is_some_and(is_there))
            && (parameters.kept.is_some() || self.parameters.kept.is_none())
            && Parameters { anchor: None, kept: None, returns: None, ..parameters.clone() }
                == Parameters { anchor: None, kept: None, returns: None, ..self.parameters.clone() }
    }

    /// Draws what was placed.
    pub fn draw(&self, map: &Map, report: Option<&Report>, lens: Lens) -> Scene {
        let tallies = report.map(Tally::of).unwrap_or_default();
        let scheme = Scheme::of(lens, map, in_view(map, &self.choice), &tallies);
        let cards: Vec<Card> =
            in_view(map, &self.choice).filter_map(|node| self.card(map, node, &scheme, &tallies)).collect();
        let lines = self.lines(map);
        let areas = self.areas(report);
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
            hidden: self.hidden(map),
            focus: None,
        }
    }

    /// What there is on the map, if nothing of it is in the picture.
    fn hidden(&self, map: &Map) -> Option<Hidden> {
        self.choice.nodes.is_empty().then(|| self.shown.hidden(map)).flatten()
    }

    /// Draws what was placed, and takes what cannot have changed from an earlier drawing.
    pub fn redraw(&self, earlier: &Earlier<'_>, map: &Map, report: &Report, lens: Lens) -> Scene {
        let known = earlier.plan;
        let is_one_ground = Arc::ptr_eq(&self.placement, &known.placement) && Arc::ptr_eq(&self.choice, &known.choice);
        // Under the other lenses a card goes by more than its own record.
        if !is_one_ground || (earlier.scene.lens, lens) != (Lens::Status, Lens::Status) {
            return self.draw(map, Some(report), lens);
        }
        let tallies = Tally::of(report);
        let scheme = Scheme::of(lens, map, std::iter::empty(), &tallies);
        let nodes: Vec<_> = earlier.map.nodes.differences(&map.nodes).collect();
        let mut changed: BTreeSet<&Id> = nodes.iter().filter_map(|node| node.after).map(|node| &node.id).collect();
        let texts = self.texts.iter().zip(known.texts.values());
        changed.extend(texts.filter(|((_, text), known)| !Arc::ptr_eq(text, known)).map(|((id, _), _)| id));
        let found = |id: &Id| tallies.get(id).and_then(|tally| tally.worst());
        let mut cards = earlier.scene.cards.clone();
        for card in &mut cards {
            if found(&card.id) != card.findings || changed.contains(&card.id) {
                let node = map.nodes.get(card.id.as_str());
                if let Some(drawn) = node.and_then(|node| self.card(map, node, &scheme, &tallies)) {
                    *card = drawn;
                }
            }
        }
        let links: Vec<_> = earlier.map.links.differences(&map.links).collect();
        let is_shown = |id: &Id| self.choice.links.binary_search(id).is_ok();
        let is_one = links.iter().filter_map(|link| link.before.or(link.after)).all(|link| !is_shown(&link.id));
        let lines = if is_one { Arc::clone(&earlier.scene.lines) } else { self.lines(map) };
        let areas = self.areas(Some(report));
        let bounds = if is_one { earlier.scene.bounds } else { bounds(&cards, &lines, &areas) };
        let (title, subtitle) = (map.title.clone(), subtitle(map));
        let hidden = self.hidden(map);
        let categories = scheme.categories;
        Scene { title, subtitle, lens, categories, areas, lines, cards, bounds, hidden, focus: None }
    }

    fn areas(&self, report: Option<&Report>) -> Vec<Area> {
        let area = |placed: &layout::Area| {
            let note = match placed.kind {
                AreaKind::NoRoute => report.map(|report| self.note_of_tray(&placed.rect, report)).unwrap_or_default(),
                AreaKind::Ended | AreaKind::Unconnected | AreaKind::Ring(_) | AreaKind::Lane => placed.note.clone(),
            };
            let marks = area::draw(placed, &note);
            Area { kind: placed.kind.clone(), rect: placed.rect, title: placed.title.clone(), note, marks }
        };
        self.placement.areas.iter().map(area).collect()
    }

    /// How many of those that answer to nobody stand in the tray: not all do, some have a tree of their own, or are not in
    /// the picture.
    fn note_of_tray(&self, tray: &Rect, report: &Report) -> String {
        let all = report.answering_to_nobody.len();
        let stands = |id: &&Id| self.placement.cards.get(*id).is_some_and(|card| tray.contains(card.centre()));
        match report.answering_to_nobody.iter().filter(stands).count() {
            0 => String::new(),
            1 if all == 1 => "1 live body answers to nobody on this map".to_owned(),
            some if some == all => format!("{all} live bodies answer to nobody on this map"),
            some => format!("{some} of the {all} live bodies that answer to nobody on this map"),
        }
    }

    fn lines(&self, map: &Map) -> Arc<Vec<Line>> {
        let mut links: Vec<&Link> =
            self.choice.links.iter().filter_map(|id| map.links.get(id.as_str()).map(AsRef::as_ref)).collect();
        // What lines share looks as the best of them does; each shows in its own part how it differs.
        links.sort_by_key(|link| link.status);
        let are_many = links.iter().filter(|link| self.is_aside(link)).count() > MANY;
        let trunks = Trunks::of(self.placement.routes.values().map(Vec::as_slice));
        let mut drawn = Courses::new();
        let lines = links.into_iter().filter_map(|link| self.line(link, are_many, &trunks, &mut drawn));
        let mut lines: Vec<Line> = lines.collect();
        lines.sort_by(|one, other| one.id.cmp(&other.id));
        Arc::new(lines)
    }

    fn card(&self, map: &Map, node: &Node, scheme: &Scheme, tallies: &HashMap<Id, Tally>) -> Option<Card> {
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
            changed: None,
        })
    }

    /// Whether a line runs beside the structure, which is seen without it.
    fn is_aside(&self, link: &Link) -> bool {
        match link.kind {
            LinkKind::ReportsTo => false,
            LinkKind::PartOf | LinkKind::Owns | LinkKind::AbsorbedInto => !self.placement.hung.contains(&link.id),
            LinkKind::Informs
            | LinkKind::MemberOf
            | LinkKind::Chairs
            | LinkKind::Delivers
            | LinkKind::Scrutinises
            | LinkKind::Funds => true,
        }
    }

    fn line(&self, link: &Link, are_many: bool, trunks: &Trunks, drawn: &mut Courses) -> Option<Line> {
        let points = self.placement.routes.get(&link.id)?.clone();
        let style = line::style(link);
        let style = if are_many && self.is_aside(link) { style.among_many() } else { style };
        let before = drawn.entry(bus_of(link)).or_default();
        let has_sign = style.sign.is_some() || style.is_in_question;
        let signed = if has_sign { trunks.part_alone(&points) } else { Vec::new() };
        let marks = match bus::own_part(&points, before) {
            Some(part) => line::draw_branch(&style, &part, &signed),
            None => line::draw(&style, &points, &signed),
        };
        before.push(points.clone());
        Some(Line {
            id: link.id.clone(),
            kind: link.kind,
            status: link.status,
            from: link.from.clone(),
            to: link.to.clone(),
            off_map: link.off_map().map(|(end, name)| (end, name.to_owned())),
            width: style.pen.width,
            marks,
            points,
            changed: None,
        })
    }
}

/// The lines that may run into one end together.
fn bus_of(link: &Link) -> (Id, LinkKind, u32) {
    (link.to.clone(), link.kind, line::style(link).pen.width.to_bits())
}

/// Composes the picture of a map in one go, with the layout's own parameters.
pub fn compose(map: &Map, report: Option<&Report>, shown: Shown, lens: Lens) -> Scene {
    Plan::of(map, shown, &BTreeSet::new(), &parameters(map, Form::Layers)).draw(map, report, lens)
}

/// The parameters that a map is laid out by in a form: gaps that suit the cards, and its cards stay where its user put them.
pub fn parameters(map: &Map, form: Form) -> Parameters {
    let place = |value: i32| value as f32;
    let pinned =
        map.placed_in(form.word()).map(|(id, at)| (id.clone(), Point::new(place(at.x), place(at.y)))).collect();
    Parameters {
        form,
        pinned,
        column_gap: COLUMN_GAP,
        card_gap: CARD_GAP,
        rank_gap: RANK_GAP,
        area_gap: AREA_GAP,
        ..Parameters::default()
    }
}

/// A record that is there before and after.
fn both<'a, T>(difference: &Difference<'a, T>) -> Option<(&'a T, &'a T)> {
    Some((difference.before?, difference.after?))
}

/// Whether lanes are called alike on two maps.
fn has_one_heading(one: &Map, other: &Map, form: Form) -> bool {
    match form {
        Form::Lanes(By::Theme) => one.themes == other.themes,
        Form::Lanes(By::Area) => one.areas == other.areas,
        Form::Layers | Form::Free | Form::Onion | Form::Lanes(By::Sector | By::Status) => true,
    }
}

fn place(map: &Map, choice: &Choice, texts: &BTreeMap<Id, Arc<CardText>>, parameters: &Parameters) -> Placement {
    let boxes: Vec<CardBox> = texts.iter().map(|(id, text)| CardBox { id: id.clone(), size: text.size }).collect();
    layout::laid_out(map, &boxes, &choice.links, parameters)
}

fn in_view<'a>(map: &'a Map, choice: &'a Choice) -> impl Iterator<Item = &'a Node> {
    choice.nodes.iter().filter_map(|id| map.nodes.get(id.as_str())).map(AsRef::as_ref)
}

/// Where and when a map holds, in a few words; empty where it does not say.
pub fn subtitle(map: &Map) -> String {
    let parts = [map.place.clone(), map.as_of.map(date)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

pub(super) fn bounds(cards: &[Card], lines: &[Line], areas: &[Area]) -> Rect {
    let card_rects = cards.iter().map(|card| card.rect.grown(OVERHANG));
    let line_rects = lines.iter().map(|line| super::mark::bounds_of(&line.points).grown(line.width));
    let area_rects = areas.iter().map(|area| area.rect);
    card_rects.chain(line_rects).chain(area_rects).reduce(|one, other| one.union(&other)).unwrap_or_default()
}
