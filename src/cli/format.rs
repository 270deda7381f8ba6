//! How an answer is printed, where a command can print it in several ways.

use clap::ValueEnum;

/// To be read, or for a program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// To be read
    Text,
    /// For programs
    Json,
}

/// The same, or as a table for a spreadsheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    /// To be read
    Text,
    /// For programs
    Json,
    /// For spreadsheets
    Csv,
}
