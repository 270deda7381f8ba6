//! The templates for new maps, embedded: partnerships as the law of England has them.

use crate::exchange::boardwalk_file::{self, ReadError};
use crate::model::Map;

/// A map to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Template {
    /// What it is called.
    pub name: &'static str,
    /// What it holds, in a line.
    pub description: &'static str,
    /// The name of its file, with extension.
    pub file: &'static str,
    /// The file's text.
    pub text: &'static str,
}

impl Template {
    /// The template as a map.
    ///
    /// # Errors
    /// Never, as long as `tests/templates.rs` passes.
    pub fn map(&self) -> Result<Map, ReadError> {
        boardwalk_file::read(self.text.as_bytes())
    }
}

macro_rules! template {
    ($name:literal, $file:literal, $description:literal) => {
        Template {
            name: $name,
            description: $description,
            file: $file,
            text: include_str!(concat!("../../../../assets/templates/", $file)),
        }
    };
}

/// Every template, in the order in which the page offers them.
pub const TEMPLATES: [Template; 4] = [
    template!(
        "Children’s trust",
        "childrens-trust.boardwalk",
        "A council and its relevant partners, by section 10 of the Children Act 2004"
    ),
    template!(
        "Safeguarding partnership",
        "safeguarding-partnership.boardwalk",
        "Council, health and police, equally responsible for safeguarding children"
    ),
    template!(
        "Integrated care board",
        "integrated-care-board.boardwalk",
        "The board, its care partnership, and the council’s health and wellbeing board"
    ),
    template!(
        "Community safety partnership",
        "community-safety-partnership.boardwalk",
        "The five responsible authorities, their strategies, and who scrutinises them"
    ),
];
