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
        let mut lost = false;
        let area = egui::Area::new(egui::Id::new("naming")).order(egui::Order::Foreground).constrain(true);
        area.fixed_pos(place).show(ctx, |ui| {
            egui::Frame::window(ui.style()).inner_margin(8.0).show(ui, |ui| {
                ui.set_width(WIDTH);
                let hint = if is_node_new { "Name, then Enter" } else { "Another name, then Enter" };
                let field = egui::TextEdit::singleline(&mut self.text).hint_text(hint).desired_width(f32::INFINITY);
                let mut output = field.show(ui);
                let response = output.response.response.clone();
                response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Name"));
                if std::mem::take(&mut self.is_new) {
                    response.request_focus();
                    let all = egui::text::CCursorRange::select_all(&output.galley);
                    output.state.cursor.set_char_range(Some(all));
                    output.state.store(ui.ctx(), response.id);
                } else {
                    lost = response.lost_focus();
                }
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
                                self.is_new = true;
                            }
                        }
                    });
                }
            });
        });
        let is_chip_clicked = self.is_new;
        if left {
            Progress::Left
        } else if entered {
            Progress::Entered
        } else if lost && !is_chip_clicked && !is_node_new {
            // Another name that was typed is kept when people click elsewhere, as in any list of files.
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
        match naming.naming_ui(ctx, place) {
            Progress::Pending => self.naming = Some(naming),
            Progress::Left => {}
            Progress::Entered => self.take_name(naming, place, ctx),
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
