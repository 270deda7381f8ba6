//! What holds of rings and lanes, whatever the map.

use std::sync::Arc;

use proptest::prelude::*;

use super::super::tests::{Case, any_case, id};
use super::*;
use crate::model::{LinkKind, Node, NodeKind, NodeStatus, Tier};

const FORMS: [Form; 5] =
    [Form::Onion, Form::Lanes(By::Sector), Form::Lanes(By::Theme), Form::Lanes(By::Area), Form::Lanes(By::Status)];

fn in_form(form: Form) -> Parameters {
    Parameters { form, ..Parameters::default() }
}

/// The same map with tiers, sectors and themes here and there.
fn dressed(mut case: Case) -> Case {
    let tiers = [Tier::Governance, Tier::Strategy, Tier::Process, Tier::Delivery, Tier::Outcome];
    for node in 0..case.cards.len() {
        case.change(node, |of| {
            of.tier = tiers.get(node % 7).copied();
            of.sector = (node % 3 > 0).then(|| format!("sector {}", node % 4));
            of.themes = (0..node % 3).map(|theme| Id::from(format!("theme-{}", (theme + node) % 4))).collect();
        });
    }
    case
}

fn area_of(placement: &Placement, title: &str) -> Area {
    let known = || placement.areas.iter().map(|area| area.title.as_str()).collect::<Vec<_>>();
    placement
        .areas
        .iter()
        .find(|area| area.title == title)
        .unwrap_or_else(|| panic!("{title} in {:?}", known()))
        .clone()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn every_map_is_placed_in_every_form_and_its_order_does_not_matter(case in any_case(), is_dressed in any::<bool>()) {
        let case = if is_dressed { dressed(case) } else { case };
        let mut turned = case.clone();
        turned.cards.reverse();
        turned.links.reverse();
        for form in FORMS {
            let placement = case.place(&in_form(form));
            case.check(&placement);
            prop_assert_eq!(&placement, &turned.place(&in_form(form)));
        }
    }

    #[test]
    fn what_is_laid_out_again_stays_and_one_more_moves_no_card_of_another_row(case in any_case()) {
        let case = dressed(case);
        for form in FORMS {
            let before = case.place(&in_form(form));
            let kept = Parameters { kept: Some(Arc::clone(&before.standing)), ..in_form(form) };
            prop_assert_eq!(&case.place(&kept).cards, &before.cards, "{}", form);
            let mut more = case.clone();
            let new = case.cards.len();
            let node = Node { tier: Some(Tier::Delivery), ..Node::new(id(new), NodeKind::Group, "One more") };
            more.node(node, Size::new(100.0, 40.0));
            more.link(LinkKind::ReportsTo, new, 0);
            more.check(&more.place(&kept));
        }
    }

    #[test]
    fn one_after_the_other_comes_into_its_quarter_which_grows(case in any_case(), tiers in prop::collection::vec(0..7_usize, 12)) {
        for form in FORMS {
            let mut case = dressed(case.clone());
            let mut placement = case.place(&in_form(form));
            for tier in &tiers {
                let new = case.cards.len();
                let tiers = [Tier::Governance, Tier::Strategy, Tier::Process, Tier::Delivery, Tier::Outcome];
                let mut node = Node { tier: tiers.get(*tier).copied(), ..Node::new(id(new), NodeKind::Group, "One more") };
                node.sector = (*tier > 0).then(|| format!("sector {tier}"));
                node.status = if *tier == 6 { NodeStatus::Ended } else { NodeStatus::Active };
                case.node(node, Size::new(100.0, 40.0));
                case.link(LinkKind::ReportsTo, new, new / 2);
                let kept = Some(Arc::clone(&placement.standing));
                placement = case.place(&Parameters { kept, ..in_form(form) });
                case.check(&placement);
                let card = placement.cards[&id(new)];
                let holds = |area: &Area| match area.kind {
                    AreaKind::Ring(_) => is_within(&area.rect, &card),
                    _ => area.rect.union(&card) == area.rect,
                };
                prop_assert!(placement.areas.iter().any(holds), "{} stands in an area in {}", new, form);
                let lanes: Vec<&Rect> =
                    placement.areas.iter().filter(|area| area.kind == AreaKind::Lane).map(|area| &area.rect).collect();
                for (place, lane) in lanes.iter().enumerate() {
                    prop_assert!(lanes[..place].iter().all(|other| !other.overlaps(&lane.grown(-0.1))));
                }
            }
        }
    }

    #[test]
    fn pinned_cards_move_nothing_else_there(case in any_case(), x in -900.0_f32..2000.0, y in -900.0_f32..1500.0) {
        for form in FORMS {
            let free = case.place(&in_form(form));
            let mut parameters = in_form(form);
            parameters.pinned.insert(id(0), Point::new(x.round(), y.round()));
            let pinned = case.place(&parameters);
            for (card, rect) in &free.cards {
                prop_assert!(*card == id(0) || pinned.cards[card] == *rect, "{} moved", card);
            }
            let cards: Vec<&Rect> = pinned.cards.values().collect();
            for (index, card) in cards.iter().enumerate() {
                prop_assert!(cards[..index].iter().all(|other| !other.overlaps(&card.grown(-0.1))));
            }
        }
    }
}

/// Whether a card lies within a ring and its lower corners do, too.
fn is_within(ring: &Rect, card: &Rect) -> bool {
    let part = |point: Point| {
        let (x, y) = ((point.x - ring.centre().x) / ring.width(), (point.y - ring.centre().y) / ring.height());
        (2.0 * x.abs()).powf(2.6) + (2.0 * y.abs()).powf(2.6)
    };
    let corners = [card.min, card.max, Point::new(card.min.x, card.max.y), Point::new(card.max.x, card.min.y)];
    corners.into_iter().all(|corner| part(corner) <= 1.0)
}

#[test]
fn rings_lie_in_one_another_and_every_card_in_its_own() {
    let trees: Vec<(usize, usize)> = (1..80).map(|node| (node, (node - 1) / 4)).collect();
    let mut case = Case::groups(80, &trees);
    let tiers = [Tier::Governance, Tier::Strategy, Tier::Process, Tier::Delivery, Tier::Outcome];
    for node in 0..80 {
        case.change(node, |of| of.tier = Some(tiers[(node % 16).min(4)]));
    }
    let placement = case.place(&in_form(Form::Onion));
    case.check(&placement);
    let titles = ["Governance", "Strategy", "Processes", "Delivery", "Outcomes"];
    let rings: Vec<Rect> = titles.iter().map(|title| area_of(&placement, title).rect).collect();
    assert_eq!(placement.areas.iter().map(|area| area.title.as_str()).collect::<Vec<_>>(), titles, "the outer first");
    for two in rings.windows(2) {
        assert!(two[0].union(&two[1]) == two[0] && two[0].width() > two[1].width() + 20.0, "{two:?}");
    }
    for node in 0..80 {
        let ring = (node % 16).min(4);
        let card = placement.cards[&id(node)];
        assert!(is_within(&rings[ring], &card), "{node} is within its ring");
        let inner = rings.get(ring + 1).map(|inner| inner.centre());
        assert!(inner.is_none() || !is_within(&rings[ring + 1], &card), "{node} is in no ring within");
    }
    let shape = placement.bounds.width() / placement.bounds.height();
    assert!((4.0 / 3.0..2.2).contains(&shape), "{shape}");
}

#[test]
fn where_the_map_says_no_tier_kind_and_line_tell_and_that_is_said() {
    let mut case = Case::groups(6, &[(1, 0), (2, 1), (3, 2)]);
    case.change(0, |node| node.kind = NodeKind::Board);
    case.change(3, |node| node.tier = Some(Tier::Outcome));
    case.change(4, |node| node.kind = NodeKind::Partner);
    case.change(5, |node| node.status = NodeStatus::Ended);
    let placement = case.place(&in_form(Form::Onion));
    case.check(&placement);
    let holds =
        |title: &str, node: usize| area_of(&placement, title).rect.contains(placement.cards[&id(node)].centre());
    assert!(holds("Governance", 0) && !holds("Strategy", 0));
    assert!(holds("Strategy", 1) && !holds("Processes", 1));
    assert!(holds("Processes", 2) && !holds("Delivery", 2));
    assert!(holds("Outcomes", 3));
    assert!(holds("Partners", 4) && !holds("Governance", 4));
    assert!(holds("Ended", 5) && !holds("Partners", 5));
    assert_eq!(area_of(&placement, "Governance").note, "placed by kind");
    assert_eq!(area_of(&placement, "Outcomes").note, "", "the map says it");
}

#[test]
fn lanes_hold_what_they_are_called_by_and_what_says_nothing_comes_last() {
    let mut case = Case::groups(7, &[(1, 0), (2, 0)]);
    for (node, sector) in [(0, "police"), (1, "Health"), (2, "health "), (3, "health")] {
        case.change(node, |of| of.sector = Some(sector.to_owned()));
    }
    let placement = case.place(&in_form(Form::Lanes(By::Sector)));
    case.check(&placement);
    let titles: Vec<&str> = placement.areas.iter().map(|area| area.title.as_str()).collect();
    assert_eq!(titles, ["Health", "Police", "No sector said"]);
    for (node, title) in [(0, "Police"), (1, "Health"), (2, "Health"), (3, "Health"), (6, "No sector said")] {
        assert!(area_of(&placement, title).rect.contains(placement.cards[&id(node)].centre()), "{node} in {title}");
    }
    assert_eq!(area_of(&placement, "Health").note, "3");
    let by_status = case.place(&in_form(Form::Lanes(By::Status)));
    assert_eq!(by_status.areas.len(), 1);
    let lanes: Vec<Rect> = placement.areas.iter().map(|area| area.rect).collect();
    assert!(lanes.windows(2).all(|two| !two[0].overlaps(&two[1])));
}

#[test]
fn lines_too_many_to_search_for_run_along_streets_and_through_no_card() {
    let trees: Vec<(usize, usize)> = (1..300).map(|node| (node, (node - 1) / 5)).collect();
    let mut case = dressed(Case::groups(300, &trees));
    for node in 0..300 {
        case.link(LinkKind::Informs, node, (node * 37 + 11) % 300);
    }
    let forest = Forest::of(&case.map, &case.cards, &case.links);
    for form in FORMS {
        let sorting = match form {
            Form::Lanes(by) => Sorting::by(&case.map, &forest, by),
            _ => Sorting::by_tier(&forest),
        };
        let filled = Filled::anew(&forest, &sorting, |_| None);
        let cards = filled.stand(&forest);
        let rows = ways::rows_of(&filled, cards.len());
        let streets = streets::Streets::new(&filled.ground.rows, (0..300).map(|card| (rows[card], cards[card])));
        let mut placement = case.place(&in_form(form));
        for line in forest.lines.iter().filter(|line| line.from != line.to) {
            let (from, to) = ((&cards[line.from], rows[line.from]), (&cards[line.to], rows[line.to]));
            placement.routes.insert(line.link.id.clone(), streets.route(from, to));
        }
        case.check(&placement);
    }
}

#[test]
fn extremes_are_laid_out_in_every_form() {
    for form in FORMS {
        let lay_out = |case: &Case| case.place(&in_form(form));
        assert_eq!(lay_out(&Case::default()), Placement::default());
        Case::groups(1, &[]).check(&lay_out(&Case::groups(1, &[])));
        let star = Case::groups(1500, &(1..1500).map(|node| (node, 0)).collect::<Vec<_>>());
        let placement = lay_out(&star);
        assert_eq!(placement.cards.len(), 1500);
        let shape = placement.bounds.width() / placement.bounds.height();
        assert!((1.2..2.4).contains(&shape), "{form}: {shape}");
    }
}
