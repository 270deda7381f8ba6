//! Two maps in one, so that a picture can show what becomes of the first: what goes stays as a ghost where it stood, what
//! moves stands in both places.

use std::collections::{BTreeMap, BTreeSet};

use super::changed::{Change, Changed};
use crate::model::quote::shortened;
use crate::model::unknown::fields_of;
use crate::model::words::{count, list};
use crate::model::{Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, NodeStatus, Position, Spots};

/// How many names a card repeats.
const MOST_NAMED: usize = 2;
/// Fields of which a change makes nothing another thing: what is noted and cited of it.
const OF_NO_MATTER: [&str; 7] = ["aliases", "merged", "evidence", "notes", "tags", "fields", "status_note"];

/// Two maps in one.
#[derive(Debug)]
pub(super) struct Union {
    /// All that is on either map. What goes is as it was; what moves stands twice, with an arrow from the one to the other.
    pub(super) map: Map,
    /// What becomes of the cards that are not as they were, ghosts among them.
    pub(super) cards: BTreeMap<Id, Changed>,
    /// The same of lines, arrows among them.
    pub(super) lines: BTreeMap<Id, Changed>,
    /// The cards that show where something stood, by what stood there.
    pub(super) ghosts: BTreeMap<Id, Id>,
    /// To whom each answers after.
    pub(super) superiors: Superiors,
}

/// To whom each answers, or who owns it.
type Superiors = BTreeMap<Id, BTreeSet<Id>>;

impl Union {
    pub(super) fn of(before: &Map, after: &Map) -> Self {
        let mut union = Self {
            map: after.clone(),
            cards: BTreeMap::new(),
            lines: BTreeMap::new(),
            ghosts: BTreeMap::new(),
            superiors: BTreeMap::new(),
        };
        union.map.options = Default::default();
        union.add_cards(before, after);
        union.add_lines(before, after);
        union
    }

    fn add_cards(&mut self, before: &Map, after: &Map) {
        let (was, is) = (superiors(before), superiors(after));
        let (owned, owns, heirs) = (strands(before), strands(after), heirs(after));
        let none = BTreeSet::new();
        for node in &before.nodes {
            let now = after.nodes.get(node.id.as_str());
            let [old, new] = [&was, &is].map(|superiors| superiors.get(&node.id).unwrap_or(&none));
            let is_over = |node: &Node| node.status == NodeStatus::Ended;
            match now {
                _ if is_over(node) => {
                    if let Some(now) = now.filter(|now| !is_over(now)) {
                        self.note(&now.id, Change::New, "comes back".to_owned());
                    }
                }
                Some(now) if !is_over(now) => {
                    let strands = [&owned, &owns].map(|strands| strands.get(&node.id).unwrap_or(&none));
                    let is_founded = node.status == NodeStatus::Proposed && now.status == NodeStatus::Active;
                    if is_founded {
                        self.note(&node.id, Change::New, "founded".to_owned());
                    } else if old != new && old.is_disjoint(new) {
                        self.note(&node.id, Change::Moved, moved(node, before, old, new));
                        // What stood in no tree has left no gap there.
                        if !old.is_empty() {
                            self.add_ghost(node, before, after, new);
                        }
                    } else {
                        let words = changes(node, now, before, after, [old, new], strands);
                        if !words.is_empty() {
                            self.note(&node.id, Change::Changed, words.join(" · "));
                        }
                    }
                }
                _ => {
                    let heirs = heirs.get(&node.id).into_iter().flatten();
                    let names: Vec<_> = heirs.map(|heir| shortened(after.name(heir.as_str()))).collect();
                    let (how, words) = match names.is_empty() {
                        true => (Change::Gone, "ends".to_owned()),
                        false => (Change::Merged, format!("goes into {}", list(&names, MOST_NAMED))),
                    };
                    self.note(&node.id, how, words);
                    self.cards.entry(node.id.clone()).and_modify(|changed| changed.is_ghost = true);
                    self.map.nodes.put(node.clone());
                    self.place(before, &node.id, &node.id);
                }
            }
        }
        for node in after.nodes.iter().filter(|node| !before.nodes.contains(node.id.as_str())) {
            if node.status != NodeStatus::Ended {
                self.note(&node.id, Change::New, "new".to_owned());
            }
        }
        self.superiors = is;
    }

    /// Puts a card where that of a record stood on the map before, if somebody has put it there.
    fn place(&mut self, before: &Map, id: &Id, card: &Id) {
        if let Some(place) = before.placement.get(id.as_str()) {
            self.map.placement.put(Position { id: card.clone(), ..Position::clone(place) });
        }
        if let Some(spots) = before.spots.get(id.as_str()) {
            self.map.spots.put(Spots { id: card.clone(), ..Spots::clone(spots) });
        }
    }

    fn note(&mut self, id: &Id, how: Change, words: String) {
        self.cards.insert(id.clone(), Changed { how, is_ghost: false, words, of: id.clone() });
    }

    /// Leaves a ghost where something stood that moves, and an arrow from there, unless somebody has put it there for good.
    fn add_ghost(&mut self, node: &Node, before: &Map, after: &Map, to: &BTreeSet<Id>) {
        let place = |map: &Map| map.placement.get(node.id.as_str()).map(|at| (at.x, at.y));
        if place(before).is_some() && place(before) == place(after) {
            return;
        }
        // No record is called so: ids are slugs.
        let ghost = Id::from(format!("{}~was", node.id));
        let names: Vec<_> = to.iter().map(|id| shortened(after.name(id.as_str()))).collect();
        let words = match (names.is_empty(), node.kind) {
            (true, NodeKind::Strand) => "is owned by nobody now".to_owned(),
            (true, _) => "answers to nobody now".to_owned(),
            (false, _) => format!("moves to {}", list(&names, MOST_NAMED)),
        };
        self.cards.insert(ghost.clone(), Changed { how: Change::Moved, is_ghost: true, words, of: node.id.clone() });
        self.map.nodes.put(Node { id: ghost.clone(), ..node.clone() });
        self.place(before, &node.id, &ghost);
        let arrow = Id::from(format!("{}~moves", node.id));
        let words = "moves".to_owned();
        self.lines.insert(arrow.clone(), Changed { how: Change::Moved, is_ghost: false, words, of: node.id.clone() });
        self.map.links.put(Link::new(arrow, LinkKind::AbsorbedInto, ghost.clone(), node.id.clone()));
        self.ghosts.insert(node.id.clone(), ghost);
    }

    fn add_lines(&mut self, before: &Map, after: &Map) {
        let is_ghost = |union: &Self, id: &Id| union.cards.get(id).is_some_and(|changed| changed.is_ghost);
        for link in &before.links {
            let now = after.links.get(link.id.as_str()).filter(|now| now.says_same(link) && !has_lapsed(now));
            // Where something goes to is a line that begins as it ends.
            let leads_on = link.kind == LinkKind::AbsorbedInto && now.is_some();
            let goes = (is_ghost(self, &link.from) || is_ghost(self, &link.to)) && !leads_on;
            // What had ended, and is not even told any more, has no card.
            let is_told = [&link.from, &link.to].iter().all(|id| self.map.nodes.contains(id.as_str()));
            if has_lapsed(link) || !is_told || now.is_some() && !goes {
                continue;
            }
            let child = child(link);
            let (mut old, mut how) = (Link::clone(link), Change::Gone);
            // What stays where it was keeps the line by which it hung there.
            let ghost = child.and_then(|child| self.ghosts.get(child)).cloned();
            let hangs = ghost.is_some() || child.is_some_and(|child| is_ghost(self, child));
            if let (Some(ghost), Some(child)) = (&ghost, child) {
                (if *child == link.from { &mut old.from } else { &mut old.to }).clone_from(ghost);
                how = Change::Moved;
            }
            if let Some(parent) = parent(link).filter(|_| hangs)
                && let Some(ghost) = self.ghosts.get(parent)
            {
                (if *parent == link.from { &mut old.from } else { &mut old.to }).clone_from(ghost);
            }
            if !hangs {
                old.status = LinkStatus::Lapsed;
            }
            let is_free = now.is_some() || after.links.get(link.id.as_str()).is_none_or(|now| has_lapsed(now));
            if !is_free || ghost.is_some() {
                old.id = Id::from(format!("{}~was", link.id));
            }
            if ghost.is_some() && is_free && now.is_none() {
                self.map.links.remove(link.id.as_str());
            }
            let words = "goes".to_owned();
            self.lines.insert(old.id.clone(), Changed { how, is_ghost: true, words, of: link.id.clone() });
            self.map.links.put(old);
        }
        for link in after.links.iter().filter(|link| !has_lapsed(link)) {
            if self.lines.contains_key(&link.id) {
                continue;
            }
            let was = before.links.get(link.id.as_str()).filter(|was| was.says_same(link) && !has_lapsed(was));
            let is_new = was.is_none_or(|was| was.status == LinkStatus::Proposed && link.status != was.status);
            let how_of = |id: &Id| self.cards.get(id).map(|changed| changed.how);
            let how = match was {
                _ if is_new && link.kind == LinkKind::AbsorbedInto && how_of(&link.from) == Some(Change::Merged) => {
                    Change::Merged
                }
                _ if is_new && child(link).is_some_and(|child| how_of(child) == Some(Change::Moved)) => Change::Moved,
                _ if is_new => Change::New,
                Some(was) if Link { evidence: link.evidence.clone(), ..Link::clone(was) } != **link => Change::Changed,
                _ => continue,
            };
            let words = how.word().to_owned();
            self.lines.insert(link.id.clone(), Changed { how, is_ghost: false, words, of: link.id.clone() });
        }
    }
}

fn has_lapsed(link: &Link) -> bool {
    link.status == LinkStatus::Lapsed
}

/// What hangs by a line under what is at its other end.
fn child(link: &Link) -> Option<&Id> {
    match link.kind {
        _ if link.off_map().is_some() => None,
        LinkKind::ReportsTo | LinkKind::PartOf => Some(&link.from),
        LinkKind::Owns => Some(&link.to),
        LinkKind::Informs
        | LinkKind::MemberOf
        | LinkKind::Chairs
        | LinkKind::Delivers
        | LinkKind::Scrutinises
        | LinkKind::Funds
        | LinkKind::AbsorbedInto => None,
    }
}

/// What it hangs under.
fn parent(link: &Link) -> Option<&Id> {
    child(link).map(|child| if *child == link.from { &link.to } else { &link.from })
}

/// To whom each answers, of whom it is a part, and who owns it, by lines that hold.
fn superiors(map: &Map) -> Superiors {
    let mut superiors = Superiors::new();
    let holds = |link: &&std::sync::Arc<Link>| matches!(link.status, LinkStatus::Active | LinkStatus::Unclear);
    for link in map.links.iter().filter(holds) {
        if let (Some(child), Some(parent)) = (child(link), parent(link)) {
            superiors.entry(child.clone()).or_default().insert(parent.clone());
        }
    }
    superiors
}

/// The strands that each owns.
fn strands(map: &Map) -> Superiors {
    let mut strands = Superiors::new();
    let is_owned = |id: &Id| map.nodes.get(id.as_str()).is_some_and(|strand| strand.status != NodeStatus::Ended);
    for link in map.links.iter().filter(|link| link.kind == LinkKind::Owns && link.status == LinkStatus::Active) {
        if is_owned(&link.to) {
            strands.entry(link.from.clone()).or_default().insert(link.to.clone());
        }
    }
    strands
}

/// Into whom each goes.
fn heirs(map: &Map) -> Superiors {
    let mut heirs = Superiors::new();
    for link in map.links.iter().filter(|link| link.kind == LinkKind::AbsorbedInto && !has_lapsed(link)) {
        if link.off_map().is_none() {
            heirs.entry(link.from.clone()).or_default().insert(link.to.clone());
        }
    }
    for node in &map.nodes {
        for merged in &node.merged {
            heirs.entry(merged.clone()).or_default().insert(node.id.clone());
        }
    }
    heirs
}

/// Where something comes from that moves.
fn moved(node: &Node, before: &Map, old: &BTreeSet<Id>, new: &BTreeSet<Id>) -> String {
    let names: Vec<_> = old.iter().map(|id| shortened(before.name(id.as_str()))).collect();
    match (node.kind, names.is_empty(), new.is_empty()) {
        (NodeKind::Strand, true, _) => "was nobody's".to_owned(),
        (NodeKind::Strand, _, true) => "has lost its owner".to_owned(),
        (NodeKind::Strand, ..) => format!("was owned by {}", list(&names, MOST_NAMED)),
        (_, true, _) => "answered to nobody".to_owned(),
        (_, _, true) => "answers to nobody now".to_owned(),
        _ => format!("was under {}", list(&names, MOST_NAMED)),
    }
}

/// What is otherwise of something that stays where it is, in a few words each.
fn changes(
    was: &Node,
    now: &Node,
    before: &Map,
    after: &Map,
    [old, new]: [&BTreeSet<Id>; 2],
    [owned, owns]: [&BTreeSet<Id>; 2],
) -> Vec<String> {
    let mut words = Vec::new();
    let (were, are) = (fields_of(was), fields_of(now));
    let names: BTreeSet<&String> = were.keys().chain(are.keys()).collect();
    let differs = names.into_iter().filter(|name| were.get(*name) != are.get(*name));
    let differs: Vec<&str> = differs.map(String::as_str).filter(|name| !OF_NO_MATTER.contains(name)).collect();
    if differs.contains(&"name") {
        words.push(format!("was called {}", shortened(&was.name)));
    }
    if differs.contains(&"status") {
        words.push(format!("was {}", was.status_word()));
    }
    let others: Vec<String> =
        differs.iter().filter(|name| !["name", "status"].contains(name)).map(|name| name.replace('_', " ")).collect();
    if !others.is_empty() {
        words.push(format!("other {}", list(&others, 3)));
    }
    let (gained, lost) = (owns.difference(owned).count(), owned.difference(owns).count());
    let number = |number| count(number, "strand", "strands");
    match (gained, lost) {
        (0, 0) => {}
        (0, lost) => words.push(format!("loses {}", number(lost))),
        (gained, 0) => words.push(format!("gains {}", number(gained))),
        (gained, lost) => words.push(format!("gains {}, loses {lost}", number(gained))),
    }
    let called = |map: &Map, ids: Vec<&Id>| {
        let names: Vec<_> = ids.iter().map(|id| shortened(map.name(id.as_str())).into_owned()).collect();
        list(&names, MOST_NAMED)
    };
    let (more, fewer): (Vec<&Id>, Vec<&Id>) = (new.difference(old).collect(), old.difference(new).collect());
    if !more.is_empty() {
        words.push(format!("under {} too", called(after, more)));
    }
    if !fewer.is_empty() {
        words.push(format!("no longer under {}", called(before, fewer)));
    }
    words
}
