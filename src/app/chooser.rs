//! The chooser: a short list in front of the window, of which one is chosen by a few letters, by arrows or by a click.
//!
//! The palette of commands, the kinds of a line, the body that a line is to lead to: each is a list of acts.

use egui::{Key, Modifiers, Pos2, Sense, Ui, Vec2, WidgetInfo, WidgetType};
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::theme;
use super::workbench::{Act, Workbench};

/// How wide the list is, points.
const WIDTH: f32 = 440.0;
/// How many entries are in view at once.
const IN_VIEW: usize = 9;

/// One entry of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// What it is called; what is typed is looked for here.
    pub label: String,
    /// A few words beside it.
    pub detail: String,
    /// What is done when it is chosen.
    pub act: Act,
}

/// A list that waits for one of its entries to be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Chooser {
    title: String,
    items: Vec<Item>,
    /// Where it opens, if not in the middle.
    at: Option<Pos2>,
    words: String,
    hits: Vec<usize>,
    chosen: usize,
    is_new: bool,
}

/// The field in which letters are typed.
fn words_field() -> egui::Id {
    egui::Id::new("words of the chooser")
}

/// What became of a chooser in a frame.
enum Choice {
    /// It is still open.
    Pending,
    /// It was left without a choice.
    Left,
    /// This was chosen.
    Made(Act),
}

impl Chooser {
    /// A list in the middle of the window.
    pub fn new(title: impl Into<String>, items: Vec<Item>) -> Self {
        let hits = (0..items.len()).collect();
        Self { title: title.into(), items, at: None, words: String::new(), hits, chosen: 0, is_new: true }
    }

    /// The same list, opened at a place of the screen.
    pub fn at(self, at: Option<Pos2>) -> Self {
        Self { at, ..self }
    }

    /// The same list, with the first entry that fits already marked.
    pub fn with_chosen(mut self, is_chosen: impl Fn(&Item) -> bool) -> Self {
        self.chosen = self.items.iter().position(is_chosen).unwrap_or(0);
        self
    }

    /// Whether it has not been shown yet.
    pub(super) fn is_opening(&self) -> bool {
        self.is_new
    }

    fn search(&mut self) {
        self.chosen = 0;
        let pattern = Pattern::parse(&self.words, CaseMatching::Ignore, Normalization::Smart);
        if pattern.atoms.is_empty() {
            self.hits = (0..self.items.len()).collect();
            return;
        }
        let mut config = Config::DEFAULT;
        config.prefer_prefix = true;
        let mut matcher = Matcher::new(config);
        let mut buffer = Vec::new();
        let mut scored: Vec<(u32, usize)> = Vec::new();
        for (place, item) in self.items.iter().enumerate() {
            let score = pattern.score(Utf32Str::new(&item.label, &mut buffer), &mut matcher);
            scored.extend(score.map(|score| (score, place)));
        }
        scored.sort_by_key(|&(score, place)| (std::cmp::Reverse(score), place));
        self.hits = scored.into_iter().map(|(_, place)| place).collect();
    }

    /// Shows the list, and says what became of it.
    fn chooser_ui(&mut self, ctx: &egui::Context) -> Choice {
        let (leave, take, step) = ctx.input_mut(|input| {
            let mut pressed = |key| input.consume_key(Modifiers::NONE, key);
            let pages = IN_VIEW as isize;
            let steps = [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, pages), (Key::PageUp, -pages)];
            let step: isize = steps.into_iter().filter(|(key, _)| pressed(*key)).map(|(_, step)| step).sum();
            (pressed(Key::Escape), pressed(Key::Enter), step)
        });
        let last = self.hits.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(step).min(last);
        let mut clicked = None;
        let area = egui::Area::new(egui::Id::new("chooser")).order(egui::Order::Foreground).constrain(true);
        let screen = ctx.content_rect();
        let middle = Pos2::new(screen.center().x - WIDTH / 2.0, screen.top() + 0.16 * screen.height());
        let shown = area.fixed_pos(self.at.unwrap_or(middle)).show(ctx, |ui| {
            egui::Frame::window(ui.style()).inner_margin(10.0).show(ui, |ui| {
                ui.set_width(WIDTH);
                clicked = self.contents_ui(ui, step != 0);
            });
        });
        let pressed_outside = ctx.input(|input| {
            let at = input.pointer.interact_pos();
            input.pointer.any_pressed() && at.is_some_and(|at| !shown.response.rect.contains(at))
        });
        let is_new = std::mem::take(&mut self.is_new);
        let taken = clicked.or_else(|| take.then(|| self.hits.get(self.chosen).copied()).flatten());
        match taken {
            Some(place) => Choice::Made(self.items[place].act.clone()),
            None if leave || (pressed_outside && !is_new) => Choice::Left,
            None => Choice::Pending,
        }
    }

    fn contents_ui(&mut self, ui: &mut Ui, has_stepped: bool) -> Option<usize> {
        ui.label(theme::small(ui, self.title.as_str()));
        let hint = "Type a few letters";
        let id = words_field();
        let field = egui::TextEdit::singleline(&mut self.words).id(id).hint_text(hint).desired_width(f32::INFINITY);
        ui.memory_mut(|memory| memory.request_focus(id));
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, self.title.as_str()));
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
        let height = theme::ROW * self.hits.len().min(IN_VIEW) as f32;
        let mut area = egui::ScrollArea::vertical().max_height(height).auto_shrink([false, true]);
        if has_stepped || self.is_new || response.changed() {
            area = area.vertical_scroll_offset((self.chosen as f32 * theme::ROW - height / 2.0).max(0.0));
        }
        area.show_rows(ui, theme::ROW, self.hits.len(), |ui, range| {
            for place in range {
                let item = &self.items[self.hits[place]];
                if item_ui(ui, item, place == self.chosen).clicked() {
                    clicked = Some(self.hits[place]);
                }
            }
        });
        clicked
    }
}

impl Workbench {
    /// Shows the list that is open, and does what is chosen.
    pub(super) fn choose_ui(&mut self, ctx: &egui::Context, acts: &mut Vec<Act>) {
        let Some(mut chooser) = self.chooser.take() else { return };
        let choice = chooser.chooser_ui(ctx);
        if let Choice::Pending = choice {
            self.chooser = Some(chooser);
            return;
        }
        // Or else the next key would still be taken for a letter of it.
        ctx.memory_mut(|memory| memory.surrender_focus(words_field()));
        if let Choice::Made(act) = choice {
            acts.push(act);
        }
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
    use crate::app::command::Command;

    #[test]
    fn what_begins_with_the_letters_comes_first() {
        let items = ["reports to", "informs", "is part of"].map(|label| Item {
            label: label.to_owned(),
            detail: String::new(),
            act: Act::Command(Command::Undo),
        });
        let mut chooser = Chooser::new("Kind", items.to_vec());
        chooser.words = "i".into();
        chooser.search();
        assert_eq!(chooser.hits.first(), Some(&1));
        chooser.words = "zebra".into();
        chooser.search();
        assert!(chooser.hits.is_empty());
    }
}
