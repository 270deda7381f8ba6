//! Time: as of which date the map is looked at.

use std::sync::Arc;

use super::Session;
use crate::drawing::Lens;
use crate::model::as_of::stops;
use crate::model::{Map, When};

impl Session {
    /// Looks at the map as of a date, or as it is now. What is chosen stays chosen where it is there too.
    pub fn look_at(&mut self, date: Option<When>) {
        if self.document.date() == date {
            return;
        }
        self.document.look_at(date);
        // What the last step did to the findings is not what time does to them.
        self.notice = None;
        self.choose_what_is_there();
    }

    /// The date so many stops from the one that is looked at; now is the last. Where no stop is
    /// earlier, it stays.
    pub fn date_further(&self, step: isize) -> Option<When> {
        let stops = stops(self.document.now());
        let steps = step.unsigned_abs();
        let place = match self.document.date() {
            None if step < 0 => stops.len().saturating_sub(steps),
            None => stops.len(),
            Some(date) if step < 0 => match stops.partition_point(|stop| *stop < date) {
                0 => return Some(date),
                earlier => earlier.saturating_sub(steps),
            },
            Some(date) => stops.partition_point(|stop| *stop <= date) + steps.saturating_sub(1),
        };
        stops.get(place).copied()
    }

    /// The two maps of which the picture shows what becomes of the one in the other: then and now, or the baseline and the
    /// open option; none under another lens, or where there is nothing to compare.
    pub(super) fn change_in_view(&self) -> Option<[Arc<Map>; 2]> {
        let document = &self.document;
        let before = match (document.date(), document.option()) {
            _ if self.view.lens != Lens::Change => return None,
            (Some(_), _) => document.map(),
            (None, Some(_)) => document.baseline(),
            (None, None) => return None,
        };
        Some([before, document.now()].map(Arc::clone))
    }

    /// Says why the map cannot be changed just now, and asks what is to be done about it.
    pub fn ask_why_not(&mut self) {
        match self.document.date().filter(|_| !self.document.is_protected()) {
            Some(date) => self.files.ask_for_now(date),
            None => self.files.ask_for_copy(),
        }
    }
}
