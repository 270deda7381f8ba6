//! The tour: eight steps on a map of its own, each of which notices that it was done.

use std::collections::BTreeSet;

use super::Session;
use super::panels::Panel;
use super::samples::SAMPLES;
use crate::analysis::FindingKey;
use crate::model::Id;

/// What is asked for while the tour is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TourAct {
    /// Begin it, or go on where it was left.
    Take,
    /// Go so many steps further.
    Go(isize),
    /// Leave it; its place is remembered.
    Leave,
    /// Note that the map was exported.
    NoteExported,
}

/// One step of the tour.
#[derive(Debug)]
pub struct Step {
    /// What it is about.
    pub title: &'static str,
    /// What is to be done.
    pub task: &'static str,
    /// What is to be learnt from having done it.
    pub done: &'static str,
    /// Whether it has been done since it was begun.
    is_done: fn(&Session, &Before) -> bool,
}

/// What was there when a step was begun.
#[derive(Debug, Clone, Default, PartialEq)]
struct Before {
    revision: u64,
    links: BTreeSet<Id>,
    findings: Option<Vec<FindingKey>>,
    options: BTreeSet<Id>,
    was_exported: bool,
}

/// The steps, in their order.
pub const STEPS: [Step; 8] = [
    Step {
        title: "Choose a body",
        task: "Click the card of Green Places Group. Any other will do as well.",
        done: "The panel at the right says all that the map knows of it, and everything there can be typed over.",
        is_done: |session, _| !session.chosen_nodes().is_empty(),
    },
    Step {
        title: "Draw a line",
        task: "Drag from the dot at the edge of the chosen card to another card, or press L and type its name. Then say what the line means.",
        done: "That is how a map grows. Ctrl+Z takes any step back, as often as you like.",
        is_done: |session, before| session.document.map().links.ids().any(|id| !before.links.contains(id)),
    },
    Step {
        title: "See a finding",
        task: "Click “Findings” below the map, and then a line of the list, such as the one about Festival Committee.",
        done: "The map shows what it means. “explain” says what the rule checks, and why it matters.",
        is_done: |session, _| session.selection.finding.is_some(),
    },
    Step {
        title: "Mend it",
        task: "Click “fix…” in the line of a finding, look at what it proposes, and take it. Or mend it by hand, on the map.",
        done: "One finding less. The notice below the map says after each step what it has solved, and what it has caused.",
        is_done: |session, before| {
            let is_gone = |key: &FindingKey| session.finding(key).is_none();
            let has_changed = session.document.revision() != before.revision && !session.is_drawing();
            has_changed && before.findings.iter().flatten().any(is_gone)
        },
    },
    Step {
        title: "Try a redesign",
        task: "Choose “New option…” in the menu of options, and give it a name. Then change something: it does not touch the map.",
        done: "An option is a redesign beside the map. The tabs above the map lead from one to the other.",
        is_done: |session, before| session.document.baseline().options.ids().any(|id| !before.options.contains(id)),
    },
    Step {
        title: "Compare",
        task: "Click “Comparison” below the map, or press Ctrl+7: the map and its options stand beside each other.",
        done: "Each figure leads to what it counts. The ledger beside it says what becomes of every body and strand.",
        is_done: |session, _| {
            session.panels.is_open(Panel::Comparison) && !session.document.baseline().options.is_empty()
        },
    },
    Step {
        title: "Present",
        task: "Press F11: nothing is left but the map, for a room to look at. Escape leads back.",
        done: "For a whole talk, V keeps what is seen as a view, and F5 shows the views one after the other.",
        is_done: |session, _| session.panels.presenting,
    },
    Step {
        title: "Share it",
        task: "Press Ctrl+Shift+E, choose a picture or a web page, and export the map.",
        done: "Report… in the menu of files writes a board paper in the same way. That was the tour: the rest is in the help (F1).",
        is_done: |_, before| before.was_exported,
    },
];

/// The step in which an option is made, and the one that needs it.
const OPTION: usize = 4;
const COMPARE: usize = 5;

/// The tour, taken or left.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tour {
    /// The step that it is at, or was left at.
    place: usize,
    /// The map that it is taken on, by how many have been opened; none while it is not taken.
    on: Option<usize>,
    /// Whether its map is still to be opened, and how many had been when that was asked for.
    awaited: Option<usize>,
    is_done: bool,
    before: Before,
}

impl Tour {
    /// A tour that was left at a step, by its place.
    pub fn left_at(place: usize) -> Self {
        Self { place: place.min(STEPS.len() - 1), ..Self::default() }
    }

    /// The place of its step.
    pub fn place(&self) -> usize {
        self.place
    }

    /// Its step and whether that has been done; none while it is not taken.
    pub fn step(&self) -> Option<(&'static Step, bool)> {
        self.on.map(|_| (&STEPS[self.place], self.is_done))
    }

    /// Where its map is among the samples.
    pub fn sample() -> usize {
        SAMPLES.iter().position(|sample| sample.file == "first-steps.boardwalk").unwrap_or_default()
    }

    /// Does what was asked for.
    pub fn act(&mut self, act: TourAct, session: &Session) {
        match act {
            TourAct::Take => self.awaited = Some(session.files.maps_opened()),
            TourAct::Go(by) => {
                let place = self.place.saturating_add_signed(by);
                if place < STEPS.len() {
                    self.begin(place, session);
                } else {
                    // Whoever takes it again begins anew.
                    *self = Self::default();
                }
            }
            TourAct::Leave => (self.on, self.awaited) = (None, None),
            TourAct::NoteExported => self.before.was_exported = true,
        }
    }

    /// Notes what has been done since the last frame. It ends where another map is opened. `is_asked` tells whether
    /// something is still asked, on which it depends whether its map is opened.
    pub fn follow(&mut self, session: &Session, is_asked: bool) {
        let opened = session.files.maps_opened();
        if self.awaited.is_some_and(|before| before != opened) {
            self.awaited = None;
            // Something else may have been opened meanwhile.
            if session.is_sample() && session.document.map().title == title() {
                self.on = Some(opened);
                self.begin(self.place, session);
            }
        }
        if self.awaited.is_some() && !is_asked && !session.files.is_busy() {
            // Whoever was asked has kept the other map.
            self.awaited = None;
        }
        self.on = self.on.filter(|on| *on == opened && !session.panels.start);
        if self.on.is_none() || self.is_done {
            return;
        }
        // What is found is known a moment after the map is open.
        if self.before.findings.is_none() && !session.is_drawing() {
            self.before.findings = Some(keys(session));
        }
        self.is_done = (STEPS[self.place].is_done)(session, &self.before);
    }

    fn begin(&mut self, place: usize, session: &Session) {
        let map = session.document.baseline();
        // On a fresh map there is no option yet that could be compared.
        self.place = if place == COMPARE && map.options.is_empty() { OPTION } else { place };
        self.is_done = false;
        self.before = Before {
            revision: session.document.revision(),
            links: session.document.map().links.ids().cloned().collect(),
            findings: (!session.is_drawing()).then(|| keys(session)),
            options: map.options.ids().cloned().collect(),
            was_exported: false,
        };
    }
}

fn keys(session: &Session) -> Vec<FindingKey> {
    session.findings().iter().map(crate::analysis::Finding::key).collect()
}

/// What the map of the tour is called.
fn title() -> String {
    super::samples::document(Tour::sample()).map(|document| document.map().title.clone()).unwrap_or_default()
}
