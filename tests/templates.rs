//! The templates for new maps: canonical, sound, evidenced, and free of errors that are not in the law itself.

use boardwalk::analysis::{Severity, analyse};
use boardwalk::app::dialogs::new_map::templates::TEMPLATES;
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::{Confidence, Evidence, LinkKind, Map, NodeKind, StrandKind};

fn map(file: &str) -> Map {
    let template = TEMPLATES.iter().find(|template| template.file == file).expect("a template");
    boardwalk_file::read(template.text.as_bytes()).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn maps() -> Vec<(&'static str, Map)> {
    TEMPLATES.iter().map(|template| (template.file, map(template.file))).collect()
}

#[test]
fn there_are_four_and_each_is_small_and_canonical() {
    assert_eq!(TEMPLATES.len(), 4);
    for template in &TEMPLATES {
        let map = map(template.file);
        assert!(boardwalk_file::write(&map) == template.text, "{} is not canonical: boardwalk fmt", template.file);
        assert!((8..=25).contains(&map.nodes.len()), "{} has {} nodes", template.file, map.nodes.len());
        assert!(map.placement.is_empty(), "{} leaves its cards to the layout", template.file);
    }
}

#[test]
fn each_says_which_law_of_which_country_as_of_when_and_that_it_must_be_checked() {
    for (file, map) in maps() {
        let summary = map.summary.as_deref().expect("a summary");
        assert!(map.as_of.is_some(), "{file}");
        for word in ["England", " Act ", "20", "Check the law in force"] {
            assert!(summary.contains(word), "{file}: the summary does not say \"{word}\"");
        }
        for source in &map.sources {
            assert!(source.publisher.is_some() && source.date.is_some(), "{file}: {} is not cited in full", source.id);
        }
    }
}

#[test]
fn what_the_law_requires_names_its_section() {
    let has_place = |evidence: &[Evidence]| evidence.iter().any(|one| one.place.is_some());
    for (file, map) in maps() {
        for node in &map.nodes {
            assert!(!node.evidence.is_empty(), "{file}: {}", node.id);
            assert!(node.statutory != Some(true) || has_place(&node.evidence), "{file}: {}: where?", node.id);
        }
        for link in &map.links {
            assert!(has_place(&link.evidence), "{file}: {}: where?", link.id);
            let required = link.required == Some(true);
            assert!(!required || link.kind == LinkKind::MemberOf, "{file}: {} is no seat", link.id);
            let is_guess = link.evidence.iter().all(|evidence| evidence.confidence == Confidence::Assumed);
            assert!(!(required && is_guess), "{file}: {} is required by nothing but an assumption", link.id);
        }
        let seats = map.links.iter().filter(|link| link.required == Some(true)).count();
        assert!(seats >= 3, "{file} has {seats} required seats");
    }
}

#[test]
fn every_duty_is_statutory_and_has_one_owner() {
    for (file, map) in maps() {
        let strands: Vec<_> = map.nodes.iter().filter(|node| node.kind == NodeKind::Strand).collect();
        assert!(strands.iter().filter(|strand| strand.strand_kind == Some(StrandKind::Duty)).count() >= 2, "{file}");
        for strand in strands {
            let owners =
                map.links_of(strand.id.as_str()).filter(|link| link.kind == LinkKind::Owns && link.to == strand.id);
            assert_eq!(owners.count(), 1, "{file}: {}", strand.id);
            let is_duty = strand.strand_kind == Some(StrandKind::Duty);
            assert!(!is_duty || strand.statutory == Some(true), "{file}: {}", strand.id);
        }
    }
}

#[test]
fn the_analysis_finds_no_error_in_any_of_them() {
    for (file, map) in maps() {
        let report = analyse(&map);
        let errors: Vec<&str> = report
            .findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .map(|finding| finding.message.as_str())
            .collect();
        assert!(errors.is_empty(), "{file}: {errors:#?}");
    }
}

#[test]
fn the_seats_are_those_of_the_law() {
    let seats = |file: &str, board: &str| -> Vec<String> {
        let map = map(file);
        let required = |kind, link: &boardwalk::model::Link| link.kind == kind && link.required == Some(true);
        map.links
            .iter()
            .filter(|link| required(LinkKind::MemberOf, link) && link.to.as_str() == board)
            .map(|link| link.from.to_string())
            .collect()
    };
    assert_eq!(
        seats("community-safety-partnership.boardwalk", "community-safety-partnership"),
        ["council", "fire-and-rescue-authority", "integrated-care-board", "police-force", "probation-service"],
        "Crime and Disorder Act 1998, section 5(1)"
    );
    assert_eq!(
        seats("safeguarding-partnership.boardwalk", "lead-safeguarding-partners"),
        ["chief-executive-of-the-council", "chief-executive-of-the-integrated-care-board", "chief-officer-of-police"],
        "Children Act 2004, section 16E(3)"
    );
    assert_eq!(
        seats("integrated-care-board.boardwalk", "health-and-wellbeing-board"),
        ["council", "integrated-care-board", "local-healthwatch"],
        "Health and Social Care Act 2012, section 194(2)"
    );
    assert_eq!(
        seats("integrated-care-board.boardwalk", "integrated-care-board").len(),
        6,
        "chair, chief executive, three nominated members and the knowledge of mental health"
    );
    assert!(
        !seats("childrens-trust.boardwalk", "childrens-trust-board").contains(&"integrated-care-board".to_owned()),
        "Children Act 2004, section 12A(7)"
    );
}
