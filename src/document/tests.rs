//! A document's history, what counts as saved, and work within its options.

use super::*;
use crate::model::{DesignOption, EntryKind, Node, NodeKind, Position};

fn document() -> Document {
    let put = Edit::put(Node::new("board", NodeKind::Board, "Board"));
    Document::new(edit::apply(&Map::default(), &[put]).expect("a sound map"))
}

fn place(document: &mut Document, x: i32) {
    let place = Position { id: "board".into(), x, y: 0, unknown: Default::default() };
    document.apply(format!("Move to {x}"), vec![Edit::put(place)]).expect("the board is there");
}

fn x(document: &Document) -> Option<i32> {
    document.map().placement.get("board").map(|position| position.x)
}

fn stamp() -> Stamp {
    Stamp { length: 0, modified: None, hash: [0; 32], has_mark: false }
}

#[test]
fn steps_are_undone_and_redone_by_label() {
    let mut document = document();
    place(&mut document, 1);
    place(&mut document, 2);
    assert_eq!(document.undo(), Some("Move to 2"));
    assert_eq!(x(&document), Some(1));
    assert_eq!((document.undo_label(), document.redo_label()), (Some("Move to 1"), Some("Move to 2")));
    assert_eq!(document.redo(), Some("Move to 2"));
    assert_eq!(x(&document), Some(2));
    assert_eq!(document.redo(), None);
    document.undo();
    place(&mut document, 3);
    assert_eq!(document.redo_label(), None, "a new step forgets what was undone");
}

#[test]
fn history_goes_back_to_the_start() {
    let mut document = document();
    let start = Arc::clone(document.map());
    (1..=2000).for_each(|x| place(&mut document, x));
    let steps = std::iter::from_fn(|| document.undo().map(str::to_owned)).count();
    assert_eq!((steps, document.map()), (2000, &start));
    assert!(std::iter::from_fn(|| document.redo().map(str::to_owned)).count() == 2000 && x(&document) == Some(2000));
}

#[test]
fn history_grows_no_longer_than_its_most_steps() {
    let mut document = document();
    (1..=2 * MOST_STEPS as i32).for_each(|x| place(&mut document, x));
    assert_eq!(document.past.len(), MOST_STEPS);
    while document.undo().is_some() {}
    assert_eq!(x(&document), Some(MOST_STEPS as i32), "the earliest steps are let go");
    assert!(document.is_dirty(), "what was opened is not there to come back to");
}

#[test]
fn undoing_back_to_what_was_saved_is_clean() {
    let mut document = document();
    assert!(!document.is_dirty());
    place(&mut document, 1);
    assert!(document.is_dirty());
    document.mark_saved(document.revision(), "map.boardwalk".into(), stamp());
    place(&mut document, 2);
    document.undo();
    assert!(!document.is_dirty());
    document.undo();
    assert!(document.is_dirty(), "the state before the saved one is another");
    place(&mut document, 1);
    assert!(document.is_dirty(), "the saved state is gone from the history");
}

#[test]
fn an_edit_that_changes_nothing_is_no_step() {
    let mut document = document();
    place(&mut document, 1);
    place(&mut document, 1);
    document.undo();
    assert_eq!(document.undo_label(), None);
}

#[test]
fn a_document_for_reading_does_not_change() {
    let map = Map::clone(document().map());
    let mut document = Document::opened(map, "map.boardwalk".into(), stamp(), true);
    assert_eq!(document.apply("Remove", vec![Edit::Remove(EntryKind::Node, "board".into())]), Err(StepError::ReadOnly));
    assert_eq!(document.map().nodes.len(), 1);
}

/// A document with two options that change nothing yet.
fn with_options() -> Document {
    let mut document = document();
    for (id, name) in [("lean", "Lean"), ("broad", "Broad")] {
        document.apply(format!("Add {name}"), vec![option(id, name)]).expect("an option");
    }
    document
}

fn option(id: &str, name: &str) -> Edit {
    Edit::PutOption(DesignOption::new(id, name))
}

fn name(document: &mut Document, name: &str) {
    let board = Node::new("board", NodeKind::Board, name);
    document.apply(format!("Name it {name}"), vec![Edit::put(board)]).expect("the board is there");
}

fn names(document: &Document) -> [String; 2] {
    [document.map(), document.baseline()].map(|map| map.name("board").to_owned())
}

#[test]
fn what_is_done_within_an_option_leaves_the_baseline_and_the_others_alone() {
    let mut document = with_options();
    document.work_on(Some(&"lean".into()));
    name(&mut document, "Lean Board");
    assert_eq!(names(&document), ["Lean Board", "Board"]);
    place(&mut document, 7);
    assert_eq!((x(&document), document.baseline().placement.len()), (Some(7), 0), "a card that is moved, too");
    document.work_on(Some(&"broad".into()));
    assert_eq!((names(&document), x(&document)), (["Board", "Board"].map(str::to_owned), None));
    document.work_on(Some(&"lean".into()));
    assert_eq!((names(&document)[0].as_str(), x(&document)), ("Lean Board", Some(7)));
    document.work_on(None);
    assert_eq!((names(&document), document.option()), (["Board", "Board"].map(str::to_owned), None));
}

#[test]
fn undo_goes_to_the_option_in_which_a_step_was_made() {
    let mut document = with_options();
    let start = Arc::clone(document.baseline());
    let lean = Id::from("lean");
    document.work_on(Some(&lean));
    name(&mut document, "Lean Board");
    document.work_on(None);
    name(&mut document, "Town Board");
    document.work_on(Some(&"broad".into()));
    assert_eq!(document.undo(), Some("Name it Town Board"));
    assert_eq!((document.option(), names(&document)[0].as_str()), (None, "Board"));
    document.undo();
    assert_eq!((document.option(), names(&document)), (Some(&lean), ["Board", "Board"].map(str::to_owned)));
    assert_eq!(document.baseline(), &start);
    document.redo();
    assert_eq!((document.option(), names(&document)[0].as_str()), (Some(&lean), "Lean Board"));
    document.redo();
    assert_eq!((document.option(), names(&document)[0].as_str()), (None, "Town Board"));
}

#[test]
fn an_option_follows_its_baseline_in_what_it_does_not_touch() {
    let mut document = with_options();
    document.work_on(Some(&"lean".into()));
    name(&mut document, "Lean Board");
    document.work_on(None);
    let remit = |remit: &str| Node { remit: Some(remit.into()), ..Node::new("board", NodeKind::Board, "Board") };
    document.apply("Remit", vec![Edit::put(remit("Decides"))]).expect("the board is there");
    document.work_on(Some(&"lean".into()));
    assert_eq!(names(&document), ["Lean Board", "Board"]);
    assert_eq!(document.map().nodes.get("board").and_then(|board| board.remit.as_deref()), Some("Decides"));
    assert_eq!(document.conflicts(), []);
    document.work_on(None);
    name(&mut document, "Town Board");
    document.work_on(Some(&"lean".into()));
    assert_eq!((names(&document)[0].as_str(), document.conflicts().len()), ("Town Board", 1), "to be decided");
    assert_eq!(document.map().options.get("lean").map(|option| option.changes.len()), Some(1), "and not lost");
}

#[test]
fn options_are_made_renamed_and_deleted_from_within_one() {
    let mut document = with_options();
    document.work_on(Some(&"lean".into()));
    document.apply("Rename", vec![option("lean", "Leaner")]).expect("it is there");
    assert_eq!((document.map().name("lean"), document.baseline().name("lean")), ("Leaner", "Leaner"));
    assert_eq!(document.option(), Some(&"lean".into()));
    document.apply("Delete", vec![Edit::Remove(EntryKind::Option, "lean".into())]).expect("it is there");
    assert_eq!(document.option(), None, "what is deleted is not worked on");
    document.undo();
    assert_eq!(document.option(), Some(&"lean".into()));
}

#[test]
fn an_edit_that_fits_no_option_changes_nothing() {
    let mut document = with_options();
    document.work_on(Some(&"lean".into()));
    let before = document.clone();
    let removal = vec![Edit::Remove(EntryKind::Node, "nowhere".into())];
    assert!(matches!(document.apply("Remove", removal), Err(StepError::Edit(_))));
    name(&mut document, "Board");
    assert_eq!((document.map(), document.revision()), (before.map(), before.revision()));
}

#[test]
fn history_takes_no_more_than_its_most_bytes_and_gives_what_it_lets_go() {
    let mut document = document();
    let start = Arc::clone(document.baseline());
    let note = |number: usize| {
        let mut board = Node::new("board", NodeKind::Board, "Board");
        board.notes = Some(char::from(b'a' + (number % 26) as u8).to_string().repeat(1 << 20));
        Edit::put(board)
    };
    for number in 0..MOST_BYTES >> 20 {
        document.apply("Note", vec![note(number)]).expect("the board is there");
    }
    assert!(document.past.len() < MOST_BYTES >> 20, "a megabyte each is too much for all of them");
    assert_eq!(document.take_let_go(), Some(start), "what was opened");
    for number in 0..50 {
        document.apply("Note", vec![note(number)]).expect("the board is there");
    }
    assert!((LEAST_STEPS + 1..=MOST_BYTES >> 20).contains(&document.past.len()), "{}", document.past.len());
    assert_eq!(document.take_let_go(), None, "not each of them");
    let large = |number: usize| {
        let notes = (0..5).map(|part| {
            let mut node = Node::new(format!("node-{part}"), NodeKind::Group, format!("{number} {part}"));
            node.notes = Some("x".repeat(1 << 20));
            Edit::put(node)
        });
        notes.collect::<Vec<_>>()
    };
    for number in 0..30 {
        document.apply("Many notes", large(number)).expect("a sound map");
    }
    assert_eq!(document.past.len(), LEAST_STEPS, "a few can be taken back in any case");
}

#[test]
fn a_map_is_looked_at_as_of_a_date_and_changed_only_now() {
    let mut document = with_options();
    let date = |text: &str| text.parse::<crate::model::When>().expect("a date");
    let old = Node { until: Some(date("2008")), ..Node::new("old", NodeKind::Board, "Old") };
    document.apply("Add", vec![Edit::put(Node { status: crate::model::NodeStatus::Ended, ..old })]).expect("sound");
    let (now, revision) = (document.map().clone(), document.revision());
    document.look_at(Some(date("2007")));
    let status = |document: &Document| document.map().nodes.get("old").map(|old| old.status);
    assert_eq!(status(&document), Some(crate::model::NodeStatus::Active));
    assert_eq!((document.now(), document.baseline()), (&now, &now), "what is saved is as it was");
    let refused = document.apply("Add", vec![Edit::put(Node::new("new", NodeKind::Board, "New"))]);
    assert_eq!(refused, Err(StepError::OnDate(date("2007"))));
    assert_eq!(document.put("Put", Map::default()), Err(StepError::OnDate(date("2007"))));
    assert_eq!((document.revision(), document.is_read_only(), document.is_protected()), (revision, true, false));
    document.work_on(Some(&"lean".into()));
    assert_eq!((status(&document), document.date()), (Some(crate::model::NodeStatus::Active), Some(date("2007"))));
    document.look_at(None);
    assert!(!document.is_read_only() && document.map() == document.now());
}

#[test]
fn what_is_noted_is_of_the_map_in_every_option_and_on_every_date_and_changes_nothing() {
    let mut document = document();
    document.apply("add", vec![Edit::PutOption(DesignOption::new("o", "O"))]).expect("an option");
    let began = document.revision();
    document.work_on(Some(&"o".into()));
    let said = |id: &str| Edit::put(crate::model::Capture::new(id, Default::default(), "It stays"));
    document.apply("note", vec![said("a")]).expect("a step");
    assert!(document.steps_since(began).is_empty(), "nothing is changed");
    place(&mut document, 7);
    document.look_at("2011".parse().ok());
    document.apply("note", vec![said("b")]).expect("a step on any date");
    assert_eq!((document.map().captures.len(), document.baseline().captures.len()), (2, 2));
    document.look_at(None);
    let changes = |document: &Document| document.baseline().options.get("o").map(|option| option.changes.len());
    assert_eq!(changes(&document), Some(1), "of the option it is no change");
    document.work_on(None);
    assert_eq!(document.map().captures.len(), 2);
    let since = document.steps_since(began);
    let told: Vec<_> = since.iter().map(|made| (made.label, made.option.map(Id::as_str))).collect();
    assert_eq!(told, [("Move to 7", Some("o"))]);
    document.undo();
    assert_eq!((document.map().captures.len(), document.option()), (1, Some(&"o".into())));
}
