//! Rest: while a picture is presented, nothing is shown of a pointer that lies still, for the room sees it too.

use egui::{CursorIcon, Pos2, Response, Ui};

/// How long after it has moved the pointer still counts as used, seconds.
const LINGERS: f64 = 2.0;
/// Two moves within this time are a hand's, seconds: a window that changes its size under the pointer has it jump once.
const STEADY: f64 = 0.5;

/// Where the pointer was, and since when it lies still.
#[derive(Debug, Default)]
pub(super) struct Rest {
    at: Option<Pos2>,
    jumped: Option<f64>,
    moved: Option<f64>,
}

impl Rest {
    /// Notes where the pointer is; once a frame.
    pub(super) fn follow(&mut self, ui: &Ui) {
        let (now, at, is_pressed) =
            ui.input(|input| (input.time, input.pointer.latest_pos(), input.pointer.any_pressed()));
        let before = std::mem::replace(&mut self.at, at);
        let has_moved = at.is_some() && before.is_some() && at != before;
        if has_moved {
            let last = self.jumped.replace(now);
            if last.is_some_and(|last| now - last <= STEADY) {
                self.moved = Some(now);
            }
        }
        if is_pressed {
            self.moved = Some(now);
        }
    }

    /// Whether somebody has used the pointer lately. The picture is drawn again when that is over.
    pub(super) fn is_over(&self, ui: &Ui) -> bool {
        let now = ui.input(|input| input.time);
        let left = self.moved.map_or(0.0, |moved| moved + LINGERS - now);
        if left > 0.0 {
            ui.ctx().request_repaint_after_secs(left as f32);
        }
        left > 0.0
    }

    /// Hides the pointer on a picture while it lies still.
    pub(super) fn hide(&self, ground: &Response, ui: &Ui) {
        if ground.hovered() && !self.is_over(ui) {
            ui.ctx().set_cursor_icon(CursorIcon::None);
        }
    }
}
