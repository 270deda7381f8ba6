//! The clipboard: what is copied, and what pasted text is.

use super::Session;
use super::looking::Look;
use crate::editing::copy;
use crate::exchange::{boardwalk_file, pasted_text};
use crate::model::{Map, Position, Unknown};

impl Session {
    /// What is chosen, as a map of its own that keeps its arrangement, whoever put it there.
    pub fn copied(&self) -> Map {
        let mut clip = copy::clip(self.document.map(), &self.chosen());
        for card in self.chosen_cards().into_iter().filter(|card| clip.nodes.contains(card.id.as_str())) {
            let (x, y) = card.middle();
            clip.placement.put(Position { id: card.id, x, y, unknown: Unknown::new() });
        }
        clip
    }

    /// Puts what the clipboard holds at the pointer: a part of a map, or lines of text as a new map reads them.
    pub fn paste(&mut self, text: &str) -> Look {
        let clip = if text.trim_start().starts_with('{') {
            boardwalk_file::read(text.as_bytes()).map_err(|error| error.to_string())
        } else {
            pasted_text::read(text).map(|(map, _)| map).map_err(|error| error.to_string())
        };
        match clip {
            Ok(clip) => self.make(copy::paste(self.document.map(), &clip, self.pointer)),
            Err(message) => {
                self.say(format!("The clipboard holds nothing that can be put on the map: {message}"));
                Look::Stay
            }
        }
    }
}
