//! Exchange: text and bytes to values and back, one file a format. No disk.

pub mod boardwalk_file;
pub mod schema;
