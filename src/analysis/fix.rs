//! Fixes: what would mend a finding, as data.

use super::graph::{At, Context};
use crate::model::edit::Edit;
use crate::model::{EntryKind, Id, Link, LinkKind, LinkStatus};

/// One way to mend what a finding says.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What is done, in a few words, to stand on a button.
    pub label: String,
    /// How it is done.
    pub mend: Mend,
}

/// How something is mended.
#[derive(Debug, Clone, PartialEq)]
pub enum Mend {
    /// By these edits, all together.
    Edits(Vec<Edit>),
    /// By making two records one. Where they differ, somebody has to say which is right.
    Merge {
        /// The one that stays.
        keep: Id,
        /// The one that goes into it.
        other: Id,
    },
}

impl Fix {
    /// A line that is taken out.
    pub(super) fn take_out(context: &Context<'_>, line: &Link) -> Self {
        let (from, to) = (context.map.name(line.from.as_str()), context.map.name(line.to.as_str()));
        let mend = Mend::Edits(vec![Edit::Remove(EntryKind::Link, line.id.clone())]);
        Self { label: format!("Take out the line from {from} to {to}"), mend }
    }
}

/// A line that is not on the map yet, with an id that is free.
pub(super) fn new_line(context: &Context<'_>, from: At, kind: LinkKind, to: At, status: LinkStatus) -> Link {
    let (from, to) = (context.id(from), context.id(to));
    let wanted = format!("{from}-{}-{to}", kind.word());
    let taken = |id: &str| context.map.links.contains(id) || context.map.nodes.contains(id);
    let numbered = (2..).map(|number| format!("{wanted}-{number}"));
    let id = std::iter::once(wanted.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(wanted.clone());
    Link { status, ..Link::new(Id::from(id), kind, from.clone(), to.clone()) }
}
