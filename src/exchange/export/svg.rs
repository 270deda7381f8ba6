//! SVG: a scene as a picture that browsers, office programs and drawing programs read.

use std::collections::BTreeMap;
use std::io;

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::{Format, Picture, Writer as Writes};
use crate::drawing::gallery::{Piece, Tone, gallery};
use crate::drawing::line::in_full;
use crate::drawing::text;
use crate::drawing::typeset::{Fonts, Glyph, Typesetter};
use crate::drawing::{
    Anchor, Card, Dash, Depiction, Ink, Line, Mark, Outline, Palette, Pen, Scene, Sheet, Sight, TextRun, Weight,
};
use crate::layout::{Point, Size};

/// The format.
pub(super) const FORMAT: Format = Format {
    name: "svg",
    title: "SVG picture",
    extensions: &["svg"],
    holds: "what is seen of the map, sharp at any size, with words that can be searched: for print and drawing programs",
    loses: "everything that is not drawn",
    writer: Writes::Picture(|picture| Ok(write(picture, Lettering::Outlines).into_bytes())),
};

/// Fonts in the order of preference: the one that widths were measured with, then what is nearest to it.
const FONT_FAMILY: &str = "Inter, 'Helvetica Neue', Arial, sans-serif";

/// How far the ring around what stands out is from its card, and how wide.
const RING: f32 = 4.0;
const RING_WIDTH: f32 = 2.5;
const RING_RADIUS: f32 = 9.0;

/// How texts are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lettering {
    /// As texts, for a painter that has the embedded fonts; as outlines only where those lack a letter.
    Texts,
    /// As texts, and where the embedded fonts lack a letter as outlines with unseen texts to search and copy.
    Searched,
    /// As outlines, since nobody knows which fonts there are where it is read, with unseen texts to search and copy.
    Outlines,
}

/// Writes what is exported as one SVG picture, with title and legend, and with what is depicted in it.
pub(super) fn write(seen: &Picture<'_>, lettering: Lettering) -> String {
    let (scene, depiction) = (seen.scene, seen.depiction);
    let mut picture = Painter::new(seen.palette, lettering, seen.fonts);
    let sheet = Sheet::framed(scene, depiction, seen.size, seen.part, &seen.frame);
    picture.sheet(scene, depiction, &sheet).expect("memory takes every byte that is written to it");
    picture.written()
}

/// Writes the gallery of every theme, one beside the other, as somebody with that sight sees it.
pub(super) fn write_gallery(sight: Sight, lettering: Lettering) -> String {
    let fonts = Fonts::default();
    let mut picture = Painter::new(Palette::default(), lettering, &fonts);
    picture.sight = sight;
    picture.gallery().expect("memory takes every byte that is written to it");
    picture.written()
}

/// Attributes of an element, in the order in which they are written.
type Attributes = Vec<(&'static str, String)>;

struct Painter<'f> {
    writer: Writer<Vec<u8>>,
    palette: Palette,
    sight: Sight,
    /// Whether what is drawn just now stands back.
    is_faded: bool,
    /// Takes the place of every ink but grounds and texts, for what stands out.
    instead: Option<Ink>,
    lettering: Lettering,
    typesetter: Typesetter<'f>,
    /// The letters that are drawn by their outlines, and by which number each is called.
    glyphs: BTreeMap<Glyph, usize>,
}

impl<'f> Painter<'f> {
    fn new(palette: Palette, lettering: Lettering, fonts: &'f Fonts) -> Self {
        Self {
            writer: Writer::new(Vec::new()),
            palette,
            sight: Sight::Full,
            is_faded: false,
            instead: None,
            lettering,
            typesetter: Typesetter::new(fonts),
            glyphs: BTreeMap::new(),
        }
    }

    fn written(self) -> String {
        String::from_utf8_lossy(&self.writer.into_inner()).into_owned()
    }

    /// The picture of that size and title, around what is drawn in it.
    fn root(&mut self, size: Size, title: &str, content: impl FnOnce(&mut Self) -> io::Result<()>) -> io::Result<()> {
        let (width, height) = (number(size.width), number(size.height));
        let root = vec![
            ("xmlns", "http://www.w3.org/2000/svg".to_owned()),
            ("xmlns:xlink", "http://www.w3.org/1999/xlink".to_owned()),
            ("width", width.clone()),
            ("height", height.clone()),
            ("viewBox", format!("0 0 {width} {height}")),
            ("font-family", FONT_FAMILY.to_owned()),
            ("role", "img".to_owned()),
        ];
        self.group("svg", root, Some(title), content)
    }

    /// The ground of what is drawn, of that size.
    fn ground(&mut self, size: Size) -> io::Result<()> {
        let sides = vec![("width", number(size.width)), ("height", number(size.height))];
        self.empty("rect", sides.into_iter().chain([("fill", self.colour(Ink::Canvas))]).collect())
    }

    fn gallery(&mut self) -> io::Result<()> {
        let plates = Palette::ALL.map(|palette| (palette, gallery(palette)));
        let width = plates.iter().map(|(_, (size, _))| size.width).sum();
        let height = plates.iter().map(|(_, (size, _))| size.height).fold(0.0, f32::max);
        self.root(Size::new(width, height), "Boardwalk: the gallery", |picture| {
            let mut x = 0.0;
            for (palette, (size, pieces)) in &plates {
                picture.palette = *palette;
                let placed = vec![("transform", translate(Point::new(x, 0.0)))];
                picture.group("g", placed, Some(palette.title()), |picture| {
                    picture.ground(Size::new(size.width, height))?;
                    pieces.iter().try_for_each(|piece| picture.piece(piece))
                })?;
                x += size.width;
            }
            picture.outlines()
        })
    }

    fn piece(&mut self, piece: &Piece) -> io::Result<()> {
        self.is_faded = piece.tone == Tone::Faded;
        self.instead = if let Tone::Lit(ink) = piece.tone { Some(ink) } else { None };
        self.marks(&piece.marks)?;
        (self.is_faded, self.instead) = (false, None);
        Ok(())
    }

    fn sheet(&mut self, scene: &Scene, depiction: Option<&Depiction>, sheet: &Sheet) -> io::Result<()> {
        self.root(sheet.size, &scene.title, |picture| {
            picture.ground(sheet.size)?;
            let placed = format!("{} scale({})", translate(sheet.origin), sheet.scale);
            picture.group("g", vec![("transform", placed)], None, |picture| picture.scene(scene, depiction))?;
            let framed = format!("scale({})", sheet.frame_scale);
            picture.group("g", vec![("transform", framed)], None, |picture| picture.marks(&sheet.frame))?;
            picture.outlines()
        })
    }

    fn scene(&mut self, scene: &Scene, depiction: Option<&Depiction>) -> io::Result<()> {
        let is_lit = |id| depiction.is_some_and(|depiction| depiction.lit.contains(id));
        let is_faded = |id| match depiction {
            Some(depiction) if !depiction.lit.is_empty() => depiction.is_faded(id),
            _ => scene.is_faded(id),
        };
        let is_about_something = depiction.is_some_and(|depiction| !depiction.lit.is_empty());
        self.is_faded = is_about_something || scene.focus.is_some();
        for area in &scene.areas {
            self.group("g", Vec::new(), Some(&area.title), |picture| picture.marks(&area.marks))?;
        }
        self.is_faded = false;
        self.marks(depiction.map_or(&[], |depiction| &depiction.under))?;
        // What stands out lies above what stands back, and its heads reach through the rings to the cards.
        let rings = scene.cards.iter().filter(|card| is_lit(&card.id));
        let mut rings = depiction.into_iter().flat_map(|depiction| rings.clone().map(|card| ring(card, depiction.ink)));
        let mut lines = scene.lines_to_paint();
        lines.sort_by_key(|line| (!is_faded(&line.id), is_lit(&line.id)));
        for line in lines {
            if !is_faded(&line.id) {
                self.is_faded = false;
                rings.by_ref().try_for_each(|ring| self.mark(&ring))?;
            }
            self.is_faded = is_faded(&line.id);
            self.instead = depiction.filter(|_| is_lit(&line.id)).map(|depiction| depiction.ink);
            let whole = if self.instead.is_some() { in_full(line) } else { Vec::new() };
            self.group("g", Vec::new(), Some(&line_words(scene, line)), |picture| {
                picture.marks(&whole)?;
                picture.marks(&line.marks)
            })?;
        }
        (self.is_faded, self.instead) = (false, None);
        rings.try_for_each(|ring| self.mark(&ring))?;
        for card in &scene.cards {
            self.is_faded = is_faded(&card.id);
            let placed = vec![("transform", translate(card.rect.min))];
            self.group("g", placed, Some(&scene.words(card)), |picture| {
                picture.marks(&card.face)?;
                picture.marks(&card.badge)
            })?;
        }
        self.is_faded = false;
        self.marks(depiction.map_or(&[], |depiction| &depiction.over))
    }

    fn marks(&mut self, marks: &[Mark]) -> io::Result<()> {
        marks.iter().try_for_each(|mark| self.mark(mark))
    }

    fn mark(&mut self, mark: &Mark) -> io::Result<()> {
        match mark {
            Mark::Shape { outline, fill, pen } => {
                let (element, mut attributes) = shape(outline);
                attributes.push(("fill", fill.map_or_else(|| "none".to_owned(), |ink| self.fill(ink))));
                attributes.extend(pen.iter().flat_map(|pen| self.stroke(*pen)));
                self.empty(element, attributes)
            }
            Mark::Path { points, pen } => {
                let mut attributes = vec![("points", coordinates(points)), ("fill", "none".to_owned())];
                attributes.extend(self.stroke(*pen));
                self.empty("polyline", attributes)
            }
            Mark::Hatch { strokes, pen } => {
                let course: String = strokes
                    .iter()
                    .map(|[from, to]| {
                        format!("M{} {}L{} {}", number(from.x), number(from.y), number(to.x), number(to.y))
                    })
                    .collect();
                let mut attributes = vec![("d", course)];
                attributes.extend(self.stroke(*pen));
                self.empty("path", attributes)
            }
            Mark::Text(run) => self.text(run),
        }
    }

    fn text(&mut self, run: &TextRun) -> io::Result<()> {
        let has_letters = || text::visible(&run.text).chars().all(text::is_embedded);
        if self.lettering != Lettering::Outlines && has_letters() {
            return self.as_text(run, None);
        }
        for letters in self.typesetter.set(run) {
            let (x, y) = letters.unit;
            let placed = format!("{} scale({} {})", translate(Point::new(letters.x, run.at.y)), fine(x), fine(-y));
            let attributes = vec![("transform", placed), ("fill", self.colour(run.ink))];
            self.group("g", attributes, None, |picture| {
                letters.glyphs.iter().try_for_each(|(glyph, x, y)| {
                    let next = picture.glyphs.len();
                    let number = *picture.glyphs.entry(*glyph).or_insert(next);
                    let mut attributes = vec![("xlink:href", format!("#letter{number}")), ("x", x.to_string())];
                    attributes.extend((*y != 0).then(|| ("y", y.to_string())));
                    picture.empty("use", attributes)
                })
            })?;
        }
        match self.lettering {
            Lettering::Texts => Ok(()),
            // Programs that make pictures smaller throw away what has no opacity at all.
            Lettering::Searched | Lettering::Outlines => self.as_text(run, Some(("fill-opacity", "0".to_owned()))),
        }
    }

    /// The outlines of all letters that were drawn by them.
    fn outlines(&mut self) -> io::Result<()> {
        let glyphs = std::mem::take(&mut self.glyphs);
        if glyphs.is_empty() {
            return Ok(());
        }
        self.group("defs", Vec::new(), None, |picture| {
            glyphs.iter().try_for_each(|(glyph, number)| {
                let course = picture.typesetter.outline(*glyph);
                picture.empty("path", vec![("id", format!("letter{number}")), ("d", course)])
            })
        })
    }

    /// The run as a text, which is painted in the fonts of whoever reads it.
    fn as_text(&mut self, run: &TextRun, more: Option<(&'static str, String)>) -> io::Result<()> {
        let anchor = match run.anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let weight = match run.weight {
            Weight::Regular => "400",
            Weight::SemiBold => "600",
        };
        let mut attributes = vec![
            ("x", number(run.at.x)),
            ("y", number(run.at.y)),
            ("font-size", number(run.size)),
            ("font-weight", weight.to_owned()),
            ("text-anchor", anchor.to_owned()),
            ("fill", self.colour(run.ink)),
        ];
        attributes.extend(more);
        let element = self.writer.create_element("text").with_attributes(borrowed(&attributes));
        element.write_text_content(BytesText::new(&text::visible(&run.text)))?;
        Ok(())
    }

    fn stroke(&self, pen: Pen) -> Attributes {
        let (ink, width) = self.instead.map_or((pen.ink, pen.width), |ink| (ink, pen.width + 1.0));
        let mut attributes = vec![("stroke", self.colour(ink)), ("stroke-width", number(width))];
        if let Some((dash, gap)) = pen.dash.lengths() {
            attributes.push(("stroke-dasharray", format!("{} {}", number(dash), number(gap))));
        }
        if pen.dash == Dash::Dotted {
            attributes.push(("stroke-linecap", "round".to_owned()));
        }
        attributes
    }

    fn colour(&self, ink: Ink) -> String {
        let colour = if self.is_faded { self.palette.faded(ink) } else { self.palette.colour(ink) };
        self.sight.seen(colour).to_string()
    }

    /// The colour of a fill: what stands out changes its ink, but never its ground.
    fn fill(&self, ink: Ink) -> String {
        self.colour(self.instead.filter(|_| !ink.is_ground()).unwrap_or(ink))
    }

    fn empty(&mut self, element: &str, attributes: Attributes) -> io::Result<()> {
        self.writer.create_element(element).with_attributes(borrowed(&attributes)).write_empty()?;
        Ok(())
    }

    /// An element with a title, which browsers show as a tooltip and screen readers read out.
    fn group(
        &mut self,
        element: &str,
        attributes: Attributes,
        title: Option<&str>,
        content: impl FnOnce(&mut Self) -> io::Result<()>,
    ) -> io::Result<()> {
        let start = quick_xml::events::BytesStart::new(element).with_attributes(borrowed(&attributes));
        let end = start.to_end().into_owned();
        self.writer.write_event(quick_xml::events::Event::Start(start.borrow()))?;
        if let Some(title) = title {
            let title = text::visible(title);
            self.writer.create_element("title").write_text_content(BytesText::new(&title))?;
        }
        content(self)?;
        self.writer.write_event(quick_xml::events::Event::End(end))
    }
}

/// The ring around a card that stands out.
fn ring(card: &Card, ink: Ink) -> Mark {
    let pen = Some(Pen::solid(ink, RING_WIDTH));
    Mark::Shape { outline: Outline::Rounded(card.rect.grown(RING), RING_RADIUS), fill: Some(Ink::Panel), pen }
}

fn borrowed(attributes: &Attributes) -> impl Iterator<Item = (&str, &str)> {
    attributes.iter().map(|(name, value)| (*name, value.as_str()))
}

fn shape(outline: &Outline) -> (&'static str, Attributes) {
    match outline {
        Outline::Rounded(rect, radius) => {
            let mut attributes = vec![
                ("x", number(rect.min.x)),
                ("y", number(rect.min.y)),
                ("width", number(rect.width())),
                ("height", number(rect.height())),
            ];
            if *radius > 0.0 {
                attributes.push(("rx", number(*radius)));
            }
            ("rect", attributes)
        }
        Outline::Circle(centre, radius) => {
            ("circle", vec![("cx", number(centre.x)), ("cy", number(centre.y)), ("r", number(*radius))])
        }
        Outline::Polygon(points) => ("polygon", vec![("points", coordinates(points))]),
    }
}

fn coordinates(points: &[Point]) -> String {
    let pairs: Vec<String> = points.iter().map(|point| format!("{},{}", number(point.x), number(point.y))).collect();
    pairs.join(" ")
}

fn translate(point: Point) -> String {
    format!("translate({} {})", number(point.x), number(point.y))
}

/// A number with two decimals at most.
fn number(value: f32) -> String {
    let text = format!("{value:.2}");
    let short = text.trim_end_matches('0').trim_end_matches('.');
    if short == "-0" { "0".to_owned() } else { short.to_owned() }
}

/// A small number with all the digits that matter.
fn fine(value: f32) -> String {
    format!("{value:.6}").trim_end_matches('0').to_owned()
}

/// A line as a sentence without its full stop.
fn line_words(scene: &Scene, line: &Line) -> String {
    let status = match line.status {
        crate::model::LinkStatus::Active => String::new(),
        other => format!(" ({})", other.word()),
    };
    scene.sentence(line) + &status
}

#[cfg(test)]
mod tests;
