//! The clipboard: what is copied, and what pasted text is.

use super::Session;
use super::looking::Look;
use crate::editing::{bring, copy};
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
        let outcome = if is_clip(text) {
            let clip = boardwalk_file::read(text.as_bytes()).map_err(|error| error.to_string());
            clip.map(|clip| copy::paste(self.document.map(), &clip, self.last_used.pointer))
        } else {
            let read = pasted_text::read(text).map_err(|error| error.to_string());
            read.map(|(read, _)| {
                let map = self.document.map();
                bring::step(map, &read, &bring::named(map, &read), self.last_used.pointer)
            })
        };
        match outcome {
            Ok(outcome) => self.make(self.placed(outcome)),
            Err(message) => {
                self.say(format!("The clipboard holds nothing that can be put on the map: {message}"));
                Look::Stay
            }
        }
    }

    /// Whether it has to be asked what a text means before it is put on the map: something in it is not clear, or nearly
    /// what the map knows already.
    pub fn has_to_ask_about(&self, text: &str) -> bool {
        let read = if is_clip(text) { None } else { pasted_text::read(text).ok() };
        read.is_some_and(|(read, notes)| {
            let named = bring::named(self.document.map(), &read);
            notes.iter().any(|note| note.is_doubt) || named.iter().any(|named| named.near.is_some())
        })
    }
}

/// What a text field is given of the clipboard: of cards that were copied, their names.
pub fn as_words(text: &str, between: &str) -> Option<String> {
    let clip = boardwalk_file::read(text.as_bytes()).ok().filter(|_| is_clip(text))?;
    let names: Vec<&str> = clip.nodes.iter().map(|node| node.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(between))
}

/// Whether the clipboard holds a part of a map.
fn is_clip(text: &str) -> bool {
    text.trim_start().starts_with('{')
}
