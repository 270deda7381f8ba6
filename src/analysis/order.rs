//! The order in which findings are told: by what depends on them, and on what they go back to.

use std::cmp::Reverse;
use std::collections::HashMap;

use rust_decimal::Decimal;

use super::cause::{Cause, by_cause};
use super::context::Context;
use super::finding::{Family, Finding, Stake, Subject, SubjectKind};
use super::graph::NodeIndex;
use super::stake::{Seen, counts, stands};
use crate::model::{Id, LinkKind};

/// How many nodes are visited at most to see what findings, and what causes, have at stake: so many in any map, and so
/// many more for each of its nodes.
const VISITS: usize = 200_000;
const VISITS_OF_A_NODE: usize = 16;

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
        let mut count = Count::new(context);
        for finding in findings.iter_mut() {
            finding.stake = count.of_finding(finding);
        }
        let mut count = Count::new(context);
        let mut of_causes = HashMap::new();
        for (cause, places) in by_cause(0..findings.len(), |place| &findings[*place]) {
            let of_cause = count.of_all(places.iter().map(|place| &findings[*place]).collect());
            for place in places {
                // Where the walks became too long each is an estimate, and yet no part is more than the whole.
                findings[place].stake = findings[place].stake.within(&of_cause);
            }
            of_causes.insert(cause, of_cause);
        }
        let weight = |stake: Option<&Stake>| Reverse(stake.map_or(0, |stake| stake.weight(&nodes.whole)));
        findings.sort_by_cached_key(|finding| {
            let cause = Cause::of(finding);
            let gravity = (finding.is_accepted(), Reverse(finding.severity));
            let of_cause = (weight(of_causes.get(&cause)), finding.code, cause.record);
            (gravity, of_cause, weight(Some(&finding.stake)), finding.subjects.clone())
        });
        Self { currency: nodes.currency.map(str::to_owned), of_causes }
    }
}

/// Counts what depends on records, each thing once, as long as the walks down from them are not too long.
struct Count<'a, 'c> {
    context: &'c Context<'a>,
    seen: Seen<'a>,
    visits_left: usize,
    /// What was counted from single nodes.
    known: Vec<Option<Stake>>,
}

impl<'a, 'c> Count<'a, 'c> {
    fn new(context: &'c Context<'a>) -> Self {
        let visits_left = VISITS + VISITS_OF_A_NODE * context.len();
        Self { context, seen: Seen::new(context.len()), visits_left, known: vec![None; context.len()] }
    }

    /// What depends on a finding: on that which is wrong, its first subject; of two that do the same, on the lesser.
    fn of_finding(&mut self, finding: &Finding) -> Stake {
        let whole = &self.context.stakes().whole;
        if finding.family == Family::Duplication {
            let stakes = finding.subjects.iter().map(|subject| self.of_subject(subject));
            return stakes.min_by_key(|stake| stake.weight(whole)).unwrap_or_default();
        }
        finding.subjects.first().map(|subject| self.of_subject(subject)).unwrap_or_default()
    }

    /// What depends on all findings of a cause.
    fn of_all(&mut self, findings: Vec<&Finding>) -> Stake {
        let whole = &self.context.stakes().whole;
        let first = |finding: &&Finding| {
            let first = finding.subjects.first().filter(|first| first.kind == SubjectKind::Node)?;
            self.context.at(first.id.as_str())
        };
        let firsts: Option<Vec<NodeIndex>> = findings.iter().map(first).collect();
        let together = firsts.filter(|firsts| firsts.len() > 1).and_then(|firsts| self.walk(&firsts));
        let stakes = findings.iter().map(|finding| finding.stake);
        together.unwrap_or_else(|| stakes.fold(Stake::default(), Stake::and).within(whole))
    }

    fn of_subject(&mut self, subject: &Subject) -> Stake {
        let (context, id) = (self.context, subject.id.as_str());
        let whole = &context.stakes().whole;
        match subject.kind {
            SubjectKind::Node => self.of_node(&subject.id),
            SubjectKind::Link => context.all_links().get(id).map_or(Stake::default(), |link| match link.kind {
                LinkKind::Funds => {
                    Stake { money: context.stakes().paid_by(link).unwrap_or_default(), ..Stake::default() }
                }
                LinkKind::ReportsTo | LinkKind::PartOf | LinkKind::AbsorbedInto => self.of_node(&link.from),
                LinkKind::Informs
                | LinkKind::MemberOf
                | LinkKind::Chairs
                | LinkKind::Owns
                | LinkKind::Delivers
                | LinkKind::Scrutinises => {
                    let ends = [self.of_node(&link.from), self.of_node(&link.to)].into_iter();
                    ends.min_by_key(|stake| stake.weight(whole)).unwrap_or_default()
                }
            }),
            SubjectKind::Theme => {
                let strands = context.place_of_theme(id).map_or(&[][..], |theme| context.remits().strands(theme));
                self.of_nodes(strands.iter().copied().filter(|&strand| stands(context, strand)).collect())
            }
            SubjectKind::Total => {
                let amount = context.beside_nodes().totals.get(id).map_or(Decimal::ZERO, |total| total.amount);
                Stake { money: amount, ..Stake::default() }.within(whole)
            }
        }
    }

    fn of_node(&mut self, id: &Id) -> Stake {
        let Some(at) = self.context.at(id.as_str()) else { return Stake::default() };
        if let Some(known) = self.known[at.index()] {
            return known;
        }
        let stake = self.of_nodes(vec![at]);
        self.known[at.index()] = Some(stake);
        stake
    }

    fn of_nodes(&mut self, starts: Vec<NodeIndex>) -> Stake {
        let stakes = self.context.stakes();
        self.walk(&starts).unwrap_or_else(|| {
            let each = starts.iter().map(|&start| self.context.stake(start));
            each.fold(Stake::default(), Stake::and).within(&stakes.whole)
        })
    }

    /// What there is from some nodes down, each thing once; none if that is too far.
    fn walk(&mut self, starts: &[NodeIndex]) -> Option<Stake> {
        let stakes = self.context.stakes();
        let mut open = starts.to_vec();
        self.seen.clear();
        while let Some(at) = open.pop() {
            if self.seen.add(stakes, self.context, at) {
                self.visits_left = self.visits_left.checked_sub(1)?;
                open.extend(self.context.down(at).filter(counts).map(|below| below.node));
            }
        }
        Some(self.seen.stake.within(&stakes.whole))
    }
}

#[cfg(test)]
mod tests {
    use super::Stake;
    use crate::analysis::{Cause, Report, analyse, by_cause, test_map};
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
        let mut map = test_map::map(text);
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
    fn where_lines_part_and_meet_again_each_thing_depends_once() {
        let diamond = "Top: board\nLeft: group\nRight: group\nFoot: group\nPlan: strand\nLeft reports to Top\n\
                       Right reports to Top\nFoot reports to Left\nFoot reports to Right\nFoot owns Plan\nTop owns Plan";
        assert_eq!(stake(&analyse(&test_map::map(diamond)), "BW301", "top"), (4, 1, "0".to_owned()));
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
        assert_eq!(stake(&analyse(&test_map::map(circle)), "BW201", "a"), (3, 0, "0".to_owned()));
    }

    #[test]
    fn of_two_that_do_the_same_the_lesser_counts() {
        let twins = "Panel: group\nPanels: group\nA: group\nB: group\nA reports to Panel\nB reports to Panels\n\
                     C: group\nC reports to Panel";
        assert_eq!(stake(&analyse(&test_map::map(twins)), "BW104", "panel"), (2, 0, "0".to_owned()));
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
        let one = order(&test_map::map(&format!("{town}A owns Play")));
        assert_eq!(one[..2], ["BW304", "BW301"], "one strand of two is more than one body of four");
        let more = order(&test_map::map(&format!("{town}A owns Play\nX: group\nY: group\nZ: group")));
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
