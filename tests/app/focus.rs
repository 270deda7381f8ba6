//! Focus in the window: the questions of a room by key, by menu and by a click on a card, and what a screen reader hears.

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use boardwalk::model::{Question, Rest};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;

use crate::harness::*;

const PARENTING: &str = "Parenting Strategy Group";

fn id_of(harness: &Harness<'_, App>, name: &str) -> String {
    let map = harness.state().session().document.map();
    map.nodes.iter().find(|node| node.name == name).unwrap_or_else(|| panic!("{name} is on the map")).id.to_string()
}

fn focus(harness: &Harness<'_, App>) -> Option<String> {
    harness.state().session().view.focus.as_ref().map(ToString::to_string)
}

#[test]
fn a_key_shows_to_whom_a_card_answers_and_escape_leaves() {
    let home = home();
    let mut harness = window(home.path(), None);
    let id = id_of(&harness, PARENTING);
    let faded = |harness: &Harness<'_, App>| harness.query_all_by_label_contains("not in focus").count();
    assert_eq!(faded(&harness), 0);
    select(&mut harness, &[&id]);
    press(&mut harness, Modifiers::NONE, Key::Num3);
    assert_eq!(focus(&harness), Some(format!("way-up:{id}")));
    assert!(faded(&harness) > 5, "the cards say so");
    let told = harness.state().session().in_focus().expect("it is on the map").text.clone();
    assert!(told.contains(PARENTING), "{told}");
    assert!(says(&harness, &told), "the bar tells it");
    press(&mut harness, Modifiers::NONE, Key::G);
    let rest = |harness: &Harness<'_, App>| harness.state().session().view.focus.as_ref().map(|focus| focus.rest);
    assert_eq!(rest(&harness), Some(Rest::IsLeftOut));
    assert!(says(&harness, "left out"), "the legend tells how many");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert_eq!((focus(&harness), faded(&harness)), (None, 0));
    press(&mut harness, Modifiers::ALT, Key::ArrowLeft);
    assert_eq!(rest(&harness), Some(Rest::IsLeftOut), "back again");
}

#[test]
fn neighbours_come_step_by_step_from_the_bar() {
    let home = home();
    let mut harness = window(home.path(), None);
    let id = id_of(&harness, BE_HEALTHY);
    select(&mut harness, &[&id]);
    press(&mut harness, Modifiers::NONE, Key::Num2);
    let number = |harness: &Harness<'_, App>| harness.state().session().in_focus().expect("a focus").nodes.len();
    let near = number(&harness);
    click(&mut harness, "One step more");
    assert!(number(&harness) > near);
    assert_eq!(focus(&harness), Some(format!("neighbours:{id}:2")));
    press(&mut harness, Modifiers::NONE, Key::OpenBracket);
    assert_eq!(number(&harness), near);
    click(&mut harness, "Leave the focus");
    assert_eq!(focus(&harness), None);
}

#[test]
fn what_cannot_be_told_from_the_choice_is_asked_for() {
    let home = home();
    let mut harness = window(home.path(), None);
    press(&mut harness, Modifiers::NONE, Key::Num9);
    assert_eq!(focus(&harness), Some("nobodys".to_owned()));
    press(&mut harness, Modifiers::NONE, Key::Num5);
    assert!(says(&harness, "The perspective of"), "of whom is asked");
    enter(&mut harness, "Parenting Strategy");
    assert_eq!(focus(&harness), Some(format!("perspective:{}", id_of(&harness, PARENTING))));
    press(&mut harness, Modifiers::NONE, Key::Q);
    enter(&mut harness, "What is nobody");
    assert_eq!(focus(&harness), Some("nobodys".to_owned()));
}

#[test]
fn what_an_option_changes_opens_it_under_the_lens_of_changes() {
    let home = home();
    let mut harness = window(home.path(), None);
    let option = harness.state().session().document.baseline().options.ids().next().cloned().expect("an option");
    act(&mut harness, Act::Command(Command::FocusChanges));
    if focus(&harness).is_none() {
        press(&mut harness, Modifiers::NONE, Key::Enter);
    }
    let session = harness.state().session();
    assert_eq!(session.document.option(), Some(&option));
    assert_eq!(session.view.lens, boardwalk::drawing::Lens::Change);
    assert_eq!(session.view.focus, Some(Question::Changes(option).into()));
    let scene = &session.picture.as_ref().expect("a picture").scene;
    assert!(scene.cards.iter().any(|card| card.changed.is_some() && !scene.is_faded(&card.id)));
    assert!(scene.cards.iter().any(|card| scene.is_faded(&card.id)));
}
