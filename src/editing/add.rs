//! What is new: a card, a line, or both at once.

use super::ids::Taken;
use super::phrases::{called, line as line_in_words, node as node_of, tidy_name};
use super::{Outcome, Refusal, Step, kinds};
use crate::model::edit::Edit;
use crate::model::{End, Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, Position, Unknown};

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
    if let Some(there) = map.links_of(from.as_str()).find(|there| there.says_same(&link) && there.amount.is_none()) {
        return Refusal::because(match there.status {
            LinkStatus::Active => {
                format!("{words} already; choose another kind of line, or change the one that is there")
            }
            status => format!("{words} already, by a line that is {}; change that line instead", status.word()),
        });
    }
    Ok(Step { label: format!("add that {words}"), chosen: vec![link.id.clone()], edits: vec![Edit::put(link)] })
}

/// A new line whose other end is off the map, where only a name stands for it: "Board reports to Department of Health".
/// `end` is the one that is off the map.
pub fn line_off_map(map: &Map, kind: LinkKind, node: &Id, end: End, name: &str) -> Outcome {
    node_of(map, node)?;
    let Some(name) = tidy_name(name) else {
        return Refusal::because("what is off the map needs a name; type one");
    };
    let id = Taken::of(map).line_off_map(kind, node, end, &name);
    let bare = Link::new(id, kind, node.clone(), node.clone());
    let link = bare.led_off_map(end, &name).unwrap_or(bare);
    let words = line_in_words(map, &link);
    if map.links_of(node.as_str()).any(|there| there.says_same(&link)) {
        return Refusal::because(format!("{words} already; change the line that is there"));
    }
    Ok(Step { label: format!("add that {words}"), chosen: vec![link.id.clone()], edits: vec![Edit::put(link)] })
}

/// A line between a card that is there and one that comes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLine {
    /// What it says.
    pub kind: LinkKind,
    /// The card that is there.
    pub other: Id,
    /// Whether the line reads from the new card to that one, and not the other way.
    pub is_from_new: bool,
}

impl NewLine {
    /// A line that reads from a card that is there to the new one.
    pub fn to_new(kind: LinkKind, other: Id) -> Self {
        Self { kind, other, is_from_new: false }
    }

    /// The line by which one card hangs under another; none if no line can say that. `is_new_below` tells whether the new
    /// card is the lower one.
    pub fn hanging(map: &Map, new: NodeKind, other: &Id, is_new_below: bool) -> Option<Self> {
        let there = map.nodes.get(other.as_str())?.kind;
        let (below, above) = if is_new_below { (new, there) } else { (there, new) };
        let (kind, is_upward) = kinds::hanging(below, above)?;
        Some(Self { kind, other: other.clone(), is_from_new: is_upward == is_new_below })
    }

    /// What it says between a name and the card that is there: "reports to Trust Board", "Trust Board owns it".
    pub fn words(&self, map: &Map) -> String {
        let other = map.name(self.other.as_str());
        match self.is_from_new {
            true => format!("{} {other}", self.kind.word()),
            false => format!("{other} {} it", self.kind.word()),
        }
    }
}

/// A new card with a line between it and a card that is there.
pub fn node_with_line(map: &Map, node_kind: NodeKind, name: &str, at: Option<(i32, i32)>, line: &NewLine) -> Outcome {
    node_of(map, &line.other)?;
    let mut step = node(map, node_kind, name, at)?;
    if let [new] = step.chosen.as_slice() {
        let (from, to) = if line.is_from_new { (new, &line.other) } else { (&line.other, new) };
        let id = Taken::of(map).link(line.kind, from, to);
        step.edits.push(Edit::put(Link::new(id, line.kind, from.clone(), to.clone())));
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
    fn what_hangs_is_tied_by_the_line_that_says_so_in_the_way_that_it_reads() {
        let added = |kind, is_new_below| {
            let line = NewLine::hanging(&map(), kind, &"board".into(), is_new_below).expect("a line");
            let step = node_with_line(&map(), kind, "New", None, &line).expect("a step");
            let after = apply(&map(), &step.edits).expect("a sound map");
            let link = after.links_of("new").next().expect("a line");
            (link.kind, link.from.to_string(), link.to.to_string())
        };
        let line = |kind, from: &str, to: &str| (kind, from.to_owned(), to.to_owned());
        assert_eq!(added(NodeKind::Group, true), line(LinkKind::ReportsTo, "new", "board"));
        assert_eq!(added(NodeKind::Group, false), line(LinkKind::ReportsTo, "board", "new"));
        assert_eq!(added(NodeKind::Strand, true), line(LinkKind::Owns, "board", "new"));
        assert_eq!(added(NodeKind::Partner, false), line(LinkKind::ReportsTo, "board", "new"));
        assert_eq!(
            NewLine::hanging(&map(), NodeKind::Strand, &"board".into(), false),
            None,
            "nothing hangs under work"
        );
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
        let outcome =
            node_with_line(&map(), NodeKind::Strand, "Play", None, &NewLine::to_new(LinkKind::Owns, "board".into()));
        let step = outcome.expect("a step");
        let after = apply(&map(), &step.edits).expect("a sound map");
        assert_eq!(step.label, "add “Play”");
        assert_eq!(after.links.get("board-owns-play").map(|link| link.kind), Some(LinkKind::Owns));
        assert!(
            node_with_line(&map(), NodeKind::Group, "X", None, &NewLine::to_new(LinkKind::Owns, "gone".into()))
                .is_err()
        );
    }
}
