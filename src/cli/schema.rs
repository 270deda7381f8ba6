//! `boardwalk schema`: what a map file may hold, for editors and other programs.

use std::io;

use clap::Args;

use super::{Console, Verdict};
use crate::exchange::schema;

/// Print the JSON Schema of map files
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  boardwalk schema > boardwalk.schema.json")]
pub(super) struct Arguments {}

pub(super) fn run(_: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    console.print(&schema::text())?;
    Ok(Verdict::Clean)
}
