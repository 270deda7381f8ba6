//! Focus on any map: nothing is in it that is not there, and nothing moves for it.

use std::collections::BTreeSet;
use std::sync::Arc;

use boardwalk::analysis::in_focus;
use boardwalk::drawing::{Focusing, Lens, Shown, compose};
use boardwalk::model::{Focus, Id, Map, Question, Rest};
use proptest::prelude::*;

use crate::arbitrary;

/// Everything that can be asked of a map.
fn questions(map: &Map) -> Vec<Question> {
    let nodes = || map.nodes.ids().cloned();
    let of_one = [Question::WayUp, Question::Answering, Question::Perspective, Question::Strand, Question::Closing];
    let mut all: Vec<Question> = of_one.into_iter().flat_map(|ask| nodes().map(ask)).collect();
    all.extend(nodes().map(|id| Question::beside([id])));
    let of: BTreeSet<Id> = nodes().take(2).collect();
    // Of nobody there are no neighbours to ask for.
    all.extend((!of.is_empty()).then(|| Question::Neighbours { of, steps: 3, kinds: BTreeSet::new() }));
    all.extend(map.themes.ids().cloned().map(Question::Theme));
    all.extend(map.areas.ids().cloned().map(Question::Area));
    all.extend(map.options.ids().cloned().map(Question::Changes));
    all.push(Question::Nobodys);
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_in_focus_is_on_the_map_and_nothing_moves(map in arbitrary::map()) {
        let scene = compose(&map, None, Shown::ALL, Lens::Status);
        for question in questions(&map) {
            let words = Focus::from(question.clone()).to_string();
            prop_assert_eq!(words.parse::<Focus>().map(|focus| focus.question), Ok(question.clone()));
            let Some(seen) = in_focus(&map, &map, &question) else { continue };
            let is_node = |id: &Id| map.nodes.contains(id.as_str());
            prop_assert!(seen.nodes.iter().all(is_node), "{}: {:?}", words, seen);
            prop_assert!(!seen.text.is_empty() && seen.text.ends_with('.'), "{}", seen.text);
            if !matches!(question, Question::Changes(_)) {
                let lines = seen.links.iter().map(|id| map.links.get(id.as_str()));
                for line in lines {
                    prop_assert!(line.is_some(), "{}", words);
                }
            }
            let seen = Arc::new(seen);
            for rest in [Rest::Fades, Rest::IsLeftOut] {
                let focused = scene.focused(&Focusing { seen: Arc::clone(&seen), rest, also: BTreeSet::new() });
                let stands = |card: &boardwalk::drawing::Card| {
                    scene.card(card.id.as_str()).is_some_and(|before| before.rect == card.rect)
                };
                prop_assert!(focused.cards.iter().all(stands), "{}", words);
                let is_shown = |id: &&Id| focused.cards.iter().any(|card| card.id == **id && !focused.is_faded(id));
                let drawn = seen.nodes.iter().filter(|id| scene.card(id.as_str()).is_some());
                prop_assert_eq!(drawn.clone().count(), drawn.filter(is_shown).count(), "{}", words);
                if rest == Rest::Fades {
                    prop_assert_eq!(focused.cards.len(), scene.cards.len());
                }
            }
        }
    }
}
