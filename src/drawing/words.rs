//! The words on cards: what one asks next about a node, in small print.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{End, Id, LinkKind, LinkStatus, Map, Node, NodeKind, NodeStatus, Quantity, Resourcing, When};

/// What the small print of cards needs to know of the links, gathered in one walk.
#[derive(Debug, Default)]
pub struct Surroundings {
    /// How many strands that are not ended a node owns.
    strands: BTreeMap<Id, usize>,
    /// What a node is part of.
    wholes: BTreeMap<Id, Id>,
    /// To whom off the map a node answers, of what it is a part, and who from there scrutinises it; in words.
    off_map: BTreeMap<Id, Vec<String>>,
}

impl Surroundings {
    /// Gathers them.
    pub fn of(map: &Map) -> Self {
        let mut surroundings = Self::default();
        for link in map.links.iter().filter(|link| link.status != LinkStatus::Lapsed) {
            let is_told = matches!(link.kind, LinkKind::ReportsTo | LinkKind::PartOf | LinkKind::Scrutinises);
            if let Some((end, name)) = link.off_map().filter(|_| is_told) {
                let told = match end {
                    End::To => format!("{} {}", link.kind.word(), name.trim()),
                    End::From => format!("{} {} it", name.trim(), link.kind.word()),
                };
                let told =
                    if link.status == LinkStatus::Active { told } else { format!("{told} ({})", link.status.word()) };
                surroundings.off_map.entry(link.from.clone()).or_default().push(told);
            }
        }
        // What is off the map is neither a strand nor a whole of this map.
        for link in map.links.iter().filter(|link| link.off_map().is_none()) {
            match link.kind {
                LinkKind::Owns if link.status == LinkStatus::Active => {
                    let strand = map.nodes.get(link.to.as_str());
                    if strand.is_some_and(|strand| strand.status != NodeStatus::Ended) {
                        *surroundings.strands.entry(link.from.clone()).or_default() += 1;
                    }
                }
                LinkKind::PartOf => {
                    surroundings.wholes.entry(link.from.clone()).or_insert_with(|| link.to.clone());
                }
                _ => {}
            }
        }
        surroundings
    }

    /// Whether the small print of a node names somebody off the map.
    pub(super) fn names_off_map(&self, node: &Id) -> bool {
        self.off_map.contains_key(node)
    }

    /// Of which nodes the small print may say something else under other surroundings, or where these nodes have changed;
    /// those nodes themselves apart.
    pub(super) fn told_anew<'a>(&'a self, other: &'a Self, changed: &BTreeSet<&Id>) -> Vec<&'a Id> {
        let mut told = Vec::new();
        if !std::ptr::eq(self, other) {
            for (one, other) in [(self, other), (other, self)] {
                told.extend(
                    one.strands.iter().filter(|(id, count)| other.strands.get(*id) != Some(count)).map(|(id, _)| id),
                );
                told.extend(
                    one.off_map.iter().filter(|(id, names)| other.off_map.get(*id) != Some(names)).map(|(id, _)| id),
                );
                told.extend(
                    one.wholes.iter().filter(|(id, whole)| other.wholes.get(*id) != Some(whole)).map(|(id, _)| id),
                );
            }
        }
        told.extend(other.wholes.iter().filter(|(_, whole)| changed.contains(whole)).map(|(id, _)| id));
        told
    }
}

/// What one asks next about a node, most pressing first. Never empty.
pub fn small_print(map: &Map, node: &Node, around: &Surroundings, strands_are_shown: bool) -> Vec<String> {
    let mut parts = Vec::new();
    if node.status != NodeStatus::Active {
        parts.push(status(node));
    }
    // A line that leads off the map has no card at its other end that would name it.
    parts.extend(around.off_map.get(&node.id).into_iter().flatten().cloned());
    if let Some(kind) = node.strand_kind.filter(|_| node.kind == NodeKind::Strand) {
        parts.push(kind.word().to_owned());
    }
    if let Some(whole) = around.wholes.get(&node.id).filter(|_| node.kind == NodeKind::Post) {
        parts.push(map.name(whole.as_str()).to_owned());
    }
    if let Some(count) = around.strands.get(&node.id).filter(|_| !strands_are_shown) {
        parts.push(if *count == 1 { "1 strand".to_owned() } else { format!("{count} strands") });
    }
    if node.statutory == Some(true) {
        parts.push("statutory".to_owned());
    }
    if node.is_accountable_body() {
        parts.push("accountable body".to_owned());
    }
    if let Some(times) =
        node.meets.as_ref().and_then(|meets| meets.times_a_year).filter(|_| node.status == NodeStatus::Active)
    {
        parts.push(meets(times));
    }
    if let Some(resourcing @ (Resourcing::AtRisk | Resourcing::Unfunded)) = node.resourcing {
        parts.push(if resourcing == Resourcing::AtRisk { "money at risk" } else { "unfunded" }.to_owned());
    }
    if let Some(note) = node.status_note.as_deref().filter(|_| node.status == NodeStatus::Active) {
        parts.extend(beyond_the_word(note, node.status));
    }
    if parts.is_empty() {
        parts.push(match &node.sector {
            Some(sector) => format!("{} · {sector}", node.kind.word()),
            None => node.kind.word().to_owned(),
        });
    }
    parts
}

/// The status of a node that is not active, and why.
fn status(node: &Node) -> String {
    let word = match node.until {
        Some(until) if node.status == NodeStatus::Ended => format!("{} {}", node.status_word(), date(until)),
        _ => node.status_word().to_owned(),
    };
    match node.status_note.as_deref() {
        Some(note) if note.trim().eq_ignore_ascii_case(node.status_word()) => word,
        Some(note) if note.to_lowercase().contains(node.status_word()) => note.to_owned(),
        Some(note) if !note.trim().is_empty() => format!("{word} · {note}"),
        _ => word,
    }
}

/// What a note says beyond the word for the status: nobody needs to read "active" on an active card.
fn beyond_the_word(note: &str, status: NodeStatus) -> Option<String> {
    let note = note.trim();
    let word = status.word();
    let rest = match note.get(..word.len()) {
        Some(start) if start.eq_ignore_ascii_case(word) => {
            let rest = note[word.len()..].trim_start_matches([' ', ',', ';', ':', '.']);
            rest.strip_prefix("and ").unwrap_or(rest)
        }
        _ => note,
    };
    (!rest.is_empty()).then(|| rest.to_owned())
}

/// How often something meets, in words.
fn meets(times_a_year: Quantity) -> String {
    let often = times_a_year.to_string();
    match often.as_str() {
        "1" => "meets yearly".to_owned(),
        "2" => "meets twice a year".to_owned(),
        "4" => "meets quarterly".to_owned(),
        "6" => "meets every 2 months".to_owned(),
        "12" => "meets monthly".to_owned(),
        "26" => "meets fortnightly".to_owned(),
        "52" => "meets weekly".to_owned(),
        _ => format!("meets {often} times a year"),
    }
}

/// A date as people write it: 2010, May 2011, 16 June 2011.
pub fn date(when: When) -> String {
    let format = match when.to_string().len() {
        4 => return when.year().to_string(),
        7 => "%B %Y",
        _ => "%-d %B %Y",
    };
    when.earliest().strftime(format).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Link, Meets};

    #[test]
    fn a_card_says_what_one_asks_next() {
        let mut map = Map::default();
        let mut board = Node::new("board", NodeKind::Board, "Programme Board");
        board.status = NodeStatus::Dormant;
        board.status_note = Some("pending the review".to_owned());
        map.nodes.put(board.clone());
        map.nodes.put(Node::new("plan", NodeKind::Strand, "Plan"));
        map.links.put(Link::new("owns", LinkKind::Owns, "board", "plan"));
        let around = Surroundings::of(&map);
        assert_eq!(small_print(&map, &board, &around, false), ["on hold · pending the review", "1 strand"]);
        assert_eq!(small_print(&map, &board, &around, true), ["on hold · pending the review"]);

        let mut group = Node::new("group", NodeKind::Group, "Group");
        assert_eq!(small_print(&map, &group, &around, false), ["group"]);
        group.meets = Some(Meets { times_a_year: Some(4.into()), ..Meets::default() });
        assert_eq!(small_print(&map, &group, &around, false), ["meets quarterly"]);
    }

    #[test]
    fn a_card_names_whom_it_answers_to_off_the_map() {
        let mut map = Map::default();
        let board = Node::new("board", NodeKind::Board, "Board");
        map.nodes.put(board.clone());
        let line = Link::new("up", LinkKind::ReportsTo, "board", "board");
        map.links.put(line.led_off_map(End::To, "Home Office").expect("an end"));
        let watch = Link::new("watch", LinkKind::Scrutinises, "board", "board");
        map.links.put(watch.led_off_map(End::From, "Ofsted").expect("an end"));
        let around = Surroundings::of(&map);
        assert_eq!(small_print(&map, &board, &around, false), ["reports to Home Office", "Ofsted scrutinises it"]);
        assert!(around.names_off_map(&board.id));
        let before = Surroundings::of(&Map { links: Default::default(), ..map.clone() });
        assert_eq!(around.told_anew(&before, &BTreeSet::new()), [&board.id]);
        let mut proposed = Link::clone(map.links.get("up").expect("one"));
        proposed.status = LinkStatus::Proposed;
        map.links.put(proposed.clone());
        assert_eq!(
            small_print(&map, &board, &Surroundings::of(&map), false),
            ["reports to Home Office (proposed)", "Ofsted scrutinises it"]
        );
        map.links.put(Link { status: LinkStatus::Lapsed, ..proposed });
        assert_eq!(small_print(&map, &board, &Surroundings::of(&map), false), ["Ofsted scrutinises it"]);
    }

    #[test]
    fn notes_do_not_repeat_the_status() {
        let said = |note| beyond_the_word(note, NodeStatus::Active);
        assert_eq!(said("Active and multi-agency").as_deref(), Some("multi-agency"));
        assert_eq!(said("Active; finishing the strategy").as_deref(), Some("finishing the strategy"));
        assert_eq!(said("New").as_deref(), Some("New"));
        assert_eq!(said("active"), None);
        let mut board = Node::new("board", NodeKind::Board, "Board");
        board.status = NodeStatus::Dormant;
        board.status_note = Some("Put on hold in 2011".to_owned());
        assert_eq!(status(&board), "Put on hold in 2011");
    }

    #[test]
    fn dates_read_as_people_write_them() {
        let read = |text: &str| text.parse().map(date).expect("a date");
        assert_eq!(
            (read("2010"), read("2011-05"), read("2011-06-16")),
            ("2010".into(), "May 2011".into(), "16 June 2011".into())
        );
    }
}
