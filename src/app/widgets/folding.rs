//! Folding: what screen readers are told of that which can be opened and closed.

use egui::{CollapsingResponse, Response};

/// Tells whether what stands below a control is open.
pub fn note(control: &Response, is_open: bool) {
    control.ctx.accesskit_node_builder(control.id, |node| node.set_expanded(is_open));
}

/// The same of a header that folds by itself.
pub fn told<R>(shown: CollapsingResponse<R>) {
    note(&shown.header_response, shown.openness > 0.5);
}
