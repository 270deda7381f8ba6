//! Beside: the picture that stands beside that of the map, for the two to be compared.

use std::sync::Arc;

use super::Session;
use super::panels::Panel;
use super::picture::{Picture, Request, Worker};
use crate::drawing::Lens;
use crate::model::Map;
use crate::options::quoted;

/// Those who draw, and what is drawn beside the map.
#[derive(Default)]
pub(super) struct Drawing {
    /// Who draws the map.
    pub(super) worker: Worker,
    beside: Option<Picture>,
    worker_beside: Worker,
}

impl Drawing {
    pub(super) fn is_busy(&self) -> bool {
        self.worker.is_busy() || self.worker_beside.is_busy()
    }

    pub(super) fn let_go_of_beside(&mut self) {
        self.beside = None;
    }
}

/// What stands beside each other, from left to right, and which of the two is the map that is worked on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titles {
    /// Above the left one.
    pub left: String,
    /// Above the right one.
    pub right: String,
    /// Whether the map that is worked on, or looked at as of a date, is the left one.
    pub is_own_left: bool,
}

impl Session {
    /// What stands beside the map, if that is asked for: the baseline of the option that is open, or the map as it is now
    /// where it is looked at as of a date.
    pub fn picture_beside(&self) -> Option<&Picture> {
        self.drawing.beside.as_ref()
    }

    /// What the two are called that stand beside each other; none where there is nothing to compare.
    pub fn titles_beside(&self) -> Option<Titles> {
        let document = &self.document;
        match (document.date(), document.option()) {
            (Some(date), _) => {
                Some(Titles { left: format!("As of {date}"), right: "Now".to_owned(), is_own_left: true })
            }
            (None, Some(id)) => {
                let option = document.baseline().options.get(id.as_str())?;
                let right = format!("Option {}", quoted(option));
                Some(Titles { left: "Baseline".to_owned(), right, is_own_left: false })
            }
            (None, None) => None,
        }
    }

    /// Brings what stands beside the map up to date.
    pub(super) fn follow_beside(&mut self) {
        let map = self.map_beside().map(Arc::clone).filter(|_| self.panels.is_open(Panel::Beside));
        let Some((map, own)) = map.zip(self.picture.as_ref()) else {
            self.drawing.beside = None;
            return;
        };
        let lens = if self.view.lens == Lens::Change { Lens::Status } else { self.view.lens };
        let (shown, form, extra) = (self.view.shown, self.view.form, own.request.extra.clone());
        let (focus, folding, laid_out) = (own.request.focus.clone(), own.request.folding.clone(), self.view.laid_out);
        let (place, change) = ((None, None), None);
        let wanted = Request { map, shown, extra, folding, lens, form, laid_out, place, change, focus };
        let looked_at = self.looked_at().into_iter().collect();
        let Drawing { beside, worker_beside, .. } = &mut self.drawing;
        if let Err(message) = worker_beside.follow_beside(&wanted, &looked_at, beside, Some(own), &self.wake) {
            self.say(message);
        }
    }

    fn map_beside(&self) -> Option<&Arc<Map>> {
        match (self.document.date(), self.document.option()) {
            (Some(_), _) => Some(self.document.now()),
            (None, Some(_)) => Some(self.document.baseline()),
            (None, None) => None,
        }
    }
}
