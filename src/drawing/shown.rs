//! What is shown: which cards and which lines a picture holds.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::model::{Id, Link, LinkKind, Map, Node, NodeKind, NodeStatus};

/// What a picture shows beside the accountability structure. By default nothing: boards and groups, the bodies that
/// they answer to, and the lines of accountability between them are read at a glance; the rest is one click away.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Shown {
    /// Strands of work, and who owns, delivers and scrutinises them.
    pub strands: bool,
    /// Partners that no line of accountability touches.
    pub partners: bool,
    /// Posts that no line of accountability touches.
    pub posts: bool,
    /// Who sits on what, and who chairs it.
    pub seats: bool,
    /// Who informs whom.
    pub information: bool,
    /// Who pays for what.
    pub money: bool,
    /// What has ended, beyond that which something still leads to.
    pub history: bool,
}

/// A switch of [`Shown`], as menus offer it.
#[derive(Debug)]
pub struct Switch<'a> {
    /// Its label.
    pub label: &'static str,
    /// What it adds to the picture, as a sentence.
    pub hint: &'static str,
    /// Whether it is on.
    pub is_on: &'a mut bool,
}

/// The cards and lines of a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// The nodes in view.
    pub nodes: BTreeSet<Id>,
    /// The links in view, by id; both ends are in view.
    pub links: Vec<Id>,
}

impl Shown {
    /// Everything at once.
    pub const ALL: Self =
        Self { strands: true, partners: true, posts: true, seats: true, information: true, money: true, history: true };

    /// The switches, in the order in which screens list them.
    pub fn switches(&mut self) -> [Switch<'_>; 7] {
        let switch = |label, hint, is_on| Switch { label, hint, is_on };
        [
            switch("Strands", "Shows strands of work, and who owns, delivers and scrutinises them.", &mut self.strands),
            switch("Seats", "Shows who sits on what, and who chairs it.", &mut self.seats),
            switch("Partners", "Shows every partner, not only those in a line of accountability.", &mut self.partners),
            switch("Posts", "Shows every post, not only those in a line of accountability.", &mut self.posts),
            switch("Information", "Shows who informs or advises whom.", &mut self.information),
            switch("Money", "Shows who pays for what; the wider the line, the greater the amount.", &mut self.money),
            switch("History", "Shows what has ended, and what became of it.", &mut self.history),
        ]
    }

    /// Whether links of that kind between such nodes belong in the picture at all.
    fn admits(self, link: &Link, from: &Node, to: &Node) -> bool {
        let is_about_strands = from.kind == NodeKind::Strand || to.kind == NodeKind::Strand;
        match link.kind {
            LinkKind::ReportsTo | LinkKind::AbsorbedInto | LinkKind::PartOf | LinkKind::Scrutinises => {
                self.strands || !is_about_strands
            }
            LinkKind::Owns | LinkKind::Delivers => self.strands,
            LinkKind::MemberOf | LinkKind::Chairs => self.seats,
            LinkKind::Informs => self.information && (self.strands || !is_about_strands),
            LinkKind::Funds => self.money,
        }
    }

    /// Whether a node is in view whatever its links are.
    fn holds(self, node: &Node) -> bool {
        let is_wanted = match node.kind {
            NodeKind::Board | NodeKind::Group => true,
            NodeKind::Partner => self.partners || node.is_accountable_body(),
            NodeKind::Post => self.posts || node.is_accountable_body(),
            NodeKind::Strand => self.strands,
        };
        is_wanted && (self.history || node.status != NodeStatus::Ended)
    }

    /// Whether a link in view takes the node at its far end into view with it.
    fn draws_in(self, link: &Link, near: &Node, far: &Node) -> bool {
        let is_upward = link.to == far.id;
        let leads_somewhere = matches!(link.kind, LinkKind::ReportsTo | LinkKind::AbsorbedInto | LinkKind::PartOf);
        if far.status == NodeStatus::Ended && !self.history {
            // What has ended explains a line that still leads there, and nothing else.
            return leads_somewhere && is_upward && near.status != NodeStatus::Ended;
        }
        let near_acts = matches!(near.kind, NodeKind::Board | NodeKind::Group);
        match link.kind {
            LinkKind::ReportsTo | LinkKind::PartOf | LinkKind::AbsorbedInto | LinkKind::Scrutinises => {
                is_upward || near_acts
            }
            _ => true,
        }
    }

    /// What is in view of a map. `also` are nodes and links that are to be in view whatever the switches say, because
    /// somebody is looking at them; the lines between them and the rest come with them.
    pub fn choose(self, map: &Map, also: &BTreeSet<Id>) -> Choice {
        let ends = |link: &Link| Some((map.nodes.get(link.from.as_str())?, map.nodes.get(link.to.as_str())?));
        let mut links_of: BTreeMap<&Id, Vec<&Link>> = BTreeMap::new();
        for link in &map.links {
            if ends(link).is_some_and(|(from, to)| self.admits(link, from, to)) {
                links_of.entry(&link.from).or_default().push(link);
                links_of.entry(&link.to).or_default().push(link);
            }
        }
        let mut nodes: BTreeSet<Id> =
            map.nodes.iter().filter(|node| self.holds(node)).map(|node| node.id.clone()).collect();
        nodes.extend(also.iter().filter(|id| map.nodes.contains(id.as_str())).cloned());
        let asked_for = also.iter().filter_map(|id| map.links.get(id.as_str()));
        nodes.extend(asked_for.flat_map(|link| [link.from.clone(), link.to.clone()]));
        let mut to_follow: Vec<Id> = nodes.iter().cloned().collect();
        while let Some(id) = to_follow.pop() {
            for link in links_of.get(&id).into_iter().flatten() {
                let Some((from, to)) = ends(link) else { continue };
                let (near, far) = if link.from == id { (from, to) } else { (to, from) };
                if !nodes.contains(&far.id) && self.draws_in(link, near, far) {
                    nodes.insert(far.id.clone());
                    to_follow.push(far.id.clone());
                }
            }
        }
        let is_in_view = |link: &&Link| {
            let is_admitted = ends(link).is_some_and(|(from, to)| self.admits(link, from, to));
            let is_asked_for = [&link.id, &link.from, &link.to].iter().any(|id| also.contains(id.as_str()));
            (is_admitted || is_asked_for) && nodes.contains(&link.from) && nodes.contains(&link.to)
        };
        let links = map.links.iter().map(AsRef::as_ref).filter(is_in_view).map(|link| link.id.clone()).collect();
        Choice { nodes, links }
    }
}
