//! The system's window: its title, and a size with which all of it is on the screen, frame included.

use egui::{Context, Pos2, Rect, Vec2, ViewportCommand, ViewportInfo};

use crate::session::Session;
use crate::storage::remembered::{Percent, WindowSize};

/// The window at a first start, points.
pub const FIRST_WINDOW: WindowSize = WindowSize { width: 1280.0, height: 800.0, maximised: true };

/// The smallest window in which everything has its place, points. Where the screen has less room, all is drawn smaller.
const SMALLEST_WINDOW: Vec2 = Vec2::new(900.0, 600.0);
/// The smallest that everything is drawn because of that.
const SMALLEST_ZOOM: f32 = 0.6;

/// What is left free of the height where a window is made smaller: the screen may have bars of its own, points.
const ROOM_FOR_BARS: f32 = 44.0;

/// How long the window is looked after once it is there, seconds: a window manager frames it and moves it about meanwhile.
const LOOKED_AFTER: f64 = 2.5;
/// How often, seconds.
const LOOK: f64 = 0.05;
/// When a window without frame and keyboard is known to have no window manager, seconds.
const LEFT_ALONE: f64 = 1.2;
/// How long such a window fills the screen to be given the keyboard, seconds.
const TAKING_THE_KEYBOARD: f64 = 0.15;

/// Opens a file in a window of its own: the program once more.
pub(super) fn open_window(path: &std::path::Path) -> std::io::Result<()> {
    std::process::Command::new(std::env::current_exe()?).arg(path).spawn().map(drop)
}

/// What is done for the window one after the other.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Stage {
    /// It is new: its size is looked at before it fills the screen, so that it fits when it does so no more.
    New,
    /// It is to fill the screen, and has been told so if it shall.
    Placed,
    /// Nobody looks after it; it takes the keyboard since then.
    TakingTheKeyboard(f64),
    /// Nobody looks after it; it has what there is to have.
    Helped,
}

/// What is known of the system's window.
pub(super) struct NativeWindow {
    title: String,
    /// Its size when it is neither maximised nor fills the screen; none until it is known.
    size: Option<WindowSize>,
    /// Whether no earlier window has left its size.
    is_first: bool,
    is_to_fill_screen: bool,
    stage: Stage,
    /// Until when it is looked after; none before the first frame.
    looked_after_until: Option<f64>,
    was_maximised: bool,
    /// Whether everything is drawn larger or smaller from this frame on: what the system tells in it is out of scale.
    is_out_of_scale: bool,
    /// How large everything is drawn so that the smallest window fits the screen, and how much larger people want it.
    fitted: f32,
    scale: Percent,
    is_closing: bool,
}

impl NativeWindow {
    /// A new window; the size that an earlier one has left.
    pub(super) fn new(size: Option<WindowSize>) -> Self {
        Self {
            title: String::new(),
            size,
            is_first: size.is_none(),
            is_to_fill_screen: size.unwrap_or(FIRST_WINDOW).maximised,
            stage: Stage::New,
            looked_after_until: None,
            was_maximised: false,
            is_out_of_scale: false,
            fitted: 1.0,
            scale: Percent::default(),
            is_closing: false,
        }
    }

    /// The size to be remembered.
    pub(super) fn size(&self) -> Option<WindowSize> {
        self.size
    }

    /// Brings the whole window onto the screen, has it fill the screen again if it did so last time, and does what a window
    /// manager does where there is none.
    /// `scale` is how large people want text and controls.
    pub(super) fn settle_in(&mut self, ctx: &Context, scale: Percent) {
        if std::mem::replace(&mut self.scale, scale) != scale {
            self.draw_at(ctx, self.fitted * scale.factor());
            self.looked_after_until = None;
        }
        let (now, window) = ctx.input(|input| (input.time, input.viewport().clone()));
        let until = *self.looked_after_until.get_or_insert(now + LOOKED_AFTER);
        let is_maximised = window.maximized == Some(true);
        if std::mem::replace(&mut self.was_maximised, is_maximised) && !is_maximised {
            self.looked_after_until = Some(now + LOOK * 10.0);
        }
        let is_out_of_scale = std::mem::take(&mut self.is_out_of_scale);
        let Some(seen) = Seen::of(&window).filter(|_| now <= until && !is_out_of_scale) else { return };
        ctx.request_repaint_after_secs(LOOK as f32);
        let is_left_alone = !is_maximised && !seen.is_framed() && !ctx.input(|input| input.focused);
        match self.stage {
            Stage::New => {
                self.fit(ctx, &seen);
                if self.is_to_fill_screen {
                    // Said before the window is shown, no window manager hears of it.
                    ctx.send_viewport_cmd(ViewportCommand::Maximized(true));
                }
                self.stage = Stage::Placed;
            }
            Stage::Placed if is_left_alone && until - now < LOOKED_AFTER - LEFT_ALONE => {
                // A window that fills the screen is given the keyboard; a moment later it need not fill it any more.
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
                self.stage = Stage::TakingTheKeyboard(now);
            }
            Stage::TakingTheKeyboard(since) if now - since > TAKING_THE_KEYBOARD => {
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
                if self.is_first || self.is_to_fill_screen {
                    ctx.send_viewport_cmd(ViewportCommand::OuterPosition(Pos2::ZERO));
                    ctx.send_viewport_cmd(ViewportCommand::InnerSize(seen.screen));
                }
                self.stage = Stage::Helped;
            }
            Stage::Placed | Stage::Helped if !is_maximised && window.fullscreen != Some(true) => self.fit(ctx, &seen),
            Stage::Placed | Stage::Helped | Stage::TakingTheKeyboard(_) => {}
        }
    }

    /// Asks for a size and a place with which the whole window is on the screen.
    fn fit(&mut self, ctx: &Context, seen: &Seen) {
        let zoom = ctx.zoom_factor();
        self.fitted = seen.zoom(zoom);
        let wanted = self.fitted * self.scale.factor();
        if (wanted - zoom).abs() > 0.01 {
            return self.draw_at(ctx, wanted);
        }
        let (size, place) = seen.fitting();
        // Larger text needs no larger window: it scrolls.
        let smallest = SMALLEST_WINDOW / self.scale.factor().max(1.0);
        ctx.send_viewport_cmd(ViewportCommand::MinInnerSize(smallest.min(seen.room())));
        if let Some(size) = size {
            ctx.send_viewport_cmd(ViewportCommand::InnerSize(size));
        }
        if let Some(place) = place {
            ctx.send_viewport_cmd(ViewportCommand::OuterPosition(place));
        }
    }

    /// Draws everything so large from the next frame on.
    fn draw_at(&mut self, ctx: &Context, zoom: f32) {
        if (ctx.zoom_factor() - zoom).abs() > 0.001 {
            ctx.set_zoom_factor(zoom);
            self.is_out_of_scale = true;
        }
    }

    /// Tells the system's window what it is called and when it is to close, and notes how large it is.
    pub(super) fn follow(&mut self, ctx: &Context, session: &Session) {
        let title = session.window_title();
        // A screen reader hears of the window by the root of its tree, not by what the system calls it.
        ctx.accesskit_node_builder(egui::accesskit_root_id(), |node| node.set_label(title.as_str()));
        if title != self.title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
        if session.files.may_close() && !std::mem::replace(&mut self.is_closing, true) {
            ctx.send_viewport_cmd(ViewportCommand::Close);
        }
        let zoom = ctx.zoom_factor();
        ctx.input(|input| {
            // What an earlier window has left counts until this one has its place.
            if self.looked_after_until.is_none_or(|until| input.time <= until) {
                return;
            }
            let window = input.viewport();
            let maximised = window.maximized.unwrap_or_default();
            let whole_screen = maximised || window.fullscreen == Some(true) || session.panels.presenting;
            let ordinary = window.inner_rect.filter(|_| !whole_screen).map(|rect| rect.size() * zoom);
            let known = self.size.unwrap_or(FIRST_WINDOW);
            let size = ordinary.unwrap_or(Vec2::new(known.width, known.height));
            self.size = Some(WindowSize { width: size.x, height: size.y, maximised });
        });
    }
}

/// What the system tells of a window and its screen, in points.
struct Seen {
    outer: Rect,
    inner: Rect,
    screen: Vec2,
}

impl Seen {
    fn of(window: &ViewportInfo) -> Option<Self> {
        Some(Self { outer: window.outer_rect?, inner: window.inner_rect?, screen: window.monitor_size? })
    }

    fn frame(&self) -> Vec2 {
        (self.outer.size() - self.inner.size()).max(Vec2::ZERO)
    }

    fn is_framed(&self) -> bool {
        self.frame().max_elem() > 0.5
    }

    /// The largest window inside its frame.
    fn room(&self) -> Vec2 {
        (self.screen - self.frame()).max(Vec2::splat(1.0))
    }

    /// How large everything has to be drawn for the smallest window to fit, if it is drawn `zoom` times as large now.
    fn zoom(&self, zoom: f32) -> f32 {
        let share = self.room() / SMALLEST_WINDOW;
        (zoom * share.min_elem()).clamp(SMALLEST_ZOOM, 1.0)
    }

    /// Another size and another place, where the whole window is not on the screen otherwise. A window on another screen
    /// stays there: where that lies is not known.
    fn fitting(&self) -> (Option<Vec2>, Option<Pos2>) {
        let slack = 0.5;
        let beside_bars = self.room() - Vec2::new(0.0, ROOM_FOR_BARS);
        // Some window managers put what has no room beside their bars so that its upper edge is cut off.
        let is_cut = self.outer.min.y < -slack && self.inner.height() > beside_bars.y;
        let is_too_large = is_cut || (self.inner.size() - self.room()).max_elem() > slack;
        let room = if is_too_large { beside_bars } else { self.room() };
        let fitting = self.inner.size().min(room.max(Vec2::splat(1.0)));
        let size = is_too_large.then_some(fitting);
        let outer = fitting + self.frame();
        let on = |start: f32, length: f32, most: f32| {
            let is_astray = start < most && (start < -slack || start + length > most + slack);
            is_astray.then(|| start.min(most - length).max(0.0))
        };
        let (x, y) = (on(self.outer.min.x, outer.x, self.screen.x), on(self.outer.min.y, outer.y, self.screen.y));
        let is_here = self.outer.min.x < self.screen.x && self.outer.min.y < self.screen.y && self.outer.max.x > 0.0;
        let place = Pos2::new(x.unwrap_or(self.outer.min.x), y.unwrap_or(self.outer.min.y));
        (size, (is_here && (x.is_some() || y.is_some())).then_some(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A window at a place of a screen of 1366 by 768 points, with a title of 20 points and a border of 1.
    fn seen(x: f32, y: f32, width: f32, height: f32) -> Seen {
        let outer = Rect::from_min_size(Pos2::new(x, y), Vec2::new(width + 2.0, height + 21.0));
        let inner = Rect::from_min_size(Pos2::new(x + 1.0, y + 20.0), Vec2::new(width, height));
        Seen { outer, inner, screen: Vec2::new(1366.0, 768.0) }
    }

    #[test]
    fn a_window_that_is_on_the_screen_stays_as_it_is() {
        assert_eq!(seen(30.0, 40.0, 900.0, 600.0).fitting(), (None, None));
        assert_eq!(seen(0.0, 0.0, 1364.0, 747.0).fitting(), (None, None));
    }

    #[test]
    fn a_window_too_large_is_made_smaller_and_moved_by_its_frame() {
        let (size, place) = seen(10.0, 20.0, 1366.0, 768.0).fitting();
        assert_eq!((size, place), (Some(Vec2::new(1364.0, 703.0)), Some(Pos2::new(0.0, 20.0))));
        let (size, place) = seen(100.0, 0.0, 1280.0, 800.0).fitting();
        assert_eq!((size, place), (Some(Vec2::new(1280.0, 703.0)), Some(Pos2::new(84.0, 0.0))));
    }

    #[test]
    fn a_window_that_a_bar_pushes_off_the_screen_makes_room_for_the_bar() {
        let (size, place) = seen(0.0, -5.0, 1280.0, 723.0).fitting();
        assert_eq!((size, place), (Some(Vec2::new(1280.0, 703.0)), Some(Pos2::new(0.0, 0.0))));
    }

    #[test]
    fn a_window_that_leaves_the_screen_is_brought_back_and_one_on_another_screen_is_not() {
        assert_eq!(seen(700.0, -30.0, 900.0, 600.0).fitting(), (None, Some(Pos2::new(464.0, 0.0))));
        assert_eq!(seen(1400.0, 20.0, 900.0, 600.0).fitting(), (None, None));
    }

    #[test]
    fn where_the_smallest_window_has_no_room_everything_is_drawn_smaller() {
        assert_eq!(seen(0.0, 0.0, 900.0, 600.0).zoom(1.0), 1.0);
        let mut small = seen(0.0, 0.0, 900.0, 600.0);
        small.screen = Vec2::new(683.0, 384.0);
        let zoom = small.zoom(1.0);
        assert!((0.6..0.62).contains(&zoom), "{zoom}");
        // Drawn so, the same screen has more points.
        let share = |rect: Rect| rect / zoom;
        let drawn = Seen { outer: share(small.outer), inner: share(small.inner), screen: small.screen / zoom };
        assert!((drawn.zoom(zoom) - zoom).abs() < 0.005);
    }
}
