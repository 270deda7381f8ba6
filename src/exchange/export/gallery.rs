//! The gallery as a picture: how everything looks in every theme, and what other eyes see of it.

use super::png;
use super::svg::{self, Lettering};
use crate::drawing::Sight;

/// The gallery as an SVG picture.
pub fn svg(sight: Sight) -> Vec<u8> {
    svg::write_gallery(sight, Lettering::Outlines).into_bytes()
}

/// The gallery as a PNG picture.
///
/// # Errors
/// When there is no memory for it.
pub fn png(sight: Sight) -> Result<Vec<u8>, String> {
    png::render(&svg::write_gallery(sight, Lettering::Texts), 1.0).map_err(|error| error.to_string())
}
