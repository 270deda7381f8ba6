//! Depicting a finding: what stands out in a picture, and what is drawn over and under it, so that one sees what the
//! finding says.
//!
//! One file a pattern: [`circle`] draws a ring that comes back, `broken` where a way breaks off, `shared` what two have in
//! common, `hanging` what rests on one; `course` finds room for marks along lines.

mod broken;
mod circle;
mod course;
mod hanging;
mod shared;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::callout::{Callout, LIT};
use super::card::OVERHANG;
use super::entry::{Entry, SAMPLE};
use super::family::{HALF, family_mark};
use super::line::rounded;
use super::mark::bounds_of;
use super::{Ink, Mark, Outline, Pen, Scene};
use crate::analysis::{Finding, Gap, Pattern, pattern};
use crate::layout::{Point, Rect, Size};
use crate::model::words::{capitalised, count};
use crate::model::{Id, Map};

/// What stands out in a picture, and what is drawn over and under it. Marks stand in canvas points.
#[derive(Debug, Clone, PartialEq)]
pub struct Depiction {
    /// The cards and lines that stand out; when there are any, everything else stands back.
    pub lit: BTreeSet<Id>,
    /// Those that neither stand out nor back.
    pub kept: BTreeSet<Id>,
    /// The ink of what stands out.
    pub ink: Ink,
    /// What lies under lines and cards.
    pub under: Vec<Mark>,
    /// What lies over them. It covers no card.
    pub over: Vec<Mark>,
    /// A few words that point at a card or a line.
    pub callout: Option<Callout>,
    /// What the signs in it mean.
    pub signs: Vec<Entry>,
}

/// How far the ground of a card reaches beyond it.
const HALO: f32 = 7.0;
const HALO_RADIUS: f32 = 9.0;
/// How wide the ground of a line is.
const BAND: f32 = 10.0;
/// Below this zoom marks are drawn larger than cards and lines.
const SMALL_PICTURE: f32 = 0.6;
const SIZE_IN_SMALL_PICTURE: f32 = 1.7;
/// So much of what is around stays in a picture that looks at a finding from near.
const AROUND: f32 = 150.0;
/// How bad it is to cover what stands back, and what stands neither out nor back.
const FAINT: f32 = 3.0;
const KEPT: f32 = 6.0;

impl Depiction {
    /// Cards and lines that stand out, with nothing drawn but a few words.
    pub fn plain(lit: BTreeSet<Id>, ink: Ink, callout: Option<Callout>) -> Self {
        let (kept, under, over, signs) = (BTreeSet::new(), Vec::new(), Vec::new(), Vec::new());
        Self { lit, kept, ink, under, over, callout, signs }
    }

    /// The same, with marks where ways break off.
    pub fn with_gaps(mut self, scene: &Scene, gaps: &[Gap], size: f32) -> Self {
        let mut taken = scene.cards.iter().map(|card| card.rect).collect();
        broken::draw_gaps(scene, gaps, size, &mut self, &mut taken);
        if !gaps.is_empty() {
            self.signs.push(broken::sample(self.ink));
        }
        self
    }

    /// Whether a card or a line stands back.
    pub fn is_faded(&self, id: &Id) -> bool {
        !self.lit.is_empty() && !self.lit.contains(id) && !self.kept.contains(id)
    }

    /// What a callout would cover, in canvas points, and how bad that is.
    pub fn taken(&self, scene: &Scene) -> Vec<(Rect, f32)> {
        let weight = |id: &Id| match () {
            () if self.lit.contains(id) => LIT,
            () if self.kept.contains(id) => KEPT,
            () => FAINT,
        };
        let cards = scene.cards.iter().map(|card| (card.rect.grown(OVERHANG / 2.0), weight(&card.id)));
        let titles = scene.areas.iter().flat_map(|area| &area.marks).filter(|mark| matches!(mark, Mark::Text(_)));
        let titles = titles.map(|mark| (mark.bounds(), FAINT));
        cards.chain(titles).chain(self.over.iter().map(|mark| (mark.bounds(), LIT))).collect()
    }

    /// What stands out, with some of what is around it; nothing if nothing does.
    pub fn focus(&self, scene: &Scene) -> Option<Rect> {
        let lit = self.lit.iter().filter_map(|id| extent(scene, id)).reduce(|all, one| all.union(&one))?;
        Some(self.over.iter().fold(lit, |all, mark| all.union(&mark.bounds())).grown(AROUND))
    }

    /// What holds a scene with all that is depicted in it.
    pub fn bounds(&self, scene: &Scene) -> Rect {
        self.over.iter().fold(scene.bounds, |bounds, mark| bounds.union(&mark.bounds()))
    }
}

/// What a pattern is drawn into.
struct Stage<'a> {
    scene: &'a Scene,
    map: &'a Map,
    depiction: Depiction,
    callout: Callout,
    /// How much larger marks are wanted than at 100 %.
    size: f32,
    /// What no mark may cover: the cards, and the marks that are there already.
    taken: Vec<Rect>,
}

/// How much larger marks are to be drawn in a picture of that zoom, so that they can still be made out.
pub fn mark_size(zoom: f32) -> f32 {
    if zoom < SMALL_PICTURE { SIZE_IN_SMALL_PICTURE } else { 1.0 }
}

/// Depicts a finding of the map that the scene shows, with marks of that [`mark_size`].
pub fn depict(scene: &Scene, map: &Map, finding: &Finding, size: f32) -> Depiction {
    let ink = Ink::of(finding.severity);
    let title = capitalised(&finding.rule.replace('-', " "));
    let mut subjects = finding.subjects.iter().map(|subject| &subject.id);
    let callout = Callout {
        at: subjects.find(|id| extent(scene, id).is_some()).cloned().into_iter().collect(),
        family: Some(finding.family),
        title,
        fact: String::new(),
        text: finding.message.clone(),
        halves: None,
        ink,
    };
    let taken = scene.cards.iter().map(|card| card.rect).collect();
    let mut stage = Stage { scene, map, depiction: Depiction::plain(finding.named(), ink, None), callout, size, taken };
    let sample = family_mark(finding.family, Point::new(HALF + 1.0, SAMPLE.height / 2.0), ink, Ink::Panel);
    stage.sign(sample, &finding.family.word().to_lowercase());
    match pattern(map, finding) {
        Pattern::Plain => {}
        Pattern::Circle(steps) => circle::draw(&mut stage, &steps),
        Pattern::Broken { gaps, cut_off } => broken::draw(&mut stage, &gaps, &cut_off),
        Pattern::Shared { ground, sides, common } => shared::draw(&mut stage, ground, &sides, &common),
        Pattern::Hanging { on, bodies, lines } => hanging::draw(&mut stage, &on, &bodies, &lines),
    }
    let Stage { mut depiction, callout, .. } = stage;
    depiction.callout = callout.at.iter().any(|id| extent(scene, id).is_some()).then_some(callout);
    depiction
}

/// What a card or a line of a scene covers.
pub fn extent(scene: &Scene, id: &Id) -> Option<Rect> {
    let line = || scene.line(id.as_str()).map(|line| bounds_of(&line.points));
    scene.card(id.as_str()).map(|card| card.rect).or_else(line)
}

impl Stage<'_> {
    /// Lays a ground under a card, if it is in the picture.
    fn halo(&mut self, id: &Id) {
        if let Some(card) = self.scene.card(id.as_str()) {
            let outline = Outline::Rounded(card.rect.grown(HALO), HALO_RADIUS);
            self.depiction.under.push(Mark::Shape { outline, fill: Some(self.depiction.ink.tint()), pen: None });
        }
    }

    /// Lays a ground under a line, if it is in the picture.
    fn band(&mut self, id: &Id) {
        if let Some(line) = self.scene.line(id.as_str()) {
            let pen = Pen::solid(self.depiction.ink.tint(), BAND);
            self.depiction.under.push(Mark::Path { points: rounded(&line.points), pen });
        }
    }

    /// Explains a sign in the legend, once.
    fn sign(&mut self, sample: Vec<Mark>, label: &str) {
        let signs = &mut self.depiction.signs;
        if signs.iter().all(|entry| entry.label != label) {
            signs.push(Entry { sample, label: label.to_owned() });
        }
    }

    /// The sample of a ground.
    fn ground_sample(&self) -> Vec<Mark> {
        let rect = Rect::at(Point::new(0.0, 1.0), Size::new(22.0, SAMPLE.height - 2.0));
        let pen = Some(Pen::solid(self.depiction.ink, 0.6));
        vec![Mark::Shape { outline: Outline::Rounded(rect, 4.0), fill: Some(self.depiction.ink.tint()), pen }]
    }
}
