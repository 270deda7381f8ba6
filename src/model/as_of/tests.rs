//! Maps as of dates: borders, what is not known, incarnations.

use super::*;
use crate::model::edit::{Edit, apply};
use crate::model::{NodeKind, Period, Position, Unknown, invariants};

fn date(text: &str) -> When {
    text.parse().expect("a date")
}

fn body(id: &str, status: NodeStatus, since: &str, until: &str) -> Node {
    let known = |text: &str| (!text.is_empty()).then(|| date(text));
    Node { status, since: known(since), until: known(until), ..Node::new(id, NodeKind::Group, id) }
}

fn line(id: &str, kind: LinkKind, from: &str, to: &str, since: &str, until: &str) -> Link {
    let known = |text: &str| (!text.is_empty()).then(|| date(text));
    Link { since: known(since), until: known(until), ..Link::new(id, kind, from, to) }
}

fn map(nodes: Vec<Node>, links: Vec<Link>) -> Map {
    let edits = nodes.into_iter().map(Edit::put).chain(links.into_iter().map(Edit::put)).collect::<Vec<_>>();
    let map = apply(&Map { as_of: Some(date("2011-06")), ..Map::default() }, &edits).expect("a sound map");
    assert!(invariants::problems(&map).is_empty());
    map
}

fn status(map: &Map, on: &str, id: &str) -> Option<NodeStatus> {
    let then = as_of(map, date(on));
    assert_eq!(invariants::problems(&then), [], "{on}");
    assert_eq!(then.as_of, Some(date(on)));
    then.nodes.get(id).map(|node| node.status)
}

fn holds(map: &Map, on: &str, id: &str) -> Option<LinkStatus> {
    as_of(map, date(on)).links.get(id).map(|link| link.status)
}

#[test]
fn a_year_means_any_day_of_it() {
    use NodeStatus::{Active, Ended};
    let map = map(vec![body("old", Ended, "2005", "2008"), body("day", Ended, "2006-04-03", "2007-05")], vec![]);
    for (on, expected) in [
        ("2004", None),
        ("2004-12-31", None),
        ("2005", Some(Active)),
        ("2005-01-01", Some(Active)),
        ("2008-06-01", Some(Active)),
        ("2008", Some(Active)),
        ("2008-12-31", Some(Active)),
        ("2009-01-01", Some(Ended)),
        ("2009", Some(Ended)),
    ] {
        assert_eq!(status(&map, on, "old"), expected, "{on}");
    }
    for (on, expected) in [
        ("2006-04-02", None),
        ("2006-03", None),
        ("2006", Some(Active)),
        ("2006-04", Some(Active)),
        ("2007-05-31", Some(Active)),
        ("2007", Some(Active)),
        ("2007-06", Some(Ended)),
    ] {
        assert_eq!(status(&map, on, "day"), expected, "{on}");
    }
}

#[test]
fn what_is_not_known_is_as_the_map_has_it() {
    use NodeStatus::{Active, Dormant, Ended, Proposed};
    let nodes = vec![
        body("ever", Active, "", ""),
        body("held", Dormant, "", ""),
        body("over", Ended, "", ""),
        body("begun", Ended, "2005", ""),
        body("runs-out", Active, "2010", "2012"),
    ];
    let map = map(nodes, vec![]);
    for (id, expected) in [("ever", Active), ("held", Dormant), ("over", Ended)] {
        for on in ["1990", "2011-06", "2050"] {
            assert_eq!(status(&map, on, id), Some(expected), "{id} {on}");
        }
    }
    assert_eq!([status(&map, "2004", "begun"), status(&map, "2005", "begun")], [None, Some(Ended)]);
    assert_eq!(status(&map, "2013", "runs-out"), Some(Ended), "a date to come is asked for as well");
    let mut proposed = map.clone();
    proposed.nodes.put(body("plan", Proposed, "2012", ""));
    proposed.nodes.put(body("idea", Proposed, "", ""));
    proposed.nodes.put(body("long", Proposed, "2009", ""));
    for (id, on, expected) in [
        ("plan", "2011-05", None),
        ("plan", "2011-06", Some(Proposed)),
        ("plan", "2013", Some(Proposed)),
        ("idea", "2011-05", None),
        ("idea", "2011-06", Some(Proposed)),
        ("long", "2010", Some(Proposed)),
        ("long", "2008", None),
    ] {
        assert_eq!(status(&proposed, on, id), expected, "{id} {on}");
    }
}

#[test]
fn a_map_on_its_own_day_is_as_it_is() {
    let mut nodes = vec![body("board", NodeStatus::Active, "2007", ""), body("old", NodeStatus::Ended, "2005", "2007")];
    nodes[1].status_note = Some("it was replaced".to_owned());
    let links = vec![
        line("up", LinkKind::ReportsTo, "old", "board", "2007", ""),
        line("heir", LinkKind::AbsorbedInto, "old", "board", "", ""),
    ];
    let map = map(nodes, links);
    assert_eq!(as_of(&map, date("2011-06")), map);
    let then = as_of(&map, date("2006"));
    assert_eq!(
        then.nodes.get("old").map(|old| (old.status, old.status_note.clone())),
        Some((NodeStatus::Active, None))
    );
    assert_eq!(then.links.len(), 0, "the other end of both lines is not there yet");
}

#[test]
fn incarnations_follow_each_other() {
    use NodeStatus::{Active, Ended};
    let nodes = vec![
        body("first", Ended, "2004-11", "2007"),
        body("second", Ended, "2007", ""),
        body("third", Active, "2009-03", ""),
    ];
    let links = vec![
        line("to-second", LinkKind::AbsorbedInto, "first", "second", "", ""),
        line("to-third", LinkKind::AbsorbedInto, "second", "third", "2009-04", ""),
    ];
    let map = map(nodes, links);
    let at = |on: &str| ["first", "second", "third"].map(|id| status(&map, on, id));
    assert_eq!(at("2005"), [Some(Active), None, None]);
    assert_eq!(at("2007"), [Some(Active), Some(Active), None], "in the year of change both may have been there");
    assert_eq!(at("2008"), [Some(Ended), Some(Active), None]);
    assert_eq!(at("2009-04"), [Some(Ended), Some(Active), Some(Active)]);
    assert_eq!(at("2009-05"), [Some(Ended), Some(Ended), Some(Active)], "its work has passed on");
    let on = ["2005", "2007", "2008", "2009-03", "2009-04"];
    assert_eq!(on.map(|on| holds(&map, on, "to-second").is_some()), [false, true, true, true, true]);
    assert_eq!(on.map(|on| holds(&map, on, "to-third").is_some()), [false, false, false, false, true]);
    assert_eq!(stops(&map), ["2004-11", "2007", "2008", "2009-03", "2009-04", "2009-05", "2011-06"].map(date));
}

#[test]
fn a_line_holds_in_its_periods_and_as_long_as_its_ends() {
    use LinkStatus::{Active, Lapsed};
    let period = |since: &str, until: &str| Period {
        since: Some(date(since)),
        until: Some(date(until)),
        unknown: Unknown::new(),
    };
    let nodes = vec![
        body("board", NodeStatus::Active, "", ""),
        body("forum", NodeStatus::Ended, "", "2008"),
        body("late", NodeStatus::Active, "2010", ""),
    ];
    let seat = |id: &str| Link::new(id, LinkKind::MemberOf, "forum", "board");
    let links = vec![
        Link { periods: vec![period("2001", "2002"), period("2005", "2006")], ..seat("came-back") },
        Link { status: Lapsed, ..seat("lapsed") },
        Link { status: Lapsed, ..line("dated", LinkKind::MemberOf, "late", "board", "", "2010-12") },
        line("early", LinkKind::ReportsTo, "late", "board", "", ""),
        Link { on_behalf_of: Some("late".into()), ..seat("voice") },
    ];
    let map = map(nodes, links);
    let came_back = ["2000", "2002-12-31", "2003", "2006", "2007"].map(|on| holds(&map, on, "came-back"));
    assert_eq!(came_back, [None, Some(Active), Some(Lapsed), Some(Active), Some(Lapsed)]);
    assert_eq!(["2008", "2009"].map(|on| holds(&map, on, "lapsed")), [Some(Active), Some(Lapsed)]);
    assert_eq!(["2009", "2010", "2011"].map(|on| holds(&map, on, "dated")), [None, Some(Active), Some(Lapsed)]);
    assert_eq!(["2009", "2010"].map(|on| holds(&map, on, "early")), [None, Some(Active)]);
    let voice = |on: &str| as_of(&map, date(on)).links.get("voice").and_then(|link| link.on_behalf_of.clone());
    assert_eq!([voice("2009"), voice("2010")], [None, Some("late".into())], "nobody speaks for what is not there");
}

#[test]
fn places_go_with_their_cards() {
    let mut map = map(vec![body("late", NodeStatus::Active, "2010", "")], vec![]);
    map.placement.put(Position { id: "late".into(), x: 1, y: 2, unknown: Unknown::new() });
    assert_eq!(status(&map, "2009", "late"), None);
    assert_eq!(as_of(&map, date("2009")).placement.len(), 0);
}
