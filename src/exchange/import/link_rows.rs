//! Rows of links: what a sheet of them tells of all, what the cells of one write, and what two rows say of one.

use super::facts;
use super::mapping::SheetMapping;
use crate::editing::fields::{self, Fielded as _};
use crate::exchange::pasted_text::{Column, words};
use crate::model::{Link, LinkKind, Map};

/// What the links of a sheet are that says it in no column: money has amounts, seats have roles.
pub(super) fn told_by(sheet: &SheetMapping) -> LinkKind {
    let has = |names: &[&str]| {
        sheet.columns.iter().any(|column| matches!(column, Column::OfLink(name) if names.contains(name)))
    };
    match () {
        () if has(&["amount", "currency", "period"]) => LinkKind::Funds,
        () if has(&["role", "seats", "voting", "on_behalf_of"]) => LinkKind::MemberOf,
        () => LinkKind::ReportsTo,
    }
}

/// Writes into a field of a link what a cell says. What cannot stand there is kept in its note.
pub(super) fn write_link(link: &mut Link, name: &str, text: &str, map: &Map) -> Result<(), String> {
    let Some(field) = fields::field::<Link>(name) else { return Ok(()) };
    let written = match name {
        _ if !(field.applies)(link) => Err(format!("{} is nothing that \"{}\" has", field.label, link.kind.word())),
        // What can be read in two ways is asked about.
        "amount" => field.write(link, text, map),
        name => facts::of_link(link, name, text, map),
    };
    match written {
        Err(_) if words::says_nothing(text) => Ok(()),
        Err(reason) => {
            facts::of_link(link, "note", &format!("{}: {text}", field.label), map)?;
            Err(format!("{reason}: it is kept in the note"))
        }
        Ok(()) => Ok(()),
    }
}

/// What two rows say of one link, if the second says more of it than the first.
///
/// # Errors
/// What they say differently, in a word.
pub(super) fn joined(there: &Link, said: &Link, map: &Map) -> Result<Option<Link>, String> {
    let plain = Link::new(said.id.clone(), said.kind, said.from.clone(), said.to.clone());
    let mut both = there.clone();
    for field in Link::fields() {
        let [known, said, plain] = [there, said, &plain].map(|link| field.read(link, map));
        if said == plain || said == known {
            continue;
        }
        if known != plain {
            return Err(crate::model::words::lower_first(field.label));
        }
        field.write(&mut both, &said, map)?;
    }
    Ok((both != *there).then_some(both))
}
