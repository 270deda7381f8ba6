//! After the program has ended without saving: what about the work that it kept.

use std::time::SystemTime;

use crate::app::act::Act;
use crate::app::widgets::question::{Answer, prompt_ui};
use crate::model::quote::shortened;
use crate::model::words::ago;
use crate::session::file_acts::{FileAct, Next, Offer};

/// The question about one map's work.
pub(super) struct Recover(pub(super) Offer);

#[derive(Clone, Copy)]
enum Way {
    TakeUp,
    Later,
    ThrowAway,
}

impl Recover {
    /// Shows the question; whether it stays open. It is not left by Escape: too much hangs on it.
    pub(super) fn show(&mut self, ctx: &egui::Context, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let choices = [("Take it up", Way::TakeUp), ("Not now", Way::Later), ("Throw it away", Way::ThrowAway)];
        match prompt_ui(ctx, is_new, "Take up unsaved work?", &words(&self.0, SystemTime::now()), &choices) {
            Answer::Pending | Answer::Cancelled => return true,
            Answer::Given(Way::TakeUp) => acts.push(Act::File(FileAct::UnlessUnsaved(Next::TakeUp(self.0.number)))),
            Answer::Given(Way::ThrowAway) => acts.push(Act::File(FileAct::ThrowAway(self.0.number))),
            Answer::Given(Way::Later) => {}
        }
        false
    }
}

fn words(offer: &Offer, now: SystemTime) -> String {
    let title = offer.title.as_ref().filter(|title| !title.is_empty());
    let map = title.map_or_else(|| "a map".to_owned(), |title| format!("“{}”", shortened(title)));
    let file = match &offer.path {
        Some(path) => format!(" in {}", path.display()),
        None => ", which is in no file yet,".to_owned(),
    };
    let when = offer.kept_at.and_then(|kept_at| now.duration_since(kept_at).ok());
    let when = when.map_or_else(String::new, |since| format!(" {}", ago(since)));
    let typed = if offer.has_drafts { " So was what was being typed: it will stand where it was." } else { "" };
    format!("Boardwalk ended before the changes to {map}{file} were saved. They were kept{when}.{typed}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn an_offer_names_its_map_its_file_and_its_time() {
        let now = SystemTime::now();
        let offer = |minutes: u64, title: Option<&str>, path: Option<&str>| {
            let kept_at = now.checked_sub(Duration::from_secs(60 * minutes));
            words(
                &Offer {
                    number: 0,
                    title: title.map(str::to_owned),
                    path: path.map(Into::into),
                    has_drafts: false,
                    kept_at,
                },
                now,
            )
        };
        assert_eq!(
            offer(3 * 60 + 5, Some("Town"), Some("/maps/town.boardwalk")),
            "Boardwalk ended before the changes to “Town” in /maps/town.boardwalk were saved. They were kept 3 hours ago."
        );
        assert!(offer(0, Some(""), None).contains(" to a map, which"), "it may have no title yet");
        assert!(offer(0, None, None).ends_with("a map, which is in no file yet, were saved. They were kept just now."));
        assert!(offer(1, None, None).ends_with(" 1 minute ago.") && offer(3000, None, None).ends_with(" 2 days ago."));
    }
}
