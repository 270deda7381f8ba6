//! What is shown: which cards and which lines a picture holds.

use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use crate::model::{Id, Link, LinkKind, Map, Node, NodeKind, NodeStatus, words};

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
    /// A mark on what something was noted of.
    pub captures: bool,
}

/// A switch of [`Shown`], as menus offer it.
#[derive(Debug)]
pub struct Switch<'a> {
    /// Its label.
    pub label: &'static str,
    /// What it adds to the picture, as a sentence.
    pub hint: &'static str,
    /// Whether it only marks what is there.
    pub is_mark: bool,
    /// Whether it is on.
    pub is_on: &'a mut bool,
}

/// What is on a map of which nothing is in the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hidden {
    /// What there is, counted: "3 partners and 2 posts".
    pub what: String,
    /// The switches by which it is shown.
    pub shown: Shown,
}

impl Hidden {
    /// That nothing is shown, and what there is, as a sentence.
    pub fn words(&self) -> String {
        format!("Nothing of this map is in the picture, which hides {}", self.what)
    }
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
    pub const ALL: Self = Self {
        strands: true,
        partners: true,
        posts: true,
        seats: true,
        information: true,
        money: true,
        history: true,
        captures: true,
    };

    /// The switches, in the order in which screens list them.
    pub fn switches(&mut self) -> [Switch<'_>; 8] {
        let switch = |label, hint, is_on| Switch { label, hint, is_mark: false, is_on };
        [
            switch("Strands", "Shows strands of work, and who owns, delivers and scrutinises them.", &mut self.strands),
            switch("Seats", "Shows who sits on what, and who chairs it.", &mut self.seats),
            switch("Partners", "Shows every partner, not only those in a line of accountability.", &mut self.partners),
            switch("Posts", "Shows every post, not only those in a line of accountability.", &mut self.posts),
            switch("Information", "Shows who informs or advises whom.", &mut self.information),
            switch("Money", "Shows who pays for what; the wider the line, the greater the amount.", &mut self.money),
            switch("History", "Shows what has ended, and what became of it.", &mut self.history),
            Switch {
                label: "Captures",
                hint: "Marks the cards about which something was noted, with how much.",
                is_mark: true,
                is_on: &mut self.captures,
            },
        ]
    }

    /// With those switches on that are called so, in small letters; what is called otherwise says nothing.
    pub fn labelled(labels: &BTreeSet<String>) -> Self {
        let mut shown = Self::default();
        for switch in shown.switches() {
            *switch.is_on = labels.contains(&switch.label.to_lowercase());
        }
        shown
    }

    /// The same without what is only marked, by which nothing comes to stand elsewhere.
    pub fn unmarked(self) -> Self {
        Self { captures: false, ..self }
    }

    /// Whether the choice reads the same from two states of a node.
    pub(super) fn sees_same_node(one: &Node, other: &Node) -> bool {
        (&one.id, one.kind, one.status) == (&other.id, other.kind, other.status)
    }

    /// Whether the choice reads the same from two states of a link.
    pub(super) fn sees_same_link(one: &Link, other: &Link) -> bool {
        (&one.id, one.kind, &one.from, &one.to) == (&other.id, other.kind, &other.from, &other.to)
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
            NodeKind::Partner => self.partners,
            NodeKind::Post => self.posts,
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
            LinkKind::Informs
            | LinkKind::MemberOf
            | LinkKind::Chairs
            | LinkKind::Owns
            | LinkKind::Delivers
            | LinkKind::Funds => true,
        }
    }

    /// Whether a node or a link is in view, where that can be told without a walk over the whole map.
    pub fn shows(self, map: &Map, also: &BTreeSet<Id>, id: &Id) -> Option<bool> {
        let holds = |id: &Id| map.nodes.get(id.as_str()).is_some_and(|node| self.holds(node)) || also.contains(id);
        if holds(id) && map.nodes.contains(id.as_str()) {
            return Some(true);
        }
        let link = map.links.get(id.as_str()).filter(|_| !map.nodes.contains(id.as_str()))?;
        let (from, to) = map.nodes.get(link.from.as_str()).zip(map.nodes.get(link.to.as_str()))?;
        let is_asked_for = [&link.id, &link.from, &link.to].iter().any(|id| also.contains(*id));
        let may_be_small_print = link.kind == LinkKind::PartOf && from.kind == NodeKind::Post;
        match (self.admits(link, from, to), is_asked_for) {
            (false, false) => Some(false),
            (is_admitted, is_asked_for) => {
                let is_in_view = is_asked_for || is_admitted && !may_be_small_print;
                (is_in_view && holds(&link.from) && holds(&link.to)).then_some(true)
            }
        }
    }

    /// The same, or more where nothing of a map would be in view: what there is, and what has ended only if all of it has.
    pub fn or_what_there_is(self, map: &Map) -> Self {
        if map.nodes.is_empty() || map.nodes.iter().any(|node| self.holds(node)) {
            return self;
        }
        let mut shown = self;
        for node in map.nodes.iter().filter(|node| self.history || node.status != NodeStatus::Ended) {
            shown.partners |= node.kind == NodeKind::Partner;
            shown.posts |= node.kind == NodeKind::Post;
            shown.strands |= node.kind == NodeKind::Strand;
        }
        if shown != self { shown } else { self.hidden(map).map_or(self, |hidden| hidden.shown) }
    }

    /// What there is on a map of which nothing is in view; none of an empty map.
    pub fn hidden(self, map: &Map) -> Option<Hidden> {
        let mut shown = self;
        let mut counts = [0; NodeKind::ALL.len()];
        for node in map.nodes.iter() {
            shown.partners |= node.kind == NodeKind::Partner;
            shown.posts |= node.kind == NodeKind::Post;
            shown.strands |= node.kind == NodeKind::Strand;
            shown.history |= node.status == NodeStatus::Ended;
            counts[node.kind as usize] += 1;
        }
        let counted = NodeKind::ALL.into_iter().filter(|kind| counts[*kind as usize] > 0);
        let counted: Vec<String> = counted
            .map(|kind| words::count(counts[kind as usize], kind.word(), &format!("{}s", kind.word())))
            .collect();
        (!counted.is_empty()).then(|| Hidden { what: words::list(&counted, counted.len()), shown })
    }

    /// What is in view of a map. `also` are nodes and links that are to be in view whatever the switches say, because
    /// somebody is looking at them; the lines between them and the rest come with them.
    pub fn choose(self, map: &Map, also: &BTreeSet<Id>) -> Choice {
        let all: Vec<&Node> = map.nodes.iter().map(AsRef::as_ref).collect();
        let places: HashMap<&str, usize> = all.iter().map(|node| node.id.as_str()).zip(0..).collect();
        let place = |id: &Id| places.get(id.as_str()).copied();
        let lines = map.links.iter().filter_map(|link| Some((link.as_ref(), place(&link.from)?, place(&link.to)?)));
        let lines: Vec<(&Link, usize, usize)> = lines.collect();
        let is_admitted = |&(link, from, to): &(&Link, usize, usize)| self.admits(link, all[from], all[to]);
        let mut lines_of: Vec<Vec<usize>> = vec![Vec::new(); all.len()];
        let mut admitted = vec![false; lines.len()];
        for (number, line) in lines.iter().enumerate().filter(|(_, line)| is_admitted(line)) {
            admitted[number] = true;
            lines_of[line.1].push(number);
            lines_of[line.2].push(number);
        }
        let mut in_view: Vec<bool> = all.iter().map(|node| self.holds(node)).collect();
        let asked_for = also.iter().filter_map(|id| map.links.get(id.as_str()));
        let ends = asked_for.flat_map(|link| [&link.from, &link.to]);
        also.iter().chain(ends).filter_map(place).for_each(|place| in_view[place] = true);
        let mut to_follow: Vec<usize> = (0..all.len()).filter(|&place| in_view[place]).collect();
        while let Some(near) = to_follow.pop() {
            for &number in &lines_of[near] {
                let (link, from, to) = lines[number];
                let far = if from == near { to } else { from };
                if !in_view[far] && self.draws_in(link, all[near], all[far]) {
                    in_view[far] = true;
                    to_follow.push(far);
                }
            }
        }
        // Where a post answers to somebody, its small print says where it sits, and a line need not.
        let answers = |post: usize| {
            let mut lines = lines_of[post].iter().map(|&number| lines[number]);
            lines.any(|(link, from, _)| link.kind == LinkKind::ReportsTo && from == post)
        };
        let is_small_print = |link: &Link, from: usize| {
            link.kind == LinkKind::PartOf && all[from].kind == NodeKind::Post && !self.posts && answers(from)
        };
        let is_in_view = |(number, (link, from, to)): &(usize, &(&Link, usize, usize))| {
            let is_asked_for = || [&link.id, &link.from, &link.to].iter().any(|id| also.contains(id.as_str()));
            in_view[*from]
                && in_view[*to]
                && (admitted[*number] && !is_small_print(link, *from) || !also.is_empty() && is_asked_for())
        };
        let links = lines.iter().enumerate().filter(is_in_view).map(|(_, line)| line.0.id.clone()).collect();
        let nodes = all.iter().zip(in_view).filter(|(_, in_view)| *in_view).map(|(node, _)| node.id.clone()).collect();
        Choice { nodes, links }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A council with a board that answers to it, a group below, one that was wound up, and what hangs around them.
    fn map() -> Map {
        let mut map = Map::default();
        let node = |id: &str, kind| Node::new(id, kind, id);
        let mut council = node("council", NodeKind::Partner);
        council.accountable_body = Some(true);
        let mut gone = node("gone", NodeKind::Board);
        gone.status = NodeStatus::Ended;
        let mut forgotten = node("forgotten", NodeKind::Group);
        forgotten.status = NodeStatus::Ended;
        let nodes = [
            council,
            gone,
            forgotten,
            node("board", NodeKind::Board),
            node("group", NodeKind::Group),
            node("police", NodeKind::Partner),
            node("director", NodeKind::Post),
            node("leader", NodeKind::Post),
            node("plan", NodeKind::Strand),
        ];
        map.nodes = nodes.into_iter().collect();
        let links = [
            Link::new("a", LinkKind::ReportsTo, "board", "council"),
            Link::new("b", LinkKind::PartOf, "group", "board"),
            Link::new("c", LinkKind::AbsorbedInto, "group", "gone"),
            Link::new("d", LinkKind::MemberOf, "police", "board"),
            Link::new("e", LinkKind::ReportsTo, "board", "director"),
            Link::new("f", LinkKind::Owns, "board", "plan"),
            Link::new("g", LinkKind::Chairs, "leader", "board"),
            Link::new("h", LinkKind::AbsorbedInto, "forgotten", "gone"),
            Link::new("i", LinkKind::Funds, "police", "plan"),
        ];
        map.links = links.into_iter().collect();
        map
    }

    fn choose(shown: Shown) -> (Vec<String>, Vec<String>) {
        let choice = shown.choose(&map(), &BTreeSet::new());
        let words = |ids: Vec<Id>| ids.iter().map(ToString::to_string).collect();
        (words(choice.nodes.into_iter().collect()), words(choice.links))
    }

    #[test]
    fn the_first_picture_is_the_accountability_structure() {
        let (nodes, links) = choose(Shown::default());
        assert_eq!(nodes, ["board", "council", "director", "gone", "group"]);
        assert_eq!(links, ["a", "b", "c", "e"]);
    }

    #[test]
    fn every_switch_adds_what_it_says() {
        let (seats, _) = choose(Shown { seats: true, ..Shown::default() });
        assert!(seats.contains(&"police".to_owned()) && seats.contains(&"leader".to_owned()));
        let (strands, links) = choose(Shown { strands: true, ..Shown::default() });
        assert!(strands.contains(&"plan".to_owned()) && links.contains(&"f".to_owned()));
        let (money, links) = choose(Shown { money: true, strands: true, ..Shown::default() });
        assert!(money.contains(&"police".to_owned()) && links.contains(&"i".to_owned()));
        let (history, links) = choose(Shown { history: true, ..Shown::default() });
        assert!(history.contains(&"forgotten".to_owned()) && links.contains(&"h".to_owned()));
        let (all, links) = choose(Shown::ALL);
        assert_eq!((all.len(), links.len()), (map().nodes.len(), map().links.len()));
    }

    #[test]
    fn no_map_is_blank_and_what_has_ended_is_shown_only_where_there_is_nothing_else() {
        let opened = |nodes: Vec<Node>| {
            let map = Map { nodes: nodes.into_iter().collect(), ..Map::default() };
            let shown = Shown::default().or_what_there_is(&map);
            (shown, shown.choose(&map, &BTreeSet::new()).nodes.len())
        };
        let post = |id: &str, status| Node { status, ..Node::new(id, NodeKind::Post, id) };
        let posts = Shown { posts: true, ..Shown::default() };
        assert_eq!(opened(vec![]), (Shown::default(), 0));
        assert_eq!(opened(vec![post("a", NodeStatus::Active), post("b", NodeStatus::Ended)]), (posts, 1));
        assert_eq!(opened(vec![post("b", NodeStatus::Ended)]), (Shown { history: true, ..posts }, 1));
        let group = Node::new("g", NodeKind::Group, "Group");
        assert_eq!(opened(vec![post("a", NodeStatus::Active), group]), (Shown::default(), 1), "something is in view");
    }

    #[test]
    fn what_is_hidden_is_counted_and_shown_by_its_switches() {
        let mut map = Map::default();
        assert_eq!(Shown::default().hidden(&map), None);
        let mut gone = Node::new("gone", NodeKind::Board, "gone");
        gone.status = NodeStatus::Ended;
        let posts = ["a", "b"].map(|id| Node::new(id, NodeKind::Post, id));
        map.nodes = posts.into_iter().chain([Node::new("c", NodeKind::Partner, "c"), gone]).collect();
        assert!(Shown::default().choose(&map, &BTreeSet::new()).nodes.is_empty());
        let hidden = Shown::default().hidden(&map).expect("four cards");
        assert_eq!(hidden.what, "1 board, 1 partner and 2 posts");
        assert_eq!(
            hidden.words(),
            "Nothing of this map is in the picture, which hides 1 board, 1 partner and 2 posts",
            "as it is said of one, too"
        );
        assert_eq!(hidden.shown.choose(&map, &BTreeSet::new()).nodes.len(), 4);
    }

    #[test]
    fn the_switches_are_the_fields() {
        let mut shown = Shown::default();
        for switch in shown.switches() {
            *switch.is_on = true;
        }
        assert_eq!(shown, Shown::ALL);
    }
}
