//! BW107: several bodies, each with a plan of its own, crowd one narrow theme.

use super::super::context::Context;
use super::super::finding::{Family, Finding, Severity, Subject};
use super::super::graph::{Neighbour, NodeIndex};
use super::super::remits::Item;
use super::super::rule::{Each, KnownBy, Rule, Threshold, Together};
use super::super::words;
use crate::model::{Id, LinkKind, NodeKind, StrandKind};

pub(super) const RULE: Rule = Rule {
    code: "BW107",
    name: "crowded-theme",
    family: Family::Duplication,
    severity: Severity::Note,
    summary: "three or more live bodies, each with a plan or programme of its own, crowd one narrow theme",
    explanation: include_str!("crowded_theme.md"),
    thresholds: &[LEAST, MOST],
    known_by: KnownBy::First(1),
    known_as: "the theme; the bodies that crowd it may change",
    together: Together { alone: "narrow themes are crowded with plans", with: None, each: Each::From(0) },
    needs_line: None,
    pattern: None,
    check,
};

const LEAST: Threshold = Threshold {
    name: "crowded-theme.bodies",
    label: "Fewest bodies with plans of their own for one theme",
    default: 3.0,
};
const MOST: Threshold =
    Threshold { name: "crowded-theme.carriers", label: "Most bodies that carry a narrow theme", default: 5.0 };

fn check(context: &Context<'_>) -> Vec<Finding> {
    let settings = context.beside_nodes().settings;
    let (least, most) = (LEAST.of(settings).max(2.0), MOST.of(settings));
    let themes =
        (0..context.beside_nodes().themes.len()).filter_map(|place| Some((place, Item::try_from(place).ok()?)));
    let mut findings = Vec::new();
    for (place, item) in themes {
        let is_body = |at: &NodeIndex| matches!(context.kind(*at), NodeKind::Board | NodeKind::Group);
        let carriers = context.remits().carriers(item).iter().copied().filter(is_body);
        let live: Vec<NodeIndex> = carriers.filter(|&at| context.is_live(at)).collect();
        if live.len() as f64 > most || (live.len() as f64) < least {
            continue;
        }
        let planning = live.iter().map(|&body| (body, own_plans(context, body, item)));
        let mut planning: Vec<(NodeIndex, Vec<Neighbour<'_>>)> = planning.filter(|(_, own)| !own.is_empty()).collect();
        // One that works for an area of its own crowds nobody.
        let bodies: Vec<NodeIndex> = planning.iter().map(|(body, _)| *body).collect();
        let is_alone =
            |body: NodeIndex| bodies.iter().all(|&other| other == body || context.differ_in_area(body, other));
        planning.retain(|(body, _)| !is_alone(*body));
        if planning.len() as f64 >= least {
            findings.push(finding(context, place, &planning, live.len()));
        }
    }
    findings
}

/// The plans and programmes at work that a body alone owns, for a theme or for none in particular.
fn own_plans<'a>(context: &Context<'a>, body: NodeIndex, theme: Item) -> Vec<Neighbour<'a>> {
    let is_plan = |own: &Neighbour<'a>| {
        let themes = context.remits().themes(own.node);
        let kind = context.node(own.node).strand_kind;
        let is_programme = matches!(kind, Some(StrandKind::Plan | StrandKind::Project | StrandKind::Service));
        let mut owners = context.onto(own.node, LinkKind::Owns).filter(|owner| context.holds(own.node, owner));
        let is_for_it = themes.is_empty() || themes.contains(&theme);
        is_programme && is_for_it && owners.all(|owner| owner.node == body)
    };
    context.out(body, LinkKind::Owns).filter(|own| context.holds(body, own)).filter(is_plan).collect()
}

fn finding(
    context: &Context<'_>,
    place: usize,
    planning: &[(NodeIndex, Vec<Neighbour<'_>>)],
    carriers: usize,
) -> Finding {
    let theme = context.theme(place);
    let bodies: Vec<NodeIndex> = planning.iter().map(|(body, _)| *body).collect();
    let plans: Vec<NodeIndex> = planning.iter().map(|(_, own)| own[0].node).collect();
    let others = match carriers - bodies.len() {
        0 => "nobody else carries it".to_owned(),
        others => format!("only {} it", words::count(others, "more body carries", "more bodies carry")),
    };
    let message = format!(
        "{} each have a plan or a programme of their own for {} ({}), and {others}",
        words::list(&context.names(&bodies), 5),
        theme.name,
        words::list(&context.names(&plans), 5)
    );
    let hint = format!(
        "Ask what each of these plans does that the others could not. Make one plan of them for {}, with one owner, and let \
         the others deliver it; or say where each of them ends.",
        theme.name
    );
    let path: Vec<Id> = planning
        .iter()
        .flat_map(|(_, own)| own)
        .flat_map(|own| [own.link.id.clone(), context.id(own.node).clone()])
        .collect();
    let subjects = bodies.iter().map(|&body| Subject::node(context.id(body)));
    Finding { path, ..RULE.finding(std::iter::once(Subject::theme(&theme.id)).chain(subjects), message, hint) }
}
