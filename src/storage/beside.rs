//! What lies around a map: other versions of it that sync programs have put beside it, and where it went.

use std::fs;
use std::path::{Path, PathBuf};

use super::folder::MOST_ENTRIES;
use super::read_at_most;
use crate::document::Stamp;
use crate::exchange::boardwalk_file::MOST_BYTES;

/// The most versions beside a map that are looked at.
const MOST_COPIES: usize = 16;

/// What sync programs call the version of whoever came second, in some of the languages that they speak, and what this
/// program does.
const WORDS: [&str; 6] = ["conflict", "konflikt", "conflit", "競合", "冲突", "another program's version"];

/// Whether a file of that name is what a sync program makes of a file when two people have changed it at once: such as
/// `town (Jo's conflicted copy 2026-11-30).boardwalk` or `town.sync-conflict-20261130-041502-ABCDEFG.boardwalk`.
fn is_conflict_copy(name: &str, of: &str) -> bool {
    let (stem, ending) = of.rfind('.').map_or((of, ""), |dot| of.split_at(dot));
    let within = name.strip_prefix(stem).and_then(|rest| rest.strip_suffix(ending));
    let Some(added) = name.strip_prefix(of).or(within).filter(|added| !added.is_empty()) else { return false };
    let begins = added.trim_start_matches(' ').chars().next();
    let is_added = begins.is_some_and(|begins| "([._-".contains(begins));
    let words = added.to_lowercase();
    is_added && WORDS.iter().any(|word| words.contains(word)) || added.strip_prefix('-').is_some_and(is_computer)
}

/// Whether this is what a computer is called in an office: OneDrive adds that, and nothing else. People count their own
/// versions by a digit or two, or by the year: OPTION-1, BUDGET-2026.
fn is_computer(name: &str) -> bool {
    let is_usual = ["DESKTOP-", "LAPTOP-", "WIN-"].iter().any(|begins| name.starts_with(begins));
    let fits = name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-');
    let is_date =
        |digits: &str| matches!(digits.len(), 4 | 6 | 8) && (digits.starts_with("19") || digits.starts_with("20"));
    let numbers = || name.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let digits: usize = numbers().filter(|digits| !is_date(digits)).map(str::len).sum();
    let is_numbered = name.starts_with(|first: char| first.is_ascii_uppercase()) && digits >= 3;
    (7..=15).contains(&name.len()) && fits && (is_usual || is_numbered)
}

/// The versions beside a map that sync programs have put there and that say something else than that.
pub(super) fn conflict_copies(path: &Path, known: &[u8; 32]) -> Vec<PathBuf> {
    let Some(of) = path.file_name().map(|name| name.to_string_lossy().into_owned()) else { return Vec::new() };
    let is_copy = |path: &PathBuf| {
        path.file_name().is_some_and(|name| is_conflict_copy(&name.to_string_lossy(), &of)) && path.is_file()
    };
    let mut copies: Vec<PathBuf> = files_in(path.parent()).filter(is_copy).take(MOST_COPIES).collect();
    copies.retain(|copy| hash_of(copy).is_some_and(|hash| hash != *known));
    copies.sort();
    copies
}

/// Where a file is that is not where it was: under another name, in the folder around it or in one within.
pub(super) fn where_it_went(path: &Path, stamp: &Stamp) -> Option<PathBuf> {
    let folder = path.parent()?;
    let within = files_in(Some(folder)).filter(|path| path.is_dir());
    let folders = [Some(folder.to_owned()), folder.parent().map(Path::to_owned)].into_iter().flatten().chain(within);
    let is_it = |path: &PathBuf| {
        let about = fs::metadata(path).ok().filter(|about| about.is_file() && about.len() == stamp.length);
        let is_alike = about.is_some_and(|about| stamp.modified.is_some() && about.modified().ok() == stamp.modified);
        is_alike && hash_of(path).is_some_and(|hash| hash == stamp.hash)
    };
    folders.flat_map(|folder| files_in(Some(&folder)).collect::<Vec<_>>()).take(MOST_ENTRIES).find(is_it)
}

fn files_in(folder: Option<&Path>) -> impl Iterator<Item = PathBuf> + use<> {
    let entries = folder.and_then(|folder| fs::read_dir(folder).ok());
    entries.into_iter().flatten().take(MOST_ENTRIES).flatten().map(|entry| entry.path())
}

fn hash_of(path: &Path) -> Option<[u8; 32]> {
    read_at_most(path, MOST_BYTES + 1).ok().map(|bytes| *blake3::hash(&bytes).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sync_programs_make_is_known_by_its_name_and_what_people_make_is_not() {
        let copies = [
            "town (Jo's conflicted copy 2026-11-30).boardwalk",
            "town (conflicted copy 2026-11-30 041502).boardwalk",
            "town (In Konflikt stehende Kopie von Jo 2026-11-30).boardwalk",
            "town.sync-conflict-20261130-041502-ABCDEFG.boardwalk",
            "town_conflict-20261130-041502.boardwalk",
            "town-DESKTOP-1A2B3C4.boardwalk",
            "town-SCC-LT-0423.boardwalk",
            "town-H7K2M9Q.boardwalk",
            "town-LBC042817.boardwalk",
            "town [Conflict].boardwalk",
            "town.boardwalk.conflict1",
            "town (another program's version 1).boardwalk",
        ];
        for name in copies {
            assert!(is_conflict_copy(name, "town.boardwalk"), "{name}");
        }
        let others = [
            "town.boardwalk",
            "town 2.boardwalk",
            "town copy.boardwalk",
            "town-DRAFT.boardwalk",
            "town-2026-Q3.boardwalk",
            "town-FY2026.boardwalk",
            "town-OPTION-1.boardwalk",
            "town-VERSION2.boardwalk",
            "town-SCENARIO-12.boardwalk",
            "town-BUDGET-2026.boardwalk",
            "town-COUNCIL20261130.boardwalk",
            "town conflict resolution.boardwalk",
            "county (conflicted copy).boardwalk",
            "town (conflicted copy).csv",
            "conflict.boardwalk",
        ];
        for name in others {
            assert!(!is_conflict_copy(name, "town.boardwalk"), "{name}");
        }
        assert!(is_conflict_copy("town (conflicted copy)", "town") && !is_conflict_copy("town", "town"));
    }
}
