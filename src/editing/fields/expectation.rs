//! The fields of expectations.

use std::sync::Arc;

use super::text::{choice, needed};
use super::{Control, Field, Fielded, names};
use crate::model::edit::Edit;
use crate::model::quote::shortened;
use crate::model::{EntryKind, Expectation, ExpectationKind, Id, Map};

/// Every field of an expectation.
pub const EXPECTATION: &[Field<Expectation>] = &[
    Field {
        name: "text",
        label: "Expectation",
        help: "What is wanted of the partnership to come, needed or feared, in a few words",
        control: Control::Paragraph,
        applies: |_| true,
        suggests: false,
        read: |expectation, _| expectation.text.clone(),
        write: |expectation, text, _| {
            expectation.text = needed(text, "what is expected")?;
            Ok(())
        },
    },
    Field {
        name: "kind",
        label: "Kind",
        help: "Whether the partner wants it, cannot do without it, or is afraid of it",
        control: Control::Choice(&["wants", "needs", "fears"]),
        applies: |_| true,
        suggests: false,
        read: |expectation, _| expectation.kind.word().to_owned(),
        write: |expectation, text, _| {
            expectation.kind = choice(&ExpectationKind::ALL, ExpectationKind::word, text)?;
            Ok(())
        },
    },
    Field {
        name: "partner",
        label: "Partner",
        help: "Whose expectation it is",
        control: Control::One(EntryKind::Node),
        applies: |_| true,
        suggests: false,
        read: |expectation, map| names::name(map, EntryKind::Node, &expectation.partner),
        write: |expectation, text, map| {
            expectation.partner = names::find(map, EntryKind::Node, text)?;
            Ok(())
        },
    },
    Field {
        name: "theme",
        label: "Theme",
        help: "The declared outcome or priority that it is about",
        control: Control::One(EntryKind::Theme),
        applies: |_| true,
        suggests: false,
        read: |expectation, map| names::one(map, EntryKind::Theme, &expectation.theme),
        write: |expectation, text, map| {
            expectation.theme = names::one_if_any(map, EntryKind::Theme, text)?;
            Ok(())
        },
    },
];

impl Fielded for Expectation {
    fn fields() -> &'static [Field<Self>] {
        EXPECTATION
    }

    fn all(map: &Map) -> Vec<Arc<Self>> {
        map.expectations.iter().cloned().collect()
    }

    fn of(map: &Map, id: &Id) -> Option<Arc<Self>> {
        map.expectations.get(id.as_str()).cloned()
    }

    fn put(self) -> Edit {
        Edit::put(self)
    }

    fn title(&self, _: &Map) -> String {
        format!("“{}”", shortened(&self.text))
    }

    fn noun(&self) -> (&'static str, &'static str) {
        ("expectation", "expectations")
    }
}
