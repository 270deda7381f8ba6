//! The picture: what is found on a map and how it is drawn, made off the window's thread.

mod left;
mod request;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use std::time::{Duration, Instant};

use left::{Here, Left, Places};
pub use request::{Place, Request, WITHIN_THE_FRAME};

use super::names::Names;
use super::notice::News;
use super::task::{Poll, Task, Wake, both};
use crate::analysis::{self, Changes, Memory, Report, SubjectKind};
use crate::drawing::{self, Difference, Earlier, Inside, Plan, Scene, Shown};
use crate::layout::{Form, Parameters, Point, Rect, Standing};
use crate::model::Id;

/// How long a frame waits for the picture of a larger map, so that an edit is seen in it wherever that is possible.
const GRACE: Duration = Duration::from_millis(25);

/// What the window shows of a map.
pub struct Picture {
    /// What it follows from.
    pub request: Request,
    /// The findings and the figures.
    pub report: Arc<Report>,
    /// What is in the drawing, and where.
    pub plan: Arc<Plan>,
    /// The drawing.
    pub scene: Arc<Scene>,
    /// The same with nothing in focus.
    whole: Arc<Scene>,
    /// The findings by the node or link that they name, as places in the report.
    pub findings_of: Arc<HashMap<Id, Vec<usize>>>,
    /// What becomes of the map, if the picture shows that.
    pub difference: Option<Arc<Difference>>,
    ground: Ground,
    /// How high names are in it.
    names: Names,
    /// What stands folded on cards, as it would stand below them, where hands put cards wherever they like.
    inside: Arc<Inside>,
    /// What came of the last step beside it.
    pub effect: Effect,
    /// How long the analysis took.
    pub analysed_in: Duration,
    /// What the analysis has worked out, for the next one.
    memory: Memory,
    /// What it took the place of: much memory, which the next task gives back instead of the window's thread.
    past: Option<Past>,
}

/// What came of a step beside the picture.
#[derive(Default)]
pub struct Effect {
    /// What was in the picture before, would not be any more, and stays because of that.
    pub kept: Vec<Id>,
    /// What it did to the findings, if it was made in the place that is looked at.
    pub news: Option<News>,
}

/// Where everything stands, for what comes next.
struct Ground {
    /// In pictures of the map alone.
    standing: Arc<Standing>,
    /// The same of the place from which people came to this one, if they came from another.
    beside: Option<Arc<Standing>>,
}

/// What is large in a picture.
#[derive(Clone)]
struct Past {
    request: Request,
    report: Arc<Report>,
    plan: Arc<Plan>,
    scene: Arc<Scene>,
    findings_of: Arc<HashMap<Id, Vec<usize>>>,
    inside: Arc<Inside>,
}

impl Picture {
    fn make(mut request: Request, known: Known) -> Self {
        drop(known.outdated);
        let (past, here, mut memory) = (known.past, known.here, known.memory);
        let is_plain = |request: &Request| request.change.is_none();
        let left = here.as_ref().filter(|here| here.is_settled && is_plain(&here.past.request));
        let left = left.map(|here| &here.past).filter(|past| past.request.has_same_ground(&request));
        let base = left.or(past.as_ref());
        let known_plain = base.filter(|past| is_plain(&past.request) && is_plain(&request));
        let earlier = known_plain.map(|past| Earlier {
            map: &past.request.map,
            shown: past.request.shown,
            extra: &past.request.extra,
            plan: &past.plan,
            scene: &past.scene,
        });
        let same = |is: fn(&Request, &Request) -> bool| base.filter(|base| is(&base.request, &request));
        let analysed = || [base, here.as_ref().map(|here| &here.past), past.as_ref()].into_iter().flatten();
        let mut analyse = || match analysed().find(|past| past.request.has_same_findings(&request)) {
            Some(past) => (Arc::clone(&past.report), Arc::clone(&past.findings_of), known.analysed_in),
            None => {
                let start = Instant::now();
                let report = Arc::new(analysis::analyse_again(&request.map, &mut memory));
                let analysed_in = start.elapsed();
                let findings_of = Arc::new(by_subject(&report));
                (report, findings_of, analysed_in)
            }
        };
        let parameters = || Parameters {
            anchor: known.anchor.clone(),
            kept: known.kept.clone(),
            returns: known.returns.clone(),
            ..drawing::parameters(&request.map, request.form)
        };
        let anew = |extra: &BTreeSet<Id>| {
            Arc::new(drawing::plan(&request.map, request.shown, extra, &request.folding, &parameters()))
        };
        let could_be_read = known_plain.is_some_and(|past| past.request.folding.is_only_of_many());
        let following = |earlier: &Earlier<'_>, extra: &BTreeSet<Id>| {
            let folding = &request.folding;
            let is_one_fold = known_plain.is_some_and(|past| past.request.folding == *folding);
            let refolded = || Plan::refolded(earlier, &request.map, request.shown, extra, folding, &parameters());
            if let Some(plan) = is_one_fold.then(refolded).flatten() {
                return Arc::new(plan);
            }
            let was_whole = earlier.plan.folded.is_none() && folding.is_only_of_many();
            if folding.is_none() || was_whole {
                let plan = Plan::following(earlier, &request.map, request.shown, extra, &parameters());
                // What stands where it stood is read as it was: that spares drawing it all once more.
                let is_as_read = could_be_read && Arc::ptr_eq(&plan.placement, &earlier.plan.placement);
                if folding.is_none() || is_as_read || drawing::fit::can_be_read(&plan, &request.map) {
                    return Arc::new(plan);
                }
            }
            anew(extra)
        };
        let difference = request.change.as_ref().map(|[before, after]| Arc::new(Difference::between(before, after)));
        let lay_out = || {
            if let Some((difference, [before, _])) = difference.as_ref().zip(request.change.as_ref()) {
                let plan = match same(Request::has_same_plan) {
                    Some(past) => Arc::clone(&past.plan),
                    None => {
                        // Where people know the map to stand, else where it would stand alone.
                        let stood = known.kept.clone().unwrap_or_else(|| {
                            let parameters = drawing::parameters(before, request.form);
                            let plan = Plan::of(before, request.shown, &request.extra, &parameters);
                            Arc::clone(&plan.placement.standing)
                        });
                        Arc::new(difference.plan_folded(
                            request.shown,
                            &request.extra,
                            &request.folding,
                            &stood,
                            request.form,
                        ))
                    }
                };
                return (plan, Vec::new());
            }
            let plan = match (same(Request::has_same_plan), &earlier) {
                (Some(past), _) => Arc::clone(&past.plan),
                (None, Some(earlier)) => following(earlier, &request.extra),
                (None, None) => anew(&request.extra),
            };
            // Nothing vanishes under the hands of those who change the map: only what they let go of. In another option or on
            // another date it may be gone.
            let is_one_place = past.as_ref().is_some_and(|past| past.request.place == request.place);
            let Some(earlier) = earlier.as_ref().filter(|earlier| {
                is_one_place
                    && known.returns.is_none()
                    && (earlier.shown.unmarked(), earlier.extra) == (request.shown.unmarked(), &request.extra)
                    && !Arc::ptr_eq(&earlier.plan.choice, &plan.choice)
            }) else {
                return (plan, Vec::new());
            };
            let is_lost = |id: &&Id| !plan.choice.nodes.contains(*id) && request.map.nodes.contains(id.as_str());
            let kept: Vec<Id> = earlier.plan.choice.nodes.iter().filter(is_lost).cloned().collect();
            if kept.is_empty() {
                return (plan, kept);
            }
            let extra: BTreeSet<Id> = request.extra.iter().chain(&kept).cloned().collect();
            (following(earlier, &extra), kept)
        };
        let ((report, findings_of, analysed_in), (plan, kept)) = match request.is_small() {
            true => (analyse(), lay_out()),
            false => both(analyse, lay_out),
        };
        let whole = Arc::new(match (&difference, &earlier) {
            (Some(difference), _) => difference.draw(&plan),
            (None, Some(earlier)) => plan.redraw(earlier, &request.map, &report, request.lens),
            (None, None) => plan.draw(&request.map, Some(&report), request.lens),
        });
        let scene = match &request.focus {
            Some(focus) => Arc::new(whole.focused(focus)),
            None => Arc::clone(&whole),
        };
        let standing = match (&difference, &known.kept) {
            (Some(_), Some(kept)) => Arc::clone(kept),
            _ => Arc::clone(&plan.placement.standing),
        };
        let one_place = past.as_ref().filter(|past| past.request.place == request.place);
        let before = one_place.map(|past| &past.report).filter(|before| !Arc::ptr_eq(before, &report));
        let news = before.map(|before| News::of(&Changes::between(before, &report), &request.map));
        let inside = match same(Request::has_same_plan) {
            Some(past) => Arc::clone(&past.inside),
            None if request.form == Form::Free && difference.is_none() => {
                Arc::new(Inside::of(&plan, &request.map, request.shown))
            }
            None => Arc::default(),
        };
        request.extra.extend(kept.iter().cloned());
        Self {
            request,
            report,
            plan,
            scene,
            whole,
            findings_of,
            difference,
            ground: Ground { standing, beside: known.beside },
            names: Names::default(),
            inside,
            effect: Effect { kept, news },
            analysed_in,
            memory,
            past,
        }
    }

    /// How high names are where all of it fills a usual screen, pixels.
    pub fn names(&self) -> f32 {
        self.names.whole(&self.scene)
    }

    /// The same where it is brought near to some cards.
    pub fn names_near(&self, near: &BTreeSet<Id>) -> f32 {
        self.names.near(&self.scene, near)
    }

    /// Where all that is folded would stand around cards that stand so, with nothing in the way of anything.
    pub fn unfolded_around(&self, cards: &BTreeMap<Id, Rect>) -> Vec<(Id, Point)> {
        self.inside.around(cards)
    }

    /// Whether it took the place of one that looked at something else, such as another option, date, layout or choice of
    /// what is shown, rather than at the same before somebody changed it.
    pub fn is_another_look(&self) -> bool {
        self.past.as_ref().is_some_and(|past| {
            let (was, is) = (&past.request, &self.request);
            was.place != is.place || was.change.is_some() != is.change.is_some() || was.has_same_findings(is)
        })
    }

    /// What of it is large.
    fn as_past(&self) -> Past {
        Past {
            request: self.request.clone(),
            report: Arc::clone(&self.report),
            plan: Arc::clone(&self.plan),
            scene: Arc::clone(&self.whole),
            findings_of: Arc::clone(&self.findings_of),
            inside: Arc::clone(&self.inside),
        }
    }

    /// What of it still holds for another request; what is looked at stays where it is.
    fn known_for(&mut self, wanted: &Request, looked_at: &BTreeSet<Id>, stood: &Stood, places: &mut Places) -> Known {
        let placed = &self.plan.placement.cards;
        // Where a card stands that somebody moved says nothing of the layout.
        let is_moved =
            |id: &Id| [&self.request.map, &wanted.map].iter().any(|map| map.place_in(wanted.form.word(), id).is_some());
        let stays = |id: &&Id| wanted.map.nodes.contains(id.as_str()) && !is_moved(id);
        let chosen = looked_at.iter().find(|id| placed.contains_key(*id) && stays(id));
        let kept = chosen.or_else(|| placed.keys().find(stays));
        let is_one_form = self.request.form == wanted.form;
        let stood_if = |is_folded: bool| stood.get(&(wanted.form, wanted.place.0.clone(), is_folded));
        let is_folded = !wanted.folding.is_none();
        let then = stood_if(is_folded).or_else(|| stood_if(!is_folded));
        let is_one_place = self.request.place == wanted.place;
        let mut memory = std::mem::take(&mut self.memory);
        let (mut here, mut outdated, mut beside) = (None, None, self.ground.beside.clone());
        if !is_one_place {
            // What is left may take the room of what people come back to.
            here = places.left(&wanted.place).cloned();
            let memory_here = match &mut here {
                Some(here) => std::mem::replace(&mut memory, std::mem::take(&mut here.memory)),
                None => memory.clone(),
            };
            let standing = Arc::clone(&self.ground.standing);
            let left = Left { past: self.as_past(), memory: memory_here, standing, beside: self.ground.beside.clone() };
            outdated = places.leave(left);
            beside = Some(Arc::clone(&self.ground.standing));
        }
        let known = match is_one_form {
            true => {
                // Once everything is unfolded, all of it stands where people know it to stand.
                let unfolds = self.plan.folded.is_some() && !is_folded;
                let whole = stood_if(false).filter(|then| unfolds && then.is_on_ground_of(wanted));
                let as_now = || self.request.has_same_ground(wanted).then_some(&self.ground.standing);
                whole.map(|then| &then.standing).or_else(as_now)
            }
            false => then.filter(|then| then.is_on_ground_of(wanted)).map(|then| &then.standing),
        };
        Known {
            kept: known.cloned(),
            returns: (self.request.place.0 != wanted.place.0)
                .then(|| then.map(|then| Arc::clone(&then.standing)).unwrap_or_default()),
            anchor: kept.filter(|_| is_one_form).and_then(|id| Some((id.clone(), placed.get(id)?.centre()))),
            analysed_in: self.analysed_in,
            memory,
            here: here.map(|left| {
                let is_settled = left.is_beside(&self.ground.standing, self.ground.beside.as_ref());
                Here { past: left.past, is_settled }
            }),
            beside,
            past: Some(self.as_past()),
            outdated: (self.past.take(), outdated),
        }
    }
}

/// The findings by the node or link that they name.
fn by_subject(report: &Report) -> HashMap<Id, Vec<usize>> {
    let mut findings_of: HashMap<Id, Vec<usize>> = HashMap::new();
    for (index, finding) in report.findings.iter().enumerate() {
        for subject in &finding.subjects {
            if matches!(subject.kind, SubjectKind::Node | SubjectKind::Link) {
                let indices = findings_of.entry(subject.id.clone()).or_default();
                if indices.last() != Some(&index) {
                    indices.push(index);
                }
            }
        }
    }
    findings_of
}

/// What an earlier picture spares the next one.
#[derive(Default)]
struct Known {
    /// A card that is to stay where it is, so that the rest does not drift away under the eyes.
    anchor: Option<(Id, Point)>,
    /// How everything stood, if it is to stay.
    kept: Option<Arc<Standing>>,
    /// How the option stood when it was last seen, if another one was looked at since.
    returns: Option<Arc<Standing>>,
    analysed_in: Duration,
    memory: Memory,
    past: Option<Past>,
    /// How the place was left that people come back to.
    here: Option<Here>,
    /// How the place stood from which people came to this one.
    beside: Option<Arc<Standing>>,
    /// What is shown no more, and only has to be given back.
    outdated: (Option<Past>, Option<Left>),
}

/// How the baseline and each option stood in each form when they were last seen, and when nothing was folded in them.
type Stood = BTreeMap<(Form, Option<Id>, bool), Then>;

/// How something stood, and what of it was in the picture.
struct Then {
    standing: Arc<Standing>,
    shown: Shown,
    laid_out: usize,
}

impl Then {
    fn is_on_ground_of(&self, wanted: &Request) -> bool {
        (self.shown, self.laid_out) == (wanted.shown, wanted.laid_out)
    }
}

/// Makes the picture that was asked for last, and forgets what was asked for before.
#[derive(Default)]
pub struct Worker {
    stood: Stood,
    places: Places,
    running: Option<(Request, Task<Picture>)>,
    /// What the work broke off at; it would do so again.
    failed: Option<Request>,
}

impl Worker {
    /// Brings the picture up to date: at once for a small map, else later; then the window is woken.
    ///
    /// # Errors
    /// When the work broke off; the text says so.
    pub fn follow(
        &mut self,
        wanted: &Request,
        looked_at: &BTreeSet<Id>,
        picture: &mut Option<Picture>,
        wake: &Wake,
    ) -> Result<(), String> {
        self.follow_beside(wanted, looked_at, picture, None, wake)
    }

    /// The same for a picture that stands beside another one: at first, cards stand where they stand there.
    pub fn follow_beside(
        &mut self,
        wanted: &Request,
        looked_at: &BTreeSet<Id>,
        picture: &mut Option<Picture>,
        other: Option<&Picture>,
        wake: &Wake,
    ) -> Result<(), String> {
        let mut with_kept = None;
        if let Some((request, task)) = &self.running {
            match task.poll() {
                Poll::Done(done) => {
                    self.running = None;
                    // What it keeps is wanted from now on: else it would be gone again before anybody has taken note of it.
                    let is_of_this = done.request.has_same_findings(wanted);
                    with_kept = is_of_this.then(|| wanted.with(&done.effect.kept));
                    *picture = Some(done);
                }
                Poll::Pending => {}
                Poll::Broken => {
                    self.failed = Some(request.clone());
                    self.running = None;
                    return Err(
                        "The analysis broke off. The map itself is unharmed: save it under another name.".into()
                    );
                }
            }
        }
        let wanted = with_kept.as_ref().unwrap_or(wanted);
        let up_to_date = picture.as_ref().is_some_and(|picture| picture.request.is_same(wanted));
        let under_way = self.running.as_ref().is_some_and(|(request, _)| request.is_same(wanted));
        let is_hopeless = self.failed.as_ref().is_some_and(|request| request.is_same(wanted));
        if up_to_date || under_way || is_hopeless {
            return Ok(());
        }
        let as_there = || Known { kept: other.map(|other| Arc::clone(&other.ground.standing)), ..Known::default() };
        match picture {
            Some(picture) => {
                let Request { form, shown, laid_out, place, .. } = &picture.request;
                let then = Then { standing: Arc::clone(&picture.ground.standing), shown: *shown, laid_out: *laid_out };
                self.stood.insert((*form, place.0.clone(), picture.plan.folded.is_some()), then);
            }
            None => (self.stood, self.places) = Default::default(),
        }
        let known = match picture.as_mut() {
            Some(picture) => picture.known_for(wanted, looked_at, &self.stood, &mut self.places),
            None => as_there(),
        };
        if wanted.is_small() {
            self.running = None;
            *picture = Some(Picture::make(wanted.clone(), known));
            return Ok(());
        }
        let request = wanted.clone();
        let task = Task::start(wake, move |_| Picture::make(request, known));
        match task.wait(GRACE) {
            Poll::Done(done) => *picture = Some(done),
            Poll::Pending | Poll::Broken => self.running = Some((wanted.clone(), task)),
        }
        Ok(())
    }

    /// Whether a picture is being made.
    pub fn is_busy(&self) -> bool {
        self.running.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{Folding, Lens};
    use crate::model::{Map, Node, NodeKind};

    #[test]
    fn what_changes_on_a_large_map_is_not_worked_on_within_the_frame() {
        let bodies = |count: usize| {
            let nodes = (0..count).map(|body| Node::new(format!("b{body}"), NodeKind::Group, "Body"));
            Arc::new(Map { nodes: nodes.collect(), ..Map::default() })
        };
        let request = |then: usize, change: Option<usize>| Request {
            map: bodies(then),
            shown: Shown::default(),
            extra: BTreeSet::new(),
            folding: Folding::default(),
            lens: Lens::Change,
            form: Form::Layers,
            laid_out: 0,
            place: (None, None),
            change: change.map(|now| [then, now].map(bodies)),
            focus: None,
        };
        assert!(request(3, None).is_small() && request(3, Some(WITHIN_THE_FRAME)).is_small());
        assert!(!request(3, Some(WITHIN_THE_FRAME + 1)).is_small(), "few of them were there then");
        assert!(!request(WITHIN_THE_FRAME + 1, None).is_small());
    }
}
