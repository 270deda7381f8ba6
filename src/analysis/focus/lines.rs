//! Along lines: who is tied to somebody, to whom one answers and where the buck stops, and all that answers to one.

use std::collections::{BTreeSet, HashSet, VecDeque};

use super::super::finding::Gap;
use super::super::graph::{Graph, Neighbour, NodeIndex};
use super::super::organisations::in_full;
use super::super::words::{count, line_state, list};
use super::{Gathered, InFocus, counted, named, verb};
use crate::model::{End, Id, Link, LinkKind, LinkStatus};

/// So many links of a chain are told one by one.
const MOST_TOLD: usize = 6;
/// So many places at which ways break are told.
const MOST_BREAKS: usize = 3;

pub(super) fn neighbours(
    graph: &Graph<'_>,
    of: &BTreeSet<Id>,
    steps: u8,
    kinds: &BTreeSet<LinkKind>,
) -> Option<InFocus> {
    let starts: Vec<NodeIndex> = of.iter().filter_map(|id| graph.at(id.as_str())).collect();
    if starts.is_empty() {
        return None;
    }
    let is_asked_for = |link: &Link| kinds.is_empty() || kinds.contains(&link.kind);
    let mut found = Gathered::new(graph, starts.iter().copied());
    let mut edge = starts.clone();
    for _ in 0..steps {
        let mut next = Vec::new();
        for &here in &edge {
            for (link, _) in graph.off_map(here).filter(|(link, _)| is_asked_for(link)) {
                found.add_line(link);
            }
            for hop in graph.around(here).filter(|hop| is_asked_for(hop.link)) {
                if found.nodes.insert(hop.node) {
                    next.push(hop.node);
                }
            }
        }
        edge = next;
    }
    found.add_lines_between(is_asked_for);
    let others = found.nodes.iter().copied().filter(|at| !of.contains(graph.id(*at)));
    let (others, number) = (counted(graph, others.clone()), others.count());
    let near = if steps == 1 { "directly".to_owned() } else { format!("through up to {steps} lines") };
    let words: Vec<String> = kinds.iter().map(|kind| format!("“{}”", kind.word())).collect();
    let lines = if kinds.is_empty() { String::new() } else { format!(", by lines that say {}", list(&words, 4)) };
    let names = named(graph, &starts);
    let text = match number {
        0 if kinds.is_empty() => format!("No line ties anybody to {names}."),
        0 => format!("Nobody is tied to {names}{lines}."),
        _ => format!("{others} {} tied to {names} {near}{lines}.", verb(number, "is", "are")),
    };
    Some(found.told(format!("Neighbours of {names}"), text))
}

/// A place where a way up ends, or breaks.
enum Stop<'a> {
    Line(&'a Link),
    Node(NodeIndex),
    /// Nothing leads on from there.
    End(NodeIndex),
}

pub(super) fn way_up(graph: &Graph<'_>, id: &Id) -> Option<InFocus> {
    let at = graph.at(id.as_str())?;
    let mut found = Gathered::new(graph, [at]);
    let mut stops = Vec::new();
    // Which were reached by lines that hold alone, nearest first.
    let mut firm: Vec<NodeIndex> = vec![at];
    let mut is_firm = HashSet::from([at]);
    let mut came: Vec<Option<(usize, &Link)>> = vec![None];
    let mut queue = VecDeque::from([(at, graph.is_live(at).then_some(0_usize))]);
    let mut told = HashSet::new();
    while let Some((here, place)) = queue.pop_front() {
        if here != at && graph.ends_routes_here(here) {
            continue;
        }
        for link in graph.up_off_map(here) {
            found.add_line(link);
            if link.status != LinkStatus::Active {
                found.gaps.push(Gap::On(link.id.clone()));
                stops.extend(place.map(|_| Stop::Line(link)));
            }
        }
        for Neighbour { node: upper, link } in graph.up(here).filter(|upper| upper.node != here) {
            found.add_line(link);
            let is_live = graph.is_live(upper);
            let holds = link.status == LinkStatus::Active && is_live;
            if link.status != LinkStatus::Active {
                found.gaps.push(Gap::On(link.id.clone()));
                stops.extend(place.map(|_| Stop::Line(link)));
            } else if !is_live {
                found.gaps.push(Gap::Beside { line: link.id.clone(), node: link.to.clone() });
                stops.extend(place.filter(|_| told.insert(upper)).map(|_| Stop::Node(upper)));
            }
            let is_new = found.nodes.insert(upper);
            let onward = place.filter(|_| holds && is_firm.insert(upper)).map(|place| {
                firm.push(upper);
                came.push(Some((place, link)));
                firm.len() - 1
            });
            if is_new || onward.is_some() {
                queue.push_back((upper, onward));
            }
        }
        if !graph.has_line_up(here) && !graph.ends_routes(here) && graph.is_live(here) {
            found.gaps.push(Gap::After(graph.id(here).clone()));
            stops.extend(place.map(|_| Stop::End(here)));
        }
    }
    if !graph.is_live(at) {
        let line = graph.up(at).next().map(|upper| upper.link.id.clone());
        found.gaps.extend(line.map(|line| Gap::Beside { line, node: id.clone() }));
    }
    found.gaps.sort();
    found.gaps.dedup();
    let name = in_full(graph, at);
    let end = firm.iter().position(|&here| graph.is_live(here) && graph.ends_routes(here));
    let chain = end.map(|end| {
        let mut chain = Vec::new();
        let mut here = end;
        while let Some((before, link)) = came[here] {
            chain.push((firm[here], link));
            here = before;
        }
        chain.reverse();
        chain
    });
    let text = match chain {
        Some(chain) => sound(graph, at, &chain, &stops),
        None => broken(graph, at, &stops),
    };
    Some(found.told(format!("To whom {name} answers"), text))
}

/// The sentence of a way up that holds.
fn sound(graph: &Graph<'_>, at: NodeIndex, chain: &[(NodeIndex, &Link)], stops: &[Stop<'_>]) -> String {
    let name = in_full(graph, at);
    let last = chain.last().map_or(at, |(node, _)| *node);
    let beyond = graph.answers_off_map(last).filter(|_| !graph.ends_routes_here(last));
    let mut names: Vec<String> = chain.iter().map(|(node, _)| graph.called(*node)).collect();
    names.extend(beyond.map(|link| format!("{}, which is off this map", graph.called_at(link, End::To))));
    let Some(stop) = names.last().cloned() else {
        return format!("The buck stops at {name} itself.");
    };
    let way = match names.len() {
        1 => format!("{name} answers to {stop}"),
        2..=MOST_TOLD => format!("{name} answers to {}", names.join(", who answers to ")),
        many => format!("{name} answers to {}, and through {} more to {stop}", names[0], many - 2),
    };
    let also = match stops.len() {
        0 => String::new(),
        1 => " Another way up does not hold.".to_owned(),
        more => format!(" {more} other ways up do not hold."),
    };
    format!("{way}: the buck stops there.{also}").replace(", which is off this map: the", ", off this map: the")
}

/// The sentence of one whose every way up breaks, or ends where nobody is accountable.
fn broken(graph: &Graph<'_>, at: NodeIndex, stops: &[Stop<'_>]) -> String {
    let name = in_full(graph, at);
    if !graph.is_live(at) {
        let lines = graph.up(at).filter(|upper| upper.node != at).count();
        let would = match lines {
            0 => "no line leads up from it".to_owned(),
            _ => format!("it has {}, which nobody answers by now", count(lines, "line upward", "lines upward")),
        };
        return format!("{name} {}: {would}.", graph.state_words(at));
    }
    if let [Stop::End(only)] = stops
        && *only == at
    {
        return format!("{name} answers to nobody on this map.");
    }
    let told = stops.iter().take(MOST_BREAKS).map(|stop| match stop {
        Stop::Line(link) => {
            let [from, to] = [End::From, End::To].map(|end| graph.called_at(link, end));
            format!("the line breaks between {from} and {to}, where it {}", line_state(link.status))
        }
        Stop::Node(node) => format!("the line breaks at {}, which {}", graph.called(*node), graph.state_words(*node)),
        Stop::End(node) => format!("the line ends at {}, which answers to nobody", graph.called(*node)),
    });
    let told: Vec<String> = told.collect();
    let more = stops.len().saturating_sub(MOST_BREAKS);
    let more = if more > 0 { format!("; so do {}", count(more, "other way", "other ways")) } else { String::new() };
    match told.is_empty() {
        true => {
            format!("{name} answers in a circle: the lines come back to where they began, and the buck never stops.")
        }
        false => format!("Nobody answers for {name} in the end: {}{more}.", told.join("; ")),
    }
}

pub(super) fn answering(graph: &Graph<'_>, id: &Id) -> Option<InFocus> {
    let at = graph.at(id.as_str())?;
    let mut found = Gathered::new(graph, [at]);
    let mut open = vec![at];
    let mut idle = 0;
    while let Some(here) = open.pop() {
        for Neighbour { node: lower, link } in graph.down(here).filter(|lower| lower.node != here) {
            if found.nodes.insert(lower) {
                open.push(lower);
            }
            idle += usize::from(
                found.links.insert(link.id.clone()) && !graph.holds(here, &Neighbour { node: lower, link }),
            );
        }
    }
    let name = in_full(graph, at);
    let others: Vec<NodeIndex> = found.nodes.iter().copied().filter(|other| *other != at).collect();
    let direct: BTreeSet<NodeIndex> = graph.down(at).map(|lower| lower.node).filter(|lower| *lower != at).collect();
    let mut text = match (others.len(), direct.len()) {
        (0, _) => format!("Nobody answers to {name}."),
        (all, near) if all == near => {
            format!("{} {} to {name}.", counted(graph, others.clone()), verb(all, "answers", "answer"))
        }
        (all, near) => {
            let all = format!("{} {} to {name}", counted(graph, others.clone()), verb(all, "answers", "answer"));
            format!("{all}, {near} of them directly.")
        }
    };
    if idle > 0 {
        let lines = count(idle, "of the lines does not hold", "of the lines do not hold");
        text += &format!(" {lines}.");
    }
    Some(found.told(format!("All that answers to {name}"), text))
}
