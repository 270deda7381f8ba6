//! The lines of the list of findings: titles, causes, findings, and rules that are switched off.

use egui::{Align2, FontFamily, FontId, Rect, Response, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use super::Folded;

use crate::analysis::{Finding, Rule};
use crate::app::act::{Act, Ask, Target};
use crate::app::command;
use crate::app::widgets::{folding, lookup, theme};
use crate::editing::accept;
use crate::session::Session;
use crate::session::help::Topic;

/// How wide the columns at the right of the list are, points.
const RULE_COLUMN: f32 = 170.0;
const STAKE_COLUMN: f32 = 200.0;
const EXPLAIN_COLUMN: f32 = 62.0;
/// Room for "open again" too.
const ACCEPT_COLUMN: f32 = 74.0;
const FIX_COLUMN: f32 = 46.0;

/// Where the columns at the right of a line begin. They go one after the other when the panel is narrow: the sentence
/// comes first.
struct Columns {
    rule: f32,
    stake: f32,
    fix: f32,
    accept: f32,
    explain: f32,
}

impl Columns {
    fn of(line: Rect, may_change: bool) -> Self {
        let explain = line.right() - EXPLAIN_COLUMN;
        let accept = if may_change && line.width() > 400.0 { explain - ACCEPT_COLUMN } else { explain };
        let fix = if accept < explain && line.width() > 480.0 { accept - FIX_COLUMN } else { accept };
        let stake = if line.width() > 760.0 { fix - STAKE_COLUMN } else { fix };
        let rule = if line.width() > 1000.0 { stake - RULE_COLUMN } else { stake };
        Self { rule, stake, fix, accept, explain }
    }
}

/// Writes a text between two columns, as much of it as there is room for.
fn cell_ui(ui: &Ui, line: Rect, columns: std::ops::Range<f32>, text: &str, font: FontId, colour: egui::Color32) {
    if columns.is_empty() {
        return;
    }
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width(columns.end - columns.start - 10.0);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let place = egui::pos2(columns.start, line.center().y - galley.size().y / 2.0);
    ui.painter().galley(place, galley, colour);
}

fn semi_bold() -> FontId {
    FontId::new(theme::BODY, FontFamily::Name(theme::SEMIBOLD.into()))
}

/// The line above findings of one cause, which can be accepted together; says whether it was clicked.
pub(super) fn cause_ui(ui: &mut Ui, folded: &Folded, open: bool, session: &Session, acts: &mut Vec<Act>) -> Response {
    let Folded { sentence, rule, stake, severity, indices } = folded;
    let colours = theme::colours(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), theme::ROW), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::CollapsingHeader, true, sentence));
    folding::note(&response, open);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, colours.canvas);
    }
    let mark = Rect::from_center_size(egui::pos2(rect.left() + 12.0, rect.center().y), Vec2::splat(12.0));
    theme::paint_severity(ui, mark, *severity);
    let columns = Columns::of(rect, !session.document.is_read_only());
    let small = FontId::proportional(theme::SMALL);
    cell_ui(ui, rect, rect.left() + 26.0..columns.rule, sentence, semi_bold(), colours.ink);
    cell_ui(ui, rect, columns.rule..columns.stake, rule, small.clone(), colours.muted);
    cell_ui(ui, rect, columns.stake..columns.fix, stake, small, colours.muted);
    let arrow = if open { "⏷" } else { "⏵" };
    let place = egui::pos2(rect.right() - 12.0, rect.center().y);
    ui.painter().text(place, Align2::RIGHT_CENTER, arrow, FontId::proportional(10.0), colours.muted);
    if columns.accept < columns.explain {
        let place = rect.with_min_x(columns.accept).with_max_x(columns.explain);
        let link = ui.put(place, egui::Link::new(egui::RichText::new("accept all…").size(theme::SMALL)));
        link.widget_info(|| WidgetInfo::labeled(WidgetType::Link, true, format!("Accept all: {sentence}")));
        if link.on_hover_text("Live with all of these, for one reason: they no longer count").clicked() {
            acts.push(Act::Ask(Ask::Accept(indices.iter().map(|index| session.findings()[*index].key()).collect())));
        }
    }
    response
}

/// The title of a block of the list, with the number of its lines.
pub(super) fn title_ui(ui: &mut Ui, title: &str, count: usize) {
    let muted = theme::colours(ui).muted;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), theme::ROW), Sense::hover());
    let text = format!("{}  {count}", title.to_uppercase());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, format!("{title}, {count}")));
    let font = FontId::new(11.0, FontFamily::Name(theme::SEMIBOLD.into()));
    let place = egui::pos2(rect.left(), rect.center().y + 3.0);
    ui.painter().text(place, Align2::LEFT_CENTER, text, font, muted);
}

/// One finding, with what can be done about it at its right.
pub(super) fn finding_ui(ui: &mut Ui, index: usize, indented: bool, session: &Session, acts: &mut Vec<Act>) {
    let finding = &session.findings()[index];
    let colours = theme::colours(ui);
    let chosen = session.selection.finding.as_ref().is_some_and(|key| finding.is(key));
    let width = ui.available_width();
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, theme::ROW), Sense::click());
    response.widget_info(|| {
        let state = match &finding.acceptance {
            None => "",
            Some(acceptance) if acceptance.facts_changed => "once accepted ",
            Some(_) => "accepted ",
        };
        let text = format!("{state}{}: {}", finding.severity.word(), finding.message);
        WidgetInfo::selected(WidgetType::SelectableLabel, true, chosen, text)
    });
    if chosen || response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, if chosen { colours.chosen } else { colours.canvas });
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 4.0, egui::Stroke::new(1.5, colours.accent), egui::StrokeKind::Inside);
    }
    lookup::note(&response, Topic::Rule(finding.code));
    let middle = rect.center().y;
    let left = rect.left() + if indented { 18.0 } else { 0.0 };
    let mark = Rect::from_center_size(egui::pos2(left + 12.0, middle), Vec2::splat(12.0));
    let is_accepted = finding.is_accepted();
    if is_accepted {
        ui.painter().text(mark.center(), Align2::CENTER_CENTER, "✔", FontId::proportional(theme::SMALL), colours.muted);
    } else {
        theme::paint_severity(ui, mark, finding.severity);
    }

    let columns = Columns::of(rect, !session.document.is_read_only());
    let font = if chosen { semi_bold() } else { FontId::proportional(theme::BODY) };
    let ink = if is_accepted { colours.muted } else { colours.ink };
    cell_ui(ui, rect, left + 26.0..columns.rule, &finding.message, font, ink);
    let small = FontId::proportional(theme::SMALL);
    cell_ui(ui, rect, columns.rule..columns.stake, finding.rule, small.clone(), colours.muted);
    let currency = session.picture.as_ref().and_then(|picture| picture.report.stakes.currency.as_deref());
    let text = match &finding.acceptance {
        Some(acceptance) if acceptance.facts_changed => "was accepted; has changed",
        Some(acceptance) => &acceptance.reason,
        None => &finding.stake.words(currency),
    };
    cell_ui(ui, rect, columns.stake..columns.fix, text, small, colours.muted);
    if columns.accept < columns.explain {
        let place = rect.with_min_x(columns.accept).with_max_x(columns.explain);
        accept_link_ui(ui, place, finding, session, acts);
    }
    if columns.fix < columns.accept
        && let Some(way_out) = command::way_out(session, finding).filter(|_| !is_accepted)
    {
        let place = rect.with_min_x(columns.fix).with_max_x(columns.accept);
        let text = if finding.fixes.is_empty() { "draw…" } else { "fix…" };
        let link = ui.put(place, egui::Link::new(egui::RichText::new(text).size(theme::SMALL)));
        link.widget_info(|| WidgetInfo::labeled(WidgetType::Link, true, format!("Fix: {way_out}")));
        if link.on_hover_text(&way_out).clicked() {
            acts.extend(command::fix(session, &finding.key()));
        }
    }
    let explain =
        ui.put(rect.with_min_x(columns.explain), egui::Link::new(egui::RichText::new("explain").size(theme::SMALL)));
    if explain.clicked() {
        acts.push(Act::Explain(Some(finding.code)));
    } else if response.clicked() {
        acts.push(Act::GoTo(Target::Finding(finding.key())));
    }
    response.on_hover_ui(|ui| {
        ui.label(&finding.message);
        ui.label(theme::small(ui, &finding.hint));
        if let Some(acceptance) = &finding.acceptance {
            ui.label(theme::small(ui, acceptance.words()));
        }
    });
}

/// The link by which a finding is accepted, or opened again.
fn accept_link_ui(ui: &mut Ui, place: Rect, finding: &Finding, session: &Session, acts: &mut Vec<Act>) {
    let (text, verb, help) = if finding.is_accepted() {
        ("open again", "Open again", "Let it count again")
    } else {
        ("accept…", "Accept", "Live with it, for a reason: it no longer counts")
    };
    let link = ui.put(place, egui::Link::new(egui::RichText::new(text).size(theme::SMALL)));
    link.widget_info(|| WidgetInfo::labeled(WidgetType::Link, true, format!("{verb}: {}", finding.message)));
    if link.on_hover_text(help).clicked() {
        acts.push(command::accept_or_reopen(session, finding));
    }
}

/// A rule that the map switches off, and the way back.
pub(super) fn off_ui(ui: &mut Ui, rule: &Rule, session: &Session, acts: &mut Vec<Act>) {
    let muted = theme::colours(ui).muted;
    ui.allocate_ui_with_layout(
        Vec2::new(ui.available_width(), theme::ROW),
        egui::Layout::left_to_right(egui::Align::Center),
        |ui| {
            ui.add_space(26.0);
            ui.label(egui::RichText::new(rule.name).color(muted));
            ui.label(theme::small(ui, rule.code));
            ui.add_space(8.0);
            let text = egui::RichText::new("switch on").size(theme::SMALL);
            let enabled = !session.document.is_read_only();
            let link = ui.add_enabled(enabled, egui::Link::new(text));
            let name = format!("Switch on {}{}", rule.name, if enabled { "" } else { ", not available" });
            link.widget_info(|| WidgetInfo::labeled(WidgetType::Link, enabled, name.as_str()));
            if link.on_hover_text(rule.summary).clicked() {
                acts.push(Act::Make(accept::set_severity(session.document.map(), rule.code, rule.name, None)));
            }
        },
    );
}
