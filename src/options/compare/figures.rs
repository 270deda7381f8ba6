//! The table of options: a row a figure, with the best and the worst of it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::super::expectations::Outlook;
use super::{Compared, Comparison, Standing};
use crate::analysis::Family;
use crate::model::Fulfilment;
use crate::model::words::{grouped, money};

/// A row of the table of options: a figure for the map and for each option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What is counted.
    pub label: String,
    /// The same, for whoever wants to see what is counted.
    #[serde(skip)]
    pub counts: Counts,
    /// For the map first, then for each option; none where it says nothing of the map.
    pub values: Vec<Option<String>>,
    /// Which are best and worst, in the same order.
    pub ranks: Vec<Option<Rank>>,
}

/// What a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counts {
    /// Findings that an option solves, of one family or of all.
    Solved(Option<Family>),
    /// Findings that it causes.
    Caused(Option<Family>),
    /// Findings that stay.
    Unchanged(Option<Family>),
    /// Findings.
    Findings,
    /// Boards, groups and partners at work.
    Bodies,
    /// The bodies and posts of the longest line upward.
    Layers,
    /// Seats, by who has them.
    Seats,
    /// Hours a year, by who gives them.
    Hours,
    /// Live boards and groups, by whether they have a sound route.
    Routes,
    /// Strands whose owners are not at work.
    Stranded,
    /// Strands that nobody owns.
    Unowned,
    /// Lines of money with an amount.
    Money,
    /// What partners expect, of those to which an option stands so.
    Expectations(Fulfilment),
    /// How options stand to one expectation, by its place among all; none of the heading above them.
    Expected(Option<usize>),
    /// Lines of the ledger that are not accounted for.
    Unaccounted,
    /// Changes that could not be made.
    NotMade,
    /// Changes that bear no reason.
    WithoutReason,
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

/// Which way a figure is better.
#[derive(Clone, Copy)]
enum Better {
    Less,
    More,
    Neither,
}

impl Comparison {
    /// The table, row by row, and below it what partners expect, one by one.
    pub fn rows(&self) -> Vec<Figure> {
        let mut rows = self.figures();
        let expected = self.expectations();
        let row = |label: &str, place: Option<usize>, words: Vec<Option<String>>| {
            let values: Vec<Option<String>> = std::iter::once(None).chain(words).collect();
            let ranks = vec![None; values.len()];
            Figure { label: label.to_owned(), counts: Counts::Expected(place), values, ranks }
        };
        if !expected.is_empty() {
            rows.push(row("What partners expect, one by one", None, vec![None; self.options.len()]));
        }
        for (place, (one, outlooks)) in expected.into_iter().enumerate() {
            let words = outlooks.into_iter().map(|one| one.map(Outlook::word)).collect();
            rows.push(row(&one.sentence(), Some(place), words));
        }
        rows
    }

    /// The table, row by row.
    pub fn figures(&self) -> Vec<Figure> {
        let mut figures = Vec::new();
        let sum = |numbers: &BTreeMap<Family, u32>| numbers.values().sum::<u32>();
        type Of = fn(&Compared) -> &BTreeMap<Family, u32>;
        type Which = fn(Option<Family>) -> Counts;
        let changes: [(&str, Which, Of, Better); 3] = [
            ("Findings solved", Counts::Solved, |one| &one.solved, Better::More),
            ("Findings caused", Counts::Caused, |one| &one.caused, Better::Less),
            ("Findings unchanged", Counts::Unchanged, |one| &one.unchanged, Better::Neither),
        ];
        for (label, counts, of, better) in changes {
            figures.push(self.of_options(label, counts(None), |one| sum(of(one)) as usize, better));
            for family in Family::ALL {
                let number = |one: &Compared| of(one)[&family] as usize;
                if self.options.iter().any(|one| number(one) > 0) {
                    let label = format!("{label}: {}", family.word().to_lowercase());
                    figures.push(self.of_options(&label, counts(Some(family)), number, Better::Neither));
                }
            }
        }
        let number = |label: &str, counts, of: fn(&Standing) -> u32, better| {
            self.of_all(label, counts, |one| (grouped(&of(one).to_string()), Some(of(one).into())), better)
        };
        figures.push(number("Findings in all", Counts::Findings, |one| one.findings, Better::Less));
        figures.push(number("Bodies at work", Counts::Bodies, |one| one.bodies, Better::Neither));
        figures.push(number("Layers", Counts::Layers, |one| one.layers, Better::Neither));
        figures.push(number("Seats", Counts::Seats, |one| one.seats, Better::Neither));
        let hours = |one: &Standing| {
            (
                one.hours.map_or_else(|| "not known".to_owned(), |hours| grouped(&hours.normalize().to_string())),
                one.hours,
            )
        };
        figures.push(self.of_all("Attendance hours a year", Counts::Hours, hours, Better::Less));
        let routes = |one: &Standing| {
            let share = Decimal::from(one.routes_sound).checked_div(one.routes_expected.into());
            (format!("{} of {}", one.routes_sound, one.routes_expected), share)
        };
        figures.push(self.of_all("Boards and groups with a sound route", Counts::Routes, routes, Better::More));
        let stranded = "Strands whose owners are not at work";
        figures.push(number(stranded, Counts::Stranded, |one| one.stranded, Better::Less));
        figures.push(number("Strands that nobody owns", Counts::Unowned, |one| one.unowned, Better::Less));
        let mapped = |one: &Standing| {
            let sum = |(currency, amount): (&String, &Decimal)| {
                money(*amount, Some(currency.as_str()).filter(|text| !text.is_empty()))
            };
            let sums: Vec<String> = one.money.iter().map(sum).collect();
            (if sums.is_empty() { "none".to_owned() } else { sums.join(", ") }, None)
        };
        figures.push(self.of_all("Money mapped", Counts::Money, mapped, Better::Neither));
        if self.options.iter().any(|one| !one.expectations.is_empty()) {
            for (label, stance, better) in [
                ("Expectations met", Fulfilment::Met, Better::More),
                ("Expectations partly met", Fulfilment::Partly, Better::Neither),
                ("Expectations not met", Fulfilment::Not, Better::Less),
                ("Expectations not judged", Fulfilment::Unknown, Better::Neither),
            ] {
                let counts = Counts::Expectations(stance);
                figures.push(self.of_options(label, counts, |one| one.stands(stance), better));
            }
        }
        type Number = fn(&Compared) -> usize;
        let rest: [(&str, Counts, Number); 3] = [
            ("Not accounted for", Counts::Unaccounted, |one| one.unaccounted),
            ("Changes that could not be made", Counts::NotMade, |one| one.not_made),
            ("Changes without a reason", Counts::WithoutReason, |one| one.without_reason),
        ];
        figures.extend(rest.map(|(label, counts, of)| self.of_options(label, counts, of, Better::Less)));
        figures
    }

    fn of_options(&self, label: &str, counts: Counts, of: impl Fn(&Compared) -> usize, better: Better) -> Figure {
        let values = std::iter::once(None).chain(self.options.iter().map(|one| {
            let number = of(one);
            Some((grouped(&number.to_string()), Some(Decimal::from(number))))
        }));
        figure(label, counts, values.collect(), better)
    }

    fn of_all(
        &self,
        label: &str,
        counts: Counts,
        of: impl Fn(&Standing) -> (String, Option<Decimal>),
        better: Better,
    ) -> Figure {
        let standings = std::iter::once(&self.baseline).chain(self.options.iter().map(|one| &one.standing));
        figure(label, counts, standings.map(|one| Some(of(one))).collect(), better)
    }
}

fn figure(label: &str, counts: Counts, values: Vec<Option<(String, Option<Decimal>)>>, better: Better) -> Figure {
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
    Figure { label: label.to_owned(), counts, values, ranks }
}
