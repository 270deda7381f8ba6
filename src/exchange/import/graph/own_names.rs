//! What this program has written under other names, so that every format says the same: ids, kinds, and what a format
//! has its own place for.

use std::collections::HashMap;
use std::sync::Arc;

use super::archimate::TYPE;
use super::gathered::{Graph, Told};
use crate::editing::fields::{LINK, NODE};
use crate::exchange::export::{KUMU_ID, KUMU_OWN};
use crate::model::{LinkKind, NodeKind};

/// What stands before the names of a map's own fields in exports.
pub(super) const OWN: &str = "field:";
/// What a body that is off the map is said to be.
pub(super) const OFF_MAP: &str = "off the map";

/// What formats say in places of their own, beside the facts. A map's own fields are never called so: something stands
/// before their names.
const TWINS: [&str; 4] = [TYPE, "documentation", "start", "end"];

fn said<'t>(told: &'t Told, name: &str) -> Option<&'t str> {
    told.iter().find(|(known, _)| &**known == name).map(|(_, text)| text.as_str())
}

/// Whether this program has written it.
pub(super) fn are_own(graph: &Graph) -> bool {
    let is_kind = |kind: &str| kind == OFF_MAP || NodeKind::ALL.iter().any(|known| known.word() == kind);
    let is_of_kumu = graph.things.iter().all(|thing| said(&thing.told, KUMU_ID).is_some());
    let is_thing = |told: &Told| said(told, "kind").is_some_and(is_kind);
    let has_status = graph.things.iter().any(|thing| said(&thing.told, "status").is_some());
    is_of_kumu
        || (graph.things.iter().all(|thing| is_thing(&thing.told))
            && graph.ties.iter().all(|tie| said(&tie.told, "link_id").is_some() && said(&tie.told, "kind").is_some())
            && has_status)
}

/// Calls everything as the other formats do.
pub(super) fn put_right(graph: &mut Graph) {
    if graph.things.iter().all(|thing| said(&thing.told, KUMU_ID).is_some()) {
        of_kumu(graph);
    }
    let is_archimate = graph.things.iter().any(|thing| said(&thing.told, TYPE).is_some());
    for thing in &mut graph.things {
        // What the format says in its own place as well.
        thing.told.retain(|(name, _)| !TWINS.contains(&&**name));
        if let Some(id) = thing.id.strip_prefix("id-").filter(|_| is_archimate) {
            thing.id = id.to_owned();
        }
    }
    for tie in &mut graph.ties {
        let is_part = said(&tie.told, "kind") == Some(LinkKind::PartOf.word());
        if is_part && said(&tie.told, TYPE) == Some("Aggregation") {
            std::mem::swap(&mut tie.from, &mut tie.to);
        }
        tie.told.retain(|(name, _)| !TWINS.contains(&&**name));
        tie.label = None;
        tie.way = super::gathered::Way::One;
        if is_archimate {
            for end in [&mut tie.from, &mut tie.to] {
                *end = end.strip_prefix("id-").unwrap_or(end).to_owned();
            }
        }
        if let Some(id) = said(&tie.told, "link_id") {
            tie.id = Some(id.to_owned());
        }
        tie.told.retain(|(name, _)| &**name != "link_id");
    }
}

/// Kumu's fields are called as people call them, and its connections name their ends by label.
fn of_kumu(graph: &mut Graph) {
    let mut ids: HashMap<String, String> = HashMap::new();
    for thing in &mut graph.things {
        if let Some(id) = said(&thing.told, KUMU_ID).map(str::to_owned) {
            ids.insert(std::mem::replace(&mut thing.id, id.clone()), id);
        }
        thing.told.retain(|(name, _)| &**name != KUMU_ID);
    }
    let of_node: HashMap<String, String> =
        NODE.iter().map(|field| (field.label.to_lowercase(), written(field.name))).collect();
    let of_link: HashMap<String, String> =
        LINK.iter().map(|field| (field.label.to_lowercase(), written(field.name))).collect();
    let told = |told: &mut Told, known: &HashMap<String, String>, own: &str| {
        for (name, text) in told.iter_mut() {
            *name = match &**name {
                "type" => {
                    *text = text.to_lowercase();
                    "kind".into()
                }
                "description" => "remit".into(),
                "tags" => "tags".into(),
                "Findings" => "findings".into(),
                "Sources" => "sources".into(),
                "Link" => "link_id".into(),
                "Amount as a number" => "amount_number".into(),
                label => match (known.get(&label.to_lowercase()), label.strip_prefix(KUMU_OWN)) {
                    (Some(name), _) => Arc::from(name.as_str()),
                    (None, Some(rest)) => format!("{own}{rest}").into(),
                    (None, None) => format!("{own}{label}").into(),
                },
            };
        }
    };
    graph.things.iter_mut().for_each(|thing| told(&mut thing.told, &of_node, OWN));
    for tie in &mut graph.ties {
        told(&mut tie.told, &of_link, "");
        for end in [&mut tie.from, &mut tie.to] {
            if let Some(id) = ids.get(end) {
                end.clone_from(id);
            }
        }
    }
}

/// What exports call a field.
pub(super) fn written(field: &str) -> String {
    match field {
        "size" => "seats".to_owned(),
        name => name.replace('.', "_"),
    }
}
