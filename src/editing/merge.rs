//! Making one body of two: nothing that either of them says is lost.

mod join;

use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) use join::links as joined;

use super::phrases::{self, called};
use super::{Outcome, Refusal, Step};
use crate::model::edit::{Edit, removal_of_places};
use crate::model::{EntryKind, Expectation, Id, Link, LinkKind, Map, Node, NodeKind};

/// Two bodies as one, before anything is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merge {
    /// The one that stays, as it is to be if all its own values are kept.
    pub node: Node,
    /// Where the two differ, in the order in which screens list the fields.
    pub conflicts: Vec<Conflict>,
}

/// A field that holds one value and in which two bodies differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Its name, as in [`fields`](super::fields).
    pub field: &'static str,
    /// What people call it.
    pub label: &'static str,
    /// The value of the body that stays, as people write it.
    pub kept: String,
    /// The value of the body that goes into it.
    pub other: String,
}

/// What merging `other` into `keep` comes to, and where it must be asked which of them is right.
///
/// # Errors
/// Why the two cannot be one.
pub fn preview(map: &Map, keep: &Id, other: &Id) -> Result<Merge, Refusal> {
    let plan = plan(map, keep, other, &BTreeSet::new())?;
    Ok(Merge { node: plan.node, conflicts: plan.conflicts })
}

/// Merges `other` into `keep`, which takes the other's value in the fields named by `take_other` and in those that it
/// leaves open. Remits become two paragraphs; themes, tags, own fields and evidence are joined; lines are led to the one
/// that stays, and two that say the same become one. What has no place is written into the notes.
pub fn step(map: &Map, keep: &Id, other: &Id, take_other: &BTreeSet<&'static str>) -> Outcome {
    let plan = plan(map, keep, other, take_other)?;
    let changed =
        plan.links.into_iter().filter(|link| map.links.get(link.id.as_str()).is_none_or(|was| **was != *link));
    let edits = changed.map(Edit::put).chain(plan.removed.into_iter().map(|id| Edit::Remove(EntryKind::Link, id)));
    let expected = map.expectations.iter().filter(|expectation| expectation.partner == *other);
    let expected = expected.map(|one| Edit::put(Expectation { partner: keep.clone(), ..Expectation::clone(one) }));
    let place = removal_of_places(map, other);
    let edits = edits
        .chain(expected)
        .chain(place)
        .chain([Edit::put(plan.node), Edit::Remove(EntryKind::Node, other.clone())])
        .collect();
    let names = (called(phrases::node(map, other)?), called(phrases::node(map, keep)?));
    Ok(Step { label: format!("merge {} into {}", names.0, names.1), edits, chosen: vec![keep.clone()] })
}

/// What is to become of everything.
struct Plan {
    node: Node,
    conflicts: Vec<Conflict>,
    /// All lines of the one that stays.
    links: Vec<Link>,
    removed: Vec<Id>,
}

fn plan(map: &Map, keep: &Id, other: &Id, take_other: &BTreeSet<&'static str>) -> Result<Plan, Refusal> {
    let (kept, gone) = (phrases::node(map, keep)?, phrases::node(map, other)?);
    if keep == other {
        return Refusal::because(format!("{} cannot be merged with itself; choose another card as well", called(kept)));
    }
    if family(kept) != family(gone) {
        let (one, two) = (kept.kind.word(), gone.kind.word());
        return Refusal::because(format!(
            "a {one} and a {two} cannot become one; change the kind of one of them first"
        ));
    }
    let (mut node, conflicts) = join::nodes(map, kept, gone, take_other);
    let touches = |link: &Link, id: &Id| link.from == *id || link.to == *id;
    let of_kept = map.links_of(keep.as_str()).filter(|link| !touches(link, other));
    let mut links: Vec<Link> = of_kept.cloned().collect();
    let (mut removed, mut between) = (Vec::new(), Vec::new());
    for link in map.links_of(other.as_str()) {
        let end = |end: &Id| if end == other { keep.clone() } else { end.clone() };
        let led = Link { from: end(&link.from), to: end(&link.to), ..link.clone() };
        let is_one_sum = |there: &Link| led.kind != LinkKind::Funds || there.amount.is_none() || led.amount.is_none();
        if led.from == led.to && led.off_map().is_none() {
            between.push(join::in_full(map, link));
            join::add_evidence(&mut node.evidence, &link.evidence);
            removed.push(link.id.clone());
        } else if let Some(there) = links.iter_mut().find(|there| there.says_same(&led) && is_one_sum(there)) {
            *there = join::links(map, there, &led);
            removed.push(link.id.clone());
        } else {
            links.push(led);
        }
    }
    // Who spoke for the one speaks for the other, by a line of either, which it may have from another, or by any other line.
    let planned: BTreeSet<Id> = links.iter().map(|link| link.id.clone()).chain(removed.iter().cloned()).collect();
    let spoke = |link: &&Arc<Link>| link.on_behalf_of.as_ref() == Some(other) && !planned.contains(&link.id);
    links.extend(map.links.iter().filter(spoke).map(|link| Link::clone(link)));
    for link in links.iter_mut().filter(|link| link.on_behalf_of.as_ref() == Some(other)) {
        link.on_behalf_of = Some(keep.clone());
    }
    between.iter().for_each(|line| join::note(&mut node.notes, &format!("Before they were merged: {line}")));
    Ok(Plan { node, conflicts, links, removed })
}

/// What may become one with what: bodies, posts, strands.
fn family(node: &Node) -> NodeKind {
    if node.is_body() { NodeKind::Group } else { node.kind }
}

#[cfg(test)]
mod tests;
