//! Sums: which lines of a table explain that it does not add up. Exact and bounded.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// How many lines the search for any number of lines takes at most; it visits 2^(n/2) sums, twice.
const MOST_FOR_ALL: usize = 28;
/// How many lines the search for two lines takes at most.
const MOST_FOR_PAIRS: usize = 1_000;
/// How far from the difference two lines or one may be to nearly explain it.
const NEARLY: (i64, u32) = (1, 3);

/// Why a total differs from the sum of its lines; lines by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Explanation {
    /// The total is the sum of the other lines.
    LeftOut(Vec<usize>),
    /// The total counts these lines twice.
    CountedTwice(Vec<usize>),
    /// The total takes this line off.
    Subtracted(usize),
    /// The total reads this line with two neighbouring digits exchanged.
    Misread {
        /// The line.
        place: usize,
        /// The amount with its digits exchanged.
        read_as: Decimal,
    },
    /// The total is the sum of the other lines but for a small rest.
    NearlyLeftOut {
        /// The lines.
        places: Vec<usize>,
        /// The total less the sum of the other lines.
        rest: Decimal,
    },
}

impl Explanation {
    /// Whether it explains the difference to the penny by lines that are there.
    pub(super) fn is_exact(&self) -> bool {
        matches!(self, Self::LeftOut(_) | Self::CountedTwice(_) | Self::Subtracted(_))
    }

    /// The lines in words, to follow "exactly".
    pub(super) fn of(&self, lines: &str) -> String {
        match self {
            Self::Subtracted(_) => format!("twice {lines}"),
            _ => lines.to_owned(),
        }
    }
}

/// Looks for lines that explain `difference`, the total less the sum of `amounts`; the simplest explanation wins. One or
/// two lines must be the only ones of their number, more lines the only ones at all, since among many lines some sums
/// agree by chance.
pub(super) fn explain(amounts: &[Decimal], difference: Decimal) -> Option<Explanation> {
    let scale = amounts.iter().chain([&difference]).map(|amount| amount.normalize().scale()).max()?;
    let units = |amount: Decimal| -> Option<i64> {
        Decimal::from(10_i64.checked_pow(scale)?)
            .checked_mul(amount)?
            .to_i64()
            .filter(|units| units.abs() < i64::MAX / 1_024)
    };
    let lines: Vec<i64> = amounts.iter().map(|&amount| units(amount)).collect::<Option<_>>()?;
    let gap = units(difference)?;
    let told = |places: Vec<usize>| {
        if gap < 0 { Explanation::LeftOut(places) } else { Explanation::CountedTwice(places) }
    };
    only(pick_one(&lines, gap.abs()))
        .map(|place| told(vec![place]))
        .or_else(|| {
            only(pick_one(&lines, gap.abs() / 2)).filter(|_| gap < 0 && gap % 2 == 0).map(Explanation::Subtracted)
        })
        .or_else(|| only(pick_two(&lines, gap.abs())).map(|(one, other)| told(vec![one, other])))
        .or_else(|| only_set(&lines, gap.abs()).map(told))
        .or_else(|| misread(amounts, difference))
        .or_else(|| nearly(&lines, gap, scale))
}

fn only<T>(found: impl IntoIterator<Item = T>) -> Option<T> {
    let mut found = found.into_iter();
    found.next().filter(|_| found.next().is_none())
}

fn pick_one(lines: &[i64], target: i64) -> impl Iterator<Item = usize> {
    lines.iter().enumerate().filter(move |(_, line)| **line == target && target != 0).map(|(place, _)| place)
}

fn pick_two(lines: &[i64], target: i64) -> Vec<(usize, usize)> {
    if lines.len() > MOST_FOR_PAIRS {
        return Vec::new();
    }
    let mut sorted: Vec<(i64, usize)> = lines.iter().copied().zip(0..).collect();
    sorted.sort_unstable();
    let mut pairs = Vec::new();
    for (rank, &(line, place)) in sorted.iter().enumerate() {
        let wanted = target - line;
        let later = &sorted[rank + 1..];
        let from = later.partition_point(|(other, _)| *other < wanted);
        let equal = later[from..].iter().take_while(|(other, _)| *other == wanted);
        // Two hits are enough to know that neither is the only one.
        pairs.extend(equal.take(2).map(|&(_, other)| (place.min(other), place.max(other))));
        if pairs.len() > 1 {
            break;
        }
    }
    pairs
}

/// The set of three or more lines with that sum, if no other set has it: every sum of one half of the lines is met by
/// a look-up among those of the other half (Horowitz and Sahni, "Computing Partitions with Applications to the Knapsack
/// Problem", 1974).
fn only_set(lines: &[i64], target: i64) -> Option<Vec<usize>> {
    if lines.len() > MOST_FOR_ALL {
        return None;
    }
    let (left, right) = lines.split_at(lines.len() / 2);
    let (left, mut right_sums) = (sums(left), sums(right));
    right_sums.sort_unstable();
    let mut found = None;
    for (sum, set) in left {
        let wanted = target - sum;
        let from = right_sums.partition_point(|(other, _)| *other < wanted);
        for &(_, other) in right_sums[from..].iter().take_while(|(other, _)| *other == wanted) {
            let whole = set | (other << (lines.len() / 2));
            if found.replace(whole).is_some() {
                return None;
            }
        }
    }
    let places: Vec<usize> = (0..lines.len()).filter(|place| found.is_some_and(|set| set >> place & 1 == 1)).collect();
    // All lines together are no explanation: then the total would simply be nought, or double.
    (places.len() > 2 && places.len() < lines.len()).then_some(places)
}

/// The sum of every set of lines, with the set as bits.
fn sums(lines: &[i64]) -> Vec<(i64, u32)> {
    let mut sums = vec![(0, 0)];
    for (place, line) in lines.iter().enumerate() {
        let with: Vec<(i64, u32)> = sums.iter().map(|(sum, set)| (sum + line, set | 1 << place)).collect();
        sums.extend(with);
    }
    sums
}

/// A line that explains the difference when two neighbouring digits change places.
fn misread(amounts: &[Decimal], difference: Decimal) -> Option<Explanation> {
    let swaps = amounts.iter().enumerate().flat_map(|(place, amount)| {
        let digits = amount.normalize().to_string().into_bytes();
        (1..digits.len()).filter_map(move |at| {
            let mut swapped = digits.clone();
            swapped.swap(at - 1, at);
            let whole = swapped.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
            let text = String::from_utf8(swapped).ok().filter(|text| whole && !text.starts_with('0'))?;
            Some((place, text.parse::<Decimal>().ok()?))
        })
    });
    let fitting = swaps.filter(|(place, read_as)| read_as.checked_sub(amounts[*place]) == Some(difference));
    only(fitting.take(2)).map(|(place, read_as)| Explanation::Misread { place, read_as })
}

/// One or two lines that all but a thousandth of a shortfall is made of, if they come nearest.
fn nearly(lines: &[i64], gap: i64, scale: u32) -> Option<Explanation> {
    let slack = gap.abs().checked_mul(NEARLY.0)? / 10_i64.pow(NEARLY.1);
    if gap >= 0 || slack == 0 || lines.len() > 100 {
        return None;
    }
    let ones = (0..lines.len()).map(|one| vec![one]);
    let twos = (0..lines.len()).flat_map(|one| (one + 1..lines.len()).map(move |other| vec![one, other]));
    let rest = |places: &[usize]| gap + places.iter().map(|&place| lines[place]).sum::<i64>();
    let close: Vec<Vec<usize>> = ones.chain(twos).filter(|places| rest(places).abs() <= slack).collect();
    let places = only(close)?;
    let rest = Decimal::try_new(rest(&places), scale).ok()?.normalize();
    Some(Explanation::NearlyLeftOut { places, rest })
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{Explanation, explain};

    fn why(amounts: &[&str], stated: &str) -> Option<Explanation> {
        let amounts: Vec<Decimal> = amounts.iter().map(|amount| amount.parse().expect("an amount")).collect();
        let stated: Decimal = stated.parse().expect("a total");
        explain(&amounts, stated - amounts.iter().sum::<Decimal>())
    }

    #[test]
    fn one_line_explains_before_two_and_two_before_more() {
        assert_eq!(why(&["100", "250.50", "400"], "500"), Some(Explanation::LeftOut(vec![1])));
        assert_eq!(why(&["100", "250.50", "400"], "1001"), Some(Explanation::CountedTwice(vec![1])));
        assert_eq!(why(&["101", "250", "403", "999"], "1249"), Some(Explanation::LeftOut(vec![0, 2])));
        assert_eq!(why(&["1", "20", "300", "4000", "50000"], "20020"), None);
        assert_eq!(why(&["1", "20", "300", "4000", "50000"], "50020"), Some(Explanation::LeftOut(vec![0, 2, 3])));
    }

    #[test]
    fn a_sign_and_a_pair_of_digits_can_be_wrong() {
        assert_eq!(why(&["700", "45"], "655"), Some(Explanation::Subtracted(1)));
        let read_as = "24833".parse().expect("an amount");
        assert_eq!(why(&["24383", "700"], "25533"), Some(Explanation::Misread { place: 0, read_as }));
    }

    #[test]
    fn what_several_sets_explain_nothing_explains() {
        assert_eq!(why(&["30", "70", "40", "60", "1000"], "1100"), None);
        assert_eq!(why(&["50", "50", "1000"], "1050"), None);
    }

    #[test]
    fn nearly_is_told_apart_from_exactly() {
        let amounts = ["18351064", "2744709", "1138589", "67714000", "25999000"];
        let rest = "1000".parse().expect("an amount");
        assert_eq!(why(&amounts, "94852589"), Some(Explanation::NearlyLeftOut { places: vec![0, 1], rest }));
    }

    #[test]
    fn huge_amounts_do_not_overflow() {
        assert_eq!(explain(&[Decimal::MAX, Decimal::MAX], Decimal::ONE), None);
        assert_eq!(explain(&[], Decimal::MAX), None);
    }
}
