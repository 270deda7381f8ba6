//! The sheet: what cards and lines look like just now, by scene, view, theme and emphasis.

mod leaving;
mod sketched;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::epaint::RectShape;
use egui::{Color32, CornerRadius, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};

use super::journey::Passage;
use super::lettering::Lettering;
use super::paint::{Pencil, colour, is_sketched, layout_point, pos, rect};
use super::places::{card_place, line_place};
use super::view::View;
use crate::drawing::line::{in_full, on_course};
use crate::drawing::{Depiction, Ink, Line, Mark, Palette, Pen, Scene};
use crate::layout::Point;
use crate::model::Id;
use sketched::Sketch;

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

    /// All that lies on top of the rest.
    fn raised(&self) -> BTreeSet<&Id> {
        let lit = self.depiction.iter().flat_map(|depiction| &depiction.lit);
        let moved = self.moved.iter().flat_map(|moved| moved.ids.iter());
        lit.chain(&self.selected).chain(&self.hovered).chain(moved).collect()
    }

    /// Whether a line leads from a card that is being moved to one that is not, or the other way.
    fn is_stretched(&self, line: &Line) -> bool {
        self.moved_by(&line.from).is_some() != self.moved_by(&line.to).is_some()
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
    /// How far the picture has come from another one.
    pub(super) passage: Option<Passage>,
    pub(super) pixels_per_point: f32,
}

impl Look {
    /// Whether everything but the scene is the same.
    fn is_cast_alike(&self, other: &Self) -> bool {
        self.palette == other.palette
            && self.screen == other.screen
            && self.view == other.view
            && self.pixels_per_point == other.pixels_per_point
            && self.emphasis == other.emphasis
            && self.passage == other.passage
    }
}

impl PartialEq for Look {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.scene, &other.scene) && self.is_cast_alike(other)
    }
}

/// A card or a line that is drawn by itself, by its place in the scene, and whether it lies on top of the rest.
pub(super) struct Drawn {
    pub(super) place: usize,
    pub(super) is_raised: bool,
}

/// A look, and the texts laid out for it.
pub(super) struct Sheet {
    pub(super) look: Look,
    pub(super) lettering: Lettering,
    /// The cards at which a line ends that has left its course with a card that is moved: others that run into it there
    /// have to be drawn in full.
    left: BTreeSet<Id>,
    sketch: Sketch,
}

/// Who owns a text: cards count up from here, lines and areas from further up.
const LINES: u32 = 1 << 30;
const AREAS: u32 = 1 << 31;
const UNDER: u32 = 3 << 30;
const OVER: u32 = UNDER + 1;
/// Here what leaves the picture counts up from.
const LEAVING: u32 = 7 << 29;

/// Room between a card and the ring around it, in screen points.
const RING: f32 = 3.0;

impl Sheet {
    /// A sheet that looks like that.
    pub(super) fn new(look: Look) -> Self {
        Self { look, lettering: Lettering::default(), left: BTreeSet::new(), sketch: Sketch::default() }
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
        self.sketch.turn(&self.look, &look);
        self.look = look;
    }

    /// Forgets the texts of another scene, because others bear their keys now. Cards that say the same keep theirs, wherever
    /// they stand.
    pub(super) fn forget_texts(&mut self, before: &Scene) {
        let scene = &self.look.scene;
        self.lettering.rename(|owner| {
            let was = before.cards.get((owner / 2) as usize).filter(|_| owner < LINES)?;
            let place = card_place(scene, &was.id)?;
            let is = &scene.cards[place];
            let (one, other) = if owner % 2 == 0 { (&was.face, &is.face) } else { (&was.badge, &is.badge) };
            (Arc::ptr_eq(one, other) || one == other).then_some(2 * place as u32 + owner % 2)
        });
    }

    /// The cards that are drawn one by one: what is in view or, in a small picture, what stands out.
    pub(super) fn cards_to_draw(&self) -> Vec<Drawn> {
        let Look { scene, view, emphasis, .. } = &self.look;
        let raised = emphasis.raised();
        if is_sketched(view.zoom) {
            let places = raised.iter().filter_map(|id| card_place(scene, id));
            return places.map(|place| Drawn { place, is_raised: true }).collect();
        }
        let in_view = scene.cards.iter().enumerate().filter(|(place, _)| self.is_in_view(*place));
        in_view.map(|(place, card)| Drawn { place, is_raised: raised.contains(&card.id) }).collect()
    }

    /// The lines that are drawn one by one, likewise.
    pub(super) fn lines_to_draw(&self) -> Vec<Drawn> {
        let Look { scene, view, emphasis, .. } = &self.look;
        let raised = emphasis.raised();
        let is_small = is_sketched(view.zoom);
        if is_small && emphasis.moved.is_none() {
            let places = raised.iter().filter_map(|id| line_place(scene, id));
            return places.map(|place| Drawn { place, is_raised: true }).collect();
        }
        let drawn = |(place, line): (usize, &Line)| {
            let is_in_focus = scene.focus.is_some() && !scene.is_faded(&line.id) && !is_small;
            let (is_raised, is_stretched) = (raised.contains(&line.id) || is_in_focus, emphasis.is_stretched(line));
            let is_drawn = if is_small {
                is_raised || is_stretched
            } else {
                is_stretched || self.is_crossed_by(line, self.course(place).as_deref())
            };
            is_drawn.then_some(Drawn { place, is_raised })
        };
        scene.lines.iter().enumerate().filter_map(drawn).collect()
    }

    /// Where a card is on the screen.
    fn on_screen(&self, place: usize) -> Rect {
        let Look { scene, view, screen, emphasis, passage, .. } = &self.look;
        let card = &scene.cards[place];
        let moved = emphasis.moved_by(&card.id).unwrap_or_default();
        let to_go = passage.as_ref().map_or(Vec2::ZERO, |passage| passage.card(place).by);
        view.rect_to_screen(*screen, rect(card.rect).translate(moved + to_go))
    }

    /// How strong a card is drawn.
    fn card_strength(&self, place: usize) -> f32 {
        self.look.passage.as_ref().map_or(1.0, |passage| passage.card(place).strength)
    }

    /// Whether anything of a card can be seen.
    fn is_in_view(&self, place: usize) -> bool {
        // Badges and rings reach a little further.
        self.look.screen.intersects(self.on_screen(place).expand(14.0 * self.look.view.zoom.max(0.5)))
    }

    /// How far a line is moved as a whole: between cards that move together it keeps its course.
    fn moved_whole(&self, line: &Line) -> Vec2 {
        let [from, to] = [&line.from, &line.to].map(|end| self.look.emphasis.moved_by(end));
        from.filter(|_| to.is_some()).unwrap_or_default()
    }

    /// The course of a line that is on its way.
    fn course(&self, place: usize) -> Option<Vec<Point>> {
        let course = self.look.passage.as_ref()?.line(place)?;
        Some(course.into_iter().map(layout_point).collect())
    }

    /// Whether a line can be seen that keeps its course, or that is on its way.
    fn is_crossed_by(&self, line: &Line, course: Option<&[Point]>) -> bool {
        let by = self.moved_whole(line);
        let visible = self.look.view.visible(self.look.screen).expand(24.0);
        let points = course.unwrap_or(&line.points);
        let mut pieces = points.windows(2).map(|pair| Rect::from_two_pos(pos(pair[0]), pos(pair[1])));
        pieces.any(|piece| visible.intersects(piece.translate(by)))
    }

    /// Whether a line is part of what is sketched in a small picture.
    fn is_sketched_line(&self, place: usize, line: &Line) -> bool {
        self.ink(line).is_none()
            && !self.look.emphasis.is_stretched(line)
            && self.is_crossed_by(line, self.course(place).as_deref())
    }

    fn pencil(&mut self, origin: Pos2, is_dimmed: bool) -> Pencil<'_> {
        let look = &self.look;
        Pencil {
            clip: look.screen,
            zoom: look.view.zoom,
            origin,
            palette: look.palette,
            is_dimmed,
            strength: 1.0,
            instead: None,
            lettering: &mut self.lettering,
            pixel: 1.0 / look.pixels_per_point,
        }
    }

    fn is_dimmed(&self, id: &Id) -> bool {
        let Emphasis { selected, depiction, hovered, .. } = &self.look.emphasis;
        let is_faded = match depiction.as_ref().filter(|depiction| !depiction.lit.is_empty()) {
            Some(depiction) => depiction.is_faded(id),
            None => self.look.scene.is_faded(id),
        };
        is_faded && !selected.contains(id) && hovered.as_ref() != Some(id)
    }

    /// The shapes of what is depicted under lines and cards, and over them. While cards move they would stand where
    /// these were.
    pub(super) fn shapes_under(&mut self) -> Vec<Shape> {
        let mut shapes = self.depicted(UNDER, |depiction| &depiction.under);
        let Look { scene, emphasis, .. } = &self.look;
        if emphasis.depiction.is_some() && emphasis.moved.is_none() {
            // Under the lines, whose heads reach through the rings to the cards.
            let cards = scene.cards.iter().enumerate().filter(|(_, card)| emphasis.lit_ink(&card.id).is_some());
            let rings = cards.filter_map(|(place, card)| self.ring(&card.id, self.on_screen(place)));
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
            let strength = self.look.passage.as_ref().map_or(1.0, Passage::arrival);
            let mut pencil = self.pencil(origin, false);
            pencil.strength = strength;
            pencil.draw(owner, marks(&depiction), &mut shapes);
        }
        shapes
    }

    /// The shapes of the areas, which lie under everything else.
    pub(super) fn area_shapes(&mut self) -> Vec<Shape> {
        let scene = Arc::clone(&self.look.scene);
        let origin = self.look.view.to_screen(self.look.screen, Pos2::ZERO);
        let is_dimmed = self.look.emphasis.is_about_something() || scene.focus.is_some();
        let mut shapes = Vec::new();
        for (place, area) in scene.areas.iter().enumerate() {
            if self.look.view.rect_to_screen(self.look.screen, rect(area.rect)).intersects(self.look.screen) {
                let strength = self.look.passage.as_ref().map_or(1.0, |passage| passage.area_strength(place));
                let mut pencil = self.pencil(origin, is_dimmed);
                pencil.strength = strength;
                pencil.draw(AREAS + place as u32, &area.marks, &mut shapes);
            }
        }
        shapes
    }

    /// Whether a card stands out from the rest, and is drawn by itself.
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
        if !self.is_in_view(place) {
            return Vec::new();
        }
        let (screen, is_dimmed, strength) =
            (self.on_screen(place), self.is_dimmed(&card.id), self.card_strength(place));
        let mut shapes = Vec::with_capacity(card.face.len() + card.badge.len());
        let emphasis = &self.look.emphasis;
        let is_ringed = emphasis.lit_ink(&card.id).is_some() && emphasis.moved.is_none();
        let ring = if is_ringed { None } else { self.ring(&card.id, screen) };
        let mut pencil = self.pencil(screen.min, is_dimmed);
        pencil.strength = strength;
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
        let (ink, is_dimmed) = (self.ink(line), self.is_dimmed(&line.id));
        let ends = [&line.from, &line.to].map(|end| self.look.emphasis.moved_by(end));
        // Lines among many run together with any others.
        let is_one_of_all = line.is_shared && line.pen.ink.is_among_many();
        let is_whole = ink.is_some() || self.left.contains(&line.to) || is_one_of_all && !self.left.is_empty();
        let (course, strength) = (self.course(place), self.line_strength(place));
        let is_stretched = self.look.emphasis.is_stretched(line);
        // One that is on its way is drawn by its course, which is worked out once.
        let is_crossed_by = course.is_none() && self.is_crossed_by(line, None);
        let (view, screen, whole) = (self.look.view, self.look.screen, self.moved_whole(line));
        let mut shapes = Vec::new();
        let mut pencil = self.pencil(view.to_screen(screen, whole.to_pos2()), is_dimmed && ink.is_none());
        pencil.instead = ink.map(|ink| (ink, 1.0));
        pencil.strength = strength;
        if let Some(course) = course {
            pencil.draw(LINES + place as u32, &on_course(line, &course), &mut shapes);
        } else if is_stretched {
            // While one of its cards moves a line follows it straight; its proper course comes with the next scene.
            let end = |node: &Id, by: Option<Vec2>| {
                scene.card(node.as_str()).map(|card| rect(card.rect).translate(by.unwrap_or_default()))
            };
            if let (Some(from), Some(to)) = (end(&line.from, ends[0]), end(&line.to, ends[1])) {
                let (start, stop) = (border(from, to.center()), border(to, from.center()));
                let pen = Pen::solid(Ink::Line, line.pen.width);
                pencil.path(&[view.to_screen(screen, start), view.to_screen(screen, stop)], pen, &mut shapes);
            }
        } else if is_crossed_by {
            if is_whole {
                pencil.draw(LINES + place as u32, &in_full(line), &mut shapes);
            }
            pencil.draw(LINES + place as u32, &line.marks, &mut shapes);
        }
        shapes
    }

    fn line_strength(&self, place: usize) -> f32 {
        self.look.passage.as_ref().map_or(1.0, |passage| passage.line_strength(place))
    }

    /// The ink of a line that stands out.
    fn ink(&self, line: &Line) -> Option<Ink> {
        let Emphasis { selected, hovered, .. } = &self.look.emphasis;
        let is_marked = |is_selected: bool| is_selected.then_some(Ink::Accent);
        is_marked(selected.contains(&line.id))
            .or_else(|| self.look.emphasis.lit_ink(&line.id))
            .or_else(|| is_marked(hovered.as_ref() == Some(&line.id)))
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
