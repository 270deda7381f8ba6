//! Before a text comes onto the map: what comes of each of its names, what of it is not clear, and what is to be done.

use std::collections::BTreeMap;

use egui::{RichText, Ui};

use super::make_unless_refused;
use crate::analysis::Severity;
use crate::app::act::Act;
use crate::app::seen::Seen;
use crate::app::widgets::question::{buttons_ui, question_ui};
use crate::app::widgets::theme;
use crate::editing::Outcome;
use crate::editing::bring::{self, Fate, Named};
use crate::exchange::pasted_text::{self, Note};
use crate::model::words::{capitalised, count};
use crate::model::{Id, Map};
use crate::session::Session;

/// The height of the list of names, and of what is not clear, points.
const LIST: f32 = 240.0;
const NOTES: f32 = 110.0;

/// A text on its way to the map.
pub(super) struct Pasted {
    read: Map,
    notes: Vec<Note>,
    named: Vec<Named>,
    /// Whom each of the names is tied to by the text, in words.
    ties: Vec<String>,
    at: Option<(i32, i32)>,
    /// What comes of it as it is ticked now: for long texts too much to be worked out in every frame.
    outcome: Outcome,
}

impl Pasted {
    /// What a text says; or why it cannot be read.
    pub(super) fn new(text: &str, session: &Session) -> Result<Self, Vec<Act>> {
        let (read, notes) = pasted_text::read(text).map_err(|error| vec![Act::Say(capitalised(&error.to_string()))])?;
        let map = session.document.map();
        let named = bring::named(map, &read);
        let ties = ties(&read, &named);
        let outcome = bring::step(map, &read, &named, session.last_used.pointer);
        Ok(Self { read, notes, named, ties, at: session.last_used.pointer, outcome })
    }

    /// Shows what comes of it; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, acts: &mut Vec<Act>) -> bool {
        let map = seen.session.document.map();
        let answer = question_ui(ctx, "pasted", |ui| {
            theme::heading_ui(ui, "Put this on the map?");
            ui.label(theme::small(
                ui,
                "Take the tick away from what is not to come. Nothing that is there already comes twice.",
            ));
            ui.add_space(theme::GAP / 2.0);
            egui::ScrollArea::vertical().id_salt("names").max_height(LIST).auto_shrink([false, true]).show(ui, |ui| {
                for place in 0..self.named.len() {
                    self.name_ui(ui, map, place);
                }
            });
            if !self.notes.is_empty() {
                theme::section_ui(ui, "How it was read");
                egui::ScrollArea::vertical().id_salt("notes").max_height(NOTES).show(ui, |ui| {
                    for note in &self.notes {
                        ui.horizontal_top(|ui| {
                            theme::severity_mark_ui(ui, Severity::Note);
                            ui.add(egui::Label::new(capitalised(&note.to_string())).wrap());
                        });
                    }
                });
            }
            let new = self.named.iter().filter(|named| named.fate == Fate::New).count();
            let to_do = match new {
                0 => "Add what is new".to_owned(),
                new => format!("Add {}", count(new, "card", "cards")),
            };
            buttons_ui(ui, &to_do, self.outcome.is_ok(), || self.outcome.clone())
        });
        make_unless_refused(answer, acts)
    }

    /// One of the names: whether it comes, what it is, whom it is tied to.
    fn name_ui(&mut self, ui: &mut Ui, map: &Map, place: usize) {
        let Named { id, fate, first, near } = &self.named[place];
        let Some(node) = self.read.nodes.get(id.as_str()) else { return };
        let what = match fate {
            Fate::There(there) if map.name(there.as_str()) == node.name => "is on the map already".to_owned(),
            Fate::There(there) => format!("is {} on the map", map.name(there.as_str())),
            Fate::Same(meant) => format!("is {}", self.read.name(meant.as_str())),
            Fate::New => format!("new {}", node.kind.word()),
            Fate::Left => "left out".to_owned(),
        };
        let ties = &self.ties[place];
        let mut comes = *fate != Fate::Left;
        let mut next: Option<Fate> = None;
        let line = RichText::new(format!("{}  –  {what}{ties}", node.name));
        ui.horizontal_wrapped(|ui| {
            if ui.checkbox(&mut comes, line).changed() {
                next = Some(if comes { first.clone() } else { Fate::Left });
            }
        });
        if let Some(near) = near {
            ui.horizontal_wrapped(|ui| {
                ui.add_space(theme::GAP * 2.0);
                let mut is_that = fate == near;
                let meant = match near {
                    Fate::There(id) => map.name(id.as_str()),
                    Fate::Same(id) => self.read.name(id.as_str()),
                    Fate::New | Fate::Left => return,
                };
                if ui.checkbox(&mut is_that, format!("It is {meant}, typed otherwise")).changed() {
                    next = Some(if is_that { near.clone() } else { first.clone() });
                }
            });
        }
        if let Some(fate) = next {
            self.named[place].fate = fate;
            self.outcome = bring::step(map, &self.read, &self.named, self.at);
        }
    }
}

/// Whom each name is tied to by the text, to be said after what it is.
fn ties(read: &Map, named: &[Named]) -> Vec<String> {
    let mut told: BTreeMap<&Id, String> = BTreeMap::new();
    for link in read.links.iter() {
        *told.entry(&link.from).or_default() += &format!(" · {} {}", link.kind.word(), read.name(link.to.as_str()));
    }
    named.iter().map(|named| told.remove(&named.id).unwrap_or_default()).collect()
}
