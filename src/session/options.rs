//! Options: which one is worked on, and going from one to the other.

use std::collections::BTreeMap;

use super::Session;
use crate::editing::option;
use crate::model::diff::apply;
use crate::model::quote::shortened;
use crate::model::words::{capitalised, count, list};
use crate::model::{Id, Map};
use crate::options::quoted;

/// What can be done with options beside editing them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OptionAct {
    /// Work on that option, or on the baseline.
    Open(Option<Id>),
    /// Work on the option that stands so many places further, the baseline being the first.
    Further(isize),
    /// Make an option the baseline; what was the baseline becomes an option of that name.
    Promote(Id, String),
}

impl Session {
    /// Does what was asked for with options.
    pub fn option(&mut self, act: OptionAct) {
        match act {
            OptionAct::Open(option) => self.work_on(option.as_ref()),
            OptionAct::Further(step) => {
                let option = self.option_further(step);
                self.work_on(option.as_ref());
            }
            OptionAct::Promote(id, old) => match option::promoted(self.document.baseline(), &id, &old) {
                Ok(map) => {
                    let label = format!("make “{}” the baseline", shortened(map.name(id.as_str())));
                    let stuck = stuck(self.document.baseline());
                    if self.put(&label, map) {
                        // That it was done is told, with the step back: the map has changed, and not only what is open.
                        let notice = self.notice.take();
                        self.work_on(None);
                        self.notice = notice;
                        self.tell_what_is_stuck(&stuck);
                    }
                }
                Err(refusal) => self.say(capitalised(&refusal.to_string())),
            },
        }
    }

    /// Tells which options can no longer be carried out whole, since the map is another than it was.
    fn tell_what_is_stuck(&mut self, before: &BTreeMap<Id, usize>) {
        let now = stuck(self.document.baseline());
        let more = self.document.baseline().options.iter().filter_map(|option| {
            let of = |numbers: &BTreeMap<Id, usize>| numbers.get(&option.id).copied().unwrap_or_default();
            let more = of(&now).saturating_sub(of(before));
            (more > 0).then(|| (quoted(option), more))
        });
        let (names, numbers): (Vec<String>, Vec<usize>) = more.unzip();
        if names.is_empty() {
            return;
        }
        let (changes, it) =
            (count(numbers.iter().sum(), "change", "changes"), if names.len() == 1 { "it" } else { "them" });
        self.say(format!("{changes} of {} can no longer be made: open {it}, and “Decide…”", list(&names, 2)));
    }

    /// Works on an option, or on the baseline. What is chosen stays chosen where it is there too.
    pub fn work_on(&mut self, option: Option<&Id>) {
        let known = option.filter(|id| self.document.baseline().options.contains(id.as_str()));
        if self.document.option() == known {
            return;
        }
        self.document.work_on(known);
        // What the last step did to the findings is not what another option does to them.
        self.notice = None;
        self.choose_what_is_there();
    }

    /// Opens the option that was open when the file was seen last, if it is still there.
    pub(super) fn open_as_left(&mut self) {
        if self.document.option().is_some() {
            return;
        }
        let left = self.document.path().and_then(|path| self.files.recent.option_of(path)).cloned();
        let is_there = |option: &Id| self.document.baseline().options.contains(option.as_str());
        if let Some(option) = left.filter(is_there) {
            self.document.work_on(Some(&option));
        }
    }

    /// Notes which option is open, for the next time.
    pub(super) fn note_open_option(&mut self) {
        if let Some(path) = self.document.path() {
            self.files.recent.note_option(path, self.document.option());
        }
    }

    /// What the open option is called, in quotation marks.
    pub fn option_words(&self) -> Option<String> {
        let id = self.document.option()?;
        Some(format!("option “{}”", shortened(self.document.baseline().name(id.as_str()))))
    }

    /// The baseline and the options in the order of the file, of which one is open; the list goes round.
    fn option_further(&self, step: isize) -> Option<Id> {
        let options: Vec<&Id> = self.document.baseline().options.ids().collect();
        let open = self.document.option();
        let place = open.and_then(|open| options.iter().position(|id| *id == open)).map_or(0, |place| place + 1);
        let next = (place as isize + step).rem_euclid(options.len() as isize + 1) as usize;
        next.checked_sub(1).map(|place| options[place].clone())
    }
}

/// How many changes of each option could not be made, where there are any.
fn stuck(map: &Map) -> BTreeMap<Id, usize> {
    let stuck = map.options.iter().map(|option| (option.id.clone(), apply(map, option).conflicts.len()));
    stuck.filter(|(_, number)| *number > 0).collect()
}
