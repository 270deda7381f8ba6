//! Picking: a field in which a few letters find one of many, with what fits below it. Arrows and Enter take one, and so does
//! a click.

use egui::text::{CCursor, CCursorRange};
use egui::{Area, Context, Frame, Id, Key, Modifiers, Order, Response, Sense, Ui, Vec2};
use egui::{WidgetInfo, WidgetType};

use super::{spelling, theme};

/// How many of those that fit are shown.
const MOST: usize = 9;
/// How wide the list is at least, points.
const WIDTH: f32 = 340.0;

/// One that can be taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Pick<T> {
    /// What it is called.
    pub label: String,
    /// A few words beside it.
    pub detail: String,
    /// What is taken.
    pub value: T,
}

/// Those that fit, the likeliest first.
#[derive(Debug, Clone)]
pub struct Offer<T> {
    /// Those that are shown.
    pub picks: Vec<Pick<T>>,
    /// How many there are.
    pub all: usize,
}

impl<T> Offer<T> {
    /// Of all that fit, as many as are shown.
    pub fn of(all: impl Iterator<Item = Pick<T>>) -> Self {
        let mut all = all.peekable();
        let picks: Vec<Pick<T>> = std::iter::from_fn(|| all.next()).take(MOST).collect();
        let count = picks.len() + all.count();
        Self { picks, all: count }
    }
}

/// What is being picked, in the one field that has the keyboard.
pub struct Picking<T> {
    field: Option<Id>,
    text: String,
    offer: Offer<T>,
    marked: usize,
    is_typed: bool,
    /// Whether the list is put away, until something is typed again.
    is_away: bool,
}

impl<T> Default for Picking<T> {
    fn default() -> Self {
        let offer = Offer { picks: Vec::new(), all: 0 };
        Self { field: None, text: String::new(), offer, marked: 0, is_typed: false, is_away: false }
    }
}

/// How a field that picks is shown.
pub struct Field<'a> {
    /// Its id.
    pub id: Id,
    /// What screen readers call it.
    pub name: &'a str,
    /// What stands in it while nobody types.
    pub value: &'a str,
    /// What stands in it, paler, where there is no value.
    pub hint: &'a str,
    /// How wide it is, points.
    pub width: f32,
}

impl<T: Clone> Picking<T> {
    /// Takes the keys of the field that has the keyboard, before anything in front is shown: what Enter takes, and the field.
    pub fn take_keys(&mut self, ctx: &Context) -> Option<(Id, T)> {
        let field = self.field.filter(|field| ctx.memory(|memory| memory.has_focus(*field)) && !self.is_away)?;
        let (enter, leave, step) = ctx.input_mut(|input| {
            let mut presses = |key| input.count_and_consume_key(Modifiers::NONE, key);
            let step = presses(Key::ArrowDown) as isize - presses(Key::ArrowUp) as isize;
            (presses(Key::Enter) > 0, presses(Key::Escape) > 0, step)
        });
        self.marked = self.marked.saturating_add_signed(step).min(self.offer.picks.len().saturating_sub(1));
        if leave {
            self.put_away();
        }
        let taken = self.offer.picks.get(self.marked).filter(|_| enter)?.value.clone();
        self.put_away();
        Some((field, taken))
    }

    /// Shows a field; what is taken in it by a click, or because it alone fits what was typed when the field is left.
    pub fn field_ui(
        &mut self,
        ui: &mut Ui,
        field: Field<'_>,
        offered: impl Fn(&str) -> Offer<T>,
    ) -> (Response, Option<T>) {
        let is_mine = self.field == Some(field.id);
        let mut text = if is_mine && !self.is_away { std::mem::take(&mut self.text) } else { field.value.to_owned() };

        let response = spelling::field_ui(ui, field.id, &mut text, |edit| {
            edit.desired_width(field.width - 8.0).hint_text(field.hint)
        });

        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, field.name));
        let has_come = response.has_focus() && !is_mine;
        if has_come || (response.clicked() && self.is_away) {
            response.scroll_to_me(None);
            *self = Self { field: Some(field.id), offer: offered(""), text: text.clone(), ..Self::default() };
            select_all(ui, field.id, &text);
        } else if response.changed() {
            (self.field, self.offer, self.marked) = (Some(field.id), offered(text.trim()), 0);
            (self.is_typed, self.is_away) = (true, false);
            self.text = text;
        } else if is_mine && !self.is_away {
            self.text = text;
        }
        if self.field != Some(field.id) {
            return (response, None);
        }
        if !self.is_away
            && let Some(value) = self.list_ui(ui, &response)
        {
            self.put_away();
            return (response, Some(value));
        }
        let is_pressed = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
        if response.has_focus() || is_pressed {
            return (response, None);
        }
        let taken = self.only();
        *self = Self::default();
        (response, taken.map(|(_, value)| value))
    }

    /// What alone fits that was typed, and in which field: it is what is meant.
    pub fn only(&self) -> Option<(Id, T)> {
        let pick = self.offer.picks.first().filter(|_| self.is_typed && self.offer.all == 1)?;
        Some((self.field?, pick.value.clone()))
    }

    /// Whether the list of a field is open.
    pub fn is_open(&self) -> bool {
        self.field.is_some() && !self.is_away
    }

    /// Puts the list away until something is typed, or the field is left and come back to.
    fn put_away(&mut self) {
        (self.is_away, self.is_typed) = (true, false);
        self.text.clear();
    }

    fn list_ui(&self, ui: &Ui, field: &Response) -> Option<T> {
        let screen = ui.ctx().content_rect();
        let height = theme::ROW * self.offer.picks.len().max(1) as f32 + 40.0;
        let is_above = field.rect.bottom() + height > screen.bottom() && field.rect.top() - height > screen.top();
        let (at, pivot) = match is_above {
            true => (field.rect.left_top() - Vec2::new(0.0, 3.0), egui::Align2::LEFT_BOTTOM),
            false => (field.rect.left_bottom() + Vec2::new(0.0, 3.0), egui::Align2::LEFT_TOP),
        };
        let area = Area::new(field.id.with("list")).order(Order::Tooltip).pivot(pivot).fixed_pos(at).constrain(true);
        let shown = area.show(ui.ctx(), |ui| {
            Frame::popup(ui.style()).show(ui, |ui| {
                ui.set_width(field.rect.width().max(WIDTH));
                ui.spacing_mut().item_spacing.y = 0.0;
                let mut taken = None;
                for (place, pick) in self.offer.picks.iter().enumerate() {
                    if row_ui(ui, pick, place == self.marked).clicked() {
                        taken = Some(pick.value.clone());
                    }
                }
                match self.offer.all - self.offer.picks.len() {
                    0 if self.offer.picks.is_empty() => drop(ui.label(theme::small(ui, "Nothing fits."))),
                    0 => {}
                    more => drop(ui.label(theme::small(ui, format!("and {more} more: type a few letters")))),
                }
                taken
            })
        });
        shown.inner.inner
    }
}

fn select_all(ui: &Ui, field: Id, text: &str) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), field).unwrap_or_default();
    let all = CCursorRange::two(CCursor::default(), CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), field);
}

fn row_ui<T>(ui: &mut Ui, pick: &Pick<T>, is_marked: bool) -> Response {
    let colours = theme::colours(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), theme::ROW), Sense::click());
    let name = if pick.detail.is_empty() { pick.label.clone() } else { format!("{}, {}", pick.label, pick.detail) };
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, is_marked, name.as_str()));
    if is_marked || response.hovered() {
        ui.painter().rect_filled(rect, 4.0, if is_marked { colours.chosen } else { colours.canvas });
    }
    let line = |text: &str, size: f32, colour, room: f32| {
        let mut job =
            egui::text::LayoutJob::simple_singleline(text.to_owned(), egui::FontId::proportional(size), colour);
        job.wrap = egui::text::TextWrapping::truncate_at_width(room);
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let room = rect.width() - 16.0;
    let label = line(&pick.label, theme::BODY, colours.ink, room * 0.7);
    let detail = line(&pick.detail, theme::SMALL, colours.muted, room - label.size().x - 12.0);
    let middle = |galley: &egui::Galley| rect.center().y - galley.size().y / 2.0;
    let right = rect.right() - 8.0 - detail.size().x;
    let (label_y, detail_y) = (middle(&label), middle(&detail));
    ui.painter().galley(egui::pos2(rect.left() + 8.0, label_y), label, colours.ink);
    ui.painter().galley(egui::pos2(right, detail_y), detail, colours.muted);
    response.on_hover_text(name)
}
