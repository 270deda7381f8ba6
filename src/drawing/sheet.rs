//! The sheet: a scene fitted into a picture of a given size, with title and legend, as exports show it.

use super::callout::least_covering;
use super::card::NAME_SIZE;
use super::depict::extent;
use super::{Anchor, Depiction, Ink, Mark, Outline, Pen, Scene, TextRun, Weight, legend, text};
use crate::layout::{Point, Rect, Size};

/// A picture ready to be written: its marks stand in points of the sheet, the scene is to be scaled and moved.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// How big it is.
    pub size: Size,
    /// Title, legend and callout, with their grounds, to be scaled by `frame_scale`.
    pub frame: Vec<Mark>,
    /// The scale of title and legend: they grow with the sheet, so that a projector shows them as large as the cards.
    pub frame_scale: f32,
    /// The scale of the scene.
    pub scale: f32,
    /// Where the origin of the scene lies on the sheet.
    pub origin: Point,
    /// Whether the legend is left out, because the scene needs the room.
    pub lacks_legend: bool,
}

/// What stands around a scene on its sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Whether the title of the map and its date stand above it.
    pub has_title: bool,
    /// Whether it is told below it what its colours and lines mean.
    pub has_legend: bool,
    /// What is told of it below the title; nothing if empty.
    pub caption: String,
    /// What the map rests on, in the last line; nothing if empty.
    pub source: String,
}

impl Default for Frame {
    fn default() -> Self {
        Self { has_title: true, has_legend: true, caption: String::new(), source: String::new() }
    }
}

/// No sheet is smaller: below this neither title nor legend have room.
pub const LEAST: Size = Size::new(320.0, 240.0);

/// A picture of a whole map is at least so wide, so that its title and legend have room.
const NARROWEST: f32 = 640.0;

const MARGIN: f32 = 20.0;
const TITLE_SIZE: f32 = 16.0;
const SUBTITLE_SIZE: f32 = 12.0;
const TITLE_HEIGHT: f32 = 42.0;
const TITLE_BASELINE: f32 = 27.0;
const SUBTITLE_GAP: f32 = 12.0;
/// The lines below the title that say what is in focus.
const CAPTION_SIZE: f32 = 13.0;
const CAPTION_LINE: f32 = 18.0;
const CAPTION_BASELINE: f32 = 17.0;
const CAPTION_PAD: f32 = 9.0;
const MOST_CAPTION: usize = 3;
const LEGEND_PAD: f32 = 9.0;
/// The line that says what the map rests on.
const SOURCE_SIZE: f32 = 10.0;
const SOURCE_LINE: f32 = 14.0;
const SOURCE_PAD: f32 = 6.0;
const MOST_SOURCE: usize = 2;
/// The most of the height that the legend takes: the map is what is to be seen.
const MOST_FOR_LEGEND: f32 = 0.4;
/// Between the lines of what is said in the middle.
const REMARK_LINE: f32 = 24.0;
/// Between the scene and title or legend.
const SCENE_PAD: f32 = 14.0;
/// A small map is not blown up beyond this, times the scale of the frame.
const MOST_SCALE: f32 = 1.5;
/// The least height of names that are read with ease.
const READABLE: f32 = 9.0;
/// Up to this width the frame has its own size.
const FRAME_WIDTH: f32 = 1440.0;
/// The same where it is read from afar.
const FRAME_WIDTH_IN_ROOM: f32 = 1200.0;

/// Up to which width the frame around a scene has its own size.
fn frame_width(scene: &Scene) -> f32 {
    if scene.is_for_room { FRAME_WIDTH_IN_ROOM } else { FRAME_WIDTH }
}

impl Sheet {
    /// Fits a scene, with what is depicted in it, as large as it goes into a sheet of that size, or of [`LEAST`] if that
    /// is larger.
    pub fn of(scene: &Scene, depiction: Option<&Depiction>, size: Size) -> Self {
        Self::of_part(scene, depiction, size, None)
    }

    /// The same with a part of the scene, as large as it goes into the sheet, if only that is to be seen.
    pub fn of_part(scene: &Scene, depiction: Option<&Depiction>, size: Size, wanted: Option<Rect>) -> Self {
        Self::framed(scene, depiction, size, wanted, &Frame::default())
    }

    /// The same with what is wanted around it.
    pub fn framed(
        scene: &Scene,
        depiction: Option<&Depiction>,
        size: Size,
        wanted: Option<Rect>,
        around: &Frame,
    ) -> Self {
        let size = Size::new(size.width.max(LEAST.width), size.height.max(LEAST.height));
        let frame_scale = (size.width / frame_width(scene)).max(1.0);
        let (width, height) = (size.width / frame_scale, size.height / frame_scale);
        let (legend_size, legend_marks) = legend(scene, depiction).strip(width - 2.0 * MARGIN);
        let legend_marks = if around.has_legend { legend_marks } else { Vec::new() };
        let needed = legend_size.height + 2.0 * LEGEND_PAD;
        let lacks_legend = !legend_marks.is_empty() && needed > MOST_FOR_LEGEND * height;
        let legend_height = if legend_marks.is_empty() || lacks_legend { 0.0 } else { needed };
        let source = source(around, width);
        let source_top = height - source_height(&source);
        let legend_top = source_top - legend_height;
        let above = if around.has_title { TITLE_HEIGHT } else { 0.0 };
        let (caption_height, caption) = caption(scene, around, width, above);
        let mut frame = if around.has_title { title(scene, width) } else { Vec::new() };
        frame.extend(caption);
        let title_height = above + caption_height;
        if !source.is_empty() {
            frame.push(panel(Rect { min: Point::new(0.0, source_top), max: Point::new(width, height) }));
            frame.push(hairline(source_top, width));
            frame.extend(source.into_iter().enumerate().map(|(line, text)| {
                let y = source_top + SOURCE_PAD + (line as f32 + 0.75) * SOURCE_LINE;
                let (at, anchor, size, weight) = (Point::new(MARGIN, y), Anchor::Start, SOURCE_SIZE, Weight::Regular);
                Mark::Text(TextRun { at, anchor, size, weight, ink: Ink::Muted, text })
            }));
        }
        if legend_height > 0.0 {
            frame.push(panel(Rect { min: Point::new(0.0, legend_top), max: Point::new(width, source_top) }));
            frame.push(hairline(legend_top, width));
            frame.extend(legend_marks.iter().map(|mark| mark.moved(MARGIN, legend_top + LEGEND_PAD)));
        }
        let (top, bottom) = ((title_height + SCENE_PAD) * frame_scale, (legend_top - SCENE_PAD) * frame_scale);
        let room = Rect { min: Point::new(MARGIN, top), max: Point::new(size.width - MARGIN, bottom.max(top + 1.0)) };
        let most = MOST_SCALE * frame_scale;
        let fits = |room: f32, needed: f32, most: f32| if needed > 0.0 { (room / needed).min(most) } else { most };
        let fitted = |bounds: Rect, most: f32| {
            fits(room.width(), bounds.width(), most).min(fits(room.height(), bounds.height(), most))
        };
        let whole = depiction.map_or(scene.bounds, |depiction| depiction.bounds(scene));
        // Where names could not be read in the whole picture, a finding is looked at from near.
        let part = depiction.filter(|_| fitted(whole, most) * NAME_SIZE < READABLE);
        let part = part.and_then(|depiction| depiction.focus(scene)).map(|part| (part, frame_scale));
        // One that reaches across the map is not read with more ease for the room around it.
        let part = part.filter(|(part, nearest)| fitted(*part, *nearest) > fitted(whole, most));
        let (bounds, most) = wanted.map(|part| (part, f32::MAX)).or(part).unwrap_or((whole, most));
        let scale = fitted(bounds, most);
        let (middle, wanted) = (bounds.centre(), room.centre());
        let origin = Point::new(wanted.x - middle.x * scale, wanted.y - middle.y * scale);
        let mut sheet = Self { size, frame, frame_scale, scale, origin, lacks_legend };
        if let Some(hidden) = &scene.hidden {
            let middle = room.centre();
            let at = Point::new(middle.x / frame_scale, middle.y / frame_scale);
            sheet.frame.extend(remark(&hidden.words(), at, width - 2.0 * MARGIN));
        }
        let callout = depiction.and_then(|depiction| sheet.callout(scene, depiction, room)).unwrap_or_default();
        sheet.frame.extend(callout);
        sheet
    }

    /// The size of a sheet that shows the whole scene as large as a screen does at 100 %, with title and legend.
    pub fn whole(scene: &Scene, depiction: Option<&Depiction>) -> Size {
        let bounds = depiction.map_or(scene.bounds, |depiction| depiction.bounds(scene));
        Self::around(scene, depiction, bounds, &Frame::default())
    }

    /// The same for a part of the scene, with what is wanted around it.
    pub fn around(scene: &Scene, depiction: Option<&Depiction>, bounds: Rect, around: &Frame) -> Size {
        let width = (bounds.width() + 2.0 * MARGIN).max(NARROWEST);
        let frame_scale = (width / frame_width(scene)).max(1.0);
        let (legend_size, marks) = legend(scene, depiction).strip(width / frame_scale - 2.0 * MARGIN);
        let has_legend = around.has_legend && !marks.is_empty();
        let legend = if has_legend { legend_size.height + 2.0 * LEGEND_PAD } else { 0.0 };
        let width_in_frame = width / frame_scale;
        let above = if around.has_title { TITLE_HEIGHT } else { 0.0 };
        let more = caption_height(&caption_lines(scene, around, width_in_frame))
            + source_height(&source(around, width_in_frame));
        let frame = (above + more + 2.0 * SCENE_PAD + legend) * frame_scale;
        let height = (bounds.height() + frame).max(legend * frame_scale / MOST_FOR_LEGEND);
        Size::new(width.ceil(), height.max(LEAST.height).ceil())
    }

    /// The callout, in points of the frame.
    fn callout(&self, scene: &Scene, depiction: &Depiction, room: Rect) -> Option<Vec<Mark>> {
        let callout = depiction.callout.as_ref()?;
        let framed = |point: Point| Point::new(point.x / self.frame_scale, point.y / self.frame_scale);
        let on_sheet = |point: Point| {
            framed(Point::new(self.origin.x + point.x * self.scale, self.origin.y + point.y * self.scale))
        };
        let placed = |rect: Rect| Rect { min: on_sheet(rect.min), max: on_sheet(rect.max) };
        let taken: Vec<(Rect, f32)> =
            depiction.taken(scene).into_iter().map(|(rect, weight)| (placed(rect), weight)).collect();
        let room = Rect { min: framed(room.min), max: framed(room.max) };
        let targets: Vec<Rect> = callout.at.iter().filter_map(|id| extent(scene, id)).map(placed).collect();
        let (place, target) = least_covering(&taken, room, &targets, callout.panel().0)?;
        Some(callout.marks_at(place.min, target, &taken))
    }
}

fn title(scene: &Scene, width: f32) -> Vec<Mark> {
    let ground = Rect { min: Point::default(), max: Point::new(width, TITLE_HEIGHT) };
    let mut marks = vec![panel(ground), hairline(TITLE_HEIGHT, width)];
    let mut x = MARGIN;
    let mut write = |words: &str, size: f32, weight: Weight, ink: Ink| {
        for line in text::wrap_to(words, size, weight, (width - MARGIN - x).max(0.0), 1) {
            let run_width = text::width(&line, size, weight);
            let at = Point::new(x, TITLE_BASELINE);
            marks.push(Mark::Text(TextRun { at, anchor: Anchor::Start, size, weight, ink, text: line }));
            x += run_width + SUBTITLE_GAP;
        }
    };
    write(&scene.title, TITLE_SIZE, Weight::SemiBold, Ink::Text);
    write(&scene.subtitle, SUBTITLE_SIZE, Weight::Regular, Ink::Muted);
    write(&scene.note, SUBTITLE_SIZE, Weight::SemiBold, Ink::Muted);
    marks
}

/// What is told of the picture and what is in focus, in a few lines.
fn caption_lines(scene: &Scene, around: &Frame, width: f32) -> Vec<String> {
    let wrapped = |text: &str| text::wrap_to(text, CAPTION_SIZE, Weight::Regular, width - 2.0 * MARGIN, MOST_CAPTION);
    let focus = scene.focus.iter().flat_map(|focus| wrapped(&focus.text));
    wrapped(&around.caption).into_iter().chain(focus).collect()
}

/// The same below the title, and how high they are.
fn caption(scene: &Scene, around: &Frame, width: f32, top: f32) -> (f32, Vec<Mark>) {
    let lines = caption_lines(scene, around, width);
    if lines.is_empty() {
        return (0.0, Vec::new());
    }
    let height = caption_height(&lines);
    let ground = Rect { min: Point::new(0.0, top), max: Point::new(width, top + height) };
    let run = |(line, text): (usize, String)| {
        let at = Point::new(MARGIN, top + CAPTION_BASELINE + line as f32 * CAPTION_LINE);
        let (size, weight) = (CAPTION_SIZE, Weight::Regular);
        Mark::Text(TextRun { at, anchor: Anchor::Start, size, weight, ink: Ink::Text, text })
    };
    let marks = [panel(ground), hairline(ground.max.y, width)].into_iter();
    (height, marks.chain(lines.into_iter().enumerate().map(run)).collect())
}

fn caption_height(lines: &[String]) -> f32 {
    if lines.is_empty() { 0.0 } else { lines.len() as f32 * CAPTION_LINE + CAPTION_PAD }
}

/// What the map rests on, in lines.
fn source(around: &Frame, width: f32) -> Vec<String> {
    text::wrap_to(&around.source, SOURCE_SIZE, Weight::Regular, width - 2.0 * MARGIN, MOST_SOURCE)
}

fn source_height(lines: &[String]) -> f32 {
    if lines.is_empty() { 0.0 } else { lines.len() as f32 * SOURCE_LINE + 2.0 * SOURCE_PAD }
}

/// A sentence in the middle of the sheet, in as many lines as it takes.
fn remark(words: &str, middle: Point, room: f32) -> Vec<Mark> {
    let lines = text::wrap(words, TITLE_SIZE, Weight::SemiBold, room);
    let top = middle.y - (lines.len() as f32 - 1.0) * REMARK_LINE / 2.0;
    let run = |(line, text): (usize, String)| {
        let at = Point::new(middle.x, top + line as f32 * REMARK_LINE);
        let (size, weight) = (TITLE_SIZE, Weight::SemiBold);
        Mark::Text(TextRun { at, anchor: Anchor::Middle, size, weight, ink: Ink::Muted, text })
    };
    lines.into_iter().enumerate().map(run).collect()
}

fn panel(rect: Rect) -> Mark {
    Mark::Shape { outline: Outline::Rounded(rect, 0.0), fill: Some(Ink::Panel), pen: None }
}

fn hairline(y: f32, width: f32) -> Mark {
    Mark::Path { points: vec![Point::new(0.0, y), Point::new(width, y)], pen: Pen::solid(Ink::Hairline, 1.0) }
}
