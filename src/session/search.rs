//! Search: finds bodies, strands, lines and findings by a few letters of what the map says of them.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::analysis::{FindingKey, Report};
use crate::model::{Evidence, Id, Map};

/// How many hits are listed.
const MOST: usize = 12;

/// How much better a body fits than a strand or a post of the same words: about the weight of two letters.
const BODY_BONUS: u32 = 32;

/// What a search led to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hit {
    /// A node.
    Node(Id),
    /// A line.
    Link(Id),
    /// A finding.
    Finding(FindingKey),
}

/// What fits the words best, best first; ties in the order of the map.
///
/// Names count most; then remits, notes, tags and evidence, of nodes before those of lines; then the messages of findings.
pub fn search(map: &Map, report: Option<&Report>, words: &str) -> Vec<Hit> {
    let pattern = Pattern::parse(words, CaseMatching::Ignore, Normalization::Smart);
    if pattern.atoms.is_empty() {
        return Vec::new();
    }
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut buffer = Vec::new();
    let wanted = words.trim().to_lowercase();
    let contains = |text: &str| text.to_lowercase().contains(&wanted);
    let is_cited = |evidence: &[Evidence]| {
        evidence.iter().any(|one| {
            [&one.place, &one.note].into_iter().flatten().any(|text| contains(text))
                || contains(map.name(one.source.as_str()))
        })
    };
    let mut score = |text: &str| pattern.score(Utf32Str::new(text, &mut buffer), &mut matcher);

    // Tiers keep a weak fit of a name above a strong fit of a note: people search for names.
    let mut hits: Vec<(u8, u32, Hit)> = Vec::new();
    for node in &map.nodes {
        let bonus = if node.is_body() { BODY_BONUS } else { 0 };
        let by_name = score(&node.name).map(|score| (4, score + bonus));
        let hit = by_name.or_else(|| {
            let texts = [&node.remit, &node.status_note, &node.notes].into_iter().flatten();
            let is_told = texts.chain(&node.tags).chain(node.fields.values()).any(|text| contains(text));
            is_told.then_some((3, 0)).or_else(|| is_cited(&node.evidence).then_some((2, 0)))
        });
        hits.extend(hit.map(|(tier, score)| (tier, score, Hit::Node(node.id.clone()))));
    }
    for link in &map.links {
        let is_told = link.note.as_deref().is_some_and(contains) || is_cited(&link.evidence);
        hits.extend(is_told.then(|| (1, 0, Hit::Link(link.id.clone()))));
    }
    for finding in report.iter().flat_map(|report| &report.findings) {
        hits.extend(score(&finding.message).map(|score| (0, score, Hit::Finding(finding.key()))));
    }
    hits.sort_by_key(|hit| std::cmp::Reverse((hit.0, hit.1)));
    hits.truncate(MOST);
    hits.into_iter().map(|hit| hit.2).collect()
}

#[cfg(test)]
mod tests {
    use super::{Hit, search};
    use crate::model::{Link, LinkKind, Map, Node, NodeKind};

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
}
