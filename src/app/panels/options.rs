//! What the panels about options share: which option is told of, and what is said where there is none.

use egui::{
    ComboBox, Label, Response, RichText, TextEdit, TextStyle, TextWrapMode, Ui, WidgetInfo, WidgetText, WidgetType,
};

use crate::app::act::{Act, Command};
use crate::app::command;
use crate::app::grid::{GridEvent, Rows};
use crate::app::widgets::{list, theme};
use crate::editing::reasons::Subject;
use crate::editing::{Outcome, Refusal, Step, reasons};
use crate::model::edit::{self, Edit};
use crate::model::quote::shortened;
use crate::model::words::count;
use crate::model::{DesignOption, Id, Map};
use crate::session::Session;
use crate::session::reports::{Account, ReportAct};

/// How wide a line of the invitation may get, points.
const LINE: f32 = 620.0;
/// How wide the choice of an option and its name are at most, points.
const NAME: f32 = 220.0;
/// How wide the field of a filter is, points.
const FILTER: f32 = 140.0;

/// Whether there is an option to tell of.
pub(super) fn are_there(session: &Session) -> bool {
    !session.document.baseline().options.is_empty()
}

/// Says what options are, and offers to make one.
pub(super) fn invitation_ui(ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
    ui.add_space(theme::GAP);
    ui.allocate_ui(egui::vec2(LINE.min(ui.available_width()), 0.0), |ui| {
        theme::heading_ui(ui, "No options yet");
        ui.label(
            "An option is a redesign beside the map as it is: close a body, move its strands, merge two groups. The map \
             stays what it was. Here you will see what each option solves and causes, who takes over what, and what is \
             left behind.",
        );
        ui.add_space(theme::GAP);
        let entry = command::entry(Command::NewOption);
        if theme::main_button_ui(ui, entry.label, entry.is_enabled(session)).clicked() {
            acts.push(Act::Command(entry.command));
        }
    });
}

/// Tells how far an option is in the line of the tabs, behind so much else: in the next one where this has no room for it.
pub(super) fn head_ui(ui: &mut Ui, text: RichText, behind: f32, before: impl FnOnce(&mut Ui)) -> Response {
    let text = WidgetText::from(text);
    let galley = text.clone().into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, TextStyle::Body);
    if behind + galley.size().x > ui.available_size_before_wrap().x {
        ui.end_row();
    }
    before(ui);
    ui.add(Label::new(text).truncate())
}

/// Which option is told of: the open one, or one that is chosen here while none is open.
pub(super) fn which_ui(ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
    let (map, open) = (session.document.baseline(), session.document.option());
    let Some(shown) = session.reports.shown(map, open) else { return };
    let name = shortened(&shown.name).into_owned();
    if map.options.len() == 1 || open.is_some() {
        let text = WidgetText::from(theme::strong(&name, theme::BODY));
        let galley = text.into_galley(ui, Some(TextWrapMode::Truncate), NAME, TextStyle::Body);
        let is_cut = galley.elided;
        let label = ui.label(galley);
        if is_cut {
            label.on_hover_text(name);
        }
        return;
    }
    let combo = ComboBox::from_id_salt("which option").width(NAME).truncate().selected_text(&name);
    let all = map.options.iter().map(|option| (&option.id, shortened(&option.name).into_owned()));
    let (response, taken) = ui
        .scope(|ui| {
            ui.set_max_width(NAME);
            list::choice_ui(ui, combo, &name, Some(&shown.id), all)
        })
        .inner;
    list::name_choice(&response, "Option");
    acts.extend(taken.map(|id| Act::Report(ReportAct::LookAt(id.clone()))));
}

/// Filters the rows of a table, says how many are left, and offers to copy them; whether that was taken.
pub(super) fn filter_ui(ui: &mut Ui, table: &str, words: &mut String, rows: &Rows, nouns: [&str; 2]) -> bool {
    ui.add_space(6.0);
    let field = TextEdit::singleline(words).hint_text("Filter").desired_width(FILTER);
    ui.add(field).widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, format!("Filter the {table}")));
    let (shown, all) = (rows.len(), rows.all());
    if shown != all {
        ui.label(theme::small(ui, format!("{shown} of {}", count(all, nouns[0], nouns[1]))));
    }
    ui.add_space(4.0);
    let copy = ui.button(RichText::new(format!("Copy {table}")).size(theme::SMALL));
    copy.on_hover_text("Copy what is shown for a spreadsheet").clicked()
}

/// Goes on the map to what the chosen rows of a table are about.
pub(super) fn go_to(ids: Vec<Id>, session: &Session) -> Vec<Act> {
    let chosen = &session.selection.ids;
    match ids.as_slice() {
        [] => Vec::new(),
        [one] if chosen.len() == 1 && chosen.contains(one) => Vec::new(),
        [one] => vec![Act::go_to(one.clone())],
        _ => vec![Act::Select(ids.into_iter().collect())],
    }
}

/// The reasons that were pasted or cleared in their column, from a row on; of any other column that is refused in words.
pub(super) fn reasons_in(event: GridEvent, column: usize, acts: &mut Vec<Act>) -> Option<(usize, Vec<String>)> {
    match event {
        GridEvent::Pasted { at, texts } if at.column == column => {
            Some((at.row, texts.into_iter().map(|row| row.into_iter().next().unwrap_or_default()).collect()))
        }
        GridEvent::Cleared(block) if block.columns == (column..=column) => {
            Some((*block.rows.start(), vec![String::new(); block.rows.count()]))
        }
        GridEvent::Pasted { .. } | GridEvent::Cleared(_) => {
            acts.push(Act::Say("Only reasons can be pasted and cleared here: choose cells of that column".into()));
            None
        }
        _ => None,
    }
}

/// The step that gives the reasons of rows, each to what bears it.
pub(super) fn give_reasons(account: &Account, given: &[(Vec<Subject>, &str)], nouns: [&str; 2]) -> Outcome {
    let (mut map, option) = (Map::clone(&account.before), &account.option.id);
    let mut label = String::new();
    // Rows that say the same are written at once: a column may be thousands of them, all to be cleared.
    for rows in given.chunk_by(|one, other| one.1 == other.1) {
        let of: Vec<Subject> = rows.iter().flat_map(|(of, _)| of).cloned().collect();
        let step = reasons::set(&map, option, &of, rows[0].1)?;
        map = edit::apply(&map, &step.edits).map_err(|error| Refusal(error.to_string()))?;
        label = step.label;
    }
    if given.len() > 1 {
        label = format!("say why of {}", count(given.len(), nouns[0], nouns[1]));
    }
    let Some(option) = map.options.get(option.as_str()).filter(|_| !given.is_empty()) else {
        return Err(Refusal("nothing was written".to_owned()));
    };
    Ok(Step { label, edits: vec![Edit::PutOption(DesignOption::clone(option))], chosen: Vec::new() })
}
