//! The whole run: figures worked out by hand, and shapes that are meant to hurt.

use rust_decimal::Decimal;

use super::{Family, Fix, Mend, Report, Severity, Subject, analyse, test_map};
use crate::model::edit::{Edit, apply};
use crate::model::{
    Confidence, Entry, EntryKind, Evidence, Id, Link, LinkKind, LinkStatus, Map, Meets, Node, NodeKind, NodeStatus,
    Quantity, Theme,
};

const TOWN: &str = "
    Council: partner, accountable body
    Police: partner
    Board: board
    First Group: group
    Second Group: group
    Forum: group
    Old Board: board, on hold
    Chair: post
    Plan: strand
    Youth: strand
    Play: strand
    Gone: strand, ended
    Board reports to Council
    First Group reports to Board
    Second Group is part of Board
    Second Group reports to Board
    Forum reports to Board (lapsed)
    Board owns Plan
    Old Board owns Youth
    Council is a member of Board (2 seats)
    Police is a member of Board
    Police is a member of First Group
    Police is a member of Forum
    Police is a member of Old Board
    Chair chairs Board
    Council funds Plan (100.50, pooled)
    Police funds Plan (49.50)
    Police funds Youth
    Police funds Play (1000, lapsed)";

/// The sketch with the meetings that a sketch has no words for.
fn town() -> Map {
    let mut map = test_map::map(TOWN);
    let quantity = |text: &str| text.parse::<Decimal>().ok().and_then(Quantity::new);
    let mut meets = |id: &str, times: &str, hours: &str, size: Option<u32>| {
        let mut node = Node::clone(map.nodes.get(id).expect("a node of the town"));
        node.meets = Some(Meets { times_a_year: quantity(times), hours: quantity(hours), ..Meets::default() });
        node.size = size;
        map.nodes.put(node);
    };
    meets("board", "4", "2", None);
    meets("first-group", "6", "", None);
    meets("forum", "10", "1.5", Some(5));
    meets("old-board", "12", "3", Some(20));
    map
}

#[test]
fn the_figures_of_a_town_are_those_worked_out_by_hand() {
    let metrics = analyse(&town()).metrics;
    let groups = &metrics.nodes[&NodeKind::Group];
    assert_eq!((groups[&NodeStatus::Active], groups[&NodeStatus::Dormant]), (3, 0));
    assert_eq!(metrics.nodes[&NodeKind::Board][&NodeStatus::Dormant], 1);
    assert_eq!((metrics.bodies.all, metrics.bodies.live), (7, 6));
    assert_eq!((metrics.strands.owned, metrics.strands.stranded, metrics.strands.unowned), (1, 1, 1));
    assert_eq!((metrics.routes.expected, metrics.routes.sound, metrics.routes.share), (4, 3, Some(0.75)));
    assert_eq!(metrics.layers, 3, "a group, the board, the council");
    let span = metrics.widest_span.expect("somebody answers to somebody");
    assert_eq!((span.id.as_str(), span.bodies), ("board", 2), "two lines of one group are one body, lapsed ones none");
}

#[test]
fn hours_are_seats_by_meetings_by_length_and_the_unknown_stands_apart() {
    let attendance = analyse(&town()).metrics.attendance;
    // Board: 2 of the council, 1 of the police, 1 of its chair; first group and forum: 1 of the police each.
    assert_eq!((attendance.seats, attendance.unmapped_seats), (6, 4));
    assert_eq!((attendance.meetings, attendance.meetings_unknown), (Decimal::from(20), 1));
    // Board: 4 seats of 8 hours; forum: 1 mapped and 4 unmapped seats of 15; the first group gives no length.
    assert_eq!((attendance.hours, attendance.seats_of_unknown_hours), (Decimal::from(32 + 75), 1));
    let of = |place: usize| {
        let member = &attendance.by_member[place];
        (member.id.as_str(), member.seats, member.hours, member.seats_of_unknown_hours)
    };
    assert_eq!(of(0), ("police", 3, Decimal::from(23), 1));
    assert_eq!(of(1), ("council", 2, Decimal::from(16), 0));
    assert_eq!(of(2), ("chair", 1, Decimal::from(8), 0));
    assert_eq!(attendance.by_member.len(), 3);
}

#[test]
fn money_is_summed_exactly_and_its_shared_part_told() {
    let metrics = analyse(&town()).metrics;
    let money = &metrics.money[""];
    assert_eq!((money.mapped, money.shared), (Decimal::from(150), "100.50".parse().expect("an amount")));
    assert_eq!((money.share, money.lines, money.lines_of_unknown_amount), (Some(0.67), 2, 1));
}

#[test]
fn findings_are_counted_by_family_and_severity() {
    let Report { findings, metrics, .. } = analyse(&town());
    assert_eq!(metrics.findings.all as usize, findings.len());
    for family in Family::ALL {
        for severity in Severity::ALL {
            let here = findings.iter().filter(|found| found.family == family && found.severity == severity).count();
            assert_eq!(metrics.findings.by_family[&family][&severity] as usize, here, "{family:?} {severity:?}");
        }
    }
    // The forum's line has lapsed, one strand has no owner, one only an owner on hold.
    assert_eq!(metrics.findings.by_severity[&Severity::Error], 3);
}

#[test]
fn an_empty_map_has_no_findings() {
    let Report { findings, metrics, .. } = analyse(&Map::default());
    assert!(findings.is_empty() && metrics.widest_span.is_none() && metrics.routes.share.is_none());
}

#[test]
fn a_proposed_body_that_an_option_adopts_is_at_work() {
    let mut map = test_map::map("New Board: board, proposed\nPlan: strand\nNew Board owns Plan");
    let codes = |map: &Map| analyse(map).findings.iter().map(|found| found.code).collect::<Vec<_>>();
    assert_eq!(codes(&map), ["BW305"]);
    map.adopted.insert("new-board".into());
    assert_eq!(codes(&map), ["BW301"], "now the plan has an owner, and the owner has to answer to somebody");
}

#[test]
fn the_fix_of_a_loop_breaks_it_where_most_circles_run() {
    let map = test_map::map(
        "A: board\nB: board\nC: board\nD: board\nA reports to B\nB reports to C\nC reports to A\nB reports to D\nD reports to A",
    );
    let fix = |map: &Map| {
        analyse(map)
            .findings
            .into_iter()
            .find(|found| found.code == "BW201")
            .and_then(|found| found.fixes.into_iter().next())
    };
    let mended = fix(&map).expect("a circle and a way out");
    assert_eq!(mended.label, "Take out the line from A to B");
    assert!(matches!(edits(&mended), [Edit::Remove(EntryKind::Link, _)]));
    assert!(fix(&apply(&map, edits(&mended)).expect("the fix can be made")).is_none(), "both circles are broken");
}

fn edits(fix: &Fix) -> &[Edit] {
    match &fix.mend {
        Mend::Edits(edits) => edits,
        Mend::Merge { .. } => panic!("{} asks something", fix.label),
    }
}

#[test]
fn a_stranded_strand_goes_to_the_nearest_in_remit_and_its_owner_lets_go() {
    let map = test_map::map(
        "Council: partner, accountable body\nPlay: theme\nOld: group, on hold\nNear: group\nAbove: board\nPlan: strand
            Old carries Play\nNear carries Play\nPlan carries Play\nOld owns Plan\nOld reports to Above
            Near reports to Council\nAbove reports to Council",
    );
    let found = only("BW305", &map);
    let labels: Vec<&str> = found.fixes.iter().map(|fix| fix.label.as_str()).collect();
    let nearest = "Give “Plan” to Near (carries Play)";
    assert_eq!(labels, [nearest, "Give “Plan” to Above (its owner answered to it)"]);
    let mended = apply(&map, edits(&found.fixes[0])).expect("the fix can be made");
    let owners: Vec<_> = mended.links.iter().filter(|link| link.kind == LinkKind::Owns).collect();
    let told: Vec<_> = owners.iter().map(|link| (link.from.as_str(), link.status)).collect();
    assert_eq!(told, [("old", LinkStatus::Lapsed), ("near", LinkStatus::Active)]);
    assert!(analyse(&mended).findings.iter().all(|found| found.code != "BW305" && found.code != "BW304"));

    let again = test_map::map(
        "Old: group, on hold\nNear: group\nPlan: strand\nOld owns Plan\nNear owns Plan (lapsed, until 2010)
            Near delivers Plan",
    );
    let again = only("BW305", &again);
    let [Edit::Put(Entry::Link(line)), _] = edits(&again.fixes[0]) else { panic!("{:?}", again.fixes) };
    let there = (line.id.as_str(), line.status, line.until);
    assert_eq!(there, ("line-001", LinkStatus::Active, None), "the line that was there");
    let to_come = test_map::map("New: group, proposed\nNear: group\nPlan: strand\nNew owns Plan\nNear delivers Plan");
    assert_eq!(only("BW305", &to_come).fixes, [], "it has an owner to come");
}

#[test]
fn of_twins_the_one_stays_of_which_the_map_says_more() {
    let twins = "Health Panel: group\nHealth Panels: group\nA: group\nA reports to Health Panels";
    let found = only("BW104", &test_map::map(twins));
    let mend = Mend::Merge { keep: "health-panels".into(), other: "health-panel".into() };
    assert_eq!(found.fixes, [Fix { label: "Merge Health Panel into Health Panels".to_owned(), mend }]);
}

/// The only finding of a rule in a sketch.
fn only(code: &str, map: &Map) -> super::Finding {
    let mut found = analyse(map).findings.into_iter().filter(|found| found.code == code);
    let one = found.next().expect("one finding");
    assert!(found.next().is_none(), "more than one {code}");
    one
}

#[test]
fn a_lost_chair_comes_back_by_the_fix_if_still_at_work() {
    let lost = "Forum: group\nChair: post\nChair chairs Forum (lapsed, until 2010)";
    let map = test_map::map(lost);
    let found = only("BW309", &map);
    let [fix] = found.fixes.as_slice() else { panic!("the chair is still there") };
    assert_eq!(fix.label, "Let Chair chair Forum again");
    let mended = apply(&map, edits(fix)).expect("the fix can be made");
    assert!(analyse(&mended).findings.iter().all(|found| found.code != "BW309"));
    let line = mended.links.get("line-000").expect("the line of the chair");
    assert_eq!((line.status, line.until), (LinkStatus::Active, None));
    let without_fix = [
        lost.replace("post", "post, on hold"),
        lost.replace("group", "group, on hold"),
        format!("{lost}\nNext: post\nNext chairs Forum (proposed)"),
        format!("{lost}\nOther: post\nOther chairs Forum (lapsed)"),
    ];
    for sketch in without_fix {
        assert_eq!(only("BW309", &test_map::map(&sketch)).fixes, [], "{sketch}");
    }
}

#[test]
fn the_missing_line_to_the_decision_maker_is_proposed_and_not_made() {
    let unheard = "Council: partner\nExecutive: board, accountable body\nAssembly: group\nTrust: board
        Executive is part of Council\nTrust reports to Assembly\nCouncil is a member of Trust";
    let mut map = test_map::map(unheard);
    for taken in ["trust-informs-executive", "trust-informs-executive-2"] {
        map.links.put(Link::new(taken, LinkKind::Owns, "assembly", "council"));
    }
    let found = only("BW310", &map);
    let [fix] = found.fixes.as_slice() else { panic!("a line to draw") };
    assert_eq!(fix.label, "Propose that Trust informs Executive");
    let mended = apply(&map, edits(fix)).expect("the fix can be made");
    let line = mended.links.get("trust-informs-executive-3").expect("an id that was free");
    assert_eq!((line.kind, line.status), (LinkKind::Informs, LinkStatus::Proposed));
    let after = only("BW310", &mended);
    assert_eq!((after.severity, after.fixes), (Severity::Note, Vec::new()), "it is in hand");
    let on_hold = test_map::map(&unheard.replace("Trust: board", "Trust: board, on hold"));
    assert_eq!(only("BW310", &on_hold).fixes, []);
    let lapsed = test_map::map(&format!("{unheard}\nTrust informs Executive (lapsed)"));
    assert_eq!(only("BW310", &lapsed).fixes.len(), 1);
}

/// Of each rule about gaps a map that it finds something in, and what is lit up beside it.
const GAPS: [(&str, &str, &str); 10] = [
    ("BW307", "Play: theme\nA: strand\nB: strand\nA carries Play\nB carries Play", "a b"),
    ("BW307", "Play: theme\nForum: group\nA: strand\nA carries Play\nForum carries Play", "a"),
    (
        "BW308",
        "Board: board\nJob Centre: partner\nA: strand\nJob Centre delivers A
            Job Centre is a member of Board (proposed, required)",
        "",
    ),
    ("BW309", "Forum: group\nChair: post\nA: strand\nForum owns A\nChair chairs Forum (lapsed)", "line-001"),
    (
        "BW309",
        "Board: board\nForum: group\nChair: post\nA: strand\nB: partner\nC: partner\nForum owns A\nChair chairs Board
            B is a member of Forum\nC is a member of Forum",
        "line-002 line-003",
    ),
    (
        "BW310",
        "Council: partner\nExecutive: board, accountable body\nAssembly: group\nTrust: board\nA: strand\nTrust owns A
            Executive is part of Council\nTrust reports to Assembly\nCouncil is a member of Trust",
        "line-003",
    ),
    (
        "BW311",
        "Board: board\nX: partner\nY: partner\nPlan: strand\nBoard owns Plan\nX delivers Plan\nY delivers Plan
            X is a member of Board\nY is a member of Board",
        "plan",
    ),
    ("BW312", "Council: partner\nForum: group\nA: strand\nForum owns A\nCouncil funds Forum (lapsed)", "line-001"),
    ("BW313", "Board: board\nPanel: board\nA: strand, duty\nBoard owns A\nPanel scrutinises Panel", ""),
    ("BW315", "Board: board, with a remit\nForum: group\nA: strand\nForum owns A", ""),
];

#[test]
fn gaps_light_up_what_they_are_about() {
    for (code, text, path) in GAPS {
        let found = only(code, &test_map::map(text));
        let lit: Vec<&str> = found.path.iter().map(Id::as_str).collect();
        assert_eq!(lit.join(" "), path, "{code}:\n{text}");
    }
}

#[test]
fn what_to_do_about_a_gap_fits_it() {
    let hint = |code: &str, text: &str| only(code, &test_map::map(text)).hint;
    assert!(hint("BW312", "A: strand, at risk").contains("before the money runs out"));
    assert!(hint("BW312", "A: strand, unfunded").contains("bring it to an end"));
    let play = "Play: theme\nHealth: theme\nWide: board, on hold\nNear: group, on hold\nClinic: group
        Wide carries Play, Health\nNear carries Play\nClinic carries Health";
    assert!(hint("BW307", play).contains("bring Near back"), "it has the narrower remit");
    assert!(!hint("BW307", "Play: theme\nOld: board, ended\nOld carries Play").contains("back"));
    let lost = "Forum: group\nChair: post\nNext: post\nChair chairs Forum (lapsed)";
    assert!(hint("BW309", lost).contains("Find Forum a chair"));
    assert!(hint("BW309", &format!("{lost}\nNext chairs Forum (proposed)")).contains("Confirm Next in the chair"));
}

/// Groups, each with a line to the group that `above` names.
fn groups(number: usize, above: impl Fn(usize) -> Option<usize>) -> Map {
    let id = |place: usize| Id::from(format!("g-{place:06}"));
    let mut map = Map::default();
    map.themes.put(Theme { id: "all".into(), name: "All".into(), evidence: Vec::new(), unknown: Default::default() });
    for place in 0..number {
        let mut node = Node::new(id(place), NodeKind::Group, format!("Group {place}"));
        node.themes.insert("all".into());
        node.accountable_body = (place == 0).then_some(true);
        map.nodes.put(node);
        if let Some(upper) = above(place) {
            map.links.put(Link::new(format!("l-{place:06}"), LinkKind::ReportsTo, id(place), id(upper)));
        }
    }
    map
}

#[test]
fn a_chain_of_a_hundred_thousand_neither_overflows_nor_lasts() {
    let number = 100_000;
    let chain = groups(number, |place| place.checked_sub(1));
    let metrics = analyse(&chain).metrics;
    assert_eq!(metrics.layers as usize, number);
    assert_eq!(metrics.routes.sound as usize, number);
}

#[test]
fn a_ring_of_ten_thousand_is_one_circle() {
    let number = 10_000;
    let ring = groups(number, |place| Some((place + 1) % number));
    let report = analyse(&ring);
    let loops: Vec<_> = report.findings.iter().filter(|found| found.code == "BW201").collect();
    assert_eq!(loops.len(), 1);
    assert_eq!(loops[0].subjects[0], Subject::node(&"g-000000".into()));
    assert!(loops[0].message.len() < 400, "{}", loops[0].message);
}

#[test]
fn a_tangle_of_lines_is_searched_within_bounds() {
    let mut map = groups(60, |_| None);
    for from in 0..60 {
        for to in (0..60).filter(|to| *to != from) {
            let ends = (format!("g-{from:06}"), format!("g-{to:06}"));
            map.links.put(Link::new(format!("t-{from}-{to}"), LinkKind::ReportsTo, ends.0, ends.1));
        }
    }
    let loops = analyse(&map).findings.into_iter().filter(|found| found.code == "BW201").count();
    assert_eq!(loops, 1);
}

#[test]
fn thousands_that_are_all_alike_are_compared_within_bounds() {
    let number = 3_000;
    let mut map = groups(number, |place| (place > 0).then_some(0));
    for member in 0..4 {
        let id = Id::from(format!("member-{member}"));
        map.nodes.put(Node::new(id.clone(), NodeKind::Partner, format!("Member {member}")));
        for group in 0..number {
            let link =
                Link::new(format!("seat-{member}-{group}"), LinkKind::MemberOf, id.clone(), format!("g-{group:06}"));
            map.links.put(link);
        }
    }
    for place in 0..number {
        let mut plan = Node::new(format!("plan-{place:06}"), NodeKind::Strand, "Strategy of one name");
        plan.strand_kind = Some(crate::model::StrandKind::Plan);
        plan.themes.insert("all".into());
        map.links.put(Link::new(format!("owns-{place}"), LinkKind::Owns, format!("g-{place:06}"), plan.id.clone()));
        map.nodes.put(plan);
    }
    let findings = analyse(&map).findings;
    let of = |code: &str| findings.iter().filter(|found| found.code == code).count();
    assert!((1..=2_000).contains(&of("BW102")), "{}", of("BW102"));
    assert_eq!((of("BW104"), of("BW106"), of("BW402"), of("BW401")), (1, 0, 1, 4));
}

#[test]
fn of_several_lines_to_oneself_the_one_that_is_told_of_is_taken_out() {
    let mut map = Map::default();
    map.nodes.put(Node::new("board", NodeKind::Board, "Board"));
    let confidences = [Confidence::Stated, Confidence::Assumed, Confidence::Inferred];
    for (id, confidence) in ["one", "two", "three"].into_iter().zip(confidences) {
        let mut line = Link::new(id, LinkKind::ReportsTo, "board", "board");
        line.evidence.push(Evidence { confidence, ..Evidence::new("review") });
        map.links.put(line);
    }
    let found = analyse(&map).findings.into_iter().find(|found| found.code == "BW201").expect("a circle");
    let [Fix { mend: Mend::Edits(edits), .. }] = &found.fixes[..] else { panic!("one way out: {:?}", found.fixes) };
    assert_eq!(edits, &[Edit::Remove(EntryKind::Link, found.path[0].clone())]);
}
