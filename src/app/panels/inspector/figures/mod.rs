//! The map in figures: what it says as a whole, with small bars where a picture says more than a number.

mod bars;
mod shares;

use egui::{Sense, Ui, Vec2};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use self::bars::{Bar, Look, Part, bar_row_ui, parts_in_words_ui};
use self::shares::{Budget, Share};
pub(super) use self::shares::{Budgets, budgets};
use crate::analysis::{Family, Metrics, Severity};
use crate::app::act::Act;
use crate::app::widgets::theme;
use crate::model::words::{self, capitalised, money};
use crate::model::{Map, NodeKind, NodeStatus};
use crate::session::Session;

/// How many lines of a map's summary stand above its figures.
const LINES_OF_SUMMARY: usize = 4;

/// Shows title, place, date and summary of the open map.
pub(super) fn heading_ui(ui: &mut Ui, session: &Session) {
    let map = session.document.map();
    theme::heading_ui(ui, map.called());
    let when = map.as_of.map(|when| format!("as of {when}"));
    let place: Vec<String> = [map.place.clone(), when].into_iter().flatten().collect();
    ui.label(theme::small(ui, place.join(" · ")));
    if let Some(summary) = &map.summary {
        ui.add_space(4.0);
        summary_ui(ui, summary);
    }
}

/// Shows how a summary begins, and the rest for whoever asks: the figures below it are to be seen too.
fn summary_ui(ui: &mut Ui, summary: &str) {
    let id = ui.id().with("whole summary");
    let mut whole = ui.data(|data| data.get_temp(id)).unwrap_or(false);
    let (font, ink) = (egui::TextStyle::Body.resolve(ui.style()), ui.visuals().text_color());
    let mut job = egui::text::LayoutJob::simple(summary.to_owned(), font, ink, ui.available_width());
    job.wrap.max_rows = if whole { usize::MAX } else { LINES_OF_SUMMARY };
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let is_cut = galley.elided;
    ui.label(galley);
    if is_cut || whole {
        let (text, help) = if whole { ("less", "Show how it begins") } else { ("more", "Show the whole summary") };
        if ui.link(egui::RichText::new(text).size(theme::SMALL)).on_hover_text(help).clicked() {
            whole = !whole;
            ui.data_mut(|data| data.insert_temp(id, whole));
        }
    }
}

/// Shows the figures of the open map.
pub(super) fn figures_ui(ui: &mut Ui, session: &Session, budgets: &Budgets, acts: &mut Vec<Act>) {
    let map = session.document.map();
    let Some(picture) = &session.picture else {
        theme::section_ui(ui, "Figures");
        ui.label(theme::small(ui, "Checking the map …"));
        return;
    };
    let metrics = &picture.report.metrics;
    if map.nodes.is_empty() {
        theme::section_ui(ui, "Figures");
        ui.label(theme::small(ui, "There is nothing on the map yet."));
        return;
    }
    routes_ui(ui, metrics, map);
    bodies_ui(ui, metrics);
    strands_ui(ui, metrics);
    findings_ui(ui, metrics);
    time_ui(ui, metrics, map, acts);
    money_ui(ui, metrics, budgets, acts);
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
    let routes = &metrics.routes;
    if routes.expected == 0 {
        return;
    }
    theme::section_ui(ui, "Accountability");
    ui.label(theme::strong(format!("{} of {}", routes.sound, routes.expected), 22.0));
    ui.label("live boards and groups have a sound route to an accountable body");
    ui.add_space(2.0);
    bar_ui(ui, routes.share.unwrap_or_default() as f32);
    ui.add_space(4.0);
    if metrics.layers > 0 {
        row_ui(ui, "Layers", &metrics.layers.to_string());
    }
    if let Some(span) = &metrics.widest_span {
        row_ui(ui, "Most answer to", &span.bodies.to_string());
        ui.label(theme::small(ui, map.name(span.id.as_str())));
    }
}

fn bodies_ui(ui: &mut Ui, metrics: &Metrics) {
    let kinds = NodeKind::ALL.into_iter().filter(|kind| *kind != NodeKind::Strand);
    let stacks = kinds.map(|kind| {
        let counts = metrics.nodes.get(&kind);
        let count = |status| counts.and_then(|counts| counts.get(&status)).copied().unwrap_or_default();
        let layers = NodeStatus::ALL.map(|status| Layer {
            count: count(status),
            words: format!("{} {}", count(status), status.word()),
            look: Look::of_status(ui, status),
        });
        (format!("{}s", capitalised(kind.word())), layers.to_vec())
    });
    let stacks = stacks.collect();
    stacks_ui(ui, "Bodies and posts", stacks);
}

fn strands_ui(ui: &mut Ui, metrics: &Metrics) {
    theme::section_ui(ui, "Strands of work");
    row_ui(ui, "Owned by a live body", &metrics.strands.owned.to_string());
    row_ui(ui, "Stranded: no owner is live", &metrics.strands.stranded.to_string());
    row_ui(ui, "Owned by nobody", &metrics.strands.unowned.to_string());
}

fn findings_ui(ui: &mut Ui, metrics: &Metrics) {
    let stacks = Family::ALL.into_iter().map(|family| {
        let counts = metrics.findings.by_family.get(&family);
        let count = |severity| counts.and_then(|counts| counts.get(&severity)).copied().unwrap_or_default();
        let layers = Severity::ALL.map(|severity| Layer {
            count: count(severity),
            words: words::count(count(severity) as usize, severity.word(), &format!("{}s", severity.word())),
            look: Look::of_severity(ui, severity),
        });
        (family.word().to_owned(), layers.to_vec())
    });
    let stacks = stacks.collect();
    stacks_ui(ui, "Findings", stacks);
    if metrics.findings.all == 0 {
        theme::section_ui(ui, "Findings");
        ui.label(theme::small(ui, "There are none."));
    }
    if metrics.findings.accepted > 0 {
        row_ui(ui, "Accepted, and not counted", &metrics.findings.accepted.to_string());
    }
}

/// A layer of a stacked bar.
#[derive(Clone)]
struct Layer {
    count: u32,
    words: String,
    look: Look,
}

/// Shows stacked bars of counts to one scale, without those that stand for nothing.
fn stacks_ui(ui: &mut Ui, title: &str, mut stacks: Vec<(String, Vec<Layer>)>) {
    for (_, layers) in &mut stacks {
        layers.retain(|layer| layer.count > 0);
    }
    stacks.retain(|(_, layers)| !layers.is_empty());
    let sum = |layers: &[Layer]| layers.iter().map(|layer| u64::from(layer.count)).sum::<u64>();
    let Some(whole) = stacks.iter().map(|(_, layers)| sum(layers)).max() else { return };
    theme::section_ui(ui, title);
    for (label, layers) in &stacks {
        let words: Vec<&str> = layers.iter().map(|layer| layer.words.as_str()).collect();
        let parts: Vec<Part> = layers.iter().map(|layer| Part { size: layer.count.into(), look: layer.look }).collect();
        let bar = Bar {
            label,
            value: &sum(layers).to_string(),
            said: format!("{label}: {}", words.join(", ")),
            leads_somewhere: false,
            parts: &parts,
        };
        bar_row_ui(ui, bar, whole as f64);
        let parts: Vec<(Look, String)> = layers.iter().map(|layer| (layer.look, layer.words.clone())).collect();
        parts_in_words_ui(ui, &parts);
        ui.add_space(2.0);
    }
}

fn time_ui(ui: &mut Ui, metrics: &Metrics, map: &Map, acts: &mut Vec<Act>) {
    let attendance = &metrics.attendance;
    theme::section_ui(ui, "Time");
    row_ui(ui, "Seats", &attendance.seats.to_string());
    let known = |value: Option<Decimal>| value.map_or_else(|| "not known".to_owned(), number);
    row_ui(ui, "Meetings a year", &known(attendance.known_meetings()));
    if attendance.meetings_unknown > 0 {
        let bodies = words::count(attendance.meetings_unknown as usize, "body does", "bodies do");
        ui.label(theme::small(ui, format!("{bodies} not say how often they meet")));
    }
    row_ui(ui, "Attendance hours a year", &known(attendance.known_hours()));
    if attendance.seats_of_unknown_hours > 0 {
        let seats = words::count(attendance.seats_of_unknown_hours as usize, "seat is", "seats are");
        ui.label(theme::small(ui, format!("{seats} not counted: how often or how long is not known")));
    }
    let hours = shares::hours(metrics, map);
    let said = |share: &Share, value: &str| format!("{}: {value} hours a year", share.label);
    shares_ui(ui, "Hours a year by who sits", &hours, &number, &said, acts);
    let is_nothing_known = |hours: Decimal, seats: u32| hours.is_zero() && seats > 0;
    let members = attendance.by_member.iter();
    let unknown = members.filter(|member| is_nothing_known(member.hours, member.seats_of_unknown_hours)).count();
    if unknown > 0 && !hours.is_empty() {
        let others = words::count(unknown, "other member", "other members");
        ui.label(theme::small(ui, format!("Of {others} the hours are not known.")));
    }
}

fn money_ui(ui: &mut Ui, metrics: &Metrics, budgets: &Budgets, acts: &mut Vec<Act>) {
    for (currency, sums) in metrics.money.iter().filter(|(_, sums)| sums.lines > 0) {
        theme::section_ui(ui, "Money mapped");
        let named = Some(currency.as_str()).filter(|currency| !currency.is_empty());
        ui.label(theme::strong(money(sums.mapped, named), theme::TITLE));
        if named.is_none() {
            ui.label(theme::small(ui, "in a currency that is not named"));
        }
        if let Some(share) = sums.share {
            row_ui(ui, "Pooled or aligned", &format!("{:.1} %", share * 100.0));
        }
        row_ui(ui, "Lines with an amount", &sums.lines.to_string());
        for ((_, period), budget) in budgets.iter().filter(|((of, _), _)| of == currency) {
            budget_ui(ui, budget, named, period, acts);
        }
    }
    let unknown: u32 = metrics.money.values().map(|sums| sums.lines_of_unknown_amount).sum();
    if unknown > 0 {
        theme::section_ui(ui, "Money of unknown amount");
        let lines = words::count(unknown as usize, "line of money does", "lines of money do");
        ui.label(theme::small(ui, format!("{lines} not say how much")));
    }
}

fn budget_ui(ui: &mut Ui, budget: &Budget, currency: Option<&str>, period: &str, acts: &mut Vec<Act>) {
    let when = if period.is_empty() { "no period given".to_owned() } else { period.to_owned() };
    let value = |amount| money(amount, currency);
    let said = |share: &Share, value: &str| format!("{}: {value}, {when}", share.label);
    shares_ui(ui, &format!("By who pays, {when}"), &budget.by_partner, &value, &said, acts);
    shares_ui(ui, &format!("By how it is held, {when}"), &budget.by_arrangement, &value, &said, acts);
    shares_ui(ui, &format!("By theme, {when}"), &budget.by_theme, &value, &said, acts);
    if budget.is_theme_shared && !budget.by_theme.is_empty() {
        ui.label(theme::small(ui, "What serves several themes counts under each of them."));
    }
}

/// Shows shares as bars to one scale; `value` prints an amount, `said` tells a share with its printed amount in words.
fn shares_ui(
    ui: &mut Ui,
    title: &str,
    shares: &[Share],
    value: &dyn Fn(Decimal) -> String,
    said: &dyn Fn(&Share, &str) -> String,
    acts: &mut Vec<Act>,
) {
    let Some(whole) = shares.iter().map(|share| share.amount).max() else { return };
    let size = |amount: Decimal| amount.to_f64().unwrap_or_default();
    ui.add_space(4.0);
    ui.label(theme::small(ui, title));
    for share in shares {
        let least = if share.is_at_least { "at least " } else { "" };
        let value = format!("{least}{}", value(share.amount));
        let bar = Bar {
            label: &share.label,
            value: &value,
            said: said(share, &value),
            leads_somewhere: share.id.is_some(),
            parts: &[Part { size: size(share.amount), look: Look::plain(ui) }],
        };
        let response = bar_row_ui(ui, bar, size(whole));
        if let Some(id) = share.id.as_ref().filter(|_| response.clicked()) {
            acts.push(Act::go_to(id.clone()));
        }
    }
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
