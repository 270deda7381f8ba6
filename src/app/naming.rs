//! Naming: a field on the canvas, where the name of a new body is typed, or another name for one that is there.

use egui::{Key, Modifiers, Pos2, WidgetInfo, WidgetType};

use super::theme;
use super::workbench::Workbench;
use crate::editing::{change, kinds};
use crate::model::{Id, NodeKind};

/// How wide the field is, points.
const WIDTH: f32 = 250.0;

/// What is being named.
#[derive(Debug, Clone, PartialEq)]
pub enum Named {
    /// Something new.
    New {
        /// Where its card is to stand, in canvas points; the layout decides if nobody has pointed anywhere.
        at: Option<(i32, i32)>,
        /// What a line leads from, if it was drawn into the empty.
        line_from: Option<Id>,
    },
    /// A node that is there.
    Node(Id),
}

/// A name on its way.
#[derive(Debug, Clone, PartialEq)]
pub struct Naming {
    /// What is being named.
    pub what: Named,
    /// What has been typed.
    pub text: String,
    /// What it is.
    pub kind: NodeKind,
    /// Whether people chose the kind; else it follows the name.
    is_kind_chosen: bool,
    is_new: bool,
}

/// The field in which a name is typed.
fn name_field() -> egui::Id {
    egui::Id::new("name")
}

/// What became of a name in a frame.
enum Progress {
    /// It is still being typed.
    Pending,
    /// It was given up.
    Left,
    /// It was entered.
    Entered,
}

impl Naming {
    /// The name of something new; `kind` until the name tells another.
    pub fn new(at: Option<(i32, i32)>, line_from: Option<Id>, kind: NodeKind) -> Self {
        let what = Named::New { at, line_from };
        Self { what, text: String::new(), kind, is_kind_chosen: false, is_new: true }
    }

    /// Another name for a node.
    pub fn of(id: Id, name: &str, kind: NodeKind) -> Self {
        Self { what: Named::Node(id), text: name.to_owned(), kind, is_kind_chosen: true, is_new: true }
    }

    /// The same, with the kind that people have chosen already.
    pub fn with_kind_chosen(self) -> Self {
        Self { is_kind_chosen: true, ..self }
    }

    /// Whether it has not been shown yet.
    pub(super) fn is_opening(&self) -> bool {
        self.is_new
    }

    /// Gives the field the keyboard, with the whole name marked to be typed over.
    fn take_keyboard(&self, ctx: &egui::Context, field: egui::Id) {
        let end = egui::text::CCursor::new(self.text.chars().count());
        let mut state = egui::text_edit::TextEditState::default();
        state.cursor.set_char_range(Some(egui::text::CCursorRange::two(egui::text::CCursor::new(0), end)));
        state.store(ctx, field);
        ctx.memory_mut(|memory| memory.request_focus(field));
    }

    /// Shows the field at `place`, and says what became of the name.
    fn naming_ui(&mut self, ctx: &egui::Context, place: Pos2) -> Progress {
        let is_node_new = matches!(self.what, Named::New { .. });
        let (left, entered, step) = ctx.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            let step = isize::from(pressed(Key::ArrowDown)) - isize::from(pressed(Key::ArrowUp));
            (pressed(Key::Escape), pressed(Key::Enter), step)
        });
        if is_node_new && step != 0 {
            let at = NodeKind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or(0) as isize;
            self.kind = NodeKind::ALL[(at + step).rem_euclid(NodeKind::ALL.len() as isize) as usize];
            self.is_kind_chosen = true;
        }
        let area = egui::Area::new(egui::Id::new("naming")).order(egui::Order::Foreground).constrain(true);
        let was_new = self.is_new;
        let shown = area.fixed_pos(place).show(ctx, |ui| {
            egui::Frame::window(ui.style()).inner_margin(8.0).show(ui, |ui| {
                ui.set_width(WIDTH);
                let hint = if is_node_new { "Name, then Enter" } else { "Another name, then Enter" };
                let id = name_field();
                let is_new = std::mem::take(&mut self.is_new);
                if is_new {
                    self.take_keyboard(ui.ctx(), id);
                } else if ui.memory(|memory| memory.focused().is_none()) {
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
                let field =
                    egui::TextEdit::singleline(&mut self.text).id(id).hint_text(hint).desired_width(f32::INFINITY);
                let response = ui.add(field);
                response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Name"));
                if response.changed() && !self.is_kind_chosen {
                    self.kind = kinds::guess(&self.text).unwrap_or(self.kind);
                }
                if is_node_new {
                    ui.horizontal(|ui| {
                        ui.spacing_mut().item_spacing.x = 2.0;
                        ui.spacing_mut().button_padding.x = 6.0;
                        for kind in NodeKind::ALL {
                            let text = egui::RichText::new(kind.word()).size(theme::SMALL);
                            let chip = ui.selectable_label(self.kind == kind, text);
                            if chip.on_hover_text("↑ and ↓ choose the kind").clicked() {
                                (self.kind, self.is_kind_chosen) = (kind, true);
                                ui.memory_mut(|memory| memory.request_focus(id));
                            }
                        }
                    });
                }
            });
        });
        let is_pressed_outside = ctx.input(|input| {
            let at = input.pointer.interact_pos();
            input.pointer.any_pressed() && at.is_some_and(|at| !shown.response.rect.contains(at))
        });
        let is_left = is_pressed_outside && !was_new;
        if left || (is_left && self.text.trim().is_empty()) {
            Progress::Left
        } else if entered || is_left {
            // A name that was typed is kept when people click elsewhere, as in any list of files.
            Progress::Entered
        } else {
            Progress::Pending
        }
    }
}

impl Workbench {
    /// Shows the name that is being typed, and takes it up when it is entered.
    pub(super) fn name_ui(&mut self, ctx: &egui::Context) {
        let Some(mut naming) = self.naming.take() else { return };
        let card = match &naming.what {
            Named::Node(id) => self.canvas.card_on_screen(id).map(|card| card.left_top()),
            Named::New { at: Some((x, y)), .. } => {
                let point = crate::layout::Point { x: *x as f32, y: *y as f32 };
                Some(self.canvas.to_screen(point) - egui::vec2(WIDTH / 2.0, 20.0))
            }
            Named::New { .. } => None,
        };
        let canvas = self.canvas.screen();
        let screen = if canvas.is_positive() { canvas } else { ctx.content_rect() };
        let place = card.filter(|at| screen.contains(*at)).unwrap_or(screen.center() - egui::vec2(WIDTH / 2.0, 80.0));
        let progress = naming.naming_ui(ctx, place);
        if let Progress::Pending = progress {
            self.naming = Some(naming);
            return;
        }
        // Or else the next key would still be taken for a letter of the name.
        ctx.memory_mut(|memory| memory.surrender_focus(name_field()));
        if let Progress::Entered = progress {
            self.take_name(naming, place, ctx);
        }
    }

    fn take_name(&mut self, naming: Naming, place: Pos2, ctx: &egui::Context) {
        let map = self.document.map().clone();
        match &naming.what {
            Named::Node(id) => self.make(change::rename(&map, id, &naming.text), ctx),
            Named::New { line_from: Some(from), .. } if !naming.text.trim().is_empty() => {
                self.ask_kind_of_new_line(&from.clone(), naming, place);
            }
            Named::New { at, .. } => {
                let outcome = crate::editing::add::node(&map, naming.kind, &naming.text, *at);
                self.last_kind = naming.kind;
                if outcome.is_err() {
                    // What was typed stays, so that it can be mended.
                    self.naming = Some(Naming { is_new: true, ..naming.clone() });
                }
                self.make(outcome, ctx);
            }
        }
    }
}
