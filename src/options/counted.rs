//! What a figure of the comparison counts, one by one.

use std::collections::BTreeSet;

use super::compare::{Counts, InFull, Side};
use super::decisions::decisions;
use super::expectations::{Outlook, Proposal};
use super::ledger::Line;
use crate::analysis::{Context, Family, Finding, NodeIndex, Severity};
use crate::model::quote::shortened;
use crate::model::words::{count, grouped, money};
use crate::model::{Id, LinkKind, LinkStatus, Map, NodeKind, NodeStatus};

/// One of those that a figure counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// It in words: a sentence without a full stop, or a name with what there is to say of it.
    pub words: String,
    /// How grave it is, of a finding.
    pub severity: Option<Severity>,
    /// The nodes and links that show it.
    pub ids: BTreeSet<Id>,
    /// On which map it is seen.
    pub on: On,
}

/// On which of the maps that are compared something is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// On the map as it is.
    Baseline,
    /// On the option whose figure it is.
    Option,
}

impl InFull {
    /// What a figure counts, where `column` is 0 for the map as it is, and else the place of the option after it. Nothing
    /// where there is no such figure.
    pub fn counted(&self, counts: Counts, column: usize) -> Vec<Item> {
        let (Some(baseline), Some(side)) = (self.sides.first(), self.sides.get(column)) else { return Vec::new() };
        let on = if column == 0 { On::Baseline } else { On::Option };
        let option = column.checked_sub(1).and_then(|place| self.comparison.options.get(place));
        let all = || 0..baseline.report.open().len();
        match (counts, option) {
            (Counts::Solved(family), Some(_)) => findings(baseline, side.solved.iter().copied(), family, On::Baseline),
            (Counts::Caused(family), Some(_)) => findings(side, side.caused.iter().copied(), family, on),
            (Counts::Unchanged(family), Some(_)) => {
                findings(baseline, all().filter(|place| !side.solved.contains(place)), family, On::Baseline)
            }
            (Counts::Findings, _) => findings(side, 0..side.report.open().len(), None, on),
            (Counts::Bodies | Counts::Layers | Counts::Routes | Counts::Stranded | Counts::Unowned, _) => {
                nodes(&side.map, counts, on)
            }
            (Counts::Seats | Counts::Hours, _) => attendance(side, counts, on),
            (Counts::Money, _) => amounts(&side.map, on),
            (Counts::Expectations(stance), Some(option)) => {
                let told = |one: &Outlook| match &one.reason {
                    Some(reason) => format!("{}: {reason}", one.sentence()),
                    None => one.sentence(),
                };
                let so = option.expectations.iter().filter(|one| one.stance == stance);
                so.map(|one| item(told(one), [one.partner.clone()], on)).collect()
            }
            (Counts::Expected(Some(place)), Some(_)) => {
                let expected = self.comparison.expectations();
                let of = expected.get(place).and_then(|(_, outlooks)| outlooks.get(column - 1).copied().flatten());
                let told = |one: &Outlook| match (&one.reason, &one.proposed) {
                    (Some(why), _) | (None, Some(Proposal { why, .. })) => format!("{}: {why}", one.partner_name),
                    (None, None) => format!("{}: nobody has said why", one.partner_name),
                };
                of.map(|one| item(told(one), [one.partner.clone()], on)).into_iter().collect()
            }
            (Counts::Unaccounted, Some(option)) => {
                let open = option.ledger.lines.iter().filter(|line| line.is_unaccounted());
                let words = |line: &Line| format!("{} {}", line.name, line.words(&baseline.map, &side.map));
                open.map(|line| item(words(line), [line.id.clone()], On::Baseline)).collect()
            }
            (Counts::NotMade, Some(_)) => {
                side.not_made.iter().map(|sentence| item(sentence.clone(), [], On::Baseline)).collect()
            }
            (Counts::WithoutReason, Some(option)) => {
                let Some(option) = baseline.map.options.get(option.id.as_str()) else { return Vec::new() };
                let made = decisions(&baseline.map, option).made.into_iter();
                let open = made.filter(|decision| decision.reason.is_none());
                open.map(|decision| item(decision.change.sentence, decision.change.id, on)).collect()
            }
            (Counts::Solved(_) | Counts::Caused(_) | Counts::Unchanged(_), None)
            | (
                Counts::Expectations(_)
                | Counts::Expected(Some(_))
                | Counts::Unaccounted
                | Counts::NotMade
                | Counts::WithoutReason,
                None,
            )
            | (Counts::Expected(None), _) => Vec::new(),
        }
    }
}

fn item(words: String, ids: impl IntoIterator<Item = Id>, on: On) -> Item {
    Item { words: shortened(&words).into_owned(), severity: None, ids: ids.into_iter().collect(), on }
}

fn findings(side: &Side, places: impl Iterator<Item = usize>, family: Option<Family>, on: On) -> Vec<Item> {
    let is_meant = |finding: &&Finding| family.is_none_or(|family| finding.family == family);
    let told = |finding: &Finding| {
        let (words, ids) = (finding.message.clone(), finding.named());
        Item { words, severity: Some(finding.severity), ids, on }
    };
    places.filter_map(|place| side.report.findings.get(place)).filter(is_meant).map(told).collect()
}

fn nodes(map: &Map, counts: Counts, on: On) -> Vec<Item> {
    let context = Context::new(map);
    let plain = |at: NodeIndex| item(context.name(at).to_owned(), [context.id(at).clone()], on);
    if counts == Counts::Layers {
        return longest_line(&context).into_iter().map(plain).collect();
    }
    if counts == Counts::Routes {
        let expected: Vec<NodeIndex> = context.nodes().filter(|&at| context.expects_route(at)).collect();
        let (sound, lost): (Vec<NodeIndex>, Vec<NodeIndex>) =
            expected.into_iter().partition(|&at| context.routes().sound(at).is_some());
        let told = |words: &'static str| {
            let context = &context;
            move |at: NodeIndex| item(format!("{}: {words}", context.name(at)), [context.id(at).clone()], on)
        };
        return lost
            .into_iter()
            .map(told("no sound route"))
            .chain(sound.into_iter().map(told("a sound route")))
            .collect();
    }
    let owners = |at: NodeIndex| {
        let lines = context.onto(at, LinkKind::Owns);
        lines.filter(|owner| owner.link.status == LinkStatus::Active).map(|owner| owner.node).collect::<Vec<_>>()
    };
    let is_meant = |at: &NodeIndex| {
        let at = *at;
        if counts == Counts::Bodies {
            return context.node(at).is_body() && context.is_live(at);
        }
        if context.kind(at) != NodeKind::Strand
            || context.status(at) == NodeStatus::Ended
            || context.is_owned_off_map(at)
        {
            return false;
        }
        let owners = owners(at);
        let is_unowned = owners.is_empty();
        let is_stranded = !is_unowned && !owners.iter().any(|&owner| context.is_live(owner));
        if counts == Counts::Unowned { is_unowned } else { is_stranded }
    };
    context.nodes().filter(is_meant).map(plain).collect()
}

/// The nodes of the longest line upward, one of each layer, from the bottom up.
fn longest_line(context: &Context<'_>) -> Vec<NodeIndex> {
    let layers = |at: NodeIndex| context.routes().layers(at);
    let Some(bottom) = context.nodes().max_by_key(|&at| (layers(at), std::cmp::Reverse(at))) else { return Vec::new() };
    let mut line = Vec::new();
    let mut here = Some(bottom).filter(|&at| layers(at) > 0);
    while let Some(at) = here {
        line.push(at);
        // Those of a circle are one layer: the way up may leave it from another of them.
        let (mut seen, mut open) = (BTreeSet::from([at]), vec![at]);
        here = None;
        while let Some(near) = open.pop().filter(|_| here.is_none()) {
            for upper in context.up_firmly(near).map(|upper| upper.node) {
                if layers(upper) + 1 == layers(at) {
                    here = Some(upper);
                } else if layers(upper) == layers(at) && seen.insert(upper) {
                    open.push(upper);
                }
            }
        }
    }
    line
}

fn attendance(side: &Side, counts: Counts, on: On) -> Vec<Item> {
    let attendance = &side.report.metrics.attendance;
    let mut items: Vec<Item> = Vec::new();
    for member in &attendance.by_member {
        let seats = count(member.seats as usize, "seat", "seats");
        let bodies = count(member.bodies as usize, "body", "bodies");
        let hours = match (member.hours.is_zero(), member.seats_of_unknown_hours) {
            (true, 0) => String::new(),
            (true, _) => ", hours not known".to_owned(),
            (false, _) => format!(", {} hours a year", grouped(&member.hours.to_string())),
        };
        let words = format!("{}: {seats} on {bodies}{hours}", side.map.name(member.id.as_str()));
        items.push(item(words, [member.id.clone()], on));
    }
    if counts == Counts::Hours && attendance.unmapped_seats > 0 {
        let seats = count(attendance.unmapped_seats as usize, "seat", "seats");
        items.push(item(format!("Nobody by name: {seats} known by number only"), [], on));
    }
    items
}

fn amounts(map: &Map, on: On) -> Vec<Item> {
    let lines = map.links.iter().filter(|link| link.kind == LinkKind::Funds && link.status != LinkStatus::Lapsed);
    let told = lines.filter_map(|link| {
        let words = format!("{}: {}", map.sentence(link), money(link.amount?, link.currency.as_deref()));
        Some((link.amount, item(words, [link.id.clone(), link.from.clone(), link.to.clone()], on)))
    });
    let mut told: Vec<_> = told.collect();
    told.sort_by_key(|(amount, _)| std::cmp::Reverse(*amount));
    told.into_iter().map(|(_, item)| item).collect()
}
