//! Changes of cards and lines that are there.

/// An end of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Where it reads from: the one that answers, sits, chairs, owns, pays.
    From,
    /// Where it reads to.
    To,
}
// Stands in until the branch `editing` lands: take the other side whole.
use super::*; use crate::model::*;
pub fn rename(_: &Map, _: &Id, _: &str) -> Outcome { todo!() }
pub fn kind(_: &Map, _: &[Id], _: NodeKind) -> Outcome { todo!() }
pub fn status(_: &Map, _: &[Id], _: NodeStatus) -> Outcome { todo!() }
pub fn line_kind(_: &Map, _: &[Id], _: LinkKind) -> Outcome { todo!() }
pub fn line_status(_: &Map, _: &[Id], _: LinkStatus) -> Outcome { todo!() }
pub fn reattach(_: &Map, _: &Id, _: End, _: &Id) -> Outcome { todo!() }
pub fn reverse(_: &Map, _: &[Id]) -> Outcome { todo!() }
