//! Making two bodies of one.

use std::collections::BTreeSet;

use super::ids::Taken;
use super::phrases::{self, called};
use super::{Outcome, Refusal, Step};
use crate::model::edit::Edit;
use crate::model::{Id, Link, Map, Node};

/// A second body of the same kind, status, themes, area, sector and tier, to which the named lines go. They keep their ids and
/// what they rest on; what else the first one says, its remit and its evidence, stays with it.
pub fn step(map: &Map, id: &Id, name_of_new: &str, links_that_go: &BTreeSet<Id>) -> Outcome {
    let node = phrases::node(map, id)?;
    let Some(name) = phrases::tidy_name(name_of_new) else {
        return Refusal::because(format!("what is split off {} needs a name; type one", called(node)));
    };
    let new = Node {
        strand_kind: node.strand_kind,
        status: node.status,
        themes: node.themes.clone(),
        area: node.area.clone(),
        sector: node.sector.clone(),
        tier: node.tier,
        ..Node::new(Taken::of(map).node(&name), node.kind, name)
    };
    let chosen = vec![id.clone(), new.id.clone()];
    let end = |end: &Id| if end == id { new.id.clone() } else { end.clone() };
    let mut moved = Vec::new();
    for link in links_that_go {
        let link = phrases::link(map, link)?;
        if link.from != *id && link.to != *id {
            let reason =
                format!("“{}” is no line of {}; choose lines of its own", phrases::line(map, link), called(node));
            return Refusal::because(reason);
        }
        moved.push(Edit::put(Link { from: end(&link.from), to: end(&link.to), ..Link::clone(link) }));
    }
    let edits = std::iter::once(Edit::put(new.clone())).chain(moved).collect();
    Ok(Step { label: format!("split {}", called(node)), edits, chosen })
}

#[cfg(test)]
mod tests {
    use super::super::test_map::{done, ids, lines, map, refusal};
    use super::*;
    use crate::model::NodeStatus;

    #[test]
    fn the_named_lines_go_to_the_new_one() {
        let mut town = map("board Board, group A, strand Play", "A reports_to Board, A owns Play, Board informs A");
        let mut a = Node::clone(town.nodes.get("a").expect("a node"));
        a.status = NodeStatus::Dormant;
        a.sector = Some("council".into());
        a.remit = Some("Plays".into());
        town.nodes.put(a.clone());
        let going = ids("a-owns-play, board-informs-a").into_iter().collect();
        let step = step(&town, &"a".into(), " Play Group ", &going).expect("a step");
        assert_eq!((step.label.as_str(), step.chosen.as_slice()), ("split A", ids("a, play-group").as_slice()));
        let after = done(&town, Ok(step));
        assert_eq!(lines(&after), ["Play Group owns “Play”", "A reports to Board", "Board informs Play Group"]);
        let new = after.nodes.get("play-group").expect("the new one");
        assert_eq!((new.status, new.sector.as_deref(), new.remit.as_deref()), (a.status, Some("council"), None));
        assert_eq!(after.nodes.get("a").map(|node| node.as_ref()), Some(&a), "the first one stays as it is");
    }

    #[test]
    fn what_is_split_off_needs_a_name_and_lines_that_are_there() {
        let town = map("board Board, group A, group B", "A reports_to Board");
        assert!(refusal(step(&town, &"a".into(), " ", &BTreeSet::new())).contains("needs a name"));
        let going: BTreeSet<Id> = ids("a-reports-to-board").into_iter().collect();
        assert!(refusal(step(&town, &"b".into(), "C", &going)).contains("is no line of B"));
        assert!(step(&town, &"gone".into(), "C", &going).is_err());
    }
}
