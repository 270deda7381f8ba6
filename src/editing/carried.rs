//! Themes and areas that a text or a sheet names, as a map has them: those that are there already, by name, and new ones,
//! which come with a body that carries them.

use std::collections::{BTreeMap, BTreeSet};

use super::ids::Taken;
use crate::model::edit::Edit;
use crate::model::spelling::key;
use crate::model::{Area, Id, Map, Node, Theme};

/// What is named, by its ids in what is read.
#[derive(Default)]
pub(super) struct Carried {
    themes: BTreeMap<Id, Id>,
    areas: BTreeMap<Id, Id>,
    new_themes: Vec<Theme>,
    new_areas: Vec<Area>,
}

impl Carried {
    /// What is read, on the map.
    pub(super) fn of(map: &Map, read: &Map, taken: &mut Taken<'_>) -> Self {
        let mut carried = Self::default();
        let mut known: BTreeMap<String, Id> = BTreeMap::new();
        for theme in &map.themes {
            known.entry(key(&theme.name)).or_insert_with(|| theme.id.clone());
        }
        for theme in &read.themes {
            let id = known.entry(key(&theme.name)).or_insert_with(|| {
                let id = taken.node(&theme.name);
                carried.new_themes.push(Theme { id: id.clone(), ..(**theme).clone() });
                id
            });
            carried.themes.insert(theme.id.clone(), id.clone());
        }
        known.clear();
        for area in &map.areas {
            known.entry(key(&area.name)).or_insert_with(|| area.id.clone());
        }
        for area in &read.areas {
            let id = known.entry(key(&area.name)).or_insert_with(|| {
                let id = taken.node(&area.name);
                carried.new_areas.push(Area { id: id.clone(), within: None, ..(**area).clone() });
                id
            });
            carried.areas.insert(area.id.clone(), id.clone());
        }
        carried
    }

    /// The themes of a node that was read, as the map calls them: by ids, since one name may be that of several.
    pub(super) fn themes(&self, node: &Node) -> BTreeSet<Id> {
        node.themes.iter().filter_map(|id| self.themes.get(id)).cloned().collect()
    }

    /// Its area.
    pub(super) fn area(&self, node: &Node) -> Option<Id> {
        self.areas.get(node.area.as_ref()?).cloned()
    }

    /// Puts all of it onto the map as it becomes.
    pub(super) fn put(&self, after: &mut Map) {
        for theme in &self.new_themes {
            after.themes.put(theme.clone());
        }
        for area in &self.new_areas {
            after.areas.put(area.clone());
        }
    }

    /// The edits that declare what is new and what bodies of the map carry then.
    pub(super) fn edits(self, after: &Map) -> Vec<Edit> {
        let themes: BTreeSet<&Id> = after.nodes.iter().flat_map(|node| &node.themes).collect();
        let areas: BTreeSet<&Id> = after.nodes.iter().filter_map(|node| node.area.as_ref()).collect();
        let new_themes = self.new_themes.into_iter().filter(|theme| themes.contains(&theme.id)).map(Edit::put);
        let new_areas = self.new_areas.into_iter().filter(|area| areas.contains(&area.id)).map(Edit::put);
        new_themes.chain(new_areas).collect()
    }
}
