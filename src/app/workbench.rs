//! The workbench: what is open, what is chosen, what is shown; and what people do to it.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::canvas::Canvas;
use super::command::Command;
use super::files::Files;
use super::new_map::NewMap;
use super::work::{Picture, Request, Worker};
use crate::analysis::{Finding, Severity};
use crate::document::Document;
use crate::drawing::{Lens, Shown};
use crate::model::edit::Edit;
use crate::model::{Id, Position};

/// A narrower window shows the outline only when it is asked for: the map needs the room more, points.
const ROOM_FOR_OUTLINE: f32 = 1440.0;
/// How long a message stays in the status bar.
const MESSAGE_STAYS: Duration = Duration::from_secs(8);

/// What a person asked for by pointing at something. Panels collect these; the workbench carries them out after the
/// frame is drawn, so that no panel changes what another one is just showing.
#[derive(Debug, Clone, PartialEq)]
pub enum Act {
    /// Give a command.
    Command(Command),
    /// Choose a node or a link, and go there.
    GoTo(Id),
    /// Choose a node or a link where it stands.
    Select(Id),
    /// Add a node or a link to what is chosen, or take it out.
    SelectAlso(Id),
    /// Choose nothing.
    SelectNothing,
    /// Choose a finding, by its place in the report, and go there.
    Finding(usize),
    /// Show the first finding of a node.
    FindingsOf(Id),
    /// Read the explanation of a rule.
    Explain(&'static str),
    /// Stop reading explanations.
    CloseExplanation,
    /// Change what the picture shows.
    Show(Shown),
    /// Let go of what came into the picture because somebody looked at it.
    ForgetAlso,
    /// Change what colour means.
    Lens(Lens),
    /// Put a card somewhere.
    Move(Id, i32, i32),
    /// Open a file of the list of recent ones.
    OpenRecent(std::path::PathBuf),
    /// Open a sample map.
    OpenSample(usize),
}

/// Which parts of the window are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The outline, on the left; open in a wide window as long as nobody has said otherwise.
    pub outline: Option<bool>,
    /// The inspector, on the right.
    pub inspector: bool,
    /// The findings, below.
    pub findings: bool,
    /// The small map of the whole.
    pub minimap: bool,
    /// The legend.
    pub legend: bool,
    /// Nothing but map, title and legend.
    pub presenting: bool,
}

impl Default for Parts {
    fn default() -> Self {
        Self { outline: None, inspector: true, findings: true, minimap: true, legend: true, presenting: false }
    }
}

/// What stands in front of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// Every shortcut.
    Shortcuts,
    /// What the program is.
    About,
}

/// What is open, chosen and shown.
pub struct Workbench {
    /// The open map and its history.
    pub document: Document,
    /// Where it came from, and how it gets back there.
    pub files: Files,
    /// What is in the picture.
    pub shown: Shown,
    /// What else is, because somebody looked at it.
    pub also: BTreeSet<Id>,
    /// What colour means.
    pub lens: Lens,
    /// What is found and drawn, once it has been made.
    pub picture: Option<Picture>,
    /// Makes the picture.
    pub worker: Worker,
    /// The nodes and links that are chosen.
    pub selected: BTreeSet<Id>,
    /// The finding that is chosen, by its place in the report.
    pub finding: Option<usize>,
    /// The rule whose explanation is open.
    pub explaining: Option<&'static str>,
    /// Which parts of the window are open.
    pub parts: Parts,
    /// What stands in front of everything.
    pub page: Option<Page>,
    /// The page on which a new map is made.
    pub new_map: NewMap,
    /// The canvas.
    pub canvas: Canvas,
    /// Whether the search field is to take the keyboard.
    pub find_requested: bool,
    message: Option<(String, Instant)>,
}

impl Workbench {
    /// A workbench with a map on it.
    pub fn new(document: Document, files: Files) -> Self {
        Self {
            document,
            files,
            shown: Shown::default(),
            also: BTreeSet::new(),
            lens: Lens::default(),
            picture: None,
            worker: Worker::default(),
            selected: BTreeSet::new(),
            finding: None,
            explaining: None,
            parts: Parts::default(),
            page: None,
            new_map: NewMap::default(),
            canvas: Canvas::new(),
            find_requested: false,
            message: None,
        }
    }

    /// Puts another map on the workbench. What was chosen and found goes; how it is looked at stays.
    pub fn replace(&mut self, document: Document) {
        self.document = document;
        self.also.clear();
        self.selected.clear();
        self.finding = None;
        self.picture = None;
        self.canvas = Canvas::new();
    }

    /// Brings findings and drawing up to date with the map.
    pub fn follow(&mut self, ctx: &egui::Context) {
        let wanted =
            Request { map: self.document.map().clone(), shown: self.shown, also: self.also.clone(), lens: self.lens };
        let before = self.picture.as_ref().map(|picture| std::sync::Arc::as_ptr(&picture.scene));
        let chosen = self.chosen_finding().map(|finding| (finding.code, finding.subjects.clone()));
        let looked_at = if self.selected.is_empty() { self.lit() } else { self.selected.clone() };
        if let Err(message) = self.worker.follow(&wanted, &looked_at, &mut self.picture, ctx) {
            self.say(message);
        }
        let Some(picture) = &self.picture else { return };
        if before != Some(std::sync::Arc::as_ptr(&picture.scene)) {
            self.canvas.set_scene(picture.scene.clone());
            // A finding stays chosen by what it says, not by its place in a list that may have changed.
            self.finding = chosen.and_then(|key| {
                picture.report.findings.iter().position(|finding| (finding.code, finding.subjects.clone()) == key)
            });
        }
    }

    /// The findings, once there are any.
    pub fn findings(&self) -> &[Finding] {
        self.picture.as_ref().map_or(&[], |picture| &picture.report.findings)
    }

    /// The finding that is chosen.
    pub fn chosen_finding(&self) -> Option<&Finding> {
        self.finding.and_then(|index| self.findings().get(index))
    }

    /// How many findings name a node or a link, and the worst of their severities.
    pub fn findings_of(&self, id: &str) -> Option<(usize, Severity)> {
        let picture = self.picture.as_ref()?;
        let indices = picture.findings_of.get(id)?;
        let worst = indices.iter().map(|index| picture.report.findings[*index].severity).max()?;
        Some((indices.len(), worst))
    }

    /// What is lit on the canvas: all that the chosen finding names, and the path concerned.
    pub fn lit(&self) -> BTreeSet<Id> {
        let Some(finding) = self.chosen_finding() else { return BTreeSet::new() };
        finding.subjects.iter().map(|subject| subject.id.clone()).chain(finding.path.iter().cloned()).collect()
    }

    /// Whether the outline is open.
    pub fn shows_outline(&self, ctx: &egui::Context) -> bool {
        self.parts.outline.unwrap_or_else(|| ctx.content_rect().width() >= ROOM_FOR_OUTLINE)
    }

    /// Whether a file is being read or a picture made.
    pub fn is_waiting(&self) -> bool {
        self.files.opening().is_some() || self.worker.is_busy()
    }

    /// Tells something in the status bar.
    pub fn say(&mut self, message: impl Into<String>) {
        self.message = Some((message.into(), Instant::now()));
    }

    /// What is being told, and for how much longer.
    pub fn message(&self) -> Option<(&str, Duration)> {
        let (text, since) = self.message.as_ref()?;
        MESSAGE_STAYS.checked_sub(since.elapsed()).map(|left| (text.as_str(), left))
    }

    /// Carries out what a person asked for.
    pub fn act(&mut self, act: Act, ctx: &egui::Context) {
        match act {
            Act::Command(command) => self.command(command, ctx),
            Act::Select(id) => {
                self.finding = None;
                self.selected = BTreeSet::from([id]);
            }
            Act::SelectAlso(id) => {
                if !self.selected.remove(&id) {
                    self.selected.insert(id);
                }
            }
            Act::SelectNothing => {
                self.selected.clear();
                self.finding = None;
            }
            Act::GoTo(id) => {
                self.finding = None;
                self.selected = BTreeSet::from([id.clone()]);
                self.reveal(std::slice::from_ref(&id), ctx);
                self.canvas.zoom_to(&[id]);
            }
            Act::Finding(index) => self.go_to_finding(index, ctx),
            Act::FindingsOf(id) => {
                let first = self.picture.as_ref().and_then(|picture| picture.findings_of.get(&id)?.first().copied());
                if let Some(index) = first {
                    self.parts.findings = true;
                    self.go_to_finding(index, ctx);
                }
            }
            Act::Explain(code) => {
                self.parts.findings = true;
                self.explaining = Some(code);
            }
            Act::CloseExplanation => self.explaining = None,
            Act::Show(shown) => self.shown = shown,
            Act::ForgetAlso => self.also.clear(),
            Act::Lens(lens) => self.lens = lens,
            Act::Move(id, x, y) => {
                let name = self.document.map().name(id.as_str()).to_owned();
                let place = Edit::Place(Position { id, x, y, unknown: Default::default() });
                self.edit(format!("move {name}"), vec![place]);
            }
            Act::OpenRecent(path) => self.open_path(path, ctx),
            Act::OpenSample(index) => self.open_sample(index, ctx),
        }
    }

    fn command(&mut self, command: Command, ctx: &egui::Context) {
        match command {
            Command::NewMap => self.new_map.open(),
            Command::Open => self.ask_to_open(ctx),
            Command::Save => self.save(ctx),
            Command::SaveAs => self.ask_to_save_as(ctx),
            Command::Quit => ctx.send_viewport_cmd(egui::ViewportCommand::Close),
            Command::Undo => {
                if let Some(message) = self.document.undo().map(|label| format!("Undone: {label}")) {
                    self.say(message);
                    self.keep_for_recovery();
                }
            }
            Command::Redo => {
                if let Some(message) = self.document.redo().map(|label| format!("Made again: {label}")) {
                    self.say(message);
                    self.keep_for_recovery();
                }
            }
            Command::Find => {
                self.parts.presenting = false;
                self.find_requested = true;
            }
            Command::TidyCards => {
                let moved: Vec<Edit> =
                    self.document.map().placement.ids().map(|id| Edit::Unplace(id.clone())).collect();
                self.edit(format!("put {} back", plural(moved.len(), "moved card", "moved cards")), moved);
            }
            Command::Fit => self.canvas.fit(),
            Command::ZoomToSelection => {
                let chosen: Vec<Id> =
                    if self.selected.is_empty() { self.lit() } else { self.selected.clone() }.into_iter().collect();
                self.canvas.zoom_to(&chosen);
            }
            Command::ActualSize => self.canvas.set_zoom(1.0),
            Command::ZoomIn => self.canvas.zoom_by(1.25),
            Command::ZoomOut => self.canvas.zoom_by(0.8),
            Command::Present => {
                self.parts.presenting = !self.parts.presenting;
                ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(self.parts.presenting));
                self.canvas.fit();
            }
            Command::ToggleOutline => self.parts.outline = Some(!self.shows_outline(ctx)),
            Command::ToggleInspector => self.parts.inspector = !self.parts.inspector,
            Command::ToggleFindings => self.parts.findings = !self.parts.findings,
            Command::ToggleMinimap => self.parts.minimap = !self.parts.minimap,
            Command::ToggleLegend => self.parts.legend = !self.parts.legend,
            Command::SystemTheme => ctx.set_theme(egui::ThemePreference::System),
            Command::LightTheme => ctx.set_theme(egui::ThemePreference::Light),
            Command::DarkTheme => ctx.set_theme(egui::ThemePreference::Dark),
            Command::NextFinding => self.step_finding(1, ctx),
            Command::PreviousFinding => self.step_finding(-1, ctx),
            Command::ExplainRules => {
                self.parts.findings = true;
                self.explaining = crate::analysis::rules().first().map(|rule| rule.code);
            }
            Command::Shortcuts => self.page = Some(Page::Shortcuts),
            Command::About => self.page = Some(Page::About),
        }
    }

    /// Whether a command can be given just now.
    pub fn is_enabled(&self, command: Command) -> bool {
        match command {
            Command::Undo => self.document.undo_label().is_some(),
            Command::Redo => self.document.redo_label().is_some(),
            Command::TidyCards => !self.document.map().placement.is_empty(),
            Command::ZoomToSelection => !self.selected.is_empty() || self.finding.is_some(),
            Command::NextFinding | Command::PreviousFinding => !self.findings().is_empty(),
            _ => true,
        }
    }

    /// Whether what a command switches is on; nothing for a command that switches nothing.
    pub fn is_on(&self, command: Command, ctx: &egui::Context) -> Option<bool> {
        let theme = ctx.options(|options| options.theme_preference);
        match command {
            Command::Present => Some(self.parts.presenting),
            Command::ToggleOutline => Some(self.shows_outline(ctx)),
            Command::ToggleInspector => Some(self.parts.inspector),
            Command::ToggleFindings => Some(self.parts.findings),
            Command::ToggleMinimap => Some(self.parts.minimap),
            Command::ToggleLegend => Some(self.parts.legend),
            Command::SystemTheme => Some(theme == egui::ThemePreference::System),
            Command::LightTheme => Some(theme == egui::ThemePreference::Light),
            Command::DarkTheme => Some(theme == egui::ThemePreference::Dark),
            _ => None,
        }
    }

    /// A command's words in the menu, with the step that it concerns.
    pub fn label(&self, command: Command) -> String {
        let step = match command {
            Command::Undo => self.document.undo_label(),
            Command::Redo => self.document.redo_label(),
            _ => None,
        };
        let label = command.entry().label;
        step.map_or_else(|| label.to_owned(), |step| format!("{label}: {step}"))
    }

    fn edit(&mut self, label: String, edits: Vec<Edit>) {
        match self.document.apply(label, edits) {
            Ok(()) => self.keep_for_recovery(),
            Err(error) => self.say(format!("Nothing was changed: {error}")),
        }
    }

    fn go_to_finding(&mut self, index: usize, ctx: &egui::Context) {
        if index >= self.findings().len() {
            return;
        }
        self.finding = Some(index);
        self.selected.clear();
        let lit: Vec<Id> = self.lit().into_iter().collect();
        self.reveal(&lit, ctx);
        self.canvas.bring_into_view(&lit);
        if self.explaining.is_some() {
            self.explaining = self.chosen_finding().map(|finding| finding.code);
        }
    }

    fn step_finding(&mut self, step: isize, ctx: &egui::Context) {
        let count = self.findings().len() as isize;
        if count > 0 {
            let next = self.finding.map_or(if step > 0 { 0 } else { count - 1 }, |index| index as isize + step);
            self.go_to_finding(next.rem_euclid(count) as usize, ctx);
        }
    }

    /// Takes what is to be looked at into the picture, if it is not there.
    fn reveal(&mut self, ids: &[Id], ctx: &egui::Context) {
        let map = self.document.map();
        let shows = |id: &Id| {
            self.picture.as_ref().is_some_and(|picture| {
                picture.scene.card(id.as_str()).is_some() || picture.scene.line(id.as_str()).is_some()
            })
        };
        let missing: Vec<Id> = ids
            .iter()
            .filter(|id| !shows(id) && (map.nodes.contains(id.as_str()) || map.links.contains(id.as_str())))
            .cloned()
            .collect();
        if !missing.is_empty() {
            self.also.extend(missing);
            self.follow(ctx);
        }
    }
}

/// A number with its noun.
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
