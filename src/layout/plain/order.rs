//! Crossings: the order of each rank.
//!
//! Sweeps down and up sort each rank by the median or the mean place of the neighbours, and adjacent nodes change places
//! while that saves crossings, as dot does (Gansner and others, "A technique for drawing directed graphs", 1993).
//! Crossings are counted with an accumulator tree (Barth and others, "Simple and efficient bilayer cross counting").
//! Small graphs are begun several times from different orders, and the best is kept.

use super::{Layered, Neighbours};

/// Sweeps of one start, and how many in a row may bring nothing.
const SWEEPS: usize = 24;
const PATIENCE: usize = 8;
/// Passes over one rank, and over all, in which neighbours change places.
const PASSES: usize = 12;
/// About how many lines all starts together may look at.
const EFFORT: usize = 300_000;
/// Starts of the smallest graphs.
const STARTS: usize = 24;

/// Orders the ranks so that few lines cross.
pub(super) fn reduce_crossings(layered: &mut Layered) {
    let lines = layered.down.all.len().max(1);
    let starts = (EFFORT / (lines * SWEEPS * 8)).clamp(1, STARTS);
    let mut orders = Orders::new(layered);
    let mut best: Option<(usize, Vec<Vec<usize>>)> = None;
    for start in 0..starts {
        orders.begin(start);
        let crossings = orders.improve();
        if best.as_ref().is_none_or(|(least, _)| crossings < *least) {
            best = Some((crossings, orders.layers.clone()));
        }
        if crossings == 0 {
            break;
        }
    }
    if let Some((_, layers)) = best {
        layered.layers = layers;
    }
}

struct Orders<'a> {
    layered: &'a Layered,
    layers: Vec<Vec<usize>>,
    place: Vec<usize>,
    tree: Vec<usize>,
}

impl<'a> Orders<'a> {
    fn new(layered: &'a Layered) -> Self {
        let widest = layered.layers.iter().map(Vec::len).max().unwrap_or(0);
        let mut orders = Self {
            layered,
            layers: layered.layers.clone(),
            place: vec![0; layered.rank.len()],
            tree: vec![0; widest + 1],
        };
        orders.note_places();
        orders
    }

    fn note_places(&mut self) {
        for layer in &self.layers {
            for (place, &node) in layer.iter().enumerate() {
                self.place[node] = place;
            }
        }
    }

    /// The order to begin from: a walk over the graph puts what belongs together side by side.
    /// Every start walks differently, the first in the order of the cards.
    fn begin(&mut self, start: usize) {
        let count = self.layered.rank.len();
        let mut random = Random(start as u64);
        let mut roots: Vec<usize> = (0..count).collect();
        if start > 0 {
            random.shuffle(&mut roots);
        }
        let upwards = start % 2 == 1;
        roots.sort_by_key(|&node| if upwards { usize::MAX - self.layered.rank[node] } else { self.layered.rank[node] });
        for layer in &mut self.layers {
            layer.clear();
        }
        let mut seen = vec![false; count];
        let mut open = std::collections::VecDeque::new();
        let depth_first = start % 4 < 2;
        for root in roots {
            if !seen[root] {
                open.push_back(root);
            }
            while let Some(node) = if depth_first { open.pop_back() } else { open.pop_front() } {
                if std::mem::replace(&mut seen[node], true) {
                    continue;
                }
                self.layers[self.layered.rank[node]].push(node);
                let (first, second) = if upwards {
                    (&self.layered.down, &self.layered.up)
                } else {
                    (&self.layered.up, &self.layered.down)
                };
                let mut next: Vec<usize> = first.of_node(node).iter().chain(second.of_node(node)).copied().collect();
                if start > 1 {
                    random.shuffle(&mut next);
                }
                if depth_first {
                    next.reverse();
                }
                open.extend(next.into_iter().filter(|&node| !seen[node]));
            }
        }
        self.note_places();
    }

    /// Sweeps until nothing gets better. Returns the crossings of the order found.
    fn improve(&mut self) -> usize {
        self.transpose(false);
        let mut best = (self.crossings(), self.layers.clone());
        let mut vain = 0;
        for sweep in 0..SWEEPS {
            if best.0 == 0 {
                break;
            }
            self.sweep(sweep % 2 == 0, sweep % 4 < 2);
            self.transpose(sweep % 4 >= 2);
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.layers.clone());
                vain = 0;
            } else {
                vain += 1;
                if vain > PATIENCE {
                    break;
                }
            }
        }
        self.layers = best.1;
        self.note_places();
        best.0
    }

    /// Sorts every rank by where the neighbours above it, or below it, stand; who has none there stays.
    fn sweep(&mut self, down: bool, by_median: bool) {
        let (side, count) = (if down { &self.layered.up } else { &self.layered.down }, self.layers.len());
        let mut places = Vec::new();
        for step in 1..count {
            let rank = if down { step } else { count - 1 - step };
            let mut keyed: Vec<(f32, usize)> = Vec::with_capacity(self.layers[rank].len());
            let mut slots = Vec::with_capacity(self.layers[rank].len());
            for (slot, &node) in self.layers[rank].iter().enumerate() {
                let neighbours = side.of_node(node);
                if neighbours.is_empty() {
                    continue;
                }
                places.clear();
                places.extend(neighbours.iter().map(|&neighbour| self.place[neighbour]));
                let key = if by_median {
                    places.sort_unstable();
                    let middle = places.len() / 2;
                    if places.len() % 2 == 1 {
                        places[middle] as f32
                    } else {
                        (places[middle - 1] + places[middle]) as f32 / 2.0
                    }
                } else {
                    places.iter().sum::<usize>() as f32 / places.len() as f32
                };
                keyed.push((key, node));
                slots.push(slot);
            }
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
            for (slot, (_, node)) in slots.into_iter().zip(keyed) {
                self.layers[rank][slot] = node;
                self.place[node] = slot;
            }
        }
    }

    /// Lets nodes side by side change places while that saves crossings, or, if `flat`, costs none.
    fn transpose(&mut self, flat: bool) {
        let (mut above, mut below) = (Places::default(), Places::default());
        for _ in 0..PASSES {
            let mut saved = 0;
            for rank in 0..self.layers.len() {
                let mut layer = std::mem::take(&mut self.layers[rank]);
                if layer.len() > 1 {
                    above.read(&layer, &self.layered.up, &self.place);
                    below.read(&layer, &self.layered.down, &self.place);
                    // Nodes go by where they stood when their neighbours' places were read.
                    let mut order: Vec<usize> = (0..layer.len()).collect();
                    for _ in 0..PASSES {
                        let before = saved;
                        for left in 0..order.len() - 1 {
                            let (a, b) = (order[left], order[left + 1]);
                            let now = crossings_of(above.of(a), above.of(b)) + crossings_of(below.of(a), below.of(b));
                            if now == 0 {
                                continue;
                            }
                            let then = crossings_of(above.of(b), above.of(a)) + crossings_of(below.of(b), below.of(a));
                            if then < now || flat && then == now {
                                order.swap(left, left + 1);
                                saved += now - then;
                            }
                        }
                        if saved == before {
                            break;
                        }
                    }
                    layer = order.iter().map(|&at| layer[at]).collect();
                    for (place, &node) in layer.iter().enumerate() {
                        self.place[node] = place;
                    }
                }
                self.layers[rank] = layer;
            }
            if saved == 0 {
                break;
            }
        }
    }

    fn crossings(&mut self) -> usize {
        let mut total = 0;
        let mut places = Vec::new();
        for rank in 1..self.layers.len() {
            let width = self.layers[rank].len();
            self.tree[..=width].fill(0);
            let mut entered = 0;
            for &node in &self.layers[rank - 1] {
                places.clear();
                places.extend(self.layered.down.of_node(node).iter().map(|&below| self.place[below]));
                for &place in &places {
                    let (mut at, mut before) = (place + 1, 0);
                    while at > 0 {
                        before += self.tree[at];
                        at &= at - 1;
                    }
                    total += entered - before;
                }
                for &place in &places {
                    let mut at = place + 1;
                    while at <= width {
                        self.tree[at] += 1;
                        at += at & at.wrapping_neg();
                    }
                    entered += 1;
                }
            }
        }
        total
    }
}

/// For each node of a rank the places of its neighbours in one direction, from left to right.
#[derive(Default)]
struct Places {
    begins: Vec<usize>,
    all: Vec<usize>,
}

impl Places {
    fn read(&mut self, layer: &[usize], side: &Neighbours, place: &[usize]) {
        self.begins.clear();
        self.all.clear();
        self.begins.push(0);
        for &node in layer {
            let begin = self.all.len();
            self.all.extend(side.of_node(node).iter().map(|&neighbour| place[neighbour]));
            self.all[begin..].sort_unstable();
            self.begins.push(self.all.len());
        }
    }

    fn of(&self, at: usize) -> &[usize] {
        &self.all[self.begins[at]..self.begins[at + 1]]
    }
}

/// How many lines of a node cross those of the node to its right, given where both lead.
fn crossings_of(left: &[usize], right: &[usize]) -> usize {
    let (mut crossings, mut passed) = (0, 0);
    for place in left {
        while passed < right.len() && right[passed] < *place {
            passed += 1;
        }
        crossings += passed;
    }
    crossings
}

/// The same sequence for every run (Steele and others' SplitMix64): chance is only a source of variety here.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 11) as usize % bound.max(1)
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
