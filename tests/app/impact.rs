//! What goes if something stops, how one answers to another, and where a partner sits: in the inspector and on the map.

use std::collections::BTreeSet;

use boardwalk::analysis::{self, Impact};
use boardwalk::app::App;
use boardwalk::app::act::Act;
use boardwalk::editing::change;
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::{Id, Link, LinkKind, Map, Node, NodeKind, NodeStatus};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::*;

const BOARD: &str = "trust-board";
const COUNCIL: &str = "solihull-council";

fn map<'a>(harness: &'a Harness<'_, App>) -> &'a Map {
    harness.state().session().document.map()
}

fn impact(harness: &Harness<'_, App>, id: &str) -> Impact {
    analysis::impact(map(harness), &id.into()).expect("a node of the map")
}

fn lit_nodes(harness: &Harness<'_, App>) -> BTreeSet<Id> {
    let lit = harness.state().session().lit();
    lit.into_iter().filter(|id| map(harness).nodes.contains(id.as_str())).collect()
}

/// Everything that loses something if the node stops.
fn losing(impact: &Impact) -> BTreeSet<Id> {
    let plain = [&impact.routes, &impact.answering, &impact.parts, &impact.absorbed];
    let losses =
        [&impact.owned, &impact.delivered, &impact.scrutinised, &impact.chaired, &impact.funded, &impact.informed];
    let losing = losses.into_iter().flatten().map(|loss| &loss.id);
    plain.into_iter().flatten().chain(losing).chain([&impact.id]).cloned().collect()
}

#[test]
fn what_goes_with_a_body_is_counted_listed_and_lit() {
    let home = home();
    let mut harness = window(home.path(), None);
    select(&mut harness, &[COUNCIL]);
    let impact = impact(&harness, COUNCIL);
    assert!(harness.query_by_label("If this partner stops").is_some());
    let alone = impact.owned.iter().filter(|loss| loss.left.is_empty()).count();
    let counts = format!("{} bodies lose their route, {alone} strands their owner", impact.routes.len());
    assert!(says(&harness, &counts), "{counts}");
    click_anywhere(&mut harness, "Everything that hangs on it");
    for (heading, count) in [
        ("Lose their only owner", alone),
        ("Answer to it, or are part of it", impact.answering.len()),
        ("Lose their only route upward", impact.routes.len()),
        ("Seats that it holds", impact.seats.len()),
    ] {
        assert!(count > 0 && harness.query_by_label(&format!("{heading}: {count}")).is_some(), "{heading}: {count}");
    }

    click_anywhere(&mut harness, "Show on the map");
    assert_eq!(lit_nodes(&harness), losing(&impact));
    let session = harness.state().session();
    let scene = &session.picture.as_ref().expect("a picture").scene;
    assert!(losing(&impact).iter().all(|id| scene.card(id.as_str()).is_some()), "what is lit is in the picture");
    assert!(session.selection.ids.contains(COUNCIL), "the council stays chosen");

    press(&mut harness, Modifiers::NONE, Key::Escape);
    let session = harness.state().session();
    assert!(
        session.lit().is_empty() && session.selection.ids.contains(COUNCIL),
        "Escape puts out the light and nothing else"
    );
    click_anywhere(&mut harness, "Show on the map");
    click_anywhere(&mut harness, "Stop showing it");
    assert!(harness.state().session().lit().is_empty());
    click_anywhere(&mut harness, "Show on the map");
    select(&mut harness, &["be-healthy-outcome-group"]);
    assert!(harness.state().session().lit().is_empty(), "something else is chosen");
    select(&mut harness, &[COUNCIL]);
    assert!(harness.state().session().lit().is_empty(), "it does not come back by itself");
}

#[test]
fn what_is_on_hold_is_told_as_what_would_be_and_what_nothing_hangs_on_has_no_block() {
    let home = home();
    let mut harness = window(home.path(), None);
    select(&mut harness, &["performance-and-commissioning-group"]);
    assert!(harness.query_by_label("If this board were at work").is_some());
    assert!(says(&harness, "1 strand would have an owner, 1 strand a deliverer; 1 seat stands with it, 4 themes"));
    select(&mut harness, &[BOARD]);
    let board = impact(&harness, BOARD);
    let alone = board.owned.iter().filter(|loss| loss.left.is_empty()).count();
    assert!(alone < board.owned.len() && says(&harness, &format!("{alone} strands would have an owner")), "{alone}");
    click_anywhere(&mut harness, "Everything that hangs on it");
    let shared = board.owned.len() - alone;
    assert!(harness.query_by_label(&format!("Would have it as their only owner: {alone}")).is_some());
    assert!(harness.query_by_label(&format!("Would have it as owner, beside another: {shared}")).is_some());
    assert!(harness.query_all_by_label("still owned by Health and Wellbeing Board").next().is_some());
    click_anywhere(&mut harness, "Show on the map");
    assert_eq!(lit_nodes(&harness), losing(&board));
    let ended = impact(&harness, "childrens-trust-board-2004");
    assert_eq!(losing(&ended).len(), 1, "nothing hangs on it");
    select(&mut harness, &["childrens-trust-board-2004"]);
    assert!(!says(&harness, "If this board"));
}

#[test]
fn two_chosen_nodes_show_every_route_and_where_it_breaks() {
    let home = home();
    let mut harness = window(home.path(), None);
    let (from, to) = ("sexual-health-strategy-group", BOARD);
    select(&mut harness, &[from, to]);
    let routes = analysis::routes(map(&harness), &from.into(), &to.into());
    assert_eq!(routes.len(), 1);
    let names = (map(&harness).name(from).to_owned(), map(&harness).name(to).to_owned());
    assert!(harness.query_by_label(&format!("How does {} answer to {}?", names.0, names.1)).is_some());
    assert!(harness.query_by_label(&format!("How does {} answer to {}?", names.1, names.0)).is_none());
    let fault = "breaks at Performance & Commissioning Group, which is on hold";
    assert!(harness.query_by_label(fault).is_some());
    click_anywhere(&mut harness, &format!("Show route 1 from {} to {} on the map", names.0, names.1));
    let steps = routes[0].steps.iter().flat_map(|step| [step.link.clone(), step.to.clone()]);
    let expected: BTreeSet<Id> = steps.chain([Id::from(from)]).collect();
    assert_eq!(harness.state().session().lit(), expected);

    select(&mut harness, &["community-collaborative-1", "community-collaborative-2"]);
    assert!(says(&harness, "No route: no line upward leads from"));
}

/// A town with a partner that sits, pays and owns, in a window.
fn town(home: &tempfile::TempDir) -> Harness<'static, App> {
    let mut map = Map { title: "Town".into(), ..Map::default() };
    map.nodes.put(Node::new("police", NodeKind::Partner, "Police"));
    let mut board = Node::new("board", NodeKind::Board, "Board");
    board.meets = serde_json::from_str(r#"{"times_a_year": 4, "hours": 1.5}"#).ok();
    assert!(board.meets.is_some());
    map.nodes.put(board);
    map.nodes.put(Node::new("panel", NodeKind::Board, "Panel"));
    map.nodes.put(Node::new("plan", NodeKind::Strand, "Plan"));
    let mut seats = Link::new("sits", LinkKind::MemberOf, "police", "board");
    seats.seats = Some(2);
    map.links.put(seats);
    map.links.put(Link::new("sits-too", LinkKind::MemberOf, "police", "panel"));
    map.links.put(Link::new("owns", LinkKind::Owns, "police", "plan"));
    for (id, amount) in [("pays", "1000.10"), ("pays-too", "0.15")] {
        let mut money = Link::new(id, LinkKind::Funds, "police", "plan");
        (money.amount, money.currency) = (amount.parse().ok(), Some("GBP".into()));
        map.links.put(money);
    }
    window_with(home.path(), &boardwalk_file::write(&map))
}

#[test]
fn a_partner_shows_where_it_sits_what_it_pays_and_its_hours() {
    let home = home();
    let mut harness = town(&home);
    select(&mut harness, &["police"]);
    assert!(harness.query_by_label("Where it sits").is_some());
    for text in ["2 bodies, with 3 seats", "1 strand", "£1,000.25 by 2 lines", "12, and not known for 1 seat"] {
        assert!(harness.query_by_label(text).is_some(), "{text}");
    }
}

#[test]
fn seats_that_do_not_hold_are_not_denied() {
    let home = home();
    let mut harness = town(&home);
    let idle = change::status(map(&harness), &["panel".into()], NodeStatus::Dormant);
    act(&mut harness, Act::Make(idle));
    select(&mut harness, &["police"]);
    assert!(harness.query_by_label("1 body, with 2 seats").is_some());
    assert!(
        says(&harness, "Not counted: 1 line is not active, or leads"),
        "the seat on the panel is in the list below"
    );
    let idle = change::status(map(&harness), &["board".into()], NodeStatus::Dormant);
    act(&mut harness, Act::Make(idle));
    let ended = change::status(map(&harness), &["plan".into()], NodeStatus::Ended);
    act(&mut harness, Act::Make(ended));
    assert!(!says(&harness, "It has no seat"));
    assert!(says(&harness, "at present: 5 lines are not active"));
}

#[test]
fn the_frame_counts_those_that_the_list_counts() {
    let home = home();
    let harness = window(home.path(), None);
    let picture = harness.state().session().picture.as_ref().expect("a picture");
    let listed = picture.report.findings.iter().filter(|finding| finding.rule == "no-route").count();
    let tray = picture.scene.areas.iter().find(|area| area.title == "No line upward").expect("a frame");
    assert_eq!((listed, tray.note.as_str()), (23, "22 of the 23 live bodies that answer to nobody on this map"));
}

#[test]
fn a_strand_shows_who_is_there_for_it_and_who_is_missing() {
    let home = home();
    let mut harness = town(&home);
    select(&mut harness, &["plan"]);
    assert!(harness.query_by_label("Who is there for it").is_some());
    assert_eq!(harness.query_all_by_label("nobody").count(), 2, "nobody delivers it, nobody scrutinises it");
    assert_eq!(harness.query_all_by_label("£1,000.10").count(), 2, "in the table, and with the line below");
    let step = change::status(map(&harness), &["police".into()], NodeStatus::Dormant);
    act(&mut harness, Act::Make(step));
    select(&mut harness, &["plan"]);
    assert!(harness.query_by_label("nobody at work").is_some(), "its owner is on hold");
}
