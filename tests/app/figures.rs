//! The map in figures: what its bars say, and where they lead; and the matrix of overlap.

use std::path::Path;

use boardwalk::analysis::{Ground, overlaps};
use boardwalk::app::App;
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::edit::{Edit, apply};
use boardwalk::model::{Link, LinkKind};
use boardwalk::session::panels::Panel;
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::*;

fn sample(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_maps").join(format!("{name}.boardwalk"))
}

fn is_there(harness: &Harness<'_, App>, label: &str) -> bool {
    harness.query_by_label(label).is_some()
}

fn chosen(harness: &Harness<'_, App>) -> Vec<String> {
    harness.state().session().selection.ids.iter().map(ToString::to_string).collect()
}

#[test]
fn bars_say_in_words_what_they_show() {
    let home = home();
    let harness = window(home.path(), Some(&sample("first-steps")));
    for label in [
        "Groups: 7 active, 1 on hold",
        "Marlhaven Council: 24 hours a year",
        "Marlhaven Council: £60,000, 2026/27",
        "Aligned: £110,000, 2026/27",
        "Circles: 1 error",
    ] {
        assert!(is_there(&harness, label), "{label}");
    }
    assert!(!says(&harness, "Strands: "), "strands have figures of their own");
}

#[test]
fn a_bar_leads_to_what_it_stands_for() {
    let home = home();
    let mut harness = window(home.path(), Some(&sample("first-steps")));
    let bar = "Marlhaven Police: 12 hours a year";
    harness.get_by_label(bar).focus();
    settle(&mut harness);
    assert!(harness.get_by_label(bar).rect().bottom() < 1000.0, "what has the keyboard is in sight");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert_eq!(chosen(&harness), ["marlhaven-police"]);

    let mut harness = window(home.path(), Some(&sample("first-steps")));
    harness.get_by_label(bar).scroll_to_me();
    settle(&mut harness);
    click(&mut harness, bar);
    assert_eq!(chosen(&harness), ["marlhaven-police"]);
}

#[test]
fn there_is_no_chart_of_nothing_and_what_is_not_known_is_said() {
    let home = home();
    let harness = window(home.path(), Some(&sample("solihull-2011")));
    assert!(!says(&harness, "Hours a year by who sits"), "no body says how long it meets");
    assert!(says(&harness, "13 seats are not counted"));
    assert!(!says(&harness, "Money mapped"), "its only amount has lapsed");
    assert!(is_there(&harness, "1 line of money does not say how much"));
    assert!(is_there(&harness, "Boards: 6 active, 4 on hold, 1 proposed, 3 ended"));
}

#[test]
fn sums_of_a_real_report_are_exact() {
    let home = home();
    let harness = window(home.path(), Some(&sample("middlesbrough-2010")));
    for label in [
        "Children, Families and Learning: £67,714,000, 2008/09",
        "NHS Middlesbrough: £25,999,000, 2008/09",
        "Not said: £116,522,362, 2008/09",
        "Pooled: £1,273,000, 2008/09",
    ] {
        assert!(is_there(&harness, label), "{label}");
    }
    assert!(!says(&harness, "By theme"), "nothing that is paid for has a theme");
}

#[test]
fn currencies_and_periods_have_bars_of_their_own() {
    let home = home();
    let map = boardwalk_file::read(&std::fs::read(sample("first-steps")).expect("a sample")).expect("a sound map");
    let paid = |id: &str, amount: u32, currency: Option<&str>, period: Option<&str>| {
        Edit::put(Link {
            amount: Some(amount.into()),
            currency: currency.map(str::to_owned),
            period: period.map(str::to_owned),
            ..Link::new(id, LinkKind::Funds, "marlhaven-council", "starting-well-group")
        })
    };
    let edits = [paid("euro", 10, Some("EUR"), Some("2026/27")), paid("later", 20, Some("GBP"), None)];
    let edits = edits.into_iter().chain([paid("coins", 30, None, None)]).collect::<Vec<_>>();
    let path = home.path().join("map.boardwalk");
    std::fs::write(&path, boardwalk_file::write(&apply(&map, &edits).expect("a sound map"))).expect("a file");
    let harness = window(home.path(), Some(&path));
    for label in [
        "Marlhaven Council: £60,000, 2026/27",
        "Marlhaven Council: €10, 2026/27",
        "Marlhaven Council: £20, no period given",
        "Marlhaven Council: 30, no period given",
    ] {
        assert!(is_there(&harness, label), "{label}");
    }
    assert!(says(&harness, "in a currency that is not named"));
}

#[test]
fn the_matrix_of_overlap_shows_what_bodies_share_and_chooses_both() {
    let home = home();
    let mut harness = window(home.path(), Some(&sample("solihull-2011")));
    harness.state_mut().session_mut().panels.below = Some(Panel::Matrix);
    settle(&mut harness);
    click(&mut harness, "Overlap");
    let map = harness.state().session().document.map().clone();
    let found = overlaps(&map, Ground::Remit);
    let place = |id: &str| found.bodies.iter().position(|body| body.as_str() == id).expect("it overlaps");
    let pair = ["local-safeguarding-children-board", "stay-safe-outcome-group"];
    assert_eq!(found.cell(place(pair[0]), place(pair[1])).expect("an overlap").share, 0.5);

    let near = (1..6).find(|other| found.cell(0, *other).is_some()).expect("what overlaps stands together");
    let first = found.cell(0, near).expect("an overlap");
    let names = [0, near].map(|place| map.name(found.bodies[place].as_str()));
    let said = format!("{} and {}: {:.0} % of their remits in common", names[0], names[1], first.share * 100.0);
    harness.query_all_by_label_contains(&said).next().expect("the cell").click();
    settle(&mut harness);
    let mut both: Vec<String> = [0, near].map(|place| found.bodies[place].to_string()).into();
    both.sort();
    assert_eq!(chosen(&harness), both);
    click(&mut harness, "Members");
    assert!(!says(&harness, &said));
    click(&mut harness, "Responsibilities");
    assert!(says(&harness, "Gaps only:"));
}
