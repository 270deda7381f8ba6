//! The map in figures.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

use super::attendance::Attendance;
use super::context::Context;
use super::finding::{Family, Finding, Severity};
use super::graph::NodeIndex;
use crate::model::{Arrangement, Id, LinkKind, LinkStatus, NodeKind, NodeStatus};

/// What the map as a whole says. Equal maps have equal figures.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Metrics {
    /// Boards, groups, partners, posts and strands, by kind and status; none are left out.
    pub nodes: BTreeMap<NodeKind, BTreeMap<NodeStatus, u32>>,
    /// Boards, groups and partners.
    pub bodies: Bodies,
    /// The strands that have not ended.
    pub strands: Strands,
    /// Who has a sound route.
    pub routes: Routes,
    /// The number of bodies and posts on the longest line upward by lines that hold, both ends included; 0, and told as
    /// none, where nothing is at work.
    #[serde(serialize_with = "some_layers")]
    pub layers: u32,
    /// To whom most live bodies and posts answer directly; none where nobody answers to anybody.
    pub widest_span: Option<Span>,
    /// How many findings there are.
    pub findings: Findings,
    /// Seats and what they cost in time.
    pub attendance: Attendance,
    /// Money, by currency; the empty text stands for lines that name none.
    pub money: BTreeMap<String, Money>,
}

/// Boards, groups and partners in figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Bodies {
    /// All of them.
    pub all: u32,
    /// Those at work.
    pub live: u32,
}

/// The strands that have not ended, by what became of their ownership.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Strands {
    /// A live body, partner or post owns it.
    pub owned: u32,
    /// It has owners, and none of them is live.
    pub stranded: u32,
    /// Nobody owns it.
    pub unowned: u32,
}

/// Who answers, in an unbroken line, to an accountable body.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Routes {
    /// The live boards and groups; partners mostly answer to governors outside the map.
    pub expected: u32,
    /// Those of them that have a sound one; an accountable body is its own.
    pub sound: u32,
    /// Their share, 0 to 1; none where none is expected.
    pub share: Option<f64>,
    /// Those that answer to nobody, and should.
    pub answering_to_nobody: u32,
}

impl Routes {
    /// "8 of 24 live boards and groups have a sound route"; none where none is expected of any.
    pub fn sentence(&self) -> Option<String> {
        let Self { expected, sound, .. } = self;
        (*expected > 0).then(|| format!("{sound} of {expected} live boards and groups have a sound route"))
    }
}

/// How many answer directly to one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Span {
    /// To whom.
    pub id: Id,
    /// How many live bodies and posts have an active line to it.
    pub bodies: u32,
}

/// Findings in figures, with a nought for every family and severity.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Findings {
    /// All of them but those that are accepted.
    pub all: u32,
    /// Those that are accepted, and counted nowhere else.
    pub accepted: u32,
    /// By severity.
    pub by_severity: BTreeMap<Severity, u32>,
    /// By family, then by severity.
    pub by_family: BTreeMap<Family, BTreeMap<Severity, u32>>,
}

/// Money in one currency, over all periods, by lines that have not lapsed.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Money {
    /// The sum of all amounts.
    pub mapped: Decimal,
    /// The sum of the amounts that are pooled or aligned.
    pub shared: Decimal,
    /// Their share, 0 to 1; none where nothing is mapped.
    pub share: Option<f64>,
    /// The number of lines with an amount.
    pub lines: u32,
    /// The number of lines whose amount is not known.
    pub lines_of_unknown_amount: u32,
}

impl Metrics {
    pub(super) fn of(context: &Context<'_>, findings: &[Finding]) -> Self {
        let mut metrics = Self { findings: count_findings(findings), ..Self::default() };
        for kind in NodeKind::ALL {
            metrics.nodes.insert(kind, NodeStatus::ALL.into_iter().map(|status| (status, 0)).collect());
        }
        for at in context.nodes() {
            let node = context.node(at);
            *metrics.nodes.entry(node.kind).or_default().entry(node.status).or_default() += 1;
            metrics.layers = metrics.layers.max(context.routes().layers(at));
            if node.kind == NodeKind::Strand {
                metrics.strands.count(context, at);
            } else if node.is_body() {
                metrics.bodies.all += 1;
                metrics.bodies.live += u32::from(context.is_live(at));
                metrics.routes.count(context, at);
            }
            metrics.widen(context, at);
        }
        metrics.routes.share = share(metrics.routes.sound.into(), metrics.routes.expected.into());
        metrics.attendance = context.attendance().clone();
        metrics.money = money(context);
        metrics
    }

    /// Counts other findings than those of the run, such as only the new ones.
    pub fn recount(&mut self, findings: &[Finding]) {
        self.findings = count_findings(findings);
    }

    fn widen(&mut self, context: &Context<'_>, at: NodeIndex) {
        let widest = self.widest_span.as_ref().map_or(0, |span| span.bodies);
        if context.lines_below(at) <= widest as usize {
            return;
        }
        let bodies = u32::try_from(context.span(at).len()).unwrap_or(u32::MAX);
        if bodies > widest {
            self.widest_span = Some(Span { id: context.id(at).clone(), bodies });
        }
    }
}

impl Strands {
    fn count(&mut self, context: &Context<'_>, strand: NodeIndex) {
        if context.status(strand) == NodeStatus::Ended {
            return;
        }
        let mut owners = context
            .onto(strand, LinkKind::Owns)
            .filter(|neighbour| neighbour.link.status == LinkStatus::Active)
            .peekable();
        if context.is_owned_off_map(strand) {
            self.owned += 1;
        } else if owners.peek().is_none() {
            self.unowned += 1;
        } else if owners.any(|owner| context.is_live(owner.node)) {
            self.owned += 1;
        } else {
            self.stranded += 1;
        }
    }
}

impl Routes {
    fn count(&mut self, context: &Context<'_>, body: NodeIndex) {
        if context.expects_route(body) {
            self.expected += 1;
            self.sound += u32::from(context.routes().sound(body).is_some());
            self.answering_to_nobody += u32::from(context.answers_to_nobody(body));
        }
    }
}

fn money(context: &Context<'_>) -> BTreeMap<String, Money> {
    let mut by_currency: BTreeMap<String, Money> = BTreeMap::new();
    for link in context.links_of(LinkKind::Funds).filter(|link| link.status != LinkStatus::Lapsed) {
        let money = by_currency.entry(link.currency.clone().unwrap_or_default()).or_default();
        let Some(amount) = link.amount else {
            money.lines_of_unknown_amount += 1;
            continue;
        };
        money.lines += 1;
        money.mapped = money.mapped.saturating_add(amount);
        if matches!(link.arrangement, Some(Arrangement::Pooled | Arrangement::Aligned)) {
            money.shared = money.shared.saturating_add(amount);
        }
    }
    for money in by_currency.values_mut() {
        money.share = share(money.shared, money.mapped);
    }
    by_currency
}

fn count_findings(findings: &[Finding]) -> Findings {
    let noughts = || Severity::ALL.into_iter().map(|severity| (severity, 0)).collect::<BTreeMap<_, u32>>();
    let (accepted, open): (Vec<&Finding>, Vec<&Finding>) = findings.iter().partition(|finding| finding.is_accepted());
    let number = |findings: &[&Finding]| u32::try_from(findings.len()).unwrap_or(u32::MAX);
    let mut counted = Findings {
        all: number(&open),
        accepted: number(&accepted),
        by_severity: noughts(),
        by_family: Family::ALL.into_iter().map(|family| (family, noughts())).collect(),
    };
    for finding in open {
        *counted.by_severity.entry(finding.severity).or_default() += 1;
        *counted.by_family.entry(finding.family).or_default().entry(finding.severity).or_default() += 1;
    }
    counted
}

fn share(part: Decimal, whole: Decimal) -> Option<f64> {
    part.checked_div(whole).and_then(|share| share.to_f64())
}

fn some_layers<S: serde::Serializer>(layers: &u32, serializer: S) -> Result<S::Ok, S::Error> {
    Some(*layers).filter(|layers| *layers > 0).serialize(serializer)
}
