//! The register: the map as tables, read, filtered, sorted and written like a spreadsheet.
//!
//! [`sheet`] says which tables there are, which records each holds and which columns it may show; [`column`] reads and
//! writes one of them; [`table`] keeps the rows, filtered and sorted; [`write`] makes one step of what is typed, pasted or
//! cleared; [`content`] hands it all to the grid.

mod column;
mod content;
mod sheet;
mod table;
#[cfg(test)]
mod tests;
mod write;

use std::collections::{BTreeMap, BTreeSet};

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{PopupCloseBehavior, RichText, Ui, Vec2, WidgetInfo, WidgetType};

use crate::app::act::{Act, Ask, Command, Target};
use crate::app::grid::{self, Block, CellAt, Grid, GridEvent, Look, Sorted, Then};
use crate::app::seen::Seen;
use crate::app::widgets::{lookup, spelling, theme};
use crate::editing::Refusal;
use crate::exchange::pasted_text;
use crate::model::{Id, Map, words};
use crate::session::Session;
use crate::session::file_acts::FileQuestion;
use crate::session::panels::Panel;
use crate::storage::recovery;
use column::Column;
use content::View;
use sheet::Sheet;
use table::Table;
use write::Draft;

/// The first word of each place in the register, as a safety copy names it.
const ROOM: &str = "register";
/// The width of the filter's field, points.
const FILTER: f32 = 170.0;

/// How one table is looked at; kept as long as the program runs.
#[derive(Default)]
struct Looked {
    grid: Grid,
    table: Table,
    /// The columns that are shown, by key, once somebody has chosen them.
    columns: Option<BTreeSet<&'static str>>,
    words: String,
    sorted: Option<(&'static str, Sorted)>,
    draft: Draft,
    /// The new record to whose column the current cell goes when it is there.
    next: Option<(Id, usize)>,
    /// A text that was being typed before a crash: of which record, in which column.
    put_back: Option<(Id, String, String)>,
}

impl Looked {
    fn columns(&self, sheet: Sheet, map: &Map) -> Vec<Column> {
        let is_shown = |column: &Column| match &self.columns {
            Some(chosen) => chosen.contains(column.key()),
            None => sheet.shows_at_first(*column, map),
        };
        sheet
            .columns()
            .into_iter()
            .enumerate()
            .filter(|(place, column)| *place == 0 || is_shown(column))
            .map(|(_, column)| column)
            .collect()
    }

    /// Shows a column that may be hidden.
    fn show_column(&mut self, sheet: Sheet, column: Column, map: &Map) {
        let mut shown: BTreeSet<&'static str> = self.columns(sheet, map).into_iter().map(Column::key).collect();
        if shown.insert(column.key()) {
            self.columns = Some(shown);
        }
    }

    /// The next way to sort by a column: upwards, downwards, not at all.
    fn sort_by(&mut self, key: &'static str) {
        self.sorted = match self.sorted {
            Some((sorted, Sorted::Upwards)) if sorted == key => Some((key, Sorted::Downwards)),
            Some((sorted, Sorted::Downwards)) if sorted == key => None,
            _ => Some((key, Sorted::Upwards)),
        };
    }
}

/// The register's own state.
#[derive(Default)]
pub(super) struct Register {
    sheet: Sheet,
    looked: BTreeMap<Sheet, Looked>,
    /// What was chosen in the window when the register was shown last.
    chosen: BTreeSet<Id>,
}

impl Register {
    /// Which table is shown, in a word.
    pub(super) fn tab(&self) -> &'static str {
        self.sheet.label()
    }

    /// Shows the table that has that word.
    pub(super) fn choose_tab(&mut self, tab: &str) {
        self.sheet = Sheet::ALL.into_iter().find(|sheet| sheet.label() == tab).unwrap_or(self.sheet);
    }

    /// What is being typed, and is not on the map yet.
    pub(super) fn typed(&self, map: &Map) -> Vec<recovery::Draft> {
        let mut typed = Vec::new();
        for (sheet, looked) in &self.looked {
            let mut add = |column: &str, title: &str, id: &str, text: &str| {
                let noun = format!("a new {}", sheet.nouns().0);
                let whose = if id.is_empty() { noun } else { write::name(map, &Id::from(id)) };
                typed.push(recovery::Draft {
                    what: format!("{title} of {whose}"),
                    place: [ROOM, sheet.label(), column, id].map(str::to_owned).to_vec(),
                    text: text.to_owned(),
                });
            };
            let title = |key: &str| sheet.columns().into_iter().find(|column| column.key() == key).map(Column::title);
            let writing =
                looked.grid.typed().and_then(|(at, text)| Some((looked.table.columns().get(at.column)?, at, text)));
            let is_written =
                |key: &str| writing.is_some_and(|(column, at, _)| column.key() == key && at.row >= looked.table.len());
            for (key, text) in looked.draft.iter().filter(|(key, _)| !is_written(key)) {
                add(key, title(key).unwrap_or_default(), "", text);
            }
            if let Some((column, at, text)) = writing {
                add(column.key(), column.title(), looked.table.row(at.row).map_or("", |row| row.id.as_str()), text);
            }
        }
        typed
    }

    /// Puts a text back where it was being typed; whether there is such a place.
    pub(super) fn put_back(&mut self, draft: &recovery::Draft, session: &Session, acts: &mut Vec<Act>) -> bool {
        let [room, sheet, key, id] = draft.place.as_slice() else { return false };
        let Some(sheet) = Sheet::ALL.into_iter().find(|known| room == ROOM && known.label() == sheet) else {
            return false;
        };
        let map = session.document.map();
        let column = sheet.columns().into_iter().find(|column| column.key() == key);
        let is_there = id.is_empty() || map.nodes.contains(id) || map.links.contains(id);
        let Some(column) = column.filter(|_| is_there) else { return false };
        self.sheet = sheet;
        let looked = self.looked.entry(sheet).or_default();
        looked.words.clear();
        looked.show_column(sheet, column, map);
        if id.is_empty() {
            looked.draft.insert(column.key(), draft.text.clone());
        }
        looked.put_back = Some((Id::from(id.as_str()), key.clone(), draft.text.clone()));
        acts.push(Act::Open(Panel::Register, true));
        true
    }

    /// Leaves the cells that are being written; what they hold is lost.
    pub(super) fn stop_writing(&mut self) {
        for looked in self.looked.values_mut() {
            looked.put_back = None;
            looked.grid.stop_editing();
        }
    }

    /// Forgets what is being typed, also for new records.
    pub(super) fn forget_typed(&mut self) {
        self.stop_writing();
        self.looked.values_mut().for_each(|looked| looked.draft.clear());
    }

    /// Shows the register: the choice of tables and what is in them.
    pub(super) fn show(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        let session = seen.session;
        self.bar_ui(ui, session);
        ui.add_space(4.0);
        let sheet = self.sheet;
        let looked = self.looked.entry(sheet).or_default();
        let columns = looked.columns(sheet, session.document.map());
        looked.table.follow(session, sheet, &columns, &looked.words, looked.sorted);
        let is_read_only = session.document.is_read_only();
        if looked.table.len() == 0 {
            let text = match (looked.table.all(), is_read_only) {
                (0, false) => sheet.invitation().to_owned(),
                (0, true) => format!("There are no {} on this map.", sheet.nouns().1),
                _ => "Nothing fits the filter.".to_owned(),
            };
            ui.label(theme::small(ui, text));
        }
        if self.chosen != session.selection.ids {
            self.chosen.clone_from(&session.selection.ids);
            looked.go_to_chosen(session);
        }
        if let Some((id, column)) = looked.next.take()
            && let Some(row) = looked.table.place_of(|other| *other == id)
        {
            looked.grid.go_to(CellAt { row, column });
        }
        if let Some((id, key, text)) = looked.put_back.take()
            && let Some(row) = looked.place_of(&id)
            && let Some(column) = looked.table.columns().iter().position(|column| column.key() == key)
        {
            looked.grid.put_back(CellAt { row, column }, text);
        }
        let view = View {
            session,
            sheet,
            table: &looked.table,
            draft: &looked.draft,
            sorted: looked.sorted,
            colours: theme::colours(ui),
        };
        let name = format!("Table of {}", sheet.nouns().1);
        let look = Look { name: &name, frozen: 1, gutter: true, ..Look::default() };
        let events = ui.push_id(sheet.label(), |ui| looked.grid.grid_ui(ui, &look, &view)).inner;
        let column = looked.table.columns().get(looked.grid.current().column);
        if let Some(topic) = column.and_then(Column::topic).filter(|_| grid::has_keyboard(ui.ctx())) {
            lookup::note_part(ui.ctx(), topic);
        }
        let mut change = Change::default();
        for event in events {
            change.take(event, &view, acts);
        }
        if let Some(chosen) = &change.chosen {
            self.chosen.clone_from(chosen);
        }
        change.settle(looked);
    }

    /// The choice of tables, the filter, the count, and the choice of columns.
    fn bar_ui(&mut self, ui: &mut Ui, session: &Session) {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.spacing_mut().button_padding = Vec2::new(7.0, 2.0);
            for sheet in Sheet::ALL {
                let text = RichText::new(sheet.label()).size(theme::SMALL);
                if ui.selectable_label(self.sheet == sheet, text).clicked() {
                    self.sheet = sheet;
                }
            }
            ui.add_space(8.0);
            let sheet = self.sheet;
            let looked = self.looked.entry(sheet).or_default();
            let id = egui::Id::new(("filter of the register", sheet.nouns().1));
            let field =
                spelling::field_ui(ui, id, &mut looked.words, |field| field.hint_text("Filter").desired_width(FILTER));
            let name = format!("Filter the {}", sheet.nouns().1);
            field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, &name));
            ui.add_space(4.0);
            let columns = looked.columns(sheet, session.document.map());
            looked.table.follow(session, sheet, &columns, &looked.words, looked.sorted);
            let (shown, all) = (looked.table.len(), looked.table.all());
            let nouns = words::count(all, sheet.nouns().0, sheet.nouns().1);
            let count = if shown == all { nouns } else { format!("{shown} of {nouns}") };
            ui.label(theme::small(ui, count));
            ui.add_space(4.0);
            looked.columns_ui(ui, sheet, session.document.map());
            if session.document.is_read_only() {
                ui.add_space(8.0);
                ui.label(theme::small(ui, "This map is open for reading only."));
            }
        });
    }
}

impl Looked {
    /// The choice of columns.
    fn columns_ui(&mut self, ui: &mut Ui, sheet: Sheet, map: &Map) {
        let stay = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
        let text = RichText::new("Columns").size(theme::SMALL);
        MenuButton::new(text).config(stay).ui(ui, |ui| {
            let shown: BTreeSet<&'static str> = self.columns(sheet, map).into_iter().map(Column::key).collect();
            egui::ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
                for (place, column) in sheet.columns().into_iter().enumerate() {
                    let mut is_shown = shown.contains(column.key());
                    let tick = egui::Checkbox::new(&mut is_shown, column.title());
                    if ui.add_enabled(place > 0, tick).on_hover_text(column.help()).changed() {
                        let mut chosen = shown.clone();
                        if is_shown {
                            chosen.insert(column.key());
                        } else {
                            chosen.remove(column.key());
                        }
                        self.columns = Some(chosen);
                        self.grid.stop_editing();
                    }
                }
            });
            if ui.button("As at first").clicked() {
                self.columns = None;
                self.grid.stop_editing();
            }
        });
    }

    /// The row of a record; of none it is that for new ones.
    fn place_of(&self, id: &Id) -> Option<usize> {
        let row = self.table.place_of(|other| other == id);
        row.or_else(|| id.as_str().is_empty().then(|| self.table.len()))
    }

    /// Brings into view what was chosen elsewhere, unless it is there already or something is being written.
    fn go_to_chosen(&mut self, session: &Session) {
        let place = self.table.place_of(|id| session.selection.ids.contains(id));
        if let Some(row) = place.filter(|_| !self.grid.is_editing()) {
            let column = self.grid.current().column;
            self.grid.go_to(CellAt { row, column });
        }
    }
}

/// What the events of a frame change in the register itself.
#[derive(Default)]
struct Change {
    chosen: Option<BTreeSet<Id>>,
    sort_by: Option<&'static str>,
    draft: Option<Draft>,
    next: Option<(Id, usize)>,
}

impl Change {
    fn settle(self, looked: &mut Looked) {
        if let Some(key) = self.sort_by {
            looked.sort_by(key);
        }
        if let Some(draft) = self.draft {
            looked.draft = draft;
        }
        looked.next = self.next;
    }

    /// Turns what a person did in the grid into acts.
    fn take(&mut self, event: GridEvent, view: &View<'_>, acts: &mut Vec<Act>) {
        let map = view.session.document.map();
        let is_read_only = view.session.document.is_read_only();
        match event {
            GridEvent::Chosen(block) => self.choose(&block, view, acts),
            GridEvent::HeaderClicked(column) => {
                self.sort_by = Some(view.column_at(CellAt { row: 0, column }).key());
            }
            GridEvent::Activated { at, .. } => match (view.column_at(at), view.id(at.row)) {
                (Column::Findings, Some(id)) => acts.push(Act::GoTo(Target::FindingsOf(id.clone()))),
                (_, Some(id)) => acts.push(Act::go_to(id.clone())),
                _ => {}
            },
            GridEvent::Edited { at, text, then } => match view.id(at.row) {
                Some(id) => acts.push(Act::Make(write::cell(map, id, view.column_at(at), &text))),
                None => self.draft(at, &text, then, view, acts),
            },
            GridEvent::Pasted { .. } | GridEvent::Cleared(_) | GridEvent::RowsDeleted(_) if is_read_only => {}
            GridEvent::Pasted { at, texts } => {
                acts.push(pasted(view, at, &texts));
            }
            GridEvent::Cleared(block) => {
                if block.rows.contains(&view.table.len()) {
                    self.draft = Some(Draft::new());
                }
                acts.push(Act::Make(write::clear(map, view.table, &block)));
            }
            GridEvent::RowsDeleted(rows) => {
                let ids: BTreeSet<Id> = rows.filter_map(|row| view.id(row).cloned()).collect();
                if !ids.is_empty() {
                    acts.push(Act::Select(ids));
                    acts.push(Act::Command(Command::Delete));
                }
            }
            GridEvent::Opened(_) | GridEvent::Keyed { .. } | GridEvent::Menu { .. } => {}
        }
    }

    /// Chooses the records of a block's rows in the whole window.
    fn choose(&mut self, block: &Block, view: &View<'_>, acts: &mut Vec<Act>) {
        let ids: BTreeSet<Id> = block.rows.clone().filter_map(|row| view.id(row).cloned()).collect();
        if !ids.is_empty() && ids != view.session.selection.ids {
            acts.push(Act::Select(ids.clone()));
            self.chosen = Some(ids);
        }
    }

    /// Keeps what is typed into the row for new records, and adds the record when it is enough for one.
    fn draft(&mut self, at: CellAt, text: &str, then: Then, view: &View<'_>, acts: &mut Vec<Act>) {
        let column = view.column_at(at);
        let texts = view.draft_with(column, text);
        if !view.is_enough(&texts) {
            let filled = texts.iter().filter(|(_, text)| !text.is_empty());
            self.draft = Some(filled.map(|(column, text)| (column.key(), (*text).to_owned())).collect());
            return;
        }
        let outcome = write::record(view.session.document.map(), view.sheet, &texts);
        if let Ok((_, id)) = &outcome {
            self.draft = Some(Draft::new());
            if then != Then::Down {
                let last = view.table.columns().len() - 1;
                let column = if then == Then::Right { (at.column + 1).min(last) } else { at.column };
                self.next = Some((id.clone(), column));
            }
        }
        acts.push(Act::Make(outcome.as_ref().map(|(step, _)| step.clone()).map_err(Clone::clone)));
        if let Ok((_, id)) = outcome {
            // Not by the step itself, since that takes the keyboard to the canvas.
            let ids = BTreeSet::from([id]);
            acts.push(Act::Select(ids.clone()));
            self.chosen = Some(ids);
        }
    }
}

/// What comes of a pasted block. One that says what its columns are, or that adds what names somebody unknown, is shown
/// before it comes onto the map; of one that cannot be written, everything is told that stands against it.
fn pasted(view: &View<'_>, at: CellAt, texts: &[Vec<String>]) -> Act {
    let is_of_nodes = !view.sheet.is_of_lines();
    let text = pasted_text::joined(texts);
    if is_of_nodes && texts.len() > 1 && pasted_text::has_headings(&text) {
        return Act::Ask(Ask::Pasted(text));
    }
    let against = match write::block(view.session.document.map(), view.sheet, view.table, at, texts) {
        Ok(step) => return Act::Make(Ok(step)),
        Err(against) => against,
    };
    let columns = &view.table.columns()[at.column..];
    let titles: Vec<String> = columns.iter().map(|column| column.title().to_owned()).collect();
    let adds = at.column == 0 && view.id(at.row).is_none();
    if is_of_nodes && adds && texts.iter().all(|row| row.len() <= titles.len()) {
        let rows: Vec<Vec<String>> = std::iter::once(titles).chain(texts.iter().cloned()).collect();
        return Act::Ask(Ask::Pasted(pasted_text::joined(&rows)));
    }
    match against.as_slice() {
        [one] => Act::Make(Err(Refusal(format!("nothing was pasted: {one}")))),
        several => {
            let title =
                format!("Nothing was pasted: {}", words::count(several.len(), "cell is", "cells are") + " not clear");
            let sentences: Vec<String> = several.iter().map(|reason| words::capitalised(reason)).collect();
            Act::Ask(Ask::File(FileQuestion::Failed(title, sentences.join("\n"))))
        }
    }
}
