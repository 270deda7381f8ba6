//! Folding in the window: trees fold to a card by key, menu and mark, unfold for what is to be seen, and views keep it.

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command, Target};
use boardwalk::drawing::fit::AT_THE_BACK;
use boardwalk::drawing::names_in;
use boardwalk::model::{Id, LinkKind, Question, Rest};
use boardwalk::session::talk::TalkAct;
use egui::accesskit::ActionRequest;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::*;

const NONE: Modifiers = Modifiers::NONE;

const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [{"id": "council", "kind": "partner", "name": "Council", "accountable_body": true},
        {"id": "board", "kind": "board", "name": "Town Board"}, {"id": "play", "kind": "group", "name": "Play Group"},
        {"id": "sport", "kind": "group", "name": "Sport Group"}, {"id": "team", "kind": "group", "name": "Play Team"}],
    "links": [{"id": "a", "kind": "reports_to", "from": "board", "to": "council"},
        {"id": "b", "kind": "reports_to", "from": "play", "to": "board"},
        {"id": "c", "kind": "reports_to", "from": "sport", "to": "board"},
        {"id": "d", "kind": "reports_to", "from": "team", "to": "play"}]}"#;

const FOLDED: &str = "Town Board, board, active, folded: 3 groups";

fn cards(harness: &Harness<'_, App>) -> Vec<String> {
    let picture = harness.state().session().picture.as_ref().expect("a picture");
    picture.scene.cards.iter().map(|card| card.id.to_string()).collect()
}

#[test]
fn a_key_folds_a_tree_to_a_card_and_shows_it_again() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    select(&mut harness, &["board"]);
    press(&mut harness, NONE, Key::J);
    settle(&mut harness);
    assert_eq!(cards(&harness), ["board", "council"]);
    assert!(harness.query_by_label_contains(FOLDED).is_some(), "{}", text(&harness));
    assert!(says(&harness, "1 folded card stands for 3 groups"), "nothing is hidden in silence");
    press(&mut harness, NONE, Key::J);
    settle(&mut harness);
    assert_eq!(cards(&harness).len(), 5);
    act(&mut harness, Act::Select([].into()));
    press(&mut harness, Modifiers::SHIFT, Key::J);
    settle(&mut harness);
    assert_eq!(cards(&harness), ["council"], "every tree is folded");
    click(&mut harness, "Unfold all");
    settle(&mut harness);
    assert_eq!(cards(&harness).len(), 5);
    assert!(!harness.state().session().document.is_dirty(), "looking changes nothing");
}

#[test]
fn what_is_gone_to_or_made_unfolds_and_that_is_told() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    let fold = |harness: &mut Harness<'_, App>| {
        select(harness, &["board"]);
        press(harness, NONE, Key::J);
        settle(harness);
        assert_eq!(cards(harness), ["board", "council"]);
    };
    fold(&mut harness);
    act(&mut harness, Act::GoTo(Target::Record("team".into())));
    settle(&mut harness);
    assert_eq!(cards(&harness).len(), 5);
    assert!(says(&harness, "Unfolded Town Board to show it"), "{}", text(&harness));
    fold(&mut harness);
    let (kind, from, to) = (LinkKind::Informs, "sport".into(), "council".into());
    act(&mut harness, Act::Draw { kind, from, to });
    settle(&mut harness);
    assert!(cards(&harness).contains(&"sport".to_owned()), "what was made is seen");
}

const LOOSE: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [{"id": "council", "kind": "partner", "name": "Council", "accountable_body": true},
        {"id": "play", "kind": "group", "name": "Play Group"}, {"id": "sport", "kind": "group", "name": "Sport Group"},
        {"id": "song", "kind": "group", "name": "Song Group"}, {"id": "team", "kind": "group", "name": "Song Team"}],
    "links": [{"id": "d", "kind": "reports_to", "from": "team", "to": "song"}]}"#;

const TRAY: &str = "No line upward, tray of 3 cards";

#[test]
fn a_tray_folds_by_key_by_mark_and_by_what_a_screen_reader_asks() {
    let home = home();
    let mut harness = window_with(home.path(), LOOSE);
    let folded = ["~group~active"];
    let unfold = |harness: &mut Harness<'_, App>| {
        assert_eq!(cards(harness), folded);
        assert!(says(harness, "Folded No line upward with 3 cards"), "{}", text(harness));
        assert!(harness.query_by_label_contains("3 groups, group, active, folded: with 1 group").is_some());
        press(harness, NONE, Key::J);
        settle(harness);
        assert_eq!(cards(harness).len(), 4, "and back by the key");
    };
    select(&mut harness, &["play"]);
    press(&mut harness, NONE, Key::J);
    settle(&mut harness);
    select(&mut harness, &["play"]);
    unfold(&mut harness);
    let (target_node, target_tree) = harness.get_by_label(TRAY).accesskit_node().locate();
    let action = egui::accesskit::Action::Collapse;
    harness.event(Event::AccessKitActionRequest(ActionRequest { target_node, target_tree, action, data: None }));
    settle(&mut harness);
    select(&mut harness, &["sport"]);
    unfold(&mut harness);
    let corner = harness.get_by_label(TRAY).rect().max;
    click_at(&mut harness, corner - egui::vec2(1.0, 1.0));
    settle(&mut harness);
    assert_eq!(cards(&harness), folded, "by its mark");
    act(&mut harness, Act::Talk(TalkAct::Keep));
    assert_eq!(harness.state().session().views()[0].folded, ["play", "song", "sport"].map(Id::from).into());
    act(&mut harness, Act::Command(Command::UnfoldAll));
    settle(&mut harness);
    assert_eq!(cards(&harness).len(), 4);
}

#[test]
fn a_view_keeps_what_is_folded() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    select(&mut harness, &["play"]);
    press(&mut harness, NONE, Key::J);
    settle(&mut harness);
    act(&mut harness, Act::Talk(TalkAct::Keep));
    let view = harness.state().session().views()[0].clone();
    assert_eq!(view.folded, [Id::from("play")].into());
    act(&mut harness, Act::Command(Command::UnfoldAll));
    settle(&mut harness);
    assert!(harness.state().session().view_has_changed());
    assert_eq!(cards(&harness).len(), 5);
    act(&mut harness, Act::Talk(TalkAct::GoTo(view.id.clone())));
    settle(&mut harness);
    assert_eq!(cards(&harness).len(), 4, "folded again");
    act(&mut harness, Act::Command(Command::UnfoldAll));
    settle(&mut harness);
    act(&mut harness, Act::Talk(TalkAct::Update));
    assert!(harness.state().session().views()[0].folded.is_empty());
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(harness.state().session().views()[0].folded.len(), 1, "which can be taken back");
}

#[test]
fn one_key_makes_every_name_readable_at_the_back() {
    let home = home();
    let mut harness = window(home.path(), None);
    let names =
        |harness: &Harness<'_, App>| names_in(&harness.state().session().picture.as_ref().expect("a picture").scene);
    assert!(names(&harness) < f32::from(AT_THE_BACK));
    let all = cards(&harness).len();
    press(&mut harness, NONE, Key::I);
    settle(&mut harness);
    assert!(names(&harness) >= f32::from(AT_THE_BACK), "{}", names(&harness));
    let picture = harness.state().session().picture.as_ref().expect("a picture");
    let folded = picture.plan.folded.as_ref().expect("there are more than there is room for");
    let (rests, members): (usize, usize) = folded
        .packs
        .values()
        .fold((0, 0), |(rests, members), pack| (rests + usize::from(pack.is_rest), members + pack.members.len()));
    assert_eq!(picture.scene.cards.len() - rests + members, all, "every body is on some card");
    assert!(says(&harness, "small print left out"));
    press(&mut harness, NONE, Key::I);
    settle(&mut harness);
    assert_eq!(cards(&harness).len(), all);
}

#[test]
fn around_a_focus_the_rest_folds_if_that_is_chosen() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::Focus(Some(Question::WayUp("sport".into()).into())));
    let rest = |harness: &Harness<'_, App>| harness.state().session().view.focus.as_ref().map(|focus| focus.rest);
    press(&mut harness, NONE, Key::G);
    press(&mut harness, NONE, Key::G);
    settle(&mut harness);
    assert_eq!(rest(&harness), Some(Rest::Folds));
    assert_eq!(cards(&harness), ["board", "council", "play", "sport"], "the team is on the card of its group");
    press(&mut harness, NONE, Key::G);
    settle(&mut harness);
    assert_eq!((rest(&harness), cards(&harness).len()), (Some(Rest::Fades), 5));
}

#[test]
fn what_is_looked_at_from_near_is_not_folded_away_from_under_the_eyes() {
    let home = home();
    let mut harness = sized([1366.0, 768.0], home.path(), None);
    act(&mut harness, Act::Command(Command::PresentTalk));
    for place in 1..harness.state().session().views().len() {
        act(&mut harness, Act::Command(Command::NextView));
        settle(&mut harness);
        act(&mut harness, Act::Command(Command::ReadableAtTheBack));
        settle(&mut harness);
        let seen = harness.state().canvas().in_view();
        let scene = &harness.state().session().picture.as_ref().expect("a picture").scene;
        let is_seen = |card: &boardwalk::drawing::Card| {
            let middle = card.rect.centre();
            (seen.min.x..seen.max.x).contains(&middle.x) && (seen.min.y..seen.max.y).contains(&middle.y)
        };
        assert!(scene.cards.iter().any(is_seen), "{place}: {seen:?}");
        act(&mut harness, Act::Command(Command::ReadableAtTheBack));
        settle(&mut harness);
    }
}

#[test]
fn what_is_unfolded_again_stands_where_it_stood() {
    let home = home();
    let mut harness = window(home.path(), None);
    let places = |harness: &Harness<'_, App>| -> std::collections::BTreeMap<Id, [i32; 2]> {
        let scene = &harness.state().session().picture.as_ref().expect("a picture").scene;
        // Seen from one card: all of it may have moved together.
        let zero = scene.cards.iter().find(|card| card.id == "trust-board".into()).expect("a card").rect.min;
        let place = |at: boardwalk::layout::Point| [(at.x - zero.x).round() as i32, (at.y - zero.y).round() as i32];
        scene.cards.iter().map(|card| (card.id.clone(), place(card.rect.min))).collect()
    };
    let before = places(&harness);
    press(&mut harness, Modifiers::SHIFT, Key::J);
    settle(&mut harness);
    assert!(cards(&harness).len() < before.len(), "it is folded");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::J);
    settle(&mut harness);
    assert_eq!(places(&harness), before, "all of it");
    select(&mut harness, &["trust-board"]);
    press(&mut harness, NONE, Key::J);
    settle(&mut harness);
    press(&mut harness, NONE, Key::J);
    settle(&mut harness);
    assert_eq!(places(&harness), before, "one tree");
}
