//! The board paper: which sections it has and in which order, what it is about, how it looks and where it is written.

mod looks;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Ui, Vec2, WidgetInfo, WidgetType};

use crate::app::seen::Seen;
use crate::app::widgets::choosing::Choosing;
use crate::app::widgets::{spelling, theme};
use crate::exchange::report::FORMATS;
use crate::model::Id;
use crate::options::quoted;
use crate::report::Section;
use crate::session::Session;
use crate::session::paper::{PaperWish, Steps, Written};
use crate::session::task::{Poll, Task};
use crate::storage;
use crate::storage::recovery::Draft;
use looks::Looks;

/// How wide the dialog is, and its two halves, points.
const WIDTH: f32 = 700.0;
const LEFT: f32 = 296.0;
const RIGHT: f32 = 368.0;

/// The room of what is typed here, and what the path is called.
pub(super) const ROOM: &str = "report";
const PATH: &str = "Where the paper goes";

/// What is asked of a paper, and the paper on its way.
pub(super) struct ReportPage {
    /// The sections in their order, and whether each is wanted.
    rows: Vec<(Section, bool)>,
    option: Option<Id>,
    /// The place of the format in the list of formats.
    format: usize,
    out: String,
    /// The path if nobody says otherwise.
    usual: String,
    /// What the file is called where only a folder is given, without an end.
    name: String,
    /// The file of which the system's own dialog has asked already whether it is to be replaced.
    agreed: Option<PathBuf>,
    looks: Looks,
    writing: Option<(Task<Written>, Arc<Steps>)>,
    /// The system's own dialog for a path, while it is open; none where the system's dialogs must not be used.
    choosing: Option<Choosing>,
    /// Whether a file of that name is there, so that people are asked whether it is to be replaced.
    is_there: bool,
    /// What became of the last one that was written: where it is and what is worth knowing, or why it is not there.
    outcome: Option<Result<String, String>>,
}

impl ReportPage {
    /// Nothing chosen yet: all sections, of the option that is worked on.
    pub(super) fn new(session: &Session, choosing: Option<Choosing>) -> Self {
        let (document, options) = (&session.document, &session.document.baseline().options);
        let stem = session.export_stem();
        Self {
            rows: Section::ALL.map(|section| (section, true)).to_vec(),
            // The only one is meant, as on the command line.
            option: document.option().or_else(|| options.ids().next().filter(|_| options.len() == 1)).cloned(),
            format: 0,
            out: format!("{}.{}", stem.display(), FORMATS[0].extension),
            usual: format!("{}.{}", stem.display(), FORMATS[0].extension),
            name: stem.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            agreed: None,
            looks: Looks::of(session),
            writing: None,
            choosing,
            is_there: false,
            outcome: None,
        }
    }

    /// The page as it was left, for the map as it is now.
    pub(super) fn opened_again(mut self, session: &Session) -> Self {
        let options = &session.document.baseline().options;
        self.option = self.option.filter(|id| options.contains(id.as_str()));
        (self.outcome, self.is_there, self.agreed) = (None, false, None);
        self
    }

    /// What is typed and in no paper yet.
    pub(super) fn typed(&self) -> Vec<Draft> {
        let is_written = matches!(self.outcome, Some(Ok(_)));
        let path = (self.out != self.usual && !is_written).then(|| (PATH, self.out.clone()));
        let draft = |(what, text): (&str, String)| Draft {
            what: what.to_owned(),
            place: vec![ROOM.to_owned(), what.to_owned()],
            text,
        };
        path.into_iter().chain(self.looks.typed()).map(draft).collect()
    }

    /// The page with a text that was typed on it; none if it has no such field.
    pub(super) fn put_back(draft: &Draft, session: &Session, choosing: Option<Choosing>) -> Option<Self> {
        let mut page = Self::new(session, choosing);
        page.takes(draft).then_some(page)
    }

    /// Takes a text that was typed here; whether there is such a field.
    pub(super) fn takes(&mut self, draft: &Draft) -> bool {
        match draft.place.as_slice() {
            [room, field] if room == ROOM && field == PATH => {
                self.out.clone_from(&draft.text);
                self.follow_name();
                true
            }
            [room, field] if room == ROOM => self.looks.put(field, &draft.text),
            _ => false,
        }
    }

    /// Shows it; whether it stays open.
    pub(super) fn show(&mut self, ctx: &egui::Context, seen: &Seen<'_>, is_new: bool) -> bool {
        self.follow();
        let session = seen.session;
        let mut stays = true;
        let modal = theme::modal(ctx, "report").show(ctx, |ui| {
            let room = theme::set_dialog_width(ui, WIDTH) - LEFT - 2.0 * theme::GAP;
            theme::heading_ui(ui, "Report");
            ui.label("A board paper on this map: what was found, what could be done, and the register of groups.");
            if let Some((_, steps)) = &self.writing {
                let (share, what) = steps.now();
                ui.add_space(theme::GAP);
                let bar = ui.add(egui::ProgressBar::new(share).text(format!("{what} …")));
                bar.widget_info(|| WidgetInfo::labeled(WidgetType::ProgressIndicator, true, what));
                ui.add_space(theme::GAP);
                if ui.button("Cancel").clicked() {
                    // Dropping the task ends it, and nothing is written.
                    self.writing = None;
                }
                ctx.request_repaint_after(std::time::Duration::from_millis(100));
                return;
            }
            ui.horizontal_top(|ui| {
                ui.allocate_ui_with_layout(Vec2::new(LEFT, 0.0), egui::Layout::top_down(egui::Align::Min), |ui| {
                    self.sections_ui(ui, is_new);
                });
                ui.add_space(theme::GAP);
                ui.allocate_ui_with_layout(
                    Vec2::new(RIGHT.min(room), 0.0),
                    egui::Layout::top_down(egui::Align::Min),
                    |ui| {
                        self.about_ui(ui, session);
                        self.looks.show(ui);
                    },
                );
            });
            self.out_ui(ui);
            stays = self.buttons_ui(ui, session);
        });
        // While it is written, Escape takes that back first.
        let is_left = modal.should_close();
        if is_left && self.writing.take().is_some() {
            return true;
        }
        stays && !is_left
    }

    /// Takes what tasks have done.
    fn follow(&mut self) {
        self.looks.follow();
        match self.writing.as_ref().map(|(task, _)| task.poll()) {
            None | Some(Poll::Pending) => {}
            Some(Poll::Broken) => {
                let broken = "it could not be made: the work broke off".to_owned();
                (self.writing, self.outcome) = (None, Some(Err(broken)));
            }
            Some(Poll::Done(written)) => {
                self.writing = None;
                self.is_there = written == Written::IsThere;
                self.outcome = match written {
                    Written::Done(told) => {
                        self.looks.note_kept();
                        // Nobody is asked about the path of a paper that is written.
                        self.usual.clone_from(&self.out);
                        Some(Ok(self.done(told)))
                    }
                    Written::Failed(why) => Some(Err(why)),
                    Written::IsThere | Written::Left => None,
                };
            }
        }
        if let Some(path) = self.choosing.as_mut().and_then(Choosing::chosen) {
            self.out = path.display().to_string();
            (self.is_there, self.outcome) = (false, None);
            self.follow_name();
            // The system's dialog has asked whether that file is to be replaced; one with an end added is another.
            self.agreed = Some(path);
        }
    }

    fn done(&self, told: Option<String>) -> String {
        let path = self.path();
        let name = path.file_name().unwrap_or_default().display().to_string();
        let more = told.map_or_else(String::new, |told| format!(" {}.", crate::model::words::capitalised(&told)));
        format!("{name} is written, in {}.{more}", storage::folder_of(&path))
    }

    fn sections_ui(&mut self, ui: &mut Ui, is_new: bool) {
        theme::section_ui(ui, "Sections");
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut moved = None;
        let last = self.rows.len() - 1;
        let has_option = self.option.is_some();
        for (place, (section, is_on)) in self.rows.iter_mut().enumerate() {
            ui.horizontal(|ui| {
                let can_be = has_option || !section.needs_option();
                let mut shown = *is_on && can_be;
                let ticked = ui.add_enabled(can_be, egui::Checkbox::new(&mut shown, section.title()));
                if ticked.changed() {
                    *is_on = shown;
                }
                if is_new && place == 0 {
                    ticked.request_focus();
                }
                if !can_be {
                    ticked.on_disabled_hover_text("This is about one option: choose one beside this list");
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    for (sign, is_possible, to, word) in
                        [("⏷", place < last, place + 1, "later"), ("⏶", place > 0, place.wrapping_sub(1), "earlier")]
                    {
                        let button = ui.add_enabled(is_possible, egui::Button::new(sign).small().frame(false));
                        let name = format!("Move “{}” {word}", section.title());
                        theme::name_button(&button, &name, is_possible);
                        if button.on_hover_text(name).clicked() {
                            moved = Some((place, to));
                        }
                    }
                });
            });
        }
        if let Some((from, to)) = moved {
            self.rows.swap(from, to);
        }
    }

    fn about_ui(&mut self, ui: &mut Ui, session: &Session) {
        let map = session.document.baseline();
        if !map.options.is_empty() {
            theme::section_ui(ui, "About");
            let name = |id: &Option<Id>| {
                let option = id.as_ref().and_then(|id| map.options.get(id.as_str()));
                option.map_or_else(
                    || "All options, as they compare".to_owned(),
                    |option| format!("Option {}", quoted(option)),
                )
            };
            let shown = name(&self.option);
            let list = egui::ComboBox::from_id_salt("option of the report").selected_text(shown.as_str());
            let list = list.width(RIGHT.min(ui.available_width()));
            let list = list.truncate().show_ui(ui, |ui| {
                for id in std::iter::once(None).chain(map.options.ids().cloned().map(Some)) {
                    let words = name(&id);
                    ui.selectable_value(&mut self.option, id, words);
                }
            });
            list.response.widget_info(|| {
                WidgetInfo::labeled(WidgetType::ComboBox, true, format!("The paper is about: {shown}"))
            });
        }
        theme::section_ui(ui, "Format");
        ui.horizontal(|ui| {
            for (place, format) in FORMATS.iter().enumerate() {
                if ui.selectable_label(self.format == place, format.name).clicked() {
                    // The end of the format that it was takes the end of its name with it.
                    let path = self.path().with_extension(format.extension);
                    let is_usual = self.out == self.usual;
                    (self.format, self.out) = (place, path.display().to_string());
                    if is_usual {
                        self.usual.clone_from(&self.out);
                    }
                    (self.is_there, self.outcome) = (false, None);
                }
            }
        });
    }

    /// Where it is written.
    fn out_ui(&mut self, ui: &mut Ui) {
        theme::section_ui(ui, "Where to");
        ui.horizontal(|ui| {
            let room = ui.available_width() - self.choosing.as_ref().map_or(0.0, |_| Choosing::ROOM);
            let id = egui::Id::new("path of the report");
            let field = spelling::field_ui(ui, id, &mut self.out, |field| field.desired_width(room));
            field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, "Path of the paper"));
            if field.changed() {
                (self.is_there, self.outcome) = (false, None);
                self.follow_name();
            }
            let (path, format) = (self.path(), &FORMATS[self.format]);
            if let Some(choosing) = &mut self.choosing {
                choosing.button_ui(ui, &path, (format.name, &[format.extension]));
            }
        });
    }

    /// Takes the format from the end of the name, where it has one.
    fn follow_name(&mut self) {
        let path = self.path();
        let end = path.extension().and_then(|end| end.to_str()).unwrap_or_default();
        if let Some(place) = FORMATS.iter().position(|format| format.extension.eq_ignore_ascii_case(end)) {
            self.format = place;
        }
    }

    /// The path as it is typed; the end of its name is that of the format, whatever was left out.
    fn path(&self) -> PathBuf {
        let end = FORMATS[self.format].extension;
        let path = storage::typed_file(&self.out, &format!("{}.{end}", self.name));
        let has_end = path.extension().is_some_and(|known| known.eq_ignore_ascii_case(end));
        if has_end || path.file_name().is_none() { path } else { PathBuf::from(format!("{}.{end}", path.display())) }
    }

    /// What became of it, and the buttons; whether the dialog stays open.
    fn buttons_ui(&mut self, ui: &mut Ui, session: &Session) -> bool {
        ui.add_space(theme::GAP);
        let colours = theme::colours(ui);
        let told = match (&self.outcome, self.is_there, self.looks.fault()) {
            (_, _, Some(fault)) => Some((fault, true)),
            (_, true, _) => {
                let path = self.path();
                let name = path.file_name().unwrap_or_default().display().to_string();
                Some((format!("There is a file called {name} already. Replace it, or write under another name."), true))
            }
            (Some(Ok(told)), ..) => Some((told.clone(), false)),
            (Some(Err(why)), ..) => {
                Some((crate::report::block::sentence(&crate::model::words::capitalised(why)), true))
            }
            (None, false, None) => None,
        };
        if let Some((words, is_bad)) = told {
            let words = crate::model::quote::message(&words).into_owned();
            let text = egui::RichText::new(words).color(if is_bad { colours.error } else { colours.ink });
            let label = ui.add(egui::Label::new(text).wrap());
            ui.ctx().accesskit_node_builder(label.id, |node| node.set_live(egui::accesskit::Live::Polite));
        }
        let has_any =
            self.rows.iter().any(|(section, is_on)| *is_on && (self.option.is_some() || !section.needs_option()));
        let is_ready = has_any && self.looks.fault().is_none() && self.looks.is_known() && !self.out.trim().is_empty();
        let mut stays = true;
        ui.horizontal(|ui| {
            let words = if self.is_there { "Replace it" } else { "Write the paper" };
            if theme::main_button_ui(ui, words, is_ready).clicked() {
                self.write(session);
            }
            stays = !ui.button("Close").clicked();
        });
        stays
    }

    fn write(&mut self, session: &Session) {
        let has_option = self.option.is_some();
        let wanted = self.rows.iter().filter(|(section, is_on)| *is_on && (has_option || !section.needs_option()));
        let wish = PaperWish {
            map: session.document.baseline().as_ref().clone(),
            own: session.document.path().map(Path::to_owned),
            option: self.option.clone(),
            sections: wanted.map(|(section, _)| *section).collect(),
            style: self.looks.style(),
            keeps_style: self.looks.may_be_kept(),
            out: self.path(),
            replaces: self.is_there || self.agreed.as_ref() == Some(&self.path()),
        };
        let (steps, home) = (Arc::new(Steps::default()), session.files.home().clone());
        let told = Arc::clone(&steps);
        let task = Task::start(session.wake(), move |progress| wish.carry_out(&home, &told, progress));
        // It was asked of this once.
        self.agreed = None;
        (self.writing, self.outcome, self.is_there) = (Some((task, steps)), None, false);
    }
}
