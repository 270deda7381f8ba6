//! The line over a table: a filter by words, how many rows are left, and a button that copies them.

use egui::{RichText, Ui, WidgetInfo, WidgetType};

use super::Rows;
use crate::app::widgets::{spelling, theme};
use crate::model::words::count;

/// How wide the field of a filter is, points.
const FILTER: f32 = 140.0;

/// Filters the rows of a table, says how many are left, and offers to copy them; whether that was taken.
pub fn filter_ui(ui: &mut Ui, table: &str, words: &mut String, rows: &Rows, nouns: [&str; 2]) -> bool {
    ui.add_space(6.0);
    let id = egui::Id::new(("filter of a table", table));
    let field = spelling::field_ui(ui, id, words, |field| field.hint_text("Filter").desired_width(FILTER));
    field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, format!("Filter the {table}")));
    let (shown, all) = (rows.len(), rows.all());
    if shown != all {
        ui.label(theme::small(ui, format!("{shown} of {}", count(all, nouns[0], nouns[1]))));
    }
    ui.add_space(4.0);
    let copy = ui.button(RichText::new(format!("Copy {table}")).size(theme::SMALL));
    copy.on_hover_text("Copy what is shown for a spreadsheet").clicked()
}
