//! The keys of who presents: those of a clicker, and those that lie under the hand of whoever stands at the keyboard.

use egui::{Context, Key, Modifiers};

use crate::app::act::Act;
use crate::session::Session;
use crate::session::talk::TalkAct;

const NEXT: [Key; 5] = [Key::PageDown, Key::ArrowRight, Key::ArrowDown, Key::Space, Key::Enter];
const PREVIOUS: [Key; 5] = [Key::PageUp, Key::ArrowLeft, Key::ArrowUp, Key::Backspace, Key::BrowserBack];
const BLACK: [Key; 2] = [Key::B, Key::Period];

/// Takes the keys of a talk where nothing but the map is shown.
pub(super) fn take(ctx: &Context, session: &Session, acts: &mut Vec<Act>) {
    if session.views().is_empty() {
        return take_black(ctx, session, acts);
    }
    for (keys, step) in [(NEXT, 1), (PREVIOUS, -1)] {
        let presses: usize = keys.into_iter().map(|key| count(ctx, key)).sum();
        acts.extend((0..presses).map(|_| Act::Talk(TalkAct::Further(step))));
    }
    if count(ctx, Key::Home) > 0 {
        acts.push(Act::Talk(TalkAct::First));
    }
    if count(ctx, Key::End) > 0 {
        acts.push(Act::Talk(TalkAct::Last));
    }
    if count(ctx, Key::N) % 2 == 1 {
        acts.push(Act::Talk(TalkAct::Notes(!session.talk.stage.shows_notes)));
    }
    take_black(ctx, session, acts);
}

/// Takes the keys that make the screen black.
pub(super) fn take_black(ctx: &Context, session: &Session, acts: &mut Vec<Act>) {
    let presses: usize = BLACK.into_iter().map(|key| count(ctx, key)).sum();
    if presses % 2 == 1 {
        acts.push(Act::Talk(TalkAct::Black(!session.talk.stage.is_black)));
    }
}

/// How often a key was pressed without others, each time it is pressed anew: what is held down says the same again.
fn count(ctx: &Context, wanted: Key) -> usize {
    ctx.input_mut(|input| {
        let mut presses = 0;
        input.events.retain(|event| match event {
            egui::Event::Key { key, pressed: true, repeat, modifiers, .. }
                if *key == wanted && *modifiers == Modifiers::NONE =>
            {
                presses += usize::from(!repeat);
                false
            }
            _ => true,
        });
        presses
    })
}
