//! How one of two chosen nodes answers to the other: every route, and where each breaks.

use egui::Ui;

use super::impact::show_ui;
use super::known::Answers;
use super::{Desk, go_to_ui};
use crate::analysis::{MOST_ROUTES, Route};
use crate::app::widgets::{folding, theme};
use crate::model::{Id, LinkStatus, words};
use crate::session::answer;

/// How many routes are shown before the rest is folded away.
const MOST_OPEN: usize = 5;

/// Shows how two chosen nodes answer to each other; nothing if something else is chosen.
pub(super) fn answers_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let known = desk.known;
    let [forth, back] = known.answers.as_slice() else { return };
    if forth.routes.is_empty() && back.routes.is_empty() {
        let (one, other) = (desk.map.name(forth.from.as_str()), desk.map.name(forth.to.as_str()));
        theme::section_ui(ui, "Who answers to whom");
        ui.label(format!("No route: no line upward leads from {one} to {other}, nor back."));
        let called = format!("Show what ties {one} to {other} on the map");
        show_ui(ui, desk, &called, answer::without_route(desk.map, &forth.from, &forth.to, &known.ties));
        ties_ui(ui, desk, "What ties the two instead", &known.ties);
        return;
    }
    for answers in [forth, back].into_iter().filter(|answers| !answers.routes.is_empty()) {
        way_ui(ui, desk, answers);
    }
    ties_ui(ui, desk, "What else ties the two", &known.ties);
}

/// Lists lines as sentences to go to; nothing if there are none.
fn ties_ui(ui: &mut Ui, desk: &mut Desk<'_>, title: &str, ties: &[Id]) {
    if ties.is_empty() {
        return;
    }
    theme::section_ui(ui, title);
    for link in ties.iter().filter_map(|id| desk.map.links.get(id.as_str())) {
        ui.horizontal_wrapped(|ui| {
            go_to_ui(ui, &desk.map.sentence(link), &link.id, desk.acts);
            if link.status != LinkStatus::Active {
                ui.label(theme::small(ui, link.status.word()));
            }
        });
    }
}

fn way_ui(ui: &mut Ui, desk: &mut Desk<'_>, answers: &Answers) {
    let (from, to) = (desk.map.name(answers.from.as_str()), desk.map.name(answers.to.as_str()));
    theme::section_ui(ui, &format!("How does {from} answer to {to}?"));
    let sound = answers.routes.iter().filter(|route| route.is_sound()).count();
    let all = match answers.routes.len() {
        MOST_ROUTES => format!("The first {MOST_ROUTES} routes"),
        count => words::count(count, "route", "routes"),
    };
    let unbroken = if sound == 0 { "none".to_owned() } else { sound.to_string() };
    ui.label(format!("{all}, {unbroken} unbroken."));
    for (place, route) in answers.routes.iter().enumerate().take(MOST_OPEN) {
        route_ui(ui, desk, answers, place, route);
    }
    if answers.routes.len() > MOST_OPEN {
        let more = words::count(answers.routes.len() - MOST_OPEN, "more route", "more routes");
        folding::told(
            egui::CollapsingHeader::new(theme::small(ui, more)).id_salt(("more routes", &answers.from)).show(
                ui,
                |ui| {
                    for (place, route) in answers.routes.iter().enumerate().skip(MOST_OPEN) {
                        route_ui(ui, desk, answers, place, route);
                    }
                },
            ),
        );
    }
}

/// A route as a chain of names to go to, from the bottom up.
fn route_ui(ui: &mut Ui, desk: &mut Desk<'_>, answers: &Answers, place: usize, route: &Route) {
    let map = desk.map;
    let error = theme::colours(ui).error;
    let faults: Vec<String> = route.faults.iter().map(|fault| fault.told(map)).collect();
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 16.0;
        ui.spacing_mut().item_spacing.x = 5.0;
        ui.label(theme::strong(format!("{}.", place + 1), theme::BODY));
        go_to_ui(ui, map.name(answers.from.as_str()), &answers.from, desk.acts);
        for step in &route.steps {
            let word = map.links.get(step.link.as_str()).map_or("to", |link| link.kind.word());
            ui.label(theme::small(ui, word));
            go_to_ui(ui, map.name(step.to.as_str()), &step.to, desk.acts);
        }
    });
    for fault in &faults {
        ui.label(egui::RichText::new(fault).color(error));
    }
    let from = map.name(answers.from.as_str());
    let called = format!("Show route {} from {from} to {} on the map", place + 1, map.name(answers.to.as_str()));
    show_ui(ui, desk, &called, answer::along(map, &answers.from, route));
}
