//! The picture of the map, and that of what an option changes.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::block::{Block, Picture};
use super::facts::Facts;
use crate::drawing::{self, Difference, Folding, Least, Lens, Scene, Shown, parameters};
use crate::model::NodeKind;
use crate::model::words::count;
use crate::options::quoted;

/// The section; nothing where there is nothing to see.
pub(super) fn blocks(facts: &Facts<'_>) -> Vec<Block> {
    let map = facts.map;
    if map.nodes.is_empty() {
        return Vec::new();
    }
    let nothing = BTreeSet::new();
    let shown = Shown::default().or_what_there_is(map);
    // On paper nobody can come closer to what is too small.
    let folding = Folding { least: Some(Least::OfMany), ..Folding::default() };
    let plan = drawing::plan(map, shown, &nothing, &folding, &parameters(map, Default::default()));
    let scene = plan.draw(map, Some(facts.report()), Lens::Status);
    let who = if scene.lines.is_empty() { "What there is" } else { "Who answers to whom" };
    let mut pictures = vec![picture(scene, &format!("{who}, as it is now"))];
    if let Some((option, side)) = facts.option() {
        let difference = Difference::between(map, &side.map);
        let plan = difference.plan_folded(shown, &nothing, &folding, &plan.placement.standing, Default::default());
        let scene = difference.draw(&plan);
        pictures.push(picture(scene, &format!("What changes under option {}", quoted(option))));
    }
    vec![Block::Landscape(pictures)]
}

fn picture(scene: Scene, caption: &str) -> Block {
    let number = |is: fn(NodeKind) -> bool| scene.cards.iter().filter(|card| is(card.kind)).count();
    let bodies = number(|kind| matches!(kind, NodeKind::Board | NodeKind::Group));
    let others = number(|kind| !matches!(kind, NodeKind::Board | NodeKind::Group));
    let mut parts = vec![count(bodies, "board or group", "boards and groups")];
    if others > 0 {
        parts.push(count(others, "other card", "other cards"));
    }
    parts.push(count(scene.lines.len(), "line", "lines"));
    let parts = crate::model::words::list(&parts, parts.len());
    let folded = if scene.note.is_empty() { String::new() } else { format!("; {}", scene.note) };
    let words = format!("Diagram: {caption}. It has {parts}{folded}. The register lists the same bodies in words.");
    Block::Picture(Box::new(Picture {
        scene: Arc::new(scene),
        words: super::block::told(&words),
        caption: super::block::told(caption),
    }))
}
