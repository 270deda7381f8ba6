//! The matrix panel, as people use it: through the accessibility tree, with the map that comes of it.

use std::path::Path;

use boardwalk::app::App;
use boardwalk::editing::matrix::{Matrix, Topic};
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::edit::{Edit, apply};
use boardwalk::model::{Evidence, Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, Source, Theme};
use boardwalk::session::panels::Panel;
use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::harness::*;

/// The application in a window of 1600 by 1000 points, with a map open and the matrix below the canvas.
fn shown(home: &Path, map: &Map) -> Harness<'static, App> {
    let path = home.join("map.boardwalk");
    std::fs::write(&path, boardwalk_file::write(map)).expect("a file");
    opened(home, &path)
}

fn opened(home: &Path, path: &Path) -> Harness<'static, App> {
    let mut harness = window(home, Some(path));
    harness.state_mut().session_mut().panels.below = Some(Panel::Matrix);
    settle(&mut harness);
    harness
}

/// Presses a key that writes a letter, as a keyboard does: the key and its text.
fn letter(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key, text: &str) {
    harness.event(Event::ModifiersChanged(modifiers));
    harness.event(Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers });
    harness.event(Event::Text(text.to_owned()));
    harness.event(Event::Key { key, physical_key: None, pressed: false, repeat: false, modifiers });
    harness.run_steps(1);
    harness.event(Event::ModifiersChanged(Modifiers::NONE));
    settle(harness);
}

fn is_there(harness: &Harness<'_, App>, label: &str) -> bool {
    harness.query_by_label(label).is_some()
}

fn with(map: &Map, edits: &[Edit]) -> Map {
    apply(map, edits).expect("a sound map")
}

fn line(id: &str, kind: LinkKind, from: &str, to: &str) -> Link {
    Link::new(id, kind, from, to)
}

fn town() -> Map {
    let node = |id: &str, kind, name: &str| Edit::put(Node::new(id, kind, name));
    let theme = |id: &str, name: &str| {
        Edit::put(Theme { id: id.into(), name: name.into(), evidence: Vec::new(), unknown: Default::default() })
    };
    let source = Source {
        id: "review".into(),
        title: "Review".into(),
        publisher: None,
        date: None,
        unknown: Default::default(),
    };
    let evidence = Evidence::new("review");
    let mut seats = line("council-member-of-board", LinkKind::MemberOf, "council", "board");
    (seats.seats, seats.evidence) = (Some(4), vec![evidence]);
    let mut unclear = line("group-delivers-play", LinkKind::Delivers, "group", "play");
    unclear.status = LinkStatus::Unclear;
    with(
        &Map { title: "Town".into(), ..Map::default() },
        &[
            node("board", NodeKind::Board, "Trust Board"),
            node("group", NodeKind::Group, "Play Group"),
            node("council", NodeKind::Partner, "Council"),
            node("police", NodeKind::Partner, "Police"),
            node("play", NodeKind::Strand, "Play"),
            node("sport", NodeKind::Strand, "Sport"),
            theme("be-healthy", "Be healthy"),
            theme("stay-safe", "Stay safe"),
            Edit::put(source),
            Edit::put(seats),
            Edit::put(unclear),
            Edit::put(line("board-owns-play", LinkKind::Owns, "board", "play")),
        ],
    )
}

#[test]
fn a_click_makes_a_seat_then_a_chair_then_nothing_and_each_is_undone() {
    let home = home();
    let map = town();
    let mut harness = shown(home.path(), &map);
    click(&mut harness, "Police on Trust Board: no seat");
    let seat = line("police-member-of-board", LinkKind::MemberOf, "police", "board");
    assert_eq!(text(&harness), boardwalk_file::write(&with(&map, &[Edit::put(seat.clone())])));
    click(&mut harness, "Police on Trust Board: member");
    let chair = line("police-chairs-board", LinkKind::Chairs, "police", "board");
    assert_eq!(text(&harness), boardwalk_file::write(&with(&map, &[Edit::put(chair)])));
    click(&mut harness, "Police on Trust Board: chair");
    assert_eq!(text(&harness), boardwalk_file::write(&map));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), boardwalk_file::write(&with(&map, &[Edit::put(seat)])), "the keyboard undoes, too");
}

#[test]
fn a_line_with_evidence_is_taken_out_by_name() {
    let home = home();
    let mut harness = shown(home.path(), &town());
    click(&mut harness, "Council on Trust Board: 4 seats");
    assert!(is_there(&harness, "Council on Trust Board: no seat"));
    let session = harness.state().session();
    let label = "remove line: Council is a member of Trust Board, with 4 seats and its evidence";
    assert_eq!(session.document.undo_label(), Some(label));
    let told = harness.query_all_by_label_contains("Remove line: Council is a member of Trust Board").next();
    assert!(told.is_some(), "and it is told on the screen");
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), boardwalk_file::write(&town()));
}

#[test]
fn letters_say_who_owns_delivers_and_scrutinises() {
    let home = home();
    let map = town();
    let mut harness = shown(home.path(), &map);
    click(&mut harness, "Responsibilities");
    click(&mut harness, "Sport, strand, no owner");
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    letter(&mut harness, Modifiers::NONE, Key::A, "a");
    let owns = Edit::put(line("board-owns-sport", LinkKind::Owns, "board", "sport"));
    assert_eq!(text(&harness), boardwalk_file::write(&with(&map, std::slice::from_ref(&owns))));
    letter(&mut harness, Modifiers::SHIFT, Key::R, "R");
    let delivers = Edit::put(line("board-delivers-sport", LinkKind::Delivers, "board", "sport"));
    assert_eq!(text(&harness), boardwalk_file::write(&with(&map, &[owns, delivers])));
    assert!(is_there(&harness, "Sport and Trust Board: owns it, delivers it"));
    letter(&mut harness, Modifiers::NONE, Key::S, "s");
    assert!(is_there(&harness, "Sport and Trust Board: scrutinises it"));
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(text(&harness), boardwalk_file::write(&map));
    press(&mut harness, Modifiers::NONE, Key::ArrowRight);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    letter(&mut harness, Modifiers::NONE, Key::R, "r");
    assert!(is_there(&harness, "Play and Play Group: delivers it"), "what was unclear is certain now");
}

#[test]
fn a_letter_fills_all_the_chosen_cells_in_one_step() {
    let home = home();
    let map = town();
    let mut harness = shown(home.path(), &map);
    click(&mut harness, "Responsibilities");
    click(&mut harness, "Play, strand");
    press(&mut harness, Modifiers::NONE, Key::End);
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    letter(&mut harness, Modifiers::NONE, Key::A, "a");
    let owns = |strand: &str| Edit::put(line(&format!("police-owns-{strand}"), LinkKind::Owns, "police", strand));
    assert_eq!(text(&harness), boardwalk_file::write(&with(&map, &[owns("play"), owns("sport")])));
    press(&mut harness, Modifiers::COMMAND, Key::Z);
    assert_eq!(text(&harness), boardwalk_file::write(&map));
}

#[test]
fn no_line_of_the_samples_is_left_out() {
    for sample in boardwalk::session::samples::SAMPLES {
        let map = boardwalk_file::read(sample.text.as_bytes()).expect("a map");
        let placed = |topic| Matrix::new(&map, topic).cells().map(|(.., cell)| cell.placed.len()).sum::<usize>();
        let is_of = |kinds: &[LinkKind]| map.links.iter().filter(|link| kinds.contains(&link.kind)).count();
        assert_eq!(placed(Topic::Seats), is_of(&[LinkKind::MemberOf, LinkKind::Chairs]), "{}", sample.name);
        let is_of_strand =
            |link: &Link| map.nodes.get(link.to.as_str()).map(|node| node.kind) == Some(NodeKind::Strand);
        let others = [LinkKind::Scrutinises, LinkKind::Funds];
        let on_strands = map.links.iter().filter(|link| others.contains(&link.kind) && is_of_strand(link)).count();
        let work = is_of(&[LinkKind::Owns, LinkKind::Delivers]) + on_strands;
        assert_eq!(placed(Topic::Work), work, "{}", sample.name);
        assert!(placed(Topic::Work) > 0);
    }
}

#[test]
fn space_puts_a_theme_on_and_takes_it_off() {
    let home = home();
    let map = town();
    let mut harness = shown(home.path(), &map);
    click(&mut harness, "Themes");
    click(&mut harness, "Play Group and Be healthy: does not carry it");
    let mut group = Node::clone(map.nodes.get("group").expect("a group"));
    group.themes.insert("be-healthy".into());
    assert_eq!(text(&harness), boardwalk_file::write(&with(&map, &[Edit::put(group)])));
    press(&mut harness, Modifiers::NONE, Key::Space);
    assert_eq!(text(&harness), boardwalk_file::write(&map));
}

#[test]
fn gaps_are_counted_and_can_be_shown_alone() {
    let home = home();
    let mut harness = shown(home.path(), &town());
    assert!(is_there(&harness, "1 partner sits nowhere"));
    assert!(is_there(&harness, "1 group has nobody on it"));
    assert!(is_there(&harness, "Play Group, group, nobody sits here"), "the head of a column says so too");
    click(&mut harness, "1 partner sits nowhere");
    assert!(!is_there(&harness, "Council, partner"));
    click(&mut harness, "Police on Play Group: no seat");
    assert!(is_there(&harness, "Police on Play Group: member"), "what was filled stays in sight");
    click(&mut harness, "all filled");
    assert!(is_there(&harness, "Council, partner"));
    click(&mut harness, "Themes");
    assert!(is_there(&harness, "2 themes are carried by nobody"));
}

#[test]
fn strands_without_an_owner_are_those_that_the_rule_finds() {
    for sample in boardwalk::session::samples::SAMPLES {
        let home = home();
        let path = home.path().join("sample.boardwalk");
        std::fs::write(&path, sample.text).expect("a file");
        let mut harness = opened(home.path(), &path);
        click(&mut harness, "Responsibilities");
        let findings = harness.state().session().findings().iter();
        let found = findings.filter(|finding| finding.rule == "unowned-strand").count();
        let sentence = match found {
            0 => continue,
            1 => "1 strand has no owner".to_owned(),
            many => format!("{many} strands have no owner"),
        };
        assert!(is_there(&harness, &sentence), "{}: {sentence}", sample.name);
    }
}

#[test]
fn headings_choose_and_enter_goes_there() {
    let home = home();
    let mut harness = shown(home.path(), &town());
    let chosen =
        |harness: &Harness<'_, App>| -> Vec<Id> { harness.state().session().selection.ids.iter().cloned().collect() };
    click(&mut harness, "Police, partner, no seat anywhere");
    assert_eq!(chosen(&harness), ["police".into()]);
    let head = harness
        .query_all_by_label("Trust Board, board")
        .find(|node| node.accesskit_node().role() == Role::ColumnHeader);
    head.expect("the head of a column").click();
    settle(&mut harness);
    assert_eq!(chosen(&harness), ["board".into()]);
    click(&mut harness, "Council, partner");
    for key in [Key::ArrowRight, Key::ArrowRight, Key::Enter] {
        press(&mut harness, Modifiers::NONE, key);
    }
    assert_eq!(chosen(&harness), ["council-member-of-board".into()], "Enter goes to the line");
    assert_eq!(text(&harness), boardwalk_file::write(&town()));
}

#[test]
fn the_right_button_offers_what_can_become_of_a_cell() {
    let home = home();
    let map = town();
    let mut harness = shown(home.path(), &map);
    harness.get_by_label("Police on Trust Board: no seat").click_secondary();
    settle(&mut harness);
    assert_eq!(text(&harness), boardwalk_file::write(&map), "opening the list changes nothing");
    click(&mut harness, "Chairs, C");
    let chair = line("police-chairs-board", LinkKind::Chairs, "police", "board");
    assert_eq!(text(&harness), boardwalk_file::write(&with(&map, &[Edit::put(chair)])));
    letter(&mut harness, Modifiers::NONE, Key::Num3, "3");
    assert!(is_there(&harness, "Police on Trust Board: 3 seats, chair"), "the keyboard is back in the cell");
}

#[test]
fn a_map_that_is_read_only_is_not_changed() {
    let home = home();
    let path = home.path().join("newer.boardwalk");
    let newer = boardwalk_file::write(&town()).replacen("\"version\": 1", "\"version\": 99", 1);
    std::fs::write(&path, newer).expect("a file");
    let mut harness = opened(home.path(), &path);
    assert!(harness.state().session().document.is_read_only());
    let before = text(&harness);
    click(&mut harness, "Police on Trust Board: no seat");
    letter(&mut harness, Modifiers::NONE, Key::C, "c");
    press(&mut harness, Modifiers::NONE, Key::Space);
    click(&mut harness, "Council on Trust Board: 4 seats");
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(text(&harness), before);
}

#[test]
fn filters_and_empty_maps_say_what_to_do() {
    let home = home();
    let mut harness = shown(home.path(), &town());
    harness.get_by_label("Filter the rows of the matrix").focus();
    harness.run_steps(2);
    harness.get_by_label("Filter the rows of the matrix").type_text("zebra");
    settle(&mut harness);
    assert!(harness.query_by_label_contains("No row fits").is_some());

    let empty = Map { title: "Empty".into(), ..Map::default() };
    let harness = shown(home.path(), &empty);
    assert!(harness.query_by_label_contains("No partner and no post is on the map yet").is_some());
}

#[test]
fn of_a_large_matrix_only_what_is_in_view_is_made() {
    let home = home();
    let many = |count: usize, kind, word: &str| -> Vec<Edit> {
        (0..count).map(|at| Edit::put(Node::new(format!("{word}-{at}"), kind, format!("{word} {at}")))).collect()
    };
    let edits = [many(500, NodeKind::Partner, "partner"), many(200, NodeKind::Group, "group")].concat();
    let mut harness = shown(home.path(), &with(&Map::default(), &edits));
    let cells = harness.query_all_by_role(Role::GridCell).count();
    assert!((1..2_000).contains(&cells), "{cells} cells of 100,000 are in view");
    click(&mut harness, "partner 0 on group 0: no seat");
    press(&mut harness, Modifiers::COMMAND, Key::End);
    let last = harness.state().session().document.map();
    assert_eq!(last.links.len(), 1);
    assert!(is_there(&harness, "partner 499 on group 199: no seat"), "by name, the greatest number comes last");
}
