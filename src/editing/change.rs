//! Changes of cards and lines that are there: names, kinds, statuses, ends.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::phrases::{self, called, chosen_links, chosen_nodes};
use super::{Outcome, Refusal, Step};
use crate::model::edit::Edit;
use crate::model::{Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, NodeStatus};

pub use crate::model::End;

/// Gives a card another name. Its id stays, so that everything that speaks of it still finds it.
pub fn rename(map: &Map, id: &Id, name: &str) -> Outcome {
    let node = phrases::node(map, id)?;
    let Some(name) = phrases::tidy_name(name) else {
        return Refusal::because(format!("{} needs a name; type one, or press Esc to keep the old one", called(node)));
    };
    let renamed = Node { name, ..Node::clone(node) };
    Ok(Step {
        label: format!("rename {} to {}", called(node), called(&renamed)),
        edits: vec![Edit::put(renamed)],
        chosen: Vec::new(),
    })
}

/// Makes the chosen cards boards, groups, partners, posts or strands.
pub fn kind(map: &Map, chosen: &[Id], kind: NodeKind) -> Outcome {
    let nodes = chosen_nodes(map, chosen)?;
    let what = if nodes.len() == 1 { format!("a {}", kind.word()) } else { format!("{}s", kind.word()) };
    Ok(put_nodes(format!("make {} {what}", phrases::nodes(&nodes)), &nodes, |node| node.kind = kind))
}

/// Gives the chosen cards a status. A note on the old status stays: it may still be the reason.
pub fn status(map: &Map, chosen: &[Id], status: NodeStatus) -> Outcome {
    let nodes = chosen_nodes(map, chosen)?;
    let who = phrases::nodes(&nodes);
    let label = match status {
        NodeStatus::Active | NodeStatus::Proposed => format!("make {who} {}", status.word()),
        NodeStatus::Dormant => format!("put {who} {}", status.word()),
        NodeStatus::Ended => format!("end {who}"),
    };
    Ok(put_nodes(label, &nodes, |node| node.status = status))
}

/// Makes the chosen lines say something else. Refused where the same two cards have such a line already.
pub fn line_kind(map: &Map, chosen: &[Id], kind: LinkKind) -> Outcome {
    let links = chosen_links(map, chosen)?;
    let changed: Vec<Link> = links.iter().map(|link| Link { kind, ..Link::clone(link) }).collect();
    let label = match changed.as_slice() {
        [link] => format!("change the line: {}", phrases::line(map, link)),
        _ => format!("change {} to “{}”", phrases::lines(changed.len()), kind.word()),
    };
    put_links(map, label, changed)
}

/// Gives the chosen lines a status.
pub fn line_status(map: &Map, chosen: &[Id], status: LinkStatus) -> Outcome {
    let links = chosen_links(map, chosen)?;
    let label = match links.as_slice() {
        [link] => format!("mark the line as {}: {}", status.word(), phrases::line(map, link)),
        _ => format!("mark {} as {}", phrases::lines(links.len()), status.word()),
    };
    let edits = links.into_iter().map(|link| Edit::put(Link { status, ..Link::clone(link) })).collect();
    Ok(Step { label, edits, chosen: Vec::new() })
}

/// Leads one end of a line to another card. The line keeps its id, its notes and what it rests on.
pub fn reattach(map: &Map, link: &Id, end: End, to: &Id) -> Outcome {
    let link = phrases::link(map, link)?;
    let target = phrases::node(map, to)?;
    let changed = link.led_to(end, to);
    if changed.from == changed.to && changed.off_map().is_none() {
        let reason =
            format!("a line leads from one card to another; it has its other end at {} already", called(target));
        return Refusal::because(reason);
    }
    put_links(map, format!("re-attach the line: {}", phrases::line(map, &changed)), vec![changed])
}

/// Leads one end of a line to what is off the map, where only a name stands for it. The line keeps its id, its notes and
/// what it rests on.
pub fn reattach_off_map(map: &Map, link: &Id, end: End, name: &str) -> Outcome {
    let link = phrases::link(map, link)?;
    let Some(name) = phrases::tidy_name(name) else {
        return Refusal::because("what is off the map needs a name; type one");
    };
    let Some(changed) = link.led_off_map(end, &name) else {
        return Refusal::because("its other end is off the map already; a line needs a card at one end");
    };
    put_links(map, format!("lead the line off the map: {}", phrases::line(map, &changed)), vec![changed])
}

/// Turns the chosen lines round: who answered is answered to.
pub fn reverse(map: &Map, chosen: &[Id]) -> Outcome {
    let links = chosen_links(map, chosen)?;
    let changed: Vec<Link> = links.iter().map(|link| link.turned()).collect();
    let label = match changed.as_slice() {
        [link] => format!("turn the line round: {}", phrases::line(map, link)),
        _ => format!("turn {} round", phrases::lines(changed.len())),
    };
    put_links(map, label, changed)
}

fn put_nodes(label: String, nodes: &[&Arc<Node>], change: impl Fn(&mut Node)) -> Step {
    let changed = |node: &&Arc<Node>| {
        let mut node = Node::clone(node);
        change(&mut node);
        Edit::put(node)
    };
    Step { label, edits: nodes.iter().map(changed).collect(), chosen: Vec::new() }
}

/// The step that puts changed links, unless one of them then says what another says already. What was said twice before
/// may stay so.
fn put_links(map: &Map, label: String, changed: Vec<Link>) -> Outcome {
    let ids: BTreeSet<&Id> = changed.iter().map(|link| &link.id).collect();
    let others = map.links.iter().filter(|link| !ids.contains(&link.id));
    fn said(link: &Link) -> (LinkKind, &Id, &Id, Option<&str>) {
        (link.kind, &link.from, &link.to, link.off_map().map(|(_, name)| name))
    }
    let mut said_already: BTreeSet<_> = others.map(|link| said(link)).collect();
    for link in &changed {
        let is_news = map.links.get(link.id.as_str()).is_none_or(|before| !before.says_same(link));
        // Two lines of money between the same two are two sums.
        if !said_already.insert(said(link)) && is_news && link.kind != LinkKind::Funds {
            let reason =
                format!("{} already, by another line; remove one of the two instead", phrases::line(map, link));
            return Refusal::because(reason);
        }
    }
    Ok(Step { label, edits: changed.into_iter().map(Edit::put).collect(), chosen: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::super::test_map::{done, ids, map, refusal};
    use super::*;

    fn town() -> Map {
        map(
            "board Board, group Group, group Forum",
            "Group reports_to Board, Forum reports_to Board, Group informs Forum",
        )
    }

    #[test]
    fn a_card_is_renamed_and_keeps_its_id() {
        let step = rename(&town(), &"group".into(), " New \n Group ").expect("a step");
        assert_eq!(step.label, "rename Group to New Group");
        let after = done(&town(), Ok(step));
        assert_eq!(after.name("group"), "New Group");
        assert!(refusal(rename(&town(), &"group".into(), " ")).starts_with("Group needs a name"));
        assert!(rename(&town(), &"gone".into(), "X").is_err());
    }

    #[test]
    fn kinds_and_statuses_change_for_many_at_once() {
        let chosen = ids("group, forum, gone, group-informs-forum");
        let step = status(&town(), &chosen, NodeStatus::Dormant).expect("a step");
        assert_eq!(step.label, "put 2 bodies on hold");
        let after = done(&town(), Ok(step));
        assert_eq!(after.nodes.iter().filter(|node| node.status == NodeStatus::Dormant).count(), 2);
        assert_eq!(kind(&town(), &chosen, NodeKind::Board).expect("a step").label, "make 2 bodies boards");
        assert_eq!(kind(&town(), &ids("forum"), NodeKind::Post).expect("a step").label, "make Forum a post");
        assert_eq!(status(&town(), &ids("forum"), NodeStatus::Ended).expect("a step").label, "end Forum");
        assert_eq!(refusal(status(&town(), &[], NodeStatus::Ended)), "no card is chosen; choose one first");
    }

    #[test]
    fn lines_change_what_they_say_but_never_say_the_same_twice() {
        let one = line_kind(&town(), &ids("group-reports-to-board"), LinkKind::PartOf).expect("a step");
        assert_eq!(one.label, "change the line: Group is part of Board");
        assert!(done(&town(), Ok(one)).links.get("group-reports-to-board").is_some_and(|l| l.kind == LinkKind::PartOf));
        let several = line_status(&town(), &ids("group-reports-to-board, group-informs-forum"), LinkStatus::Unclear);
        assert_eq!(several.expect("a step").label, "mark 2 lines as unclear");

        let doubled = map("board Board, group Group", "Group reports_to Board, Group informs Board");
        let same = line_kind(&doubled, &ids("group-informs-board"), LinkKind::ReportsTo);
        assert!(refusal(same).starts_with("Group reports to Board already, by another line"));
        let both = ids("group-informs-board, group-reports-to-board");
        assert!(line_kind(&doubled, &both, LinkKind::PartOf).is_err(), "nor do both become the same");
    }

    #[test]
    fn a_line_is_led_elsewhere_and_stays_the_same_line() {
        let (link, forum) = (Id::from("group-reports-to-board"), Id::from("forum"));
        let step = reattach(&town(), &link, End::To, &forum).expect("a step");
        assert_eq!(step.label, "re-attach the line: Group reports to Forum");
        assert!(done(&town(), Ok(step)).links.get(link.as_str()).is_some_and(|moved| moved.to == forum));
        assert!(refusal(reattach(&town(), &link, End::From, &forum)).contains("Forum reports to Board already"));
        assert!(refusal(reattach(&town(), &link, End::From, &"board".into())).contains("other end at Board"));
    }

    #[test]
    fn lines_are_turned_round() {
        let step = reverse(&town(), &ids("group-informs-forum")).expect("a step");
        assert_eq!(step.label, "turn the line round: Forum informs Group");
        let after = done(&town(), Ok(step));
        let turned = after.links.get("group-informs-forum").expect("the same line");
        assert_eq!((turned.from.as_str(), turned.to.as_str()), ("forum", "group"));
        let each_other = map("group A, group B", "A informs B, B informs A");
        let swapped = done(&each_other, reverse(&each_other, &ids("a-informs-b, b-informs-a")));
        assert_eq!(swapped.links.len(), 2, "two that say the opposite may both be turned");
    }
}
