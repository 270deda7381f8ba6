//! The sketch: small pictures as bare quads in one mesh. Where no name can be read, rounded corners, dashes and feathered
//! edges cannot be seen either, but would be most of what a frame of ten thousand cards costs.

use egui::{Color32, Mesh, Pos2, Rect, Vec2, pos2, vec2};

use super::{HINTED, LEGIBLE, Pencil, VISIBLE, aside, rect};
use crate::drawing::{Line, Mark, Outline, Pen, TextRun, Weight};
use crate::layout::Point;

/// The size of names, in points: below the zoom at which these can be read everything is sketched.
const NAME_SIZE: f32 = 12.0;
/// Ends and signs of lines are left out below this zoom.
const SIGNED: f32 = 0.22;
/// Borders of what is smaller than this, in screen points, are left out.
const BORDERED: f32 = 4.0;

/// Whether pictures are only sketched at that zoom.
pub(in crate::app::canvas) fn is_sketched(zoom: f32) -> bool {
    zoom * NAME_SIZE < LEGIBLE
}

impl Pencil<'_> {
    /// Adds marks to a mesh.
    pub(in crate::app::canvas) fn sketch(&self, marks: &[Mark], mesh: &mut Mesh) {
        for mark in marks {
            match mark {
                Mark::Shape { outline, fill, pen } => {
                    let fill = fill.map_or(Color32::TRANSPARENT, |ink| self.fill(ink));
                    self.sketch_shape(outline, fill, *pen, mesh);
                }
                Mark::Path { points, pen } => {
                    let points: Vec<Pos2> = points.iter().map(|&point| self.at(point)).collect();
                    self.sketch_path(&points, *pen, mesh);
                }
                Mark::Hatch { .. } => {}
                Mark::Text(run) => self.sketch_text(run, mesh),
            }
        }
    }

    /// Adds a line by its bare course, with its ends and signs as long as they can be told.
    pub(in crate::app::canvas) fn sketch_line(&self, line: &Line, mesh: &mut Mesh) {
        self.sketch_course(line, &line.points, mesh);
        if self.zoom >= SIGNED {
            let signs = line.marks.iter().filter(|mark| matches!(mark, Mark::Shape { .. }));
            signs.for_each(|sign| self.sketch(std::slice::from_ref(sign), mesh));
        }
    }

    /// Adds a line on another course than that of the scene.
    pub(in crate::app::canvas) fn sketch_course(&self, line: &Line, course: &[Point], mesh: &mut Mesh) {
        let pen = line.marks.iter().find_map(|mark| if let Mark::Path { pen, .. } = mark { Some(*pen) } else { None });
        let course: Vec<Pos2> = course.iter().map(|&point| self.at(point)).collect();
        self.sketch_path(&course, pen.unwrap_or(line.pen), mesh);
    }

    /// Adds an open line through screen points; only those of its pieces that are on the screen.
    pub(super) fn sketch_path(&self, points: &[Pos2], pen: Pen, mesh: &mut Mesh) {
        let stroke = self.stroke(pen);
        let width = stroke.width.max(self.pixel);
        for pair in points.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            if !self.clip.intersects(Rect::from_two_pos(from, to).expand(width)) || from == to {
                continue;
            }
            if from.x == to.x || from.y == to.y {
                let thick = Vec2::splat(width / 2.0);
                let ends = Rect::from_two_pos(from, to);
                mesh.add_colored_rect(
                    self.snapped(Rect::from_min_max(ends.min - thick, ends.max + thick)),
                    stroke.color,
                );
            } else {
                let across = (to - from).normalized().rot90() * (width / 2.0);
                convex(mesh, [from - across, to - across, to + across, from + across], stroke.color);
            }
        }
    }

    fn sketch_shape(&self, outline: &Outline, fill: Color32, pen: Option<Pen>, mesh: &mut Mesh) {
        let bounds = rect(outline.bounds());
        let size = bounds.size() * self.zoom;
        if size.max_elem() < VISIBLE {
            return;
        }
        let screen = self.snapped(Rect::from_min_size(self.origin + bounds.min.to_vec2() * self.zoom, size));
        let border = pen.filter(|_| size.min_elem() >= BORDERED);
        match outline {
            Outline::Rounded(..) => {
                if fill != Color32::TRANSPARENT {
                    mesh.add_colored_rect(screen, fill);
                }
                if let Some(pen) = border {
                    ring(mesh, screen, self.pixel, self.stroke(pen).color);
                }
            }
            Outline::Circle(..) => {
                let (centre, half) = (screen.center(), screen.width() / 2.0);
                let corner = half * 0.41;
                let octagon = [
                    (-corner, -half),
                    (corner, -half),
                    (half, -corner),
                    (half, corner),
                    (corner, half),
                    (-corner, half),
                    (-half, corner),
                    (-half, -corner),
                ];
                convex(mesh, octagon.map(|(x, y)| centre + vec2(x, y)), fill);
            }
            Outline::Polygon(points) => {
                let points: Vec<Pos2> = points.iter().map(|&point| self.at(point)).collect();
                if fill != Color32::TRANSPARENT {
                    convex(mesh, points.iter().copied(), fill);
                }
                if let Some(pen) = border {
                    let closed: Vec<Pos2> = points.iter().chain(points.first()).copied().collect();
                    self.sketch_path(&closed, pen, mesh);
                }
            }
        }
    }

    /// A bar in the place of a text.
    fn sketch_text(&self, run: &TextRun, mesh: &mut Mesh) {
        let size = run.size * self.zoom;
        if size >= HINTED {
            let width = run.text.chars().count() as f32 * size * 0.52;
            let corner = self.at(run.at) - vec2(aside(run.anchor, width), size * 0.6);
            let strength = if run.weight == Weight::SemiBold { 0.4 } else { 0.25 };
            let bar = Rect::from_min_size(corner, vec2(width, size * 0.5));
            mesh.add_colored_rect(bar, self.ink(run.ink).gamma_multiply(strength));
        }
    }

    /// The rectangle with its borders on whole pixels: crisp without feathering, and never empty.
    fn snapped(&self, rect: Rect) -> Rect {
        let snap = |along: f32| (along / self.pixel).round() * self.pixel;
        let min = pos2(snap(rect.min.x), snap(rect.min.y));
        Rect::from_min_max(
            min,
            pos2(snap(rect.max.x).max(min.x + self.pixel), snap(rect.max.y).max(min.y + self.pixel)),
        )
    }
}

/// The border of a rectangle, `width` wide, inside of it.
fn ring(mesh: &mut Mesh, outer: Rect, width: f32, colour: Color32) {
    let inner = outer.shrink(width);
    let first = mesh.vertices.len() as u32;
    for rect in [outer, inner] {
        for corner in [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()] {
            mesh.colored_vertex(corner, colour);
        }
    }
    for side in 0..4 {
        let next = (side + 1) % 4;
        mesh.add_triangle(first + side, first + next, first + 4 + side);
        mesh.add_triangle(first + next, first + 4 + next, first + 4 + side);
    }
}

/// A filled convex polygon.
fn convex(mesh: &mut Mesh, points: impl IntoIterator<Item = Pos2>, colour: Color32) {
    let first = mesh.vertices.len() as u32;
    for point in points {
        mesh.colored_vertex(point, colour);
    }
    for corner in first + 2..mesh.vertices.len() as u32 {
        mesh.add_triangle(first, corner - 1, corner);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_and_polygons_have_the_corners_and_triangles_that_they_need() {
        let mut mesh = Mesh::default();
        ring(&mut mesh, Rect::from_min_size(pos2(0.0, 0.0), vec2(20.0, 10.0)), 1.0, Color32::RED);
        assert_eq!((mesh.vertices.len(), mesh.indices.len()), (8, 24));
        convex(&mut mesh, [pos2(0.0, 0.0), pos2(4.0, 0.0), pos2(4.0, 4.0), pos2(0.0, 4.0)], Color32::RED);
        assert_eq!((mesh.vertices.len(), mesh.indices.len()), (12, 30));
        assert!(mesh.is_valid());
    }
}
