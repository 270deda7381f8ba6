//! The menu of what is shown.

use egui::{Key, KeyboardShortcut};

use super::{ALT, CTRL, Entry, Menu, NONE, always, keys};
use crate::app::act::{Act, Command, Wish};
use crate::layout::Form;
use crate::session::panels::Panel;
use crate::storage::remembered::ThemeChoice;

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
        }))
        .also(keys(CTRL, Key::Num0)),
        entry((Command::ZoomIn, "Zoom in", "Come closer", keys(CTRL, Key::Plus), always, |_, _| {
            vec![Act::Look(Wish::ZoomBy(1.25))]
        }))
        .also(keys(CTRL, Key::Equals)),
        entry((Command::ZoomOut, "Zoom out", "Go further away", keys(CTRL, Key::Minus), always, |_, _| {
            vec![Act::Look(Wish::ZoomBy(0.8))]
        })),
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
    Entry::row(Menu::View, row).switch(|command, session| theme_of(command) == Some(session.panels.theme))
}

fn acts_of_theme(command: Command, _: &crate::session::Session) -> Vec<Act> {
    theme_of(command).map(Act::Theme).into_iter().collect()
}

fn theme_of(command: Command) -> Option<ThemeChoice> {
    match command {
        Command::SystemTheme => Some(ThemeChoice::System),
        Command::LightTheme => Some(ThemeChoice::Light),
        Command::DarkTheme => Some(ThemeChoice::Dark),
        _ => None,
    }
}
