//! Ground that grows where there is no room left: a quarter by a row at its edge, a new quarter beside the others. Only what
//! lies beyond moves, and no farther than it has to.

use super::lanes;
use super::rings::{self, Outline};
use super::{MARGIN, SHAPE};
use crate::layout::AreaKind;
use crate::layout::geometry::{Point, Rect};
use crate::layout::ground::{Ground, Head, Quarter, ROW_GAP, Stretch, fitting, length_of};

/// The shapes that it may grow to. They reach somewhat beyond those of pictures that are drawn anew: that nothing moves is
/// worth more than a little room.
const SHAPES: std::ops::RangeInclusive<f32> = 1.15..=2.5;

impl Ground {
    /// How many of the quarters are rings.
    fn rings(&self) -> usize {
        self.quarters.iter().filter(|quarter| matches!(quarter.head.kind, AreaKind::Ring(_))).count()
    }

    /// All that the quarters take.
    fn bounds(&self) -> Rect {
        let all = self.quarters.iter().map(|quarter| quarter.rect).reduce(|all, next| all.union(&next));
        all.unwrap_or_default()
    }

    /// Has the quarters of these heads, in their order. Cards of a quarter that is gone stand nowhere. None if that leaves a
    /// gap, or a picture that is too wide or too high.
    pub(super) fn with_heads(&mut self, heads: &[Head]) -> Option<()> {
        let is_one = |one: &Head, other: &Head| match (&one.kind, &other.kind) {
            (AreaKind::Lane, AreaKind::Lane) => one.title == other.title,
            (one, other) => one == other,
        };
        let before = self.bounds();
        for place in (0..self.quarters.len()).rev() {
            if !heads.iter().any(|head| is_one(head, &self.quarters[place].head)) {
                self.close(place)?;
            }
        }
        for (place, head) in heads.iter().enumerate() {
            match self.quarters.get_mut(place).filter(|quarter| is_one(&quarter.head, head)) {
                Some(quarter) => quarter.head = head.clone(),
                None => self.found(place, head)?,
            }
        }
        (self.quarters.len() == heads.len() && self.keeps_its_shape(&before)).then_some(())
    }

    /// Whether a picture that has grown from such bounds is neither too wide nor too high for it.
    fn keeps_its_shape(&self, before: &Rect) -> bool {
        let shape = |rect: &Rect| rect.width() / rect.height().max(1.0);
        let (before, after) = (shape(before), shape(&self.bounds()));
        let far = |shape: f32| (shape / SHAPE).ln().abs();
        SHAPES.contains(&after) || far(after) < far(before) + 0.001
    }

    /// Takes a quarter away. None if a gap would be left.
    fn close(&mut self, place: usize) -> Option<()> {
        let Quarter { head, rect } = self.quarters.remove(place);
        for stretch in &mut self.stretches {
            if stretch.quarter == place {
                (stretch.quarter, stretch.room, stretch.count) = (usize::MAX, 0, 0);
            } else if stretch.quarter != usize::MAX && stretch.quarter > place {
                stretch.quarter -= 1;
            }
        }
        match head.kind {
            AreaKind::Lane => {
                let on_shelf = |other: &Quarter| other.rect.min.y == rect.min.y;
                self.quarters.iter().any(on_shelf).then_some(())?;
                self.shift_lanes(&rect, place, -(rect.width() + lanes::GAP));
            }
            // What lies around all others may go; of tiers none does.
            AreaKind::Ring(_) => (place == self.rings()).then_some(())?,
            _ => {}
        }
        Some(())
    }

    /// Moves the lanes from a place on that stand on one shelf.
    fn shift_lanes(&mut self, shelf: &Rect, first: usize, by: f32) {
        let moves = |place: usize, rect: &Rect| place >= first && rect.min.y == shelf.min.y;
        let moved: Vec<bool> =
            self.quarters.iter().enumerate().map(|(place, quarter)| moves(place, &quarter.rect)).collect();
        for (quarter, _) in self.quarters.iter_mut().zip(&moved).filter(|(_, moved)| **moved) {
            quarter.rect = quarter.rect.moved(by, 0.0);
        }
        for stretch in self.stretches.iter_mut().filter(|stretch| moved.get(stretch.quarter) == Some(&true)) {
            stretch.low += by;
            stretch.high += by;
        }
    }

    /// Adds a quarter at a place, without cards.
    fn found(&mut self, place: usize, head: &Head) -> Option<()> {
        for stretch in self.stretches.iter_mut().filter(|stretch| stretch.quarter != usize::MAX) {
            stretch.quarter += usize::from(stretch.quarter >= place);
        }
        let put = |ground: &mut Self, rect: Rect| ground.quarters.insert(place, Quarter { head: head.clone(), rect });
        match head.kind {
            AreaKind::Lane => {
                let width = self.cell + 2.0 * MARGIN;
                let (whole, is_last) = (self.bounds(), place == self.quarters.len());
                let at = |x: f32, shelf: &Rect| Rect {
                    min: Point::new(x, shelf.min.y),
                    max: Point::new(x + width, shelf.max.y),
                };
                let before = place.checked_sub(1).and_then(|before| self.quarters.get(before)).map(|lane| lane.rect);
                let rect = match (before, self.quarters.get(place).map(|lane| lane.rect)) {
                    (Some(before), _) if is_last && before.max.x + width / 2.0 > whole.max.x => {
                        return self.found_shelf(head);
                    }
                    (Some(before), _) => at(before.max.x + lanes::GAP, &before),
                    (None, Some(after)) => at(after.min.x, &after),
                    (None, None) => return None,
                };
                put(self, rect);
                self.shift_lanes(&rect, place + 1, width + lanes::GAP);
                let rows = (0..self.rows.len()).filter(|&row| rect.contains(Point::new(rect.min.x, self.rows[row][0])));
                let low = rect.min.x + MARGIN;
                let stretch = |row| Stretch { quarter: place, row, low, high: low + self.cell, room: 1, count: 0 };
                let rows: Vec<Stretch> = rows.map(stretch).collect();
                self.stretches.extend(rows);
            }
            AreaKind::Ring(_) => {
                let inner = place.checked_sub(1).and_then(|inner| self.quarters.get(inner))?.rect;
                let (top, bottom) = (inner.min.y - rings::STRIP, inner.max.y + rings::RIM);
                put(self, Rect { min: Point::new(inner.min.x, top), max: Point::new(inner.max.x, bottom) });
                let side = |row| {
                    let at = inner.centre().x;
                    let stretch = |low: f32| Stretch { quarter: place, row, low, high: low, room: 0, count: 0 };
                    [stretch(at - 1.0), stretch(at + 1.0)]
                };
                self.stretches.extend((0..self.rows.len()).flat_map(side));
                self.fit_rings(place, None);
            }
            _ => {
                let outermost = self.quarters.get(self.rings().checked_sub(1)?)?.rect;
                let middle = outermost.centre().y;
                let far = |row: &usize| (f32::midpoint(self.rows[*row][0], self.rows[*row][1]) - middle).abs();
                let row = (0..self.rows.len()).min_by(|one, other| far(one).total_cmp(&far(other)))?;
                let low = outermost.max.x + rings::BESIDE + MARGIN;
                self.stretches.push(Stretch { quarter: place, row, low, high: low + self.cell, room: 1, count: 0 });
                put(self, Rect::default());
                self.frame_beside(place);
            }
        }
        Some(())
    }

    /// A shelf below all others, with one lane.
    fn found_shelf(&mut self, head: &Head) -> Option<()> {
        let whole = self.bounds();
        let height = self.rows.iter().map(|[top, bottom]| bottom - top).fold(0.0, f32::max);
        let top = whole.max.y + lanes::GAP;
        let row = [top + lanes::HEADING, top + lanes::HEADING + height];
        let max = Point::new(whole.min.x + self.cell + 2.0 * MARGIN, row[1] + MARGIN);
        let rect = Rect { min: Point::new(whole.min.x, top), max };
        let (quarter, low) = (self.quarters.len(), whole.min.x + MARGIN);
        let (row_number, high) = (self.rows.len(), low + self.cell);
        self.rows.push(row);
        self.quarters.push(Quarter { head: head.clone(), rect });
        self.stretches.push(Stretch { quarter, row: row_number, low, high, room: 1, count: 0 });
        Some(())
    }

    /// Makes room in a quarter for one card more, which is so high. None if there is no way that keeps the picture's shape.
    pub(super) fn grow(&mut self, place: usize, height: f32) -> Option<()> {
        let before = self.bounds();
        // As high as the lowest row there, so that the next card finds room too.
        let own = self.stretches.iter().filter(|stretch| stretch.quarter == place);
        let heights = own.map(|stretch| self.rows[stretch.row][1] - self.rows[stretch.row][0]);
        let height = heights.min_by(f32::total_cmp).map_or(height, |least| least.max(height));
        match self.quarters.get(place)?.head.kind {
            AreaKind::Lane => self.grow_lane(place, height),
            AreaKind::Ring(_) => self.grow_ring(place, height),
            _ => self.grow_beside(place, height)?,
        }
        self.keeps_its_shape(&before).then_some(())
    }

    /// A row more at the end of a shelf.
    fn grow_lane(&mut self, place: usize, height: f32) {
        let shelf = self.quarters[place].rect;
        let row = self.open_below(shelf.max.y, height);
        let on_shelf = |quarter: &Quarter| quarter.rect.min.y == shelf.min.y;
        for lane in (0..self.quarters.len()).filter(|&lane| on_shelf(&self.quarters[lane])).collect::<Vec<_>>() {
            let like = self.stretches.iter().find(|stretch| stretch.quarter == lane).cloned();
            self.stretches.extend(like.map(|like| Stretch { row, count: 0, ..like }));
        }
    }

    /// A row more below or above all others of a ring: on the side beyond which fewer cards stand.
    fn grow_ring(&mut self, place: usize, height: f32) {
        let Rect { min, max } = self.quarters[place].rect;
        let beyond = |is_beyond: &dyn Fn([f32; 2]) -> bool| -> usize {
            let stretches = self.stretches.iter().filter(|stretch| is_beyond(self.rows[stretch.row]));
            stretches.map(|stretch| stretch.count).sum()
        };
        let is_below = beyond(&|[top, _]| top > max.y) <= beyond(&|[_, bottom]| bottom < min.y);
        let row = if is_below { self.open_below(max.y, height) } else { self.open_above(min.y, height) };
        let at = self.quarters[place].rect.centre().x;
        let new = self.stretches.len();
        let stretch = |quarter: usize, low: f32| Stretch { quarter, row, low, high: low, room: 0, count: 0 };
        let around = (place + 1..self.rings()).flat_map(|ring| [stretch(ring, at - 1.0), stretch(ring, at + 1.0)]);
        let more: Vec<Stretch> = std::iter::once(stretch(place, at)).chain(around).collect();
        self.stretches.extend(more);
        self.fit_rings(place, Some(new));
    }

    /// One row more of what stands beside rings; if it has all of them, a column more.
    fn grow_beside(&mut self, place: usize, height: f32) -> Option<()> {
        let is_own = |stretch: &&Stretch| stretch.quarter == place;
        let like = self.stretches.iter().find(is_own).cloned()?;
        let rows: Vec<usize> = self.stretches.iter().filter(is_own).map(|stretch| stretch.row).collect();
        let outermost = self.quarters.get(self.rings().checked_sub(1)?)?.rect;
        let is_free = |row: &usize| {
            let [top, bottom] = self.rows[*row];
            let is_within = top >= outermost.min.y + rings::TITLE && bottom <= outermost.max.y - MARGIN;
            !rows.contains(row) && is_within && bottom - top >= height - 0.01
        };
        let far = |row: &usize| rows.iter().map(|own| own.abs_diff(*row)).min().unwrap_or_default();
        match (0..self.rows.len()).filter(is_free).min_by_key(far) {
            Some(row) => self.stretches.push(Stretch { row, count: 0, ..like }),
            None => {
                for stretch in self.stretches.iter_mut().filter(|stretch| stretch.quarter == place) {
                    stretch.room += 1;
                    stretch.high = stretch.low + length_of(stretch.room, self.cell);
                }
            }
        }
        self.frame_beside(place);
        Some(())
    }

    /// Frames what stands beside rings.
    fn frame_beside(&mut self, place: usize) {
        let own = self.stretches.iter().filter(|stretch| stretch.quarter == place);
        let rect = own.map(|stretch| {
            let [top, bottom] = self.rows[stretch.row];
            let min = Point::new(stretch.low - MARGIN, top - rings::TITLE);
            Rect { min, max: Point::new(stretch.high + MARGIN, bottom + MARGIN) }
        });
        if let Some(rect) = rect.reduce(|all, next| all.union(&next)) {
            self.quarters[place].rect = rect;
        }
    }

    /// Opens room for a row at the lower edge of a quarter, and returns the row.
    fn open_below(&mut self, edge: f32, height: f32) -> usize {
        let by = height + ROW_GAP;
        self.part(|y| if y > edge - 1.0 { y + by } else { y });
        let top = edge - MARGIN + ROW_GAP;
        self.insert_row([top, top + height])
    }

    /// The same at the upper edge of a ring.
    fn open_above(&mut self, edge: f32, height: f32) -> usize {
        let by = height + ROW_GAP;
        self.part(|y| if y < edge + 1.0 { y - by } else { y });
        let below = self.rows.iter().map(|[top, _]| *top).filter(|top| *top > edge + 1.0).fold(f32::INFINITY, f32::min);
        let bottom = (edge + rings::STRIP).min(below) - ROW_GAP;
        self.insert_row([bottom - height, bottom])
    }

    fn part(&mut self, moved: impl Fn(f32) -> f32) {
        self.rows.iter_mut().flatten().for_each(|edge| *edge = moved(*edge));
        for Quarter { rect, .. } in &mut self.quarters {
            (rect.min.y, rect.max.y) = (moved(rect.min.y), moved(rect.max.y));
        }
    }

    fn insert_row(&mut self, row: [f32; 2]) -> usize {
        let place = self.rows.partition_point(|[top, _]| *top < row[0]);
        self.rows.insert(place, row);
        self.stretches.iter_mut().for_each(|stretch| stretch.row += usize::from(stretch.row >= place));
        place
    }

    /// Makes rings from a place outwards as wide as it takes for what stands in them, and for a card more in a stretch; none
    /// becomes narrower.
    fn fit_rings(&mut self, first: usize, wanted: Option<usize>) {
        let (rings, cell) = (self.rings(), self.cell);
        for place in first..rings {
            let outline = |rect: &Rect| Outline { half: rect.width() / 2.0, top: rect.min.y, bottom: rect.max.y };
            let inner = place.checked_sub(1).map(|inner| outline(&self.quarters[inner].rect));
            let rect = self.quarters[place].rect;
            let (at, outer) = (rect.centre().x, Outline { half: 1.0, ..outline(&rect) });
            let hole = |row: [f32; 2]| inner.map(|inner| inner.most(row)).filter(|hole| *hole > 0.0);
            let own = |stretch: &Stretch| stretch.quarter == place;
            let need =
                self.stretches.iter().enumerate().filter(|(_, stretch)| own(stretch)).map(|(number, stretch)| {
                    let row = self.rows[stretch.row];
                    let count = stretch.count + usize::from(wanted == Some(number));
                    let need = match hole(row) {
                        _ if count == 0 => 0.0,
                        Some(hole) => hole + 2.0 * MARGIN + length_of(count, cell),
                        None => MARGIN + length_of(count, cell) / 2.0,
                    };
                    need / outer.least(row).max(0.02)
                });
            let least = Outline::least_half(inner, outer.top, outer.bottom);
            let half = need.fold(least.max(rect.width() / 2.0), f32::max);
            self.quarters[place].rect.min.x = at - half;
            self.quarters[place].rect.max.x = at + half;
            let rows = &self.rows;
            for stretch in self.stretches.iter_mut().filter(|stretch| own(stretch)) {
                let row = rows[stretch.row];
                let reach = half * outer.least(row) - MARGIN;
                let is_left = f32::midpoint(stretch.low, stretch.high) < at;
                let (low, high) = match hole(row) {
                    Some(hole) if is_left => (-reach, -hole - MARGIN),
                    Some(hole) => (hole + MARGIN, reach),
                    None => (-reach, reach),
                };
                stretch.room = fitting(high - low, cell).max(stretch.count);
                (stretch.low, stretch.high) = (at + low, at + high.max(low));
            }
        }
        // What stands beside the rings keeps its distance.
        let Some(outermost) = rings.checked_sub(1).map(|outermost| self.quarters[outermost].rect.max.x) else { return };
        for place in rings..self.quarters.len() {
            let by = outermost + rings::BESIDE - self.quarters[place].rect.min.x;
            if by > 0.0 {
                for stretch in self.stretches.iter_mut().filter(|stretch| stretch.quarter == place) {
                    stretch.low += by;
                    stretch.high += by;
                }
            }
            self.frame_beside(place);
        }
    }
}
