//! Changes of cards and lines that are there.

/// An end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Where it reads from: the one that answers, sits, chairs, owns, pays.
    From,
    /// Where it reads to.
    To,
}
