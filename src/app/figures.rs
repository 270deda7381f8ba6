//! The map in figures: what it says as a whole.

use egui::{Sense, Ui, Vec2};
use rust_decimal::Decimal;

use super::theme;
use super::workbench::Workbench;
use crate::analysis::{Family, Metrics, Severity};
use crate::model::{NodeKind, NodeStatus};

/// How many partners are listed by their hours.
const MOST_PARTNERS: usize = 8;

/// Shows title, summary and figures of the open map.
pub fn figures_ui(ui: &mut Ui, bench: &Workbench) {
    let map = bench.document.map();
    theme::heading_ui(ui, if map.title.is_empty() { "Untitled map" } else { &map.title });
    let when = map.as_of.map(|when| format!("as of {when}"));
    let place: Vec<String> = [map.place.clone(), when].into_iter().flatten().collect();
    ui.label(theme::small(ui, place.join(" · ")));
    if let Some(summary) = &map.summary {
        ui.add_space(4.0);
        ui.label(summary);
    }
    let Some(picture) = &bench.picture else {
        theme::section_ui(ui, "Figures");
        ui.label(theme::small(ui, "Checking the map …"));
        return;
    };
    let metrics = &picture.report.metrics;
    routes_ui(ui, metrics);
    bodies_ui(ui, metrics);
    strands_ui(ui, metrics);
    findings_ui(ui, metrics);
    time_ui(ui, metrics);
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

fn routes_ui(ui: &mut Ui, metrics: &Metrics) {
    theme::section_ui(ui, "Accountability");
    let routes = &metrics.sound_routes;
    ui.label(theme::strong(format!("{} of {}", routes.sound, routes.live), 22.0));
    ui.label("live bodies have a sound route to an accountable body");
    ui.add_space(2.0);
    let share = if routes.live == 0 { 0.0 } else { routes.sound as f32 / routes.live as f32 };
    bar_ui(ui, share);
    ui.add_space(4.0);
    row_ui(ui, "Layers", &metrics.layers.to_string());
    if let Some(span) = &metrics.widest_span {
        row_ui(ui, "Widest span", &span.bodies.to_string());
    }
}

fn bodies_ui(ui: &mut Ui, metrics: &Metrics) {
    theme::section_ui(ui, "Bodies and posts");
    egui::Grid::new("bodies").num_columns(5).spacing(Vec2::new(10.0, 3.0)).show(ui, |ui| {
        ui.label("");
        for status in NodeStatus::ALL {
            ui.label(theme::small(ui, status.word()));
        }
        ui.end_row();
        for kind in NodeKind::ALL.into_iter().filter(|kind| *kind != NodeKind::Strand) {
            ui.label(kind.word());
            for status in NodeStatus::ALL {
                let count = metrics.bodies.count(kind, status);
                ui.label(if count == 0 { "·".to_owned() } else { count.to_string() });
            }
            ui.end_row();
        }
    });
}

fn strands_ui(ui: &mut Ui, metrics: &Metrics) {
    theme::section_ui(ui, "Strands of work");
    row_ui(ui, "Owned by a live body", &metrics.strands.owned.to_string());
    row_ui(ui, "Stranded: the owner is not live", &metrics.strands.stranded.to_string());
    row_ui(ui, "Owned by nobody", &metrics.strands.unowned.to_string());
}

fn findings_ui(ui: &mut Ui, metrics: &Metrics) {
    theme::section_ui(ui, "Findings");
    egui::Grid::new("findings").num_columns(4).spacing(Vec2::new(10.0, 3.0)).show(ui, |ui| {
        ui.label("");
        for severity in Severity::ALL {
            ui.label(theme::small(ui, format!("{}s", severity.word())));
        }
        ui.end_row();
        for family in Family::ALL {
            ui.label(family.word());
            for severity in Severity::ALL {
                let count = metrics.findings.count(family, severity);
                ui.label(if count == 0 { "·".to_owned() } else { count.to_string() });
            }
            ui.end_row();
        }
    });
}

fn time_ui(ui: &mut Ui, metrics: &Metrics) {
    theme::section_ui(ui, "Time");
    row_ui(ui, "Seats", &metrics.seats.to_string());
    row_ui(ui, "Meetings a year", &metrics.meetings.a_year.normalize().to_string());
    let attendance = &metrics.attendance;
    row_ui(ui, "Attendance hours a year", &attendance.hours.normalize().to_string());
    if attendance.unknown > 0 {
        let text = format!("{} seats are not counted: how often or how long is not known", attendance.unknown);
        ui.label(theme::small(ui, text));
    }
    for partner in attendance.by_partner.iter().take(MOST_PARTNERS) {
        row_ui(ui, &partner.name, &partner.hours.normalize().to_string());
    }
}

fn money_ui(ui: &mut Ui, metrics: &Metrics) {
    for money in &metrics.money {
        theme::section_ui(ui, "Money mapped");
        ui.label(theme::strong(self::money(money.mapped, money.currency.as_deref()), 17.0));
        if let Some(share) = money.shared_percent() {
            row_ui(ui, "Pooled or aligned", &format!("{share:.1} %"));
        }
    }
}

fn row_ui(ui: &mut Ui, name: &str, value: &str) {
    ui.horizontal(|ui| {
        ui.label(name);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| ui.label(theme::strong(value, theme::BODY)));
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
