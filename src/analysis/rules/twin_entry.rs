//! BW104: one thing stands in the map twice.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::super::context::Context;
use super::super::finding::{Family, Finding, Fix, Mend, Severity, Subject};
use super::super::graph::NodeIndex;
use super::super::names::{Name, cuttings, initials, is_slip, may_be_initials, words_of};
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::words;
use crate::model::spelling::may_slip;
use crate::model::{LinkKind, LinkStatus, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW104",
    name: "twin-entry",
    family: Family::Duplication,
    severity: Severity::Note,
    summary: "two records of one kind have nearly the same name: probably entered twice",
    explanation: include_str!("twin_entry.md"),
    thresholds: &[],
    known_by: KnownBy::Together,
    known_as: "the entries that look alike, all together; one more or one fewer is a change of it",
    together: Together { alone: "entries may stand on the map more than once", with: None, each: Each::From(0) },
    needs_line: None,
    pattern: None,
    check,
};

/// How many records with one name are compared at most.
const MOST: usize = 50;

/// How many records are named, and offered to be merged, at most.
const MOST_NAMED: usize = 5;

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
    for Entry { nodes, .. } in &entries {
        twins.add_all(nodes);
    }
    let slips = by_slip(context, &entries);
    for (one, other, why) in by_run(&entries).into_iter().chain(by_initials(context, &entries)).chain(slips) {
        let (one, other) = (&entries[one].nodes, &entries[other].nodes);
        one.iter().any(|&one| other.iter().any(|&other| twins.add(one, other, &why)));
    }
    twins.findings()
}

/// The entries, by kind and words.
fn entries(context: &Context<'_>) -> Vec<Entry> {
    let standing = context.by_name().into_iter().filter(|&at| context.status(at) != NodeStatus::Ended);
    let mut names: Vec<(NodeKind, Arc<Name>, NodeIndex)> =
        standing.map(|at| (context.kind(at), context.name_apart(at), at)).collect();
    names.retain(|(_, name, _)| !name.words.is_empty());
    // Much of it is in order already, which a stable sort makes use of.
    names.sort();
    context.note_order(names.iter().map(|(_, _, at)| *at).collect());
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
    let again = Again::of(entries.iter().map(|entry| entry.name.run_hash));
    let runs = entries.iter().enumerate().filter(|(_, entry)| again.may_be(entry.name.run_hash));
    let runs = runs.map(|(place, entry)| (place, (entry.kind, entry.name.run.as_str())));
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

/// The entries that a slip of the pen in one word tells apart, with that word of each as it was typed; not where both words
/// mean something, since further names have them, or the parts of them that differ are too short to be a slip.
fn by_slip(context: &Context<'_>, entries: &[Entry]) -> Vec<(usize, usize, String)> {
    let slips = slips(entries);
    let word = |&(entry, place): &(usize, usize)| entries[entry].name.words[place].as_str();
    let words = |slip: &Slip| [word(&slip[0]), word(&slip[1])];
    let (mut twins, mut names): (HashMap<[&str; 2], usize>, HashMap<&str, usize>) = Default::default();
    for slip in &slips {
        *twins.entry(words(slip)).or_default() += 1;
        names.extend(words(slip).map(|word| (word, 0)));
    }
    if !slips.is_empty() {
        for name in entries.iter().flat_map(|entry| &entry.name.words) {
            if let Some(number) = names.get_mut(name.as_str()) {
                *number += 1;
            }
        }
    }
    let told = |slip: &Slip| {
        let pair = words(slip);
        let typed = |side: usize| as_typed(context.name(entries[slip[side].0].nodes[0]), pair[side]);
        let (this, that) = (typed(0), typed(1));
        let (these, those): (Vec<&str>, Vec<&str>) = (this.split('-').collect(), that.split('-').collect());
        let is_short = these.len() == those.len()
            && these.iter().zip(&those).any(|(a, b)| a != b && !(may_slip(a) && may_slip(b)));
        let mean_something = pair.iter().all(|word| names[word] > twins[&pair]);
        let why = format!("only “{this}” and “{that}” differ");
        (!is_short && !mean_something).then_some((slip[0].0, slip[1].0, why))
    };
    slips.iter().filter_map(told).collect()
}

/// The word of a name that was read as `word`, as it was typed but in lower case.
fn as_typed(name: &str, word: &str) -> String {
    let name = name.to_lowercase();
    let typed = name.split_whitespace().find(|typed| words_of(typed).eq([word])).unwrap_or(word);
    typed.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned()
}

/// Two entries and the place of a word in the name of each.
type Slip = [(usize, usize); 2];

/// The entries whose names are the same but for one word, of which a slip of the pen may make the other.
fn slips(entries: &[Entry]) -> Vec<Slip> {
    let spots = entries.iter().enumerate().flat_map(|(place, Entry { kind, name, .. })| {
        name.slippery.iter().map(move |&(rest, word)| (rest, *kind, place, word))
    });
    let again = Again::of(spots.clone().map(|(rest, ..)| rest));
    let mut spots: Vec<(u64, NodeKind, usize, usize)> = spots.filter(|(rest, ..)| again.may_be(*rest)).collect();
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
                    pairs.insert([(one, word), (other, its_word)]);
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
                    pairs.insert([(*one, *word), (*other, *its_word)]);
                }
            }
            alike = others;
        }
    }
    pairs.into_iter().collect()
}

/// Which hashes may be there more than once: a bit for what was seen, and one for what was seen again. Most are there once,
/// and need not be sorted or looked up by what they stand for.
struct Again(Vec<[u64; 2]>);

impl Again {
    fn of(hashes: impl Iterator<Item = u64> + Clone) -> Self {
        // So many bits that few share one by chance.
        let mut again = Self(vec![[0; 2]; (hashes.clone().count() / 4).next_power_of_two()]);
        for hash in hashes {
            let (place, bit) = again.place(hash);
            let [once, twice] = &mut again.0[place];
            *twice |= *once & bit;
            *once |= bit;
        }
        again
    }

    fn may_be(&self, hash: u64) -> bool {
        let (place, bit) = self.place(hash);
        self.0[place][1] & bit != 0
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        ((hash >> 6) as usize & (self.0.len() - 1), 1 << (hash & 63))
    }
}

/// What is found, each with why: first the pairs, then those of one name, of which there may be several.
struct Twins<'c, 'a> {
    context: &'c Context<'a>,
    found: BTreeMap<Vec<NodeIndex>, String>,
}

impl Twins<'_, '_> {
    /// Whether two records may be one; then they are found.
    fn add(&mut self, one: NodeIndex, other: NodeIndex, why: &str) -> bool {
        let may_be_one = !are_known_to_be_two(self.context, one, other);
        if may_be_one {
            self.found.entry(vec![one.min(other), one.max(other)]).or_insert_with(|| why.to_owned());
        }
        may_be_one
    }

    /// Finds records of one name: all that may be one are told of together.
    fn add_all(&mut self, nodes: &[NodeIndex]) {
        if nodes.len() < 2 {
            return;
        }
        let mut groups: Vec<Vec<NodeIndex>> = Vec::new();
        for &at in nodes {
            let may_be_one =
                |group: &&mut Vec<NodeIndex>| group.iter().all(|&other| !are_known_to_be_two(self.context, other, at));
            match groups.iter_mut().find(may_be_one) {
                Some(group) => group.push(at),
                None => groups.push(vec![at]),
            }
        }
        let several = groups.into_iter().filter(|group| group.len() > 1);
        self.found.extend(several.map(|group| (group, "they are the same words".to_owned())));
    }

    fn findings(self) -> Vec<Finding> {
        self.found.iter().map(|(nodes, why)| finding(self.context, nodes, why)).collect()
    }
}

/// Whether somebody meant two records to be two: a line joins them; each sits within another whole, or works for another
/// area; they are posts of one title, each with a place; or the one is a unit that bears the name of what has units itself.
fn are_known_to_be_two(context: &Context<'_>, one: NodeIndex, other: NodeIndex) -> bool {
    let wholes = |at: NodeIndex| -> BTreeSet<NodeIndex> {
        let wholes = context.out(at, LinkKind::PartOf).filter(|neighbour| neighbour.link.status != LinkStatus::Lapsed);
        wholes.map(|whole| whole.node).collect()
    };
    let (mine, its) = (wholes(one), wholes(other));
    let apart = !mine.is_empty() && !its.is_empty() && mine.is_disjoint(&its);
    let has_place = |at: NodeIndex, wholes: &BTreeSet<NodeIndex>| {
        let mut above = context.out(at, LinkKind::ReportsTo);
        !wholes.is_empty() || above.any(|above| above.link.status != LinkStatus::Lapsed)
    };
    let are_posts = context.kind(one) == NodeKind::Post && context.name(one) == context.name(other);
    let are_held_by_two = are_posts && has_place(one, &mine) && has_place(other, &its);
    let is_whole = |at: NodeIndex, wholes: &BTreeSet<NodeIndex>| {
        wholes.is_empty() && context.onto(at, LinkKind::PartOf).any(|part| part.link.status != LinkStatus::Lapsed)
    };
    let is_named_after = is_whole(one, &mine) && !its.is_empty() || is_whole(other, &its) && !mine.is_empty();
    let apart = apart || context.differ_in_area(one, other);
    apart || are_held_by_two || is_named_after || context.around(one).any(|at| at.node == other)
}

fn finding(context: &Context<'_>, nodes: &[NodeIndex], why: &str) -> Finding {
    let (_, idle) = context.severity(RULE.severity, nodes);
    let quoted = |at: NodeIndex| format!("“{}”", context.name(at));
    let same = nodes.windows(2).all(|pair| context.name(pair[0]) == context.name(pair[1]));
    let kind = context.kind(nodes[0]).word();
    let message = match (same, nodes.len()) {
        (true, 2) => format!("Two {kind}s are called {}{idle}", quoted(nodes[0])),
        (true, MOST) => format!("{MOST} {kind}s or more are called {}{idle}", quoted(nodes[0])),
        (true, number) => format!("{number} {kind}s are called {}{idle}", quoted(nodes[0])),
        (false, _) => {
            let names: Vec<String> = nodes.iter().map(|&at| quoted(at)).collect();
            format!("{} may be one: {why}{idle}", words::list(&names, MOST_NAMED))
        }
    };
    let lines = |at: NodeIndex| context.around(at).count();
    // The one of which the map says more stays.
    let keep = nodes.iter().copied().rev().max_by_key(|&at| lines(at)).unwrap_or(nodes[0]);
    let others: Vec<NodeIndex> = nodes.iter().copied().filter(|&at| at != keep).collect();
    let is_even = nodes.iter().all(|&at| lines(at) == lines(keep));
    let more = match (is_even, others.as_slice()) {
        (true, [_]) => format!("both have {}", words::count(lines(keep), "line", "lines")),
        (true, _) => format!("each has {}", words::count(lines(keep), "line", "lines")),
        (false, [other]) => {
            format!("it has {}, the other {}", words::count(lines(keep), "line", "lines"), lines(*other))
        }
        (false, others) => {
            let most = others.iter().map(|&at| lines(at)).max().unwrap_or(0);
            format!("it has {}, no other more than {most}", words::count(lines(keep), "line", "lines"))
        }
    };
    let kept = match (same, is_even) {
        (false, _) => quoted(keep),
        (true, true) if others.len() == 1 => "either".to_owned(),
        (true, true) => "one of them".to_owned(),
        (true, false) => "the one with more lines".to_owned(),
    };
    let these = if others.len() == 1 { "two" } else { "several" };
    let hint = format!(
        "If they are one, merge them and keep {kept} ({more}); if they are {these}, give them names that tell them apart."
    );
    let fix = |&other: &NodeIndex| Fix {
        label: format!("Merge {} into {}", context.called(other), context.called(keep)),
        mend: Mend::Merge { keep: context.id(keep).clone(), other: context.id(other).clone() },
    };
    Finding {
        fixes: others.iter().take(MOST_NAMED).map(fix).collect(),
        ..RULE.finding(nodes.iter().map(|&at| Subject::node(context.id(at))), message, hint)
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
        let [only] = found(&["Forum", "Forum", "Forum"]).try_into().expect("one note for all");
        assert!(only.starts_with("3 groups are called “Forum”."), "{only}");
        assert!(only.contains("keep the one with more lines (it has 1 line, no other more than 0)"), "{only}");
        let [only] = found(&["Forum", "Panel", "Forum"]).try_into().expect("one");
        assert!(only.contains("keep either (both have 0 lines)"), "{only}");
    }

    #[test]
    fn what_is_known_to_be_two_is_never_one_through_a_third() {
        let mut map = Map::default();
        for (id, place) in [("a", Some("north")), ("b", Some("south")), ("c", None)] {
            map.nodes.put(Node::new(id, NodeKind::Group, "Forum"));
            if let Some(place) = place {
                map.nodes.put(Node::new(place, NodeKind::Partner, place));
                map.links.put(Link::new(format!("{id}-within"), LinkKind::PartOf, id, place));
            }
        }
        for found in (RULE.check)(&Context::new(&map)) {
            let ids: Vec<&str> = found.subjects.iter().map(|subject| subject.id.as_str()).collect();
            assert!(!(ids.contains(&"a") && ids.contains(&"b")), "{}", found.message);
        }
        // The third may be either of them, by whatever id it stands first.
        assert_eq!((RULE.check)(&Context::new(&map)).len(), 1);
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
