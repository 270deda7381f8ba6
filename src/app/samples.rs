//! The sample maps, embedded so that a first start shows a landscape and not an empty window.

/// A map that comes with the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    /// Its name in the menu.
    pub name: &'static str,
    /// The name of its file, with extension.
    pub file: &'static str,
    /// The file's text.
    pub text: &'static str,
}

macro_rules! sample {
    ($name:literal, $file:literal) => {
        Sample { name: $name, file: $file, text: include_str!(concat!("../../sample_maps/", $file)) }
    };
}

/// Every sample, the first one to be shown at a first start.
pub const SAMPLES: [Sample; 3] = [
    sample!("Solihull Children's Trust, 2011", "solihull-2011.boardwalk"),
    sample!("Middlesbrough Children's Trust, 2010", "middlesbrough-2010.boardwalk"),
    sample!("First steps: an invented town", "first-steps.boardwalk"),
];

#[cfg(test)]
mod tests {
    use super::SAMPLES;
    use crate::exchange::boardwalk_file;

    #[test]
    fn every_sample_opens() {
        for sample in SAMPLES {
            boardwalk_file::read(sample.text.as_bytes()).unwrap_or_else(|error| panic!("{}: {error}", sample.file));
        }
    }
}
