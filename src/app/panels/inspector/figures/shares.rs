//! Shares: who gives how much, largest first, so that a few bars show it. Sums are exact; what is not known is told.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::analysis::Metrics;
use crate::model::words::capitalised;
use crate::model::{Id, Link, LinkKind, LinkStatus, Map};

/// How many have a bar of their own; what the others have is summed.
const MOST: usize = 8;

/// How much one has, in the unit of the chart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Share {
    /// Where the bar leads, if there is such a place.
    pub(super) id: Option<Id>,
    /// Whose share it is, as people call it.
    pub(super) label: String,
    /// How much is known.
    pub(super) amount: Decimal,
    /// Whether there is more of which the amount is not known.
    pub(super) is_at_least: bool,
}

/// The money of one currency and one period, by lines that have not lapsed and name an amount.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Budget {
    /// By whoever pays.
    pub(super) by_partner: Vec<Share>,
    /// By how it is held; empty where no line says so.
    pub(super) by_arrangement: Vec<Share>,
    /// By the themes of what is paid for; empty where none has a theme.
    pub(super) by_theme: Vec<Share>,
    /// Whether something that is paid for has several themes, and counts under each.
    pub(super) is_theme_shared: bool,
}

/// Hours a year by whoever sits, at most [`MOST`] and then the others; last the seats of members who are not named.
pub(super) fn hours(metrics: &Metrics, map: &Map) -> Vec<Share> {
    let attendance = &metrics.attendance;
    // Those who give most hours come first.
    let known = attendance.by_member.iter().take_while(|member| !member.hours.is_zero());
    let named: Vec<Share> = known
        .map(|member| Share {
            id: Some(member.id.clone()),
            label: map.name(member.id.as_str()).to_owned(),
            amount: member.hours,
            is_at_least: member.seats_of_unknown_hours > 0,
        })
        .collect();
    let of_named = named.iter().fold(Decimal::ZERO, |sum, share| sum.saturating_add(share.amount));
    let unnamed = attendance.hours.saturating_sub(of_named);
    let mut shares = shortened(named);
    if unnamed > Decimal::ZERO {
        let label = "Seats of members not named".to_owned();
        shares.push(Share { id: None, label, amount: unnamed, is_at_least: false });
    }
    shares
}

/// Budgets by currency and period; the empty text stands for lines that name none.
pub(in super::super) type Budgets = BTreeMap<(String, String), Budget>;

/// The money of the map.
pub(in super::super) fn budgets(map: &Map) -> Budgets {
    let mut sums: BTreeMap<(String, String), Sums> = BTreeMap::new();
    let funds = |link: &&Link| link.kind == LinkKind::Funds && link.status != LinkStatus::Lapsed;
    for link in map.links.iter().map(AsRef::as_ref).filter(funds) {
        let Some(amount) = link.amount else { continue };
        let key = (link.currency.clone().unwrap_or_default(), link.period.clone().unwrap_or_default());
        sums.entry(key).or_default().count(map, link, amount);
    }
    sums.into_iter().map(|(key, sums)| (key, sums.budget(map))).collect()
}

/// What is summed of one currency and period, by ids and words; nothing stands for what is not said.
#[derive(Default)]
struct Sums {
    by_partner: BTreeMap<Id, Decimal>,
    by_arrangement: BTreeMap<Option<&'static str>, Decimal>,
    by_theme: BTreeMap<Option<Id>, Decimal>,
    is_theme_shared: bool,
}

impl Sums {
    fn count(&mut self, map: &Map, link: &Link, amount: Decimal) {
        add(self.by_partner.entry(link.from.clone()), amount);
        add(self.by_arrangement.entry(link.arrangement.map(|arrangement| arrangement.word())), amount);
        let themes = map.nodes.get(link.to.as_str()).map(|node| &node.themes);
        let themes: Vec<&Id> = themes.into_iter().flatten().collect();
        if themes.is_empty() {
            add(self.by_theme.entry(None), amount);
        }
        for &theme in &themes {
            add(self.by_theme.entry(Some(theme.clone())), amount);
        }
        self.is_theme_shared |= themes.len() > 1;
    }

    fn budget(self, map: &Map) -> Budget {
        let share = |id, label: String, amount| Share { id, label, amount, is_at_least: false };
        let is_arrangement_said = self.by_arrangement.keys().any(Option::is_some);
        let is_theme_said = self.by_theme.keys().any(Option::is_some);
        let name = |id: &Id| map.name(id.as_str()).to_owned();
        let partners = self.by_partner.into_iter().map(|(id, amount)| share(Some(id.clone()), name(&id), amount));
        let arrangements = self.by_arrangement.into_iter().filter(|_| is_arrangement_said);
        let held = |word: Option<&str>| word.map_or_else(|| "Not said".to_owned(), capitalised);
        let themes = self.by_theme.into_iter().filter(|_| is_theme_said);
        let called = |theme: Option<Id>| theme.as_ref().map_or_else(|| "No theme".to_owned(), name);
        Budget {
            by_partner: shortened(partners.collect()),
            by_arrangement: shortened(arrangements.map(|(word, amount)| share(None, held(word), amount)).collect()),
            by_theme: shortened(themes.map(|(theme, amount)| share(None, called(theme), amount)).collect()),
            is_theme_shared: self.is_theme_shared,
        }
    }
}

fn add<K: Ord>(entry: std::collections::btree_map::Entry<'_, K, Decimal>, amount: Decimal) {
    let sum = entry.or_default();
    *sum = sum.saturating_add(amount);
}

/// The largest shares in order, equal ones by name, and what all others have together.
fn shortened(mut shares: Vec<Share>) -> Vec<Share> {
    shares.sort_by(|one, other| other.amount.cmp(&one.amount).then_with(|| one.label.cmp(&other.label)));
    // One other would take as much room as its own bar.
    if shares.len() <= MOST + 1 {
        return shares;
    }
    let others = shares.split_off(MOST);
    shares.push(Share {
        id: None,
        label: format!("{} others", others.len()),
        amount: others.iter().fold(Decimal::ZERO, |sum, share| sum.saturating_add(share.amount)),
        is_at_least: others.iter().any(|share| share.is_at_least),
    });
    shares
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{Share, budgets, hours, shortened};
    use crate::analysis::analyse;
    use crate::model::{Arrangement, Link, LinkKind, LinkStatus, Map, Meets, Node, NodeKind, Quantity};

    fn shown(shares: &[Share]) -> Vec<String> {
        let least = |share: &Share| if share.is_at_least { "at least " } else { "" };
        shares.iter().map(|share| format!("{}: {}{}", share.label, least(share), share.amount)).collect()
    }

    fn pays(from: &str, to: &str, amount: &str, currency: &str, period: &str) -> Link {
        Link {
            amount: Some(amount.parse().expect("an amount")),
            currency: (!currency.is_empty()).then(|| currency.to_owned()),
            period: (!period.is_empty()).then(|| period.to_owned()),
            ..Link::new(format!("{from}-{to}-{amount}-{currency}-{period}").as_str(), LinkKind::Funds, from, to)
        }
    }

    fn paid(links: impl IntoIterator<Item = Link>) -> Map {
        let mut map = Map::default();
        let mut youth = Node::new("youth", NodeKind::Strand, "Youth work");
        youth.themes = ["safe", "healthy"].map(Into::into).into();
        map.nodes.put(youth);
        map.nodes.put(Node::new("council", NodeKind::Partner, "Council"));
        map.nodes.put(Node::new("police", NodeKind::Partner, "Police"));
        map.nodes.put(Node::new("group", NodeKind::Group, "Group"));
        for link in links {
            map.links.put(link);
        }
        map
    }

    #[test]
    fn currencies_and_periods_are_never_added_together() {
        let map = paid([
            pays("council", "group", "100.10", "GBP", "2008/09"),
            pays("council", "group", "0.20", "GBP", "2008/09"),
            pays("council", "group", "7", "GBP", "2009/10"),
            pays("council", "group", "8", "GBP", ""),
            pays("council", "group", "9", "EUR", "2008/09"),
        ]);
        let sums: Vec<String> = budgets(&map)
            .into_iter()
            .map(|((currency, period), budget)| format!("{currency} {period} {}", budget.by_partner[0].amount))
            .collect();
        assert_eq!(sums, ["EUR 2008/09 9", "GBP  8", "GBP 2008/09 100.30", "GBP 2009/10 7"]);
    }

    #[test]
    fn lapsed_lines_and_unknown_amounts_are_left_out() {
        let lapsed = Link { status: LinkStatus::Lapsed, ..pays("council", "group", "100", "GBP", "") };
        let unknown = Link { amount: None, ..pays("police", "group", "1", "GBP", "") };
        assert_eq!(budgets(&paid([lapsed, unknown])).len(), 0);
    }

    #[test]
    fn money_is_told_by_arrangement_and_theme_where_somebody_says_so() {
        let plain = pays("police", "group", "5", "GBP", "");
        let map = paid([plain.clone()]);
        let budget = budgets(&map).into_values().next().expect("a budget");
        assert!(budget.by_arrangement.is_empty() && budget.by_theme.is_empty() && !budget.is_theme_shared);

        let pooled = Link { arrangement: Some(Arrangement::Pooled), ..pays("council", "youth", "20", "GBP", "") };
        let budget = budgets(&paid([plain, pooled])).into_values().next().expect("a budget");
        assert_eq!(shown(&budget.by_arrangement), ["Pooled: 20", "Not said: 5"]);
        assert_eq!(shown(&budget.by_theme), ["healthy: 20", "safe: 20", "No theme: 5"]);
        assert_eq!(shown(&budget.by_partner), ["Council: 20", "Police: 5"]);
        assert!(budget.is_theme_shared);
    }

    #[test]
    fn nine_bars_are_shown_and_of_more_the_eight_largest() {
        let shares = |count: u32| -> Vec<Share> {
            let share = |number: u32| Share {
                id: None,
                label: format!("Member {number}"),
                amount: (number / 2).into(),
                is_at_least: number == 1,
            };
            (0..count).map(share).collect()
        };
        assert_eq!(shortened(shares(9)).len(), 9);
        let shown = shown(&shortened(shares(11)));
        assert_eq!(shown.len(), 9);
        assert_eq!(shown[..3], ["Member 10: 5", "Member 8: 4", "Member 9: 4"]);
        assert_eq!(shown[8], "3 others: at least 1");
    }

    #[test]
    fn hours_are_told_by_who_sits_and_what_is_not_known_is_not_nought() {
        let quantity = |text: &str| text.parse::<Decimal>().ok().and_then(Quantity::new);
        let mut map = paid([]);
        let board = |id: &str, hours: Option<&str>, size| {
            let mut board = Node::new(id, NodeKind::Board, id);
            let hours = hours.and_then(quantity);
            board.meets = Some(Meets { times_a_year: quantity("4"), hours, ..Meets::default() });
            board.size = size;
            board
        };
        map.nodes.put(board("board", Some("1.5"), Some(5)));
        map.nodes.put(board("forum", None, None));
        for (member, body, seats) in [("council", "board", 2), ("police", "board", 1), ("council", "forum", 1)] {
            let id = format!("{member}-{body}");
            map.links.put(Link { seats: Some(seats), ..Link::new(id.as_str(), LinkKind::MemberOf, member, body) });
        }
        map.links.put(Link::new("group-forum", LinkKind::MemberOf, "group", "forum"));
        let shares = hours(&analyse(&map).metrics, &map);
        assert_eq!(shown(&shares), ["Council: at least 12", "Police: 6", "Seats of members not named: 12"]);
    }
}
