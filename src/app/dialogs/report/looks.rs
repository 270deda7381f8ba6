//! The house style, as it is typed: set once, and remembered for the next paper.

use std::path::PathBuf;

use egui::{Color32, Sense, Ui, Vec2, WidgetInfo, WidgetType};

use crate::app::widgets::{spelling, theme};
use crate::report::{Colour, Style};
use crate::session::Session;
use crate::session::task::{Poll, Task};
use crate::storage::house_style::HouseStyle;

/// How wide the words before a field are, points.
const LABEL: f32 = 96.0;
/// What the fields are called.
const ORGANISATION: &str = "Organisation";
const HEADINGS: &str = "Headings";
const RULES: &str = "Rules, links";
const TYPEFACE: &str = "Typeface";
const LOGO: &str = "Logo";

/// What is typed of the style.
pub(super) struct Looks {
    organisation: String,
    first_colour: String,
    second_colour: String,
    typeface: String,
    logo: String,
    cover: bool,
    /// The style as it was kept, and what was typed before that was read, by field.
    kept: HouseStyle,
    waiting: Vec<(String, String)>,
    /// Reads the style that was kept.
    task: Option<Task<Result<HouseStyle, String>>>,
    /// Why that cannot be read, so that it is left as it is.
    trouble: Option<String>,
}

impl Looks {
    /// Begins to read the style that was kept.
    pub(super) fn of(session: &Session) -> Self {
        let home = session.files.home().clone();
        let task = Task::start(session.wake(), move |_| home.house_style().map_err(|error| error.to_string()));
        let mut looks = Self {
            organisation: String::new(),
            first_colour: String::new(),
            second_colour: String::new(),
            typeface: String::new(),
            logo: String::new(),
            cover: true,
            kept: HouseStyle::default(),
            waiting: Vec::new(),
            task: Some(task),
            trouble: None,
        };
        looks.take(&HouseStyle::default());
        looks
    }

    fn take(&mut self, house: &HouseStyle) {
        self.kept.clone_from(house);
        let Style { organisation, first_colour, second_colour, typeface, cover, .. } = house.style.clone();
        (self.organisation, self.typeface, self.cover) = (organisation, typeface, cover);
        (self.first_colour, self.second_colour) = (first_colour.to_string(), second_colour.to_string());
        self.logo = house.logo.as_deref().map(|logo| logo.display().to_string()).unwrap_or_default();
    }

    /// Takes the style once it is read.
    pub(super) fn follow(&mut self) {
        match self.task.as_ref().map(Task::poll) {
            None | Some(Poll::Pending) => {}
            Some(Poll::Broken) => self.task = None,
            Some(Poll::Done(kept)) => {
                self.task = None;
                match kept {
                    Ok(kept) => self.take(&kept),
                    Err(error) => {
                        let told = format!("The house style cannot be read, and stays as it was kept ({error}).");
                        self.trouble = Some(told);
                    }
                }
            }
        }
        if self.is_known() {
            for (field, text) in std::mem::take(&mut self.waiting) {
                if let Some(known) = self.field(&field) {
                    *known = text;
                }
            }
        }
    }

    fn field(&mut self, name: &str) -> Option<&mut String> {
        Some(match name {
            ORGANISATION => &mut self.organisation,
            HEADINGS => &mut self.first_colour,
            RULES => &mut self.second_colour,
            TYPEFACE => &mut self.typeface,
            LOGO => &mut self.logo,
            _ => return None,
        })
    }

    /// What is typed and not kept yet, by field.
    pub(super) fn typed(&self) -> Vec<(&'static str, String)> {
        let Style { organisation, first_colour, second_colour, typeface, .. } = &self.kept.style;
        let logo = self.kept.logo.as_deref().map(|logo| logo.display().to_string()).unwrap_or_default();
        let fields = [
            (ORGANISATION, &self.organisation, organisation.clone()),
            (HEADINGS, &self.first_colour, first_colour.to_string()),
            (RULES, &self.second_colour, second_colour.to_string()),
            (TYPEFACE, &self.typeface, typeface.clone()),
            (LOGO, &self.logo, logo),
        ];
        let typed = fields.into_iter().filter(|(_, now, kept)| self.is_known() && *now != kept);
        typed.map(|(name, now, _)| (name, now.clone())).collect()
    }

    /// Puts a text back where it was typed, once the style is read; whether there is such a field.
    pub(super) fn put(&mut self, name: &str, text: &str) -> bool {
        let is_there = self.field(name).is_some();
        if is_there {
            self.waiting.push((name.to_owned(), text.to_owned()));
        }
        is_there
    }

    /// Takes note that the style is kept as it is now.
    pub(super) fn note_kept(&mut self) {
        let kept = self.style();
        self.take(&kept);
    }

    /// Whether the style that was kept is known.
    pub(super) fn is_known(&self) -> bool {
        self.task.is_none()
    }

    /// Whether it may take the place of the one that was kept.
    pub(super) fn may_be_kept(&self) -> bool {
        self.trouble.is_none()
    }

    /// What is wrong with it, as a sentence.
    pub(super) fn fault(&self) -> Option<String> {
        let fault = |colour: &str| colour.parse::<Colour>().err();
        fault(&self.first_colour).or_else(|| fault(&self.second_colour)).map(|fault| format!("{fault}."))
    }

    /// The style. A colour that cannot be read is as it is anyway.
    pub(super) fn style(&self) -> HouseStyle {
        let usual = Style::default();
        let style = Style {
            organisation: self.organisation.trim().to_owned(),
            first_colour: self.first_colour.parse().unwrap_or(usual.first_colour),
            second_colour: self.second_colour.parse().unwrap_or(usual.second_colour),
            typeface: if self.typeface.trim().is_empty() { usual.typeface } else { self.typeface.trim().to_owned() },
            cover: self.cover,
            logo: None,
        };
        let logo = self.logo.trim();
        HouseStyle { style, logo: (!logo.is_empty()).then(|| crate::storage::absolute(&PathBuf::from(logo))) }
    }

    /// Shows the fields.
    pub(super) fn show(&mut self, ui: &mut Ui) {
        theme::section_ui(ui, "House style");
        if let Some(trouble) = &self.trouble {
            ui.add(egui::Label::new(theme::small(ui, trouble.as_str())).wrap());
        }
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.add_enabled_ui(self.is_known(), |ui| {
            text_ui(ui, ORGANISATION, "", &mut self.organisation);
            colour_ui(ui, HEADINGS, &mut self.first_colour);
            colour_ui(ui, RULES, &mut self.second_colour);
            text_ui(ui, TYPEFACE, "Arial", &mut self.typeface);
            text_ui(ui, LOGO, "Path of a PNG file", &mut self.logo);
            ui.checkbox(&mut self.cover, "The title has a page of its own");
        });
    }
}

fn text_ui(ui: &mut Ui, words: &str, hint: &str, text: &mut String) {
    ui.horizontal(|ui| {
        label_ui(ui, words);
        let id = egui::Id::new(("house style", words));
        let room = ui.available_width() - 4.0;
        let field = spelling::field_ui(ui, id, text, |field| field.hint_text(hint).desired_width(room));
        field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, format!("House style: {words}")));
    });
}

/// A colour as its six digits, and how it looks.
fn colour_ui(ui: &mut Ui, words: &str, text: &mut String) {
    ui.horizontal(|ui| {
        label_ui(ui, words);
        let field = ui.add(egui::TextEdit::singleline(text).desired_width(84.0));
        field.widget_info(|| WidgetInfo::labeled(WidgetType::TextEdit, true, format!("House style: {words}")));
        if let Ok(Colour(red, green, blue)) = text.parse() {
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(18.0), Sense::hover());
            ui.painter().rect_filled(rect, 3.0, Color32::from_rgb(red, green, blue));
        }
    });
}

fn label_ui(ui: &mut Ui, words: &str) {
    let room = Vec2::new(LABEL, ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(room, egui::Layout::left_to_right(egui::Align::Center), |ui| {
        ui.set_min_width(LABEL);
        ui.label(words);
    });
}
