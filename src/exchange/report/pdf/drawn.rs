//! Drawing: pages as a PDF, with what is heard of them, where words lead and what stands in the outline.

use std::collections::HashMap;

use krilla::Document;
use krilla::SerializeSettings;
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::color::rgb;
use krilla::destination::XyzDestination;
use krilla::geom::{PathBuilder, Point as At, Rect as Area, Size as Extent, Transform};
use krilla::image::Image;
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, BBox, ContentTag, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph, Tag};
use krilla_svg::{SurfaceExt, SvgSettings};

use super::super::Press;
use super::letters::{Setter, advance};
use super::lines::Part;
use super::page::{Item, NodeId, Nodes, Page};
use super::tags::Tags;
use crate::exchange::export::pdf_tree;
use crate::layout::{Point, Rect};
use crate::report::{Colour, Heading};

/// What was laid out.
pub(super) struct Laid<'a> {
    pub(super) pages: Vec<Page<'a>>,
    pub(super) nodes: Nodes,
    /// Where words can lead: the page, and how far down it.
    pub(super) anchors: HashMap<String, (usize, f32)>,
}

/// What is needed to draw every page.
struct Drawing<'a> {
    press: &'a Press<'a>,
    setter: &'a Setter<'a>,
    fonts: Vec<Option<Font>>,
    laid: &'a Laid<'a>,
    tags: Tags,
}

/// Words that lead somewhere, on the page that is drawn.
struct Link {
    rect: Rect,
    to: (usize, f32),
    words: String,
    place: (NodeId, usize),
}

/// How far slanted letters lean.
const SLANT: f32 = 0.2;
const FOOT: f32 = 7.5;
const MUTED: Colour = super::flow::MUTED;
const HAIRLINE: Colour = Colour(0xbf, 0xc5, 0xce);

/// Draws the pages. The settings say which rules it has to keep.
pub(super) fn drawn(
    press: &Press<'_>,
    setter: &Setter<'_>,
    laid: &Laid<'_>,
    settings: SerializeSettings,
) -> Result<Vec<u8>, String> {
    let font = |(bytes, index, weight): (_, u32, Option<f32>)| match weight {
        Some(weight) => Font::new_variable(krilla::Data::from(bytes), index, &[(Tag::new(b"wght"), weight)]),
        None => Font::new(krilla::Data::from(bytes), index),
    };
    let fonts = setter.typesetter.fonts().map(font).collect();
    let tags = Tags::new(Nodes(laid.nodes.0.clone()));
    let mut drawing = Drawing { press, setter, fonts, laid, tags };
    let mut document = Document::new_with(settings);
    for place in 0..laid.pages.len() {
        drawing.page(&mut document, place)?;
    }
    document.set_outline(drawing.outline());
    document.set_tag_tree(drawing.tags.tree());
    let paper = press.paper;
    let mut metadata = Metadata::new().title(paper.title.clone()).language("en-GB".to_owned());
    metadata = metadata.creator("Boardwalk".to_owned());
    if !press.style.organisation.trim().is_empty() {
        metadata = metadata.authors(vec![press.style.organisation.trim().to_owned()]);
    }
    if !paper.subtitle.is_empty() {
        metadata = metadata.description(paper.subtitle.clone());
    }
    document.set_metadata(metadata);
    document.finish().map_err(|error| format!("the paper cannot be written: {error:?}"))
}

impl Drawing<'_> {
    fn page(&mut self, document: &mut Document, place: usize) -> Result<(), String> {
        let of = &self.laid.pages[place];
        let size = of.size();
        let settings = PageSettings::from_wh(size.width, size.height).ok_or("a page has no size")?;
        let mut page = document.start_page_with(settings);
        let mut links = Vec::new();
        let mut surface = page.surface();
        let mut items = of.items.iter().peekable();
        while let Some(item) = items.next() {
            match item {
                Item::Fill { rect, colour } => {
                    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                    fill(&mut surface, *rect, *colour);
                    while let Some(Item::Fill { rect, colour }) =
                        items.next_if(|next| matches!(next, Item::Fill { .. }))
                    {
                        fill(&mut surface, *rect, *colour);
                    }
                    surface.end_tagged();
                }
                Item::Words { parts, at, size, colour, node: None } => {
                    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)));
                    parts.iter().for_each(|part| self.part(&mut surface, part, *at, *size, *colour));
                    surface.end_tagged();
                }
                Item::Words { parts, at, size, colour, node: Some(node) } => {
                    for parts in parts.chunk_by(|one, next| one.to == next.to) {
                        links.extend(self.words(&mut surface, parts, *at, (*size, *colour), *node));
                    }
                }
                Item::Picture { picture, rect, node } => {
                    let tree = pdf_tree(&super::super::seen(picture, self.press.fonts))?;
                    self.framed(&mut surface, place, *rect, *node, |surface, size| {
                        surface.draw_svg(&tree, size, SvgSettings::default());
                    });
                }
                Item::Logo { rect, node } => {
                    let Some(logo) = &self.press.style.logo else { continue };
                    let image = Image::from_png(logo.png.to_vec().into(), true);
                    let image = image.map_err(|why| format!("the logo cannot be read: {why}"))?;
                    self.framed(&mut surface, place, *rect, *node, |surface, size| surface.draw_image(image, size));
                }
            }
        }
        if of.has_foot {
            surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
            self.foot(&mut surface, place);
            surface.end_tagged();
        }
        surface.finish();
        for link in links {
            let Link { rect, to: (to, y), words, place } = link;
            let Some(area) = area(rect) else { continue };
            let target = XyzDestination::new(to, At::from_xy(0.0, (y - 6.0).max(0.0)));
            let target = Target::Destination(target.into());
            let annotation = Annotation::new_link(LinkAnnotation::new(area, target), Some(words));
            let click = page.add_tagged_annotation(annotation);
            self.tags.click(place, click);
        }
        page.finish();
        Ok(())
    }

    /// Something with a frame of its own, which is told in words.
    fn framed(
        &mut self,
        surface: &mut Surface<'_>,
        page: usize,
        rect: Rect,
        node: NodeId,
        draw: impl FnOnce(&mut Surface<'_>, Extent),
    ) {
        let (Some(bounds), Some(size)) = (area(rect), Extent::from_wh(rect.width(), rect.height())) else { return };
        let seen = surface.start_tagged(ContentTag::Other);
        surface.push_transform(&Transform::from_translate(rect.min.x, rect.min.y));
        draw(surface, size);
        surface.pop();
        surface.end_tagged();
        self.tags.bound(node, BBox::new(page, bounds));
        self.tags.drawn(node, seen);
    }

    /// Words that lead to one place, or nowhere.
    fn words(
        &mut self,
        surface: &mut Surface<'_>,
        parts: &[Part],
        at: Point,
        (size, colour): (f32, Colour),
        node: NodeId,
    ) -> Option<Link> {
        let to = parts.first()?.to.as_ref().and_then(|anchor| self.laid.anchors.get(anchor)).copied();
        let colour =
            if to.is_some() && !self.is_contents(node) { self.press.style.second_colour.readable() } else { colour };
        let drawn = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        for part in parts {
            self.part(surface, part, at, size, colour);
            if to.is_some() && !self.is_contents(node) {
                let min = Point::new(at.x + part.x, at.y + size * 0.14);
                fill(surface, Rect { min, max: Point::new(min.x + part.width, min.y + size * 0.055) }, colour);
            }
        }
        surface.end_tagged();
        let Some(to) = to else {
            self.tags.drawn(node, drawn);
            return None;
        };
        let (first, last) = (parts.first()?, parts.last()?);
        let min = Point::new(at.x + first.x, at.y - size);
        let rect = Rect { min, max: Point::new(at.x + last.x + last.width, at.y + size * 0.3) };
        let words: String = parts.iter().map(|part| part.text.as_str()).collect();
        let words = words.trim().to_owned();
        Some(Link { rect, to, words, place: self.tags.link(node, drawn) })
    }

    /// Whether a part is of the contents, where everything leads somewhere and need not look like it.
    fn is_contents(&self, node: NodeId) -> bool {
        self.laid.nodes.0.get(node).is_some_and(|(role, _)| *role == super::page::Role::Reference)
    }

    fn part(&self, surface: &mut Surface<'_>, part: &Part, at: Point, size: f32, colour: Colour) {
        surface.set_fill(Some(paint(colour)));
        if part.is_slanted {
            surface.push_transform(&Transform::from_row(1.0, 0.0, -SLANT, 1.0, SLANT * at.y, 0.0));
        }
        for placed in self.setter.placed(&part.text, part.weight) {
            let mut x = at.x + part.x + placed.x * size;
            for shaped in &placed.shaped {
                let glyph = |letter: &crate::drawing::typeset::Letter| {
                    let (right, up) = letter.offset;
                    KrillaGlyph::new(
                        GlyphId::new(letter.id),
                        letter.advance,
                        right,
                        up,
                        0.0,
                        letter.range.clone(),
                        None,
                    )
                };
                let glyphs: Vec<KrillaGlyph> = shaped.letters.iter().map(glyph).collect();
                if let Some(Some(font)) = self.fonts.get(shaped.face) {
                    surface.draw_glyphs(At::from_xy(x, at.y), &glyphs, font.clone(), &shaped.text, size, false);
                }
                x += advance(shaped) * size;
            }
        }
        if part.is_slanted {
            surface.pop();
        }
    }

    /// Whose paper it is and what about, and which page of how many.
    fn foot(&self, surface: &mut Surface<'_>, place: usize) {
        let page = &self.laid.pages[place];
        let (left, right) = (super::page::MARGIN, super::page::MARGIN + page.width());
        let y = page.size().height - super::page::MARGIN / 2.0;
        let rule = y - 12.0;
        fill(surface, Rect { min: Point::new(left, rule), max: Point::new(right, rule + 0.5) }, HAIRLINE);
        let number = format!("Page {} of {}", place + 1, self.laid.pages.len());
        for (text, is_end) in [(self.press.foot(), false), (number, true)] {
            let line = super::lines::line(self.setter, &text, FOOT, false);
            let x = if is_end { right - line.width } else { left };
            line.parts.iter().for_each(|part| self.part(surface, part, Point::new(x, y), FOOT, MUTED));
        }
    }

    /// Every heading, and where it is.
    fn outline(&self) -> Outline {
        let mut outline = Outline::new();
        let mut section: Option<OutlineNode> = None;
        for heading in self.press.paper.headings() {
            let Some(entry) = self.entry(heading) else { continue };
            match section.as_mut().filter(|_| heading.level > 1) {
                Some(section) => section.push_child(entry),
                None => section.replace(entry).into_iter().for_each(|done| outline.push_child(done)),
            }
        }
        section.into_iter().for_each(|done| outline.push_child(done));
        outline
    }

    fn entry(&self, heading: &Heading) -> Option<OutlineNode> {
        let (page, y) = *self.laid.anchors.get(&heading.anchor)?;
        let to = XyzDestination::new(page, At::from_xy(0.0, (y - 6.0).max(0.0)));
        Some(OutlineNode::new(format!("{} {}", heading.number, heading.text), to))
    }
}

fn area(rect: Rect) -> Option<Area> {
    Area::from_ltrb(rect.min.x, rect.min.y, rect.max.x, rect.max.y)
}

fn paint(Colour(red, green, blue): Colour) -> Fill {
    Fill { paint: rgb::Color::new(red, green, blue).into(), opacity: NormalizedF32::ONE, rule: FillRule::NonZero }
}

fn fill(surface: &mut Surface<'_>, rect: Rect, colour: Colour) {
    let mut path = PathBuilder::new();
    if let Some(area) = area(rect) {
        path.push_rect(area);
    }
    if let Some(path) = path.finish() {
        surface.set_stroke(None);
        surface.set_fill(Some(paint(colour)));
        surface.draw_path(&path);
    }
}
