//! Findings in the inspector: the one that is chosen, and those of what is chosen.

use egui::Ui;

use super::go_to_ui;
use crate::analysis::{ENOUGH_TO_FOLD, Finding, by_cause};
use crate::app::act::{Act, Target};
use crate::app::command;
use crate::app::widgets::{folding, theme};
use crate::model::Id;
use crate::model::words::count;
use crate::session::Session;

/// Shows the chosen finding in full.
pub(super) fn finding_ui(ui: &mut Ui, session: &Session, acts: &mut Vec<Act>) {
    let Some(finding) = session.chosen_finding() else { return };
    let map = session.document.map();
    let colour = theme::colours(ui).severity(finding.severity);
    ui.label(theme::strong(finding.severity.word(), theme::SMALL).color(colour));
    ui.label(theme::strong(finding.message.as_str(), 15.0));
    theme::section_ui(ui, "What to do");
    ui.label(&finding.hint);
    acceptance_ui(ui, finding, session, acts);
    let currency = session.picture.as_ref().and_then(|picture| picture.report.stakes.currency.as_deref());
    let stake = finding.stake.words(currency);
    if !stake.is_empty() {
        theme::section_ui(ui, "Depends on it");
        ui.label(stake);
    }
    theme::section_ui(ui, "Concerns");
    for subject in &finding.subjects {
        let id = &subject.id;
        if let Some(link) = map.links.get(id.as_str()) {
            go_to_ui(ui, &map.sentence(link), id, acts);
        } else if map.nodes.contains(id.as_str()) {
            go_to_ui(ui, map.name(id.as_str()), id, acts);
        } else {
            ui.label(map.name(id.as_str()));
        }
    }
    theme::section_ui(ui, "Rule");
    let rule = format!("{} · {}", finding.rule, finding.code);
    if ui.link(rule).on_hover_text("Read what this rule checks, and why it matters").clicked() {
        acts.push(Act::Explain(Some(finding.code)));
    }
}

/// Says why a finding is accepted, or was; and lets people accept it, or open it again.
fn acceptance_ui(ui: &mut Ui, finding: &Finding, session: &Session, acts: &mut Vec<Act>) {
    if let Some(acceptance) = &finding.acceptance {
        theme::section_ui(ui, if finding.is_accepted() { "Accepted" } else { "Was accepted" });
        ui.label(acceptance.words());
    }
    if session.document.is_read_only() {
        return;
    }
    ui.add_space(theme::GAP / 2.0);
    if finding.is_accepted() {
        if ui.button("Open again").on_hover_text("Let it count again").clicked() {
            acts.push(command::accept_or_reopen(session, finding));
        }
    } else {
        ui.horizontal(|ui| ways_out_ui(ui, finding, session, acts));
    }
}

/// What can be done about a finding that counts: mend it, or live with it.
fn ways_out_ui(ui: &mut Ui, finding: &Finding, session: &Session, acts: &mut Vec<Act>) {
    if let Some(words) = command::way_out(session, finding) {
        let is_drawn = finding.fixes.is_empty();
        let (text, help) = match is_drawn {
            true => ("Draw the line…", "Choose to whom it is to answer".to_owned()),
            false => ("Fix…", format!("{words}: shows first what that does")),
        };
        if ui.button(text).on_hover_text(help).clicked() {
            acts.extend(command::fix(session, &finding.key()));
        }
    }
    let button = ui.button("Accept…").on_hover_text("Live with it, for a reason: it no longer counts");
    if button.clicked() {
        acts.push(command::accept_or_reopen(session, finding));
    }
}

/// The place to which a link above the facts leads.
fn place_of_findings() -> egui::Id {
    egui::Id::new("findings in the inspector")
}

/// Says above the facts how many findings there are below them, and goes there.
pub(super) fn pointer_ui(ui: &mut Ui, id: &Id, session: &Session) {
    let Some((open, worst)) = session.findings_of(id.as_str()) else { return };
    ui.horizontal(|ui| {
        theme::severity_mark_ui(ui, worst);
        let text = egui::RichText::new(format!("{} below", count(open, "finding", "findings"))).size(theme::SMALL);
        if ui.link(text).on_hover_text("Go to what was found, below the facts").clicked() {
            ui.data_mut(|data| data.insert_temp(place_of_findings(), true));
        }
    });
}

/// Shows the findings of a node or a line; those that say the same are folded.
pub(super) fn node_findings_ui(ui: &mut Ui, id: &Id, session: &Session, acts: &mut Vec<Act>) {
    let Some(picture) = &session.picture else { return };
    let Some(indices) = picture.findings_of.get(id) else { return };
    if ui.data_mut(|data| data.remove_temp::<bool>(place_of_findings())).is_some() {
        ui.scroll_to_cursor(Some(egui::Align::TOP));
    }
    theme::section_ui(ui, "Findings");
    let found = |index: &usize| &picture.report.findings[*index];
    let (accepted, open): (Vec<usize>, Vec<usize>) = indices.iter().partition(|index| found(index).is_accepted());
    for (cause, indices) in by_cause(open, found) {
        if indices.len() < ENOUGH_TO_FOLD {
            blocks_ui(ui, &indices, session, acts);
            continue;
        }
        let sentence = cause.sentence(indices.len(), 0, session.document.map());
        // A heading does not break its lines by itself, and would make the panel as wide as it is long.
        let room = ui.available_width() - ui.spacing().indent - 2.0 * ui.spacing().button_padding.x;
        let title = egui::WidgetText::from(theme::strong(sentence, theme::BODY));
        let title = title.into_galley(ui, Some(egui::TextWrapMode::Wrap), room, egui::TextStyle::Body);
        folding::told(egui::CollapsingHeader::new(title).id_salt(("findings", id, cause.code)).show_unindented(
            ui,
            |ui| {
                blocks_ui(ui, &indices, session, acts);
            },
        ));
    }
    blocks_ui(ui, &accepted, session, acts);
}

fn blocks_ui(ui: &mut Ui, indices: &[usize], session: &Session, acts: &mut Vec<Act>) {
    for index in indices {
        let Some(finding) = session.findings().get(*index) else { continue };
        let colours = theme::colours(ui);
        let frame = egui::Frame::new().fill(colours.canvas).corner_radius(4).inner_margin(egui::Margin {
            left: 12,
            right: 8,
            top: 6,
            bottom: 6,
        });
        let response = frame
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                let text = egui::RichText::new(finding.message.as_str());
                ui.label(if finding.is_accepted() { text.color(colours.muted) } else { text });
                ui.label(theme::small(ui, format!("{} · {}", finding.rule, finding.code)));
                if let Some(acceptance) = &finding.acceptance {
                    ui.label(theme::small(ui, acceptance.words()));
                }
            })
            .response;
        let edge = egui::Rect::from_min_size(response.rect.min, egui::vec2(3.0, response.rect.height()));
        let colour = if finding.is_accepted() { colours.hairline } else { colours.severity(finding.severity) };
        ui.painter().rect_filled(edge, 1.5, colour);
        let response = ui.interact(response.rect, ui.id().with(("finding", index)), egui::Sense::click());
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::WidgetType::Button, true, format!("Go to finding: {}", finding.message))
        });
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            acts.push(Act::GoTo(Target::Finding(finding.key())));
        }
    }
}
