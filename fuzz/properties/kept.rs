//! Whether what somebody wrote is still there after it was read and written.

use serde_json::Value;

/// The first thing in the one JSON text that the other lacks, if there is any: as a path to it. What says nothing (null, an
/// empty list, what is so anyway) may be gone, lists of records may stand in another order, and numbers may be written in
/// another way.
pub(crate) fn dropped(before: &[u8], after: &[u8]) -> Option<String> {
    // What is nested too deep or has numbers beyond all bounds is no value for this library; then there is no telling.
    let (before, after) = (serde_json::from_slice(before).ok()?, serde_json::from_slice(after).ok()?);
    missing(&before, &after).map(|path| format!("{path} of {before} in {after}"))
}

fn missing(before: &Value, after: &Value) -> Option<String> {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => before.iter().find_map(|(key, value)| {
            let found = match after.get(key) {
                _ if key == "version" || key == "format" => None,
                None if says_nothing(value) => None,
                None => Some("nothing".to_owned()),
                Some(other) => missing(value, other),
            };
            found.map(|path| format!("{key}/{path}"))
        }),
        (Value::Array(before), Value::Array(after)) => before.iter().enumerate().find_map(|(place, value)| {
            let is_there = after.get(place).is_some_and(|other| missing(value, other).is_none())
                || after.iter().any(|other| missing(value, other).is_none());
            (!is_there).then(|| format!("number {place}"))
        }),
        (Value::Number(before), Value::Number(after)) => {
            let (before, after) = (before.as_f64()?, after.as_f64()?);
            let is_near = (before - after).abs() <= 1e-14 * before.abs().max(after.abs());
            (!is_near).then(|| format!("{before} is {after}"))
        }
        (before, after) if before == after => None,
        (before, after) => Some(format!("{before} is {after}")),
    }
}

fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(all) => all.is_empty(),
        Value::Object(all) => all.values().all(says_nothing),
        _ => false,
    }
}
