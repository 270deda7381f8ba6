//! Panels: what stands around the canvas. Each has a file of its own, and none knows another.

mod captures;
mod compare;
mod decisions;
mod findings;
mod focus_bar;
mod fold_bar;
mod inspector;
mod ledger;
mod matrix;
pub mod notice;
mod option_bar;
mod options;
mod outline;
mod register;
mod start;
mod status_bar;
mod strip;
mod talk;
mod timeline;
mod toolbar;
pub mod top_bar;
mod tour;

use std::collections::BTreeMap;

use egui::{Ui, Vec2, WidgetInfo, WidgetType};

use super::act::Act;
use super::seen::Seen;
use super::widgets::regions::{Region, note_panel};
use super::widgets::{folding, theme};
use crate::session::Session;
use crate::session::panels::Panel;
use crate::session::tour::Tour;
use crate::storage::recovery::Draft;
use captures::Captures;
use compare::Comparison;
use decisions::Decisions;
use findings::Findings;
use inspector::Inspector;
use ledger::Ledger;
use matrix::Matrix;
use outline::Outline;
use register::Register;
use talk::Talk;
use timeline::Timeline;
use top_bar::TopBar;

/// How large panels are, by their names: what somebody has made them, else what becomes the window.
pub type Sizes = BTreeMap<String, f32>;

/// The inspector at first: a share of the window's width, between these limits, points.
const INSPECTOR: (f32, std::ops::RangeInclusive<f32>) = (0.17, 220.0..=290.0);
/// The most of the room that a panel takes at first, whatever it had in another window.
const MOST: f32 = 0.6;

/// How low what stands below the canvas may be, and what it leaves of the height to the map and to each of its bars, points.
const LOWEST: f32 = 90.0;
const LOWEST_TIMELINE: f32 = 84.0;
const ROOM_FOR_MAP: f32 = 136.0;
const ROOM_FOR_BAR: f32 = 32.0;
/// In less room than this the tabs stand in a row of their own, points.
const ROOM_FOR_ONE_ROW: f32 = 560.0;
/// In a lower panel these and what belongs to the panel that is open share that row, points.
const ROOM_FOR_TWO_ROWS: f32 = 200.0;
/// The room of the button that folds what stands below the canvas, points.
const FOLD: f32 = 24.0;

/// The panels, each with a state of its own.
#[derive(Default)]
pub struct Panels {
    sizes: Sizes,
    /// What stood below the canvas last.
    last_below: Option<Panel>,
    top_bar: TopBar,
    outline: Outline,
    inspector: Inspector,
    findings: Findings,
    register: Register,
    matrix: Matrix,
    comparison: Comparison,
    ledger: Ledger,
    decisions: Decisions,
    talk: Talk,
    captures: Captures,
    timeline: Timeline,
    /// What is to be learnt by doing.
    pub tour: Tour,
}

impl Panels {
    /// Shows all that are open, from the outside inwards; what is left in the middle is the canvas's.
    pub fn show(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        let session = seen.session;
        let frame = theme::panel_frame(ui);
        let top = egui::Panel::top("top").frame(frame.inner_margin(egui::Margin::symmetric(12, 6))).show(ui, |ui| {
            self.top_bar.show(ui, seen, acts);
        });
        note_panel(&top.response, Region::Menus);
        if session.panels.start {
            strip::show(ui, seen, acts);
            start::show(ui, seen, &self.tour, acts);
            return;
        }
        let quiet = frame.fill(theme::colours(ui).canvas).inner_margin(egui::Margin::symmetric(theme::MARGIN, 2));
        egui::Panel::bottom("status").frame(quiet).show(ui, |ui| status_bar::show(ui, seen));
        let room = ui.available_size();
        let bars = [true, option_bar::is_there(seen), focus_bar::is_there(seen), fold_bar::is_there(seen)];
        let map = ROOM_FOR_MAP + ROOM_FOR_BAR * bars.into_iter().filter(|is_there| *is_there).count() as f32;
        // What was made large when letters were small must not be so when they are large, and the other way round.
        // It is asked of egui, which takes another size up a frame after people have chosen it.
        let scale = ui.ctx().zoom_factor().to_bits();
        if session.panels.is_open(Panel::Outline) {
            let id = egui::Id::new(("outline", scale));
            let size = self.size(Panel::Outline.label(), 236.0, room.x);
            let panel = egui::Panel::left(id).default_size(size).size_range(160.0..=420.0).frame(frame);
            let shown = panel.show(ui, |ui| self.outline.show(ui, seen, acts));
            note_panel(&shown.response, Region::Outline);
            self.note_size(ui, (Panel::Outline.label(), id), shown.response.rect.width());
        }
        if session.panels.is_open(Panel::Inspector) {
            let id = egui::Id::new(("inspector", scale));
            let (share, limits) = INSPECTOR;
            let usual = (room.x * share).clamp(*limits.start(), *limits.end());
            let size = self.size(Panel::Inspector.label(), usual, room.x);
            let panel = egui::Panel::right(id).default_size(size).size_range(220.0..=520.0).frame(frame);
            let shown = panel.show(ui, |ui| self.inspector.show(ui, seen, acts));
            note_panel(&shown.response, Region::Inspector);
            self.note_size(ui, (Panel::Inspector.label(), id), shown.response.rect.width());
        }
        match session.panels.below_with_height() {
            Some((open, name, height)) => {
                // Each keeps the height that it has been given.
                let size = self.size(name, (room.y * height.share).clamp(height.least, height.most), room.y);
                let others = if session.panels.is_open(Panel::Timeline) { LOWEST_TIMELINE } else { 0.0 };
                // Where there is little room the map gives some of its own, or else nothing of a table could be read.
                let lowest = height.lowest.min(room.y * MOST).max(LOWEST);
                let highest = (room.y - map - others).max(lowest);
                let id = egui::Id::new((name, scale));
                let panel = egui::Panel::bottom(id).resizable(true);
                let panel = panel.default_size(size.clamp(lowest, highest)).size_range(lowest..=highest);
                let shown = panel.frame(frame).show(ui, |ui| self.below_ui(ui, open, seen, acts));
                note_panel(&shown.response, Region::Below);
                self.note_size(ui, (name, id), shown.response.rect.height());
            }
            None => {
                let frame = frame.inner_margin(egui::Margin::symmetric(theme::MARGIN, 1));
                let tabs = egui::Panel::bottom("folded").frame(frame);
                let tabs = tabs.show(ui, |ui| self.tabs_ui(ui, None, seen, acts));
                note_panel(&tabs.response, Region::Below);
            }
        }
        if session.panels.is_open(Panel::Timeline) {
            let id = egui::Id::new(("timeline", scale));
            let size = self.size(Panel::Timeline.label(), 148.0, room.y);
            let highest = (ui.available_height() - map).max(LOWEST_TIMELINE);
            let panel = egui::Panel::bottom(id).resizable(true);
            let panel = panel.default_size(size.min(highest)).size_range(LOWEST_TIMELINE..=highest);
            let shown = panel.frame(frame).show(ui, |ui| self.timeline.show(ui, seen, acts));
            note_panel(&shown.response, Region::Timeline);
            self.note_size(ui, (Panel::Timeline.label(), id), shown.response.rect.height());
        }
        self.capture_ui(ui, seen, acts);
        let bar = frame.inner_margin(egui::Margin::symmetric(10, 2));
        if option_bar::is_there(seen) {
            let low = frame.inner_margin(egui::Margin { left: 10, right: 10, top: 2, bottom: 0 });
            let options = egui::Panel::top("options")
                .frame(low)
                .show_separator_line(false)
                .show(ui, |ui| option_bar::show(ui, seen, acts));
            note_panel(&options.response, Region::Options);
        }
        let toolbar = egui::Panel::top("toolbar").frame(bar).show(ui, |ui| toolbar::show(ui, seen, acts));
        note_panel(&toolbar.response, Region::Toolbar);
        if focus_bar::is_there(seen) {
            egui::Panel::top("focus").frame(bar).show(ui, |ui| focus_bar::show(ui, seen, acts));
        }
        if fold_bar::is_there(seen) {
            egui::Panel::top("folds").frame(bar).show(ui, |ui| fold_bar::show(ui, seen, acts));
        }
        timeline::strip_ui(ui, seen, acts);
        strip::show(ui, seen, acts);
        tour::show(ui, &self.tour, acts);
    }

    /// Shows the form in which something is noted, while it is open: below the map, whatever else is shown.
    pub fn capture_ui(&mut self, ui: &mut Ui, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        self.captures.form_ui(ui, seen.session, acts);
    }

    /// Whether that form is not shown yet: its field takes text from the second frame on.
    pub fn is_form_opening(&self, session: &Session) -> bool {
        self.captures.is_form_opening(session)
    }

    /// Makes acts of what is being typed, for a command that is about to be carried out, or a window about to close.
    pub fn settle(&mut self, session: &Session, acts: &mut Vec<Act>) {
        self.inspector.settle(session, acts);
        self.findings.settle(session, acts);
        self.talk.settle(session, acts);
    }

    /// What is being typed, and is not on the map yet.
    pub fn drafts(&self, session: &Session) -> Vec<Draft> {
        let map = session.document.map();
        let mut drafts = self.inspector.typed(map);
        drafts.extend(self.findings.typed());
        drafts.extend(self.register.typed(map));
        drafts.extend(self.ledger.typed());
        drafts.extend(self.decisions.typed());
        drafts.extend(self.talk.typed(session));
        drafts.extend(captures::typed(session));
        drafts
    }

    /// Forgets what was being typed for a map that is open no more: another one may have bodies of the same ids.
    pub fn note_another_map(&mut self) {
        (self.inspector, self.talk) = (Inspector::default(), Talk::default());
        self.findings.forget_typed();
        self.register.forget_typed();
        self.ledger.stop_writing();
        self.decisions.stop_writing();
    }

    /// Leaves the cells that are being written, because their rows are about to be those of another option or date, in which
    /// they must not be written; what was being typed in them.
    pub fn leave_cells(&mut self, session: &Session) -> Vec<Draft> {
        let map = session.document.map();
        let typed = |panels: &Self| -> Vec<Draft> {
            let typed = panels.register.typed(map).into_iter();
            typed.chain(panels.ledger.typed()).chain(panels.decisions.typed()).collect()
        };
        let before = typed(self);
        self.register.stop_writing();
        self.ledger.stop_writing();
        self.decisions.stop_writing();
        let stays = typed(self);
        before.into_iter().filter(|draft| !stays.contains(draft)).collect()
    }

    /// Puts a text back where it was being typed; whether there is such a place.
    pub fn put_back(&mut self, draft: &Draft, session: &Session, acts: &mut Vec<Act>) -> bool {
        self.inspector.put_back(draft, session, acts)
            || self.findings.put_back(draft, acts)
            || self.register.put_back(draft, session, acts)
            || self.talk.put_back(draft, session)
            || captures::put_back(draft, acts)
    }

    /// Shows again where a text is being typed, and gives it the keyboard; whether there is such a place.
    pub fn type_on(&mut self, draft: &Draft, session: &Session, acts: &mut Vec<Act>) -> bool {
        self.put_back(draft, session, acts) || self.ledger.type_on(draft, acts) || self.decisions.type_on(draft, acts)
    }

    /// What is to be remembered of how large panels are.
    pub fn sizes(&self) -> &Sizes {
        &self.sizes
    }

    /// What is to be remembered of which tabs are chosen within panels, by the panels' names.
    pub fn tabs(&self) -> BTreeMap<String, String> {
        let tabs = [
            (Panel::Outline, self.outline.tab()),
            (Panel::Register, self.register.tab()),
            (Panel::Matrix, self.matrix.tab()),
        ];
        tabs.map(|(panel, tab)| (panel.label().to_owned(), tab.to_owned())).into()
    }

    /// Panels as large as they were, with the tabs that were chosen, and the tour where it was left.
    pub fn remembered(sizes: Sizes, tabs: &BTreeMap<String, String>, tour: Tour) -> Self {
        let mut panels = Self { sizes, tour, ..Self::default() };
        let tab = |panel: Panel| tabs.get(panel.label()).map_or("", String::as_str);
        panels.outline.choose_tab(tab(Panel::Outline));
        panels.register.choose_tab(tab(Panel::Register));
        panels.matrix.choose_tab(tab(Panel::Matrix));
        panels
    }

    /// How large a panel is at first, in that room.
    fn size(&self, panel: &str, usual: f32, room: f32) -> f32 {
        self.sizes.get(panel).copied().unwrap_or(usual).min(room * MOST)
    }

    /// Notes what a hand has made of a panel; what became of it by itself, or with the size of letters, is not worth
    /// remembering.
    fn note_size(&mut self, ui: &Ui, (panel, id): (&str, egui::Id), size: f32) {
        // So egui calls the edge that is dragged.
        let edge = ui.ctx().read_response(id.with("__resize"));
        if edge.is_some_and(|edge| edge.dragged() || edge.drag_stopped()) {
            self.sizes.insert(panel.to_owned(), size);
        }
    }

    /// Shows the tabs below the canvas, and the panel that is open there.
    fn below_ui(&mut self, ui: &mut Ui, open: Panel, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        self.tabs_ui(ui, Some(open), seen, acts);
        ui.add_space(4.0);
        // What says in a line that there is nothing yet must not draw the panel together.
        ui.take_available_space();
        match open {
            Panel::Findings => self.findings.show(ui, seen, acts),
            Panel::Register => self.register.show(ui, seen, acts),
            Panel::Matrix => self.matrix.show(ui, seen, acts),
            Panel::Comparison | Panel::Ledger | Panel::Decisions if !options::are_there(seen.session) => {
                options::invitation_ui(ui, seen.session, acts);
            }
            Panel::Comparison => self.comparison.show(ui, seen, acts),
            Panel::Ledger => self.ledger.show(ui, seen, acts),
            Panel::Decisions => self.decisions.show(ui, seen, acts),
            Panel::Talk => self.talk.show(ui, seen, acts),
            Panel::Captures => self.captures.show(ui, seen, acts),
            Panel::Outline | Panel::Inspector | Panel::Minimap | Panel::Legend => {}
            Panel::Timeline | Panel::Beside => {}
        }
    }

    /// Shows the tabs, what can be filtered in the panel that is open, and the button that folds it.
    fn tabs_ui(&mut self, ui: &mut Ui, open: Option<Panel>, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        let is_narrow = ui.available_width() < ROOM_FOR_ONE_ROW;
        let is_low = ui.available_height() < ROOM_FOR_TWO_ROWS;
        ui.horizontal_top(|ui| {
            let width = ui.available_width() - FOLD - ui.spacing().item_spacing.x;
            let top = ui.allocate_ui(Vec2::new(width, theme::ROW), |ui| {
                ui.set_width(width);
                let tabs = |ui: &mut Ui, acts: &mut Vec<Act>| {
                    ui.spacing_mut().item_spacing.x = if is_narrow { 7.0 } else { 14.0 };
                    ui.spacing_mut().button_padding.x = 0.0;
                    for panel in Panel::below() {
                        if tab_ui(ui, panel.label(), open == Some(panel)).clicked() {
                            acts.push(Act::Open(panel, open != Some(panel)));
                        }
                    }
                };
                if is_narrow {
                    ui.horizontal(|ui| {
                        if open.is_none() {
                            ui.scope(|ui| findings::short_count_ui(ui, seen.session, acts));
                            ui.add_space(6.0);
                        }
                        // What they leave of the height is for the list.
                        let row = egui::ScrollArea::horizontal().id_salt("tabs");
                        row.show(ui, |ui| {
                            ui.horizontal(|ui| {
                                ui.scope(|ui| tabs(ui, acts));
                                if is_low && open.is_some() {
                                    ui.add_space(12.0);
                                    self.head_ui(ui, open, seen, acts);
                                }
                            });
                        });
                    });
                    return;
                }
                ui.horizontal_wrapped(|ui| {
                    ui.scope(|ui| tabs(ui, acts));
                    ui.add_space(18.0);
                    self.head_ui(ui, open, seen, acts);
                });
            });
            drop(top);
            if fold_ui(ui, open.is_some()).clicked() {
                let (panel, is_open) = match open {
                    Some(panel) => (panel, false),
                    None => (self.last_below.unwrap_or(Panel::Findings), true),
                };
                acts.push(Act::Open(panel, is_open));
            }
        });
        if is_narrow && !is_low && open.is_some() {
            // The list needs the height more: what has no room beside the rest scrolls.
            egui::ScrollArea::horizontal().id_salt("head").show(ui, |ui| {
                ui.horizontal(|ui| self.head_ui(ui, open, seen, acts));
            });
        }
        self.last_below = open.or(self.last_below);
    }

    /// Shows what can be filtered in the panel that is open, or what there is to be found in it.
    fn head_ui(&mut self, ui: &mut Ui, open: Option<Panel>, seen: &Seen<'_>, acts: &mut Vec<Act>) {
        match open {
            Some(Panel::Findings) => self.findings.filter_ui(ui, seen.session),
            Some(Panel::Matrix) => self.matrix.head_ui(ui, seen.session),
            Some(Panel::Comparison) => self.comparison.head_ui(ui, seen.session, acts),
            Some(Panel::Ledger) => {
                options::which_ui(ui, seen.session, acts);
                self.ledger.head_ui(ui, seen.session);
            }
            Some(Panel::Decisions) => {
                options::which_ui(ui, seen.session, acts);
                self.decisions.head_ui(ui, seen.session);
            }
            Some(Panel::Talk) => self.talk.head_ui(ui, seen.session),
            Some(_) => {}
            None => findings::count_ui(ui, seen.session, acts),
        }
    }
}

/// The button that folds what stands below the canvas, or unfolds it.
fn fold_ui(ui: &mut Ui, is_open: bool) -> egui::Response {
    let words = if is_open { "Fold this away" } else { "Unfold the list" };
    let (rect, response) = ui.allocate_exact_size(Vec2::new(FOLD, theme::ROW), egui::Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, words));
    folding::note(&response, is_open);
    let colours = theme::colours(ui);
    let is_near = response.hovered() || response.has_focus();
    let way = if is_open { 1.0 } else { -1.0 };
    let tip = rect.center() + Vec2::new(0.0, 2.5 * way);
    let points = [-4.5, 0.0, 4.5].map(|x: f32| tip + Vec2::new(x, if x == 0.0 { 0.0 } else { -4.5 * way }));
    let stroke = egui::Stroke::new(1.5, if is_near { colours.accent } else { colours.muted });
    ui.painter().line(points.to_vec(), stroke);
    response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(words)
}

fn tab_ui(ui: &mut Ui, label: &str, is_chosen: bool) -> egui::Response {
    let text = theme::strong(label, theme::BODY);
    let colours = theme::colours(ui);
    let text = if is_chosen { text } else { text.color(colours.muted) };
    let tab = ui.add(egui::Button::selectable(false, text).frame(false));
    tab.widget_info(|| egui::WidgetInfo::selected(egui::WidgetType::SelectableLabel, true, is_chosen, label));
    if is_chosen {
        let line = egui::Rect::from_min_max(tab.rect.left_bottom(), tab.rect.right_bottom());
        ui.painter().rect_filled(line.expand2(egui::vec2(0.0, 1.0)), 1.0, colours.accent);
    }
    tab
}

/// Says that a table takes nothing but reasons.
fn only_reasons() -> Act {
    Act::Say("Only reasons can be pasted and cleared here: choose cells of that column".to_owned())
}
