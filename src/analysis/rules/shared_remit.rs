//! BW101: two bodies are there for much the same.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, SharedGround, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::names::is_number;
use super::super::overlap::{Likeness, alike};
use super::super::patterns::shared;
use super::super::remits::common;
use super::super::remits::{Item, Piece};
use super::super::rule::{Each, KnownBy, Rule, Threshold, Together};
use super::super::words;
use crate::model::area::Ground;
use crate::model::{Id, LinkKind, LinkStatus, NodeKind, NodeStatus};

pub(super) const RULE: Rule = Rule {
    code: "BW101",
    name: "shared-remit",
    family: Family::Duplication,
    severity: Severity::Warning,
    summary: "two bodies' remits overlap: the themes they carry and the strands they own, deliver or scrutinise",
    explanation: include_str!("shared_remit.md"),
    thresholds: &[JACCARD, OVERLAP, TELLING],
    known_by: KnownBy::Together,
    known_as: "the bodies that share it, all together; one more or one fewer is a change of it",
    together: Together {
        alone: "pairs or groups of bodies share a remit",
        with: Some("bodies share the remit of"),
        each: Each::From(0),
    },
    needs_line: None,
    pattern: Some(|map, finding| shared(map, finding, SharedGround::Remit)),
    check,
};

const JACCARD: Threshold =
    Threshold { name: "shared-remit.jaccard", label: "Least share of all that both do, 0 to 1", default: 0.5 };
const OVERLAP: Threshold =
    Threshold { name: "shared-remit.overlap", label: "Least share of what the smaller does, 0 to 1", default: 0.8 };

const TELLING: Threshold = Threshold {
    name: "shared-remit.telling",
    label: "Least that what both do must tell, 1 a narrow theme",
    default: 1.0,
};

/// How many pairs are found at most: a map with more has one remit for all, and a list of pairs says nothing.
const MOST_PAIRS: usize = 2_000;

/// How many bodies with one remit a finding names at most.
const MOST_BODIES: usize = 1_000;

fn check(context: &Context<'_>) -> Vec<Finding> {
    let likeness = Likeness {
        jaccard: JACCARD.of(context.beside_nodes().settings),
        overlap: OVERLAP.of(context.beside_nodes().settings),
        least: 2,
    };
    // Bodies with the very same remit are one entry, so that many of them make one finding and not a pair each.
    let mut by_remit: BTreeMap<&[Item], Vec<NodeIndex>> = BTreeMap::new();
    for body in context.nodes().filter(|&body| is_compared(context, body)) {
        by_remit.entry(context.remits().items(body)).or_default().push(body);
    }
    // Most maps have no two bodies of which that is asked.
    let mut families = None;
    let telling = Telling::of(context);
    let remits = &by_remit.into_iter().collect::<Vec<(&[Item], Vec<NodeIndex>)>>();
    let mut findings = Vec::new();
    let mut add = |bodies: &[NodeIndex], shared: &[Item]| {
        if telling.is_enough(shared) && is_duplication(context, bodies, shared) {
            let families = families.get_or_insert_with(|| Families::of(context));
            if !families.excuse(context, bodies, shared) {
                findings.push(finding(context, bodies, shared));
            }
        }
    };
    // What is left of it where some is contested tells no more.
    let several = remits.iter().filter(|(_, bodies)| matches!(bodies.as_slice(), [_, _, ..]));
    for (items, bodies) in several.filter(|(items, _)| telling.is_enough(items)) {
        for neighbours in by_ground(context, &bodies[..bodies.len().min(MOST_BODIES)]) {
            let apart = not_in_one_line(context, &neighbours);
            if apart.len() > 1 {
                add(&apart, &uncontested(context, &apart, items));
            }
        }
    }
    let sets: Vec<&[Item]> = remits.iter().map(|(items, _)| *items).collect();
    let alike = alike(&sets, &likeness, MOST_PAIRS);
    let pairs = alike.iter().flat_map(|&(one, other)| {
        let bodies =
            remits[one].1.iter().flat_map(move |&a| remits[other].1.iter().map(move |&b| [a.min(b), a.max(b)]));
        bodies.map(move |pair| (pair, one, other))
    });
    for (pair, one, other) in pairs.take(MOST_PAIRS) {
        let common = common(sets[one], sets[other]);
        if !telling.is_enough(&common) {
            continue;
        }
        let shared = uncontested(context, &pair, &common);
        let contested = common.len() - shared.len();
        let [mine, its] = [one, other].map(|side| sets[side].len() - contested);
        let is_alike = contested == 0 || !shared.is_empty() && likeness.are_alike(mine, its, shared.len());
        if is_alike && !context.differ_in_area(pair[0], pair[1]) && !context.in_one_line(pair[0], pair[1]) {
            add(&pair, &shared);
        }
    }
    findings.extend(families.iter().flat_map(|families| families.findings(context)));
    findings
}

/// How much each piece of a remit tells of a body that has it.
struct Telling {
    /// By item, how many bodies that are compared have it.
    carriers: Vec<u32>,
    least: f64,
}

impl Telling {
    fn of(context: &Context<'_>) -> Self {
        let mut carriers = vec![0; context.remits().pieces()];
        for body in context.nodes().filter(|&body| is_compared(context, body)) {
            for &item in context.remits().items(body) {
                carriers[item as usize] += 1;
            }
        }
        Self { carriers, least: TELLING.of(context.beside_nodes().settings) }
    }

    /// Whether what bodies share is more than one broad theme. To halve those who carry a thing until one is left takes as many
    /// steps as the logarithm of their number says: what is settled in two steps tells all, and what takes twice as many half
    /// as much (after Adamic and Adar, "Friends and neighbors on the Web", 2003).
    fn is_enough(&self, shared: &[Item]) -> bool {
        let tells = |item: &Item| (2.0 / f64::from(self.carriers[*item as usize].max(2)).log2()).min(1.0);
        shared.iter().map(tells).sum::<f64>() >= self.least - 1e-9
    }
}

/// What bodies share, but for strands that two of them own: whose those are is asked by `contested-strand`.
fn uncontested(context: &Context<'_>, bodies: &[NodeIndex], shared: &[Item]) -> Vec<Item> {
    let set: HashSet<NodeIndex> = bodies.iter().copied().collect();
    let is_contested = |at: NodeIndex| {
        let owners =
            context.onto(at, LinkKind::Owns).filter(|owner| context.holds(at, owner) && set.contains(&owner.node));
        owners.map(|owner| owner.node).collect::<HashSet<NodeIndex>>().len() > 1
    };
    shared.iter().copied().filter(|&item| !strand(context, item).is_some_and(is_contested)).collect()
}

/// Bodies by the ground that they may have in common: those for areas that are known and lie apart are no duplicates. One of
/// which no area is known may work anywhere; it goes with the others where these have one ground, and else with its like.
fn by_ground(context: &Context<'_>, bodies: &[NodeIndex]) -> Vec<Vec<NodeIndex>> {
    let (known, anywhere): (Vec<NodeIndex>, Vec<NodeIndex>) =
        bodies.iter().copied().partition(|&body| context.ground(body).is_some());
    let mut grounds: Vec<(Ground, NodeIndex)> =
        known.iter().filter_map(|&body| Some((context.ground(body)?, body))).collect();
    // What lies within an area comes behind it.
    grounds.sort_unstable();
    let mut groups: Vec<(Ground, Vec<NodeIndex>)> = Vec::new();
    for (ground, body) in grounds {
        match groups.last_mut().filter(|(outer, _)| outer.contains(ground)) {
            Some((_, group)) => group.push(body),
            None => groups.push((ground, vec![body])),
        }
    }
    let mut groups: Vec<Vec<NodeIndex>> = groups.into_iter().map(|(_, group)| group).collect();
    match groups.as_mut_slice() {
        [only] => only.extend(anywhere),
        _ => groups.push(anywhere),
    }
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups
}

/// Boards and groups that have a remit and have not ended. Partners are there for more than this map shows, and to have
/// themes in common is why they are partners.
fn is_compared(context: &Context<'_>, body: NodeIndex) -> bool {
    matches!(context.kind(body), NodeKind::Board | NodeKind::Group)
        && context.status(body) != NodeStatus::Ended
        && !context.remits().items(body).is_empty()
}

/// Whether what bodies share is more than a division of labour: to deliver one strand together, or what another owns, is no
/// duplication if that is all.
fn is_duplication(context: &Context<'_>, bodies: &[NodeIndex], shared: &[Item]) -> bool {
    let [item] = shared else { return true };
    let Some(strand) = strand(context, *item) else { return true };
    let leads = |body: NodeIndex| {
        let leading = [LinkKind::Owns, LinkKind::Scrutinises].into_iter().flat_map(move |kind| context.out(body, kind));
        leading.filter(|neighbour| neighbour.link.status != LinkStatus::Lapsed).any(|to| to.node == strand)
    };
    bodies.iter().filter(|&&body| leads(body)).count() > 1
}

/// Those of several bodies that are in one line with none of the bodies kept before.
fn not_in_one_line(context: &Context<'_>, bodies: &[NodeIndex]) -> Vec<NodeIndex> {
    if let [one, other] = bodies {
        return if context.in_one_line(*one, *other) { Vec::new() } else { bodies.to_vec() };
    }
    // Of parent and child the parent stays, since it speaks for both.
    let set: HashSet<NodeIndex> = bodies.iter().copied().collect();
    bodies.iter().copied().filter(|&body| !context.above(body).iter().any(|at| set.contains(&at.node))).collect()
}

/// The fewest bodies of one task and several areas.
const FEWEST_OF_A_FAMILY: usize = 3;

/// The kind of a body, its themes and its superiors.
type Placed<'a> = (NodeKind, &'a [Item], Vec<NodeIndex>);

/// Bodies with the same themes and the same superiors: several in a row under one body, or such that only a word of longer
/// names, that of an area, or a number, tells apart. Most likely it is one task that is done for several areas.
struct Families {
    families: Vec<Vec<NodeIndex>>,
    of: HashMap<NodeIndex, usize>,
    /// Those of which some would have been found, were they no family.
    excused: BTreeSet<usize>,
}

impl Families {
    fn of(context: &Context<'_>) -> Self {
        let uppers = |at| -> Vec<NodeIndex> { context.up_firmly(at).map(|upper| upper.node).collect() };
        let mut placed: HashMap<Placed<'_>, Vec<NodeIndex>> = HashMap::new();
        for body in context.nodes().filter(|&body| is_compared(context, body) && context.is_live(body)) {
            let themes = context.remits().themes(body);
            if !themes.is_empty() {
                placed.entry((context.kind(body), themes, uppers(body))).or_default().push(body);
            }
        }
        let large = placed.into_iter().filter(|(_, bodies)| bodies.len() >= FEWEST_OF_A_FAMILY);
        let (in_a_row, others): (Vec<_>, Vec<_>) = large.partition(|((_, _, uppers), _)| !uppers.is_empty());
        let mut groups: Vec<Vec<NodeIndex>> = in_a_row.into_iter().map(|(_, bodies)| bodies).collect();
        // Names are taken apart only of the few that may be of one family.
        let mut alike: BTreeMap<(NodeIndex, String), BTreeMap<String, NodeIndex>> = BTreeMap::new();
        for (_, bodies) in others {
            for &body in &bodies {
                let name = context.name_apart(body);
                let number = name.words.len();
                let tells = |place: &usize| number > 2 || number == 2 && is_number(&name.words[*place]);
                for place in (0..number).filter(tells) {
                    let others: Vec<&str> = name.without(place).collect();
                    // Those of one name are told apart by nothing.
                    let family = alike.entry((bodies[0], others.join(" "))).or_default();
                    family.entry(name.line.clone()).or_insert(body);
                }
            }
        }
        let large = alike.into_values().filter(|family| family.len() >= FEWEST_OF_A_FAMILY);
        let in_order = |family: BTreeMap<String, NodeIndex>| family.into_values().collect::<BTreeSet<NodeIndex>>();
        groups.extend(large.map(|family| in_order(family).into_iter().collect::<Vec<NodeIndex>>()));
        groups.sort_by_key(|all| (Reverse(all.len()), all.clone()));
        let mut families = Self { families: Vec::new(), of: HashMap::new(), excused: BTreeSet::new() };
        for group in groups {
            if group.iter().all(|body| !families.of.contains_key(body)) {
                families.of.extend(group.iter().map(|&body| (body, families.families.len())));
                families.families.push(group);
            }
        }
        families
    }

    /// Whether bodies are of one family, and share nothing but its themes.
    fn excuse(&mut self, context: &Context<'_>, bodies: &[NodeIndex], shared: &[Item]) -> bool {
        let Some(&family) = bodies.first().and_then(|body| self.of.get(body)) else { return false };
        let is_one = bodies.iter().all(|body| self.of.get(body) == Some(&family));
        let is_excused = is_one && shared.iter().all(|&item| strand(context, item).is_none());
        if is_excused {
            self.excused.insert(family);
        }
        is_excused
    }

    /// One note for each family that was excused.
    fn findings(&self, context: &Context<'_>) -> Vec<Finding> {
        let note = |bodies: &Vec<NodeIndex>| {
            let themes = evidence(context, bodies, context.remits().themes(bodies[0]));
            let names = context.names(&bodies[..bodies.len().min(MOST_BODIES)]);
            let uppers: Vec<NodeIndex> = context.up_firmly(bodies[0]).map(|upper| upper.node).collect();
            let alike = match uppers.as_slice() {
                [] => "only a word of their names tells them apart".to_owned(),
                uppers => format!("all answer to {}", words::list(&context.names(uppers), 3)),
            };
            let message = format!("{} all carry {themes}, and {alike}", words::list(&names, 5));
            let hint =
                "If each of them does it for an area or a group of people of its own, that is a division of labour: \
                        accept it, and say so in their remits. If not, settle which of them leads."
                    .to_owned();
            let subjects = bodies.iter().take(MOST_BODIES).map(|&body| Subject::node(context.id(body)));
            Finding { severity: Severity::Note, ..RULE.finding(subjects, message, hint) }
        };
        self.excused.iter().map(|&family| note(&self.families[family])).collect()
    }
}

fn finding(context: &Context<'_>, bodies: &[NodeIndex], shared: &[Item]) -> Finding {
    let live = bodies.iter().filter(|&&body| context.is_live(body)).count();
    let (lowered, idle) = context.severity(RULE.severity, bodies);
    // Two at work duplicate each other, whoever else does not.
    let severity = if live > 1 { RULE.severity } else { lowered };
    let names = context.names(bodies);
    let message = format!("{} share {}{idle}", words::list(&names, 5), evidence(context, bodies, shared));
    let hanging = |body: NodeIndex| {
        let stake = context.stake(body);
        stake.bodies.saturating_add(stake.strands)
    };
    let keeper = bodies
        .iter()
        .copied()
        .filter(|&body| context.is_live(body))
        .max_by_key(|&body| (context.routes().sound(body).is_some(), hanging(body), std::cmp::Reverse(body)));
    let hint = match keeper {
        Some(keeper) => format!(
            "Settle which of them leads: {} {}. Let the others answer to it or pass their work to it, or write \
             down where one remit ends and the other begins.",
            context.name(keeper),
            if context.routes().sound(keeper).is_some() {
                "has a route to an accountable body"
            } else {
                "has most hanging on it"
            },
        ),
        None => "None of them is at work: bring back one of them at most, and give it the whole.".to_owned(),
    };
    let mut path: Vec<Id> = Vec::new();
    for strand in shared.iter().filter_map(|&item| strand(context, item)) {
        path.push(context.id(strand).clone());
        let ours = |&Neighbour { node: at, link }: &Neighbour<'_>| {
            bodies.contains(&at)
                && matches!(link.kind, LinkKind::Owns | LinkKind::Delivers | LinkKind::Scrutinises)
                && link.status != LinkStatus::Lapsed
        };
        path.extend(context.around(strand).filter(ours).map(|neighbour| neighbour.link.id.clone()));
    }
    Finding {
        severity,
        path,
        ..RULE.finding(bodies.iter().map(|&body| Subject::node(context.id(body))), message, hint)
    }
}

/// "Stay Safe and 3 of 4 strands (A, B and C)": what is shared, of all that there is.
pub(super) fn evidence(context: &Context<'_>, bodies: &[NodeIndex], shared: &[Item]) -> String {
    let mut all: Vec<Item> = bodies.iter().flat_map(|&body| context.remits().items(body)).copied().collect();
    all.sort_unstable();
    all.dedup();
    let themes = |items: &[Item]| -> Vec<&str> {
        let places = items.iter().filter_map(|&item| match context.remits().piece(item) {
            Piece::Theme(place) => Some(place),
            Piece::Strand(_) => None,
        });
        places.map(|place| context.theme(place).name.as_str()).collect()
    };
    let strands = |items: &[Item]| -> Vec<String> {
        items.iter().filter_map(|&item| strand(context, item)).map(|at| context.called(at)).collect()
    };
    let (common_themes, common_strands) = (themes(shared), strands(shared));
    let (all_themes, all_strands) = (themes(&all).len(), strands(&all).len());
    let mut said = Vec::new();
    if !common_themes.is_empty() {
        let named = if common_themes.len() > 4 {
            words::count(common_themes.len(), "theme", "themes")
        } else {
            words::list(&words::told_apart(common_themes.clone()), 4)
        };
        let of = if common_themes.len() == all_themes {
            String::new()
        } else {
            format!(" (of {all_themes} themes between them)")
        };
        said.push(named + &of);
    }
    if !common_strands.is_empty() {
        let named = words::list(&common_strands, 3);
        said.push(match (common_strands.len(), all_strands) {
            (1, 1) => format!("the one strand {named}"),
            (some, all) if some == all => format!("all {all} strands ({named})"),
            (some, all) => format!("{some} of {all} strands ({named})"),
        });
    }
    words::list(&said, 2)
}

fn strand(context: &Context<'_>, item: Item) -> Option<NodeIndex> {
    match context.remits().piece(item) {
        Piece::Strand(at) => Some(at),
        Piece::Theme(_) => None,
    }
}
