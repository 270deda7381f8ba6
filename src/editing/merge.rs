//! Stands in until the branch `editing` lands: take the other side whole.
use super::*; use crate::model::{Map,Node}; use std::collections::BTreeSet;
pub struct Conflict { pub field: &'static str, pub label: &'static str, pub kept: String, pub other: String }
pub struct Merge { pub node: Node, pub conflicts: Vec<Conflict> }
pub fn preview(_: &Map, _: &Id, _: &Id) -> Result<Merge, Refusal> { todo!() }
pub fn step(_: &Map, _: &Id, _: &Id, _: &BTreeSet<&'static str>) -> Outcome { todo!() }
