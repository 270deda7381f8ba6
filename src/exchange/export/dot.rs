//! DOT: for Graphviz and what reads its files.

use std::fmt::Write as _;

use super::graph::{Graph, Thing, Tie};
use super::told::{Told, Value};
use super::{Format, Writer};
use crate::model::{LinkKind, LinkStatus, NodeKind, NodeStatus};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "dot",
    title: "Graphviz DOT",
    extensions: &["dot", "gv"],
    holds: "bodies and lines with all their fields, which Graphviz draws, the accountable above",
    loses: "options, expectations, totals, captures, findings in words, areas within areas; all values are texts",
    writer: Writer::Facts(|facts| Ok(write(&Graph::of(facts)).into_bytes().into())),
};

/// What stands before the names of fields: programs that draw take "size" and "key" for their own.
const PREFIX: &str = "bw_";

fn write(graph: &Graph) -> String {
    let mut text = format!("digraph {} {{\n", quoted(&graph.title));
    // Memory takes every text.
    let _ = writeln!(text, "  graph [label={}, labelloc=\"t\", rankdir=\"BT\"];", quoted(&shown(&graph.title)));
    for thing in &graph.things {
        let _ = writeln!(text, "  {} [{}];", quoted(&thing.id), attributes(look(thing), &thing.told));
    }
    for tie in &graph.ties {
        let ends = format!("{} -> {}", quoted(&tie.from), quoted(&tie.to));
        let _ = writeln!(text, "  {ends} [{}];", attributes(look_of(tie), &tie.told));
    }
    text + "}\n"
}

/// Always in quotation marks: without them a name may be a word of the language, and two ways to write one are two nodes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}

/// A name as a label: there Graphviz takes `&amp;` for a sign, and a sign alone for itself.
fn shown(name: &str) -> String {
    let mut shown = String::with_capacity(name.len());
    for (place, part) in name.split('&').enumerate() {
        if place > 0 {
            let word = part.trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || letter == '#');
            shown.push_str(if word.starts_with(';') && word.len() < part.len() { "&amp;" } else { "&" });
        }
        shown.push_str(part);
    }
    shown
}

fn attributes(look: Vec<(&str, String)>, told: &[Told]) -> String {
    let look = look.into_iter().map(|(name, value)| format!("{name}={}", quoted(&value)));
    let told = told.iter().map(|told| {
        let value = match &told.value {
            Value::Yes(is) => is.to_string(),
            value => value.text(),
        };
        format!("{}={}", quoted(&format!("{PREFIX}{}", told.name)), quoted(&value))
    });
    look.chain(told).collect::<Vec<_>>().join(", ")
}

fn look(thing: &Thing) -> Vec<(&'static str, String)> {
    let shape = match thing.kind {
        Some(NodeKind::Board | NodeKind::Group) => "box",
        Some(NodeKind::Partner) => "octagon",
        Some(NodeKind::Post) => "oval",
        Some(NodeKind::Strand) => "note",
        None => "plaintext",
    };
    let style = match (thing.status, thing.kind) {
        (NodeStatus::Active, Some(NodeKind::Group)) => "rounded",
        (NodeStatus::Active, _) => "solid",
        (NodeStatus::Dormant | NodeStatus::Proposed, _) => "dashed",
        (NodeStatus::Ended, _) => "dotted",
    };
    vec![("label", shown(&thing.label)), ("shape", shape.to_owned()), ("style", style.to_owned())]
}

fn look_of(tie: &Tie) -> Vec<(&'static str, String)> {
    let style = match tie.status {
        LinkStatus::Active => "solid",
        LinkStatus::Proposed | LinkStatus::Unclear => "dashed",
        LinkStatus::Lapsed => "dotted",
    };
    let mut look = vec![("style", style.to_owned())];
    if tie.kind != LinkKind::ReportsTo {
        // Only who answers to whom puts one above the other.
        look.extend([("label", tie.kind.word().to_owned()), ("constraint", "false".to_owned())]);
    }
    look
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_look_like_signs_of_a_page_are_shown_as_they_are() {
        for (name, label) in [
            ("R&D", "R&D"),
            ("A & B; C", "A & B; C"),
            ("R&amp;D", "R&amp;amp;D"),
            ("&copy;&#38;&#x26; &;", "&amp;copy;&amp;#38;&amp;#x26; &;"),
            ("&&lt;", "&&amp;lt;"),
        ] {
            assert_eq!(shown(name), label);
        }
    }
}
