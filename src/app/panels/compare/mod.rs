//! The comparison: the options of a map and the map as it is, figure by figure, and beside the table what a figure counts.
//!
//! `content` hands the figures to the grid, `counted` lists what one of them counts.

mod content;
mod counted;

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{PopupCloseBehavior, RichText, Ui};

use crate::app::act::{Act, Native};
use crate::app::grid::{self, CellAt, Grid, GridEvent, Look};
use crate::app::seen::Seen;
use crate::app::widgets::theme;
use crate::model::Id;
use crate::model::quote::shortened;
use crate::options::{Counts, FateKind, MOST_COMPARED};
use crate::session::Session;
use crate::session::options::OptionAct;
use crate::session::panels::Panel;
use crate::session::reports::{Counted, ReportAct};
use content::View;

/// How wide the list beside the table is at first, as a share of the panel.
const COUNTED_SHARE: f32 = 0.36;
/// The column of what is counted as a share of the table, with what partners expect and without, and its least and most;
/// the column of the map as it is; and the least and most of an option's: points.
const LABELS: ([f32; 2], std::ops::RangeInclusive<f32>) = ([0.36, 0.25], 272.0..=620.0);
const BASELINE: f32 = 122.0;
const OPTION: std::ops::RangeInclusive<f32> = 190.0..=380.0;

/// The panel's own state.
#[derive(Default)]
pub(super) struct Comparison {
    grid: Grid,
    /// The figures whose parts are shown.
    unfolded: Vec<Counts>,
}

impl Comparison {
    /// What the signs mean, which options are compared, and the table for a spreadsheet, in the line of the tabs.
    pub(super) fn head_ui(&self, ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
        let Some(compared) = session.reports.comparison().filter(|_| has_options(session)) else { return };
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.spacing_mut().button_padding = egui::vec2(7.0, 2.0);
        ui.label(theme::small(ui, "Press a figure to see what it counts, a heading to open the option."));
        choice_ui(ui, session, acts);
        let copy = ui.button(RichText::new("Copy table").size(theme::SMALL));
        if copy.on_hover_text("Copy the table for a spreadsheet").clicked() {
            let view = View::whole(compared, theme::colours(ui));
            acts.push(Act::Native(Native::CopyText(grid::text_of(&view))));
            acts.push(Act::Say("The comparison was copied: paste it into a spreadsheet".to_owned()));
        }
    }

    /// Shows the table, and beside it what the chosen figure counts.
    pub(super) fn show(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        let session = seen.session;
        let Some(compared) = session.reports.comparison() else {
            ui.label(theme::small(ui, "Comparing the options …"));
            return;
        };
        if let Some(counted) = &session.reports.counted {
            let width = ui.available_width() * COUNTED_SHARE;
            egui::Panel::right("counted")
                .resizable(true)
                .default_size(width)
                .frame(egui::Frame::new().inner_margin(egui::Margin { left: 14, right: 0, top: 0, bottom: 0 }))
                .show(ui, |ui| counted::counted_ui(ui, counted, compared, session, acts));
        }
        egui::CentralPanel::default().frame(egui::Frame::NONE).show(ui, |ui| {
            let options = compared.full.comparison.options.len().max(1) as f32;
            let ([long, short], limits) = LABELS;
            let share = if self.unfolded.contains(&Counts::Expected(None)) { long } else { short };
            let labels = (ui.available_width() * share).clamp(*limits.start(), *limits.end());
            let room = ui.available_width() - labels - BASELINE - 12.0;
            let option = (room / options).clamp(*OPTION.start(), *OPTION.end());
            let open = session.document.option();
            let view = View::new(compared, open, [labels, option], &self.unfolded, theme::colours(ui));
            let header = view.header_height(ui);
            let look = Look { name: "Comparison of the options", frozen: 1, header, ..Look::default() };
            let mut turned = None;
            for event in self.grid.grid_ui(ui, &look, &view) {
                match event {
                    GridEvent::HeaderClicked(column) => acts.extend(view.option(column).into_iter().map(open_act)),
                    GridEvent::Activated { at, .. } if at.column == 0 => turned = view.folds(at.row),
                    GridEvent::Activated { at, .. } => acts.extend(lead(at, &view, session)),
                    _ => {}
                }
            }
            if let Some(turned) = turned {
                match self.unfolded.iter().position(|counts| *counts == turned) {
                    Some(place) => drop(self.unfolded.remove(place)),
                    None => self.unfolded.push(turned),
                }
            }
        });
    }
}

/// The choice of what is compared, where there are more options than are compared at once.
fn choice_ui(ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
    let map = session.document.baseline();
    if map.options.len() <= MOST_COMPARED {
        return;
    }
    let compared = session.reports.compared(map);
    let stay = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
    let label = format!("{} of {} options", compared.len(), map.options.len());
    let text = RichText::new(label).size(theme::SMALL);
    let (button, _) = MenuButton::new(text).config(stay).ui(ui, |ui| {
        ui.label(theme::small(ui, format!("At most {MOST_COMPARED} are compared at once.")));
        egui::ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for option in &map.options {
                let mut is_compared = compared.contains(&option.id);
                let may_change = if is_compared { compared.len() > 1 } else { compared.len() < MOST_COMPARED };
                let tick = egui::Checkbox::new(&mut is_compared, shortened(&option.name));
                if ui.add_enabled(may_change, tick).changed() {
                    // In the order of the map, whichever was ticked first.
                    let is_chosen = |id: &Id| if *id == option.id { is_compared } else { compared.contains(id) };
                    let chosen = map.options.ids().filter(|id| is_chosen(id)).cloned().collect();
                    acts.push(Act::Report(ReportAct::Compare(chosen)));
                }
            }
        });
    });
    button.on_hover_text("Choose which options are compared");
}

fn has_options(session: &Session) -> bool {
    !session.document.baseline().options.is_empty()
}

/// Leads to what a figure counts: to the ledger or the record of decisions where those show it, else to a list.
fn lead(at: CellAt, view: &View<'_>, session: &Session) -> Vec<Act> {
    let (Some(figure), Some(option)) = (view.figure(at), view.option(at.column)) else { return Vec::new() };
    // While an option is open, ledger and decisions are those of that one.
    let look_at = |option: &Id| match session.document.option() {
        Some(_) => Act::Option(OptionAct::Open(Some(option.clone()))),
        None => Act::Report(ReportAct::LookAt(option.clone())),
    };
    match (figure.counts, option) {
        (Counts::Unaccounted, Some(option)) => vec![
            look_at(option),
            Act::Report(ReportAct::OnlyFate(Some(FateKind::Unaccounted))),
            Act::Open(Panel::Ledger, true),
        ],
        (Counts::WithoutReason, Some(option)) => {
            vec![look_at(option), Act::Report(ReportAct::OnlyWithoutReason(true)), Act::Open(Panel::Decisions, true)]
        }
        (counts, of) => {
            let counted = Counted { counts, label: figure.label.clone(), of: of.cloned() };
            vec![Act::Report(ReportAct::Count(Some(counted)))]
        }
    }
}

/// Opens an option, or the map as it is.
fn open_act(option: Option<&Id>) -> Act {
    Act::Option(OptionAct::Open(option.cloned()))
}
