//! Captures: what a room decides, asks, wants done and objects to, noted while it talks, changed, settled and taken away.

use std::collections::{BTreeMap, BTreeSet};

use super::ids::{Taken, slug};
use super::{Outcome, Refusal, Step, reasons};
use crate::model::edit::Edit;
use crate::model::quote::shortened;
use crate::model::whereabouts::called_now;
use crate::model::{Capture, CaptureKind, DesignOption, EntryKind, Id, Map, When};

/// What stands between two reasons of one change.
const BETWEEN: &str = "; ";

/// What is to be noted, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Noted {
    /// What it is; a text that begins with another kind, "action: ask the police", is of that.
    pub kind: CaptureKind,
    /// What was said.
    pub text: String,
    /// The nodes and links that it is about, with what they are called.
    pub about: BTreeMap<Id, String>,
    /// Whose it is.
    pub who: String,
    /// Until when it is to be done, as a date.
    pub until: String,
    /// When it is noted.
    pub at: Option<String>,
    /// The option that is looked at.
    pub option: Option<Id>,
    /// The date as of which the map is looked at.
    pub as_of: Option<When>,
}

impl Noted {
    /// What was noted, to be typed anew.
    pub fn of(capture: &Capture) -> Self {
        Self {
            kind: capture.kind,
            text: capture.text.clone(),
            about: capture.about.clone(),
            who: capture.who.clone().unwrap_or_default(),
            until: capture.until.map(|until| until.to_string()).unwrap_or_default(),
            at: capture.noted.clone(),
            option: capture.option.clone(),
            as_of: capture.as_of,
        }
    }

    /// The same, about these nodes and links of a map.
    pub fn about(self, map: &Map, ids: impl IntoIterator<Item = Id>) -> Self {
        let about = ids.into_iter().map(|id| {
            let called = called_now(map, &id);
            (id, called)
        });
        Self { about: about.collect(), ..self }
    }

    /// What it is by what has been typed so far.
    pub fn kind_now(&self) -> CaptureKind {
        self.by_word().map_or(self.kind, |(kind, _)| kind)
    }

    /// Makes it something else; a word for what it was is taken from its text.
    pub fn take_kind(&mut self, kind: CaptureKind) {
        if let Some(rest) = self.by_word().map(|(_, rest)| rest.to_owned()) {
            self.text = rest;
        }
        self.kind = kind;
    }

    /// The kind by which the text begins, and what follows.
    fn by_word(&self) -> Option<(CaptureKind, &str)> {
        let (word, rest) = self.text.trim_start().split_once(':')?;
        Some((CaptureKind::of_word(word)?, rest.trim_start()))
    }

    /// Whether nothing has been typed.
    pub fn is_empty(&self) -> bool {
        [&self.text, &self.who, &self.until].into_iter().all(|text| text.trim().is_empty())
    }

    /// The same, so that it can be kept whatever was typed: a date that is none stands in the text.
    pub fn as_far_as_it_goes(mut self) -> Self {
        if !self.until.trim().is_empty() && self.until.trim().parse::<When>().is_err() {
            let until = std::mem::take(&mut self.until);
            self.text = format!("{} (until {})", self.text.trim(), until.trim());
        }
        let says_nothing = self.by_word().map_or(self.text.as_str(), |(_, rest)| rest).trim().is_empty();
        let says_more = [&self.who, &self.until].into_iter().any(|text| !text.trim().is_empty());
        if says_nothing && says_more {
            self.take_kind(self.kind_now());
            self.text = "…".to_owned();
        }
        self
    }

    /// The capture of that id that it becomes.
    fn capture(&self, id: Id) -> Result<Capture, Refusal> {
        let (kind, text) = self.by_word().unwrap_or((self.kind, &self.text));
        let text = text.trim();
        if text.is_empty() {
            return Refusal::because(format!("write the {} in a few words", kind.word()));
        }
        let until = match self.until.trim() {
            "" => None,
            date => Some(date.parse::<When>().map_err(|error| Refusal(error.to_string()))?),
        };
        let who = Some(self.who.trim()).filter(|who| !who.is_empty()).map(str::to_owned);
        let Self { about, at, option, as_of, .. } = self.clone();
        Ok(Capture { about, who, until, noted: at, option, as_of, ..Capture::new(id, kind, text) })
    }
}

/// The step that notes something.
///
/// # Errors
/// When nothing is written, or the date is none.
pub fn note(map: &Map, noted: &Noted) -> Outcome {
    let draft = noted.capture("".into())?;
    let (word, text) = (draft.kind.word(), draft.text.as_str());
    let id = Taken::of(map).fresh(&slug(&format!("{word} {text}")), word);
    let label = format!("note the {word} “{}”", shortened(text));
    Ok(Step { label, edits: vec![Edit::put(Capture { id, ..draft.clone() })], chosen: Vec::new() })
}

/// The step that makes something that was noted say what is typed now.
///
/// # Errors
/// When it is not there, nothing is written, or the date is none.
pub fn change(map: &Map, id: &Id, noted: &Noted) -> Outcome {
    let old = capture(map, id)?;
    let Capture { kind, text, who, until, about, .. } = noted.capture(id.clone())?;
    let label = format!("change the {} “{}”", kind.word(), shortened(&text));
    let changed = Capture { kind, text, who, until, about, ..old.clone() };
    Ok(Step { label, edits: vec![Edit::put(changed)], chosen: Vec::new() })
}

/// The step that says whether something has come of it.
///
/// # Errors
/// When it is not there.
pub fn settle(map: &Map, id: &Id, done: bool) -> Outcome {
    let capture = capture(map, id)?;
    let (word, text) = (capture.kind.word(), shortened(&capture.text));
    let label = match done {
        true => format!("the {word} “{text}” is {}", capture.kind.done()),
        false => format!("open the {word} “{text}” again"),
    };
    Ok(Step { label, edits: vec![Edit::put(Capture { done, ..capture.clone() })], chosen: Vec::new() })
}

/// The step that takes it away.
///
/// # Errors
/// When it is not there.
pub fn remove(map: &Map, id: &Id) -> Outcome {
    let capture = capture(map, id)?;
    let label = format!("delete the {} “{}”", capture.kind.word(), shortened(&capture.text));
    Ok(Step { label, edits: vec![Edit::Remove(EntryKind::Capture, id.clone())], chosen: Vec::new() })
}

/// The step that makes it the reason of what an option changes: of what it is about; else of the lines there; else it says
/// why that stays as it is. What is about the map as a whole is the reason of all that has none. A reason that is there
/// stays, with this one behind it.
///
/// # Errors
/// When it is not there, or the option changes nothing that could have it for a reason.
pub fn as_reason(map: &Map, option: &Id, id: &Id) -> Outcome {
    let capture = capture(map, id)?;
    let Some(option) = map.options.get(option.as_str()).map(AsRef::as_ref) else {
        return Refusal::because("that option is not in the map any more; choose another one");
    };
    let subjects = subjects(map, option, capture);
    if subjects.is_empty() {
        let reason = match capture.about.is_empty() {
            true => "every change of this option has a reason already; choose what the decision is about, and edit it",
            false => "what it is about is neither in this option nor on the map; edit it, with something else chosen",
        };
        return Refusal::because(reason);
    }
    let by = capture.who.as_ref().map(|who| format!(" ({who})")).unwrap_or_default();
    let reason = format!("{}{by}", capture.text);
    let given = |subject: &reasons::Subject| {
        let of = |change: &&crate::model::Change| {
            change.subject().map(|(kind, id)| (kind, id.cloned())).as_ref() == Some(subject)
        };
        let before = option.changes.iter().find(of).and_then(|change| change.reason.clone());
        match before.filter(|before| !before.trim().is_empty()) {
            Some(before) if before.split(BETWEEN).any(|part| part == reason) => before,
            Some(before) => format!("{before}{BETWEEN}{reason}"),
            None => reason.clone(),
        }
    };
    let texts: Vec<String> = subjects.iter().map(given).collect();
    let given: Vec<_> =
        subjects.into_iter().map(|subject| vec![subject]).zip(texts.iter().map(String::as_str)).collect();
    let step = reasons::set_each(map, &option.id, &given, ["change", "changes"])?;
    let label = format!("take “{}” as a reason in {}", shortened(&capture.text), shortened(&option.name));
    Ok(Step { label, ..step })
}

/// What of an option a capture is the reason of.
fn subjects(map: &Map, option: &DesignOption, capture: &Capture) -> Vec<reasons::Subject> {
    if capture.about.is_empty() {
        return reasons::missing(option);
    }
    let is_meant = |id: &Id| capture.about.contains_key(id);
    let changed = |is_meant: &dyn Fn(&crate::model::Change, &Id) -> bool| -> BTreeSet<reasons::Subject> {
        let subjects = option.changes.iter().filter_map(|change| match change.subject()? {
            (kind @ (EntryKind::Node | EntryKind::Link), Some(id)) if is_meant(change, id) => {
                Some((kind, Some(id.clone())))
            }
            _ => None,
        });
        subjects.collect()
    };
    let touches = |change: &crate::model::Change, _: &Id| {
        let entries = change.before.iter().chain(&change.after);
        entries.into_iter().any(|entry| match entry {
            crate::model::Entry::Link(link) => is_meant(&link.from) || is_meant(&link.to),
            _ => false,
        })
    };
    let direct = changed(&|_, id| is_meant(id));
    let found = if direct.is_empty() { changed(&touches) } else { direct };
    if !found.is_empty() {
        return found.into_iter().collect();
    }
    let stays = capture.about.keys().filter_map(|id| {
        let kinds = [EntryKind::Node, EntryKind::Link];
        kinds.into_iter().find(|kind| map.contains(*kind, id)).map(|kind| (kind, Some(id.clone())))
    });
    stays.collect()
}

fn capture<'a>(map: &'a Map, id: &Id) -> Result<&'a Capture, Refusal> {
    let known = map.captures.get(id.as_str()).map(AsRef::as_ref);
    known.ok_or_else(|| Refusal("that is not noted any more".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::super::test_map::{done, map, refusal};
    use super::*;
    use crate::model::{Node, NodeKind, diff, edit};

    fn noted(text: &str) -> Noted {
        Noted { text: text.to_owned(), ..Noted::default() }.about(&town(), ["board".into()])
    }

    fn town() -> Map {
        map("board Board, group Forum", "Forum reports_to Board")
    }

    #[test]
    fn what_is_noted_is_changed_settled_and_taken_away() {
        let until = "2011-06-16".to_owned();
        let wish = Noted { who: " Chair ".to_owned(), until, ..noted("action: Ask the police") };
        let step = note(&town(), &wish).expect("a step");
        assert_eq!(step.label, "note the action “Ask the police”");
        let map = done(&town(), Ok(step));
        let capture = map.captures.iter().next().expect("it is kept").clone();
        assert_eq!((capture.kind, capture.who.as_deref()), (CaptureKind::Action, Some("Chair")));
        assert_eq!((capture.id.as_str(), capture.is_open()), ("action-ask-the-police", true));
        assert_eq!(capture.about.get("board").map(String::as_str), Some("Board"));
        let again = Noted { text: "Ask the council".to_owned(), until: String::new(), ..Noted::of(&capture) };
        let map = done(&map, change(&map, &capture.id, &again));
        let changed = map.captures.get(capture.id.as_str()).expect("it is kept");
        assert_eq!(
            (changed.text.as_str(), changed.until, changed.kind),
            ("Ask the council", None, CaptureKind::Action)
        );
        let map = done(&map, settle(&map, &capture.id, true));
        assert!(!map.captures.iter().any(|capture| capture.is_open()));
        assert_eq!(map.captures.iter().next().map(|capture| capture.state()), Some("done"));
        let map = done(&map, settle(&map, &capture.id, false));
        assert!(map.captures.iter().all(|capture| capture.is_open()));
        let map = done(&map, remove(&map, &capture.id));
        assert!(map.captures.is_empty());
        assert_eq!(refusal(remove(&map, &capture.id)), "that is not noted any more");
        assert!(settle(&map, &capture.id, true).is_err() && change(&map, &capture.id, &wish).is_err());
    }

    #[test]
    fn what_says_nothing_or_no_date_is_refused_and_kept_all_the_same_if_it_must_be() {
        let soon = Noted { until: "soon".to_owned(), ..noted("Ask") };
        for wish in [noted("  "), noted("question: "), soon.clone()] {
            assert!(note(&town(), &wish).is_err(), "{wish:?}");
        }
        assert!(note(&town(), &soon.clone().as_far_as_it_goes()).is_ok());
        assert_eq!(soon.as_far_as_it_goes().text, "Ask (until soon)");
        assert!(note(&town(), &Noted { who: "Chair".to_owned(), ..noted("") }.as_far_as_it_goes()).is_ok());
        let twice = done(&town(), note(&town(), &noted("Meet monthly")));
        let twice = done(&twice, note(&twice, &noted("Meet monthly")));
        assert_eq!(twice.captures.len(), 2, "the same may be said twice");
        let plain = note(&town(), &noted("Who pays: the council?")).expect("a step");
        assert_eq!(plain.label, "note the decision “Who pays: the council?”", "only the word of a kind is one");
    }

    #[test]
    fn what_is_about_a_card_that_goes_stays() {
        let map = done(&town(), note(&town(), &noted("Close the board")));
        let map = edit::apply(&map, &edit::removal_of_node(&map, &"board".into())).expect("a sound map");
        assert_eq!(map.captures.len(), 1);
    }

    fn with_option(map: &Map, change: impl FnOnce(&mut Map)) -> Map {
        let mut after = map.clone();
        change(&mut after);
        let mut map = map.clone();
        let changes = diff::between(&map, &after);
        map.options.put(DesignOption { changes, ..DesignOption::new("small", "Small") });
        map
    }

    fn reasons_of(map: &Map) -> Vec<(String, Option<String>)> {
        let changes = map.options.get("small").map(|option| option.changes.clone()).unwrap_or_default();
        let told = |change: &crate::model::Change| {
            let id = change.subject().and_then(|(_, id)| id).map(ToString::to_string);
            (id.unwrap_or_default(), change.reason.clone())
        };
        changes.iter().map(told).collect()
    }

    #[test]
    fn a_decision_becomes_the_reason_of_what_an_option_changes() {
        let base = done(&town(), note(&town(), &Noted { who: "Chair".to_owned(), ..noted("It meets no more") }));
        let map = with_option(&base, |map| drop(map.nodes.put(Node::new("board", NodeKind::Board, "Smaller Board"))));
        let id = map.captures.ids().next().cloned().expect("a decision");
        let one = done(&map, as_reason(&map, &"small".into(), &id));
        assert_eq!(reasons_of(&one), [("board".to_owned(), Some("It meets no more (Chair)".to_owned()))]);
        assert_eq!(done(&one, as_reason(&one, &"small".into(), &id)), one, "it is given once");
        let mut other = one.clone();
        other.captures.put(Capture {
            text: "It costs too much".to_owned(),
            ..Capture::clone(other.captures.get(id.as_str()).expect("it"))
        });
        let both = done(&other, as_reason(&other, &"small".into(), &id));
        let told = "It meets no more (Chair); It costs too much (Chair)";
        assert_eq!(reasons_of(&both)[0].1.as_deref(), Some(told), "what was said before stays");
        assert!(as_reason(&map, &"gone".into(), &id).is_err());
    }

    #[test]
    fn a_decision_is_about_the_lines_of_its_card_too_or_says_why_that_stays() {
        let base = done(&town(), note(&town(), &noted("It answers to nobody")));
        let id = base.captures.ids().next().cloned().expect("a decision");
        let map = with_option(&base, |map| drop(map.links.remove("forum-reports-to-board")));
        let lines = done(&map, as_reason(&map, &"small".into(), &id));
        assert_eq!(reasons_of(&lines)[0].1.as_deref(), Some("It answers to nobody"));
        let map = with_option(&base, |_| ());
        let stays = done(&map, as_reason(&map, &"small".into(), &id));
        assert_eq!(reasons_of(&stays), [("board".to_owned(), Some("It answers to nobody".to_owned()))]);
        let whole = done(&town(), note(&town(), &Noted { text: "We go this way".to_owned(), ..Noted::default() }));
        let id = whole.captures.ids().next().cloned().expect("a decision");
        let map = with_option(&whole, |map| drop(map.links.remove("forum-reports-to-board")));
        let all = done(&map, as_reason(&map, &"small".into(), &id));
        assert_eq!(reasons_of(&all)[0].1.as_deref(), Some("We go this way"));
        assert!(as_reason(&all, &"small".into(), &id).is_err(), "every change has one");
    }
}
