//! Lettering: texts laid out once for each step of zoom, so that neither time nor the font atlas runs out.

use std::collections::HashMap;
use std::sync::Arc;

use egui::{Color32, Context, FontFamily, FontId, Galley};

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
    /// A galley that every frame lays out: egui returns the same one until it builds its font atlas anew.
    sentinel: Option<Arc<Galley>>,
    galleys: HashMap<(u32, u32), Arc<Galley>>,
}

impl Lettering {
    /// Prepares a frame at that zoom; returns whether the font atlas is another one than in the last frame.
    pub(super) fn begin(&mut self, context: &Context, zoom: f32) -> bool {
        let sentinel =
            context.fonts_mut(|fonts| fonts.layout_no_wrap("·".into(), FontId::monospace(9.0), Color32::PLACEHOLDER));
        let is_new_atlas = self.sentinel.as_ref().is_none_or(|known| !Arc::ptr_eq(known, &sentinel));
        let step = step(zoom);
        if is_new_atlas {
            self.semi_bold = semi_bold(context);
            self.context = context.clone();
        }
        if is_new_atlas || step != self.step {
            self.galleys.clear();
        }
        self.sentinel = Some(sentinel);
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

    #[test]
    fn a_step_never_exceeds_its_zoom_and_is_exact_at_full_size() {
        assert_eq!(step(1.0), 0);
        for zoom in [0.2_f32, 0.37, 0.99, 1.01, 1.7, 3.9] {
            let size = STEP.powi(step(zoom));
            assert!(size <= zoom * 1.0001 && size * STEP > zoom, "{zoom}: {size}");
        }
    }

    #[test]
    fn few_sizes_serve_all_zooms() {
        let steps: std::collections::BTreeSet<i32> = (40..400).map(|percent| step(percent as f32 / 100.0)).collect();
        assert!(steps.len() < 64, "{}", steps.len());
    }
}
