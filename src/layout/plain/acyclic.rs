//! Circles: which lines to turn round so that all lead downwards.

use super::Neighbours;

/// For each line, whether to turn it round: those that lead back up the path on which a walk, depth first, met them.
/// Loops stay as they are.
pub(super) fn reversed(count: usize, edges: &[(usize, usize)]) -> Vec<bool> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        OnPath,
        Done,
    }
    let numbered: Vec<(usize, usize)> = edges.iter().enumerate().map(|(line, &(from, _))| (from, line)).collect();
    let leaving = Neighbours::of(count, &numbered, true);
    let mut entered = vec![0_usize; count];
    for &(from, to) in edges {
        if from != to {
            entered[to] += 1;
        }
    }
    // Walks begin where no line ends, so that what stands at the top stays there.
    let mut starts: Vec<usize> = (0..count).collect();
    starts.sort_by_key(|&node| (entered[node] > 0, node));
    let mut state = vec![State::New; count];
    let mut turned = vec![false; edges.len()];
    let mut path: Vec<(usize, usize)> = Vec::new();
    for start in starts {
        if state[start] != State::New {
            continue;
        }
        state[start] = State::OnPath;
        path.push((start, 0));
        while let Some((node, next)) = path.last_mut() {
            let Some(&line) = leaving.of_node(*node).get(*next) else {
                state[*node] = State::Done;
                path.pop();
                continue;
            };
            *next += 1;
            let to = edges[line].1;
            match state[to] {
                State::OnPath => turned[line] = to != *node,
                State::New => {
                    state[to] = State::OnPath;
                    path.push((to, 0));
                }
                State::Done => {}
            }
        }
    }
    turned
}
