//! The check of the check: for each rule sources that break it, and others that are like them and do not.

use std::collections::BTreeSet;

use super::guides::missing;
use super::rules::{Fault, LONGEST_FILE, faults};
use super::source::Source;
use super::{PERSONAL, personal_faults};

/// What is wrong with some sources, each a path and what stands below its first line.
fn found(sources: &[(&str, &str)]) -> Vec<Fault> {
    let read = |(path, text): &(&str, &str)| Source::new(path, &format!("//! x\n{text}"));
    let sources: Vec<Source> = sources.iter().map(read).collect();
    faults(&sources, &BTreeSet::from(["resvg".to_owned(), "serde".to_owned()]))
}

/// Each of these must be found, once, in the first of its sources; the others are what that needs around it.
#[track_caller]
fn are_bad(expected: &str, all: &[&[(&str, &str)]]) {
    for sources in all {
        let found = found(sources);
        let [fault] = found.as_slice() else { panic!("{sources:?}: one fault expected, found {found:?}") };
        assert!(fault.path == sources[0].0 && fault.what.contains(expected), "{sources:?}: {fault}");
    }
}

/// Nothing may be found wrong with these.
#[track_caller]
fn are_good(all: &[&[(&str, &str)]]) {
    for sources in all {
        assert_eq!(found(sources), [], "{sources:?}");
    }
}

#[test]
fn parts_know_only_what_they_build_on() {
    are_bad("model must not know analysis", &[&[("src/model/map.rs", "use crate::analysis::Report;")]]);
    are_bad(
        "layout must not know",
        &[
            &[("src/layout/layers.rs", "use crate::{model::Map, document::Document};")],
            &[("src/layout/deep/er.rs", "use super::super::super::analysis::Report;")],
            &[("src/layout/mod.rs", "mod inner {\n    use super::super::cli;\n}")],
            &[("src/layout/mod.rs", "fn f() { let _ = vec![crate::drawing::Scene::default()]; }")],
            &[("src/layout/mod.rs", "#[cfg(test)]\nmod tests {\n    use crate::drawing::Scene;\n}")],
        ],
    );
    are_bad("app must not know cli", &[&[("src/app/mod.rs", "use crate::cli;")]]);
    are_bad("session must not know app", &[&[("src/session/mod.rs", "use crate::app::window::Window;")]]);
    are_bad("cli must not know session", &[&[("src/cli/check.rs", "use crate::session::Session;")]]);
    are_bad("has no row", &[&[("src/attic/mod.rs", "")], &[("src/attic.rs", "")]]);
    are_good(&[
        &[(
            "src/drawing/mod.rs",
            "//! About egui, std::fs and crate::app.\n// allow(x)\nuse crate::{layout, model::Map};",
        )],
        &[("src/session/mod.rs", "use crate::{editing, storage};")],
        &[("src/app/mod.rs", "use crate::session::Session;")],
    ]);
}

#[test]
fn rooms_of_the_window_know_only_what_they_build_on() {
    let act = ("src/app/act.rs", "pub enum Act {}");
    let matrix = ("src/app/panels/matrix/mod.rs", "pub struct Matrix;");
    let findings = ("src/app/panels/findings.rs", "pub struct Findings;");
    let naming = ("src/app/dialogs/naming.rs", "pub struct Naming;");
    let panels = ("src/app/panels/mod.rs", "pub use matrix::Matrix;\nuse findings::Findings;");
    let app = ("src/app/mod.rs", "pub use panels::Matrix;\npub const WIDE: f32 = 1440.0;");
    are_bad("canvas must not know act", &[&[("src/app/canvas/mod.rs", "use super::act::Act;"), act]]);
    are_bad(
        "dialogs must not know panels",
        &[
            &[("src/app/dialogs/naming.rs", "use crate::app::panels::matrix;"), matrix],
            // Passed on twice it is still the panel's.
            &[("src/app/dialogs/naming.rs", "use crate::app::Matrix;"), app, panels, matrix, findings],
        ],
    );
    are_bad(
        "panels must not know dialogs",
        &[&[("src/app/panels/matrix/menu.rs", "use crate::app::dialogs::naming::Naming;"), naming]],
    );
    are_bad(
        "findings must not know matrix",
        &[
            &[("src/app/panels/findings.rs", "use super::matrix::Matrix;"), matrix],
            &[
                ("src/app/panels/findings.rs", "fn f() { super::Matrix; }"),
                ("src/app/panels/mod.rs", "pub use matrix::Matrix;"),
                matrix,
            ],
        ],
    );
    are_bad(
        "what holds all rooms",
        &[&[("src/app/act.rs", "use super::WIDE;"), ("src/app/mod.rs", "pub const WIDE: f32 = 1440.0;")]],
    );
    are_bad("has no row", &[&[("src/app/cellar.rs", "pub(super) struct Cellar;")]]);
    are_good(&[
        &[
            ("src/app/panels/matrix/menu.rs", "use super::Matrix;\nuse crate::app::act::Act;\npub(super) struct Menu;"),
            matrix,
            act,
        ],
        &[
            ("src/app/window/mod.rs", "use super::panels::Matrix;\nuse super::dialogs::naming;"),
            panels,
            matrix,
            findings,
            naming,
        ],
        &[("src/app/canvas/mod.rs", "#[cfg(test)]\nmod tests {\n    use crate::app::act::Act;\n}"), act],
        &[
            ("src/app/canvas/tests.rs", "use crate::app::act::Act;"),
            ("src/app/canvas/mod.rs", "#[cfg(test)]\nmod tests;"),
            act,
        ],
    ]);
}

#[test]
fn what_lies_side_by_side_knows_each_other_one_way() {
    let circle = |sources: &[(&str, &str)]| -> Vec<String> {
        let found = found(sources);
        assert!(found.iter().all(|fault| fault.what.starts_with("stands in a circle")), "{found:?}");
        found.into_iter().map(|fault| fault.path).collect()
    };
    let page = ("src/layout/page.rs", "use super::route::Route;\npub struct Page;");
    assert_eq!(
        circle(&[page, ("src/layout/route.rs", "use super::page::Page;\npub struct Route;")]),
        [page.0, "src/layout/route.rs"]
    );
    // By whatever name, from however deep, and however it is passed on.
    for named in [
        "fn f() { crate::layout::page::Page; }",
        "use super::Page;",
        "use crate::layout::{Page as Sheet};",
        "impl From<super::page::Page> for Route {}",
        "mod inner {\n    use super::super::page::Page;\n}",
    ] {
        let layout = ("src/layout/mod.rs", "pub use page::Page;");
        assert_eq!(circle(&[page, ("src/layout/route.rs", named), layout]), [page.0, "src/layout/route.rs"], "{named}");
    }
    let deep = ("src/layout/route/deep/er.rs", "use super::super::super::page::Page;");
    assert_eq!(circle(&[page, ("src/layout/route/mod.rs", "pub struct Route;"), deep]).len(), 2);
    let three = [
        ("src/layout/a.rs", "use super::b::B;"),
        ("src/layout/b.rs", "use super::c::C;"),
        ("src/layout/c.rs", "use super::a::A;"),
    ];
    assert_eq!(circle(&three).len(), 3);
    are_good(&[
        &[page, ("src/layout/route.rs", "pub struct Route;")],
        // What is written in `mod.rs`, or in the file of that name, is everybody's below it.
        &[
            ("src/layout/mod.rs", "use page::Page;\npub struct Size;"),
            ("src/layout/page.rs", "use super::Size;\npub struct Page;"),
        ],
        &[
            ("src/layout/plain.rs", "mod rank;\nuse rank::Rank;\npub struct Plain;"),
            ("src/layout/plain/rank.rs", "use super::Plain;"),
        ],
        &[page, ("src/layout/route.rs", "#[cfg(test)]\nmod tests {\n    use crate::layout::page::Page;\n}")],
        &[page, ("src/layout/route.rs", "#[cfg(test)]\nuse super::page::Page;\npub struct Route;")],
    ]);
}

#[test]
fn blocks_stand_with_their_types() {
    let session = ("src/session/mod.rs", "pub struct Session;\npub struct Trail<T>(T);");
    are_bad(
        "has a block of",
        &[
            &[("src/app/window/mod.rs", "impl Session {}")],
            &[
                (
                    "src/session/view.rs",
                    "pub struct View;\nimpl<'a, T: Fn() -> u8> super::task::Task<'a, T> where T: Send {}",
                ),
                session,
            ],
        ],
    );
    are_good(&[
        &[session, ("src/session/edit.rs", "impl Session {}\nimpl<T> super::Trail<T> {}")],
        &[
            session,
            ("src/session/edit.rs", "impl From<Session> for Map {}\nimpl<T: for<'a> Fn(&'a T)> Show<T> for Map {}"),
        ],
        &[session, ("src/session/edit.rs", "fn f(wish: impl Wish) -> impl Wish { wish }")],
        &[("src/layout/page.rs", "impl Elsewhere {}")],
    ]);
}

#[test]
fn nothing_is_taken_without_being_named() {
    are_bad(
        "takes everything",
        &[
            &[("src/cli/check.rs", "use super::*;")],
            &[("src/cli/check.rs", "use crate::{analysis::{self, rules::*}, model};")],
            &[("src/cli/check.rs", "use super::*;\n#[cfg(test)]\nmod tests {\n    use super::*;\n}")],
        ],
    );
    are_good(&[
        &[("src/cli/check.rs", "use std::fmt::*;\nfn f(a: f32) -> f32 { self::g() * 2.0 * super::h() }")],
        &[("src/cli/check.rs", "#[cfg(test)]\nmod tests {\n    use super::*;\n}")],
        &[("src/cli/check/tests.rs", "use super::*;"), ("src/cli/check/mod.rs", "#[cfg(test)]\nmod tests;")],
    ]);
}

#[test]
fn threads_and_the_disk_have_their_places() {
    are_bad(
        "threads belong in",
        &[
            &[("src/app/window/mod.rs", "use std::{fmt, thread};")],
            &[("src/session/picture.rs", "fn f() { std::thread::spawn(|| ()); }")],
            &[("src/cli/check.rs", "use ::std::thread::JoinHandle;")],
        ],
    );
    are_bad(
        "the disk belongs in",
        &[
            &[("src/exchange/svg.rs", "use std::{fmt, fs::File};")],
            &[("src/exchange/png.rs", "#[cfg(test)]\nmod tests;\nfn f() { std::fs::read(\"x\"); }")],
        ],
    );
    are_good(&[
        &[("src/session/task.rs", "use std::thread;")],
        &[("src/storage/keeper.rs", "use std::{fs::File, thread};")],
        &[("src/cli/in_order.rs", "use std::thread::scope;")],
        &[("src/exchange/schema.rs", "#[cfg(test)]\nmod tests {\n    use std::{fs, thread};\n}")],
        &[("tests/cli.rs", "use std::{fs, thread};")],
    ]);
}

#[test]
fn structs_stay_small_where_everything_meets() {
    let a_struct = |count: usize| {
        let fields: String = (0..count).map(|number| format!("    pub f{number}: std::sync::Arc<str>,\n")).collect();
        format!("#[derive(Debug)]\npub struct Session<'a> {{\n{fields}}}")
    };
    let (few, many) = (a_struct(14), a_struct(15));
    are_bad(
        "Session has 15 fields",
        &[&[("src/session/mod.rs", many.as_str())], &[("src/app/window/mod.rs", many.as_str())]],
    );
    are_good(&[
        &[("src/session/mod.rs", few.as_str())],
        &[("src/session/mod.rs", "struct Key(u8, u8);\nstruct None;")],
        &[("src/app/panels/matrix.rs", many.as_str())],
    ]);
}

#[test]
fn crates_have_their_places() {
    are_bad("petgraph belongs in", &[&[("src/app/window.rs", "use petgraph::Graph;")]]);
    are_bad(
        "egui belongs in",
        &[&[("src/drawing/card.rs", "fn f(ui: &mut egui::Ui) {}")], &[("src/session/mod.rs", "use egui::Context;")]],
    );
    are_bad("rfd belongs in", &[&[("src/cli/check.rs", "use ::rfd::FileDialog;")]]);
    are_bad("the model must not know resvg", &[&[("src/model/id.rs", "use resvg::usvg;")]]);
    are_good(&[
        &[("src/analysis/rules/a.rs", "use super::super::Context;\nuse crate::model::Map;\nuse petgraph::Graph;")],
        &[("src/app/canvas/graph.rs", "use petgraph::stable_graph::StableGraph;")],
        &[("src/model/id.rs", "use serde::Serialize;")],
    ]);
}

#[test]
fn every_file_looks_alike() {
    let one = |path: &str, text: &str| faults(&[Source::new(path, text)], &BTreeSet::new());
    let found = |path: &str, text: &str| one(path, text).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(found("src/layout/mod.rs", "fn f() {}"), ["src/layout/mod.rs: does not begin with a //! line"]);
    let long = "//! x\n".to_owned() + &"// y\n".repeat(LONGEST_FILE);
    assert_eq!(found("src/layout/mod.rs", &long), ["src/layout/mod.rs: has 501 lines, more than 500"]);
    assert_eq!(found("src/main.rs", &long).len(), 2);
    let just_long_enough = "//! x\n".to_owned() + &"// y\n".repeat(LONGEST_FILE - 1);
    assert_eq!(one("src/layout/mod.rs", &just_long_enough), []);
    are_bad(
        "instead of allow",
        &[
            &[("src/layout/mod.rs", "#[allow(dead_code)]\nfn f() {}")],
            &[("src/layout/mod.rs", "#![cfg_attr(test, allow(dead_code))]\nfn f() {}")],
        ],
    );
    are_good(&[&[("src/layout/mod.rs", "// #[allow(dead_code)]\nfn f() { allow(\"[allow(\"); }")]]);
    assert_eq!(personal_faults("README.md", &format!("see {}someone", PERSONAL[0])).len(), 1);
    assert_eq!(personal_faults("README.md", "see the home page").len(), 0);
}

#[test]
fn guides_mention_only_what_is_there() {
    let files = ["README.md", ".ci/run", "src/app/panels/mod.rs", "src/app/panels/notice.rs"].map(str::to_owned);
    let bad = [
        ("see `src/app/panels/notes.rs`", "src/app/panels/notes.rs"),
        ("run `.ci/go FOLDER`, or `cat sources/lib.rs`", ".ci/go sources/lib.rs"),
        (
            "| a table | with `rules.rs` |\n|---|---|\n| [a link](src/app/window/mod.rs#frame) | |",
            "rules.rs src/app/window/mod.rs",
        ),
        ("![a picture](assets/screenshot.png)", "assets/screenshot.png"),
        ("a page in `src/app/panels/NAME.md`", "src/app/panels/NAME.md"),
        ("a panel in `src/app/panel/NAME.rs`", "src/app/panel/NAME.rs"),
        ("`README.md/NAME`", "README.md/NAME"),
    ];
    for (text, expected) in bad {
        assert_eq!(missing(text, &files).join(" "), expected, "{text}");
    }
    let good = [
        "see `src/app/panels/notice.rs`, `src/app/panels` or `src/app/panels/`, and [this](src/app), [that](README.md#top)",
        "a panel in `src/app/panels/NAME.rs`",
        "run `.ci/run`, `target/release/boardwalk --help`, `cargo test --lib analysis::` or `use super::*`",
        "as [others](https://example.org/src/nothing.rs) have src/nothing.rs in words, or in\n\n```sh\nls src/nothing.rs\n```",
    ];
    for text in good {
        assert_eq!(missing(text, &files), [""; 0], "{text}");
    }
}
