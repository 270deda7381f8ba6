//! Choices: lists of which one is to be chosen.

use egui::Pos2;

use super::Act;

/// A list of which one is to be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What is asked.
    pub title: String,
    /// What there is to choose from.
    pub items: Vec<Item>,
    /// The entry that is marked at first, by its place.
    pub marked: usize,
    /// Where it opens.
    pub place: Place,
}

/// One entry of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What it is called; what is typed is looked for here.
    pub label: String,
    /// A few words beside it.
    pub detail: String,
    /// What is done when it is chosen.
    pub act: Act,
}

/// Where something opens in front of the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Place {
    /// In the middle.
    Middle,
    /// At a point of the screen.
    At(Pos2),
    /// Beside the first of the chosen cards, if it is in view.
    BesideChosen,
}

impl Choice {
    /// A list in the middle of the window.
    pub fn new(title: impl Into<String>, items: Vec<Item>) -> Self {
        Self { title: title.into(), items, marked: 0, place: Place::Middle }
    }

    /// The same list, opened elsewhere.
    pub fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// The same list, with the first entry that fits already marked.
    pub fn with_marked(mut self, is_marked: impl Fn(&Item) -> bool) -> Self {
        self.marked = self.items.iter().position(is_marked).unwrap_or(0);
        self
    }
}
