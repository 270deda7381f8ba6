//! The inspector: what is chosen is edited where it is read.

use boardwalk::app::App;
use boardwalk::app::act::Act;
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::{Map, Node, NodeStatus};
use boardwalk::session::file_acts::{FileAct, Next};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::*;

const NONE: Modifiers = Modifiers::NONE;
const GROUP: &str = "be-healthy-outcome-group";

/// A window on Solihull in which some records are chosen.
fn choose(home: &tempfile::TempDir, ids: &[&str]) -> Harness<'static, App> {
    let mut harness = window(home.path(), None);
    harness.state_mut().session_mut().panels.outline = Some(false);
    select(&mut harness, ids);
    harness
}

fn map<'a>(harness: &'a Harness<'_, App>) -> &'a Map {
    harness.state().session().document.map()
}

fn node<'a>(harness: &'a Harness<'_, App>, id: &str) -> &'a Node {
    map(harness).nodes.get(id).expect("a node")
}

/// Puts another text into a field that is on the screen.
fn retype(harness: &mut Harness<'_, App>, label: &str, text: &str) {
    harness.get_by_label(label).focus();
    settle(harness);
    press(harness, Modifiers::COMMAND, Key::A);
    type_text(harness, text);
}

fn undo(harness: &mut Harness<'_, App>) {
    press(harness, Modifiers::COMMAND, Key::Z);
}

fn undo_label<'a>(harness: &'a Harness<'_, App>) -> Option<&'a str> {
    harness.state().session().document.undo_label()
}

fn value(harness: &Harness<'_, App>, label: &str) -> Option<String> {
    harness.get_by_label(label).value()
}

#[test]
fn a_text_becomes_a_step_with_the_return_key_and_one_line_of_the_file() {
    let home = home();
    let mut harness = choose(&home, &[GROUP]);
    let before = boardwalk_file::write(map(&harness));
    retype(&mut harness, "Name", "Be Healthy Forum");
    assert_eq!(node(&harness, GROUP).name, BE_HEALTHY, "nothing is changed while it is typed");
    press(&mut harness, NONE, Key::Enter);
    assert_eq!(node(&harness, GROUP).name, "Be Healthy Forum");
    assert_eq!(undo_label(&harness), Some("rename Be Healthy Outcome Group to Be Healthy Forum"));
    let after = boardwalk_file::write(map(&harness));
    let changed: Vec<(&str, &str)> =
        before.lines().zip(after.lines()).filter(|(before, after)| before != after).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert!(changed[0].1.contains("\"name\": \"Be Healthy Forum\""), "{changed:?}");
    undo(&mut harness);
    assert_eq!(boardwalk_file::write(map(&harness)), before);
    assert_eq!(value(&harness, "Name").as_deref(), Some(BE_HEALTHY));
}

#[test]
fn a_text_is_entered_when_the_keyboard_goes_elsewhere_and_given_up_with_escape() {
    let home = home();
    let mut harness = choose(&home, &[GROUP]);
    retype(&mut harness, "Remit", "Keeps children well.");
    press(&mut harness, NONE, Key::Enter);
    type_text(&mut harness, "All of them.");
    assert_eq!(undo_label(&harness), None, "the return key begins a new line of a paragraph");
    harness.get_by_label("Name").focus();
    settle(&mut harness);
    assert_eq!(node(&harness, GROUP).remit.as_deref(), Some("Keeps children well.\nAll of them."));
    assert_eq!(undo_label(&harness), Some("change remit of Be Healthy Outcome Group"));

    retype(&mut harness, "Remit", "Something else");
    press(&mut harness, NONE, Key::Escape);
    assert_eq!(value(&harness, "Remit").as_deref(), Some("Keeps children well.\nAll of them."));
    assert!(harness.state().session().selection.ids.contains(GROUP), "the key was meant for the field");
    undo(&mut harness);
    assert_eq!(undo_label(&harness), None, "it was one step");
}

#[test]
fn an_invalid_date_is_refused_in_place_and_what_was_typed_stays() {
    let home = home();
    let mut harness = choose(&home, &[GROUP]);
    click_anywhere(&mut harness, "Add until");
    enter(&mut harness, "soon");
    let reason = "\"soon\" is no date: write a year (2010), a month (2010-09) or a day (2010-09-30)";
    assert!(harness.query_by_label(reason).is_some());
    assert_eq!(value(&harness, "Until").as_deref(), Some("soon"));
    assert_eq!(undo_label(&harness), None);

    select(&mut harness, &["childrens-trust-board-2004"]);
    assert!(harness.query_by_label(reason).is_none());
    select(&mut harness, &[GROUP]);
    assert!(harness.query_by_label(reason).is_some(), "it is there again with what it belongs to");
    retype(&mut harness, "Until", "2010-09");
    press(&mut harness, NONE, Key::Enter);
    assert!(harness.query_by_label(reason).is_none());
    assert_eq!(node(&harness, GROUP).until.map(|when| when.to_string()).as_deref(), Some("2010-09"));
}

#[test]
fn what_is_typed_is_not_lost_when_something_else_is_chosen_or_the_map_is_saved() {
    let home = home();
    let mut harness = choose(&home, &[GROUP]);
    retype(&mut harness, "Remit", "One");
    select(&mut harness, &["childrens-trust-board-2004"]);
    assert_eq!(node(&harness, GROUP).remit.as_deref(), Some("One"));
    select(&mut harness, &[GROUP]);
    retype(&mut harness, "Remit", "Two");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert_eq!(node(&harness, GROUP).remit.as_deref(), Some("Two"), "a command is for the map as it reads");
}

#[test]
fn kind_and_status_are_chosen_from_lists() {
    let home = home();
    let mut harness = choose(&home, &[GROUP]);
    for label in ["Status", "on hold"] {
        harness.get_by_label(label).click();
        settle(&mut harness);
    }
    assert_eq!(node(&harness, GROUP).status, NodeStatus::Dormant);
    assert_eq!(undo_label(&harness), Some("change status of Be Healthy Outcome Group"));
    click_anywhere(&mut harness, "Add statutory");
    click_anywhere(&mut harness, "Statutory");
    click_anywhere(&mut harness, "yes");
    assert_eq!(node(&harness, GROUP).statutory, Some(true));
}

#[test]
fn tags_are_added_with_the_return_key_and_removed_with_their_cross() {
    let home = home();
    let mut harness = choose(&home, &[GROUP]);
    let before = node(&harness, GROUP).tags.clone();
    if before.is_empty() {
        click_anywhere(&mut harness, "Add tags");
    } else {
        harness.get_by_label("Tags").focus();
        settle(&mut harness);
    }
    enter(&mut harness, "to be merged");
    enter(&mut harness, "urgent");
    let tags = &node(&harness, GROUP).tags;
    assert!(tags.contains("to be merged") && tags.contains("urgent") && tags.len() == before.len() + 2, "{tags:?}");
    click_anywhere(&mut harness, "Remove urgent");
    assert!(!node(&harness, GROUP).tags.contains("urgent"));
    assert_eq!(undo_label(&harness), Some("take tag urgent off Be Healthy Outcome Group"));
}

#[test]
fn a_few_letters_complete_a_theme_and_a_new_one_is_declared_at_once() {
    let home = home();
    let mut harness = choose(&home, &[GROUP]);
    let before = node(&harness, GROUP).themes.clone();
    let other = map(&harness).themes.iter().find(|theme| !before.contains(&theme.id)).expect("a theme").clone();
    harness.get_by_label("Themes").focus();
    settle(&mut harness);
    type_text(&mut harness, &other.name.to_lowercase());
    assert!(harness.query_all_by_label(&other.name).next().is_some(), "it is proposed");
    press(&mut harness, NONE, Key::Enter);
    assert!(node(&harness, GROUP).themes.contains(&other.id));
    type_text(&mut harness, "Be heard");
    click_anywhere(&mut harness, "New theme “Be heard”");
    assert!(node(&harness, GROUP).themes.contains("be-heard"));
    assert_eq!(map(&harness).name("be-heard"), "Be heard");
    undo(&mut harness);
    assert!(!map(&harness).themes.contains("be-heard"), "theme and use were one step");
    harness.get_by_label("Themes").focus();
    settle(&mut harness);
    type_text(&mut harness, "Be absurd");
    harness.get_by_label("Name").focus();
    settle(&mut harness);
    assert!(says(&harness, "There is no theme called \"Be absurd\""));
}

#[test]
fn evidence_is_added_from_a_new_source_filled_in_and_removed() {
    let home = home();
    let mut harness = choose(&home, &[GROUP]);
    let count = node(&harness, GROUP).evidence.len();
    click_anywhere(&mut harness, "Add evidence");
    type_text(&mut harness, "Minutes of May");
    click_anywhere(&mut harness, "New source “Minutes of May”");
    let last = count + 1;
    assert_eq!(node(&harness, GROUP).evidence.len(), last);
    assert!(map(&harness).sources.contains("minutes-of-may"));
    retype(&mut harness, &format!("Place of evidence {last}"), "item 4");
    press(&mut harness, NONE, Key::Enter);
    click_anywhere(&mut harness, &format!("Confidence of evidence {last}"));
    click_anywhere(&mut harness, "assumed");
    let evidence = &node(&harness, GROUP).evidence[count];
    assert_eq!((evidence.place.as_deref(), evidence.source.as_str()), (Some("item 4"), "minutes-of-may"));
    assert_eq!(evidence.confidence, boardwalk::model::Confidence::Assumed);
    click_anywhere(&mut harness, &format!("Remove evidence {last}"));
    assert_eq!(node(&harness, GROUP).evidence.len(), count);
    undo(&mut harness);
    assert_eq!(node(&harness, GROUP).evidence.len(), last);
}

#[test]
fn own_fields_are_added_filled_in_and_removed() {
    let home = home();
    let mut harness = choose(&home, &[GROUP]);
    click_anywhere(&mut harness, "Add a field of its own");
    enter(&mut harness, "Venue");
    retype(&mut harness, "Venue", "Council House");
    harness.get_by_label("Name").focus();
    settle(&mut harness);
    assert_eq!(node(&harness, GROUP).fields.get("Venue").map(String::as_str), Some("Council House"));
    click_anywhere(&mut harness, "Remove the field Venue");
    assert!(!node(&harness, GROUP).fields.contains_key("Venue"));
}

#[test]
fn several_records_are_changed_in_one_step() {
    let home = home();
    let mut harness = choose(&home, &[GROUP, "childrens-trust-board-2004", "stay-safe-outcome-group"]);
    let before = boardwalk_file::write(map(&harness));
    assert!(harness.query_by_label("3 bodies chosen").is_some());
    assert_eq!(value(&harness, "Kind").as_deref(), Some("(several values)"));
    click_anywhere(&mut harness, "Kind");
    click_anywhere(&mut harness, "partner");
    let kinds: Vec<&str> = [GROUP, "childrens-trust-board-2004", "stay-safe-outcome-group"]
        .map(|id| node(&harness, id).kind.word())
        .into();
    assert_eq!(kinds, ["partner"; 3]);
    assert_eq!(undo_label(&harness), Some("change kind of 3 bodies"));
    undo(&mut harness);
    assert_eq!(boardwalk_file::write(map(&harness)), before);
}

#[test]
fn a_line_changes_its_ends_by_name_and_its_money_as_people_write_it() {
    let home = home();
    let mut harness = choose(&home, &[]);
    let line = map(&harness).links.iter().find(|link| link.kind.word() == "funds").expect("money").id.clone();
    select(&mut harness, &[line.as_str()]);
    retype(&mut harness, "Amount", "24.4p");
    press(&mut harness, NONE, Key::Enter);
    assert!(says(&harness, "\"24.4p\" is no amount: write all its digits"));
    retype(&mut harness, "Amount", "£24.4m");
    press(&mut harness, NONE, Key::Enter);
    let amount = map(&harness).links.get(line.as_str()).expect("a line").amount;
    assert_eq!(amount.map(|amount| amount.to_string()).as_deref(), Some("24400000"));
    retype(&mut harness, "To", "be healthy outc");
    press(&mut harness, NONE, Key::Enter);
    assert_eq!(map(&harness).links.get(line.as_str()).expect("a line").to.as_str(), GROUP, "the first that fits");
}

#[test]
fn a_line_of_a_body_is_chosen_and_removed_from_there() {
    let home = home();
    let mut harness = choose(&home, &[GROUP]);
    let line = map(&harness).links_of(GROUP).next().expect("a line").clone();
    let map_before = map(&harness).clone();
    let sentence = map_before.sentence(&line);
    click_anywhere(&mut harness, &format!("Edit the line: {sentence}"));
    assert!(harness.state().session().selection.ids.contains(&line.id));
    select(&mut harness, &[GROUP]);
    click_anywhere(&mut harness, &format!("Remove the line: {sentence}"));
    assert!(!map(&harness).links.contains(line.id.as_str()));
    undo(&mut harness);
    assert_eq!(map(&harness), &map_before);
}

#[test]
fn with_nothing_chosen_the_map_itself_is_edited() {
    let home = home();
    let mut harness = choose(&home, &[]);
    click_anywhere(&mut harness, "This map");
    retype(&mut harness, "Title", "Solihull, redesigned");
    press(&mut harness, NONE, Key::Enter);
    assert_eq!(title(&harness), "Solihull, redesigned");
    harness.get_by_label("New theme").focus();
    settle(&mut harness);
    enter(&mut harness, "Be heard");
    assert_eq!(map(&harness).name("be-heard"), "Be heard");
    click_anywhere(&mut harness, "Remove theme Be heard");
    assert!(!map(&harness).themes.contains("be-heard"), "nothing carries it, so nothing is asked");

    harness.get_by_label("New area").focus();
    settle(&mut harness);
    enter(&mut harness, "North Solihull");
    assert_eq!(map(&harness).name("north-solihull"), "North Solihull");
    click_anywhere(&mut harness, "Remove area North Solihull");
    assert!(!map(&harness).areas.contains("north-solihull"));

    let used = map(&harness).nodes.iter().find_map(|node| node.themes.first().cloned()).expect("a theme");
    let name = map(&harness).name(used.as_str()).to_owned();
    click_anywhere(&mut harness, &format!("Remove theme {name}"));
    assert!(map(&harness).themes.contains(used.as_str()), "what is carried is asked about");
    click_anywhere(&mut harness, "Remove it everywhere");
    assert!(!map(&harness).themes.contains(used.as_str()));
    undo(&mut harness);
    assert!(map(&harness).themes.contains(used.as_str()));
}

#[test]
fn a_map_for_reading_only_is_read_without_controls() {
    let home = home();
    let path = home.path().join("newer.boardwalk");
    let text = boardwalk::session::samples::SAMPLES[0].text.replacen("\"version\": 1", "\"version\": 99", 1);
    std::fs::write(&path, text).expect("a file");
    let mut harness = window(home.path(), Some(&path));
    assert!(harness.state().session().document.is_read_only());
    select(&mut harness, &[GROUP]);
    assert!(harness.query_by_label("Evidence").is_some());
    assert!(harness.query_by_label("Add evidence").is_none());
    assert!(harness.query_by_label("Add a line").is_none());
    let fields = harness.query_all_by_role(egui::accesskit::Role::MultilineTextInput).count();
    assert_eq!(fields, 0, "nothing can be typed");
    let words = ["Kind", "Status"].map(|label| harness.get_by_label(label).rect());
    assert!(words[1].left() - words[0].right() > 4.0, "two words are not read as one: {words:?}");
}

#[test]
fn a_word_that_has_no_room_beside_its_label_stands_whole_below_it() {
    let home = home();
    let mut harness = sized([1280.0, 768.0], home.path(), None);
    select(&mut harness, &["government"]);
    let height = |harness: &Harness<'_, App>| {
        harness.query_all_by_label("Sector").map(|part| part.rect().height()).fold(0.0, f32::max)
    };
    let with_long_word = height(&harness);
    assert!(with_long_word > 0.0, "it is there");
    select(&mut harness, &["solihull-council"]);
    assert_eq!(with_long_word, height(&harness), "\"government\" takes one row, as a shorter word does");
}

#[test]
fn a_seat_is_told_with_its_role_its_vote_for_whom_it_speaks_and_when_it_was_held() {
    let home = home();
    let town = r#"{"format": "boardwalk", "version": 1, "title": "Town", "nodes": [
        {"id": "board", "kind": "board", "name": "Board"}, {"id": "council", "kind": "partner", "name": "Council"},
        {"id": "mayor", "kind": "post", "name": "Mayor"}], "links": [
        {"id": "seat", "kind": "member_of", "from": "mayor", "to": "board", "role": "observer", "voting": false,
         "on_behalf_of": "council", "since": "2009", "periods": [{"since": "2005", "until": "2007-03"}]}]}"#;
    let mut harness = window_with(home.path(), town);
    select(&mut harness, &["board"]);
    assert!(says(&harness, "observer · without a vote · for Council · since 2009 · also 2005 to 2007-03"));
}

#[test]
fn the_inspector_keeps_its_width_whatever_is_chosen() {
    let home = home();
    let mut harness = sized([1366.0, 731.0], home.path(), None);
    for sample in 0..3 {
        act(&mut harness, Act::File(FileAct::UnlessUnsaved(Next::OpenSample(sample))));
        settle(&mut harness);
        let nodes: Vec<String> =
            harness.state().session().document.map().nodes.ids().map(|id| id.as_str().to_owned()).collect();
        let edge = harness.state().canvas().screen().right();
        for id in nodes {
            select(&mut harness, &[id.as_str()]);
            harness.run_steps(2);
            let now = harness.state().canvas().screen().right();
            assert!((now - edge).abs() < 1.0, "{id} makes it {} points wider", edge - now);
        }
    }
}
