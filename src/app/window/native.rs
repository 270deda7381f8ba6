//! The system's window: its title, its size, and help where no window manager looks after it.

use egui::{Context, Pos2, ViewportCommand};

use crate::session::Session;
use crate::storage::remembered::WindowSize;

/// Frames that a window manager has to look after a new window.
const FRAMES_TO_SETTLE: u8 = 8;
/// The window at a first start, points.
pub const FIRST_WINDOW: WindowSize = WindowSize { width: 1280.0, height: 800.0, maximised: true };

/// What is known of the system's window.
pub(super) struct NativeWindow {
    title: String,
    /// Its size when it is neither maximised nor fills the screen; none until it is known.
    size: Option<WindowSize>,
    /// Whether no earlier window has left its size.
    is_first: bool,
    /// Frames until a window that no window manager looks after is helped.
    frames_to_settle: u8,
    is_taking_the_keyboard: bool,
    is_closing: bool,
}

impl NativeWindow {
    /// A new window; the size that an earlier one has left.
    pub(super) fn new(size: Option<WindowSize>) -> Self {
        Self {
            title: String::new(),
            size,
            is_first: size.is_none(),
            frames_to_settle: FRAMES_TO_SETTLE,
            is_taking_the_keyboard: false,
            is_closing: false,
        }
    }

    /// The size to be remembered.
    pub(super) fn size(&self) -> Option<WindowSize> {
        self.size
    }

    /// Does what a window manager does, where there is none: gives a first window the whole screen, and the keyboard.
    pub(super) fn settle_in(&mut self, ctx: &Context) {
        if self.frames_to_settle == 0 {
            return;
        }
        self.frames_to_settle -= 1;
        ctx.request_repaint();
        let (monitor, maximised, focused) =
            ctx.input(|input| (input.viewport().monitor_size, input.viewport().maximized, input.focused));
        let is_left_alone = maximised != Some(true) && !focused;
        match (self.frames_to_settle, monitor) {
            // A window that fills the screen takes the keyboard; the frame after next it need not fill it any more.
            (2, Some(_)) if is_left_alone => {
                self.is_taking_the_keyboard = true;
                ctx.send_viewport_cmd(ViewportCommand::Fullscreen(true));
            }
            (0, Some(size)) => {
                if std::mem::take(&mut self.is_taking_the_keyboard) {
                    ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
                }
                if self.is_first && maximised != Some(true) {
                    ctx.send_viewport_cmd(ViewportCommand::OuterPosition(Pos2::ZERO));
                    ctx.send_viewport_cmd(ViewportCommand::InnerSize(size));
                }
            }
            _ => {}
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
        ctx.input(|input| {
            let window = input.viewport();
            let maximised = window.maximized.unwrap_or_default();
            let whole_screen = maximised || window.fullscreen == Some(true) || session.panels.presenting;
            let ordinary = window.inner_rect.filter(|_| !whole_screen).map(|rect| (rect.width(), rect.height()));
            let known = self.size.unwrap_or(FIRST_WINDOW);
            let (width, height) = ordinary.unwrap_or((known.width, known.height));
            self.size = Some(WindowSize { width, height, maximised });
        });
    }
}
