//! Putting cards under another: whom they answer to, what they are part of, who owns the work.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::change::End;
use super::ids::Taken;
use super::merge::joined;
use super::phrases::{self, called, chosen_nodes};
use super::{Outcome, Refusal, Step};
use crate::model::edit::Edit;
use crate::model::words::list;
use crate::model::{EntryKind, Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind};

/// What becomes of those that answer to a body which is put under another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Children {
    /// They stay under it.
    Follow,
    /// They go up to what it answered to before.
    GoUp,
}

/// Whether others stand under the chosen cards, and are not chosen themselves, so that it must be asked what becomes of
/// them.
pub fn is_choice_needed(map: &Map, chosen: &[Id]) -> bool {
    let chosen: BTreeSet<&Id> = chosen.iter().collect();
    let is_left = |link: &Link| chosen.contains(&link.to) && !chosen.contains(&link.from);
    map.links.iter().any(|link| link.status != LinkStatus::Lapsed && is_left(link) && holds_up(map, link))
}

/// Puts the chosen cards under another. The line by which a card answers upward, or is part of something, is led there:
/// it keeps its id, its notes and what it rests on. A card without such a line gets a new one. What stands under another
/// chosen card stays there. Work is part of other work, and is owned by a body or a post.
pub fn under(map: &Map, chosen: &[Id], parent: &Id, children: Children) -> Outcome {
    let parent = phrases::node(map, parent)?;
    let nodes = chosen_nodes(map, chosen)?;
    if nodes.iter().any(|node| node.id == parent.id) {
        return Refusal::because(format!("{} cannot be put under itself; choose another card", called(parent)));
    }
    let ids: BTreeSet<&Id> = nodes.iter().map(|node| &node.id).collect();
    let stands_under_chosen = |node: &&&Arc<Node>| ups(map, node).iter().any(|up| ids.contains(up.other()));
    let moved: Vec<&Arc<Node>> = nodes.iter().filter(|node| !stands_under_chosen(node)).copied().collect();
    if moved.is_empty() {
        return Refusal::because("the chosen cards answer to each other; choose the one that is to be moved");
    }
    let mut plan = Plan { map, taken: Taken::of(map), changed: BTreeMap::new(), removed: BTreeSet::new() };
    for node in &moved {
        let former = plan.lead(node, parent)?;
        if children == Children::GoUp {
            plan.lift_children(node, former.as_ref(), &ids)?;
        }
    }
    plan.refuse_circles(&moved, parent)?;
    let removed = plan.removed.iter().map(|id| Edit::Remove(EntryKind::Link, id.clone()));
    let edits = removed.chain(plan.changed.values().cloned().map(Edit::put)).collect();
    let label = format!("put {} under {}", phrases::nodes(&moved), called(parent));
    Ok(Step { label, edits, chosen: moved.iter().map(|node| node.id.clone()).collect() })
}

/// Whether a line hangs the card from which it reads under the one to which it reads.
fn holds_up(map: &Map, link: &Link) -> bool {
    let kind = |id: &Id| map.nodes.get(id.as_str()).map(|node| node.kind);
    let is_strand = |id: &Id| kind(id) == Some(NodeKind::Strand);
    match link.kind {
        LinkKind::ReportsTo => true,
        // Bodies within bodies, posts within partners, projects within programmes; but no work within a body.
        LinkKind::PartOf => is_strand(&link.from) == is_strand(&link.to),
        _ => false,
    }
}

/// A line by which a card hangs, and the end of it at which the other card is.
struct Up<'a> {
    link: &'a Link,
    end: End,
}

impl<'a> Up<'a> {
    fn other(&self) -> &'a Id {
        match self.end {
            End::From => &self.link.from,
            End::To => &self.link.to,
        }
    }
}

/// The lines by which a card hangs and that have not lapsed, by id. Work hangs by its owner, too.
fn ups<'a>(map: &'a Map, node: &Node) -> Vec<Up<'a>> {
    let up = |link: &'a Link| {
        if link.status == LinkStatus::Lapsed {
            None
        } else if link.from == node.id && link.to != node.id && holds_up(map, link) {
            Some(Up { link, end: End::To })
        } else if link.to == node.id && node.kind == NodeKind::Strand && link.kind == LinkKind::Owns {
            Some(Up { link, end: End::From })
        } else {
            None
        }
    };
    map.links.iter().filter_map(|link| up(link)).collect()
}

/// What is to become of which lines.
struct Plan<'a> {
    map: &'a Map,
    taken: Taken<'a>,
    changed: BTreeMap<Id, Link>,
    removed: BTreeSet<Id>,
}

impl Plan<'_> {
    /// Leads what a card hangs by to its new parent, and tells what it hung from before.
    fn lead(&mut self, node: &Node, parent: &Node) -> Result<Option<Id>, Refusal> {
        let (kind, end) = match (node.kind, parent.kind) {
            (NodeKind::Strand, NodeKind::Strand) => (LinkKind::PartOf, End::To),
            (NodeKind::Strand, _) => (LinkKind::Owns, End::From),
            (_, NodeKind::Strand) => {
                let (who, what) = (called(node), called(parent));
                return Refusal::because(format!(
                    "{who} cannot answer to {what}, which is work; draw a line to say who does it"
                ));
            }
            (NodeKind::Post, NodeKind::Partner) => (LinkKind::PartOf, End::To),
            _ => (LinkKind::ReportsTo, End::To),
        };
        // Work may be part of other work and be owned besides; only the one of the two is led elsewhere.
        let ups: Vec<Up> = ups(self.map, node).into_iter().filter(|up| up.end == end).collect();
        let hung = one_parent(self.map, node, &ups)?;
        if let Some(up) = ups.iter().find(|up| up.other() == &parent.id) {
            let words = phrases::line(self.map, up.link);
            return Refusal::because(format!("{words} already; choose another card, or remove the other lines upward"));
        }
        if hung.is_empty() {
            let (from, to) = if end == End::To { (node, parent) } else { (parent, node) };
            let id = self.taken.link(kind, &from.id, &to.id);
            self.changed.insert(id.clone(), Link::new(id, kind, from.id.clone(), to.id.clone()));
        }
        for up in &hung {
            self.put(up.link.led_to(end, &parent.id));
        }
        Ok(hung.first().map(|up| up.other().clone()))
    }

    /// Leads the lines of those that stand under a card to what the card hung from before.
    fn lift_children(&mut self, node: &Node, former: Option<&Id>, chosen: &BTreeSet<&Id>) -> Result<(), Refusal> {
        let map = self.map;
        let below = map.links.iter().filter(|link| link.to == node.id && link.from != node.id && holds_up(map, link));
        let below = below.filter(|link| link.status != LinkStatus::Lapsed && !chosen.contains(&link.from));
        for link in below {
            // What is part of work goes up to other work, not to the body that owned it.
            let fits = |former: &&Id| **former != link.from && holds_up(map, &link.led_to(End::To, former));
            let Some(former) = former.filter(fits) else {
                let who = called(node);
                let reason =
                    format!("{who} stood under nothing to which those below it could go; let them stay under it");
                return Refusal::because(reason);
            };
            self.put(link.led_to(End::To, former));
        }
        Ok(())
    }

    /// Puts a line, or joins it with one that says the same already.
    fn put(&mut self, link: Link) {
        let before = self.map.links.iter().filter(|there| !self.removed.contains(&there.id) && there.id != link.id);
        let now = before.map(|there| self.changed.get(&there.id).unwrap_or(there));
        let holds = |there: &&Link| there.says_same(&link) && there.status != LinkStatus::Lapsed;
        if let Some(there) = now.chain(self.changed.values()).find(holds).filter(|there| there.id != link.id).cloned() {
            self.changed.remove(&link.id);
            self.removed.insert(link.id.clone());
            let kept = joined(self.map, &there, &link);
            self.changed.insert(kept.id.clone(), kept);
        } else {
            self.changed.insert(link.id.clone(), link);
        }
    }

    /// Refuses what would make a card answer to itself in the end.
    fn refuse_circles(&self, moved: &[&Arc<Node>], parent: &Node) -> Result<(), Refusal> {
        let stays = self.map.links.iter().filter(|link| !self.removed.contains(&link.id));
        let stays = stays.map(AsRef::as_ref).filter(|link| !self.changed.contains_key(&link.id));
        let mut above: BTreeMap<&Id, Vec<&Id>> = BTreeMap::new();
        for link in stays.chain(self.changed.values()) {
            if link.status != LinkStatus::Lapsed && holds_up(self.map, link) {
                above.entry(&link.from).or_default().push(&link.to);
            }
        }
        let mut seen = BTreeSet::from([&parent.id]);
        let mut next = vec![&parent.id];
        while let Some(id) = next.pop() {
            next.extend(above.get(id).into_iter().flatten().filter(|up| seen.insert(**up)));
        }
        let Some(node) = moved.iter().find(|node| seen.contains(&node.id)) else { return Ok(()) };
        let (who, parent) = (called(node), called(parent));
        let reason = format!("{parent} stands below {who}, so that this would make a circle; move {parent} away first");
        Refusal::because(reason)
    }
}

/// The lines that are led elsewhere, all of which lead to one card: those that hold, before those that are planned or
/// unclear, and among several the formal ones.
fn one_parent<'a, 'b>(map: &Map, node: &Node, ups: &'b [Up<'a>]) -> Result<Vec<&'b Up<'a>>, Refusal> {
    let all: Vec<&Up> = ups.iter().collect();
    let hold: Vec<&Up> = ups.iter().filter(|up| up.link.status == LinkStatus::Active).collect();
    let hold = if hold.is_empty() { all } else { hold };
    let formal: Vec<&Up> = hold.iter().filter(|up| up.link.kind == LinkKind::ReportsTo).copied().collect();
    for some in [&hold, &formal] {
        let others: BTreeSet<&Id> = some.iter().map(|up| up.other()).collect();
        if others.len() == 1 || hold.is_empty() {
            return Ok(some.clone());
        }
    }
    let others: BTreeSet<&Id> = hold.iter().map(|up| up.other()).collect();
    let names: Vec<String> =
        others.iter().filter_map(|id| map.nodes.get(id.as_str())).map(|node| called(node)).collect();
    let (who, above) = (called(node), list(&names, 3));
    Refusal::because(format!(
        "{who} stands under {above}; lead the end of the one line that is to move to another card"
    ))
}

#[cfg(test)]
mod tests;
