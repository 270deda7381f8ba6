//! Looking up: what the help says of the control that has the keyboard.

use egui::{Context, Id, Response};

use crate::session::help::Topic;

/// Notes what is looked up while a control has the keyboard.
pub fn note(response: &Response, topic: Topic) {
    if response.has_focus() {
        response.ctx.data_mut(|data| data.insert_temp(place(), (response.id, topic)));
    }
}

/// Notes what is looked up of a part of whatever has the keyboard, such as a cell of a table.
pub fn note_part(ctx: &Context, topic: Topic) {
    if let Some(focused) = ctx.memory(egui::Memory::focused) {
        ctx.data_mut(|data| data.insert_temp(place(), (focused, topic)));
    }
}

/// What is to be looked up of the control that has the keyboard, if it is known.
pub fn focused(ctx: &Context) -> Option<Topic> {
    let focused = ctx.memory(egui::Memory::focused)?;
    let (id, topic) = ctx.data(|data| data.get_temp::<(Id, Topic)>(place()))?;
    (id == focused).then_some(topic)
}

fn place() -> Id {
    Id::new("what is looked up")
}
