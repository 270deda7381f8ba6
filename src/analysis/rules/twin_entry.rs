//! BW104: one thing stands in the map twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::super::context::Context;
use super::super::finding::{Family, Finding, Fix, Mend, Severity, Subject};
use super::super::graph::NodeIndex;
use super::super::names::{Name, cuttings, initials, is_slip, may_be_initials};
use super::super::rule::Rule;
use super::super::words;
use crate::model::{LinkKind, LinkStatus, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW104",
    name: "twin-entry",
    family: Family::Duplication,
    severity: Severity::Note,
    summary: "two records of one kind have nearly the same name: probably entered twice",
    explanation: include_str!("twin_entry.md"),
    thresholds: &[],
    together: None,
    pattern: None,
    check,
};

/// How many records with one name are compared at most.
const MOST: usize = 50;

/// So many names that share all other words are compared with each other; more are looked up by what is left of a word
/// without a letter.
const FEW: usize = 24;

/// The records of one kind whose names have the same words.
struct Entry {
    kind: NodeKind,
    name: Arc<Name>,
    nodes: Vec<NodeIndex>,
}

fn check(context: &Context<'_>) -> Vec<Finding> {
    let entries = entries(context);
    let mut twins = Twins { context, found: BTreeMap::new() };
    // Each record is paired with one other of its name, so that many of one name do not make a pair each.
    for Entry { nodes, .. } in entries.iter().filter(|entry| !are_one_role(context, entry)) {
        for (place, &other) in nodes.iter().enumerate() {
            nodes[..place].iter().any(|&one| twins.add(one, other, "they are the same words"));
        }
    }
    for (one, other, why) in by_run(&entries).into_iter().chain(by_initials(context, &entries)).chain(by_slip(&entries))
    {
        let (one, other) = (&entries[one].nodes, &entries[other].nodes);
        one.iter().any(|&one| other.iter().any(|&other| twins.add(one, other, &why)));
    }
    twins.findings()
}

/// The entries, by kind and words.
fn entries(context: &Context<'_>) -> Vec<Entry> {
    let standing = context.nodes().filter(|&at| context.status(at) != NodeStatus::Ended);
    let mut names: Vec<(NodeKind, Arc<Name>, NodeIndex)> =
        standing.map(|at| (context.kind(at), context.name_apart(at), at)).collect();
    names.retain(|(_, name, _)| !name.words.is_empty());
    names.sort_unstable();
    let mut entries: Vec<Entry> = Vec::new();
    for (kind, name, at) in names {
        match entries.last_mut() {
            Some(last) if (last.kind, &last.name.line) == (kind, &name.line) => last.nodes.push(at),
            _ => entries.push(Entry { kind, name, nodes: vec![at] }),
        }
    }
    for Entry { nodes, .. } in &mut entries {
        nodes.sort_unstable();
        nodes.truncate(MOST);
    }
    entries
}

/// The entries whose words are the same when they are written as one.
fn by_run(entries: &[Entry]) -> Vec<(usize, usize, String)> {
    let mut first: HashMap<(NodeKind, &str), usize> = HashMap::new();
    let runs = entries.iter().enumerate().map(|(place, entry)| (place, (entry.kind, entry.name.run.as_str())));
    runs.filter_map(|(place, run)| Some((first.insert(run, place)?, place, "they are the same words".to_owned())))
        .collect()
}

/// The entries of which one is the initials of another, and of no third.
fn by_initials(context: &Context<'_>, entries: &[Entry]) -> Vec<(usize, usize, String)> {
    let called = |entry: &Entry| entry.nodes.first().map_or("", |&at| context.name(at));
    let short: Vec<usize> = (0..entries.len()).filter(|&place| may_be_initials(called(&entries[place]))).collect();
    if short.is_empty() {
        return Vec::new();
    }
    let mut long: HashMap<(NodeKind, String), Vec<usize>> = HashMap::new();
    for (place, entry) in entries.iter().enumerate() {
        for initials in initials(called(entry)) {
            long.entry((entry.kind, initials)).or_default().push(place);
        }
    }
    let pair = |place: usize| {
        let short = called(&entries[place]);
        let [other] = long.get(&(entries[place].kind, short.to_owned()))?.as_slice() else { return None };
        Some((*other, place, format!("{short} are the initials of the other")))
    };
    short.into_iter().filter_map(pair).collect()
}

/// The entries that a slip of the pen in one word tells apart.
fn by_slip(entries: &[Entry]) -> Vec<(usize, usize, String)> {
    let spots = entries.iter().enumerate().flat_map(|(place, Entry { kind, name, .. })| {
        name.slippery.iter().map(move |&(rest, word)| (rest, *kind, place, word))
    });
    let mut spots: Vec<(u64, NodeKind, usize, usize)> = spots.collect();
    spots.sort_unstable();
    let mut pairs = BTreeSet::new();
    let mut keys: Vec<(NodeKind, String, usize, usize)> = Vec::new();
    // Most names share their other words with none; only the few that do are worth taking apart.
    let alike = spots.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1));
    for alike in alike.filter(|same| same.len() > 1) {
        if alike.len() > FEW {
            for &(_, kind, place, word) in alike {
                let name = &entries[place].name;
                let others: Vec<&str> = name.without(word).collect();
                let key = |cutting: String| format!("{} | {cutting}", others.join(" "));
                keys.extend(cuttings(&name.words[word]).map(|cutting| (kind, key(cutting), place, word)));
            }
            continue;
        }
        for (at, &(_, _, one, word)) in alike.iter().enumerate() {
            for &(_, _, other, its_word) in &alike[at + 1..] {
                let names = [&entries[one].name, &entries[other].name];
                let (this, that) = (&names[0].words[word], &names[1].words[its_word]);
                if is_slip(this, that) && names[0].without(word).eq(names[1].without(its_word)) {
                    pairs.insert((one, other, format!("only “{this}” and “{that}” differ")));
                }
            }
        }
    }
    keys.sort_unstable();
    for mut alike in keys.chunk_by(|one, next| (one.0, &one.1) == (next.0, &next.1)) {
        while let [(_, _, one, word), others @ ..] = alike {
            for (_, _, other, its_word) in others {
                let (this, that) = (&entries[*one].name.words[*word], &entries[*other].name.words[*its_word]);
                if is_slip(this, that) {
                    pairs.insert((*one, *other, format!("only “{this}” and “{that}” differ")));
                }
            }
            alike = others;
        }
    }
    pairs.into_iter().collect()
}

/// How many people of one title in one place are a role that several hold, and not one that was entered twice.
const FEWEST_OF_A_ROLE: usize = 3;

/// Whether the records are posts of one title in one place, and too many to be one.
fn are_one_role(context: &Context<'_>, entry: &Entry) -> bool {
    if entry.kind != NodeKind::Post || entry.nodes.len() < FEWEST_OF_A_ROLE {
        return false;
    }
    let places = |at: NodeIndex| -> BTreeSet<NodeIndex> {
        let places = [LinkKind::PartOf, LinkKind::ReportsTo].into_iter().flat_map(|kind| context.out(at, kind));
        places.filter(|place| place.link.status != LinkStatus::Lapsed).map(|place| place.node).collect()
    };
    let mut all = entry.nodes.iter().map(|&at| places(at));
    let first = all.next().unwrap_or_default();
    let common = all.fold(first, |common, places| &common & &places);
    !common.is_empty()
}

/// The pairs that are found, each once.
struct Twins<'c, 'a> {
    context: &'c Context<'a>,
    found: BTreeMap<[NodeIndex; 2], String>,
}

impl Twins<'_, '_> {
    /// Whether two records may be one; then they are found.
    fn add(&mut self, one: NodeIndex, other: NodeIndex, why: &str) -> bool {
        let may_be_one = !are_known_to_be_two(self.context, one, other);
        if may_be_one {
            self.found.entry([one.min(other), one.max(other)]).or_insert_with(|| why.to_owned());
        }
        may_be_one
    }

    fn findings(self) -> Vec<Finding> {
        self.found.iter().map(|(pair, why)| finding(self.context, *pair, why)).collect()
    }
}

/// Whether a line joins two records, or each sits within another whole: then somebody meant them to be two.
fn are_known_to_be_two(context: &Context<'_>, one: NodeIndex, other: NodeIndex) -> bool {
    let wholes = |at: NodeIndex| -> BTreeSet<NodeIndex> {
        let wholes = context.out(at, LinkKind::PartOf).filter(|neighbour| neighbour.link.status != LinkStatus::Lapsed);
        wholes.map(|whole| whole.node).collect()
    };
    let (mine, its) = (wholes(one), wholes(other));
    let apart = !mine.is_empty() && !its.is_empty() && mine.is_disjoint(&its);
    apart || context.around(one).any(|at| at.node == other)
}

fn finding(context: &Context<'_>, pair: [NodeIndex; 2], why: &str) -> Finding {
    let (_, idle) = context.severity(RULE.severity, &pair);
    let names = pair.map(|at| format!("“{}”", context.name(at)));
    let same = context.name(pair[0]) == context.name(pair[1]);
    let message = match same {
        true => format!("Two {}s are called {}{idle}", context.kind(pair[0]).word(), names[0]),
        false => format!("{} and {} may be one: {why}{idle}", names[0], names[1]),
    };
    let lines = pair.map(|at| context.around(at).count());
    // The one of which the map says more stays.
    let keep = if lines[1] > lines[0] { 1 } else { 0 };
    let is_even = lines[0] == lines[1];
    let more = match is_even {
        true => format!("both have {}", words::count(lines[0], "line", "lines")),
        false => format!("it has {}, the other {}", words::count(lines[keep], "line", "lines"), lines[1 - keep]),
    };
    let kept = match (same, is_even) {
        (false, _) => names[keep].as_str(),
        (true, true) => "either",
        (true, false) => "the one with more lines",
    };
    let hint = format!(
        "If they are one, merge them and keep {kept} ({more}); if they are two, give them names that tell them apart."
    );
    let (keep, other) = (pair[keep], pair[1 - keep]);
    let label = format!("Merge {} into {}", context.called(other), context.called(keep));
    let mend = Mend::Merge { keep: context.id(keep).clone(), other: context.id(other).clone() };
    Finding {
        fixes: vec![Fix { label, mend }],
        ..RULE.finding(pair.map(|at| Subject::node(context.id(at))), message, hint)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Context;
    use super::RULE;
    use crate::model::{Link, LinkKind, Map, Node, NodeKind};

    /// What is found among groups of these names, whose ids are a, b, c.
    fn found(names: &[&str]) -> Vec<String> {
        let mut map = Map { place: Some("Solihull".to_owned()), ..Map::default() };
        for (name, id) in names.iter().zip(["a", "b", "c"]) {
            map.nodes.put(Node::new(id, NodeKind::Group, *name));
        }
        map.nodes.put(Node::new("other", NodeKind::Post, "Secretary"));
        map.links.put(Link::new("line", LinkKind::Informs, "other", "b"));
        (RULE.check)(&Context::new(&map))
            .into_iter()
            .map(|found| format!("{}. {}", found.message, found.hint))
            .collect()
    }

    #[test]
    fn one_name_twice_is_told_by_the_ids_and_the_lines() {
        let [only] = found(&["Forum", "Forum"]).try_into().expect("one");
        assert!(only.starts_with("Two groups are called “Forum”."), "{only}");
        assert!(only.contains("keep the one with more lines (it has 1 line, the other 0)"), "{only}");
        assert_eq!(found(&["Forum", "Forum", "Forum"]).len(), 2, "each of them has a twin");
        let [only] = found(&["Forum", "Panel", "Forum"]).try_into().expect("one");
        assert!(only.contains("keep either (both have 0 lines)"), "{only}");
    }

    #[test]
    fn the_place_may_be_left_out_and_the_rest_must_agree() {
        let [only] = found(&["Solihull Safeguarding Group", "Safeguarding Group"]).try_into().expect("one");
        assert!(only.contains("keep “Safeguarding Group” (it has 1 line, the other 0)"), "{only}");
        assert_eq!(found(&["Solihull Safeguarding Group", "Dudley Safeguarding Group"]), Vec::<String>::new());
    }

    #[test]
    fn initials_that_two_share_say_nothing() {
        assert_eq!(found(&["Children's Trust Executive", "CTE"]).len(), 1);
        assert_eq!(found(&["Children's Trust Executive", "CTE", "College Teachers' Exchange"]), Vec::<String>::new());
    }

    #[test]
    fn each_pair_is_found_once() {
        let [only] = found(&["Safeguarding and Welfare Group", "Safegaurding Welfare Group"]).try_into().expect("one");
        assert!(only.contains("only “safegaurding” and “safeguarding” differ"), "{only}");
    }
}
