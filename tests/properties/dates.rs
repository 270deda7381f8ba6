//! What holds of a map on any date, and of the picture of any two maps.

use boardwalk::drawing::{Difference, Shown};
use boardwalk::model::as_of::stops;
use boardwalk::model::*;
use proptest::prelude::*;

use super::arbitrary;

/// A map without what it says of its date, which every map as of a date says of itself.
fn undated(map: Map) -> Map {
    Map { as_of: None, ..map }
}

fn day(date: jiff::civil::Date) -> When {
    date.to_string().parse().expect("a day")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_map_as_of_a_date_is_sound_and_has_nothing_that_the_map_has_not(map in arbitrary::map(), date in arbitrary::when()) {
        let then = as_of(&map, date);
        prop_assert_eq!(invariants::problems(&then), vec![]);
        prop_assert!(then.nodes.ids().all(|id| map.nodes.contains(id.as_str())));
        prop_assert!(then.links.ids().all(|id| map.links.contains(id.as_str())));
        let is_not_begun = |node: &Node| node.since.is_some_and(|since| date.is_before(since));
        let is_proposed = |node: &Node| node.status == NodeStatus::Proposed;
        for node in map.nodes.iter().filter(|node| !is_proposed(node)) {
            prop_assert_eq!(then.nodes.contains(node.id.as_str()), !is_not_begun(node), "{}", node.id);
        }
    }

    #[test]
    fn nothing_changes_between_two_stops(map in arbitrary::map(), date in arbitrary::when()) {
        let date = day(date.earliest());
        let before = stops(&map).into_iter().map(When::earliest).filter(|stop| *stop <= date.earliest()).max();
        let stop = before.map_or_else(|| day(jiff::civil::date(1, 1, 1)), day);
        prop_assert_eq!(undated(as_of(&map, date)), undated(as_of(&map, stop)), "{} and {}", date, stop);
    }

    #[test]
    fn nothing_is_lost_in_the_picture_of_two_maps(before in arbitrary::map(), after in arbitrary::map()) {
        // Where somebody has put cards is the layout's concern.
        let [before, after] = [before, after].map(|map| Map { placement: Table::default(), ..map });
        let difference = Difference::between(&before, &after);
        // What had ended before, and is not even told any more, is no change.
        let was_there = before.nodes.iter().filter(|node| node.status != NodeStatus::Ended);
        for node in was_there.chain(&after.nodes) {
            prop_assert!(difference.map().nodes.contains(node.id.as_str()), "{}", node.id);
        }
        for link in difference.map().links.iter() {
            let ends = [&link.from, &link.to];
            prop_assert!(ends.iter().all(|id| difference.map().nodes.contains(id.as_str())), "{}", link.id);
        }
        let plan = difference.plan(Shown::ALL, &Default::default(), &Default::default(), Default::default());
        let scene = difference.draw(&plan);
        let is_record = |id: &Id| before.contains(EntryKind::Node, id) || after.contains(EntryKind::Node, id);
        prop_assert!(scene.cards.iter().all(|card| is_record(difference.shown_by(&card.id))));
    }
}
