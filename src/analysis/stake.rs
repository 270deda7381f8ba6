//! Stakes: what depends on a record, on a finding and on a cause; findings are told in the order of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::graph::{At, Context, Hop};
use super::routes::components;
use super::words::count;
use super::{Cause, Family, Finding, Subject, SubjectKind, by_cause};
use crate::model::words::money_in_short;
use crate::model::{Id, Link, LinkKind, LinkStatus, NodeKind, NodeStatus, amount};

/// How many nodes are visited at most, for each node of the map, to see what causes have at stake.
const MOST_VISITS: usize = 4;

/// What depends on something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Stake {
    /// Live bodies: itself, and those whose lines lead to it. Where lines part and meet again each way counts, up to all
    /// there are.
    pub bodies: u32,
    /// Strands that are not ended: itself, and those in the hands of whoever leads to it.
    pub strands: u32,
    /// The known amounts of what is paid to or by any of these, in the currency of most lines of money.
    #[serde(with = "amount")]
    pub money: Decimal,
}

impl Stake {
    fn and(self, other: Self) -> Self {
        Self {
            bodies: self.bodies.saturating_add(other.bodies),
            strands: self.strands.saturating_add(other.strands),
            money: self.money.saturating_add(other.money),
        }
    }

    fn within(self, whole: &Self) -> Self {
        Self {
            bodies: self.bodies.min(whole.bodies),
            strands: self.strands.min(whole.strands),
            money: self.money.min(whole.money),
        }
    }

    /// The share of the whole, in millionths, of each of the three: a third of the bodies weighs as much as a third of
    /// the money.
    fn weight(&self, whole: &Self) -> u64 {
        let share = |part: u32, whole: u32| u64::from(part) * 1_000_000 / u64::from(whole.max(1));
        let of_money = self.money.checked_div(whole.money).unwrap_or_default() * Decimal::from(1_000_000);
        share(self.bodies, whole.bodies) + share(self.strands, whole.strands) + of_money.to_u64().unwrap_or(0)
    }

    /// "11 bodies, 9 strands, £24.4m"; empty if nothing depends on it.
    pub fn words(&self, currency: Option<&str>) -> String {
        let some = |number: u32, one, many| (number > 0).then(|| count(number as usize, one, many));
        let paid = (!self.money.is_zero()).then(|| money_in_short(self.money, currency));
        let parts = [some(self.bodies, "body", "bodies"), some(self.strands, "strand", "strands"), paid];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// What depends on the causes of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stakes {
    /// The currency of the money.
    pub currency: Option<String>,
    of_causes: HashMap<Cause, Stake>,
}

impl Stakes {
    /// What depends on all findings of one cause together, each thing once.
    pub fn of(&self, cause: &Cause) -> Stake {
        self.of_causes.get(cause).copied().unwrap_or_default()
    }

    /// Tells each finding what depends on it, and puts them in the order in which they are told: what is accepted last,
    /// the gravest first, then those on whose cause most depends, then those on which most depends themselves.
    pub(super) fn settle(context: &Context<'_>, findings: &mut [Finding]) -> Self {
        let nodes = context.stakes();
        for finding in findings.iter_mut() {
            finding.stake = nodes.of_finding(context, finding);
        }
        let of_causes = nodes.of_causes(context, findings);
        let weight = |stake: Option<&Stake>| std::cmp::Reverse(stake.map_or(0, |stake| stake.weight(&nodes.whole)));
        findings.sort_by_cached_key(|finding| {
            let cause = Cause::of(finding);
            let gravity = (finding.is_accepted(), std::cmp::Reverse(finding.severity));
            let of_cause = (weight(of_causes.get(&cause)), finding.code, cause.record);
            (gravity, of_cause, weight(Some(&finding.stake)), finding.subjects.clone())
        });
        Self { currency: nodes.currency.map(str::to_owned), of_causes }
    }
}

/// What depends on each node.
#[derive(Debug, Default)]
pub struct StakeOfNodes<'a> {
    stakes: Vec<Stake>,
    whole: Stake,
    currency: Option<&'a str>,
}

impl<'a> StakeOfNodes<'a> {
    pub(super) fn of(context: &Context<'a>) -> Self {
        let amounts = context.map.links.iter().map(AsRef::as_ref).filter(|link| link.amount.is_some());
        let mut lines_in: BTreeMap<Option<&str>, usize> = BTreeMap::new();
        for link in amounts {
            *lines_in.entry(link.currency.as_deref()).or_default() += 1;
        }
        let currency = lines_in.iter().max_by_key(|(_, lines)| **lines).and_then(|(currency, _)| *currency);
        let mut nodes = Self { stakes: Vec::new(), whole: Stake::default(), currency };
        let bodies = context.live_bodies().count();
        let strands = context.of_kind(NodeKind::Strand).filter(|&at| stands(context, at)).count();
        let payments = context.map.links.iter().filter_map(|link| nodes.paid_by(link));
        nodes.whole = Stake {
            bodies: u32::try_from(bodies).unwrap_or(u32::MAX),
            strands: u32::try_from(strands).unwrap_or(u32::MAX),
            money: payments.fold(Decimal::ZERO, Decimal::saturating_add),
        };
        nodes.stakes = nodes.summed(context);
        nodes
    }

    pub(super) fn of_node(&self, at: At) -> Stake {
        self.stakes[at.index()]
    }

    /// The amount that an active line of money has in the map's currency.
    fn paid_by(&self, link: &Link) -> Option<Decimal> {
        let counts = link.kind == LinkKind::Funds
            && link.status == LinkStatus::Active
            && link.currency.as_deref() == self.currency;
        link.amount.filter(|_| counts)
    }

    /// Sums from the bottom up; those of a circle have all that the circle has.
    fn summed(&self, context: &Context<'a>) -> Vec<Stake> {
        let components = components(context, |_, hop| counts(hop));
        let mut component_of = vec![0_usize; context.len()];
        for (number, component) in components.iter().enumerate() {
            for at in component {
                component_of[at.index()] = number;
            }
        }
        let mut stakes = vec![Stake::default(); context.len()];
        let mut seen = Seen::new(context.len());
        for (number, component) in components.iter().enumerate().rev() {
            let own = component.iter().map(|&at| {
                seen.clear();
                seen.add(self, context, at);
                seen.stake
            });
            let lower = component.iter().flat_map(|&at| context.down(at)).filter(counts);
            let below = lower.filter(|(below, _)| component_of[below.index()] != number);
            let sum = own.chain(below.map(|(below, _)| stakes[below.index()])).fold(Stake::default(), Stake::and);
            for at in component {
                stakes[at.index()] = sum.within(&self.whole);
            }
        }
        stakes
    }

    /// What depends on a finding: on that which is wrong, its first subject; of two that do the same, on the lesser.
    fn of_finding(&self, context: &Context<'_>, finding: &Finding) -> Stake {
        let subjects = finding.subjects.iter().map(|subject| self.of_subject(context, subject));
        let is_lesser = finding.family == Family::Duplication;
        let stake =
            if is_lesser { subjects.min_by_key(|stake| stake.weight(&self.whole)) } else { subjects.take(1).next() };
        stake.unwrap_or_default()
    }

    fn of_subject(&self, context: &Context<'_>, subject: &Subject) -> Stake {
        let id = subject.id.as_str();
        let node = |id: &Id| context.at(id.as_str()).map_or(Stake::default(), |at| self.stakes[at.index()]);
        match subject.kind {
            SubjectKind::Node => node(&subject.id),
            SubjectKind::Link => context.map.links.get(id).map_or(Stake::default(), |link| match link.kind {
                LinkKind::Funds => Stake { money: self.paid_by(link).unwrap_or_default(), ..Stake::default() },
                LinkKind::ReportsTo | LinkKind::PartOf | LinkKind::AbsorbedInto => node(&link.from),
                _ => [node(&link.from), node(&link.to)]
                    .into_iter()
                    .min_by_key(|stake| stake.weight(&self.whole))
                    .unwrap_or_default(),
            }),
            SubjectKind::Theme => {
                let strands = context.place_of_theme(id).map_or(&[][..], |theme| context.remits().strands(theme));
                let standing = strands.iter().filter(|&&strand| stands(context, strand));
                let strands = standing.map(|strand| self.stakes[strand.index()]);
                strands.fold(Stake::default(), Stake::and).within(&self.whole)
            }
            SubjectKind::Total => {
                let amount = context.map.totals.get(id).map_or(Decimal::ZERO, |total| total.amount);
                Stake { money: amount, ..Stake::default() }.within(&self.whole)
            }
        }
    }

    /// What depends on each cause: on all that is wrong by it, each thing once.
    fn of_causes(&self, context: &Context<'_>, findings: &[Finding]) -> HashMap<Cause, Stake> {
        let mut visits = MOST_VISITS * context.len();
        let mut seen = Seen::new(context.len());
        let causes = by_cause(findings, |finding| finding).into_iter();
        causes.map(|(cause, findings)| (cause, self.of_all(context, &findings, &mut visits, &mut seen))).collect()
    }

    fn of_all<'b>(
        &self,
        context: &Context<'b>,
        findings: &[&Finding],
        visits: &mut usize,
        seen: &mut Seen<'b>,
    ) -> Stake {
        let sum =
            || findings.iter().map(|finding| finding.stake).fold(Stake::default(), Stake::and).within(&self.whole);
        let starts = findings.iter().map(|finding| {
            let first = finding.subjects.first().filter(|first| first.kind == SubjectKind::Node)?;
            context.at(first.id.as_str())
        });
        let Some(mut open) = starts.collect::<Option<Vec<At>>>().filter(|starts| starts.len() > 1) else {
            return sum();
        };
        seen.clear();
        while let Some(at) = open.pop() {
            if seen.add(self, context, at) {
                let Some(left) = visits.checked_sub(1) else { return sum() };
                *visits = left;
                open.extend(context.down(at).filter(counts).map(|(below, _)| below));
            }
        }
        seen.stake
    }
}

/// Nodes and lines that are counted, each once a round.
struct Seen<'a> {
    round: u32,
    /// The round in which each node was last counted, and each strand in somebody's hands.
    nodes: Vec<u32>,
    strands: Vec<u32>,
    payments: BTreeSet<&'a str>,
    stake: Stake,
}

impl<'a> Seen<'a> {
    fn new(nodes: usize) -> Self {
        let none = vec![0; nodes];
        Self { round: 0, nodes: none.clone(), strands: none, payments: BTreeSet::new(), stake: Stake::default() }
    }

    /// Begins anew.
    fn clear(&mut self) {
        self.round += 1;
        self.payments.clear();
        self.stake = Stake::default();
    }

    /// Counts a node without those below it: itself, the strands in its hands, and the money of both. Whether it is new.
    fn add(&mut self, nodes: &StakeOfNodes<'_>, context: &Context<'a>, at: At) -> bool {
        let round = self.round;
        let is_new = |rounds: &mut [u32], at: At| std::mem::replace(&mut rounds[at.index()], round) != round;
        if !is_new(&mut self.nodes, at) {
            return false;
        }
        let is_strand = context.kind(at) == NodeKind::Strand;
        self.stake.bodies += u32::from(context.is_live(at) && context.kind(at).is_body());
        let held = [LinkKind::Owns, LinkKind::Delivers].into_iter().flat_map(|kind| context.out(at, kind));
        let held = held.filter(|(_, link)| link.status != LinkStatus::Lapsed).map(|(strand, _)| strand);
        let strands: Vec<At> = held.chain(is_strand.then_some(at)).filter(|&strand| stands(context, strand)).collect();
        for &strand in &strands {
            self.stake.strands += u32::from(is_new(&mut self.strands, strand));
        }
        if !nodes.whole.money.is_zero() {
            let to_strands = strands.into_iter().flat_map(|strand| context.into(strand, LinkKind::Funds));
            let own = context.out(at, LinkKind::Funds).chain(context.into(at, LinkKind::Funds));
            for (_, link) in own.chain(to_strands) {
                if let Some(paid) = nodes.paid_by(link).filter(|_| self.payments.insert(link.id.as_str())) {
                    self.stake.money = self.stake.money.saturating_add(paid);
                }
            }
        }
        true
    }
}

fn counts((_, link): &Hop<'_>) -> bool {
    link.status != LinkStatus::Lapsed
}

fn stands(context: &Context<'_>, strand: At) -> bool {
    context.status(strand) != NodeStatus::Ended
}

#[cfg(test)]
mod tests {
    use super::Stake;
    use crate::analysis::{Cause, Report, analyse, by_cause, sketch};
    use crate::model::{Link, LinkKind, Map};

    /// A board on hold with two lines down, a group that is cut off, and a strand that nobody owns.
    const TOWN: &str = "
        Council: partner, accountable body
        Old Board: board, on hold
        Old Board reports to Council
        North: group
        South: group
        Deep: group
        Plan: strand
        Play: strand
        North owns Plan
        South delivers Plan
        North reports to Old Board
        South reports to Old Board
        Deep reports to North
        Deep reports to South
        Deep delivers Play";

    fn stake(report: &Report, code: &str, subject: &str) -> (u32, u32, String) {
        let is_meant =
            |finding: &&crate::analysis::Finding| finding.code == code && finding.subjects[0].id.as_str() == subject;
        let Stake { bodies, strands, money } = report.findings.iter().find(is_meant).expect("a finding").stake;
        (bodies, strands, money.to_string())
    }

    fn paid(text: &str, to: &str, amounts: &[(&str, &str)]) -> Map {
        let mut map = sketch::map(text);
        for (place, (amount, currency)) in amounts.iter().enumerate() {
            let mut line = Link::new(format!("pays-{place}"), LinkKind::Funds, "council", to);
            line.amount = Some(amount.parse().expect("an amount"));
            line.currency = Some((*currency).to_owned());
            map.links.put(line);
        }
        map
    }

    #[test]
    fn what_depends_on_a_body_is_itself_and_what_leads_to_it_with_strands_and_money() {
        let report = analyse(&paid(TOWN, "play", &[("7.50", "GBP"), ("2", "GBP"), ("900", "EUR")]));
        assert_eq!(stake(&report, "BW302", "deep"), (1, 1, "9.50".to_owned()));
        assert_eq!(stake(&report, "BW302", "north"), (2, 2, "9.50".to_owned()));
        assert_eq!(stake(&report, "BW304", "play"), (0, 1, "9.50".to_owned()), "a strand is no body");
        assert_eq!(report.stakes.currency.as_deref(), Some("GBP"), "most lines are in it");
    }

    #[test]
    fn on_a_cause_each_thing_depends_once() {
        let report = analyse(&paid(TOWN, "play", &[("7.50", "GBP")]));
        let causes = by_cause(&report.findings, |finding| finding);
        let (cause, findings) = causes.iter().find(|(cause, _)| cause.code == "BW302").expect("broken routes");
        assert_eq!(findings.len(), 3);
        let Stake { bodies, strands, money } = report.stakes.of(cause);
        assert_eq!((bodies, strands, money.to_string()), (3, 2, "7.50".to_owned()), "Deep hangs on both others");
        assert_eq!(report.stakes.of(&Cause { code: "BW999", record: None }), Stake::default());
    }

    #[test]
    fn a_circle_has_what_all_of_it_have() {
        let circle = "A: group\nB: group\nC: group\nA reports to B\nB reports to A\nC reports to A";
        assert_eq!(stake(&analyse(&sketch::map(circle)), "BW201", "a"), (3, 0, "0".to_owned()));
    }

    #[test]
    fn of_two_that_do_the_same_the_lesser_counts() {
        let twins = "Panel: group\nPanels: group\nA: group\nB: group\nA reports to Panel\nB reports to Panels\n\
                     C: group\nC reports to Panel";
        assert_eq!(stake(&analyse(&sketch::map(twins)), "BW104", "panel"), (2, 0, "0".to_owned()));
    }

    /// The codes of the open findings, in their order, each once.
    fn order(map: &Map) -> Vec<&'static str> {
        let mut codes: Vec<&str> = analyse(map).findings.iter().map(|finding| finding.code).collect();
        codes.dedup();
        codes
    }

    #[test]
    fn the_gravest_come_first_then_those_on_whose_cause_most_depends() {
        let town = "Council: partner, accountable body\nA: group\nB: group\nC: group\nPlan: strand\nPlay: strand\n\
                    A reports to Council\nB reports to Council\n";
        let one = order(&sketch::map(&format!("{town}A owns Play")));
        assert_eq!(one[..2], ["BW304", "BW301"], "one strand of two is more than one body of four");
        let more = order(&sketch::map(&format!("{town}A owns Play\nX: group\nY: group\nZ: group")));
        assert_eq!(more[..2], ["BW301", "BW304"], "four bodies of seven are more than one strand of two");
        let rich = order(&paid(&format!("{town}A owns Play\nX: group\nY: group\nZ: group"), "plan", &[("5", "GBP")]));
        assert_eq!(rich[..2], ["BW304", "BW301"], "all the money hangs on the strand");
    }

    #[test]
    fn what_depends_is_told_in_words() {
        let stake = Stake { bodies: 11, strands: 1, money: "24383000".parse().expect("an amount") };
        assert_eq!(stake.words(Some("GBP")), "11 bodies, 1 strand, £24.4m");
        assert_eq!(Stake { bodies: 1, ..Stake::default() }.words(None), "1 body");
        assert_eq!(Stake::default().words(None), "");
    }
}
