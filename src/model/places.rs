//! Where people put cards, layout by layout.

use super::{Id, Map, Spot};

/// The layout whose places a map keeps as its `placement`; those of all others are its `spots`.
pub const LAYERS: &str = "layers";

impl Map {
    /// The cards that somebody put somewhere in a layout, and where.
    pub fn placed_in<'a>(&'a self, layout: &'a str) -> impl Iterator<Item = (&'a Id, Spot)> {
        let is_layers = layout == LAYERS;
        let layers = self.placement.iter().filter(move |_| is_layers);
        let layers = layers.map(|place| (&place.id, Spot { x: place.x, y: place.y }));
        let others = self.spots.iter().filter(move |_| !is_layers);
        layers.chain(others.filter_map(move |spots| Some((&spots.id, *spots.at.get(layout)?))))
    }

    /// Where somebody put a card in a layout.
    pub fn place_in(&self, layout: &str, id: &Id) -> Option<Spot> {
        if layout == LAYERS {
            return self.placement.get(id.as_str()).map(|place| Spot { x: place.x, y: place.y });
        }
        self.spots.get(id.as_str())?.at.get(layout).copied()
    }
}
