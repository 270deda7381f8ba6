//! Example sheets, embedded: what can be imported, to be tried out.

/// A sheet to try out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Example {
    /// What it is called.
    pub name: &'static str,
    /// What it holds, in a line.
    pub description: &'static str,
    /// The name of its file, with extension.
    pub file: &'static str,
    /// The file.
    pub bytes: &'static [u8],
}

macro_rules! example {
    ($name:literal, $file:literal, $description:literal) => {
        Example {
            name: $name,
            description: $description,
            file: $file,
            bytes: include_bytes!(concat!("../../../assets/import/examples/", $file)),
        }
    };
}

/// Every example, in the order in which screens offer them.
pub const EXAMPLES: [Example; 2] = [
    example!(
        "Groups and links",
        "groups-and-links.xlsx",
        "A workbook with a sheet of groups, one a row, and a sheet of links between them"
    ),
    example!(
        "Solihull 2011, section 5",
        "solihull-section-5.csv",
        "The table of a review as it was printed: number and group, role, current position"
    ),
];
