//! The workbench: what is open, what is chosen, what is shown; and what people do to it.
//!
//! [`act`](Act) is what can be asked for by pointing; `commands` what can be asked for by name; `edits` changes the map,
//! `choices` opens the short lists that some of it needs; `look` goes to things, and back again.

mod act;
mod choices;
mod commands;
mod edits;
mod look;
mod spotlight;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use super::asking::{Asking, Question};
use super::canvas::Canvas;
use super::chooser::Chooser;
use super::command::Command;
use super::context_menu::ContextMenu;
use super::files::Files;
use super::naming::{Named, Naming};
use super::new_map::NewMap;
use super::notice::Notice;
use super::work::{Picture, Request, Worker};
use crate::analysis::{Changes, Finding, Severity};
use crate::document::Document;
use crate::drawing::{Lens, Shown};
use crate::model::words::capitalised;
use crate::model::{Id, LinkKind, NodeKind};
pub use act::Act;
pub use look::Trail;
pub use spotlight::Spotlight;

/// A narrower window shows the outline only when it is asked for: the map needs the room more, points.
const ROOM_FOR_OUTLINE: f32 = 1440.0;
/// How long a message stays in the status bar.
const MESSAGE_STAYS: Duration = Duration::from_secs(8);

/// Which parts of the window are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The outline, on the left; open in a wide window as long as nobody has said otherwise.
    pub outline: Option<bool>,
    /// The inspector, on the right.
    pub inspector: bool,
    /// What stands below the canvas.
    pub lower: Option<Lower>,
    /// The small map of the whole.
    pub minimap: bool,
    /// The legend.
    pub legend: bool,
    /// Nothing but map, title and legend.
    pub presenting: bool,
}

impl Default for Parts {
    fn default() -> Self {
        Self {
            outline: None,
            inspector: true,
            lower: Some(Lower::Findings),
            minimap: true,
            legend: true,
            presenting: false,
        }
    }
}

/// What can stand below the canvas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lower {
    /// What is wrong with the map.
    Findings,
    /// The map as tables.
    Register,
    /// Who sits where, and who owns what.
    Matrix,
}

impl Lower {
    /// Every panel, from left to right.
    pub const ALL: [Self; 3] = [Self::Findings, Self::Register, Self::Matrix];

    /// The panel's title.
    pub fn label(self) -> &'static str {
        match self {
            Self::Findings => "Findings",
            Self::Register => "Register",
            Self::Matrix => "Matrix",
        }
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
    /// How many maps have been put on the workbench: another number is another map.
    pub maps_opened: usize,
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
    /// The name that is being typed on the canvas.
    pub naming: Option<Naming>,
    /// The list that waits for a choice.
    pub chooser: Option<Chooser>,
    /// The question that waits for an answer.
    pub asking: Option<Asking>,
    /// The menu that is open at the pointer.
    pub context_menu: Option<ContextMenu>,
    /// What the last step did.
    pub notice: Option<Notice>,
    /// What was looked at one after the other.
    pub trail: Trail,
    /// The kind of the line that was drawn last.
    pub last_line: Option<LinkKind>,
    /// The kind of what was added last.
    pub last_kind: NodeKind,
    /// The canvas.
    pub canvas: Canvas,
    /// What was typed faster than it could be taken up.
    pub(super) typed_ahead: Vec<egui::Event>,
    message: Option<(String, Instant)>,
    shining: Option<spotlight::Shining>,
    depicted: Option<spotlight::Depicted>,
}

impl Workbench {
    /// A workbench with a map on it.
    pub fn new(document: Document, files: Files) -> Self {
        Self {
            document,
            files,
            maps_opened: 0,
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
            naming: None,
            chooser: None,
            asking: None,
            context_menu: None,
            notice: None,
            trail: Trail::default(),
            last_line: None,
            last_kind: NodeKind::Group,
            canvas: Canvas::new(),
            typed_ahead: Vec::new(),
            message: None,
            shining: None,
            depicted: None,
        }
    }

    /// Puts another map on the workbench. What was chosen and found goes; how it is looked at stays.
    pub fn replace(&mut self, document: Document) {
        self.document = document;
        self.maps_opened += 1;
        self.also.clear();
        self.selected.clear();
        self.finding = None;
        self.picture = None;
        (self.naming, self.chooser, self.asking, self.context_menu) = (None, None, None, None);
        self.notice = None;
        self.trail = Trail::default();
        self.canvas = Canvas::new();
    }

    /// Brings findings and drawing up to date with the map, and notes what a change of the map did to the findings.
    pub fn follow(&mut self, ctx: &egui::Context) {
        self.let_go_of_spotlight();
        let wanted =
            Request { map: self.document.map().clone(), shown: self.shown, also: self.also.clone(), lens: self.lens };
        let before = self.picture.as_ref().map(|picture| (picture.scene.clone(), picture.report.clone()));
        let chosen = self.chosen_finding().map(|finding| (finding.code, finding.subjects.clone()));
        let looked_at = if self.selected.is_empty() { self.lit() } else { self.selected.clone() };
        if let Err(message) = self.worker.follow(&wanted, &looked_at, &mut self.picture, ctx) {
            self.say(message);
        }
        let Some(picture) = &self.picture else { return };
        let (scene, report) = before.unzip();
        if scene.is_some_and(|scene| std::sync::Arc::ptr_eq(&scene, &picture.scene)) {
            return;
        }
        self.canvas.set_scene(picture.scene.clone());
        // A finding stays chosen by what it says, not by its place in a list that may have changed.
        self.finding = chosen.and_then(|key| {
            picture.report.findings.iter().position(|finding| (finding.code, finding.subjects.clone()) == key)
        });
        if let (Some(notice), Some(report)) = (&mut self.notice, report) {
            notice.note(&Changes::between(&report, &picture.report), &picture.request.map);
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

    /// The finding that is chosen.
    pub fn chosen_finding(&self) -> Option<&Finding> {
        self.finding.and_then(|index| self.findings().get(index))
    }

    /// How many open findings name a node or a link, and the worst of their severities.
    pub fn findings_of(&self, id: &str) -> Option<(usize, Severity)> {
        let picture = self.picture.as_ref()?;
        let indices = picture.findings_of.get(id)?;
        let open = indices.iter().map(|index| &picture.report.findings[*index]).filter(|found| !found.is_accepted());
        let worst = open.clone().map(|finding| finding.severity).max()?;
        Some((open.count(), worst))
    }

    /// What is lit on the canvas: what somebody asked to see, or all that the chosen finding names, and the path concerned.
    pub fn lit(&self) -> BTreeSet<Id> {
        if let Some(spotlight) = self.spotlight() {
            return spotlight.ids.clone();
        }
        self.chosen_finding().map(Finding::named).unwrap_or_default()
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
}
