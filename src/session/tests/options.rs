//! Going from the baseline to an option and back.

use super::*;
use crate::drawing::Plan;
use crate::session::options::OptionAct;

pub(super) fn open(stage: &mut Stage, option: Option<&str>) {
    stage.session.option(OptionAct::Open(option.map(Id::from)));
    stage.settle();
}

pub(super) fn with_option(map: Map, name: &str) -> Stage {
    let mut stage = Stage::new(map);
    let (id, step) = crate::editing::option::add(stage.session.document.map(), name, "", None).expect("a name");
    assert!(stage.session.made(Ok(step)));
    open(&mut stage, Some(id.as_str()));
    stage
}

#[test]
fn findings_and_figures_are_those_of_the_option_that_is_open() {
    let mut stage = with_option(town(), "Lean");
    let before = stage.session.open_findings().len();
    stage.draw(LinkKind::ReportsTo, "board", "council");
    let within = stage.session.open_findings().len();
    assert!(within < before, "the board has a route");
    open(&mut stage, None);
    assert_eq!(stage.session.open_findings().len(), before);
    assert!(stage.session.notice.is_none(), "nobody has caused anything by looking");
    stage.session.option(OptionAct::Further(1));
    stage.settle();
    assert_eq!((stage.session.open_findings().len(), stage.session.document.option()), (within, Some(&"lean".into())));
    stage.session.option(OptionAct::Further(1));
    assert_eq!(stage.session.document.option(), None, "after the last one comes the baseline");
}

#[test]
fn what_is_chosen_stays_chosen_where_it_is_there_too() {
    let mut stage = with_option(town(), "Lean");
    let removal = remove::consequences(stage.session.document.map(), &["group".into()]).step;
    stage.session.make(Ok(removal));
    open(&mut stage, None);
    stage.session.selection = Selection::of(["board".into(), "group".into()]);
    open(&mut stage, Some("lean"));
    assert_eq!(stage.session.chosen(), [Id::from("board")]);
}

#[test]
fn what_was_taken_into_the_picture_of_one_option_is_there_again_after_work_in_another() {
    let mut stage = with_option(town(), "Lean");
    stage.session.go_to("play".into());
    let removal = remove::consequences(stage.session.document.map(), &["play".into()]).step;
    stage.session.make(Ok(removal));
    assert_eq!(stage.session.view.extra_on(stage.session.document.map()), ids([]), "it is not in the option any more");
    let new = Node::new("swimming", crate::model::NodeKind::Strand, "Swimming");
    let edits = vec![crate::model::edit::Edit::put(new)];
    let label = "add swimming".to_owned();
    stage.session.make(Ok(crate::editing::Step { label, edits, chosen: vec!["swimming".into()] }));
    stage.session.go_to("swimming".into());
    open(&mut stage, None);
    assert_eq!(stage.session.view.extra_on(stage.session.document.map()), ids(["play"]));
    stage.session.make(crate::editing::change::rename(stage.session.document.map(), &"board".into(), "Cabinet"));
    open(&mut stage, Some("lean"));
    assert_eq!(stage.session.view.extra_on(stage.session.document.map()), ids(["swimming"]));
    // What no option has any more is let go of.
    let removal = remove::consequences(stage.session.document.map(), &["swimming".into()]).step;
    stage.session.make(Ok(removal));
    assert!(!stage.session.view.extra.contains("swimming"));
}

#[test]
fn undo_leads_to_the_option_without_counting_its_findings_as_news() {
    let mut stage = with_option(town(), "Lean");
    stage.draw(LinkKind::ReportsTo, "board", "council");
    open(&mut stage, None);
    stage.session.undo();
    stage.settle();
    assert_eq!(stage.session.document.option(), Some(&"lean".into()));
    let told = stage.session.notice.as_ref().map(Notice::words);
    assert_eq!(told.as_deref(), Some("Undone: add that Town Board reports to Council"));
}

#[test]
fn an_option_becomes_the_baseline_and_the_old_one_an_option_in_one_step() {
    let mut stage = with_option(town(), "Lean");
    let new = Node { status: crate::model::NodeStatus::Proposed, ..Node::new("hub", NodeKind::Board, "Hub") };
    let label = "add the hub".to_owned();
    let edits = vec![crate::model::edit::Edit::put(new)];
    stage.session.make(Ok(crate::editing::Step { label, edits, chosen: Vec::new() }));
    let before = Arc::clone(stage.session.document.baseline());
    let wanted = Map::clone(stage.session.document.map());
    stage.session.option(OptionAct::Promote("lean".into(), "Before 2011".into()));
    stage.settle();
    let document = &stage.session.document;
    assert_eq!(document.option(), None);
    let hub = document.map().nodes.get("hub").expect("it is there");
    assert_eq!(hub.status, crate::model::NodeStatus::Active, "what was proposed is at work");
    assert_eq!(document.map().nodes.len(), wanted.nodes.len());
    open(&mut stage, Some("before-2011"));
    let old = stage.session.document.map();
    assert_eq!((&old.nodes, &old.links, stage.session.document.conflicts()), (&before.nodes, &before.links, &[][..]));
    open(&mut stage, Some("lean"));
    let carried_out = stage.session.document.map();
    assert_eq!(
        (&carried_out.nodes, stage.session.document.conflicts()),
        (&stage.session.document.baseline().nodes, &[][..])
    );
    stage.session.undo();
    assert_eq!(stage.session.document.baseline(), &before);
}

#[test]
fn what_a_new_baseline_does_to_other_options_is_told_beside_the_way_back() {
    let mut stage = with_option(town(), "Lean");
    stage.rename("board", "Lean Board");
    let (_, step) = crate::editing::option::add(stage.session.document.baseline(), "Wide", "", None).expect("a name");
    assert!(stage.session.made(Ok(step)));
    open(&mut stage, Some("wide"));
    stage.rename("board", "Wide Board");
    stage.session.option(OptionAct::Promote("lean".into(), "Before".into()));
    assert!(stage.session.notice.is_some(), "that it was done is told, with the step back");
    let told = stage.session.message().map(|(told, _)| told.to_owned());
    assert_eq!(told.as_deref(), Some("1 change of “Wide” can no longer be made: open it, and “Decide…”"));
    stage.session.undo();
    open(&mut stage, Some("wide"));
    assert_eq!(stage.session.document.conflicts(), &[][..]);
}

#[test]
fn an_option_that_clashes_with_the_baseline_is_not_made_the_baseline() {
    let mut stage = with_option(town(), "Lean");
    stage.rename("board", "Lean Board");
    open(&mut stage, None);
    stage.rename("board", "Other Board");
    stage.session.option(OptionAct::Promote("lean".into(), "Before".into()));
    let (told, _) = stage.session.message().expect("it is told");
    assert!(told.starts_with("1 change could not be made, and has to be decided first"), "{told}");
    assert_eq!(stage.session.document.baseline().options.len(), 1);
}

#[test]
fn while_a_date_is_looked_at_nothing_is_taken_back_or_carried_out() {
    let mut stage = with_option(town(), "Lean");
    stage.rename("board", "Lean Board");
    let before = Arc::clone(stage.session.document.baseline());
    let date = "2007".parse().expect("a date");
    stage.session.look_at(Some(date));
    let acts: [fn(&mut Session); 3] =
        [Session::undo, Session::redo, |session| session.option(OptionAct::Promote("lean".into(), "Before".into()))];
    for act in acts {
        act(&mut stage.session);
        assert_eq!(stage.session.follow(), [FileQuestion::OnDate(date)]);
        let document = &stage.session.document;
        assert_eq!((document.date(), document.option()), (Some(date), Some(&"lean".into())));
        assert!(Arc::ptr_eq(document.baseline(), &before));
    }
}

#[test]
fn what_is_saved_is_the_baseline_with_its_options_whichever_is_open() {
    let mut stage = with_option(town(), "Lean");
    stage.rename("board", "Lean Board");
    let path = stage.path("town.boardwalk");
    assert_eq!(stage.save_as(&path), []);
    let read = boardwalk_file::read(&std::fs::read(&path).expect("a file")).expect("a map");
    assert_eq!((read.name("board"), read.options.len()), ("Town Board", 1));
    assert_eq!(&read, stage.session.document.baseline().as_ref());
}
/// The card that each card hangs under.
fn superiors(plan: &Plan, map: &Map) -> std::collections::BTreeMap<Id, Id> {
    let hung = plan.placement.hung.iter().filter_map(|id| map.links.get(id.as_str()));
    hung.map(|link| match link.kind {
        LinkKind::Owns => (link.to.clone(), link.from.clone()),
        _ => (link.from.clone(), link.to.clone()),
    })
    .collect()
}

/// How far cards stand from where they stood, as a share of the diagonal, of those that both pictures have and that hang
/// under the same card in both: on average, and at worst.
fn moved(before: &Plan, after: &Plan, maps: [&Map; 2]) -> (f32, f32) {
    let bounds = before.placement.bounds;
    let diagonal = bounds.width().hypot(bounds.height());
    let (here, there) = (superiors(before, maps[0]), superiors(after, maps[1]));
    let both = before.placement.cards.iter().filter_map(|(id, card)| Some((id, card, after.placement.cards.get(id)?)));
    let far = |a: crate::layout::Point, b: crate::layout::Point| (a.x - b.x).hypot(a.y - b.y) / diagonal;
    let far: Vec<f32> = both
        .filter(|(id, ..)| here.get(*id) == there.get(*id))
        // A card that became wider stands where it stood.
        .map(|(_, card, now)| far(card.min, now.min).min(far(card.centre(), now.centre())))
        .collect();
    assert!(far.len() > 10, "enough of them are in both");
    (far.iter().sum::<f32>() / far.len() as f32, far.into_iter().fold(0.0, f32::max))
}

#[test]
fn what_the_options_of_solihull_have_in_common_stays_where_it_is() {
    let document = crate::session::samples::document(0).expect("a sample");
    let options: Vec<Id> = document.baseline().options.ids().cloned().collect();
    assert_eq!(options.len(), 3);
    let mut stage = Stage::new(Map::default());
    stage.session.replace(document);
    stage.settle();
    let first = stage.session.picture.as_ref().expect("a picture").plan.placement.clone();
    for option in options.iter().map(Some).chain([None]) {
        let picture = stage.session.picture.as_ref().expect("a picture");
        let (before, map) = (Arc::clone(&picture.plan), Arc::clone(stage.session.document.map()));
        open(&mut stage, option.map(Id::as_str));
        let after = &stage.session.picture.as_ref().expect("a picture").plan;
        let (mean, worst) = moved(&before, after, [&map, stage.session.document.map()]);
        assert!(mean < 0.001 && worst < 0.005, "{option:?}: {mean} of the diagonal on average, {worst} at worst");
    }
    let again = &stage.session.picture.as_ref().expect("a picture").plan.placement;
    let differs = |id: &&Id| again.cards.get(*id) != first.cards.get(*id);
    let differ: Vec<&Id> = first.cards.keys().chain(again.cards.keys()).filter(differs).collect();
    assert!(differ.is_empty(), "the baseline is seen as it was, but {differ:?}");
}

#[test]
fn coming_back_to_an_option_finds_it_as_it_was_left() {
    let mut stage = with_option(tree_of(30), "Lean");
    stage.draw(LinkKind::Informs, "body-7", "body-20");
    let placement = |stage: &Stage| {
        let picture = stage.session.picture.as_ref().expect("a picture");
        Arc::clone(&picture.plan.placement)
    };
    let left = placement(&stage);
    open(&mut stage, None);
    let baseline = placement(&stage);
    open(&mut stage, Some("lean"));
    assert_eq!(placement(&stage).cards, left.cards);
    open(&mut stage, None);
    assert_eq!(placement(&stage).cards, baseline.cards);
    let node = Node::clone(stage.session.document.map().nodes.get("body-9").expect("a body"));
    let remit = Some("Looks after the parks".to_owned());
    let edits = vec![crate::model::edit::Edit::put(Node { remit, ..node })];
    stage.session.make(Ok(crate::editing::Step { label: "note".into(), edits, chosen: Vec::new() }));
    stage.settle();
    open(&mut stage, Some("lean"));
    assert_eq!(placement(&stage).cards, left.cards, "a remit moves no card");
    assert!(stage.session.document.map().nodes.get("body-9").is_some_and(|node| node.remit.is_some()));
}

/// So many bodies, of which each but the first answers to another.
fn tree_of(bodies: usize) -> Map {
    let mut map = Map::default();
    for number in 0..bodies {
        let mut node = Node::new(format!("body-{number}"), NodeKind::Group, format!("Group {number}"));
        node.accountable_body = (number == 0).then_some(true);
        map.nodes.put(node);
        if number > 0 {
            let (id, from, to) =
                (format!("up-{number}"), format!("body-{number}"), format!("body-{}", (number - 1) / 3));
            map.links.put(Link::new(id, LinkKind::ReportsTo, from, to));
        }
    }
    map
}

#[test]
fn whatever_is_edited_where_and_in_which_order_all_is_found_that_a_full_run_finds() {
    let mut stage = with_option(tree_of(12), "Lean");
    open(&mut stage, None);
    let (_, step) = crate::editing::option::add(stage.session.document.map(), "Wide", "", None).expect("a name");
    assert!(stage.session.made(Ok(step)));
    let mut chance = 7_usize;
    let mut next = |most: usize| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) % most
    };
    for round in 0..60 {
        open(&mut stage, [None, Some("lean"), Some("wide")][next(3)]);
        let map = Arc::clone(stage.session.document.map());
        let nodes: Vec<Id> = map.nodes.ids().cloned().collect();
        let (one, other) = (nodes[next(nodes.len())].clone(), nodes[next(nodes.len())].clone());
        let statuses = [crate::model::NodeStatus::Active, crate::model::NodeStatus::Dormant];
        let outcome = match next(5) {
            0 => change::rename(&map, &one, &format!("Panel {round}")),
            1 => change::status(&map, std::slice::from_ref(&one), statuses[next(2)]),
            2 => add::line(&map, LinkKind::MemberOf, &one, &other),
            3 if nodes.len() > 6 => Ok(remove::consequences(&map, &[one]).step),
            _ => add::node(&map, NodeKind::Group, &format!("New {round}"), None),
        };
        stage.session.make(outcome);
        stage.settle();
        open(&mut stage, [None, Some("lean"), Some("wide")][next(3)]);
        let picture = stage.session.picture.as_ref().expect("a picture");
        let full = crate::analysis::analyse(stage.session.document.map());
        assert_eq!(picture.report.findings, full.findings, "round {round}");
        assert_eq!(picture.report.metrics, full.metrics, "round {round}");
        let shown: std::collections::BTreeSet<&Id> = picture.scene.cards.iter().map(|card| &card.id).collect();
        assert!(shown.iter().all(|id| stage.session.document.map().nodes.contains(id.as_str())), "round {round}");
        for card in &picture.scene.cards {
            assert_eq!(card.name, stage.session.document.map().name(card.id.as_str()), "round {round}");
        }
    }
}
