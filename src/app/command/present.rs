//! The menu of presenting: views, the talk that they make, and what the room sees of it.

use egui::Key;

use super::choices;
use super::{CTRL_SHIFT, Entry, Menu, NONE, SHIFT, always, keys};
use crate::app::act::{Act, Ask, Choice, Command, Item};
use crate::drawing::Shown;
use crate::editing::view;
use crate::model::Id;
use crate::session::Session;
use crate::session::capture::CaptureAct;
use crate::session::panels::Panel;
use crate::session::talk::TalkAct;
use crate::storage::remembered::ThemeChoice;

pub(super) fn entries() -> Vec<Entry> {
    let entry = |row| Entry::row(Menu::Present, row);
    vec![
        entry((
            Command::PresentTalk,
            "Present the talk",
            "Show the views one after the other, from the first one on, and nothing else",
            keys(NONE, Key::F5),
            has_views,
            |_, session| match session.panels.presenting {
                // A clicker ends with the key by which it begins.
                true => vec![Act::Present(false)],
                false => vec![Act::Present(true), Act::Talk(TalkAct::First)],
            },
        )),
        entry((
            Command::Present,
            "Present",
            "Show nothing but the map, its title and its legend; of a view, its caption",
            keys(NONE, Key::F11),
            always,
            |_, session| vec![Act::Present(!session.panels.presenting)],
        ))
        .switch(|_, session| session.panels.presenting),
        entry((
            Command::Audience,
            "Window for the room",
            "Open a second window for the projector, which shows the map, the caption and the legend and nothing else",
            keys(SHIFT, Key::F5),
            always,
            |_, session| vec![Act::Talk(TalkAct::Audience(!session.talk.stage.has_audience))],
        ))
        .switch(|_, session| session.talk.stage.has_audience),
        entry((
            Command::BlackScreen,
            "Black screen",
            "Show the room nothing, so that people look at who speaks",
            keys(SHIFT, Key::B),
            is_presented,
            |_, session| vec![Act::Talk(TalkAct::Black(!session.talk.stage.is_black))],
        ))
        .switch(|_, session| session.talk.stage.is_black),
        entry((
            Command::PointOut,
            "Large pointer",
            "Show the room where you point, as a large dot",
            keys(SHIFT, Key::D),
            is_presented,
            |_, session| vec![Act::Talk(TalkAct::Point(!session.talk.stage.points))],
        ))
        .switch(|_, session| session.talk.stage.points),
        entry((
            Command::Pen,
            "Pen",
            "Draw on the picture with the mouse, for the room to see; what is drawn fades by itself",
            keys(SHIFT, Key::P),
            is_presented,
            |_, session| vec![Act::Talk(TalkAct::Pen(!session.talk.stage.draws))],
        ))
        .switch(|_, session| session.talk.stage.draws),
        entry((
            Command::RoomScreen,
            "Screen for the room…",
            "Choose which screen the window for the room fills; it is remembered by its name",
            None,
            |session| !session.talk.screens.known().is_empty(),
            |_, session| screens_for_room(session),
        )),
        entry((
            Command::RoomTheme,
            "Look for the room…",
            "Choose how what the room sees looks: light, dark, in high contrast, or as this window",
            None,
            always,
            |_, session| looks_for_room(session),
        )),
        entry((
            Command::NextView,
            "Next view",
            "Show the view that comes next",
            keys(NONE, Key::PageDown),
            has_views,
            |_, _| vec![Act::Talk(TalkAct::Further(1))],
        ))
        .after_line(),
        entry((
            Command::PreviousView,
            "Previous view",
            "Show the view that comes before",
            keys(NONE, Key::PageUp),
            has_views,
            |_, _| vec![Act::Talk(TalkAct::Further(-1))],
        )),
        entry((Command::FirstView, "First view", "Show the first view", None, has_views, |_, _| {
            vec![Act::Talk(TalkAct::First)]
        })),
        entry((Command::LastView, "Last view", "Show the last view", None, has_views, |_, _| {
            vec![Act::Talk(TalkAct::Last)]
        })),
        entry((
            Command::ShowViewAgain,
            "Show the view as it is kept",
            "Look again at what the view shows, as it was kept",
            None,
            on_view,
            |_, _| vec![Act::Talk(TalkAct::Return)],
        )),
        entry((
            Command::KeepView,
            "Keep this view",
            "Keep what is seen now as a view: option, date, switches, colours, finding and the part of the map",
            keys(NONE, Key::V),
            may_keep,
            |_, _| vec![Act::Open(Panel::Talk, true), Act::Talk(TalkAct::Keep)],
        ))
        .after_line(),
        entry((
            Command::UpdateView,
            "Keep what has changed in the view",
            "Have the view show what is seen now; its name, caption and notes stay",
            keys(SHIFT, Key::V),
            may_change_shown,
            |_, _| vec![Act::Talk(TalkAct::Update)],
        )),
        entry((
            Command::CopyView,
            "Copy the view",
            "Copy the view, to change the copy",
            None,
            may_change_shown,
            |_, session| of_shown(session, |id, _| vec![Act::Talk(TalkAct::Copy(id))]),
        )),
        entry((
            Command::ViewEarlier,
            "Move the view forward",
            "Have the view come one place earlier in the talk",
            None,
            |session| may_change_shown(session) && session.place_in_talk().is_some_and(|(place, _)| place > 0),
            |_, session| of_shown(session, |id, place| vec![moved(session, &id, place.saturating_sub(1))]),
        )),
        entry((
            Command::ViewLater,
            "Move the view back",
            "Have the view come one place later in the talk",
            None,
            |session| may_change_shown(session) && session.place_in_talk().is_some_and(|(place, all)| place + 1 < all),
            |_, session| of_shown(session, |id, place| vec![moved(session, &id, place + 1)]),
        )),
        entry((
            Command::DeleteView,
            "Delete the view",
            "Remove the view from the talk; the map stays as it is",
            None,
            may_change_shown,
            |_, session| of_shown(session, |id, _| vec![Act::Make(view::remove(session.document.baseline(), &id))]),
        )),
        entry((
            Command::MakeTalk,
            "Make a talk",
            "Make views of what is found: the whole, each main cause, and what the options do about it",
            keys(CTRL_SHIFT, Key::F),
            |session| may_keep(session) && !session.document.baseline().nodes.is_empty() && !session.talk.is_making(),
            |_, _| vec![Act::Open(Panel::Talk, true), Act::Talk(TalkAct::Make)],
        ))
        .after_line(),
        entry((
            Command::Capture,
            "Note what was said…",
            "Note a decision, a question, an action or an objection against what is chosen, while people go on talking",
            keys(NONE, Key::C),
            may_keep,
            |_, _| vec![Act::Capture(CaptureAct::Begin)],
        ))
        .after_line(),
        entry((
            Command::MarkCaptures,
            "Mark what was noted on the cards",
            "Mark the cards about which something was noted that is not settled, in the picture and in what is exported",
            None,
            always,
            |_, session| {
                let shown = session.view.shown;
                vec![Act::Show(Shown { captures: !shown.captures, ..shown })]
            },
        ))
        .switch(|_, session| session.view.shown.captures),
        entry((
            Command::ChangesSince,
            "What was changed since the workshop began",
            "List what was changed since the workshop began; each leads to where it was changed",
            None,
            Session::has_changes_since,
            |_, session| vec![Act::Ask(Ask::Choose(choices::changes_since(session)))],
        ))
        .told(|session| session.changes_in_words()),
    ]
}

fn has_views(session: &Session) -> bool {
    !session.document.baseline().views.is_empty()
}

fn is_presented(session: &Session) -> bool {
    session.panels.presenting || session.talk.stage.has_audience
}

fn on_view(session: &Session) -> bool {
    session.view_shown().is_some()
}

/// Views are kept whatever date is looked at.
fn may_keep(session: &Session) -> bool {
    !session.document.is_protected()
}

fn may_change_shown(session: &Session) -> bool {
    may_keep(session) && on_view(session)
}

fn of_shown(session: &Session, acts: impl FnOnce(Id, usize) -> Vec<Act>) -> Vec<Act> {
    let place = session.place_in_talk().map_or(0, |(place, _)| place);
    session.view_shown().map(|view| acts(view.id.clone(), place)).unwrap_or_default()
}

fn moved(session: &Session, id: &Id, place: usize) -> Act {
    Act::Make(view::reorder(session.document.baseline(), id, place))
}

/// Lets people choose which screen the window for the room fills.
fn screens_for_room(session: &Session) -> Vec<Act> {
    let screens = &session.talk.screens;
    let wanted = |name: Option<&str>| Act::Talk(TalkAct::Screen(name.map(str::to_owned)));
    let any = Item {
        label: "Whichever I am not on".to_owned(),
        detail: "the window for the room never fills the screen of this one".to_owned(),
        act: wanted(None),
    };
    let named = screens.known().iter().map(|screen| Item {
        label: screen.name.clone(),
        detail: format!("{} by {} pixels", screen.rect.width(), screen.rect.height()),
        act: wanted(Some(&screen.name)),
    });
    let gone = screens.wanted().filter(|name| screens.known().iter().all(|screen| screen.name != *name));
    let gone = gone.map(|name| Item {
        label: name.to_owned(),
        detail: "not connected now; filled as soon as it is".to_owned(),
        act: wanted(Some(name)),
    });
    let now = wanted(screens.wanted());
    let items = std::iter::once(any).chain(named).chain(gone).collect();
    let choice = Choice::new("Which screen does the window for the room fill?", items);
    vec![Act::Ask(Ask::Choose(choice.with_marked(|item| item.act == now)))]
}

/// Lets people choose how what the room sees looks.
fn looks_for_room(session: &Session) -> Vec<Act> {
    let now = session.panels.look.theme_of_room;
    let item = |(theme, label, detail): (Option<ThemeChoice>, &str, &str)| Item {
        label: label.to_owned(),
        detail: detail.to_owned(),
        act: Act::ThemeOfRoom(theme),
    };
    let looks = [
        (None, "As this window", "the room sees the colours that you see"),
        (Some(ThemeChoice::Light), "Light", "dark ink on a light ground"),
        (Some(ThemeChoice::Dark), "Dark", "light ink on a dark ground"),
        (Some(ThemeChoice::Contrast), "High contrast", "black on white, for poor projectors"),
    ];
    let choice = Choice::new("What the room sees looks", looks.map(item).to_vec());
    vec![Act::Ask(Ask::Choose(choice.with_marked(|item| item.act == Act::ThemeOfRoom(now))))]
}
