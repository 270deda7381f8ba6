//! The menu of changes to what the map says.

use egui::Key;

use super::{CTRL, CTRL_SHIFT, Entry, Menu, NONE, choices, chosen, keys, may_change};
use crate::app::act::{Act, Ask, Command, NameFor, Native, Tie};
use crate::editing::{change, copy, remove};
use crate::exchange::boardwalk_file;
use crate::model::words::count;
use crate::session::Session;

pub(super) fn entries() -> Vec<Entry> {
    let entry = |row| Entry::row(Menu::Edit, row);
    vec![
        entry((
            Command::Undo,
            "Undo",
            "Take back the last change",
            keys(CTRL, Key::Z),
            |session| session.document.undo_label().is_some(),
            |_, _| vec![Act::Undo],
        ))
        .told(|session| session.document.undo_label().map(|step| format!("Undo: {step}"))),
        entry((
            Command::Redo,
            "Redo",
            "Make the change again",
            keys(CTRL_SHIFT, Key::Z),
            |session| session.document.redo_label().is_some(),
            |_, _| vec![Act::Redo],
        ))
        .also(keys(CTRL, Key::Y))
        .told(|session| session.document.redo_label().map(|step| format!("Redo: {step}"))),
        entry((
            Command::Cut,
            "Cut",
            "Copy what is chosen, and remove it",
            keys(CTRL, Key::X),
            can_change_chosen,
            |_, session| cut(session),
        ))
        .after_line(),
        entry((
            Command::Copy,
            "Copy",
            "Keep a copy of what is chosen, for this map or another",
            keys(CTRL, Key::C),
            |session| chosen(session) != (0, 0),
            |_, session| copied(session),
        )),
        entry((
            Command::CopyPicture,
            "Copy picture",
            "Keep a copy of what is in view as a picture, for documents and slides",
            // With the C of copying the system sees to it that what is chosen is copied.
            keys(CTRL_SHIFT, Key::I),
            |session| session.picture.is_some() && !session.panels.start,
            |_, _| vec![Act::Ask(Ask::CopyPicture)],
        )),
        entry((
            Command::Paste,
            "Paste",
            "Put what was copied at the pointer",
            keys(CTRL, Key::V),
            may_change,
            |_, _| vec![Act::Native(Native::RequestPaste)],
        )),
        entry((
            Command::Duplicate,
            "Duplicate",
            "Put a copy of what is chosen beside it",
            keys(CTRL, Key::D),
            can_change_nodes,
            |_, session| vec![Act::Make(copy::duplicate(session.document.map(), &session.chosen_nodes()))],
        )),
        entry((
            Command::Delete,
            "Delete",
            "Remove what is chosen; what depends on it is named first",
            keys(NONE, Key::Delete),
            can_change_chosen,
            |_, session| vec![Act::Ask(Ask::Remove(session.chosen()))],
        )),
        entry((
            Command::SelectAll,
            "Choose everything",
            "Choose every card in the picture",
            keys(CTRL, Key::A),
            |session| !session.document.map().nodes.is_empty(),
            |_, session| everything(session),
        )),
        entry((
            Command::AddBody,
            "Add a body…",
            "Add a board, group, partner, post or strand, below what is chosen",
            keys(NONE, Key::N),
            may_change,
            |_, session| {
                let kind = session.last_used.node;
                let superiors = session.likely_superiors();
                let tie = if superiors.is_empty() { Tie::None } else { Tie::Below(superiors) };
                let name = NameFor::New { at: None, tie, kind, is_kind_chosen: false };
                vec![Act::Ask(Ask::Name(name))]
            },
        ))
        .after_line(),
        entry((
            Command::DrawLine,
            "Draw a line…",
            "Draw a line from what is chosen to another body",
            keys(NONE, Key::L),
            can_draw,
            |_, session| choices::line_target(session, None),
        )),
        entry((
            Command::DrawLineOffMap,
            "Draw a line off the map…",
            "Draw a line between what is chosen and somebody who has no card, by a name",
            None,
            can_change_one_node,
            |_, session| {
                let node = session.chosen_nodes().into_iter().next();
                node.map(|id| Act::Ask(Ask::Name(NameFor::OffMap(id)))).into_iter().collect()
            },
        )),
        entry((
            Command::RepeatLine,
            "Draw the same line again",
            "Draw a line of the kind used last, from what is chosen",
            keys(NONE, Key::R),
            can_draw,
            |_, session| match (session.last_used.line, session.chosen_nodes().as_slice()) {
                (Some(kind), [from, to]) => vec![Act::Draw { kind, from: from.clone(), to: to.clone() }],
                (kind, _) => choices::line_target(session, kind),
            },
        )),
        entry((
            Command::Rename,
            "Rename",
            "Give what is chosen another name",
            keys(NONE, Key::F2),
            can_change_one_node,
            |_, session| {
                let node = session.chosen_nodes().into_iter().next();
                node.map(|id| Act::Ask(Ask::Name(NameFor::Node(id)))).into_iter().collect()
            },
        )),
        entry((
            Command::ChangeKind,
            "Change kind…",
            "Make what is chosen another kind of body or line",
            keys(NONE, Key::K),
            can_change_chosen,
            |_, session| choices::kind(session),
        )),
        entry((
            Command::ChangeStatus,
            "Change status…",
            "Say whether what is chosen is at work",
            keys(NONE, Key::S),
            can_change_chosen,
            |_, session| choices::status(session),
        )),
        entry((
            Command::MoveUnder,
            "Move under…",
            "Have what is chosen answer to another body",
            keys(NONE, Key::U),
            can_change_nodes,
            |_, session| choices::parent(session),
        ))
        .after_line(),
        entry((
            Command::Reverse,
            "Turn the line round",
            "Swap the two ends of the chosen lines",
            keys(NONE, Key::X),
            |session| may_change(session) && matches!(chosen(session), (0, 1..)),
            |_, session| vec![Act::Make(change::reverse(session.document.map(), &session.chosen_links()))],
        )),
        entry((
            Command::Merge,
            "Merge…",
            "Make one body of two, with the lines and the evidence of both",
            keys(CTRL, Key::M),
            can_draw,
            |_, session| choices::merge(session),
        )),
        entry((
            Command::Split,
            "Split…",
            "Make two bodies of one, and share out its lines",
            keys(CTRL_SHIFT, Key::M),
            can_change_one_node,
            |_, session| {
                let node = session.chosen_nodes().into_iter().next();
                node.map(|id| Act::Ask(Ask::Split(id))).into_iter().collect()
            },
        )),
        entry((
            Command::Close,
            "Close…",
            "End a body, put it on hold or have it go into another, and say what becomes of all that hangs on it",
            keys(NONE, Key::E),
            can_change_one_node,
            |_, session| {
                let node = session.chosen_nodes().into_iter().next();
                node.map(|id| Act::Ask(Ask::Close(id))).into_iter().collect()
            },
        )),
        entry((
            Command::Find,
            "Find",
            "Find a body, a strand, a line, a source or a finding",
            keys(CTRL, Key::F),
            super::always,
            |_, session| {
                let leave = session.panels.presenting.then_some(Act::Present(false));
                leave.into_iter().chain([Act::Native(Native::FocusSearch)]).collect()
            },
        ))
        .after_line(),
    ]
}

fn can_change_chosen(session: &Session) -> bool {
    may_change(session) && chosen(session) != (0, 0)
}

fn can_change_nodes(session: &Session) -> bool {
    may_change(session) && chosen(session).0 > 0
}

fn can_change_one_node(session: &Session) -> bool {
    may_change(session) && chosen(session) == (1, 0)
}

/// With one node the other end is asked for.
fn can_draw(session: &Session) -> bool {
    may_change(session) && matches!(chosen(session), (1 | 2, 0))
}

fn copied(session: &Session) -> Vec<Act> {
    let clip = session.copied();
    let things = count(clip.nodes.len() + clip.links.len(), "thing", "things");
    vec![Act::Native(Native::CopyText(boardwalk_file::write(&clip))), Act::Say(format!("Copied {things}"))]
}

fn cut(session: &Session) -> Vec<Act> {
    let removal = remove::consequences(session.document.map(), &session.chosen());
    let mut acts = copied(session);
    acts.push(Act::Make(Ok(removal.step)));
    acts
}

/// Every card in the picture.
fn everything(session: &Session) -> Vec<Act> {
    let cards = session.picture.iter().flat_map(|picture| &picture.scene.cards);
    let ids: std::collections::BTreeSet<_> = cards.map(|card| card.id.clone()).collect();
    session.picture.is_some().then_some(Act::Select(ids)).into_iter().collect()
}
