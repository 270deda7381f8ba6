//! Commands: one table for menus, palette, shortcuts and the help page.

use egui::{Key, KeyboardShortcut, Modifiers};

/// Everything that a person can tell the window to do without pointing at a particular thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the table says in a sentence what each does")]
pub enum Command {
    NewMap,
    Open,
    Save,
    SaveAs,
    Quit,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    Duplicate,
    Delete,
    SelectAll,
    AddBody,
    DrawLine,
    RepeatLine,
    Rename,
    ChangeKind,
    ChangeStatus,
    MoveUnder,
    Reverse,
    Merge,
    Split,
    Find,
    AlignLeft,
    AlignCentre,
    AlignRight,
    AlignTop,
    AlignMiddle,
    AlignBottom,
    DistributeAcross,
    DistributeDown,
    Pin,
    TidySelection,
    TidyCards,
    Fit,
    ZoomToSelection,
    ActualSize,
    ZoomIn,
    ZoomOut,
    GoBack,
    GoForward,
    Present,
    ToggleOutline,
    ToggleInspector,
    ToggleFindings,
    ToggleRegister,
    ToggleMatrix,
    ToggleMinimap,
    ToggleLegend,
    SystemTheme,
    LightTheme,
    DarkTheme,
    NextFinding,
    PreviousFinding,
    FixFinding,
    AcceptFinding,
    ExplainRules,
    Palette,
    Shortcuts,
    About,
}

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
    /// What is found.
    Analyse,
    /// What can be read.
    Help,
}

impl Menu {
    /// Every menu, from left to right.
    pub const ALL: [Self; 6] = [Self::File, Self::Edit, Self::Arrange, Self::View, Self::Analyse, Self::Help];

    /// The menu's title.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Arrange => "Arrange",
            Self::View => "View",
            Self::Analyse => "Analyse",
            Self::Help => "Help",
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

/// What one command is called and how it is given.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    /// The menu that it stands in.
    pub menu: Menu,
    /// Its words in the menu.
    pub label: &'static str,
    /// What it does, in a sentence.
    pub tooltip: &'static str,
    /// The keys that give it.
    pub shortcut: Option<KeyboardShortcut>,
    /// Whether a line stands above it in its menu.
    pub starts_section: bool,
}

impl Command {
    /// Every command, in the order of the menus.
    pub const ALL: &'static [Self] = &[
        Self::NewMap,
        Self::Open,
        Self::Save,
        Self::SaveAs,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::Cut,
        Self::Copy,
        Self::Paste,
        Self::Duplicate,
        Self::Delete,
        Self::SelectAll,
        Self::AddBody,
        Self::DrawLine,
        Self::RepeatLine,
        Self::Rename,
        Self::ChangeKind,
        Self::ChangeStatus,
        Self::MoveUnder,
        Self::Reverse,
        Self::Merge,
        Self::Split,
        Self::Find,
        Self::AlignLeft,
        Self::AlignCentre,
        Self::AlignRight,
        Self::AlignTop,
        Self::AlignMiddle,
        Self::AlignBottom,
        Self::DistributeAcross,
        Self::DistributeDown,
        Self::Pin,
        Self::TidySelection,
        Self::TidyCards,
        Self::Fit,
        Self::ZoomToSelection,
        Self::ActualSize,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::GoBack,
        Self::GoForward,
        Self::Present,
        Self::ToggleOutline,
        Self::ToggleInspector,
        Self::ToggleFindings,
        Self::ToggleRegister,
        Self::ToggleMatrix,
        Self::ToggleMinimap,
        Self::ToggleLegend,
        Self::SystemTheme,
        Self::LightTheme,
        Self::DarkTheme,
        Self::NextFinding,
        Self::PreviousFinding,
        Self::FixFinding,
        Self::AcceptFinding,
        Self::ExplainRules,
        Self::Palette,
        Self::Shortcuts,
        Self::About,
    ];

    /// The command's entry in the table.
    pub fn entry(self) -> Entry {
        let entry = |menu, label, tooltip, shortcut| Entry { menu, label, tooltip, shortcut, starts_section: false };
        let section = |menu, label, tooltip, shortcut| Entry { menu, label, tooltip, shortcut, starts_section: true };
        match self {
            Self::NewMap => entry(
                Menu::File,
                "New…",
                "Make a new map: empty, from a template or from pasted text",
                keys(CTRL, Key::N),
            ),
            Self::Open => entry(Menu::File, "Open…", "Choose a map file and open it", keys(CTRL, Key::O)),
            Self::Save => section(Menu::File, "Save", "Write the map to its file", keys(CTRL, Key::S)),
            Self::SaveAs => entry(Menu::File, "Save as…", "Write the map to another file", keys(CTRL_SHIFT, Key::S)),
            Self::Quit => section(Menu::File, "Quit", "Close the window", keys(CTRL, Key::Q)),
            Self::Undo => entry(Menu::Edit, "Undo", "Take back the last change", keys(CTRL, Key::Z)),
            Self::Redo => entry(Menu::Edit, "Redo", "Make the change again", keys(CTRL_SHIFT, Key::Z)),
            Self::Cut => section(Menu::Edit, "Cut", "Copy what is chosen, and remove it", keys(CTRL, Key::X)),
            Self::Copy => {
                entry(Menu::Edit, "Copy", "Keep a copy of what is chosen, for this map or another", keys(CTRL, Key::C))
            }
            Self::Paste => entry(Menu::Edit, "Paste", "Put what was copied at the pointer", keys(CTRL, Key::V)),
            Self::Duplicate => {
                entry(Menu::Edit, "Duplicate", "Put a copy of what is chosen beside it", keys(CTRL, Key::D))
            }
            Self::Delete => entry(
                Menu::Edit,
                "Delete",
                "Remove what is chosen; what depends on it is named first",
                keys(NONE, Key::Delete),
            ),
            Self::SelectAll => {
                entry(Menu::Edit, "Choose everything", "Choose every card in the picture", keys(CTRL, Key::A))
            }
            Self::AddBody => section(
                Menu::Edit,
                "Add a body…",
                "Add a board, group, partner, post or strand at the pointer",
                keys(NONE, Key::N),
            ),
            Self::DrawLine => {
                entry(Menu::Edit, "Draw a line…", "Draw a line from what is chosen to another body", keys(NONE, Key::L))
            }
            Self::RepeatLine => entry(
                Menu::Edit,
                "Draw the same line again",
                "Draw a line of the kind used last, from what is chosen",
                keys(NONE, Key::R),
            ),
            Self::Rename => entry(Menu::Edit, "Rename", "Give what is chosen another name", keys(NONE, Key::F2)),
            Self::ChangeKind => entry(
                Menu::Edit,
                "Change kind…",
                "Make what is chosen another kind of body or line",
                keys(NONE, Key::K),
            ),
            Self::ChangeStatus => {
                entry(Menu::Edit, "Change status…", "Say whether what is chosen is at work", keys(NONE, Key::S))
            }
            Self::MoveUnder => {
                section(Menu::Edit, "Move under…", "Have what is chosen answer to another body", keys(NONE, Key::U))
            }
            Self::Reverse => {
                entry(Menu::Edit, "Turn the line round", "Swap the two ends of the chosen lines", keys(NONE, Key::X))
            }
            Self::Merge => entry(
                Menu::Edit,
                "Merge…",
                "Make one body of two, with the lines and the evidence of both",
                keys(CTRL, Key::M),
            ),
            Self::Split => {
                entry(Menu::Edit, "Split…", "Make two bodies of one, and share out its lines", keys(CTRL_SHIFT, Key::M))
            }
            Self::Find => {
                section(Menu::Edit, "Find", "Find a body, a strand, a line, a source or a finding", keys(CTRL, Key::F))
            }
            Self::AlignLeft => entry(
                Menu::Arrange,
                "Align left",
                "Line up the left edges of the chosen cards",
                keys(CTRL_SHIFT, Key::L),
            ),
            Self::AlignCentre => entry(Menu::Arrange, "Align centres", "Stand the chosen cards above each other", None),
            Self::AlignRight => {
                entry(Menu::Arrange, "Align right", "Line up the right edges of the chosen cards", None)
            }
            Self::AlignTop => section(
                Menu::Arrange,
                "Align top",
                "Line up the upper edges of the chosen cards",
                keys(CTRL_SHIFT, Key::T),
            ),
            Self::AlignMiddle => {
                entry(Menu::Arrange, "Align middles", "Stand the chosen cards beside each other", None)
            }
            Self::AlignBottom => {
                entry(Menu::Arrange, "Align bottom", "Line up the lower edges of the chosen cards", None)
            }
            Self::DistributeAcross => {
                section(Menu::Arrange, "Distribute across", "Give the chosen cards equal gaps from left to right", None)
            }
            Self::DistributeDown => {
                entry(Menu::Arrange, "Distribute down", "Give the chosen cards equal gaps from top to bottom", None)
            }
            Self::Pin => section(
                Menu::Arrange,
                "Pin",
                "Keep the chosen cards where they are, whatever the layout does",
                keys(NONE, Key::P),
            ),
            Self::TidySelection => entry(
                Menu::Arrange,
                "Tidy the chosen cards",
                "Let the chosen cards go back to where the layout puts them",
                keys(NONE, Key::T),
            ),
            Self::TidyCards => {
                entry(Menu::Arrange, "Put moved cards back", "Let every card go back to where the layout puts it", None)
            }
            Self::Fit => entry(Menu::View, "Fit the map", "Show the whole map", keys(NONE, Key::F)),
            Self::ZoomToSelection => entry(Menu::View, "Zoom to selection", "Show what is chosen", keys(NONE, Key::Z)),
            Self::ActualSize => entry(Menu::View, "Actual size", "Show the map at 100 %", keys(NONE, Key::Num1)),
            Self::ZoomIn => entry(Menu::View, "Zoom in", "Come closer", keys(CTRL, Key::Plus)),
            Self::ZoomOut => entry(Menu::View, "Zoom out", "Go further away", keys(CTRL, Key::Minus)),
            Self::GoBack => {
                section(Menu::View, "Go back", "Look again at what was looked at before", keys(ALT, Key::ArrowLeft))
            }
            Self::GoForward => {
                entry(Menu::View, "Go forward", "Look at what was looked at next", keys(ALT, Key::ArrowRight))
            }
            Self::Present => section(
                Menu::View,
                "Present",
                "Show nothing but the map, its title and its legend",
                keys(NONE, Key::F11),
            ),
            Self::ToggleOutline => section(Menu::View, "Outline", "Show or hide the outline", keys(CTRL, Key::Num1)),
            Self::ToggleInspector => {
                entry(Menu::View, "Inspector", "Show or hide the inspector", keys(CTRL, Key::Num2))
            }
            Self::ToggleFindings => {
                entry(Menu::View, "Findings", "Show or hide the list of findings", keys(CTRL, Key::Num3))
            }
            Self::ToggleRegister => {
                entry(Menu::View, "Register", "Show or hide the map as tables", keys(CTRL, Key::Num4))
            }
            Self::ToggleMatrix => {
                entry(Menu::View, "Matrix", "Show or hide who sits where, and who owns what", keys(CTRL, Key::Num5))
            }
            Self::ToggleMinimap => {
                entry(Menu::View, "Minimap", "Show or hide the small map of the whole", keys(NONE, Key::M))
            }
            Self::ToggleLegend => entry(Menu::View, "Legend", "Show or hide the legend", keys(CTRL, Key::Num6)),
            Self::SystemTheme => section(Menu::View, "System look", "Follow the system's light or dark look", None),
            Self::LightTheme => entry(Menu::View, "Light look", "Dark ink on a light ground", None),
            Self::DarkTheme => entry(Menu::View, "Dark look", "Light ink on a dark ground", None),
            Self::NextFinding => {
                entry(Menu::Analyse, "Next finding", "Go to the next finding of the list", keys(NONE, Key::F8))
            }
            Self::PreviousFinding => {
                entry(Menu::Analyse, "Previous finding", "Go to the finding before", keys(SHIFT, Key::F8))
            }
            Self::FixFinding => entry(
                Menu::Analyse,
                "Fix the finding",
                "Make the change that mends the chosen finding",
                keys(CTRL, Key::Period),
            ),
            Self::AcceptFinding => entry(
                Menu::Analyse,
                "Accept the finding…",
                "Live with the chosen finding for a reason, or let it count again",
                keys(CTRL_SHIFT, Key::Period),
            ),
            Self::ExplainRules => {
                section(Menu::Analyse, "Rules explained", "Read what every rule checks, and why it matters", None)
            }
            Self::Palette => {
                entry(Menu::Help, "All commands…", "Find any command by a few letters", keys(CTRL_SHIFT, Key::P))
            }
            Self::Shortcuts => entry(Menu::Help, "Keyboard shortcuts", "Show every shortcut", keys(NONE, Key::F1)),
            Self::About => section(Menu::Help, "About Boardwalk", "What this program is", None),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Command, Menu};

    #[test]
    fn no_two_commands_share_a_shortcut_or_a_label() {
        let mut keys = BTreeSet::new();
        let mut labels = BTreeSet::new();
        for &command in Command::ALL {
            let entry = command.entry();
            assert!(labels.insert(entry.label), "two commands are called {}", entry.label);
            if let Some(shortcut) = entry.shortcut {
                assert!(keys.insert(format!("{shortcut:?}")), "{command:?} clashes with another on {shortcut:?}");
            }
        }
    }

    #[test]
    fn the_list_is_complete_and_in_the_order_of_the_menus() {
        let distinct: BTreeSet<String> = Command::ALL.iter().map(|command| format!("{command:?}")).collect();
        assert_eq!(distinct.len(), Command::ALL.len());
        let order: Vec<usize> = Command::ALL
            .iter()
            .map(|command| Menu::ALL.iter().position(|menu| *menu == command.entry().menu).expect("a menu"))
            .collect();
        assert!(order.is_sorted(), "{order:?}");
    }
}
