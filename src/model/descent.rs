//! Descent: of which version of one map another one comes, as far as that can be told by what they say.

use std::sync::Arc;

use super::{DesignOption, Entry, Map};

/// A version from which another map comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ancestor {
    /// Its place among the versions.
    pub place: usize,
    /// Whether what the other map says shows that. Of the oldest version nothing can show it: nobody knows what was before.
    pub is_shown: bool,
}

/// The newest of the versions, the oldest first, from which `other` comes. A map comes of a version if it has what had
/// changed up to that one, step by step: whoever had an older one at hand does not know of the later steps. None without
/// versions.
pub fn newest_ancestor(versions: &[&Map], other: &Map) -> Option<Ancestor> {
    let steps: Vec<Vec<Step>> = versions.windows(2).map(|two| changed(two[0], two[1])).collect();
    for place in (0..versions.len()).rev() {
        if says_the_same(versions[place], other) {
            return Some(Ancestor { place, is_shown: true });
        }
        let known = steps[..place].iter().map(|step| known(step, versions[place], other));
        let known: Vec<Known> = known.filter(|known| known.is_of_any).collect();
        let is_last_known = known.last().is_some_and(|last| last.has > 0);
        if is_last_known && known.iter().all(|step| step.lacks == 0 || step.has > step.lacks) {
            return Some(Ancestor { place, is_shown: true });
        }
    }
    // The newest of those that say what the oldest says.
    let oldest = versions.first()?;
    let same = versions.iter().take_while(|version| says_the_same(oldest, version)).count();
    Some(Ancestor { place: same - 1, is_shown: false })
}

/// One record that changed from a version to the next, before and after.
struct Step {
    was: Option<Content>,
    is: Option<Content>,
}

/// What a record says.
#[derive(PartialEq)]
enum Content {
    Entry(Entry),
    Option(Arc<DesignOption>),
}

fn changed(before: &Map, after: &Map) -> Vec<Step> {
    let records = before.differences(after).into_iter();
    let records = records.map(|(was, is)| Step { was: was.map(Content::Entry), is: is.map(Content::Entry) });
    let option = |option: Option<&Arc<DesignOption>>| option.cloned().map(Content::Option);
    let options = before.options.differences(&after.options);
    records.chain(options.map(|one| Step { was: option(one.before), is: option(one.after) })).collect()
}

/// How much of a step a map has, and how much it has as it was before that.
struct Known {
    has: usize,
    lacks: usize,
    /// Whether anything changed that still holds in the version that is asked about.
    is_of_any: bool,
}

fn known(step: &[Step], version: &Map, other: &Map) -> Known {
    let mut known = Known { has: 0, lacks: 0, is_of_any: false };
    for Step { was, is } in step {
        let there = |map: &Map| content_in(map, is.as_ref().or(was.as_ref())?);
        if there(version) == *is {
            // What was added and is edited since was there; and so was what was removed, and is there again or still.
            let (was_added, was_removed) = (was.is_none(), is.is_none());
            let there = there(other);
            known.has += usize::from(there == *is || (was_added && there.is_some()));
            known.lacks += usize::from(there == *was || (was_removed && there.is_some()));
            known.is_of_any = true;
        }
    }
    known
}

/// What a map says in the record that has the id of that one.
fn content_in(map: &Map, content: &Content) -> Option<Content> {
    match content {
        Content::Entry(entry) => map.entry(entry.kind(), entry.id()).map(Content::Entry),
        Content::Option(option) => map.options.get(option.id.as_str()).cloned().map(Content::Option),
    }
}

fn says_the_same(one: &Map, other: &Map) -> bool {
    one.options == other.options && one.differences(other).is_empty()
}

/// How many of the bodies, posts and strands of one map another has too, by id and kind.
pub fn in_both(one: &Map, other: &Map) -> usize {
    let is_known = |node: &super::Node| other.nodes.get(node.id.as_str()).is_some_and(|it| it.kind == node.kind);
    one.nodes.iter().filter(|node| is_known(node)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::{Edit, apply};
    use crate::model::{Node, NodeKind, NodeStatus};

    fn with(map: &Map, name: &str, status: NodeStatus) -> Map {
        let mut node = Node::new(name.to_lowercase(), NodeKind::Group, name);
        node.status = status;
        apply(map, &[Edit::put(node)]).expect("a sound map")
    }

    /// Five states of a map, each with a group more.
    fn versions() -> Vec<Map> {
        let names = ["One", "Two", "Three", "Four"];
        let more = |map: &mut Map, name: &&str| {
            *map = with(map, name, NodeStatus::Active);
            Some(map.clone())
        };
        std::iter::once(Map::default()).chain(names.iter().scan(Map::default(), more)).collect()
    }

    #[test]
    fn a_map_comes_of_the_newest_version_of_which_it_has_what_changed() {
        let all = versions();
        let versions: Vec<&Map> = all.iter().collect();
        for (place, version) in all.iter().enumerate().skip(1) {
            let others = with(&with(version, "Other", NodeStatus::Active), "One", NodeStatus::Dormant);
            assert_eq!(newest_ancestor(&versions, &others), Some(Ancestor { place, is_shown: true }));
            assert_eq!(newest_ancestor(&versions, version).map(|one| one.is_shown), Some(true));
        }
        assert_eq!(newest_ancestor(&[], &all[1]), None);
    }

    #[test]
    fn of_the_oldest_nothing_is_shown_unless_it_is_the_same() {
        let all = versions();
        let kept: Vec<&Map> = all[2..].iter().collect();
        let of_earlier = with(&all[1], "Other", NodeStatus::Active);
        assert_eq!(newest_ancestor(&kept, &of_earlier), Some(Ancestor { place: 0, is_shown: false }));
        assert_eq!(newest_ancestor(&kept, &all[2]), Some(Ancestor { place: 0, is_shown: true }));
    }

    #[test]
    fn whoever_knows_of_a_later_step_but_not_of_an_earlier_one_comes_of_what_was_before_that() {
        let all = versions();
        // Ours has "Two", theirs was merged into it, and goes on without "Two".
        let theirs = with(&all[1], "Theirs", NodeStatus::Active);
        let merged = with(&all[2], "Theirs", NodeStatus::Active);
        let goes_on = with(&theirs, "More", NodeStatus::Active);
        let kept = [&all[0], &all[1], &all[2], &merged];
        assert_eq!(newest_ancestor(&kept, &goes_on), Some(Ancestor { place: 1, is_shown: true }));
        // What was merged in is kept, too: then it is that one.
        let kept = [&all[0], &all[1], &theirs, &all[2], &merged];
        assert_eq!(newest_ancestor(&kept, &goes_on), Some(Ancestor { place: 2, is_shown: true }));
        // Whoever has most of a step has seen it, and has taken back the rest.
        let more =
            ["Three", "Four", "Five"].iter().fold(all[2].clone(), |map, name| with(&map, name, NodeStatus::Active));
        let most = ["Three", "Four"].iter().fold(all[2].clone(), |map, name| with(&map, name, NodeStatus::Active));
        let kept = [&all[1], &all[2], &more];
        assert_eq!(newest_ancestor(&kept, &most), Some(Ancestor { place: 2, is_shown: true }));
    }

    #[test]
    fn of_versions_that_say_the_same_it_is_the_newest() {
        let all = versions();
        let kept = [&all[0], &all[1], &all[1], &all[1]];
        let others = with(&all[1], "Other", NodeStatus::Active);
        assert_eq!(newest_ancestor(&kept, &others), Some(Ancestor { place: 3, is_shown: true }));
        assert_eq!((in_both(&others, &all[1]), in_both(&all[1], &Map::default())), (1, 0));
    }
}
