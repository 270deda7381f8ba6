//! The gallery: a page with everything that maps and the window are made of, in every theme, so that the look can be judged
//! at a glance.

use egui::{Color32, Frame, Margin, RichText, ScrollArea, Sense, Ui};

use super::canvas::{Easel, family_chip_ui};
use super::widgets::{list, theme};
use crate::analysis::{Family, Severity};
use crate::drawing::Palette;
use crate::drawing::gallery::{Piece, gallery};
use crate::layout::Size;
use crate::storage::remembered::Percent;

/// So many pieces a theme has at most: texts are told apart by their pieces.
const MOST_PIECES: u32 = 10_000;
/// How wide a group of controls is, points.
const CONTROLS: f32 = 290.0;

/// What controls show, so that they can be tried.
struct Tried {
    is_ticked: bool,
    is_first: bool,
    text: String,
    severity: Severity,
    family: bool,
}

/// The page.
pub struct Gallery {
    easel: Easel,
    plates: [(Palette, Size, Vec<Piece>); 3],
    tried: [Tried; 3],
    scale: Percent,
}

impl Gallery {
    /// The page with all themes.
    pub fn new(ctx: &egui::Context) -> Self {
        theme::install(ctx);
        let plates = Palette::ALL.map(|palette| {
            let (size, pieces) = gallery(palette);
            (palette, size, pieces)
        });
        let tried = || Tried {
            is_ticked: true,
            is_first: true,
            text: "Children’s Trust Board".to_owned(),
            severity: Severity::Warning,
            family: true,
        };
        Self { easel: Easel::default(), plates, tried: [tried(), tried(), tried()], scale: Percent::default() }
    }

    /// Shows the page.
    pub fn page_ui(&mut self, ui: &mut Ui) {
        egui::Panel::top("gallery").frame(theme::panel_frame(ui)).show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                theme::heading_ui(ui, "Gallery");
                ui.add_space(theme::GAP);
                ui.label(theme::small(ui, "Text and buttons at"));
                for percent in Percent::ALL {
                    if ui.selectable_label(percent == self.scale, percent.to_string()).clicked() {
                        self.scale = percent;
                        ui.ctx().set_zoom_factor(percent.factor());
                    }
                }
            });
        });
        self.easel.begin(ui);
        let frame = Frame::new().fill(theme::colours(ui).canvas);
        egui::CentralPanel::default().frame(frame).show(ui, |ui| {
            ScrollArea::both().auto_shrink(false).show(ui, |ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.horizontal_top(|ui| {
                    let themes = self.plates.iter().zip(&mut self.tried).zip(0..);
                    for (((palette, size, pieces), tried), place) in themes {
                        let first = place * MOST_PIECES;
                        ui.push_id(place, |ui| theme_ui(ui, &mut self.easel, *palette, *size, (first, pieces), tried));
                    }
                });
            });
        });
    }
}

impl eframe::App for Gallery {
    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.page_ui(ui);
    }
}

/// One theme: its controls, and below them what stands on maps.
fn theme_ui(
    ui: &mut Ui,
    easel: &mut Easel,
    palette: Palette,
    size: Size,
    (first, pieces): (u32, &[Piece]),
    tried: &mut Tried,
) {
    theme::dress(ui, palette);
    ui.vertical(|ui| {
        let frame = Frame::new().fill(theme::colours(ui).panel).inner_margin(Margin::same(28));
        frame.show(ui, |ui| {
            ui.set_width(size.width - 56.0);
            theme::heading_ui(ui, palette.title());
            ui.horizontal_top(|ui| {
                let groups: [fn(&mut Ui, &mut Tried); 3] = [buttons_ui, choices_ui, texts_ui];
                for group in groups {
                    ui.vertical(|ui| {
                        ui.set_width(CONTROLS);
                        group(ui, tried);
                    });
                }
            });
        });
        let (rect, _) = ui.allocate_exact_size(egui::vec2(size.width, size.height), Sense::hover());
        ui.painter().rect_filled(rect, 0.0, theme::colours(ui).canvas);
        easel.paint(ui, palette, rect.min, first, pieces);
    });
}

fn buttons_ui(ui: &mut Ui, tried: &mut Tried) {
    theme::section_ui(ui, "Buttons");
    ui.spacing_mut().item_spacing.x = 8.0;
    ui.horizontal_wrapped(|ui| {
        theme::main_button_ui(ui, "Main button", true);
        theme::main_button_ui(ui, "Not now", false);
    });
    ui.horizontal_wrapped(|ui| {
        theme::name_button(&ui.button("Button"), "Button", true);
        let unavailable = ui.add_enabled(false, egui::Button::new("Disabled"));
        theme::name_button(&unavailable, "Disabled", false);
        theme::name_button(&ui.add(egui::Button::new("Chosen").selected(true)), "Chosen", true);
    });
    theme::section_ui(ui, "Switches");
    ui.horizontal_wrapped(|ui| {
        ui.checkbox(&mut tried.is_ticked, "Ticked");
        ui.add_enabled(false, egui::Checkbox::new(&mut false, "Disabled"));
    });
    ui.horizontal_wrapped(|ui| {
        ui.radio_value(&mut tried.is_first, true, "This one");
        ui.radio_value(&mut tried.is_first, false, "or that");
    });
    ui.horizontal_wrapped(|ui| {
        for family in Family::ALL {
            let words = RichText::new(family.word()).size(theme::SMALL);
            if family_chip_ui(ui, theme::palette(ui), family, words, tried.family).clicked() {
                tried.family = !tried.family;
            }
        }
    });
}

fn choices_ui(ui: &mut Ui, tried: &mut Tried) {
    theme::section_ui(ui, "Choices");
    ui.spacing_mut().item_spacing.x = 8.0;
    let word = |severity: Severity| match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    };
    let words = Severity::ALL.map(|severity| (severity, word(severity).to_owned()));
    let chooser = egui::ComboBox::from_id_salt("severity").selected_text(word(tried.severity));
    let (response, taken) = list::choice_ui(ui, chooser, word(tried.severity), Some(tried.severity), words);
    list::name_choice(&response, "Severity");
    tried.severity = taken.unwrap_or(tried.severity);
    ui.menu_button("A menu", |ui| {
        list::rows_ui(ui, |ui| {
            for (label, keys, is_enabled, is_on) in
                [("Row", "Ctrl+R", true, None), ("Switch", "S", true, Some(true)), ("Disabled", "", false, None)]
            {
                list::row_ui(ui, list::Row { label, keys: keys.to_owned(), is_enabled, is_on });
            }
        });
    });
    for (label, is_chosen) in [("Chosen in a list", true), ("Not chosen", false)] {
        theme::name_button(&ui.selectable_label(is_chosen, label), label, true);
    }
    theme::section_ui(ui, "Fields");
    let field = egui::TextEdit::singleline(&mut tried.text).hint_text("A hint");
    ui.add(field).widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, "A name"));
    let field = ui.add(egui::TextEdit::singleline(&mut String::new()).hint_text("A hint"));
    field.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, "An empty field"));
    ui.add(egui::ProgressBar::new(0.4).text("Drawing the map …"));
}

fn texts_ui(ui: &mut Ui, _: &mut Tried) {
    theme::section_ui(ui, "Texts");
    ui.spacing_mut().item_spacing.x = 8.0;
    ui.label(theme::strong("A name, in the heavier weight", theme::BODY));
    ui.label("Plain text, as sentences are");
    ui.label(theme::small(ui, "Small print, as detail is"));
    let colours = theme::colours(ui);
    let coloured = |ui: &mut Ui, text: &str, colour: Color32| ui.label(RichText::new(text).color(colour));
    for severity in Severity::ALL {
        ui.horizontal(|ui| {
            theme::severity_mark_ui(ui, severity);
            coloured(ui, "What is wrong, in its colour", colours.severity(severity));
        });
    }
    coloured(ui, "What leads elsewhere", colours.accent);
    ui.separator();
    ui.label(theme::small(ui, "A line between two blocks is above this"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_themes_stay_apart() {
        for palette in Palette::ALL {
            let (_, pieces) = gallery(palette);
            assert!(u32::try_from(pieces.len()).is_ok_and(|pieces| pieces < MOST_PIECES));
        }
    }
}
