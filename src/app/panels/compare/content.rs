//! The comparison as the grid asks for it: a row a figure, a column the map as it is and each option.

use std::sync::Arc;

use egui::{Align2, FontId, Rect, Shape, Stroke, Ui, Vec2};

use super::BASELINE;
use crate::app::grid::{self, Cell, CellAt, Content, Side, Use};
use crate::app::widgets::theme::{self, Colours};
use crate::model::quote::shortened;
use crate::model::words::capitalised;
use crate::model::{Fulfilment, Id};
use crate::options::{Counts, Figure, Rank};
use crate::session::reports::Compared;

/// The space around the texts of a heading, points.
const PADDING: Vec2 = Vec2::new(8.0, 6.0);
/// The least and the most of the headings' height, points.
const HEADER: std::ops::RangeInclusive<f32> = 40.0..=168.0;
/// The part of the height that the headings take at most.
const MOST_OF_HEIGHT: f32 = 0.45;

/// What the grid shows.
pub(super) struct View<'a> {
    compared: &'a Compared,
    /// The option that is worked on.
    open: Option<&'a Id>,
    /// How wide the column of labels and that of an option are, points.
    widths: [f32; 2],
    /// The rows, as places among the figures; a part is there while the figure above it is unfolded.
    rows: Vec<usize>,
    unfolded: &'a [Counts],
    colours: Colours,
}

impl<'a> View<'a> {
    pub(super) fn new(
        compared: &'a Arc<Compared>,
        open: Option<&'a Id>,
        widths: [f32; 2],
        unfolded: &'a [Counts],
        colours: Colours,
    ) -> Self {
        let is_there = |figure: &Figure| whole_of(figure.counts).is_none_or(|whole| unfolded.contains(&whole));
        let figures = compared.figures.iter().enumerate();
        let rows = figures.filter(|(_, figure)| is_there(figure)).map(|(place, _)| place).collect();
        Self { compared, open, widths, rows, unfolded, colours }
    }

    /// All of it, to be copied.
    pub(super) fn whole(compared: &'a Arc<Compared>, colours: Colours) -> Self {
        let rows = (0..compared.figures.len()).collect();
        Self { compared, open: None, widths: [0.0; 2], rows, unfolded: &[], colours }
    }

    fn figure_of(&self, row: usize) -> Option<&'a Figure> {
        self.compared.figures.get(*self.rows.get(row)?)
    }

    /// What is folded and unfolded by the label of a row, if it has parts.
    pub(super) fn folds(&self, row: usize) -> Option<Counts> {
        let counts = self.figure_of(row)?.counts;
        let is_part = |figure: &Figure| whole_of(figure.counts) == Some(counts);
        self.compared.figures.iter().any(is_part).then_some(counts)
    }

    /// The figure of a row, where it says something of the column.
    pub(super) fn figure(&self, at: CellAt) -> Option<&'a Figure> {
        let figure = self.figure_of(at.row)?;
        figure.values.get(at.column.checked_sub(1)?)?.as_ref()?;
        Some(figure)
    }

    /// Whose figures stand in a column: of an option, or of the map as it is. None of the column of labels.
    pub(super) fn option(&self, column: usize) -> Option<Option<&'a Id>> {
        match column {
            0 => None,
            1 => Some(None),
            _ => self.compared.full.comparison.options.get(column - 2).map(|option| Some(&option.id)),
        }
    }

    /// So high that every summary can be read, where that leaves room for figures.
    pub(super) fn header_height(&self, ui: &Ui) -> f32 {
        let heights = (0..self.columns()).map(|column| {
            let (title, summary) = self.heading(column);
            let width = self.column(column).width - 2.0 * PADDING.x;
            let lines = [theme::strong_font(theme::BODY), FontId::proportional(theme::SMALL)];
            let [title, summary] = [title, summary].map(|text| text.to_owned());
            let height = |text: String, font: FontId| {
                ui.fonts_mut(|fonts| fonts.layout(text, font, self.colours.ink, width).size().y)
            };
            let [title_font, summary_font] = lines;
            height(title, title_font) + height(summary, summary_font) + 2.0 * PADDING.y + 2.0
        });
        let highest = (ui.available_height() * MOST_OF_HEIGHT).clamp(*HEADER.start(), *HEADER.end());
        heights.fold(0.0, f32::max).clamp(*HEADER.start(), highest)
    }

    /// The name over a column, and what there is to say of it.
    fn heading(&self, column: usize) -> (String, String) {
        match (column, column.checked_sub(2).and_then(|place| self.compared.full.comparison.options.get(place))) {
            (_, Some(option)) => {
                let name = shortened(&option.name).into_owned();
                // The sentence begins with the name, which stands above it.
                let rest = option.summary.split_once("” ").map_or(option.summary.as_str(), |(_, rest)| rest);
                (name, capitalised(rest))
            }
            (1, _) => ("As it is now".to_owned(), "The baseline".to_owned()),
            _ => (String::new(), String::new()),
        }
    }

    fn rank(&self, at: CellAt) -> Option<Rank> {
        let figure = self.figure_of(at.row)?;
        *figure.ranks.get(at.column.checked_sub(1)?)?
    }
}

/// The figure of which one is a part, if it is.
fn whole_of(counts: Counts) -> Option<Counts> {
    match counts {
        Counts::Solved(Some(_)) => Some(Counts::Solved(None)),
        Counts::Caused(Some(_)) => Some(Counts::Caused(None)),
        Counts::Unchanged(Some(_)) => Some(Counts::Unchanged(None)),
        Counts::Expected(Some(_)) => Some(Counts::Expected(None)),
        _ => None,
    }
}

impl Content for View<'_> {
    fn columns(&self) -> usize {
        self.compared.full.comparison.options.len() + 2
    }

    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn column(&self, column: usize) -> grid::Column {
        let [labels, option] = self.widths;
        let width = [labels, BASELINE].get(column).copied().unwrap_or(option);
        let side = if column == 0 { Side::Left } else { Side::Right };
        let (title, summary) = self.heading(column);
        let help = match column {
            0 => String::new(),
            1 => "Click to look at the map as it is".to_owned(),
            // Over a narrow column it may be cut.
            _ => format!("{summary}\n\nClick to open the option"),
        };
        let title = if column == 0 { "Figure".to_owned() } else { title };
        grid::Column { title, help, width, side, sorted: None }
    }

    fn cell(&self, at: CellAt) -> Cell {
        let Some(figure) = self.figure_of(at.row) else { return Cell::default() };
        if at.column == 0 {
            let is_part = whole_of(figure.counts).is_some();
            let is_expected = matches!(figure.counts, Counts::Expected(Some(_)));
            let family = figure.label.split_once(": ").filter(|_| is_part && !is_expected);
            let part = match family {
                Some((_, family)) => Some(capitalised(family)),
                None => is_expected.then(|| figure.label.clone()),
            };
            let ink = is_part.then_some(self.colours.muted);
            let (text, use_as, note) = match (part, self.folds(at.row)) {
                (Some(part), _) => (format!("        {part}"), Use::Read, ""),
                (None, Some(counts)) if self.unfolded.contains(&counts) => {
                    (format!("⏷  {}", figure.label), Use::Press, "Press to fold this away")
                }
                (None, Some(_)) => (format!("⏵  {}", figure.label), Use::Press, "Press to see this one by one"),
                (None, None) => (figure.label.clone(), Use::Read, ""),
            };
            return Cell { text, use_as, ink, is_strong: !is_part, note: note.to_owned() };
        }
        let Some(value) = figure.values.get(at.column - 1).cloned().flatten() else {
            if figure.counts == Counts::Expected(None) {
                return Cell::default();
            }
            let note = "This counts what an option changes".to_owned();
            return Cell { text: "–".to_owned(), ink: Some(self.colours.muted), note, ..Cell::default() };
        };
        let rank = self.rank(at);
        let note = match rank {
            Some(Rank::Best) => "The best of its row. Press to see what it counts.",
            Some(Rank::Worst) => "The worst of its row. Press to see what it counts.",
            None => "Press to see what it counts.",
        };
        let ink = match figure.counts {
            Counts::Expected(_) if value == Fulfilment::Not.word() => Some(self.colours.error),
            Counts::Expected(_) if value != Fulfilment::Unknown.word() => None,
            counts => whole_of(counts).map(|_| self.colours.muted),
        };
        Cell { text: value, use_as: Use::Press, ink, is_strong: rank.is_some(), note: note.to_owned() }
    }

    fn row_name(&self, row: usize) -> String {
        self.figure_of(row).map(|figure| figure.label.clone()).unwrap_or_default()
    }

    fn key(&self, row: usize) -> egui::Id {
        // Two expectations may be called the same.
        egui::Id::new(self.rows.get(row))
    }

    fn cell_name(&self, at: CellAt) -> String {
        let label = self.row_name(at.row);
        if at.column == 0 {
            let is_unfolded = |counts: Counts| self.unfolded.contains(&counts);
            return match self.folds(at.row).map(is_unfolded) {
                Some(true) => format!("{label}, unfolded"),
                Some(false) => format!("{label}, folded"),
                None => label,
            };
        }
        let value = self.draft(at);
        let value = if value.is_empty() { "nothing to count" } else { value.as_str() };
        let rank = match self.rank(at) {
            Some(Rank::Best) => ", best",
            Some(Rank::Worst) => ", worst",
            None => "",
        };
        format!("{label}, {}: {value}{rank}", self.column(at.column).title)
    }

    fn draft(&self, at: CellAt) -> String {
        let Some(figure) = self.figure_of(at.row) else { return String::new() };
        let Some(place) = at.column.checked_sub(1) else { return figure.label.clone() };
        figure.values.get(place).cloned().flatten().unwrap_or_default()
    }

    fn column_name(&self, column: usize) -> String {
        let option = column.checked_sub(2).and_then(|place| self.compared.full.comparison.options.get(place));
        let is_open = self.option(column).is_some_and(|option| option == self.open);
        let name =
            option.map_or_else(|| self.column(column).title, |option| format!("{}. {}", option.name, option.summary));
        if is_open { format!("{name} It is open.") } else { name }
    }

    fn paint_title(&self, ui: &Ui, rect: Rect, column: usize) -> bool {
        let (title, summary) = self.heading(column);
        let room = rect.shrink2(PADDING);
        let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(rect));
        if self.option(column).is_some_and(|option| option == self.open) {
            painter.rect_filled(rect.with_max_y(rect.top() + 3.0), 0.0, self.colours.accent);
        }
        let text = |text: String, font: FontId, ink| ui.fonts_mut(|fonts| fonts.layout(text, font, ink, room.width()));
        let title = text(title, theme::strong_font(theme::BODY), self.colours.ink);
        let below = room.left_top() + Vec2::new(0.0, title.size().y + 2.0);
        painter.galley(room.left_top(), title, self.colours.ink);
        let font = FontId::proportional(theme::SMALL);
        let line = ui.fonts_mut(|fonts| fonts.row_height(&font)).max(1.0);
        let mut job = egui::text::LayoutJob::simple(summary, font, self.colours.muted, room.width());
        // The whole of it is told to whoever points at it.
        job.wrap.max_rows = ((room.bottom() - below.y) / line).floor().max(1.0) as usize;
        let summary = ui.fonts_mut(|fonts| fonts.layout_job(job));
        painter.galley(below, summary, self.colours.muted);
        true
    }

    fn paint(&self, ui: &Ui, rect: Rect, at: CellAt) {
        let Some(rank) = self.rank(at) else { return };
        let (word, ink, way) = match rank {
            Rank::Best => ("best", self.colours.accent, -1.0),
            Rank::Worst => ("worst", self.colours.error, 1.0),
        };
        let centre = egui::pos2(rect.left() + 13.0, rect.center().y);
        let points = [(-4.0, 3.5), (4.0, 3.5), (0.0, -3.5)].map(|(x, y): (f32, f32)| centre - Vec2::new(x, way * y));
        ui.painter().add(Shape::convex_polygon(points.to_vec(), ink, Stroke::NONE));
        let place = egui::pos2(rect.left() + 21.0, rect.center().y);
        ui.painter().text(place, Align2::LEFT_CENTER, word, FontId::proportional(theme::SMALL), ink);
    }
}
