//! Comparison: options and the map that they belong to, by what they solve, cause and cost.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::choice::quoted;
use super::decisions::decisions;
use super::expectations::{Outlook, outlooks};
use super::ledger::{About, Fate, Ledger, ledger_from};
use crate::analysis::{Changes, Context, Family, Finding, Memory, Metrics, Report, analyse_again};
use crate::model::diff::apply;
use crate::model::words::{count, grouped, list, money};
use crate::model::{DesignOption, Fulfilment, Id, Map, NodeStatus};

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

/// A row of the table of options: a figure for the map and for each option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What is counted.
    pub label: String,
    /// For the map first, then for each option; none where it says nothing of the map.
    pub values: Vec<Option<String>>,
    /// Which are best and worst, in the same order.
    pub ranks: Vec<Option<Rank>>,
}

/// Whether a figure is the best or the worst of its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rank {
    /// None is better.
    Best,
    /// None is worse.
    Worst,
}

/// Sets options beside the map that they belong to. Each run of the analysis takes over from the one before what is the same
/// for both: options differ from their map by a few records.
pub fn compare(map: &Map, options: &[&DesignOption]) -> Comparison {
    let mut memory = Memory::default();
    let report = analyse_again(map, &mut memory);
    let context = Context::new(map);
    let compared = options.iter().map(|option| compared(map, &context, &report, option, &mut memory));
    Comparison { options: compared.collect(), baseline: Standing::of(&report.metrics) }
}

fn compared(map: &Map, context: &Context<'_>, before: &Report, option: &DesignOption, memory: &mut Memory) -> Compared {
    let applied = apply(map, option);
    let report = analyse_again(&applied.map, memory);
    let changes = Changes::between(before, &report);
    let open = |finding: &&&Finding| !finding.is_accepted();
    let solved = by_family(changes.solved.iter().filter(open).map(|finding| finding.family));
    let caused = by_family(changes.new.iter().filter(open).map(|finding| finding.family));
    let mut unchanged = by_family(before.open().iter().map(|finding| finding.family));
    for (family, number) in &mut unchanged {
        *number = number.saturating_sub(solved[family]);
    }
    let ledger = ledger_from(context, &applied.map, &option.changes);
    let is_there = |map: &Map, id: &Id| map.nodes.get(id.as_str()).is_some_and(|node| node.status != NodeStatus::Ended);
    let bodies = |map: &Map, other: &Map| {
        map.nodes.iter().filter(|node| node.is_body() && is_there(map, &node.id) && !is_there(other, &node.id)).count()
    };
    let strands = |is: fn(&Fate) -> bool| {
        ledger.lines.iter().filter(|line| line.about == About::Strand && is(&line.fate)).count()
    };
    let mut compared = Compared {
        id: option.id.clone(),
        name: option.name.clone(),
        standing: Standing::of(&report.metrics),
        solved,
        caused,
        unchanged,
        closed: bodies(map, &applied.map),
        added: bodies(&applied.map, map),
        new_owners: strands(|fate| matches!(fate, Fate::Moved { .. })),
        strands_ended: strands(|fate| matches!(fate, Fate::Ended { .. } | Fate::Merged { .. })),
        unaccounted: ledger.unaccounted(),
        ledger,
        not_made: applied.conflicts.len(),
        without_reason: decisions(map, option).without_reason,
        expectations: outlooks(map, &applied.map, option),
        summary: String::new(),
    };
    compared.summary = compared.summarised(option);
    compared
}

fn by_family(families: impl Iterator<Item = Family>) -> BTreeMap<Family, u32> {
    let mut numbers: BTreeMap<Family, u32> = Family::ALL.into_iter().map(|family| (family, 0)).collect();
    families.for_each(|family| *numbers.entry(family).or_default() += 1);
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

/// Which way a figure is better.
#[derive(Clone, Copy)]
enum Better {
    Less,
    More,
    Neither,
}

impl Comparison {
    /// The table, row by row.
    pub fn figures(&self) -> Vec<Figure> {
        let mut figures = Vec::new();
        let sum = |numbers: &BTreeMap<Family, u32>| numbers.values().sum::<u32>();
        type Of = fn(&Compared) -> &BTreeMap<Family, u32>;
        let changes: [(&str, Of, Better); 3] = [
            ("Findings solved", |one| &one.solved, Better::More),
            ("Findings caused", |one| &one.caused, Better::Less),
            ("Findings unchanged", |one| &one.unchanged, Better::Neither),
        ];
        for (label, of, better) in changes {
            figures.push(self.of_options(label, |one| sum(of(one)) as usize, better));
            for family in Family::ALL {
                let number = |one: &Compared| of(one)[&family] as usize;
                if self.options.iter().any(|one| number(one) > 0) {
                    let label = format!("{label}: {}", family.word().to_lowercase());
                    figures.push(self.of_options(&label, number, Better::Neither));
                }
            }
        }
        let number = |label: &str, of: fn(&Standing) -> u32, better| {
            self.of_all(label, |one| (grouped(&of(one).to_string()), Some(of(one).into())), better)
        };
        figures.push(number("Findings in all", |one| one.findings, Better::Less));
        figures.push(number("Bodies at work", |one| one.bodies, Better::Neither));
        figures.push(number("Layers", |one| one.layers, Better::Neither));
        figures.push(number("Seats", |one| one.seats, Better::Neither));
        let hours = |one: &Standing| {
            (
                one.hours.map_or_else(|| "not known".to_owned(), |hours| grouped(&hours.normalize().to_string())),
                one.hours,
            )
        };
        figures.push(self.of_all("Attendance hours a year", hours, Better::Less));
        let routes = |one: &Standing| {
            let share = Decimal::from(one.routes_sound).checked_div(one.routes_expected.into());
            (format!("{} of {}", one.routes_sound, one.routes_expected), share)
        };
        figures.push(self.of_all("Boards and groups with a sound route", routes, Better::More));
        figures.push(number("Strands whose owners are not at work", |one| one.stranded, Better::Less));
        figures.push(number("Strands that nobody owns", |one| one.unowned, Better::Less));
        let mapped = |one: &Standing| {
            let sum = |(currency, amount): (&String, &Decimal)| {
                money(*amount, Some(currency.as_str()).filter(|text| !text.is_empty()))
            };
            let sums: Vec<String> = one.money.iter().map(sum).collect();
            (if sums.is_empty() { "none".to_owned() } else { sums.join(", ") }, None)
        };
        figures.push(self.of_all("Money mapped", mapped, Better::Neither));
        if self.options.iter().any(|one| !one.expectations.is_empty()) {
            let stands = |stance| move |one: &Compared| one.stands(stance);
            figures.push(self.of_options("Expectations met", stands(Fulfilment::Met), Better::More));
            figures.push(self.of_options("Expectations partly met", stands(Fulfilment::Partly), Better::Neither));
            figures.push(self.of_options("Expectations not met", stands(Fulfilment::Not), Better::Less));
            figures.push(self.of_options("Expectations not judged", stands(Fulfilment::Unknown), Better::Neither));
        }
        figures.push(self.of_options("Not accounted for", |one| one.unaccounted, Better::Less));
        figures.push(self.of_options("Changes that could not be made", |one| one.not_made, Better::Less));
        figures.push(self.of_options("Changes without a reason", |one| one.without_reason, Better::Less));
        figures
    }

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

    fn of_options(&self, label: &str, of: impl Fn(&Compared) -> usize, better: Better) -> Figure {
        let values = std::iter::once(None).chain(self.options.iter().map(|one| {
            let number = of(one);
            Some((grouped(&number.to_string()), Some(Decimal::from(number))))
        }));
        figure(label, values.collect(), better)
    }

    fn of_all(&self, label: &str, of: impl Fn(&Standing) -> (String, Option<Decimal>), better: Better) -> Figure {
        let standings = std::iter::once(&self.baseline).chain(self.options.iter().map(|one| &one.standing));
        figure(label, standings.map(|one| Some(of(one))).collect(), better)
    }
}

fn figure(label: &str, values: Vec<Option<(String, Option<Decimal>)>>, better: Better) -> Figure {
    let numbers = || values.iter().filter_map(|value| value.as_ref()?.1);
    let (least, most) = (numbers().min(), numbers().max());
    let (best, worst) = match better {
        Better::Less => (least, most),
        Better::More => (most, least),
        Better::Neither => (None, None),
    };
    let rank = |number: Decimal| match (best, worst) {
        (Some(best), Some(worst)) if best == worst => None,
        (Some(best), _) if best == number => Some(Rank::Best),
        (_, Some(worst)) if worst == number => Some(Rank::Worst),
        _ => None,
    };
    let ranks = values.iter().map(|value| value.as_ref()?.1.and_then(rank)).collect();
    let values = values.into_iter().map(|value| value.map(|(text, _)| text)).collect();
    Figure { label: label.to_owned(), values, ranks }
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
