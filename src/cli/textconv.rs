//! `boardwalk textconv`: a map as plain sentences, by which git tells what differs.

use std::fmt::Write;
use std::io;
use std::path::PathBuf;

use clap::Args;

use super::console::Console;
use super::{Verdict, files};
use crate::model::unknown::fields_of;
use crate::model::{Map, Node, RawJson};
use crate::options::differences;

/// Print a map as plain lines, for git to compare
#[derive(Debug, Args)]
#[command(hide = true)]
pub(super) struct Arguments {
    /// The map
    file: PathBuf,

    /// Which words: git keeps what was printed for one number
    #[arg(long, default_value_t = 1)]
    words: u32,
}

/// Whatever happens, it ends well: git gives up all of a difference for one file that cannot be told.
pub(super) fn run(arguments: &Arguments, console: &mut Console) -> io::Result<Verdict> {
    let text = match files::open(&arguments.file) {
        Ok(opened) => lines(&opened.map),
        Err(_) => std::fs::read(&arguments.file).map_or_else(
            |_| "this map cannot be read\n".to_owned(),
            |bytes| String::from_utf8_lossy(&bytes).into_owned(),
        ),
    };
    console.print(&text)?;
    Ok(Verdict::Clean)
}

/// A line for each node, with its fields below it, then one for everything else.
fn lines(map: &Map) -> String {
    let mut text = String::new();
    for node in &map.nodes {
        let _ = writeln!(text, "{} ({})", node.name, node.kind.word());
        for (field, value) in fields(node) {
            let _ = writeln!(text, "  {}: {}", field.replace('_', " "), value.0);
        }
    }
    let nothing = Map { nodes: map.nodes.clone(), ..Map::default() };
    for one in differences(&nothing, map) {
        let _ = writeln!(text, "{}", one.sentence);
        let told = one
            .fields
            .iter()
            .filter(|field| !["id", "kind", "from", "to", "name", "title"].contains(&field.field.as_str()));
        for field in told {
            let value = field.after.as_ref().map_or("", |value| value.0.as_str());
            let _ = writeln!(text, "  {}: {value}", field.field.replace('_', " "));
        }
    }
    text
}

fn fields(node: &Node) -> impl Iterator<Item = (String, RawJson)> + use<> {
    fields_of(node).into_iter().filter(|(field, _)| !["id", "kind", "name"].contains(&field.as_str()))
}
