//! The lines of the list of findings: titles, causes, findings, and rules that are switched off.

use egui::{Align2, FontFamily, FontId, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use crate::analysis::{Finding, Rule, Severity};
use crate::app::asking::{Question, found};
use crate::app::theme;
use crate::app::workbench::{Act, Workbench, plural};
use crate::editing::accept;

/// How wide the columns at the right of the list are, points.
const RULE_COLUMN: f32 = 170.0;
const SUBJECTS_COLUMN: f32 = 150.0;
const EXPLAIN_COLUMN: f32 = 62.0;
/// Room for "open again" too.
const ACCEPT_COLUMN: f32 = 74.0;
const FIX_COLUMN: f32 = 34.0;

/// The line above findings of one cause, which can be accepted together; says whether it was clicked.
pub(super) fn cause_ui(
    ui: &mut Ui,
    text: &str,
    severity: Severity,
    open: bool,
    indices: &[usize],
    bench: &Workbench,
    acts: &mut Vec<Act>,
) -> egui::Response {
    let colours = theme::colours(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), theme::ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(WidgetType::CollapsingHeader, true, open, text));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, colours.canvas);
    }
    let middle = rect.center().y;
    let mark = egui::Rect::from_center_size(egui::pos2(rect.left() + 12.0, middle), Vec2::splat(12.0));
    theme::paint_severity(ui, mark, severity);
    let font = FontId::new(theme::BODY, FontFamily::Name(theme::SEMIBOLD.into()));
    let place = egui::pos2(rect.left() + 26.0, middle);
    let accept = rect.right() - EXPLAIN_COLUMN - ACCEPT_COLUMN;
    let clip = ui.painter_at(rect.with_max_x(accept - 6.0));
    clip.text(place, Align2::LEFT_CENTER, text, font, colours.ink);
    let arrow = if open { "⏷" } else { "⏵" };
    let place = egui::pos2(rect.right() - 12.0, middle);
    ui.painter().text(place, Align2::RIGHT_CENTER, arrow, FontId::proportional(10.0), colours.muted);
    if !bench.document.is_read_only() {
        let right = egui::pos2(rect.right() - EXPLAIN_COLUMN, rect.bottom());
        let place = egui::Rect::from_min_max(egui::pos2(accept, rect.top()), right);
        let link = ui.put(place, egui::Link::new(egui::RichText::new("accept all…").size(theme::SMALL)));
        link.widget_info(|| WidgetInfo::labeled(WidgetType::Link, true, format!("Accept all: {text}")));
        if link.on_hover_text("Live with all of these, for one reason: they no longer count").clicked() {
            acts.push(Act::Ask(Question::Accept(indices.to_vec())));
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
pub(super) fn finding_ui(ui: &mut Ui, index: usize, indented: bool, bench: &Workbench, acts: &mut Vec<Act>) {
    let finding = &bench.findings()[index];
    let colours = theme::colours(ui);
    let chosen = bench.finding == Some(index);
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
    let middle = rect.center().y;
    let left = rect.left() + if indented { 18.0 } else { 0.0 };
    let mark = egui::Rect::from_center_size(egui::pos2(left + 12.0, middle), Vec2::splat(12.0));
    let is_accepted = finding.is_accepted();
    if is_accepted {
        ui.painter().text(mark.center(), Align2::CENTER_CENTER, "✔", FontId::proportional(theme::SMALL), colours.muted);
    } else {
        theme::paint_severity(ui, mark, finding.severity);
    }

    // The columns at the right go one after the other when the panel is narrow: the sentence comes first.
    let may_change = !bench.document.is_read_only();
    let explain = rect.right() - EXPLAIN_COLUMN;
    let accept = if may_change && width > 400.0 { explain - ACCEPT_COLUMN } else { explain };
    let fix = if finding.fix.is_some() && may_change && !is_accepted { accept - FIX_COLUMN } else { accept };
    let subjects = if width > 720.0 { accept - FIX_COLUMN - SUBJECTS_COLUMN } else { fix };
    let rule = if width > 560.0 { subjects - RULE_COLUMN } else { subjects };
    let cell = |ui: &Ui, from: f32, to: f32, text: &str, font: FontId, colour| {
        let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, colour);
        job.wrap = egui::text::TextWrapping::truncate_at_width(to - from - 10.0);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let cut = galley.elided;
        ui.painter().galley(egui::pos2(from, middle - galley.size().y / 2.0), galley, colour);
        cut
    };
    let font = if chosen {
        FontId::new(theme::BODY, FontFamily::Name(theme::SEMIBOLD.into()))
    } else {
        FontId::proportional(theme::BODY)
    };
    let ink = if is_accepted { colours.muted } else { colours.ink };
    cell(ui, left + 26.0, rule, &finding.message, font, ink);
    let small = FontId::proportional(theme::SMALL);
    if rule < subjects {
        cell(ui, rule, subjects, finding.rule, small.clone(), colours.muted);
    }
    if subjects < fix {
        let text = match &finding.acceptance {
            Some(acceptance) if acceptance.facts_changed => "was accepted; has changed".to_owned(),
            Some(acceptance) => acceptance.reason.clone(),
            None => subjects_text(finding, bench),
        };
        cell(ui, subjects, accept - FIX_COLUMN, &text, small, colours.muted);
    }
    if accept < explain {
        let place = egui::Rect::from_min_max(egui::pos2(accept, rect.top()), egui::pos2(explain, rect.bottom()));
        accept_link_ui(ui, place, index, finding, bench, acts);
    }
    if fix < accept
        && let Some(mend) = &finding.fix
    {
        let place = egui::Rect::from_min_max(egui::pos2(fix, rect.top()), egui::pos2(accept, rect.bottom()));
        let link = ui.put(place, egui::Link::new(egui::RichText::new("fix").size(theme::SMALL)));
        if link.on_hover_text(&mend.label).clicked() {
            acts.push(Act::Fix(index));
        }
    }
    let link = egui::Rect::from_min_max(egui::pos2(explain, rect.top()), rect.max);
    let explain = ui.put(link, egui::Link::new(egui::RichText::new("explain").size(theme::SMALL)));
    if explain.clicked() {
        acts.push(Act::Explain(finding.code));
    } else if response.clicked() {
        acts.push(Act::Finding(index));
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
fn accept_link_ui(
    ui: &mut Ui,
    place: egui::Rect,
    index: usize,
    finding: &Finding,
    bench: &Workbench,
    acts: &mut Vec<Act>,
) {
    let (text, verb, help) = if finding.is_accepted() {
        ("open again", "Open again", "Let it count again")
    } else {
        ("accept…", "Accept", "Live with it, for a reason: it no longer counts")
    };
    let link = ui.put(place, egui::Link::new(egui::RichText::new(text).size(theme::SMALL)));
    link.widget_info(|| WidgetInfo::labeled(WidgetType::Link, true, format!("{verb}: {}", finding.message)));
    if link.on_hover_text(help).clicked() {
        acts.push(if finding.is_accepted() {
            Act::Make(accept::reopen(bench.document.map(), &found(finding)))
        } else {
            Act::Ask(Question::Accept(vec![index]))
        });
    }
}

/// A rule that the map switches off, and the way back.
pub(super) fn off_ui(ui: &mut Ui, rule: &Rule, bench: &Workbench, acts: &mut Vec<Act>) {
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
            let link = ui.add_enabled(!bench.document.is_read_only(), egui::Link::new(text));
            link.widget_info(|| WidgetInfo::labeled(WidgetType::Link, true, format!("Switch on {}", rule.name)));
            if link.on_hover_text(rule.summary).clicked() {
                acts.push(Act::Make(accept::set_severity(bench.document.map(), rule.code, rule.name, None)));
            }
        },
    );
}

/// What a finding is about, counted: "3 bodies, 1 strand".
fn subjects_text(finding: &Finding, bench: &Workbench) -> String {
    use crate::analysis::SubjectKind;
    use crate::model::NodeKind;
    let map = bench.document.map();
    let mut counts = [0_usize; 6];
    for subject in &finding.subjects {
        let kind = match subject.kind {
            SubjectKind::Node => match map.nodes.get(subject.id.as_str()).map(|node| node.kind) {
                Some(NodeKind::Post) => 1,
                Some(NodeKind::Strand) => 2,
                _ => 0,
            },
            SubjectKind::Link => 3,
            SubjectKind::Theme => 4,
            SubjectKind::Total => 5,
        };
        counts[kind] += 1;
    }
    let nouns = [
        ("body", "bodies"),
        ("post", "posts"),
        ("strand", "strands"),
        ("line", "lines"),
        ("theme", "themes"),
        ("total", "totals"),
    ];
    let parts: Vec<String> = counts
        .iter()
        .zip(nouns)
        .filter(|(count, _)| **count > 0)
        .map(|(count, (one, many))| plural(*count, one, many))
        .collect();
    parts.join(", ")
}
