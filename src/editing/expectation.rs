//! What partners expect: added, taken away, and the stance that an option takes on it.

use super::ids::{Taken, slug};
use super::phrases::{self, called};
use super::{Outcome, Refusal, Step};
use crate::model::edit::Edit;
use crate::model::quote::shortened;
use crate::model::{DesignOption, EntryKind, Expectation, ExpectationKind, Fulfilment, Id, Map, Stance};

/// The step that notes what somebody expects. A text that begins with how it is expected, "needs: a plan", is of that kind.
///
/// # Errors
/// When nothing is written, or nobody has that id.
pub fn add(map: &Map, partner: &Id, text: &str) -> Outcome {
    let node = phrases::node(map, partner)?;
    let typed = text.trim();
    let by_word = ExpectationKind::ALL.into_iter().find_map(|kind| {
        let (word, rest) = typed.split_once(':')?;
        word.trim().eq_ignore_ascii_case(kind.word()).then_some((kind, rest.trim()))
    });
    let (kind, text) = by_word.unwrap_or((ExpectationKind::default(), typed));
    if text.is_empty() {
        return Refusal::because(format!("write what {} expects, in a few words", called(node)));
    }
    let id = Taken::of(map).fresh(&slug(&format!("{} {} {text}", node.name, kind.word())), "expectation");
    let label = format!("add expectation “{}” of {}", shortened(text), called(node));
    let expectation = Expectation::new(id, partner.clone(), kind, text);
    Ok(Step { label, edits: vec![Edit::put(expectation)], chosen: Vec::new() })
}

/// The step that takes an expectation away. What options say of it stays with them, and says nothing until it is back.
///
/// # Errors
/// When it is not there.
pub fn remove(map: &Map, id: &Id) -> Outcome {
    let expectation = expectation(map, id)?;
    let label = format!("remove expectation “{}”", shortened(&expectation.text));
    Ok(Step { label, edits: vec![Edit::Remove(EntryKind::Expectation, id.clone())], chosen: Vec::new() })
}

/// The step that lets an option take a stance on an expectation; the reason that it had stays.
///
/// # Errors
/// When the option or the expectation is not there.
pub fn take_stance(map: &Map, option: &Id, id: &Id, stance: Fulfilment) -> Outcome {
    let label = |text: &str, option: &str| format!("let {option} stand to “{text}”: {}", stance.word());
    change(map, option, id, label, |known| Stance { stance, ..known })
}

/// The step that says why an option stands so to an expectation; nothing is no reason.
///
/// # Errors
/// When the option or the expectation is not there.
pub fn give_reason(map: &Map, option: &Id, id: &Id, reason: &str) -> Outcome {
    let reason = Some(reason.trim()).filter(|reason| !reason.is_empty()).map(str::to_owned);
    let label = |text: &str, option: &str| format!("say why {option} stands so to “{text}”");
    change(map, option, id, label, |known| Stance { reason: reason.clone(), ..known })
}

fn change(
    map: &Map,
    option: &Id,
    id: &Id,
    label: impl Fn(&str, &str) -> String,
    change: impl Fn(Stance) -> Stance,
) -> Outcome {
    let expectation = expectation(map, id)?;
    let gone = || Refusal("that option is not there any more".to_owned());
    let option = map.options.get(option.as_str()).ok_or_else(gone)?;
    let before = option.stances.get(id.as_str());
    let known = before.map_or_else(|| Stance::new(id.clone(), Fulfilment::Unknown), |stance| Stance::clone(stance));
    let after = change(known);
    let name = format!("“{}”", shortened(&option.name));
    let label = label(&shortened(&expectation.text), &name);
    if before.is_some_and(|before| **before == after) {
        return Ok(Step { label, edits: Vec::new(), chosen: Vec::new() });
    }
    let mut option = DesignOption::clone(option);
    // Where nothing is said, nothing is kept.
    if after == Stance::new(id.clone(), Fulfilment::Unknown) {
        option.stances.remove(id.as_str());
    } else {
        option.stances.put(after);
    }
    Ok(Step { label, edits: vec![Edit::PutOption(option)], chosen: Vec::new() })
}

fn expectation<'a>(map: &'a Map, id: &Id) -> Result<&'a Expectation, Refusal> {
    let gone = || Refusal("that expectation is not there any more".to_owned());
    map.expectations.get(id.as_str()).map(AsRef::as_ref).ok_or_else(gone)
}

#[cfg(test)]
mod tests {
    use super::super::test_map::{done, ids, map, refusal};
    use super::*;
    use crate::editing::fields::{self, Fielded};
    use crate::editing::{copy, merge, remove as removal};

    fn town() -> Map {
        let town = map("partner Police, partner Council, group Forum", "Police member_of Forum");
        let mut town = done(&town, add(&town, &"police".into(), " needs:  A board that unblocks "));
        town.options.put(DesignOption::new("lean", "Lean"));
        town
    }

    const UNBLOCKS: &str = "police-needs-a-board-that-unblocks";

    #[test]
    fn what_is_expected_is_noted_with_its_kind_changed_and_taken_away() {
        let before = town();
        let expected = before.expectations.get(UNBLOCKS).expect("an expectation");
        assert_eq!(before.expects(expected), "Police needs: A board that unblocks");
        let wants = done(&before, add(&before, &"council".into(), "Focus: few aims"));
        assert_eq!(wants.expects(wants.expectations.iter().next().expect("one")), "Council wants: Focus: few aims");
        for nothing in ["", " ", "fears: "] {
            assert!(refusal(add(&before, &"council".into(), nothing)).contains("write what Council expects"));
        }
        let kind = fields::field::<Expectation>("kind").expect("a field");
        let feared = done(&before, fields::set(&before, &ids(UNBLOCKS), kind, "fears"));
        assert_eq!(Expectation::of(&feared, &UNBLOCKS.into()).expect("one").kind, ExpectationKind::Fears);
        let partner = fields::field::<Expectation>("partner").expect("a field");
        let led = done(&before, fields::set(&before, &ids(UNBLOCKS), partner, "council"));
        assert_eq!(led.expectations.get(UNBLOCKS).expect("one").partner.as_str(), "council");
        let gone = done(&before, remove(&before, &UNBLOCKS.into()));
        assert!(gone.expectations.is_empty());
        assert!(refusal(remove(&gone, &UNBLOCKS.into())).contains("not there any more"));
    }

    #[test]
    fn an_option_takes_a_stance_with_a_reason_and_keeps_nothing_where_nothing_is_said() {
        let before = town();
        let (lean, id) = (Id::from("lean"), Id::from(UNBLOCKS));
        let step = take_stance(&before, &lean, &id, Fulfilment::Partly).expect("a step");
        assert_eq!(step.label, "let “Lean” stand to “A board that unblocks”: partly met");
        let judged = done(&before, Ok(step));
        let judged = done(&judged, give_reason(&judged, &lean, &id, " Only once a year "));
        let stance = judged.options.get("lean").and_then(|option| option.stances.get(UNBLOCKS)).expect("a stance");
        assert_eq!((stance.stance, stance.reason.as_deref()), (Fulfilment::Partly, Some("Only once a year")));
        assert!(take_stance(&judged, &lean, &id, Fulfilment::Partly).expect("nothing to do").edits.is_empty());
        let open = done(&judged, give_reason(&judged, &lean, &id, ""));
        let open = done(&open, take_stance(&open, &lean, &id, Fulfilment::Unknown));
        assert_eq!(open, before);
        assert!(take_stance(&before, &"gone".into(), &id, Fulfilment::Met).is_err());
        assert!(take_stance(&before, &lean, &"gone".into(), Fulfilment::Met).is_err());
    }

    #[test]
    fn what_a_partner_expects_goes_with_it_is_copied_with_it_and_passes_to_whom_it_is_merged_into() {
        let town = town();
        let loss = removal::consequences(&town, &ids("police"));
        assert!(loss.sentences.contains(&"1 expectation goes with it".to_owned()), "{:?}", loss.sentences);
        let without = done(&town, Ok(loss.step));
        assert!(without.expectations.is_empty());
        let copied = copy::clip(&town, &ids("police"));
        let back = done(&without, copy::paste(&without, &copied, None));
        assert_eq!(back.expectations, town.expectations, "cut and pasted it is as it was");
        let twice = done(&town, copy::paste(&town, &copied, None));
        let copy_of = twice.expectations.iter().find(|one| one.partner.as_str() == "police-2").expect("a copy");
        assert_eq!(copy_of.text, "A board that unblocks");
        let beside = done(&town, copy::duplicate(&town, &ids("police")));
        assert_eq!(beside.expectations.len(), 1, "nobody has asked the copy");
        let merged = done(&town, merge::step(&town, &"council".into(), &"police".into(), &Default::default()));
        assert_eq!(merged.expectations.get(UNBLOCKS).expect("kept").partner.as_str(), "council");
    }

    #[test]
    fn the_id_of_an_expectation_on_which_an_option_has_a_stance_is_not_given_again() {
        let town = town();
        let judged = done(&town, take_stance(&town, &"lean".into(), &UNBLOCKS.into(), Fulfilment::Met));
        let gone = done(&judged, remove(&judged, &UNBLOCKS.into()));
        assert_eq!(gone.options, judged.options, "what was judged is kept");
        let again = done(&gone, add(&gone, &"police".into(), "needs: A board that unblocks"));
        assert!(!again.expectations.contains(UNBLOCKS));
    }
}
