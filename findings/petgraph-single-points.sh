#!/usr/bin/env bash
# petgraph 0.8.3: single points of failure of a directed graph depend on which way its lines are written, and one of two
# parallel lines is called a bridge.
#
# Guess, before it was run: articulation_points of a directed graph are those of the same graph without directions (or the
#   call does not compile), and bridges leaves out two lines between the same bodies, since the loss of one cuts nothing off.
# What happens: it compiles and only follows lines forward. A chain written downward (board -> group -> team) has its middle
#   as the single point, the same chain written upward (team -> group -> board) has none. A triangle with a tail has one
#   point too many. bridges returns each of two parallel lines; articulation_points of undirected graphs is right.
# What it costs: lines of accountability are written upward, so "nothing depends on one body" is the answer for every
#   hierarchy; and the safest link of all, a double one, is reported as a weak spot.
# Seen: petgraph 0.8.3, rustc 1.95.0, 30 November 2026.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir src
cat > Cargo.toml <<'TOML'
[package]
name = "look"
version = "0.0.0"
edition = "2024"
[dependencies]
petgraph = { version = "=0.8.3", default-features = false, features = ["std"] }
[workspace]
TOML
cat > src/main.rs <<'RUST'
use petgraph::algo::articulation_points::articulation_points;
use petgraph::algo::bridges::bridges;
use petgraph::graph::{DiGraph, UnGraph};
use petgraph::visit::EdgeRef;

fn undirected(lines: &[(u32, u32)]) -> Vec<usize> {
    let mut points: Vec<usize> =
        articulation_points(&UnGraph::<(), ()>::from_edges(lines)).iter().map(|it| it.index()).collect();
    points.sort_unstable();
    points
}

fn directed(lines: &[(u32, u32)]) -> Vec<usize> {
    let mut points: Vec<usize> =
        articulation_points(&DiGraph::<(), ()>::from_edges(lines)).iter().map(|it| it.index()).collect();
    points.sort_unstable();
    points
}

fn check<T: PartialEq + std::fmt::Debug>(what: &str, seen: T, described: T) {
    println!("{what}: {seen:?}");
    assert_eq!(seen, described, "{what} is no longer as described");
}

fn main() {
    let (down, up) = ([(0, 1), (1, 2), (2, 3)], [(1, 0), (2, 1), (3, 2)]);
    check("chain, undirected", undirected(&up), vec![1, 2]);
    check("chain, directed downward", directed(&down), vec![1, 2]);
    check("chain, directed upward", directed(&up), vec![]);

    let triangle_with_tail = [(0, 1), (1, 2), (2, 3), (1, 3)];
    check("triangle with a tail, undirected", undirected(&triangle_with_tail), vec![1]);
    check("triangle with a tail, directed", directed(&triangle_with_tail), vec![1, 2]);

    let double = UnGraph::<(), ()>::from_edges([(0, 1), (0, 1), (1, 2)]);
    let cut: Vec<(usize, usize)> =
        bridges(&double).map(|line| (line.source().index(), line.target().index())).collect();
    check("bridges, two lines between 0 and 1, one between 1 and 2", cut, vec![(0, 1), (0, 1), (1, 2)]);
}
RUST
CARGO_TARGET_DIR="$folder/target" nice cargo run --quiet 2> cargo.log || { cat cargo.log; exit 1; }
echo "as described: petgraph's single points depend on the direction of lines, and a double line counts as a bridge"
