//! The font atlas: when egui builds it anew, so that every text has to be laid out anew.
//!
//! egui drops galleys at the beginning of every window's pass, and windows of two densities lay out nothing in common: by
//! its galleys, each window would believe in a new atlas in every frame. How full the atlas is tells it for all of them.

use egui::epaint::TextOptions;
use egui::{Context, Plugin, Ui};

/// Counts the atlases.
#[derive(Default)]
pub(super) struct Atlas {
    number: usize,
    /// How it was at the end of the last pass of any window.
    before: Option<Seen>,
}

/// How the atlas was seen to be.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Seen {
    full: f32,
    options: TextOptions,
    /// How many fonts and families it may hold letters of.
    fonts: usize,
}

impl Atlas {
    /// The number of the atlas of this pass: another one after it was built anew.
    pub(super) fn number(ctx: &Context) -> usize {
        ctx.plugin_or_default::<Self>().lock().number
    }

    fn now(ui: &Ui) -> Seen {
        ui.ctx().fonts(|fonts| {
            let known = fonts.definitions();
            let families = known.families.values().map(Vec::len).sum::<usize>();
            let fonts_known = known.font_data.len() + known.families.len() + families;
            Seen { full: fonts.font_atlas_fill_ratio(), options: *fonts.options(), fonts: fonts_known }
        })
    }
}

impl Plugin for Atlas {
    fn debug_name(&self) -> &'static str {
        "font atlas"
    }

    fn on_begin_pass(&mut self, ui: &mut Ui) {
        let Seen { full, options, fonts } = Self::now(ui);
        // Within an atlas there is never less; a new one holds hardly anything.
        if self.before.is_some_and(|old| full < old.full || options != old.options || fonts != old.fonts) {
            self.number += 1;
        }
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        self.before = Some(Self::now(ui));
    }
}
