//! What holds for the analysis of every map.

use std::collections::BTreeSet;

use boardwalk::analysis::{Finding, Mend, analyse};
use boardwalk::editing::accept::{Found, accept};
use boardwalk::editing::merge;
use boardwalk::model::Id;
use boardwalk::model::edit::apply;
use proptest::prelude::*;

use crate::arbitrary;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_map_is_analysed_alike_twice_and_every_finding_points_into_it(map in arbitrary::map()) {
        let report = analyse(&map);
        prop_assert_eq!(&report, &analyse(&map.clone()));
        let known = |id: &Id| {
            let id = id.as_str();
            map.nodes.contains(id) || map.links.contains(id) || map.totals.contains(id) || map.themes.contains(id)
        };
        for finding in &report.findings {
            prop_assert!(!finding.subjects.is_empty() && !finding.message.is_empty() && !finding.hint.is_empty());
            prop_assert!(finding.subjects.iter().all(|subject| known(&subject.id)), "{:?}", finding);
            prop_assert!(finding.path.iter().all(known), "{:?}", finding);
        }
        let keys: BTreeSet<_> = report.findings.iter().map(|found| (found.code, &found.subjects)).collect();
        prop_assert_eq!(keys.len(), report.findings.len(), "the stable key of a finding is its own");
    }

    #[test]
    fn whatever_is_found_can_be_accepted_and_then_counts_no_more(map in arbitrary::map()) {
        let found = |finding: &Finding| Found {
            code: finding.code,
            rule: finding.rule,
            subjects: finding.subjects.iter().map(|subject| subject.id.clone()).collect(),
            facts: finding.message.clone(),
        };
        // What is accepted is known by the ids of its subjects; a file may give one id to a body and to a line.
        prop_assume!(map.links.ids().all(|id| !map.nodes.contains(id.as_str())));
        let before = analyse(&map);
        let all: Vec<Found> = before.open().iter().map(found).collect();
        prop_assume!(!all.is_empty());
        let step = accept(&map, &all, "because", None).expect("a step");
        let after = analyse(&apply(&map, &step.edits).expect("a sound map"));
        prop_assert!(after.open().is_empty(), "{:?}", after.open());
        prop_assert_eq!(after.accepted().len(), before.findings.len());
        prop_assert_eq!((after.metrics.findings.all, after.metrics.findings.accepted as usize), (0, before.findings.len()));
    }

    #[test]
    fn every_fix_can_be_made_and_resolves_its_finding(map in arbitrary::map()) {
        for finding in analyse(&map).findings {
            for fix in &finding.fixes {
                let edits = match &fix.mend {
                    Mend::Edits(edits) => edits.clone(),
                    Mend::Merge { keep, other } => {
                        merge::step(&map, keep, other, &BTreeSet::new()).expect("they can be one").edits
                    }
                };
                let mended = apply(&map, &edits);
                prop_assert!(mended.is_ok(), "{} cannot be made: {:?}", fix.label, mended.err());
                let left = mended.map(|map| analyse(&map).findings).unwrap_or_default();
                let said = |finding: &Finding| (finding.code, finding.subjects.clone(), finding.message.clone(), finding.path.clone());
                let is_left = left.iter().any(|other| said(other) == said(&finding));
                prop_assert!(!is_left, "{} leaves {}", fix.label, finding.message);
            }
        }
    }
}
