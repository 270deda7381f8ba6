//! Measures pictures of maps: how high names are in the whole picture at 1920x1080, how wide it is by its height, and how
//! far one body more moves the others when the picture is drawn anew; and how many cards are left where as much is folded as
//! it takes to read the rest, in front of a screen and at the back of a room.
//! In every layout it also tells which cards overlap, which lines lead through a foreign card, and how often lines cross.
//!
//! Usage: `cargo bench --bench pictures -- [--moves] FILE..`, each FILE a map, or a graph as `benches/peers` reads it.
//! With `--moves` a body is added below each one in the picture, and one below none, each by itself.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a program that prints its findings")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use boardwalk::drawing::card::NAME_SIZE;
use boardwalk::drawing::fit::AT_THE_BACK;
use boardwalk::drawing::{self, Folding, Least, Lens, Plan, Sheet, Shown, parameters};
use boardwalk::exchange::boardwalk_file;
use boardwalk::layout::{CardBox, Form, Parameters, Placement, Point, Rect, Size, Standing, layers};
use boardwalk::model::{Id, Link, LinkKind, Map, Node, NodeKind};

type Failure = Box<dyn std::error::Error>;

/// So many places for one body more are tried at most, spread evenly.
const MOST_PLACES: usize = 150;

fn main() -> ExitCode {
    // Cargo adds options of its own, such as --bench.
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let moves = arguments.iter().any(|argument| argument == "--moves");
    for file in arguments.iter().filter(|argument| !argument.starts_with("--")) {
        let path = Path::new(file);
        let is_graph = path.extension().is_some_and(|extension| extension == "json");
        if let Err(failure) = if is_graph { graph(path, moves) } else { map(path, moves) } {
            eprintln!("{file}: {failure}");
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn map(path: &Path, moves: bool) -> Result<(), Failure> {
    let map = boardwalk_file::read(&std::fs::read(path)?).map_err(|error| error.to_string())?;
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let whole = Shown::default().or_what_there_is(&map);
    for (what, least) in [("9 px", Least::OfMany), ("22 px", Least::Of(AT_THE_BACK))] {
        for (with, shown) in [("whole", whole), ("all", Shown::ALL)] {
            let folding = Folding { least: Some(least), ..Folding::default() };
            let begun = Instant::now();
            let plan = drawing::plan(&map, shown, &Default::default(), &folding, &parameters(&map, Form::Layers));
            let time = begun.elapsed().as_secs_f64() * 1e3;
            let scene = plan.draw(&map, None, Lens::Status);
            let (cards, names) = (scene.cards.len(), drawing::names_in(&scene));
            let note = if scene.note.is_empty() { "nothing folded" } else { &scene.note };
            println!(
                "{name:<24} {with:<6} folded to {what}: {cards:>4} cards, names {names:>4.1} px, {time:>5.0} ms; {note}"
            );
        }
    }
    for form in Form::ALL {
        for (what, shown) in [("whole", whole), ("seats", Shown { seats: true, ..whole }), ("all", Shown::ALL)] {
            let begun = Instant::now();
            let plan = Plan::of(&map, shown, &Default::default(), &parameters(&map, form));
            let placed = begun.elapsed();
            let scene = plan.draw(&map, None, Lens::Status);
            let drawn = begun.elapsed();
            let sheet = Sheet::of(&scene, None, Size::new(1920.0, 1080.0));
            let bounds = plan.placement.bounds;
            println!(
                "{name:<20} {form:<13} {what:<6} {:>5} cards, names {:>4.1} px, {:>4.2} : 1, {}, placed in {:>5.0} ms, drawn in {:>5.0} ms",
                scene.cards.len(),
                NAME_SIZE * sheet.scale,
                bounds.width() / bounds.height(),
                faults(&map, &plan.placement),
                placed.as_secs_f64() * 1e3,
                (drawn - placed).as_secs_f64() * 1e3,
            );
        }
        if moves {
            let drawn = |map: &Map, kept: Kept| {
                let parameters = Parameters { kept, ..parameters(map, form) };
                let plan = Plan::of(map, whole, &Default::default(), &parameters);
                Placement::clone(&plan.placement)
            };
            report(&format!("{name} {form}"), &map, &drawn);
        }
    }
    Ok(())
}

/// How many cards overlap, how many lines lead through a foreign card, and how often lines cross.
fn faults(map: &Map, placement: &Placement) -> String {
    let mut cards: Vec<(&Id, Rect)> = placement.cards.iter().map(|(id, card)| (id, *card)).collect();
    cards.sort_by(|one, other| one.1.min.x.total_cmp(&other.1.min.x));
    let (mut overlaps, mut through) = (0, 0);
    for (place, (_, card)) in cards.iter().enumerate() {
        let reached = cards[place + 1..].iter().take_while(|(_, other)| other.min.x < card.max.x);
        overlaps += reached.filter(|(_, other)| other.overlaps(&card.grown(-0.1))).count();
    }
    let widest = cards.iter().map(|(_, card)| card.width()).fold(0.0, f32::max);
    let mut pieces: Vec<(Point, Point)> = Vec::new();
    for (line, way) in &placement.routes {
        let Some(link) = map.links.get(line.as_str()) else { continue };
        let leads_through = way.windows(2).any(|ends| {
            let (low, high) = (ends[0].x.min(ends[1].x), ends[0].x.max(ends[1].x));
            let first = cards.partition_point(|(_, card)| card.min.x < low - widest);
            let near = cards[first..].iter().take_while(|(_, card)| card.min.x < high + 1.0);
            let mut foreign = near.filter(|(id, _)| **id != link.from && **id != link.to);
            foreign.any(|(_, card)| card.grown(-0.5).is_crossed(ends[0], ends[1]))
        });
        through += usize::from(leads_through);
        pieces.extend(way.windows(2).map(|ends| (ends[0], ends[1])));
    }
    // Upright pieces, in the order of where they stand; each level one meets some of them.
    let (mut upright, level): (Vec<_>, Vec<_>) = pieces.into_iter().partition(|(a, b)| (a.x - b.x).abs() < 0.1);
    upright.sort_by(|one, other| one.0.x.total_cmp(&other.0.x));
    let crossings: usize = level
        .iter()
        .map(|(a, b)| {
            let (low, high) = (a.x.min(b.x) + 0.5, a.x.max(b.x) - 0.5);
            let first = upright.partition_point(|(from, _)| from.x < low);
            let met = upright[first..].iter().take_while(|(from, _)| from.x < high);
            met.filter(|(from, to)| from.y.min(to.y) + 0.5 < a.y && a.y < from.y.max(to.y) - 0.5).count()
        })
        .sum();
    format!("{overlaps} overlaps, {through} through, {crossings} crossings")
}

fn graph(path: &Path, moves: bool) -> Result<(), Failure> {
    #[derive(serde::Deserialize)]
    struct File {
        nodes: Vec<(f32, f32)>,
        edges: Vec<(usize, usize)>,
    }
    let read: File = serde_json::from_slice(&std::fs::read(path)?)?;
    let id = |at: usize| format!("body-{at:04}");
    let mut map = Map::default();
    map.nodes = (0..read.nodes.len()).map(|at| Node::new(id(at), NodeKind::Group, id(at))).collect();
    let mut root = Node::new(id(0), NodeKind::Board, id(0));
    root.accountable_body = Some(true);
    map.nodes.put(root);
    let links = read.edges.iter().enumerate();
    map.links =
        links.map(|(at, &(to, from))| Link::new(format!("l{at:04}"), LinkKind::ReportsTo, id(from), id(to))).collect();
    let sizes: BTreeMap<Id, Size> = read
        .nodes
        .iter()
        .enumerate()
        .map(|(at, &(width, height))| (Id::from(id(at)), Size::new(width, height)))
        .collect();
    let drawn = |map: &Map, kept: Kept| {
        let size = |id: &Id| sizes.get(id).copied().unwrap_or(Size::new(180.0, 60.0));
        let cards: Vec<CardBox> = map.nodes.ids().map(|id| CardBox { id: id.clone(), size: size(id) }).collect();
        let links: Vec<Id> = map.links.ids().cloned().collect();
        layers(map, &cards, &links, &Parameters { kept, ..Parameters::default() })
    };
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let begun = Instant::now();
    let bounds = drawn(&map, None).bounds;
    let (aspect, time) = (bounds.width() / bounds.height(), begun.elapsed().as_secs_f64() * 1e3);
    println!("{name:<24} {:>5} cards, {aspect:>4.2} : 1, placed in {time:>5.0} ms", read.nodes.len());
    if moves {
        report(&name, &map, &drawn);
    }
    Ok(())
}

/// How everything stood before.
type Kept = Option<Arc<Standing>>;

/// Prints how far one body more moves the others, where the picture is drawn anew and where it goes on from how it stood: the
/// mean over the places, and the worst of them.
fn report(name: &str, map: &Map, drawn: &dyn Fn(&Map, Kept) -> Placement) {
    for (what, goes_on) in [("anew", false), ("in the window", true)] {
        report_where(&format!("{name} {what}"), map, goes_on, drawn);
    }
}

fn report_where(name: &str, map: &Map, goes_on: bool, drawn: &dyn Fn(&Map, Kept) -> Placement) {
    let before = drawn(map, None);
    let kept = goes_on.then(|| Arc::clone(&before.standing));
    let all: Vec<Option<&Id>> = before.cards.keys().map(Some).chain([None]).collect();
    let step = all.len().div_ceil(MOST_PLACES);
    let mut far: Vec<(f32, &str)> = Vec::new();
    for (number, above) in all.iter().step_by(step).enumerate() {
        // Its id is the first of all, or the last, in turn.
        let id = if number % 2 == 0 { "a-new-body" } else { "zz-new-body" };
        let mut map = map.clone();
        map.nodes.put(Node::new(id, NodeKind::Group, "One body more"));
        if let Some(above) = above {
            map.links.put(Link::new("its-line", LinkKind::ReportsTo, id, above.as_str()));
        }
        far.push((100.0 * moved(&before, &drawn(&map, kept.clone())), above.map_or("none", Id::as_str)));
    }
    far.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mean = far.iter().map(|far| far.0).sum::<f32>() / far.len() as f32;
    let worst = far.iter().rev().take(3).map(|(far, above)| format!("{far:.1} below {above}"));
    println!("{name:<40} one body more moves the others by {mean:.2} %; {}", worst.collect::<Vec<_>>().join(", "));
}

/// How far cards have moved on average, without what all of them have, as a share of the diagonal.
fn moved(before: &Placement, after: &Placement) -> f32 {
    let both = before.cards.iter().filter_map(|(id, card)| Some((card.centre(), after.cards.get(id)?.centre())));
    let steps: Vec<Point> = both.map(|(one, other)| Point::new(other.x - one.x, other.y - one.y)).collect();
    let median = |along: fn(&Point) -> f32| {
        let mut all: Vec<f32> = steps.iter().map(along).collect();
        all.sort_by(f32::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or_default()
    };
    let (x, y) = (median(|step| step.x), median(|step| step.y));
    let cards = before.cards.values().copied().reduce(|all: Rect, card| all.union(&card)).unwrap_or_default();
    let far: f32 = steps.iter().map(|step| (step.x - x).hypot(step.y - y)).sum();
    far / steps.len().max(1) as f32 / cards.width().hypot(cards.height())
}
