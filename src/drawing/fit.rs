//! Fitting: so much of a map in a picture that its names can be read. What there is no room for is folded, never shrunk.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::card::NAME_SIZE;
use super::compose::Content;
use super::fold::{Folded, Folder};
use super::words::Surroundings;
use super::{Choice, Difference, Folding, Least, Lens, Plan, Scene, Sheet, Shown};
use crate::analysis::Severity;
use crate::layout::{Form, Parameters, Size, Standing};
use crate::model::{Id, Map};

/// The screen for which pictures are fitted.
pub const SCREEN: Size = Size::new(1920.0, 1080.0);
/// How high names are that can be read in front of a screen, pixels.
pub const READABLE: f32 = 9.0;
/// The same at the back of a room.
pub const AT_THE_BACK: u8 = 22;
/// So many cards nobody takes in whose names cannot be read.
const MANY: usize = 250;
/// What stands stays where it is if the picture becomes no smaller than this for it.
const MOST_SMALLER: f32 = 0.8;
/// The legend explains findings of each severity, as far as is known before there are any.
const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];
/// What else the width of a picture may be by its height, where names are not high enough in the usual shape.
const OTHER_SHAPES: [f32; 2] = [1.3, 1.0];
/// No picture is looked at from nearer.
const NEAREST: f32 = 2.0;
/// The least room that a card takes with its gaps, points.
const LEAST_CARD: f32 = 188.0 * 34.0;

/// Chooses, folds, measures and places; `also` is in view whatever `shown` says.
pub fn plan(map: &Map, shown: Shown, also: &BTreeSet<Id>, folding: &Folding, parameters: &Parameters) -> Plan {
    saying(map, shown, also, folding, parameters, &|_| None)
}

impl Difference {
    /// Places both maps together where something is folded, `kept` being how the one or the other stood.
    pub fn plan_folded(
        &self,
        shown: Shown,
        also: &BTreeSet<Id>,
        folding: &Folding,
        kept: &Standing,
        form: Form,
    ) -> Plan {
        self.planned(kept, form, |parameters| saying(self.map(), shown, also, folding, parameters, &|id| self.says(id)))
    }
}

/// The same, where some cards say something else in place of their small print.
fn saying<'a>(
    map: &Map,
    shown: Shown,
    also: &BTreeSet<Id>,
    folding: &Folding,
    parameters: &Parameters,
    says: &dyn Fn(&Id) -> Option<&'a str>,
) -> Plan {
    let plan = found(map, shown, also, folding, parameters, says);
    if plan.folded.is_some() { plan.found_by(parameters) } else { plan }
}

fn found<'a>(
    map: &Map,
    shown: Shown,
    also: &BTreeSet<Id>,
    folding: &Folding,
    parameters: &Parameters,
    says: &dyn Fn(&Id) -> Option<&'a str>,
) -> Plan {
    let choice = Arc::new(shown.choose(map, also));
    let is_for_room = matches!(folding.least, Some(Least::Of(_)));
    let surroundings = Arc::new(Surroundings::of(map));
    let fitting = Fitting { map, shown, choice, surroundings, parameters, says, is_for_room };
    if folding.is_none() || folding.is_only_of_many() && fitting.cards(None) <= MANY {
        return fitting.whole(None, false, parameters);
    }
    let folder = Folder::of(map, &fitting.choice, folding, parameters.form);
    let as_asked = fitting.told(folder.as_asked());
    match folding.least.filter(|least| *least != Least::OfMany || fitting.cards(as_asked.as_deref()) > MANY) {
        Some(least) => {
            // Rings and lanes have a shape of their own.
            let others = OTHER_SHAPES.into_iter().filter(|_| parameters.form.hangs());
            let shapes = [parameters.aspect].into_iter().chain(others);
            let mut fitted = shapes.filter_map(|aspect| {
                let parameters = Parameters { aspect, ..parameters.clone() };
                Fitting { parameters: &parameters, ..fitting.clone() }.fit(&folder, as_asked.clone(), least)
            });
            fitted.next().unwrap_or_else(|| {
                let least = fitting.told(folder.within(1));
                fitting.standing(None, least, is_for_room, |anew| anew * MOST_SMALLER)
            })
        }
        None => fitting.standing(None, as_asked, false, |anew| anew * MOST_SMALLER),
    }
}

/// Whether a picture in which nothing is folded may stay as it is where only that is to be folded which nobody could read.
pub fn can_be_read(plan: &Plan, map: &Map) -> bool {
    plan.choice.nodes.len() <= MANY || names_in(&plan.draw(map, None, Lens::Status)) >= READABLE
}

/// How high names are in a picture of a screen, in pixels.
pub fn names_in(scene: &Scene) -> f32 {
    Sheet::of(scene, None, SCREEN).scale * NAME_SIZE
}

/// The same in one that is brought near to some cards, if any of them is there.
pub fn names_near(scene: &Scene, near: &BTreeSet<Id>) -> f32 {
    let near = scene.with_stand_ins(near);
    let cards = near.iter().filter_map(|id| scene.card(id.as_str()));
    let Some(part) = cards.map(|card| card.rect).reduce(|one, other| one.union(&other)) else { return names_in(scene) };
    let most = Sheet::of_part(scene, None, SCREEN, Some(part)).scale.min(NEAREST);
    (most * NAME_SIZE).max(names_in(scene))
}

/// How high names are, and whether they can be read at the back of a room: "Names 18 px: too small for row 10".
pub fn told(names: f32) -> String {
    let pixels = names.floor();
    match pixels < f32::from(AT_THE_BACK) {
        true => format!("Names {pixels} px: too small for row 10"),
        false => format!("Names {pixels} px: readable in row 10"),
    }
}

/// The same with everything closer together, where names are to be as large as can be.
fn closer(parameters: &Parameters) -> Parameters {
    let Parameters { column_gap, card_gap, rank_gap, area_gap, .. } = *parameters;
    let [column_gap, card_gap, rank_gap, area_gap] =
        [(column_gap, 0.8), (card_gap, 0.9), (rank_gap, 0.75), (area_gap, 0.75)].map(|(gap, by)| gap * by);
    Parameters { column_gap, card_gap, rank_gap, area_gap, ..parameters.clone() }
}

/// What is to be fitted into a picture.
#[derive(Clone)]
struct Fitting<'a, 'b> {
    map: &'a Map,
    shown: Shown,
    choice: Arc<Choice>,
    surroundings: Arc<Surroundings>,
    parameters: &'a Parameters,
    says: &'a dyn Fn(&Id) -> Option<&'b str>,
    is_for_room: bool,
}

impl Fitting<'_, '_> {
    /// With what those become that are not seen by themselves.
    fn told(&self, folded: Option<Folded>) -> Option<Arc<Folded>> {
        let mut folded = folded?;
        folded.tell_changes(|id| (self.says)(id).is_some());
        Some(Arc::new(folded))
    }

    fn cards(&self, folded: Option<&Folded>) -> usize {
        folded.map_or(self.choice.nodes.len(), |folded| folded.choice.nodes.len())
    }

    fn whole(&self, folded: Option<Arc<Folded>>, is_brief: bool, parameters: &Parameters) -> Plan {
        let Self { map, shown, choice, surroundings, says, is_for_room, .. } = self;
        let content = Content {
            map,
            shown: *shown,
            choice: Arc::clone(choice),
            surroundings: Arc::clone(surroundings),
            folded,
            is_brief,
            is_for_room: *is_for_room,
        };
        if is_brief {
            return Plan::laid_out(content, &closer(parameters), says);
        }
        Plan::laid_out(content, parameters, says)
    }

    /// With everything laid out anew.
    fn anew(&self, folded: Option<Arc<Folded>>, is_brief: bool) -> Plan {
        let parameters = Parameters { kept: None, returns: None, ..self.parameters.clone() };
        self.whole(folded, is_brief, &parameters)
    }

    fn names(&self, plan: &Plan) -> f32 {
        let mut scene = plan.draw(self.map, None, Lens::Status);
        for (card, severity) in scene.cards.iter_mut().zip(SEVERITIES.into_iter().cycle()) {
            card.findings = Some((1, severity));
        }
        names_in(&scene)
    }

    /// How high names are about: as if no line needed room beside the cards.
    fn about(&self, folded: &Option<Arc<Folded>>, is_brief: bool) -> f32 {
        let parameters = Parameters { kept: None, returns: None, only_cards: true, ..self.parameters.clone() };
        self.names(&self.whole(folded.clone(), is_brief, &parameters))
    }

    /// With what stands where it stands, unless the picture becomes too small for that; `anew` if that is known already.
    fn standing(
        &self,
        anew: Option<Plan>,
        folded: Option<Arc<Folded>>,
        is_brief: bool,
        least: impl Fn(f32) -> f32,
    ) -> Plan {
        let is_as_ever = folded.is_none() && !self.is_for_room;
        if self.parameters.kept.is_none() || is_as_ever {
            let stood_nowhere = self.parameters.kept.is_none() && self.parameters.returns.is_none();
            let anew = anew.filter(|_| stood_nowhere);
            return anew.unwrap_or_else(|| self.whole(folded, is_brief, self.parameters));
        }
        let anew = anew.unwrap_or_else(|| self.anew(folded.clone(), is_brief));
        let stays = self.whole(folded, is_brief, self.parameters);
        if self.names(&stays) < least(self.names(&anew)) { anew } else { stays }
    }

    /// With so much folded that names are high enough: first small print goes where a room is to read them, then trees are
    /// folded, as few as can be. None if there is no way in this shape.
    fn fit(&self, folder: &Folder<'_>, as_asked: Option<Arc<Folded>>, least: Least) -> Option<Plan> {
        let (wanted, may_be_brief) = match least {
            Least::OfMany => (READABLE, false),
            Least::Of(pixels) => (f32::from(pixels), true),
        };
        let may_fit = |folded: &Option<Arc<Folded>>, is_brief: bool| self.about(folded, is_brief) >= wanted;
        let fitted = |folded: &Option<Arc<Folded>>, is_brief: bool| {
            let anew = may_fit(folded, is_brief).then(|| self.anew(folded.clone(), is_brief));
            anew.filter(|anew| self.names(anew) >= wanted)
        };
        let room = SCREEN.width * SCREEN.height * (NAME_SIZE / wanted).powi(2);
        // More than there would be room for without any gap need not be tried.
        let most = (room / LEAST_CARD).ceil() as usize;
        let all = self.cards(as_asked.as_deref());
        if all <= most {
            for is_brief in [false, true].into_iter().filter(|is_brief| may_be_brief || !is_brief) {
                if let Some(anew) = fitted(&as_asked, is_brief) {
                    return Some(self.standing(Some(anew), as_asked, is_brief, |_| wanted));
                }
            }
        }
        let (mut fits, mut too_many) = (1, most.min(all) + 1);
        while too_many - fits > 1 {
            let middle = usize::midpoint(fits, too_many);
            if may_fit(&self.told(folder.within(middle)), may_be_brief) {
                fits = middle;
            } else {
                too_many = middle;
            }
        }
        // With more cards the shape may be better, so that more of them fit in after all; with lines fewer may.
        let from_above = std::iter::successors(Some(most.min(all)), |cards| Some(cards * 4 / 5));
        let from_above = from_above.take_while(|cards| *cards > fits + 1 && may_be_brief);
        let from_here = std::iter::successors(Some(fits), |cards| (*cards > 1).then(|| cards * 9 / 10));
        let mut tried = from_above.chain(from_here).map(|cards| self.told(folder.within(cards.max(1))));
        let (anew, best) = tried.find_map(|folded| Some((fitted(&folded, may_be_brief)?, folded)))?;
        Some(self.standing(Some(anew), best, may_be_brief, |_| wanted))
    }
}
