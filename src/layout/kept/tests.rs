//! What holds of a page that goes on from an earlier one.

use std::sync::Arc;

use proptest::prelude::*;

use crate::layout::forest::Forest;
use crate::layout::tests::{Case, any_case, id};
use crate::layout::{AreaKind, Parameters, Placement, Size};
use crate::model::{Link, LinkKind, Node, NodeKind, NodeStatus};

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

/// Has a card hang under another.
fn rehang(case: &mut Case, node: usize, above: usize) {
    let line = case.map.links.iter().find(|link| link.from == id(node)).expect("a line upward");
    let line = Link { to: id(above), ..Link::clone(line) };
    case.map.links.put(line);
}

#[test]
fn what_returns_below_a_card_of_which_nothing_hung_since_hangs_as_it_hung() {
    let (baseline, mut option) = (town(), town());
    rehang(&mut option, 20, 7);
    let first = baseline.lay_out();
    let second = turned_to(&option, &first, None);
    let back = turned_to(&baseline, &second, Some(&first));
    assert_eq!((&back.cards, &back.routes, &back.areas), (&first.cards, &first.routes, &first.areas));
    let again = turned_to(&option, &back, Some(&second));
    assert_eq!((&again.cards, &again.routes, &again.areas), (&second.cards, &second.routes, &second.areas));
}

#[test]
fn what_has_come_in_since_keeps_its_place_and_is_covered_by_nothing_that_returns() {
    let first = town().lay_out();
    let mut met = 0;
    for above in (0..40).filter(|above| *above != 20) {
        let (mut baseline, mut option) = (town(), town());
        rehang(&mut option, 20, above);
        let second = turned_to(&option, &first, None);
        for case in [&mut baseline, &mut option] {
            let new = grown(case);
            case.link(LinkKind::ReportsTo, new, above);
        }
        let back = after(&baseline, &first);
        let again = turned_to(&option, &back, Some(&second));
        option.check(&again);
        let takes_its_place = back.cards[&id(40)].overlaps(&second.cards[&id(20)]);
        met += usize::from(takes_its_place && again.cards[&id(40)] == back.cards[&id(40)]);
    }
    assert!(met > 0, "some take a place that was free in the baseline, and keep it");
}

#[test]
fn what_has_stayed_with_its_cards_in_the_tray_stays_there_in_a_third_option_too() {
    let tray = || {
        let mut case = town();
        case.link(LinkKind::ReportsTo, 31, 30);
        case
    };
    let first = tray().lay_out();
    let [mut second, mut third] = [tray(), tray()];
    for case in [&mut second, &mut third] {
        case.link(LinkKind::ReportsTo, 30, 6);
    }
    rehang(&mut third, 20, 7);
    let second = turned_to(&second, &first, None);
    assert_eq!(moved(&first, &second).1, 0, "it has a card of its own, and stays with that");
    let turned = turned_to(&third, &second, None);
    third.check(&turned);
    assert_eq!(moved(&second, &turned).1, 1, "only what hangs elsewhere moves");
}

/// Bodies, and what each of them hangs under in either of two options.
#[derive(Debug, Clone)]
struct Switch {
    sizes: Vec<Size>,
    ends: Vec<bool>,
    above: [Vec<Option<usize>>; 2],
}

impl Switch {
    fn case(&self, option: usize) -> Case {
        let above = self.above[option].iter().enumerate();
        let lines: Vec<(usize, usize)> = above.filter_map(|(node, above)| Some((node, (*above)?))).collect();
        let mut case = Case::groups(self.sizes.len(), &lines);
        for (node, (size, ends)) in self.sizes.iter().zip(&self.ends).enumerate() {
            case.cards[node].size = *size;
            case.change(node, |node| node.accountable_body = ends.then_some(true));
        }
        case
    }
}

fn any_switch() -> impl Strategy<Value = Switch> {
    let size = (60.0_f32..260.0, 30.0_f32..90.0).prop_map(|(width, height)| Size::new(width.round(), height.round()));
    let above = || prop::option::weighted(0.8, any::<prop::sample::Index>());
    let body = (size, any::<bool>(), above(), prop::option::weighted(0.3, above()));
    prop::collection::vec(body, 2..40).prop_map(|bodies| {
        let mut switch = Switch { sizes: Vec::new(), ends: Vec::new(), above: [Vec::new(), Vec::new()] };
        for (node, (size, ends, before, after)) in bodies.into_iter().enumerate() {
            let below = |above: Option<prop::sample::Index>| above.filter(|_| node > 0).map(|above| above.index(node));
            switch.sizes.push(size);
            switch.ends.push(ends && node % 4 == 0);
            switch.above[0].push(below(before));
            switch.above[1].push(below(after.unwrap_or(before)));
        }
        switch
    })
}

/// The picture of a case after one of another option, where its own was seen before, if at all.
fn turned_to(case: &Case, other: &Placement, own: Option<&Placement>) -> Placement {
    let returns = Some(own.map(|own| Arc::clone(&own.standing)).unwrap_or_default());
    case.place(&Parameters { kept: Some(Arc::clone(&other.standing)), returns, ..Parameters::default() })
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

    #[test]
    fn from_option_to_option_only_what_hangs_elsewhere_moves_and_going_back_moves_nothing(switch in any_switch()) {
        let [one, other] = [0, 1].map(|option| switch.case(option));
        let first = one.lay_out();
        let second = turned_to(&other, &first, None);
        other.check(&second);
        let back = turned_to(&one, &second, Some(&first));
        one.check(&back);
        // Where there is no room for something all is laid out anew.
        let is_anew = second.cards == other.lay_out().cards;
        for node in (0..switch.sizes.len()).filter(|_| !is_anew) {
            let same = switch.above[0][node] == switch.above[1][node];
            prop_assert!(!same || first.cards[&id(node)] == second.cards[&id(node)], "{} hangs where it did", node);
        }
        prop_assume!(!is_anew);
        prop_assert_eq!((&back.cards, &back.routes, &back.areas), (&first.cards, &first.routes, &first.areas));
        let again = turned_to(&other, &back, Some(&second));
        other.check(&again);
        prop_assert_eq!((&again.cards, &again.routes, &again.areas), (&second.cards, &second.routes, &second.areas));
    }
}
