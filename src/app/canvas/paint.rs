//! Marks to egui shapes: what a mark is worth at the present zoom, and how it is drawn there.

mod sketch;

use egui::epaint::{CircleShape, PathShape, PathStroke, RectShape};
use egui::{Color32, CornerRadius, Mesh, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};

use super::dash;
use super::lettering::Lettering;
use crate::drawing::{Anchor, Ink, Mark, Outline, Palette, Pen, Rgb, TextRun, Weight};
use crate::layout::Point;

pub(super) use sketch::is_sketched;

/// Text smaller than this many screen points cannot be read: bars stand for it.
pub(super) const LEGIBLE: f32 = 4.0;
/// Text smaller than this is not even hinted at.
pub(super) const HINTED: f32 = 1.7;
/// What is smaller than this many screen points is left out.
pub(super) const VISIBLE: f32 = 1.2;
/// Hatching is left out below this zoom.
const HATCHED: f32 = 0.3;

/// The egui colour of a palette's colour.
pub(super) fn colour(rgb: Rgb) -> Color32 {
    Color32::from_rgb(rgb.0, rgb.1, rgb.2)
}

/// The egui point of a layout point.
pub(super) fn pos(point: Point) -> Pos2 {
    Pos2::new(point.x, point.y)
}

/// The layout point of an egui point.
pub(super) fn layout_point(pos: Pos2) -> Point {
    Point::new(pos.x, pos.y)
}

/// The layout rectangle of an egui rectangle.
pub(super) fn layout_rect(of: Rect) -> crate::layout::Rect {
    crate::layout::Rect { min: layout_point(of.min), max: layout_point(of.max) }
}

/// The egui rectangle of a layout rectangle.
pub(super) fn rect(of: crate::layout::Rect) -> Rect {
    Rect::from_min_max(pos(of.min), pos(of.max))
}

/// Draws marks at one place, zoom and tone.
pub(super) struct Pencil<'a> {
    /// The part of the screen that is painted.
    pub(super) clip: Rect,
    /// Screen points for each canvas point.
    pub(super) zoom: f32,
    /// Where the marks' origin lies on the screen.
    pub(super) origin: Pos2,
    /// The colours of the inks.
    pub(super) palette: Palette,
    /// Whether the marks stand back behind what is lit.
    pub(super) is_dimmed: bool,
    /// How strong the marks are, from 0 to 1: what comes or goes is fainter.
    pub(super) strength: f32,
    /// Takes the place of every ink but grounds and texts, and widens strokes by so many screen points: for what is
    /// emphasised.
    pub(super) instead: Option<(Ink, f32)>,
    /// The laid out texts.
    pub(super) lettering: &'a mut Lettering,
    /// One feathered screen pixel, in points.
    pub(super) pixel: f32,
}

impl Pencil<'_> {
    /// Draws `marks`; `owner` tells their texts from those of others.
    pub(super) fn draw(&mut self, owner: u32, marks: &[Mark], shapes: &mut Vec<Shape>) {
        for (nth, mark) in marks.iter().enumerate() {
            match mark {
                Mark::Shape { outline, fill, pen } => self.outline(outline, *fill, *pen, shapes),
                Mark::Path { points, pen } => {
                    let points: Vec<Pos2> = points.iter().map(|&point| self.at(point)).collect();
                    self.path(&points, *pen, shapes);
                }
                Mark::Hatch { strokes, pen } if self.zoom >= HATCHED => shapes.push(self.hatch(strokes, *pen)),
                Mark::Hatch { .. } => {}
                Mark::Text(run) => self.text((owner, nth as u32), run, shapes),
            }
        }
    }

    /// The screen point of a point of the marks.
    pub(super) fn at(&self, point: Point) -> Pos2 {
        self.origin + Vec2::new(point.x, point.y) * self.zoom
    }

    /// The colour of an ink in the present tone.
    pub(super) fn ink(&self, ink: Ink) -> Color32 {
        let colour = colour(if self.is_dimmed { self.palette.faded(ink) } else { self.palette.colour(ink) });
        if self.strength < 1.0 { colour.gamma_multiply(self.strength.max(0.0)) } else { colour }
    }

    /// The colour of a fill: what is emphasised changes its ink, but never its ground.
    pub(super) fn fill(&self, ink: Ink) -> Color32 {
        self.ink(self.instead.filter(|_| !ink.is_ground()).map_or(ink, |(instead, _)| instead))
    }

    /// The stroke of a pen. Thin lines grow paler rather than thinner than a pixel.
    pub(super) fn stroke(&self, pen: Pen) -> Stroke {
        let (ink, extra) = self.instead.unwrap_or((pen.ink, 0.0));
        let (width, colour) = (pen.width * self.zoom + extra, self.ink(ink));
        let thinnest = 0.8 * self.pixel;
        if width >= thinnest {
            Stroke::new(width, colour)
        } else {
            Stroke::new(thinnest, colour.gamma_multiply((width / thinnest).max(0.45)))
        }
    }

    fn outline(&self, outline: &Outline, fill: Option<Ink>, pen: Option<Pen>, shapes: &mut Vec<Shape>) {
        let bounds = rect(outline.bounds());
        let size = bounds.size() * self.zoom;
        if size.max_elem() < VISIBLE {
            return;
        }
        let fill = fill.map_or(Color32::TRANSPARENT, |ink| self.fill(ink));
        // Where a card is only a few points large, its border would be all of it.
        let pen = pen.filter(|_| size.min_elem() >= 3.0);
        let dashes = pen.and_then(|pen| dash::lengths(pen.dash, self.zoom, self.pixel));
        let stroke = match (pen, dashes) {
            (Some(pen), None) => self.stroke(pen),
            _ => Stroke::NONE,
        };
        match outline {
            Outline::Rounded(rect, radius) => {
                let screen = Rect::from_min_max(self.at(rect.min), self.at(rect.max));
                let radius = CornerRadius::same((radius * self.zoom).clamp(0.0, 255.0).round() as u8);
                shapes.push(RectShape::new(screen, radius, fill, stroke, StrokeKind::Middle).into());
            }
            Outline::Circle(centre, radius) => {
                let center = self.at(*centre);
                shapes.push(CircleShape { center, radius: radius * self.zoom, fill, stroke }.into());
            }
            Outline::Polygon(points) => {
                let points = points.iter().map(|&point| self.at(point)).collect();
                let stroke = PathStroke::from(stroke);
                shapes.push(PathShape { points, closed: true, fill, stroke }.into());
            }
        }
        if let (Some(pen), Some(lengths)) = (pen, dashes) {
            let mut points: Vec<Pos2> = outline.points().into_iter().map(|point| self.at(point)).collect();
            points.extend(points.first().copied());
            dash::draw(&points, lengths, self.clip, self.stroke(pen), shapes);
        }
    }

    /// An open line through screen points; only what is on the screen of it.
    pub(super) fn path(&self, points: &[Pos2], pen: Pen, shapes: &mut Vec<Shape>) {
        let stroke = self.stroke(pen);
        if let Some(lengths) = dash::lengths(pen.dash, self.zoom, self.pixel) {
            dash::draw(points, lengths, self.clip, stroke, shapes);
            return;
        }
        let near = self.clip.expand(stroke.width);
        let is_near = |pair: &[Pos2]| near.intersects(Rect::from_two_pos(pair[0], pair[1]));
        let mut rest = points;
        while let Some(first) = rest.windows(2).position(is_near) {
            let length = rest[first..].windows(2).take_while(|pair| is_near(pair)).count();
            let run = &rest[first..=first + length];
            shapes.push(match run {
                [one, two] => Shape::LineSegment { points: [*one, *two], stroke },
                _ => Shape::line(run.to_vec(), stroke),
            });
            rest = &rest[first + length..];
        }
    }

    /// All strokes of a hatching as one mesh, since there may be thousands.
    fn hatch(&self, strokes: &[[Point; 2]], pen: Pen) -> Shape {
        let stroke = self.stroke(pen);
        let mut mesh = Mesh::default();
        mesh.reserve_vertices(8 * strokes.len());
        mesh.reserve_triangles(6 * strokes.len());
        let half = stroke.width / 2.0;
        let (inner, outer) = ((half - self.pixel / 2.0).max(0.0), half + self.pixel / 2.0);
        for &[from, to] in strokes {
            let (from, to) = (self.at(from), self.at(to));
            let across = (to - from).normalized().rot90();
            let first = mesh.vertices.len() as u32;
            for end in [from, to] {
                for (reach, colour) in [
                    (-outer, Color32::TRANSPARENT),
                    (-inner, stroke.color),
                    (inner, stroke.color),
                    (outer, Color32::TRANSPARENT),
                ] {
                    mesh.colored_vertex(end + across * reach, colour);
                }
            }
            for band in 0..3 {
                let (near, far) = (first + band, first + 4 + band);
                mesh.add_triangle(near, near + 1, far);
                mesh.add_triangle(near + 1, far + 1, far);
            }
        }
        Shape::mesh(mesh)
    }

    fn text(&mut self, key: (u32, u32), run: &TextRun, shapes: &mut Vec<Shape>) {
        let size = run.size * self.zoom;
        if size < HINTED || run.text.is_empty() {
            return;
        }
        let colour = self.ink(run.ink);
        let base = self.at(run.at);
        if size < LEGIBLE {
            let width = run.text.chars().count() as f32 * size * 0.52;
            let bar = Rect::from_min_size(
                base - Vec2::new(aside(run.anchor, width), size * 0.6),
                Vec2::new(width, size * 0.5),
            );
            let strength = if run.weight == Weight::SemiBold { 0.4 } else { 0.25 };
            shapes.push(Shape::rect_filled(bar, CornerRadius::ZERO, colour.gamma_multiply(strength)));
            return;
        }
        let galley = self.lettering.galley(key, run);
        let ascent = galley.rows.first().and_then(|row| row.glyphs.first()).map_or(0.0, |glyph| glyph.pos.y);
        let corner = base - Vec2::new(aside(run.anchor, galley.size().x), ascent);
        if self.clip.intersects(Rect::from_min_size(corner, galley.size())) {
            shapes.push(Shape::galley(corner, galley, colour));
        }
    }
}

/// How far left of its anchor a text of that width begins.
pub(super) fn aside(anchor: Anchor, width: f32) -> f32 {
    match anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => width / 2.0,
        Anchor::End => width,
    }
}
