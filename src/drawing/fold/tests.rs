//! Folding: nothing is lost, whatever is folded.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::drawing::Shown;
use crate::layout;
use crate::model::LinkStatus;

/// A council, a board below it with three groups, of which one has a team, and a panel that informs a group.
fn map() -> Map {
    let mut map = Map::default();
    let node = |id: &str, kind| Node::new(id, kind, id);
    for (id, kind) in [
        ("board", NodeKind::Board),
        ("council", NodeKind::Partner),
        ("east", NodeKind::Group),
        ("north", NodeKind::Group),
        ("panel", NodeKind::Group),
        ("team", NodeKind::Group),
        ("west", NodeKind::Group),
    ] {
        map.nodes.put(node(id, kind));
    }
    for (id, kind, from, to) in [
        ("a", LinkKind::ReportsTo, "board", "council"),
        ("b", LinkKind::ReportsTo, "east", "board"),
        ("c", LinkKind::ReportsTo, "north", "board"),
        ("d", LinkKind::PartOf, "west", "board"),
        ("e", LinkKind::ReportsTo, "team", "north"),
        ("f", LinkKind::Informs, "panel", "north"),
        ("g", LinkKind::Informs, "panel", "team"),
        ("h", LinkKind::ReportsTo, "panel", "council"),
    ] {
        map.links.put(Link::new(id, kind, from, to));
    }
    map
}

fn ids(ids: &[&str]) -> BTreeSet<Id> {
    ids.iter().map(|id| Id::from(*id)).collect()
}

fn fold(map: &Map, folding: &Folding) -> Option<Folded> {
    let choice = Shown::ALL.choose(map, &BTreeSet::new());
    Folder::of(map, &choice, folding, Form::Layers).as_asked()
}

#[test]
fn a_card_stands_for_all_that_hangs_under_it_and_gathers_its_lines() {
    let map = map();
    let folded = fold(&map, &Folding { folded: ids(&["board"]), ..Folding::default() }).expect("a fold");
    assert_eq!(folded.choice.nodes, ids(&["board", "council", "panel"]));
    let pack = &folded.packs[&Id::from("board")];
    assert_eq!((&pack.members, pack.words.as_str()), (&ids(&["east", "north", "team", "west"]), "4 groups"));
    let lines: Vec<(&str, &str, &str)> = folded.choice.links.iter().filter_map(|id| map_link(&folded, id)).collect();
    assert_eq!(
        lines,
        [("a", "board", "council"), ("h", "panel", "council"), ("panel~informs~board", "panel", "board")]
    );
    assert_eq!(*folded.bundles[&Id::from("panel~informs~board")], [Id::from("f"), Id::from("g")]);
    assert_eq!(folded.shown_by(&"team".into()).as_str(), "board");
    assert_eq!(folded.shown_by(&"e".into()).as_str(), "board", "a line within it");
    assert_eq!(folded.note(&map), "1 folded card stands for 4 groups");
    assert_eq!(folded.directly_in(&"board".into()), ["east".into(), "north".into(), "west".into()]);
    assert_eq!(folded.above(&"team".into()).map(Id::as_str).collect::<Vec<_>>(), ["north", "board"]);
}

fn map_link<'a>(folded: &'a Folded, id: &'a Id) -> Option<(&'a str, &'a str, &'a str)> {
    let link = folded.map.links.get(id.as_str())?;
    Some((id.as_str(), link.from.as_str(), link.to.as_str()))
}

#[test]
fn what_hung_nowhere_hangs_nowhere_though_its_lines_are_gathered() {
    let mut map = map();
    // The team also answers to the panel: the board must not come to hang there for it.
    map.links.put(Link::new("i", LinkKind::ReportsTo, "team", "panel"));
    map.links.put(Link { status: LinkStatus::Proposed, ..Link::new("j", LinkKind::ReportsTo, "east", "panel") });
    let folded = fold(&map, &Folding { folded: ids(&["board"]), ..Folding::default() }).expect("a fold");
    assert!(folded.loose.contains("board~reports-to~panel") && !folded.loose.contains("a"));
    let line = folded.map.links.get("board~reports-to~panel").expect("both in one");
    assert_eq!(line.status, LinkStatus::Active, "one that holds is told rather than one that is planned");
}

#[test]
fn what_is_to_be_seen_unfolds_no_more_than_it_takes() {
    let map = map();
    let folding = Folding { folded: ids(&["board", "north"]), open: ids(&["north"]), ..Folding::default() };
    let folded = fold(&map, &folding).expect("a fold");
    assert_eq!(folded.packs.keys().map(Id::as_str).collect::<Vec<_>>(), ["north"]);
    let folding = Folding { open: ids(&["team"]), ..folding };
    assert!(fold(&map, &folding).is_none(), "all of it is to be seen");
    let leaf = Folding { folded: ids(&["team", "nobody"]), ..Folding::default() };
    assert!(fold(&map, &leaf).is_none(), "nothing hangs there");
}

#[test]
fn what_is_loose_is_folded_with_all_of_its_sort_and_small_trees_with_it() {
    let mut map = map();
    for id in ["cafe", "club", "ended", "forum", "forum-team"] {
        map.nodes.put(Node::new(id, NodeKind::Group, id));
    }
    map.nodes.put(Node { status: NodeStatus::Ended, ..Node::new("ended", NodeKind::Group, "ended") });
    map.links.put(Link::new("k", LinkKind::ReportsTo, "forum-team", "forum"));
    let all = ids(&["cafe", "club", "ended", "forum"]);
    let folded = fold(&map, &Folding { folded: all.clone(), ..Folding::default() }).expect("a fold");
    let pack = &folded.packs[&Id::from("~group~active")];
    assert_eq!(pack.members, ids(&["cafe", "club", "forum", "forum-team"]), "what is over stands by itself");
    assert_eq!(folded.map.nodes.get("~group~active").map(|card| card.name.as_str()), Some("3 groups"));
    assert!(folded.choice.nodes.contains("ended") && folded.packs.len() == 1);
    let but_one = Folding { folded: all, open: ids(&["club"]), ..Folding::default() };
    let folded = fold(&map, &but_one).expect("a fold");
    assert!(folded.choice.nodes.contains("club") && !folded.choice.nodes.contains("cafe"));
    let tree = Folding { folded: ids(&["forum"]), ..Folding::default() };
    assert_eq!(fold(&map, &tree).expect("a fold").packs.keys().map(Id::as_str).collect::<Vec<_>>(), ["forum"]);
}

#[test]
fn in_lanes_a_card_stands_for_those_of_one_lane_only() {
    let mut map = Map::default();
    for number in 0..60 {
        let mut node = Node::new(format!("b{number:02}"), NodeKind::Board, format!("Board {number}"));
        node.sector = (number % 4 > 0).then(|| format!("sector {}", number % 4));
        map.nodes.put(node);
    }
    let choice = Shown::ALL.choose(&map, &BTreeSet::new());
    let folding = Folding::default();
    let folder = Folder::of(&map, &choice, &folding, Form::Lanes(By::Sector));
    let folded = folder.within(12).expect("a fold");
    assert!(folded.choice.nodes.len() <= 12);
    for (card, pack) in &folded.packs {
        let sector = &folded.map.nodes.get(card.as_str()).expect("a card").sector;
        assert!(pack.members.iter().all(|id| map.nodes.get(id.as_str()).is_some_and(|node| node.sector == *sector)));
    }
    assert_eq!(folded.packs.len(), 4);
    // Where there are too many lanes for that, a card says that it stands for several.
    let folded = folder.within(5).expect("a fold");
    let sectors: Vec<_> =
        folded.packs.keys().map(|id| folded.map.nodes.get(id.as_str()).expect("one").sector.clone()).collect();
    assert!(sectors.contains(&Some("Several sectors".to_owned())), "{sectors:?}");
}

#[test]
fn around_a_focus_trees_fold_and_what_hangs_side_by_side_shares_a_card() {
    let map = map();
    let folded = fold(&map, &Folding { only: Some(ids(&["team"])), ..Folding::default() }).expect("a fold");
    let cards: Vec<&str> = folded.choice.nodes.iter().map(Id::as_str).collect();
    assert_eq!(cards, ["board", "board~group~active", "council", "north", "panel", "team"]);
    let rest = folded.map.nodes.get("board~group~active").expect("a card for two");
    assert_eq!(rest.name, "2 groups");
    assert_eq!(folded.record_of(&rest.id).as_str(), "east");
}

/// Any forest with further lines across it.
fn maps() -> impl Strategy<Value = Map> {
    let lines = vec((0_usize..40, 0_usize..40, 0_usize..3), 0..60);
    (vec((0_usize..5, 0_usize..40), 1..40), lines).prop_map(|(nodes, lines)| {
        let id = |node: usize| format!("n{node}");
        let mut map = Map::default();
        for (node, (kind, _)) in nodes.iter().enumerate() {
            map.nodes.put(Node::new(id(node), NodeKind::ALL[*kind], format!("Body {node}")));
        }
        let kinds = [LinkKind::ReportsTo, LinkKind::Informs, LinkKind::MemberOf];
        let upward = nodes.iter().enumerate().filter(|(node, (_, above))| above < node);
        let upward = upward.map(|(node, (_, above))| (node, *above, 0));
        let across = lines.into_iter().filter(|(from, to, _)| *from < nodes.len() && *to < nodes.len() && from != to);
        for (number, (from, to, kind)) in upward.chain(across).enumerate() {
            map.links.put(Link::new(format!("l{number}"), kinds[kind], id(from), id(to)));
        }
        map
    })
}

/// Whether everything that was chosen is seen, once, and nothing hangs elsewhere than it hung.
fn check(map: &Map, folded: &Folded) -> Result<(), TestCaseError> {
    let choice = Shown::ALL.choose(map, &BTreeSet::new());
    let hung = layout::hanging(map, choice.nodes.iter(), &choice.links);
    for id in &choice.nodes {
        let within = folded.packs.values().filter(|pack| pack.members.contains(id)).count();
        prop_assert_eq!(within, usize::from(!folded.choice.nodes.contains(id)), "{} is seen once", id);
        let card = folded.shown_by(id);
        prop_assert!(folded.choice.nodes.contains(card) && folded.map.nodes.contains(card.as_str()));
    }
    let mut between = BTreeSet::new();
    for link in folded.choice.links.iter().filter_map(|id| folded.map.links.get(id.as_str())) {
        prop_assert!(folded.choice.nodes.contains(&link.from) && folded.choice.nodes.contains(&link.to));
        let gathers = [&link.from, &link.to].iter().any(|end| folded.packs.contains_key(*end));
        let is_first = between.insert((link.from.clone(), link.kind, link.to.clone()));
        prop_assert!(is_first || !gathers, "one line of a kind between two cards");
    }
    for id in &choice.links {
        let link = map.links.get(id.as_str()).expect("a link");
        let (from, to) = (folded.shown_by(&link.from), folded.shown_by(&link.to));
        let line = folded.shown_by(id);
        if from == to {
            prop_assert_eq!(line, from, "a line within a card is seen by that");
        } else {
            let seen = folded.map.links.get(line.as_str()).expect("a line for it");
            prop_assert_eq!((&seen.from, seen.kind, &seen.to), (from, link.kind, to));
        }
    }
    let cards: Vec<layout::CardBox> = folded
        .choice
        .nodes
        .iter()
        .map(|id| layout::CardBox { id: id.clone(), size: layout::Size::new(100.0, 30.0) })
        .collect();
    let parameters = layout::Parameters { loose: folded.loose.clone(), ..layout::Parameters::default() };
    let placed = layout::layers(&folded.map, &cards, &folded.choice.links, &parameters);
    for id in &folded.choice.nodes {
        let member = folded.packs.get(id).filter(|pack| pack.is_rest).map(|_| folded.directly_in(id)[0].clone());
        let was = hung.get(member.as_ref().unwrap_or(id)).map(|(parent, _)| parent);
        prop_assert_eq!(placed.standing.parent(id), was, "{} hangs where it hung", id);
    }
    Ok(())
}

proptest! {
    #[test]
    fn nothing_is_lost_whatever_is_folded(map in maps(), picked in vec(0_usize..40, 0..12), open in vec(0_usize..40, 0..3)) {
        let named = |nodes: Vec<usize>| nodes.into_iter().map(|node| Id::from(format!("n{node}"))).collect::<BTreeSet<Id>>();
        let (folded, open) = (named(picked), named(open));
        let by_hand = Folding { folded: folded.clone(), open: open.clone(), ..Folding::default() };
        let around = Folding { only: Some(open.clone()), ..Folding::default() };
        for folding in [by_hand, around] {
            if let Some(folded) = fold(&map, &folding) {
                check(&map, &folded)?;
                for id in open.iter().filter(|id| map.nodes.contains(id.as_str())) {
                    prop_assert!(folded.choice.nodes.contains(id), "{} is to be seen", id);
                }
            }
        }
    }

    #[test]
    fn what_is_folded_to_so_many_cards_is_no_more_than_that_if_it_can_be(map in maps(), most in 1_usize..40) {
        let choice = Shown::ALL.choose(&map, &BTreeSet::new());
        let folding = Folding::default();
        let folder = Folder::of(&map, &choice, &folding, Form::Layers);
        match folder.within(most) {
            None => prop_assert!(choice.nodes.len() <= most.max(10), "{} cards", choice.nodes.len()),
            Some(folded) => {
                check(&map, &folded)?;
                // A card for each sort of what hangs under nothing is the least.
                prop_assert!(folded.choice.nodes.len() <= most.max(10), "{} of {most}", folded.choice.nodes.len());
            }
        }
    }
}
