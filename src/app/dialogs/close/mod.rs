//! Closing a body: all that hangs on it in one list, what becomes of each, and one step of the answers.

mod list;
mod state;

use std::sync::Arc;

use egui::{Id, Key, Modifiers, Ui, Vec2, WidgetInfo, WidgetType};

use super::make_unless_refused;
use crate::app::act::{Act, Ask};
use crate::app::seen::Seen;
use crate::app::widgets::picking::{Field, Picking};
use crate::app::widgets::question::Answer;
use crate::app::widgets::{spelling, theme};
use crate::document::Document;
use crate::editing::Outcome;
use crate::editing::close::Fate;
use crate::model::Map;
use crate::model::quote::shortened;
use crate::model::words::count;
use crate::session::options::OptionAct;
use crate::storage::recovery::Draft;
use state::{Kind, State, Taken};

/// The first word of the place, as a safety copy names it.
pub(super) const ROOM: &str = "close";

/// How wide the window is at most, and what of the screen it leaves free, points.
const WIDTH: f32 = 1120.0;
const FREE: Vec2 = Vec2::new(90.0, 60.0);
/// How high everything but the list is, and the list at least, points.
const AROUND: f32 = 270.0;
const LEAST: f32 = 130.0;
/// In less room than this what stands below the list takes a row more, points.
const ROOM_FOR_ONE_ROW: f32 = 820.0;
/// How wide the field for a common reason is at least, points.
const REASON: f32 = 160.0;

/// A body on its way to be closed.
pub(super) struct Close {
    /// The option in which it is closed; none in the baseline.
    option: Option<crate::model::Id>,
    /// What the body is called there.
    name: String,
    state: State,
    picking: Picking<Taken>,
    /// The field that is to have the keyboard next.
    wanted: Option<Id>,
    is_made: bool,
}

impl Close {
    /// The list of a body, with what was answered of it before and would be missed.
    pub(super) fn new(document: &Document, body: &crate::model::Id, before: Option<&Self>) -> Self {
        let given = before.map(|before| before.state.given()).unwrap_or_default();
        Self::of(document.map(), document.option().cloned(), body, &given)
    }

    fn of(map: &Map, option: Option<crate::model::Id>, body: &crate::model::Id, given: &[String]) -> Self {
        let mut state = State::new(map, body);
        state.take_over(given, map);
        let name = map.name(body.as_str()).to_owned();
        Self { option, name, state, picking: Picking::default(), wanted: None, is_made: false }
    }

    /// Whether it asks about that body, under the option that is worked on.
    pub(super) fn is_about(&self, document: &Document, body: &crate::model::Id) -> bool {
        self.is_here(document) && self.state.body == *body
    }

    /// Whether it belongs to the option that is worked on.
    pub(super) fn is_here(&self, document: &Document) -> bool {
        self.option.as_ref() == document.option()
    }

    /// What asks again, in its option, what that text was answered to, if that is among these and still there.
    pub(super) fn again(kept: &[Self], draft: &Draft, document: &Document) -> Option<[Act; 2]> {
        let Self { option, state, .. } =
            kept.iter().find(|question| question.typed(document.baseline()).as_ref() == Some(draft))?;
        let is_there = within(document, option.as_ref())?.nodes.contains(state.body.as_str());
        let acts = [Act::Option(OptionAct::Open(option.clone())), Act::Ask(Ask::Close(state.body.clone()))];
        is_there.then_some(acts)
    }

    /// What is typed and answered so far, if nothing has come of it yet.
    pub(super) fn typed(&self, baseline: &Map) -> Option<Draft> {
        if !self.state.has_something() || self.is_made {
            return None;
        }
        let what = format!("What becomes of all that hangs on {}{}", self.name, self.whereabouts(baseline));
        let option = self.option.as_ref().map_or("", |option| option.as_str());
        let place = [ROOM, self.state.body.as_str(), option].into_iter().map(str::to_owned);
        Some(Draft { what, place: place.chain(self.state.given()).collect(), text: self.state.in_words() })
    }

    /// The list with what was typed and answered, in the option in which it was; none if that body is not there.
    pub(super) fn put_back(draft: &Draft, document: &Document) -> Option<Self> {
        let [_, body, option, given @ ..] = draft.place.as_slice() else { return None };
        let option = Some(option.as_str()).filter(|option| !option.is_empty()).map(crate::model::Id::from);
        let map = within(document, option.as_ref())?;
        let body = &map.nodes.get(body)?.id;
        Some(Self::of(&map, option, body, given))
    }

    /// Shows the list; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let map = Arc::clone(seen.session.document.map());
        if is_new {
            self.wanted = Some(why_field());
        }
        if let Some((field, taken)) = self.picking.take_keys(ctx) {
            self.take(field, &taken, &map);
        }
        let done = ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        let has_left =
            !self.picking.is_open() && ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        let screen = ctx.content_rect();
        let width = (screen.width() - FREE.x).min(WIDTH);
        let modal = theme::modal(ctx, "closing").show(ctx, |ui| {
            ui.set_width(width);
            let height = (screen.height() - FREE.y - AROUND).max(LEAST);
            self.contents_ui(ui, seen.session.document.baseline(), &map, height, done)
        });
        let answer = if has_left && modal.inner == Answer::Pending { Answer::Cancelled } else { modal.inner };
        let stays = make_unless_refused(answer, acts);
        self.is_made = !stays && matches!(acts.last(), Some(Act::Make(Ok(_))));
        stays
    }

    fn contents_ui(&mut self, ui: &mut Ui, baseline: &Map, map: &Map, height: f32, done: bool) -> Answer<Outcome> {
        let name = map.name(self.state.body.as_str());
        theme::heading_ui(ui, &format!("Close {name}{}", self.whereabouts(baseline)));
        self.way_ui(ui, map);
        ui.add_space(6.0);
        self.list_ui(ui, height);
        ui.add_space(8.0);
        self.ticked_ui(ui, map);
        ui.add_space(6.0);
        self.foot_ui(ui, map, done)
    }

    /// Where it is closed, if that could be elsewhere: " in “My redesign”".
    fn whereabouts(&self, baseline: &Map) -> String {
        match &self.option {
            Some(option) => format!(" in “{}”", shortened(baseline.name(option.as_str()))),
            None if baseline.options.is_empty() => String::new(),
            None => " in the baseline".to_owned(),
        }
    }

    /// What becomes of the body itself, why and since when.
    fn way_ui(&mut self, ui: &mut Ui, map: &Map) {
        let before = self.state.kind;
        ui.horizontal(|ui| {
            for (kind, words) in
                [(Kind::Ends, "It ends"), (Kind::Rests, "It is put on hold"), (Kind::GoesInto, "It goes into")]
            {
                ui.radio_value(&mut self.state.kind, kind, words);
            }
            if self.state.kind != Kind::GoesInto {
                return;
            }
            let value = self.state.heir.as_ref().map(|heir| self.state.called(heir)).unwrap_or_default();
            let (name, hint) = ("What it goes into", "Type a few letters of its name");
            let field = Field { id: heir_field(), name, value: &value, hint, width: 320.0 };
            let state = &self.state;
            let (_, taken) = self.picking.field_ui(ui, field, |typed| state.offer_heirs(typed));
            if let Some(taken) = taken {
                self.take(heir_field(), &taken, map);
            }
        });
        if before != self.state.kind {
            if self.state.kind == Kind::GoesInto && self.state.heir.is_none() {
                ui.memory_mut(|memory| memory.request_focus(heir_field()));
            }
            self.state.propose(map);
        }
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            let width = ui.available_width();
            let label = ui.label("Why");
            let field = spelling::field_ui(ui, why_field(), &mut self.state.reason, |field| {
                field.desired_width(width - 220.0).hint_text("Who decided, when, on what condition")
            });
            let field = field.labelled_by(label.id);
            field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Why"));
            if self.wanted == Some(why_field()) {
                field.request_focus();
                self.wanted = None;
            }
            let label = ui.label("Since");
            let (is_date, error) = (self.state.date().is_ok(), theme::colours(ui).error);
            let field = spelling::field_ui(ui, Id::new("since when"), &mut self.state.since, |field| {
                let field = field.desired_width(84.0).hint_text("2011-06");
                if is_date { field } else { field.text_color(error) }
            });
            field.labelled_by(label.id).widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Since"));
        });
    }

    fn list_ui(&mut self, ui: &mut Ui, height: f32) {
        if self.state.rows.is_empty() {
            ui.add_space(theme::GAP);
            ui.label("Nothing hangs on it: no work, no seats, no money, and nobody answers to it.");
            return;
        }
        let stroke = egui::Stroke::new(1.0, theme::colours(ui).hairline);
        egui::Frame::new().stroke(stroke).show(ui, |ui| {
            let area = egui::ScrollArea::vertical().id_salt("all that hangs on it").max_height(height);
            area.min_scrolled_height(height).auto_shrink([false, true]).show(ui, |ui| {
                let (state, picking) = (&mut self.state, &mut self.picking);
                if let Some(place) = list::list_ui(ui, state, picking, &mut self.wanted) {
                    self.go_on(place);
                }
            });
        });
    }

    /// One answer for all that are ticked.
    fn ticked_ui(&mut self, ui: &mut Ui, map: &Map) {
        let ticked = self.state.ticked();
        ui.add_enabled_ui(ticked > 0, |ui| {
            ui.horizontal_wrapped(|ui| {
                let words = match ticked {
                    0 => "Choose rows by their ticks to give them one answer".to_owned(),
                    ticked => format!("{} chosen", count(ticked, "row", "rows")),
                };
                ui.add_sized(
                    Vec2::new(300.0, theme::ROW),
                    egui::Label::new(theme::small(ui, words)).halign(egui::Align::LEFT),
                );
                let (name, hint) = ("One answer for all that are chosen", "One answer for all of them");
                let field = Field { id: ticked_field(), name, value: "", hint, width: 320.0 };
                let state = &self.state;
                let taken = self.picking.field_ui(ui, field, |typed| state.offer_for_ticked(typed)).1;
                if ui.available_size_before_wrap().x < REASON {
                    ui.end_row();
                }
                let room = ui.available_size_before_wrap().x - 12.0;
                let field = spelling::field_ui(ui, Id::new("why of all"), &mut self.state.common_reason, |field| {
                    field.desired_width(room).hint_text("Why, for all of them: type this first")
                });
                field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Why, for all that are chosen"));
                if let Some(taken) = taken {
                    self.take(ticked_field(), &taken, map);
                }
            });
        });
    }

    /// How much is answered, and what can be done.
    fn foot_ui(&mut self, ui: &mut Ui, map: &Map, done: bool) -> Answer<Outcome> {
        ui.separator();
        let mut answer = Answer::Pending;
        let is_roomy = ui.available_width() >= ROOM_FOR_ONE_ROW;
        ui.horizontal(|ui| {
            self.standing_ui(ui, is_roomy);
            if is_roomy {
                answer = self.buttons_ui(ui, map, done);
            }
        });
        if !is_roomy {
            ui.add_space(6.0);
            ui.horizontal(|ui| answer = self.buttons_ui(ui, map, done));
        }
        answer
    }

    /// How much is answered, and what becomes of the rest.
    fn standing_ui(&self, ui: &mut Ui, is_roomy: bool) {
        let (answered, all) = (self.state.answered(), self.state.rows.len());
        let missing = self.state.missing();
        if all > 0 {
            let told = ui.label(theme::strong(format!("{answered} of {all} answered"), theme::BODY));
            ui.ctx().accesskit_node_builder(told.id, |node| node.set_live(egui::accesskit::Live::Polite));
            let share = answered as f32 / all as f32;
            ui.add(egui::ProgressBar::new(share).desired_width(110.0).desired_height(8.0));
        }
        let rest = match (&missing, all - answered) {
            (Some(missing), _) => missing.clone(),
            (None, 0) => String::new(),
            (None, 1) => "1 stays open, and is listed afterwards".to_owned(),
            (None, open) => format!("{open} stay open, and are listed afterwards"),
        };
        let colours = theme::colours(ui);
        let colour = if missing.is_some() { colours.error } else { colours.muted };
        let label = egui::Label::new(theme::small(ui, rest).color(colour));
        ui.add(if is_roomy { label } else { label.wrap() });
    }

    /// What can be done.
    fn buttons_ui(&mut self, ui: &mut Ui, map: &Map, done: bool) -> Answer<Outcome> {
        let mut answer = Answer::Pending;
        let missing = self.state.missing();
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let can = missing.is_none();
            let words = if self.state.kind == Kind::Rests { "Put it on hold" } else { "Close it" };
            let is_wanted = theme::main_button_ui(ui, words, can).on_hover_text("Ctrl+Enter").clicked();
            if ui.button("Cancel").clicked() {
                answer = Answer::Cancelled;
            } else if is_wanted || (done && can) {
                // The field in which it was typed has not been left yet.
                if let Some((field, taken)) = self.picking.only() {
                    self.take(field, &taken, map);
                }
                answer = Answer::Given(self.state.outcome(map));
            }
            let proposed: Vec<usize> = self.state.proposed().collect();
            let words = match proposed.len() {
                0 => "Take what is proposed".to_owned(),
                number => format!("Take {}", count(number, "proposal", "proposals")),
            };
            let button = ui.add_enabled(!proposed.is_empty(), egui::Button::new(words.as_str()));
            theme::name_button(&button, &words, !proposed.is_empty());
            if button.on_hover_text("For each open row, what stands in it in pale letters").clicked() {
                proposed.into_iter().for_each(|place| self.state.answer(place, &Taken::Proposed));
            }
        });
        answer
    }

    /// Does what was taken in a field.
    fn take(&mut self, field: Id, taken: &Taken, map: &Map) {
        if field == heir_field() {
            if let Taken::Fate(Fate::To(heir)) = taken {
                self.state.heir = Some(heir.clone());
                self.state.propose(map);
                self.wanted = Some(why_field());
            }
        } else if field == ticked_field() {
            self.state.answer_ticked(taken);
        } else if let Some(place) = (0..self.state.rows.len()).find(|&place| list::field_of(place) == field) {
            self.state.answer(place, taken);
            self.go_on(place);
        }
    }

    /// Gives the keyboard to the next row that is open.
    fn go_on(&mut self, place: usize) {
        let Some(next) = self.state.next_open(place) else { return };
        self.state.folded.remove(&self.state.rows[next].hanging.part);
        self.wanted = Some(list::field_of(next));
    }
}

/// The map as that option wants it; none if there is no such option.
fn within(document: &Document, option: Option<&crate::model::Id>) -> Option<Arc<Map>> {
    if document.option() == option {
        return Some(Arc::clone(document.map()));
    }
    let is_there = option.is_none_or(|option| document.baseline().options.contains(option.as_str()));
    is_there.then(|| document.within(option))
}

fn heir_field() -> Id {
    Id::new("what it goes into")
}

fn why_field() -> Id {
    Id::new("why it is closed")
}

fn ticked_field() -> Id {
    Id::new("one answer for all")
}
