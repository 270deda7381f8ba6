//! The fonts of this machine: looked for beside the window, and only when there are letters that no font has.

use std::collections::BTreeSet;

use egui::epaint::text::{FontInsert, FontPriority, InsertFontFamily, VariationCoords};
use egui::{Context, FontData, FontFamily, FontTweak};

use crate::app::widgets::scripts::Scripts;
use crate::app::widgets::theme::SEMIBOLD;
use crate::drawing::typeset::PLAIN;
use crate::session::task::{Poll, Task, Wake};
use crate::storage::fonts;

/// The search for fonts.
#[derive(Default)]
pub(super) struct SystemFonts {
    search: Option<Task<Found>>,
    /// Letters to be looked for when the search is done.
    wanted: BTreeSet<char>,
}

/// What a search has found, ready for the window.
struct Found {
    fonts: Vec<FontInsert>,
    complaint: Option<String>,
}

impl SystemFonts {
    /// Begins and ends searches; gives what is to be told. Each letter is looked for once.
    pub(super) fn follow(&mut self, ctx: &Context, wake: &Wake) -> Option<String> {
        self.wanted.append(&mut Scripts::take_lacking(ctx));
        match self.search.as_ref().map(Task::poll) {
            Some(Poll::Pending) => return None,
            Some(Poll::Done(found)) => {
                self.search = None;
                if !found.fonts.is_empty() {
                    found.fonts.into_iter().for_each(|font| ctx.add_font(font));
                    Scripts::forget(ctx);
                    ctx.request_repaint();
                }
                return found.complaint;
            }
            Some(Poll::Broken) => self.search = None,
            None => {}
        }
        if !self.wanted.is_empty() {
            let wanted = std::mem::take(&mut self.wanted);
            self.search = Some(Task::start(wake, move |_| found(&wanted)));
        }
        None
    }
}

/// Looks for letters, and packs the fonts that have them as the window takes them: behind its own.
fn found(letters: &BTreeSet<char>) -> Found {
    let found = fonts::find(letters);
    let complaint = found.complaint();
    let families = || {
        let families = [FontFamily::Proportional, FontFamily::Name(SEMIBOLD.into()), FontFamily::Monospace];
        families.map(|family| InsertFontFamily { family, priority: FontPriority::Lowest }).into()
    };
    let insert = |font: fonts::FontFile| {
        // A font of several weights would come in the one that its maker thought of first.
        let tweak = FontTweak { coords: VariationCoords::new([("wght", PLAIN)]), ..FontTweak::default() };
        let data = FontData { index: font.index, ..FontData::from_owned(font.bytes.to_vec()) }.tweak(tweak);
        FontInsert { name: font.name, data, families: families() }
    };
    Found { fonts: found.fonts.into_iter().map(insert).collect(), complaint }
}
