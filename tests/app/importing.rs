//! Importing a spreadsheet, as people do it: through the accessibility tree, with the real application behind it.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use boardwalk::app::App;
use boardwalk::app::act::{Act, Ask, ImportFrom};
use boardwalk::model::{LinkKind, LinkStatus, NodeStatus};
use boardwalk::storage::{Home, foreign};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable};

use crate::files::drop_files;
use crate::harness::*;

/// Runs frames until that is seen: sheets are read, and what comes of them is worked out, on threads of their own.
fn until(harness: &mut Harness<'_, App>, text: &str) {
    let start = Instant::now();
    while !says(harness, text) {
        assert!(start.elapsed() < Duration::from_secs(60), "\"{text}\" never came");
        std::thread::sleep(Duration::from_millis(10));
        harness.run_steps(1);
    }
    settle(harness);
}

/// Until what was chosen last is worked out.
fn worked(harness: &mut Harness<'_, App>) {
    harness.run_steps(1);
    let start = Instant::now();
    while says(harness, "Working it out") || says(harness, "Reading it") {
        assert!(start.elapsed() < Duration::from_secs(60), "it was never worked out");
        std::thread::sleep(Duration::from_millis(10));
        harness.run_steps(1);
    }
    settle(harness);
}

fn sheet(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets").join(name)
}

fn import(harness: &mut Harness<'_, App>, from: ImportFrom) {
    act(harness, Act::Ask(Ask::Import(from)));
    worked(harness);
}

/// Takes another entry of a list of choices.
fn choose(harness: &mut Harness<'_, App>, list: &str, entry: &str) {
    click(harness, list);
    click_anywhere(harness, entry);
    worked(harness);
}

#[test]
fn a_sheet_that_the_program_is_started_with_is_imported() {
    let home = home();
    let mut harness = window(home.path(), Some(&sheet("openpyxl-register.xlsx")));
    until(&mut harness, "Import openpyxl-register.xlsx");
    assert!(!says(&harness, "could not be opened"));
}

#[test]
fn a_register_is_shown_row_by_row_and_comes_onto_the_map_in_one_step() {
    let home = home();
    let mut harness = window(home.path(), None);
    let before = text(&harness);
    import(&mut harness, ImportFrom::File(sheet("openpyxl-register.xlsx")));
    assert!(says(&harness, "Import openpyxl-register.xlsx"));
    assert!(says(&harness, "Old (left out)"), "a hidden sheet is left out");
    harness.get_by_label_contains("Rows (").click();
    settle(&mut harness);
    assert!(says(&harness, "Groups, row 5"), "rows are called as the spreadsheet calls them");
    assert!(says(&harness, "Hidden Group  –  new group · reports to Trust Board"));
    click_anywhere(&mut harness, "Youth Forum  –  new group · reports to Be Healthy Group");
    worked(&mut harness);
    assert!(says(&harness, "Youth Forum  –  is left out"));
    click(&mut harness, "Import");
    assert!(!says(&harness, "Import openpyxl-register.xlsx"), "it is done");
    let all = names(&harness);
    assert!(all.iter().any(|name| name == "A & B <Panel> \"x\"") && !all.iter().any(|name| name == "Youth Forum"));
    act(&mut harness, Act::Undo);
    assert_eq!(text(&harness), before, "one undo takes all of it back");
}

#[test]
fn what_a_column_holds_is_changed_by_a_choice_and_remembered_for_the_next_time() {
    let home = home();
    let file = home.path().join("list.csv");
    std::fs::write(&file, "Name;Boss\nNight Bus Group;Moonlight Board\n").expect("written");
    let mut harness = window(home.path(), None);
    import(&mut harness, ImportFrom::File(file.clone()));
    assert!(says(&harness, "1 new card"));
    choose(&mut harness, "Column B holds", "Reports to");
    assert!(says(&harness, "2 new cards and 1 line"), "what comes of it is told at once");
    click(&mut harness, "Import");
    let session = harness.state().session();
    assert!(session.document.map().links.contains("night-bus-group-reports-to-moonlight-board"));
    std::fs::write(&file, "Name;Boss\nNight Bus Group;Moonlight Board\nDay Bus Group;Moonlight Board\n")
        .expect("written");
    // What is kept is written beside the window.
    let start = Instant::now();
    while foreign::said(&Home::at(home.path()), "list.csv").is_none() {
        assert!(start.elapsed() < Duration::from_secs(60), "it is never kept");
        std::thread::sleep(Duration::from_millis(5));
    }
    import(&mut harness, ImportFrom::File(file));
    assert!(says(&harness, "as they were the last time"));
    assert!(says(&harness, "1 new card"), "the other one is there already");
}

#[test]
fn words_are_confirmed_one_by_one_or_all_at_once() {
    let home = home();
    let mut harness = window(home.path(), None);
    import(&mut harness, ImportFrom::Example(1));
    click(&mut harness, "into a new map");
    worked(&mut harness);
    assert!(says(&harness, "36 new cards"));
    harness.get_by_label_contains("What words say (").click();
    settle(&mut harness);
    assert!(says(&harness, "“not currently planned”, row 2"), "the words that it rests on");
    click(&mut harness, "Trust Assembly is on hold");
    worked(&mut harness);
    click(&mut harness, "Make the map");
    let status = |harness: &Harness<'_, App>, id: &str| {
        harness.state().session().document.map().nodes.get(id).map(|node| node.status)
    };
    assert_eq!(status(&harness, "trust-assembly"), Some(NodeStatus::Active), "that one was not taken");
    assert_eq!(status(&harness, "stay-safe-outcome-group"), Some(NodeStatus::Dormant));
    assert_eq!(title(&harness), "solihull-section-5");
    assert!(harness.state().session().document.is_dirty(), "it is in no file yet");

    import(&mut harness, ImportFrom::Example(1));
    click(&mut harness, "into a new map");
    worked(&mut harness);
    harness.get_by_label_contains("What words say (").click();
    settle(&mut harness);
    click(&mut harness, "Tick none");
    worked(&mut harness);
    assert!(says(&harness, "34 new cards"));
}

/// Begins to import the register of openpyxl, and shows what is to be looked at.
fn look_at_the_register(harness: &mut Harness<'_, App>) {
    import(harness, ImportFrom::File(sheet("openpyxl-register.xlsx")));
    harness.get_by_label_contains("To look at (").click();
    settle(harness);
}

#[test]
fn a_cell_is_mended_where_it_is_told_of() {
    let home = home();
    let mut harness = window(home.path(), None);
    look_at_the_register(&mut harness);
    assert!(says(&harness, "Groups!K8: the file does not hold the result of this formula"));
    click(&mut harness, "Mend Groups!K8");
    harness.get_by_label("It should say").type_text("12");
    settle(&mut harness);
    click(&mut harness, "Write it");
    worked(&mut harness);
    assert!(!says(&harness, "Groups!K8"), "nothing is wrong with it any more");
    click(&mut harness, "Import");
    let forum = harness.state().session().document.map().nodes.get("youth-forum").map(|node| node.size);
    assert_eq!(forum, Some(Some(12)));
}

#[test]
fn escape_takes_back_what_is_typed_for_a_cell_and_no_more() {
    let home = home();
    let mut harness = window(home.path(), None);
    look_at_the_register(&mut harness);
    click(&mut harness, "Mend Groups!K8");
    type_text(&mut harness, "12");
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Escape);
    worked(&mut harness);
    assert!(says(&harness, "Import openpyxl-register.xlsx"), "the import stays");
    assert!(!says(&harness, "It should say"), "the field is left");
    assert!(says(&harness, "Groups!K8: the file does not hold the result of this formula"), "nothing was written");
    assert_eq!(harness.state().session().drafts().len(), 0, "nothing is typed any more");
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Escape);
    assert!(!says(&harness, "Import openpyxl-register.xlsx"), "the second one leaves it");

    // What is half typed when the import is left is there again, and still no more than that.
    look_at_the_register(&mut harness);
    click(&mut harness, "Mend Groups!K8");
    type_text(&mut harness, "12");
    click(&mut harness, "Cancel");
    import(&mut harness, ImportFrom::File(sheet("openpyxl-register.xlsx")));
    assert!(harness.query_all_by_value("12").next().is_some() && says(&harness, "It should say"));
    assert!(says(&harness, "Groups!K8: the file does not hold the result of this formula"));
}

#[test]
fn what_is_typed_for_a_cell_goes_into_the_new_map_without_a_question() {
    let home = home();
    let mut harness = window(home.path(), None);
    import(&mut harness, ImportFrom::File(sheet("openpyxl-register.xlsx")));
    click(&mut harness, "into a new map");
    worked(&mut harness);
    harness.get_by_label_contains("To look at (").click();
    settle(&mut harness);
    click(&mut harness, "Mend Groups!K8");
    type_text(&mut harness, "12");
    // It is not written yet: that the map is wanted says so.
    click(&mut harness, "Make the map");
    worked(&mut harness);
    assert!(!says(&harness, "Leave what is being typed?"), "nothing is lost");
    assert!(!says(&harness, "Import openpyxl-register.xlsx"), "it is made");
    let forum = harness.state().session().document.map().nodes.get("youth-forum").map(|node| node.size);
    assert_eq!(forum, Some(Some(12)));
}

#[test]
fn names_that_are_nearly_known_are_offered_and_what_is_gone_can_be_ended() {
    let home = home();
    let file = home.path().join("groups.csv");
    std::fs::write(&file, "Name,Reports to\nNight Bus Group,Moonlight Board\nStar Forum,Moonlight Board\n")
        .expect("written");
    let mut harness = window(home.path(), None);
    import(&mut harness, ImportFrom::File(file.clone()));
    click(&mut harness, "Import");
    std::fs::write(&file, "Name,Reports to\nNight Bus Gruop,Moonlight Board\n").expect("written");
    import(&mut harness, ImportFrom::File(file));
    click(&mut harness, "Nearly the same (1)");
    click(&mut harness, "Night Bus Gruop is Night Bus Group");
    worked(&mut harness);
    click(&mut harness, "No longer in the file (1)");
    click(&mut harness, "End: Star Forum");
    worked(&mut harness);
    click(&mut harness, "Import");
    let map = harness.state().session().document.map();
    assert_eq!(map.nodes.get("star-forum").map(|node| node.status), Some(NodeStatus::Ended));
    assert!(map.nodes.get("night-bus-group").is_some_and(|node| node.aliases.contains("Night Bus Gruop")));
}

#[test]
fn the_next_version_of_a_sheet_under_another_name_tells_what_it_says_no_more() {
    let home = home();
    let file = |name: &str| home.path().join(name);
    let old = "Name,Reports to,Chair\nTrust Board,,Cllr Jones\nNight Bus Group,Trust Board,\nStar Forum,Trust Board,\n";
    std::fs::write(file("groups 3.csv"), old).expect("written");
    std::fs::write(file("groups 4.csv"), old.replace("Cllr Jones", "Cllr Smith")).expect("written");
    let mut harness = window(home.path(), None);
    import(&mut harness, ImportFrom::File(file("groups 3.csv")));
    click(&mut harness, "Import");
    import(&mut harness, ImportFrom::File(file("groups 4.csv")));
    let told = "1 new card and 1 line; 1 no longer in the file, and kept";
    assert!(says(&harness, told), "that it says the rest as well is no change");
    click(&mut harness, "No longer in the file (1)");
    assert!(says(&harness, "This seems to be the next version of groups 3.csv"));
    click(&mut harness, "End: Cllr Jones chairs Trust Board");
    worked(&mut harness);
    click(&mut harness, "Import");
    let map = harness.state().session().document.map();
    let chairs = map.links.iter().filter(|link| link.kind == LinkKind::Chairs && link.status == LinkStatus::Active);
    assert_eq!(chairs.map(|link| map.name(link.from.as_str())).collect::<Vec<_>>(), ["Cllr Smith"]);
}

#[test]
fn the_page_for_a_new_map_leads_to_examples_and_files_that_cannot_be_read_say_why() {
    let home = home();
    let mut harness = window(home.path(), None);
    press(&mut harness, egui::Modifiers::COMMAND, egui::Key::N);
    click(&mut harness, "From a spreadsheet");
    click(&mut harness, "Groups and links");
    until(&mut harness, "Import groups-and-links.xlsx");
    worked(&mut harness);
    click(&mut harness, "into a new map");
    worked(&mut harness);
    click(&mut harness, "Make the map");
    assert!(names(&harness).iter().any(|name| name == "Early Years Group"));
    assert!(!says(&harness, "From a spreadsheet"), "both are done");
    let old = home.path().join("old.xls");
    std::fs::write(&old, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]).expect("written");
    act(&mut harness, Act::Ask(Ask::Import(ImportFrom::File(old))));
    until(&mut harness, "save it as .xlsx");
    click(&mut harness, "Close");
    assert!(!says(&harness, "Import old.xls"));
}

#[test]
fn where_the_map_cannot_be_changed_the_dialog_says_so_at_its_head_and_nothing_chosen_is_lost() {
    let home = home();
    let town = r#"{"format": "boardwalk", "version": 1, "title": "Town", "nodes": [
        {"id": "old", "kind": "board", "name": "Old Board", "status": "active", "since": "2004"}]}"#;
    let file = home.path().join("list.csv");
    std::fs::write(&file, "Name,Reports to\nNight Bus Group,Moonlight Board\n").expect("written");
    let mut harness = window_with(home.path(), town);
    act(&mut harness, Act::Date(Some("2006".parse().expect("a date"))));
    import(&mut harness, ImportFrom::File(file.clone()));
    assert!(says(&harness, "You look at the map as of 2006, where nothing can be changed."));
    assert!(!says(&harness, "onto the open map"));
    click(&mut harness, "Go back to now");
    worked(&mut harness);
    assert!(!says(&harness, "where nothing can be changed") && says(&harness, "onto the open map"));
    click(&mut harness, "Import");
    assert!(!says(&harness, "Import list.csv"), "it is made, and the dialog is done");
    assert_eq!(names(&harness), ["Moonlight Board", "Night Bus Group", "Old Board"]);
}

#[test]
fn what_is_typed_in_an_import_outlasts_closing_it_and_a_crash() {
    let home = home();
    let file = home.path().join("list.csv");
    std::fs::write(&file, "Name,Since\nNight Bus Group,=x\nStar Forum,2011\n").expect("written");
    let mut harness = window(home.path(), None);
    import(&mut harness, ImportFrom::File(file.clone()));
    click(&mut harness, "into a new map");
    worked(&mut harness);
    harness
        .query_all_by_role_and_label(egui::accesskit::Role::TextInput, "Title")
        .find(|field| field.accesskit_node().value().unwrap_or_default().is_empty())
        .expect("a field for the title")
        .focus();
    harness.run_steps(2);
    type_text(&mut harness, "The night buses");
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Escape);
    press(&mut harness, egui::Modifiers::NONE, egui::Key::Escape);
    assert!(!says(&harness, "Import list.csv"));
    import(&mut harness, ImportFrom::File(file));
    assert!(harness.query_all_by_value("The night buses").next().is_some(), "it is there again");
    let typed = harness.state().session().drafts().to_vec();
    assert_eq!(typed.iter().map(|draft| draft.text.as_str()).collect::<Vec<_>>(), ["The night buses"]);
    harness.state_mut().session_mut().end_at_once();
    drop(harness);

    let mut harness = window(home.path(), None);
    until(&mut harness, "Take it up");
    click(&mut harness, "Take it up");
    worked(&mut harness);
    assert!(says(&harness, "Import list.csv") && harness.query_all_by_value("The night buses").next().is_some());
}

#[test]
fn what_is_chosen_in_an_import_outlasts_a_crash() {
    let home = home();
    let file = home.path().join("list.csv");
    std::fs::write(&file, "Name,Phone\nNight Bus Group,12\nStar Forum,13\n").expect("written");
    let mut harness = window(home.path(), None);
    import(&mut harness, ImportFrom::File(file));
    choose(&mut harness, "Column B holds", "Remit");
    click(&mut harness, "Rows (2)");
    harness.get_by_label_contains("Star Forum").click();
    worked(&mut harness);
    assert!(says(&harness, "is left out"), "one is not wanted");
    assert_eq!(harness.state().session().drafts().len(), 2, "the column, and the row");
    harness.state_mut().session_mut().end_at_once();
    drop(harness);

    let mut harness = window(home.path(), None);
    until(&mut harness, "Take it up");
    click(&mut harness, "Take it up");
    worked(&mut harness);
    click(&mut harness, "Rows (2)");
    assert!(says(&harness, "Star Forum") && says(&harness, "is left out"));
    click(&mut harness, "Columns");
    assert!(harness.query_all_by_value("Remit").next().is_some(), "the column holds it still");
}

#[test]
fn whatever_can_be_imported_is_imported_when_it_is_dropped() {
    let home = home();
    let graphs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graphs");
    let files = std::fs::read_dir(graphs).expect("the graphs").map(|entry| entry.expect("a file").path());
    let tools = ["rs", "py", "mjs"].map(std::ffi::OsStr::new);
    let mut files: Vec<PathBuf> =
        files.filter(|file| !file.extension().is_some_and(|it| tools.contains(&it))).collect();
    files.extend(["pandas-utf16.csv", "libreoffice-register.fods", "pandas-frame.ods"].map(sheet));
    let mut harness = window(home.path(), None);
    for file in files {
        drop_files(&mut harness, &[&file]);
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        until(&mut harness, &format!("Import {name}"));
        worked(&mut harness);
        press(&mut harness, egui::Modifiers::NONE, egui::Key::Escape);
        assert!(!says(&harness, &format!("Import {name}")));
    }
}

#[test]
fn phrases_are_read_extended_by_a_file_and_remembered() {
    let home = home();
    let file = home.path().join("list.csv");
    std::fs::write(&file, "Name,Current position\nNight Bus Group,gone fishing\n").expect("written");
    let table = home.path().join("phrases.json");
    let rows = r#"{"phrases": [{"says": "status", "value": "on hold", "words": ["gone fishing"]}]}"#;
    std::fs::write(&table, rows).expect("written");
    let mut harness = window(home.path(), None);
    import(&mut harness, ImportFrom::File(file.clone()));
    click(&mut harness, "What words say (0)");
    harness.get_by_label_contains("The table of phrases (").click();
    settle(&mut harness);
    assert!(says(&harness, "is on hold") && says(&harness, "not meeting"), "the table can be read");
    harness.get_by_label("More phrases from").focus();
    harness.run_steps(2);
    type_text(&mut harness, &home.path().join("none.json").display().to_string());
    click(&mut harness, "Use them");
    until(&mut harness, "none.json: there is no such file");
    harness.get_by_label("More phrases from").focus();
    harness.run_steps(2);
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.run_steps(1);
    type_text(&mut harness, &table.display().to_string());
    click(&mut harness, "Use them");
    until(&mut harness, "What words say (1)");
    worked(&mut harness);
    assert!(says(&harness, "Night Bus Group is on hold") && says(&harness, "“gone fishing”, row 2"));
    let start = Instant::now();
    while foreign::phrases(&Home::at(home.path())).is_none() {
        assert!(start.elapsed() < Duration::from_secs(60), "it is never kept");
        std::thread::sleep(Duration::from_millis(5));
    }
    drop(harness);
    let mut harness = window(home.path(), None);
    import(&mut harness, ImportFrom::File(file));
    assert!(says(&harness, "What words say (1)"), "they are heard the next time too");
    click(&mut harness, "What words say (1)");
    click(&mut harness, "Leave them");
    worked(&mut harness);
    assert!(says(&harness, "What words say (0)"));
}

#[test]
fn a_drawing_of_another_tool_says_what_becomes_of_it_and_comes_in_one_step() {
    let home = home();
    let graph = |name: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/graphs").join(name);
    let mut harness = window(home.path(), None);
    let before = text(&harness);
    import(&mut harness, ImportFrom::File(graph("packed.drawio")));
    assert!(says(&harness, "Import packed.drawio"));
    assert!(says(&harness, "Lines: connectors that are fastened at both ends"), "what becomes of such a file is told");
    harness.get_by_label_contains("Rows (").click();
    settle(&mut harness);
    assert!(says(&harness, "node play"), "rows are called as the file calls them");
    assert!(says(&harness, "Play Group  –  new group · reports to Trust Board"));
    click(&mut harness, "Import");
    assert!(names(&harness).iter().any(|name| name == "NHS & partners"));
    act(&mut harness, Act::Undo);
    assert_eq!(text(&harness), before, "one undo takes all of it back");
    // What an attribute holds can be changed as the column of a sheet can.
    import(&mut harness, ImportFrom::File(graph("plain.drawio")));
    choose(&mut harness, "\"Owner\" holds", "Quorum");
    click(&mut harness, "Import");
    let session = harness.state().session();
    let map = session.document.map();
    let play = map.nodes.iter().find(|node| node.name == "Play Group").expect("it came");
    assert_eq!(play.quorum.as_deref(), Some("Zoë"));
}
