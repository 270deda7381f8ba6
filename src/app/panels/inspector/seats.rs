//! Where a partner or a post sits and what it gives, and who is there for a strand.

use egui::{RichText, Ui};
use rust_decimal::Decimal;

use super::Desk;
use super::impact::noted_ui;
use super::impact_words::money_line;
use crate::app::widgets::theme;
use crate::model::words::{self, grouped, money};
use crate::model::{End, Id, Link, LinkKind, LinkStatus, Map, Node, NodeKind, NodeStatus, Resourcing};

/// Shows where a partner or a post sits, or who is there for a strand; nothing for other nodes.
pub(super) fn seats_ui(ui: &mut Ui, desk: &mut Desk<'_>, node: &Node) {
    match node.kind {
        NodeKind::Partner | NodeKind::Post => place_ui(ui, desk, node),
        NodeKind::Strand => people_ui(ui, desk, node),
        NodeKind::Board | NodeKind::Group => {}
    }
}

fn place_ui(ui: &mut Ui, desk: &mut Desk<'_>, node: &Node) {
    let Some(impact) = desk.known.impact.as_ref().filter(|impact| impact.id == node.id && impact.is_live) else {
        return;
    };
    theme::section_ui(ui, "Where it sits");
    let mut rows: Vec<(&str, String)> = Vec::new();
    if !impact.seats.is_empty() {
        let seats: usize = impact.seats.iter().map(|seat| seat.seats as usize).sum();
        let required = impact.seats.iter().filter(|seat| seat.is_required).count();
        let on = words::count(impact.seats.len(), "body", "bodies");
        let bound = if required > 0 { format!(", required on {required}") } else { String::new() };
        rows.push(("Sits on", format!("{on}, with {}{bound}", words::count(seats, "seat", "seats"))));
    }
    if !impact.chaired.is_empty() {
        rows.push(("Chairs", words::count(impact.chaired.len(), "body", "bodies")));
    }
    if !impact.owned.is_empty() {
        rows.push(("Owns", words::count(impact.owned.len(), "strand", "strands")));
    }
    rows.extend(impact.pays.iter().map(|sum| ("Pays", money_line(sum))));
    if let Some(hours) = hours(desk, &node.id) {
        rows.push(("Hours a year", hours));
    }
    let idle = idle_lines(desk.map, node);
    let lines = words::count(idle, "line is", "lines are");
    let why = if idle == 1 {
        "not active, or leads to what is not at work"
    } else {
        "not active, or lead to what is not at work"
    };
    let is_empty = rows.is_empty();
    match (is_empty, idle) {
        (true, 0) => {
            ui.label("It has no seat, chairs nothing, owns nothing and pays nothing on this map.");
        }
        (true, _) => {
            ui.label(format!("It sits, chairs, owns and pays nowhere at present: {lines} {why}."));
        }
        (false, _) => table_ui(ui, "where it sits", rows.into_iter(), |ui, text| {
            ui.label(text);
        }),
    }
    if !is_empty && idle > 0 {
        ui.label(theme::small(ui, format!("Not counted: {lines} {why}.")));
    }
}

/// How many of its lines to seats, chairs, strands and money do not hold.
fn idle_lines(map: &Map, node: &Node) -> usize {
    let is_idle = |link: &&Link| {
        let to = map.nodes.get(link.to.as_str());
        let stands = match link.kind {
            LinkKind::MemberOf | LinkKind::Chairs => to.is_some_and(|to| map.is_live(to)),
            LinkKind::Owns | LinkKind::Funds => to.is_some_and(|to| to.status != NodeStatus::Ended),
            _ => return false,
        };
        link.from == node.id && !(stands && link.status == LinkStatus::Active)
    };
    map.links_of(node.id.as_str()).filter(is_idle).count()
}

/// What it gives in time; none if it has no seat on a live board or group, or the map is still being checked.
fn hours(desk: &Desk<'_>, id: &Id) -> Option<String> {
    let attendance = &desk.session.picture.as_ref()?.report.metrics.attendance;
    let member = attendance.by_member.iter().find(|member| member.id == *id)?;
    let hours = grouped(&member.hours.round_dp(1).normalize().to_string());
    let unknown = member.seats_of_unknown_hours as usize;
    let seats = words::count(unknown, "seat", "seats");
    Some(match (member.hours == Decimal::ZERO, unknown) {
        (_, 0) => hours,
        (true, _) => format!("not known for {seats}: how often or how long they meet is not on the map"),
        (false, _) => format!("{hours}, and not known for {seats}"),
    })
}

/// One row of the table of a strand.
struct Role<'a> {
    /// By which line who does it, and what is the matter with that.
    people: Vec<(&'a Link, String)>,
    /// Whether nobody at work does it.
    is_empty: bool,
    /// Whether somebody should.
    is_needed: bool,
}

fn people_ui(ui: &mut Ui, desk: &mut Desk<'_>, node: &Node) {
    let map = desk.map;
    theme::section_ui(ui, "Who is there for it");
    let is_short = matches!(node.resourcing, Some(Resourcing::Unfunded | Resourcing::AtRisk));
    let roles = [
        ("Accountable", LinkKind::Owns, true),
        ("Delivers", LinkKind::Delivers, true),
        ("Scrutinises", LinkKind::Scrutinises, false),
        ("Pays", LinkKind::Funds, is_short),
    ];
    let links: Vec<&Link> = map
        .links_of(node.id.as_str())
        .filter(|link| link.to == node.id && link.off_map_at(End::To).is_none())
        .collect();
    let rows = roles.into_iter().map(|(label, kind, is_needed)| {
        let is_needed = is_needed && node.status != NodeStatus::Ended;
        (label, role(map, links.iter().filter(|link| link.kind == kind).copied(), is_needed))
    });
    table_ui(ui, "who is there for it", rows, |ui, role| {
        for (link, note) in &role.people {
            match link.off_map_at(End::From) {
                Some(name) => {
                    ui.horizontal_wrapped(|ui| {
                        ui.label(name);
                        ui.label(theme::small(ui, note));
                    });
                }
                None => noted_ui(ui, desk, &link.from, note),
            }
        }
        if role.is_empty {
            let colours = theme::colours(ui);
            let colour = if role.is_needed { colours.error } else { colours.muted };
            let words = if role.people.is_empty() { "nobody" } else { "nobody at work" };
            ui.label(RichText::new(words).color(colour));
        }
    });
}

fn role<'a>(map: &'a Map, links: impl Iterator<Item = &'a Link>, is_needed: bool) -> Role<'a> {
    let mut role = Role { people: Vec::new(), is_empty: true, is_needed };
    for link in links {
        let Some(node) = map.nodes.get(link.from.as_str()) else { continue };
        // Money flows whoever is at work, as long as the body is there.
        let is_off_map = link.off_map_at(End::From).is_some();
        let is_there = match link.kind {
            _ if is_off_map => true,
            LinkKind::Funds => node.status != NodeStatus::Ended,
            _ => map.is_live(node),
        };
        role.is_empty &= !(is_there && link.status == LinkStatus::Active);
        let money = link.amount.map(|amount| money(amount, link.currency.as_deref()));
        let notes = [
            money.map(|money| money + &link.period.as_ref().map_or(String::new(), |period| format!(" in {period}"))),
            is_off_map.then(|| "off the map".to_owned()),
            (node.status != NodeStatus::Active && !is_off_map).then(|| node.status_word().to_owned()),
            (link.status != LinkStatus::Active).then(|| format!("line {}", link.status.word())),
        ];
        role.people.push((link, notes.into_iter().flatten().collect::<Vec<_>>().join(" · ")));
    }
    role
}

/// Labels with what belongs to them beside.
fn table_ui<T>(
    ui: &mut Ui,
    name: &str,
    rows: impl Iterator<Item = (&'static str, T)>,
    mut content: impl FnMut(&mut Ui, T),
) {
    let room = ui.available_width();
    egui::Grid::new(name).num_columns(2).spacing([10.0, 4.0]).min_row_height(16.0).show(ui, |ui| {
        for (label, row) in rows {
            let used = ui.label(theme::small(ui, label)).rect.width().max(LABEL);
            ui.vertical(|ui| {
                ui.spacing_mut().interact_size.y = 16.0;
                ui.set_max_width((room - used - 10.0).max(80.0));
                content(ui, row);
            });
            ui.end_row();
        }
    });
}

/// The room of a label in a table, points.
const LABEL: f32 = 72.0;
