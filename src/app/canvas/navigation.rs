//! Navigation: where the view goes by itself, because the application asks or the window changes its size.

use std::collections::BTreeSet;

use egui::{Rect, Ui};

use super::framing::framed;
use super::paint::rect;
use super::places::extent;
use super::view::{Brought, Flight, View};
use super::{Canvas, CanvasState};
use crate::drawing::Scene;
use crate::drawing::card::NAME_SIZE;
use crate::drawing::fit::{AT_THE_BACK, SCREEN};
use crate::model::Id;

/// The part of the screen that is left free around a picture that is fitted in, and its limits in screen points.
const MARGIN: (f32, std::ops::RangeInclusive<f32>) = (0.008, 4.0..=16.0);

/// A picture that could be so much larger is fitted in again.
const ROOMY: f32 = 1.12;

/// At a smaller zoom nothing is read any more; and the zoom at which all is.
const LOW: f32 = 0.4;
const READ: f32 = 0.65;

/// What is wholly in view at this zoom or nearer need not be brought there.
const LEGIBLE: f32 = 0.35;
/// The largest that anything is brought into view for those who are presented it: they see the surroundings before.
const LARGEST: f32 = 3.0;
/// How far from the border of the screen it has to lie for that, in screen points.
const CLEARANCE: f32 = 4.0;

/// Where the view is to go as soon as the size of the screen is known.
#[derive(Debug, Clone)]
pub(super) enum Wish {
    Fit,
    ZoomTo(Vec<Id>),
    /// As [`ZoomTo`](Self::ZoomTo), or everything; what people do to the view afterwards is noticed.
    Arrive(Vec<Id>),
    Show(Vec<Id>),
    ZoomBy(f32),
    Zoom(f32),
}

impl Canvas {
    /// Keeps everything in view, if it was, when the window changes its size; in a room that is too low for that, what is
    /// chosen, until there is room again.
    pub(super) fn follow_screen(&mut self, scene: &Scene, screen: Rect, chosen: &BTreeSet<Id>) {
        let is_known = self.screen.is_positive();
        if std::mem::replace(&mut self.screen, screen) == screen || !is_known {
            return;
        }
        let was_fitted = self.is_fitted || self.squeezed.take() == Some(self.destination());
        if was_fitted {
            self.flight = None;
            self.settle_in(scene, chosen);
        }
    }

    /// Shows everything; or, where only the height is wanting for it to be read, a part across the whole width.
    fn settle_in(&mut self, scene: &Scene, chosen: &BTreeSet<Id>) {
        self.squeezed = self.across(scene, chosen);
        self.is_fitted = self.squeezed.is_none();
        self.view = self.squeezed.unwrap_or_else(|| self.fitted(scene));
    }

    /// The part with what is chosen, else the uppermost, as large as the width allows, where everything is too small to be
    /// read for the height alone.
    fn across(&self, scene: &Scene, chosen: &BTreeSet<Id>) -> Option<View> {
        let (fitted, whole) = (self.fitted(scene), self.whole(scene));
        let row = Rect::from_min_size(whole.min, egui::vec2(whole.width(), 1.0));
        let zoom = View::showing(row, self.screen, MARGIN.0 * self.screen.width(), READ).zoom;
        if self.presenting || self.beside.is_some() || fitted.zoom >= LOW || zoom < LOW {
            return None;
        }
        let chosen: Vec<Id> = chosen.iter().cloned().collect();
        let half = self.screen.height() / zoom / 2.0;
        let edge = *MARGIN.1.end() / zoom;
        let (top, bottom) = (whole.min.y - edge + half, whole.max.y + edge - half);
        let y = extent(scene, &chosen).map_or(top, |extent| extent.center().y).clamp(top, bottom.max(top));
        Some(View { centre: egui::pos2(whole.center().x, y), zoom })
    }

    pub(super) fn fitted(&self, scene: &Scene) -> View {
        let (part, limits) = MARGIN;
        let margin = (part * self.screen.size().min_elem()).clamp(*limits.start(), *limits.end());
        View::showing(self.whole(scene), self.screen, margin, if self.presenting { LARGEST } else { 1.0 })
    }

    /// Whether the view shows all of a scene, and hardly smaller than it could.
    pub(super) fn is_fitting(&self, scene: &Scene) -> bool {
        let now = self.destination();
        let is_all_there = now.visible(self.screen).contains_rect(self.whole(scene));
        self.screen.is_positive() && is_all_there && self.fitted(scene).zoom < ROOMY * now.zoom
    }

    /// The smallest zoom that people can reach: everything, with as much emptiness around it.
    pub(super) fn least_zoom(&self, scene: &Scene) -> f32 {
        0.5 * self.fitted(scene).zoom
    }

    /// Where the view is, or is on its way to.
    pub(super) fn destination(&self) -> View {
        self.flight.as_ref().map_or(self.view, Flight::destination)
    }

    /// A view that people chose by themselves.
    pub(super) fn move_to(&mut self, view: View) {
        let bounds = rect(self.shared.borrow().look.scene.bounds);
        self.view = view.kept_near(bounds, self.screen);
        self.is_fitted = false;
    }

    /// Sets out to where the application or the keyboard wants to look.
    pub(super) fn grant_wishes(&mut self, ui: &Ui, scene: &Scene, state: &CanvasState) {
        for wish in std::mem::take(&mut self.wishes) {
            // What is folded is looked at where it is.
            let wish = match wish {
                Wish::Arrive(ids) => {
                    Wish::Arrive(scene.with_stand_ins(&ids.into_iter().collect()).into_iter().collect())
                }
                wish => wish,
            };
            let from = self.destination();
            let at =
                ui.ctx().pointer_hover_pos().filter(|&pos| self.screen.contains(pos)).unwrap_or(self.screen.center());
            let is_first = self.recorded.is_none();
            let to = match &wish {
                Wish::Fit => self.fitted(scene),
                Wish::ZoomBy(factor) => from.zoomed(self.screen, at, *factor, self.least_zoom(scene)),
                Wish::Zoom(zoom) => {
                    from.zoomed(self.screen, self.screen.center(), zoom / from.zoom, self.least_zoom(scene))
                }
                Wish::Arrive(ids) if extent(scene, ids).is_none() => self.fitted(scene),
                Wish::ZoomTo(ids) | Wish::Show(ids) | Wish::Arrive(ids) => match extent(scene, ids) {
                    Some(extent) if self.presenting && matches!(wish, Wish::Arrive(_)) => {
                        let cards = scene.cards.iter().map(|card| rect(card.rect));
                        let readable = f32::from(AT_THE_BACK) / NAME_SIZE * self.screen.width() / SCREEN.width;
                        let part = framed(extent, cards, self.screen, LARGEST, readable);
                        let whole = self.fitted(scene);
                        if part.zoom < whole.zoom { whole } else { part }
                    }
                    Some(extent) if matches!(wish, Wish::Show(_)) && self.is_comfortable(from, extent) => continue,
                    Some(extent) => {
                        // Never so near that the surroundings are lost, nor farther than before if all fits.
                        let comfortable = if extent.area() > 0.0 { from.zoom.clamp(0.8, 1.25) } else { from.zoom };
                        let limit = if self.presenting { LARGEST } else { comfortable };
                        View::showing(extent, self.screen, 80.0_f32.min(self.screen.width() / 8.0), limit)
                    }
                    None => continue,
                },
            };
            self.is_fitted = matches!(wish, Wish::Fit);
            if let Wish::Arrive(ids) = &wish {
                self.is_fitted = extent(scene, ids).is_none();
                self.brought = Some(if self.is_fitted { Brought::Whole } else { Brought::To(to) });
            }
            if is_first && matches!(wish, Wish::Fit) {
                self.flight = None;
                self.settle_in(scene, &state.selected);
            } else if is_first || state.reduced_motion {
                (self.view, self.flight) = (to, None);
            } else if to != self.view {
                self.flight = Some(Flight::new(self.view, to, self.screen));
            }
        }
    }

    /// Whether all of `extent` can be seen from a view, and read.
    fn is_comfortable(&self, view: View, extent: Rect) -> bool {
        view.zoom >= LEGIBLE && view.visible(self.screen).shrink(CLEARANCE / view.zoom).contains_rect(extent)
    }

    pub(super) fn advance_flight(&mut self, ui: &Ui) {
        if let Some(flight) = &mut self.flight {
            let (view, has_arrived) = flight.at(ui.input(|input| input.time));
            self.view = view;
            if has_arrived {
                self.flight = None;
            }
            ui.ctx().request_repaint();
        }
    }
}
