//! A folded picture of a map that has changed: how much has to be folded is not looked for again unless something has
//! changed that this rests on.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Earlier, Plan, both, has_one_heading, in_view, noted, subtitle};
use crate::drawing::card::{self, CardText};
use crate::drawing::fold::Folder;
use crate::drawing::words::Surroundings;
use crate::drawing::{Folding, Shown, packed};
use crate::layout::{self, Parameters};
use crate::model::{Id, Map, Node};

impl Plan {
    /// The plan as if it had been looked for among all by these parameters, whatever it was laid out by in the end.
    pub(in crate::drawing) fn found_by(self, parameters: &Parameters) -> Self {
        Self { parameters: parameters.clone(), ..self }
    }

    /// A folded picture of what an earlier map has become, where all that decides what is folded is as it was, by the same
    /// folding: every card has its size, hangs where it hung, and there are no others. Else none.
    pub fn refolded(
        earlier: &Earlier<'_>,
        map: &Map,
        shown: Shown,
        also: &BTreeSet<Id>,
        folding: &Folding,
        parameters: &Parameters,
    ) -> Option<Self> {
        let known = earlier.plan;
        let before = known.folded.as_deref()?;
        let head = |map: &Map| (map.title.clone(), subtitle(map), map.adopted.clone());
        let is_one_ground = (earlier.shown, earlier.extra) == (shown, also)
            && head(earlier.map) == head(map)
            && known.stays(parameters)
            && has_one_heading(earlier.map, map, parameters.form);
        if !is_one_ground {
            return None;
        }
        let nodes: Vec<_> = earlier.map.nodes.differences(&map.nodes).collect();
        let links: Vec<_> = earlier.map.links.differences(&map.links).collect();
        let form = parameters.form;
        let stand_alike = nodes.iter().all(|node| {
            both(node).is_some_and(|(one, other)| {
                Shown::sees_same_node(one, other) && layout::sees_same_node(form, one, other)
            })
        }) && links.iter().all(|link| {
            both(link)
                .is_some_and(|(one, other)| Shown::sees_same_link(one, other) && layout::sees_same_link(one, other))
        });
        if !stand_alike {
            return None;
        }
        let surroundings = match links.is_empty() {
            true => Arc::clone(&known.surroundings),
            false => Arc::new(Surroundings::of(map)),
        };
        let changed: BTreeSet<&Id> = nodes.iter().filter_map(|node| node.after).map(|node| &node.id).collect();
        let told_anew = known.surroundings.told_anew(&surroundings, &changed);
        let told: BTreeSet<&Id> = changed.iter().copied().chain(told_anew).collect();
        // With its small print, and with nothing but its name: a card has one of these sizes, whatever is folded.
        let sizes = |map: &Map, node: &Node, surroundings: &Surroundings| {
            let texts = [card::card_text(map, node, surroundings, shown.strands), card::card_text_saying(node, "")];
            texts.map(|text| text.size)
        };
        let is_one_size = |id: &&Id| {
            let (Some(one), Some(other)) = (earlier.map.nodes.get(id.as_str()), map.nodes.get(id.as_str())) else {
                return false;
            };
            sizes(earlier.map, one, &known.surroundings) == sizes(map, other, &surroundings)
        };
        if !told.iter().filter(|id| known.choice.nodes.contains(**id)).all(is_one_size) {
            return None;
        }
        let folded = Folder::of(map, &known.choice, folding, parameters.form).as_much_as(before)?;
        if folded.choice != before.choice || folded.packs != before.packs {
            return None;
        }
        let text = |node: &Node| -> Arc<CardText> {
            let pack = folded.packs.get(&node.id);
            match known.texts.get(&node.id).filter(|_| !told.contains(&node.id)) {
                Some(text) => Arc::clone(text),
                None => Arc::new(match pack {
                    Some(pack) => packed::with_room(card::card_text_saying(node, &packed::longest_words(pack))),
                    None if known.is_brief => card::card_text_saying(node, ""),
                    None => card::card_text(map, node, &surroundings, shown.strands),
                }),
            }
        };
        let texts = in_view(&folded.map, &folded.choice).map(|node| (node.id.clone(), text(node))).collect();
        Some(Self {
            texts: Arc::new(texts),
            surroundings,
            parameters: parameters.clone(),
            noted: noted(map, shown),
            folded: Some(Arc::new(folded)),
            ..known.clone()
        })
    }
}
