//! How long the whole analysis takes: of the sample maps, and of landscapes of 1,000 to 100,000 bodies with three links each.

use std::hint::black_box;

use boardwalk::analysis::analyse;
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::{Id, Link, LinkKind, Map, Node, NodeKind, NodeStatus, Theme};
use criterion::{Criterion, criterion_group, criterion_main};

const SIZES: [u64; 3] = [1_000, 10_000, 100_000];
const THEMES: u64 = 200;

fn whole_analysis(criterion: &mut Criterion) {
    let samples: [(&str, &[u8]); 2] = [
        ("Solihull", include_bytes!("../sample_maps/solihull-2011.boardwalk")),
        ("Middlesbrough", include_bytes!("../sample_maps/middlesbrough-2010.boardwalk")),
    ];
    for (name, file) in samples {
        let map = boardwalk_file::read(file).expect("a map");
        criterion.bench_function(&format!("analysis of {name}"), |bencher| bencher.iter(|| analyse(black_box(&map))));
    }
    let mut group = criterion.benchmark_group("large");
    group.sample_size(10);
    for bodies in SIZES {
        let large = landscape(bodies);
        assert_eq!(large.nodes.iter().filter(|node| node.is_body()).count() as u64, bodies);
        assert_eq!(large.links.len() as u64, 3 * bodies);
        group.bench_function(format!("analysis of {bodies} bodies"), |bencher| {
            bencher.iter(|| analyse(black_box(&large)));
        });
    }
    group.finish();
}

/// A landscape with something of everything: one tree of lines upward, some of them doubled or turned back into circles,
/// strands with one owner, two or none, seats, information, and one body in ten on hold. The same at every call.
fn landscape(bodies: u64) -> Map {
    let strands = bodies / 2;
    let mut map = Map { title: format!("{bodies} bodies"), ..Map::default() };
    let mut dice = Dice(2011);
    for number in 0..THEMES {
        let theme = Theme {
            id: theme(number),
            name: format!("Theme {number}"),
            evidence: Vec::new(),
            unknown: Default::default(),
        };
        map.themes.put(theme);
    }
    for number in 0..bodies {
        let kind = if number % 7 == 0 { NodeKind::Board } else { NodeKind::Group };
        let mut node = Node::new(body(number), kind, format!("Body {number}"));
        node.accountable_body = (number == 0).then_some(true);
        node.status = if number > 0 && dice.below(10) == 0 { NodeStatus::Dormant } else { NodeStatus::Active };
        node.themes.extend((0..dice.below(3)).map(|_| theme(dice.below(THEMES))));
        map.nodes.put(node);
    }
    for number in 0..strands {
        let mut node = Node::new(strand(number), NodeKind::Strand, format!("Strand {number}"));
        node.themes.insert(theme(dice.below(THEMES)));
        map.nodes.put(node);
    }
    for number in 0..3 * bodies {
        let id = Id::from(format!("link-{number}"));
        let (any, other) = (dice.below(bodies), dice.below(bodies));
        let link = match number {
            1.. if number < bodies => Link::new(id, LinkKind::ReportsTo, body(number), body((number - 1) / 5)),
            _ => match dice.below(100) {
                0 => Link::new(id, LinkKind::ReportsTo, body(any), body(other)),
                1..30 => Link::new(id, LinkKind::Owns, body(any), strand(dice.below(strands))),
                30..50 => Link::new(id, LinkKind::Delivers, body(any), strand(dice.below(strands))),
                50..60 => Link::new(id, LinkKind::Scrutinises, body(any), body(other)),
                60..90 => Link::new(id, LinkKind::MemberOf, body(any), body(other)),
                _ => Link::new(id, LinkKind::Informs, body(any), body(other)),
            },
        };
        map.links.put(link);
    }
    map
}

fn body(number: u64) -> Id {
    format!("body-{number}").into()
}

fn strand(number: u64) -> Id {
    format!("strand-{number}").into()
}

fn theme(number: u64) -> Id {
    format!("theme-{number}").into()
}

/// Numbers without a pattern that matters here: Knuth's linear congruential generator (MMIX).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}

criterion_group!(benches, whole_analysis);
criterion_main!(benches);
