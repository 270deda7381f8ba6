//! Lettering: texts laid out once for each step of zoom, so that neither time nor the font atlas runs out.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Color32, Context, FontFamily, FontId, Galley};

use super::atlas::Atlas;
use crate::drawing::{TextRun, Weight};

/// The name of the font family that holds the semi-bold weight; without it the proportional family serves.
pub const SEMI_BOLD_FAMILY: &str = "semibold";
/// The ratio between two steps of type size.
const STEP: f32 = 1.04;

/// The galleys of the present step of zoom.
#[derive(Default)]
pub(super) struct Lettering {
    context: Context,
    step: i32,
    semi_bold: FontFamily,
    /// For which font atlas they were laid out, and for how many pixels a point; none before the first frame.
    laid_out_for: Option<(usize, f32)>,
    galleys: HashMap<(u32, u32), Arc<Galley>>,
}

impl Lettering {
    /// Prepares a frame at that zoom; returns whether texts have to be laid out anew, because the font atlas is another one
    /// than in the last frame, or the screen has another density.
    pub(super) fn begin(&mut self, context: &Context, zoom: f32) -> bool {
        let now = Some((Atlas::number(context), context.pixels_per_point()));
        let is_new_atlas = self.laid_out_for != now;
        let step = step(zoom);
        if is_new_atlas {
            self.semi_bold = semi_bold(context);
            self.context = context.clone();
        }
        if is_new_atlas || step != self.step {
            self.galleys.clear();
        }
        self.laid_out_for = now;
        self.step = step;
        is_new_atlas
    }

    /// Forgets the texts, because others bear their keys now.
    pub(super) fn clear(&mut self) {
        self.galleys.clear();
    }

    /// Gives the texts of some owners to others, and forgets the rest.
    pub(super) fn rename(&mut self, renamed: impl Fn(u32) -> Option<u32>) {
        let galleys = std::mem::take(&mut self.galleys).into_iter();
        self.galleys = galleys.filter_map(|((owner, nth), galley)| Some(((renamed(owner)?, nth), galley))).collect();
    }

    /// The layout of a text at the present step, never wider than at the exact zoom.
    pub(super) fn galley(&mut self, key: (u32, u32), run: &TextRun) -> Arc<Galley> {
        let Self { context, step, semi_bold, galleys, .. } = self;
        let lay_out = || {
            let family = if run.weight == Weight::SemiBold { semi_bold.clone() } else { FontFamily::Proportional };
            let font = FontId::new(run.size * STEP.powi(*step), family);
            context.fonts_mut(|fonts| fonts.layout_no_wrap(run.text.clone(), font, Color32::PLACEHOLDER))
        };
        galleys.entry(key).or_insert_with(lay_out).clone()
    }
}

/// The family of the semi-bold weight.
pub(super) fn semi_bold(context: &Context) -> FontFamily {
    let named = FontFamily::Name(SEMI_BOLD_FAMILY.into());
    let is_known = context.fonts(|fonts| fonts.definitions().families.contains_key(&named));
    if is_known { named } else { FontFamily::Proportional }
}

/// The largest step that is not above the zoom; 100 % is a step of its own.
fn step(zoom: f32) -> i32 {
    (zoom.ln() / STEP.ln() + 1e-3).floor() as i32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawing::{Anchor, Ink};
    use crate::layout::Point;

    #[test]
    fn a_step_never_exceeds_its_zoom_and_is_exact_at_full_size() {
        assert_eq!(step(1.0), 0);
        for zoom in [0.2_f32, 0.37, 0.99, 1.01, 1.7, 3.9] {
            let size = STEP.powi(step(zoom));
            assert!(size <= zoom * 1.0001 && size * STEP > zoom, "{zoom}: {size}");
        }
    }

    /// One pass of a window of that density; whether its texts were laid out anew.
    fn pass(context: &Context, lettering: &mut Lettering, name: &str, density: f32) -> bool {
        let id = egui::ViewportId::from_hash_of(name);
        let mut input = egui::RawInput { viewport_id: id, ..Default::default() };
        input.viewports.insert(id, egui::ViewportInfo { native_pixels_per_point: Some(density), ..Default::default() });
        let mut is_anew = false;
        let output = context.run_ui(input, |ui| {
            is_anew = lettering.begin(ui.ctx(), 1.0);
            let run = TextRun {
                at: Point::new(0.0, 0.0),
                anchor: Anchor::Start,
                size: 12.0,
                weight: Weight::Regular,
                ink: Ink::Text,
                text: "Board".to_owned(),
            };
            lettering.galley((0, 0), &run);
            ui.label("Something else");
        });
        output.drop_without_applying_deltas();
        is_anew
    }

    #[test]
    fn windows_of_two_densities_lay_out_nothing_anew_until_the_atlas_is() {
        let context = Context::default();
        let (mut laptop, mut projector) = (Lettering::default(), Lettering::default());
        let mut frame = |context: &Context| {
            [pass(context, &mut laptop, "laptop", 2.0), pass(context, &mut projector, "projector", 1.0)]
        };
        assert_eq!(frame(&context), [true, true]);
        // The first pass of all has fonts of its own.
        frame(&context);
        for _ in 0..20 {
            assert_eq!(frame(&context), [false, false]);
        }
        let mut fonts = egui::FontDefinitions::default();
        fonts.families.insert(FontFamily::Name("another".into()), vec!["Hack".to_owned()]);
        context.set_fonts(fonts);
        let anew: Vec<[bool; 2]> = (0..4).map(|_| frame(&context)).collect();
        assert!(anew.concat().iter().filter(|anew| **anew).count() >= 2, "a new atlas is noticed by both: {anew:?}");
        assert_eq!(frame(&context), [false, false]);
    }

    #[test]
    fn few_sizes_serve_all_zooms() {
        let steps: std::collections::BTreeSet<i32> = (40..400).map(|percent| step(percent as f32 / 100.0)).collect();
        assert!(steps.len() < 64, "{}", steps.len());
    }
}
