//! How values are read and written as text: words, lists, numbers, dates, money.

use std::fmt::Display;

use rust_decimal::Decimal;

use crate::model::quote::shortened;
use crate::model::{Quantity, When};

/// The most significant digits that a plain number of a file keeps.
const MOST_DIGITS: usize = 15;

/// What is there, or nothing.
pub(super) fn shown(value: &Option<impl Display>) -> String {
    value.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// Words, or none when nothing is written.
pub(super) fn words(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// Words that must be there; `what` follows "write".
pub(super) fn needed(text: &str, what: &str) -> Result<String, String> {
    words(text).ok_or_else(|| format!("this cannot be empty: write {what}"))
}

/// Joins words to one text that [`split`] takes apart again: "Be healthy; Stay safe".
pub fn join(words: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    let quoted = |word: &str| {
        let is_plain = !word.contains([';', '\n', '"']) && word.trim() == word;
        if is_plain { word.to_owned() } else { format!("\"{}\"", word.replace('"', "\"\"")) }
    };
    words.into_iter().map(|word| quoted(word.as_ref())).collect::<Vec<_>>().join("; ")
}

/// Takes a text apart at semicolons and ends of lines. A word that contains one stands in quotation marks.
pub fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"').and_then(quoted) {
            Some(found) => found,
            None => {
                let end = rest.find([';', '\n']).unwrap_or(rest.len());
                (rest[..end].trim().to_owned(), &rest[end..])
            }
        };
        if !word.is_empty() {
            words.push(word);
        }
        rest = after.trim_start_matches([';', '\n', ' ', '\t', '\r']);
    }
    words
}

/// The word up to the closing quotation mark, and what comes after it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut from = 0;
    loop {
        let at = from + text[from..].find('"')?;
        if text[at + 1..].starts_with('"') {
            from = at + 2;
            continue;
        }
        let after = text[at + 1..].trim_start();
        let ends = after.is_empty() || after.starts_with([';', '\n']);
        return ends.then(|| (text[..at].replace("\"\"", "\""), after));
    }
}

/// The value that a word means.
pub(super) fn choice<T: Copy>(all: &[T], word: fn(T) -> &'static str, text: &str) -> Result<T, String> {
    all.iter().copied().find(|value| word(*value).eq_ignore_ascii_case(text)).ok_or_else(|| {
        let words: Vec<&str> = all.iter().map(|value| word(*value)).collect();
        format!("\"{}\" is no choice here: write {}", shortened(text), one_of(&words))
    })
}

/// The value that a word means, or none when nothing is written.
pub(super) fn choice_if_any<T: Copy>(all: &[T], word: fn(T) -> &'static str, text: &str) -> Result<Option<T>, String> {
    if text.is_empty() { Ok(None) } else { choice(all, word, text).map(Some) }
}

/// "a, b or c".
pub(super) fn one_of(words: &[impl AsRef<str>]) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [several @ .., last] => {
            let several: Vec<&str> = several.iter().map(AsRef::as_ref).collect();
            format!("{} or {}", several.join(", "), last.as_ref())
        }
    }
}

pub(super) fn tick(value: Option<bool>) -> String {
    value.map_or("", |value| if value { "yes" } else { "no" }).to_owned()
}

pub(super) fn ticked(text: &str) -> Result<Option<bool>, String> {
    match text.to_lowercase().as_str() {
        "" => Ok(None),
        "yes" | "y" | "true" => Ok(Some(true)),
        "no" | "n" | "false" => Ok(Some(false)),
        _ => Err(format!(
            "\"{}\" is neither yes nor no: write yes or no, or nothing if it is not known",
            shortened(text)
        )),
    }
}

pub(super) fn date(text: &str) -> Result<Option<When>, String> {
    if text.is_empty() {
        Ok(None)
    } else {
        text.parse().map(Some).map_err(|error: crate::model::when::NoDate| error.to_string())
    }
}

/// A count: whole, not negative.
pub(super) fn count(text: &str) -> Result<Option<u32>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    ungrouped(text)
        .and_then(|digits| digits.parse().ok())
        .map(Some)
        .ok_or_else(|| format!("\"{}\" is no whole number: write digits, such as 12", shortened(text)))
}

/// A number that may have a fraction, not negative.
pub fn quantity(text: &str) -> Result<Option<Quantity>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    let value = ungrouped(text).and_then(|digits| Decimal::from_str_exact(&digits).ok());
    let is_kept = |value: &Decimal| value.normalize().mantissa().abs().to_string().len() <= MOST_DIGITS;
    value
        .filter(is_kept)
        .and_then(Quantity::new)
        .map(Some)
        .ok_or_else(|| format!("\"{}\" is no number: write digits, such as 4 or 1.5", shortened(text)))
}

/// The digits of a number without its thousands separators, if these stand where they may: never "24,38", which may mean
/// a fraction.
fn ungrouped(text: &str) -> Option<String> {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(whole, fraction)| (whole, Some(fraction)));
    let groups: Vec<&str> = whole.split([',', ' ', '\u{a0}', '\u{202f}']).collect();
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_grouped = groups.len() == 1 || (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3));
    if !is_grouped || !groups.iter().all(|group| is_number(group)) || !fraction.is_none_or(is_number) {
        return None;
    }
    Some(fraction.map_or_else(|| groups.concat(), |fraction| format!("{}.{fraction}", groups.concat())))
}
