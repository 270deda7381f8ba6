//! Storage: the disk. Opening and saving maps so that nothing is lost, and what the program remembers between starts.

mod beside;
pub mod failure;
pub mod folder;
pub mod fonts;
pub mod foreign;
mod home;
pub mod house_style;
pub mod keeper;
pub mod kept_path;
mod leftovers;
pub mod recovery;
pub mod remembered;
mod replace;
mod system;
pub mod versions;
pub mod watcher;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

pub use failure::{Doubt, SaveError};
pub use home::Home;
pub use replace::{Over, Saved, Terms};
pub use system::Loss;

use crate::document::Stamp;
use crate::exchange::boardwalk_file::{self, MOST_BYTES, ReadError};
use crate::model::Map;

/// A map that was read from the disk.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The map.
    pub map: Map,
    /// The file, as it was asked for.
    pub path: PathBuf,
    /// What the file was, for [`save`] to notice that another program has changed it since.
    pub stamp: Stamp,
    /// Whether the map must not be written back, and why.
    pub read_only: Option<ReadOnly>,
}

/// Why a map is open for reading only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadOnly {
    /// A later version of the format.
    #[error(
        "this map was written by a newer Boardwalk (format version {0}), so that it opens for reading only; get the newer Boardwalk to change it"
    )]
    LaterVersion(u64),
    /// The disk says that the file must not change.
    #[error("this file is write-protected, so that it opens for reading only; save it under another name to change it")]
    Protected,
}

/// Why a file was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no such file.
    #[error("{}: there is no such file; check the name and the folder", .0.display())]
    Missing(PathBuf),
    /// It is a folder, a device or the like.
    #[error("{}: this is no ordinary file; choose a file whose name ends in \".boardwalk\"", .0.display())]
    NoFile(PathBuf),
    /// The disk does not give it.
    #[error("{}: the file cannot be read: {}; check that you may read it and that its disk is there", .path.display(), failure::cause(.error))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// What it holds is no sound map.
    #[error("{}, {error}", .path.display())]
    Unsound {
        /// The file.
        path: PathBuf,
        /// What is wrong in it, and where.
        error: Box<ReadError>,
    },
}

/// Reads a map from a file.
pub fn open(path: impl AsRef<Path>) -> Result<Opened, OpenError> {
    let path = path.as_ref().to_owned();
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => OpenError::Missing(path.clone()),
        _ => OpenError::Unreadable { path: path.clone(), error },
    };
    let about = fs::metadata(&path).map_err(unreadable)?;
    if !about.is_file() {
        return Err(OpenError::NoFile(path));
    }
    // A file that is too big for a map is not even loaded: the reader judges it by its first bytes beyond the limit.
    let bytes = read_at_most(&path, MOST_BYTES + 1).map_err(unreadable)?;
    let reading = boardwalk_file::read_versioned(&bytes);
    let reading = reading.map_err(|error| OpenError::Unsound { path: path.clone(), error: Box::new(error) })?;
    let stamp = stamp(&bytes, &about);
    let protected = about.permissions().readonly().then_some(ReadOnly::Protected);
    let read_only = reading.later_version.map(ReadOnly::LaterVersion).or(protected);
    Ok(Opened { map: reading.map, path, stamp, read_only })
}

/// Writes the text of a map, or a picture of it, to a file, whole or not at all, and gives the stamp of what is now there, with what is not
/// certain of it.
///
/// With the stamp of the file as it was opened, it is written only if it still is that one, or is gone; with none, whatever
/// is there is written over. Links are followed. Mode, owner, group, lists of access and what other programs have noted at
/// the file are kept, or else nothing is written before people have agreed; other names that it has (hard links) are not.
pub fn save<'a>(
    path: impl AsRef<Path>,
    bytes: impl AsRef<[u8]>,
    terms: impl Into<Terms<'a>>,
) -> Result<Saved, SaveError> {
    replace::replace(path.as_ref(), bytes.as_ref(), terms.into())
}

/// Removes what saves that broke off have left beside a map, unless another program is still at work on it. What may have
/// been in a map's file becomes a version of it.
pub fn clear_up_beside(map: &Path, home: &Home) {
    // Saving follows links, and leaves things where they lead.
    let Some(folder) = fs::canonicalize(map).ok().and_then(|map| map.parent().map(Path::to_owned)) else { return };
    let folder = folder.as_path();
    leftovers::clear(folder);
    for left in leftovers::changing(folder) {
        let about = fs::metadata(&left.path).and_then(|about| about.modified());
        let kept = read_at_most(&left.path, MOST_BYTES).and_then(|bytes| home.keep_version(&left.of, &bytes, about?));
        if kept.is_ok() {
            // What cannot be removed now may be so the next time.
            fs::remove_file(&left.path).ok();
        }
    }
}

/// The path from the root of the disk, wherever the program is started later; a leading `~` stands for the user's folder.
pub fn absolute(path: &Path) -> PathBuf {
    let at_home = path.strip_prefix("~").ok().zip(home::of_system());
    let path = at_home.map_or_else(|| path.to_owned(), |(rest, home)| home.join(rest));
    std::path::absolute(&path).unwrap_or(path)
}

/// The file that somebody means who types a path: where that is a folder, the file that is called so in it.
pub fn typed_file(typed: &str, name: &str) -> PathBuf {
    let typed = typed.trim();
    let path = absolute(Path::new(typed));
    let is_folder = typed == "~" || typed.ends_with(std::path::is_separator) || Path::new(typed).file_name().is_none();
    if is_folder && !typed.is_empty() { path.join(name) } else { path }
}

/// Why no file can be written there, as far as is seen at a glance.
pub fn cannot_hold(file: &Path) -> Option<String> {
    let folder = file.parent()?;
    if file.is_dir() {
        Some(format!("{} is a folder: add a file name", file.display()))
    } else if !folder.is_dir() {
        Some(format!("there is no folder {}", folder.display()))
    } else {
        None
    }
}

/// The most letters of a title in the name of a file.
const LONGEST_STEM: usize = 60;
/// What no file may be called on Windows, whatever its end.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// What a file of a map is called that has none yet, made of its title, without an end.
pub fn file_stem(title: &str) -> String {
    let mut stem = String::new();
    for word in title.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        let (before, letters) = (stem.chars().count(), word.chars().count());
        if before > 0 && before + 1 + letters > LONGEST_STEM {
            break;
        }
        stem.extend((before > 0).then_some('-'));
        stem.extend(word.chars().take(LONGEST_STEM));
    }
    let is_device = ["com", "lpt"].iter().any(|name| stem.strip_prefix(name).is_some_and(|rest| rest.len() == 1));
    match stem.as_str() {
        "" => "untitled".to_owned(),
        name if is_device || RESERVED.contains(&name) => format!("{name}-map"),
        _ => stem,
    }
}

/// A folder as people call it: within the user's own, it begins with `~`.
pub fn folder_in_words(folder: &Path) -> String {
    let within = home::of_system().and_then(|home| folder.strip_prefix(home).map(Path::to_owned).ok());
    let named = within.map_or_else(|| folder.to_owned(), |rest| Path::new("~").join(rest));
    let words = named.display().to_string();
    if words.len() > 2 { words.trim_end_matches(std::path::MAIN_SEPARATOR).to_owned() } else { words }
}

/// Makes a folder, with those that it lies in, which only its owner can look into.
fn private_folder(folder: &Path) -> io::Result<()> {
    system::private_folder(folder).map_err(|error| failure::no_folder(folder, &error))
}

/// The folder that a file is in, as people call it.
pub fn folder_of(path: &Path) -> String {
    path.parent().map(folder_in_words).unwrap_or_default()
}

/// What a file is called, without its folder.
pub fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).display().to_string()
}

/// Whether two paths lead to one file, by whatever links.
pub fn is_same_file(one: &Path, other: &Path) -> bool {
    versions::place(one) == versions::place(other)
}

fn stamp(bytes: &[u8], about: &fs::Metadata) -> Stamp {
    let hash = *blake3::hash(bytes).as_bytes();
    Stamp { length: about.len(), modified: about.modified().ok(), hash, has_mark: boardwalk_file::has_mark(bytes) }
}

/// What a file holds. What is no ordinary file, such as a pipe, would be waited for.
fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    read_at_most(path, usize::MAX)
}

fn read_at_most(path: &Path, most: usize) -> io::Result<Vec<u8>> {
    use io::Read;
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "this is no ordinary file"));
    }
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(most as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_the_name_of_a_file_that_every_disk_takes() {
        for (title, stem) in [
            ("Children's Trust, 2011", "children-s-trust-2011"),
            (" /../ ", "untitled"),
            ("CON", "con-map"),
            ("Lpt1", "lpt1-map"),
            ("Lpt 1", "lpt-1"),
            ("لجنة الأطفال", "لجنة-الأطفال"),
        ] {
            assert_eq!(file_stem(title), stem);
        }
        assert_eq!(file_stem(&"児童".repeat(200)).chars().count(), LONGEST_STEM);
        assert!(file_stem(&"a board of ".repeat(50)).len() <= LONGEST_STEM);
    }

    #[test]
    fn a_path_that_is_a_folder_means_a_file_in_it() {
        let folder = std::env::temp_dir();
        let typed = |end: &str| typed_file(&format!(" {}{end}", folder.display()), "town.docx");
        let bare = folder.display().to_string().trim_end_matches(std::path::is_separator).to_owned();
        assert_eq!(typed_file(&format!("{bare}/"), "town.docx"), Path::new(&bare).join("town.docx"));
        assert_eq!(typed("/a.docx").file_name(), Some("a.docx".as_ref()));
        assert_eq!(typed("/..").file_name(), Some("town.docx".as_ref()));
        assert_eq!(typed_file("~", "town.docx").file_name(), Some("town.docx".as_ref()));
    }
}
