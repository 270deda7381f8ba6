//! Patterns: what a finding is on the map, so that it can be drawn and not only told.

use crate::model::Id;

/// What a finding is on the map, beyond its subjects and its path.
#[derive(Debug, Clone, PartialEq)]
pub enum Pattern {
    /// Nothing more.
    Plain,
    /// Lines that come back to where they began, in the order of a walk round.
    Circle(Vec<Leg>),
    /// Ways that break off.
    Broken {
        /// Where, the nearest first.
        gaps: Vec<Gap>,
        /// The live nodes that are cut off by the nearest, by id.
        cut_off: Vec<Id>,
    },
    /// Two or more that are there for the same, or have the same members.
    Shared {
        /// What is compared.
        ground: SharedGround,
        /// Each of them, with what it has alone.
        sides: Vec<(Id, Vec<Id>)>,
        /// What all of them have.
        common: Vec<Id>,
    },
    /// Bodies whose every route comes through one.
    Hanging {
        /// That one.
        on: Id,
        /// The bodies, by id.
        bodies: Vec<Id>,
        /// The lines upward among them and to it.
        lines: Vec<Id>,
    },
}

/// A step of a walk round a circle.
#[derive(Debug, Clone, PartialEq)]
pub struct Leg {
    /// The line that is walked.
    pub line: Id,
    /// Whether it is walked as it reads, from its `from` to its `to`.
    pub is_forward: bool,
}

/// A place where a way breaks off.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gap {
    /// On a line, beside the node at one of its ends, which is not at work.
    Beside {
        /// The line.
        line: Id,
        /// The node.
        node: Id,
    },
    /// The line itself does not hold.
    On(Id),
    /// No line leads on from a node, where one should.
    After(Id),
}

/// What those that overlap are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SharedGround {
    /// Themes that they carry, and strands that they own, deliver or scrutinise.
    Remit,
    /// Those who sit on them or chair them.
    Members,
    /// Themes that they cover.
    Themes,
}
