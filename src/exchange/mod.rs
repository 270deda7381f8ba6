//! The exchange: text and bytes to values and back, one file a format. The disk is not touched here.

pub mod png;
pub mod svg;
