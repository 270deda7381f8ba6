//! What stays in the picture and where it stands while people change the map.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use boardwalk::app::App;
use boardwalk::app::act::Act;
use boardwalk::drawing::Shown;
use boardwalk::editing::{add, change, merge, remove};
use boardwalk::layout::Rect;
use boardwalk::model::{Id, LinkKind, NodeKind};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::*;

/// A council that only its line brings into the picture, a board that answers to it, and a group below.
const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town", "nodes": [
    {"id": "council", "kind": "partner", "name": "Harbour Council", "accountable_body": true},
    {"id": "board", "kind": "board", "name": "Trust Board"},
    {"id": "group", "kind": "group", "name": "Play Group"},
    {"id": "lone", "kind": "group", "name": "Lone Group"},
    {"id": "police", "kind": "partner", "name": "Police"}], "links": [
    {"id": "up", "kind": "reports_to", "from": "board", "to": "council"},
    {"id": "below", "kind": "reports_to", "from": "group", "to": "board"}]}"#;

/// Does what the window as it is gives to do.
fn act_on(harness: &mut Harness<'_, App>, wish: impl FnOnce(&boardwalk::session::Session) -> Act) {
    let wish = wish(harness.state().session());
    act(harness, wish);
}

fn places(harness: &Harness<'_, App>) -> BTreeMap<Id, Rect> {
    let picture = harness.state().session().picture.as_ref().expect("a picture");
    picture.scene.cards.iter().map(|card| (card.id.clone(), card.rect)).collect()
}

fn is_drawn(harness: &Harness<'_, App>, id: &str) -> bool {
    places(harness).contains_key(id)
}

#[test]
fn nothing_that_was_just_changed_vanishes() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    assert!(!is_drawn(&harness, "police"), "partners are off");
    act_on(&mut harness, |session| {
        Act::Make(change::kind(session.document.map(), &["lone".into()], NodeKind::Partner))
    });
    act_on(&mut harness, |session| Act::Make(Ok(remove::consequences(session.document.map(), &["up".into()]).step)));
    assert!(is_drawn(&harness, "lone") && is_drawn(&harness, "council"));
    let mark = "Let go of Harbour Council, shown because it was changed";
    assert!(harness.query_by_label(mark).is_some(), "it says why it is there");
    click(&mut harness, "and 2 more ⏷");
    assert!(says(&harness, "Harbour Council · changed") && says(&harness, "Lone Group · changed"));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    click(&mut harness, mark);
    assert!(is_drawn(&harness, "lone") && !is_drawn(&harness, "council"));
    click(&mut harness, "Let go of 1 more");
    assert!(!is_drawn(&harness, "lone") && !says(&harness, "more ⏷"));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert!(is_drawn(&harness, "council"), "its line brings it back");
}

#[test]
fn an_empty_picture_of_a_map_says_what_is_hidden_and_shows_it() {
    let home = home();
    let posts = r#"{"format": "boardwalk", "version": 1, "title": "Posts", "nodes": [
        {"id": "a", "kind": "post", "name": "Director"}, {"id": "b", "kind": "partner", "name": "Police"},
        {"id": "c", "kind": "partner", "name": "School"}]}"#;
    let mut harness = window_with(home.path(), posts);
    assert_eq!(places(&harness).len(), 3, "no map opens blank");
    act(&mut harness, Act::Show(Shown::default()));
    assert!(says(&harness, "Nothing of this map is in the picture, which hides 2 partners and 1 post."));
    click(&mut harness, "Show them");
    assert_eq!(places(&harness).len(), 3);
    assert!(!says(&harness, "Nothing of this map"));
}

#[test]
fn a_card_that_stands_too_far_away_is_told_of_and_brought_back() {
    let home = home();
    let far = TOWN.replace("\"links\"", r#""placement": [{"id": "group", "x": 540000000, "y": 0}], "links""#);
    let mut harness = window_with(home.path(), &far);
    assert!(says(&harness, "Play Group stands too far away to be drawn with the others."));
    click(&mut harness, "Bring it back");
    assert!(!says(&harness, "too far away"));
    assert!(harness.state().session().document.map().placement.is_empty());
}

/// How far cards have moved on average, as a share of the diagonal of the picture before.
fn moved(before: &BTreeMap<Id, Rect>, after: &BTreeMap<Id, Rect>) -> f32 {
    let bounds = before.values().copied().reduce(|all, card| all.union(&card)).expect("cards");
    let both = before.iter().filter_map(|(id, card)| Some((card.centre(), after.get(id)?.centre())));
    let far: Vec<f32> = both.map(|(one, other)| (one.x - other.x).hypot(one.y - other.y)).collect();
    far.iter().sum::<f32>() / far.len() as f32 / bounds.width().hypot(bounds.height())
}

#[test]
fn what_nobody_moved_stays_where_it_is() {
    let home = home();
    let mut harness = window(home.path(), Some(Path::new("sample_maps/solihull-2011.boardwalk")));
    let first = places(&harness);
    let hidden: Vec<Id> = {
        let nodes = harness.state().session().document.map().nodes.iter();
        nodes.filter(|node| !first.contains_key(&node.id)).map(|node| node.id.clone()).step_by(7).take(5).collect()
    };
    assert_eq!(hidden.len(), 5, "so many are not in the picture yet");
    for id in hidden {
        let before = places(&harness);
        act(&mut harness, Act::go_to(id.clone()));
        let after = places(&harness);
        assert!(after.contains_key(&id) && moved(&before, &after) < 0.02, "{id}: {}", moved(&before, &after));
    }
    act(&mut harness, Act::LetGo(None));
    assert_eq!(places(&harness).len(), first.len(), "what was looked at leaves whole");
    assert!(moved(&first, &places(&harness)) < 0.02);
    type Step = fn(&boardwalk::model::Map) -> boardwalk::editing::Outcome;
    let steps: [(&str, Step); 4] = [
        ("a body", |map| add::node(map, NodeKind::Group, "Youth Council", None)),
        ("a line", |map| add::line(map, LinkKind::ReportsTo, &"parents-forum".into(), &"trust-board".into())),
        ("a merge", |map| {
            merge::step(map, &"corporate-parenting-board".into(), &"extended-services-board".into(), &BTreeSet::new())
        }),
        ("a name", |map| {
            change::rename(map, &"parents-forum".into(), "A Forum with a Name that Takes Three Lines of a Card")
        }),
    ];
    for (what, step) in steps {
        let before = places(&harness);
        act_on(&mut harness, |session| Act::Make(step(session.document.map())));
        let after = places(&harness);
        assert!(before != after, "{what} is seen");
        assert!(moved(&before, &after) < 0.02, "{what}: {}", moved(&before, &after));
    }
    let before = places(&harness);
    act(&mut harness, Act::LayOutAnew);
    assert!(moved(&before, &places(&harness)) > 0.0, "but everything can be laid out anew");
}
