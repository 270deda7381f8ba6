//! What exports tell of each record: its fields as people read them, what it rests on, and what is wrong with it.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::Facts;
use super::clean::clean;
use crate::analysis::SubjectKind;
use crate::editing::fields::{self, Control, EVIDENCE, Field, LINK, NODE, Names, text};
use crate::model::{End, EntryKind, Evidence, Id, Link, Map, Node};

/// What a field of a record holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// Words.
    Text(String),
    /// A number, exact.
    Number(Decimal),
    /// An amount of money, exact, as a file writes it.
    Money(Decimal),
    /// Yes or no.
    Yes(bool),
    /// A year, a month or a day.
    Date(crate::model::When),
    /// Several words.
    List(Vec<String>),
}

impl Value {
    /// It as a text, with "; " between several.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) | Self::Money(number) => number.to_string(),
            Self::Yes(is) => (if *is { "yes" } else { "no" }).to_owned(),
            Self::Date(date) => date.to_string(),
            Self::List(words) => text::join(words),
        }
    }
}

/// A field of a record that says something.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Told {
    /// What programs call it: "meets_hours".
    pub(super) name: String,
    /// What people call it: "Hours a meeting".
    pub(super) label: String,
    /// What it holds.
    pub(super) value: Value,
}

/// What stands before the names of a map's own fields, as programs call them.
pub(super) const OWN: &str = "field:";

/// Tells of records.
pub(super) struct Teller<'a> {
    map: &'a Map,
    names: Names<'a>,
    findings: HashMap<(SubjectKind, &'a Id), Vec<&'static str>>,
}

impl<'a> Teller<'a> {
    /// One for what is exported.
    pub(super) fn of(facts: &Facts<'a>) -> Self {
        let mut findings: HashMap<(SubjectKind, &Id), Vec<&'static str>> = HashMap::new();
        for finding in facts.report.open() {
            for subject in &finding.subjects {
                findings.entry((subject.kind, &subject.id)).or_default().push(finding.code);
            }
        }
        Self { map: facts.map, names: Names::of(facts.map), findings }
    }

    /// What a record is called where it is pointed to.
    pub(super) fn name(&self, kind: EntryKind, id: &Id) -> String {
        clean(&self.names.name(kind, id)).into_owned()
    }

    /// What stands at an end of a link.
    pub(super) fn end(&self, link: &Link, end: End) -> String {
        let node = if end == End::From { &link.from } else { &link.to };
        link.off_map_at(end).map_or_else(|| self.name(EntryKind::Node, node), |name| clean(name).into_owned())
    }

    /// The codes of the open findings about a record, the gravest first.
    pub(super) fn findings<'s>(&'s self, kind: SubjectKind, id: &'s Id) -> &'s [&'static str] {
        self.findings.get(&(kind, id)).map_or(&[], Vec::as_slice)
    }

    /// What a node has in its fields, in the order in which screens list them; then its place, what is wrong with it, and
    /// what it rests on.
    pub(super) fn node(&self, node: &Node) -> Vec<Told> {
        let mut told: Vec<Told> = NODE.iter().filter_map(|field| told(field, &self.node_text(field, node))).collect();
        told.extend(node.fields.iter().map(|(name, text)| {
            let label = clean(name).into_owned();
            Told { name: format!("{OWN}{label}"), label, value: Value::Text(clean(text).into_owned()) }
        }));
        if let Some(place) = self.map.placement.get(node.id.as_str()) {
            let number = |name: &str, value: i32| Told {
                name: name.to_owned(),
                label: name.to_uppercase(),
                value: Value::Number(value.into()),
            };
            told.extend([number("x", place.x), number("y", place.y)]);
        }
        told.extend(self.beside(SubjectKind::Node, &node.id, &node.evidence));
        told
    }

    /// The same of a link, without its ends.
    pub(super) fn link(&self, link: &Link) -> Vec<Told> {
        let fields = LINK.iter().filter(|field| !matches!(field.name, "from" | "to"));
        let mut told: Vec<Told> = fields.filter_map(|field| told(field, &self.link_text(field, link))).collect();
        told.extend(self.beside(SubjectKind::Link, &link.id, &link.evidence));
        told
    }

    /// What a field of a node reads as.
    pub(super) fn node_text(&self, field: &Field<Node>, node: &Node) -> String {
        match field.name {
            "themes" => text::join(node.themes.iter().map(|theme| self.names.name(EntryKind::Theme, theme))),
            "area" => node.area.as_ref().map(|area| self.names.name(EntryKind::Area, area)).unwrap_or_default(),
            _ => field.read(node, self.map),
        }
    }

    /// What a field of a link reads as.
    pub(super) fn link_text(&self, field: &Field<Link>, link: &Link) -> String {
        match field.name {
            "from" => self.end(link, End::From),
            "to" => self.end(link, End::To),
            "totals" => text::join(link.totals.iter().map(|total| self.names.name(EntryKind::Total, total))),
            "on_behalf_of" => {
                link.on_behalf_of.as_ref().map(|id| self.names.name(EntryKind::Node, id)).unwrap_or_default()
            }
            "amount" => link.amount.map(|amount| amount.to_string()).unwrap_or_default(),
            _ => field.read(link, self.map),
        }
    }

    /// What a text of a field holds, if it holds anything.
    pub(super) fn value(control: Control, text: &str) -> Option<Value> {
        let text = clean(text);
        if text.is_empty() {
            return None;
        }
        let as_text = || Value::Text(text.clone().into_owned());
        Some(match control {
            Control::Number => text.parse().map_or_else(|_| as_text(), Value::Number),
            Control::Money => text.parse().map_or_else(|_| as_text(), Value::Money),
            Control::Date => text.parse().map_or_else(|_| as_text(), Value::Date),
            Control::Tick => Value::Yes(text == "yes"),
            Control::Tags | Control::Many(_) => Value::List(fields::text::split(&text)),
            Control::Line | Control::Paragraph | Control::Choice(_) | Control::One(_) => as_text(),
        })
    }

    /// Each place that a record rests on, in a line: "Review, 5 item 4 (stated)".
    pub(super) fn evidence(&self, evidence: &[Evidence]) -> Vec<String> {
        let one = |evidence: &Evidence| {
            let part = |name: &str| {
                let field = EVIDENCE.iter().find(|field| field.name == name);
                field.map(|field| field.read(evidence, self.map)).filter(|text| !text.is_empty())
            };
            let source = self.names.name(EntryKind::Source, &evidence.source);
            let place = part("place").map(|place| format!(", {place}")).unwrap_or_default();
            let sure = part("confidence").map(|word| format!(" ({word})")).unwrap_or_default();
            let note = part("note").map(|note| format!(": {note}")).unwrap_or_default();
            clean(&format!("{source}{place}{sure}{note}")).into_owned()
        };
        evidence.iter().map(one).collect()
    }

    fn beside(&self, kind: SubjectKind, id: &Id, evidence: &[Evidence]) -> Vec<Told> {
        let list = |name: &str, label: &str, words: Vec<String>| {
            let (name, label) = (name.to_owned(), label.to_owned());
            (!words.is_empty()).then_some(Told { name, label, value: Value::List(words) })
        };
        let findings = self.findings(kind, id).iter().map(|code| (*code).to_owned()).collect();
        let evidence = self.evidence(evidence);
        [list("findings", "Findings", findings), list("sources", "Sources", evidence)].into_iter().flatten().collect()
    }
}

fn told<R>(field: &Field<R>, text: &str) -> Option<Told> {
    let name = match field.name {
        // Drawing programs take a size for how big something is drawn.
        "size" => "seats".to_owned(),
        name => name.replace('.', "_"),
    };
    Some(Told { name, label: field.label.to_owned(), value: Teller::value(field.control, text)? })
}
