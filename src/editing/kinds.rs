//! Which lines make sense between which kinds of card.

use crate::model::{LinkKind, NodeKind};

/// The kinds of line that make sense from one kind of card to another, likeliest first. Never empty: anything may inform
/// anything. A kind that is not listed is unusual, not wrong.
pub fn fitting(from: NodeKind, to: NodeKind) -> Vec<LinkKind> {
    use LinkKind::{AbsorbedInto, Chairs, Delivers, Funds, Informs, MemberOf, Owns, PartOf, ReportsTo, Scrutinises};
    use NodeKind::{Board, Group, Partner, Post, Strand};
    let fitting: &[LinkKind] = match (from, to) {
        (Board, Board) => &[ReportsTo, Informs, Scrutinises, PartOf, MemberOf, Funds, AbsorbedInto],
        (Board, Group) => &[Scrutinises, Informs, PartOf, ReportsTo, MemberOf, Funds, AbsorbedInto],
        (Board, Partner) => &[ReportsTo, PartOf, Scrutinises, Informs, Funds, AbsorbedInto],
        (Board | Group, Post) => &[ReportsTo, Informs, Scrutinises],
        (Board | Group, Strand) => &[Owns, Delivers, Scrutinises, Funds, Informs],
        (Group, Board) => &[ReportsTo, Informs, PartOf, MemberOf, Scrutinises, Funds, AbsorbedInto],
        (Group, Group) => &[ReportsTo, PartOf, Informs, MemberOf, AbsorbedInto, Scrutinises, Funds],
        (Group, Partner) => &[ReportsTo, PartOf, Informs, Scrutinises, Funds, AbsorbedInto],
        (Partner, Board) => &[MemberOf, Chairs, ReportsTo, Informs, Funds, Scrutinises, PartOf, AbsorbedInto],
        (Partner, Group) => &[MemberOf, Chairs, Funds, Informs, Scrutinises, ReportsTo, PartOf, AbsorbedInto],
        (Partner, Partner) => &[PartOf, Funds, ReportsTo, Informs, Scrutinises, MemberOf, AbsorbedInto],
        (Partner, Post) => &[Informs, ReportsTo, Scrutinises, Funds],
        (Partner, Strand) => &[Delivers, Owns, Funds, Scrutinises, Informs],
        (Post, Board | Group) => &[Chairs, MemberOf, ReportsTo, Informs, Scrutinises, PartOf],
        (Post, Partner) => &[PartOf, ReportsTo, Chairs, MemberOf, Informs, Scrutinises],
        (Post, Post) => &[ReportsTo, Informs, Scrutinises, PartOf, AbsorbedInto],
        (Post, Strand) => &[Owns, Delivers, Scrutinises, Informs],
        (Strand, Strand) => &[PartOf, Informs, AbsorbedInto],
        (Strand, Board | Group | Partner | Post) => &[Informs],
    };
    fitting.to_vec()
}

/// The kind of line by which one kind of card hangs under another, and whether it reads upward; none where none does.
pub fn hanging(below: NodeKind, above: NodeKind) -> Option<(LinkKind, bool)> {
    use NodeKind::{Board, Group, Partner, Post, Strand};
    match (below, above) {
        (Strand, Strand) => Some((LinkKind::PartOf, true)),
        (Strand, Board | Group | Partner | Post) => Some((LinkKind::Owns, false)),
        (Board | Group | Partner | Post, Strand) => None,
        (Board | Group | Partner | Post, Board | Group | Partner | Post) => Some((LinkKind::ReportsTo, true)),
    }
}

/// The kind that a name tells, if it tells one: "Stay Safe Outcome Group" is a group.
pub fn guess(name: &str) -> Option<NodeKind> {
    const WORDS: [(NodeKind, &[&str]); 5] = [
        (NodeKind::Strand, &["plan", "strategy", "project", "programme", "priority", "review", "assessment"]),
        (NodeKind::Post, &["director", "member", "chair", "officer", "commissioner", "manager", "leader", "lead"]),
        (NodeKind::Board, &["board", "committee", "executive", "cabinet", "panel"]),
        (NodeKind::Group, &["group", "forum", "team", "network", "partnership", "assembly", "subgroup"]),
        (NodeKind::Partner, &["police", "school", "college", "university", "hospital", "service", "directorate"]),
    ];
    // The last word says what it is: a Strategy Group is a group, a Group Strategy a strategy.
    let lowered = name.to_lowercase();
    let words = lowered.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let kind_of = |word: &str| WORDS.iter().find(|(_, words)| words.contains(&word)).map(|(kind, _)| *kind);
    words.rev().find_map(kind_of)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn between_any_two_cards_some_line_makes_sense_and_none_is_offered_twice() {
        for (from, to) in NodeKind::ALL.into_iter().flat_map(|from| NodeKind::ALL.map(|to| (from, to))) {
            let kinds = fitting(from, to);
            assert!(kinds.contains(&LinkKind::Informs), "{from:?} to {to:?}");
            assert_eq!(kinds.iter().collect::<BTreeSet<_>>().len(), kinds.len(), "{from:?} to {to:?}");
            assert!(!kinds.contains(&LinkKind::Owns) || to == NodeKind::Strand, "only strands are owned");
        }
    }

    #[test]
    fn every_kind_is_offered_between_some_cards() {
        let all = NodeKind::ALL.into_iter().flat_map(|from| NodeKind::ALL.map(|to| fitting(from, to)));
        assert_eq!(all.flatten().collect::<BTreeSet<_>>(), BTreeSet::from(LinkKind::ALL));
    }

    #[test]
    fn the_likeliest_kind_comes_first() {
        let first = |from, to| fitting(from, to)[0];
        assert_eq!(first(NodeKind::Group, NodeKind::Board), LinkKind::ReportsTo);
        assert_eq!(first(NodeKind::Partner, NodeKind::Board), LinkKind::MemberOf);
        assert_eq!(first(NodeKind::Post, NodeKind::Group), LinkKind::Chairs);
        assert_eq!(first(NodeKind::Board, NodeKind::Strand), LinkKind::Owns);
        assert_eq!(first(NodeKind::Post, NodeKind::Partner), LinkKind::PartOf);
    }
}
