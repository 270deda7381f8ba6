//! The fields of what a map declares, themes, areas, sources and stated totals, of its heading, and of evidence.

use std::sync::Arc;

use super::money::{amount, currency};
use super::text::{choice, date, needed, shown, words};
use super::{Control, Field, Fielded, names};
use crate::model::edit::Edit;
use crate::model::quote::shortened;
use crate::model::words::grouped;
use crate::model::{Area, Confidence, EntryKind, Evidence, Header, Id, Map, Source, Theme, Total};

/// Every field of a theme.
pub const THEME: &[Field<Theme>] = &[Field {
    name: "name",
    label: "Name",
    help: "Its name, as the plan prints it",
    control: Control::Line,
    applies: |_| true,
    suggests: false,
    read: |theme, _| theme.name.clone(),
    write: |theme, text, _| {
        theme.name = needed(text, "its name, as the plan prints it")?;
        Ok(())
    },
}];

/// Every field of an area.
pub const AREA: &[Field<Area>] = &[
    Field {
        name: "name",
        label: "Name",
        help: "What people call it",
        control: Control::Line,
        applies: |_| true,
        suggests: false,
        read: |area, _| area.name.clone(),
        write: |area, text, _| {
            area.name = needed(text, "what people call the area")?;
            Ok(())
        },
    },
    Field {
        name: "within",
        label: "Within",
        help: "The area that it lies within",
        control: Control::One(EntryKind::Area),
        applies: |_| true,
        suggests: false,
        read: |area, map| names::one(map, EntryKind::Area, &area.within),
        write: |area, text, map| {
            let within = names::one_if_any(map, EntryKind::Area, text)?;
            let outer = |id: &Id| map.areas.get(id.as_str()).and_then(|outer| outer.within.clone());
            if within.iter().any(|within| std::iter::successors(Some(within.clone()), outer).any(|id| id == area.id)) {
                return Err(format!("\"{}\" lies within this area itself: write one that does not", shortened(text)));
            }
            area.within = within;
            Ok(())
        },
    },
];

/// Every field of a source.
pub const SOURCE: &[Field<Source>] = &[
    Field {
        name: "title",
        label: "Title",
        help: "Its title",
        control: Control::Line,
        applies: |_| true,
        suggests: false,
        read: |source, _| source.title.clone(),
        write: |source, text, _| {
            source.title = needed(text, "the title of the document")?;
            Ok(())
        },
    },
    Field {
        name: "publisher",
        label: "Publisher",
        help: "Who published it",
        control: Control::Line,
        applies: |_| true,
        suggests: true,
        read: |source, _| shown(&source.publisher),
        write: |source, text, _| {
            source.publisher = words(text);
            Ok(())
        },
    },
    Field {
        name: "date",
        label: "Date",
        help: "When it was published: a year, a month (2010-09) or a day (2010-09-30)",
        control: Control::Date,
        applies: |_| true,
        suggests: false,
        read: |source, _| shown(&source.date),
        write: |source, text, _| {
            source.date = date(text)?;
            Ok(())
        },
    },
];

/// Every field of a stated total.
pub const TOTAL: &[Field<Total>] = &[
    Field {
        name: "name",
        label: "Name",
        help: "What it is the total of",
        control: Control::Line,
        applies: |_| true,
        suggests: false,
        read: |total, _| total.name.clone(),
        write: |total, text, _| {
            total.name = needed(text, "what it is the total of")?;
            Ok(())
        },
    },
    Field {
        name: "amount",
        label: "Amount",
        help: "The sum that the source states, exact, such as 24,383,000",
        control: Control::Money,
        applies: |_| true,
        suggests: false,
        read: |total, _| grouped(&total.amount.to_string()),
        write: |total, text, _| {
            let stated = amount(text, &mut total.currency)?;
            total.amount = stated.ok_or("this cannot be empty: write the sum that the source states")?;
            Ok(())
        },
    },
    Field {
        name: "currency",
        label: "Currency",
        help: "The currency of the sum in three letters, such as GBP",
        control: Control::Line,
        applies: |_| true,
        suggests: true,
        read: |total, _| shown(&total.currency),
        write: |total, text, _| {
            total.currency = currency(text)?;
            Ok(())
        },
    },
    Field {
        name: "period",
        label: "Period",
        help: "The period of the sum, such as 2008/09",
        control: Control::Line,
        applies: |_| true,
        suggests: true,
        read: |total, _| shown(&total.period),
        write: |total, text, _| {
            total.period = words(text);
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
        read: |total, _| shown(&total.note),
        write: |total, text, _| {
            total.note = words(text);
            Ok(())
        },
    },
];

/// Every field of the map's heading.
pub const HEADER: &[Field<Header>] = &[
    Field {
        name: "title",
        label: "Title",
        help: "What people call the map",
        control: Control::Line,
        applies: |_| true,
        suggests: false,
        read: |header, _| header.title.clone(),
        write: |header, text, _| {
            header.title = text.to_owned();
            Ok(())
        },
    },
    Field {
        name: "place",
        label: "Place",
        help: "Where the partnership is",
        control: Control::Line,
        applies: |_| true,
        suggests: false,
        read: |header, _| shown(&header.place),
        write: |header, text, _| {
            header.place = words(text);
            Ok(())
        },
    },
    Field {
        name: "as_of",
        label: "As of",
        help: "The date for which the map holds: a year, a month (2010-09) or a day (2010-09-30)",
        control: Control::Date,
        applies: |_| true,
        suggests: false,
        read: |header, _| shown(&header.as_of),
        write: |header, text, _| {
            header.as_of = date(text)?;
            Ok(())
        },
    },
    Field {
        name: "summary",
        label: "Summary",
        help: "What a reader should know first",
        control: Control::Paragraph,
        applies: |_| true,
        suggests: false,
        read: |header, _| shown(&header.summary),
        write: |header, text, _| {
            header.summary = words(text);
            Ok(())
        },
    },
];

const CONFIDENCES: [Confidence; 3] = [Confidence::Stated, Confidence::Inferred, Confidence::Assumed];

fn word(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Stated => "stated",
        Confidence::Inferred => "inferred",
        Confidence::Assumed => "assumed",
    }
}

/// Every field of a piece of evidence.
pub const EVIDENCE: &[Field<Evidence>] = &[
    Field {
        name: "source",
        label: "Source",
        help: "The document that says so, one of the map's sources",
        control: Control::One(EntryKind::Source),
        applies: |_| true,
        suggests: false,
        read: |evidence, map| names::name(map, EntryKind::Source, &evidence.source),
        write: |evidence, text, map| {
            evidence.source = names::find(map, EntryKind::Source, text)?;
            Ok(())
        },
    },
    Field {
        name: "place",
        label: "Place",
        help: "The place in the source: a paragraph, a page, a row",
        control: Control::Line,
        applies: |_| true,
        suggests: false,
        read: |evidence, _| shown(&evidence.place),
        write: |evidence, text, _| {
            evidence.place = words(text);
            Ok(())
        },
    },
    Field {
        name: "confidence",
        label: "Confidence",
        help: "Whether the source says so, it follows from it, or it is taken to be so",
        control: Control::Choice(&["stated", "inferred", "assumed"]),
        applies: |_| true,
        suggests: false,
        read: |evidence, _| word(evidence.confidence).to_owned(),
        write: |evidence, text, _| {
            evidence.confidence = choice(&CONFIDENCES, word, text)?;
            Ok(())
        },
    },
    Field {
        name: "about",
        label: "About",
        help: "What of it the place is about, such as powers or quorum; all of it where nothing is written",
        control: Control::Line,
        applies: |_| true,
        suggests: true,
        read: |evidence, _| shown(&evidence.about),
        write: |evidence, text, _| {
            evidence.about = words(text);
            Ok(())
        },
    },
    Field {
        name: "note",
        label: "Note",
        help: "What the place says, in a few words",
        control: Control::Paragraph,
        applies: |_| true,
        suggests: false,
        read: |evidence, _| shown(&evidence.note),
        write: |evidence, text, _| {
            evidence.note = words(text);
            Ok(())
        },
    },
];

macro_rules! declared {
    ($($type:ident, $fields:ident, $table:ident, $title:ident, $one:literal, $many:literal;)*) => {$(
        impl Fielded for $type {
            fn fields() -> &'static [Field<Self>] {
                $fields
            }

            fn all(map: &Map) -> Vec<Arc<Self>> {
                map.$table.iter().cloned().collect()
            }

            fn of(map: &Map, id: &Id) -> Option<Arc<Self>> {
                map.$table.get(id.as_str()).cloned()
            }

            fn put(self) -> Edit {
                Edit::put(self)
            }

            fn title(&self, _: &Map) -> String {
                self.$title.clone()
            }

            fn noun(&self) -> (&'static str, &'static str) {
                ($one, $many)
            }
        }
    )*};
}
declared! {
    Theme, THEME, themes, name, "theme", "themes";
    Area, AREA, areas, name, "area", "areas";
    Source, SOURCE, sources, title, "source", "sources";
    Total, TOTAL, totals, name, "stated total", "stated totals";
}

impl Fielded for Header {
    fn fields() -> &'static [Field<Self>] {
        HEADER
    }

    fn all(map: &Map) -> Vec<Arc<Self>> {
        vec![Arc::new(map.header())]
    }

    fn of(map: &Map, _: &Id) -> Option<Arc<Self>> {
        Some(Arc::new(map.header()))
    }

    fn put(self) -> Edit {
        Edit::put(self)
    }

    fn title(&self, _: &Map) -> String {
        "the map".to_owned()
    }

    fn noun(&self) -> (&'static str, &'static str) {
        ("map", "maps")
    }
}
