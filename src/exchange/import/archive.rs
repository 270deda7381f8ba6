//! Packed files: their parts, one after the other, and never more of one than may be.

use std::io::{self, BufReader, Cursor, Read};

use zip_archive::ZipArchive;

use super::{MOST_INFLATED, Unreadable};

/// The most parts of a file; Excel's have a few dozen.
const MOST_PARTS: usize = 20_000;

/// A packed file.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The names of its parts as they are looked for, with their places.
    names: Vec<(String, usize)>,
}

/// A part that is being read.
pub(super) type Part<'a> = BufReader<Capped<Box<dyn Read + 'a>>>;

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let damaged =
            |error| Unreadable(format!("the file is damaged ({error}): open it where it was made, and save it anew"));
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if zip.len() > MOST_PARTS {
            return Err(Unreadable(format!(
                "the file has {} parts, and {MOST_PARTS} is the most that is read",
                zip.len()
            )));
        }
        let names = zip.file_names_raw().enumerate();
        let names = names.map(|(place, name)| (plain(&String::from_utf8_lossy(name)), place)).collect();
        Ok(Self { zip, names })
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        let name = plain(name);
        self.names.iter().any(|(known, _)| *known == name)
    }

    /// A part to be read, if it is there.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_>>, Unreadable> {
        let wanted = plain(name);
        let Some(place) = self.names.iter().find(|(known, _)| *known == wanted).map(|(_, place)| *place) else {
            return Ok(None);
        };
        let locked = |error: zip_archive::result::ZipError| {
            let error = error.to_string();
            let is_locked = error.to_lowercase().contains("password");
            Unreadable(if is_locked {
                "the file has a password: save it without one".to_owned()
            } else {
                format!("{name} in the file cannot be read ({error}): open it where it was made, and save it anew")
            })
        };
        let part = self.zip.by_index(place).map_err(locked)?;
        if part.size() > MOST_INFLATED {
            return Err(Unreadable(too_large()));
        }
        let part: Box<dyn Read + '_> = Box::new(part);
        Ok(Some(BufReader::with_capacity(32 << 10, Capped { part, left: MOST_INFLATED })))
    }
}

/// What a file says of its own parts may be wrong, so that all that comes is counted.
pub(super) struct Capped<R> {
    part: R,
    left: u64,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.part.read(into)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| io::Error::other(too_large()))?;
        Ok(read)
    }
}

fn too_large() -> String {
    format!(
        "unpacked, a part of the file has more than {} MB, which is the most that is read: split it, or take out what is \
         no list of bodies or links",
        MOST_INFLATED >> 20
    )
}

/// Names of parts as they are compared: some programs write other slashes, or another case.
fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}
