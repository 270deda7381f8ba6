//! What holds of a page that goes on from an earlier one.

use std::sync::Arc;

use proptest::prelude::*;

use crate::layout::forest::Forest;
use crate::layout::tests::{Case, any_case, id};
use crate::layout::{AreaKind, Parameters, Placement, Size};
use crate::model::{LinkKind, Node, NodeKind, NodeStatus};

fn after(case: &Case, before: &Placement) -> Placement {
    case.place(&Parameters { kept: Some(Arc::clone(&before.standing)), ..Parameters::default() })
}

/// How far those that stand in both pictures have moved on average, as a share of the diagonal, and how many have at all.
fn moved(before: &Placement, after: &Placement) -> (f32, usize) {
    let both = before.cards.iter().filter_map(|(id, card)| Some((card.min, after.cards.get(id)?.min)));
    let far: Vec<f32> = both.map(|(one, other)| (one.x - other.x).hypot(one.y - other.y)).collect();
    let diagonal = before.bounds.width().hypot(before.bounds.height());
    (far.iter().sum::<f32>() / far.len() as f32 / diagonal, far.iter().filter(|far| **far > 0.1).count())
}

/// A council with boards, groups below them, and a few that answer to nobody.
fn town() -> Case {
    let mut lines: Vec<(usize, usize)> = (1..6).map(|board| (board, 0)).collect();
    lines.extend((6..30).map(|group| (group, 1 + group % 5)));
    let mut case = Case::groups(40, &lines);
    case.change(0, |node| node.accountable_body = Some(true));
    case
}

fn grown(case: &mut Case) -> usize {
    let new = case.cards.len();
    case.node(Node::new(id(new), NodeKind::Group, "New"), Size::new(180.0, 50.0));
    new
}

#[test]
fn one_body_more_comes_in_below_what_it_answers_to_and_moves_hardly_anything() {
    let before = town().lay_out();
    for above in [0, 1, 5, 6, 20, 30, 39] {
        let mut case = town();
        let new = grown(&mut case);
        case.link(LinkKind::ReportsTo, new, above);
        let after = after(&case, &before);
        case.check(&after);
        let (far, count) = moved(&before, &after);
        assert!(far < 0.012, "below {above}: {count} have moved by {far}");
        assert!(after.cards[&id(new)].min.y > after.cards[&id(above)].max.y, "below {above}");
        assert_eq!(after.areas.len(), before.areas.len());
    }
}

#[test]
fn one_that_answers_to_nobody_comes_into_the_tray_and_moves_nothing() {
    let before = town().lay_out();
    let mut case = town();
    let new = grown(&mut case);
    let placed = after(&case, &before);
    case.check(&placed);
    assert_eq!(moved(&before, &placed).1, 0);
    let tray = placed.areas.iter().find(|area| area.kind == AreaKind::NoRoute).expect("a tray");
    assert!(tray.rect.contains(placed.cards[&id(new)].centre()));
    let mut ended = case.clone();
    ended.change(new, |node| node.status = NodeStatus::Ended);
    let placed = after(&ended, &placed);
    ended.check(&placed);
    assert_eq!(moved(&before, &placed).1, 0, "only the one that has ended goes");
    assert!(placed.areas.iter().any(|area| area.kind == AreaKind::Ended));
}

#[test]
fn in_a_small_map_a_list_grows_downwards_and_the_tray_makes_room() {
    let mut case = Case::groups(4, &[(1, 0), (2, 1)]);
    case.change(0, |node| node.accountable_body = Some(true));
    let mut placement = case.lay_out();
    for _ in 0..4 {
        let new = grown(&mut case);
        case.link(LinkKind::ReportsTo, new, 1);
        placement = after(&case, &placement);
        case.check(&placement);
        assert_eq!(placement.cards[&id(new)].min.x, placement.cards[&id(2)].min.x, "in one column");
    }
    assert!(placement.areas[0].rect.min.y > placement.cards[&id(4)].max.y);
}

#[test]
fn a_line_moves_only_what_hangs_by_it_and_a_removal_nothing() {
    let before = town().lay_out();
    let mut tied = town();
    tied.link(LinkKind::ReportsTo, 35, 20);
    let placed = after(&tied, &before);
    tied.check(&placed);
    assert!(moved(&before, &placed).0 < 0.02, "{:?}", moved(&before, &placed));
    assert!(placed.cards[&id(35)].min.y > placed.cards[&id(20)].max.y);
    let mut gone = town();
    gone.map.nodes.remove(id(3).as_str());
    gone.cards.remove(3);
    gone.links
        .retain(|link| gone.map.links.get(link.as_str()).is_some_and(|link| link.to != id(3) && link.from != id(3)));
    let placed = after(&gone, &before);
    let stays = |node: &usize| !(6..30).contains(node) || 1 + node % 5 != 3;
    for node in (0..40).filter(stays).filter(|node| *node != 3) {
        assert_eq!(placed.cards[&id(node)], before.cards[&id(node)], "{node} hangs where it did");
    }
}

#[test]
fn what_comes_above_a_tree_stands_above_it_and_leaves_it_where_it_is() {
    let before = town().lay_out();
    let mut case = town();
    let new = grown(&mut case);
    case.link(LinkKind::ReportsTo, 0, new);
    case.change(new, |node| node.accountable_body = Some(true));
    let after = after(&case, &before);
    case.check(&after);
    assert_eq!(moved(&before, &after).1, 0);
    assert!(after.cards[&id(new)].max.y < after.cards[&id(0)].min.y);
}

#[test]
fn a_card_that_grows_pushes_down_what_stands_below_and_nothing_else() {
    let before = town().lay_out();
    let mut case = town();
    case.cards[6].size.height += 30.0;
    let after = after(&case, &before);
    case.check(&after);
    let (far, count) = moved(&before, &after);
    assert!(far < 0.01 && count < 10, "{count} by {far}");
}

/// Has one card after the other grow wider in a map whose cards are that high in turn.
fn grows_wider(heights: [f32; 2]) {
    // As near to each other as they are drawn.
    let parameters = Parameters { column_gap: 20.0, ..Parameters::default() };
    let mut town = Case::groups(40, &[(1, 0), (2, 1), (3, 1)]);
    town.change(0, |node| node.accountable_body = Some(true));
    town.cards.iter_mut().zip(heights.into_iter().cycle()).for_each(|(card, height)| card.size.height = height);
    let before = town.place(&parameters);
    for wide in 0..40 {
        let mut case = town.clone();
        case.cards[wide].size.width += 32.0;
        let kept = Some(Arc::clone(&before.standing));
        case.check(&case.place(&Parameters { kept, ..parameters.clone() }));
    }
}

#[test]
fn a_card_that_grows_wider_covers_no_other() {
    grows_wider([50.0, 50.0]);
}

#[test]
fn where_a_card_has_no_room_to_grow_all_is_laid_out_anew() {
    // What reaches down less far than the one that grows stands above it, and does not go down.
    grows_wider([30.0, 50.0]);
}

#[test]
fn many_new_cards_beside_many_are_laid_out_anew_and_few_come_in() {
    let before = Case::groups(720, &[]).lay_out();
    let goes_on = |count: usize| {
        let case = Case::groups(count, &[]);
        let forest = Forest::of(&case.map, &case.cards, &case.links);
        super::compose(&forest, &before.standing, &Parameters::default()).is_some()
    };
    assert!(goes_on(728));
    assert!(!goes_on(1_320), "each of them would be tried beside each of the others");
}

#[test]
fn a_map_that_is_drawn_from_nothing_keeps_its_shape() {
    // A tree of forty, each body added by itself to the picture of those before.
    let mut case = Case::default();
    let mut placement = Placement::default();
    for count in 0..40 {
        case.node(Node::new(id(count), NodeKind::Group, "New"), Size::new(180.0, 50.0));
        if count == 0 {
            case.change(0, |node| node.accountable_body = Some(true));
        } else {
            case.link(LinkKind::ReportsTo, count, (count - 1) / 4);
        }
        let next = after(&case, &placement);
        case.check(&next);
        if count > 2 {
            assert!(moved(&placement, &next).0 < 0.02, "{count}: {:?}", moved(&placement, &next));
        }
        placement = next;
    }
    let fitted = |placement: &Placement| placement.bounds.width().max(placement.bounds.height() * 16.0 / 9.0);
    let (grown, fresh) = (fitted(&placement), fitted(&case.lay_out()));
    assert!(grown < 1.5 * fresh, "{grown} instead of {fresh}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn every_step_leaves_a_sound_page(case in any_case(), picks in prop::collection::vec((0..6_u8, any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..6)) {
        let mut case = case;
        let mut placement = case.lay_out();
        for (what, one, other) in picks {
            let count = case.cards.len();
            let (one, other) = (one.index(count), other.index(count));
            match what {
                0 => {
                    let new = grown(&mut case);
                    case.link(LinkKind::ReportsTo, new, one);
                }
                1 => drop(case.link(LinkKind::ReportsTo, one, other).cards.len()),
                2 => case.cards[one].size.height += 24.0,
                3 => case.cards[one].size.width += 32.0,
                4 => drop(case.change(one, |node| node.status = NodeStatus::Ended).cards.len()),
                _ => drop(case.links.pop()),
            }
            placement = after(&case, &placement);
            case.check(&placement);
        }
    }
}
