//! The session: what is open, chosen and shown, and what is under way. It knows no window: all of it runs without one.
//!
//! Each part has a file of its own: [`files`] where the map came from, [`selection`] what is chosen, [`view`] and
//! [`picture`] what is seen of it, [`options`] which option is worked on, [`reports`] what options do, [`talk`] which view is
//! shown, [`capture`] what is noted meanwhile, [`panels`] which parts of the window are open, [`merging`] what comes of another version of the map, [`notice`] and
//! [`spotlight`] what is told
//! and lit, [`tour`] what is learnt by doing, [`help`] what is looked up. `edit`, `clipboard` and [`looking`] are what is done with them. [`task`] starts whatever goes on beside the
//! window.

pub mod answer;
pub mod beside;
pub mod capture;
pub mod clipboard;
pub mod edit;
pub mod export;
pub mod file_acts;
pub mod files;
pub mod focus;
pub mod folding;
pub mod help;
pub mod looking;
pub mod merging;
mod names;
pub mod notice;
pub mod options;
pub mod panels;
pub mod paper;
pub mod pen;
pub mod picture;
pub mod recent;
pub mod reports;
pub mod same;
pub mod samples;
pub mod screens;
pub mod search;
pub mod selection;
pub mod spotlight;
pub mod talk;
pub mod task;
#[cfg(test)]
mod tests;
pub mod time;
pub mod tour;
pub mod versions;
pub mod view;

use std::sync::Arc;
use std::time::Duration;

use crate::analysis::{Finding, FindingKey, Severity};
use crate::document::Document;
use crate::model::{Id, quote};
use beside::Drawing;
use edit::LastUsed;
use file_acts::FileQuestion;
use files::Files;
use notice::{Message, Notice};
use panels::{Panel, Panels};
use picture::{Effect, Picture, Request};
use reports::{Reports, Wanted};
use selection::{Selection, Trail};
use spotlight::Limelight;
use talk::Talk;
use task::Wake;
use view::ViewState;

/// What is open, chosen and shown.
pub struct Session {
    /// The open map and its history.
    pub document: Document,
    /// Where it came from, and how it gets back there.
    pub files: Files,
    /// How it is looked at.
    pub view: ViewState,
    /// What is chosen.
    pub selection: Selection,
    /// What was looked at one after the other.
    pub trail: Trail,
    /// What is found and drawn, once it has been made.
    pub picture: Option<Picture>,
    /// What becomes of everything under its options, and how they compare.
    pub reports: Reports,
    /// Which parts of the window are open.
    pub panels: Panels,
    /// What the last step did.
    pub notice: Option<Notice>,
    /// What was drawn and added last, and where.
    pub last_used: LastUsed,
    /// Which view is shown, and how it is presented.
    pub talk: Talk,
    drawing: Drawing,
    limelight: Limelight,
    wake: Wake,
}

impl Session {
    /// A session with a map. The window is woken when something that goes on beside it has come to an end.
    pub fn new(document: Document, files: Files, wake: Wake) -> Self {
        let mut view = ViewState::default();
        view.open(document.map());
        Self {
            document,
            files,
            view,
            selection: Selection::default(),
            trail: Trail::default(),
            picture: None,
            reports: Reports::default(),
            panels: Panels::default(),
            notice: None,
            last_used: LastUsed::default(),
            talk: Talk::default(),
            drawing: Drawing::default(),
            limelight: Limelight::default(),
            wake,
        }
    }

    /// Opens another map. What was chosen and found goes; how it is looked at stays.
    pub fn replace(&mut self, document: Document) {
        self.keep_workshop();
        self.document = document;
        self.open_as_left();
        self.panels.start = false;
        self.files.note_another_map();
        self.view.open(self.document.map());
        self.selection = Selection::default();
        self.picture = None;
        self.reports = Reports::default();
        self.drawing.let_go_of_beside();
        self.notice = None;
        self.trail = Trail::default();
        self.talk.forget();
        self.resume_workshop();
    }

    /// Takes what tasks have done, and brings findings and drawing up to date with the map. Once a frame. What has to be
    /// asked before anything of it goes on.
    pub fn follow(&mut self) -> Vec<FileQuestion> {
        self.follow_files();
        self.note_open_option();
        // What it shows is pictured in the same frame.
        self.follow_talk();
        self.follow_capture();
        self.count_changes();
        self.follow_picture();
        self.follow_reports();
        self.follow_beside();
        self.files.take_questions()
    }

    /// Brings findings and drawing up to date, and notes what a change of the map did to the findings.
    fn follow_picture(&mut self) {
        self.let_go_of_spotlight();
        self.follow_focus();
        let (focus, missing) = self.focusing();
        let wanted = Request {
            map: self.document.map().clone(),
            shown: self.view.shown,
            extra: self.view.extra_on(self.document.map()).union(&missing).cloned().collect(),
            folding: self.folding(),
            lens: self.view.lens,
            form: self.view.form,
            laid_out: self.view.laid_out,
            place: (self.document.option().cloned(), self.document.date()),
            change: self.change_in_view(),
            focus,
        };
        let before = self.picture.as_ref().map(|picture| Arc::clone(&picture.report));
        let looked_at = self.looked_at().into_iter().collect();
        if let Err(message) = self.drawing.worker.follow(&wanted, &looked_at, &mut self.picture, &self.wake) {
            self.say(message);
        }
        let Some(picture) = &mut self.picture else { return };
        let Effect { kept, news } = std::mem::take(&mut picture.effect);
        self.view.extra.extend(kept.iter().cloned());
        self.view.edited.extend(kept);
        if before.as_ref().is_some_and(|report| Arc::ptr_eq(report, &picture.report)) {
            return;
        }
        let report = &picture.report;
        self.selection.finding.take_if(|key| report.find(key).is_none());
        if let Some((notice, news)) = self.notice.as_mut().zip(news) {
            notice.note(news);
        }
    }

    /// Brings up to date what is told of the options, while somebody looks at it.
    fn follow_reports(&mut self) {
        let is_open = |panel: Panel| self.panels.is_open(panel) && !self.panels.start && !self.panels.presenting;
        let account = is_open(Panel::Ledger) || is_open(Panel::Decisions);
        let wanted = Wanted { account, comparison: is_open(Panel::Comparison) };
        let (baseline, open) = (self.document.baseline(), self.document.option());
        if let Err(message) = self.reports.follow(baseline, open, wanted, &self.wake) {
            self.say(message);
        }
    }

    /// The findings that count, once there are any.
    pub fn open_findings(&self) -> &[Finding] {
        self.picture.as_ref().map_or(&[], |picture| picture.report.open())
    }

    /// The findings, once there are any: those that count, then those that were accepted.
    pub fn findings(&self) -> &[Finding] {
        self.picture.as_ref().map_or(&[], |picture| &picture.report.findings)
    }

    /// The finding of that key, if it is in the report.
    pub fn finding(&self, key: &FindingKey) -> Option<&Finding> {
        self.picture.as_ref()?.report.find(key)
    }

    /// The finding that is chosen.
    pub fn chosen_finding(&self) -> Option<&Finding> {
        self.finding(self.selection.finding.as_ref()?)
    }

    /// How many open findings name a node or a link, and the worst of their severities.
    pub fn findings_of(&self, id: &str) -> Option<(usize, Severity)> {
        let picture = self.picture.as_ref()?;
        let indices = picture.findings_of.get(id)?;
        let open = indices.iter().map(|index| &picture.report.findings[*index]).filter(|found| !found.is_accepted());
        let worst = open.clone().map(|finding| finding.severity).max()?;
        Some((open.count(), worst))
    }

    /// The first of the findings that name a node or a link, or what stands folded on its card.
    pub fn first_finding_of(&self, id: &Id) -> Option<FindingKey> {
        let picture = self.picture.as_ref()?;
        let members = self.pack(id).into_iter().flat_map(|pack| &pack.members);
        let first = |id: &Id| picture.findings_of.get(id)?.first();
        let index = std::iter::once(id).chain(members).filter_map(first).min()?;
        Some(picture.report.findings[*index].key())
    }

    /// What has the window look again when a task ends.
    pub fn wake(&self) -> &Wake {
        &self.wake
    }

    /// Whether a file is being read or written, or a picture, a report or a talk made.
    pub fn is_waiting(&self) -> bool {
        self.files.is_busy() || self.is_drawing() || self.reports.is_busy() || self.talk.is_making()
    }

    /// Whether a picture is being made.
    pub fn is_drawing(&self) -> bool {
        self.drawing.is_busy()
    }

    /// Tells something in the status bar.
    pub fn say(&mut self, message: impl Into<String>) {
        self.limelight.message = Some(Message::new(quote::message(&message.into()).into_owned()));
    }

    /// What is being told, and for how much longer.
    pub fn message(&self) -> Option<(&str, Duration)> {
        self.limelight.message.as_ref()?.told()
    }
}
