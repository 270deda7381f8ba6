//! Findings: what a rule says about a map, with everything that a screen needs to go there.

mod acceptance;
mod fix;
mod pattern;
mod stake;

use std::collections::BTreeSet;

use serde::Serialize;

pub use self::acceptance::Acceptance;
pub use self::fix::{Fix, Mend};
pub use self::pattern::{Gap, Leg, Pattern, SharedGround};
pub use self::stake::Stake;
use crate::model::{Id, LitFinding};

/// One thing that is wrong with a map, found by one rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// The rule's code, such as `BW302`.
    pub code: &'static str,
    /// The rule's name, such as `broken-route`.
    pub rule: &'static str,
    /// What kind of defect it is.
    pub family: Family,
    /// How grave it is here: as the map says, or at most the rule's own severity.
    pub severity: Severity,
    /// What it is about: first what is wrong, then what that goes back to. Never empty.
    pub subjects: Vec<Subject>,
    /// Nodes and links to light up beside the subjects: the broken route, the circle, the shared strands.
    pub path: Vec<Id>,
    /// What is wrong and by which evidence; one sentence without a full stop.
    pub message: String,
    /// What a review lead could do about it; whole sentences.
    pub hint: String,
    /// What depends on it. A rule leaves it open: it follows from the subjects.
    pub stake: Stake,
    /// That it was accepted, with the facts that it has now or with others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acceptance: Option<Acceptance>,
    /// What would mend it, where something can be offered, the best first.
    #[serde(skip)]
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// What it is known by.
    pub fn key(&self) -> FindingKey {
        FindingKey { code: self.code, subjects: self.subjects.clone() }
    }

    /// Whether it is the finding of that key.
    pub fn is(&self, key: &FindingKey) -> bool {
        self.code == key.code && self.subjects == key.subjects
    }

    /// Whether it is the finding that a view lights.
    pub fn is_lit_by(&self, lit: &LitFinding) -> bool {
        self.code == lit.rule && self.subjects.iter().map(|subject| &subject.id).eq(&lit.subjects)
    }

    /// Whether people live with it, so that it does not count.
    pub fn is_accepted(&self) -> bool {
        self.acceptance.as_ref().is_some_and(|acceptance| !acceptance.facts_changed)
    }

    /// The nodes and links that it names: its subjects and its path.
    pub fn named(&self) -> BTreeSet<Id> {
        self.subjects.iter().map(|subject| subject.id.clone()).chain(self.path.iter().cloned()).collect()
    }
}

/// What a finding is known by, whatever its place in a report and its facts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FindingKey {
    /// The rule's code.
    pub code: &'static str,
    /// What the finding is about.
    pub subjects: Vec<Subject>,
}

/// A record that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Subject {
    /// The table that holds it.
    #[serde(rename = "type")]
    pub kind: SubjectKind,
    /// Its id.
    pub id: Id,
}

impl Subject {
    /// A node as a subject.
    pub fn node(id: &Id) -> Self {
        Self { kind: SubjectKind::Node, id: id.clone() }
    }

    /// A link as a subject.
    pub fn link(id: &Id) -> Self {
        Self { kind: SubjectKind::Link, id: id.clone() }
    }

    /// A theme as a subject.
    pub fn theme(id: &Id) -> Self {
        Self { kind: SubjectKind::Theme, id: id.clone() }
    }

    /// A stated total as a subject.
    pub fn total(id: &Id) -> Self {
        Self { kind: SubjectKind::Total, id: id.clone() }
    }
}

/// The tables that hold subjects of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// A board, group, partner, post or strand.
    Node,
    /// A line.
    Link,
    /// A declared outcome or priority.
    Theme,
    /// A stated total.
    Total,
}

/// What kind of defect a rule looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Two do what one could.
    Duplication,
    /// Accountability comes back to where it began.
    Circles,
    /// Something that should be there is not.
    Gaps,
    /// Too much rests on one.
    Strain,
    /// What the map says does not agree with its sources.
    Evidence,
}

impl Family {
    /// Every family, in the order of the rules' codes.
    pub const ALL: [Self; 5] = [Self::Duplication, Self::Circles, Self::Gaps, Self::Strain, Self::Evidence];

    /// The family in a word, as a heading.
    pub fn word(self) -> &'static str {
        match self {
            Self::Duplication => "Duplication",
            Self::Circles => "Circles",
            Self::Gaps => "Gaps",
            Self::Strain => "Strain",
            Self::Evidence => "Evidence",
        }
    }
}

/// How grave a finding is; the graver the greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Somebody should look at it.
    Warning,
    /// It is wrong.
    Error,
}

impl Severity {
    /// Every severity, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// The severity in a word, lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }

    /// One step less grave; a note stays a note.
    pub fn lowered(self) -> Self {
        match self {
            Self::Error => Self::Warning,
            Self::Warning | Self::Note => Self::Note,
        }
    }
}
