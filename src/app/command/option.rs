//! The menu of options: other structures for the same landscape.

use egui::Key;

use super::{CTRL, Entry, Menu, keys, may_change};
use crate::app::act::{Act, Ask, Command, OptionFor};
use crate::editing::option;
use crate::model::Id;
use crate::session::Session;
use crate::session::options::OptionAct;

pub(super) fn entries() -> Vec<Entry> {
    let entry = |row| Entry::row(Menu::Options, row);
    vec![
        entry((
            Command::NewOption,
            "New option…",
            "Begin a redesign of the baseline, which stays as it is",
            None,
            may_change,
            |_, _| vec![Act::Ask(Ask::Option(OptionFor::New(None)))],
        )),
        entry((
            Command::CopyOption,
            "Copy this option…",
            "Begin another option with all that this one changes",
            None,
            may_change_open,
            |_, session| of_open(session, |id| Act::Ask(Ask::Option(OptionFor::New(Some(id))))),
        )),
        entry((
            Command::DescribeOption,
            "Name and summary…",
            "Say what this option is called, and what it is about",
            None,
            may_change_open,
            |_, session| of_open(session, |id| Act::Ask(Ask::Option(OptionFor::Described(id)))),
        )),
        entry((
            Command::DeleteOption,
            "Delete this option",
            "Remove this option with all that it changes; the baseline stays as it is",
            None,
            may_change_open,
            |_, session| of_open(session, |id| Act::Make(option::remove(session.document.map(), &id))),
        )),
        entry((
            Command::PromoteOption,
            "Make this the baseline…",
            "Carry this option out; what was the baseline stays as an option",
            None,
            may_change_open,
            |_, session| of_open(session, |id| Act::Ask(Ask::Option(OptionFor::Promoted(id)))),
        ))
        .after_line(),
        entry((
            Command::Decide,
            "Decide what does not go together…",
            "Decide what two versions, or an option and its baseline, have changed each in its own way",
            None,
            |session| {
                may_change(session)
                    && (!session.document.baseline().undecided.is_empty() || !session.document.conflicts().is_empty())
            },
            |_, session| {
                // Within an option its own clashes come first.
                let leaves = session.document.conflicts().is_empty();
                let baseline = leaves.then_some(Act::Option(OptionAct::Open(None)));
                baseline.into_iter().chain([Act::Ask(Ask::Conflicts)]).collect()
            },
        )),
        entry((
            Command::Baseline,
            "Back to the baseline",
            "Work on the map as it is",
            None,
            |session| session.document.option().is_some(),
            |_, _| vec![Act::Option(OptionAct::Open(None))],
        ))
        .after_line(),
        entry((
            Command::NextOption,
            "Next option",
            "Work on the option that comes next; after the last one on the baseline",
            keys(CTRL, Key::PageDown),
            has_options,
            |_, _| vec![Act::Option(OptionAct::Further(1))],
        )),
        entry((
            Command::PreviousOption,
            "Previous option",
            "Work on the option that comes before; before the first one on the baseline",
            keys(CTRL, Key::PageUp),
            has_options,
            |_, _| vec![Act::Option(OptionAct::Further(-1))],
        )),
    ]
}

fn may_change_open(session: &Session) -> bool {
    may_change(session) && session.document.option().is_some()
}

fn has_options(session: &Session) -> bool {
    !session.document.baseline().options.is_empty()
}

fn of_open(session: &Session, act: impl FnOnce(Id) -> Act) -> Vec<Act> {
    session.document.option().cloned().map(act).into_iter().collect()
}
