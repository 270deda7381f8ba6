//! Marks as SVG elements whose colours are classes, so that one picture serves light and dark, and each drawing once
//! however many pictures show it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use quick_xml::escape::escape;

use crate::drawing::{Anchor, Dash, Ink, Mark, Outline, Palette, Pen, TextRun, Weight, text};
use crate::layout::Point;

/// What is drawn, each drawing once, and the inks that are needed for it.
#[derive(Default)]
pub(super) struct Drawings {
    inks: BTreeSet<Ink>,
    places: BTreeMap<String, usize>,
}

impl Drawings {
    /// The place of a drawing among all.
    pub(super) fn add(&mut self, drawing: String) -> usize {
        let next = self.places.len();
        *self.places.entry(drawing).or_insert(next)
    }

    /// Every drawing, by its place.
    pub(super) fn in_order(&self) -> Vec<&str> {
        let mut drawings = vec![""; self.places.len()];
        for (drawing, place) in &self.places {
            drawings[*place] = drawing;
        }
        drawings
    }

    /// Marks, one after the other.
    pub(super) fn marks<'a>(&mut self, marks: impl IntoIterator<Item = &'a Mark>) -> String {
        let mut markup = String::new();
        for mark in marks {
            self.mark(&mut markup, mark);
        }
        markup
    }

    fn mark(&mut self, markup: &mut String, mark: &Mark) {
        match mark {
            Mark::Shape { outline, fill, pen } => {
                shape(markup, outline);
                self.painted(markup, *fill, *pen);
                markup.push_str("/>");
            }
            Mark::Path { points, pen } => {
                markup.push_str("<polyline points=\"");
                coordinates(markup, points);
                markup.push('"');
                self.painted(markup, None, Some(*pen));
                markup.push_str("/>");
            }
            Mark::Hatch { strokes, pen } => {
                markup.push_str("<path d=\"");
                for [from, to] in strokes {
                    put(markup, format_args!("M{} {}L{} {}", short(from.x), short(from.y), short(to.x), short(to.y)));
                }
                markup.push('"');
                self.painted(markup, None, Some(*pen));
                markup.push_str("/>");
            }
            Mark::Text(run) => self.text(markup, run),
        }
    }

    fn text(&mut self, markup: &mut String, run: &TextRun) {
        self.inks.insert(run.ink);
        let anchor = match run.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = if run.weight == Weight::SemiBold { " font-weight=\"600\"" } else { "" };
        let (x, y, size) = (short(run.at.x), short(run.at.y), short(run.size));
        let seen = text::visible(&run.text);
        put(
            markup,
            format_args!("<text class=\"{}\" x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{anchor}", fill(run.ink)),
        );
        // Other fonts have letters that the embedded one lacks, of whatever width: the page makes them fit.
        if !seen.chars().all(text::is_embedded) {
            put(markup, format_args!(" data-room=\"{}\"", short(text::width(&seen, run.size, run.weight))));
        }
        put(markup, format_args!(">{}</text>", escape(seen.as_str())));
    }

    /// The classes and the pen of an element.
    fn painted(&mut self, markup: &mut String, filled: Option<Ink>, pen: Option<Pen>) {
        let stroked = pen.map(|pen| pen.ink);
        self.inks.extend(filled.into_iter().chain(stroked));
        let classes: Vec<String> = filled.map(fill).into_iter().chain(stroked.map(stroke)).collect();
        put(markup, format_args!(" class=\"{}\"", classes.join(" ")));
        let Some(pen) = pen else { return };
        if (pen.width - 1.0).abs() > 0.001 {
            put(markup, format_args!(" stroke-width=\"{}\"", short(pen.width)));
        }
        if let Some((dash, gap)) = pen.dash.lengths() {
            put(markup, format_args!(" stroke-dasharray=\"{} {}\"", short(dash), short(gap)));
        }
        if pen.dash == Dash::Dotted {
            markup.push_str(" stroke-linecap=\"round\"");
        }
    }

    /// The colours of a palette as properties of the style, and those of the page itself with them.
    pub(super) fn colours(&self, palette: Palette) -> String {
        let mut style = String::new();
        for ink in self.inks.iter().copied().chain(OF_THE_PAGE).collect::<BTreeSet<Ink>>() {
            put(&mut style, format_args!("--{}:{};", name(ink), palette.colour(ink)));
        }
        style
    }

    /// The classes that drawings use.
    pub(super) fn classes(&self) -> String {
        let mut style = String::new();
        for ink in &self.inks {
            let name = name(*ink);
            put(&mut style, format_args!(".f-{name}{{fill:var(--{name})}}.s-{name}{{stroke:var(--{name})}}"));
        }
        style
    }
}

/// The inks that the page uses beside its drawings.
const OF_THE_PAGE: [Ink; 22] = [
    Ink::Canvas,
    Ink::Panel,
    Ink::Hairline,
    Ink::Text,
    Ink::Muted,
    Ink::Accent,
    Ink::Error,
    Ink::Warning,
    Ink::Note,
    Ink::ErrorTint,
    Ink::WarningTint,
    Ink::NoteTint,
    Ink::OnSeverity,
    Ink::Card,
    Ink::CardLine,
    Ink::New,
    Ink::Gone,
    Ink::Changed,
    Ink::Moved,
    Ink::Merged,
    Ink::HoldText,
    Ink::EndedText,
];

/// What an ink is called in the style: "holdline", "category-3".
fn name(ink: Ink) -> String {
    match ink {
        Ink::Category(number) => format!("category-{number}"),
        other => format!("{other:?}").to_lowercase(),
    }
}

fn fill(ink: Ink) -> String {
    format!("f-{}", name(ink))
}

fn stroke(ink: Ink) -> String {
    format!("s-{}", name(ink))
}

/// The beginning of the element of an outline, with its measures.
fn shape(markup: &mut String, outline: &Outline) {
    match outline {
        Outline::Rounded(rect, radius) => {
            let (x, y) = (short(rect.min.x), short(rect.min.y));
            let (width, height) = (short(rect.width()), short(rect.height()));
            put(markup, format_args!("<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\""));
            if *radius > 0.0 {
                put(markup, format_args!(" rx=\"{}\"", short(*radius)));
            }
        }
        Outline::Circle(centre, radius) => {
            let (x, y, radius) = (short(centre.x), short(centre.y), short(*radius));
            put(markup, format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\""));
        }
        Outline::Polygon(points) => {
            markup.push_str("<polygon points=\"");
            coordinates(markup, points);
            markup.push('"');
        }
    }
}

/// Points as an attribute has them.
pub(super) fn coordinates(markup: &mut String, points: &[Point]) {
    for (place, point) in points.iter().enumerate() {
        let gap = if place == 0 { "" } else { " " };
        put(markup, format_args!("{gap}{},{}", short(point.x), short(point.y)));
    }
}

/// A number with two decimals at most.
pub(super) fn short(value: f32) -> String {
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// Writes into a text, which takes everything.
pub(super) fn put(text: &mut String, what: std::fmt::Arguments<'_>) {
    text.write_fmt(what).expect("a text takes all that is written to it");
}
