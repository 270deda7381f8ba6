//! Merging another version into the open map: what the other file is, of which version both come, and what comes of it. All
//! of it is worked out before anything happens.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::versions;
use crate::document::Stamp;
use crate::editing::merging::Told;
use crate::model::Map;
use crate::model::descent::{Ancestor, in_both, newest_ancestor};
use crate::model::invariants;
use crate::model::quote::shortened;
use crate::model::three_way::{merge, merge_apart};
use crate::model::words::count;
use crate::storage::{self, Home, ReadOnly};

/// By so much the clocks of two computers may differ.
const CLOCKS: Duration = Duration::from_secs(10 * 60);

/// From what both versions come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// A version that is kept, by its place in [`Found::versions`].
    Version(usize),
    /// What another file holds.
    File(PathBuf),
    /// Nobody has it.
    Nothing,
}

/// What is to be merged: the open map as it is, and where it came from.
#[derive(Debug, Clone)]
pub struct Ours {
    /// The map.
    pub map: Arc<Map>,
    /// The file that it is in.
    pub path: Option<PathBuf>,
    /// It as it was last read or written, and what the file was then.
    pub saved: Option<(Arc<Map>, Stamp)>,
}

/// The other version, and those from which both may come.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its file.
    pub path: PathBuf,
    /// When that was written, if the disk says so.
    pub written: Option<String>,
    /// What the file was when it was read.
    pub stamp: Stamp,
    /// Whether it is the file of the open map, which another program has changed.
    pub is_own_file: bool,
    /// Why it may be another map altogether, as a sentence.
    pub stranger: Option<String>,
    /// The versions from which both may come, the newest first.
    pub versions: Vec<Kept>,
    /// From which they come, as far as that can be told.
    pub proposed: Base,
    /// Why that one, in a sentence.
    pub why: &'static str,
    /// The map that it is.
    pub map: Map,
}

/// A version from which both may come.
#[derive(Debug, Clone)]
pub struct Kept {
    /// When it was written, and where it is from.
    pub words: String,
    map: Map,
    written_at: Option<SystemTime>,
}

/// What would come of merging.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// The map.
    pub map: Map,
    /// What comes of it, in words.
    pub told: Told,
}

/// Reads the other version, and looks for the one from which both come.
///
/// # Errors
/// Why it cannot be merged, in a sentence.
pub(super) fn look(home: &Home, ours: &Ours, theirs: &Path) -> Result<Found, String> {
    let path = storage::absolute(theirs);
    let name = storage::name_of(&path);
    if !ours.map.undecided.is_empty() {
        let things = count(ours.map.undecided.len(), "thing on this map is", "things on this map are");
        return Err(format!("{things} still undecided from an earlier merge. Decide them first; then merge this one."));
    }
    let opened = storage::open(&path).map_err(|error| error.to_string())?;
    let is_own_file = ours.path.as_ref().is_some_and(|own| storage::is_same_file(own, &path));
    if is_own_file && ours.saved.as_ref().is_some_and(|(_, stamp)| stamp.hash == opened.stamp.hash) {
        return Err(format!(
            "{name} is the file of the map that is open. Choose the other version: the copy that somebody else has edited."
        ));
    }
    if let Some(ReadOnly::LaterVersion(_)) = opened.read_only {
        return Err(format!("{name} was written by a newer Boardwalk. Get the newer Boardwalk to merge it."));
    }
    if !opened.map.undecided.is_empty() {
        let things = count(opened.map.undecided.len(), "thing in it is", "things in it are");
        return Err(format!(
            "{name} is half merged: {things} still undecided. Open it, decide them and save it; then merge it."
        ));
    }
    let stranger = stranger(&ours.map, &opened.map, &name);
    let (versions, mut proposed, mut why) =
        versions_of_both(home, ours, &path, &opened.map, &opened.stamp, is_own_file);
    if stranger.is_some() {
        (proposed, why) = (Base::Nothing, "Nothing shows that both come from one map.");
    }
    Ok(Found {
        written: opened.stamp.modified.map(storage::versions::local_time),
        stranger,
        stamp: opened.stamp,
        map: opened.map,
        path,
        is_own_file,
        versions,
        proposed,
        why,
    })
}

/// Why two maps may be of different things.
fn stranger(ours: &Map, theirs: &Map, name: &str) -> Option<String> {
    let least = ours.nodes.len().min(theirs.nodes.len());
    let both = in_both(theirs, ours);
    (both * 3 < least).then(|| {
        let all = count(theirs.nodes.len(), "card", "cards");
        let verb = if both == 1 { "is" } else { "are" };
        let title = shortened(theirs.called()).into_owned();
        format!("{name} seems to be another map altogether, “{title}”: of its {all}, {both} {verb} on this one.")
    })
}

/// The versions of the two files, the newest first, and from which of them both come.
fn versions_of_both(
    home: &Home,
    ours: &Ours,
    path: &Path,
    theirs: &Map,
    stamp: &Stamp,
    is_own_file: bool,
) -> (Vec<Kept>, Base, &'static str) {
    let saved = ours.saved.as_ref().map(|(map, stamp)| Kept {
        words: match stamp.modified {
            Some(at) => format!("{}, this map as it was last saved", storage::versions::local_time(at)),
            None => "this map as it was last saved".to_owned(),
        },
        map: Map::clone(map),
        written_at: stamp.modified,
    });
    let (mut of_ours, is_whole) = ours.path.as_ref().map_or((Vec::new(), false), |own| kept(home, own, "of this map"));
    of_ours.extend(saved);
    let of_ours_found = found_in(&of_ours, theirs, |kept| kept.written_at <= stamp.modified.map(|at| at + CLOCKS));
    let of_theirs = if is_own_file { Vec::new() } else { kept(home, path, "of the other file").0 };
    let of_theirs_found = found_in(&of_theirs, &ours.map, |_| false);
    let number = of_ours.len() + of_theirs.len();
    // Those of ours come last, and all is turned round.
    let place_of_ours = |place: usize| of_ours.len() - 1 - place;
    let place_of_theirs = |place: usize| number - 1 - place;
    let (proposed, why) = match (of_ours_found, of_theirs_found) {
        _ if is_own_file && !of_ours.is_empty() && ours.saved.is_some() => {
            (Base::Version(0), "Your work began on this version, before the other program changed the file.")
        }
        (Some(Ancestor { place, is_shown: true }), _) => {
            (Base::Version(place_of_ours(place)), "The other version has what this one says: it comes of it.")
        }
        (_, Some(Ancestor { place, is_shown: true })) => {
            (Base::Version(place_of_theirs(place)), "The open map has what this version says: it comes of it.")
        }
        (Some(Ancestor { place, .. }), _) if is_whole => {
            (Base::Version(place_of_ours(place)), "The oldest version that there is; look at what would go and change.")
        }
        _ if number == 0 => (Base::Nothing, "No earlier version of this map is kept on this computer."),
        _ => (Base::Nothing, "Of the versions that are kept, none is known to be one from which both come."),
    };
    let mut versions: Vec<Kept> = of_theirs.into_iter().chain(of_ours).collect();
    versions.reverse();
    (versions, proposed, why)
}

/// The versions that are kept of a map, the oldest first, and whether that one is the first that there was.
fn kept(home: &Home, path: &Path, whose: &str) -> (Vec<Kept>, bool) {
    // What cannot be read is no version from which anything could be told, nor is it known that there are no others.
    let Ok(versions) = home.versions(path) else { return (Vec::new(), false) };
    // Where none is kept, what was before is not known: other hands may have gone on with the map long since.
    let is_whole = versions.last().is_some_and(|oldest| oldest.number == 1);
    let read = |version: &storage::versions::Version| {
        let map = versions::read(version).ok().filter(|map| map.undecided.is_empty())?;
        let words = format!("{}, version {} {whose}", version.written(), version.number);
        Some(Kept { words, map, written_at: Some(version.written_at) })
    };
    (versions.iter().rev().filter_map(read).collect(), is_whole)
}

/// From which of some versions a map comes. Where that is not shown by what it says, only if it may be so.
fn found_in(versions: &[Kept], other: &Map, may_be: impl Fn(&Kept) -> bool) -> Option<Ancestor> {
    let maps: Vec<&Map> = versions.iter().map(|kept| &kept.map).collect();
    newest_ancestor(&maps, other).filter(|found| found.is_shown || may_be(&versions[found.place]))
}

/// What comes of merging what was found into the open map, if both come of that.
///
/// # Errors
/// Why that cannot be, in a sentence.
pub(super) fn outcome(ours: &Map, found: &Found, base: &Base) -> Result<Outcome, String> {
    let merged = match base {
        Base::Nothing => merge_apart(ours, &found.map),
        Base::Version(place) => match found.versions.get(*place) {
            Some(kept) => merge(&kept.map, ours, &found.map),
            None => return Err("That version is kept no more. Choose another one.".to_owned()),
        },
        Base::File(path) => {
            let base = storage::open(path).map_err(|error| error.to_string())?.map;
            let name = storage::name_of(path);
            if let Some(why) = stranger(ours, &base, &name) {
                return Err(format!("{why} Choose an earlier version of the open map."));
            }
            merge(&Map { undecided: Vec::new(), ..base }, ours, &found.map)
        }
    };
    match invariants::problems(&merged.map).first() {
        Some(problem) => Err(format!("The two do not become one map: {}.", problem.message)),
        None => Ok(Outcome { told: Told::of(&merged), map: merged.map }),
    }
}
