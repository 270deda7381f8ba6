//! The minimap: the whole picture in a corner, with a frame around what is in view. It shows only while it is of use.

use std::sync::Arc;

use egui::{CornerRadius, CursorIcon, Mesh, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, Ui, Vec2, vec2};

use super::paint::{colour, rect};
use super::view::{Fitted, View};
use crate::drawing::{Ink, Palette, Scene};
use crate::model::NodeStatus;

/// The largest size that it takes, in screen points.
const MOST: Vec2 = vec2(190.0, 130.0);
/// How far it stands from the corner.
const MARGIN: f32 = 12.0;

/// The minimap, with its cards as one mesh.
#[derive(Default)]
pub(super) struct Minimap {
    drawn: Option<(Arc<Scene>, Palette, Rect, Arc<Mesh>)>,
}

impl Minimap {
    /// Shows the minimap; returns the canvas point to look at, if someone pointed at one.
    pub(super) fn minimap_ui(
        &mut self,
        ui: &Ui,
        scene: &Arc<Scene>,
        palette: Palette,
        view: View,
        screen: Rect,
    ) -> Option<Pos2> {
        let bounds = rect(scene.bounds);
        let visible = view.visible(screen);
        let is_of_use = scene.cards.len() > 1 && !visible.expand(8.0 / view.zoom).contains_rect(bounds);
        if !is_of_use || screen.width() < 2.5 * MOST.x || screen.height() < 2.5 * MOST.y {
            return None;
        }
        let scale = (MOST.x / bounds.width()).min(MOST.y / bounds.height());
        let size = (bounds.size() * scale).max(vec2(60.0, 40.0)) + Vec2::splat(12.0);
        let place = Rect::from_min_size(screen.max - size - Vec2::splat(MARGIN), size);
        let fitted = Fitted::new(bounds, place);

        let painter = ui.painter().with_clip_rect(place.expand(1.0).intersect(screen));
        let hairline = Stroke::new(1.0, colour(palette.colour(Ink::Hairline)));
        painter.rect(place, CornerRadius::same(6), colour(palette.colour(Ink::Panel)), hairline, StrokeKind::Inside);
        painter.add(Shape::Mesh(self.cards(scene, palette, place, &fitted)));
        let frame = fitted.rect(visible.intersect(bounds.expand(bounds.width() + bounds.height())));
        let accent = colour(palette.colour(Ink::Accent));
        let frame = frame.intersect(place.shrink(2.0));
        painter.rect(
            frame,
            CornerRadius::same(2),
            accent.gamma_multiply(0.1),
            Stroke::new(1.5, accent),
            StrokeKind::Inside,
        );

        let response = ui.interact(place, ui.id().with("minimap"), Sense::CLICK | Sense::DRAG);
        if response.hovered() {
            ui.ctx().set_cursor_icon(CursorIcon::Crosshair);
        }
        let at = response.interact_pointer_pos().filter(|_| response.is_pointer_button_down_on() || response.clicked());
        at.map(|at| fitted.point(at))
    }

    fn cards(&mut self, scene: &Arc<Scene>, palette: Palette, place: Rect, fitted: &Fitted) -> Arc<Mesh> {
        if let Some((known, theme, at, mesh)) = &self.drawn
            && Arc::ptr_eq(known, scene)
            && (*theme, *at) == (palette, place)
        {
            return Arc::clone(mesh);
        }
        let mut mesh = Mesh::default();
        for card in &scene.cards {
            let ink = match card.status {
                NodeStatus::Active => Ink::CardLine,
                NodeStatus::Dormant => Ink::HoldHatch,
                NodeStatus::Proposed => Ink::ProposedLine,
                NodeStatus::Ended => Ink::EndedLine,
            };
            mesh.add_colored_rect(fitted.rect(rect(card.rect)), colour(palette.colour(ink)));
        }
        let mesh = Arc::new(mesh);
        self.drawn = Some((Arc::clone(scene), palette, place, Arc::clone(&mesh)));
        mesh
    }
}
