//! Spelling: names in scripts that join, reorder or stack their letters are edited letter by letter, as they are spoken, so
//! that no key can hit another letter than the one at the caret. How they will be read stands beside the field.

use std::sync::Arc;

use egui::text::{ByteIndex, CCursor, CCursorRange, LayoutJob, LayoutSection, TextFormat};
use egui::text_edit::TextEditState;
use egui::{Area, Context, FontId, Frame, Galley, Id, Order, Response, TextBuffer, TextEdit, TextStyle, Ui};

use super::scripts::acts_unseen;
use super::theme;

/// The room between two letters, points.
const GAP: f32 = 3.0;

/// Whether a field is to be spelled: it has the keyboard, and a text whose letters do not stand one beside the other.
pub fn is_spelled(ui: &Ui, field: Id, text: &str) -> bool {
    !text.is_ascii()
        && text.chars().any(|letter| is_joined(letter) || acts_unseen(letter))
        && ui.memory(|memory| memory.has_focus(field))
}

/// A letter of a script whose letters join, stand in another order than they are spoken, or sit on each other.
fn is_joined(letter: char) -> bool {
    // From Hebrew to Myanmar, Ethiopic and its neighbours left out; the scripts of India and its east; forms of Arabic;
    // and what stands beyond the first plane, ideographs and signs left out.
    matches!(letter, '\u{590}'..='\u{109F}' | '\u{1700}'..='\u{18AF}' | '\u{1900}'..='\u{1CFF}' | '\u{A800}'..='\u{ABFF}'
        | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' | '\u{10800}'..='\u{11FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Lays out a text letter by letter, for a field of that font.
pub fn layouter(font: FontId, has_lines: bool) -> impl FnMut(&Ui, &dyn TextBuffer, f32) -> Arc<Galley> {
    move |ui, text, width| {
        let colour = ui.visuals().widgets.inactive.text_color();
        let line_height = Some(ui.fonts_mut(|fonts| fonts.row_height(&font)));
        let format = TextFormat { extra_letter_spacing: GAP, line_height, ..TextFormat::simple(font.clone(), colour) };
        let mut job = LayoutJob { break_on_newline: has_lines, keep_trailing_whitespace: true, ..LayoutJob::default() };
        job.wrap.max_width = if has_lines { width } else { f32::INFINITY };
        job.text = text.as_str().chars().map(|letter| if acts_unseen(letter) { '\u{FFFD}' } else { letter }).collect();
        // Each letter by itself: what stands together would be shaped together.
        job.sections = job
            .text
            .char_indices()
            .map(|(at, letter)| LayoutSection {
                leading_space: 0.0,
                byte_range: ByteIndex(at)..ByteIndex(at + letter.len_utf8()),
                format: format.clone(),
            })
            .collect();
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        one_glyph_a_letter(ui, galley, &format)
    }
}

/// The layout with exactly one glyph for each letter, by which carets are moved: a mark that stands alone comes with the
/// ring that carries it, or with nothing.
fn one_glyph_a_letter(ui: &Ui, galley: Arc<Galley>, format: &TextFormat) -> Arc<Galley> {
    let count = |letter: char| {
        let alone = LayoutJob::single_section(letter.to_string(), format.clone());
        let alone = ui.fonts_mut(|fonts| fonts.layout_job(alone));
        alone.rows.first().map_or(1, |row| row.glyphs.len())
    };
    let text = galley.job.text.clone();
    let mut letters = text.chars().filter(|letter| *letter != '\n').map(|letter| (letter, count(letter))).peekable();
    if letters.clone().all(|(_, count)| count == 1) {
        return galley;
    }
    let mut galley = Arc::unwrap_or_clone(galley);
    for placed in &mut galley.rows {
        let row = Arc::make_mut(&mut placed.row);
        let mut glyphs = Vec::with_capacity(row.glyphs.len());
        let mut at = 0;
        while at < row.glyphs.len() {
            let Some((letter, count)) = letters.next() else { break };
            // Of what has no glyph at all, the letter before it or after it lends one that takes no room.
            let mut glyph = row.glyphs[at.min(row.glyphs.len() - 1)];
            let end = (at + count).min(row.glyphs.len());
            glyph.advance_width = row.glyphs[at..end].iter().map(|glyph| glyph.advance_width).sum();
            glyph.chr = letter;
            glyphs.push(glyph);
            at = end;
        }
        while let Some((letter, _)) = letters.next_if(|(_, count)| *count == 0) {
            let Some(mut glyph) = row.glyphs.last().copied() else { break };
            glyph.pos.x += glyph.advance_width;
            (glyph.advance_width, glyph.chr) = (0.0, letter);
            glyphs.push(glyph);
        }
        row.glyphs = glyphs;
    }
    Arc::new(galley)
}

/// A field of one line, spelled where its text wants it.
pub fn field_ui(
    ui: &mut Ui,
    id: Id,
    text: &mut String,
    look: impl for<'t> FnOnce(TextEdit<'t>) -> TextEdit<'t>,
) -> Response {
    let is_spelled = is_spelled(ui, id, text);
    let mut layouter = layouter(TextStyle::Body.resolve(ui.style()), false);
    let field = look(TextEdit::singleline(text).id(id));
    let response = ui.add(if is_spelled { field.layouter(&mut layouter) } else { field });
    told_ui(ui, &response, text, is_spelled);
    response
}

/// Gives a field the keyboard that begins with a text: all of it is marked to be typed over, and nothing is left of what
/// stood in a field of that id before.
pub fn begin_field(ctx: &Context, field: Id, text: &str) {
    let all = CCursorRange::two(CCursor::new(0), CCursor::new(text.chars().count()));
    let mut state = TextEditState::default();
    state.cursor.set_char_range(Some(all));
    state.store(ctx, field);
    ctx.memory_mut(|memory| memory.request_focus(field));
}

/// Tells how a text reads: a screen reader as it is spoken, since it would be told letters as they are drawn, and everyone
/// above the field while it is spelled.
pub fn told_ui(ui: &Ui, field: &Response, text: &str, is_spelled: bool) {
    if !text.is_ascii() && text.chars().any(is_joined) {
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_value(text));
    }
    if is_spelled {
        reading_ui(ui, field, text);
    }
}

/// How a text will be read, above the field in which it is spelled.
fn reading_ui(ui: &Ui, field: &Response, text: &str) {
    let at = field.rect.left_top() - egui::vec2(0.0, 2.0);
    let area = Area::new(field.id.with("reading")).order(Order::Tooltip).pivot(egui::Align2::LEFT_BOTTOM);
    area.fixed_pos(at).interactable(false).show(ui.ctx(), |ui| {
        Frame::popup(ui.style()).show(ui, |ui| {
            ui.set_max_width(field.rect.width().max(160.0));
            ui.label(theme::small(ui, "Reads:"));
            ui.label(text);
        });
    });
}
