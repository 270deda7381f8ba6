//! What hangs under what in a picture: the trees that can be folded.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::drawing::Choice;
use crate::layout::{self, Form, SEVERAL};
use crate::model::{End, Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, NodeStatus};

/// The cards of a picture as trees, by their places in the order of the ids.
#[derive(Clone)]
pub(super) struct Tree<'a> {
    pub(super) nodes: Vec<&'a Node>,
    /// What each hangs under.
    pub(super) parent: Vec<Option<usize>>,
    /// What hangs under each, what tells most first.
    pub(super) children: Vec<Vec<usize>>,
    /// What hangs under nothing, likewise.
    pub(super) roots: Vec<usize>,
    /// Every card, parents before children.
    pub(super) top_down: Vec<usize>,
    /// The lines by which cards hang.
    pub(super) hung_by: BTreeSet<Id>,
    /// The lines by which some of them answer to somebody off the map.
    pub(super) off_map: BTreeMap<usize, &'a Link>,
    /// By what the layout sorts each.
    sorted_by: Vec<Rc<str>>,
}

/// Why cards may be put together on one: they are of one kind, it is said of all of them or of none that they are over,
/// that accountability may end there, and that they answer to somebody off the map, and the layout sorts them alike.
pub(super) type Sort = (NodeKind, bool, bool, bool, Rc<str>);

impl<'a> Tree<'a> {
    pub(super) fn of(map: &'a Map, choice: &Choice, form: Form) -> Self {
        let nodes = choice.nodes.iter().filter_map(|id| map.nodes.get(id.as_str())).map(AsRef::as_ref);
        let nodes: Vec<&Node> = nodes.collect();
        let places: BTreeMap<&Id, usize> = nodes.iter().map(|node| &node.id).zip(0..).collect();
        let hanging = layout::hanging(map, choice.nodes.iter(), &choice.links);
        let mut parent = vec![None; nodes.len()];
        for (child, (above, _)) in &hanging {
            if let (Some(&child), Some(&above)) = (places.get(child), places.get(above)) {
                parent[child] = Some(above);
            }
        }
        let mut lines = vec![0_usize; nodes.len()];
        // What is not in the picture tells of a body as well.
        let mut off_map = BTreeMap::new();
        for link in &map.links {
            let ends = [&link.from, &link.to].map(|end| places.get(end).copied());
            ends.into_iter().flatten().for_each(|place| lines[place] += 1);
            let leads_up =
                matches!(link.kind, LinkKind::ReportsTo | LinkKind::PartOf) && link.status == LinkStatus::Active;
            if let Some(place) = ends[0].filter(|_| leads_up && link.off_map_at(End::To).is_some()) {
                off_map.insert(place, link.as_ref());
            }
        }
        let mut children = vec![Vec::new(); nodes.len()];
        let mut roots = Vec::new();
        for (node, above) in parent.iter().enumerate() {
            match *above {
                Some(above) => children[above].push(node),
                None => roots.push(node),
            }
        }
        let mut top_down = roots.clone();
        let mut next = 0;
        while let Some(&node) = top_down.get(next) {
            top_down.extend(&children[node]);
            next += 1;
        }
        let hung_by = hanging.into_values().map(|(_, link)| link).collect();
        let sorted_by = nodes.iter().map(|node| layout::sorted_by(form, node).into()).collect();
        let mut tree = Self { nodes, parent, children, roots, top_down, hung_by, off_map, sorted_by };
        let below = tree.below();
        // Trees before single cards, what is at work before what is over, and what has many lines before what has few.
        let telling = |&node: &usize| {
            let is_over = tree.nodes[node].status == NodeStatus::Ended;
            (is_over, below[node] == 0, std::cmp::Reverse(below[node]), std::cmp::Reverse(lines[node]), node)
        };
        let mut roots = std::mem::take(&mut tree.roots);
        roots.sort_by_key(telling);
        let mut children = std::mem::take(&mut tree.children);
        children.iter_mut().for_each(|children| children.sort_by_key(telling));
        (tree.roots, tree.children) = (roots, children);
        tree
    }

    /// How many hang below each, directly or along the line.
    pub(super) fn below(&self) -> Vec<usize> {
        let mut below = vec![0; self.nodes.len()];
        for &node in self.top_down.iter().rev() {
            if let Some(parent) = self.parent[node] {
                below[parent] += below[node] + 1;
            }
        }
        below
    }

    /// How many bodies there are in each tree.
    pub(super) fn bodies(&self) -> Vec<usize> {
        let mut bodies: Vec<usize> = self.nodes.iter().map(|node| usize::from(node.is_body())).collect();
        for &node in self.top_down.iter().rev() {
            if let Some(parent) = self.parent[node] {
                bodies[parent] += bodies[node];
            }
        }
        bodies
    }

    pub(super) fn sort(&self, node: usize) -> Sort {
        let Node { kind, status, .. } = self.nodes[node];
        let (is_end, is_off_map) = (self.nodes[node].is_accountable_body(), self.off_map.contains_key(&node));
        (*kind, *status == NodeStatus::Ended, is_end, is_off_map, Rc::clone(&self.sorted_by[node]))
    }

    /// The same where cards are sorted by no more than so many things: what most of them have in common, and the rest.
    pub(super) fn sorted_by_few(&self, most: usize) -> Cow<'_, Self> {
        let mut numbers: BTreeMap<&Rc<str>, usize> = BTreeMap::new();
        self.sorted_by.iter().for_each(|word| *numbers.entry(word).or_default() += 1);
        if numbers.len() <= most {
            return Cow::Borrowed(self);
        }
        let mut words: Vec<(usize, &Rc<str>)> = numbers.into_iter().map(|(word, number)| (number, word)).collect();
        words.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(other.1)));
        let kept: BTreeSet<&Rc<str>> = words.into_iter().take(most.saturating_sub(1)).map(|(_, word)| word).collect();
        let several: Rc<str> = SEVERAL.into();
        let word = |word: &Rc<str>| Rc::clone(if kept.contains(word) { word } else { &several });
        Cow::Owned(Self { sorted_by: self.sorted_by.iter().map(word).collect(), ..self.clone() })
    }

    /// These cards, and all above them.
    pub(super) fn with_all_above(&self, ids: &BTreeSet<Id>) -> Vec<bool> {
        let mut is_among: Vec<bool> = self.nodes.iter().map(|node| ids.contains(&node.id)).collect();
        for &node in self.top_down.iter().rev() {
            if let Some(parent) = self.parent[node] {
                is_among[parent] |= is_among[node];
            }
        }
        is_among
    }
}
