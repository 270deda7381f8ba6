//! Importing: what the columns of a spreadsheet hold, what becomes of each row, what is not clear, and then one step.

mod columns;
mod kept;
mod lists;
mod phrases;
mod rows;
mod work;

use std::sync::Arc;

use egui::{Ui, Vec2};

use crate::app::act::{Act, ImportFrom};
use crate::app::seen::Seen;
use crate::app::widgets::{spelling, theme};
use crate::exchange::import::book::CellName;
use crate::exchange::import::examples::EXAMPLES;
use crate::exchange::import::phrases::Phrases;
use crate::exchange::import::{AsText, Choices, MOST_BYTES, read, read_pasted};
use crate::model::Map;
use crate::model::words::{capitalised, count};
use crate::session::Session;
use crate::session::file_acts::{FileAct, NewMap, Next};
use crate::session::task::{Poll, Task, Wake};
use crate::storage::{Home, foreign};
pub(super) use kept::ROOM;
use phrases::Own;
use work::{Sheets, Shown};

/// How wide it is, where the screen is, and what stands around its lists, points.
const WIDTH: f32 = 940.0;
const FRAME_WIDTH: f32 = 60.0;
const FRAME_HEIGHT: f32 = 290.0;

/// What of it is looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Tab {
    #[default]
    Columns,
    Rows,
    Doubts,
    Words,
    Near,
    Gone,
}

/// A spreadsheet on its way to a map.
pub(super) struct Import {
    from: ImportFrom,
    /// What it is called, for headings.
    name: String,
    reading: Option<Task<Result<(Sheets, Own), String>>>,
    /// Why it cannot be read.
    trouble: Option<String>,
    sheets: Option<Sheets>,
    /// The phrases by which words are understood.
    own: Option<Own>,
    is_native: bool,
    tab: Tab,
    /// Whether it becomes a map of its own.
    is_new: bool,
    title: String,
    /// Cells that were mended before, until the sheets are read.
    waiting: Vec<(usize, CellName, String)>,
    /// The cell for which something was being typed, until the sheets are read.
    begun: Option<(usize, CellName, String)>,
    /// Whether it is to come onto a map as soon as all is worked out.
    is_wanted: bool,
    /// What the columns held before and what was ticked, until the sheets are read.
    columns: Option<String>,
    ticked: Option<Choices>,
    /// The map onto which all comes, as it was worked out for.
    ground: Option<Arc<Map>>,
    /// The revision of the open map when the step was asked for, until that is made or refused.
    asked: Option<u64>,
    /// Whether it has come onto a map.
    is_done: bool,
    /// What is kept for the next time, where.
    home: Home,
    wake: Wake,
}

impl Import {
    /// Begins to read it.
    pub(super) fn new(from: ImportFrom, session: &Session, is_native: bool, wake: &Wake) -> Self {
        let home = session.files.home().clone();
        let name = match &from {
            ImportFrom::File(path) => path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            ImportFrom::Example(place) => EXAMPLES.get(*place).map_or(String::new(), |example| example.file.to_owned()),
            ImportFrom::Text(_) => String::new(),
        };
        let (file, kept, read) = (name.clone(), home.clone(), from.clone());
        let reading = Task::start(wake, move |_| read_from(&file, read, &kept));
        let map = session.document.map();
        let is_new = session.panels.start || map.nodes.is_empty() || session.document.is_read_only();
        Self {
            from,
            name,
            reading: Some(reading),
            trouble: None,
            sheets: None,
            own: None,
            is_native,
            tab: Tab::default(),
            is_new,
            title: String::new(),
            waiting: Vec::new(),
            begun: None,
            is_wanted: false,
            columns: None,
            ticked: None,
            ground: None,
            asked: None,
            is_done: false,
            home,
            wake: wake.clone(),
        }
    }

    /// Whether the open map is what has become of it: nothing of it is to be kept then.
    pub(super) fn has_become(&self, map: &Map) -> bool {
        let made = self.sheets.as_ref().and_then(|sheets| sheets.shown.as_ref()?.new_map.as_ref());
        self.is_done || made.is_some_and(|made| self.is_new && made.nodes == map.nodes && made.links == map.links)
    }

    /// Shows it; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, acts: &mut Vec<Act>) -> bool {
        let document = &seen.session.document;
        // What was chosen is not lost where nothing came of it.
        if self.asked.take().is_some_and(|before| before != document.revision()) {
            self.is_done = true;
            return false;
        }
        self.take_what_was_read();
        let ground = self.ground(document.map());
        let is_worked = self.sheets.as_mut().is_some_and(|sheets| sheets.follow(&ground, &self.wake));
        if self.sheets.as_ref().is_some_and(Sheets::has_broken_off) {
            self.trouble = Some("the work broke off, which is a mistake in Boardwalk".to_owned());
        }
        let screen = ctx.content_rect().size();
        let room = Vec2::new(WIDTH.min(screen.x - FRAME_WIDTH), (screen.y - FRAME_HEIGHT).max(140.0));
        let (mut is_asked, mut is_left, mut heard) = (false, false, None);
        let modal = theme::modal(ctx, "import").show(ctx, |ui| {
            ui.set_width(room.x);
            let of = if self.name.is_empty() { "cells that were pasted" } else { self.name.as_str() };
            theme::heading_ui(ui, &format!("Import {of}"));
            if let Some(trouble) = &self.trouble {
                let colour = theme::colours(ui).error;
                ui.add(egui::Label::new(egui::RichText::new(capitalised(trouble)).color(colour)).wrap());
                ui.add_space(theme::GAP);
                is_left = theme::main_button_ui(ui, "Close", true).clicked();
                return;
            }
            if self.sheets.is_none() {
                ui.horizontal(|ui| {
                    ui.spinner();
                    ui.label("Reading it …");
                });
                ui.add_space(theme::GAP);
                is_left = ui.button("Cancel").clicked();
                return;
            }
            self.head_ui(ui, seen.session, acts);
            self.tabs_ui(ui);
            ui.separator();
            ui.allocate_ui_with_layout(room, egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.set_min_height(room.y);
                if let Some(sheets) = &mut self.sheets {
                    match self.tab {
                        Tab::Columns => columns::show(ui, sheets),
                        Tab::Rows => rows::show(ui, sheets),
                        Tab::Doubts => lists::doubts_ui(ui, sheets),
                        Tab::Words => {
                            let own = self.own.as_mut();
                            heard = own.and_then(|own| own.show(ui, self.is_native, &self.home, &self.wake));
                            lists::words_ui(ui, sheets);
                        }
                        Tab::Near => lists::near_ui(ui, sheets, &ground),
                        Tab::Gone => lists::gone_ui(ui, sheets, &ground),
                    }
                }
            });
            ui.separator();
            (is_asked, is_left) = self.foot_ui(ui, is_worked);
        });
        self.hear(heard);
        // What is typed for a cell belongs to it as well: it is entered, and worked in first.
        let is_behind = is_asked && self.sheets.as_mut().is_some_and(Sheets::enter);
        self.is_wanted |= is_asked;
        if self.is_wanted && is_worked && !is_behind {
            self.is_wanted = false;
            return self.import(seen.session, acts);
        }
        !(is_left || modal.should_close())
    }

    /// The map onto which all comes. Where that is another one than before, all is worked out again.
    fn ground(&mut self, open: &Arc<Map>) -> Arc<Map> {
        let known = self.ground.take();
        let ground = match &known {
            Some(known) if self.is_new && **known == Map::default() => Arc::clone(known),
            _ if self.is_new => Arc::default(),
            _ => Arc::clone(open),
        };
        let is_same = known.is_some_and(|known| Arc::ptr_eq(&known, &ground));
        if let Some(sheets) = self.sheets.as_mut().filter(|_| !is_same) {
            sheets.is_changed = true;
        }
        self.ground = Some(Arc::clone(&ground));
        ground
    }

    fn take_what_was_read(&mut self) {
        match self.reading.as_ref().map(Task::poll) {
            Some(Poll::Done(Ok((sheets, own)))) => {
                (self.sheets, self.own, self.reading) = (Some(sheets), Some(own), None);
            }
            Some(Poll::Done(Err(why))) => (self.trouble, self.reading) = (Some(why), None),
            Some(Poll::Broken) => (self.trouble, self.reading) = (Some("the reading broke off".to_owned()), None),
            Some(Poll::Pending) | None => {}
        }
        let heard = self.own.as_mut().and_then(|own| own.follow(&self.home, &self.wake));
        self.hear(heard);
        if let Some(sheets) = &mut self.sheets {
            self.waiting.drain(..).for_each(|(sheet, at, text)| sheets.mend(sheet, at, &text));
            if let Some(begun) = self.begun.take() {
                (sheets.mended, sheets.is_begun, self.tab) = (Some(begun), true, Tab::Doubts);
            }
            if let Some(columns) = self.columns.take() {
                sheets.take_columns(&columns);
            }
            if let Some(choices) = self.ticked.take() {
                (sheets.choices, sheets.is_changed) = (choices, true);
            }
        }
    }

    /// Understands words by these phrases from now on.
    fn hear(&mut self, phrases: Option<Arc<Phrases>>) {
        if let (Some(sheets), Some(phrases)) = (&mut self.sheets, phrases) {
            (sheets.phrases, sheets.is_changed) = (phrases, true);
        }
    }

    /// How it was read, and where it goes.
    fn head_ui(&mut self, ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
        let Some(sheets) = &mut self.sheets else { return };
        let document = &session.document;
        if document.is_read_only() && !session.panels.start {
            ui.horizontal_wrapped(|ui| match document.date().filter(|_| !document.is_protected()) {
                Some(date) => {
                    ui.label(format!("You look at the map as of {date}, where nothing can be changed."));
                    if ui.button("Go back to now").clicked() {
                        self.is_new = false;
                        acts.push(Act::Date(None));
                    }
                }
                None => {
                    ui.label("The open map is open for reading only: what is imported becomes a new map.");
                }
            });
        }
        let mut remarks: Vec<String> = sheets.book.remarks.iter().map(|remark| capitalised(remark)).collect();
        if sheets.is_remembered {
            remarks.push("The columns are taken as they were the last time".to_owned());
        }
        if !remarks.is_empty() {
            ui.add(egui::Label::new(theme::small(ui, remarks.join(". ") + ".")).wrap());
        }
        ui.horizontal_wrapped(|ui| {
            ui.label("It goes");
            if !session.document.is_read_only() && !session.panels.start {
                ui.radio_value(&mut self.is_new, false, "onto the open map");
            }
            ui.radio_value(&mut self.is_new, true, "into a new map");
            if self.is_new {
                ui.add_space(theme::GAP);
                let label = ui.label("Title");
                let hint = sheets.title().unwrap_or_else(|| "Untitled map".to_owned());
                let id = egui::Id::new("title of the imported map");
                spelling::field_ui(ui, id, &mut self.title, |field| field.hint_text(hint).desired_width(260.0))
                    .labelled_by(label.id);
            }
        });
        ui.add_space(4.0);
    }

    fn tabs_ui(&mut self, ui: &mut Ui) {
        let Some(sheets) = &self.sheets else { return };
        let shown = sheets.shown.as_ref();
        let number = |number: fn(&Shown) -> usize| shown.map_or(0, number);
        let has_words = sheets.has_words();
        let tabs = [
            (Tab::Columns, "Columns", None),
            (Tab::Rows, "Rows", Some(number(|shown| shown.rows.len()))),
            (Tab::Doubts, "To look at", Some(number(Shown::to_look_at))),
            (Tab::Words, "What words say", Some(number(|shown| shown.worked.draft.proposals.len()))),
            (Tab::Near, "Nearly the same", Some(number(Shown::near))),
            (Tab::Gone, "No longer in the file", Some(number(|shown| shown.worked.gone.len()))),
        ];
        ui.horizontal_wrapped(|ui| {
            for (tab, label, number) in tabs {
                // What there is nothing of is not asked about.
                let is_usual =
                    matches!(tab, Tab::Columns | Tab::Rows | Tab::Doubts) || (tab == Tab::Words && has_words);
                if !is_usual && number == Some(0) && self.tab != tab {
                    continue;
                }
                let label = number.map_or_else(|| label.to_owned(), |number| format!("{label} ({number})"));
                ui.selectable_value(&mut self.tab, tab, label);
            }
        });
    }

    /// What comes of it, and the buttons: whether it is wanted, or left.
    fn foot_ui(&self, ui: &mut Ui, is_worked: bool) -> (bool, bool) {
        let Some(sheets) = &self.sheets else { return (false, false) };
        let mut answer = (false, false);
        ui.horizontal(|ui| {
            let shown = sheets.shown.as_ref();
            let is_ready = is_worked && shown.is_some_and(|shown| shown.worked.outcome.is_ok());
            let label = if self.is_new { "Make the map" } else { "Import" };
            answer.0 = theme::main_button_ui(ui, label, is_ready).clicked();
            answer.1 = ui.button("Cancel").clicked();
            ui.add_space(theme::GAP);
            let told = match shown.map(|shown| &shown.worked.outcome) {
                _ if !is_worked => "Working it out …".to_owned(),
                Some(Ok(_)) => shown.map(|shown| shown.told.clone()).unwrap_or_default(),
                Some(Err(refusal)) => capitalised(&refusal.to_string()),
                None => String::new(),
            };
            let told = ui.add(egui::Label::new(told).truncate());
            ui.ctx().accesskit_node_builder(told.id, |node| node.set_live(egui::accesskit::Live::Polite));
        });
        answer
    }

    /// Asks for the step, or for the new map; the dialog stays open until that is there.
    fn import(&mut self, session: &Session, acts: &mut Vec<Act>) -> bool {
        let Some(sheets) = &self.sheets else { return true };
        let Some(shown) = sheets.shown.as_ref().filter(|shown| shown.worked.outcome.is_ok()) else { return true };
        let (kept, name, home) = (sheets.mapping.write(&sheets.book), self.name.clone(), self.home.clone());
        if !name.is_empty() {
            // That it cannot be kept costs a few clicks the next time.
            drop(Task::start(&self.wake, move |_| foreign::keep(&home, &name, &kept).ok()));
        }
        if !self.is_new {
            self.asked = Some(session.document.revision());
            acts.push(Act::Make(shown.worked.outcome.clone()));
            return true;
        }
        let Some(mut map) = shown.new_map.clone() else { return true };
        map.title = match self.title.trim() {
            "" => sheets.title().unwrap_or_default(),
            title => title.to_owned(),
        };
        let (cards, lines) = (count(map.nodes.len(), "card", "cards"), count(map.links.len(), "line", "lines"));
        let message = format!("New map: {cards}, {lines}");
        let new = NewMap { map, message, is_work: true };
        acts.push(Act::File(FileAct::UnlessUnsaved(Next::PutNew(Box::new(new)))));
        true
    }
}

/// Reads what is to be imported, with what was said of a file of that name the last time.
fn read_from(name: &str, from: ImportFrom, home: &Home) -> Result<(Sheets, Own), String> {
    let book = match from {
        ImportFrom::File(path) => {
            let bytes = foreign::read(&path, MOST_BYTES)?;
            read(name, &bytes, AsText::default())
        }
        ImportFrom::Example(place) => {
            let example = EXAMPLES.get(place).ok_or("there is no such example")?;
            read(name, example.bytes, AsText::default())
        }
        ImportFrom::Text(text) => read_pasted(&text),
    };
    let book = book.map_err(|error| error.to_string())?;
    let said = foreign::said(home, name).filter(|_| !name.is_empty());
    let (own, phrases) = Own::kept(home);
    let mut sheets = Sheets::new(book, said.as_deref());
    sheets.phrases = phrases;
    Ok((sheets, own))
}
