//! Lanes: which bodies lived from when to when, one below the other.

use egui::text::{LayoutJob, TextWrapping};
use egui::{Align2, FontId, Rect, ScrollArea, Sense, Stroke, Ui, Vec2, WidgetInfo, WidgetType, pos2};

use super::scale::{self, Scale};
use crate::app::act::Act;
use crate::app::seen::Seen;
use crate::app::widgets::theme;
use crate::model::quote::shortened;
use crate::model::{Id, Lives, Map, NodeStatus, When};

/// How high a lane is, points.
const LANE: f32 = 17.0;

/// The life of a body.
pub(super) struct Lane {
    id: Id,
    name: String,
    since: Option<When>,
    until: Option<When>,
}

/// The lives of all bodies of which something is told, in the order in which they began.
pub(super) fn lanes(map: &Map) -> Vec<Lane> {
    let lives = Lives::of(map);
    let bodies = map.nodes.iter().filter(|node| node.is_body());
    let mut lanes: Vec<Lane> = bodies
        .filter_map(|node| {
            let (since, until) = lives.span(node);
            let is_told = since.is_some() || until.is_some();
            is_told.then(|| Lane { id: node.id.clone(), name: shortened(&node.name).into_owned(), since, until })
        })
        .collect();
    lanes.sort_by(|one, other| (one.since, one.until, &one.name).cmp(&(other.since, other.until, &other.name)));
    lanes
}

impl Lane {
    /// "Trust Board, 2007 to 2011".
    fn words(&self) -> String {
        let words = match (self.since, self.until) {
            (Some(since), Some(until)) => format!("{since} to {until}"),
            (Some(since), None) => format!("since {since}"),
            (None, Some(until)) => format!("until {until}"),
            (None, None) => String::new(),
        };
        format!("{}, {words}", self.name)
    }
}

/// Shows the lanes, below the track of the slider.
pub(super) fn show(ui: &mut Ui, seen: &Seen<'_>, lanes: &[Lane], scale: &Scale, track: Rect, acts: &mut Vec<Act>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, LANE, lanes.len(), |ui, rows| {
        let top = ui.max_rect().min.y;
        for lane in &lanes[rows] {
            lane_ui(ui, seen, lane, scale, track, acts);
        }
        if let Some(date) = seen.session.document.date() {
            let x = scale.x(track, scale::begin(date));
            let colour = theme::colours(ui).accent.gamma_multiply(0.6);
            ui.painter().vline(x, top..=ui.min_rect().max.y, Stroke::new(1.0, colour));
        }
    });
}

fn lane_ui(ui: &mut Ui, seen: &Seen<'_>, lane: &Lane, scale: &Scale, track: Rect, acts: &mut Vec<Act>) {
    let session = seen.session;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), LANE), Sense::click());
    let map = session.document.map();
    let status = map.nodes.get(lane.id.as_str()).map(|node| node.status);
    let is_there = status.is_some_and(|status| status != NodeStatus::Ended);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, lane.words()));
    let colours = theme::colours(ui);
    let from = lane.since.map_or(track.min.x, |since| scale.x(track, scale::begin(since)));
    let to = lane.until.map_or(track.max.x, |until| scale.x(track, scale::end(until)));
    let bar = Rect::from_min_max(pos2(from, rect.min.y + 2.0), pos2(to.max(from + 3.0), rect.max.y - 2.0));
    let is_chosen = session.selection.ids.contains(&lane.id);
    let fill = match (is_chosen, is_there) {
        (true, _) => colours.accent.gamma_multiply(0.45),
        (_, true) => colours.accent.gamma_multiply(0.22),
        (_, false) => colours.hairline.gamma_multiply(0.7),
    };
    let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(rect));
    painter.rect_filled(bar, 3.0, fill);
    if response.hovered() || response.has_focus() {
        painter.rect_stroke(bar, 3.0, Stroke::new(1.0, colours.accent), egui::StrokeKind::Inside);
    }
    // The name begins in the bar, and where there is no room beyond it stands before it.
    let [before, beyond] = [from - 5.0 - track.min.x, track.max.x - from - 5.0];
    let ink = if is_there { colours.ink } else { colours.muted };
    let mut job = LayoutJob::simple_singleline(lane.name.clone(), FontId::proportional(theme::SMALL - 1.0), ink);
    job.wrap = TextWrapping::truncate_at_width(before.max(beyond));
    let galley = painter.layout_job(job);
    let (at, align) = match galley.size().x <= beyond {
        true => (from + 5.0, Align2::LEFT_CENTER),
        false => (from - 5.0, Align2::RIGHT_CENTER),
    };
    let place = align.anchor_size(pos2(at, rect.center().y), galley.size());
    painter.galley(place.min, galley, ink);
    if response.clicked() {
        match status {
            Some(_) => acts.push(Act::go_to(lane.id.clone())),
            None => acts.push(Act::Date(lane.since)),
        }
    }
    response.on_hover_text(lane.words());
}
