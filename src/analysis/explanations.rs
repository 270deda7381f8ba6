//! The registry and the explanations, held to what they promise: every map in them runs.

use std::collections::BTreeSet;

use super::{Family, rule, rules, test_map};

const HEADINGS: [&str; 8] = [
    "What it checks",
    "Why it matters",
    "Example",
    "What to do",
    "What it is known by",
    "Limits",
    "Maps in which it fires",
    "Maps in which it stays silent",
];

#[test]
fn codes_are_unique_in_order_and_of_their_family() {
    let codes: Vec<&str> = rules().iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted_by(|one, next| one < next), "{codes:?}");
    for rule in rules() {
        let number = rule.code.strip_prefix("BW").filter(|number| number.len() == 3);
        let number: usize = number.and_then(|number| number.parse().ok()).expect("BW and three digits");
        assert_eq!(Family::ALL[number / 100 - 1], rule.family, "{}", rule.code);
    }
}

#[test]
fn thresholds_are_of_their_rule_and_its_explanation_names_them() {
    for rule in rules() {
        for threshold in rule.thresholds {
            let own = threshold.name.strip_prefix(rule.name).and_then(|rest| rest.strip_prefix('.'));
            assert!(own.is_some_and(|counted| !counted.is_empty()), "{}", threshold.name);
            assert!(rule.explanation.contains(&format!("`{}`", threshold.name)), "{}", threshold.name);
            assert!(!threshold.label.is_empty() && threshold.default > 0.0, "{}", threshold.name);
        }
    }
}

#[test]
fn names_are_unique_kebab_case_and_find_their_rule() {
    let names: BTreeSet<&str> = rules().iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), rules().len());
    for one in rules() {
        let kebab =
            one.name.split('-').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase()));
        assert!(kebab, "{}", one.name);
        for asked in [one.code.to_lowercase(), one.name.to_uppercase()] {
            assert_eq!(rule(&asked).map(|found| found.code), Some(one.code));
        }
    }
    assert!(rule("BW999").is_none());
}

#[test]
fn every_rule_is_explained_under_the_same_headings() {
    for rule in rules() {
        let headings: Vec<&str> = rule.explanation.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, HEADINGS, "{}", rule.code);
        assert!(rule.explanation.starts_with(&format!("# {} ({})\n", rule.name, rule.code)), "{}", rule.code);
        assert!(!rule.summary.is_empty() && !rule.summary.ends_with('.'), "{}", rule.code);
        let empty = rule
            .explanation
            .split("## ")
            .skip(1)
            .any(|section| section.lines().skip(1).all(|line| line.trim().is_empty()));
        assert!(!empty, "{} has an empty section", rule.code);
    }
}

#[test]
fn what_a_finding_is_known_by_is_explained_and_told_of_several() {
    for rule in rules() {
        let flat = rule.explanation.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains(&format!("A finding is known by {}.", rule.known_as)), "{}", rule.code);
        for words in [Some(rule.together.alone), rule.together.with].into_iter().flatten() {
            let is_told = words.contains(' ') && words.starts_with(char::is_lowercase) && !words.ends_with('.');
            assert!(is_told && !words.contains(rule.name), "{}: {words}", rule.code);
        }
    }
}

#[test]
fn every_rule_has_maps_that_fire_and_maps_that_stay_silent() {
    for rule in rules() {
        for fence in ["fires", "silent"] {
            let maps = test_map::examples(rule.explanation, fence);
            assert!(maps.len() >= 2, "{} has {} {fence} maps", rule.code, maps.len());
            for map in maps {
                assert_eq!(map.contains("\nfinds "), fence == "fires", "{}:\n{map}", rule.code);
                test_map::check(rule, &map);
            }
        }
    }
}

#[test]
#[should_panic(expected = "cannot read")]
fn a_sketch_with_a_typing_error_does_not_pass_as_silent() {
    test_map::map("Board: board\nBoard reprots to Board");
}

#[test]
#[should_panic(expected = "found not")]
fn a_map_that_should_fire_and_does_not_fails() {
    let no_route = rule("no-route").expect("the rule");
    test_map::check(no_route, "Council: board, accountable body\nfinds an error: Council");
}

#[test]
fn what_a_sketch_says_of_a_finding_must_be_true() {
    let no_route = rule("no-route").expect("the rule");
    let found = "Forum: group\nfinds an error: Forum";
    for line in ["because Forum is at work", "advises Decide who", "offers nothing"] {
        test_map::check(no_route, &format!("{found}\n{line}"));
    }
    for line in ["because Forum has ended", "advises Forget it", "lights up Forum", "offers Forum"] {
        let sketch = format!("{found}\n{line}");
        assert!(std::panic::catch_unwind(|| test_map::check(no_route, &sketch)).is_err(), "{line}");
    }
}

#[test]
#[should_panic(expected = "beside them was found")]
fn a_map_that_should_be_silent_and_is_not_fails() {
    test_map::check(rule("no-route").expect("the rule"), "Forum: group");
}
