//! What stands in a legend: a sign and its meaning.

use super::Mark;
use crate::layout::Size;

/// One sign and its meaning.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The sign, within [`SAMPLE`].
    pub sample: Vec<Mark>,
    /// What it means.
    pub label: String,
}

/// The box that samples are drawn in.
pub const SAMPLE: Size = Size::new(34.0, 16.0);

impl Entry {
    /// How wide its sample is, so that narrow ones leave no hole before their label.
    pub(super) fn sample_width(&self) -> f32 {
        let right = self.sample.iter().map(|mark| mark.bounds().max.x).fold(0.0, f32::max);
        right.min(SAMPLE.width)
    }
}
