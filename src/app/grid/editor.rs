//! The editor: a text that is being written into a cell, completed, checked and refused in place.

use egui::text::{CCursor, CCursorRange};
use egui::{EventFilter, Key, Modifiers, Rect, RichText, TextEdit, Ui, Vec2, WidgetInfo};

use super::{CellAt, Completion, Content, Grid, GridEvent, Then, Use, theme};
use crate::app::widgets::spelling;
use crate::model::spelling::Wanted;
use crate::model::words::capitalised;

/// The narrowest editor, so that a word can be read in a narrow column, points.
const NARROWEST: f32 = 180.0;
/// How wide the reason of a refusal may get, points.
const REASON_WIDTH: f32 = 320.0;
/// So many words are offered at once.
const MOST_OFFERED: usize = 8;

/// A text that is being written into the current cell.
pub(super) struct Editor {
    pub(super) at: CellAt,
    text: String,
    /// What stood in the cell.
    before: String,
    is_typed: bool,
    has_lines: bool,
    completion: Completion,
    /// Which of the words that fit is chosen.
    offered: Option<usize>,
    refusal: Option<String>,
    /// Whether the cursor is still to be put into the text.
    is_new: bool,
    pub(super) is_all_chosen: bool,
    /// Where the words or the reason are, so that a click there leaves the text open.
    list: Option<Rect>,
}

/// The widget that a grid's text is written in.
pub(super) fn id(grid: egui::Id) -> egui::Id {
    grid.with("editor")
}

impl Editor {
    /// The words that fit what is typed, best first.
    fn fitting(&self) -> Vec<&str> {
        let wanted = Wanted::new(if self.is_typed { self.wanted() } else { "" });
        wanted.best(self.completion.words.iter().map(String::as_str), |word| word)
    }

    /// The part of the text that is completed.
    fn wanted(&self) -> &str {
        let part = if self.completion.is_list { self.text.rsplit(';').next() } else { None };
        part.unwrap_or(&self.text).trim()
    }

    /// The text with a word in the place of the part that is completed.
    fn completed(&self, word: &str) -> String {
        match self.text.rsplit_once(';').filter(|_| self.completion.is_list) {
            Some((before, _)) => format!("{}; {word}", before.trim_end()),
            None => word.to_owned(),
        }
    }

    /// What is written when a person goes on: the word that is chosen, or the first that fits where only words can stand.
    fn result(&self) -> String {
        let fitting = self.fitting();
        if let Some(word) = self.offered.and_then(|index| fitting.get(index)) {
            return self.completed(word);
        }
        match fitting.first() {
            Some(word) if self.completion.is_closed && self.is_typed && !self.wanted().is_empty() => {
                self.completed(word)
            }
            _ => self.text.trim_end_matches([' ', ';']).to_owned(),
        }
    }

    /// What is written when a person turns to something else: nothing that was neither typed nor chosen, where it could be
    /// one of several words.
    fn left(&self) -> String {
        let (fitting, wanted) = (self.fitting(), self.wanted().to_lowercase());
        let is_clear = wanted.is_empty() || fitting.len() <= 1 || fitting[0].to_lowercase() == wanted;
        if is_clear || self.offered.is_some() { self.result() } else { self.text.clone() }
    }
}

impl Grid {
    /// Begins to write into the current cell: over what is there with what was typed, or into it.
    pub(super) fn write(&mut self, ui: &Ui, grid: egui::Id, typed: Option<String>, content: &dyn Content) {
        let before = content.draft(self.current);
        self.anchor = self.current;
        self.whole_rows = false;
        self.editor = Some(Editor {
            at: self.current,
            is_typed: typed.is_some(),
            text: typed.unwrap_or_else(|| before.clone()),
            before,
            has_lines: content.cell(self.current).use_as == Use::WriteLines,
            completion: content.completion(self.current),
            offered: None,
            refusal: None,
            is_new: true,
            is_all_chosen: false,
            list: None,
        });
        self.reveal = Some(self.current);
        self.is_focus_new = true;
        ui.memory_mut(|memory| memory.request_focus(id(grid)));
        ui.ctx().request_repaint();
    }

    /// The text that is being written, and into which cell; none if nothing was changed in it.
    pub fn typed(&self) -> Option<(CellAt, &str)> {
        let editor = self.editor.as_ref().filter(|editor| editor.text != editor.before)?;
        Some((editor.at, editor.text.as_str()))
    }

    /// Has a text written into a cell, as if somebody was just typing it.
    pub fn put_back(&mut self, at: CellAt, text: String) {
        self.put_back = Some((at, text));
    }

    /// Goes on with the text that is being written; whether there is one.
    pub fn type_on(&mut self) -> bool {
        let typed = self.typed().map(|(at, text)| (at, text.to_owned()));
        self.put_back = typed.or_else(|| self.put_back.take());
        self.put_back.is_some()
    }

    /// Writes the text that was put back.
    pub(super) fn take_put_back(&mut self, ui: &Ui, grid: egui::Id, content: &dyn Content) {
        // In the frame after a dialog nothing behind it can have the keyboard yet.
        if self.put_back.is_some() && !ui.memory(|memory| memory.allows_interaction(ui.layer_id())) {
            ui.ctx().request_repaint();
            return;
        }
        let Some((at, text)) = self.put_back.take() else { return };
        if at.row < content.rows() && at.column < content.columns() {
            self.current = at;
            self.write(ui, grid, Some(text), content);
        }
    }

    /// Does what the keys ask for that end a text or choose a word for it.
    pub(super) fn editor_keys(&mut self, ui: &Ui, grid: egui::Id, content: &dyn Content, events: &mut Vec<GridEvent>) {
        let Some(editor) = &mut self.editor else { return };
        if !ui.memory(|memory| memory.has_focus(id(grid))) {
            return;
        }
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        if pressed(Modifiers::NONE, Key::Escape) {
            self.editor = None;
            self.claim(ui, grid);
            return;
        }
        let count = editor.fitting().len().min(MOST_OFFERED);
        if count > 0 {
            if pressed(Modifiers::NONE, Key::ArrowDown) {
                editor.offered = Some(editor.offered.map_or(0, |index| (index + 1) % count));
            }
            if pressed(Modifiers::NONE, Key::ArrowUp) {
                editor.offered = Some(editor.offered.map_or(count - 1, |index| (index + count - 1) % count));
            }
        }
        let ends = [
            (Modifiers::SHIFT, Key::Enter, Then::Up),
            (Modifiers::NONE, Key::Enter, Then::Down),
            (Modifiers::SHIFT, Key::Tab, Then::Left),
            (Modifiers::NONE, Key::Tab, Then::Right),
        ];
        for (modifiers, key, then) in ends {
            // Alt+Enter begins a line.
            let is_line = key == Key::Enter && ui.input(|input| input.modifiers.alt);
            if !is_line && pressed(modifiers, key) {
                self.commit(ui, grid, then, content, events);
                return;
            }
        }
    }

    /// Writes the text that is in the editor, if nothing speaks against it; says whether the editor is left.
    pub(super) fn commit(
        &mut self,
        ui: &Ui,
        grid: egui::Id,
        then: Then,
        content: &dyn Content,
        events: &mut Vec<GridEvent>,
    ) -> bool {
        let Some(editor) = &mut self.editor else { return true };
        let (at, text) = (editor.at, if then == Then::Stay { editor.left() } else { editor.result() });
        if text != editor.before {
            if let Err(reason) = content.check(at, &text) {
                editor.refusal = Some(reason);
                editor.offered = None;
                self.reveal = Some(at);
                // A press in the table has taken the keyboard from it: what is typed next must not be keys of the window.
                self.is_focus_wanted = true;
                ui.ctx().request_repaint();
                return false;
            }
            events.push(GridEvent::Edited { at, text, then });
        }
        self.editor = None;
        if then != Then::Stay || ui.memory(|memory| memory.has_focus(id(grid))) {
            self.claim(ui, grid);
        }
        let last = CellAt { row: content.rows().saturating_sub(1), column: content.columns().saturating_sub(1) };
        let CellAt { row, column } = at;
        let next = match then {
            Then::Stay => at,
            Then::Down => CellAt { row: (row + 1).min(last.row), column },
            Then::Up => CellAt { row: row.saturating_sub(1), column },
            Then::Right => CellAt { row, column: (column + 1).min(last.column) },
            Then::Left => CellAt { row, column: column.saturating_sub(1) },
        };
        if next != at {
            self.choose(next, false);
            events.push(GridEvent::Chosen(self.block(content)));
        }
        true
    }

    /// Shows the text that is being written over its cell, with words that fit or the reason why it is refused.
    pub(super) fn editor_ui(
        &mut self,
        ui: &mut Ui,
        grid: egui::Id,
        cell: Rect,
        content: &dyn Content,
        events: &mut Vec<GridEvent>,
    ) {
        let Some(editor) = &mut self.editor else { return };
        let colours = theme::colours(ui);
        let width = cell.width().max(NARROWEST);
        let lines = if editor.has_lines { editor.text.lines().count().clamp(2, 6) } else { 1 };
        let size = Vec2::new(width, cell.height().max(lines as f32 * 17.0 + 8.0));
        let mut rect = Rect::from_min_size(cell.min, size);
        let room = ui.clip_rect();
        if room.intersects(cell) {
            // What is written at the edge of the table reaches back into it.
            rect =
                rect.translate((room.max - rect.max).min(Vec2::ZERO)).translate((room.min - cell.min).max(Vec2::ZERO));
        }
        ui.painter().rect_filled(rect, 0.0, colours.panel);
        let is_spelled = spelling::is_spelled(ui, id(grid), &editor.text);
        let mut layouter = spelling::layouter(egui::TextStyle::Body.resolve(ui.style()), editor.has_lines);
        let edit = if editor.has_lines {
            let new_line = egui::KeyboardShortcut::new(Modifiers::ALT, Key::Enter);
            TextEdit::multiline(&mut editor.text).desired_rows(lines).return_key(new_line)
        } else {
            TextEdit::singleline(&mut editor.text).vertical_align(egui::Align::Center)
        };
        let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        let edit = edit
            .id(id(grid))
            .frame(egui::Frame::NONE.inner_margin(egui::Margin::symmetric(6, 4)))
            .desired_width(width - 12.0)
            .event_filter(filter);
        let edit = if is_spelled { edit.layouter(&mut layouter) } else { edit };
        let mut inner = ui.new_child(egui::UiBuilder::new().id_salt("editor").max_rect(rect));
        let output = edit.show(&mut inner);
        let response = output.response.response.clone();
        spelling::told_ui(ui, &response, &editor.text, is_spelled);
        let name = format!("{} of {}", content.column(editor.at.column).title, content.row_name(editor.at.row));
        response.widget_info(|| {
            let mut info = WidgetInfo::text_edit(true, &editor.before, &editor.text, "");
            info.label = Some(name.clone());
            info
        });
        if std::mem::take(&mut editor.is_new) {
            let mut state = output.state;
            let end = CCursor::new(editor.text.chars().count());
            let start = if editor.is_all_chosen { CCursor::new(0) } else { end };
            state.cursor.set_char_range(Some(CCursorRange::two(start, end)));
            state.store(ui.ctx(), response.id);
        }
        if response.changed() {
            editor.is_typed = true;
            editor.offered = None;
            editor.refusal = None;
        }
        let ink = if editor.refusal.is_some() { colours.error } else { colours.accent };
        ui.painter().rect_stroke(rect, 0.0, egui::Stroke::new(2.0, ink), egui::StrokeKind::Inside);
        let taken = self.list_ui(ui, rect);
        if let Some(text) = taken
            && let Some(editor) = &mut self.editor
        {
            editor.text = text;
            editor.is_typed = true;
            editor.is_new = true;
            if !self.editor.as_ref().is_some_and(|editor| editor.completion.is_list) {
                self.commit(ui, grid, Then::Stay, content, events);
            }
            self.claim(ui, grid);
            return;
        }
        let has_focus = ui.memory(|memory| memory.has_focus(id(grid)));
        let pointer = ui.input(|input| input.pointer.interact_pos());
        let is_over_list = self
            .editor
            .as_ref()
            .is_some_and(|editor| editor.list.zip(pointer).is_some_and(|(list, pointer)| list.contains(pointer)));
        let is_settled = self.editor.as_ref().is_some_and(|editor| editor.refusal.is_none());
        if !has_focus && response.lost_focus() && !is_over_list && is_settled {
            self.commit(ui, grid, Then::Stay, content, events);
            // Somebody has turned to something else in the window.
            self.is_focus_wanted = false;
        }
    }

    /// Shows the words that fit, or the reason why the text is refused; gives the text that was taken by a click.
    fn list_ui(&mut self, ui: &Ui, rect: Rect) -> Option<String> {
        let editor = self.editor.as_mut()?;
        let colours = theme::colours(ui);
        let fitting: Vec<String> = editor.fitting().into_iter().map(str::to_owned).collect();
        let is_silent = fitting.is_empty() || fitting.iter().all(|word| *word == editor.wanted());
        if editor.refusal.is_none() && (is_silent || !editor.is_typed && !editor.completion.is_closed) {
            editor.list = None;
            return None;
        }
        // The panel stands at the foot of the window: where there is no room beneath, there is above.
        let needed = if editor.refusal.is_some() { 3.0 } else { MOST_OFFERED as f32 + 1.0 } * theme::ROW;
        let is_above = ui.ctx().content_rect().bottom() - rect.bottom() < needed;
        let (pivot, corner) = if is_above {
            (egui::Align2::LEFT_BOTTOM, rect.left_top())
        } else {
            (egui::Align2::LEFT_TOP, rect.left_bottom())
        };
        let mut taken = None;
        let area = egui::Area::new(id(ui.id()).with("list"))
            .order(egui::Order::Foreground)
            .pivot(pivot)
            .fixed_pos(corner)
            .constrain(true);
        let shown = area.show(ui.ctx(), |ui| {
            egui::Frame::popup(ui.style()).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                if let Some(reason) = &editor.refusal {
                    ui.set_max_width(REASON_WIDTH);
                    let label = ui.label(RichText::new(capitalised(reason)).size(theme::SMALL).color(colours.error));
                    ui.ctx().accesskit_node_builder(label.id, |node| {
                        node.set_live(egui::accesskit::Live::Assertive);
                    });
                    return;
                }
                ui.set_min_width(rect.width());
                let first_fits = editor.completion.is_closed && editor.is_typed && !editor.wanted().is_empty();
                let chosen = editor.offered.or(first_fits.then_some(0));
                ui.with_layout(egui::Layout::top_down_justified(egui::Align::Min), |ui| {
                    for (index, word) in fitting.iter().take(MOST_OFFERED).enumerate() {
                        if ui.selectable_label(chosen == Some(index), word).clicked() {
                            taken = Some(editor.completed(word));
                        }
                    }
                });
                if fitting.len() > MOST_OFFERED {
                    ui.label(theme::small(ui, format!("and {} more: type on", fitting.len() - MOST_OFFERED)));
                }
            });
        });
        editor.list = Some(shown.response.rect);
        taken
    }
}
