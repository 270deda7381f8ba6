//! How long the whole analysis takes: of the sample maps, of landscapes of 1,000 to 100,000 bodies with three links each, and
//! of landscapes in which one thing is out of all proportion.

use std::hint::black_box;

use boardwalk::analysis::analyse;
use boardwalk::exchange::boardwalk_file;
use boardwalk::model::{Id, Link, LinkKind, Map, Node, NodeKind, NodeStatus, StrandKind, Theme};
use criterion::{Criterion, criterion_group, criterion_main};

// As the program has it.
#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    let mut group = criterion.benchmark_group("lopsided");
    group.sample_size(10);
    for shape in Shape::ALL {
        for bodies in [10_000, 100_000] {
            let map = lopsided(shape, bodies);
            group.bench_function(format!("{shape:?} of {bodies} bodies"), |bencher| {
                bencher.iter(|| analyse(black_box(&map)));
            });
        }
    }
    group.finish();
}

/// What is out of all proportion in a landscape; no rule may become quadratic by it.
#[derive(Debug, Clone, Copy)]
enum Shape {
    /// Each body answers to the one before it.
    Chain,
    /// All answer to one, sit on it, inform it, are under its scrutiny and get their money from it.
    Hub,
    /// One strand is owned, delivered and scrutinised by all.
    OneStrand,
    /// All carry one theme, and own a plan for it each.
    OneTheme,
    /// Ten partners have all seats.
    TenPartners,
    /// Each body carries five of two hundred themes.
    ManyThemes,
    /// Each body pays five others.
    Money,
}

impl Shape {
    const ALL: [Self; 7] =
        [Self::Chain, Self::Hub, Self::OneStrand, Self::OneTheme, Self::TenPartners, Self::ManyThemes, Self::Money];
}

fn lopsided(shape: Shape, bodies: u64) -> Map {
    let mut map = Map { title: format!("{shape:?}"), ..Map::default() };
    let mut dice = Dice(2011);
    map.themes = (0..THEMES).map(declared).collect();
    let link = |map: &mut Map, kind, from, to| {
        map.links.put(Link::new(Id::from(format!("link-{}", map.links.len())), kind, from, to));
    };
    map.nodes.put(Node::new(strand(bodies), NodeKind::Strand, "The strand"));
    for number in 0..10 {
        map.nodes.put(Node::new(partner(number), NodeKind::Partner, format!("Partner {number}")));
    }
    for number in 0..bodies {
        let kind = if number % 7 == 0 { NodeKind::Board } else { NodeKind::Group };
        let mut node = Node::new(body(number), kind, format!("Body {number}"));
        node.accountable_body = (number == 0).then_some(true);
        let upper = match shape {
            Shape::Chain => number.saturating_sub(1),
            Shape::Hub => u64::from(number > 1),
            _ => number.saturating_sub(1) / 5,
        };
        if number > 0 {
            link(&mut map, LinkKind::ReportsTo, body(number), body(upper));
        }
        match shape {
            Shape::Chain => {}
            Shape::Hub => {
                for kind in [LinkKind::MemberOf, LinkKind::Informs] {
                    link(&mut map, kind, body(number), body(1));
                }
                for kind in [LinkKind::Scrutinises, LinkKind::Funds] {
                    link(&mut map, kind, body(1), body(number));
                }
            }
            Shape::OneStrand => {
                for kind in [LinkKind::Owns, LinkKind::Delivers, LinkKind::Scrutinises] {
                    link(&mut map, kind, body(number), strand(bodies));
                }
            }
            Shape::OneTheme => {
                node.themes.insert(theme(0));
                let mut plan = Node::new(strand(number), NodeKind::Strand, format!("Plan {number}"));
                plan.strand_kind = Some(StrandKind::Plan);
                plan.themes.insert(theme(0));
                map.nodes.put(plan);
                link(&mut map, LinkKind::Owns, body(number), strand(number));
            }
            Shape::TenPartners => {
                node.themes.insert(theme(dice.below(THEMES)));
                for kind in [[LinkKind::MemberOf; 4].as_slice(), &[LinkKind::Chairs]].concat() {
                    link(&mut map, kind, partner(dice.below(10)), body(number));
                }
            }
            Shape::ManyThemes => node.themes.extend((0..5).map(|_| theme(dice.below(THEMES)))),
            Shape::Money => {
                for _ in 0..5 {
                    link(&mut map, LinkKind::Funds, body(number), body(dice.below(bodies)));
                }
            }
        }
        map.nodes.put(node);
    }
    map
}

/// A landscape with something of everything: one tree of lines upward, some of them doubled or turned back into circles,
/// strands with one owner, two or none, seats, information, and one body in ten on hold. The same at every call.
fn landscape(bodies: u64) -> Map {
    let strands = bodies / 2;
    let mut map = Map { title: format!("{bodies} bodies"), ..Map::default() };
    let mut dice = Dice(2011);
    map.themes = (0..THEMES).map(declared).collect();
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

fn partner(number: u64) -> Id {
    format!("partner-{number}").into()
}

fn declared(number: u64) -> Theme {
    let name = format!("Theme {number}");
    Theme { id: theme(number), name, evidence: Vec::new(), unknown: Default::default() }
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
