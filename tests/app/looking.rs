//! Looking at a map: findings, search, the canvas, files, presentation.

use boardwalk::app::App;
use boardwalk::exchange::boardwalk_file;
use boardwalk::session::file_acts::{FileAct, Next};
use boardwalk::session::samples::SAMPLES;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::*;

#[test]
fn the_solihull_sample_shows_its_findings() {
    let home = home();
    let harness = window(home.path(), None);
    assert!(title(&harness).contains("Solihull"), "{}", title(&harness));
    assert!(harness.query_by_label("Outline").is_some());
    assert!(
        says(&harness, "strands have lost their owner with Integrated Working Programme Board"),
        "causes are listed first"
    );
    assert!(
        says(&harness, &format!("{BE_HEALTHY}, group, active")),
        "cards are in the accessibility tree with name, kind and status"
    );
}

#[test]
fn a_finding_flies_there_lights_its_subjects_and_explains_itself() {
    let home = home();
    let mut harness = window(home.path(), None);
    let (text, code, subjects) = {
        let mut findings = harness.state().session().findings().iter();
        let finding = findings.find(|finding| finding.rule == "self-scrutiny").expect("the board that checks itself");
        (format!("{}: {}", finding.severity.word(), finding.message), finding.code, finding.subjects.clone())
    };
    harness.get_all_by_label_contains("Gaps ").next().expect("the family's switch").click();
    settle(&mut harness);
    click(&mut harness, &text);
    let session = harness.state().session();
    assert_eq!(session.chosen_finding().map(|finding| finding.rule), Some("self-scrutiny"));
    assert!(subjects.iter().all(|subject| session.lit().contains(&subject.id)));
    assert!(harness.query_by_label("What to do").is_some(), "the inspector tells what to do");
    assert!(says(&harness, "Back at the start in 2 steps"), "the callout tells that it is a circle");
    assert!(says(&harness, "This finding: circles, step round the circle"), "and the legend what is drawn of it");
    harness.get_all_by_label("explain").next().expect("a link").click();
    settle(&mut harness);
    assert_eq!(harness.state().session().panels.explaining, Some(code));
    click(&mut harness, "Close");
    assert_eq!(harness.state().session().panels.explaining, None);
}

#[test]
fn what_a_finding_draws_goes_with_it() {
    let home = home();
    let mut harness = window(home.path(), None);
    let text = {
        let mut findings = harness.state().session().findings().iter();
        let finding = findings.find(|finding| finding.rule == "shared-remit").expect("two boards with one remit");
        format!("{}: {}", finding.severity.word(), finding.message)
    };
    harness.get_all_by_label_contains("Gaps ").next().expect("the family's switch").click();
    settle(&mut harness);
    click(&mut harness, &text);
    assert!(says(&harness, "Shared remit. 5 of 26 themes and strands in common"), "what both have is told on the map");
    assert!(says(&harness, "This finding: duplication, in common"));
    find(&mut harness, "be healthy outc");
    assert!(!says(&harness, "themes and strands in common") && !says(&harness, "This finding"));
}

#[test]
fn a_few_letters_find_a_body_and_the_inspector_reads_it() {
    let home = home();
    let mut harness = window(home.path(), None);
    find(&mut harness, "be healthy outc");
    let session = harness.state().session();
    let chosen: Vec<&str> = session.selection.ids.iter().map(|id| session.document.map().name(id.as_str())).collect();
    assert_eq!(chosen, [BE_HEALTHY]);
    assert!(harness.query_by_label("Evidence").is_some());
    assert!(harness.query_by_label("Remit").is_some());
}

#[test]
fn what_is_not_on_the_canvas_comes_there_when_it_is_looked_at() {
    let home = home();
    let mut harness = window(home.path(), None);
    let is_drawn = |harness: &Harness<'_, App>, id: &str| {
        harness.state().session().picture.as_ref().expect("a picture").scene.card(id).is_some()
    };
    let strand = harness.state().session().document.map().nodes.iter().find(|node| !node.is_body()).cloned();
    let strand = strand.expect("a strand or a post");
    assert!(!is_drawn(&harness, strand.id.as_str()), "{} is not in the first picture", strand.name);
    find(&mut harness, &strand.name);
    assert!(harness.state().session().selection.ids.contains(&strand.id), "{} is chosen", strand.name);
    assert!(is_drawn(&harness, strand.id.as_str()), "{} is drawn", strand.name);
}

#[test]
fn a_moved_card_is_a_change_that_is_asked_about_and_can_be_undone() {
    let home = home();
    let mut harness = window(home.path(), None);
    assert!(!harness.state().session().document.is_dirty());
    drag_card(&mut harness, BE_HEALTHY);
    let session = harness.state().session();
    assert!(session.document.is_dirty(), "the move is a change");
    assert_eq!(session.document.map().placement.len(), 1);
    assert!(session.window_title().starts_with('•'), "{}", session.window_title());

    click(&mut harness, "File");
    harness.get_all_by_label_contains("Sample maps").next().expect("a menu").click();
    settle(&mut harness);
    harness.get_all_by_label_contains("First steps").next().expect("an entry").click();
    settle(&mut harness);
    assert!(harness.query_by_label("Save your changes?").is_some(), "nothing is replaced without a question");
    click(&mut harness, "Cancel");
    assert!(title(&harness).contains("Solihull"));

    press(&mut harness, Modifiers::COMMAND, Key::Z);
    let session = harness.state().session();
    assert!(!session.document.is_dirty(), "undoing back to the saved state clears the mark");
    assert!(session.document.map().placement.is_empty());
}

#[test]
fn the_window_does_not_close_over_unsaved_changes() {
    let home = home();
    let mut harness = window(home.path(), None);
    drag_card(&mut harness, BE_HEALTHY);
    let viewport = harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
    viewport.events.push(egui::ViewportEvent::Close);
    harness.step();
    let commands = &harness.output().viewport_output[&egui::ViewportId::ROOT].commands;
    assert!(commands.contains(&egui::ViewportCommand::CancelClose), "{commands:?}");
    if let Some(viewport) = harness.input_mut().viewports.get_mut(&egui::ViewportId::ROOT) {
        viewport.events.clear();
    }
    settle(&mut harness);
    assert!(harness.query_by_label("Save your changes?").is_some());
}

#[test]
fn a_map_is_saved_under_a_name_and_opened_again_as_it_was() {
    let home = home();
    let mut harness = window(home.path(), None);
    drag_card(&mut harness, BE_HEALTHY);
    let path = home.path().join("redesign.boardwalk");
    press(&mut harness, Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    press(&mut harness, Modifiers::COMMAND, Key::A);
    harness.get_by_label("Path of the file").type_text(path.with_extension("").to_str().expect("text"));
    settle(&mut harness);
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let session = harness.state().session();
    assert!(!session.document.is_dirty());
    let bytes = std::fs::read(&path).expect("the file is there, with the extension that was left out");
    assert_eq!(bytes, boardwalk_file::write(session.document.map()).into_bytes());

    let again = window(home.path(), Some(&path));
    assert_eq!(again.state().session().document.map(), session.document.map());
    assert!(!again.state().session().document.is_dirty());
}

#[test]
fn a_broken_file_is_told_and_what_was_open_stays() {
    let home = home();
    let path = home.path().join("broken.boardwalk");
    std::fs::write(&path, "{\"format\": \"boardwalk\",\n \"version\": 1,\n \"title\": 5}\n").expect("a file");
    let harness = window(home.path(), Some(&path));
    assert!(harness.query_by_label("The file could not be opened").is_some());
    assert!(says(&harness, "broken.boardwalk, line 3"), "file and line are named");
    assert!(says(&harness, "Recent maps"), "at a start that is the start page");
    let mut harness = window(home.path(), None);
    harness.state_mut().session_mut().file(FileAct::UnlessUnsaved(Next::OpenPath(path)));
    settle(&mut harness);
    assert!(harness.query_by_label("The file could not be opened").is_some());
    assert!(title(&harness).contains("Solihull"));
}

#[test]
fn another_programs_change_is_not_overwritten() {
    let home = home();
    let path = home.path().join("shared.boardwalk");
    let first_steps = SAMPLES[2].text;
    std::fs::write(&path, first_steps).expect("a file");
    let mut harness = window(home.path(), Some(&path));
    let card = harness.state().session().picture.as_ref().expect("a picture").scene.cards[0].name.clone();
    drag_card(&mut harness, &card);
    let theirs = first_steps.replacen("\"title\": \"", "\"title\": \"Theirs: ", 1);
    std::fs::write(&path, &theirs).expect("a file");
    press(&mut harness, Modifiers::COMMAND, Key::S);
    assert!(harness.query_by_label("Another program changed this file").is_some());
    click(&mut harness, "Cancel");
    assert_eq!(std::fs::read_to_string(&path).expect("a file"), theirs);
    assert!(harness.state().session().document.is_dirty(), "nothing of ours is lost either");
}

#[test]
fn a_presentation_shows_the_map_and_nothing_else() {
    let home = home();
    let mut harness = window(home.path(), None);
    press(&mut harness, Modifiers::NONE, Key::F11);
    assert!(harness.query_by_label("Outline").is_none());
    assert!(harness.query_by_label("File").is_none());
    assert!(says(&harness, &format!("{BE_HEALTHY}, group")));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(harness.query_by_label("Outline").is_some());
}

#[test]
fn lenses_and_switches_change_the_picture() {
    let home = home();
    let mut harness = window(home.path(), None);
    let cards =
        |harness: &Harness<'_, App>| harness.state().session().picture.as_ref().expect("a picture").scene.cards.len();
    let before = cards(&harness);
    harness.state_mut().session_mut().panels.below = None;
    click(&mut harness, "Strands");
    assert!(cards(&harness) > before);
    click(&mut harness, "Strands");
    assert_eq!(cards(&harness), before);
    click(&mut harness, "theme");
    assert_eq!(harness.state().session().view.lens, boardwalk::drawing::Lens::Theme);
}

#[test]
fn what_is_chosen_stays_where_it_is_when_more_is_shown() {
    let home = home();
    let mut harness = window(home.path(), None);
    find(&mut harness, "be healthy outc");
    let place = |harness: &Harness<'_, App>| {
        let session = harness.state().session();
        let id = session.selection.ids.first().expect("a card is chosen");
        session.picture.as_ref().expect("a picture").scene.card(id.as_str()).expect("a card").rect.centre()
    };
    let before = place(&harness);
    click(&mut harness, "Strands");
    let after = place(&harness);
    assert!((after.x - before.x).abs() < 0.5 && (after.y - before.y).abs() < 0.5, "{before:?} {after:?}");
}

#[test]
fn every_command_can_be_given() {
    use boardwalk::app::act::{Act, Command};
    let home = home();
    for command in boardwalk::app::command::entries().iter().map(|entry| entry.command) {
        if command == Command::Quit {
            continue;
        }
        let mut harness = window(home.path(), None);
        act(&mut harness, Act::Command(command));
        // The tour has a map of its own.
        let map = if command == Command::Tour { "First steps" } else { "Solihull" };
        assert!(title(&harness).contains(map), "{command:?}");
    }
}

#[test]
fn work_that_a_crash_cut_off_is_offered_again() {
    let home = home();
    let mut harness = window(home.path(), None);
    drag_card(&mut harness, BE_HEALTHY);
    let map = harness.state().session().document.map().clone();
    drop(harness);
    let mut again = window(home.path(), None);
    assert!(again.query_by_label("Take up unsaved work?").is_some());
    click(&mut again, "Take it up");
    assert_eq!(again.state().session().document.map(), &map);
    assert!(again.state().session().document.is_dirty(), "it is not saved yet");
}
