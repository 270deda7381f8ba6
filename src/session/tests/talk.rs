//! Views: what is seen becomes one, and one becomes what is seen, whatever has become of the map meanwhile.

use std::collections::BTreeSet;

use super::*;
use crate::drawing::{Lens, Shown};
use crate::editing::view::{self, ViewText};
use crate::session::talk::TalkAct;

fn give(stage: &mut Stage, act: TalkAct) {
    stage.session.talk(act, BTreeSet::new());
    stage.settle();
}

/// Where the canvas is brought, as the window asks in each frame.
fn arrive(stage: &mut Stage) -> Option<Vec<Id>> {
    stage.settle();
    stage.session.arrival()
}

fn names(stage: &Stage) -> Vec<String> {
    stage.session.views().iter().map(|view| view.name.clone()).collect()
}

fn shown(stage: &Stage) -> Option<String> {
    stage.session.view_shown().map(|view| view.name.clone())
}

/// A town with an option, and a view of it under that option with the first finding lit.
fn with_a_view() -> Stage {
    let mut stage = Stage::new(town());
    let (id, step) = crate::editing::option::add(stage.session.document.map(), "Lean", "", None).expect("a name");
    assert!(stage.session.made(Ok(step)));
    stage.session.work_on(Some(&id));
    stage.settle();
    stage.session.view.show(&stage.session.document.map().clone(), Shown { strands: true, ..Shown::default() });
    stage.session.view.lens = Lens::Findings;
    let key = stage.session.findings()[0].key();
    stage.session.go_to_finding(key);
    stage.settle();
    stage.session.talk(TalkAct::Keep, ids(["board"]));
    stage
}

fn leave(stage: &mut Stage) {
    stage.session.work_on(None);
    stage.session.view.show(&stage.session.document.map().clone(), Shown::default());
    stage.session.view.lens = Lens::Status;
    stage.session.selection = Selection::default();
    stage.settle();
}

#[test]
fn what_is_seen_is_seen_again_when_its_view_is_shown() {
    let mut stage = with_a_view();
    let (view, lit) = (stage.session.view.clone(), stage.session.selection.finding.clone());
    assert!(lit.is_some() && !stage.session.view_has_changed());
    let undo = stage.session.document.undo_label().map(str::to_owned);
    assert_eq!(undo.as_deref(), Some("keep view “Lean”"), "one step, of the map whatever option is open");
    assert!(stage.session.document.baseline().options.get("lean").is_some_and(|option| option.changes.is_empty()));
    leave(&mut stage);
    assert!(stage.session.view_has_changed());
    give(&mut stage, TalkAct::Return);
    assert_eq!(arrive(&mut stage), Some(vec!["board".into()]));
    assert_eq!(stage.session.document.option(), Some(&"lean".into()));
    assert_eq!((&stage.session.view.shown, stage.session.view.lens), (&view.shown, Lens::Findings));
    assert_eq!(stage.session.selection.finding, lit);
    assert!(!stage.session.view_has_changed());
    assert_eq!(arrive(&mut stage), None, "nobody is brought anywhere twice");
}

#[test]
fn whoever_ends_a_talk_goes_on_where_they_were() {
    let mut stage = with_a_view();
    leave(&mut stage);
    let before = stage.session.view.clone();
    stage.session.present(true);
    give(&mut stage, TalkAct::First);
    let view = &stage.session.view;
    assert_eq!((stage.session.document.option(), view.lens), (Some(&"lean".into()), Lens::Findings));
    stage.session.present(false);
    stage.settle();
    let view = &stage.session.view;
    assert_eq!(stage.session.document.option(), None, "the next edit is not made in the option that was shown last");
    assert_eq!((view.shown, view.lens, view.form), (before.shown, before.lens, before.form));
    assert_eq!(stage.session.message().map(|(told, _)| told), Some("Back in the baseline, as before the talk"));
    assert_eq!(shown(&stage).as_deref(), Some("Lean"), "where the talk was is not forgotten");
    // Who only shows the map to the room, and goes to an option by hand, has meant it.
    stage.session.present(true);
    stage.session.work_on(Some(&"lean".into()));
    stage.session.present(false);
    assert_eq!(stage.session.document.option(), Some(&"lean".into()));
}

#[test]
fn a_view_keeps_what_has_changed_only_when_it_is_told_to() {
    let mut stage = with_a_view();
    leave(&mut stage);
    let kept = stage.session.view_shown().cloned();
    give(&mut stage, TalkAct::Update);
    let view = stage.session.view_shown().expect("the view").clone();
    assert_ne!(kept, Some(view.clone()));
    assert_eq!((view.option, view.lens, view.finding, view.near), (None, None, None, ids(["board"])));
    assert!(!stage.session.view_has_changed());
    stage.session.talk.note_moved(true);
    assert!(stage.session.view_has_changed(), "somebody has moved the picture");
    stage.session.talk(TalkAct::Update, ids(["group"]));
    assert_eq!(stage.session.view_shown().map(|view| view.near.clone()), Some(ids(["group"])));
    stage.session.undo();
    stage.session.undo();
    assert_eq!(stage.session.view_shown().cloned(), kept, "each is a step of its own");
}

#[test]
fn views_are_stepped_through_and_end_at_the_ends() {
    let mut stage = Stage::new(town());
    for name in ["One", "Two", "Three"] {
        stage.session.talk(TalkAct::Keep, BTreeSet::new());
        let id = stage.session.view_shown().expect("it is shown").id.clone();
        let outcome = view::describe(stage.session.document.baseline(), &id, ViewText::Name, name);
        stage.session.make(outcome);
    }
    assert_eq!(names(&stage), ["One", "Two", "Three"]);
    for (act, at) in [
        (TalkAct::First, "One"),
        (TalkAct::Further(-1), "One"),
        (TalkAct::Further(1), "Two"),
        (TalkAct::Further(5), "Three"),
        (TalkAct::Last, "Three"),
        (TalkAct::Further(-2), "One"),
    ] {
        give(&mut stage, act);
        assert_eq!(shown(&stage).as_deref(), Some(at));
    }
    assert_eq!(stage.session.place_in_talk(), Some((0, 3)));
    assert_eq!(stage.session.next_view().map(|view| view.name.as_str()), Some("Two"));
    give(&mut stage, TalkAct::Copy("gone".into()));
    assert!(stage.told().starts_with("That view is not there any more"), "{}", stage.told());
    give(&mut stage, TalkAct::GoTo("gone".into()));
    assert_eq!(stage.told(), "That view is not there any more");
}

#[test]
fn a_view_shows_what_there_is_and_says_what_is_gone() {
    let mut stage = with_a_view();
    stage.session.talk(TalkAct::Keep, ids(["group", "board"]));
    let removal = remove::consequences(stage.session.document.map(), &["group".into()]).step;
    stage.session.work_on(None);
    stage.session.make(Ok(removal));
    let option = crate::editing::option::remove(stage.session.document.map(), &"lean".into());
    stage.session.make(option);
    give(&mut stage, TalkAct::Last);
    assert_eq!(stage.session.document.option(), None);
    assert_eq!(arrive(&mut stage), Some(vec!["board".into()]));
    let told = stage.told();
    assert!(told.starts_with("Of this view there is no more: its option and 1 thing that it names"), "{told}");
}

#[test]
fn a_view_is_kept_on_a_date_and_leads_back_to_it() {
    let mut stage = Stage::new(town());
    let date: crate::model::When = "2009".parse().expect("a date");
    stage.session.look_at(Some(date));
    stage.settle();
    give(&mut stage, TalkAct::Keep);
    assert_eq!(names(&stage), ["As of 2009"]);
    assert_eq!(stage.session.document.date(), Some(date), "nothing else was changed");
    stage.session.look_at(None);
    give(&mut stage, TalkAct::First);
    assert_eq!(stage.session.document.date(), Some(date));
    stage.session.look_at(None);
    stage.session.undo();
    assert!(names(&stage).is_empty() && shown(&stage).is_none());
}

#[test]
fn a_talk_is_made_of_what_is_found_in_one_step() {
    let mut stage = Stage::new(town());
    give(&mut stage, TalkAct::Make);
    assert!(names(&stage).len() > 1, "{:?}", names(&stage));
    assert_eq!(shown(&stage).as_deref(), Some("Town"));
    assert_eq!(stage.session.document.undo_label(), Some("make a talk"));
    let named = stage.session.views().iter().filter(|view| view.caption.is_none()).count();
    assert_eq!(named, 0, "each says something");
    stage.session.undo();
    assert!(names(&stage).is_empty());
    let mut empty = Stage::new(Map::default());
    give(&mut empty, TalkAct::Make);
    assert!(empty.told().starts_with("There is nothing to make a talk of yet"), "{}", empty.told());
}

#[test]
fn the_map_is_edited_in_the_middle_of_the_talk() {
    let mut stage = with_a_view();
    stage.session.present(true);
    assert!(stage.session.talk.stage.since.is_some());
    stage.rename("board", "Partnership Board");
    give(&mut stage, TalkAct::First);
    assert_eq!(stage.session.document.map().name("board"), "Partnership Board");
    give(&mut stage, TalkAct::Black(true));
    assert!(stage.session.talk.stage.is_black);
    give(&mut stage, TalkAct::First);
    assert!(!stage.session.talk.stage.is_black, "who shows something wants it to be seen");
    stage.session.present(false);
    assert_eq!(stage.session.talk.stage.since, None);
    stage.session.replace(Document::new(Map::default()));
    assert!(stage.session.view_shown().is_none());
}
