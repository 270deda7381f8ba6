//! The scripts of the world in the window: texts from right to left are put in order when they are painted, wherever they
//! stand, and letters that no font has are noted, so that one can be looked for.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use egui::epaint::ClippedShape;
use egui::epaint::text::ByteRangeExt;
use egui::text::{LayoutJob, LayoutSection};
use egui::{Context, FontId, FullOutput, Galley, Shape};

use crate::drawing::text::{composed, is_backward, is_embedded, pieces};

/// Puts texts in order, and notes the letters that are lacking.
#[derive(Default)]
pub struct Scripts {
    /// The letters that have been looked up.
    known: HashSet<char>,
    /// Those of them that no font has, until somebody takes them.
    lacking: BTreeSet<char>,
    /// What is painted instead of texts that are not in order, by their address, and whether it was in the last frame.
    ordered: HashMap<usize, Ordered>,
}

struct Ordered {
    /// Kept, so that no other text gets its address.
    _as_laid_out: Arc<Galley>,
    as_painted: Arc<Galley>,
    is_used: bool,
}

impl Scripts {
    /// The letters that no font has, which have not been taken yet.
    pub fn take_lacking(ctx: &Context) -> BTreeSet<char> {
        ctx.with_plugin(|scripts: &mut Self| std::mem::take(&mut scripts.lacking)).unwrap_or_default()
    }

    /// Forgets what was made with the fonts that there were.
    pub fn forget(ctx: &Context) {
        ctx.with_plugin(|scripts: &mut Self| scripts.ordered.clear());
    }

    fn look_at(&mut self, ctx: &Context, shape: &mut Shape) {
        match shape {
            Shape::Vec(shapes) => shapes.iter_mut().for_each(|shape| self.look_at(ctx, shape)),
            Shape::Text(text) if !text.galley.job.text.is_ascii() => {
                self.note(ctx, &text.galley.job.text);
                if let Some(galley) = self.in_order(ctx, &text.galley) {
                    text.galley = galley;
                }
            }
            _ => {}
        }
    }

    fn note(&mut self, ctx: &Context, text: &str) {
        for letter in text.chars().filter(|letter| !letter.is_ascii()) {
            if self.known.insert(letter)
                && !is_embedded(letter)
                && !letter.is_control()
                && !ctx.fonts_mut(|fonts| fonts.has_glyph(&FontId::default(), letter))
            {
                self.lacking.insert(letter);
            }
        }
    }

    /// What is to be painted instead of a text, if it is not in order as it was laid out.
    fn in_order(&mut self, ctx: &Context, galley: &Arc<Galley>) -> Option<Arc<Galley>> {
        let text = &galley.job.text;
        // Letter by letter a text stands as it is spoken: it is being edited.
        let is_spelled = galley.job.sections.iter().any(|section| section.format.extra_letter_spacing > 0.0);
        let is_in_order = || !text.chars().any(|letter| is_backward(letter) || acts_unseen(letter));
        if is_spelled || (is_in_order() && matches!(composed(text), Cow::Borrowed(_))) {
            return None;
        }
        let make = || {
            // What is laid out after the frame reaches the screen with the next one.
            ctx.request_repaint();
            Ordered { _as_laid_out: Arc::clone(galley), as_painted: lay_out_in_order(ctx, galley), is_used: true }
        };
        let ordered = self.ordered.entry(Arc::as_ptr(galley) as usize).or_insert_with(make);
        ordered.is_used = true;
        Some(Arc::clone(&ordered.as_painted))
    }
}

impl egui::Plugin for Scripts {
    fn debug_name(&self) -> &'static str {
        "scripts"
    }

    fn output_hook(&mut self, ctx: &Context, output: &mut FullOutput) {
        for ClippedShape { shape, .. } in &mut output.shapes {
            self.look_at(ctx, shape);
        }
        self.ordered.retain(|_, ordered| std::mem::take(&mut ordered.is_used));
        if !self.lacking.is_empty() {
            ctx.request_repaint();
        }
    }
}

/// Lays out a text again, its lines broken as it is spoken and each put in order.
fn lay_out_in_order(ctx: &Context, galley: &Galley) -> Arc<Galley> {
    let job = &galley.job;
    let width = job.wrap.max_width;
    let fits = |line: &LayoutJob| !width.is_finite() || width_of(ctx, line) <= width;
    let mut whole =
        LayoutJob { sections: Vec::new(), text: String::new(), break_on_newline: true, ..LayoutJob::clone(job) };
    whole.wrap.max_width = f32::INFINITY;
    whole.wrap.max_rows = usize::MAX;
    // What stands on one line as it was laid out does so in order, too.
    let is_one_line = galley.rows.len() <= 1 && !galley.elided;
    let whole_text = 0..job.text.len();
    let broken = if is_one_line { std::iter::once(whole_text).collect() } else { lines(job, &fits) };
    for (place, mut line) in broken.into_iter().enumerate() {
        if place >= job.wrap.max_rows.max(1) {
            break;
        }
        let is_last = place + 1 == job.wrap.max_rows.max(1) && line.end < job.text.len();
        let mut ordered = ordered_line(job, line.clone(), is_last);
        while is_last && line.end > line.start && !fits(&ordered) {
            let letter = job.text[line.clone()].chars().next_back().map_or(1, char::len_utf8);
            line.end -= letter;
            ordered = ordered_line(job, line.clone(), true);
        }
        if place > 0 {
            let format = whole.sections.last().map(|section| section.format.clone()).unwrap_or_default();
            whole.append("\n", 0.0, format);
        }
        for section in &ordered.sections {
            let text = ordered.text.get(section.byte_range.as_usize()).unwrap_or_default();
            whole.append(text, section.leading_space, section.format.clone());
        }
    }
    ctx.fonts_mut(|fonts| fonts.layout_job(whole))
}

/// A part of a line with its letters composed, and with marks for what would act unseen.
fn shown(part: &str) -> String {
    composed(part).chars().map(|letter| if acts_unseen(letter) { '\u{FFFD}' } else { letter }).collect()
}

/// Whether a letter does something to others instead of being seen, and is not spent in bringing them in order.
pub fn acts_unseen(letter: char) -> bool {
    let is_space = matches!(letter, '\n' | '\r' | '\t');
    !is_space && (letter.is_control() || matches!(letter, '\u{202A}'..='\u{202E}' | '\u{206A}'..='\u{206F}'))
}

fn width_of(ctx: &Context, line: &LayoutJob) -> f32 {
    ctx.fonts_mut(|fonts| fonts.layout_job(line.clone())).size().x
}

/// The lines of a text as it is spoken, as bytes of it.
fn lines(job: &LayoutJob, fits: &impl Fn(&LayoutJob) -> bool) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in job.text.split_inclusive('\n') {
        let end = start + paragraph.trim_end_matches('\n').len();
        let mut line = start..start;
        for word in job.text[start..end].split_inclusive(' ') {
            let longer = line.start..line.end + word.len();
            // On one line all stays together, and is cut.
            let has_room = job.wrap.max_rows == 1
                || line.is_empty()
                || fits(&ordered_line(job, longer.start..line.end + word.trim_end().len(), false));
            if has_room {
                line = longer;
            } else {
                let next = line.end..longer.end;
                let done = std::mem::replace(&mut line, next);
                lines.push(done.start..done.start + job.text[done].trim_end_matches(' ').len());
            }
        }
        lines.push(line);
        start += paragraph.len();
    }
    // A line that is too wide by itself only ends the text where there is but one.
    if job.wrap.max_rows == 1
        && let Some(first) = lines.first_mut()
        && !fits(&ordered_line(job, first.clone(), false))
    {
        let last = job.text[first.clone()].chars().next_back().map_or(0, char::len_utf8);
        first.end -= last;
    }
    lines
}

/// A line of a text in order, with the formats that its parts have; with an ellipsis, if it is cut.
fn ordered_line(job: &LayoutJob, line: std::ops::Range<usize>, is_cut: bool) -> LayoutJob {
    let text = job.text.get(line.clone()).unwrap_or_default();
    // What overrides the direction is shown and does not act; its mark takes as many bytes.
    let text = text.replace(|letter| matches!(letter, '\u{202A}'..='\u{202E}'), "\u{FFFD}");
    let spoken = if is_cut { format!("{}…", text.trim_end()) } else { text };
    let mut ordered =
        LayoutJob { first_row_min_height: job.first_row_min_height, halign: job.halign, ..LayoutJob::default() };
    ordered.wrap.max_width = f32::INFINITY;
    let section_at = |at: usize| {
        let holds = |section: &&LayoutSection| section.byte_range.as_usize().contains(&(line.start + at));
        job.sections.iter().find(holds).or(job.sections.last())
    };
    for piece in pieces(&spoken) {
        // A piece may go through several formats only where it is read from left to right.
        let mut at = piece.range.start;
        while at < piece.range.end {
            let Some(section) = section_at(at) else { break };
            let end = section.byte_range.as_usize().end.saturating_sub(line.start);
            let end = if end > at && piece.range.contains(&end) && spoken.is_char_boundary(end) {
                end
            } else {
                piece.range.end
            };
            let part = piece.part(at..end).text(&spoken);
            let leading = if line.start == 0 && at == 0 { section.leading_space } else { 0.0 };
            ordered.append(&shown(&part), leading, section.format.clone());
            at = end;
        }
    }
    ordered
}
