//! Tags: what is heard of a paper, in the order in which it is drawn.

use std::num::NonZeroU16;

use krilla::tagging::{BBox, Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

use super::page::{NodeId, Nodes, Role};

/// The parts of a paper with what was drawn of each.
pub(super) struct Tags {
    nodes: Nodes,
    children: Vec<Vec<Child>>,
    roots: Vec<NodeId>,
    /// Whether a part has its place: it gets one when the first of it is drawn.
    is_placed: Vec<bool>,
    bounds: Vec<Option<BBox>>,
}

enum Child {
    Part(NodeId),
    Drawn(Identifier),
    Link(Vec<Identifier>),
}

impl Tags {
    /// None drawn yet.
    pub(super) fn new(nodes: Nodes) -> Self {
        let count = nodes.0.len();
        let children = (0..count).map(|_| Vec::new()).collect();
        Self { nodes, children, roots: Vec::new(), is_placed: vec![false; count], bounds: vec![None; count] }
    }

    /// Takes note of what was drawn of a part.
    pub(super) fn drawn(&mut self, node: NodeId, what: Identifier) {
        self.place(node);
        self.children[node].push(Child::Drawn(what));
    }

    /// Takes note of words that lead somewhere: the words, and where one clicks. Where that is comes later.
    pub(super) fn link(&mut self, node: NodeId, words: Identifier) -> (NodeId, usize) {
        self.place(node);
        self.children[node].push(Child::Link(vec![words]));
        (node, self.children[node].len() - 1)
    }

    /// Where one clicks on such words.
    pub(super) fn click(&mut self, (node, place): (NodeId, usize), what: Identifier) {
        if let Some(Child::Link(parts)) = self.children[node].get_mut(place) {
            parts.push(what);
        }
    }

    /// Takes note of where a picture stands.
    pub(super) fn bound(&mut self, node: NodeId, bounds: BBox) {
        self.bounds[node] = Some(bounds);
    }

    fn place(&mut self, node: NodeId) {
        if std::mem::replace(&mut self.is_placed[node], true) {
            return;
        }
        match self.nodes.0[node].1 {
            Some(parent) => {
                self.place(parent);
                self.children[parent].push(Child::Part(node));
            }
            None => self.roots.push(node),
        }
    }

    /// The whole of it.
    pub(super) fn tree(mut self) -> TagTree {
        let roots = std::mem::take(&mut self.roots);
        let groups: Vec<Node> = roots.into_iter().map(|root| self.group(root).into()).collect();
        TagTree::from(groups).with_lang(Some("en-GB".to_owned()))
    }

    fn group(&mut self, node: NodeId) -> TagGroup {
        let mut group = TagGroup::new(self.tag(node));
        for child in std::mem::take(&mut self.children[node]) {
            match child {
                Child::Part(part) => group.push(self.group(part)),
                Child::Drawn(what) => group.push(what),
                Child::Link(parts) => {
                    let parts = parts.into_iter().map(Node::from).collect();
                    group.push(TagGroup::with_children(Tag::Link, parts));
                }
            }
        }
        group
    }

    fn tag(&self, node: NodeId) -> TagKind {
        match &self.nodes.0[node].0 {
            Role::Title => Tag::Title.into(),
            Role::Heading(level, text) => {
                Tag::Hn(NonZeroU16::new(u16::from(*level)).unwrap_or(NonZeroU16::MIN), Some(text.clone())).into()
            }
            Role::Paragraph => Tag::P.into(),
            Role::List => Tag::L(ListNumbering::Disc).into(),
            Role::Item => Tag::LI.into(),
            Role::Label => Tag::Lbl.into(),
            Role::Body => Tag::LBody.into(),
            Role::Table(words) => Tag::Table.with_summary(Some(words.clone())).into(),
            Role::Head => Tag::THead.into(),
            Role::Rows => Tag::TBody.into(),
            Role::Row => Tag::TR.into(),
            Role::HeadCell => Tag::TH(TableHeaderScope::Column).into(),
            Role::Cell => Tag::TD.into(),
            Role::Figure(words) => Tag::Figure(Some(words.clone())).with_bbox(self.bounds[node]).into(),
            Role::Caption => Tag::Caption.into(),
            Role::Contents => Tag::TOC.into(),
            Role::Entry => Tag::TOCI.into(),
            Role::Reference => Tag::Reference.into(),
        }
    }
}
