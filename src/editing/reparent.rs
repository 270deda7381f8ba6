//! Putting bodies under another.

/// What becomes of those that answer to a body which is put under another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Children {
    /// They stay under it.
    Follow,
    /// They go up to what it answered to before.
    GoUp,
}
// Stands in until the branch `editing` lands: take the other side whole.
use super::*; use crate::model::Map;
pub fn under(_: &Map, _: &[Id], _: &Id, _: Children) -> Outcome { todo!() }
pub fn is_choice_needed(_: &Map, _: &[Id]) -> bool { todo!() }
