//! What the panels about options share: which option is told of, and what is said where there is none.

use egui::{ComboBox, TextStyle, TextWrapMode, Ui, WidgetText};

use crate::app::act::{Act, Command};
use crate::app::command;
use crate::app::widgets::{list, theme};
use crate::model::quote::shortened;
use crate::session::Session;
use crate::session::reports::ReportAct;

/// How wide a line of the invitation may get, points.
const LINE: f32 = 620.0;
/// How wide the choice of an option and its name are at most, points.
const NAME: f32 = 220.0;

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
