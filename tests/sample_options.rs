//! The options of the Solihull sample: three ways on that its report makes thinkable, each with an answer for everything.

use boardwalk::analysis::{Family, Severity, analyse};
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::diff::apply;
use boardwalk::model::{DesignOption, Entry, EntryKind, Fulfilment, Id, Map, NodeStatus};
use boardwalk::options::{Counts, Fate, InFull, compare, compare_in_full, ledger, talk};

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

#[test]
fn every_option_takes_a_stance_on_each_expectation_and_says_why_and_on_what_it_rests() {
    let map = solihull();
    assert_eq!(map.expectations.len(), 30, "the wishes of section 4 that are no priorities, and the questions of 7.3");
    for expectation in &map.expectations {
        let mut places = expectation.evidence.iter().filter_map(|evidence| evidence.place.as_deref());
        assert!(places.any(|place| place.starts_with("4.") || place == "7.3"), "{}", expectation.id);
    }
    let comparison = compare(&map, &map.options.iter().map(AsRef::as_ref).collect::<Vec<_>>());
    for (option, compared) in map.options.iter().zip(&comparison.options) {
        assert_eq!(option.stances.ids().collect::<Vec<_>>(), map.expectations.ids().collect::<Vec<_>>());
        for stance in &option.stances {
            assert!(stance.reason.is_some() && !stance.evidence.is_empty(), "{}: {}", option.id, stance.expectation);
        }
        assert_eq!(compared.expectations.len(), 30);
    }
    let met = comparison.options.iter().map(|one| one.stands(Fulfilment::Met)).collect::<Vec<_>>();
    assert!(met[0] > met[1] && met[1] > met[2], "founded anew for what partners want: {met:?}");
}

fn in_full() -> InFull {
    let map = solihull();
    let options: Vec<&DesignOption> = map.options.iter().map(AsRef::as_ref).collect();
    compare_in_full(&map, &options)
}

#[test]
fn each_figure_counts_what_it_leads_to() {
    let full = in_full();
    let mut counted = 0;
    for figure in full.comparison.figures() {
        for (column, value) in figure.values.iter().enumerate() {
            let items = full.counted(figure.counts, column);
            let Some(value) = value else {
                assert!(items.is_empty(), "{} of the map", figure.label);
                continue;
            };
            let number = |text: &str| text.replace(',', "").parse::<usize>().ok();
            let said = format!("{} of {column}: {value}", figure.label);
            match figure.counts {
                Counts::Seats | Counts::Hours => assert!(!items.is_empty(), "{said}"),
                Counts::Money => assert_eq!(items.is_empty(), value == "none", "{said}"),
                Counts::Routes => {
                    let (sound, expected) = value.split_once(" of ").expect("two numbers");
                    let lost = items.iter().filter(|item| item.words.ends_with("no sound route")).count();
                    assert_eq!(Some(items.len()), number(expected), "{said}");
                    assert_eq!(Some(items.len() - lost), number(sound), "{said}");
                }
                _ => assert_eq!(Some(items.len()), number(value), "{said}"),
            }
            counted += items.len();
        }
    }
    assert!(counted > 1000, "{counted}");
}

#[test]
fn what_is_counted_is_there_to_be_shown() {
    let full = in_full();
    assert!(!full.counted(Counts::Solved(Some(Family::Gaps)), 1).is_empty());
    for counts in [Counts::Findings, Counts::Bodies, Counts::Layers, Counts::Seats, Counts::Caused(None)] {
        for (column, side) in full.sides.iter().enumerate() {
            for item in full.counted(counts, column) {
                let is_there = |id: &boardwalk::model::Id| {
                    side.map.nodes.contains(id.as_str()) || side.map.links.contains(id.as_str())
                };
                assert!(item.ids.iter().any(is_there) || item.severity.is_some(), "{item:?}");
            }
        }
    }
    assert!(full.counted(Counts::Findings, 9).is_empty(), "there is no such option");
}

#[test]
fn a_talk_that_makes_itself_tells_of_the_whole_the_causes_and_the_options() {
    const CAUSES: usize = 5;
    let map = solihull();
    let views = talk(&map);
    let options = map.options.len();
    assert_eq!(views.len(), 1 + CAUSES + options);
    assert!(views[0].near.is_empty() && views[0].finding.is_none());
    for view in &views {
        let caption = view.caption.as_deref().expect("a caption");
        assert!(caption.chars().count() <= 142 && !view.name.is_empty(), "{caption}");
        assert!(caption.ends_with('.') || caption.ends_with('…'), "{caption}");
    }
    for view in &views[1..=CAUSES] {
        assert!(!view.near.is_empty() && view.lens.as_deref() == Some("findings"), "{view:?}");
        assert!(view.near.iter().all(|id| map.nodes.contains(id.as_str()) || map.links.contains(id.as_str())));
    }
    let of_options: Vec<&Id> = views.iter().filter_map(|view| view.option.as_ref()).collect();
    assert_eq!(of_options, map.options.ids().collect::<Vec<_>>());
}
