//! The fields of a node.

use std::sync::Arc;

use super::text::{choice, choice_if_any, count, date, join, needed, quantity, shown, split, tick, ticked, words};
use super::{Control, Field, Fielded, names};
use crate::model::edit::Edit;
use crate::model::{EntryKind, Id, Map, Meets, Node, NodeKind, NodeStatus, Quantity, Resourcing, StrandKind, Tier};

const STRAND_KINDS: [StrandKind; 7] = [
    StrandKind::Project,
    StrandKind::Plan,
    StrandKind::Priority,
    StrandKind::Function,
    StrandKind::Duty,
    StrandKind::Service,
    StrandKind::Recommendation,
];
const TIERS: [Tier; 5] = [Tier::Governance, Tier::Strategy, Tier::Process, Tier::Delivery, Tier::Outcome];
const RESOURCINGS: [Resourcing; 3] = [Resourcing::Funded, Resourcing::AtRisk, Resourcing::Unfunded];

/// Every field of a node.
pub const NODE: &[Field<Node>] = &[
    Field {
        name: "name",
        label: "Name",
        help: "Its full name, as people say it",
        control: Control::Line,
        applies: |_| true,
        suggests: false,
        read: |node, _| node.name.clone(),
        write: |node, text, _| {
            node.name = needed(text, "its name, as people say it")?;
            Ok(())
        },
    },
    Field {
        name: "aliases",
        label: "Also called",
        help: "Former and second names, by which it is found too",
        control: Control::Tags,
        applies: |_| true,
        suggests: false,
        read: |node, _| join(&node.aliases),
        write: |node, text, _| {
            node.aliases = split(text).into_iter().collect();
            Ok(())
        },
    },
    Field {
        name: "kind",
        label: "Kind",
        help: "A board takes decisions or holds others to account, a group works, a partner is an organisation",
        control: Control::Choice(&["board", "group", "partner", "post", "strand"]),
        applies: |_| true,
        suggests: false,
        read: |node, _| node.kind.word().to_owned(),
        write: |node, text, _| {
            node.kind = choice(&NodeKind::ALL, NodeKind::word, text)?;
            Ok(())
        },
    },
    Field {
        name: "strand_kind",
        label: "Kind of work",
        help: "What kind of work the strand is",
        control: Control::Choice(&["", "project", "plan", "priority", "function", "duty", "service", "recommendation"]),
        applies: |node| node.kind == NodeKind::Strand,
        suggests: false,
        read: |node, _| node.strand_kind.map(StrandKind::word).unwrap_or_default().to_owned(),
        write: |node, text, _| {
            node.strand_kind = choice_if_any(&STRAND_KINDS, StrandKind::word, text)?;
            Ok(())
        },
    },
    Field {
        name: "status",
        label: "Status",
        help: "Whether it is at work; on hold also means that it never met, and of a post that it is vacant",
        control: Control::Choice(&["active", "on hold", "proposed", "ended"]),
        applies: |_| true,
        suggests: false,
        read: |node, _| node.status_word().to_owned(),
        write: |node, text, _| {
            node.status =
                match NodeStatus::ALL.into_iter().find(|status| status.word_of(node.kind).eq_ignore_ascii_case(text)) {
                    Some(status) => status,
                    None => choice(&NodeStatus::ALL, NodeStatus::word, text)?,
                };
            Ok(())
        },
    },
    Field {
        name: "status_note",
        label: "Status note",
        help: "Why it has that status, in a few words",
        control: Control::Line,
        applies: |_| true,
        suggests: false,
        read: |node, _| shown(&node.status_note),
        write: |node, text, _| {
            node.status_note = words(text);
            Ok(())
        },
    },
    Field {
        name: "statutory",
        label: "Statutory",
        help: "Whether a law requires it",
        control: Control::Tick,
        applies: |_| true,
        suggests: false,
        read: |node, _| tick(node.statutory),
        write: |node, text, _| {
            node.statutory = ticked(text)?;
            Ok(())
        },
    },
    Field {
        name: "accountable_body",
        label: "Accountable body",
        help: "Whether an accountability route may end here",
        control: Control::Tick,
        applies: |node| node.kind != NodeKind::Strand,
        suggests: false,
        read: |node, _| tick(node.accountable_body),
        write: |node, text, _| {
            node.accountable_body = ticked(text)?;
            Ok(())
        },
    },
    Field {
        name: "remit",
        label: "Remit",
        help: "What it is there to do",
        control: Control::Paragraph,
        applies: |_| true,
        suggests: false,
        read: |node, _| shown(&node.remit),
        write: |node, text, _| {
            node.remit = words(text);
            Ok(())
        },
    },
    Field {
        name: "powers",
        label: "Powers",
        help: "What it may decide itself, and what it must refer, and to whom",
        control: Control::Paragraph,
        applies: Node::is_body,
        suggests: false,
        read: |node, _| shown(&node.powers),
        write: |node, text, _| {
            node.powers = words(text);
            Ok(())
        },
    },
    Field {
        name: "quorum",
        label: "Quorum",
        help: "Who must be there so that it may decide",
        control: Control::Line,
        applies: Node::is_body,
        suggests: false,
        read: |node, _| shown(&node.quorum),
        write: |node, text, _| {
            node.quorum = words(text);
            Ok(())
        },
    },
    Field {
        name: "themes",
        label: "Themes",
        help: "The declared outcomes or priorities that it carries",
        control: Control::Many(EntryKind::Theme),
        applies: |_| true,
        suggests: false,
        read: |node, map| names::list(map, EntryKind::Theme, &node.themes),
        write: |node, text, map| {
            node.themes = names::listed(map, EntryKind::Theme, text)?;
            Ok(())
        },
    },
    Field {
        name: "area",
        label: "Area",
        help: "The part of the country for which it works, one of the map's areas",
        control: Control::One(EntryKind::Area),
        applies: |_| true,
        suggests: false,
        read: |node, map| names::one(map, EntryKind::Area, &node.area),
        write: |node, text, map| {
            node.area = names::one_if_any(map, EntryKind::Area, text)?;
            Ok(())
        },
    },
    Field {
        name: "sector",
        label: "Sector",
        help: "The part of public life that it belongs to: council, health, police, schools",
        control: Control::Line,
        applies: |_| true,
        suggests: true,
        read: |node, _| shown(&node.sector),
        write: |node, text, _| {
            node.sector = words(text);
            Ok(())
        },
    },
    Field {
        name: "tier",
        label: "Tier",
        help: "Its ring of the onion diagram",
        control: Control::Choice(&["", "governance", "strategy", "process", "delivery", "outcome"]),
        applies: |_| true,
        suggests: false,
        read: |node, _| node.tier.map(Tier::word).unwrap_or_default().to_owned(),
        write: |node, text, _| {
            node.tier = choice_if_any(&TIERS, Tier::word, text)?;
            Ok(())
        },
    },
    Field {
        name: "meets.times_a_year",
        label: "Meetings a year",
        help: "How often it meets: 4 for quarterly, 12 for monthly",
        control: Control::Number,
        applies: Node::is_body,
        suggests: false,
        read: |node, _| shown(&node.meets.as_ref().and_then(|meets| meets.times_a_year)),
        write: |node, text, _| {
            let times = quantity(text)?;
            write_meets(node, |meets| meets.times_a_year = times);
            Ok(())
        },
    },
    Field {
        name: "meets.hours",
        label: "Hours a meeting",
        help: "How long a meeting lasts, such as 1.5",
        control: Control::Number,
        applies: Node::is_body,
        suggests: false,
        read: |node, _| shown(&node.meets.as_ref().and_then(|meets| meets.hours)),
        write: |node, text, _| {
            let hours: Option<Quantity> = quantity(text)?;
            write_meets(node, |meets| meets.hours = hours);
            Ok(())
        },
    },
    Field {
        name: "size",
        label: "Members in number",
        help: "How many members it has, where they are not mapped one by one",
        control: Control::Number,
        applies: Node::is_body,
        suggests: false,
        read: |node, _| shown(&node.size),
        write: |node, text, _| {
            node.size = count(text)?;
            Ok(())
        },
    },
    Field {
        name: "holders",
        label: "Holders",
        help: "How many people share the post",
        control: Control::Number,
        applies: |node| node.kind == NodeKind::Post,
        suggests: false,
        read: |node, _| shown(&node.holders),
        write: |node, text, _| {
            node.holders = count(text)?;
            Ok(())
        },
    },
    Field {
        name: "size_questioned",
        label: "Size questioned",
        help: "Whether somebody who knows it has asked if it is too big",
        control: Control::Tick,
        applies: Node::is_body,
        suggests: false,
        read: |node, _| tick(node.size_questioned),
        write: |node, text, _| {
            node.size_questioned = ticked(text)?;
            Ok(())
        },
    },
    Field {
        name: "resourcing",
        label: "Resources",
        help: "Whether there is money for it",
        control: Control::Choice(&["", "funded", "at risk", "unfunded"]),
        applies: |_| true,
        suggests: false,
        read: |node, _| node.resourcing.map(Resourcing::word).unwrap_or_default().to_owned(),
        write: |node, text, _| {
            node.resourcing = choice_if_any(&RESOURCINGS, Resourcing::word, text)?;
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
        read: |node, _| shown(&node.since),
        write: |node, text, _| {
            node.since = date(text)?;
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
        read: |node, _| shown(&node.until),
        write: |node, text, _| {
            node.until = date(text)?;
            Ok(())
        },
    },
    Field {
        name: "cycle",
        label: "Cycle in months",
        help: "After how many months a plan is made anew: 12 for every year, 36 for every third",
        control: Control::Number,
        applies: |node| node.kind == NodeKind::Strand,
        suggests: false,
        read: |node, _| shown(&node.cycle),
        write: |node, text, _| {
            node.cycle = count(text)?;
            Ok(())
        },
    },
    Field {
        name: "tags",
        label: "Tags",
        help: "Words to find and filter by",
        control: Control::Tags,
        applies: |_| true,
        suggests: false,
        read: |node, _| join(&node.tags),
        write: |node, text, _| {
            node.tags = split(text).into_iter().collect();
            Ok(())
        },
    },
    Field {
        name: "notes",
        label: "Notes",
        help: "Anything else that is worth knowing",
        control: Control::Paragraph,
        applies: |_| true,
        suggests: false,
        read: |node, _| shown(&node.notes),
        write: |node, text, _| {
            node.notes = words(text);
            Ok(())
        },
    },
];

/// Changes how often a body meets, and leaves nothing behind when nothing is said of it any more.
fn write_meets(node: &mut Node, change: impl FnOnce(&mut Meets)) {
    let mut meets = node.meets.take().unwrap_or_default();
    change(&mut meets);
    node.meets = (meets != Meets::default()).then_some(meets);
}

impl Fielded for Node {
    fn fields() -> &'static [Field<Self>] {
        NODE
    }

    fn all(map: &Map) -> Vec<Arc<Self>> {
        map.nodes.iter().cloned().collect()
    }

    fn of(map: &Map, id: &Id) -> Option<Arc<Self>> {
        map.nodes.get(id.as_str()).cloned()
    }

    fn put(self) -> Edit {
        Edit::put(self)
    }

    fn title(&self, _: &Map) -> String {
        self.name.clone()
    }

    fn choices(&self, field: &Field<Self>) -> Option<&'static [&'static str]> {
        (field.name == "status" && self.kind == NodeKind::Post).then_some(&["active", "vacant", "proposed", "ended"])
    }

    fn noun(&self) -> (&'static str, &'static str) {
        match self.kind {
            NodeKind::Board | NodeKind::Group | NodeKind::Partner => ("body", "bodies"),
            NodeKind::Post => ("post", "posts"),
            NodeKind::Strand => ("strand", "strands"),
        }
    }
}
