//! Where cards stand.

use crate::model::Id;

/// Where a card stands on the screen, in points at 100 %, y downwards.
#[derive(Debug, Clone, PartialEq)]
pub struct Card {
    /// Its node.
    pub id: Id,
    /// Its left edge.
    pub left: f32,
    /// Its upper edge.
    pub top: f32,
    /// Its width.
    pub width: f32,
    /// Its height.
    pub height: f32,
}

/// What cards have in common once they are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// Their left edges.
    Left,
    /// The vertical line through their middles.
    Centre,
    /// Their right edges.
    Right,
    /// Their upper edges.
    Top,
    /// The horizontal line through their middles.
    Middle,
    /// Their lower edges.
    Bottom,
}

/// The way along which cards are spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// From left to right.
    Horizontal,
    /// From top to bottom.
    Vertical,
}
// Stands in until the branch `editing` lands: take the other side whole.
use super::*; use crate::model::Map;
pub fn move_to(_: &Map, _: &[(Id,(i32,i32))]) -> Outcome { todo!() }
pub fn pin(_: &Map, _: &[(Id,(i32,i32))]) -> Outcome { todo!() }
pub fn unpin(_: &Map, _: &[Id]) -> Outcome { todo!() }
pub fn align(_: &Map, _: &[Card], _: Alignment) -> Outcome { todo!() }
pub fn distribute(_: &Map, _: &[Card], _: Axis) -> Outcome { todo!() }
