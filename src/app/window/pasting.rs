//! Pasting: what a field or a table is given of the clipboard, when it holds cards of a map.

use egui::{Context, Event};

use crate::app::grid;
use crate::session::clipboard::as_words;

/// Has cards that were copied be pasted by their names where text is written: into a field in one line, into a table each
/// in a row.
pub(super) fn name_cards(ctx: &Context) {
    let between = if ctx.text_edit_focused() {
        "; "
    } else if grid::has_keyboard(ctx) {
        "\n"
    } else {
        return;
    };
    ctx.input_mut(|input| {
        for event in &mut input.events {
            if let Event::Paste(text) = event
                && let Some(words) = as_words(text, between)
            {
                *text = words;
            }
        }
    });
}
