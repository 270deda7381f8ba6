//! Every field of the window: what is typed in it belongs to the safety copy, unless it only looks for something.

use std::collections::BTreeSet;
use std::path::Path;

use boardwalk::analysis;
use boardwalk::app::App;
use boardwalk::app::act::{Act, Ask, Command, ImportFrom};
use boardwalk::session::file_acts::{FileQuestion, PathWish};
use boardwalk::session::panels::Panel;
use boardwalk::session::talk::TalkAct;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::{By, NodeT, Queryable};

use crate::harness::*;

const TOWN: &str = r#"{"format": "boardwalk", "version": 1, "title": "Town",
    "nodes": [{"id": "board", "kind": "board", "name": "Board", "remit": "Play", "evidence": [{"source": "report", "place": "page 3"}]},
              {"id": "forum", "kind": "group", "name": "Forum"},
              {"id": "work", "kind": "strand", "name": "Work"}],
    "links": [{"id": "up", "kind": "reports_to", "from": "forum", "to": "board", "evidence": [{"source": "report"}]}],
    "themes": [{"id": "play", "name": "Play"}], "areas": [{"id": "north", "name": "North"}],
    "sources": [{"id": "report", "title": "Report"}], "totals": [{"id": "all", "name": "All of it", "amount": "12"}]}"#;

/// The files of the program that make fields in which something is written; a new one is to be walked through here too.
const WRITTEN_IN: &[&str] = &[
    "dialogs/accept.rs",
    "dialogs/close/list.rs",
    "dialogs/close/mod.rs",
    "dialogs/export.rs",
    "dialogs/import/lists.rs",
    "dialogs/import/mod.rs",
    "dialogs/naming.rs",
    "dialogs/new_map/mod.rs",
    "dialogs/option.rs",
    "dialogs/path/mod.rs",
    "dialogs/report/looks.rs",
    "dialogs/report/mod.rs",
    "dialogs/split.rs",
    "grid/editor.rs",
    "panels/captures/form.rs",
    "panels/findings/borders.rs",
    "panels/inspector/this_map.rs",
    "panels/inspector/typing.rs",
    "panels/talk/texts.rs",
];
/// Those in which something is only looked for, or which show something.
const LOOKED_IN: &[&str] = &[
    "dialogs/chooser.rs",
    "dialogs/help/mod.rs",
    "dialogs/import/phrases.rs",
    "dialogs/typed.rs",
    "gallery.rs",
    "grid/filter.rs",
    "panels/findings/mod.rs",
    "panels/matrix/mod.rs",
    "panels/outline.rs",
    "panels/register/mod.rs",
    "panels/timeline/mod.rs",
    "panels/top_bar.rs",
    "widgets/picking.rs",
    "widgets/spelling.rs",
];
/// How fields begin in which something is looked for: by words, a date or a file.
const LOOKS: [&str; 6] = ["Filter", "Find", "Search", "Date to look at", "More phrases", "What becomes of"];

fn sources(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { sources(&path, found) } else { found.push(path) }
    }
}

#[test]
fn every_file_that_makes_a_field_is_known_here() {
    let app = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join("app");
    let mut paths = Vec::new();
    sources(&app, &mut paths);
    let known: BTreeSet<&str> = WRITTEN_IN.iter().chain(LOOKED_IN).copied().collect();
    let makes = |text: &str| {
        ["TextEdit::singleline(", "TextEdit::multiline(", "spelling::field_ui("].iter().any(|call| text.contains(call))
    };
    let found: BTreeSet<String> = paths
        .iter()
        .filter(|path| !path.ends_with("tests.rs") && makes(&std::fs::read_to_string(path).expect("a source")))
        .map(|path| {
            let parts = path.strip_prefix(&app).expect("a part").iter().map(|part| part.to_string_lossy());
            parts.collect::<Vec<_>>().join("/")
        })
        .collect();
    assert_eq!(found.iter().map(String::as_str).collect::<BTreeSet<_>>(), known);
}

/// The fields that can be typed in, by their ids, with their names.
fn fields(harness: &Harness<'_, App>) -> Vec<(egui::accesskit::NodeId, String)> {
    let nodes =
        [Role::TextInput, Role::MultilineTextInput].into_iter().flat_map(|role| harness.query_all_by_role(role));
    let of = nodes.filter(|node| !node.accesskit_node().is_disabled());
    of.map(|node| (node.accesskit_node().locate().0, node.accesskit_node().label().unwrap_or_default())).collect()
}

/// Types in every field that is shown, and names those of which nothing would be kept.
fn lost(harness: &mut Harness<'_, App>, seen: &mut BTreeSet<String>) -> Vec<String> {
    let mut lost = Vec::new();
    for (number, (id, name)) in fields(harness).into_iter().enumerate() {
        if LOOKS.iter().any(|begin| name.starts_with(begin)) {
            continue;
        }
        let is_it = By::new().predicate(move |node| node.locate().0 == id);
        let Some(field) = harness.query_all(is_it).next() else { continue };
        field.focus();
        harness.run_steps(2);
        let words = format!("q{number}z");
        harness.event(egui::Event::Text(words.clone()));
        harness.run_steps(2);
        let is_it = By::new().predicate(move |node| node.locate().0 == id);
        let value = harness.query_all(is_it).next().and_then(|field| field.accesskit_node().value());
        // What is only shown, such as a map in an explanation, takes no letters.
        if value.is_none_or(|value| !value.contains(&words)) {
            continue;
        }
        // What else stands in a form is part of where its text belongs.
        let drafts = harness.state().session().drafts();
        let mut kept = drafts.iter().flat_map(|draft| draft.place.iter().chain([&draft.text]));
        if !kept.any(|text| text.contains(&words)) {
            lost.push(name.clone());
        }
        seen.insert(name);
    }
    lost
}

/// One thing to be done in a window.
type Step = fn(&mut Harness<'_, App>);

#[test]
fn what_is_typed_in_any_field_is_kept() {
    let openers: &[(&str, Step)] = &[
        ("this map", |harness| select(harness, &[])),
        ("a body", |harness| select(harness, &["board"])),
        ("a strand", |harness| select(harness, &["work"])),
        ("a line", |harness| select(harness, &["up"])),
        ("two bodies", |harness| select(harness, &["board", "forum"])),
        ("a cell", |harness| {
            act(harness, Act::Open(Panel::Register, true));
            click(harness, "Name of Forum: Forum");
            press(harness, egui::Modifiers::NONE, egui::Key::F2);
        }),
        ("matrix", |harness| act(harness, Act::Open(Panel::Matrix, true))),
        ("timeline", |harness| act(harness, Act::Open(Panel::Timeline, true))),
        ("talk", |harness| {
            act(harness, Act::Talk(TalkAct::Keep));
            act(harness, Act::Open(Panel::Talk, true));
        }),
        ("captures", |harness| act(harness, Act::Command(Command::Capture))),
        ("name", |harness| press(harness, egui::Modifiers::NONE, egui::Key::N)),
        ("new map", |harness| act(harness, Act::Ask(Ask::NewMap))),
        ("option", |harness| act(harness, Act::Command(Command::NewOption))),
        ("accept", |harness| {
            let keys = vec![harness.state().session().findings()[0].key()];
            act(harness, Act::Ask(Ask::Accept(keys)));
        }),
        ("close", |harness| act(harness, Act::Ask(Ask::Close("board".into())))),
        ("split", |harness| act(harness, Act::Ask(Ask::Split("forum".into())))),
        ("export", |harness| act(harness, Act::Ask(Ask::Export))),
        ("report", |harness| act(harness, Act::Ask(Ask::Report))),
        ("import", |harness| act(harness, Act::Ask(Ask::Import(ImportFrom::Example(0))))),
        ("save as", |harness| {
            let wish = PathWish::SaveAs { name: "town.boardwalk".to_owned(), next: None };
            act(harness, Act::Ask(Ask::File(FileQuestion::Path { wish, folder: None })));
        }),
    ];
    let (mut all, mut seen) = (Vec::new(), BTreeSet::new());
    let mut look = |name: &str, open: &dyn Fn(&mut Harness<'_, App>)| {
        let home = home();
        let mut harness = window_with(home.path(), TOWN);
        assert_eq!(title(&harness), "Town");
        open(&mut harness);
        all.extend(lost(&mut harness, &mut seen).into_iter().map(|field| format!("{name}: {field}")));
    };
    for (name, open) in openers {
        look(name, open);
    }
    for rule in analysis::rules().iter().filter(|rule| !rule.thresholds.is_empty()).take(3) {
        look(rule.code, &|harness| act(harness, Act::Explain(Some(rule.code))));
    }
    assert_eq!(all, Vec::<String>::new());
    assert!(seen.len() > 30, "{seen:?}");
}

#[test]
fn a_border_and_a_path_come_back_after_a_crash() {
    let rule = analysis::rules().iter().find(|rule| !rule.thresholds.is_empty()).expect("a rule with a border");
    let label = rule.thresholds[0].label;
    let border = |harness: &mut Harness<'_, App>| {
        act(harness, Act::Explain(Some(rule.code)));
        harness.get_by_role_and_label(Role::TextInput, label).focus();
        settle(harness);
    };
    assert_eq!(crate::typing::typed_over_a_crash(border, label).as_deref(), Some(crate::typing::TYPED));
    let path = |harness: &mut Harness<'_, App>| {
        act(harness, Act::Command(Command::SaveAs));
        press(harness, egui::Modifiers::COMMAND, egui::Key::A);
    };
    let back = crate::typing::typed_over_a_crash(path, "Path of the file");
    assert_eq!(back.as_deref(), Some(crate::typing::TYPED));
}
