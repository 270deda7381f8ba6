//! What hangs on one body: all of it on one ground, with the lines by which it hangs.

use super::{Stage, count};
use crate::model::Id;

pub(super) fn draw(stage: &mut Stage<'_>, on: &Id, bodies: &[Id], lines: &[Id]) {
    for id in bodies {
        stage.halo(id);
    }
    for id in lines {
        stage.band(id);
    }
    stage.depiction.kept.extend(bodies.iter().chain(lines).cloned());
    stage.callout.at = vec![on.clone()];
    if !bodies.is_empty() {
        let hang = if bodies.len() == 1 { "hangs" } else { "hang" };
        stage.callout.fact = format!("{} {hang} on this", count(bodies.len(), "body", "bodies"));
        stage.sign(stage.ground_sample(), "hangs on it");
    }
}
