//! The inspector: everything that the map says of what is chosen, read in place and edited in place.
//!
//! [`slot`] names every place into which something can be typed and makes a step of it; [`drafts`] keeps what is typed
//! until then; [`typing`] and [`controls`] are the widgets. [`chosen`], [`lines`], [`evidence`], [`expectations`], [`findings`], [`this_map`]
//! and the [`figures`] are what is shown. [`known`] keeps what follows from the choice: what goes if it stops ([`impact`], in
//! [`impact_words`]), how the one answers to the other ([`answers`]), and where it sits and who is there for it ([`seats`]).

mod answers;
mod chosen;
mod controls;
mod drafts;
mod evidence;
mod expectations;
mod figures;
mod findings;

mod impact;
mod impact_words;
mod known;
mod lines;
mod own_fields;
mod places;

mod records;
mod rows;
mod seats;

mod slot;

mod this_map;
mod typing;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{RichText, Ui};

use self::drafts::Drafts;
use self::known::Known;
use self::slot::{Slot, Subject};
use crate::app::act::Act;
use crate::app::seen::Seen;
use crate::app::widgets::theme;
use crate::model::{EntryKind, Id, Map, words};
use crate::session::Session;
use crate::session::panels::Panel;
use crate::storage::recovery;

/// What is typed for a total that is being added.
const NEW_TOTAL: &str = "Name of a new total";
const NEW_AMOUNT: &str = "Amount of a new total";

/// What the inspector remembers between frames.
#[derive(Default)]
pub(super) struct Inspector {
    drafts: Drafts,
    /// Empty places that somebody asked for.
    opened: BTreeSet<Slot>,
    /// The place that is to take the keyboard.
    focus: Option<Slot>,
    /// The theme, area, source or total, if one is to go and is still pointed to.
    asked: Option<(EntryKind, Id)>,
    /// The name and the amount of a total that is being added, and why it was refused.
    new_total: (String, String, Option<String>),
    /// What was looked at last, and on which map.
    looked_at: (BTreeSet<Id>, usize),
    /// What follows from what is chosen.
    known: Known,
}

/// What the parts of the inspector work with for a frame.
struct Desk<'a> {
    session: &'a Session,
    map: &'a Map,
    acts: &'a mut Vec<Act>,
    drafts: &'a mut Drafts,
    opened: &'a mut BTreeSet<Slot>,
    focus: &'a mut Option<Slot>,
    asked: &'a mut Option<(EntryKind, Id)>,
    new_total: &'a mut (String, String, Option<String>),
    known: &'a Known,
    is_read_only: bool,
}

impl Desk<'_> {
    /// Makes a step of what has been typed into a place; whether it was taken.
    fn enter(&mut self, slot: &Slot) -> bool {
        let is_taken = self.drafts.enter(slot, self.map, self.acts);
        if is_taken
            && matches!(slot, Slot::NewEvidence(_) | Slot::OwnName(_) | Slot::NewExpectation(_) | Slot::Reason(..))
        {
            self.close(slot);
        }
        is_taken
    }

    fn open(&mut self, slot: Slot) {
        *self.focus = Some(slot.clone());
        self.opened.insert(slot);
    }

    fn close(&mut self, slot: &Slot) {
        self.opened.remove(slot);
    }

    fn is_open(&self, slot: &Slot) -> bool {
        self.opened.contains(slot) || self.drafts.at(slot).is_some()
    }

    /// The words that a list has already.
    fn words_of(&self, slot: &Slot) -> BTreeSet<String> {
        let Slot::Word(Subject::Nodes(_) | Subject::Links(_), name) = slot else { return BTreeSet::new() };
        let rows = rows::rows_of(self.map, slot.subject());
        let row = rows.into_iter().find(|row| row.name == *name);
        row.into_iter().flat_map(|row| row.words).filter(|(_, is_on_all)| *is_on_all).map(|(word, _)| word).collect()
    }
}

impl Inspector {
    /// Shows what is chosen, or the map in figures when nothing is.
    pub(super) fn show(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        let session = seen.session;
        let map = Arc::clone(session.document.map());
        self.notice_what_is_looked_at(session, &map, acts);
        self.known.turn_to(&map, &session.selection.ids, session.wake());
        let mut desk = Desk {
            session,
            map: &map,
            acts,
            drafts: &mut self.drafts,
            opened: &mut self.opened,
            focus: &mut self.focus,
            asked: &mut self.asked,
            new_total: &mut self.new_total,
            known: &self.known,
            is_read_only: session.document.is_read_only(),
        };
        let scroll = egui::ScrollArea::vertical().auto_shrink(false).id_salt(("inspector of", &session.selection.ids));
        scroll.show(ui, |ui| desk_ui(ui, &mut desk));
        let focused = ui.memory(egui::Memory::focused);
        self.drafts.enter_what_was_left(focused, &map, acts);
    }

    /// Enters what is being typed: a command that is given with the keyboard in a field is meant for the map with what
    /// stands in the field.
    pub(super) fn settle(&mut self, session: &Session, acts: &mut Vec<Act>) {
        self.drafts.enter_what_was_left(None, session.document.map(), acts);
    }

    /// What is being typed, and is not on the map yet.
    pub(super) fn typed(&self, map: &Map) -> Vec<recovery::Draft> {
        let draft = |slot: &Slot, text: &str| recovery::Draft {
            what: places::told(slot, map),
            place: places::words_of(slot),
            text: text.to_owned(),
        };
        let mut typed: Vec<_> = self.drafts.all().map(|(slot, typed)| draft(slot, &typed.text)).collect();
        let (name, amount, _) = &self.new_total;
        for (what, text) in [(NEW_TOTAL, name), (NEW_AMOUNT, amount)] {
            let place = vec![places::ROOM.to_owned(), what.to_owned()];
            typed.extend((!text.is_empty()).then(|| recovery::Draft {
                what: what.to_owned(),
                place,
                text: text.clone(),
            }));
        }
        typed
    }

    /// Puts a text back where it was being typed; whether there is such a place.
    pub(super) fn put_back(&mut self, draft: &recovery::Draft, session: &Session, acts: &mut Vec<Act>) -> bool {
        let (map, text) = (session.document.map(), draft.text.clone());
        let chosen: BTreeSet<Id> = match draft.place.as_slice() {
            [room, ..] if room != places::ROOM => return false,
            [_, what] if what == NEW_TOTAL => {
                self.new_total.0 = text;
                BTreeSet::new()
            }
            [_, what] if what == NEW_AMOUNT => {
                self.new_total.1 = text;
                BTreeSet::new()
            }
            place => {
                let Some(slot) = places::slot_of(place, map) else { return false };
                let chosen = places::chosen_for(&slot, map).into_iter().collect();
                self.drafts.put(slot.clone(), drafts::Draft { text, is_fresh: true, ..drafts::Draft::default() });
                self.opened.insert(slot.clone());
                self.focus = Some(slot);
                chosen
            }
        };
        // Or else it would count as left when something else was looked at before.
        self.looked_at = (chosen.clone(), session.files.maps_opened());
        acts.extend([Act::Select(chosen), Act::Open(Panel::Inspector, true)]);
        true
    }

    /// Closes empty places when somebody turns to something else, and forgets everything of another map.
    fn notice_what_is_looked_at(&mut self, session: &Session, map: &Map, acts: &mut Vec<Act>) {
        let (selected, opened) = &self.looked_at;
        if *opened != session.files.maps_opened() {
            *self = Self::default();
        } else if *selected != session.selection.ids {
            self.drafts.enter_what_was_left(None, map, acts);
            self.opened.clear();
            self.asked = None;
        }
        self.looked_at = (session.selection.ids.clone(), session.files.maps_opened());
    }
}

fn desk_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let (session, map) = (desk.session, desk.map);
    let nodes: Vec<Id> = session.selection.ids.iter().filter(|id| map.nodes.contains(id.as_str())).cloned().collect();
    let links: Vec<Id> = session.selection.ids.iter().filter(|id| map.links.contains(id.as_str())).cloned().collect();
    match (nodes.as_slice(), links.as_slice()) {
        ([], []) if session.chosen_finding().is_some() => findings::finding_ui(ui, session, desk.acts),
        ([], []) => this_map::this_map_ui(ui, desk),
        ([id], []) => chosen::node_ui(ui, desk, id),
        ([], [id]) => chosen::link_ui(ui, desk, id),
        (_, []) => chosen::several_ui(ui, desk, &Subject::Nodes(nodes)),
        ([], _) => chosen::several_ui(ui, desk, &Subject::Links(links)),
        _ => mixed_ui(ui, desk, &nodes, &links),
    }
}

/// Cards and lines have little in common: one or the other is to be chosen.
fn mixed_ui(ui: &mut Ui, desk: &mut Desk<'_>, nodes: &[Id], links: &[Id]) {
    let cards = words::count(nodes.len(), "card", "cards");
    let lines = words::count(links.len(), "line", "lines");
    theme::heading_ui(ui, &format!("{cards} and {lines} chosen"));
    ui.label("To change several at once, choose one or the other:");
    ui.horizontal_wrapped(|ui| {
        for (words, ids) in [(cards, nodes), (lines, links)] {
            if ui.button(format!("Only the {words}")).clicked() {
                desk.acts.push(Act::Select(ids.iter().cloned().collect()));
            }
        }
    });
    ui.add_space(theme::GAP);
    chosen::list_ui(ui, desk, nodes.iter().chain(links));
}

fn go_to_ui(ui: &mut Ui, text: &str, id: &Id, acts: &mut Vec<Act>) {
    if ui.link(text).clicked() {
        acts.push(Act::go_to(id.clone()));
    }
}

fn kept_ui(ui: &mut Ui, count: usize) {
    if count > 0 {
        ui.add_space(theme::GAP);
        let fields = words::count(count, "field", "fields");
        let text = format!("The file holds {fields} here that this version does not know. They are kept.");
        ui.label(RichText::new(text).size(theme::SMALL).italics());
    }
}
