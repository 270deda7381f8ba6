//! Rings: what governs stands around what plans, and so on inwards, to what it is all for.
//!
//! Every ring is a superellipse, as Piet Hein drew them: it holds more than an ellipse, and its sides are no walls. Rows
//! run through all rings, so that lines between cards run straight; a ring has rows of its own above and below the next
//! one in it, and the ends of the rows of that. It grows where that leaves the picture in the shape of a screen.

use super::{MARGIN, SHAPE};
use crate::layout::geometry::{Point, Rect};
use crate::layout::ground::{Ground, Head, Quarter, ROW_GAP, Stretch, fitting, length_of};

/// How a ring is bent: 2 is an ellipse, without end a rectangle.
const BEND: f32 = 2.6;
/// The room at the top of a ring, for its title.
pub(super) const STRIP: f32 = 36.0;
/// Between the lower edge of a ring and of the next one in it, if no card stands there.
pub(super) const RIM: f32 = 16.0;
/// Half of the width, and the height, of an innermost ring without cards.
const HEART: (f32, f32) = (150.0, 84.0);
/// Between the outermost ring and what stands beside it.
pub(super) const BESIDE: f32 = 40.0;
/// Room for the title of what stands beside the rings.
pub(super) const TITLE: f32 = 40.0;

/// What a ring holds, and in which rows.
#[derive(Debug, Clone, Default)]
struct Ring {
    above: usize,
    below: usize,
    /// How many cards stand on the left and on the right in each row of the ring, from above; of a row that is all its own
    /// all are counted on the left.
    counts: Vec<[usize; 2]>,
}

/// A superellipse around the middle of all rings.
#[derive(Debug, Clone, Copy)]
pub(super) struct Outline {
    pub(super) half: f32,
    pub(super) top: f32,
    pub(super) bottom: f32,
}

impl Outline {
    /// How far it reaches to one side at a height, in parts of half its width.
    fn part(&self, y: f32) -> f32 {
        let from_middle = (y - f32::midpoint(self.top, self.bottom)).abs() / ((self.bottom - self.top) / 2.0).max(1.0);
        (1.0 - from_middle.min(1.0).powf(BEND)).powf(1.0 / BEND)
    }

    /// How far it reaches at least to one side all along a row, in parts of half its width.
    pub(super) fn least(&self, [top, bottom]: [f32; 2]) -> f32 {
        self.part(top).min(self.part(bottom))
    }

    /// How far it reaches at most to one side along a row.
    pub(super) fn most(&self, [top, bottom]: [f32; 2]) -> f32 {
        let middle = f32::midpoint(self.top, self.bottom);
        if top >= self.bottom || bottom <= self.top { 0.0 } else { self.half * self.part(middle.clamp(top, bottom)) }
    }

    fn rect(&self) -> Rect {
        Rect { min: Point::new(-self.half, self.top), max: Point::new(self.half, self.bottom) }
    }

    /// The least half width at which a ring lies all around another one, if there is one.
    pub(super) fn least_half(inner: Option<Self>, top: f32, bottom: f32) -> f32 {
        const LOOKS: usize = 24;
        let Some(inner) = inner else { return HEART.0 * 0.6 };
        let outer = Self { half: 1.0, top, bottom };
        let look = |number: usize| {
            let y = inner.top + (inner.bottom - inner.top) * (number as f32 + 0.5) / LOOKS as f32;
            (inner.half * inner.part(y) + RIM) / outer.part(y).max(0.05)
        };
        // At its tips a ring is so narrow that it is the heights that keep it within.
        (2..LOOKS - 2).map(look).fold(inner.half + 1.8 * RIM, f32::max)
    }
}

/// The points of the ring that fills a frame, clockwise.
pub fn outline(frame: &Rect) -> Vec<Point> {
    const POINTS: usize = 144;
    let (centre, half) = (frame.centre(), (frame.width() / 2.0, frame.height() / 2.0));
    let bent = |part: f32| part.signum() * part.abs().powf(2.0 / BEND);
    let point = |number: usize| {
        let angle = number as f32 / POINTS as f32 * std::f32::consts::TAU;
        centre.moved(half.0 * bent(angle.cos()), half.1 * bent(angle.sin()))
    };
    (0..POINTS).map(point).collect()
}

/// How rings are made, from the innermost.
pub(super) struct Rings {
    rings: Vec<Ring>,
    /// How many cards stand beside the rings.
    beside: usize,
    cell: f32,
}

impl Rings {
    /// Rings for so many cards each, the innermost first, that are so wide and as a rule so high, and so many beside them.
    pub(super) fn of(counts: &[usize], beside: usize, cell: f32, height: f32) -> Self {
        let mut made = Self { rings: Vec::new(), beside, cell };
        for &count in counts {
            let ring = made.best(count, height);
            made.rings.push(ring);
        }
        made
    }

    /// The best next ring for so many cards.
    fn best(&self, count: usize, height: f32) -> Ring {
        let is_innermost = self.rings.is_empty();
        let before = Grown::of(&self.rings, self.cell, |_| height);
        let most = 2 + (count as f32).sqrt().ceil() as usize;
        let levels = 0..=if count == 0 { 0 } else { most };
        let rows = levels.flat_map(|above| (above.saturating_sub(1)..=above + 1).map(move |below| (above, below)));
        let rows = rows.filter(|(above, below)| match (is_innermost, count) {
            (_, 0) => above + below == 0,
            (true, _) => *above == 0 && *below > 0 || *below == 0 && *above > 0,
            _ => true,
        });
        // Of the innermost all rows are below the first.
        let rows =
            rows.chain((is_innermost && count > 0).then_some(2..=most).into_iter().flatten().map(|below| (0, below)));
        let tried = rows.filter_map(|(above, below)| {
            let mut grown = before.clone();
            let ring = grown.add_for(Ring { above, below, counts: Vec::new() }, count, |_| height)?;
            let size = grown.outline().rect();
            Some(((size.width() / SHAPE).max(size.height()), ring))
        });
        tried.min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, ring)| ring).unwrap_or_default()
    }

    /// The ground of these rings, whose rows are so high; the quarters are those of the heads: the innermost first, then
    /// what stands beside them.
    pub(super) fn ground(&self, heads: &[Head], height: impl Fn(usize) -> f32) -> Ground {
        let above: usize = self.rings.iter().map(|ring| ring.above).sum();
        let height = |row: i32| height((row + above as i32).max(0) as usize);
        let mut grown = Grown::of(&[], self.cell, height);
        let mut quarters = Vec::new();
        let mut stretches = Vec::new();
        for (number, (ring, head)) in self.rings.iter().zip(heads).enumerate() {
            let inner = grown.shape;
            grown.add(ring, height);
            let outline = grown.outline();
            quarters.push(Quarter { head: head.clone(), rect: outline.rect() });
            let first = grown.first;
            let rows = grown.rows.iter().enumerate();
            for ((row, edges), counts) in rows.zip(&ring.counts) {
                let reach = outline.half * outline.least(*edges) - MARGIN;
                let row = (row as i32 + first + above as i32) as usize;
                let mut stretch = |low: f32, high: f32, count: usize| {
                    let room = fitting(high - low, self.cell).max(count);
                    stretches.push(Stretch { quarter: number, row, low, high, room, count });
                };
                match inner.map(|inner| inner.most(*edges)).filter(|hole| *hole > 0.0) {
                    Some(hole) => {
                        stretch(-reach, -hole - MARGIN, counts[0]);
                        stretch(hole + MARGIN, reach, counts[1]);
                    }
                    None => stretch(-reach, reach, counts[0]),
                }
            }
        }
        let mut rows = grown.rows.clone();
        let outline = grown.outline();
        if let Some(head) = heads.get(self.rings.len()).filter(|_| self.beside > 0) {
            let (top, bottom) = (outline.top + TITLE, outline.bottom - MARGIN);
            let mut usable: Vec<usize> =
                (0..rows.len()).filter(|&row| rows[row][0] >= top && rows[row][1] <= bottom).collect();
            if usable.is_empty() {
                let height = height(rows.len() as i32);
                rows.push([bottom + ROW_GAP, bottom + ROW_GAP + height]);
                usable.push(rows.len() - 1);
            }
            let across = self.beside.div_ceil(usable.len());
            let used = self.beside.div_ceil(across);
            let skip = (usable.len() - used) / 2;
            let low = outline.half + BESIDE + MARGIN;
            let high = low + length_of(across, self.cell);
            let mut left = self.beside;
            for &row in &usable[skip..skip + used] {
                let count = left.min(across);
                left -= count;
                stretches.push(Stretch { quarter: self.rings.len(), row, low, high, room: across, count });
            }
            let (first, last) = (usable[skip], usable[skip + used - 1]);
            let rect = Rect {
                min: Point::new(low - MARGIN, rows[first][0] - TITLE),
                max: Point::new(high + MARGIN, rows[last][1] + MARGIN),
            };
            quarters.push(Quarter { head: head.clone(), rect });
        }
        Ground { rows, quarters, stretches, cell: self.cell, is_spread: true }
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.rings.iter().map(|ring| ring.above + ring.below).sum::<usize>()
    }
}

/// Rings that have grown from the innermost outwards.
#[derive(Clone)]
struct Grown {
    /// The number of the uppermost row; the first one of all was number 0.
    first: i32,
    rows: Vec<[f32; 2]>,
    shape: Option<Outline>,
    cell: f32,
}

impl Grown {
    fn of(rings: &[Ring], cell: f32, height: impl Fn(i32) -> f32 + Copy) -> Self {
        let mut grown = Self { first: 0, rows: Vec::new(), shape: None, cell };
        for ring in rings {
            grown.add(ring, height);
        }
        grown
    }

    fn outline(&self) -> Outline {
        self.shape.unwrap_or(Outline { half: HEART.0, top: 0.0, bottom: HEART.1 })
    }

    /// Adds the rows of a ring, and returns how high it reaches and how deep.
    fn add_rows(&mut self, ring: &Ring, height: impl Fn(i32) -> f32) -> (f32, f32) {
        let (mut top, mut bottom) = match self.shape {
            Some(inner) => (inner.top, inner.bottom),
            None if ring.above + ring.below == 0 => return (0.0, HEART.1),
            None => (0.0, 0.0),
        };
        for step in 0..ring.above {
            let gap = if step > 0 { ROW_GAP } else { MARGIN };
            self.first -= 1;
            let row = [top - gap - height(self.first), top - gap];
            self.rows.insert(0, row);
            top = row[0];
        }
        for step in 0..ring.below {
            let gap = if step > 0 { ROW_GAP } else { MARGIN };
            let row = [bottom + gap, bottom + gap + height(self.first + self.rows.len() as i32)];
            self.rows.push(row);
            bottom = row[1];
        }
        (top - STRIP, bottom + if ring.below > 0 { MARGIN } else { RIM })
    }

    /// Adds the ring of these rows that is just wide enough for so many cards, and returns it with its cards shared out. None
    /// if there is no row for them.
    fn add_for(&mut self, ring: Ring, count: usize, height: impl Fn(i32) -> f32 + Copy) -> Option<Ring> {
        let inner = self.shape;
        let mut grown = self.clone();
        let (top, bottom) = grown.add_rows(&ring, height);
        if grown.rows.is_empty() && count > 0 {
            return None;
        }
        let room = |half: f32| {
            let outline = Outline { half, top, bottom };
            let room = |edges: &[f32; 2]| {
                let reach = half * outline.least(*edges) - MARGIN;
                match inner.map(|inner| inner.most(*edges)).filter(|hole| *hole > 0.0) {
                    Some(hole) => 2 * fitting(reach - hole - MARGIN, self.cell),
                    None => fitting(2.0 * reach, self.cell),
                }
            };
            grown.rows.iter().map(room).collect::<Vec<usize>>()
        };
        let mut low = Outline::least_half(self.shape, top, bottom);
        if room(low).iter().sum::<usize>() < count {
            let mut high = low + count as f32 * (self.cell + ROW_GAP) + 4.0 * MARGIN;
            for _ in 0..8 {
                if room(high).iter().sum::<usize>() < count {
                    high *= 2.0;
                }
            }
            if room(high).iter().sum::<usize>() < count {
                return None;
            }
            while high - low > 1.0 {
                let middle = f32::midpoint(low, high);
                if room(middle).iter().sum::<usize>() < count { low = middle } else { high = middle }
            }
            low = high;
        }
        let is_whole = |edges: &[f32; 2]| inner.is_none_or(|inner| inner.most(*edges) <= 0.0);
        let whole: Vec<bool> = grown.rows.iter().map(is_whole).collect();
        let ring = Ring { counts: shared_out(&room(low), &whole, count), ..ring };
        self.add(&ring, height);
        Some(ring)
    }

    /// Adds a ring that is just wide enough for what stands in it.
    fn add(&mut self, ring: &Ring, height: impl Fn(i32) -> f32) {
        let inner = self.shape;
        let (top, bottom) = self.add_rows(ring, height);
        let outer = Outline { half: 1.0, top, bottom };
        let half = self.rows.iter().zip(&ring.counts).filter(|(_, [left, right])| left + right > 0);
        let half = half.map(|(edges, [left, right])| {
            let need = match inner.map(|inner| inner.most(*edges)).filter(|hole| *hole > 0.0) {
                Some(hole) => hole + 2.0 * MARGIN + length_of(*left.max(right), self.cell),
                None => MARGIN + length_of(*left, self.cell) / 2.0,
            };
            need / outer.least(*edges).max(0.02)
        });
        let half = half.fold(Outline::least_half(self.shape, top, bottom), f32::max);
        self.shape = Some(Outline { half, top, bottom });
    }
}

/// Shares cards out over rows with room for so many each, evenly; those of a row go to its two sides, unless it is whole.
fn shared_out(room: &[usize], whole: &[bool], count: usize) -> Vec<[usize; 2]> {
    let all: usize = room.iter().sum();
    let (mut seen, mut given, mut goes_left) = (0, 0, true);
    let share = |(room, is_whole): (&usize, &bool)| {
        seen += room;
        let due = if all == 0 { 0 } else { (2 * seen * count + all) / (2 * all) };
        let here = (due - given).min(*room);
        given += here;
        if *is_whole {
            return [here, 0];
        }
        let more = here % 2;
        let left = here / 2 + if goes_left { more } else { 0 };
        goes_left ^= more == 1;
        [left, here - left]
    };
    room.iter().zip(whole).map(share).collect()
}
