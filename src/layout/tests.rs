//! What holds of every placement, whatever the map.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{AreaKind, CardBox, Parameters, Placement, Point, Rect, Size, laid_out};
use crate::model::{End, Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, NodeStatus};

/// A map with all its cards and lines to lay out.
#[derive(Debug, Clone, Default)]
pub(super) struct Case {
    pub(super) map: Map,
    pub(super) cards: Vec<CardBox>,
    pub(super) links: Vec<Id>,
}

pub(super) fn id(node: usize) -> Id {
    Id::from(format!("n{node}"))
}

impl Case {
    /// So many groups of one size, with formal lines from child to parent.
    pub(super) fn groups(count: usize, lines: &[(usize, usize)]) -> Self {
        let mut case = Self::default();
        for node in 0..count {
            case.node(Node::new(id(node), NodeKind::Group, format!("Group {node}")), Size::new(180.0, 50.0));
        }
        for &(from, to) in lines {
            case.link(LinkKind::ReportsTo, from, to);
        }
        case
    }

    pub(super) fn node(&mut self, node: Node, size: Size) {
        self.cards.push(CardBox { id: node.id.clone(), size });
        self.map.nodes.put(node);
    }

    pub(super) fn link(&mut self, kind: LinkKind, from: usize, to: usize) -> &mut Self {
        let link = Link::new(format!("l{}", self.links.len()), kind, id(from), id(to));
        self.links.push(link.id.clone());
        self.map.links.put(link);
        self
    }

    pub(super) fn change(&mut self, node: usize, change: impl FnOnce(&mut Node)) -> &mut Self {
        let mut changed = Node::clone(self.map.nodes.get(id(node).as_str()).expect("a node of the case"));
        change(&mut changed);
        self.map.nodes.put(changed);
        self
    }

    pub(super) fn place(&self, parameters: &Parameters) -> Placement {
        laid_out(&self.map, &self.cards, &self.links, parameters)
    }

    pub(super) fn lay_out(&self) -> Placement {
        self.place(&Parameters::default())
    }

    /// Checks all that a placement promises: each card in its size and on no other, every line from its one card to its
    /// other, upright or level, through no card that is not its own.
    pub(super) fn check(&self, placement: &Placement) {
        assert_eq!(placement.cards.len(), self.map.nodes.len());
        let cards: Vec<(&Id, Rect)> = placement.cards.iter().map(|(id, card)| (id, *card)).collect();
        for (index, (id, card)) in cards.iter().enumerate() {
            assert!(card.min.x.is_finite() && card.min.y.is_finite());
            let size = self.cards.iter().find(|boxed| boxed.id == **id).expect("a card of the case").size;
            assert!((card.width() - size.width).abs() < 0.1 && (card.height() - size.height).abs() < 0.1);
            let covered = cards[..index].iter().find(|(_, other)| other.overlaps(&card.grown(-0.1)));
            assert!(covered.is_none(), "{id} covers {covered:?}");
            assert!(placement.bounds.grown(0.1).contains(card.min) && placement.bounds.grown(0.1).contains(card.max));
        }
        assert_eq!(placement.routes.len(), self.links.len());
        for (line, way) in &placement.routes {
            let link = self.map.links.get(line.as_str()).expect("a link of the case");
            assert!(way.len() > 1, "{line} leads nowhere");
            assert!(on_border(&placement.cards[&link.from], way[0]), "{line} begins off its card");
            assert!(on_border(&placement.cards[&link.to], way[way.len() - 1]), "{line} ends off its card");
            for ends in way.windows(2) {
                let level_or_upright = (ends[0].x - ends[1].x).abs() < 0.1 || (ends[0].y - ends[1].y).abs() < 0.1;
                assert!(level_or_upright, "{line} runs aslant: {way:?}");
            }
        }
        assert_eq!(self.through(placement), Vec::new(), "lines through cards");
    }

    /// Lines with the foreign cards that they pass through.
    fn through(&self, placement: &Placement) -> Vec<(Id, Id)> {
        let mut through = Vec::new();
        for (line, way) in &placement.routes {
            let link = self.map.links.get(line.as_str()).expect("a link of the case");
            for (id, card) in placement.cards.iter().filter(|(id, _)| **id != link.from && **id != link.to) {
                if way.windows(2).any(|ends| card.grown(-0.5).is_crossed(ends[0], ends[1])) {
                    through.push((line.clone(), id.clone()));
                }
            }
        }
        through
    }
}

fn on_border(card: &Rect, point: Point) -> bool {
    card.grown(0.6).contains(point) && !card.grown(-0.6).contains(point)
}

pub(super) fn any_case() -> impl Strategy<Value = Case> {
    let kinds = prop::sample::select(NodeKind::ALL.to_vec());
    let statuses = prop::sample::select(NodeStatus::ALL.to_vec());
    let node = (kinds, statuses, any::<bool>(), 60.0_f32..260.0, 30.0_f32..90.0);
    let link_kinds = prop::sample::select(LinkKind::ALL.to_vec());
    let link_statuses = prop::sample::select(LinkStatus::ALL.to_vec());
    let link = (link_kinds, link_statuses, any::<prop::sample::Index>(), any::<prop::sample::Index>());
    (prop::collection::vec(node, 1..28), prop::collection::vec(link, 0..40)).prop_map(|(nodes, links)| {
        let mut case = Case::default();
        let count = nodes.len();
        for (index, (kind, status, accountable, width, height)) in nodes.into_iter().enumerate() {
            let mut node = Node::new(id(index), kind, format!("Node {index}"));
            node.status = status;
            node.accountable_body = (accountable && index % 4 == 0).then_some(true);
            case.node(node, Size::new(width.round(), height.round()));
        }
        for (kind, status, from, to) in links {
            case.link(kind, from.index(count), to.index(count));
            let mut link = Link::clone(case.map.links.get(case.links[case.links.len() - 1].as_str()).expect("put"));
            link.status = status;
            case.map.links.put(link);
        }
        case
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_map_is_placed_and_its_order_does_not_matter(case in any_case()) {
        let placement = case.lay_out();
        case.check(&placement);
        let mut turned = case.clone();
        turned.cards.reverse();
        turned.links.reverse();
        prop_assert_eq!(placement, turned.lay_out());
    }

    #[test]
    fn pinned_cards_move_nothing_else(case in any_case(), x in -900.0_f32..2000.0, y in -900.0_f32..1500.0) {
        let free = case.lay_out();
        let mut parameters = Parameters::default();
        parameters.pinned.insert(id(0), Point::new(x.round(), y.round()));
        let pinned = case.place(&parameters);
        for (card, rect) in &free.cards {
            prop_assert!(*card == id(0) || pinned.cards[card] == *rect, "{} moved", card);
        }
        let wanted = Rect::around(Point::new(x.round(), y.round()), free.cards[&id(0)].size());
        let is_free = free.cards.iter().all(|(card, rect)| *card == id(0) || !rect.overlaps(&wanted));
        prop_assert!(!is_free || pinned.cards[&id(0)] == wanted, "it stands where it was put");
        let cards: Vec<&Rect> = pinned.cards.values().collect();
        for (index, card) in cards.iter().enumerate() {
            prop_assert!(cards[..index].iter().all(|other| !other.overlaps(&card.grown(-0.1))));
        }
    }
}

#[test]
fn a_child_stands_below_its_parent_and_leaves_hang_in_columns() {
    let case = Case::groups(9, &[(1, 0), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 0), (8, 7)]);
    let placement = case.lay_out();
    case.check(&placement);
    for (child, parent) in [(1, 0), (7, 0), (8, 7), (2, 1), (6, 1)] {
        assert!(placement.cards[&id(child)].min.y > placement.cards[&id(parent)].max.y, "{child} below {parent}");
    }
    let mut columns: BTreeMap<i32, usize> = BTreeMap::new();
    for leaf in 2..7 {
        *columns.entry(placement.cards[&id(leaf)].min.x as i32).or_default() += 1;
    }
    assert!(columns.len() < 4, "five leaves hang in columns: {columns:?}");
}

#[test]
fn of_two_parents_the_lower_one_has_the_child() {
    let case = Case::groups(3, &[(1, 0), (2, 0), (2, 1)]);
    let placement = case.lay_out();
    case.check(&placement);
    assert!(placement.cards[&id(2)].min.y > placement.cards[&id(1)].max.y);
}

#[test]
fn what_has_no_route_stands_in_the_tray_and_what_has_ended_aside() {
    let mut case = Case::groups(6, &[(1, 0)]);
    case.change(0, |node| node.accountable_body = Some(true));
    case.change(4, |node| node.status = NodeStatus::Ended);
    case.change(5, |node| node.status = NodeStatus::Dormant);
    let placement = case.lay_out();
    case.check(&placement);
    let area = |kind: AreaKind| placement.areas.iter().find(|area| area.kind == kind).expect("an area of that kind");
    let holds = |kind: AreaKind, node: usize| area(kind).rect.contains(placement.cards[&id(node)].centre());
    assert!([2, 3, 5].into_iter().all(|node| holds(AreaKind::NoRoute, node)));
    assert!(![0, 1, 4].into_iter().any(|node| holds(AreaKind::NoRoute, node)));
    assert!(holds(AreaKind::Ended, 4) && !holds(AreaKind::Ended, 1));
}

#[test]
fn strands_hang_under_their_owner_and_those_without_stand_together() {
    let mut case = Case::groups(5, &[]);
    for strand in [1, 2, 3, 4] {
        case.change(strand, |node| node.kind = NodeKind::Strand);
    }
    case.change(0, |node| node.accountable_body = Some(true));
    case.link(LinkKind::Owns, 0, 1).link(LinkKind::Owns, 0, 2);
    let placement = case.lay_out();
    case.check(&placement);
    let unowned = placement.areas.iter().find(|area| area.kind == AreaKind::Unconnected).expect("an area");
    assert!(unowned.rect.contains(placement.cards[&id(3)].centre()));
    assert!(!unowned.rect.contains(placement.cards[&id(1)].centre()));
    assert!(placement.cards[&id(1)].min.y > placement.cards[&id(0)].max.y);
}

#[test]
fn an_anchor_stays_where_it_was() {
    let mut case = Case::groups(12, &[(1, 0), (2, 0), (3, 1), (4, 1)]);
    let before = case.lay_out().cards[&id(1)].centre();
    case.node(Node::new(id(12), NodeKind::Group, "New"), Size::new(180.0, 50.0));
    case.link(LinkKind::ReportsTo, 12, 0);
    let parameters = Parameters { anchor: Some((id(1), before)), ..Parameters::default() };
    let after = case.place(&parameters).cards[&id(1)].centre();
    assert!((after.x - before.x).abs() < 0.1 && (after.y - before.y).abs() < 0.1);
}

#[test]
fn wide_families_wrap_towards_the_wanted_shape() {
    for leaves in [30, 200] {
        let lines: Vec<(usize, usize)> = (1..=leaves).map(|leaf| (leaf, 0)).collect();
        let mut case = Case::groups(leaves + 1, &lines);
        case.change(0, |node| node.accountable_body = Some(true));
        let placement = case.lay_out();
        case.check(&placement);
        let ratio = placement.bounds.width() / placement.bounds.height();
        assert!((1.3..2.3).contains(&ratio), "{leaves} leaves: {ratio}");
    }
}

#[test]
fn trees_without_ties_stand_in_rows() {
    let mut boards = Case::groups(40, &[]);
    let mut families = Case::groups(27, &(0..27).filter(|n| n % 3 > 0).map(|n| (n, n - n % 3)).collect::<Vec<_>>());
    for node in 0..40 {
        boards.change(node, |node| node.accountable_body = Some(true));
    }
    for node in (0..27).step_by(3) {
        families.change(node, |node| node.accountable_body = Some(true));
    }
    for case in [boards, families] {
        let placement = case.lay_out();
        case.check(&placement);
        let ratio = placement.bounds.width() / placement.bounds.height();
        assert!((1.0..2.4).contains(&ratio), "{ratio}");
    }
}

#[test]
fn what_answers_to_a_card_stands_below_it_even_if_it_is_alone() {
    let mut case = Case::groups(2, &[(1, 0)]);
    case.change(0, |node| node.accountable_body = Some(true));
    let placement = case.lay_out();
    assert!(placement.cards[&id(1)].min.y > placement.cards[&id(0)].max.y);
}

#[test]
fn lines_to_oneself_stand_apart_and_touch_no_card_and_no_title() {
    let mut case = Case::groups(4, &[(1, 0), (0, 0), (0, 0), (0, 0)]);
    case.link(LinkKind::Informs, 1, 1);
    let placement = case.lay_out();
    case.check(&placement);
    let own: Vec<&Vec<Point>> = ["l1", "l2", "l3"].iter().map(|id| &placement.routes[*id]).collect();
    let extent = |way: &[Point]| {
        let points = way.iter().map(|&point| Rect { min: point, max: point });
        points.reduce(|all, point| all.union(&point)).expect("points")
    };
    for (index, way) in own.iter().enumerate() {
        assert!(own[..index].iter().all(|other| !extent(other).grown(1.0).overlaps(&extent(way))), "{own:?}");
        assert!(extent(way).min.y > placement.cards[&id(0)].min.y, "titles stand above");
    }
}

#[test]
fn a_tray_that_everything_was_taken_out_of_is_no_tray() {
    let mut case = Case::groups(3, &[]);
    case.change(0, |node| node.accountable_body = Some(true));
    let elsewhere = |nodes: &[usize]| {
        let pinned = nodes.iter().map(|&node| (id(node), Point::new(-900.0, 90.0 * node as f32))).collect();
        case.place(&Parameters { pinned, ..Parameters::default() }).areas
    };
    assert_eq!(elsewhere(&[1]).len(), 1);
    assert!(elsewhere(&[1, 2]).is_empty(), "nothing stands in it");
}

#[test]
fn cards_too_far_away_to_be_drawn_together_stand_where_the_layout_has_them() {
    let case = Case::groups(5, &[(1, 0), (2, 0), (3, 0), (4, 0)]);
    let free = case.lay_out();
    for far in [540_000_000.0, -2_147_483_648.0, 2_147_483_647.0, 90_000.0] {
        let pinned = [(id(3), Point::new(far, 5.0)), (id(4), Point::new(5.0, 700.0))];
        let placement = case.place(&Parameters { pinned: pinned.into(), ..Parameters::default() });
        assert_eq!((&placement.far, placement.cards[&id(3)]), (&vec![id(3)], free.cards[&id(3)]), "{far}");
        assert!(placement.bounds.width() < 3000.0);
        case.check(&placement);
    }
    for (far_out, is_far) in [(900_000.0, false), (1e9, true), (2_147_483_647.0, true), (-2_147_483_648.0, true)] {
        let at = |node: usize| Point::new(far_out + 250.0 * node as f32, far_out - 90.0 * node as f32);
        let together = (0..5).map(|node| (id(node), at(node))).collect();
        let placement = case.place(&Parameters { pinned: together, ..Parameters::default() });
        assert_eq!(placement.far.len(), if is_far { 5 } else { 0 }, "all of them stand there: {far_out}");
        case.check(&placement);
    }
}

#[test]
fn lines_of_several_kinds_between_two_cards_run_apart() {
    let mut case = Case::groups(4, &[(1, 0), (2, 0), (3, 0)]);
    case.change(0, |node| node.accountable_body = Some(true));
    for kind in [LinkKind::PartOf, LinkKind::Informs, LinkKind::ReportsTo] {
        case.link(kind, 1, 0);
    }
    case.link(LinkKind::Scrutinises, 0, 1);
    let placement = case.lay_out();
    case.check(&placement);
    let ways: Vec<&Vec<Point>> = [0, 3, 4, 5, 6].iter().map(|line| &placement.routes[&case.links[*line]]).collect();
    for (index, way) in ways.iter().enumerate() {
        for other in &ways[..index] {
            assert!(way.windows(2).any(|ends| !along(other, ends[0], ends[1])), "{way:?} lies on {other:?}");
            let whole: f32 = way.windows(2).map(|ends| far(ends[0], ends[1])).sum();
            let shared = way.windows(2).filter(|ends| along(other, ends[0], ends[1]));
            let shared: f32 = shared.map(|ends| far(ends[0], ends[1])).sum();
            assert!(shared < 0.5 * whole, "{way:?} lies mostly on {other:?}");
        }
    }
}

fn far(one: Point, other: Point) -> f32 {
    (one.x - other.x).abs() + (one.y - other.y).abs()
}

/// Whether a way runs over all of a piece.
fn along(way: &[Point], from: Point, to: Point) -> bool {
    let within = |low: f32, at: f32, high: f32| low.min(high) - 0.5 <= at && at <= low.max(high) + 0.5;
    way.windows(2).any(|ends| {
        [from, to].iter().all(|end| within(ends[0].x, end.x, ends[1].x) && within(ends[0].y, end.y, ends[1].y))
    })
}

#[test]
fn circles_and_loops_are_drawn() {
    let case = Case::groups(5, &[(0, 0), (1, 2), (2, 3), (3, 1), (4, 3), (0, 4), (4, 0)]);
    case.check(&case.lay_out());
}

#[test]
fn a_line_off_the_map_is_a_stub_and_a_body_that_answers_by_it_stands_in_no_tray() {
    let mut case = Case::groups(3, &[(0, 0), (2, 2)]);
    for (line, end) in [("l0", End::To), ("l1", End::From)] {
        let link = case.map.links.get(line).and_then(|link| link.led_off_map(end, "Ministry")).expect("an end");
        case.map.links.put(link);
    }
    let placement = case.lay_out();
    let [tray] = placement.areas.as_slice() else { panic!("one area: {:?}", placement.areas) };
    let holds = |node: usize| tray.rect.contains(placement.cards[&id(node)].centre());
    assert_eq!([0, 1, 2].map(holds), [false, true, true], "what answers to somebody off the map has a line upward");
    for (line, node, is_outward) in [("l0", 0, true), ("l1", 2, false)] {
        let [from, to] = placement.routes[&Id::from(line)][..] else {
            panic!("a straight line that does not come back")
        };
        let (near, far) = if is_outward { (from, to) } else { (to, from) };
        assert_eq!((near.x, near.y), (placement.cards[&id(node)].max.x, far.y));
        assert!(far.x > near.x);
    }
}

#[test]
fn a_circle_hangs_by_the_line_that_leads_out_of_it() {
    // 1 and 2 answer to each other, and 2 to the accountable body 0 as well; 3 and 4 know nobody but each other.
    let mut case = Case::groups(5, &[(1, 2), (2, 1), (2, 0), (3, 4), (4, 3)]);
    case.change(0, |node| node.accountable_body = Some(true));
    let placement = case.lay_out();
    case.check(&placement);
    let [tray] = placement.areas.as_slice() else { panic!("one area: {:?}", placement.areas) };
    let holds = |node: usize| tray.rect.contains(placement.cards[&id(node)].centre());
    assert_eq!([0, 1, 2, 3, 4].map(holds), [false, false, false, true, true]);
    assert!(placement.cards[&id(2)].min.y > placement.cards[&id(0)].max.y, "2 hangs under 0");
}

#[test]
fn lines_too_many_to_search_for_run_along_gutters_and_through_no_card() {
    let trees: Vec<(usize, usize)> = (6..400).map(|node| (node, (node - 6) / 5)).collect();
    let mut case = Case::groups(400, &trees);
    for node in 0..6 {
        case.change(node, |node| node.accountable_body = Some(node.id.as_str() != "n3"));
    }
    for node in 0..400 {
        case.link(LinkKind::Informs, node, (node * 37 + 11) % 400);
        case.link(LinkKind::MemberOf, node, (node * 101 + 7) % 400);
    }
    let forest = super::forest::Forest::of(&case.map, &case.cards, &case.links);
    let page = super::page::compose(&forest, &Parameters::default());
    let mut placement = page.into_placement_within(&forest, &Parameters::default(), 0);
    placement.routes.retain(|_, way| !way.is_empty());
    case.check(&placement);
    // Here the trees stand in rows, which other streets join.
    let mut rows = Case::groups(60, &(0..60).filter(|n| n % 3 > 0).map(|n| (n, n - n % 3)).collect::<Vec<_>>());
    for node in (0..60).step_by(3) {
        rows.change(node, |node| node.accountable_body = Some(true));
    }
    for node in 0..60 {
        rows.link(LinkKind::Informs, node, (node * 37 + 11) % 60);
    }
    let forest = super::forest::Forest::of(&rows.map, &rows.cards, &rows.links);
    let page = super::page::compose(&forest, &Parameters::default());
    rows.check(&page.into_placement_within(&forest, &Parameters::default(), 0));
}

#[test]
fn extremes_are_laid_out_without_overflowing_the_stack() {
    let in_small_stack = |case: Case| {
        let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(move || case.lay_out());
        thread.expect("a thread").join().expect("a placement")
    };
    assert_eq!(Case::default().lay_out(), Placement::default());
    Case::groups(1, &[]).check(&Case::groups(1, &[]).lay_out());
    let chain = in_small_stack(Case::groups(3000, &(1..3000).map(|node| (node, node - 1)).collect::<Vec<_>>()));
    assert!((1..3000).all(|node| chain.cards[&id(node)].min.y >= chain.cards[&id(node - 1)].max.y));
    let star = in_small_stack(Case::groups(3000, &(1..3000).map(|node| (node, 0)).collect::<Vec<_>>()));
    assert!(star.bounds.width() < 3.0 * star.bounds.height());
    let circle = in_small_stack(Case::groups(500, &(0..500).map(|node| (node, (node + 1) % 500)).collect::<Vec<_>>()));
    assert_eq!(circle.routes.len(), 500);
}

#[test]
fn unsound_input_is_laid_out_all_the_same() {
    let mut case = Case::groups(3, &[(1, 0)]);
    case.cards[0].size = Size::new(f32::NAN, -5.0);
    case.cards.push(CardBox { id: Id::from("nobody"), size: Size::new(10.0, 10.0) });
    case.cards.push(case.cards[1].clone());
    case.links.push(Id::from("nothing"));
    let mut parameters = Parameters { anchor: Some((Id::from("nobody"), Point::default())), ..Parameters::default() };
    parameters.pinned.insert(id(2), Point::new(f32::INFINITY, 0.0));
    let placement = case.place(&parameters);
    assert_eq!(placement.cards.len(), 3);
    assert!(placement.cards.values().all(|card| card.min.x.is_finite() && card.max.y.is_finite()));
}
