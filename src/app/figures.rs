//! The map in figures: what it says as a whole.

use egui::{Sense, Ui, Vec2};
use rust_decimal::Decimal;

use super::theme;
use super::workbench::{Workbench, plural};
use crate::analysis::{Family, Metrics, Severity};
use crate::model::{Map, NodeKind, NodeStatus};

/// How many members are listed by their hours.
const MOST_MEMBERS: usize = 8;

/// Shows title, place, date and summary of the open map.
pub fn heading_ui(ui: &mut Ui, bench: &Workbench) {
    let map = bench.document.map();
    theme::heading_ui(ui, if map.title.is_empty() { "Untitled map" } else { &map.title });
    let when = map.as_of.map(|when| format!("as of {when}"));
    let place: Vec<String> = [map.place.clone(), when].into_iter().flatten().collect();
    ui.label(theme::small(ui, place.join(" · ")));
    if let Some(summary) = &map.summary {
        ui.add_space(4.0);
        ui.label(summary);
    }
}

/// Shows the figures of the open map.
pub fn figures_ui(ui: &mut Ui, bench: &Workbench) {
    let map = bench.document.map();
    let Some(picture) = &bench.picture else {
        theme::section_ui(ui, "Figures");
        ui.label(theme::small(ui, "Checking the map …"));
        return;
    };
    let metrics = &picture.report.metrics;
    routes_ui(ui, metrics, map);
    bodies_ui(ui, metrics);
    strands_ui(ui, metrics);
    findings_ui(ui, metrics);
    time_ui(ui, metrics, map);
    money_ui(ui, metrics);
    theme::section_ui(ui, "Sources");
    if map.sources.is_empty() {
        ui.label(theme::small(ui, "The map names no source."));
    }
    for source in &map.sources {
        let details = [source.publisher.clone(), source.date.map(|date| date.to_string())];
        ui.label(&source.title);
        ui.label(theme::small(ui, details.into_iter().flatten().collect::<Vec<_>>().join(", ")));
    }
}

fn routes_ui(ui: &mut Ui, metrics: &Metrics, map: &Map) {
    theme::section_ui(ui, "Accountability");
    let routes = &metrics.routes;
    ui.label(theme::strong(format!("{} of {}", routes.sound, routes.expected), 22.0));
    ui.label("live bodies have a sound route to an accountable body");
    ui.add_space(2.0);
    bar_ui(ui, routes.share.unwrap_or_default() as f32);
    ui.add_space(4.0);
    row_ui(ui, "Layers", &metrics.layers.to_string());
    if let Some(span) = &metrics.widest_span {
        row_ui(ui, "Most answer to", &span.bodies.to_string());
        ui.label(theme::small(ui, map.name(span.id.as_str())));
    }
}

fn bodies_ui(ui: &mut Ui, metrics: &Metrics) {
    theme::section_ui(ui, "Bodies and posts");
    let columns = NodeStatus::ALL.map(|status| status.word().to_owned());
    let kinds = NodeKind::ALL.into_iter().filter(|kind| *kind != NodeKind::Strand);
    let rows = kinds.map(|kind| {
        let counts = metrics.nodes.get(&kind);
        let count = |status| counts.and_then(|counts| counts.get(&status)).copied().unwrap_or_default();
        (kind.word(), NodeStatus::ALL.map(count).to_vec())
    });
    table_ui(ui, "bodies", &columns, rows);
}

fn strands_ui(ui: &mut Ui, metrics: &Metrics) {
    theme::section_ui(ui, "Strands of work");
    row_ui(ui, "Owned by a live body", &metrics.strands.owned.to_string());
    row_ui(ui, "Stranded: no owner is live", &metrics.strands.stranded.to_string());
    row_ui(ui, "Owned by nobody", &metrics.strands.unowned.to_string());
}

fn findings_ui(ui: &mut Ui, metrics: &Metrics) {
    theme::section_ui(ui, "Findings");
    let columns = Severity::ALL.map(|severity| format!("{}s", severity.word()));
    let rows = Family::ALL.into_iter().map(|family| {
        let counts = metrics.findings.by_family.get(&family);
        let count = |severity| counts.and_then(|counts| counts.get(&severity)).copied().unwrap_or_default();
        (family.word(), Severity::ALL.map(count).to_vec())
    });
    table_ui(ui, "findings", &columns, rows);
    if metrics.findings.accepted > 0 {
        row_ui(ui, "Accepted, and not counted", &metrics.findings.accepted.to_string());
    }
}

fn time_ui(ui: &mut Ui, metrics: &Metrics, map: &Map) {
    let attendance = &metrics.attendance;
    theme::section_ui(ui, "Time");
    row_ui(ui, "Seats", &attendance.seats.to_string());
    row_ui(ui, "Meetings a year", &number(attendance.meetings));
    if attendance.meetings_unknown > 0 {
        let bodies = plural(attendance.meetings_unknown as usize, "body does", "bodies do");
        ui.label(theme::small(ui, format!("{bodies} not say how often they meet")));
    }
    row_ui(ui, "Attendance hours a year", &number(attendance.hours));
    if attendance.seats_of_unknown_hours > 0 {
        let seats = plural(attendance.seats_of_unknown_hours as usize, "seat is", "seats are");
        ui.label(theme::small(ui, format!("{seats} not counted: how often or how long is not known")));
    }
    let known = attendance.by_member.iter().filter(|member| !member.hours.is_zero());
    for member in known.take(MOST_MEMBERS) {
        row_ui(ui, map.name(member.id.as_str()), &number(member.hours));
    }
}

fn money_ui(ui: &mut Ui, metrics: &Metrics) {
    for (currency, sums) in &metrics.money {
        theme::section_ui(ui, "Money mapped");
        ui.label(theme::strong(money(sums.mapped, Some(currency)), theme::TITLE));
        if let Some(share) = sums.share {
            row_ui(ui, "Pooled or aligned", &format!("{:.1} %", share * 100.0));
        }
        row_ui(ui, "Lines with an amount", &sums.lines.to_string());
    }
}

/// A small table of counts; noughts are dots, so that the eye finds what is there.
fn table_ui(ui: &mut Ui, name: &str, columns: &[String], rows: impl Iterator<Item = (&'static str, Vec<u32>)>) {
    egui::Grid::new(name).num_columns(columns.len() + 1).spacing(Vec2::new(12.0, 3.0)).show(ui, |ui| {
        ui.label("");
        for column in columns {
            ui.label(theme::small(ui, column));
        }
        ui.end_row();
        for (name, counts) in rows {
            ui.label(name);
            for count in counts {
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.label(if count == 0 { theme::small(ui, "·") } else { count.to_string().into() });
                });
            }
            ui.end_row();
        }
    });
}

/// A number without needless digits.
fn number(value: Decimal) -> String {
    value.round_dp(1).normalize().to_string()
}

fn row_ui(ui: &mut Ui, name: &str, value: &str) {
    ui.horizontal(|ui| {
        ui.label(name);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(theme::strong(value, theme::BODY))
        });
    });
}

fn bar_ui(ui: &mut Ui, share: f32) {
    let colours = theme::colours(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 8.0), Sense::hover());
    ui.painter().rect_filled(rect, 4.0, colours.hairline);
    let filled = egui::Rect::from_min_size(rect.min, Vec2::new(rect.width() * share, rect.height()));
    ui.painter().rect_filled(filled, 4.0, colours.accent);
    response.widget_info(|| {
        egui::WidgetInfo::labeled(egui::WidgetType::ProgressIndicator, true, format!("{:.0} per cent", share * 100.0))
    });
}

/// An amount as people print it: "£24,383,000", or "SEK 1,200.50".
pub fn money(amount: Decimal, currency: Option<&str>) -> String {
    let text = amount.normalize().abs().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push('.');
        grouped.push_str(&format!("{fraction:0<2}"));
    }
    let sign = if amount.is_sign_negative() && !amount.is_zero() { "−" } else { "" };
    match currency {
        Some("GBP") => format!("{sign}£{grouped}"),
        Some("EUR") => format!("{sign}€{grouped}"),
        Some("USD") => format!("{sign}${grouped}"),
        Some(other) => format!("{other} {sign}{grouped}"),
        None => format!("{sign}{grouped}"),
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::money;

    #[test]
    fn money_is_grouped_in_thousands() {
        let amount = |text: &str| text.parse::<Decimal>().expect("a number");
        assert_eq!(money(amount("24383000"), Some("GBP")), "£24,383,000");
        assert_eq!(money(amount("-1200.5"), Some("SEK")), "SEK −1,200.50");
        assert_eq!(money(amount("999"), None), "999");
        assert_eq!(money(amount("0"), Some("EUR")), "€0");
    }
}
