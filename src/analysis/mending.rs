//! Lines that a fix takes out or draws.

use super::finding::{Fix, Mend};
use super::graph::{Graph, NodeIndex};
use crate::model::edit::Edit;
use crate::model::{EntryKind, Id, Link, LinkKind, LinkStatus};

/// The fix that takes a line out.
pub(super) fn take_out<'a>(graph: &Graph<'a>, line: &'a Link) -> Fix {
    let (from, to) = (graph.name_of(&line.from), graph.name_of(&line.to));
    let mend = Mend::Edits(vec![Edit::Remove(EntryKind::Link, line.id.clone())]);
    Fix { label: format!("Take out the line from {from} to {to}"), mend }
}

/// A line that is not on the map yet, with an id that is free.
pub(super) fn new_line(graph: &Graph<'_>, from: NodeIndex, kind: LinkKind, to: NodeIndex, status: LinkStatus) -> Link {
    let (from, to) = (graph.id(from), graph.id(to));
    let wanted = format!("{from}-{}-{to}", kind.word());
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let id = std::iter::once(wanted.clone()).chain(numbered).find(|id| graph.is_free(id)).unwrap_or(wanted.clone());
    Link { status, ..Link::new(Id::from(id), kind, from.clone(), to.clone()) }
}
