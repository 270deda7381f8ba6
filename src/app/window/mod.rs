//! The window: a frame of it, from what is heard of the system to what is carried out.
//!
//! `typed_ahead` and `keys` are the keyboard, `canvas_area` and `canvas_events` the canvas, `carry_out` what becomes of
//! acts, `native` the system's window.

mod audience;
mod beside;
mod canvas_area;
mod canvas_events;
mod carry_out;
mod clicker;
mod keys;
mod native;
#[cfg(all(unix, not(target_os = "macos")))]
mod outputs;
mod pasting;
mod stage;
mod system_fonts;
pub mod system_loop;
mod typed_ahead;
mod typing;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use egui::{Context, Event, Ui, ViewportCommand};

use super::act::{Act, Ask};
use super::canvas::Canvas;
use super::command::choices;
use super::dialogs::Dialogs;
use super::panels::{Panels, notice};
use super::seen::Seen;
use super::widgets::regions::{self, Region};
use super::widgets::theme;
use crate::document::Document;
use crate::drawing::Lens;
use crate::model::words::capitalised;
use crate::model::{Id, When};
use crate::session::Session;
use crate::session::file_acts::{FileAct, Next, PathWish};
use crate::session::files::Files;
use crate::session::panels::Look;
use crate::session::picture::Picture;
use crate::session::screens::Heard;
use crate::session::task::{self, Wake};
use crate::session::tour::Tour;
use crate::storage::Home;
use crate::storage::remembered::Preferences;
use audience::Audience;
use beside::Beside;
use native::NativeWindow;
use system_fonts::SystemFonts;
use typed_ahead::{Front, TypedAhead};

pub use native::FIRST_WINDOW;

/// A narrower window shows the outline only when it is asked for: the map needs the room more, points.
const ROOM_FOR_OUTLINE: f32 = 2200.0;
/// How long it is told how a presentation is left, seconds.
const WAY_OUT_IS_TOLD: f64 = 4.0;
const WAY_OUT: &str = "Escape ends the presentation";

/// The window: what it works on, and the parts that show it.
pub struct Window {
    session: Session,
    canvas: Canvas,
    beside: Beside,
    /// The window for the room, while there is one.
    audience: Option<Audience>,
    panels: Panels,
    dialogs: Dialogs,
    native: NativeWindow,
    /// Since when the presentation goes on, in seconds.
    presenting_since: Option<f64>,
    fonts: SystemFonts,
    wake: Wake,
    /// Whether the system ends the program, once that is listened to.
    is_ending: Arc<AtomicBool>,
    /// What the canvas, the panels and the dialogs are about.
    about: About,
    /// How large the canvas was in the last frame.
    canvas_size: egui::Vec2,
    /// What the system tells of its screens, once that is listened to.
    screens: Heard,
}

impl Window {
    /// A window with the start page in it, as it was last time. `native_dialogs` tells whether the system's own dialogs
    /// may be used; tests have none.
    pub fn new(ctx: &Context, home: Home, preferences: &Preferences, native_dialogs: bool) -> Self {
        theme::install(ctx);
        ctx.add_plugin(TypedAhead::default());
        let wake: Wake = Arc::new({
            let ctx = ctx.clone();
            move || ctx.request_repaint()
        });
        let mut session = Session::new(Document::new(Default::default()), Files::new(home), Arc::clone(&wake));
        session.panels.start = true;
        let Preferences { theme, theme_of_room, scale, .. } = *preferences;
        session.panels.look = Look { theme, theme_of_room, scale };
        session.talk.screens.want(preferences.screen_of_room.clone());
        session.talk.workshop.kept.clone_from(&preferences.workshops);
        session.panels.still = preferences.still;
        session.panels.recall(&preferences.open);
        session.files.recent.recall_options(&preferences.options);
        let is_meant = |lens: &Lens| preferences.lens.as_deref() == Some(lens.word());
        session.view.lens = Lens::ALL.into_iter().find(is_meant).unwrap_or_default();
        session.look_for_what_was_left();
        Self {
            about: About::of(&session),
            session,
            canvas: Canvas::new(),
            beside: Beside::new(),
            audience: None,
            panels: Panels::remembered(preferences.sizes.clone(), &preferences.tabs, Tour::left_at(preferences.tour)),
            dialogs: Dialogs::new(native_dialogs, Arc::clone(&wake)),
            native: NativeWindow::new(preferences.window),
            presenting_since: None,
            fonts: SystemFonts::default(),
            wake,
            is_ending: Arc::default(),
            canvas_size: egui::Vec2::ZERO,
            screens: Heard::default(),
        }
    }

    /// What is open, chosen and shown.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Listens from now on to the system, which may end the program.
    pub fn hear_of_the_end(&mut self) {
        self.is_ending = task::hear_of_the_end(&self.wake);
    }

    /// Takes from now on what is heard of the system's screens.
    pub fn hear_of_screens(&mut self, screens: Heard) {
        self.screens = screens;
    }

    /// The same, to be changed.
    pub fn session_mut(&mut self) -> &mut Session {
        &mut self.session
    }

    /// The canvas.
    pub fn canvas(&self) -> &Canvas {
        &self.canvas
    }

    /// The canvas of what the map is compared with.
    pub fn canvas_beside(&self) -> &Canvas {
        &self.beside.canvas
    }

    /// Opens a file, unless there are changes that are not saved: then asks first.
    pub fn open(&mut self, path: PathBuf) {
        self.session.file(match choices::is_table(&path) {
            true => FileAct::Use(PathWish::Import, path),
            false => FileAct::UnlessUnsaved(Next::OpenPath(path)),
        });
    }

    /// Whether something stands in front until it is answered or left.
    pub fn is_asking(&self) -> bool {
        self.dialogs.is_open()
    }

    /// What is to be remembered for the next start.
    pub fn preferences(&self) -> Preferences {
        Preferences {
            theme: self.session.panels.look.theme,
            theme_of_room: self.session.panels.look.theme_of_room,
            screen_of_room: self.session.talk.screens.wanted().map(str::to_owned),
            scale: self.session.panels.look.scale,
            window: self.native.size(),
            last_file: self.session.document.path().map(Into::into),
            options: self.session.files.recent.options(),
            open: self.session.panels.remembered(),
            sizes: self.panels.sizes().clone(),
            tabs: self.panels.tabs(),
            still: self.session.panels.still,
            lens: Some(self.session.view.lens.word().to_owned()),
            workshops: self.session.workshops_to_keep(),
            tour: self.panels.tour.place(),
        }
    }

    /// One frame of the whole window.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.native.settle_in(&ctx, self.session.panels.look.scale);
        self.dress(ui);
        self.hear_the_system(&ctx);
        self.follow(&ctx);
        pasting::name_cards(&ctx);
        self.panels.tour.follow(&self.session, self.dialogs.is_open());
        let mut acts = Vec::new();
        let presenting = self.session.panels.presenting;
        let seen = Seen { session: &self.session, canvas: &self.canvas };
        let is_covered = egui::Popup::is_any_open(&ctx) || self.dialogs.is_open();
        // Dialogs come before panels, so that Enter and Escape are theirs.
        if !self.dialogs.show(&ctx, &seen, &mut acts) {
            keys::take_of_talk(&ctx, &self.session, &mut acts);
            keys::go_about(&ctx, &self.session);
            keys::take(&ctx, &self.session, &mut acts);
        }
        if presenting {
            stage::head_ui(ui, &self.session);
            if self.session.talk.stage.shows_notes {
                stage::notes_ui(ui, &self.session);
            }
            self.panels.capture_ui(ui, &seen, &mut acts);
        } else {
            self.panels.show(ui, &seen, &mut acts);
            if let Some(audience) = &self.audience {
                stage::room_ui(ui, &self.session, audience.told(), &mut acts);
                // They are called from the window for the room too, and shown where the room does not see them.
                if self.session.talk.stage.shows_notes {
                    stage::notes_ui(ui, &self.session);
                }
            }
        }
        if is_covered {
            keys::keep_from_canvas(&ctx);
        }
        if !self.session.panels.start {
            self.canvas_ui(ui, &mut acts);
            regions::note(&ctx, Region::Map, self.canvas.screen());
        }
        self.stage_ui(&ctx, &mut acts);
        keys::take_back_the_rest(&ctx, &self.session, &mut acts);
        if self.panels.tour.step().is_some() {
            keys::leave_tour(&ctx, &mut acts);
        }
        if ctx.input(|input| !input.raw.hovered_files.is_empty()) {
            canvas_area::drop_hint_ui(&ctx);
        }
        notice::show(&ctx, &Seen { session: &self.session, canvas: &self.canvas }, &mut acts);
        if !acts.is_empty() {
            ctx.request_repaint();
        }
        self.carry_out(acts, &ctx);
        let is_opening = self.dialogs.is_opening() || self.panels.is_form_opening(&self.session);
        let front = Front { is_there: self.dialogs.is_open(), is_opening };
        TypedAhead::note(&ctx, front);
        self.follow_typing(&ctx);
        if self.is_ending.load(Ordering::SeqCst) {
            self.session.end_at_once();
        }
        self.native.follow(&ctx, &self.session);
    }

    /// Has everything in this frame look as people want it: what the room sees too, where it is all that is shown.
    fn dress(&self, ui: &mut Ui) {
        let look = self.session.panels.look;
        let for_room = look.theme_of_room.filter(|_| self.session.panels.presenting);
        theme::wear(ui, for_room.unwrap_or(look.theme));
    }

    /// Shows what lies on top of what is presented, and the window for the room.
    fn stage_ui(&mut self, ctx: &Context, acts: &mut Vec<Act>) {
        self.tell_the_way_out(ctx);
        let stage = &self.session.talk.stage;
        if self.session.panels.presenting {
            if let Some(at) = ctx.pointer_hover_pos().filter(|_| stage.points) {
                let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::new("large pointer"));
                stage::dot_ui(&ctx.layer_painter(layer), at, ctx.content_rect().width());
            }
            if stage.is_black {
                stage::black_ui(ctx, ctx.content_rect());
            }
        }
        if !stage.has_audience {
            self.audience = None;
            return;
        }
        let audience = self.audience.get_or_insert_with(Audience::new);
        audience.show(ctx, &mut self.session, &self.canvas, acts);
    }

    /// Brings the canvas to the view that is gone to, and notes whether it has been moved from there.
    fn follow_talk(&mut self) {
        let size = self.canvas.screen().size();
        if std::mem::replace(&mut self.canvas_size, size) != size {
            self.session.talk.look_again();
        }
        match self.session.arrival() {
            Some(near) => self.canvas.arrive(&near),
            None => self.session.talk.note_moved(self.canvas.is_moved()),
        }
    }

    /// Tells for a moment how a presentation is left, and what else there is to be told in it.
    fn tell_the_way_out(&mut self, ctx: &Context) {
        if !self.session.panels.presenting {
            self.presenting_since = None;
            return;
        }
        let now = ctx.input(|input| input.time);
        let left = WAY_OUT_IS_TOLD - (now - *self.presenting_since.get_or_insert(now));
        let way_out = (left > 0.0).then_some((WAY_OUT, Duration::from_secs_f64(left.max(0.0))));
        // The bar that tells it otherwise is not shown.
        let told: Vec<_> = way_out.into_iter().chain(self.session.message()).collect();
        if let Some((_, left)) = told.iter().min_by_key(|(_, left)| *left) {
            ctx.request_repaint_after(*left);
            canvas_area::told_ui(ctx, self.canvas.screen(), told.into_iter().map(|(words, _)| words));
        }
    }

    /// Hears of files that were dropped, of people who come back, and of a window that is to close.
    fn hear_the_system(&mut self, ctx: &Context) {
        let has_come_back = |event: &Event| matches!(event, Event::WindowFocused(true));
        let (dropped, has_come_back, is_to_close) = ctx.input(|input| {
            let dropped: Vec<PathBuf> = input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect();
            (dropped, input.events.iter().any(has_come_back), input.viewport().close_requested())
        });
        self.session.talk.screens.follow(&self.screens);
        self.session.panels.is_wide = ctx.content_rect().width() >= ROOM_FOR_OUTLINE;
        match &dropped[..] {
            [] => {}
            [path] => self.open(path.clone()),
            paths => self.act(Act::Ask(Ask::Choose(choices::dropped(paths))), ctx),
        }
        if has_come_back {
            self.session.notice_change_on_disk();
        }
        if is_to_close {
            self.settle_for_good(ctx);
            if !self.session.on_close_requested() {
                ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            }
        }
    }

    /// Takes what has been done beside the window, and shows on the canvas what is to be seen now.
    fn follow(&mut self, ctx: &Context) {
        self.session.files.hold(self.dialogs.is_about_the_map());
        if self.session.files.has_arrived(Duration::ZERO) {
            // What is being typed is work too.
            self.settle_for_good(ctx);
        }
        let questions = self.session.follow();
        if let Some(wait) = self.session.files.waiting_is_to_be_told_in() {
            ctx.request_repaint_after(wait);
        }
        if let Some(complaint) = self.fonts.follow(ctx, &self.wake) {
            self.session.say(capitalised(&complaint));
        }
        let about = About::of(&self.session);
        if self.about.map_number != about.map_number {
            self.canvas = Canvas::new();
            self.beside = Beside::new();
            self.panels.note_another_map();
            self.dialogs.note_another_map(&self.session);
        } else if self.about != about {
            let left = self.panels.leave_cells(&self.session);
            if !left.is_empty() {
                self.act(Act::Ask(Ask::Typed(left)), ctx);
            }
        }
        self.about = about;
        for question in questions {
            self.act(Act::Ask(Ask::File(question)), ctx);
        }
        if let Some(picture) = &self.session.picture {
            show(&mut self.canvas, picture);
        }
        self.canvas.fit_with(self.session.picture_beside().map(|picture| picture.scene.bounds));
        if let Some(picture) = self.session.picture_beside() {
            show(&mut self.beside.canvas, picture);
        }
        self.follow_talk();
    }
}

/// What is worked on.
#[derive(PartialEq)]
struct About {
    /// The map, by how many have been opened.
    map_number: usize,
    option: Option<Id>,
    date: Option<When>,
}

impl About {
    fn of(session: &Session) -> Self {
        let document = &session.document;
        let (option, date) = (document.option().cloned(), document.date());
        Self { map_number: session.files.maps_opened(), option, date }
    }
}

/// Shows a picture. What has come to stand elsewhere because something else is looked at glides there; what somebody has
/// just changed is there at once.
fn show(canvas: &mut Canvas, picture: &Picture) {
    let scene = Arc::clone(&picture.scene);
    if picture.is_another_look() { canvas.glide_to(scene) } else { canvas.set_scene(scene) }
}
