//! Maps as arguments.

use std::path::Path;

use super::Console;
use crate::exchange::boardwalk_file::ReadError;
use crate::storage::{self, OpenError, Opened};

/// Opens a map, or says what is wrong with its file, and where.
pub(super) fn opened(file: &Path, console: &mut Console) -> Option<Opened> {
    match storage::open(file) {
        Ok(opened) => Some(opened),
        Err(OpenError::Unsound { path, error }) => {
            console.complain(located(&path, &error));
            error.others.iter().for_each(|other| console.complain(located(&path, other)));
            None
        }
        Err(error) => {
            console.complain(error);
            None
        }
    }
}

/// The error with its place as compilers print it, so that editors and terminals can go there.
fn located(path: &Path, error: &ReadError) -> String {
    let field = error.field.as_ref().map(|field| format!("field \"{field}\""));
    let about: Vec<&str> = [&error.record, &field].into_iter().flatten().map(String::as_str).collect();
    let about = if about.is_empty() { String::new() } else { about.join(", ") + ": " };
    let advice = if error.advice.is_empty() { String::new() } else { format!("; {}", error.advice) };
    format!("{}:{}:{}: {about}{}{advice}", path.display(), error.line, error.column, error.message)
}
