//! The first minutes: the start page, a first map, what a laptop shows, and what is remembered.

use std::collections::BTreeSet;
use std::path::Path;

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use boardwalk::drawing::Lens;
use boardwalk::session::file_acts::{FileAct, FileQuestion, Next, PathWish};
use boardwalk::session::panels::Panel;
use boardwalk::storage::Home;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::*;

/// The height of a capital of Inter, in parts of the size of its type; names on cards are 12 points high.
const CAPITAL: f32 = 0.727;
/// A maximised window on common screens, without the frame that the thickest of three window managers leaves it.
const LAPTOP: [f32; 2] = [1366.0, 731.0];
const SMALL: [f32; 2] = [1280.0, 763.0];
const LARGE: [f32; 2] = [1920.0, 1043.0];

/// The application as it starts, in a window of that size.
fn started(home: &Path, size: [f32; 2]) -> Harness<'static, App> {
    let home = Home::at(home);
    let mut harness =
        Harness::builder().with_size(size).build_eframe(move |context| App::new(&context.egui_ctx, None, home, false));
    settle(&mut harness);
    harness
}

/// Ends it as people do, so that it keeps what is to be remembered.
fn end(mut harness: Harness<'static, App>) {
    eframe::App::on_exit(harness.state_mut(), None);
}

#[test]
fn a_first_start_says_what_this_is_and_what_can_be_done() {
    let home = home();
    let harness = started(home.path(), LAPTOP);
    for words in ["who answers to whom", "New map", "Open…", "Recent maps", "Maps that you open or save"] {
        assert!(says(&harness, words), "{words}");
    }
    for sample in ["Solihull Children's Trust, 2011, A board on hold", "Middlesbrough", "First steps"] {
        assert!(says(&harness, sample), "{sample}");
    }
    assert_eq!(harness.state().session().window_title(), "Boardwalk");
}

#[test]
fn one_click_and_a_name_make_a_first_body() {
    let home = home();
    let mut harness = started(home.path(), LAPTOP);
    click(&mut harness, "New map");
    enter(&mut harness, "Town Board");
    let map = harness.state().session().document.map();
    assert_eq!(map.nodes.iter().map(|node| node.name.as_str()).collect::<Vec<_>>(), ["Town Board"]);
    assert!(harness.query_all_by_label_contains("Town Board, board").next().is_some(), "its card is there");
    assert!(!says(&harness, "Recent maps"), "the start page is gone");
}

#[test]
fn a_key_that_adds_a_body_works_from_the_start_page_too() {
    let home = home();
    let mut harness = started(home.path(), LAPTOP);
    press(&mut harness, Modifiers::NONE, Key::N);
    enter(&mut harness, "Town Board");
    assert_eq!(harness.state().session().document.map().nodes.len(), 1);
}

#[test]
fn a_sample_is_called_one_and_saving_it_asks_for_a_place() {
    let home = home();
    let mut harness = started(home.path(), LAPTOP);
    click(&mut harness, "First steps: an invented town, Small, with one finding of each family");
    assert_eq!(title(&harness), "First steps in Marlhaven");
    let session = harness.state_mut().session_mut();
    assert_eq!(session.window_title(), "First steps in Marlhaven (sample) – Boardwalk");
    session.file(FileAct::Save(None));
    let questions = session.follow();
    let asks = |question: &FileQuestion| matches!(question, FileQuestion::Path { wish: PathWish::SaveAs { .. }, .. });
    assert!(questions.iter().any(asks), "{questions:?}");
    let path = home.path().join("mine.boardwalk");
    session.file(FileAct::Use(PathWish::SaveAs { name: String::new(), next: None }, path));
    settle(&mut harness);
    let session = harness.state().session();
    assert_eq!(session.window_title(), "First steps in Marlhaven (mine.boardwalk) – Boardwalk");
    assert!(!session.is_sample(), "it is somebody's own now");
}

#[test]
fn recent_maps_stand_on_the_start_page_with_their_folders() {
    let (home, folder) = (home(), tempfile::tempdir().expect("a folder"));
    let path = folder.path().join("our town.boardwalk");
    std::fs::copy("sample_maps/first-steps.boardwalk", &path).expect("copied");
    Home::at(home.path()).remember_file(&path).expect("kept");
    let mut harness = started(home.path(), LAPTOP);
    click(&mut harness, &format!("our town, {}", folder.path().display()));
    assert_eq!(title(&harness), "First steps in Marlhaven");
    assert!(!harness.state().session().is_sample());
}

#[test]
fn the_first_picture_of_a_map_makes_the_most_of_the_screen() {
    for (size, zoom, capital) in [(LAPTOP, 0.6, 5.0), (SMALL, 0.6, 5.0), (LARGE, 0.9, 8.0)] {
        let home = home();
        let mut harness = started(home.path(), size);
        act(&mut harness, Act::File(FileAct::UnlessUnsaved(Next::OpenSample(0))));
        let canvas = harness.state().canvas();
        assert!(canvas.zoom() >= zoom, "{} of {zoom} at {size:?}, {:?}", canvas.zoom(), canvas.screen());
        let shown = canvas.zoom() * CAPITAL * 12.0;
        assert!(shown >= capital, "capitals of {shown} points at {size:?}");
        let scene = &harness.state().session().picture.as_ref().expect("a picture").scene;
        let in_view = |card: &boardwalk::drawing::Card| {
            canvas.card_on_screen(&card.id).is_some_and(|card| canvas.screen().contains_rect(card))
        };
        assert!(scene.cards.iter().all(in_view), "every card is in view at {size:?}");
        assert!(says(&harness, "71 errors"), "what is wrong is counted where the list is folded");
    }
}

#[test]
fn the_tabs_below_the_map_unfold_and_fold_their_lists() {
    let home = home();
    let mut harness = started(home.path(), LAPTOP);
    act(&mut harness, Act::File(FileAct::UnlessUnsaved(Next::OpenSample(0))));
    let whole = harness.state().canvas().screen().height();
    click(&mut harness, "71 errors");
    assert!(harness.state().canvas().screen().height() < whole - 100.0 && says(&harness, "answer to nobody"));
    click(&mut harness, "Matrix");
    assert!(harness.state().session().panels.is_open(Panel::Matrix));
    click(&mut harness, "Fold this away");
    assert_eq!(harness.state().canvas().screen().height(), whole);
    click(&mut harness, "Unfold the list");
    assert!(harness.state().session().panels.is_open(Panel::Matrix), "the one that was there last");
    click(&mut harness, "Matrix");
    assert_eq!(harness.state().canvas().screen().height(), whole);
}

#[test]
fn a_laptop_shows_eight_rows_of_the_matrix_and_room_to_read_an_explanation() {
    let home = home();
    let mut harness = started(home.path(), LAPTOP);
    act(&mut harness, Act::File(FileAct::UnlessUnsaved(Next::OpenSample(0))));
    act(&mut harness, Act::Command(Command::Toggle(Panel::Matrix)));
    let end = harness.get_by_label_contains("in no file of yours").rect().min.y;
    let heads = harness.query_all_by_role(egui::accesskit::Role::RowHeader).map(|head| head.rect());
    let whole: BTreeSet<i32> = heads.filter(|head| head.max.y <= end - 20.0).map(|head| head.min.y as i32).collect();
    assert!(whole.len() >= 8, "{} rows", whole.len());
    act(&mut harness, Act::Explain(Some("BW101")));
    let close = harness.get_by_label("Close").rect();
    assert!(end - close.max.y > 200.0, "an explanation has {} points", end - close.max.y);
}

#[test]
fn panels_their_sizes_and_the_lens_are_as_they_were_left() {
    let home = home();
    let mut harness = started(home.path(), LAPTOP);
    act(&mut harness, Act::File(FileAct::UnlessUnsaved(Next::OpenSample(0))));
    act(&mut harness, Act::Lens(Lens::Sector));
    act(&mut harness, Act::Command(Command::Toggle(Panel::Register)));
    click(&mut harness, "Outline");
    click(&mut harness, "Sector");
    let before = harness.state().canvas().screen();
    // The edge between the map and the register is drawn up by hand, as is that of the outline.
    let edge = harness.get_by_label_contains("Legend.").rect().max.y;
    let edge = egui::pos2(before.center().x, edge);
    drag(&mut harness, edge, edge + egui::vec2(0.0, -60.0));
    let edge = egui::pos2(before.left() - 2.0, before.top() + 80.0);
    drag(&mut harness, edge, edge + egui::vec2(50.0, 0.0));
    let left = harness.state().canvas().screen();
    assert!(left.height() < before.height() - 40.0 && left.left() > before.left() + 40.0, "{before} became {left}");
    end(harness);
    let mut harness = started(home.path(), LAPTOP);
    act(&mut harness, Act::File(FileAct::UnlessUnsaved(Next::OpenSample(0))));
    let session = harness.state().session();
    assert_eq!(session.view.lens, Lens::Sector);
    assert!(session.panels.is_open(Panel::Register) && session.panels.is_open(Panel::Outline));
    let again = harness.state().canvas().screen();
    assert!(
        (again.height() - left.height()).abs() < 2.0 && (again.left() - left.left()).abs() < 2.0,
        "{left}, {again}"
    );
    end(harness);
    let tabs = Home::at(home.path()).preferences().expect("kept").tabs;
    assert_eq!(tabs.get("Outline").map(String::as_str), Some("Sector"), "it is grouped as it was, and goes on so");
}

#[test]
fn escape_ends_a_presentation_whatever_is_chosen_and_the_screen_says_so() {
    let home = home();
    let mut harness = started(home.path(), LARGE);
    act(&mut harness, Act::File(FileAct::UnlessUnsaved(Next::OpenSample(0))));
    let finding = harness.state().session().findings()[0].key();
    for choose in
        [None, Some(Act::Command(Command::SelectAll)), Some(Act::GoTo(boardwalk::app::act::Target::Finding(finding)))]
    {
        if let Some(choose) = choose {
            act(&mut harness, choose);
        }
        act(&mut harness, Act::Command(Command::Present));
        let told = harness.get_by_label("Escape ends the presentation").rect();
        assert!(!harness.state().canvas().screen().intersects(told), "it covers nothing of the map");
        press(&mut harness, Modifiers::NONE, Key::Escape);
        assert!(!harness.state().session().panels.presenting);
        assert!(!says(&harness, "Escape ends the presentation"));
    }
    act(&mut harness, Act::Command(Command::Present));
    harness.run_steps(400);
    assert!(!says(&harness, "Escape ends the presentation"), "only for a moment");
}

#[test]
fn a_presentation_fills_the_screen_beyond_its_own_size() {
    let home = home();
    let mut harness = started(home.path(), LARGE);
    act(&mut harness, Act::File(FileAct::UnlessUnsaved(Next::OpenSample(2))));
    assert!(harness.state().canvas().zoom() <= 1.0);
    let legend = harness.get_by_label_contains("Legend.").rect().height();
    act(&mut harness, Act::Command(Command::Present));
    assert!(harness.state().canvas().zoom() > 1.05, "{}", harness.state().canvas().zoom());
    assert!(harness.get_by_label_contains("Legend.").rect().height() > legend * 1.2, "the legend grows with it");
    let board = harness.state().session().document.map().nodes.iter().next().expect("a body").id.clone();
    act(&mut harness, Act::select(board));
    act(&mut harness, Act::Command(Command::ZoomToSelection));
    assert!(harness.state().canvas().zoom() >= 2.5, "one card fills it: {}", harness.state().canvas().zoom());
}

#[test]
fn preferences_that_a_disk_did_not_give_at_the_start_are_not_lost_at_the_end() {
    let home = home();
    let kept = home.path().join("config").join("preferences.json");
    std::fs::create_dir_all(&kept).expect("in its place, which cannot be read as a file");
    let harness = started(home.path(), LAPTOP);
    std::fs::remove_dir(&kept).expect("removed");
    std::fs::write(&kept, "{\"theme\": \"dark\"}").expect("there again");
    end(harness);
    assert_eq!(std::fs::read_to_string(&kept).expect("a file"), "{\"theme\": \"dark\"}");
}
