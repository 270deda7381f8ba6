//! Maps as arguments.

use std::path::Path;

use super::Console;
use crate::exchange::boardwalk_file::ReadError;
use crate::model::Map;
use crate::storage::{self, OpenError, Opened, ReadOnly};

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

/// Opens a map to look at it. One of a newer version may hold what this one does not see, which is said.
pub(super) fn looked_into(file: &Path, console: &mut Console) -> Option<Map> {
    let opened = opened(file, console)?;
    if let Some(why @ ReadOnly::LaterVersion(_)) = opened.read_only {
        console.warn(format_args!("{}: {why}", file.display()));
    }
    Some(opened.map)
}

/// The error with its place as compilers print it, so that editors and terminals can go there.
fn located(path: &Path, error: &ReadError) -> String {
    let field = error.field.as_ref().map(|field| format!("field \"{field}\""));
    let about: Vec<&str> = [&error.record, &field].into_iter().flatten().map(String::as_str).collect();
    let about = if about.is_empty() { String::new() } else { about.join(", ") + ": " };
    let advice = if error.advice.is_empty() { String::new() } else { format!("; {}", error.advice) };
    format!("{}:{}:{}: {about}{}{advice}", path.display(), error.line, error.column, error.message)
}
