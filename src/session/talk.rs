//! The talk: which view of the map is shown, going from one to the next, and how it is presented. What is shown becomes a
//! view, and a view what is shown.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::Session;
use super::capture::Workshop;
use super::pen::{Inked, Pen};
use super::screens::Screens;
use super::selection::{Selection, is_on};
use super::task::{Poll, Task};
use super::view::ViewState;
use crate::drawing::{Folding, Least, Lens, Shown};
use crate::editing::view;
use crate::layout::Form;
use crate::model::words::{capitalised, count, list};
use crate::model::{EntryKind, Id, LitFinding, Unknown, View};
use crate::options;

/// A view that is brought near to more cards keeps none of them: it is the whole that is looked at.
const MOST_NEAR: usize = 60;

/// Which view is shown, and how it is presented.
#[derive(Default)]
pub struct Talk {
    at: Option<Id>,
    /// The canvas is to look at the view as soon as the picture of it is there.
    is_arriving: bool,
    /// It is to look there once more, because its room has changed.
    looks_again: bool,
    /// What was seen when it had arrived there, to tell whether that has changed.
    arrived: Option<View>,
    /// Whether somebody has moved the picture since.
    is_moved: bool,
    making: Option<Task<Vec<View>>>,
    /// What is shown to the room.
    pub stage: Stage,
    /// What is noted meanwhile.
    pub workshop: Workshop,
    /// The screens, and which of them the room looks at.
    pub screens: Screens,
}

/// How a talk is presented.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Stage {
    /// Whether the screen is black, so that people look at who speaks.
    pub is_black: bool,
    /// Whether the notes are shown on the only screen.
    pub shows_notes: bool,
    /// Whether a large dot shows where the presenter points.
    pub points: bool,
    /// Whether the mouse draws on the picture.
    pub draws: bool,
    /// What was drawn on it.
    pub pen: Pen,
    /// Whether a second window shows the room what is presented.
    pub has_audience: bool,
    /// How often that window was asked to fill the other screen.
    pub asked_to_fill: usize,
    /// Since when it goes on.
    pub since: Option<Instant>,
    /// What was seen before it led anywhere: whoever ends a talk goes on where they were.
    before: Option<View>,
}

/// What can be done with views, beside editing their texts.
#[derive(Debug, Clone, PartialEq)]
pub enum TalkAct {
    /// Show that view.
    GoTo(Id),
    /// Show the view so many places further; it stays at the ends.
    Further(isize),
    /// Show the first view.
    First,
    /// Show the last view.
    Last,
    /// Keep what is seen as a new view, behind the one that is shown.
    Keep,
    /// Have the view that is shown show what is seen now.
    Update,
    /// Show the view again as it is kept.
    Return,
    /// Copy a view, and show the copy.
    Copy(Id),
    /// Make a talk of what is found.
    Make,
    /// Make the screen black, or show the view again.
    Black(bool),
    /// Show the notes on the only screen, or hide them.
    Notes(bool),
    /// Show the room where the presenter points, or stop showing it.
    Point(bool),
    /// Have the mouse draw on the picture, or move it again.
    Pen(bool),
    /// Draw on the picture.
    Ink(Inked),
    /// Open the window for the room, or have it fill the other screen again; or close it.
    Audience(bool),
    /// Have that window fill the screen of that name, or any that is not the presenter's.
    Screen(Option<String>),
}

impl Talk {
    /// Lets go of the views of another map.
    pub(super) fn forget(&mut self) {
        let stage = Stage { has_audience: self.stage.has_audience, ..Stage::default() };
        // The panel knows forms by how many have been opened: the first of another map is a new one too.
        let opened = self.workshop.opened;
        let (screens, kept) = (std::mem::take(&mut self.screens), std::mem::take(&mut self.workshop.kept));
        *self = Self { stage, screens, ..Self::default() };
        self.workshop.opened = opened;
        self.workshop.kept = kept;
    }

    /// Notes whether the picture has been moved since the view was shown.
    pub fn note_moved(&mut self, is_moved: bool) {
        self.is_moved = is_moved;
    }

    /// Has the canvas look at the view again, because its room has changed.
    pub fn look_again(&mut self) {
        self.looks_again |= self.at.is_some() && !self.is_moved;
    }

    /// Whether a talk is being made.
    pub fn is_making(&self) -> bool {
        self.making.is_some()
    }
}

impl Stage {
    /// How long the talk has been going on, once it has begun.
    pub fn lasts(&self) -> Option<Duration> {
        self.since.map(|since| since.elapsed())
    }
}

impl Session {
    /// The views in the order of the talk.
    pub fn views(&self) -> Vec<&View> {
        self.document.baseline().views.in_order()
    }

    /// The view that is shown, or was shown last.
    pub fn view_shown(&self) -> Option<&View> {
        self.document.baseline().views.get(self.talk.at.as_ref()?.as_str()).map(AsRef::as_ref)
    }

    /// The place of the view that is shown in the order of the talk, and how many there are.
    pub fn place_in_talk(&self) -> Option<(usize, usize)> {
        let views = self.views();
        let at = self.talk.at.as_ref()?;
        Some((views.iter().position(|view| view.id == *at)?, views.len()))
    }

    /// The view that comes next.
    pub fn next_view(&self) -> Option<&View> {
        let place = self.place_in_talk().map_or(0, |(place, _)| place + 1);
        self.views().get(place).copied()
    }

    /// Whether something else is seen now than what the view showed when it was gone to.
    pub fn view_has_changed(&self) -> bool {
        let is_there = self.view_shown().is_some() && !self.talk.is_arriving;
        is_there && (self.talk.is_moved || self.talk.arrived.as_ref().is_some_and(|arrived| *arrived != self.seen()))
    }

    /// Does what was asked for with views. `near` are the cards that the canvas shows; none where it shows everything.
    pub fn talk(&mut self, act: TalkAct, near: BTreeSet<Id>) {
        match act {
            TalkAct::GoTo(id) => self.show_view(&id),
            TalkAct::Further(step) => {
                let last = self.views().len().saturating_sub(1);
                let place = match self.place_in_talk() {
                    Some((place, _)) => place.saturating_add_signed(step).min(last),
                    None if step > 0 => 0,
                    None => last,
                };
                self.show_view_at(place);
            }
            TalkAct::First => self.show_view_at(0),
            TalkAct::Last => self.show_view_at(self.views().len().saturating_sub(1)),
            TalkAct::Keep => {
                let seen = View { near: bounded(near), ..self.seen() };
                let baseline = self.document.baseline();
                let name = self.name_of_seen();
                let behind = self.view_shown().map(|view| view.id.clone());
                match view::add(baseline, &view::fresh_name(baseline, &name), seen, behind.as_ref()) {
                    Ok((id, step)) => {
                        if self.made(Ok(step)) {
                            self.stand_at(id);
                        }
                    }
                    Err(refusal) => self.say(capitalised(&refusal.to_string())),
                }
            }
            TalkAct::Update => {
                let Some(old) = self.view_shown().cloned() else { return };
                // What this version cannot show yet stays as it was kept.
                let unread = old.focus.clone().filter(|_| old.in_focus().is_none());
                let known = Shown::default().switches().map(|switch| switch.label.to_lowercase());
                let near = if self.talk.is_moved { bounded(near) } else { old.near };
                let seen = self.seen();
                let focus = seen.focus.clone().or(unread);
                let unknown = old.shows.iter().filter(|word| !known.contains(word)).cloned();
                let shows = seen.shows.iter().cloned().chain(unknown).collect();
                let layout = seen.layout.clone().or(old.layout.filter(|word| Form::called(word).is_none()));
                let seen = View { near, layout, focus, shows, ..seen };
                if self.made(view::update(self.document.baseline(), &old.id, seen)) {
                    self.stand_at(old.id);
                }
            }
            TalkAct::Return => self.show_view_at(self.place_in_talk().map_or(0, |(place, _)| place)),
            TalkAct::Copy(id) => match view::copy(self.document.baseline(), &id) {
                Ok((copy, step)) => {
                    if self.made(Ok(step)) {
                        self.show_view(&copy);
                    }
                }
                Err(refusal) => self.say(capitalised(&refusal.to_string())),
            },
            TalkAct::Make => {
                let map = self.document.baseline().clone();
                self.talk.making = Some(Task::start(&self.wake, move |_| options::talk(&map)));
            }
            TalkAct::Black(is_black) => self.talk.stage.is_black = is_black,
            TalkAct::Notes(shows) => self.talk.stage.shows_notes = shows,
            TalkAct::Point(points) => {
                self.talk.stage.points = points;
                self.talk.stage.draws &= !points;
            }
            TalkAct::Pen(draws) => {
                self.talk.stage.draws = draws;
                self.talk.stage.points &= !draws;
            }
            TalkAct::Ink(inked) => self.talk.stage.pen.draw(inked),
            TalkAct::Screen(name) => {
                self.talk.screens.want(name);
                self.talk.stage.asked_to_fill += 1;
            }
            TalkAct::Audience(has) => {
                self.talk.stage.has_audience = has;
                self.talk.stage.asked_to_fill += usize::from(has);
                self.note_presenting(has || self.panels.presenting);
            }
        }
    }

    /// Shows nothing but the map and, of a view, its caption; or everything again.
    pub fn present(&mut self, presenting: bool) {
        self.panels.presenting = presenting;
        self.note_presenting(presenting || self.talk.stage.has_audience);
        self.talk.look_again();
    }

    fn note_presenting(&mut self, goes_on: bool) {
        if goes_on {
            self.begin_workshop();
        }
        let stage = &mut self.talk.stage;
        stage.is_black = false;
        stage.draws &= goes_on;
        stage.pen.wipe();
        stage.since = goes_on.then(|| stage.since.unwrap_or_else(Instant::now));
        if let Some(before) = stage.before.take_if(|_| !goes_on) {
            let option = self.document.option().cloned();
            self.look_as(&before);
            if self.document.option() != option.as_ref() {
                let baseline = self.document.baseline();
                let option = self.document.option().and_then(|id| baseline.options.get(id.as_str()));
                let whither = option.map_or_else(|| "the baseline".to_owned(), |option| options::quoted(option));
                self.say(format!("Back in {whither}, as before the talk"));
            }
        }
    }

    fn show_view_at(&mut self, place: usize) {
        if let Some(id) = self.views().get(place).map(|view| view.id.clone()) {
            self.show_view(&id);
        }
    }

    /// Shows a view: what of it is there.
    fn show_view(&mut self, id: &Id) {
        let Some(view) = self.document.baseline().views.get(id.as_str()).map(|view| View::clone(view)) else {
            return self.say("That view is not there any more");
        };
        if self.talk.stage.since.is_some() && self.talk.stage.before.is_none() {
            self.talk.stage.before = Some(self.seen());
        }
        self.talk.stage.is_black = false;
        // What was drawn was drawn on another picture.
        self.talk.stage.pen.wipe();
        self.look_as(&view);
        self.talk.at = Some(id.clone());
        self.talk.is_arriving = true;
        if let Some(missing) = self.missing_of(&view) {
            self.say(missing);
        }
    }

    /// Looks at the map as a view does: the option, the date, and what of it is shown.
    fn look_as(&mut self, view: &View) {
        self.work_on(view.option.as_ref());
        self.look_at(view.as_of);
        let map = self.document.map();
        self.view.show(map, Shown::labelled(&view.shows));
        self.view.let_go(None);
        let also: Vec<Id> = view.also.iter().cloned().collect();
        self.view.take_in(map, &also);
        self.view.lens = lens(view).unwrap_or_default();
        self.view.folding = Folding::of_view(view, map);
        self.view.form = form(view).unwrap_or_default();
        self.selection = Selection::default();
        self.turn_focus(view.in_focus());
    }

    /// Takes what is seen for what the view shows.
    fn stand_at(&mut self, id: Id) {
        self.talk.at = Some(id);
        self.talk.arrived = Some(self.seen());
        self.talk.is_moved = false;
    }

    /// The nodes and links that the canvas is to be brought near to, once the picture of the view that is gone to is there;
    /// everything if there are none.
    pub fn arrival(&mut self) -> Option<Vec<Id>> {
        let is_wanted = self.talk.is_arriving || self.talk.looks_again;
        if !is_wanted || self.picture.is_none() || self.is_drawing() {
            return None;
        }
        let arrives = std::mem::take(&mut self.talk.is_arriving);
        self.talk.looks_again = false;
        let view = self.view_shown()?.clone();
        if arrives {
            self.selection.finding = self.finding_of(&view);
            self.stand_at(view.id.clone());
        }
        let map = self.document.map();
        Some(view.near.into_iter().filter(|id| is_on(map, id)).collect())
    }

    /// What is seen now as a view, but for where the canvas looks.
    fn seen(&self) -> View {
        let ViewState { shown, lens, form, .. } = &self.view;
        // What other options or dates have of it is none of this view's.
        let map = self.document.map();
        let (extra, folding) = (self.view.extra_on(map), self.view.folding_on(map));
        let mut shown = *shown;
        let shows =
            shown.switches().into_iter().filter(|switch| *switch.is_on).map(|switch| switch.label.to_lowercase());
        let finding = self.chosen_finding().map(|finding| LitFinding {
            rule: finding.code.to_owned(),
            subjects: finding.subjects.iter().map(|subject| subject.id.clone()).collect(),
            unknown: Unknown::new(),
        });
        View {
            option: self.document.option().cloned(),
            as_of: self.document.date(),
            shows: shows.collect(),
            also: extra,
            folded: folding.folded,
            unfolded: folding.open,
            fold_to: Least::in_view(folding.least),
            lens: (*lens != Lens::default()).then(|| lens.word().to_owned()),
            layout: (*form != Form::default()).then(|| form.word().to_owned()),
            finding,
            focus: self.view.focus.as_ref().map(ToString::to_string),
            ..View::new("", "")
        }
    }

    /// What a view of what is seen may be called until somebody gives it a name.
    fn name_of_seen(&self) -> String {
        let document = &self.document;
        let option = document.option().map(|id| document.baseline().name(id.as_str()).to_owned());
        let date = document.date().map(|date| format!("As of {date}"));
        let chosen = || match self.chosen().as_slice() {
            [one] if document.map().nodes.contains(one.as_str()) => Some(document.map().name(one.as_str()).to_owned()),
            _ => None,
        };
        let found = || self.chosen_finding().map(|finding| capitalised(&finding.rule.replace('-', " ")));
        let focused = self.in_focus().map(|seen| seen.title.clone());
        focused.or(option).or(date).or_else(chosen).or_else(found).unwrap_or_else(|| "View".to_owned())
    }

    /// The finding that a view lights, if it is found.
    fn finding_of(&self, view: &View) -> Option<crate::analysis::FindingKey> {
        let lit = view.finding.as_ref()?;
        self.findings().iter().find(|finding| finding.is_lit_by(lit)).map(crate::analysis::Finding::key)
    }

    /// What a view names that there is no more, as a sentence without a full stop.
    pub fn missing_of(&self, view: &View) -> Option<String> {
        let baseline = self.document.baseline();
        let option = view.option.as_ref().and_then(|id| baseline.options.get(id.as_str()));
        let is_there = |id: &Id| {
            let kinds = [EntryKind::Theme, EntryKind::Area, EntryKind::Total, EntryKind::Option];
            is_on(baseline, id) || kinds.into_iter().any(|kind| baseline.contains(kind, id))
        };
        let mut gone = view.names();
        gone.retain(|id| !is_there(id));
        if !gone.is_empty() {
            // What only the option has is there too.
            for change in option.iter().flat_map(|option| &option.changes) {
                if let Some((_, Some(id))) = change.subject() {
                    gone.remove(id);
                }
            }
        }
        let gone = gone.len();
        let mut missing = Vec::new();
        if view.option.is_some() && option.is_none() {
            missing.push("its option".to_owned());
        }
        if gone > 0 {
            missing.push(format!("{} that it names", count(gone, "thing", "things")));
        }
        if view.layout.is_some() && form(view).is_none() {
            missing.push("its layout".to_owned());
        }
        if view.lens.is_some() && lens(view).is_none() {
            missing.push("the meaning of its colours".to_owned());
        }
        (!missing.is_empty()).then(|| format!("Of this view there is no more: {}", list(&missing, missing.len())))
    }

    /// Takes a talk that has been made.
    pub(super) fn follow_talk(&mut self) {
        let Some(task) = &self.talk.making else { return };
        let made = task.poll();
        if made == Poll::Pending {
            return;
        }
        self.talk.making = None;
        let Poll::Done(views) = made else { return self.say("The talk could not be made") };
        match view::add_all(self.document.baseline(), views) {
            Ok((first, step)) => {
                if self.made(Ok(step)) {
                    self.show_view(&first);
                }
            }
            Err(refusal) => self.say(capitalised(&refusal.to_string())),
        }
    }
}

fn bounded(near: BTreeSet<Id>) -> BTreeSet<Id> {
    if near.len() > MOST_NEAR { BTreeSet::new() } else { near }
}

/// How a view lays cards out; none if this version does not know that.
fn form(view: &View) -> Option<Form> {
    view.layout.as_deref().map_or_else(|| Some(Form::default()), Form::called)
}

/// What colour means in a view; none if nobody knows that.
fn lens(view: &View) -> Option<Lens> {
    view.lens.as_deref().map_or_else(|| Some(Lens::default()), Lens::called)
}
