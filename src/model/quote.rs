//! Quotations: what other people wrote, as sentences and terminals may repeat it. At most a line, and nothing acts unseen.

use std::borrow::Cow;
use std::fmt::Write;

/// The most letters of a value that a sentence repeats.
const MOST: usize = 120;

/// A value as a sentence quotes it: at most a line of it, with what would act unseen shown. What is left out is marked.
///
/// ```
/// use boardwalk::model::quote::shortened;
/// assert_eq!(shortened("Trust Board"), "Trust Board");
/// assert_eq!(shortened("a\u{1b}[31m\nb"), "a\\u{1b}[31m\\nb");
/// assert_eq!(shortened(&"long ".repeat(1000)).chars().count(), 120);
/// ```
pub fn shortened(text: &str) -> Cow<'_, str> {
    // Looked at is only what can be in the line, however long the text is.
    let end = text.char_indices().nth(MOST).map_or(text.len(), |(at, _)| at);
    let shown = shown(&text[..end]);
    if end == text.len() && shown.chars().count() <= MOST {
        return shown;
    }
    let kept: String = shown.chars().take(MOST - 1).collect();
    Cow::Owned(kept.trim_end().to_owned() + "…")
}

/// A whole message, in which nothing acts unseen; it ends after a few lines, whatever it quotes.
pub fn message(text: &str) -> Cow<'_, str> {
    const MOST: usize = 800;
    match text.char_indices().nth(MOST) {
        None => shown(text),
        Some((end, _)) => Cow::Owned(shown(&text[..end]).into_owned() + "…"),
    }
}

/// A text with what would act unseen shown as the escapes of a programmer: control characters, ends of lines, and what
/// turns the direction of its neighbours.
pub fn shown(text: &str) -> Cow<'_, str> {
    if !text.chars().any(acts_unseen) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match character {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            character if acts_unseen(character) => drop(write!(shown, "\\u{{{:x}}}", u32::from(character))),
            character => shown.push(character),
        }
    }
    Cow::Owned(shown)
}

/// Whether a character makes a terminal or its neighbours do something instead of being seen.
pub fn acts_unseen(character: char) -> bool {
    let turns =
        matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    turns || character.is_control() || matches!(character, '\u{2028}' | '\u{2029}' | '\u{206A}'..='\u{206F}')
}

/// A text in JSON with what would act unseen as JSON's own escapes: no program reads anything else, and no terminal acts.
pub fn in_json(text: &str) -> Cow<'_, str> {
    let is_seen = |character: char| matches!(character, '\n' | '\t') || !acts_unseen(character);
    if text.chars().all(is_seen) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match is_seen(character) {
            true => escaped.push(character),
            false => drop(write!(escaped, "\\u{:04x}", u32::from(character))),
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quotation_is_at_most_a_line_and_nothing_in_it_acts() {
        for text in ["\n".repeat(100_000), "\u{9b}31m".repeat(30), "x".repeat(100_000), "\u{202e}board".to_owned()] {
            let quoted = shortened(&text);
            assert!(quoted.chars().count() <= MOST, "{quoted}");
            assert!(!quoted.chars().any(acts_unseen), "{quoted}");
        }
        assert_eq!(shortened("Équipe 児童"), "Équipe 児童");
    }

    #[test]
    fn json_says_the_same_with_escapes() {
        let value = serde_json::json!({ "name": "a\u{9b}b\u{202e}c\u{2028}" });
        let text = value.to_string();
        let escaped = in_json(&text);
        assert!(!escaped.chars().any(acts_unseen));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&escaped).expect("still JSON"), value);
    }
}
