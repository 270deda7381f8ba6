//! Keys: which a text needs for itself while it is being written.

use egui::{Key, KeyboardShortcut};

/// Whether a key writes, takes away or goes about in a text: such a key is no command while one is written, with Shift or
/// without, since capitals are written with it. The page keys lead nowhere in a text: a talk goes on while somebody types.
pub fn belongs_to_text(shortcut: &KeyboardShortcut) -> bool {
    let KeyboardShortcut { modifiers, logical_key } = *shortcut;
    let is_plain = !modifiers.alt && !modifiers.ctrl && !modifiers.command && !modifiers.mac_cmd;
    is_plain && !is_function_key(logical_key) && !is_page_key(logical_key)
}

/// The keys that clickers have, too.
pub fn is_page_key(key: Key) -> bool {
    matches!(key, Key::PageUp | Key::PageDown)
}

/// F1 and the like, which write nothing.
fn is_function_key(key: Key) -> bool {
    key.name().len() > 1 && key.name().starts_with('F')
}

#[cfg(test)]
mod tests {
    use egui::Modifiers;

    use super::*;

    #[test]
    fn what_writes_is_a_texts_own() {
        let belongs = |modifiers, key| belongs_to_text(&KeyboardShortcut::new(modifiers, key));
        for key in [Key::J, Key::Num1, Key::Minus, Key::Plus, Key::OpenBracket, Key::Period, Key::F, Key::Delete] {
            assert!(belongs(Modifiers::NONE, key) && belongs(Modifiers::SHIFT, key), "{key:?}");
            assert!(!belongs(Modifiers::COMMAND, key) && !belongs(Modifiers::ALT, key), "{key:?}");
        }
        assert!(!belongs(Modifiers::NONE, Key::PageDown));
        assert!(!belongs(Modifiers::NONE, Key::F5) && !belongs(Modifiers::SHIFT, Key::F1));
    }
}
