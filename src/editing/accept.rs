//! Accepting: findings that people live with, with their reason, and how grave a map takes those of a rule to be.

use super::phrases;
use super::{Outcome, Refusal, Step, fields};
use crate::model::edit::Edit;
use crate::model::{Accepted, Grade, Header, Id, Map, When};

/// The most letters of a reason that are kept; nobody reads more in a list.
const LONGEST_REASON: usize = 1000;

/// A finding, as the analysis makes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The code of its rule.
    pub code: &'static str,
    /// The name of its rule.
    pub rule: &'static str,
    /// What it is about, in its order.
    pub subjects: Vec<Id>,
    /// What it says.
    pub facts: String,
}

impl Found {
    fn is_of(&self, accepted: &Accepted) -> bool {
        accepted.key() == (self.code, self.subjects.as_slice())
    }

    /// "no route at Youth Council".
    fn called(&self, map: &Map) -> String {
        let rule = self.rule.replace('-', " ");
        match self.subjects.first() {
            Some(id) => format!("{rule} at {}", name(map, id)),
            None => rule,
        }
    }
}

fn name(map: &Map, id: &Id) -> String {
    match (map.nodes.get(id.as_str()), map.links.get(id.as_str())) {
        (Some(node), _) => phrases::called(node),
        (None, Some(link)) => phrases::line(map, link),
        (None, None) => map.name(id.as_str()).to_owned(),
    }
}

/// The step that accepts findings, or accepts them anew: as they are now, all for this reason.
///
/// # Errors
/// When there is no finding or no reason, or the reason is too long to be read.
pub fn accept(map: &Map, all: &[Found], reason: &str, date: Option<When>) -> Outcome {
    let Some(reason) = phrases::tidy_name(reason) else {
        return Refusal::because("a finding is accepted for a reason: write why you live with it");
    };
    if reason.chars().count() > LONGEST_REASON {
        return Refusal::because(format!("the reason is longer than {LONGEST_REASON} letters: put it shorter"));
    }
    let label = match all {
        [] => return Refusal::because("no finding is chosen; choose one first"),
        [found] => format!("accept {}", found.called(map)),
        [first, others @ ..] if others.iter().all(|other| other.code == first.code) => {
            format!("accept {} findings of {}", all.len(), first.rule.replace('-', " "))
        }
        _ => format!("accept {} findings", all.len()),
    };
    let mut header = map.header();
    for found in all {
        // Fields of a later version go on with what they were written to.
        let old = header.accepted.iter().rfind(|accepted| found.is_of(accepted));
        let unknown = old.map(|accepted| accepted.unknown.clone()).unwrap_or_default();
        let (rule, subjects, facts) = (found.code.to_owned(), found.subjects.clone(), found.facts.clone());
        header.accepted.retain(|accepted| !found.is_of(accepted));
        header.accepted.push(Accepted { rule, subjects, reason: reason.clone(), date, facts, unknown });
    }
    Ok(step(label, header))
}

/// The step that takes the acceptance of a finding back.
///
/// # Errors
/// When it is not accepted.
pub fn reopen(map: &Map, found: &Found) -> Outcome {
    let mut header = map.header();
    header.accepted.retain(|accepted| !found.is_of(accepted));
    if header.accepted.len() == map.accepted.len() {
        return Refusal::because("this finding is not accepted, so that there is nothing to take back");
    }
    Ok(step(format!("open {} again", found.called(map)), header))
}

/// The step that draws a border of a rule elsewhere for this map, or where the catalogue has it if the text is empty.
/// `label` says what it bounds.
///
/// # Errors
/// When the text is no number, or that is where the border is already.
pub fn set_threshold(map: &Map, name: &str, label: &str, text: &str) -> Outcome {
    let border = fields::text::quantity(text.trim()).map_err(Refusal)?;
    if map.settings.thresholds.get(name).copied() == border {
        return Refusal::because(format!("that is where “{label}” is already"));
    }
    let mut header = map.header();
    match border {
        Some(border) => drop(header.settings.thresholds.insert(name.to_owned(), border)),
        None => drop(header.settings.thresholds.remove(name)),
    }
    let said = border.map_or_else(|| "what the catalogue says".to_owned(), |border| border.to_string());
    Ok(step(format!("set “{label}” to {said}"), header))
}

/// The step that says how grave the findings of a rule are in this map, or leaves it to the rule.
///
/// # Errors
/// When that is how it is already.
pub fn set_severity(map: &Map, code: &str, rule: &str, grade: Option<Grade>) -> Outcome {
    if map.settings.severities.get(code).copied() == grade {
        return Refusal::because(format!("that is how {rule} is set already"));
    }
    let mut header = map.header();
    let was_off = map.settings.severities.get(code) == Some(&Grade::Off);
    match grade {
        Some(grade) => drop(header.settings.severities.insert(code.to_owned(), grade)),
        None => drop(header.settings.severities.remove(code)),
    }
    let label = match grade {
        Some(Grade::Off) => format!("switch off {rule}"),
        Some(Grade::Error) => format!("count {rule} as an error"),
        Some(grade) => format!("count {rule} as a {}", grade.word()),
        None if was_off => format!("switch on {rule}"),
        None => format!("count {rule} as the catalogue says"),
    };
    Ok(step(label, header))
}

fn step(label: String, header: Header) -> Step {
    Step { label, edits: vec![Edit::put(header)], chosen: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::test_map::{done, map, refusal};
    use super::*;
    use crate::model::RawJson;

    fn found(facts: &str) -> Found {
        Found { code: "BW301", rule: "no-route", subjects: vec!["forum".into()], facts: facts.to_owned() }
    }

    fn town() -> Map {
        map("group Forum, board Board", "")
    }

    #[test]
    fn a_finding_is_accepted_once_with_its_reason_and_opened_again() {
        let town = town();
        let step =
            accept(&town, &[found("Forum answers to nobody")], "  it only \n advises ", "2011-05-12".parse().ok());
        assert_eq!(step.as_ref().map(|step| step.label.as_str()), Ok("accept no route at Forum"));
        let mut accepted = done(&town, step);
        let [one] = accepted.accepted.as_slice() else { panic!("one acceptance") };
        assert_eq!((one.rule.as_str(), one.reason.as_str()), ("BW301", "it only advises"));
        assert_eq!((one.facts.as_str(), one.date), ("Forum answers to nobody", "2011-05-12".parse().ok()));
        accepted.accepted[0].unknown.insert("by".to_owned(), RawJson("1e999".to_owned()));
        let anew = done(&accepted, accept(&accepted, &[found("Forum answers to the moon")], "still", None));
        let [one] = anew.accepted.as_slice() else { panic!("one acceptance") };
        assert_eq!((one.facts.as_str(), one.reason.as_str()), ("Forum answers to the moon", "still"));
        assert!(one.unknown.contains_key("by"), "what a later version wrote stays");
        let step = reopen(&anew, &found("whatever it says now"));
        assert_eq!(step.as_ref().map(|step| step.label.as_str()), Ok("open no route at Forum again"));
        assert_eq!(done(&anew, step), town);
    }

    #[test]
    fn others_stay_accepted_and_stand_in_the_order_of_the_file() {
        let first = done(&town(), accept(&town(), &[found("x")], "why not", None));
        let other = Found { code: "BW101", ..found("y") };
        let both = done(&first, accept(&first, std::slice::from_ref(&other), "because", None));
        let rules: Vec<&str> = both.accepted.iter().map(|accepted| accepted.rule.as_str()).collect();
        assert_eq!(rules, ["BW101", "BW301"]);
        assert_eq!(done(&both, reopen(&both, &other)), first);
        let at_board = Found { subjects: vec!["board".into()], ..found("z") };
        let label = |all: &[Found]| accept(&first, all, "because", None).map(|step| step.label);
        assert_eq!(label(&[found("x"), at_board.clone()]), Ok("accept 2 findings of no route".to_owned()));
        assert_eq!(label(&[other.clone(), at_board.clone()]), Ok("accept 2 findings".to_owned()));
        assert_eq!(done(&first, accept(&first, &[other, at_board], "because", None)).accepted.len(), 3);
    }

    #[test]
    fn without_a_reason_nothing_is_accepted_and_what_is_not_accepted_cannot_be_opened() {
        assert!(refusal(accept(&town(), &[found("x")], " \n", None)).contains("write why"));
        assert!(refusal(accept(&town(), &[found("x")], &"long ".repeat(300), None)).contains("put it shorter"));
        assert!(refusal(accept(&town(), &[], "why not", None)).contains("choose one"));
        assert!(refusal(reopen(&town(), &found("x"))).contains("is not accepted"));
    }

    #[test]
    fn how_grave_a_rule_is_can_be_set_and_left_to_the_catalogue() {
        let town = town();
        let label = |map: &Map, grade| set_severity(map, "BW301", "no-route", grade).map(|step| step.label);
        let set = |map: &Map, grade| done(map, set_severity(map, "BW301", "no-route", grade));
        assert_eq!(label(&town, Some(Grade::Error)), Ok("count no-route as an error".to_owned()));
        let note = set(&town, Some(Grade::Note));
        assert_eq!(note.settings.severities.get("BW301"), Some(&Grade::Note));
        assert_eq!(label(&note, None), Ok("count no-route as the catalogue says".to_owned()));
        assert_eq!(label(&note, Some(Grade::Off)), Ok("switch off no-route".to_owned()));
        let off = set(&note, Some(Grade::Off));
        assert_eq!(label(&off, None), Ok("switch on no-route".to_owned()));
        assert_eq!(set(&off, None), town);
        assert!(refusal(set_severity(&town, "BW301", "no-route", None)).contains("already"));
    }
}
