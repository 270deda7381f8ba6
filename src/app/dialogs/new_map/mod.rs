//! The page that makes a new map: an empty one, one of a template, or one of pasted text. What is typed on it stays until
//! a map has been made of it.

use egui::{Color32, Key, KeyboardShortcut, Modifiers, Sense, Stroke, Ui, Vec2, WidgetInfo, WidgetType};

pub mod templates;

use crate::analysis::Severity;
use crate::app::act::{Act, Ask, Command, ImportFrom};
use crate::app::command;
use crate::app::widgets::{spelling, theme};
use crate::exchange::import::examples::EXAMPLES;
use crate::exchange::pasted_text::{self, Note, PastedError};
use crate::model::words::count;
use crate::model::{Map, NodeKind};
use crate::session::file_acts::{FileAct, NewMap, Next};
use crate::storage::recovery::Draft;
use templates::{TEMPLATES, Template};

/// How wide the page is, points.
const WIDTH: f32 = 660.0;
/// What stands on the page beside the part that scrolls, points.
const FRAME_HEIGHT: f32 = 270.0;
/// The height of a template's card, points.
const CARD_HEIGHT: f32 = 84.0;
/// The lines of text that the field for it shows.
const ROWS: usize = 9;

/// The keys that make the map, wherever the keyboard is.
const MAKE: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND, Key::Enter);

/// What a text may look like, shown in the empty field.
const EXAMPLE: &str = "Name; Reports to; Chair; Members; Status\n\
                       Trust Board; The council; Lead Member; Police | Schools\n\
                       Parenting Group; Trust Board; Head of Early Help\n\
                       Youth Council; Trust Board; ; ; proposed";

/// The first word of the places, as a safety copy names them, and the two fields.
pub(super) const ROOM: &str = "new map";
const TITLE: &str = "Title of a new map";
const TEXT: &str = "Text for a new map";

/// From what a new map is made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Way {
    #[default]
    Empty,
    Template,
    Pasted,
    Sheet,
}

impl Way {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Empty, "Empty map"),
        (Self::Template, "From a template"),
        (Self::Pasted, "From pasted text"),
        (Self::Sheet, "From a spreadsheet"),
    ];
}

/// What the pasted text was read as.
type Reading = Result<(Map, Vec<Note>), PastedError>;

/// The page, with what has been typed on it.
#[derive(Debug, Default)]
pub(super) struct NewMapPage {
    way: Way,
    title: String,
    templates: Vec<(Template, Map)>,
    /// The chosen template, by its place.
    template: usize,
    text: String,
    /// The text that was read last, and as what.
    reading: Option<(String, Reading)>,
}

impl NewMapPage {
    /// The page with the templates that it offers.
    pub(super) fn opened(mut self) -> Self {
        if self.templates.is_empty() {
            self.templates = TEMPLATES.iter().filter_map(|template| Some((*template, template.map().ok()?))).collect();
        }
        self
    }

    /// What is typed on it.
    pub(super) fn typed(&self) -> Vec<Draft> {
        let texts = [(TITLE, &self.title), (TEXT, &self.text)].into_iter().filter(|(_, text)| !text.is_empty());
        let draft = |(what, text): (&str, &String)| Draft {
            what: what.to_owned(),
            place: vec![ROOM.to_owned(), what.to_owned()],
            text: text.clone(),
        };
        texts.map(draft).collect()
    }

    /// Puts back what was being typed; whether there is such a field.
    pub(super) fn put_back(&mut self, draft: &Draft) -> bool {
        if draft.place.first().is_none_or(|room| room != ROOM) {
            return false;
        }
        match draft.place.get(1).map(String::as_str) {
            Some(TITLE) => self.title.clone_from(&draft.text),
            Some(TEXT) => {
                self.text.clone_from(&draft.text);
                self.way = Way::Pasted;
            }
            _ => return false,
        }
        true
    }

    /// Whether the map that it asks for is the one that is open.
    pub(super) fn has_become(&self, map: &Map) -> bool {
        self.chosen().is_some_and(|chosen| chosen.map == *map)
    }

    /// The page when its map is there: without what was typed on it, but for a text of which that map was not made.
    pub(super) fn left_over(self) -> Self {
        if self.way == Way::Pasted || self.text.is_empty() {
            return Self::default();
        }
        Self { way: Way::Pasted, text: self.text, ..Self::default() }
    }

    /// Shows the page; whether it stays open. It does until the map is there: something may stand against that.
    pub(super) fn show(&mut self, ctx: &egui::Context, is_new: bool, acts: &mut Vec<Act>) -> bool {
        let (mut is_wanted, mut is_cancelled) = (false, false);
        let modal = theme::modal(ctx, "new-map").show(ctx, |ui| {
            theme::set_dialog_width(ui, WIDTH);
            theme::heading_ui(ui, "New map");
            ui.horizontal(|ui| {
                for (way, label) in Way::ALL {
                    ui.selectable_value(&mut self.way, way, label);
                }
            });
            ui.add_space(theme::GAP / 2.0);
            // A spreadsheet has a dialog of its own, which asks for it.
            if self.way != Way::Sheet {
                is_wanted |= self.title_ui(ui, is_new);
                ui.add_space(theme::GAP / 2.0);
            }
            let room = (ctx.content_rect().height() - FRAME_HEIGHT).max(120.0);
            egui::ScrollArea::vertical().id_salt("way").max_height(room).show(ui, |ui| match self.way {
                Way::Empty => {
                    ui.label(theme::small(ui, "Nothing stands on it yet: the first body is drawn on the canvas."));
                }
                Way::Template => is_wanted |= self.templates_ui(ui),
                Way::Pasted => self.pasted_ui(ui, acts),
                Way::Sheet => sheet_ui(ui, acts),
            });
            ui.add_space(theme::GAP);
            is_wanted |= ui.input_mut(|input| input.consume_shortcut(&MAKE));
            ui.horizontal(|ui| {
                let button = theme::main_button_ui(ui, "Make the map", self.is_ready());
                is_wanted |= button.on_hover_text(command::keys_in_words(ui.ctx(), &MAKE)).clicked();
                is_cancelled = ui.button("Cancel").clicked();
            });
        });
        if let Some(chosen) = self.chosen().filter(|_| is_wanted) {
            acts.push(Act::File(FileAct::UnlessUnsaved(Next::PutNew(Box::new(chosen)))));
            return true;
        }
        !(is_cancelled || modal.should_close())
    }

    /// The field for the title; tells whether Enter was pressed in it.
    fn title_ui(&mut self, ui: &mut Ui, is_new: bool) -> bool {
        let hint = match self.way {
            Way::Template => self.templates.get(self.template).map_or("", |(_, map)| map.title.as_str()),
            Way::Empty | Way::Pasted | Way::Sheet => "Untitled map",
        };
        let label = ui.label("Title");
        let id = egui::Id::new("title of the new map");
        let field =
            spelling::field_ui(ui, id, &mut self.title, |field| field.hint_text(hint).desired_width(f32::INFINITY))
                .labelled_by(label.id);
        if is_new {
            field.request_focus();
        }
        field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
    }

    /// The templates as cards, two in a row; tells whether one was clicked twice.
    fn templates_ui(&mut self, ui: &mut Ui) -> bool {
        let mut is_taken = false;
        let gap = ui.spacing().item_spacing.x;
        let size = Vec2::new((ui.available_width() - gap) / 2.0, CARD_HEIGHT);
        for row in 0..self.templates.len().div_ceil(2) {
            ui.horizontal(|ui| {
                for (index, (template, map)) in self.templates.iter().enumerate().skip(2 * row).take(2) {
                    let response = card_ui(ui, size, template, map, self.template == index);
                    if response.clicked() {
                        self.template = index;
                    }
                    is_taken |= response.double_clicked();
                }
            });
        }
        if let Some(summary) = self.templates.get(self.template).and_then(|(_, map)| map.summary.as_deref()) {
            ui.add_space(theme::GAP / 2.0);
            ui.label(theme::small(ui, summary));
        }
        is_taken
    }

    /// The field for the text, and what it is read as.
    fn pasted_ui(&mut self, ui: &mut Ui, acts: &mut Vec<Act>) {
        let label = ui.label("Text, one body a line: name; reports to; chair");
        egui::ScrollArea::vertical().id_salt("text").max_height(190.0).show(ui, |ui| {
            let field = egui::TextEdit::multiline(&mut self.text).hint_text(EXAMPLE).desired_rows(ROWS);
            ui.add(field.desired_width(f32::INFINITY)).labelled_by(label.id);
        });
        let more = "Columns are parted by semicolons, tabs or commas, so that a part of a spreadsheet can be pasted. A \
                    heading row can name more of them, in any order: kind, members, status, remit, sector, themes, owns, \
                    notes. Others become fields of your own.";
        ui.label(theme::small(ui, more));
        if self.reading.as_ref().is_none_or(|(text, _)| *text != self.text) {
            self.reading = Some((self.text.clone(), pasted_text::read(&self.text)));
        }
        ui.add_space(theme::GAP / 2.0);
        if !self.text.trim().is_empty() && ui.button("Say what the columns hold…").clicked() {
            acts.push(Act::Ask(Ask::Import(ImportFrom::Text(self.text.clone()))));
        }
        match &self.reading {
            Some((_, Ok((map, notes)))) => {
                ui.label(theme::strong(counts(map), theme::BODY));
                notes_ui(ui, notes);
            }
            Some((_, Err(PastedError::Empty))) | None => {
                ui.label(theme::small(ui, "What the text is read as is shown here."));
            }
            Some((_, Err(error))) => said_ui(ui, Severity::Error, &error.to_string()),
        }
    }

    fn is_ready(&self) -> bool {
        match self.way {
            Way::Empty => true,
            Way::Template => self.template < self.templates.len(),
            Way::Sheet => false,
            Way::Pasted => matches!(&self.reading, Some((text, Ok(_))) if *text == self.text),
        }
    }

    /// The map that the page asks for, if there is one.
    fn chosen(&self) -> Option<NewMap> {
        let mut map = match self.way {
            Way::Empty => Map::default(),
            Way::Template => self.templates.get(self.template)?.1.clone(),
            Way::Pasted => self.reading.as_ref()?.1.as_ref().ok()?.0.clone(),
            Way::Sheet => return None,
        };
        if !self.title.trim().is_empty() {
            map.title = self.title.trim().to_owned();
        }
        let message = match self.way {
            Way::Empty => "New map, with nothing on it yet".to_owned(),
            Way::Template | Way::Pasted | Way::Sheet => format!("New map: {}", counts(&map)),
        };
        let is_work = self.way == Way::Pasted;
        Some(NewMap { map, message, is_work })
    }
}

/// A file to choose, or an example of one.
fn sheet_ui(ui: &mut Ui, acts: &mut Vec<Act>) {
    ui.label("Each row becomes a body, a post, a strand or a link. What its columns hold is asked next, before anything happens.");
    ui.add_space(theme::GAP / 2.0);
    if theme::main_button_ui(ui, "Choose a file…", true).clicked() {
        acts.push(Act::Command(Command::Import));
    }
    let kinds = "Excel (.xlsx), LibreOffice (.ods) and text (.csv, .tsv)";
    ui.label(theme::small(ui, kinds));
    theme::section_ui(ui, "Or try an example");
    for (place, example) in EXAMPLES.iter().enumerate() {
        ui.horizontal_wrapped(|ui| {
            if ui.button(example.name).clicked() {
                acts.push(Act::Ask(Ask::Import(ImportFrom::Example(place))));
            }
            ui.label(theme::small(ui, example.description));
        });
    }
}

/// A template as a card to choose, with its name, what it holds, and how much.
fn card_ui(ui: &mut Ui, size: Vec2, template: &Template, map: &Map, is_chosen: bool) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let counts = counts(map);
    let name = format!("{}, {}, {counts}", template.name, template.description);
    response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, is_chosen, &name));
    let colours = theme::colours(ui);
    let stroke = match (is_chosen || response.has_focus(), response.hovered()) {
        (true, _) => Stroke::new(if response.has_focus() { 2.5 } else { 1.5 }, colours.accent),
        (false, true) => Stroke::new(1.0, colours.ink),
        (false, false) => Stroke::new(1.0, colours.hairline),
    };
    let fill = if is_chosen { colours.chosen } else { colours.canvas };
    ui.painter().rect(rect.shrink(1.5), 6, fill, stroke, egui::StrokeKind::Middle);
    let inner = rect.shrink2(Vec2::new(12.0, 9.0));
    let mut top = inner.min;
    let mut line = |text: egui::RichText, colour: Color32| {
        let galley = egui::WidgetText::from(text).into_galley(
            ui,
            Some(egui::TextWrapMode::Wrap),
            inner.width(),
            egui::TextStyle::Body,
        );
        ui.painter().galley(top, galley.clone(), colour);
        top.y += galley.size().y + 2.0;
    };
    line(theme::strong(template.name, theme::BODY), colours.ink);
    line(egui::RichText::new(template.description).size(theme::SMALL), colours.ink);
    line(egui::RichText::new(counts).size(theme::SMALL).color(colours.muted), colours.muted);
    response
}

fn notes_ui(ui: &mut Ui, notes: &[Note]) {
    egui::ScrollArea::vertical().id_salt("notes").max_height(96.0).show(ui, |ui| {
        for note in notes {
            said_ui(ui, Severity::Note, &note.to_string());
        }
    });
}

fn said_ui(ui: &mut Ui, severity: Severity, text: &str) {
    ui.horizontal_top(|ui| {
        theme::severity_mark_ui(ui, severity);
        ui.add(egui::Label::new(text).wrap());
    });
}

/// How much is on a map: "12 bodies, 3 posts, 11 lines".
fn counts(map: &Map) -> String {
    let number_of = |kind| map.nodes.iter().filter(|node| node.kind == kind).count();
    let bodies = map.nodes.iter().filter(|node| node.is_body()).count();
    let mut parts = vec![count(bodies, "body", "bodies")];
    for (number, one, many) in [
        (number_of(NodeKind::Post), "post", "posts"),
        (number_of(NodeKind::Strand), "strand", "strands"),
        (map.links.len(), "line", "lines"),
    ] {
        parts.extend((number > 0).then(|| count(number, one, many)));
    }
    parts.join(", ")
}
