//! In focus: which nodes and lines a question is about, and what there is to say of them, in sentences that a room hears.
//!
//! One file for each kind of question: [`lines`] follows lines up, down and around, [`standing`] tells who stands where,
//! [`open`] what is nobody's, what changes and what would go.

mod lines;
mod open;
mod standing;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::context::Context;
use super::finding::Gap;
use super::graph::{Graph, NodeIndex};
use super::words::{count, list};
use crate::model::quote::{message, shortened};
use crate::model::{Id, Link, Map, NodeKind, Question};

/// What is in focus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InFocus {
    /// What is looked at, in a few words: "To whom Play Group answers".
    pub title: String,
    /// What is to be seen, in sentences.
    pub text: String,
    /// The nodes.
    pub nodes: BTreeSet<Id>,
    /// The lines.
    pub links: BTreeSet<Id>,
    /// Where ways break off.
    pub gaps: Vec<Gap>,
}

/// What a question puts into focus on a map, which is that baseline or one of its options; none if what it is about is not
/// there.
pub fn in_focus(map: &Map, baseline: &Map, question: &Question) -> Option<InFocus> {
    let told = match question {
        Question::Neighbours { of, steps, kinds } => lines::neighbours(&Graph::of(map), of, *steps, kinds),
        Question::WayUp(id) => lines::way_up(&Graph::of(map), id),
        Question::Answering(id) => lines::answering(&Graph::of(map), id),
        Question::Perspective(id) => standing::perspective(&Context::new(map), id),
        Question::Strand(id) => standing::strand(&Graph::of(map), id),
        Question::Theme(id) => standing::theme(&Graph::of(map), id),
        Question::Area(id) => standing::area(&Graph::of(map), id),
        Question::Nobodys => Some(open::nobodys(&Graph::of(map))),
        Question::Changes(id) => open::changes(map, baseline, id),
        Question::Closing(id) => open::closing(map, id),
    }?;
    Some(InFocus { title: shortened(&told.title).into_owned(), text: message(&told.text).into_owned(), ..told })
}

/// Nodes and lines that are gathered one by one.
struct Gathered<'g, 'a> {
    graph: &'g Graph<'a>,
    nodes: BTreeSet<NodeIndex>,
    links: BTreeSet<Id>,
    gaps: Vec<Gap>,
}

impl<'g, 'a> Gathered<'g, 'a> {
    fn new(graph: &'g Graph<'a>, nodes: impl IntoIterator<Item = NodeIndex>) -> Self {
        Self { graph, nodes: nodes.into_iter().collect(), links: BTreeSet::new(), gaps: Vec::new() }
    }

    fn add_line(&mut self, link: &Link) {
        self.links.insert(link.id.clone());
    }

    /// Adds every line between nodes that are there which `counts`.
    fn add_lines_between(&mut self, counts: impl Fn(&Link) -> bool) {
        let both = |(from, _, to): &(NodeIndex, &Link, NodeIndex)| [from, to].iter().all(|at| self.nodes.contains(at));
        let links: Vec<&Link> =
            self.graph.links().filter(both).map(|(_, link, _)| link).filter(|link| counts(link)).collect();
        links.into_iter().for_each(|link| self.add_line(link));
    }

    fn told(self, title: String, text: String) -> InFocus {
        let Self { graph, nodes, links, gaps } = self;
        InFocus { title, text, nodes: nodes.into_iter().map(|at| graph.id(at).clone()).collect(), links, gaps }
    }
}

/// "3 bodies, 1 post and 2 strands".
fn counted(graph: &Graph<'_>, nodes: impl IntoIterator<Item = NodeIndex>) -> String {
    let mut counts = [0_usize; 3];
    for at in nodes {
        counts[match graph.kind(at) {
            NodeKind::Board | NodeKind::Group | NodeKind::Partner => 0,
            NodeKind::Post => 1,
            NodeKind::Strand => 2,
        }] += 1;
    }
    let words = [("body", "bodies"), ("post", "posts"), ("strand of work", "strands of work")];
    let parts = counts.into_iter().zip(words).filter(|(number, _)| *number > 0);
    let parts: Vec<String> = parts.map(|(number, (one, many))| count(number, one, many)).collect();
    list(&parts, 3)
}

/// "answers", "answer": how a word goes on after so many.
fn verb(number: usize, one: &'static str, many: &'static str) -> &'static str {
    if number == 1 { one } else { many }
}

/// Names in a sentence: a few, then how many more.
fn named(graph: &Graph<'_>, nodes: &[NodeIndex]) -> String {
    list(&graph.names(nodes), MOST_NAMED)
}

/// So many names are read out at most.
const MOST_NAMED: usize = 4;
