//! Screens: which ones there are, and which of them the window for the room is to fill.

use std::sync::{Arc, Mutex, PoisonError};

use crate::layout::Rect;

/// A screen, by the output to which it is connected.
#[derive(Debug, Clone, PartialEq)]
pub struct Screen {
    /// What the system calls the output.
    pub name: String,
    /// Where it lies beside the others, in pixels.
    pub rect: Rect,
}

/// What is heard of the screens, from where the system tells of them.
pub type Heard = Arc<Mutex<Vec<Screen>>>;

/// The screens that there are, in the order of the system, and the one that is wished for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Screens {
    known: Vec<Screen>,
    wanted: Option<String>,
}

impl Screens {
    /// Has the window for the room fill the screen of that name whenever it is there; none for whichever is not the
    /// presenter's.
    pub fn want(&mut self, name: Option<String>) {
        self.wanted = name;
    }

    /// The name of the screen that is wished for.
    pub fn wanted(&self) -> Option<&str> {
        self.wanted.as_deref()
    }

    /// The screens that there are; nothing where the system does not tell.
    pub fn known(&self) -> &[Screen] {
        &self.known
    }

    /// Takes what has been heard.
    pub fn follow(&mut self, heard: &Heard) {
        let heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
        if *heard != self.known {
            self.known.clone_from(&heard);
        }
    }

    /// The screen on which most of a window lies, by its place; `window` is in pixels.
    pub fn under(&self, window: Rect) -> Option<usize> {
        let shares =
            self.known.iter().map(|screen| screen.rect.shared(&window)).enumerate().filter(|(_, share)| *share > 0.0);
        shares.max_by(|(_, a), (_, b)| a.total_cmp(b)).map(|(place, _)| place)
    }

    /// The screen that the window for the room is to fill, by its place: the one that is wished for, else any on which the
    /// presenter's window does not lie. `presenter` is in pixels; none where the system does not tell.
    pub fn for_room(&self, presenter: Option<Rect>) -> Option<usize> {
        let own = presenter.and_then(|window| self.under(window));
        let named = |name: &str| {
            let mut places = (0..self.known.len()).filter(|place| self.known[*place].name == name);
            places.find(|place| Some(*place) != own)
        };
        let wanted = self.wanted.as_deref().and_then(named);
        // Where the presenter's window is not known to be, any screen may be its own.
        wanted.or_else(|| (0..self.known.len()).find(|place| own.is_some_and(|own| own != *place)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Point;

    fn rect(x: f32, width: f32) -> Rect {
        Rect { min: Point::new(x, 0.0), max: Point::new(x + width, 1080.0) }
    }

    fn screens(names: &[(&str, f32)]) -> Screens {
        let screen = |(name, x): &(&str, f32)| Screen { name: (*name).to_owned(), rect: rect(*x, 1920.0) };
        let heard: Heard = Arc::new(Mutex::new(names.iter().map(screen).collect()));
        let mut screens = Screens::default();
        screens.follow(&heard);
        screens
    }

    #[test]
    fn the_room_gets_the_screen_that_the_presenter_is_not_on() {
        let two = screens(&[("eDP-1", 0.0), ("HDMI-1", 1920.0)]);
        assert_eq!(two.for_room(Some(rect(10.0, 1400.0))), Some(1));
        assert_eq!(two.for_room(Some(rect(1900.0, 1400.0))), Some(0), "most of it is on the other one");
        assert_eq!(two.for_room(None), None);
        assert_eq!(screens(&[("eDP-1", 0.0)]).for_room(Some(rect(0.0, 900.0))), None);
        assert_eq!(screens(&[]).for_room(Some(rect(0.0, 900.0))), None);
    }

    #[test]
    fn a_screen_that_is_wished_for_comes_first_wherever_it_is_and_is_never_the_presenters() {
        let mut three = screens(&[("eDP-1", 0.0), ("HDMI-1", 1920.0), ("DP-2", 3840.0)]);
        three.want(Some("DP-2".to_owned()));
        assert_eq!(three.for_room(Some(rect(0.0, 900.0))), Some(2));
        assert_eq!(three.for_room(None), Some(2), "a system may fill a screen and not tell where windows are");
        assert_eq!(three.for_room(Some(rect(3840.0, 900.0))), Some(0));
        three.want(Some("gone".to_owned()));
        assert_eq!(three.for_room(Some(rect(0.0, 900.0))), Some(1));
    }

    #[test]
    fn of_two_projectors_of_one_name_the_one_without_the_presenter_is_filled() {
        let mut twins = screens(&[("Projector", 0.0), ("Projector", 1920.0)]);
        twins.want(Some("Projector".to_owned()));
        assert_eq!(twins.for_room(Some(rect(0.0, 900.0))), Some(1));
        assert_eq!(twins.for_room(Some(rect(1920.0, 900.0))), Some(0));
    }
}
