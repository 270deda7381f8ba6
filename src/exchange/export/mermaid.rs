//! Mermaid: a diagram for pages that are written in Markdown.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::graph::{Graph, Thing, Tie};
use super::{Format, Made, Writer};
use crate::model::words::{capitalised, count};
use crate::model::{LinkKind, LinkStatus, NodeKind};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "mermaid",
    title: "Mermaid diagram",
    extensions: &["mmd", "mermaid"],
    holds: "bodies and lines by name, as a diagram for pages in Markdown, such as those of GitHub and GitLab",
    loses: "all fields but name, kind and status; of more than 500 lines or 50,000 letters, all but those of accountability",
    writer: Writer::Facts(|facts| write(&Graph::of(facts))),
};

/// What Mermaid draws at most, which a file cannot raise.
const MOST_LINES: usize = 500;
const LONGEST: usize = 50_000;

fn write(graph: &Graph) -> Result<Made, String> {
    let fits = |text: &String, lines: usize| lines <= MOST_LINES && text.chars().count() <= LONGEST;
    let whole = diagram(graph, &|_| true, &|_| true);
    if fits(&whole, graph.ties.len()) {
        return Ok(whole.into_bytes().into());
    }
    let holds_up = |tie: &Tie| matches!(tie.kind, LinkKind::ReportsTo | LinkKind::PartOf);
    let ends: BTreeSet<&str> =
        graph.ties.iter().filter(|tie| holds_up(tie)).flat_map(|tie| [tie.from.as_str(), &tie.to]).collect();
    let part = diagram(graph, &|thing| ends.contains(thing.id.as_str()), &holds_up);
    let lines = graph.ties.iter().filter(|tie| holds_up(tie)).count();
    if fits(&part, lines) {
        return Ok(Made { bytes: part.into_bytes(), left_out: left_out(graph, ends.len(), lines) });
    }
    let lines = count(lines, "line", "lines");
    Err(format!(
        "Mermaid draws at most {MOST_LINES} lines and {LONGEST} letters, and this map has {lines} of accountability alone; take SVG or DOT instead"
    ))
}

/// What is left out of a diagram of so many cards and lines.
fn left_out(graph: &Graph, things: usize, ties: usize) -> Option<String> {
    let (less, fewer) = (graph.things.len().saturating_sub(things), graph.ties.len().saturating_sub(ties));
    let (things, lines) = (count(less, "card", "cards"), count(fewer, "line", "lines"));
    (fewer > 0)
        .then(|| format!("left out, since Mermaid draws no more: {things} and {lines} that are not of accountability"))
}

fn diagram(graph: &Graph, has: &dyn Fn(&Thing) -> bool, leads: &dyn Fn(&Tie) -> bool) -> String {
    let title = serde_json::Value::from(graph.title.as_str());
    let mut text = format!("---\ntitle: {title}\n---\nflowchart BT\n");
    let things: Vec<&Thing> = graph.things.iter().filter(|thing| has(thing)).collect();
    let ties: Vec<&Tie> = graph.ties.iter().filter(|tie| leads(tie)).collect();
    if let Some(told) = left_out(graph, things.len(), ties.len()) {
        let _ = writeln!(text, "%% {}", capitalised(&told));
    }
    // Ids of ours may be words of the language: numbers are none.
    let numbers: BTreeMap<&str, usize> =
        things.iter().enumerate().map(|(place, thing)| (thing.id.as_str(), place + 1)).collect();
    for thing in &things {
        let (open, close) = match thing.kind {
            Some(NodeKind::Board) => ("[[", "]]"),
            Some(NodeKind::Group) => ("(", ")"),
            Some(NodeKind::Partner) | None => ("[", "]"),
            Some(NodeKind::Post) => ("([", "])"),
            Some(NodeKind::Strand) => ("[/", "/]"),
        };
        let number = numbers[thing.id.as_str()];
        let _ = writeln!(text, "%% n{number} is {}\nn{number}{open}\"{}\"{close}", thing.id, escaped(&thing.label));
    }
    for tie in ties {
        let (Some(from), Some(to)) = (numbers.get(tie.from.as_str()), numbers.get(tie.to.as_str())) else { continue };
        let arrow = if tie.status == LinkStatus::Active { "-->" } else { "-.->" };
        let words = match tie.kind {
            LinkKind::ReportsTo => String::new(),
            kind => format!("|\"{}\"|", kind.word()),
        };
        let _ = writeln!(text, "n{from} {arrow}{words} n{to}");
    }
    text
}

/// A name in which no sign means anything: what does to Mermaid, to Markdown or to HTML is written by its number.
fn escaped(name: &str) -> String {
    let mut escaped = String::with_capacity(name.len());
    // What begins a list in Markdown is no list here.
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    for (place, letter) in name.char_indices() {
        match letter {
            '"' => escaped.push_str("#quot;"),
            '<' => escaped.push_str("#lt;"),
            '>' => escaped.push_str("#gt;"),
            '&' => escaped.push_str("#amp;"),
            // Between two of them stands a formula.
            '#' | '%' | '*' | '_' | '~' | '`' | '\\' | '$' => {
                let _ = write!(escaped, "#{};", u32::from(letter));
            }
            // Such words are the names of icons.
            ':' if name[place..].starts_with(":fa-") => escaped.push_str("#58;"),
            '-' | '+' | '.' | ')' if place == digits => {
                let _ = write!(escaped, "#{};", u32::from(letter));
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn formulas_and_icons_are_neither() {
        assert_eq!(escaped("$$x^2$$ costs 5$"), "#36;#36;x^2#36;#36; costs 5#36;");
        assert_eq!(escaped("fa:fa-car, fab:fa-x: y"), "fa#58;fa-car, fab#58;fa-x: y");
    }
}
