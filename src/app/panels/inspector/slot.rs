//! Slots: every place of the inspector into which something can be typed, and the step that typing there makes.

use crate::editing::fields::{self, Control, EVIDENCE};
use crate::editing::{Outcome, Refusal, declared, evidence, expectation};
use crate::model::{Area, EntryKind, Evidence, Expectation, Header, Id, Link, Map, Node, Source, Theme, Total};
use crate::session::help::Topic;

/// The records that are looked at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Subject {
    /// The map's heading.
    Map,
    /// Nodes.
    Nodes(Vec<Id>),
    /// Links.
    Links(Vec<Id>),
    /// A theme.
    Theme(Id),
    /// An area.
    Area(Id),
    /// A source.
    Source(Id),
    /// A stated total.
    Total(Id),
    /// What a partner expects.
    Expectation(Id),
}

/// A place into which something can be typed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Slot {
    /// A field, by its name.
    Field(Subject, &'static str),
    /// Another word of a list.
    Word(Subject, &'static str),
    /// One of the map's own fields of nodes, by its name.
    Own(Vec<Id>, String),
    /// The name of another own field.
    OwnName(Vec<Id>),
    /// A field of a piece of evidence, by its place in the list.
    Evidence(Subject, usize, &'static str),
    /// The source of more evidence.
    NewEvidence(Subject),
    /// The name of another theme.
    NewTheme,
    /// The name of another area.
    NewArea,
    /// The title of another source.
    NewSource,
    /// What else somebody expects.
    NewExpectation(Id),
    /// Why an option stands so to an expectation: the option first.
    Reason(Id, Id),
}

impl Subject {
    fn ids(&self) -> Vec<Id> {
        match self {
            Self::Map => vec!["map".into()],
            Self::Nodes(ids) | Self::Links(ids) => ids.clone(),
            Self::Theme(id) | Self::Area(id) | Self::Source(id) | Self::Total(id) | Self::Expectation(id) => {
                vec![id.clone()]
            }
        }
    }

    /// What the schema of map files calls such a record.
    fn record(&self) -> &'static str {
        match self {
            Self::Map => "Map",
            Self::Nodes(_) => "Node",
            Self::Links(_) => "Link",
            Self::Theme(_) => "Theme",
            Self::Area(_) => "Area",
            Self::Source(_) => "Source",
            Self::Total(_) => "Total",
            Self::Expectation(_) => "Expectation",
        }
    }

    /// Whether all the records are on the map.
    fn is_there(&self, map: &Map) -> bool {
        match self {
            Self::Map => true,
            Self::Nodes(ids) => ids.iter().all(|id| map.nodes.contains(id.as_str())),
            Self::Links(ids) => ids.iter().all(|id| map.links.contains(id.as_str())),
            Self::Theme(id) => map.themes.contains(id.as_str()),
            Self::Area(id) => map.areas.contains(id.as_str()),
            Self::Source(id) => map.sources.contains(id.as_str()),
            Self::Total(id) => map.totals.contains(id.as_str()),
            Self::Expectation(id) => map.expectations.contains(id.as_str()),
        }
    }

    /// The evidence of the only record.
    pub(super) fn evidence(&self, map: &Map) -> Vec<Evidence> {
        let evidence = match self {
            Self::Nodes(ids) if ids.len() == 1 => map.nodes.get(ids[0].as_str()).map(|node| node.evidence.clone()),
            Self::Links(ids) if ids.len() == 1 => map.links.get(ids[0].as_str()).map(|link| link.evidence.clone()),
            Self::Theme(id) => map.themes.get(id.as_str()).map(|theme| theme.evidence.clone()),
            Self::Area(id) => map.areas.get(id.as_str()).map(|area| area.evidence.clone()),
            Self::Total(id) => map.totals.get(id.as_str()).map(|total| total.evidence.clone()),
            Self::Expectation(id) => map.expectations.get(id.as_str()).map(|one| one.evidence.clone()),
            _ => None,
        };
        evidence.unwrap_or_default()
    }

    /// The step that takes a word out of a list.
    pub(super) fn exclude(&self, map: &Map, name: &str, word: &str) -> Outcome {
        let ids = self.ids();
        match self {
            Self::Nodes(_) => fields::exclude(map, &ids, known::<Node>(name)?, word),
            Self::Links(_) => fields::exclude(map, &ids, known::<Link>(name)?, word),
            _ => Err(unknown(name)),
        }
    }

    /// The step that rests the only record on a new source.
    pub(super) fn rest_on_new_source(&self, map: &Map, title: &str) -> Outcome {
        let id = &self.ids()[0];
        match self {
            Self::Nodes(_) => evidence::add_with_new_source::<Node>(map, id, title),
            Self::Links(_) => evidence::add_with_new_source::<Link>(map, id, title),
            Self::Theme(_) => evidence::add_with_new_source::<Theme>(map, id, title),
            Self::Area(_) => evidence::add_with_new_source::<Area>(map, id, title),
            Self::Expectation(_) => evidence::add_with_new_source::<Expectation>(map, id, title),
            _ => evidence::add_with_new_source::<Total>(map, id, title),
        }
    }

    /// The step that takes a piece of evidence of the only record away.
    pub(super) fn remove_evidence(&self, map: &Map, index: usize) -> Outcome {
        let id = &self.ids()[0];
        match self {
            Self::Nodes(_) => evidence::remove::<Node>(map, id, index),
            Self::Links(_) => evidence::remove::<Link>(map, id, index),
            Self::Theme(_) => evidence::remove::<Theme>(map, id, index),
            Self::Area(_) => evidence::remove::<Area>(map, id, index),
            Self::Expectation(_) => evidence::remove::<Expectation>(map, id, index),
            _ => evidence::remove::<Total>(map, id, index),
        }
    }
}

/// The field with that name, which the tables of fields are known to have.
fn known<R: fields::Fielded>(name: &str) -> Result<&'static fields::Field<R>, Refusal> {
    fields::field::<R>(name).ok_or_else(|| unknown(name))
}

fn known_of_evidence(name: &str) -> Result<&'static fields::Field<Evidence>, Refusal> {
    EVIDENCE.iter().find(|field| field.name == name).ok_or_else(|| unknown(name))
}

fn unknown(name: &str) -> Refusal {
    Refusal(format!("there is no field \"{name}\" here"))
}

impl Slot {
    /// The step that a text makes here.
    pub(super) fn make(&self, map: &Map, text: &str) -> Outcome {
        match self {
            Self::Field(subject, name) => {
                let ids = subject.ids();
                match subject {
                    Subject::Map => fields::set_header(map, known::<Header>(name)?, text),
                    Subject::Nodes(_) => fields::set(map, &ids, known::<Node>(name)?, text),
                    Subject::Links(_) => fields::set(map, &ids, known::<Link>(name)?, text),
                    Subject::Theme(_) => fields::set(map, &ids, known::<Theme>(name)?, text),
                    Subject::Area(_) => fields::set(map, &ids, known::<Area>(name)?, text),
                    Subject::Source(_) => fields::set(map, &ids, known::<Source>(name)?, text),
                    Subject::Total(_) => fields::set(map, &ids, known::<Total>(name)?, text),
                    Subject::Expectation(_) => fields::set(map, &ids, known::<Expectation>(name)?, text),
                }
            }
            Self::Word(subject, name) => match subject {
                Subject::Nodes(ids) => fields::include(map, ids, known::<Node>(name)?, text),
                Subject::Links(ids) => fields::include(map, ids, known::<Link>(name)?, text),
                _ => Err(unknown(name)),
            },
            Self::Own(ids, name) => fields::set_own(map, ids, name, Some(text)),
            Self::OwnName(ids) => fields::add_own(map, ids, text),
            Self::Evidence(subject, index, name) => {
                let (field, id) = (known_of_evidence(name)?, &subject.ids()[0]);
                match subject {
                    Subject::Nodes(_) => evidence::set::<Node>(map, id, *index, field, text),
                    Subject::Links(_) => evidence::set::<Link>(map, id, *index, field, text),
                    Subject::Theme(_) => evidence::set::<Theme>(map, id, *index, field, text),
                    Subject::Area(_) => evidence::set::<Area>(map, id, *index, field, text),
                    Subject::Expectation(_) => evidence::set::<Expectation>(map, id, *index, field, text),
                    _ => evidence::set::<Total>(map, id, *index, field, text),
                }
            }
            Self::NewEvidence(subject) => {
                let id = &subject.ids()[0];
                match subject {
                    Subject::Nodes(_) => evidence::add::<Node>(map, id, text),
                    Subject::Links(_) => evidence::add::<Link>(map, id, text),
                    Subject::Theme(_) => evidence::add::<Theme>(map, id, text),
                    Subject::Area(_) => evidence::add::<Area>(map, id, text),
                    Subject::Expectation(_) => evidence::add::<Expectation>(map, id, text),
                    _ => evidence::add::<Total>(map, id, text),
                }
            }
            Self::NewTheme => declared::theme(map, text),
            Self::NewArea => declared::area(map, text),
            Self::NewSource => declared::source(map, text),
            Self::NewExpectation(partner) => expectation::add(map, partner, text),
            Self::Reason(option, id) => expectation::give_reason(map, option, id, text),
        }
    }

    /// The step that declares what is typed here, and uses it at once; none where that makes no sense.
    pub(super) fn make_new(&self, map: &Map, text: &str) -> Option<Outcome> {
        match self {
            Self::Word(Subject::Nodes(ids), "themes") => Some(declared::theme_of(map, ids, text)),
            Self::Field(Subject::Nodes(ids), "area") => Some(declared::area_of(map, ids, text)),
            Self::NewEvidence(subject) => Some(subject.rest_on_new_source(map, text)),
            _ => None,
        }
    }

    /// Whether an empty text means that nothing is wanted here after all.
    pub(super) fn adds(&self) -> bool {
        match self {
            Self::Word(..) | Self::OwnName(_) | Self::NewEvidence(_) => true,
            Self::NewTheme | Self::NewArea | Self::NewSource | Self::NewExpectation(_) => true,
            Self::Field(..) | Self::Own(..) | Self::Evidence(..) | Self::Reason(..) => false,
        }
    }

    /// Whether what can be typed into is still there.
    pub(super) fn is_there(&self, map: &Map) -> bool {
        match self {
            Self::Field(subject, _) | Self::Word(subject, _) | Self::NewEvidence(subject) => subject.is_there(map),
            Self::Evidence(subject, index, _) => subject.evidence(map).len() > *index,
            Self::Own(ids, _) | Self::OwnName(ids) => ids.iter().all(|id| map.nodes.contains(id.as_str())),
            Self::NewTheme | Self::NewArea | Self::NewSource => true,
            Self::NewExpectation(partner) => map.nodes.contains(partner.as_str()),
            Self::Reason(option, id) => map.options.contains(option.as_str()) && map.expectations.contains(id.as_str()),
        }
    }

    /// What may be proposed here; and whether only what is proposed will do.
    pub(super) fn proposals(&self, map: &Map) -> (Vec<String>, bool) {
        fn of<R: fields::Fielded>(map: &Map, name: &str) -> (Vec<String>, bool) {
            let Some(field) = fields::field::<R>(name) else { return (Vec::new(), false) };
            let is_name = matches!(field.control, Control::One(_) | Control::Many(_));
            (fields::completions(map, field), is_name)
        }
        let sources = || (fields::names(map, EntryKind::Source), true);
        match self {
            Self::Field(subject, name) | Self::Word(subject, name) => match subject {
                Subject::Map => of::<Header>(map, name),
                Subject::Nodes(_) => of::<Node>(map, name),
                Subject::Links(_) => of::<Link>(map, name),
                Subject::Theme(_) => of::<Theme>(map, name),
                Subject::Area(_) => of::<Area>(map, name),
                Subject::Source(_) => of::<Source>(map, name),
                Subject::Total(_) => of::<Total>(map, name),
                Subject::Expectation(_) => of::<Expectation>(map, name),
            },
            Self::Evidence(_, _, "source") | Self::NewEvidence(_) => sources(),
            _ => (Vec::new(), false),
        }
    }

    /// The records that a field or a list is of.
    pub(super) fn subject(&self) -> &Subject {
        match self {
            Self::Field(subject, _) | Self::Word(subject, _) | Self::NewEvidence(subject) => subject,
            Self::Evidence(subject, ..) => subject,
            Self::Own(..) | Self::OwnName(_) | Self::NewTheme | Self::NewArea | Self::NewSource => &Subject::Map,
            Self::NewExpectation(_) | Self::Reason(..) => &Subject::Map,
        }
    }

    /// What the help says of it.
    pub(super) fn topic(&self) -> Topic {
        match self {
            Self::Field(subject, name) | Self::Word(subject, name) => Topic::Field(subject.record(), name),
            Self::Own(..) | Self::OwnName(_) => Topic::Field("Node", "fields"),
            Self::Evidence(_, _, name) => Topic::Field("Evidence", name),
            Self::NewEvidence(_) => Topic::Field("Evidence", "source"),
            Self::NewTheme => Topic::Field("Theme", "name"),
            Self::NewArea => Topic::Field("Area", "name"),
            Self::NewSource => Topic::Field("Source", "title"),
            Self::NewExpectation(_) => Topic::Field("Expectation", "text"),
            Self::Reason(..) => Topic::Field("Stance", "reason"),
        }
    }

    /// The widget of the place.
    pub(super) fn widget(&self) -> egui::Id {
        egui::Id::new(("inspector", self))
    }
}
