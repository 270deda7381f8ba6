//! The menu of what is shown.

use std::collections::BTreeSet;

use egui::{Key, KeyboardShortcut};

use super::{ALT, CTRL, CTRL_SHIFT, Entry, Menu, NONE, SHIFT, always, keys};
use crate::app::act::{Act, Command, Wish};
use crate::drawing::Least;
use crate::drawing::fit::AT_THE_BACK;
use crate::layout::Form;
use crate::model::Id;
use crate::session::Session;
use crate::session::folding::FoldAct;
use crate::session::panels::Panel;
use crate::storage::remembered::{Percent, ThemeChoice};

/// The keys of panels. A panel that is not named here has its row all the same, without keys.
const KEYS_OF_PANELS: [(Panel, Option<KeyboardShortcut>); 11] = [
    (Panel::Outline, keys(CTRL, Key::Num1)),
    (Panel::Inspector, keys(CTRL, Key::Num2)),
    (Panel::Findings, keys(CTRL, Key::Num3)),
    (Panel::Register, keys(CTRL, Key::Num4)),
    (Panel::Matrix, keys(CTRL, Key::Num5)),
    (Panel::Comparison, keys(CTRL, Key::Num7)),
    (Panel::Ledger, keys(CTRL, Key::Num8)),
    (Panel::Decisions, keys(CTRL, Key::Num9)),
    (Panel::Minimap, keys(NONE, Key::M)),
    (Panel::Legend, keys(CTRL, Key::Num6)),
    (Panel::Timeline, keys(NONE, Key::Y)),
];

pub(super) fn entries() -> Vec<Entry> {
    let entry = |row| Entry::row(Menu::View, row);
    let mut entries = vec![
        entry((Command::Fit, "Fit the map", "Show the whole map", keys(NONE, Key::F), always, |_, _| {
            vec![Act::Look(Wish::Fit)]
        })),
        entry((
            Command::ZoomToSelection,
            "Zoom to selection",
            "Show what is chosen",
            keys(NONE, Key::Z),
            |session| !session.selection.ids.is_empty() || session.selection.finding.is_some(),
            |_, session| vec![Act::Look(Wish::ZoomTo(session.looked_at()))],
        )),
        entry((Command::ActualSize, "Actual size", "Show the map at 100 %", keys(NONE, Key::Num1), always, |_, _| {
            vec![Act::Look(Wish::Zoom(1.0))]
        })),
        entry((Command::ZoomIn, "Zoom in", "Come closer to the map", keys(NONE, Key::Plus), always, |_, _| {
            vec![Act::Look(Wish::ZoomBy(1.25))]
        }))
        .also(keys(NONE, Key::Equals)),
        entry((
            Command::ZoomOut,
            "Zoom out",
            "Go further away from the map",
            keys(NONE, Key::Minus),
            always,
            |_, _| vec![Act::Look(Wish::ZoomBy(0.8))],
        )),
        entry((
            Command::GoBack,
            "Go back",
            "Look again at what was looked at before",
            keys(ALT, Key::ArrowLeft),
            |session| session.trail.reaches(-1),
            |_, _| vec![Act::Retrace(-1)],
        ))
        .after_line(),
        entry((
            Command::GoForward,
            "Go forward",
            "Look at what was looked at next",
            keys(ALT, Key::ArrowRight),
            |session| session.trail.reaches(1),
            |_, _| vec![Act::Retrace(1)],
        )),
    ];
    entries.extend(folding());
    let first = entries.len();
    entries.extend(Form::ALL.map(lay_out));
    entries[first].starts_section = true;
    let first = entries.len();
    entries.extend(Panel::ALL.map(toggle));
    entries[first].starts_section = true;
    entries.extend([
        theme(Command::SystemTheme, "System look", "Follow the system's light or dark look").after_line(),
        theme(Command::LightTheme, "Light look", "Dark ink on a light ground"),
        theme(Command::DarkTheme, "Dark look", "Light ink on a dark ground"),
        theme(
            Command::ContrastTheme,
            "High contrast",
            "Black on white, with strong lines: for poor projectors and tired eyes",
        ),
        entry((
            Command::LargerText,
            "Larger text and buttons",
            "Draw the whole window larger, up to twice its usual size",
            keys(CTRL, Key::Plus),
            |session| session.panels.look.scale.further(1).is_some(),
            |_, session| scaled(session.panels.look.scale.further(1)),
        ))
        .also(keys(CTRL, Key::Equals))
        .told(|session| Some(format!("Larger text and buttons (now {})", session.panels.look.scale)))
        .after_line(),
        entry((
            Command::SmallerText,
            "Smaller text and buttons",
            "Draw the whole window smaller, down to 80 % of its usual size",
            keys(CTRL, Key::Minus),
            |session| session.panels.look.scale.further(-1).is_some(),
            |_, session| scaled(session.panels.look.scale.further(-1)),
        )),
        entry((
            Command::UsualText,
            "Text and buttons at 100 %",
            "Draw the whole window at its usual size",
            keys(CTRL, Key::Num0),
            |session| session.panels.look.scale != Percent::default(),
            |_, _| scaled(Some(Percent::default())),
        )),
        entry((
            Command::Motion,
            "Motion",
            "Have the view and the cards glide to where they are to be; without it they are there at once",
            None,
            always,
            |_, session| vec![Act::Motion(session.panels.still)],
        ))
        .switch(|_, session| !session.panels.still)
        .after_line(),
    ]);
    entries
}

/// What is folded, and so that it can be read.
fn folding() -> [Entry; 5] {
    let entry = |row| Entry::row(Menu::View, row);
    [
        entry((
            Command::FoldCard,
            "Fold what hangs there",
            "Fold all that hangs under the chosen card onto it, or a card of a tray with all others there; or show it again",
            keys(NONE, Key::J),
            |session| {
                let can_fold = || session.chosen_nodes().iter().any(|id| session.can_fold(id));
                !folded(session).is_empty() || can_fold() || !session.tray_of_chosen().is_empty()
            },
            |_, session| match folded(session) {
                folded if folded.is_empty() => {
                    let chosen = session.chosen_nodes();
                    let can_fold = chosen.iter().any(|id| session.can_fold(id));
                    let together = || FoldAct::Together(session.tray_of_chosen());
                    vec![Act::Fold(if can_fold { FoldAct::Fold(chosen) } else { together() })]
                }
                folded => folded.into_iter().map(|card| Act::Fold(FoldAct::Turn(card))).collect(),
            },
        ))
        .switch(|_, session| !folded(session).is_empty())
        .after_line(),
        entry((
            Command::FoldBelow,
            "Fold all below",
            "Fold every tree below the chosen cards to one card; below every card if none is chosen",
            keys(SHIFT, Key::J),
            always,
            |_, session| vec![Act::Fold(FoldAct::FoldBelow(session.chosen_nodes()))],
        )),
        entry((
            Command::UnfoldAll,
            "Unfold all",
            "Show every card, however small its name is then",
            keys(CTRL_SHIFT, Key::J),
            |session| session.is_folded() || session.picture.as_ref().is_some_and(|picture| picture.plan.is_brief),
            |_, _| vec![Act::Fold(FoldAct::UnfoldAll)],
        )),
        entry((
            Command::FoldUnreadable,
            "Fold what is too small",
            "Fold trees of large maps to one card each, so that the names of the rest can be read",
            None,
            always,
            |_, session| vec![fit(session, Least::OfMany)],
        ))
        .switch(|_, session| session.view.folding.least == Some(Least::OfMany)),
        entry((
            Command::ReadableAtTheBack,
            "Readable at the back",
            "Fold so much that the last row of a room can read every name on a projector",
            keys(NONE, Key::I),
            always,
            |_, session| vec![fit(session, Least::Of(AT_THE_BACK))],
        ))
        .switch(|_, session| session.view.folding.least == Some(Least::Of(AT_THE_BACK))),
    ]
}

/// The folded cards by which what is chosen is seen.
fn folded(session: &Session) -> BTreeSet<Id> {
    session.chosen_nodes().iter().filter_map(|id| session.folded_card_of(id)).collect()
}

/// Folds so that names are so high, or does so no longer.
fn fit(session: &Session, least: Least) -> Act {
    let is_on = session.view.folding.least == Some(least);
    let instead = (least != Least::OfMany).then_some(Least::OfMany);
    Act::Fold(FoldAct::Fit(if is_on { instead } else { Some(least) }))
}

/// The row of a panel.
fn toggle(panel: Panel) -> Entry {
    let keys = KEYS_OF_PANELS.iter().find(|(named, _)| *named == panel).and_then(|(_, keys)| *keys);
    let row = (Command::Toggle(panel), panel.label(), panel.words(), keys, always as _, acts_of_toggle as _);
    Entry::row(Menu::View, row).switch(|command, session| match command {
        Command::Toggle(panel) => session.panels.is_open(panel),
        _ => false,
    })
}

fn acts_of_toggle(command: Command, session: &crate::session::Session) -> Vec<Act> {
    match command {
        Command::Toggle(panel) => vec![Act::Open(panel, !session.panels.is_open(panel))],
        _ => Vec::new(),
    }
}

/// The row of a form.
fn lay_out(form: Form) -> Entry {
    let row = (Command::LayOut(form), form.label(), form.words(), None, always as _, acts_of_form as _);
    Entry::row(Menu::View, row).switch(|command, session| command == Command::LayOut(session.view.form))
}

fn acts_of_form(command: Command, _: &crate::session::Session) -> Vec<Act> {
    match command {
        Command::LayOut(form) => vec![Act::LayOut(form)],
        _ => Vec::new(),
    }
}

fn theme(command: Command, label: &'static str, tooltip: &'static str) -> Entry {
    let row = (command, label, tooltip, None, always as _, acts_of_theme as _);
    Entry::row(Menu::View, row).switch(|command, session| theme_of(command) == Some(session.panels.look.theme))
}

fn scaled(scale: Option<Percent>) -> Vec<Act> {
    scale.map(Act::Scale).into_iter().collect()
}

fn acts_of_theme(command: Command, _: &crate::session::Session) -> Vec<Act> {
    theme_of(command).map(Act::Theme).into_iter().collect()
}

fn theme_of(command: Command) -> Option<ThemeChoice> {
    match command {
        Command::SystemTheme => Some(ThemeChoice::System),
        Command::LightTheme => Some(ThemeChoice::Light),
        Command::DarkTheme => Some(ThemeChoice::Dark),
        Command::ContrastTheme => Some(ThemeChoice::Contrast),
        _ => None,
    }
}
