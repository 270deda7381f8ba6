//! What people did on the canvas, as acts.

use std::collections::BTreeSet;

use crate::app::act::{Act, Ask, MenuFor, NameFor, Target, Tie};
use crate::app::canvas::{CanvasEvent, LineEnd, LineTip, MenuOn, SelectHow, Side};
use crate::app::command::choices;
use crate::editing::change::{self, End};
use crate::editing::place;
use crate::layout::Point;
use crate::model::Id;
use crate::session::Session;
use crate::session::folding::FoldAct;
use crate::session::talk::TalkAct;

/// What is asked for by what was done on the canvas.
pub(super) fn act_of(event: CanvasEvent, session: &Session) -> Act {
    let map = session.document.map();
    match event {
        CanvasEvent::Selected { id: Some(id), add: true } => Act::SelectAlso(id),
        CanvasEvent::Selected { id: Some(id), add: false } => Act::select(id),
        CanvasEvent::Selected { id: None, .. } => Act::Select(BTreeSet::new()),
        CanvasEvent::SelectedMany { ids, how } => {
            let mut chosen = if how == SelectHow::Only { BTreeSet::new() } else { session.selection.ids.clone() };
            match how {
                SelectHow::Take => chosen.retain(|id| !ids.contains(id)),
                SelectHow::Add | SelectHow::Only => chosen.extend(ids),
            }
            Act::Select(chosen)
        }
        CanvasEvent::Activated(id) => Act::go_to(id),
        CanvasEvent::BadgeClicked(id) => Act::GoTo(Target::FindingsOf(id)),
        CanvasEvent::Inked(inked) => Act::Talk(TalkAct::Ink(inked)),
        CanvasEvent::FoldClicked(id) => Act::Fold(FoldAct::Turn(id)),
        CanvasEvent::TrayClicked(ids) => Act::Fold(FoldAct::Together(ids)),
        CanvasEvent::Moved(moved) => {
            let places: Vec<(Id, (i32, i32))> = moved.into_iter().map(|(id, at)| (id, whole(at))).collect();
            Act::Make(session.placed(place::move_to(map, &places)))
        }
        CanvasEvent::DroppedOn { ids, onto } => Act::Ask(Ask::MoveUnder { ids, parent: onto }),
        CanvasEvent::Drawn { from, to: LineEnd::Card(to), at, .. } => {
            Act::Ask(Ask::LineKind { from, to, at: Some(at) })
        }
        CanvasEvent::Drawn { from, to: LineEnd::Ground(at), side, .. } => match side {
            Side::Bottom => choices::name_at(session, None, Tie::Below(vec![from])),
            Side::Top => choices::name_at(session, None, Tie::Above(from)),
            Side::Left | Side::Right => choices::name_at(session, Some(whole(at)), Tie::Drawn(from)),
        },
        CanvasEvent::Reattached { link, tip, to } => {
            let end = match tip {
                LineTip::From => End::From,
                LineTip::To => End::To,
            };
            Act::Make(change::reattach(map, &link, end, &to))
        }
        CanvasEvent::AddAt(at) => choices::name_at(session, Some(whole(at)), Tie::None),
        CanvasEvent::NameAsked(id) => Act::Ask(Ask::Name(NameFor::Node(id))),
        CanvasEvent::Menu { at, on } => {
            let on = match on {
                MenuOn::Card(_) => MenuFor::Card,
                MenuOn::Line(_) => MenuFor::Line,
                MenuOn::Ground(point) => {
                    let (x, y) = whole(point);
                    MenuFor::Ground(x, y)
                }
            };
            Act::Ask(Ask::Menu { on, at })
        }
    }
}

/// The same event, about the records that cards and lines show, where the picture has ghosts and arrows of them.
pub(super) fn of_records(event: CanvasEvent, session: &Session) -> CanvasEvent {
    let event = of_those_stood_for(event, session);
    let Some(difference) = session.picture.as_ref().and_then(|picture| picture.difference.as_ref()) else {
        return event;
    };
    let of = |id: Id| difference.shown_by(&id).clone();
    match event {
        CanvasEvent::Selected { id, add } => CanvasEvent::Selected { id: id.map(of), add },
        CanvasEvent::SelectedMany { ids, how } => {
            CanvasEvent::SelectedMany { ids: ids.into_iter().map(of).collect(), how }
        }
        CanvasEvent::Activated(id) => CanvasEvent::Activated(of(id)),
        CanvasEvent::NameAsked(id) => CanvasEvent::NameAsked(of(id)),
        CanvasEvent::BadgeClicked(id) => CanvasEvent::Activated(of(id)),
        other => other,
    }
}

/// The same event about all that a line or a card stands for that is no record itself.
fn of_those_stood_for(event: CanvasEvent, session: &Session) -> CanvasEvent {
    let of = |id: &Id| session.stood_for(id);
    let add = |add: bool| if add { SelectHow::Add } else { SelectHow::Only };
    match event {
        CanvasEvent::Selected { id: Some(id), add: adds } => match of(&id) {
            Some(ids) => CanvasEvent::SelectedMany { ids, how: add(adds) },
            None => CanvasEvent::Selected { id: Some(id), add: adds },
        },
        CanvasEvent::SelectedMany { ids, how } => {
            let ids = ids.into_iter().flat_map(|id| of(&id).unwrap_or_else(|| vec![id])).collect();
            CanvasEvent::SelectedMany { ids, how }
        }
        CanvasEvent::Activated(id) | CanvasEvent::NameAsked(id)
            if session.pack(&id).is_some_and(|pack| pack.is_rest) =>
        {
            CanvasEvent::FoldClicked(id)
        }
        other => other,
    }
}

/// A canvas point in whole points.
pub(super) fn whole(point: Point) -> (i32, i32) {
    (point.x.round() as i32, point.y.round() as i32)
}
