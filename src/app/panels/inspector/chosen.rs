//! What is chosen: a node, a line, or several of either.

use std::sync::Arc;

use egui::{FontId, Ui};

use super::controls::{control_ui, field_text_ui, label, room_for_choice_ui, small_button_ui};
use super::records::{fields_ui, offer_ui};
use super::rows::{Row, rows_of};
use super::slot::{Slot, Subject};
use super::typing::Name;
use super::{Desk, answers, evidence, expectations, findings, go_to_ui, impact, kept_ui, lines, own_fields, seats};
use crate::app::act::{Act, Ask};
use crate::app::widgets::theme;
use crate::editing::fields::Fielded as _;
use crate::model::words::count;
use crate::model::{End, Id, Node, NodeKind, NodeStatus};

/// How many of several are listed before the rest is counted.
const MOST_LISTED: usize = 40;

/// Shows one node.
pub(super) fn node_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: &Id) {
    let map = desk.map;
    let Some(node) = map.nodes.get(id.as_str()) else { return };
    let subject = Subject::Nodes(vec![id.clone()]);
    let rows = rows_of(map, &subject);
    let of = |names: &[&str]| rows.iter().filter(|row| names.contains(&row.name)).collect::<Vec<_>>();
    for row in of(&["name"]) {
        let font = FontId::new(theme::TITLE, egui::FontFamily::Name(theme::SEMIBOLD.into()));
        field_text_ui(ui, desk, &Slot::Field(subject.clone(), row.name), row, font, Name::Words(row.label));
    }
    choices_ui(ui, desk, &subject, &of(&["kind", "strand_kind", "status"]));
    findings::pointer_ui(ui, id, desk.session);
    closing_ui(ui, desk, node);
    let mut empty = fields_ui(ui, desk, &subject, of(&["status_note"]));
    empty.extend(fields_ui(ui, desk, &subject, of(&["remit"])));
    seats::seats_ui(ui, desk, node);
    lines::lines_ui(ui, desk, node);
    let adder = expectations::of_node_ui(ui, desk, node);
    ui.add_space(theme::GAP);
    let above = ["name", "kind", "strand_kind", "status", "status_note", "remit"];
    let others: Vec<&Row> = rows.iter().filter(|row| !above.contains(&row.name)).collect();
    empty.extend(fields_ui(ui, desk, &subject, others));
    own_fields::own_fields_ui(ui, desk, node);
    let own_name = Slot::OwnName(vec![id.clone()]);
    let mut more: Vec<(&str, Slot)> = Vec::from_iter(adder.map(|slot| ("what it expects", slot)));
    more.extend((!desk.is_open(&own_name)).then_some(("a field of its own", own_name)));
    offer_ui(ui, desk, &subject, &empty, &more);
    impact::impact_ui(ui, desk, node);
    findings::node_findings_ui(ui, id, desk.session, desk.acts);
    evidence::evidence_ui(ui, desk, &subject, &node.evidence);
    kept_ui(ui, node.unknown.len());
}

/// What hangs on a node, and the way to say what becomes of it when the node ends; of one that is not at work any more,
/// what was forgotten.
fn closing_ui(ui: &mut Ui, desk: &mut Desk<'_>, node: &Node) {
    if desk.is_read_only || desk.known.hanging == 0 || node.kind == NodeKind::Strand {
        return;
    }
    let is_stopped = matches!(node.status, NodeStatus::Dormant | NodeStatus::Ended);
    let still = if is_stopped { "still " } else { "" };
    let verb = if desk.known.hanging == 1 { "hangs" } else { "hang" };
    ui.horizontal(|ui| {
        let words = format!("{} {still}{verb} on it", count(desk.known.hanging, "thing", "things"));
        ui.label(theme::small(ui, words));
        if small_button_ui(ui, "close…", &format!("Close {}", node.name)).clicked() {
            desk.acts.push(Act::Ask(Ask::Close(node.id.clone())));
        }
    });
}

/// The choices that stand beside each other below a name.
fn choices_ui(ui: &mut Ui, desk: &mut Desk<'_>, subject: &Subject, rows: &[&Row]) {
    ui.horizontal_wrapped(|ui| {
        // What can be chosen has its own ground around it; what can only be read has none.
        ui.spacing_mut().item_spacing.x = if desk.is_read_only { theme::GAP } else { 2.0 };
        for (place, row) in rows.iter().enumerate() {
            if place > 0 {
                room_for_choice_ui(ui, row.value.as_deref().unwrap_or_default());
            }
            control_ui(ui, desk, subject, row, Name::Words(row.label));
        }
    });
}

/// Shows one line.
pub(super) fn link_ui(ui: &mut Ui, desk: &mut Desk<'_>, id: &Id) {
    let map = desk.map;
    let Some(link) = map.links.get(id.as_str()) else { return };
    let subject = Subject::Links(vec![id.clone()]);
    let rows = rows_of(map, &subject);
    let of = |names: &[&str]| rows.iter().filter(|row| names.contains(&row.name)).collect::<Vec<_>>();
    theme::heading_ui(ui, &map.sentence(link));
    choices_ui(ui, desk, &subject, &of(&["kind", "status"]));
    findings::pointer_ui(ui, id, desk.session);
    for (name, side, end) in [("from", End::From, &link.from), ("to", End::To, &link.to)] {
        for row in of(&[name]) {
            ui.add_space(6.0);
            let is_on_map = link.off_map_at(side).is_none();
            let go_to = format!("Go to {}", map.name(end.as_str()));
            let label = ui.horizontal(|ui| {
                let label = ui.label(label(ui, row)).on_hover_text(row.help);
                if is_on_map && small_button_ui(ui, "go there", &go_to).clicked() {
                    desk.acts.push(Act::go_to(end.clone()));
                }
                label.id
            });
            control_ui(ui, desk, &subject, row, Name::Label(label.inner));
        }
    }
    ui.add_space(theme::GAP);
    let above = ["kind", "status", "from", "to"];
    let others: Vec<&Row> = rows.iter().filter(|row| !above.contains(&row.name)).collect();
    let empty = fields_ui(ui, desk, &subject, others);
    offer_ui(ui, desk, &subject, &empty, &[]);
    findings::node_findings_ui(ui, id, desk.session, desk.acts);
    evidence::evidence_ui(ui, desk, &subject, &link.evidence);
    kept_ui(ui, link.unknown.len());
}

/// Shows several nodes, or several lines: what they have in common, to be set for all of them.
pub(super) fn several_ui(ui: &mut Ui, desk: &mut Desk<'_>, subject: &Subject) {
    let map = desk.map;
    let (ids, title) = match subject {
        Subject::Nodes(ids) => {
            let nodes: Vec<&Arc<Node>> = ids.iter().filter_map(|id| map.nodes.get(id.as_str())).collect();
            let noun = |one: &Node| one.noun().1;
            let first = nodes.first().map_or("cards", |node| noun(node));
            let noun = if nodes.iter().all(|node| noun(node) == first) { first } else { "cards" };
            (ids, format!("{} {noun} chosen", ids.len()))
        }
        Subject::Links(ids) => (ids, format!("{} lines chosen", ids.len())),
        _ => return,
    };
    theme::heading_ui(ui, &title);
    answers::answers_ui(ui, desk);
    let rows = rows_of(map, subject);
    if !desk.is_read_only {
        ui.label(theme::small(ui, "What is set here is set for all of them."));
    }
    let empty = fields_ui(ui, desk, subject, rows.iter().filter(|row| row.name != "name"));
    offer_ui(ui, desk, subject, &empty, &[]);
    theme::section_ui(ui, "Chosen");
    list_ui(ui, desk, ids.iter());
}

/// Lists records by name.
pub(super) fn list_ui<'a>(ui: &mut Ui, desk: &mut Desk<'_>, ids: impl Iterator<Item = &'a Id>) {
    let map = desk.map;
    let ids: Vec<&Id> = ids.collect();
    for id in ids.iter().take(MOST_LISTED) {
        let line = map.links.get(id.as_str()).map(|link| map.sentence(link));
        go_to_ui(ui, &line.unwrap_or_else(|| map.name(id.as_str()).to_owned()), id, desk.acts);
    }
    if ids.len() > MOST_LISTED {
        ui.label(theme::small(ui, format!("and {} more", ids.len() - MOST_LISTED)));
    }
}
