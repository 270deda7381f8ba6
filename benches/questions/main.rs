//! The graph questions of the analysis beside rustworkx and igraph: the answers, the times, and their ratios.
//!
//! Usage: `benches/questions/run [NODES...]`. The same landscape is given to all, built before the clock starts; the
//! answers must be the same. Ends with status 1 if an answer differs or if we are slower than the best of the peers.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a program that prints its findings")]

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use boardwalk::analysis::{Context, Likeness, alike, components, cuts, dependants};
use boardwalk::model::{Id, Link, LinkKind, Map, Node, NodeKind};

type Failure = Box<dyn std::error::Error>;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// How often each question is asked; the median counts.
const RUNS: usize = 5;
/// How many stand below each body, before further lines are drawn across.
const SPAN: usize = 5;

/// What somebody makes of a question.
struct Asked {
    question: String,
    by: String,
    milliseconds: f64,
    answer: usize,
}

fn main() -> ExitCode {
    // Cargo adds options of its own, such as --bench.
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    println!("{:<12} {:>8} {:>12} {:>30} {:>8}", "question", "nodes", "ours, ms", "the best peer, ms", "ratio");
    let mut all_met = true;
    for size in sizes {
        match compare(size) {
            Ok(met) => all_met &= met,
            Err(failure) => {
                eprintln!("{failure}; benches/questions/run says what it needs");
                return ExitCode::from(2);
            }
        }
    }
    ExitCode::from(u8::from(!all_met))
}

/// Prints a line for each question. Whether all are answered as the peers answer them, and none more slowly.
fn compare(size: usize) -> Result<bool, Failure> {
    let lines = lines(size);
    let map = map(size, &lines);
    let theirs = peers(size, &lines)?;
    let mut all_met = true;
    for ours in ours(&map) {
        let peers = || theirs.iter().filter(|theirs| theirs.question == ours.question);
        let best = peers().min_by(|one, other| one.milliseconds.total_cmp(&other.milliseconds));
        let best = best.ok_or_else(|| format!("no peer answers {}", ours.question))?;
        let differs: Vec<String> = peers()
            .filter(|theirs| theirs.answer != ours.answer)
            .map(|theirs| format!("{} says {}", theirs.by, theirs.answer))
            .collect();
        let ratio = ours.milliseconds / best.milliseconds;
        let told = match (differs.is_empty(), ratio <= 1.0) {
            (false, _) => format!("differs: we say {}, {}", ours.answer, differs.join(", ")),
            (true, true) => "met".to_owned(),
            (true, false) => "missed".to_owned(),
        };
        all_met &= told == "met";
        let peer = format!("{} {:.3}", best.by, best.milliseconds);
        println!("{:<12} {size:>8} {:>12.3} {peer:>30} {ratio:>8.2}  {told}", ours.question, ours.milliseconds);
    }
    Ok(all_met)
}

/// Lines of accountability as parent and child: a tree with its root at 0, and three lines across for ten bodies. No line
/// stands twice, and none back, since the peers count such differently. The same at every call.
fn lines(size: usize) -> Vec<(usize, usize)> {
    let mut lines: BTreeSet<(usize, usize)> = (1..size).map(|child| ((child - 1) / SPAN, child)).collect();
    let mut dice = 2011_u64;
    let mut roll = || {
        // Knuth's linear congruential generator (MMIX).
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) as usize % size.max(1)
    };
    for _ in 0..size * 3 / 10 {
        let (one, other) = (roll(), roll());
        if one != other && !lines.contains(&(other, one)) {
            lines.insert((one, other));
        }
    }
    lines.into_iter().collect()
}

fn map(size: usize, lines: &[(usize, usize)]) -> Map {
    let mut map = Map { title: format!("{size} bodies"), ..Map::default() };
    for number in 0..size {
        let mut node = Node::new(body(number), NodeKind::Board, format!("Body {number}"));
        node.accountable_body = (number == 0).then_some(true);
        map.nodes.put(node);
    }
    for (number, (parent, child)) in lines.iter().enumerate() {
        let id = Id::from(format!("line-{number:07}"));
        map.links.put(Link::new(id, LinkKind::ReportsTo, body(*child), body(*parent)));
    }
    map
}

/// The ids stand in the order of the numbers.
fn body(number: usize) -> Id {
    format!("body-{number:07}").into()
}

fn ours(map: &Map) -> Vec<Asked> {
    let context = Context::new(map);
    let neighbours: Vec<Vec<u32>> = context
        .nodes()
        .map(|at| {
            let around: BTreeSet<u32> = context.around(at).map(|other| other.node.index() as u32).collect();
            around.into_iter().collect()
        })
        .collect();
    let sets: Vec<&[u32]> = neighbours.iter().map(Vec::as_slice).collect();
    let half = Likeness { jaccard: 0.5, overlap: Likeness::NOT_ASKED, least: 1 };
    let top = context.nodes().next();
    vec![
        timed("circles", || components(&context, |_, _| true), Vec::len),
        timed("dominators", || dependants(&context), |found| top.map_or(0, |top| found.nearest(top).count())),
        timed("cuts", || cuts(&context), |found| found.iter().filter(|cut| cut.second > 0).count()),
        timed("overlap", || alike(&sets, &half, usize::MAX), Vec::len),
    ]
}

fn timed<Found>(question: &str, ask: impl Fn() -> Found, count: impl Fn(&Found) -> usize) -> Asked {
    let mut times = Vec::with_capacity(RUNS);
    let mut answer = 0;
    for _ in 0..RUNS {
        let begun = Instant::now();
        let found = ask();
        times.push(begun.elapsed().as_secs_f64() * 1e3);
        answer = count(&found);
    }
    times.sort_by(f64::total_cmp);
    Asked { question: question.to_owned(), by: "ours".to_owned(), milliseconds: times[RUNS / 2], answer }
}

/// What the peers answer, and how long they take.
fn peers(size: usize, lines: &[(usize, usize)]) -> Result<Vec<Asked>, Failure> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/questions/peers.py");
    let mut child = Command::new(python).arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut input = child.stdin.take().ok_or("the peers take no input")?;
    let text: String =
        std::iter::once(format!("{size}\n")).chain(lines.iter().map(|(from, to)| format!("{from} {to}\n"))).collect();
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = child.wait_with_output()?;
    writer.join().map_err(|_| "the thread that feeds the peers broke off")??;
    if !output.status.success() {
        return Err("the peers broke off".into());
    }
    let answers = String::from_utf8(output.stdout)?;
    answers.lines().map(read).collect()
}

fn read(line: &str) -> Result<Asked, Failure> {
    let [question, by, milliseconds, answer] = line.split('\t').collect::<Vec<_>>()[..] else {
        return Err(format!("the peers say what is not understood: {line}").into());
    };
    let (milliseconds, answer) = (milliseconds.parse()?, answer.parse()?);
    Ok(Asked { question: question.to_owned(), by: by.to_owned(), milliseconds, answer })
}
