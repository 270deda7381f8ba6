//! The look of the window: fonts, colours and the few widgets that every panel shares.

use std::sync::Arc;

use egui::{Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Response, RichText, Stroke};
use egui::{TextStyle, Theme, ThemePreference, Ui, Vec2};

use crate::analysis::Severity;
use crate::drawing::{Ink, Palette, text};
use crate::storage::remembered::ThemeChoice;

/// The space between two blocks of a panel, points.
pub const GAP: f32 = 12.0;
/// The space around the content of a panel, points.
pub const MARGIN: i8 = 14;
/// The height of a row in a list, points.
pub const ROW: f32 = 24.0;
/// The size of plain text, points.
pub const BODY: f32 = 13.0;
/// The size of small print, points.
pub const SMALL: f32 = 11.5;
/// The size of a panel's title, points.
pub const TITLE: f32 = 17.0;
/// The space between a dialog and the edge of the window, at least, points.
const AROUND_DIALOGS: f32 = 6.0;
/// The family of headings and names.
pub const SEMIBOLD: &str = "semibold";

/// The colours of the window.
#[derive(Debug, Clone, Copy)]
pub struct Colours {
    /// Text.
    pub ink: Color32,
    /// Text of less weight.
    pub muted: Color32,
    /// Lines between things.
    pub hairline: Color32,
    /// The ground of panels.
    pub panel: Color32,
    /// The ground of the canvas, and of what lies behind.
    pub canvas: Color32,
    /// Selection and the main action.
    pub accent: Color32,
    /// The ground of what is chosen in a list.
    pub chosen: Color32,
    /// Errors.
    pub error: Color32,
    /// Warnings.
    pub warning: Color32,
    /// Notes.
    pub note: Color32,
}

/// The colours of the theme that the window shows.
pub fn colours(ui: &Ui) -> Colours {
    colours_of(palette(ui))
}

/// The palette in which something is shown. Its small print tells: that has another colour in every palette.
pub fn palette(ui: &Ui) -> Palette {
    let small_print = ui.visuals().weak_text_color;
    let is_worn = |palette: &Palette| small_print == Some(colour(*palette, Ink::Muted));
    Palette::ALL.into_iter().find(is_worn).unwrap_or_default()
}

/// The colour of an ink, as egui has it.
pub fn colour(palette: Palette, ink: Ink) -> Color32 {
    let rgb = palette.colour(ink);
    Color32::from_rgb(rgb.0, rgb.1, rgb.2)
}

fn colours_of(palette: Palette) -> Colours {
    let colour = |ink| colour(palette, ink);
    Colours {
        ink: colour(Ink::Text),
        muted: colour(Ink::Muted),
        hairline: colour(Ink::Hairline),
        panel: colour(Ink::Panel),
        canvas: colour(Ink::Canvas),
        accent: colour(Ink::Accent),
        chosen: colour(Ink::Panel).lerp_to_gamma(colour(Ink::Accent), 0.12),
        error: colour(Ink::Error),
        warning: colour(Ink::Warning),
        note: colour(Ink::Note),
    }
}

impl Colours {
    /// The colour of a severity.
    pub fn severity(&self, severity: Severity) -> Color32 {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Note => self.note,
        }
    }
}

/// The ink of a severity on the canvas.
pub fn ink_of(severity: Severity) -> Ink {
    Ink::of(severity)
}

/// Gives a window its fonts and both its themes.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts());
    ctx.add_plugin(super::scripts::Scripts::default());
    ctx.add_plugin(super::in_view::InView::default());
    ctx.add_plugin(super::ring::Ring::default());
    for palette in [Palette::Light, Palette::Dark] {
        ctx.style_mut_of(slot(palette), |style| restyle(style, palette));
    }
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        // Where the system does not tell, a picture on a projector is better light.
        options.fallback_theme = Theme::Light;
    });
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, bytes) in [("inter", text::REGULAR), ("inter-semibold", text::SEMI_BOLD)] {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let fallbacks = fonts.families.entry(FontFamily::Proportional).or_default();
    let mut semibold = vec!["inter-semibold".to_owned()];
    semibold.extend(fallbacks.iter().cloned());
    fallbacks.insert(0, "inter".to_owned());
    fonts.families.insert(FontFamily::Name(SEMIBOLD.into()), semibold);
    fonts
}

/// Which of the two themes of egui a palette is.
fn slot(palette: Palette) -> Theme {
    if palette == Palette::Dark { Theme::Dark } else { Theme::Light }
}

/// Has everything that is shown from now on look so, this too. egui has two themes: high contrast takes the place of the
/// light one.
pub fn wear(ui: &mut Ui, theme: ThemeChoice) {
    let ctx = ui.ctx().clone();
    let preference = match theme {
        ThemeChoice::System => ThemePreference::System,
        ThemeChoice::Light | ThemeChoice::Contrast => ThemePreference::Light,
        ThemeChoice::Dark => ThemePreference::Dark,
    };
    ctx.set_theme(preference);
    let palette = palette_of(theme, &ctx);
    if palette != Palette::Dark
        && ctx.style_of(Theme::Light).visuals.weak_text_color != Some(colour(palette, Ink::Muted))
    {
        ctx.style_mut_of(Theme::Light, |style| restyle(style, palette));
    }
    dress(ui, palette);
}

/// The palette of a theme. As the system wants it is as egui heard of it.
pub fn palette_of(theme: ThemeChoice, ctx: &egui::Context) -> Palette {
    match theme {
        ThemeChoice::Light => Palette::Light,
        ThemeChoice::Dark => Palette::Dark,
        ThemeChoice::Contrast => Palette::Contrast,
        ThemeChoice::System if ctx.system_theme() == Some(Theme::Dark) => Palette::Dark,
        ThemeChoice::System => Palette::Light,
    }
}

/// Has a part of the window look so, whatever the rest looks like.
pub fn dress(ui: &mut Ui, palette: Palette) {
    if self::palette(ui) != palette {
        restyle(ui.style_mut(), palette);
    }
}

fn restyle(style: &mut egui::Style, palette: Palette) {
    let colours = &colours_of(palette);
    let proportional = |size| FontId::new(size, FontFamily::Proportional);
    style.text_styles = [
        (TextStyle::Small, proportional(SMALL)),
        (TextStyle::Body, proportional(BODY)),
        (TextStyle::Button, proportional(BODY)),
        (TextStyle::Heading, FontId::new(TITLE, FontFamily::Name(SEMIBOLD.into()))),
        (TextStyle::Monospace, FontId::new(12.0, FontFamily::Monospace)),
    ]
    .into();
    style.spacing.item_spacing = Vec2::new(8.0, 4.0);
    style.spacing.button_padding = Vec2::new(10.0, 4.0);
    style.spacing.interact_size.y = ROW;
    style.spacing.menu_margin = Margin::same(6);
    style.spacing.window_margin = Margin::same(20);
    style.spacing.tooltip_width = 380.0;
    style.spacing.scroll = egui::style::ScrollStyle::thin();

    let visuals = &mut style.visuals;
    *visuals = slot(palette).default_visuals();
    visuals.panel_fill = colours.panel;
    visuals.window_fill = colours.panel;
    visuals.window_stroke = Stroke::new(1.0, colours.hairline);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals.extreme_bg_color = colours.canvas;
    visuals.faint_bg_color = colours.canvas;
    visuals.code_bg_color = colours.canvas;
    visuals.weak_text_color = Some(colours.muted);
    visuals.hyperlink_color = colours.accent;
    visuals.error_fg_color = colours.error;
    visuals.warn_fg_color = colours.warning;
    visuals.selection.bg_fill = colours.chosen;
    visuals.selection.stroke = Stroke::new(1.5, colours.accent);
    visuals.striped = false;
    // A cursor that blinks would have the whole window drawn for it, twice a second.
    visuals.text_cursor.blink = false;

    // The edge of what can be pressed or typed into: a box without a tick is seen by nothing else.
    let edge = colours.hairline.lerp_to_gamma(colours.muted, 0.66);
    let raised = colours.panel.lerp_to_gamma(colours.ink, 0.05);
    let hovered = colours.panel.lerp_to_gamma(colours.ink, 0.09);
    let widgets = &mut visuals.widgets;
    for widget in [
        &mut widgets.noninteractive,
        &mut widgets.inactive,
        &mut widgets.hovered,
        &mut widgets.active,
        &mut widgets.open,
    ] {
        widget.corner_radius = CornerRadius::same(5);
        widget.expansion = 0.0;
        widget.fg_stroke = Stroke::new(1.0, colours.ink);
        widget.bg_stroke = Stroke::new(1.0, colours.hairline);
    }
    widgets.noninteractive.bg_fill = colours.panel;
    widgets.noninteractive.weak_bg_fill = colours.panel;
    widgets.inactive.bg_stroke.color = edge;
    widgets.inactive.bg_fill = raised;
    widgets.inactive.weak_bg_fill = raised;
    for widget in [&mut widgets.hovered, &mut widgets.open, &mut widgets.active] {
        widget.bg_fill = hovered;
        widget.weak_bg_fill = hovered;
    }
    // What has the keyboard is seen by this.
    let width = if palette == Palette::Contrast { 2.5 } else { 1.5 };
    widgets.active.bg_stroke = Stroke::new(width, colours.accent);
}

/// Text of the heavier weight.
pub fn strong(text: impl Into<String>, size: f32) -> RichText {
    RichText::new(text).font(strong_font(size))
}

/// The font of the heavier weight.
pub fn strong_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(SEMIBOLD.into()))
}

/// Small print.
pub fn small(ui: &Ui, text: impl Into<String>) -> RichText {
    RichText::new(text).size(SMALL).color(colours(ui).muted)
}

/// A panel's or a prompt's title.
pub fn heading_ui(ui: &mut Ui, text: &str) {
    let heading = ui.label(strong(text, TITLE));
    tell_heading(&heading, text);
    let dialog = ui.data(|data| data.get_temp::<egui::Id>(dialog_mark()));
    if let Some(dialog) = dialog {
        ui.ctx().accesskit_node_builder(dialog, |node| {
            if node.labelled_by().is_empty() {
                node.push_labelled_by(heading.id.accesskit_id());
            }
        });
    }
    ui.add_space(GAP / 2.0);
}

/// Tells screen readers that a label is a heading.
pub fn tell_heading(label: &Response, text: &str) {
    label.ctx.accesskit_node_builder(label.id, |node| {
        node.set_role(egui::accesskit::Role::Heading);
        node.set_label(text);
        node.clear_value();
    });
}

/// The small grey title of a block, in a panel.
pub fn section_ui(ui: &mut Ui, text: &str) {
    ui.add_space(GAP);
    let muted = colours(ui).muted;
    let heading = ui.label(strong(text, SMALL).color(muted));
    tell_heading(&heading, text);
}

/// The button of what is most likely wanted.
pub fn main_button_ui(ui: &mut Ui, text: &str, enabled: bool) -> Response {
    // On the dark theme's own accent white words could not be read.
    let fill = colour(if palette(ui) == Palette::Contrast { Palette::Contrast } else { Palette::Light }, Ink::Accent);
    let button = egui::Button::new(RichText::new(text).color(Color32::WHITE)).fill(fill);
    let response = ui.add_enabled(enabled, button);
    name_button(&response, text, enabled);
    response
}

/// Names a button so that screen readers are told if it cannot be pressed just now: of a disabled one they are told the same
/// as of any other.
pub fn name_button(response: &Response, text: &str, enabled: bool) {
    let name = if enabled { text.to_owned() } else { format!("{text}, not available") };
    response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, enabled, name.as_str()));
}

/// What stands in front of the whole window until it is answered.
pub fn modal(ctx: &egui::Context, id: &str) -> Modal {
    let style = ctx.global_style();
    Modal(egui::Modal::new(egui::Id::new(id)).frame(egui::Frame::window(&style)))
}

/// What stands in front of the whole window, before it is shown.
pub struct Modal(egui::Modal);

impl Modal {
    /// Shows it, and tells screen readers that it is a dialog; the first heading in it is its name.
    pub fn show<T>(self, ctx: &egui::Context, content: impl FnOnce(&mut Ui) -> T) -> egui::ModalResponse<T> {
        self.0.show(ctx, |ui| {
            let dialog = ui.unique_id();
            ctx.accesskit_node_builder(dialog, |node| {
                node.set_role(egui::accesskit::Role::Dialog);
                node.set_modal();
            });
            ui.data_mut(|data| data.insert_temp(dialog_mark(), dialog));
            // Where letters are large and the screen is small, what has no room scrolls.
            let margin = ui.style().spacing.window_margin.sum() + Vec2::splat(2.0 * AROUND_DIALOGS);
            let room = ctx.content_rect().size() - margin;
            // An area has the size of what was last in it, and would not let this grow by itself.
            let area = egui::ScrollArea::both().max_width(room.x).max_height(room.y);
            let area = area.min_scrolled_width(room.x).min_scrolled_height(room.y);
            let scrolled = area.show(ui, |ui| {
                ui.set_max_width(room.x);
                let answer = content(ui);
                // Of areas one within another only the inner one has scrolled to it.
                if let Some(widget) = super::in_view::just_got_keyboard(ctx).filter(|it| it.layer_id == ui.layer_id()) {
                    ui.scroll_to_rect(widget.rect, None);
                }
                answer
            });
            let answer = scrolled.inner;
            ui.data_mut(|data| data.remove::<egui::Id>(dialog_mark()));
            let egui::Rect { min, max } = ui.min_rect();
            let [x0, y0, x1, y1] = [min.x, min.y, max.x, max.y].map(f64::from);
            ctx.accesskit_node_builder(dialog, |node| node.set_bounds(egui::accesskit::Rect { x0, y0, x1, y1 }));
            answer
        })
    }
}

/// Makes a dialog as wide as it is meant to be, or as wide as there is room; how wide that is.
pub fn set_dialog_width(ui: &mut Ui, wanted: f32) -> f32 {
    let width = wanted.min(ui.available_width());
    ui.set_width(width);
    width
}

/// Where the dialog is noted that is just being shown.
fn dialog_mark() -> egui::Id {
    egui::Id::new("dialog that is shown")
}

/// The ground that a panel stands on.
pub fn panel_frame(ui: &Ui) -> egui::Frame {
    egui::Frame::new().fill(colours(ui).panel).inner_margin(Margin::symmetric(MARGIN, 10))
}

/// A filled dot in the colour of a severity, drawn with a shape of its own for each: disc, triangle, ring.
pub fn severity_mark_ui(ui: &mut Ui, severity: Severity) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(12.0), egui::Sense::hover());
    paint_severity(ui, rect, severity);
    response
}

/// Paints the mark of a severity into a square.
pub fn paint_severity(ui: &Ui, rect: egui::Rect, severity: Severity) {
    let colour = colours(ui).severity(severity);
    let centre = rect.center();
    match severity {
        Severity::Error => {
            ui.painter().circle_filled(centre, 4.5, colour);
        }
        Severity::Warning => {
            let points = [(-5.0, 4.0), (5.0, 4.0), (0.0, -5.0)].map(|(x, y)| centre + Vec2::new(x, y));
            ui.painter().add(egui::Shape::convex_polygon(points.to_vec(), colour, Stroke::NONE));
        }
        Severity::Note => {
            ui.painter().circle_stroke(centre, 4.0, Stroke::new(1.5, colour));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::Rgb;

    fn contrast(one: Color32, other: Color32) -> f32 {
        let rgb = |colour: Color32| Rgb(colour.r(), colour.g(), colour.b());
        rgb(one).contrast(rgb(other))
    }

    #[test]
    fn every_text_of_the_window_can_be_read_on_every_ground_in_every_theme() {
        for palette in Palette::ALL {
            let least = if palette == Palette::Contrast { 7.0 } else { 4.5 };
            let mut style = egui::Style::default();
            restyle(&mut style, palette);
            let (colours, widgets) = (colours_of(palette), &style.visuals.widgets);
            let grounds = [
                colours.panel,
                colours.canvas,
                colours.chosen,
                widgets.inactive.weak_bg_fill,
                widgets.hovered.weak_bg_fill,
                style.visuals.extreme_bg_color,
            ];
            let tints = [0.12, 0.16].map(|part| colours.panel.lerp_to_gamma(colours.warning, part));
            let pairs = grounds.iter().chain(&tints).map(|ground| (colours.ink, *ground));
            let small = [colours.panel, colours.canvas, colours.chosen].map(|ground| (colours.muted, ground));
            let accent = [colours.panel, colours.canvas, colours.chosen].map(|ground| (colours.accent, ground));
            let severities = Severity::ALL.map(|severity| (colours.severity(severity), colours.panel));
            for (text, ground) in pairs.chain(small).chain(accent).chain(severities) {
                let found = contrast(text, ground);
                assert!(found >= least, "{palette:?}: {text:?} on {ground:?} has {found:.2}");
            }
            // What can be pressed or typed into is seen by its edge, and what has the keyboard by its ring.
            let edge = if palette == Palette::Contrast { 4.5 } else { 3.0 };
            for ground in [colours.panel, colours.canvas] {
                assert!(contrast(widgets.inactive.bg_stroke.color, ground) >= edge, "{palette:?}");
                assert!(contrast(widgets.active.bg_stroke.color, ground) >= 4.5, "{palette:?}");
            }
        }
    }

    #[test]
    fn palettes_are_told_by_their_small_print() {
        let prints: std::collections::BTreeSet<_> =
            Palette::ALL.iter().map(|palette| palette.colour(Ink::Muted).to_string()).collect();
        assert_eq!(prints.len(), Palette::ALL.len());
    }
}
