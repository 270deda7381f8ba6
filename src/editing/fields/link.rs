//! The fields of a line.

use std::sync::Arc;

use super::money::{amount, currency};
use super::text::{choice, choice_if_any, count, date, shown, tick, ticked, words};
use super::{Control, Field, Fielded, names};
use crate::model::edit::Edit;
use crate::model::words::grouped;
use crate::model::{Arrangement, EntryKind, Id, Link, LinkKind, LinkStatus, Map};

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
        read: |link, map| names::name(map, EntryKind::Node, &link.from),
        write: |link, text, map| {
            link.from = names::find(map, EntryKind::Node, text)?;
            two_ends(link)
        },
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
        read: |link, map| names::name(map, EntryKind::Node, &link.to),
        write: |link, text, map| {
            link.to = names::find(map, EntryKind::Node, text)?;
            two_ends(link)
        },
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

fn two_ends(link: &Link) -> Result<(), String> {
    if link.from == link.to {
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
