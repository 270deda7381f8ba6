//! The options of the Solihull sample: three ways on that its report makes thinkable, each with an answer for everything.

use boardwalk::analysis::{Severity, analyse};
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::diff::apply;
use boardwalk::model::{DesignOption, Entry, EntryKind, Map, NodeStatus};
use boardwalk::options::{Fate, ledger};

const NEW_BOARD: &str = "board-founded-anew";

fn solihull() -> Map {
    let text = include_str!("../sample_maps/solihull-2011.boardwalk");
    boardwalk_file::read(text.as_bytes()).expect("the sample")
}

fn option<'a>(map: &'a Map, id: &str) -> &'a DesignOption {
    map.options.get(id).expect("an option of the sample")
}

#[test]
fn every_option_accounts_for_each_body_and_strand_and_says_why() {
    let map = solihull();
    assert_eq!(map.options.len(), 3);
    for option in &map.options {
        let applied = apply(&map, option);
        assert!(applied.conflicts.is_empty(), "{}: {:?}", option.id, applied.conflicts.first());
        assert!(option.changes.iter().all(|change| change.reason.is_some()), "{}", option.id);
        let ledger = ledger(&map, &applied.map, &option.changes);
        let open: Vec<_> = ledger.lines.iter().filter(|line| line.is_unaccounted()).collect();
        assert!(open.is_empty(), "{}: {open:?}", option.id);
        assert!(ledger.lines.iter().all(|line| !line.cut_off), "{}: nothing loses its route", option.id);
    }
}

#[test]
fn what_an_option_adds_names_its_paragraph_and_what_is_assumed_says_so() {
    let map = solihull();
    for option in &map.options {
        for change in &option.changes {
            let evidence = match &change.after {
                Some(Entry::Node(node)) => &node.evidence,
                Some(Entry::Link(link)) if change.before.is_none() => &link.evidence,
                _ => continue,
            };
            assert!(!evidence.is_empty() && evidence.iter().all(|evidence| evidence.place.is_some()), "{change:?}");
        }
        let is_new = |kind| {
            move |change: &&boardwalk::model::Change| {
                change.before.is_none() && change.subject().is_some_and(|(of, _)| of == kind)
            }
        };
        assert_eq!(option.changes.iter().filter(is_new(EntryKind::Node)).count(), 0, "none invents a body");
        assert!(option.changes.iter().filter(is_new(EntryKind::Link)).count() > 50, "{}", option.id);
    }
}

#[test]
fn the_options_differ_as_their_design_says() {
    let map = solihull();
    let errors = |map: &Map| analyse(map).findings.iter().filter(|found| found.severity == Severity::Error).count();
    let before = errors(&map);
    for option in &map.options {
        let after = apply(&map, option).map;
        assert!(errors(&after) * 10 < before, "{}: {} of {before} errors are left", option.id, errors(&after));
        let board = after.nodes.get("trust-board").expect("the board");
        let is_new = option.id.as_str() == NEW_BOARD;
        assert_eq!(board.status, if is_new { NodeStatus::Active } else { NodeStatus::Ended }, "{}", option.id);
    }
    // Founded anew, the board owns what needs several agencies; without it, each area goes to somebody else.
    let area = "area-support-for-parents";
    let owner_in = |id: &str| {
        let option = option(&map, id);
        let after = apply(&map, option).map;
        let ledger = ledger(&map, &after, &option.changes);
        match &ledger.lines.iter().find(|line| line.id.as_str() == area).expect("a line").fate {
            Fate::Moved { to, .. } => to.iter().map(ToString::to_string).collect::<Vec<_>>(),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(owner_in(NEW_BOARD), ["trust-board"]);
    assert_eq!(owner_in("to-health-and-safeguarding"), ["health-and-wellbeing-board"]);
    assert_eq!(owner_in("to-the-partners"), ["solihull-council"]);
}
