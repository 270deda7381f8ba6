//! Stakes: what depends on a record, on a finding or on a cause.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use crate::model::amount;
use crate::model::words::{count, money_in_short};

/// What depends on something.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Stake {
    /// Live bodies: itself, and those whose lines lead to it.
    pub bodies: u32,
    /// Strands that are not ended: itself, and those in the hands of whoever leads to it.
    pub strands: u32,
    /// The known amounts of what is paid to or by any of these, in the currency of most lines of money.
    #[serde(with = "amount")]
    pub money: Decimal,
}

impl Stake {
    pub(in crate::analysis) fn and(self, other: Self) -> Self {
        Self {
            bodies: self.bodies.saturating_add(other.bodies),
            strands: self.strands.saturating_add(other.strands),
            money: self.money.saturating_add(other.money),
        }
    }

    pub(in crate::analysis) fn within(self, whole: &Self) -> Self {
        Self {
            bodies: self.bodies.min(whole.bodies),
            strands: self.strands.min(whole.strands),
            money: self.money.min(whole.money),
        }
    }

    /// The share of the whole, in millionths, of each of the three: a third of the bodies weighs as much as a third of
    /// the money.
    pub(in crate::analysis) fn weight(&self, whole: &Self) -> u64 {
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
