//! A talk that makes itself of what is found: the whole, what is wrong and why, and what each option does about it. People
//! edit it afterwards.

use std::collections::BTreeSet;

use super::compare::{Compared, compare_in_full};
use super::quoted;
use crate::analysis::{Cause, Family, Finding, Report, by_cause};
use crate::model::words::{capitalised, count, list};
use crate::model::{DesignOption, Focus, Id, LinkKind, LitFinding, Map, Question, Rest, Unknown, View};

/// So many causes have a view at most: nobody sits through more.
const MOST_CAUSES: usize = 5;
/// So many options have one.
const MOST_OPTIONS: usize = 3;
/// A cause is brought near if it is about so many at most; else it is seen in the whole.
const MOST_NEAR: usize = 40;
/// So many are read in the last row where nothing else is seen.
const MOST_ALONE: usize = 20;
/// What is kept of a caption that is longer, letters: it is read from the last row.
const LONGEST_CAPTION: usize = 140;

/// So many pixels high names are to be where all of the map is seen: less is not read in the last row.
const AT_THE_BACK: u32 = 22;

/// What the lens of findings and that of changes are called in a view.
const FINDINGS: &str = "findings";
const CHANGE: &str = "change";

/// The views of the talk, in its order. A map on which nothing stands has none.
pub fn talk(map: &Map) -> Vec<View> {
    if map.nodes.is_empty() {
        return Vec::new();
    }
    let options: Vec<&DesignOption> = map.options.iter().take(MOST_OPTIONS).map(AsRef::as_ref).collect();
    let full = compare_in_full(map, &options);
    let Some(report) = full.sides.first().map(|side| &side.report) else { return Vec::new() };
    let mut views = vec![whole(map, report)];
    let causes = by_cause(report.open(), |finding| *finding);
    views.extend(causes.iter().take(MOST_CAUSES).map(|(cause, findings)| of_cause(map, cause, findings)));
    let compared = full.comparison.options.iter();
    views.extend(options.iter().zip(compared).map(|(option, compared)| of_option(option, compared)));
    views
}

fn whole(map: &Map, report: &Report) -> View {
    let bodies = usize::try_from(report.metrics.bodies.live).unwrap_or(usize::MAX);
    let found = report.open().len();
    let bodies = count(bodies, "board or group at work", "boards and groups at work");
    let caption = match found {
        0 => format!("{bodies}, and nothing found that is wrong."),
        _ => format!(
            "{bodies}, and {} that {} to be talked about.",
            count(found, "thing", "things"),
            if found == 1 { "has" } else { "have" }
        ),
    };
    let families =
        Family::ALL.map(|family| (report.open().iter().filter(|finding| finding.family == family).count(), family));
    let families = families.into_iter().filter(|(number, _)| *number > 0);
    let notes: Vec<String> = families.map(|(number, family)| format!("{}: {number}", family.word())).collect();
    let notes = (!notes.is_empty()).then(|| notes.join("\n"));
    View { caption: Some(caption), notes, fold_to: Some(AT_THE_BACK), ..View::new("", map.called()) }
}

fn of_cause(map: &Map, cause: &Cause, findings: &[&Finding]) -> View {
    let named: BTreeSet<Id> = findings.iter().flat_map(|finding| finding.named()).collect();
    let is_on = |id: &Id| map.nodes.contains(id.as_str()) || map.links.contains(id.as_str());
    let also: BTreeSet<Id> = named.into_iter().filter(is_on).collect();
    let [first, others @ ..] = findings else { return View::new("", cause.code) };
    let sentence = match others.len() {
        0 => first.message.clone(),
        _ => cause.sentence(findings.len(), 0, map),
    };
    let lit = LitFinding {
        rule: first.code.to_owned(),
        subjects: first.subjects.iter().map(|subject| subject.id.clone()).collect(),
        unknown: Unknown::new(),
    };
    let told = findings.iter().map(|finding| format!("– {}", capitalised(&finding.message)));
    let notes = told.chain([first.hint.clone()]).collect::<Vec<_>>().join("\n");
    let about = match (&cause.record, others) {
        (Some(record), _) => map.name(record.as_str()).to_owned(),
        (None, []) => first.subjects.first().map_or(first.rule, |subject| map.name(subject.id.as_str())).to_owned(),
        (None, _) => first.rule.replace('-', " "),
    };
    let name = format!("{}: {about}", first.family.word());
    View {
        caption: Some(in_short(&sentence)),
        notes: Some(notes),
        lens: Some(FINDINGS.to_owned()),
        near: if also.len() <= MOST_NEAR { also.clone() } else { BTreeSet::new() },
        focus: alone(map, &also),
        fold_to: Some(AT_THE_BACK),
        also,
        finding: others.is_empty().then_some(lit),
        ..View::new("", name)
    }
}

/// The words of a focus on some nodes, each with what has gone into it, and on nothing else; none if these are too many to be
/// read from afar, so that they have to fold with the rest.
fn alone(map: &Map, ids: &BTreeSet<Id>) -> Option<String> {
    let of: BTreeSet<Id> = ids.iter().filter(|id| map.nodes.contains(id.as_str())).cloned().collect();
    if of.is_empty() || of.len() > MOST_ALONE {
        return None;
    }
    let question = Question::Neighbours { of, steps: 1, kinds: [LinkKind::AbsorbedInto].into() };
    Some(Focus { question, rest: Rest::IsLeftOut }.to_string())
}

fn of_option(option: &DesignOption, compared: &Compared) -> View {
    let sum = |of: &std::collections::BTreeMap<Family, u32>| of.values().copied().sum::<u32>() as usize;
    let (solved, caused) = (sum(&compared.solved), sum(&compared.caused));
    let solves = match solved {
        0 => "It solves nothing that was found".to_owned(),
        _ => format!("It solves {} of {} findings", solved, solved + sum(&compared.unchanged)),
    };
    let causes = match caused {
        0 => "causes none".to_owned(),
        _ => format!("causes {caused}"),
    };
    let bodies = [(compared.closed, "closes"), (compared.added, "are new")];
    let bodies: Vec<String> = bodies
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| match (what, number) {
            ("closes", 1) => "1 body closes".to_owned(),
            ("closes", _) => format!("{number} bodies close"),
            (_, 1) if compared.closed == 0 => "1 body is new".to_owned(),
            (_, 1) => "1 is new".to_owned(),
            _ if compared.closed == 0 => format!("{number} bodies are new"),
            _ => format!("{number} are new"),
        })
        .collect();
    let bodies =
        if bodies.is_empty() { String::new() } else { format!(" {}.", capitalised(&list(&bodies, bodies.len()))) };
    View {
        caption: Some(format!("{solves} and {causes}.{bodies}")),
        notes: Some(compared.summary.clone()),
        option: Some(option.id.clone()),
        lens: Some(CHANGE.to_owned()),
        fold_to: Some(AT_THE_BACK),
        ..View::new("", format!("Option {}", quoted(option)))
    }
}

/// A sentence, cut after whole words where it is too long for a screen.
fn in_short(sentence: &str) -> String {
    let sentence = capitalised(sentence);
    if sentence.chars().count() <= LONGEST_CAPTION {
        return format!("{sentence}.");
    }
    let mut short = String::new();
    for word in sentence.split_whitespace() {
        if short.chars().count() + word.chars().count() + 1 > LONGEST_CAPTION {
            break;
        }
        short.extend((!short.is_empty()).then_some(' '));
        short.push_str(word);
    }
    format!("{} …", short.trim_end_matches([',', ';', ':']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_map_has_nothing_to_talk_of() {
        assert_eq!(talk(&Map::default()), []);
    }

    #[test]
    fn long_sentences_end_after_a_whole_word() {
        let long = in_short(&"word ".repeat(60));
        assert!(long.ends_with("word …") && long.chars().count() <= LONGEST_CAPTION + 2, "{long}");
        assert_eq!(in_short("nobody chairs it"), "Nobody chairs it.");
    }
}
