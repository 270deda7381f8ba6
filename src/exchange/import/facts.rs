//! Facts: what an attribute says, written into a field of a node or a link as exactly as it can be.

use rust_decimal::Decimal;

use crate::editing::fields::{self, Control, Fielded};
use crate::exchange::pasted_text::words;
use crate::model::{Link, Map, Node};

/// Writes a fact into a field of a node.
///
/// # Errors
/// When it does not fit, as a sentence without a full stop.
pub(in crate::exchange::import) fn of_node(node: &mut Node, name: &str, text: &str, map: &Map) -> Result<(), String> {
    let words = || Some(text.to_owned()).filter(|text| !text.is_empty());
    match name {
        "status_note" => node.status_note = words(),
        "remit" => node.remit = words(),
        "powers" => node.powers = words(),
        "quorum" => node.quorum = words(),
        "sector" => node.sector = words(),
        "notes" => node.notes = words(),
        "status" => {
            let meant = words::status(text.trim());
            return write(node, name, text, map).or_else(|error| {
                node.status = meant.ok_or(error)?;
                Ok(())
            });
        }
        name => return write(node, name, text, map),
    }
    Ok(())
}

/// Writes a fact into a field of a link.
///
/// # Errors
/// When it does not fit, as a sentence without a full stop.
pub(in crate::exchange::import) fn of_link(link: &mut Link, name: &str, text: &str, map: &Map) -> Result<(), String> {
    let words = || Some(text.to_owned()).filter(|text| !text.is_empty());
    match (name, Decimal::from_str_exact(text)) {
        ("note", _) => {
            let both = [link.note.take(), words()].into_iter().flatten().collect::<Vec<_>>();
            link.note = Some(both.join("; ")).filter(|note| !note.is_empty());
        }
        ("period", _) => link.period = words(),
        ("amount", Ok(amount)) => link.amount = Some(amount),
        (name, _) => return write(link, name, text, map),
    }
    Ok(())
}

/// Writes it as people write it, or as spreadsheets and programs do.
fn write<R: Fielded>(record: &mut R, name: &str, text: &str, map: &Map) -> Result<(), String> {
    let Some(field) = fields::field::<R>(name) else { return Ok(()) };
    let meant = match field.control {
        Control::Tick => words::ticked(text).map(str::to_owned),
        Control::Date => words::day(text).map(|(day, _)| day),
        _ => None,
    };
    field.write(record, &meant.unwrap_or_else(|| text.to_owned()), map)
}
