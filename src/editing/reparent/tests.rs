//! What becomes of cards that are put under others.

use super::super::test_map::{done, ids, lines, map, refusal};
use super::*;
use crate::model::{Evidence, Source, Unknown};

fn town() -> Map {
    map(
        "board Board, board Executive, group Group, group Forum, group Circle",
        "Group reports_to Board, Forum reports_to Group, Circle part_of Group, Board informs Group",
    )
}

fn put(map: &Map, chosen: &str, parent: &str, children: Children) -> Outcome {
    under(map, &ids(chosen), &parent.into(), children)
}

#[test]
fn the_line_is_led_to_the_new_parent_and_stays_the_same_line() {
    let mut town = town();
    town.sources.put(Source {
        id: "review".into(),
        title: "Review".into(),
        publisher: None,
        date: None,
        unknown: Unknown::new(),
    });
    let mut line = Link::clone(town.links.get("group-reports-to-board").expect("a line"));
    line.evidence.push(Evidence::new("review"));
    town.links.put(line.clone());
    let step = put(&town, "group", "executive", Children::Follow).expect("a step");
    assert_eq!((step.label.as_str(), step.chosen.as_slice()), ("put Group under Executive", ids("group").as_slice()));
    let after = done(&town, Ok(step));
    line.to = "executive".into();
    assert_eq!(after.links.get("group-reports-to-board").map(|link| link.as_ref()), Some(&line));
    assert_eq!(lines(&after).iter().filter(|line| line.ends_with("to Group") || line.ends_with("of Group")).count(), 2);
}

#[test]
fn a_line_that_says_part_of_goes_on_saying_so_and_who_has_none_gets_one() {
    let after = done(&town(), put(&town(), "circle", "board", Children::Follow));
    assert!(lines(&after).contains(&"Circle is part of Board".to_owned()));
    let after = done(&town(), put(&town(), "board", "executive", Children::Follow));
    assert_eq!(after.links.get("board-reports-to-executive").map(|link| link.kind), Some(LinkKind::ReportsTo));
}

#[test]
fn children_go_up_if_they_are_to() {
    assert!(is_choice_needed(&town(), &ids("group")));
    assert!(!is_choice_needed(&town(), &ids("group, forum, circle")) && !is_choice_needed(&town(), &ids("executive")));
    let after = done(&town(), put(&town(), "group", "executive", Children::GoUp));
    let expected =
        ["Board informs Group", "Circle is part of Board", "Forum reports to Board", "Group reports to Executive"];
    assert_eq!(lines(&after), expected);
    let reason = refusal(put(&town(), "board", "executive", Children::GoUp));
    assert!(reason.starts_with("Board stood under nothing"), "{reason}");
}

#[test]
fn a_child_that_answers_there_already_keeps_one_line() {
    let town = map(
        "board Board, board Executive, group Group, group Forum",
        "Group reports_to Board, Forum reports_to Group, Forum reports_to Board",
    );
    let after = done(&town, put(&town, "group", "executive", Children::GoUp));
    assert_eq!(lines(&after), ["Forum reports to Board", "Group reports to Executive"]);
}

#[test]
fn nothing_comes_to_stand_under_itself() {
    assert!(refusal(put(&town(), "group", "group", Children::Follow)).contains("under itself"));
    let reason = refusal(put(&town(), "board", "forum", Children::Follow));
    assert!(reason.starts_with("Forum stands below Board, so that"), "{reason}");
    let swapped = done(&town(), put(&town(), "group", "forum", Children::GoUp));
    let expected =
        ["Board informs Group", "Circle is part of Board", "Forum reports to Board", "Group reports to Forum"];
    assert_eq!(lines(&swapped), expected, "where its children go up, a body may go below one of them");
}

#[test]
fn a_branch_is_moved_as_one() {
    let step = put(&town(), "group, forum, circle", "executive", Children::Follow).expect("a step");
    assert_eq!((step.label.as_str(), step.edits.len()), ("put Group under Executive", 1));
    let each_other = map("group A, group B, board Board", "A reports_to B, B reports_to A");
    assert!(refusal(put(&each_other, "a, b", "board", Children::Follow)).contains("answer to each other"));
}

#[test]
fn where_it_is_not_plain_which_line_is_meant_nothing_is_done() {
    let town = map(
        "board Board, board Executive, board Council, group Group, group Forum",
        "Group reports_to Board, Group reports_to Executive, Forum reports_to Board, Forum part_of Executive",
    );
    let reason = refusal(put(&town, "group", "council", Children::Follow));
    assert!(reason.starts_with("Group stands under Board and Executive;"), "{reason}");
    let after = done(&town, put(&town, "forum", "council", Children::Follow));
    assert!(lines(&after).contains(&"Forum reports to Council".to_owned()), "the formal line is meant");
    assert!(refusal(put(&town, "forum", "board", Children::Follow)).starts_with("Forum reports to Board already"));
}

#[test]
fn posts_and_work_go_where_they_belong() {
    let town = map(
        "partner Council, partner Police, post Director, board Board, strand Play, strand Youth work, group Group",
        "Director part_of Council, Board owns Play",
    );
    let after = done(&town, put(&town, "director", "police", Children::Follow));
    assert!(lines(&after).contains(&"Director is part of Police".to_owned()));
    let after = done(&after, put(&after, "play", "group", Children::Follow));
    assert_eq!(after.links.get("board-owns-play").map(|link| link.from.as_str()), Some("group"));
    let after = done(&after, put(&after, "play", "youth-work", Children::Follow));
    assert!(lines(&after).contains(&"“Play” is part of “Youth work”".to_owned()));
    assert!(lines(&after).contains(&"Group owns “Play”".to_owned()), "and is owned as before");
    let circle = refusal(put(&after, "youth-work", "play", Children::Follow));
    assert!(circle.starts_with("“Play” stands below “Youth work”"), "{circle}");
    assert!(refusal(put(&town, "group", "play", Children::Follow)).contains("cannot answer to “Play”"));
}
