//! Words: what the analysis calls things, as people would write it.

use crate::model::LinkStatus;
pub(crate) use crate::model::words::{count, grouped, list, told_apart};

/// The state of a line as the words after it: "has lapsed".
pub(crate) fn line_state(status: LinkStatus) -> &'static str {
    match status {
        LinkStatus::Lapsed => "has lapsed",
        LinkStatus::Unclear => "is unclear",
        LinkStatus::Proposed => "is only proposed",
        LinkStatus::Active => "is active",
    }
}
