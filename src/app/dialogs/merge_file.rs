//! Before another version of the map is merged into it: what that one is, from which version both come, and what would come
//! of it.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{RichText, Ui, Vec2};

use crate::analysis::Severity;
use crate::app::act::{Act, Ask};
use crate::app::seen::Seen;
use crate::app::widgets::question::sentences_ui;
use crate::app::widgets::theme;
use crate::model::quote::message;
use crate::session::Session;
use crate::session::file_acts::{FileAct, FileQuestion, MergedIn, PathWish};
use crate::session::merging::{Base, Found, Outcome};
use crate::session::options::OptionAct;
use crate::session::task::{Poll, Task};
use crate::storage;

/// How wide the question is, points, and how high the lists in it.
const WIDTH: f32 = 600.0;
const VERSIONS: f32 = 84.0;
const CHANGES: f32 = 190.0;
/// How many changes are listed.
const LISTED: usize = 300;

/// Something that is worked out beside the window.
enum Work<T> {
    Pending(Task<Result<T, String>>),
    Done(Result<T, String>),
}

impl<T: Send + 'static> Work<T> {
    fn follow(&mut self) {
        let Self::Pending(task) = self else { return };
        match task.poll() {
            Poll::Pending => {}
            Poll::Done(result) => *self = Self::Done(result),
            Poll::Broken => *self = Self::Done(Err("The work broke off, which is a mistake in Boardwalk.".to_owned())),
        }
    }

    fn done(&self) -> Option<Result<&T, &str>> {
        match self {
            Self::Pending(_) => None,
            Self::Done(result) => Some(result.as_ref().map_err(String::as_str)),
        }
    }
}

/// Another version on its way into the map.
pub(super) struct MergeFile {
    path: PathBuf,
    /// The open map as it is, by its revision.
    revision: u64,
    found: Work<Arc<Found>>,
    /// From what both come, once somebody has said so or it was proposed.
    base: Option<Base>,
    outcome: Option<Work<Outcome>>,
    has_keyboard: bool,
}

impl MergeFile {
    /// Begins to read the file, with another one as that from which both come, if one was chosen.
    pub(super) fn new(path: PathBuf, base: Option<PathBuf>, session: &Session) -> Self {
        let found = Work::Pending(session.look_at_theirs(&path));
        let (revision, base) = (session.document.revision(), base.map(Base::File));
        Self { path, revision, found, base, outcome: None, has_keyboard: false }
    }

    /// Shows it; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, acts: &mut Vec<Act>) -> bool {
        self.found.follow();
        let found = self.found.done().and_then(Result::ok).cloned();
        if let (Some(found), None) = (&found, &self.outcome) {
            let base = self.base.get_or_insert_with(|| found.proposed.clone()).clone();
            self.outcome = Some(Work::Pending(seen.session.try_merging(found, base)));
        }
        if let Some(outcome) = &mut self.outcome {
            outcome.follow();
        }
        let mut stays = true;
        let modal = theme::modal(ctx, "merge-file").show(ctx, |ui| {
            theme::set_dialog_width(ui, WIDTH);
            theme::heading_ui(ui, "Merge from file");
            let written = found.as_ref().and_then(|found| found.written.as_ref());
            let written = written.map(|at| format!(", written {at}")).unwrap_or_default();
            let (name, folder) = (storage::name_of(&self.path), storage::folder_of(&self.path));
            ui.label(theme::small(ui, format!("{name} in {folder}{written}")));
            ui.add_space(theme::GAP / 2.0);
            match self.found.done() {
                None => drop(ui.label(theme::small(ui, "Reading it …"))),
                Some(Err(why)) => {
                    let label = ui.label(RichText::new(message(why)).color(theme::colours(ui).error));
                    ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
                }
                Some(Ok(_)) => {}
            }
            if let Some(found) = &found {
                self.found_ui(ui, found, seen.session, acts);
            }
            ui.add_space(theme::GAP);
            stays = self.buttons_ui(ui, found.as_deref(), acts);
        });
        stays && !modal.should_close()
    }

    fn found_ui(&mut self, ui: &mut Ui, found: &Arc<Found>, session: &Session, acts: &mut Vec<Act>) {
        if let Some(stranger) = &found.stranger {
            ui.horizontal_top(|ui| {
                theme::severity_mark_ui(ui, Severity::Warning);
                ui.add(egui::Label::new(message(stranger)).wrap());
            });
        }
        theme::section_ui(ui, "Both come from");
        let mut chosen = None;
        self.bases_ui(ui, found, session, &mut chosen, acts);
        let is_proposed = self.base.as_ref() == Some(&found.proposed);
        let why = if is_proposed { found.why } else { "" };
        ui.label(theme::small(ui, why));
        if let Some(base) = chosen.filter(|base| self.base.as_ref() != Some(base)) {
            self.outcome = Some(Work::Pending(session.try_merging(found, base.clone())));
            self.base = Some(base);
        }
        theme::section_ui(ui, "What would come of it");
        // Of one height from the start: nothing moves under the pointer when it has been worked out.
        let room = Vec2::new(ui.available_width(), CHANGES);
        ui.allocate_ui_with_layout(room, egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.set_min_height(room.y);
            self.outcome_ui(ui, session);
        });
    }

    /// From what both may come, each to be chosen.
    fn bases_ui(&self, ui: &mut Ui, found: &Found, session: &Session, chosen: &mut Option<Base>, acts: &mut Vec<Act>) {
        let mut offer = |ui: &mut Ui, base: Base, words: &str| {
            if ui.radio(self.base.as_ref() == Some(&base), words).clicked() {
                *chosen = Some(base);
            }
        };
        egui::ScrollArea::vertical().id_salt("versions").max_height(VERSIONS).auto_shrink([false, true]).show(
            ui,
            |ui| {
                for (place, kept) in found.versions.iter().enumerate() {
                    offer(ui, Base::Version(place), &kept.words);
                }
            },
        );
        if let Some(Base::File(path)) = &self.base {
            let words = format!("{} in {}", storage::name_of(path), storage::folder_of(path));
            offer(ui, Base::File(path.clone()), &words);
        }
        offer(ui, Base::Nothing, "Nobody knows: keep all that either has, and decide wherever they differ");
        if ui.button("Another file…").on_hover_text("Choose the map from which both were made").clicked() {
            let folder = session.folder();
            let wish = PathWish::Base(self.path.clone());
            acts.push(Act::Ask(Ask::File(FileQuestion::Path { wish, folder })));
        }
    }

    fn outcome_ui(&self, ui: &mut Ui, session: &Session) {
        let told = match self.outcome.as_ref().and_then(Work::done) {
            None => {
                ui.label(theme::small(ui, "Working it out …"));
                return;
            }
            Some(Err(why)) => {
                ui.label(RichText::new(message(why)).color(theme::colours(ui).error));
                return;
            }
            Some(Ok(outcome)) => &outcome.told,
        };
        let label = ui.label(told.summary.as_str());
        ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
        let baseline = session.document.baseline();
        if let Some(option) = session.document.option().and_then(|id| baseline.options.get(id.as_str())) {
            let text = format!("The baseline is merged with all its options; the option “{}” stays open.", option.name);
            ui.label(theme::small(ui, message(&text)));
        }
        ui.add_space(theme::GAP / 2.0);
        egui::ScrollArea::vertical().id_salt("changes").auto_shrink(false).show(ui, |ui| {
            if !told.undecided.is_empty() {
                ui.label(theme::strong("To be decided", theme::BODY));
                sentences_ui(ui, &told.undecided, LISTED);
            }
            if !told.changes.is_empty() {
                ui.label(theme::strong("On the map", theme::BODY));
                sentences_ui(ui, &told.changes, LISTED);
            }
        });
    }

    /// The buttons; whether the question stays.
    fn buttons_ui(&mut self, ui: &mut Ui, found: Option<&Found>, acts: &mut Vec<Act>) -> bool {
        let outcome = self.outcome.as_ref().and_then(Work::done).and_then(Result::ok);
        let outcome = outcome.filter(|outcome| !outcome.told.is_nothing());
        let mut stays = true;
        ui.horizontal(|ui| {
            let words = match found {
                Some(Found { stranger: Some(_), .. }) => "Merge all the same",
                _ => "Merge",
            };
            if found.is_some() {
                let button = theme::main_button_ui(ui, words, outcome.is_some());
                if outcome.is_some() && !std::mem::replace(&mut self.has_keyboard, true) {
                    button.request_focus();
                }
                if let (true, Some(found), Some(outcome)) = (button.clicked(), found, outcome) {
                    acts.extend(taken(found, outcome, self.revision));
                    stays = false;
                }
            }
            if ui.button("Choose another version…").clicked() {
                acts.push(Act::File(FileAct::AskToMerge));
                stays = false;
            }
            stays &= !ui.button("Cancel").clicked();
        });
        stays
    }
}

/// Merges, and asks then for what is undecided.
fn taken(found: &Found, outcome: &Outcome, revision: u64) -> Vec<Act> {
    let merged = MergedIn {
        map: outcome.map.clone(),
        theirs: found.map.clone(),
        path: found.path.clone(),
        stamp: found.stamp.clone(),
        is_own_file: found.is_own_file,
        revision,
    };
    let mut acts = vec![Act::File(FileAct::TakeMerged(Box::new(merged)))];
    if !outcome.map.undecided.is_empty() {
        acts.extend([Act::Option(OptionAct::Open(None)), Act::Ask(Ask::Conflicts)]);
    }
    acts
}
