//! `--option NAME` and `--as-of DATE`: a map as one of its options wants it, and as it was on a date.

use std::path::Path;

use clap::Args;

use super::Console;
use crate::model::quote::shortened;
use crate::model::words::count;
use crate::model::{DesignOption, Map, When, as_of};
use crate::options::{chosen, in_option, quoted, twins};

/// The most changes of which is said why they could not be made.
const MOST_TOLD: usize = 5;

/// Which option of a map is meant.
#[derive(Debug, Clone, Default, Args)]
pub(super) struct InOption {
    /// The map as this option wants it, by its name or id
    #[arg(long = "option", value_name = "NAME")]
    name: Option<String>,

    #[command(flatten)]
    date: OnDate,
}

/// As of which date a map is meant.
#[derive(Debug, Clone, Copy, Default, Args)]
pub(super) struct OnDate {
    /// The map as it was on this date, by what it says of when things began and ended: 2008, 2008-04 or 2008-04-30
    #[arg(long = "as-of", value_name = "DATE")]
    date: Option<When>,
}

impl OnDate {
    /// The map as it was then.
    pub(super) fn of(self, map: Map) -> Map {
        let Some(date) = self.date else { return map };
        let mut then = as_of(&map, date);
        then.title = format!("{}, as of {date}", then.called());
        then
    }
}

impl InOption {
    /// The map as an option of that name wants it, or as it is.
    pub(super) fn of_name(name: Option<String>) -> Self {
        Self { name, date: OnDate::default() }
    }

    /// The map that is meant, and what is worth knowing of the option; or why there is none.
    pub(super) fn of(&self, map: Map) -> Result<(Map, Vec<String>), String> {
        let (map, told) = self.in_option(map)?;
        Ok((self.date.of(map), told))
    }

    /// Whether a date is asked for.
    pub(super) fn is_of_a_date(&self) -> bool {
        self.date.date.is_some()
    }

    /// The option of a map that is asked for, if there is one.
    pub(super) fn asked_for<'a>(&self, map: &'a Map) -> Option<&'a DesignOption> {
        self.name.as_ref().and_then(|asked| chosen(map, asked).ok())
    }

    /// The map with which this one is compared: as it was on another date, or the baseline of the option; none if neither is
    /// asked for.
    pub(super) fn earlier(&self, baseline: Map, since: Option<When>) -> Result<Option<Map>, String> {
        match since {
            Some(date) => Ok(Some(as_of(&self.in_option(baseline)?.0, date))),
            None => Ok(self.name.as_ref().map(|_| self.date.of(baseline))),
        }
    }

    fn in_option(&self, map: Map) -> Result<(Map, Vec<String>), String> {
        let Some(asked) = &self.name else { return Ok((map, Vec::new())) };
        let option = chosen(&map, asked)?;
        let applied = in_option(&map, option);
        let name = quoted(option);
        let mut told: Vec<String> =
            applied.conflicts.iter().take(MOST_TOLD).map(|conflict| format!("option {name}: {conflict}")).collect();
        let rest = applied.conflicts.len().saturating_sub(MOST_TOLD);
        if rest > 0 {
            let number = count(rest, "change more was not made", "changes more were not made");
            told.push(format!("option {name}: {number}, or not in all fields"));
        }
        Ok((applied.map, told))
    }
}

/// What is worth knowing of any map beside what is asked of it: that it is half merged, that options have equal names, and
/// that some of their changes make no sense.
pub(super) fn state_of(map: &Map) -> Vec<String> {
    let mut told = Vec::new();
    if let Some(first) = map.undecided.first() {
        let number = count(map.undecided.len(), "thing is", "things are");
        told.push(format!("two versions of this map were merged, and {number} undecided; the first: {first}"));
    }
    for (name, ids) in twins(map).into_iter().take(MOST_TOLD) {
        let name = shortened(name);
        told.push(format!(
            "{} options are called “{name}”; each is known by its id: {}",
            ids.len(),
            ids[..2].join(", ")
        ));
    }
    let faults = map.options.iter().flat_map(|option| option.faults().into_iter().map(move |fault| (option, fault)));
    let faults: Vec<String> = faults.map(|(option, fault)| format!("option {}: {fault}", quoted(option))).collect();
    told.extend(faults.iter().take(MOST_TOLD).cloned());
    if faults.len() > MOST_TOLD {
        told.push(format!("{} more of the changes of options make no sense", faults.len() - MOST_TOLD));
    }
    told
}

/// A message about a file.
pub(super) fn of_file(file: &Path, what: &str) -> String {
    format!("{}: {what}", file.display())
}

/// The option of a file's map that is asked for; complains where there is none.
pub(super) fn option_of<'a>(map: &'a Map, asked: &str, file: &Path, console: &mut Console) -> Option<&'a DesignOption> {
    chosen(map, asked).map_err(|what| console.complain(of_file(file, &what))).ok()
}
