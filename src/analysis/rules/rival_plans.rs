//! BW106: two plans cover the same themes, and know nothing of each other.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, SharedGround, Subject};
use super::super::graph::NodeIndex;
use super::super::overlap::{Likeness, alike};
use super::super::patterns::shared;
use super::super::remits::common;
use super::super::remits::{Item, Piece};
use super::super::rule::{Each, KnownBy, Rule, Threshold, Together};
use super::super::words;
use crate::model::{LinkKind, LinkStatus, NodeKind, NodeStatus, StrandKind};

pub(super) const RULE: Rule = Rule {
    code: "BW106",
    name: "rival-plans",
    family: Family::Duplication,
    severity: Severity::Warning,
    summary: "two plans, strategies or assessments cover the same themes under different owners, with no link between them",
    explanation: include_str!("rival_plans.md"),
    thresholds: &[JACCARD],
    known_by: KnownBy::Together,
    known_as: "the plans, all together",
    together: Together {
        alone: "pairs of plans cover the same themes, with no line between them",
        with: None,
        each: Each::From(0),
    },
    needs_line: None,
    pattern: Some(|map, finding| shared(map, finding, SharedGround::Themes)),
    check,
};

const JACCARD: Threshold =
    Threshold { name: "rival-plans.jaccard", label: "Least share of the themes of both, 0 to 1", default: 0.5 };

/// How many pairs are looked at most: a map with more has one theme for all.
const MOST_PAIRS: usize = 2_000;

/// A plan that somebody owns.
struct Plan {
    at: NodeIndex,
    themes: Vec<Item>,
    owners: Vec<NodeIndex>,
}

fn check(context: &Context<'_>) -> Vec<Finding> {
    let likeness =
        Likeness { jaccard: JACCARD.of(context.beside_nodes().settings), overlap: Likeness::NOT_ASKED, least: 2 };
    let plans: Vec<Plan> = context
        .of_kind(NodeKind::Strand)
        .filter(|&at| {
            let node = context.node(at);
            node.strand_kind == Some(StrandKind::Plan) && node.status != NodeStatus::Ended && !node.themes.is_empty()
        })
        .map(|at| Plan { at, themes: context.remits().themes(at).to_vec(), owners: owners(context, at) })
        .collect();
    let mut carriers: BTreeMap<Item, Vec<usize>> = BTreeMap::new();
    for (place, plan) in plans.iter().enumerate() {
        for &theme in &plan.themes {
            carriers.entry(theme).or_default().push(place);
        }
    }
    // A theme that three plans divide among them says little; one that only two plans cover is the same ground.
    let alone = carriers.values().filter(|plans| plans.len() == 2).map(|plans| (plans[0], plans[1]));
    let broad: Vec<usize> = (0..plans.len()).filter(|&place| plans[place].themes.len() > 1).collect();
    let sets: Vec<&[Item]> = broad.iter().map(|&place| plans[place].themes.as_slice()).collect();
    let alike = alike(&sets, &likeness, MOST_PAIRS).into_iter().map(|(one, other)| (broad[one], broad[other]));
    let pairs: BTreeSet<(usize, usize)> = alike.chain(alone.take(MOST_PAIRS)).collect();
    let mut company = Company::default();
    let mut findings = Vec::new();
    for (one, other) in pairs {
        let (one, other) = (&plans[one], &plans[other]);
        let shared = common(&one.themes, &other.themes);
        let is_alone = shared.iter().any(|theme| carriers[theme].len() == 2);
        let is_rival = likeness.are_alike(one.themes.len(), other.themes.len(), shared.len())
            && (shared.len() > 1 || is_alone)
            && are_different(one, other)
            && !are_divided(context, one, other);
        if is_rival && !company.is_kept(context, one, other) {
            findings.push(finding(context, one, other, &shared));
        }
    }
    findings
}

fn owners(context: &Context<'_>, plan: NodeIndex) -> Vec<NodeIndex> {
    let owning = context.onto(plan, LinkKind::Owns).filter(|neighbour| neighbour.link.status == LinkStatus::Active);
    let mut owners: Vec<NodeIndex> = owning.map(|owner| owner.node).collect();
    owners.sort_unstable();
    owners.dedup();
    owners
}

/// Whether both have owners, and none in common.
fn are_different(one: &Plan, other: &Plan) -> bool {
    !one.owners.is_empty() && !other.owners.is_empty() && one.owners.iter().all(|owner| !other.owners.contains(owner))
}

/// Whether two plans, or all of their owners, work for different areas, or the owners are two in a row of three or more: bodies
/// with the same themes under the same superiors, of which `shared-remit` asks what tells them apart.
fn are_divided(context: &Context<'_>, one: &Plan, other: &Plan) -> bool {
    let pairs = || one.owners.iter().flat_map(|&mine| other.owners.iter().map(move |&its| (mine, its)));
    let uppers = |at: NodeIndex| context.up_firmly(at).map(|upper| upper.node).collect::<BTreeSet<NodeIndex>>();
    let in_a_row = |(mine, its): (NodeIndex, NodeIndex)| {
        let themes = context.remits().themes(mine);
        let above = uppers(mine);
        let is_like = |below: NodeIndex| context.remits().themes(below) == themes;
        let is_row =
            |upper: &NodeIndex| context.down_firmly(*upper).filter(|below| is_like(below.node)).nth(2).is_some();
        !themes.is_empty() && is_like(its) && above == uppers(its) && above.first().is_some_and(is_row)
    };
    context.differ_in_area(one.at, other.at)
        || pairs().all(|(mine, its)| context.differ_in_area(mine, its))
        || pairs().all(in_a_row)
}

/// With whom plans and their owners are in touch, gathered once for each.
#[derive(Default)]
struct Company(HashMap<NodeIndex, HashSet<NodeIndex>>);

impl Company {
    /// Whether a line joins two plans or their owners, or one whole holds both plans.
    fn is_kept(&mut self, context: &Context<'_>, one: &Plan, other: &Plan) -> bool {
        let side =
            |plan: &Plan| -> Vec<NodeIndex> { std::iter::once(plan.at).chain(plan.owners.iter().copied()).collect() };
        let wholes = |plan: &Plan| -> BTreeSet<NodeIndex> {
            let wholes =
                context.out(plan.at, LinkKind::PartOf).filter(|neighbour| neighbour.link.status != LinkStatus::Lapsed);
            wholes.map(|whole| whole.node).collect()
        };
        let (left, right) = (side(one), side(other));
        !wholes(one).is_disjoint(&wholes(other))
            || left.iter().any(|&at| right.iter().any(|to| self.of(context, at).contains(to)))
            || right.iter().any(|&at| left.iter().any(|to| self.of(context, at).contains(to)))
    }

    /// Those to whom a line leads from a node, and those to whom it answers.
    fn of(&mut self, context: &Context<'_>, at: NodeIndex) -> &HashSet<NodeIndex> {
        self.0.entry(at).or_insert_with(|| {
            let joined = context.around(at).filter(|neighbour| neighbour.link.status != LinkStatus::Lapsed);
            joined.chain(context.above(at)).map(|other| other.node).collect()
        })
    }
}

fn finding(context: &Context<'_>, one: &Plan, other: &Plan, shared: &[Item]) -> Finding {
    let concerned: Vec<NodeIndex> =
        [&one.owners, &other.owners].into_iter().flatten().copied().chain([one.at, other.at]).collect();
    let (severity, idle) = context.severity(RULE.severity, &concerned);
    let names: Vec<&str> = shared
        .iter()
        .filter_map(|&item| match context.remits().piece(item) {
            Piece::Theme(place) => Some(context.theme(place).name.as_str()),
            Piece::Strand(_) => None,
        })
        .collect();
    let owners = |plan: &Plan| words::list(&context.names(&plan.owners), 3);
    let message = format!(
        "{} and {} both cover {}, the one under {}, the other under {}, and no line joins them{idle}",
        context.called(one.at),
        context.called(other.at),
        words::list(&words::told_apart(names), 4),
        owners(one),
        owners(other)
    );
    let hint =
        "Let one be part of the other, give both to one owner, or divide what they cover; if each has its own ground, \
                draw the line by which one informs the other."
            .to_owned();
    let owning = |plan: &Plan| {
        let lines =
            context.onto(plan.at, LinkKind::Owns).filter(|neighbour| neighbour.link.status == LinkStatus::Active);
        lines.flat_map(|owner| [owner.link.id.clone(), context.id(owner.node).clone()]).collect::<Vec<_>>()
    };
    Finding {
        severity,
        path: owning(one).into_iter().chain(owning(other)).collect(),
        ..RULE.finding([one.at, other.at].map(|at| Subject::node(context.id(at))), message, hint)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::{Context, test_map};
    use super::{MOST_PAIRS, RULE};

    #[test]
    fn many_plans_for_one_theme_do_not_keep_two_that_share_more_from_being_found() {
        let mut sketch = "
            Health: theme
            Play: theme
            Board: board
            Youth Board: board
            Games: strand, plan
            Yard: strand, plan
            Zoo: strand, plan
            Games carries Play
            Yard carries Health, Play
            Zoo carries Health, Play
            Board owns Yard
            Youth Board owns Zoo"
            .to_owned();
        let number = 65;
        assert!(number * (number - 1) / 2 > MOST_PAIRS);
        for place in 0..number {
            sketch += &format!("\nHealth plan {place}: strand, plan\nHealth plan {place} carries Health");
        }
        let [found] = (RULE.check)(&Context::new(&test_map::map(&sketch))).try_into().expect("one pair");
        assert!(found.message.contains("both cover Health and Play"), "{}", found.message);
    }
}
