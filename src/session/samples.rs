//! The sample maps, embedded so that a first start has landscapes to look at.

use crate::document::Document;
use crate::exchange::boardwalk_file;

/// A map that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// Its name in the menu.
    pub name: &'static str,
    /// What there is to see on it, in a line.
    pub shows: &'static str,
    /// The name of its file, with extension.
    pub file: &'static str,
    /// The file's text.
    pub text: &'static str,
}

macro_rules! sample {
    ($name:literal, $shows:literal, $file:literal) => {
        Sample { name: $name, shows: $shows, file: $file, text: include_str!(concat!("../../sample_maps/", $file)) }
    };
}

/// Every sample.
pub const SAMPLES: [Sample; 3] = [
    sample!(
        "Solihull Children's Trust, 2011",
        "A board on hold, and what has lost its line upward",
        "solihull-2011.boardwalk"
    ),
    sample!(
        "Middlesbrough Children's Trust, 2010",
        "Partners, posts and money as a scrutiny panel found them",
        "middlesbrough-2010.boardwalk"
    ),
    sample!("First steps: an invented town", "Small, with one finding of each family", "first-steps.boardwalk"),
];

/// A document of a sample map, which belongs to no file yet.
///
/// # Errors
/// When there is no sample of that number; or when it is not sound, which a test rules out.
pub fn document(index: usize) -> Result<Document, String> {
    let sample = SAMPLES.get(index).ok_or_else(|| format!("there is no sample {index}"))?;
    boardwalk_file::read(sample.text.as_bytes()).map(Document::new).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::{SAMPLES, document};

    #[test]
    fn every_sample_opens() {
        for (index, sample) in SAMPLES.iter().enumerate() {
            assert!(document(index).is_ok_and(|document| !document.is_dirty()), "{}", sample.file);
        }
        assert!(document(SAMPLES.len()).is_err());
    }
}
