//! What every test of the window needs: the real application, and hands to use it with.

use std::path::Path;

use boardwalk::app::App;
use boardwalk::app::act::{Act, Target};
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::Id;
use boardwalk::session::file_acts::{FileAct, Next};
use boardwalk::session::panels::Panel;
use boardwalk::storage::Home;
use egui::{Key, Modifiers, Pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

/// A group of Solihull that is on the first picture.
pub(crate) const BE_HEALTHY: &str = "Be Healthy Outcome Group";

/// The application in a window of 1600 by 1000 points, with what it keeps under `home`: no test sees what another one
/// keeps, or a person. Without a file it shows the first sample.
pub(crate) fn window(home: &Path, file: Option<&Path>) -> Harness<'static, App> {
    sized([1600.0, 1000.0], home, file)
}

/// The same of another size.
pub(crate) fn sized(size: [f32; 2], home: &Path, file: Option<&Path>) -> Harness<'static, App> {
    let (home, file) = (Home::at(home), file.map(Path::to_owned));
    let mut harness = Harness::builder().with_size(size).build_eframe(move |context| {
        let is_sample = file.is_none();
        let mut app = App::new(&context.egui_ctx, file, home, false);
        if is_sample {
            app.session_mut().file(FileAct::UnlessUnsaved(Next::OpenSample(0)));
        }
        app.session_mut().panels.outline = Some(true);
        app.session_mut().panels.below = Some(Panel::Findings);
        app
    });
    settle(&mut harness);
    harness
}

/// The same, with the map that a text is.
pub(crate) fn window_with(home: &Path, text: &str) -> Harness<'static, App> {
    let path = home.join("town.boardwalk");
    std::fs::write(&path, text).expect("a file");
    window(home, Some(&path))
}

/// Runs frames until nothing moves any more; files are read on a thread of their own meanwhile.
pub(crate) fn settle(harness: &mut Harness<'_, App>) {
    harness.run_steps(3);
    while harness.state().session().is_waiting() {
        std::thread::sleep(std::time::Duration::from_millis(5));
        harness.run_steps(1);
    }
    harness.run_steps(12);
}

pub(crate) fn home() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

pub(crate) fn title<'a>(harness: &'a Harness<'_, App>) -> &'a str {
    &harness.state().session().document.map().title
}

/// The names of all bodies.
pub(crate) fn names(harness: &Harness<'_, App>) -> Vec<String> {
    harness.state().session().document.map().nodes.iter().map(|node| node.name.clone()).collect()
}

/// Does what can be asked of the window.
pub(crate) fn act(harness: &mut Harness<'_, App>, act: Act) {
    let ctx = harness.ctx.clone();
    harness.state_mut().act(act, &ctx);
    settle(harness);
}

/// Chooses records, and nothing else.
pub(crate) fn select(harness: &mut Harness<'_, App>, ids: &[&str]) {
    act(harness, Act::Select(ids.iter().map(|id| Id::from(*id)).collect()));
}

pub(crate) fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    settle(harness);
}

pub(crate) fn click(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click();
    settle(harness);
}

/// Clicks on what may be further down than the window shows.
pub(crate) fn click_anywhere(harness: &mut Harness<'_, App>, label: &str) {
    harness.get_by_label(label).click_accesskit();
    settle(harness);
}

pub(crate) fn says(harness: &Harness<'_, App>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}

/// Clicks by hand.
pub(crate) fn click_at(harness: &mut Harness<'_, App>, at: Pos2) {
    harness.hover_at(at);
    harness.run_steps(2);
    harness.drag_at(at);
    harness.run_steps(2);
    harness.drop_at(at);
    settle(harness);
}

/// Drags by hand, in six steps.
pub(crate) fn drag(harness: &mut Harness<'_, App>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.run_steps(2);
    harness.drag_at(from);
    harness.run_steps(2);
    for step in 1..=6 {
        harness.hover_at(from.lerp(to, step as f32 / 6.0));
        harness.run_steps(1);
    }
    harness.drop_at(to);
    settle(harness);
}

/// Moves a card by dragging it to where the ground is free, as a hand would.
pub(crate) fn drag_card(harness: &mut Harness<'_, App>, name: &str) {
    let (from, by) = {
        let (session, canvas) = (harness.state().session(), harness.state().canvas());
        let scene = &session.picture.as_ref().expect("a picture").scene;
        let card = scene.cards.iter().find(|card| card.name == name).expect("a card");
        let label = format!("{name}, {}", card.kind.word());
        let from = harness.query_all_by_label_contains(&label).next().expect("a card in the tree").rect().center();
        // Let go over another card it would not be moved, but dropped there.
        let is_free = |by: &egui::Vec2| {
            let shown = |card: &boardwalk::drawing::Card| canvas.card_on_screen(&card.id).expect("it is shown");
            scene.cards.iter().all(|card| !shown(card).expand(4.0).contains(from + *by))
        };
        let ways = (1..40).flat_map(|far| [(60.0, 36.0), (-60.0, 36.0)].map(|(x, y)| (x, y * far as f32 / 4.0)));
        let by = ways.map(|(x, y)| egui::vec2(x, y)).find(is_free).expect("free ground");
        (from, by)
    };
    drag(harness, from, from + by);
}

/// Types into the search field and takes the first hit.
pub(crate) fn find(harness: &mut Harness<'_, App>, words: &str) {
    press(harness, Modifiers::COMMAND, Key::F);
    harness.get_by_label("Find").type_text(words);
    settle(harness);
    press(harness, Modifiers::NONE, Key::Enter);
}

/// The open map as its file would hold it.
pub(crate) fn text(harness: &Harness<'_, App>) -> String {
    boardwalk_file::write(harness.state().session().document.map())
}

/// Types into whatever has the keyboard.
pub(crate) fn type_text(harness: &mut Harness<'_, App>, words: &str) {
    harness.event(egui::Event::Text(words.to_owned()));
    settle(harness);
}

/// Types into whatever has the keyboard, and enters it.
pub(crate) fn enter(harness: &mut Harness<'_, App>, words: &str) {
    type_text(harness, words);
    press(harness, Modifiers::NONE, Key::Enter);
}

/// Goes to a finding by its place in the report.
pub(crate) fn go_to_finding(harness: &mut Harness<'_, App>, place: usize) {
    let key = harness.state().session().findings()[place].key();
    act(harness, Act::GoTo(Target::Finding(key)));
}

/// Asks how a finding is mended, by its place in the report.
pub(crate) fn fix_finding(harness: &mut Harness<'_, App>, place: usize) {
    let ctx = harness.ctx.clone();
    let session = harness.state().session();
    for act in boardwalk::app::command::fix(session, &session.findings()[place].key()) {
        harness.state_mut().act(act, &ctx);
    }
    settle(harness);
}

/// Opens the register with the table of seats.
pub(crate) fn open_seats(harness: &mut Harness<'_, App>) {
    click(harness, "Register");
    let row = harness.get_by_label("Filter the bodies").rect();
    let is_there = |table: &egui_kittest::Node<'_>| row.y_range().contains(table.rect().center().y);
    harness.query_all_by_label("Seats").find(is_there).expect("a table of that name").click();
    settle(harness);
}
