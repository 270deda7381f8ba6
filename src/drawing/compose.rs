//! Composing: from a map to a scene. Measuring and placing do not depend on lens or findings, so that changing these
//! moves nothing.

mod refolded;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::card::{self, CardText, OVERHANG};
use super::fold::Folded;
use super::lens::{Scheme, Tally};
use super::placing::{bearing, parameters, place, upward};
use super::scene::Fold;
use super::words::{Surroundings, date};
use super::{Area, Card, Choice, Hidden, Lens, Line, Scene, Shown, packed};
use crate::analysis::Report;
use crate::layout::{self, By, Form, Parameters, Placement, Point, Rect};
use crate::model::table::Difference;
use crate::model::whereabouts::Whereabouts;
use crate::model::{Id, Link, Map, Node};

/// What is in a picture and where: everything but its colours and findings.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The cards and lines in view.
    pub choice: Arc<Choice>,
    /// The wrapped texts of the cards.
    pub texts: Arc<BTreeMap<Id, Arc<CardText>>>,
    /// Where everything stands.
    pub placement: Arc<Placement>,
    /// What cards stand for others, if any do; then the texts and the placement are those of what is left.
    pub folded: Option<Arc<Folded>>,
    /// Whether cards bear names and nothing else.
    pub is_brief: bool,
    /// Whether it is read from afar.
    pub is_for_room: bool,
    /// The cards under which others hang.
    bears: Arc<BTreeSet<Id>>,
    surroundings: Arc<Surroundings>,
    parameters: Parameters,
    shown: Shown,
    /// How much was noted of each node, if that is shown.
    noted: Arc<BTreeMap<Id, usize>>,
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

/// What is to be in a picture.
pub(super) struct Content<'a> {
    pub(super) map: &'a Map,
    pub(super) shown: Shown,
    pub(super) choice: Arc<Choice>,
    pub(super) surroundings: Arc<Surroundings>,
    pub(super) folded: Option<Arc<Folded>>,
    pub(super) is_brief: bool,
    pub(super) is_for_room: bool,
}

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
        let content = Content {
            map,
            shown,
            choice: Arc::new(shown.choose(map, also)),
            surroundings: Arc::new(Surroundings::of(map)),
            folded: None,
            is_brief: false,
            is_for_room: false,
        };
        Self::laid_out(content, parameters, says)
    }

    /// Measures and places what was chosen.
    pub(super) fn laid_out<'a>(
        content: Content<'_>,
        parameters: &Parameters,
        says: impl Fn(&Id) -> Option<&'a str>,
    ) -> Self {
        let Content { map, shown, choice, surroundings, folded, is_brief, is_for_room } = content;
        let text = |node: &Node| {
            let pack = folded.as_ref().and_then(|folded| folded.packs.get(&node.id));
            Arc::new(match (pack, says(&node.id)) {
                (Some(pack), _) => packed::with_room(card::card_text_saying(node, &packed::longest_words(pack))),
                (None, Some(words)) => card::card_text_saying(node, words),
                (None, None) if is_brief => card::card_text_saying(node, ""),
                (None, None) => card::card_text(map, node, &surroundings, shown.strands),
            })
        };
        let (seen, drawn) = match &folded {
            Some(folded) => (&folded.map, &folded.choice),
            None => (map, &*choice),
        };
        let texts = Arc::new(in_view(seen, drawn).map(|node| (node.id.clone(), text(node))).collect());
        let loose = folded.as_ref().map(|folded| folded.loose.clone()).unwrap_or_default();
        let placement = Arc::new(place(seen, drawn, &texts, &Parameters { loose, ..parameters.clone() }));
        let bears = Arc::new(bearing(seen, &placement));
        Self {
            choice,
            texts,
            placement,
            folded,
            is_brief,
            is_for_room,
            bears,
            surroundings,
            parameters: parameters.clone(),
            shown,
            noted: noted(map, shown),
        }
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
        if known.folded.is_some() || known.is_for_room {
            return Self::of(map, shown, also, parameters);
        }
        let nodes: Vec<_> = earlier.map.nodes.differences(&map.nodes).collect();
        let links: Vec<_> = earlier.map.links.differences(&map.links).collect();
        let is_chosen_alike = (earlier.shown.unmarked(), earlier.extra) == (shown.unmarked(), also)
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
        let bears = match is_one_placement {
            true => Arc::clone(&known.bears),
            false => Arc::new(bearing(map, &placement)),
        };
        let (folded, is_brief, is_for_room) = (None, false, false);
        Self {
            choice,
            texts,
            placement,
            folded,
            is_brief,
            is_for_room,
            bears,
            surroundings,
            parameters: parameters.clone(),
            shown,
            noted: noted(map, shown),
        }
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
        let tallies = report.map(|report| self.tallies(report)).unwrap_or_default();
        let (seen, drawn) = self.seen(map);
        let all = in_view(map, &self.choice).chain(in_view(seen, drawn));
        let scheme = Scheme::of(lens, map, all, &tallies);
        let cards: Vec<Card> =
            in_view(seen, drawn).filter_map(|node| self.card(map, node, &scheme, &tallies)).collect();
        let lines = self.lines(seen, drawn);
        let areas = self.areas(seen, report);
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
            note: self.note(map),
            is_for_room: self.is_for_room,
            focus: None,
        }
    }

    /// The map as the picture has it, and what of it is there.
    fn seen<'a>(&'a self, map: &'a Map) -> (&'a Map, &'a Choice) {
        self.folded.as_ref().map_or((map, &*self.choice), |folded| (&folded.map, &folded.choice))
    }

    /// The card or the line by which something is seen.
    pub fn shown_by<'a>(&'a self, id: &'a Id) -> &'a Id {
        self.folded.as_ref().map_or(id, |folded| folded.shown_by(id))
    }

    /// What hangs under these cards, directly or along the line, with all that they and those stand for.
    pub fn trees_below<'a>(&self, map: &Map, cards: impl IntoIterator<Item = &'a Id>) -> BTreeSet<Id> {
        let (seen, _) = self.seen(map);
        let mut children: BTreeMap<&Id, Vec<&Id>> = BTreeMap::new();
        for (parent, child) in
            self.placement.hung.iter().filter_map(|id| seen.links.get(id.as_str())).map(|link| upward(link))
        {
            children.entry(parent).or_default().push(child);
        }
        let mut below = BTreeSet::new();
        let mut left: Vec<&Id> = cards.into_iter().collect();
        while let Some(card) = left.pop() {
            let pack = self.folded.as_ref().and_then(|folded| folded.packs.get(card));
            below.extend(pack.iter().flat_map(|pack| &pack.members).cloned());
            for &child in children.get(card).into_iter().flatten() {
                if below.insert(child.clone()) {
                    left.push(child);
                }
            }
        }
        below
    }

    fn tallies(&self, report: &Report) -> HashMap<Id, Tally> {
        Tally::seen(report, |id| self.shown_by(id))
    }

    /// What of it is not to be seen for want of room, in a few words; empty if that is nothing.
    fn note(&self, map: &Map) -> String {
        let folded = self.folded.as_ref().map(|folded| folded.note(map));
        let brief = self.is_brief.then(|| "small print left out".to_owned());
        folded.into_iter().chain(brief).collect::<Vec<_>>().join(" · ")
    }

    /// What there is on the map, if nothing of it is in the picture.
    fn hidden(&self, map: &Map) -> Option<Hidden> {
        self.choice.nodes.is_empty().then(|| self.shown.hidden(map)).flatten()
    }

    /// Draws what was placed, and takes what cannot have changed from an earlier drawing.
    pub fn redraw(&self, earlier: &Earlier<'_>, map: &Map, report: &Report, lens: Lens) -> Scene {
        let known = earlier.plan;
        let is_one_ground = Arc::ptr_eq(&self.placement, &known.placement) && Arc::ptr_eq(&self.choice, &known.choice);
        // Under the other lenses a card goes by more than its own record, and one that stands for others always does.
        if !is_one_ground || self.folded.is_some() || (earlier.scene.lens, lens) != (Lens::Status, Lens::Status) {
            return self.draw(map, Some(report), lens);
        }
        let tallies = self.tallies(report);
        let scheme = Scheme::of(lens, map, std::iter::empty(), &tallies);
        let nodes: Vec<_> = earlier.map.nodes.differences(&map.nodes).collect();
        let mut changed: BTreeSet<&Id> = nodes.iter().filter_map(|node| node.after).map(|node| &node.id).collect();
        let texts = self.texts.iter().zip(known.texts.values());
        changed.extend(texts.filter(|((_, text), known)| !Arc::ptr_eq(text, known)).map(|((id, _), _)| id));
        let found = |id: &Id| tallies.get(id).and_then(|tally| tally.worst());
        let mut cards = earlier.scene.cards.clone();
        for card in &mut cards {
            let is_other = found(&card.id) != card.findings || self.noted_of(&card.id) != card.noted;
            if is_other || changed.contains(&card.id) {
                let node = map.nodes.get(card.id.as_str());
                if let Some(drawn) = node.and_then(|node| self.card(map, node, &scheme, &tallies)) {
                    *card = drawn;
                }
            }
        }
        let links: Vec<_> = earlier.map.links.differences(&map.links).collect();
        let is_shown = |id: &Id| self.choice.links.binary_search(id).is_ok();
        let is_one = links.iter().filter_map(|link| link.before.or(link.after)).all(|link| !is_shown(&link.id));
        let lines = if is_one { Arc::clone(&earlier.scene.lines) } else { self.lines(map, &self.choice) };
        let areas = self.areas(map, Some(report));
        let bounds = if is_one { earlier.scene.bounds } else { bounds(&cards, &lines, &areas) };
        let (title, subtitle) = (map.title.clone(), subtitle(map));
        let hidden = self.hidden(map);
        let (note, categories) = (self.note(map), scheme.categories);
        let is_for_room = self.is_for_room;
        Scene { title, subtitle, lens, categories, areas, lines, cards, bounds, hidden, note, is_for_room, focus: None }
    }

    fn card(&self, map: &Map, node: &Node, scheme: &Scheme, tallies: &HashMap<Id, Tally>) -> Option<Card> {
        let pack = self.folded.as_ref().and_then(|folded| folded.packs.get(&node.id));
        let text = self.texts.get(&node.id)?;
        let front = pack.map(|_| packed::front(text));
        let text = front.as_ref().unwrap_or(text);
        let members = pack.iter().flat_map(|pack| &pack.members).filter_map(|id| map.nodes.get(id.as_str()));
        let members = members.map(AsRef::as_ref).filter(|_| scheme.lens != Lens::Findings);
        let places: BTreeSet<usize> =
            std::iter::once(node).chain(members).flat_map(|node| scheme.places(node, tallies)).collect();
        let bar: Vec<_> = places.iter().filter_map(|place| scheme.categories.get(*place)).collect();
        let members = pack.iter().flat_map(|pack| &pack.members);
        let noted = std::iter::once(&node.id).chain(members).map(|id| self.noted_of(id)).sum();
        let findings = tallies.get(&node.id).and_then(|tally| tally.worst());
        // Under the lens of findings the small print has the numbers, so that the badge can say of which kind the worst is.
        let family = tallies.get(&node.id).and_then(|tally| tally.family()).filter(|_| scheme.lens == Lens::Findings);
        let badge = findings.map(|(count, worst)| match family {
            Some(family) => card::family_badge(family, worst, text.size.width),
            None => card::badge(count, worst, text.size.width),
        });
        let words = match pack {
            Some(pack) => Some(packed::words(pack, findings.map_or(0, |(count, _)| count))),
            None if self.is_brief => None,
            None => scheme.words(map, node, tallies),
        };
        let face = card::face(node, text, &bar, words.as_deref());
        let face = if pack.is_some() { packed::stacked(node, text.size, &face) } else { face };
        Some(Card {
            id: node.id.clone(),
            kind: node.kind,
            status: node.status,
            name: node.name.clone(),
            rect: Rect::at(self.placement.cards.get(&node.id)?.min, text.size),
            face: if noted == 0 { face } else { face.iter().cloned().chain(card::noted(noted)).collect() },
            noted,
            badge: badge.unwrap_or_else(|| [].into()),
            findings,
            family,
            categories: places.into_iter().collect(),
            is_accountable_body: node.is_accountable_body(),
            changed: None,
            fold: match pack {
                Some(pack) => Fold::Closed(Arc::clone(pack)),
                None if self.bears.contains(&node.id) => Fold::Open,
                None => Fold::Nothing,
            },
        })
    }

    fn noted_of(&self, id: &Id) -> usize {
        self.noted.get(id).copied().unwrap_or_default()
    }
}

/// Composes the picture of a map in one go, with the layout's own parameters.
pub fn compose(map: &Map, report: Option<&Report>, shown: Shown, lens: Lens) -> Scene {
    Plan::of(map, shown, &BTreeSet::new(), &parameters(map, Form::Layers)).draw(map, report, lens)
}

/// How much was noted of each node, if that is to be shown.
fn noted(map: &Map, shown: Shown) -> Arc<BTreeMap<Id, usize>> {
    let is_shown = shown.captures && !map.captures.is_empty();
    Arc::new(if is_shown { Whereabouts::of(map).counts() } else { BTreeMap::new() })
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
    let line_rects = lines.iter().map(|line| super::mark::bounds_of(&line.points).grown(line.pen.width));
    let area_rects = areas.iter().map(|area| area.rect);
    card_rects.chain(line_rects).chain(area_rects).reduce(|one, other| one.union(&other)).unwrap_or_default()
}
