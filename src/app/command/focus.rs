//! The menu of focus: what a room asks of the map, each answered in one action.

use egui::Key;

use super::{Entry, Menu, NONE, always, choices, keys};
use crate::app::act::{Act, Ask, Choice, Command, Item};
use crate::drawing::Lens;
use crate::model::quote::shortened;
use crate::model::{Focus, Id, Map, Node, NodeKind, Question};
use crate::session::Session;
use crate::session::options::OptionAct;

pub(super) fn entries() -> Vec<Entry> {
    let entry = |row| Entry::row(Menu::Focus, row);
    let mut entries = vec![
        entry((
            Command::AskAnything,
            "Ask the map…",
            "Choose a question, and see what it is about",
            keys(NONE, Key::Q),
            always,
            |_, session| vec![Act::Ask(Ask::Choose(Choice::new("What do you want to see?", questions(session))))],
        )),
        entry((
            Command::FocusNeighbours,
            "Neighbours",
            "See who is tied to what is chosen; more steps and kinds of line are chosen above the map",
            keys(NONE, Key::Num2),
            always,
            |_, session| match session.chosen_nodes() {
                chosen if chosen.is_empty() => of_node(session, "Neighbours of", any, |id| Question::beside([id])),
                chosen => focus_on(session, Question::beside(chosen)),
            },
        ))
        .after_line(),
        entry((
            Command::FocusWayUp,
            "To whom it answers",
            "See the way up from what is chosen to where the buck stops, with its breaks",
            keys(NONE, Key::Num3),
            at_most_one,
            |_, session| of_node(session, "To whom answers", no_strand, Question::WayUp),
        )),
        entry((
            Command::FocusAnswering,
            "All that answers to it",
            "See everybody who answers to what is chosen, directly or along the line",
            keys(NONE, Key::Num4),
            at_most_one,
            |_, session| of_node(session, "All that answers to", no_strand, Question::Answering),
        )),
        entry((
            Command::FocusPerspective,
            "Its perspective",
            "See all that a partner or a post sits on, chairs, owns and pays, and its hours a year",
            keys(NONE, Key::Num5),
            at_most_one,
            |_, session| of_node(session, "The perspective of", no_strand, Question::Perspective),
        )),
        entry((
            Command::FocusClosing,
            "What happens if it closes",
            "See who would lose what with it",
            keys(NONE, Key::W),
            at_most_one,
            |_, session| of_node(session, "What happens if this closes", any, Question::Closing),
        )),
        entry((
            Command::FocusStrand,
            "One strand of work",
            "See who owns, delivers, scrutinises and pays for a strand",
            keys(NONE, Key::Num6),
            always,
            |_, session| of_node(session, "Who is there for", is_strand, Question::Strand),
        ))
        .after_line(),
        entry((
            Command::FocusTheme,
            "One theme",
            "See who carries a theme, and which work serves it",
            keys(NONE, Key::Num7),
            always,
            |_, session| of_theme(session),
        )),
        entry((
            Command::FocusArea,
            "One area",
            "See who works for an area, and for what lies within it",
            keys(NONE, Key::Num8),
            always,
            |_, session| of_area(session),
        )),
        entry((
            Command::FocusNobodys,
            "What is nobody’s",
            "See the strands that nobody owns, and the bodies that answer to nobody",
            keys(NONE, Key::Num9),
            always,
            |_, session| focus_on(session, Question::Nobodys),
        )),
        entry((
            Command::FocusChanges,
            "What an option changes",
            "Open an option, and see all that it adds, changes and removes",
            keys(NONE, Key::Num0),
            always,
            |_, session| of_option(session),
        )),
    ];
    entries.extend(within());
    entries
}

/// What can be done with what is in focus.
fn within() -> [Entry; 4] {
    let entry = |row| Entry::row(Menu::Focus, row);
    [
        entry((
            Command::FewerSteps,
            "One step less",
            "See fewer neighbours",
            keys(NONE, Key::OpenBracket),
            |session| session.focus_further(-1).is_some(),
            |_, session| further(session, -1),
        ))
        .after_line(),
        entry((
            Command::MoreSteps,
            "One step more",
            "See neighbours of neighbours",
            keys(NONE, Key::CloseBracket),
            |session| session.focus_further(1).is_some(),
            |_, session| further(session, 1),
        )),
        entry((
            Command::LeaveOutTheRest,
            "Leave the rest out",
            "Leave out what is not in focus, have its trees fold to a card each, or have it fade",
            keys(NONE, Key::G),
            is_in_focus,
            |_, session| session.focus_with_other_rest().map(|focus| Act::Focus(Some(focus))).into_iter().collect(),
        ))
        .switch(|_, session| {
            session.view.focus.as_ref().is_some_and(|focus| focus.rest == crate::model::Rest::IsLeftOut)
        }),
        entry((
            Command::LeaveFocus,
            "Leave the focus",
            "See the whole map again; Escape does the same",
            None,
            is_in_focus,
            |_, _| vec![Act::Focus(None)],
        )),
    ]
}

fn is_in_focus(session: &Session) -> bool {
    session.view.focus.is_some()
}

fn at_most_one(session: &Session) -> bool {
    session.chosen_nodes().len() < 2
}

fn any(_: &Node) -> bool {
    true
}

fn is_strand(node: &Node) -> bool {
    node.kind == NodeKind::Strand
}

fn no_strand(node: &Node) -> bool {
    !is_strand(node)
}

fn further(session: &Session, by: i8) -> Vec<Act> {
    session.focus_further(by).map(|focus| Act::Focus(Some(focus))).into_iter().collect()
}

/// The act that puts a question into focus; what becomes of the rest stays as it was chosen.
fn asking(session: &Session, question: Question) -> Act {
    let rest = session.view.focus.as_ref().map(|focus| focus.rest).unwrap_or_default();
    Act::Focus(Some(Focus { question, rest }))
}

fn focus_on(session: &Session, question: Question) -> Vec<Act> {
    vec![asking(session, question)]
}

/// Asks of the chosen node, or else lets people say of which.
fn of_node(session: &Session, title: &str, fits: fn(&Node) -> bool, question: fn(Id) -> Question) -> Vec<Act> {
    let map = session.document.map();
    let is_fit = |id: &Id| map.nodes.get(id.as_str()).is_some_and(|node| fits(node));
    match session.chosen_nodes().as_slice() {
        [one] if is_fit(one) => focus_on(session, question(one.clone())),
        _ => listed(title, choices::nodes(map, is_fit, |id| asking(session, question(id.clone()))), "such card"),
    }
}

fn of_theme(session: &Session) -> Vec<Act> {
    let map = session.document.map();
    let chosen = session.chosen_nodes();
    let of_chosen = chosen.first().and_then(|id| map.nodes.get(id.as_str())).map(|node| &node.themes);
    let is_wanted = |id: &Id| of_chosen.is_none_or(|themes| themes.is_empty() || themes.contains(id));
    let themes = map.themes.iter().filter(|theme| is_wanted(&theme.id));
    let themes = themes.map(|theme| (theme.name.clone(), asking(session, Question::Theme(theme.id.clone()))));
    one_of("Which theme?", themes.collect(), "theme")
}

fn of_area(session: &Session) -> Vec<Act> {
    let map: &Map = session.document.map();
    let chosen = session.chosen_nodes();
    let of_chosen = chosen.first().and_then(|id| map.nodes.get(id.as_str())).and_then(|node| node.area.as_ref());
    let areas = map.areas.iter().filter(|area| of_chosen.is_none_or(|id| *id == area.id));
    let areas = areas.map(|area| (area.name.clone(), asking(session, Question::Area(area.id.clone()))));
    one_of("Which area?", areas.collect(), "area")
}

/// Opens an option and shows what it changes; lets people say of which, if none is open and there are several.
fn of_option(session: &Session) -> Vec<Act> {
    let shown = |id: &Id| {
        let open = (session.document.option() != Some(id)).then(|| Act::Option(OptionAct::Open(Some(id.clone()))));
        open.into_iter().chain([Act::Lens(Lens::Change), asking(session, Question::Changes(id.clone()))])
    };
    let options = &session.document.baseline().options;
    let only = if options.len() == 1 { options.ids().next() } else { None };
    if let Some(id) = session.document.option().or(only) {
        return shown(id).collect();
    }
    let items = options.iter().map(|option| Item {
        label: shortened(&option.name).into_owned(),
        detail: String::new(),
        act: Act::Several(shown(&option.id).collect()),
    });
    listed("What changes under", items.collect(), "option")
}

/// Does it where there is one only, and lets people choose from several.
fn one_of(title: &str, mut named: Vec<(String, Act)>, what: &str) -> Vec<Act> {
    if named.len() == 1 {
        return named.pop().map(|(_, act)| act).into_iter().collect();
    }
    listed(title, named.into_iter().map(|(label, act)| Item { label, detail: String::new(), act }).collect(), what)
}

fn listed(title: &str, items: Vec<Item>, what: &str) -> Vec<Act> {
    match items.is_empty() {
        true => vec![Act::Say(format!("There is no {what} on this map"))],
        false => vec![Act::Ask(Ask::Choose(Choice::new(title, items)))],
    }
}

/// Every question as an entry of a list.
fn questions(session: &Session) -> Vec<Item> {
    let is_question = |entry: &&Entry| entry.menu == Menu::Focus && entry.command != Command::AskAnything;
    let entries = super::entries().iter().filter(is_question).filter(|entry| entry.is_enabled(session));
    let item = |entry: &Entry| Item {
        label: entry.label_in(session),
        detail: entry.keys.map_or_else(String::new, |keys| keys.format(&egui::ModifierNames::NAMES, false)),
        act: Act::Command(entry.command),
    };
    entries.map(item).collect()
}
