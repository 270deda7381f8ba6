//! The sample maps: complete, canonical, evidenced, and the analysis finds in them what the two reports concluded.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use boardwalk::analysis::{Family, Finding, Report, analyse, rules};
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::{LinkKind, Map, Node, NodeKind, NodeStatus, StrandKind};
use rust_decimal::Decimal;

const SOLIHULL: &str = "solihull-2011";
const MIDDLESBROUGH: &str = "middlesbrough-2010";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_maps")
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(folder().join(format!("{name}.boardwalk"))).expect("a sample map")
}

fn map(name: &str) -> Map {
    boardwalk_file::read(&bytes(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).expect("the folder").map(|entry| entry.expect("an entry").path());
    let mut names: Vec<String> = files.map(|path| path.file_stem().expect("a name").to_string_lossy().into()).collect();
    names.sort();
    names
}

fn tagged<'a>(map: &'a Map, tag: &'a str) -> impl Iterator<Item = &'a Node> {
    map.nodes.iter().map(AsRef::as_ref).filter(move |node| node.tags.contains(tag))
}

#[test]
fn every_sample_is_canonical_and_rests_on_evidence() {
    let names = names();
    assert_eq!(names, ["first-steps", MIDDLESBROUGH, SOLIHULL]);
    for name in names {
        let map = map(&name);
        assert!(boardwalk_file::write(&map).as_bytes() == bytes(&name), "{name} is not canonical: boardwalk fmt");
        assert!(map.summary.is_some() && map.as_of.is_some() && map.place.is_some(), "{name} introduces itself");
        for node in &map.nodes {
            assert!(!node.evidence.is_empty(), "{name}: {} has no evidence", node.id);
            assert!(node.evidence.iter().all(|evidence| evidence.place.is_some()), "{name}: {}: where?", node.id);
        }
        for link in &map.links {
            assert!(!link.evidence.is_empty(), "{name}: {} has no evidence", link.id);
            assert!(link.evidence.iter().all(|evidence| evidence.place.is_some()), "{name}: {}: where?", link.id);
        }
    }
}

#[test]
fn solihull_has_all_34_groups_of_section_5() {
    let map = map(SOLIHULL);
    let groups: Vec<&Node> = tagged(&map, "section-5").collect();
    let mut rows: Vec<u32> =
        groups.iter().map(|group| group.fields.get("row").expect("a row").parse().expect("a number")).collect();
    rows.sort_unstable();
    assert_eq!(rows, (1..=34).collect::<Vec<u32>>());
    let with = |status| groups.iter().filter(|group| group.status == status).count();
    assert_eq!((with(NodeStatus::Active), with(NodeStatus::Dormant)), (22, 12), "as the report counts");
    for group in groups {
        assert!(matches!(group.kind, NodeKind::Board | NodeKind::Group), "{}", group.id);
        assert!(group.remit.is_some(), "{} has a role in the report", group.id);
    }
}

#[test]
fn solihull_has_the_projects_the_areas_the_priorities_and_the_outcomes() {
    let map = map(SOLIHULL);
    let projects: Vec<&Node> = tagged(&map, "section-6-6-1").collect();
    assert_eq!(projects.len(), 13);
    assert!(projects.iter().all(|project| project.strand_kind == Some(StrandKind::Project)));
    assert_eq!(tagged(&map, "section-6-4-1").count(), 8);
    assert_eq!(map.themes.len(), 13, "eight priorities and five outcomes");
}

#[test]
fn middlesbrough_has_every_stated_total_to_the_pound() {
    let map = map(MIDDLESBROUGH);
    let stated = [
        ("total-council-children-families-and-learning", 67_714_000, 67_714_000),
        ("total-childrens-fund", 686_000, 686_000),
        ("total-youth-offending-service", 1_224_000, 1_224_000),
        ("total-learning-and-skills-council", 22_234_362, 22_234_362),
        ("total-cleveland-police", 85_000, 85_000),
        ("total-teesside-probation", 53_000, 53_000),
        ("total-voluntary-sector", 486_000, 486_000),
        ("total-all-services", 97_386_589, 118_481_362),
    ];
    assert_eq!(map.totals.len(), stated.len());
    for (id, total, lines) in stated {
        assert_eq!(map.totals.get(id).expect(id).amount, Decimal::from(total), "{id}");
        let named = map.links.iter().filter(|link| link.kind == LinkKind::Funds && link.totals.contains(id));
        let sum: Decimal = named.map(|link| link.amount.expect("an amount")).sum();
        assert_eq!(sum, Decimal::from(lines), "the lines of {id}");
    }
    assert_eq!(
        map.links.iter().filter(|link| link.kind == LinkKind::Funds && link.amount.is_some()).count(),
        29,
        "the lines of the table"
    );
}

#[test]
fn middlesbrough_has_the_groups_and_the_recommendations() {
    let map = map(MIDDLESBROUGH);
    assert_eq!(tagged(&map, "theme-group").count(), 5);
    assert_eq!(tagged(&map, "cross-cutting").count(), 3);
    assert_eq!(tagged(&map, "recommendation").count(), 8);
    assert_eq!(map.nodes.get("trust-executive-group").expect("a group").status, NodeStatus::Proposed);
}

#[test]
fn first_steps_shows_each_family_once() {
    let map = map("first-steps");
    let bodies = map.nodes.iter().filter(|node| node.is_body()).count();
    assert!((11..=14).contains(&bodies), "about a dozen bodies, not {bodies}");
    assert!(map.nodes.iter().all(|node| node.remit.is_some()), "each card explains itself");
    let report = analyse(&map);
    let families: Vec<Family> = report.findings.iter().map(|finding| finding.family).collect();
    let mut once = families.clone();
    once.sort();
    assert_eq!(once, Family::ALL, "{:#?}", report.findings);
}

/// A finding of a rule that has all of these among its subjects.
fn found<'a>(report: &'a Report, code: &str, subjects: &[&str]) -> Option<&'a Finding> {
    report.findings.iter().filter(|finding| finding.code == code).find(|finding| {
        let ids: BTreeSet<&str> = finding.subjects.iter().map(|subject| subject.id.as_str()).collect();
        subjects.iter().all(|subject| ids.contains(subject))
    })
}

/// What one of the reports concluded: the paragraph, the rule that says the same, and what it is about.
type Answer = (&'static str, &'static str, &'static [&'static str]);

const ANSWERS_OF_SOLIHULL: [Answer; 21] = [
    ("3.3.3", "BW101", &["stay-safe-outcome-group", "local-safeguarding-children-board"]),
    ("3.5.4", "BW101", &["health-and-wellbeing-board", "trust-board"]),
    ("3.3.2", "BW202", &["local-safeguarding-children-board", "safeguarding"]),
    ("6.5.1", "BW305", &["lscb-recommendations"]),
    ("6.2.2", "BW305", &["children-and-young-peoples-plan-2010"]),
    ("6.6.3", "BW305", &["workforce-strategy-2009"]),
    ("5 items 3 and 4", "BW302", &["be-healthy-outcome-group", "performance-and-commissioning-group"]),
    ("5 item 5", "BW314", &["stay-safe-outcome-group-informs-local-safeguarding-children-board"]),
    ("5 item 8", "BW306", &["economic-wellbeing-outcome-group"]),
    ("4.8.2", "BW301", &["disabled-childrens-project-board"]),
    ("4.8.2", "BW301", &["active-involvement-management-group"]),
    ("5 item 22", "BW312", &["emotional-wellbeing-and-mental-health-strategy"]),
    ("5 item 21", "BW312", &["play-strategy"]),
    ("5 item 34", "BW309", &["childrens-voluntary-sector-forum"]),
    ("5 item 6", "BW307", &["enjoy-and-achieve", "enjoy-and-achieve-outcome-group"]),
    ("5 item 7", "BW307", &["positive-contribution", "positive-contribution-outcome-group"]),
    ("5 item 21 and 6.2.1", "BW307", &["things-to-do-and-places-to-go", "play-partnership"]),
    ("6.2.1 and 6.2.2", "BW307", &["looking-after-the-environment", "trust-board"]),
    ("3.3.2", "BW313", &["local-safeguarding-children-board", "safeguarding"]),
    ("5 item 23", "BW315", &["lscb-training-subgroup"]),
    (
        "three groups for parenting",
        "BW107",
        &["parenting-strategy-group", "parental-engagement-strategy-group", "parenting-programmes-steering-group"],
    ),
];

/// What must not be found in Solihull, and why.
const CONTROLS_OF_SOLIHULL: [Answer; 30] = [
    ("it is a committee of the Council", "BW301", &["health-and-wellbeing-board"]),
    ("it is an accountable body", "BW301", &["solihull-council"]),
    ("it is on hold", "BW301", &["extended-services-board"]),
    ("it answers to the Be Healthy group", "BW301", &["sexual-health-strategy-group"]),
    ("it was absorbed into a board that is at work", "BW306", &["healthier-communities-board"]),
    ("it was absorbed into a partnership that is at work", "BW306", &["prosperous-communities-board"]),
    ("it was absorbed into a board that is at work", "BW306", &["primary-partnership"]),
    ("one answers to the other", "BW101", &["parenting-strategy-group", "parental-engagement-strategy-group"]),
    ("they share one theme of several", "BW101", &["local-safeguarding-children-board", "esafety-strategy-group"]),
    ("its owner is at work", "BW305", &["emotional-wellbeing-and-mental-health-strategy"]),
    ("it ended with the programme", "BW305", &["project-2009-contactpoint"]),
    ("it has an owner", "BW304", &["lscb-recommendations"]),
    ("the owner answers to the board that challenges it", "BW202", &["partnership-priority-best-start-in-life"]),
    ("what it informs is clear", "BW314", &["local-safeguarding-children-board-informs-trust-board"]),
    ("an active group carries it", "BW307", &["be-healthy"]),
    ("the Council and the Lead Member work for it", "BW307", &["raising-achievement-for-all"]),
    ("the police and a strategic lead work for it", "BW307", &["economic-wellbeing"]),
    ("nothing says who chairs it", "BW309", &["corporate-parenting-board"]),
    ("the pilot and its grant have ended", "BW312", &["childrens-trust-pilot"]),
    ("nothing is said of its money", "BW312", &["sexual-health-strategy"]),
    ("an organisation is there for more than a remit says", "BW315", &["jobcentre-plus"]),
    ("it is on hold", "BW315", &["trust-board"]),
    ("its members do nothing for its strands", "BW311", &["corporate-parenting-board"]),
    ("the Council's own committee reports to it", "BW310", &["health-and-wellbeing-board"]),
    ("the leads answer to the board that challenges them", "BW204", &["solihull-partnership-governing-board"]),
    ("their themes are divided among several plans", "BW106", &["anti-bullying-strategy", "esafety-strategy"]),
    ("one owner answers to the other", "BW106", &["parenting-strategy", "parental-engagement-strategy"]),
    ("they are three areas", "BW104", &["area-manager-1", "area-manager-2"]),
    ("two members in common are too few", "BW102", &["corporate-parenting-board", "short-breaks-panel"]),
    ("its term is not over", "BW503", &["children-and-young-peoples-plan-2010"]),
];

const ANSWERS_OF_MIDDLESBROUGH: [Answer; 15] = [
    ("69", "BW405", &["be-healthy-theme-group"]),
    ("69", "BW405", &["stay-safe-theme-group"]),
    ("251", "BW304", &["research-and-intelligence"]),
    ("199, 215 and 255", "BW314", &["safeguarding-children-board-scrutinises-trust-board"]),
    ("119, 164 and 239", "BW314", &["trust-board-owns-holding-partners-to-account"]),
    ("63", "BW501", &["total-all-services"]),
    ("252 and 259", "BW310", &["trust-board", "council-executive"]),
    ("252 and 259", "BW310", &["trust-board", "nhs-middlesbrough-board"]),
    ("33 and 173", "BW308", &["trust-board", "jobcentre-plus"]),
    ("33", "BW308", &["trust-board", "academies"]),
    ("45", "BW308", &["trust-board", "short-stay-schools"]),
    ("119, 164 and 239", "BW311", &["trust-board", "cleveland-police", "middlesbrough-council", "nhs-middlesbrough"]),
    ("251", "BW312", &["research-and-intelligence"]),
    ("232", "BW204", &["lsp-accountability-sessions", "trust-board"]),
    ("211 and 214", "BW203", &["trust-board", "south-tees-youth-justice-board"]),
];

/// What must not be found in Middlesbrough, and why.
const CONTROLS_OF_MIDDLESBROUGH: [Answer; 30] = [
    ("its six lines add up", "BW501", &["total-council-children-families-and-learning"]),
    ("its three lines add up", "BW501", &["total-learning-and-skills-council"]),
    ("its two lines add up", "BW501", &["total-voluntary-sector"]),
    ("its one line is the total", "BW501", &["total-cleveland-police"]),
    ("it is part of the Trust Board", "BW301", &["be-healthy-theme-group"]),
    ("it answers to the Local Strategic Partnership", "BW301", &["trust-board"]),
    ("it is a plan, not at work yet", "BW301", &["trust-executive-group"]),
    ("it is a plan, not at work yet", "BW301", &["nhs-tees-child-health-delivery-group"]),
    ("they work on different outcomes", "BW101", &["be-healthy-theme-group", "stay-safe-theme-group"]),
    ("the Trust Board owns it", "BW304", &["cypp-2008-2011"]),
    ("it sits on the Board", "BW308", &["cleveland-police"]),
    ("no law requires it on the Board", "BW308", &["general-practice"]),
    ("the Board monitors its action plan", "BW311", &["youth-offending-service"]),
    ("it does not yet sit on the Board", "BW311", &["jobcentre-plus"]),
    ("it is a group, whose members work together", "BW311", &["joint-commissioning-group"]),
    ("no governing board of it is known", "BW310", &["cleveland-police"]),
    ("it is part of the Trust Board, and no partner's alone", "BW310", &["joint-commissioning-group"]),
    ("the Director chairs it", "BW309", &["trust-board"]),
    ("one member is known of many", "BW309", &["local-strategic-partnership"]),
    ("it is funded", "BW312", &["targeted-mental-health-in-schools"]),
    ("the panel, Ofsted and others look at it", "BW313", &["trust-board"]),
    ("the service sits with the council that it is part of", "BW316", &["connexions"]),
    ("that its required seat is vacant says it already", "BW316", &["jobcentre-plus"]),
    ("it heard nine witnesses", "BW204", &["ad-hoc-childrens-trust-scrutiny-panel"]),
    ("it has an executive of its own", "BW204", &["south-tees-youth-justice-board"]),
    ("one of many who deliver the plan tells it", "BW204", &["positive-contributions-theme-group"]),
    ("one follows the other, under one owner", "BW106", &["cypp-2008-2011", "cypp-2011"]),
    ("the year 2010 is not over", "BW503", &["learning-and-skills-council"]),
    ("ten groups are not too many", "BW402", &["trust-board"]),
    ("its seats are fewer than twenty", "BW405", &["trust-board"]),
];

#[test]
fn the_analysis_finds_what_the_reports_concluded() {
    let solihull = analyse(&map(SOLIHULL));
    let middlesbrough = analyse(&map(MIDDLESBROUGH));
    let mut missing = Vec::new();
    for (report, answers) in [(&solihull, &ANSWERS_OF_SOLIHULL[..]), (&middlesbrough, &ANSWERS_OF_MIDDLESBROUGH)] {
        let not_found = answers.iter().filter(|(_, code, subjects)| found(report, code, subjects).is_none());
        missing.extend(not_found.map(|(paragraph, code, subjects)| format!("{paragraph}: {code} {subjects:?}")));
    }
    assert!(missing.is_empty(), "\n{}", missing.join("\n"));
}

#[test]
fn every_project_and_every_area_of_solihull_is_found() {
    let map = map(SOLIHULL);
    let report = analyse(&map);
    for project in tagged(&map, "section-6-6-1") {
        assert!(found(&report, "BW305", &[project.id.as_str()]).is_some(), "6.6.1: {}", project.id);
    }
    for area in tagged(&map, "section-6-4-1") {
        assert!(found(&report, "BW304", &[area.id.as_str()]).is_some(), "6.4.1: {}", area.id);
    }
}

#[test]
fn the_analysis_does_not_find_what_is_not_there() {
    let solihull = (map(SOLIHULL), &CONTROLS_OF_SOLIHULL[..]);
    let middlesbrough = (map(MIDDLESBROUGH), &CONTROLS_OF_MIDDLESBROUGH[..]);
    let mut wrong = Vec::new();
    for (map, controls) in [solihull, middlesbrough] {
        let report = analyse(&map);
        for (why, code, subjects) in controls {
            for subject in *subjects {
                let is_known = map.nodes.contains(subject)
                    || map.links.contains(subject)
                    || map.totals.contains(subject)
                    || map.themes.contains(subject);
                assert!(is_known, "{subject} is not in the map, so that the control controls nothing");
            }
            if let Some(finding) = found(&report, code, subjects) {
                wrong.push(format!("{code} {subjects:?}, although {why}: {}", finding.message));
            }
        }
        assert!(report.findings.iter().all(|finding| finding.code != "BW201"), "neither report tells of a circle");
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Rules of whose defect no sample has a case. A map is not bent towards a rule; the explanations hold cases of their own.
const WITHOUT_A_CASE: [&str; 12] = [
    "BW102", // shared-membership
    "BW104", // twin-entry
    "BW105", // redundant-line
    "BW106", // rival-plans
    "BW317", // vacant-superior
    "BW401", // overloaded-member
    "BW402", // wide-span
    "BW403", // deep-chain
    "BW406", // dual-reporting
    "BW407", // unaligned-plans
    "BW502", // no-evidence
    "BW503", // out-of-time
];

#[test]
fn every_rule_but_a_few_finds_something_in_the_samples() {
    let found: BTreeSet<&str> =
        names().iter().flat_map(|name| analyse(&map(name)).findings).map(|finding| finding.code).collect();
    let silent: Vec<&str> = rules().iter().map(|rule| rule.code).filter(|code| !found.contains(code)).collect();
    assert_eq!(silent, WITHOUT_A_CASE);
}
