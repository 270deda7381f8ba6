//! Keys: which a text needs for itself while it is being written, and what shortcuts are called.

use egui::{Context, Key, KeyboardShortcut};

/// A shortcut as it is printed on keys: "Ctrl+.", where egui says "Ctrl+Period".
pub fn in_words(ctx: &Context, shortcut: &KeyboardShortcut) -> String {
    let words = ctx.format_shortcut(shortcut);
    let key = shortcut.logical_key;
    // Arrows are told by their names, which a screen reader can read.
    let printed = Some(key.symbol_or_name()).filter(|symbol| symbol.len() < 4 && !key.name().ends_with(symbol));
    match printed.zip(words.strip_suffix(key.name())).filter(|(symbol, _)| !"⏷⏴⏵⏶".contains(symbol)) {
        Some((symbol, modifiers)) => format!("{modifiers}{symbol}"),
        None => words,
    }
}

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
    fn shortcuts_are_called_by_what_is_printed_on_keys() {
        let words = |modifiers, key| in_words(&Context::default(), &KeyboardShortcut::new(modifiers, key));
        let printed =
            [(Key::OpenBracket, "["), (Key::Plus, "+"), (Key::Minus, "−"), (Key::Period, "."), (Key::Comma, ",")];
        for (key, symbol) in printed {
            assert_eq!(words(Modifiers::NONE, key), symbol);
        }
        for key in [Key::N, Key::Num1, Key::F5, Key::Delete, Key::PageDown, Key::ArrowLeft] {
            assert_eq!(words(Modifiers::NONE, key), key.name());
        }
        assert!(words(Modifiers::ALT, Key::Comma).ends_with("+,") || words(Modifiers::ALT, Key::Comma).ends_with(" ,"));
    }

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
