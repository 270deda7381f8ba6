//! The lens of changes in the window: baseline and option, then and now.

use boardwalk::app::App;
use boardwalk::app::act::Act;
use boardwalk::drawing::{Change, Lens};
use boardwalk::session::options::OptionAct;
use boardwalk::session::panels::Panel;
use egui_kittest::Harness;

use crate::harness::*;

const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town", "as_of": "2011",
    "nodes": [{"id": "council", "kind": "board", "name": "Council"},
        {"id": "board", "kind": "board", "name": "Board", "since": "2007"},
        {"id": "forum", "kind": "group", "name": "Forum"},
        {"id": "panel", "kind": "group", "name": "Panel"}],
    "links": [{"id": "a", "kind": "reports_to", "from": "board", "to": "council"},
        {"id": "b", "kind": "reports_to", "from": "forum", "to": "board"},
        {"id": "c", "kind": "reports_to", "from": "panel", "to": "council"}],
    "options": [{"id": "lean", "name": "Lean", "changes": [
        {"before": {"node": {"id": "panel", "kind": "group", "name": "Panel"}}},
        {"before": {"link": {"id": "c", "kind": "reports_to", "from": "panel", "to": "council"}}},
        {"after": {"node": {"id": "hub", "kind": "group", "name": "Hub"}}},
        {"before": {"link": {"id": "b", "kind": "reports_to", "from": "forum", "to": "board"}},
         "after": {"link": {"id": "b", "kind": "reports_to", "from": "forum", "to": "council"}}}]}]}"#;

fn click_card(harness: &mut Harness<'_, App>, id: &str) {
    let at = harness.state().canvas().card_on_screen(&id.into()).expect("a card").center();
    click_at(harness, at);
}

fn changes(harness: &Harness<'_, App>) -> Vec<(String, Change, bool)> {
    let picture = harness.state().session().picture.as_ref().expect("a picture");
    let cards = picture.scene.cards.iter();
    let mut changes: Vec<_> = cards
        .filter_map(|card| card.changed.as_ref().map(|changed| (card.name.clone(), changed.how, changed.is_ghost)))
        .collect();
    changes.sort();
    changes
}

#[test]
fn what_an_option_changes_is_shown_with_ghosts_of_what_goes() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::Lens(Lens::Change));
    harness.run_steps(3);
    assert!(says(&harness, "Nothing to compare: open an option, or look at another date in the timeline."));
    act(&mut harness, Act::Option(OptionAct::Open(Some("lean".into()))));
    harness.run_steps(3);
    let told = |name: &str, how, is_ghost| (name.to_owned(), how, is_ghost);
    let expected = [
        told("Forum", Change::Moved, false),
        told("Forum", Change::Moved, true),
        told("Hub", Change::New, false),
        told("Panel", Change::Gone, true),
    ];
    assert_eq!(changes(&harness), expected);
    assert!(says(&harness, "Forum, group, active, moved: was under Board"), "it is read out as well");
    act(&mut harness, Act::Lens(Lens::Status));
    harness.run_steps(3);
    assert_eq!(changes(&harness), []);
}

#[test]
fn a_ghost_stands_for_what_stood_there() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::Option(OptionAct::Open(Some("lean".into()))));
    act(&mut harness, Act::Lens(Lens::Change));
    harness.run_steps(4);
    click_card(&mut harness, "forum~was");
    assert_eq!(harness.state().session().chosen(), ["forum".into()]);
    click_card(&mut harness, "council");
    assert_eq!(harness.state().session().chosen(), ["council".into()]);
}

#[test]
fn what_changed_since_a_date_is_shown_the_same_way() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::Date(Some("2005".parse().expect("a date"))));
    act(&mut harness, Act::Lens(Lens::Change));
    harness.run_steps(4);
    let changes = changes(&harness);
    assert!(changes.contains(&("Board".to_owned(), Change::New, false)), "{changes:?}");
    assert!(says(&harness, "You look at what has changed since 2005."));
}

#[test]
fn baseline_and_option_stand_side_by_side_and_share_what_is_chosen() {
    let home = home();
    let mut harness = window_with(home.path(), TOWN);
    act(&mut harness, Act::Open(Panel::Beside, true));
    harness.run_steps(3);
    assert!(harness.state().session().picture_beside().is_none(), "the baseline has nothing beside it");
    act(&mut harness, Act::Option(OptionAct::Open(Some("lean".into()))));
    harness.run_steps(6);
    let names = |harness: &Harness<'_, App>| {
        let beside = harness.state().session().picture_beside().expect("a picture");
        beside.scene.cards.iter().map(|card| card.name.clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(&harness), ["Board", "Council", "Forum", "Panel"]);
    assert!(says(&harness, "Option “Lean”"));
    // A click on the left one chooses the body in both.
    let (own, beside) = (harness.state().canvas(), harness.state().canvas_beside());
    let part = |canvas: &boardwalk::app::canvas::Canvas| canvas.in_view().min;
    assert_eq!(part(own), part(beside), "they look at the same part");
    let at = beside.card_on_screen(&"council".into()).expect("a card").center();
    assert!(at.x < own.screen().min.x, "the baseline stands on the left");
    click_at(&mut harness, at);
    assert_eq!(harness.state().session().chosen(), ["council".into()]);
    let gone = harness.state().canvas_beside().card_on_screen(&"panel".into()).expect("a card").center();
    click_at(&mut harness, gone);
    assert!(says(&harness, "Panel is not on the map beside it"));
    // What the one is moved to, the other looks at.
    act(&mut harness, Act::Look(boardwalk::app::act::Wish::ZoomBy(1.5)));
    harness.run_steps(30);
    let (own, beside) = (harness.state().canvas(), harness.state().canvas_beside());
    assert!((own.zoom() - beside.zoom()).abs() < 1e-3 && part(own) == part(beside));
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Escape);
    assert!(!harness.state().session().panels.is_open(Panel::Beside), "Escape takes it away again");
    harness.run_steps(3);
    assert!(harness.state().session().picture_beside().is_none());
}
