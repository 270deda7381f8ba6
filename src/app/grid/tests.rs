//! The grid by itself: keys, pointer and editor, through the accessibility tree.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use super::*;

/// A sheet whose cells are written into; those of the last column are pressed, and "no" is refused.
struct Sheet {
    grid: Grid,
    cells: Vec<Vec<String>>,
    events: Vec<GridEvent>,
    /// How many cells were asked for in the last frame.
    asked: std::cell::Cell<usize>,
}

struct View<'a>(&'a [Vec<String>], &'a std::cell::Cell<usize>);

impl Content for View<'_> {
    fn columns(&self) -> usize {
        3
    }

    fn rows(&self) -> usize {
        self.0.len()
    }

    fn column(&self, column: usize) -> Column {
        Column { title: ["Name", "Status", "Seat"][column].to_owned(), width: 120.0, ..Column::default() }
    }

    fn cell(&self, at: CellAt) -> Cell {
        self.1.set(self.1.get() + 1);
        let use_as = if at.column == 2 { Use::Press } else { Use::Write };
        Cell { text: self.0[at.row][at.column].clone(), use_as, ..Cell::default() }
    }

    fn row_name(&self, row: usize) -> String {
        self.0[row][0].clone()
    }

    fn key(&self, row: usize) -> egui::Id {
        egui::Id::new(&self.0[row][0])
    }

    fn completion(&self, at: CellAt) -> Completion {
        let words = ["active", "on hold", "proposed"].map(str::to_owned).into();
        if at.column == 1 { Completion { words, is_closed: true, is_list: false } } else { Completion::default() }
    }

    fn check(&self, at: CellAt, text: &str) -> Result<(), String> {
        let is_known = at.column != 1 || self.completion(at).words.iter().any(|word| word == text);
        if text == "no" || !is_known { Err("write yes".to_owned()) } else { Ok(()) }
    }
}

impl eframe::App for Sheet {
    fn ui(&mut self, ui: &mut egui::Ui, _: &mut eframe::Frame) {
        self.asked.set(0);
        let look = Look { name: "Sheet", frozen: 1, gutter: true, ..Look::default() };
        for event in self.grid.grid_ui(ui, &look, &View(&self.cells, &self.asked)) {
            if let GridEvent::Edited { at, text, .. } = &event {
                self.cells[at.row][at.column].clone_from(text);
            }
            self.events.push(event);
        }
    }
}

fn sheet(rows: usize) -> Harness<'static, Sheet> {
    let cells = (0..rows).map(|row| vec![format!("Body {row}"), "active".to_owned(), "1".to_owned()]).collect();
    let mut harness = Harness::builder().with_size([420.0, 200.0]).build_eframe(|context| {
        crate::app::widgets::theme::install(&context.egui_ctx);
        Sheet { grid: Grid::default(), cells, events: Vec::new(), asked: Default::default() }
    });
    harness.run_steps(3);
    harness
}

fn click(harness: &mut Harness<'_, Sheet>, name: &str) {
    harness.get_by_label(name).click();
    harness.run_steps(4);
}

fn press(harness: &mut Harness<'_, Sheet>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run_steps(4);
}

fn happen(harness: &mut Harness<'_, Sheet>, event: Event) {
    harness.event(event);
    harness.run_steps(4);
}

fn type_text(harness: &mut Harness<'_, Sheet>, text: &str) {
    for letter in text.chars() {
        happen(harness, Event::Text(letter.to_string()));
    }
}

fn current(harness: &Harness<'_, Sheet>) -> (usize, usize) {
    let at = harness.state().grid.current();
    (at.row, at.column)
}

#[test]
fn keys_move_the_current_cell_and_stay_in_the_grid() {
    let mut harness = sheet(50);
    click(&mut harness, "Name of Body 0: Body 0");
    let go = [
        (Modifiers::NONE, Key::ArrowDown, (1, 0)),
        (Modifiers::NONE, Key::ArrowRight, (1, 1)),
        (Modifiers::NONE, Key::Tab, (1, 2)),
        (Modifiers::NONE, Key::Tab, (2, 0)),
        (Modifiers::SHIFT, Key::Tab, (1, 2)),
        (Modifiers::NONE, Key::Home, (1, 0)),
        (Modifiers::COMMAND, Key::End, (49, 2)),
        (Modifiers::COMMAND, Key::Home, (0, 0)),
        (Modifiers::NONE, Key::ArrowUp, (0, 0)),
    ];
    for (modifiers, key, expected) in go {
        press(&mut harness, modifiers, key);
        assert_eq!(current(&harness), expected, "{key:?}");
    }
    press(&mut harness, Modifiers::NONE, Key::PageDown);
    let (row, _) = current(&harness);
    assert!((4..10).contains(&row), "a page is what is seen: {row}");
    assert!(has_keyboard(&harness.ctx));
    let shortcut = |modifiers, key| egui::KeyboardShortcut::new(modifiers, key);
    assert!(takes(&harness.ctx, &shortcut(Modifiers::NONE, Key::F)), "a letter is typed, not a command");
    assert!(!takes(&harness.ctx, &shortcut(Modifiers::COMMAND, Key::Z)));
    assert!(!takes(&harness.ctx, &shortcut(Modifiers::NONE, Key::F8)));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!has_keyboard(&harness.ctx), "Escape leaves");
}

#[test]
fn cells_have_role_name_and_state() {
    let mut harness = sheet(5);
    click(&mut harness, "Status of Body 2: active");
    press(&mut harness, Modifiers::SHIFT, Key::ArrowDown);
    let cell = harness.get_by_label("Status of Body 3: active");
    assert_eq!(cell.accesskit_node().role(), Role::GridCell);
    assert_eq!(cell.accesskit_node().is_selected(), Some(true));
    assert_eq!(harness.get_by_label("Seat of Body 3: 1").accesskit_node().is_selected(), Some(false));
    assert_eq!(harness.get_by_label("Name of Body 3: Body 3").accesskit_node().role(), Role::RowHeader);
    assert_eq!(harness.get_by_label("Status").accesskit_node().role(), Role::ColumnHeader);
    assert_eq!(harness.get_by_label("Sheet").accesskit_node().role(), Role::Grid);
}

#[test]
fn only_what_is_in_view_is_asked_for() {
    let mut harness = sheet(10_000);
    click(&mut harness, "Name of Body 0: Body 0");
    press(&mut harness, Modifiers::COMMAND, Key::End);
    assert!(harness.query_by_label("Seat of Body 9999: 1").is_some(), "the last row is scrolled to");
    assert!(harness.query_by_label("Seat of Body 0: 1").is_none());
    let asked = harness.state().asked.get();
    assert!(asked < 200, "{asked} cells were asked for");
}

#[test]
fn a_text_is_written_completed_and_abandoned() {
    let mut harness = sheet(5);
    click(&mut harness, "Status of Body 1: active");
    type_text(&mut harness, "hol");
    assert!(harness.query_by_label("Status of Body 1").is_some(), "the editor has a name");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().cells[1][1], "on hold");
    assert_eq!(current(&harness), (2, 1), "Enter goes down");
    press(&mut harness, Modifiers::NONE, Key::F2);
    type_text(&mut harness, "x");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!(harness.state().cells[2][1], "active");
    assert!(has_keyboard(&harness.ctx), "the grid has the keyboard again");
    type_text(&mut harness, "prop");
    press(&mut harness, Modifiers::NONE, Key::Tab);
    assert_eq!((harness.state().cells[2][1].as_str(), current(&harness)), ("proposed", (2, 2)));
}

#[test]
fn what_may_be_one_of_several_words_is_not_written_when_somebody_turns_to_something_else() {
    let mut harness = sheet(5);
    click(&mut harness, "Status of Body 1: active");
    type_text(&mut harness, "o");
    click(&mut harness, "Name of Body 3: Body 3");
    assert_eq!(harness.state().cells[1][1], "active");
    let editor = harness.get_by_label("Status of Body 1");
    assert_eq!(editor.value().as_deref(), Some("o"), "it still stands there, with the reason");
    type_text(&mut harness, "n h");
    assert_eq!(harness.get_by_label("Status of Body 1").value().as_deref(), Some("on h"));
    click(&mut harness, "Name of Body 3: Body 3");
    assert_eq!(harness.state().cells[1][1], "on hold", "it can be nothing else");
}

#[test]
fn keys_that_come_in_one_frame_lose_nothing() {
    let mut harness = sheet(5);
    click(&mut harness, "Status of Body 0: active");
    harness.event(Event::Text("p".to_owned()));
    harness.event(Event::Text("r".to_owned()));
    harness.step();
    harness.key_press(Key::Enter);
    harness.step();
    harness.key_press(Key::Tab);
    harness.run_steps(3);
    assert_eq!(harness.state().cells[0][1], "proposed");
    assert_eq!(current(&harness), (1, 2));
    assert!(has_keyboard(&harness.ctx));
}

#[test]
fn a_click_counts_even_when_press_and_release_come_in_one_frame() {
    let mut harness = sheet(5);
    let place = harness.get_by_label("Status of Body 2: active").rect().center();
    harness.hover_at(place);
    harness.run_steps(2);
    for pressed in [true, false] {
        let (button, modifiers) = (egui::PointerButton::Primary, Modifiers::NONE);
        harness.input_mut().events.push(Event::PointerButton { pos: place, button, pressed, modifiers });
    }
    harness.run_steps(3);
    assert_eq!(current(&harness), (2, 1));
    assert!(has_keyboard(&harness.ctx));
}

/// Presses at a place for two frames, as a hand does, and lets go; the frames after that are the caller's.
fn hold(harness: &mut Harness<'_, Sheet>, place: egui::Pos2) {
    harness.hover_at(place);
    harness.run_steps(2);
    harness.drag_at(place);
    harness.run_steps(2);
    harness.drop_at(place);
    harness.run_steps(1);
}

#[test]
fn a_press_as_long_as_a_hands_gives_the_table_the_keyboard_and_keeps_it_there() {
    let mut harness = sheet(5);
    let cell = |harness: &Harness<'_, Sheet>, name| harness.get_by_label(name).rect().center();
    for (name, place) in [("Name of Body 2: Body 2", (2, 0)), ("Status of Body 3: active", (3, 1))] {
        let there = cell(&harness, name);
        hold(&mut harness, there);
        assert!(has_keyboard(&harness.ctx), "{name}: keys are the table's right after the button is let go");
        assert_eq!(current(&harness), place);
    }
    hold(&mut harness, egui::pos2(300.0, 190.0));
    assert!(has_keyboard(&harness.ctx), "the ground below the last row belongs to the table");
    let head = cell(&harness, "Status");
    hold(&mut harness, head);
    assert!(has_keyboard(&harness.ctx), "and so do its headings");
    type_text(&mut harness, "on h");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().cells[3][1], "on hold");
}

#[test]
fn no_frame_goes_by_in_which_a_key_is_anybody_elses() {
    let mut harness = sheet(5);
    click(&mut harness, "Status of Body 0: active");
    let mut frame = |event: Event| {
        harness.event(event);
        harness.step();
        let focused = harness.ctx.memory(egui::Memory::focused);
        assert!(has_keyboard(&harness.ctx) || harness.ctx.text_edit_focused(), "{focused:?}");
    };
    let key = |key, pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
    for _ in 0..3 {
        frame(Event::Text("p".to_owned()));
        frame(key(Key::Enter, true));
        frame(Event::Text("a".to_owned()));
        frame(key(Key::Escape, true));
        frame(Event::Text("o".to_owned()));
        frame(key(Key::Tab, true));
        frame(key(Key::ArrowLeft, true));
    }
}

#[test]
fn a_refused_text_stays_with_the_reason() {
    let mut harness = sheet(5);
    click(&mut harness, "Name of Body 1: Body 1");
    type_text(&mut harness, "no");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(harness.query_by_label("Write yes").is_some(), "the reason is told");
    assert!(harness.state().grid.is_editing());
    assert_eq!(harness.get_by_label("Name of Body 1").value().as_deref(), Some("no"), "what was typed stays");
    type_text(&mut harness, "ne");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(harness.state().cells[1][0], "none");
}

#[test]
fn a_block_is_copied_pasted_and_cleared() {
    let mut harness = sheet(5);
    click(&mut harness, "Name of Body 1: Body 1");
    harness.get_by_label("Status of Body 2: active").click_modifiers(Modifiers::SHIFT);
    harness.run_steps(3);
    harness.event(Event::Copy);
    harness.step();
    let copied = harness.output().platform_output.commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        _ => None,
    });
    assert_eq!(copied.as_deref(), Some("Body 1\tactive\nBody 2\tactive\n"));
    harness.state_mut().events.clear();
    happen(&mut harness, Event::Paste("a\tb\r\nc\td\r\n".to_owned()));
    let texts = vec![vec!["a".to_owned(), "b".to_owned()], vec!["c".to_owned(), "d".to_owned()]];
    assert_eq!(harness.state().events, [GridEvent::Pasted { at: CellAt { row: 1, column: 0 }, texts }]);
    harness.state_mut().events.clear();
    happen(&mut harness, Event::Paste("x".to_owned()));
    let filled = vec![vec!["x".to_owned(); 2]; 2];
    assert_eq!(harness.state().events, [GridEvent::Pasted { at: CellAt { row: 1, column: 0 }, texts: filled }]);
    harness.state_mut().events.clear();
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(harness.state().events, [GridEvent::Cleared(Block { rows: 1..=2, columns: 0..=1 })]);
    press(&mut harness, Modifiers::SHIFT, Key::Space);
    press(&mut harness, Modifiers::NONE, Key::Delete);
    assert_eq!(harness.state().events.last(), Some(&GridEvent::RowsDeleted(1..=2)));
}

#[test]
fn cells_that_are_pressed_and_heads_that_are_clicked_tell_it() {
    let mut harness = sheet(5);
    click(&mut harness, "Seat of Body 1: 1");
    press(&mut harness, Modifiers::NONE, Key::Space);
    type_text(&mut harness, "r");
    let at = CellAt { row: 1, column: 2 };
    let events = &harness.state().events;
    let presses = events.iter().filter(|event| matches!(event, GridEvent::Activated { at: here, .. } if *here == at));
    assert_eq!(presses.count(), 2, "the click and the space bar: {events:?}");
    assert_eq!(events.last(), Some(&GridEvent::Keyed { at, text: "r".to_owned() }));
    click(&mut harness, "Status");
    assert_eq!(harness.state().events.last(), Some(&GridEvent::HeaderClicked(1)));
}

#[test]
fn columns_are_sorted_and_widened_without_a_mouse() {
    let mut harness = sheet(5);
    click(&mut harness, "Status of Body 1: active");
    let width = |harness: &Harness<'_, Sheet>| harness.get_by_label("Status of Body 1: active").rect().width();
    let before = width(&harness);
    press(&mut harness, Modifiers::ALT | Modifiers::SHIFT, Key::ArrowRight);
    assert!(width(&harness) > before);
    press(&mut harness, Modifiers::ALT, Key::ArrowUp);
    assert_eq!(harness.state().events.last(), Some(&GridEvent::HeaderClicked(1)));
    press(&mut harness, Modifiers::COMMAND, Key::A);
    assert_eq!(harness.state().events.last(), Some(&GridEvent::Chosen(Block { rows: 0..=4, columns: 0..=2 })));
}

#[test]
fn the_current_cell_stays_with_its_record() {
    let mut harness = sheet(5);
    click(&mut harness, "Status of Body 1: active");
    harness.state_mut().cells.reverse();
    harness.run_steps(2);
    assert_eq!(current(&harness), (3, 1));
    harness.state_mut().cells.truncate(2);
    harness.run_steps(2);
    assert_eq!(current(&harness), (1, 1), "a record that is gone leaves the cell in the table");
    harness.state_mut().cells.clear();
    harness.run_steps(2);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(!harness.state().grid.is_editing());
}
