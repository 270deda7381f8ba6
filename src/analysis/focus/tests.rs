//! What each question puts into focus, on small maps.

use super::{InFocus, in_focus};
use crate::analysis::finding::Gap;
use crate::analysis::test_map;
use crate::model::{DesignOption, Id, LinkKind, Map, Node, NodeKind, NodeStatus, Question, diff};

fn asked(map: &Map, question: Question) -> InFocus {
    in_focus(map, map, &question).unwrap_or_else(|| panic!("{question} is about something on the map"))
}

fn names(ids: impl IntoIterator<Item = impl ToString>) -> String {
    ids.into_iter().map(|id| id.to_string()).collect::<Vec<_>>().join(" ")
}

const TOWN: &str = "
    Health: theme
    Play: theme
    Town: area
    North: area, within Town
    South: area
    Council: partner, accountable body
    Police: partner
    Board: board
    Old Board: board, on hold
    Group: group, in North
    Team: group
    Club: group
    Lone: group, in South
    Chair: post
    Plan: strand
    Duty: strand
    Past: strand, ended
    Chair is part of Police
    Board reports to Council
    Group reports to Board
    Team reports to Group
    Club reports to Old Board
    Old Board reports to Council
    Group carries Health
    Plan carries Health
    Board owns Plan
    Group delivers Plan
    Police is a member of Board (2 seats)
    Chair chairs Group
    Police funds Plan (10.50)
    Council scrutinises Plan";

fn town() -> Map {
    test_map::map(TOWN)
}

#[test]
fn the_way_up_leads_to_where_the_buck_stops() {
    let seen = asked(&town(), Question::WayUp("team".into()));
    assert_eq!(names(seen.nodes), "board council group team");
    assert_eq!(seen.links.len(), 3);
    assert_eq!(seen.gaps, []);
    let told = "Team answers to Group, who answers to Board, who answers to Council: the buck stops there.";
    assert_eq!(seen.text, told);
    assert_eq!(asked(&town(), Question::WayUp("council".into())).text, "The buck stops at Council itself.");
}

#[test]
fn a_way_up_that_breaks_is_shown_beyond_the_break_and_told_up_to_it() {
    let seen = asked(&town(), Question::WayUp("club".into()));
    assert_eq!(names(seen.nodes), "club council old-board");
    assert_eq!(seen.text, "Nobody answers for Club in the end: the line breaks at Old Board, which is on hold.");
    assert!(matches!(&seen.gaps[..], [Gap::Beside { node, .. }] if node.as_str() == "old-board"), "{:?}", seen.gaps);
    let lone = asked(&town(), Question::WayUp("lone".into()));
    assert_eq!((lone.text.as_str(), lone.gaps.len()), ("Lone answers to nobody on this map.", 1));
    let idle = asked(&town(), Question::WayUp("old-board".into()));
    assert!(idle.text.starts_with("Old Board is on hold: it has 1 line upward"), "{}", idle.text);
    let lapsed = asked(
        &test_map::map("Council: partner, accountable body\nGroup: group\nGroup reports to Council (lapsed)"),
        Question::WayUp("group".into()),
    );
    assert!(
        lapsed.text.ends_with("the line breaks between Group and Council, where it has lapsed."),
        "{}",
        lapsed.text
    );
}

#[test]
fn of_two_ways_up_the_one_that_holds_is_told_and_both_are_shown() {
    let map = test_map::map(&format!("{TOWN}\nTeam reports to Old Board"));
    let seen = asked(&map, Question::WayUp("team".into()));
    assert_eq!(names(seen.nodes), "board council group old-board team");
    assert!(seen.text.ends_with("the buck stops there. Another way up does not hold."), "{}", seen.text);
    assert_eq!(seen.gaps.len(), 1);
}

#[test]
fn a_way_up_in_a_ring_and_one_that_is_long_come_to_an_end() {
    let ring = test_map::map("A: group\nB: group\nA reports to B\nB reports to A\nA reports to A");
    let seen = asked(&ring, Question::WayUp("a".into()));
    assert_eq!((names(seen.nodes), seen.links.len()), ("a b".to_owned(), 2));
    assert!(seen.text.starts_with("A answers in a circle"), "{}", seen.text);
    let mut long = Map::default();
    for number in 0..3_000 {
        let mut node = Node::new(format!("n{number}"), NodeKind::Group, format!("N{number}"));
        node.accountable_body = (number == 0).then_some(true);
        long.nodes.put(node);
        if number > 0 {
            let (from, to) = (format!("n{number}"), format!("n{}", number - 1));
            long.links.put(crate::model::Link::new(format!("l{number}"), LinkKind::ReportsTo, from, to));
        }
    }
    let seen = asked(&long, Question::WayUp("n2999".into()));
    assert_eq!(seen.nodes.len(), 3_000);
    assert_eq!(seen.text, "N2999 answers to N2998, and through 2997 more to N0: the buck stops there.");
    assert_eq!(asked(&long, Question::Answering("n0".into())).nodes.len(), 3_000);
}

#[test]
fn all_that_answers_to_one_is_counted() {
    let seen = asked(&town(), Question::Answering("council".into()));
    assert_eq!(names(seen.nodes), "board club council group old-board team");
    assert_eq!(seen.text, "5 bodies answer to Council, 2 of them directly. 2 of the lines do not hold.");
    assert_eq!(asked(&town(), Question::Answering("team".into())).text, "Nobody answers to Team.");
}

#[test]
fn neighbours_are_found_through_so_many_lines_of_those_kinds() {
    let near = asked(&town(), Question::beside(["group".into()]));
    assert_eq!(names(&near.nodes), "board chair group plan team");
    assert_eq!(near.text, "2 bodies, 1 post and 1 strand of work are tied to Group directly.");
    let kinds = [LinkKind::ReportsTo].into();
    let along = asked(&town(), Question::Neighbours { of: ["group".into()].into(), steps: 2, kinds });
    assert_eq!(names(&along.nodes), "board council group team");
    assert_eq!(along.links.len(), 3);
    let kinds = [LinkKind::Informs].into();
    let none = asked(&town(), Question::Neighbours { of: ["group".into(), "nobody".into()].into(), steps: 9, kinds });
    assert_eq!(names(&none.nodes), "group");
    assert_eq!(none.text, "Nobody is tied to Group, by lines that say “informs”.");
}

#[test]
fn a_partner_sees_what_it_and_its_posts_give() {
    let seen = asked(&town(), Question::Perspective("police".into()));
    assert_eq!(names(&seen.nodes), "board chair group plan police");
    let told = "Police, itself or by 1 part of it, sits on 1 body, chairs 1 body and pays 10.50. How many hours that takes \
                is not on the map.";
    assert_eq!(seen.text, told);
    let mut map = town();
    for id in ["board", "group"] {
        let mut body = Node::clone(map.nodes.get(id).expect("a body"));
        body.meets = serde_json::from_str(r#"{"times_a_year": 4, "hours": 2}"#).expect("meetings");
        map.nodes.put(body);
    }
    let seen = asked(&map, Question::Perspective("police".into()));
    assert!(seen.text.ends_with("That takes 24 hours a year."), "{}", seen.text);
    let lone = asked(&map, Question::Perspective("lone".into()));
    assert_eq!(lone.text, "Lone sits on nothing, chairs nothing, owns nothing and pays nothing on this map.");
}

#[test]
fn a_strand_a_theme_and_an_area_tell_who_is_there() {
    let plan = asked(&town(), Question::Strand("plan".into()));
    assert_eq!(names(&plan.nodes), "board council group plan police");
    let told = "“Plan” is owned by Board, delivered by Group, scrutinised by Council and paid for by Police.";
    assert_eq!(plan.text, told);
    let duty = asked(&town(), Question::Strand("duty".into()));
    assert!(duty.text.contains("owned by nobody, delivered by nobody"), "{}", duty.text);
    let health = asked(&town(), Question::Theme("health".into()));
    assert_eq!(names(&health.nodes), "board group plan");
    assert_eq!(health.text, "Health: 1 body carries it, and 1 strand of work serves it.");
    let bare = asked(&town(), Question::Theme("play".into()));
    assert_eq!(bare.text, "Play: no body carries it, and no strand of work serves it.");
    let wide = asked(&town(), Question::Area("town".into()));
    assert_eq!(
        (names(&wide.nodes), wide.text.as_str()),
        ("group".into(), "1 body is for Town, or for what lies within it.")
    );
}

#[test]
fn what_is_nobodys_is_what_nobody_owns_and_who_answers_to_nobody() {
    let seen = asked(&town(), Question::Nobodys);
    assert_eq!(names(&seen.nodes), "duty lone");
    assert_eq!(seen.text, "1 strand of work belongs to nobody, and 1 body answers to nobody.");
    let none = asked(&Map::default(), Question::Nobodys);
    assert_eq!(none.text, "Every strand of work belongs to somebody, and every body answers to somebody.");
    assert!(none.nodes.is_empty());
}

#[test]
fn closing_shows_who_loses_something() {
    let seen = asked(&town(), Question::Closing("board".into()));
    assert!(seen.nodes.contains("group") && seen.nodes.contains("team") && seen.nodes.contains("plan"));
    assert!(seen.text.starts_with("If Board closes: 2 bodies lose their route, 1 strand its owner"), "{}", seen.text);
    let idle = asked(&town(), Question::Closing("old-board".into()));
    assert!(idle.text.starts_with("If Old Board were at work: "), "{}", idle.text);
}

#[test]
fn what_an_option_changes_is_seen_on_either_side() {
    let base = town();
    let mut after = base.clone();
    after.nodes.put(Node::new("forum", NodeKind::Group, "Forum"));
    let mut lone = Node::clone(after.nodes.get("lone").expect("a group"));
    lone.status = NodeStatus::Ended;
    after.nodes.put(lone);
    after.links.put(crate::model::Link::new("up", LinkKind::ReportsTo, "forum", "board"));
    let mut map = base.clone();
    let option = DesignOption { changes: diff::between(&base, &after), ..DesignOption::new("small", "Small") };
    map.options.put(option);
    map.options.put(DesignOption::new("empty", "Empty"));
    let here = asked(&map, Question::Changes("small".into()));
    assert_eq!(names(&here.nodes), "board lone");
    assert_eq!(here.text, "Option “Small” adds 1 card and changes 1 card; adds 1 line.");
    let there = in_focus(&after, &map, &Question::Changes("small".into())).expect("an option");
    assert_eq!(names(&there.nodes), "board forum lone");
    let empty = asked(&map, Question::Changes("empty".into()));
    assert_eq!(empty.text, "Option “Empty” changes no body and no line.");
}

#[test]
fn what_is_not_there_is_not_in_focus() {
    let gone = || Id::from("gone");
    for question in [
        Question::beside([gone()]),
        Question::WayUp(gone()),
        Question::Answering(gone()),
        Question::Perspective(gone()),
        Question::Strand(gone()),
        Question::Strand("board".into()),
        Question::Theme(gone()),
        Question::Area(gone()),
        Question::Changes(gone()),
        Question::Closing(gone()),
    ] {
        assert_eq!(in_focus(&town(), &town(), &question), None, "{question}");
        assert_eq!(in_focus(&Map::default(), &Map::default(), &question), None, "{question}");
    }
}
