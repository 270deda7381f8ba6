//! Files of other programs: read whole, but never more of one than may be; and what people said of such a file the last
//! time, so that they need not say it again.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::kept_path::KeptPath;
use super::{Home, replace};

/// The folder of what was said, among what the program remembers by itself.
const FOLDER: &str = "imports";
/// So many are kept, the latest.
const MOST_KEPT: usize = 100;

/// What is in a file: at most so many bytes, and one more to tell that there are more.
///
/// # Errors
/// Why it cannot be read, as one sentence without a full stop.
pub fn read(file: &Path, most: usize) -> Result<Vec<u8>, String> {
    let unreadable = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        _ => format!("the file cannot be read ({error})"),
    };
    if fs::metadata(file).map_err(unreadable)?.is_dir() {
        return Err("this is a folder: name a file in it".to_owned());
    }
    let mut bytes = Vec::new();
    File::open(file).map_err(unreadable)?.take(most as u64 + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// What was said the last time of a file of that name, if anything was.
pub fn said(home: &Home, name: &str) -> Option<String> {
    fs::read_to_string(place(home, name).ok()?).ok()
}

/// Keeps what is said of a file of that name.
///
/// # Errors
/// When the folder cannot be written to.
pub fn keep(home: &Home, name: &str, said: &str) -> io::Result<()> {
    let place = place(home, name)?;
    if let Some(folder) = place.parent() {
        super::private_folder(folder)?;
        clear(folder, &place);
    }
    let terms = replace::Terms { is_private: true, ..replace::Over::Anything.into() };
    super::save(&place, said, terms).map(drop).map_err(io::Error::other)
}

/// The file that remembers them, in the folder of settings.
const PHRASES: &str = "import_phrases.json";

#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct KeptPhrases {
    file: Option<KeptPath>,
}

/// The file with phrases of one's own that was used the last time, if one was.
pub fn phrases(home: &Home) -> Option<PathBuf> {
    home.load::<KeptPhrases>(PHRASES).ok()?.file.map(PathBuf::from)
}

/// Remembers which file has phrases of one's own.
///
/// # Errors
/// When the folder cannot be written to.
pub fn keep_phrases(home: &Home, file: Option<&Path>) -> io::Result<()> {
    home.keep(PHRASES, &KeptPhrases { file: file.map(KeptPath::from) })
}

/// The file that remembers where what was imported last lies, in the folder of settings.
const IMPORTED_FROM: &str = "imported_from.json";

/// The folder of the file that was imported last, if that is known.
pub fn folder(home: &Home) -> Option<PathBuf> {
    home.load::<Option<KeptPath>>(IMPORTED_FROM).ok()?.map(PathBuf::from)
}

/// Remembers from which folder a file is imported.
///
/// # Errors
/// When the folder of settings cannot be written to.
pub fn keep_folder(home: &Home, folder: &Path) -> io::Result<()> {
    home.keep(IMPORTED_FROM, &Some(KeptPath::from(folder)))
}

fn place(home: &Home, name: &str) -> io::Result<PathBuf> {
    let number = blake3::hash(name.to_lowercase().as_bytes()).to_hex();
    Ok(home.state()?.join(FOLDER).join(format!("{}.json", &number[..16])))
}

/// Takes the oldest away where there are too many.
fn clear(folder: &Path, but: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let written = |entry: fs::DirEntry| Some((entry.metadata().ok()?.modified().ok()?, entry.path()));
    let mut kept: Vec<_> = entries.filter_map(|entry| written(entry.ok()?)).filter(|(_, path)| path != but).collect();
    kept.sort();
    for (_, path) in kept.iter().take((kept.len() + 1).saturating_sub(MOST_KEPT)) {
        // What stays is only a few bytes too many.
        fs::remove_file(path).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_of_a_file_is_there_the_next_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let home = Home::at(folder.path());
        assert_eq!(said(&home, "groups.xlsx"), None);
        keep(&home, "groups.xlsx", "one").expect("kept");
        keep(&home, "Groups.xlsx", "two").expect("kept");
        keep(&home, "other.xlsx", "three").expect("kept");
        assert_eq!(said(&home, "groups.xlsx").as_deref(), Some("two"));
        for number in 0..MOST_KEPT + 5 {
            keep(&home, &format!("{number}.csv"), "more").expect("kept");
        }
        let place = place(&home, "x").expect("a place");
        let kept = fs::read_dir(place.parent().expect("a folder")).expect("there").count();
        assert_eq!(kept, MOST_KEPT);
    }

    #[test]
    fn no_more_of_a_file_is_read_than_may_be() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("long.csv");
        fs::write(&file, [b'x'; 100]).expect("written");
        assert_eq!(read(&file, 10).map(|bytes| bytes.len()), Ok(11));
        assert!(read(folder.path(), 10).is_err() && read(&folder.path().join("none"), 10).is_err());
    }
}
