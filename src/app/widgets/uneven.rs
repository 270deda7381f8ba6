//! A long list whose rows have heights of their own: only those in sight are laid out.

use std::collections::HashMap;

use egui::{Rect, Ui, UiBuilder};

use crate::model::Id;

/// How high a row is taken to be that has not been seen yet, points.
const UNSEEN: f32 = 44.0;
/// What is no difference in height, points.
const SLACK: f32 = 0.5;

/// How high rows were when they were seen.
#[derive(Default)]
pub struct Heights {
    known: HashMap<Id, f32>,
    /// For what width and zoom.
    of: (f32, f32),
}

impl Heights {
    /// Shows the rows that are in sight, each by its place; `seen` is the part of the list that is.
    pub fn show<'a>(
        &mut self,
        ui: &mut Ui,
        seen: Rect,
        ids: impl ExactSizeIterator<Item = &'a Id>,
        mut row_ui: impl FnMut(&mut Ui, usize),
    ) {
        let of = (ui.available_width(), ui.ctx().pixels_per_point());
        if std::mem::replace(&mut self.of, of) != of {
            self.known.clear();
        }
        let ids: Vec<&Id> = ids.collect();
        let gap = ui.spacing().item_spacing.y;
        let height = |known: &HashMap<Id, f32>, id: &Id| known.get(id).copied().unwrap_or(UNSEEN) + gap;
        let (mut top, mut in_sight) = (0.0, Vec::new());
        for (place, id) in ids.iter().enumerate() {
            let next = top + height(&self.known, id);
            if next >= seen.min.y && top <= seen.max.y {
                in_sight.push((place, top));
            }
            top = next;
        }
        ui.set_height((top - gap).max(0.0));
        let Some((_, first)) = in_sight.first().copied() else { return };
        let whole = ui.max_rect();
        let room = Rect::from_x_y_ranges(whole.x_range(), whole.top() + first..=whole.top() + seen.max.y);
        let mut has_changed = false;
        ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
            for (place, _) in in_sight {
                let id = ids[place];
                let shown = ui.push_id(id, |ui| ui.vertical(|ui| row_ui(ui, place)).response).inner;
                let now = shown.rect.height();
                let before = self.known.insert(id.clone(), now).unwrap_or(UNSEEN);
                has_changed |= (now - before).abs() > SLACK;
            }
        });
        if has_changed {
            ui.ctx().request_repaint();
        }
    }
}
