//! What partners expect of the partnership to come, and how each option stands to it.

use std::sync::Arc;

use egui::{FontId, RichText, Ui};

use super::controls::{
    control_ui, cross_ui, field_text_ui, outdented_ui, quiet, room_for_choice_ui, small_button_ui, with_buttons_ui,
};
use super::evidence::evidence_ui;
use super::records::{fields_ui, offer_line_ui};
use super::rows::rows_of;
use super::slot::{Slot, Subject};
use super::typing::{Name, Typed, name, typing_ui};
use super::{Desk, go_to_ui};
use crate::app::act::Act;
use crate::app::widgets::{folding, list, theme};
use crate::editing::expectation;
use crate::model::quote::shortened;
use crate::model::words::count;
use crate::model::{Confidence, DesignOption, Evidence, Expectation, Fulfilment, Id, Node};

/// How many expectations are shown before the rest is counted.
const MOST_SHOWN: usize = 60;
/// So many options are judged beside an expectation; of more, the open one and those first that are judged already.
const MOST_OPTIONS: usize = 8;

/// Shows what a node expects. Where it expects nothing yet, gives back the place in which that is typed.
pub(super) fn of_node_ui(ui: &mut Ui, desk: &mut Desk<'_>, node: &Node) -> Option<Slot> {
    let map = desk.map;
    let adder = Slot::NewExpectation(node.id.clone());
    let expected: Vec<&Arc<Expectation>> = map.expectations.iter().filter(|one| one.partner == node.id).collect();
    if expected.is_empty() && !desk.is_open(&adder) {
        return Some(adder);
    }
    theme::section_ui(ui, "Expects of the partnership to come");
    for one in expected.iter().take(MOST_SHOWN) {
        one_ui(ui, desk, one);
    }
    left_ui(ui, expected.len());
    if desk.is_read_only {
        return None;
    }
    if desk.is_open(&adder) {
        let typed = Typed {
            value: "",
            hint: "what is wanted, or \u{201c}fears: …\u{201d}",
            is_paragraph: false,
            font: FontId::proportional(theme::BODY),
            help: "What it wants of the partnership to come; begin with \u{201c}needs:\u{201d} or \u{201c}fears:\u{201d} where that is meant",
            label: Name::Words("New expectation"),
        };
        outdented_ui(ui, |ui| typing_ui(ui, desk, &adder, &typed));
    } else if outdented_ui(ui, |ui| small_button_ui(ui, "add an expectation", "Add an expectation")).clicked() {
        desk.open(adder);
    }
    None
}

/// Shows what everybody expects, partner by partner.
pub(super) fn all_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let map = desk.map;
    if map.expectations.is_empty() {
        return;
    }
    theme::section_ui(ui, "Expectations");
    let mut all: Vec<&Arc<Expectation>> = map.expectations.iter().collect();
    all.sort_by_key(|one| (map.name(one.partner.as_str()), &one.id));
    let mut whose: Option<&Id> = None;
    for one in all.iter().take(MOST_SHOWN) {
        if whose != Some(&one.partner) {
            ui.add_space(6.0);
            go_to_ui(ui, map.name(one.partner.as_str()), &one.partner, desk.acts);
            whose = Some(&one.partner);
        }
        ui.indent(("expectation", &one.id), |ui| one_ui(ui, desk, one));
    }
    left_ui(ui, all.len());
}

fn left_ui(ui: &mut Ui, number: usize) {
    if number > MOST_SHOWN {
        ui.label(theme::small(ui, format!("and {} more", number - MOST_SHOWN)));
    }
}

fn one_ui(ui: &mut Ui, desk: &mut Desk<'_>, expected: &Expectation) {
    let subject = Subject::Expectation(expected.id.clone());
    let rows = rows_of(desk.map, &subject);
    let of = |name: &str| rows.iter().find(|row| row.name == name);
    let (Some(text), Some(kind)) = (of("text"), of("kind")) else { return };
    let called = shortened(&expected.text).into_owned();
    let buttons = |ui: &mut Ui, desk: &mut Desk<'_>| {
        if cross_ui(ui, &format!("Remove expectation {called}")).clicked() {
            desk.acts.push(Act::Make(expectation::remove(desk.map, &expected.id)));
        }
    };
    ui.add_space(4.0);
    with_buttons_ui(ui, desk, buttons, |ui, desk| {
        control_ui(ui, desk, &subject, kind, Name::Words(&format!("Kind of expectation {called}")));
    });
    let slot = Slot::Field(subject.clone(), text.name);
    let words = format!("Expectation {called}");
    field_text_ui(ui, desk, &slot, text, FontId::proportional(theme::BODY), Name::Words(&words));
    ui.indent(("about expectation", &expected.id), |ui| {
        let empty = fields_ui(ui, desk, &subject, of("theme"));
        offer_line_ui(ui, desk, &subject, &empty);
        stances_ui(ui, desk, expected);
        let title = theme::small(ui, format!("evidence: {}", expected.evidence.len()));
        folding::told(egui::CollapsingHeader::new(title).id_salt(("evidence of", &expected.id)).show(ui, |ui| {
            evidence_ui(ui, desk, &subject, &expected.evidence);
        }));
    });
}

/// How each option stands to an expectation, a row an option: the judgement, and why.
fn stances_ui(ui: &mut Ui, desk: &mut Desk<'_>, expected: &Expectation) {
    let (map, open) = (desk.map, desk.session.document.option());
    let mut shown: Vec<&Arc<DesignOption>> = map.options.iter().collect();
    if shown.len() > MOST_OPTIONS {
        shown.sort_by_cached_key(|one| (open != Some(&one.id), !one.stances.contains(expected.id.as_str())));
        shown.truncate(MOST_OPTIONS);
    }
    let left = map.options.len() - shown.len();
    for option in shown {
        let judged = option.stances.get(expected.id.as_str());
        let stance = judged.map_or(Fulfilment::Unknown, |judged| judged.stance);
        let reason = judged.and_then(|judged| judged.reason.as_deref()).unwrap_or_default();
        let option_name = shortened(&option.name).into_owned();
        let slot = Slot::Reason(option.id.clone(), expected.id.clone());
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let colours = theme::colours(ui);
            ui.label(RichText::new(&option_name).size(theme::SMALL).color(colours.muted));
            room_for_choice_ui(ui, stance.word());
            stance_ui(ui, desk, expected, &option.id, &option_name, stance);
            if let Some(words) = judged.and_then(|judged| rests_on(&judged.evidence)) {
                ui.label(theme::small(ui, words));
            }
            let is_ready = reason.is_empty() && !desk.is_open(&slot) && !desk.is_read_only;
            let accessible = format!("Say why {option_name} stands so to {}", shortened(&expected.text));
            if is_ready && stance != Fulfilment::Unknown && small_button_ui(ui, "why?", &accessible).clicked() {
                desk.open(slot.clone());
            }
        });
        if !reason.is_empty() || desk.is_open(&slot) {
            let typed = Typed {
                value: reason,
                hint: "why …",
                is_paragraph: true,
                font: FontId::proportional(theme::SMALL),
                help: "Why the option stands so to what is expected",
                label: Name::Words(&format!("Why {option_name} stands so to {}", shortened(&expected.text))),
            };
            outdented_ui(ui, |ui| typing_ui(ui, desk, &slot, &typed));
        }
    }
    if left > 0 {
        let others = count(left, "other option", "other options");
        ui.label(theme::small(ui, format!("{others}: open one to judge it")));
    }
}

/// On what a judgement rests: "assumed · 4.5.1"; what a source states needs no word for that.
fn rests_on(evidence: &[Evidence]) -> Option<String> {
    let first = evidence.first()?;
    let word = match first.confidence {
        Confidence::Stated => None,
        Confidence::Inferred => Some("inferred"),
        Confidence::Assumed => Some("assumed"),
    };
    let words: Vec<&str> = word.into_iter().chain(first.place.as_deref()).collect();
    (!words.is_empty()).then(|| words.join(" · "))
}

/// The judgement of one option, to be chosen.
fn stance_ui(
    ui: &mut Ui,
    desk: &mut Desk<'_>,
    expected: &Expectation,
    option: &Id,
    option_name: &str,
    stance: Fulfilment,
) {
    if desk.is_read_only {
        ui.label(theme::small(ui, stance.word()));
        return;
    }
    let before = ui.style().clone();
    quiet(ui);
    let text = theme::small(ui, stance.word());
    let combo = egui::ComboBox::from_id_salt(("stance", option, &expected.id)).selected_text(text).width(0.0);
    let words = Fulfilment::ALL.map(|stance| (stance.word(), stance.word().to_owned()));
    let (response, taken) = list::choice_ui(ui, combo, stance.word(), Some(stance.word()), words);
    ui.set_style(before);
    let accessible = format!("How {option_name} stands to {}", shortened(&expected.text));
    name(response, Name::Words(&accessible)).on_hover_text("How far the option meets this expectation");
    let taken = taken.and_then(|word| Fulfilment::ALL.into_iter().find(|stance| stance.word() == word));
    if let Some(taken) = taken {
        desk.acts.push(Act::Make(expectation::take_stance(desk.map, option, &expected.id, taken)));
    }
}
