//! The fields of a line.

use std::sync::Arc;

use super::money::{amount, currency};
use super::text::{choice, choice_if_any, count, date, join, shown, split, tick, ticked, words};
use super::{Control, Field, Fielded, names};
use crate::model::edit::Edit;
use crate::model::words::grouped;
use crate::model::{Arrangement, End, EntryKind, Id, Link, LinkKind, LinkStatus, Map, Period, SeatRole};

const ARRANGEMENTS: [Arrangement; 4] =
    [Arrangement::Single, Arrangement::Aligned, Arrangement::Pooled, Arrangement::Grant];

/// Every field of a line.
pub const LINK: &[Field<Link>] = &[
    Field {
        name: "from",
        label: "From",
        help: "Where it reads from: the one that answers, sits, chairs, owns, pays",
        control: Control::One(EntryKind::Node),
        applies: |_| true,
        suggests: false,
        read: |link, map| end(link, End::From, map),
        write: |link, text, map| lead(link, End::From, text, map),
    },
    Field {
        name: "kind",
        label: "Kind",
        help: "What the line says",
        control: Control::Choice(&LinkKind::WORDS),
        applies: |_| true,
        suggests: false,
        read: |link, _| link.kind.word().to_owned(),
        write: |link, text, _| {
            link.kind = choice(&LinkKind::ALL, LinkKind::word, text)?;
            Ok(())
        },
    },
    Field {
        name: "to",
        label: "To",
        help: "Where it reads to: the one that is answered to, chaired, owned, paid",
        control: Control::One(EntryKind::Node),
        applies: |_| true,
        suggests: false,
        read: |link, map| end(link, End::To, map),
        write: |link, text, map| lead(link, End::To, text, map),
    },
    Field {
        name: "status",
        label: "Status",
        help: "Whether it holds",
        control: Control::Choice(&["active", "proposed", "unclear", "lapsed"]),
        applies: |_| true,
        suggests: false,
        read: |link, _| link.status.word().to_owned(),
        write: |link, text, _| {
            link.status = choice(&LinkStatus::ALL, LinkStatus::word, text)?;
            Ok(())
        },
    },
    Field {
        name: "seats",
        label: "Seats",
        help: "How many seats the member has",
        control: Control::Number,
        applies: |link| link.kind == LinkKind::MemberOf,
        suggests: false,
        read: |link, _| shown(&link.seats),
        write: |link, text, _| {
            link.seats = count(text)?;
            Ok(())
        },
    },
    Field {
        name: "role",
        label: "Sits as",
        help: "As what it sits: a chair, a lead, a deputy, an adviser",
        control: Control::Choice(&["", "member", "chair", "deputy", "observer", "lead", "adviser"]),
        applies: |link| link.kind == LinkKind::MemberOf,
        suggests: false,
        read: |link, _| link.role.map(SeatRole::word).unwrap_or_default().to_owned(),
        write: |link, text, _| {
            link.role = choice_if_any(&SeatRole::ALL, SeatRole::word, text)?;
            Ok(())
        },
    },
    Field {
        name: "voting",
        label: "Votes",
        help: "Whether it votes",
        control: Control::Tick,
        applies: |link| link.kind == LinkKind::MemberOf,
        suggests: false,
        read: |link, _| tick(link.voting),
        write: |link, text, _| {
            link.voting = ticked(text)?;
            Ok(())
        },
    },
    Field {
        name: "on_behalf_of",
        label: "On behalf of",
        help: "For whom it speaks, one of the map",
        control: Control::One(EntryKind::Node),
        applies: |link| link.kind == LinkKind::MemberOf,
        suggests: false,
        read: |link, map| names::one(map, EntryKind::Node, &link.on_behalf_of),
        write: |link, text, map| {
            link.on_behalf_of = names::one_if_any(map, EntryKind::Node, text)?;
            Ok(())
        },
    },
    Field {
        name: "required",
        label: "Required",
        help: "Whether a law or the terms of reference require the seat",
        control: Control::Tick,
        applies: |link| link.kind == LinkKind::MemberOf,
        suggests: false,
        read: |link, _| tick(link.required),
        write: |link, text, _| {
            link.required = ticked(text)?;
            Ok(())
        },
    },
    Field {
        name: "joint",
        label: "Joint",
        help: "Whether the law gives the work to several together, of whom this one is one",
        control: Control::Tick,
        applies: |link| link.kind == LinkKind::Owns,
        suggests: false,
        read: |link, _| tick(link.joint),
        write: |link, text, _| {
            link.joint = ticked(text)?;
            Ok(())
        },
    },
    Field {
        name: "amount",
        label: "Amount",
        help: "What is paid in the period, exact, such as 24,383,000",
        control: Control::Money,
        applies: |link| link.kind == LinkKind::Funds,
        suggests: false,
        read: |link, _| link.amount.map(|amount| grouped(&amount.to_string())).unwrap_or_default(),
        write: |link, text, _| {
            link.amount = amount(text, &mut link.currency)?;
            Ok(())
        },
    },
    Field {
        name: "currency",
        label: "Currency",
        help: "The currency of the amount in three letters, such as GBP",
        control: Control::Line,
        applies: |link| link.kind == LinkKind::Funds,
        suggests: true,
        read: |link, _| shown(&link.currency),
        write: |link, text, _| {
            link.currency = currency(text)?;
            Ok(())
        },
    },
    Field {
        name: "period",
        label: "Period",
        help: "The period of the amount, such as 2008/09",
        control: Control::Line,
        applies: |link| link.kind == LinkKind::Funds,
        suggests: true,
        read: |link, _| shown(&link.period),
        write: |link, text, _| {
            link.period = words(text);
            Ok(())
        },
    },
    Field {
        name: "arrangement",
        label: "Arrangement",
        help: "How the money is held",
        control: Control::Choice(&["", "single", "aligned", "pooled", "grant"]),
        applies: |link| link.kind == LinkKind::Funds,
        suggests: false,
        read: |link, _| link.arrangement.map(Arrangement::word).unwrap_or_default().to_owned(),
        write: |link, text, _| {
            link.arrangement = choice_if_any(&ARRANGEMENTS, Arrangement::word, text)?;
            Ok(())
        },
    },
    Field {
        name: "totals",
        label: "Counts in",
        help: "The stated totals that the amount is part of",
        control: Control::Many(EntryKind::Total),
        applies: |link| link.kind == LinkKind::Funds,
        suggests: false,
        read: |link, map| names::list(map, EntryKind::Total, &link.totals),
        write: |link, text, map| {
            link.totals = names::listed(map, EntryKind::Total, text)?;
            Ok(())
        },
    },
    Field {
        name: "since",
        label: "Since",
        help: "When it began: a year, a month (2010-09) or a day (2010-09-30)",
        control: Control::Date,
        applies: |_| true,
        suggests: false,
        read: |link, _| shown(&link.since),
        write: |link, text, _| {
            link.since = date(text)?;
            Ok(())
        },
    },
    Field {
        name: "until",
        label: "Until",
        help: "When it ended or is to end: a year, a month (2010-09) or a day (2010-09-30)",
        control: Control::Date,
        applies: |_| true,
        suggests: false,
        read: |link, _| shown(&link.until),
        write: |link, text, _| {
            link.until = date(text)?;
            Ok(())
        },
    },
    Field {
        name: "periods",
        label: "Other periods",
        help: "Further times in which it held: 2006 to 2008, or until 2005",
        control: Control::Tags,
        applies: |link| matches!(link.kind, LinkKind::MemberOf | LinkKind::Chairs),
        suggests: false,
        read: |link, _| join(link.periods.iter().map(ToString::to_string)),
        write: |link, text, _| {
            link.periods = periods(text, &link.periods)?;
            Ok(())
        },
    },
    Field {
        name: "note",
        label: "Note",
        help: "What else is worth knowing, in a few words",
        control: Control::Paragraph,
        applies: |_| true,
        suggests: false,
        read: |link, _| shown(&link.note),
        write: |link, text, _| {
            link.note = words(text);
            Ok(())
        },
    },
];

/// What stands at an end: the name of a node, or of what is off the map.
fn end(link: &Link, end: End, map: &Map) -> String {
    let node = if end == End::From { &link.from } else { &link.to };
    link.off_map_at(end).map_or_else(|| names::name(map, EntryKind::Node, node), str::to_owned)
}

/// Leads an end to the node of a name. The name of what is off the map stays as it is.
fn lead(link: &mut Link, end: End, text: &str, map: &Map) -> Result<(), String> {
    if link.off_map_at(end).is_some_and(|name| name.split_whitespace().eq(text.split_whitespace())) {
        return Ok(());
    }
    *link = link.led_to(end, &names::find(map, EntryKind::Node, text)?);
    two_ends(link)
}

/// The periods that a list tells; one that is told as it was keeps all that a file says of it.
fn periods(text: &str, were: &[Period]) -> Result<Vec<Period>, String> {
    let one = |word: &String| match were.iter().find(|was| was.to_string() == *word) {
        Some(was) => Ok(was.clone()),
        None => word.parse(),
    };
    split(text).iter().map(one).collect()
}

fn two_ends(link: &Link) -> Result<(), String> {
    if link.from == link.to && link.off_map().is_none() {
        return Err("a line cannot lead back to where it begins: write another name".to_owned());
    }
    Ok(())
}

impl Fielded for Link {
    fn fields() -> &'static [Field<Self>] {
        LINK
    }

    fn all(map: &Map) -> Vec<Arc<Self>> {
        map.links.iter().cloned().collect()
    }

    fn of(map: &Map, id: &Id) -> Option<Arc<Self>> {
        map.links.get(id.as_str()).cloned()
    }

    fn put(self) -> Edit {
        Edit::put(self)
    }

    fn title(&self, map: &Map) -> String {
        map.sentence(self)
    }

    fn noun(&self) -> (&'static str, &'static str) {
        ("line", "lines")
    }
}
