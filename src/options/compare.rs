//! Comparison: options and the map that they belong to, by what they solve, cause and cost.

mod figures;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::Serialize;

use super::choice::quoted;
use super::expectations::{Outlook, outlooks};
use super::ledger::{About, Fate, Ledger, ledger_from};
use crate::analysis::{Changes, Family, Finding, Metrics, Report, Run};
use crate::editing::{decide, reasons};
use crate::model::diff::apply;
use crate::model::words::{count, grouped, list};
use crate::model::{DesignOption, Fulfilment, Id, Map, Node, NodeStatus};

pub use figures::{Counts, Figure, Rank};

/// How many options are set beside each other at most.
pub const MOST_COMPARED: usize = 6;

/// Options beside the map that they belong to.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Comparison {
    /// The map as it is.
    pub baseline: Standing,
    /// The options, in the order in which they were given.
    pub options: Vec<Compared>,
}

/// A map in the figures by which options are compared.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// Findings that count.
    pub findings: u32,
    /// Boards, groups and partners at work.
    pub bodies: u32,
    /// The longest line upward, in bodies and posts.
    pub layers: u32,
    /// Seats.
    pub seats: u32,
    /// Hours a year that seats take; none where they are known of no seat.
    pub hours: Option<Decimal>,
    /// Live boards and groups of which a route is expected.
    pub routes_expected: u32,
    /// Those of them that have a sound one.
    pub routes_sound: u32,
    /// Strands whose owners are not at work.
    pub stranded: u32,
    /// Strands that nobody owns.
    pub unowned: u32,
    /// Money mapped, by currency.
    pub money: BTreeMap<String, Decimal>,
}

/// One option in figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared {
    /// The option.
    pub id: Id,
    /// What it is called.
    pub name: String,
    /// The map as the option wants it.
    pub standing: Standing,
    /// Findings of the map that the option solves, by family; none is left out.
    pub solved: BTreeMap<Family, u32>,
    /// Findings that the option causes.
    pub caused: BTreeMap<Family, u32>,
    /// Findings of the map that stay.
    pub unchanged: BTreeMap<Family, u32>,
    /// Bodies that were there, and are no more.
    pub closed: usize,
    /// Bodies that are new.
    pub added: usize,
    /// Strands that get other owners.
    pub new_owners: usize,
    /// Strands that end or go into others.
    pub strands_ended: usize,
    /// What is accounted for.
    pub ledger: Ledger,
    /// How many of its lines are not accounted for.
    pub unaccounted: usize,
    /// Changes that could not be made, or not in all fields, as the map has changed since.
    pub not_made: usize,
    /// Changes that bear no reason.
    pub without_reason: usize,
    /// How it stands to what partners expect, partner by partner.
    pub expectations: Vec<Outlook>,
    /// All that in plain English; whole sentences.
    pub summary: String,
}

/// A comparison with the maps and reports that it was made of, so that each figure can say what it counts.
#[derive(Debug, Clone, PartialEq)]
pub struct InFull {
    /// The figures.
    pub comparison: Comparison,
    /// The map as it is, then each option.
    pub sides: Vec<Side>,
}

/// One of the maps that are compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The map.
    pub map: Map,
    /// What is found on it.
    pub report: Report,
    /// The findings of the map as it is that count and that this option solves, as places in that map's report.
    pub solved: BTreeSet<usize>,
    /// The findings that count and that this option causes, as places in its own report.
    pub caused: BTreeSet<usize>,
    /// The changes that could not be made, a sentence each.
    pub not_made: Vec<String>,
}

/// Sets options beside the map that they belong to.
pub fn compare(map: &Map, options: &[&DesignOption]) -> Comparison {
    compare_in_full(map, options).comparison
}

/// Sets options beside the map that they belong to, and keeps what was counted. The analysis of each takes over from that of the
/// map what is the same for both: options differ from their map by a few records.
pub fn compare_in_full(map: &Map, options: &[&DesignOption]) -> InFull {
    let run = Run::of(map);
    let (of_options, others): (Vec<Compared>, Vec<Side>) =
        options.iter().map(|option| compared(map, &run, option)).unzip();
    let report = run.report;
    let comparison = Comparison { baseline: Standing::of(&report.metrics), options: of_options };
    let (solved, caused, not_made) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    let baseline = Side { map: map.clone(), report, solved, caused, not_made };
    InFull { comparison, sides: std::iter::once(baseline).chain(others).collect() }
}

fn compared(map: &Map, run: &Run<'_>, option: &DesignOption) -> (Compared, Side) {
    let applied = apply(map, option);
    let before = &run.report;
    let (report, after) = run.beside(&applied.map);
    let changes = Changes::between(before, &report);
    let (solved, caused) = (places(before, &changes.solved), places(&report, &changes.new));
    let all: BTreeSet<usize> = (0..before.open().len()).collect();
    let unchanged: BTreeSet<usize> = all.difference(&solved).copied().collect();
    let ledger = ledger_from(&run.context, &after, &option.changes);
    // Only what differs can be there on one side alone; all else is shared, and is not even looked at.
    let is_there =
        |node: Option<&Arc<Node>>| node.is_some_and(|node| node.is_body() && node.status != NodeStatus::Ended);
    let bodies = |map: &Map, other: &Map| {
        let differ = map.nodes.differences(&other.nodes);
        differ
            .filter(|two| is_there(two.before) && two.after.is_none_or(|node| node.status == NodeStatus::Ended))
            .count()
    };
    let strands = |is: fn(&Fate) -> bool| {
        ledger.lines.iter().filter(|line| line.about == About::Strand && is(&line.fate)).count()
    };
    let mut compared = Compared {
        id: option.id.clone(),
        name: option.name.clone(),
        standing: Standing::of(&report.metrics),
        solved: by_family(before, &solved),
        caused: by_family(&report, &caused),
        unchanged: by_family(before, &unchanged),
        closed: bodies(map, &applied.map),
        added: bodies(&applied.map, map),
        new_owners: strands(|fate| matches!(fate, Fate::Moved { .. })),
        strands_ended: strands(|fate| matches!(fate, Fate::Ended { .. } | Fate::Merged { .. })),
        unaccounted: ledger.unaccounted(),
        ledger,
        not_made: applied.conflicts.len(),
        without_reason: reasons::missing(option).len(),
        expectations: outlooks(map, &after, option),
        summary: String::new(),
    };
    compared.summary = compared.summarised(option);
    let named = decide::named(map, option);
    let not_made = applied.conflicts.iter().map(|conflict| decide::sentence(&named, conflict)).collect();
    (compared, Side { map: applied.map, report, solved, caused, not_made })
}

/// The places in a report of some of its findings, of those that count.
fn places(report: &Report, findings: &[&Finding]) -> BTreeSet<usize> {
    let wanted: HashSet<*const Finding> = findings.iter().map(|finding| std::ptr::from_ref(*finding)).collect();
    let places = report.open().iter().enumerate();
    places.filter(|(_, finding)| wanted.contains(&std::ptr::from_ref(*finding))).map(|(place, _)| place).collect()
}

fn by_family(report: &Report, places: &BTreeSet<usize>) -> BTreeMap<Family, u32> {
    let mut numbers: BTreeMap<Family, u32> = Family::ALL.into_iter().map(|family| (family, 0)).collect();
    for place in places {
        *numbers.entry(report.findings[*place].family).or_default() += 1;
    }
    numbers
}

impl Standing {
    fn of(metrics: &Metrics) -> Self {
        let with_amount = metrics.money.iter().filter(|(_, money)| money.lines > 0);
        Self {
            findings: metrics.findings.all,
            bodies: metrics.bodies.live,
            layers: metrics.layers,
            seats: metrics.attendance.seats,
            hours: metrics.attendance.known_hours(),
            routes_expected: metrics.routes.expected,
            routes_sound: metrics.routes.sound,
            stranded: metrics.strands.stranded,
            unowned: metrics.strands.unowned,
            money: with_amount.map(|(currency, money)| (currency.clone(), money.mapped)).collect(),
        }
    }
}

impl Compared {
    /// "Option “B” closes 9 bodies, gives 31 strands a new owner, solves 44 findings and causes 2."
    fn summarised(&self, option: &DesignOption) -> String {
        let sum = |numbers: &BTreeMap<Family, u32>| numbers.values().map(|number| *number as usize).sum::<usize>();
        let (solved, caused) = (sum(&self.solved), sum(&self.caused));
        let mut does: Vec<String> = [
            (self.closed, "closes ", "body", "bodies", ""),
            (self.added, "adds ", "body", "bodies", ""),
            (self.new_owners, "gives ", "strand", "strands", " a new owner"),
            (self.strands_ended, "brings ", "strand", "strands", " to an end or into another"),
            (solved, "solves ", "finding", "findings", ""),
        ]
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, verb, one, many, rest)| format!("{verb}{}{rest}", count(number, one, many)))
        .collect();
        if solved > 0 || caused > 0 {
            let what = if solved > 0 { grouped(&caused.to_string()) } else { count(caused, "finding", "findings") };
            does.push(format!("causes {}", if caused == 0 { "none".to_owned() } else { what }));
        }
        let does = if does.is_empty() { "changes none of the figures".to_owned() } else { list(&does, does.len()) };
        let mut sentences = format!("Option {} {does}.", quoted(option));
        let rest = [
            (self.unaccounted, "body, strand or theme is", "bodies, strands or themes are", "not accounted for"),
            (self.not_made, "change", "changes", "could not be made as the map has changed since"),
        ];
        for (number, one, many, what) in rest.into_iter().filter(|(number, ..)| *number > 0) {
            sentences += &format!(" {} {what}.", count(number, one, many));
        }
        if self.unaccounted == 0 {
            sentences += " Everything is accounted for.";
        }
        sentences += &self.of_expectations();
        sentences
    }
}

impl Compared {
    /// To how many expectations it stands so.
    pub fn stands(&self, stance: Fulfilment) -> usize {
        self.expectations.iter().filter(|one| one.stance == stance).count()
    }

    /// " Of 12 expectations it meets 7 and 3 in part, and 2 are not met."
    fn of_expectations(&self) -> String {
        let all = self.expectations.len();
        let [met, partly, not, open] = Fulfilment::ALL.map(|stance| self.stands(stance));
        if all == 0 || open == all {
            return String::new();
        }
        let are = |number: usize| if number == 1 { "is" } else { "are" };
        let told = [(met, "met"), (partly, "partly met"), (not, "not met"), (open, "not judged yet")];
        let told: Vec<String> = told
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, what)| format!("{number} {} {what}", are(number)))
            .collect();
        format!(" Of {}, {}.", count(all, "expectation", "expectations"), list(&told, told.len()))
    }
}

impl Comparison {
    /// Each expectation, with how every option stands to it, in the order of the options; none where an option knows nothing
    /// of it, as another one adds it.
    pub fn expectations(&self) -> Vec<(&Outlook, Vec<Option<&Outlook>>)> {
        let mut all: BTreeMap<(&str, &Id), &Outlook> = BTreeMap::new();
        for one in self.options.iter().flat_map(|option| &option.expectations) {
            all.entry((one.partner_name.as_str(), &one.id)).or_insert(one);
        }
        let by_id: Vec<BTreeMap<&Id, &Outlook>> =
            self.options.iter().map(|option| option.expectations.iter().map(|one| (&one.id, one)).collect()).collect();
        let mut told = std::collections::BTreeSet::new();
        let once = all.into_values().filter(|one| told.insert(&one.id)).collect::<Vec<_>>();
        once.into_iter().map(|one| (one, by_id.iter().map(|of| of.get(&one.id).copied()).collect())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Rank, compare};
    use crate::model::diff::between;
    use crate::model::edit::{Edit, apply, removal_of_node};
    use crate::model::{DesignOption, Link, LinkKind, Map, Node, NodeKind};

    fn town() -> Map {
        let mut council = Node::new("council", NodeKind::Partner, "Council");
        council.accountable_body = Some(true);
        let put = [
            Edit::put(council),
            Edit::put(Node::new("board", NodeKind::Board, "Board")),
            Edit::put(Node::new("play", NodeKind::Strand, "Play")),
            Edit::put(Link::new("owns", LinkKind::Owns, "board", "play")),
        ];
        apply(&Map::default(), &put).expect("a sound map")
    }

    fn option(id: &str, name: &str, edits: &[Edit]) -> DesignOption {
        let changes = between(&town(), &apply(&town(), edits).expect("a sound map"));
        DesignOption { changes, ..DesignOption::new(id, name) }
    }

    #[test]
    fn options_are_told_by_what_they_solve_and_cost() {
        let line = Edit::put(Link::new("up", LinkKind::ReportsTo, "board", "council"));
        let answer = option("a", "Answer", &[line]);
        let close = option("b", "Close", &removal_of_node(&town(), &"board".into()));
        let comparison = compare(&town(), &[&answer, &close]);
        let [answer, close] = comparison.options.as_slice() else { panic!("two options") };
        assert_eq!((answer.unaccounted, close.unaccounted, close.closed), (0, 2, 1));
        assert_eq!(answer.summary, "Option “Answer” solves 1 finding and causes none. Everything is accounted for.");
        assert!(close.summary.starts_with("Option “Close” closes 1 body, solves "), "{}", close.summary);
        for one in [answer, close] {
            let all: u32 = one.solved.values().chain(one.unchanged.values()).sum();
            assert_eq!(all, comparison.baseline.findings);
            let now: u32 = one.caused.values().chain(one.unchanged.values()).sum();
            assert_eq!(now, one.standing.findings);
        }
        let figures = comparison.figures();
        let of = |label: &str| figures.iter().find(|figure| figure.label == label).expect("a row");
        let lost = of("Not accounted for");
        assert_eq!(lost.values, [None, Some("0".to_owned()), Some("2".to_owned())]);
        assert_eq!(lost.ranks, [None, Some(Rank::Best), Some(Rank::Worst)]);
        assert_eq!(of("Boards and groups with a sound route").values[1].as_deref(), Some("1 of 1"));
    }
}
