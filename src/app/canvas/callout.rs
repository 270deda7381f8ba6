//! The callout on the screen: put where it covers least, at its own size whatever the zoom, larger only for those who
//! look at it from further away.

use std::sync::Arc;

use egui::{Rect, Ui, WidgetInfo, WidgetType};

use super::Front;
use super::lettering::Lettering;
use super::paint::{Pencil, layout_rect, rect};
use super::view::View;
use crate::drawing::callout::least_covering;
use crate::drawing::depict::extent;
use crate::drawing::{Depiction, Mark, Palette, Scene};

/// How far the callout stays from the border of the canvas, in screen points.
const MARGIN: f32 = 8.0;

/// The callout, with the texts that are laid out for it.
#[derive(Default)]
pub(super) struct CalloutBox {
    shown: Option<Shown>,
    lettering: Lettering,
}

/// What was drawn last, and what it follows from.
struct Shown {
    depiction: Arc<Depiction>,
    scene: Arc<Scene>,
    view: View,
    front: Front,
    marks: Vec<Mark>,
    place: Rect,
}

impl CalloutBox {
    /// Draws what the depiction says, beside what it is about, if that is in view.
    pub(super) fn callout_ui(
        &mut self,
        ui: &Ui,
        depiction: &Arc<Depiction>,
        scene: &Arc<Scene>,
        palette: Palette,
        view: View,
        front: Front,
    ) {
        let Some(callout) = &depiction.callout else { return };
        let Front { screen, scale } = front;
        // It is put in points of its own size.
        let on_screen = |rect_of: crate::layout::Rect| {
            let shown = view.rect_to_screen(screen, rect(rect_of));
            shown.intersects(screen).then(|| layout_rect(shown / scale))
        };
        let targets: Vec<_> = callout.at.iter().filter_map(|id| extent(scene, id)).filter_map(on_screen).collect();
        let is_current = |known: &&Shown| {
            known.depiction == *depiction
                && Arc::ptr_eq(&known.scene, scene)
                && known.view == view
                && known.front == front
        };
        if self.shown.as_ref().filter(is_current).is_none() {
            // Its texts bear the keys of those before.
            self.lettering.clear();
            let taken = depiction.taken(scene).into_iter();
            let taken: Vec<_> = taken.filter_map(|(taken, weight)| Some((on_screen(taken)?, weight))).collect();
            let room = layout_rect(screen.shrink(MARGIN) / scale);
            let Some((place, target)) = least_covering(&taken, room, &targets, callout.panel().0) else { return };
            let marks = callout.marks_at(place.min, target, &taken);
            let (depiction, scene) = (Arc::clone(depiction), Arc::clone(scene));
            self.shown = Some(Shown { depiction, scene, view, front, marks, place: rect(place) * scale });
        }
        let Some(shown) = &self.shown else { return };
        self.lettering.begin(ui.ctx(), scale);
        let mut shapes = Vec::new();
        let mut pencil = Pencil {
            clip: screen,
            zoom: scale,
            origin: egui::Pos2::ZERO,
            palette,
            is_dimmed: false,
            strength: 1.0,
            instead: None,
            lettering: &mut self.lettering,
            pixel: 1.0 / ui.ctx().pixels_per_point(),
        };
        pencil.draw(0, &shown.marks, &mut shapes);
        ui.painter_at(screen).extend(shapes);
        let read = ui.interact(shown.place, ui.id().with("callout"), egui::Sense::hover());
        read.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, callout.words()));
    }
}
