//! What a room reads: the views of the samples, as they are presented.

use std::path::Path;

use boardwalk::app::App;
use boardwalk::app::act::{Act, Command};
use boardwalk::drawing::card::NAME_SIZE;
use boardwalk::drawing::fit::AT_THE_BACK;
use egui::{Key, Modifiers, Rect};
use egui_kittest::Harness;

use crate::harness::{act, home, press, settle, sized};

const SAMPLES: [&str; 2] = ["solihull-2011", "middlesbrough-2010"];
const PROJECTOR: [f32; 2] = [1920.0, 1080.0];
const LAPTOP: [f32; 2] = [1366.0, 768.0];

/// A sample in a window of that size.
fn sample(home: &Path, name: &str, size: [f32; 2]) -> Harness<'static, App> {
    let file = home.join(format!("{name}.boardwalk"));
    std::fs::copy(format!("sample_maps/{name}.boardwalk"), &file).expect("a sample");
    let mut harness = sized(size, home, Some(&file));
    harness.state_mut().session_mut().panels.still = true;
    harness
}

/// What is wrong with a view as it is presented now, in words.
fn faults(harness: &Harness<'_, App>) -> Vec<String> {
    let (session, canvas) = (harness.state().session(), harness.state().canvas());
    let view = session.view_shown().expect("a view");
    let scene = &session.picture.as_ref().expect("a picture").scene;
    let screen = canvas.screen();
    let mut faults = Vec::new();
    // On a smaller one it is only to be seen that nothing is cut.
    let names = canvas.zoom() * NAME_SIZE;
    if screen.width() > LAPTOP[0] && names < f32::from(AT_THE_BACK) - 0.05 {
        faults.push(format!("names are {names:.1} px high"));
    }
    let placed = scene.cards.iter().filter_map(|card| Some((card, canvas.card_on_screen(&card.id)?)));
    let seen: Vec<_> = placed.filter(|(_, rect)| rect.intersects(screen)).collect();
    if seen.is_empty() {
        faults.push("nothing is in it".to_owned());
    }
    for (place, (card, rect)) in seen.iter().enumerate() {
        if !screen.expand(0.5).contains_rect(*rect) {
            faults.push(format!("{} is cut", card.name));
        }
        let is_under = |other: &Rect| other.shrink(0.5).intersects(rect.shrink(0.5));
        faults.extend(
            seen[place + 1..]
                .iter()
                .filter(|(_, other)| is_under(other))
                .map(|(other, _)| format!("{} and {} overlap", card.name, other.name)),
        );
    }
    for id in scene.with_stand_ins(&view.near) {
        if canvas.card_on_screen(&id).is_some_and(|rect| !screen.expand(0.5).contains_rect(rect)) {
            faults.push(format!("{id} is what it is about, and not wholly in it"));
        }
    }
    faults.into_iter().map(|fault| format!("“{}”: {fault}", view.name)).collect()
}

/// What is wrong with the views of a talk, from the first on.
fn faults_of_talk(harness: &mut Harness<'_, App>) -> Vec<String> {
    act(harness, Act::Command(Command::PresentTalk));
    settle(harness);
    let mut all = faults(harness);
    for _ in 1..harness.state().session().views().len() {
        press(harness, Modifiers::NONE, Key::PageDown);
        all.extend(faults(harness));
    }
    all
}

#[test]
fn every_view_of_the_samples_is_read_in_the_last_row_and_cuts_no_card() {
    for name in SAMPLES {
        for size in [PROJECTOR, LAPTOP] {
            let home = home();
            let mut harness = sample(home.path(), name, size);
            let count = harness.state().session().views().len();
            assert!((6..=10).contains(&count), "{name} has a talk of {count} views");
            let faults = faults_of_talk(&mut harness);
            assert!(faults.is_empty(), "{name} at {size:?}:\n{}", faults.join("\n"));
        }
    }
}
