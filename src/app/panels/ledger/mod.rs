//! The ledger: what becomes of each body and strand under an option, with what is not accounted for first to be seen.
//!
//! [`table`] keeps the lines as texts, filtered and sorted; [`content`] hands them to the grid; [`write`] makes one step of
//! a reason, or of who takes something over.

mod content;
mod table;
mod write;

use egui::{RichText, Ui, Vec2, WidgetInfo, WidgetType};

use crate::app::act::{Act, Native};
use crate::app::grid::{self, Block, Grid, GridEvent, Look, Sorting, Written, sort_by};
use crate::app::panels::only_reasons;
use crate::app::seen::Seen;
use crate::app::widgets::{tab_line, theme};
use crate::model::{Id, words};
use crate::options::{Fate, FateKind, Line};
use crate::session::Session;
use crate::session::panels::Panel;
use crate::session::reports::{Account, ReportAct};
use crate::storage::recovery::Draft;
use content::View;
use table::{Column, Table};

/// What the rows are, one and many.
const ROOM: &str = "ledger";
const NOUNS: [&str; 2] = ["line", "lines"];
/// The width of the meter, points.
const METER: f32 = 96.0;

/// The panel's own state.
#[derive(Default)]
pub(super) struct Ledger {
    grid: Grid,
    table: Table,
    words: String,
    sorted: Sorting,
}

impl Ledger {
    /// How far it is complete, in the line of the tabs.
    pub(super) fn head_ui(&self, ui: &mut Ui, session: &Session) {
        if let Some(account) = session.reports.account() {
            meter_ui(ui, account);
        }
    }

    /// What is being typed, and is not on the map yet. It is for one line of one option, and is shown to be copied after a
    /// crash.
    pub(super) fn typed(&self) -> Option<Draft> {
        let (at, text) = self.grid.typed()?;
        let what =
            format!("{} of {}", Column::at(at.column).title(), self.table.rows.text(at.row, Column::Name.place()));
        Some(Draft { what, place: vec![ROOM.to_owned()], text: text.to_owned() })
    }

    /// Goes on with what is being typed here; whether it is.
    pub(super) fn type_on(&mut self, draft: &Draft, acts: &mut Vec<Act>) -> bool {
        let is_here = draft.place.first().is_some_and(|room| room == ROOM) && self.grid.type_on();
        acts.extend(is_here.then_some(Act::Open(Panel::Ledger, true)));
        is_here
    }

    /// Leaves the cell that is being written; what it holds is lost.
    pub(super) fn stop_writing(&mut self) {
        self.grid.stop_editing();
    }

    /// Shows the ledger.
    pub(super) fn show(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        let session = seen.session;
        let only = session.reports.only_fate;
        match session.reports.account() {
            Some(account) => self.table.follow(account, session.wake()),
            None => self.table = Table::default(),
        }
        self.table.show(only, &self.words, self.sorted);
        // The rows of a long ledger may be those of the account before for a moment.
        let Some(account) = self.table.account().cloned() else {
            ui.label(theme::small(ui, "Working out what becomes of everything …"));
            return;
        };
        let account = &account;
        let copied = self.bar_ui(ui, session, account, acts);
        self.table.show(only, &self.words, self.sorted);
        ui.add_space(4.0);
        if self.table.rows.is_empty() {
            let text = match (self.table.rows.all(), session.reports.only_fate) {
                (0, _) => "There is no body and no strand on the baseline yet.",
                (_, Some(FateKind::Unaccounted)) if self.words.is_empty() => {
                    "Everything is accounted for: each body and strand is kept, taken over or ended with a reason."
                }
                _ => "Nothing fits the filter.",
            };
            ui.label(theme::small(ui, text));
        }
        let room = ui.available_width();
        let (table, sorted, colours) = (&self.table, self.sorted, theme::colours(ui));
        let view = View { account, session, table, sorted, room, colours };
        if copied {
            acts.push(Act::Native(Native::CopyText(grid::text_of(&view))));
            acts.push(Act::Say("The ledger was copied: paste it into a spreadsheet".to_owned()));
        }
        let look = Look { name: "Ledger", frozen: 1, gutter: true, ..Look::default() };
        let mut sort = None;
        for event in self.grid.grid_ui(ui, &look, &view) {
            match event {
                GridEvent::HeaderClicked(column) => sort = Some(column),
                GridEvent::Chosen(block) => acts.extend(go_to(&block, &view)),
                GridEvent::Activated { at, .. } => {
                    acts.extend(go_to(&Block { rows: at.row..=at.row, columns: 0..=0 }, &view));
                }
                GridEvent::Edited { at, text, .. } => acts.push(Act::Make(view.write(at, &text))),
                other => match other.written_in(Column::Reason.place()) {
                    Written::Texts(row, reasons) => acts.push(Act::Make(view.written(row, &reasons))),
                    Written::Elsewhere => acts.push(only_reasons()),
                    Written::Nothing => {}
                },
            }
        }
        if let Some(column) = sort {
            self.sorted = sort_by(self.sorted, column);
        }
    }

    /// What is shown of the ledger; says whether it is to be copied.
    fn bar_ui(&mut self, ui: &mut Ui, session: &Session, account: &Account, acts: &mut Vec<Act>) -> bool {
        let only = session.reports.only_fate;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            ui.spacing_mut().button_padding = Vec2::new(7.0, 2.0);
            let all = std::iter::once((None, "All", account.ledger.lines.len()));
            let fates = FateKind::ALL.map(|fate| (Some(fate), fate.label(), self.table.count(fate)));
            for (fate, label, count) in all.chain(fates) {
                // What is unaccounted for is told even where there is none of it.
                if count == 0 && !matches!(fate, None | Some(FateKind::Unaccounted)) && only != fate {
                    continue;
                }
                let text = RichText::new(format!("{label} {count}")).size(theme::SMALL);
                let is_open = fate == Some(FateKind::Unaccounted) && count > 0;
                let text = if is_open { text.color(theme::colours(ui).error) } else { text };
                if ui.selectable_label(only == fate, text).on_hover_text("Show only these").clicked() {
                    acts.push(Act::Report(ReportAct::OnlyFate(fate.filter(|_| only != fate))));
                }
            }
            let copied = grid::filter_ui(ui, "ledger", &mut self.words, &self.table.rows, NOUNS);
            if account.not_made > 0 {
                let changes = words::count(account.not_made, "change", "changes");
                let text = format!("{changes} could not be made: the baseline has changed since");
                ui.label(RichText::new(text).size(theme::SMALL).color(theme::colours(ui).warning));
            }
            copied
        })
        .inner
    }
}

/// How much is accounted for, as a bar and in words.
fn meter_ui(ui: &mut Ui, account: &Account) {
    let ledger = &account.ledger;
    let sentence = ledger.sentence();
    // What the filters below count as well is told in full only on hovering.
    let short = sentence.split(';').next().unwrap_or(&sentence);
    let behind = METER + ui.spacing().item_spacing.x;
    let label = tab_line::head_ui(ui, theme::strong(short, theme::SMALL), behind, |ui| painted_ui(ui, ledger));
    label.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &sentence));
    label.on_hover_text(&sentence);
}

fn painted_ui(ui: &mut Ui, ledger: &crate::options::Ledger) {
    let all: usize = [ledger.bodies, ledger.strands].iter().map(|tally| tally.all).sum();
    let accounted: usize = [ledger.bodies, ledger.strands].iter().map(|tally| tally.accounted).sum();
    let colours = theme::colours(ui);
    let (rect, _) = ui.allocate_exact_size(Vec2::new(METER, theme::ROW), egui::Sense::hover());
    let bar = egui::Rect::from_center_size(rect.center(), Vec2::new(METER, 8.0));
    let share = if all == 0 { 1.0 } else { accounted as f32 / all as f32 };
    let is_whole = ledger.unaccounted() == 0;
    ui.painter().rect_filled(bar, 4.0, if is_whole { colours.hairline } else { colours.error });
    // A strip of what is missing stays in sight, however little it is.
    let width = if is_whole { bar.width() } else { (bar.width() * share).min(bar.width() - 4.0) };
    ui.painter().rect_filled(bar.with_max_x(bar.left() + width), 4.0, colours.accent);
}

/// Goes on the map to what the chosen rows are about: to itself, or if it is no more to what it goes into.
fn go_to(block: &Block, view: &View<'_>) -> Vec<Act> {
    let map = view.session.document.map();
    let is_there = |id: &&Id| map.nodes.contains(id.as_str());
    let of_line = |line: &Line| -> Vec<Id> {
        let heirs = match &line.fate {
            Fate::Merged { into } => into.as_slice(),
            _ => &[],
        };
        let own = Some(&line.id).filter(is_there).map(std::slice::from_ref);
        own.unwrap_or(heirs).iter().filter(is_there).cloned().collect()
    };
    let lines = block.rows.clone().filter_map(|row| view.line(row));
    Act::go_to_all(lines.flat_map(of_line).collect(), &view.session.selection.ids)
}
