//! Naming: a field on the canvas, where the name of a new body is typed, another name for one that is there, or that of
//! somebody off the map.

use egui::{Key, Modifiers, Pos2, Ui, WidgetInfo, WidgetType};

use crate::app::act::{Act, Ask, NameFor, Place, Tie};
use crate::app::command::choices;
use crate::app::seen::Seen;
use crate::app::widgets::popup::{is_pressed_outside, popup_ui};
use crate::app::widgets::{spelling, theme};
use crate::editing::add::{self, NewLine};
use crate::editing::{change, kinds};
use crate::layout::Point;
use crate::model::{End, Id, LinkKind, Map, NodeKind};
use crate::session::Session;
use crate::session::edit::Addition;
use crate::storage::recovery::Draft;

/// How wide the field is, points.
const WIDTH: f32 = 250.0;
/// How far above a card the field stands for what is to stand there, points.
const ROOM_ABOVE: f32 = 150.0;

/// The first word of the place, as a safety copy names it.
pub(super) const ROOM: &str = "name";

/// What is being named.
enum Named {
    /// Something new, at a canvas point or where the layout puts it.
    New { at: Option<(i32, i32)>, tie: Tie },
    /// A node that is there.
    Node(Id),
    /// Somebody off the map, on a line of this node.
    OffMap(Id),
}

/// A name on its way.
pub(super) struct Naming {
    what: Named,
    text: String,
    kind: NodeKind,
    /// Whether people chose the kind; else it follows the name.
    is_kind_chosen: bool,
    /// Which of the ways in which it may hang is taken.
    hanging: usize,
    /// Whether the field is to get the keyboard, with the whole name marked to be typed over.
    takes_keyboard: bool,
}

/// The field in which a name is typed.
fn name_field() -> egui::Id {
    egui::Id::new("name")
}

impl Naming {
    /// The field for a name; none if what is to be named is not there.
    pub(super) fn new(name: NameFor, session: &Session) -> Option<Self> {
        let (what, text, kind, is_kind_chosen) = match name {
            NameFor::New { at, tie, kind, is_kind_chosen } => {
                (Named::New { at, tie }, String::new(), kind, is_kind_chosen)
            }
            NameFor::Node(id) => {
                let node = session.document.map().nodes.get(id.as_str())?;
                (Named::Node(id), node.name.clone(), node.kind, true)
            }
            NameFor::OffMap(id) => {
                let node = session.document.map().nodes.get(id.as_str())?;
                (Named::OffMap(id), String::new(), node.kind, true)
            }
        };
        Some(Self { what, text, kind, is_kind_chosen, hanging: 0, takes_keyboard: true })
    }

    /// What is being typed, if it is another name than before.
    pub(super) fn typed(&self, map: &Map) -> Option<Draft> {
        let place = |words: &[&str]| std::iter::once(ROOM).chain(words.iter().copied()).map(str::to_owned).collect();
        let (what, place, before) = match &self.what {
            Named::Node(id) => {
                let name = map.name(id.as_str());
                (format!("Another name of {name}"), place(&["node", id.as_str()]), name)
            }
            Named::OffMap(id) => {
                let name = map.name(id.as_str());
                (format!("Who is off the map, on a line of {name}"), place(&["off map", id.as_str()]), "")
            }
            Named::New { at, tie } => {
                let (x, y) = at.map_or_else(Default::default, |(x, y)| (x.to_string(), y.to_string()));
                let (tie, ids) = match tie {
                    Tie::None => ("none", Vec::new()),
                    Tie::Drawn(id) => ("drawn", vec![id]),
                    Tie::Below(ids) => ("below", ids.iter().collect()),
                    Tie::Above(id) => ("above", vec![id]),
                };
                let chosen = if self.is_kind_chosen { "chosen" } else { "guessed" };
                let words = ["new", self.kind.word(), chosen, x.as_str(), y.as_str(), tie];
                let words: Vec<&str> = words.into_iter().chain(ids.iter().map(|id| id.as_str())).collect();
                ("Name of a new body".to_owned(), place(&words), "")
            }
        };
        (self.text != before).then(|| Draft { what, place, text: self.text.clone() })
    }

    /// The field with what was being typed; none if what it was about is not there.
    pub(super) fn put_back(draft: &Draft, session: &Session) -> Option<Self> {
        let place: Vec<&str> = draft.place.iter().map(String::as_str).collect();
        let name = match place.as_slice() {
            [_, "node", id] => NameFor::Node(Id::from(*id)),
            [_, "off map", id] => NameFor::OffMap(Id::from(*id)),
            [_, "new", kind, chosen, x, y, tie, ids @ ..] => {
                let map = session.document.map();
                let ids: Vec<Id> = ids.iter().filter(|id| map.nodes.contains(id)).map(|id| Id::from(*id)).collect();
                let tie = match (*tie, ids.first()) {
                    ("drawn", Some(id)) => Tie::Drawn(id.clone()),
                    ("below", Some(_)) => Tie::Below(ids.clone()),
                    ("above", Some(id)) => Tie::Above(id.clone()),
                    _ => Tie::None,
                };
                NameFor::New {
                    at: x.parse().ok().zip(y.parse().ok()),
                    tie,
                    kind: NodeKind::ALL.into_iter().find(|known| known.word() == *kind)?,
                    is_kind_chosen: *chosen == "chosen",
                }
            }
            _ => return None,
        };
        Some(Self { text: draft.text.clone(), ..Self::new(name, session)? })
    }

    /// Shows the field; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let is_node_new = matches!(self.what, Named::New { .. });
        let ways = self.ways(seen.session);
        let (left, entered, step, turns) = ctx.input_mut(|input| {
            let mut presses = |key| input.count_and_consume_key(Modifiers::NONE, key) as isize;
            let step = presses(Key::ArrowDown) - presses(Key::ArrowUp);
            let turns = if ways.len() > 1 { presses(Key::Tab) as usize } else { 0 };
            (presses(Key::Escape) > 0, presses(Key::Enter) > 0, step, turns)
        });
        self.hanging = (self.hanging + turns) % ways.len().max(1);
        if is_node_new && step != 0 {
            let at = NodeKind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or(0) as isize;
            self.kind = NodeKind::ALL[(at + step).rem_euclid(NodeKind::ALL.len() as isize) as usize];
            self.is_kind_chosen = true;
        }
        let place = self.place(ctx, seen);
        let shown = popup_ui(ctx, "naming", place, |ui| {
            egui::Frame::window(ui.style()).inner_margin(8.0).show(ui, |ui| {
                ui.set_width(WIDTH);
                self.field_ui(ui, is_node_new);
                if is_node_new {
                    self.kinds_ui(ui);
                }
                if ways.len() > 1 {
                    self.ways_ui(ui, &ways, seen.session);
                }
            });
        });
        // The kind follows what is typed, and with it the ways: the one that was taken is found among them again.
        let after = self.ways(seen.session);
        self.hanging = after.iter().position(|way| Some(way) == ways.get(self.hanging)).unwrap_or(0);
        let is_left = is_pressed_outside(ctx, &shown.response, is_new);
        if left || (is_left && self.text.trim().is_empty()) {
            false
        } else if entered || is_left {
            // A name that was typed is kept when people click elsewhere, as in any list of files.
            self.take(seen.session, place, acts)
        } else {
            true
        }
    }

    /// The left upper corner of the field on the screen: at the card, or where it is to stand.
    fn place(&self, ctx: &egui::Context, seen: &Seen<'_>) -> Pos2 {
        let card = match &self.what {
            Named::Node(id) => seen.canvas.card_on_screen(id).map(|card| card.left_top()),
            Named::OffMap(id) => seen.canvas.card_on_screen(id).map(|card| card.right_top() + egui::vec2(8.0, 0.0)),
            Named::New { at: Some((x, y)), .. } => {
                let point = Point { x: *x as f32, y: *y as f32 };
                Some(seen.canvas.to_screen(point) - egui::vec2(WIDTH / 2.0, 20.0))
            }
            // Where it is going to hang, and not on what it hangs under.
            Named::New { tie: Tie::Below(others), .. } => {
                let card = others.first().and_then(|other| seen.canvas.card_on_screen(other));
                card.map(|card| card.left_bottom() + egui::vec2(0.0, 8.0))
            }
            Named::New { tie: Tie::Above(other), .. } => {
                seen.canvas.card_on_screen(other).map(|card| card.left_top() - egui::vec2(0.0, ROOM_ABOVE))
            }
            Named::New { .. } => None,
        };
        let canvas = seen.canvas.screen();
        let screen = if canvas.is_positive() { canvas } else { ctx.content_rect() };
        card.filter(|at| screen.contains(*at)).unwrap_or(screen.center() - egui::vec2(WIDTH / 2.0, 80.0))
    }

    fn field_ui(&mut self, ui: &mut Ui, is_node_new: bool) {
        let hint = match self.what {
            Named::New { .. } => "Name, then Enter",
            Named::Node(_) => "Another name, then Enter",
            Named::OffMap(_) => "Who is off the map, then Enter",
        };
        let id = name_field();
        if std::mem::take(&mut self.takes_keyboard) {
            spelling::begin_field(ui.ctx(), id, &self.text);
        } else if ui.memory(|memory| memory.focused().is_none()) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        // Tab goes through the ways in which it may hang.
        let response = spelling::field_ui(ui, id, &mut self.text, |field| {
            field.hint_text(hint).desired_width(f32::INFINITY).lock_focus(is_node_new)
        });
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Name"));
        if response.changed() && !self.is_kind_chosen {
            self.kind = kinds::guess(&self.text).unwrap_or(self.kind);
        }
    }

    fn kinds_ui(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            ui.spacing_mut().button_padding.x = 6.0;
            for kind in NodeKind::ALL {
                let text = egui::RichText::new(kind.word()).size(theme::SMALL);
                let chip = ui.selectable_label(self.kind == kind, text);
                if chip.on_hover_text("↑ and ↓ choose the kind").clicked() {
                    (self.kind, self.is_kind_chosen) = (kind, true);
                    ui.memory_mut(|memory| memory.request_focus(name_field()));
                }
            }
        });
    }

    /// The ways in which something new may hang, the likeliest first and none at all last; nothing where none is asked for.
    fn ways(&self, session: &Session) -> Vec<Option<NewLine>> {
        let map = session.document.map();
        let line = |other: &Id, is_new_below| NewLine::hanging(map, self.kind, other, is_new_below);
        let member = |other: &Id| {
            let kind = map.nodes.get(other.as_str()).filter(|node| node.is_body())?.kind;
            let sits = matches!(self.kind, NodeKind::Partner | NodeKind::Post) && kind != NodeKind::Partner;
            sits.then(|| NewLine { kind: LinkKind::MemberOf, other: other.clone(), is_from_new: true })
        };
        let lines: Vec<NewLine> = match &self.what {
            Named::New { tie: Tie::Below(others), .. } => {
                others.iter().flat_map(|other| line(other, true).into_iter().chain(member(other))).collect()
            }
            Named::New { tie: Tie::Above(other), .. } => line(other, false).into_iter().collect(),
            Named::New { tie: Tie::None | Tie::Drawn(_), .. } | Named::Node(_) | Named::OffMap(_) => return Vec::new(),
        };
        lines.into_iter().map(Some).chain([None]).collect()
    }

    fn ways_ui(&mut self, ui: &mut Ui, ways: &[Option<NewLine>], session: &Session) {
        ui.spacing_mut().item_spacing.y = 1.0;
        for (place, way) in ways.iter().enumerate() {
            let words = way.as_ref().map_or_else(|| "no line".to_owned(), |way| way.words(session.document.map()));
            let text = egui::RichText::new(words).size(theme::SMALL);
            let row = egui::Button::selectable(self.hanging == place, text).truncate();
            if ui.add(row).on_hover_text("Tab goes to the next").clicked() {
                self.hanging = place;
                ui.memory_mut(|memory| memory.request_focus(name_field()));
            }
        }
    }

    /// Takes up the name; whether the field stays, because nothing could be made of it.
    fn take(&mut self, session: &Session, place: Pos2, acts: &mut Vec<Act>) -> bool {
        let map = session.document.map();
        match &self.what {
            Named::Node(id) => {
                acts.push(Act::Make(change::rename(map, id, &self.text)));
                false
            }
            Named::OffMap(node) if self.text.trim().is_empty() => {
                acts.push(Act::Make(add::line_off_map(map, LinkKind::ReportsTo, node, End::To, "")));
                self.takes_keyboard = true;
                true
            }
            Named::OffMap(node) => {
                let choice = choices::kind_of_line_off_map(session, node, &self.text);
                acts.extend(choice.map(|choice| Act::Ask(Ask::Choose(choice.at(Place::At(place))))));
                false
            }
            Named::New { at, tie: Tie::Drawn(from) } if !self.text.trim().is_empty() => {
                let choice = choices::kind_of_new_line(session, from, self.kind, &self.text, *at);
                acts.extend(choice.map(|choice| Act::Ask(Ask::Choose(choice.at(Place::At(place))))));
                false
            }
            Named::New { at, .. } => {
                let line = self.ways(session).into_iter().nth(self.hanging).flatten();
                let addition = Addition { kind: self.kind, name: self.text.clone(), at: *at, line };
                // What was typed stays, so that it can be mended.
                self.takes_keyboard = addition.step(map).is_err();
                acts.push(Act::Add(addition));
                self.takes_keyboard
            }
        }
    }
}
