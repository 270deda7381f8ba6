//! Commands: one table for menus, shortcuts and the help page.

use egui::{Key, KeyboardShortcut, Modifiers};

/// Everything that a person can tell the window to do without pointing at a particular thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Command {
    /// Make a new map.
    NewMap,
    /// Choose a map file and open it.
    Open,
    /// Write the map to its file.
    Save,
    /// Write the map to another file.
    SaveAs,
    /// Close the window.
    Quit,
    /// Take back the last change.
    Undo,
    /// Make the change again.
    Redo,
    /// Go to the search field.
    Find,
    /// Let every card go back to where the layout puts it.
    TidyCards,
    /// Show the whole map.
    Fit,
    /// Show what is chosen.
    ZoomToSelection,
    /// Show the map in its true size.
    ActualSize,
    /// Come closer.
    ZoomIn,
    /// Go further away.
    ZoomOut,
    /// Show nothing but the map, its title and its legend.
    Present,
    /// Show or hide the outline.
    ToggleOutline,
    /// Show or hide the inspector.
    ToggleInspector,
    /// Show or hide the findings.
    ToggleFindings,
    /// Show or hide the small map of the whole.
    ToggleMinimap,
    /// Show or hide the legend.
    ToggleLegend,
    /// Follow the system's light or dark look.
    SystemTheme,
    /// The light look.
    LightTheme,
    /// The dark look.
    DarkTheme,
    /// Go to the next finding of the list.
    NextFinding,
    /// Go to the one before.
    PreviousFinding,
    /// Read what every rule checks.
    ExplainRules,
    /// Show the page of shortcuts.
    Shortcuts,
    /// Tell what the program is.
    About,
}

/// The menu that a command stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    /// Files.
    File,
    /// Changes.
    Edit,
    /// What is shown.
    View,
    /// What is found.
    Analyse,
    /// What can be read.
    Help,
}

impl Menu {
    /// Every menu, from left to right.
    pub const ALL: [Self; 5] = [Self::File, Self::Edit, Self::View, Self::Analyse, Self::Help];

    /// The menu's title.
    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Analyse => "Analyse",
            Self::Help => "Help",
        }
    }
}

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
    pub const ALL: [Self; 28] = [
        Self::NewMap,
        Self::Open,
        Self::Save,
        Self::SaveAs,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::Find,
        Self::TidyCards,
        Self::Fit,
        Self::ZoomToSelection,
        Self::ActualSize,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::Present,
        Self::ToggleOutline,
        Self::ToggleInspector,
        Self::ToggleFindings,
        Self::ToggleMinimap,
        Self::ToggleLegend,
        Self::SystemTheme,
        Self::LightTheme,
        Self::DarkTheme,
        Self::NextFinding,
        Self::PreviousFinding,
        Self::ExplainRules,
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
            Self::Find => section(Menu::Edit, "Find", "Find a body, a strand or a finding", keys(CTRL, Key::F)),
            Self::TidyCards => {
                section(Menu::Edit, "Put moved cards back", "Let every card go back to where the layout puts it", None)
            }
            Self::Fit => entry(Menu::View, "Fit the map", "Show the whole map", keys(Modifiers::NONE, Key::F)),
            Self::ZoomToSelection => {
                entry(Menu::View, "Zoom to selection", "Show what is chosen", keys(Modifiers::NONE, Key::Z))
            }
            Self::ActualSize => {
                entry(Menu::View, "Actual size", "Show the map at 100 %", keys(Modifiers::NONE, Key::Num1))
            }
            Self::ZoomIn => entry(Menu::View, "Zoom in", "Come closer", keys(CTRL, Key::Plus)),
            Self::ZoomOut => entry(Menu::View, "Zoom out", "Go further away", keys(CTRL, Key::Minus)),
            Self::Present => section(
                Menu::View,
                "Present",
                "Show nothing but the map, its title and its legend",
                keys(Modifiers::NONE, Key::F11),
            ),
            Self::ToggleOutline => section(Menu::View, "Outline", "Show or hide the outline", keys(CTRL, Key::Num1)),
            Self::ToggleInspector => {
                entry(Menu::View, "Inspector", "Show or hide the inspector", keys(CTRL, Key::Num2))
            }
            Self::ToggleFindings => {
                entry(Menu::View, "Findings", "Show or hide the list of findings", keys(CTRL, Key::Num3))
            }
            Self::ToggleMinimap => {
                entry(Menu::View, "Minimap", "Show or hide the small map of the whole", keys(Modifiers::NONE, Key::M))
            }
            Self::ToggleLegend => entry(Menu::View, "Legend", "Show or hide the legend", keys(Modifiers::NONE, Key::L)),
            Self::SystemTheme => section(Menu::View, "System look", "Follow the system's light or dark look", None),
            Self::LightTheme => entry(Menu::View, "Light look", "Dark ink on a light ground", None),
            Self::DarkTheme => entry(Menu::View, "Dark look", "Light ink on a dark ground", None),
            Self::NextFinding => entry(
                Menu::Analyse,
                "Next finding",
                "Go to the next finding of the list",
                keys(Modifiers::NONE, Key::F8),
            ),
            Self::PreviousFinding => {
                entry(Menu::Analyse, "Previous finding", "Go to the finding before", keys(Modifiers::SHIFT, Key::F8))
            }
            Self::ExplainRules => {
                section(Menu::Analyse, "Rules explained", "Read what every rule checks, and why it matters", None)
            }
            Self::Shortcuts => {
                entry(Menu::Help, "Keyboard shortcuts", "Show every shortcut", keys(Modifiers::NONE, Key::F1))
            }
            Self::About => entry(Menu::Help, "About Boardwalk", "What this program is", None),
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
        for command in Command::ALL {
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
