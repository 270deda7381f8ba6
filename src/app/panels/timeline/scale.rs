//! The scale of the timeline: from dates to points.

use egui::{Align2, FontId, Pos2, Rect, Stroke, Ui, pos2};

use crate::app::widgets::theme;
use crate::model::When;

/// The room beside the track, so that the outermost dates can be taken, points.
const MARGIN: f32 = 10.0;
/// The least room for the number of a year, points.
const YEAR: f32 = 40.0;
/// The least room for the last two, points.
const LAST_TWO: f32 = 66.0;

/// From the first date that a map tells to the last.
pub(super) struct Scale {
    first: f32,
    last: f32,
    /// Where now is.
    now: f32,
}

/// The part of a slider's room in which it slides.
pub(super) fn track(rect: Rect) -> Rect {
    rect.shrink2(egui::vec2(MARGIN, 0.0))
}

/// A day as a year and a part of it.
fn year_of(day: jiff::civil::Date) -> f32 {
    f32::from(day.year()) + f32::from(day.day_of_year() - 1) / f32::from(day.days_in_year())
}

/// When a date begins.
pub(super) fn begin(date: When) -> f32 {
    year_of(date.earliest())
}

/// When it is over.
pub(super) fn end(date: When) -> f32 {
    let day = date.latest();
    day.tomorrow().map_or_else(|_| year_of(day), year_of)
}

impl Scale {
    /// That of all dates; none if there are none beside the one for which the map holds.
    pub(super) fn of(stops: &[When], drawn: Option<When>) -> Option<Self> {
        let (first, last) = (stops.first()?, stops.last()?);
        if stops.len() == 1 && drawn == Some(*first) {
            return None;
        }
        let (first, last) = (begin(*first).floor(), end(*last).ceil());
        Some(Self { first, last, now: drawn.map_or(last, end) })
    }

    /// Where a moment stands.
    pub(super) fn x(&self, track: Rect, year: f32) -> f32 {
        let share = (year - self.first) / (self.last - self.first).max(0.1);
        track.min.x + share.clamp(0.0, 1.0) * track.width()
    }

    /// The date at which something changes that is nearest to a place; none for now.
    pub(super) fn nearest(&self, stops: &[When], track: Rect, x: f32) -> Option<When> {
        let away = |year: f32| (self.x(track, year) - x).abs();
        let middle = |stop: &When| (begin(*stop) + end(*stop).min(begin(*stop) + 0.5)) / 2.0;
        let nearest = stops.iter().min_by(|one, other| away(middle(one)).total_cmp(&away(middle(other))))?;
        (away(middle(nearest)) <= away(self.now)).then_some(*nearest)
    }

    /// Paints years, a tick for each date, and the date that is looked at, as long as it lasts.
    pub(super) fn paint(&self, ui: &Ui, rect: Rect, track: Rect, stops: &[When], date: Option<When>, is_near: bool) {
        let colours = theme::colours(ui);
        let painter = ui.painter();
        let level = rect.max.y - 8.0;
        painter.hline(track.x_range(), level, Stroke::new(2.0, colours.hairline));
        let years = (self.last - self.first).max(1.0);
        let every = (YEAR * years / track.width()).ceil().max(1.0);
        // The last one stands before its tick, and would lie on its neighbour.
        let has_last = every / years * track.width() > LAST_TWO;
        let mut year = (self.first / every).ceil() * every;
        while year <= self.last {
            let x = self.x(track, year);
            painter.vline(x, (level - 4.0)..=(level + 4.0), Stroke::new(1.0, colours.hairline));
            let (align, beside) = match year >= self.last {
                true => (Align2::RIGHT_TOP, -2.0),
                false => (Align2::LEFT_TOP, 2.0),
            };
            if year < self.last || has_last {
                let font = FontId::proportional(theme::SMALL - 1.0);
                painter.text(pos2(x + beside, rect.min.y), align, format!("{year:.0}"), font, colours.muted);
            }
            year += every;
        }
        // Of thousands of dates most lie on each other.
        let mut places: Vec<f32> = stops.iter().map(|stop| self.x(track, begin(*stop))).collect();
        places.dedup_by(|next, last| *next - *last < 1.0);
        for x in places {
            painter.circle_filled(pos2(x, level), 2.5, colours.muted);
        }
        let ring = Stroke::new(if is_near { 2.5 } else { 1.5 }, colours.panel);
        match date {
            Some(date) => {
                let (from, to) = (self.x(track, begin(date)), self.x(track, end(date)));
                let band = Rect::from_min_max(pos2(from, level - 4.0), pos2(to.max(from + 4.0), level + 4.0));
                painter.rect_filled(band, 4.0, colours.accent);
                painter.circle(pos2(from, level), 7.0, colours.accent, ring);
            }
            None => {
                painter.circle(Pos2::new(self.x(track, self.now), level), 7.0, colours.accent, ring);
            }
        }
    }
}
