//! What the page tells of a map: records, findings, figures and sources, as data in words, so that the script has only to
//! show them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;
use serde_json::{Value, json};

use super::draw::Drawings;
use crate::analysis::{
    Dependants, ENOUGH_TO_FOLD, Finding, Graph, NodeIndex, Report, Subject, SubjectKind, by_cause, dependants,
};
use crate::drawing::words::date;
use crate::drawing::{Depiction, Ink, Scene, depict};
use crate::editing::describe;
use crate::editing::fields::Fielded;
use crate::model::words::capitalised;
use crate::model::{Confidence, End, Evidence, Id, Link, LinkKind, Map, Node, Source};

/// Where there are more findings times cards than this, findings are lit, and nothing is drawn beside that.
const MOST_LOOKED_AT: usize = 1_000_000;

/// Of more bodies than this that lose their route with another only the number is told.
const MOST_NAMED: usize = 60;

/// What is known of a map under one option, or without any.
#[derive(Debug, Default, Serialize)]
pub(super) struct State {
    /// Bodies, posts and strands by id; under an option only those that are not as they are without, and null for what is
    /// gone.
    pub(super) nodes: BTreeMap<Id, Value>,
    /// Lines, likewise.
    pub(super) links: BTreeMap<Id, Value>,
    /// What is found, the gravest first.
    pub(super) findings: Vec<Value>,
    /// Findings by their causes: a sentence where there are several, and their places.
    pub(super) causes: Vec<(Option<String>, Vec<usize>)>,
    /// The places of findings without any option that this one solves.
    pub(super) solved: BTreeSet<usize>,
    /// Changes that could not be made, as the map has changed since; a sentence each.
    pub(super) not_made: Vec<String>,
}

impl State {
    /// What is known of a map.
    pub(super) fn of(map: &Map) -> Self {
        let (lines, graph) = (Lines::of(map), Graph::of(map));
        let dependants = dependants(&graph);
        let told = |node: &Node| {
            let mut told = of_node(map, node, &lines);
            let at = graph.at(node.id.as_str()).filter(|at| dependants.bodies(*at) > 0);
            if let Some((at, fields)) = at.zip(told.as_object_mut()) {
                fields.insert("stop".to_owned(), of_stop(&graph, &dependants, at));
            }
            (node.id.clone(), told)
        };
        let nodes = map.nodes.iter().map(|node| told(node)).collect();
        let links = map.links.iter().map(|link| (link.id.clone(), of_link(map, link))).collect();
        Self { nodes, links, ..Self::default() }
    }

    /// The same with what is found, and how that is drawn in a picture; `caused` are the places of findings that an option
    /// causes.
    pub(super) fn with_findings(
        mut self,
        (map, report): (&Map, &Report),
        caused: &BTreeSet<usize>,
        (scene, drawings): (&Scene, &mut Drawings),
    ) -> Self {
        let currency = report.stakes.currency.as_deref();
        // How a finding is drawn goes by all that is around it.
        let is_drawn = report.findings.len() * scene.cards.len() <= MOST_LOOKED_AT;
        for (place, finding) in report.findings.iter().enumerate() {
            let depiction = match is_drawn {
                true => depict(scene, map, finding, 1.0),
                false => Depiction::plain(finding.named(), Ink::of(finding.severity), None),
            };
            let about: Vec<Value> = finding.subjects.iter().map(|subject| of_subject(map, subject)).collect();
            let told = json!({
                "code": finding.code,
                "rule": capitalised(&finding.rule.replace('-', " ")),
                "family": finding.family.word(),
                "severity": finding.severity.word(),
                "text": finding.message,
                "hint": finding.hint,
                "stake": finding.stake.words(currency),
                "about": about,
                "lit": depiction.lit,
                "kept": depiction.kept,
                "under": drawings.group(&depiction.under),
                "over": drawings.group(&depiction.over),
                "accepted": finding.acceptance.as_ref().map(|acceptance| acceptance.words()),
                "counts": !finding.is_accepted(),
                "caused": caused.contains(&place),
            });
            self.findings.push(without_nothing(told));
        }
        let found = |place: &usize| -> &Finding { &report.findings[*place] };
        for (cause, places) in by_cause(0..report.open().len(), found) {
            if places.len() < ENOUGH_TO_FOLD {
                self.causes.extend(places.into_iter().map(|place| (None, vec![place])));
            } else {
                self.causes.push((Some(cause.sentence(places.len(), 0, map)), places));
            }
        }
        self
    }

    /// The same, but of records only those that are not as in another state.
    pub(super) fn since(mut self, other: &Self) -> Self {
        self.nodes = differing(&other.nodes, self.nodes);
        self.links = differing(&other.links, self.links);
        self
    }
}

fn differing(before: &BTreeMap<Id, Value>, after: BTreeMap<Id, Value>) -> BTreeMap<Id, Value> {
    let gone = before.keys().filter(|id| !after.contains_key(*id)).map(|id| (id.clone(), Value::Null));
    let gone: Vec<(Id, Value)> = gone.collect();
    after.into_iter().filter(|(id, value)| before.get(id) != Some(value)).chain(gone).collect()
}

/// The lines of each node, gathered in one walk.
struct Lines<'a>(HashMap<&'a Id, Vec<&'a Link>>);

impl<'a> Lines<'a> {
    fn of(map: &'a Map) -> Self {
        let mut lines: HashMap<&Id, Vec<&Link>> = HashMap::new();
        for link in &map.links {
            lines.entry(&link.from).or_default().push(link);
            if link.to != link.from {
                lines.entry(&link.to).or_default().push(link);
            }
        }
        Self(lines)
    }

    /// Those of a node that read so, as seen from it.
    fn seen(&self, node: &Id, kind: LinkKind, outward: bool) -> impl Iterator<Item = &'a Link> {
        let near = if outward { End::From } else { End::To };
        let lines = self.0.get(node).map(Vec::as_slice).unwrap_or_default().iter().copied();
        lines.filter(move |link| {
            let end = if outward { &link.from } else { &link.to };
            link.kind == kind && end == node && link.off_map_at(near).is_none()
        })
    }
}

fn of_node(map: &Map, node: &Node, lines: &Lines<'_>) -> Value {
    let mut told: Vec<Value> = Vec::new();
    for kind in LinkKind::ALL {
        for outward in [true, false] {
            let far = if outward { End::To } else { End::From };
            let rows = lines.seen(&node.id, kind, outward).map(|link| {
                let other = if outward { &link.to } else { &link.from };
                let name = link.off_map_at(far);
                json!([
                    link.id,
                    name.is_none().then_some(other),
                    name.unwrap_or_default(),
                    describe::beside(map, link, far)
                ])
            });
            let rows: Vec<Value> = rows.collect();
            if !rows.is_empty() {
                told.push(json!([kind.seen(outward), rows]));
            }
        }
    }
    without_nothing(json!({
        "name": node.name,
        "kind": node.kind.word(),
        "status": node.status_word(),
        "is": format!("{:?}", node.status).to_lowercase(),
        "note": node.status_note,
        "remit": node.remit,
        "also": node.aliases,
        "facts": facts(map, node, &["name", "kind", "status", "status_note", "remit", "aliases"], &node.fields),
        "lines": told,
        "evidence": evidence(&node.evidence),
    }))
}

/// What a finding is about: a card or a line by its id, anything else by its name, in a list of its own.
fn of_subject(map: &Map, subject: &Subject) -> Value {
    match subject.kind {
        SubjectKind::Node | SubjectKind::Link => json!(subject.id),
        SubjectKind::Theme => json!([map.name_of_theme(&subject.id)]),
        SubjectKind::Total => json!([map.name(subject.id.as_str())]),
    }
}

/// How many bodies have no route upward but through a node, and if they are few, which.
fn of_stop(graph: &Graph<'_>, dependants: &Dependants, at: NodeIndex) -> Value {
    let bodies = dependants.bodies(at);
    let all = if bodies <= MOST_NAMED { dependants.all(at) } else { Vec::new() };
    let ids: Vec<&Id> = all.into_iter().map(|at| graph.id(at)).collect();
    json!([bodies, ids])
}

fn of_link(map: &Map, link: &Link) -> Value {
    without_nothing(json!({
        "word": link.kind.word(),
        "from": link.off_map_at(End::From).is_none().then_some(&link.from),
        "to": link.off_map_at(End::To).is_none().then_some(&link.to),
        "off": link.off_map().map(|(_, name)| name),
        "status": link.status.word(),
        "facts": facts(map, link, &["from", "to", "kind", "status"], &BTreeMap::new()),
        "evidence": evidence(&link.evidence),
    }))
}

/// What fields hold, with their labels; the map's own fields last.
fn facts<R: Fielded>(map: &Map, record: &R, but: &[&str], own: &BTreeMap<String, String>) -> Vec<(String, String)> {
    let fields = R::fields().iter().filter(|field| !but.contains(&field.name));
    let fields = fields.map(|field| (field.label.to_owned(), field.read(record, map)));
    let own = own.iter().map(|(name, text)| (capitalised(&name.replace('_', " ")), text.clone()));
    fields.chain(own).filter(|(_, text)| !text.trim().is_empty()).collect()
}

/// Where a record comes from: the source, and in words the place in it, how sure it is and what it says.
fn evidence(all: &[Evidence]) -> Vec<(&Id, String)> {
    let words = |one: &Evidence| {
        let sure = match one.confidence {
            Confidence::Stated => None,
            Confidence::Inferred => Some("inferred".to_owned()),
            Confidence::Assumed => Some("assumed".to_owned()),
        };
        let about = one.about.as_ref().map(|field| format!("for {}", field.replace('_', " ")));
        let note = one.note.as_ref().map(|note| format!("“{note}”"));
        [one.place.clone(), about, sure, note].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    all.iter().map(|one| (&one.source, words(one))).collect()
}

/// The sources of a map: title, and who published it when.
pub(super) fn sources(map: &Map) -> BTreeMap<Id, (String, String)> {
    let words = |source: &Source| {
        let parts = [source.publisher.clone(), source.date.map(date)];
        (source.title.clone(), parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
    };
    map.sources.iter().map(|source| (source.id.clone(), words(source))).collect()
}

/// The same without what says nothing: null, no, nought entries and empty texts.
fn without_nothing(mut value: Value) -> Value {
    if let Some(fields) = value.as_object_mut() {
        fields.retain(|_, field| match field {
            Value::Null | Value::Bool(false) => false,
            Value::Array(entries) => !entries.is_empty(),
            Value::String(text) => !text.is_empty(),
            _ => true,
        });
    }
    value
}
