//! While the picture is being drawn for the clipboard.

use std::sync::Arc;

use crate::app::act::{Act, Native};
use crate::app::seen::Seen;
use crate::app::widgets::theme;
use crate::session::export::Copied;
use crate::session::task::{Poll, Task};

const WIDTH: f32 = 320.0;

/// The picture on its way. It goes by itself.
#[derive(Default)]
pub(super) struct Copying(Option<Task<Copied>>);

impl Copying {
    /// Shows that it is under way; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, acts: &mut Vec<Act>) -> bool {
        let copied = match self.0.as_ref().map(Task::poll) {
            None | Some(Poll::Pending) => None,
            Some(Poll::Done(copied)) => Some(copied),
            Some(Poll::Broken) => Some(Err("the work broke off".to_owned())),
        };
        match copied {
            Some(Ok((pixels, doubt))) => {
                let told = format!("Copied the picture, {} by {} pixels", pixels.width, pixels.height);
                let told = doubt.map_or(told.clone(), |doubt| format!("{told}; but {doubt}"));
                acts.extend([Act::Native(Native::CopyPicture(Arc::new(pixels))), Act::Say(told)]);
                return false;
            }
            Some(Err(why)) => {
                acts.push(Act::Say(format!("The picture cannot be copied: {why}")));
                return false;
            }
            None => {}
        }
        let modal = theme::modal(ctx, "copying").show(ctx, |ui| {
            theme::set_dialog_width(ui, WIDTH);
            if self.0.is_none() {
                self.0 = seen.session.copy_picture(seen.canvas.in_view(), theme::palette(ui));
            }
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label("Drawing the picture …");
            });
            ui.add_space(theme::GAP / 2.0);
            ui.button("Cancel").clicked()
        });
        // Without a picture of the map there is nothing to wait for.
        self.0.is_some() && !modal.inner && !modal.should_close()
    }
}
