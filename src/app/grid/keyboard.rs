//! The keyboard of a grid: what keys do while no text is written, and which keys are the grid's own.

use egui::{Event, EventFilter, FocusDirection, Key, KeyboardShortcut, Modifiers, Rect, Sense, Ui};

use super::place::Places;
use super::{Block, CellAt, Content, Grid, GridEvent, Look, Use, tsv};
use crate::app::widgets::keys;

/// How much wider a key press makes a column, points.
const WIDER: f32 = 16.0;

/// What keys do in a grid, for the page of shortcuts.
pub const KEYS: [(&str, &str); 12] = [
    ("Arrows, Page Up, Page Down", "Go from cell to cell; with Shift, choose a block"),
    ("Tab, Shift+Tab", "Go to the next cell or the one before"),
    ("Home, End", "Go to the first or last cell of the row; with Ctrl, of the table"),
    ("Any letter", "Write over the cell"),
    ("F2, Enter", "Write into the cell; Alt+Enter begins a new line in long texts"),
    ("Enter, Tab, Esc", "While writing: keep and go down, keep and go on, or leave it as it was"),
    ("Down, Up", "While writing: choose one of the words that are offered"),
    ("Delete", "Empty the chosen cells, or remove chosen rows after a question"),
    ("Ctrl+C, Ctrl+X, Ctrl+V", "Copy, cut and paste a block, also from and to a spreadsheet"),
    ("Shift+Space, Ctrl+A", "Choose whole rows, or the whole table"),
    ("Alt+Up", "Sort by the column: upwards, downwards, not at all"),
    ("Alt+Shift+Left, Alt+Shift+Right", "Make the column narrower or wider"),
];

/// Where the window keeps which grid was shown last with the keyboard.
fn mark() -> egui::Id {
    egui::Id::new("grid with the keyboard")
}

/// Whether a grid has the keyboard, without a text being written in it.
pub fn has_keyboard(ctx: &egui::Context) -> bool {
    let grid = ctx.data(|data| data.get_temp::<egui::Id>(mark()));
    grid.is_some() && ctx.memory(|memory| memory.focused()) == grid
}

/// Whether a key belongs to the grid that has the keyboard, so that it is no command of the window just now.
pub fn takes(ctx: &egui::Context, shortcut: &KeyboardShortcut) -> bool {
    let KeyboardShortcut { modifiers, logical_key: key } = *shortcut;
    let is_edited = [Key::A, Key::C, Key::X, Key::V, Key::Home, Key::End].contains(&key);
    let is_plain = modifiers.is_none() || modifiers == Modifiers::SHIFT;
    let is_own = if is_plain {
        keys::belongs_to_text(shortcut) || keys::is_page_key(key) || key == Key::F2
    } else if modifiers.alt {
        key == Key::ArrowUp || (modifiers.shift && matches!(key, Key::ArrowLeft | Key::ArrowRight))
    } else {
        is_edited && !modifiers.shift
    };
    is_own && has_keyboard(ctx)
}

/// What a key asks for.
enum Wish {
    Go(Motion, bool),
    /// Begin to write: over what is there, or into it.
    Write(Option<String>),
    Open,
    Press,
    Clear,
    Copy,
    Cut,
    Paste(String),
    ChooseAll,
    ChooseRows,
    Sort,
    Widen(f32),
    Leave,
}

/// Where the current cell goes.
#[derive(Clone, Copy)]
enum Motion {
    Left,
    Right,
    Up,
    Down,
    Next,
    Previous,
    PageUp,
    PageDown,
    RowStart,
    RowEnd,
    Start,
    End,
}

impl Grid {
    /// Makes the grid one stop of the Tab key, and says so in the accessibility tree.
    pub(super) fn take_focus(&mut self, ui: &Ui, id: egui::Id, rect: Rect, look: &Look<'_>, content: &dyn Content) {
        if self.is_focus_new {
            // egui has moved the keyboard on by a key that is ours.
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        }
        // A press anywhere in the table is meant for it. And when a button is let go, egui takes the keyboard from what is
        // not under the pointer, as the grid itself never is: neither in the table nor in a menu is that meant.
        let had_keyboard = ui.memory(|memory| memory.has_focus(id));
        let response = ui.interact(rect, id, Sense::focusable_noninteractive());
        let (pointer, is_pressed) = ui.input(|input| (input.pointer.interact_pos(), input.pointer.any_pressed()));
        let is_in_front = pointer.and_then(|at| ui.ctx().layer_id_at(at)).is_some_and(|layer| layer != ui.layer_id());
        let is_here = ui.rect_contains_pointer(rect);
        let has_lost_it = had_keyboard && !response.has_focus() && (is_here || is_in_front);
        if has_lost_it || (is_pressed && is_here) {
            self.claim(ui, id);
        }
        response.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Other, true, look.name));
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(egui::accesskit::Role::Grid);
            node.set_row_count(content.rows());
            node.set_column_count(content.columns());
            node.set_multiselectable();
        });
        if std::mem::take(&mut self.is_focus_wanted) || std::mem::take(&mut self.is_focus_new) {
            let target = if self.editor.is_some() { super::editor::id(id) } else { id };
            self.is_focus_new = !ui.memory(|memory| memory.has_focus(target));
            ui.memory_mut(|memory| memory.request_focus(target));
            ui.ctx().request_repaint();
        }
    }

    /// Gives the keyboard at once to the grid, or to the text that is written in it: a key that comes with the next frame
    /// must not be taken for a command of the window.
    pub(super) fn claim(&mut self, ui: &Ui, id: egui::Id) {
        let target = if self.editor.is_some() { super::editor::id(id) } else { id };
        if !ui.memory(|memory| memory.has_focus(target)) {
            ui.memory_mut(|memory| memory.request_focus(target));
            ui.data_mut(|data| data.insert_temp(mark(), id));
            self.is_focus_new = true;
            ui.ctx().request_repaint();
        }
    }

    /// Keeps the keys that are ours from moving the keyboard elsewhere, and tells the window which grid has it.
    pub(super) fn hold_focus(&self, ui: &Ui, id: egui::Id) {
        let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        if ui.memory(|memory| memory.has_focus(id)) {
            ui.data_mut(|data| data.insert_temp(mark(), id));
        }
    }

    /// Does what the keys ask for that were pressed since the last frame.
    pub(super) fn read_keyboard(
        &mut self,
        ui: &Ui,
        id: egui::Id,
        places: &Places,
        content: &dyn Content,
        events: &mut Vec<GridEvent>,
    ) {
        if !ui.memory(|memory| memory.has_focus(id)) || places.rows() == 0 || places.columns() == 0 {
            return;
        }
        while self.editor.is_none() {
            let Some(wish) = ui.input_mut(|input| take_wish(&mut input.events)) else { return };
            self.fulfil(ui, id, wish, places, content, events);
        }
    }

    fn fulfil(
        &mut self,
        ui: &Ui,
        id: egui::Id,
        wish: Wish,
        places: &Places,
        content: &dyn Content,
        events: &mut Vec<GridEvent>,
    ) {
        let at = self.current;
        let use_as = content.cell(at).use_as;
        let is_written = matches!(use_as, Use::Write | Use::WriteLines);
        let rect = self.current_rect.unwrap_or(Rect::NOTHING);
        match wish {
            Wish::Go(motion, extend) => match self.target(motion, extend, places) {
                Some(target) => {
                    self.choose(target, extend);
                    events.push(GridEvent::Chosen(self.block(content)));
                }
                None => self.leave(ui, id, matches!(motion, Motion::Previous)),
            },
            Wish::Write(text) if is_written => self.write(ui, id, text, content),
            Wish::Write(Some(text)) if matches!(use_as, Use::Press | Use::Mark) => {
                events.push(GridEvent::Keyed { at, text })
            }
            Wish::Write(_) => {}
            Wish::Open if is_written => {
                self.write(ui, id, None, content);
                if let Some(editor) = &mut self.editor {
                    editor.is_all_chosen = true;
                }
            }
            Wish::Press if is_written => self.write(ui, id, Some(" ".to_owned()), content),
            Wish::Open if use_as == Use::Mark => events.push(GridEvent::Opened(at)),
            Wish::Open | Wish::Press => events.push(GridEvent::Activated { at, rect }),
            Wish::Clear if self.whole_rows => events.push(GridEvent::RowsDeleted(self.block(content).rows)),
            Wish::Clear => events.push(GridEvent::Cleared(self.block(content))),
            Wish::Copy => self.copy(ui, content),
            Wish::Cut => {
                self.copy(ui, content);
                events.push(GridEvent::Cleared(self.block(content)));
            }
            Wish::Paste(text) => {
                let block = self.block(content);
                let mut texts = tsv::split(&text);
                if let [row] = texts.as_slice()
                    && let [single] = row.as_slice()
                {
                    // One text goes into every chosen cell.
                    texts = vec![vec![single.clone(); block.columns.clone().count()]; block.rows.clone().count()];
                }
                events.push(GridEvent::Pasted { at: block.first(), texts });
            }
            Wish::ChooseAll => {
                self.anchor = CellAt::default();
                self.current = CellAt { row: places.rows() - 1, column: places.columns() - 1 };
                events.push(GridEvent::Chosen(self.block(content)));
            }
            Wish::ChooseRows => {
                self.whole_rows = true;
                events.push(GridEvent::Chosen(self.block(content)));
            }
            Wish::Sort => events.push(GridEvent::HeaderClicked(at.column)),
            Wish::Widen(more) => {
                let width = places.width(at.column) + more;
                self.widths.insert(content.column(at.column).title, width.max(super::place::NARROWEST));
            }
            Wish::Leave if self.anchor != self.current || self.whole_rows => {
                self.choose(at, false);
                events.push(GridEvent::Chosen(self.block(content)));
            }
            Wish::Leave => ui.memory_mut(|memory| memory.surrender_focus(id)),
        }
    }

    /// The cell that a motion leads to; none if it leads out of the grid.
    fn target(&self, motion: Motion, extend: bool, places: &Places) -> Option<CellAt> {
        let last = CellAt { row: places.rows() - 1, column: places.columns() - 1 };
        let CellAt { row, column } = self.current;
        let page = places.page(self.view);
        let target = match motion {
            Motion::Left => CellAt { row, column: column.saturating_sub(1) },
            Motion::Right => CellAt { row, column: (column + 1).min(last.column) },
            Motion::Up => CellAt { row: row.saturating_sub(1), column },
            Motion::Down => CellAt { row: (row + 1).min(last.row), column },
            Motion::Next if extend || self.current == last => return None,
            Motion::Next if column == last.column => CellAt { row: row + 1, column: 0 },
            Motion::Next => CellAt { row, column: column + 1 },
            Motion::Previous if self.current == CellAt::default() => return None,
            Motion::Previous if column == 0 => CellAt { row: row - 1, column: last.column },
            Motion::Previous => CellAt { row, column: column - 1 },
            Motion::PageUp => CellAt { row: row.saturating_sub(page), column },
            Motion::PageDown => CellAt { row: (row + page).min(last.row), column },
            Motion::RowStart => CellAt { row, column: 0 },
            Motion::RowEnd => CellAt { row, column: last.column },
            Motion::Start => CellAt::default(),
            Motion::End => last,
        };
        Some(target)
    }

    fn leave(&self, ui: &Ui, id: egui::Id, backwards: bool) {
        let direction = if backwards { FocusDirection::Previous } else { FocusDirection::Next };
        ui.memory_mut(|memory| {
            memory.request_focus(id);
            memory.move_focus(direction);
        });
    }

    fn copy(&self, ui: &Ui, content: &dyn Content) {
        let Block { rows, columns } = self.block(content);
        let texts = rows.map(|row| columns.clone().map(|column| content.draft(CellAt { row, column })).collect());
        ui.ctx().copy_text(tsv::join(texts));
    }
}

/// Takes the first event that the grid answers to out of the list.
fn take_wish(events: &mut Vec<Event>) -> Option<Wish> {
    let place = events.iter().position(|event| wish(event).is_some())?;
    wish(&events.remove(place))
}

fn wish(event: &Event) -> Option<Wish> {
    match event {
        Event::Copy => Some(Wish::Copy),
        Event::Cut => Some(Wish::Cut),
        Event::Paste(text) => Some(Wish::Paste(text.clone())),
        // The space bar's text comes with its key, which says what it does here.
        Event::Text(text) if text != " " && !text.is_empty() => Some(Wish::Write(Some(text.clone()))),
        Event::Key { key, pressed: true, modifiers, .. } => key_wish(*key, *modifiers),
        _ => None,
    }
}

fn key_wish(key: Key, modifiers: Modifiers) -> Option<Wish> {
    let shift = modifiers.shift;
    let go = |motion| Some(Wish::Go(motion, shift));
    if modifiers.alt {
        return match key {
            Key::ArrowUp => Some(Wish::Sort),
            Key::ArrowRight if shift => Some(Wish::Widen(WIDER)),
            Key::ArrowLeft if shift => Some(Wish::Widen(-WIDER)),
            _ => None,
        };
    }
    if modifiers.command {
        return match key {
            Key::Home => go(Motion::Start),
            Key::End => go(Motion::End),
            Key::A => Some(Wish::ChooseAll),
            _ => None,
        };
    }
    match key {
        Key::ArrowLeft => go(Motion::Left),
        Key::ArrowRight => go(Motion::Right),
        Key::ArrowUp => go(Motion::Up),
        Key::ArrowDown => go(Motion::Down),
        Key::Tab => Some(Wish::Go(if shift { Motion::Previous } else { Motion::Next }, false)),
        Key::Home => go(Motion::RowStart),
        Key::End => go(Motion::RowEnd),
        Key::PageUp => go(Motion::PageUp),
        Key::PageDown => go(Motion::PageDown),
        Key::F2 => Some(Wish::Write(None)),
        Key::Enter => Some(Wish::Open),
        Key::Space if shift => Some(Wish::ChooseRows),
        Key::Space => Some(Wish::Press),
        Key::Delete | Key::Backspace => Some(Wish::Clear),
        Key::Escape => Some(Wish::Leave),
        _ => None,
    }
}
