//! Commands: one table for menus, palette, shortcuts and the page of shortcuts. A menu has a file of its own, a command a
//! row there.

mod analyse;
mod arrange;
pub mod choices;
mod edit;
mod file;
mod focus;
mod help;
mod option;
mod present;
mod shortcut;
mod view;

use std::sync::LazyLock;

use egui::{Key, KeyboardShortcut, Modifiers};

use super::act::{Act, Ask, Command};
use crate::session::Session;
use crate::session::file_acts::FileQuestion;

pub use analyse::{accept_or_reopen, fix, way_out};
pub use shortcut::keys_in_words;

/// The menu that a command stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    /// Files.
    File,
    /// Changes of what the map says.
    Edit,
    /// Changes of where cards stand.
    Arrange,
    /// What is shown.
    View,
    /// What a room asks.
    Focus,
    /// What is found.
    Analyse,
    /// Other structures for the same landscape.
    Options,
    /// What is shown to others.
    Present,
    /// What can be read.
    Help,
}

impl Menu {
    /// Every menu, from left to right.
    pub const ALL: [Self; 9] = [
        Self::File,
        Self::Edit,
        Self::Arrange,
        Self::View,
        Self::Focus,
        Self::Analyse,
        Self::Options,
        Self::Present,
        Self::Help,
    ];

    /// The menu's title.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Arrange => "Arrange",
            Self::View => "View",
            Self::Focus => "Focus",
            Self::Analyse => "Analyse",
            Self::Options => "Options",
            Self::Present => "Present",
            Self::Help => "Help",
        }
    }
}

/// What one command is called, how it is given, and what it does.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// Its name.
    pub command: Command,
    /// The menu that it stands in.
    pub menu: Menu,
    /// Its words in the menu.
    pub label: &'static str,
    /// What it does, in a sentence.
    pub tooltip: &'static str,
    /// The keys that give it.
    pub keys: Option<KeyboardShortcut>,
    /// Other keys that give it as well.
    pub also: Option<KeyboardShortcut>,
    /// Whether a line stands above it in its menu.
    pub starts_section: bool,
    /// Whether it can be given just now.
    pub can: fn(&Session) -> bool,
    /// Whether what it switches is on; nothing for a command that switches nothing.
    pub is_on: Option<fn(Command, &Session) -> bool>,
    /// Its words just now, where they follow from what is open or chosen.
    pub words: Option<fn(&Session) -> Option<String>>,
    /// What it does.
    pub acts: fn(Command, &Session) -> Vec<Act>,
}

/// The parts of a row that most commands have: name, label, tooltip, keys, whether it can be given, what it does.
type Row = (
    Command,
    &'static str,
    &'static str,
    Option<KeyboardShortcut>,
    fn(&Session) -> bool,
    fn(Command, &Session) -> Vec<Act>,
);

impl Entry {
    const fn row(menu: Menu, row: Row) -> Self {
        let (command, label, tooltip, keys, can, acts) = row;
        Self {
            command,
            menu,
            label,
            tooltip,
            keys,
            also: None,
            starts_section: false,
            can,
            is_on: None,
            words: None,
            acts,
        }
    }

    /// The same, with a line above it.
    const fn after_line(self) -> Self {
        Self { starts_section: true, ..self }
    }

    /// The same, with other keys that give it as well.
    const fn also(self, also: Option<KeyboardShortcut>) -> Self {
        Self { also, ..self }
    }

    const fn switch(self, is_on: fn(Command, &Session) -> bool) -> Self {
        Self { is_on: Some(is_on), ..self }
    }

    const fn told(self, words: fn(&Session) -> Option<String>) -> Self {
        Self { words: Some(words), ..self }
    }
}

/// Every command, in the order of the menus.
pub fn entries() -> &'static [Entry] {
    static TABLE: LazyLock<Vec<Entry>> = LazyLock::new(|| {
        let menus = [file::entries(), edit::entries(), arrange::entries(), view::entries()];
        let menus = menus.into_iter().chain([focus::entries(), analyse::entries(), option::entries()]);
        let menus = menus.chain([present::entries(), help::entries()]);
        menus.flatten().collect()
    });
    &TABLE
}

/// The row of a command.
pub fn entry(command: Command) -> &'static Entry {
    let entry = entries().iter().find(|entry| entry.command == command);
    entry.expect("a test holds that every command has a row")
}

impl Entry {
    /// Whether the command can be given just now.
    pub fn is_enabled(&self, session: &Session) -> bool {
        (self.can)(session) && !(session.panels.start && self.needs_a_map())
    }

    /// Whether the command is about a map that is shown, for which the start page has nothing.
    fn needs_a_map(&self) -> bool {
        use Command::{ContrastTheme, DarkTheme, Find, LightTheme, Motion, SelectAll, SystemTheme};
        use Command::{LargerText, SmallerText, UsualText};
        match self.menu {
            Menu::View => !matches!(
                self.command,
                SystemTheme | LightTheme | DarkTheme | ContrastTheme | LargerText | SmallerText | UsualText | Motion
            ),
            Menu::Focus | Menu::Analyse | Menu::Options | Menu::Present => true,
            Menu::Edit => matches!(self.command, Find | SelectAll),
            Menu::File | Menu::Arrange | Menu::Help => false,
        }
    }

    /// Whether the command changes the map.
    pub fn changes_the_map(&self) -> bool {
        use Command::{
            AcceptFinding, Baseline, Capture, Copy, CopyView, DeleteView, Find, FixFinding, KeepView, LayOutAnew,
            MakeTalk, NextOption, PreviousOption, Redo, SelectAll, Undo, UpdateView, ViewEarlier, ViewLater,
        };
        match self.menu {
            Menu::Edit | Menu::Arrange => !matches!(self.command, Undo | Redo | Copy | SelectAll | Find | LayOutAnew),
            Menu::Analyse => matches!(self.command, FixFinding | AcceptFinding),
            Menu::Options => !matches!(self.command, NextOption | PreviousOption | Baseline),
            Menu::Present => matches!(
                self.command,
                KeepView | UpdateView | CopyView | ViewEarlier | ViewLater | DeleteView | MakeTalk | Capture
            ),
            Menu::File | Menu::View | Menu::Focus | Menu::Help => false,
        }
    }

    /// Whether what the command switches is on; nothing for a command that switches nothing.
    pub fn is_on_in(&self, session: &Session) -> Option<bool> {
        self.is_on.map(|is_on| is_on(self.command, session))
    }

    /// The command's words in the menu, with the step that it concerns.
    pub fn label_in(&self, session: &Session) -> String {
        self.words.and_then(|words| words(session)).unwrap_or_else(|| self.label.to_owned())
    }

    /// What the command does; where it cannot be given, that is told.
    pub fn acts_in(&self, session: &Session) -> Vec<Act> {
        if self.is_enabled(session) {
            return (self.acts)(self.command, session);
        }
        if let Some(why) = session.files.read_only().filter(|_| self.changes_the_map()) {
            return vec![Act::Ask(Ask::File(FileQuestion::ReadOnly(why)))];
        }
        if let Some(date) = session.document.date().filter(|_| self.changes_the_map()) {
            return vec![Act::Ask(Ask::File(FileQuestion::OnDate(date)))];
        }
        let label = self.label.trim_end_matches('…');
        if session.panels.start {
            return vec![Act::Say(format!("{label} needs a map: open one, or begin a new one"))];
        }
        vec![Act::Say(format!("{label} cannot be done just now: {}", self.missing()))]
    }

    /// What is missing for a command that cannot be given.
    fn missing(&self) -> &'static str {
        use Command::{
            BackToNow, Baseline, BlackScreen, ChangesSince, CopyOption, CopyPicture, CopyView, Decide, DeleteOption,
            DeleteView, DescribeOption, Export, FewerSteps, FirstView, FocusAnswering, FocusClosing, FocusPerspective,
            FocusWayUp, FoldCard, GoBack, GoForward, LastView, LaterDate, LayOutAnew, LeaveFocus, LeaveOutTheRest,
            MakeTalk, MoreSteps, NextFinding, NextOption, NextView, Pen, PointOut, PresentTalk, PreviousFinding,
            PreviousOption, PreviousView, PromoteOption, Redo, Report, RoomScreen, SelectAll, ShowViewAgain, Undo,
            UnfoldAll, UpdateView, Versions, ViewEarlier, ViewLater,
        };
        match self.command {
            Export | CopyPicture => "the map is not drawn yet",
            Report | SelectAll | LayOutAnew => "nothing is on the map yet",
            Versions => "the map is in no file yet",
            GoBack | GoForward => "nothing else was looked at",
            NextFinding | PreviousFinding => "nothing has been found",
            Undo | Redo => "there is no step to go to",
            CopyOption | DescribeOption | DeleteOption | PromoteOption | Baseline => "no option is open",
            NextOption | PreviousOption => "this map has no options",
            PresentTalk | NextView | PreviousView | FirstView | LastView => "this map has no views yet",
            ShowViewAgain | UpdateView | CopyView | DeleteView => "no view is shown",
            ViewEarlier | ViewLater => "the view shown is the last one there, or none is shown",
            MakeTalk => "there is nothing to make one of",
            ChangesSince => "nothing was changed since a workshop began: presenting or noting something begins one",
            BlackScreen | PointOut | Pen => "nothing is presented",
            RoomScreen => "the system does not tell which screens there are",
            Decide => "nothing is to be decided",
            FocusWayUp | FocusAnswering | FocusPerspective | FocusClosing => "more than one card is chosen",
            FewerSteps | MoreSteps => "no neighbours are in focus, or there are no more steps",
            LeaveOutTheRest | LeaveFocus => "nothing is in focus",
            FoldCard => "nothing hangs under what is chosen",
            UnfoldAll => "nothing is folded",
            LaterDate | BackToNow => "the map is shown as it is now already",
            _ => "choose on the map what it is to be done with",
        }
    }
}

const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;
const ALT: Modifiers = Modifiers::ALT;
const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers::COMMAND.plus(Modifiers::SHIFT);

const fn keys(modifiers: Modifiers, key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(modifiers, key))
}

/// For commands that can always be given.
fn always(_: &Session) -> bool {
    true
}

/// Whether the map may be changed.
fn may_change(session: &Session) -> bool {
    !session.document.is_read_only()
}

/// How many nodes and how many links are chosen.
fn chosen(session: &Session) -> (usize, usize) {
    let (map, ids) = (session.document.map(), &session.selection.ids);
    let nodes = ids.iter().filter(|id| map.nodes.contains(id.as_str())).count();
    let links = ids.iter().filter(|id| map.links.contains(id.as_str())).count();
    (nodes, links)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::entries;

    #[test]
    fn no_two_commands_share_a_shortcut_or_a_label() {
        let mut keys = BTreeSet::new();
        let mut labels = BTreeSet::new();
        for entry in entries() {
            assert!(labels.insert(entry.label), "two commands are called {}", entry.label);
            for shortcut in [entry.keys, entry.also].into_iter().flatten() {
                assert!(keys.insert(format!("{shortcut:?}")), "{:?} clashes with another", entry.command);
            }
        }
    }

    /// The names are read off their source, so that one without a row cannot be overlooked.
    #[test]
    fn every_command_has_exactly_one_row() {
        let source = include_str!("../act.rs");
        let (_, names) = source.split_once("pub enum Command {").expect("the enum of commands");
        let (names, _) = names.split_once("\n}").expect("its end");
        let mut named = Vec::new();
        for name in names.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("///")) {
            match name.trim_end_matches(',') {
                "Toggle(Panel)" => {
                    named.extend(crate::session::panels::Panel::ALL.map(|panel| format!("Toggle({panel:?})")));
                }
                "LayOut(Form)" => named.extend(crate::layout::Form::ALL.map(|form| format!("LayOut({form:?})"))),
                name => named.push(name.to_owned()),
            }
        }
        let mut rows: Vec<String> = entries().iter().map(|entry| format!("{:?}", entry.command)).collect();
        assert!(rows.len() > 50);
        named.sort();
        rows.sort();
        assert_eq!(rows, named);
    }
}
