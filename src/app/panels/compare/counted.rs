//! What a figure counts, as a list: each line leads to where it is seen on the map.

use egui::{Align, Align2, FontId, Layout, Rect, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use crate::app::act::Act;
use crate::app::widgets::theme;
use crate::drawing::Ink;
use crate::model::quote::shortened;
use crate::options::{Item, On};
use crate::session::Session;
use crate::session::options::OptionAct;
use crate::session::reports::{Compared, Counted, ReportAct};
use crate::session::spotlight::Spotlight;

/// Shows what a figure counts.
pub(super) fn counted_ui(ui: &mut Ui, counted: &Counted, compared: &Compared, session: &Session, acts: &mut Vec<Act>) {
    let options = &compared.full.comparison.options;
    let place = counted.of.as_ref().map(|id| options.iter().position(|option| option.id == *id));
    let (whose, column) = match place {
        None => ("As it is now".to_owned(), Some(0)),
        Some(place) => {
            (place.map(|at| shortened(&options[at].name).into_owned()).unwrap_or_default(), place.map(|at| at + 1))
        }
    };
    let figure = compared.figures.iter().find(|figure| figure.counts == counted.counts);
    let value = figure.zip(column).and_then(|(figure, column)| figure.values.get(column)?.clone());
    let title = format!("{}: {}", counted.label, value.unwrap_or_default());
    let (buttons_first, text) = (Layout::right_to_left(Align::Center), Layout::left_to_right(Align::Center));
    // A long title is cut where the button stands.
    ui.horizontal(|ui| {
        ui.with_layout(buttons_first, |ui| {
            if ui.button("Close").on_hover_text("Close the list").clicked() {
                acts.push(Act::Report(ReportAct::Count(None)));
            }
            ui.with_layout(text, |ui| {
                let heading = ui.add(egui::Label::new(theme::strong(&title, theme::BODY)).truncate());
                theme::tell_heading(&heading, &title);
            });
        });
    });
    ui.label(theme::small(ui, &whose));
    ui.add_space(4.0);
    let Some(items) = session.reports.items() else {
        ui.label(theme::small(ui, "Counting …"));
        return;
    };
    if items.is_empty() {
        ui.label(theme::small(ui, "There are none."));
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = egui::ScrollArea::vertical().id_salt("items").auto_shrink(false);
    area.show_rows(ui, theme::ROW, items.len(), |ui, range| {
        for item in &items[range] {
            if item_ui(ui, item).clicked() {
                acts.extend(lead(item, counted));
            }
        }
    });
}

fn item_ui(ui: &mut Ui, item: &Item) -> egui::Response {
    let colours = theme::colours(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), theme::ROW), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &item.words));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, colours.canvas);
    }
    let mut left = rect.left() + 4.0;
    if let Some(severity) = item.severity {
        let mark = Rect::from_center_size(egui::pos2(rect.left() + 10.0, rect.center().y), Vec2::splat(12.0));
        theme::paint_severity(ui, mark, severity);
        left += 18.0;
    }
    let font = FontId::proportional(theme::BODY);
    let mut job = egui::text::LayoutJob::simple_singleline(item.words.clone(), font, colours.ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.right() - left - 4.0);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let is_cut = galley.elided;
    let place = Align2::LEFT_CENTER.anchor_size(egui::pos2(left, rect.center().y), galley.size());
    ui.painter().galley(place.min, galley, colours.ink);
    if is_cut { response.on_hover_text(&item.words) } else { response }
}

/// Leads to where it is seen: opens that map, and lights it there.
fn lead(item: &Item, counted: &Counted) -> Vec<Act> {
    let on = match item.on {
        On::Baseline => None,
        On::Option => counted.of.clone(),
    };
    let open = Act::Option(OptionAct::Open(on));
    if let Some(id) = item.ids.first().filter(|_| item.ids.len() == 1) {
        return vec![open, Act::go_to(id.clone())];
    }
    let at = item.ids.iter().cloned().collect();
    let ink = item.severity.map_or(Ink::Accent, Ink::of);
    let (title, text) = (counted.label.clone(), format!("{}.", item.words));
    let spotlight = Spotlight { at, title, text, ids: item.ids.clone(), gaps: Vec::new(), ink };
    if item.ids.is_empty() { Vec::new() } else { vec![open, Act::Spotlight(Some(spotlight))] }
}
