//! What holds of every plain drawing, whatever the graph.

use proptest::prelude::*;

use super::{Drawing, Graph, Spacing, layered};
use crate::layout::geometry::{Point, Rect, Size};

fn cards(count: usize) -> Vec<Size> {
    vec![Size::new(180.0, 60.0); count]
}

fn draw(graph: &Graph) -> Drawing {
    layered(graph, &Spacing::default())
}

/// Checks all that a drawing promises: everything placed, nothing overlaps, lines begin and end on their cards and pass
/// through no other.
fn check(graph: &Graph) {
    let drawing = draw(graph);
    assert_eq!(drawing, draw(graph), "the same graph gives the same drawing");
    let sound = |point: &Point| point.x.is_finite() && point.y.is_finite();
    assert!(drawing.nodes.iter().all(|card| sound(&card.min) && sound(&card.max)));
    for (index, card) in drawing.nodes.iter().enumerate() {
        assert!((card.width() - graph.nodes[index].width).abs() < 0.1);
        let clear = drawing.nodes[..index].iter().all(|other| !other.overlaps(&card.grown(-0.1)));
        assert!(clear, "card {index} overlaps another");
    }
    for (way, &(from, to)) in drawing.edges.iter().zip(&graph.edges) {
        if from >= graph.nodes.len() || to >= graph.nodes.len() {
            assert!(way.is_empty());
            continue;
        }
        assert!(way.iter().all(sound) && way.len() > 1);
        assert!(on_border(&drawing.nodes[from], way[0]) && on_border(&drawing.nodes[to], way[way.len() - 1]));
        for (index, card) in drawing.nodes.iter().enumerate().filter(|(index, _)| *index != from && *index != to) {
            let passes = way.windows(2).any(|ends| card.grown(-0.1).is_crossed(ends[0], ends[1]));
            assert!(!passes, "the line {from} to {to} passes through {index}");
        }
    }
}

fn on_border(card: &Rect, point: Point) -> bool {
    card.grown(0.1).contains(point) && !card.grown(-0.1).contains(point)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_graph_is_drawn_in_order(
        sizes in prop::collection::vec((1.0_f32..300.0, 1.0_f32..120.0), 0..24),
        edges in prop::collection::vec((0_usize..26, 0_usize..26), 0..48),
    ) {
        let nodes = sizes.into_iter().map(|(width, height)| Size::new(width, height)).collect();
        check(&Graph { nodes, edges });
    }
}

#[test]
fn lines_lead_downwards_where_no_circle_forbids_it() {
    let graph = Graph { nodes: cards(6), edges: vec![(0, 1), (0, 2), (1, 3), (0, 3), (3, 4), (4, 1), (2, 5)] };
    check(&graph);
    let drawing = draw(&graph);
    let upward = graph.edges.iter().filter(|(from, to)| drawing.nodes[*from].min.y >= drawing.nodes[*to].min.y);
    assert_eq!(upward.count(), 1, "one line of the circle leads upwards");
}

#[test]
fn crossings_that_need_not_be_are_taken_out() {
    // Two trees whose children are listed crosswise.
    let graph = Graph { nodes: cards(6), edges: vec![(0, 3), (1, 2), (0, 5), (1, 4), (0, 1)] };
    let drawing = draw(&graph);
    let x = |node: usize| drawing.nodes[node].centre().x;
    assert_eq!(x(3) < x(2), x(5) < x(4), "children of one parent are not mixed with those of another");
}

#[test]
fn extremes_are_drawn_without_overflowing_the_stack() {
    let graph = |count: usize, edges: Vec<(usize, usize)>| Graph { nodes: cards(count), edges };
    let draw_in_small_stack = |graph: Graph| {
        let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(move || draw(&graph));
        thread.expect("a thread").join().expect("a drawing")
    };
    assert_eq!(draw(&graph(0, vec![])), Drawing::default());
    check(&graph(1, vec![(0, 0)]));
    check(&graph(3, vec![(0, 1); 10]));
    check(&graph(2, vec![(0, 1), (1, 0)]));
    let chain = draw_in_small_stack(graph(5000, (1..5000).map(|node| (node - 1, node)).collect()));
    let straight = chain
        .nodes
        .windows(2)
        .all(|pair| pair[0].max.y < pair[1].min.y && (pair[0].centre().x - pair[1].centre().x).abs() < 0.5);
    assert!(straight);
    let star = draw_in_small_stack(graph(3000, (1..3000).map(|node| (0, node)).collect()));
    assert!(star.nodes[1..].iter().all(|card| (card.min.y - star.nodes[1].min.y).abs() < 0.5));
    let circle = draw_in_small_stack(graph(1000, (0..1000).map(|node| (node, (node + 1) % 1000)).collect()));
    assert!(circle.edges.iter().all(|way| way.len() > 1));
}
