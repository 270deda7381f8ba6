//! The talk: the views in the order in which they are shown, and what is told of the one that is shown.

mod rows;
mod texts;

use egui::{RichText, ScrollArea, Ui, Vec2, WidgetInfo, WidgetType};

use crate::app::act::{Act, Command};
use crate::app::command;
use crate::app::seen::Seen;
use crate::app::widgets::theme;
use crate::drawing::{Least, fit};
use crate::model::Id;
use crate::model::words::count;
use crate::session::Session;
use crate::storage::recovery::Draft;
use texts::Texts;

/// How wide the list of views is: a share of the room, between these limits, points.
const LIST: (f32, std::ops::RangeInclusive<f32>) = (0.4, 240.0..=460.0);
/// The clock of the talk is looked at so often, seconds.
const MINUTE: f32 = 60.0;

/// The panel's own state.
#[derive(Default)]
pub(super) struct Talk {
    texts: Texts,
    /// The view that is held, to be put elsewhere.
    held: Option<Id>,
    /// The view that was shown last, so that the list goes to another one.
    shown: Option<Id>,
}

impl Talk {
    /// Makes acts of what is being typed.
    pub(super) fn settle(&mut self, session: &Session, acts: &mut Vec<Act>) {
        self.texts.settle(session, acts);
    }

    /// What is being typed, and is not on the map yet.
    pub(super) fn typed(&self, session: &Session) -> Vec<Draft> {
        self.texts.typed(session)
    }

    /// Puts a text back where it was being typed; whether there is such a place.
    pub(super) fn put_back(&mut self, draft: &Draft, session: &Session) -> bool {
        self.texts.put_back(draft, session)
    }

    /// Where the talk is, in the line of the tabs: "3 of 8 · 12 min · Next: The options".
    pub(super) fn head_ui(&self, ui: &mut Ui, session: &Session) {
        let Some((place, all)) = session.place_in_talk() else { return };
        let mut words = vec![format!("{} of {all}", place + 1)];
        if let Some(lasts) = session.talk.stage.lasts() {
            words.push(format!("{} min", lasts.as_secs() / 60));
            ui.ctx().request_repaint_after_secs(MINUTE);
        }
        words
            .push(session.next_view().map_or_else(|| "The last one".to_owned(), |next| format!("Next: {}", next.name)));
        ui.add(egui::Label::new(theme::small(ui, words.join(" · "))).truncate());
    }

    /// Shows the views.
    pub(super) fn show(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        let session = seen.session;
        let views = session.views();
        if views.is_empty() {
            invitation_ui(ui, session, acts);
            return;
        }
        let room = ui.available_size();
        let (share, limits) = LIST;
        let width = (room.x * share).clamp(*limits.start(), *limits.end());
        ui.horizontal_top(|ui| {
            ui.allocate_ui(Vec2::new(width, room.y), |ui| {
                ui.set_width(width);
                ui.vertical(|ui| {
                    bar_ui(ui, session, acts);
                    ui.add_space(4.0);
                    let shown = session.view_shown().map(|view| view.id.clone());
                    let has_moved = shown != self.shown;
                    self.shown = shown;
                    ScrollArea::vertical().id_salt("views").auto_shrink(false).show(ui, |ui| {
                        rows::show(ui, session, &views, &mut self.held, has_moved, acts);
                    });
                });
            });
            ui.add_space(theme::GAP);
            ui.vertical(|ui| {
                ScrollArea::vertical().id_salt("texts").auto_shrink(false).show(ui, |ui| {
                    match session.view_shown() {
                        Some(view) => self.texts.show(ui, session, view, acts),
                        None => {
                            let words = count(views.len(), "view", "views");
                            let words = format!("{words}. Click one to show it, or press F5 to present them all.");
                            ui.label(theme::small(ui, words));
                        }
                    }
                    keys_ui(ui);
                });
            });
        });
    }
}

/// The keys of whoever presents, and what is at hand then.
fn keys_ui(ui: &mut Ui) {
    let commands = [
        (Command::PresentTalk, "presents"),
        (Command::Audience, "opens the window for the room"),
        (Command::Pen, "is the pen"),
        (Command::PointOut, "the large pointer"),
    ];
    let keys = commands.into_iter().filter_map(|(command, what)| {
        let keys = command::entry(command).keys?;
        Some(format!("{} {what}", command::keys_in_words(ui.ctx(), &keys)))
    });
    let of_clicker = ["B makes the screen black", "N shows the notes"].map(str::to_owned);
    let words = keys.chain(of_clicker).collect::<Vec<_>>().join(" · ");
    ui.add(egui::Label::new(theme::small(ui, format!("While presenting: {words}"))).wrap());
}

/// What can be done with the views.
fn bar_ui(ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.spacing_mut().button_padding = Vec2::new(7.0, 2.0);
        let has_changed = session.view_has_changed();
        let buttons = [
            (Command::UpdateView, "The view has changed: keep", has_changed),
            (Command::ShowViewAgain, "Back to it", has_changed),
            (Command::KeepView, "Keep as a new view", true),
            (Command::CopyView, "Copy", session.view_shown().is_some()),
            (Command::DeleteView, "Delete", session.view_shown().is_some()),
        ];
        for (command, label, is_there) in buttons {
            if is_there {
                button_ui(ui, session, command, label, acts);
            }
        }
        figure_ui(ui, session, acts);
    });
}

/// How high names will be on a projector, and the way to have all of them read at the back of the room.
fn figure_ui(ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
    let Some(names) = session.names_on_a_screen() else { return };
    let is_small = names.floor() < f32::from(fit::AT_THE_BACK);
    let is_fitted = session.view.folding.least == Some(Least::Of(fit::AT_THE_BACK));
    let colour = if is_small { theme::colours(ui).warning } else { theme::colours(ui).muted };
    let hint = "How high names are where this fills a projector of 1920 by 1080. At the back of a room 22 can be read.";
    ui.label(RichText::new(fit::told(names)).size(theme::SMALL).color(colour)).on_hover_text(hint);
    if is_small || is_fitted {
        let label = if is_fitted { "Show more, smaller" } else { "Fold until it can be read" };
        button_ui(ui, session, Command::ReadableAtTheBack, label, acts);
    }
}

fn button_ui(ui: &mut Ui, session: &Session, command: Command, label: &str, acts: &mut Vec<Act>) {
    let entry = command::entry(command);
    let is_enabled = entry.is_enabled(session);
    let text = RichText::new(label).size(theme::SMALL);
    let text = if command == Command::UpdateView { text.color(theme::colours(ui).accent) } else { text };
    let button = ui.add_enabled(is_enabled, egui::Button::new(text));
    button.widget_info(|| WidgetInfo::labeled(WidgetType::Button, is_enabled, label));
    let keys = entry.keys.map(|keys| format!(" ({})", command::keys_in_words(ui.ctx(), &keys))).unwrap_or_default();
    if button.on_hover_text(format!("{}{keys}", entry.tooltip)).clicked() {
        acts.push(Act::Command(command));
    }
}

/// What there is to do where there are no views yet.
fn invitation_ui(ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
    if session.talk.is_making() {
        ui.label(theme::small(ui, "Making a talk of what is found …"));
        return;
    }
    ui.label(theme::strong("Nothing to present yet", theme::BODY));
    let words = "A view keeps what you see now, with a caption for the room and notes for you: option, date, switches, \
                 colours, the finding that is lit and the part of the map. Several make a talk.";
    ui.add(egui::Label::new(theme::small(ui, words)).wrap());
    ui.add_space(theme::GAP / 2.0);
    ui.horizontal(|ui| {
        for (command, label) in
            [(Command::MakeTalk, "Make a talk of what is found"), (Command::KeepView, "Keep what I see now")]
        {
            let entry = command::entry(command);
            let button = match command {
                Command::MakeTalk => theme::main_button_ui(ui, label, entry.is_enabled(session)),
                _ => ui.add_enabled(entry.is_enabled(session), egui::Button::new(label)),
            };
            if button.on_hover_text(entry.tooltip).clicked() {
                acts.push(Act::Command(command));
            }
        }
    });
}
