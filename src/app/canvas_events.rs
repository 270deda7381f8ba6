//! What people did on the canvas, as acts.

use std::collections::BTreeSet;

use super::asking::Question;
use super::canvas::{CanvasEvent, LineEnd, LineTip, SelectHow};
use super::context_menu::ContextMenu;
use super::naming::Naming;
use super::workbench::{Act, Workbench};
use crate::editing::change::{self, End};
use crate::editing::place;
use crate::layout::Point;
use crate::model::Id;

impl Workbench {
    /// Turns what was done on the canvas into what is asked for by it.
    pub(super) fn take_canvas_event(&mut self, event: CanvasEvent, acts: &mut Vec<Act>) {
        let map = self.document.map();
        match event {
            CanvasEvent::Selected { id: Some(id), add: true } => acts.push(Act::SelectAlso(id)),
            CanvasEvent::Selected { id: Some(id), add: false } => acts.push(Act::Select(id)),
            CanvasEvent::Selected { id: None, .. } => acts.push(Act::SelectNothing),
            CanvasEvent::SelectedMany { ids, how } => {
                let mut chosen = if how == SelectHow::Only { BTreeSet::new() } else { self.selected.clone() };
                match how {
                    SelectHow::Take => chosen.retain(|id| !ids.contains(id)),
                    SelectHow::Add | SelectHow::Only => chosen.extend(ids),
                }
                acts.push(Act::SelectAll(chosen));
            }
            CanvasEvent::Activated(id) => acts.push(Act::GoTo(id)),
            CanvasEvent::BadgeClicked(id) => acts.push(Act::FindingsOf(id)),
            CanvasEvent::Moved(moved) => {
                let places: Vec<(Id, (i32, i32))> = moved.into_iter().map(|(id, at)| (id, whole(at))).collect();
                acts.push(Act::Make(place::move_to(map, &places)));
            }
            CanvasEvent::DroppedOn { ids, onto } => acts.push(Act::Ask(Question::MoveUnder { ids, parent: onto })),
            CanvasEvent::Drawn { from, to: LineEnd::Card(to), at } => {
                acts.push(Act::Ask(Question::LineKind { from, to, at: Some(at) }));
            }
            CanvasEvent::Drawn { from, to: LineEnd::Ground(at), .. } => {
                acts.push(Act::Name(Naming::new(Some(whole(at)), Some(from), self.last_kind)));
            }
            CanvasEvent::Reattached { link, tip, to } => {
                let end = match tip {
                    LineTip::From => End::From,
                    LineTip::To => End::To,
                };
                acts.push(Act::Make(change::reattach(map, &link, end, &to)));
            }
            CanvasEvent::AddAt(at) => acts.push(Act::Name(Naming::new(Some(whole(at)), None, self.last_kind))),
            CanvasEvent::Menu { at, on } => self.context_menu = Some(ContextMenu::new(on, at)),
        }
    }
}

/// A canvas point in whole points.
fn whole(point: Point) -> (i32, i32) {
    (point.x.round() as i32, point.y.round() as i32)
}
