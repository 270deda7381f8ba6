//! What becomes of each row, before anything happens.

use egui::{Label, RichText, ScrollArea, Ui, Vec2};

use super::work::{PLACE, ROW, Sheets};
use crate::app::widgets::theme;
use crate::model::Id;
use crate::model::quote::shortened;

/// Shows the rows, each with a tick that can be taken away.
pub(super) fn show(ui: &mut Ui, sheets: &mut Sheets) {
    let Some(shown) = &sheets.shown else { return };
    ui.label(theme::small(ui, "Take the tick away from what is not to come. Nothing comes twice."));
    let mut turned: Option<Id> = None;
    let number = shown.rows.len();
    ui.spacing_mut().item_spacing.y = 2.0;
    ScrollArea::vertical().id_salt("rows").auto_shrink(false).show_rows(ui, ROW, number, |ui, range| {
        for row in &shown.rows[range] {
            let room = Vec2::new(ui.available_width(), ROW);
            ui.allocate_ui_with_layout(room, egui::Layout::left_to_right(egui::Align::Center), |ui| {
                ui.set_min_height(ROW);
                let place = theme::small(ui, shortened(&row.place));
                ui.add_sized(Vec2::new(PLACE, ROW), Label::new(place).truncate().halign(egui::Align::Min));
                let name = shortened(&row.name);
                let line = if row.name.is_empty() { row.what.clone() } else { format!("{name}  –  {}", row.what) };
                let colour = if row.comes { theme::colours(ui).ink } else { theme::colours(ui).muted };
                let text = RichText::new(line.as_str()).color(colour);
                ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
                match &row.id {
                    Some(id) => {
                        let mut comes = row.comes;
                        if ui.checkbox(&mut comes, text).changed() {
                            turned = Some(id.clone());
                        }
                    }
                    None => {
                        ui.add_space(ui.spacing().icon_width + ui.spacing().icon_spacing);
                        ui.label(text);
                    }
                }
            });
        }
    });
    if let Some(id) = turned {
        if !sheets.choices.left.remove(&id) {
            sheets.choices.left.insert(id);
        }
        sheets.is_changed = true;
    }
}
