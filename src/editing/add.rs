//! What is new: a card, a line, or both at once.

use super::ids::Taken;
use super::phrases::{called, line as line_in_words, node as node_of, tidy_name};
use super::{Outcome, Refusal, Step};
use crate::model::edit::Edit;
use crate::model::{Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, Position, Unknown};

/// A new card of which only the name is known, at a place (its centre, in points at 100 %) or wherever the layout puts
/// it. Another of the same name is no reason to refuse: two towns have a Youth Council each.
///
/// ```
/// use boardwalk::editing::add;
/// use boardwalk::model::{Map, NodeKind};
/// let step = add::node(&Map::default(), NodeKind::Group, " Youth Council ", Some((120, 80))).expect("a step");
/// assert_eq!(step.label, "add Youth Council");
/// assert_eq!(step.chosen, ["youth-council".into()]);
/// assert!(add::node(&Map::default(), NodeKind::Group, "  ", None).is_err());
/// ```
pub fn node(map: &Map, kind: NodeKind, name: &str, at: Option<(i32, i32)>) -> Outcome {
    let Some(name) = tidy_name(name) else {
        return Refusal::because(format!("a {} needs a name; type one", kind.word()));
    };
    let node = Node::new(Taken::of(map).node(&name), kind, name);
    let (label, id) = (format!("add {}", called(&node)), node.id.clone());
    let place = at.map(|(x, y)| Edit::put(Position { id: id.clone(), x, y, unknown: Unknown::new() }));
    Ok(Step { label, edits: [Edit::put(node)].into_iter().chain(place).collect(), chosen: vec![id] })
}

/// A new line. Refused where it would lead from a card to itself, and where the very line is there already; a second line
/// of money is another sum, unless the first one has no amount yet.
pub fn line(map: &Map, kind: LinkKind, from: &Id, to: &Id) -> Outcome {
    node_of(map, from)?;
    let end = node_of(map, to)?;
    let link = Link::new(Taken::of(map).link(kind, from, to), kind, from.clone(), to.clone());
    if from == to {
        let reason = format!("a line leads from one card to another; end it somewhere else than at {}", called(end));
        return Refusal::because(reason);
    }
    let words = line_in_words(map, &link);
    if let Some(there) = map.links_of(from.as_str()).find(|there| is_same(there, &link) && there.amount.is_none()) {
        return Refusal::because(match there.status {
            LinkStatus::Active => {
                format!("{words} already; choose another kind of line, or change the one that is there")
            }
            status => format!("{words} already, by a line that is {}; change that line instead", status.word()),
        });
    }
    Ok(Step { label: format!("add that {words}"), chosen: vec![link.id.clone()], edits: vec![Edit::put(link)] })
}

/// Whether two lines say the same of the same two cards.
pub(super) fn is_same(one: &Link, other: &Link) -> bool {
    one.kind == other.kind && one.from == other.from && one.to == other.to
}

/// A new card with a line to it from a card that is there: what comes of a line that is drawn into empty space.
pub fn node_with_line(
    map: &Map,
    node_kind: NodeKind,
    name: &str,
    at: Option<(i32, i32)>,
    line_kind: LinkKind,
    from: &Id,
) -> Outcome {
    node_of(map, from)?;
    let mut step = node(map, node_kind, name, at)?;
    if let [to] = step.chosen.as_slice() {
        let id = Taken::of(map).link(line_kind, from, to);
        step.edits.push(Edit::put(Link::new(id, line_kind, from.clone(), to.clone())));
    }
    Ok(step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::edit::apply;

    fn map() -> Map {
        let put = [
            Edit::put(Node::new("board", NodeKind::Board, "Board")),
            Edit::put(Node::new("group", NodeKind::Group, "Group")),
            Edit::put(Link::new("group-reports-to-board", LinkKind::ReportsTo, "group", "board")),
        ];
        apply(&Map::default(), &put).expect("a sound map")
    }

    fn refusal(outcome: Outcome) -> String {
        outcome.expect_err("a refusal").to_string()
    }

    #[test]
    fn a_card_is_added_with_its_place() {
        let step = node(&map(), NodeKind::Group, "Board", Some((-5, 7))).expect("two may share a name");
        let after = apply(&map(), &step.edits).expect("a sound map");
        assert_eq!(after.nodes.get("board-2").map(|node| node.name.as_str()), Some("Board"));
        assert_eq!(after.placement.get("board-2").map(|place| (place.x, place.y)), Some((-5, 7)));
        assert_eq!(refusal(node(&map(), NodeKind::Strand, "\n", None)), "a strand needs a name; type one");
    }

    #[test]
    fn a_line_is_added_once_and_not_to_itself() {
        let (group, board) = (Id::from("group"), Id::from("board"));
        let step = line(&map(), LinkKind::Informs, &group, &board).expect("another kind");
        assert_eq!(
            (step.label.as_str(), step.chosen[0].as_str()),
            ("add that Group informs Board", "group-informs-board")
        );
        assert!(apply(&map(), &step.edits).is_ok());
        assert!(
            refusal(line(&map(), LinkKind::ReportsTo, &group, &board)).starts_with("Group reports to Board already;")
        );
        assert!(line(&map(), LinkKind::ReportsTo, &board, &group).is_ok(), "the other way is another line");
        assert!(refusal(line(&map(), LinkKind::Funds, &group, &group)).contains("somewhere else than at Group"));
        assert!(line(&map(), LinkKind::Funds, &group, &"gone".into()).is_err());
    }

    #[test]
    fn a_line_that_has_lapsed_is_changed_rather_than_doubled() {
        let mut lapsed = Link::new("x", LinkKind::Informs, "group", "board");
        lapsed.status = LinkStatus::Lapsed;
        let map = apply(&map(), &[Edit::put(lapsed)]).expect("a sound map");
        let reason = refusal(line(&map, LinkKind::Informs, &"group".into(), &"board".into()));
        assert_eq!(reason, "Group informs Board already, by a line that is lapsed; change that line instead");
    }

    #[test]
    fn two_sums_of_money_are_two_lines() {
        let funds = Link::new("group-funds-board", LinkKind::Funds, "group", "board");
        let map = apply(&map(), &[Edit::put(funds.clone())]).expect("a sound map");
        assert!(line(&map, LinkKind::Funds, &"group".into(), &"board".into()).is_err());
        let paid = Link { amount: Some(60_000.into()), ..funds };
        let map = apply(&map, &[Edit::put(paid)]).expect("a sound map");
        let step = line(&map, LinkKind::Funds, &"group".into(), &"board".into()).expect("another sum");
        assert_eq!(step.chosen, ["group-funds-board-2".into()]);
    }

    #[test]
    fn a_card_and_its_line_are_one_step() {
        let outcome = node_with_line(&map(), NodeKind::Strand, "Play", None, LinkKind::Owns, &"board".into());
        let step = outcome.expect("a step");
        let after = apply(&map(), &step.edits).expect("a sound map");
        assert_eq!(step.label, "add “Play”");
        assert_eq!(after.links.get("board-owns-play").map(|link| link.kind), Some(LinkKind::Owns));
        assert!(node_with_line(&map(), NodeKind::Group, "X", None, LinkKind::Owns, &"gone".into()).is_err());
    }
}
