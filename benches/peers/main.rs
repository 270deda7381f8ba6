//! The plain layered form beside Graphviz dot: crossings, lines through cards, overlaps and time, and their ratios.
//!
//! Usage: `cargo bench --bench peers -- FOLDER`, the folder holding graphs as `{"nodes": [[width, height], ..],
//! "edges": [[from, to], ..]}`. Both drawings are measured by the same counter; dot's time is that of its process,
//! which reads and writes text, ours that of the call. Ends with status 1 if we miss a mark that we hold ourselves to.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a program that prints its findings")]

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use boardwalk::layout::plain::{Drawing, Graph, Spacing, layered};
use boardwalk::layout::{Point, Rect, Size};

type Failure = Box<dyn std::error::Error>;

/// How often each layout is timed; the median counts.
const RUNS: usize = 5;

/// What can be told of a drawing by looking at it.
#[derive(Debug, Clone, Copy, Default)]
struct Measured {
    crossings: usize,
    through: usize,
    overlaps: usize,
    milliseconds: f64,
}

fn main() -> ExitCode {
    // Cargo adds options of its own, such as --bench.
    let folder = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let Some(folder) = folder else {
        eprintln!("give the folder of the graphs: cargo bench --bench peers -- FOLDER");
        return ExitCode::from(2);
    };
    match compare(Path::new(&folder)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(failure) => {
            eprintln!("{folder}: {failure}");
            ExitCode::from(2)
        }
    }
}

/// Prints a line for each graph and for each size. Whether all marks are met.
fn compare(folder: &Path) -> Result<bool, Failure> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, Failure>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    let mut sizes: BTreeMap<usize, Vec<(Measured, Measured)>> = BTreeMap::new();
    println!("{:<16} {:>28} {:>28}", "graph", "crossings ours / dot", "ms ours / dot");
    for file in files {
        let graph = read(&file)?;
        let (ours, dot) =
            (measure(&graph, |graph| Ok(layered(graph, &Spacing::default())))?, measure(&graph, run_dot)?);
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        println!(
            "{name:<16} {:>14} / {:<11} {:>14.2} / {:<11.2}",
            ours.crossings, dot.crossings, ours.milliseconds, dot.milliseconds
        );
        sizes.entry(graph.nodes.len()).or_default().push((ours, dot));
    }
    let mut all_met = !sizes.is_empty();
    for (size, pairs) in &sizes {
        let mean =
            |value: &dyn Fn(&(Measured, Measured)) -> f64| pairs.iter().map(value).sum::<f64>() / pairs.len() as f64;
        let crossings = mean(&|pair| pair.0.crossings as f64) / mean(&|pair| pair.1.crossings as f64).max(1.0);
        let time = mean(&|pair| pair.0.milliseconds) / mean(&|pair| pair.1.milliseconds);
        let through: usize = pairs.iter().map(|pair| pair.0.through).sum();
        let overlaps: usize = pairs.iter().map(|pair| pair.0.overlaps).sum();
        let met = crossings <= 1.0 && time <= 0.5 && through == 0 && overlaps == 0;
        all_met &= met;
        println!(
            "{size} nodes: crossings {crossings:.2} of dot's, time {time:.2} of dot's, \
             {through} lines through cards, {overlaps} overlaps: {}",
            if met { "met" } else { "missed" }
        );
    }
    Ok(all_met)
}

fn read(file: &Path) -> Result<Graph, Failure> {
    #[derive(serde::Deserialize)]
    struct File {
        nodes: Vec<(f32, f32)>,
        edges: Vec<(usize, usize)>,
    }
    let read: File = serde_json::from_slice(&std::fs::read(file)?)?;
    let nodes = read.nodes.into_iter().map(|(width, height)| Size::new(width, height)).collect();
    Ok(Graph { nodes, edges: read.edges })
}

fn measure(graph: &Graph, draw: impl Fn(&Graph) -> Result<Drawing, Failure>) -> Result<Measured, Failure> {
    let mut times = Vec::with_capacity(RUNS);
    let mut drawing = Drawing::default();
    for _ in 0..RUNS {
        let begun = Instant::now();
        drawing = draw(graph)?;
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let cards: Vec<Rect> = drawing.nodes.iter().map(|card| card.grown(-0.5)).collect();
    let pairs =
        cards.iter().enumerate().flat_map(|(index, card)| cards[..index].iter().map(move |other| (card, other)));
    Ok(Measured {
        crossings: crossings(graph, &drawing),
        through: through(graph, &drawing),
        overlaps: pairs.filter(|(card, other)| card.overlaps(other)).count(),
        milliseconds: times[RUNS / 2],
    })
}

/// Pairs of pieces that cross, of lines that share no card.
fn crossings(graph: &Graph, drawing: &Drawing) -> usize {
    let turn = |a: Point, b: Point, c: Point| {
        f64::from(b.x - a.x) * f64::from(c.y - a.y) - f64::from(b.y - a.y) * f64::from(c.x - a.x)
    };
    let mut pieces: Vec<(Point, Point, (usize, usize))> = Vec::new();
    for (way, &edge) in drawing.edges.iter().zip(&graph.edges) {
        pieces.extend(way.windows(2).map(|ends| {
            let (left, right) = if ends[0].x <= ends[1].x { (ends[0], ends[1]) } else { (ends[1], ends[0]) };
            (left, right, edge)
        }));
    }
    pieces.sort_by(|a, b| a.0.x.total_cmp(&b.0.x));
    let mut count = 0;
    let mut open: Vec<usize> = Vec::new();
    for (index, &(a, b, edge)) in pieces.iter().enumerate() {
        open.retain(|&other| pieces[other].1.x >= a.x);
        for &other in &open {
            let (c, d, (from, to)) = pieces[other];
            let joined = [from, to].iter().any(|card| *card == edge.0 || *card == edge.1);
            let apart = c.y.min(d.y) > a.y.max(b.y) || c.y.max(d.y) < a.y.min(b.y);
            if !joined && !apart && turn(a, b, c) * turn(a, b, d) < 0.0 && turn(c, d, a) * turn(c, d, b) < 0.0 {
                count += 1;
            }
        }
        open.push(index);
    }
    count
}

/// Lines that pass through a card that is not theirs, each with each.
fn through(graph: &Graph, drawing: &Drawing) -> usize {
    let cards: Vec<Rect> = drawing.nodes.iter().map(|card| card.grown(-2.0)).collect();
    let lines = drawing.edges.iter().zip(&graph.edges);
    let passed = |(way, edge): (&Vec<Point>, &(usize, usize))| {
        let foreign = cards.iter().enumerate().filter(|(card, _)| *card != edge.0 && *card != edge.1);
        foreign.filter(|(_, card)| way.windows(2).any(|ends| card.is_crossed(ends[0], ends[1]))).count()
    };
    lines.map(passed).sum()
}

/// What dot makes of the graph, its curves in six straight pieces each.
fn run_dot(graph: &Graph) -> Result<Drawing, Failure> {
    const POINTS_AN_INCH: f32 = 72.0;
    let spacing = Spacing::default();
    let mut text = format!(
        "digraph g {{ nodesep={}; ranksep={}; node [shape=box, fixedsize=true, label=\"\"]; edge [arrowhead=none];\n",
        spacing.node_gap / POINTS_AN_INCH,
        spacing.rank_gap / POINTS_AN_INCH
    );
    for (index, size) in graph.nodes.iter().enumerate() {
        let (width, height) = (size.width / POINTS_AN_INCH, size.height / POINTS_AN_INCH);
        text.push_str(&format!("n{index} [width={width}, height={height}];\n"));
    }
    for (from, to) in &graph.edges {
        text.push_str(&format!("n{from} -> n{to};\n"));
    }
    text.push('}');
    let mut dot = Command::new("dot").args(["-Tplain", "-y"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let mut input = dot.stdin.take().ok_or("dot takes no input")?;
    let writer = std::thread::spawn(move || input.write_all(text.as_bytes()));
    let output = dot.wait_with_output()?;
    writer.join().map_err(|_| "the thread that feeds dot broke off")??;
    let mut drawing =
        Drawing { nodes: vec![Rect::default(); graph.nodes.len()], edges: vec![Vec::new(); graph.edges.len()] };
    let mut lines: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (index, &edge) in graph.edges.iter().enumerate().rev() {
        lines.entry(edge).or_default().push(index);
    }
    for line in String::from_utf8(output.stdout)?.replace("\\\n", "").lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        let card = |word: &str| word.trim_start_matches('n').parse::<usize>();
        let length = |word: &str| word.parse::<f32>().map(|inches| inches * POINTS_AN_INCH);
        match words[..] {
            ["node", name, x, y, ..] => {
                let index = card(name)?;
                drawing.nodes[index] = Rect::around(Point::new(length(x)?, length(y)?), graph.nodes[index]);
            }
            ["edge", from, to, count, ref rest @ ..] => {
                let mut points = Vec::new();
                for pair in rest[..2 * count.parse::<usize>()?].chunks(2) {
                    points.push(Point::new(length(pair[0])?, length(pair[1])?));
                }
                let index = lines.get_mut(&(card(from)?, card(to)?)).and_then(Vec::pop).ok_or("a line of nobody")?;
                drawing.edges[index] = flattened(&points);
            }
            _ => {}
        }
    }
    Ok(drawing)
}

/// A chain of Bézier curves in straight pieces.
fn flattened(points: &[Point]) -> Vec<Point> {
    const PIECES: usize = 6;
    let mut way: Vec<Point> = points.first().copied().into_iter().collect();
    for start in (0..points.len().saturating_sub(3)).step_by(3) {
        let curve = &points[start..start + 4];
        for piece in 1..=PIECES {
            let t = piece as f32 / PIECES as f32;
            let weights = [(1.0 - t).powi(3), 3.0 * (1.0 - t).powi(2) * t, 3.0 * (1.0 - t) * t * t, t.powi(3)];
            let sum = |of: fn(&Point) -> f32| curve.iter().zip(weights).map(|(point, weight)| of(point) * weight).sum();
            way.push(Point::new(sum(|point| point.x), sum(|point| point.y)));
        }
    }
    way
}
