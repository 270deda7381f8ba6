//! Proposals: what words seem to say of a body, to be confirmed one by one or all at once, with the words it rests on.

use std::collections::{BTreeMap, BTreeSet};

use super::phrases::Meaning;
use super::rows::Place;
use crate::editing::ids::FreshIds;
use crate::editing::take_in::{Incoming, Rests};
use crate::exchange::pasted_text::words;
use crate::model::spelling::key;
use crate::model::{Id, Link, Map, Meets, Node, NodeKind};

/// Something that the words of a row seem to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Of which node of the draft.
    pub node: Id,
    /// The row that says so.
    pub row: Place,
    /// The row, as people call it.
    pub place: String,
    /// What it says.
    pub meaning: Meaning,
    /// The words that it rests on, as they stand there.
    pub words: String,
    /// Whether it is taken.
    pub is_taken: bool,
}

impl Proposal {
    /// What is proposed, to follow the name of the body: "is on hold", "meets 6 times a year", "reports to Trust Board".
    pub fn told(&self, map: &Map) -> String {
        match &self.meaning {
            Meaning::Status(status) => {
                let kind = map.nodes.get(self.node.as_str()).map_or(NodeKind::Group, |node| node.kind);
                format!("is {}", status.word_of(kind))
            }
            Meaning::Meets(times) if times.value() == rust_decimal::Decimal::ONE => "meets once a year".to_owned(),
            Meaning::Meets(times) => format!("meets {times} times a year"),
            Meaning::Since(when) => format!("began {when}"),
            Meaning::Resourcing(resourcing) => match resourcing {
                crate::model::Resourcing::AtRisk => "has money that is at risk".to_owned(),
                resourcing => format!("is {}", resourcing.word()),
            },
            Meaning::Line(kind, status, name) => match status {
                crate::model::LinkStatus::Active => format!("{} {name}", kind.word()),
                status => format!("{} {name} ({})", kind.word(), status.word()),
            },
        }
    }

    /// The field of the body that it writes, if it draws no line.
    fn field(&self) -> Option<&'static str> {
        match &self.meaning {
            Meaning::Status(_) => Some("status"),
            Meaning::Meets(_) => Some("meets.times_a_year"),
            Meaning::Since(_) => Some("since"),
            Meaning::Resourcing(_) => Some("resourcing"),
            Meaning::Line(..) => None,
        }
    }
}

/// What is read, with all proposals that are taken.
pub(super) fn taken(incoming: &Incoming, proposals: &[Proposal]) -> Incoming {
    let mut whole = incoming.clone();
    let mut ids = FreshIds::default();
    let mut names: BTreeMap<String, Id> = BTreeMap::new();
    for node in incoming.read.nodes.iter() {
        for name in node.names().skip(1) {
            names.entry(key(name)).or_insert_with(|| node.id.clone());
        }
    }
    names.extend(incoming.read.nodes.iter().map(|node| (key(&node.name), node.id.clone())));
    let links = incoming.read.links.iter();
    let mut drawn: BTreeSet<_> = links.map(|link| (link.kind, link.from.clone(), link.to.clone())).collect();
    for proposal in proposals.iter().filter(|proposal| proposal.is_taken) {
        if let Meaning::Line(kind, status, name) = &proposal.meaning {
            let known = names.get(&key(name)).cloned();
            let to = known.unwrap_or_else(|| {
                let id = ids.node(&whole.read, name);
                let kind = words::kind(name).filter(|kind| kind.is_body()).unwrap_or(NodeKind::Group);
                whole.read.nodes.put(Node::new(id.clone(), kind, name.as_str()));
                names.insert(key(name), id.clone());
                id
            });
            if to == proposal.node || !drawn.insert((*kind, proposal.node.clone(), to.clone())) {
                continue;
            }
            let id = ids.link(&whole.read, *kind, &proposal.node, &to);
            let link = Link { status: *status, ..Link::new(id.clone(), *kind, proposal.node.clone(), to) };
            whole.read.links.put(link);
            whole.places.insert(id.clone(), proposal.place.clone());
            whole.rests.entry(id).or_default().push(Rests { field: None, words: proposal.words.clone() });
            continue;
        }
        let Some(node) = whole.read.nodes.get(proposal.node.as_str()) else { continue };
        let mut node = Node::clone(node);
        match &proposal.meaning {
            Meaning::Status(status) => node.status = *status,
            Meaning::Meets(times) => {
                node.meets.get_or_insert_with(Meets::default).times_a_year = Some(*times);
            }
            Meaning::Since(when) => node.since = Some(*when),
            Meaning::Resourcing(resourcing) => node.resourcing = Some(*resourcing),
            Meaning::Line(..) => {}
        }
        whole.read.nodes.put(node);
        let said = whole.said.entry(proposal.node.clone()).or_default();
        said.fields.extend(proposal.field());
        let rests = Rests { field: proposal.field(), words: proposal.words.clone() };
        whole.rests.entry(proposal.node.clone()).or_default().push(rests);
    }
    whole
}
