//! Columns: what can be read, and mostly written, of a record in a row.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::grid::{Completion, Side};
use crate::editing::ends::{Ends, is_told, make};
use crate::editing::fields::{self, Control, Field, Fielded, text};
use crate::model::edit::Edit;
use crate::model::{EntryKind, Id, Link, LinkKind, Map, Node, alphabet};
use crate::session::help::Topic;

/// A column of a table.
#[derive(Clone, Copy)]
pub(super) enum Column {
    /// A field of nodes.
    Node(&'static Field<Node>),
    /// A field of lines, under the title that it has in the table.
    Link(&'static Field<Link>, &'static str),
    /// The other ends of lines of one kind.
    Tie(&'static Tie),
    /// How many findings name the record.
    Findings,
}

/// The lines of one kind, from one of their ends, as the names at the other.
pub(super) struct Tie {
    title: &'static str,
    help: &'static str,
    kind: LinkKind,
    /// Whether the row's record is where the lines read from.
    is_outward: bool,
    /// What the step that writes it is called, around the record's name.
    label: (&'static str, &'static str),
}

pub(super) const ANSWERS_TO: Tie = Tie {
    title: "Answers to",
    help: "Whom it reports to",
    kind: LinkKind::ReportsTo,
    is_outward: true,
    label: ("change who ", " answers to"),
};
pub(super) const CHAIRED_BY: Tie = Tie {
    title: "Chaired by",
    help: "The posts or partners that chair it",
    kind: LinkKind::Chairs,
    is_outward: false,
    label: ("change who chairs ", ""),
};
pub(super) const PART_OF: Tie = Tie {
    title: "Part of",
    help: "What it sits within",
    kind: LinkKind::PartOf,
    is_outward: true,
    label: ("change what ", " is part of"),
};
pub(super) const OWNED_BY: Tie = Tie {
    title: "Owned by",
    help: "Who is accountable for it",
    kind: LinkKind::Owns,
    is_outward: false,
    label: ("change who owns ", ""),
};
pub(super) const DELIVERED_BY: Tie = Tie {
    title: "Delivered by",
    help: "Who does the work",
    kind: LinkKind::Delivers,
    is_outward: false,
    label: ("change who delivers ", ""),
};

/// The lines of a map that hold, by kind, by whether they read from or to a record, and by that record.
pub(super) type Ties = BTreeMap<(LinkKind, bool, Id), BTreeSet<Id>>;

/// Every line between two records of a map that has not lapsed, from both its ends.
pub(super) fn ties(map: &Map) -> Ties {
    let mut ties = Ties::new();
    for link in map.links.iter().filter(|link| is_told(link)) {
        ties.entry((link.kind, true, link.from.clone())).or_default().insert(link.to.clone());
        ties.entry((link.kind, false, link.to.clone())).or_default().insert(link.from.clone());
    }
    ties
}

impl Column {
    /// What the help says of it.
    pub(super) fn topic(&self) -> Option<Topic> {
        Some(match self {
            Self::Node(field) => Topic::Field("Node", field.name),
            Self::Link(field, _) => Topic::Field("Link", field.name),
            Self::Tie(_) => Topic::Field("Link", "kind"),
            Self::Findings => return None,
        })
    }

    /// What the column is kept and sorted by, unique in its table.
    pub(super) fn key(self) -> &'static str {
        match self {
            Self::Node(field) => field.name,
            Self::Link(field, _) => field.name,
            Self::Tie(tie) => tie.title,
            Self::Findings => "findings",
        }
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Node(field) => field.label,
            Self::Link(_, title) => title,
            Self::Tie(tie) => tie.title,
            Self::Findings => "Findings",
        }
    }

    pub(super) fn help(self) -> &'static str {
        match self {
            Self::Node(field) => field.help,
            Self::Link(field, _) => field.help,
            Self::Tie(tie) => tie.help,
            Self::Findings => "How many findings name it; a double click shows the first",
        }
    }

    fn control(self) -> Control {
        match self {
            Self::Node(field) => field.control,
            Self::Link(field, _) => field.control,
            Self::Tie(_) => Control::Many(EntryKind::Node),
            Self::Findings => Control::Number,
        }
    }

    /// Its first width, points.
    pub(super) fn width(self) -> f32 {
        match (self, self.control()) {
            (Self::Node(field), _) if field.name == "name" => 250.0,
            (Self::Link(field, _), _) if field.name == "kind" => 130.0,
            (Self::Findings, _) => 76.0,
            (_, Control::Paragraph) => 260.0,
            (_, Control::One(_)) => 230.0,
            (_, Control::Many(_)) => 170.0,
            (_, Control::Line) => 120.0,
            (_, Control::Tags) => 120.0,
            (_, Control::Choice(_)) => 84.0,
            (_, Control::Number | Control::Money) => 104.0,
            (_, Control::Tick | Control::Date) => 84.0,
        }
    }

    pub(super) fn side(self) -> Side {
        if matches!(self.control(), Control::Number | Control::Money) { Side::Right } else { Side::Left }
    }

    pub(super) fn has_lines(self) -> bool {
        self.control() == Control::Paragraph
    }

    /// What stands in the column for a record; `findings` is how many name it.
    pub(super) fn read(self, map: &Map, ties: &Ties, id: &Id, findings: usize) -> String {
        match self {
            Self::Node(field) => map.nodes.get(id.as_str()).map(|node| field.read(node, map)).unwrap_or_default(),
            Self::Link(field, _) => map.links.get(id.as_str()).map(|link| field.read(link, map)).unwrap_or_default(),
            Self::Tie(tie) => {
                let ends = ties.get(&(tie.kind, tie.is_outward, id.clone())).into_iter().flatten();
                let mut names: Vec<String> = ends.map(|end| fields::name(map, EntryKind::Node, end)).collect();
                names.sort_by_cached_key(|name| alphabet::place(name));
                text::join(names)
            }
            Self::Findings if findings == 0 => String::new(),
            Self::Findings => findings.to_string(),
        }
    }

    /// Whether the column makes sense for a record.
    pub(super) fn applies(self, map: &Map, id: &Id) -> bool {
        match self {
            Self::Node(field) => map.nodes.get(id.as_str()).is_some_and(|node| field.is_shown(node, map)),
            Self::Link(field, _) => map.links.get(id.as_str()).is_some_and(|link| field.is_shown(link, map)),
            Self::Tie(_) | Self::Findings => true,
        }
    }

    /// Writes a text into a record of `map`, and gives the edits that do the same.
    ///
    /// # Errors
    /// What is wrong with the text, and what to write instead; the map is then as it was.
    pub(super) fn write(self, map: &mut Map, id: &Id, text: &str) -> Result<Vec<Edit>, String> {
        if !self.applies(map, id) && !text.trim().is_empty() {
            let name = self.title().to_lowercase();
            return Err(format!("{name} cannot be told of this one: leave the cell empty"));
        }
        match self {
            Self::Node(field) => write_field(map, id, field, text),
            Self::Link(field, _) => write_field(map, id, field, text),
            Self::Tie(tie) => Ends { kind: tie.kind, is_outward: tie.is_outward }.write(map, id, text),
            Self::Findings => Err("findings are counted from the map: they cannot be written".to_owned()),
        }
    }

    /// Whether a text can stand in the column of a line that is not there yet.
    ///
    /// # Errors
    /// What is wrong with the text, and what to write instead.
    pub(super) fn check_new(self, map: &Map, kind: LinkKind, text: &str) -> Result<(), String> {
        match self {
            Self::Link(field, _) if !text.trim().is_empty() => {
                field.write(&mut Link::new("line", kind, "from", "to"), text, map)
            }
            _ => Ok(()),
        }
    }

    /// What the step that writes one cell is called.
    pub(super) fn label(self, name: &str, text: &str) -> String {
        let is_cleared = text.trim().is_empty();
        match self {
            Self::Tie(Tie { label: (before, after), .. }) => format!("{before}{name}{after}"),
            Self::Node(field) if field.name == "name" => format!("rename {name} to {}", text.trim()),
            _ if is_cleared => format!("clear {} of {name}", self.title().to_lowercase()),
            _ => format!("change {} of {name}", self.title().to_lowercase()),
        }
    }

    /// What may complete a text that is typed into the column.
    pub(super) fn completion(self, map: &Map) -> Completion {
        let words = match self {
            Self::Node(field) => fields::completions(map, field),
            Self::Link(field, _) => fields::completions(map, field),
            Self::Tie(_) => match fields::field::<Link>("from") {
                Some(ends) => fields::completions(map, ends),
                None => Vec::new(),
            },
            Self::Findings => Vec::new(),
        };
        let control = self.control();
        let is_closed = matches!(control, Control::Choice(_) | Control::Tick | Control::One(_) | Control::Many(_));
        Completion { words, is_closed, is_list: matches!(control, Control::Many(_) | Control::Tags) }
    }

    /// The words that a cell may hold, in the order in which they sort, where there is such an order.
    pub(super) fn choices(self) -> Option<&'static [&'static str]> {
        if let Control::Choice(words) = self.control() { Some(words) } else { None }
    }

    pub(super) fn is_number(self) -> bool {
        matches!(self.control(), Control::Number | Control::Money)
    }
}

fn write_field<R: Fielded>(map: &mut Map, id: &Id, field: &Field<R>, text: &str) -> Result<Vec<Edit>, String> {
    let before = R::of(map, id).ok_or("it is not on the map any more")?;
    let mut record = R::clone(&before);
    field.write(&mut record, text, map)?;
    if record == *before {
        return Ok(Vec::new());
    }
    make(map, vec![record.put()])
}
