//! Stands in until the branch `newmap` lands: take the other side whole.
use crate::model::Map;
pub fn read(_: &str) -> Result<(Map, Vec<String>), std::fmt::Error> { todo!() }
