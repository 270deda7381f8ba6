//! What leaves the picture while another one comes: it lies under all that stays.

use egui::{Mesh, Pos2, Shape};

use super::{LEAVING, Sheet};
use crate::app::canvas::paint::{is_sketched, layout_point, rect};
use crate::drawing::line::on_course;
use crate::layout::Point;

impl Sheet {
    /// The shapes of what is on its way out.
    pub(in crate::app::canvas) fn leaving_shapes(&mut self) -> Vec<Shape> {
        let Some(passage) = self.look.passage.clone() else { return Vec::new() };
        let (view, screen) = (self.look.view, self.look.screen);
        let ground = view.to_screen(screen, Pos2::ZERO);
        let is_small = is_sketched(view.zoom);
        let (mut shapes, mut mesh) = (Vec::new(), Mesh::default());
        let mut owners = LEAVING..;
        for (leaving, fade) in passage.leaving() {
            for (place, strength) in &leaving.areas {
                let mut pencil = self.pencil(ground, false);
                pencil.strength = strength * fade;
                let owner = owners.next().unwrap_or(LEAVING);
                pencil.draw(owner, &leaving.scene.areas[*place].marks, &mut shapes);
            }
            for (place, course, strength) in &leaving.lines {
                let line = &leaving.scene.lines[*place];
                let course: Vec<Point> = course.iter().copied().map(layout_point).collect();
                let mut pencil = self.pencil(ground, false);
                pencil.strength = strength * fade;
                let owner = owners.next().unwrap_or(LEAVING);
                match is_small {
                    true => pencil.sketch_course(line, &course, &mut mesh),
                    false => pencil.draw(owner, &on_course(line, &course), &mut shapes),
                }
            }
            for (place, stance, whither) in &leaving.cards {
                let card = &leaving.scene.cards[*place];
                let by = stance.by + *whither * (1.0 - fade);
                let at = view.rect_to_screen(screen, rect(card.rect).translate(by));
                let owners = [owners.next(), owners.next()].map(|owner| owner.unwrap_or(LEAVING));
                if !screen.intersects(at) {
                    continue;
                }
                let mut pencil = self.pencil(at.min, false);
                pencil.strength = stance.strength * fade;
                for (owner, marks) in owners.into_iter().zip([&card.face, &card.badge]) {
                    match is_small {
                        true => pencil.sketch(marks, &mut mesh),
                        false => pencil.draw(owner, marks, &mut shapes),
                    }
                }
            }
        }
        if !mesh.is_empty() {
            shapes.push(Shape::mesh(mesh));
        }
        shapes
    }
}
