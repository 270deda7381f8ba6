//! The scripts of the world in the window: texts from right to left are put in order when they are painted, wherever they
//! stand, and letters that no font has are noted, so that one can be looked for.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use egui::epaint::ClippedShape;
use egui::epaint::text::ByteRangeExt;
use egui::text::{LayoutJob, LayoutSection};
use egui::{Context, FontId, FullOutput, Galley, Shape};

use crate::drawing::text::{composed, is_backward, is_embedded, is_treacherous, pieces};

/// Puts texts in order, and notes the letters that are lacking.
#[derive(Default)]
pub struct Scripts {
    /// The letters that have been looked up.
    known: HashSet<char>,
    /// Those of them that no font has, until somebody takes them.
    lacking: BTreeSet<char>,
    /// What was looked at, by its address: to walk through a text takes longer than to look it up.
    ordered: HashMap<usize, Ordered>,
}

struct Ordered {
    /// Kept, so that no other text gets its address.
    _as_laid_out: Arc<Galley>,
    /// What is painted instead, if it is not in order as it was laid out.
    as_painted: Option<Arc<Galley>>,
    /// Whether it was in the last frame.
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
                let address = Arc::as_ptr(&text.galley) as usize;
                if !self.ordered.contains_key(&address) {
                    self.note(ctx, &text.galley.job.text);
                    let as_painted = in_order(ctx, &text.galley);
                    let _as_laid_out = Arc::clone(&text.galley);
                    self.ordered.insert(address, Ordered { _as_laid_out, as_painted, is_used: true });
                }
                if let Some(ordered) = self.ordered.get_mut(&address) {
                    ordered.is_used = true;
                    if let Some(galley) = &ordered.as_painted {
                        text.galley = Arc::clone(galley);
                    }
                }
            }
            _ => {}
        }
    }

    fn note(&mut self, ctx: &Context, text: &str) {
        for letter in text.chars().filter(|letter| !letter.is_ascii()) {
            if self.known.insert(letter)
                && !is_embedded(letter)
                && !acts_unseen(letter)
                && !ctx.fonts_mut(|fonts| fonts.has_glyph(&FontId::default(), letter))
            {
                self.lacking.insert(letter);
            }
        }
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

/// What is to be painted instead of a text, if it is not in order as it was laid out.
fn in_order(ctx: &Context, galley: &Galley) -> Option<Arc<Galley>> {
    let text = &galley.job.text;
    // Letter by letter a text stands as it is spoken: it is being edited.
    let is_spelled = galley.job.sections.iter().any(|section| section.format.extra_letter_spacing > 0.0);
    let is_in_order = || !text.chars().any(|letter| is_backward(letter) || acts_unseen(letter));
    if is_spelled || (is_in_order() && matches!(composed(text), Cow::Borrowed(_))) {
        return None;
    }
    // What is laid out after the frame reaches the screen with the next one.
    ctx.request_repaint();
    Some(lay_out_in_order(ctx, galley))
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
        if is_last {
            line = cut(job, line, &fits);
        }
        let ordered = ordered_line(job, line, is_last);
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

/// As much of a line as fits with an ellipsis.
fn cut(job: &LayoutJob, line: Range<usize>, fits: &impl Fn(&LayoutJob) -> bool) -> Range<usize> {
    if fits(&ordered_line(job, line.clone(), true)) {
        return line;
    }
    // Halved again and again, because a text may have ten thousand letters, and this is the window's thread.
    let ends: Vec<usize> = job.text[line.clone()].char_indices().map(|(at, _)| line.start + at).collect();
    let fitting = ends.partition_point(|&end| fits(&ordered_line(job, line.start..end, true)));
    line.start..ends.get(fitting.saturating_sub(1)).copied().unwrap_or(line.start)
}

/// A part of a line with its letters composed, and with marks for what would act unseen.
fn shown(part: &str) -> String {
    composed(part).chars().map(|letter| if acts_unseen(letter) { '\u{FFFD}' } else { letter }).collect()
}

/// Whether a letter does something to others instead of being seen, and is not spent in bringing them in order.
pub fn acts_unseen(letter: char) -> bool {
    is_treacherous(letter) || letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')
}

fn width_of(ctx: &Context, line: &LayoutJob) -> f32 {
    ctx.fonts_mut(|fonts| fonts.layout_job(line.clone())).size().x
}

/// The lines of a text as it is spoken, as bytes of it.
fn lines(job: &LayoutJob, fits: &impl Fn(&LayoutJob) -> bool) -> Vec<Range<usize>> {
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
fn ordered_line(job: &LayoutJob, line: Range<usize>, is_cut: bool) -> LayoutJob {
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_long_line_is_cut_in_a_few_tries_and_keeps_what_fits() {
        let tries = Cell::new(0);
        // As wide as it has letters; the ellipsis is one.
        let fits = |most: usize| {
            let tries = &tries;
            move |line: &LayoutJob| {
                tries.set(tries.get() + 1);
                line.text.chars().count() <= most
            }
        };
        let mut job = LayoutJob::default();
        job.append(&"ועדה".repeat(2_500), 0.0, egui::TextFormat::default());
        let whole = 0..job.text.len();
        assert_eq!(cut(&job, whole.clone(), &fits(31)), 0..60);
        assert!(tries.get() < 20, "{} tries", tries.get());
        assert_eq!(cut(&job, whole.clone(), &fits(0)), 0..0, "nothing fits");
        assert_eq!(cut(&job, whole.clone(), &fits(10_000)), 0..whole.end - 2);
        assert_eq!(cut(&job, whole.clone(), &fits(20_000)), whole);
        assert_eq!(cut(&job, 4..4, &fits(0)), 4..4);
    }

    #[test]
    fn what_acts_unseen_in_a_picture_does_so_in_the_window() {
        for letter in ['\u{2062}', '\u{E0041}', '\u{FFFE}', '\u{202E}', '\u{9B}', '\u{0}', '\u{85}'] {
            assert!(acts_unseen(letter), "{letter:?}");
        }
        assert!(!"a é ש \n\r\t \u{200D}\u{200F}\u{2066}".chars().any(acts_unseen));
    }
}
