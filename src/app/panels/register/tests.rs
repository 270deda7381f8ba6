//! The register, as people use it: through the accessibility tree, with a real session behind it.

use std::sync::Arc;

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;
use crate::app::canvas::Canvas;
use crate::document::{Document, Stamp};
use crate::exchange::boardwalk_file;
use crate::session::files::Files;
use crate::session::samples;
use crate::session::selection::Selection;
use crate::storage::Home;

const FIRST_STEPS: usize = 2;
const MIDDLESBROUGH: usize = 1;

/// The register alone in a window.
struct Alone {
    session: Session,
    canvas: Canvas,
    register: Register,
    /// Questions are answered elsewhere; here it counts that they were put.
    commands: Vec<Command>,
    _home: tempfile::TempDir,
}

impl eframe::App for Alone {
    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.session.follow();
        let mut acts = Vec::new();
        let seen = Seen { session: &self.session, canvas: &self.canvas };
        self.register.show(ui, &seen, &mut acts);
        for act in acts {
            self.act(act);
        }
    }
}

impl Alone {
    fn act(&mut self, act: Act) {
        match act {
            Act::Command(command) => self.commands.push(command),
            Act::Make(outcome) => drop(self.session.make(outcome)),
            Act::Select(ids) => self.session.selection = Selection::of(ids),
            Act::GoTo(Target::Record(id)) => drop(self.session.go_to(id)),
            other => panic!("the register asks for nothing else: {other:?}"),
        }
    }
}

fn shown(document: Document) -> Harness<'static, Alone> {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut harness = Harness::builder().with_size([1500.0, 620.0]).build_eframe(|context| {
        theme::install(&context.egui_ctx);
        let ctx = context.egui_ctx.clone();
        let session =
            Session::new(document, Files::new(Home::at(home.path())), Arc::new(move || ctx.request_repaint()));
        let (canvas, register) = (Canvas::new(), Register::default());
        Alone { session, canvas, register, commands: Vec::new(), _home: home }
    });
    settle(&mut harness);
    harness
}

fn sample(index: usize) -> Harness<'static, Alone> {
    shown(samples::document(index).expect("a sound sample"))
}

/// Runs frames until the findings are there and nothing moves any more.
fn settle(harness: &mut Harness<'_, Alone>) {
    harness.run_steps(2);
    while harness.state().session.is_waiting() {
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.run_steps(1);
    }
    harness.run_steps(3);
}

fn click(harness: &mut Harness<'_, Alone>, name: &str) {
    harness.get_by_label(name).click();
    settle(harness);
}

fn press(harness: &mut Harness<'_, Alone>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    settle(harness);
}

fn type_text(harness: &mut Harness<'_, Alone>, text: &str) {
    harness.event(Event::Text(text.to_owned()));
    settle(harness);
}

fn paste(harness: &mut Harness<'_, Alone>, text: &str) {
    harness.event(Event::Paste(text.to_owned()));
    settle(harness);
}

/// Chooses a cell and writes into it with the keyboard.
fn write_into(harness: &mut Harness<'_, Alone>, cell: &str, text: &str) {
    click(harness, cell);
    type_text(harness, text);
    press(harness, Modifiers::NONE, Key::Enter);
}

fn file(harness: &Harness<'_, Alone>) -> String {
    boardwalk_file::write(harness.state().session.document.map())
}

/// The lines of the file that are other than before; there are as many as before.
fn changed(before: &str, after: &str) -> Vec<String> {
    assert_eq!(before.lines().count(), after.lines().count());
    let pairs = before.lines().zip(after.lines()).filter(|(one, other)| one != other);
    pairs.map(|(_, line)| line.trim().trim_end_matches(',').to_owned()).collect()
}

fn is_there(harness: &Harness<'_, Alone>, name: &str) -> bool {
    harness.query_by_label(name).is_some()
}

/// Whether a cell is the one that the keyboard is in.
fn has_focus_ring(harness: &Harness<'_, Alone>, name: &str) -> bool {
    harness.get_by_label(name).accesskit_node().is_focused()
}

/// The first column from top to bottom.
fn first_column(harness: &Harness<'_, Alone>) -> Vec<String> {
    let register = &harness.state().register;
    let table = &register.looked[&register.sheet].table;
    (0..table.len()).filter_map(|row| Some(table.row(row)?.texts[0].clone())).collect()
}

fn undo_label<'a>(harness: &'a Harness<'_, Alone>) -> Option<&'a str> {
    harness.state().session.document.undo_label()
}

#[test]
fn a_cell_is_written_with_the_keyboard_and_one_line_of_the_file_changes() {
    let mut harness = sample(FIRST_STEPS);
    let before = file(&harness);
    write_into(&mut harness, "Status of Good Work Group: active", "hold");
    assert_eq!(changed(&before, &file(&harness)), ["\"status\": \"dormant\""]);
    assert_eq!(undo_label(&harness), Some("change status of Good Work Group"));
    assert!(is_there(&harness, "Status of Good Work Group: on hold"));
    write_into(&mut harness, "Name of Good Work Group: Good Work Group", "Work and Skills Group");
    assert_eq!(undo_label(&harness), Some("rename Good Work Group to Work and Skills Group"));
    assert!(harness.state_mut().session.document.undo().is_some());
    assert!(harness.state_mut().session.document.undo().is_some());
    assert_eq!(file(&harness), before);
}

#[test]
fn an_entry_that_does_not_fit_is_refused_in_place() {
    let mut harness = sample(FIRST_STEPS);
    let before = file(&harness);
    write_into(&mut harness, "Meetings a year of Good Work Group: 4", "often");
    let editor = harness.get_by_label("Meetings a year of Good Work Group");
    assert_eq!(editor.value().as_deref(), Some("often"), "what was typed stays");
    assert!(harness.query_all_by_label_contains("is no number").next().is_some(), "the reason is told");
    assert_eq!(file(&harness), before);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "6");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(is_there(&harness, "Meetings a year of Good Work Group: 6"));
}

#[test]
fn a_long_text_is_written_in_several_lines() {
    let mut harness = sample(FIRST_STEPS);
    click(&mut harness, "Columns");
    click(&mut harness, "Remit");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    harness.get_by_label_contains("Remit of Good Work Group").click();
    settle(&mut harness);
    type_text(&mut harness, "one");
    press(&mut harness, Modifiers::ALT, Key::Enter);
    type_text(&mut harness, "two");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let map = harness.state().session.document.map().clone();
    assert_eq!(map.nodes.get("good-work-group").and_then(|node| node.remit.clone()).as_deref(), Some("one\ntwo"));
}

#[test]
fn who_a_body_answers_to_is_written_as_names() {
    let mut harness = sample(FIRST_STEPS);
    write_into(&mut harness, "Answers to of Good Work Group: Town Partnership Board", "seafront g");
    assert!(is_there(&harness, "Answers to of Good Work Group: Seafront Group"));
    let map = harness.state().session.document.map().clone();
    assert!(map.links.contains("good-work-group-reports-to-seafront-group"));
    assert!(!map.links.contains("good-work-group-reports-to-town-partnership-board"));
    assert_eq!(undo_label(&harness), Some("change who Good Work Group answers to"));
    write_into(&mut harness, "Chaired by of Good Work Group: empty", "independent");
    assert!(harness.state().session.document.map().links.contains("independent-chair-chairs-good-work-group"));
}

#[test]
fn rows_are_sorted_by_a_click_on_a_head() {
    let mut harness = sample(MIDDLESBROUGH);
    click(&mut harness, "Money");
    let as_read = first_column(&harness);
    click(&mut harness, "Amount");
    let amounts = |harness: &Harness<'_, Alone>| -> Vec<rust_decimal::Decimal> {
        let state = harness.state();
        let table = &state.register.looked[&Sheet::Money].table;
        let map = state.session.document.map();
        let ids = (0..table.len()).filter_map(|row| table.row(row)).map(|row| row.id.clone());
        ids.filter_map(|id| map.links.get(id.as_str())?.amount).collect()
    };
    let upwards = amounts(&harness);
    assert!(upwards.len() > 20 && upwards.is_sorted(), "as numbers: {upwards:?}");
    assert!(is_there(&harness, "Amount, sorted upwards"));
    click(&mut harness, "Amount, sorted upwards");
    assert!(amounts(&harness).iter().rev().is_sorted());
    click(&mut harness, "Amount, sorted downwards");
    assert_eq!(first_column(&harness), as_read, "a third click leaves them as they are");
}

#[test]
fn rows_are_filtered_by_words_and_counted() {
    let mut harness = sample(FIRST_STEPS);
    assert!(is_there(&harness, "13 bodies"));
    click(&mut harness, "Filter the bodies");
    type_text(&mut harness, "seafront group");
    assert_eq!(first_column(&harness), ["Festival Committee", "Seafront Group"], "in whichever column the words are");
    assert!(is_there(&harness, "2 of 13 bodies"));
    type_text(&mut harness, " xyz");
    assert!(is_there(&harness, "Nothing fits the filter."));
}

#[test]
fn a_block_is_pasted_as_one_step_and_undone() {
    let mut harness = sample(FIRST_STEPS);
    let before = file(&harness);
    click(&mut harness, "Kind of Ageing Well Group: group");
    paste(&mut harness, "board\tproposed\r\npartner\tended\r\n");
    assert!(is_there(&harness, "Kind of Ageing Well Group: board"));
    assert!(is_there(&harness, "Status of Ageing Well Group: proposed"));
    assert!(is_there(&harness, "Kind of Festival Committee: partner"));
    assert!(is_there(&harness, "Status of Festival Committee: ended"));
    assert_eq!(undo_label(&harness), Some("paste 4 cells"));
    harness.state_mut().session.document.undo();
    assert_eq!(file(&harness), before, "one step");
}

#[test]
fn a_pasted_block_with_a_wrong_cell_changes_nothing() {
    let mut harness = sample(FIRST_STEPS);
    let before = file(&harness);
    click(&mut harness, "Kind of Ageing Well Group: group");
    paste(&mut harness, "board\tproposed\npartner\tasleep\n");
    assert_eq!(file(&harness), before);
    let told = harness.state().session.message().map(|(text, _)| text.to_owned()).unwrap_or_default();
    assert!(told.contains("row 2, Status") && told.contains("asleep"), "{told}");
    paste(&mut harness, &"x\t".repeat(30));
    assert_eq!(file(&harness), before);
}

#[test]
fn rows_pasted_below_the_last_add_records() {
    let mut harness = sample(FIRST_STEPS);
    let before = harness.state().session.document.map().nodes.len();
    click(&mut harness, "Name of new body: empty");
    paste(&mut harness, "Youth Council\tgroup\tproposed\tSport Forum\nSport Forum\tboard\t\tTown Partnership Board\n");
    let map = harness.state().session.document.map().clone();
    assert_eq!(map.nodes.len(), before + 2);
    assert!(map.links.contains("youth-council-reports-to-sport-forum"), "rows may speak of one another");
    assert!(map.links.contains("sport-forum-reports-to-town-partnership-board"));
    assert_eq!(undo_label(&harness), Some("paste 2 bodies"));
}

#[test]
fn a_name_in_the_last_row_adds_a_body_and_the_next_can_be_typed() {
    let mut harness = sample(FIRST_STEPS);
    write_into(&mut harness, "Name of new body: empty", "Youth Council");
    assert!(harness.state().session.document.map().nodes.contains("youth-council"));
    assert_eq!(undo_label(&harness), Some("add Youth Council"));
    assert!(harness.state().session.selection.ids.contains("youth-council"));
    type_text(&mut harness, "Sport Forum");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    type_text(&mut harness, "board");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    let map = harness.state().session.document.map().clone();
    assert_eq!(map.nodes.get("sport-forum").map(|node| node.kind), Some(crate::model::NodeKind::Board));
}

#[test]
fn a_new_line_is_added_when_both_its_ends_are_there() {
    let mut harness = sample(FIRST_STEPS);
    let before = harness.state().session.document.map().links.len();
    click(&mut harness, "Seats");
    click(&mut harness, "Who of new seat: empty");
    type_text(&mut harness, "nobody known");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert!(harness.query_all_by_label_contains("nobody known").next().is_some(), "refused at once");
    press(&mut harness, Modifiers::COMMAND, Key::A);
    type_text(&mut harness, "helping");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!(harness.state().session.document.map().links.len(), before, "one end is not enough");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    type_text(&mut harness, "seafront g");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert!(harness.state().session.document.map().links.contains("helping-hands-member-of-seafront-group"));
    assert!(has_focus_ring(&harness, "Status of Helping Hands is a member of Seafront Group: active"));
    press(&mut harness, Modifiers::NONE, Key::Tab);
    type_text(&mut harness, "2");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let map = harness.state().session.document.map().clone();
    assert_eq!(map.links.get("helping-hands-member-of-seafront-group").and_then(|link| link.seats), Some(2));
}

#[test]
fn a_block_is_copied_and_cleared() {
    let mut harness = sample(FIRST_STEPS);
    click(&mut harness, "Name of Ageing Well Group: Ageing Well Group");
    harness.get_by_label("Kind of Festival Committee: group").click_modifiers(Modifiers::SHIFT);
    settle(&mut harness);
    harness.event(Event::Copy);
    harness.step();
    let copied = harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("Ageing Well Group\tgroup\nFestival Committee\tgroup\n"));
    let before = file(&harness);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(file(&harness), before, "a body cannot be without a name");
    click(&mut harness, "Answers to of Ageing Well Group: Town Partnership Board");
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert!(is_there(&harness, "Answers to of Ageing Well Group: empty"));
}

#[test]
fn a_row_chosen_here_is_chosen_in_the_window_and_in_reverse() {
    let mut harness = sample(MIDDLESBROUGH);
    let table = first_column(&harness);
    click(&mut harness, &format!("Name of {0}: {0}", table[1]));
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    let session = &harness.state().session;
    let names: BTreeSet<&str> =
        session.selection.ids.iter().map(|id| session.document.map().name(id.as_str())).collect();
    assert_eq!(names, BTreeSet::from([table[1].as_str(), table[2].as_str()]));

    let last = table.last().expect("bodies").clone();
    assert!(!is_there(&harness, &format!("Name of {last}: {last}")), "it is out of view");
    let map = harness.state().session.document.map().clone();
    let id = map.nodes.iter().find(|node| node.name == last).expect("a body").id.clone();
    harness.state_mut().act(Act::select(id));
    settle(&mut harness);
    let name = format!("Name of {last}: {last}");
    let cell = harness.get_by_label(&name);
    assert_eq!(cell.accesskit_node().is_selected(), Some(true));
}

#[test]
fn columns_are_chosen_and_stay_chosen() {
    let mut harness = sample(FIRST_STEPS);
    assert!(!is_there(&harness, "Remit of Ageing Well Group: empty"));
    assert!(harness.query_all_by_label_contains("Remit of Ageing Well Group").next().is_none());
    click(&mut harness, "Columns");
    click(&mut harness, "Remit");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_all_by_label_contains("Remit of Ageing Well Group").next().is_some());
    click(&mut harness, "Strands");
    click(&mut harness, "Bodies");
    assert!(harness.query_all_by_label_contains("Remit of Ageing Well Group").next().is_some());
}

#[test]
fn whole_rows_are_removed_after_a_question() {
    let mut harness = sample(FIRST_STEPS);
    click(&mut harness, "Row 2: Festival Committee");
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(harness.state().commands, [Command::Delete]);
    assert_eq!(harness.state().session.selection.ids, BTreeSet::from(["festival-committee".into()]));
}

#[test]
fn a_map_for_reading_is_not_written() {
    let map = samples::document(FIRST_STEPS).expect("a sound sample").map().clone();
    let stamp = Stamp { length: 0, modified: None, hash: [0; 32], has_mark: false };
    let mut harness = shown(Document::opened((*map).clone(), "x.boardwalk".into(), stamp, true));
    assert!(!is_there(&harness, "Name of new body: empty"));
    write_into(&mut harness, "Status of Good Work Group: active", "ended");
    paste(&mut harness, "ended");
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(harness.state().session.document.map(), &map);
    assert_eq!(undo_label(&harness), None);
}

#[test]
fn an_empty_map_invites_and_takes_a_list() {
    let mut harness = shown(Document::new(crate::model::Map::default()));
    assert!(harness.query_all_by_label_contains("No bodies yet").next().is_some());
    click(&mut harness, "Name of new body: empty");
    paste(&mut harness, "Trust Board\nYouth Council\n");
    assert_eq!(harness.state().session.document.map().nodes.len(), 2);
}

#[test]
fn every_table_of_every_sample_shows_what_its_records_say() {
    for index in 0..crate::session::samples::SAMPLES.len() {
        let mut harness = sample(index);
        for sheet in Sheet::ALL {
            click(&mut harness, sheet.label());
            let state = harness.state();
            let expected = sheet.records(state.session.document.map()).len();
            assert_eq!(state.register.looked[&sheet].table.len(), expected, "{}", sheet.label());
        }
    }
}
