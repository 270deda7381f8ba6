//! Drags: what the pointer takes hold of, what follows it, and what comes of it once it lets go.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{CursorIcon, Key, Modifiers, PointerButton, Pos2, Rect, Response, Ui, Vec2};

use super::access::card_widget;
use super::gestures::Hit;
use super::guides::{Snap, snap};
use super::handles::Spot;
use super::paint::{layout_point, pos, rect};
use super::sheet::Moved;
use super::{Canvas, CanvasEvent, CanvasState, LineEnd, LineTip, SelectHow, Side};
use crate::drawing::Scene;
use crate::layout::{Point, way_to_room};
use crate::model::Id;

/// Cards come in line with others from so near, in screen points.
const SNAP: f32 = 6.0;

/// The picture moves along while something is held so near to its border, in screen points.
const BORDER: f32 = 28.0;
/// How fast: screen points in a second for each point that the pointer is within that border.
const PANNING: f32 = 22.0;
/// Room is looked for together where cards that are moved times those that stay are no more than this.
const MOST_TRIED: usize = 200_000;

/// What the pointer has taken hold of. All points are canvas points.
pub(super) enum Held {
    /// The whole picture.
    Picture,
    /// Cards.
    Cards {
        /// Which of them the pointer holds.
        lead: Id,
        /// Where the pointer took it.
        grip: Pos2,
        /// All of them, and how far they have been moved.
        moved: Moved,
        /// What they are in line with.
        guides: Vec<[Pos2; 2]>,
        /// The card that they would be dropped on.
        onto: Option<Id>,
    },
    /// One end of a line.
    Loose {
        /// The line.
        line: HeldLine,
        /// Where the end is now.
        at: Pos2,
        /// The card that is there.
        onto: Option<Id>,
    },
    /// A corner of a box around what is to be chosen.
    Frame {
        /// The corner at which the box begins.
        start: Pos2,
        /// The corner that is held.
        end: Pos2,
        /// What becomes of what is inside.
        how: SelectHow,
    },
}

/// A line of which one end is held.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum HeldLine {
    /// A new one, from a side of a card.
    New(Id, Side),
    /// A known one, and which of its ends is held.
    Known(Id, LineTip),
}

impl HeldLine {
    /// Whether the end that is held may come to the card.
    pub(super) fn may_end_at(&self, scene: &Scene, card: &Id) -> bool {
        match self {
            Self::New(from, _) => from != card,
            Self::Known(link, _) => {
                scene.line(link.as_str()).is_some_and(|line| line.from != *card && line.to != *card)
            }
        }
    }
}

impl Held {
    /// The cards that are being moved, and how far.
    pub(super) fn moved(&self) -> Option<&Moved> {
        if let Self::Cards { moved, .. } = self { Some(moved) } else { None }
    }

    /// Whether all that is held is in the scene.
    pub(super) fn is_in(&self, scene: &Scene) -> bool {
        match self {
            Self::Picture | Self::Frame { .. } => true,
            Self::Cards { moved, .. } => moved.ids.iter().all(|id| scene.card(id.as_str()).is_some()),
            Self::Loose { line: HeldLine::New(from, _), .. } => scene.card(from.as_str()).is_some(),
            Self::Loose { line: HeldLine::Known(link, _), .. } => scene.line(link.as_str()).is_some(),
        }
    }
}

impl Canvas {
    /// Begins, goes on with and ends a drag.
    pub(super) fn drag(
        &mut self,
        ui: &Ui,
        ground: &Response,
        scene: &Scene,
        state: &CanvasState,
        events: &mut Vec<CanvasEvent>,
    ) {
        if ground.drag_started_by(PointerButton::Primary) || ground.drag_started_by(PointerButton::Middle) {
            let origin = ui.input(|input| input.pointer.press_origin()).unwrap_or(self.screen.center());
            let held = self.taken(ui, ground, scene, state, origin);
            if let Held::Cards { lead, .. } | Held::Loose { line: HeldLine::New(lead, _), .. } = &held {
                self.current = Some(lead.clone());
            }
            let on_line =
                self.current_line.clone().filter(|_| matches!(held, Held::Loose { line: HeldLine::Known(..), .. }));
            self.focus = Some(match (on_line, &self.current) {
                (Some(line), _) => super::access::line_widget(ground.id, &line),
                (None, Some(card)) => card_widget(ground.id, card),
                (None, None) => ground.id,
            });
            self.held = Some(held);
            self.pans_at_border = false;
            self.spot = None;
            self.flight = None;
        }
        if self.held.is_some() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            self.held = None;
        }
        let Some(mut held) = self.held.take() else { return };
        if !matches!(held, Held::Picture) {
            self.pan_at_border(ui, ground);
        }
        self.follow(ui, ground, scene, &mut held);
        ui.ctx().set_cursor_icon(match &held {
            Held::Picture | Held::Cards { .. } => CursorIcon::Grabbing,
            Held::Loose { line, onto: Some(onto), .. } if !line.may_end_at(scene, onto) => CursorIcon::NotAllowed,
            Held::Loose { .. } | Held::Frame { .. } => CursorIcon::Crosshair,
        });
        if ground.drag_stopped() || !ui.input(|input| input.pointer.any_down()) {
            self.let_go(ground, scene, held, events);
        } else {
            self.held = Some(held);
        }
    }

    /// What a press at that screen point takes hold of.
    fn taken(&self, ui: &Ui, ground: &Response, scene: &Scene, state: &CanvasState, origin: Pos2) -> Held {
        if !ground.drag_started_by(PointerButton::Primary) {
            return Held::Picture;
        }
        let at = self.view.to_canvas(self.screen, origin);
        match self.spot_at(scene, state, origin) {
            Some(Spot::Handle(from, side)) => return Held::Loose { line: HeldLine::New(from, side), at, onto: None },
            Some(Spot::Grip(link, tip)) => return Held::Loose { line: HeldLine::Known(link, tip), at, onto: None },
            None => {}
        }
        let modifiers = ui.input(|input| input.modifiers);
        match self.hit(scene, origin) {
            Some(Hit::Card(lead) | Hit::Badge(lead)) => {
                let is_one = |id: &Id| scene.card(id.as_str()).is_some_and(|card| !card.is_of_several());
                if !state.movable || !is_one(&lead) {
                    return Held::Picture;
                }
                let chosen = state.selected.iter().filter(|id| is_one(id)).cloned();
                let ids = if state.selected.contains(&lead) { chosen.collect() } else { [lead.clone()].into() };
                let moved = Moved { ids: Arc::new(ids), by: Vec2::ZERO };
                Held::Cards { lead, grip: at, moved, guides: Vec::new(), onto: None }
            }
            _ if modifiers.shift => {
                let takes = modifiers.command || modifiers.alt;
                Held::Frame { start: at, end: at, how: if takes { SelectHow::Take } else { SelectHow::Add } }
            }
            _ => Held::Picture,
        }
    }

    /// Moves the picture while something is held at the border of the screen, so that it can go further than is seen.
    fn pan_at_border(&mut self, ui: &Ui, ground: &Response) {
        let Some(at) = ground.interact_pointer_pos() else { return };
        let beyond = at - self.screen.shrink(BORDER).clamp(at);
        if beyond == Vec2::ZERO {
            self.pans_at_border = true;
        } else if self.pans_at_border {
            let seconds = ui.input(|input| input.stable_dt).min(0.1);
            self.move_to(
                self.view.panned(-beyond.clamp(Vec2::splat(-BORDER), Vec2::splat(BORDER)) * PANNING * seconds),
            );
            ui.ctx().request_repaint();
        }
    }

    /// Lets what is held follow the pointer.
    fn follow(&mut self, ui: &Ui, ground: &Response, scene: &Scene, held: &mut Held) {
        let Some(on_screen) = ground.interact_pointer_pos() else { return };
        let pointer = self.view.to_canvas(self.screen, on_screen);
        let under = self.card_at(scene, on_screen);
        match held {
            Held::Picture => {
                if ground.drag_delta() != Vec2::ZERO {
                    self.move_to(self.view.panned(ground.drag_delta()));
                }
            }
            Held::Cards { lead, grip, moved, guides, onto } => {
                moved.by = pointer - *grip;
                *onto = under.filter(|id| !moved.ids.contains(id));
                guides.clear();
                if onto.is_none() && !ui.input(|input| input.modifiers.alt) {
                    let Snap { by, guides: found } = self.in_line(scene, lead, moved);
                    moved.by += by;
                    *guides = found;
                }
            }
            Held::Loose { at, onto, .. } => (*at, *onto) = (pointer, under),
            Held::Frame { end, .. } => *end = pointer,
        }
    }

    /// How much farther cards that were moved together have to go, so that none of them slides off another by itself.
    fn way_to_room(&self, scene: &Scene, moved: &Moved) -> Vec2 {
        if moved.ids.len() < 2 {
            return Vec2::ZERO;
        }
        let (held, others): (Vec<_>, Vec<_>) = scene.cards.iter().partition(|card| moved.ids.contains(&card.id));
        // Of so many each slides by itself: this is the window's thread.
        if held.len() * others.len() > MOST_TRIED {
            return Vec2::ZERO;
        }
        let held: Vec<_> = held.into_iter().map(|card| card.rect.moved(moved.by.x, moved.by.y)).collect();
        let others: Vec<_> = others.into_iter().map(|card| card.rect).collect();
        let (x, y) = way_to_room(&held, &others);
        Vec2::new(x, y)
    }

    /// How the cards that are moved come in line with others in view: the one that is held, and all of them together.
    fn in_line(&self, scene: &Scene, lead: &Id, moved: &Moved) -> Snap {
        let visible = self.view.visible(self.screen);
        let others = scene.cards.iter().filter(|card| !moved.ids.contains(&card.id)).map(|card| rect(card.rect));
        let others: Vec<Rect> = others.filter(|card| visible.intersects(*card)).collect();
        let place = |id: &Id| scene.card(id.as_str()).map(|card| rect(card.rect).translate(moved.by));
        let all = moved.ids.iter().filter_map(place).reduce(Rect::union);
        let held: Vec<Rect> = place(lead).into_iter().chain(all.filter(|_| moved.ids.len() > 1)).collect();
        snap(&held, &others, SNAP / self.view.zoom)
    }

    /// Does what the drag was for.
    fn let_go(&mut self, ground: &Response, scene: &Scene, held: Held, events: &mut Vec<CanvasEvent>) {
        match held {
            Held::Picture => {}
            Held::Cards { moved, .. } if moved.by.length() * self.view.zoom < 1.0 => {}
            Held::Cards { moved, onto: Some(onto), .. } => {
                events.push(CanvasEvent::DroppedOn { ids: moved.ids.iter().cloned().collect(), onto });
            }
            Held::Cards { mut moved, onto: None, .. } => {
                moved.by += self.way_to_room(scene, &moved);
                self.is_fitted = false;
                events.push(CanvasEvent::Moved(moved.places(scene)));
                self.dropped = Some(moved);
            }
            Held::Loose { line, at, onto } => {
                let on_screen = self.view.to_screen(self.screen, at);
                let may_end = onto.as_ref().is_none_or(|card| line.may_end_at(scene, card));
                if !may_end || !self.screen.contains(on_screen) {
                    return;
                }
                match (line, onto) {
                    (HeldLine::New(from, side), onto) => {
                        let to = onto.map_or(LineEnd::Ground(layout_point(at)), LineEnd::Card);
                        events.push(CanvasEvent::Drawn { from, to, side, at: on_screen });
                    }
                    (HeldLine::Known(link, tip), Some(to)) => events.push(CanvasEvent::Reattached { link, tip, to }),
                    (HeldLine::Known(..), None) => {}
                }
            }
            Held::Frame { start, end, how } => {
                let ids = inside(scene, Rect::from_two_pos(start, end));
                if let Some(first) = ids.iter().find(|id| how == SelectHow::Add && scene.card(id.as_str()).is_some()) {
                    self.current = Some(first.clone());
                    self.focus = Some(card_widget(ground.id, first));
                }
                if !ids.is_empty() {
                    events.push(CanvasEvent::SelectedMany { ids, how });
                }
            }
        }
    }
}

/// What a box takes in: the cards whose middle lies in it, and the lines that lie in it from end to end, by id.
pub(super) fn inside(scene: &Scene, frame: Rect) -> Vec<Id> {
    let cards = scene.cards.iter().filter(|card| frame.contains(rect(card.rect).center())).map(|card| &card.id);
    let is_inside = |points: &[Point]| !points.is_empty() && points.iter().all(|&point| frame.contains(pos(point)));
    let lines = scene.lines.iter().filter(|line| is_inside(&line.points)).map(|line| &line.id);
    let ids: BTreeSet<&Id> = cards.chain(lines).collect();
    ids.into_iter().cloned().collect()
}
