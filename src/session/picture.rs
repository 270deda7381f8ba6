//! The picture: what is found on a map and how it is drawn, made off the window's thread.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::task::{Poll, Task, Wake};
use crate::analysis::{self, Report, SubjectKind};
use crate::drawing::{self, Lens, Plan, Scene, Shown};
use crate::layout::{Parameters, Point};
use crate::model::{Id, Map};

/// Maps of at most this many nodes are worked on within the frame: the picture is there at once, and never flickers.
const WITHIN_THE_FRAME: usize = 500;
/// How long a frame waits for the picture of a larger map, so that an edit is seen in it wherever that is possible.
const GRACE: Duration = Duration::from_millis(25);

/// What the picture follows from. Equal requests give equal pictures.
#[derive(Clone)]
pub struct Request {
    /// The map.
    pub map: Arc<Map>,
    /// What of it is in the picture.
    pub shown: Shown,
    /// What else is, because somebody looks at it.
    pub extra: BTreeSet<Id>,
    /// What colour means.
    pub lens: Lens,
}

impl Request {
    fn has_same_findings(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.map, &other.map)
    }

    fn has_same_plan(&self, other: &Self) -> bool {
        self.has_same_findings(other) && self.shown == other.shown && self.extra == other.extra
    }

    fn is_same(&self, other: &Self) -> bool {
        self.has_same_plan(other) && self.lens == other.lens
    }
}

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
    /// The findings by the node or link that they name, as places in the report.
    pub findings_of: BTreeMap<Id, Vec<usize>>,
    /// How long the analysis took.
    pub analysed_in: Duration,
}

impl Picture {
    fn make(request: Request, known: Known) -> Self {
        let (report, analysed_in) = known.findings.unwrap_or_else(|| {
            let start = Instant::now();
            let report = Arc::new(analysis::analyse(&request.map));
            (report, start.elapsed())
        });
        let plan = known.plan.unwrap_or_else(|| {
            let parameters = Parameters { anchor: known.anchor, ..drawing::parameters(&request.map) };
            Arc::new(Plan::of(&request.map, request.shown, &request.extra, &parameters))
        });
        let scene = Arc::new(plan.draw(&request.map, Some(&report), request.lens));
        let mut findings_of: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
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
        Self { request, report, plan, scene, findings_of, analysed_in }
    }

    /// What of it still holds for another request; what is looked at stays where it is.
    fn still_true_for(&self, wanted: &Request, looked_at: &BTreeSet<Id>) -> Known {
        let placed = &self.plan.placement.cards;
        // Where a card stands that somebody moved says nothing of the layout.
        let is_moved = |id: &Id| [&self.request.map, &wanted.map].iter().any(|map| map.placement.contains(id.as_str()));
        let stays = |id: &&Id| wanted.map.nodes.contains(id.as_str()) && !is_moved(id);
        let chosen = looked_at.iter().find(|id| placed.contains_key(*id) && stays(id));
        let kept = chosen.or_else(|| placed.keys().find(stays));
        Known {
            anchor: kept.and_then(|id| Some((id.clone(), placed.get(id)?.centre()))),
            findings: self.request.has_same_findings(wanted).then(|| (self.report.clone(), self.analysed_in)),
            plan: self.request.has_same_plan(wanted).then(|| self.plan.clone()),
        }
    }
}

/// What an earlier picture spares the next one.
#[derive(Default)]
struct Known {
    /// A card that is to stay where it is, so that the rest does not drift away under the eyes.
    anchor: Option<(Id, Point)>,
    findings: Option<(Arc<Report>, Duration)>,
    plan: Option<Arc<Plan>>,
}

/// Makes the picture that was asked for last, and forgets what was asked for before.
#[derive(Default)]
pub struct Worker {
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
        if let Some((request, task)) = &self.running {
            match task.poll() {
                Poll::Done(done) => {
                    self.running = None;
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
        let up_to_date = picture.as_ref().is_some_and(|picture| picture.request.is_same(wanted));
        let under_way = self.running.as_ref().is_some_and(|(request, _)| request.is_same(wanted));
        let is_hopeless = self.failed.as_ref().is_some_and(|request| request.is_same(wanted));
        if up_to_date || under_way || is_hopeless {
            return Ok(());
        }
        let known = picture.as_ref().map(|picture| picture.still_true_for(wanted, looked_at)).unwrap_or_default();
        if wanted.map.nodes.len() <= WITHIN_THE_FRAME {
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
