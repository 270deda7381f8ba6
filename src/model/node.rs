//! Nodes: boards, groups, partners, posts and strands.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Evidence, Id, Quantity, Unknown, When};

/// One body, post or strand of the landscape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Node {
    /// Names the node for ever.
    pub id: Id,
    /// What it is.
    pub kind: NodeKind,
    /// Its full name, as people say it.
    pub name: String,
    /// What else it is or was called.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub aliases: BTreeSet<String>,
    /// What kind of work a strand is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strand_kind: Option<StrandKind>,
    /// Whether it is at work.
    #[serde(default)]
    pub status: NodeStatus,
    /// Why it has that status, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status_note: Option<String>,
    /// Whether a law requires it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statutory: Option<bool>,
    /// Whether an accountability route may end here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accountable_body: Option<bool>,
    /// What it is there to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remit: Option<String>,
    /// What a body may decide itself, and what it must refer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub powers: Option<String>,
    /// Who must be there so that a body may decide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quorum: Option<String>,
    /// The declared outcomes or priorities that it carries.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub themes: BTreeSet<Id>,
    /// The part of the country for which it works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area: Option<Id>,
    /// The part of public life that it belongs to: council, health, police, schools.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
    /// Its ring of the onion diagram.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<Tier>,
    /// How often and how long it meets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meets: Option<Meets>,
    /// Its number of members, where they are not mapped one by one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<u32>,
    /// How many people share a post, where more than one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holders: Option<u32>,
    /// Whether somebody who knows it has asked if it is too big; its number of members may not be known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size_questioned: Option<bool>,
    /// Whether there is money for it; absent when not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resourcing: Option<Resourcing>,
    /// When it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<When>,
    /// When it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<When>,
    /// After how many months a plan is made anew, where it goes on from one term to the next.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycle: Option<u32>,
    /// The ids of what was made one with it, so that what was said of those is known to be said of it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub merged: BTreeSet<Id>,
    /// Words to find and filter by.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub tags: BTreeSet<String>,
    /// Anything else that is worth knowing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    /// The map's own fields, name to text.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}

impl Node {
    /// A node of which nothing else is known yet.
    pub fn new(id: impl Into<Id>, kind: NodeKind, name: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            kind,
            name: name.into(),
            aliases: BTreeSet::new(),
            strand_kind: None,
            status: NodeStatus::default(),
            status_note: None,
            statutory: None,
            accountable_body: None,
            remit: None,
            powers: None,
            quorum: None,
            themes: BTreeSet::new(),
            area: None,
            sector: None,
            tier: None,
            meets: None,
            size: None,
            holders: None,
            size_questioned: None,
            resourcing: None,
            since: None,
            until: None,
            cycle: None,
            merged: BTreeSet::new(),
            tags: BTreeSet::new(),
            notes: None,
            fields: BTreeMap::new(),
            evidence: Vec::new(),
            unknown: Unknown::new(),
        }
    }

    /// Whether it is a board, a group or a partner.
    pub fn is_body(&self) -> bool {
        self.kind.is_body()
    }

    /// Its status in plain words, to follow "is": a post on hold is vacant.
    pub fn status_word(&self) -> &'static str {
        self.status.word_of(self.kind)
    }

    /// Every name by which people know it: its own first.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// Whether an accountability route may end here.
    pub fn is_accountable_body(&self) -> bool {
        self.accountable_body == Some(true)
    }
}

/// What a node is. Boards, groups and partners are *bodies*.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NodeKind {
    /// Takes decisions or holds others to account: board, executive, committee, scrutiny panel.
    Board,
    /// Works: outcome, theme, strategy, delivery, task group, forum.
    Group,
    /// An organisation or a part of one: council, directorate, police, school, voluntary body.
    Partner,
    /// A named role: Director of Children's Services, Lead Member.
    Post,
    /// Work that needs an owner.
    Strand,
}

impl NodeKind {
    /// Every kind, in the order in which screens list them.
    pub const ALL: [Self; 5] = [Self::Board, Self::Group, Self::Partner, Self::Post, Self::Strand];

    /// Whether it is a board, a group or a partner.
    pub fn is_body(self) -> bool {
        matches!(self, Self::Board | Self::Group | Self::Partner)
    }

    /// The kind in a word, lower case, singular.
    pub fn word(self) -> &'static str {
        match self {
            Self::Board => "board",
            Self::Group => "group",
            Self::Partner => "partner",
            Self::Post => "post",
            Self::Strand => "strand",
        }
    }
}

/// What kind of work a strand is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StrandKind {
    /// Ends when it is done.
    Project,
    /// A plan, a strategy or an assessment.
    Plan,
    /// An area that is to come first.
    Priority,
    /// Something the partnership does.
    Function,
    /// Something the law demands.
    Duty,
    /// Something people are given.
    Service,
    /// Something a review asks for.
    Recommendation,
}

impl StrandKind {
    /// The kind in a word, lower case, singular.
    pub fn word(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Plan => "plan",
            Self::Priority => "priority",
            Self::Function => "function",
            Self::Duty => "duty",
            Self::Service => "service",
            Self::Recommendation => "recommendation",
        }
    }
}

/// Whether a node is at work.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NodeStatus {
    /// It is at work.
    #[default]
    Active,
    /// It is on hold, or never met.
    Dormant,
    /// It is planned.
    Proposed,
    /// It is no more.
    Ended,
}

impl NodeStatus {
    /// Every status, in the order in which screens list them.
    pub const ALL: [Self; 4] = [Self::Active, Self::Dormant, Self::Proposed, Self::Ended];

    /// The status in plain words, to follow "is".
    pub fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Dormant => "on hold",
            Self::Proposed => "proposed",
            Self::Ended => "ended",
        }
    }

    /// The status of a node of a kind in plain words: a post that is on hold is vacant.
    pub fn word_of(self, kind: NodeKind) -> &'static str {
        match (self, kind) {
            (Self::Dormant, NodeKind::Post) => "vacant",
            _ => self.word(),
        }
    }
}

/// A ring of the onion diagram, from the inside of government outwards to the child.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Tier {
    /// Interagency governance.
    Governance,
    /// Integrated strategy.
    Strategy,
    /// Integrated processes.
    Process,
    /// Integrated front-line delivery.
    Delivery,
    /// Outcomes for people.
    Outcome,
}

impl Tier {
    /// The tier in a word, lower case.
    pub fn word(self) -> &'static str {
        match self {
            Self::Governance => "governance",
            Self::Strategy => "strategy",
            Self::Process => "process",
            Self::Delivery => "delivery",
            Self::Outcome => "outcome",
        }
    }
}

/// Whether there is money for a body or a strand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Resourcing {
    /// There is.
    Funded,
    /// There may not be for long.
    AtRisk,
    /// There is none.
    Unfunded,
}

impl Resourcing {
    /// The resourcing in plain words, to follow "is".
    pub fn word(self) -> &'static str {
        match self {
            Self::Funded => "funded",
            Self::AtRisk => "at risk",
            Self::Unfunded => "unfunded",
        }
    }
}

/// How often and how long a body meets.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Meets {
    /// Meetings a year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times_a_year: Option<Quantity>,
    /// Hours a meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Quantity>,
    /// Fields that this version does not know.
    #[serde(flatten)]
    pub unknown: Unknown,
}
