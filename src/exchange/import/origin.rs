//! Of what a book is made whose sheets stand for something else: a graph, and what of it no sheet holds.

use super::weight::Weight;
use crate::model::Map;

/// What a sheet does not hold of a graph.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Origin {
    /// What the format is called.
    pub format: &'static str,
    /// Whether this program has written it.
    pub is_own: bool,
    /// What it is called.
    pub(super) title: Option<String>,
    /// What it says of itself.
    pub(super) summary: Option<String>,
    /// Where each node is drawn.
    pub(super) at: Vec<Option<(f64, f64)>>,
    /// What each node rests on, in words.
    pub(super) sources_of_things: Vec<String>,
    /// What each edge rests on.
    pub(super) sources_of_ties: Vec<String>,
    /// Which way each edge leads.
    pub(super) ways: Vec<Way>,
    /// What was not understood.
    pub(super) remarks: Vec<Remark>,
    /// The whole map, where the file is one.
    pub(super) whole: Option<Box<Map>>,
}

/// Something that was not understood when a file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Remark {
    /// The sheet and the row that it is about; nothing for the whole file, or for a place that the text names.
    pub(super) at: Option<(usize, u32)>,
    pub(super) weight: Weight,
    pub(super) text: String,
}

/// Which way an edge leads.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// From one to the other.
    #[default]
    One,
    /// Both ways.
    Both,
    /// None that the file says.
    None,
}

impl Origin {
    /// Whether the file is a whole map, of which no part has to be told what it is.
    pub fn is_whole(&self) -> bool {
        self.whole.is_some()
    }

    /// Whether it says where nodes are drawn.
    pub fn has_places(&self) -> bool {
        self.at.iter().any(Option::is_some)
    }
}
