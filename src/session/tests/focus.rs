//! What is in focus: what it brings into the picture, where people come back to, and what stays where it stands.

use super::*;
use crate::model::{Focus, Question, Rest};

/// A board that answers to the council, two groups below it, and a strand that the first of them owns.
fn landscape() -> Map {
    let mut map = town();
    map.nodes.put(Node::new("other", NodeKind::Group, "Other Group"));
    map.links.put(Link::new("a", LinkKind::ReportsTo, "board", "council"));
    map.links.put(Link::new("b", LinkKind::ReportsTo, "group", "board"));
    map.links.put(Link::new("c", LinkKind::ReportsTo, "other", "board"));
    map.links.put(Link::new("d", LinkKind::Owns, "group", "play"));
    map
}

fn way_up(id: &str) -> Option<Focus> {
    Some(Question::WayUp(id.into()).into())
}

fn places(stage: &Stage) -> std::collections::BTreeMap<Id, crate::layout::Rect> {
    let scene = &stage.session.picture.as_ref().expect("a picture").scene;
    scene.cards.iter().map(|card| (card.id.clone(), card.rect)).collect()
}

fn focused(stage: &mut Stage, focus: Option<Focus>) -> Look {
    let look = stage.session.focus_on(focus);
    stage.settle();
    look
}

#[test]
fn a_focus_has_the_rest_fade_or_leaves_it_out_and_nothing_moves() {
    let mut stage = Stage::new(landscape());
    let before = places(&stage);
    let look = focused(&mut stage, way_up("group"));
    assert_eq!(look, Look::Show(vec!["board".into(), "council".into(), "group".into()]));
    assert_eq!(places(&stage), before);
    let faded = |stage: &Stage| stage.session.picture.as_ref().is_some_and(|it| it.scene.is_faded(&"other".into()));
    assert!(faded(&stage));
    let only = stage.session.focus_with_other_rest();
    focused(&mut stage, only);
    let left = places(&stage);
    assert_eq!(left.keys().map(Id::as_str).collect::<Vec<_>>(), ["board", "council", "group"]);
    assert!(left.iter().all(|(id, place)| before[id] == *place));
    focused(&mut stage, None);
    assert_eq!(places(&stage), before, "all is where it was");
    assert!(!faded(&stage));
}

#[test]
fn what_is_in_focus_comes_into_the_picture_and_goes_again() {
    let mut stage = Stage::new(landscape());
    assert!(!places(&stage).contains_key("play"));
    focused(&mut stage, Some(Question::Strand("play".into()).into()));
    assert!(places(&stage).contains_key("play"));
    assert!(stage.session.view.extra.is_empty(), "it is there for the focus alone");
    focused(&mut stage, None);
    assert!(!places(&stage).contains_key("play"));
}

#[test]
fn people_go_back_into_a_focus_and_out_of_it() {
    let mut stage = Stage::new(landscape());
    stage.session.go_to("other".into());
    focused(&mut stage, way_up("group"));
    focused(&mut stage, Some(Question::Nobodys.into()));
    focused(&mut stage, None);
    stage.session.retrace(-1);
    assert_eq!(stage.session.view.focus, Some(Question::Nobodys.into()));
    stage.session.retrace(-1);
    assert_eq!(stage.session.view.focus, way_up("group"));
    stage.session.retrace(-1);
    assert_eq!((&stage.session.view.focus, &stage.session.selection.ids), (&None, &ids(["other"])));
    stage.session.retrace(1);
    assert_eq!(stage.session.view.focus, way_up("group"));
}

#[test]
fn a_focus_follows_the_map_and_waits_for_what_is_gone() {
    let mut stage = Stage::new(landscape());
    focused(&mut stage, way_up("group"));
    stage.draw(LinkKind::ReportsTo, "group", "other");
    let seen = stage.session.in_focus().expect("it is on the map");
    assert!(seen.nodes.contains("other"), "another way up");
    let removal = remove::consequences(stage.session.document.map(), &["group".into()]);
    stage.session.make(Ok(removal.step));
    stage.settle();
    assert!(stage.session.in_focus().is_none() && stage.session.view.focus.is_some());
    assert!(stage.session.picture.as_ref().is_some_and(|picture| picture.scene.focus.is_none()), "nothing fades");
    stage.session.undo();
    stage.settle();
    assert!(stage.session.in_focus().is_some());
}

#[test]
fn nothing_vanishes_under_the_hands_of_those_who_work_beside_a_focus() {
    let mut stage = Stage::new(landscape());
    focused(&mut stage, Some(Focus { question: Question::WayUp("group".into()), rest: Rest::IsLeftOut }));
    let addition = Addition { kind: NodeKind::Group, name: "Sport".into(), at: None, line: None };
    stage.session.add(&addition);
    stage.settle();
    assert!(places(&stage).contains_key("sport"));
    stage.session.selection = Selection::default();
    stage.settle();
    assert!(places(&stage).contains_key("sport") && !places(&stage).contains_key("other"));
    stage.session.go_to("other".into());
    stage.settle();
    assert!(places(&stage).contains_key("other"), "what is gone to is seen");
    focused(&mut stage, way_up("board"));
    focused(&mut stage, Some(Focus { question: Question::Nobodys, rest: Rest::IsLeftOut }));
    assert!(!places(&stage).contains_key("council"), "another question begins anew");
}

#[test]
fn breaks_are_marked_and_neighbours_are_looked_for_further_away() {
    let mut map = landscape();
    map.nodes
        .put(Node { status: crate::model::NodeStatus::Dormant, ..Node::clone(map.nodes.get("board").expect("it")) });
    let mut stage = Stage::new(map);
    focused(&mut stage, way_up("group"));
    assert!(stage.session.depiction(1.0).is_some_and(|depiction| !depiction.over.is_empty()));
    assert_eq!(stage.session.focus_further(1), None, "it is no matter of steps");
    focused(&mut stage, Some(Question::beside(["group".into()]).into()));
    assert_eq!(stage.session.focus_further(-1), None);
    let further = stage.session.focus_further(1);
    focused(&mut stage, further);
    assert!(stage.session.in_focus().is_some_and(|seen| seen.nodes.contains("council")));
    assert!(stage.session.depiction(1.0).is_none());
}

#[test]
fn a_view_keeps_what_is_in_focus_and_shows_it_again() {
    use crate::session::talk::TalkAct;
    let mut stage = Stage::new(landscape());
    focused(&mut stage, Some(Focus { question: Question::WayUp("group".into()), rest: Rest::IsLeftOut }));
    stage.session.talk(TalkAct::Keep, Default::default());
    stage.settle();
    let kept = stage.session.view_shown().expect("it is kept").clone();
    assert_eq!((kept.focus.as_deref(), kept.name.as_str()), (Some("only way-up:group"), "To whom Play Group answers"));
    focused(&mut stage, None);
    assert!(stage.session.view_has_changed());
    stage.session.talk(TalkAct::GoTo(kept.id), Default::default());
    stage.settle();
    assert_eq!(places(&stage).len(), 3, "the rest is left out again");
}
