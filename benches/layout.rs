//! How long layouts take: the product's on generated landscapes, and the plain layered form.

use boardwalk::layout::plain::{Graph, Spacing, layered};
use boardwalk::layout::{CardBox, Parameters, Size, layers};
use boardwalk::model::{Id, Link, LinkKind, Map, Node, NodeKind};
use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};

/// The same numbers for every run (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }
}

/// Bodies in trees under accountable partners, three to ten below each, a tenth of them under none;
/// with twice as many lines of other kinds between them.
fn landscape(bodies: usize) -> (Map, Vec<CardBox>, Vec<Id>) {
    let (mut map, mut random) = (Map::default(), Random(0x9E37_79B9));
    let id = |body: usize| Id::from(format!("body-{body}"));
    let tops = bodies.div_ceil(200);
    let mut parent = 0;
    let mut room = 5;
    for body in 0..bodies {
        let kind = if body < tops { NodeKind::Partner } else { NodeKind::Group };
        let mut node = Node::new(id(body), kind, format!("Body {body}"));
        node.accountable_body = (body < tops).then_some(true);
        map.nodes.put(node);
        if body >= tops && body % 10 != 0 {
            map.links.put(Link::new(format!("up-{body}"), LinkKind::ReportsTo, id(body), id(parent)));
            room -= 1;
            if room == 0 {
                (parent, room) = (parent + 1, 3 + random.below(8));
            }
        }
        for other in 0..2 {
            let kind = if other == 0 { LinkKind::Informs } else { LinkKind::MemberOf };
            let to = id(random.below(bodies));
            map.links.put(Link::new(format!("other-{other}-{body}"), kind, id(body), to));
        }
    }
    let cards = map.nodes.ids().map(|id| CardBox { id: id.clone(), size: Size::new(184.0, 52.0) }).collect();
    let links = map.links.ids().cloned().collect();
    (map, cards, links)
}

fn product(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("layers");
    group.sample_size(10);
    for bodies in [60, 1_000, 10_000] {
        let (map, cards, links) = landscape(bodies);
        let upward: Vec<Id> = links.iter().filter(|id| id.as_str().starts_with("up-")).cloned().collect();
        group.bench_function(BenchmarkId::new("accountability only", bodies), |bencher| {
            bencher.iter(|| layers(&map, &cards, &upward, &Parameters::default()));
        });
        group.bench_function(BenchmarkId::new("all lines", bodies), |bencher| {
            bencher.iter(|| layers(&map, &cards, &links, &Parameters::default()));
        });
    }
}

fn plain(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("plain");
    group.sample_size(10);
    for cards in [40, 200, 1_000, 5_000] {
        let mut random = Random(0x9E37_79B9);
        let mut edges: Vec<(usize, usize)> = (1..cards).map(|card| ((card - 1) / 5, card)).collect();
        edges.extend((0..cards * 3 / 10).map(|_| (random.below(cards), random.below(cards))));
        let graph = Graph { nodes: vec![Size::new(180.0, 60.0); cards], edges };
        group.bench_function(BenchmarkId::from_parameter(cards), |bencher| {
            bencher.iter(|| layered(&graph, &Spacing::default()));
        });
    }
}

criterion_group!(benches, product, plain);
criterion_main!(benches);
