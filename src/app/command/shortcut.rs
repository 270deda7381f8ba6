//! Shortcuts: what they are called.

use egui::{Context, KeyboardShortcut};

/// A shortcut as it is printed on keys: "Ctrl+.", where egui says "Ctrl+Period".
pub fn keys_in_words(ctx: &Context, shortcut: &KeyboardShortcut) -> String {
    let words = ctx.format_shortcut(shortcut);
    let key = shortcut.logical_key;
    // Arrows are told by their names, which a screen reader can read.
    let printed = Some(key.symbol_or_name()).filter(|symbol| symbol.len() < 4 && !key.name().ends_with(symbol));
    match printed.zip(words.strip_suffix(key.name())).filter(|(symbol, _)| !"⏷⏴⏵⏶".contains(symbol)) {
        Some((symbol, modifiers)) => format!("{modifiers}{symbol}"),
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use egui::{Key, Modifiers};

    use super::*;

    #[test]
    fn shortcuts_are_called_by_what_is_printed_on_keys() {
        let words = |modifiers, key| keys_in_words(&Context::default(), &KeyboardShortcut::new(modifiers, key));
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
}
