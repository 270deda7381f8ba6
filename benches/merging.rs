//! What it costs to hold two versions of a large map against each other: telling their differences and merging them, on
//! 10,000 bodies, beside reading and writing them. In turn, within one run, in processor time: what counts is the ratio. The
//! target is at most 2 for each.

use std::hint::black_box;
use std::time::Duration;

use boardwalk::exchange::boardwalk_file::{read, write};
use boardwalk::model::edit::{Edit, apply, removal_of_node};
use boardwalk::model::{Link, LinkKind, Map, Node, NodeKind, NodeStatus, StrandKind, three_way};
use boardwalk::options::differences;
use cpu_time::ProcessTime;

// As the program has it.
#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

const BODIES: usize = 10_000;
const ROUNDS: usize = 9;

/// A landscape of bodies with lines, seats, remits and strands.
fn landscape() -> Map {
    let mut map = Map { title: "Landscape".into(), ..Map::default() };
    let body = |number: usize| format!("body-{number}");
    for number in 0..BODIES {
        let name = format!("Advisory Group {number} for International Partnerships");
        let mut node = Node::new(body(number), NodeKind::Group, name);
        node.remit = Some(format!("Looks after ward {number}, and reports once a year."));
        node.tags.insert(format!("ward-{}", number % 50));
        map.nodes.put(node);
        if number > 0 {
            let link = |kind, what: &str, to| Link::new(format!("{what}-{number}"), kind, body(number), body(to));
            map.links.put(link(LinkKind::ReportsTo, "up", (number - 1) / 5));
            map.links.put(link(LinkKind::MemberOf, "seat", number / 7));
        }
        if number % 3 == 0 {
            let mut strand = Node::new(format!("strand-{number}"), NodeKind::Strand, format!("Plan {number}"));
            strand.strand_kind = Some(StrandKind::Plan);
            map.nodes.put(strand);
            let owns = Link::new(format!("owns-{number}"), LinkKind::Owns, body(number), format!("strand-{number}"));
            map.links.put(owns);
        }
    }
    map
}

/// The landscape after one has worked on it: so many bodies were edited, a tenth as many removed, as many added.
fn worked_on(map: &Map, changed: usize, first: usize, whose: &str) -> Map {
    let mut edits = Vec::new();
    let bodies = (first..BODIES).step_by(BODIES / changed);
    for (place, number) in bodies.enumerate() {
        let node = map.nodes.get(&format!("body-{number}")).expect("a body");
        if place % 10 == 9 {
            edits.extend(removal_of_node(map, &node.id));
            continue;
        }
        let note = Some(format!("Agreed with {whose}"));
        edits.push(Edit::put(Node { status: NodeStatus::Dormant, status_note: note, ..Node::clone(node) }));
        let new = Node::new(format!("new-{whose}-{place}"), NodeKind::Group, format!("Panel {place} of {whose}"));
        edits.push(Edit::put(Link::new(format!("line-{whose}-{place}"), LinkKind::Informs, new.id.clone(), "body-0")));
        edits.push(Edit::put(new));
    }
    apply(map, &edits).expect("a sound map")
}

fn taken<T>(work: impl FnOnce() -> T) -> Duration {
    let start = ProcessTime::now();
    black_box(work());
    start.elapsed()
}

fn median(times: &mut [Duration]) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1000.0
}

#[expect(clippy::print_stdout, reason = "a bench tells what it counted")]
fn main() {
    let base = landscape();
    for (what, changed) in [("50 edited", 50), ("2,000 edited", 2_000)] {
        let texts = [base.clone(), worked_on(&base, changed, 1, "anna"), worked_on(&base, changed, 2, "ben")]
            .map(|map| write(&map));
        let parsed = || texts.each_ref().map(|text| read(text.as_bytes()).expect("a map"));
        let [mut files, mut told, mut merged] = [const { Vec::new() }; 3];
        for _ in 0..ROUNDS {
            // As the program does it, the maps have been read one by one and share nothing.
            let [base, ours, theirs] = parsed();
            files.push(taken(|| [&texts[1], &texts[2]].map(|text| write(&read(text.as_bytes()).expect("a map")))));
            told.push(taken(|| differences(&ours, &theirs)));
            merged.push(taken(|| three_way::merge(&base, &ours, &theirs)));
        }
        let files = median(&mut files);
        for (work, time) in [("telling the differences", median(&mut told)), ("merging", median(&mut merged))] {
            let ratio = time / files;
            let verdict = if ratio > 2.0 { "which is too long" } else { "as it should be" };
            println!(
                "{what}: {work} {time:.1} ms to reading and writing both {files:.1} ms, {ratio:.2} times, {verdict}"
            );
        }
    }
}
