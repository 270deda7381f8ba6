//! The record of decisions: what an option changes, in its order, and why; what has no reason is found, and given one.

use std::sync::Arc;

use egui::{RichText, Ui, Vec2};

use crate::app::act::{Act, Native};
use crate::app::grid::{
    self, Block, Cell, CellAt, Content, Grid, GridEvent, Look, Rows, Sorting, Use, Written, sort_by,
};
use crate::app::panels::only_reasons;
use crate::app::seen::Seen;
use crate::app::widgets::{tab_line, theme};
use crate::editing::{Outcome, reasons};
use crate::model::Id;
use crate::model::words::capitalised;
use crate::options::Decision;
use crate::session::Session;
use crate::session::panels::Panel;
use crate::session::reports::{Account, ReportAct};
use crate::storage::recovery::Draft;

/// What the rows are, one and many.
const ROOM: &str = "decisions";
const NOUNS: [&str; 2] = ["change", "changes"];
/// The columns: title, help, least width, and share of the width that is left.
const COLUMNS: [(&str, &str, f32, f32); 3] = [
    ("Number", "Its place in the record", 64.0, 0.0),
    ("Change", "What is changed", 360.0, 0.55),
    ("Reason", "Who agreed, when, on what condition", 300.0, 0.45),
];
const CHANGE: usize = 1;
const REASON: usize = 2;

/// The panel's own state.
#[derive(Default)]
pub(super) struct Decisions {
    grid: Grid,
    words: String,
    sorted: Sorting,
    table: Table,
}

/// The decisions as texts, and what they follow from.
#[derive(Default)]
struct Table {
    account: Option<Arc<Account>>,
    key: Option<(bool, String, Sorting)>,
    rows: Rows,
}

impl Table {
    fn follow(&mut self, account: &Arc<Account>, only: bool, words: &str, sorted: Sorting) {
        let is_same = self.account.as_ref().is_some_and(|known| Arc::ptr_eq(known, account));
        let key = Some((only, words.to_owned(), sorted));
        if is_same && self.key == key {
            return;
        }
        let made = &account.decisions.made;
        if !is_same {
            self.rows = Rows::of(made.iter().enumerate().map(|(place, decision)| {
                let reason = decision.reason.clone().unwrap_or_default();
                vec![(place + 1).to_string(), capitalised(&decision.change.sentence), reason]
            }));
            self.account = Some(Arc::clone(account));
        }
        self.rows.show(words, sorted, |place| !only || made[place].reason.is_none());
        self.key = key;
    }
}

impl Decisions {
    /// How many changes have no reason, in the line of the tabs.
    pub(super) fn head_ui(&self, ui: &mut Ui, session: &Session) {
        let Some(account) = session.reports.account() else { return };
        let text = theme::strong(capitalised(&account.decisions.sentence()), theme::SMALL);
        let is_open = account.decisions.without_reason > 0;
        let text = if is_open { text.color(theme::colours(ui).error) } else { text };
        tab_line::head_ui(ui, text, 0.0, |_| ());
    }

    /// What is being typed, and is not on the map yet. It is for one change of one option, and is shown to be copied after
    /// a crash.
    pub(super) fn typed(&self) -> Option<Draft> {
        let (at, text) = self.grid.typed()?;
        let what = format!("Reason of {}", self.table.rows.text(at.row, CHANGE));
        Some(Draft { what, place: vec![ROOM.to_owned()], text: text.to_owned() })
    }

    /// Goes on with what is being typed here; whether it is.
    pub(super) fn type_on(&mut self, draft: &Draft, acts: &mut Vec<Act>) -> bool {
        let is_here = draft.place.first().is_some_and(|room| room == ROOM) && self.grid.type_on();
        acts.extend(is_here.then_some(Act::Open(Panel::Decisions, true)));
        is_here
    }

    /// Leaves the cell that is being written; what it holds is lost.
    pub(super) fn stop_writing(&mut self) {
        self.grid.stop_editing();
    }

    /// Shows the record.
    pub(super) fn show(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        let session = seen.session;
        let Some(account) = session.reports.account() else {
            ui.label(theme::small(ui, "Reading what is changed …"));
            return;
        };
        let only = session.reports.only_without_reason;
        self.table.follow(account, only, &self.words, self.sorted);
        let is_copied = self.bar_ui(ui, session, account, acts);
        self.table.follow(account, only, &self.words, self.sorted);
        ui.add_space(4.0);
        if self.table.rows.is_empty() {
            let text = match (self.table.rows.all(), only && self.words.is_empty()) {
                (0, _) => "This option changes nothing yet. What you change while it is open is listed here.",
                (_, true) => "Every change has a reason.",
                _ => "Nothing fits the filter.",
            };
            ui.label(theme::small(ui, text));
        }
        let room = ui.available_width();
        let (rows, sorted, colours) = (&self.table.rows, self.sorted, theme::colours(ui));
        let view = View { account, session, rows, sorted, room, colours };
        if is_copied {
            acts.push(Act::Native(Native::CopyText(grid::text_of(&view))));
            acts.push(Act::Say("The decisions were copied: paste them into a spreadsheet".to_owned()));
        }
        let look = Look { name: "Record of decisions", frozen: 1, ..Look::default() };
        let mut sort = None;
        for event in self.grid.grid_ui(ui, &look, &view) {
            match event {
                GridEvent::HeaderClicked(column) => sort = Some(column),
                GridEvent::Chosen(block) => acts.extend(view.go_to(&block)),
                GridEvent::Activated { at, .. } => acts.extend(view.go_to(&Block::between(at, at))),
                GridEvent::Edited { at, text, .. } => acts.push(Act::Make(view.write(at.row, &[text]))),
                other => match other.written_in(REASON) {
                    Written::Texts(row, reasons) => acts.push(Act::Make(view.write(row, &reasons))),
                    Written::Elsewhere => acts.push(only_reasons()),
                    Written::Nothing => {}
                },
            }
        }
        if let Some(column) = sort {
            self.sorted = sort_by(self.sorted, column);
        }
    }

    /// What is shown of the record; says whether it is to be copied.
    fn bar_ui(&mut self, ui: &mut Ui, session: &Session, account: &Account, acts: &mut Vec<Act>) -> bool {
        let only = session.reports.only_without_reason;
        let decisions = &account.decisions;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.spacing_mut().button_padding = Vec2::new(7.0, 2.0);
            let filters = [(false, "All", decisions.made.len()), (true, "Without a reason", decisions.without_reason)];
            for (is_only, label, count) in filters {
                let text = RichText::new(format!("{label} {count}")).size(theme::SMALL);
                if ui.selectable_label(only == is_only, text).on_hover_text("Show only these").clicked() {
                    acts.push(Act::Report(ReportAct::OnlyWithoutReason(is_only)));
                }
            }
            grid::filter_ui(ui, "decisions", &mut self.words, &self.table.rows, NOUNS)
        })
        .inner
    }
}

/// What the grid shows.
struct View<'a> {
    account: &'a Arc<Account>,
    session: &'a Session,
    rows: &'a Rows,
    sorted: Sorting,
    /// How wide the table may be, points.
    room: f32,
    colours: theme::Colours,
}

impl View<'_> {
    fn decision(&self, row: usize) -> Option<&Decision> {
        self.account.decisions.made.get(self.rows.place(row)?)
    }

    /// Writes reasons from a row on, as one step.
    fn write(&self, row: usize, reasons: &[String]) -> Outcome {
        let given = reasons.iter().enumerate().filter_map(|(offset, reason)| {
            let change = &self.decision(row + offset)?.change;
            Some((vec![(change.kind, change.id.clone())], reason.as_str()))
        });
        reasons::set_each(&self.account.before, &self.account.option.id, &given.collect::<Vec<_>>(), NOUNS)
    }

    /// Goes on the map to what the chosen rows change, where it is there.
    fn go_to(&self, block: &Block) -> Vec<Act> {
        let map = self.session.document.map();
        let is_there = |id: &Id| map.nodes.contains(id.as_str()) || map.links.contains(id.as_str());
        let ids = block.rows.clone().filter_map(|row| self.decision(row)?.change.id.clone());
        Act::go_to_all(ids.filter(is_there).collect(), &self.session.selection.ids)
    }
}

impl Content for View<'_> {
    fn columns(&self) -> usize {
        COLUMNS.len()
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn column(&self, place: usize) -> grid::Column {
        let (title, help, least, share) = COLUMNS[place];
        let others: f32 = COLUMNS.iter().map(|(.., least, _)| least).sum();
        let width = least + (self.room - others - 20.0).max(0.0) * share;
        let sorted = self.sorted.filter(|(sorted, _)| *sorted == place).map(|(_, way)| way);
        let side = if place == 0 { grid::Side::Right } else { grid::Side::Left };
        let help = format!("{help}. Click to sort (Alt+Up within the column)");
        grid::Column { title: title.to_owned(), help, width, side, sorted }
    }

    fn cell(&self, at: CellAt) -> Cell {
        let text = self.rows.text(at.row, at.column).to_owned();
        let may_write = at.column == REASON && !self.session.document.is_read_only();
        let use_as = if may_write { Use::WriteLines } else { Use::Read };
        let ink = (at.column == 0).then_some(self.colours.muted);
        Cell { text, use_as, ink, is_strong: false, note: String::new() }
    }

    fn row_name(&self, row: usize) -> String {
        self.rows.text(row, 1).to_owned()
    }

    fn key(&self, row: usize) -> egui::Id {
        egui::Id::new(self.decision(row).map(|decision| (decision.change.kind, decision.change.id.clone())))
    }

    fn is_chosen(&self, row: usize) -> bool {
        let id = self.decision(row).and_then(|decision| decision.change.id.as_ref());
        id.is_some_and(|id| self.session.selection.ids.contains(id))
    }

    fn draft(&self, at: CellAt) -> String {
        self.rows.text(at.row, at.column).to_owned()
    }

    fn check(&self, at: CellAt, text: &str) -> Result<(), String> {
        self.write(at.row, &[text.to_owned()]).map(|_| ()).map_err(|refusal| refusal.to_string())
    }
}
