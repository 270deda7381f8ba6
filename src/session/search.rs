//! Search: finds bodies, strands, lines and findings by a few letters of what the map says of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::analysis::{FindingKey, Report};
use crate::model::spelling::{Fit, Wanted};
use crate::model::{Evidence, Id, Map, Node};

/// How many hits are listed.
const MOST: usize = 12;

/// What a search led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hit {
    /// A node.
    Node(Id),
    /// A line.
    Link(Id),
    /// A finding.
    Finding(FindingKey),
    /// Something that was noted.
    Capture(Id),
}

/// How much a hit is wanted; the greatest first. Names keep ahead of what notes say: people search for names. A name that
/// is just what was typed comes first, then what is live, then whole words before parts of words.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    part: Part,
    is_same: bool,
    is_live: bool,
    fit: Fit,
    is_body: bool,
    letters: Reverse<usize>,
}

/// Where the words were found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Finding,
    Capture,
    Line,
    Evidence,
    Notes,
    Name,
}

/// What fits the words best, best first; ties in the order of the map.
///
/// Names count most; then remits, notes, tags, what is expected, and evidence, of nodes before those of lines; then what findings say, and the
/// names and codes of their rules; what was noted comes between these and lines.
pub fn search(map: &Map, report: Option<&Report>, words: &str) -> Vec<Hit> {
    let wanted = Wanted::new(words);
    let told = |text: &str| wanted.fit(text).filter(|fit| *fit >= Fit::Beginnings);
    let cited = |evidence: &[Evidence]| -> Option<Fit> {
        let texts = evidence.iter().flat_map(|one| [one.place.as_deref(), one.note.as_deref()].into_iter().flatten());
        texts.chain(evidence.iter().map(|one| map.name(one.source.as_str()))).filter_map(told).max()
    };
    let rank = |part, fit, name: &str| Rank {
        part,
        is_same: part == Part::Name && fit == Fit::Same,
        is_live: true,
        fit,
        is_body: false,
        letters: Reverse(name.len()),
    };
    let of_node = |node: &Node| -> Option<Rank> {
        let notes = || {
            let said = [&node.remit, &node.powers, &node.quorum, &node.status_note, &node.notes];
            let texts = said.into_iter().flatten();
            let areas = node.area.iter().flat_map(|area| map.areas_around(area)).map(|area| &area.name);
            texts.chain(&node.tags).chain(node.fields.values()).chain(areas).filter_map(|text| told(text)).max()
        };
        let found = node.names().filter_map(|name| wanted.fit(name)).max().map(|fit| (Part::Name, fit));
        let found = found.or_else(|| Some((Part::Notes, notes()?)));
        let (part, fit) = found.or_else(|| Some((Part::Evidence, cited(&node.evidence)?)))?;
        Some(Rank { is_live: map.is_live(node), is_body: node.is_body(), ..rank(part, fit, &node.name) })
    };

    let mut hits: Vec<(Rank, Hit)> = Vec::new();
    hits.extend(map.nodes.iter().filter_map(|node| Some((of_node(node)?, Hit::Node(node.id.clone())))));
    // What somebody expects leads to who expects it, unless that is found anyway.
    let found: BTreeSet<Id> = hits.iter().filter_map(|(_, hit)| node_of(hit)).collect();
    let mut expected: BTreeMap<&Id, Fit> = BTreeMap::new();
    for one in map.expectations.iter().filter(|one| !found.contains(&one.partner)) {
        if let Some(fit) = told(&one.text).or_else(|| cited(&one.evidence)) {
            let best = expected.entry(&one.partner).or_insert(fit);
            *best = fit.max(*best);
        }
    }
    let of_partner = |(partner, fit): (&Id, Fit)| {
        let node = map.nodes.get(partner.as_str())?;
        let rank = Rank { is_live: map.is_live(node), is_body: node.is_body(), ..rank(Part::Notes, fit, &node.name) };
        Some((rank, Hit::Node(partner.clone())))
    };
    hits.extend(expected.into_iter().filter_map(of_partner));
    hits.extend(map.links.iter().filter_map(|link| {
        let off_map = link.off_map().and_then(|(_, name)| wanted.fit(name));
        let fit = off_map.or_else(|| link.note.as_deref().and_then(told)).or_else(|| cited(&link.evidence))?;
        Some((rank(Part::Line, fit, ""), Hit::Link(link.id.clone())))
    }));
    hits.extend(report.iter().flat_map(|report| &report.findings).filter_map(|finding| {
        let fit = [&finding.message, finding.rule, finding.code].into_iter().find_map(|text| wanted.fit(text))?;
        Some((rank(Part::Finding, fit, ""), Hit::Finding(finding.key())))
    }));
    hits.extend(map.captures.iter().filter_map(|capture| {
        let texts = [Some(&capture.text), capture.who.as_ref()];
        let fit = texts.into_iter().flatten().filter_map(|text| told(text)).max()?;
        let rank = Rank { is_live: capture.is_open(), ..rank(Part::Capture, fit, &capture.text) };
        Some((rank, Hit::Capture(capture.id.clone())))
    }));
    hits.sort_by(|one, other| other.0.cmp(&one.0));
    hits.truncate(MOST);
    hits.into_iter().map(|(_, hit)| hit).collect()
}

fn node_of(hit: &Hit) -> Option<Id> {
    match hit {
        Hit::Node(id) => Some(id.clone()),
        Hit::Link(_) | Hit::Finding(_) | Hit::Capture(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Hit, search};
    use crate::analysis::analyse;
    use crate::model::{
        Area, Capture, CaptureKind, Expectation, ExpectationKind, Link, LinkKind, Map, Node, NodeKind, NodeStatus,
    };

    #[test]
    fn names_come_before_remits() {
        let mut map = Map::default();
        let mut play = Node::new("a-forum", NodeKind::Group, "Forum");
        play.remit = Some("Brings parents together".into());
        map.nodes.put(play);
        map.nodes.put(Node::new("parents-forum", NodeKind::Group, "Parents Panel"));
        let hits = search(&map, None, "parents");
        assert_eq!(hits, [Hit::Node("parents-forum".into()), Hit::Node("a-forum".into())]);
        map.nodes.put(Node::new("parents-plan", NodeKind::Strand, "Parents plan"));
        assert_eq!(
            search(&map, None, "parents").first(),
            Some(&Hit::Node("parents-forum".into())),
            "bodies come first"
        );
        assert_eq!(search(&map, None, "zebra"), []);
        let mut line = Link::new("line", LinkKind::Informs, "a-forum", "parents-forum");
        line.note = Some("Zebra crossing patrol".into());
        map.links.put(line);
        assert_eq!(search(&map, None, "zebra"), [Hit::Link("line".into())]);
        assert_eq!(search(&map, None, "  "), []);
    }

    #[test]
    fn findings_are_found_by_what_they_say_and_by_the_rule_that_says_it() {
        let mut map = Map::default();
        map.nodes.put(Node::new("board", NodeKind::Board, "Trust"));
        let report = analyse(&map);
        for words in ["answers to nobody", "no-route", "no route", "bw301"] {
            let hits = search(&map, Some(&report), words);
            assert!(matches!(hits.as_slice(), [Hit::Finding(key)] if key.code == "BW301"), "{words}: {hits:?}");
        }
    }

    #[test]
    fn bodies_are_found_by_their_other_names_and_lines_by_what_is_off_the_map() {
        let mut map = Map::default();
        let mut board = Node::new("board", NodeKind::Board, "Children's Trust");
        board.aliases.insert("Young People's Partnership".into());
        board.powers = Some("Decides on grants".into());
        map.nodes.put(board);
        let line = Link::new("line", LinkKind::ReportsTo, "board", "board");
        map.links.put(line.led_off_map(crate::model::End::To, "Home Office").expect("an end"));
        assert_eq!(search(&map, None, "young people's partnership"), [Hit::Node("board".into())]);
        assert_eq!(search(&map, None, "grants"), [Hit::Node("board".into())]);
        assert_eq!(search(&map, None, "home off"), [Hit::Link("line".into())]);
    }

    #[test]
    fn a_body_is_found_by_the_area_for_which_it_works_and_by_those_around_it() {
        let mut map = Map::default();
        map.areas.put(Area::new("kent", "Kent"));
        map.areas.put(Area { within: Some("kent".into()), ..Area::new("dover", "Dover") });
        let mut group = Node::new("group", NodeKind::Group, "Play group");
        group.area = Some("dover".into());
        map.nodes.put(group);
        for words in ["dover", "Kent"] {
            assert_eq!(search(&map, None, words), [Hit::Node("group".into())], "{words}");
        }
    }

    #[test]
    fn a_partner_is_found_by_what_it_expects() {
        let mut map = Map::default();
        map.nodes.put(Node::new("police", NodeKind::Partner, "Police"));
        let wish = Expectation::new("wish", "police", ExpectationKind::Wants, "A board that unblocks what is stuck");
        map.expectations.put(wish);
        assert_eq!(search(&map, None, "unblocks"), [Hit::Node("police".into())]);
        assert_eq!(search(&map, None, "police"), [Hit::Node("police".into())], "and is there once");
    }

    #[test]
    fn what_was_noted_is_found_by_what_was_said_and_by_whose_it_is() {
        let mut map = Map::default();
        let capture = Capture::new("a", CaptureKind::Action, "Ask the police about zebras");
        map.captures.put(Capture { who: Some("Headteacher".to_owned()), ..capture });
        for words in ["zebras", "head"] {
            assert_eq!(search(&map, None, words), [Hit::Capture("a".into())], "{words}");
        }
    }

    #[test]
    fn what_is_just_that_comes_first_then_what_is_live_then_whole_words() {
        let mut map = Map::default();
        for (id, name, status) in [
            ("a", "Health Boards", NodeStatus::Active),
            ("b", "Health Board North", NodeStatus::Ended),
            ("c", "Board for Health", NodeStatus::Active),
            ("d", "Équipe\u{a0}Nord", NodeStatus::Active),
            ("e", "The Health\u{2011}Board", NodeStatus::Ended),
        ] {
            map.nodes.put(Node { status, ..Node::new(id, NodeKind::Board, name) });
        }
        let found = |words: &str| -> Vec<String> {
            let id = |hit| match hit {
                Hit::Node(id) => id.to_string(),
                other => panic!("{other:?}"),
            };
            search(&map, None, words).into_iter().map(id).collect()
        };
        assert_eq!(found("HEALTH board"), ["e", "c", "a", "b"]);
        assert_eq!(found("nord E\u{301}quipe"), ["d"]);
        assert_eq!(found("equipe nord"), ["d"]);
        assert_eq!(found("zebra"), [""; 0]);
    }
}
