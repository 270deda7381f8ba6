//! The matrix panel: who sits where, whose work it is and which body carries which theme, as tables of marks that are
//! changed where they stand.
//!
//! `sheet` is the part of a matrix that is in view, `content` what the grid shows of it, `menu` the list of what can
//! become of a cell. `overlap` is read only: which bodies have how much in common. What the marks mean and what a click does is [`crate::editing::matrix`]'s business.

mod content;
mod menu;
mod overlap;
mod sheet;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use egui::{RichText, Ui, WidgetInfo, WidgetType};

use crate::analysis::Severity;
use crate::app::act::{Act, Ask, Place};
use crate::app::grid::{Block, CellAt, Grid, GridEvent, Look};
use crate::app::seen::Seen;
use crate::app::widgets::{spelling, theme};
use crate::editing::Refusal;
use crate::editing::matrix::{How, Mark, Order, Topic, next, next_of_many};
use crate::model::{Id, Map};
use crate::session::Session;
use content::Marks;
use overlap::OverlapMatrix;
use sheet::{HEADINGS, Sheet, Wanted};

/// So many columns stay in view: the headings of the rows.
const FROZEN: usize = HEADINGS;

/// The matrix of which bodies have how much in common.
const OVERLAP: &str = "Overlap";

/// The panel's own state.
#[derive(Default)]
pub(super) struct Matrix {
    wanted: Wanted,
    grids: BTreeMap<Topic, Grid>,
    sheet: Option<(Arc<Map>, Wanted, Arc<Sheet>)>,
    /// What stood in the current column, so that the keyboard stays there when columns come and go.
    column: Option<Id>,
    /// What was chosen in the window, so that something newly chosen comes into view.
    selected: BTreeSet<Id>,
    /// Which bodies overlap, and whether that is shown in the place of the other matrices.
    overlap: OverlapMatrix,
    shows_overlap: bool,
}

impl Matrix {
    /// Which matrix is shown, in a word.
    pub(super) fn tab(&self) -> &'static str {
        if self.shows_overlap { OVERLAP } else { described(self.wanted.topic).0 }
    }

    /// Shows the matrix that has that word.
    pub(super) fn choose_tab(&mut self, tab: &str) {
        self.shows_overlap = tab == OVERLAP;
        let topic = Topic::ALL.into_iter().find(|topic| described(*topic).0 == tab);
        self.wanted.topic = topic.unwrap_or(self.wanted.topic);
    }

    /// Shows the panel.
    pub(super) fn show(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        let session = seen.session;
        if self.shows_overlap {
            self.overlap.overlap_ui(ui, session, acts);
            return;
        }
        let sheet = self.sheet(session.document.map());
        self.filters_ui(ui, &sheet);
        // What was just clicked above holds from this frame on.
        let sheet = self.sheet(session.document.map());
        ui.add_space(2.0);
        if let Some(nothing) = self.nothing(&sheet) {
            ui.add_space(theme::GAP);
            ui.label(nothing);
            return;
        }
        self.grid_ui(ui, &sheet, session, acts);
    }

    /// The matrices to choose from, and what the marks mean, in the line of the tabs.
    pub(super) fn head_ui(&mut self, ui: &mut Ui, session: &Session) {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.spacing_mut().button_padding.x = 7.0;
            for topic in Topic::ALL {
                let (label, help) = described(topic);
                let chosen = self.wanted.topic == topic && !self.shows_overlap;
                let tab = ui.selectable_label(chosen, RichText::new(label).size(theme::SMALL)).on_hover_text(help);
                if tab.clicked() && !chosen {
                    self.shows_overlap = false;
                    self.wanted = Wanted { topic, order: self.wanted.order, ..Wanted::default() };
                    self.column = None;
                }
            }
            let help = "Boards and groups by each other: how much of their remits or members they have in common";
            let label = RichText::new(OVERLAP).size(theme::SMALL);
            if ui.selectable_label(self.shows_overlap, label).on_hover_text(help).clicked() {
                self.shows_overlap = true;
            }
            ui.add_space(8.0);
            if self.shows_overlap {
                let meaning = "what both have of all that either has; click a cell to choose both";
                ui.label(theme::small(ui, meaning));
                return;
            }
            ui.label(theme::small(ui, legend(self.wanted.topic)));
            if session.document.is_read_only() {
                ui.label(theme::small(ui, "·  This map is open for reading only."));
            }
        });
    }

    /// What is missing, how it is sorted, and which rows and columns are shown.
    fn filters_ui(&mut self, ui: &mut Ui, sheet: &Sheet) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.spacing_mut().button_padding.x = 7.0;
            ui.label(theme::small(ui, "Gaps only:"));
            let sides = [
                (sheet.matrix.gaps(true), &sheet.matrix.rows, &mut self.wanted.row_gaps),
                (sheet.matrix.gaps(false), &sheet.matrix.columns, &mut self.wanted.column_gaps),
            ];
            let mut is_whole = true;
            for (sentence, headings, only) in sides {
                if sentence.is_none() && only.is_none() {
                    continue;
                }
                is_whole = false;
                theme::severity_mark_ui(ui, Severity::Warning);
                let text = sentence.unwrap_or_else(|| "all filled".to_owned());
                let label = RichText::new(&text).size(theme::SMALL);
                let switch = ui.selectable_label(only.is_some(), label).on_hover_text("Show only these");
                if switch.clicked() {
                    *only = if only.is_some() { None } else { Some(sheet::gaps(headings)) };
                }
            }
            if is_whole {
                ui.label(theme::small(ui, "there are none"));
            }
            ui.add_space(8.0);
            let is_by_marks = self.wanted.order == Order::Marks;
            let label = RichText::new("Fullest first").size(theme::SMALL);
            let help = "Sort rows and columns by how much stands in them";
            if ui.selectable_label(is_by_marks, label).on_hover_text(help).clicked() {
                self.sort(if is_by_marks { Order::Name } else { Order::Marks });
            }
            ui.add_space(8.0);
            let fields = [
                (&mut self.wanted.row_words, "Filter rows", "Filter the rows of the matrix"),
                (&mut self.wanted.column_words, "Filter columns", "Filter the columns of the matrix"),
            ];
            for (words, hint, name) in fields {
                let field = spelling::field_ui(ui, egui::Id::new(name), words, |field| {
                    field.hint_text(hint).desired_width(110.0)
                });
                field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, name));
            }
        });
    }

    fn grid_ui(&mut self, ui: &mut Ui, sheet: &Sheet, session: &Session, acts: &mut Vec<Act>) {
        let topic = self.wanted.topic;
        let grid = self.grids.entry(topic).or_default();
        follow_column(grid, sheet, self.column.as_ref());
        if self.selected != session.selection.ids {
            self.selected = session.selection.ids.clone();
            if let Some(row) = self.selected.iter().find_map(|id| sheet.row_of(id)) {
                grid.reveal(CellAt { row, column: grid.current().column });
            } else if let Some(column) = self.selected.iter().find_map(|id| sheet.column_of(id)) {
                grid.reveal(CellAt { row: grid.current().row, column });
            }
        }
        let room = ui.available_rect_before_wrap();
        let look = Look {
            name: described(topic).1,
            frozen: FROZEN,
            gutter: false,
            header: content::height_of_titles(sheet, room.height()),
        };
        let marks = Marks {
            sheet,
            order: self.wanted.order,
            selected: &session.selection.ids,
            colours: theme::colours(ui),
            current: grid.current(),
            pointer: ui.ctx().pointer_hover_pos().filter(|_| ui.rect_contains_pointer(room)),
            is_read_only: session.document.is_read_only(),
        };
        let events = grid.grid_ui(ui, &look, &marks);
        let block = grid.block(&marks);
        let shift = ui.input(|input| input.modifiers.shift);
        self.column = sheet.column(grid.current().column).map(|column| column.id.clone());
        for event in events {
            acts.extend(self.act_of(event, &block, shift, sheet, session));
        }
    }

    /// What is to happen after something was done in the grid.
    fn act_of(
        &mut self,
        event: GridEvent,
        block: &Block,
        shift: bool,
        sheet: &Sheet,
        session: &Session,
    ) -> Option<Act> {
        let (map, topic) = (session.document.map(), self.wanted.topic);
        let is_read_only = session.document.is_read_only();
        let make = |how, at: CellAt| {
            let (row, column) = sheet.ends(at)?;
            Some(Act::Make(next(map, topic, &row.id, &column.id, how)))
        };
        let make_all = |how, block: &Block| {
            // What stands empty need not be cleared: of the largest tables only the marks are looked at.
            let has_work = |at: &CellAt| how != How::Clear || sheet.cell(*at).is_some();
            let ends = block.cells().filter(has_work).filter_map(|at| sheet.ends(at));
            let cells: Vec<(Id, Id)> = ends.map(|(row, column)| (row.id.clone(), column.id.clone())).collect();
            Some(Act::Make(next_of_many(map, topic, &cells, how)))
        };
        match event {
            GridEvent::Chosen(block) if *block.columns.end() < HEADINGS && block.rows.start() == block.rows.end() => {
                select(map, &sheet.row(*block.rows.start())?.id)
            }
            GridEvent::HeaderClicked(0) => self.sort(Order::Name),
            GridEvent::HeaderClicked(1) => self.sort(Order::Marks),
            GridEvent::HeaderClicked(column) => select(map, &sheet.column(column)?.id),
            GridEvent::Activated { at, .. } if at.column >= HEADINGS && !is_read_only => make(How::Next, at),
            GridEvent::Activated { at, .. } | GridEvent::Opened(at) => go_to(map, sheet, at),
            GridEvent::Keyed { text, .. } => make_all(how_of(topic, &text, shift)?, block),
            GridEvent::Cleared(block) if !is_read_only => make_all(How::Clear, &block),
            GridEvent::RowsDeleted(rows) if !is_read_only => {
                make_all(How::Clear, &Block { rows, columns: HEADINGS..=HEADINGS + sheet.columns().saturating_sub(1) })
            }
            GridEvent::Pasted { .. } => {
                let reason = "a matrix takes no pasted cells; type a letter into each, or paste into the register";
                Some(Act::Make(Err(Refusal(reason.to_owned()))))
            }
            GridEvent::Menu { at, place } if !is_read_only => {
                let (row, column) = sheet.ends(at)?;
                menu::choice(map, topic, sheet, at, (&row.id, &column.id))
                    .map(|list| Act::Ask(Ask::Choose(list.at(Place::At(place)))))
            }
            _ => None,
        }
    }

    fn sort(&mut self, order: Order) -> Option<Act> {
        self.wanted.order = order;
        self.sheet = None;
        None
    }

    /// The sheet of the map, kept until the map or what is wanted of it changes.
    fn sheet(&mut self, map: &Arc<Map>) -> Arc<Sheet> {
        let before = self.sheet.take();
        let sheet = match before {
            Some((known, wanted, sheet)) if Arc::ptr_eq(&known, map) && wanted == self.wanted => sheet,
            Some((_, wanted, sheet)) if wanted == self.wanted => Arc::new(Sheet::new(map, &self.wanted, Some(&*sheet))),
            _ => Arc::new(Sheet::new(map, &self.wanted, None)),
        };
        self.sheet = Some((map.clone(), self.wanted.clone(), sheet.clone()));
        sheet
    }

    /// What to say in the place of an empty table, and what to add.
    fn nothing(&self, sheet: &Sheet) -> Option<&'static str> {
        let (rows, columns) = (&sheet.matrix.rows, &sheet.matrix.columns);
        let text = match self.wanted.topic {
            Topic::Seats if rows.is_empty() => {
                "No partner and no post is on the map yet. Add one on the canvas, and it gets a row here."
            }
            Topic::Seats if columns.is_empty() => {
                "No board and no group is on the map yet. Add one on the canvas, and it gets a column here."
            }
            Topic::Work if rows.is_empty() => {
                "No strand of work is on the map yet. Add one on the canvas, and it gets a row here."
            }
            Topic::Work if columns.is_empty() => {
                "No body and no post is on the map yet. Add one on the canvas, and it gets a column here."
            }
            Topic::Themes if columns.is_empty() => {
                "The map declares no theme yet. Add its outcomes or priorities as themes, and each gets a column here."
            }
            Topic::Themes if rows.is_empty() => {
                "No body is on the map yet. Add one on the canvas, and it gets a row here."
            }
            _ if sheet.rows() == 0 => "No row fits: change the filter of the rows, or show more than the gaps.",
            _ if sheet.columns() == 0 => {
                "No column fits: change the filter of the columns, or show more than the gaps."
            }
            _ => return None,
        };
        Some(text)
    }
}

/// Keeps the keyboard in its column when columns come, go or are sorted.
fn follow_column(grid: &mut Grid, sheet: &Sheet, known: Option<&Id>) {
    let CellAt { row, column } = grid.current();
    let is_there = sheet.column(column).map(|heading| &heading.id) == known;
    if let Some(moved) = known.filter(|_| !is_there).and_then(|id| sheet.column_of(id)) {
        grid.go_to(CellAt { row, column: moved });
    }
}

/// Chooses a node where it stands; a theme cannot be chosen.
fn select(map: &Map, id: &Id) -> Option<Act> {
    map.nodes.contains(id.as_str()).then(|| Act::select(id.clone()))
}

/// Goes to the first line of a cell, or else to the node of its row.
fn go_to(map: &Map, sheet: &Sheet, at: CellAt) -> Option<Act> {
    let line = sheet.cell(at).and_then(|cell| cell.placed.iter().find_map(|placed| placed.link.clone()));
    let node = || sheet.row(at.row).map(|row| row.id.clone()).filter(|id| map.nodes.contains(id.as_str()));
    line.or_else(node).map(Act::go_to)
}

/// What a typed letter or digit asks for.
fn how_of(topic: Topic, typed: &str, shift: bool) -> Option<How> {
    if topic == Topic::Seats
        && let Ok(seats @ 1..) = typed.parse()
    {
        return Some(How::Seats(seats));
    }
    let mark = match (topic, typed.to_lowercase().as_str()) {
        (Topic::Seats, "m") => Mark::Seat,
        (Topic::Seats, "c") => Mark::Chair,
        (Topic::Work, "a" | "o") => Mark::Owns,
        (Topic::Work, "r" | "d") => Mark::Delivers,
        (Topic::Work, "s") => Mark::Scrutinises,
        (Topic::Work, "f") => Mark::Funds,
        (Topic::Themes, "x" | "✓") => Mark::Carries,
        _ => return None,
    };
    Some(if shift { How::Switch(mark) } else { How::Set(mark) })
}

/// What a matrix is called, and what it shows.
fn described(topic: Topic) -> (&'static str, &'static str) {
    match topic {
        Topic::Seats => ("Seats", "Partners and posts by boards and groups: seats and chairs"),
        Topic::Work => {
            ("Responsibilities", "Strands by bodies and posts: who owns, delivers, scrutinises and funds them")
        }
        Topic::Themes => ("Themes", "Bodies by the themes that they carry"),
    }
}

/// What the marks mean: "A owns (accountable)  ·  R delivers (responsible)".
fn legend(topic: Topic) -> String {
    let mut parts: Vec<String> =
        topic.marks().iter().map(|mark| format!("{} {}", mark.letter(), mark.meaning())).collect();
    if topic != Topic::Themes {
        parts.push("in brackets: proposed, unclear or lapsed".to_owned());
    }
    parts.join("  ·  ")
}
