//! The talk: the views of a map in their order, each with the picture that it shows.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::facts::State;
use super::studio::{Look, Studio};
use crate::analysis::{Finding, Report, analyse, in_focus};
use crate::drawing::{Folding, Lens, Scene, Shown, depict};
use crate::layout::{Form, Standing};
use crate::model::{DesignOption, Id, LitFinding, Map, Rest, View, as_of};
use crate::options::Side;

/// A view as the page shows it.
#[derive(Debug, Serialize)]
pub(super) struct Step {
    name: String,
    caption: String,
    /// The option that is seen, by its tab, and what is known of the map there and then.
    tab: usize,
    state: usize,
    lens: &'static str,
    picture: usize,
    /// What the picture is brought near to; all of it if there is nothing.
    near: Vec<Id>,
    /// The cards and lines in focus, and what there is to say of them.
    lit: Vec<Id>,
    told: String,
    /// The finding that is lit, by its place in the state, and what is drawn of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    finding: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    under: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    over: Option<usize>,
}

/// What the views of a map look at: the map as it is, then its options.
pub(super) struct Ground<'a> {
    pub(super) options: &'a [&'a DesignOption],
    pub(super) sides: &'a [Side],
    /// What the pictures of the page hold, and how everything stands in the first.
    pub(super) shown: Shown,
    pub(super) standing: &'a Arc<Standing>,
}

/// The views of a map in the order of the talk. The states of the map and of its options are there already, in that order.
pub(super) fn talk(map: &Map, ground: &Ground<'_>, studio: &mut Studio<'_>) -> Vec<Step> {
    map.views.in_order().into_iter().map(|view| step(view, ground, studio)).collect()
}

fn step(view: &View, ground: &Ground<'_>, studio: &mut Studio<'_>) -> Step {
    // Without its option a view shows the map as it is.
    let option = view.option.as_ref().and_then(|id| ground.options.iter().position(|option| option.id == *id));
    let tab = option.map_or(0, |place| place + 1);
    let side = &ground.sides[tab];
    let then = view.as_of.map(|date| as_of(&side.map, date)).map(|map| (analyse(&map), map));
    let (report, map) = then.as_ref().map_or((&side.report, &side.map), |(report, map)| (report, map));
    let shown = Shown::labelled(&view.shows).or_what_there_is(map);
    let form = view.layout.as_deref().and_then(Form::called).unwrap_or_default();
    let stood = (shown == ground.shown && form == Form::Layers).then_some(ground.standing);
    let focus = view.in_focus().and_then(|focus| in_focus(map, &ground.sides[0].map, &focus.question));
    let asked = focus.iter().flat_map(|focus| &focus.nodes);
    let also: BTreeSet<Id> = view.also.iter().chain(asked).cloned().collect();
    let mut folding = Folding::of_view(view, map);
    let rest = view.in_focus().map(|focus| focus.rest);
    folding.only = focus.as_ref().filter(|_| rest == Some(Rest::Folds)).map(|focus| focus.nodes.clone());
    let look = Look { shown, also: &also, folding: &folding, stood, form, is_other_option: stood.is_some() && tab > 0 };
    let near = view.near.iter().filter(|id| map.nodes.contains(id.as_str()) || map.links.contains(id.as_str()));
    let mut step = Step {
        name: view.name.clone(),
        caption: view.caption.clone().unwrap_or_default(),
        tab,
        state: tab,
        lens: Lens::Status.word(),
        picture: 0,
        near: near.cloned().collect(),
        lit: focus.iter().flat_map(|focus| focus.nodes.iter().chain(&focus.links)).cloned().collect(),
        told: focus.map(|focus| focus.text).unwrap_or_default(),
        finding: None,
        under: None,
        over: None,
    };
    let lens = view.lens.as_deref().and_then(Lens::called).unwrap_or_default();
    if lens == Lens::Change && tab > 0 && then.is_none() {
        step.lens = lens.word();
        let (picture, scene) = studio.change([&ground.sides[0].map, map], look);
        step.picture = picture;
        step.see(&scene);
        return step;
    }
    if studio.lenses.contains(&lens) {
        step.lens = lens.word();
    }
    let drawn = studio.plain((map, report), look);
    step.see(&drawn.scene);
    step.picture = drawn.picture;
    if then.is_some() {
        let state = State::of(map).since(&studio.states[0]);
        let (none, drawings) = (BTreeSet::new(), &mut *studio.drawings);
        studio.states.push(state.with_findings((map, report), &none, (&drawn.scene, drawings)));
        step.state = studio.states.len() - 1;
    }
    if let Some((place, finding)) = view.finding.as_ref().and_then(|lit| found(lit, report)) {
        step.light(place, finding, (map, &drawn.scene), studio);
    }
    step
}

impl Step {
    /// Has what is folded be near and lit where it is seen.
    fn see(&mut self, scene: &Scene) {
        let is_seen = |id: &Id| scene.card(id.as_str()).is_some() || scene.line(id.as_str()).is_some();
        for ids in [&mut self.near, &mut self.lit] {
            let asked = std::mem::take(ids).into_iter().collect();
            *ids = scene.with_stand_ins(&asked).into_iter().filter(is_seen).collect();
        }
    }

    fn light(&mut self, place: usize, finding: &Finding, (map, scene): (&Map, &Scene), studio: &mut Studio<'_>) {
        let depiction = depict(scene, map, finding, 1.0);
        self.finding = Some(place);
        self.under = studio.drawings.group(&depiction.under);
        self.over = studio.drawings.group(&depiction.over);
    }
}

/// The finding that a view lights, if it is found.
fn found<'a>(lit: &LitFinding, report: &'a Report) -> Option<(usize, &'a Finding)> {
    report.findings.iter().enumerate().find(|(_, finding)| finding.is_lit_by(lit))
}
