//! The sheet: what cards and lines look like just now, by scene, view, theme and emphasis.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::epaint::RectShape;
use egui::{Color32, CornerRadius, Mesh, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};

use super::lettering::Lettering;
use super::paint::{Pencil, colour, is_sketched, layout_point, pos, rect};
use super::view::View;
use crate::drawing::line::in_full;
use crate::drawing::{Depiction, Ink, Mark, Palette, Pen, Scene};
use crate::layout::Point;
use crate::model::Id;

/// What stands out, and what stands back.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Emphasis {
    /// The cards and lines that are chosen.
    pub(super) selected: BTreeSet<Id>,
    /// What stands out because somebody looks at a finding or asked to see it, and what is drawn of it.
    pub(super) depiction: Option<Arc<Depiction>>,
    /// The card or line under the pointer.
    pub(super) hovered: Option<Id>,
    /// The cards that are being moved.
    pub(super) moved: Option<Moved>,
}

/// Cards that stand somewhere else than in the scene.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Moved {
    pub(super) ids: Arc<BTreeSet<Id>>,
    /// How far, in canvas points.
    pub(super) by: Vec2,
}

impl Moved {
    /// Where the middles of the cards are now, in the order of their ids.
    pub(super) fn places(&self, scene: &Scene) -> Vec<(Id, Point)> {
        let middle = |id: &Id| Some(layout_point(rect(scene.card(id.as_str())?.rect).center() + self.by));
        self.ids.iter().filter_map(|id| Some((id.clone(), middle(id)?))).collect()
    }
}

impl Emphasis {
    /// The ink of a card or a line that stands out because it is depicted.
    fn lit_ink(&self, id: &Id) -> Option<Ink> {
        self.depiction.as_ref().filter(|depiction| depiction.lit.contains(id)).map(|depiction| depiction.ink)
    }

    /// Whether anything stands out, so that the rest stands back.
    fn is_about_something(&self) -> bool {
        self.depiction.as_ref().is_some_and(|depiction| !depiction.lit.is_empty())
    }

    /// How far a card has been moved, if it is being moved.
    fn moved_by(&self, card: &Id) -> Option<Vec2> {
        self.moved.as_ref().filter(|moved| moved.ids.contains(card)).map(|moved| moved.by)
    }
}

/// Everything that the shapes of a frame depend on: if it is equal, so is the picture.
#[derive(Clone)]
pub(super) struct Look {
    pub(super) scene: Arc<Scene>,
    pub(super) palette: Palette,
    pub(super) screen: Rect,
    pub(super) view: View,
    pub(super) emphasis: Emphasis,
    pub(super) pixels_per_point: f32,
}

impl PartialEq for Look {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.scene, &other.scene)
            && self.palette == other.palette
            && self.screen == other.screen
            && self.view == other.view
            && self.pixels_per_point == other.pixels_per_point
            && self.emphasis == other.emphasis
    }
}

/// A look, and the texts laid out for it.
pub(super) struct Sheet {
    pub(super) look: Look,
    pub(super) lettering: Lettering,
    /// The cards at which a line ends that has left its course with a card that is moved: others that run into it there
    /// have to be drawn in full.
    left: BTreeSet<Id>,
    /// The cards and lines of a small picture, which go to the screen in one piece.
    pub(super) sketch: Mesh,
}

/// Who owns a text: cards count up from here, lines and areas from further up.
const LINES: u32 = 1 << 30;
const AREAS: u32 = 1 << 31;
const UNDER: u32 = 3 << 30;
const OVER: u32 = UNDER + 1;

/// Room between a card and the ring around it, in screen points.
const RING: f32 = 3.0;

impl Sheet {
    /// A sheet that looks like that.
    pub(super) fn new(look: Look) -> Self {
        Self { look, lettering: Lettering::default(), left: BTreeSet::new(), sketch: Mesh::default() }
    }

    /// Makes everything look like that from now on.
    pub(super) fn turn_to(&mut self, look: Look) {
        let moved = |end: &Id| look.emphasis.moved_by(end).is_some();
        let lines = look.scene.lines.iter().filter(|line| moved(&line.from) || moved(&line.to));
        self.left = lines.map(|line| line.to.clone()).collect();
        if self.look.emphasis.depiction != look.emphasis.depiction {
            // The texts of another depiction bear the same keys.
            self.lettering.clear();
        }
        self.look = look;
    }

    /// Forgets the texts of another scene, because others bear their keys now. Where the same cards stand, those that look
    /// as they did keep theirs.
    pub(super) fn forget_texts(&mut self, before: Option<&Scene>) {
        let Some(before) = before else { return self.lettering.clear() };
        let cards = &self.look.scene.cards;
        self.lettering.keep(|owner| {
            let place = (owner / 2) as usize;
            let is_card = owner < LINES;
            is_card
                && before.cards.get(place).zip(cards.get(place)).is_some_and(|(one, other)| {
                    Arc::ptr_eq(&one.face, &other.face) && Arc::ptr_eq(&one.badge, &other.badge)
                })
        });
    }

    fn pencil(&mut self, origin: Pos2, is_dimmed: bool) -> Pencil<'_> {
        let look = &self.look;
        Pencil {
            clip: look.screen,
            zoom: look.view.zoom,
            origin,
            palette: look.palette,
            is_dimmed,
            instead: None,
            lettering: &mut self.lettering,
            pixel: 1.0 / look.pixels_per_point,
        }
    }

    fn is_dimmed(&self, id: &Id) -> bool {
        let Emphasis { selected, depiction, hovered, .. } = &self.look.emphasis;
        let is_faded = depiction.as_ref().is_some_and(|depiction| depiction.is_faded(id));
        is_faded && !selected.contains(id) && hovered.as_ref() != Some(id)
    }

    /// The shapes of what is depicted under lines and cards, and over them. While cards move they would stand where
    /// these were.
    pub(super) fn shapes_under(&mut self) -> Vec<Shape> {
        let mut shapes = self.depicted(UNDER, |depiction| &depiction.under);
        let Look { scene, view, screen, emphasis, .. } = &self.look;
        if emphasis.depiction.is_some() && emphasis.moved.is_none() {
            // Under the lines, whose heads reach through the rings to the cards.
            let cards = scene.cards.iter().filter(|card| emphasis.lit_ink(&card.id).is_some());
            let rings = cards.filter_map(|card| self.ring(&card.id, view.rect_to_screen(*screen, rect(card.rect))));
            shapes.extend(rings);
        }
        shapes
    }

    /// The same, over lines and cards.
    pub(super) fn shapes_over(&mut self) -> Vec<Shape> {
        self.depicted(OVER, |depiction| &depiction.over)
    }

    fn depicted(&mut self, owner: u32, marks: impl Fn(&Depiction) -> &[Mark]) -> Vec<Shape> {
        let mut shapes = Vec::new();
        let Emphasis { depiction, moved, .. } = &self.look.emphasis;
        if let Some(depiction) = depiction.clone().filter(|_| moved.is_none()) {
            let origin = self.look.view.to_screen(self.look.screen, Pos2::ZERO);
            self.pencil(origin, false).draw(owner, marks(&depiction), &mut shapes);
        }
        shapes
    }

    /// The shapes of the areas, which lie under everything else.
    pub(super) fn area_shapes(&mut self) -> Vec<Shape> {
        let scene = Arc::clone(&self.look.scene);
        let origin = self.look.view.to_screen(self.look.screen, Pos2::ZERO);
        let is_dimmed = self.look.emphasis.is_about_something();
        let mut shapes = Vec::new();
        for (place, area) in scene.areas.iter().enumerate() {
            if self.look.view.rect_to_screen(self.look.screen, rect(area.rect)).intersects(self.look.screen) {
                self.pencil(origin, is_dimmed).draw(AREAS + place as u32, &area.marks, &mut shapes);
            }
        }
        shapes
    }

    /// What has been sketched since this was last asked for.
    pub(super) fn sketched(&mut self) -> Vec<Shape> {
        vec![Shape::mesh(std::mem::take(&mut self.sketch))]
    }

    /// Whether a card or a line stands out from the rest, and is drawn by itself.
    fn stands_out(&self, id: &Id) -> bool {
        let Emphasis { selected, hovered, .. } = &self.look.emphasis;
        selected.contains(id)
            || self.look.emphasis.lit_ink(id).is_some()
            || hovered.as_ref() == Some(id)
            || self.look.emphasis.moved_by(id).is_some()
    }

    /// The shapes of a card, the ring around it included.
    pub(super) fn card_shapes(&mut self, place: usize) -> Vec<Shape> {
        let scene = Arc::clone(&self.look.scene);
        let card = &scene.cards[place];
        let moved = self.look.emphasis.moved_by(&card.id).unwrap_or_default();
        let screen = self.look.view.rect_to_screen(self.look.screen, rect(card.rect).translate(moved));
        // Badges and rings reach a little further.
        if !self.look.screen.intersects(screen.expand(14.0 * self.look.view.zoom.max(0.5))) {
            return Vec::new();
        }
        let is_dimmed = self.is_dimmed(&card.id);
        if is_sketched(self.look.view.zoom) && !self.stands_out(&card.id) {
            let mut sketch = std::mem::take(&mut self.sketch);
            let pencil = self.pencil(screen.min, is_dimmed);
            pencil.sketch(&card.face, &mut sketch);
            pencil.sketch(&card.badge, &mut sketch);
            self.sketch = sketch;
            return Vec::new();
        }
        let mut shapes = Vec::with_capacity(card.face.len() + card.badge.len());
        let emphasis = &self.look.emphasis;
        let is_ringed = emphasis.lit_ink(&card.id).is_some() && emphasis.moved.is_none();
        let ring = if is_ringed { None } else { self.ring(&card.id, screen) };
        let mut pencil = self.pencil(screen.min, is_dimmed);
        shapes.extend(ring);
        pencil.draw(2 * place as u32, &card.face, &mut shapes);
        pencil.draw(2 * place as u32 + 1, &card.badge, &mut shapes);
        shapes
    }

    /// The ring around a card that is chosen, lit or under the pointer.
    fn ring(&self, id: &Id, screen: Rect) -> Option<Shape> {
        let Emphasis { selected, hovered, .. } = &self.look.emphasis;
        let is_moved = self.look.emphasis.moved_by(id).is_some();
        let (ink, width) = if selected.contains(id) || is_moved {
            (Ink::Accent, 2.5)
        } else if let Some(ink) = self.look.emphasis.lit_ink(id) {
            (ink, 2.5)
        } else if hovered.as_ref() == Some(id) {
            (Ink::Accent, 1.0)
        } else {
            return None;
        };
        let stroke = Stroke::new(width, colour(self.look.palette.colour(ink)));
        let radius = CornerRadius::same((RING + 6.0 * self.look.view.zoom).min(40.0) as u8);
        let ground = if width > 2.0 { colour(self.look.palette.colour(Ink::Panel)) } else { Color32::TRANSPARENT };
        Some(RectShape::new(screen.expand(RING), radius, ground, stroke, StrokeKind::Middle).into())
    }

    /// The shapes of a line.
    pub(super) fn line_shapes(&mut self, place: usize) -> Vec<Shape> {
        let scene = Arc::clone(&self.look.scene);
        let line = &scene.lines[place];
        let Emphasis { selected, hovered, .. } = &self.look.emphasis;
        let ink = if selected.contains(&line.id) {
            Some(Ink::Accent)
        } else if let Some(ink) = self.look.emphasis.lit_ink(&line.id) {
            Some(ink)
        } else if hovered.as_ref() == Some(&line.id) {
            Some(Ink::Accent)
        } else {
            None
        };
        let ends = [&line.from, &line.to].map(|end| self.look.emphasis.moved_by(end));
        let is_dimmed = self.is_dimmed(&line.id);
        let is_whole = ink.is_some() || self.left.contains(&line.to);
        let mut shapes = Vec::new();
        let (view, screen) = (self.look.view, self.look.screen);
        // Between cards that move together a line keeps its course.
        let whole = ends[0].filter(|_| ends[1].is_some()).unwrap_or_default();
        let mut pencil = self.pencil(view.to_screen(screen, whole.to_pos2()), is_dimmed && ink.is_none());
        pencil.instead = ink.map(|ink| (ink, 1.0));
        if ends[0].is_some() != ends[1].is_some() {
            // While one of its cards moves a line follows it straight; its proper course comes with the next scene.
            let end = |node: &Id, by: Option<Vec2>| {
                scene.card(node.as_str()).map(|card| rect(card.rect).translate(by.unwrap_or_default()))
            };
            if let (Some(from), Some(to)) = (end(&line.from, ends[0]), end(&line.to, ends[1])) {
                let (start, stop) = (border(from, to.center()), border(to, from.center()));
                let pen = Pen::solid(Ink::Line, line.width);
                pencil.path(&[view.to_screen(screen, start), view.to_screen(screen, stop)], pen, &mut shapes);
            }
        } else if line.points.windows(2).any(|pair| {
            let piece = Rect::from_two_pos(pos(pair[0]), pos(pair[1])).translate(whole);
            view.visible(screen).expand(24.0).intersects(piece)
        }) {
            if is_sketched(view.zoom) && ink.is_none() {
                let mut sketch = std::mem::take(&mut self.sketch);
                let pencil = self.pencil(view.to_screen(screen, whole.to_pos2()), is_dimmed);
                pencil.sketch_line(line, &mut sketch);
                self.sketch = sketch;
            } else {
                if is_whole {
                    pencil.draw(LINES + place as u32, &in_full(line), &mut shapes);
                }
                pencil.draw(LINES + place as u32, &line.marks, &mut shapes);
            }
        }
        shapes
    }
}

/// Where the way from the middle of `card` to `target` leaves it.
pub(super) fn border(card: Rect, target: Pos2) -> Pos2 {
    let (centre, half) = (card.center(), card.size() / 2.0);
    let way = target - centre;
    let part = |way: f32, half: f32| if way == 0.0 { f32::INFINITY } else { half / way.abs() };
    let part = part(way.x, half.x).min(part(way.y, half.y)).min(1.0);
    centre + way * part
}

#[cfg(test)]
mod tests {
    use super::border;
    use egui::{Rect, pos2, vec2};

    #[test]
    fn lines_leave_a_card_at_its_border() {
        let card = Rect::from_center_size(pos2(0.0, 0.0), vec2(100.0, 40.0));
        for (target, expected) in [
            (pos2(500.0, 0.0), pos2(50.0, 0.0)),
            (pos2(0.0, -300.0), pos2(0.0, -20.0)),
            (pos2(100.0, 40.0), pos2(50.0, 20.0)),
            (pos2(10.0, 5.0), pos2(10.0, 5.0)),
        ] {
            assert!(border(card, target).distance(expected) < 1e-3, "{target:?}");
        }
    }
}
