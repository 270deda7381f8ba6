//! The window for the room: the map, the caption and the legend on a screen of their own, and nothing else. It shows the
//! scene of the presenter's canvas on a canvas of its own.

use egui::{Context, Key, Modifiers, Ui, ViewportBuilder, ViewportClass, ViewportCommand, ViewportId, vec2};

use super::{clicker, stage};
use crate::app::act::{Act, Command};
use crate::app::canvas::{Canvas, CanvasEvent, CanvasState};
use crate::app::command;
use crate::app::widgets::theme;
use crate::layout;
use crate::model::Id;
use crate::session::Session;
use crate::session::screens::Screen;
use crate::session::talk::TalkAct;

/// How long the window is given to be where it was told to be, seconds.
const PATIENCE: f64 = 1.0;
/// How long it is given to leave a screen, seconds.
const MOMENT: f64 = 0.3;
/// Its size while it does not fill a screen, points.
const SIZE: [f32; 2] = [960.0, 540.0];

/// How far the window has come in filling the projector's screen.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    /// It has just been opened, or is to fill the other screen again.
    New,
    /// It has been told at that time to fill no screen: where it did, a screen that is back would not be filled.
    Free { since: f64 },
    /// It was told at that time to fill the screen of that number.
    Told { screen: usize, at: f64 },
    /// It fills a screen on which the presenter's window is not.
    Fills,
    /// Its screen is gone since then.
    Homeless { since: f64 },
    /// It is minimised until there is a screen for it again.
    Waits,
    /// It stands where people have put it.
    Left,
}

/// Where the canvas looks.
#[derive(Debug, Clone, PartialEq)]
enum Wanted {
    /// At these nodes and links, or at everything.
    Near(Vec<Id>),
    /// At the part that the presenter has moved to.
    Part(layout::Rect),
}

/// The window for the room.
pub(super) struct Audience {
    canvas: Canvas,
    place: Place,
    wanted: Option<Wanted>,
    size: egui::Vec2,
    told: &'static str,
    /// How often it had been asked to fill the other screen when it did so last.
    asked: usize,
    /// The screens that there were when it was last looked, and the one of them that it fills or is to fill.
    known: Vec<Screen>,
    filled: Option<Screen>,
    has_filled: bool,
}

impl Audience {
    pub(super) fn new() -> Self {
        Self {
            canvas: Canvas::new(),
            place: Place::New,
            wanted: None,
            size: egui::Vec2::ZERO,
            told: "",
            asked: 0,
            known: Vec::new(),
            filled: None,
            has_filled: false,
        }
    }

    /// What whoever presents has to know of the window.
    pub(super) fn told(&self) -> &'static str {
        self.told
    }

    /// Shows the window, and gives what is asked of it.
    pub(super) fn show(&mut self, ctx: &Context, session: &mut Session, own: &Canvas, acts: &mut Vec<Act>) {
        // The two windows may stand on screens of different density: only their pixels can be compared.
        let presenter = in_pixels(ctx);
        if std::mem::replace(&mut self.asked, session.talk.stage.asked_to_fill) != session.talk.stage.asked_to_fill {
            self.place = Place::New;
        }
        let builder = ViewportBuilder::default()
            .with_app_id("boardwalk")
            .with_title("Boardwalk: for the room")
            .with_inner_size(SIZE);
        ctx.show_viewport_immediate(ViewportId::from_hash_of("audience"), builder, |ui, class| {
            if class != ViewportClass::EmbeddedWindow {
                self.settle(
                    ui.ctx(),
                    presenter,
                    session.talk.screens.for_room(presenter),
                    session.talk.screens.known(),
                );
                clicker::take(ui.ctx(), session, acts);
                keys(ui.ctx(), acts);
            }
            if let Some(theme) = session.panels.look.theme_of_room {
                theme::dress(ui, theme::palette_of(theme, ui.ctx()));
            }
            self.contents_ui(ui, session, own, acts);
        });
    }

    /// Fills the screen `for_room` of those that are `known`, as far as the system tells of them, else the one on which the
    /// presenter's window is not; and never covers that window.
    fn settle(&mut self, ctx: &Context, presenter: Option<layout::Rect>, for_room: Option<usize>, known: &[Screen]) {
        let (now, window) = ctx.input(|input| (input.time, input.viewport().clone()));
        let fills = window.fullscreen == Some(true);
        let covers = in_pixels(ctx).zip(presenter).is_some_and(|(own, other)| {
            let area = |rect: &layout::Rect| rect.width() * rect.height();
            own.shared(&other) > 0.25 * area(&other).min(area(&own))
        });
        let has_changed = self.known != known;
        if has_changed {
            self.known = known.to_vec();
        }
        let is_gone = self.filled.as_ref().is_some_and(|filled| !known.contains(filled));
        let tell = |screen: usize| {
            ctx.send_viewport_cmd(ViewportCommand::SetMonitor(screen));
            ctx.request_repaint_after_secs(PATIENCE as f32 + 0.1);
            Place::Told { screen, at: now }
        };
        // A screen that was plugged in again is filled by itself, wherever people have put the window meanwhile.
        let is_back = has_changed && for_room.is_some() && matches!(self.place, Place::Waits | Place::Left);
        let other = for_room.and_then(|place| known.get(place)).filter(|screen| self.filled.as_ref() != Some(*screen));
        if is_back || (self.place == Place::Fills && (covers || is_gone) && other.is_some()) {
            self.place = Place::New;
        }
        self.place = match self.place {
            // A system that does not say where windows are does not let them choose a screen either.
            Place::New if for_room.is_none() && window.outer_rect.is_none() && presenter.is_none() => {
                ctx.request_repaint_after_secs(0.2);
                self.told = "Drag the window for the room to the projector, and press F11 there";
                Place::Left
            }
            Place::New => {
                ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
                ctx.request_repaint_after_secs(MOMENT as f32 + 0.05);
                Place::Free { since: now }
            }
            Place::Free { since } if now - since < MOMENT => self.place,
            Place::Free { .. } if known.len() == 1 => {
                self.told = "There is one screen: F5 presents on it. A projector is filled as soon as it is plugged in";
                self.filled = None;
                Place::Left
            }
            Place::Free { .. } => {
                self.filled = for_room.and_then(|place| known.get(place)).cloned();
                tell(for_room.unwrap_or(1))
            }
            Place::Told { at, .. } if now - at < PATIENCE => self.place,
            Place::Told { .. } if fills && !covers => {
                self.told = "";
                self.has_filled = true;
                Place::Fills
            }
            Place::Told { screen: 1, .. } if fills && self.filled.is_none() => {
                // The presenter's window is on that one.
                tell(0)
            }
            // It has filled a screen before: what the system still tells of that one is out of date.
            Place::Told { .. } if covers && self.has_filled => self.leave(ctx, now),
            Place::Told { .. } => {
                self.told = "No second screen was found: drag the window for the room there, and press F11 in it";
                self.filled = None;
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
                Place::Left
            }
            Place::Fills if covers || is_gone => self.leave(ctx, now),
            Place::Homeless { since } if now - since < MOMENT => self.place,
            Place::Homeless { .. } => {
                // Said together with the other, it would be heard before the window is its own size again.
                ctx.send_viewport_cmd(ViewportCommand::Minimized(true));
                Place::Waits
            }
            Place::Left | Place::Waits if fills && !covers => {
                self.told = "";
                Place::Fills
            }
            place => place,
        };
    }

    /// Leaves a screen that is gone.
    fn leave(&mut self, ctx: &Context, now: f64) -> Place {
        self.told = "The projector is gone, and the window for the room waits, minimised";
        self.filled = None;
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
        ctx.request_repaint_after_secs(MOMENT as f32 + 0.05);
        Place::Homeless { since: now }
    }

    fn contents_ui(&mut self, ui: &mut Ui, session: &mut Session, own: &Canvas, acts: &mut Vec<Act>) {
        let screen = ui.available_rect_before_wrap();
        stage::head_ui(ui, session);
        stage::noted_ui(ui, session);
        let palette = theme::palette(ui);
        let Some(picture) = &session.picture else { return };
        super::show(&mut self.canvas, picture);
        let depiction = session.depiction(crate::drawing::mark_size(self.canvas.zoom()));
        self.follow(ui, session, own);
        let state = CanvasState {
            depiction,
            show_minimap: false,
            show_legend: true,
            movable: false,
            presenting: true,
            pen: stage::has_pen(session),
            reduced_motion: session.panels.still,
            ..CanvasState::default()
        };
        let frame = egui::Frame::new().fill(theme::colours(ui).canvas);
        let id = ui.id().with("map for the room");
        egui::CentralPanel::default().frame(frame).show(ui, |ui| {
            let drawn = ui.push_id(id, |ui| self.canvas.canvas_ui(ui, palette, &state)).inner;
            // A screen that is touched can be drawn on too; anything else is the presenter's to do.
            acts.extend(drawn.into_iter().filter_map(|event| match event {
                CanvasEvent::Inked(inked) => Some(Act::Talk(TalkAct::Ink(inked))),
                _ => None,
            }));
            stage::pen_ui(ui, session, &self.canvas);
        });
        if let Some(point) = own.pointer().filter(|_| session.talk.stage.points) {
            let at = self.canvas.to_screen(point);
            let painter = ui.painter_at(self.canvas.screen());
            stage::dot_ui(&painter, at, screen.width());
        }
        if session.talk.stage.is_black {
            ui.painter().with_clip_rect(screen).rect_filled(screen, 0.0, egui::Color32::BLACK);
        }
    }

    /// Looks at what the presenter's canvas looks at, as large as there is room here.
    fn follow(&mut self, ui: &Ui, session: &Session, own: &Canvas) {
        let wanted = if own.shows_everything() {
            Wanted::Near(Vec::new())
        } else if own.is_brought() && !own.is_moved() {
            Wanted::Near(session.view_shown().map(|view| view.near.iter().cloned().collect()).unwrap_or_default())
        } else {
            Wanted::Part(own.in_view())
        };
        let size = self.canvas.screen().size();
        let is_same = self.wanted.as_ref() == Some(&wanted) && self.size == size;
        if is_same {
            return;
        }
        match &wanted {
            Wanted::Near(ids) => self.canvas.arrive(ids),
            Wanted::Part(part) => self.canvas.show_part(*part),
        }
        self.size = size;
        if size != vec2(0.0, 0.0) {
            self.wanted = Some(wanted);
        }
        ui.ctx().request_repaint();
    }
}

/// Where the window whose pass it is stands, in pixels, if the system tells.
fn in_pixels(ctx: &Context) -> Option<layout::Rect> {
    let window = ctx.input(|input| input.viewport().outer_rect)? * ctx.pixels_per_point();
    let point = |at: egui::Pos2| layout::Point::new(at.x, at.y);
    Some(layout::Rect { min: point(window.min), max: point(window.max) })
}

/// The keys of the window itself: F11 fills the screen that it is on, Escape closes it, as its own button does. What is
/// said is noted in the presenter's window.
fn keys(ctx: &Context, acts: &mut Vec<Act>) {
    if ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::C)) {
        acts.push(Act::Command(Command::Capture));
        ctx.send_viewport_cmd_to(ViewportId::ROOT, ViewportCommand::Focus);
    }
    for command in [Command::Pen, Command::PointOut] {
        let keys = command::entry(command).keys;
        if keys.is_some_and(|keys| ctx.input_mut(|input| input.consume_shortcut(&keys))) {
            acts.push(Act::Command(command));
        }
    }
    let (toggles, leaves, window) = ctx.input_mut(|input| {
        let toggles = input.consume_key(Modifiers::NONE, Key::F11);
        let leaves = input.consume_key(Modifiers::NONE, Key::Escape) | input.consume_key(Modifiers::NONE, Key::F5);
        (toggles, leaves, input.viewport().clone())
    });
    if toggles {
        ctx.send_viewport_cmd(ViewportCommand::Fullscreen(window.fullscreen != Some(true)));
    }
    if leaves || window.close_requested() {
        acts.push(Act::Talk(TalkAct::Audience(false)));
        ctx.request_repaint_of(ViewportId::ROOT);
    }
}
