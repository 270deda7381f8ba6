//! Typing ahead: what is typed faster than frames are drawn waits for its turn, before egui hears of it.

use egui::{Context, Event, Key, Plugin, RawInput};

/// What was typed and could not be taken up yet, and which keys are down.
#[derive(Default)]
pub(super) struct TypedAhead {
    waiting: Vec<Event>,
    down: Vec<Key>,
    /// Keys that are down since before somebody else was typed to: what they say again is not meant for that one.
    stale: Vec<Key>,
    was_writing: bool,
    front: Front,
}

/// What stands in front of the window.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Front {
    /// Whether anything does.
    pub(super) is_there: bool,
    /// Whether it has not been shown yet: a field is measured in its first frame, and takes text from the second one on.
    pub(super) is_opening: bool,
}

impl TypedAhead {
    /// Says, at the end of a frame, what stands in front of the window.
    pub(super) fn note(ctx: &Context, front: Front) {
        ctx.with_plugin(|typed_ahead: &mut Self| typed_ahead.front = front);
    }

    /// Lets so much of it into a frame that no key comes to another place than it would if it were pressed slowly: whoever
    /// types "L", a name and Enter faster than frames are drawn gets the same as anybody else.
    fn pace(&mut self, typed: Vec<Event>, is_writing: bool) -> Vec<Event> {
        if self.front.is_opening || is_writing != self.was_writing {
            self.stale.clone_from(&self.down);
        }
        self.was_writing = is_writing;
        if self.front.is_opening {
            self.waiting = typed;
            return Vec::new();
        }
        let mut let_in = Vec::new();
        let mut has_written = false;
        let mut events = typed.into_iter().peekable();
        while let Some(event) = events.peek() {
            let (is_alone, is_last) = self.place_of(event, is_writing);
            if is_alone && has_written {
                break;
            }
            let Some(event) = events.next() else { break };
            // The text right after a key is what it writes, whatever the keyboard says that is.
            let is_pressed = matches!(event, Event::Key { pressed: true, .. });
            let letter = events.next_if(|next| is_pressed && matches!(next, Event::Text(_)));
            if self.follow(&event) {
                has_written |= !matches!(event, Event::Key { pressed: false, .. });
                let_in.push(event);
                let_in.extend(letter);
            }
            if is_last {
                break;
            }
        }
        self.waiting = events.collect();
        let_in
    }

    /// Whether what was written before an event must have been taken up before it, and whether it may change who is typed
    /// to.
    fn place_of(&self, event: &Event, is_writing: bool) -> (bool, bool) {
        match event {
            Event::Key { pressed: true, key: Key::Enter | Key::Escape | Key::Tab, .. } => (true, true),
            // Keys that are held down say the same again: they need no frame each.
            Event::Key { pressed: true, key, .. } if self.down.contains(key) => (false, false),
            Event::Key { pressed: true, key, modifiers, .. } => {
                let steps = matches!(key, Key::ArrowUp | Key::ArrowDown | Key::PageUp | Key::PageDown);
                (steps && is_writing, steps || modifiers.command || !is_writing)
            }
            Event::Cut | Event::Paste(_) => (false, !is_writing),
            _ => (false, false),
        }
    }

    /// Notes which keys are down. Whether the event counts.
    fn follow(&mut self, event: &Event) -> bool {
        let Event::Key { key, pressed, .. } = event else { return true };
        let was_down = self.down.contains(key);
        if !pressed {
            self.down.retain(|down| down != key);
            self.stale.retain(|stale| stale != key);
        } else if !was_down {
            self.down.push(*key);
        }
        !(*pressed && was_down && self.stale.contains(key))
    }
}

impl Plugin for TypedAhead {
    fn debug_name(&self) -> &'static str {
        "typed ahead"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        if !input.focused {
            // Keys that are let go elsewhere are not heard of.
            self.down.clear();
        }
        let is_typed = |event: &Event| {
            matches!(
                event,
                Event::Key { .. } | Event::Text(_) | Event::Copy | Event::Cut | Event::Paste(_) | Event::Ime(_)
            )
        };
        let mut typed = std::mem::take(&mut self.waiting);
        typed.extend(input.events.extract_if(.., |event| is_typed(event)));
        let let_in = self.pace(typed, self.front.is_there || ctx.text_edit_focused());
        input.events.extend(let_in);
        if !self.waiting.is_empty() {
            ctx.request_repaint();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Modifiers;

    fn key(key: Key, pressed: bool) -> Event {
        Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE }
    }

    fn typed(letter: Key, text: &str) -> [Event; 3] {
        [key(letter, true), Event::Text(text.into()), key(letter, false)]
    }

    /// What comes into one frame after the other, as long as nothing changes who is typed to.
    fn frames(typed_ahead: &mut TypedAhead, events: Vec<Event>, is_writing: bool) -> Vec<Vec<Event>> {
        let mut frames = vec![typed_ahead.pace(events, is_writing)];
        while !typed_ahead.waiting.is_empty() {
            let waiting = std::mem::take(&mut typed_ahead.waiting);
            frames.push(typed_ahead.pace(waiting, is_writing));
        }
        frames
    }

    #[test]
    fn each_key_on_the_canvas_has_a_frame_and_takes_its_letter_along_on_every_keyboard() {
        for letter in ["n", "т", "ν", "ñ", "ń"] {
            let events = [typed(Key::N, letter), typed(Key::N, letter)].concat();
            let frames = frames(&mut TypedAhead::default(), events, false);
            let presses = |frame: &Vec<Event>| frame.iter().filter(|event| **event == key(Key::N, true)).count();
            assert_eq!(frames.iter().map(presses).collect::<Vec<_>>(), [1, 1, 0], "{letter}");
            assert!(frames.iter().take(2).all(|frame| frame.contains(&Event::Text(letter.into()))));
        }
    }

    #[test]
    fn a_step_in_a_list_comes_after_the_letters_before_it_and_before_those_after_it() {
        let down = [key(Key::ArrowDown, true), key(Key::ArrowDown, false)];
        let events = [&typed(Key::A, "a")[..], &down, &down, &typed(Key::B, "b")].concat();
        let frames = frames(&mut TypedAhead::default(), events, true);
        let told: Vec<String> = frames
            .iter()
            .map(|frame| {
                let told = frame.iter().filter_map(|event| match event {
                    Event::Text(text) => Some(text.as_str()),
                    Event::Key { key: Key::ArrowDown, pressed: true, .. } => Some("↓"),
                    _ => None,
                });
                told.collect()
            })
            .collect();
        assert_eq!(told, ["a", "↓", "↓", "b"]);
    }

    #[test]
    fn the_key_that_opens_a_field_writes_nothing_there_while_it_is_held() {
        let mut typed_ahead = TypedAhead::default();
        let press = || vec![key(Key::N, true), Event::Text("n".into())];
        assert_eq!(typed_ahead.pace(press(), false), press());
        typed_ahead.front = Front { is_there: true, is_opening: true };
        assert_eq!(typed_ahead.pace(press(), true), [], "it is not shown yet");
        typed_ahead.front.is_opening = false;
        let waiting = [std::mem::take(&mut typed_ahead.waiting), press(), vec![key(Key::N, false)], press()].concat();
        let expected = [vec![key(Key::N, false)], press()].concat();
        assert_eq!(typed_ahead.pace(waiting, true), expected, "once let go, it is a letter like others");
        assert_eq!(typed_ahead.pace(press(), true), press(), "and may be held then");
    }
}
