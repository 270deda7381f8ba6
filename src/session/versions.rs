//! Versions: what the file of the open map was before, as it is listed.

use std::path::Path;

use crate::editing::describe::{differences_between, in_short};
use crate::exchange::boardwalk_file;
use crate::model::Map;
use crate::model::words::size;
use crate::storage::Home;
use crate::storage::versions::Version;

/// Earlier versions of the open map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versions {
    /// What is another in the open map than in the latest of them, in a sentence.
    pub now: String,
    /// Each of them, the latest first.
    pub rows: Vec<Row>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// What it is called among the versions of that map.
    pub number: u32,
    /// When it was written.
    pub written: String,
    /// How long it is.
    pub size: String,
    /// What had changed in it since the one before, in a sentence.
    pub told: String,
    /// Each change that would turn the open map into it, in a sentence; or why that cannot be known.
    pub back: Result<Vec<String>, String>,
}

impl Versions {
    /// What is kept of the map in that file, beside the one that is open.
    pub(super) fn read(home: &Home, path: &Path, mine: &Map) -> std::io::Result<Self> {
        let mut rows: Vec<Row> = Vec::new();
        let mut before: Option<Map> = None;
        for version in home.versions(path)?.iter().rev() {
            let map = read(version);
            let told = match (&map, &before) {
                (Err(_), _) => "It cannot be read as a map".to_owned(),
                (Ok(_), None) if rows.is_empty() => "The oldest that is kept".to_owned(),
                (Ok(map), Some(before)) => in_short(&differences_between(before, map)),
                (Ok(_), None) => "The one before cannot be read".to_owned(),
            };
            rows.push(Row {
                number: version.number,
                written: version.written(),
                size: size(version.length),
                told,
                back: map.as_ref().map(|map| differences_between(mine, map)).map_err(Clone::clone),
            });
            before = map.ok();
        }
        rows.reverse();
        let now = before.map(|latest| in_short(&differences_between(&latest, mine)));
        Ok(Self { now: now.unwrap_or_default(), rows })
    }
}

/// The map that a version is, or why it is none.
pub(super) fn read(version: &Version) -> Result<Map, String> {
    let bytes = version.read().map_err(|error| error.to_string())?;
    boardwalk_file::read(&bytes).map_err(|error| error.to_string())
}
