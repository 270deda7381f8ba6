//! The help: a page that is searched, and works without a network.

mod entries;
mod entry;
mod fields;

use std::sync::Arc;

use egui::{Align, Context, Key, Layout, Modifiers, Ui, Vec2};
use egui_commonmark::{CommonMarkCache, CommonMarkViewer};

use crate::app::act::{Act, Command};
use crate::app::widgets::{lookup, spelling, theme};
use crate::model::spelling::{Fit, Wanted};
use crate::session::Session;
use crate::session::help::Topic;
use entry::{Chapter, Entry};

/// How large the page is at most, and how wide its list, points.
const SIZE: Vec2 = Vec2::new(900.0, 560.0);
const LIST: f32 = 270.0;
/// What head, search and buttons take of the height, with the space around the page; and of the width.
const AROUND: Vec2 = Vec2::new(80.0, 210.0);

/// The page.
pub(super) struct Help {
    entries: Vec<Entry>,
    chapter: Chapter,
    /// What is searched for.
    typed: String,
    /// What was found last, and for what: all texts are read for it, which is too much for every frame.
    known: Option<((String, Chapter), Vec<usize>)>,
    /// The entry that is read, by its place.
    read: Option<usize>,
    /// Whether the list is to be brought to that entry.
    is_led: bool,
    markdown: CommonMarkCache,
}

impl Help {
    /// The page, open where a topic leads.
    pub(super) fn new(topic: Topic, session: &Session, ctx: &Context) -> Self {
        let chosen = || session.chosen_finding().map(|finding| Topic::Rule(finding.code));
        let topic = match topic {
            Topic::Here => lookup::focused(ctx).or_else(chosen),
            other => Some(other),
        };
        let entries = entries::all(ctx);
        let read = topic.and_then(|topic| entries.iter().position(|entry| entry.is_about(topic)));
        let chapter = match topic {
            Some(Topic::Keys) => Chapter::Keys,
            _ => read.map_or(Chapter::Guide, |place| entries[place].chapter),
        };
        Self {
            read: read.or((chapter == Chapter::Guide).then_some(0)),
            entries,
            chapter,
            typed: String::new(),
            known: None,
            is_led: true,
            markdown: CommonMarkCache::default(),
        }
    }

    /// Shows the page; whether it stays open.
    pub(super) fn show(&mut self, ctx: &Context, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let size = SIZE.min(ctx.content_rect().size() - AROUND);
        let modal = theme::modal(ctx, "help").show(ctx, |ui| {
            ui.set_width(size.x);
            theme::heading_ui(ui, "Help");
            let found = self.search_ui(ui, is_new);
            ui.add_space(theme::GAP / 2.0);
            let across = Layout::left_to_right(Align::Min);
            ui.allocate_ui_with_layout(size, across, |ui| {
                ui.set_min_size(size);
                let downwards = Layout::top_down(Align::Min);
                ui.allocate_ui_with_layout(Vec2::new(LIST, size.y), downwards, |ui| self.list_ui(ui, &found));
                ui.separator();
                let room = Vec2::new(ui.available_width(), size.y);
                ui.allocate_ui_with_layout(room, downwards, |ui| self.page_ui(ui));
            });
            ui.add_space(theme::GAP);
            ui.horizontal(|ui| {
                let is_left = theme::main_button_ui(ui, "Close", true).clicked();
                let tour = ui.button("Take the tour").on_hover_text("Learn by doing, on a map of its own");
                if tour.clicked() {
                    acts.push(Act::Command(Command::Tour));
                }
                is_left || tour.clicked()
            })
            .inner
        });
        !(modal.inner || modal.should_close())
    }

    /// Shows the field that searches and the chapters, and follows the keys. What is to be listed, by its place.
    fn search_ui(&mut self, ui: &mut Ui, is_new: bool) -> Vec<usize> {
        let hint = "Search: a rule, a field, a key, a word";
        let id = egui::Id::new("search of the help");
        let field =
            spelling::field_ui(ui, id, &mut self.typed, |field| field.hint_text(hint).desired_width(f32::INFINITY));
        field.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::TextEdit, true, "Search the help"));
        if is_new {
            field.request_focus();
        }
        ui.horizontal(|ui| {
            for chapter in Chapter::ALL {
                let is_on = self.typed.trim().is_empty() && self.chapter == chapter;
                if ui.selectable_label(is_on, chapter.label()).clicked() {
                    self.typed.clear();
                    (self.chapter, self.is_led) = (chapter, true);
                    self.read = self.found().first().copied().filter(|_| chapter == Chapter::Guide);
                }
            }
        });
        let found = self.found_now();
        if field.changed() {
            self.read = found.first().copied().filter(|_| !self.typed.trim().is_empty());
            self.is_led = true;
        }
        if field.has_focus() {
            let (down, up) = ui.input_mut(|input| {
                let mut presses = |key| input.count_and_consume_key(Modifiers::NONE, key);
                (presses(Key::ArrowDown), presses(Key::ArrowUp))
            });
            if down + up > 0 && !found.is_empty() {
                let at = self.read.and_then(|read| found.iter().position(|place| *place == read));
                // One place before the first stands for none.
                let next = (at.map_or(0, |at| at + 1) + down).min(found.len()).saturating_sub(up).max(1) - 1;
                (self.read, self.is_led) = (Some(found[next]), true);
            }
        }
        found
    }

    /// The same as was found before, unless something else is wanted.
    fn found_now(&mut self) -> Vec<usize> {
        let wanted = (self.typed.clone(), self.chapter);
        match &self.known {
            Some((known, found)) if *known == wanted => found.clone(),
            _ => {
                let found = self.found();
                self.known = Some((wanted, found.clone()));
                found
            }
        }
    }

    /// The entries of the chapter; or of all chapters those that have what is searched for, titles before texts.
    fn found(&self) -> Vec<usize> {
        let wanted = Wanted::new(&self.typed);
        if wanted.is_empty() {
            return (0..self.entries.len()).filter(|place| self.entries[*place].chapter == self.chapter).collect();
        }
        let fit = |entry: &Entry| -> Option<(bool, Fit)> {
            let titles = [entry.title.as_str(), entry.beside.as_str()];
            let title = titles.into_iter().filter_map(|title| wanted.fit(title)).max();
            title.map(|fit| (true, fit)).or_else(|| Some((false, wanted.fit(&entry.text)?)))
        };
        let fitting = self.entries.iter().enumerate().filter_map(|(place, entry)| Some((fit(entry)?, place)));
        let mut fitting: Vec<((bool, Fit), usize)> = fitting.filter(|((_, fit), _)| *fit >= Fit::Beginnings).collect();
        fitting.sort_by_key(|(fit, place)| (std::cmp::Reverse(*fit), *place));
        fitting.into_iter().map(|(_, place)| place).collect()
    }

    fn list_ui(&mut self, ui: &mut Ui, found: &[usize]) {
        if found.is_empty() {
            ui.label(theme::small(ui, "Nothing here has these words. Try one of them, or the beginning of one."));
            return;
        }
        let is_search = !self.typed.trim().is_empty();
        let mut area =
            egui::ScrollArea::vertical().id_salt(("help", self.chapter.label(), is_search)).auto_shrink(false);
        let row = theme::ROW;
        let is_led = std::mem::take(&mut self.is_led);
        let at = self.read.and_then(|read| found.iter().position(|place| *place == read));
        if let Some(at) = at.filter(|_| is_led) {
            let step = row + ui.spacing().item_spacing.y;
            area = area.vertical_scroll_offset((at as f32 * step - ui.available_height() / 2.0).max(0.0));
        }
        area.show_rows(ui, row, found.len(), |ui, rows| {
            for place in rows.filter_map(|row| found.get(row)) {
                let entry = &self.entries[*place];
                let beside = match (is_search, entry.chapter) {
                    (true, chapter) if entry.beside.is_empty() => chapter.label(),
                    (false, Chapter::Fields) => entry.group,
                    _ => entry.beside.as_str(),
                };
                if entry_ui(ui, &entry.title, &beside.replace('`', ""), self.read == Some(*place)) {
                    self.read = Some(*place);
                }
            }
        });
    }

    fn page_ui(&mut self, ui: &mut Ui) {
        let Some(entry) = self.read.and_then(|read| self.entries.get(read)) else {
            return overview_ui(ui, self.chapter, &self.entries);
        };
        egui::ScrollArea::vertical().id_salt(("page", self.read)).auto_shrink(false).show(ui, |ui| {
            let heading = ui.label(theme::strong(entry.title.as_str(), theme::TITLE));
            theme::tell_heading(&heading, &entry.title);
            let parts = [entry.beside.replace('`', ""), entry.group.to_owned()];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            if !parts.is_empty() {
                ui.label(theme::small(ui, parts.join("  ·  ")));
            }
            ui.add_space(theme::GAP / 2.0);
            CommonMarkViewer::new().show(ui, &mut self.markdown, &entry.text);
        });
    }
}

/// One line of the list; whether it was clicked.
fn entry_ui(ui: &mut Ui, title: &str, beside: &str, is_chosen: bool) -> bool {
    let size = Vec2::new(ui.available_width(), theme::ROW);
    let (rect, response) = ui.allocate_exact_size(size, egui::Sense::click());
    response.widget_info(|| egui::WidgetInfo::selected(egui::WidgetType::SelectableLabel, true, is_chosen, title));
    let colours = theme::colours(ui);
    if is_chosen || response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 4.0, if is_chosen { colours.chosen } else { colours.canvas });
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 4.0, egui::Stroke::new(1.5, colours.accent), egui::StrokeKind::Inside);
    }
    let cell = |text: &str, size: f32, colour, room: f32| -> Arc<egui::Galley> {
        let mut job =
            egui::text::LayoutJob::simple_singleline(text.to_owned(), egui::FontId::proportional(size), colour);
        job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(0.0));
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let inner = rect.shrink2(Vec2::new(8.0, 0.0));
    let beside = cell(beside, theme::SMALL, colours.muted, inner.width() * 0.45);
    let title = cell(title, theme::BODY, colours.ink, inner.width() - beside.size().x - 8.0);
    let top = |galley: &egui::Galley| rect.center().y - galley.size().y / 2.0;
    ui.painter().galley(egui::pos2(inner.left(), top(&title)), Arc::clone(&title), colours.ink);
    ui.painter().galley(egui::pos2(inner.right() - beside.size().x, top(&beside)), Arc::clone(&beside), colours.muted);
    response.clicked()
}

/// A chapter as a whole, while nothing of it is chosen: all keys, or what each entry is about.
fn overview_ui(ui: &mut Ui, chapter: Chapter, entries: &[Entry]) {
    egui::ScrollArea::vertical().id_salt(("overview", chapter.label())).auto_shrink(false).show(ui, |ui| {
        let heading = if chapter == Chapter::Keys { "Keyboard shortcuts" } else { chapter.label() };
        let label = ui.label(theme::strong(heading, theme::TITLE));
        theme::tell_heading(&label, heading);
        let of_chapter = entries.iter().filter(|entry| entry.chapter == chapter);
        let mut groups: Vec<&str> = Vec::new();
        of_chapter.clone().for_each(|entry| {
            if groups.last() != Some(&entry.group) {
                groups.push(entry.group);
            }
        });
        for group in groups {
            if !group.is_empty() {
                theme::section_ui(ui, &crate::model::words::capitalised(group));
            }
            egui::Grid::new((chapter.label(), group)).num_columns(2).min_col_width(150.0).show(ui, |ui| {
                for entry in of_chapter.clone().filter(|entry| entry.group == group) {
                    let head =
                        if chapter == Chapter::Keys && !entry.beside.is_empty() { &entry.beside } else { &entry.title };
                    ui.label(theme::strong(head.as_str(), theme::BODY));
                    ui.add(egui::Label::new(entry.brief.as_str()).wrap());
                    ui.end_row();
                }
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::rules;
    use crate::app::command;
    use crate::editing::fields::{LINK, NODE};

    /// The titles that are listed for what is typed.
    fn listed(typed: &str) -> Vec<String> {
        let help = Help {
            entries: entries::all(&Context::default()),
            chapter: Chapter::Guide,
            typed: typed.to_owned(),
            known: None,
            read: None,
            is_led: false,
            markdown: CommonMarkCache::default(),
        };
        help.found().into_iter().map(|place| help.entries[place].title.clone()).collect()
    }

    #[test]
    fn every_rule_field_and_command_is_found_by_what_it_is_called() {
        for rule in rules() {
            assert_eq!(listed(rule.code).first().map(String::as_str), Some(rule.name), "{}", rule.code);
            assert_eq!(listed(rule.name).first().map(String::as_str), Some(rule.name));
        }
        let labels = NODE.iter().map(|field| field.label).chain(LINK.iter().map(|field| field.label));
        let commands = command::entries().iter().map(|entry| entry.label.trim_end_matches('…'));
        for words in labels.chain(commands) {
            assert!(listed(words).iter().take(12).any(|title| title == words), "{words}");
        }
        assert!(listed("zzyzx").is_empty());
        assert!(listed("").iter().any(|title| title == "Find your way"));
    }
}
