//! Ends: the lines of one kind that a record has, written as the names at their other ends.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::add;
use super::fields::{self, text};
use crate::model::edit::Edit;
use crate::model::{Entry, EntryKind, Id, Link, LinkKind, LinkStatus, Map};

/// The lines of one kind, from one of their ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ends {
    /// What the lines say.
    pub kind: LinkKind,
    /// Whether the record is where the lines read from.
    pub is_outward: bool,
}

/// Whether a line is told of by its ends: of one off the map it is not, so that writing leaves that line alone.
pub fn is_told(link: &Link) -> bool {
    link.status != LinkStatus::Lapsed && link.off_map().is_none()
}

impl Ends {
    /// Adds and removes lines of a record until exactly those to the named records are there, and gives the edits that do
    /// the same.
    ///
    /// # Errors
    /// When a name is nobody's, or a line cannot be.
    pub fn write(self, map: &mut Map, id: &Id, names: &str) -> Result<Vec<Edit>, String> {
        let names = text::split(names);
        let wanted: BTreeSet<Id> =
            names.iter().map(|name| fields::find(map, EntryKind::Node, name)).collect::<Result<_, _>>()?;
        let here: Vec<&Arc<Link>> = self.lines(map, id).collect();
        let there: BTreeSet<Id> = here.iter().map(|link| self.other(link)).collect();
        let gone = here.iter().filter(|link| !wanted.contains(&self.other(link)));
        let mut edits: Vec<Edit> = gone.map(|link| Edit::Remove(EntryKind::Link, link.id.clone())).collect();
        let mut after = map.clone();
        for end in wanted.difference(&there) {
            let (from, to) = if self.is_outward { (id, end) } else { (end, id) };
            let step = add::line(&after, self.kind, from, to).map_err(|refusal| refusal.to_string())?;
            edits.extend(make(&mut after, step.edits)?);
        }
        make(map, edits)
    }

    fn lines<'m>(self, map: &'m Map, id: &'m Id) -> impl Iterator<Item = &'m Arc<Link>> {
        let is_here = move |link: &&Arc<Link>| {
            let end = if self.is_outward { &link.from } else { &link.to };
            link.kind == self.kind && is_told(link) && end == id
        };
        map.links.iter().filter(is_here)
    }

    fn other(self, link: &Link) -> Id {
        if self.is_outward { link.to.clone() } else { link.from.clone() }
    }
}

/// Makes edits on a map that nobody else sees yet, and gives them back.
///
/// # Errors
/// When they do not fit the map.
pub fn make(map: &mut Map, edits: Vec<Edit>) -> Result<Vec<Edit>, String> {
    for edit in &edits {
        match edit {
            Edit::Put(Entry::Node(node)) => drop(map.nodes.put(Arc::clone(node))),
            Edit::Put(Entry::Link(link)) => drop(map.links.put(Arc::clone(link))),
            Edit::Remove(EntryKind::Link, link) => drop(map.links.remove(link.as_str())),
            _ => {
                *map = crate::model::edit::apply(map, std::slice::from_ref(edit)).map_err(|error| error.to_string())?
            }
        }
    }
    Ok(edits)
}
