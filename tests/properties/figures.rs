//! That every place that shows a figure shows the same one.

use std::collections::BTreeSet;

use boardwalk::analysis::{Finding, Report, SubjectKind, analyse, by_cause, impact};
use boardwalk::drawing::{Lens, Scene, Shown, compose};
use boardwalk::exchange::boardwalk_file;
use boardwalk::layout::AreaKind;
use boardwalk::model::{Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, Table};
use proptest::prelude::*;

use crate::arbitrary;

fn samples() -> impl Iterator<Item = Map> {
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/sample_maps")).expect("the sample maps");
    files.map(|file| {
        let text = std::fs::read(file.expect("a file").path()).expect("a sample map");
        boardwalk_file::read(&text).expect("a sound sample map")
    })
}

/// All that can be in a picture.
fn picture(map: &Map, report: &Report) -> Scene {
    compose(map, Some(report), Shown { strands: true, ..Shown::default() }, Lens::Status)
}

/// Those of whom a rule says that they answer to nobody.
fn found(report: &Report, code: &str) -> BTreeSet<Id> {
    report
        .findings
        .iter()
        .filter(|finding| finding.code == code)
        .map(|finding| finding.subjects[0].id.clone())
        .collect()
}

/// What leads to some nodes by lines that have not lapsed, themselves included: by hand, line for line.
fn leading_to(map: &Map, starts: impl IntoIterator<Item = Id>) -> BTreeSet<Id> {
    let is_body = |id: &Id| map.nodes.get(id.as_str()).is_some_and(|node| node.is_body());
    let is_step = |link: &Link| {
        let is_part = link.kind == LinkKind::PartOf && is_body(&link.from) && is_body(&link.to);
        link.status != LinkStatus::Lapsed && (link.kind == LinkKind::ReportsTo || is_part)
    };
    let mut leading: BTreeSet<Id> = starts.into_iter().collect();
    loop {
        let below = map.links.iter().filter(|link| is_step(link) && leading.contains(&link.to));
        let below: Vec<Id> = below.map(|link| link.from.clone()).filter(|id| !leading.contains(id)).collect();
        if below.is_empty() {
            return leading;
        }
        leading.extend(below);
    }
}

fn live_bodies(map: &Map, ids: &BTreeSet<Id>) -> u32 {
    let is_live_body = |node: &&Node| node.is_body() && map.is_live(node);
    let nodes = ids.iter().filter_map(|id| map.nodes.get(id.as_str())).map(AsRef::as_ref);
    u32::try_from(nodes.filter(is_live_body).count()).expect("few bodies")
}

fn check_who_answers_to_nobody(map: &Map) {
    let report = analyse(map);
    let all: BTreeSet<Id> = report.answering_to_nobody.iter().cloned().collect();
    assert_eq!(report.metrics.routes.answering_to_nobody as usize, all.len());
    if !report.switched_off.contains(&"BW301") {
        assert_eq!(found(&report, "BW301"), all, "the list");
    }
    let scene = picture(map, &report);
    for tray in scene.areas.iter().filter(|area| area.kind == AreaKind::NoRoute) {
        let cards = scene.cards.iter().filter(|card| all.contains(&card.id) && tray.rect.contains(card.rect.centre()));
        let inside = cards.count();
        let numbers: Vec<usize> = tray.note.split(' ').filter_map(|word| word.parse().ok()).collect();
        match numbers.as_slice() {
            [] => assert_eq!(inside, 0, "{}", tray.note),
            [one] => assert_eq!((inside, all.len()), (*one, *one), "{}", tray.note),
            some => assert_eq!(some, [inside, all.len()], "{}", tray.note),
        }
    }
}

fn check_what_is_at_stake(map: &Map) {
    let report = analyse(map);
    for (cause, findings) in by_cause(&report.findings, |finding| finding) {
        let whole = report.stakes.of(&cause);
        for Finding { stake, message, .. } in &findings {
            assert!(
                stake.bodies <= whole.bodies && stake.strands <= whole.strands && stake.money <= whole.money,
                "{message}: {stake:?} is a part of {whole:?}"
            );
        }
        let nodes = || findings.iter().map(|finding| &finding.subjects[0]);
        if !cause.code.starts_with("BW1") && nodes().all(|subject| subject.kind == SubjectKind::Node) {
            let leading = leading_to(map, nodes().map(|subject| subject.id.clone()));
            assert_eq!(whole.bodies, live_bodies(map, &leading), "{cause:?}");
            for finding in findings {
                let leading = leading_to(map, [finding.subjects[0].id.clone()]);
                assert_eq!(finding.stake.bodies, live_bodies(map, &leading), "{}", finding.message);
            }
        }
    }
}

/// The number before some words of a sentence.
fn number_before(sentence: &str, words: &str) -> Option<usize> {
    sentence.split(words).next()?.split_whitespace().last()?.parse().ok()
}

fn check_what_breaks_and_hangs(map: &Map) {
    let report = analyse(map);
    for finding in report.findings.iter().filter(|finding| finding.code == "BW404") {
        let impact = impact(map, &finding.subjects[0].id).expect("a body of the map");
        if finding.message.contains("the routes of ") {
            let told = number_before(&finding.message, " live bod");
            assert_eq!(told, Some(impact.routes.len()), "{}", finding.message);
        }
    }
    for node in map.nodes.iter().filter(|node| node.kind == NodeKind::Strand && map.is_live(node)) {
        let owners = map.links_of(node.id.as_str()).filter(|link| link.kind == LinkKind::Owns && link.to == node.id);
        // What owns itself goes itself, and loses nobody.
        for owner in owners.filter(|link| link.from != link.to) {
            let impact = impact(map, &owner.from).expect("an owner");
            let loss = impact.owned.iter().find(|loss| loss.id == node.id);
            assert_eq!(loss.is_some(), owner.status == LinkStatus::Active || is_owned_twice(map, owner));
        }
    }
}

/// Whether another line of the same owner to the same strand is active.
fn is_owned_twice(map: &Map, line: &Link) -> bool {
    let is_other = |other: &&Link| {
        (&other.from, &other.to, other.kind) == (&line.from, &line.to, line.kind) && other.status == LinkStatus::Active
    };
    map.links_of(line.from.as_str()).any(|other| is_other(&other))
}

fn check_all(map: &Map) {
    check_who_answers_to_nobody(map);
    check_what_is_at_stake(map);
    check_what_breaks_and_hangs(map);
}

#[test]
fn every_place_tells_the_same_number_of_a_sample() {
    samples().for_each(|map| check_all(&map));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_place_tells_the_same_number_of_any_map(map in arbitrary::map()) {
        // Where its cards stand is no matter of figures.
        check_all(&Map { placement: Table::default(), ..map });
    }
}
