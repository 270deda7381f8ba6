//! Folding: a card stands for a whole tree, or for many that hang side by side, with what is in it counted and the lines
//! that lead in and out gathered. It makes a smaller map of a map; layout and drawing need not know.

mod groups;
#[cfg(test)]
mod tests;
mod tree;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::Choice;
use crate::layout::{By, Form, SEVERAL};
use crate::model::words::{count, list};
use crate::model::{Area, Id, Link, LinkKind, Map, Node, NodeKind, NodeStatus, View};
use groups::{Groups, Stand};
use tree::Tree;

/// What is to be folded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folding {
    /// The nodes whose trees people have folded to one card each. Those that bear nothing and hang under nothing are folded
    /// together.
    pub folded: BTreeSet<Id>,
    /// What is to be seen whatever is folded for want of room.
    pub open: BTreeSet<Id>,
    /// How high names are to be.
    pub least: Option<Least>,
    /// If anything, all there is to be seen: the rest folds.
    pub only: Option<BTreeSet<Id>>,
}

/// How high names are to be in a picture of the size of a usual screen; for that more and more is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Least {
    /// So high that they can be read, where there are so many cards that nobody could read them.
    OfMany,
    /// So many pixels.
    Of(u8),
}

/// No name is asked to be higher, pixels: a dozen of them would fill a screen.
const HIGHEST: u8 = 96;

impl Least {
    /// As a view of a talk has it.
    pub fn of_view(pixels: Option<u32>) -> Option<Self> {
        match pixels {
            None => Some(Self::OfMany),
            Some(0) => None,
            Some(pixels) => Some(Self::Of(u8::try_from(pixels).map_or(HIGHEST, |pixels| pixels.min(HIGHEST)))),
        }
    }

    /// As a view of a talk is to have it.
    pub fn in_view(least: Option<Self>) -> Option<u32> {
        match least {
            Some(Self::OfMany) => None,
            None => Some(0),
            Some(Self::Of(pixels)) => Some(pixels.into()),
        }
    }
}

impl Folding {
    /// What a view of a talk folds, of what is on the map.
    pub fn of_view(view: &View, map: &Map) -> Self {
        let there = |ids: &BTreeSet<Id>| ids.iter().filter(|id| map.nodes.contains(id.as_str())).cloned().collect();
        let least = Least::of_view(view.fold_to);
        Self { folded: there(&view.folded), open: there(&view.unfolded), least, only: None }
    }

    /// Whether only that is to be folded which nobody could read.
    pub fn is_only_of_many(&self) -> bool {
        self.folded.is_empty() && self.only.is_none() && self.least == Some(Least::OfMany)
    }

    /// Whether nothing is to be folded, whatever there is.
    pub fn is_none(&self) -> bool {
        self.folded.is_empty() && self.least.is_none() && self.only.is_none()
    }
}

/// What a card stands for, itself apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pack {
    /// What is in it.
    pub members: BTreeSet<Id>,
    /// What is in it, counted: "14 bodies".
    pub words: String,
    /// Whether it is the card of none of them.
    pub is_rest: bool,
}

/// A picture in which cards stand for whole trees.
#[derive(Debug, Clone, Default)]
pub struct Folded {
    /// The map of which the picture is.
    pub map: Map,
    /// The cards and lines of it.
    pub choice: Choice,
    /// What cards stand for.
    pub packs: BTreeMap<Id, Arc<Pack>>,
    /// What lines stand for that stand for more than one.
    pub bundles: BTreeMap<Id, Arc<[Id]>>,
    /// Lines by which nothing hangs.
    pub loose: BTreeSet<Id>,
    /// What hangs under what of that which is not seen by itself.
    above: HashMap<Id, Id>,
    /// By which card or line everything is seen that is not seen by itself.
    stands_for: HashMap<Id, Id>,
    /// To how many cards it was folded, if not by hand alone.
    within: Option<usize>,
}

/// What stands in the id of a card or line of which there is no record: the ids of records are slugs, and have none.
const OF_NO_RECORD: char = '~';

/// A picture that can be folded in several ways.
pub(super) struct Folder<'a> {
    map: &'a Map,
    choice: &'a Choice,
    folding: &'a Folding,
    tree: Tree<'a>,
    form: Form,
}

impl<'a> Folder<'a> {
    pub(super) fn of(map: &'a Map, choice: &'a Choice, folding: &'a Folding, form: Form) -> Self {
        Self { map, choice, folding, tree: Tree::of(map, choice, form), form }
    }

    /// What people have folded by hand, and what is not looked at; none if that is nothing.
    pub(super) fn as_asked(&self) -> Option<Folded> {
        let Folding { folded, open, only, .. } = self.folding;
        self.by(&match only {
            Some(only) => Groups::but(&self.tree, &only.union(open).cloned().collect()),
            None => Groups::by_hand(&self.tree, folded, open),
        })
    }

    /// That, and so much more that no more than so many cards are left, if that can be.
    pub(super) fn within(&self, most: usize) -> Option<Folded> {
        let folded = self.by(&Groups::within(most, &self.tree, &self.folding.folded, &self.folding.open));
        folded.map(|folded| Folded { within: Some(most), ..folded })
    }

    /// As much as in an earlier state of the map.
    pub(super) fn as_much_as(&self, earlier: &Folded) -> Option<Folded> {
        earlier.within.map_or_else(|| self.as_asked(), |most| self.within(most))
    }

    fn by(&self, groups: &Groups) -> Option<Folded> {
        Folded::by(self, groups)
    }
}

impl Folded {
    /// The card or the line by which something is seen.
    pub fn shown_by<'a>(&'a self, id: &'a Id) -> &'a Id {
        self.stands_for.get(id).unwrap_or(id)
    }

    /// The record that a card or a line shows, or the first of those that it stands for.
    pub fn record_of<'a>(&'a self, id: &'a Id) -> &'a Id {
        let rest = self.packs.get(id).filter(|pack| pack.is_rest).and_then(|pack| pack.members.first());
        rest.or_else(|| self.bundles.get(id)?.first()).unwrap_or(id)
    }

    /// Whether something is seen by another card or line only.
    pub fn hides(&self, id: &Id) -> bool {
        self.stands_for.contains_key(id)
    }

    /// All that something which is not seen hangs under, up to the first that is seen.
    pub fn above<'a>(&'a self, id: &'a Id) -> impl Iterator<Item = &'a Id> {
        std::iter::successors(self.above.get(id), |above| self.above.get(*above))
    }

    /// What a card shows first when it unfolds.
    pub fn directly_in(&self, card: &Id) -> Vec<Id> {
        let Some(pack) = self.packs.get(card) else { return Vec::new() };
        let is_first = |id: &&Id| self.above.get(*id).is_none_or(|above| !pack.members.contains(above));
        pack.members.iter().filter(is_first).cloned().collect()
    }

    /// What is folded, in a few words: "3 folded cards stand for 40 bodies".
    pub fn note(&self, map: &Map) -> String {
        let members = self.packs.values().flat_map(|pack| &pack.members);
        let counted = counted(members.filter_map(|id| map.nodes.get(id.as_str())).map(AsRef::as_ref));
        let stand = if self.packs.len() == 1 { "stands" } else { "stand" };
        format!("{} {stand} for {counted}", count(self.packs.len(), "folded card", "folded cards"))
    }

    fn by(folder: &Folder<'_>, groups: &Groups) -> Option<Self> {
        let Folder { map, choice, tree, form, .. } = folder;
        if groups.cards() == tree.nodes.len() {
            return None;
        }
        let mut folded = Self {
            map: Map { nodes: Default::default(), links: Default::default(), ..Map::clone(map) },
            ..Self::default()
        };
        let mut members: BTreeMap<usize, Vec<&Node>> = BTreeMap::new();
        let mut among: Vec<Vec<usize>> = vec![Vec::new(); groups.rests.len()];
        for (node, stand) in groups.stands.iter().enumerate() {
            if let Some(parent) = tree.parent[node].filter(|_| *stand != Stand::Itself) {
                folded.above.insert(tree.nodes[node].id.clone(), tree.nodes[parent].id.clone());
            }
            match stand {
                Stand::Itself => {
                    let id = &tree.nodes[node].id;
                    if let Some(node) = map.nodes.get(id.as_str()) {
                        folded.map.nodes.put(Arc::clone(node));
                    }
                    folded.choice.nodes.insert(id.clone());
                }
                Stand::Under(card) => members.entry(*card).or_default().push(tree.nodes[node]),
                Stand::Among(rest) => among[*rest].push(node),
            }
        }
        for (card, members) in members {
            folded.pack(&tree.nodes[card].id, &members, counted(members.iter().copied()), false);
        }
        for ((parent, sort), members) in groups.rests.iter().zip(among) {
            let (kind, _, is_end, is_off_map, sorted_by) = sort;
            let is_beside = |node: &&usize| tree.parent[**node] == *parent && tree.nodes[**node].kind == *kind;
            let beside: Vec<&Node> = members.iter().filter(is_beside).map(|&node| tree.nodes[node]).collect();
            let below = members.iter().filter(|node| !is_beside(node)).map(|&node| tree.nodes[node]);
            let Some(first) = beside.first() else { continue };
            let above = parent.map_or("", |parent| tree.nodes[parent].id.as_str());
            let told = if *is_end {
                "accountable"
            } else if *is_off_map {
                "off-map"
            } else {
                first.status.word()
            };
            let word = sorted_by.replace(|letter: char| !letter.is_alphanumeric(), "-");
            let word = if word.is_empty() { word } else { format!("{OF_NO_RECORD}{word}") };
            let mut id = Id::from(format!("{above}{OF_NO_RECORD}{}{OF_NO_RECORD}{told}{word}", kind.word()));
            // Two sorts may be told by the same words: none takes the place of the other.
            while folded.choice.nodes.contains(&id) {
                id = Id::from(format!("{id}{OF_NO_RECORD}"));
            }
            let mut card = Node::new(id.clone(), *kind, rest_name(*kind, first.status, beside.len()));
            card.status = first.status;
            if card.status != NodeStatus::Ended {
                let is_one = beside.iter().all(|node| node.status == card.status);
                card.status = if is_one { card.status } else { NodeStatus::Active };
            }
            card.accountable_body = is_end.then_some(true);
            folded.sort(&mut card, *form, &beside, &**sorted_by == SEVERAL);
            folded.map.nodes.put(card);
            folded.choice.nodes.insert(id.clone());
            // It answers there as those do for whom it stands.
            if let Some(link) = members.iter().find_map(|member| tree.off_map.get(member)).filter(|_| *is_off_map) {
                let (line, end) = (Id::from(format!("{id}{OF_NO_RECORD}up")), id.clone());
                folded.map.links.put(Link { id: line.clone(), from: end.clone(), to: end, ..Link::clone(link) });
                folded.choice.links.push(line);
            }
            let below = counted(below);
            let words = if below.is_empty() { String::new() } else { format!("with {below}") };
            let members: Vec<&Node> = members.iter().map(|&node| tree.nodes[node]).collect();
            folded.pack(&id, &members, words, true);
        }
        folded.gather(map, choice, tree);
        Some(folded)
    }

    /// Has a card stand where those would for whom it stands: for those beside each other.
    fn sort(&mut self, card: &mut Node, form: Form, beside: &[&Node], is_by_several: bool) {
        let Some(first) = beside.first() else { return };
        match form {
            Form::Lanes(By::Theme) => card.themes = beside.iter().flat_map(|node| &node.themes).cloned().collect(),
            Form::Lanes(By::Sector) if is_by_several => card.sector = Some("Several sectors".to_owned()),
            Form::Lanes(By::Sector) => card.sector.clone_from(&first.sector),
            Form::Lanes(By::Area) if is_by_several => {
                let id = Id::from(format!("{OF_NO_RECORD}areas"));
                self.map.areas.put(Area::new(id.clone(), "Several areas"));
                card.area = Some(id);
            }
            Form::Lanes(By::Area) => card.area.clone_from(&first.area),
            Form::Onion if !is_by_several => (card.tier, card.strand_kind) = (first.tier, first.strand_kind),
            Form::Layers | Form::Free | Form::Lanes(By::Status) | Form::Onion => {}
        }
    }

    fn pack(&mut self, card: &Id, members: &[&Node], words: String, is_rest: bool) {
        let members: BTreeSet<Id> = members.iter().map(|node| node.id.clone()).collect();
        self.stands_for.extend(members.iter().map(|member| (member.clone(), card.clone())));
        self.packs.insert(card.clone(), Arc::new(Pack { members, words, is_rest }));
    }

    /// Gathers the lines: between two cards one of each kind, where one of them stands for others. Nothing hangs by one by
    /// which nothing hung before.
    fn gather(&mut self, map: &Map, choice: &Choice, tree: &Tree<'_>) {
        let mut gathered: BTreeMap<(Id, LinkKind, Id), Vec<&Arc<Link>>> = BTreeMap::new();
        for link in choice.links.iter().filter_map(|id| map.links.get(id.as_str())) {
            let (from, to) = (self.shown_by(&link.from), self.shown_by(&link.to));
            let is_own = (from, to) == (&link.from, &link.to);
            if is_own && (from == to || ![from, to].iter().any(|end| self.packs.contains_key(*end))) {
                self.put(Arc::clone(link), tree.hung_by.contains(&link.id));
            } else if from == to {
                let card = from.clone();
                self.stands_for.insert(link.id.clone(), card);
            } else {
                gathered.entry((from.clone(), link.kind, to.clone())).or_default().push(link);
            }
        }
        for ((from, kind, to), mut links) in gathered {
            // One that holds tells more than one that is planned or lapsed.
            links.sort_by(|one, other| (one.status, &one.id).cmp(&(other.status, &other.id)));
            let hangs = links.iter().any(|link| tree.hung_by.contains(&link.id));
            let mut line = Link::clone(links[0]);
            if links.len() > 1 {
                let kind = kind.word().replace(' ', "-");
                line.id = Id::from(format!("{from}{OF_NO_RECORD}{kind}{OF_NO_RECORD}{to}"));
                line.amount = sum(&links);
                self.stands_for.extend(links.iter().map(|link| (link.id.clone(), line.id.clone())));
                self.bundles.insert(line.id.clone(), links.iter().map(|link| link.id.clone()).collect());
            }
            (line.from, line.to) = (from, to);
            self.put(Arc::new(line), hangs);
        }
        self.choice.links.sort();
    }

    /// Says of each card how many of those that it stands for change.
    pub(super) fn tell_changes(&mut self, is_changed: impl Fn(&Id) -> bool) {
        for pack in self.packs.values_mut() {
            let changed = pack.members.iter().filter(|id| is_changed(id)).count();
            if changed > 0 {
                let separator = if pack.words.is_empty() { "" } else { ", " };
                let words = format!("{}{separator}{changed} changed", pack.words);
                *pack = Arc::new(Pack { words, ..Pack::clone(pack) });
            }
        }
    }

    fn put(&mut self, line: Arc<Link>, hangs: bool) {
        if !hangs {
            self.loose.insert(line.id.clone());
        }
        self.choice.links.push(line.id.clone());
        self.map.links.put(line);
    }
}

/// All that is paid, if it is paid in one currency.
fn sum(links: &[&Arc<Link>]) -> Option<Decimal> {
    let is_one_currency = links.iter().all(|link| link.currency == links[0].currency);
    let mut amounts = links.iter().filter_map(|link| link.amount).peekable();
    let is_any = amounts.peek().is_some();
    (is_one_currency && is_any).then(|| amounts.try_fold(Decimal::ZERO, |sum, one| sum.checked_add(one))).flatten()
}

/// So many posts and strands, and so many bodies, or boards, groups or partners where there are only those.
fn counted<'a>(nodes: impl Iterator<Item = &'a Node>) -> String {
    let mut counts = [0; NodeKind::ALL.len()];
    nodes.for_each(|node| counts[node.kind as usize] += 1);
    let is_there = |kind: &NodeKind| counts[*kind as usize] > 0;
    let bodies = NodeKind::ALL.into_iter().filter(|kind| kind.is_body() && is_there(kind));
    let are_mixed = bodies.clone().count() > 1;
    let bodies: usize = bodies.map(|kind| counts[kind as usize]).sum();
    let others = NodeKind::ALL.into_iter().filter(|kind| is_there(kind) && !(are_mixed && kind.is_body()));
    let others = others.map(|kind| count(counts[kind as usize], kind.word(), &format!("{}s", kind.word())));
    let parts: Vec<String> = are_mixed.then(|| count(bodies, "body", "bodies")).into_iter().chain(others).collect();
    list(&parts, parts.len())
}

/// What a card is called that stands for so many that hang side by side.
fn rest_name(kind: NodeKind, status: NodeStatus, number: usize) -> String {
    let counted = count(number, kind.word(), &format!("{}s", kind.word()));
    match (status, counted.split_once(' ')) {
        (NodeStatus::Ended, Some((number, word))) => format!("{number} ended {word}"),
        _ => counted,
    }
}
