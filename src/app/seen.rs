//! What panels and dialogs may read of the window.

use super::canvas::Canvas;
use crate::session::Session;

/// The session and the canvas: some panels and dialogs stand beside a card, or tell the zoom.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// What is open, chosen and shown.
    pub session: &'a Session,
    /// The canvas as it was in the last frame.
    pub canvas: &'a Canvas,
}
