//! Layouts: chosen, kept by views, and each with the places that hands gave cards in it.

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use boardwalk::editing::place;
use boardwalk::layout::{By, Form, Rect};
use boardwalk::model::Id;
use boardwalk::session::panels::Panel;
use boardwalk::session::talk::TalkAct;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use std::collections::BTreeMap;

use crate::harness::{act, click, home, press, says, settle, text, window, window_with};

const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [{"id": "board", "kind": "board", "name": "Town Board"}, {"id": "group", "kind": "group", "name": "Play Group"},
        {"id": "team", "kind": "group", "name": "Street Team", "status": "dormant"}],
    "links": [{"id": "up", "kind": "reports_to", "from": "group", "to": "board"}]}"#;

fn places(harness: &Harness<'_, App>) -> BTreeMap<Id, Rect> {
    let scene = &harness.state().session().picture.as_ref().expect("a picture").scene;
    scene.cards.iter().map(|card| (card.id.clone(), card.rect)).collect()
}

fn move_to(harness: &mut Harness<'_, App>, id: &str, at: (i32, i32)) {
    let session = harness.state().session();
    let moved = session.placed(place::move_to(session.document.map(), &[(id.into(), at)]));
    act(harness, Act::Make(moved));
}

#[test]
fn layouts_are_chosen_from_the_toolbar_and_by_command() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    let layers = places(&harness);
    click(&mut harness, "Layout: Layers");
    click(&mut harness, "Onion");
    settle(&mut harness);
    assert_eq!(harness.state().session().view.form, Form::Onion);
    assert_ne!(places(&harness), layers);
    for form in Form::ALL {
        act(&mut harness, Act::Command(Command::LayOut(form)));
        settle(&mut harness);
        assert_eq!(harness.state().session().view.form, form);
        assert!(says(&harness, &format!("Layout: {}", form.label())), "{}", text(&harness));
        assert_eq!(places(&harness).len(), 3, "{form}");
    }
    act(&mut harness, Act::Command(Command::LayOut(Form::Layers)));
    settle(&mut harness);
    assert_eq!(places(&harness), layers, "all of it stands where it stood");
    assert!(!harness.state().session().document.is_dirty(), "to look otherwise changes nothing");
}

#[test]
fn each_layout_keeps_its_own_places_and_they_are_undone_and_put_back() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    move_to(&mut harness, "team", (-500, 40));
    act(&mut harness, Act::LayOut(Form::Onion));
    settle(&mut harness);
    move_to(&mut harness, "team", (900, -70));
    settle(&mut harness);
    let at = |harness: &Harness<'_, App>| places(harness)[&Id::from("team")].centre();
    assert_eq!((at(&harness).x, at(&harness).y), (900.0, -70.0));
    act(&mut harness, Act::LayOut(Form::Layers));
    settle(&mut harness);
    assert_eq!((at(&harness).x, at(&harness).y), (-500.0, 40.0));
    act(&mut harness, Act::LayOut(Form::Lanes(By::Status)));
    settle(&mut harness);
    assert!(harness.state().session().document.map().spots.get("team").is_some());
    act(&mut harness, Act::LayOut(Form::Onion));
    settle(&mut harness);
    act(&mut harness, Act::Command(Command::TidyCards));
    settle(&mut harness);
    let map = harness.state().session().document.map();
    assert!(map.spots.is_empty() && map.placement.len() == 1, "only what was moved in the onion goes back");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    let map = harness.state().session().document.map();
    assert!(map.spots.is_empty() && map.placement.len() == 1);
}

#[test]
fn in_the_free_layout_nothing_moves_once_hands_have_moved_something() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::LayOut(Form::Free));
    settle(&mut harness);
    let before = places(&harness);
    move_to(&mut harness, "team", (700, 300));
    settle(&mut harness);
    assert_eq!(harness.state().session().document.map().spots.len(), 3, "all of them stay where they stand");
    act(&mut harness, Act::Command(Command::LayOutAnew));
    settle(&mut harness);
    let after = places(&harness);
    for id in ["board", "group"].map(Id::from) {
        let (was, is) = (before[&id].centre(), after[&id].centre());
        assert!((was.x - is.x).abs() < 1.0 && (was.y - is.y).abs() < 1.0, "{id}");
    }
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(harness.state().session().document.map().spots.is_empty(), "one step");
}

#[test]
fn views_keep_the_layout_and_show_it_again() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::Open(Panel::Talk, true));
    act(&mut harness, Act::LayOut(Form::Onion));
    act(&mut harness, Act::Talk(TalkAct::Keep));
    let kept = harness.state().session().views()[0].clone();
    assert_eq!(kept.layout.as_deref(), Some("onion"));
    act(&mut harness, Act::LayOut(Form::Lanes(By::Status)));
    settle(&mut harness);
    assert!(says(&harness, "The view has changed: keep"));
    act(&mut harness, Act::Talk(TalkAct::GoTo(kept.id.clone())));
    settle(&mut harness);
    assert_eq!(harness.state().session().view.form, Form::Onion);
    act(&mut harness, Act::LayOut(Form::Layers));
    act(&mut harness, Act::Talk(TalkAct::Update));
    assert_eq!(harness.state().session().views()[0].layout, None);
}

#[test]
fn a_view_of_a_layout_that_is_not_known_says_so_and_keeps_its_name() {
    let home = home();
    let views = r#""views": [{"id": "later", "name": "Later", "layout": "spiral"}], "links""#;
    let mut harness = window_with(home.path(), &TOWN.replace("\"links\"", views));
    act(&mut harness, Act::Talk(TalkAct::GoTo("later".into())));
    assert!(says(&harness, "Of this view there is no more: its layout"), "{}", text(&harness));
    settle(&mut harness);
    act(&mut harness, Act::Talk(TalkAct::Update));
    assert_eq!(harness.state().session().views()[0].layout.as_deref(), Some("spiral"));
}

#[test]
fn an_edit_in_the_onion_leaves_the_others_where_they_are() {
    let home = home();
    let mut harness = window(home.path(), None);
    act(&mut harness, Act::LayOut(Form::Onion));
    settle(&mut harness);
    let before = places(&harness);
    let map = harness.state().session().document.map().clone();
    let first = before.keys().find(|id| map.nodes.get(id.as_str()).is_some_and(|node| node.is_body())).expect("a body");
    let renamed = boardwalk::editing::change::rename(&map, first, "Short");
    act(&mut harness, Act::Make(renamed));
    settle(&mut harness);
    assert!(far(&before, &places(&harness)) == 0.0, "a name moves nobody");
    let map = harness.state().session().document.map().clone();
    let one_more = boardwalk::editing::add::node(&map, boardwalk::model::NodeKind::Group, "One more", None);
    act(&mut harness, Act::Make(one_more));
    settle(&mut harness);
    let after = places(&harness);
    assert_eq!(after.len(), before.len() + 1);
    // Where its ring has no room left, rings become larger, and everything stands in the same order in them.
    assert!(far(&before, &after) < 0.05, "{}", far(&before, &after));
}

/// How far cards have moved on average, by the diagonal of what was there.
fn far(before: &BTreeMap<Id, Rect>, after: &BTreeMap<Id, Rect>) -> f32 {
    let all = before.values().copied().reduce(|one, other| one.union(&other)).expect("cards");
    let way = |(id, was): (&Id, &Rect)| {
        let is = after[id].centre();
        (is.x - was.centre().x).hypot(is.y - was.centre().y)
    };
    before.iter().map(way).sum::<f32>() / before.len() as f32 / all.width().hypot(all.height())
}
