//! Maps as arguments.

use std::path::Path;

use super::Console;
use crate::storage::{self, Opened};

/// Opens a map, or says what is wrong with its file, and where.
pub(super) fn opened(file: &Path, console: &mut Console) -> Option<Opened> {
    match storage::open(file) {
        Ok(opened) => Some(opened),
        Err(error) => {
            console.complain(error);
            None
        }
    }
}
