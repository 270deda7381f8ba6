//! BW501: a stated total is not the sum of its lines.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::rule::{Each, KnownBy, Rule, Together};
use super::super::sums::{Explanation, explain};
use super::super::words;
use crate::model::{Id, Link, LinkKind, Total};

pub(super) const RULE: Rule = Rule {
    code: "BW501",
    name: "unreconciled-total",
    family: Family::Evidence,
    severity: Severity::Warning,
    summary: "a stated total differs from the sum of its lines",
    explanation: include_str!("unreconciled_total.md"),
    thresholds: &[],
    known_by: KnownBy::First(1),
    known_as: "the total; its lines may change",
    together: Together { alone: "totals do not agree with their lines", with: None, each: Each::Subject(0) },
    needs_line: None,
    pattern: None,
    check,
};

fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut lines: BTreeMap<&Id, Vec<&Link>> = BTreeMap::new();
    for link in context.links_of(LinkKind::Funds) {
        for total in &link.totals {
            lines.entry(total).or_default().push(link);
        }
    }
    let totals = context.beside_nodes().totals.iter();
    totals.filter_map(|total| finding(context, total, lines.get(&total.id)?)).collect()
}

fn finding(context: &Context<'_>, total: &Total, lines: &[&Link]) -> Option<Finding> {
    let comparable =
        |link: &Link| link.currency.is_none() || total.currency.is_none() || link.currency == total.currency;
    let (counted, foreign): (Vec<&Link>, Vec<&Link>) = lines.iter().partition(|link| comparable(link));
    let money = |amount: Decimal| match &total.currency {
        Some(currency) => format!("{} {currency}", words::grouped(&amount.normalize().to_string())),
        None => words::grouped(&amount.normalize().to_string()),
    };
    // Nothing is to be worked out where nothing can be compared.
    if counted.is_empty() {
        let currencies: BTreeSet<&str> = foreign.iter().filter_map(|link| link.currency.as_deref()).collect();
        let currencies: Vec<&str> = currencies.into_iter().collect();
        let all = match foreign.len() {
            1 => "its one line is".to_owned(),
            2 => "both its lines are".to_owned(),
            many => format!("all its {many} lines are"),
        };
        let message = format!(
            "{} is stated as {}, and {all} in {}",
            total.name,
            money(total.amount),
            words::list(&currencies, 4)
        );
        let hint =
            "The two cannot be compared. Look up in the source in which currency the table is, and correct the total \
                    or its lines."
                .to_owned();
        let path = foreign.iter().map(|link| link.id.clone()).collect();
        return Some(Finding { path, ..RULE.finding([Subject::total(&total.id)], message, hint) });
    }
    let known: Vec<(&Link, Decimal)> = counted.iter().filter_map(|link| Some((*link, link.amount?))).collect();
    let missing = counted.len() - known.len();
    let sum = known.iter().try_fold(Decimal::ZERO, |sum, (_, amount)| sum.checked_add(*amount))?;
    let difference = total.amount.checked_sub(sum)?;
    if difference.is_zero() && foreign.is_empty() {
        return None;
    }
    let count = words::count(known.len(), "line", "lines");
    let mut message = format!(
        "{} is stated as {}, but its {count} come to {}: {} too {}",
        total.name,
        money(total.amount),
        money(sum),
        money(difference.abs()),
        if difference.is_sign_negative() { "little" } else { "much" }
    )
    .replace("its 1 line come", "its 1 line comes");
    if difference.is_zero() {
        message = format!("{} is stated as {}, which its {count} make", total.name, money(total.amount));
    }
    if missing > 0 {
        message += &format!("; {} without an amount", words::count(missing, "more line is", "more lines are"));
    }
    if !foreign.is_empty() {
        message += &format!("; {} in another currency", words::count(foreign.len(), "line is", "lines are"));
    }
    let amounts: Vec<Decimal> = known.iter().map(|(_, amount)| *amount).collect();
    let explanation = if difference.is_zero() { None } else { explain(&amounts, difference) };
    let described = |places: &[usize]| -> String {
        let lines: Vec<String> =
            places.iter().map(|&place| line(context, known[place].0, money(known[place].1))).collect();
        words::list(&lines, 6)
    };
    let (reason, places) = match &explanation {
        None => (String::new(), Vec::new()),
        Some(Explanation::LeftOut(places)) => (
            format!(
                "The total is right without {}: look whether it leaves that out, or the map counts it twice. ",
                described(places)
            ),
            places.clone(),
        ),
        Some(Explanation::CountedTwice(places)) => (
            format!(
                "The total is right if {} counts twice: look whether it does, or a line like it is missing. ",
                described(places)
            ),
            places.clone(),
        ),
        Some(Explanation::Subtracted(place)) => (
            format!("The total is right if {} is taken off instead of added: look at its sign. ", described(&[*place])),
            vec![*place],
        ),
        Some(Explanation::Misread { place, read_as }) => (
            format!(
                "The total is right if {} reads {}: two digits may have changed places. ",
                described(&[*place]),
                money(*read_as)
            ),
            vec![*place],
        ),
        Some(Explanation::NearlyLeftOut { places, rest }) => (
            format!(
                "All but {} of it is {}: look whether the total leaves that out. ",
                money(rest.abs()),
                described(places)
            ),
            places.clone(),
        ),
    };
    let hint = format!(
        "{reason}Look up the table in its source{}; if the source itself is wrong, keep its figure and say so in the note.",
        if explanation.is_none() { ", line by line, for one that is missing, counted twice or misread" } else { "" }
    );
    let path: Vec<Id> = if places.is_empty() {
        lines.iter().map(|link| link.id.clone()).collect()
    } else {
        places.iter().map(|&place| known[place].0.id.clone()).collect()
    };
    if let Some(explanation) = explanation.as_ref().filter(|explanation| explanation.is_exact()) {
        message += &format!(", which is exactly {}", explanation.of(&described(&places)));
    }
    Some(Finding { path, ..RULE.finding([Subject::total(&total.id)], message, hint) })
}

/// "Council to Family Services (24,880,000 GBP)".
fn line(context: &Context<'_>, link: &Link, amount: String) -> String {
    format!("{} to {} ({amount})", context.name_of(&link.from), context.name_of(&link.to))
}
