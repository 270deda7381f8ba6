//! What holds of the pictures of the sample maps and of maps of every shape: their shape, and that they stay.

use std::collections::BTreeSet;
use std::sync::Arc;

use boardwalk::analysis::analyse;
use boardwalk::drawing::fit::AT_THE_BACK;
use boardwalk::drawing::{self, Folding, Least, Lens, Plan, Shown, names_in, parameters};
use boardwalk::exchange::boardwalk_file;
use boardwalk::layout::{CardBox, Form, Parameters, Placement, Rect, Size, layers};
use boardwalk::model::{Id, Link, LinkKind, Map, Node, NodeKind};
use proptest::prelude::*;

fn drawn(map: &Map) -> Placement {
    drawn_in(map, Form::Layers, None)
}

/// In a layout, from nothing or from how everything stood before.
fn drawn_in(map: &Map, form: Form, before: Option<&Placement>) -> Placement {
    let kept = before.map(|before| Arc::clone(&before.standing));
    let parameters = Parameters { kept, ..parameters(map, form) };
    Placement::clone(&Plan::of(map, Shown::default(), &BTreeSet::new(), &parameters).placement)
}

/// How far cards have moved on average, without what all of them have, in parts of the diagonal.
fn moved(before: &Placement, after: &Placement) -> f32 {
    let both = before.cards.iter().filter_map(|(id, card)| Some((card.centre(), after.cards.get(id)?.centre())));
    let steps: Vec<(f32, f32)> = both.map(|(one, other)| (other.x - one.x, other.y - one.y)).collect();
    let median = |along: fn(&(f32, f32)) -> f32| {
        let mut all: Vec<f32> = steps.iter().map(along).collect();
        all.sort_by(f32::total_cmp);
        all[all.len() / 2]
    };
    let (x, y) = (median(|step| step.0), median(|step| step.1));
    let cards = before.cards.values().copied().reduce(|all: Rect, card| all.union(&card)).expect("cards");
    let far: f32 = steps.iter().map(|step| (step.0 - x).hypot(step.1 - y)).sum();
    far / steps.len() as f32 / cards.width().hypot(cards.height())
}

/// How far one body more moves the others on average, over every so many cards that it can come below, and none.
fn moved_on_average(map: &Map, step: usize, form: Form, goes_on: bool) -> f32 {
    let before = drawn_in(map, form, None);
    let places: Vec<Option<&Id>> = before.cards.keys().map(Some).chain([None]).collect();
    let far = |above: &Option<&Id>| {
        let mut map = map.clone();
        map.nodes.put(Node::new("one-more", NodeKind::Group, "One body more"));
        if let Some(above) = above {
            map.links.put(Link::new("its-line", LinkKind::ReportsTo, "one-more", above.as_str()));
        }
        moved(&before, &drawn_in(&map, form, goes_on.then_some(&before)))
    };
    let all: Vec<f32> = places.iter().step_by(step).map(far).collect();
    all.iter().sum::<f32>() / all.len() as f32
}

#[test]
fn one_body_more_moves_little_when_the_samples_are_drawn_anew() {
    for (sample, step) in [("solihull-2011", 1), ("middlesbrough-2010", 4)] {
        let bytes = std::fs::read(format!("sample_maps/{sample}.boardwalk")).expect("a sample");
        let map = boardwalk_file::read(&bytes).expect("a map");
        let far = moved_on_average(&map, step, Form::Layers, false);
        assert!(far < 0.02, "{sample}: {:.2} % of the diagonal", 100.0 * far);
    }
}

#[test]
fn one_body_more_moves_little_in_the_window_in_every_layout() {
    for (sample, step) in [("solihull-2011", 3), ("middlesbrough-2010", 4)] {
        let bytes = std::fs::read(format!("sample_maps/{sample}.boardwalk")).expect("a sample");
        let map = boardwalk_file::read(&bytes).expect("a map");
        for form in Form::ALL {
            let far = moved_on_average(&map, step, form, true);
            assert!(far < 0.02, "{sample} in {form}: {:.2} % of the diagonal", 100.0 * far);
        }
    }
}

/// Boards at which accountability ends, each with so many groups below.
fn boards(count: usize, below: usize) -> Map {
    let mut map = Map::default();
    for board in 0..count {
        let mut node = Node::new(format!("b{board:03}"), NodeKind::Board, format!("Board {board}"));
        node.accountable_body = Some(true);
        map.nodes.put(node);
        for group in 0..below {
            let id = format!("g{board:03}-{group:03}");
            map.links.put(Link::new(
                format!("l{id}"),
                LinkKind::ReportsTo,
                id.as_str(),
                format!("b{board:03}").as_str(),
            ));
            map.nodes.put(Node::new(id.as_str(), NodeKind::Group, format!("Group {group}")));
        }
    }
    map
}

#[test]
fn pictures_of_many_roots_are_neither_wide_nor_high() {
    for (count, below) in [(3, 0), (10, 0), (10, 2), (35, 0), (60, 0), (355, 0), (9, 2), (40, 5), (3, 30), (1, 80)] {
        let bounds = drawn(&boards(count, below)).bounds;
        let shape = bounds.width() / bounds.height();
        assert!(SHAPES.contains(&shape), "{count} boards with {below} groups each: {shape:.2} : 1");
    }
}

/// The shapes that a picture may have.
const SHAPES: std::ops::RangeInclusive<f32> = 4.0 / 3.0..=2.2;

/// A forest: what each card hangs under, if it is no root, how big it is, and whether accountability may end there.
#[derive(Debug, Clone)]
struct Grown {
    parents: Vec<Option<usize>>,
    sizes: Vec<Size>,
    ends: Vec<bool>,
}

fn any_forest() -> impl Strategy<Value = Grown> {
    let roots = prop_oneof![1..4_usize, 4..40_usize, 40..401_usize];
    let below = prop_oneof![Just(0..1_usize), Just(1..30_usize), Just(30..300_usize)];
    (roots, below.prop_flat_map(|below| below)).prop_flat_map(|(roots, below)| {
        let count = roots + below;
        let size =
            (60.0..260.0_f32, 30.0..90.0_f32).prop_map(|(width, height)| Size::new(width.round(), height.round()));
        let parent = move |at: usize, place: prop::sample::Index| (at >= roots).then(|| place.index(at));
        let parents = prop::collection::vec(any::<prop::sample::Index>(), count)
            .prop_map(move |places| places.into_iter().enumerate().map(|(at, place)| parent(at, place)).collect());
        (parents, prop::collection::vec(size, count), prop::collection::vec(any::<bool>(), count))
            .prop_map(|(parents, sizes, ends)| Grown { parents, sizes, ends })
    })
}

impl Grown {
    fn bounds(&self) -> Rect {
        let id = |at: usize| format!("n{at:04}");
        let mut map = Map::default();
        let mut cards = Vec::new();
        for (at, (parent, size)) in self.parents.iter().zip(&self.sizes).enumerate() {
            let mut node = Node::new(id(at), NodeKind::Group, id(at));
            node.accountable_body = (parent.is_none() && self.ends[at]).then_some(true);
            cards.push(CardBox { id: node.id.clone(), size: *size });
            map.nodes.put(node);
            if let Some(parent) = parent {
                map.links.put(Link::new(format!("l{at:04}"), LinkKind::ReportsTo, id(at), id(*parent)));
            }
        }
        let links: Vec<Id> = map.links.ids().cloned().collect();
        layers(&map, &cards, &links, &parameters(&map, Form::Layers)).bounds
    }

    /// Whether a chain of bodies is too deep for all others beside it, or there are too few of them to be put in any shape.
    fn has_a_shape_of_its_own(&self) -> bool {
        let mut depth = vec![0.0_f32; self.sizes.len()];
        for (at, parent) in self.parents.iter().enumerate() {
            depth[at] = self.sizes[at].height + parent.map_or(0.0, |parent| depth[parent] + 34.0);
        }
        let deepest = depth.into_iter().fold(0.0, f32::max);
        let wide: f32 = self.sizes.iter().map(|size| size.width + 20.0).sum();
        self.sizes.len() < 12 || deepest * 4.0 / 3.0 > 0.5 * wide
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_forest_is_a_wide_or_a_high_picture(forest in any_forest()) {
        prop_assume!(!forest.has_a_shape_of_its_own());
        let bounds = forest.bounds();
        let shape = bounds.width() / bounds.height();
        prop_assert!(SHAPES.contains(&shape), "{shape:.2} : 1");
    }
}

/// A picture in which as much is folded as it takes for names of that height.
fn fitted(map: &Map, shown: Shown, least: Least) -> (Plan, f32) {
    let folding = Folding { least: Some(least), ..Folding::default() };
    let plan = drawing::plan(map, shown, &BTreeSet::new(), &folding, &parameters(map, Form::Layers));
    let names = names_in(&plan.draw(map, Some(&analyse(map)), Lens::Status));
    (plan, names)
}

/// Every body that was chosen is on one card, its own or one that says how many it stands for.
fn is_all_there(plan: &Plan) {
    let Some(folded) = &plan.folded else { return };
    for id in &plan.choice.nodes {
        let packs = folded.packs.values().filter(|pack| pack.members.contains(id)).count();
        assert_eq!(packs + usize::from(folded.choice.nodes.contains(id)), 1, "{id}");
    }
    assert!(plan.placement.cards.keys().eq(folded.choice.nodes.iter()));
}

#[test]
fn at_the_back_of_a_room_every_name_of_the_samples_is_read_and_nothing_is_lost() {
    for sample in ["solihull-2011", "middlesbrough-2010", "first-steps"] {
        let bytes = std::fs::read(format!("sample_maps/{sample}.boardwalk")).expect("a sample");
        let map = boardwalk_file::read(&bytes).expect("a map");
        for shown in [Shown::default(), Shown { strands: true, ..Shown::default() }] {
            let (plan, names) = fitted(&map, shown, Least::Of(AT_THE_BACK));
            assert!(names >= f32::from(AT_THE_BACK), "{sample}: {names} px");
            is_all_there(&plan);
            assert!(plan.placement.cards.len() > 6, "{sample}: {} cards are left", plan.placement.cards.len());
        }
        // Where everything is shown at once the trays alone are too wide for 22 px: 17.9 were measured.
        let (plan, names) = fitted(&map, Shown::ALL, Least::Of(AT_THE_BACK));
        assert!(names >= 17.5, "{sample}: {names} px");
        is_all_there(&plan);
    }
}

#[test]
fn a_large_map_is_folded_until_it_can_be_read_and_a_small_one_is_left_alone() {
    let small = boards(4, 10);
    let (plan, _) = fitted(&small, Shown::default(), Least::OfMany);
    assert!(plan.folded.is_none(), "44 cards are few");
    for map in [boards(30, 20), boards(1, 500), boards(600, 0)] {
        let (plan, names) = fitted(&map, Shown::default(), Least::OfMany);
        assert!(names >= 9.0, "{names} px");
        is_all_there(&plan);
        let cards = plan.placement.cards.len();
        assert!(cards > 30, "{cards} cards say more than one");
        assert!(!plan.draw(&map, None, Lens::Status).note.is_empty(), "what is folded is told");
    }
}

/// That no card stands on another, and that no line leads through one that is not its own.
fn is_sound(plan: &Plan, map: &Map, what: &str) {
    let (cards, seen) = (&plan.placement.cards, plan.folded.as_ref().map_or(map, |folded| &folded.map));
    let all: Vec<(&Id, &Rect)> = cards.iter().collect();
    for (place, (id, card)) in all.iter().enumerate() {
        let other = all[..place].iter().find(|(_, other)| other.overlaps(&card.grown(-0.1)));
        assert!(other.is_none(), "{what}: {id} stands on {other:?}");
    }
    for (line, way) in &plan.placement.routes {
        let link = seen.links.get(line.as_str()).expect("a line of the picture");
        let foreign = all.iter().filter(|(id, _)| **id != link.from && **id != link.to);
        let crossed = foreign.map(|(id, card)| (id, card.grown(-0.5)));
        let mut crossed = crossed.filter(|(_, card)| way.windows(2).any(|ends| card.is_crossed(ends[0], ends[1])));
        assert!(crossed.next().is_none(), "{what}: {line} leads through a foreign card");
    }
}

#[test]
fn in_every_layout_of_the_samples_nothing_overlaps_folded_or_not_and_after_edits() {
    for sample in ["solihull-2011", "middlesbrough-2010", "first-steps"] {
        let bytes = std::fs::read(format!("sample_maps/{sample}.boardwalk")).expect("a sample");
        let map = boardwalk_file::read(&bytes).expect("a map");
        let mut edited = map.clone();
        for (number, above) in map.nodes.ids().step_by(9).enumerate() {
            let id = format!("new-{number}");
            edited.nodes.put(Node::new(id.as_str(), NodeKind::Group, format!("New body {number}")));
            edited.links.put(Link::new(format!("{id}-up"), LinkKind::ReportsTo, id.as_str(), above.as_str()));
        }
        for form in Form::ALL {
            let seats = Shown { seats: true, ..Shown::default() };
            for (what, shown) in [("whole", Shown::default()), ("seats", seats), ("all", Shown::ALL)] {
                let name = format!("{sample}, {form}, {what}");
                let plan = Plan::of(&map, shown, &BTreeSet::new(), &parameters(&map, form));
                is_sound(&plan, &map, &name);
                if what == "seats" {
                    let folding = Folding { least: Some(Least::Of(AT_THE_BACK)), ..Folding::default() };
                    let folded = drawing::plan(&map, shown, &BTreeSet::new(), &folding, &parameters(&map, form));
                    is_sound(&folded, &map, &format!("{name}, folded"));
                    let kept = Some(Arc::clone(&plan.placement.standing));
                    let parameters = Parameters { kept, ..parameters(&edited, form) };
                    let after = Plan::of(&edited, shown, &BTreeSet::new(), &parameters);
                    is_sound(&after, &edited, &format!("{name}, with more"));
                }
            }
        }
    }
}
