//! The exchange: text and bytes to values and back, one file a format. The disk is not touched here.

pub mod boardwalk_file;
pub mod captures;
pub mod csv_table;
pub mod export;
pub mod import;
pub mod pasted_text;
pub mod report;
pub mod schema;
