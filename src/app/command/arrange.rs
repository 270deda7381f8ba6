//! The menu of changes to where cards stand.

use egui::Key;

use super::{CTRL_SHIFT, Entry, Menu, NONE, chosen, keys, may_change};
use crate::app::act::{Act, Command};
use crate::editing::place::{self, Alignment, Axis};
use crate::model::Id;
use crate::session::Session;

pub(super) fn entries() -> Vec<Entry> {
    let entry = |row| Entry::row(Menu::Arrange, row);
    vec![
        entry((
            Command::AlignLeft,
            "Align left",
            "Line up the left edges of the chosen cards",
            keys(CTRL_SHIFT, Key::L),
            can_align,
            |_, session| align(session, Alignment::Left),
        )),
        entry((
            Command::AlignCentre,
            "Align centres",
            "Stand the chosen cards above each other",
            None,
            can_align,
            |_, session| align(session, Alignment::Centre),
        )),
        entry((
            Command::AlignRight,
            "Align right",
            "Line up the right edges of the chosen cards",
            None,
            can_align,
            |_, session| align(session, Alignment::Right),
        )),
        entry((
            Command::AlignTop,
            "Align top",
            "Line up the upper edges of the chosen cards",
            keys(CTRL_SHIFT, Key::T),
            can_align,
            |_, session| align(session, Alignment::Top),
        ))
        .after_line(),
        entry((
            Command::AlignMiddle,
            "Align middles",
            "Stand the chosen cards beside each other",
            None,
            can_align,
            |_, session| align(session, Alignment::Middle),
        )),
        entry((
            Command::AlignBottom,
            "Align bottom",
            "Line up the lower edges of the chosen cards",
            None,
            can_align,
            |_, session| align(session, Alignment::Bottom),
        )),
        entry((
            Command::DistributeAcross,
            "Distribute across",
            "Give the chosen cards equal gaps from left to right",
            None,
            can_distribute,
            |_, session| distribute(session, Axis::Horizontal),
        ))
        .after_line(),
        entry((
            Command::DistributeDown,
            "Distribute down",
            "Give the chosen cards equal gaps from top to bottom",
            None,
            can_distribute,
            |_, session| distribute(session, Axis::Vertical),
        )),
        entry((
            Command::Pin,
            "Pin",
            "Keep the chosen cards where they are, whatever the layout does",
            keys(NONE, Key::P),
            |session| may_change(session) && chosen(session).0 > 0,
            |_, session| {
                let cards = session.chosen_cards();
                let places: Vec<_> = cards.iter().map(|card| (card.id.clone(), card.middle())).collect();
                vec![Act::Make(session.placed(place::pin(session.document.map(), &places)))]
            },
        ))
        .after_line(),
        entry((
            Command::TidySelection,
            "Tidy the chosen cards",
            "Let the chosen cards go back to where the layout puts them",
            keys(NONE, Key::T),
            |session| {
                let (map, layout) = (session.document.map(), session.view.form.word());
                may_change(session) && session.selection.ids.iter().any(|id| map.place_in(layout, id).is_some())
            },
            |_, session| {
                vec![Act::Make(place::unpin(session.document.map(), session.view.form.word(), &session.chosen()))]
            },
        )),
        entry((
            Command::TidyCards,
            "Put moved cards back",
            "Let every card go back to where the layout puts it",
            None,
            |session| may_change(session) && moved(session).next().is_some(),
            |_, session| {
                let moved: Vec<_> = moved(session).cloned().collect();
                vec![Act::Make(place::unpin(session.document.map(), session.view.form.word(), &moved))]
            },
        )),
        entry((
            Command::LayOutAnew,
            "Lay out anew",
            "Stand every card afresh; else each stays where it is while you work",
            None,
            |session| !session.document.map().nodes.is_empty(),
            |_, _| vec![Act::LayOutAnew],
        )),
    ]
}

/// The cards that somebody put somewhere in the layout that is seen.
fn moved(session: &Session) -> impl Iterator<Item = &Id> {
    session.document.map().placed_in(session.view.form.word()).map(|(id, _)| id)
}

fn can_align(session: &Session) -> bool {
    may_change(session) && chosen(session).0 > 1
}

fn can_distribute(session: &Session) -> bool {
    may_change(session) && chosen(session).0 > 2
}

fn align(session: &Session, alignment: Alignment) -> Vec<Act> {
    vec![Act::Make(session.placed(place::align(session.document.map(), &session.chosen_cards(), alignment)))]
}

fn distribute(session: &Session, axis: Axis) -> Vec<Act> {
    vec![Act::Make(session.placed(place::distribute(session.document.map(), &session.chosen_cards(), axis)))]
}
