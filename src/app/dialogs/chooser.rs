//! The chooser: a short list in front of the window, of which one is chosen by a few letters, by arrows or by a click.
//!
//! The palette of commands, the kinds of a line, the body that a line is to lead to: each is a list of acts.

use egui::{Key, Modifiers, Pos2, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use crate::app::act::{Act, Choice, Item, Place};
use crate::app::seen::Seen;
use crate::app::widgets::popup::{is_pressed_outside, popup_ui};
use crate::app::widgets::{spelling, theme};
use crate::model::spelling::Wanted;

/// How wide the list is, points.
const WIDTH: f32 = 440.0;
/// How many entries are in view at once.
const IN_VIEW: usize = 16;
/// What the list takes beside its entries: title, field and margins, points.
const AROUND: f32 = 84.0;

/// A list that waits for one of its entries to be chosen.
pub(super) struct Chooser {
    choice: Choice,
    words: String,
    hits: Vec<usize>,
    chosen: usize,
}

/// Between a card and its list, points.
const GAP: f32 = 6.0;

/// The field in which letters are typed.
fn words_field() -> egui::Id {
    egui::Id::new("words of the chooser")
}

impl Chooser {
    pub(super) fn new(choice: Choice) -> Self {
        let (hits, chosen) = ((0..choice.items.len()).collect(), choice.marked);
        Self { choice, words: String::new(), hits, chosen }
    }

    fn search(&mut self) {
        self.chosen = 0;
        let fitting = Wanted::new(&self.words).best(self.choice.items.iter().enumerate(), |(_, item)| &item.label);
        self.hits = fitting.into_iter().map(|(place, _)| place).collect();
    }

    /// Shows the list; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let (leave, take, step) = ctx.input_mut(|input| {
            let mut presses = |key| input.count_and_consume_key(Modifiers::NONE, key) as isize;
            let pages = IN_VIEW as isize;
            let steps = [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, pages), (Key::PageUp, -pages)];
            let step: isize = steps.into_iter().map(|(key, step)| step * presses(key)).sum();
            (presses(Key::Escape) > 0, presses(Key::Enter) > 0, step)
        });
        let last = self.hits.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(step).min(last);
        let mut clicked = None;
        let (place, rows) = self.place(ctx, seen);
        let shown = popup_ui(ctx, "chooser", place, |ui| {
            egui::Frame::window(ui.style()).inner_margin(10.0).show(ui, |ui| {
                ui.set_width(WIDTH);
                clicked = self.contents_ui(ui, rows, is_new || step != 0);
            });
        });
        let taken = clicked.or_else(|| take.then(|| self.hits.get(self.chosen).copied()).flatten());
        if let Some(place) = taken {
            acts.push(self.choice.items[place].act.clone());
        }
        taken.is_none() && !leave && !is_pressed_outside(ctx, &shown.response, is_new)
    }

    /// The left upper corner of the list on the screen, and how many entries it has room for there: below its card, or
    /// above where that is more.
    fn place(&self, ctx: &egui::Context, seen: &Seen<'_>) -> (Pos2, usize) {
        let screen = ctx.content_rect();
        let wanted = self.choice.items.len().min(IN_VIEW);
        let room = |height: f32| (((height - AROUND) / theme::ROW).max(0.0) as usize).min(wanted);
        let middle = Pos2::new(screen.center().x - WIDTH / 2.0, screen.top() + 0.16 * screen.height());
        match self.choice.place {
            Place::Middle => (middle, room(screen.bottom() - middle.y)),
            Place::At(at) => {
                // As far up as it takes, and no further.
                let top = at.y.min(screen.bottom() - AROUND - theme::ROW * wanted as f32).max(screen.top());
                (Pos2::new(at.x, top), room(screen.bottom() - top))
            }
            Place::BesideChosen => {
                let card = seen.session.chosen_nodes().first().and_then(|id| seen.canvas.card_on_screen(id));
                let card = card.filter(|card| seen.canvas.screen().contains(card.left_bottom()));
                let Some(card) = card else { return (middle, room(screen.bottom() - middle.y)) };
                let (above, below) =
                    (room(card.top() - GAP - screen.top()), room(screen.bottom() - card.bottom() - GAP));
                if above > below {
                    let height = AROUND + theme::ROW * above.min(self.hits.len().max(1)) as f32;
                    return (Pos2::new(card.left(), card.top() - GAP - height), above);
                }
                (card.left_bottom() + Vec2::new(0.0, GAP), below)
            }
        }
    }

    fn contents_ui(&mut self, ui: &mut Ui, rows: usize, has_moved: bool) -> Option<usize> {
        ui.label(theme::small(ui, self.choice.title.as_str()));
        let hint = "Type a few letters";
        let id = words_field();
        ui.memory_mut(|memory| memory.request_focus(id));
        let response =
            spelling::field_ui(ui, id, &mut self.words, |field| field.hint_text(hint).desired_width(f32::INFINITY));
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, self.choice.title.as_str()));
        if response.changed() {
            self.search();
        }
        ui.add_space(4.0);
        if self.hits.is_empty() {
            ui.label(theme::small(ui, "Nothing fits."));
            return None;
        }
        let mut clicked = None;
        ui.spacing_mut().item_spacing.y = 0.0;
        let height = theme::ROW * self.hits.len().min(rows.max(1)) as f32;
        let mut area =
            egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]);
        if has_moved || response.changed() {
            area = area.vertical_scroll_offset((self.chosen as f32 * theme::ROW - height / 2.0).max(0.0));
        }
        area.show_rows(ui, theme::ROW, self.hits.len(), |ui, range| {
            for place in range {
                let item = &self.choice.items[self.hits[place]];
                if item_ui(ui, item, place == self.chosen).clicked() {
                    clicked = Some(self.hits[place]);
                }
            }
        });
        clicked
    }
}

fn item_ui(ui: &mut Ui, item: &Item, chosen: bool) -> egui::Response {
    let colours = theme::colours(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), theme::ROW), Sense::click());
    let name = if item.detail.is_empty() { item.label.clone() } else { format!("{}, {}", item.label, item.detail) };
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, chosen, name.as_str()));
    if chosen || response.hovered() {
        ui.painter().rect_filled(rect, 4.0, if chosen { colours.chosen } else { colours.canvas });
    }
    let small = egui::FontId::proportional(theme::SMALL);
    let right = egui::pos2(rect.right() - 8.0, rect.center().y);
    let detail = ui.painter().text(right, egui::Align2::RIGHT_CENTER, &item.detail, small, colours.muted);
    let font = egui::FontId::proportional(theme::BODY);
    let mut job = egui::text::LayoutJob::simple_singleline(item.label.clone(), font, colours.ink);
    job.wrap = egui::text::TextWrapping::truncate_at_width(detail.left() - rect.left() - 20.0);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let is_cut = galley.elided;
    ui.painter().galley(egui::pos2(rect.left() + 8.0, rect.center().y - galley.size().y / 2.0), galley, colours.ink);
    if is_cut { response.on_hover_text(&item.label) } else { response }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::act::Command;

    #[test]
    fn what_begins_with_the_letters_comes_first() {
        let items = ["reports to", "informs", "is part of"].map(|label| Item {
            label: label.to_owned(),
            detail: String::new(),
            act: Act::Command(Command::Undo),
        });
        let mut chooser = Chooser::new(Choice::new("Kind", items.to_vec()));
        chooser.words = "i".into();
        chooser.search();
        assert_eq!(chooser.hits.first(), Some(&1));
        chooser.words = "zebra".into();
        chooser.search();
        assert!(chooser.hits.is_empty());
    }
}
